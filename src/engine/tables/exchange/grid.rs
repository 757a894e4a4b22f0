//! A table out of another program's file, of which only its figures are known.

use serde::{Deserialize, Serialize};

use super::error::ExchangeError;
use super::read::TextBlock;
use crate::engine::channels::ChannelId;
use crate::engine::tables::axis::MapAxis;
use crate::engine::tables::model::{MapInfo, MapTable};
use crate::engine::units::Unit;

/// No load is as high, no engine stops below.
const ONLY_RPM: f64 = 1000.0;

/// Cells with both axes, as they stand in a file; engine speed may run along either.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Name of what moves along the columns, usually `rpm`; empty where there is none.
    pub x_name: String,
    pub xs: Vec<f64>,
    /// Name of what moves along the lines, such as `fuelLoad`.
    pub y_name: String,
    /// Empty for a curve.
    pub ys: Vec<f64>,
    /// Line by line, each as long as `xs`.
    pub cells: Vec<f64>,
}

impl Grid {
    /// Out of a text with axes above and beside its cells. A corner such as `RPM\\MAP` names both, the lines' first.
    pub fn of_text(text: &TextBlock) -> Result<Grid, ExchangeError> {
        let missing = |what: &str| ExchangeError::Missing { what: what.to_owned() };
        let xs = text.top.clone().ok_or_else(|| missing("top"))?;
        let ys = text.left.clone().ok_or_else(|| missing("left"))?;
        let corner = text.corner.clone().unwrap_or_default();
        let (y_name, x_name) = corner.split_once(['\\', '/']).unwrap_or((&corner, ""));
        let cells: Option<Vec<f64>> = text.rows.iter().flatten().copied().collect();
        let cells = cells.ok_or_else(|| missing("cell"))?;
        Ok(Grid { x_name: x_name.to_owned(), xs, y_name: y_name.to_owned(), ys, cells })
    }

    /// A curve out of a text of two lines, or of two columns, of which the first is its axis.
    pub fn curve_of_text(text: &TextBlock) -> Result<Grid, ExchangeError> {
        let missing = || ExchangeError::Missing { what: "top".to_owned() };
        let (xs, cells): (Option<Vec<f64>>, Option<Vec<f64>>) = match text.rows.as_slice() {
            [first, second] => (first.iter().copied().collect(), second.iter().copied().collect()),
            rows if text.columns() == 2 => {
                (rows.iter().map(|row| row[0]).collect(), rows.iter().map(|row| row[1]).collect())
            }
            _ => return Err(missing()),
        };
        let xs = xs.ok_or_else(missing)?;
        let cells = cells.ok_or_else(|| ExchangeError::Missing { what: "cell".to_owned() })?;
        // Cells without an axis need not ascend; an axis has to.
        if xs.len() < 2 || xs.windows(2).any(|w| w[0] >= w[1]) {
            return Err(missing());
        }
        Ok(Grid { x_name: String::new(), xs, y_name: String::new(), ys: Vec::new(), cells })
    }

    /// Whether it has one axis only.
    pub fn is_curve(&self) -> bool {
        self.ys.is_empty()
    }

    /// Whether engine speed moves along its columns: a name says so, or the figures are too large for a load.
    pub fn rpm_in_columns(&self) -> bool {
        let rpm = |name: &str| name.to_ascii_lowercase().contains("rpm");
        let high = |points: &[f64]| points.iter().any(|p| *p > ONLY_RPM);
        rpm(&self.x_name) || (!rpm(&self.y_name) && high(&self.xs) && !high(&self.ys))
    }

    /// As a table with engine speed in rows and everything ascending; a curve as it is. `load` and `unit` say what the file does not: what
    /// moves along the load, in which unit it stands there, and the unit of the cells.
    pub fn into_table(
        self,
        info: MapInfo,
        load: (Option<ChannelId>, Unit),
        unit: Unit,
    ) -> Result<MapTable, ExchangeError> {
        if self.is_curve() {
            return self.into_curve(info, load, unit);
        }
        let in_columns = self.rpm_in_columns();
        let (rpm, loads) = if in_columns { (&self.xs, &self.ys) } else { (&self.ys, &self.xs) };
        let no_table = |detail: String| ExchangeError::NoTable { detail };
        let axis = |channel, unit: Unit, points: &[f64], order: &[usize]| {
            let points = order.iter().map(|i| unit.to_base(points[*i])).collect();
            MapAxis::of(channel, Unit::base(unit.quantity()), points).map_err(|e| no_table(e.to_string()))
        };
        let (rows, columns) = (ascending(rpm), ascending(loads));
        let y = axis(Some(ChannelId::Rpm), Unit::Rpm, rpm, &rows)?;
        let x = axis(load.0, load.1, loads, &columns)?;
        let width = self.xs.len();
        let at = |r: usize, c: usize| {
            let place = if in_columns { c * width + r } else { r * width + c };
            self.cells.get(place).map_or(f64::NAN, |z| unit.to_base(*z))
        };
        let mut cells = Vec::with_capacity(rows.len() * columns.len());
        for r in &rows {
            cells.extend(columns.iter().map(|c| at(*r, *c)));
        }
        MapTable::new(info, x, Some(y), Unit::base(unit.quantity()), cells)
            .map_err(|e| no_table(e.to_string()))
    }
}

impl Grid {
    fn into_curve(
        self,
        info: MapInfo,
        along: (Option<ChannelId>, Unit),
        unit: Unit,
    ) -> Result<MapTable, ExchangeError> {
        let no_table = |detail: String| ExchangeError::NoTable { detail };
        let points = self.xs.iter().map(|p| along.1.to_base(*p)).collect();
        let x = MapAxis::of(along.0, Unit::base(along.1.quantity()), points);
        let x = x.map_err(|e| no_table(e.to_string()))?;
        let cells = self.cells.iter().map(|z| unit.to_base(*z)).collect();
        MapTable::new(info, x, None, Unit::base(unit.quantity()), cells).map_err(|e| no_table(e.to_string()))
    }
}

/// The places of points from the first to the last, or from the last to the first where they fall.
fn ascending(points: &[f64]) -> Vec<usize> {
    let falls = points.len() > 1 && points.windows(2).all(|w| w[0] > w[1]);
    if falls { (0..points.len()).rev().collect() } else { (0..points.len()).collect() }
}
