//! What changes with time: planted drifts and changes are found, ordinary drives are left alone.

use fueltune_analyzer::engine::analysis::measure::Measure;
use fueltune_analyzer::engine::analysis::patterns::{self, SegmentKind};
use fueltune_analyzer::engine::analysis::trends::across::{self, Dated, across};
use fueltune_analyzer::engine::analysis::trends::figures::{
    self, FigureKind, KeyFigure, KeyFigures, key_figures,
};
use fueltune_analyzer::engine::analysis::trends::{self, MeasureTrend, Tendency};
use fueltune_analyzer::engine::analysis::{Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::LogTable;

use super::drives::{At, Dice, Drive, Signal, segments};
use crate::sample_logs::{log, numbers};

fn report(table: &LogTable) -> trends::Report {
    let frame = Frame::whole(table);
    let patterns = patterns::Report::default();
    trends::run(&frame, &Subject::default(), &patterns, &trends::Params::default(), &Cx::none()).unwrap()
}

fn of(report: &trends::Report, id: ChannelId) -> &MeasureTrend {
    report.measures.iter().find(|m| m.measure == Measure::from(id)).unwrap()
}

fn oil(seed: u64, value: &dyn Fn(At) -> f64) -> LogTable {
    let signal = Signal { id: ChannelId::OilPressure, value, sd: 0.1, memory: 0.98 };
    Drive { seconds: 1800.0, rate_hz: 10.0, seed }.log(&[signal])
}

/// Rises with engine speed, as oil pressure does.
fn healthy(at: At) -> f64 {
    1.0 + at.rpm / 1000.0
}

#[test]
fn a_planted_drift_is_found_and_measured_at_comparable_operating_points() {
    let mut found = 0;
    for seed in 0..20 {
        // A third of a bar in half an hour.
        let table = oil(seed, &|at| healthy(at) - 0.33 * at.t / 1800.0);
        let drift = of(&report(&table), ChannelId::OilPressure).drift.unwrap();
        found += usize::from(drift.claimed == Some(Tendency::Falling));
        assert!((drift.slope_per_min + 0.011).abs() < 0.005, "seed {seed}: {drift:?}");
    }
    assert!(found >= 19, "{found} of 20");
}

#[test]
fn no_drift_is_claimed_where_there_is_none() {
    let claims = (100..160)
        .filter(|seed| {
            of(&report(&oil(*seed, &healthy)), ChannelId::OilPressure).drift.unwrap().claimed.is_some()
        })
        .count();
    assert!(claims <= 6, "{claims} of 60, 3 are promised on average");
}

#[test]
fn driving_faster_later_is_no_drift() {
    // Pressure follows engine speed only, and engine speed rises over the drive.
    let rpm: Vec<f32> = (0..18_000).map(|i| 1500.0 + (i / 2250) as f32 * 250.0 + (i % 7) as f32).collect();
    let mut dice = Dice::new(5);
    let pressure: Vec<f32> = rpm.iter().map(|x| 1.0 + x / 1000.0 + 0.02 * dice.normal() as f32).collect();
    let table = log(10.0, vec![numbers(ChannelId::Rpm, &rpm), numbers(ChannelId::OilPressure, &pressure)]);
    let report = report(&table);
    let drift = of(&report, ChannelId::OilPressure).drift.unwrap();
    // Within a band of 500 rpm speed still rises once by a step of 250: a quarter of a bar at most.
    assert!(drift.change.abs() < 0.3, "{drift:?}");
}

#[test]
fn a_trim_that_creeps_alarms_once_with_its_direction() {
    let creeping = |at: At| if at.t > 900.0 { (at.t - 900.0) / 900.0 * 6.0 } else { 0.0 };
    let signal = Signal { id: ChannelId::TrimLong, value: &creeping, sd: 0.5, memory: 0.95 };
    let table = Drive { seconds: 1800.0, rate_hz: 10.0, seed: 3 }.log(&[signal]);
    let creep = of(&report(&table), ChannelId::TrimLong).creep.clone().unwrap();
    assert_eq!(creep.alarms.len(), 1, "{:?}", creep.alarms);
    assert_eq!(creep.alarms[0].tendency, Tendency::Rising);
    assert!(creep.alarms[0].from > 700.0 && creep.alarms[0].at > creep.alarms[0].from);
}

#[test]
fn warming_up_is_left_out_and_accounted_for() {
    let table = oil(1, &healthy);
    let frame = Frame::whole(&table);
    let patterns = segments(&table, &[(SegmentKind::WarmUp, 0..6000), (SegmentKind::FuelCut, 7000..7100)]);
    let params = trends::Params::default();
    let report = trends::run(&frame, &Subject::default(), &patterns, &params, &Cx::none()).unwrap();
    assert_eq!(report.ledger.used, 18_000 - 6100);
    assert_eq!(report.ledger.left_out.iter().map(|l| l.rows).sum::<u64>(), 6100);
    assert!(of(&report, ChannelId::OilPressure).series[0].t > 600.0);
}

#[test]
fn key_figures_are_medians_of_blocks_where_they_mean_something() {
    // 40 s at idle, 40 s of cruise, 20 s under load, at 10 Hz.
    let phase = |i: usize| match i {
        0..400 => 0,
        400..800 => 1,
        _ => 2,
    };
    let column = |of: [f32; 3]| (0..1000).map(|i| of[phase(i)]).collect::<Vec<f32>>();
    let table = log(
        10.0,
        vec![
            numbers(ChannelId::Rpm, &column([900.0, 3000.0, 5000.0])),
            numbers(ChannelId::Lambda1, &column([1.02, 1.0, 0.84])),
            numbers(ChannelId::LambdaTarget, &column([1.0, 1.0, 0.8])),
            numbers(ChannelId::OilPressure, &column([1.1, 3.5, 4.5])),
            numbers(ChannelId::Coolant, &column([88.0, 90.0, 92.0])),
            numbers(ChannelId::Battery, &column([13.2, 14.1, 14.0])),
            numbers(ChannelId::IntakeAir, &column([30.0, 32.0, 45.0])),
        ],
    );
    let kinds =
        [(SegmentKind::Idle, 0..400), (SegmentKind::Cruise, 400..800), (SegmentKind::Pull, 800..1000)];
    let patterns = segments(&table, &kinds);
    let subject = Subject { ambient_c: Some(25.0), ..Subject::default() };
    let frame = Frame::whole(&table);
    let params = figures::Params::default();
    let found = key_figures(&frame, &subject, &patterns, Some(77.0), &params, &Cx::none()).unwrap();
    let expected = [
        (FigureKind::LambdaErrorLoad, 5.0, 2),
        (FigureKind::LambdaErrorCruise, 0.0, 4),
        (FigureKind::LambdaErrorIdle, 2.0, 4),
        (FigureKind::OilPressureIdle, 1.1, 4),
        (FigureKind::OilPressureRunning, 3.5, 4),
        (FigureKind::ChargeTempRise, 20.0, 2),
        (FigureKind::CoolantPlateau, 90.0, 10),
        (FigureKind::BatteryCharging, 14.1, 6),
        (FigureKind::Quality, 77.0, 1),
    ];
    assert_eq!(found.figures.len(), expected.len(), "{found:?}");
    for (kind, value, n) in expected {
        let figure = found.of(kind).unwrap();
        assert!((figure.value - value).abs() < 1e-4, "{figure:?}");
        assert!(figure.n.abs_diff(n) <= 1, "{figure:?}");
    }
}

fn sessions(values: &[f64]) -> Vec<Dated> {
    let dated = |(i, value): (usize, &f64)| {
        let figure = KeyFigure {
            kind: FigureKind::OilPressureRunning,
            value: *value,
            spread: None,
            low: None,
            high: None,
            n: 10,
            rows: 100,
        };
        let figures = KeyFigures { figures: vec![figure], notes: Vec::new() };
        Dated { at_days: 7.0 * i as f64, figures }
    };
    values.iter().enumerate().map(dated).collect()
}

#[test]
fn a_figure_that_falls_from_session_to_session_is_worse_and_five_sessions_can_tell() {
    let mut list = sessions(&[4.0, 3.9, 3.85, 3.7, 3.6]);
    list.reverse();
    let report = across(&list, &across::Params::default(), &Cx::none()).unwrap();
    let trend = report.figures[0].trend.unwrap();
    // All ten pairs fall: 2 of the 120 orders are as extreme.
    assert!(trend.exact && (trend.p - 2.0 / 120.0).abs() < 1e-12, "{trend:?}");
    assert_eq!((trend.claimed, trend.better), (Some(Tendency::Falling), Some(false)));
    assert!((trend.change + 0.4).abs() < 0.05);
    // The same line counted in sessions: they are a week apart.
    let step = trend.per_session.unwrap();
    assert!((step.slope - 7.0 * trend.slope_per_day).abs() < 1e-12, "{step:?}");
    assert!(step.low <= step.slope && step.slope <= step.high && step.high < 0.0, "{step:?}");
    // In order of time, each with the place it was handed in at.
    let places: Vec<u32> = report.figures[0].points.iter().map(|p| p.session).collect();
    assert_eq!(places, [4, 3, 2, 1, 0]);
    let four = across(&sessions(&[4.0, 3.9, 3.8, 3.7]), &across::Params::default(), &Cx::none()).unwrap();
    assert_eq!(four.figures[0].trend, None);
}

#[test]
fn sessions_without_a_trend_are_left_alone() {
    let claims = (0..200).filter(|seed| {
        let mut dice = Dice::new(*seed);
        let values: Vec<f64> = (0..10).map(|_| dice.normal()).collect();
        let report = across(&sessions(&values), &across::Params::default(), &Cx::none()).unwrap();
        report.figures[0].trend.unwrap().claimed.is_some()
    });
    let claims = claims.count();
    assert!(claims <= 18, "{claims} of 200, 10 are promised on average");
}
