//! How often a channel took which value.

use serde::{Deserialize, Serialize};

use super::hold::{ViewError, check_rows, column_at};
use crate::engine::stats::{quantiles, quantiles_f32};
use crate::engine::table::{ColumnData, LogTable, RowMask};
use crate::engine::units::Quantity;

/// Most bins of a histogram.
pub const MAX_BINS: u32 = 500;

/// Bins of equal width; each includes its lower end, the last one both.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bins {
    pub low: f64,
    pub width: f64,
    pub count: u32,
}

impl Bins {
    /// `count` bins from `low` to `high`; a single value gets one bin of width 1 around it.
    pub fn between(low: f64, high: f64, count: u32) -> Self {
        let width = (high - low) / f64::from(count.max(1));
        if width > 0.0 && width.is_finite() {
            Self { low, width, count: count.max(1) }
        } else {
            Self { low: low - 0.5, width: 1.0, count: 1 }
        }
    }

    /// Upper end of the last bin.
    pub fn high(&self) -> f64 {
        self.low + self.width * f64::from(self.count)
    }

    /// The bin of a value, if it is within.
    pub fn index(&self, value: f64) -> Option<u32> {
        let place = (value - self.low) / self.width;
        if place >= 0.0 && place < f64::from(self.count) {
            // The quotient may round across an edge: the edges themselves decide, as they are drawn.
            let guess = place as u32;
            let edge = |i: u32| self.low + self.width * f64::from(i);
            return Some(if value < edge(guess) {
                guess.saturating_sub(1)
            } else if guess + 1 < self.count && value >= edge(guess + 1) {
                guess + 1
            } else {
                guess
            });
        }
        let rounding = self.width * 1e-9;
        (value >= self.low - rounding && value <= self.high() + rounding)
            .then(|| if value < self.low { 0 } else { self.count - 1 })
    }
}

/// What decided the bins of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BinRule {
    /// The page asked for a number.
    Asked,
    /// Flags, states and counts: one bin per value.
    PerValue,
    /// Width `2·IQR·n^(-1/3)` (Freedman and Diaconis 1981).
    FreedmanDiaconis,
    /// `log2 n + 1` bins (Sturges 1926), where the quartiles coincide.
    Sturges,
}

/// Counts per bin, of sound samples: neither missing nor flagged. In the base unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    /// Position of the column.
    pub column: u32,
    pub bins: Bins,
    pub rule: BinRule,
    pub counts: Vec<u32>,
    /// Samples counted.
    pub n: u32,
    /// Samples of the selection that are missing, flagged or not finite.
    pub left_out: u32,
    /// Those of them that are missing.
    pub missing: u32,
}

/// Histogram of a column, of all its samples or of a selection on its time base. `bins` asks for a number of bins;
/// else flags, states and counts get one bin per value, and figures a width of `2·IQR·n^(-1/3)` (Freedman and
/// Diaconis 1981), or Sturges' number of bins where the quartiles coincide; at most [`MAX_BINS`].
pub fn histogram(
    table: &LogTable,
    column: usize,
    rows: Option<&RowMask>,
    bins: Option<u32>,
) -> Result<Histogram, ViewError> {
    let source = column_at(table, column)?;
    check_rows(rows, table.axis_of(source))?;
    let sound = source.sound_rows();
    let picked = rows.map_or_else(|| sound.clone(), |rows| sound.and(rows));
    let selected = rows.map_or(source.len(), RowMask::count);
    let missing =
        source.gaps().map_or(0, |gaps| rows.map_or_else(|| gaps.count(), |rows| rows.and(gaps).count()));
    let whole_numbers = matches!(source.data(), ColumnData::Codes { .. })
        || matches!(source.unit.quantity(), Quantity::Flag | Quantity::Code | Quantity::Count);
    let ((bins, rule), counts, n) = match source.data() {
        ColumnData::F32(v) => {
            let values: Vec<f32> = picked.iter().map(|r| v[r]).filter(|x| x.is_finite()).collect();
            let quartiles = || quantiles_f32(&values, &[0.25, 0.75]);
            let chosen = choose(&values, bins, whole_numbers, quartiles);
            (chosen, count(&values, &chosen.0), values.len())
        }
        data => {
            let values: Vec<f64> = picked.iter().map(|r| data.number(r)).filter(|x| x.is_finite()).collect();
            let quartiles = || quantiles(values.clone(), &[0.25, 0.75]);
            let chosen = choose(&values, bins, whole_numbers, quartiles);
            (chosen, count(&values, &chosen.0), values.len())
        }
    };
    Ok(Histogram {
        column: column as u32,
        bins,
        rule,
        counts,
        n: n as u32,
        left_out: (selected - n) as u32,
        missing: missing as u32,
    })
}

fn choose<T: Copy + Into<f64>>(
    values: &[T],
    asked: Option<u32>,
    whole_numbers: bool,
    quartiles: impl Fn() -> Option<Vec<f64>>,
) -> (Bins, BinRule) {
    let mut low = f64::INFINITY;
    let mut high = f64::NEG_INFINITY;
    for x in values {
        low = low.min((*x).into());
        high = high.max((*x).into());
    }
    let rule = if asked.is_some() { BinRule::Asked } else { BinRule::Sturges };
    if values.is_empty() {
        return (Bins { low: 0.0, width: 1.0, count: 1 }, rule);
    }
    let most = f64::from(MAX_BINS);
    if let Some(count) = asked {
        return (Bins::between(low, high, count.clamp(1, MAX_BINS)), rule);
    }
    if whole_numbers && high - low < most {
        let (first, last) = (low.round(), high.round());
        let bins = Bins { low: first - 0.5, width: 1.0, count: (last - first) as u32 + 1 };
        return (bins, BinRule::PerValue);
    }
    let n = values.len() as f64;
    let iqr = quartiles().map_or(0.0, |q| q[1] - q[0]);
    let (count, rule) = if iqr > 0.0 {
        ((high - low) * n.cbrt() / (2.0 * iqr), BinRule::FreedmanDiaconis)
    } else {
        (n.log2() + 1.0, rule)
    };
    (Bins::between(low, high, count.ceil().clamp(1.0, most) as u32), rule)
}

fn count<T: Copy + Into<f64>>(values: &[T], bins: &Bins) -> Vec<u32> {
    let mut counts = vec![0; bins.count as usize];
    for x in values {
        if let Some(i) = bins.index((*x).into()) {
            counts[i as usize] += 1;
        }
    }
    counts
}
