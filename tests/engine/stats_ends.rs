//! The ends of a range, and where they are too far apart, held against their plain definitions.

use fueltune_analyzer::engine::stats::rank::sort_f32;
use fueltune_analyzer::engine::stats::{any_infinite, extremes, inner_ends, moved};
use fueltune_analyzer::engine::table::RowMask;
use proptest::prelude::*;

use crate::sample_logs::cases;

fn value() -> impl Strategy<Value = f32> {
    prop_oneof![
        8 => (-20i32..20).prop_map(|x| x as f32 / 4.0),
        2 => any::<f32>(),
        1 => Just(f32::NAN),
        1 => Just(f32::INFINITY),
        1 => Just(f32::NEG_INFINITY),
    ]
}

fn values() -> impl Strategy<Value = Vec<f32>> {
    prop::collection::vec(value(), 0..300)
}

fn sorted(values: &[f32]) -> Vec<f32> {
    let mut sound: Vec<f32> = values.iter().copied().filter(|x| x.is_finite()).collect();
    sound.sort_by(f32::total_cmp);
    sound
}

/// By its definition: any two values of the window.
fn plainly_moved(values: &[f32], seconds: &[f64], window_s: f64, step: f64) -> RowMask {
    RowMask::from_fn(values.len(), |row| {
        let within = (0..=row).filter(|at| seconds[*at] > seconds[row] - window_s);
        let sound = sorted(&within.map(|at| values[at]).collect::<Vec<f32>>());
        sound.first().zip(sound.last()).is_some_and(|(low, high)| f64::from(high - low) > step)
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_extremes_are_the_ends_of_the_sorted_finite_values(values in values()) {
        let sorted = sorted(&values);
        prop_assert_eq!(extremes(&values), sorted.first().copied().zip(sorted.last().copied()));
        prop_assert_eq!(any_infinite(&values), values.iter().any(|x| x.is_infinite()));
    }

    #[test]
    fn the_inner_ends_are_so_many_places_within_the_sorted_finite_values(values in values()) {
        const PLACES: usize = 5;
        let sorted = sorted(&values);
        let expected = sorted.len().checked_sub(PLACES).map(|top| (sorted[PLACES - 1], sorted[top]));
        prop_assert_eq!(inner_ends::<PLACES>(&values), expected);
    }

    #[test]
    fn what_moved_is_what_two_values_of_the_window_say(
        rows in prop::collection::vec((value(), 0u8..4), 0..300),
        window in 0u8..40,
        step in 0.0f64..6.0,
    ) {
        let values: Vec<f32> = rows.iter().map(|row| row.0).collect();
        // Time stands still now and then, and pauses.
        let later = |t: &mut f64, (_, steps): &(f32, u8)| {
            *t += if *steps == 3 { 0.7 } else { f64::from(*steps) * 0.1 };
            Some(*t)
        };
        let seconds: Vec<f64> = rows.iter().scan(0.0, later).collect();
        let window_s = f64::from(window) * 0.1;
        prop_assert_eq!(
            moved(&values, &seconds, window_s, step),
            plainly_moved(&values, &seconds, window_s, step)
        );
    }
}

#[test]
fn sorting_is_that_of_a_comparison_however_many_values_differ() {
    for different in [3u32, 8_000, 8_300, 60_000] {
        let mut values: Vec<f32> = (0..60_000u32)
            .map(|row| (row.wrapping_mul(2_654_435_761) % different) as f32 - 1_000.0)
            .collect();
        let mut expected = values.clone();
        expected.sort_by(f32::total_cmp);
        sort_f32(&mut values);
        assert_eq!(values, expected, "{different}");
    }
}
