//! Two-step and launch, and the limiter.

use std::ops::Range;

use super::Params;
use super::gears::pivots;
use super::signals::{Rpm, Signals};
use super::stretch::{length, passage_of, row_after};
use crate::engine::analysis::trace::SLACK_S;
use crate::engine::channels::ChannelId;
use crate::engine::stats::extremes;
use crate::engine::table::RowMask;

/// Between the two-step and the launch, and between two strokes of a cut, seconds.
const BETWEEN_S: f64 = 1.0;
const STROKES_S: f64 = 0.35;
const LAUNCH_S: f64 = 0.2;
/// The car has gone once it is faster than this and its clutch holds, or after this time.
const GONE_KMH: f32 = 20.0;
const GONE_S: f64 = 3.0;
/// A clutch holds when engine speed rises with road speed: by at least this share of it, over this time or two samples.
const HOLDS: f32 = 0.25;
const HOLDS_S: f64 = 0.2;
/// Without a switch: held at full throttle for so long, at more than so many rpm, within this share of them.
const HELD_S: f64 = 0.6;
const HELD_RPM: f32 = 2000.0;
const HELD_SHARE: f32 = 0.25;
/// Without a switch: strokes of the limiter are at least this share of rpm, this soon after each other, and at least so
/// many of them, up and down.
const STROKE_SHARE: f32 = 0.006;
const STROKES: usize = 4;
const LIMITER_S: f64 = 0.3;
/// An engine that never turns faster in a log met no limiter.
const LIMITER_RPM: f32 = 3000.0;

/// Rule: the two-step or launch switch, up to the end of the launch; without a switch, full throttle on a car that
/// stands, rpm held, and that then goes. Where no launch switch says when it ends, the car has gone when it is faster than
/// 20 km/h and its clutch slips no more, or after three seconds.
pub(super) fn launch(signals: &Signals, rpm: &Rpm) -> Vec<Range<usize>> {
    let two_step = signals.switch(ChannelId::TwoStep);
    let launch = signals.switch(ChannelId::Launch);
    if two_step.is_some() || launch.is_some() {
        let none = || RowMask::none(signals.rows());
        let rows = two_step.clone().unwrap_or_else(none).or(&launch.clone().unwrap_or_else(none));
        let mut found = signals.stretches(&rows, BETWEEN_S, LAUNCH_S);
        if launch.is_none() {
            for range in &mut found {
                if let Some(end) = gone(signals, rpm, range) {
                    range.end = end;
                }
            }
        }
        return joined(found);
    }
    let (Some(full), Some(_)) = (&signals.throttle.full, &signals.speed) else { return Vec::new() };
    let rows = full.and(&signals.running).and(&signals.stands());
    let open = signals.stretches(&rows, STROKES_S, HELD_S);
    let launches = open.into_iter().filter_map(|range| held(signals, rpm, &range));
    joined(launches.filter_map(|range| gone(signals, rpm, &range).map(|end| range.start..end)).collect())
}

/// From where rpm has come up on, if it is held from then on and for long enough.
fn held(signals: &Signals, rpm: &Rpm, range: &Range<usize>) -> Option<Range<usize>> {
    let values = &rpm.values[range.clone()];
    let high = values.iter().copied().filter(|x| x.is_finite()).fold(0.0, f32::max);
    let least = HELD_RPM.max(high * (1.0 - HELD_SHARE));
    let up = values.iter().position(|x| *x >= least)?;
    let rows = range.start + up..range.end;
    let stays = values[up..].iter().all(|x| x.is_nan() || *x >= least);
    (stays && length(&rows, signals.seconds) + SLACK_S >= HELD_S).then_some(rows)
}

/// The row at which a car that stood at the end of a stretch has gone.
fn gone(signals: &Signals, rpm: &Rpm, range: &Range<usize>) -> Option<usize> {
    let speed = signals.speed.as_ref()?;
    let last = range.end - 1;
    if speed[last] >= GONE_KMH {
        return None;
    }
    let passage = passage_of(last, signals.rows(), &signals.pauses);
    let upto = signals.seconds[last] + GONE_S;
    let selected = |row: &usize| signals.frame.selected().contains(*row);
    let mut rows = (last..passage.end).take_while(|row| signals.seconds[*row] <= upto).filter(selected);
    let rolls = rows.find(|row| speed[*row] >= GONE_KMH)?;
    let ahead = HOLDS_S.max(2.0 * signals.step);
    let holds = |row: &usize| {
        let next = row_after(signals.seconds, *row, ahead, passage.end);
        let (faster, turns) = (speed[next] / speed[*row] - 1.0, rpm.values[next] / rpm.values[*row] - 1.0);
        // Where nothing tells, or the car is no faster, nothing slips.
        let slips = faster > 0.0 && turns < HOLDS * faster;
        !slips
    };
    let end = std::iter::once(rolls).chain(rows).find(holds).unwrap_or(rolls);
    Some(end + 1)
}

/// Stretches that overlap become one.
fn joined(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match found.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}

/// Rule: the limiter's switch; without one, rpm near the highest of the log under an open throttle, going up and down
/// again and again as fast as a cut makes it, from the first turn to the last.
pub(super) fn limiter(signals: &Signals, rpm: &Rpm, launch: &RowMask, params: &Params) -> Vec<Range<usize>> {
    if let Some(on) = signals.switch(ChannelId::Limiter) {
        return signals.stretches(&on.and(&signals.running), STROKES_S, 0.0);
    }
    let Some(closed) = &signals.throttle.closed else { return Vec::new() };
    let most = extremes(&rpm.values).map_or(0.0, |(_, high)| high);
    if most < LIMITER_RPM {
        return Vec::new();
    }
    let from = f64::from(most) * params.limiter_share / 100.0;
    let rows = RowMask::of_values(&rpm.values, |x| f64::from(x) >= from)
        .and(&signals.running)
        .minus(closed)
        .minus(launch);
    let share = STROKE_SHARE.max(3.0 * rpm.quantum as f32 / most.max(1.0));
    let near = signals.stretches(&rows, STROKES_S, LIMITER_S);
    near.into_iter().filter_map(|range| strokes(signals, &pivots(&rpm.values, range, share))).collect()
}

/// The longest chain of turns that follow each other as strokes do.
fn strokes(signals: &Signals, turns: &[usize]) -> Option<Range<usize>> {
    let follows = |a: &usize, b: &usize| signals.seconds[*b] - signals.seconds[*a] <= STROKES_S + SLACK_S;
    let chain = turns.chunk_by(follows).max_by_key(|chain| chain.len())?;
    let rows = chain[0]..chain[chain.len() - 1] + 1;
    (chain.len() >= STROKES && length(&rows, signals.seconds) + SLACK_S >= LIMITER_S).then_some(rows)
}
