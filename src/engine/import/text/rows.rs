//! Rows to columns.
//!
//! The fast path takes a cell with one load of eight bytes: where its end is among them, it is a number of at most
//! seven characters, or one of the last two texts of a column of texts. Everything else (quotes, long numbers, new
//! texts, clocks, ragged rows) falls out to the slow path, one cell at a time. A row never spans lines: a quote that is
//! not closed ends with its line, so that one stray quote cannot swallow a file.

use serde::{Deserialize, Serialize};

use super::clock::TimeText;
use super::debt::{Debt, rows_ahead};
use super::fast::{Cursor, Fast, Kind, NO_WORD, load};
use super::layout::{HeaderColumn, MAX_COLUMNS, TextLayout};
use super::number;
use super::store::{BLOCK, ColumnStore, STRIDE};
use crate::engine::import::issue::IssueLog;
use crate::engine::import::options::{Encoding, ImportOptions, Meaning};
use crate::engine::import::raw::{LineMap, RawAxis, RawColumn, RawLog, RawMarker};
use crate::engine::import::{ImportError, unique_names};

/// A longer line is no row.
pub(crate) const LINE_LIMIT: usize = 1 << 20;
/// A row that is read without the slow path is shorter than this: at most 8 bytes for each column.
pub(crate) const FAST_ROW: usize = 8 * MAX_COLUMNS;
/// Bytes that all columns may take where addresses have 32 bits: the rest is for what is made of them.
const MAX_BYTES: usize = if usize::BITS < 64 { 3 << 30 } else { usize::MAX };

/// How rows are written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RowForm {
    pub delimiter: u8,
    pub line_end: u8,
    pub decimal: u8,
    pub encoding: Encoding,
    /// The column of time.
    pub time: usize,
    /// The lines of names, to know them when they come again.
    pub names: Vec<Vec<u8>>,
}

/// Reads rows into columns.
pub(crate) struct Rows {
    pub(super) form: RowForm,
    header: Vec<HeaderColumn>,
    names: Vec<String>,
    time_text: TimeText,
    pub(super) dates_certain: bool,
    pub(super) fast: Vec<Fast>,
    pub(super) stores: Vec<ColumnStore>,
    /// One lane of [`STRIDE`] for each column; [`BLOCK`] rows at most.
    pub(super) block: Vec<f64>,
    pub(super) in_block: usize,
    pub(super) count: u32,
    reserved: usize,
    pub(super) limit: usize,
    /// Bytes of rows, as far as it is known.
    pub(super) expected: Option<u64>,
    pub(super) consumed: u64,
    pub(super) debt: Debt,
    /// The row being read has no line end in the file.
    pub unterminated: bool,
    pub(super) markers: Vec<RawMarker>,
    pub(super) issues: IssueLog,
    pub(super) lines: LineMap,
}

impl Rows {
    /// Columns for a table that was found; `expected` is the size of the text where it is known.
    pub fn new(layout: &TextLayout, options: &ImportOptions, expected: Option<u64>) -> Self {
        let names = unique_names(layout.columns.iter().map(|c| c.name.as_str()));
        let kinds: Vec<Kind> = names
            .iter()
            .enumerate()
            .map(|(i, name)| {
                let ignored = options.columns.get(name).is_some_and(|c| c.meaning == Some(Meaning::Ignored));
                match layout.time_text {
                    TimeText::Number if i == layout.time => Kind::TimeNumber,
                    TimeText::Clock if i == layout.time => Kind::Clock,
                    TimeText::Date if i == layout.time => Kind::Date,
                    _ if ignored => Kind::Dropped,
                    _ => Kind::Number,
                }
            })
            .collect();
        let stores: Vec<ColumnStore> = kinds
            .iter()
            .zip(&layout.columns)
            .map(|(kind, column)| match kind {
                Kind::Dropped => ColumnStore::dropped(),
                Kind::Number => ColumnStore::new(column.wide),
                _ => ColumnStore::new(true),
            })
            .collect();
        let form = RowForm {
            delimiter: layout.delimiter.byte(),
            line_end: layout.line_end,
            decimal: layout.decimal.byte(),
            encoding: layout.encoding,
            time: layout.time,
            names: layout.header_rows.clone(),
        };
        Self {
            header: layout.columns.clone(),
            names,
            time_text: layout.time_text,
            expected: expected.map(|b| b.saturating_sub(layout.first_row_offset as u64)),
            lines: LineMap::new(layout.first_row_line as u32 + 1),
            ..Self::of(form, &kinds, stores)
        }
    }

    /// Columns whose names are another's business; their first row stands in line 1.
    pub(super) fn of(form: RowForm, kinds: &[Kind], stores: Vec<ColumnStore>) -> Self {
        let row_bytes = kinds.len() * 4 + 8;
        Self {
            form,
            header: Vec::new(),
            names: Vec::new(),
            time_text: TimeText::Number,
            dates_certain: true,
            fast: kinds.iter().map(|kind| Fast { kind: *kind, words: [NO_WORD; 2] }).collect(),
            block: vec![f64::NAN; kinds.len() * STRIDE],
            stores,
            in_block: 0,
            count: 0,
            reserved: 0,
            limit: (MAX_BYTES / row_bytes).min(u32::MAX as usize - BLOCK),
            expected: None,
            consumed: 0,
            debt: Debt::default(),
            unterminated: false,
            markers: Vec::new(),
            issues: IssueLog::default(),
            lines: LineMap::new(1),
        }
    }

    /// Rows so far.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// An error once there are more rows than can be kept, or more missing cells than the rows of a log have.
    pub fn full(&self) -> Result<(), ImportError> {
        self.debt.bearable()?;
        if self.count as usize >= self.limit {
            return Err(ImportError::TooManyRows { limit: self.limit as u32 });
        }
        Ok(())
    }

    /// Reads whole lines.
    pub fn read(&mut self, text: &[u8]) {
        let mut at = Cursor { next: 0, column: 0, row_start: 0 };
        let mut end = None;
        while at.next < text.len() && (self.count as usize) < self.limit && !self.debt.too_much {
            let row = at.row_start;
            at = self.fast(text, at);
            if at.row_start != row {
                end = None;
            }
            if self.in_block == BLOCK {
                self.flush(at.next);
                continue;
            }
            if at.next >= text.len() {
                break;
            }
            let first_of_row = end.is_none();
            let row_end = *end.get_or_insert_with(|| {
                let rest = &text[at.next..];
                at.next + rest.iter().position(|c| *c == self.form.line_end).unwrap_or(rest.len())
            });
            let row = at.row_start;
            at = self.slow(text, at, row_end, first_of_row);
            if at.row_start != row {
                end = None;
            }
        }
        self.consumed += text.len() as u64;
    }

    /// Reads cells for as long as each of them is within eight bytes or a plain number, and of the expected kind; at most
    /// to the end of the block. It is called anew for each block so that a browser, which exchanges a function for its
    /// optimised form only when it is called, does not read a whole chunk with the first one.
    #[inline(never)]
    fn fast(&mut self, text: &[u8], from: Cursor) -> Cursor {
        let RowForm { delimiter, line_end, decimal, .. } = self.form;
        // Where both are the same there are no decimals.
        let point = if decimal == delimiter { b'0' } else { decimal };
        let return_before_feed = line_end == b'\n';
        let (delimiters, line_ends) = (number::pattern(delimiter), number::pattern(line_end));
        // Without a time a row may be blank from its first cell on: only the slow path can tell.
        let untimed = self.form.time >= self.fast.len();
        let mut at = from;
        loop {
            if untimed && at.column == 0 {
                return at;
            }
            let row = self.in_block & (BLOCK - 1);
            let Some((last, others)) = self.fast.split_last() else { return at };
            let mut lanes = self.block.chunks_exact_mut(STRIDE).skip(at.column);
            for (column, lane) in others.iter().skip(at.column).zip(&mut lanes) {
                let Some(word) = load(text, at.next) else { return at };
                let (value, used) = if column.is_number() {
                    if let Some(found) = number::lead(word, delimiter, point) {
                        found
                    } else if word as u8 == delimiter && column.kind == Kind::Number {
                        (f64::NAN, 0)
                    } else {
                        let rest = &text[at.next..];
                        match number::leading(rest, decimal) {
                            Some((value, used)) if rest.get(used) == Some(&delimiter) => (value, used),
                            _ => return at,
                        }
                    }
                } else {
                    let len = number::find(word, delimiters);
                    let value = if len <= 7 { column.word(word, len, line_ends) } else { None };
                    let Some(value) = value else { return at };
                    (value, len as usize)
                };
                lane[row] = value;
                at.next += used + 1;
                at.column += 1;
            }
            let (Some(word), Some(lane)) = (load(text, at.next), lanes.next()) else { return at };
            let ends = |used: usize| {
                let end = at.next + used;
                let end = end + usize::from(return_before_feed && text.get(end) == Some(&b'\r'));
                (text.get(end) == Some(&line_end)).then_some(end + 1)
            };
            let found = if last.is_number() {
                match number::leading(&text[at.next..], decimal) {
                    Some((value, used)) => Some(value).zip(ends(used)),
                    None if last.kind == Kind::Number => Some(f64::NAN).zip(ends(0)),
                    None => None,
                }
            } else {
                let len = number::find(word, line_ends);
                let returns = return_before_feed && len > 0 && (word >> (8 * (len - 1))) as u8 == b'\r';
                let value =
                    if len <= 7 { last.word(word, len - u32::from(returns), line_ends) } else { None };
                value.map(|value| (value, at.next + len as usize + 1))
            };
            let Some((value, next)) = found else { return at };
            lane[row] = value;
            at = Cursor { next, column: 0, row_start: next };
            self.in_block += 1;
            self.count += 1;
            if self.in_block == BLOCK {
                return at;
            }
        }
    }

    /// Hands the rows of the block to the columns; `read` bytes of the text at hand are behind them.
    #[inline(never)]
    pub(super) fn flush(&mut self, read: usize) {
        let rows = self.count as usize;
        self.make_room(rows, self.consumed + read as u64);
        for (store, lane) in self.stores.iter_mut().zip(self.block.chunks_exact_mut(STRIDE)) {
            store.push(&mut lane[..self.in_block]);
        }
        self.in_block = 0;
    }

    /// Makes room where `rows` rows of `read` bytes would find none.
    pub(super) fn make_room(&mut self, rows: usize, read: u64) {
        if rows > self.reserved {
            self.reserve(rows, read);
        }
    }

    /// Makes room for the rows the file will have by its size and its rows so far. Growth is in large steps: small ones
    /// would leave the memory full of holes, one alone would rest on the first rows, which are often shorter.
    fn reserve(&mut self, rows: usize, read: u64) {
        let total = self.expected.map(|bytes| {
            let by_size = bytes as f64 / read.max(1) as f64 * rows as f64;
            (by_size * 1.01) as usize + 2 * BLOCK
        });
        let step = if rows <= BLOCK { 16_384 } else { rows.saturating_mul(8) };
        let target = match total {
            Some(total) => total.min(step),
            None => rows.saturating_mul(3) / 2 + rows_ahead(self.stores.len()),
        };
        self.reserved = target.max(rows + rows / 8 + BLOCK).min(self.limit.saturating_add(BLOCK));
        for store in &mut self.stores {
            store.reserve(self.reserved);
        }
    }

    /// Ends the columns.
    pub fn end(mut self) -> RawLog {
        self.flush(0);
        let mut log =
            RawLog { markers: self.markers, issues: self.issues, lines: self.lines, ..RawLog::default() };
        let mut position = 0;
        let mut moved = vec![None; self.stores.len()];
        let columns = self.stores.into_iter().zip(self.header).zip(self.names).enumerate();
        for (i, ((store, header), name)) in columns {
            let data = store.end(self.form.decimal);
            if i == self.form.time {
                let times = data.samples.into_numbers();
                log.axes.push(RawAxis {
                    name: header.name,
                    times,
                    text: self.time_text,
                    unit_text: header.unit,
                    dates_certain: self.dates_certain,
                });
                continue;
            }
            moved[i] = Some(position);
            position += 1;
            log.columns.push(RawColumn {
                source: header.name,
                name,
                other_name: header.other_name,
                unit_text: header.unit,
                axis: 0,
                data,
            });
        }
        log.issues.renumber(|column| moved.get(column).copied().flatten());
        log
    }
}
