//! EvoScan, CSV.
//!
//! `LogID`, date, time of day and `LogEntrySeconds` before the channels, which have short names without units.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{DEFAULT_STOICH, SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("evoscan", "EvoScan", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Cells(&["LogID", "LogEntrySeconds"])],
    names: &[
        (Rpm, &["RPM"]),
        (Pw1, &["IPW", "InjPulseWidth", "InjectorPulseWidth"]),
        (Duty1, &["IDC", "InjDutyCycle"]),
        (IgnAdvance, &["TimingAdv", "Timing"]),
        (KnockCount, &["KnockSum"]),
        (BoostDuty, &["WGDC_Active", "WGDC", "WGDCActive"]),
        (TrimShort, &["STFT"]),
        (TrimLong, &["CurrentLTFT", "LTFT"]),
        (Cam1, &["InVVTactual"]),
        (Cam2, &["ExVVTactual"]),
        (Pedal, &["APP"]),
        (Tps, &["TPS"]),
        (Lambda1, &["AFR", "Wideband", "WideBandAF"]),
        (LambdaTarget, &["AFRMAP"]),
        (MapAbs, &["MAP"]),
        (MapGauge, &["Boost"]),
        (Speed, &["Speed"]),
        (Battery, &["Battery"]),
        (Coolant, &["CoolantTemp"]),
        (IntakeAir, &["AirTemp", "IAT", "MAT"]),
        (Maf, &["AirFlow", "MAF"]),
        (Baro, &["Baro"]),
    ],
    own: &["LogID", "LogEntryDate", "LogEntryTime", "LogNotes", "Load", "LoadTiming"],
    units: &[
        (Lambda1, SourceUnit::Afr { stoich: DEFAULT_STOICH }),
        (Pw1, SourceUnit::Plain(Unit::Milliseconds)),
    ],
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
