//! Sensors at the end of their range.

use std::ops::Range;

use super::faults::{Context, Trace, is_lambda};
use super::sensors::Driver;
use super::stuck::{Moves, USUAL};
use super::{Episode, Params};
use crate::engine::analysis::Span;
use crate::engine::analysis::trace::SLACK_S;
use crate::engine::channels::ChannelId;
use crate::engine::stats::extremes;

/// λ sensors end beyond these.
const RICH_END: f32 = 0.75;
const LEAN_END: f32 = 1.19;
/// A hole of less in a stay at the end is none, seconds.
const HOLE_S: f64 = 0.15;
/// A flat top lasts at least this long and this many samples, and this many times what is usual.
const FLAT_S: f64 = 0.4;
const FLAT: usize = 8;
const FLAT_USUAL: f64 = 4.0;
/// Pressure at the manifold clips above the air outside, bar absolute.
const BOOST_BAR: f32 = 1.25;

/// Rule: λ stays at the value where its readings end, richer or leaner than any sensible mixture, while fuel is
/// injected; another channel has a flat top at its highest value, many times longer than it usually reads one value.
pub(super) fn railed(trace: &Trace, context: &Context, moves: &Moves, params: &Params) -> Vec<Episode> {
    let Some((low, high)) = extremes(&trace.values).filter(|(low, high)| low < high) else {
        return Vec::new();
    };
    if is_lambda(trace.id) {
        let mut found = Vec::new();
        if low <= RICH_END {
            found.extend(lambda_at(trace, context, low, params));
        }
        if high >= LEAN_END {
            found.extend(lambda_at(trace, context, high, params));
        }
        found.sort_by(|a, b| a.span.t0.total_cmp(&b.span.t0));
        found
    } else if trace.sensor.clips && !(is_manifold(trace.id) && high < boost(trace.id)) {
        flat_top(trace, context, moves, high)
    } else {
        Vec::new()
    }
}

fn is_manifold(id: ChannelId) -> bool {
    matches!(id, ChannelId::MapAbs | ChannelId::MapGauge)
}

fn boost(id: ChannelId) -> f32 {
    if id == ChannelId::MapGauge { BOOST_BAR - 1.0 } else { BOOST_BAR }
}

fn lambda_at(trace: &Trace, context: &Context, end: f32, params: &Params) -> Vec<Episode> {
    let seconds = trace.axis.seconds();
    let near = (trace.quantum / 2.0) as f32;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (row, x) in trace.values.iter().enumerate() {
        if (x - end).abs() > near || x.is_nan() || context.cut.contain(seconds[row]) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if seconds[row] - seconds[run.end - 1] <= HOLE_S + SLACK_S => run.end = row + 1,
            _ => runs.push(row..row + 1),
        }
    }
    let threshold = params.railed_ms / 1000.0;
    let long = runs.into_iter().filter(|run| {
        seconds[run.end - 1] - seconds[run.start] >= threshold
            && context.counts(seconds[run.start])
            && context.counts(seconds[run.end - 1])
    });
    long.map(|run| railed_episode(trace, &run, end, threshold)).collect()
}

fn flat_top(trace: &Trace, context: &Context, moves: &Moves, top: f32) -> Vec<Episode> {
    let seconds = trace.axis.seconds();
    let length = |run: &Range<usize>| seconds[run.end - 1] - seconds[run.start];
    let runs = trace.runs();
    let mut usual: Vec<f64> = runs.iter().filter(|run| trace.values[run.start] != top).map(length).collect();
    if usual.len() < FLAT {
        return Vec::new();
    }
    let rank = ((usual.len() - 1) as f64 * USUAL) as usize;
    let usual = *usual.select_nth_unstable_by(rank, f64::total_cmp).1;
    let threshold = FLAT_S.max(FLAT_USUAL * usual);
    let time = context.frame.time();
    let row = |t: f64| time.row_held_at(t + SLACK_S).unwrap_or(0);
    let flat = runs.iter().filter(|run| {
        trace.values[run.start] == top
            && run.len() >= FLAT
            && length(run) >= threshold
            && context.counts(seconds[run.start])
            && context.counts(seconds[run.end - 1])
            && moves.between(&[Driver::Rpm], row(seconds[run.start]), row(seconds[run.end - 1])) > 0
    });
    flat.map(|run| railed_episode(trace, run, top, threshold)).collect()
}

fn railed_episode(trace: &Trace, run: &Range<usize>, end: f32, threshold: f64) -> Episode {
    let seconds = trace.axis.seconds();
    let span = Span { t0: seconds[run.start], t1: seconds[run.end - 1] };
    Episode {
        span,
        samples: run.len() as u32,
        found: Some(f64::from(end)),
        expected: None,
        threshold,
        score: (span.duration() / threshold).max(1.0),
    }
}
