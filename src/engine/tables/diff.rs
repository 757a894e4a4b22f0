//! What is different between two tables, and what becomes of two edits of the same one.

use serde::{Deserialize, Serialize};

use super::axis::MapAxis;
use super::cells::Cell;
use super::model::MapTable;
use super::surface::{Beyond, Lattice, Method};

/// Values that differ by no more than this share of the larger one are the same: ten digits are kept.
const SAME: f64 = 1e-9;

/// Why two tables have no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DiffError {
    /// Cells or axes of another quantity.
    #[error("the tables measure different things")]
    OtherQuantity,
    /// A curve beside a table of two axes.
    #[error("a curve is not compared with a table of two axes")]
    OtherShape,
}

/// The difference at one cell of the first table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delta {
    pub cell: Cell,
    /// Value of the first table.
    pub from: f64,
    /// Value of the second at the same place.
    pub to: f64,
    /// The second has no break points that far: its edge's value stands.
    pub beyond: bool,
}

impl Delta {
    /// By how much the second is higher.
    pub fn by(&self) -> f64 {
        self.to - self.from
    }

    /// The same in % of the first; `None` where that is 0.
    pub fn percent(&self) -> Option<f64> {
        (self.from != 0.0).then(|| (self.to - self.from) / self.from.abs() * 100.0)
    }

    /// Whether it is more than a rounding.
    pub fn differs(&self) -> bool {
        !same(self.from, self.to)
    }
}

/// Two tables side by side, on the break points the first one uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The axes in use are the same: nothing was re-sampled.
    pub same_axes: bool,
    /// Every cell in use of the first table, row by row.
    pub cells: Vec<Delta>,
    pub stats: DiffStats,
}

/// Figures of a difference. All but the counts leave out places the second table does not reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DiffStats {
    /// Cells compared.
    pub cells: u32,
    /// Those that differ.
    pub changed: u32,
    /// Those the second table does not reach.
    pub beyond: u32,
    /// Mean of all differences.
    pub mean: f64,
    /// Mean of their sizes.
    pub mean_abs: f64,
    /// Root of the mean of their squares.
    pub rms: f64,
    /// The largest rise and the largest fall, with their cells.
    pub most: Option<(Cell, f64)>,
    pub least: Option<(Cell, f64)>,
}

/// From the first table to the second, cell by cell of the first. Where the axes differ, the second is read at the
/// first one's break points.
pub fn diff(first: &MapTable, second: &MapTable, method: Method) -> Result<Difference, DiffError> {
    let lattice = first.lattice();
    let other = second.lattice();
    let same_axes = lattice.xs == other.xs && lattice.ys == other.ys;
    let read = at_places_of(first, second, method)?;
    let columns = lattice.xs.len();
    let cells: Vec<Delta> = cells_in_use(first)
        .into_iter()
        .enumerate()
        .map(|(i, cell)| {
            let (x, y) = (lattice.xs[i % columns], lattice.ys[i / columns]);
            let beyond = !same_axes && other.beyond(x, y);
            Delta { cell, from: lattice.cells[i], to: read.cells[i], beyond }
        })
        .collect();
    let stats = DiffStats::of(&cells);
    Ok(Difference { same_axes, cells, stats })
}

impl DiffStats {
    fn of(cells: &[Delta]) -> Self {
        let mut stats = DiffStats { cells: cells.len() as u32, ..DiffStats::default() };
        let mut n = 0.0;
        for delta in cells {
            stats.beyond += u32::from(delta.beyond);
            if delta.beyond {
                continue;
            }
            stats.changed += u32::from(delta.differs());
            let by = delta.by();
            n += 1.0;
            stats.mean += by;
            stats.mean_abs += by.abs();
            stats.rms += by * by;
            if stats.most.is_none_or(|(_, most)| by > most) {
                stats.most = Some((delta.cell, by));
            }
            if stats.least.is_none_or(|(_, least)| by < least) {
                stats.least = Some((delta.cell, by));
            }
        }
        if n > 0.0 {
            stats.mean /= n;
            stats.mean_abs /= n;
            stats.rms = (stats.rms / n).sqrt();
        }
        stats
    }
}

/// Whose edit a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MergeState {
    /// Nobody changed it.
    Same,
    /// Only mine is different from the base.
    Mine,
    /// Only the proposed one is.
    Proposed,
    /// Both changed it to the same value.
    Agreed,
    /// Both changed it, each to something else.
    Conflict,
}

/// One cell of a three-way comparison.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergeCell {
    pub cell: Cell,
    pub base: f64,
    pub mine: f64,
    pub proposed: f64,
    pub state: MergeState,
    /// The proposal has no break points that far: it proposes what is there.
    pub beyond: bool,
}

/// What is taken for a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    Base,
    Mine,
    Proposed,
}

/// Base, mine and proposed, on the break points mine uses; the others are read there where their axes differ.
pub fn three_way(
    base: &MapTable,
    mine: &MapTable,
    proposed: &MapTable,
    method: Method,
) -> Result<Vec<MergeCell>, DiffError> {
    let lattice = mine.lattice();
    let read_base = at_places_of(mine, base, method)?;
    let read_proposed = at_places_of(mine, proposed, method)?;
    let (lattice_base, lattice_proposed) = (base.lattice(), proposed.lattice());
    let columns = lattice.xs.len();
    let cell = |(i, cell): (usize, Cell)| {
        let (x, y) = (lattice.xs[i % columns], lattice.ys[i / columns]);
        let beyond = lattice_proposed.beyond(x, y);
        let (base, mine) = (read_base.cells[i], lattice.cells[i]);
        let proposed = if beyond { mine } else { read_proposed.cells[i] };
        let unknown = lattice_base.beyond(x, y);
        let state = match (same(base, mine), same(base, proposed), same(mine, proposed)) {
            _ if beyond && same(base, mine) => MergeState::Same,
            _ if beyond => MergeState::Mine,
            // Without a base nobody can tell whose edit a difference is.
            (.., false) if unknown => MergeState::Conflict,
            (true, true, _) => MergeState::Same,
            (false, true, _) => MergeState::Mine,
            (true, false, _) => MergeState::Proposed,
            (false, false, true) => MergeState::Agreed,
            (false, false, false) => MergeState::Conflict,
        };
        MergeCell { cell, base, mine, proposed, state, beyond }
    };
    Ok(cells_in_use(mine).into_iter().enumerate().map(cell).collect())
}

/// The cells of mine that choices change, as [`Command::Take`](super::Command::Take) takes them. Without a choice
/// of its own a cell takes the proposal where only that changed, and stays as it is in a conflict.
pub fn resolve(cells: &[MergeCell], choice: impl Fn(&MergeCell) -> Option<Choice>) -> Vec<(Cell, f64)> {
    let value = |cell: &MergeCell| {
        let by_itself = if cell.state == MergeState::Proposed { Choice::Proposed } else { Choice::Mine };
        match choice(cell).unwrap_or(by_itself) {
            Choice::Base => cell.base,
            Choice::Mine => cell.mine,
            Choice::Proposed => cell.proposed,
        }
    };
    cells
        .iter()
        .map(|cell| (cell.cell, value(cell), cell.mine))
        .filter(|c| c.1 != c.2)
        .map(|c| (c.0, c.1))
        .collect()
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs())
}

/// Cells of the break points in use, row by row, as the lattice has them.
pub(super) fn cells_in_use(table: &MapTable) -> Vec<Cell> {
    let columns = table.x().in_use();
    let row = |r: usize| columns.iter().map(move |c| Cell::at(r as u32, *c as u32));
    table.rows_in_use().into_iter().flat_map(row).collect()
}

/// Whether the same moves along two axes, as far as both say: a gauge pressure is no absolute one, though both are in bar.
fn alike(a: &MapAxis, b: &MapAxis) -> bool {
    let channels = a.channel().zip(b.channel());
    a.unit() == b.unit() && channels.is_none_or(|(a, b)| a == b)
}

/// Another table read at the places of this one.
fn at_places_of(table: &MapTable, other: &MapTable, method: Method) -> Result<Lattice, DiffError> {
    if table.unit() != other.unit() || !alike(table.x(), other.x()) {
        return Err(DiffError::OtherQuantity);
    }
    match (table.y(), other.y()) {
        (None, None) => {}
        (Some(a), Some(b)) if alike(a, b) => {}
        (Some(_), Some(_)) => return Err(DiffError::OtherQuantity),
        _ => return Err(DiffError::OtherShape),
    }
    let (here, there) = (table.lattice(), other.lattice());
    if here.xs == there.xs && here.ys == there.ys {
        return Ok(there);
    }
    Ok(there.resampled(&here.xs, &here.ys, method, Beyond::Hold))
}
