//! Torque Pro, track log.
//!
//! `GPS Time, Device Time, …`: names with blanks after commas and units in brackets, `-` where a sensor gave nothing, the
//! header once more where a trip starts again.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("torque-pro", "Torque Pro", &["csv"]).with(&[Extra::OwnRates, Extra::Date]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Cells(&["GPS Time", "Device Time"])],
    names: &[
        (Rpm, &["Engine RPM"]),
        (Tps, &["Throttle Position(Manifold)", "Absolute Throttle Position B"]),
        (Pedal, &["Accelerator PedalPosition D", "Accelerator Pedal Position D"]),
        (FuelFlow, &["Fuel flow rate/minute", "Fuel flow rate/hour"]),
        (TrimShort, &["Fuel Trim Bank 1 Short Term"]),
        (TrimLong, &["Fuel Trim Bank 1 Long Term"]),
        (MapAbs, &["Intake Manifold Pressure"]),
        (MapGauge, &["Turbo Boost & Vacuum Gauge"]),
        (Baro, &["Barometric pressure (from vehicle)"]),
        (Lambda1, &["O2 Sensor1 Wide Range Equivalence Ratio", "Air Fuel Ratio(Measured)"]),
        (LambdaTarget, &["Commanded Equivalence Ratio", "Air Fuel Ratio(Commanded)"]),
        (Load, &["Engine Load"]),
        (Coolant, &["Engine Coolant Temperature"]),
        (IntakeAir, &["Intake Air Temperature"]),
        (OilTemp, &["Engine Oil Temperature"]),
        (Ambient, &["Ambient air temp"]),
        (IgnAdvance, &["Timing Advance"]),
        (Battery, &["Voltage (Control Module)", "Voltage (OBD Adapter)"]),
        (Speed, &["Speed (OBD)"]),
        (GpsSpeed, &["GPS Speed", "Speed (GPS)"]),
        (GpsLat, &["Latitude", "GPS Latitude"]),
        (GpsLon, &["Longitude", "GPS Longitude"]),
        (GpsAlt, &["Altitude", "GPS Altitude"]),
        (GpsHeading, &["Bearing", "GPS Bearing"]),
        (PowerEst, &["Engine kW (At the wheels)", "Horsepower (At the wheels)"]),
        (TorqueEst, &["Torque"]),
        (FuelLevel, &["Fuel Level (From Engine ECU)"]),
        (FuelPressure, &["Fuel pressure", "Fuel Rail Pressure"]),
        (Maf, &["Mass Air Flow Rate"]),
        (Egt1, &["Exhaust gas temp Bank 1 Sensor 1"]),
        (Egt2, &["Exhaust gas temp Bank 1 Sensor 2"]),
        (ChargeAir, &["Charge air cooler temperature (CACT)"]),
    ],
    own_rates: true,
    ..Profile::new(INFO)
};
