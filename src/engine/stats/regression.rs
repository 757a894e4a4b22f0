//! Curves through points: polynomials by least squares and by Huber's robust estimate.

use super::distributions::student_quantile;
use super::sorted::{MAD_TO_SD, median_in_place};

/// A point: where, what, and how much it counts.
pub type Point = (f64, f64);

/// Highest degree that is fitted.
pub const MOST_DEGREE: usize = 10;
/// Huber's tuning constant: 95 % efficient on normal residuals.
pub const HUBER_K: f64 = 1.345;

/// Polynomials that are orthogonal over a set of points (Forsythe 1957): `p[j+1](u) = (u − α[j])·p[j](u) − β[j]·p[j−1](u)`
/// with `u = (x − centre)/reach` within −1 to 1. Coefficients on them do not disturb each other, so that even high degrees
/// over narrow ranges keep their digits.
#[derive(Clone, Debug, PartialEq)]
struct Basis {
    centre: f64,
    reach: f64,
    alpha: Vec<f64>,
    beta: Vec<f64>,
    /// `Σ w·p[j]²`.
    norms: Vec<f64>,
}

impl Basis {
    /// `None` where the points do not determine that many coefficients.
    fn over(points: &[Point], weights: Option<&[f64]>, degree: usize) -> Option<Self> {
        let (low, high) =
            points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), (x, _)| (a.min(*x), b.max(*x)));
        let centre = f64::midpoint(low, high);
        let reach = if high > low { (high - low) / 2.0 } else { 1.0 };
        let mut basis = Self { centre, reach, alpha: Vec::new(), beta: Vec::new(), norms: Vec::new() };
        for j in 0..=degree {
            let (mut norm, mut moment) = (0.0, 0.0);
            for (i, (x, _)) in points.iter().enumerate() {
                let u = basis.place(*x);
                let p = basis.last(u);
                let weighted = weights.map_or(1.0, |w| w[i]) * p * p;
                norm += weighted;
                moment += weighted * u;
            }
            // Without a new place the next polynomial vanishes on all of them.
            if !(norm > 1e-24 * points.len() as f64 && norm.is_finite()) {
                return None;
            }
            basis.norms.push(norm);
            if j < degree {
                basis.alpha.push(moment / norm);
                basis.beta.push(if j == 0 { 0.0 } else { norm / basis.norms[j - 1] });
            }
        }
        Some(basis)
    }

    fn place(&self, x: f64) -> f64 {
        (x - self.centre) / self.reach
    }

    /// Values of the polynomials in order.
    fn each(&self, u: f64, mut tell: impl FnMut(usize, f64)) {
        let (mut before, mut p) = (0.0, 1.0);
        tell(0, p);
        for (j, (alpha, beta)) in self.alpha.iter().zip(&self.beta).enumerate() {
            (before, p) = (p, (u - alpha) * p - beta * before);
            tell(j + 1, p);
        }
    }

    fn last(&self, u: f64) -> f64 {
        let mut last = 1.0;
        self.each(u, |_, p| last = p);
        last
    }

    /// Coefficients of the values of a function at the points.
    fn project(&self, points: &[Point], weights: Option<&[f64]>, value: impl Fn(&Point) -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; self.norms.len()];
        // From the middle of the values, so that large ones lose no digits.
        let middle = points.first().map_or(0.0, &value);
        for (i, point) in points.iter().enumerate() {
            let weighted = weights.map_or(1.0, |w| w[i]) * (value(point) - middle);
            self.each(self.place(point.0), |j, p| sums[j] += weighted * p);
        }
        let mut coefficients: Vec<f64> = sums.iter().zip(&self.norms).map(|(sum, norm)| sum / norm).collect();
        coefficients[0] += middle;
        coefficients
    }

    fn value(&self, coefficients: &[f64], x: f64) -> f64 {
        let mut y = 0.0;
        self.each(self.place(x), |j, p| y += coefficients[j] * p);
        y
    }

    /// `Σ p[j](x)²/norm[j]`: the variance of the curve at `x` in units of that of a point.
    fn leverage(&self, x: f64) -> f64 {
        let mut sum = 0.0;
        self.each(self.place(x), |j, p| sum += p * p / self.norms[j]);
        sum
    }

    /// The polynomials written out in powers of `x`: `[j][k]` is what `xᵏ` has in `p[j]`.
    fn powers(&self) -> Vec<Vec<f64>> {
        let size = self.norms.len();
        let mut rows: Vec<Vec<f64>> = vec![vec![0.0; size]; size];
        rows[0][0] = 1.0;
        for j in 0..size - 1 {
            let shift = self.centre / self.reach + self.alpha[j];
            for k in 0..size {
                let raised = k.checked_sub(1).map_or(0.0, |k| rows[j][k] / self.reach);
                let before = j.checked_sub(1).map_or(0.0, |i| rows[i][k]);
                rows[j + 1][k] = raised - shift * rows[j][k] - self.beta[j] * before;
            }
        }
        rows
    }
}

/// A curve and how well it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    basis: Basis,
    coefficients: Vec<f64>,
    /// Variance of one point around the curve, as its coefficients' errors are reckoned from.
    variance: f64,
    /// Points it is through.
    pub n: usize,
    /// Standard deviation of the residuals: `√(Σe²/(n − degree − 1))`; of a robust fit from their median absolute
    /// deviation. 0 where there are no more points than coefficients.
    pub residual_sd: f64,
    /// Share of the variance that the curve takes away; none where there is no variance.
    pub r_squared: Option<f64>,
}

impl Fit {
    /// The curve at `x`.
    pub fn value(&self, x: f64) -> f64 {
        self.basis.value(&self.coefficients, x)
    }

    pub fn degree(&self) -> usize {
        self.coefficients.len() - 1
    }

    /// What is left of a point.
    pub fn residual(&self, point: Point) -> f64 {
        point.1 - self.value(point.0)
    }

    /// Standard error of the curve at `x`, of independent points.
    pub fn error_at(&self, x: f64) -> f64 {
        (self.variance * self.basis.leverage(x)).sqrt()
    }

    /// Half the width of the confidence band at `x` where the points are worth `effective` independent ones; `None` where
    /// that is no more than there are coefficients.
    pub fn half_band(&self, x: f64, effective: f64, level: f64) -> Option<f64> {
        let degrees = effective - self.coefficients.len() as f64;
        let t = student_quantile(f64::midpoint(1.0, level), degrees)?;
        Some(t * self.error_at(x) * (self.n as f64 / effective).max(1.0).sqrt())
    }

    /// Coefficients of `1, x, x², …` with their standard errors.
    pub fn terms(&self) -> Vec<(f64, f64)> {
        let powers = self.basis.powers();
        (0..self.coefficients.len())
            .map(|k| {
                let column = || powers.iter().map(|row| row[k]);
                let value = column().zip(&self.coefficients).map(|(p, c)| p * c).sum();
                let spread: f64 = column().zip(&self.basis.norms).map(|(p, norm)| p * p / norm).sum();
                (value, (self.variance * spread).sqrt())
            })
            .collect()
    }
}

/// Least squares. `None` where the points have fewer distinct places than the curve has coefficients.
pub fn fit(points: &[Point], degree: usize) -> Option<Fit> {
    let degree = degree.min(MOST_DEGREE);
    let basis = Basis::over(points, None, degree)?;
    let coefficients = basis.project(points, None, |p| p.1);
    let (squares, total) = squares(points, &basis, &coefficients);
    let n = points.len();
    let degrees = n.saturating_sub(degree + 1);
    let variance = if degrees > 0 { squares / degrees as f64 } else { 0.0 };
    let r_squared = (total > 0.0).then(|| 1.0 - squares / total);
    Some(Fit { basis, coefficients, variance, n, residual_sd: variance.sqrt(), r_squared })
}

/// Sums of squares around the curve and around the mean.
fn squares(points: &[Point], basis: &Basis, coefficients: &[f64]) -> (f64, f64) {
    let n = points.len() as f64;
    let first = points.first().map_or(0.0, |p| p.1);
    let mean = first + points.iter().map(|p| p.1 - first).sum::<f64>() / n;
    points.iter().fold((0.0, 0.0), |(around, total), (x, y)| {
        let e = y - basis.value(coefficients, *x);
        (around + e * e, total + (y - mean) * (y - mean))
    })
}

/// Huber's estimate (Huber 1964) by reweighted least squares: a point further than `1.345·s` from the curve counts in
/// proportion to its distance and no longer to its square; `s = median|e| / 0.6745` is found anew each turn. The errors of
/// the coefficients are Huber's asymptotic ones with his correction (Huber 1981, 6.5). `None` as [`fit`].
pub fn fit_robust(points: &[Point], degree: usize) -> Option<Fit> {
    let plain = fit(points, degree)?;
    let mut coefficients = plain.coefficients.clone();
    let basis = plain.basis.clone();
    let n = points.len();
    let mut weights = vec![1.0; n];
    let mut scale = 0.0;
    for _ in 0..MOST_TURNS {
        let residuals: Vec<f64> = points.iter().map(|(x, y)| y - basis.value(&coefficients, *x)).collect();
        scale = residual_scale(&residuals);
        if scale <= plain.residual_sd * 1e-9 {
            break;
        }
        for (weight, e) in weights.iter_mut().zip(&residuals) {
            *weight = (HUBER_K * scale / e.abs()).min(1.0);
        }
        let turned = Basis::over(points, Some(&weights), degree)?;
        let on_turned = turned.project(points, Some(&weights), |p| p.1);
        // Back onto the polynomials of all points alike: the same curve.
        let next = basis.project(points, None, |p| turned.value(&on_turned, p.0));
        let moved = next.iter().zip(&coefficients).zip(&basis.norms).map(|((a, b), norm)| {
            let d = a - b;
            d * d * norm / n as f64
        });
        let moved: f64 = moved.sum();
        coefficients = next;
        if moved.sqrt() <= scale * 1e-10 {
            break;
        }
    }
    let variance = huber_variance(points, &basis, &coefficients, scale);
    let (squares, total) = squares(points, &basis, &coefficients);
    let r_squared = (total > 0.0).then(|| 1.0 - squares / total);
    Some(Fit { basis, coefficients, variance, n, residual_sd: scale, r_squared })
}

const MOST_TURNS: usize = 60;

fn residual_scale(residuals: &[f64]) -> f64 {
    let mut sizes: Vec<f64> = residuals.iter().map(|e| e.abs()).collect();
    median_in_place(&mut sizes).unwrap_or(0.0) * MAD_TO_SD
}

fn huber_variance(points: &[Point], basis: &Basis, coefficients: &[f64], scale: f64) -> f64 {
    let n = points.len() as f64;
    let degrees = n - coefficients.len() as f64;
    if !(scale > 0.0 && degrees > 0.0) {
        return 0.0;
    }
    let (mut square, mut inside) = (0.0, 0.0);
    for (x, y) in points {
        let e = ((y - basis.value(coefficients, *x)) / scale).abs();
        square += e.min(HUBER_K).powi(2);
        inside += f64::from(u8::from(e <= HUBER_K));
    }
    let m = inside / n;
    let spread = m * (1.0 - m);
    let k = 1.0 + (coefficients.len() as f64) / n * spread / (m * m);
    k * k * square / degrees * scale * scale / (m * m)
}
