//! Values that do not belong to their operating point.

use std::ops::Range;

use super::faults::{Context, is_lambda, sampled_quantiles, sound};
use super::grid::{Grid, means};
use super::habits::{HABIT, OtherTimes};
use super::places::Places;
use super::sensors::{Modelled, modelled};
use super::surface::Cells;
use super::{Episode, Params};
use crate::engine::analysis::Span;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::table::Column;

/// Moments further apart are not of one episode, seconds.
const APART_S: f64 = 0.25;
/// With the throttle nearer to its stop than this, %, the idle valve lets more air past it than it does itself, and the
/// ignition is what holds the idle.
const PAST_STOP: f64 = 5.0;

/// A channel held against its surface.
pub(super) struct Residuals {
    pub key: ChannelKey,
    pub id: ChannelId,
    pub values: Vec<f32>,
    pub expected: Vec<f32>,
    /// Residual in standard deviations of its cell; NaN where it is not judged.
    pub z: Vec<f32>,
    pub spread: Vec<f32>,
    pub model: Modelled,
    /// What the ECU asked for, where it did.
    asked: Option<Vec<f32>>,
    /// Cell of each moment, and its place there in steps from the middle of the first cell.
    cell: Vec<u32>,
    place: Vec<(f64, f64)>,
}

/// The surfaces of a log: over load, and over throttle for what is the load itself.
pub(super) struct Surfaces {
    over_load: Option<Cells>,
    over_throttle: Option<Cells>,
}

impl Surfaces {
    pub(super) fn of(grid: &Grid) -> Self {
        Self {
            over_load: Cells::of(&grid.rpm, &grid.load, &grid.times),
            over_throttle: grid.throttle.as_ref().and_then(|t| Cells::of(&grid.rpm, t, &grid.times)),
        }
    }

    /// Holds a column against its surface; moments within `faulty` are none of its. `None` where there is no model for
    /// it, or it does not move.
    pub(super) fn residuals(
        &self,
        column: &Column,
        grid: &Grid,
        context: &Context,
        faulty: &Places,
        params: &Params,
    ) -> Option<Residuals> {
        let id = column.id()?;
        let model = modelled(id)?;
        // The load itself, by whichever name it goes, is judged over the throttle.
        let cells =
            if model.over_throttle || id == grid.load_id { &self.over_throttle } else { &self.over_load };
        let cells = cells.as_ref()?;
        let own = sound(column)?;
        let quantum = crate::engine::analysis::trace::quantum(&own)?;
        let mut values = means(&context.frame.channel(id)?, &grid.moments);
        for (at, (t0, t1)) in grid.times.iter().enumerate() {
            if faulty.touch(Span { t0: *t0, t1: *t1 }) {
                values[at] = f32::NAN;
            }
        }
        if model.off_stop
            && let Some(throttle) = &grid.throttle
            && let Some(stop) = sampled_quantiles(throttle, &[0.01])
        {
            for (x, opening) in values.iter_mut().zip(throttle) {
                if f64::from(*opening) < stop[0] + PAST_STOP {
                    *x = f32::NAN;
                }
            }
        }
        let asked = is_lambda(id).then(|| context.frame.channel(ChannelId::LambdaTarget)).flatten();
        let asked = asked.map(|target| means(&target, &grid.moments));
        let fit = |values: &[f32]| cells.fit(values, model.sigma.max(quantum / 2.0), params.visits);
        let fit = match shares(id, context, grid) {
            None => fit(&values),
            Some(shared) => {
                let of = |way: bool| -> Vec<f32> {
                    let kept =
                        |(x, shares): (&f32, &Option<bool>)| if *shares == Some(way) { *x } else { f32::NAN };
                    values.iter().zip(&shared).map(kept).collect()
                };
                fit(&of(false)).or(&fit(&of(true)))
            }
        };
        let z = |at: usize| {
            if grid.unsettled[at] { f32::NAN } else { (values[at] - fit.expected[at]) / fit.spread[at] }
        };
        let z = (0..values.len()).map(z).collect();
        let key = column.key.clone();
        let (cell, place) = (cells.cell.clone(), cells.places.clone());
        let (expected, spread) = (fit.expected, fit.spread);
        Some(Residuals { key, id, values, expected, z, spread, model, asked, cell, place })
    }
}

/// Whether, at each moment, a second set of injectors took its share of the fuel, which leaves the first less: two ways
/// with a surface each. `None` where there is no such set; at a moment, where it began or ended.
fn shares(id: ChannelId, context: &Context, grid: &Grid) -> Option<Vec<Option<bool>>> {
    let second = (id == ChannelId::Pw1).then(|| context.frame.channel(ChannelId::Pw2)).flatten()?;
    let of = |moment: &Range<usize>| {
        let mut opens = second[moment.clone()].iter().filter(|x| x.is_finite()).map(|x| *x > 0.0);
        let first = opens.next()?;
        opens.all(|open| open == first).then_some(first)
    };
    Some(grid.moments.iter().map(of).collect())
}

impl Residuals {
    fn threshold(&self, at: usize, sigmas: f64) -> f64 {
        let expected = f64::from(self.expected[at]).abs();
        (sigmas * f64::from(self.spread[at])).max(self.model.least).max(self.model.share * expected)
    }

    /// The side on which a moment is off; `None` if it is not, or reads what the ECU asked for.
    fn off(&self, at: usize, params: &Params) -> Option<bool> {
        let least = self.threshold(at, params.residual_sigmas);
        let residual = f64::from(self.values[at] - self.expected[at]);
        let asked = self.asked.as_ref().map_or(f64::NAN, |asked| f64::from(asked[at]));
        let follows = (f64::from(self.values[at]) - asked).abs() < self.model.least;
        (residual.abs() >= least && !follows).then_some(residual > 0.0)
    }

    /// Rule: further from its surface than so many standard deviations of the cell, and than matters, on one side, for
    /// long enough; not where it reads what was asked for, nor where it reads so at other times too, in the cell often or
    /// right there as a rule.
    pub(super) fn episodes(&self, grid: &Grid, params: &Params) -> Vec<Episode> {
        let off = |at: usize| self.off(at, params);
        let judged = (0..self.z.len()).filter(|at| self.z[*at].is_finite());
        let (mut number, mut odd) = (0usize, 0usize);
        let mut runs: Vec<(bool, Vec<usize>)> = Vec::new();
        for at in judged {
            number += 1;
            let Some(above) = off(at) else { continue };
            odd += 1;
            match runs.last_mut() {
                Some((side, run))
                    if *side == above
                        && run
                            .last()
                            .is_some_and(|last| grid.times[at].0 - grid.times[*last].1 <= APART_S) =>
                {
                    run.push(at);
                }
                _ => runs.push((above, vec![at])),
            }
        }
        if odd as f64 > HABIT * number as f64 {
            return Vec::new();
        }
        let long = |(above, run): (bool, Vec<usize>)| {
            let episode = self.episode(&run, grid, params)?;
            Some((above, run, episode))
        };
        let long: Vec<_> = runs.into_iter().filter_map(long).collect();
        if long.is_empty() {
            return Vec::new();
        }
        let others = OtherTimes::of(&self.z, &self.cell, &self.place, grid);
        let seldom = |(above, run, episode): &(bool, Vec<usize>, Episode)| {
            let in_cells = || others.in_cells(run, episode.span);
            let odd = in_cells().filter(|at| off(*at) == Some(*above)).count();
            odd as f64 <= HABIT * in_cells().count() as f64 && !self.is_usual(run, episode, &others)
        };
        long.into_iter().filter(seldom).map(|(.., episode)| episode).collect()
    }

    /// Whether it is no further off than right there at other times.
    fn is_usual(&self, run: &[usize], episode: &Episode, others: &OtherTimes) -> bool {
        let residual = |at: usize| f64::from(self.values[at] - self.expected[at]);
        let near = others.near(&residual, run, episode.span);
        let beyond = run.iter().map(|at| residual(*at)).sum::<f64>() / run.len() as f64;
        near.is_some_and(|near| (beyond - near).abs() < episode.threshold)
    }

    fn episode(&self, run: &[usize], grid: &Grid, params: &Params) -> Option<Episode> {
        let span = span_of(run, grid)?;
        if span.duration() < params.residual_ms / 1000.0 {
            return None;
        }
        let mean = |of: &dyn Fn(usize) -> f64| run.iter().map(|at| of(*at)).sum::<f64>() / run.len() as f64;
        let found = mean(&|at| f64::from(self.values[at]));
        let expected = mean(&|at| f64::from(self.expected[at]));
        let threshold = mean(&|at| self.threshold(at, params.residual_sigmas));
        Some(Episode {
            span,
            samples: run.iter().map(|at| grid.moments[*at].len() as u32).sum(),
            found: Some(found),
            expected: Some(expected),
            threshold,
            score: ((found - expected).abs() / threshold).max(1.0),
        })
    }
}

/// From the first to the last of some moments.
pub(super) fn span_of(run: &[usize], grid: &Grid) -> Option<Span> {
    let (first, last) = (run.first()?, run.last()?);
    Some(Span { t0: grid.times[*first].0, t1: grid.times[*last].1 })
}

/// Moments that pass a test as runs in time.
pub(super) fn runs(grid: &Grid, test: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for at in (0..grid.times.len()).filter(|at| test(*at)) {
        match found.last_mut() {
            Some(run) if run.last().is_some_and(|last| grid.times[at].0 - grid.times[*last].1 <= APART_S) => {
                run.push(at);
            }
            _ => found.push(vec![at]),
        }
    }
    found
}
