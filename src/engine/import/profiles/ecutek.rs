//! EcuTek ProECU, CSV.
//!
//! UTF-8 with a byte order mark. `Time` is in whole milliseconds. Units in brackets after the names, sometimes twice,
//! sometimes empty.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("ecutek-proecu", "EcuTek ProECU", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Bracketed("Time")],
    names: &[
        (MapAbs, &["Manifold Absolute Pressure"]),
        (MapGauge, &["Manifold Relative Pressure", "Boost Pressure"]),
        (Tps, &["Throttle Position #1"]),
        (Maf, &["MAF Sensor", "Mass Air Flow"]),
        (TrimShort, &["Fuel Trim Short Term"]),
        (TrimLong, &["Fuel Trim Long Term"]),
        (KnockRetard, &["Knock Correction"]),
        (Pw1, &["Injection Time Direct Final", "Injector Pulse Width"]),
        (Pw2, &["Injection Time Port Final"]),
        (Pedal, &["Accelerator Angle", "Accelerator Position"]),
        (OilTemp, &["Engine Oil Temperature"]),
        (Lambda1, &["AFR", "Wideband AFR"]),
        (LambdaTarget, &["Equivalence Ratio Commanded", "Target AFR"]),
        (BoostTarget, &["Target Boost", "Boost Target"]),
        (BoostDuty, &["Wastegate Duty", "Wastegate Duty Cycle"]),
    ],
    own: &[
        "Engine Load",
        "Fuel System Status",
        "Mapswitch Mode",
        "Advance Multiplier",
        "MAF Voltage",
        "Ignition Correction - Coarse",
        "Ignition Correction - Fine",
        "Map Switch Mode",
    ],
    time: Some(TimeUnit::Milliseconds),
    ..Profile::new(INFO)
};
