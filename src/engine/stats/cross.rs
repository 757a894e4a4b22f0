//! Correlation of two series at every shift within a reach.

use super::correlation::{Pair, PairSums};
use super::fft::{Fft, two_spectra};

/// Sums over the pairs `(x[i], y[i + k])` for each `k` from `−reach` to `reach`, gathered over unbroken stretches. Samples
/// may be missing (NaN): every shift knows how many pairs it has and is judged by their own means and spreads. Long
/// stretches go through the Fourier transform in blocks, so that the cost is `n·log(reach)`.
#[derive(Debug)]
pub struct CrossSums {
    reach: usize,
    direct: Vec<PairSums>,
    spectral: Option<Spectral>,
}

/// Up to so many products of a stretch are formed one by one.
const DIRECT: usize = 1 << 16;

impl CrossSums {
    /// For shifts of at most `reach` samples.
    pub fn new(reach: usize) -> Self {
        Self { reach, direct: vec![PairSums::default(); 2 * reach + 1], spectral: None }
    }

    /// Takes in one stretch of both series on the same even steps; what is longer than the other is left out. For
    /// digits, values should lie around 0.
    pub fn add(&mut self, x: &[f64], y: &[f64]) {
        let n = x.len().min(y.len());
        let (x, y) = (&x[..n], &y[..n]);
        if n * (2 * self.reach + 1).min(2 * n) <= DIRECT {
            self.add_direct(x, y);
        } else {
            let reach = self.reach;
            self.spectral.get_or_insert_with(|| Spectral::new(reach)).add(x, y);
        }
    }

    fn add_direct(&mut self, x: &[f64], y: &[f64]) {
        for (i, x) in x.iter().enumerate().filter(|(_, x)| x.is_finite()) {
            let first = i.saturating_sub(self.reach);
            let last = (i + self.reach).min(y.len().saturating_sub(1));
            for (j, y) in y.iter().enumerate().take(last + 1).skip(first).filter(|(_, y)| y.is_finite()) {
                self.direct[j + self.reach - i].push(*x, *y);
            }
        }
    }

    /// Pairs and correlation at each shift, from `−reach` to `reach`. Positive shifts say that `y` follows `x`.
    pub fn finish(self) -> Vec<Pair> {
        let spectral = self.spectral.map(Spectral::finish);
        let sums = self.direct.into_iter().enumerate().map(|(k, sums)| match &spectral {
            Some(more) => sums.plus(more[k]),
            None => sums,
        });
        sums.map(PairSums::pair).collect()
    }
}

/// The same sums, block by block, added up as spectra: only one transform back in the end.
#[derive(Debug)]
struct Spectral {
    reach: usize,
    fft: Fft,
    /// Spectra of: pairs, x, y, x², y², x·y; for each its real and imaginary parts.
    sums: [[Vec<f64>; 2]; 6],
    /// x and y; whether they are there; their squares.
    buffers: [[Vec<f64>; 2]; 3],
}

impl Spectral {
    fn new(reach: usize) -> Self {
        let fft = Fft::new((8 * reach).max(4096));
        let zeros = || [vec![0.0; fft.len()], vec![0.0; fft.len()]];
        Self { reach, sums: std::array::from_fn(|_| zeros()), buffers: std::array::from_fn(|_| zeros()), fft }
    }

    fn add(&mut self, x: &[f64], y: &[f64]) {
        let block = self.fft.len() - 2 * self.reach;
        for start in (0..x.len()).step_by(block) {
            self.buffers.iter_mut().flatten().for_each(|buffer| buffer.fill(0.0));
            let end = (start + block).min(x.len());
            self.fill(0, &x[start..end], self.reach);
            // The window of y reaches beyond the block on either side, so that every pair is inside.
            let first = start.saturating_sub(self.reach);
            let last = (end + self.reach).min(y.len());
            self.fill(1, &y[first..last], first + self.reach - start);
            for [re, im] in &mut self.buffers {
                self.fft.forward(re, im);
            }
            self.accumulate();
        }
    }

    fn fill(&mut self, part: usize, values: &[f64], at: usize) {
        for (i, x) in values.iter().enumerate().filter(|(_, x)| x.is_finite()) {
            self.buffers[0][part][at + i] = *x;
            self.buffers[1][part][at + i] = 1.0;
            self.buffers[2][part][at + i] = x * x;
        }
    }

    fn accumulate(&mut self) {
        let [[value_re, value_im], [mask_re, mask_im], [square_re, square_im]] = &self.buffers;
        // The sums are real: half of each spectrum is enough.
        for k in 0..=self.fft.len() / 2 {
            let [x, y] = two_spectra(value_re, value_im, k);
            let [mx, my] = two_spectra(mask_re, mask_im, k);
            let [xx, yy] = two_spectra(square_re, square_im, k);
            for (sum, (a, b)) in
                self.sums.iter_mut().zip([(mx, my), (x, my), (mx, y), (xx, my), (mx, yy), (x, y)])
            {
                sum[0][k] += a.0 * b.0 + a.1 * b.1;
                sum[1][k] += a.0 * b.1 - a.1 * b.0;
            }
        }
    }

    fn finish(mut self) -> Vec<PairSums> {
        let n = self.fft.len();
        for [re, im] in &mut self.sums {
            for k in 1..n / 2 {
                re[n - k] = re[k];
                im[n - k] = -im[k];
            }
            self.fft.inverse(re, im);
        }
        let [pairs, x, y, xx, yy, xy] = &self.sums;
        (0..=2 * self.reach)
            .map(|k| {
                let at = (k + n - self.reach) % n;
                PairSums {
                    n: pairs[0][at].round(),
                    x: x[0][at],
                    y: y[0][at],
                    xx: xx[0][at],
                    yy: yy[0][at],
                    xy: xy[0][at],
                }
            })
            .collect()
    }
}
