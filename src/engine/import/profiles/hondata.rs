//! Hondata FlashPro, KManager and SManager, CSV export. Short names without units.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::TimeUnit;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("hondata", "Hondata", &["csv"]);

/// Names by which the brand is known.
const TYPICAL: &[&str] = &[
    "CLV",
    "AFRCMD",
    "AF.CMD",
    "STRIM",
    "LTRIM",
    "S.TRIM",
    "L.TRIM",
    "KRETARD",
    "K.RETARD",
    "KCONTROL",
    "K.CONTROL",
    "CAMCMD",
    "VTS",
    "VTP",
    "ECT",
    "INJ",
    "IGN",
    "TPLATE",
    "TPEDAL",
    "K.LEVEL",
];

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("Hondata"), Sign::Names("Time", 4, TYPICAL), Sign::Names("Time (s)", 4, TYPICAL)],
    names: &[
        (Rpm, &["RPM"]),
        (Speed, &["SPEED", "VSS"]),
        (MapAbs, &["MAP"]),
        (Load, &["CLV"]),
        (Tps, &["TPS", "TPLATE"]),
        (Pedal, &["TPEDAL", "APP"]),
        (Cam1, &["CAM", "VTC"]),
        (Pw1, &["INJ"]),
        (Duty1, &["DUTY"]),
        (IgnAdvance, &["IGN"]),
        (IntakeAir, &["IAT"]),
        (Coolant, &["ECT"]),
        (Lambda1, &["AFR", "A/F", "LAMBDA", "Wide"]),
        (LambdaTarget, &["AFRCMD", "AF.CMD", "A/F CMD"]),
        (TrimShort, &["STRIM", "S.TRIM"]),
        (TrimLong, &["LTRIM", "L.TRIM"]),
        (KnockRetard, &["KRETARD", "K.RETARD"]),
        (KnockLevel, &["KLEVEL", "K.LEVEL"]),
        (KnockCount, &["KCOUNT", "K.COUNT"]),
        (Battery, &["BAT"]),
        (Baro, &["PA"]),
        (Gear, &["GEAR"]),
        (BoostDuty, &["WG DC", "BST DC"]),
        (Ethanol, &["ETHANOL", "FLEX"]),
    ],
    own: &["VTS", "VTP", "CAMCMD", "KCONTROL", "K.CONTROL"],
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
