//! Two channels against each other: counts on a grid, and the points outside it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Bins;
use super::hold::{Selected, ViewError, column_at, held_row, held_rows};
use crate::engine::stats::quantiles;
use crate::engine::table::{Column, LogTable, RowMask, TimeAxis};

/// What to count against what.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DensityQuery {
    /// Positions of the two columns.
    pub x: u32,
    pub y: u32,
    /// Only what lies between these moments, seconds, both included.
    pub span: Option<(f64, f64)>,
    /// Cells across and up.
    pub cells: (u32, u32),
    /// Ends of the grid where the page asks for them; else they follow the data.
    pub x_range: Option<(f64, f64)>,
    pub y_range: Option<(f64, f64)>,
    /// At most so many points outside the grid are given.
    pub max_points: u32,
    /// Up to so many pairs in all are given one by one instead of being counted.
    pub singly: u32,
}

/// A pair that is given by itself.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutlierPoint {
    pub x: f64,
    pub y: f64,
    /// When, seconds.
    pub t: f64,
}

/// Counts of pairs, in the base units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Density {
    pub x: Bins,
    pub y: Bins,
    /// Row by row from the lowest `y`, each from the lowest `x`; empty where every pair is given by itself.
    pub counts: Vec<u32>,
    /// Pairs of two sound samples.
    pub n: u32,
    /// Rows without such a pair.
    pub left_out: u32,
    /// Pairs outside the grid, in the order of time; every k-th where there are too many. All pairs where `counts` is
    /// empty.
    pub outliers: Vec<OutlierPoint>,
    /// How many lie outside the grid, or of how many `outliers` is a choice.
    pub outliers_total: u32,
}

/// Shares of the values that a grid leaves outside on each side when its ends follow the data.
const TRIM: f64 = 0.002;
/// Pairs looked at to find the ends of the grid.
const PROBE: usize = 1 << 14;

/// Counts pairs of two channels. The rows are those of the faster time base of the two; the slower channel is held
/// (see the module's documentation). A pair counts where both samples are sound and the row is selected.
pub fn density(
    table: &LogTable,
    query: &DensityQuery,
    selected: Option<&Selected>,
) -> Result<Density, ViewError> {
    let pairs = Pairs::new(table, query, selected)?;
    let (probe_x, probe_y) = pairs.probe();
    let x = bins(query.x_range, query.cells.0, probe_x);
    let y = bins(query.y_range, query.cells.1, probe_y);
    let mut counts = vec![0; (x.count * y.count) as usize];
    let mut outside = Vec::new();
    let mut first = Vec::new();
    let mut n = 0;
    pairs.visit(|row, px, py| {
        n += 1;
        if n <= query.singly {
            first.push(row);
        }
        match (x.index(px), y.index(py)) {
            (Some(column), Some(line)) => counts[(line * x.count + column) as usize] += 1,
            _ => outside.push(row),
        }
    });
    let most = if n <= query.singly {
        counts.clear();
        outside = first;
        query.singly
    } else {
        query.max_points
    };
    let every = outside.len().div_ceil(most.max(1) as usize).max(1);
    let points = outside
        .iter()
        .step_by(every)
        .filter_map(|row| pairs.at(*row).map(|(x, y)| OutlierPoint { x, y, t: pairs.base.seconds()[*row] }));
    Ok(Density {
        x,
        y,
        counts,
        n,
        left_out: pairs.asked() - n,
        outliers: points.collect(),
        outliers_total: outside.len() as u32,
    })
}

/// Two columns on the rows of the faster one.
struct Pairs<'a> {
    table: &'a LogTable,
    a: &'a Column,
    b: &'a Column,
    sound_a: RowMask,
    sound_b: RowMask,
    base: &'a TimeAxis,
    rows: Range<usize>,
    /// Rows of the base that are looked at; `None` for all of them.
    selected: Option<RowMask>,
}

impl<'a> Pairs<'a> {
    fn new(
        table: &'a LogTable,
        query: &DensityQuery,
        selected: Option<&Selected>,
    ) -> Result<Self, ViewError> {
        let a = column_at(table, query.x as usize)?;
        let b = column_at(table, query.y as usize)?;
        let faster = if b.len() > a.len() { b } else { a };
        let base = table.axis_of(faster);
        let selected = selected.map(|s| s.on(table, faster.axis));
        let rows = query.span.map_or(0..base.len(), |(t0, t1)| base.rows_within(t0.min(t1), t0.max(t1)));
        Ok(Self { table, a, b, sound_a: a.sound_rows(), sound_b: b.sound_rows(), base, rows, selected })
    }

    /// Rows that were asked for.
    fn asked(&self) -> u32 {
        let rows = self.rows.clone();
        self.selected.as_ref().map_or(rows.len(), |s| s.count_range(rows)) as u32
    }

    fn is_selected(&self, row: usize) -> bool {
        self.selected.as_ref().is_none_or(|s| s.contains(row))
    }

    /// Some pairs, evenly spread, to see where the data lie.
    fn probe(&self) -> (Vec<f64>, Vec<f64>) {
        let every = (self.asked() as usize).div_ceil(PROBE).max(1);
        let rows = self.rows.clone().filter(|row| self.is_selected(*row));
        rows.step_by(every).filter_map(|row| self.at(row)).unzip()
    }

    /// The pair of one row of the base.
    fn at(&self, row: usize) -> Option<(f64, f64)> {
        if self.a.axis == self.b.axis {
            return self.pair(Some(row), Some(row));
        }
        let t = *self.base.seconds().get(row)?;
        self.pair(held_row(self.table.axis_of(self.a), t), held_row(self.table.axis_of(self.b), t))
    }

    /// Every pair in the order of time.
    fn visit(&self, mut take: impl FnMut(usize, f64, f64)) {
        if self.a.axis == self.b.axis {
            let sound = self.sound_a.and(&self.sound_b);
            for row in sound.iter_from(self.rows.start).take_while(|row| *row < self.rows.end) {
                let (x, y) = (self.a.data().number(row), self.b.data().number(row));
                if x.is_finite() && y.is_finite() && self.is_selected(row) {
                    take(row, x, y);
                }
            }
            return;
        }
        let held_a = held_rows(self.base, self.table.axis_of(self.a));
        let held_b = held_rows(self.base, self.table.axis_of(self.b));
        let held = held_a.zip(held_b).enumerate().skip(self.rows.start).take(self.rows.len());
        for (row, (row_a, row_b)) in held {
            if let Some((x, y)) = self.pair(row_a, row_b).filter(|_| self.is_selected(row)) {
                take(row, x, y);
            }
        }
    }

    fn pair(&self, row_a: Option<usize>, row_b: Option<usize>) -> Option<(f64, f64)> {
        let x = row_a.filter(|r| self.sound_a.contains(*r)).map(|r| self.a.data().number(r));
        let y = row_b.filter(|r| self.sound_b.contains(*r)).map(|r| self.b.data().number(r));
        x.zip(y).filter(|(x, y)| x.is_finite() && y.is_finite())
    }
}

fn bins(asked: Option<(f64, f64)>, cells: u32, probe: Vec<f64>) -> Bins {
    let cells = cells.clamp(1, super::MAX_BINS);
    if let Some((low, high)) = asked.filter(|(a, b)| a.is_finite() && b.is_finite()) {
        return Bins::between(low.min(high), low.max(high), cells);
    }
    let Some(ends) = quantiles(probe, &[0.0, TRIM, 1.0 - TRIM, 1.0]) else {
        return Bins::between(0.0, 1.0, cells);
    };
    // A margin of a twentieth keeps the rim of the cloud inside, but never beyond the data.
    let margin = (ends[2] - ends[1]) * 0.05;
    if margin > 0.0 {
        Bins::between((ends[1] - margin).max(ends[0]), (ends[2] + margin).min(ends[3]), cells)
    } else {
        Bins::between(ends[0], ends[3], cells)
    }
}
