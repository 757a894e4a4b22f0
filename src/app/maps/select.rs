//! Which cells are selected.

use super::keys::Step;
use super::order::Order;
use crate::engine::tables::{Area, Cell, MapTable};

/// Cells between where a selection was begun and where it was drawn to. Both are cells of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub anchor: Cell,
    /// The active cell: keys move it, figures are typed into it.
    pub focus: Cell,
}

impl Selection {
    /// A single cell.
    pub const fn of(cell: Cell) -> Self {
        Self { anchor: cell, focus: cell }
    }

    /// The cell shown in the corner on the upper left.
    pub fn first(order: &Order) -> Self {
        Self::of(order.cell(0, 0))
    }

    /// Its cells.
    pub fn area(&self) -> Area {
        Area::between(self.anchor, self.focus)
    }

    /// Whether it is one cell.
    pub fn is_single(&self) -> bool {
        self.anchor == self.focus
    }

    /// Drawn to another cell.
    #[must_use]
    pub const fn to(self, focus: Cell) -> Self {
        Self { focus, ..self }
    }

    /// The row of its active cell from end to end. The active cell stays.
    #[must_use]
    pub fn row(self, order: &Order) -> Self {
        self.spanning(order, false, true)
    }

    /// The column of its active cell from end to end.
    #[must_use]
    pub fn column(self, order: &Order) -> Self {
        self.spanning(order, true, false)
    }

    /// Everything shown.
    #[must_use]
    pub fn all(self, order: &Order) -> Self {
        self.spanning(order, true, true)
    }

    fn spanning(self, order: &Order, rows: bool, columns: bool) -> Self {
        let (top, left) = order.place(self.anchor);
        let (bottom, right) = order.place(self.focus);
        let last = order.last();
        let (top, bottom) = if rows { (last.0, 0) } else { (top, bottom) };
        let (left, right) = if columns { (last.1, 0) } else { (left, right) };
        Self { anchor: order.cell(top, left), focus: order.cell(bottom, right) }
    }

    /// One step on, alone or drawing the selection along.
    #[must_use]
    pub fn moved(self, step: Step, extend: bool, page: usize, order: &Order) -> Self {
        let (row, column) = order.place(self.focus);
        let last = order.last();
        let (row, column) = match step {
            Step::Up => (row.saturating_sub(1), column),
            Step::Down => (row + 1, column),
            Step::Left => (row, column.saturating_sub(1)),
            Step::Right => (row, column + 1),
            Step::Top => (0, column),
            Step::Bottom => (last.0, column),
            Step::RowStart => (row, 0),
            Step::RowEnd => (row, last.1),
            Step::First => (0, 0),
            Step::Last => last,
            Step::PageUp => (row.saturating_sub(page), column),
            Step::PageDown => (row + page, column),
        };
        let focus = order.cell(row, column);
        if extend { self.to(focus) } else { Self::of(focus) }
    }

    /// The same within a table that may have changed, on cells that are shown.
    #[must_use]
    pub fn within(self, table: &MapTable, order: &Order) -> Self {
        let shown = |cell: Cell| {
            let there = order.rows.contains(&cell.row) && order.columns.contains(&cell.column);
            if there && table.index(cell).is_some() {
                return cell;
            }
            let (row, column) = order.place(cell);
            order.cell(row, column)
        };
        Self { anchor: shown(self.anchor), focus: shown(self.focus) }
    }
}
