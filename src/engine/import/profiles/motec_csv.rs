//! MoTeC i2, CSV export.
//!
//! Quoted keys and values, an empty line, names, units, an empty line, rows.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("motec-csv", "MoTeC i2", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("Format\",\"MoTeC CSV File"), Sign::Line("Format,MoTeC CSV File")],
    names: &[
        (Rpm, &["Engine RPM", "RPM", "Engine Speed"]),
        (Tps, &["Throttle Position", "Throttle Pos", "Throttle"]),
        (MapAbs, &["Manifold Pressure", "Manifold Pres", "Inlet Manifold Pressure"]),
        (Coolant, &["Engine Temp", "Engine Temperature", "Coolant Temperature", "Eng Temp"]),
        (IntakeAir, &["Air Temp Inlet", "Inlet Air Temperature", "Air Temp"]),
        (OilPressure, &["Eng Oil Pres", "Engine Oil Pressure", "Oil Pressure"]),
        (OilTemp, &["Eng Oil Temp", "Engine Oil Temperature"]),
        (FuelPressure, &["Fuel Pres", "Fuel Pressure"]),
        (Battery, &["Bat Volts ADL", "Bat Volts Dash", "ECU Battery Voltage", "Battery Voltage"]),
        (Speed, &["Ground Speed", "Corr Speed", "Vehicle Speed"]),
        (GLat, &["G Force Lat", "Acceleration Lateral"]),
        (GLong, &["G Force Long", "Acceleration Longitudinal"]),
        (Lambda1, &["Lambda 1", "Exhaust Lambda", "La 1"]),
        (LambdaTarget, &["Fuel Mixture Aim", "La Aim 1"]),
        (IgnAdvance, &["Ignition Timing", "Ign Advance"]),
        (Steer, &["Steered Angle", "Steering Angle"]),
        (Gear, &["Gear"]),
        (BrakePressure, &["Brake Pres Front", "Brake Pressure Front"]),
        (GpsLat, &["GPS Latitude"]),
        (GpsLon, &["GPS Longitude"]),
        (BoostTarget, &["Boost Aim"]),
        (Duty1, &["Fuel Inj Duty", "Fuel Injector Duty Cycle"]),
    ],
    time: Some(TimeUnit::Seconds),
    started: &["Log Date\",\"", "Log Time\",\""],
    ..Profile::new(INFO)
};
