//! From what a reader found to a log: meaning, units, time, flags, and the account of it all.

use std::sync::Arc;

use super::flags::{self, Judge};
use super::issue::{IssueCode, IssueLog};
use super::meaning::{Understood, gear_of, understand};
use super::options::ImportOptions;
use super::profiles::Format;
use super::rates::{self, FileRows};
use super::raw::{LineMap, RawAxis, RawColumn, RawLog, RawMarker};
use super::report::{ColumnDecision, Doubt, DoubtCode, Marker, SessionFacts, TimeForm};
use super::text::store::{Ended, EndedColumn};
use super::time::{self, Settled};
use super::{ImportError, ImportIssue};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::order::sort_by;
use crate::engine::table::{Column, ColumnData, Flag, LogTable, NO_CODE, RowMask, TimeAxis};
use crate::engine::tune::Calibration;

/// A log with what was decided on the way.
pub(crate) struct Finished {
    pub table: LogTable,
    pub columns: Vec<ColumnDecision>,
    pub issues: Vec<ImportIssue>,
    pub doubts: Vec<Doubt>,
    pub markers: Vec<Marker>,
    pub time: TimeForm,
    pub started_at: Option<String>,
    /// The time of day of the first sample in seconds, where rows tell the time of day.
    pub first_clock: Option<f64>,
    pub header_signature: String,
    pub calibration: Option<Calibration>,
    pub session: Option<SessionFacts>,
    /// Where the rows of the time bases stand in the file.
    pub rows: RowsInFile,
}

/// From the rows of a log's time bases back to the file.
pub(crate) struct RowsInFile {
    pub lines: LineMap,
    /// By time base; the rows of the file where there is none.
    of_axis: Vec<FileRows>,
}

impl RowsInFile {
    /// The row of a time base that stands in a row of the file, if there is one.
    pub fn position(&self, axis: usize, file_row: u32) -> Option<usize> {
        self.of_axis.get(axis).map_or(Some(file_row as usize), |rows| rows.position(file_row))
    }
}

/// What a reader found on its way to a log, in steps of a time base or a column each: whoever has others waiting lets
/// them in between.
pub(crate) struct Finish {
    format: &'static dyn Format,
    options: ImportOptions,
    header_signature: String,
    names: Vec<String>,
    lines: LineMap,
    axes: std::vec::IntoIter<RawAxis>,
    settled: Vec<Settled>,
    /// Row of the file of every sample, by time base, where they differ.
    rows_of: Vec<FileRows>,
    /// Where the exporter's padding starts.
    tail: Option<u32>,
    raw_markers: Vec<RawMarker>,
    markers: Vec<Marker>,
    /// Columns that wait for every time base.
    waiting: Option<(Vec<RawColumn>, Vec<Understood>)>,
    columns:
        std::iter::Enumerate<std::iter::Zip<std::vec::IntoIter<RawColumn>, std::vec::IntoIter<Understood>>>,
    made: Vec<Column>,
    decisions: Vec<ColumnDecision>,
    issues: IssueLog,
    doubts: Vec<Doubt>,
    on_change: bool,
    /// What the file tells beside its channels.
    started_at: Option<String>,
    calibration: Option<Calibration>,
    session: Option<SessionFacts>,
}

impl Finish {
    /// Finds out what the columns mean.
    pub fn new(mut raw: RawLog, format: &'static dyn Format, options: ImportOptions) -> Self {
        drop_remarks(&mut raw, format);
        let tail = format.tail(&raw);
        let mut doubts = Vec::new();
        let names: Vec<String> = raw.columns.iter().map(|c| c.name.clone()).collect();
        let header_signature = signature(format, &raw);
        let understood = understand(&raw.columns, format, &options, &mut doubts);
        let RawLog {
            axes,
            columns,
            markers,
            issues,
            lines,
            file_rows,
            on_change,
            calibration,
            started_at,
            session,
        } = raw;
        Self {
            format,
            options,
            header_signature,
            lines,
            settled: Vec::with_capacity(axes.len()),
            rows_of: file_rows,
            axes: axes.into_iter(),
            tail,
            raw_markers: markers,
            markers: Vec::new(),
            made: Vec::with_capacity(names.len()),
            decisions: Vec::with_capacity(names.len()),
            names,
            waiting: Some((columns, understood)),
            columns: Vec::new().into_iter().zip(Vec::new()).enumerate(),
            issues,
            doubts,
            on_change,
            started_at,
            calibration,
            session,
        }
    }

    /// Does the next step; `false` once nothing is left.
    pub fn step(&mut self) -> bool {
        if let Some(axis) = self.axes.next() {
            self.settle(axis);
            return true;
        }
        if let Some((columns, understood)) = self.waiting.take() {
            self.arrange(columns, understood);
            return true;
        }
        match self.columns.next() {
            Some((i, (column, what))) => {
                self.make(i, column, what);
                true
            }
            None => false,
        }
    }

    fn settle(&mut self, axis: RawAxis) {
        let (issues, doubts) = (&mut self.issues, &mut self.doubts);
        let unit = self.format.time_unit();
        let settled = time::settle(axis, unit, &self.options, &self.lines, issues, doubts);
        if !self.on_change {
            time::check_rate(&settled.axis, issues, doubts);
        }
        self.settled.push(settled);
        if let (Some(first), [main]) = (self.tail, self.settled.as_slice()) {
            let rows = main.axis.len() as u32 - first;
            issues.add_many(IssueCode::ExportTail, None, rows, self.lines.line(first), Some(first), "");
        }
    }

    /// Gives the columns the time bases they were written at.
    fn arrange(&mut self, mut columns: Vec<RawColumn>, understood: Vec<Understood>) {
        self.markers =
            self.raw_markers.iter().map(|m| marker(m.row, &m.text, self.settled.get(m.axis))).collect();
        self.rows_of.resize(self.settled.len(), FileRows::default());
        if self.format.own_rates() {
            rates::split(&mut columns, &mut self.settled, &mut self.rows_of);
        }
        self.columns = columns.into_iter().zip(understood).enumerate();
    }

    fn make(&mut self, i: usize, column: RawColumn, what: Understood) {
        if column.source.is_empty() && column.data.is_all_missing() {
            self.issues.forget_column(i);
            return;
        }
        if let Some(key) = what.decision.key.clone() {
            let rows = self.settled.get(column.axis).map_or(0, |s| s.axis.len());
            let tail = self.tail.map_or(rows, |t| t as usize);
            let file_rows = self.rows_of.get(column.axis).cloned().unwrap_or_default();
            let (axis, lines, format) = (column.axis, &self.lines, self.format);
            let maker = Maker { index: i, key, axis, tail, lines, file_rows, format };
            self.made.push(maker.make(column.data, &what, &mut self.issues));
        }
        self.decisions.push(what.decision);
    }

    /// The log, whatever steps are left being done now.
    pub fn done(mut self) -> Result<Finished, ImportError> {
        while self.step() {}
        let Some(main) = self.settled.first() else {
            return Err(ImportError::Misused { reason: "a log without time".to_owned() });
        };
        let (time, first_clock) = (main.form.clone(), main.first_clock);
        let started_at = self.started_at.or_else(|| main.started_at.clone());
        let mut doubts = self.doubts;
        if !self.decisions.iter().any(|d| matches!(d.key, Some(ChannelKey::Known(_)))) {
            doubts.push(Doubt { code: DoubtCode::NoKnownChannel, column: None, chosen: String::new() });
        }
        sort_by(&mut doubts, |a, b| a.code.cmp(&b.code));
        let axes: Vec<TimeAxis> = self.settled.into_iter().map(|s| s.axis).collect();
        let table =
            LogTable::new(axes, self.made).map_err(|e| ImportError::Misused { reason: e.to_string() })?;
        let issues = self.issues.into_issues(|column| self.names.get(column).cloned().unwrap_or_default());
        Ok(Finished {
            table,
            columns: self.decisions,
            issues,
            doubts,
            markers: self.markers,
            time,
            started_at,
            first_clock,
            header_signature: self.header_signature,
            calibration: self.calibration,
            session: self.session,
            rows: RowsInFile { lines: self.lines, of_axis: self.rows_of },
        })
    }
}

/// Takes out the columns that are no channels but a remark of the program.
fn drop_remarks(raw: &mut RawLog, format: &dyn Format) {
    let mut new = Vec::with_capacity(raw.columns.len());
    let mut kept = 0;
    raw.columns.retain(|column| {
        let keep = !format.is_remark(&column.source);
        new.push(keep.then_some(kept));
        kept += usize::from(keep);
        keep
    });
    if kept < new.len() {
        raw.issues.renumber(|column| new.get(column).copied().flatten());
    }
}

/// XXH3-64 of the format and its column names in order.
fn signature(format: &dyn Format, raw: &RawLog) -> String {
    let mut hash = xxhash_rust::xxh3::Xxh3Default::new();
    let mut name = |text: &str| {
        hash.update(text.as_bytes());
        hash.update(b"\n");
    };
    name(format.slug());
    raw.axes.iter().for_each(|a| name(&a.name));
    raw.columns.iter().for_each(|c| name(&c.source));
    format!("{:016x}", hash.digest())
}

/// A remark at the time of the row before it.
fn marker(row: u32, text: &str, settled: Option<&Settled>) -> Marker {
    let time = settled.map_or(0.0, |s| {
        let seconds = s.axis.seconds();
        let row = (row as usize).saturating_sub(1);
        seconds.get(row).or(seconds.last()).copied().unwrap_or(0.0)
    });
    Marker { time, text: text.to_owned() }
}

/// Makes one column.
struct Maker<'a> {
    index: usize,
    key: ChannelKey,
    axis: usize,
    /// Rows of padding start here.
    tail: usize,
    lines: &'a LineMap,
    file_rows: FileRows,
    format: &'a dyn Format,
}

impl Maker<'_> {
    fn make(self, data: EndedColumn, what: &Understood, issues: &mut IssueLog) -> Column {
        let (bad, absurd) = (data.bad.clone(), data.absurd.clone());
        let in_tail = data.absurd_rows.iter().filter(|r| **r as usize >= self.tail).count() as u32;
        let lost = data.lost;
        let samples = samples(data.samples, what.scale, what.offset, self.key.id());
        let mut column =
            Column::new(self.key.clone(), &what.decision.source, what.decision.unit, self.axis, samples);
        column.unit_note = what.note.as_deref().map(Into::into);
        // What was met while reading is told in rows of the file.
        let mut note = |code, count: u32, row: u32, text: &str| {
            issues.add_many(code, Some(self.index), count, self.lines.line(row), Some(row), text);
        };
        if let Some(first) = &bad.1 {
            note(IssueCode::BadNumber, bad.0, first.row, &first.text);
        }
        if let Some(first) = absurd.1.as_ref().filter(|_| absurd.0 > in_tail) {
            note(IssueCode::NotFinite, absurd.0 - in_tail, first.row, &first.text);
        }
        note(IssueCode::TooManyLabels, lost, 0, "");
        if what.text_in_channel {
            note(IssueCode::TextInChannel, column.len() as u32, 0, &what.decision.source);
        }
        let known = bad.0 + absurd.0 + lost;
        if let Some(gaps) = column.gaps() {
            let missing = (gaps.count() as u32).saturating_sub(known);
            let first = self.file_rows.row(gaps.iter().next().unwrap_or(0) as u32);
            note(IssueCode::MissingCell, missing, first, "");
        }
        let mut flags = match self.key.id() {
            Some(id) => {
                let judge = Judge {
                    id,
                    column: self.index,
                    sentinels: self.format.sentinels(id),
                    tail: self.tail,
                    lines: self.lines,
                    file_rows: &self.file_rows,
                };
                flags::judge(column.data(), &judge, issues)
            }
            None => Vec::new(),
        };
        if self.tail < column.len() {
            flags.push((Flag::ExportTail, RowMask::from_range(column.len(), self.tail..column.len())));
        }
        column.with_flags(flags)
    }
}

/// The samples in the base unit.
fn samples(samples: Ended, scale: f64, offset: f64, id: Option<ChannelId>) -> ColumnData {
    let plain = (scale, offset) == (1.0, 0.0);
    match samples {
        Ended::F32(mut v) | Ended::Switch(mut v) => {
            if !plain {
                for x in &mut v {
                    *x = (f64::from(*x) * scale + offset) as f32;
                }
            }
            ColumnData::F32(v.into())
        }
        Ended::F64(mut v) => {
            if !plain {
                for x in &mut v {
                    *x = *x * scale + offset;
                }
            }
            ColumnData::F64(v.into())
        }
        Ended::Codes { codes, labels } if id == Some(ChannelId::Gear) => {
            let gears: Vec<f32> = labels.iter().map(|l| gear_of(l).unwrap_or(f32::NAN)).collect();
            let gear = |code: &u16| gears.get(usize::from(*code)).copied().unwrap_or(f32::NAN);
            ColumnData::F32(codes.iter().map(gear).collect())
        }
        Ended::Codes { codes, labels } => ColumnData::Codes { codes: codes.into(), labels: labels.into() },
        Ended::Dropped => ColumnData::F32(Arc::from([])),
    }
}

impl EndedColumn {
    /// Whether no cell has a value.
    pub fn is_all_missing(&self) -> bool {
        match &self.samples {
            Ended::F32(v) | Ended::Switch(v) => v.iter().all(|x| x.is_nan()),
            Ended::F64(v) => v.iter().all(|x| x.is_nan()),
            Ended::Codes { codes, .. } => codes.iter().all(|c| *c == NO_CODE),
            Ended::Dropped => false,
        }
    }
}
