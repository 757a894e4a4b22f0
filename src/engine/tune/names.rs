//! What the names of FTManager's tables say. Its files call a table `FuncTables.Func_GearEnrich_NEW_Table`; here that is
//! an enrichment by gear and engine speed. Words for people are made of it above the engine.

use super::Bank;

/// What moves along an axis, or what a table goes by, as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    Map,
    Tps,
    Rpm,
    Engine,
    Air,
    Volts,
    Ethanol,
    Time,
    Gear,
    Speed,
    Pedal,
    Stage,
    Duty,
    Exhaust,
    Lambda,
    /// An input of the user's choice.
    Input,
    Charge,
    Brake,
    CellVolts,
    BatteryTemp,
    InverterTemp,
    MotorTemp,
}

impl By {
    /// Every one, for translations.
    pub const ALL: [By; 22] = [
        By::Map,
        By::Tps,
        By::Rpm,
        By::Engine,
        By::Air,
        By::Volts,
        By::Ethanol,
        By::Time,
        By::Gear,
        By::Speed,
        By::Pedal,
        By::Stage,
        By::Duty,
        By::Exhaust,
        By::Lambda,
        By::Input,
        By::Charge,
        By::Brake,
        By::CellVolts,
        By::BatteryTemp,
        By::InverterTemp,
        By::MotorTemp,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            By::Map => "map",
            By::Tps => "tps",
            By::Rpm => "rpm",
            By::Engine => "engine",
            By::Air => "air",
            By::Volts => "volts",
            By::Ethanol => "ethanol",
            By::Time => "time",
            By::Gear => "gear",
            By::Speed => "speed",
            By::Pedal => "pedal",
            By::Stage => "stage",
            By::Duty => "duty",
            By::Exhaust => "exhaust",
            By::Lambda => "lambda",
            By::Input => "input",
            By::Charge => "charge",
            By::Brake => "brake",
            By::CellVolts => "cell-volts",
            By::BatteryTemp => "battery-temp",
            By::InverterTemp => "inverter-temp",
            By::MotorTemp => "motor-temp",
        }
    }
}

/// Gear a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForGear {
    Neutral,
    Gear(u32),
}

/// What a name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What the table is about; one of [`subjects`].
    pub subject: &'static str,
    /// At most two.
    pub by: Vec<By>,
    pub bank: Option<Bank>,
    pub gear: Option<ForGear>,
    /// Which of several: the second waste gate, the third stage.
    pub number: Option<u32>,
    /// A form of an older firmware, beside which its file has a newer one.
    pub older: bool,
}

/// A pattern of the words of a name, what it is about, and what it goes by. `#` stands for a number, `@` for a gear.
type Rule = (&'static str, &'static str, &'static [By]);

use By::{
    Air, BatteryTemp, Brake, CellVolts, Charge, Duty, Engine, Ethanol, Exhaust, Gear, Input, InverterTemp,
    Lambda, Map, MotorTemp, Pedal, Rpm, Speed, Stage, Time, Tps, Volts,
};

const INJECTION: &[Rule] = &[
    ("Inj_MainMap", "main-fuel", &[Map, Rpm]),
    ("Inj_MainTps", "main-fuel", &[Tps, Rpm]),
    ("Inj_TpsIdle", "idle-fuel", &[Rpm]),
    ("Inj_AuxRpm", "fuel-correction", &[Rpm]),
    ("Inj_AuxMap", "fuel-correction", &[Map]),
    ("Inj_AuxTps", "fuel-correction", &[Tps]),
    ("Inj_AuxEngTemp", "fuel-correction", &[Engine]),
    ("Inj_AuxAirTemp", "fuel-correction", &[Air]),
    ("Inj_AuxGeneric", "fuel-correction", &[Input]),
    ("Inj_MapLambda", "lambda-target", &[Map, Rpm]),
    ("Inj_TpsLambda", "lambda-target", &[Tps, Rpm]),
    ("Inj_LambdaTime", "lambda-target", &[Time]),
    ("Inj_LambdaTimeStage", "lambda-target", &[Stage, Time]),
    ("Inj_LambdaRpmStage", "lambda-target", &[Stage, Rpm]),
    ("Inj_LambdaLimitsMap", "closed-loop-limits", &[Map]),
    ("Inj_LambdaLimitsTps", "closed-loop-limits", &[Tps]),
    ("Inj_LambdaTimeLimits", "closed-loop-limits", &[Time]),
    ("Inj_ClosedLoop_MAP", "closed-loop", &[Map, Rpm]),
    ("Inj_ClosedLoop_TPS", "closed-loop", &[Tps, Rpm]),
    ("Inj_FirtPulse", "first-pulse", &[Engine]),
    ("Inj_EngineStart", "cranking", &[Engine]),
    ("Inj_EnrichPostStart", "after-start", &[Time, Engine]),
    ("Inj_FastPulse", "fast-pulse", &[Rpm, Engine]),
    ("Inj_DecayPulse", "decay-pulse", &[Rpm, Engine]),
    ("Inj_CylinderTrim_Rpm", "cylinder-fuel", &[Rpm]),
    ("Inj_CylinderTrim_Map", "cylinder-fuel", &[Map]),
    ("Inj_CylinderTrim_Time", "cylinder-fuel", &[Time]),
    ("Inj_DeadTime", "dead-time", &[Volts]),
    ("Inj_Fase", "injection-angle", &[Rpm]),
    ("Inj_FlexFuel_MainMap", "flex-fuel", &[Ethanol, Map]),
    ("Inj_FlexFuel_MainTPS", "flex-fuel", &[Ethanol, Tps]),
    ("Inj_FlexFuel_StartPrime", "flex-start", &[Ethanol]),
    ("Inj_FlexFuel_Fast", "flex-fast-pulse", &[Ethanol]),
    ("Inj_FlexFuel_LambdaMap", "flex-lambda", &[Ethanol, Map]),
    ("Inj_FlexFuel_LambdaTPS", "flex-lambda", &[Ethanol, Tps]),
    ("Inj_ProNitroA", "pro-nitro-fuel-a", &[]),
    ("Inj_ProNitroB", "pro-nitro-fuel-b", &[]),
    ("Inj_ProNitroCylinder", "pro-nitro-cylinder", &[]),
    ("Inj_ProNitroPress", "pro-nitro-pressure", &[]),
];

const IGNITION: &[Rule] = &[
    ("Ign_MainRpm", "ignition", &[Rpm]),
    ("Ign_MainMap", "ignition", &[Map, Rpm]),
    ("Ign_MainTps", "ignition", &[Tps, Rpm]),
    ("Ign_AuxMap", "ignition-correction", &[Map]),
    ("Ign_AuxTps", "ignition-correction", &[Tps]),
    ("Ign_AuxEngTemp", "ignition-correction", &[Engine]),
    ("Ign_AuxAirTemp", "ignition-correction", &[Air]),
    ("Ign_AuxGeneric", "ignition-correction", &[Input]),
    ("Ign_FlexFuel_MainMap", "flex-ignition", &[Ethanol, Map]),
    ("Ign_FlexFuel_MainTPS", "flex-ignition", &[Ethanol, Tps]),
    ("Ign_RotaryTimeSplitMap", "rotary-split", &[Map, Rpm]),
    ("Ign_RotaryTimeSplitTps", "rotary-split", &[Tps, Rpm]),
    ("Ign_CylinderTrim", "cylinder-ignition", &[Rpm]),
    ("Ign_CylinderTrim_Time", "cylinder-ignition", &[Time]),
    ("Ign_Dwell", "dwell", &[Volts]),
    ("Ign_Dwell_Map_Volt", "dwell", &[Volts, Map]),
    ("Ign_Dwell_Rpm_Volt", "dwell", &[Volts, Rpm]),
    ("Ign_Energy_Rpm_Map", "ignition-energy", &[Map, Rpm]),
    ("Ign_Startup_Temp", "start-ignition", &[Engine]),
    ("Ign_ProNitro", "pro-nitro-ignition", &[Rpm]),
    ("Ign_MechFuel_Stages", "mechanical-fuel-ignition", &[]),
];

const BOOST: &[Rule] = &[
    ("Wstgt_DeadTime", "wastegate-dead-time", &[Volts]),
    ("Wstgt#_DeadTime", "wastegate-dead-time", &[Volts]),
    ("Wstgt_Target_RPM", "boost-target", &[Rpm]),
    ("Wstgt_Target_Time", "boost-target", &[Time]),
    ("Wstgt_Target_Speed", "boost-target", &[Speed]),
    ("Wstgt_Target_Gear_RPM", "boost-target", &[Gear, Rpm]),
    ("Wstgt_Target_Gear_Time", "boost-target", &[Gear, Time]),
    ("Wstgt_Target_Gear_@_RPM", "boost-target", &[Rpm]),
    ("Wstgt_Target_Gear_@_Time", "boost-target", &[Time]),
    ("Wstgt#_Target_RPM", "boost-target", &[Rpm]),
    ("Wstgt#_Target_Time", "boost-target", &[Time]),
    ("Wstgt#_Target_Speed", "boost-target", &[Speed]),
    ("Wstgt#_Target_Gear_@_RPM", "boost-target", &[Rpm]),
    ("Wstgt#_Target_Gear_@_Time", "boost-target", &[Time]),
    ("Egate_Target_RPM", "egate-target", &[Rpm]),
    ("Egate_Target_Time", "egate-target", &[Time]),
    ("Egate_Target_Speed", "egate-target", &[Speed]),
    ("Egate_Target_Gear_@_RPM", "egate-target", &[Rpm]),
    ("Egate_Target_Gear_@_Time", "egate-target", &[Time]),
    ("Egate_Correction_TPS", "egate-correction", &[Tps]),
    ("EGateCtrl_Target_Position_RPM", "egate-position", &[Rpm]),
    ("EGate#Ctrl_Flow", "egate-flow", &[]),
    ("EGate_P_Var", "egate-p", &[]),
    ("EGate_I_Var", "egate-i", &[]),
    ("EGate_D_Var", "egate-d", &[]),
    ("EGate_PosInit_Target", "egate-begin", &[]),
    ("Func_BoostRpmCtrl", "boost-duty", &[Rpm]),
    ("Func_BoostSpeedCtrl", "boost-duty", &[Speed]),
    ("Func_BoostTimeCtrl", "boost-duty", &[Time]),
    ("Boost_Gear@_RPM", "boost-duty", &[Rpm]),
    ("Boost_Gear@_Time", "boost-duty", &[Time]),
    ("FlexFuel_Wsgt", "flex-boost", &[Ethanol]),
    ("ALS_Opening", "anti-lag", &[]),
    ("Func_TwoStepSpool", "two-step-spool", &[]),
];

const DRIVE: &[Rule] = &[
    ("Func_IdleTargetRPM", "idle-speed", &[Engine]),
    ("Func_IdlePostStartRPM", "idle-speed-start", &[Time]),
    ("Func_IdleTargetPosition", "idle-position", &[Engine]),
    ("Func_IdleTargetPosition_ETC", "idle-position-throttle", &[Engine]),
    ("Func_IdlePostStartPosition", "idle-position-start", &[Time]),
    ("VVTI_Intake_Target_MAP", "cam-intake", &[Map, Rpm]),
    ("VVTI_Intake_Target_TPS", "cam-intake", &[Tps, Rpm]),
    ("VVTI_Exaust_Target_MAP", "cam-exhaust", &[Map, Rpm]),
    ("VVTI_Exaust_Target_TPS", "cam-exhaust", &[Tps, Rpm]),
    ("ETC_Open_G@_RPM", "throttle-opening", &[Pedal, Rpm]),
    ("ETC_SlewRate_Open", "throttle-opening-rate", &[]),
    ("ETC_SlewRate_Close", "throttle-closing-rate", &[]),
    ("Func_EtcReferenceControl", "throttle-reference", &[]),
    ("Func_EtcSlewControl", "throttle-rate", &[]),
    ("MaxThrottlePos_Limit", "throttle-limit", &[Time]),
    ("HardCut_RPM", "rev-limit", &[Engine]),
    ("HardCut_Gear", "rev-limit", &[Gear]),
    ("Func_TimeBasedRevLimiter", "rev-limit", &[Time]),
    ("Func_SpeedBasedRevLimiter", "rev-limit", &[Speed]),
    ("MAF_Lim_RPM", "maf-limit", &[Rpm]),
    ("MAF_Lim_TPS", "maf-limit", &[Tps]),
    ("MAF_Lim_MAP", "maf-limit", &[Map]),
    ("Alerts_FlexFuel_MaxPress", "pressure-alert", &[Ethanol]),
    ("Alerts_MinOilPress_RPM", "oil-alert", &[Rpm]),
    ("Func_TimeTimingRetard", "retard", &[Time]),
    ("Func_SpeedTimingRetard", "retard", &[Speed]),
    ("Func_GearRetard", "retard", &[Gear, Rpm]),
    ("Func_TimeEnrichment", "enrichment", &[Time]),
    ("Func_SpeedEnrichment", "enrichment", &[Speed]),
    ("Func_GearEnrich", "enrichment", &[Gear, Rpm]),
    ("Func_GearChangeEnrichment", "shift-enrichment", &[Gear, Time]),
    ("Gear_Change_Retard", "shift-retard", &[Gear, Time]),
    ("AutoGearbox_GearChange", "gearbox-shift", &[]),
    ("AutoGearbox_Accumulator", "gearbox-accumulator", &[]),
    ("AutoGearbox_LinePress", "line-pressure", &[]),
    ("AutoGearbox_LinePress_ChangeTrim", "line-pressure-shift", &[]),
    ("AutoGearbox_LinePress_TempTrim", "line-pressure-temperature", &[]),
    ("Lockup", "lockup", &[]),
    ("TCU_Torque_MAP", "gearbox-torque", &[Map]),
    ("TCU_Torque_TPS", "gearbox-torque", &[Tps]),
];

const STRIP: &[Rule] = &[
    ("TractionCtrl_Tps_Time_#", "traction", &[Tps, Time]),
    ("TractionCtrl_Tps_RPM_#", "traction", &[Tps, Rpm]),
    ("TractionCtrl_Tps_Spd_#", "traction", &[Tps, Speed]),
    ("Wheelie_Height_Time_Cut", "wheelie-height-cut", &[Time]),
    ("Wheelie_Height_Time_Retard", "wheelie-height-retard", &[Time]),
    ("Wheelie_Yawrate_Time_Cut", "wheelie-rate-cut", &[Time]),
    ("Wheelie_Yawrate_Time_Retard", "wheelie-rate-retard", &[Time]),
    ("Func_CrankShaftTimeRetardRPM", "crank-retard-rpm", &[Time]),
    ("Func_CrankShaftTimeRetardValue", "crank-retard", &[]),
    ("Func_CrankShaftTimeRevLimiterCut", "crank-cut", &[Time]),
    ("Func_DriveShaftTimeRetardRPMInf", "drive-retard-rpm-low", &[Time]),
    ("Func_DriveShaftTimeRetardRPMSup", "drive-retard-rpm-high", &[Time]),
    ("Func_DriveShaftTimeRetardSpeedInf", "drive-retard-speed-low", &[Time]),
    ("Func_DriveShaftTimeRetardSpeedSup", "drive-retard-speed-high", &[Time]),
    ("Func_DriveShaftTimeRetardValueInf", "drive-retard-low", &[]),
    ("Func_DriveShaftTimeRetardValueSup", "drive-retard-high", &[]),
    ("Func_DriveShaftTimeRevLimiterCut", "drive-cut", &[Time]),
    ("Func_DriveShaftTimeRevLimiterRPM", "drive-limit-rpm", &[Time]),
    ("Func_DriveShaftTimeRevLimiterSpeed", "drive-limit-speed", &[Time]),
    ("Func_DriveShaftTimeSpdLimiterCut", "drive-speed-cut", &[Time]),
    ("Func_NitroEnrichMap", "nitrous-fuel", &[Map]),
    ("Func_NitroEnrichTps", "nitrous-fuel", &[Tps]),
    ("Func_NitroPWMBasedEnrichment", "nitrous-fuel", &[Duty]),
    ("Func_NitroPWMBasedRetard", "nitrous-retard", &[Duty]),
    ("Func_NitroTimingRetard", "nitrous-retard", &[Rpm]),
    ("Func_NitroRpmCtrl", "nitrous-duty", &[Rpm]),
    ("Func_NitroSpeedCtrl", "nitrous-duty", &[Speed]),
    ("Func_NitroTimeCtrl", "nitrous-duty", &[Time]),
    ("Func_ProNitroIgnOff", "pro-nitro-ignition-off", &[]),
    ("Func_ProNitroInjOff", "pro-nitro-fuel-off", &[]),
    ("Func_ProNitroStagesRPM", "pro-nitro-stages", &[Rpm]),
    ("Func_ProNitroStagesTime", "pro-nitro-stages", &[Time]),
    ("Nitro#_Gear@_RPM", "nitrous-duty", &[Rpm]),
    ("Nitro#_Gear@_TIME", "nitrous-duty", &[Time]),
    ("Nitro#_Enrichment_MAP", "nitrous-fuel", &[Map]),
    ("Nitro#_Enrichment_TPS", "nitrous-fuel", &[Tps]),
    ("Nitro#_MAP_Ctrl", "nitrous-duty", &[Map]),
    ("Nitro#_RPM_Ctrl", "nitrous-duty", &[Rpm]),
    ("Nitro#_Speed_Ctrl", "nitrous-duty", &[Speed]),
    ("Nitro#_Time_Ctrl", "nitrous-duty", &[Time]),
    ("Nitro#_PwmBased_Enrichment", "nitrous-fuel", &[Duty]),
    ("Nitro#_PwmBased_Retard", "nitrous-retard", &[Duty]),
    ("Nitro#_Timingretard", "nitrous-retard", &[Rpm]),
];

const OTHERS: &[Rule] = &[
    ("WMI_Map", "water-duty", &[Map, Rpm]),
    ("WMI_AirTemp", "water-duty", &[Air]),
    ("WMI_EgtTemp", "water-duty", &[Exhaust]),
    ("WMI_Time", "water-duty", &[Time]),
    ("WMI_CompPwm_AirTemp", "water-correction", &[Air]),
    ("WMI_CompPwm_EngineTemp", "water-correction", &[Engine]),
    ("WMI_CompPwm_EgtTemp", "water-correction", &[Exhaust]),
    ("WMI_CompPwm_LambdaTarget", "water-correction", &[Lambda]),
    ("WMI_Enrichement_Map", "water-fuel", &[Map, Rpm]),
    ("WMI_Enrichement_TPS", "water-fuel", &[Tps, Rpm]),
    ("WMI_Enrichement_PWM", "water-fuel", &[Duty]),
    ("WMI_Retard_PWM", "water-retard", &[Duty]),
    ("WMI_Retard_RPM", "water-retard", &[Rpm]),
    ("EV_Regen_BatterySOC", "regeneration", &[Charge]),
    ("EV_Regen_BrakePres", "regeneration", &[Brake]),
    ("EV_Regen_OpenBatteryVoltage", "regeneration", &[Volts]),
    ("EV_Regen_OpenCellVoltage", "regeneration", &[CellVolts]),
    ("EV_Regen_PedalPos", "regeneration", &[Pedal]),
    ("EV_Regen_RPM", "regeneration", &[Rpm]),
    ("EV_Regen_Speed", "regeneration", &[Speed]),
    ("EV_Regen_TempBattery", "regeneration", &[BatteryTemp]),
    ("EV_Regen_TempInv", "regeneration", &[InverterTemp]),
    ("EV_Regen_TempMotor", "regeneration", &[MotorTemp]),
    ("EV_Torque_BatterySOC", "torque", &[Charge]),
    ("EV_Torque_OpenBatteryVoltage", "torque", &[Volts]),
    ("EV_Torque_OpenCellVoltage", "torque", &[CellVolts]),
    ("EV_Torque_PedalPos", "torque", &[Pedal]),
    ("EV_Torque_RPM", "torque", &[Rpm]),
    ("EV_Torque_Speed", "torque", &[Speed]),
    ("EV_Torque_TempBattery", "torque", &[BatteryTemp]),
    ("EV_Torque_TempInv", "torque", &[InverterTemp]),
    ("EV_Torque_TempMotor", "torque", &[MotorTemp]),
    ("EV_TorquePWMOut", "torque-output", &[]),
    ("AuxPump_Pulse_Time", "auxiliary-pump", &[Engine]),
    ("Eletro1_PWM_Duty_EngTemp", "fan", &[Engine]),
    ("GenPwmOut_Map_Ctrl", "pwm-output", &[Map]),
    ("FlexFuel_GenPwm", "pwm-output", &[Ethanol]),
    ("LedBar_RPM", "shift-light", &[]),
    ("LedBar_Color", "shift-light-colours", &[]),
    ("LineLock_Press_PWM", "line-lock", &[]),
];

const RULES: [&[Rule]; 6] = [INJECTION, IGNITION, BOOST, DRIVE, STRIP, OTHERS];

/// Tables of which a file has a newer form beside them, where `NEW` is not in their names.
const RENEWED: [&str; 5] =
    ["Func_GearChangeEnrichment", "Func_GearEnrich", "Func_GearRetard", "Gear_Change_Retard", "LedBar_RPM"];

/// Everything a table may be about, for translations.
pub fn subjects() -> Vec<&'static str> {
    let mut all: Vec<&'static str> = RULES.iter().flat_map(|rules| rules.iter()).map(|rule| rule.1).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What a name of FTManager tells; `None` where it is not one that is known.
pub fn told(name: &str) -> Option<Told> {
    let short = name.rsplit_once('.').map_or(name, |(_, short)| short);
    let (mut legacy, mut new, mut bank) = (false, false, None);
    let mut words: Vec<&str> = Vec::new();
    for word in short.split('_') {
        match word {
            "Table" => {}
            "Legacy" => legacy = true,
            "NEW" => new = true,
            "A" if short.starts_with("Inj_") => bank = Some(Bank::A),
            "B" if short.starts_with("Inj_") => bank = Some(Bank::B),
            _ => words.push(word.strip_suffix("Table").filter(|rest| !rest.is_empty()).unwrap_or(word)),
        }
    }
    let stem = words.join("_");
    let mut rules = RULES.iter().flat_map(|rules| rules.iter());
    let ((_, subject, by), found) = rules.find_map(|rule| read(rule.0, &stem).map(|found| (rule, found)))?;
    let mut by = by.to_vec();
    if legacy {
        // The older form is a curve over the first of them.
        by.truncate(1);
    }
    let older = legacy || (!new && RENEWED.contains(&stem.as_str()));
    Some(Told { subject, by, bank, gear: found.gear, number: found.number, older })
}

/// What stands at the signs of a pattern.
#[derive(Default)]
struct Found {
    number: Option<u32>,
    gear: Option<ForGear>,
}

/// Reads a name by a pattern, sign by sign.
fn read(pattern: &str, name: &str) -> Option<Found> {
    let mut found = Found::default();
    let mut rest = name;
    for sign in pattern.chars() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        match sign {
            '@' if rest.starts_with('N') => {
                found.gear = Some(ForGear::Neutral);
                rest = &rest[1..];
            }
            '#' | '@' => {
                let n = rest[..digits].parse().ok()?;
                if sign == '#' {
                    found.number = Some(n);
                } else {
                    found.gear = Some(ForGear::Gear(n));
                }
                rest = &rest[digits..];
            }
            _ => rest = rest.strip_prefix(sign)?,
        }
    }
    rest.is_empty().then_some(found)
}
