//! Logs that say little, and what holds whatever the log.

use fueltune_analyzer::engine::analysis::pipeline::{Findings, Settings, Stage, run};
use fueltune_analyzer::engine::analysis::recommend::{self, FindingCode, Kind, Report};
use fueltune_analyzer::engine::analysis::{AnalysisError, Frame, NoteCode, Params as _, Subject};
use fueltune_analyzer::engine::channels::CATALOG;
use fueltune_analyzer::engine::cx::{Cancelled, Cx};
use proptest::prelude::*;

use super::{CRUISE, found, holding, recommended};
use crate::analysis::awkward;
use crate::sample_logs::{cases, log, numbers};

/// What every report keeps.
pub fn assert_sound(what: &str, report: &Report) {
    let bytes = postcard::to_stdvec(report).unwrap();
    // A NaN would not equal itself.
    assert_eq!(&postcard::from_bytes::<Report>(&bytes).unwrap(), report, "{what}");
    let left_out: u64 = report.ledger.left_out.iter().map(|l| l.rows).sum();
    assert_eq!(report.ledger.used + left_out, report.ledger.rows, "{what}: the account");
    let all = &report.recommendations;
    assert!(
        all.is_sorted_by(|a, b| a.danger > b.danger || (a.danger == b.danger && a.weight >= b.weight)),
        "{what}: danger first, then effect times confidence"
    );
    for r in all {
        let evidence = &r.evidence;
        assert!((0.0..=1.0).contains(&r.confidence) && r.weight >= 0.0, "{what}: {r:?}");
        assert_eq!(r.kind, r.finding.kind(), "{what}");
        assert!(evidence.samples >= evidence.needed, "{what}: from fewer samples than stated: {r:?}");
        assert!(evidence.spans.is_sorted_by(|a, b| a.t0 <= b.t0), "{what}: {r:?}");
        if let (Some(low), Some(high)) = (evidence.low, evidence.high) {
            assert!(low <= evidence.effect && evidence.effect <= high, "{what}: {r:?}");
        }
        if let Some(amount) = r.action.amount.filter(|_| r.kind != Kind::Logging) {
            let most = r.action.most.unwrap();
            assert!((0.0..=most).contains(&amount), "{what}: {r:?}");
            let within = |c: &recommend::CellEvidence| (0.0..=most).contains(&c.amount);
            assert!(evidence.cells.iter().all(within), "{what}: {r:?}");
        }
        if r.finding == FindingCode::Rich {
            assert!(evidence.high.unwrap() < 0.0 && r.danger.is_none(), "{what}: {r:?}");
        }
    }
    let says_nothing = report.notes.iter().any(|n| n.code == NoteCode::NothingFound);
    assert_eq!(says_nothing, all.iter().all(|r| r.kind == Kind::Logging), "{what}");
}

#[test]
fn an_awkward_log_gives_a_report_all_the_same() {
    for (what, table) in awkward::logs() {
        assert_sound(what, &recommended(&table));
    }
}

#[test]
fn a_stage_may_be_run_alone_and_gives_the_same() {
    let table = holding(&[CRUISE], 12.0, Some(0.0), |_, _| 1.07);
    let settings = Settings::default();
    let all = found(&table, &settings);
    let frame = Frame::whole(&table);
    for stage in Stage::ALL {
        let alone =
            run(stage, &frame, &Subject::default(), &settings, &Findings::default(), &Cx::none()).unwrap();
        assert_eq!(alone.stage(), stage);
        let mut findings = Findings::default();
        findings.put(alone);
        assert!(findings.has(stage) && all.has(stage));
        if stage == Stage::Recommendations {
            assert_eq!(findings.recommendations, all.recommendations);
        }
    }
    // Each stands after what it rests on.
    let place = |stage: Stage| Stage::ALL.iter().position(|s| *s == stage);
    for stage in Stage::ALL {
        assert!(stage.needs().iter().all(|needed| place(*needed) < place(stage)), "{stage:?}");
    }
}

#[test]
fn settings_that_do_not_matter_to_a_stage_are_left_out() {
    let mut settings = Settings::default();
    assert!(settings.recommendations.set("add_from", 9.0));
    settings.rules.rules.pop();
    assert_eq!(settings.relevant_to(Stage::Patterns), Settings::default());
    let safety = settings.relevant_to(Stage::Safety);
    assert_eq!((&safety.rules, safety.recommendations), (&settings.rules, recommend::Params::default()));
    assert_eq!(settings.relevant_to(Stage::Recommendations), settings);
}

#[test]
fn it_stops_when_asked_and_refuses_figures_out_of_bounds() {
    let table = holding(&[CRUISE], 5.0, Some(0.0), |_, _| 1.0);
    let frame = Frame::whole(&table);
    let known = found(&table, &Settings::default());
    let ask = |settings: &Settings, cx: &Cx| {
        run(Stage::Recommendations, &frame, &Subject::default(), settings, &known, cx)
    };
    let stopped = ask(&Settings::default(), &Cx::new(&|_, _| (), &|| true));
    assert_eq!(stopped, Err(AnalysisError::Cancelled(Cancelled)));
    let mut odd = Settings::default();
    assert!(odd.recommendations.set("take_most", 90.0) && !odd.recommendations.set("nonsense", 1.0));
    assert!(matches!(ask(&odd, &Cx::none()), Err(AnalysisError::Param(_))));
    assert!(odd.check().is_err());
    let fields = recommend::Params::FIELDS;
    assert!(fields.iter().all(|f| (f.least..=f.most).contains(&f.standard)));
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn no_log_makes_it_panic_or_propose_without_bounds(
        figures in prop::collection::vec(
            prop_oneof![4 => -1e4f32..1e4, 1 => Just(f32::NAN), 1 => Just(0.0f32)], 30..200),
        rows in 1usize..160,
    ) {
        let columns = CATALOG.iter().enumerate().map(|(k, spec)| {
            let value = |row: usize| figures[(k * 7 + row * 3) % figures.len()];
            numbers(spec.id, &(0..rows).map(value).collect::<Vec<f32>>())
        });
        assert_sound("any figures", &recommended(&log(25.0, columns.collect())));
    }

    #[test]
    fn the_size_of_a_proposal_follows_the_error_within_its_bounds(k in 0.78f32..1.18) {
        let report = recommended(&holding(&[CRUISE], 25.0, Some(0.0), |_, _| k));
        assert_sound("one error", &report);
        let short = f64::from(k - 1.0) * 100.0;
        for r in report.of(Kind::Fuel).filter(|r| matches!(r.finding, FindingCode::Lean | FindingCode::Rich)) {
            let wanted = if short > 0.0 { short.min(10.0) } else { (-short / 2.0).min(5.0) };
            prop_assert!((r.action.amount.unwrap() - wanted).abs() < 0.2, "{k}: {r:?}");
        }
        let told = report.of(Kind::Fuel).next().is_some();
        if !(-5.2..=3.2).contains(&short) {
            prop_assert!(told, "{k}");
        } else if (-4.8..=2.8).contains(&short) {
            prop_assert!(!told, "{k}");
        }
    }
}
