//! The value that held at a moment: how channels of different time bases meet.

use crate::engine::table::{Column, Flag, GAP_STEPS, LogTable, RowMask, TimeAxis};

/// A view was asked of a column the log does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    #[error("there is no column {index}, the log has {columns}")]
    NoSuchColumn { index: usize, columns: usize },
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

/// Rows that are looked at, on one of a log's time bases.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    /// Index of the time base.
    pub axis: usize,
    pub rows: RowMask,
}

impl Selected {
    /// The same moments on a time base of the log: its rows at which a selected row holds.
    pub fn on(&self, table: &LogTable, axis: usize) -> RowMask {
        if axis == self.axis {
            return self.rows.clone();
        }
        let mut rows = RowMask::none(0);
        for held in held_rows(&table.axes()[axis], &table.axes()[self.axis]) {
            rows.push(held.is_some_and(|row| self.rows.contains(row)));
        }
        rows
    }

    /// Stretches of time that are left out, within a window: each row stands until the next one. Where there are more
    /// than `most`, those that are apart by less than a `most`-th of the window become one; then the second is `false`.
    pub fn left_out(&self, table: &LogTable, window: (f64, f64), most: usize) -> (Vec<(f64, f64)>, bool) {
        let axis = &table.axes()[self.axis];
        let seconds = axis.seconds();
        let (t0, t1) = (window.0.max(axis.start()), window.1.min(axis.end()));
        let end_of = |row: usize| seconds.get(row).copied().unwrap_or(axis.end());
        let runs = self.rows.not().runs();
        let within = runs.iter().map(|run| (seconds[run.start], end_of(run.end)));
        let mut all: Vec<(f64, f64)> = within
            .filter(|(from, to)| *to >= t0 && *from <= t1)
            .map(|(from, to)| (from.max(t0), to.min(t1)))
            .collect();
        if all.len() <= most {
            return (all, true);
        }
        let apart = (t1 - t0) / most.max(1) as f64;
        all.dedup_by(|next, before| {
            let joined = next.0 - before.1 < apart;
            if joined {
                before.1 = next.1;
            }
            joined
        });
        (all, false)
    }
}
