//! Smoothing.

use serde::{Deserialize, Serialize};

use super::{Lattice, widths};
use crate::engine::stats::sorted::median_in_place;

/// How cells are smoothed. Reaches are standard deviations **in the unit of the axis**, so that cells that stand close
/// together on the axis weigh on each other more than those far apart, whatever their indices.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Smoothing {
    /// The mean of all cells, weighted by a Gaussian of the distance and by the share of the axes that each stands for
    /// (Nadaraya 1964, Watson 1964). Never leaves the values that are there; what rises along an axis goes on rising.
    Gaussian { x: f64, y: f64 },
    /// The median of the cells up to `radius` steps away in either direction; a lone outlier vanishes, an edge stays.
    Median { radius: u32 },
    /// As `Gaussian`, each cell also weighted by how near its value is: a standard deviation of `value` in the unit of the
    /// cells (bilateral filter, Tomasi and Manduchi 1998). What differs by much more than that stays apart.
    EdgePreserving { x: f64, y: f64, value: f64 },
}

impl Smoothing {
    /// Whether every figure is one that can be smoothed with.
    pub(in crate::engine::tables) fn is_sound(&self) -> bool {
        let reach = |s: f64| s >= 0.0 && s.is_finite();
        match self {
            Smoothing::Gaussian { x, y } => reach(*x) && reach(*y),
            Smoothing::Median { radius } => *radius >= 1,
            Smoothing::EdgePreserving { x, y, value } => {
                reach(*x) && reach(*y) && *value > 0.0 && value.is_finite()
            }
        }
    }
}

/// Smoothed values of some cells (row, column) of a lattice, each from all the cells around it. `weights`, one per cell
/// where given, say how much each counts: samples in it, or trust; a cell of weight 0 takes from others and gives
/// nothing. A cell nothing weighs on keeps its value.
pub fn smooth(
    lattice: &Lattice,
    how: Smoothing,
    weights: Option<&[f64]>,
    targets: &[(usize, usize)],
) -> Vec<f64> {
    match how {
        Smoothing::Gaussian { x, y } => kernel(lattice, (x, y), None, weights, targets),
        Smoothing::EdgePreserving { x, y, value } => kernel(lattice, (x, y), Some(value), weights, targets),
        Smoothing::Median { radius } => median(lattice, radius as usize, weights, targets),
    }
}

fn kernel(
    lattice: &Lattice,
    reach: (f64, f64),
    value: Option<f64>,
    weights: Option<&[f64]>,
    targets: &[(usize, usize)],
) -> Vec<f64> {
    let across = gaussians(&lattice.xs, reach.0);
    let along = gaussians(&lattice.ys, reach.1);
    let (rows, columns) = (lattice.ys.len(), lattice.xs.len());
    targets
        .iter()
        .map(|&(row, column)| {
            let own = lattice.cell(row, column);
            // Around the cell's own value: a constant stays what it is to the last digit.
            let (mut sum, mut total) = (0.0, 0.0);
            for r in 0..rows {
                let wr = along[row * rows + r];
                if wr == 0.0 {
                    continue;
                }
                for c in 0..columns {
                    let d = lattice.cell(r, c) - own;
                    let near = value.map_or(1.0, |sd| (-0.5 * (d / sd).powi(2)).exp());
                    let w = wr * across[column * columns + c] * near * weight_of(weights, r * columns + c);
                    sum += w * d;
                    total += w;
                }
            }
            if total > 0.0 { own + sum / total } else { own }
        })
        .collect()
}

/// `exp(-d²/2s²)` times the width of the giving point, for each pair of points; with no reach only the point itself.
fn gaussians(points: &[f64], reach: f64) -> Vec<f64> {
    let widths = widths(points);
    let weight = |i: usize, j: usize| {
        if i == j {
            return widths[j];
        }
        if reach == 0.0 {
            return 0.0;
        }
        (-0.5 * ((points[i] - points[j]) / reach).powi(2)).exp() * widths[j]
    };
    (0..points.len())
        .flat_map(|i| (0..points.len()).map(move |j| (i, j)))
        .map(|(i, j)| weight(i, j))
        .collect()
}

fn median(lattice: &Lattice, radius: usize, weights: Option<&[f64]>, targets: &[(usize, usize)]) -> Vec<f64> {
    let (rows, columns) = (lattice.ys.len(), lattice.xs.len());
    targets
        .iter()
        .map(|&(row, column)| {
            // As far on either side: at an edge a one-sided window would bend what rises.
            let half = |at: usize, n: usize| radius.min(at).min(n - 1 - at);
            let (down, over) = (half(row, rows), half(column, columns));
            let mut around: Vec<f64> = (row - down..=row + down)
                .flat_map(|r| (column - over..=column + over).map(move |c| (r, c)))
                .filter(|(r, c)| weight_of(weights, r * columns + c) > 0.0)
                .map(|(r, c)| lattice.cell(r, c))
                .collect();
            median_in_place(&mut around).unwrap_or_else(|| lattice.cell(row, column))
        })
        .collect()
}

fn weight_of(weights: Option<&[f64]>, index: usize) -> f64 {
    weights.map_or(1.0, |w| w.get(index).copied().filter(|w| *w > 0.0 && w.is_finite()).unwrap_or(0.0))
}
