//! A delimited text, chunk by chunk: bytes to whole lines. What is in them is [`Rows`]' business.

use super::join::PartSamples;
use super::layout::TextLayout;
use super::letters::Utf16;
use super::part::{PartHead, PartPlan};
use super::rows::{FAST_ROW, LINE_LIMIT, Rows};
use crate::engine::import::ImportError;
use crate::engine::import::options::ImportOptions;
use crate::engine::import::raw::RawLog;

/// Reads the rows of one table.
pub(crate) struct TableReader {
    transcode: Option<Utf16>,
    /// Letters of the chunk at hand, where they had to be decoded.
    decoded: Vec<u8>,
    /// Bytes of the byte order mark still to come.
    mark: usize,
    /// Bytes of text still before the first row.
    skip: usize,
    /// The beginning of a row whose end is in the next chunk.
    carry: Vec<u8>,
    discarding: bool,
    rows: Rows,
}

impl TableReader {
    /// A reader for a table that was found. `mark` is the length of the byte order mark, `expected` the size of the
    /// file where it is known.
    pub fn new(layout: &TextLayout, options: &ImportOptions, mark: usize, expected: Option<u64>) -> Self {
        let transcode = Utf16::of(layout.encoding);
        let expected = expected.map(|bytes| if transcode.is_some() { bytes / 2 } else { bytes });
        Self {
            transcode,
            decoded: Vec::new(),
            mark,
            skip: layout.first_row_offset,
            carry: Vec::new(),
            discarding: false,
            rows: Rows::new(layout, options, expected),
        }
    }

    /// A reader of whole lines in the middle of a table.
    pub(super) fn apart(rows: Rows) -> Self {
        Self {
            transcode: None,
            decoded: Vec::new(),
            mark: 0,
            skip: 0,
            carry: Vec::new(),
            discarding: false,
            rows,
        }
    }

    /// The rows, where no line was left unfinished.
    pub(super) fn into_rows(self) -> Option<Rows> {
        (self.carry.is_empty() && !self.discarding).then_some(self.rows)
    }

    /// How the rows that follow can be read in parts, and the beginning of the first of them, which is taken out of this
    /// reader. `None` as long as it is not among the rows, and where what is read depends on more than whole lines.
    pub fn divide(&mut self) -> Option<(PartPlan, Vec<u8>)> {
        if self.transcode.is_some() || self.mark + self.skip > 0 || self.discarding {
            return None;
        }
        Some((self.rows.plan(), std::mem::take(&mut self.carry)))
    }

    /// Adds a part that follows the rows so far; `false` if it has to be read again.
    pub fn join(&mut self, part: PartHead, samples: &mut dyn PartSamples) -> bool {
        self.carry.is_empty() && !self.discarding && self.rows.join(part, samples)
    }

    /// Rows so far.
    pub fn rows(&self) -> u32 {
        self.rows.count()
    }

    /// Takes the next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        let marked = self.mark.min(bytes.len());
        self.mark -= marked;
        let bytes = &bytes[marked..];
        match &mut self.transcode {
            None => self.text(bytes),
            Some(decoder) => {
                let mut decoded = std::mem::take(&mut self.decoded);
                decoded.clear();
                decoder.push(bytes, &mut decoded);
                self.text(&decoded);
                self.decoded = decoded;
            }
        }
        self.rows.full()
    }

    fn text(&mut self, text: &[u8]) {
        let skipped = self.skip.min(text.len());
        self.skip -= skipped;
        let mut text = &text[skipped..];
        let line_end = self.rows.form.line_end;
        let first_end = |t: &[u8]| t.iter().position(|c| *c == line_end);
        if self.discarding {
            let Some(end) = first_end(text) else { return };
            self.discarding = false;
            text = &text[end + 1..];
        }
        if !self.carry.is_empty() {
            let Some(end) = first_end(text) else { return self.keep(text) };
            self.carry.extend_from_slice(&text[..=end]);
            let line = std::mem::take(&mut self.carry);
            self.rows.read(&line);
            self.carry = line;
            self.carry.clear();
            text = &text[end + 1..];
        }
        let whole = text.iter().rposition(|c| *c == line_end).map_or(0, |end| end + 1);
        if whole > 0 {
            self.rows.read(&text[..whole]);
        }
        self.keep(&text[whole..]);
    }

    /// Keeps the beginning of a row, or gives the line up once it is too long to be one.
    fn keep(&mut self, rest: &[u8]) {
        self.carry.extend_from_slice(rest);
        if self.carry.len() > LINE_LIMIT + FAST_ROW {
            self.rows.too_long(&self.carry);
            self.carry = Vec::new();
            self.discarding = true;
        }
    }

    /// Ends the file.
    pub fn finish(mut self) -> Result<RawLog, ImportError> {
        if !self.carry.is_empty() {
            let mut line = std::mem::take(&mut self.carry);
            line.push(self.rows.form.line_end);
            self.rows.unterminated = true;
            self.rows.read(&line);
        }
        self.rows.full()?;
        Ok(self.rows.end())
    }
}
