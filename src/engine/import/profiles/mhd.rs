//! MHD for BMW, CSV.
//!
//! UTF-8 with a byte order mark, `*` for the sign of degrees, names in English or German. `Time` is in seconds. The last
//! name is the program's version and the map.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("mhd", "MHD (BMW)", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Cell("MHD version"), Sign::Cell("MHD ")],
    names: &[
        (TrimLong, &["LTFT 1", "LTFT - Faktor aus Lambdaregelungsadaption für Bank 1"]),
        (TrimShort, &["STFT 1"]),
        (FuelPressure, &["Rail pressure mean", "Rail pressure act.", "Fuel pressure"]),
        (Cam1, &["VANOS IN act."]),
        (Cam2, &["VANOS EX act."]),
        (BoostTarget, &["Boost target", "Target boost"]),
        (IgnAdvance, &["Ignition cyl. 1", "Timing Cyl. 1", "Cyl1 Timing", "Ign. timing cyl. 1"]),
        (KnockRetard, &["Timing correction cyl. 1", "Cyl1 Timing Cor"]),
    ],
    // Told in degrees, and up to 100.
    units: &[(Tps, SourceUnit::Plain(Unit::Percent))],
    own: &["Rail pressure req.", "Throttle Pos. Req", "TMAP volt.", "MAF req. WGDC"],
    time: Some(TimeUnit::Seconds),
    remark: Some("MHD "),
    ..Profile::new(INFO)
};
