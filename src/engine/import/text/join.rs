//! A column of which parts were read apart, put together so that it is the column that one reader would have made.
//!
//! What a reader makes of a cell depends in a few things on the rows before it: how wide the column is, whether it holds
//! numbers or texts, and which code a text has. A part is read with what the rows before had found out when it began;
//! where the rows that were read meanwhile found out something else, [`ColumnStore::takes`] says so, and the part has to
//! be read once more by whoever holds those rows.

use serde::{Deserialize, Serialize};

use super::store::{Before, ColumnStore, First, MAX_ABSURD, Samples, is_turn};
use crate::engine::table::NO_CODE;

/// How a column is read that begins in the middle of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Start {
    Dropped,
    F32(Before),
    F64(Before),
    Codes,
}

/// What a part has of a column, beside its samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ColumnPart {
    pub form: Form,
    /// Different texts in the order of their codes.
    labels: Vec<Label>,
    /// Cells whose text found no room.
    lost: u32,
    /// Texts among numbers: row and code.
    texts: Vec<(u32, u16)>,
    first_text: Option<First>,
    absurd: Vec<u32>,
    absurd_count: u32,
    first_absurd: Option<First>,
}

/// How the samples of a column come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Form {
    /// Not at all: every cell is missing.
    Nothing,
    F32,
    /// The first so many rows have no more digits than f32.
    F64 {
        narrow: u32,
    },
    Codes,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Label {
    raw: Vec<u8>,
    text: String,
    sound: bool,
}

/// The samples of one column of a part.
#[derive(Clone, Debug, PartialEq)]
pub enum PartColumn {
    /// Every cell is missing.
    Nothing,
    F32(Vec<f32>),
    F64(Vec<f64>),
    Codes(Vec<u16>),
}

/// Where the samples of a part come from. They are asked for once, column after column, as [`super::part::PartHead`]
/// tells them.
pub trait PartSamples {
    /// The next column, where it is one of f32.
    fn f32s(&mut self, to: &mut [f32]);
    /// The next column, where it is one of f64.
    fn f64s(&mut self, to: &mut [f64]);
    /// The next column, where it is one of codes.
    fn codes(&mut self, to: &mut [u16]);
}

impl Start {
    /// A column that begins so.
    pub fn column(self) -> ColumnStore {
        let (mut column, before) = match self {
            Start::Dropped => return ColumnStore::dropped(),
            Start::F32(before) => (ColumnStore::new(false), before),
            Start::F64(before) => (ColumnStore::new(true), before),
            Start::Codes => (ColumnStore::of(Samples::Codes(Vec::new())), Before::Numbers),
        };
        column.apart = Some(before);
        column
    }
}

impl ColumnStore {
    /// How a part is read that begins behind these rows, as far as they are known.
    pub fn start(&self) -> Start {
        let before = || if self.is_blank() { Before::Nothing } else { Before::Numbers };
        match &self.samples {
            Samples::Dropped => Start::Dropped,
            Samples::F32(_) => Start::F32(before()),
            Samples::F64(_) => Start::F64(before()),
            Samples::Codes(_) => Start::Codes,
        }
    }

    /// Whether nothing was found yet that makes it a column of numbers.
    fn is_blank(&self) -> bool {
        self.texts.is_empty()
            && match &self.samples {
                Samples::F32(v) => v.iter().all(|x| x.is_nan()),
                Samples::F64(v) => v.iter().all(|x| x.is_nan()),
                Samples::Codes(codes) => codes.iter().all(|c| *c == NO_CODE),
                Samples::Dropped => true,
            }
    }

    /// Ends the column of a part.
    pub fn into_part(self) -> (ColumnPart, PartColumn) {
        let blank = self.is_blank() && self.labels.codes.is_empty();
        let (form, samples) = match self.samples {
            _ if blank => (Form::Nothing, PartColumn::Nothing),
            Samples::Dropped => (Form::Nothing, PartColumn::Nothing),
            Samples::F32(v) => (Form::F32, PartColumn::F32(v)),
            Samples::F64(v) => (Form::F64 { narrow: self.narrow }, PartColumn::F64(v)),
            Samples::Codes(v) => (Form::Codes, PartColumn::Codes(v)),
        };
        let mut raw: Vec<(Box<[u8]>, u16)> = self.labels.codes.into_iter().collect();
        raw.sort_unstable_by_key(|(_, code)| *code);
        let labels = raw.into_iter().zip(&self.labels.texts).map(|((raw, code), text)| Label {
            raw: raw.into_vec(),
            text: text.to_string(),
            sound: self.labels.unsound.binary_search(&code).is_err(),
        });
        let part = ColumnPart {
            form,
            labels: labels.collect(),
            lost: self.labels.lost,
            texts: self.texts,
            first_text: self.first_text,
            absurd: self.absurd,
            absurd_count: self.absurd_count,
            first_absurd: self.first_absurd,
        };
        (part, samples)
    }

    /// Whether a part that follows is what this column would have made of its cells.
    pub fn takes(&self, part: &ColumnPart) -> bool {
        let bytes = part.labels.iter().map(|l| l.raw.len()).sum();
        if part.lost > 0 || !(part.labels.is_empty() || self.labels.has_room(part.labels.len(), bytes)) {
            return false;
        }
        match (&self.samples, part.form) {
            (_, Form::Nothing) | (Samples::Codes(_), Form::Codes) => true,
            (Samples::F32(_), Form::F32 | Form::F64 { .. }) | (Samples::F64(_), Form::F64 { narrow: 0 }) => {
                self.stays_numbers(part)
            }
            (Samples::F32(_) | Samples::F64(_), Form::Codes) => self.is_blank(),
            _ => false,
        }
    }

    /// Whether texts among the numbers of a part would not have made this a column of texts. There may be more numbers
    /// before each of them than are counted: it is better to read a part again than to take a wrong one.
    fn stays_numbers(&self, part: &ColumnPart) -> bool {
        let (before, after) = (self.texts.len(), self.texts.len() + part.texts.len());
        let last_turn = after.checked_ilog2().map_or(0, |n| 1 << n);
        last_turn <= before || !is_turn(last_turn) || last_turn <= self.numbers(&[])
    }

    /// Adds a part that it takes: `rows` rows behind the `before` rows so far. Gives how many of its texts are new and
    /// not of the file's encoding.
    pub fn follow(
        &mut self,
        part: ColumnPart,
        (before, rows): (u32, u32),
        samples: &mut dyn PartSamples,
    ) -> u32 {
        let unsound = self.labels.unsound.len();
        let labels = part.labels.into_iter().enumerate();
        let mut moved = false;
        let codes: Vec<u16> = labels
            .map(|(i, Label { raw, text, sound })| {
                let code = self.labels.code(&raw, |_| (text, sound)).unwrap_or(NO_CODE);
                moved |= usize::from(code) != i;
                code
            })
            .collect();
        let unsound = (self.labels.unsound.len() - unsound) as u32;
        let there = |first: First| First { row: before + first.row, ..first };
        self.texts.extend(
            part.texts.into_iter().filter_map(|(row, c)| Some((before + row, *codes.get(usize::from(c))?))),
        );
        self.first_text = self.first_text.take().or(part.first_text.map(there));
        let room = MAX_ABSURD.saturating_sub(self.absurd.len());
        self.absurd.extend(part.absurd.into_iter().take(room).map(|row| before + row));
        self.absurd_count = self.absurd_count.saturating_add(part.absurd_count);
        self.first_absurd = self.first_absurd.take().or(part.first_absurd.map(there));
        match part.form {
            Form::F64 { narrow } if matches!(self.samples, Samples::F32(_)) => {
                self.narrow = before + narrow;
                self.widen();
            }
            Form::Codes if !self.is_codes() => self.become_blank_codes(),
            _ => {}
        }
        let all = (before + rows) as usize;
        match &mut self.samples {
            Samples::F32(v) => {
                let new = grown(v, all, f32::NAN);
                if part.form == Form::F32 {
                    samples.f32s(new);
                }
            }
            Samples::F64(v) => {
                let new = grown(v, all, f64::NAN);
                if matches!(part.form, Form::F64 { .. }) {
                    samples.f64s(new);
                }
            }
            Samples::Codes(v) => {
                let new = grown(v, all, NO_CODE);
                if part.form == Form::Codes {
                    samples.codes(new);
                    if moved {
                        for c in new {
                            *c = codes.get(usize::from(*c)).copied().unwrap_or(NO_CODE);
                        }
                    }
                }
            }
            Samples::Dropped => {}
        }
        unsound
    }
}

/// The new places of samples that grow to so many.
fn grown<T: Clone>(samples: &mut Vec<T>, all: usize, missing: T) -> &mut [T] {
    let before = samples.len();
    samples.resize(all, missing);
    samples.get_mut(before..).unwrap_or_default()
}

/// The samples of a part that was read here.
impl PartSamples for std::vec::IntoIter<PartColumn> {
    fn f32s(&mut self, to: &mut [f32]) {
        if let Some(PartColumn::F32(v)) = self.find(PartColumn::has_samples) {
            put(to, &v);
        }
    }

    fn f64s(&mut self, to: &mut [f64]) {
        if let Some(PartColumn::F64(v)) = self.find(PartColumn::has_samples) {
            put(to, &v);
        }
    }

    fn codes(&mut self, to: &mut [u16]) {
        if let Some(PartColumn::Codes(v)) = self.find(PartColumn::has_samples) {
            put(to, &v);
        }
    }
}

impl PartColumn {
    fn has_samples(&self) -> bool {
        !matches!(self, PartColumn::Nothing)
    }
}

fn put<T: Copy>(to: &mut [T], from: &[T]) {
    if to.len() == from.len() {
        to.copy_from_slice(from);
    }
}
