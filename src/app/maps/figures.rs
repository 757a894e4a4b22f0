//! Figures of a selection, a row or a column.

use crate::engine::tables::{Area, Cell, MapTable};

/// What is said of some cells. Only those in use count. All in the base unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Readout {
    pub cells: u32,
    pub locked: u32,
    pub low: f64,
    pub mean: f64,
    pub high: f64,
    /// Sum and mean of the change against the reference, and how many cells of it have one.
    pub change: Option<Changed>,
}

/// How some cells differ from the reference.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Changed {
    /// Cells the reference reaches.
    pub cells: u32,
    /// Those that differ.
    pub changed: u32,
    pub sum: f64,
    pub mean: f64,
}

/// The figures of an area; `reference` has a value for each cell of the table that it reaches.
pub fn readout(table: &MapTable, area: Area, reference: Option<&[Option<f64>]>) -> Readout {
    over(table, area.cells(), reference)
}

/// The figures of one row (`Ok`) or one column (`Err`).
pub fn line_figures(table: &MapTable, line: Result<u32, u32>) -> Readout {
    match line {
        Ok(row) => over(table, (0..table.columns() as u32).map(|c| Cell::at(row, c)), None),
        Err(column) => over(table, (0..table.rows() as u32).map(|r| Cell::at(r, column)), None),
    }
}

fn over(table: &MapTable, cells: impl Iterator<Item = Cell>, reference: Option<&[Option<f64>]>) -> Readout {
    let mut out = Readout { low: f64::INFINITY, high: f64::NEG_INFINITY, ..Readout::default() };
    let mut sum = 0.0;
    let mut change = reference.map(|_| Changed::default());
    for cell in cells.filter(|c| table.is_active(*c)) {
        let (Some(index), Some(z)) = (table.index(cell), table.cell(cell)) else { continue };
        out.cells += 1;
        out.locked += u32::from(table.is_locked(cell));
        (out.low, out.high) = (out.low.min(z), out.high.max(z));
        sum += z;
        let before = reference.and_then(|r| r.get(index).copied().flatten());
        if let (Some(change), Some(before)) = (&mut change, before) {
            change.cells += 1;
            change.changed += u32::from(before != z);
            change.sum += z - before;
        }
    }
    if let Some(change) = change.as_mut().filter(|c| c.cells > 0) {
        change.mean = change.sum / f64::from(change.cells);
    }
    if out.cells == 0 {
        return Readout { change: None, ..Readout::default() };
    }
    Readout { mean: sum / f64::from(out.cells), change: change.filter(|c| c.cells > 0), ..out }
}
