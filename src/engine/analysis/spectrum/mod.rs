//! What a channel swings at: power spectrum by Welch's method, and the peaks that stand out of it.

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::evidence::{Ledger, Note, NoteCode, Reason};
use super::frame::Frame;
use super::stretches::{even_pieces, stretches};
use super::subject::Subject;
use super::{AnalysisError, Params as _};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::engine::stats::sorted::median_in_place;
use crate::engine::stats::spectrum::{Spectrum, welch};
use crate::engine::table::RowMask;

crate::params! {
    /// How a spectrum is taken.
    pub struct Params("spectrum") {
        /// Length of a window; it is brought to the next power of two of samples.
        window: Duration = 10_000.0, 500.0 ..= 600_000.0;
        /// How many times its surroundings a peak must be.
        prominence: AsLogged = 6.0, 2.0 ..= 1000.0;
        /// Most peaks.
        peaks: Count = 5.0, 1.0 ..= 50.0;
    }
}

/// Spectrum of a channel. No spectrum where no window of the selection is complete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub channel: ChannelKey,
    /// Even rate the channel is brought to.
    pub rate_hz: f64,
    /// Length of a window, seconds, and how many were averaged and left out (a sample is missing in them).
    pub window_s: f64,
    pub windows: u32,
    pub left_out: u32,
    /// Hz from one entry of `density` to the next, the first being 0 Hz.
    pub step_hz: f64,
    /// One-sided density, square of the unit per Hz. Where there are many bins, the highest of each so many.
    pub density: Vec<f64>,
    /// Strongest first.
    pub peaks: Vec<Peak>,
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

/// A frequency that stands out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Peak {
    pub hz: f64,
    pub density: f64,
    /// How many times the larger of the medians below and above it.
    pub prominence: f64,
    /// Standard deviation of what swings at it, in the channel's unit: the root of the power in the peak.
    pub amplitude: f64,
    /// Share of the channel's variance in the peak.
    pub share: f64,
}

/// Entries a page can show.
const MOST_BINS: usize = 1024;
/// Windows are within these numbers of samples.
const WINDOW: (usize, usize) = (16, 1 << 16);
/// Bins to either side that are a peak's surroundings, less those of the peak itself.
const AROUND: usize = 16;
/// Bins to either side that Hann's window spreads a pure tone over.
const SPREAD: usize = 2;
/// How likely noise may make any peak at all.
const BY_CHANCE: f64 = 0.01;
/// More windows than these are believed no more.
const MOST_WINDOWS: u32 = 1000;

/// Spectrum of `channel` over the selection.
pub fn run(
    frame: &Frame,
    _subject: &Subject,
    channel: &ChannelKey,
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    cx.step(0, 1)?;
    let rate_hz = frame.time().sample_rate();
    let mut notes = Vec::new();
    let mut ledger = frame.ledger();
    let values = frame.values(channel);
    if let Some(values) = &values {
        ledger.keep(Reason::Missing, &RowMask::of_values(values, f32::is_finite));
    } else {
        notes.push(Note::new(NoteCode::ChannelAbsent).of(channel.clone()));
        ledger.leave_out(Reason::Missing, &RowMask::all(frame.rows()));
    }
    let samples = (params.window / 1000.0 * rate_hz).round() as usize;
    let samples = samples.next_power_of_two().clamp(WINDOW.0, WINDOW.1);
    let spectrum = values.and_then(|values| {
        notes.push(Note::new(NoteCode::Resampled).with(&[frame.time().median_step()]));
        welch(&even_pieces(frame, &values, &stretches(frame)), rate_hz, samples)
    });
    cx.step(1, 1)?;
    let (_, ledger) = ledger.finish();
    let peaks = spectrum.as_ref().map_or_else(Vec::new, |s| peaks(s, params));
    let (density, step_hz) = spectrum.as_ref().map_or_else(Default::default, thinned);
    Ok(Report {
        channel: channel.clone(),
        rate_hz,
        window_s: if rate_hz > 0.0 { samples as f64 / rate_hz } else { 0.0 },
        windows: spectrum.as_ref().map_or(0, |s| s.windows),
        left_out: spectrum.as_ref().map_or(0, |s| s.left_out),
        step_hz,
        density,
        peaks,
        ledger,
        notes,
    })
}

fn thinned(spectrum: &Spectrum) -> (Vec<f64>, f64) {
    let every = spectrum.density.len().div_ceil(MOST_BINS).max(1);
    let highest = |bins: &[f64]| bins.iter().copied().fold(0.0, f64::max);
    (spectrum.density.chunks(every).map(highest).collect(), spectrum.step_hz * every as f64)
}

/// Local maxima that exceed their surroundings by the factor asked for and by more than noise does. What a window holds
/// only a few periods of cannot be told from a drift and is no peak.
fn peaks(spectrum: &Spectrum, params: &Params) -> Vec<Peak> {
    let density = &spectrum.density;
    let variance: f64 = density.iter().sum::<f64>() * spectrum.step_hz;
    if variance.is_nan() || variance <= 0.0 {
        return Vec::new();
    }
    let chance = BY_CHANCE / density.len() as f64;
    let mut found: Vec<Peak> = (1..density.len().saturating_sub(1))
        .filter(|&k| density[k] > density[k - 1] && density[k] >= density[k + 1])
        .filter_map(|k| {
            let (around, bins) = surroundings(density, k)?;
            // Below what can be told from rounding there is nothing to stand out of.
            let prominence = density[k] / around.max(variance / spectrum.step_hz * f64::EPSILON);
            let stands_out =
                prominence >= params.prominence && by_noise(prominence, spectrum.windows, bins) <= chance;
            stands_out.then(|| peak(spectrum, k, prominence, variance))
        })
        .collect();
    found.sort_by(|a, b| b.share.total_cmp(&a.share));
    found.truncate(params.peaks as usize);
    found
}

/// The larger of the medians below and above a bin, and of how many bins it is: what remembers has a spectrum that falls, and
/// its slow end is above what follows without being a peak. 0 Hz, which the windows are rid of, and the bins the peak itself
/// spreads over do not count. None where nothing is left below.
fn surroundings(density: &[f64], k: usize) -> Option<(f64, usize)> {
    let below = k.saturating_sub(AROUND).max(1)..k.saturating_sub(SPREAD);
    let above = (k + SPREAD + 1).min(density.len())..(k + AROUND + 1).min(density.len());
    let median = |bins: std::ops::Range<usize>| {
        let mut bins = density.get(bins)?.to_vec();
        median_in_place(&mut bins).map(|median| (median, bins.len()))
    };
    let slow = median(below)?;
    Some(median(above).filter(|fast| fast.0 > slow.0).unwrap_or(slow))
}

/// How likely noise makes a bin so many times the median of so many others. The mean of `K` periodograms of noise follows a
/// gamma distribution of shape `K` (overlapping windows of Hann's are worth nearly as many), its median being `(1 − 1/9K)³` of
/// its mean (Wilson and Hilferty 1931). A median knows about half as much as a mean of as many bins would, so that the ratio
/// is taken for Fisher's with `2K` and `K·bins` degrees of freedom.
fn by_noise(ratio: f64, windows: u32, bins: usize) -> f64 {
    let shape = f64::from(windows.clamp(1, MOST_WINDOWS));
    let to_mean = (1.0 - 1.0 / (9.0 * shape)).powi(3);
    FisherSnedecor::new(2.0 * shape, shape * bins as f64).map_or(1.0, |f| f.sf(ratio * to_mean))
}

fn peak(spectrum: &Spectrum, k: usize, prominence: f64, variance: f64) -> Peak {
    let density = &spectrum.density;
    let bins = k.saturating_sub(SPREAD)..(k + SPREAD + 1).min(density.len());
    let power: f64 = density[bins.clone()].iter().sum();
    // The centre of the power lies nearer to the tone than the highest bin.
    let centre: f64 = bins.map(|bin| bin as f64 * density[bin]).sum::<f64>() / power;
    Peak {
        hz: centre * spectrum.step_hz,
        density: density[k],
        prominence,
        amplitude: (power * spectrum.step_hz).sqrt(),
        share: (power * spectrum.step_hz / variance).min(1.0),
    }
}
