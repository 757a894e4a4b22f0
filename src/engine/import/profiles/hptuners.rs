//! HP Tuners VCM Scanner, CSV export.
//!
//! Sections in brackets, then three lines (numbers, names, units), an empty line, `[Channel Data]` and rows. `Offset` is in
//! seconds. Names with `(SAE)` are those of the OBD standard. Tools that thin logs out leave cells empty.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("hptuners-vcm", "HP Tuners VCM Scanner", &["csv"])
    .with(&[Extra::OwnRates, Extra::Date]);

/// Names by which the brand is known.
const TYPICAL: &[&str] = &[
    "Engine RPM",
    "Engine RPM (SAE)",
    "Vehicle Speed (SAE)",
    "Timing Advance (SAE)",
    "Mass Airflow (SAE)",
    "Intake Air Temp (SAE)",
    "Engine Coolant Temp (SAE)",
    "Throttle Position (SAE)",
    "Knock Retard",
    "Intake Manifold Absolute Pressure (SAE)",
    "Short Term Fuel Trim Bank 1 (SAE)",
    "Cylinder Airmass",
    "Total Knock Retard",
];

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("HP Tuners CSV Log File"), Sign::Names("Offset", 2, TYPICAL)],
    names: &[
        (Rpm, &["Engine RPM"]),
        (Pw1, &["Injector Pulse Width Avg. Bank 1", "Injector Pulse Width Bank 1", "Injector Pulse Width"]),
        (Pw2, &["Injector Pulse Width Avg. Bank 2", "Injector Pulse Width Bank 2"]),
        (Duty1, &["Injector Duty Cycle", "Injector Duty Cycle Bank 1"]),
        (TrimShort, &["Short Term Fuel Trim Bank 1"]),
        (TrimLong, &["Long Term Fuel Trim Bank 1"]),
        (Lambda1, &["WB EQ Ratio 1", "WB EQ Ratio 1 (SAE)", "Wideband EQ Ratio", "WB EQ Ratio 5 (SAE)"]),
        (LambdaTarget, &["Equivalence Ratio Commanded", "Commanded Equivalence Ratio"]),
        (MapAbs, &["Intake Manifold Absolute Pressure", "Manifold Absolute Pressure"]),
        (Maf, &["Mass Airflow"]),
        (IgnAdvance, &["Timing Advance", "Ignition Timing Advance", "Total Spark Advance"]),
        (Pedal, &["Accelerator Position D", "Accelerator Pedal Position"]),
        (Tps, &["Throttle Position", "Throttle Position (SAE)"]),
        (Load, &["Absolute Load", "Calculated Engine Load"]),
        (KnockRetard, &["Knock Retard", "Total Knock Retard"]),
        (FuelPressure, &["Fuel Pressure", "Fuel Rail Pressure"]),
        (Speed, &["Vehicle Speed"]),
        (Coolant, &["Engine Coolant Temp"]),
        (IntakeAir, &["Intake Air Temp"]),
        (Battery, &["Control Module Voltage"]),
        (Ethanol, &["Ethanol Fuel %"]),
        (Baro, &["Barometric Pressure"]),
        (Ambient, &["Ambient Air Temp"]),
        (FuelLevel, &["Fuel Level Input"]),
        (OilPressure, &["Engine Oil Pressure"]),
        (OilTemp, &["Engine Oil Temp"]),
        (Gear, &["Transmission Gear", "Trans Current Gear"]),
        (BoostTarget, &["Boost Pressure Desired"]),
    ],
    own: &["Mass Airflow Sensor", "Relative Throttle Position", "Fuel System #1 Status"],
    time: Some(TimeUnit::Seconds),
    own_rates: true,
    started: &["Creation Time:"],
    ..Profile::new(INFO)
};
