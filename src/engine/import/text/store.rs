//! A column while it is being read.
//!
//! Rows are gathered in a block of [`BLOCK`] rows in f64, column by column, and go from there to the columns' vectors,
//! where they take their narrow type. A column starts as numbers; it becomes texts when the first thing it holds is a
//! text, or when texts come to outnumber its numbers. What it is in the end is decided in [`ColumnStore::end`], where
//! the rarer kind yields: texts among numbers are missing cells with an issue, numbers among texts are labels.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell;
use crate::engine::table::NO_CODE;

/// Rows gathered before they go to the columns.
pub(crate) const BLOCK: usize = 64;
/// Distance of two columns in the block: off the powers of two, so that columns do not share cache sets.
pub(crate) const STRIDE: usize = BLOCK + 8;

/// From here on f32 skips integers.
const F32_INTEGERS: f64 = 16_777_216.0;
/// Above it nothing is a figure whose digits matter.
const HUGE: f64 = 1e15;
/// Longest label kept, in bytes of the file.
const LABEL_BYTES: usize = 160;
/// Labels of one column; codes are 16 bits and the last one means missing.
const MAX_LABELS: usize = NO_CODE as usize;
/// Bytes of all labels of a column.
const MAX_LABEL_BYTES: usize = 2 << 20;
/// Places of unusable numbers remembered per column.
const MAX_ABSURD: usize = 1 << 16;

/// Where and what the first of something was.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct First {
    pub row: u32,
    pub text: String,
}

/// Different texts of a column.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    texts: Vec<Arc<str>>,
    codes: BTreeMap<Box<[u8]>, u16>,
    bytes: usize,
    /// Cells whose text found no more room.
    pub lost: u32,
}

impl Labels {
    /// The code of a text; `None` when there is no room for one more.
    fn code(&mut self, raw: &[u8], decode: impl FnOnce(&[u8]) -> String) -> Option<u16> {
        let raw = raw.get(..LABEL_BYTES).unwrap_or(raw);
        if let Some(code) = self.codes.get(raw) {
            return Some(*code);
        }
        if self.texts.len() >= MAX_LABELS || self.bytes > MAX_LABEL_BYTES {
            self.lost = self.lost.saturating_add(1);
            return None;
        }
        let code = self.texts.len() as u16;
        self.bytes += raw.len();
        self.texts.push(decode(raw).into());
        self.codes.insert(raw.into(), code);
        Some(code)
    }
}

/// The samples.
#[derive(Debug)]
enum Samples {
    F32(Vec<f32>),
    F64(Vec<f64>),
    Codes(Vec<u16>),
    Dropped,
}

/// A column while it is being read.
#[derive(Debug)]
pub(crate) struct ColumnStore {
    samples: Samples,
    labels: Labels,
    /// Texts among numbers: row and code.
    texts: Vec<(u32, u16)>,
    pub first_text: Option<First>,
    /// Rows of numbers no sensor gives.
    absurd: Vec<u32>,
    absurd_count: u32,
    first_absurd: Option<First>,
}

/// What a column turned out to hold.
#[derive(Debug)]
pub(crate) enum Ended {
    F32(Vec<f32>),
    F64(Vec<f64>),
    /// 1 and 0, written as words.
    Switch(Vec<f32>),
    Codes {
        codes: Vec<u16>,
        labels: Vec<Arc<str>>,
    },
    /// Nobody wanted it.
    Dropped,
}

impl Ended {
    /// Number of samples.
    pub fn len(&self) -> usize {
        match self {
            Ended::F32(v) | Ended::Switch(v) => v.len(),
            Ended::F64(v) => v.len(),
            Ended::Codes { codes, .. } => codes.len(),
            Ended::Dropped => 0,
        }
    }

    /// The figures as f64; a text is none.
    pub fn into_numbers(self) -> Vec<f64> {
        match self {
            Ended::F64(v) => v,
            Ended::F32(v) | Ended::Switch(v) => v.iter().map(|x| f64::from(*x)).collect(),
            Ended::Codes { codes, .. } => vec![f64::NAN; codes.len()],
            Ended::Dropped => Vec::new(),
        }
    }
}

/// A finished column with what was wrong in it.
#[derive(Debug)]
pub(crate) struct EndedColumn {
    pub samples: Ended,
    /// Cells of text in a column of numbers, with the first.
    pub bad: (u32, Option<First>),
    /// Numbers no sensor gives, with the first, and their rows as far as they were remembered.
    pub absurd: (u32, Option<First>),
    pub absurd_rows: Vec<u32>,
    /// Cells whose text found no room.
    pub lost: u32,
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

    fn of(samples: Samples) -> Self {
        Self {
            samples,
            labels: Labels::default(),
            texts: Vec::new(),
            first_text: None,
            absurd: Vec::new(),
            absurd_count: 0,
            first_absurd: None,
        }
    }

    fn len(&self) -> usize {
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
            && let Samples::F32(v) = &self.samples
            && lane.iter().any(|x| (F32_INTEGERS..HUGE).contains(&x.abs()))
        {
            let mut wide = Vec::with_capacity(v.capacity());
            wide.extend(v.iter().map(|x| f64::from(*x)));
            self.samples = Samples::F64(wide);
        }
        match &mut self.samples {
            Samples::F32(v) => v.extend(lane.iter().map(|x| *x as f32)),
            Samples::F64(v) => v.extend_from_slice(lane),
            Samples::Codes(v) => v.extend(lane.iter().map(|x| if x.is_nan() { NO_CODE } else { *x as u16 })),
            Samples::Dropped => {}
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
    /// for it in the block: a code, or NaN.
    pub fn text(&mut self, row: u32, raw: &[u8], lane: &mut [f64], decode: impl Fn(&[u8]) -> String) -> f64 {
        if self.first_text.is_none() {
            self.first_text = Some(First { row, text: decode(raw.get(..LABEL_BYTES).unwrap_or(raw)) });
        }
        if !self.is_codes() && self.texts.is_empty() && self.numbers(lane) == 0 {
            let mut codes = Vec::with_capacity(self.capacity());
            codes.resize(self.len(), NO_CODE);
            self.samples = Samples::Codes(codes);
        }
        let code = self.labels.code(raw, decode);
        if self.is_codes() {
            return code.map_or(f64::NAN, f64::from);
        }
        if let Some(code) = code {
            self.texts.push((row, code));
        }
        let n = self.texts.len();
        if n >= 256 && n.is_power_of_two() && n > self.numbers(lane) {
            self.become_codes(lane);
            return code.map_or(f64::NAN, f64::from);
        }
        f64::NAN
    }

    /// A number in a column of codes, as the file writes it.
    pub fn number_as_label(&mut self, raw: &[u8]) -> f64 {
        let code = self.labels.code(raw, |r| String::from_utf8_lossy(r).into_owned());
        code.map_or(f64::NAN, f64::from)
    }

    /// Numbers so far, those still in the block included.
    fn numbers(&self, lane: &[f64]) -> usize {
        let kept = match &self.samples {
            Samples::F32(v) => v.iter().filter(|x| !x.is_nan()).count(),
            Samples::F64(v) => v.iter().filter(|x| !x.is_nan()).count(),
            _ => 0,
        };
        kept + lane.iter().filter(|x| !x.is_nan()).count()
    }

    /// Numbers become labels; the rows in the block are rewritten.
    fn become_codes(&mut self, lane: &mut [f64]) {
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
        let base = codes.len();
        for x in lane.iter_mut() {
            *x = self.label_of(*x, wide).map_or(f64::NAN, f64::from);
        }
        for (row, code) in std::mem::take(&mut self.texts) {
            let row = row as usize;
            if let Some(place) = codes.get_mut(row) {
                *place = code;
            } else if let Some(place) = lane.get_mut(row.wrapping_sub(base)) {
                *place = f64::from(code);
            }
        }
        self.samples = Samples::Codes(codes);
    }

    fn label_of(&mut self, x: f64, wide: bool) -> Option<u16> {
        if x.is_nan() {
            return None;
        }
        let text = if wide { x.to_string() } else { (x as f32).to_string() };
        self.labels.code(text.as_bytes(), |_| text.clone())
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

/// Codes whose labels are on and off become 1 and 0; codes whose cells are mostly numbers become numbers.
fn end_codes(codes: Vec<u16>, labels: Vec<Arc<str>>, decimal: u8, bad: &mut u32) -> Ended {
    let figures: Option<Vec<f32>> = labels.iter().map(|l| cell::on_off(l).map(f32::from)).collect();
    // Digits alone never make a switch: without a word the column would have been numbers.
    if let Some(figures) = figures
        && !labels.is_empty()
        && labels.iter().any(|l| !matches!(l.as_bytes(), b"0" | b"1"))
    {
        return Ended::Switch(
            codes.iter().map(|c| figures.get(usize::from(*c)).copied().unwrap_or(f32::NAN)).collect(),
        );
    }
    let figures: Vec<Option<f64>> = labels
        .iter()
        .map(|l| match cell::read(l.as_bytes(), decimal) {
            cell::Cell::Number(x) if x.abs() <= f64::from(f32::MAX) => Some(x),
            _ => None,
        })
        .collect();
    let (mut numbers, mut texts, mut wide) = (0usize, 0usize, false);
    for code in &codes {
        match figures.get(usize::from(*code)) {
            Some(Some(x)) => {
                numbers += 1;
                wide |= x.abs() >= F32_INTEGERS;
            }
            Some(None) => texts += 1,
            None => {}
        }
    }
    if numbers <= texts {
        return Ended::Codes { codes, labels };
    }
    *bad += texts as u32;
    let figure = |c: &u16| figures.get(usize::from(*c)).copied().flatten().unwrap_or(f64::NAN);
    if wide {
        Ended::F64(codes.iter().map(figure).collect())
    } else {
        Ended::F32(codes.iter().map(|c| figure(c) as f32).collect())
    }
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
