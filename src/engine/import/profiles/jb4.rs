//! Burger Motorsports JB4, CSV.
//!
//! Two lines of settings with a line of values each, then names and rows. `timestamp` counts tenths of a second.
//! Pressures in psi, temperatures in °F, speed in mph.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{DEFAULT_STOICH, SourceUnit, TimeUnit};
use crate::engine::units::Unit;

pub(super) const INFO: FormatInfo = FormatInfo::verified("jb4", "Burger JB4", &["csv"]);

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("Firmware,Interface"), Sign::Cells(&["timestamp", "ecu_psi", "dme_bt"])],
    names: &[
        (MapGauge, &["boost", "ecu_psi", "boost2"]),
        (BoostTarget, &["target"]),
        (MapSlot, &["map"]),
        (IgnAdvance, &["ign_1"]),
        (FuelPressure, &["fp_l"]),
        (TrimShort, &["trims"]),
        (Lambda1, &["afr"]),
        (Lambda2, &["afr2"]),
        (Coolant, &["waterf"]),
        (OilTemp, &["oilf"]),
        (IntakeAir, &["iat"]),
        (Speed, &["mph"]),
        (Pedal, &["pedal"]),
        (Tps, &["throttle"]),
        (BoostDuty, &["wgdc"]),
        (Load, &["load"]),
        (Gear, &["gear"]),
        (Ethanol, &["e85"]),
    ],
    own: &["avg_ign", "calc_torque", "dme_bt", "fp_h", "ff", "meth", "clock", "fuelen"],
    units: &[
        (MapGauge, SourceUnit::Plain(Unit::Psi)),
        (BoostTarget, SourceUnit::Plain(Unit::Psi)),
        (IntakeAir, SourceUnit::Plain(Unit::Fahrenheit)),
        (Coolant, SourceUnit::Plain(Unit::Fahrenheit)),
        (OilTemp, SourceUnit::Plain(Unit::Fahrenheit)),
        (FuelPressure, SourceUnit::Plain(Unit::Psi)),
        (Speed, SourceUnit::Plain(Unit::Mph)),
        (TrimShort, SourceUnit::Plain(Unit::Percent)),
        (BoostDuty, SourceUnit::Plain(Unit::Percent)),
        (Load, SourceUnit::Plain(Unit::Percent)),
        (Pedal, SourceUnit::Plain(Unit::Percent)),
        (Tps, SourceUnit::Plain(Unit::Percent)),
        (Ethanol, SourceUnit::Plain(Unit::Percent)),
        (Lambda1, SourceUnit::Afr { stoich: DEFAULT_STOICH }),
        (Lambda2, SourceUnit::Afr { stoich: DEFAULT_STOICH }),
    ],
    // A temperature that is not logged is 0 °F.
    no_sensor: &[-160.0 / 9.0],
    time: Some(TimeUnit::Tenths),
    ..Profile::new(INFO)
};
