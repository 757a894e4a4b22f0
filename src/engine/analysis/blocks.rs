//! Samples that can be compared: the median of a channel while the engine stood at one operating point within one block of
//! time. Rows of a log depend on the rows before them; medians of blocks far less, and tests on them mean what they say.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::evidence::Note;
use super::frame::Frame;
use super::subject::Subject;
use crate::engine::channels::ChannelId;
use crate::engine::cx::{Cancelled, Cx};
use crate::engine::stats::autocorrelation::Noise;
use crate::engine::table::RowMask;

/// Most things an operating point is told by.
pub const AXES: usize = 4;

/// An operating point: on each axis the number of the band it lies in. Bands are centred on the multiples of their width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell(pub [i16; AXES]);

/// What an operating point is told by: a channel in bands of one width.
#[derive(Clone, Debug)]
pub struct Axis {
    pub values: Arc<[f32]>,
    pub width: f64,
}

impl Axis {
    fn band(&self, row: usize) -> i16 {
        // The cast takes what is far outside to the ends.
        (f64::from(self.values[row]) / self.width).round() as i16
    }
}

/// What stands for load in logs that are to be compared: something all of them have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoadKind {
    /// Manifold pressure over the air outside, logged or from absolute pressure.
    Manifold,
    Load,
    AirMass,
    Throttle,
    Pedal,
}

/// Widths of the bands of load, by what stands for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadWidths {
    pub pressure_bar: f64,
    pub percent: f64,
    pub flow_gs: f64,
}

impl LoadKind {
    /// Best first.
    pub const ALL: [LoadKind; 5] =
        [LoadKind::Manifold, LoadKind::Load, LoadKind::AirMass, LoadKind::Throttle, LoadKind::Pedal];

    /// The channel whose unit and name its values have.
    pub const fn channel(self) -> ChannelId {
        match self {
            LoadKind::Manifold => ChannelId::MapGauge,
            LoadKind::Load => ChannelId::Load,
            LoadKind::AirMass => ChannelId::Maf,
            LoadKind::Throttle => ChannelId::Tps,
            LoadKind::Pedal => ChannelId::Pedal,
        }
    }

    /// Its values in a log that has them.
    pub fn values(self, frame: &Frame, subject: &Subject, notes: &mut Vec<Note>) -> Option<Arc<[f32]>> {
        match self {
            LoadKind::Manifold => frame.map_gauge(subject, notes),
            kind => frame.first_of(&[kind.channel()]).map(|(_, values)| values),
        }
    }

    /// Width of its bands.
    pub fn width(self, widths: &LoadWidths) -> f64 {
        match self {
            LoadKind::Manifold => widths.pressure_bar,
            LoadKind::AirMass => widths.flow_gs,
            LoadKind::Load | LoadKind::Throttle | LoadKind::Pedal => widths.percent,
        }
    }
}

/// The median of a channel at one operating point within one block of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Index into [`Blocks::cells`].
    pub cell: u32,
    pub block: u32,
    /// Middle of its rows, seconds.
    pub t: f64,
    pub value: f64,
    /// Sound rows it is the median of.
    pub rows: u32,
}

/// Rows by block of time and, within it, by operating point.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    cells: Vec<Cell>,
    order: Vec<u32>,
    groups: Vec<Group>,
}

#[derive(Clone, Debug)]
struct Group {
    cell: u32,
    block: u32,
    t: f64,
    rows: Range<u32>,
}

impl Blocks {
    /// Of the rows of a mask on the frame's time base at which every axis has a value. Blocks are `seconds` long, counted
    /// from the frame's first row. At most [`AXES`] axes count; without any, all rows are one operating point.
    pub fn new(
        frame: &Frame,
        rows: &RowMask,
        axes: &[Axis],
        seconds: f64,
        cx: &Cx,
    ) -> Result<Self, Cancelled> {
        let axes = &axes[..axes.len().min(AXES)];
        let times = frame.seconds();
        let start = frame.time().start();
        let mut builder = Builder::default();
        for (n, row) in rows.iter().enumerate() {
            if n % 65_536 == 0 {
                cx.step(row as u64, times.len() as u64)?;
            }
            if axes.iter().any(|axis| !axis.values[row].is_finite()) {
                continue;
            }
            let mut cell = Cell::default();
            for (band, axis) in cell.0.iter_mut().zip(axes) {
                *band = axis.band(row);
            }
            builder.take(((times[row] - start) / seconds) as u32, cell, row as u32, times);
        }
        builder.close(times);
        Ok(Self { cells: builder.cells, order: builder.order, groups: builder.groups })
    }

    /// The operating points, in the order in which they were first met.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Rows that are in some block.
    pub fn rows(&self) -> u64 {
        self.order.len() as u64
    }

    /// Medians of the finite values of a column, in the order of time; groups with fewer than `least` of them give none.
    pub fn medians(&self, values: &[f32], least: usize) -> Vec<Sample> {
        let mut scratch: Vec<f32> = Vec::new();
        let mut samples = Vec::new();
        for group in &self.groups {
            let rows = &self.order[group.rows.start as usize..group.rows.end as usize];
            scratch.clear();
            scratch.extend(rows.iter().map(|row| values[*row as usize]).filter(|x| x.is_finite()));
            if scratch.is_empty() || scratch.len() < least {
                continue;
            }
            let middle = scratch.len() / 2;
            let even = scratch.len().is_multiple_of(2);
            let (below, at, _) = scratch.select_nth_unstable_by(middle, f32::total_cmp);
            let low = if even { below.iter().copied().fold(f32::NEG_INFINITY, f32::max) } else { *at };
            samples.push(Sample {
                cell: group.cell,
                block: group.block,
                t: group.t,
                value: f64::midpoint(f64::from(low), f64::from(*at)),
                rows: scratch.len() as u32,
            });
        }
        samples
    }
}

#[derive(Default)]
struct Builder {
    cells: Vec<Cell>,
    by_cell: BTreeMap<Cell, u32>,
    last: Option<(Cell, u32)>,
    block: u32,
    /// Rows of the open block.
    open: Vec<(u32, u32)>,
    order: Vec<u32>,
    groups: Vec<Group>,
}

impl Builder {
    fn take(&mut self, block: u32, cell: Cell, row: u32, times: &[f64]) {
        if block != self.block {
            self.close(times);
            self.block = block;
        }
        // The operating point seldom changes from one row to the next.
        let number = match self.last {
            Some((last, number)) if last == cell => number,
            _ => {
                let next = self.cells.len() as u32;
                let number = *self.by_cell.entry(cell).or_insert(next);
                if number == next {
                    self.cells.push(cell);
                }
                self.last = Some((cell, number));
                number
            }
        };
        self.open.push((number, row));
    }

    fn close(&mut self, times: &[f64]) {
        self.open.sort_by_key(|(cell, _)| *cell);
        for group in self.open.chunk_by(|a, b| a.0 == b.0) {
            let start = self.order.len() as u32;
            self.order.extend(group.iter().map(|(_, row)| *row));
            let (first, last) = (group[0].1 as usize, group[group.len() - 1].1 as usize);
            let t = f64::midpoint(times[first], times[last]);
            let rows = start..self.order.len() as u32;
            self.groups.push(Group { cell: group[0].0, block: self.block, t, rows });
        }
        self.open.clear();
    }
}

/// Rows that cover so many seconds, at least one.
pub fn rows_of(frame: &Frame, seconds: f64) -> usize {
    let step = frame.time().median_step();
    if step > 0.0 { (seconds / step).ceil().max(1.0) as usize } else { 1 }
}

/// Samples as what is left of them when their operating point's median is taken away, one value a block, in the order of
/// time: `(t, value)`. Operating points met in fewer than `least` blocks say nothing about a change and are left out.
pub fn around_cells(samples: &[Sample], least: usize) -> Vec<(f64, f64)> {
    let levels = cell_levels(samples, least);
    let mut series: Vec<(u32, f64, f64, f64)> = Vec::new();
    for sample in samples {
        let Some(level) = levels.get(&sample.cell) else { continue };
        let (weight, away) = (f64::from(sample.rows), sample.value - level);
        match series.last_mut() {
            Some((block, rows, t, sum)) if *block == sample.block => {
                *rows += weight;
                *t += weight * sample.t;
                *sum += weight * away;
            }
            _ => series.push((sample.block, weight, weight * sample.t, weight * away)),
        }
    }
    series.into_iter().map(|(_, rows, t, sum)| (t / rows, sum / rows)).collect()
}

/// Median of the samples of each operating point met in at least `least` blocks.
pub fn cell_levels(samples: &[Sample], least: usize) -> BTreeMap<u32, f64> {
    let mut by_cell: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for sample in samples {
        by_cell.entry(sample.cell).or_default().push(sample.value);
    }
    by_cell.retain(|_, values| values.len() >= least.max(1));
    by_cell
        .into_iter()
        .filter_map(|(cell, mut values)| {
            crate::engine::stats::sorted::median_in_place(&mut values).map(|median| (cell, median))
        })
        .collect()
}

/// By how much the memory of a series of blocks widens what tests say about it; 1 where it is too short to tell.
pub fn inflation_of(series: &[(f64, f64)]) -> f64 {
    let values: Vec<f64> = series.iter().map(|s| s.1).collect();
    Noise::of_steps(&values).map_or(1.0, Noise::inflation)
}
