//! Memory that a text asks for without having the bytes for it.

use super::store::BLOCK;
use crate::engine::import::{ImportError, LooksLike};

/// Missing cells that short rows may leave, whatever the size of the file, and for each byte of it: a row of one figure
/// under a header of thousands would otherwise take thousands of times its bytes.
const FREE_CELLS: u64 = 1 << 22;
const CELLS_PER_BYTE: u64 = 8;
/// Cells for which room is made ahead where the size of the file is not known.
const CELLS_AHEAD: usize = 1 << 20;

/// Cells that short rows left missing.
#[derive(Debug, Default)]
pub(crate) struct Debt {
    cells: u64,
    /// There are more of them than the rows of any log leave.
    pub too_much: bool,
}

impl Debt {
    /// So many more after so many bytes of the text.
    pub fn add(&mut self, cells: usize, bytes: u64) {
        self.follow(cells as u64, bytes);
    }

    /// That of a text which follows this one, `bytes` bytes with it.
    pub fn follow(&mut self, cells: u64, bytes: u64) {
        self.cells += cells;
        self.too_much |= self.cells > FREE_CELLS + CELLS_PER_BYTE * bytes;
    }

    /// Cells so far.
    pub fn cells(&self) -> u64 {
        self.cells
    }

    /// An error once it is too much.
    pub fn bearable(&self) -> Result<(), ImportError> {
        if self.too_much {
            return Err(ImportError::NotALog { looked_like: LooksLike::RaggedRows });
        }
        Ok(())
    }
}

/// Rows for which room is made ahead in so many columns.
pub(crate) fn rows_ahead(columns: usize) -> usize {
    (CELLS_AHEAD / columns.max(1)).clamp(BLOCK, 4096)
}
