//! Places in a table.

use serde::{Deserialize, Serialize};

/// One cell, counted from 0 over all break points, unused ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    pub row: u32,
    pub column: u32,
}

impl Cell {
    /// The cell of a row and a column.
    pub const fn at(row: u32, column: u32) -> Self {
        Self { row, column }
    }
}

/// A rectangle of cells: what is selected. Cells of break points that are not in use may lie inside; edits pass over
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Area {
    /// First row.
    pub row: u32,
    /// First column.
    pub column: u32,
    pub rows: u32,
    pub columns: u32,
}

impl Area {
    /// A single cell.
    pub const fn cell(cell: Cell) -> Self {
        Self { row: cell.row, column: cell.column, rows: 1, columns: 1 }
    }

    /// From one corner to the other, both inside, whichever is first.
    pub fn between(a: Cell, b: Cell) -> Self {
        let (row, column) = (a.row.min(b.row), a.column.min(b.column));
        let span = |a: u32, b: u32| a.abs_diff(b).saturating_add(1);
        Self { row, column, rows: span(a.row, b.row), columns: span(a.column, b.column) }
    }

    /// Whether a cell lies in it.
    pub fn contains(&self, cell: Cell) -> bool {
        cell.row >= self.row
            && cell.row - self.row < self.rows
            && cell.column >= self.column
            && cell.column - self.column < self.columns
    }

    /// The smallest area that holds both.
    #[must_use]
    pub fn joined(&self, other: &Area) -> Area {
        let (row, column) = (self.row.min(other.row), self.column.min(other.column));
        let end = |a: u32, n: u32| a.saturating_add(n);
        let rows = end(self.row, self.rows).max(end(other.row, other.rows)) - row;
        let columns = end(self.column, self.columns).max(end(other.column, other.columns)) - column;
        Area { row, column, rows, columns }
    }

    /// Its cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + use<> {
        let area = *self;
        (0..area.rows).flat_map(move |r| {
            (0..area.columns)
                .map(move |c| Cell::at(area.row.saturating_add(r), area.column.saturating_add(c)))
        })
    }
}

/// Which axis of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Side {
    /// Along the columns: load, or the only axis of a curve.
    X,
    /// Along the rows: engine speed.
    Y,
}
