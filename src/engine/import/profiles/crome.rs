//! Crome, CSV.
//!
//! Quoted names with units in brackets, a comma after the last one. `Duration` is hours, minutes and seconds without
//! carrying over: minutes run into the thousands.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("crome", "Crome (Honda OBD1)", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Cells(&["Duration", "Engine Speed (RPM)"])],
    names: &[
        (MapAbs, &["Manifold Absolute Pressure", "Manifold Pressure", "MAP"]),
        (Tps, &["Throttle Position", "TPS"]),
        (Coolant, &["Engine Coolant Temperature", "Coolant Temperature", "ECT"]),
        (IntakeAir, &["Intake Air Temperature", "IAT"]),
        (IgnAdvance, &["Ignition Advance", "Final Ignition", "Ignition"]),
        (Pw1, &["Injector Duration", "Injector Pulse Width", "Injector"]),
        (Duty1, &["Injector Duty Cycle", "Duty Cycle"]),
        (Speed, &["Vehicle Speed", "VSS"]),
        (Gear, &["Gear"]),
        (Lambda1, &["Wideband", "Wideband O2", "AFR"]),
        (Battery, &["Battery Voltage", "Battery"]),
        (TrimShort, &["Fuel Correction", "Short Term Fuel Trim"]),
    ],
    ..Profile::new(INFO)
};
