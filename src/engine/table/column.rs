//! One channel's samples.

use std::sync::Arc;

use super::RowMask;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Unit;

/// Samples of a column. f32 holds every figure an ECU logs (at most five significant digits); f64 is for positions
/// and for integers beyond 2²⁴; codes are for text states. All arithmetic accumulates in f64.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnData {
    F32(Arc<[f32]>),
    F64(Arc<[f64]>),
    /// Index into `labels`; [`NO_CODE`] where the cell is missing.
    Codes {
        codes: Arc<[u16]>,
        labels: Arc<[Arc<str>]>,
    },
}

/// Code of a missing cell.
pub const NO_CODE: u16 = u16::MAX;

impl ColumnData {
    /// Number of samples.
    pub fn len(&self) -> usize {
        match self {
            ColumnData::F32(v) => v.len(),
            ColumnData::F64(v) => v.len(),
            ColumnData::Codes { codes, .. } => codes.len(),
        }
    }

    /// Whether there is no sample.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sample `row` as a number, NaN where it is missing or beyond the end. A code is its index.
    pub fn number(&self, row: usize) -> f64 {
        match self {
            ColumnData::F32(v) => v.get(row).map_or(f64::NAN, |x| f64::from(*x)),
            ColumnData::F64(v) => v.get(row).copied().unwrap_or(f64::NAN),
            ColumnData::Codes { codes, .. } => match codes.get(row) {
                Some(&code) if code != NO_CODE => f64::from(code),
                _ => f64::NAN,
            },
        }
    }

    /// All samples as f32 for drawing; positions lose digits that no pixel shows.
    pub fn to_f32(&self) -> Vec<f32> {
        match self {
            ColumnData::F32(v) => v.to_vec(),
            ColumnData::F64(v) => v.iter().map(|x| *x as f32).collect(),
            ColumnData::Codes { .. } => (0..self.len()).map(|i| self.number(i) as f32).collect(),
        }
    }

    /// Bytes the samples take.
    pub fn bytes(&self) -> usize {
        match self {
            ColumnData::F32(v) => v.len() * 4,
            ColumnData::F64(v) => v.len() * 8,
            ColumnData::Codes { codes, .. } => codes.len() * 2,
        }
    }
}

/// Why a sample is suspicious. Flagged rows keep their value; an analysis leaves them out by mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Flag {
    /// Outside the channel's plausible range.
    OutOfRange,
    /// A value that stands for "no sensor", such as −40 °C.
    Sentinel,
    /// λ target 0: the closed loop was off.
    LoopOff,
    /// Row past the last real sample, padded by the exporter.
    ExportTail,
}

/// One channel: what it means, its samples, and which of them are missing or suspicious. Immutable after import.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Unique within the log.
    pub key: ChannelKey,
    /// The header as written in the file.
    pub source: Arc<str>,
    /// Unit of the values: the base unit of the quantity.
    pub unit: Unit,
    /// Unit text of the file where no known unit was recognised.
    pub unit_note: Option<Arc<str>>,
    /// Time base of the samples, an index into the table's axes.
    pub axis: usize,
    data: ColumnData,
    gaps: Option<Arc<RowMask>>,
    flags: Vec<(Flag, Arc<RowMask>)>,
}

impl Column {
    /// A column of f32, f64 or codes; the gaps are found here.
    pub fn new(key: ChannelKey, source: &str, unit: Unit, axis: usize, data: ColumnData) -> Self {
        let gaps = find_gaps(&data).map(Arc::new);
        Self { key, source: source.into(), unit, unit_note: None, axis, data, gaps, flags: Vec::new() }
    }

    /// The same column with suspicious rows noted. Empty masks are dropped.
    #[must_use]
    pub fn with_flags(mut self, flags: Vec<(Flag, RowMask)>) -> Self {
        self.flags = flags.into_iter().filter(|(_, m)| m.any()).map(|(f, m)| (f, Arc::new(m))).collect();
        self
    }

    /// The samples.
    pub fn data(&self) -> &ColumnData {
        &self.data
    }

    /// The samples as f32, if that is how they are kept.
    pub fn f32(&self) -> Option<&[f32]> {
        match &self.data {
            ColumnData::F32(v) => Some(v),
            _ => None,
        }
    }

    /// Sample `row` as text, as short as it can be without losing a digit; a state is its label. Empty where nothing was
    /// logged.
    pub fn cell(&self, row: usize) -> String {
        match &self.data {
            ColumnData::F32(v) => {
                v.get(row).filter(|x| x.is_finite()).map(ToString::to_string).unwrap_or_default()
            }
            ColumnData::F64(v) => {
                v.get(row).filter(|x| x.is_finite()).map(ToString::to_string).unwrap_or_default()
            }
            ColumnData::Codes { codes, labels } => codes
                .get(row)
                .filter(|code| **code != NO_CODE)
                .and_then(|code| labels.get(*code as usize))
                .map(ToString::to_string)
                .unwrap_or_default(),
        }
    }

    /// Canonical channel, if it is one.
    pub fn id(&self) -> Option<ChannelId> {
        self.key.id()
    }

    /// Number of samples, missing ones included.
    pub fn len(&self) -> usize {
        self.data.len()
    }

    /// Whether there is no sample.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// Rows whose cell is missing; `None` if none is.
    pub fn gaps(&self) -> Option<&RowMask> {
        self.gaps.as_deref()
    }

    /// Number of missing cells.
    pub fn missing(&self) -> usize {
        self.gaps.as_ref().map_or(0, |g| g.count())
    }

    /// Suspicious rows with the reason.
    pub fn flags(&self) -> &[(Flag, Arc<RowMask>)] {
        &self.flags
    }

    /// Rows that hold a value nobody doubts: neither missing nor flagged.
    pub fn sound_rows(&self) -> RowMask {
        let mut rows = match &self.gaps {
            Some(gaps) => gaps.not(),
            None => RowMask::all(self.len()),
        };
        for (_, mask) in &self.flags {
            rows = rows.minus(mask);
        }
        rows
    }

    /// Whether every row has a value that nobody doubts.
    pub fn is_clean(&self) -> bool {
        self.gaps.is_none() && self.flags.is_empty()
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        let masks = self.flags.len() + usize::from(self.gaps.is_some());
        self.data.bytes() + masks * self.len().div_ceil(8)
    }
}

fn find_gaps(data: &ColumnData) -> Option<RowMask> {
    let missing = match data {
        ColumnData::F32(v) => RowMask::of_values(v, f32::is_nan),
        ColumnData::F64(v) => RowMask::of_values(v, f64::is_nan),
        ColumnData::Codes { codes, .. } => RowMask::of_values(codes, |c| c == NO_CODE),
    };
    missing.any().then_some(missing)
}
