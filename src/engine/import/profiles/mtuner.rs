//! M-Tuner, CSV. Known from the names that other tools look for; pressures are absolute.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("m-tuner", "M-Tuner", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[
        Sign::Cell("Relative Load Setpoint"),
        Sign::Cell("Target Position Throttle"),
        Sign::Cells(&["Time", "Throttle Inlet Pressure"]),
        Sign::Cell("Cylinder 1 Ignition Retard"),
    ],
    names: &[
        (IgnAdvance, &["Actual Ignition Angle", "Ignition Angle Actual"]),
        (MapAbs, &["Manifold Absolute Pressure", "Manifold Pressure"]),
        (Load, &["Relative Load"]),
        (Tps, &["Throttle Position", "Throttle Angle"]),
        (KnockRetard, &["Cylinder 1 Ignition Retard"]),
        (Lambda1, &["Lambda Bank 1"]),
        (Lambda2, &["Lambda Bank 2"]),
        (Maf, &["Mass air flow"]),
        (IntakeAir, &["Intake air temperature"]),
    ],
    own: &["Relative Load Setpoint", "Target Position Throttle"],
    units: &[
        (Lambda1, SourceUnit::Plain(Unit::Lambda)),
        (Lambda2, SourceUnit::Plain(Unit::Lambda)),
        (Load, SourceUnit::Plain(Unit::Percent)),
    ],
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
