//! Logs that say little, drives in which nothing goes wrong, and what holds whatever the log.

use fueltune_analyzer::engine::analysis::patterns;
use fueltune_analyzer::engine::analysis::safety::{
    Judgement, Params, Report, Rule, RuleErrorKind, RuleSet, Threshold, Watch, run,
};
use fueltune_analyzer::engine::analysis::{AnalysisError, Frame, Params as _, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::{Cancelled, Cx};
use fueltune_analyzer::engine::generate::demo_log;
use proptest::prelude::*;

use super::planted::vehicle;
use super::{judged, standard, with_patterns};
use crate::analysis::awkward;
use crate::imports;
use crate::sample_logs::{cases, log, numbers};
use crate::scenario::{Logger, drive};

fn assert_sound(what: &str, report: &Report) {
    let bytes = postcard::to_stdvec(report).unwrap();
    // A NaN would not equal itself.
    assert_eq!(&postcard::from_bytes::<Report>(&bytes).unwrap(), report, "{what}");
    let left_out: u64 = report.ledger.left_out.iter().map(|l| l.rows).sum();
    assert_eq!(report.ledger.used + left_out, report.ledger.rows, "{what}: the account");
    assert!(report.events.is_sorted_by(|a, b| a.span.t0 <= b.span.t0), "{what}");
    for event in &report.events {
        assert!(event.first_row < event.end_row && event.rows > 0 && event.times > 0, "{what}: {event:?}");
        assert!(event.span.t0 <= event.worst_t && event.worst_t <= event.span.t1, "{what}: {event:?}");
    }
    for outcome in report.outcomes.iter().filter(|o| o.judgement == Judgement::Judged) {
        let left_out: u64 = outcome.ledger.left_out.iter().map(|l| l.rows).sum();
        assert_eq!(outcome.ledger.used + left_out, outcome.ledger.rows, "{what}: {}", outcome.rule);
    }
}

#[test]
fn an_awkward_log_gives_a_report_all_the_same() {
    let mut rules = RuleSet::standard();
    rules.rules.push(Rule {
        caution: Some(Threshold::Fixed(1.0)),
        min_s: 0.2,
        ..Rule::new("own", Watch::Expression("max(rpm, 0.5 s) - min(rpm, 0.5 s)".to_owned()))
    });
    for (what, table) in awkward::logs() {
        for vehicle in [None, Some(vehicle())] {
            assert_sound(what, &judged(&table, vehicle, &rules));
        }
    }
}

#[test]
fn a_drive_in_which_nothing_goes_wrong_has_no_event() {
    for (seed, rate) in [(1, 10), (2, 25), (3, 25), (4, 50), (5, 100)] {
        for switches in [true, false] {
            let table = drive(Logger { switches, ..Logger::new(seed, rate) }).table;
            let report = with_patterns(&table, None);
            assert!(report.events.is_empty(), "{seed}, {rate} Hz: {:?}", report.events);
        }
    }
}

#[test]
fn what_goes_wrong_in_the_demo_log_is_found_and_nothing_else() {
    let table = imports::log(demo_log()).table;
    let report = with_patterns(&table, None);
    let told: Vec<(&str, f64, f64)> =
        report.events.iter().map(|e| (e.rule.as_str(), e.span.t0, e.span.t1)).collect();
    // The pump gives in from 357 to 366 s, in the third pull; the fans stay off from 505 s on.
    let at = |rule: &str, t0: f64, t1: f64| told.iter().any(|e| e.0 == rule && e.1 > t0 && e.2 < t1);
    assert!(at("fuel_pressure_drop", 356.9, 366.2), "{told:?}");
    assert!(at("lean_against_target", 356.9, 366.2), "{told:?}");
    let known = |e: &&(&str, f64, f64)| (e.1 > 356.9 && e.2 < 366.5) || e.0 == "coolant_hot" && e.1 > 505.0;
    assert_eq!(told.iter().filter(|e| !known(e)).collect::<Vec<_>>(), Vec::<&(&str, f64, f64)>::new());
}

#[test]
fn it_stops_when_asked_and_refuses_what_makes_no_sense() {
    let table = log(25.0, vec![numbers(ChannelId::Rpm, &[900.0; 50])]);
    let (frame, subject, patterns) = (Frame::whole(&table), Subject::default(), patterns::Report::default());
    let (rules, params) = (RuleSet::standard(), Params::default());
    let stopped = run(&frame, &subject, &patterns, &rules, &params, &Cx::new(&|_, _| (), &|| true));
    assert_eq!(stopped, Err(AnalysisError::Cancelled(Cancelled)));
    let mut odd = params.clone();
    assert!(odd.set("settle_ms", -1.0) && !odd.set("nonsense", 1.0));
    let refused = run(&frame, &subject, &patterns, &rules, &odd, &Cx::none());
    assert!(matches!(refused, Err(AnalysisError::Param(_))), "{refused:?}");
    let none = RuleSet { rules: vec![Rule::new("empty", Watch::Rpm)] };
    let refused = run(&frame, &subject, &patterns, &none, &params, &Cx::none());
    let Err(AnalysisError::Rules(errors)) = refused else { panic!("{refused:?}") };
    assert_eq!(errors[0].kind, RuleErrorKind::NoThreshold);
    assert!(Params::FIELDS.iter().all(|f| (f.least..=f.most).contains(&f.standard)));
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn the_wider_a_limit_the_less_is_beyond_it(
        values in prop::collection::vec(prop_oneof![8 => 60f32..130.0, 1 => Just(f32::NAN)], 50..400),
        limit in 70f64..120.0,
        wider in 0f64..20.0,
        min_s in 0f64..1.0,
    ) {
        let columns = vec![
            numbers(ChannelId::Rpm, &vec![2500.0; values.len()]),
            numbers(ChannelId::Coolant, &values),
        ];
        let table = log(25.0, columns);
        let beyond = |limit: f64| {
            let rule = Rule {
                caution: Some(Threshold::Fixed(limit)),
                min_s,
                ..Rule::new("hot", Watch::Coolant)
            };
            let report = judged(&table, None, &RuleSet { rules: vec![rule] });
            assert_sound("any values", &report);
            for event in &report.events {
                assert!(event.worst > limit && event.beyond_s + 1e-3 >= min_s, "{event:?}");
            }
            report.events.iter().map(|e| e.beyond_s).sum::<f64>()
        };
        prop_assert!(beyond(limit + wider) <= beyond(limit) + 1e-6);
    }

    #[test]
    fn no_log_makes_the_standard_rules_panic(
        figures in prop::collection::vec(
            prop_oneof![4 => -1e4f32..1e4, 1 => Just(f32::NAN), 1 => Just(0.0f32)], 30..200),
        rows in 1usize..160,
    ) {
        let columns = fueltune_analyzer::engine::channels::CATALOG.iter().enumerate().map(|(k, spec)| {
            let value = |row: usize| figures[(k * 7 + row * 3) % figures.len()];
            numbers(spec.id, &(0..rows).map(value).collect::<Vec<f32>>())
        });
        assert_sound("any figures", &standard(&log(25.0, columns.collect())));
    }
}
