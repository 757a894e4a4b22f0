//! The ends of a range.

/// Values that are looked at side by side.
const LANES: usize = 8;

/// Smallest and largest finite value; `None` where there is none.
pub fn extremes(values: &[f32]) -> Option<(f32, f32)> {
    let mut low = [f32::INFINITY; LANES];
    let mut high = [f32::NEG_INFINITY; LANES];
    let (whole, rest) = values.as_chunks::<LANES>();
    // Comparisons and no `f32::min`: a browser has no instruction for what that does with NaN.
    let mut take = |k: usize, x: f32| {
        low[k] = if x < low[k] && x.is_finite() { x } else { low[k] };
        high[k] = if x > high[k] && x.is_finite() { x } else { high[k] };
    };
    for lanes in whole {
        for (k, x) in lanes.iter().enumerate() {
            take(k, *x);
        }
    }
    for (k, x) in rest.iter().enumerate() {
        take(k, *x);
    }
    let low = low.into_iter().fold(f32::INFINITY, f32::min);
    let high = high.into_iter().fold(f32::NEG_INFINITY, f32::max);
    (low <= high).then_some((low, high))
}

/// Whether one of the values is infinite.
pub fn any_infinite(values: &[f32]) -> bool {
    // Without a way out in the middle a few are looked at together.
    let any = |some: &[f32]| some.iter().fold(false, |any, x| any | x.is_infinite());
    values.chunks(1024).any(any)
}

/// The `N`th of the finite values from below and the `N`th from above; `None` where there are fewer.
pub fn inner_ends<const N: usize>(values: &[f32]) -> Option<(f32, f32)> {
    // The lowest so far, ascending, and the highest with their sign turned: few values come to be among them.
    let (mut lowest, mut highest) = ([f32::INFINITY; N], [f32::INFINITY; N]);
    for x in values.iter().filter(|x| x.is_finite()) {
        put(&mut lowest, *x);
        put(&mut highest, -x);
    }
    let (low, high) = (lowest.last()?, -highest.last()?);
    (low.is_finite()).then_some((*low, high))
}

/// Puts a value among the lowest, if it is one of them.
fn put<const N: usize>(lowest: &mut [f32; N], x: f32) {
    let mut at = N - 1;
    if x >= lowest[at] {
        return;
    }
    while at > 0 && x < lowest[at - 1] {
        lowest[at] = lowest[at - 1];
        at -= 1;
    }
    lowest[at] = x;
}
