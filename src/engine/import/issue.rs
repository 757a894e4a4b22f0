//! What is wrong with a log that was read: one entry per kind and column, with count and first place.

use crate::engine::order::sort_by;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use serde::{Deserialize, Serialize};

/// Kinds of trouble. None of them drops a row.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum IssueCode {
    /// A cell of a numeric column that is no number; kept as missing.
    BadNumber,
    /// A number no sensor gives, such as `Inf` or 1.797e308; kept as missing.
    NotFinite,
    /// A cell without a value.
    MissingCell,
    /// A row with fewer cells than the header.
    ShortRow,
    /// A row with more cells than the header; the surplus is not kept.
    LongRow,
    /// The last row ends in the middle.
    TruncatedLastRow,
    /// A line too long to be a row; not kept.
    LineTooLong,
    /// The header stands again between the rows; not a row.
    RepeatedHeader,
    /// A quoted cell that does not end where a cell ends.
    BadQuote,
    /// Letters that are not of the file's encoding.
    BadEncoding,
    /// A time that cannot be read; the row takes the time before it.
    BadTime,
    /// A time equal to the one before it.
    RepeatedTime,
    /// A time before the one before it; the row takes the time before it.
    TimeBackwards,
    /// The clock started again; the log goes on from where it was.
    TimeRestart,
    /// A time outside 0 to 999,999 s.
    TimeOutOfRange,
    /// Fewer than one sample in 2 s or more than 10,000 per second.
    ImplausibleRate,
    /// A value outside the channel's plausible range; flagged.
    OutOfRange,
    /// A value that stands for "no sensor"; flagged.
    Sentinel,
    /// λ target 0: the loop was off; flagged.
    LoopOff,
    /// Rows past the last sample, padded by the exporter; flagged.
    ExportTail,
    /// More different texts in a column than can be kept; kept as missing.
    TooManyLabels,
    /// A column of texts under the name of a channel of figures; kept under its own name.
    TextInChannel,
    /// The file breaks off or is damaged; what stands before that place was read.
    DamagedFile,
    /// A record whose checksum does not fit its bytes; kept.
    BadChecksum,
    /// The logger's counter jumps: blocks are missing.
    LostBlocks,
    /// Bytes between the rows that are no part of the format; passed over.
    UnreadableBytes,
}

impl IssueCode {
    /// Every kind, for translations.
    pub const ALL: [IssueCode; 26] = [
        IssueCode::BadNumber,
        IssueCode::NotFinite,
        IssueCode::MissingCell,
        IssueCode::ShortRow,
        IssueCode::LongRow,
        IssueCode::TruncatedLastRow,
        IssueCode::LineTooLong,
        IssueCode::RepeatedHeader,
        IssueCode::BadQuote,
        IssueCode::BadEncoding,
        IssueCode::BadTime,
        IssueCode::RepeatedTime,
        IssueCode::TimeBackwards,
        IssueCode::TimeRestart,
        IssueCode::TimeOutOfRange,
        IssueCode::ImplausibleRate,
        IssueCode::OutOfRange,
        IssueCode::Sentinel,
        IssueCode::LoopOff,
        IssueCode::ExportTail,
        IssueCode::TooManyLabels,
        IssueCode::TextInChannel,
        IssueCode::DamagedFile,
        IssueCode::BadChecksum,
        IssueCode::LostBlocks,
        IssueCode::UnreadableBytes,
    ];

    /// Stable name, used in reports and for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            IssueCode::BadNumber => "bad_number",
            IssueCode::NotFinite => "not_finite",
            IssueCode::MissingCell => "missing_cell",
            IssueCode::ShortRow => "short_row",
            IssueCode::LongRow => "long_row",
            IssueCode::TruncatedLastRow => "truncated_last_row",
            IssueCode::LineTooLong => "line_too_long",
            IssueCode::RepeatedHeader => "repeated_header",
            IssueCode::BadQuote => "bad_quote",
            IssueCode::BadEncoding => "bad_encoding",
            IssueCode::BadTime => "bad_time",
            IssueCode::RepeatedTime => "repeated_time",
            IssueCode::TimeBackwards => "time_backwards",
            IssueCode::TimeRestart => "time_restart",
            IssueCode::TimeOutOfRange => "time_out_of_range",
            IssueCode::ImplausibleRate => "implausible_rate",
            IssueCode::OutOfRange => "out_of_range",
            IssueCode::Sentinel => "sentinel",
            IssueCode::LoopOff => "loop_off",
            IssueCode::ExportTail => "export_tail",
            IssueCode::TooManyLabels => "too_many_labels",
            IssueCode::TextInChannel => "text_in_channel",
            IssueCode::DamagedFile => "damaged_file",
            IssueCode::BadChecksum => "bad_checksum",
            IssueCode::LostBlocks => "lost_blocks",
            IssueCode::UnreadableBytes => "unreadable_bytes",
        }
    }

    /// How much it matters.
    pub const fn severity(self) -> Severity {
        match self {
            IssueCode::MissingCell
            | IssueCode::RepeatedTime
            | IssueCode::LoopOff
            | IssueCode::RepeatedHeader => Severity::Note,
            IssueCode::ImplausibleRate
            | IssueCode::DamagedFile
            | IssueCode::TimeRestart
            | IssueCode::TooManyLabels
            | IssueCode::LineTooLong => Severity::Serious,
            _ => Severity::Warning,
        }
    }
}

/// How much an issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Normal in many logs.
    Note,
    /// Some values are lost or doubtful.
    Warning,
    /// Figures drawn from the log may be wrong.
    Serious,
}

/// Where an issue was met first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Line of the file, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Data row, from 0.
    pub row: Option<u32>,
    /// The column's name.
    pub column: Option<String>,
}

/// One kind of trouble in one column (or in whole rows).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportIssue {
    pub code: IssueCode,
    pub count: u32,
    pub first: Place,
    /// The first text that gave it, at most 80 characters.
    pub sample: String,
}

/// Longest sample kept with an issue, in characters.
pub const SAMPLE_CHARS: usize = 80;

/// Issues while they are gathered. There is at most one entry per code and column, so its size is bounded by the
/// header, never by the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct IssueLog {
    entries: BTreeMap<(IssueCode, Option<usize>), Entry>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    count: u32,
    line: u32,
    row: Option<u32>,
    sample: String,
}

impl IssueLog {
    /// Counts one more; the first one leaves its place and sample.
    pub fn add(&mut self, code: IssueCode, column: Option<usize>, line: u32, row: Option<u32>, sample: &str) {
        self.add_many(code, column, 1, line, row, sample);
    }

    /// Counts `count` more at once. Nothing is added for a count of 0.
    pub fn add_many(
        &mut self,
        code: IssueCode,
        column: Option<usize>,
        count: u32,
        line: u32,
        row: Option<u32>,
        sample: &str,
    ) {
        if count == 0 {
            return;
        }
        let entry = self.entries.entry((code, column)).or_insert_with(|| Entry {
            count: 0,
            line,
            row,
            sample: sample.chars().filter(|c| !c.is_control()).take(SAMPLE_CHARS).collect(),
        });
        entry.count = entry.count.saturating_add(count);
    }

    /// Adds what was met in a part of the file that follows; it begins `rows` rows and `lines` lines further on.
    pub fn follow(&mut self, part: IssueLog, rows: u32, lines: u32) {
        for (key, entry) in part.entries {
            match self.entries.entry(key) {
                Slot::Vacant(place) => {
                    let line = entry.line.saturating_add(lines);
                    place.insert(Entry { line, row: entry.row.map(|row| rows + row), ..entry });
                }
                Slot::Occupied(mut place) => {
                    place.get_mut().count = place.get().count.saturating_add(entry.count);
                }
            }
        }
    }

    /// Sets how often something was met, where it was met at all; what was met 0 times is taken out.
    pub fn recount(&mut self, code: IssueCode, column: Option<usize>, count: u32) {
        if let Slot::Occupied(mut place) = self.entries.entry((code, column)) {
            place.get_mut().count = count;
            if count == 0 {
                place.remove();
            }
        }
    }

    /// Whether this was met.
    pub fn has(&self, code: IssueCode, column: Option<usize>) -> bool {
        self.entries.contains_key(&(code, column))
    }

    /// Takes back what is about a column that is no column.
    pub fn forget_column(&mut self, column: usize) {
        self.entries.retain(|(_, c), _| *c != Some(column));
    }

    /// Moves the entries to the columns' new numbers; what has none is about the whole row.
    pub fn renumber(&mut self, new: impl Fn(usize) -> Option<usize>) {
        for ((code, column), entry) in std::mem::take(&mut self.entries) {
            match self.entries.entry((code, column.and_then(&new))) {
                Slot::Vacant(place) => {
                    place.insert(entry);
                }
                Slot::Occupied(mut place) => {
                    place.get_mut().count = place.get().count.saturating_add(entry.count);
                }
            }
        }
    }

    /// The entries, the most serious kind first, then by place.
    pub fn into_issues(self, name: impl Fn(usize) -> String) -> Vec<ImportIssue> {
        let mut issues: Vec<ImportIssue> = self
            .entries
            .into_iter()
            .map(|((code, column), entry)| ImportIssue {
                code,
                count: entry.count,
                first: Place { line: entry.line, row: entry.row, column: column.map(&name) },
                sample: entry.sample,
            })
            .collect();
        sort_by(&mut issues, |a, b| {
            b.code.severity().cmp(&a.code.severity()).then_with(|| a.code.cmp(&b.code))
        });
        issues
    }
}
