//! Dragy, CSV of its GPS.
//!
//! Ten samples a second from a tenth before the start; speed in both units, acceleration in g.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("dragy", "Dragy", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Cells(&["Speed (KMPH)", "Speed (MPH)"])],
    names: &[
        (Speed, &["Speed (KMPH)", "Speed (MPH)"]),
        (GLong, &["Acceleration"]),
        (GpsAlt, &["Altitude"]),
        (GpsHeading, &["Heading"]),
        (GpsLat, &["Latitude"]),
        (GpsLon, &["Longitude"]),
    ],
    units: &[(GLong, SourceUnit::Plain(Unit::StandardGravity)), (GpsAlt, SourceUnit::Plain(Unit::Metres))],
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
