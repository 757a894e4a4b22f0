//! Changes of level, and trims that creep.

use serde::{Deserialize, Serialize};

use super::{Params, Tendency};
use crate::engine::stats::autocorrelation::Noise;
use crate::engine::stats::changepoint::{Cost, pelt};
use crate::engine::stats::cusum::{Direction, cusum};
use crate::engine::stats::sorted::median_in_place;

/// A level that became another, in the base unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Between the last block before and the first after, seconds.
    pub t: f64,
    /// Mean of what is left of the blocks before and after, up to the changes beside.
    pub before: f64,
    pub after: f64,
    pub difference: f64,
    /// Difference over the standard deviation of a block.
    pub in_sd: f64,
    pub blocks_before: u32,
    pub blocks_after: u32,
}

/// Cheapest cut of the series into levels (PELT, squared distance over the long-run variance, `penalty·ln n` a change): memory of
/// the blocks, which looks like changes of level, is priced in.
pub(super) fn changes(series: &[(f64, f64)], params: &Params) -> Vec<Change> {
    let values: Vec<f64> = series.iter().map(|s| s.1).collect();
    let Some(noise) = Noise::of_steps(&values).filter(|noise| noise.sd > 0.0) else { return Vec::new() };
    let n = values.len();
    let cost = Cost::Mean { variance: noise.long_run_variance() };
    let cuts = pelt(&values, cost, params.penalty * (n as f64).ln(), params.shortest as usize);
    let mean = |range: std::ops::Range<usize>| {
        let part = &values[range];
        part.iter().sum::<f64>() / part.len() as f64
    };
    let ends = |i: usize| if i == 0 { 0 } else { cuts.get(i - 1).copied().unwrap_or(n) };
    cuts.iter()
        .enumerate()
        .map(|(i, cut)| {
            let (start, end) = (ends(i), ends(i + 2));
            let (before, after) = (mean(start..*cut), mean(*cut..end));
            Change {
                t: f64::midpoint(series[cut - 1].0, series[*cut].0),
                before,
                after,
                difference: after - before,
                in_sd: (after - before) / noise.sd,
                blocks_before: (cut - start) as u32,
                blocks_after: (end - cut) as u32,
            }
        })
        .collect()
}

/// A two-sided CUSUM against where the trim stood at first. The sums are in standard deviations of the long run; what a
/// step allows for is widened by the doubt about where the trim stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Creep {
    /// Where it stood, and the standard deviation of the long run, in the base unit.
    pub baseline: f64,
    pub sd: f64,
    /// Sums upwards and downwards after each block.
    pub up: Vec<f64>,
    pub down: Vec<f64>,
    pub alarms: Vec<CreepAlarm>,
}

/// The sum passed the limit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CreepAlarm {
    pub tendency: Tendency,
    /// When it is likely to have begun, and when it passed the limit, seconds.
    pub from: f64,
    pub at: f64,
}

/// Fewest blocks that tell where a trim stands.
const LEAST_BASELINE: usize = 4;
/// Standard error of a median over that of a single value, times √n: √(π/2).
const MEDIAN_ERROR: f64 = 1.253_314;

pub(super) fn creep(series: &[(f64, f64)], params: &Params) -> Option<Creep> {
    let values: Vec<f64> = series.iter().map(|s| s.1).collect();
    let known =
        ((values.len() as f64 * params.baseline / 100.0) as usize).max(LEAST_BASELINE).min(values.len());
    let baseline = median_in_place(&mut values[..known].to_vec())?;
    let noise = Noise::of_steps(&values).filter(|noise| noise.sd > 0.0)?;
    let sd = noise.long_run_variance().sqrt();
    let doubt = MEDIAN_ERROR / (known as f64).sqrt();
    let found = cusum(&values, baseline, sd, params.allowance + doubt, params.limit);
    let alarm = |alarm: &crate::engine::stats::cusum::Alarm| CreepAlarm {
        tendency: match alarm.direction {
            Direction::Up => Tendency::Rising,
            Direction::Down => Tendency::Falling,
        },
        from: series[alarm.start].0,
        at: series[alarm.at].0,
    };
    Some(Creep {
        baseline,
        sd,
        alarms: found.alarms.iter().map(alarm).collect(),
        up: found.up,
        down: found.down,
    })
}
