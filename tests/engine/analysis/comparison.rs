//! Sessions side by side: planted differences are claimed, equal sessions are not.

use fueltune_analyzer::engine::analysis::comparison::overlay::{self, Align, Along};
use fueltune_analyzer::engine::analysis::comparison::{self, Query, Report, Side, Verdict};
use fueltune_analyzer::engine::analysis::measure::Measure;
use fueltune_analyzer::engine::analysis::patterns::{self, SegmentKind};
use fueltune_analyzer::engine::analysis::trends::figures::{self, FigureKind};
use fueltune_analyzer::engine::analysis::{AnalysisError, Frame, Note, NoteCode, Subject};
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

/// λ, its target and the air at four points of 40 s each, three times over; every figure stands still at its point, so
/// medians, differences and numbers of samples can be counted by hand: 40 s are 8 blocks of 5 s, three times 24.
fn stages(lambda: [f32; 4], target: [f32; 4], air: [f32; 4]) -> LogTable {
    let rows = 3 * 4 * 400;
    let at = |values: [f32; 4]| -> Vec<f32> { (0..rows).map(|row| values[row / 400 % 4]).collect() };
    // A little of its own, so that ranks are not all tied.
    let ripple = |row: usize| 0.001 * ((row / 50 * 7) % 5) as f32 - 0.002;
    let read: Vec<f32> = at(lambda).iter().enumerate().map(|(row, x)| x + ripple(row)).collect();
    log(
        10.0,
        vec![
            numbers(ChannelId::Rpm, &at([2000.0, 3000.0, 4000.0, 5000.0])),
            numbers(ChannelId::MapGauge, &at([-0.6, -0.4, 0.0, 0.4])),
            numbers(ChannelId::Lambda1, &read),
            numbers(ChannelId::LambdaTarget, &at(target)),
            numbers(ChannelId::IntakeAir, &at(air)),
        ],
    )
}

fn compared(before: LogTable, after: LogTable) -> Report {
    let subject = Subject::default();
    let tables = [before, after];
    let frames: Vec<Frame> = tables.iter().map(Frame::whole).collect();
    let patterns = patterns::Report::default();
    let side = |frame| Side { frame, subject: &subject, patterns: &patterns, quality: None };
    let sides: Vec<Side> = frames.iter().map(side).collect();
    let measures = vec![Measure::from(ChannelId::Lambda1), Measure::LambdaError];
    let query = Query { measures, reference: 0, by_target: false, by_air: false };
    let (params, figure_params) = (comparison::Params::default(), figures::Params::default());
    comparison::run(&sides, &query, &params, &figure_params, &Cx::none()).unwrap()
}

#[test]
fn lambda_is_compared_where_the_same_was_asked_for_and_the_air_is_stated() {
    // The third point was asked for richer, by 0.04; the fourth by 0.02, which is just as far as allowed.
    let before = stages([1.0, 1.0, 0.90, 0.85], [1.0, 1.0, 0.90, 0.85], [20.0, 22.0, 24.0, 26.0]);
    let after = stages([1.0, 1.03, 0.86, 0.83], [1.0, 1.0, 0.86, 0.83], [25.0, 33.0, 34.0, 38.0]);
    let report = compared(before, after);
    let of = |measure: &Measure| -> Vec<(f64, f64, Option<f64>, bool)> {
        let own = report.cells.iter().filter(|c| c.met.measure == *measure);
        own.map(|c| (c.met.rpm.unwrap(), c.median - c.median_reference, c.besides.air, c.besides.unlike))
            .collect()
    };
    let lambda = Measure::from(ChannelId::Lambda1);
    let found = of(&lambda);
    assert_eq!(found.iter().map(|c| c.0).collect::<Vec<_>>(), [2000.0, 3000.0, 5000.0]);
    for (cell, (difference, air, unlike)) in
        found.iter().zip([(0.0, 5.0, false), (0.03, 11.0, true), (-0.02, 12.0, true)])
    {
        assert!((cell.1 - difference).abs() < 1e-5 && (cell.2.unwrap() - air).abs() < 1e-5, "{cell:?}");
        assert_eq!(cell.3, unlike, "{cell:?}");
    }
    let [apart] = &report.apart[..] else { panic!("{:?}", report.apart) };
    assert_eq!((apart.met.rpm, apart.met.measure.clone()), (Some(4000.0), lambda.clone()));
    assert_eq!((apart.met.samples_reference, apart.met.samples), (24, 24));
    assert!((apart.target_reference - 0.90).abs() < 1e-6 && (apart.target_other - 0.86).abs() < 1e-6);
    let measure = report.measures.iter().find(|m| m.measure == lambda).unwrap();
    assert_eq!((measure.cells, measure.apart_cells, measure.unlike_cells), (3, 1, 2));
    assert_eq!((measure.samples_reference, measure.samples), (72, 72));
    assert!((measure.air_apart.unwrap() - 11.0).abs() < 1e-5);
    // The error is held against each target already: nothing is left out of it.
    assert_eq!(of(&Measure::LambdaError).len(), 4);
}

#[test]
fn without_targets_lambda_is_compared_and_that_is_said() {
    let strip = |table: LogTable| {
        let kept = table.columns().iter().filter(|c| c.id() != Some(ChannelId::LambdaTarget)).cloned();
        log(10.0, kept.collect())
    };
    let same = || stages([1.0; 4], [1.0; 4], [20.0; 4]);
    let report = compared(strip(same()), strip(same()));
    assert_eq!((report.apart.len(), report.measures[0].cells), (0, 4));
    let absent = Note::new(NoteCode::ChannelAbsent).of(ChannelId::LambdaTarget);
    assert!(report.notes.contains(&absent), "{:?}", report.notes);
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
