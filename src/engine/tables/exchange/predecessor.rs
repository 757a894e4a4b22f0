//! Files of the Python program this one follows: one table each, cells as lists by manifold pressure.

use serde::Deserialize;

use super::error::ExchangeError;
use super::json::parse;
use crate::engine::channels::ChannelId;
use crate::engine::tables::axis::MapAxis;
use crate::engine::tables::model::{MapInfo, MapTable};
use crate::engine::tune::{Bank, TableKind};
use crate::engine::units::Unit;

#[derive(Deserialize)]
struct File {
    map_type: String,
    #[serde(default)]
    bank_id: Option<String>,
    #[serde(default)]
    rpm_axis: Option<Vec<f64>>,
    #[serde(default)]
    map_axis: Option<Vec<f64>>,
    #[serde(default)]
    rpm_enabled: Option<Vec<bool>>,
    #[serde(default)]
    map_enabled: Option<Vec<bool>>,
    #[serde(default)]
    values_matrix: Option<Vec<Vec<f64>>>,
    #[serde(default)]
    axis_values: Option<Vec<f64>>,
    #[serde(default)]
    values: Option<Vec<f64>>,
    #[serde(default)]
    enabled: Option<Vec<bool>>,
}

/// What its names of tables mean: kind, unit of the cells in the file, what moves along the axis of a curve.
fn meaning(map_type: &str) -> (TableKind, Unit, Option<ChannelId>) {
    match map_type {
        "main_fuel_2d_map" => (TableKind::MainFuel, Unit::Milliseconds, Some(ChannelId::MapGauge)),
        "main_fuel_rpm_2d_map" => (TableKind::MainFuel, Unit::Milliseconds, Some(ChannelId::Rpm)),
        "main_fuel_3d_map" => (TableKind::MainFuel, Unit::Milliseconds, None),
        "ve_3d_map" => (TableKind::Ve, Unit::Fraction, None),
        "ve_table_3d_map" => (TableKind::Ve, Unit::Percent, None),
        "lambda_target_3d_map" => (TableKind::LambdaTarget, Unit::Lambda, None),
        "ignition_timing_3d_map" => (TableKind::Ignition, Unit::Degrees, None),
        "tps_compensation_2d" => (TableKind::FuelCompensation, Unit::Percent, Some(ChannelId::Tps)),
        "temp_compensation_2d" => (TableKind::FuelCompensation, Unit::Percent, Some(ChannelId::Coolant)),
        "air_temp_compensation_2d" => {
            (TableKind::FuelCompensation, Unit::Percent, Some(ChannelId::IntakeAir))
        }
        "voltage_compensation_2d" => (TableKind::DeadTime, Unit::Milliseconds, Some(ChannelId::Battery)),
        "rpm_compensation_2d" => (TableKind::FuelCompensation, Unit::Percent, Some(ChannelId::Rpm)),
        _ => (TableKind::Other, Unit::Raw, None),
    }
}

/// Reads such a file. The flag tells that the cells were by engine speed, as some releases wrote them: rows and columns
/// can only be told apart where they are not equally many, else they are taken as by manifold pressure.
pub fn read_predecessor(text: &str) -> Result<(MapTable, bool), ExchangeError> {
    let file: File = parse(text)?;
    let (kind, unit, along) = meaning(&file.map_type);
    let mut info = MapInfo::new(file.map_type.clone(), kind);
    info.bank = match file.bank_id.as_deref() {
        Some("A") => Some(Bank::A),
        Some("B") => Some(Bank::B),
        _ => None,
    };
    let base = Unit::base(unit.quantity());
    let make = |info, x, y, cells: Vec<f64>| {
        let cells = cells.into_iter().map(|z| unit.to_base(z)).collect();
        let made = MapTable::new(info, x, y, base, cells);
        made.map_err(|error| ExchangeError::NoTable { detail: error.to_string() })
    };
    if let (Some(points), Some(values)) = (&file.axis_values, &file.values) {
        let x = axis(along, points, file.enabled.clone())?;
        let cells = spread(&x, values)?;
        return Ok((make(info, x, None, cells)?, false));
    }
    let missing = |what: &str| ExchangeError::Missing { what: what.to_owned() };
    let rpm = file.rpm_axis.as_ref().ok_or_else(|| missing("rpm_axis"))?;
    let map = file.map_axis.as_ref().ok_or_else(|| missing("map_axis"))?;
    let matrix = file.values_matrix.as_ref().ok_or_else(|| missing("values_matrix"))?;
    let x = axis(Some(ChannelId::MapGauge), map, file.map_enabled.clone())?;
    let y = axis(Some(ChannelId::Rpm), rpm, file.rpm_enabled.clone())?;
    let shaped =
        |lines: usize, across: usize| matrix.len() == lines && matrix.iter().all(|line| line.len() == across);
    let by_rpm = !shaped(map.len(), rpm.len()) && shaped(rpm.len(), map.len());
    if !by_rpm && !shaped(map.len(), rpm.len()) {
        let found = matrix.iter().map(Vec::len).sum();
        let expected = map.len() * rpm.len();
        return Err(ExchangeError::Count { what: "values_matrix".to_owned(), expected, found });
    }
    let value = |r: usize, c: usize| if by_rpm { matrix[r][c] } else { matrix[c][r] };
    let cells = (0..rpm.len()).flat_map(|r| (0..map.len()).map(move |c| (r, c))).map(|(r, c)| value(r, c));
    Ok((make(info, x, Some(y), cells.collect())?, by_rpm))
}

fn axis(
    channel: Option<ChannelId>,
    points: &[f64],
    enabled: Option<Vec<bool>>,
) -> Result<MapAxis, ExchangeError> {
    let unit = channel.map_or(Unit::Raw, ChannelId::base_unit);
    let enabled = enabled.unwrap_or_else(|| vec![true; points.len()]);
    let made = MapAxis::new(channel, unit, points.to_vec(), enabled);
    made.map_err(|error| ExchangeError::NoTable { detail: error.to_string() })
}

/// Values by break point. Some releases wrote only those in use: the others take the value of the one before them.
fn spread(axis: &MapAxis, values: &[f64]) -> Result<Vec<f64>, ExchangeError> {
    if values.len() == axis.len() {
        return Ok(values.to_vec());
    }
    let used = axis.in_use().len();
    if values.len() != used || used == 0 {
        let (expected, found) = (axis.len(), values.len());
        return Err(ExchangeError::Count { what: "values".to_owned(), expected, found });
    }
    let mut next = 0;
    Ok(axis
        .enabled()
        .iter()
        .map(|on| {
            next += usize::from(*on);
            values[next.saturating_sub(1)]
        })
        .collect())
}
