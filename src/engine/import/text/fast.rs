//! A cell in eight bytes.

use serde::{Deserialize, Serialize};

use super::number;

/// How cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    Number,
    /// The time column, where it is a number.
    TimeNumber,
    Codes,
    Clock,
    Date,
    Dropped,
}

/// What the fast path needs of a column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fast {
    pub kind: Kind,
    /// The last two texts as they stand in the file, with their codes.
    pub words: [(u64, f64); 2],
}

/// A word no cell of at most seven bytes equals.
pub(crate) const NO_WORD: (u64, f64) = (u64::MAX, f64::NAN);

impl Fast {
    /// Whether cells are numbers.
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::TimeNumber)
    }

    /// What a cell that is no number, in the lowest `len` bytes of a word, stands for; `None` where it takes a closer look.
    /// `line_end` is the pattern of what ends a row.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the inner loop of parsing: a call costs as much as the work")]
    pub fn word(&self, word: u64, len: u32, line_end: u64) -> Option<f64> {
        match self.kind {
            Kind::Codes => {
                let word = keyed(number::low(word, len), len);
                if word == self.words[0].0 {
                    Some(self.words[0].1)
                } else if word == self.words[1].0 {
                    Some(self.words[1].1)
                } else {
                    (len == 0).then_some(f64::NAN)
                }
            }
            // Whatever it holds, a cell ends with its row.
            Kind::Dropped => {
                let plain = word as u8 != b'"' && word as u8 != b' ' && number::find(word, line_end) >= len;
                plain.then_some(f64::NAN)
            }
            Kind::Number | Kind::TimeNumber | Kind::Clock | Kind::Date => None,
        }
    }
}

/// A cell of at most seven bytes with its length in the eighth: without it a zero byte at its end would be none.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as above")]
pub(crate) fn keyed(word: u64, len: u32) -> u64 {
    word | u64::from(len) << 56
}

/// Eight bytes from `at`; `None` near the end of the text.
#[inline]
pub(crate) fn load(text: &[u8], at: usize) -> Option<u64> {
    let eight = text.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*eight))
}

/// Where reading stands within a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor {
    pub next: usize,
    pub column: usize,
    pub row_start: usize,
}
