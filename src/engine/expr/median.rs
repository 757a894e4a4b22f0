//! The median of a window that slides over the rows.
//!
//! A short window is kept in order. A long one is counted by rank in a tree of partial sums (Fenwick, A New Data
//! Structure for Cumulative Frequency Tables, 1994): each row costs the logarithm of the log's length.

use super::calls::TICK;
use super::history::stretches;
use crate::engine::table::TimeAxis;

/// Samples a window is kept in order up to.
const SHORT: usize = 512;

/// A set of values in order, from which the k-th can be read.
trait Ordered {
    /// Puts the value of a row in.
    fn put(&mut self, row: usize, value: f64);
    /// Takes it out again.
    fn take(&mut self, row: usize, value: f64);
    fn len(&self) -> usize;
    /// The `k`-th smallest, from 0.
    fn nth(&self, k: usize) -> f64;
}

/// The median of each row's window of `window` seconds; NaN where it holds no value.
pub(super) fn sliding_median(values: &[f64], axis: &TimeAxis, window: f64) -> Vec<f64> {
    let mut out = vec![f64::NAN; values.len()];
    if longest(axis, window) <= SHORT {
        run(values, axis, window, &mut Short(Vec::new()), &mut out);
    } else {
        run(values, axis, window, &mut Ranked::of(values), &mut out);
    }
    out
}

/// Samples of the longest window, or more.
fn longest(axis: &TimeAxis, window: f64) -> usize {
    let seconds = axis.seconds();
    let (mut first, mut most) = (0, 0);
    for row in 0..seconds.len() {
        while first < row && seconds[first] <= seconds[row] - window + TICK {
            first += 1;
        }
        most = most.max(row + 1 - first);
    }
    most
}

fn run(values: &[f64], axis: &TimeAxis, window: f64, set: &mut impl Ordered, out: &mut [f64]) {
    let seconds = axis.seconds();
    for stretch in stretches(axis) {
        let mut first = stretch.start;
        for row in stretch.clone() {
            if values[row].is_finite() {
                set.put(row, values[row]);
            }
            while first < row && seconds[first] <= seconds[row] - window + TICK {
                if values[first].is_finite() {
                    set.take(first, values[first]);
                }
                first += 1;
            }
            let n = set.len();
            if n > 0 {
                out[row] = f64::midpoint(set.nth((n - 1) / 2), set.nth(n / 2));
            }
        }
        for (row, value) in values.iter().enumerate().take(stretch.end).skip(first) {
            if value.is_finite() {
                set.take(row, *value);
            }
        }
    }
}

struct Short(Vec<f64>);

impl Ordered for Short {
    fn put(&mut self, _: usize, value: f64) {
        let at = self.0.partition_point(|x| *x < value);
        self.0.insert(at, value);
    }

    fn take(&mut self, _: usize, value: f64) {
        let at = self.0.partition_point(|x| *x < value);
        if at < self.0.len() {
            self.0.remove(at);
        }
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn nth(&self, k: usize) -> f64 {
        self.0[k]
    }
}

struct Ranked {
    /// Finite values, ascending.
    sorted: Vec<f64>,
    /// Rank of each row's value.
    rank: Vec<u32>,
    /// Fenwick tree over ranks, from 1.
    counts: Vec<u32>,
    len: usize,
}

impl Ranked {
    fn of(values: &[f64]) -> Self {
        let mut order: Vec<u32> =
            (0..values.len() as u32).filter(|i| values[*i as usize].is_finite()).collect();
        order.sort_unstable_by(|a, b| values[*a as usize].total_cmp(&values[*b as usize]));
        let mut rank = vec![0; values.len()];
        for (place, row) in order.iter().enumerate() {
            rank[*row as usize] = place as u32;
        }
        let sorted: Vec<f64> = order.iter().map(|row| values[*row as usize]).collect();
        let counts = vec![0; sorted.len() + 1];
        Self { sorted, rank, counts, len: 0 }
    }

    fn change(&mut self, row: usize, up: bool) {
        let mut at = self.rank[row] as usize + 1;
        while at < self.counts.len() {
            self.counts[at] = if up { self.counts[at] + 1 } else { self.counts[at] - 1 };
            at += at & at.wrapping_neg();
        }
    }
}

impl Ordered for Ranked {
    fn put(&mut self, row: usize, _: f64) {
        self.change(row, true);
        self.len += 1;
    }

    fn take(&mut self, row: usize, _: f64) {
        self.change(row, false);
        self.len -= 1;
    }

    fn len(&self) -> usize {
        self.len
    }

    fn nth(&self, k: usize) -> f64 {
        let (mut at, mut left) = (0, k as u32);
        let mut step = self.counts.len().next_power_of_two() / 2;
        while step > 0 {
            if at + step < self.counts.len() && self.counts[at + step] <= left {
                at += step;
                left -= self.counts[at];
            }
            step /= 2;
        }
        self.sorted[at.min(self.sorted.len() - 1)]
    }
}
