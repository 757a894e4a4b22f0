//! A penalised smoothing spline whose smoothness the samples decide, with derivative and band.
//!
//! P-splines (Eilers and Marx 1996): B-splines on evenly spaced knots, a penalty on the differences of neighbouring
//! coefficients. How heavy the penalty is follows from restricted maximum likelihood (Wood 2011; Reiss and Ogden 2009),
//! which unlike cross-validation does not take correlated errors for detail. The band is that of the posterior
//! covariance `σ² (BᵀB + λ DᵀD)⁻¹` (Nychka 1988), which covers the truth on the average over the line.

use super::banded::{Banded, Cholesky};

/// Highest degree.
pub const MOST_DEGREE: usize = 5;
/// Steps of ln λ looked at before the best of them is refined.
const GRID: usize = 40;
/// Looked at around the λ at which penalty and samples weigh the same, ln.
const BELOW: f64 = -14.0;
const ABOVE: f64 = 24.0;

/// What a spline is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SplineShape {
    /// Intervals between knots.
    pub segments: usize,
    /// 1 to [`MOST_DEGREE`].
    pub degree: usize,
    /// Order of the differences that cost: where the penalty wins, a polynomial one degree below is left. At most the
    /// degree.
    pub penalty: usize,
}

impl Default for SplineShape {
    /// Cubic, the change of the second derivative costs: what suits a first derivative.
    fn default() -> Self {
        Self { segments: 40, degree: 3, penalty: 3 }
    }
}

/// Value and slope at one place, with their variances.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Jet {
    pub value: f64,
    pub slope: f64,
    pub var_value: f64,
    pub var_slope: f64,
    pub covariance: f64,
}

/// B-splines on evenly spaced knots.
#[derive(Clone, Debug, PartialEq)]
struct Basis {
    start: f64,
    step: f64,
    segments: usize,
    degree: usize,
}

type Row = [f64; MOST_DEGREE + 1];

impl Basis {
    fn size(&self) -> usize {
        self.segments + self.degree
    }

    /// Segment of a place, and how far into it, 0 to 1. Places outside are taken to the end.
    fn locate(&self, t: f64) -> (usize, f64) {
        let u = ((t - self.start) / self.step).clamp(0.0, self.segments as f64);
        let segment = (u.floor() as usize).min(self.segments - 1);
        (segment, u - segment as f64)
    }

    /// First derivatives of the same functions.
    fn slopes(&self, into: f64) -> Row {
        let lower = values(into, self.degree - 1);
        let mut row = [0.0; MOST_DEGREE + 1];
        for r in 0..=self.degree {
            let before = if r > 0 { lower[r - 1] } else { 0.0 };
            let after = if r < self.degree { lower[r] } else { 0.0 };
            row[r] = (before - after) / self.step;
        }
        row
    }
}

/// Values of the `degree + 1` B-splines that are not zero, so far into a segment (Cox and de Boor).
fn values(into: f64, degree: usize) -> Row {
    let mut row = [0.0; MOST_DEGREE + 1];
    row[0] = 1.0;
    for d in 1..=degree {
        let mut saved = 0.0;
        for (r, value) in row.iter_mut().enumerate().take(d) {
            let share = *value / d as f64;
            *value = saved + ((r + 1) as f64 - into) * share;
            saved = (into + (d - r - 1) as f64) * share;
        }
        row[d] = saved;
    }
    row
}

/// A fitted spline.
#[derive(Clone, Debug, PartialEq)]
pub struct Spline {
    basis: Basis,
    /// Taken off the values before the fit: large offsets cost no digits.
    offset: f64,
    coefficients: Vec<f64>,
    factor: Cholesky,
    variance: f64,
    lambda: f64,
    effective: f64,
    criterion: f64,
    residuals: Vec<f64>,
}

/// What stays the same while λ is looked for.
struct Problem<'a> {
    t: &'a [f64],
    y: Vec<f64>,
    basis: Basis,
    penalty: usize,
    normal: Banded,
    rough: Banded,
    right: Vec<f64>,
}

/// One λ tried.
struct Trial {
    factor: Cholesky,
    coefficients: Vec<f64>,
    residuals: Vec<f64>,
    variance: f64,
    criterion: f64,
}

impl Spline {
    /// Fits samples at ascending places; λ follows from them. `None` for fewer samples than the penalty's order and
    /// two, for places without spread and for figures that are not finite.
    pub fn fit(t: &[f64], y: &[f64], shape: &SplineShape) -> Option<Spline> {
        let (problem, offset) = Problem::new(t, y, shape)?;
        let middle = (problem.normal.trace() / problem.rough.trace()).ln();
        let at = |k: usize| middle + BELOW + (ABOVE - BELOW) * k as f64 / (GRID - 1) as f64;
        let criterion = |ln: f64| problem.solve(ln.exp()).map_or(f64::INFINITY, |trial| trial.criterion);
        let best = (0..GRID)
            .map(|k| (k, criterion(at(k))))
            .filter(|(_, value)| value.is_finite())
            .min_by(|a, b| a.1.total_cmp(&b.1))?
            .0;
        let ln = minimum(at(best.saturating_sub(1)), at((best + 1).min(GRID - 1)), &criterion);
        problem.finish(ln.exp(), offset)
    }

    /// Fits with a λ that is given.
    pub fn fit_with(t: &[f64], y: &[f64], shape: &SplineShape, lambda: f64) -> Option<Spline> {
        let (problem, offset) = Problem::new(t, y, shape)?;
        problem.finish(lambda, offset)
    }

    /// Value and slope; beyond the ends those of the end.
    pub fn at(&self, t: f64) -> Jet {
        let (segment, into) = self.basis.locate(t);
        let degree = self.basis.degree;
        let (values, slopes) = (values(into, degree), self.basis.slopes(into));
        let (value, slope) = self.line(t);
        let mut jet = Jet { value, slope, ..Jet::default() };
        let mut by_value = vec![0.0; self.coefficients.len()];
        let mut by_slope = by_value.clone();
        by_value[segment..=segment + degree].copy_from_slice(&values[..=degree]);
        by_slope[segment..=segment + degree].copy_from_slice(&slopes[..=degree]);
        self.factor.forward(&mut by_value);
        self.factor.forward(&mut by_slope);
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>() * self.variance;
        jet.var_value = dot(&by_value, &by_value);
        jet.var_slope = dot(&by_slope, &by_slope);
        jet.covariance = dot(&by_value, &by_slope);
        jet
    }

    /// Value and slope without their variances: for looking at many places.
    pub fn line(&self, t: f64) -> (f64, f64) {
        let (segment, into) = self.basis.locate(t);
        let (values, slopes) = (values(into, self.basis.degree), self.basis.slopes(into));
        (0..=self.basis.degree).fold((self.offset, 0.0), |(value, slope), r| {
            let coefficient = self.coefficients[segment + r];
            (value + values[r] * coefficient, slope + slopes[r] * coefficient)
        })
    }

    /// Weight of the penalty.
    pub fn lambda(&self) -> f64 {
        self.lambda
    }

    /// Variance of one sample about the line.
    pub fn variance(&self) -> f64 {
        self.variance
    }

    /// Effective number of parameters: trace of the matrix that makes the line of the samples.
    pub fn effective(&self) -> f64 {
        self.effective
    }

    /// Minus twice the restricted log-likelihood, up to a constant.
    pub fn criterion(&self) -> f64 {
        self.criterion
    }

    /// Samples less line.
    pub fn residuals(&self) -> &[f64] {
        &self.residuals
    }

    /// Correlation of neighbouring residuals: near zero where errors are independent and nothing was smoothed away.
    pub fn residual_correlation(&self) -> f64 {
        let all: f64 = self.residuals.iter().map(|r| r * r).sum();
        let next: f64 = self.residuals.windows(2).map(|w| w[0] * w[1]).sum();
        if all > 0.0 { next / all } else { 0.0 }
    }
}

impl<'a> Problem<'a> {
    fn new(t: &'a [f64], y: &[f64], shape: &SplineShape) -> Option<(Self, f64)> {
        let degree = shape.degree.clamp(1, MOST_DEGREE);
        let penalty = shape.penalty.clamp(1, degree);
        let n = t.len();
        if n < penalty + 2 || n != y.len() || !t.iter().chain(y).all(|x| x.is_finite()) {
            return None;
        }
        let (start, end) = (t[0], t[n - 1]);
        let segments = shape.segments.max(1);
        let step = (end - start) / segments as f64;
        if step <= 0.0 || !step.is_finite() {
            return None;
        }
        let basis = Basis { start, step, segments, degree };
        let offset = y.iter().sum::<f64>() / n as f64;
        let y: Vec<f64> = y.iter().map(|v| v - offset).collect();
        let mut normal = Banded::zeros(basis.size(), degree);
        let mut right = vec![0.0; basis.size()];
        for (t, y) in t.iter().zip(&y) {
            let (segment, into) = basis.locate(*t);
            let row = values(into, degree);
            for r in 0..=degree {
                right[segment + r] += row[r] * y;
                for c in 0..=r {
                    normal.add(segment + r, segment + c, row[r] * row[c]);
                }
            }
        }
        let rough = roughness(basis.size(), degree, penalty);
        Some((Self { t, y, basis, penalty, normal, rough, right }, offset))
    }

    fn solve(&self, lambda: f64) -> Option<Trial> {
        let size = self.basis.size();
        let factor = self.normal.plus(&self.rough, lambda).cholesky()?;
        let mut coefficients = self.right.clone();
        factor.solve(&mut coefficients);
        let residuals: Vec<f64> = self
            .t
            .iter()
            .zip(&self.y)
            .map(|(t, y)| {
                let (segment, into) = self.basis.locate(*t);
                let row = values(into, self.basis.degree);
                y - (0..=self.basis.degree).map(|r| row[r] * coefficients[segment + r]).sum::<f64>()
            })
            .collect();
        let squares = residuals.iter().map(|r| r * r).sum::<f64>();
        let cost = squares + lambda * self.rough.quadratic(&coefficients).max(0.0);
        let free = (self.y.len() - self.penalty) as f64;
        // What rounding leaves of samples that lie on the line; it keeps the logarithm finite.
        let least =
            f64::EPSILON * f64::EPSILON * self.y.iter().map(|y| y * y).sum::<f64>() + f64::MIN_POSITIVE;
        let variance = cost.max(least) / free;
        let criterion =
            free * variance.ln() + factor.log_determinant() - (size - self.penalty) as f64 * lambda.ln();
        Some(Trial { factor, coefficients, residuals, variance, criterion })
    }

    fn finish(self, lambda: f64, offset: f64) -> Option<Spline> {
        let trial = self.solve(lambda)?;
        let effective = trial.factor.inverse_band().trace_with(&self.normal);
        Some(Spline {
            basis: self.basis,
            offset,
            coefficients: trial.coefficients,
            factor: trial.factor,
            variance: trial.variance,
            lambda,
            effective,
            criterion: trial.criterion,
            residuals: trial.residuals,
        })
    }
}

/// `DᵀD` of differences of an order, within a band of `half`.
fn roughness(size: usize, half: usize, order: usize) -> Banded {
    let mut weights = vec![1.0];
    for _ in 0..order {
        let mut next = vec![0.0; weights.len() + 1];
        for (k, w) in weights.iter().enumerate() {
            next[k] -= w;
            next[k + 1] += w;
        }
        weights = next;
    }
    let mut rough = Banded::zeros(size, half);
    for first in 0..size.saturating_sub(order) {
        for (a, x) in weights.iter().enumerate() {
            for (b, y) in weights.iter().enumerate().take(a + 1) {
                rough.add(first + a, first + b, x * y);
            }
        }
    }
    rough
}

/// Where a function with one dip between two places is lowest (golden section).
fn minimum(mut low: f64, mut high: f64, f: &impl Fn(f64) -> f64) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    let (mut a, mut b) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let (mut at_a, mut at_b) = (f(a), f(b));
    for _ in 0..40 {
        if at_a <= at_b {
            (high, b, at_b) = (b, a, at_a);
            a = high - GOLDEN * (high - low);
            at_a = f(a);
        } else {
            (low, a, at_a) = (a, b, at_b);
            b = low + GOLDEN * (high - low);
            at_b = f(b);
        }
    }
    f64::midpoint(low, high)
}
