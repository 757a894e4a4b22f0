//! What the fast path of [`Rows`] leaves over: one cell of any kind, and lines that are no rows.

use super::cell::{self, Cell};
use super::clock;
use super::fast::{Cursor, Fast, Kind, NO_WORD, keyed};
use super::letters;
use super::number;
use super::rows::{LINE_LIMIT, Rows};
use super::store::{BLOCK, STRIDE};
use crate::engine::import::issue::IssueCode;
use crate::engine::import::raw::RawMarker;

/// Remarks kept.
pub(super) const MAX_MARKERS: usize = 10_000;
/// Characters of a remark.
const MARKER_CHARS: usize = 200;

impl Rows {
    /// Reads one cell of any kind, or takes a line that is no row. Whether it is one is asked at the first cell of a row
    /// that comes here: what the fast path has read before has left no trace but in the block.
    pub(super) fn slow(&mut self, text: &[u8], at: Cursor, row_end: usize, first_of_row: bool) -> Cursor {
        let next_row = Cursor { next: row_end + 1, column: 0, row_start: row_end + 1 };
        let mut end = row_end;
        if self.form.line_end == b'\n' && end > at.next && text.get(end - 1) == Some(&b'\r') {
            end -= 1;
        }
        let line = text.get(at.row_start..end).unwrap_or_default();
        if line.len() > LINE_LIMIT {
            self.too_long(line);
            return next_row;
        }
        if first_of_row && self.no_row(line) {
            self.lines.skip(self.count);
            return next_row;
        }
        let rest = text.get(at.next..end).unwrap_or_default();
        let (cell, used, sound) = cell::next(rest, self.form.delimiter);
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
        if let Some(cell) = cell::first_filled(rest, self.form.delimiter) {
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
        if line.iter().all(|c| c.is_ascii_whitespace() || *c == self.form.delimiter) {
            return true;
        }
        let plain = line.trim_ascii();
        if self.form.names.iter().any(|h| h == plain) {
            self.note(IssueCode::RepeatedHeader, None, plain);
            return true;
        }
        let mark = plain.starts_with(b"MARK") && plain.get(4).is_none_or(|c| matches!(c, b' ' | b'0'..=b'9'));
        let alone =
            !line.contains(&self.form.delimiter) && cell::read(plain, self.form.decimal) == Cell::Text;
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
            Kind::Number => match cell::read(cell, self.form.decimal) {
                Cell::Number(value) => value,
                Cell::Missing => f64::NAN,
                Cell::Text => self.label(column, cell),
            },
            Kind::Codes => {
                let code = match cell::read(cell, self.form.decimal) {
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
            _ => match cell::read(cell, self.form.decimal) {
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
        let (row, encoding, in_block) = (self.count, self.form.encoding, self.in_block);
        let Some(store) = self.stores.get_mut(column) else { return f64::NAN };
        let Some(lane) = self.block.get_mut(column * STRIDE..column * STRIDE + in_block) else {
            return f64::NAN;
        };
        let (value, sound) = store.text(row, cell, lane, |raw| {
            let (text, sound) = letters::decode(raw, encoding);
            (text.chars().filter(|c| !c.is_control()).collect(), sound)
        });
        if store.is_codes()
            && let Some(fast) = self.fast.get_mut(column)
            && fast.kind == Kind::Number
        {
            *fast = Fast { kind: Kind::Codes, words: [NO_WORD; 2] };
        }
        if !sound {
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
        fast.words = [(keyed(u64::from_le_bytes(eight), raw.len() as u32), code), fast.words[0]];
    }

    fn letters(&self, text: &[u8]) -> String {
        letters::decode(text, self.form.encoding).0.into_owned()
    }

    fn note(&mut self, code: IssueCode, column: Option<usize>, sample: &[u8]) {
        let line = self.lines.line(self.count);
        let sample = letters::decode(sample.get(..400).unwrap_or(sample), self.form.encoding).0;
        // The row does not exist where the line is none.
        let row = !matches!(code, IssueCode::LineTooLong | IssueCode::RepeatedHeader);
        self.issues.add(code, column, line, row.then_some(self.count), &sample);
    }
}
