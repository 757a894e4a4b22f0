//! Samples by operating point: their mean, its interval, and which neighbours lean the same way.

use std::collections::{BTreeMap, BTreeSet};

use super::Params;
use super::grid::Bands;
use crate::engine::analysis::blocks::Sample;
use crate::engine::stats::distributions::student_quantile;

/// No sample is better than this, %: what a logger rounds to.
const LEAST_SD: f64 = 0.5;
/// Degrees of freedom before an interval is believed.
const LEAST_DEGREES: usize = 3;

/// One operating point.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub bands: Bands,
    pub n: u32,
    pub rows: u64,
    /// Fuel missing, %.
    pub effect: f64,
    pub half: f64,
}

/// What all points share.
pub(super) struct Scatter {
    pub sd: f64,
    pub inflation: f64,
    reach: f64,
    pub doubt: f64,
}

impl Scatter {
    /// Half the interval of a mean of `n` samples.
    pub(super) fn half(&self, n: u32) -> f64 {
        (self.reach * self.sd * (self.inflation / f64::from(n.max(1))).sqrt()).hypot(self.doubt)
    }
}

/// How samples lie around their points; `None` where too few do.
pub(super) fn scatter(
    points: &BTreeMap<Bands, Vec<Sample>>,
    inflation: f64,
    params: &Params,
) -> Option<Scatter> {
    let (mut squares, mut degrees) = (0.0, 0);
    for samples in points.values().filter(|samples| samples.len() > 1) {
        let mean = mean_of(samples);
        squares += samples.iter().map(|s| (s.value - mean).powi(2)).sum::<f64>();
        degrees += samples.len() - 1;
    }
    if degrees < LEAST_DEGREES {
        return None;
    }
    let reach = student_quantile(0.5 + params.confidence / 200.0, degrees as f64)?;
    let sd = (squares / degrees as f64).sqrt().max(LEAST_SD);
    Some(Scatter { sd, inflation, reach, doubt: params.sensor_doubt })
}

fn mean_of(samples: &[Sample]) -> f64 {
    samples.iter().map(|s| s.value).sum::<f64>() / samples.len().max(1) as f64
}

pub(super) fn point(bands: Bands, samples: &[Sample], scatter: &Scatter) -> Point {
    let n = samples.len() as u32;
    let rows = samples.iter().map(|s| u64::from(s.rows)).sum();
    Point { bands, n, rows, effect: mean_of(samples), half: scatter.half(n) }
}

/// Which way a point leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Add,
    Take,
    /// So far off that no table is to blame.
    Unbelievable,
}

/// Which way a point leans by itself, if any.
fn way(point: &Point, params: &Params) -> Option<Way> {
    if f64::from(point.n) < params.point_samples {
        return None;
    }
    let (low, high) = (point.effect - point.half, point.effect + point.half);
    match point.effect {
        x if x.abs() > params.believed => Some(Way::Unbelievable),
        x if x >= params.add_from && low > 0.0 => Some(Way::Add),
        x if x <= -params.take_from && high < -params.take_from / 2.0 => Some(Way::Take),
        _ => None,
    }
}

/// Neighbouring points that lean one way, with enough samples together.
pub(super) fn regions(points: &BTreeMap<Bands, Point>, which: Way, params: &Params) -> Vec<Vec<Point>> {
    let needed = if which == Way::Take { params.take_samples } else { params.add_samples };
    let mut left: BTreeSet<Bands> =
        points.values().filter(|p| way(p, params) == Some(which)).map(|p| p.bands).collect();
    let mut found = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut open, mut region) = (vec![first], Vec::new());
        while let Some(at) = open.pop() {
            region.extend(points.get(&at).cloned());
            let near = |b: &Bands| b.0.abs_diff(at.0) <= 1 && b.1.abs_diff(at.1) <= 1;
            let next: Vec<Bands> = left.iter().copied().filter(near).collect();
            for bands in next {
                left.remove(&bands);
                open.push(bands);
            }
        }
        if f64::from(region.iter().map(|p| p.n).sum::<u32>()) >= needed {
            region.sort_by_key(|p| p.bands);
            found.push(region);
        }
    }
    found
}
