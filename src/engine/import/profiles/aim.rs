//! AiM RaceStudio, CSV.
//!
//! Everything in quotes: lines of keys and values, an empty line, names, units, an empty line, rows.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("aim-csv", "AiM RaceStudio", &["csv"]).with(&[Extra::Date]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("Format\",\"AiM CSV File"), Sign::Line("Format,AiM CSV File")],
    names: &[
        (Coolant, &["WT", "Water Temp", "ECT"]),
        (OilTemp, &["OT", "Oil Temp"]),
        (OilPressure, &["OP", "Oil Press"]),
        (FuelPressure, &["FP", "Fuel Press"]),
        (BrakePressure, &["BRK", "Brake Press", "BrakePress F"]),
        (Battery, &["External Voltage", "Battery"]),
        (GLong, &["InlineAcc", "GPS InlineAcc"]),
        (GLat, &["LateralAcc", "GPS LatAcc"]),
        (GVert, &["VerticalAcc"]),
        (Steer, &["steering", "Steering", "SteerAngle"]),
        (Tps, &["TPS", "Throttle", "PPS"]),
        (Gear, &["Gear"]),
        (Speed, &["Speed", "Ref Speed", "Wheel Speed"]),
        (Lambda1, &["Lambda", "AFR"]),
        (YawRate, &["YawRate", "GPS Yaw Rate"]),
        (RollRate, &["RollRate"]),
        (PitchRate, &["PitchRate"]),
        (GpsHeading, &["GPS Heading"]),
        (GpsSpeed, &["GPS Speed"]),
    ],
    own: &["LoggerTemp", "Luminosity", "ACCEL"],
    time: Some(TimeUnit::Seconds),
    started: &["Date\",\"", "Time\",\""],
    ..Profile::new(INFO)
};
