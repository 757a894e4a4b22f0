//! Exact quantiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7: the default of
//! NumPy, R and spreadsheets).

/// Quantiles of f32 values; `values` are finite, `shares` ascend within 0..=1. `None` where there is no value.
///
/// Two counting passes over the bits find the order statistics without sorting or copying: the upper half of a
/// number's bits says which of 65 536 buckets it falls in, the lower half its place in the few buckets that matter.
pub fn quantiles_f32(values: &[f32], shares: &[f64]) -> Option<Vec<f64>> {
    if values.is_empty() {
        return None;
    }
    if values.len() < 4096 {
        let wide: Vec<f64> = values.iter().map(|x| f64::from(*x)).collect();
        return quantiles(wide, shares);
    }
    let ranks: Vec<usize> = shares.iter().flat_map(|p| ranks_of(*p, values.len())).collect();
    let found: Vec<f64> = order_statistics(values, &ranks).into_iter().map(f64::from).collect();
    Some(interpolate(values.len(), shares, &found))
}

/// Quantiles of f64 values; `values` are finite, `shares` ascend within 0..=1. `None` where there is no value.
pub fn quantiles(mut values: Vec<f64>, shares: &[f64]) -> Option<Vec<f64>> {
    if values.is_empty() {
        return None;
    }
    let n = values.len();
    // Each selection leaves everything below its rank to its left: the next one looks only to the right.
    let mut done = 0;
    let mut found = Vec::with_capacity(shares.len() * 2);
    for rank in shares.iter().flat_map(|p| ranks_of(*p, n)) {
        if rank >= done {
            values[done..].select_nth_unstable_by(rank - done, f64::total_cmp);
            done = rank + 1;
        }
        found.push(values[rank]);
    }
    Some(interpolate(n, shares, &found))
}

/// The two ranks a share lies between.
fn ranks_of(share: f64, n: usize) -> [usize; 2] {
    let h = share.clamp(0.0, 1.0) * (n - 1) as f64;
    let low = h.floor() as usize;
    [low, (low + 1).min(n - 1)]
}

/// `found` holds the values of the two ranks of each share, one pair after the other.
fn interpolate(n: usize, shares: &[f64], found: &[f64]) -> Vec<f64> {
    shares
        .iter()
        .zip(found.chunks_exact(2))
        .map(|(p, pair)| {
            let h = p.clamp(0.0, 1.0) * (n - 1) as f64;
            pair[0] + (pair[1] - pair[0]) * (h - h.floor())
        })
        .collect()
}

/// Bits that order like the numbers.
pub(super) fn key(x: f32) -> u32 {
    let bits = x.to_bits();
    if bits >> 31 == 1 { !bits } else { bits | 0x8000_0000 }
}

/// The number of these bits.
pub(super) fn number(key: u32) -> f32 {
    f32::from_bits(if key >> 31 == 1 { key & 0x7fff_ffff } else { !key })
}

/// The values of these ranks.
fn order_statistics(values: &[f32], ranks: &[usize]) -> Vec<f32> {
    let mut upper = vec![0u32; 1 << 16];
    for x in values {
        upper[(key(*x) >> 16) as usize] += 1;
    }
    // Per rank: its bucket, and its rank within it.
    let placed: Vec<(u32, usize)> = ranks.iter().map(|rank| place(&upper, *rank)).collect();
    let mut wanted: Vec<u32> = placed.iter().map(|p| p.0).collect();
    wanted.sort_unstable();
    wanted.dedup();

    let mut slot = vec![u8::MAX; 1 << 16];
    for (i, bucket) in wanted.iter().enumerate() {
        slot[*bucket as usize] = i as u8;
    }
    let mut lower = vec![0u32; wanted.len() << 16];
    for x in values {
        let key = key(*x);
        let i = slot[(key >> 16) as usize];
        if i != u8::MAX {
            lower[usize::from(i) << 16 | (key & 0xffff) as usize] += 1;
        }
    }
    placed
        .iter()
        .map(|(bucket, rank)| {
            let i = wanted.partition_point(|b| b < bucket);
            let (low, _) = place(&lower[i << 16..(i + 1) << 16], *rank);
            number(bucket << 16 | low)
        })
        .collect()
}

/// The bucket a rank falls in, and its rank within that bucket.
fn place(counts: &[u32], rank: usize) -> (u32, usize) {
    let mut left = rank;
    for (i, count) in counts.iter().enumerate() {
        if left < *count as usize {
            return (i as u32, left);
        }
        left -= *count as usize;
    }
    (counts.len() as u32 - 1, 0)
}
