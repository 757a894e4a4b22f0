//! SimosTools, CSV.
//!
//! Names with units in brackets; the last name is the program, its version and the car, over a column of zeros.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("simostools", "SimosTools", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Cell("SimosTools")],
    names: &[
        (FuelPressure, &["FP DI", "FP MPI"]),
        (Pw1, &["Inj PW DI"]),
        (Pw2, &["Inj PW MPI"]),
        (LambdaTarget, &["Lambda SP", "AFR SP"]),
        (Lambda1, &["Lambda", "AFR"]),
        (KnockRetard, &["Knock Cyl 1"]),
        (Wastegate, &["WG Pos Final"]),
        (TrimLong, &["LTFT"]),
        (TrimShort, &["STFT"]),
        (GLong, &["Accel Long"]),
        (GLat, &["Accel Lat"]),
    ],
    absolute: &[(BoostTarget, &["MAP SP", "PUT SP"])],
    own: &["Airmass", "Fuel Flow", "Torque Req", "Torque Lim"],
    time: Some(TimeUnit::Seconds),
    remark: Some("SimosTools"),
    ..Profile::new(INFO)
};
