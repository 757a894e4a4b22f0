//! Real logs: figures a tuner would believe.

use std::path::Path;

use fueltune_analyzer::engine::analysis::patterns::{self, SegmentKind};
use fueltune_analyzer::engine::analysis::performance::{Params, Report, run};
use fueltune_analyzer::engine::analysis::{Frame, Span, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::import::{ImportOptions, Importer};
use fueltune_analyzer::engine::table::LogTable;

use super::performance_car::{segment, subject, vehicle};
use crate::samples::{files, folder};

fn read(path: &Path) -> Option<LogTable> {
    let bytes = std::fs::read(path).unwrap();
    let mut importer = Importer::new(ImportOptions::default());
    for chunk in bytes.chunks(1 << 20) {
        importer.feed(chunk).ok()?;
    }
    importer.finish().ok().map(|imported| imported.table)
}

/// Full throttle (pedal where there is no throttle) and rising engine speed for more than a second and 800 rpm: a rule for
/// this test, far simpler than that of the segments.
fn simple_pulls(frame: &Frame) -> Vec<Span> {
    let (Some(rpm), Some((_, throttle))) = (frame.channel(ChannelId::Rpm), frame.throttle()) else {
        return Vec::new();
    };
    let most = throttle.iter().copied().filter(|x| x.is_finite()).fold(0.0f32, f32::max);
    let seconds = frame.seconds();
    let mut pulls = Vec::new();
    let mut start: Option<usize> = None;
    let mut top = 0.0f32;
    for row in 0..=frame.rows() {
        let open = row < frame.rows() && throttle[row] >= (0.9 * most).max(50.0) && rpm[row] > 1500.0;
        let falls = open && start.is_some() && rpm[row] < top - 150.0;
        if (!open || falls)
            && let Some(first) = start.take()
        {
            let last = row - 1;
            if seconds[last] - seconds[first] > 1.0 && rpm[last] - rpm[first] > 800.0 {
                pulls.push(Span::new(seconds[first], seconds[last]));
            }
        }
        if open && (start.is_none() || falls) {
            start = Some(row);
            top = rpm[row];
        }
        if open {
            top = top.max(rpm[row]);
        }
    }
    pulls
}

fn analysed(table: &LogTable, subject: &Subject) -> Report {
    let frame = Frame::whole(table);
    let pulls = simple_pulls(&frame);
    let segments = pulls.into_iter().map(|span| segment(&frame, SegmentKind::Pull, span)).collect();
    let patterns = patterns::Report { segments, ..patterns::Report::default() };
    run(&frame, subject, &patterns, &Params { gear: 3.0, ..Params::default() }, &Cx::none()).unwrap()
}

#[test]
fn every_real_log_gives_a_report_of_finite_figures_a_car_can_have() {
    let Some(logs) = folder("every_real_log_gives_a_report", "logs") else { return };
    let (mut seen, mut pulls, mut runs) = (0, 0, 0);
    for extension in ["csv", "ftml", "mlg", "msl", "llg", "ld", "CSV"] {
        for path in files(logs.clone(), extension) {
            let Some(table) = read(&path) else { continue };
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let report = analysed(&table, &subject(vehicle()));
            // JSON writes what is no number as null, which no figure reads back.
            let text = serde_json::to_string(&report).unwrap();
            serde_json::from_str::<Report>(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            let bytes = postcard::to_stdvec(&report).unwrap();
            assert_eq!(postcard::from_bytes::<Report>(&bytes).unwrap(), report, "{name}");
            println!("{name}: {}", brief(&report));
            for pull in report.pulls.iter().filter_map(|p| p.peak_power) {
                assert!((-50.0..1500.0).contains(&pull.value), "{name}: {pull:?}");
            }
            for run in &report.times.runs {
                assert!(run.seconds > 0.3 && run.seconds < 120.0, "{name}: {run:?}");
            }
            seen += 1;
            pulls += report.pulls.len();
            runs += report.times.runs.len();
        }
    }
    assert!(seen >= 40, "{seen} logs");
    assert!(pulls >= 10 && runs >= 10, "{pulls} pulls, {runs} runs");
}

fn brief(report: &Report) -> String {
    let mut parts = Vec::new();
    for pull in &report.pulls {
        let power = pull.peak_power.map_or_else(
            || "no power".to_owned(),
            |p| {
                format!(
                    "{:.0}±{:.0}±{:.0} kW@{:.0}{}",
                    p.value,
                    p.random,
                    p.systematic,
                    p.rpm,
                    if p.at_end { "e" } else { "" }
                )
            },
        );
        let gearing = pull.gearing.map_or_else(String::new, |g| {
            format!("{:?} {:.1} rpm/kmh ξ{:.2}", g.from, g.rpm_per_kmh.value, g.overall.value)
        });
        let checks: Vec<String> =
            pull.checks.iter().map(|c| format!("{} {:.0}..{:.0}", c.method.slug(), c.low, c.high)).collect();
        parts.push(format!(
            "[{:.1}-{:.1}s {power} {gearing} n{} edf{:.0} σ{:.1} step{:.1} run{:.1} r{:.2} slip{} {}]",
            pull.span.t0,
            pull.span.t1,
            pull.smoothing.samples,
            pull.smoothing.effective,
            pull.smoothing.scatter,
            pull.smoothing.resolution,
            pull.smoothing.run,
            pull.smoothing.correlation,
            pull.slip_samples,
            checks.join(" ")
        ));
    }
    for index in &report.times.best {
        let run = &report.times.runs[*index as usize];
        parts.push(format!("{} {:.2}±{:.2}", run.measure.slug(), run.seconds, run.doubt_s));
    }
    if let Some(c) = &report.consumption {
        let all = &c.states[0];
        parts.push(format!(
            "fuel {:?} {:.0} s {:.0} g {:?} km/L ecu {:?} L",
            c.source, all.seconds, all.fuel_g, all.km_per_litre, c.ecu_litres
        ));
    }
    for b in &report.banks {
        parts.push(format!(
            "bank{} {:.0}% eff {:?}",
            b.bank,
            b.duty_percent,
            b.effective_percent.map(f64::round)
        ));
    }
    if let Some(f) = &report.fuel_pressure {
        parts.push(format!(
            "Δp {:.2}→{:.2} low {:.2} follows {:?}",
            f.base.value, f.load_bar, f.lowest_bar, f.follows
        ));
    }
    for b in &report.boost {
        parts.push(format!(
            "boost {:.2}→{:.2} rise {:?} over {:.2}",
            b.from_bar, b.level_bar, b.rise_s, b.overshoot_bar
        ));
    }
    if let Some(b) = &report.battery {
        parts.push(format!("V {:?}/{:?} charges {:?}", b.running_p5, b.running_median, b.charges));
    }
    if let Some(m) = &report.motion {
        parts.push(format!(
            "g {:?} {:?} {:?} {:?} ev{}",
            m.accelerating_g,
            m.braking_g,
            m.left_g,
            m.right_g,
            m.events.len()
        ));
    }
    if let Some(l) = &report.implied_lambda {
        parts.push(format!(
            "λ {:?} {:?}",
            l.light.map(|x| x.median_percent),
            l.heavy.map(|x| x.median_percent)
        ));
    }
    parts.push(format!("notes {:?}", report.notes.iter().map(|n| n.code.slug()).collect::<Vec<_>>()));
    parts.join("; ")
}
