//! Link `.llg`: the log of PCLink, a time and a value whenever a value changes.
//!
//! Little-endian chunks: a size that covers the chunk's head, three letters, and for a channel (`ds3`) the number of
//! its samples, which follow the head. Texts are UTF-16. Each channel has times of its own; what did not change is
//! written where it starts and where it ends. Worked out from a log of PCLink 5.

#![allow(clippy::enum_glob_use, reason = "its list of names is nothing but channels")]

use super::bytes::{at, plain, u32_le, written_decimals};
use super::info::{Extra, FormatInfo};
use super::whole::{Axes, Whole, column};
use super::{Claim, Format, Head, Naming, Reader};
use crate::engine::channels::ChannelId::{self, *};
use crate::engine::channels::resolve::fold;
use crate::engine::import::issue::{IssueCode, IssueLog};
use crate::engine::import::options::{ImportOptions, Meaning, TimeUnit};
use crate::engine::import::raw::{RawAxis, RawColumn, RawLog, RawMarker};
use crate::engine::import::report::FormatReason;
use crate::engine::import::text::clock;
use crate::engine::import::text::layout::MAX_COLUMNS;
use crate::engine::import::{ImportError, KnownFormat, unique_names};

/// Link's names, where other programs use them otherwise or not at all.
const NAMES: &[(&str, ChannelId)] = &[
    ("Engine Speed", Rpm),
    ("MAP", MapAbs),
    ("MGP", MapGauge),
    ("BAP", Baro),
    ("Boost Target", BoostTarget),
    ("TP (Main)", Tps),
    ("AP (Main)", Pedal),
    ("ECT", Coolant),
    ("IAT", IntakeAir),
    ("Oil Temperature", OilTemp),
    ("Fuel Temperature", FuelTemp),
    ("Oil Pressure", OilPressure),
    ("Fuel Pressure", FuelPressure),
    ("Differential Fuel Pressure", FuelPressureDiff),
    ("Ign Angle", IgnAdvance),
    ("Ignition Angle", IgnAdvance),
    ("Dwell Time", Dwell),
    ("Inj Actual PW", Pw1),
    ("Injector PW (Sec)", Pw2),
    ("Inj Duty Cycle", Duty1),
    ("Inj Duty Cycle (Sec)", Duty2),
    ("Inj Deadtime", DeadTime),
    ("Inj Timing", InjAngle),
    ("Inst. Fuel Consumption", FuelFlow),
    ("Lambda 1", Lambda1),
    ("Lambda 2", Lambda2),
    ("AFR/Lambda Target", LambdaTarget),
    ("Lambda Target", LambdaTarget),
    ("CL Lambda Fuel Corr.", TrimCl),
    ("% Ethanol", Ethanol),
    ("Ethanol %", Ethanol),
    ("Load (Abs)", Load),
    ("WGate DC", BoostDuty),
    ("Wastegate DC", BoostDuty),
    ("Knock Level Global", KnockLevel),
    ("Knock Count Global", KnockCount),
    ("Turbo Speed", TurboSpeed),
    ("Batt Voltage", Battery),
    ("Gear", Gear),
    ("LF Wheel Speed", WheelFl),
    ("RF Wheel Speed", WheelFr),
    ("LR Wheel Speed", WheelRl),
    ("RR Wheel Speed", WheelRr),
    ("Driven Wheel Speed", SpeedDriven),
    ("Non Driven Wheel Speed", SpeedRef),
    ("Steering Position", Steer),
    ("Slip", Slip),
    ("Engine Fan 1", Fan1),
    ("Engine Fan 2", Fan2),
];

/// PCLink writes a measure in place of the unit where the user may choose one; the figures are always in these.
const MEASURES: [(&str, &str); 4] =
    [("Temperature", "°C"), ("Pressure", "kPa"), ("Speed", "km/h"), ("Lambda", "λ")];

/// Size and letters of a chunk.
const HEAD: usize = 7;
/// Places in a channel's chunk.
const COUNT: usize = 7;
const NAME: usize = 215;
const UNIT: usize = 415;
const CHANNEL: usize = 615;
/// Bytes of a text.
const LETTERS: usize = 200;
/// Places in the chunk about the log.
const DATE: usize = 5807;
const CLOCK: usize = 6007;
/// Place of a marker's time.
const MARKER_TIME: usize = 208;

pub(super) const INFO: FormatInfo = FormatInfo::verified("link-llg", "Link PCLink", &["llg", "llg5"])
    .binary()
    .with(&[Extra::OwnRates, Extra::Markers, Extra::Date]);

/// The format.
pub(crate) struct LinkLlg;

impl Format for LinkLlg {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let ours = head.raw.get(4..HEAD) == Some(b"lf3");
        ours.then_some(Claim { confidence: 100, reason: FormatReason::Signature })
    }

    fn open(
        &self,
        _head: &Head<'_>,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<Box<dyn Reader>, ImportError> {
        let file = Whole::new(KnownFormat::LinkLlg, size)?;
        Ok(Box::new(LlgReader { file, options: options.clone() }))
    }

    /// Channels lie one behind the other: the beginning has the first ones only.
    fn whole(&self) -> bool {
        true
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

struct LlgReader {
    file: Whole,
    options: ImportOptions,
}

impl Reader for LlgReader {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        self.file.feed(bytes)
    }

    fn rows(&self) -> u32 {
        0
    }

    fn finish(self: Box<Self>) -> Result<RawLog, ImportError> {
        Ok(Parts::of(&self.file.bytes).log(&self.options))
    }

    fn outline(self: Box<Self>) -> Result<RawLog, ImportError> {
        let mut log = Parts::of(&self.file.bytes).log(&self.options);
        // What is missing is only not there yet.
        log.issues = IssueLog::default();
        Ok(log)
    }
}

/// One channel.
struct Channel<'a> {
    name: String,
    unit: String,
    /// Pairs of time and value.
    samples: &'a [u8],
}

/// What the chunks hold.
#[derive(Default)]
struct Parts<'a> {
    channels: Vec<Channel<'a>>,
    /// Time in seconds and text.
    markers: Vec<(f64, String)>,
    started_at: Option<String>,
    issues: IssueLog,
}

impl<'a> Parts<'a> {
    fn of(file: &'a [u8]) -> Self {
        let mut parts = Self::default();
        let mut place = 0;
        while place < file.len() {
            if let Some(next) = parts.chunk(file, place) {
                place = next;
                continue;
            }
            // The next channel after something that is no chunk.
            let rest = file.get(place + HEAD..).unwrap_or_default();
            let found = rest.windows(3).position(|w| w == b"ds3").map(|i| place + HEAD + i - 4);
            let next = found.unwrap_or(file.len());
            let sample = format!("byte {place}");
            let lost = (next - place) as u32;
            parts.issues.add_many(IssueCode::UnreadableBytes, None, lost, 0, None, &sample);
            place = next;
        }
        parts
    }

    /// Takes the chunk at a place and tells where the next one is.
    fn chunk(&mut self, file: &'a [u8], place: usize) -> Option<usize> {
        let rest = file.get(place..)?;
        let size = u32_le(rest, 0)? as usize;
        let head = rest.get(..size).filter(|h| h.len() >= HEAD)?;
        match head.get(4..HEAD)? {
            b"ds3" => {
                let count = u32_le(head, COUNT)? as usize;
                let wanted = count.saturating_mul(8);
                let there = rest.get(size..)?;
                let samples = &there[..wanted.min(there.len() / 8 * 8)];
                if samples.len() < wanted {
                    let end = format!("byte {}", file.len());
                    self.issues.add(IssueCode::DamagedFile, None, 0, None, &end);
                }
                if head.len() < CHANNEL || self.channels.len() >= MAX_COLUMNS {
                    return None;
                }
                self.channels.push(Channel { name: wide(head, NAME), unit: unit(head), samples });
                let next = place.checked_add(size)?.checked_add(wanted)?;
                Some(next.min(file.len()))
            }
            b"lm1" => {
                let time = at(head, MARKER_TIME).map(f64::from_le_bytes)?;
                if time.is_finite() && self.markers.len() < 10_000 {
                    self.markers.push((time, wide(head, HEAD + 1)));
                }
                Some(place + size)
            }
            b"ld2" => {
                let moment = clock::date(&format!("{} {}", wide(head, DATE), wide(head, CLOCK)));
                self.started_at = moment.filter(|m| m.certain).and_then(|m| clock::iso(m.seconds));
                Some(place + size)
            }
            [b'l', ..] => Some(place + size),
            _ => None,
        }
    }

    fn log(self, options: &ImportOptions) -> RawLog {
        let mut log =
            RawLog { started_at: self.started_at, issues: self.issues, on_change: true, ..RawLog::default() };
        let names = unique_names(self.channels.iter().map(|c| c.name.as_str()));
        let first = |c: &Channel<'_>| at(c.samples, 0).map_or(f32::INFINITY, f32::from_le_bytes);
        let earliest =
            self.channels.iter().map(first).filter(|t| t.is_finite()).fold(f32::INFINITY, f32::min);
        let origin = if earliest.is_finite() { shown(earliest) } else { 0.0 };
        let mut axes = Axes::default();
        for (channel, name) in self.channels.into_iter().zip(names) {
            let ignored = options.columns.get(&name).is_some_and(|c| c.meaning == Some(Meaning::Ignored));
            let pairs = if ignored { &[] } else { channel.samples };
            let pairs = pairs.chunks_exact(8);
            let figure = |pair: &[u8], place| at(pair, place).map_or(f32::NAN, f32::from_le_bytes);
            let times: Vec<f64> = pairs.clone().map(|p| from_origin(shown(figure(p, 0)), origin)).collect();
            let bad = times.iter().filter(|t| !t.is_finite()).count() as u32;
            log.issues.add_many(IssueCode::BadTime, Some(log.columns.len()), bad, 0, None, "");
            log.columns.push(RawColumn {
                axis: axes.number(times),
                data: column(pairs.map(|p| f64::from(figure(p, 4))).collect(), false),
                source: channel.name,
                name,
                other_name: None,
                unit_text: Some(channel.unit).filter(|u| !u.is_empty()),
            });
        }
        log.axes = axes.end();
        log.markers = self.markers.iter().map(|(t, text)| marker(&log.axes, *t - origin, text)).collect();
        log
    }
}

/// The decimal time an f32 was made of.
fn shown(time: f32) -> f64 {
    let mut times = [f64::from(time)];
    written_decimals(&mut times, 3);
    times[0]
}

/// Seconds since the earliest sample; nanoseconds are far below the logger's clock.
fn from_origin(time: f64, origin: f64) -> f64 {
    ((time - origin) * 1e9).round() / 1e9
}

/// A marker behind the last row at or before its time, of the time base with the most rows.
fn marker(axes: &[RawAxis], time: f64, text: &str) -> RawMarker {
    let axis = (0..axes.len()).max_by_key(|i| axes[*i].times.len()).unwrap_or(0);
    let row = axes.get(axis).map_or(0, |a| a.times.partition_point(|t| *t <= time + 1e-6));
    RawMarker { axis, row: row as u32, text: text.to_owned() }
}

/// A text of [`LETTERS`] bytes in UTF-16.
fn wide(chunk: &[u8], place: usize) -> String {
    let field = chunk.get(place..).unwrap_or_default();
    let field = field.get(..LETTERS).unwrap_or(field);
    let end = field.chunks_exact(2).position(|c| c == [0, 0]).map_or(field.len() / 2 * 2, |i| i * 2);
    let units = field[..end].chunks_exact(2).filter_map(|c| at(c, 0).map(u16::from_le_bytes));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    plain(&text)
}

fn unit(chunk: &[u8]) -> String {
    let text = wide(chunk, UNIT);
    MEASURES.iter().find(|(measure, _)| *measure == text).map_or(text, |(_, unit)| (*unit).to_owned())
}
