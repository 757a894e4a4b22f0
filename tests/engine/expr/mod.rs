//! Math channels and filters.

mod book;
mod completion;
mod derived;
mod language;
mod properties;
mod time;
mod units;
mod values;

use fueltune_analyzer::engine::analysis::Frame;
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::expr::{Expr, ExprError, Names, ResultKind};
use fueltune_analyzer::engine::table::LogTable;
use fueltune_analyzer::engine::tune::{TableKind, TuneAxis, TuneTable};
use fueltune_analyzer::engine::units::Unit;

use crate::sample_logs::{custom, log, numbers, states};

const NAN: f32 = f32::NAN;

/// Ten samples at 10 Hz.
fn drive() -> LogTable {
    let flag = |id, on: &[u8]| numbers(id, &on.iter().map(|x| f32::from(*x)).collect::<Vec<_>>());
    log(
        10.0,
        vec![
            numbers(
                ChannelId::Rpm,
                &[900.0, 1000.0, 1500.0, 2000.0, 3000.0, 4000.0, 5000.0, 5500.0, 3000.0, 1000.0],
            ),
            numbers(ChannelId::MapGauge, &[-0.6, -0.5, -0.2, 0.0, 0.4, 0.8, 1.0, 1.0, -0.3, -0.6]),
            numbers(ChannelId::Tps, &[0.0, 5.0, 20.0, 60.0, 100.0, 100.0, 100.0, 100.0, 0.0, 0.0]),
            numbers(ChannelId::Lambda1, &[1.0, 0.98, NAN, 0.9, 0.85, 0.8, 0.79, 0.8, NAN, 1.3]),
            numbers(ChannelId::LambdaTarget, &[1.0, 1.0, 0.95, 0.9, 0.82, 0.8, 0.8, 0.8, 1.0, 1.0]),
            numbers(ChannelId::Coolant, &[80.0, 80.0, 81.0, 81.0, 82.0, 83.0, 84.0, 85.0, 85.0, 85.0]),
            numbers(ChannelId::IntakeAir, &[30.0; 10]),
            numbers(ChannelId::Pw1, &[2.0, 2.2, 3.0, 5.0, 8.0, 10.0, 12.0, 12.0, 0.0, 2.0]),
            numbers(ChannelId::YawRate, &[0.0, 1.0, 2.0, 3.0, 4.0, 4.0, 3.0, 2.0, 1.0, 0.0]),
            flag(ChannelId::TwoStep, &[0, 1, 1, 0, 0, 0, 0, 0, 0, 1]),
            custom("Força (kg)", 0, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]),
            states("Modo", &["Idle", "Run"], &[0, 0, 1, 1, 1, 1, 1, 1, u16::MAX, 0]),
        ],
    )
}

fn fuel_table() -> TuneTable {
    TuneTable {
        name: "Main fuel".to_owned(),
        kind: TableKind::MainFuel,
        bank: None,
        x: TuneAxis::new(Some(ChannelId::MapGauge), Unit::Bar, vec![-1.0, 0.0, 1.0]),
        y: TuneAxis::new(Some(ChannelId::Rpm), Unit::Rpm, vec![1000.0, 5000.0]),
        unit: Unit::Milliseconds,
        values: vec![1.0, 3.0, 5.0, 2.0, 6.0, 10.0],
        source: String::new(),
    }
}

fn dead_time() -> TuneTable {
    TuneTable {
        name: "dead".to_owned(),
        kind: TableKind::DeadTime,
        bank: None,
        x: TuneAxis::new(Some(ChannelId::Battery), Unit::Volts, vec![8.0, 16.0]),
        y: TuneAxis::single(),
        unit: Unit::Milliseconds,
        values: vec![2.0, 0.0],
        source: String::new(),
    }
}

fn tables() -> Vec<TuneTable> {
    vec![fuel_table(), dead_time()]
}

fn values_in(table: &LogTable, text: &str) -> Vec<f32> {
    let tables = tables();
    let checked = text.parse::<Expr>().and_then(|e| e.check(&Names::of(table, &tables)));
    let checked = checked.unwrap_or_else(|e| panic!("{text}: {e}"));
    checked.values(&Frame::whole(table), &tables, &Cx::none()).unwrap()
}

fn values(text: &str) -> Vec<f32> {
    values_in(&drive(), text)
}

fn first(text: &str) -> f32 {
    values(text)[0]
}

fn kind(text: &str) -> ResultKind {
    let names = Names::of(&drive(), &tables());
    text.parse::<Expr>().and_then(|e| e.check(&names)).unwrap_or_else(|e| panic!("{text}: {e}")).kind()
}

fn refused(text: &str) -> ExprError {
    let names = Names::of(&drive(), &tables());
    text.parse::<Expr>().and_then(|e| e.check(&names)).err().unwrap_or_else(|| panic!("{text} is accepted"))
}

/// The characters an error points at, and its name.
fn fault(text: &str) -> (String, String) {
    let error = refused(text);
    let (at, len) = (error.place.at as usize, error.place.len as usize);
    (text.chars().skip(at).take(len).collect(), error.kind.slug().to_owned())
}

#[track_caller]
fn assert_values(text: &str, expected: &[f32]) {
    let found = values(text);
    assert_eq!(found.len(), expected.len(), "{text}");
    for (row, (a, b)) in found.iter().zip(expected).enumerate() {
        let near = (a - b).abs() <= 1e-5 * b.abs().max(1.0);
        assert!(near || (a.is_nan() && b.is_nan()), "{text}, row {row}: {a}, expected {b}; all: {found:?}");
    }
}
