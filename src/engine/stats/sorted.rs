//! What can be read off values once they are sorted.

/// `1 / Φ⁻¹(3/4)`: a median absolute deviation times this estimates the standard deviation of normal figures.
pub const MAD_TO_SD: f64 = 1.482_602_218_505_602;

/// Quantile of ascending values by linear interpolation (type 7); `None` where there is no value.
pub fn quantile_of_sorted<T: Copy + Into<f64>>(sorted: &[T], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let low: f64 = sorted[place as usize].into();
    let high: f64 = sorted[(place as usize + 1).min(last)].into();
    Some(low + (high - low) * place.fract())
}

/// Median absolute deviation from `centre` of ascending values, unscaled. The deviations on either side of the centre
/// are sorted already: their middle is found by bisection.
pub fn mad_of_sorted<T: Copy + Into<f64>>(sorted: &[T], centre: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let below = sorted.partition_point(|x| (*x).into() < centre);
    let deviations = Deviations { sorted, below, centre };
    Some(f64::midpoint(deviations.nth(last / 2), deviations.nth(last.div_ceil(2))))
}

struct Deviations<'a, T> {
    sorted: &'a [T],
    below: usize,
    centre: f64,
}

impl<T: Copy + Into<f64>> Deviations<'_, T> {
    /// The `i`-th value below the centre, counted away from it.
    fn left(&self, i: usize) -> f64 {
        self.centre - self.sorted[self.below - 1 - i].into()
    }

    fn right(&self, i: usize) -> f64 {
        self.sorted[self.below + i].into() - self.centre
    }

    /// The `k`-th smallest deviation, counted from 0.
    fn nth(&self, k: usize) -> f64 {
        let right_len = self.sorted.len() - self.below;
        // How many of the first k + 1 come from the left: its i-th does if the right has not k − i + 1 smaller ones.
        let (mut low, mut high) = (0, self.below.min(k + 1));
        while low < high {
            let i = usize::midpoint(low, high);
            if k - i >= right_len || self.left(i) <= self.right(k - i) {
                low = i + 1;
            } else {
                high = i;
            }
        }
        let from_right = k + 1 - low;
        let left = low.checked_sub(1).map_or(f64::NEG_INFINITY, |i| self.left(i));
        let right = from_right.checked_sub(1).map_or(f64::NEG_INFINITY, |i| self.right(i));
        left.max(right)
    }
}

/// Median of any finite values, which are put in another order; `None` where there is none.
pub fn median_in_place(values: &mut [f64]) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let even = values.len().is_multiple_of(2);
    let (below, at, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let low = if even { below.iter().copied().fold(f64::NEG_INFINITY, f64::max) } else { *at };
    Some(f64::midpoint(low, *at))
}

/// Median absolute deviation of finite values from their median, unscaled, with that median; the values are put in
/// another order.
pub fn median_and_mad(values: &mut [f64]) -> Option<(f64, f64)> {
    let median = median_in_place(values)?;
    let mut away: Vec<f64> = values.iter().map(|x| (x - median).abs()).collect();
    median_in_place(&mut away).map(|mad| (median, mad))
}
