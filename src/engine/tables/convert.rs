//! From the tables of a calibration to tables that can be edited.

use serde::{Deserialize, Serialize};

use super::axis::MapAxis;
use super::cells::Side;
use super::model::{MapError, MapInfo, MapTable};
use crate::engine::channels::ChannelId;
use crate::engine::tune::{Calibration, TuneAxis, TuneTable};
use crate::engine::units::Unit;

/// A table that was taken over, and what was done to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Converted {
    pub table: MapTable,
    /// The source has engine speed in columns: rows and columns changed places.
    pub turned: bool,
    /// Break points that only repeat the last one, as ECUs pad shorter tables: kept, not in use.
    pub padding: u32,
}

/// A table of a calibration that could not be taken over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    pub name: String,
    pub why: MapRefusal,
}

/// Why a table of a calibration cannot be edited; see [`MapError`] and its causes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum MapRefusal {
    /// An axis that does not ascend, is too long or holds no numbers.
    #[error("axis {side:?}: {error}")]
    Axis { side: Side, error: super::axis::AxisError },
    #[error("cell {row}, {column} is no number of an ECU")]
    NotFinite { row: u32, column: u32 },
    #[error("its parts do not fit together")]
    Shape,
}

/// All tables of a calibration at once, in its order, and those that cannot be edited.
pub fn from_calibration(calibration: &Calibration) -> (Vec<Converted>, Vec<Refused>) {
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for source in &calibration.tables {
        match from_tune(source) {
            Ok(mut converted) => {
                converted.table.info.map_slot = calibration.map_slot;
                taken.push(converted);
            }
            Err(why) => refused.push(Refused { name: source.name.clone(), why }),
        }
    }
    (taken, refused)
}

/// One table of a calibration. Values and break points are kept to ten significant digits; a figure that stands in
/// another unit than the base one is brought to it.
pub fn from_tune(source: &TuneTable) -> Result<Converted, MapRefusal> {
    let (x, padding_x) = axis(&source.x).map_err(|error| MapRefusal::Axis { side: Side::X, error })?;
    let (rows, columns) = (source.rows(), source.columns());
    if source.values.len() != rows * columns {
        return Err(MapRefusal::Shape);
    }
    let base = Unit::base(source.unit.quantity());
    let cells: Vec<f64> = source.values.iter().map(|z| source.unit.to_base(*z)).collect();
    let name = source.name.chars().take(super::model::MAX_NAME).collect::<String>();
    let inner = Some(name.clone());
    let info = MapInfo { bank: source.bank, inner, ..MapInfo::new(name, source.kind) };
    // The only row of a curve: its axis tells nothing.
    if rows == 1 && source.y.channel.is_none() {
        let table = MapTable::new(info, x, None, base, cells)?;
        return Ok(Converted { table, turned: false, padding: padding_x });
    }
    let (y, padding_y) = axis(&source.y).map_err(|error| MapRefusal::Axis { side: Side::Y, error })?;
    let padding = padding_x + padding_y;
    let turned = x.channel() == Some(ChannelId::Rpm)
        && MapTable::new(info.clone(), x.clone(), Some(y.clone()), base, cells.clone())
            == Err(MapError::Orientation);
    if !turned {
        let table = MapTable::new(info, x, Some(y), base, cells)?;
        return Ok(Converted { table, turned, padding });
    }
    let swapped =
        (0..columns).flat_map(|c| (0..rows).map(move |r| r * columns + c)).map(|i| cells[i]).collect();
    let table = MapTable::new(info, y, Some(x), base, swapped)?;
    Ok(Converted { table, turned, padding })
}

impl From<MapError> for MapRefusal {
    fn from(error: MapError) -> Self {
        match error {
            MapError::Axis { side, error } => MapRefusal::Axis { side, error },
            MapError::NotFinite { row, column } => {
                MapRefusal::NotFinite { row: row as u32, column: column as u32 }
            }
            _ => MapRefusal::Shape,
        }
    }
}

/// The same break points in their base unit, and how many of them are padding.
fn axis(source: &TuneAxis) -> Result<(MapAxis, u32), super::axis::AxisError> {
    let base = Unit::base(source.unit.quantity());
    let points: Vec<f64> = source.values.iter().map(|p| source.unit.to_base(*p)).collect();
    let mut enabled = source.enabled.clone();
    enabled.resize(points.len(), true);
    let mut padding = 0;
    // From the end: whatever repeats the one before it is never reached by a look-up.
    for i in (1..points.len()).rev() {
        if points[i] != points[i - 1] {
            break;
        }
        if std::mem::replace(&mut enabled[i], false) {
            padding += 1;
        }
    }
    Ok((MapAxis::new(source.channel, base, points, enabled)?, padding))
}
