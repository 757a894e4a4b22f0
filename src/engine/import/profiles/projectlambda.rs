//! Tuner logs of Subarus, CSV.
//!
//! UTF-8 with a byte order mark, `Time (s)`, units in brackets with `λ` and `°`. The rows of the first moment may hold what
//! the bus gives before it is up.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("projectlambda", "Subaru tuner log", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[
        Sign::Cells(&["Time (s)", "Power Mode - Fuel Ratio Target (λ)"]),
        Sign::Cells(&["Time (s)", "Air/Fuel Sensor #1 (λ)"]),
    ],
    names: &[
        (MapAbs, &["Manifold Absolute Pressure", "Manifold Air Pressure - Filtered"]),
        (Maf, &["Mass Air Flow", "Airflow (MAF)"]),
        (LambdaTarget, &["Power Mode - Fuel Ratio Target"]),
        (Lambda1, &["Air/Fuel Sensor #1"]),
    ],
    absolute: &[(BoostTarget, &["Boost Target"])],
    own: &["Load (MAF)", "Fuel - Base Multiplier", "Fuel - Acceleration Enrich", "Mass Air Flow Voltage"],
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
