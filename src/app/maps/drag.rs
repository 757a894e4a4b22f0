//! What the mouse and fingers mean on the grid. Pure: places and cells go in, what they mean comes out.

use super::select::Selection;
use crate::engine::tables::{Area, Cell};

/// What dragging does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DragMode {
    /// A finger scrolls; a mouse selects.
    #[default]
    Scroll,
    /// Draws the selection.
    Select,
    /// Up is more, down is less.
    Value,
}

/// A pointer, reduced to what matters. `y` in pixels from the top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    pub y: f64,
    pub touch: bool,
    pub shift: bool,
}

/// What it means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Told {
    Nothing,
    Select(Selection),
    /// So many steps more since the last word of it.
    Steps(f64),
}

/// Pixels of a drag for one step of a value.
const STEP_PX: f64 = 4.0;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum State {
    #[default]
    Idle,
    Selecting(Selection),
    /// Where it began, and the steps told so far.
    Changing {
        from: f64,
        told: f64,
    },
}

/// The drag under way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drag(State);

impl Drag {
    /// A button or a finger goes down on a cell.
    pub fn down(&mut self, pointer: Pointer, cell: Cell, mode: DragMode, now: Selection) -> Told {
        if mode == DragMode::Value {
            let inside = now.area().contains(cell);
            self.0 = State::Changing { from: pointer.y, told: 0.0 };
            return if inside { Told::Nothing } else { Told::Select(Selection::of(cell)) };
        }
        let selection = if pointer.shift { now.to(cell) } else { Selection::of(cell) };
        let draws = mode == DragMode::Select || !pointer.touch;
        self.0 = if draws { State::Selecting(selection) } else { State::Idle };
        Told::Select(selection)
    }

    /// It moved; `cell` is the one below it, where there is one.
    pub fn moved(&mut self, pointer: Pointer, cell: Option<Cell>) -> Told {
        match (self.0, cell) {
            (State::Selecting(selection), Some(cell)) if selection.focus != cell => {
                let next = selection.to(cell);
                self.0 = State::Selecting(next);
                Told::Select(next)
            }
            (State::Changing { from, told }, _) => {
                let steps = ((from - pointer.y) / STEP_PX).trunc();
                self.0 = State::Changing { from, told: steps };
                if steps == told { Told::Nothing } else { Told::Steps(steps - told) }
            }
            _ => Told::Nothing,
        }
    }

    /// It is over; true if something was being dragged.
    pub fn end(&mut self) -> bool {
        std::mem::take(&mut self.0) != State::Idle
    }

    /// Whether something is being dragged.
    pub fn is_busy(&self) -> bool {
        self.0 != State::Idle
    }
}

/// How far the cells of a pinch are from each other as a share of before, held to what can be read and seen.
pub fn pinched(zoom: f64, before: f64, now: f64) -> f64 {
    if before > 0.0 { (zoom * now / before).clamp(0.93, 2.0) } else { zoom }
}

/// What a selection covers, as rows and columns of the screen: first and number of each.
pub fn covered(area: Area, rows: &[u32], columns: &[u32]) -> Option<(usize, usize, usize, usize)> {
    let span = |all: &[u32], from: u32, n: u32| {
        let inside = |at: &u32| *at >= from && *at - from < n;
        let first = all.iter().position(inside)?;
        Some((first, all.iter().filter(|at| inside(at)).count()))
    };
    let (top, height) = span(rows, area.row, area.rows)?;
    let (left, width) = span(columns, area.column, area.columns)?;
    Some((top, left, height, width))
}
