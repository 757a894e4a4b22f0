//! Rows of the data grid: a window of the main time base across all columns.

use serde::{Deserialize, Serialize};

use super::hold::{ViewError, check_rows, column_at, flag_of, held_row};
use crate::engine::table::{Column, Flag, LogTable, RowMask, TimeAxis};

/// One cell of the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GridCell {
    /// In the base unit; of a channel of states the index of its label. `None` where nothing was logged, or no finite
    /// number.
    pub value: Option<f64>,
    /// Logged in this row, or still held from an earlier sample of a slower time base.
    pub fresh: bool,
    /// Why the sample is suspicious, if it is.
    pub flag: Option<Flag>,
}

/// A stretch of the grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridRows {
    /// Rows there are to scroll through: those of the filter, or of the log.
    pub total: u32,
    /// Place of the first row given here among them.
    pub first: u32,
    /// Row numbers on the main time base, from 0.
    pub rows: Vec<u32>,
    /// Time of each row, seconds.
    pub times: Vec<f64>,
    /// Columns shown, by position.
    pub columns: Vec<u32>,
    /// Cells row by row.
    pub cells: Vec<GridCell>,
}

/// `count` rows from place `first` on of the log, or of the rows a filter lets through.
pub fn grid_rows(
    table: &LogTable,
    columns: &[usize],
    filter: Option<&RowMask>,
    first: usize,
    count: usize,
) -> Result<GridRows, ViewError> {
    let axis = table.main_axis();
    check_rows(filter, axis)?;
    let shown: Vec<&Column> = columns.iter().map(|i| column_at(table, *i)).collect::<Result<_, _>>()?;
    let total = filter.map_or(axis.len(), RowMask::count);
    let rows: Vec<usize> = match filter {
        None => (first.min(total)..first.saturating_add(count).min(total)).collect(),
        Some(mask) => mask.nth(first).map_or(Vec::new(), |row| mask.iter_from(row).take(count).collect()),
    };
    let mut cells = Vec::with_capacity(rows.len() * shown.len());
    for row in &rows {
        cells.extend(shown.iter().map(|column| cell(table, column, *row)));
    }
    Ok(GridRows {
        total: total as u32,
        first: first.min(total) as u32,
        times: rows.iter().map(|row| axis.seconds()[*row]).collect(),
        rows: rows.iter().map(|row| *row as u32).collect(),
        columns: columns.iter().map(|c| *c as u32).collect(),
        cells,
    })
}

/// Place in the grid of the first row at or after `t`; the last row where there is none.
pub fn grid_place(table: &LogTable, filter: Option<&RowMask>, t: f64) -> Result<u32, ViewError> {
    let axis = table.main_axis();
    check_rows(filter, axis)?;
    let row = axis.row_at_or_after(t);
    let (place, total) = match filter {
        None => (row, axis.len()),
        Some(mask) => (mask.count_range(0..row), mask.count()),
    };
    Ok(place.min(total.saturating_sub(1)) as u32)
}

fn cell(table: &LogTable, column: &Column, row: usize) -> GridCell {
    let main = table.main_axis();
    let (sample, fresh) = if column.axis == table.main_axis_index() {
        (row, true)
    } else {
        let axis = table.axis_of(column);
        let Some(held) = held_row(axis, main.seconds()[row]) else { return GridCell::default() };
        (held, is_fresh(main, row, axis, held))
    };
    let value = Some(column.data().number(sample)).filter(|x| x.is_finite());
    GridCell { value, fresh, flag: flag_of(column, sample) }
}

/// Whether the sample came in since the row before.
fn is_fresh(main: &TimeAxis, row: usize, axis: &TimeAxis, sample: usize) -> bool {
    match row.checked_sub(1) {
        Some(before) => axis.seconds()[sample] > main.seconds()[before],
        None => true,
    }
}
