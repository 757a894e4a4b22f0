//! Lowest and highest sample of every 2⁶, 2⁹ and 2¹² rows of a column, built once when a log is imported, so that
//! the extremes of any stretch cost a few look-ups.

use std::ops::Range;

use crate::engine::table::{Column, ColumnData, Flag, NO_CODE, RowMask};

/// Bounds of consecutive blocks of `1 << shift` rows; the last block may be shorter. Both bounds are NaN where no
/// sample of the block is drawn.
#[derive(Clone, Debug)]
pub struct Level {
    pub shift: u32,
    pub lo: Box<[f32]>,
    pub hi: Box<[f32]>,
}

/// Equal bit by bit: a block without a sample is equal to itself.
impl PartialEq for Level {
    fn eq(&self, other: &Self) -> bool {
        let same = |a: &[f32], b: &[f32]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
        };
        self.shift == other.shift && same(&self.lo, &other.lo) && same(&self.hi, &other.hi)
    }
}

/// The levels of one column, and the rows of it that are not drawn.
///
/// A row is not drawn where its sample is missing, is not finite, or is flagged as [`Flag::LoopOff`] (a λ target of 0
/// is no value) or [`Flag::ExportTail`] (padding of the exporter). Samples out of range are drawn: a fault must show.
#[derive(Clone, Debug, PartialEq)]
pub struct Pyramid {
    len: usize,
    levels: [Level; 3],
    undrawn: Option<RowMask>,
}

/// Lowest and highest drawn sample of some rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extremes {
    pub lo: f32,
    pub hi: f32,
}

impl Extremes {
    /// Of no row.
    pub const NONE: Extremes = Extremes { lo: f32::INFINITY, hi: f32::NEG_INFINITY };

    /// Whether no sample was drawn.
    pub fn is_none(self) -> bool {
        self.lo > self.hi
    }

    /// Takes in one finite sample, or the bounds of a block; NaN changes nothing.
    #[must_use]
    pub fn with(self, lo: f32, hi: f32) -> Self {
        Extremes { lo: if lo < self.lo { lo } else { self.lo }, hi: if hi > self.hi { hi } else { self.hi } }
    }
}

impl Pyramid {
    /// Rows of a block are 2 to the power of these.
    pub const SHIFTS: [u32; 3] = [6, 9, 12];

    /// Builds all levels in one pass over the samples.
    pub fn build(column: &Column) -> Self {
        let len = column.len();
        let undrawn = Drawn::of(column).undrawn();
        let base = match column.data() {
            ColumnData::F32(v) => base_level(v.chunks(64), undrawn.as_ref(), |x| *x),
            ColumnData::F64(v) => base_level(v.chunks(64), undrawn.as_ref(), |x| *x as f32),
            ColumnData::Codes { codes, .. } => {
                base_level(codes.chunks(64), undrawn.as_ref(), |x| f32::from(*x))
            }
        };
        let middle = reduce(&base, Self::SHIFTS[1]);
        let top = reduce(&middle, Self::SHIFTS[2]);
        Self { len, levels: [base, middle, top], undrawn }
    }

    /// Puts stored parts together again.
    pub(crate) fn from_parts(len: usize, levels: [Level; 3], undrawn: Option<RowMask>) -> Self {
        Self { len, levels, undrawn }
    }

    /// Number of samples of the column.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the column has no sample.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The levels, fine to coarse.
    pub fn levels(&self) -> &[Level; 3] {
        &self.levels
    }

    /// Rows that are not drawn; `None` if every row is.
    pub fn undrawn(&self) -> Option<&RowMask> {
        self.undrawn.as_ref()
    }

    /// Whether the sample of a row is drawn.
    pub fn draws(&self, row: usize) -> bool {
        row < self.len && self.undrawn.as_ref().is_none_or(|m| !m.contains(row))
    }

    /// Whether a range holds a row that is not drawn.
    pub fn has_hole(&self, rows: Range<usize>) -> bool {
        self.undrawn.as_ref().is_some_and(|m| m.any_in(rows))
    }

    /// Number of drawn samples in a range of rows.
    pub fn drawn(&self, rows: Range<usize>) -> usize {
        let rows = rows.start.min(self.len)..rows.end.min(self.len);
        rows.len() - self.undrawn.as_ref().map_or(0, |m| m.count_range(rows))
    }

    /// Lowest and highest drawn sample of a range of rows: whole blocks from the levels, the rest from the samples.
    pub fn extremes(&self, data: &ColumnData, rows: Range<usize>) -> Extremes {
        let end = rows.end.min(self.len);
        let mut row = rows.start;
        let mut found = Extremes::NONE;
        while row < end {
            let block = self.levels.iter().rev().find(|level| {
                let span = 1usize << level.shift;
                row.is_multiple_of(span) && row + span <= end
            });
            if let Some(level) = block {
                let i = row >> level.shift;
                found = found.with(level.lo[i], level.hi[i]);
                row += 1 << level.shift;
            } else {
                let stop = end.min((row / 64 + 1) * 64);
                found = self.scan(data, row..stop, found);
                row = stop;
            }
        }
        found
    }

    fn scan(&self, data: &ColumnData, rows: Range<usize>, mut found: Extremes) -> Extremes {
        match (data, &self.undrawn) {
            (ColumnData::F32(v), None) => {
                for x in &v[rows] {
                    found = found.with(*x, *x);
                }
            }
            _ => {
                for row in rows.filter(|r| self.draws(*r)) {
                    let x = data.number(row) as f32;
                    found = found.with(x, x);
                }
            }
        }
        found
    }
}

/// Which samples of a column are drawn, asked row by row.
pub(super) struct Drawn<'a> {
    data: &'a ColumnData,
    hidden: Vec<&'a RowMask>,
}

impl<'a> Drawn<'a> {
    pub(super) fn of(column: &'a Column) -> Self {
        let hides = |flag: Flag| matches!(flag, Flag::LoopOff | Flag::ExportTail);
        let hidden =
            column.flags().iter().filter(|(flag, _)| hides(*flag)).map(|(_, rows)| &**rows).collect();
        Self { data: column.data(), hidden }
    }

    pub(super) fn contains(&self, row: usize) -> bool {
        self.is_number(row) && !self.hidden.iter().any(|rows| rows.contains(row))
    }

    /// A number beyond f32 cannot be drawn either.
    fn is_number(&self, row: usize) -> bool {
        match self.data {
            ColumnData::F32(v) => v.get(row).is_some_and(|x| x.is_finite()),
            ColumnData::F64(v) => v.get(row).is_some_and(|x| (*x as f32).is_finite()),
            ColumnData::Codes { codes, .. } => codes.get(row).is_some_and(|c| *c != NO_CODE),
        }
    }

    fn all_numbers(&self) -> bool {
        match self.data {
            // Block by block without an early way out, so that the compiler can use vector instructions.
            ColumnData::F32(v) => {
                v.chunks(1024).all(|block| block.iter().fold(true, |ok, x| ok & x.is_finite()))
            }
            ColumnData::F64(v) => v.iter().all(|x| (*x as f32).is_finite()),
            ColumnData::Codes { codes, .. } => !codes.contains(&NO_CODE),
        }
    }

    fn undrawn(&self) -> Option<RowMask> {
        if self.hidden.is_empty() && self.all_numbers() {
            return None;
        }
        Some(RowMask::from_fn(self.data.len(), |row| !self.contains(row)))
    }
}

fn base_level<'a, T: 'a>(
    blocks: impl ExactSizeIterator<Item = &'a [T]>,
    undrawn: Option<&RowMask>,
    value: impl Fn(&T) -> f32,
) -> Level {
    let mut lo = Vec::with_capacity(blocks.len());
    let mut hi = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.enumerate() {
        let start = i * 64;
        let hole = undrawn.is_some_and(|m| m.any_in(start..start + block.len()));
        let mut found = Extremes::NONE;
        if hole {
            for (k, x) in block.iter().enumerate() {
                if undrawn.is_some_and(|m| !m.contains(start + k)) {
                    let x = value(x);
                    found = found.with(x, x);
                }
            }
        } else {
            found = block_extremes(block, &value);
        }
        lo.push(if found.is_none() { f32::NAN } else { found.lo });
        hi.push(if found.is_none() { f32::NAN } else { found.hi });
    }
    Level { shift: Pyramid::SHIFTS[0], lo: lo.into(), hi: hi.into() }
}

/// Eight lanes, so that the compiler can use vector instructions.
fn block_extremes<T>(block: &[T], value: &impl Fn(&T) -> f32) -> Extremes {
    let mut lo = [f32::INFINITY; 8];
    let mut hi = [f32::NEG_INFINITY; 8];
    let lanes = block.chunks_exact(8);
    let rest = lanes.remainder();
    for eight in lanes {
        for k in 0..8 {
            let x = value(&eight[k]);
            lo[k] = if x < lo[k] { x } else { lo[k] };
            hi[k] = if x > hi[k] { x } else { hi[k] };
        }
    }
    let mut found = Extremes::NONE;
    for k in 0..8 {
        found = found.with(lo[k], hi[k]);
    }
    for x in rest {
        let x = value(x);
        found = found.with(x, x);
    }
    found
}

fn reduce(fine: &Level, shift: u32) -> Level {
    let blocks = 1 << (shift - fine.shift);
    let bound = |found: Extremes, of: fn(Extremes) -> f32| if found.is_none() { f32::NAN } else { of(found) };
    let (mut lo, mut hi) = (Vec::new(), Vec::new());
    for (l, h) in fine.lo.chunks(blocks).zip(fine.hi.chunks(blocks)) {
        let found = l.iter().zip(h).fold(Extremes::NONE, |found, (l, h)| found.with(*l, *h));
        lo.push(bound(found, |e| e.lo));
        hi.push(bound(found, |e| e.hi));
    }
    Level { shift, lo: lo.into(), hi: hi.into() }
}
