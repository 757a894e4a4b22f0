//! How often a channel took which value, read off its sorted samples.

use serde::{Deserialize, Serialize};

use crate::engine::stats::sorted::quantile_of_sorted;
use crate::engine::view::{BinRule, Bins};

/// Counts per bin. Bins include their lower end, the last one both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    pub bins: Bins,
    pub rule: BinRule,
    pub counts: Vec<u32>,
}

impl Distribution {
    /// Of ascending finite values: one bin a value for whole numbers that fit, else bins of Freedman's and Diaconis's width
    /// (Sturges' number where the quartiles coincide), at most `most`.
    pub(super) fn of_sorted<T: Copy + Into<f64>>(sorted: &[T], whole_numbers: bool, most: u32) -> Self {
        let (bins, rule) = choose(sorted, whole_numbers, most);
        let mut counts = Vec::with_capacity(bins.count as usize);
        let mut done = 0;
        for i in 1..bins.count {
            let edge = bins.low + bins.width * f64::from(i);
            let below = done + sorted[done..].partition_point(|x| (*x).into() < edge);
            counts.push((below - done) as u32);
            done = below;
        }
        counts.push((sorted.len() - done) as u32);
        Self { bins, rule, counts }
    }
}

fn choose<T: Copy + Into<f64>>(sorted: &[T], whole_numbers: bool, most: u32) -> (Bins, BinRule) {
    let at = |share: f64| quantile_of_sorted(sorted, share).unwrap_or(0.0);
    let (low, high) = (at(0.0), at(1.0));
    let most = f64::from(most.max(1));
    if whole_numbers && high - low < most {
        let (first, last) = (low.round(), high.round());
        return (Bins { low: first - 0.5, width: 1.0, count: (last - first) as u32 + 1 }, BinRule::PerValue);
    }
    let n = sorted.len() as f64;
    let iqr = at(0.75) - at(0.25);
    let (count, rule) = if iqr > 0.0 {
        ((high - low) * n.cbrt() / (2.0 * iqr), BinRule::FreedmanDiaconis)
    } else {
        (n.log2() + 1.0, BinRule::Sturges)
    };
    (Bins::between(low, high, count.ceil().clamp(1.0, most) as u32), rule)
}
