//! Figures of a window that slides over the rows, in time that grows with the rows and not with the window.
//!
//! A window is a queue made of two stacks (the figures of the older rows, each together with all younger ones of its
//! stack; one figure of the rows that came since): figures are only ever joined, never taken apart, so nothing is lost
//! to subtraction however long the log and large the offset. Tangwongsan, Hirzel and Schneider, Low-Latency
//! Sliding-Window Aggregation in Worst-Case Constant Time, DEBS 2017, on the classic construction.

use super::calls::TICK;
use super::history::stretches;
use crate::engine::table::TimeAxis;

/// A figure that can be put together from those of two neighbouring stretches.
pub(super) trait Gathered: Copy {
    /// Of no row.
    const NONE: Self;
    /// Of one row; its value is finite.
    fn of(seconds: f64, value: f64) -> Self;
    /// Of both.
    fn joined(self, later: Self) -> Self;
    /// NaN where there is none.
    fn figure(self) -> f64;
}

/// The figure of each row's window of `window` seconds.
pub(super) fn slide<G: Gathered>(values: &[f64], axis: &TimeAxis, window: f64) -> Vec<f64> {
    let seconds = axis.seconds();
    let of = |row: usize| {
        let value = values[row];
        if value.is_finite() { G::of(seconds[row], value) } else { G::NONE }
    };
    let mut out = vec![f64::NAN; values.len()];
    // `older[k]` is of the rows from `turn − 1 − k` up to `turn`.
    let mut older: Vec<G> = Vec::new();
    for stretch in stretches(axis) {
        let (mut first, mut turn) = (stretch.start, stretch.start);
        let mut younger = G::NONE;
        for row in stretch {
            younger = younger.joined(of(row));
            while first < row && seconds[first] <= seconds[row] - window + TICK {
                first += 1;
            }
            if first >= turn {
                older.clear();
                let mut all = G::NONE;
                for row in (first..=row).rev() {
                    all = of(row).joined(all);
                    older.push(all);
                }
                (turn, younger) = (row + 1, G::NONE);
            }
            out[row] = older[turn - 1 - first].joined(younger).figure();
        }
    }
    out
}

#[derive(Clone, Copy)]
pub(super) struct Mean {
    n: f64,
    sum: f64,
}

impl Gathered for Mean {
    const NONE: Self = Self { n: 0.0, sum: 0.0 };

    fn of(_: f64, value: f64) -> Self {
        Self { n: 1.0, sum: value }
    }

    fn joined(self, later: Self) -> Self {
        Self { n: self.n + later.n, sum: self.sum + later.sum }
    }

    fn figure(self) -> f64 {
        self.sum / self.n
    }
}

#[derive(Clone, Copy)]
pub(super) struct Low(f64);

impl Gathered for Low {
    const NONE: Self = Self(f64::INFINITY);

    fn of(_: f64, value: f64) -> Self {
        Self(value)
    }

    fn joined(self, later: Self) -> Self {
        Self(if later.0 < self.0 { later.0 } else { self.0 })
    }

    fn figure(self) -> f64 {
        if self.0.is_finite() { self.0 } else { f64::NAN }
    }
}

#[derive(Clone, Copy)]
pub(super) struct High(f64);

impl Gathered for High {
    const NONE: Self = Self(f64::NEG_INFINITY);

    fn of(_: f64, value: f64) -> Self {
        Self(value)
    }

    fn joined(self, later: Self) -> Self {
        Self(if later.0 > self.0 { later.0 } else { self.0 })
    }

    fn figure(self) -> f64 {
        if self.0.is_finite() { self.0 } else { f64::NAN }
    }
}

/// Samples at which a truth was one.
#[derive(Clone, Copy)]
pub(super) struct Yes(f64);

impl Gathered for Yes {
    const NONE: Self = Self(0.0);

    fn of(_: f64, value: f64) -> Self {
        Self(f64::from(u8::from(value >= 0.5)))
    }

    fn joined(self, later: Self) -> Self {
        Self(self.0 + later.0)
    }

    fn figure(self) -> f64 {
        self.0
    }
}

/// Count, mean and squared deviations, merged as Chan, Golub and LeVeque (1979) do.
#[derive(Clone, Copy)]
pub(super) struct Spread {
    n: f64,
    mean: f64,
    squares: f64,
}

impl Gathered for Spread {
    const NONE: Self = Self { n: 0.0, mean: 0.0, squares: 0.0 };

    fn of(_: f64, value: f64) -> Self {
        Self { n: 1.0, mean: value, squares: 0.0 }
    }

    fn joined(self, later: Self) -> Self {
        if self.n == 0.0 {
            return later;
        }
        if later.n == 0.0 {
            return self;
        }
        let n = self.n + later.n;
        let (apart, share) = (later.mean - self.mean, later.n / n);
        Self {
            n,
            mean: self.mean + apart * share,
            squares: self.squares + later.squares + apart * apart * self.n * share,
        }
    }

    fn figure(self) -> f64 {
        if self.n > 1.0 { (self.squares / (self.n - 1.0)).sqrt() } else { f64::NAN }
    }
}

/// What a straight line through points needs, merged the same way.
#[derive(Clone, Copy)]
pub(super) struct Line {
    n: f64,
    seconds: f64,
    mean: f64,
    times: f64,
    products: f64,
}

impl Gathered for Line {
    const NONE: Self = Self { n: 0.0, seconds: 0.0, mean: 0.0, times: 0.0, products: 0.0 };

    fn of(seconds: f64, value: f64) -> Self {
        Self { n: 1.0, seconds, mean: value, times: 0.0, products: 0.0 }
    }

    fn joined(self, later: Self) -> Self {
        if self.n == 0.0 {
            return later;
        }
        if later.n == 0.0 {
            return self;
        }
        let n = self.n + later.n;
        let share = later.n / n;
        let (apart, along) = (later.mean - self.mean, later.seconds - self.seconds);
        Self {
            n,
            seconds: self.seconds + along * share,
            mean: self.mean + apart * share,
            times: self.times + later.times + along * along * self.n * share,
            products: self.products + later.products + along * apart * self.n * share,
        }
    }

    fn figure(self) -> f64 {
        // Two samples of one moment have no slope.
        if self.times > TICK * TICK { self.products / self.times } else { f64::NAN }
    }
}
