//! Slopes and tests of trends that outliers and odd distributions do not mislead.

use super::autocorrelation::autocorrelation;
use super::distributions::{normal_quantile, normal_two_sided};
use super::rank::mid_ranks;
use super::sorted::median_in_place;

/// When and what.
pub type Moment = (f64, f64);

/// A trend over one series, or over several that share it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// Median of the slopes of all pairs within a series (Theil 1950, Sen 1968; over several series Hirsch, Slack and Smith
    /// 1982); none where no two moments differ.
    pub slope: Option<f64>,
    /// Interval of the slope at the level asked for.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Pairs that rise less pairs that fall.
    pub s: f64,
    /// Of `s` if there is no trend: of ties and memory, as they are.
    pub variance: f64,
    /// `s` over the number of pairs.
    pub tau: f64,
    /// Two-sided, of no trend.
    pub p: f64,
    /// By how much memory makes the variance larger.
    pub inflation: f64,
    /// Whether `p` is counted out instead of taken from the normal approximation.
    pub exact: bool,
    pub pairs: u64,
}

/// Largest series whose `p` is counted out.
const EXACT: usize = 60;

/// Theil's and Sen's slope with Mann's and Kendall's test of series that share a trend but not a level, such as the same
/// figure at several operating points: only moments of one series are compared. All pairs are formed: meant for a few
/// thousand moments. `inflation` is by how much the variance of `s` exceeds that of independent values. `None` where no
/// series has two values.
pub fn trend(series: &[Vec<Moment>], inflation: f64, level: f64) -> Option<Trend> {
    let mut slopes = Vec::new();
    let (mut s, mut variance, mut pairs) = (0.0, 0.0, 0u64);
    let mut ties = false;
    for moments in series {
        for (i, (t0, x0)) in moments.iter().enumerate() {
            for (t1, x1) in &moments[i + 1..] {
                if t0 == t1 {
                    continue;
                }
                let slope = (x1 - x0) / (t1 - t0);
                s += f64::from(slope.partial_cmp(&0.0).map_or(0, |o| o as i8));
                slopes.push(slope);
                pairs += 1;
            }
        }
        let tied = tie_terms(moments.iter().map(|m| m.1)) + tie_terms(moments.iter().map(|m| m.0));
        ties |= tied > 0.0;
        variance += (s_variance(moments.len() as f64) - tied).max(0.0);
    }
    if pairs == 0 {
        return None;
    }
    let inflation = inflation.max(1.0);
    variance *= inflation;
    let alone = series.iter().filter(|m| m.len() > 1).count() == 1;
    let n = series.iter().map(Vec::len).max().unwrap_or(0);
    let exact = alone && !ties && inflation <= 1.0 && n <= EXACT;
    let p = if exact { exact_p(s, n) } else { normal_p(s, variance) };
    let (low, high) = slope_interval(&mut slopes, variance, level).unzip();
    let slope = median_in_place(&mut slopes);
    let tau = s / pairs as f64;
    Some(Trend { slope, low, high, s, variance, tau, p, inflation, exact, pairs })
}

/// The same of one series, with the memory its own ranks show taken into account (Hamed and Rao 1998): the series less its
/// slope is ranked, and each lag whose autocorrelation is significant at 5 % adds to the variance of `s`. A factor below 1
/// is not used: it would claim more than independent values allow.
pub fn trend_of(moments: &[Moment], level: f64) -> Option<Trend> {
    let independent = trend(&[moments.to_vec()], 1.0, level)?;
    let slope = independent.slope.unwrap_or(0.0);
    let detrended: Vec<f64> = moments.iter().map(|(t, x)| x - slope * t).collect();
    let inflation = hamed_rao(&detrended);
    if inflation > 1.0 { trend(&[moments.to_vec()], inflation, level) } else { Some(independent) }
}

/// Hamed's and Rao's factor of a series without trend; 1 where it has no more than two values.
pub fn hamed_rao(detrended: &[f64]) -> f64 {
    let n = detrended.len() as f64;
    if detrended.len() < 3 {
        return 1.0;
    }
    let (ranks, _) = mid_ranks(detrended);
    let limit = normal_quantile(0.975) / n.sqrt();
    let sum: f64 = autocorrelation(&ranks, detrended.len() - 1)
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, rho)| rho.abs() > limit)
        .map(|(k, rho)| {
            let left = n - k as f64;
            left * (left - 1.0) * (left - 2.0) * rho
        })
        .sum();
    1.0 + 2.0 / (n * (n - 1.0) * (n - 2.0)) * sum
}

/// Of `s` over `n` values without ties and without trend.
fn s_variance(n: f64) -> f64 {
    n * (n - 1.0) * (2.0 * n + 5.0) / 18.0
}

/// What groups of equal values take from the variance.
fn tie_terms(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|group| s_variance(group.len() as f64)).sum()
}

fn normal_p(s: f64, variance: f64) -> f64 {
    if variance > 0.0 { normal_two_sided((s.abs() - 1.0).max(0.0) / variance.sqrt()) } else { 1.0 }
}

/// In which share of all orders of `n` values `|S|` is at least this large: the numbers of inversions are counted out.
fn exact_p(s: f64, n: usize) -> f64 {
    let pairs = n * (n - 1) / 2;
    // Shares, not counts: 60! is beyond f64's whole numbers but not beyond its range.
    let mut shares = vec![0.0; pairs + 1];
    shares[0] = 1.0;
    for size in 2..=n {
        // One more value makes 0 to size − 1 more inversions, each as likely.
        let mut running = 0.0;
        let before = shares.clone();
        for at in 0..=pairs {
            running += before[at];
            if let Some(gone) = at.checked_sub(size) {
                running -= before[gone];
            }
            shares[at] = running / size as f64;
        }
    }
    let inversions = ((pairs as f64 - s.abs()) / 2.0).round() as usize;
    (2.0 * shares[..=inversions.min(pairs)].iter().sum::<f64>()).min(1.0)
}

/// Sen's interval: as many slopes from the middle as `S` may lie from 0. The slopes are sorted.
fn slope_interval(slopes: &mut [f64], variance: f64, level: f64) -> Option<(f64, f64)> {
    slopes.sort_unstable_by(f64::total_cmp);
    let reach = normal_quantile(f64::midpoint(1.0, level)) * variance.sqrt();
    let n = slopes.len() as f64;
    let low = (f64::midpoint(n, -reach).round_ties_even() - 1.0).max(0.0) as usize;
    let high = (f64::midpoint(n, reach).round_ties_even() as usize).min(slopes.len().checked_sub(1)?);
    Some((slopes[low], slopes[high]))
}
