//! Count, mean, variance and extremes in one pass.

/// Running moments. Blocks are summed around their own mean and merged (Chan, Golub and LeVeque 1979), which loses
/// no digits on figures with a large offset and leaves room for vector instructions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    n: u64,
    mean: f64,
    /// Sum of squared deviations from the mean.
    m2: f64,
    min: f64,
    max: f64,
}

impl Default for Moments {
    fn default() -> Self {
        Self { n: 0, mean: 0.0, m2: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY }
    }
}

const BLOCK: usize = 1024;
const LANES: usize = 8;

impl Moments {
    /// Of finite values.
    pub fn of(values: &[f64]) -> Self {
        Self::of_blocks(values, |x| *x)
    }

    /// Of finite f32 values.
    pub fn of_f32(values: &[f32]) -> Self {
        Self::of_blocks(values, |x| f64::from(*x))
    }

    fn of_blocks<T>(values: &[T], number: impl Fn(&T) -> f64) -> Self {
        values.chunks(BLOCK).fold(Self::default(), |all, block| all.merged(Self::block(block, &number)))
    }

    fn block<T>(values: &[T], number: &impl Fn(&T) -> f64) -> Self {
        let mut sum = [0.0; LANES];
        let mut min = [f64::INFINITY; LANES];
        let mut max = [f64::NEG_INFINITY; LANES];
        let mut m2 = [0.0; LANES];
        // Whole chunks have a length the compiler knows: their lanes become vectors.
        let (whole, rest) = values.as_chunks::<LANES>();
        let mut take = |k: usize, x: f64| {
            sum[k] += x;
            min[k] = if x < min[k] { x } else { min[k] };
            max[k] = if x > max[k] { x } else { max[k] };
        };
        for lanes in whole {
            for (k, x) in lanes.iter().enumerate() {
                take(k, number(x));
            }
        }
        for (k, x) in rest.iter().enumerate() {
            take(k, number(x));
        }
        let n = values.len() as f64;
        let mean = sum.iter().sum::<f64>() / n;
        let mut square = |k: usize, d: f64| m2[k] += d * d;
        for lanes in whole {
            for (k, x) in lanes.iter().enumerate() {
                square(k, number(x) - mean);
            }
        }
        for (k, x) in rest.iter().enumerate() {
            square(k, number(x) - mean);
        }
        Self {
            n: values.len() as u64,
            mean,
            m2: m2.iter().sum(),
            min: min.iter().copied().fold(f64::INFINITY, f64::min),
            max: max.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// Takes in one more finite value.
    pub fn push(&mut self, x: f64) {
        *self = self.merged(Self { n: 1, mean: x, m2: 0.0, min: x, max: x });
    }

    /// Of the values of both.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        if self.n == 0 {
            return other;
        }
        if other.n == 0 {
            return self;
        }
        let n = self.n + other.n;
        let share = other.n as f64 / n as f64;
        let d = other.mean - self.mean;
        Self {
            n,
            mean: self.mean + d * share,
            m2: self.m2 + other.m2 + d * d * self.n as f64 * share,
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    /// Number of values.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Arithmetic mean.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then_some(self.mean)
    }

    /// Sample standard deviation (n − 1); none below two values.
    pub fn sd(&self) -> Option<f64> {
        (self.n > 1).then(|| (self.m2 / (self.n - 1) as f64).sqrt())
    }

    /// Smallest value.
    pub fn min(&self) -> Option<f64> {
        (self.n > 0).then_some(self.min)
    }

    /// Largest value.
    pub fn max(&self) -> Option<f64> {
        (self.n > 0).then_some(self.max)
    }
}
