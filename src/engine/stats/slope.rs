//! Slope of a series of uneven samples, place by place.

use crate::engine::passes;

/// Slope of the straight line of least squares through the samples within `half` of each place: the first-order filter
/// of Savitzky and Golay (1964) for samples that need not be even. Places ascend. NaN where the window holds fewer than
/// three samples or no spread.
pub fn local_slopes(t: &[f64], y: &[f64], half: f64) -> Vec<f64> {
    let n = t.len().min(y.len());
    let (mut first, mut end) = (0, 0);
    passes::map(n, |i| {
        while t[i] - t[first] > half {
            first += 1;
        }
        while end < n && t[end] - t[i] <= half {
            end += 1;
        }
        slope_of(&t[first..end], &y[first..end]).unwrap_or(f64::NAN)
    })
}

/// Slope of the straight line of least squares. `None` for fewer than three samples and for places without spread.
pub fn slope_of(x: &[f64], y: &[f64]) -> Option<f64> {
    let n = x.len().min(y.len());
    if n < 3 {
        return None;
    }
    let (sum_x, sum_y) = x.iter().zip(y).fold((0.0, 0.0), |(sum_x, sum_y), (x, y)| (sum_x + x, sum_y + y));
    let (mean_x, mean_y) = (sum_x / n as f64, sum_y / n as f64);
    let (mut xx, mut xy) = (0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        xx += (x - mean_x) * (x - mean_x);
        xy += (x - mean_x) * (y - mean_y);
    }
    (xx > 0.0 && xy.is_finite()).then(|| xy / xx)
}
