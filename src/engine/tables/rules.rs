//! What may stand in a table, by its kind.
//!
//! Two bands: outside the wide one a value cannot be (an edit that would bring it there is refused); outside the narrow
//! one it should not be (it is noted). A table that comes out of a file may hold anything that is a number.

use serde::{Deserialize, Serialize};

use super::axis::{LARGEST, MapAxis};
use crate::engine::channels::ChannelId;
use crate::engine::tune::TableKind;
use crate::engine::units::{Quantity, Unit};

/// Limits and looks of the cells of a table, or of the break points of an axis. All but `display` in the base unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// What can be.
    pub low: f64,
    pub high: f64,
    /// What is usual.
    pub usual_low: f64,
    pub usual_high: f64,
    /// What one press of a key changes.
    pub step: f64,
    /// Decimals shown.
    pub digits: u8,
    /// Unit they are shown in unless the user prefers another.
    pub display: Unit,
}

impl Rules {
    /// Whether a value can stand in a cell.
    pub fn allows(&self, value: f64) -> bool {
        value >= self.low && value <= self.high
    }
}

/// `(low, high, usual low, usual high, step, digits)`.
type Band = (f64, f64, f64, f64, f64, u8);

const ANY: Band = (-LARGEST, LARGEST, -LARGEST, LARGEST, 0.1, 3);

/// The rules for a kind whose cells have this unit.
pub fn cell_rules(kind: TableKind, unit: Unit) -> Rules {
    let (low, high, usual_low, usual_high, step, digits) = band(kind, unit.quantity());
    let display = if kind == TableKind::Boost { Unit::base(unit.quantity()) } else { unit };
    Rules { low, high, usual_low, usual_high, step, digits, display }
}

fn band(kind: TableKind, quantity: Quantity) -> Band {
    match (kind, quantity) {
        (TableKind::MainFuel, Quantity::Duration) => (0.0, 100.0, 0.1, 30.0, 0.01, 3),
        (TableKind::Ve, Quantity::Percent) => (0.0, 300.0, 10.0, 150.0, 1.0, 1),
        (TableKind::LambdaTarget, Quantity::Lambda) => (0.6, 1.5, 0.75, 1.2, 0.01, 3),
        (TableKind::LambdaCompensation, Quantity::Lambda) => (-0.5, 0.5, -0.1, 0.1, 0.005, 3),
        (TableKind::Ignition, Quantity::Angle) => (-20.0, 60.0, -10.0, 45.0, 0.5, 2),
        (TableKind::IgnitionCompensation, Quantity::Angle) => (-60.0, 60.0, -20.0, 20.0, 0.25, 2),
        (TableKind::FuelCompensation, Quantity::Percent) => (-50.0, 100.0, -50.0, 50.0, 0.5, 1),
        (TableKind::FuelCompensation, Quantity::Duration) => (-5.0, 5.0, -2.0, 2.0, 0.01, 3),
        (TableKind::DeadTime, Quantity::Duration) => (-5.0, 5.0, -1.0, 3.0, 0.01, 3),
        (TableKind::ClosedLoop, Quantity::Percent) => (-100.0, 100.0, -50.0, 50.0, 1.0, 1),
        (TableKind::Start, Quantity::Duration) => (0.0, 500.0, 0.0, 200.0, 0.5, 2),
        (TableKind::Transient, Quantity::Duration) => (0.0, 100.0, 0.0, 50.0, 0.1, 2),
        (TableKind::Dwell, Quantity::Duration) => (0.0, 20.0, 0.5, 10.0, 0.1, 2),
        (TableKind::InjectionAngle, Quantity::Angle) => (-720.0, 720.0, -360.0, 720.0, 5.0, 0),
        (TableKind::Boost, Quantity::Pressure) => (-1.0, 5.0, -1.0, 3.0, 0.05, 2),
        (TableKind::Boost | TableKind::Throttle, Quantity::Percent) => (0.0, 100.0, 0.0, 100.0, 1.0, 1),
        (TableKind::CylinderTrim, Quantity::Percent) => (-100.0, 100.0, -15.0, 15.0, 0.5, 1),
        (_, quantity) => by_quantity(quantity),
    }
}

fn by_quantity(quantity: Quantity) -> Band {
    match quantity {
        Quantity::Percent => (-100.0, 500.0, -100.0, 200.0, 1.0, 1),
        Quantity::Lambda => (-1.5, 1.5, -1.5, 1.2, 0.01, 3),
        Quantity::Pressure => (-1.0, 400.0, -1.0, 300.0, 0.05, 2),
        Quantity::Temperature => (-50.0, 1300.0, -40.0, 1000.0, 1.0, 0),
        Quantity::RotationalSpeed => (0.0, 20_000.0, 0.0, 8_500.0, 50.0, 0),
        Quantity::Duration => (-3_600_000.0, 3_600_000.0, 0.0, 3_600_000.0, 0.1, 2),
        Quantity::Angle => (-720.0, 720.0, -360.0, 360.0, 0.5, 1),
        Quantity::Voltage => (0.0, 30.0, 6.0, 18.0, 0.1, 2),
        _ => ANY,
    }
}

/// The rules of an axis. FuelTech's engine speeds end at 32,000, its pressures at 6 bar.
pub fn axis_rules(axis: &MapAxis) -> Rules {
    let (low, high, usual_low, usual_high, step, digits) = match (axis.channel(), axis.unit().quantity()) {
        (Some(ChannelId::MapGauge), _) => (-1.1, 10.0, -1.0, 3.0, 0.1, 2),
        (Some(ChannelId::MapAbs), _) => (0.0, 11.0, 0.0, 4.0, 0.1, 2),
        (Some(ChannelId::Tps | ChannelId::Pedal | ChannelId::Ethanol), _) => (0.0, 100.0, 0.0, 100.0, 5.0, 0),
        // Reverse is -1.
        (Some(ChannelId::Gear), _) => (-1.0, 20.0, -1.0, 10.0, 1.0, 0),
        (_, Quantity::RotationalSpeed) => (0.0, 32_767.0, 0.0, 8_500.0, 100.0, 0),
        (_, Quantity::Temperature) => (-50.0, 200.0, -50.0, 150.0, 5.0, 0),
        (_, Quantity::Voltage) => (0.0, 30.0, 6.0, 18.0, 0.5, 1),
        (_, Quantity::Duration) => (0.0, 3_600_000.0, 0.0, 3_600_000.0, 100.0, 0),
        (_, Quantity::Percent) => (-100.0, 500.0, -100.0, 300.0, 5.0, 1),
        _ => ANY,
    };
    // Seconds are what a time axis is read in; milliseconds are how it is kept.
    let display = if axis.unit() == Unit::Milliseconds { Unit::Seconds } else { axis.unit() };
    // Stages are whole and times of a gear change are not: the break points say how many decimals they need.
    let by_points = axis.channel().is_none() && axis.unit().quantity() != Quantity::RotationalSpeed;
    let digits = if by_points { decimals(axis, display) } else { digits };
    Rules { low, high, usual_low, usual_high, step, digits, display }
}

/// Decimals that show every break point in use, at most three.
fn decimals(axis: &MapAxis, display: Unit) -> u8 {
    let shown: Vec<f64> = axis.active().iter().map(|p| display.from_base(*p)).collect();
    let whole = |digits: u8| {
        let tens = 10f64.powi(i32::from(digits));
        shown.iter().all(|p| ((p * tens).round() - p * tens).abs() < 1e-6 * tens.max(p.abs()))
    };
    (0..3).find(|digits| whole(*digits)).unwrap_or(3)
}

/// Which way cells go along an axis, where physics leaves no choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trend {
    Rising,
    Falling,
}

/// What cells of a kind do along an axis: fuel rises with load, coils and injectors take longer at less voltage, a
/// richer mixture goes with more load.
pub(super) fn trend(kind: TableKind, axis: &MapAxis) -> Option<Trend> {
    let load = matches!(
        axis.channel(),
        Some(ChannelId::MapGauge | ChannelId::MapAbs | ChannelId::Load | ChannelId::Tps | ChannelId::Pedal)
    );
    match kind {
        TableKind::MainFuel if load => Some(Trend::Rising),
        TableKind::LambdaTarget if load => Some(Trend::Falling),
        TableKind::Dwell | TableKind::DeadTime if axis.channel() == Some(ChannelId::Battery) => {
            Some(Trend::Falling)
        }
        _ => None,
    }
}
