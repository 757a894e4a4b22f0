//! Order and ranks of many values at the speed of counting: what few values there are, else the bits of f32 (radix sort).

use super::quantile::{key, number};
use super::tally;
use crate::engine::passes;

/// Bits a pass looks at: three passes for the 32 of a key.
const DIGIT: u32 = 11;
const PASSES: usize = 3;
/// Below this a comparison sort is faster than clearing the counters.
const FEW: usize = 2048;

/// Sorts finite values, ascending; −0 before 0.
pub fn sort_f32(values: &mut [f32]) {
    if values.len() < FEW {
        values.sort_unstable_by(f32::total_cmp);
        return;
    }
    if tally::sorted(values) {
        return;
    }
    let keys = radix(values.iter().map(|x| key(*x)).collect(), |key| key);
    for (value, key) in values.iter_mut().zip(keys) {
        *value = number(key);
    }
}

/// Positions of the finite values in ascending order; equal values in the order of their positions.
pub fn order_f32(values: &[f32]) -> Vec<u32> {
    let keyed = |(at, x): (usize, &f32)| u64::from(key(*x)) << 32 | at as u64;
    let mut items: Vec<u64> = values.iter().enumerate().filter(|(_, x)| x.is_finite()).map(keyed).collect();
    if items.len() < FEW {
        items.sort_unstable();
    } else {
        items = radix(items, |item| (item >> 32) as u32);
    }
    items.into_iter().map(|item| item as u32).collect()
}

/// Ranks from 1 up, equal values sharing the mean of theirs; NaN where the value is not finite. Whole and half ranks are
/// exact up to 8 388 608 values, more than a log may hold rows.
pub fn mid_ranks_f32(values: &[f32]) -> Vec<f32> {
    let order = order_f32(values);
    let mut ranks = vec![f32::NAN; values.len()];
    ties(
        &order,
        |at| values[*at as usize],
        |group, rank| {
            for at in group {
                ranks[*at as usize] = rank as f32;
            }
        },
    );
    ranks
}

/// Ranks of finite values from 1 up, equal values sharing the mean of theirs, and `Σ(t³ − t)` over the groups of `t`
/// equal values, by which the variance of rank tests is corrected.
pub fn mid_ranks(values: &[f64]) -> (Vec<f64>, f64) {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(|a, b| values[*a as usize].total_cmp(&values[*b as usize]));
    let mut ranks = vec![0.0; values.len()];
    let mut correction = 0.0;
    ties(
        &order,
        |at| values[*at as usize],
        |group, rank| {
            let t = group.len() as f64;
            correction += t * t * t - t;
            for at in group {
                ranks[*at as usize] = rank;
            }
        },
    );
    (ranks, correction)
}

/// Walks sorted items group by group of equal values and tells each group with the mean rank of its members.
fn ties<T, V: PartialEq>(order: &[T], value: impl Fn(&T) -> V, mut tell: impl FnMut(&[T], f64)) {
    let mut before = 0;
    for group in order.chunk_by(|a, b| value(a) == value(b)) {
        tell(group, before as f64 + f64::midpoint(group.len() as f64, 1.0));
        before += group.len();
    }
}

/// Sorts by key, least significant digit first, so that equal keys keep their order.
fn radix<T: Copy + Default>(mut items: Vec<T>, key: impl Fn(T) -> u32) -> Vec<T> {
    let digit = |item: T, pass: usize| (key(item) >> (pass as u32 * DIGIT)) as usize & ((1 << DIGIT) - 1);
    let mut counts = vec![[0u32; 1 << DIGIT]; PASSES];
    passes::each(0..items.len(), |rows| {
        for item in &items[rows] {
            for (pass, counts) in counts.iter_mut().enumerate() {
                counts[digit(*item, pass)] += 1;
            }
        }
    });
    let mut sorted = vec![T::default(); items.len()];
    for (pass, counts) in counts.iter_mut().enumerate() {
        // A digit that is the same everywhere orders nothing.
        if counts.iter().any(|count| *count as usize == items.len()) {
            continue;
        }
        let mut next = 0;
        for count in counts.iter_mut() {
            next += std::mem::replace(count, next);
        }
        passes::each(0..items.len(), |rows| {
            for item in &items[rows] {
                let place = &mut counts[digit(*item, pass)];
                sorted[*place as usize] = *item;
                *place += 1;
            }
        });
        std::mem::swap(&mut items, &mut sorted);
    }
    items
}
