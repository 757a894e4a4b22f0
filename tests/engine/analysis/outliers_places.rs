//! Values that do not belong to their place, and those that do, though they are far from what is usual around it.

use std::ops::Range;

use fueltune_analyzer::engine::analysis::outliers::{FindingKind, Report};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::table::Column;

use super::outliers::{ROWS, columns, found, only, wave};
use crate::sample_logs::{log, numbers};

fn column(id: ChannelId, value: impl Fn(usize) -> f32) -> Column {
    numbers(id, &(0..ROWS).map(value).collect::<Vec<_>>())
}

fn assert_one(report: &Report, id: ChannelId) {
    let finding = only(report);
    assert_eq!((finding.kind, &finding.channels[..]), (FindingKind::Residual, &[ChannelKey::from(id)][..]));
}

#[test]
fn a_pulse_is_held_against_moments_at_which_the_second_injectors_did_as_they_do() {
    // Both ways through one place, in one round of twelve.
    let there = |row: usize| (1310..1335).contains(&row) || (1415..1440).contains(&row);
    let first = |row: usize| if there(row) { 4.5 } else { 3.0 } + (row % 7) as f32 * 0.01;
    let with = |second: &dyn Fn(usize) -> f32| {
        let sets = [column(ChannelId::Pw1, first), column(ChannelId::Pw2, second)];
        found(&log(25.0, columns().into_iter().chain(sets).collect()))
    };
    // The first set injects for both, and for itself: the second is out, shares all the time, is never used.
    assert_eq!(with(&|row| if there(row) { 0.0 } else { 2.5 }).findings, []);
    assert_one(&with(&|_| 2.5), ChannelId::Pw1);
    assert_one(&with(&|_| 0.0), ChannelId::Pw1);
}

#[test]
fn a_pulse_is_no_outlier_of_the_way_the_engine_injects_more_often() {
    // Every other round the second set shares; within one of either kind the first is off by half.
    let shares = |row: usize| row / 250 % 2 == 1;
    for round in [4, 5] {
        let off = |row: usize| (round * 250 + 60..round * 250 + 85).contains(&row);
        let first = |row: usize| {
            let usual = if shares(row) { 2.0 } else { 3.5 } + (row % 7) as f32 * 0.01;
            if off(row) { usual * 1.5 } else { usual }
        };
        let second = |row: usize| if shares(row) { 2.5 } else { 0.0 };
        let sets = [column(ChannelId::Pw1, first), column(ChannelId::Pw2, second)];
        assert_one(&found(&log(25.0, columns().into_iter().chain(sets).collect())), ChannelId::Pw1);
    }
}

/// Part load, with a dip in each round that lasts as many rows as asked for; what the map of the ignition has there, but
/// for some rows at which it has that though the load has not dipped. At the end of the log the load is so high that part
/// load is all of one kind to a surface.
fn dipping(lasts: &dyn Fn(usize) -> usize, wrong: Range<usize>) -> Report {
    let noise = |row: usize, salt: usize| ((row * 7919 + salt * 104_729) % 997) as f32 / 997.0 - 0.5;
    let dips = |row: usize| (100..100 + lasts(row / 250)).contains(&(row % 250));
    let load = |row: usize| match row {
        2500.. => 0.9,
        _ if dips(row) => -0.68,
        _ => -0.56,
    };
    let advance =
        |row: usize| if dips(row) || wrong.contains(&row) { 38.0 } else { 49.0 } + 0.5 * noise(row, 3);
    found(&log(
        25.0,
        vec![
            column(ChannelId::Rpm, |row| 2300.0 + 20.0 * noise(row, 1)),
            column(ChannelId::MapGauge, |row| load(row) + 0.01 * noise(row, 2)),
            column(ChannelId::Tps, |row| wave(row, 10.0, 40.0, 250)),
            column(ChannelId::IgnAdvance, advance),
        ],
    ))
}

#[test]
fn what_is_read_right_there_at_other_times_is_no_outlier() {
    // A dip is a moment, but for one that lasts a second.
    let short = |_: usize| 10;
    assert_eq!(dipping(&|round| if round == 5 { 25 } else { 10 }, 0..0).findings, []);
    assert_one(&dipping(&short, 1400..1425), ChannelId::IgnAdvance);
}

#[test]
fn where_no_throttle_tells_nothing_is_held_against_a_place_the_load_has_just_come_to() {
    let drops = 1625..1635;
    let report = |moved: &Range<usize>| {
        let changed = columns().into_iter().filter(|c| c.id() != Some(ChannelId::Tps)).map(|c| {
            let values = c.f32().unwrap().to_vec();
            match c.id() {
                Some(id @ ChannelId::MapGauge) => {
                    column(id, |row| values[row] - if moved.contains(&row) { 0.3 } else { 0.0 })
                }
                // Rich, until the exhaust has cleared.
                Some(id @ ChannelId::Lambda1) => {
                    column(id, |row| values[row] - if (1627..1657).contains(&row) { 0.15 } else { 0.0 })
                }
                _ => c,
            }
        });
        found(&log(25.0, changed.collect()))
    };
    assert_eq!(report(&drops).findings, []);
    assert_one(&report(&(0..0)), ChannelId::Lambda1);
}
