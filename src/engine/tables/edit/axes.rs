//! Commands that change an axis.

use super::apply::Done;
use super::command::Point;
use super::refusal::Refusal;
use crate::engine::tables::axis::{AxisError, MAX_POINTS, MapAxis, kept};
use crate::engine::tables::cells::{Cell, Side};
use crate::engine::tables::model::{MapError, MapTable};
use crate::engine::tables::rules::{axis_rules, cell_rules};
use crate::engine::tables::surface::{Beyond, Method};

pub(super) fn set(
    table: &MapTable,
    side: Side,
    points: &[Point],
    resample: Option<Method>,
) -> Result<Done, Refusal> {
    let old = axis_of(table, side)?;
    let new = checked(side, old, points)?;
    let Some(method) = resample else {
        if new.len() != old.len() {
            let (expected, found) = (old.len() as u32, new.len() as u32);
            return Err(Refusal::PointCount { side, expected, found });
        }
        let cells = table.cells().to_vec();
        let made = rebuilt(table, side, new, cells)?;
        return Ok(Done::of(made.with_locked(table.locked_indices().to_vec())));
    };
    resampled(table, side, new, method)
}

pub(super) fn insert(table: &MapTable, side: Side, at: f64, method: Method) -> Result<Done, Refusal> {
    let old = axis_of(table, side)?;
    if !at.is_finite() {
        return Err(Refusal::NotFinite);
    }
    let at = kept(at);
    let mut points = points_of(old);
    if points.iter().any(|p| p.in_use && p.at == at) {
        return Err(Refusal::PointTaken { side, at });
    }
    let place = points.iter().position(|p| p.in_use && p.at > at).unwrap_or_else(|| {
        // Behind the last one in use, before those that wait for use.
        points.iter().rposition(|p| p.in_use).map_or(0, |last| last + 1)
    });
    if let Some(spare) = points.iter().rposition(|p| !p.in_use) {
        points.remove(spare);
        let place = if spare < place { place - 1 } else { place };
        points.insert(place, Point { at, in_use: true });
    } else if points.len() < MAX_POINTS {
        points.insert(place, Point { at, in_use: true });
    } else {
        return Err(Refusal::Axis { side, error: AxisError::TooMany { found: points.len() + 1 } });
    }
    let new = checked(side, old, &points)?;
    resampled(table, side, new, method)
}

pub(super) fn remove(table: &MapTable, side: Side, index: u32) -> Result<Done, Refusal> {
    let old = axis_of(table, side)?;
    let mut points = points_of(old);
    let at = index as usize;
    if at >= points.len() {
        return Err(Refusal::NoSuchPoint { side, index });
    }
    points.remove(at);
    let new = checked(side, old, &points)?;
    moved(table, side, new, |i| if i < at { i } else { i + 1 })
}

pub(super) fn switch(table: &MapTable, side: Side, index: u32, in_use: bool) -> Result<Done, Refusal> {
    let old = axis_of(table, side)?;
    let mut points = points_of(old);
    let point = points.get_mut(index as usize).ok_or(Refusal::NoSuchPoint { side, index })?;
    point.in_use = in_use;
    let new = checked(side, old, &points)?;
    let made = rebuilt(table, side, new, table.cells().to_vec())?;
    Ok(Done::of(made.with_locked(table.locked_indices().to_vec())))
}

fn axis_of(table: &MapTable, side: Side) -> Result<&MapAxis, Refusal> {
    table.axis(side).ok_or(Refusal::NoSuchAxis)
}

fn points_of(axis: &MapAxis) -> Vec<Point> {
    axis.points().iter().zip(axis.enabled()).map(|(at, in_use)| Point { at: *at, in_use: *in_use }).collect()
}

/// An axis of these points, if it may be one: in order, within its limits, with two points in use.
fn checked(side: Side, old: &MapAxis, points: &[Point]) -> Result<MapAxis, Refusal> {
    let (values, used) = points.iter().map(|p| (p.at, p.in_use)).unzip();
    let new = old.with(values, used).map_err(|error| Refusal::Axis { side, error })?;
    if new.in_use().len() < 2 {
        return Err(Refusal::TooFewPoints { side });
    }
    let rules = axis_rules(&new);
    let was_there = |at: f64| old.points().contains(&at);
    let may_stand = |at: f64| was_there(at) || (at >= rules.low && at <= rules.high);
    match new.active().into_iter().find(|at| !may_stand(*at)) {
        Some(at) => Err(Refusal::PointBeyondLimits { side, at, low: rules.low, high: rules.high }),
        None => Ok(new),
    }
}

/// The table on another axis, its cells read off the old ones. What stands on a break point that stays keeps its value
/// to the last digit; so do unused break points that stay. A curve that swings beyond what the kind allows, and beyond the
/// cells there were, is refused.
fn resampled(table: &MapTable, side: Side, new: MapAxis, method: Method) -> Result<Done, Refusal> {
    let lattice = table.lattice();
    let old = axis_of(table, side)?;
    let was = places_before(old, &new);
    let (xs, ys) = match side {
        Side::X => (new.points().to_vec(), table.y().map_or_else(|| vec![0.0], |y| y.points().to_vec())),
        Side::Y => (table.x().points().to_vec(), new.points().to_vec()),
    };
    let read = lattice.resampled(&xs, &ys, method, Beyond::Hold);
    let columns = xs.len();
    let old_cell = |row: usize, column: usize| match side {
        Side::X => was[column].map(|c| (row, c)),
        Side::Y => was[row].map(|r| (r, column)),
    };
    let other_in_use = |row: usize, column: usize| match side {
        Side::X => table.y().is_none_or(|y| y.enabled()[row]),
        Side::Y => table.x().enabled()[column],
    };
    let mut cells = Vec::with_capacity(read.cells.len());
    let mut locks = Vec::new();
    let mut beyond = 0;
    for (i, value) in read.cells.iter().enumerate() {
        let (row, column) = (i / columns, i % columns);
        let on = match side {
            Side::X => new.enabled()[column],
            Side::Y => new.enabled()[row],
        };
        if let Some((r, c)) = old_cell(row, column) {
            let place = r * table.columns() + c;
            cells.push(table.cells()[place]);
            if table.locked_indices().binary_search(&(place as u32)).is_ok() {
                locks.push(i as u32);
            }
        } else {
            beyond += u32::from(on && other_in_use(row, column) && lattice.beyond(xs[column], ys[row]));
            cells.push(*value);
        }
    }
    if let Some(cell) = lost_lock(table, side, &was) {
        return Err(Refusal::LockedPoint(cell));
    }
    swings(table, &cells, columns)?;
    let made = rebuilt(table, side, new, cells)?.with_locked(locks);
    Ok(Done { table: made, locked: 0, beyond })
}

fn swings(table: &MapTable, cells: &[f64], columns: usize) -> Result<(), Refusal> {
    let rules = cell_rules(table.info.kind, table.unit());
    let low = table.cells().iter().copied().fold(rules.low, f64::min);
    let high = table.cells().iter().copied().fold(rules.high, f64::max);
    let mut beyond = cells.iter().enumerate().filter(|(_, z)| **z < low || **z > high);
    let Some((first, value)) = beyond.next() else { return Ok(()) };
    let cell = Cell::at((first / columns) as u32, (first % columns) as u32);
    let count = 1 + beyond.count() as u32;
    Err(Refusal::BeyondLimits { cell, value: *value, low: rules.low, high: rules.high, count })
}

/// For each new break point the old one it was: one in use, else, where the new one waits too, one that waited.
fn places_before(old: &MapAxis, new: &MapAxis) -> Vec<Option<usize>> {
    let place = |(at, on): (&f64, &bool)| {
        let same = move || (0..old.len()).filter(move |i| old.points()[*i] == *at);
        same().find(|i| old.enabled()[*i]).or_else(|| if *on { None } else { same().next() })
    };
    new.points().iter().zip(new.enabled()).map(place).collect()
}

/// The table without some break points; `from` is the old place of each new one.
fn moved(table: &MapTable, side: Side, new: MapAxis, from: impl Fn(usize) -> usize) -> Result<Done, Refusal> {
    let (rows, columns) = match side {
        Side::X => (table.rows(), new.len()),
        Side::Y => (new.len(), table.columns()),
    };
    let mut cells = Vec::with_capacity(rows * columns);
    let mut locks = Vec::new();
    for i in 0..rows * columns {
        let (row, column) = match side {
            Side::X => (i / columns, from(i % columns)),
            Side::Y => (from(i / columns), i % columns),
        };
        let place = row * table.columns() + column;
        cells.push(table.cells()[place]);
        if table.locked_indices().binary_search(&(place as u32)).is_ok() {
            locks.push(i as u32);
        }
    }
    let was: Vec<Option<usize>> = (0..new.len()).map(|i| Some(from(i))).collect();
    if let Some(cell) = lost_lock(table, side, &was) {
        return Err(Refusal::LockedPoint(cell));
    }
    Ok(Done::of(rebuilt(table, side, new, cells)?.with_locked(locks)))
}

/// The first locked cell whose break point would go.
fn lost_lock(table: &MapTable, side: Side, was: &[Option<usize>]) -> Option<Cell> {
    let stays = |cell: &Cell| {
        let at = match side {
            Side::X => cell.column,
            Side::Y => cell.row,
        };
        was.contains(&Some(at as usize))
    };
    table.locked().find(|cell| !stays(cell))
}

fn rebuilt(table: &MapTable, side: Side, new: MapAxis, cells: Vec<f64>) -> Result<MapTable, Refusal> {
    let (x, y) = match side {
        Side::X => (new, table.y().cloned()),
        Side::Y => (table.x().clone(), Some(new)),
    };
    MapTable::new(table.info.clone(), x, y, table.unit(), cells).map_err(|error| match error {
        MapError::Axis { side, error } => Refusal::Axis { side, error },
        _ => Refusal::NotFinite,
    })
}
