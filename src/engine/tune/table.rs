//! One table with its axes.

use serde::{Deserialize, Serialize};

use super::TableKind;
use crate::engine::channels::ChannelId;
use crate::engine::units::Unit;

/// Cells of the largest table that is kept; the largest one of a FuelTech ECU has 32 × 32.
pub const MAX_CELLS: usize = 1 << 16;

/// Injection bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Bank {
    A,
    B,
}

/// The break points of a table in one direction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TuneAxis {
    /// The logged channel that moves along it, where one is known.
    pub channel: Option<ChannelId>,
    /// Unit of the break points: the base unit of their quantity, [`Unit::Raw`] where it is not known.
    pub unit: Unit,
    /// Break points in the order of the file.
    pub values: Vec<f64>,
    /// Which of them the ECU uses; as long as `values`.
    pub enabled: Vec<bool>,
}

impl TuneAxis {
    /// An axis whose break points are all in use.
    pub fn new(channel: Option<ChannelId>, unit: Unit, values: Vec<f64>) -> Self {
        let enabled = vec![true; values.len()];
        Self { channel, unit, values, enabled }
    }

    /// The only row of a curve.
    pub fn single() -> Self {
        Self::new(None, Unit::Raw, vec![1.0])
    }

    /// Number of break points, unused ones included.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no break point.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Place of `at` among the enabled break points: the two indices around it and the share of the second one.
    /// Clamped at both ends; the last one may be repeated. `None` where nothing is enabled, the
    /// enabled ones descend, or `at` is NaN.
    fn place(&self, at: f64) -> Option<(usize, usize, f64)> {
        if at.is_nan() {
            return None;
        }
        let mut used = self.values.iter().copied().enumerate().zip(&self.enabled).filter(|(_, on)| **on);
        let ((mut low, mut low_at), _) = used.next()?;
        let mut padded = false;
        let mut found = (at <= low_at).then_some((low, low, 0.0));
        for ((high, high_at), _) in used {
            match high_at.partial_cmp(&low_at) {
                Some(std::cmp::Ordering::Greater) if !padded => {}
                // Tables of fewer rows than their ECU holds are padded by repeating the last one.
                Some(std::cmp::Ordering::Equal) => {
                    padded = true;
                    continue;
                }
                // A break point that is NaN does not ascend either.
                _ => return None,
            }
            if found.is_none() && at <= high_at {
                found = Some((low, high, (at - low_at) / (high_at - low_at)));
            }
            (low, low_at) = (high, high_at);
        }
        Some(found.unwrap_or((low, low, 0.0)))
    }
}

/// A table cannot be made of these parts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TuneError {
    #[error("table {name}: {rows} rows and {columns} columns do not make {cells} cells")]
    Shape { name: String, rows: usize, columns: usize, cells: usize },
    #[error("table {name}: {cells} cells, at most {MAX_CELLS} are kept")]
    TooLarge { name: String, cells: usize },
    #[error("table {name}: {found} switches for {expected} break points")]
    Enabled { name: String, expected: usize, found: usize },
}

/// One table of a calibration.
///
/// Cells are row-major: `values[row * columns + column]`. Rows run along `y`, columns along `x`. A table over engine
/// speed and load has its **engine speed in rows and its load in columns**; whoever reads a file that has them the other
/// way round turns the table. A curve has one row and the axis [`TuneAxis::single`] (or what its file writes there).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TuneTable {
    /// The name in its file, unique within the calibration.
    pub name: String,
    pub kind: TableKind,
    /// Injection bank, where the table is one bank's.
    pub bank: Option<Bank>,
    /// Along the columns.
    pub x: TuneAxis,
    /// Along the rows.
    pub y: TuneAxis,
    /// Unit of the cells: the base unit of their quantity, [`Unit::Raw`] where it is not known.
    pub unit: Unit,
    /// Cells, row by row.
    pub values: Vec<f64>,
    /// Where it stands in its file.
    pub source: String,
}

impl TuneTable {
    /// The table, if its parts fit together.
    pub fn checked(self) -> Result<Self, TuneError> {
        let (rows, columns, cells) = (self.rows(), self.columns(), self.values.len());
        if cells > MAX_CELLS || rows > MAX_CELLS || columns > MAX_CELLS {
            return Err(TuneError::TooLarge { name: self.name, cells: cells.max(rows).max(columns) });
        }
        if rows * columns != cells {
            return Err(TuneError::Shape { name: self.name, rows, columns, cells });
        }
        for axis in [&self.x, &self.y] {
            let (expected, found) = (axis.values.len(), axis.enabled.len());
            if expected != found {
                return Err(TuneError::Enabled { name: self.name, expected, found });
            }
        }
        Ok(self)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.y.len()
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.x.len()
    }

    /// Whether it is a single row.
    pub fn is_curve(&self) -> bool {
        self.rows() == 1
    }

    /// One cell.
    pub fn cell(&self, row: usize, column: usize) -> Option<f64> {
        if column >= self.columns() {
            return None;
        }
        self.values.get(row.checked_mul(self.columns())?.checked_add(column)?).copied()
    }

    /// The value at `x` and `y` (base units): bilinear between the enabled break points around them, clamped at the
    /// edges, as FuelTech ECUs look their tables up. `None` where an axis descends or a figure is NaN.
    pub fn lookup(&self, x: f64, y: f64) -> Option<f64> {
        let (left, right, across) = self.x.place(x)?;
        let (low, high, along) = self.y.place(y)?;
        let between = |a: f64, b: f64, share: f64| if share == 0.0 { a } else { a + (b - a) * share };
        let row = |row: usize| Some(between(self.cell(row, left)?, self.cell(row, right)?, across));
        let value = between(row(low)?, row(high)?, along);
        (!value.is_nan()).then_some(value)
    }

    /// The value of a curve at `x`.
    pub fn lookup_curve(&self, x: f64) -> Option<f64> {
        self.lookup(x, *self.y.values.first()?)
    }
}
