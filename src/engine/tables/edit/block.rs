//! A block of cells on its way from one place to another.

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::engine::tables::axis::MAX_POINTS;

/// Values in rows and columns; `None` leaves the cell under it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub rows: u32,
    pub columns: u32,
    /// Row by row.
    pub cells: Vec<Option<f64>>,
}

/// What a pasted value does to the cell under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PasteHow {
    #[default]
    Replace,
    Add,
    Subtract,
    Multiply,
    /// `cell · (1 + value / 100)`.
    Percent,
    /// The mean of both.
    Average,
}

impl PasteHow {
    /// What a cell becomes.
    pub(super) fn of(self, cell: f64, value: f64) -> f64 {
        match self {
            PasteHow::Replace => value,
            PasteHow::Add => cell + value,
            PasteHow::Subtract => cell - value,
            PasteHow::Multiply => cell * value,
            PasteHow::Percent => cell * (1.0 + value / 100.0),
            PasteHow::Average => f64::midpoint(cell, value),
        }
    }
}

impl Block {
    /// A block of equally long rows.
    pub fn of_rows(rows: &[Vec<Option<f64>>]) -> Result<Block, Refusal> {
        let columns = rows.first().map_or(0, Vec::len);
        if columns == 0 || rows.iter().any(|row| row.len() != columns) {
            return Err(Refusal::Block);
        }
        let cells = rows.iter().flatten().copied().collect();
        Block { rows: rows.len() as u32, columns: columns as u32, cells }.checked()
    }

    /// The block, if it is one: as many cells as it says, not more than a table has.
    pub(super) fn checked(self) -> Result<Block, Refusal> {
        let (rows, columns) = (self.rows as usize, self.columns as usize);
        let sized = (1..=MAX_POINTS).contains(&rows) && (1..=MAX_POINTS).contains(&columns);
        if !sized || rows * columns != self.cells.len() {
            return Err(Refusal::Block);
        }
        if self.cells.iter().flatten().any(|z| !z.is_finite()) {
            return Err(Refusal::NotFinite);
        }
        Ok(self)
    }

    /// Rows and columns changed.
    #[must_use]
    pub fn transposed(&self) -> Block {
        let (rows, columns) = (self.rows as usize, self.columns as usize);
        let at = |i: usize| self.cells.get(i).copied().flatten();
        let cells = (0..columns).flat_map(|c| (0..rows).map(move |r| at(r * columns + c))).collect();
        Block { rows: self.columns, columns: self.rows, cells }
    }

    /// The last row first.
    #[must_use]
    pub fn upside_down(&self) -> Block {
        let columns = (self.columns as usize).max(1);
        Block { cells: self.cells.chunks(columns).rev().flatten().copied().collect(), ..*self }
    }

    /// The last column first.
    #[must_use]
    pub fn mirrored(&self) -> Block {
        let columns = (self.columns as usize).max(1);
        let cells = self.cells.chunks(columns).flat_map(|row| row.iter().rev()).copied().collect();
        Block { cells, ..*self }
    }
}
