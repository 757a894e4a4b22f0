//! The visible stretch of time, cut into buckets of equal width, and which rows of a time base fall into each.

use serde::{Deserialize, Serialize};

use crate::engine::table::TimeAxis;

/// More buckets than any screen has columns; asking for more gets this many.
pub const MAX_BUCKETS: u32 = 16_384;

/// What to show: times in seconds, both ends included, and into how many buckets to cut it (one or two per pixel).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    pub t0: f64,
    pub t1: f64,
    pub buckets: u32,
    /// Whether to go through every sample in view for the mean.
    pub with_mean: bool,
}

impl Window {
    /// A window without a mean. Ends in the wrong order are swapped, an end that is not finite becomes 0.
    pub fn new(t0: f64, t1: f64, buckets: u32) -> Self {
        let sane = |t: f64| if t.is_finite() { t } else { 0.0 };
        let (a, b) = (sane(t0), sane(t1));
        Self { t0: a.min(b), t1: a.max(b), buckets: buckets.clamp(1, MAX_BUCKETS), with_mean: false }
    }

    /// The same window, with the exact mean of what is in view.
    #[must_use]
    pub fn and_mean(self) -> Self {
        Self { with_mean: true, ..self }
    }
}

/// The rows of one time base in each bucket of a window. Made once and used for every channel of the time base.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowRows {
    pub window: Window,
    edges: Vec<u32>,
}

impl WindowRows {
    /// Finds the edges by galloping search: the cost follows the buckets, not the rows.
    pub fn new(axis: &TimeAxis, window: Window) -> Self {
        let window =
            Window { with_mean: window.with_mean, ..Window::new(window.t0, window.t1, window.buckets) };
        let seconds = axis.seconds();
        let rows = axis.rows_within(window.t0, window.t1);
        let width = (window.t1 - window.t0) / f64::from(window.buckets);
        let mut edges = Vec::with_capacity(window.buckets as usize + 1);
        let mut row = rows.start;
        edges.push(row as u32);
        for bucket in 1..window.buckets {
            let t = window.t0 + width * f64::from(bucket);
            row = advance(&seconds[..rows.end], row, t);
            edges.push(row as u32);
        }
        edges.push(rows.end as u32);
        Self { window, edges }
    }

    /// Rows in view.
    pub fn rows(&self) -> std::ops::Range<usize> {
        self.edges.first().map_or(0, |r| *r as usize)..self.edges.last().map_or(0, |r| *r as usize)
    }

    /// The rows of each bucket, empty ones included.
    pub fn buckets(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        self.edges.windows(2).map(|w| w[0] as usize..w[1] as usize)
    }
}

/// First row at or after `from` whose time is at least `t`.
fn advance(seconds: &[f64], from: usize, t: f64) -> usize {
    let mut step = 1;
    let mut low = from;
    while low + step < seconds.len() && seconds[low + step] < t {
        low += step;
        step *= 2;
    }
    let high = (low + step + 1).min(seconds.len());
    low + seconds[low.min(high)..high].partition_point(|s| *s < t)
}
