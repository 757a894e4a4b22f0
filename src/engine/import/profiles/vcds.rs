//! VCDS (Ross-Tech) measuring blocks, CSV.
//!
//! Every group of channels has a time column before it, so a log has as many time bases as groups that were read at
//! different moments. Two ways to write the header: groups of up to four channels, with names above the line of `TIME`
//! and units in the line of `STAMP`; and single channels, with their codes beside `TIME`, their names beside `STAMP` and
//! a line of units below. English or German. The first column marks rows at the driver's command.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use std::collections::BTreeMap;
use std::sync::Arc;

use super::info::{Extra, FormatInfo};
use super::profile::Profile;
use super::shaped::Shaped;
use super::{Claim, Format, Head, Naming, Reader};
use crate::engine::channels::ChannelId::*;
use crate::engine::import::ImportError;
use crate::engine::import::options::{Delimiter, ImportOptions, TimeUnit};
use crate::engine::import::rates::{FileRows, pick};
use crate::engine::import::raw::{RawAxis, RawColumn, RawLog, RawMarker};
use crate::engine::import::report::FormatReason;
use crate::engine::import::text::clock::{self, TimeText};
use crate::engine::import::text::layout::{
    HeaderColumn, MAX_COLUMNS, NO_TIME, SAMPLE_ROWS, TextLayout, decimal_of,
};
use crate::engine::import::text::lines::HeadLines;
use crate::engine::import::text::reader::TableReader;
use crate::engine::import::text::store::Ended;
use crate::engine::import::text::{cell, number};
use crate::engine::table::NO_CODE;

pub(super) const INFO: FormatInfo = FormatInfo::verified("vcds", "VCDS (Ross-Tech)", &["csv"]).with(&[
    Extra::OwnRates,
    Extra::Markers,
    Extra::Date,
]);

/// Lines among which the header is.
const NEAR: usize = 16;

const FACTS: Profile = Profile {
    names: &[
        (Rpm, &["Engine RPM", "Engine Speed", "RPM", "Motordrehzahl", "Drehzahl"]),
        (Speed, &["Vehicle speed", "Vehicle speed; actual", "Geschwindigkeit", "Fahrzeuggeschwindigkeit"]),
        (
            MapAbs,
            &[
                "Charge air pressure: actual value",
                "Charge pressure; actual",
                "Boost Pressure (actual)",
                "Charge pressure control; charge press.before throttle valve",
                "Intake manifold pressure",
                "Absolute Pres.",
                "Ladedruck: Istwert",
                "Ladedruck Istwert",
            ],
        ),
        (
            Maf,
            &["Mass Flow", "Mass Air Flow", "Mass air flow: actual value", "Luftmasse: Istwert", "Luftmasse"],
        ),
        (IgnAdvance, &["Ign. Timing", "Ignition timing", "Ignition Angle", "Zündwinkel", "Zündzeitpunkt"]),
        (Load, &["Load", "Engine load", "Motorlast"]),
        (Tps, &["Throttle Valve Angle", "Throttle Angle", "T.B. Angle", "Drosselklappenwinkel"]),
        (Pedal, &["Accelerator position", "Accelerator Pedal Position", "Fahrpedalstellung"]),
        (Pw1, &["Inj. On Time", "Injection time", "Einspritzzeit"]),
        (BoostDuty, &["Duty Cycle", "Charge pressure control duty cycle", "Tastverhältnis"]),
        (KnockRetard, &["Knock Reg.", "Ignition retard cylinder 1"]),
        (TorqueEst, &["Engine torque", "Engine torque; actual", "Motordrehmoment"]),
        (
            Egt1,
            &["Exhaust temperature bank 1", "Abgastemperatursensor 1", "Exhaust gas temperature sensor 1"],
        ),
        (
            Egt2,
            &["Exhaust temperature bank 2", "Abgastemperatursensor 2", "Exhaust gas temperature sensor 2"],
        ),
        (Egt3, &["Abgastemperatursensor 3", "Exhaust gas temperature sensor 3"]),
        (Egt4, &["Abgastemperatursensor 4", "Exhaust gas temperature sensor 4"]),
        (Ambient, &["Outside temperature", "Außentemperatur"]),
        (Battery, &["Voltage terminal 30", "Battery voltage", "Spannung Klemme 30"]),
        (Coolant, &["Coolant temperature", "Kühlmitteltemperatur"]),
        (IntakeAir, &["Intake air temperature", "Ansauglufttemperatur"]),
        (FuelPressure, &["Rail pressure: actual value", "Raildruck: Istwert", "Raildruck Istwert"]),
    ],
    absolute: &[(
        BoostTarget,
        &[
            "Charge air pressure: specified value",
            "Charge pressure; specified",
            "Boost Pressure (specified)",
            "Ladedruck: Sollwert",
            "Ladedruck Sollwert",
        ],
    )],
    // A voltage of any terminal, a value that controls idle: not the channel that other programs call so.
    own: &["Voltage", "Spannung", "Marker", "Lambda Control"],
    ..Profile::new(INFO)
};

/// The format.
pub(crate) struct Vcds;

impl Format for Vcds {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        header(head.lines.as_ref()?)?;
        Some(Claim { confidence: 97, reason: FormatReason::Signature })
    }

    fn table(&self, head: &Head<'_>, options: &ImportOptions) -> Result<Option<TextLayout>, ImportError> {
        let Some(lines) = &head.lines else { return Ok(None) };
        let Some(found) = header(lines) else { return Ok(None) };
        table(lines, &found, options).map(Some)
    }

    fn open(
        &self,
        head: &Head<'_>,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<Box<dyn Reader>, ImportError> {
        let found = head.lines.as_ref().and_then(header);
        let (Some(layout), Some(found)) = (&head.table, found) else { return Err(head.refusal()) };
        let table = TableReader::new(layout, options, head.mark, size);
        Ok(Box::new(Shaped { table, shape: Box::new(move |log| grouped(log, &found.times)) }))
    }

    fn started(&self, head: &Head<'_>) -> Option<f64> {
        // Weekday, day, month, year, time: the time may run on into the program's version.
        let first = head.lines.as_ref()?.letters(0).into_owned();
        let words: Vec<&str> = first.split(',').collect();
        let time: String =
            words.get(4)?.split(':').take(3).collect::<Vec<_>>().join(":").chars().take(8).collect();
        let moment = clock::date(&format!("{} {} {} {time}", words.get(1)?, words.get(2)?, words.get(3)?))?;
        moment.certain.then_some(moment.seconds)
    }

    fn naming(&self, name: &str) -> Naming {
        FACTS.naming(name)
    }

    fn time_unit(&self) -> Option<TimeUnit> {
        Some(TimeUnit::Seconds)
    }
}

/// Where the header is.
struct Found {
    delimiter: Delimiter,
    /// The line with `STAMP`.
    stamps: usize,
    /// Whether names stand above `TIME` and units beside `STAMP`.
    classic: bool,
    first_row: usize,
    /// The time columns.
    times: Vec<usize>,
}

fn is_stamp(text: &str) -> bool {
    ["STAMP", "MARKE"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_time(text: &str) -> bool {
    ["TIME", "ZEIT"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn header(lines: &HeadLines) -> Option<Found> {
    for stamps in 1..lines.len().min(NEAR) {
        for delimiter in [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab] {
            let cells = |line: usize| cell::texts(&lines.letters(line), delimiter.byte());
            let (above, here) = (cells(stamps - 1), cells(stamps));
            let times: Vec<usize> = (0..here.len())
                .filter(|i| is_stamp(&here[*i]) && above.get(*i).is_some_and(|t| is_time(t)))
                .collect();
            if times.is_empty() {
                continue;
            }
            let filled = |line: &usize| !lines.is_blank(*line);
            let next = (stamps + 1..lines.len()).find(filled)?;
            let is_row = |line: usize| {
                let row = cells(line);
                times.iter().any(|t| row.get(*t).is_some_and(|c| is_number(c)))
            };
            let classic = is_row(next);
            let first_row = if classic { next } else { (next + 1..lines.len()).find(filled)? };
            return Some(Found { delimiter, stamps, classic, first_row, times });
        }
    }
    None
}

fn is_number(text: &str) -> bool {
    number::parse(text.as_bytes(), b'.').or_else(|| number::parse(text.as_bytes(), b',')).is_some()
}

fn table(lines: &HeadLines, found: &Found, options: &ImportOptions) -> Result<TextLayout, ImportError> {
    let cells = |line: usize| cell::texts(&lines.letters(line), found.delimiter.byte());
    let (names, more, units) = if found.classic {
        let names = found.stamps.checked_sub(2).map(cells).unwrap_or_default();
        (names, cells(found.stamps - 1), cells(found.stamps))
    } else {
        (cells(found.stamps), Vec::new(), cells(found.stamps + 1))
    };
    let width = names.len().max(more.len()).max(units.len()).max(found.times.last().map_or(0, |t| t + 1));
    if width > MAX_COLUMNS {
        return Err(ImportError::TooManyColumns { columns: width as u32, limit: MAX_COLUMNS as u32 });
    }
    let text = |row: &[String], i: usize| row.get(i).cloned().unwrap_or_default();
    let columns = (0..width)
        .map(|i| {
            let time = found.times.contains(&i);
            let name = format!("{} {}", text(&names, i), if time { String::new() } else { text(&more, i) });
            HeaderColumn {
                name: if time { "TIME".to_owned() } else { name.trim().to_owned() },
                other_name: None,
                unit: Some(text(&units, i)).filter(|u| !u.is_empty() && !time),
                wide: time,
            }
        })
        .collect();
    let rows: Vec<Vec<String>> =
        (found.first_row..lines.len()).filter(|l| !lines.is_blank(*l)).take(60).map(cells).collect();
    let (decimal, decimal_doubtful) = decimal_of(options, &rows);
    Ok(TextLayout {
        encoding: lines.encoding,
        line_end: lines.line_end,
        delimiter: found.delimiter,
        decimal,
        decimal_doubtful,
        header_line: if found.classic { found.stamps.saturating_sub(2) } else { found.stamps },
        units_line: Some(if found.classic { found.stamps } else { found.stamps + 1 }),
        first_row_line: found.first_row,
        first_row_offset: lines.offset(found.first_row),
        columns,
        time: NO_TIME,
        time_text: TimeText::Number,
        header_rows: (found.stamps.saturating_sub(2)..found.first_row)
            .map(|l| lines.line(l).trim_ascii().to_vec())
            .filter(|l| !l.is_empty())
            .collect(),
        sample: rows.into_iter().take(SAMPLE_ROWS).collect(),
    })
}

/// Gives every group its time base; groups with the same times share one.
fn grouped(mut log: RawLog, times: &[usize]) -> RawLog {
    let all: Vec<RawColumn> = std::mem::take(&mut log.columns);
    let mut picked: Vec<Vec<u32>> = Vec::new();
    let mut axis_of = BTreeMap::new();
    for (at, time) in times.iter().enumerate() {
        let end = times.get(at + 1).copied().unwrap_or(all.len());
        let Some((column, members)) = all.get(*time..end).and_then(<[_]>::split_first) else { continue };
        let Some((rows, own)) = read_rows(column, members) else { continue };
        let same = log.axes.iter().zip(&picked).position(|(axis, other)| {
            *other == rows && axis.times.iter().zip(&own).all(|(a, b)| a.to_bits() == b.to_bits())
        });
        let axis = same.unwrap_or_else(|| {
            let name = column.source.clone();
            let text = TimeText::Number;
            log.axes.push(RawAxis { name, times: own, text, unit_text: None, dates_certain: true });
            picked.push(rows);
            log.axes.len() - 1
        });
        axis_of.insert(*time, axis);
    }
    let mut new = vec![None; all.len()];
    let mut group: Option<usize> = None;
    for (i, mut column) in all.into_iter().enumerate() {
        if times.contains(&i) {
            group = axis_of.get(&i).copied();
            continue;
        }
        if times.first().is_some_and(|first| i < *first) {
            log.markers.extend(marks(&column.data.samples));
            continue;
        }
        // A group that was not running has names and nothing else.
        let Some((axis, rows)) = group.and_then(|g| Some((g, picked.get(g)?))) else { continue };
        column.axis = axis;
        pick(&mut column.data.samples, rows);
        new[i] = Some(log.columns.len());
        log.columns.push(column);
    }
    log.file_rows = picked.iter().map(|rows| FileRows::of(rows)).collect();
    log.issues.renumber(|column| new.get(column).copied().flatten());
    log
}

/// The rows in which a group was read, with their times; nothing where it never was. A row in which it was not read has
/// neither time nor value.
fn read_rows(time: &RawColumn, members: &[RawColumn]) -> Option<(Vec<u32>, Vec<f64>)> {
    let seconds = numbers(&time.data.samples);
    let rows = members.iter().map(|c| c.data.samples.len()).max().unwrap_or(0).max(seconds.len());
    let at = |row: usize| seconds.get(row).copied().unwrap_or(f64::NAN);
    let read: Vec<u32> = (0..rows)
        .filter(|row| at(*row).is_finite() || members.iter().any(|c| has(&c.data.samples, *row)))
        .map(|row| row as u32)
        .collect();
    let own: Vec<f64> = read.iter().map(|row| at(*row as usize)).collect();
    own.iter().any(|t| t.is_finite()).then_some((read, own))
}

fn numbers(samples: &Ended) -> Vec<f64> {
    match samples {
        Ended::F64(v) => v.clone(),
        Ended::F32(v) | Ended::Switch(v) => v.iter().map(|x| f64::from(*x)).collect(),
        Ended::Codes { .. } | Ended::Dropped => Vec::new(),
    }
}

fn has(samples: &Ended, row: usize) -> bool {
    match samples {
        Ended::F32(v) | Ended::Switch(v) => v.get(row).is_some_and(|x| !x.is_nan()),
        Ended::F64(v) => v.get(row).is_some_and(|x| !x.is_nan()),
        Ended::Codes { codes, .. } => codes.get(row).is_some_and(|c| *c != NO_CODE),
        Ended::Dropped => false,
    }
}

/// What the driver marked, told at the time of the row before it as markers are.
fn marks(samples: &Ended) -> Vec<RawMarker> {
    let mark =
        |row: usize, text: Arc<str>| RawMarker { axis: 0, row: row as u32 + 1, text: text.to_string() };
    match samples {
        Ended::Codes { codes, labels } => codes
            .iter()
            .enumerate()
            .filter_map(|(row, code)| labels.get(usize::from(*code)).map(|l| mark(row, Arc::clone(l))))
            .collect(),
        Ended::F32(v) | Ended::Switch(v) => v
            .iter()
            .enumerate()
            .filter(|(_, x)| !x.is_nan())
            .map(|(row, x)| mark(row, x.to_string().into()))
            .collect(),
        Ended::F64(_) | Ended::Dropped => Vec::new(),
    }
}
