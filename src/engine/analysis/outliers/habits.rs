//! What a channel reads at the same place at other times. What it reads there again and again is no outlier, however far
//! from the surface.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;
use crate::engine::analysis::Span;
use crate::engine::stats::sorted::median_in_place;

/// Share of the time that is judged. A channel that is off for more of it has two habits and no outliers: an ECU that
/// injects in two ways, an alternator that is let go. So has one that is off for more of the other times it was at the
/// same place.
pub(super) const HABIT: f64 = 0.1;
/// Later than this it is another time, seconds.
const ANOTHER_TIME_S: f64 = 5.0;
/// Moments no further apart than this, in steps of the surface, tell better than it what is read there: a map may be steep
/// within a cell. So many times, at least.
const NEAR: f64 = 0.25;
const NEAR_TIMES: usize = 3;
/// So many moments of a long episode stand for it.
const PROBES: usize = 16;

/// The moments of a channel that are judged, by their cell.
pub(super) struct OtherTimes<'a> {
    cell: &'a [u32],
    place: &'a [(f64, f64)],
    times: &'a [(f64, f64)],
    of_cell: BTreeMap<u32, Vec<usize>>,
}

impl<'a> OtherTimes<'a> {
    pub(super) fn of(z: &[f32], cell: &'a [u32], place: &'a [(f64, f64)], grid: &'a Grid) -> Self {
        let mut of_cell: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for at in (0..z.len()).filter(|at| z[*at].is_finite()) {
            of_cell.entry(cell[at]).or_default().push(at);
        }
        Self { cell, place, times: &grid.times, of_cell }
    }

    /// Moments in the cells of a run, at another time than it.
    pub(super) fn in_cells(&self, run: &[usize], span: Span) -> impl Iterator<Item = usize> {
        let cells: BTreeSet<u32> = run.iter().map(|at| self.cell[*at]).collect();
        cells.into_iter().flat_map(move |cell| self.in_cell(cell, span))
    }

    fn in_cell(&self, cell: u32, span: Span) -> impl Iterator<Item = usize> {
        let elsewhen = move |at: &usize| {
            let (t0, t1) = self.times[*at];
            t1 < span.t0 - ANOTHER_TIME_S || t0 > span.t1 + ANOTHER_TIME_S
        };
        self.of_cell.get(&cell).into_iter().flatten().copied().filter(elsewhen)
    }

    /// How far from the surface it reads right there at other times, on the whole of a run; `None` where that is not known.
    /// Moments of one time are alike: each time gives its median.
    pub(super) fn near(&self, residual: &dyn Fn(usize) -> f64, run: &[usize], span: Span) -> Option<f64> {
        let stride = run.len().div_ceil(PROBES);
        let near = |at: &usize| {
            let (x, y) = self.place[*at];
            let beside = |other: &usize| {
                let (of_x, of_y) = self.place[*other];
                (of_x - x).hypot(of_y - y) <= NEAR
            };
            let mut visits: Vec<Vec<f64>> = Vec::new();
            let mut last = f64::NEG_INFINITY;
            for other in self.in_cell(self.cell[*at], span).filter(beside) {
                if self.times[other].0 - last > ANOTHER_TIME_S {
                    visits.push(Vec::new());
                }
                last = self.times[other].1;
                if let Some(visit) = visits.last_mut() {
                    visit.push(residual(other));
                }
            }
            let mut visits: Vec<f64> = visits.iter_mut().filter_map(|visit| median_in_place(visit)).collect();
            median_in_place(&mut visits).filter(|_| visits.len() >= NEAR_TIMES)
        };
        let mut known: Vec<f64> = run.iter().step_by(stride.max(1)).filter_map(near).collect();
        median_in_place(&mut known)
    }
}
