//! Innovate LogWorks, CSV.
//!
//! `Session: …`, then names and a line of units in brackets.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("logworks", "Innovate LogWorks", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("Session: Session")],
    names: &[
        (Lambda1, &["LC1_O2WB", "LM1_O2WB", "LM2_O2WB", "O2WB", "AFR"]),
        (MapGauge, &["Boost", "MAP Boost"]),
        (OilPressure, &["Oil_Press"]),
        (Egt1, &["EGT"]),
    ],
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
