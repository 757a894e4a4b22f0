//! MoTeC `.ld`: i2's log, every channel with its own rate.
//!
//! Little-endian. A chain of channel descriptors, each pointing to its samples. Source: the public descriptions in
//! ldparser (gotzl) and motec-i2 (afonso360, MIT), checked against a log of an ADL.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use std::collections::BTreeSet;

use super::bytes::{at, i16_le, text, u16_le, u32_le};
use super::info::{Extra, FormatInfo};
use super::whole::{Axes, Whole, column};
use super::{Claim, Format, Head, Naming, Reader};
use crate::engine::channels::ChannelId::{self, *};
use crate::engine::channels::resolve::fold;
use crate::engine::import::issue::{IssueCode, IssueLog};
use crate::engine::import::options::{ImportOptions, Meaning, TimeUnit};
use crate::engine::import::raw::{RawColumn, RawLog};
use crate::engine::import::report::FormatReason;
use crate::engine::import::text::clock;
use crate::engine::import::text::layout::MAX_COLUMNS;
use crate::engine::import::{Damage, ImportError, KnownFormat, unique_names, wants_f64};

/// i2's and the loggers' names, where other programs use them otherwise or not at all.
const NAMES: &[(&str, ChannelId)] = &[
    ("Engine RPM", Rpm),
    ("Engine Speed", Rpm),
    ("Throttle Pos", Tps),
    ("Throttle Position", Tps),
    ("Manifold Pres", MapAbs),
    ("Inlet Manifold Pressure", MapAbs),
    ("Baro Pres", Baro),
    ("Ambient Pressure", Baro),
    ("Engine Temp", Coolant),
    ("Coolant Temperature", Coolant),
    ("Air Temp Inlet", IntakeAir),
    ("Inlet Air Temperature", IntakeAir),
    ("Eng Oil Temp", OilTemp),
    ("Engine Oil Temperature", OilTemp),
    ("Eng Oil Pres", OilPressure),
    ("Engine Oil Pressure", OilPressure),
    ("Fuel Pres", FuelPressure),
    ("Fuel Temp", FuelTemp),
    ("Lambda 1", Lambda1),
    ("Exhaust Lambda", Lambda1),
    ("Lambda 2", Lambda2),
    ("Lambda Aim", LambdaTarget),
    ("Exhaust Lambda Aim", LambdaTarget),
    ("Ign Advance", IgnAdvance),
    ("Ignition Timing", IgnAdvance),
    ("Fuel Inj Duty", Duty1),
    ("Fuel Eff P Width", Pw1),
    ("Battery Volts", Battery),
    ("ECU Battery Voltage", Battery),
    ("Gear", Gear),
    ("Ground Speed", Speed),
    ("Vehicle Speed", Speed),
    ("Drive Speed", SpeedDriven),
    ("Wheel Speed FL", WheelFl),
    ("Wheel Speed FR", WheelFr),
    ("Wheel Speed RL", WheelRl),
    ("Wheel Speed RR", WheelRr),
    ("G Force Long", GLong),
    ("G Force Lat", GLat),
    ("G Force Vert", GVert),
    ("Gyro Yaw Velocity", YawRate),
    ("Steered Angle", Steer),
    ("Wheel Slip", Slip),
    ("GPS Latitude", GpsLat),
    ("GPS Longitude", GpsLon),
    ("GPS Altitude", GpsAlt),
    ("GPS Speed", GpsSpeed),
];

/// Bytes of a channel's descriptor up to its unit's end.
const DESCRIPTOR: usize = 84;

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("motec-ld", "MoTeC i2", &["ld"]).binary().with(&[Extra::OwnRates, Extra::Date]);

/// The format.
pub(crate) struct MotecLd;

impl Format for MotecLd {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let raw = head.raw;
        if u32_le(raw, 0)? != 0x40 || u32_le(raw, 4)? != 0 {
            return None;
        }
        let date = text(raw, 0x5E, 16);
        let dated = date.len() >= 8 && date.bytes().all(|b| b.is_ascii_digit() || b == b'/');
        // A log without a date shows itself by its first channel, which has none before it.
        let first = u32_le(raw, 8)? as usize;
        let chained =
            first >= 0x60 && Channel::read(raw, first).is_some_and(|c| c.before == 0 && c.kind.is_some());
        (dated || chained).then_some(Claim { confidence: 100, reason: FormatReason::Signature })
    }

    fn open(
        &self,
        _head: &Head<'_>,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<Box<dyn Reader>, ImportError> {
        let file = Whole::new(KnownFormat::MotecLd, size)?;
        Ok(Box::new(LdReader { file, options: options.clone() }))
    }

    fn naming(&self, name: &str) -> Naming {
        let folded = fold(name);
        let found = NAMES.iter().find(|(n, _)| fold(n) == folded);
        found.map_or(Naming::Unknown, |(_, id)| Naming::Channel(*id))
    }

    fn time_unit(&self) -> Option<TimeUnit> {
        Some(TimeUnit::Seconds)
    }
}

struct LdReader {
    file: Whole,
    options: ImportOptions,
}

impl Reader for LdReader {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        self.file.feed(bytes)
    }

    fn rows(&self) -> u32 {
        0
    }

    fn rows_in(&self, _bytes: u64) -> Option<u64> {
        let channels = chain(&self.file.bytes, &mut IssueLog::default());
        channels.iter().map(|c| c.count as u64).max()
    }

    fn finish(self: Box<Self>) -> Result<RawLog, ImportError> {
        let log = log(&self.file.bytes, &self.options);
        if log.columns.is_empty() {
            return Err(ImportError::Damaged {
                format: KnownFormat::MotecLd,
                at: u64::from(u32_le(&self.file.bytes, 8).unwrap_or(0)),
                damage: Damage::Structure,
            });
        }
        Ok(log)
    }

    fn outline(self: Box<Self>) -> Result<RawLog, ImportError> {
        let mut log = log(&self.file.bytes, &self.options);
        // What is missing is only not there yet.
        log.issues = IssueLog::default();
        Ok(log)
    }
}

/// How a sample's bytes are a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Int8,
    Int16,
    Int32,
    Half,
    Single,
    Double,
}

impl Kind {
    const fn of(kind: u16, size: u16) -> Option<Self> {
        match (kind, size) {
            (0 | 3 | 5, 1) => Some(Kind::Int8),
            (0 | 3 | 5, 2) => Some(Kind::Int16),
            (0 | 3 | 5, 4) => Some(Kind::Int32),
            (7, 2) => Some(Kind::Half),
            (7, 4) => Some(Kind::Single),
            (7 | 8, 8) => Some(Kind::Double),
            _ => None,
        }
    }

    const fn size(self) -> usize {
        match self {
            Kind::Int8 => 1,
            Kind::Int16 | Kind::Half => 2,
            Kind::Int32 | Kind::Single => 4,
            Kind::Double => 8,
        }
    }

    fn read(self, bytes: &[u8]) -> f64 {
        let value = match self {
            Kind::Int8 => at(bytes, 0).map(|b| f64::from(i8::from_le_bytes(b))),
            Kind::Int16 => at(bytes, 0).map(|b| f64::from(i16::from_le_bytes(b))),
            Kind::Int32 => at(bytes, 0).map(|b| f64::from(i32::from_le_bytes(b))),
            Kind::Half => at(bytes, 0).map(|b| half(u16::from_le_bytes(b))),
            Kind::Single => at(bytes, 0).map(|b| f64::from(f32::from_le_bytes(b))),
            Kind::Double => at(bytes, 0).map(f64::from_le_bytes),
        };
        value.unwrap_or(f64::NAN)
    }
}

/// IEEE 754 half precision.
fn half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1F), f64::from(bits & 0x3FF));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        e => (1024.0 + fraction) * 2f64.powi(e - 25),
    }
}

/// A channel's descriptor.
struct Channel {
    before: u32,
    next: u32,
    data: usize,
    count: usize,
    kind: Option<Kind>,
    /// Samples per second.
    rate: u16,
    shift: i16,
    multiplier: i16,
    scale: i16,
    decimals: i16,
    name: String,
    unit: String,
}

impl Channel {
    fn read(file: &[u8], place: usize) -> Option<Self> {
        let d = file.get(place..)?.get(..DESCRIPTOR)?;
        Some(Self {
            before: u32_le(d, 0)?,
            next: u32_le(d, 4)?,
            data: u32_le(d, 8)? as usize,
            count: u32_le(d, 12)? as usize,
            kind: Kind::of(u16_le(d, 18)?, u16_le(d, 20)?),
            rate: u16_le(d, 22)?,
            shift: i16_le(d, 24)?,
            multiplier: i16_le(d, 26)?,
            scale: i16_le(d, 28)?,
            decimals: i16_le(d, 30)?,
            name: text(d, 32, 32),
            unit: text(d, 72, 12),
        })
    }

    /// Value = (raw / scale / 10^decimals + shift) * multiplier.
    fn values(&self, kind: Kind, samples: &[u8]) -> Vec<f64> {
        let one = |x: i16| if x == 0 { 1.0 } else { f64::from(x) };
        let power = 10f64.powi(i32::from(self.decimals.clamp(-12, 12)).abs());
        let (up, down) = if self.decimals < 0 { (power, 1.0) } else { (1.0, power) };
        let (down, shift, multiplier) = (down * one(self.scale), f64::from(self.shift), one(self.multiplier));
        samples.chunks_exact(kind.size()).map(|s| (kind.read(s) * up / down + shift) * multiplier).collect()
    }
}

/// The channels of the chain. A chain that bites its tail or has more channels than any log ends there.
fn chain(file: &[u8], issues: &mut IssueLog) -> Vec<Channel> {
    let mut channels = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = u32_le(file, 8).unwrap_or(0);
    while next != 0 {
        let sound = seen.insert(next) && channels.len() < MAX_COLUMNS;
        let Some(channel) = Channel::read(file, next as usize).filter(|_| sound) else {
            damaged(issues, None, next as usize);
            break;
        };
        next = channel.next;
        channels.push(channel);
    }
    channels
}

fn damaged(issues: &mut IssueLog, column: Option<usize>, place: usize) {
    issues.add(IssueCode::DamagedFile, column, 0, None, &format!("byte {place}"));
}

fn log(file: &[u8], options: &ImportOptions) -> RawLog {
    let mut log = RawLog { started_at: started_at(file), ..RawLog::default() };
    let channels = chain(file, &mut log.issues);
    let names = unique_names(channels.iter().map(|c| c.name.as_str()));
    let mut axes = Axes::default();
    // All samples together are no more than the file: channels that share bytes are none.
    let mut room = file.len();
    for (channel, name) in channels.into_iter().zip(names) {
        let number = log.columns.len();
        let (Some(kind), true) = (channel.kind, channel.rate > 0) else {
            damaged(&mut log.issues, Some(number), channel.data);
            continue;
        };
        let wanted = channel.count.saturating_mul(kind.size());
        let there = file.get(channel.data..).unwrap_or_default();
        let there = &there[..wanted.min(there.len()).min(room)];
        room -= there.len();
        if there.len() < wanted {
            damaged(&mut log.issues, Some(number), channel.data + there.len());
        }
        let ignored = options.columns.get(&name).is_some_and(|c| c.meaning == Some(Meaning::Ignored));
        let values = channel.values(kind, if ignored { &[] } else { there });
        let rate = f64::from(channel.rate);
        log.columns.push(RawColumn {
            axis: axes.number((0..values.len()).map(|i| i as f64 / rate).collect()),
            data: column(values, wants_f64(&channel.name)),
            source: channel.name,
            name,
            other_name: None,
            unit_text: Some(channel.unit).filter(|u| !u.is_empty()),
        });
    }
    log.axes = axes.end();
    log
}

/// Local date and time of the log: `23/11/2005` and `09:53:00`, day first.
fn started_at(file: &[u8]) -> Option<String> {
    let (date, time) = (text(file, 0x5E, 16), text(file, 0x7E, 16));
    let parts: Vec<u32> = date.split('/').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [day, month, year] = parts.as_slice() else { return None };
    let seconds = clock::clock(&time).filter(|s| (0.0..86_400.0).contains(s)).unwrap_or(0.0) as u32;
    let sound = (1..=31).contains(day) && (1..=12).contains(month) && (1970..2200).contains(year);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    sound.then(|| format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{:02}", seconds % 60))
}
