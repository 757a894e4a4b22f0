//! Sensors that stand still, each rule on a log made for it; whole drives are in [`super::truth`].

use std::ops::Range;

use fueltune_analyzer::engine::analysis::outliers::{Finding, FindingKind};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};

use super::drives::Dice;
use super::outliers::{ROWS, columns, found, only, spoilt};
use crate::sample_logs::{log, numbers};

#[test]
fn what_stands_still_while_the_engine_does_not_is_stuck() {
    for id in [ChannelId::Lambda1, ChannelId::MapGauge] {
        let held = if id == ChannelId::Lambda1 { 1.0 } else { -0.41 };
        let report = found(&spoilt(id, 1000..1300, |_| held));
        let stuck: Vec<&Finding> = report.of(FindingKind::Stuck).collect();
        assert_eq!(stuck.len(), 1, "{}: {:#?}", id.slug(), report.findings);
        assert_eq!(stuck[0].channels, [ChannelKey::from(id)]);
        assert!((stuck[0].seconds() - 12.0).abs() < 0.2);
    }
}

#[test]
fn a_sensor_that_never_stands_still_is_stuck_when_it_does_though_nothing_moves_it() {
    let noise = |row: usize, salt: usize| ((row * 7919 + salt * 104_729) % 997) as f32 / 997.0 - 0.5;
    // An engine that idles; the pressure is written in hundredths and moves by a few of them by itself.
    let idles = |held: &dyn Fn(ChannelId, usize) -> bool| {
        let make = |id: ChannelId, value: &dyn Fn(usize) -> f32| {
            let at = |row: usize| value(if held(id, row) { 1000 } else { row });
            numbers(id, &(0..ROWS).map(at).collect::<Vec<_>>())
        };
        let pressure = |row: usize| ((3.0 + 0.2 * noise(row, 5)) * 100.0).round() / 100.0;
        found(&log(
            25.0,
            vec![
                make(ChannelId::Rpm, &|row| 900.0 + 20.0 * noise(row, 1)),
                make(ChannelId::MapGauge, &|row| -0.6 + 0.01 * noise(row, 2)),
                make(ChannelId::FuelPressure, &pressure),
            ],
        ))
    };
    let stands = |row: usize| (1000..1200).contains(&row);
    let report = idles(&|id, row| id == ChannelId::FuelPressure && stands(row));
    let finding = only(&report);
    assert_eq!(
        (finding.kind, &finding.channels[..]),
        (FindingKind::Stuck, &[ChannelId::FuelPressure.into()][..])
    );
    assert!((finding.seconds() - 8.0).abs() < 0.2);
    assert_eq!(idles(&|_, _| false).findings, []);
    // A logger that hangs is no sensor that sticks.
    assert_eq!(idles(&|_, row| stands(row)).of(FindingKind::Stuck).count(), 0);
}

#[test]
fn a_noisy_sensor_is_stuck_at_the_lowest_it_reads_too() {
    // An engine that idles, every level of the pressure known by hundreds of samples.
    let mut dice = Dice::new(7);
    let mut noisy = |middle: f64, by: f64, step: f64| -> Vec<f32> {
        let mut value = || ((middle + by * (dice.even() - 0.5)) / step).round() * step;
        (0..ROWS).map(|_| value() as f32).collect()
    };
    let (rpm, map, pressure) = (noisy(900.0, 20.0, 1.0), noisy(-0.6, 0.01, 0.001), noisy(3.0, 0.1, 0.01));
    let lowest = pressure.iter().copied().fold(f32::INFINITY, f32::min);
    let told = |rows: Range<usize>| {
        let pressure: Vec<f32> = pressure
            .iter()
            .enumerate()
            .map(|(row, x)| if rows.contains(&row) { lowest } else { *x })
            .collect();
        let channels =
            [(ChannelId::Rpm, &rpm), (ChannelId::MapGauge, &map), (ChannelId::FuelPressure, &pressure)];
        found(&log(25.0, channels.map(|(id, values)| numbers(id, values)).to_vec()))
    };
    assert_eq!(told(0..0).findings, []);
    let report = told(1000..1200);
    assert_eq!(only(&report).kind, FindingKind::Stuck);
    assert!((only(&report).seconds() - 8.0).abs() < 0.2);
}

#[test]
fn the_richest_of_a_log_is_no_end_of_a_lambda_sensor() {
    // It stays rich, one step to and fro, but for a while in each round.
    let stands = |rows: Range<usize>| {
        let value = |row: usize| match row % 250 {
            200.. => 1.0 + 0.01 * (row % 3) as f32,
            _ if rows.contains(&row) => 0.83,
            _ => 0.83 + 0.01 * (row / 5 % 2) as f32,
        };
        let lambda = numbers(ChannelId::Lambda1, &(0..ROWS).map(value).collect::<Vec<_>>());
        let others = columns().into_iter().filter(|c| c.id() != Some(ChannelId::Lambda1));
        let report = found(&log(25.0, others.chain([lambda]).collect()));
        report.of(FindingKind::Stuck).map(|f| f.seconds().round()).collect::<Vec<_>>()
    };
    assert_eq!(stands(0..0), Vec::<f64>::new());
    assert_eq!(stands(1555..1660), [5.0]);
}
