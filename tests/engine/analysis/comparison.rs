//! Sessions side by side: planted differences are claimed, equal sessions are not.

use fueltune_analyzer::engine::analysis::comparison::overlay::{self, Align, Along};
use fueltune_analyzer::engine::analysis::comparison::{self, Query, Report, Side, Verdict};
use fueltune_analyzer::engine::analysis::measure::Measure;
use fueltune_analyzer::engine::analysis::patterns::{self, SegmentKind};
use fueltune_analyzer::engine::analysis::trends::figures::{self, FigureKind};
use fueltune_analyzer::engine::analysis::{AnalysisError, Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::LogTable;

use super::drives::{At, Dice, Drive, Signal, segments};
use crate::sample_logs::{log, numbers};

fn session(seed: u64, lambda: &dyn Fn(At) -> f64) -> LogTable {
    Drive { seconds: 900.0, rate_hz: 10.0, seed }.log(&[
        Signal { id: ChannelId::Lambda1, value: lambda, sd: 0.01, memory: 0.95 },
        Signal { id: ChannelId::LambdaTarget, value: &|_| 1.0, sd: 0.0, memory: 0.0 },
    ])
}

fn compare(tables: &[LogTable], patterns: &[patterns::Report]) -> Result<Report, AnalysisError> {
    let subject = Subject::default();
    let frames: Vec<Frame> = tables.iter().map(Frame::whole).collect();
    let sides: Vec<Side> = frames
        .iter()
        .zip(patterns)
        .map(|(frame, patterns)| Side { frame, subject: &subject, patterns, quality: None })
        .collect();
    let query = Query {
        measures: vec![Measure::from(ChannelId::Lambda1)],
        reference: 0,
        by_target: false,
        by_air: false,
    };
    let (params, figure_params) = (comparison::Params::default(), figures::Params::default());
    comparison::run(&sides, &query, &params, &figure_params, &Cx::none())
}

fn plain(tables: &[LogTable]) -> Report {
    compare(tables, &vec![patterns::Report::default(); tables.len()]).unwrap()
}

#[test]
fn equal_sessions_are_claimed_to_differ_no_more_often_than_stated() {
    let claims = (0..40).filter(|seed| {
        let report = plain(&[session(1000 + seed, &|_| 1.0), session(2000 + seed, &|_| 1.0)]);
        report.cells.iter().any(|c| c.difference.claimed)
            || report.measures.iter().any(|m| m.difference.claimed)
    });
    let claims = claims.count();
    assert!(claims <= 5, "{claims} of 40, 2 are promised on average");
}

/// A wander of standard deviation 1 that forgets over so many seconds, row by row of a session.
fn wander(seed: u64, forgets_s: f64) -> Vec<f64> {
    let mut dice = Dice::new(seed);
    for _ in 0..20 {
        dice.even();
    }
    let keep = (-0.1 / forgets_s).exp();
    let fresh = (1.0 - keep * keep).sqrt();
    let mut now = dice.normal();
    let mut course = Vec::new();
    for _ in 0..9001 {
        course.push(now);
        now = keep * now + fresh * dice.normal();
    }
    course
}

/// λ that wanders slowly under the fast noise of its sensor, around the same mean in every session.
fn wandering(seed: u64, forgets_s: f64) -> LogTable {
    let course = wander(seed * 7 + 5, forgets_s);
    session(seed, &|at| 1.0 + 0.01 * course[(at.t * 10.0).round() as usize])
}

#[test]
fn what_wanders_for_longer_than_a_block_is_not_taken_for_a_difference() {
    for forgets_s in [10.0, 30.0, 90.0] {
        let mut wrong = 0;
        for seed in 0..40 {
            let report = plain(&[wandering(3000 + seed, forgets_s), wandering(4000 + seed, forgets_s)]);
            let of_cells = report.cells.iter().map(|c| &c.difference);
            let of_measures = report.measures.iter().map(|m| &m.difference);
            wrong += u32::from(of_cells.chain(of_measures).any(|d| d.claimed));
        }
        assert!(
            wrong <= 6,
            "a wander of {forgets_s} s: {wrong} of 40 pairs are claimed to differ, 2 are promised"
        );
    }
}

#[test]
fn a_difference_beyond_the_wander_is_claimed_with_an_interval_around_it() {
    let (mut found, mut within) = (0, 0);
    for seed in 0..20 {
        let richer = wander(seed * 7 + 6, 10.0);
        let after = session(6000 + seed, &|at| 0.96 + 0.01 * richer[(at.t * 10.0).round() as usize]);
        let report = plain(&[wandering(5000 + seed, 10.0), after]);
        let difference = report.measures[0].difference;
        found += u32::from(difference.claimed && difference.value < 0.0);
        within += u32::from(difference.low.unwrap() <= -0.04 && -0.04 <= difference.high.unwrap());
    }
    assert!(found >= 19 && within >= 18, "{found} of 20 are found, {within} of 20 intervals hold it");
}

#[test]
fn a_figure_is_better_worse_or_not_claimed() {
    let verdict = |error_before: f64, error_after: f64| {
        let tables = [session(31, &|_| 1.0 + error_before), session(32, &|_| 1.0 + error_after)];
        let patterns: Vec<_> =
            tables.iter().map(|t| segments(t, &[(SegmentKind::Cruise, 0..t.rows())])).collect();
        let report = compare(&tables, &patterns).unwrap();
        report.verdicts.iter().find(|v| v.kind == FigureKind::LambdaErrorCruise).unwrap().verdict
    };
    assert_eq!(verdict(0.05, 0.0), Verdict::Better);
    assert_eq!(verdict(0.0, -0.05), Verdict::Worse, "as far on the other side is as bad");
    assert_eq!(verdict(0.02, 0.02), Verdict::NoClaim);
}

#[test]
fn one_session_or_nine_are_refused() {
    for n in [1, 9] {
        let tables: Vec<LogTable> = (0..n).map(|_| log(10.0, Vec::new())).collect();
        let refused = compare(&tables, &vec![patterns::Report::default(); n]);
        assert_eq!(refused, Err(AnalysisError::Sessions { least: 2, most: 8, found: n as u32 }));
    }
}

/// 2000 rpm for a second, then up by `pace` rpm a second; boost is a thousandth of engine speed and `more`.
fn pull(pace: f32, more: f32) -> (LogTable, patterns::Report) {
    let rpm: Vec<f32> = (0..200).map(|i| 2000.0 + pace * (i as f32 / 20.0 - 1.0).max(0.0)).collect();
    let boost: Vec<f32> = rpm.iter().map(|x| x / 1000.0 + more).collect();
    let table = log(20.0, vec![numbers(ChannelId::Rpm, &rpm), numbers(ChannelId::MapGauge, &boost)]);
    let patterns = segments(&table, &[(SegmentKind::Pull, 20..200)]);
    (table, patterns)
}

fn overlaid(align: Align, along: Along) -> overlay::Report {
    let sessions = [pull(400.0, 0.0), pull(500.0, 0.1)];
    let subject = Subject::default();
    let frames: Vec<Frame> = sessions.iter().map(|(table, _)| Frame::whole(table)).collect();
    let sides: Vec<Side> = frames
        .iter()
        .zip(&sessions)
        .map(|(frame, (_, patterns))| Side { frame, subject: &subject, patterns, quality: None })
        .collect();
    let measures = vec![Measure::from(ChannelId::MapGauge)];
    let query = overlay::Query { measures, align, along, reference: 0, picks: Vec::new() };
    overlay::run(&sides, &query, &overlay::Params::default(), &Cx::none()).unwrap()
}

#[test]
fn courses_against_engine_speed_differ_by_what_was_planted() {
    let report = overlaid(Align::Pull, Along::Rpm);
    let boost = &report.differences[0];
    assert!((boost.mean.unwrap() - 0.1).abs() < 1e-4 && boost.values.iter().flatten().count() > 100);
    let elapsed = report.differences.iter().find(|d| d.measure == Measure::Elapsed).unwrap();
    // A pull at 500 rpm a second reaches each speed a fifth earlier than one at 400.
    let span = report.axis.last().unwrap() - report.axis[0];
    let gained = elapsed.values.last().unwrap().unwrap();
    assert!((gained - (span / 500.0 - span / 400.0)).abs() < 0.01, "{gained}");
}

#[test]
fn sessions_meet_where_engine_speed_crosses_between_samples() {
    let report = overlaid(Align::RpmCrossing(3010.0), Along::Seconds);
    let times: Vec<f64> = report.events.iter().map(|e| e.found[0].t).collect();
    // Row i is at (i + 1)/20 s; the pull begins at row 20.
    assert!(
        (times[0] - (1.05 + 1010.0 / 400.0)).abs() < 1e-3
            && (times[1] - (1.05 + 1010.0 / 500.0)).abs() < 1e-3
    );
    let zero = report.axis.iter().position(|x| x.abs() < 1e-9).unwrap();
    let at_event: Vec<f64> = report.courses.iter().map(|c| c.values[zero].unwrap()).collect();
    assert!((at_event[0] - 3.01).abs() < 1e-4 && (at_event[1] - 3.11).abs() < 1e-4, "{at_event:?}");
}
