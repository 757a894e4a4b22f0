//! Figures of a window that slides over a series.

use super::rank::order_f32;
use super::sorted::{MAD_TO_SD, mad_of_sorted, quantile_of_sorted};

/// Median of the finite values among the samples from `half` before to `half` after each; NaN where there is none. At
/// the ends the window is what there is of it.
///
/// The values are ranked once; a set of bits then holds the ranks in the window, and the median is a place in it that moves by
/// one or two set bits a step. What a step costs does not grow with the window.
pub fn rolling_median(values: &[f32], half: usize) -> Vec<f32> {
    let order = order_f32(values);
    let mut rank = vec![u32::MAX; values.len()];
    for (place, at) in order.iter().enumerate() {
        rank[*at as usize] = place as u32;
    }
    let mut window = RankWindow::new(order.len());
    for place in rank.iter().take(half) {
        window.insert(*place);
    }
    let value = |place: usize| values[order[place] as usize];
    (0..values.len())
        .map(|i| {
            if let Some(place) = rank.get(i + half) {
                window.insert(*place);
            }
            if let Some(gone) = i.checked_sub(half + 1) {
                window.remove(rank[gone]);
            }
            match window.middle() {
                None => f32::NAN,
                Some((low, high)) if low == high => value(low),
                Some((low, high)) => f64::midpoint(f64::from(value(low)), f64::from(value(high))) as f32,
            }
        })
        .collect()
}

/// Ranks in a window, with a finger on the lower middle one.
struct RankWindow {
    /// One bit a rank; each further level has one bit for each word of the one below that is not 0.
    levels: Vec<Vec<u64>>,
    count: usize,
    /// A rank that is or was the lower middle, and how many in the window are below it.
    finger: usize,
    below: usize,
}

impl RankWindow {
    fn new(ranks: usize) -> Self {
        let mut levels = vec![vec![0u64; ranks.div_ceil(64).max(1)]];
        while let Some(top) = levels.last().filter(|top| top.len() > 1) {
            levels.push(vec![0u64; top.len().div_ceil(64)]);
        }
        Self { levels, count: 0, finger: 0, below: 0 }
    }

    /// A rank of `u32::MAX` stands for a missing value.
    fn insert(&mut self, rank: u32) {
        if rank == u32::MAX {
            return;
        }
        let mut at = rank as usize;
        for level in &mut self.levels {
            let was = level[at / 64];
            level[at / 64] |= 1 << (at % 64);
            if was != 0 {
                break;
            }
            at /= 64;
        }
        self.count += 1;
        self.below += usize::from((rank as usize) < self.finger);
    }

    fn remove(&mut self, rank: u32) {
        if rank == u32::MAX {
            return;
        }
        let mut at = rank as usize;
        for level in &mut self.levels {
            level[at / 64] &= !(1 << (at % 64));
            if level[at / 64] != 0 {
                break;
            }
            at /= 64;
        }
        self.count -= 1;
        self.below -= usize::from((rank as usize) < self.finger);
    }

    /// The two middle ranks, which are one if their number is odd.
    fn middle(&mut self) -> Option<(usize, usize)> {
        if self.count == 0 {
            return None;
        }
        let wanted = (self.count - 1) / 2;
        // The finger may stand where nothing is any more: go to the first one at or after it, else to the last one.
        if let Some(rank) = self.at_or_after(self.finger) {
            self.finger = rank;
        } else {
            self.finger = self.before(self.finger)?;
            self.below -= 1;
        }
        while self.below < wanted {
            self.finger = self.at_or_after(self.finger + 1)?;
            self.below += 1;
        }
        while self.below > wanted {
            self.finger = self.before(self.finger)?;
            self.below -= 1;
        }
        let high =
            if self.count.is_multiple_of(2) { self.at_or_after(self.finger + 1)? } else { self.finger };
        Some((self.finger, high))
    }

    /// The first rank in the window that is not below `from`.
    fn at_or_after(&self, from: usize) -> Option<usize> {
        let mut at = from;
        for (height, level) in self.levels.iter().enumerate() {
            let word = level.get(at / 64)? & (u64::MAX << (at % 64));
            if word != 0 {
                return Some(self.descend(
                    height,
                    at / 64 * 64 + word.trailing_zeros() as usize,
                    u64::trailing_zeros,
                ));
            }
            at = at / 64 + 1;
        }
        None
    }

    /// The last rank in the window that is below `until`.
    fn before(&self, until: usize) -> Option<usize> {
        let mut at = until;
        for (height, level) in self.levels.iter().enumerate() {
            let mask = (1u64 << (at % 64)) - 1;
            let word = level.get(at / 64).map_or(0, |word| word & mask);
            if word != 0 {
                return Some(self.descend(height, at / 64 * 64 + word.ilog2() as usize, u64::ilog2));
            }
            at /= 64;
        }
        None
    }

    /// From a set bit of a level down to a rank, choosing a bit of each word on the way.
    fn descend(&self, height: usize, bit: usize, choose: impl Fn(u64) -> u32) -> usize {
        self.levels[..height].iter().rev().fold(bit, |at, level| at * 64 + choose(level[at]) as usize)
    }
}

/// A sample far from its neighbours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spike {
    pub row: usize,
    /// Median of the window.
    pub median: f64,
    /// Standard deviation by the window's median absolute deviation, at least the one asked for.
    pub scale: f64,
}

/// Samples more than `k` scales from the median of their window (Hampel 1974), the window as in [`rolling_median`]. `least` is
/// the smallest scale that is believed: what the sensor can tell apart, since a window of mostly equal values has none.
pub fn hampel(values: &[f32], half: usize, k: f64, least: f64) -> Vec<Spike> {
    let mut window: Vec<f32> = Vec::with_capacity(2 * half + 1);
    for x in values.iter().take(half) {
        insert_sorted(&mut window, *x);
    }
    let mut spikes = Vec::new();
    for (row, x) in values.iter().enumerate() {
        let arriving = values.get(row + half).copied().unwrap_or(f32::NAN);
        let leaving = row.checked_sub(half + 1).map_or(f32::NAN, |gone| values[gone]);
        exchange_sorted(&mut window, leaving, arriving);
        if !x.is_finite() {
            continue;
        }
        let Some(median) = quantile_of_sorted(&window, 0.5) else { continue };
        let away = (f64::from(*x) - median).abs();
        // Most samples are nearer than the least scale allows: their deviation is not looked for.
        if away > k * least
            && let Some(mad) = mad_of_sorted(&window, median)
        {
            let scale = (mad * MAD_TO_SD).max(least);
            if away > k * scale {
                spikes.push(Spike { row, median, scale });
            }
        }
    }
    spikes
}

fn place(window: &[f32], x: f32) -> usize {
    window.partition_point(|y| y.total_cmp(&x).is_lt())
}

fn insert_sorted(window: &mut Vec<f32>, x: f32) {
    if x.is_finite() {
        window.insert(place(window, x), x);
    }
}

/// Takes one value out and puts another in, moving only what lies between them.
fn exchange_sorted(window: &mut Vec<f32>, leaving: f32, arriving: f32) {
    if !leaving.is_finite() {
        return insert_sorted(window, arriving);
    }
    let from = place(window, leaving);
    if !arriving.is_finite() {
        window.remove(from);
        return;
    }
    let to = place(window, arriving);
    if to > from {
        window.copy_within(from + 1..to, from);
        window[to - 1] = arriving;
    } else {
        window.copy_within(to..from, to + 1);
        window[to] = arriving;
    }
}
