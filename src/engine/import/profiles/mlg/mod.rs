//! EFI Analytics MLG: the binary log of TunerStudio, MegaLogViewer, and the SD card loggers of Speeduino, rusEFI, FOME.
//!
//! Read as it comes; what is held is the header (at most 32 MiB), one record, and the columns. A byte of the file
//! becomes at most 8 bytes of samples, 32 where it is eight named bits.

mod blocks;
mod header;
mod lanes;

use super::bytes::written_decimals;
use super::info::{Extra, FormatInfo};
use super::{Claim, Format, Head, Naming, Reader, msq, tunerstudio};
use crate::engine::import::issue::IssueCode;
use crate::engine::import::options::{ImportOptions, Meaning, TimeUnit};
use crate::engine::import::raw::{RawAxis, RawColumn, RawLog};
use crate::engine::import::report::FormatReason;
use crate::engine::import::text::clock::TimeText;
use crate::engine::import::text::store::{BLOCK, ColumnStore, Ended, EndedColumn};
use crate::engine::import::{Damage, ImportError, KnownFormat, unique_names, wants_f64};
use blocks::{Blocks, Next, Record};
use header::{Field, Header, SIGNATURE};
use lanes::Lanes;

/// Steps of the blocks' clock in a second.
const TICKS: f64 = 1e5;
/// Bytes that all columns may take where addresses have 32 bits: the rest is for what is made of them.
const MAX_BYTES: usize = if usize::BITS < 64 { 3 << 30 } else { usize::MAX };

pub(super) const INFO: FormatInfo =
    FormatInfo::verified("mlg", "TunerStudio / MegaLogViewer (MLG)", &["mlg"]).binary().with(&[
        Extra::Markers,
        Extra::Tables,
        Extra::Date,
    ]);

/// The format.
pub(crate) struct Mlg;

impl Format for Mlg {
    fn slug(&self) -> &'static str {
        INFO.slug
    }

    fn claim(&self, head: &Head<'_>) -> Option<Claim> {
        let ours = head.raw.starts_with(SIGNATURE);
        ours.then_some(Claim { confidence: 100, reason: FormatReason::Signature })
    }

    fn open(
        &self,
        _head: &Head<'_>,
        options: &ImportOptions,
        size: Option<u64>,
    ) -> Result<Box<dyn Reader>, ImportError> {
        let stage = Stage::Header(Vec::new());
        Ok(Box::new(MlgReader { options: options.clone(), size, stage }))
    }

    fn naming(&self, name: &str) -> Naming {
        tunerstudio::PROFILE.naming(name)
    }

    fn time_unit(&self) -> Option<TimeUnit> {
        Some(TimeUnit::Seconds)
    }
}

struct MlgReader {
    options: ImportOptions,
    size: Option<u64>,
    stage: Stage,
}

enum Stage {
    /// Gathering the header.
    Header(Vec<u8>),
    Body(Box<Body>),
}

impl Reader for MlgReader {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        match &mut self.stage {
            Stage::Body(body) => body.feed(bytes),
            Stage::Header(head) => {
                head.extend_from_slice(bytes);
                match header::begin(head)? {
                    Some(begin) if begin <= head.len() => {
                        let head = std::mem::take(head);
                        let mut body = Body::new(Header::read(&head)?, &self.options, self.size);
                        body.feed(head.get(begin..).unwrap_or_default())?;
                        self.stage = Stage::Body(Box::new(body));
                        Ok(())
                    }
                    _ => Ok(()),
                }
            }
        }
    }

    fn rows(&self) -> u32 {
        match &self.stage {
            Stage::Body(body) => body.rows(),
            Stage::Header(_) => 0,
        }
    }

    fn rows_in(&self, bytes: u64) -> Option<u64> {
        let (begin, record) = match &self.stage {
            Stage::Body(body) => (body.header.begin, body.header.record),
            Stage::Header(head) => Header::read(head).ok().map(|h| (h.begin, h.record))?,
        };
        Some(bytes.saturating_sub(begin as u64) / (record as u64 + 5))
    }

    fn finish(self: Box<Self>) -> Result<RawLog, ImportError> {
        match self.stage {
            Stage::Body(body) => body.finish(),
            Stage::Header(head) => Err(ImportError::Damaged {
                format: KnownFormat::Mlg,
                at: head.len() as u64,
                damage: Damage::CutShort,
            }),
        }
    }

    /// The header alone may be longer than what is looked at: its fields are at its beginning.
    fn outline(self: Box<Self>) -> Result<RawLog, ImportError> {
        match self.stage {
            Stage::Body(body) => Ok(body.end()),
            Stage::Header(head) => Ok(Body::new(Header::read(&head)?, &self.options, None).end()),
        }
    }
}

/// Records until they fill a block. Columns take blocks of the same rows however a file is fed: a column keeps all digits
/// from the block on in which it needs them.
#[derive(Default)]
struct Pending {
    bytes: Vec<u8>,
    records: Vec<Record>,
}

impl Pending {
    fn push(&mut self, from: &[u8], record: Record, len: usize) {
        let fields = self.bytes.len();
        self.bytes.extend_from_slice(from.get(record.fields..record.fields + len).unwrap_or_default());
        self.records.push(Record { fields, ..record });
    }
}

/// A file whose header is known.
struct Body {
    header: Header,
    blocks: Blocks,
    lanes: Lanes,
    /// The column that is the time.
    time: Option<usize>,
    /// The blocks' clock, one for each row.
    ticks: Vec<u16>,
    limit: usize,
    /// Records that fill no block yet.
    pending: Pending,
    /// The beginning of a block whose end has not come yet.
    carry: Vec<u8>,
}

impl Body {
    fn new(header: Header, options: &ImportOptions, size: Option<u64>) -> Self {
        let names = unique_names(column_names(&header).iter().map(|(_, name)| name.as_str()));
        let time = time_column(&header, &names, options);
        let ignored =
            |name: &String| options.columns.get(name).is_some_and(|c| c.meaning == Some(Meaning::Ignored));
        let mut lanes = Lanes::new(&header, |i, field| match names.get(i) {
            _ if Some(i) == time => ColumnStore::new(true),
            Some(name) if ignored(name) => ColumnStore::dropped(),
            _ => ColumnStore::new(wants_f64(&field.name)),
        });
        let limit = (MAX_BYTES / (names.len() * 4 + 10)).min(u32::MAX as usize - BLOCK);
        if let Some(size) = size {
            let rows = size.saturating_sub(header.begin as u64) / (header.record as u64 + 5) + 1;
            lanes.reserve(usize::try_from(rows).unwrap_or(limit).min(limit));
        }
        let blocks = Blocks::new(header.record, header.begin as u64);
        let (ticks, pending, carry) = (Vec::new(), Pending::default(), Vec::new());
        Self { header, blocks, lanes, time, ticks, limit, pending, carry }
    }

    fn rows(&self) -> u32 {
        self.ticks.len() as u32
    }

    fn feed(&mut self, mut bytes: &[u8]) -> Result<(), ImportError> {
        while !self.carry.is_empty() && !bytes.is_empty() {
            let before = self.carry.len();
            let (more, rest) = bytes.split_at(bytes.len().min(self.blocks.longest()));
            let mut carry = std::mem::take(&mut self.carry);
            carry.extend_from_slice(more);
            let used = self.read(&carry, false)?;
            if used >= before {
                bytes = bytes.get(used - before..).unwrap_or_default();
            } else {
                carry.drain(..used);
                self.carry = carry;
                bytes = rest;
            }
        }
        if self.carry.is_empty() {
            let used = self.read(bytes, false)?;
            self.carry.extend_from_slice(bytes.get(used..).unwrap_or_default());
        }
        Ok(())
    }

    /// Reads whole blocks and tells how many bytes they were.
    fn read(&mut self, bytes: &[u8], last: bool) -> Result<usize, ImportError> {
        let mut at = 0;
        let mut records = Vec::with_capacity(BLOCK);
        loop {
            match self.blocks.next(bytes, &mut at, self.rows(), last) {
                Next::Record(record) => {
                    self.ticks.push(record.ticks);
                    if self.pending.records.is_empty() {
                        records.push(record);
                    } else {
                        self.pending.push(bytes, record, self.header.record);
                    }
                }
                Next::Passed => {}
                Next::More => break,
            }
            if records.len() == BLOCK {
                self.lanes.take(bytes, &records);
                records.clear();
                self.full()?;
            } else if self.pending.records.len() == BLOCK {
                self.take_pending();
                self.full()?;
            }
        }
        for record in records {
            self.pending.push(bytes, record, self.header.record);
        }
        self.blocks.forget(at);
        Ok(at)
    }

    /// Hands the gathered records to the columns.
    fn take_pending(&mut self) {
        let Pending { bytes, records } = &mut self.pending;
        self.lanes.take(bytes, records);
        bytes.clear();
        records.clear();
    }

    fn full(&self) -> Result<(), ImportError> {
        if self.ticks.len() >= self.limit {
            return Err(ImportError::TooManyRows { limit: self.limit as u32 });
        }
        Ok(())
    }

    fn finish(mut self) -> Result<RawLog, ImportError> {
        let carry = std::mem::take(&mut self.carry);
        self.read(&carry, true)?;
        Ok(self.end())
    }

    /// Makes the log of what was read.
    fn end(mut self) -> RawLog {
        self.take_pending();
        let mut log = RawLog {
            markers: self.blocks.markers,
            issues: self.blocks.issues,
            started_at: self.header.captured(),
            calibration: msq::embedded(&self.header.info, self.header.firmware()),
            ..RawLog::default()
        };
        let names = unique_names(column_names(&self.header).iter().map(|(_, name)| name.as_str()));
        let mut axis = None;
        for ((i, (field, bit, data)), name) in self.lanes.end().into_iter().enumerate().zip(names) {
            if Some(i) == self.time {
                axis = Some(time_axis(&field, data, &self.ticks, &mut log));
                continue;
            }
            log.columns.push(RawColumn {
                source: bit.unwrap_or(field.name),
                name,
                other_name: None,
                unit_text: Some(field.unit).filter(|u| !u.is_empty()),
                axis: 0,
                data,
            });
        }
        log.axes.push(axis.unwrap_or_else(|| clock_axis(&self.ticks)));
        log
    }
}

/// Field and name of each column: a figure's own, a bit's own.
fn column_names(header: &Header) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (i, field) in header.fields.iter().enumerate() {
        match field.bits.as_slice() {
            [] => names.push((i, field.name.clone())),
            bits => names.extend(bits.iter().map(|b| (i, b.clone()))),
        }
    }
    names
}

/// The column with the time: the user's, else the figure called `Time`.
fn time_column(header: &Header, names: &[String], options: &ImportOptions) -> Option<usize> {
    let chosen = options.time_column.as_ref();
    let own = || column_names(header).iter().position(|(_, name)| name.trim().eq_ignore_ascii_case("time"));
    chosen.and_then(|chosen| names.iter().position(|n| n == chosen)).or_else(own)
}

/// The time column's seconds; the blocks' clock where they do not go on.
fn time_axis(field: &Field, data: EndedColumn, ticks: &[u16], log: &mut RawLog) -> RawAxis {
    let mut times = match data.samples {
        Ended::F64(v) => v,
        Ended::F32(v) | Ended::Switch(v) => v.iter().map(|x| f64::from(*x)).collect(),
        Ended::Codes { .. } | Ended::Dropped => Vec::new(),
    };
    let missing = times.iter().filter(|t| !t.is_finite()).count();
    let first = times.iter().position(|t| !t.is_finite()).unwrap_or(0) as u32;
    let goes_on = times.iter().zip(times.iter().skip(1)).any(|(a, b)| b > a);
    let usable = missing * 2 <= times.len() && (goes_on || times.len() < 2);
    let bad = if usable { missing } else { times.len() } as u32;
    log.issues.add_many(IssueCode::BadTime, None, bad, 0, Some(first), &field.name);
    if !usable {
        return clock_axis(ticks);
    }
    if field.kind == header::Kind::F32 {
        written_decimals(&mut times, field.digits);
    }
    let unit = Some(field.unit.clone()).filter(|u| !u.is_empty());
    RawAxis { name: field.name.clone(), times, text: TimeText::Number, unit_text: unit, dates_certain: false }
}

/// Seconds by the blocks' own clock, which goes round after 65,536 steps. What a pause longer than that hides cannot be
/// known.
fn clock_axis(ticks: &[u16]) -> RawAxis {
    let mut passed = 0u64;
    let mut before = ticks.first().copied().unwrap_or(0);
    let times = ticks
        .iter()
        .map(|t| {
            passed += u64::from(t.wrapping_sub(before));
            before = *t;
            passed as f64 / TICKS
        })
        .collect();
    RawAxis {
        name: "Timestamp".to_owned(),
        times,
        text: TimeText::Number,
        unit_text: Some("s".to_owned()),
        dates_certain: false,
    }
}
