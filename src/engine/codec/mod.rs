//! Columns, time bases, masks and pyramids as little-endian bytes, for storage and transfer.
//!
//! A stored thing is a small serialisable head and one body of plain numbers, so that a body can stay an
//! `ArrayBuffer` from the worker's memory to the disk and back. Heads carry every length; a body of another length
//! is refused, never guessed at.

mod scaled;
mod ticks;

use std::sync::Arc;

pub use scaled::Scale;
pub use ticks::Ticks;

use serde::{Deserialize, Serialize};

use super::channels::ChannelKey;
use super::table::{Column, ColumnData, Flag, RowMask, TimeAxis};
use super::units::Unit;
use super::view::{Level, Pyramid};

/// Stored bytes do not fit what their head says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    #[error("{what} takes {expected} bytes, found {found}")]
    Length { what: &'static str, expected: usize, found: usize },
    #[error("ticks of no clock")]
    Clock,
    #[error("{what} of {len} samples finds no room in memory")]
    Room { what: &'static str, len: usize },
}

/// How the samples of a column are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SampleType {
    F32,
    F64,
    Codes,
    /// f32 as integers; so since the second version of a stored column.
    Scaled(Scale),
}

impl SampleType {
    /// Bytes of one sample.
    pub const fn width(self) -> usize {
        match self {
            SampleType::F32 => 4,
            SampleType::F64 => 8,
            SampleType::Codes => 2,
            SampleType::Scaled(scale) => scale.width(),
        }
    }
}

/// What is needed beside the bytes to rebuild a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnHead {
    pub key: ChannelKey,
    /// The header as written in the file.
    pub source: String,
    pub unit: Unit,
    pub unit_note: Option<String>,
    /// Time base, an index into the axes of the log.
    pub axis: u32,
    pub samples: SampleType,
    /// Number of samples.
    pub len: u32,
    /// Labels of codes, empty for numbers.
    pub labels: Vec<String>,
    /// Masks of suspicious rows that follow the samples, in this order.
    pub flags: Vec<Flag>,
}

impl ColumnHead {
    /// Bytes of the body: the samples, then one mask per flag.
    pub fn body_len(&self) -> usize {
        self.len as usize * self.samples.width() + self.flags.len() * mask_len(self.len as usize)
    }
}

/// A column as head and body.
pub fn encode_column(column: &Column) -> (ColumnHead, Vec<u8>) {
    let (samples, labels) = match column.data() {
        ColumnData::F32(v) => (Scale::of(v).map_or(SampleType::F32, SampleType::Scaled), Vec::new()),
        ColumnData::F64(_) => (SampleType::F64, Vec::new()),
        ColumnData::Codes { labels, .. } => {
            (SampleType::Codes, labels.iter().map(ToString::to_string).collect())
        }
    };
    let head = ColumnHead {
        key: column.key.clone(),
        source: column.source.to_string(),
        unit: column.unit,
        unit_note: column.unit_note.as_ref().map(ToString::to_string),
        axis: column.axis as u32,
        samples,
        len: column.len() as u32,
        labels,
        flags: column.flags().iter().map(|(flag, _)| *flag).collect(),
    };
    let mut body = Vec::with_capacity(head.body_len());
    match (column.data(), samples) {
        (ColumnData::F32(v), SampleType::Scaled(scale)) => scale.put(&mut body, v),
        (ColumnData::F32(v), _) => put_f32(&mut body, v),
        (ColumnData::F64(v), _) => put_f64(&mut body, v),
        (ColumnData::Codes { codes, .. }, _) => put_u16(&mut body, codes),
    }
    for (_, mask) in column.flags() {
        body.extend_from_slice(&mask.to_bytes());
    }
    (head, body)
}

/// The inverse of [`encode_column`].
pub fn decode_column(head: &ColumnHead, body: &[u8]) -> Result<Column, CodecError> {
    expect_len("a column", head.body_len(), body.len())?;
    let len = head.len as usize;
    let (samples, masks) = body.split_at(len * head.samples.width());
    let data = match head.samples {
        SampleType::F32 => ColumnData::F32(get_f32(samples).collect()),
        SampleType::F64 => ColumnData::F64(get_f64(samples).collect()),
        SampleType::Codes => ColumnData::Codes {
            codes: get_u16(samples).collect(),
            labels: head.labels.iter().map(|l| Arc::from(l.as_str())).collect(),
        },
        SampleType::Scaled(scale) => ColumnData::F32(scale.get(samples)),
    };
    let width = mask_len(len);
    let flags = head
        .flags
        .iter()
        .enumerate()
        .map(|(i, flag)| (*flag, RowMask::from_bytes(len, &masks[i * width..(i + 1) * width])))
        .collect();
    let mut column =
        Column::new(head.key.clone(), &head.source, head.unit, head.axis as usize, data).with_flags(flags);
    column.unit_note = head.unit_note.as_deref().map(Arc::from);
    Ok(column)
}

/// A time base: whole ticks where its times are such, else its seconds as f64.
pub fn encode_axis(axis: &TimeAxis) -> (Option<Ticks>, Vec<u8>) {
    if let Some((ticks, body)) = Ticks::of(axis.seconds()) {
        return (Some(ticks), body);
    }
    let mut body = Vec::with_capacity(axis.len() * 8);
    put_f64(&mut body, axis.seconds());
    (None, body)
}

/// The inverse of [`encode_axis`], for a time base of `len` samples.
pub fn decode_axis(len: usize, ticks: Option<&Ticks>, body: &[u8]) -> Result<TimeAxis, CodecError> {
    if let Some(ticks) = ticks {
        return ticks.axis(len, body);
    }
    expect_len("a time base", len.saturating_mul(8), body.len())?;
    Ok(TimeAxis::new(get_f64(body).collect()))
}

/// A mask of `mask.len()` rows: 64 rows in 8 bytes, row 0 the lowest bit of the first.
pub fn encode_mask(mask: &RowMask) -> Vec<u8> {
    mask.to_bytes()
}

/// The inverse of [`encode_mask`].
pub fn decode_mask(len: usize, body: &[u8]) -> Result<RowMask, CodecError> {
    expect_len("a mask", mask_len(len), body.len())?;
    Ok(RowMask::from_bytes(len, body))
}

/// A pyramid: per level all lower then all upper bounds as f32, then the rows that are not drawn, if there are any.
pub fn encode_pyramid(pyramid: &Pyramid) -> Vec<u8> {
    let mut body = Vec::with_capacity(pyramid_len(pyramid.len(), pyramid.undrawn().is_some()));
    for level in pyramid.levels() {
        put_f32(&mut body, &level.lo);
        put_f32(&mut body, &level.hi);
    }
    if let Some(mask) = pyramid.undrawn() {
        body.extend_from_slice(&mask.to_bytes());
    }
    body
}

/// The inverse of [`encode_pyramid`], for a column of `len` samples.
pub fn decode_pyramid(len: usize, body: &[u8]) -> Result<Pyramid, CodecError> {
    let with_mask = body.len() != pyramid_len(len, false);
    expect_len("a pyramid", pyramid_len(len, with_mask), body.len())?;
    let mut rest = body;
    let levels = Pyramid::SHIFTS.map(|shift| {
        let (lo, tail) = rest.split_at(len.div_ceil(1 << shift) * 4);
        let (hi, tail) = tail.split_at(lo.len());
        rest = tail;
        Level { shift, lo: get_f32(lo).collect(), hi: get_f32(hi).collect() }
    });
    let undrawn = with_mask.then(|| RowMask::from_bytes(len, rest));
    Ok(Pyramid::from_parts(len, levels, undrawn))
}

fn pyramid_len(len: usize, with_mask: bool) -> usize {
    let bounds: usize = Pyramid::SHIFTS.iter().map(|shift| len.div_ceil(1 << shift) * 8).sum();
    bounds + if with_mask { mask_len(len) } else { 0 }
}

const fn mask_len(len: usize) -> usize {
    len.div_ceil(64) * 8
}

fn expect_len(what: &'static str, expected: usize, found: usize) -> Result<(), CodecError> {
    if expected == found { Ok(()) } else { Err(CodecError::Length { what, expected, found }) }
}

macro_rules! little_endian {
    ($( $put:ident, $get:ident, $number:ty, $width:literal; )*) => { $(
        /// Appends numbers as little-endian bytes.
        pub fn $put(out: &mut Vec<u8>, values: &[$number]) {
            let start = out.len();
            out.resize(start + values.len() * $width, 0);
            for (cell, value) in out[start..].chunks_exact_mut($width).zip(values) {
                cell.copy_from_slice(&value.to_le_bytes());
            }
        }

        /// Numbers from little-endian bytes; an incomplete number at the end is left out.
        pub fn $get(bytes: &[u8]) -> impl Iterator<Item = $number> + '_ {
            bytes.chunks_exact($width).map(|cell| {
                let mut one = [0; $width];
                one.copy_from_slice(cell);
                <$number>::from_le_bytes(one)
            })
        }
    )* };
}

little_endian! {
    put_f32, get_f32, f32, 4;
    put_f64, get_f64, f64, 8;
    put_u16, get_u16, u16, 2;
}
