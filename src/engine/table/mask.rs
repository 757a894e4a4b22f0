//! A set of rows, one bit each: selections, gaps, quality flags.

use serde::{Deserialize, Serialize};

use crate::engine::passes;

/// Rows of one time base that belong to a set. All operations keep the length; two masks meet only at the same length.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowMask {
    len: u32,
    words: Vec<u64>,
}

impl RowMask {
    /// No row of `len`.
    pub fn none(len: usize) -> Self {
        Self { len: len as u32, words: vec![0; len.div_ceil(64)] }
    }

    /// Every row of `len`.
    pub fn all(len: usize) -> Self {
        let mut mask = Self { len: len as u32, words: vec![u64::MAX; len.div_ceil(64)] };
        mask.trim();
        mask
    }

    /// The rows for which `pick` holds.
    pub fn from_fn(len: usize, mut pick: impl FnMut(usize) -> bool) -> Self {
        let mut mask = Self::none(len);
        passes::each(0..len, |rows| {
            for row in rows {
                if pick(row) {
                    mask.insert(row);
                }
            }
        });
        mask
    }

    /// The rows whose value passes a test. Rows are tested 64 at a time, and only where one of them passes are they
    /// looked at one by one: most masks of a log are nearly empty.
    pub fn of_values<T: Copy>(values: &[T], test: impl Fn(T) -> bool) -> Self {
        let word = |chunk: &[T]| {
            if !chunk.iter().fold(false, |any, x| any | test(*x)) {
                return 0;
            }
            chunk.iter().enumerate().fold(0u64, |word, (i, x)| word | u64::from(test(*x)) << i)
        };
        let mut words = Vec::with_capacity(values.len().div_ceil(64));
        passes::each(0..values.len(), |rows| words.extend(values[rows].chunks(64).map(word)));
        Self { len: values.len() as u32, words }
    }

    /// The rows of one half-open range, cut at `len`.
    pub fn from_range(len: usize, range: std::ops::Range<usize>) -> Self {
        let mut mask = Self::none(len);
        mask.insert_range(range);
        mask
    }

    /// Number of rows it speaks about.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether it speaks about no row at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether `row` is in the set; rows beyond the end are not.
    pub fn contains(&self, row: usize) -> bool {
        row < self.len() && self.words[row / 64] >> (row % 64) & 1 == 1
    }

    /// Puts a row in; a row beyond the end is ignored.
    pub fn insert(&mut self, row: usize) {
        if row < self.len() {
            self.words[row / 64] |= 1 << (row % 64);
        }
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: usize) {
        if row < self.len() {
            self.words[row / 64] &= !(1 << (row % 64));
        }
    }

    /// Puts a half-open range in, cut at the end.
    pub fn insert_range(&mut self, range: std::ops::Range<usize>) {
        for (word, bits) in spans(range.start..range.end.min(self.len())) {
            self.words[word] |= bits;
        }
    }

    /// Adds a row at the end; used while a log is being read.
    pub fn push(&mut self, inside: bool) {
        let row = self.len();
        self.len += 1;
        if row.is_multiple_of(64) {
            self.words.push(0);
        }
        if inside {
            self.insert(row);
        }
    }

    /// Number of rows in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// Number of rows of a half-open range that are in the set.
    pub fn count_range(&self, range: std::ops::Range<usize>) -> usize {
        spans(range.start..range.end.min(self.len()))
            .map(|(word, bits)| (self.words[word] & bits).count_ones() as usize)
            .sum()
    }

    /// Whether any row of a half-open range is in the set.
    pub fn any_in(&self, range: std::ops::Range<usize>) -> bool {
        spans(range.start..range.end.min(self.len())).any(|(word, bits)| self.words[word] & bits != 0)
    }

    /// Whether any row is in the set.
    pub fn any(&self) -> bool {
        self.words.iter().any(|w| *w != 0)
    }

    /// Rows in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    /// Rows in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    /// Rows in this one and not in the other.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.zip(other, |a, b| a & !b)
    }

    /// Rows that are not in it.
    #[must_use]
    pub fn not(&self) -> Self {
        let mut mask = Self { len: self.len, words: self.words.iter().map(|w| !w).collect() };
        mask.trim();
        mask
    }

    /// The rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.iter_from(0)
    }

    /// Looks at each row, in ascending order: what [`RowMask::iter`] gives, for many rows.
    pub fn for_each(&self, mut look: impl FnMut(usize)) {
        passes::each(0..self.len(), |rows| {
            for i in rows.start / 64..rows.end.div_ceil(64) {
                let mut rest = self.words[i];
                while rest != 0 {
                    look(i * 64 + rest.trailing_zeros() as usize);
                    rest &= rest - 1;
                }
            }
        });
    }

    /// The first row of the set and every `stride`-th after it.
    pub fn every(&self, stride: usize) -> Vec<usize> {
        let mut found = Vec::with_capacity(self.count().div_ceil(stride.max(1)));
        let mut passed_over = 0;
        for (i, word) in self.words.iter().enumerate() {
            let mut rest = *word;
            while passed_over < rest.count_ones() as usize {
                for _ in 0..passed_over {
                    rest &= rest - 1;
                }
                found.push(i * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
                passed_over = stride.max(1) - 1;
            }
            passed_over -= rest.count_ones() as usize;
        }
        found
    }

    /// The `k`-th row of the set, counted from 0.
    pub fn nth(&self, k: usize) -> Option<usize> {
        let mut left = k;
        for (i, word) in self.words.iter().enumerate() {
            let here = word.count_ones() as usize;
            if left < here {
                let mut rest = *word;
                for _ in 0..left {
                    rest &= rest - 1;
                }
                return Some(i * 64 + rest.trailing_zeros() as usize);
            }
            left -= here;
        }
        None
    }

    /// The rows from `first` on, in ascending order.
    pub fn iter_from(&self, first: usize) -> impl Iterator<Item = usize> + '_ {
        spans(first..self.len()).flat_map(|(i, bits)| {
            let mut rest = self.words[i] & bits;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    i * 64 + bit
                })
            })
        })
    }

    /// The set as maximal half-open runs of consecutive rows.
    pub fn runs(&self) -> Vec<std::ops::Range<usize>> {
        let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
        for (i, word) in self.words.iter().enumerate() {
            let (mut word, mut row) = (*word, i * 64);
            while word != 0 {
                let before = word.trailing_zeros();
                let length = (word >> before).trailing_ones();
                let start = row + before as usize;
                match runs.last_mut() {
                    Some(run) if run.end == start => run.end = start + length as usize,
                    _ => runs.push(start..start + length as usize),
                }
                row = start + length as usize;
                word = word.checked_shr(before + length).unwrap_or(0);
            }
        }
        runs
    }

    /// Bits as bytes, row 0 the lowest bit of the first byte.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.words.iter().flat_map(|w| w.to_le_bytes()).collect()
    }

    /// The inverse of [`RowMask::to_bytes`]; missing bytes are rows outside the set.
    pub fn from_bytes(len: usize, bytes: &[u8]) -> Self {
        let mut mask = Self::none(len);
        for (word, chunk) in mask.words.iter_mut().zip(bytes.chunks(8)) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            *word = u64::from_le_bytes(eight);
        }
        mask.trim();
        mask
    }

    fn zip(&self, other: &Self, f: impl Fn(u64, u64) -> u64) -> Self {
        debug_assert_eq!(self.len, other.len, "masks of different lengths");
        let words = (0..self.words.len())
            .map(|i| f(self.words[i], other.words.get(i).copied().unwrap_or(0)))
            .collect();
        let mut mask = Self { len: self.len, words };
        mask.trim();
        mask
    }

    fn trim(&mut self) {
        let used = self.len() % 64;
        if used != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << used) - 1;
        }
    }
}

/// The words a range of rows touches, each with the bits of the range.
fn spans(range: std::ops::Range<usize>) -> impl Iterator<Item = (usize, u64)> {
    let words = if range.is_empty() { 0..0 } else { range.start / 64..(range.end - 1) / 64 + 1 };
    words.map(move |word| {
        let first = range.start.max(word * 64) - word * 64;
        let last = range.end.min(word * 64 + 64) - word * 64;
        let upto = if last == 64 { u64::MAX } else { (1 << last) - 1 };
        (word, upto & (u64::MAX << first))
    })
}

impl std::fmt::Debug for RowMask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RowMask({} of {})", self.count(), self.len)
    }
}
