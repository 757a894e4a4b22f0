//! Read-outs: what every channel showed at a moment, and statistics between two moments.

use serde::{Deserialize, Serialize};

use super::hold::{Selected, ViewError, column_at, flag_of, held_row};
use super::pyramid::Drawn;
use crate::engine::stats::Moments;
use crate::engine::table::{Column, ColumnData, Flag, LogTable};

/// What one channel showed at the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CursorValue {
    /// In the base unit; of a channel of states the index of its label. `None` where the sample is missing or not
    /// finite, before the first sample, or in a gap.
    pub value: Option<f64>,
    /// Why the sample is suspicious, if it is.
    pub flag: Option<Flag>,
}

/// The values of all columns, in their order, that held at `t` seconds. One binary search per time base.
pub fn cursor_values(table: &LogTable, t: f64) -> Vec<CursorValue> {
    let rows: Vec<Option<usize>> = table.axes().iter().map(|axis| held_row(axis, t)).collect();
    let value = |column: &Column| {
        let Some(row) = rows[column.axis] else { return CursorValue::default() };
        let value = Some(column.data().number(row)).filter(|x| x.is_finite());
        CursorValue { value, flag: flag_of(column, row) }
    };
    table.columns().iter().map(value).collect()
}

/// One channel between two moments, in the base unit. The figures are of the drawn samples (see
/// [`super::Pyramid`]) from `t0` to `t1`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpanStats {
    /// Position of the column.
    pub column: u32,
    pub n: u32,
    pub missing: u32,
    pub mean: Option<f64>,
    /// Sample standard deviation (n − 1).
    pub sd: Option<f64>,
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// First and last drawn sample of the span.
    pub first: Option<f64>,
    pub last: Option<f64>,
    /// Values that held at the two moments themselves.
    pub at_t0: Option<f64>,
    pub at_t1: Option<f64>,
    /// `at_t1 - at_t0`.
    pub delta: Option<f64>,
    /// `delta` per second between the two moments; none where they coincide.
    pub slope_per_s: Option<f64>,
}

/// Statistics of some columns between two moments; the order of the moments does not matter. Goes through every
/// sample of the span. A channel of states has its values at the moments, and counts. What is not selected is no part of
/// the figures; the values at the moments themselves stay.
pub fn span_stats(
    table: &LogTable,
    columns: &[usize],
    t0: f64,
    t1: f64,
    selected: Option<&Selected>,
) -> Result<Vec<SpanStats>, ViewError> {
    let (t0, t1) = (t0.min(t1), t0.max(t1));
    columns.iter().map(|index| span_of(table, *index, (t0, t1), selected)).collect()
}

fn span_of(
    table: &LogTable,
    index: usize,
    (t0, t1): (f64, f64),
    selected: Option<&Selected>,
) -> Result<SpanStats, ViewError> {
    let column = column_at(table, index)?;
    let axis = table.axis_of(column);
    let rows = axis.rows_within(t0, t1);
    let selected = selected.map(|s| s.on(table, column.axis));
    let is_in = |row: &usize| selected.as_ref().is_none_or(|s| s.contains(*row));
    let drawn = Drawn::of(column);
    let values: Vec<f64> =
        rows.clone().filter(|r| drawn.contains(*r) && is_in(r)).map(|r| column.data().number(r)).collect();
    let missing = match (column.gaps(), &selected) {
        (None, _) => 0,
        (Some(gaps), None) => gaps.count_range(rows),
        (Some(gaps), Some(selected)) => gaps.and(selected).count_range(rows),
    };
    let is_state = matches!(column.data(), ColumnData::Codes { .. });
    let moments = if is_state { Moments::default() } else { Moments::of(&values) };
    let at = |t: f64| held_row(axis, t).filter(|r| drawn.contains(*r)).map(|r| column.data().number(r));
    let (at_t0, at_t1) = (at(t0), at(t1));
    let delta = at_t0.zip(at_t1).filter(|_| !is_state).map(|(a, b)| b - a);
    let finite = |x: Option<f64>| x.filter(|x| x.is_finite());
    Ok(SpanStats {
        column: index as u32,
        n: values.len() as u32,
        missing: missing as u32,
        mean: finite(moments.mean()),
        sd: finite(moments.sd()),
        min: moments.min(),
        max: moments.max(),
        first: values.first().copied(),
        last: values.last().copied(),
        at_t0,
        at_t1,
        delta: finite(delta),
        slope_per_s: finite(delta.filter(|_| t1 > t0).map(|d| d / (t1 - t0))),
    })
}
