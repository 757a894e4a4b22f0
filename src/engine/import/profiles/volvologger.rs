//! VolvoLogger, CSV. `Time (sec)` and names with units in brackets.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("volvologger", "VolvoLogger", &["csv"]);

/// Names by which the brand is known.
const TYPICAL: &[&str] = &["Engine Speed", "Boost Pressure", "Throttle Pos", "Vehicle Speed"];

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Names("Time (sec)", 4, TYPICAL)],
    names: &[
        (Rpm, &["Engine Speed"]),
        (MapAbs, &["Boost Pressure"]),
        (Tps, &["Throttle Pos", "Throttle Position"]),
        (Speed, &["Vehicle Speed"]),
        (IgnAdvance, &["Ignition Angle", "Ignition Advance"]),
        (Load, &["Engine Load"]),
    ],
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
