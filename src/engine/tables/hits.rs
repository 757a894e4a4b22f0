//! What a log has at each cell of a table: how often and how long the engine was there, and how a channel behaved.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::axis::MapAxis;
use super::cells::{Cell, Side};
use super::model::MapTable;
use super::surface::place;
use crate::engine::analysis::{Frame, Ledger, Note, Reason, Subject};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::{Cancelled, Cx};
use crate::engine::stats::quantiles_f32;
use crate::engine::table::{GAP_STEPS, RowMask};

/// Rows between two looks at whether to go on.
const STRIDE: usize = 1 << 16;

/// Which cells a sample belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ownership {
    /// The one whose break points are nearest: borders lie halfway between break points.
    #[default]
    Nearest,
    /// The four around it, by the share with which the ECU looks each of them up.
    Bilinear,
}

/// How samples are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct HitsParams {
    pub ownership: Ownership,
    /// Share of the samples below the percentile, 0 to 1; of those whose nearest cell it is, whatever the ownership.
    pub percentile: f64,
    /// A cell with less weight than this (samples, where each belongs to one cell) has no figures.
    pub min_hits: f64,
    /// Samples beyond the outermost break points by more than half a step count for the edge, whose value an ECU holds
    /// there; otherwise they are left out and told.
    pub hold_edges: bool,
}

impl Default for HitsParams {
    fn default() -> Self {
        Self { ownership: Ownership::Nearest, percentile: 0.5, min_hits: 1.0, hold_edges: false }
    }
}

/// What a log says of one cell. The figures are those of the channel asked for, in its base unit; `None` where there are
/// fewer hits than asked for, or no channel was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CellHits {
    /// Samples that belong to it, wholly or in part.
    pub samples: u32,
    /// What they weigh together; as many as `samples` where each belongs to one cell.
    pub weight: f64,
    /// s, by the same weights.
    pub seconds: f64,
    pub mean: Option<f64>,
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// Standard deviation, unbiased for reliability weights (n − 1 for whole samples).
    pub sd: Option<f64>,
    pub percentile: Option<f64>,
}

/// What became of the rows of one log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogHits {
    /// The rows and why some were left out; those beyond the table are among the used ones.
    pub ledger: Ledger,
    /// Rows beyond the table that were left out.
    pub beyond: u64,
    pub notes: Vec<Note>,
}

/// Why nothing can be gathered from a log.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum HitsError {
    /// What moves along this axis is not known.
    #[error("what moves along axis {0:?} is not known")]
    NoChannel(Side),
    /// The log has no such channel, or it holds text.
    #[error("the log has no {0}")]
    Missing(ChannelKey),
    #[error("a share of {0} is none")]
    Percentile(f64),
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Gathers one or more logs on the axes of a table.
///
/// Channels meet on the time base of engine speed as everywhere in the analysis: a slower one is held, so that a sample of
/// it counts for each row it stands for. Nothing is interpolated in time. Cost: one pass over the selected rows.
pub struct Hits<'a> {
    table: &'a MapTable,
    value: Option<ChannelKey>,
    params: HitsParams,
    across: Places,
    along: Option<Places>,
    cells: Vec<Gathered>,
    /// Nearest cell and value of every sample, for the percentile.
    samples: Vec<(u32, f32)>,
}

/// Weighted moments of a cell (West 1979).
#[derive(Clone, Copy)]
struct Gathered {
    samples: u32,
    weight: f64,
    weight_squared: f64,
    seconds: f64,
    mean: f64,
    m2: f64,
    min: f32,
    max: f32,
}

const NOTHING: Gathered = Gathered {
    samples: 0,
    weight: 0.0,
    weight_squared: 0.0,
    seconds: 0.0,
    mean: 0.0,
    m2: 0.0,
    min: f32::INFINITY,
    max: f32::NEG_INFINITY,
};

impl<'a> Hits<'a> {
    /// Nothing gathered yet. `value` is the channel whose figures are asked for; without one only hits and time are.
    pub fn new(
        table: &'a MapTable,
        value: Option<ChannelKey>,
        params: HitsParams,
    ) -> Result<Self, HitsError> {
        if !(0.0..=1.0).contains(&params.percentile) {
            return Err(HitsError::Percentile(params.percentile));
        }
        let along = table.y().map(Places::of);
        let across = Places::of(table.x());
        let cells = vec![NOTHING; across.points.len() * along.as_ref().map_or(1, |y| y.points.len())];
        Ok(Self { table, value, params, across, along, cells, samples: Vec::new() })
    }

    /// Takes in a log, or what is selected of it.
    pub fn add(&mut self, frame: &Frame, subject: &Subject, cx: &Cx) -> Result<LogHits, HitsError> {
        let mut notes = Vec::new();
        let located = Located::of(frame, subject, self.table, &mut notes)?;
        let value = match &self.value {
            Some(key) => Some(frame.values(key).ok_or_else(|| HitsError::Missing(key.clone()))?),
            None => None,
        };
        let mut ledger = frame.ledger();
        located.leave_out(&mut |rows| ledger.keep(Reason::Missing, rows));
        if let Some(value) = &value {
            ledger.keep(Reason::Missing, &RowMask::of_values(value, f32::is_finite));
        }
        let (rows, ledger) = ledger.finish();
        let mut beyond = 0;
        let total = ledger.used;
        for (done, row) in rows.iter().enumerate() {
            if done.is_multiple_of(STRIDE) {
                cx.step(done as u64, total)?;
            }
            let (x, y) = located.at(row);
            let z = value.as_ref().map(|value| value[row]);
            beyond += u64::from(!self.take(x, y, z, seconds_of(frame, row)));
        }
        Ok(LogHits { ledger, beyond, notes })
    }

    /// One sample; whether it belongs to the table.
    fn take(&mut self, x: f64, y: f64, z: Option<f32>, seconds: f64) -> bool {
        let hold = self.params.hold_edges;
        let Some(column) = self.across.nearest(x, hold) else { return false };
        let row = match &self.along {
            Some(along) => along.nearest(y, hold),
            None => Some(0),
        };
        let Some(row) = row else { return false };
        let width = self.across.points.len();
        let nearest = row * width + column;
        if let Some(z) = z {
            self.samples.push((nearest as u32, z));
        }
        match self.params.ownership {
            Ownership::Nearest => self.cells[nearest].push(1.0, z, seconds),
            Ownership::Bilinear => {
                let columns = around(&self.across.points, x);
                let rows = self.along.as_ref().map_or([(0, 1.0), (0, 0.0)], |a| around(&a.points, y));
                for (r, wr) in rows {
                    for (c, wc) in columns {
                        if wr * wc > 0.0 {
                            self.cells[r * width + c].push(wr * wc, z, seconds);
                        }
                    }
                }
            }
        }
        true
    }

    /// What was gathered: one entry per cell of the table, unused ones included (they are empty), row by row.
    pub fn finish(self) -> Vec<CellHits> {
        let percentiles = percentiles(&self.samples, self.cells.len(), self.params.percentile);
        let mut all = vec![CellHits::default(); self.table.cells().len()];
        let width = self.across.points.len();
        for (i, cell) in self.cells.iter().enumerate() {
            let row = self.along.as_ref().map_or(0, |along| along.slots[i / width]);
            let place = row * self.table.columns() + self.across.slots[i % width];
            all[place] = cell.told(percentiles[i], self.params.min_hits, self.value.is_some());
        }
        all
    }
}

impl Gathered {
    fn push(&mut self, weight: f64, z: Option<f32>, seconds: f64) {
        self.samples += 1;
        self.weight += weight;
        self.weight_squared += weight * weight;
        self.seconds += weight * seconds;
        if let Some(z) = z {
            let d = f64::from(z) - self.mean;
            self.mean += d * weight / self.weight;
            self.m2 += weight * d * (f64::from(z) - self.mean);
            self.min = self.min.min(z);
            self.max = self.max.max(z);
        }
    }

    fn told(&self, percentile: Option<f64>, min_hits: f64, figures: bool) -> CellHits {
        let mut told = CellHits {
            samples: self.samples,
            weight: self.weight,
            seconds: self.seconds,
            ..CellHits::default()
        };
        if figures && self.weight > 0.0 && self.weight >= min_hits {
            told.mean = Some(self.mean);
            told.min = Some(f64::from(self.min));
            told.max = Some(f64::from(self.max));
            let freedom = self.weight - self.weight_squared / self.weight;
            // A single sample, in whatever parts, has no spread.
            told.sd = (self.samples > 1 && freedom > 1e-9).then(|| (self.m2 / freedom).max(0.0).sqrt());
            told.percentile = percentile;
        }
        told
    }
}

/// Rows of a log whose nearest cell is this one: what a click on it shows. Rows must be selected and have both axes.
pub fn rows_at(
    frame: &Frame,
    subject: &Subject,
    table: &MapTable,
    cell: Cell,
    hold_edges: bool,
) -> Result<RowMask, HitsError> {
    let located = Located::of(frame, subject, table, &mut Vec::new())?;
    let (across, along) = (Places::of(table.x()), table.y().map(Places::of));
    let mut rows = frame.selected().clone();
    located.leave_out(&mut |present| rows = rows.and(present));
    let mut found = RowMask::none(frame.rows());
    for row in rows.iter() {
        let (x, y) = located.at(row);
        let column = across.nearest(x, hold_edges).map(|c| across.slots[c]);
        let line = match &along {
            Some(along) => along.nearest(y, hold_edges).map(|r| along.slots[r]),
            None => Some(0),
        };
        if column == Some(cell.column as usize) && line == Some(cell.row as usize) {
            found.insert(row);
        }
    }
    Ok(found)
}

/// Where on a table each row of a log is.
pub(super) struct Located {
    x: Arc<[f32]>,
    y: Option<Arc<[f32]>>,
}

impl Located {
    pub(super) fn of(
        frame: &Frame,
        subject: &Subject,
        table: &MapTable,
        notes: &mut Vec<Note>,
    ) -> Result<Self, HitsError> {
        let mut moving = |side: Side, axis: &MapAxis| {
            let id = axis.channel().ok_or(HitsError::NoChannel(side))?;
            let values = match id {
                ChannelId::MapGauge => frame.map_gauge(subject, notes),
                ChannelId::MapAbs => frame.map_absolute(subject, notes),
                id => frame.channel(id),
            };
            values.ok_or(HitsError::Missing(id.into()))
        };
        let x = moving(Side::X, table.x())?;
        let y = table.y().map(|axis| moving(Side::Y, axis)).transpose()?;
        Ok(Self { x, y })
    }

    /// Tells which rows have a value along each axis.
    pub(super) fn leave_out(&self, keep: &mut dyn FnMut(&RowMask)) {
        keep(&RowMask::of_values(&self.x, f32::is_finite));
        if let Some(y) = &self.y {
            keep(&RowMask::of_values(y, f32::is_finite));
        }
    }

    pub(super) fn at(&self, row: usize) -> (f64, f64) {
        (f64::from(self.x[row]), self.y.as_ref().map_or(0.0, |y| f64::from(y[row])))
    }
}

/// The break points in use of an axis, and the borders between them.
struct Places {
    points: Vec<f64>,
    slots: Vec<usize>,
    borders: Vec<f64>,
    /// Half a step beyond the outermost break points.
    low: f64,
    high: f64,
}

impl Places {
    fn of(axis: &MapAxis) -> Self {
        let points = axis.active();
        let borders: Vec<f64> = points.windows(2).map(|w| f64::midpoint(w[0], w[1])).collect();
        // A single break point has no step: everything is beside it.
        let low = borders.first().map_or(f64::NEG_INFINITY, |b| 2.0 * points[0] - b);
        let high = borders.last().map_or(f64::INFINITY, |b| 2.0 * points[points.len() - 1] - b);
        Self { slots: axis.in_use(), points, borders, low, high }
    }

    fn nearest(&self, at: f64, hold: bool) -> Option<usize> {
        (hold || (at >= self.low && at <= self.high)).then(|| self.borders.partition_point(|b| *b <= at))
    }
}

/// The two places around a value with their shares.
fn around(points: &[f64], at: f64) -> [(usize, f64); 2] {
    match place(points, at) {
        Some((low, high, share)) => [(low, 1.0 - share), (high, share)],
        None => [(0, 0.0), (0, 0.0)],
    }
}

/// How long a row stands: until the next one, or one median step where a gap follows.
fn seconds_of(frame: &Frame, row: usize) -> f64 {
    let step = frame.time().median_step();
    let seconds = frame.seconds();
    match seconds.get(row + 1) {
        Some(next) if next - seconds[row] <= GAP_STEPS * step => next - seconds[row],
        _ => step,
    }
}

/// A quantile per cell: samples are brought together by cell, each cell is looked at once.
fn percentiles(samples: &[(u32, f32)], cells: usize, share: f64) -> Vec<Option<f64>> {
    let mut ends = vec![0usize; cells + 1];
    for (cell, _) in samples {
        ends[*cell as usize + 1] += 1;
    }
    for i in 0..cells {
        ends[i + 1] += ends[i];
    }
    let mut next = ends.clone();
    let mut sorted = vec![0.0f32; samples.len()];
    for (cell, z) in samples {
        let at = &mut next[*cell as usize];
        sorted[*at] = *z;
        *at += 1;
    }
    (0..cells)
        .map(|i| quantiles_f32(&sorted[ends[i]..ends[i + 1]], &[share]).and_then(|q| q.first().copied()))
        .collect()
}
