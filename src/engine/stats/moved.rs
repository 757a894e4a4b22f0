//! Where a channel moves within a window that slides along with the rows.

use crate::engine::passes;
use crate::engine::table::RowMask;

/// Smallest and largest of some values; the missing ones count for nothing.
#[derive(Clone, Copy)]
struct Span {
    low: f32,
    high: f32,
}

const NOTHING: Span = Span { low: f32::INFINITY, high: f32::NEG_INFINITY };

impl Span {
    fn with(self, x: f32) -> Self {
        if x.is_finite() { self.joined(Self { low: x, high: x }) } else { self }
    }

    fn joined(self, other: Self) -> Self {
        Self {
            low: if other.low < self.low { other.low } else { self.low },
            high: if other.high > self.high { other.high } else { self.high },
        }
    }
}

/// The window up to a row: a span of its newer values, and for the older ones the span of each and all that follow it. Once
/// the older ones have left, the newer ones become the older ones. So a row costs a step forward and one back, however
/// long the window is.
struct Window {
    /// The first row within.
    first: usize,
    /// The first row of the newer ones.
    turn: usize,
    newer: Span,
    /// Of the rows before `turn`, the last one first.
    older: Vec<Span>,
}

impl Window {
    /// With the rows up to `turn` as its older ones.
    fn turned(self, values: &[f32], turn: usize) -> Self {
        let Self { first, mut older, .. } = self;
        older.clear();
        let mut span = NOTHING;
        for x in values[first..turn].iter().rev() {
            span = span.with(*x);
            older.push(span);
        }
        Self { first, turn, newer: NOTHING, older }
    }

    fn span(&self) -> Span {
        if self.first < self.turn {
            self.older[self.turn - 1 - self.first].joined(self.newer)
        } else {
            self.newer
        }
    }
}

/// Rows at which a channel spans more than `step` within the last `window_s`.
pub fn moved(values: &[f32], seconds: &[f64], window_s: f64, step: f64) -> RowMask {
    let mut moved = RowMask::none(values.len());
    let empty = Window { first: 0, turn: 0, newer: NOTHING, older: Vec::new() };
    passes::fold(0..values.len(), empty, |mut window, rows| {
        for row in rows {
            window.newer = window.newer.with(values[row]);
            while window.first <= row && seconds[window.first] <= seconds[row] - window_s {
                window.first += 1;
            }
            if window.first > window.turn {
                window = window.turned(values, row + 1);
            }
            let Span { low, high } = window.span();
            if low <= high && f64::from(high - low) > step {
                moved.insert(row);
            }
        }
        window
    });
    moved
}
