//! The beginning of a text file, cut into lines.

use std::ops::Range;

use super::letters::{self, Utf16};
use crate::engine::import::options::Encoding;

/// Lines looked at to find the header; the longest preamble met has 460.
const MAX_LINES: usize = 20_000;

/// The first lines of a file, as UTF-8 or Windows-1252 bytes.
pub(crate) struct HeadLines {
    pub encoding: Encoding,
    /// The byte that ends a line.
    pub line_end: u8,
    text: Vec<u8>,
    /// Each line without its end; a carriage return before a line feed is left out too.
    spans: Vec<Range<usize>>,
    /// Where each line's end is over: the start of the next one.
    ends: Vec<usize>,
    /// Whether the file ends within what was looked at.
    pub complete: bool,
}

impl HeadLines {
    /// Cuts the first bytes of a file into lines. A line that goes on beyond them is left out.
    pub fn new(raw: &[u8], encoding: Encoding, complete: bool) -> Self {
        let body = raw.get(letters::mark_len(raw, encoding)..).unwrap_or_default();
        let text = match Utf16::of(encoding) {
            Some(mut decoder) => {
                let mut text = Vec::new();
                decoder.push(body, &mut text);
                text
            }
            None => body.to_vec(),
        };
        let line_end = line_end_of(&text);
        let mut lines = Self { encoding, line_end, text, spans: Vec::new(), ends: Vec::new(), complete };
        lines.cut();
        lines
    }

    fn cut(&mut self) {
        let mut start = 0;
        while self.spans.len() < MAX_LINES {
            let rest = self.text.get(start..).unwrap_or_default();
            let Some(len) = rest.iter().position(|c| *c == self.line_end) else {
                if self.complete && !rest.is_empty() {
                    self.spans.push(start..self.text.len());
                    self.ends.push(self.text.len());
                }
                break;
            };
            let mut end = start + len;
            if self.line_end == b'\n' && end > start && self.text[end - 1] == b'\r' {
                end -= 1;
            }
            self.spans.push(start..end);
            start += len + 1;
            self.ends.push(start);
        }
    }

    /// Number of lines.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// A line, empty beyond the end.
    pub fn line(&self, i: usize) -> &[u8] {
        self.spans.get(i).and_then(|s| self.text.get(s.clone())).unwrap_or_default()
    }

    /// Offset in the text at which line `i` starts.
    pub fn offset(&self, i: usize) -> usize {
        match i.checked_sub(1) {
            None => 0,
            Some(before) => self.ends.get(before).copied().unwrap_or(self.text.len()),
        }
    }

    /// A line's letters.
    pub fn letters(&self, i: usize) -> std::borrow::Cow<'_, str> {
        letters::decode(self.line(i), self.encoding).0
    }

    /// All of the text that was looked at.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Whether a line holds nothing but blanks.
    pub fn is_blank(&self, i: usize) -> bool {
        self.line(i).iter().all(u8::is_ascii_whitespace)
    }
}

/// The byte that ends lines: a line feed, unless most lines end with a carriage return alone.
fn line_end_of(text: &[u8]) -> u8 {
    let (mut feeds, mut alone) = (0usize, 0usize);
    for pair in text.windows(2) {
        feeds += usize::from(pair[1] == b'\n');
        alone += usize::from(pair[0] == b'\r' && pair[1] != b'\n');
    }
    if alone > feeds { b'\r' } else { b'\n' }
}
