//! Slow drift at comparable operating points.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::blocks::{Sample, cell_levels, inflation_of};
use super::{LEAST_OF_A_CELL, Params, Tendency};
use crate::engine::stats::trend::{Moment, trend};

/// How a measure drifts: the median slope between samples of one operating point (Hirsch, Slack and Smith's seasonal Kendall
/// slope, operating points in place of seasons), in the base unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    pub slope_per_min: f64,
    pub low: f64,
    pub high: f64,
    /// Slope times the time from the first sample to the last.
    pub change: f64,
    /// Pairs that rise less pairs that fall, over all pairs.
    pub tau: f64,
    /// Two-sided, of no drift; and among all measures.
    pub p: f64,
    pub p_adjusted: f64,
    /// By how much the variance of the test is larger for the blocks' memory and for what their operating points share.
    pub inflation: f64,
    pub pairs: u64,
    /// Only where the drift survives.
    pub claimed: Option<Tendency>,
}

/// Of samples and of what is left of their blocks. `None` where no operating point was met at different times.
pub(super) fn drift(samples: &[Sample], series: &[(f64, f64)], params: &Params) -> Option<Drift> {
    let mut by_cell: BTreeMap<u32, Vec<Moment>> = BTreeMap::new();
    for sample in samples {
        by_cell.entry(sample.cell).or_default().push((sample.t / 60.0, sample.value));
    }
    let cells: Vec<Vec<Moment>> = by_cell.into_values().filter(|m| m.len() >= LEAST_OF_A_CELL).collect();
    let level = params.confidence / 100.0;
    let slope = trend(&cells, 1.0, level)?.slope?;
    let inflation = inflation_of(series) * design_effect(samples, slope / 60.0);
    let found = trend(&cells, inflation, level)?;
    let (first, last) = (samples.first()?.t, samples.last()?.t);
    Some(Drift {
        slope_per_min: slope,
        low: found.low?,
        high: found.high?,
        change: slope * (last - first) / 60.0,
        tau: found.tau,
        p: found.p,
        p_adjusted: found.p,
        inflation,
        pairs: found.pairs,
        claimed: None,
    })
}

/// By how much samples of one block that share a disturbance are worth less than independent ones: `1 + (m − 1)·ρ` for `m`
/// samples a block (Kish 1965), `ρ` their intraclass correlation by analysis of variance, once the drift is taken away.
fn design_effect(samples: &[Sample], slope: f64) -> f64 {
    let levels = cell_levels(samples, LEAST_OF_A_CELL);
    let middle = samples.iter().map(|s| s.t).sum::<f64>() / samples.len() as f64;
    let left: Vec<(u32, f64)> = samples
        .iter()
        .filter_map(|s| levels.get(&s.cell).map(|level| (s.block, s.value - level - slope * (s.t - middle))))
        .collect();
    let n = left.len() as f64;
    let mean = left.iter().map(|l| l.1).sum::<f64>() / n;
    let (mut blocks, mut between, mut within, mut squares) = (0.0, 0.0, 0.0, 0.0);
    for block in left.chunk_by(|a, b| a.0 == b.0) {
        let m = block.len() as f64;
        let own = block.iter().map(|l| l.1).sum::<f64>() / m;
        blocks += 1.0;
        between += m * (own - mean) * (own - mean);
        within += block.iter().map(|l| (l.1 - own) * (l.1 - own)).sum::<f64>();
        squares += m * m;
    }
    if blocks < 2.0 || n <= blocks {
        return 1.0;
    }
    let (between, within) = (between / (blocks - 1.0), within / (n - blocks));
    let typical = (n - squares / n) / (blocks - 1.0);
    let shared = (between - within) / (between + (typical - 1.0) * within);
    if shared.is_finite() { 1.0 + (squares / n - 1.0) * shared.clamp(0.0, 1.0) } else { 1.0 }
}
