//! Lines for a screen: at most a few points per pixel, whatever the length of the log.
//!
//! What a decimated line promises:
//! - The lowest and the highest sample of every bucket are among its points, so a spike of one sample survives any
//!   zoom.
//! - A sample that is not drawn (missing, not finite, see [`Pyramid`]) and a gap in time (a step longer than
//!   [`GAP_STEPS`](crate::engine::table::GAP_STEPS) median steps) break the line. A hole inside a bucket breaks it
//!   at the end of that bucket.
//! - The first and the last sample in view keep their time and value; so do those beside an empty bucket.
//! - The samples just outside the view are included, unless a gap lies between, so that the line reaches the edges.
//! - Where few samples are in view, they are the points.

use serde::{Deserialize, Serialize};

use super::{Extremes, Pyramid, Window, WindowRows};
use crate::engine::table::{Column, ColumnData, TimeAxis};
use crate::engine::units::Quantity;

/// How the points are to be joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeriesKind {
    /// Straight from point to point.
    Line,
    /// Each value holds until the next point: flags, codes and counts such as the gear.
    Step,
}

/// What is known about a series beside its points. Figures are of the drawn samples in view, in the base unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesMeta {
    pub kind: SeriesKind,
    /// Point times are seconds after this.
    pub t0: f64,
    /// Samples in view, drawn or not.
    pub rows: u32,
    /// Drawn samples in view.
    pub drawn: u32,
    /// Missing cells in view.
    pub missing: u32,
    pub min: Option<f32>,
    pub max: Option<f32>,
    /// Exact, over every drawn sample in view; only where the window asked for it.
    pub mean: Option<f64>,
    /// Whether the points are the samples themselves.
    pub raw: bool,
}

/// One channel in one window: points in the order of time, a NaN value where the line breaks.
#[derive(Clone, Debug)]
pub struct Series {
    pub meta: SeriesMeta,
    /// Seconds after `meta.t0`; negative for the sample before the view.
    pub t: Vec<f32>,
    pub y: Vec<f32>,
}

/// Points of one channel for a window. See [`decimate_in`] for several channels of one time base.
pub fn decimate(axis: &TimeAxis, column: &Column, pyramid: &Pyramid, window: Window) -> Series {
    decimate_in(&WindowRows::new(axis, window), axis, column, pyramid)
}

/// Points of one channel, with the bucket edges found before. `rows` must be of the same time base.
pub fn decimate_in(rows: &WindowRows, axis: &TimeAxis, column: &Column, pyramid: &Pyramid) -> Series {
    let window = rows.window;
    let view = rows.rows();
    let source =
        Source { seconds: axis.seconds(), data: column.data(), pyramid, gaps: axis.rows_after_gap() };
    let raw = view.len() <= 2 * window.buckets as usize;
    let mut out = Points::new(window.t0, if raw { view.len() + 4 } else { 3 * window.buckets as usize + 4 });

    source.neighbour_before(view.start, &mut out);
    let extremes = if raw { source.copy(view.clone(), &mut out) } else { source.reduce(rows, &mut out) };
    source.neighbour_after(view.end, &mut out);

    let drawn = pyramid.drawn(view.clone());
    let bound = |x: f32| (!extremes.is_none()).then_some(x);
    let meta = SeriesMeta {
        kind: kind_of(column),
        t0: window.t0,
        rows: view.len() as u32,
        drawn: drawn as u32,
        missing: column.gaps().map_or(0, |g| g.count_range(view.clone())) as u32,
        min: bound(extremes.lo),
        max: bound(extremes.hi),
        mean: (window.with_mean && drawn > 0).then(|| source.mean(view, drawn)),
        raw,
    };
    Series { meta, t: out.t, y: out.y }
}

fn kind_of(column: &Column) -> SeriesKind {
    let stepped = matches!(column.data(), ColumnData::Codes { .. })
        || matches!(column.unit.quantity(), Quantity::Flag | Quantity::Code | Quantity::Count);
    if stepped { SeriesKind::Step } else { SeriesKind::Line }
}

/// Points under construction.
struct Points {
    t0: f64,
    t: Vec<f32>,
    y: Vec<f32>,
}

impl Points {
    fn new(t0: f64, capacity: usize) -> Self {
        Self { t0, t: Vec::with_capacity(capacity), y: Vec::with_capacity(capacity) }
    }

    fn push(&mut self, t: f64, y: f32) {
        self.t.push((t - self.t0) as f32);
        self.y.push(y);
    }

    /// As [`Points::push`], but drops a repetition and lets a level stretch keep only its ends.
    fn push_merged(&mut self, t: f64, y: f32) {
        let t = (t - self.t0) as f32;
        if let [.., before, last] = self.y[..]
            && before == y
            && last == y
        {
            if let Some(end) = self.t.last_mut() {
                *end = t;
            }
            return;
        }
        if self.y.last() == Some(&y) && self.t.last() == Some(&t) {
            return;
        }
        self.t.push(t);
        self.y.push(y);
    }

    /// Ends the line here; two breaks in a row are one.
    fn lift(&mut self, t: f64) {
        if self.y.last().is_some_and(|y| !y.is_nan()) {
            self.t.push((t - self.t0) as f32);
            self.y.push(f32::NAN);
        }
    }
}

struct Source<'a> {
    seconds: &'a [f64],
    data: &'a ColumnData,
    pyramid: &'a Pyramid,
    gaps: &'a [u32],
}

impl Source<'_> {
    fn value(&self, row: usize) -> Option<f32> {
        self.pyramid.draws(row).then(|| self.data.number(row) as f32)
    }

    /// Whether a gap in time lies before one of these rows.
    fn gap_before(&self, rows: std::ops::Range<usize>) -> bool {
        let i = self.gaps.partition_point(|g| (*g as usize) < rows.start);
        self.gaps.get(i).is_some_and(|g| (*g as usize) < rows.end)
    }

    fn neighbour_before(&self, first: usize, out: &mut Points) {
        let Some(row) = first.checked_sub(1) else { return };
        if let Some(y) = self.value(row) {
            out.push(self.seconds[row], y);
            if self.gap_before(first..first + 1) {
                out.lift(self.seconds[row]);
            }
        }
    }

    fn neighbour_after(&self, end: usize, out: &mut Points) {
        let Some(t) = self.seconds.get(end) else { return };
        if self.gap_before(end..end + 1) {
            out.lift(*t);
        }
        match self.value(end) {
            Some(y) => out.push(*t, y),
            None => out.lift(*t),
        }
    }

    /// Every sample is a point.
    fn copy(&self, view: std::ops::Range<usize>, out: &mut Points) -> Extremes {
        let mut found = Extremes::NONE;
        for row in view {
            let t = self.seconds[row];
            if self.gap_before(row..row + 1) {
                out.lift(t);
            }
            match self.value(row) {
                Some(y) => {
                    found = found.with(y, y);
                    out.push(t, y);
                }
                None => out.lift(t),
            }
        }
        found
    }

    /// Two points per bucket, a few more at the ends and beside what is empty.
    fn reduce(&self, rows: &WindowRows, out: &mut Points) -> Extremes {
        let mut all = Extremes::NONE;
        let mut last_end = usize::MAX;
        let mut buckets = rows.buckets().peekable();
        while let Some(bucket) = buckets.next() {
            if bucket.is_empty() {
                last_end = usize::MAX;
                continue;
            }
            let open_left = last_end == usize::MAX;
            let open_right = buckets.peek().is_none_or(std::ops::Range::is_empty);
            last_end = bucket.end;
            let found = self.bucket(bucket, open_left, open_right, out);
            all = all.with(found.lo, found.hi);
        }
        all
    }

    fn bucket(
        &self,
        rows: std::ops::Range<usize>,
        open_left: bool,
        open_right: bool,
        out: &mut Points,
    ) -> Extremes {
        let (start, end) = (self.seconds[rows.start], self.seconds[rows.end - 1]);
        let (first, last) = (self.value(rows.start), self.value(rows.end - 1));
        if first.is_none() || self.gap_before(rows.start..rows.start + 1) {
            out.lift(start);
        }
        let found = self.pyramid.extremes(self.data, rows.clone());
        if found.is_none() {
            return found;
        }
        if let Some(y) = first.filter(|_| open_left) {
            out.push_merged(start, y);
        }
        // Which of the two came first is told well enough by where the bucket began and ended.
        let falls = first.unwrap_or(found.lo) > last.unwrap_or(found.hi);
        let (a, b) = if falls { (found.hi, found.lo) } else { (found.lo, found.hi) };
        out.push_merged(start, a);
        out.push_merged(end, b);
        if let Some(y) = last.filter(|_| open_right) {
            out.push_merged(end, y);
        }
        let hole_inside = first.is_some() && self.pyramid.has_hole(rows.clone());
        if last.is_none() || hole_inside || self.gap_before(rows.start + 1..rows.end) {
            out.lift(end);
        }
        found
    }

    fn mean(&self, view: std::ops::Range<usize>, drawn: usize) -> f64 {
        let sum: f64 = match (self.data, self.pyramid.undrawn()) {
            (ColumnData::F32(v), None) => v[view].iter().map(|x| f64::from(*x)).sum(),
            (data, _) => view.filter(|r| self.pyramid.draws(*r)).map(|r| data.number(r)).sum(),
        };
        sum / drawn as f64
    }
}
