//! Samples as they were taken: on their own time base, a value that was only held counted once.

use crate::engine::analysis::Frame;
use crate::engine::channels::ChannelId;
use crate::engine::passes;
use crate::engine::table::GAP_STEPS;
use crate::engine::vehicle::Drivetrain;

/// A run of one value longer than this is a value that stood still, s.
const STANDSTILL_S: f64 = 0.6;
/// Mean run of equal values from which a series counts as held or coarsely quantised.
const HELD_RUN: f64 = 1.5;

/// A series of samples at ascending times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// s.
    pub t: Vec<f64>,
    pub y: Vec<f64>,
    /// Median time between values that are new, s.
    pub step: f64,
    /// Smallest difference the series knows.
    pub resolution: f64,
    /// Mean run of equal values as it was logged.
    pub run: f64,
}

impl Trace {
    /// Of samples that are finite. Where values stand in runs, each run becomes one sample in its middle: there a
    /// rounded value equals the true one, and a held one is late by half its time, all of them by the same.
    pub fn new(t: Vec<f64>, y: Vec<f64>) -> Self {
        let runs = runs_of(&t, &y);
        let (moving, samples) = passes::fold(0..runs.len(), (0usize, 0usize), |(moving, samples), some| {
            let short = runs[some].iter().filter(|(first, last)| t[*last] - t[*first] <= STANDSTILL_S);
            short.fold((moving, samples), |(n, samples), (first, last)| (n + 1, samples + last - first + 1))
        });
        let run = if moving == 0 { 1.0 } else { samples as f64 / moving as f64 };
        let resolution = smallest_step(&y);
        let (t, y) = if run > HELD_RUN { settled(&t, &y, &runs) } else { (t, y) };
        let step = super::figure::median(
            t.windows(2).map(|w| w[1] - w[0]).filter(|d| *d > 0.0).collect::<Vec<f64>>(),
        );
        Self { t, y, step: step.unwrap_or(0.0), resolution, run }
    }

    pub fn len(&self) -> usize {
        self.t.len()
    }

    pub fn is_empty(&self) -> bool {
        self.t.is_empty()
    }

    /// Value at a moment, between two samples in a straight line; `None` outside and within gaps.
    pub fn at(&self, t: f64) -> Option<f64> {
        self.before(self.t.partition_point(|s| *s <= t), t)
    }

    /// The same at moments that ascend.
    pub fn along<'a>(&'a self, moments: &'a [f64]) -> impl Iterator<Item = Option<f64>> + 'a {
        let mut after = moments.first().map_or(0, |t| self.t.partition_point(|s| s <= t));
        moments.iter().map(move |t| {
            while self.t.get(after).is_some_and(|s| s <= t) {
                after += 1;
            }
            self.before(after, *t)
        })
    }

    /// Value at a moment before the sample `after`, the first that is later.
    fn before(&self, after: usize, t: f64) -> Option<f64> {
        let before = after.checked_sub(1)?;
        if self.t[before] == t {
            return Some(self.y[before]);
        }
        let (t0, t1) = (self.t[before], *self.t.get(after)?);
        if t1 - t0 > self.longest_step() {
            return None;
        }
        let (y0, y1) = (self.y[before], self.y[after]);
        Some(y0 + (y1 - y0) * (t - t0) / (t1 - t0))
    }

    /// A longer step is a gap.
    pub fn longest_step(&self) -> f64 {
        (self.step * GAP_STEPS).max(STANDSTILL_S)
    }
}

/// First and last index of each run of equal values.
fn runs_of(t: &[f64], y: &[f64]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    passes::each(0..t.len().min(y.len()), |rows| {
        for i in rows {
            match runs.last_mut() {
                Some((first, last)) if y[*first] == y[i] => *last = i,
                _ => runs.push((i, i)),
            }
        }
    });
    runs
}

fn settled(t: &[f64], y: &[f64], runs: &[(usize, usize)]) -> (Vec<f64>, Vec<f64>) {
    let mut times = Vec::with_capacity(runs.len());
    let mut values = Vec::with_capacity(runs.len());
    passes::each(0..runs.len(), |some| {
        for (first, last) in &runs[some] {
            if t[*last] - t[*first] <= STANDSTILL_S {
                times.push(f64::midpoint(t[*first], t[*last]));
                values.push(y[*first]);
            } else {
                times.extend([t[*first], t[*last]]);
                values.extend([y[*first], y[*first]]);
            }
        }
    });
    (times, values)
}

/// Smallest difference of neighbours that differ, but for the least tenth of them: rounding noise of a unit's factor.
fn smallest_step(y: &[f64]) -> f64 {
    let mut steps: Vec<f64> = y.windows(2).map(|w| (w[1] - w[0]).abs()).filter(|d| *d > 1e-6).collect();
    if steps.is_empty() {
        return 0.0;
    }
    let tenth = steps.len() / 10;
    *steps.select_nth_unstable_by(tenth, f64::total_cmp).1
}

/// A channel's sound samples within the frame's selection, on the channel's own time base; scaled.
pub fn trace_of(frame: &Frame, id: ChannelId, scale: f64) -> Option<Trace> {
    let column = frame.table().channel(id)?;
    let axis = frame.table().axis_of(column);
    let sound = column.sound_rows();
    let all = frame.selected().count() == frame.rows();
    let base = frame.seconds();
    let mut held = 0;
    let (mut t, mut y) = (Vec::new(), Vec::new());
    sound.for_each(|row| {
        let (time, value) = (axis.seconds()[row], column.data().number(row));
        if !value.is_finite() || t.last().is_some_and(|last| time <= *last) {
            return;
        }
        if !all {
            while held < base.len() && base[held] <= time {
                held += 1;
            }
            if !frame.selected().contains(held.saturating_sub(1)) {
                return;
            }
        }
        t.push(time);
        y.push(value * scale);
    });
    (!t.is_empty()).then(|| Trace::new(t, y))
}

/// km/h in m/s.
pub const KMH: f64 = 1.0 / 3.6;
/// A source of speed must have moved so much, m/s, and take a new value at least so often, s.
const MOVED: f64 = 20.0 * KMH;
const SLOWEST_STEP: f64 = 1.1;

/// How a road speed is measured, best first: over ground, at wheels that do not drive, at ones that may.
pub fn speed_channels(drivetrain: Option<Drivetrain>) -> Vec<ChannelId> {
    use ChannelId::{GpsSpeed, Speed, SpeedAccel, SpeedDriven, SpeedRef, WheelFl, WheelFr, WheelRl, WheelRr};
    let free = match drivetrain {
        Some(Drivetrain::Front) => vec![WheelRl, WheelRr],
        Some(Drivetrain::Rear) => vec![WheelFl, WheelFr],
        _ => Vec::new(),
    };
    let driving: Vec<ChannelId> =
        [WheelFl, WheelFr, WheelRl, WheelRr].into_iter().filter(|id| !free.contains(id)).collect();
    [vec![GpsSpeed, SpeedRef], free, vec![Speed, SpeedDriven], driving, vec![SpeedAccel]].concat()
}

/// Whether a speed is that of the ground, whatever the driven wheels do.
pub fn over_ground(id: ChannelId, drivetrain: Option<Drivetrain>) -> bool {
    use ChannelId::{GpsSpeed, SpeedRef, WheelFl, WheelFr, WheelRl, WheelRr};
    match id {
        GpsSpeed | SpeedRef => true,
        WheelRl | WheelRr => drivetrain == Some(Drivetrain::Front),
        WheelFl | WheelFr => drivetrain == Some(Drivetrain::Rear),
        _ => false,
    }
}

/// The best road speed of a log, m/s. One that hardly takes new values only where there is no other.
pub fn road_speed(frame: &Frame, drivetrain: Option<Drivetrain>) -> Option<(ChannelId, Trace)> {
    let mut slow = None;
    for id in speed_channels(drivetrain) {
        let Some(trace) = trace_of(frame, id, KMH) else { continue };
        let most = trace.y.iter().copied().fold(0.0, f64::max);
        if most < MOVED || trace.resolution <= 0.0 {
            continue;
        }
        if trace.step <= SLOWEST_STEP {
            return Some((id, trace));
        }
        slow = slow.or(Some((id, trace)));
    }
    slow
}
