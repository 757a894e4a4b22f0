//! What FTManager's tables are for, by their names: kind, unit, and what moves along their axes.
//!
//! Meanings were checked against logs and against the tables' own figures; a table whose meaning is not certain keeps
//! its kind, and its axes and cells have no unit.

#![allow(clippy::enum_glob_use, reason = "a list of kinds and axes")]

use crate::engine::channels::ChannelId;
use crate::engine::tune::TableKind::{self, *};
use crate::engine::tune::{Bank, TuneAxis, TuneError, TuneTable};
use crate::engine::units::Unit;

use Along::*;

/// What moves along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Along {
    Rpm,
    Map,
    Tps,
    Pedal,
    Engine,
    Air,
    Volts,
    Ethanol,
    /// Seconds since something began.
    Time,
    Gear,
    Speed,
    /// Cylinders, stages, limits or something not known.
    No,
}

impl Along {
    fn axis(self, values: &[f64]) -> TuneAxis {
        let (channel, unit) = match self {
            Rpm => (Some(ChannelId::Rpm), Unit::Rpm),
            Map => (Some(ChannelId::MapGauge), Unit::Bar),
            Tps => (Some(ChannelId::Tps), Unit::Percent),
            Pedal => (Some(ChannelId::Pedal), Unit::Percent),
            Engine => (Some(ChannelId::Coolant), Unit::Celsius),
            Air => (Some(ChannelId::IntakeAir), Unit::Celsius),
            Volts => (Some(ChannelId::Battery), Unit::Volts),
            Ethanol => (Some(ChannelId::Ethanol), Unit::Percent),
            Gear => (Some(ChannelId::Gear), Unit::Number),
            Speed => (None, Unit::KmPerH),
            Time => (None, Unit::Seconds),
            No => (None, Unit::Raw),
        };
        TuneAxis::new(channel, unit, values.to_vec())
    }
}

/// A rule: what a name looks like (`*` stands for anything), and what that means.
type Rule = (&'static str, TableKind, Unit, Along, Along);

const NONE: Unit = Unit::Raw;

/// The first rule that fits counts. Columns come before rows.
const RULES: &[Rule] = &[
    ("Inj_MainMapTable_*", MainFuel, Unit::Milliseconds, Map, No),
    ("Inj_MainTpsTable_*", MainFuel, Unit::Milliseconds, Tps, No),
    ("Inj_MainMap_*", MainFuel, Unit::Milliseconds, Map, Rpm),
    ("Inj_MainTps_*", MainFuel, Unit::Milliseconds, Tps, Rpm),
    ("Inj_TpsIdle_*", MainFuel, Unit::Milliseconds, Rpm, No),
    ("Inj_AuxRpmTable_*", FuelCompensation, Unit::Percent, Rpm, No),
    ("Inj_AuxMap_*", FuelCompensation, Unit::Percent, Map, No),
    ("Inj_AuxTps_*", FuelCompensation, Unit::Percent, Tps, No),
    ("Inj_AuxEngTemp_*", FuelCompensation, Unit::Percent, Engine, No),
    ("Inj_AuxAirTemp_*", FuelCompensation, Unit::Percent, Air, No),
    ("Inj_AuxGeneric_*", FuelCompensation, Unit::Percent, No, No),
    ("Inj_MapLambda_*", LambdaTarget, Unit::Lambda, Map, Rpm),
    ("Inj_TpsLambda_*", LambdaTarget, Unit::Lambda, Tps, Rpm),
    ("Inj_LambdaTime_*", LambdaTarget, Unit::Lambda, Time, No),
    ("Inj_LambdaTimeStage_*", LambdaTarget, Unit::Lambda, No, Time),
    ("Inj_LambdaRpmStage_*", LambdaTarget, Unit::Lambda, No, Rpm),
    ("Inj_LambdaLimitsMap_*", ClosedLoop, Unit::Percent, Map, No),
    ("Inj_LambdaLimitsTps_*", ClosedLoop, Unit::Percent, Tps, No),
    ("Inj_LambdaTimeLimits_*", ClosedLoop, Unit::Percent, Time, No),
    ("Inj_ClosedLoop_MAP_*", ClosedLoop, NONE, Map, Rpm),
    ("Inj_ClosedLoop_TPS_*", ClosedLoop, NONE, Tps, Rpm),
    ("Inj_FirtPulse_*", Start, Unit::Milliseconds, Engine, No),
    ("Inj_EngineStart_*", Start, Unit::Milliseconds, Engine, No),
    ("Inj_EnrichPostStart_*", Start, Unit::Percent, Time, Engine),
    ("Inj_FastPulse_*", Transient, Unit::Milliseconds, Rpm, Engine),
    ("Inj_DecayPulse_*", Transient, Unit::Milliseconds, Rpm, Engine),
    ("Inj_CylinderTrim_Rpm_*", CylinderTrim, Unit::Percent, No, Rpm),
    ("Inj_CylinderTrim_Map_*", CylinderTrim, Unit::Percent, No, Map),
    ("Inj_CylinderTrim_Time_*", CylinderTrim, Unit::Percent, No, Time),
    ("Inj_CylinderTrim_*", CylinderTrim, Unit::Percent, No, No),
    ("Inj_DeadTime_*", DeadTime, Unit::Milliseconds, Volts, No),
    ("Inj_Fase*", InjectionAngle, Unit::Degrees, Rpm, No),
    ("Inj_FlexFuel_MainMap_*", FuelCompensation, Unit::Percent, Ethanol, Map),
    ("Inj_FlexFuel_MainTPS_*", FuelCompensation, Unit::Percent, Ethanol, Tps),
    ("Inj_FlexFuel_StartPrime_*", Start, Unit::Percent, Ethanol, No),
    ("Inj_FlexFuel_Fast_*", Transient, Unit::Percent, Ethanol, No),
    ("Inj_FlexFuel_LambdaMap_*", LambdaCompensation, Unit::Lambda, Ethanol, Map),
    ("Inj_FlexFuel_LambdaTPS_*", LambdaCompensation, Unit::Lambda, Ethanol, Tps),
    ("Inj_ProNitro*", Nitrous, NONE, No, No),
    ("Ign_MainRpmTable_*", Ignition, Unit::Degrees, Rpm, No),
    ("Ign_MainMap_*", Ignition, Unit::Degrees, Map, Rpm),
    ("Ign_MainTps_*", Ignition, Unit::Degrees, Tps, Rpm),
    ("Ign_AuxMap*", IgnitionCompensation, Unit::Degrees, Map, No),
    ("Ign_AuxTps*", IgnitionCompensation, Unit::Degrees, Tps, No),
    ("Ign_AuxEngTemp_*", IgnitionCompensation, Unit::Degrees, Engine, No),
    ("Ign_AuxAirTemp_*", IgnitionCompensation, Unit::Degrees, Air, No),
    ("Ign_AuxGeneric_*", IgnitionCompensation, Unit::Degrees, No, No),
    ("Ign_FlexFuel_MainMap_*", IgnitionCompensation, Unit::Degrees, Ethanol, Map),
    ("Ign_FlexFuel_MainTPS_*", IgnitionCompensation, Unit::Degrees, Ethanol, Tps),
    ("Ign_RotaryTimeSplitMap_*", IgnitionCompensation, Unit::Degrees, Map, Rpm),
    ("Ign_RotaryTimeSplitTps_*", IgnitionCompensation, Unit::Degrees, Tps, Rpm),
    ("Ign_CylinderTrim_Time_*", CylinderTrim, Unit::Degrees, No, Time),
    ("Ign_CylinderTrim_*", CylinderTrim, Unit::Degrees, No, Rpm),
    ("Ign_Dwell_Map_Volt_*", Dwell, Unit::Milliseconds, Volts, Map),
    ("Ign_Dwell_Rpm_Volt_*", Dwell, Unit::Milliseconds, Volts, Rpm),
    ("Ign_Dwell_*", Dwell, Unit::Milliseconds, Volts, No),
    ("Ign_Energy_Rpm_Map_*", Dwell, NONE, Map, Rpm),
    ("Ign_Startup_Temp_*", Start, Unit::Degrees, Engine, No),
    ("Ign_ProNitro_*", Nitrous, Unit::Degrees, Rpm, No),
    ("Func_IdleTargetRPM_*", Idle, Unit::Rpm, Engine, No),
    ("Func_IdlePostStartRPM_*", Idle, Unit::Rpm, Time, No),
    ("Func_IdleTargetPosition_*", Idle, NONE, Engine, No),
    ("Func_IdlePostStartPosition_*", Idle, NONE, Time, No),
    ("Wstgt*_DeadTime_*", Boost, NONE, No, Volts),
    ("Wstgt*_Target_Gear_RPM_*", Boost, Unit::Bar, Rpm, Gear),
    ("Wstgt*_Target_Gear_Time_*", Boost, Unit::Bar, Time, Gear),
    ("Wstgt*_Target_*RPM_*", Boost, Unit::Bar, Rpm, No),
    ("Wstgt*_Target_*Time_*", Boost, Unit::Bar, Time, No),
    ("Wstgt*_Target_*Speed_*", Boost, Unit::Bar, Speed, No),
    ("Egate_Target_*RPM_*", Boost, Unit::Bar, Rpm, No),
    ("Egate_Target_*Time_*", Boost, Unit::Bar, Time, No),
    ("Egate_Target_*Speed_*", Boost, Unit::Bar, Speed, No),
    ("Egate_Correction_TPS_*", Boost, Unit::Percent, Tps, No),
    ("EGateCtrl_Target_Position_RPM*", Boost, Unit::Percent, Rpm, No),
    ("Func_BoostRpmCtrl_*", Boost, Unit::Percent, Rpm, No),
    ("Func_BoostSpeedCtrl_*", Boost, Unit::Percent, Speed, No),
    ("Func_BoostTimeCtrl_*", Boost, Unit::Percent, Time, No),
    ("Boost_Gear*_RPM_*", Boost, Unit::Percent, Rpm, No),
    ("Boost_Gear*_Time_*", Boost, Unit::Percent, Time, No),
    ("FlexFuel_Wsgt_*", Boost, NONE, Ethanol, No),
    ("EGate*", Boost, NONE, No, No),
    ("Egate*", Boost, NONE, No, No),
    ("Wstgt*", Boost, NONE, No, No),
    ("Func_Boost*", Boost, NONE, No, No),
    ("VVTI_*_MAP_*", Cam, Unit::Degrees, Rpm, Map),
    ("VVTI_*_TPS_*", Cam, Unit::Degrees, Rpm, Tps),
    ("ETC_Open_*_RPM_*", Throttle, Unit::Percent, Pedal, Rpm),
    ("ETC_*", Throttle, NONE, No, No),
    ("Func_Etc*", Throttle, NONE, No, No),
    ("MaxThrottlePos_*", Throttle, Unit::Percent, Time, No),
    ("HardCut_RPM_*", Limiter, Unit::Rpm, Engine, No),
    ("HardCut_Gear_*", Limiter, Unit::Rpm, Gear, No),
    ("Func_TimeBasedRevLimiter_*", Limiter, Unit::Rpm, Time, No),
    ("Func_SpeedBasedRevLimiter_*", Limiter, Unit::Rpm, Speed, No),
    ("Func_*Limiter*", Limiter, NONE, Time, No),
    ("MAF_Lim_RPM_*", Limiter, NONE, Rpm, No),
    ("MAF_Lim_TPS_*", Limiter, NONE, Tps, No),
    ("MAF_Lim_MAP_*", Limiter, NONE, Map, No),
    ("Alerts_FlexFuel_MaxPress_*", Limiter, Unit::Bar, Ethanol, No),
    ("Alerts_MinOilPress_RPM_*", Limiter, Unit::Bar, Rpm, No),
    ("Func_TimeTimingRetard_*", IgnitionCompensation, Unit::Degrees, Time, No),
    ("Func_SpeedTimingRetard_*", IgnitionCompensation, Unit::Degrees, Speed, No),
    ("Func_TimeEnrichment_*", FuelCompensation, Unit::Percent, Time, No),
    ("Func_SpeedEnrichment_*", FuelCompensation, Unit::Percent, Speed, No),
    ("Func_GearRetard_*", IgnitionCompensation, Unit::Degrees, Rpm, Gear),
    ("Func_GearEnrich_*", FuelCompensation, Unit::Percent, Rpm, Gear),
    ("Func_GearChangeEnrichment_*", Transmission, Unit::Percent, Time, Gear),
    ("Gear_Change_Retard_*", Transmission, Unit::Degrees, Time, Gear),
    ("AutoGearbox_*", Transmission, NONE, No, No),
    ("Lockup_*", Transmission, NONE, No, No),
    ("TCU_*", Transmission, NONE, No, No),
    ("Nitro*_Gear*_RPM_*", Nitrous, NONE, Rpm, No),
    ("Nitro*_Gear*_TIME_*", Nitrous, NONE, Time, No),
    ("Nitro*_MAP_Ctrl_*", Nitrous, NONE, Map, No),
    ("Nitro*_RPM_Ctrl_*", Nitrous, NONE, Rpm, No),
    ("Nitro*_Speed_Ctrl_*", Nitrous, NONE, Speed, No),
    ("Nitro*_Time_Ctrl_*", Nitrous, NONE, Time, No),
    ("Nitro*_Timingretard_*", Nitrous, Unit::Degrees, Rpm, No),
    ("Func_NitroRpmCtrl_*", Nitrous, NONE, Rpm, No),
    ("Func_NitroSpeedCtrl_*", Nitrous, NONE, Speed, No),
    ("Func_NitroTimeCtrl_*", Nitrous, NONE, Time, No),
    ("Func_NitroTimingRetard_*", Nitrous, Unit::Degrees, Rpm, No),
    ("*Nitro*", Nitrous, NONE, No, No),
    ("WMI_Map_*", WaterInjection, NONE, Map, Rpm),
    ("WMI_AirTemp_*", WaterInjection, NONE, Air, No),
    ("WMI_Time_*", WaterInjection, NONE, Time, No),
    ("WMI_CompPwm_AirTemp_*", WaterInjection, NONE, Air, No),
    ("WMI_CompPwm_EngineTemp_*", WaterInjection, NONE, Engine, No),
    ("WMI_Retard_RPM_*", WaterInjection, Unit::Degrees, Rpm, No),
    ("WMI_Enrichement_Map_*", WaterInjection, Unit::Percent, Map, Rpm),
    ("WMI_Enrichement_TPS_*", WaterInjection, Unit::Percent, Tps, Rpm),
    ("WMI_*", WaterInjection, NONE, No, No),
    ("TractionCtrl_Tps_Time_*", Traction, NONE, Time, Tps),
    ("TractionCtrl_Tps_RPM_*", Traction, NONE, Rpm, Tps),
    ("TractionCtrl_Tps_Spd_*", Traction, NONE, Speed, Tps),
    ("Wheelie_*", Traction, NONE, Time, No),
    ("Func_TwoStepSpool_*", Traction, NONE, No, Rpm),
    ("Func_CrankShaftTime*", Traction, NONE, Time, No),
    ("Func_DriveShaftTime*", Traction, NONE, Time, No),
    ("EV_*_RPM_*", Electric, NONE, Rpm, No),
    ("EV_*_Speed_*", Electric, NONE, Speed, No),
    ("EV_*_PedalPos_*", Electric, NONE, Pedal, No),
    ("EV_*", Electric, NONE, No, No),
    ("AuxPump_Pulse_Time_*", Start, NONE, Engine, No),
    ("ALS_Opening_*", Throttle, NONE, Rpm, No),
    ("LineLock_*", Traction, NONE, No, No),
    ("Ign_MechFuel_*", IgnitionCompensation, NONE, Rpm, No),
    ("FlexFuel_GenPwm_*", Other, NONE, Ethanol, No),
    ("Eletro1_PWM_Duty_EngTemp_*", Other, Unit::Percent, Engine, No),
    ("GenPwmOut_Map_Ctrl_*", Other, Unit::Percent, Map, No),
    ("*", Other, NONE, No, No),
];

/// A table with the meaning its name gives it.
pub(super) fn describe(
    name: String,
    short: &str,
    rows: &[f64],
    columns: &[f64],
    values: Vec<f64>,
    source: String,
) -> Result<TuneTable, TuneError> {
    let rule = RULES.iter().find(|rule| fits(rule.0, short));
    let (kind, unit, x, y) =
        rule.map_or((Other, NONE, No, No), |(_, kind, unit, x, y)| (*kind, *unit, *x, *y));
    // FTManager writes the only row of a curve as 1; a row of anything else is its axis' first point.
    let y = if rows.len() == 1 && rows.first() == Some(&1.0) { No } else { y };
    TuneTable { name, kind, bank: bank(short), x: x.axis(columns), y: y.axis(rows), unit, values, source }
        .checked()
}

/// The bank a name is about.
fn bank(name: &str) -> Option<Bank> {
    let mut words = name.split('_');
    words.next().filter(|first| *first == "Inj")?;
    words.find_map(|word| match word {
        "A" => Some(Bank::A),
        "B" => Some(Bank::B),
        _ => None,
    })
}

/// Whether a name looks like a pattern in which `*` stands for anything.
fn fits(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| name.strip_prefix(start)) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names() {
        assert!(fits("Inj_MainMap_*", "Inj_MainMap_A_Table"));
        assert!(!fits("Inj_MainMap_*", "Inj_MainMapTable_A_Legacy"));
        assert!(fits("Wstgt*_Target_*RPM_*", "Wstgt2_Target_Gear_10_RPM_Table"));
        assert!(fits("Wstgt*_Target_*RPM_*", "Wstgt_Target_RPM_Table"));
        assert!(!fits("Wstgt*_Target_*RPM_*", "Wstgt_Target_Time_Table"));
        assert!(fits("*", ""));
    }

    #[test]
    fn every_rule_can_be_reached() {
        for (i, rule) in RULES.iter().enumerate() {
            let name = rule.0.replace('*', "X");
            let first = RULES.iter().position(|r| fits(r.0, &name));
            assert_eq!(first, Some(i), "{} is hidden by {:?}", rule.0, first.map(|f| RULES[f].0));
        }
    }

    #[test]
    fn banks_are_told_by_the_name() {
        assert_eq!(bank("Inj_DeadTime_B_Table"), Some(Bank::B));
        assert_eq!(bank("Inj_MainMapTable_A_Legacy"), Some(Bank::A));
        assert_eq!(bank("Inj_MapLambda_Table"), None);
    }
}
