//! Rows that follow each other without a break, and their values on even steps.

use std::ops::Range;

use super::frame::Frame;
use crate::engine::stats::resample::{Even, resample};
use crate::engine::table::GAP_STEPS;

/// Selected rows as runs that no gap in time breaks, in order.
pub fn stretches(frame: &Frame) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut gaps = frame.time().rows_after_gap().iter().map(|row| *row as usize).peekable();
    for run in frame.selected().runs() {
        let mut start = run.start;
        while gaps.next_if(|gap| *gap <= start).is_some() {}
        while let Some(gap) = gaps.next_if(|gap| *gap < run.end) {
            found.push(start..gap);
            start = gap;
        }
        found.push(start..run.end);
    }
    found
}

/// The values of each stretch at the frame's median step, on straight lines between samples no more than a gap apart; NaN
/// where there are none. Nothing where the frame has no step.
pub fn even_pieces(frame: &Frame, values: &[f32], stretches: &[Range<usize>]) -> Vec<Vec<f64>> {
    let step = frame.time().median_step();
    let seconds = frame.seconds();
    let piece = |rows: &Range<usize>| {
        let (start, end) = (seconds[rows.start], seconds[rows.end - 1]);
        resample(
            &seconds[rows.clone()],
            &values[rows.clone()],
            Even::between(start, end, step),
            step * GAP_STEPS,
        )
    };
    if step > 0.0 {
        stretches.iter().filter(|rows| !rows.is_empty()).map(piece).collect()
    } else {
        Vec::new()
    }
}
