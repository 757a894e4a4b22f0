//! The grid's cells as they come from the worker: in blocks of some rows by some columns, the least recently used
//! one going first. Pure.

use std::collections::BTreeMap;
use std::ops::Range;

/// Rows and columns of a block.
pub const ROWS: usize = 64;
pub const COLUMNS: usize = 12;
/// Blocks kept: some screens in each direction.
const KEPT: usize = 96;

/// Position of a block: its row of blocks and its column of blocks.
pub type BlockId = (usize, usize);

/// The block of a cell, and the position of the cell in it.
pub const fn locate(row: usize, column: usize) -> (BlockId, usize, usize) {
    ((row / ROWS, column / COLUMNS), row % ROWS, column % COLUMNS)
}

/// The blocks that a part of the grid lies in, the ones further up first.
pub fn covering(rows: Range<usize>, columns: Range<usize>) -> Vec<BlockId> {
    if rows.is_empty() || columns.is_empty() {
        return Vec::new();
    }
    let across = columns.start / COLUMNS..=(columns.end - 1) / COLUMNS;
    let down = rows.start / ROWS..=(rows.end - 1) / ROWS;
    down.flat_map(|r| across.clone().map(move |c| (r, c))).collect()
}

/// The rows of a block among so many rows.
pub fn rows_of(id: BlockId, rows: usize) -> Range<usize> {
    let first = id.0 * ROWS;
    first.min(rows)..(first + ROWS).min(rows)
}

/// The columns of a block among so many columns.
pub fn columns_of(id: BlockId, columns: usize) -> Range<usize> {
    let first = id.1 * COLUMNS;
    first.min(columns)..(first + COLUMNS).min(columns)
}

/// Blocks in memory.
#[derive(Clone, Debug)]
pub struct Blocks<T> {
    kept: BTreeMap<BlockId, (u64, T)>,
    clock: u64,
}

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Self { kept: BTreeMap::new(), clock: 0 }
    }
}

impl<T> Blocks<T> {
    /// A block, if it is here.
    pub fn get(&self, id: BlockId) -> Option<&T> {
        self.kept.get(&id).map(|(_, block)| block)
    }

    /// Which of these are not here. Those that are count as used.
    pub fn missing(&mut self, ids: &[BlockId]) -> Vec<BlockId> {
        self.clock += 1;
        let clock = self.clock;
        ids.iter()
            .filter(|id| match self.kept.get_mut(id) {
                Some((used, _)) => {
                    *used = clock;
                    false
                }
                None => true,
            })
            .copied()
            .collect()
    }

    /// Takes a block in.
    pub fn put(&mut self, id: BlockId, block: T) {
        self.clock += 1;
        self.kept.insert(id, (self.clock, block));
        while self.kept.len() > KEPT {
            let Some(oldest) = self.kept.iter().min_by_key(|(_, (used, _))| *used).map(|(id, _)| *id) else {
                break;
            };
            self.kept.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_grid_lies_in_few_blocks() {
        assert_eq!(covering(0..10, 0..5), [(0, 0)]);
        assert_eq!(covering(60..70, 10..13), [(0, 0), (0, 1), (1, 0), (1, 1)]);
        assert_eq!(covering(64..128, 12..24), [(1, 1)]);
        assert_eq!(covering(5..5, 0..3), []);
        assert_eq!(locate(70, 13), ((1, 1), 6, 1));
        assert_eq!((rows_of((1, 0), 100), columns_of((0, 1), 15)), (64..100, 12..15));
        assert_eq!(rows_of((9, 0), 100), 100..100);
    }

    #[test]
    fn the_least_recently_used_block_goes_first() {
        let mut blocks = Blocks::default();
        for i in 0..KEPT {
            blocks.put((i, 0), i);
        }
        assert_eq!(blocks.missing(&[(0, 0), (KEPT, 0)]), [(KEPT, 0)]);
        blocks.put((KEPT, 0), KEPT);
        assert_eq!(
            (blocks.get((0, 0)), blocks.get((1, 0)), blocks.get((KEPT, 0))),
            (Some(&0), None, Some(&KEPT))
        );
    }
}
