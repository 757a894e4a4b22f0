//! Intervals by drawing anew from what was measured.

use super::sorted::quantile_of_sorted;
use crate::engine::random::Random;

/// How to draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draws {
    pub number: u32,
    /// Neighbours drawn together: 1 for independent values, more where a value depends on the one before (circular blocks,
    /// Politis and Romano 1992).
    pub block: u32,
    /// Decides all draws: the same seed gives the same interval.
    pub seed: u64,
    /// Confidence, 0 to 1.
    pub level: f64,
}

/// Interval of a figure of some values in their order: the quantiles of that figure over samples of the same size drawn with
/// replacement (Efron's percentile interval). `figure` may change the order of what it gets. `None` below two values or
/// where a drawn figure is not finite.
pub fn bootstrap(values: &[f64], draws: &Draws, figure: impl Fn(&mut [f64]) -> f64) -> Option<(f64, f64)> {
    let n = values.len();
    if n < 2 || draws.number == 0 {
        return None;
    }
    let mut random = Random::new(draws.seed);
    let block = (draws.block.max(1) as usize).min(n);
    let mut sample = Vec::with_capacity(n + block);
    let mut figures = Vec::with_capacity(draws.number as usize);
    for _ in 0..draws.number {
        sample.clear();
        while sample.len() < n {
            let first = random.below(n);
            sample.extend((first..first + block).map(|i| values[i % n]));
        }
        sample.truncate(n);
        figures.push(figure(&mut sample));
    }
    if figures.iter().any(|x| !x.is_finite()) {
        return None;
    }
    figures.sort_unstable_by(f64::total_cmp);
    let outside = (1.0 - draws.level).clamp(0.0, 1.0) / 2.0;
    Some((quantile_of_sorted(&figures, outside)?, quantile_of_sorted(&figures, 1.0 - outside)?))
}
