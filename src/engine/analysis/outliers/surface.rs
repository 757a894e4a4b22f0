//! What a channel reads at an operating point: a robust surface over engine speed and load.
//!
//! Rows of the same moment are alike, so it is visits that count: each stay in a cell gives its median, and the cell is
//! the median of its visits. Between cells the surface is bilinear. The spread of a cell is the MAD of the residuals
//! there, of samples or of visits, whichever is larger, and at least half of what it is over all cells.

use std::ops::Range;

use super::faults::{MAD_TO_SD, median_and_mad};
use crate::engine::stats::quantiles;

/// Cells along rpm, and along load.
const RPM_STEP: f64 = 500.0;
const LOAD_CELLS: f64 = 10.0;
/// A stay that lasts longer is another visit after this time, seconds; a pause of this length ends one.
const VISIT_S: f64 = 10.0;
const PAUSE_S: f64 = 1.0;
/// Moments a cell is judged by, at least.
const MOMENTS: usize = 12;
/// A cell is never so much surer of itself than the others.
const SURER: f64 = 0.5;
const MOST_CELLS: usize = 64;

/// The cells that were visited.
pub(super) struct Cells {
    columns: usize,
    number: usize,
    /// Cell of each moment, and its place there in steps from the middle of the first cell.
    pub places: Vec<(f64, f64)>,
    pub cell: Vec<u32>,
    visits: Vec<(u32, Range<usize>)>,
}

/// A channel's surface at each moment.
pub(super) struct Fit {
    pub expected: Vec<f32>,
    /// Standard deviation there; NaN where the cell was not visited often enough.
    pub spread: Vec<f32>,
}

impl Fit {
    /// What the other knows where this one does not.
    pub(super) fn or(mut self, other: &Self) -> Self {
        for at in 0..self.expected.len() {
            if self.expected[at].is_nan() {
                (self.expected[at], self.spread[at]) = (other.expected[at], other.spread[at]);
            }
        }
        self
    }
}

impl Cells {
    /// Of moments in order of time.
    pub(super) fn of(rpm: &[f32], load: &[f32], times: &[(f64, f64)]) -> Option<Self> {
        let finite = |values: &[f32]| -> Vec<f64> {
            values.iter().map(|x| f64::from(*x)).filter(|x| x.is_finite()).collect()
        };
        let rpms = quantiles(finite(rpm), &[0.0, 1.0])?;
        let loads = quantiles(finite(load), &[0.005, 0.995])?;
        let load_step = ((loads[1] - loads[0]) / LOAD_CELLS).max(1e-6);
        let rows = (((rpms[1] - rpms[0]) / RPM_STEP) as usize + 1).min(MOST_CELLS);
        let columns = LOAD_CELLS as usize + 1;
        let place = |rpm: f32, load: f32| {
            let x = ((f64::from(rpm) - rpms[0]) / RPM_STEP).clamp(0.0, rows as f64 - 1e-9);
            let y = ((f64::from(load) - loads[0]) / load_step).clamp(0.0, columns as f64 - 1e-9);
            (x, y)
        };
        let places: Vec<(f64, f64)> = rpm.iter().zip(load).map(|(r, l)| place(*r, *l)).collect();
        let cell: Vec<u32> =
            places.iter().map(|(x, y)| (*x as usize * columns + *y as usize) as u32).collect();
        let mut visits: Vec<(u32, Range<usize>)> = Vec::new();
        for at in 0..cell.len() {
            match visits.last_mut() {
                Some((last, range))
                    if *last == cell[at]
                        && times[at].0 - times[range.end - 1].1 <= PAUSE_S
                        && times[at].1 - times[range.start].0 <= VISIT_S =>
                {
                    range.end = at + 1;
                }
                _ => visits.push((cell[at], at..at + 1)),
            }
        }
        Some(Self { columns, number: rows * columns, places, cell, visits })
    }

    /// The surface of a channel whose moments are `values`, its noise at least `sigma`.
    pub(super) fn fit(&self, values: &[f32], sigma: f64, visits_least: f64) -> Fit {
        let first = self.medians(values);
        let mut residual: Vec<f32> =
            (0..values.len()).map(|at| values[at] - self.between(&first.centre, at) as f32).collect();
        let second = self.medians(&residual);
        let mut expected = vec![f32::NAN; values.len()];
        for at in 0..values.len() {
            let cell = self.cell[at] as usize;
            residual[at] -= second.centre[cell] as f32;
            expected[at] = values[at] - residual[at];
        }
        let mut by_cell: Vec<Vec<f64>> = vec![Vec::new(); self.number];
        for (at, x) in residual.iter().enumerate() {
            if x.is_finite() {
                by_cell[self.cell[at] as usize].push(f64::from(*x));
            }
        }
        let mut all: Vec<f64> = by_cell.iter().flatten().map(|x| x.abs()).collect();
        let middle = all.len() / 2;
        let overall = if all.is_empty() {
            0.0
        } else {
            MAD_TO_SD * *all.select_nth_unstable_by(middle, f64::total_cmp).1
        };
        let spread: Vec<f32> = (0..self.number)
            .map(|cell| {
                let moments = by_cell[cell].len();
                let mad = median_and_mad(&mut by_cell[cell]).map_or(0.0, |(_, mad)| mad);
                if moments < MOMENTS || (second.visits[cell] as f64) < visits_least {
                    return f32::NAN;
                }
                (MAD_TO_SD * mad.max(second.mad[cell])).max(sigma).max(SURER * overall) as f32
            })
            .collect();
        let spread = self.cell.iter().map(|cell| spread[*cell as usize]).collect();
        Fit { expected, spread }
    }

    /// Median over the visits of each cell of their medians.
    fn medians(&self, values: &[f32]) -> Medians {
        let mut by_cell: Vec<Vec<f64>> = vec![Vec::new(); self.number];
        let mut sound: Vec<f64> = Vec::new();
        for (cell, range) in &self.visits {
            sound.clear();
            sound.extend(values[range.clone()].iter().map(|x| f64::from(*x)).filter(|x| x.is_finite()));
            if !sound.is_empty() {
                let middle = sound.len() / 2;
                let median = *sound.select_nth_unstable_by(middle, f64::total_cmp).1;
                by_cell[*cell as usize].push(median);
            }
        }
        let mut medians = Medians {
            centre: vec![f64::NAN; self.number],
            mad: vec![0.0; self.number],
            visits: by_cell.iter().map(Vec::len).collect(),
        };
        for (cell, visits) in by_cell.iter_mut().enumerate() {
            if let Some(centre) = quantiles(visits.clone(), &[0.5]) {
                medians.centre[cell] = centre[0];
                for x in visits.iter_mut() {
                    *x = (*x - centre[0]).abs();
                }
                let middle = visits.len() / 2;
                medians.mad[cell] = *visits.select_nth_unstable_by(middle, f64::total_cmp).1;
            }
        }
        medians
    }

    /// Bilinear between the middles of the cells around. A cell nobody was in goes on along the line from the cell on the
    /// other side; without that it reads what the moment's own does.
    fn between(&self, centre: &[f64], at: usize) -> f64 {
        let own = centre[self.cell[at] as usize];
        let (x, y) = (self.places[at].0 - 0.5, self.places[at].1 - 0.5);
        let (x0, y0) = (x.floor(), y.floor());
        let (tx, ty) = (x - x0, y - y0);
        let (own_x, own_y) = (self.places[at].0.floor(), self.places[at].1.floor());
        let known = |x: f64, y: f64| {
            if x < 0.0 || y < 0.0 || y >= self.columns as f64 {
                return None;
            }
            let cell = x as usize * self.columns + y as usize;
            centre.get(cell).copied().filter(|c| c.is_finite())
        };
        let value = |x: f64, y: f64| {
            let opposite = || known(2.0 * own_x - x, 2.0 * own_y - y).map(|other| 2.0 * own - other);
            known(x, y).or_else(opposite).unwrap_or(own)
        };
        let low = value(x0, y0) * (1.0 - ty) + value(x0, y0 + 1.0) * ty;
        let high = value(x0 + 1.0, y0) * (1.0 - ty) + value(x0 + 1.0, y0 + 1.0) * ty;
        low * (1.0 - tx) + high * tx
    }
}

struct Medians {
    centre: Vec<f64>,
    mad: Vec<f64>,
    visits: Vec<usize>,
}
