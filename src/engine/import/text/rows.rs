//! Rows to columns.
//!
//! The fast path takes a cell with one load of eight bytes: where its end is among them, it is a number of at most
//! seven characters, or one of the last two texts of a column of texts. Everything else (quotes, long numbers, new
//! texts, clocks, ragged rows) falls out to [`Rows::slow`], one cell at a time. A row never spans lines: a quote that is
//! not closed ends with its line, so that one stray quote cannot swallow a file.

use super::cell::{self, Cell};
use super::clock::{self, TimeText};
use super::debt::{Debt, rows_ahead};
use super::fast::{Cursor, Fast, Kind, NO_WORD, load, long_number};
use super::layout::{HeaderColumn, MAX_COLUMNS, TextLayout};
use super::letters;
use super::number;
use super::store::{BLOCK, ColumnStore, STRIDE};
use crate::engine::import::issue::{IssueCode, IssueLog};
use crate::engine::import::options::{Encoding, ImportOptions, Meaning};
use crate::engine::import::raw::{LineMap, RawAxis, RawColumn, RawLog, RawMarker};
use crate::engine::import::{ImportError, unique_names};

/// A longer line is no row.
pub(crate) const LINE_LIMIT: usize = 1 << 20;
/// A row that is read without the slow path is shorter than this: at most 8 bytes for each column.
pub(crate) const FAST_ROW: usize = 8 * MAX_COLUMNS;
/// Remarks kept.
const MAX_MARKERS: usize = 10_000;
/// Characters of a remark.
const MARKER_CHARS: usize = 200;
/// Bytes that all columns may take where addresses have 32 bits: the rest is for what is made of them.
const MAX_BYTES: usize = if usize::BITS < 64 { 3 << 30 } else { usize::MAX };

/// Reads rows into columns.
pub(crate) struct Rows {
    delimiter: u8,
    pub line_end: u8,
    decimal: u8,
    encoding: Encoding,
    header: Vec<HeaderColumn>,
    names: Vec<String>,
    names_lines: Vec<Vec<u8>>,
    time: usize,
    time_text: TimeText,
    dates_certain: bool,
    fast: Vec<Fast>,
    stores: Vec<ColumnStore>,
    /// One lane of [`STRIDE`] for each column; [`BLOCK`] rows at most.
    block: Vec<f64>,
    in_block: usize,
    count: u32,
    reserved: usize,
    limit: usize,
    /// Bytes of rows, as far as it is known.
    expected: Option<u64>,
    consumed: u64,
    debt: Debt,
    /// The row of which it is known that it is one.
    is_row: Option<u32>,
    /// The row being read has no line end in the file.
    pub unterminated: bool,
    markers: Vec<RawMarker>,
    issues: IssueLog,
    lines: LineMap,
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
        let row_bytes = kinds.len() * 4 + 8;
        Self {
            delimiter: layout.delimiter.byte(),
            line_end: layout.line_end,
            decimal: layout.decimal.byte(),
            encoding: layout.encoding,
            header: layout.columns.clone(),
            names,
            names_lines: layout.header_rows.clone(),
            time: layout.time,
            time_text: layout.time_text,
            dates_certain: true,
            fast: kinds.iter().map(|kind| Fast { kind: *kind, words: [NO_WORD; 2] }).collect(),
            block: vec![f64::NAN; kinds.len() * STRIDE],
            stores,
            in_block: 0,
            count: 0,
            reserved: 0,
            limit: (MAX_BYTES / row_bytes).min(u32::MAX as usize - BLOCK),
            expected: expected.map(|b| b.saturating_sub(layout.first_row_offset as u64)),
            consumed: 0,
            debt: Debt::default(),
            is_row: None,
            unterminated: false,
            markers: Vec::new(),
            issues: IssueLog::default(),
            lines: LineMap::new(layout.first_row_line as u32 + 1),
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
            let row_end = *end.get_or_insert_with(|| {
                let rest = &text[at.next..];
                at.next + rest.iter().position(|c| *c == self.line_end).unwrap_or(rest.len())
            });
            let row = at.row_start;
            at = self.slow(text, at, row_end);
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
        let delimiter = number::pattern(self.delimiter);
        let line_end = number::pattern(self.line_end);
        let point = number::pattern(self.decimal);
        let return_before_feed = self.line_end == b'\n';
        let timed = self.time < self.fast.len();
        let mut at = from;
        loop {
            let row = self.in_block & (BLOCK - 1);
            let Some((last, others)) = self.fast.split_last() else { return at };
            let mut lanes = self.block.chunks_exact_mut(STRIDE).skip(at.column);
            for (column, lane) in others.iter().skip(at.column).zip(&mut lanes) {
                let Some(word) = load(text, at.next) else { return at };
                let len = number::find(word, delimiter);
                // Without a time a row may be blank from its first cell on.
                if len == 0 && at.column == 0 && !timed {
                    return at;
                }
                let (value, used) = if len <= 7 {
                    let Some(value) = column.read(word, len, point) else { return at };
                    (value, len as usize)
                } else {
                    let rest = &text[at.next..];
                    match long_number(column.kind, rest, self.decimal) {
                        Some((value, used)) if rest.get(used) == Some(&self.delimiter) => (value, used),
                        _ => return at,
                    }
                };
                lane[row] = value;
                at.next += used + 1;
                at.column += 1;
            }
            let (Some(word), Some(lane)) = (load(text, at.next), lanes.next()) else { return at };
            let len = number::find(word, line_end);
            let (value, used) = if len <= 7 {
                let returns = return_before_feed && len > 0 && (word >> (8 * (len - 1))) as u8 == b'\r';
                let Some(value) = last.read(word, len - u32::from(returns), point) else { return at };
                (value, len as usize)
            } else {
                let rest = &text[at.next..];
                let Some((value, used)) = long_number(last.kind, rest, self.decimal) else { return at };
                let returns = return_before_feed && rest.get(used) == Some(&b'\r');
                let used = used + usize::from(returns);
                if rest.get(used) != Some(&self.line_end) {
                    return at;
                }
                (value, used)
            };
            lane[row] = value;
            at.next += used + 1;
            at.column = 0;
            at.row_start = at.next;
            self.in_block += 1;
            self.count += 1;
            if self.in_block == BLOCK {
                return at;
            }
        }
    }

    /// Hands the rows of the block to the columns; `read` bytes of the text at hand are behind them.
    #[inline(never)]
    fn flush(&mut self, read: usize) {
        let rows = self.count as usize;
        if rows > self.reserved {
            self.reserve(rows, self.consumed + read as u64);
        }
        for (store, lane) in self.stores.iter_mut().zip(self.block.chunks_exact_mut(STRIDE)) {
            store.push(&mut lane[..self.in_block]);
        }
        self.in_block = 0;
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

    /// Reads one cell of any kind, or takes a line that is no row.
    fn slow(&mut self, text: &[u8], at: Cursor, row_end: usize) -> Cursor {
        let next_row = Cursor { next: row_end + 1, column: 0, row_start: row_end + 1 };
        let mut end = row_end;
        if self.line_end == b'\n' && end > at.next && text.get(end - 1) == Some(&b'\r') {
            end -= 1;
        }
        let line = text.get(at.row_start..end).unwrap_or_default();
        if line.len() > LINE_LIMIT {
            self.too_long(line);
            return next_row;
        }
        // The fast way may have taken the first cells of what is no row.
        if at.column == 0 || self.is_row != Some(self.count) {
            self.is_row = None;
            if self.no_row(line) {
                self.lines.skip(self.count);
                return next_row;
            }
            self.is_row = Some(self.count);
        }
        let rest = text.get(at.next..end).unwrap_or_default();
        let (cell, used, sound) = cell::next(rest, self.delimiter);
        if !sound {
            self.note(IssueCode::BadQuote, Some(at.column), &cell);
        }
        let raw = rest.get(..used).unwrap_or_default();
        let value = self.value(at.column, &cell, raw, sound);
        if let Some(place) = self.block.get_mut(at.column * STRIDE + self.in_block) {
            *place = value;
        }
        let more = used < rest.len();
        if more && at.column + 1 < self.fast.len() {
            return Cursor { next: at.next + used + 1, column: at.column + 1, row_start: at.row_start };
        }
        if more {
            self.surplus(rest.get(used + 1..).unwrap_or_default());
        } else {
            self.fill(at.column + 1, line, row_end as u64);
        }
        self.in_block += 1;
        self.count += 1;
        if self.in_block == BLOCK {
            self.flush(row_end + 1);
        }
        next_row
    }

    /// Cells beyond the header: no matter while they are empty.
    fn surplus(&mut self, rest: &[u8]) {
        if let Some(cell) = cell::first_filled(rest, self.delimiter) {
            self.note(IssueCode::LongRow, None, &cell);
        }
    }

    /// The row ended before `column`, at this byte of the text at hand.
    fn fill(&mut self, column: usize, line: &[u8], row_end: u64) {
        if column >= self.fast.len() {
            return;
        }
        self.debt.add(self.fast.len() - column, self.consumed + row_end);
        for lane in self.block.chunks_exact_mut(STRIDE).skip(column) {
            lane[self.in_block & (BLOCK - 1)] = f64::NAN;
        }
        let code = if self.unterminated { IssueCode::TruncatedLastRow } else { IssueCode::ShortRow };
        let tail = line.len().saturating_sub(60);
        self.note(code, None, line.get(tail..).unwrap_or_default());
    }

    /// Whether a line is no row: blank, a remark, or the header once more.
    fn no_row(&mut self, line: &[u8]) -> bool {
        if line.iter().all(|c| c.is_ascii_whitespace() || *c == self.delimiter) {
            return true;
        }
        let plain = line.trim_ascii();
        if self.names_lines.iter().any(|h| h == plain) {
            self.note(IssueCode::RepeatedHeader, None, plain);
            return true;
        }
        let mark = plain.starts_with(b"MARK") && plain.get(4).is_none_or(|c| matches!(c, b' ' | b'0'..=b'9'));
        let alone = !line.contains(&self.delimiter) && cell::read(plain, self.decimal) == Cell::Text;
        // The last line may be a row cut in its first cell, such as a clock time.
        let cut = self.unterminated && !mark && plain.first().is_some_and(u8::is_ascii_digit);
        if (mark || alone) && !cut {
            if self.markers.len() < MAX_MARKERS {
                let text =
                    self.letters(plain).chars().filter(|c| !c.is_control()).take(MARKER_CHARS).collect();
                self.markers.push(RawMarker { axis: 0, row: self.count, text });
            }
            return true;
        }
        false
    }

    /// Gives up a line that is no row.
    pub fn too_long(&mut self, line: &[u8]) {
        self.note(IssueCode::LineTooLong, None, line.get(..200).unwrap_or(line));
        self.lines.skip(self.count);
    }

    /// What stands in the block for a cell.
    fn value(&mut self, column: usize, cell: &[u8], raw: &[u8], sound: bool) -> f64 {
        let Some(kind) = self.fast.get(column).map(|f| f.kind) else { return f64::NAN };
        match kind {
            Kind::Dropped => f64::NAN,
            Kind::TimeNumber | Kind::Clock | Kind::Date => {
                let time = self.time_of(kind, cell);
                if time.is_nan() {
                    self.note(IssueCode::BadTime, Some(column), cell);
                }
                time
            }
            Kind::Number => match cell::read(cell, self.decimal) {
                Cell::Number(value) => value,
                Cell::Missing => f64::NAN,
                Cell::Text => self.label(column, cell),
            },
            Kind::Codes => {
                let code = match cell::read(cell, self.decimal) {
                    Cell::Number(_) => {
                        self.stores.get_mut(column).map_or(f64::NAN, |s| s.number_as_label(cell))
                    }
                    Cell::Missing => f64::NAN,
                    Cell::Text => self.label(column, cell),
                };
                if sound {
                    self.remember(column, raw, code);
                }
                code
            }
        }
    }

    fn time_of(&mut self, kind: Kind, cell: &[u8]) -> f64 {
        let text = std::str::from_utf8(cell).unwrap_or_default();
        match kind {
            Kind::Clock => clock::clock(text).unwrap_or(f64::NAN),
            Kind::Date => match clock::date(text) {
                Some(moment) => {
                    self.dates_certain &= moment.certain;
                    moment.seconds
                }
                None => f64::NAN,
            },
            _ => match cell::read(cell, self.decimal) {
                Cell::Number(time) if time.is_finite() => time,
                // A file with decimal commas may still write whole times, or the other way round.
                Cell::Text => {
                    number::parse(cell, b'.').or_else(|| number::parse(cell, b',')).unwrap_or(f64::NAN)
                }
                _ => f64::NAN,
            },
        }
    }

    /// A text in a column: its code, or NaN where it stands among numbers.
    fn label(&mut self, column: usize, cell: &[u8]) -> f64 {
        let (row, encoding, in_block) = (self.count, self.encoding, self.in_block);
        let Some(store) = self.stores.get_mut(column) else { return f64::NAN };
        let Some(lane) = self.block.get_mut(column * STRIDE..column * STRIDE + in_block) else {
            return f64::NAN;
        };
        let sound = std::cell::Cell::new(true);
        let value = store.text(row, cell, lane, |raw| {
            let (text, good) = letters::decode(raw, encoding);
            sound.set(sound.get() && good);
            text.chars().filter(|c| !c.is_control()).collect()
        });
        if store.is_codes()
            && let Some(fast) = self.fast.get_mut(column)
            && fast.kind == Kind::Number
        {
            *fast = Fast { kind: Kind::Codes, words: [NO_WORD; 2] };
        }
        if !sound.get() {
            self.note(IssueCode::BadEncoding, Some(column), cell);
        }
        value
    }

    /// Lets the fast path know a text.
    fn remember(&mut self, column: usize, raw: &[u8], code: f64) {
        let Some(fast) = self.fast.get_mut(column) else { return };
        if raw.len() > 7 || code.is_nan() || fast.kind != Kind::Codes {
            return;
        }
        let mut eight = [0; 8];
        eight[..raw.len()].copy_from_slice(raw);
        fast.words = [(u64::from_le_bytes(eight), code), fast.words[0]];
    }

    fn letters(&self, text: &[u8]) -> String {
        letters::decode(text, self.encoding).0.into_owned()
    }

    fn note(&mut self, code: IssueCode, column: Option<usize>, sample: &[u8]) {
        let line = self.lines.line(self.count);
        let sample = letters::decode(sample.get(..400).unwrap_or(sample), self.encoding).0;
        // The row does not exist where the line is none.
        let row = !matches!(code, IssueCode::LineTooLong | IssueCode::RepeatedHeader);
        self.issues.add(code, column, line, row.then_some(self.count), &sample);
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
            let data = store.end(self.decimal);
            if i == self.time {
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
