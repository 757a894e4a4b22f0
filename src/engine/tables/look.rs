//! What looks wrong in the course of a table's cells: steps, plateaus, cells that stand out.

use super::cells::Cell;
use super::check::{Finding, FindingCode};
use super::model::MapTable;
use super::rules::{Trend, trend};
use super::surface::Lattice;
use crate::engine::stats::sorted::{MAD_TO_SD, median_and_mad};
use crate::engine::tune::TableKind;

/// A slope this many times the steeper one of its neighbours' is a jump.
const STEEPER: f64 = 2.5;
/// Steps below this share of the table's span are none.
const SHARE: f64 = 0.05;
/// Neighbours along the load that are the same before it is said.
const FLAT: usize = 4;
/// Robust standard deviations from the lines between the neighbours from which a cell stands out.
const FAR: f64 = 5.0;
/// A correction that goes the wrong way by less than this share of the span is rounding.
const HAIR: f64 = 0.002;

/// A lattice with the places of its lines in the table.
struct View {
    lattice: Lattice,
    rows: Vec<usize>,
    columns: Vec<usize>,
    span: f64,
}

impl View {
    fn cell(&self, row: usize, column: usize) -> Cell {
        Cell::at(self.rows[row] as u32, self.columns[column] as u32)
    }

    /// Lines along the columns and along the rows: break points, and the cells of each with their places.
    fn lines(&self, along_x: bool) -> Vec<Vec<(f64, f64, Cell)>> {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        if along_x {
            let at = |r: usize, c: usize| (self.lattice.xs[c], self.lattice.cell(r, c), self.cell(r, c));
            (0..rows).map(|r| (0..columns).map(|c| at(r, c)).collect()).collect()
        } else {
            let at = |r: usize, c: usize| (self.lattice.ys[r], self.lattice.cell(r, c), self.cell(r, c));
            (0..columns).map(|c| (0..rows).map(|r| at(r, c)).collect()).collect()
        }
    }
}

pub(super) fn findings(table: &MapTable) -> Vec<Finding> {
    let lattice = table.lattice();
    let low = lattice.cells.iter().copied().fold(f64::INFINITY, f64::min);
    let high = lattice.cells.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let view = View { lattice, rows: table.rows_in_use(), columns: table.x().in_use(), span: high - low };
    let dense = matches!(
        table.info.kind,
        TableKind::MainFuel | TableKind::Ve | TableKind::Ignition | TableKind::LambdaTarget
    );
    if view.span <= 0.0 {
        let all = view.lines(true).into_iter().flatten().map(|(.., cell)| cell).collect::<Vec<_>>();
        let finding = (dense && all.len() >= FLAT).then(|| Finding::of_cells(FindingCode::AllEqual, all));
        return finding.flatten().into_iter().collect();
    }
    let fuel = matches!(table.info.kind, TableKind::MainFuel | TableKind::Ve);
    [
        Finding::of_cells(FindingCode::WrongWay, wrong_way(table, &view)),
        Finding::of_cells(FindingCode::Jump, jumps(&view)),
        Finding::of_cells(FindingCode::Flat, if fuel { flats(&view) } else { Vec::new() }),
        Finding::of_cells(FindingCode::Outlier, outliers(&view)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn wrong_way(table: &MapTable, view: &View) -> Vec<Cell> {
    let mut found = Vec::new();
    for (along_x, axis) in [(true, Some(table.x())), (false, table.y())] {
        let Some(way) = axis.and_then(|axis| trend(table.info.kind, axis)) else { continue };
        let sign = if way == Trend::Rising { 1.0 } else { -1.0 };
        for line in view.lines(along_x) {
            let back = line.windows(2).filter(|w| (w[1].1 - w[0].1) * sign < -HAIR * view.span);
            found.extend(back.map(|w| w[1].2));
        }
    }
    found
}

fn jumps(view: &View) -> Vec<Cell> {
    let mut found = Vec::new();
    for line in view.lines(true).into_iter().chain(view.lines(false)) {
        let slope: Vec<f64> =
            line.windows(2).map(|w| ((w[1].1 - w[0].1) / (w[1].0 - w[0].0)).abs()).collect();
        for (i, w) in line.windows(2).enumerate() {
            let before = i.checked_sub(1).map(|i| slope[i]);
            let after = slope.get(i + 1).copied();
            // A line of two cells has nothing to be steeper than.
            let Some(beside) = before.into_iter().chain(after).reduce(f64::max) else { continue };
            let both = before.is_some() && after.is_some();
            if both && (w[1].1 - w[0].1).abs() > SHARE * view.span && slope[i] > STEEPER * beside {
                found.extend([w[0].2, w[1].2]);
            }
        }
    }
    found
}

fn flats(view: &View) -> Vec<Cell> {
    let mut found = Vec::new();
    for line in view.lines(true) {
        for run in line.chunk_by(|a, b| a.1 == b.1).filter(|run| run.len() >= FLAT) {
            found.extend(run.iter().map(|(.., cell)| *cell));
        }
    }
    found
}

/// Cells off the straight lines between their neighbours by more than [`FAR`] robust standard deviations of all such
/// differences and by more than [`SHARE`] of the span.
fn outliers(view: &View) -> Vec<Cell> {
    let (rows, columns) = (view.rows.len(), view.columns.len());
    let mut away: Vec<Option<f64>> = Vec::with_capacity(rows * columns);
    for r in 0..rows {
        away.extend((0..columns).map(|c| {
            from_neighbours(&view.lattice, r, c).map(|expected| view.lattice.cell(r, c) - expected)
        }));
    }
    let mut values: Vec<f64> = away.iter().copied().flatten().collect();
    let Some((median, mad)) = median_and_mad(&mut values) else { return Vec::new() };
    let limit = (FAR * MAD_TO_SD * mad).max(SHARE * view.span);
    let off = |r: usize, c: usize| away[r * columns + c].map_or(0.0, |d| (d - median).abs());
    let mut found = Vec::new();
    for r in 0..rows {
        for c in 0..columns {
            // A cell that stands out bends the lines through its neighbours: of them only the worst is one.
            let around = [(r.wrapping_sub(1), c), (r + 1, c), (r, c.wrapping_sub(1)), (r, c + 1)];
            let beside = around.into_iter().filter(|(r, c)| *r < rows && *c < columns);
            if off(r, c) > limit && beside.map(|(r, c)| off(r, c)).all(|other| other < off(r, c)) {
                found.push(view.cell(r, c));
            }
        }
    }
    found
}

/// What opposite neighbours make of a cell: the mean, over every pair of cells on opposite sides, of the straight line
/// between them. A plane is met exactly, whatever the steps of the axes.
fn from_neighbours(lattice: &Lattice, row: usize, column: usize) -> Option<f64> {
    let (mut sum, mut n) = (0.0, 0);
    let (rows, columns) = (lattice.ys.len(), lattice.xs.len());
    let inner = |at: usize, count: usize| at > 0 && at + 1 < count;
    if inner(column, columns) {
        let share =
            (lattice.xs[column] - lattice.xs[column - 1]) / (lattice.xs[column + 1] - lattice.xs[column - 1]);
        let (a, b) = (lattice.cell(row, column - 1), lattice.cell(row, column + 1));
        sum += a + (b - a) * share;
        n += 1;
    }
    if inner(row, rows) {
        let share = (lattice.ys[row] - lattice.ys[row - 1]) / (lattice.ys[row + 1] - lattice.ys[row - 1]);
        let (a, b) = (lattice.cell(row - 1, column), lattice.cell(row + 1, column));
        sum += a + (b - a) * share;
        n += 1;
    }
    (n > 0).then(|| sum / f64::from(n))
}
