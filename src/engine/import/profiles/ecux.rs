//! ECUx (APR), CSV.
//!
//! Every cell in quotes, `TIME` in milliseconds, no units: pressures are absolute and in mbar, air in g/s, temperatures in
//! °C, times in ms.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("ecux", "ECUx", &["csv"]);

/// Names by which the brand is known.
const TYPICAL: &[&str] = &[
    "ThrottlePlateAngle",
    "MassAirFlow",
    "BoostPressureDesired",
    "BoostPressureActual",
    "BaroPressure",
    "IgnitionTimingAngleOverall",
    "AcceleratorPedalPosition",
    "BoostFrequencyValveDutyCycle",
    "IntakeAirTemperature",
    "FuelInjectorOnTime",
    "IgnitionRetardCyl1",
    "EngineLoadSpecified",
    "EGTbank1",
    "BstActual",
    "BstDesired",
];

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Names("TIME", 3, TYPICAL)],
    names: &[
        (MapAbs, &["BoostPressureActual", "BstActual"]),
        (Baro, &["BaroPressure"]),
        (BoostDuty, &["BoostFrequencyValveDutyCycle"]),
        (Maf, &["MassAirFlow"]),
        (IntakeAir, &["IntakeAirTemperature"]),
        (Coolant, &["CoolantTemperature"]),
        (Pedal, &["AcceleratorPedalPosition", "AccelPedalPosition"]),
        (Tps, &["ThrottlePlateAngle"]),
        (IgnAdvance, &["IgnitionTimingAngleOverall", "IgnitionTimingAngle", "IgnitionTimingCyl1"]),
        (KnockRetard, &["IgnitionRetardCyl1"]),
        (Speed, &["VehicleSpeed"]),
        (Gear, &["Gear", "SelectedGear"]),
        (LambdaTarget, &["AirFuelRatioDesired"]),
        (Lambda1, &["AirFuelRatioCurrent", "AirFuelRatioActual"]),
        (Pw1, &["FuelInjectorOnTime"]),
        (Egt1, &["EGTbank1", "EGTbank1OXS"]),
        (Egt2, &["EGTbank2", "EGTbank2OXS"]),
        (Load, &["EngineLoad"]),
        (Rpm, &["RPM"]),
        (Battery, &["BatteryVoltage"]),
    ],
    absolute: &[(BoostTarget, &["BoostPressureDesired", "BstDesired"])],
    own: &["EngineLoadDesired", "EngineLoadSpecified"],
    units: &[
        (MapAbs, SourceUnit::Plain(Unit::Mbar)),
        (Baro, SourceUnit::Plain(Unit::Mbar)),
        (BoostTarget, SourceUnit::Plain(Unit::Mbar)),
        (Maf, SourceUnit::Plain(Unit::GramsPerSecond)),
        (IntakeAir, SourceUnit::Plain(Unit::Celsius)),
        (Coolant, SourceUnit::Plain(Unit::Celsius)),
        (Egt1, SourceUnit::Plain(Unit::Celsius)),
        (Egt2, SourceUnit::Plain(Unit::Celsius)),
        (Pw1, SourceUnit::Plain(Unit::Milliseconds)),
        (Speed, SourceUnit::Plain(Unit::KmPerH)),
        (BoostDuty, SourceUnit::Plain(Unit::Percent)),
        (Tps, SourceUnit::Plain(Unit::Percent)),
        (Pedal, SourceUnit::Plain(Unit::Percent)),
        (Load, SourceUnit::Plain(Unit::Percent)),
    ],
    time: Some(TimeUnit::Milliseconds),
    ..Profile::new(INFO)
};
