//! Link PCLink, CSV export. Names as in PCLink, with units in brackets or in a line below.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::FormatInfo;
use super::profile::{Profile, Sign};
use crate::engine::channels::ChannelId::*;

pub(super) const INFO: FormatInfo = FormatInfo::unverified("link-csv", "Link G4 / PCLink", &["csv"]);

/// Names by which the brand is known.
const TYPICAL: &[&str] = &[
    "MGP",
    "TP (Main)",
    "AP (Main)",
    "TP(Main)",
    "AP(Main)",
    "Inj Actual PW",
    "Inj Duty Cycle",
    "Triggers 1 Error Counter",
    "BAP",
    "Inj Actual PW (Pri)",
    "Fuel Charge Cooling Coefficient",
];

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[Sign::Line("PCLink"), Sign::Names("Time", 2, TYPICAL), Sign::Names("Time (s)", 2, TYPICAL)],
    names: &[
        (Rpm, &["Engine Speed"]),
        (MapAbs, &["MAP"]),
        (MapGauge, &["MGP"]),
        (Baro, &["BAP"]),
        (Tps, &["TP (Main)", "TP(Main)", "Throttle Position (Main)"]),
        (Pedal, &["AP (Main)", "AP(Main)"]),
        (Coolant, &["ECT"]),
        (IntakeAir, &["IAT"]),
        (Lambda1, &["Lambda 1", "Lambda Avg"]),
        (Lambda2, &["Lambda 2"]),
        (LambdaTarget, &["Lambda Target", "AFR/Lambda Target"]),
        (Pw1, &["Inj Actual PW", "Injector Actual PW (Pri)", "Inj Actual PW (Pri)"]),
        (Pw2, &["Inj Actual PW (Sec)"]),
        (Duty1, &["Inj Duty Cycle", "Inj Duty Cycle (Pri)", "Injector Duty Cycle (Pri)"]),
        (Duty2, &["Inj Duty Cycle (Sec)"]),
        (IgnAdvance, &["Ignition Angle", "Ign Angle"]),
        (TrimCl, &["CL Lambda Fuel Correction", "Closed Loop Lambda Correction"]),
        (BoostTarget, &["Boost Target"]),
        (BoostDuty, &["Wastegate DC", "Boost Control Duty Cycle"]),
        (Ethanol, &["Ethanol %"]),
        (KnockLevel, &["Knock Level Global"]),
        (KnockRetard, &["Knock Ign Trim", "Global Knock Retard"]),
        (Battery, &["ECU Volts", "Battery Voltage", "Batt Voltage"]),
        (Gear, &["Gear"]),
        (Speed, &["Driving Wheel Speed", "Vehicle Speed"]),
    ],
    own: &["Triggers 1 Error Counter"],
    ..Profile::new(INFO)
};
