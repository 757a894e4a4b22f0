//! Segments: each rule on a log made for it, then whole drives whose course is known, then real logs.

use std::ops::Range;

use fueltune_analyzer::engine::analysis::patterns::{
    OperatingMap, Params, Report, Segment, SegmentKind, run,
};
use fueltune_analyzer::engine::analysis::{Frame, NoteCode, Params as _, Reason, Span, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{Column, LogTable, TimeAxis};
use proptest::prelude::*;

use super::awkward;
use crate::sample_logs::{cases, log, numbers, regular_axis};
use crate::scenario::{Drive, Happened, Logger, drive};
use crate::{imports, samples};

fn found(table: &LogTable) -> Report {
    run(&Frame::whole(table), &Subject::default(), &Params::default(), &Cx::none()).unwrap()
}

/// Values along straight lines between points in time.
fn along(points: &[(f64, f64)], axis: &TimeAxis) -> Vec<f32> {
    let at = |t: f64| {
        let next = points.iter().position(|(x, _)| *x >= t);
        match next {
            Some(0) => points[0].1,
            Some(i) => {
                let ((t0, y0), (t1, y1)) = (points[i - 1], points[i]);
                y0 + (y1 - y0) * (t - t0) / (t1 - t0)
            }
            None => points[points.len() - 1].1,
        }
    };
    axis.seconds().iter().map(|t| at(*t) as f32).collect()
}

type Lines<'a> = &'a [(ChannelId, &'a [(f64, f64)])];

/// A log of `seconds` at `rate_hz` whose channels follow lines.
fn lines(rate_hz: f64, seconds: f64, channels: Lines) -> LogTable {
    let axis = regular_axis((seconds * rate_hz) as usize, rate_hz);
    let columns = channels.iter().map(|(id, points)| numbers(*id, &along(points, &axis))).collect();
    LogTable::new(vec![axis], columns).unwrap()
}

/// The same log with a column changed.
fn with(table: &LogTable, id: ChannelId, change: impl Fn(usize, f32) -> f32) -> LogTable {
    let columns = table.columns().iter().map(|column| {
        if column.id() != Some(id) {
            return column.clone();
        }
        let values: Vec<f32> = column.f32().unwrap().iter().enumerate().map(|(i, x)| change(i, *x)).collect();
        numbers(id, &values)
    });
    LogTable::new(table.axes().to_vec(), columns.collect()).unwrap()
}

/// The same log without some rows.
fn without(table: &LogTable, gone: Range<usize>) -> LogTable {
    let keep: Vec<usize> = (0..table.rows()).filter(|row| !gone.contains(row)).collect();
    let axis = TimeAxis::new(keep.iter().map(|row| table.main_axis().seconds()[*row]).collect());
    let columns = table.columns().iter().map(|column| {
        let values: Vec<f32> = keep.iter().map(|row| column.f32().unwrap()[*row]).collect();
        numbers(column.id().unwrap(), &values)
    });
    LogTable::new(vec![axis], columns.collect()).unwrap()
}

fn of(report: &Report, kind: SegmentKind) -> Vec<&Segment> {
    report.of(kind).collect()
}

fn one(report: &Report, kind: SegmentKind) -> &Segment {
    match of(report, kind)[..] {
        [one] => one,
        ref other => panic!("{} of {}", other.len(), kind.slug()),
    }
}

fn assert_span(segment: &Segment, t0: f64, t1: f64, within: f64) {
    let Span { t0: a, t1: b } = segment.span;
    assert!((a - t0).abs() <= within && (b - t1).abs() <= within, "{a:.2} to {b:.2}, not {t0} to {t1}");
}

/// Third gear from 2500 to 6500 rpm between 5 s and 9 s, the throttle closed before and after.
const PULL: Lines = &[
    (ChannelId::Rpm, &[(0.0, 2500.0), (5.0, 2500.0), (9.0, 6500.0), (12.0, 3500.0), (14.0, 3400.0)]),
    (ChannelId::Tps, &[(0.0, 12.0), (4.9, 12.0), (5.0, 100.0), (9.0, 100.0), (9.1, 0.0), (14.0, 0.0)]),
];

#[test]
fn a_pull_is_found_at_any_rate() {
    for rate in [4.0, 10.0, 25.0, 50.0, 100.0, 200.0] {
        let report = found(&lines(rate, 14.0, PULL));
        let pull = one(&report, SegmentKind::Pull);
        assert_span(pull, 5.0, 9.0, 0.15 + 1.5 / rate);
        assert!(pull.rpm_start.unwrap() < 3000.0 && pull.rpm_end.unwrap() > 6000.0, "{rate} Hz: {pull:?}");
        assert!(pull.tps_mean.unwrap() > 99.0 && pull.gear.is_none() && pull.map_max_bar.is_none());
        assert_eq!(of(&report, SegmentKind::Acceleration).len(), 1, "{rate} Hz: a pull is an acceleration");
    }
}

#[test]
fn a_spike_of_rpm_ends_no_pull() {
    for rate in [10.0, 25.0, 100.0] {
        let table = lines(rate, 14.0, PULL);
        for off in [4000.0, 900.0, 300.0, -300.0, -900.0, -2500.0] {
            let spiked =
                with(&table, ChannelId::Rpm, |row, x| if row == (7.0 * rate) as usize { x + off } else { x });
            let report = found(&spiked);
            assert_span(one(&report, SegmentKind::Pull), 5.0, 9.0, 0.15 + 1.5 / rate);
        }
    }
}

#[test]
fn steps_of_the_sensor_end_no_pull() {
    // Fifty rpm a step, read ten times a second into a log of a hundred rows a second.
    let table = lines(100.0, 14.0, PULL);
    let rpm = table.channel(ChannelId::Rpm).unwrap().f32().unwrap().to_vec();
    let stairs = with(&table, ChannelId::Rpm, |row, _| (rpm[row / 10 * 10] / 50.0).round() * 50.0);
    assert_span(one(&found(&stairs), SegmentKind::Pull), 5.0, 9.0, 0.3);
    // Noise of a coarse trigger wheel: up and down by a step.
    let rough = with(&table, ChannelId::Rpm, |row, x| {
        (x / 64.0).round() * 64.0 + if row % 2 == 0 { 64.0 } else { 0.0 }
    });
    assert_span(one(&found(&rough), SegmentKind::Pull), 5.0, 9.0, 0.3);
}

#[test]
fn a_pause_ends_a_pull() {
    let table = lines(50.0, 14.0, PULL);
    let report = found(&without(&table, 330..380));
    let pulls = of(&report, SegmentKind::Pull);
    assert_eq!(pulls.len(), 2);
    assert_span(pulls[0], 5.0, 6.6, 0.1);
    assert_span(pulls[1], 7.62, 9.0, 0.1);
    // A few samples lost are no pause.
    assert_eq!(of(&found(&without(&table, 330..345)), SegmentKind::Pull).len(), 1);
}

#[test]
fn full_throttle_is_as_far_as_it_goes_in_this_log() {
    let table = lines(25.0, 14.0, PULL);
    let scaled = |share: f32| with(&table, ChannelId::Tps, |_, x| x * share);
    assert_eq!(of(&found(&scaled(0.82)), SegmentKind::Pull).len(), 1, "a throttle that ends at 82 %");
    assert_eq!(of(&found(&scaled(0.6)), SegmentKind::Pull).len(), 0, "a throttle that was never open");
}

#[test]
fn what_is_short_or_small_or_in_neutral_is_no_pull() {
    let short = lines(
        50.0,
        8.0,
        &[
            (ChannelId::Rpm, &[(0.0, 3000.0), (4.0, 3000.0), (5.0, 4100.0), (8.0, 3000.0)]),
            (ChannelId::Tps, &[(0.0, 5.0), (3.9, 5.0), (4.0, 100.0), (5.0, 100.0), (5.1, 0.0)]),
        ],
    );
    assert_eq!(of(&found(&short), SegmentKind::Pull).len(), 0);
    let pull = lines(25.0, 14.0, PULL);
    let mut columns = pull.columns().to_vec();
    columns.push(numbers(
        ChannelId::Gear,
        &(0..350).map(|row| if row < 20 { 3.0 } else { 0.0 }).collect::<Vec<_>>(),
    ));
    let neutral = LogTable::new(pull.axes().to_vec(), columns).unwrap();
    assert_eq!(of(&found(&neutral), SegmentKind::Pull).len(), 0, "the gear says neutral");
    let moved = &[(0.0, 60.0), (1.0, 60.0), (2.0, 0.0), (14.0, 0.0)];
    let standing = lines(25.0, 14.0, &[PULL[0], PULL[1], (ChannelId::Speed, moved)]);
    assert_eq!(of(&found(&standing), SegmentKind::Pull).len(), 0, "the car stands");
}

#[test]
fn each_gear_is_a_pull_of_its_own() {
    let channels: Lines = &[
        (
            ChannelId::Rpm,
            &[(0.0, 3000.0), (3.0, 3000.0), (6.0, 6600.0), (6.3, 4600.0), (9.0, 6600.0), (10.0, 5000.0)],
        ),
        (ChannelId::Tps, &[(0.0, 10.0), (2.9, 10.0), (3.0, 100.0), (9.0, 100.0), (9.1, 0.0)]),
        (ChannelId::Gear, &[(0.0, 2.0), (6.1, 2.0), (6.101, 3.0), (10.0, 3.0)]),
    ];
    for (known, table) in
        [("gear", lines(50.0, 10.0, channels)), ("no gear", lines(50.0, 10.0, &channels[..2]))]
    {
        let report = found(&table);
        let pulls = of(&report, SegmentKind::Pull);
        assert_eq!(pulls.len(), 2, "{known}");
        assert_span(pulls[0], 3.0, 6.0, 0.2);
        assert_span(pulls[1], 6.3, 9.0, 0.2);
        let change = one(&report, SegmentKind::GearChange);
        assert_span(change, 6.0, 6.3, 0.1);
        if known == "gear" {
            assert_eq!((pulls[0].gear, pulls[1].gear), (Some(2), Some(3)));
        }
    }
}

#[test]
fn gears_are_found_from_engine_and_road_speed() {
    // 100, 60 and 40 rpm per km/h, five seconds each with half a second between.
    let rpm: &[(f64, f64)] =
        &[(0.0, 3000.0), (5.0, 4500.0), (5.5, 2700.0), (10.5, 4200.0), (11.0, 2800.0), (16.0, 4000.0)];
    let speed: &[(f64, f64)] =
        &[(0.0, 30.0), (5.0, 45.0), (5.5, 45.0), (10.5, 70.0), (11.0, 70.0), (16.0, 100.0)];
    let tps: &[(f64, f64)] = &[(0.0, 30.0), (5.0, 30.0), (5.1, 0.0), (5.4, 0.0), (5.5, 30.0), (16.0, 30.0)];
    let table = lines(20.0, 16.0, &[(ChannelId::Rpm, rpm), (ChannelId::Speed, speed), (ChannelId::Tps, tps)]);
    let coarse = with(&table, ChannelId::Speed, |_, x| x.round());
    for table in [table, coarse] {
        let report = found(&table);
        let changes = of(&report, SegmentKind::GearChange);
        assert_eq!(changes.len(), 2);
        assert_span(changes[0], 5.0, 5.5, 0.25);
        assert_span(changes[1], 10.5, 11.0, 0.25);
        let gears: Vec<Option<u32>> = of(&report, SegmentKind::Acceleration).iter().map(|s| s.gear).collect();
        assert_eq!(gears, [Some(1), Some(2), Some(3)]);
    }
}

#[test]
fn a_slipping_clutch_is_no_part_of_a_pull() {
    let rpm: &[(f64, f64)] = &[(0.0, 3000.0), (2.0, 3000.0), (3.0, 4000.0), (6.0, 6400.0), (8.0, 4000.0)];
    // 80 rpm per km/h from 3 s on; before, the car is slower than the engine.
    let speed: &[(f64, f64)] = &[(0.0, 12.0), (2.0, 15.0), (3.0, 50.0), (6.0, 80.0), (8.0, 50.0)];
    let tps: &[(f64, f64)] = &[(0.0, 10.0), (1.9, 10.0), (2.0, 100.0), (6.0, 100.0), (6.1, 0.0)];
    let table = lines(50.0, 8.0, &[(ChannelId::Rpm, rpm), (ChannelId::Speed, speed), (ChannelId::Tps, tps)]);
    assert_span(one(&found(&table), SegmentKind::Pull), 2.9, 6.0, 0.25);
}

#[test]
fn the_selection_ends_a_segment() {
    let table = lines(50.0, 14.0, PULL);
    let frame = Frame::whole(&table).select(&[Span::new(0.0, 7.5)], None).unwrap();
    let report = run(&frame, &Subject::default(), &Params::default(), &Cx::none()).unwrap();
    assert_span(one(&report, SegmentKind::Pull), 5.0, 7.5, 0.1);
    let left_out = report.ledger.left_out.iter().find(|l| l.reason == Reason::NotSelected).unwrap();
    assert_eq!(left_out.rows, 325);
    assert_eq!(report.ledger.used + left_out.rows, 700);
}

#[test]
fn a_closed_throttle_at_speed_is_overrun_and_no_idle() {
    // As FuelTech's idle switch has it: on whenever the throttle is closed.
    let table = lines(
        25.0,
        40.0,
        &[
            (
                ChannelId::Rpm,
                &[(0.0, 900.0), (15.0, 900.0), (20.0, 4500.0), (28.0, 1500.0), (30.0, 900.0), (40.0, 900.0)],
            ),
            (
                ChannelId::Tps,
                &[(0.0, 0.0), (15.0, 0.0), (15.1, 40.0), (20.0, 40.0), (20.1, 0.0), (40.0, 0.0)],
            ),
            (
                ChannelId::IdleActive,
                &[(0.0, 1.0), (15.0, 1.0), (15.01, 0.0), (20.0, 0.0), (20.01, 1.0), (40.0, 1.0)],
            ),
        ],
    );
    let report = found(&table);
    let idle = of(&report, SegmentKind::Idle);
    assert_eq!(idle.len(), 2);
    assert_span(idle[0], 0.0, 15.0, 0.3);
    assert_span(idle[1], 30.0, 40.0, 1.2);
    let overrun = one(&report, SegmentKind::Overrun);
    assert_span(overrun, 20.2, 28.8, 0.5);
}

#[test]
fn an_engine_that_runs_down_is_not_cranked() {
    let rpm: &[(f64, f64)] = &[
        (0.0, 0.0),
        (2.0, 0.0),
        (2.05, 230.0),
        (3.2, 240.0),
        (3.5, 1100.0),
        (20.0, 900.0),
        (21.5, 0.0),
        (25.0, 0.0),
    ];
    let report = found(&lines(50.0, 25.0, &[(ChannelId::Rpm, rpm)]));
    assert_span(one(&report, SegmentKind::Cranking), 2.02, 3.25, 0.1);
    // The ECU's own word goes over that.
    let switch: &[(f64, f64)] = &[(0.0, 0.0), (1.8, 0.0), (1.81, 1.0), (3.4, 1.0), (3.41, 0.0)];
    let report = found(&lines(50.0, 25.0, &[(ChannelId::Rpm, rpm), (ChannelId::Cranking, switch)]));
    assert_span(one(&report, SegmentKind::Cranking), 1.8, 3.4, 0.05);
}

#[test]
fn an_engine_is_warming_up_until_it_was_warm() {
    let table = lines(
        10.0,
        300.0,
        &[
            (ChannelId::Rpm, &[(0.0, 0.0), (5.0, 0.0), (5.5, 1300.0), (300.0, 900.0)]),
            (ChannelId::Coolant, &[(0.0, 20.0), (100.0, 70.0), (150.0, 90.0), (200.0, 67.0), (300.0, 66.0)]),
        ],
    );
    assert_span(one(&found(&table), SegmentKind::WarmUp), 5.2, 100.0, 0.3);
}

#[test]
fn fuel_is_cut_where_the_ecu_says_so_or_no_pulse_is_logged() {
    let rpm: (ChannelId, &[(f64, f64)]) =
        (ChannelId::Rpm, &[(0.0, 2000.0), (5.0, 4000.0), (9.0, 1800.0), (20.0, 1800.0)]);
    let pulse: &[(f64, f64)] = &[(0.0, 4.0), (5.5, 4.0), (5.51, 0.0), (8.0, 0.0), (8.01, 3.0), (20.0, 3.0)];
    let report = found(&lines(50.0, 20.0, &[rpm, (ChannelId::Pw1, pulse)]));
    assert_span(one(&report, SegmentKind::FuelCut), 5.52, 8.0, 0.05);
    let switch: &[(f64, f64)] = &[(0.0, 0.0), (5.7, 0.0), (5.71, 1.0), (8.0, 1.0), (8.01, 0.0), (20.0, 0.0)];
    let report = found(&lines(50.0, 20.0, &[rpm, (ChannelId::Pw1, pulse), (ChannelId::DecelCut, switch)]));
    assert_span(one(&report, SegmentKind::FuelCut), 5.72, 8.0, 0.05);
    let nothing = found(&lines(50.0, 20.0, &[rpm, (ChannelId::Pw1, &[(0.0, 0.0), (20.0, 0.0)])]));
    assert_eq!(of(&nothing, SegmentKind::FuelCut).len(), 0, "a pulse that is not logged");
}

#[test]
fn the_limiter_is_known_by_its_switch_or_by_its_strokes() {
    // A saw between 6900 and 7000 rpm, seven times a second, from 6 s to 8 s.
    let saw = |t: f64| 7000.0 - 200.0 * ((t * 7.0).fract() - 0.5).abs();
    let table = lines(
        50.0,
        10.0,
        &[
            (ChannelId::Rpm, &[(0.0, 3000.0), (2.0, 3000.0), (6.0, 6950.0), (8.0, 6950.0), (10.0, 4000.0)]),
            (ChannelId::Tps, &[(0.0, 8.0), (1.9, 8.0), (2.0, 100.0), (8.0, 100.0), (8.1, 0.0)]),
        ],
    );
    let limited = with(&table, ChannelId::Rpm, |row, x| {
        let t = (row + 1) as f64 / 50.0;
        if (6.0..8.0).contains(&t) { saw(t) as f32 } else { x }
    });
    assert_span(one(&found(&limited), SegmentKind::Limiter), 6.0, 8.0, 0.3);
    assert_eq!(of(&found(&table), SegmentKind::Limiter).len(), 0, "a top speed is no limiter");

    // A cut told in percent, now and then, is one.
    let mut columns = limited.columns().to_vec();
    let percent: Vec<f32> =
        (0..500).map(|row| if (310..390).contains(&row) && row % 4 == 0 { 35.0 } else { 0.0 }).collect();
    columns.push(numbers(ChannelId::Limiter, &percent));
    let report = found(&LogTable::new(limited.axes().to_vec(), columns).unwrap());
    assert_span(one(&report, SegmentKind::Limiter), 6.26, 7.78, 0.05);
}

#[test]
fn a_launch_lasts_until_the_car_has_gone() {
    let rpm: (ChannelId, &[(f64, f64)]) = (
        ChannelId::Rpm,
        &[
            (0.0, 900.0),
            (2.0, 900.0),
            (2.5, 4400.0),
            (5.0, 4400.0),
            (5.3, 3600.0),
            (8.0, 6500.0),
            (12.0, 3000.0),
        ],
    );
    let tps: (ChannelId, &[(f64, f64)]) =
        (ChannelId::Tps, &[(0.0, 0.0), (2.0, 0.0), (2.1, 100.0), (8.0, 100.0), (8.1, 0.0)]);
    let speed: (ChannelId, &[(f64, f64)]) =
        (ChannelId::Speed, &[(0.0, 0.0), (5.0, 0.0), (6.0, 20.0), (8.0, 60.0), (12.0, 30.0)]);
    let two_step: (ChannelId, &[(f64, f64)]) =
        (ChannelId::TwoStep, &[(0.0, 0.0), (2.4, 0.0), (2.41, 1.0), (5.0, 1.0), (5.01, 0.0)]);
    let with_switch = found(&lines(50.0, 12.0, &[rpm, tps, speed, two_step]));
    assert_span(one(&with_switch, SegmentKind::Launch), 2.42, 6.0, 0.1);
    let by_values = found(&lines(50.0, 12.0, &[rpm, tps, speed]));
    assert_span(one(&by_values, SegmentKind::Launch), 2.3, 6.0, 0.4);
    for report in [with_switch, by_values] {
        let pull = one(&report, SegmentKind::Pull);
        assert!(pull.span.t0 >= 5.0, "a pull begins when the car has gone");
    }
}

#[test]
fn a_switch_that_never_changes_says_nothing() {
    let table = lines(25.0, 14.0, PULL);
    let plain = found(&table);
    for id in [
        ChannelId::Cranking,
        ChannelId::IdleActive,
        ChannelId::FuelCut,
        ChannelId::DecelCut,
        ChannelId::TwoStep,
        ChannelId::Launch,
        ChannelId::Limiter,
        ChannelId::Gear,
    ] {
        for state in [0.0, 1.0] {
            let mut columns = table.columns().to_vec();
            columns.push(numbers(id, &vec![state; table.rows()]));
            let report = found(&LogTable::new(table.axes().to_vec(), columns).unwrap());
            assert_eq!(report.segments, plain.segments, "{} at {state}", id.slug());
        }
    }
}

#[test]
fn what_is_held_still_is_steady() {
    let table = lines(
        50.0,
        20.0,
        &[
            (ChannelId::Rpm, &[(0.0, 2000.0), (5.0, 2000.0), (7.0, 3000.0), (14.0, 3010.0), (20.0, 4500.0)]),
            (ChannelId::MapGauge, &[(0.0, -0.4), (20.0, -0.4)]),
            (ChannelId::Tps, &[(0.0, 20.0), (10.0, 20.0), (10.2, 30.0), (20.0, 30.0)]),
        ],
    );
    let rough = with(&table, ChannelId::Rpm, |row, x| x + if row % 2 == 0 { 60.0 } else { -60.0 });
    for table in [table, rough] {
        let report = found(&table);
        let steady = of(&report, SegmentKind::Steady);
        assert_eq!(steady.len(), 3, "{steady:?}");
        assert_span(steady[0], 0.0, 5.2, 0.35);
        assert_span(steady[1], 6.8, 10.1, 0.35);
        assert_span(steady[2], 10.2, 14.4, 0.5);
    }
}

#[test]
fn a_sample_counts_for_the_nearest_breakpoint() {
    // 10 Hz: a tenth of a second each; 1124 rpm is nearer to 1000, 1125 to 1250.
    let rpm = [1000.0, 1124.0, 1125.0, 1300.0, 0.0];
    let map = [-0.45, -0.44, -0.41, 0.21, -0.4];
    let table = log(10.0, vec![numbers(ChannelId::Rpm, &rpm), numbers(ChannelId::MapGauge, &map)]);
    let OperatingMap { rpm, load, load_channel, cells } = found(&table).map;
    assert_eq!(load_channel, Some(ChannelId::MapGauge));
    assert_eq!(rpm, [1000.0, 1250.0, 1500.0]);
    assert_eq!(load, [-0.5, -0.4, -0.3, -0.2, -0.1, 0.0, 0.2, 0.4]);
    let at = |r: f64, l: f64| {
        let (i, j) = (rpm.iter().position(|x| *x == r).unwrap(), load.iter().position(|x| *x == l).unwrap());
        cells[i * load.len() + j]
    };
    assert_eq!(at(1000.0, -0.4).samples, 2, "halfway counts for the upper one");
    assert_eq!(at(1250.0, -0.4).samples, 1);
    assert_eq!(at(1250.0, 0.2).samples, 1);
    assert!((at(1000.0, -0.4).seconds - 0.2).abs() < 1e-9);
    assert_eq!(cells.iter().map(|c| c.samples).sum::<u32>(), 4, "the engine did not run in the last");
}

#[test]
fn time_on_the_map_is_the_time_that_was_logged() {
    let drive = drive(Logger::new(3, 25));
    let report = found(&drive.table);
    let seconds: f64 = report.map.cells.iter().map(|c| c.seconds).sum();
    let samples: u64 = report.map.cells.iter().map(|c| u64::from(c.samples)).sum();
    assert_eq!(samples, report.ledger.used);
    assert!((seconds - samples as f64 / 25.0).abs() < 0.05, "{seconds} s of {samples} samples");
}

/// Found and true segments of one kind that belong together, and how many there are of each.
#[derive(Clone, Copy, Default)]
struct Score {
    found: usize,
    right: usize,
    truth: usize,
    met: usize,
}

impl Score {
    fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }

    fn recall(self) -> f64 {
        if self.truth == 0 { 1.0 } else { self.met as f64 / self.truth as f64 }
    }
}

/// Two stretches belong together if they share most of the time that either covers; a gear change, which takes a few
/// samples of a slow log, if they meet.
fn belong(kind: SegmentKind, a: Span, b: Span, step: f64) -> bool {
    if kind == SegmentKind::GearChange {
        let middle = |s: Span| f64::midpoint(s.t0, s.t1);
        return (middle(a) - middle(b)).abs() <= 0.3 + step;
    }
    let together = a.t1.max(b.t1) - a.t0.min(b.t0);
    a.shared(b) + 2.0 * step >= 0.6 * together
}

fn compare(drive: &Drive, report: &Report, kind: SegmentKind, step: f64, score: &mut Score) {
    let truth: Vec<&Happened<SegmentKind>> = drive.segments.iter().filter(|s| s.kind == kind).collect();
    let found = of(report, kind);
    let span = |h: &Happened<SegmentKind>| Span::new(h.t0, h.t1);
    score.found += found.len();
    score.truth += truth.len();
    score.right += found.iter().filter(|f| truth.iter().any(|t| belong(kind, f.span, span(t), step))).count();
    score.met += truth.iter().filter(|t| found.iter().any(|f| belong(kind, f.span, span(t), step))).count();
}

/// Kinds whose course a drive tells one by one.
pub const TOLD: [SegmentKind; 11] = [
    SegmentKind::Cranking,
    SegmentKind::WarmUp,
    SegmentKind::Idle,
    SegmentKind::Cruise,
    SegmentKind::Acceleration,
    SegmentKind::Pull,
    SegmentKind::Overrun,
    SegmentKind::FuelCut,
    SegmentKind::GearChange,
    SegmentKind::Launch,
    SegmentKind::Limiter,
];
const SEEDS: [u64; 4] = [1, 2, 3, 4];

fn assert_drives(what: &str, loggers: &[Logger], kinds: &[SegmentKind]) {
    let mut bad = Vec::new();
    for kind in kinds {
        let mut score = Score::default();
        for logger in loggers {
            let drive = drive(*logger);
            compare(&drive, &found(&drive.table), *kind, 1.0 / f64::from(logger.rate_hz), &mut score);
        }
        let line = format!(
            "{what} {:>12}: precision {:.3} of {}, recall {:.3} of {}",
            kind.slug(),
            score.precision(),
            score.found,
            score.recall(),
            score.truth
        );
        println!("{line}");
        if score.precision() < 0.95 || score.recall() < 0.95 {
            bad.push(line);
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn the_course_of_a_drive_is_told_at_every_rate_and_resolution() {
    for rate_hz in [10, 25, 100] {
        for rpm_step in [1.0, 25.0] {
            let loggers: Vec<Logger> =
                SEEDS.iter().map(|seed| Logger { rpm_step, ..Logger::new(*seed, rate_hz) }).collect();
            assert_drives(&format!("{rate_hz} Hz, {rpm_step} rpm"), &loggers, &TOLD);
        }
    }
}

#[test]
fn the_course_of_a_drive_is_told_without_switches() {
    for rate_hz in [10, 25, 100] {
        let loggers: Vec<Logger> =
            SEEDS.iter().map(|seed| Logger { switches: false, ..Logger::new(*seed, rate_hz) }).collect();
        // Without its switch a limiter is known by its strokes, nearly seven a second: a slow log loses or invents one of
        // eight.
        let seen = |kind: &SegmentKind| rate_hz > 50 || *kind != SegmentKind::Limiter;
        let kinds: Vec<SegmentKind> = TOLD.iter().copied().filter(seen).collect();
        assert_drives(&format!("{rate_hz} Hz, no switches"), &loggers, &kinds);
    }
}

#[test]
fn the_course_of_a_drive_is_told_without_gear_or_speed() {
    let told = |not: &[SegmentKind]| -> Vec<SegmentKind> {
        TOLD.iter().copied().filter(|kind| !not.contains(kind)).collect()
    };
    for rate_hz in [10, 25, 100] {
        let by = |gear: bool, speed: bool| -> Vec<Logger> {
            SEEDS.iter().map(|seed| Logger { speed, gear, ..Logger::new(*seed, rate_hz) }).collect()
        };
        assert_drives(&format!("{rate_hz} Hz, no gear"), &by(false, true), &TOLD);
        // Without a road speed a closed throttle on the way to a standstill cannot be told from idling, nor revs for
        // pulling away on the clutch from accelerating, and of the gear changes only those up under load can be seen.
        let rest = told(&[
            SegmentKind::GearChange,
            SegmentKind::Idle,
            SegmentKind::Launch,
            SegmentKind::Acceleration,
        ]);
        assert_drives(&format!("{rate_hz} Hz, no gear, no speed"), &by(false, false), &rest);
    }
}

#[test]
fn steady_time_is_where_a_drive_was_held_still() {
    for rate_hz in [10, 25, 100] {
        let (mut held, mut found_s, mut right) = (0.0, 0.0, 0.0);
        for seed in SEEDS {
            let drive = drive(Logger::new(seed, rate_hz));
            let still =
                |h: &&Happened<SegmentKind>| matches!(h.kind, SegmentKind::Idle | SegmentKind::Cruise);
            let truth: Vec<Span> =
                drive.segments.iter().filter(still).map(|h| Span::new(h.t0, h.t1)).collect();
            let report = found(&drive.table);
            held += truth.iter().map(|t| t.duration()).sum::<f64>();
            for steady in report.of(SegmentKind::Steady) {
                found_s += steady.span.duration();
                right += truth.iter().map(|t| t.shared(steady.span)).sum::<f64>();
            }
        }
        println!("{rate_hz} Hz: steady {found_s:.0} s, of it held {right:.0} s; held in all {held:.0} s");
        assert!(right / held >= 0.9 && right / found_s >= 0.8, "{rate_hz} Hz");
    }
}

fn assert_sound(what: &str, table: &LogTable, report: &Report) {
    let rows = Frame::whole(table).rows();
    let order = |s: &Segment| (s.first_row, s.kind);
    assert!(report.segments.is_sorted_by_key(order), "{what}: in order of time");
    for kind in SegmentKind::ALL {
        let mut last = 0;
        for segment in report.of(kind) {
            let range = segment.rows();
            assert!(range.start < range.end && range.end <= rows, "{what}: {segment:?}");
            assert!(range.start >= last, "{what}: {} overlap", kind.slug());
            assert!(segment.span.t0 <= segment.span.t1, "{what}: {segment:?}");
            last = range.end;
        }
    }
    let left_out: u64 = report.ledger.left_out.iter().map(|l| l.rows).sum();
    assert_eq!(report.ledger.used + left_out, report.ledger.rows, "{what}: the account");
    let samples: u64 = report.map.cells.iter().map(|c| u64::from(c.samples)).sum();
    assert!(samples == report.ledger.used || report.map.cells.is_empty(), "{what}: the map");
}

#[test]
fn an_awkward_log_gives_a_report_all_the_same() {
    for (what, table) in awkward::logs() {
        let report = found(&table);
        assert_sound(what, &table, &report);
        if report.segments.is_empty() {
            assert!(report.notes.iter().any(|n| n.code == NoteCode::NothingFound), "{what}");
        }
        let bytes = postcard::to_stdvec(&report).unwrap();
        assert_eq!(postcard::from_bytes::<Report>(&bytes).unwrap(), report, "{what}");
    }
}

#[test]
fn a_figure_out_of_its_bounds_is_refused() {
    let mut params = Params::default();
    assert!(params.set("pull_range", 1e9));
    let table = lines(25.0, 14.0, PULL);
    assert!(run(&Frame::whole(&table), &Subject::default(), &params, &Cx::none()).is_err());
    assert!(Params::FIELDS.iter().all(|f| (f.least..=f.most).contains(&f.standard)));
}

#[test]
fn whoever_asks_to_stop_is_heard() {
    let table = lines(25.0, 14.0, PULL);
    let cx = Cx::new(&|_, _| (), &|| true);
    assert!(run(&Frame::whole(&table), &Subject::default(), &Params::default(), &cx).is_err());
}

/// Any log of the channels the rules look at.
fn any_log() -> impl Strategy<Value = LogTable> {
    let sample = || {
        (
            prop_oneof![Just(0.0f32), 100.0..8000.0f32, Just(f32::NAN), Just(900.0f32)],
            prop_oneof![Just(0.0f32), Just(100.0f32), -1.0..101.0f32],
            -1.0..1.5f32,
            0.0..200.0f32,
            0u8..6,
            0u8..2,
            prop_oneof![9 => Just(0.04f64), 1 => 0.0..3.0f64],
            1usize..30,
        )
    };
    prop::collection::vec(sample(), 0..40).prop_map(|samples| {
        let mut t = 0.0;
        let mut times = Vec::new();
        let mut columns: Vec<Vec<f32>> = vec![Vec::new(); 6];
        for (rpm, tps, map, speed, gear, switch, dt, times_over) in samples {
            for k in 0..times_over {
                t += dt;
                times.push(t);
                let ramp = rpm + (k as f32) * (tps - 20.0) * 0.5;
                for (column, x) in
                    columns.iter_mut().zip([ramp, tps, map, speed, f32::from(gear), f32::from(switch)])
                {
                    column.push(x);
                }
            }
        }
        let ids = [
            ChannelId::Rpm,
            ChannelId::Tps,
            ChannelId::MapGauge,
            ChannelId::Speed,
            ChannelId::Gear,
            ChannelId::DecelCut,
        ];
        let columns = ids.iter().zip(&columns).map(|(id, values)| numbers(*id, values)).collect();
        LogTable::new(vec![TimeAxis::new(times)], columns).unwrap()
    })
}

fn rows_of(report: &Report) -> Vec<(SegmentKind, u32, u32)> {
    report.segments.iter().map(|s| (s.kind, s.first_row, s.end_row)).collect()
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn segments_are_in_order_within_the_log_and_apart(table in any_log()) {
        assert_sound("any log", &table, &found(&table));
    }

    #[test]
    fn a_log_told_later_is_the_same_log(table in any_log(), later in 1.0..100_000.0f64) {
        let shifted = TimeAxis::new(table.main_axis().seconds().iter().map(|t| t + later).collect());
        let other = LogTable::new(vec![shifted], table.columns().to_vec()).unwrap();
        prop_assert_eq!(rows_of(&found(&table)), rows_of(&found(&other)));
    }

    #[test]
    fn a_flag_that_never_changes_changes_nothing(table in any_log(), state in 0u8..2) {
        let mut columns: Vec<Column> = table.columns().to_vec();
        columns.push(numbers(ChannelId::Launch, &vec![f32::from(state); table.rows()]));
        columns.push(numbers(ChannelId::Fan1, &vec![f32::from(state); table.rows()]));
        let other = LogTable::new(table.axes().to_vec(), columns).unwrap();
        prop_assert_eq!(found(&table), found(&other));
    }
}

/// What a person checks against the plot; see the output of the test.
#[test]
fn real_logs_give_plausible_segments() {
    let Some(folder) = samples::folder("real_logs_give_plausible_segments", "logs") else { return };
    for extension in ["csv", "ftml", "mlg", "msl", "ld", "llg", "CSV"] {
        for path in samples::files(folder.clone(), extension) {
            let Ok(log) = imports::import(std::fs::read(&path).unwrap()) else { continue };
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let report = found(&log.table);
            assert_sound(&name, &log.table, &report);
            let hours = (log.table.main_axis().duration() / 3600.0).max(1.0 / 60.0);
            let mut line = format!("{name:>60}:");
            for kind in SegmentKind::ALL {
                let number = report.of(kind).count();
                let seconds: f64 = report.of(kind).map(|s| s.span.duration()).sum();
                if number > 0 {
                    line += &format!(" {} {number} ({seconds:.0} s)", kind.slug());
                }
                assert!(number as f64 <= 900.0 * hours, "{name}: {number} of {}", kind.slug());
            }
            println!("{line}");
        }
    }
}
