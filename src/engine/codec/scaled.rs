//! Decimal figures as small integers.
//!
//! A logger writes its channels with a few decimals, so a column of f32 is nearly always a column of integers divided
//! by a power of ten. Kept as integers of one or two bytes it is half or a quarter as large, which is half or a quarter
//! of what the database has to write and to read. Only a column that comes back bit by bit is kept so.

use serde::{Deserialize, Serialize};

/// Most decimals tried.
const MOST_DIGITS: u8 = 4;
/// Samples that are tried before a whole column is.
const PROBE: usize = 64;
/// Samples between two looks at whether it still fits.
const BLOCK: usize = 1024;

/// How integers become samples: `(base + code) / 10^digits`; the highest code is a missing sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// Decimals.
    pub digits: u8,
    /// The lowest integer of the column.
    pub base: i32,
    /// Whether a code takes two bytes instead of one.
    pub wide: bool,
}

impl Scale {
    /// Bytes of one sample.
    pub const fn width(self) -> usize {
        if self.wide { 2 } else { 1 }
    }

    /// The scale in which every sample comes back as it is; `None` if there is none or nothing would be saved.
    pub fn of(values: &[f32]) -> Option<Self> {
        let stride = (values.len() / PROBE).max(1);
        let probe: Vec<f32> = values.iter().step_by(stride).copied().collect();
        (0..=MOST_DIGITS).find_map(|digits| {
            let factor = factor(digits);
            bounds(&probe, factor)?;
            let (low, high) = bounds(values, factor)?;
            // Nothing but missing samples: bounds that no integer has changed.
            let base = if low > high { 0 } else { low };
            let span = i64::from(high.max(base)) - i64::from(base);
            let wide = span >= i64::from(u8::MAX);
            (span < i64::from(u16::MAX)).then_some(Self { digits, base, wide })
        })
    }

    /// Appends the codes of samples that this scale was found for.
    pub fn put(self, out: &mut Vec<u8>, values: &[f32]) {
        let (factor, base) = (factor(self.digits), self.base);
        let code = |x: f32| integer(x, factor).wrapping_sub(base);
        let start = out.len();
        out.resize(start + values.len() * self.width(), 0);
        let cells = &mut out[start..];
        if self.wide {
            for (cell, x) in cells.chunks_exact_mut(2).zip(values) {
                let code = if x.is_nan() { u16::MAX } else { code(*x) as u16 };
                cell.copy_from_slice(&code.to_le_bytes());
            }
        } else {
            for (cell, x) in cells.iter_mut().zip(values) {
                *cell = if x.is_nan() { u8::MAX } else { code(*x) as u8 };
            }
        }
    }

    /// The samples that these codes stand for.
    pub fn get<S: FromIterator<f32>>(self, bytes: &[u8]) -> S {
        let (factor, base) = (factor(self.digits), self.base);
        let sample = |code: i32| base.wrapping_add(code) as f32 / factor;
        if self.wide {
            let codes = bytes.chunks_exact(2).map(|cell| u16::from_le_bytes([cell[0], cell[1]]));
            codes.map(|c| if c == u16::MAX { f32::NAN } else { sample(i32::from(c)) }).collect()
        } else {
            bytes.iter().map(|c| if *c == u8::MAX { f32::NAN } else { sample(i32::from(*c)) }).collect()
        }
    }
}

fn factor(digits: u8) -> f32 {
    10f32.powi(i32::from(digits))
}

/// The integer nearest to a sample times the factor. Half away from zero, by truncation: what vector instructions have.
fn integer(x: f32, factor: f32) -> i32 {
    let scaled = x * factor;
    (scaled + 0.5f32.copysign(scaled)) as i32
}

/// Lowest and highest integer of samples that all come back as they are; `None` where one does not. Without a sample
/// the lowest is above the highest.
fn bounds(values: &[f32], factor: f32) -> Option<(i32, i32)> {
    const MISSING: u32 = f32::NAN.to_bits();
    let (mut low, mut high) = (i32::MAX, i32::MIN);
    for block in values.chunks(BLOCK) {
        let mut exact = true;
        for x in block {
            let n = integer(*x, factor);
            let missing = x.to_bits() == MISSING;
            exact &= missing | ((n as f32 / factor).to_bits() == x.to_bits());
            low = low.min(if missing { i32::MAX } else { n });
            high = high.max(if missing { i32::MIN } else { n });
        }
        if !exact {
            return None;
        }
    }
    Some((low, high))
}
