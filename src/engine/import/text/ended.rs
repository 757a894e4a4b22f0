//! What a column turned out to hold.

use std::sync::Arc;

use super::cell;
use super::store::{F32_INTEGERS, First};

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

/// Codes whose labels are on and off become 1 and 0; codes whose cells are mostly numbers become numbers.
pub(super) fn end_codes(codes: Vec<u16>, labels: Vec<Arc<str>>, decimal: u8, bad: &mut u32) -> Ended {
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
