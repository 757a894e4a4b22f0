//! Values everywhere from values at some places.

use super::super::axis::LARGEST;

/// Known places a thin plate is laid through at most: its cost grows with their third power.
pub const MAX_KNOWN: usize = 1024;

/// A place whose value is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    pub x: f64,
    pub y: f64,
    pub z: f64,
    /// How much it counts against the others, above 0.
    pub weight: f64,
}

/// Why known places do not give the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScatterError {
    #[error("{found} known places, at least {needed}")]
    TooFew { found: usize, needed: usize },
    #[error("{found} known places, at most {MAX_KNOWN}")]
    TooMany { found: usize },
    /// All known places lie on one line, or two of them are the same.
    #[error("the known places span no surface")]
    Degenerate,
}

/// Inverse distance (Shepard 1968): the mean of the known values, each weighted by its weight over its distance to the
/// power `power`. Stays within the known values; flat at each known place. Distances are in coordinates that the caller
/// has made comparable.
pub fn inverse_distance(
    known: &[Known],
    power: f64,
    at: impl IntoIterator<Item = (f64, f64)>,
) -> Result<Vec<f64>, ScatterError> {
    if known.is_empty() {
        return Err(ScatterError::TooFew { found: 0, needed: 1 });
    }
    let value = |(x, y): (f64, f64)| {
        let (mut sum, mut weights) = (0.0, 0.0);
        for k in known {
            let distance = (k.x - x).hypot(k.y - y);
            if distance == 0.0 {
                return k.z;
            }
            let weight = k.weight / distance.powf(power);
            sum += weight * k.z;
            weights += weight;
        }
        sum / weights
    };
    Ok(at.into_iter().map(value).collect())
}

/// Thin-plate spline (Duchon 1977): of all surfaces through the known values the one that bends least, a plane plus
/// `Σ cᵢ r² ln r`. With `smoothing` above 0 it need not pass through them: each may be off, the less the more it weighs
/// (Wahba 1990). Reproduces planes. Where all places share one coordinate, it is the natural cubic spline along the
/// other, `Σ cᵢ r³` (the same in one dimension).
pub fn thin_plate(
    known: &[Known],
    smoothing: f64,
    at: impl IntoIterator<Item = (f64, f64)>,
) -> Result<Vec<f64>, ScatterError> {
    let flat = |get: fn(&Known) -> f64| known.windows(2).all(|w| get(&w[0]) == get(&w[1]));
    let plate = match (flat(|k| k.x), flat(|k| k.y)) {
        (true, true) => Plate { terms: 1, along: (0.0, 0.0) },
        (true, false) => Plate { terms: 2, along: (0.0, 1.0) },
        (false, true) => Plate { terms: 2, along: (1.0, 0.0) },
        (false, false) => Plate { terms: 3, along: (1.0, 1.0) },
    };
    plate.fit(known, smoothing, at)
}

/// Terms of the polynomial, and which coordinates count.
struct Plate {
    terms: usize,
    along: (f64, f64),
}

impl Plate {
    fn kernel(&self, dx: f64, dy: f64) -> f64 {
        let r = (dx * self.along.0).hypot(dy * self.along.1);
        match self.terms {
            3 if r > 0.0 => r * r * r.ln(),
            3 => 0.0,
            _ => r * r * r,
        }
    }

    fn polynomial(&self, x: f64, y: f64) -> [f64; 3] {
        match self.terms {
            3 => [1.0, x, y],
            2 => [1.0, x * self.along.0 + y * self.along.1, 0.0],
            _ => [1.0, 0.0, 0.0],
        }
    }

    fn fit(
        &self,
        known: &[Known],
        smoothing: f64,
        at: impl IntoIterator<Item = (f64, f64)>,
    ) -> Result<Vec<f64>, ScatterError> {
        let (n, terms) = (known.len(), self.terms);
        if n < terms {
            return Err(ScatterError::TooFew { found: n, needed: terms });
        }
        if n > MAX_KNOWN {
            return Err(ScatterError::TooMany { found: n });
        }
        let size = n + terms;
        let mut matrix = vec![0.0; size * size];
        let mut right = vec![0.0; size];
        for (i, a) in known.iter().enumerate() {
            for (j, b) in known.iter().enumerate() {
                matrix[i * size + j] = self.kernel(a.x - b.x, a.y - b.y);
            }
            matrix[i * size + i] += smoothing / a.weight;
            for (t, p) in self.polynomial(a.x, a.y).into_iter().take(terms).enumerate() {
                matrix[i * size + n + t] = p;
                matrix[(n + t) * size + i] = p;
            }
            right[i] = a.z;
        }
        solve(&mut matrix, &mut right)?;
        let value = |(x, y): (f64, f64)| {
            let bent: f64 = known.iter().zip(&right).map(|(k, c)| c * self.kernel(k.x - x, k.y - y)).sum();
            let plane: f64 = self.polynomial(x, y).iter().zip(&right[n..]).map(|(p, c)| p * c).sum();
            bent + plane
        };
        Ok(at.into_iter().map(value).collect())
    }
}

/// Gauss' elimination with row pivots; the matrix is symmetric but indefinite. The answer takes the place of `right`.
fn solve(matrix: &mut [f64], right: &mut [f64]) -> Result<(), ScatterError> {
    let n = right.len();
    let largest = matrix.iter().fold(0.0f64, |m, x| m.max(x.abs()));
    for k in 0..n {
        let pivot =
            (k..n).max_by(|a, b| matrix[a * n + k].abs().total_cmp(&matrix[b * n + k].abs())).unwrap_or(k);
        if matrix[pivot * n + k].abs() <= largest * 1e-13 {
            return Err(ScatterError::Degenerate);
        }
        if pivot != k {
            let (upper, lower) = matrix.split_at_mut(pivot * n);
            upper[k * n..(k + 1) * n].swap_with_slice(&mut lower[..n]);
            right.swap(k, pivot);
        }
        let (done, below) = matrix.split_at_mut((k + 1) * n);
        let row = &done[k * n..];
        for (i, other) in below.chunks_exact_mut(n).enumerate() {
            let factor = other[k] / row[k];
            if factor != 0.0 {
                for (a, b) in other[k..].iter_mut().zip(&row[k..]) {
                    *a -= factor * b;
                }
                right[k + 1 + i] -= factor * right[k];
            }
        }
    }
    for k in (0..n).rev() {
        let rest: f64 = (k + 1..n).map(|j| matrix[k * n + j] * right[j]).sum();
        right[k] = (right[k] - rest) / matrix[k * n + k];
    }
    let sound = right.iter().all(|x| x.is_finite() && x.abs() < LARGEST * LARGEST);
    if sound { Ok(()) } else { Err(ScatterError::Degenerate) }
}
