//! ECUMaster EMU, CSV export of the client of EMU PRO and EMU Black.
//!
//! `TIME` in seconds, then names that are paths with `/`. Semicolons, tabs or commas, decimal points or commas; cells are
//! empty where a channel had no new sample. No units: kPa, °C, %, λ, ms, V, km/h.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("ecumaster-emu", "ECUMaster EMU", &["csv"]).with(&[Extra::OwnRates]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Paths("TIME")],
    names: &[
        (Rpm, &["engine/rpm"]),
        (MapAbs, &["sensors/map", "engine/map"]),
        (Baro, &["sensors/baro", "sensors/barometricPressure"]),
        (Tps, &["sensors/tps1", "sensors/tps"]),
        (Pedal, &["sensors/pps", "dbw/pedal", "sensors/pedal", "sensors/pps1"]),
        (Coolant, &["sensors/clt", "sensors/coolantTemp", "sensors/coolantTemperature"]),
        (IntakeAir, &["sensors/iat", "sensors/intakeAirTemperature"]),
        (OilTemp, &["sensors/oilTemp", "sensors/oilTemperature"]),
        (FuelTemp, &["sensors/fuelTemp", "sensors/fuelTemperature"]),
        (OilPressure, &["sensors/oilPressure"]),
        (FuelPressure, &["sensors/fuelPressure"]),
        (Battery, &["sensors/batteryVoltage", "sensors/vbat", "sensors/battery"]),
        (Lambda1, &["sensors/lambda1", "sensors/lambda", "lambda/lambda1", "engine/lambda"]),
        (Lambda2, &["sensors/lambda2", "lambda/lambda2"]),
        (
            LambdaTarget,
            &["fuel/lambdaTarget", "engine/lambdaTarget", "fueling/lambdaTarget", "lambda/target"],
        ),
        (TrimCl, &["fuel/lambdaCorrection", "fueling/lambdaCorrection", "lambda/correction"]),
        (Pw1, &["fuel/injectorPW", "fueling/pulseWidth", "fuel/pulseWidth"]),
        (Duty1, &["fuel/injectorDuty", "fueling/injectorDuty", "fuel/injectorsDC"]),
        (Ve, &["fuel/ve", "fueling/ve"]),
        (IgnAdvance, &["ignition/angle"]),
        (Dwell, &["ignition/dwell", "ignition/dwellTime"]),
        (KnockLevel, &["knock/level"]),
        (KnockRetard, &["knock/retard", "ignition/knockCorrection"]),
        (BoostTarget, &["boost/target"]),
        (BoostDuty, &["boost/dc", "boost/duty", "boost/dutyCycle"]),
        (Gear, &["sensors/gear", "drivetrain/gear"]),
        (Speed, &["sensors/vehicleSpeed", "sensors/speed", "drivetrain/vehicleSpeed", "vehicle/speed"]),
        (Egt1, &["sensors/egt1"]),
        (Egt2, &["sensors/egt2"]),
        (Egt3, &["sensors/egt3"]),
        (Egt4, &["sensors/egt4"]),
        (Ethanol, &["sensors/ethanolContent", "sensors/flexFuel", "flexFuel/ethanolContent"]),
        (Cam1, &["vvt/intakeAngle", "vvt/cam1"]),
        (Cam2, &["vvt/exhaustAngle", "vvt/cam2"]),
        (GpsLat, &["gps/latitude"]),
        (GpsLon, &["gps/longitude"]),
        (GpsSpeed, &["gps/speed"]),
    ],
    units: &[
        (MapAbs, SourceUnit::Plain(Unit::Kpa)),
        (Baro, SourceUnit::Plain(Unit::Kpa)),
        (Coolant, SourceUnit::Plain(Unit::Celsius)),
        (IntakeAir, SourceUnit::Plain(Unit::Celsius)),
        (OilTemp, SourceUnit::Plain(Unit::Celsius)),
        (FuelTemp, SourceUnit::Plain(Unit::Celsius)),
        (Lambda1, SourceUnit::Plain(Unit::Lambda)),
        (Lambda2, SourceUnit::Plain(Unit::Lambda)),
        (LambdaTarget, SourceUnit::Plain(Unit::Lambda)),
        (Speed, SourceUnit::Plain(Unit::KmPerH)),
        (Tps, SourceUnit::Plain(Unit::Percent)),
        (Pedal, SourceUnit::Plain(Unit::Percent)),
        (Duty1, SourceUnit::Plain(Unit::Percent)),
        (Pw1, SourceUnit::Plain(Unit::Milliseconds)),
    ],
    time: Some(TimeUnit::Seconds),
    own_rates: true,
    ..Profile::new(INFO)
};
