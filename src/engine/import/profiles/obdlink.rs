//! OBDLink, CSV.
//!
//! `# StartTime = …`, then `Time (sec)` and names with units in brackets after blanks.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("obdlink", "OBDLink", &["csv"]).with(&[Extra::OwnRates, Extra::Date]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("StartTime =")],
    names: &[
        (
            Lambda1,
            &[
                "O2 sensor lambda wide range (current probe) (Bank 1 Sensor 1)",
                "O2 sensor lambda wide range (current probe)  (Bank 1  Sensor 1)",
            ],
        ),
        (Lambda2, &["O2 sensor lambda wide range (current probe) (Bank 2 Sensor 1)"]),
        (Battery, &["Control module voltage", "Input voltage read by the scan tool"]),
        (TrimShort, &["Short term fuel % trim - Bank 1"]),
        (TrimLong, &["Long term fuel % trim - Bank 1"]),
        (MapAbs, &["Intake manifold absolute pressure"]),
        (Load, &["Calculated load value"]),
        (Tps, &["Absolute throttle position"]),
        (IgnAdvance, &["Ignition timing advance for #1 cylinder"]),
        (LambdaTarget, &["Fuel/Air commanded equivalence ratio"]),
    ],
    time: Some(TimeUnit::Seconds),
    own_rates: true,
    started: &["StartTime ="],
    ..Profile::new(INFO)
};
