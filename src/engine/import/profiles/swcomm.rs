//! SWComm ECUTools (Starkenwagen), CSV.
//!
//! A banner of asterisks, then names (variables of Siemens controllers), units, and a line of aliases. Pressures are
//! absolute and in hPa.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("swcomm", "SWComm ECUTools", &["csv"]).with(&[Extra::Date]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("Log File Created by SWComm")],
    names: &[
        (Rpm, &["N"]),
        (Speed, &["VS"]),
        (MapAbs, &["MAP_MES", "MAP"]),
        (Baro, &["AMP"]),
        (Maf, &["MAF_THR"]),
        (Pedal, &["PV_AV"]),
        (Tps, &["TPS_AV"]),
        (TorqueEst, &["TQI_AV"]),
        (IgnAdvance, &["IGA_AV_MV"]),
        (KnockRetard, &["IGA_ADJ_KNK[0]"]),
        (Lambda1, &["LAMB_LS_UP[1]"]),
        (Lambda2, &["LAMB_LS_UP[2]"]),
        (LambdaTarget, &["LAMB_SP[1]"]),
        (Coolant, &["TCO"]),
        (IntakeAir, &["TIA"]),
        (OilTemp, &["TOIL"]),
        (Ambient, &["Ambient air temperature"]),
        (Gear, &["GEAR"]),
        (Pw1, &["TI_1_HOM[0]"]),
        (TrimShort, &["STFT Bank 1"]),
        (TrimLong, &["LTFT Bank 1"]),
        (Cam1, &["CAM_PHA[IN][1]"]),
    ],
    absolute: &[(BoostTarget, &["MAP_SP"]), (FuelPressure, &["FUP"])],
    own: &["MAF", "FUP_SP", "FUP_EFP", "LAMB_SP[2]", "TI_1_HOM[2]", "IGA_IGC[0]", "IGA_IGC[4]"],
    units: &[(Tps, SourceUnit::Plain(Unit::Percent))],
    time: Some(TimeUnit::Seconds),
    started: &["Log Started "],
    ..Profile::new(INFO)
};
