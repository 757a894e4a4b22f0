//! The rules one after the other: sensors first, so that their faults spoil no model.

use std::collections::BTreeMap;

use super::faults::{Context, Trace, faults, moves, sound};
use super::grid::{PLACED_BY, grid};
use super::joint::joint;
use super::places::Places;
use super::rare::rare;
use super::residuals::{Residuals, Surfaces};
use super::sensors::sensor_of;
use super::stuck::{Moves, railed, stuck};
use super::{Episode, Finding, FindingKind, Params, Report};
use crate::engine::analysis::patterns::{self, SegmentKind};
use crate::engine::analysis::{AnalysisError, Frame, Note, NoteCode, Params as _, Span, Subject, trace};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::Cx;
use crate::engine::table::Column;

/// After the starter, and after fuel came back, until the exhaust has cleared, seconds.
const AFTER_START_S: f64 = 2.0;
const AFTER_CUT_S: f64 = 1.5;
/// Around a fault, seconds.
const AROUND_FAULT_S: f64 = 0.2;

/// Finds what does not fit, within the selection. `patterns` are those of the same frame.
pub fn run(
    frame: &Frame,
    _subject: &Subject,
    patterns: &patterns::Report,
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    let columns = frame.table().columns();
    let total = columns.len() as u64 + 4;
    cx.step(0, total)?;
    let context = Context {
        frame,
        running: Context::running_of(frame),
        starting: Places::of(patterns, &[SegmentKind::Cranking], 0.5, AFTER_START_S),
        cut: Places::of(patterns, &[SegmentKind::FuelCut, SegmentKind::Overrun], 0.2, AFTER_CUT_S),
    };
    let mut findings = Vec::new();
    let mut faulty: BTreeMap<ChannelKey, Vec<Span>> = BTreeMap::new();
    let movements = Moves::of(frame);
    for (done, column) in columns.iter().enumerate() {
        cx.step(done as u64, total)?;
        for (kind, episodes) in of_column(frame, column, &context, &movements, params) {
            if kind.is_fault() {
                let around = |e: &Episode| Span::new(e.span.t0 - AROUND_FAULT_S, e.span.t1 + AROUND_FAULT_S);
                faulty.entry(column.key.clone()).or_default().extend(episodes.iter().map(around));
            }
            findings.extend(Finding::of(kind, vec![column.key.clone()], episodes));
        }
    }
    let misplaced = PLACED_BY.iter().filter_map(|id| faulty.get(&ChannelKey::from(*id))).flatten().copied();
    let (grid, ledger) = grid(&context, patterns, &Places::new(misplaced.collect()));
    cx.step(total - 3, total)?;
    let mut modelled = Vec::new();
    if let Some(grid) = grid {
        let surfaces = Surfaces::of(&grid);
        // One sensor under two names is one finding.
        let gauge = frame.channel(ChannelId::MapGauge).is_some();
        let again = |column: &Column| gauge && column.id() == Some(ChannelId::MapAbs);
        let held: Vec<Residuals> = columns
            .iter()
            .filter(|column| !again(column))
            .filter_map(|column| {
                let faulty = Places::new(faulty.get(&column.key).cloned().unwrap_or_default());
                surfaces.residuals(column, &grid, &context, &faulty, params)
            })
            .collect();
        cx.step(total - 2, total)?;
        let mut taken: Vec<Span> = faulty.into_values().flatten().collect();
        for residuals in &held {
            let episodes = residuals.episodes(&grid, params);
            taken.extend(episodes.iter().map(|e| e.span));
            findings.extend(Finding::of(FindingKind::Residual, vec![residuals.key.clone()], episodes));
        }
        if params.together >= 0.5 {
            let joint = joint(&held, &grid, &Places::new(taken.clone()), params);
            taken.extend(joint.iter().flat_map(|f| f.episodes.iter().map(|e| e.span)));
            findings.extend(joint);
            cx.step(total - 1, total)?;
            findings.extend(rare(&held, &grid, &Places::new(taken), params));
        }
        modelled = held.into_iter().map(|r| r.key).collect();
    }
    sort(&mut findings);
    let notes = if findings.is_empty() { vec![Note::new(NoteCode::NothingFound)] } else { Vec::new() };
    cx.step(total, total)?;
    Ok(Report { findings, modelled, ledger, notes })
}

/// Faults of the sensor behind a column, by kind.
fn of_column(
    frame: &Frame,
    column: &Column,
    context: &Context,
    movements: &Moves,
    params: &Params,
) -> Vec<(FindingKind, Vec<Episode>)> {
    let Some((id, sensor)) = column.id().and_then(|id| sensor_of(id).map(|sensor| (id, sensor))) else {
        return Vec::new();
    };
    let Some(values) = sound(column) else { return Vec::new() };
    let quantum = trace::quantum(&values).unwrap_or(0.0);
    if !moves(&values, quantum) {
        return Vec::new();
    }
    let trace = Trace { column, id, sensor, axis: frame.table().axis_of(column), values, quantum };
    let (spikes, dropouts) = faults(&trace, context, params);
    vec![
        (FindingKind::Spike, spikes),
        (FindingKind::Dropout, dropouts),
        (FindingKind::Stuck, stuck(&trace, context, movements, params)),
        (FindingKind::Railed, railed(&trace, context, movements, params)),
    ]
}

/// Kinds in their order, within one the highest score first.
fn sort(findings: &mut [Finding]) {
    let score = |f: &Finding| f.worst().map_or(0.0, |e| e.score);
    findings.sort_by(|a, b| {
        a.kind.cmp(&b.kind).then(score(b).total_cmp(&score(a))).then_with(|| a.channels.cmp(&b.channels))
    });
}
