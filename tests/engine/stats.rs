//! Statistics against NumPy and the certified values of NIST.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::{Cancelled, Cx};
use fueltune_analyzer::engine::stats::{
    ColumnStats, Moments, describe, describe_column, quantiles, quantiles_f32,
};
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, RowMask};
use fueltune_analyzer::engine::units::Unit;
use proptest::prelude::*;

use crate::golden::numpy;
use crate::sample_logs::{cases, log, numbers, states};

/// The same figures as in `tests/golden/numpy_stats.py`.
pub fn golden_values(name: &str) -> Vec<f32> {
    let (kind, n) = name.split_once(' ').unwrap();
    let n: u64 = n.parse().unwrap();
    let wave = |i: u64| (i * 7919 % 10_007) as f64 / 100.0 - 20.0 + (i % 13) as f64 * 1.5;
    let skewed = |i: u64| {
        let u = (i * 6151 % 4093) as f64 / 64.0;
        u * u * u / 1000.0 - 3.0
    };
    (0..n).map(|i| if kind == "wave" { wave(i) } else { skewed(i) } as f32).collect()
}

#[test]
fn every_figure_is_numpys() {
    let golden = numpy();
    let cases = golden["describe"].as_object().unwrap();
    assert_eq!(cases.len(), 10);
    for (name, expected) in cases {
        let stats = describe_column(&numbers(ChannelId::Rpm, &golden_values(name)), None);
        let found = [
            ("mean", stats.mean),
            ("sd", stats.sd),
            ("min", stats.min),
            ("q1", stats.q1),
            ("median", stats.median),
            ("q3", stats.q3),
            ("max", stats.max),
        ];
        for (figure, value) in found {
            match (value, expected[figure].as_f64()) {
                (Some(a), Some(b)) => {
                    assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{name} {figure}: {a} {b}");
                }
                (a, b) => assert_eq!(a, b, "{name} {figure}"),
            }
        }
    }
}

/// NIST StRD, univariate summary statistics: a first value, then two values in turns, 1001 in all.
/// <https://www.itl.nist.gov/div898/strd/univ/homepage.html>
#[test]
fn the_certified_values_of_nist_are_met() {
    let turns = |first: f64, a: f64, b: f64| {
        let mut values = vec![first];
        values.extend([a, b].repeat(500));
        values
    };
    let sets = [
        ("NumAcc1", vec![10_000_001.0, 10_000_003.0, 10_000_002.0], 10_000_002.0, 1.0, 1e-14),
        ("NumAcc2", turns(1.2, 1.1, 1.3), 1.2, 0.1, 1e-13),
        ("NumAcc3", turns(1_000_000.2, 1_000_000.1, 1_000_000.3), 1_000_000.2, 0.1, 1e-8),
        ("NumAcc4", turns(10_000_000.2, 10_000_000.1, 10_000_000.3), 10_000_000.2, 0.1, 1e-7),
    ];
    for (name, values, mean, sd, tolerance) in sets {
        let data = ColumnData::F64(values.into());
        let stats =
            describe_column(&Column::new(ChannelId::GpsAlt.into(), name, Unit::Metres, 0, data), None);
        assert_relative_eq!(stats.mean.unwrap(), mean, max_relative = 1e-13);
        assert_relative_eq!(stats.sd.unwrap(), sd, max_relative = tolerance);
    }
}

#[test]
fn a_large_offset_costs_no_digits() {
    // MAP in Pa, as f32: E[x²] − E[x]² would give nonsense.
    let values: Vec<f32> = (0..100_000).map(|i| 101_325.0 + (i % 2) as f32).collect();
    assert_relative_eq!(Moments::of_f32(&values).sd().unwrap(), 0.500_002_5, max_relative = 1e-6);
}

#[test]
fn missing_and_flagged_samples_are_counted_and_left_out() {
    let values = [10.0, f32::NAN, 20.0, -40.0, 30.0, f32::INFINITY];
    let sentinel = RowMask::from_fn(6, |r| r == 3);
    let column = numbers(ChannelId::Coolant, &values).with_flags(vec![(Flag::Sentinel, sentinel)]);
    let stats = describe_column(&column, None);
    assert_eq!((stats.count, stats.missing, stats.flagged), (3, 1, 2));
    assert_eq!((stats.min, stats.mean, stats.max), (Some(10.0), Some(20.0), Some(30.0)));

    let late = RowMask::from_range(6, 2..5);
    let stats = describe_column(&column, Some(&late));
    assert_eq!((stats.count, stats.missing, stats.flagged, stats.mean), (2, 0, 1, Some(25.0)));
}

#[test]
fn odd_columns_have_counts_and_no_invented_figures() {
    let nothing = |stats: &ColumnStats| {
        [stats.mean, stats.sd, stats.min, stats.q1, stats.median, stats.q3, stats.max]
            .iter()
            .all(Option::is_none)
    };
    let empty = describe_column(&numbers(ChannelId::Rpm, &[]), None);
    assert!(nothing(&empty) && empty.count == 0);
    let missing = describe_column(&numbers(ChannelId::Rpm, &[f32::NAN; 9]), None);
    assert!(nothing(&missing) && missing.missing == 9);
    let state = describe_column(&states("mode", &["a", "b"], &[0, 1, 1]), None);
    assert!(nothing(&state) && state.count == 3);
    let one = describe_column(&numbers(ChannelId::Rpm, &[7.0]), None);
    assert_eq!((one.mean, one.sd, one.median), (Some(7.0), None, Some(7.0)));
    let huge =
        Column::new(ChannelId::GpsAlt.into(), "h", Unit::Metres, 0, ColumnData::F64(vec![1e308; 9].into()));
    assert_eq!(describe_column(&huge, None).max, Some(1e308));
}

#[test]
fn the_table_keeps_the_order_of_the_log_and_stops_when_asked() {
    let table =
        log(25.0, vec![numbers(ChannelId::Tps, &[1.0, 2.0]), numbers(ChannelId::Rpm, &[900.0, 910.0])]);
    let keys: Vec<String> =
        describe(&table, &Cx::none()).unwrap().iter().map(|s| s.key.to_string()).collect();
    assert_eq!(keys, ["tps", "rpm"]);
    assert_eq!(describe(&table, &Cx::new(&|_, _| (), &|| true)), Err(Cancelled));
}

fn plain_quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let h = share * (sorted.len() - 1) as f64;
    let low = sorted[h as usize];
    let high = sorted[(h as usize + 1).min(sorted.len() - 1)];
    low + (high - low) * h.fract()
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn quantiles_are_those_of_the_sorted_values(
        values in prop_oneof![
            prop::collection::vec(prop_oneof![-1e6f32..1e6, Just(0.0), Just(-0.0)], 1..300),
            prop::collection::vec(prop_oneof![-1f32..1.0, Just(5.0)], 4096..6000),
        ],
        a in 0.0f64..=1.0,
        b in 0.0f64..=1.0,
    ) {
        let shares = [0.0, a.min(b), a.max(b), 1.0];
        let wide: Vec<f64> = values.iter().map(|x| f64::from(*x)).collect();
        let expected: Vec<f64> = shares.iter().map(|p| plain_quantile(&wide, *p)).collect();
        prop_assert_eq!(&quantiles_f32(&values, &shares).unwrap(), &expected);
        prop_assert_eq!(&quantiles(wide, &shares).unwrap(), &expected);
    }

    #[test]
    fn moments_of_parts_merge_into_those_of_the_whole(
        a in prop::collection::vec(-1e3f64..1e3, 0..3000),
        b in prop::collection::vec(1e5f64..2e5, 0..50),
    ) {
        let whole = Moments::of(&[a.clone(), b.clone()].concat());
        let mut parts = Moments::of(&a);
        for x in &b {
            parts.push(*x);
        }
        prop_assert_eq!((whole.n(), whole.min(), whole.max()), (parts.n(), parts.min(), parts.max()));
        for (x, y) in [(whole.mean(), parts.mean()), (whole.sd(), parts.sd())] {
            prop_assert_eq!(x.is_some(), y.is_some());
            let (x, y) = (x.unwrap_or(0.0), y.unwrap_or(0.0));
            prop_assert!((x - y).abs() <= 1e-9 * x.abs().max(1.0), "{x} {y}");
        }
    }
}
