//! The value that held at a moment: how channels of different time bases meet.

use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::table::{Column, Flag, GAP_STEPS, LogTable, RowMask, TimeAxis};

/// A view was asked of a column the log does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    #[error("there is no column {index}, the log has {columns}")]
    NoSuchColumn { index: usize, columns: usize },
    #[error("the log has no channel {}", .0.slug())]
    NoSuchChannel(ChannelId),
    #[error("a selection of {found} rows does not fit a time base of {expected}")]
    Selection { expected: usize, found: usize },
}

/// The column at a position.
pub(super) fn column_at(table: &LogTable, index: usize) -> Result<&Column, ViewError> {
    table.columns().get(index).ok_or(ViewError::NoSuchColumn { index, columns: table.columns().len() })
}

/// Refuses a selection made on another time base.
pub(super) fn check_rows(rows: Option<&RowMask>, axis: &TimeAxis) -> Result<(), ViewError> {
    match rows {
        Some(rows) if rows.len() != axis.len() => {
            Err(ViewError::Selection { expected: axis.len(), found: rows.len() })
        }
        _ => Ok(()),
    }
}

/// The row whose sample holds at `t`: the last one at or before `t`, unless that is longer ago than a gap
/// ([`GAP_STEPS`] median steps of the time base).
pub fn held_row(axis: &TimeAxis, t: f64) -> Option<usize> {
    let row = axis.row_held_at(t)?;
    (t - axis.seconds()[row] <= hold_limit(axis)).then_some(row)
}

fn hold_limit(axis: &TimeAxis) -> f64 {
    if axis.median_step() > 0.0 { axis.median_step() * GAP_STEPS } else { f64::INFINITY }
}

/// For each row of `base` the row of `other` that holds then. One walk over both.
pub(in crate::engine) fn held_rows(base: &TimeAxis, other: &TimeAxis) -> impl Iterator<Item = Option<usize>> {
    held_rows_at(other, base.seconds().iter().copied())
}

/// For each of some moments, which never go back, the row that holds then.
pub(in crate::engine) fn held_rows_at(
    axis: &TimeAxis,
    moments: impl Iterator<Item = f64>,
) -> impl Iterator<Item = Option<usize>> {
    let seconds = axis.seconds();
    let limit = hold_limit(axis);
    let mut next = 0;
    moments.map(move |t| {
        while next < seconds.len() && seconds[next] <= t {
            next += 1;
        }
        next.checked_sub(1).filter(|row| t - seconds[*row] <= limit)
    })
}

/// The flag of a sample; the first reason where there are several.
pub(super) fn flag_of(column: &Column, row: usize) -> Option<Flag> {
    column.flags().iter().find(|(_, rows)| rows.contains(row)).map(|(flag, _)| *flag)
}

/// Rows of the main time base at which the value of a column held within `low..=high`. Missing samples are not in it;
/// suspicious ones are judged by their value like any other.
pub fn in_range(table: &LogTable, key: &ChannelKey, low: f64, high: f64) -> Option<RowMask> {
    let column = table.column(key)?;
    let inside = |row: usize| (low..=high).contains(&column.data().number(row));
    let base = table.main_axis();
    if column.axis == table.main_axis_index() {
        return Some(RowMask::from_fn(base.len(), inside));
    }
    let mut rows = RowMask::none(0);
    for held in held_rows(base, table.axis_of(column)) {
        rows.push(held.is_some_and(inside));
    }
    Some(rows)
}

/// Rows of the main time base at which the engine turned within `low..=high` rpm.
pub fn rpm_range(table: &LogTable, low: f64, high: f64) -> Result<RowMask, ViewError> {
    in_range(table, &ChannelId::Rpm.into(), low, high).ok_or(ViewError::NoSuchChannel(ChannelId::Rpm))
}
