//! From what the user asks for to what is done.

use super::entry::{Entry, EntryKind};
use super::keys::Intent;
use super::order::Order;
use super::prefs::{FillWith, SmoothWith, Tools};
use super::scale::Scale;
use super::select::Selection;
use crate::engine::tables::surface::Smoothing;
use crate::engine::tables::{Area, Cell, Command, FillFrom, FillMethod, MapAxis, MapTable, cell_rules};

/// What is on screen at the moment.
#[derive(Clone, Copy)]
pub struct Editing<'a> {
    pub table: &'a MapTable,
    pub selection: Selection,
    pub order: &'a Order,
    pub scale: &'a Scale,
    pub tools: Tools,
    /// Rows that a page holds.
    pub page: usize,
    /// Where the log's cursor is: row and column as fractional places among all break points.
    pub operating_point: Option<(f64, f64)>,
}

/// What an intent comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Select(Selection),
    /// A figure is asked for.
    Ask(Entry),
    Do(Command),
    Undo,
    Redo,
    Copy,
    Paste,
    PasteSpecial,
    Surface,
    /// There is nothing it could do.
    Nothing,
}

/// What an intent comes to here.
pub fn act(intent: Intent, now: &Editing<'_>) -> Outcome {
    let area = now.selection.area();
    match intent {
        Intent::Move(step) => Outcome::Select(now.selection.moved(step, false, now.page, now.order)),
        Intent::Extend(step) => Outcome::Select(now.selection.moved(step, true, now.page, now.order)),
        Intent::SelectRow => Outcome::Select(now.selection.row(now.order)),
        Intent::SelectColumn => Outcome::Select(now.selection.column(now.order)),
        Intent::SelectAll => Outcome::Select(now.selection.all(now.order)),
        Intent::Enter(kind) => Outcome::Ask(asked(kind, now)),
        Intent::Percent(percent) => Outcome::Do(Command::Percent { area, percent }),
        Intent::Amount(by) => Outcome::Do(Command::Add { area, by: now.scale.delta_to_base(by) }),
        Intent::Nudge(steps) => {
            let step = cell_rules(now.table.info.kind, now.table.unit()).step;
            Outcome::Do(Command::Add { area, by: steps * step })
        }
        Intent::Interpolate(direction) => Outcome::Do(Command::Interpolate { area, direction }),
        Intent::Smooth => Outcome::Do(smooth(now, area)),
        Intent::Fill => Outcome::Do(fill(now, area)),
        Intent::Round => Outcome::Do(Command::Round { area, step: None }),
        Intent::Lock => {
            let locked = area.cells().all(|cell| now.table.is_locked(cell));
            Outcome::Do(Command::Lock { area, locked: !locked })
        }
        Intent::Copy => Outcome::Copy,
        Intent::Paste => Outcome::Paste,
        Intent::PasteSpecial => Outcome::PasteSpecial,
        Intent::Undo => Outcome::Undo,
        Intent::Redo => Outcome::Redo,
        Intent::Surface => Outcome::Surface,
        Intent::Follow => match now.operating_point.and_then(|at| nearest(now.table, at)) {
            Some(cell) => Outcome::Select(Selection::of(cell)),
            None => Outcome::Nothing,
        },
    }
}

/// Enter and F2 begin with what stands in the cell.
fn asked(kind: EntryKind, now: &Editing<'_>) -> Entry {
    let text = match kind {
        EntryKind::Set => now.table.cell(now.selection.focus).map(|z| now.scale.editable(z)),
        _ => None,
    };
    Entry { kind, text: text.unwrap_or_default(), over: true }
}

/// The cell in use that is nearest to a place.
fn nearest(table: &MapTable, (row, column): (f64, f64)) -> Option<Cell> {
    let near = |used: Vec<usize>, at: f64| {
        let away = |i: &usize| (*i as f64 - at).abs();
        used.into_iter().min_by(|a, b| away(a).total_cmp(&away(b)))
    };
    Some(Cell::at(near(table.rows_in_use(), row)? as u32, near(table.x().in_use(), column)? as u32))
}

/// Reaches of the tools: a mean step of the axis to either side.
pub fn tools(table: &MapTable, tools: Tools) -> Smoothing {
    let step = |axis: Option<&MapAxis>| {
        let points = axis.map(MapAxis::active).unwrap_or_default();
        match (points.first(), points.last()) {
            (Some(first), Some(last)) if points.len() > 1 => (last - first) / (points.len() - 1) as f64,
            _ => 0.0,
        }
    };
    let (x, y) = (step(Some(table.x())), step(table.y()));
    match tools.smooth {
        SmoothWith::Gaussian => Smoothing::Gaussian { x, y },
        SmoothWith::Median => Smoothing::Median { radius: 1 },
        SmoothWith::EdgePreserving => {
            let cells = table.lattice().cells;
            let low = cells.iter().copied().fold(f64::INFINITY, f64::min);
            let high = cells.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            // A tenth of the span is an edge; where all cells are alike any value will do.
            let value = ((high - low) / 10.0).max(f64::MIN_POSITIVE);
            Smoothing::EdgePreserving { x, y, value }
        }
    }
}

fn smooth(now: &Editing<'_>, area: Area) -> Command {
    let strength = f64::from(now.tools.strength.min(100)) / 100.0;
    Command::Smooth { area, how: tools(now.table, now.tools), strength, weights: None }
}

/// Known cells that a plate is laid through here at most, in a few milliseconds: the page does not wait.
const MAX_PLATE: usize = 200;

/// From the locked cells where there are any in use, else from those around the selection. A plate goes through the
/// nearest of them.
fn fill(now: &Editing<'_>, area: Area) -> Command {
    let in_use = |cell: &Cell| now.table.is_active(*cell);
    let mut known: Vec<Cell> = now.table.locked().filter(in_use).collect();
    if known.is_empty() {
        known = now.table.whole().cells().filter(|cell| !area.contains(*cell)).filter(in_use).collect();
    }
    known.sort_by_key(|cell| (distance(*cell, area), *cell));
    let method = match now.tools.fill {
        FillWith::ThinPlate => {
            known.truncate(MAX_PLATE);
            FillMethod::ThinPlate { smoothing: 0.0 }
        }
        FillWith::InverseDistance => FillMethod::InverseDistance { power: 2.0 },
    };
    let from = FillFrom::Cells(known.into_iter().map(|cell| (cell, 1.0)).collect());
    Command::Fill { area, from, method }
}

/// Steps from an area to a cell outside.
fn distance(cell: Cell, area: Area) -> u32 {
    let away = |at: u32, from: u32, n: u32| from.saturating_sub(at).max((at + 1).saturating_sub(from + n));
    away(cell.row, area.row, area.rows).max(away(cell.column, area.column, area.columns))
}
