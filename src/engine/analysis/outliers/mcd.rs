//! Robust centre and covariance of a few channels: the minimum covariance determinant.
//!
//! Rousseeuw and Van Driessen 1999 (FAST-MCD): from random starts, two concentration steps each; the best go on until
//! they stand still. The covariance of the chosen `h` is made consistent with the normal distribution (Croux and
//! Haesbroeck 1999) and reweighted once at the 97.5 % quantile. A little of the diagonal is added, so that channels
//! that say the same have a covariance too.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use crate::engine::random::Random;

const STARTS: usize = 40;
const BEST: usize = 6;
const STEPS: usize = 30;
/// Share of the samples that are taken to be good.
const GOOD: f64 = 0.75;
const WEIGHT_QUANTILE: f64 = 0.975;
const RIDGE: f64 = 1e-3;

/// A centre and the inverse of a covariance.
#[derive(Clone, Debug)]
pub(super) struct Robust {
    centre: Vec<f64>,
    /// Lower triangle of the Cholesky factor of the covariance, row by row.
    factor: Vec<f64>,
}

/// The value that a sum of `degrees` squared standard normal figures stays below with probability `p`.
pub(super) fn chi_squared(p: f64, degrees: usize) -> Option<f64> {
    ChiSquared::new(degrees as f64).ok().map(|d| d.inverse_cdf(p)).filter(|x| x.is_finite())
}

impl Robust {
    /// Of `samples` in rows of `p` values, all finite. `None` for too few, or none that has a spread.
    pub(super) fn of(samples: &[f64], p: usize, random: &mut Random) -> Option<Self> {
        let n = samples.len() / p.max(1);
        if p == 0 || n < 5 * p + 5 {
            return None;
        }
        let h = ((n as f64 * GOOD).ceil() as usize).max((n + p).div_ceil(2)).min(n);
        let mut candidates: Vec<(f64, Self)> = Vec::new();
        for _ in 0..STARTS {
            let picked: Vec<usize> = (0..=p).map(|_| random.below(n)).collect();
            let Some(mut fit) = Self::moments(samples, p, &picked, 1.0) else { continue };
            for _ in 0..2 {
                fit = match fit.concentrated(samples, p, h) {
                    Some(next) => next,
                    None => break,
                };
            }
            candidates.push((fit.log_determinant(p), fit));
        }
        candidates.sort_by(|a, b| a.0.total_cmp(&b.0));
        candidates.truncate(BEST);
        let mut best: Option<(f64, Self)> = None;
        for (mut determinant, mut fit) in candidates {
            for _ in 0..STEPS {
                let Some(next) = fit.concentrated(samples, p, h) else { break };
                let smaller = next.log_determinant(p);
                if smaller >= determinant - 1e-12 {
                    break;
                }
                (determinant, fit) = (smaller, next);
            }
            if best.as_ref().is_none_or(|(least, _)| determinant < *least) {
                best = Some((determinant, fit));
            }
        }
        let raw = best?.1;
        let chosen = raw.nearest(samples, p, h);
        let raw = Self::moments(samples, p, &chosen, consistency(h as f64 / n as f64, p)?)?;
        let limit = chi_squared(WEIGHT_QUANTILE, p)?;
        let kept: Vec<usize> =
            (0..n).filter(|i| raw.distance2(&samples[i * p..(i + 1) * p]) <= limit).collect();
        Self::moments(samples, p, &kept, consistency(WEIGHT_QUANTILE, p)?).or(Some(raw))
    }

    /// Squared Mahalanobis distance of one sample.
    pub(super) fn distance2(&self, x: &[f64]) -> f64 {
        // Solves L·y = x − centre; the distance is |y|.
        let p = self.centre.len();
        let mut y = vec![0.0; p];
        let mut sum = 0.0;
        for i in 0..p {
            let row = i * (i + 1) / 2;
            let known: f64 = (0..i).map(|j| self.factor[row + j] * y[j]).sum();
            y[i] = (x[i] - self.centre[i] - known) / self.factor[row + i];
            sum += y[i] * y[i];
        }
        sum
    }

    fn log_determinant(&self, p: usize) -> f64 {
        (0..p).map(|i| self.factor[i * (i + 1) / 2 + i].ln()).sum()
    }

    fn concentrated(&self, samples: &[f64], p: usize, h: usize) -> Option<Self> {
        Self::moments(samples, p, &self.nearest(samples, p, h), 1.0)
    }

    /// The `h` samples nearest to the centre.
    fn nearest(&self, samples: &[f64], p: usize, h: usize) -> Vec<usize> {
        let mut by_distance: Vec<(f64, usize)> =
            samples.chunks_exact(p).enumerate().map(|(i, x)| (self.distance2(x), i)).collect();
        if h < by_distance.len() {
            by_distance.select_nth_unstable_by(h, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        }
        by_distance.truncate(h);
        by_distance.into_iter().map(|(_, i)| i).collect()
    }

    /// Mean and covariance of some samples, times `scale`.
    fn moments(samples: &[f64], p: usize, picked: &[usize], scale: f64) -> Option<Self> {
        let n = picked.len() as f64;
        if picked.len() < 2 {
            return None;
        }
        let mut centre = vec![0.0; p];
        for i in picked {
            for (c, x) in centre.iter_mut().zip(&samples[i * p..(i + 1) * p]) {
                *c += x / n;
            }
        }
        let mut covariance = vec![0.0; p * (p + 1) / 2];
        for i in picked {
            for a in 0..p {
                for b in 0..=a {
                    let product = (samples[i * p + a] - centre[a]) * (samples[i * p + b] - centre[b]);
                    covariance[a * (a + 1) / 2 + b] += product / (n - 1.0) * scale;
                }
            }
        }
        let trace: f64 = (0..p).map(|i| covariance[i * (i + 1) / 2 + i]).sum();
        if trace <= 0.0 || !trace.is_finite() {
            return None;
        }
        for i in 0..p {
            covariance[i * (i + 1) / 2 + i] += RIDGE * trace / p as f64;
        }
        Some(Self { centre, factor: cholesky(covariance, p)? })
    }
}

/// What the covariance of the nearest share of normal samples must be multiplied by.
fn consistency(share: f64, p: usize) -> Option<f64> {
    if share >= 1.0 {
        return Some(1.0);
    }
    let limit = chi_squared(share, p)?;
    let wider = ChiSquared::new(p as f64 + 2.0).ok()?.cdf(limit);
    (wider > 0.0).then_some(share / wider)
}

fn cholesky(mut a: Vec<f64>, p: usize) -> Option<Vec<f64>> {
    let at = |i: usize, j: usize| i * (i + 1) / 2 + j;
    for i in 0..p {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| a[at(i, k)] * a[at(j, k)]).sum();
            let rest = a[at(i, j)] - known;
            if i == j {
                if rest <= 0.0 || !rest.is_finite() {
                    return None;
                }
                a[at(i, i)] = rest.sqrt();
            } else {
                a[at(i, j)] = rest / a[at(j, j)];
            }
        }
    }
    Some(a)
}
