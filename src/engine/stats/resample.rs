//! From the times at which samples were taken to even steps.

/// Values at `start`, `start + step`, …, on the straight line between the samples on either side; NaN where there is no
/// sample on one side or where these are more than `longest` seconds apart. `seconds` never decrease; values that are not
/// finite are no samples; of several at one moment the last counts.
pub fn resample(seconds: &[f64], values: &[f32], even: Even, longest: f64) -> Vec<f64> {
    let mut samples = seconds
        .iter()
        .zip(values)
        .filter(|(_, x)| x.is_finite())
        .map(|(t, x)| (*t, f64::from(*x)))
        .peekable();
    let mut before: Option<(f64, f64)> = None;
    (0..even.count)
        .map(|i| {
            let t = even.start + i as f64 * even.step;
            while let Some(next) = samples.next_if(|(at, _)| *at <= t) {
                before = Some(next);
            }
            let Some((t0, x0)) = before else { return f64::NAN };
            if t <= t0 {
                return x0;
            }
            match samples.peek() {
                Some((t1, x1)) if t1 - t0 <= longest => x0 + (x1 - x0) * (t - t0) / (t1 - t0),
                _ => f64::NAN,
            }
        })
        .collect()
}

/// Moments at even steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Even {
    pub start: f64,
    pub step: f64,
    pub count: usize,
}

impl Even {
    /// From `start` to `end` inclusive, as far as whole steps go; nothing without a step.
    pub fn between(start: f64, end: f64, step: f64) -> Self {
        let whole = ((end - start) / step + 1e-6).floor();
        let count = if step > 0.0 && whole >= 0.0 && whole.is_finite() { whole as usize + 1 } else { 0 };
        Self { start, step, count }
    }
}
