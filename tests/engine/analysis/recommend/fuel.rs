//! Fuel: how much, where, and from how little it is not said.

use std::path::Path;

use fueltune_analyzer::engine::analysis::NoteCode;
use fueltune_analyzer::engine::analysis::blocks::LoadKind;
use fueltune_analyzer::engine::analysis::recommend::{
    ActionCode, FindingCode, Kind, MethodCode, Report, Risk,
};
use fueltune_analyzer::engine::analysis::safety::Severity;

use super::{CRUISE, Held, LOADED, about_the_engine, holding, recommended};
use crate::{imports, samples};

fn one(
    report: &Report,
    finding: FindingCode,
) -> &fueltune_analyzer::engine::analysis::recommend::Recommendation {
    let mut all = report.recommendations.iter().filter(|r| r.finding == finding);
    let first = all.next().unwrap_or_else(|| panic!("no {finding:?}: {:?}", report.recommendations));
    assert!(all.next().is_none(), "{finding:?} twice");
    first
}

#[test]
fn a_point_that_is_lean_gets_the_fuel_of_the_hand() {
    // Ten seconds at one point, 5 and 7 % short by turns: the mean is 6, the standard deviation of ten such samples
    // √(10/9) = 1.054, Student's 97.5 % of 9 degrees 2.262: 2.262 · 1.054 / √10 = 0.754, with the sensor's 1 % 1.252.
    let table = holding(&[CRUISE], 10.0, Some(0.0), |_, second| if second % 2 == 0 { 1.05 } else { 1.07 });
    let report = recommended(&table);
    let lean = one(&report, FindingCode::Lean);
    assert_eq!((lean.action.code, lean.risk, lean.danger), (ActionCode::AddFuel, Risk::Low, None));
    let evidence = &lean.evidence;
    assert!((evidence.effect - 6.0).abs() < 0.1, "{evidence:?}");
    assert_eq!(evidence.samples, 10);
    assert!((evidence.high.unwrap() - evidence.effect - 1.252).abs() < 0.05, "{evidence:?}");
    assert!((lean.action.amount.unwrap() - 6.0).abs() < 0.1 && lean.action.most == Some(10.0));
    assert_eq!(evidence.cells.len(), 1);
    assert_eq!((evidence.cells[0].rpm, evidence.load), (2500.0, Some(LoadKind::Manifold)));
    assert!((evidence.cells[0].load + 0.4).abs() < 1e-6);
    assert_eq!(lean.method.code, MethodCode::OperatingPoints);
    // 10 / (10 + 5) · 6 / (6 + 1.252) of a log of this quality.
    assert!(lean.confidence > 0.4 && lean.confidence <= 0.552, "{}", lean.confidence);
    assert!(evidence.spans.iter().all(|s| s.t0 >= 0.0 && s.t1 < 11.0) && !evidence.spans.is_empty());
}

#[test]
fn what_the_loop_adds_is_missing_in_the_table() {
    for trim in [6.0, 9.0, -12.0] {
        let table = holding(&[CRUISE, LOADED, CRUISE], 12.0, Some(trim), |p, _| {
            if p.map < 0.0 { 1.0 + trim / 100.0 } else { 1.0 }
        });
        let report = recommended(&table);
        let finding = if trim > 0.0 { FindingCode::Lean } else { FindingCode::Rich };
        let told = one(&report, finding);
        assert!((told.evidence.effect - f64::from(trim)).abs() < 0.5, "{trim}: {:?}", told.evidence);
        assert!(told.evidence.cells.iter().all(|c| c.load < -0.3), "only where it is: {:?}", told.evidence);
    }
}

#[test]
fn fuel_is_taken_away_later_and_less_than_it_is_added() {
    // The same error both ways, ever longer.
    let of = |seconds: f64, k: f32, at: Held| {
        recommended(&holding(&[at], seconds, Some(0.0), |_, second| k + 0.002 * (second % 3) as f32))
    };
    let has = |report: &Report, finding| report.recommendations.iter().any(|r| r.finding == finding);
    for seconds in [6.0, 8.0, 9.0] {
        assert!(has(&of(seconds, 1.08, CRUISE), FindingCode::Lean), "{seconds} s");
        assert!(!has(&of(seconds, 0.92, CRUISE), FindingCode::Rich), "{seconds} s");
    }
    let (lean, rich) = (of(20.0, 1.18, CRUISE), of(20.0, 0.8, CRUISE));
    let (lean, rich) = (one(&lean, FindingCode::Lean), one(&rich, FindingCode::Rich));
    assert_eq!((lean.action.amount, rich.action.amount), (Some(10.0), Some(5.0)));
    assert!(rich.evidence.needed > lean.evidence.needed);
    let loaded = of(20.0, 0.8, LOADED);
    let loaded = one(&loaded, FindingCode::Rich);
    assert_eq!((loaded.action.amount, loaded.risk), (Some(2.5), Risk::High));
    assert_eq!(rich.risk, Risk::Medium);
}

#[test]
fn what_is_within_the_doubt_is_not_told() {
    for k in [0.97, 0.99, 1.0, 1.01, 1.025] {
        let table = holding(&[CRUISE, LOADED, CRUISE, LOADED], 15.0, Some(0.0), |_, second| {
            k + 0.01 * ((second * 5 % 7) as f32 / 3.0 - 1.0)
        });
        let report = recommended(&table);
        assert_eq!(about_the_engine(&report), Vec::<&_>::new(), "{k}");
        assert!(report.notes.iter().any(|n| n.code == NoteCode::NothingFound), "{k}");
    }
}

#[test]
fn lean_under_load_is_a_danger_and_is_told_once() {
    let boost = Held { rpm: 4500.0, map: 0.6, tps: 90.0 };
    let table =
        holding(
            &[CRUISE, boost, CRUISE, boost],
            12.0,
            Some(0.0),
            |p, _| if p.map > 0.3 { 1.16 } else { 1.0 },
        );
    let report = recommended(&table);
    let lean = one(&report, FindingCode::Lean);
    assert_eq!(lean.danger, Some(Severity::Danger));
    assert_eq!(report.recommendations[0].finding, FindingCode::Lean, "what is dangerous stands first");
    assert!(!report.recommendations.iter().any(|r| r.finding == FindingCode::LeanMoments));
    assert_eq!(lean.action.amount, Some(10.0), "a step, not all at once");
}

#[test]
fn a_lean_moment_is_answered_by_a_step_and_one_beyond_belief_by_a_look_at_the_pump() {
    let moment = |k: f32| {
        let table = holding(
            &[CRUISE, LOADED, CRUISE],
            10.0,
            Some(0.0),
            |_, second| if second == 15 { k } else { 1.0 },
        );
        let report = recommended(&table);
        let told = one(&report, FindingCode::LeanMoments);
        (told.action.code, told.action.amount)
    };
    assert_eq!(moment(1.12), (ActionCode::LogAgain, None), "once, and no danger");
    assert_eq!(moment(1.22), (ActionCode::AddFuel, Some(5.0)));
    assert_eq!(moment(1.38), (ActionCode::CheckFuelSupply, None));
}

#[test]
fn what_no_table_can_be_to_blame_for_is_answered_by_a_look_at_the_sensor() {
    for k in [1.32, 0.7] {
        let report = recommended(&holding(&[LOADED], 20.0, Some(0.0), |_, _| k));
        let told = one(&report, FindingCode::MixtureUnbelievable);
        assert_eq!((told.action.code, told.action.amount), (ActionCode::CheckSensor, None));
        assert_eq!(report.of(Kind::Fuel).count(), 0);
    }
}

#[test]
fn without_a_trim_it_is_said_and_believed_less() {
    let k = |_: &Held, second: usize| if second.is_multiple_of(2) { 1.05 } else { 1.07 };
    let (with, without) = (
        recommended(&holding(&[CRUISE], 20.0, Some(0.0), k)),
        recommended(&holding(&[CRUISE], 20.0, None, k)),
    );
    assert!(without.notes.iter().any(|n| n.code == NoteCode::NoTrim));
    assert!(one(&without, FindingCode::Lean).confidence < one(&with, FindingCode::Lean).confidence);
}

/// A table of the simulation: engine speeds, pressures, values row by row.
struct Truth {
    rpm: Vec<f64>,
    map: Vec<f64>,
    cells: Vec<Vec<f64>>,
}

impl Truth {
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let number = |text: &String| text.trim().parse::<f64>().unwrap();
        let map = lines.next().unwrap().iter().skip(1).map(number).collect();
        let rows: Vec<Vec<f64>> = lines.map(|cells| cells.iter().map(number).collect()).collect();
        Self {
            rpm: rows.iter().map(|r| r[0]).collect(),
            map,
            cells: rows.iter().map(|r| r[1..].to_vec()).collect(),
        }
    }

    fn at(&self, rpm: f64, map: f64) -> f64 {
        let place = |axis: &[f64], x: f64| {
            let i = axis.partition_point(|a| *a <= x).clamp(1, axis.len() - 1) - 1;
            (i, ((x - axis[i]) / (axis[i + 1] - axis[i])).clamp(0.0, 1.0))
        };
        let ((i, u), (j, v)) = (place(&self.rpm, rpm), place(&self.map, map));
        let row = |i: usize| self.cells[i][j] * (1.0 - v) + self.cells[i][j + 1] * v;
        row(i) * (1.0 - u) + row(i + 1) * u
    }
}

#[test]
fn what_is_proposed_goes_the_way_of_the_table_the_simulated_engine_should_have_run() {
    let name = "what_is_proposed_goes_the_way_of_the_table_the_simulated_engine_should_have_run";
    let Some(folder) = samples::folder(name, "golden/correction") else { return };
    let (mut right, mut all, mut held) = (0, 0, 0);
    for case in ["case11", "case12", "case13"] {
        let folder = folder.join(case);
        let table = imports::log(std::fs::read(folder.join("log.csv")).unwrap()).table;
        let (base, truth) =
            (Truth::read(&folder.join("base_table.csv")), Truth::read(&folder.join("truth_table.csv")));
        let report = recommended(&table);
        for r in report
            .recommendations
            .iter()
            .filter(|r| matches!(r.finding, FindingCode::Lean | FindingCode::Rich))
        {
            for c in &r.evidence.cells {
                // A pulse holds 1 ms of dead time.
                let short = ((truth.at(c.rpm, c.load) - 1.0) / (base.at(c.rpm, c.load) - 1.0) - 1.0) * 100.0;
                println!(
                    "{case}: {} at {} rpm, {} bar: {:.1} ({:.1} to {:.1}), truth {short:.1}, {} samples",
                    r.finding.slug(),
                    c.rpm,
                    c.load,
                    c.effect,
                    c.low,
                    c.high,
                    c.samples
                );
                all += 1;
                right += u32::from(short.signum() == c.effect.signum());
                held += u32::from((c.low - 1.0..=c.high + 1.0).contains(&short));
            }
        }
    }
    println!("{right} of {all} the right way, {held} within their interval");
    assert!(all >= 20, "{all}");
    assert!(f64::from(right) >= 0.95 * f64::from(all) && f64::from(held) >= 0.8 * f64::from(all));
}
