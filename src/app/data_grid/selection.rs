//! Which cells of the grid are selected, and how keys move the selection. Pure.
//!
//! A cell is a place among the rows shown (all, or those a filter lets through) and a column.

use std::ops::RangeInclusive;

/// A cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub row: usize,
    pub column: usize,
}

/// A rectangle of cells between where it was begun and where it was drawn to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub anchor: Cell,
    /// The active cell: keys move it, and it is kept on screen.
    pub head: Cell,
}

/// How many rows and columns there are, and how many rows a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    pub rows: usize,
    pub columns: usize,
    pub page: usize,
}

impl Extent {
    fn last(self) -> Option<Cell> {
        Some(Cell { row: self.rows.checked_sub(1)?, column: self.columns.checked_sub(1)? })
    }
}

/// Keys held down with another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub shift: bool,
    /// Control, or Command.
    pub control: bool,
}

impl Selection {
    /// A single cell.
    pub fn of(cell: Cell) -> Self {
        Self { anchor: cell, head: cell }
    }

    pub fn rows(self) -> RangeInclusive<usize> {
        self.anchor.row.min(self.head.row)..=self.anchor.row.max(self.head.row)
    }

    pub fn columns(self) -> RangeInclusive<usize> {
        self.anchor.column.min(self.head.column)..=self.anchor.column.max(self.head.column)
    }

    pub fn contains(self, cell: Cell) -> bool {
        self.rows().contains(&cell.row) && self.columns().contains(&cell.column)
    }

    /// Number of cells.
    pub fn cells(self) -> usize {
        self.rows().count() * self.columns().count()
    }

    /// Draws the selection to a cell.
    #[must_use]
    pub fn to(self, head: Cell) -> Self {
        Self { head, ..self }
    }

    /// The same within what is there; `None` where nothing is.
    pub fn clamped(self, extent: Extent) -> Option<Self> {
        let last = extent.last()?;
        let clamp = |c: Cell| Cell { row: c.row.min(last.row), column: c.column.min(last.column) };
        Some(Self { anchor: clamp(self.anchor), head: clamp(self.head) })
    }

    /// What a key does; `None` if it is no key of the grid.
    pub fn key(self, key: &str, held: Held, extent: Extent) -> Option<Self> {
        let last = extent.last()?;
        let Cell { row, column } = self.head;
        let head = match (key, held.control) {
            ("ArrowUp", false) => Cell { row: row.saturating_sub(1), column },
            ("ArrowDown", false) => Cell { row: row + 1, column },
            ("ArrowLeft", false) => Cell { row, column: column.saturating_sub(1) },
            ("ArrowRight", false) => Cell { row, column: column + 1 },
            ("ArrowUp", true) => Cell { row: 0, column },
            ("ArrowDown", true) => Cell { row: last.row, column },
            ("ArrowLeft", true) | ("Home", false) => Cell { row, column: 0 },
            ("ArrowRight", true) | ("End", false) => Cell { row, column: last.column },
            ("PageUp", false) => Cell { row: row.saturating_sub(extent.page), column },
            ("PageDown", false) => Cell { row: row + extent.page, column },
            ("Home", true) => Cell { row: 0, column: 0 },
            ("End", true) => last,
            ("a" | "A", true) => return Some(Self { anchor: Cell::default(), head: last }),
            _ => return None,
        };
        let next = if held.shift { self.to(head) } else { Self::of(head) };
        next.clamped(extent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent { rows: 100, columns: 5, page: 20 };

    fn cell(row: usize, column: usize) -> Cell {
        Cell { row, column }
    }

    #[test]
    fn keys_move_the_active_cell_and_stop_at_the_edges() {
        let plain = Held::default();
        let control = Held { control: true, ..plain };
        let cases = [
            ("ArrowDown", plain, cell(11, 2)),
            ("ArrowUp", plain, cell(9, 2)),
            ("ArrowRight", plain, cell(10, 3)),
            ("PageDown", plain, cell(30, 2)),
            ("PageUp", plain, cell(0, 2)),
            ("Home", plain, cell(10, 0)),
            ("End", plain, cell(10, 4)),
            ("Home", control, cell(0, 0)),
            ("End", control, cell(99, 4)),
            ("ArrowDown", control, cell(99, 2)),
        ];
        for (key, held, expected) in cases {
            let moved = Selection::of(cell(10, 2)).key(key, held, EXTENT);
            assert_eq!(moved, Some(Selection::of(expected)), "{key} {held:?}");
        }
        let corner = Selection::of(cell(99, 4));
        assert_eq!(corner.key("ArrowDown", plain, EXTENT), Some(corner));
        assert_eq!(corner.key("x", plain, EXTENT), None);
    }

    #[test]
    fn shift_draws_the_selection_from_where_it_began() {
        let shift = Held { shift: true, control: false };
        let drawn = Selection::of(cell(10, 2))
            .key("ArrowUp", shift, EXTENT)
            .and_then(|s| s.key("ArrowLeft", shift, EXTENT))
            .unwrap();
        assert_eq!((drawn.rows(), drawn.columns(), drawn.cells()), (9..=10, 1..=2, 4));
        assert!(drawn.contains(cell(9, 2)) && !drawn.contains(cell(8, 2)));
    }

    #[test]
    fn a_filter_that_leaves_fewer_rows_keeps_the_selection_inside() {
        let far = Selection { anchor: cell(90, 1), head: cell(95, 4) };
        let fewer = Extent { rows: 93, ..EXTENT };
        assert_eq!(far.clamped(fewer), Some(Selection { anchor: cell(90, 1), head: cell(92, 4) }));
        assert_eq!(far.clamped(Extent { rows: 0, ..EXTENT }), None);
    }

    #[test]
    fn everything_can_be_selected() {
        let all = Selection::of(cell(5, 2)).key("a", Held { control: true, shift: false }, EXTENT).unwrap();
        assert_eq!(all.cells(), 500);
    }
}
