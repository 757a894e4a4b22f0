//! What a command changed, so that it can be taken back.

use serde::{Deserialize, Serialize};

use crate::engine::tables::cells::Area;
use crate::engine::tables::model::MapTable;

/// What a command changed, with what was there before. Cells come as the smallest rectangle around those that changed,
/// which is less than a table for all but the largest edits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// Cells of a rectangle, row by row.
    Cells { area: Area, before: Vec<f64>, after: Vec<f64> },
    /// Locked cells (indices).
    Locks { before: Vec<u32>, after: Vec<u32> },
    /// Axes or everything.
    Whole { before: Box<MapTable>, after: Box<MapTable> },
}

impl Change {
    /// From one table to another; `None` where nothing is different.
    pub(super) fn between(before: &MapTable, after: &MapTable) -> Option<Change> {
        if before == after {
            return None;
        }
        let framed = before.info == after.info
            && before.x() == after.x()
            && before.y() == after.y()
            && before.unit() == after.unit();
        let same_cells = before.cells() == after.cells();
        let same_locks = before.locked_indices() == after.locked_indices();
        if framed && same_locks {
            let changed = before.whole().cells().filter(|c| before.cell(*c) != after.cell(*c));
            let area = changed.map(Area::cell).reduce(|a, b| a.joined(&b))?;
            return Some(Change::Cells { area, before: cut(before, &area), after: cut(after, &area) });
        }
        if framed && same_cells {
            let locks = |table: &MapTable| table.locked_indices().to_vec();
            return Some(Change::Locks { before: locks(before), after: locks(after) });
        }
        Some(Change::Whole { before: Box::new(before.clone()), after: Box::new(after.clone()) })
    }

    /// The table without the change; `None` where the change is of a table of another shape.
    pub(in crate::engine::tables) fn undone(&self, table: &MapTable) -> Option<MapTable> {
        match self {
            Change::Cells { area, before, .. } => written(table, area, before),
            Change::Locks { before, .. } => Some(table.with_locked(before.clone())),
            Change::Whole { before, .. } => Some((**before).clone()),
        }
    }

    /// The table with the change.
    pub(in crate::engine::tables) fn redone(&self, table: &MapTable) -> Option<MapTable> {
        match self {
            Change::Cells { area, after, .. } => written(table, area, after),
            Change::Locks { after, .. } => Some(table.with_locked(after.clone())),
            Change::Whole { after, .. } => Some((**after).clone()),
        }
    }

    /// This change and the one after it as one: back to before the first, on to after the second, which is `now`.
    /// `None` where both together change nothing.
    pub(in crate::engine::tables) fn followed_by(&self, next: &Change, now: &MapTable) -> Option<Change> {
        let before = next.undone(now).and_then(|table| self.undone(&table));
        // Changes that fit no table are kept as the later one: nothing is lost that could be taken back.
        before.map_or_else(|| Some(next.clone()), |before| Change::between(&before, now))
    }

    /// Figures it keeps: what a history is bounded by.
    pub(in crate::engine::tables) fn size(&self) -> usize {
        match self {
            Change::Cells { before, after, .. } => before.len() + after.len(),
            Change::Locks { before, after } => before.len() + after.len(),
            Change::Whole { before, after } => before.cells().len() + after.cells().len(),
        }
    }
}

fn cut(table: &MapTable, area: &Area) -> Vec<f64> {
    area.cells().filter_map(|c| table.cell(c)).collect()
}

fn written(table: &MapTable, area: &Area, values: &[f64]) -> Option<MapTable> {
    if u64::from(area.rows) * u64::from(area.columns) != values.len() as u64
        || values.iter().any(|z| !z.is_finite())
    {
        return None;
    }
    let places: Option<Vec<usize>> = area.cells().map(|c| table.index(c)).collect();
    Some(table.with_cells(places?.into_iter().zip(values.iter().copied())))
}
