//! Sensors that stand still, and sensors at the end of their range.

use std::ops::Range;

use super::faults::{Context, Trace, is_lambda, sampled_quantiles};
use super::sensors::Driver;
use super::{Episode, Params};
use crate::engine::analysis::trace::SLACK_S;
use crate::engine::analysis::{Frame, Span};
use crate::engine::channels::ChannelId;

/// A channel that drives others has moved once it is this far from where it was.
const RPM_MOVE: f32 = 300.0;
const BAR_MOVE: f32 = 0.1;
const PERCENT_MOVE: f32 = 10.0;
/// Load and throttle may be at an end of their range for long: only a value this share of the range inside is stuck.
const INSIDE: f64 = 0.025;
/// A step counts for so many moves at most: on a slow log a quick change is one step, and a spike is no drive.
const STEP_MOVES: f32 = 4.0;
/// Runs of equal values are usual up to where this share of them ends; a stuck one has seen this many times the moves.
const USUAL: f64 = 0.99;
const BEYOND_USUAL: f64 = 4.0;
/// A channel that, by noise or by nature, usually stands still for no more than this share of the time is stuck after
/// fewer moves.
const RESTLESS: f64 = 0.1;
const FEW_MOVES: f64 = 6.0;
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

/// How often what drives the channels has moved so far, by row of the frame.
pub(super) struct Moves {
    rpm: Vec<u32>,
    load: Vec<u32>,
    throttle: Vec<u32>,
}

impl Moves {
    pub(super) fn of(frame: &Frame) -> Self {
        let none = || vec![0; frame.rows()];
        let rpm = frame.channel(ChannelId::Rpm).map_or_else(none, |values| count(&values, RPM_MOVE));
        let map = frame.first_of(&[ChannelId::MapGauge, ChannelId::MapAbs]);
        let load = map.map_or_else(none, |(_, values)| count(&values, BAR_MOVE));
        let throttle = frame.throttle().map_or_else(none, |(_, values)| count(&values, PERCENT_MOVE));
        Self { rpm, load, throttle }
    }

    /// Moves of some drivers between two rows.
    fn between(&self, drivers: &[Driver], first: usize, last: usize) -> u32 {
        let of = |counts: &[u32]| match (counts.get(last), counts.get(first)) {
            (Some(last), Some(first)) => last - first,
            _ => 0,
        };
        let moves = drivers.iter().map(|driver| match driver {
            Driver::Rpm => of(&self.rpm),
            Driver::Load => of(&self.load),
            Driver::Throttle => of(&self.throttle),
        });
        moves.sum()
    }
}

fn count(values: &[f32], far: f32) -> Vec<u32> {
    let (mut from, mut moves) = (f32::NAN, 0);
    values
        .iter()
        .map(|x| {
            if from.is_nan() {
                from = *x;
            } else if (x - from).abs() >= far {
                (from, moves) = (*x, moves + ((x - from).abs() / far).min(STEP_MOVES) as u32);
            }
            moves
        })
        .collect()
}

/// Runs of equal values, missing ones passed over.
fn equal_runs(values: &[f32]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Option<(f32, Range<usize>)> = None;
    for (row, x) in values.iter().enumerate() {
        if !x.is_finite() {
            continue;
        }
        match &mut run {
            Some((value, rows)) if *value == *x => rows.end = row + 1,
            _ => {
                if let Some((_, rows)) = run.take() {
                    found.push(rows);
                }
                run = Some((*x, row..row + 1));
            }
        }
    }
    found.extend(run.map(|(_, rows)| rows));
    found
}

/// Rule: one and the same value for a while, inside the channel's range, while what moves it moved often: as often as
/// the parameter says, and several times as often as in the channel's usual runs of equal values; less often where the
/// channel, by noise or by nature, else stands still for moments only.
pub(super) fn stuck(trace: &Trace, context: &Context, moves: &Moves, params: &Params) -> Vec<Episode> {
    let drivers = trace.sensor.drivers;
    if drivers.is_empty() {
        return Vec::new();
    }
    let seconds = trace.axis.seconds();
    let Some(ends) = sampled_quantiles(&trace.values, &[0.002, 0.998]) else { return Vec::new() };
    let margin = INSIDE * (ends[1] - ends[0]);
    let inside = |row: usize| (ends[0] + margin..=ends[1] - margin).contains(&f64::from(trace.values[row]));
    let time = context.frame.time();
    let seen: Vec<(Range<usize>, u32)> = equal_runs(&trace.values)
        .into_iter()
        .filter(|run| inside(run.start))
        .map(|run| {
            let row = |t: f64| time.row_held_at(t + SLACK_S).unwrap_or(0);
            let moved = moves.between(drivers, row(seconds[run.start]), row(seconds[run.end - 1]));
            (run, moved)
        })
        .collect();
    if seen.is_empty() {
        return Vec::new();
    }
    let mut counts: Vec<u32> = seen.iter().map(|(_, moved)| *moved).collect();
    // The longest runs of a few are not what is usual.
    let last = counts.len() - 1;
    let rank = ((last as f64 * USUAL) as usize).min(last.saturating_sub(1));
    let usual = *counts.select_nth_unstable(rank).1;
    let lasts = |run: &Range<usize>| seconds[run.end - 1] - seconds[run.start];
    let mut lengths: Vec<f64> = seen.iter().map(|(run, _)| lasts(run)).collect();
    let usual_s = *lengths.select_nth_unstable_by(rank, f64::total_cmp).1;
    let needed = |run: &Range<usize>| {
        if usual_s <= RESTLESS * lasts(run) {
            FEW_MOVES.min(params.stuck_moves)
        } else {
            params.stuck_moves.max(BEYOND_USUAL * f64::from(usual))
        }
    };
    let long = seen.into_iter().filter(|(run, moved)| {
        f64::from(*moved) >= needed(run)
            && lasts(run) >= params.stuck_ms / 1000.0
            && context.counts(seconds[run.start])
            && context.counts(seconds[run.end - 1])
    });
    long.map(|(run, moved)| Episode {
        span: Span { t0: seconds[run.start], t1: seconds[run.end - 1] },
        samples: run.len() as u32,
        found: Some(f64::from(moved)),
        expected: None,
        threshold: needed(&run),
        score: f64::from(moved) / needed(&run),
    })
    .collect()
}

/// Rule: λ stays at the value where its readings end, richer or leaner than any sensible mixture, while fuel is
/// injected; another channel has a flat top at its highest value, many times longer than it usually reads one value.
pub(super) fn railed(trace: &Trace, context: &Context, moves: &Moves, params: &Params) -> Vec<Episode> {
    let sound = || trace.values.iter().copied().filter(|x| x.is_finite());
    let (low, high) = sound().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
    if low >= high {
        return Vec::new();
    }
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
    let runs = equal_runs(&trace.values);
    let mut usual: Vec<f64> = runs.iter().filter(|run| trace.values[run.start] != top).map(length).collect();
    if usual.len() < FLAT {
        return Vec::new();
    }
    let rank = ((usual.len() - 1) as f64 * USUAL) as usize;
    let usual = *usual.select_nth_unstable_by(rank, f64::total_cmp).1;
    let threshold = FLAT_S.max(FLAT_USUAL * usual);
    let time = context.frame.time();
    let row = |t: f64| time.row_held_at(t + SLACK_S).unwrap_or(0);
    let flat = runs.into_iter().filter(|run| {
        trace.values[run.start] == top
            && run.len() >= FLAT
            && length(run) >= threshold
            && context.counts(seconds[run.start])
            && context.counts(seconds[run.end - 1])
            && moves.between(&[Driver::Rpm], row(seconds[run.start]), row(seconds[run.end - 1])) > 0
    });
    flat.map(|run| railed_episode(trace, &run, top, threshold)).collect()
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
