//! A line through the cells of one row or column.

use serde::{Deserialize, Serialize};

use super::{Beyond, place};

/// How values between cells come about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    /// Straight from cell to cell, as ECUs look their tables up.
    #[default]
    Linear,
    /// Cubic between cells with slopes that never overshoot: between two cells the line stays between their values, and
    /// where the cells rise it rises.
    Monotone,
    /// Cubic between cells, smooth; it may overshoot. It reproduces every quadratic.
    Cubic,
}

/// Cells with the slope at each of them.
pub struct Line<'a> {
    xs: &'a [f64],
    zs: &'a [f64],
    /// One per cell; empty for straight lines.
    slopes: Vec<f64>,
}

impl<'a> Line<'a> {
    /// Through these cells; `xs` ascend and are as many as `zs`.
    pub fn new(xs: &'a [f64], zs: &'a [f64], method: Method) -> Self {
        let slopes = match method {
            Method::Monotone if xs.len() > 2 => monotone_slopes(xs, zs),
            Method::Cubic if xs.len() > 2 => parabola_slopes(xs, zs),
            _ => Vec::new(),
        };
        Self { xs, zs, slopes }
    }

    /// The value at `x`; NaN where there is no cell or `x` is NaN.
    pub fn at(&self, x: f64, beyond: Beyond) -> f64 {
        let Some((low, high, share)) = place(self.xs, x) else { return f64::NAN };
        if low == high {
            return match beyond {
                Beyond::Hold => self.zs[low],
                Beyond::Extend => self.zs[low] + self.edge_slope(low) * (x - self.xs[low]),
            };
        }
        let (from, rise) = (self.zs[low], self.zs[high] - self.zs[low]);
        if share == 0.0 {
            return from;
        }
        if self.slopes.is_empty() {
            return from + rise * share;
        }
        // Hermite's cubic in the form that keeps a constant constant: the line between the cells, and how much steeper
        // the curve is than it at either end.
        let step = self.xs[high] - self.xs[low];
        let (steeper, flatter) = (self.slopes[low] * step - rise, rise - self.slopes[high] * step);
        let rest = 1.0 - share;
        from + rise * share + share * rest * (steeper * rest + flatter * share)
    }

    fn edge_slope(&self, index: usize) -> f64 {
        if let Some(slope) = self.slopes.get(index) {
            return *slope;
        }
        let secant = |i: usize| (self.zs[i + 1] - self.zs[i]) / (self.xs[i + 1] - self.xs[i]);
        match self.xs.len() {
            0 | 1 => 0.0,
            _ if index == 0 => secant(0),
            n => secant(n - 2),
        }
    }
}

fn secants(xs: &[f64], zs: &[f64]) -> Vec<f64> {
    xs.windows(2).zip(zs.windows(2)).map(|(x, z)| (z[1] - z[0]) / (x[1] - x[0])).collect()
}

/// Slopes of a monotone cubic: the weighted harmonic mean of the secants on either side, 0 at a turn (Fritsch and
/// Butland 1984, in the form of PCHIP), and at the ends the three-point formula held within what Fritsch and Carlson
/// (1980) allow.
fn monotone_slopes(xs: &[f64], zs: &[f64]) -> Vec<f64> {
    let d = secants(xs, zs);
    let h: Vec<f64> = xs.windows(2).map(|x| x[1] - x[0]).collect();
    let n = xs.len();
    let mut slopes = vec![0.0; n];
    for (i, slope) in slopes.iter_mut().enumerate().take(n - 1).skip(1) {
        if d[i - 1] * d[i] > 0.0 {
            let (w1, w2) = (2.0 * h[i] + h[i - 1], h[i] + 2.0 * h[i - 1]);
            *slope = (w1 + w2) / (w1 / d[i - 1] + w2 / d[i]);
        }
    }
    slopes[0] = end_slope(h[0], h[1], d[0], d[1]);
    slopes[n - 1] = end_slope(h[n - 2], h[n - 3], d[n - 2], d[n - 3]);
    slopes
}

fn end_slope(h0: f64, h1: f64, d0: f64, d1: f64) -> f64 {
    let slope = ((2.0 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
    if slope * d0 <= 0.0 {
        0.0
    } else if d0 * d1 <= 0.0 && slope.abs() > 3.0 * d0.abs() {
        3.0 * d0
    } else {
        slope
    }
}

/// Slopes of the parabola through each cell and its two neighbours.
fn parabola_slopes(xs: &[f64], zs: &[f64]) -> Vec<f64> {
    let d = secants(xs, zs);
    let h: Vec<f64> = xs.windows(2).map(|x| x[1] - x[0]).collect();
    let n = xs.len();
    let mut slopes: Vec<f64> = vec![0.0; n];
    for (i, slope) in slopes.iter_mut().enumerate().take(n - 1).skip(1) {
        *slope = (h[i] * d[i - 1] + h[i - 1] * d[i]) / (h[i - 1] + h[i]);
    }
    slopes[0] = 2.0 * d[0] - slopes[1];
    slopes[n - 1] = 2.0 * d[n - 2] - slopes[n - 2];
    slopes
}
