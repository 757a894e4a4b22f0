//! Base maps: tables to start an engine with, reckoned from what is known of the vehicle.
//!
//! A [`Calculator`] fills the cells of a table from the vehicle and from [`Assumptions`]. What it asks for is listed with
//! where it came from ([`Asked`]); what it cannot know it names ([`Need`]) and reckons nothing. A cell that the injectors
//! cannot feed, or that was held at a limit, says so by a [`Flag`]; every cell tells how it came about ([`Step`]).
//!
//! # Sources
//! Fuel is the mass of air in a cylinder (ideal gas, R = 287.05 J/(kg·K)) over stoichiometry and λ, through an injector
//! whose flow goes by the root of the pressure across it. The corrections and the ignition are FuelTech's factory values
//! ([`template`](super::tables::template)), read between their break points in straight lines and held beyond them, so
//! none has a jump. VE and λ are curves of this module, with their reasons beside them. Where the throttle tells the load, the
//! manifold pressure is what its flow and the engine's meet at.
//!
//! # Units
//! Base units everywhere: bar, °C, ms, rpm, g/s (which is mg/ms, so a mass in mg over a flow in g/s is a time in ms).
//! VE is a share of 1 within, % in tables. Manifold pressures are gauge; only the mass of air takes the absolute one.

mod ask;
mod assume;
mod corrections;
mod explain;
mod fuel;
mod ignition;
mod input;
mod lambda;
mod propose;
mod set;
mod start;
mod throttle;
mod ve;

pub use ask::{Asked, Given, Need, Source, Unfit};
pub use assume::{Assumptions, Basis, SAFETY_FACTOR, Strategy};
pub use explain::{Flag, Step, Symbol, SymbolUnit};
pub use input::Input;
pub use propose::{CellValue, Outcome, Proposal, Refused, calculate};
pub use set::{Made, SET, ask, make, used_by_default};

use super::channels::ChannelId;
use super::tables::MapTable;
use super::tune::TableKind;
use super::units::{Quantity, Unit};

macro_rules! calculators {
    ($( $(#[$doc:meta])* $id:ident = $slug:literal; )*) => {
        /// What fills a table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Calculator { $( $(#[$doc])* $id ),* }

        impl Calculator {
            /// Every calculator.
            pub const ALL: &'static [Calculator] = &[ $( Calculator::$id ),* ];
            /// Stable name: translation keys.
            pub const fn slug(self) -> &'static str { match self { $( Calculator::$id => $slug ),* } }
        }
    };
}

calculators! {
    /// Injection time.
    Fuel = "fuel";
    Ve = "ve";
    Lambda = "lambda";
    /// Advance over engine speed, and pressure where the table has it.
    Ignition = "ignition";
    IgnitionByMap = "ignition_by_map";
    IgnitionByEngine = "ignition_by_engine";
    IgnitionByAir = "ignition_by_air";
    FuelByRpm = "fuel_by_rpm";
    FuelByTps = "fuel_by_tps";
    FuelByEngine = "fuel_by_engine";
    FuelByAir = "fuel_by_air";
    DeadTime = "dead_time";
    /// Charge time of the coils.
    Dwell = "dwell";
    FirstPulse = "first_pulse";
    Cranking = "cranking";
    AfterStart = "after_start";
}

/// What moves along the axes of a table, as far as the calculators know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    PressureAndRpm,
    Pressure,
    Rpm,
    ThrottleAndRpm,
    Throttle,
    EngineTemperature,
    AirTemperature,
    Battery,
    /// Seconds since the start over the engine's temperature.
    SinceStart,
}

impl Shape {
    fn of(table: &MapTable) -> Option<Shape> {
        let x = table.x().channel();
        let y = table.y().map(super::tables::MapAxis::channel);
        match (x, y) {
            (Some(ChannelId::MapGauge | ChannelId::MapAbs), Some(Some(ChannelId::Rpm))) => {
                Some(Shape::PressureAndRpm)
            }
            (_, Some(Some(ChannelId::Coolant))) if table.x().unit() == Unit::Milliseconds => {
                Some(Shape::SinceStart)
            }
            (Some(ChannelId::Tps), Some(Some(ChannelId::Rpm))) => Some(Shape::ThrottleAndRpm),
            (Some(ChannelId::MapGauge | ChannelId::MapAbs), None) => Some(Shape::Pressure),
            (Some(ChannelId::Rpm), None) => Some(Shape::Rpm),
            (Some(ChannelId::Tps), None) => Some(Shape::Throttle),
            (Some(ChannelId::Coolant), None) => Some(Shape::EngineTemperature),
            (Some(ChannelId::IntakeAir), None) => Some(Shape::AirTemperature),
            (Some(ChannelId::Battery), None) => Some(Shape::Battery),
            _ => None,
        }
    }
}

/// What can fill a table, the likeliest first; empty where there is no calculator for its kind and axes.
pub fn calculators(table: &MapTable) -> Vec<Calculator> {
    use Calculator as C;
    let Some(shape) = Shape::of(table) else { return Vec::new() };
    let with_rpm = matches!(shape, Shape::PressureAndRpm | Shape::ThrottleAndRpm | Shape::Rpm);
    let over_engine = with_rpm || matches!(shape, Shape::Pressure | Shape::Throttle);
    match (table.info.kind, table.unit().quantity(), shape) {
        (TableKind::MainFuel, Quantity::Duration, _) if over_engine => vec![C::Fuel],
        (TableKind::Ve, Quantity::Percent, _) if over_engine => vec![C::Ve],
        (TableKind::LambdaTarget, Quantity::Lambda, _) if over_engine => vec![C::Lambda],
        (TableKind::Ignition, Quantity::Angle, _) if with_rpm => vec![C::Ignition],
        (TableKind::IgnitionCompensation, Quantity::Angle, Shape::Pressure) => vec![C::IgnitionByMap],
        (TableKind::IgnitionCompensation, Quantity::Angle, Shape::EngineTemperature) => {
            vec![C::IgnitionByEngine]
        }
        (TableKind::IgnitionCompensation, Quantity::Angle, Shape::AirTemperature) => vec![C::IgnitionByAir],
        (TableKind::FuelCompensation, Quantity::Percent, Shape::Rpm) => vec![C::FuelByRpm],
        (TableKind::FuelCompensation, Quantity::Percent, Shape::Throttle) => vec![C::FuelByTps],
        (TableKind::FuelCompensation, Quantity::Percent, Shape::EngineTemperature) => vec![C::FuelByEngine],
        (TableKind::FuelCompensation, Quantity::Percent, Shape::AirTemperature) => vec![C::FuelByAir],
        (TableKind::DeadTime, Quantity::Duration, Shape::Battery) => vec![C::DeadTime],
        (TableKind::Dwell, Quantity::Duration, Shape::Battery) => vec![C::Dwell],
        // Both are pulses over the engine's temperature. The factory's first pulse has no point below 10 °C.
        (TableKind::Start, Quantity::Duration, Shape::EngineTemperature) => {
            if table.x().active().first().is_some_and(|t| *t >= 5.0) {
                vec![C::FirstPulse, C::Cranking]
            } else {
                vec![C::Cranking, C::FirstPulse]
            }
        }
        (TableKind::Start, Quantity::Percent, Shape::SinceStart) => vec![C::AfterStart],
        _ => Vec::new(),
    }
}
