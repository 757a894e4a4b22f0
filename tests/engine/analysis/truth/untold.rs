//! Logs that have little or nothing to tell, through everything that is ever asked of a log: each stage, each drawing,
//! trends over sessions, comparison and overlay. Nothing panics, no figure is invented, every row is accounted for.

use std::fmt::Debug;

use fueltune_analyzer::engine::analysis::comparison::{self, Side, overlay};
use fueltune_analyzer::engine::analysis::look::{self, Look};
use fueltune_analyzer::engine::analysis::measure::Measure;
use fueltune_analyzer::engine::analysis::patterns::{self, SegmentKind};
use fueltune_analyzer::engine::analysis::pipeline::{Findings, Settings, Stage, run_all};
use fueltune_analyzer::engine::analysis::trends::across::{self, Dated, across};
use fueltune_analyzer::engine::analysis::trends::figures;
use fueltune_analyzer::engine::analysis::{Frame, Ledger, Span, Subject, scatter};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::LogTable;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::analysis::awkward;
use crate::analysis::performance_car::{segment, subject, vehicle};

fn all() -> impl Iterator<Item = (&'static str, LogTable)> {
    awkward::logs().into_iter().chain(awkward::full_logs())
}

/// A report has no figure that is none: a NaN would not equal itself, and JSON has no infinity.
fn assert_figures<R: Serialize + DeserializeOwned + PartialEq + Debug>(what: &str, report: &R) {
    let bytes = postcard::to_stdvec(report).unwrap();
    assert_eq!(&postcard::from_bytes::<R>(&bytes).unwrap(), report, "{what}");
    let text = serde_json::to_string(report).unwrap();
    let back = serde_json::from_str::<R>(&text);
    assert!(back.is_ok(), "{what}: {:?} in {text}", back.err());
}

fn assert_account(what: &str, ledger: &Ledger) {
    let left_out: u64 = ledger.left_out.iter().map(|l| l.rows).sum();
    assert_eq!(ledger.used + left_out, ledger.rows, "{what}: the account");
}

fn assert_findings(what: &str, found: &Findings) {
    let named = |stage: Stage| format!("{what}, {}", stage.slug());
    let quality = found.validation.as_deref().unwrap();
    assert_figures(&named(Stage::Validation), quality);
    assert!((0.0..=100.0).contains(&quality.score), "{what}: {}", quality.score);
    macro_rules! stage {
        ($field:ident, $stage:ident) => {
            let report = found.$field.as_deref().unwrap();
            assert_figures(&named(Stage::$stage), report);
            assert_account(&named(Stage::$stage), &report.ledger);
        };
    }
    stage!(statistics, Statistics);
    stage!(patterns, Patterns);
    stage!(outliers, Outliers);
    stage!(trends, Trends);
    stage!(performance, Performance);
    stage!(safety, Safety);
    stage!(recommendations, Recommendations);
    assert_figures(&format!("{what}, verdict"), &found.recommendations.as_deref().unwrap().verdict);
}

#[test]
fn every_stage_bears_every_log() {
    let settings = Settings::default();
    for (what, table) in all() {
        let start = table.main_axis().start();
        let part = Frame::whole(&table).select(&[Span::new(start + 0.3, start + 2.0)], None);
        // A selection that holds no row is refused.
        for (part, frame) in [("whole", Some(Frame::whole(&table))), ("part", part.ok())] {
            let Some(frame) = frame else { continue };
            for (known, subject) in [("no vehicle", Subject::default()), ("a vehicle", subject(vehicle()))] {
                let what = format!("{what}, {part}, {known}");
                let mut told = Vec::new();
                let found =
                    run_all(&frame, &subject, &settings, &Cx::none(), |_, stage| told.push(stage)).unwrap();
                assert_eq!(told, Stage::ALL, "{what}");
                assert_findings(&what, &found);
            }
        }
    }
}

/// Every kind of segment over all of a log, so that no part of an analysis is left out for want of one.
fn everywhere(frame: &Frame) -> patterns::Report {
    let span = frame.span(&(0..frame.rows()));
    let segments = SegmentKind::ALL.iter().map(|kind| segment(frame, *kind, span)).collect();
    patterns::Report { segments, ..Default::default() }
}

#[test]
fn every_stage_bears_a_log_that_is_all_of_everything() {
    let settings = Settings::default();
    for (what, table) in all() {
        let frame = Frame::whole(&table);
        let subject = subject(vehicle());
        let mut known = Findings { patterns: Some(everywhere(&frame).into()), ..Findings::default() };
        for stage in Stage::ALL.into_iter().filter(|stage| *stage != Stage::Patterns) {
            let report = fueltune_analyzer::engine::analysis::pipeline::run(
                stage,
                &frame,
                &subject,
                &settings,
                &known,
                &Cx::none(),
            );
            known.put(report.unwrap());
        }
        assert_findings(what, &known);
    }
}

fn looks(keys: &[ChannelKey]) -> Vec<Look> {
    let mut looks = vec![Look::Matrix(keys.to_vec())];
    for (x, y) in keys.iter().zip(keys.iter().cycle().skip(1)) {
        let query = scatter::Query { x: x.clone(), y: y.clone(), colour: Some(ChannelId::Rpm.into()) };
        looks.extend([
            Look::Distribution(x.clone()),
            Look::Boxes(x.clone()),
            Look::Scatter(query),
            Look::Spectrum(x.clone()),
            Look::Lag { x: x.clone(), y: y.clone() },
        ]);
    }
    looks
}

#[test]
fn every_drawing_bears_every_log() {
    for (what, table) in all() {
        let frame = Frame::whole(&table);
        // A channel the log lacks, and some of those it has.
        let stride = (table.columns().len() / 6).max(1);
        let mut keys: Vec<ChannelKey> =
            table.columns().iter().step_by(stride).map(|c| c.key.clone()).collect();
        keys.push(ChannelKey::Custom("of another log".to_owned()));
        for patterns in [patterns::Report::default(), everywhere(&frame)] {
            for robust in [0.0, 1.0] {
                let mut settings = look::Settings::default();
                assert!(settings.put("scatter", "robust", robust));
                for look in looks(&keys) {
                    let what = format!("{what}: {look:?}");
                    let report =
                        look::run(&look, &frame, &Subject::default(), &patterns, &settings, &Cx::none())
                            .unwrap();
                    assert_figures(&what, &report);
                }
            }
        }
    }
}

#[test]
fn comparison_and_trends_over_sessions_bear_every_log() {
    let params = figures::Params::default();
    let (subject, cx) = (subject(vehicle()), Cx::none());
    let tables: Vec<(&str, LogTable)> = all().collect();
    let mut dated = Vec::new();
    for (k, (what, table)) in tables.iter().enumerate() {
        let (other_name, other) = &tables[(k + 1) % tables.len()];
        let what = format!("{what} and {other_name}");
        let frames = [Frame::whole(table), Frame::whole(other)];
        let patterns = [everywhere(&frames[0]), everywhere(&frames[1])];
        let sides: Vec<Side> = frames
            .iter()
            .zip(&patterns)
            .map(|(frame, patterns)| Side { frame, subject: &subject, patterns, quality: Some(50.0) })
            .collect();
        let mut measures: Vec<Measure> = vec![Measure::LambdaError, Measure::Elapsed];
        let stride = (table.columns().len() / 8).max(1);
        measures.extend(table.columns().iter().step_by(stride).map(|c| Measure::Channel(c.key.clone())));
        let query =
            comparison::Query { measures: measures.clone(), reference: 1, by_target: true, by_air: true };
        let report = comparison::run(&sides, &query, &comparison::Params::default(), &params, &cx).unwrap();
        assert_figures(&what, &report);
        report.ledgers.iter().for_each(|ledger| assert_account(&what, ledger));

        for align in aligns() {
            for along in [overlay::Along::Seconds, overlay::Along::Rpm] {
                let query = overlay::Query {
                    measures: measures.clone(),
                    align: align.clone(),
                    along,
                    reference: 0,
                    picks: vec![None, Some(3)],
                };
                let params = overlay::Params { step: 200.0, ..overlay::Params::default() };
                let report = overlay::run(&sides, &query, &params, &cx).unwrap();
                assert_figures(&format!("{what}: {align:?}"), &report);
            }
        }
        let figures =
            figures::key_figures(&frames[0], &subject, &patterns[0], Some(50.0), &params, &cx).unwrap();
        assert!(figures.figures.iter().all(|f| f.value.is_finite()), "{what}: {figures:?}");
        dated.push(Dated { at_days: (k / 3) as f64, figures });
    }
    for some in [&dated[..], &dated[..1], &dated[..0]] {
        assert_figures("sessions", &across(some, &across::Params::default(), &cx).unwrap());
    }
}

fn aligns() -> Vec<overlay::Align> {
    use overlay::Align;
    let times = Align::Times(vec![0.1, f64::NAN]);
    vec![Align::Start, times, Align::Pull, Align::Launch, Align::RpmCrossing(1500.0)]
}
