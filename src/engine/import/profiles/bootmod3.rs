//! bootmod3 for BMW, CSV. Names with units in square brackets.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("bootmod3", "bootmod3", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[
        Sign::Cell("Boost (Pre-Throttle)"),
        Sign::Cell("Boost pressure (Target)"),
        Sign::Cell("Boost Pressure (Target)"),
    ],
    names: &[
        (MapGauge, &["Boost (Pre-Throttle)", "Boost", "Boost pressure (Actual)", "MAP"]),
        (BoostTarget, &["Boost pressure (Target)", "Boost Pressure (Target)", "Boost target"]),
        (IgnAdvance, &["Ignition Timing Cyl. 1", "Timing Cyl. 1", "Ignition Timing 1"]),
        (KnockRetard, &["Timing Correction Cyl. 1", "(RAM) Timing Correction Cyl. 1", "Knock Retard Cyl. 1"]),
        (FuelPressure, &["HPFP Act.", "Rail Pressure (Actual)", "Fuel Pressure (HPFP)"]),
        (BoostDuty, &["WGDC (Bank 1)", "WGDC Bank 1", "WGDC"]),
        (TrimShort, &["STFT 1", "STFT Bank 1"]),
        (TrimLong, &["LTFT 1", "LTFT Bank 1"]),
        (Lambda1, &["Lambda Act. 1", "Lambda Bank 1", "AFR Bank 1", "Lambda 1"]),
        (Lambda2, &["Lambda Act. 2", "Lambda Bank 2"]),
        (LambdaTarget, &["Lambda Target", "Lambda target", "AFR target"]),
        (Pedal, &["Accel. Pedal", "Accel Pedal Position", "Accel. Pedal Pos."]),
        (Tps, &["Throttle Angle", "Throttle"]),
        (IntakeAir, &["IAT"]),
        (Coolant, &["Coolant temp", "Coolant"]),
        (OilTemp, &["Oil temp", "Oil Temp"]),
        (Load, &["Load act.", "Load Actual"]),
    ],
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
