//! Values between, beyond and from among the cells of a table.
//!
//! Everything here works on a [`Lattice`]: the break points in use with their cells, in base units. Beyond the edges an
//! ECU holds the edge's value; whoever wants otherwise says so by [`Beyond`]. Nothing is held in silence: re-sampling
//! tells how much of its answer lies beyond ([`Lattice::beyond`]).

mod line;
mod scatter;
mod smooth;

use serde::{Deserialize, Serialize};

pub use line::{Line, Method};
pub use scatter::{Known, MAX_KNOWN, ScatterError, inverse_distance, thin_plate};
pub use smooth::{Smoothing, smooth};

/// What a value beyond the last break point is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Beyond {
    /// The edge's, as ECUs do.
    #[default]
    Hold,
    /// Straight on with the slope at the edge.
    Extend,
}

/// Cells on a grid of ascending break points: `cells[row * xs.len() + column]`, `xs` along the columns, `ys` along the
/// rows. A curve has a single row.
#[derive(Clone, Debug, PartialEq)]
pub struct Lattice {
    pub xs: Vec<f64>,
    pub ys: Vec<f64>,
    pub cells: Vec<f64>,
}

/// Place of `at` among ascending points: the two indices around it and the share of the second one, held at the ends.
/// `None` where there is no point or `at` is NaN.
pub(in crate::engine::tables) fn place(points: &[f64], at: f64) -> Option<(usize, usize, f64)> {
    let last = points.len().checked_sub(1)?;
    if at.is_nan() {
        return None;
    }
    let above = points.partition_point(|p| *p <= at);
    if above == 0 {
        return Some((0, 0, 0.0));
    }
    if above > last {
        return Some((last, last, 0.0));
    }
    let (low, high) = (points[above - 1], points[above]);
    Some((above - 1, above, (at - low) / (high - low)))
}

impl Lattice {
    /// One cell; indices lie within.
    pub fn cell(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.xs.len() + column]
    }

    /// Bilinear value, held beyond the edges. `None` where a figure is NaN.
    pub fn bilinear(&self, x: f64, y: f64) -> Option<f64> {
        let (left, right, across) = place(&self.xs, x)?;
        // The row of a curve has no place that could be missed.
        let (low, high, along) = if self.ys.len() == 1 { (0, 0, 0.0) } else { place(&self.ys, y)? };
        let row = |r: usize| {
            let (a, b) = (self.cell(r, left), self.cell(r, right));
            if across == 0.0 { a } else { a + (b - a) * across }
        };
        let (a, b) = (row(low), row(high));
        Some(if along == 0.0 { a } else { a + (b - a) * along })
    }

    /// Cells on other break points, row by row: first along `x`, then along `y`. With [`Method::Linear`] it is bilinear,
    /// with [`Method::Cubic`] bicubic (for both the order does not matter), with [`Method::Monotone`] each line is
    /// monotone between its cells.
    #[must_use]
    pub fn resampled(&self, xs: &[f64], ys: &[f64], method: Method, beyond: Beyond) -> Lattice {
        let width = self.xs.len();
        let mut wide = Vec::with_capacity(self.ys.len() * xs.len());
        for row in self.cells.chunks_exact(width.max(1)) {
            let line = Line::new(&self.xs, row, method);
            wide.extend(xs.iter().map(|x| line.at(*x, beyond)));
        }
        if self.ys.len() == 1 {
            let cells = ys.iter().flat_map(|_| wide.iter().copied()).collect();
            return Lattice { xs: xs.to_vec(), ys: ys.to_vec(), cells };
        }
        let mut cells = vec![0.0; xs.len() * ys.len()];
        for column in 0..xs.len() {
            let along: Vec<f64> = (0..self.ys.len()).map(|r| wide[r * xs.len() + column]).collect();
            let line = Line::new(&self.ys, &along, method);
            for (row, y) in ys.iter().enumerate() {
                cells[row * xs.len() + column] = line.at(*y, beyond);
            }
        }
        Lattice { xs: xs.to_vec(), ys: ys.to_vec(), cells }
    }

    /// Whether a place lies beyond the break points, by more than a rounding.
    pub fn beyond(&self, x: f64, y: f64) -> bool {
        let out = |points: &[f64], at: f64| match (points.first(), points.last()) {
            (Some(first), Some(last)) => {
                let hair = (last - first).abs() * 1e-9;
                !(at >= first - hair && at <= last + hair)
            }
            _ => true,
        };
        out(&self.xs, x) || (self.ys.len() > 1 && out(&self.ys, y))
    }
}

/// The share of the axis that each break point stands for: half of the steps on either side.
fn widths(points: &[f64]) -> Vec<f64> {
    if points.len() < 2 {
        return vec![1.0; points.len()];
    }
    (0..points.len())
        .map(|i| {
            let before = points[i] - points[i.saturating_sub(1)];
            let after = points[(i + 1).min(points.len() - 1)] - points[i];
            f64::midpoint(before, after)
        })
        .collect()
}
