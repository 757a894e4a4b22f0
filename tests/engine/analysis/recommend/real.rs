//! Real logs: what is recommended, for a person to check against the plot.

use super::recommended;
use super::robust::assert_sound;
use crate::{imports, samples};

#[test]
fn real_logs_are_told_little_and_nothing_without_its_evidence() {
    let name = "real_logs_are_told_little_and_nothing_without_its_evidence";
    let Some(folder) = samples::folder(name, "logs") else { return };
    for extension in ["csv", "CSV", "ftml", "mlg", "msl", "ld", "llg"] {
        for path in samples::files(folder.clone(), extension) {
            let Ok(log) = imports::import(std::fs::read(&path).unwrap()) else { continue };
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let report = recommended(&log.table);
            assert_sound(&name, &report);
            for p in &report.verdict.purposes {
                let reasons: Vec<_> =
                    p.reasons.iter().map(|r| (r.code.slug(), r.channel.clone(), &r.args)).collect();
                println!("{name}: {} {}: {reasons:?}", p.purpose.slug(), p.standing.slug());
            }
            for r in &report.recommendations {
                let e = &r.evidence;
                println!(
                    "{name}: {:?} {} {} {:?} {:?}, effect {:.2} ({:?} to {:?}), {} of {} samples, {} points, confidence {:.2}, weight {:.2}, {:?}, {:?}",
                    r.danger,
                    r.finding.slug(),
                    r.action.code.slug(),
                    r.action.amount,
                    r.action.channel.as_ref().map(ToString::to_string),
                    e.effect,
                    e.low,
                    e.high,
                    e.samples,
                    e.needed,
                    e.cells.len(),
                    r.confidence,
                    r.weight,
                    e.spans.first(),
                    e.cells
                        .iter()
                        .map(|c| (c.rpm, (c.load * 100.0).round() / 100.0, (c.effect * 10.0).round() / 10.0))
                        .collect::<Vec<_>>(),
                );
            }
            assert!(report.recommendations.len() <= 20, "{name}: {}", report.recommendations.len());
        }
    }
}
