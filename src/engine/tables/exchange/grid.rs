//! A table out of another program's file, of which only its figures are known.

use super::error::ExchangeError;
use super::read::TextBlock;
use crate::engine::channels::ChannelId;
use crate::engine::tables::axis::MapAxis;
use crate::engine::tables::model::{MapInfo, MapTable};
use crate::engine::units::Unit;

/// No load is as high, no engine stops below.
const ONLY_RPM: f64 = 1000.0;

/// Cells with both axes, as they stand in a file; engine speed may run along either.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Name of what moves along the columns, usually `rpm`; empty where there is none.
    pub x_name: String,
    pub xs: Vec<f64>,
    /// Name of what moves along the lines, such as `fuelLoad`.
    pub y_name: String,
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

    /// Whether engine speed moves along its columns: a name says so, or the figures are too large for a load.
    pub fn rpm_in_columns(&self) -> bool {
        let rpm = |name: &str| name.to_ascii_lowercase().contains("rpm");
        let high = |points: &[f64]| points.iter().any(|p| *p > ONLY_RPM);
        rpm(&self.x_name) || (!rpm(&self.y_name) && high(&self.xs) && !high(&self.ys))
    }

    /// As a table with engine speed in rows and everything ascending; `load` and `unit` say what the file does not: what
    /// moves along the load, in which unit it stands there, and the unit of the cells.
    pub fn into_table(
        self,
        info: MapInfo,
        load: (Option<ChannelId>, Unit),
        unit: Unit,
    ) -> Result<MapTable, ExchangeError> {
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

/// The places of points from the first to the last, or from the last to the first where they fall.
fn ascending(points: &[f64]) -> Vec<usize> {
    let falls = points.len() > 1 && points.windows(2).all(|w| w[0] > w[1]);
    if falls { (0..points.len()).rev().collect() } else { (0..points.len()).collect() }
}
