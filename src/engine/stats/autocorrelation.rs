//! How much a series remembers, and so how many independent samples it is worth.

use super::fft::Fft;
use super::sorted::{MAD_TO_SD, median_and_mad};

/// Autocorrelation at lags 0 to `most` of a series on even steps, NaN where a sample is missing. Without a gap it is the
/// usual estimate `Σ x[t]·x[t+k] / Σ x[t]²` around the mean; with gaps the mean over the pairs there are takes the place of
/// the sum, tapered by `1 − k/n` as the sum is. Empty where the series has no spread.
pub fn autocorrelation(values: &[f64], most: usize) -> Vec<f64> {
    let n = values.len();
    let present = values.iter().filter(|x| x.is_finite());
    let count = present.clone().count();
    if count < 2 {
        return Vec::new();
    }
    let mean = present.sum::<f64>() / count as f64;
    let squares: f64 = values.iter().filter(|x| x.is_finite()).map(|x| (x - mean) * (x - mean)).sum();
    let variance = squares / count as f64;
    let scale = mean.abs().max(1.0);
    if !variance.is_finite() || variance <= scale * scale * 1e-24 {
        return Vec::new();
    }
    let sd = variance.sqrt();
    let most = most.min(n - 1);
    // The signal in the real part, whether it is there in the imaginary one: their power spectra stay apart, and as the signal
    // is brought to the size of the other, neither takes digits from it.
    let fft = Fft::new(n + most + 1);
    let mut re = vec![0.0; fft.len()];
    let mut im = vec![0.0; fft.len()];
    for (i, x) in values.iter().enumerate().filter(|(_, x)| x.is_finite()) {
        re[i] = (x - mean) / sd;
        im[i] = 1.0;
    }
    fft.forward(&mut re, &mut im);
    let power: Vec<[f64; 2]> = (0..fft.len())
        .map(|k| super::fft::two_spectra(&re, &im, k).map(|(re, im)| re * re + im * im))
        .collect();
    for (k, [signal, mask]) in power.into_iter().enumerate() {
        (re[k], im[k]) = (signal, mask);
    }
    fft.inverse(&mut re, &mut im);
    let own = re[0] / count as f64;
    (0..=most)
        .map(|k| {
            let pairs = im[k].round();
            if pairs < 1.0 {
                return 0.0;
            }
            re[k] / pairs * (n - k) as f64 / n as f64 / own
        })
        .collect()
}

/// By how much the variance of the mean of a series exceeds that of as many independent samples: `1 + 2·Σ ρ(k)`, the sum cut
/// where pairs of neighbouring lags stop being positive and never rising (Geyer 1992). Unlike [`Noise::of_steps`] it sees a
/// slow wander under fast noise. Every lag summed is too small by about what the mean took, which is given back; a series
/// that only drifts is worth one sample. 1 where there is no spread or nothing to tell it by.
pub fn variance_inflation(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let rho = autocorrelation(values, values.len() / 2);
    if values.len() < 4 || rho.is_empty() {
        return 1.0;
    }
    let mut sum = 0.0;
    let mut lags = 0.0;
    let mut last = f64::INFINITY;
    for pair in rho.chunks(2) {
        let both: f64 = pair.iter().sum();
        if both <= 0.0 {
            break;
        }
        last = last.min(both);
        sum += last;
        lags += pair.len() as f64;
    }
    let excess = (2.0 * sum - 2.0).max(0.0);
    let seen = 1.0 - (2.0 * lags - 1.0) / n;
    if seen <= 0.0 { n } else { (1.0 + excess / seen).min(n) }
}

/// Autocorrelation of neighbours alone, of finite values; 0 without spread.
pub fn neighbour_memory(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let square: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    let product: f64 = values.windows(2).map(|w| (w[0] - mean) * (w[1] - mean)).sum();
    if square > 0.0 && product.is_finite() { product / square } else { 0.0 }
}

/// How many independent pairs `n` pairs of two series are worth, given their autocorrelations: `1/n* = 1/n + 2/n·Σ
/// (1 − k/m)·ρx(k)·ρy(k)` over the lags given (Bartlett 1935; Pyper and Peterman 1998). `length` is the number of samples
/// the autocorrelations are of. Never more than `n`: what swings about its mean is not counted twice.
pub fn effective_pairs(n: f64, length: usize, first: &[f64], second: &[f64]) -> f64 {
    let sum: f64 = first
        .iter()
        .zip(second)
        .enumerate()
        .skip(1)
        .map(|(k, (a, b))| (1.0 - k as f64 / length as f64) * a * b)
        .sum();
    n / (1.0 + 2.0 * sum).max(1.0)
}

/// The noise of a series as its steps tell it: a drift or a few jumps change it little.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// Standard deviation around the level.
    pub sd: f64,
    /// Autocorrelation of neighbours, 0 to 0.9.
    pub rho: f64,
}

/// The largest memory that is believed: a few dozen samples cannot tell more from a drift.
const MOST_RHO: f64 = 0.9;

impl Noise {
    /// Of a first-order autoregression with variance `v` the steps over one sample have the variance `2v·(1 − ρ)`, those
    /// over two `2v·(1 − ρ²)`: their ratio is `1 + ρ`. Both by median absolute deviation, by mean square where most steps
    /// are equal. `None` below four values.
    pub fn of_steps(values: &[f64]) -> Option<Noise> {
        if values.len() < 4 {
            return None;
        }
        let one = step_variance(values, 1)?;
        let two = step_variance(values, 2)?;
        let rho = if one > 0.0 { (two / one - 1.0).clamp(0.0, MOST_RHO) } else { 0.0 };
        Some(Noise { sd: (one / (2.0 * (1.0 - rho))).sqrt(), rho })
    }

    /// By how much the variance of a mean exceeds that of independent samples: `(1 + ρ)/(1 − ρ)`.
    pub fn inflation(self) -> f64 {
        (1.0 + self.rho) / (1.0 - self.rho)
    }

    /// Variance times [`Noise::inflation`].
    pub fn long_run_variance(self) -> f64 {
        self.sd * self.sd * self.inflation()
    }
}

fn step_variance(values: &[f64], over: usize) -> Option<f64> {
    let mut steps: Vec<f64> = values.windows(over + 1).map(|w| w[over] - w[0]).collect();
    let square = steps.iter().map(|d| d * d).sum::<f64>() / steps.len() as f64;
    let (_, mad) = median_and_mad(&mut steps)?;
    let sd = mad * MAD_TO_SD;
    Some(if sd > 0.0 { sd * sd } else { square })
}
