//! In which order a table's rows and columns are shown. The table itself never turns.

use crate::engine::tables::{Cell, MapTable};

/// The rows and columns on screen, as places in the table, from the top and from the left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub rows: Vec<u32>,
    pub columns: Vec<u32>,
}

impl Order {
    /// Rows from the highest engine speed down, or from the lowest up; with the break points out of use, or without.
    pub fn of(table: &MapTable, descending: bool, unused: bool) -> Self {
        let mut rows: Vec<u32> = if unused {
            (0..table.rows() as u32).collect()
        } else {
            table.rows_in_use().into_iter().map(|r| r as u32).collect()
        };
        if descending {
            rows.reverse();
        }
        let columns = if unused {
            (0..table.columns() as u32).collect()
        } else {
            table.x().in_use().into_iter().map(|c| c as u32).collect()
        };
        Self { rows, columns }
    }

    /// Where a cell is on screen: row from the top, column from the left. A cell that is not shown is where the next one
    /// shown before it is.
    pub fn place(&self, cell: Cell) -> (usize, usize) {
        (nearest(&self.rows, cell.row), nearest(&self.columns, cell.column))
    }

    /// The cell at a place on screen, held at the edges.
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        let at = |all: &[u32], i: usize| all.get(i.min(all.len().saturating_sub(1))).copied().unwrap_or(0);
        Cell::at(at(&self.rows, row), at(&self.columns, column))
    }

    /// The last row and column on screen.
    pub fn last(&self) -> (usize, usize) {
        (self.rows.len().saturating_sub(1), self.columns.len().saturating_sub(1))
    }
}

fn nearest(all: &[u32], wanted: u32) -> usize {
    let distance = |i: &usize| all[*i].abs_diff(wanted);
    (0..all.len()).min_by_key(distance).unwrap_or(0)
}
