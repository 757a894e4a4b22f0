//! Recommendations and the verdict, on logs whose truth is known.

mod engine;
mod fuel;
mod real;
mod robust;
mod verdict;

use fueltune_analyzer::engine::analysis::pipeline::{Findings, Settings, run_all};
use fueltune_analyzer::engine::analysis::recommend::{Kind, Recommendation, Report};
use fueltune_analyzer::engine::analysis::{Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::LogTable;

use crate::sample_logs::{log, numbers};

fn found(table: &LogTable, settings: &Settings) -> Findings {
    let frame = Frame::whole(table);
    run_all(&frame, &Subject::default(), settings, &Cx::none(), |_, _| ()).unwrap()
}

fn recommended(table: &LogTable) -> Report {
    (*found(table, &Settings::default()).recommendations.unwrap()).clone()
}

/// Those about the engine, not about the next log.
fn about_the_engine(report: &Report) -> Vec<&Recommendation> {
    report.recommendations.iter().filter(|r| r.kind != Kind::Logging).collect()
}

/// An operating point that is held: engine speed, manifold pressure, throttle.
#[derive(Clone, Copy)]
struct Held {
    rpm: f32,
    map: f32,
    tps: f32,
}

const CRUISE: Held = Held { rpm: 2500.0, map: -0.4, tps: 40.0 };
const LOADED: Held = Held { rpm: 3500.0, map: 0.1, tps: 70.0 };

/// A warm engine that holds one point after the other for `seconds` each, at 25 Hz. `k` is the fuel needed over the fuel
/// given at a point and a second of the log; `trim` what of it the loop adds, %.
fn holding(points: &[Held], seconds: f64, trim: Option<f32>, k: impl Fn(&Held, usize) -> f32) -> LogTable {
    let each = (seconds * 25.0) as usize;
    let rows: Vec<(Held, usize)> =
        points.iter().flat_map(|p| (0..each).map(|_| *p)).enumerate().map(|(i, p)| (p, i)).collect();
    let of = |id, value: &dyn Fn(&Held, usize) -> f32| {
        numbers(id, &rows.iter().map(|(p, row)| value(p, *row)).collect::<Vec<f32>>())
    };
    let wave = |row: usize, by: f32| by * ((row * 7 % 13) as f32 / 6.0 - 1.0);
    let target = |p: &Held| if p.map > 0.0 { 0.85 } else { 1.0 };
    let given = 1.0 + trim.unwrap_or(0.0) / 100.0;
    let mut columns = vec![
        of(ChannelId::Rpm, &|p, row| p.rpm + wave(row, 10.0)),
        of(ChannelId::MapGauge, &|p, row| p.map + wave(row + 3, 0.005)),
        of(ChannelId::Tps, &|p, row| p.tps + wave(row + 5, 0.1)),
        of(ChannelId::Coolant, &|_, row| 88.0 + wave(row, 0.3)),
        of(ChannelId::LambdaTarget, &|p, _| target(p)),
        of(ChannelId::Lambda1, &|p, row| target(p) * k(p, row / 25) / given + wave(row, 0.004)),
    ];
    if let Some(trim) = trim {
        columns.push(of(ChannelId::TrimCl, &|_, row| trim + wave(row, 0.2)));
    }
    log(25.0, columns)
}
