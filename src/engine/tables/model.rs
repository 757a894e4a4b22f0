//! A table that can be edited.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::axis::{AxisError, LARGEST, MapAxis, kept};
use super::cells::{Area, Cell, Side};
use super::surface::Lattice;
use crate::engine::channels::ChannelId;
use crate::engine::tune::{Bank, TableKind};
use crate::engine::units::Unit;

/// Characters a name has at most.
pub const MAX_NAME: usize = 200;

/// What a table is called and what it is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapInfo {
    /// At most [`MAX_NAME`] characters.
    pub name: String,
    pub kind: TableKind,
    /// Injection bank, where the table is one bank's.
    #[serde(default)]
    pub bank: Option<Bank>,
    /// Place of the map in the ECU, from 1.
    #[serde(default)]
    pub map_slot: Option<u32>,
    #[serde(default)]
    pub notes: String,
    #[serde(default)]
    pub tags: Vec<String>,
    /// What the program it came from calls it inside, such as `InjTables.Inj_MainMap_A_Table`.
    #[serde(default)]
    pub inner: Option<String>,
}

impl MapInfo {
    /// A name and a kind; everything else is open.
    pub fn new(name: impl Into<String>, kind: TableKind) -> Self {
        let (notes, tags) = (String::new(), Vec::new());
        Self { name: name.into(), kind, bank: None, map_slot: None, notes, tags, inner: None }
    }
}

/// One table, sound by construction: its cells are finite and as many as its axes ask for.
///
/// Cells are row-major over **all** break points, unused ones included: `cells[row * columns + column]`. Columns run
/// along `x`, rows along `y`. A table over engine speed and load has its **engine speed in rows and its load in columns**;
/// whoever reads a file that has them the other way round turns the table. A curve has no `y` and one row. Cells are in
/// the base unit of their quantity, to ten significant digits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct MapTable {
    pub info: MapInfo,
    x: MapAxis,
    y: Option<MapAxis>,
    unit: Unit,
    cells: Vec<f64>,
    /// Indices of locked cells, ascending.
    locked: Vec<u32>,
}

/// A table as it is kept, before it is known to be sound.
#[derive(Deserialize)]
struct Stored {
    info: MapInfo,
    x: MapAxis,
    y: Option<MapAxis>,
    unit: Unit,
    cells: Vec<f64>,
    locked: Vec<u32>,
}

impl TryFrom<Stored> for MapTable {
    type Error = MapError;

    fn try_from(stored: Stored) -> Result<Self, MapError> {
        let mut table = MapTable::new(stored.info, stored.x, stored.y, stored.unit, stored.cells)?;
        table.locked = stored.locked;
        table.locked.sort_unstable();
        table.locked.dedup();
        match table.locked.last() {
            Some(&last) if last as usize >= table.cells.len() => Err(MapError::Lock { index: last }),
            _ => Ok(table),
        }
    }
}

/// Why parts make no table. Places count from 0.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MapError {
    #[error("{rows} rows and {columns} columns do not make {cells} cells")]
    Shape { rows: usize, columns: usize, cells: usize },
    #[error("cell {row}, {column} is no number of an ECU")]
    NotFinite { row: usize, column: usize },
    #[error("axis {side:?}: {error}")]
    Axis { side: Side, error: AxisError },
    #[error("{0:?} is no base unit")]
    Unit(Unit),
    #[error("a name of {found} characters, at most {MAX_NAME}")]
    Name { found: usize },
    #[error("there is no cell {index} to lock")]
    Lock { index: u32 },
    /// Engine speed stands in columns and load in rows.
    #[error("engine speed belongs in rows")]
    Orientation,
}

/// What tells one content from another: equal for tables with the same kind, unit, axes and cells, whatever their
/// names, notes and locks. 32 hexadecimal digits (xxh3, 128 bits).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContentHash(pub String);

impl MapTable {
    /// The table, if its parts fit together. No cell is locked.
    pub fn new(
        info: MapInfo,
        x: MapAxis,
        y: Option<MapAxis>,
        unit: Unit,
        cells: Vec<f64>,
    ) -> Result<Self, MapError> {
        let name = info.name.chars().count();
        if name > MAX_NAME {
            return Err(MapError::Name { found: name });
        }
        if Unit::base(unit.quantity()) != unit {
            return Err(MapError::Unit(unit));
        }
        if y.is_some() && x.channel() == Some(ChannelId::Rpm) && y.as_ref().is_some_and(is_load) {
            return Err(MapError::Orientation);
        }
        let (rows, columns) = (y.as_ref().map_or(1, MapAxis::len), x.len());
        if rows * columns != cells.len() {
            return Err(MapError::Shape { rows, columns, cells: cells.len() });
        }
        if let Some(at) = cells.iter().position(|z| z.is_nan() || z.abs() > LARGEST) {
            return Err(MapError::NotFinite { row: at / columns, column: at % columns });
        }
        let cells = cells.into_iter().map(kept).collect();
        Ok(Self { info, x, y, unit, cells, locked: Vec::new() })
    }

    /// Along the columns.
    pub fn x(&self) -> &MapAxis {
        &self.x
    }

    /// Along the rows; a curve has none.
    pub fn y(&self) -> Option<&MapAxis> {
        self.y.as_ref()
    }

    /// An axis by its side.
    pub fn axis(&self, side: Side) -> Option<&MapAxis> {
        match side {
            Side::X => Some(&self.x),
            Side::Y => self.y.as_ref(),
        }
    }

    /// Base unit of the cells; [`Unit::Raw`] where it is not known.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// All cells, row by row.
    pub fn cells(&self) -> &[f64] {
        &self.cells
    }

    /// Number of rows, unused ones included; 1 for a curve.
    pub fn rows(&self) -> usize {
        self.y.as_ref().map_or(1, MapAxis::len)
    }

    /// Number of columns, unused ones included.
    pub fn columns(&self) -> usize {
        self.x.len()
    }

    /// Whether it has one axis only.
    pub fn is_curve(&self) -> bool {
        self.y.is_none()
    }

    /// Place of a cell among [`MapTable::cells`].
    pub fn index(&self, cell: Cell) -> Option<usize> {
        let (row, column) = (cell.row as usize, cell.column as usize);
        (row < self.rows() && column < self.columns()).then(|| row * self.columns() + column)
    }

    /// One cell.
    pub fn cell(&self, cell: Cell) -> Option<f64> {
        self.index(cell).map(|i| self.cells[i])
    }

    /// Whether both break points of a cell are in use.
    pub fn is_active(&self, cell: Cell) -> bool {
        let on = |axis: &MapAxis, at: u32| axis.enabled().get(at as usize).copied().unwrap_or(false);
        on(&self.x, cell.column) && self.y.as_ref().map_or(cell.row == 0, |y| on(y, cell.row))
    }

    /// Whether a cell may not be changed.
    pub fn is_locked(&self, cell: Cell) -> bool {
        self.index(cell).is_some_and(|i| self.locked.binary_search(&(i as u32)).is_ok())
    }

    /// The locked cells, row by row.
    pub fn locked(&self) -> impl Iterator<Item = Cell> + '_ {
        let columns = self.columns() as u32;
        self.locked.iter().map(move |i| Cell::at(i / columns, i % columns))
    }

    /// All of it, unused break points included.
    pub fn whole(&self) -> Area {
        Area { row: 0, column: 0, rows: self.rows() as u32, columns: self.columns() as u32 }
    }

    /// Rows whose break point is in use.
    pub fn rows_in_use(&self) -> Vec<usize> {
        self.y.as_ref().map_or_else(|| vec![0], MapAxis::in_use)
    }

    /// What the ECU sees: the break points in use with their cells. A curve has one row at 0.
    pub fn lattice(&self) -> Lattice {
        let columns = self.x.in_use();
        let width = self.columns();
        let row = |row: usize| columns.iter().map(move |column| self.cells[row * width + column]);
        let cells = self.rows_in_use().into_iter().flat_map(row).collect();
        let ys = self.y.as_ref().map_or_else(|| vec![0.0], MapAxis::active);
        Lattice { xs: self.x.active(), ys, cells }
    }

    /// The value at `x` and `y` (base units; `y` does not matter to a curve): bilinear between the break points in use
    /// around them, held beyond the edges, as FuelTech ECUs look their tables up. `None` where a figure is NaN.
    pub fn lookup(&self, x: f64, y: f64) -> Option<f64> {
        self.lattice().bilinear(x, y)
    }

    /// See [`ContentHash`].
    pub fn content_hash(&self) -> ContentHash {
        let mut bytes = Vec::with_capacity(self.cells.len() * 8 + 1024);
        let text = |bytes: &mut Vec<u8>, text: &str| {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        };
        text(&mut bytes, self.info.kind.slug());
        text(&mut bytes, self.unit.symbol());
        for axis in [Some(&self.x), self.y.as_ref()] {
            let Some(axis) = axis else {
                text(&mut bytes, "");
                continue;
            };
            text(&mut bytes, axis.channel().map_or("-", ChannelId::slug));
            text(&mut bytes, axis.unit().symbol());
            bytes.extend((axis.len() as u64).to_le_bytes());
            for (point, on) in axis.points().iter().zip(axis.enabled()) {
                bytes.extend(point.to_le_bytes());
                bytes.push(u8::from(*on));
            }
        }
        bytes.extend(self.cells.iter().flat_map(|z| z.to_le_bytes()));
        ContentHash(format!("{:032x}", xxh3_128(&bytes)))
    }

    /// The same table with these cells changed; values are finite and indices lie within.
    pub(super) fn with_cells(&self, changes: impl IntoIterator<Item = (usize, f64)>) -> Self {
        let mut table = self.clone();
        for (index, value) in changes {
            table.cells[index] = kept(value);
        }
        table
    }

    /// The same table with these cells locked (indices).
    pub(super) fn with_locked(&self, mut locked: Vec<u32>) -> Self {
        locked.sort_unstable();
        locked.dedup();
        locked.retain(|i| (*i as usize) < self.cells.len());
        Self { locked, ..self.clone() }
    }

    pub(super) fn locked_indices(&self) -> &[u32] {
        &self.locked
    }
}

/// Whether what moves along an axis is load, which never stands in rows beside engine speed.
fn is_load(axis: &MapAxis) -> bool {
    matches!(
        axis.channel(),
        Some(
            ChannelId::MapGauge
                | ChannelId::MapAbs
                | ChannelId::Load
                | ChannelId::Maf
                | ChannelId::Tps
                | ChannelId::Pedal
        )
    )
}
