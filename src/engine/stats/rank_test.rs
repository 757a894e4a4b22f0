//! Whether one sample tends to larger values than another, and by how much, whatever their distributions.

use super::distributions::{normal_quantile, normal_two_sided};
use super::rank::mid_ranks;

/// Mann and Whitney's test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the first sample's value is larger; ties count half.
    pub u: f64,
    /// `U` if there were no difference, and its variance (of ties and memory, as they are).
    pub expected: f64,
    pub variance: f64,
    /// Two-sided.
    pub p: f64,
    /// Whether `p` is counted out instead of taken from the normal approximation.
    pub exact: bool,
    /// How likely a value of the first sample is larger than one of the second; ties count half.
    pub chance_larger: f64,
}

/// Largest sample of those whose distribution is counted out.
const EXACT: usize = 20;

/// Of finite values (Mann and Whitney 1947). `inflation` is by how much the variance exceeds that of independent values
/// (1 where they are). Exact where the values are independent, without ties, and at most 20 in either sample; else normal
/// with the correction of ties and of continuity. `None` where a sample is empty.
pub fn mann_whitney(first: &[f64], second: &[f64], inflation: f64) -> Option<MannWhitney> {
    let (n1, n2) = (first.len() as f64, second.len() as f64);
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let (ranks, ties) = mid_ranks(&[first, second].concat());
    let n = n1 + n2;
    let u = ranks[..first.len()].iter().sum::<f64>() - n1 * (n1 + 1.0) / 2.0;
    let expected = n1 * n2 / 2.0;
    let variance = n1 * n2 / 12.0 * ((n + 1.0) - ties / (n * (n - 1.0)).max(1.0)) * inflation.max(1.0);
    let exact = ties == 0.0 && inflation <= 1.0 && first.len().max(second.len()) <= EXACT;
    let p = if exact {
        exact_p(u, first.len(), second.len())
    } else if variance > 0.0 {
        normal_two_sided(((u - expected).abs() - 0.5).max(0.0) / variance.sqrt())
    } else {
        1.0
    };
    Some(MannWhitney { u, expected, variance, p: p.min(1.0), exact, chance_larger: u / (n1 * n2) })
}

/// In how many of the orders `U` is as small as the smaller of `u` and `n1·n2 − u`, doubled. The counts are the coefficients
/// of the Gaussian binomial: multiply by `1 − qʲ` for the larger parts, divide for the smaller.
fn exact_p(u: f64, n1: usize, n2: usize) -> f64 {
    let most = n1 * n2;
    let mut counts = vec![0.0f64; most + 1];
    counts[0] = 1.0;
    for j in 1..=n1 {
        for at in (n2 + j..=most).rev() {
            counts[at] -= counts[at - n2 - j];
        }
        for at in j..=most {
            counts[at] += counts[at - j];
        }
    }
    let smaller = u.min(most as f64 - u) as usize;
    let total: f64 = counts.iter().sum();
    (2.0 * counts[..=smaller].iter().sum::<f64>() / total).min(1.0)
}

/// By how much the first sample lies above the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// Median of all differences of a value of the first and one of the second (Hodges and Lehmann 1963).
    pub value: f64,
    /// The shifts Mann and Whitney's test does not refuse at the level (Moses 1953). `None` where the samples are too small
    /// to bound it.
    pub interval: Option<(f64, f64)>,
}

/// Most differences that are formed; of larger samples every k-th value, by size, is taken.
const MOST_DIFFERENCES: usize = 1 << 18;

/// Of finite values; `inflation` as in [`mann_whitney`]. `None` where a sample is empty.
pub fn shift(first: &[f64], second: &[f64], inflation: f64, level: f64) -> Option<Shift> {
    let differences = differences(first, second);
    let last = differences.len().checked_sub(1)?;
    let value = f64::midpoint(differences[last / 2], differences[last.div_ceil(2)]);
    let (n1, n2) = (first.len() as f64, second.len() as f64);
    let z = normal_quantile(f64::midpoint(1.0, level));
    let reach = z * (n1 * n2 * (n1 + n2 + 1.0) / 12.0 * inflation.max(1.0)).sqrt();
    // The k-th smallest and k-th largest difference, of as many as are formed.
    let k = ((n1 * n2 / 2.0 - reach) * differences.len() as f64 / (n1 * n2)).floor();
    let interval = (k >= 1.0).then(|| {
        let k = (k as usize).min(last);
        (differences[k - 1], differences[last + 1 - k])
    });
    Some(Shift { value, interval })
}

/// All differences of a value of the first sample and one of the second, ascending.
fn differences(first: &[f64], second: &[f64]) -> Vec<f64> {
    let (a, b) = (spread_choice(first), spread_choice(second));
    let mut differences: Vec<f64> = a.iter().flat_map(|x| b.iter().map(move |y| x - y)).collect();
    differences.sort_unstable_by(f64::total_cmp);
    differences
}

fn spread_choice(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let every = sorted.len().div_ceil(MOST_DIFFERENCES.isqrt()).max(1);
    sorted.into_iter().skip(every / 2).step_by(every).collect()
}

/// Two samples of one stratum: what they differ by is compared, not their level.
#[derive(Clone, Debug)]
pub struct Stratum {
    differences: Vec<f64>,
    pairs: f64,
    weight: f64,
    variance: f64,
}

impl Stratum {
    /// Of finite values; `inflation` as in [`mann_whitney`]. `None` where a sample is empty.
    pub fn new(first: &[f64], second: &[f64], inflation: f64) -> Option<Self> {
        let test = mann_whitney(first, second, inflation)?;
        let n = (first.len() + second.len()) as f64;
        Some(Self {
            differences: differences(first, second),
            pairs: first.len() as f64 * second.len() as f64,
            weight: 1.0 / (n + 1.0),
            variance: test.variance,
        })
    }

    /// `U` less its expectation if the first sample were moved down by `by`.
    fn excess(&self, by: f64) -> f64 {
        let below = self.differences.partition_point(|d| *d < by);
        let not_above = self.differences.partition_point(|d| *d <= by);
        let n = self.differences.len() as f64;
        let larger = n - f64::midpoint(below as f64, not_above as f64);
        (larger / n - 0.5) * self.pairs
    }
}

/// Tests of several strata as one (van Elteren 1960): each stratum's `U` counts by `1/(n + 1)`, which makes the most of a
/// shift that is the same in all. The two-sided p and the shift with its interval, found by moving the first samples until the
/// test would be exactly undecided, or at the edge of the level. `None` where no stratum can tell anything.
pub fn van_elteren(strata: &[Stratum], level: f64) -> Option<(f64, Shift)> {
    let variance: f64 = strata.iter().map(|s| s.weight * s.weight * s.variance).sum();
    if variance.is_nan() || variance <= 0.0 {
        return None;
    }
    let z_at = |by: f64| strata.iter().map(|s| s.weight * s.excess(by)).sum::<f64>() / variance.sqrt();
    let low = strata.iter().filter_map(|s| s.differences.first()).copied().fold(f64::INFINITY, f64::min);
    let high = strata.iter().filter_map(|s| s.differences.last()).copied().fold(f64::NEG_INFINITY, f64::max);
    // The statistic falls as the shift grows, in steps: both sides of the step it crosses at, and their middle.
    let crossing = |z: f64| {
        let side = |falls: &dyn Fn(f64) -> bool| {
            let (mut a, mut b) = (low - 1.0, high + 1.0);
            for _ in 0..BISECTIONS {
                let middle = f64::midpoint(a, b);
                if falls(middle) { b = middle } else { a = middle }
            }
            f64::midpoint(a, b)
        };
        f64::midpoint(side(&|by| z_at(by) <= z), side(&|by| z_at(by) < z))
    };
    let reach = normal_quantile(f64::midpoint(1.0, level));
    let bounded = z_at(low - 1.0) > reach && z_at(high + 1.0) < -reach;
    let interval = bounded.then(|| (crossing(reach), crossing(-reach)));
    Some((normal_two_sided(z_at(0.0)), Shift { value: crossing(0.0), interval }))
}

const BISECTIONS: usize = 60;
