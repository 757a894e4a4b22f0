//! What a screen can show of many points.

use serde::{Deserialize, Serialize};

use super::Params;
use crate::engine::stats::quantiles;
use crate::engine::table::RowMask;
use crate::engine::view::Bins;

/// A row of the log.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dot {
    /// Seconds.
    pub t: f64,
    pub x: f64,
    pub y: f64,
    pub colour: Option<f64>,
    /// What the curve leaves of it; none without a curve.
    pub residual: Option<f64>,
}

/// Points one by one, or counted on a grid with those outside it one by one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cloud {
    /// In the order of time.
    pub dots: Vec<Dot>,
    /// Of how many `dots` is a choice.
    pub dots_total: u32,
    /// None where all points are given.
    pub grid: Option<Grid>,
}

/// Counts of points and the mean of their colours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    pub x: Bins,
    pub y: Bins,
    /// Row by row from the lowest `y`, each from the lowest `x`.
    pub counts: Vec<u32>,
    /// Mean of the colours in each cell, in the order of `counts`; empty without a colour.
    pub colours: Vec<Option<f64>>,
}

/// Shares of the values a grid leaves outside on each side.
const TRIM: f64 = 0.002;
/// Points looked at to find the ends of the grid.
const PROBE: usize = 1 << 14;
/// Most points outside a grid that are given one by one.
const MOST_OUTSIDE: usize = 300;

impl Cloud {
    /// Of these rows, each of which is a point.
    pub(super) fn of(rows: &RowMask, dot: impl Fn(usize) -> Dot, params: &Params) -> Self {
        let n = rows.count();
        if n <= params.points as usize {
            return Self { dots: rows.iter().map(dot).collect(), dots_total: n as u32, grid: None };
        }
        let probe: Vec<Dot> = rows.iter().step_by(n.div_ceil(PROBE)).map(&dot).collect();
        let x = bins(probe.iter().map(|d| d.x), params.cells as u32);
        let y = bins(probe.iter().map(|d| d.y), params.cells as u32);
        let cells = (x.count * y.count) as usize;
        let mut counts = vec![0u32; cells];
        let mut sums = vec![(0.0, 0u32); cells];
        let mut outside = Vec::new();
        for row in rows.iter() {
            let point = dot(row);
            if let (Some(column), Some(line)) = (x.index(point.x), y.index(point.y)) {
                let cell = (line * x.count + column) as usize;
                counts[cell] += 1;
                if let Some(colour) = point.colour {
                    sums[cell].0 += colour;
                    sums[cell].1 += 1;
                }
            } else {
                outside.push(row);
            }
        }
        let coloured = sums.iter().any(|(_, n)| *n > 0);
        let mean = |(sum, n): (f64, u32)| (n > 0).then(|| sum / f64::from(n));
        let colours = if coloured { sums.into_iter().map(mean).collect() } else { Vec::new() };
        let every = outside.len().div_ceil(MOST_OUTSIDE).max(1);
        Self {
            dots: outside.iter().step_by(every).map(|row| dot(*row)).collect(),
            dots_total: outside.len() as u32,
            grid: Some(Grid { x, y, counts, colours }),
        }
    }
}

/// Ends that leave out the farthest few, with a margin of a twentieth but never beyond the values.
fn bins(values: impl Iterator<Item = f64>, cells: u32) -> Bins {
    let Some(ends) = quantiles(values.collect(), &[0.0, TRIM, 1.0 - TRIM, 1.0]) else {
        return Bins::between(0.0, 1.0, cells);
    };
    let margin = (ends[2] - ends[1]) * 0.05;
    Bins::between((ends[1] - margin).max(ends[0]), (ends[2] + margin).min(ends[3]), cells)
}
