//! What is known of a log's parts without loading them.

use std::rc::Rc;

use crate::engine::table::{Column, ColumnData, LogTable, TimeAxis};
use crate::engine::view::{Extremes, Pyramid};
use crate::storage::{AxisInfo, ColumnInfo};

pub fn axis_info(axis: &TimeAxis) -> AxisInfo {
    AxisInfo {
        rows: axis.len() as u32,
        start_s: axis.start(),
        end_s: axis.end(),
        sample_rate_hz: axis.sample_rate(),
        gaps: axis.rows_after_gap().len() as u32,
    }
}

pub fn column_info(column: &Column, pyramid: &Pyramid) -> ColumnInfo {
    let extremes = extremes(pyramid);
    let labels = match column.data() {
        ColumnData::Codes { labels, .. } => labels.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    ColumnInfo {
        key: column.key.clone(),
        source: column.source.to_string(),
        unit: column.unit,
        unit_note: column.unit_note.as_ref().map(ToString::to_string),
        axis: column.axis as u32,
        rows: column.len() as u32,
        missing: column.missing() as u32,
        flagged: column.flags().iter().map(|(_, rows)| rows.count() as u32).fold(0, u32::saturating_add),
        min: (!extremes.is_none()).then_some(f64::from(extremes.lo)),
        max: (!extremes.is_none()).then_some(f64::from(extremes.hi)),
        labels,
    }
}

/// Lowest and highest drawn sample, from the coarsest level.
fn extremes(pyramid: &Pyramid) -> Extremes {
    let [.., top] = pyramid.levels();
    top.lo.iter().zip(&top.hi).fold(Extremes::NONE, |found, (lo, hi)| found.with(*lo, *hi))
}

/// Bytes of a pyramid.
pub fn pyramid_bytes(pyramid: &Pyramid) -> usize {
    let bounds: usize = pyramid.levels().iter().map(|l| (l.lo.len() + l.hi.len()) * 4).sum();
    bounds + pyramid.undrawn().map_or(0, |m| m.len().div_ceil(64) * 8)
}

/// Bytes a column takes in the database at most, before the browser compresses it.
pub fn column_bytes(column: &Column, pyramid: &Pyramid) -> f64 {
    let masks = column.flags().len() * column.len().div_ceil(64) * 8;
    (column.data().bytes() + masks + pyramid_bytes(pyramid)) as f64
}

/// Bytes a log takes in the database at most, before the browser compresses it.
pub fn stored_bytes(table: &LogTable, pyramids: &[Rc<Pyramid>]) -> f64 {
    let axes: usize = table.axes().iter().map(|axis| axis.len() * 8).sum();
    axes as f64 + table.columns().iter().zip(pyramids).map(|(c, p)| column_bytes(c, p)).sum::<f64>()
}
