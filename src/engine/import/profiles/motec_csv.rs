//! MoTeC i2, CSV export.
//!
//! Quoted keys and values, an empty line, names, units, an empty line, rows. An export without `Time` has a row for
//! every sample at the rate that `Sample Rate` tells.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::info::{Extra, FormatInfo};
use super::profile::{Profile, Sign};
use super::shaped::Shaped;
use super::{Claim, Format, Head, Naming, Reader};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::ImportError;
use crate::engine::import::options::{Delimiter, ImportOptions, TimeUnit};
use crate::engine::import::raw::{RawAxis, RawLog};
use crate::engine::import::report::FormatReason;
use crate::engine::import::text::cell;
use crate::engine::import::text::clock::TimeText;
use crate::engine::import::text::layout::{
    HeaderColumn, NO_TIME, SAMPLE_ROWS, TextLayout, decimal_of, names_share, numeric_share,
};
use crate::engine::import::text::lines::HeadLines;
use crate::engine::import::text::reader::TableReader;

pub(super) const INFO: FormatInfo =
    FormatInfo::unverified("motec-csv", "MoTeC i2", &["csv"]).with(&[Extra::Date]);

const FACTS: Profile = Profile {
    signs: &[Sign::Line("Format\",\"MoTeC CSV File"), Sign::Line("Format,MoTeC CSV File")],
    names: &[
        (Rpm, &["Engine RPM", "RPM", "Engine Speed"]),
        (Tps, &["Throttle Position", "Throttle Pos", "Throttle"]),
        (MapAbs, &["Manifold Pressure", "Manifold Pres", "Inlet Manifold Pressure"]),
        (Coolant, &["Engine Temp", "Engine Temperature", "Coolant Temperature", "Eng Temp"]),
        (IntakeAir, &["Air Temp Inlet", "Inlet Air Temperature", "Air Temp"]),
        (OilPressure, &["Eng Oil Pres", "Engine Oil Pressure", "Oil Pressure"]),
        (OilTemp, &["Eng Oil Temp", "Engine Oil Temperature"]),
        (FuelPressure, &["Fuel Pres", "Fuel Pressure"]),
        (Battery, &["Bat Volts ADL", "Bat Volts Dash", "ECU Battery Voltage", "Battery Voltage"]),
        (Speed, &["Ground Speed", "Corr Speed", "Vehicle Speed"]),
        (GLat, &["G Force Lat", "Acceleration Lateral"]),
        (GLong, &["G Force Long", "Acceleration Longitudinal"]),
        (Lambda1, &["Lambda 1", "Exhaust Lambda", "La 1"]),
        (LambdaTarget, &["Fuel Mixture Aim", "La Aim 1"]),
        (IgnAdvance, &["Ignition Timing", "Ign Advance"]),
        (Steer, &["Steered Angle", "Steering Angle"]),
        (Gear, &["Gear"]),
        (BrakePressure, &["Brake Pres Front", "Brake Pressure Front"]),
        (GpsLat, &["GPS Latitude"]),
        (GpsLon, &["GPS Longitude"]),
        (BoostTarget, &["Boost Aim"]),
        (Duty1, &["Fuel Inj Duty", "Fuel Injector Duty Cycle"]),
    ],
    time: Some(TimeUnit::Seconds),
    started: &["Log Date\",\"", "Log Time\",\""],
    ..Profile::new(INFO)
};

/// The format.
pub(crate) struct MotecCsv;

impl Format for MotecCsv {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let counted = || {
            let lines = head.lines.as_ref()?;
            let first = lines.letters(0);
            let signed = ["\"Format\",\"MoTeC CSV File\"", "Format,MoTeC CSV File"];
            (signed.iter().any(|s| first.starts_with(s)) && rate(lines).is_some() && header(lines).is_some())
                .then_some(Claim { confidence: 98, reason: FormatReason::Signature })
        };
        FACTS.claim(head).or_else(counted)
    }

    fn table(&self, head: &Head<'_>, options: &ImportOptions) -> Result<Option<TextLayout>, ImportError> {
        let lines = head.lines.as_ref().filter(|_| head.table.is_none());
        Ok(lines.and_then(|lines| table(lines, options)))
    }

    fn open(
        &self,
        head: &Head<'_>,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<Box<dyn Reader>, ImportError> {
        let Some(layout) = &head.table else { return Err(head.refusal()) };
        let table = TableReader::new(layout, options, head.mark, size);
        match head.lines.as_ref().and_then(rate) {
            Some(rate) if layout.time == NO_TIME => {
                Ok(Box::new(Shaped { table, shape: Box::new(move |log| counted(log, rate)) }))
            }
            _ => Ok(Box::new(table)),
        }
    }

    fn started(&self, head: &Head<'_>) -> Option<f64> {
        FACTS.started(head)
    }

    fn naming(&self, name: &str) -> Naming {
        FACTS.naming(name)
    }

    fn time_unit(&self) -> Option<TimeUnit> {
        FACTS.time
    }
}

fn cells(lines: &HeadLines, line: usize) -> Vec<String> {
    cell::texts(&lines.letters(line), b',')
}

/// Samples per second, as a line before the rows tells it.
fn rate(lines: &HeadLines) -> Option<f64> {
    let line =
        (0..lines.len().min(64)).map(|i| cells(lines, i)).find(|c| c.first().is_some_and(|k| k == RATE))?;
    line.get(1)?.parse().ok().filter(|rate: &f64| rate.is_finite() && *rate > 0.0)
}

const RATE: &str = "Sample Rate";

/// The lines of names, of units and of the first row: the first names after an empty line that have rows below.
fn header(lines: &HeadLines) -> Option<(usize, usize, usize)> {
    let filled = |from: usize| (from..lines.len()).find(|l| !lines.is_blank(*l));
    let blank = (0..lines.len().min(256)).find(|l| lines.is_blank(*l))?;
    let names = filled(blank)?;
    let units = filled(names + 1)?;
    let first = filled(units + 1)?;
    let (head, row) = (cells(lines, names), cells(lines, first));
    let sound = head.len() > 1 && names_share(&head) >= 0.5 && numeric_share(&row) >= 0.5;
    (sound && numeric_share(&cells(lines, units)) < 0.5).then_some((names, units, first))
}

fn table(lines: &HeadLines, options: &ImportOptions) -> Option<TextLayout> {
    let (names, units, first) = header(lines)?;
    let of = cells(lines, units);
    let unit = |i: usize| of.get(i).filter(|u| !u.is_empty()).cloned();
    let column = |(i, name)| HeaderColumn { name, other_name: None, unit: unit(i), wide: false };
    let rows: Vec<Vec<String>> =
        (first..lines.len()).filter(|l| !lines.is_blank(*l)).take(60).map(|l| cells(lines, l)).collect();
    let (decimal, decimal_doubtful) = decimal_of(options, &rows);
    Some(TextLayout {
        encoding: lines.encoding,
        line_end: lines.line_end,
        delimiter: Delimiter::Comma,
        decimal,
        decimal_doubtful,
        header_line: names,
        units_line: Some(units),
        first_row_line: first,
        first_row_offset: lines.offset(first),
        columns: cells(lines, names).into_iter().enumerate().map(column).collect(),
        time: NO_TIME,
        time_text: TimeText::Number,
        header_rows: [names, units].iter().map(|l| lines.line(*l).trim_ascii().to_vec()).collect(),
        sample: rows.into_iter().take(SAMPLE_ROWS).collect(),
    })
}

/// Gives row `i` the time `i / rate`.
fn counted(mut log: RawLog, rate: f64) -> RawLog {
    let rows = log.columns.iter().map(|c| c.data.samples.len()).max().unwrap_or(0);
    log.axes.push(RawAxis {
        name: RATE.to_owned(),
        times: (0..rows).map(|row| row as f64 / rate).collect(),
        text: TimeText::Number,
        unit_text: Some("s".to_owned()),
        dates_certain: true,
    });
    log
}
