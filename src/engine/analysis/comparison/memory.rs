//! How many independent samples those of a session are worth.
//!
//! Blocks depend on each other where something wanders more slowly than they are long, and samples of one block that stood at
//! several operating points share whatever moved during it. Both make chance differences larger than independent samples would
//! show; what is claimed is held to the fewer samples.

use crate::engine::analysis::blocks::{Sample, around_cells, cell_levels};
use crate::engine::stats::autocorrelation::{Noise, variance_inflation};
use crate::engine::stats::distributions::{
    normal_two_sided, normal_two_sided_inverse, student_quantile, student_two_sided,
};

/// Fewest blocks of an operating point for its samples to tell of memory: the level of fewer is their own.
const LEAST: usize = 3;

/// By how much the variance of a mean is larger than that of independent samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Memory {
    /// Of samples of one operating point.
    pub one: f64,
    /// Of all samples together.
    pub all: f64,
}

impl Memory {
    /// Of the samples of a session, in the order of time.
    pub fn of(samples: &[Sample]) -> Self {
        let series: Vec<f64> = around_cells(samples, LEAST).into_iter().map(|s| s.1).collect();
        let one = inflation(&series);
        Self { one, all: one.max(shared(samples)) }
    }

    /// The larger of two.
    pub fn or(self, other: Self) -> Self {
        Self { one: self.one.max(other.one), all: self.all.max(other.all) }
    }
}

/// Of a series of blocks: the steps tell of a short memory even where few blocks are left, the autocorrelation of a long one.
pub(super) fn inflation(series: &[f64]) -> f64 {
    let steps = Noise::of_steps(series).map_or(1.0, Noise::inflation);
    steps.max(variance_inflation(series))
}

/// Of sums over all samples: what the blocks' sums vary by, over what the samples would if they were independent.
fn shared(samples: &[Sample]) -> f64 {
    let levels = cell_levels(samples, LEAST);
    let mut sums: Vec<(u32, f64)> = Vec::new();
    let mut squares = 0.0;
    for sample in samples {
        let Some(level) = levels.get(&sample.cell) else { continue };
        let away = sample.value - level;
        squares += away * away;
        match sums.last_mut() {
            Some((block, sum)) if *block == sample.block => *sum += away,
            _ => sums.push((sample.block, away)),
        }
    }
    let sums: Vec<f64> = sums.into_iter().map(|s| s.1).collect();
    let of_blocks: f64 = sums.iter().map(|s| s * s).sum();
    if squares > 0.0 { (of_blocks / squares).max(1.0) * inflation(&sums) } else { 1.0 }
}

/// What few samples allow: the normal approximation of a rank test takes the memory for known, Student's distribution with as
/// many degrees of freedom as there are independent samples does not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Few {
    degrees: f64,
}

impl Few {
    /// Of two samples whose values are worth `1/inflation` independent ones each.
    pub fn of(first: usize, second: usize, inflation: f64) -> Self {
        Self { degrees: (first + second) as f64 / inflation.max(1.0) - 2.0 }
    }

    /// A two-sided p of the normal approximation, taken with the doubt of few samples. Without a degree of freedom nothing
    /// speaks against chance.
    pub fn p(self, normal: f64) -> f64 {
        if self.degrees < 1.0 {
            return 1.0;
        }
        student_two_sided(normal_two_sided_inverse(normal), self.degrees).max(normal)
    }

    /// The level at which an interval of the normal approximation holds `level`; none where none does.
    pub fn level(self, level: f64) -> Option<f64> {
        if self.degrees < 1.0 {
            return None;
        }
        Some(1.0 - normal_two_sided(student_quantile(f64::midpoint(1.0, level), self.degrees)?))
    }
}
