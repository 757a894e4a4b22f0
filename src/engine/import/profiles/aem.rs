//! AEM Infinity and Series 2, CSV export of AEMdata. Names in one word, with units in brackets or in a line below.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("aem-csv", "AEM (AEMdata)", &["csv"]);

/// Names by which the brand is known.
const TYPICAL: &[&str] = &[
    "EngineSpeed",
    "AirTemp",
    "CoolantTemp",
    "IgnTiming",
    "BatteryVolts",
    "LambdaTarget",
    "LambdaFB",
    "PrimaryInjPW",
    "PrimaryInjDuty",
    "Lambda1",
    "BaroPressure",
];

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[
        Sign::Line("AEMdata"),
        Sign::Line("AEM "),
        Sign::Names("Time", 4, TYPICAL),
        Sign::Names("Time (s)", 4, TYPICAL),
        Sign::Names("Time [s]", 4, TYPICAL),
    ],
    names: &[
        (Rpm, &["EngineSpeed"]),
        (MapAbs, &["MAP", "ManifoldPressure", "Engine Load"]),
        (Tps, &["Throttle", "TPS"]),
        (IntakeAir, &["AirTemp", "Air Temp"]),
        (Coolant, &["CoolantTemp", "Coolant Temp"]),
        (Lambda1, &["Lambda1", "LambdaAvg", "O2 #1"]),
        (Lambda2, &["Lambda2", "O2 #2"]),
        (LambdaTarget, &["LambdaTarget", "Target O2"]),
        (IgnAdvance, &["IgnTiming", "IgnitionTiming", "Ign Timing"]),
        (Battery, &["BatteryVolts", "Battery Volts"]),
        (Ve, &["VE"]),
        (Pw1, &["PrimaryInjPW", "InjectorPW", "Inj Pulse"]),
        (Duty1, &["PrimaryInjDuty", "InjectorDuty", "Inj Duty"]),
        (Baro, &["BaroPressure"]),
        (Speed, &["VehicleSpeed", "Vehicle Speed"]),
        (BoostTarget, &["BoostTarget", "Boost Target"]),
        (BoostDuty, &["BoostControl", "Boost Duty"]),
        (KnockLevel, &["Knock1Volts", "Knock #1 Volts"]),
        (TrimCl, &["LambdaFB", "O2FB"]),
        (OilPressure, &["OilPressure"]),
        (FuelPressure, &["FuelPressure"]),
        (Ethanol, &["FlexContent", "EthanolContent"]),
    ],
    ..Profile::new(INFO)
};
