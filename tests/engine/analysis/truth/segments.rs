//! Whole drives of several cars: each kind of segment, by the segments and by the samples.

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::patterns::{self, SegmentKind};
use fueltune_analyzer::engine::analysis::{Frame, Span, Subject};
use fueltune_analyzer::engine::cx::Cx;

use super::{Tally, assert_good, edges, rows_of};
use crate::analysis::patterns::TOLD;
use crate::scenario::{Drive, Logger, drive};

/// A drive does not say to the sample when something begins: the foot takes a fifth of a second, and most of one until it
/// holds a speed.
const EDGE_S: f64 = 0.2;
const FINDS_ITS_PLACE_S: f64 = 0.8;

fn found(drive: &Drive) -> patterns::Report {
    let frame = Frame::whole(&drive.table);
    patterns::run(&frame, &Subject::default(), &patterns::Params::default(), &Cx::none()).unwrap()
}

fn spans(drive: &Drive, kind: SegmentKind) -> Vec<Span> {
    drive.segments.iter().filter(|s| s.kind == kind).map(|s| Span::new(s.t0, s.t1)).collect()
}

/// Two stretches are the same if they share most of the time that either covers; gear changes, if their middles are near.
fn same(kind: SegmentKind, a: Span, b: Span, step: f64) -> bool {
    if kind == SegmentKind::GearChange {
        return (a.t0 + a.t1 - b.t0 - b.t1).abs() / 2.0 <= 0.3 + step;
    }
    a.shared(b) + 2.0 * step >= 0.6 * (a.t1.max(b.t1) - a.t0.min(b.t0))
}

fn by_segments(drive: &Drive, report: &patterns::Report, kind: SegmentKind, step: f64) -> Tally {
    let truth = spans(drive, kind);
    let found: Vec<Span> = report.of(kind).map(|s| s.span).collect();
    let met = truth.iter().filter(|t| found.iter().any(|f| same(kind, *f, **t, step))).count();
    let right = found.iter().filter(|f| truth.iter().any(|t| same(kind, **f, *t, step))).count();
    Tally { planted: truth.len() as u64, met: met as u64, found: found.len() as u64, right: right as u64 }
}

fn by_samples(drive: &Drive, report: &patterns::Report, kind: SegmentKind, step: f64) -> Tally {
    let truth = spans(drive, kind);
    let planted = rows_of(&drive.table, truth.iter().copied());
    let found = report.rows(kind, drive.table.rows());
    let settling = truth.iter().filter(|_| kind == SegmentKind::Cruise);
    let settling = settling.map(|s| Span::new(s.t0 - FINDS_ITS_PLACE_S - step, s.t0));
    let settling = rows_of(&drive.table, settling);
    let unsure = edges(&drive.table, truth.into_iter(), EDGE_S + step).or(&settling);
    Tally::of_rows(&planted, &found, &unsure)
}

fn assert_told(what: &str, loggers: &[Logger], kinds: &[SegmentKind]) {
    let (mut segments, mut samples): (BTreeMap<String, Tally>, BTreeMap<String, Tally>) = Default::default();
    let mut wrong = String::new();
    for logger in loggers {
        let drive = drive(*logger);
        let report = found(&drive);
        let step = 1.0 / f64::from(logger.rate_hz);
        for kind in kinds {
            let name = || kind.slug().to_owned();
            segments.entry(name()).or_default().add(by_segments(&drive, &report, *kind, step));
            wrong += &differing(&drive, &report, *kind, step);
            // A gear change is all edge.
            if *kind != SegmentKind::GearChange {
                samples.entry(name()).or_default().add(by_samples(&drive, &report, *kind, step));
            }
        }
    }
    assert_good(&format!("{what}, segments"), &segments, &wrong);
    assert_good(&format!("{what}, samples"), &samples, &wrong);
}

/// What only the drive or only the report has.
fn differing(drive: &Drive, report: &patterns::Report, kind: SegmentKind, step: f64) -> String {
    let truth = spans(drive, kind);
    let found: Vec<Span> = report.of(kind).map(|s| s.span).collect();
    let missed = truth.iter().filter(|t| !found.iter().any(|f| same(kind, *f, **t, step)));
    let extra = found.iter().filter(|f| !truth.iter().any(|t| same(kind, **f, *t, step)));
    let line = |what: &str, s: &Span| format!("{} {what} from {:.2} to {:.2}\n", kind.slug(), s.t0, s.t1);
    missed.map(|s| line("missed", s)).chain(extra.map(|s| line("made up", s))).collect()
}

/// Drives of so many cars, each another drive.
fn cars(seed: u64, like: Logger) -> Vec<Logger> {
    (0..5).map(|car| Logger { seed: seed + car, car: 10 * seed + car, ..like }).collect()
}

#[test]
fn segments_of_many_cars_are_told_at_every_rate() {
    for rate_hz in [10, 25, 50, 200] {
        let like = Logger::new(0, rate_hz);
        assert_told(&format!("{rate_hz} Hz"), &cars(31, like), &TOLD);
    }
}

#[test]
fn segments_are_told_from_coarse_and_noisy_sensors() {
    for (rate_hz, rpm_step, noise) in [(10, 50.0, 1.0), (25, 25.0, 3.0), (50, 10.0, 4.0), (200, 25.0, 2.0)] {
        let like = Logger { rpm_step, noise, ..Logger::new(0, rate_hz) };
        assert_told(&format!("{rate_hz} Hz, {rpm_step} rpm, noise {noise}"), &cars(51, like), &TOLD);
    }
}

/// A standing start, with and without the ECU's switches: the two-step and the launch until the car has gone.
#[test]
fn launches_are_told_with_and_without_their_switches() {
    for rate_hz in [10, 25, 50, 100] {
        for switches in [true, false] {
            let like = Logger { switches, ..Logger::new(0, rate_hz) };
            let what = format!("{rate_hz} Hz, {}", if switches { "switches" } else { "no switches" });
            let many: Vec<Logger> = (0..8).flat_map(|group| cars(801 + 5 * group, like)).collect();
            assert_told(&what, &many, &[SegmentKind::Launch]);
        }
    }
}
