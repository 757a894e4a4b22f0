//! From rows that meet a rule to stretches of time.

use std::ops::Range;

use crate::engine::analysis::trace::SLACK_S;
use crate::engine::table::RowMask;

/// The rows of a mask as stretches that no pause cuts: holes of up to `close_s` are closed, what is shorter than
/// `least_s` from its first to its last sample is dropped.
pub(super) fn stretches(
    mask: &RowMask,
    seconds: &[f64],
    pauses: &[usize],
    close_s: f64,
    least_s: f64,
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for run in mask.runs().into_iter().flat_map(|run| cut(run, pauses)) {
        match found.last_mut() {
            Some(last)
                if seconds[run.start] - seconds[last.end - 1] <= close_s + SLACK_S
                    && !paused(pauses, last.end - 1, run.start) =>
            {
                last.end = run.end;
            }
            _ => found.push(run),
        }
    }
    found.retain(|range| length(range, seconds) + SLACK_S >= least_s);
    found
}

/// Seconds from the first to the last sample.
pub(super) fn length(range: &Range<usize>, seconds: &[f64]) -> f64 {
    seconds[range.end - 1] - seconds[range.start]
}

/// Whether a pause lies between two rows.
pub(super) fn paused(pauses: &[usize], before: usize, after: usize) -> bool {
    let next = pauses.partition_point(|row| *row <= before);
    pauses.get(next).is_some_and(|row| *row <= after)
}

/// A run of rows, cut at the pauses within it.
fn cut(run: Range<usize>, pauses: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let first = pauses.partition_point(|row| *row <= run.start);
    let last = pauses.partition_point(|row| *row < run.end);
    let inner = &pauses[first..last.max(first)];
    let starts = std::iter::once(run.start).chain(inner.iter().copied());
    let ends = inner.iter().copied().chain(std::iter::once(run.end));
    starts.zip(ends).map(|(start, end)| start..end)
}

/// The row `back_s` before `row`, or the first of its passage.
pub(super) fn row_before(seconds: &[f64], row: usize, back_s: f64, first: usize) -> usize {
    let from = seconds[row] - back_s - SLACK_S;
    first + seconds[first..=row].partition_point(|t| *t < from)
}

/// The row `ahead_s` after `row`, or the last before `end`.
pub(super) fn row_after(seconds: &[f64], row: usize, ahead_s: f64, end: usize) -> usize {
    let upto = seconds[row] + ahead_s + SLACK_S;
    (row + seconds[row..end].partition_point(|t| *t <= upto)).saturating_sub(1).max(row)
}

/// First row and end of the passage between pauses that holds a row.
pub(super) fn passage_of(row: usize, rows: usize, pauses: &[usize]) -> Range<usize> {
    let next = pauses.partition_point(|p| *p <= row);
    let start = next.checked_sub(1).map_or(0, |i| pauses[i]);
    start..pauses.get(next).copied().unwrap_or(rows)
}
