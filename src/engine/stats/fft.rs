//! The discrete Fourier transform, for lengths that are powers of two.

use std::f64::consts::TAU;

/// A transform of one length: its turning factors and the order it reads in. Real and imaginary parts lie in slices of
/// their own, which leaves the butterflies open to vector instructions. Own code because lengths are ours to choose: a
/// planner for all lengths would weigh more in the worker than everything else of this module.
#[derive(Clone, Debug)]
pub struct Fft {
    cos: Vec<f64>,
    sin: Vec<f64>,
    order: Vec<u32>,
}

impl Fft {
    /// For at least `length` points: the next power of two.
    pub fn new(length: usize) -> Self {
        let n = length.max(2).next_power_of_two();
        let bits = n.trailing_zeros();
        let angle = |k: usize| TAU * k as f64 / n as f64;
        Self {
            cos: (0..n / 2).map(|k| angle(k).cos()).collect(),
            sin: (0..n / 2).map(|k| -angle(k).sin()).collect(),
            order: (0..n as u32).map(|i| i.reverse_bits() >> (32 - bits)).collect(),
        }
    }

    /// Number of points.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Never: the shortest transform has two points.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// `X[k] = Σ x[t]·exp(−2πi·k·t/n)` in place (Cooley and Tukey 1965, radix 2). Both slices have [`Fft::len`] points;
    /// slices of another length are left as they are.
    pub fn forward(&self, re: &mut [f64], im: &mut [f64]) {
        let n = self.len();
        if re.len() != n || im.len() != n {
            debug_assert!(false, "a transform of another length");
            return;
        }
        for (i, j) in self.order.iter().enumerate() {
            let j = *j as usize;
            if i < j {
                re.swap(i, j);
                im.swap(i, j);
            }
        }
        let mut half = 1;
        while half < n {
            let stride = n / 2 / half;
            for (re, im) in re.chunks_exact_mut(half * 2).zip(im.chunks_exact_mut(half * 2)) {
                self.butterflies(re, im, half, stride);
            }
            half *= 2;
        }
    }

    fn butterflies(&self, re: &mut [f64], im: &mut [f64], half: usize, stride: usize) {
        let (re_a, re_b) = re.split_at_mut(half);
        let (im_a, im_b) = im.split_at_mut(half);
        let turns = self.cos.iter().step_by(stride).zip(self.sin.iter().step_by(stride));
        let tops = re_a.iter_mut().zip(im_a);
        let bottoms = re_b.iter_mut().zip(im_b);
        for (((ra, ia), (rb, ib)), (cos, sin)) in tops.zip(bottoms).zip(turns) {
            let (re, im) = (*rb * cos - *ib * sin, *rb * sin + *ib * cos);
            (*rb, *ib) = (*ra - re, *ia - im);
            *ra += re;
            *ia += im;
        }
    }

    /// The inverse, divided by the number of points.
    pub fn inverse(&self, re: &mut [f64], im: &mut [f64]) {
        self.forward(im, re);
        let scale = 1.0 / self.len() as f64;
        re.iter_mut().chain(im).for_each(|x| *x *= scale);
    }
}

/// Spectrum `(re, im)` of bin `k` of two real signals that were transformed as one, the first in the real and the second
/// in the imaginary part.
pub(super) fn two_spectra(re: &[f64], im: &[f64], k: usize) -> [(f64, f64); 2] {
    let mirror = (re.len() - k) % re.len();
    let half = |x: f64, y: f64| (x + y) * 0.5;
    [(half(re[k], re[mirror]), half(im[k], -im[mirror])), (half(im[k], im[mirror]), half(re[mirror], -re[k]))]
}
