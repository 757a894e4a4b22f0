//! The Bosch ME7 engine controllers: ME7Logger, and WinLog.
//!
//! ME7Logger writes a preamble of some twenty lines, then three lines of names: the controller's variables, units, and
//! plain words in quotes. Commas or semicolons, cells padded with blanks. `°KW` are degrees of the crank, `DK` and `PED`
//! percent of throttle and pedal. Pressures are absolute. WinLog logs the same variables under a banner, without units;
//! its `logtime` counts milliseconds.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Names, Profile, Sign};
use crate::engine::channels::ChannelId::{self, *};
use crate::engine::import::options::{SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("me7logger", "ME7Logger", &["csv", "log"]).with(&[Extra::Date]);
pub(super) const WINLOG_INFO: FormatInfo = FormatInfo::verified("winlog", "WinLog 14point7", &["csv"]);

/// Variables of the controller.
const NAMES: Names = &[
    (Rpm, &["nmot_w", "nmot"]),
    (MapAbs, &["pvdkds_w", "pvdks_w", "ps_w"]),
    (Baro, &["pu_w", "pus_w", "pu"]),
    (Maf, &["mshfm_w", "msdk_w"]),
    (Load, &["rl_w", "rl"]),
    (Tps, &["wdkba", "wdkba_w"]),
    (Pedal, &["wped_w", "wped"]),
    (Gear, &["gangi"]),
    (IgnAdvance, &["zwout", "zwist"]),
    (KnockRetard, &["wkrma", "wkrm", "dwkrz_0"]),
    (Coolant, &["tmot", "tmotlin"]),
    (IntakeAir, &["tans", "tanslin"]),
    (Egt1, &["tabgm_w", "tabgm", "tats_w"]),
    (Egt2, &["tats2_w", "tabgm2_w"]),
    (Lambda1, &["lamsoni_w"]),
    (Lambda2, &["lamsoni2_w"]),
    (LambdaTarget, &["lamsbg_w", "lamfa_w"]),
    (TrimCl, &["frm_w", "fr_w"]),
    (TrimLong, &["fra_w", "fra"]),
    (Pw1, &["ti_b1", "te_w"]),
    (Pw2, &["ti_b2", "te2_w"]),
    (BoostDuty, &["ldtvm", "ldtv"]),
    (Speed, &["vfil_w", "vfzg"]),
    (Battery, &["ub", "wub"]),
    (Cam1, &["wnwise_w", "wnwi_w"]),
    (OilTemp, &["toel", "toelm"]),
];

const ABSOLUTE: Names = &[(BoostTarget, &["plsol_w", "plsol", "plsolr_w"])];

/// The units of the variables, which one of the programs does not write.
const UNITS: &[(ChannelId, SourceUnit)] = &[
    (MapAbs, SourceUnit::Plain(Unit::Mbar)),
    (Baro, SourceUnit::Plain(Unit::Mbar)),
    (BoostTarget, SourceUnit::Plain(Unit::Mbar)),
    (Maf, SourceUnit::Plain(Unit::GramsPerSecond)),
    (Tps, SourceUnit::Plain(Unit::Percent)),
    (Pedal, SourceUnit::Plain(Unit::Percent)),
    (Load, SourceUnit::Plain(Unit::Percent)),
    (BoostDuty, SourceUnit::Plain(Unit::Percent)),
    (Coolant, SourceUnit::Plain(Unit::Celsius)),
    (IntakeAir, SourceUnit::Plain(Unit::Celsius)),
    (OilTemp, SourceUnit::Plain(Unit::Celsius)),
    (Egt1, SourceUnit::Plain(Unit::Celsius)),
    (Egt2, SourceUnit::Plain(Unit::Celsius)),
    (Speed, SourceUnit::Plain(Unit::KmPerH)),
    (Pw1, SourceUnit::Plain(Unit::Milliseconds)),
    (Pw2, SourceUnit::Plain(Unit::Milliseconds)),
    (Lambda1, SourceUnit::Plain(Unit::Lambda)),
    (Lambda2, SourceUnit::Plain(Unit::Lambda)),
    (LambdaTarget, SourceUnit::Plain(Unit::Lambda)),
    (Battery, SourceUnit::Plain(Unit::Volts)),
    (TrimCl, SourceUnit::Plain(Unit::Factor)),
    (TrimLong, SourceUnit::Plain(Unit::Factor)),
];

/// Variables by which a log without the preamble is known.
const TYPICAL: &[&str] = &[
    "nmot_w", "rl_w", "zwout", "wped_w", "wdkba", "mshfm_w", "pvdkds_w", "plsol_w", "tans", "tmot", "ldtvm",
    "vfil_w",
];

/// ME7Logger.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("Logfile created by ME7-Logger"), Sign::Names("TimeStamp", 4, TYPICAL)],
    names: NAMES,
    absolute: ABSOLUTE,
    units: UNITS,
    time: Some(TimeUnit::Seconds),
    started: &["Log started at:"],
    ..Profile::new(INFO)
};

/// WinLog.
pub(super) const WINLOG: Profile = Profile {
    signs: &[Sign::Line("WinLog ")],
    names: NAMES,
    absolute: ABSOLUTE,
    own: &["logtime"],
    units: UNITS,
    time: Some(TimeUnit::Seconds),
    ..Profile::new(WINLOG_INFO)
};
