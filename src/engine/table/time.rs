//! Time bases. A log has one, or several where the logger sampled its channels at different rates.

use std::ops::Range;
use std::sync::Arc;

/// Sample times of one time base: seconds from the start of the log, never decreasing.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeAxis {
    // Not a slice: making one of a vector would copy it.
    seconds: Arc<Vec<f64>>,
    step: f64,
    after_gap: Arc<[u32]>,
}

/// A gap is a step longer than this many median steps.
pub const GAP_STEPS: f64 = 3.0;

impl TimeAxis {
    /// Takes times in seconds. A time that is not finite or goes back takes the time before it, so that the axis
    /// never decreases; whoever reads the file reports it as an issue.
    pub fn new(mut seconds: Vec<f64>) -> Self {
        let mut last = seconds.iter().copied().find(|t| t.is_finite()).unwrap_or(0.0);
        for t in &mut seconds {
            if !t.is_finite() || *t < last {
                *t = last;
            }
            last = *t;
        }
        let step = median_step(&seconds);
        let after_gap = rows_after_gap(&seconds, step * GAP_STEPS).into();
        Self { seconds: Arc::new(seconds), step, after_gap }
    }

    /// Times that are finite and never go back, with their median step and the rows that may follow a gap: every row
    /// after a long step is among these.
    pub(crate) fn of_sound(seconds: Vec<f64>, step: f64, mut after_long: Vec<u32>) -> Self {
        after_long.retain(|row| {
            let row = *row as usize;
            step > 0.0 && row > 0 && seconds[row] - seconds[row - 1] > step * GAP_STEPS
        });
        Self { seconds: Arc::new(seconds), step, after_gap: after_long.into() }
    }

    /// The times in seconds.
    pub fn seconds(&self) -> &[f64] {
        &self.seconds
    }

    /// Number of samples.
    pub fn len(&self) -> usize {
        self.seconds.len()
    }

    /// Whether there is no sample.
    pub fn is_empty(&self) -> bool {
        self.seconds.is_empty()
    }

    /// Time of the first sample, 0 where there is none.
    pub fn start(&self) -> f64 {
        self.seconds.first().copied().unwrap_or(0.0)
    }

    /// Time of the last sample, 0 where there is none.
    pub fn end(&self) -> f64 {
        self.seconds.last().copied().unwrap_or(0.0)
    }

    /// Seconds from the first to the last sample.
    pub fn duration(&self) -> f64 {
        self.end() - self.start()
    }

    /// Median of the positive steps in seconds; 0 where there is none.
    pub fn median_step(&self) -> f64 {
        self.step
    }

    /// Samples per second by the median step; 0 where there is no step.
    pub fn sample_rate(&self) -> f64 {
        if self.step > 0.0 { 1.0 / self.step } else { 0.0 }
    }

    /// First row at or after `t`.
    pub fn row_at_or_after(&self, t: f64) -> usize {
        self.number_before(t, |s| s < t)
    }

    /// The last row at or before `t`: the value that held at that moment.
    pub fn row_held_at(&self, t: f64) -> Option<usize> {
        self.number_before(t, |s| s <= t).checked_sub(1)
    }

    /// Rows with `start <= time <= end`.
    pub fn rows_within(&self, start: f64, end: f64) -> Range<usize> {
        let first = self.row_at_or_after(start);
        first..self.number_before(end, |s| s <= end).max(first)
    }

    /// The number of times that lie before a place near `t`: searched for, unless the place is where it lies on a time base
    /// of even steps.
    fn number_before(&self, t: f64, before: impl Fn(f64) -> bool) -> usize {
        let seconds = self.seconds();
        let is_place = |n: &usize| {
            *n <= seconds.len()
                && (*n == 0 || before(seconds[n - 1]))
                && (*n == seconds.len() || !before(seconds[*n]))
        };
        let even = ((t - self.start()) / self.step).min(seconds.len() as f64) as usize;
        let near = [even + 1, even, even + 2].into_iter().find(is_place);
        near.unwrap_or_else(|| seconds.partition_point(|s| before(*s)))
    }

    /// Rows that follow a gap, ascending: the step to them is longer than [`GAP_STEPS`] median steps. Found once,
    /// so that drawing a view of a long log does not look through all of it.
    pub fn rows_after_gap(&self) -> &[u32] {
        &self.after_gap
    }
}

fn rows_after_gap(seconds: &[f64], limit: f64) -> Vec<u32> {
    if limit <= 0.0 {
        return Vec::new();
    }
    seconds.windows(2).enumerate().filter(|(_, w)| w[1] - w[0] > limit).map(|(i, _)| i as u32 + 1).collect()
}

/// Median of the positive steps, exact.
fn median_step(seconds: &[f64]) -> f64 {
    let positive = || seconds.windows(2).map(|w| w[1] - w[0]).filter(|d| *d > 0.0);
    let nanoseconds = |d: f64| (d * 1e9).round();
    let Some(first) = positive().next().map(nanoseconds) else { return 0.0 };
    // The usual log has one step: what more than half of the steps are is their median.
    let is_first = |d: f64| (d * 1e9 - first).abs() < 0.5;
    let (all, same) = seconds.windows(2).fold((0usize, 0usize), |(all, same), w| {
        let d = w[1] - w[0];
        (all + usize::from(d > 0.0), same + usize::from(d > 0.0 && is_first(d)))
    });
    if same * 2 > all {
        return first / 1e9;
    }
    let mut steps: Vec<f64> = positive().collect();
    let middle = steps.len() / 2;
    let (_, median, _) = steps.select_nth_unstable_by(middle, f64::total_cmp);
    // Times are decimal text: a step of 0.040 comes out as 0.03999…; a nanosecond is far below any logger's clock.
    nanoseconds(*median) / 1e9
}
