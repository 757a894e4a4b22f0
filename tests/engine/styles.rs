//! How each brand writes: names and units from public descriptions and from logs that were met.

use fueltune_analyzer::engine::channels::ChannelId::*;

use crate::written::{Aliases, Col, Style, TimeCell, Units};

type U = &'static [(&'static str, f64, f64)];
type Range = (f64, f64);

const PSI: f64 = 0.068_947_57;
const F: f64 = 5.0 / 9.0;
const F0: f64 = -160.0 / 9.0;
const AFR: f64 = 1.0 / 14.7;

const RPM: Range = (700.0, 6900.0);
const SHARE: Range = (0.0, 100.0);
const ABSOLUTE: Range = (0.25, 1.95);
const GAUGE: Range = (-0.75, 1.2);
const MIXTURE: Range = (0.75, 1.3);
const WATER: Range = (20.0, 96.0);
const AIR: Range = (15.0, 60.0);
const OIL: Range = (20.0, 110.0);
const HOT: Range = (300.0, 900.0);
const SPARK: Range = (-5.0, 38.0);
const TRIM: Range = (-12.0, 15.0);
const VOLTS: Range = (11.5, 14.4);
const FUEL: Range = (2.5, 4.5);
const LUBE: Range = (1.0, 5.5);
const ROAD: Range = (0.0, 180.0);
const PULSE: Range = (1.2, 18.0);
const FLOW: Range = (2.5, 210.0);
const RETARD: Range = (0.0, 6.0);
const GEAR: Range = (1.0, 1.0);

const NONE: U = &[("", 1.0, 0.0)];
const TURNS: U = &[("rpm", 1.0, 0.0), ("RPM", 1.0, 0.0), ("1/min", 1.0, 0.0)];
const PERCENT: U = &[("%", 1.0, 0.0)];
const BAR: U =
    &[("bar", 1.0, 0.0), ("kPa", 0.01, 0.0), ("psi", PSI, 0.0), ("mbar", 1e-3, 0.0), ("hPa", 1e-3, 0.0)];
const KPA: U = &[("kPa", 0.01, 0.0), ("psi", PSI, 0.0)];
const PSIS: U = &[("PSI", PSI, 0.0), ("psi", PSI, 0.0), ("kPa", 0.01, 0.0), ("bar", 1.0, 0.0)];
const DEGREES_C: U = &[("°C", 1.0, 0.0), ("°F", F, F0)];
const LETTERS_C: U = &[("C", 1.0, 0.0), ("F", F, F0)];
const STARS_C: U = &[("*C", 1.0, 0.0), ("*F", F, F0)];
const LAMBDA: U = &[("λ", 1.0, 0.0), ("Lambda", 1.0, 0.0), ("AFR", AFR, 0.0)];
const DEGREES: U = &[("°", 1.0, 0.0), ("deg", 1.0, 0.0), ("degrees", 1.0, 0.0)];
const SPEED: U = &[("km/h", 1.0, 0.0), ("mph", 1.609_344, 0.0), ("kph", 1.0, 0.0)];
const MS: U = &[("ms", 1.0, 0.0), ("mS", 1.0, 0.0), ("µs", 1e-3, 0.0)];
const VOLT: U = &[("V", 1.0, 0.0), ("volts", 1.0, 0.0)];
const GRAMS: U = &[("g/s", 1.0, 0.0), ("lb/min", 7.559_872_8, 0.0), ("kg/h", 1.0 / 3.6, 0.0)];

const PLAIN: Style = Style {
    slug: "",
    preamble: "",
    time: ("Time", "s"),
    cell: TimeCell::Seconds,
    separators: &[(',', false)],
    units: Units::Untold,
    between: "",
    aliases: Aliases::None,
    fixed: &[],
    quoted: false,
    remark: None,
    trailer: "",
    columns: &[],
    always: 0,
};

const BRACKETS: Units = Units::Behind(" ", '(', ')');

const FUELTECH_PT: &[Col] = &[
    ("RPM", Rpm, RPM, NONE),
    ("Sonda_Geral", Lambda1, MIXTURE, NONE),
    ("TPS", Tps, SHARE, NONE),
    ("MAP", MapGauge, GAUGE, NONE),
    ("Ponto_de_ignição", IgnAdvance, SPARK, NONE),
    ("Posição_do_acelerador", Pedal, SHARE, NONE),
    ("Alvo_do_malha_fechada", LambdaTarget, MIXTURE, NONE),
    ("Correção_do_malha_fechada", TrimCl, TRIM, NONE),
    ("Temp._do_motor", Coolant, WATER, NONE),
    ("Temp._do_Ar", IntakeAir, AIR, NONE),
    ("Tensão_da_Bateria", Battery, VOLTS, NONE),
    ("Pressão_de_Óleo", OilPressure, LUBE, NONE),
    ("Pressão_de_Combustível", FuelPressure, FUEL, NONE),
    ("Tempo_de_Injeção_Banco_A", Pw1, PULSE, NONE),
    ("Abertura_bicos_A", Duty1, SHARE, NONE),
    ("Conteúdo_de_Etanol", Ethanol, SHARE, NONE),
    ("Velocidade_de_tração", SpeedDriven, ROAD, NONE),
    ("Dwell_de_ignição", Dwell, (2.0, 5.0), NONE),
];

const FIRMWARE: &[Col] = &[
    ("RPM", Rpm, RPM, TURNS),
    ("MAP", MapAbs, ABSOLUTE, &[("kPa", 0.01, 0.0), ("kpa", 0.01, 0.0), ("bar", 1.0, 0.0)]),
    ("TPS", Tps, SHARE, PERCENT),
    ("AFR", Lambda1, MIXTURE, &[("AFR", AFR, 0.0), ("O2", AFR, 0.0)]),
    ("CLT", Coolant, WATER, DEGREES_C),
    ("IAT", IntakeAir, AIR, DEGREES_C),
    ("SPK: Spark Advance", IgnAdvance, SPARK, &[("deg", 1.0, 0.0), ("°", 1.0, 0.0), ("degrees", 1.0, 0.0)]),
    ("AFR Target", LambdaTarget, MIXTURE, &[("AFR", AFR, 0.0)]),
    ("Gego", TrimCl, TRIM, &[("%", 1.0, -100.0)]),
    ("PW", Pw1, PULSE, MS),
    ("DutyCycle1", Duty1, SHARE, PERCENT),
    ("Batt V", Battery, VOLTS, VOLT),
    ("Boost psi", MapGauge, GAUGE, &[("psi", PSI, 0.0)]),
    ("VE1", Ve, (20.0, 110.0), PERCENT),
    ("Fuel Press", FuelPressure, FUEL, BAR),
    ("Oil Press", OilPressure, LUBE, BAR),
    ("Flex %", Ethanol, SHARE, PERCENT),
    ("SPK: Knock retard", KnockRetard, RETARD, DEGREES),
    ("EGT 1 temp", Egt1, HOT, DEGREES_C),
    ("Vehicle Speed", Speed, ROAD, SPEED),
    ("Boost Duty", BoostDuty, SHARE, PERCENT),
];

const OBD: &[Col] = &[
    ("Engine RPM", Rpm, RPM, TURNS),
    ("Vehicle speed", Speed, ROAD, SPEED),
    ("Engine coolant temperature", Coolant, WATER, DEGREES_C),
    ("Intake air temperature", IntakeAir, AIR, DEGREES_C),
    ("Short term fuel % trim - Bank 1", TrimShort, TRIM, PERCENT),
    ("Long term fuel % trim - Bank 1", TrimLong, TRIM, PERCENT),
    ("Ignition timing advance for #1 cylinder", IgnAdvance, SPARK, DEGREES),
    ("Mass air flow rate", Maf, FLOW, GRAMS),
    ("Absolute throttle position", Tps, SHARE, PERCENT),
    ("Intake manifold absolute pressure", MapAbs, ABSOLUTE, BAR),
    ("Calculated load value", Load, SHARE, PERCENT),
    ("Control module voltage", Battery, VOLTS, VOLT),
    ("Barometric pressure", Baro, (0.9, 1.03), BAR),
    ("Ambient air temperature", Ambient, (5.0, 35.0), DEGREES_C),
    ("Engine oil temperature", OilTemp, OIL, DEGREES_C),
    ("Fuel rail pressure", FuelPressure, (30.0, 120.0), BAR),
    ("Commanded equivalence ratio", LambdaTarget, MIXTURE, &[("lambda", 1.0, 0.0)]),
];

pub const STYLES: &[Style] = &[
    Style {
        slug: "fueltech-csv",
        time: ("TIME", ""),
        separators: &[(',', false), (';', true), ('\t', true), (';', false)],
        columns: FUELTECH_PT,
        always: 2,
        ..PLAIN
    },
    Style {
        slug: "tunerstudio-msl",
        preamble: "\"MS3 Format 0524.14 : MS3 1.5.1\"\n\"Capture Date: Tue Mar 03 08:09:10 BRT 2026\"\n",
        separators: &[('\t', false)],
        units: Units::Row,
        columns: FIRMWARE,
        ..PLAIN
    },
    Style {
        slug: "mlg-csv",
        separators: &[(';', false)],
        units: Units::Row,
        quoted: true,
        columns: FIRMWARE,
        always: 3,
        ..PLAIN
    },
    Style {
        slug: "hptuners-vcm",
        preamble: "HP Tuners CSV Log File\nVersion: 1.0\n\n[Log Information]\nCreation Time: 25/12/2025 7:52:11 PM\n\
                   Notes: \n\n[Vehicle Information]\n\n[Channel Information]\n0,12,11,3,14\n",
        time: ("Offset", "s"),
        units: Units::Row,
        between: "\n[Channel Data]\n",
        columns: &[
            ("Engine RPM (SAE)", Rpm, RPM, TURNS),
            ("Intake Manifold Absolute Pressure (SAE)", MapAbs, ABSOLUTE, BAR),
            ("Engine Coolant Temp (SAE)", Coolant, WATER, DEGREES_C),
            ("Intake Air Temp (SAE)", IntakeAir, AIR, DEGREES_C),
            ("Throttle Position (SAE)", Tps, SHARE, PERCENT),
            ("WB EQ Ratio 1 (SAE)", Lambda1, MIXTURE, &[("λ", 1.0, 0.0)]),
            ("Equivalence Ratio Commanded (SAE)", LambdaTarget, MIXTURE, &[("λ", 1.0, 0.0)]),
            ("Short Term Fuel Trim Bank 1 (SAE)", TrimShort, TRIM, PERCENT),
            ("Long Term Fuel Trim Bank 1 (SAE)", TrimLong, TRIM, PERCENT),
            ("Timing Advance (SAE)", IgnAdvance, SPARK, DEGREES),
            ("Mass Airflow (SAE)", Maf, FLOW, GRAMS),
            ("Knock Retard", KnockRetard, RETARD, DEGREES),
            ("Injector Pulse Width Avg. Bank 1", Pw1, PULSE, MS),
            ("Vehicle Speed (SAE)", Speed, ROAD, SPEED),
            ("Fuel Pressure (SAE)", FuelPressure, FUEL, BAR),
            ("Control Module Voltage (SAE)", Battery, VOLTS, VOLT),
            ("Ethanol Fuel % (SAE)", Ethanol, SHARE, PERCENT),
            ("Barometric Pressure (SAE)", Baro, (0.9, 1.03), BAR),
            ("Engine Oil Temp (SAE)", OilTemp, OIL, DEGREES_C),
            ("Engine Oil Pressure", OilPressure, LUBE, BAR),
        ],
        ..PLAIN
    },
    Style {
        slug: "cobb-accessport",
        time: ("Time (sec)", ""),
        units: BRACKETS,
        remark: Some("AP Info:[AP3-SUB-004 v1][car][Reflash: map]"),
        columns: &[
            ("RPM", Rpm, RPM, TURNS),
            ("Boost", MapGauge, GAUGE, PSIS),
            ("Coolant Temp", Coolant, WATER, LETTERS_C),
            ("Coolant Temp.", Coolant, WATER, DEGREES_C),
            ("Intake Temp", IntakeAir, AIR, &[("C", 1.0, 0.0), ("F", F, F0), ("° F", F, F0)]),
            ("AF Sens 1 Ratio", Lambda1, MIXTURE, &[("AFR", AFR, 0.0)]),
            ("AF Correction 1", TrimShort, TRIM, PERCENT),
            ("AF Learning 1", TrimLong, TRIM, PERCENT),
            ("Feedback Knock", KnockRetard, RETARD, DEGREES),
            ("Ignition Timing", IgnAdvance, SPARK, DEGREES),
            ("Throttle Pos", Tps, SHARE, PERCENT),
            ("Accel Position", Pedal, SHARE, PERCENT),
            ("Target Boost", BoostTarget, GAUGE, PSIS),
            ("Wastegate Duty", BoostDuty, SHARE, PERCENT),
            ("Vehicle Speed", Speed, ROAD, SPEED),
            ("MAF", Maf, FLOW, GRAMS),
            ("Man Abs Press", MapAbs, ABSOLUTE, KPA),
            ("Oil Temp", OilTemp, OIL, LETTERS_C),
            ("Inj. Duty Cycle", Duty1, SHARE, PERCENT),
            ("Ethanol Content", Ethanol, SHARE, PERCENT),
        ],
        ..PLAIN
    },
    Style {
        slug: "ecutek-proecu",
        preamble: "\u{feff}",
        cell: TimeCell::Milliseconds,
        units: BRACKETS,
        columns: &[
            ("Engine Speed", Rpm, RPM, TURNS),
            ("Manifold Absolute Pressure", MapAbs, ABSOLUTE, BAR),
            ("Coolant Temperature", Coolant, WATER, DEGREES_C),
            ("Intake Air Temperature", IntakeAir, AIR, DEGREES_C),
            ("AFR", Lambda1, MIXTURE, &[("AFR", AFR, 0.0)]),
            ("Throttle Position #1", Tps, SHARE, PERCENT),
            ("Accelerator Angle", Pedal, SHARE, PERCENT),
            ("Ignition Timing", IgnAdvance, SPARK, DEGREES),
            ("Fuel Trim Short Term", TrimShort, TRIM, PERCENT),
            ("Fuel Trim Long Term", TrimLong, TRIM, PERCENT),
            ("Knock Correction", KnockRetard, RETARD, &[("°CA", 1.0, 0.0), ("°", 1.0, 0.0)]),
            ("Engine Oil Temperature", OilTemp, OIL, DEGREES_C),
            ("MAF Sensor", Maf, FLOW, &[("g/s", 1.0, 0.0)]),
            ("Vehicle Speed", Speed, ROAD, SPEED),
        ],
        always: 2,
        ..PLAIN
    },
    Style {
        slug: "romraider",
        time: ("Time (msec)", ""),
        cell: TimeCell::Milliseconds,
        separators: &[(',', false), (';', true), (';', false)],
        units: BRACKETS,
        columns: &[
            ("Engine Speed", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("Manifold Absolute Pressure", MapAbs, ABSOLUTE, BAR),
            ("Coolant Temperature", Coolant, WATER, LETTERS_C),
            ("Intake Air Temperature", IntakeAir, AIR, LETTERS_C),
            ("A/F Sensor #1", Lambda1, MIXTURE, &[("AFR", AFR, 0.0), ("Lambda", 1.0, 0.0)]),
            ("A/F Correction #1", TrimShort, TRIM, PERCENT),
            ("A/F Learning #1", TrimLong, TRIM, PERCENT),
            ("Ignition Total Timing", IgnAdvance, SPARK, &[("degrees", 1.0, 0.0)]),
            ("Throttle Opening Angle", Tps, SHARE, PERCENT),
            ("Mass Airflow", Maf, FLOW, GRAMS),
            ("Vehicle Speed", Speed, ROAD, SPEED),
            ("Battery Voltage", Battery, VOLTS, VOLT),
            ("Fuel Injector #1 Pulse Width", Pw1, PULSE, MS),
            ("Primary Wastegate Duty Cycle", BoostDuty, SHARE, PERCENT),
            ("Feedback Knock Correction", KnockRetard, RETARD, &[("degrees", 1.0, 0.0)]),
        ],
        ..PLAIN
    },
    Style {
        slug: "mhd",
        preamble: "\u{feff}",
        units: BRACKETS,
        remark: Some("MHD version 1.7 X"),
        columns: &[
            ("RPM", Rpm, RPM, TURNS),
            ("Boost", MapGauge, GAUGE, PSIS),
            ("Coolant", Coolant, WATER, STARS_C),
            ("IAT", IntakeAir, AIR, STARS_C),
            ("Lambda bank 1", Lambda1, MIXTURE, LAMBDA),
            ("Lambda target", LambdaTarget, MIXTURE, LAMBDA),
            ("STFT 1", TrimShort, TRIM, PERCENT),
            ("LTFT 1", TrimLong, TRIM, PERCENT),
            ("Accel Ped. Pos.", Pedal, SHARE, PERCENT),
            ("Throttle Position", Tps, SHARE, &[("*", 1.0, 0.0), ("%", 1.0, 0.0)]),
            ("Batterie volt.", Battery, VOLTS, VOLT),
            ("Oil pressure", OilPressure, LUBE, PSIS),
            ("Oil temp", OilTemp, OIL, STARS_C),
            ("WGDC", BoostDuty, SHARE, PERCENT),
            ("MAF", Maf, FLOW, &[("g/s", 1.0, 0.0)]),
            ("Boost target", BoostTarget, GAUGE, PSIS),
            ("Ignition cyl. 1", IgnAdvance, SPARK, &[("*", 1.0, 0.0)]),
            ("Speed", Speed, ROAD, SPEED),
        ],
        ..PLAIN
    },
    Style {
        slug: "jb4",
        preamble: "Firmware,Interface,Engine,,\n4/15,JB4,N55,,\nBoostSafety,PID Gain,FUA,,\n28,10,0,,\n",
        time: ("timestamp", ""),
        cell: TimeCell::Tenths,
        columns: &[
            ("rpm", Rpm, RPM, NONE),
            ("boost", MapGauge, (-0.3, 1.2), &[("", PSI, 0.0)]),
            ("target", BoostTarget, (0.0, 1.2), &[("", PSI, 0.0)]),
            ("pedal", Pedal, SHARE, NONE),
            ("iat", IntakeAir, AIR, &[("", F, F0)]),
            ("wgdc", BoostDuty, SHARE, NONE),
            ("throttle", Tps, SHARE, NONE),
            ("ign_1", IgnAdvance, SPARK, NONE),
            ("afr", Lambda1, MIXTURE, &[("", AFR, 0.0)]),
            ("trims", TrimShort, TRIM, NONE),
            ("waterf", Coolant, (60.0, 96.0), &[("", F, F0)]),
            ("oilf", OilTemp, (60.0, 110.0), &[("", F, F0)]),
            ("mph", Speed, ROAD, &[("", 1.609_344, 0.0)]),
            ("gear", Gear, GEAR, NONE),
        ],
        always: 2,
        ..PLAIN
    },
    Style {
        slug: "me7logger",
        preamble: "\n####\nLogfile created by ME7-Logger v1.20 (c)\n\nLog started at:  22.02.2014 17:47:01.046\n\n",
        time: ("TimeStamp", "sec.ms"),
        separators: &[(',', false), (';', false)],
        units: Units::Row,
        aliases: Aliases::Names,
        columns: &[
            ("nmot_w", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("pvdkds_w", MapAbs, (0.9, 2.3), &[("mbar", 1e-3, 0.0)]),
            ("tmot", Coolant, WATER, &[("°C", 1.0, 0.0)]),
            ("tans", IntakeAir, AIR, &[("°C", 1.0, 0.0)]),
            ("wdkba", Tps, SHARE, &[("DK", 1.0, 0.0), ("%", 1.0, 0.0)]),
            ("wped_w", Pedal, SHARE, &[("PED", 1.0, 0.0), ("%", 1.0, 0.0)]),
            ("zwout", IgnAdvance, SPARK, &[("°KW", 1.0, 0.0)]),
            ("lamsoni_w", Lambda1, MIXTURE, &[("-", 1.0, 0.0)]),
            ("lamsbg_w", LambdaTarget, MIXTURE, &[("-", 1.0, 0.0)]),
            ("mshfm_w", Maf, FLOW, &[("kg/h", 1.0 / 3.6, 0.0), ("g/s", 1.0, 0.0)]),
            ("ldtvm", BoostDuty, SHARE, &[("%", 1.0, 0.0)]),
            ("ti_b1", Pw1, PULSE, &[("ms", 1.0, 0.0)]),
            ("rl_w", Load, (12.0, 190.0), &[("%", 1.0, 0.0)]),
            ("vfil_w", Speed, ROAD, &[("km/h", 1.0, 0.0)]),
            ("fr_w", TrimCl, TRIM, &[("-", 100.0, -100.0)]),
            ("ub", Battery, VOLTS, &[("V", 1.0, 0.0)]),
        ],
        ..PLAIN
    },
    Style {
        slug: "ecux",
        time: ("TIME", ""),
        cell: TimeCell::Milliseconds,
        quoted: true,
        columns: &[
            ("RPM", Rpm, RPM, NONE),
            ("BoostPressureActual", MapAbs, (0.95, 2.3), &[("", 1e-3, 0.0)]),
            ("BoostPressureDesired", BoostTarget, (0.0, 1.3), &[("", 1e-3, -1.013_25)]),
            ("IgnitionTimingAngleOverall", IgnAdvance, SPARK, NONE),
            ("MassAirFlow", Maf, FLOW, NONE),
            ("IntakeAirTemperature", IntakeAir, AIR, NONE),
            ("ThrottlePlateAngle", Tps, SHARE, NONE),
            ("AcceleratorPedalPosition", Pedal, SHARE, NONE),
            ("BoostFrequencyValveDutyCycle", BoostDuty, SHARE, NONE),
            ("FuelInjectorOnTime", Pw1, PULSE, NONE),
            ("EGTbank1", Egt1, HOT, NONE),
            ("VehicleSpeed", Speed, ROAD, NONE),
            ("EngineLoad", Load, (9.0, 150.0), NONE),
        ],
        always: 4,
        ..PLAIN
    },
    Style {
        slug: "logworks",
        preamble: "Session: Session 1,,,\n",
        time: ("time", "(sec)"),
        units: Units::Row,
        columns: &[
            ("RPM", Rpm, RPM, &[("(RPM)", 1.0, 0.0)]),
            ("LC1_O2WB", Lambda1, MIXTURE, &[("(AFR)", AFR, 0.0), ("(Lambda)", 1.0, 0.0)]),
            ("Boost", MapGauge, GAUGE, &[("(PSI)", PSI, 0.0)]),
            ("MAP", MapAbs, ABSOLUTE, &[("(kPa)", 0.01, 0.0)]),
            ("TPS", Tps, SHARE, &[("(%)", 1.0, 0.0)]),
            ("EGT", Egt1, HOT, &[("(degC)", 1.0, 0.0), ("(degF)", F, F0)]),
            ("Oil_Press", OilPressure, LUBE, &[("(PSI)", PSI, 0.0), ("(BAR)", 1.0, 0.0)]),
        ],
        ..PLAIN
    },
    Style {
        slug: "swcomm",
        preamble: "\n*****\n**Log File Created by SWComm ECUTools - x**\n**Log Started 9/20/2019 2:45:00 PM**\n*****\n\n",
        time: ("TimeStamp", "sec.ms"),
        units: Units::Row,
        aliases: Aliases::Blank,
        columns: &[
            ("N", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("VS", Speed, ROAD, &[("km/h", 1.0, 0.0)]),
            ("TCO", Coolant, WATER, &[("°C", 1.0, 0.0)]),
            ("TIA", IntakeAir, AIR, &[("°C", 1.0, 0.0)]),
            ("TOIL", OilTemp, OIL, &[("°C", 1.0, 0.0)]),
            ("MAP_MES", MapAbs, ABSOLUTE, &[("hPa", 1e-3, 0.0)]),
            ("PV_AV", Pedal, SHARE, &[("%", 1.0, 0.0)]),
            ("LAMB_LS_UP[1]", Lambda1, MIXTURE, &[("-", 1.0, 0.0)]),
            ("IGA_AV_MV", IgnAdvance, SPARK, &[("°CRK", 1.0, 0.0)]),
            ("TQI_AV", TorqueEst, (20.0, 400.0), &[("Nm", 1.0, 0.0)]),
        ],
        ..PLAIN
    },
    Style {
        slug: "simostools",
        units: BRACKETS,
        remark: Some("SimosTools [R1:X]"),
        columns: &[
            ("Engine Speed", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("MAP", MapAbs, ABSOLUTE, &[("kPa", 0.01, 0.0)]),
            ("Boost", MapGauge, GAUGE, &[("psi", PSI, 0.0)]),
            ("IAT", IntakeAir, AIR, DEGREES_C),
            ("Coolant Temp", Coolant, WATER, DEGREES_C),
            ("Oil Temp", OilTemp, OIL, DEGREES_C),
            ("Lambda", Lambda1, MIXTURE, &[("λ", 1.0, 0.0)]),
            ("Lambda SP", LambdaTarget, MIXTURE, &[("λ", 1.0, 0.0)]),
            ("STFT", TrimShort, TRIM, PERCENT),
            ("LTFT", TrimLong, TRIM, PERCENT),
            ("Ign Timing Avg", IgnAdvance, SPARK, DEGREES),
            ("Pedal Pos", Pedal, SHARE, PERCENT),
            ("TPS", Tps, SHARE, PERCENT),
            ("Vehicle Speed", Speed, ROAD, SPEED),
            ("Battery Volts", Battery, VOLTS, VOLT),
            ("Eth Content", Ethanol, SHARE, PERCENT),
            ("Knock Cyl 1", KnockRetard, RETARD, DEGREES),
        ],
        ..PLAIN
    },
    Style {
        slug: "torque-pro",
        time: ("Device Time", ""),
        cell: TimeCell::Date,
        units: Units::Behind("", '(', ')'),
        fixed: &[("GPS Time", "-")],
        columns: &[
            ("Engine RPM", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("Throttle Position(Manifold)", Tps, SHARE, PERCENT),
            ("Engine Coolant Temperature", Coolant, WATER, DEGREES_C),
            ("Intake Air Temperature", IntakeAir, AIR, DEGREES_C),
            ("Intake Manifold Pressure", MapAbs, ABSOLUTE, &[("psi", PSI, 0.0), ("kPa", 0.01, 0.0)]),
            ("Timing Advance", IgnAdvance, SPARK, &[("°", 1.0, 0.0)]),
            ("Fuel Trim Bank 1 Short Term", TrimShort, TRIM, PERCENT),
            ("Fuel Trim Bank 1 Long Term", TrimLong, TRIM, PERCENT),
            ("Speed (OBD)", Speed, ROAD, SPEED),
            ("Voltage (Control Module)", Battery, VOLTS, VOLT),
            ("O2 Sensor1 Wide Range Equivalence Ratio", Lambda1, MIXTURE, &[("λ", 1.0, 0.0)]),
            ("Engine Oil Temperature", OilTemp, OIL, DEGREES_C),
            ("Fuel pressure", FuelPressure, FUEL, &[("psi", PSI, 0.0), ("kPa", 0.01, 0.0)]),
            ("Engine Load", Load, SHARE, PERCENT),
        ],
        ..PLAIN
    },
    Style {
        slug: "obdlink",
        preamble: "\u{feff}# StartTime = 05/05/2023 04:17:36.1827 PM\n",
        time: ("Time (sec)", ""),
        units: BRACKETS,
        columns: OBD,
        ..PLAIN
    },
    Style {
        slug: "dragy",
        trailer: ",,,",
        fixed: &[("Speed (MPH)", "0")],
        columns: &[
            ("Speed (KMPH)", Speed, ROAD, NONE),
            ("Acceleration", GLong, (-0.6, 0.8), NONE),
            ("Longitude", GpsLon, (-46.7, -46.6), NONE),
            ("Latitude", GpsLat, (-23.6, -23.5), NONE),
            ("Heading", GpsHeading, (10.0, 200.0), NONE),
            ("Altitude", GpsAlt, (650.0, 760.0), NONE),
            ("rpm", Rpm, RPM, NONE),
        ],
        always: 6,
        ..PLAIN
    },
    Style {
        slug: "aim-csv",
        preamble: "\"Format\",\"AiM CSV File\"\n\"Session\",\"X\"\n\"Date\",\"25/04/2025\"\n\"Time\",\"15:50:07\"\n\
                   \"Sample Rate\",\"20\"\n\"Beacon Markers\",\"1.5\",\"3.5\"\n\"Segment Times\",\"0:01.500\",\"0:02.000\"\n\n",
        units: Units::Row,
        between: "\n",
        quoted: true,
        columns: &[
            ("RPM", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("GPS Speed", GpsSpeed, ROAD, SPEED),
            ("Water Temp", Coolant, WATER, LETTERS_C),
            ("Oil Temp", OilTemp, OIL, LETTERS_C),
            ("Oil Press", OilPressure, LUBE, &[("bar", 1.0, 0.0), ("psi", PSI, 0.0)]),
            ("TPS", Tps, SHARE, PERCENT),
            ("Lambda", Lambda1, MIXTURE, &[("lambda", 1.0, 0.0)]),
            ("External Voltage", Battery, VOLTS, VOLT),
            ("InlineAcc", GLong, (-1.0, 1.0), &[("g", 1.0, 0.0)]),
            ("LateralAcc", GLat, (-1.2, 1.2), &[("g", 1.0, 0.0)]),
            ("GPS Latitude", GpsLat, (-23.6, -23.5), &[("deg", 1.0, 0.0)]),
            ("Gear", Gear, GEAR, NONE),
        ],
        ..PLAIN
    },
    Style {
        slug: "crome",
        time: ("Duration", ""),
        cell: TimeCell::Clock,
        units: BRACKETS,
        quoted: true,
        trailer: ",",
        columns: &[
            ("Engine Speed", Rpm, RPM, &[("RPM", 1.0, 0.0)]),
            ("Manifold Pressure", MapAbs, (0.25, 0.99), &[("mbar", 1e-3, 0.0)]),
            ("Throttle Position", Tps, SHARE, PERCENT),
            ("Coolant Temp", Coolant, WATER, &[("°C", 1.0, 0.0), ("°F", F, F0)]),
            ("Intake Air Temp", IntakeAir, AIR, &[("°C", 1.0, 0.0)]),
            ("Vehicle Speed", Speed, ROAD, &[("km/h", 1.0, 0.0), ("MPH", 1.609_344, 0.0)]),
            ("Battery Voltage", Battery, VOLTS, &[("V", 1.0, 0.0)]),
        ],
        always: 1,
        ..PLAIN
    },
    Style {
        slug: "projectlambda",
        preamble: "\u{feff}",
        time: ("Time (s)", ""),
        units: BRACKETS,
        columns: &[
            ("Air/Fuel Sensor #1", Lambda1, MIXTURE, &[("λ", 1.0, 0.0)]),
            ("Engine Speed", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("Boost Target", BoostTarget, (0.0, 1.2), &[("kPa", 0.01, -1.013_25)]),
            ("Manifold Absolute Pressure", MapAbs, ABSOLUTE, &[("kPa", 0.01, 0.0)]),
            ("Throttle Position", Tps, SHARE, PERCENT),
            ("Coolant Temperature", Coolant, WATER, DEGREES_C),
            ("Intake Air Temperature", IntakeAir, AIR, DEGREES_C),
            ("Ignition Advance", IgnAdvance, SPARK, DEGREES),
            ("Fuel Trim - Short Term", TrimShort, TRIM, PERCENT),
            ("Fuel Trim - Long Term", TrimLong, TRIM, PERCENT),
            ("Mass Air Flow", Maf, FLOW, &[("g/s", 1.0, 0.0)]),
            ("Wastegate Duty Cycle", BoostDuty, SHARE, PERCENT),
            ("Injector Pulse Width", Pw1, PULSE, &[("ms", 1.0, 0.0)]),
            ("System Voltage", Battery, VOLTS, VOLT),
            ("Knock Retard", KnockRetard, RETARD, DEGREES),
        ],
        always: 3,
        ..PLAIN
    },
    Style {
        slug: "ecumaster-emu",
        time: ("TIME", ""),
        separators: &[(';', false), ('\t', false), (';', true), ('\t', true)],
        columns: &[
            ("engine/rpm", Rpm, RPM, NONE),
            ("sensors/tps1", Tps, SHARE, NONE),
            ("sensors/map", MapAbs, ABSOLUTE, &[("", 0.01, 0.0)]),
            ("sensors/clt", Coolant, WATER, NONE),
            ("sensors/iat", IntakeAir, AIR, NONE),
            ("sensors/lambda1", Lambda1, MIXTURE, NONE),
            ("ignition/angle", IgnAdvance, SPARK, NONE),
            ("sensors/battery", Battery, VOLTS, NONE),
            ("sensors/oilPressure", OilPressure, LUBE, NONE),
            ("sensors/oilTemperature", OilTemp, OIL, NONE),
        ],
        always: 2,
        ..PLAIN
    },
    Style {
        slug: "volvologger",
        time: ("Time (sec)", ""),
        units: BRACKETS,
        columns: &[
            ("Engine Speed", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("Boost Pressure", MapAbs, ABSOLUTE, &[("hPa", 1e-3, 0.0)]),
            ("Throttle Pos", Tps, SHARE, PERCENT),
            ("Vehicle Speed", Speed, ROAD, &[("km/h", 1.0, 0.0)]),
            ("Coolant Temp", Coolant, WATER, &[("°C", 1.0, 0.0)]),
        ],
        always: 4,
        ..PLAIN
    },
    Style {
        slug: "link-csv",
        time: ("Time (s)", ""),
        units: BRACKETS,
        columns: &[
            ("Engine Speed", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("MGP", MapGauge, GAUGE, KPA),
            ("TP (Main)", Tps, SHARE, PERCENT),
            ("ECT", Coolant, WATER, DEGREES_C),
            ("IAT", IntakeAir, AIR, DEGREES_C),
            ("MAP", MapAbs, ABSOLUTE, KPA),
            ("Lambda 1", Lambda1, MIXTURE, LAMBDA),
            ("Lambda Target", LambdaTarget, MIXTURE, LAMBDA),
            ("Ignition Angle", IgnAdvance, SPARK, DEGREES),
            ("Inj Duty Cycle", Duty1, SHARE, PERCENT),
            ("Batt Voltage", Battery, VOLTS, VOLT),
            ("Oil Pressure", OilPressure, LUBE, KPA),
            ("Fuel Pressure", FuelPressure, FUEL, KPA),
            ("Ethanol %", Ethanol, SHARE, PERCENT),
        ],
        always: 4,
        ..PLAIN
    },
    Style {
        slug: "holley",
        columns: &[
            ("RPM", Rpm, RPM, NONE),
            ("CTS", Coolant, (60.0, 96.0), &[("", F, F0)]),
            ("MAT", IntakeAir, (25.0, 60.0), &[("", F, F0)]),
            ("Target AFR", LambdaTarget, MIXTURE, &[("", AFR, 0.0)]),
            ("AFR Average", Lambda1, MIXTURE, &[("", AFR, 0.0)]),
            ("CL Comp", TrimCl, TRIM, NONE),
            ("MAP", MapAbs, ABSOLUTE, &[("", 0.01, 0.0)]),
            ("TPS", Tps, SHARE, NONE),
            ("Ignition Timing", IgnAdvance, SPARK, NONE),
            ("Battery", Battery, VOLTS, NONE),
            ("Fuel Flow", FuelFlow, (2.0, 60.0), &[("", 0.125_997_881, 0.0)]),
        ],
        always: 6,
        ..PLAIN
    },
    Style {
        slug: "maxxecu",
        preamble: "MaxxECU MTune log\n",
        time: ("Time (s)", ""),
        separators: &[(';', true), (',', false)],
        units: BRACKETS,
        columns: &[
            ("Engine speed", Rpm, RPM, TURNS),
            ("MAP", MapAbs, ABSOLUTE, KPA),
            ("Lambda", Lambda1, MIXTURE, LAMBDA),
            ("Throttle position", Tps, SHARE, PERCENT),
            ("Coolant temp", Coolant, WATER, DEGREES_C),
            ("Intake air temp", IntakeAir, AIR, DEGREES_C),
            ("Ignition angle", IgnAdvance, SPARK, DEGREES),
            ("Battery voltage", Battery, VOLTS, VOLT),
            ("Oil pressure", OilPressure, LUBE, BAR),
        ],
        ..PLAIN
    },
    Style {
        slug: "motec-csv",
        preamble: "\"Format\",\"MoTeC CSV File\",,,\"Workbook\",\"\"\n\"Log Date\",\"05.12.2018\"\n\"Log Time\",\"17:42:00\"\n\
                   \"Sample Rate\",\"50.000\",\"Hz\"\n\n",
        units: Units::Row,
        between: "\n",
        quoted: true,
        columns: &[
            ("Engine RPM", Rpm, RPM, &[("rpm", 1.0, 0.0)]),
            ("Engine Temp", Coolant, WATER, LETTERS_C),
            ("Ground Speed", Speed, ROAD, SPEED),
            ("Manifold Pres", MapAbs, ABSOLUTE, &[("kPa", 0.01, 0.0), ("mbar", 1e-3, 0.0)]),
            ("Throttle Pos", Tps, SHARE, PERCENT),
            ("Lambda 1", Lambda1, MIXTURE, &[("LA", 1.0, 0.0)]),
            ("Eng Oil Pres", OilPressure, LUBE, &[("kPa", 0.01, 0.0), ("bar", 1.0, 0.0)]),
            ("Battery Volts", Battery, VOLTS, &[("V", 1.0, 0.0)]),
            ("G Force Lat", GLat, (-1.2, 1.2), &[("G", 1.0, 0.0)]),
        ],
        ..PLAIN
    },
    Style {
        slug: "delimited",
        time: ("Tempo", "s"),
        separators: &[(';', true), (',', false), ('\t', true), (';', false)],
        units: BRACKETS,
        columns: &[
            ("Rotação do motor", Rpm, RPM, TURNS),
            ("Pressão do coletor", MapAbs, ABSOLUTE, KPA),
            ("Temperatura da água", Coolant, WATER, DEGREES_C),
            ("Temperatura do ar", IntakeAir, AIR, DEGREES_C),
            ("Pressão de óleo", OilPressure, LUBE, BAR),
            ("Pressão de combustível", FuelPressure, FUEL, BAR),
            ("Tensão da bateria", Battery, VOLTS, VOLT),
            ("Velocidade", Speed, ROAD, SPEED),
            ("Avanço de ignição", IgnAdvance, SPARK, DEGREES),
        ],
        ..PLAIN
    },
    Style {
        slug: "delimited",
        time: ("Tiempo", "s"),
        separators: &[(';', true), (',', false)],
        units: Units::Row,
        columns: &[
            ("Revoluciones", Rpm, RPM, TURNS),
            ("Presión de aceite", OilPressure, LUBE, BAR),
            ("Presión de combustible", FuelPressure, FUEL, BAR),
            ("Temperatura de refrigerante", Coolant, WATER, DEGREES_C),
            ("Temperatura de aire", IntakeAir, AIR, DEGREES_C),
            ("Velocidad", Speed, ROAD, SPEED),
            ("Tensión de batería", Battery, VOLTS, VOLT),
            ("Avance de encendido", IgnAdvance, SPARK, DEGREES),
            ("Posición del acelerador", Pedal, SHARE, PERCENT),
        ],
        ..PLAIN
    },
    Style {
        slug: "delimited",
        time: ("Zeit [s]", ""),
        separators: &[(';', true), ('\t', true), (',', false)],
        units: Units::Behind(" ", '[', ']'),
        columns: &[
            ("Motordrehzahl", Rpm, RPM, &[("1/min", 1.0, 0.0), ("U/min", 1.0, 0.0)]),
            ("Öldruck", OilPressure, LUBE, BAR),
            ("Kraftstoffdruck", FuelPressure, FUEL, BAR),
            ("Kühlmitteltemperatur", Coolant, WATER, DEGREES_C),
            ("Ansauglufttemperatur", IntakeAir, AIR, DEGREES_C),
            ("Geschwindigkeit", Speed, ROAD, SPEED),
            ("Batteriespannung", Battery, VOLTS, VOLT),
            ("Zündwinkel", IgnAdvance, SPARK, DEGREES),
            ("Saugrohrdruck", MapAbs, ABSOLUTE, BAR),
            ("Drosselklappe", Tps, SHARE, PERCENT),
            ("Öltemperatur", OilTemp, OIL, DEGREES_C),
            ("Gang", Gear, GEAR, NONE),
        ],
        ..PLAIN
    },
    Style {
        slug: "delimited",
        time: ("Timestamp", ""),
        cell: TimeCell::Date,
        units: BRACKETS,
        columns: OBD,
        ..PLAIN
    },
];
