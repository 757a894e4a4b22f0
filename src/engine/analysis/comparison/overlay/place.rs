//! Axes, and values at places between samples.

use super::{Between, Event, Params};
use crate::engine::analysis::frame::Frame;
use crate::engine::channels::ChannelId;
use crate::engine::stats::resample::Even;
use crate::engine::table::{GAP_STEPS, TimeAxis};

/// Seconds around the event.
pub(super) fn seconds_axis(params: &Params) -> Vec<f64> {
    let (start, end) = (-params.before / 1000.0, params.after / 1000.0);
    let step = (params.step / 1000.0).max((end - start) / params.most_steps);
    // Counted from the event, so that 0 is on the axis.
    let first = (start / step).ceil() as i64;
    let count = Even::between(first as f64 * step, end, step).count as i64;
    (first..first + count).map(|i| i as f64 * step).collect()
}

/// Engine speeds all the events went through.
pub(super) fn rpm_axis(events: &[Option<Event>], params: &Params) -> Vec<f64> {
    let ranges = || events.iter().flatten().filter_map(|e| Some((e.rpm_start?, e.rpm_end?)));
    let low = ranges().map(|r| r.0).fold(f64::NEG_INFINITY, f64::max);
    let high = ranges().map(|r| r.1).fold(f64::INFINITY, f64::min);
    if !(low.is_finite() && high.is_finite() && high > low) {
        return Vec::new();
    }
    let step = params.rpm_step.max((high - low) / params.most_steps);
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last).map(|i| i as f64 * step).collect()
}

/// When the engine first reached each speed within an event, between the samples; the speeds ascend.
pub(super) fn moments_of_speeds(frame: &Frame, event: &Event, speeds: &[f64]) -> Vec<Option<f64>> {
    let Some(rpm) = frame.channel(ChannelId::Rpm) else { return vec![None; speeds.len()] };
    let seconds = frame.seconds();
    let rows = frame.time().rows_within(event.t, event.end);
    let samples: Vec<(f64, f64)> =
        rows.map(|row| (seconds[row], f64::from(rpm[row]))).filter(|s| s.1.is_finite()).collect();
    let mut next = 0;
    speeds
        .iter()
        .map(|speed| {
            while samples.get(next).is_some_and(|s| s.1 < *speed) {
                next += 1;
            }
            let (t1, after) = *samples.get(next)?;
            let Some((t0, before)) = next.checked_sub(1).map(|i| samples[i]) else {
                return (after == *speed).then_some(t1);
            };
            if before >= *speed {
                return Some(t0);
            }
            Some(t0 + (t1 - t0) * (speed - before) / (after - before))
        })
        .collect()
}

/// The value of a channel at a moment; none where no sample is near enough.
pub(super) fn value_at(time: &TimeAxis, values: &[f32], t: f64, between: Between) -> Option<f64> {
    let seconds = time.seconds();
    let longest = if time.median_step() > 0.0 { time.median_step() * GAP_STEPS } else { f64::INFINITY };
    let after = seconds.partition_point(|s| *s <= t);
    let sound = |row: &usize| values[*row].is_finite();
    let before = (0..after).rev().take_while(|row| t - seconds[*row] <= longest).find(sound)?;
    let (t0, x0) = (seconds[before], f64::from(values[before]));
    if between == Between::Held || t0 == t {
        return Some(x0);
    }
    let next = (after..seconds.len()).take_while(|row| seconds[*row] - t0 <= longest).find(sound)?;
    let (t1, x1) = (seconds[next], f64::from(values[next]));
    Some(x0 + (x1 - x0) * (t - t0) / (t1 - t0))
}
