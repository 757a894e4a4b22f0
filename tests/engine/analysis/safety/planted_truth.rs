//! Of what was planted, what is found; of what is found, what was planted.

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::safety::RuleSet;

use super::judged;
use super::planted::{drive, vehicle};

#[derive(Default)]
struct Score {
    planted: u32,
    recalled: u32,
    found: u32,
    right: u32,
}

fn scores(drives: impl Iterator<Item = (u64, f64, bool)>) -> (BTreeMap<String, Score>, String) {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut wrong = String::new();
    for (seed, rate, switches) in drives {
        let (table, planted) = drive(seed, rate, switches);
        let report = judged(&table, Some(vehicle()), &RuleSet::standard());
        // A pull that leans out has its absolute λ over the limit too; pressure that is gone has both faults.
        let same = |rule: &str, planted: &str| {
            rule == planted
                || (planted == "lean_against_target" && rule.starts_with("lean_"))
                || (planted == "fuel_pressure_drop" && rule == "fuel_pressure_low")
        };
        for p in &planted {
            let score = scores.entry(p.rule.to_owned()).or_default();
            score.planted += 1;
            let hit = report
                .events
                .iter()
                .any(|e| e.rule == p.rule && e.span.t0 < p.t1 + 0.3 && p.t0 - 0.3 < e.span.t1);
            score.recalled += u32::from(hit);
            if !hit {
                wrong += &format!("seed {seed}, {rate} Hz: missed {p:?}\n");
            }
        }
        for e in &report.events {
            let score = scores.entry(e.rule.clone()).or_default();
            score.found += 1;
            let meant = planted
                .iter()
                .any(|p| same(&e.rule, p.rule) && e.span.t0 < p.t1 + 0.5 && p.t0 - 0.5 < e.span.t1);
            score.right += u32::from(meant);
            if !meant {
                wrong += &format!(
                    "seed {seed}, {rate} Hz: {} at {:?}, worst {} in {:?}\n",
                    e.rule, e.span, e.worst, e.context
                );
            }
        }
    }
    (scores, wrong)
}

fn assert_good(scores: &BTreeMap<String, Score>, wrong: &str) {
    let sum = |of: fn(&Score) -> u32| f64::from(scores.values().map(of).sum::<u32>());
    let recall = sum(|s| s.recalled) / sum(|s| s.planted);
    let precision = sum(|s| s.right) / sum(|s| s.found);
    println!("safety events: precision {precision:.3}, recall {recall:.3}");
    assert!(recall >= 0.95 && precision >= 0.95, "precision {precision:.3}, recall {recall:.3}\n{wrong}");
    for (rule, s) in scores {
        let recall = f64::from(s.recalled) / f64::from(s.planted.max(1));
        assert!(s.planted == 0 || recall >= 0.9, "{rule}: {} of {} found\n{wrong}", s.recalled, s.planted);
    }
}

#[test]
fn dangers_are_found_and_little_else_is() {
    let (scores, wrong) = scores((0..12).map(|seed| (seed, 25.0, true)));
    assert!(scores.values().filter(|s| s.planted > 0).count() >= 12);
    assert_good(&scores, &wrong);
}

#[test]
fn a_fast_logger_and_an_ecu_that_logs_no_switch_make_no_difference() {
    let (scores, wrong) = scores((100..104).flat_map(|seed| [(seed, 100.0, true), (seed, 50.0, false)]));
    assert_good(&scores, &wrong);
}
