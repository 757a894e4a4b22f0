//! Emtron EMTune, CSV export. Known by the name of the program before the header; names are the common ones.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("emtron", "Emtron", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("Emtron"), Sign::Line("EMTune"), Sign::Cell("Emtron")],
    names: &[
        (Rpm, &["Engine Speed"]),
        (Coolant, &["ECT"]),
        (IntakeAir, &["IAT"]),
        (MapAbs, &["MAP"]),
        (Tps, &["TPS Main", "TPS 1", "TP"]),
        (Pedal, &["APS", "APS Main"]),
        (Lambda1, &["Lambda Bank 1", "Lambda 1"]),
        (Lambda2, &["Lambda Bank 2", "Lambda 2"]),
        (LambdaTarget, &["Lambda Target"]),
        (IgnAdvance, &["Ignition Timing", "Ign Timing"]),
        (Pw1, &["Inj Pri PW", "Injector Pri PW"]),
        (Duty1, &["Inj Pri Duty", "Injector Pri Duty"]),
        (BoostTarget, &["Boost Target"]),
        (BoostDuty, &["Boost Solenoid DC", "Boost Duty"]),
    ],
    ..Profile::new(INFO)
};
