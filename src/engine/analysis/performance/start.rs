//! The moment a standing car began to move.

use super::trace::{KMH, Trace};

/// Samples from so long before the last one at rest, s, up to this speed or so long after it: later on, grip and gear
/// shape the rise, not the start.
const BEFORE: f64 = 1.0;
const UP_TO: f64 = 25.0 * KMH;
const AFTER: f64 = 0.4;
/// So long before the last sample at rest the car may already have crept, s.
const CREPT: f64 = 0.7;
/// A sensor that first reads more than this, and twice what the next samples rise by, does not see what is slower.
const BLIND: f64 = 2.5 * KMH;
/// Steps in which the moment is looked for, s.
const FINE: f64 = 0.002;

/// A standing start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    pub t: f64,
    pub doubt: f64,
}

/// Finds it by least squares: `v = 0` before, `v = a τ + b τ²` after, with neither below zero: a clutch lets the push
/// grow. How far a straight line would put it elsewhere is part of the doubt. `rest` is the last sample at rest, `high`
/// the last of the run. `None` where fewer than three samples tell of the beginning.
pub fn standing_start(trace: &Trace, rest: usize, high: usize) -> Option<Start> {
    let (t, v) = (&trace.t, &trace.y);
    let moving = rest + 1;
    let end = (moving..=high)
        .take_while(|k| v[*k] <= UP_TO && t[*k] <= t[moving] + AFTER)
        .last()
        .unwrap_or(moving)
        .max(moving + 2);
    if end > high {
        return None;
    }
    let rise = (v[end] - v[moving]) / (t[end] - t[moving]).max(1e-9);
    let jump = v[moving] - v[rest];
    let blind = jump > BLIND && jump > 2.0 * rise * (t[moving] - t[rest]);
    let first = if blind { moving } else { t.partition_point(|s| *s < t[rest] - BEFORE) };
    let earliest = if blind { t[rest] } else { t[rest] - CREPT };
    let steps = ((t[moving] - earliest) / FINE).ceil().clamp(1.0, 2000.0) as usize;
    let at = |k: usize| earliest + (t[moving] - earliest) * k as f64 / steps as f64;
    let (t, v) = (&t[first..=end], &v[first..=end]);
    let sums: Vec<Sums> = (0..=steps).map(|k| Sums::about(t, v, at(k))).collect();
    let squares = v.iter().fold(0.0, |sum, v| sum + v * v);
    let least = |shape: Shape| {
        (0..=steps)
            .map(|k| (k, sums[k].misfit(squares, shape)))
            .filter(|(_, cost)| cost.is_finite())
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(k, _)| at(k))
    };
    let (start, straight) = (least(Shape::Bent)?, least(Shape::Straight)?);
    let open = if blind { (trace.t[moving] - start) / 2.0 } else { 0.0 };
    let doubt =
        (trace.step / 2.0).hypot(trace.resolution / 2.0 / rise.max(0.05)).hypot(open).hypot(straight - start);
    Some(Start { t: start, doubt })
}

/// How speed leaves zero.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Straight,
    Bent,
}

/// Of the samples, with τ the time since the start, 0 before it: sums of τ², τ³, τ⁴, v τ, v τ².
struct Sums {
    s2: f64,
    s3: f64,
    s4: f64,
    y1: f64,
    y2: f64,
}

impl Sums {
    fn about(t: &[f64], v: &[f64], start: f64) -> Self {
        let (mut s2, mut s3, mut s4, mut y1, mut y2) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let moving = t.partition_point(|t| *t <= start);
        for (t, v) in t[moving..].iter().zip(&v[moving..]) {
            let tau = t - start;
            let squared = tau * tau;
            s2 += squared;
            s3 += squared * tau;
            s4 += squared * squared;
            y1 += v * tau;
            y2 += v * squared;
        }
        Self { s2, s3, s4, y1, y2 }
    }

    /// Sum of squares about the best curve of a shape that leaves zero at the start. `squares`: of the speeds.
    fn misfit(&self, squares: f64, shape: Shape) -> f64 {
        let Self { s2, s3, s4, y1, y2 } = *self;
        let determinant = s2 * s4 - s3 * s3;
        if s2 <= 0.0 {
            return f64::INFINITY;
        }
        let (mut a, mut b) = if shape == Shape::Bent && determinant > 1e-12 * s2 * s4 {
            ((y1 * s4 - y2 * s3) / determinant, (y2 * s2 - y1 * s3) / determinant)
        } else {
            (y1 / s2, 0.0)
        };
        if b < 0.0 {
            (a, b) = (y1 / s2, 0.0);
        } else if a < 0.0 {
            (a, b) = (0.0, if s4 > 0.0 { y2 / s4 } else { 0.0 });
        }
        squares - 2.0 * (a * y1 + b * y2) + a * a * s2 + 2.0 * a * b * s3 + b * b * s4
    }
}
