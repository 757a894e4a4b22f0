//! Many tests at once.

/// p values adjusted so that, of all claims made at a limit, on average at most this share is false: Benjamini and
/// Hochberg 1995. `p(i)·m/i` over the sorted values, made monotonic from the largest down. The order is that of `p`.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*b].total_cmp(&p[*a]));
    let m = p.len() as f64;
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 1.0f64;
    for (from_last, index) in order.into_iter().enumerate() {
        least = least.min(p[index] * m / (m - from_last as f64));
        adjusted[index] = least;
    }
    adjusted
}

/// The same where some tests could not be made: they neither count nor get a value.
pub fn benjamini_hochberg_of(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let made: Vec<f64> = p.iter().copied().flatten().collect();
    let mut adjusted = benjamini_hochberg(&made).into_iter();
    p.iter().map(|p| p.and_then(|_| adjusted.next())).collect()
}
