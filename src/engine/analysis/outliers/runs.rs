//! Runs of values that stand.

use std::ops::Range;

use crate::engine::passes;

/// Runs of equal values, missing ones passed over.
pub(super) fn equal_runs(values: &[f32]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Nothing equals this: the first run is empty.
    let none = (f32::NAN, 0..0);
    let (_, last) = passes::fold(0..values.len(), none, |(mut value, mut run), rows| {
        for (row, x) in rows.clone().zip(&values[rows]) {
            if *x == value {
                run.end = row + 1;
            } else if x.is_finite() {
                found.extend(there(run));
                (value, run) = (*x, row..row + 1);
            }
        }
        (value, run)
    });
    found.extend(there(last));
    found
}

/// Runs of values that lie within `band` of each other, missing ones passed over.
pub(super) fn level_runs(values: &[f32], band: f64) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let none = (f32::INFINITY, f32::NEG_INFINITY, 0..0);
    let (_, _, last) = passes::fold(0..values.len(), none, |(mut low, mut high, mut run), rows| {
        for (row, x) in rows.clone().zip(&values[rows]) {
            if !x.is_finite() {
                continue;
            }
            let (lower, higher) = (if *x < low { *x } else { low }, if *x > high { *x } else { high });
            if !run.is_empty() && f64::from(higher - lower) <= band {
                (low, high, run.end) = (lower, higher, row + 1);
            } else {
                found.extend(there(run));
                (low, high, run) = (*x, *x, row..row + 1);
            }
        }
        (low, high, run)
    });
    found.extend(there(last));
    found
}

fn there(run: Range<usize>) -> Option<Range<usize>> {
    Some(run).filter(|run| !run.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{equal_runs, level_runs};

    const GAP: f32 = f32::NAN;

    #[test]
    fn equal_values_are_one_run_over_what_is_missing() {
        assert_eq!(equal_runs(&[1.0, 1.0, GAP, 1.0, 2.0, GAP, 1.0]), [0..4, 4..5, 6..7]);
        assert_eq!(equal_runs(&[GAP, f32::INFINITY, 3.0, f32::INFINITY, 4.0]), [2..3, 4..5]);
        assert!(equal_runs(&[GAP, GAP]).is_empty() && equal_runs(&[]).is_empty());
    }

    #[test]
    fn values_within_a_band_are_one_level() {
        assert_eq!(level_runs(&[1.0, 1.25, GAP, 1.5, 1.75, 1.25, 5.0], 0.5), [0..4, 4..6, 6..7]);
        assert_eq!(level_runs(&[1.0, 2.0, 2.0, 1.0], 0.0), [0..1, 1..3, 3..4], "as runs of equal values");
        assert!(level_runs(&[GAP, f32::INFINITY], 1.0).is_empty() && level_runs(&[], 1.0).is_empty());
    }

    #[test]
    fn a_run_goes_on_from_one_block_to_the_next() {
        let values: Vec<f32> = (0..30_000).map(|row| if row < 20_000 { 1.0 } else { 2.0 }).collect();
        assert_eq!(equal_runs(&values), [0..20_000, 20_000..30_000]);
        assert_eq!(level_runs(&values, 0.5), [0..20_000, 20_000..30_000]);
    }
}
