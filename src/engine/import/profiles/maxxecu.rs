//! MaxxECU MTune, CSV export. Known by the name of the program before the header; names are the common ones.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("maxxecu", "MaxxECU", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("MaxxECU"), Sign::Line("MTune"), Sign::Cell("MaxxECU")],
    names: &[
        (Rpm, &["Engine speed"]),
        (Lambda1, &["Lambda", "Lambda A"]),
        (LambdaTarget, &["Lambda target", "Target lambda"]),
        (IgnAdvance, &["Ignition angle", "Ign out angle"]),
        (MapAbs, &["MAP"]),
        (Tps, &["TPS", "Throttle position"]),
        (Coolant, &["CLT", "Coolant temp"]),
        (IntakeAir, &["IAT", "Intake air temp"]),
        (BoostTarget, &["Boost target"]),
        (BoostDuty, &["Boost solenoid duty", "Boost solenoid"]),
        (TrimCl, &["Lambda corr A", "Lambda correction"]),
        (Duty1, &["Fuel duty", "Injector duty"]),
        (Pw1, &["Fuel pulsewidth primary", "Injector time"]),
    ],
    ..Profile::new(INFO)
};
