//! Holley EFI, CSV export of its log viewer. Names as in its software: °F, kPa, psi, lb/h, AFR.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{DEFAULT_STOICH, SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("holley", "Holley EFI", &["csv"]);

/// Names by which the brand is known.
const TYPICAL: &[&str] = &[
    "CL Comp",
    "CTS",
    "Current Learn",
    "Learn Status",
    "CL Status",
    "IAC Position",
    "Estimated VE",
    "MAP RoC",
    "TPS RoC",
    "Target AFR",
    "AFR Average",
    "Afterstart Enr",
    "Coolant Enr",
];

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[
        Sign::Line("Holley"),
        Sign::Names("Time", 3, TYPICAL),
        Sign::Names("Time (s)", 3, TYPICAL),
        Sign::Names("Time (sec)", 3, TYPICAL),
    ],
    names: &[
        (Coolant, &["CTS", "Coolant Temp"]),
        (IntakeAir, &["MAT", "IAT"]),
        (TrimCl, &["CL Comp"]),
        (Lambda1, &["AFR Average", "AFR Left", "AFR"]),
        (Lambda2, &["AFR Right"]),
        (LambdaTarget, &["Target AFR"]),
        (Pw1, &["Inj PW", "Injector Pulsewidth", "Inj Pulsewidth"]),
        (Duty1, &["Duty Cycle", "Inj Duty Cycle"]),
        (Ve, &["Estimated VE"]),
        (IdleDuty, &["IAC Position"]),
        (Baro, &["Baro"]),
        (OilPressure, &["Oil Pressure"]),
        (FuelPressure, &["Fuel Pressure"]),
        (Battery, &["Battery"]),
        (FuelFlow, &["Fuel Flow"]),
        (IgnAdvance, &["Ignition Timing"]),
        (MapAbs, &["MAP"]),
        (Pedal, &["Pedal Position"]),
        (Tps, &["TPS"]),
        (BoostTarget, &["Target Boost", "Boost Target"]),
        (KnockRetard, &["Knock Retard"]),
        (Rpm, &["RPM"]),
    ],
    own: &[
        "Current Learn",
        "Learn Status",
        "CL Status",
        "MAP RoC",
        "TPS RoC",
        "Afterstart Enr",
        "Coolant Enr",
    ],
    units: &[
        (Coolant, SourceUnit::Plain(Unit::Fahrenheit)),
        (IntakeAir, SourceUnit::Plain(Unit::Fahrenheit)),
        (OilPressure, SourceUnit::Plain(Unit::Psi)),
        (FuelPressure, SourceUnit::Plain(Unit::Psi)),
        (MapAbs, SourceUnit::Plain(Unit::Kpa)),
        (Baro, SourceUnit::Plain(Unit::Kpa)),
        (FuelFlow, SourceUnit::Plain(Unit::LbPerHour)),
        (Lambda1, SourceUnit::Afr { stoich: DEFAULT_STOICH }),
        (Lambda2, SourceUnit::Afr { stoich: DEFAULT_STOICH }),
        (LambdaTarget, SourceUnit::Afr { stoich: DEFAULT_STOICH }),
    ],
    time: Some(TimeUnit::Seconds),
    ..Profile::new(INFO)
};
