//! A command meets a table.

use super::axes;
use super::block::{Block, PasteHow};
use super::change::Change;
use super::command::{Command, Direction, FillFrom, FillMethod, StepKey};
use super::refusal::Refusal;
use crate::engine::tables::axis::kept;
use crate::engine::tables::cells::{Area, Cell};
use crate::engine::tables::model::MapTable;
use crate::engine::tables::rules::{Rules, cell_rules};
use crate::engine::tables::surface::{
    Beyond, Known, Lattice, Line, MAX_KNOWN, Method, ScatterError, Smoothing, inverse_distance, smooth,
    thin_plate,
};

/// What came of a command.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    pub table: MapTable,
    pub key: StepKey,
    /// `None` where everything is as it was.
    pub change: Option<Change>,
    /// Cells that are different now.
    pub changed: u32,
    /// Cells passed over because they are locked.
    pub locked: u32,
    /// Cells of a re-sampled table beyond its old break points, where the edge's value was held.
    pub beyond: u32,
}

/// The table a command makes of another, or why it makes none.
pub fn apply(table: &MapTable, command: &Command) -> Result<Applied, Refusal> {
    let done = match command {
        Command::SetAxis { side, points, resample } => axes::set(table, *side, points, *resample)?,
        Command::InsertPoint { side, at, method } => axes::insert(table, *side, *at, *method)?,
        Command::RemovePoint { side, index } => axes::remove(table, *side, *index)?,
        Command::UsePoint { side, index, in_use } => axes::switch(table, *side, *index, *in_use)?,
        Command::Lock { area, locked } => Done::of(lock(table, *area, *locked)?),
        Command::Restore { table: other } => Done::of(restore(table, other)?),
        _ => edit_cells(table, command)?,
    };
    let change = Change::between(table, &done.table);
    let same_shape = table.cells().len() == done.table.cells().len();
    let differing = table.cells().iter().zip(done.table.cells()).filter(|(a, b)| a != b).count();
    let changed = if same_shape { differing } else { done.table.cells().len() } as u32;
    Ok(Applied {
        table: done.table,
        key: command.key(),
        change,
        changed,
        locked: done.locked,
        beyond: done.beyond,
    })
}

/// A table with what is told of how it came about.
pub(super) struct Done {
    pub table: MapTable,
    pub locked: u32,
    pub beyond: u32,
}

impl Done {
    pub(super) fn of(table: MapTable) -> Self {
        Self { table, locked: 0, beyond: 0 }
    }
}

/// The cells a command may change, and how many of its cells are locked.
struct Targets {
    cells: Vec<Cell>,
    locked: u32,
}

impl Targets {
    fn of(table: &MapTable, cells: impl IntoIterator<Item = Cell>) -> Self {
        let mut targets = Targets { cells: Vec::new(), locked: 0 };
        for cell in cells {
            if table.is_locked(cell) {
                targets.locked += 1;
            } else if table.is_active(cell) {
                targets.cells.push(cell);
            }
        }
        targets
    }

    fn in_area(table: &MapTable, area: Area) -> Result<Self, Refusal> {
        check_area(table, area)?;
        Ok(Self::of(table, area.cells()))
    }
}

pub(super) fn check_area(table: &MapTable, area: Area) -> Result<(), Refusal> {
    let last = |from: u32, n: u32| n.checked_sub(1).and_then(|n| from.checked_add(n));
    let end = last(area.row, area.rows).zip(last(area.column, area.columns));
    let corner = Cell::at(area.row, area.column);
    let (row, column) = end.ok_or(Refusal::Outside(corner))?;
    table.index(Cell::at(row, column)).map(|_| ()).ok_or(Refusal::Outside(Cell::at(row, column)))
}

/// What the ECU sees of a table, with the places of its lines.
struct Seen {
    lattice: Lattice,
    rows: Vec<usize>,
    columns: Vec<usize>,
}

impl Seen {
    fn of(table: &MapTable) -> Self {
        Self { lattice: table.lattice(), rows: table.rows_in_use(), columns: table.x().in_use() }
    }

    /// Row and column of a cell in use within the lattice.
    fn place(&self, cell: Cell) -> Option<(usize, usize)> {
        let row = self.rows.binary_search(&(cell.row as usize)).ok()?;
        let column = self.columns.binary_search(&(cell.column as usize)).ok()?;
        Some((row, column))
    }

    /// Coordinates of a cell as shares of the span of each axis.
    fn share(&self, (row, column): (usize, usize)) -> (f64, f64) {
        let share = |points: &[f64], at: usize| {
            let span = points[points.len() - 1] - points[0];
            if span > 0.0 { (points[at] - points[0]) / span } else { 0.0 }
        };
        (share(&self.lattice.xs, column), share(&self.lattice.ys, row))
    }
}

fn edit_cells(table: &MapTable, command: &Command) -> Result<Done, Refusal> {
    let each = |area: Area, f: &dyn Fn(f64) -> f64| -> Result<(Targets, Vec<f64>), Refusal> {
        let targets = Targets::in_area(table, area)?;
        let values = targets.cells.iter().filter_map(|c| table.cell(*c)).map(f).collect();
        Ok((targets, values))
    };
    let (targets, values) = match command {
        Command::Set { area, value } => each(*area, &|_| *value)?,
        Command::Add { area, by } => each(*area, &|z| z + by)?,
        Command::Multiply { area, factor } => each(*area, &|z| z * factor)?,
        Command::Percent { area, percent } => each(*area, &|z| z * (1.0 + percent / 100.0))?,
        Command::Round { area, step } => {
            let step = step.unwrap_or(cell_rules(table.info.kind, table.unit()).step);
            if !(step > 0.0 && step.is_finite()) {
                return Err(Refusal::Parameter);
            }
            each(*area, &|z| (z / step).round() * step)?
        }
        Command::SetCells { cells } | Command::Take { cells, .. } => set_cells(table, cells)?,
        Command::Interpolate { area, direction } => interpolate(table, *area, *direction)?,
        Command::Smooth { area, how, strength, weights } => {
            smoothed(table, *area, *how, *strength, weights.as_deref())?
        }
        Command::Fill { area, from, method } => fill(table, *area, from, *method)?,
        Command::Paste { at, block, how, transpose } => paste(table, *at, block, *how, *transpose)?,
        // What changes more than cells is no matter of this function.
        _ => (Targets { cells: Vec::new(), locked: 0 }, Vec::new()),
    };
    write(table, &targets, &values)
}

/// Writes values into cells if all of them may stand there.
fn write(table: &MapTable, targets: &Targets, values: &[f64]) -> Result<Done, Refusal> {
    if targets.cells.is_empty() {
        return Err(Refusal::NothingToChange { locked: targets.locked });
    }
    let rules = cell_rules(table.info.kind, table.unit());
    let mut changes = Vec::with_capacity(values.len());
    let mut beyond: Option<(Cell, f64, u32)> = None;
    for (cell, value) in targets.cells.iter().zip(values) {
        if !value.is_finite() {
            return Err(Refusal::NotFinite);
        }
        let index = table.index(*cell).ok_or(Refusal::Outside(*cell))?;
        let value = kept(*value);
        if leaves(&rules, table.cells()[index], value) {
            let (.., count) = beyond.get_or_insert((*cell, value, 0));
            *count += 1;
        }
        changes.push((index, value));
    }
    if let Some((cell, value, count)) = beyond {
        return Err(Refusal::BeyondLimits { cell, value, low: rules.low, high: rules.high, count });
    }
    Ok(Done { table: table.with_cells(changes), locked: targets.locked, beyond: 0 })
}

/// Whether a value goes beyond the limits: one that is there already may come nearer in several steps.
fn leaves(rules: &Rules, before: f64, after: f64) -> bool {
    let excess = |z: f64| (rules.low - z).max(z - rules.high).max(0.0);
    after != before && excess(after) > 0.0 && excess(after) >= excess(before)
}

type Proposed = Result<(Targets, Vec<f64>), Refusal>;

fn set_cells(table: &MapTable, cells: &[(Cell, f64)]) -> Proposed {
    if let Some((cell, _)) = cells.iter().find(|(cell, _)| table.index(*cell).is_none()) {
        return Err(Refusal::Outside(*cell));
    }
    let targets = Targets::of(table, cells.iter().map(|(cell, _)| *cell));
    let open = |cell: Cell| !table.is_locked(cell) && table.is_active(cell);
    let values = cells.iter().filter(|(cell, _)| open(*cell)).map(|(_, z)| *z).collect();
    Ok((targets, values))
}

fn interpolate(table: &MapTable, area: Area, direction: Direction) -> Proposed {
    check_area(table, area)?;
    let seen = Seen::of(table);
    let inside = |slots: &[usize], from: u32, n: u32| -> Vec<usize> {
        let range = from as usize..from as usize + n as usize;
        (0..slots.len()).filter(|i| range.contains(&slots[*i])).collect()
    };
    let rows = inside(&seen.rows, area.row, area.rows);
    let columns = inside(&seen.columns, area.column, area.columns);
    let cell = |r: usize, c: usize| Cell::at(seen.rows[r] as u32, seen.columns[c] as u32);
    let mut lines: Vec<(Vec<Cell>, Vec<f64>)> = Vec::new();
    let across = |r: usize| columns.iter().map(|c| (cell(r, *c), seen.lattice.xs[*c])).unzip();
    let down = |c: usize| rows.iter().map(|r| (cell(*r, c), seen.lattice.ys[*r])).unzip();
    match direction {
        Direction::Both if rows.len() > 1 && columns.len() > 1 => {
            return Ok(corners(table, &seen, &rows, &columns));
        }
        Direction::Horizontal => lines.extend(rows.iter().map(|r| across(*r))),
        Direction::Both if rows.len() <= 1 => lines.extend(rows.iter().map(|r| across(*r))),
        Direction::Vertical | Direction::Both => lines.extend(columns.iter().map(|c| down(*c))),
    }
    let mut targets = Targets { cells: Vec::new(), locked: 0 };
    let mut values = Vec::new();
    for (cells, at) in lines {
        let Some(last) = cells.len().checked_sub(1) else { continue };
        let knots: Vec<usize> =
            (0..=last).filter(|i| *i == 0 || *i == last || table.is_locked(cells[*i])).collect();
        let xs: Vec<f64> = knots.iter().map(|i| at[*i]).collect();
        let zs: Vec<f64> = knots.iter().filter_map(|i| table.cell(cells[*i])).collect();
        let line = Line::new(&xs, &zs, Method::Linear);
        for i in (0..=last).filter(|i| knots.binary_search(i).is_err()) {
            targets.cells.push(cells[i]);
            values.push(line.at(at[i], Beyond::Hold));
        }
        targets.locked += knots.iter().filter(|i| table.is_locked(cells[**i])).count() as u32;
    }
    Ok((targets, values))
}

/// Bilinear between the corner cells.
fn corners(table: &MapTable, seen: &Seen, rows: &[usize], columns: &[usize]) -> (Targets, Vec<f64>) {
    let ends = |lines: &[usize]| [lines[0], lines[lines.len() - 1]];
    let (r, c) = (ends(rows), ends(columns));
    let patch = Lattice {
        xs: c.map(|c| seen.lattice.xs[c]).to_vec(),
        ys: r.map(|r| seen.lattice.ys[r]).to_vec(),
        cells: r.iter().flat_map(|r| c.map(|c| seen.lattice.cell(*r, c))).collect(),
    };
    let inner = rows.iter().flat_map(|r| columns.iter().map(move |c| (*r, *c)));
    let inner: Vec<(usize, usize)> = inner.filter(|at| !(r.contains(&at.0) && c.contains(&at.1))).collect();
    let cell = |at: &(usize, usize)| Cell::at(seen.rows[at.0] as u32, seen.columns[at.1] as u32);
    let targets = Targets::of(table, inner.iter().map(cell));
    let values = inner
        .iter()
        .filter(|at| !table.is_locked(cell(at)))
        .map(|(r, c)| patch.bilinear(seen.lattice.xs[*c], seen.lattice.ys[*r]).unwrap_or(f64::NAN));
    (targets, values.collect())
}

fn smoothed(
    table: &MapTable,
    area: Area,
    how: Smoothing,
    strength: f64,
    weights: Option<&[f64]>,
) -> Proposed {
    if !how.is_sound() || !(0.0..=1.0).contains(&strength) {
        return Err(Refusal::Parameter);
    }
    if weights.is_some_and(|w| w.len() != table.cells().len()) {
        return Err(Refusal::Parameter);
    }
    let targets = Targets::in_area(table, area)?;
    let seen = Seen::of(table);
    let width = table.columns();
    let weights: Option<Vec<f64>> = weights.map(|all| {
        let line = |r: &usize| seen.columns.iter().map(move |c| all[r * width + c]).collect::<Vec<_>>();
        seen.rows.iter().flat_map(line).collect()
    });
    let places: Vec<(usize, usize)> = targets.cells.iter().filter_map(|c| seen.place(*c)).collect();
    let smooth = smooth(&seen.lattice, how, weights.as_deref(), &places);
    let blended = places.iter().zip(smooth).map(|((r, c), new)| {
        let old = seen.lattice.cell(*r, *c);
        old + (new - old) * strength
    });
    Ok((targets, blended.collect()))
}

fn fill(table: &MapTable, area: Area, from: &FillFrom, method: FillMethod) -> Proposed {
    let mut targets = Targets::in_area(table, area)?;
    let seen = Seen::of(table);
    let sources: Vec<(Cell, f64)> = match from {
        FillFrom::Locked => table.locked().map(|c| (c, 1.0)).collect(),
        FillFrom::Outside => table.whole().cells().filter(|c| !area.contains(*c)).map(|c| (c, 1.0)).collect(),
        FillFrom::Cells(cells) => cells.clone(),
    };
    if sources.iter().any(|(_, weight)| !(*weight > 0.0 && weight.is_finite())) {
        return Err(Refusal::Parameter);
    }
    let mut known = Vec::new();
    for (cell, weight) in &sources {
        let index = table.index(*cell).ok_or(Refusal::Outside(*cell))?;
        let Some(place) = seen.place(*cell) else { continue };
        let (x, y) = seen.share(place);
        known.push(Known { x, y, z: table.cells()[index], weight: *weight });
    }
    targets.cells.retain(|cell| sources.iter().all(|(source, _)| source != cell));
    let at: Vec<(f64, f64)> =
        targets.cells.iter().filter_map(|c| seen.place(*c)).map(|place| seen.share(place)).collect();
    let values = match method {
        FillMethod::InverseDistance { power } if (0.1..=16.0).contains(&power) => {
            inverse_distance(&known, power, at)
        }
        FillMethod::ThinPlate { smoothing } if (0.0..=1e6).contains(&smoothing) => {
            thin_plate(&known, smoothing, at)
        }
        _ => return Err(Refusal::Parameter),
    };
    let values = values.map_err(|error| match error {
        ScatterError::TooFew { found, needed } => {
            Refusal::TooFewKnown { found: found as u32, needed: needed as u32 }
        }
        ScatterError::TooMany { found } => {
            Refusal::TooManyKnown { found: found as u32, most: MAX_KNOWN as u32 }
        }
        ScatterError::Degenerate => Refusal::NoSurface,
    })?;
    Ok((targets, values))
}

fn paste(table: &MapTable, at: Cell, block: &Block, how: PasteHow, transpose: bool) -> Proposed {
    let block = block.clone().checked()?;
    let block = if transpose { block.transposed() } else { block };
    table.index(at).ok_or(Refusal::Outside(at))?;
    let beyond = |slots: Vec<usize>, from: u32| -> Vec<u32> {
        slots.into_iter().map(|i| i as u32).filter(|i| *i >= from).collect()
    };
    let rows = beyond(table.rows_in_use(), at.row);
    let columns = beyond(table.x().in_use(), at.column);
    if rows.len() < block.rows as usize || columns.len() < block.columns as usize {
        return Err(Refusal::DoesNotFit {
            rows: block.rows,
            columns: block.columns,
            room_rows: rows.len() as u32,
            room_columns: columns.len() as u32,
        });
    }
    let mut targets = Targets { cells: Vec::new(), locked: 0 };
    let mut values = Vec::new();
    for (line, row) in block.cells.chunks(block.columns as usize).zip(rows) {
        for (value, column) in line.iter().zip(&columns) {
            let cell = Cell::at(row, *column);
            let (Some(value), Some(old)) = (value, table.cell(cell)) else { continue };
            if table.is_locked(cell) {
                targets.locked += 1;
            } else {
                targets.cells.push(cell);
                values.push(how.of(old, *value));
            }
        }
    }
    Ok((targets, values))
}

fn lock(table: &MapTable, area: Area, locked: bool) -> Result<MapTable, Refusal> {
    check_area(table, area)?;
    let chosen: Vec<u32> = area.cells().filter_map(|c| table.index(c)).map(|i| i as u32).collect();
    let mut locks: Vec<u32> = table.locked_indices().to_vec();
    if locked {
        locks.extend(chosen);
    } else {
        locks.retain(|i| chosen.binary_search(i).is_err());
    }
    Ok(table.with_locked(locks))
}

fn restore(table: &MapTable, other: &MapTable) -> Result<MapTable, Refusal> {
    if other.unit() != table.unit() {
        return Err(Refusal::OtherQuantity);
    }
    let mut restored = other.clone();
    restored.info = table.info.clone();
    Ok(restored)
}
