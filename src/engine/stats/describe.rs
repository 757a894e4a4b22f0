//! The table of basic statistics: one row per channel.

use serde::{Deserialize, Serialize};

use super::{Moments, quantiles, quantiles_f32};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::{Cancelled, Cx};
use crate::engine::table::{Column, ColumnData, LogTable, RowMask};

/// Basic statistics of one channel over its sound samples: neither missing nor flagged. Figures are in the base unit.
/// A channel of states has counts only; so has one without a sound sample.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnStats {
    pub key: ChannelKey,
    /// Sound samples, those the figures are of.
    pub count: u32,
    /// Missing cells.
    pub missing: u32,
    /// Samples left out because they are suspicious.
    pub flagged: u32,
    pub mean: Option<f64>,
    /// Sample standard deviation (n − 1).
    pub sd: Option<f64>,
    pub min: Option<f64>,
    /// Quartiles by linear interpolation (type 7).
    pub q1: Option<f64>,
    pub median: Option<f64>,
    pub q3: Option<f64>,
    pub max: Option<f64>,
}

/// Statistics of every column, in the order of the log.
pub fn describe(table: &LogTable, cx: &Cx) -> Result<Vec<ColumnStats>, Cancelled> {
    let total = table.columns().len() as u64;
    let mut rows = Vec::with_capacity(table.columns().len());
    for (i, column) in table.columns().iter().enumerate() {
        cx.step(i as u64, total)?;
        rows.push(describe_column(column, None));
    }
    cx.step(total, total)?;
    Ok(rows)
}

/// Statistics of one column, of all rows or of a selection on its time base.
pub fn describe_column(column: &Column, rows: Option<&RowMask>) -> ColumnStats {
    let selected = rows.map_or(column.len(), RowMask::count);
    let missing = match (column.gaps(), rows) {
        (None, _) => 0,
        (Some(gaps), None) => gaps.count(),
        (Some(gaps), Some(rows)) => gaps.and(rows).count(),
    };
    let whole = rows.is_none() && column.gaps().is_none() && column.flags().is_empty();
    let picked = (!whole).then(|| {
        let sound = column.sound_rows();
        rows.map_or(sound.clone(), |rows| sound.and(rows))
    });
    let count = picked.as_ref().map_or(column.len(), RowMask::count);
    let mut stats = ColumnStats {
        key: column.key.clone(),
        count: count as u32,
        missing: missing as u32,
        flagged: (selected - missing - count) as u32,
        mean: None,
        sd: None,
        min: None,
        q1: None,
        median: None,
        q3: None,
        max: None,
    };
    match (column.data(), &picked) {
        (ColumnData::F32(v), None) => stats.fill_f32(v),
        (ColumnData::F32(v), Some(mask)) => stats.fill_f32(&mask.iter().map(|r| v[r]).collect::<Vec<_>>()),
        (ColumnData::F64(v), None) => stats.fill_f64(v.to_vec()),
        (ColumnData::F64(v), Some(mask)) => stats.fill_f64(mask.iter().map(|r| v[r]).collect()),
        (ColumnData::Codes { .. }, _) => (),
    }
    stats
}

const QUARTILES: [f64; 3] = [0.25, 0.5, 0.75];

impl ColumnStats {
    fn fill_f32(&mut self, values: &[f32]) {
        // An infinite sample that nobody flagged has no place in a mean.
        if values.iter().any(|x| !x.is_finite()) {
            let finite: Vec<f32> = values.iter().copied().filter(|x| x.is_finite()).collect();
            self.leave_out(values.len() - finite.len());
            self.fill(&Moments::of_f32(&finite), quantiles_f32(&finite, &QUARTILES).as_deref());
        } else {
            self.fill(&Moments::of_f32(values), quantiles_f32(values, &QUARTILES).as_deref());
        }
    }

    fn fill_f64(&mut self, mut values: Vec<f64>) {
        let before = values.len();
        values.retain(|x| x.is_finite());
        self.leave_out(before - values.len());
        let moments = Moments::of(&values);
        self.fill(&moments, quantiles(values, &QUARTILES).as_deref());
    }

    fn leave_out(&mut self, samples: usize) {
        self.count -= samples as u32;
        self.flagged += samples as u32;
    }

    fn fill(&mut self, moments: &Moments, quartiles: Option<&[f64]>) {
        // Values near the end of f64 have no finite mean or spread.
        self.mean = moments.mean().filter(|x| x.is_finite());
        self.sd = moments.sd().filter(|x| x.is_finite());
        self.min = moments.min();
        self.max = moments.max();
        if let Some([q1, median, q3]) = quartiles {
            (self.q1, self.median, self.q3) = (Some(*q1), Some(*median), Some(*q3));
        }
    }
}
