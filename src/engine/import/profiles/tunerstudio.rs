//! TunerStudio and MegaLogViewer (EFI Analytics), ASCII log `.msl`.
//!
//! Separated by tabs. Lines in quotes with the firmware and the time of capture, in cropped files with `###` before the
//! first one, then names, units and rows; lines without a tab are markers. Written in Windows-1252, re-saved in UTF-8.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Names, Profile, Sign};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::options::{Delimiter, TimeUnit};

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("tunerstudio-msl", "TunerStudio / MegaLogViewer (MSL)", &["msl"])
        .with(&[Extra::Markers, Extra::Date]);

/// Names in logs of MegaSquirt, Speeduino, rusEFI and FOME, text or binary, as their firmware definitions give them to
/// TunerStudio. Its second binary format moves the first word behind an underscore: `Current VE` is `VE _Current`.
pub(super) const NAMES: Names = &[
    (Rpm, &["RPM"]),
    (MapAbs, &["MAP"]),
    (MapGauge, &["Boost psi", "Boost PSI"]),
    (Tps, &["TPS", "TP"]),
    (Lambda1, &["Lambda", "AFR", "AFR 1", "Air/Fuel Ratio", "Lambda value", "Lambda1"]),
    (Lambda2, &["Lambda 2", "AFR2", "AFR 2", "Air/Fuel Ratio 2"]),
    (
        LambdaTarget,
        &[
            "Lambda Target",
            "AFR Target",
            "AFR Target 1",
            "AFRtrgt1",
            "Target Lambda",
            "Target AFR",
            "AFR 1 Target",
            "Fuel: target lambda",
            "Fuel: target AFR",
        ],
    ),
    (
        IgnAdvance,
        &[
            "SPK: Spark Advance",
            "Advance",
            "Advance _Current",
            "SparkAdv",
            "Timing: ignition",
            "Ignition Timing",
            "timing",
        ],
    ),
    (KnockRetard, &["SPK: Knock retard", "knockRet", "Knock: retard"]),
    (KnockLevel, &["Knock In", "knck-V", "Knock: current level"]),
    (Coolant, &["CLT"]),
    (IntakeAir, &["IAT", "MAT"]),
    (Battery, &["Batt V", "Battery V", "vBatt", "VBatt"]),
    (Pw1, &["PW", "Fuel: Last inj pulse width", "Fuel: last injection", "PW1"]),
    (Pw2, &["PW2", "Fuel: Last inj pulse width stg 2"]),
    (Duty1, &["DutyCycle1", "Duty Cycle", "Fuel: Injector duty cycle"]),
    (Duty2, &["DutyCycle2", "Fuel: injector duty cycle stage 2"]),
    (Ve, &["VE1", "VE _Current", "Current VE", "Gve", "VE: Value", "Fuel: VE"]),
    (Baro, &["Barometer", "Baro Pressure", "Baro"]),
    (Speed, &["Vehicle Speed", "VSS1", "VSS", "MPH", "VSS _Speed", "Wheel Speed (kph)", "Wheel Speed (mph)"]),
    (Gear, &["Gear", "Detected Gear"]),
    (EngineState, &["Engine"]),
    (Launch, &["Hard Launch", "Launch"]),
    (Limiter, &["Hard Limiter"]),
    (DecelCut, &["DFCO"]),
    (Fan1, &["Fan"]),
    (BoostDuty, &["Boost Duty", "Boost duty", "Boost Duty 1"]),
    (BoostTarget, &["Boost Target", "Boost target 1"]),
    (Ethanol, &["Flex %", "Flex", "Fuel: Flex %", "Eth %", "Ethanol Percentage", "Flex Ethanol %"]),
    (IdleDuty, &["Idle PWM", "PWM Idle duty", "Idle Air Valve"]),
    (FuelPressure, &["Fuel Press", "fuel_pressure", "Fuel Pressure", "Fuel pressure (low)"]),
    (OilPressure, &["Oil Press", "oil_pressure", "Oil Pressure"]),
    (Egt1, &["EGT 1 temp", "EGT1"]),
    (Egt2, &["EGT 2 temp", "EGT2"]),
    (Egt3, &["EGT 3 temp", "EGT3"]),
    (Egt4, &["EGT 4 temp", "EGT4"]),
    (Egt5, &["EGT 5 temp", "EGT5"]),
    (Egt6, &["EGT 6 temp", "EGT6"]),
    (Egt7, &["EGT 7 temp", "EGT7"]),
    (Egt8, &["EGT 8 temp", "EGT8"]),
    (Dwell, &["Dwell"]),
    (Maf, &["MAF"]),
    (TpsRate, &["TPSdot", "TPS DOT", "tpsDOT"]),
    (AccelEnrich, &["Accel PW", "Fuel: Accel PW", "Fuel: TPS AE add fuel ms"]),
    (Pedal, &["Throttle pedal position", "Pedal"]),
    (TrimCl, &["Gego", "EGO cor1", "Fuel: fuel trim", "Fuel: Trim bank 1"]),
    (DeadTime, &["Fuel: injector lag"]),
    (InjAngle, &["Injector timing pri", "InjTiming1", "Fuel: Injection timing SOI"]),
    (FuelFlow, &["Fuel flow cc/min", "Fuel Flow cc", "Fuel Flow lph", "Fuel: Flow rate"]),
    (FuelTemp, &["Fuel Temp", "Fuel Temperature"]),
    (FuelLevel, &["Fuel level"]),
    (KnockCount, &["Knock: counter", "Knock: count"]),
    (OilTemp, &["Oil Temp", "Oil Temperature"]),
    (IdleActive, &["Idle Control"]),
    (Cam1, &["VVT Angle", "VVT1 Angle", "VVT: bank 1 intake"]),
    (Cam2, &["VVT2 Angle", "VVT: bank 1 exhaust"]),
    (TurboSpeed, &["Turbocharger Speed"]),
    (Wastegate, &["Wastegate position sensor"]),
];

/// Counters and figures that are called like channels.
pub(super) const OWN: &[&str] =
    &["SecL", "Load", "AFR Load", "Secondary Load", "Power _Raw", "Trip Meter", "Sync"];

/// The format.
pub(super) const PROFILE: Profile = Profile {
    signs: &[
        Sign::Line("Capture Date:"),
        Sign::CellsBetween(Delimiter::Tab, &["Time", "SecL"]),
        Sign::CellsBetween(Delimiter::Tab, &["Time", "RPM", "MAP", "TPS"]),
    ],
    names: NAMES,
    own: OWN,
    time: Some(TimeUnit::Seconds),
    started: &["Capture Date:"],
    ..Profile::new(INFO)
};
