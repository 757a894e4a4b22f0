//! Main fuel, λ and ignition of an engine whose load is told by the throttle.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::base_map::{
    Assumptions, Calculator, Flag, Input, Symbol, calculate, calculators,
};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::{Cell, MapAxis, MapInfo, MapTable};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::vehicle::{Aspiration, Vehicle};
use proptest::prelude::*;

use super::{cell, curve, fuel, jeep, made};
use crate::sample_logs::cases;

const LIMITER: f64 = 7000.0;

fn natural() -> Vehicle {
    let mut v = jeep();
    v.engine.aspiration = Some(Aspiration::Natural);
    v
}

/// A table over engine speed and the throttle.
fn over_throttle(kind: TableKind, unit: Unit, rpm: &[f64], tps: &[f64]) -> MapTable {
    let x = MapAxis::of(Some(ChannelId::Tps), Unit::Percent, tps.to_vec()).unwrap();
    let y = MapAxis::of(Some(ChannelId::Rpm), Unit::Rpm, rpm.to_vec()).unwrap();
    MapTable::new(MapInfo::new("t", kind), x, Some(y), unit, vec![1.0; rpm.len() * tps.len()]).unwrap()
}

fn pulses(rpm: f64, tps: f64) -> MapTable {
    over_throttle(TableKind::MainFuel, Unit::Milliseconds, &[rpm, rpm + 100.0], &[tps, tps + 1.0])
}

/// Gauge pressure behind the throttle.
fn behind(with: &Assumptions, rpm: f64, tps: f64) -> f64 {
    let table = pulses(rpm, tps);
    let steps = fuel(&table, &natural(), with).explain(&table, Cell::at(0, 0));
    steps.iter().find(|s| s.symbol == Symbol::Behind).expect("the throttle tells it").value
}

#[test]
fn the_open_throttle_loses_at_the_limiter_what_the_user_says_and_little_below() {
    let mut with = Assumptions::default();
    assert!((behind(&with, LIMITER, 99.9999) + 0.03).abs() < 1e-4);
    assert!(behind(&with, 1500.0, 99.9999) > -0.003);
    with.own.insert(Input::ThrottleLoss, 0.1);
    assert!((behind(&with, LIMITER, 99.9999) + 0.1).abs() < 1e-4);
}

#[test]
fn the_shut_throttle_idles_at_a_usual_pressure_and_is_nearly_empty_at_the_limiter() {
    let with = Assumptions::default();
    let idle = behind(&with, 900.0, 0.0);
    assert!((-0.75..=-0.55).contains(&idle), "{idle} bar at idle");
    assert!(behind(&with, LIMITER, 0.0) < -0.9);
}

#[test]
fn a_cell_over_the_throttle_has_the_pulse_of_the_pressure_behind_it() {
    let with = Assumptions::default();
    for (rpm, tps) in [(900.0, 0.0), (2500.0, 12.0), (4000.0, 40.0), (6500.0, 90.0)] {
        let found = fuel(&pulses(rpm, tps), &natural(), &with).cells[0].clone();
        let by_pressure = cell(&natural(), &with, behind(&with, rpm, tps), rpm);
        assert_relative_eq!(found.value.unwrap(), by_pressure.value.unwrap(), max_relative = 1e-8);
        assert_eq!(found.flags, by_pressure.flags, "{rpm} rpm, {tps} %");
    }
}

#[test]
fn a_curve_over_the_throttle_stands_for_the_reference_speed() {
    let table = curve(TableKind::MainFuel, Unit::Milliseconds, ChannelId::Tps, &[20.0, 80.0]);
    let mut with = Assumptions::default();
    with.own.insert(Input::ReferenceRpm, 3000.0);
    let found = fuel(&table, &natural(), &with).cells[0].value;
    assert_eq!(found, fuel(&pulses(3000.0, 20.0), &natural(), &with).cells[0].value);
}

#[test]
fn an_engine_with_boost_is_told_that_none_is_reckoned() {
    let table =
        over_throttle(TableKind::MainFuel, Unit::Milliseconds, &[1000.0, 6000.0], &[0.0, 50.0, 100.0]);
    let with = Assumptions::default();
    let flagged = |v: &Vehicle| fuel(&table, v, &with).flagged(Flag::WithoutBoost).collect::<Vec<_>>();
    assert_eq!(flagged(&natural()), []);
    let found = flagged(&jeep());
    assert!(!found.contains(&Cell::at(0, 0)) && !found.contains(&Cell::at(1, 0)), "{found:?}");
    assert!(found.contains(&Cell::at(0, 2)) && found.contains(&Cell::at(1, 2)), "{found:?}");
}

#[test]
fn mixture_and_ignition_go_by_the_pressure_behind_the_throttle() {
    let with = Assumptions::default();
    let value = |calculator, kind, unit, tps: f64| {
        let table = over_throttle(kind, unit, &[3000.0, 4000.0], &[tps, tps + 1.0]);
        assert_eq!(calculators(&table), [calculator]);
        made(calculate(calculator, &table, &natural(), &with)).cells[0].value.unwrap()
    };
    let lambda = |tps| value(Calculator::Lambda, TableKind::LambdaTarget, Unit::Lambda, tps);
    assert!(lambda(5.0) > lambda(95.0));
    let advance = |tps| value(Calculator::Ignition, TableKind::Ignition, Unit::Degrees, tps);
    assert!(advance(5.0) > advance(95.0));
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn more_throttle_is_more_pressure_and_more_speed_is_less(rpm in 700.0f64..7000.0, tps in 0.0f64..95.0) {
        let with = Assumptions::default();
        let here = behind(&with, rpm, tps);
        prop_assert!((-1.013_25..=0.0).contains(&here));
        prop_assert!(behind(&with, rpm, tps + 4.0) > here);
        prop_assert!(behind(&with, rpm + 300.0, tps) < here);
    }
}
