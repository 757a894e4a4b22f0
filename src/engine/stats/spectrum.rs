//! Power spectra.

use std::f64::consts::TAU;

use super::fft::{Fft, two_spectra};

/// Power spectral density of a signal on even steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum {
    /// Hz between two bins; the first is 0 Hz.
    pub step_hz: f64,
    /// One-sided, square of the signal's unit per Hz. The last bin is half the sample rate.
    pub density: Vec<f64>,
    /// Windows averaged.
    pub windows: u32,
    /// Windows left out because a sample in them is missing.
    pub left_out: u32,
}

/// Welch 1967: windows of `length` samples (a power of two, else the next one) that overlap by half, each less its mean
/// and under Hann's window, their periodograms averaged. Windows lie within one piece each: nothing is joined across a
/// gap. Windows with a missing sample (NaN) are left out. `None` where no window is complete.
pub fn welch(pieces: &[Vec<f64>], rate_hz: f64, length: usize) -> Option<Spectrum> {
    let fft = Fft::new(length);
    let n = fft.len();
    let hann: Vec<f64> = (0..n).map(|i| 0.5 - 0.5 * (TAU * i as f64 / n as f64).cos()).collect();
    let power: f64 = hann.iter().map(|w| w * w).sum();
    let mut sum = vec![0.0; n / 2 + 1];
    let (mut windows, mut left_out) = (0u32, 0u32);
    let mut waiting: Option<Vec<f64>> = None;
    let mut re = vec![0.0; n];
    let mut im = vec![0.0; n];
    let starts =
        pieces.iter().flat_map(|p| (0..=p.len().saturating_sub(n)).step_by(n / 2).map(move |i| (p, i)));
    for (piece, start) in starts.filter(|(piece, _)| piece.len() >= n) {
        let window = &piece[start..start + n];
        let mean = window.iter().sum::<f64>() / n as f64;
        if !mean.is_finite() {
            left_out += 1;
            continue;
        }
        windows += 1;
        let tapered: Vec<f64> = window.iter().zip(&hann).map(|(x, w)| (x - mean) * w).collect();
        // Two windows in one transform.
        match waiting.take() {
            None => waiting = Some(tapered),
            Some(first) => {
                re.copy_from_slice(&first);
                im.copy_from_slice(&tapered);
                add_power(&fft, &mut re, &mut im, &mut sum);
            }
        }
    }
    if let Some(first) = waiting {
        re.copy_from_slice(&first);
        im.fill(0.0);
        add_power(&fft, &mut re, &mut im, &mut sum);
    }
    if windows == 0 || rate_hz.is_nan() || rate_hz <= 0.0 {
        return None;
    }
    let scale = 1.0 / (rate_hz * power * f64::from(windows));
    // Both halves of a two-sided spectrum count, but for 0 Hz and half the sample rate, which have no mirror.
    let one_sided = |k: usize| if k == 0 || k == n / 2 { 1.0 } else { 2.0 };
    let density = sum.iter().enumerate().map(|(k, p)| p * scale * one_sided(k)).collect();
    Some(Spectrum { step_hz: rate_hz / n as f64, density, windows, left_out })
}

fn add_power(fft: &Fft, re: &mut [f64], im: &mut [f64], sum: &mut [f64]) {
    fft.forward(re, im);
    for (k, sum) in sum.iter_mut().enumerate() {
        *sum += two_spectra(re, im, k).iter().map(|(re, im)| re * re + im * im).sum::<f64>();
    }
}
