//! RomRaider Logger, CSV.
//!
//! `Time (msec)` and names with units in brackets; semicolons and decimal commas where the computer is set so.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("romraider", "RomRaider Logger", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Header("Time (msec)"), Sign::Header("\"Time (msec)\"")],
    names: &[
        (Rpm, &["Engine Speed", "PLX Engine Speed"]),
        (
            MapAbs,
            &[
                "Manifold Absolute Pressure",
                "PLX Manifold Absolute Pressure",
                "Manifold Absolute Pressure (2-byte)**",
            ],
        ),
        (
            MapGauge,
            &[
                "Manifold Relative Pressure",
                "Manifold Relative Pressure (Corrected)",
                "Manifold Relative Sea Level Pressure",
            ],
        ),
        (
            Lambda1,
            &[
                "PLX O2 - Wideband",
                "A/F Sensor #1",
                "Wideband O2",
                "AEM UEGO",
                "Innovate LC-1",
                "Zeitronix Zt-2 AFR",
            ],
        ),
        (IgnAdvance, &["Ignition Total Timing", "Timing Advance", "Ignition Timing"]),
        (TrimShort, &["A/F Correction #1"]),
        (TrimLong, &["A/F Learning #1"]),
        (
            KnockRetard,
            &["Feedback Knock Correction", "Feedback Knock Correction (4-byte)*", "Knock Correction Advance"],
        ),
        (Duty1, &["Injector Duty Cycle"]),
        (Pw1, &["Fuel Injector #1 Pulse Width"]),
        (BoostDuty, &["Primary Wastegate Duty Cycle"]),
        (BoostTarget, &["Target Boost"]),
        (Maf, &["Mass Airflow"]),
        (Tps, &["Throttle Opening Angle", "Throttle Position"]),
        (Pedal, &["Accelerator Pedal Angle", "Accelerator Opening Angle"]),
        (Gear, &["Gear (Calculated)", "Gear Position"]),
        (Battery, &["Battery Voltage"]),
        (Baro, &["Atmospheric Pressure"]),
    ],
    own: &["Engine Load (Calculated)", "Engine Load"],
    time: Some(TimeUnit::Milliseconds),
    ..Profile::new(INFO)
};
