//! Reading parts of a text apart from each other, and putting them together.
//!
//! Rows know next to nothing of each other, so stretches of whole lines can be read at the same time. What a row does
//! depend on (its number and line, the width and kind of its columns, the codes of texts) is set right when the parts
//! are put together in the order of the file; where that cannot be done exactly, the part is read again.

use serde::{Deserialize, Serialize};

use super::fast::{Fast, Kind, NO_WORD};
use super::join::{ColumnPart, Form, PartColumn, PartSamples, Start};
use super::reader::TableReader;
use super::rows::{RowForm, Rows};
use super::slow::MAX_MARKERS;
use crate::engine::import::issue::{IssueCode, IssueLog};
use crate::engine::import::raw::RawMarker;

/// How the rows of a file are read by somebody who sees only a part of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartPlan {
    form: RowForm,
    columns: Vec<(Kind, Start)>,
}

/// Reads one part of a file: whole lines.
pub struct PartReader(TableReader);

/// What came of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub head: PartHead,
    /// The samples of every column, in the order of the file.
    pub samples: Vec<PartColumn>,
}

/// Everything of a part but the samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartHead {
    rows: u32,
    bytes: u64,
    /// Cells that short rows left missing.
    absent: u64,
    /// There were more of them than the rows of any log leave: reading stopped.
    given_up: bool,
    columns: Vec<ColumnPart>,
    issues: IssueLog,
    /// Remarks, and before which row they stand.
    markers: Vec<(u32, String)>,
    skips: Vec<(u32, u32)>,
    dates_certain: bool,
}

impl PartPlan {
    /// The byte that ends a line.
    pub fn line_end(&self) -> u8 {
        self.form.line_end
    }
}

impl PartReader {
    /// A reader of a part of `bytes` bytes.
    pub fn new(plan: &PartPlan, bytes: u64) -> Self {
        Self(TableReader::apart(Rows::apart(plan, bytes)))
    }

    /// Takes the next bytes of the part.
    pub fn feed(&mut self, bytes: &[u8]) {
        // That there are too many rows is found when the part is joined.
        drop(self.0.feed(bytes));
    }

    /// Ends the part; `None` where it does not end with a line.
    pub fn finish(self) -> Option<Part> {
        self.0.into_rows().map(Rows::into_part)
    }
}

impl PartHead {
    /// Rows of the part.
    pub fn rows(&self) -> u32 {
        self.rows
    }

    /// Bytes of the samples of all columns.
    pub fn sample_bytes(&self) -> usize {
        let each = |c: &ColumnPart| match c.form {
            Form::Nothing => 0,
            Form::F32 => 4,
            Form::F64 { .. } => 8,
            Form::Codes => 2,
        };
        self.columns.iter().map(each).sum::<usize>() * self.rows as usize
    }
}

impl Rows {
    /// How parts behind the rows so far are read.
    pub(super) fn plan(&mut self) -> PartPlan {
        self.flush(0);
        let columns = self.fast.iter().zip(&self.stores).map(|(fast, store)| (fast.kind, store.start()));
        PartPlan { form: self.form.clone(), columns: columns.collect() }
    }

    fn apart(plan: &PartPlan, bytes: u64) -> Self {
        let (kinds, starts): (Vec<Kind>, Vec<Start>) = plan.columns.iter().copied().unzip();
        let stores = starts.into_iter().map(Start::column).collect();
        let mut rows = Self::of(plan.form.clone(), &kinds, stores);
        rows.expected = Some(bytes);
        rows
    }

    fn into_part(mut self) -> Part {
        self.flush(0);
        let (columns, samples) = self.stores.into_iter().map(super::store::ColumnStore::into_part).unzip();
        let head = PartHead {
            rows: self.count,
            bytes: self.consumed,
            absent: self.debt.cells(),
            given_up: self.debt.too_much,
            columns,
            issues: self.issues,
            markers: self.markers.into_iter().map(|m| (m.row, m.text)).collect(),
            skips: self.lines.skips().collect(),
            dates_certain: self.dates_certain,
        };
        Part { head, samples }
    }

    /// Adds the part that follows; `false` if it cannot be put to these rows as if they had been read here. Nothing has
    /// changed then.
    pub(super) fn join(&mut self, part: PartHead, samples: &mut dyn PartSamples) -> bool {
        self.flush(0);
        let fits = part.columns.len() == self.stores.len()
            && !part.given_up
            && self.count as usize + (part.rows as usize) < self.limit
            && (part.skips.is_empty() || self.lines.has_room(part.skips.len()))
            && self.stores.iter().zip(&part.columns).all(|(store, column)| store.takes(column));
        if !fits {
            return false;
        }
        let (before, rows) = (self.count, part.rows);
        let line = self.lines.line(before);
        self.consumed += part.bytes;
        self.debt.follow(part.absent, self.consumed);
        self.make_room((before + rows) as usize, self.consumed);
        let mut issues = part.issues;
        let columns = self.stores.iter_mut().zip(&mut self.fast).zip(part.columns);
        for (i, ((store, fast), column)) in columns.enumerate() {
            let unsound = store.follow(column, (before, rows), samples);
            if self.issues.has(IssueCode::BadEncoding, Some(i)) {
                issues.recount(IssueCode::BadEncoding, Some(i), unsound);
            }
            if store.is_codes() && fast.kind == Kind::Number {
                *fast = Fast { kind: Kind::Codes, words: [NO_WORD; 2] };
            }
        }
        // Lines of the part are counted from 1, as those of the file.
        self.issues.follow(issues, before, line.saturating_sub(1));
        self.lines.follow(before, &part.skips);
        let room = MAX_MARKERS.saturating_sub(self.markers.len());
        let markers = part.markers.into_iter().take(room);
        self.markers.extend(markers.map(|(row, text)| RawMarker { axis: 0, row: before + row, text }));
        self.dates_certain &= part.dates_certain;
        self.count = before + rows;
        true
    }
}
