//! The tables a FuelTech ECU starts with: break points, slots in use and the factory's values ("Padrão FuelTech") where
//! there are any. Values were read off calibrations; those a tuner had entered are not among them.

use super::axis::{AxisError, MapAxis};
use super::cells::Side;
use super::model::{MapError, MapInfo, MapTable};
use crate::engine::channels::ChannelId;
use crate::engine::tune::TableKind;
use crate::engine::units::Unit;

/// Break points of a long axis of a FuelTech ECU.
pub const SLOTS: usize = 32;

const RPM: [f64; SLOTS] = [
    400.0, 600.0, 800.0, 1000.0, 1200.0, 1400.0, 1600.0, 1800.0, 2000.0, 2200.0, 2400.0, 2600.0, 2800.0,
    3000.0, 3500.0, 4000.0, 4500.0, 5000.0, 5500.0, 6000.0, 6500.0, 7000.0, 7500.0, 8000.0, 8500.0, 9000.0,
    9500.0, 10_000.0, 10_500.0, 11_000.0, 12_000.0, 32_000.0,
];
/// Gauge, bar.
const MAP: [f64; SLOTS] = [
    -1.0, -0.9, -0.8, -0.7, -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6,
    1.8, 2.0, 2.2, 2.4, 2.6, 2.8, 3.0, 3.2, 3.4, 3.6, 4.0, 5.0, 6.0,
];
const RPM_IN_USE: usize = 24;
const MAP_IN_USE: usize = 21;
/// Without boost the axis ends at the pressure outside.
const MAP_IN_USE_NATURAL: usize = 11;
const TPS: [f64; 11] = [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0];
const TEMPERATURES: [f64; 14] =
    [-10.0, 0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0, 120.0, 180.0];
/// %, over engine speed.
const RPM_PERCENT: [f64; RPM_IN_USE] = [
    0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 7.0, 11.0, 12.0, 10.0, 8.0, 5.0,
    1.0, -1.0, -3.0, -6.0,
];
/// °, over engine speed to 7000 rpm.
const ADVANCE: [f64; 22] = [
    29.0, 24.0, 13.0, 12.0, 16.0, 19.0, 22.0, 25.0, 27.0, 28.0, 28.5, 29.0, 29.3, 29.5, 29.8, 28.8, 28.5,
    28.8, 29.8, 30.3, 31.5, 32.3,
];
/// °, over manifold pressure to 2 bar.
const ADVANCE_BY_MAP: [f64; MAP_IN_USE] = [
    4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 3.5, 3.0, 2.0, 1.0, 0.0, -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0,
    -9.0, -10.0,
];

macro_rules! templates {
    ($( $(#[$doc:meta])* $id:ident = $slug:literal, $kind:ident, $unit:ident; )*) => {
        /// A table to start from.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Template { $( $(#[$doc])* $id ),* }

        impl Template {
            /// Every template, in the order in which it is offered.
            pub const ALL: &'static [Template] = &[ $( Template::$id ),* ];

            /// Stable name: translation keys.
            pub const fn slug(self) -> &'static str { match self { $( Template::$id => $slug ),* } }
            /// What the table is for.
            pub const fn kind(self) -> TableKind { match self { $( Template::$id => TableKind::$kind ),* } }
            /// Unit of the cells.
            pub const fn unit(self) -> Unit { match self { $( Template::$id => Unit::$unit ),* } }
        }
    };
}

templates! {
    /// Injection time over manifold pressure.
    MainFuelMap = "main_fuel_map", MainFuel, Milliseconds;
    /// Injection time over the throttle.
    MainFuelTps = "main_fuel_tps", MainFuel, Milliseconds;
    /// Injection time over engine speed.
    MainFuelRpm = "main_fuel_rpm", MainFuel, Milliseconds;
    /// Injection time over engine speed and manifold pressure.
    MainFuel = "main_fuel", MainFuel, Milliseconds;
    /// Injection time over engine speed and the throttle.
    MainFuelTpsRpm = "main_fuel_tps_rpm", MainFuel, Milliseconds;
    Ve = "ve", Ve, Percent;
    LambdaTarget = "lambda_target", LambdaTarget, Lambda;
    Ignition = "ignition", Ignition, Degrees;
    /// Ignition over engine speed; its corrections are added.
    IgnitionRpm = "ignition_rpm", Ignition, Degrees;
    IgnitionByMap = "ignition_by_map", IgnitionCompensation, Degrees;
    IgnitionByEngine = "ignition_by_engine", IgnitionCompensation, Degrees;
    IgnitionByAir = "ignition_by_air", IgnitionCompensation, Degrees;
    FuelByRpm = "fuel_by_rpm", FuelCompensation, Percent;
    FuelByTps = "fuel_by_tps", FuelCompensation, Percent;
    FuelByEngine = "fuel_by_engine", FuelCompensation, Percent;
    FuelByAir = "fuel_by_air", FuelCompensation, Percent;
    /// Dead time over voltage, added to the injectors' own.
    DeadTime = "dead_time", DeadTime, Milliseconds;
    FirstPulse = "first_pulse", Start, Milliseconds;
    Cranking = "cranking", Start, Milliseconds;
    /// Over the engine's temperature (rows) and the seconds since the start.
    AfterStart = "after_start", Start, Percent;
    /// Over the engine's temperature (rows) and engine speed.
    AccelPulse = "accel_pulse", Transient, Milliseconds;
    Dwell = "dwell", Dwell, Milliseconds;
    /// Idle speed over the engine's temperature.
    Idle = "idle", Idle, Rpm;
    BoostTarget = "boost_target", Boost, Bar;
    BoostDuty = "boost_duty", Boost, Percent;
    CustomCurve = "custom_curve", Other, Raw;
    Custom = "custom", Other, Raw;
}

/// What the engine a table is made for is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct For {
    /// Whether the manifold pressure goes above that outside.
    pub boosted: bool,
}

/// A new table with the factory's break points and values; zeros, or a flat start, where the factory leaves it open.
pub fn template(which: Template, name: &str, made_for: For) -> Result<MapTable, MapError> {
    let (x, y) = axes(which, made_for);
    let x = x.map_err(|error| MapError::Axis { side: Side::X, error })?;
    let y = y.transpose().map_err(|error| MapError::Axis { side: Side::Y, error })?;
    let cells = cells(which, &x, y.as_ref());
    MapTable::new(MapInfo::new(name, which.kind()), x, y, which.unit(), cells)
}

type Made = Result<MapAxis, AxisError>;

fn axes(which: Template, made_for: For) -> (Made, Option<Made>) {
    let map_in_use = if made_for.boosted { MAP_IN_USE } else { MAP_IN_USE_NATURAL };
    let map = || slots(ChannelId::MapGauge, &MAP, map_in_use);
    let rpm = |in_use| slots(ChannelId::Rpm, &RPM, in_use);
    let of =
        |channel: ChannelId, points: &[f64]| MapAxis::of(Some(channel), channel.base_unit(), points.to_vec());
    let voltage = |points: &[f64]| of(ChannelId::Battery, points);
    let engine = |points: &[f64]| of(ChannelId::Coolant, points);
    match which {
        Template::MainFuelMap | Template::IgnitionByMap | Template::CustomCurve => (map(), None),
        Template::MainFuelTps | Template::FuelByTps => (of(ChannelId::Tps, &TPS), None),
        Template::MainFuel | Template::Ve | Template::Ignition | Template::Custom => {
            (map(), Some(rpm(RPM_IN_USE)))
        }
        Template::MainFuelTpsRpm => (of(ChannelId::Tps, &TPS), Some(rpm(RPM_IN_USE))),
        Template::LambdaTarget => (
            of(ChannelId::MapGauge, &[-1.0, 0.0, 0.6, 1.0, 6.0]),
            Some(of(ChannelId::Rpm, &[1000.0, 3000.0, 5000.0, 7000.0])),
        ),
        Template::IgnitionRpm => (rpm(ADVANCE.len()), None),
        Template::MainFuelRpm | Template::FuelByRpm | Template::BoostTarget | Template::BoostDuty => {
            (rpm(RPM_IN_USE), None)
        }
        Template::FuelByEngine | Template::IgnitionByEngine => (engine(&TEMPERATURES), None),
        Template::FuelByAir | Template::IgnitionByAir => (of(ChannelId::IntakeAir, &TEMPERATURES), None),
        Template::DeadTime => (voltage(&[8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0]), None),
        Template::FirstPulse => (engine(&[10.0, 20.0, 40.0, 60.0, 80.0, 100.0]), None),
        Template::Cranking => (engine(&[-10.0, 0.0, 10.0, 20.0, 40.0, 60.0, 80.0, 100.0]), None),
        Template::AfterStart => (
            MapAxis::of(None, Unit::Milliseconds, vec![0.0, 1000.0, 3000.0, 8000.0]),
            Some(engine(&[10.0, 30.0, 50.0, 80.0])),
        ),
        Template::AccelPulse => (of(ChannelId::Rpm, &[1000.0, 7000.0]), Some(engine(&[20.0, 80.0]))),
        Template::Dwell => (voltage(&[8.0, 12.0, 14.0, 16.0]), None),
        Template::Idle => (engine(&[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]), None),
    }
}

/// An axis of [`SLOTS`] of which the first so many are in use.
fn slots(channel: ChannelId, points: &[f64], in_use: usize) -> Made {
    let enabled = (0..points.len()).map(|i| i < in_use).collect();
    MapAxis::new(Some(channel), channel.base_unit(), points.to_vec(), enabled)
}

fn cells(which: Template, x: &MapAxis, y: Option<&MapAxis>) -> Vec<f64> {
    let rows = y.map_or(1, MapAxis::len);
    let all = |value: f64| vec![value; rows * x.len()];
    // What a curve does not tell beyond its end stays as it is there.
    let along =
        |values: &[f64]| -> Vec<f64> { (0..x.len()).map(|i| values[i.min(values.len() - 1)]).collect() };
    match which {
        Template::MainFuelMap => x.points().iter().map(|map| fuel_at(*map)).collect(),
        Template::MainFuelTps => x.points().iter().map(|tps| fuel_by_throttle(*tps)).collect(),
        Template::MainFuelRpm => (0..x.len()).map(|i| fuel_at(0.0) * rpm_factor(i)).collect(),
        Template::MainFuel => over_rpm(rows, x, fuel_at),
        Template::MainFuelTpsRpm => over_rpm(rows, x, fuel_by_throttle),
        Template::Ve => all(90.0),
        Template::LambdaTarget => vec![
            0.90, 0.85, 0.80, 0.79, 0.79, 0.87, 0.84, 0.79, 0.77, 0.77, 0.86, 0.84, 0.79, 0.76, 0.76, 0.86,
            0.84, 0.79, 0.76, 0.76,
        ],
        Template::Ignition => (0..rows)
            .flat_map(|row| {
                let base = ADVANCE[row.min(ADVANCE.len() - 1)];
                along(&ADVANCE_BY_MAP).into_iter().map(move |by_map| base + by_map)
            })
            .collect(),
        Template::IgnitionRpm => along(&ADVANCE),
        Template::IgnitionByMap => along(&ADVANCE_BY_MAP),
        Template::IgnitionByEngine => {
            along(&[2.0, 2.0, 2.0, 2.0, 1.5, 1.0, 0.5, 0.0, 0.0, 0.0, 0.0, -1.0, -2.5, -3.0])
        }
        Template::IgnitionByAir => {
            along(&[1.75, 1.5, 0.75, 0.5, 0.25, 0.0, 0.0, 0.0, -0.25, -0.5, -0.75, -1.0, -1.5, -3.0])
        }
        Template::FuelByRpm => along(&RPM_PERCENT),
        Template::FuelByTps => along(&[-5.0, -4.4, -3.8, -3.1, -2.5, -1.9, -1.3, -0.6, 0.0, 0.0, 0.0]),
        Template::FuelByEngine => {
            along(&[45.0, 42.0, 40.0, 37.0, 34.0, 29.0, 22.0, 15.0, 7.0, 0.0, 0.0, 0.0, 10.0, 10.0])
        }
        Template::FuelByAir => along(&[3.9, 3.8, 3.4, 3.0, 2.5, 2.0, 1.4, 0.8, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
        Template::DeadTime => along(&[0.60, 0.50, 0.40, 0.30, 0.18, 0.05, -0.06, -0.15, -0.22]),
        Template::FirstPulse => along(&[130.0, 100.0, 40.0, 7.0, 5.0, 5.0]),
        Template::Cranking => along(&[24.0, 24.0, 21.0, 18.0, 15.0, 9.0, 6.0, 6.0]),
        Template::AfterStart => {
            vec![70.0, 45.0, 16.7, 4.0, 30.0, 20.0, 11.0, 2.0, 20.0, 9.0, 7.0, 0.5, 10.0, 6.0, 2.5, 0.0]
        }
        Template::AccelPulse => vec![24.0, 6.0, 8.0, 2.0],
        Template::Dwell => along(&[9.0, 4.9, 3.6, 2.8]),
        Template::Idle => all(1000.0),
        Template::BoostTarget | Template::BoostDuty | Template::CustomCurve | Template::Custom => all(0.0),
    }
}

/// Pulses of a row, each row with the factory's correction by engine speed in it.
fn over_rpm(rows: usize, x: &MapAxis, pulse: fn(f64) -> f64) -> Vec<f64> {
    (0..rows).flat_map(|row| x.points().iter().map(move |at| pulse(*at) * rpm_factor(row))).collect()
}

/// The factory's correction at a break point of engine speed.
fn rpm_factor(at: usize) -> f64 {
    1.0 + RPM_PERCENT[at.min(RPM_IN_USE - 1)] / 100.0
}

/// The same pulses from closed to open throttle as from high vacuum to the pressure outside.
fn fuel_by_throttle(tps: f64) -> f64 {
    fuel_at(tps / 100.0 - 1.0)
}

/// ms: 5.55 up to −0.6 bar, then 0.3635 more for each 0.1 bar, 15.0 at 2 bar.
fn fuel_at(map_bar: f64) -> f64 {
    5.55 + (15.0 - 5.55) / 2.6 * (map_bar + 0.6).max(0.0)
}
