//! What looks at other moments. Nothing but `delay` and `integral` sees beyond a gap in time.
//!
//! # Which samples a window holds
//! Those with `t − w < time ≤ t`, in the stretch between two gaps that the row is in: `w · rate` samples once the
//! stretch is as long as the window, fewer before. Missing samples are left out; where none is left the figure is
//! missing.

use std::ops::Range;

use super::calls::TICK;
use super::median::sliding_median;
use super::plan::Past;
use super::window::{High, Line, Low, Mean, Spread, Yes, slide};
use crate::engine::cx::{Cancelled, Cx};
use crate::engine::table::TimeAxis;
use crate::engine::view::held_rows_at;

/// The figures of all rows.
pub(super) fn figures(past: Past, values: &[f64], axis: &TimeAxis, cx: &Cx) -> Result<Vec<f64>, Cancelled> {
    cx.step(0, values.len() as u64)?;
    let seconds = axis.seconds();
    Ok(match past {
        Past::Avg(w) => slide::<Mean>(values, axis, w),
        Past::Lowest(w) => slide::<Low>(values, axis, w),
        Past::Highest(w) => slide::<High>(values, axis, w),
        Past::Sd(w) => slide::<Spread>(values, axis, w),
        Past::Slope(w) => slide::<Line>(values, axis, w),
        Past::Count(w) => slide::<Yes>(values, axis, w),
        Past::Median(w) => sliding_median(values, axis, w),
        Past::Held(w) => held(values, axis, w),
        Past::Delay(by) => {
            // A row that lies a hair before the moment is the one that was meant.
            let moments = seconds.iter().map(|t| t - by + TICK);
            held_rows_at(axis, moments).map(|row| row.map_or(f64::NAN, |row| values[row])).collect()
        }
        Past::Prev => by_neighbours(values, axis, |before, _, _| before),
        Past::Derivative => by_neighbours(values, axis, |before, now, step| {
            let rate = (now - before) / step;
            if rate.is_finite() { rate } else { f64::NAN }
        }),
        Past::Integral => integral(values, axis),
        Past::Since => since(values, axis),
    })
}

/// Stretches of rows between gaps in time.
pub(super) fn stretches(axis: &TimeAxis) -> impl Iterator<Item = Range<usize>> + '_ {
    let starts = std::iter::once(0).chain(axis.rows_after_gap().iter().map(|row| *row as usize));
    let ends = axis.rows_after_gap().iter().map(|row| *row as usize).chain([axis.len()]);
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| start..end)
}

/// Of each sample and the one before it in its stretch; missing at the first one.
fn by_neighbours(values: &[f64], axis: &TimeAxis, figure: impl Fn(f64, f64, f64) -> f64) -> Vec<f64> {
    let seconds = axis.seconds();
    let mut out = vec![f64::NAN; values.len()];
    for stretch in stretches(axis) {
        for row in stretch.skip(1) {
            out[row] = figure(values[row - 1], values[row], seconds[row] - seconds[row - 1]);
        }
    }
    out
}

/// Trapezoids between neighbours that are both there; a gap adds nothing.
fn integral(values: &[f64], axis: &TimeAxis) -> Vec<f64> {
    let seconds = axis.seconds();
    let mut out = vec![f64::NAN; values.len()];
    let mut area = 0.0;
    for stretch in stretches(axis) {
        let first = stretch.start;
        for row in stretch {
            if row > first {
                let piece = f64::midpoint(values[row - 1], values[row]) * (seconds[row] - seconds[row - 1]);
                area += if piece.is_finite() { piece } else { 0.0 };
            }
            if values[row].is_finite() {
                out[row] = area;
            }
        }
    }
    out
}

/// Seconds since a truth was last one; missing until it was, and again after a gap: nobody knows what it was there.
fn since(values: &[f64], axis: &TimeAxis) -> Vec<f64> {
    let seconds = axis.seconds();
    let mut out = vec![f64::NAN; values.len()];
    for stretch in stretches(axis) {
        let mut last = None;
        for row in stretch {
            if values[row] >= 0.5 {
                last = Some(seconds[row]);
            }
            if let Some(last) = last {
                out[row] = seconds[row] - last;
            }
        }
    }
    out
}

/// Whether a truth has been one at every sample of at least `window` seconds.
fn held(values: &[f64], axis: &TimeAxis, window: f64) -> Vec<f64> {
    let seconds = axis.seconds();
    let mut out = vec![0.0; values.len()];
    for stretch in stretches(axis) {
        let mut from = None;
        for row in stretch {
            if values[row] < 0.5 {
                from = None;
                continue;
            }
            let from = *from.get_or_insert(seconds[row]);
            if seconds[row] - from >= window - TICK {
                out[row] = 1.0;
            }
        }
    }
    out
}
