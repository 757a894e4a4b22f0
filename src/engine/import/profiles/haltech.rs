//! Haltech NSP, CSV export.
//!
//! No line of names: after `%DataLog%` each channel has a block of lines (`Channel`, `ID`, `Type`, `DisplayMaxMin`), and
//! rows begin with the time of day. Cells are whole numbers; a channel's type tells what one of them is. Pressures are
//! absolute. Numbers at the lower end of 32 bits, and 65535, stand for no value. A row holds the channels that were due.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::Profile;
use super::shaped::Shaped;
use super::{Claim, Format, Head, Naming, Reader};
use crate::engine::channels::ChannelId::{self, *};
use crate::engine::channels::resolve::by_name;
use crate::engine::import::options::{Decimal, Delimiter, ImportOptions};
use crate::engine::import::raw::RawLog;
use crate::engine::import::report::FormatReason;
use crate::engine::import::text::cell;
use crate::engine::import::text::clock::{self, TimeText};
use crate::engine::import::text::layout::{HeaderColumn, MAX_COLUMNS, SAMPLE_ROWS, TextLayout};
use crate::engine::import::text::lines::HeadLines;
use crate::engine::import::text::reader::TableReader;
use crate::engine::import::text::store::Ended;
use crate::engine::import::{ImportError, LooksLike};
use crate::engine::units::Quantity;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("haltech-nsp", "Haltech NSP", &["csv"]).with(&[Extra::OwnRates, Extra::Date]);

/// Types with what one count is, and of which unit. The others are counts.
///
/// Scales: Haltech's CAN broadcast protocol, but for volts and microseconds, which the export has in thousandths; a
/// ratio of pressures agrees with the logged pressures in thousandths only.
const TYPES: &[(&str, f64, &str)] = &[
    ("EngineSpeed", 1.0, "rpm"),
    ("Percentage", 10.0, "%"),
    ("PercentPerEngineCycle", 10.0, "%"),
    ("PercentPerLambda", 10.0, "%"),
    ("PercentPerRpm", 10.0, "%"),
    ("Angle", 10.0, "°"),
    ("AngularVelocity", 10.0, "°/s"),
    ("Acceleration", 10.0, "m/s²"),
    ("AbsPressure", 10.0, "kPa"),
    ("Pressure", 10.0, "kPa"),
    ("Temperature", 10.0, "K"),
    ("AFR", 1000.0, "λ"),
    ("BatteryVoltage", 1000.0, "V"),
    ("Current", 1000.0, "A"),
    ("Current_mA_as_A", 1000.0, "A"),
    ("Current_uA_as_mA", 1000.0, "mA"),
    ("Speed", 10.0, "km/h"),
    ("Decibel", 100.0, "dB"),
    ("Time_us", 1000.0, "ms"),
    ("TimeUsAsUs", 1.0, "µs"),
    ("Time_ms", 1.0, "ms"),
    ("Time_ms_as_s", 1000.0, "s"),
    ("Time_s", 1.0, "s"),
    ("GearRatio", 100.0, ""),
    ("Ratio", 1000.0, ""),
    ("Stoichiometry", 100.0, ""),
    ("Flow", 1.0, "cc/min"),
    ("FuelVolume", 10.0, "L"),
    ("Frequency", 1.0, "Hz"),
];

/// A pressure of the atmosphere in the counts of a pressure.
const ATMOSPHERE: f64 = 1013.0;
/// From here down to the lowest number of 32 bits, a number is none.
const NO_VALUE: f64 = i32::MIN as f64 + 100.0;
/// Every bit of a sensor of 16 bits.
const NO_SENSOR: f64 = 65_535.0;

const FACTS: Profile = Profile {
    own_rates: true,
    names: &[
        (MapAbs, &["Manifold Pressure", "Measured Manifold Pressure"]),
        (Lambda1, &["Wideband O2 Overall", "Wideband O2 1", "Wideband O2 Bank 1"]),
        (Lambda2, &["Wideband O2 Bank 2", "Wideband O2 2"]),
        (LambdaTarget, &["Target Lambda", "O2 Control Bank 1 Target"]),
        (TrimShort, &["O2 Control Bank 1 Short Term Fuel Trim"]),
        (TrimLong, &["O2 Control Bank 1 Long Term Fuel Trim"]),
        (TrimCl, &["O2 Control Bank 1 Output"]),
        (IgnAdvance, &["Ignition Angle", "Ignition Angle Bank 1", "Ignition 1 Angle"]),
        (Dwell, &["Dwell Time", "Ignition Dwell Time"]),
        (Pw1, &["Injection Stage 1 Average Injection Time", "Injector 1 On Time"]),
        (Pw2, &["Injection Stage 2 Average Injection Time"]),
        (Duty1, &["Injection Stage 1 Outputs Highest Duty Cycle", "Injection Stage 1 Duty Cycle"]),
        (Duty2, &["Injection Stage 2 Outputs Highest Duty Cycle", "Injection Stage 2 Duty Cycle"]),
        (DeadTime, &["Injection Stage 1 Dead Time"]),
        (FuelPressureDiff, &["Injector Pressure Differential"]),
        (BoostTarget, &["Boost Control Target Pressure (Corrected)", "Boost Control Target Pressure"]),
        (BoostDuty, &["Boost Control Solenoid Duty Cycle", "Boost Control Output"]),
        (KnockLevel, &["Knock Sensor 1 Knock Level", "Knock Sensor 1 Knock Signal"]),
        (KnockCount, &["Knock Sensor 1 Knock Count"]),
        (KnockRetard, &["Knock Control Bank 1 Ignition Correction"]),
        (Ethanol, &["Fuel Composition"]),
        (Pedal, &["Drive By Wire Accelerator Pedal Position", "Accelerator Pedal Position"]),
        (Speed, &["Vehicle Speed", "Vehicle Speed Drive Train Sensor"]),
        (SpeedDriven, &["Driven Wheel Speed"]),
        (SpeedRef, &["Undriven Wheel Speed"]),
        (Battery, &["Battery Voltage", "Device Battery Voltage"]),
        (BrakePressure, &["Brake Pressure Front"]),
        (Egt1, &["EGT Sensor 1", "Exhaust Gas Temperature Sensor 1"]),
        (Egt2, &["EGT Sensor 2", "Exhaust Gas Temperature Sensor 2"]),
        (Egt3, &["EGT Sensor 3", "Exhaust Gas Temperature Sensor 3"]),
        (Egt4, &["EGT Sensor 4", "Exhaust Gas Temperature Sensor 4"]),
        (Cam1, &["Cam Control Intake 1 Angle"]),
        (Cam2, &["Cam Control Exhaust 1 Angle"]),
        (IdleDuty, &["Idle Control Output"]),
        (DecelCut, &["Decel Cut State"]),
        (Fan1, &["Thermofan 1 Output State"]),
        (Fan2, &["Thermofan 2 Output State"]),
    ],
    // The counter's unit is not known, and it runs over.
    own: &["Odometer"],
    started: &["Log : "],
    ..Profile::new(INFO)
};

/// The format.
pub(crate) struct Haltech;

impl Format for Haltech {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let signed = head.lines.as_ref()?.text().trim_ascii_start().starts_with(b"%DataLog%");
        signed.then_some(Claim { confidence: 99, reason: FormatReason::Signature })
    }

    fn table(&self, head: &Head<'_>, options: &ImportOptions) -> Result<Option<TextLayout>, ImportError> {
        let Some(lines) = &head.lines else { return Ok(None) };
        table(lines, options).map(Some)
    }

    fn open(
        &self,
        head: &Head<'_>,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<Box<dyn Reader>, ImportError> {
        let Some(layout) = &head.table else { return Err(head.refusal()) };
        let types = types(head.lines.as_ref());
        let table = TableReader::new(layout, options, head.mark, size);
        Ok(Box::new(Shaped { table, shape: Box::new(move |log| scaled(log, &types)) }))
    }

    fn started(&self, head: &Head<'_>) -> Option<f64> {
        FACTS.started(head)
    }

    fn own_rates(&self) -> bool {
        FACTS.own_rates
    }

    fn naming(&self, name: &str) -> Naming {
        FACTS.naming(name)
    }
}

/// The value of a line `name : value`.
fn value_of<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.trim().strip_prefix(name)?.trim_start().strip_prefix(':').map(str::trim)
}

fn is_row(line: &str) -> bool {
    line.split(',').next().is_some_and(|time| clock::clock(time).is_some())
}

/// The type of every channel in order.
fn types(lines: Option<&HeadLines>) -> Vec<String> {
    let Some(lines) = lines else { return Vec::new() };
    let mut types: Vec<String> = Vec::new();
    let mut channels = 0;
    for i in 0..lines.len() {
        let line = lines.letters(i);
        if is_row(&line) {
            break;
        }
        if value_of(&line, "Channel").is_some() {
            channels += 1;
            types.resize(channels, String::new());
        } else if let (Some(kind), Some(last)) = (value_of(&line, "Type"), types.last_mut()) {
            kind.clone_into(last);
        }
    }
    types
}

fn table(lines: &HeadLines, options: &ImportOptions) -> Result<TextLayout, ImportError> {
    let no_rows = ImportError::NotALog { looked_like: LooksLike::NoRows };
    let column = |name: &str, unit: Option<&str>| HeaderColumn {
        name: name.to_owned(),
        other_name: None,
        unit: unit.filter(|u| !u.is_empty()).map(str::to_owned),
        wide: false,
    };
    let mut columns = vec![column("Time", None)];
    let (mut header_line, mut first_row) = (None, None);
    for i in 0..lines.len() {
        let line = lines.letters(i);
        if is_row(&line) {
            first_row = Some(i);
            break;
        }
        if let Some(name) = value_of(&line, "Channel") {
            header_line = header_line.or(Some(i));
            columns.push(column(name, None));
        } else if let (Some(kind), Some(last)) = (value_of(&line, "Type"), columns.last_mut()) {
            last.unit = type_of(kind).map(|(_, unit)| unit.to_owned()).filter(|u| !u.is_empty());
        }
    }
    let (Some(header_line), Some(first_row)) = (header_line, first_row) else { return Err(no_rows) };
    if columns.len() > MAX_COLUMNS {
        let found = columns.len() as u32;
        return Err(ImportError::TooManyColumns { columns: found, limit: MAX_COLUMNS as u32 });
    }
    let sample = (first_row..lines.len()).take(SAMPLE_ROWS).map(|i| cell::texts(&lines.letters(i), b','));
    Ok(TextLayout {
        encoding: lines.encoding,
        line_end: lines.line_end,
        delimiter: Delimiter::Comma,
        decimal: options.decimal.unwrap_or(Decimal::Point),
        decimal_doubtful: false,
        header_line,
        units_line: None,
        first_row_line: first_row,
        first_row_offset: lines.offset(first_row),
        time: 0,
        time_text: TimeText::Clock,
        header_rows: Vec::new(),
        sample: sample.collect(),
        columns,
    })
}

/// Counts per unit, and the unit.
fn type_of(kind: &str) -> Option<(f64, &'static str)> {
    TYPES.iter().find(|(name, ..)| *name == kind).map(|(_, per_unit, unit)| (*per_unit, *unit))
}

/// Counts to figures.
fn scaled(mut log: RawLog, types: &[String]) -> RawLog {
    for (column, kind) in log.columns.iter_mut().zip(types) {
        let (per_unit, _) = type_of(kind).unwrap_or((1.0, ""));
        let gauge = kind == "Pressure" && is_gauge(&column.source);
        let zero = if gauge { ATMOSPHERE } else { 0.0 };
        let counted = kind == "Raw" || kind == "EngineSpeed";
        let figure = |count: f64| {
            let none = count <= NO_VALUE || (count == NO_SENSOR && !counted);
            if none { f64::NAN } else { (count - zero) / per_unit }
        };
        let samples = std::mem::replace(&mut column.data.samples, Ended::Dropped);
        column.data.samples = match samples {
            Ended::F32(v) => Ended::F32(v.iter().map(|x| figure(f64::from(*x)) as f32).collect()),
            // Only the numbers that are none were too large for f32.
            Ended::F64(v) => narrow(v.iter().map(|x| figure(*x)).collect()),
            other => other,
        };
    }
    log
}

/// As f32 where that loses no digit of a count.
fn narrow(values: Vec<f64>) -> Ended {
    if values.iter().all(|x| x.is_nan() || x.abs() < 16_777_216.0) {
        Ended::F32(values.iter().map(|x| *x as f32).collect())
    } else {
        Ended::F64(values)
    }
}

/// Whether a channel is kept relative to the atmosphere.
fn is_gauge(name: &str) -> bool {
    let id: Option<ChannelId> = match FACTS.naming(name) {
        Naming::Channel(id) | Naming::Among(id, _) | Naming::Absolute(id) => Some(id),
        Naming::Own => None,
        Naming::Unknown => by_name(name).map(|hit| hit.id),
    };
    id.is_some_and(|id| {
        id.spec().quantity == Quantity::Pressure && !matches!(id, MapAbs | Baro | FuelPressureDiff)
    })
}
