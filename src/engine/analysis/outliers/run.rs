//! The rules one after the other: sensors first, so that their faults spoil no model.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::faults::{Context, LEAN_END, Trace, faults, is_lambda, is_wheel, moves, sampled_quantiles, sound};
use super::grid::{PLACED_BY, grid};
use super::joint::joint;
use super::places::Places;
use super::railed::railed;
use super::rare::rare;
use super::residuals::{Residuals, Surfaces};
use super::sensors::sensor_of;
use super::stuck::{Moves, stuck};
use super::{Episode, Finding, FindingKind, Params, Report};
use crate::engine::analysis::patterns::{self, SegmentKind};
use crate::engine::analysis::{
    AnalysisError, Frame, Ledger, Note, NoteCode, Params as _, Span, Subject, trace,
};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::Cx;
use crate::engine::stats::extremes;
use crate::engine::stats::sorted::median_in_place;
use crate::engine::table::{Column, Flag, RowMask};

/// After the starter, and after fuel came back, until the exhaust has cleared, seconds.
const AFTER_START_S: f64 = 2.0;
const AFTER_CUT_S: f64 = 1.5;
/// A throttle this far from its stop is closed, %, and no stop lies higher.
const CLOSED: f64 = 2.0;
const STOP_MOST: f64 = 25.0;
/// An engine that turns so many times faster than it idles, with the throttle closed, is driven by the car; cold, it idles
/// faster by less.
const FASTER: f64 = 1.6;
/// A λ sensor that read air comes back within this time, seconds.
const CLEARS_S: f64 = 2.0;
/// Wheels that leave their course no further apart do so at once, seconds.
const AT_ONCE_S: f64 = 0.1;
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
        cut: cut(frame, patterns),
    };
    let mut findings = Vec::new();
    let mut faulty: BTreeMap<ChannelKey, Vec<Span>> = BTreeMap::new();
    let movements = Moves::of(frame);
    let mut faults: Vec<(&Column, FindingKind, Vec<Episode>)> = Vec::new();
    for (done, column) in columns.iter().enumerate() {
        cx.step(done as u64, total)?;
        faulty.entry(column.key.clone()).or_default().extend(aired(frame, column));
        let found = of_column(frame, column, &context, &movements, params).into_iter();
        faults.extend(found.map(|(kind, episodes)| (column, kind, episodes)));
    }
    leave_out_the_road(&mut faults);
    for (column, kind, episodes) in faults {
        // λ at the end of its range is no reading either.
        let railed = kind == FindingKind::Railed && column.id().is_some_and(is_lambda);
        if kind.is_fault() || railed {
            let around = |e: &Episode| Span::new(e.span.t0 - AROUND_FAULT_S, e.span.t1 + AROUND_FAULT_S);
            faulty.entry(column.key.clone()).or_default().extend(episodes.iter().map(around));
        }
        findings.extend(Finding::of(kind, vec![column.key.clone()], episodes));
    }
    let (modelled, ledger) = model(frame, patterns, &context, faulty, params, cx, &mut findings)?;
    sort(&mut findings);
    let notes = if findings.is_empty() { vec![Note::new(NoteCode::NothingFound)] } else { Vec::new() };
    cx.step(total, total)?;
    Ok(Report { findings, modelled, ledger, notes })
}

/// What is held against models of the whole log: the channels that have one, and the account of the rows.
fn model(
    frame: &Frame,
    patterns: &patterns::Report,
    context: &Context,
    faulty: BTreeMap<ChannelKey, Vec<Span>>,
    params: &Params,
    cx: &Cx,
    findings: &mut Vec<Finding>,
) -> Result<(Vec<ChannelKey>, Ledger), AnalysisError> {
    let columns = frame.table().columns();
    let total = columns.len() as u64 + 4;
    let misplaced = PLACED_BY.iter().filter_map(|id| faulty.get(&ChannelKey::from(*id))).flatten().copied();
    let (grid, ledger) = grid(context, patterns, &Places::new(misplaced.collect()));
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
                surfaces.residuals(column, &grid, context, &faulty, params)
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
    Ok((modelled, ledger))
}

/// Where nothing was burnt, and until the exhaust has cleared: by the segments, and wherever the throttle is at its stop
/// while the engine turns faster than it idles, however short. Where it never idles nobody knows the stop.
fn cut(frame: &Frame, patterns: &patterns::Report) -> Places {
    let kinds = [SegmentKind::FuelCut, SegmentKind::Overrun];
    let told = patterns.segments.iter().filter(|s| kinds.contains(&s.kind)).map(|s| s.span);
    let mut spans: Vec<Span> = told.collect();
    let idles = patterns.of(SegmentKind::Idle).filter_map(|s| s.rpm_end);
    let idle = median_in_place(&mut idles.collect::<Vec<f64>>());
    if let (Some(idle), Some(rpm), Some((_, throttle))) =
        (idle, frame.channel(ChannelId::Rpm), frame.throttle())
        && let Some(ends) = sampled_quantiles(&throttle, &[0.01])
        && ends[0] <= STOP_MOST
    {
        let closed = RowMask::of_values(&throttle, |x| f64::from(x) <= ends[0] + CLOSED);
        let fast = RowMask::of_values(&rpm, |x| f64::from(x) >= FASTER * idle);
        spans.extend(closed.and(&fast).runs().iter().map(|rows| frame.span(rows)));
    }
    Places::new(spans.into_iter().map(|s| Span::new(s.t0 - 0.2, s.t1 + AFTER_CUT_S)).collect())
}

/// Where a λ sensor read air, and until it reads exhaust again: beyond what is plausible, or at its lean end.
fn aired(frame: &Frame, column: &Column) -> Vec<Span> {
    if !column.id().is_some_and(is_lambda) {
        return Vec::new();
    }
    let Some(values) = sound(column) else { return Vec::new() };
    let most = extremes(&values).map_or(f32::NEG_INFINITY, |(_, high)| high);
    let end = if f64::from(most) >= LEAN_END { most } else { f32::INFINITY };
    let mut rows = RowMask::of_values(&values, |x| x >= end);
    for (flag, flagged) in column.flags() {
        if *flag == Flag::OutOfRange {
            let lean = |row: &usize| column.data().number(*row) > 1.0;
            flagged.iter().filter(lean).for_each(|row| rows.insert(row));
        }
    }
    let seconds = frame.table().axis_of(column).seconds();
    let after = |rows: &Range<usize>| Span::new(seconds[rows.start], seconds[rows.end - 1] + CLEARS_S);
    rows.runs().iter().map(after).collect()
}

/// What two wheels do at once the road does, or the engine: a kerb, a driven axle that slips or locks.
fn leave_out_the_road(faults: &mut [(&Column, FindingKind, Vec<Episode>)]) {
    let of_wheel = |(column, kind, _): &(&Column, FindingKind, Vec<Episode>)| {
        column.id().is_some_and(is_wheel) && matches!(kind, FindingKind::Spike | FindingKind::Dropout)
    };
    let side = |e: &Episode| e.found.zip(e.expected).map(|(found, expected)| found > expected);
    let all: Vec<(ChannelKey, Span, Option<bool>)> = faults
        .iter()
        .filter(|fault| of_wheel(fault))
        .flat_map(|(column, _, episodes)| episodes.iter().map(|e| (column.key.clone(), e.span, side(e))))
        .collect();
    for fault in faults.iter_mut().filter(|fault| of_wheel(fault)) {
        let key = &fault.0.key;
        fault.2.retain(|episode| {
            let also = |(other, span, way): &(ChannelKey, Span, Option<bool>)| {
                let meets = span.t0 - episode.span.t1 <= AT_ONCE_S && episode.span.t0 - span.t1 <= AT_ONCE_S;
                other != key && meets && way.is_some() && *way == side(episode)
            };
            !all.iter().any(also)
        });
    }
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
    let axis = frame.table().axis_of(column);
    let trace = Trace { column, id, sensor, axis, values, quantum, known_runs: OnceCell::new() };
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
