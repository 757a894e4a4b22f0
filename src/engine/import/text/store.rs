//! A column while it is being read.
//!
//! Rows are gathered in a block of [`BLOCK`] rows in f64, column by column, and go from there to the columns' vectors,
//! where they take their narrow type. A column starts as numbers; it becomes texts when the first thing it holds is a
//! text, or when texts come to outnumber its numbers. What it is in the end is decided in [`ColumnStore::end`], where
//! the rarer kind yields: texts among numbers are missing cells with an issue, numbers among texts are labels.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ended::end_codes;
pub(crate) use super::ended::{Ended, EndedColumn};
use crate::engine::table::NO_CODE;

/// Rows gathered before they go to the columns.
pub(crate) const BLOCK: usize = 64;
/// Distance of two columns in the block: off the powers of two, so that columns do not share cache sets.
pub(crate) const STRIDE: usize = BLOCK + 8;

/// From here on f32 skips integers.
pub(super) const F32_INTEGERS: f64 = 16_777_216.0;
/// Above it nothing is a figure whose digits matter.
const HUGE: f64 = 1e15;
/// Longest label kept, in bytes of the file.
const LABEL_BYTES: usize = 160;
/// Labels of one column; codes are 16 bits and the last one means missing.
const MAX_LABELS: usize = NO_CODE as usize;
/// Bytes of all labels of a column.
const MAX_LABEL_BYTES: usize = 2 << 20;
/// Places of unusable numbers remembered per column.
pub(super) const MAX_ABSURD: usize = 1 << 16;

/// Where and what the first of something was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct First {
    pub row: u32,
    pub text: String,
}

/// Letters of a cell, and whether all of them were of the file's encoding.
pub(crate) type Letters = (String, bool);

/// Different texts of a column.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub texts: Vec<Arc<str>>,
    pub codes: BTreeMap<Box<[u8]>, u16>,
    pub bytes: usize,
    /// Codes of texts with letters that are not of the encoding, ascending.
    pub unsound: Vec<u16>,
    /// Cells whose text found no more room.
    pub lost: u32,
}

impl Labels {
    /// The code of a text; `None` when there is no room for one more.
    pub fn code(&mut self, raw: &[u8], decode: impl FnOnce(&[u8]) -> Letters) -> Option<u16> {
        let raw = raw.get(..LABEL_BYTES).unwrap_or(raw);
        if let Some(code) = self.codes.get(raw) {
            return Some(*code);
        }
        if self.texts.len() >= MAX_LABELS || self.bytes > MAX_LABEL_BYTES {
            self.lost = self.lost.saturating_add(1);
            return None;
        }
        let code = self.texts.len() as u16;
        let (text, sound) = decode(raw);
        self.bytes += raw.len();
        self.texts.push(text.into());
        self.codes.insert(raw.into(), code);
        if !sound {
            self.unsound.push(code);
        }
        Some(code)
    }

    /// Whether so many more texts with so many bytes find room, whatever they are.
    pub fn has_room(&self, texts: usize, bytes: usize) -> bool {
        self.lost == 0 && self.texts.len() + texts <= MAX_LABELS && self.bytes + bytes <= MAX_LABEL_BYTES
    }
}

/// The samples.
#[derive(Debug)]
pub(super) enum Samples {
    F32(Vec<f32>),
    F64(Vec<f64>),
    Codes(Vec<u16>),
    Dropped,
}

/// A column while it is being read.
#[derive(Debug)]
pub(crate) struct ColumnStore {
    pub(super) samples: Samples,
    pub(super) labels: Labels,
    /// Texts among numbers: row and code.
    pub(super) texts: Vec<(u32, u16)>,
    pub first_text: Option<First>,
    /// Rows of numbers no sensor gives.
    pub(super) absurd: Vec<u32>,
    pub(super) absurd_count: u32,
    pub(super) first_absurd: Option<First>,
    /// Rows that were of f32 before the first number that f32 does not hold; 0 in a column of f64 from the start.
    pub(super) narrow: u32,
    /// Where only a part of the rows is read: what the rows before it have found out.
    pub(super) apart: Option<Before>,
}

/// What the rows before a part have found out about a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Before {
    /// Nothing: every cell was empty.
    Nothing,
    /// It holds numbers, perhaps with texts among them.
    Numbers,
}

impl ColumnStore {
    /// A column of numbers, of f64 from the start where digits are known to matter.
    pub fn new(wide: bool) -> Self {
        Self::of(if wide { Samples::F64(Vec::new()) } else { Samples::F32(Vec::new()) })
    }

    /// A column nobody wants.
    pub fn dropped() -> Self {
        Self::of(Samples::Dropped)
    }

    pub(super) fn of(samples: Samples) -> Self {
        Self {
            samples,
            labels: Labels::default(),
            texts: Vec::new(),
            first_text: None,
            absurd: Vec::new(),
            absurd_count: 0,
            first_absurd: None,
            narrow: 0,
            apart: None,
        }
    }

    /// Number of rows that are no longer in the block.
    pub fn len(&self) -> usize {
        match &self.samples {
            Samples::F32(v) => v.len(),
            Samples::F64(v) => v.len(),
            Samples::Codes(v) => v.len(),
            Samples::Dropped => 0,
        }
    }

    /// Whether cells are codes of labels.
    pub fn is_codes(&self) -> bool {
        matches!(self.samples, Samples::Codes(_))
    }

    /// Makes room for `rows` rows in all.
    pub fn reserve(&mut self, rows: usize) {
        let more = rows.saturating_sub(self.len());
        match &mut self.samples {
            Samples::F32(v) => v.reserve_exact(more),
            Samples::F64(v) => v.reserve_exact(more),
            Samples::Codes(v) => v.reserve_exact(more),
            Samples::Dropped => {}
        }
    }

    /// Rows there is room for.
    pub fn capacity(&self) -> usize {
        match &self.samples {
            Samples::F32(v) => v.capacity(),
            Samples::F64(v) => v.capacity(),
            Samples::Codes(v) => v.capacity(),
            Samples::Dropped => usize::MAX,
        }
    }

    /// Takes the rows of a block.
    pub fn push(&mut self, lane: &mut [f64]) {
        let largest = match self.samples {
            Samples::F32(_) | Samples::F64(_) => largest(lane),
            _ => 0.0,
        };
        if largest > f64::from(f32::MAX) {
            self.take_absurd(lane);
        }
        if largest >= F32_INTEGERS
            && matches!(self.samples, Samples::F32(_))
            && let Some(at) = lane.iter().position(|x| (F32_INTEGERS..HUGE).contains(&x.abs()))
        {
            // What comes before it is as narrow as all before it, so that it does not matter where a block begins.
            lane[..at].iter_mut().for_each(|x| *x = f64::from(*x as f32));
            self.narrow = (self.len() + at) as u32;
            self.widen();
        }
        match &mut self.samples {
            Samples::F32(v) => v.extend(lane.iter().map(|x| *x as f32)),
            Samples::F64(v) => v.extend_from_slice(lane),
            Samples::Codes(v) => v.extend(lane.iter().map(|x| if x.is_nan() { NO_CODE } else { *x as u16 })),
            Samples::Dropped => {}
        }
    }

    /// Goes on in f64.
    pub(super) fn widen(&mut self) {
        if let Samples::F32(v) = &self.samples {
            let mut wide = Vec::with_capacity(v.capacity());
            wide.extend(v.iter().map(|x| f64::from(*x)));
            self.samples = Samples::F64(wide);
        }
    }

    /// Replaces numbers beyond f32 by missing cells and remembers them.
    fn take_absurd(&mut self, lane: &mut [f64]) {
        let base = self.len();
        for (i, x) in lane.iter_mut().enumerate() {
            if x.abs() > f64::from(f32::MAX) {
                let row = (base + i) as u32;
                self.absurd_count = self.absurd_count.saturating_add(1);
                if self.absurd.len() < MAX_ABSURD {
                    self.absurd.push(row);
                }
                if self.first_absurd.is_none() {
                    self.first_absurd = Some(First { row, text: format!("{x:e}") });
                }
                *x = f64::NAN;
            }
        }
    }

    /// A text in this column, at `row`; `lane` holds the rows before it that are still in the block. Gives what stands
    /// for it in the block, a code or NaN, and whether its letters were of the encoding as far as they were looked at.
    pub fn text(
        &mut self,
        row: u32,
        raw: &[u8],
        lane: &mut [f64],
        decode: impl Fn(&[u8]) -> Letters,
    ) -> (f64, bool) {
        let mut sound = true;
        if self.first_text.is_none() {
            let (text, good) = decode(raw.get(..LABEL_BYTES).unwrap_or(raw));
            sound &= good;
            self.first_text = Some(First { row, text });
        }
        let numbers_before = self.apart == Some(Before::Numbers) || !self.texts.is_empty();
        if !self.is_codes() && !numbers_before && self.numbers(lane) == 0 {
            self.take_absurd(lane);
            self.become_blank_codes();
        }
        let before = self.labels.unsound.len();
        let code = self.labels.code(raw, decode);
        sound &= self.labels.unsound.len() == before;
        let value = code.map_or(f64::NAN, f64::from);
        if self.is_codes() {
            return (value, sound);
        }
        if let Some(code) = code {
            self.texts.push((row, code));
        }
        let n = self.texts.len();
        if self.apart.is_none() && is_turn(n) && n > self.numbers(lane) {
            self.become_codes(lane);
            return (value, sound);
        }
        (f64::NAN, sound)
    }

    /// A number in a column of codes, as the file writes it.
    pub fn number_as_label(&mut self, raw: &[u8]) -> f64 {
        let code = self.labels.code(raw, |r| (String::from_utf8_lossy(r).into_owned(), true));
        code.map_or(f64::NAN, f64::from)
    }

    /// Numbers so far, those still in the block included, without those no sensor gives.
    pub(super) fn numbers(&self, lane: &[f64]) -> usize {
        let kept = match &self.samples {
            Samples::F32(v) => v.iter().filter(|x| !x.is_nan()).count(),
            Samples::F64(v) => v.iter().filter(|x| !x.is_nan()).count(),
            _ => 0,
        };
        kept + lane.iter().filter(|x| x.abs() <= f64::from(f32::MAX)).count()
    }

    /// Becomes a column of texts of which there was none so far.
    pub(super) fn become_blank_codes(&mut self) {
        let mut codes = Vec::with_capacity(self.capacity());
        codes.resize(self.len(), NO_CODE);
        self.samples = Samples::Codes(codes);
    }

    /// Numbers become labels; the rows in the block are rewritten.
    fn become_codes(&mut self, lane: &mut [f64]) {
        let in_block = lane.len();
        self.push(lane);
        let kept: Vec<f64> = match &self.samples {
            Samples::F32(v) => v.iter().map(|x| f64::from(*x)).collect(),
            Samples::F64(v) => v.clone(),
            _ => return,
        };
        let wide = matches!(self.samples, Samples::F64(_));
        let mut codes = Vec::with_capacity(self.capacity());
        for x in &kept {
            codes.push(self.label_of(*x, wide).unwrap_or(NO_CODE));
        }
        for (row, code) in std::mem::take(&mut self.texts) {
            if let Some(place) = codes.get_mut(row as usize) {
                *place = code;
            }
        }
        let again = codes.split_off(codes.len().saturating_sub(in_block));
        for (x, code) in lane.iter_mut().zip(again) {
            *x = if code == NO_CODE { f64::NAN } else { f64::from(code) };
        }
        self.samples = Samples::Codes(codes);
    }

    fn label_of(&mut self, x: f64, wide: bool) -> Option<u16> {
        if x.is_nan() {
            return None;
        }
        let text = if wide { x.to_string() } else { (x as f32).to_string() };
        self.labels.code(text.as_bytes(), |_| (text.clone(), true))
    }

    /// Decides what the column is. `decimal` reads labels that are numbers.
    pub fn end(mut self, decimal: u8) -> EndedColumn {
        if !self.texts.is_empty() && self.texts.len() > self.numbers(&[]) {
            self.become_codes(&mut []);
        }
        let mut bad = (0, None);
        let samples = match self.samples {
            Samples::Dropped => Ended::Dropped,
            Samples::F32(v) => Ended::F32(v),
            Samples::F64(v) => Ended::F64(v),
            Samples::Codes(codes) => {
                self.labels.codes = BTreeMap::new();
                let ended = end_codes(codes, self.labels.texts, decimal, &mut bad.0);
                if matches!(ended, Ended::Codes { .. } | Ended::Switch(_)) {
                    self.first_text = None;
                }
                ended
            }
        };
        if !matches!(samples, Ended::Codes { .. }) {
            bad.0 += self.texts.len() as u32;
            bad.1 = self.first_text.filter(|_| bad.0 > 0);
        }
        EndedColumn {
            samples,
            bad,
            absurd: (self.absurd_count, self.first_absurd),
            absurd_rows: self.absurd,
            lost: self.labels.lost,
        }
    }
}

/// Whether so many texts among numbers are the moment to ask whether it is a column of texts.
pub(super) fn is_turn(texts: usize) -> bool {
    texts >= 256 && texts.is_power_of_two()
}

/// Largest magnitude of a block; NaN counts as nothing.
fn largest(lane: &[f64]) -> f64 {
    let mut most = [0.0f64; 4];
    let mut four = lane.chunks_exact(4);
    for x in &mut four {
        for i in 0..4 {
            let y = x[i].abs();
            most[i] = if y > most[i] { y } else { most[i] };
        }
    }
    let rest = four.remainder().iter().map(|x| x.abs()).fold(0.0, |a, b| if b > a { b } else { a });
    most.into_iter().fold(rest, f64::max)
}
