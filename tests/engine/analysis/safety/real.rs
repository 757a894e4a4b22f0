//! Real logs: nothing is claimed where it cannot be known.

use fueltune_analyzer::engine::analysis::safety::{Judgement, Severity};

use super::with_patterns;
use crate::{imports, samples};

#[test]
fn every_real_log_is_judged_and_every_row_accounted_for() {
    let Some(folder) = samples::folder("every_real_log_is_judged_and_every_row_accounted_for", "logs") else {
        return;
    };
    for extension in ["csv", "CSV", "ftml", "mlg", "msl", "ld", "llg"] {
        for path in samples::files(folder.clone(), extension) {
            let Ok(log) = imports::import(std::fs::read(&path).unwrap()) else { continue };
            let table = log.table;
            let report = with_patterns(&table, None);
            let rows = report.ledger.rows;
            for outcome in report.outcomes.iter().filter(|o| o.judgement == Judgement::Judged) {
                let left: u64 = outcome.ledger.left_out.iter().map(|l| l.rows).sum();
                assert_eq!(outcome.ledger.used + left, rows, "{}: {}", path.display(), outcome.rule);
            }
            for event in &report.events {
                assert!(event.worst.is_finite() && event.beyond_s >= 0.0, "{}: {event:?}", path.display());
                println!("{}: {event:?}", path.file_name().unwrap().to_string_lossy());
            }
            // A report that nobody reads to its end warns of nothing.
            assert!(report.events.len() <= 40, "{}: {} events", path.display(), report.events.len());
        }
    }
}

#[test]
fn the_fueltech_logs_handed_out_hold_no_danger_of_their_mixture() {
    let name = "the_fueltech_logs_handed_out_hold_no_danger_of_their_mixture";
    let Some(folder) = samples::folder(name, "logs/fueltech") else { return };
    for path in samples::files(folder, "ftml") {
        let report = with_patterns(&imports::log(std::fs::read(&path).unwrap()).table, None);
        let lean =
            report.events.iter().filter(|e| e.rule.starts_with("lean") && e.severity == Severity::Danger);
        assert_eq!(lean.count(), 0, "{}: {:?}", path.display(), report.events);
    }
}
