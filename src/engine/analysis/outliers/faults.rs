//! Spikes and dropouts: a channel that leaves by a jump no such quantity makes, and is back the same way.

use std::borrow::Cow;
use std::cell::{LazyCell, OnceCell};
use std::ops::Range;

use super::lost::{beside, lost};
use super::places::Places;
use super::runs::equal_runs;
use super::sensors::Sensor;
use super::{Episode, Params};
use crate::engine::analysis::trace::{self, Pace, SLACK_S};
use crate::engine::analysis::{Frame, Span};
use crate::engine::channels::ChannelId;
use crate::engine::stats::{any_infinite, extremes, quantiles};
use crate::engine::table::{Column, ColumnData, Flag, RowMask, TimeAxis};

/// Sound samples this close, seconds, say what a sample should have been.
const AROUND_S: f64 = 0.5;
/// So many to either side, where they are rarer.
const AROUND: usize = 5;
/// The MAD of normal values times this is their standard deviation.
pub(super) const MAD_TO_SD: f64 = 1.4826;
/// Sound samples before and after what is gone lie this close to it.
const BESIDE_S: f64 = 1.0;
/// Share of missing cells from which a channel is one that is not logged at every row.
const SPARSE: f64 = 0.2;
/// Cells that are missing for less than this are no dropout.
const MISSING_S: f64 = 0.5;
/// Values looked at for what a channel usually reads.
const SAMPLE: usize = 20_000;
/// A throttle that reads so much beyond its stops, %, stands at one: sensors are set by hand.
const BEYOND_STOPS: f64 = 10.0;
/// A channel that is off for more of its samples has a habit.
const HABIT: f64 = 0.1;
const RUNNING_RPM: f32 = 300.0;
/// λ sensors that end leaner than this read air there.
pub(super) const LEAN_END: f64 = 1.19;
/// No λ sensor reads richer exhaust; one that is lost reads less.
const RICH_END: f64 = 0.4;
/// An engine that stood for less has not stood: its sensor was out, seconds.
const STALL_S: f64 = 1.0;

/// What is known about the moments of a log.
pub(super) struct Context<'f> {
    pub frame: &'f Frame<'f>,
    /// Rows at which the engine ran; `None` where the log does not say.
    pub running: Option<RowMask>,
    /// The starter turned, or just had.
    pub starting: Places,
    /// Nothing was burnt, or the exhaust had not cleared yet.
    pub cut: Places,
}

impl Context<'_> {
    pub(super) fn running_of(frame: &Frame) -> Option<RowMask> {
        let rpm = frame.channel(ChannelId::Rpm)?;
        let mut running = RowMask::of_values(&rpm, |x| x >= RUNNING_RPM);
        let seconds = frame.seconds();
        let ran = running.runs();
        for (before, after) in ran.iter().zip(ran.iter().skip(1)) {
            if seconds[after.start] - seconds[before.end - 1] <= STALL_S {
                running.insert_range(before.end..after.start);
            }
        }
        Some(running)
    }

    /// Whether a moment counts: selected, the engine running by itself.
    pub(super) fn counts(&self, t: f64) -> bool {
        let Some(row) = self.frame.time().row_held_at(t + SLACK_S) else { return false };
        self.frame.selected().contains(row)
            && self.running.as_ref().is_none_or(|running| running.contains(row))
            && !self.starting.contain(t)
    }
}

/// A channel on its own time base, with the values nobody doubts; NaN for the others.
pub(super) struct Trace<'a> {
    pub column: &'a Column,
    pub id: ChannelId,
    pub sensor: Sensor,
    pub axis: &'a TimeAxis,
    pub values: Cow<'a, [f32]>,
    pub quantum: f64,
    /// See [`Trace::runs`].
    pub known_runs: OnceCell<Vec<Range<usize>>>,
}

impl Trace<'_> {
    /// Runs of equal values, missing ones passed over.
    pub(super) fn runs(&self) -> &[Range<usize>] {
        self.known_runs.get_or_init(|| equal_runs(&self.values))
    }
}

/// Values of a column where they are sound, NaN elsewhere; `None` for states.
pub(super) fn sound(column: &Column) -> Option<Cow<'_, [f32]>> {
    let clean = column.flags().is_empty();
    match column.data() {
        ColumnData::Codes { .. } => None,
        ColumnData::F32(values) if clean && !any_infinite(values) => Some(Cow::Borrowed(values)),
        data => {
            let rows = column.sound_rows();
            let value = |row: usize| {
                let x = data.number(row) as f32;
                if rows.contains(row) && x.is_finite() { x } else { f32::NAN }
            };
            Some(Cow::Owned((0..column.len()).map(value).collect()))
        }
    }
}

/// Spikes and dropouts of one channel.
pub(super) fn faults(trace: &Trace, context: &Context, params: &Params) -> (Vec<Episode>, Vec<Episode>) {
    let Some(middle) = sampled_quantiles(&trace.values, &[0.5]) else { return (Vec::new(), Vec::new()) };
    let floor = trace.sensor.pace.floor.max(trace.sensor.share * middle[0].abs());
    let pace = Pace { floor, ..trace.sensor.pace };
    let longest = params.dropout_ms / 1000.0;
    let found = trace::excursions(&trace.values, trace.axis, pace, longest);
    let mut spikes = Vec::new();
    let mut dropouts = Vec::new();
    let mut off = RowMask::none(trace.values.len());
    for rows in &found.rows {
        off.insert_range(rows.clone());
    }
    let usual = LazyCell::new(|| usual_range(trace, &off, context));
    for rows in &found.rows {
        let Some(episode) = judge(trace, rows, &off, floor, params) else { continue };
        if burns(trace, rows, &episode)
            || !context.counts(episode.span.t0)
            || !context.counts(episode.span.t1)
        {
            continue;
        }
        if rows.len() == 1 || lasts(trace, rows) <= params.spike_ms / 1000.0 + SLACK_S {
            spikes.push(episode);
            continue;
        }
        // Where the channel often is, it may have gone by itself: only its way there looks odd.
        let Some([low, _, high]) = *usual else { continue };
        if trace.values[rows.clone()].iter().all(|x| !(low..=high).contains(&f64::from(*x))) {
            dropouts.push(episode);
        }
    }
    for episode in flagged(trace, &off, floor, context, params) {
        // From its first sample to the first that is sound again.
        let lasts = episode.span.duration() + trace.axis.median_step();
        let short = episode.samples == 1 || lasts <= params.spike_ms / 1000.0 + SLACK_S;
        if short { spikes.push(episode) } else { dropouts.push(episode) }
    }
    dropouts.extend(missing(trace, &off, context, params));
    let told =
        |e: &Episode| dropouts.iter().any(|d: &Episode| d.span.t0 <= e.span.t1 && e.span.t0 <= d.span.t1);
    let also: Vec<Episode> =
        lost(trace, context, (*usual).map(|ends| ends[1]), params).into_iter().filter(|e| !told(e)).collect();
    dropouts.extend(also);
    (merged(spikes, AROUND_S / 2.0), merged(dropouts, AROUND_S))
}

/// Where the channel usually is while the engine runs, its lower end also as what a twentieth is below; what is off is
/// left out, unless it is off so often that it is a habit.
fn usual_range(trace: &Trace, off: &RowMask, context: &Context) -> Option<[f64; 3]> {
    let habit = off.count() as f64 > HABIT * trace.values.len() as f64;
    let seconds = trace.axis.seconds();
    let stride = (trace.values.len() / SAMPLE).max(1);
    let rows = (0..trace.values.len()).step_by(stride).filter(|row| {
        trace.values[*row].is_finite() && (habit || !off.contains(*row)) && context.counts(seconds[*row])
    });
    let ends = quantiles(rows.map(|row| f64::from(trace.values[row])).collect(), &[0.01, 0.05, 0.99])?;
    Some([ends[0], ends[1], ends[2]])
}

/// From the first sample that is off to the first that is not.
fn lasts(trace: &Trace, rows: &Range<usize>) -> f64 {
    let seconds = trace.axis.seconds();
    seconds[rows.end.min(seconds.len() - 1)] - seconds[rows.start]
}

pub(super) fn sampled_quantiles(values: &[f32], shares: &[f64]) -> Option<Vec<f64>> {
    let stride = (values.len() / SAMPLE).max(1);
    let sample = values.iter().step_by(stride).map(|x| f64::from(*x)).filter(|x| x.is_finite()).collect();
    quantiles(sample, shares)
}

/// Median and spread of the sound samples around some rows, those that are off left out, about the line from before to
/// after: while the throttle opens, the samples around are far apart and yet in order.
fn around(trace: &Trace, rows: &Range<usize>, off: &RowMask) -> Option<(f64, f64)> {
    let seconds = trace.axis.seconds();
    let take = |side: &mut dyn Iterator<Item = usize>, from: f64| {
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for row in side {
            if taken.len() >= AROUND && (seconds[row] - from).abs() > AROUND_S {
                break;
            }
            if !off.contains(row) && trace.values[row].is_finite() {
                taken.push((seconds[row], f64::from(trace.values[row])));
            }
        }
        taken
    };
    let (t0, t1) = (seconds[rows.start], seconds[rows.end - 1]);
    let before = take(&mut (0..rows.start).rev(), t0);
    let after = take(&mut (rows.end..seconds.len()), t1);
    let middle = f64::midpoint(t0, t1);
    let slope = match (centre(&before), centre(&after)) {
        (Some(a), Some(b)) if b.0 > a.0 => (b.1 - a.1) / (b.0 - a.0),
        _ => 0.0,
    };
    let line = before.iter().chain(&after).map(|(t, x)| x - slope * (t - middle));
    let mut values: Vec<f64> = line.collect();
    let (median, mad) = median_and_mad(&mut values)?;
    Some((median, (MAD_TO_SD * mad).max(trace.sensor.sigma).max(trace.quantum)))
}

/// Mean time and median value of some samples.
fn centre(samples: &[(f64, f64)]) -> Option<(f64, f64)> {
    let mut values: Vec<f64> = samples.iter().map(|s| s.1).collect();
    let (median, _) = median_and_mad(&mut values)?;
    Some((samples.iter().map(|s| s.0).sum::<f64>() / samples.len() as f64, median))
}

/// Median, and median of the distances to it. The values are reordered, then replaced by the distances.
pub(super) fn median_and_mad(values: &mut [f64]) -> Option<(f64, f64)> {
    if values.is_empty() {
        return None;
    }
    let middle = values.len() / 2;
    let median = *values.select_nth_unstable_by(middle, f64::total_cmp).1;
    for x in values.iter_mut() {
        *x = (*x - median).abs();
    }
    let mad = *values.select_nth_unstable_by(middle, f64::total_cmp).1;
    Some((median, mad))
}

/// Whether λ left the air at its lean end for exhaust and came back to air: a touch of the throttle on the overrun.
fn burns(trace: &Trace, rows: &Range<usize>, episode: &Episode) -> bool {
    let exhaust = episode.found.is_some_and(|found| found >= RICH_END);
    let air = || beside(trace, rows).is_some_and(|(before, after)| before.min(after) >= LEAN_END);
    is_lambda(trace.id) && exhaust && air()
}

/// Hampel's rule for one excursion: further from the median around it than so many times the spread there.
fn judge(trace: &Trace, rows: &Range<usize>, off: &RowMask, floor: f64, params: &Params) -> Option<Episode> {
    let (median, spread) = around(trace, rows, off)?;
    let distance = |x: f64| (x - median).abs();
    let sound = trace.values[rows.clone()].iter().map(|x| f64::from(*x)).filter(|x| x.is_finite());
    let found = sound.max_by(|a, b| distance(*a).total_cmp(&distance(*b)))?;
    let threshold = (params.sigmas * spread).max(floor);
    (distance(found) >= threshold).then(|| episode(trace, rows, Some(found), median, threshold))
}

fn episode(trace: &Trace, rows: &Range<usize>, found: Option<f64>, median: f64, threshold: f64) -> Episode {
    let seconds = trace.axis.seconds();
    let score = found.map_or(1.0, |found| ((found - median).abs() / threshold).max(1.0));
    Episode {
        span: Span { t0: seconds[rows.start], t1: seconds[rows.end - 1] },
        samples: rows.len() as u32,
        found,
        expected: Some(median),
        threshold,
        score,
    }
}

/// Values that the import flagged as none a sensor reports, between sound ones. λ lean beyond its range is only lean, and
/// rich beyond it is only rich where it came there by and by.
fn flagged(trace: &Trace, off: &RowMask, floor: f64, context: &Context, params: &Params) -> Vec<Episode> {
    let mut rows = RowMask::none(trace.values.len());
    for (flag, flagged) in trace.column.flags() {
        match flag {
            Flag::OutOfRange | Flag::Sentinel => rows = rows.or(flagged),
            Flag::LoopOff | Flag::ExportTail => (),
        }
    }
    let is_lambda = is_lambda(trace.id);
    // With its loop off an ECU logs no λ of the loop, and no target of it either.
    let target = (trace.id == ChannelId::LambdaCl).then(|| context.frame.channel(ChannelId::LambdaTarget));
    let loop_off = |t: f64| {
        let row = context.frame.time().row_held_at(t + SLACK_S);
        target.as_ref().is_some_and(|target| {
            target.as_ref().zip(row).is_none_or(|(target, row)| target[row].is_nan() || target[row] <= 0.0)
        })
    };
    let (least, most) = trace.id.spec().plausible;
    let mut found = Vec::new();
    for run in rows.runs() {
        if !is_gap(trace, &run, context, params.dropout_ms / 1000.0) {
            continue;
        }
        let Some((median, spread)) = around(trace, &run, &off.or(&rows)) else { continue };
        let middle = run.start + run.len() / 2;
        let value = trace.column.data().number(middle);
        let rich = || value >= RICH_END && continues(trace, &run, value);
        if is_lambda && (value > most || rich()) || value <= 0.0 && loop_off(trace.axis.seconds()[middle]) {
            continue;
        }
        if is_opening(trace.id) && (least - BEYOND_STOPS..=most + BEYOND_STOPS).contains(&value) {
            continue;
        }
        let threshold = (params.sigmas * spread).max(floor);
        // A throttle that reads a little less than nothing is at its stop: out of range is not yet far off.
        if value.is_finite() && (value - median).abs() < threshold {
            continue;
        }
        found.push(episode(trace, &run, Some(value).filter(|x| x.is_finite()), median, threshold));
    }
    found
}

/// Whether the sound values next to some rows, on either side, are no jump away from a value there.
fn continues(trace: &Trace, rows: &Range<usize>, value: f64) -> bool {
    let near = |x: &f32| (f64::from(*x) - value).abs() < trace.sensor.pace.floor;
    let before = trace.values[..rows.start].iter().rev().find(|x| x.is_finite());
    let after = trace.values[rows.end..].iter().find(|x| x.is_finite());
    before.is_some_and(near) && after.is_some_and(near)
}

pub(super) fn is_opening(id: ChannelId) -> bool {
    matches!(id, ChannelId::Tps | ChannelId::Pedal)
}

pub(super) fn is_lambda(id: ChannelId) -> bool {
    matches!(id, ChannelId::Lambda1 | ChannelId::Lambda2 | ChannelId::LambdaCl)
}

/// Speeds of the car and of its wheels.
pub(super) fn is_speed(id: ChannelId) -> bool {
    use ChannelId as C;
    is_wheel(id) || matches!(id, C::Speed | C::SpeedDriven | C::SpeedRef | C::GpsSpeed)
}

pub(super) fn is_wheel(id: ChannelId) -> bool {
    use ChannelId as C;
    matches!(id, C::WheelFl | C::WheelFr | C::WheelRl | C::WheelRr)
}

/// Cells of a channel that is logged at nearly every row, missing for a while between sound ones.
fn missing(trace: &Trace, off: &RowMask, context: &Context, params: &Params) -> Vec<Episode> {
    let Some(gaps) = trace.column.gaps() else { return Vec::new() };
    if gaps.count() as f64 > SPARSE * trace.values.len() as f64 {
        return Vec::new();
    }
    let seconds = trace.axis.seconds();
    let mut found = Vec::new();
    for run in gaps.runs() {
        if seconds[run.end - 1] - seconds[run.start] < MISSING_S
            || run.len() < AROUND
            || !is_gap(trace, &run, context, params.dropout_ms / 1000.0)
        {
            continue;
        }
        if let Some((median, spread)) = around(trace, &run, off) {
            found.push(episode(trace, &run, None, median, params.sigmas * spread));
        }
    }
    found
}

/// Whether rows without a sound value lie between some with one, while the engine runs.
fn is_gap(trace: &Trace, rows: &Range<usize>, context: &Context, longest_s: f64) -> bool {
    let seconds = trace.axis.seconds();
    let (t0, t1) = (seconds[rows.start], seconds[rows.end - 1]);
    let sound = |row: usize| trace.values[row].is_finite();
    let before = (0..rows.start).rev().take_while(|row| t0 - seconds[*row] <= BESIDE_S).any(sound);
    let after = (rows.end..seconds.len()).take_while(|row| seconds[*row] - t1 <= BESIDE_S).any(sound);
    before && after && t1 - t0 <= longest_s && context.counts(t0) && context.counts(t1)
}

/// Episodes closer together than `apart_s` become one, with the figures of the worse.
pub(super) fn merged(mut episodes: Vec<Episode>, apart_s: f64) -> Vec<Episode> {
    episodes.sort_by(|a, b| a.span.t0.total_cmp(&b.span.t0));
    let mut found: Vec<Episode> = Vec::new();
    for episode in episodes {
        match found.last_mut() {
            Some(last) if episode.span.t0 - last.span.t1 <= apart_s + SLACK_S => {
                let span = Span { t0: last.span.t0, t1: last.span.t1.max(episode.span.t1) };
                let samples = last.samples + episode.samples;
                if episode.score > last.score {
                    *last = episode;
                }
                (last.span, last.samples) = (span, samples);
            }
            _ => found.push(episode),
        }
    }
    found
}

/// Whether a channel takes more than the two or three values of one that says next to nothing.
pub(super) fn moves(values: &[f32], quantum: f64) -> bool {
    extremes(values).is_some_and(|(low, high)| f64::from(high - low) > 2.0 * quantum.max(f64::EPSILON))
}
