//! The log table: masks, time bases, columns and what a table refuses.

use std::sync::Arc;

use fueltune_analyzer::engine::channels::{CATALOG, ChannelId, ChannelKey};
use fueltune_analyzer::engine::table::{
    Column, ColumnData, Flag, LogTable, NO_CODE, RowMask, TableError, TimeAxis,
};
use fueltune_analyzer::engine::units::Unit;
use proptest::prelude::*;

use crate::sample_logs::cases;

fn axis(times: &[f64]) -> TimeAxis {
    TimeAxis::new(times.to_vec())
}

fn rpm(values: &[f32]) -> Column {
    Column::new(ChannelId::Rpm.into(), "RPM", Unit::Rpm, 0, ColumnData::F32(values.into()))
}

#[test]
fn a_time_that_goes_back_or_is_missing_stands_still() {
    let cases: [(&[f64], &[f64]); 4] = [
        (&[0.0, 0.04, 0.02, 0.08], &[0.0, 0.04, 0.04, 0.08]),
        (&[f64::NAN, 0.04, 0.08], &[0.04, 0.04, 0.08]),
        (&[1.0, f64::INFINITY, 3.0], &[1.0, 1.0, 3.0]),
        (&[], &[]),
    ];
    for (given, expected) in cases {
        assert_eq!(axis(given).seconds(), expected, "{given:?}");
    }
}

#[test]
fn the_rate_is_that_of_the_median_step() {
    let twenty_five: Vec<f64> = (0..100).map(|i| f64::from(i) * 0.04).collect();
    assert_eq!(axis(&twenty_five).sample_rate(), 25.0);
    assert_eq!(axis(&[0.0, 0.04, 0.08, 5.0, 5.04]).sample_rate(), 25.0, "a gap does not change the rate");
    assert_eq!(axis(&[7.0]).sample_rate(), 0.0, "one sample has no rate");
    assert_eq!(axis(&[7.0, 7.0]).sample_rate(), 0.0, "time that stands still has no rate");
}

#[test]
fn a_gap_is_found_where_the_step_is_long() {
    assert_eq!(axis(&[0.0, 0.04, 0.08, 5.0, 5.04]).rows_after_gap(), [3]);
    assert!(axis(&[0.0, 0.04, 0.08]).rows_after_gap().is_empty());
}

#[test]
fn rows_are_found_by_time() {
    let axis = axis(&[0.0, 1.0, 1.0, 2.0]);
    assert_eq!(axis.row_held_at(-0.1), None);
    assert_eq!(axis.row_held_at(1.0), Some(2));
    assert_eq!(axis.row_held_at(99.0), Some(3));
    assert_eq!(axis.rows_within(0.5, 1.0), 1..3);
    assert_eq!(axis.rows_within(3.0, 4.0), 4..4);
    assert_eq!(axis.rows_within(1.5, 0.5), 3..3, "an inverted span holds no row");
}

#[test]
fn missing_cells_are_gaps_in_every_kind_of_column() {
    let labels: Arc<[Arc<str>]> = ["CL - Normal".into()].into();
    let cases = [
        ColumnData::F32([1.0, f32::NAN].into()),
        ColumnData::F64([1.0, f64::NAN].into()),
        ColumnData::Codes { codes: [0, NO_CODE].into(), labels },
    ];
    for data in cases {
        let column = Column::new(ChannelKey::Custom("x".into()), "x", Unit::Raw, 0, data);
        assert_eq!(column.missing(), 1);
        assert!(column.gaps().is_some_and(|g| g.contains(1)));
        assert!(column.data().number(1).is_nan());
    }
    assert!(rpm(&[1.0, 2.0]).gaps().is_none());
}

#[test]
fn a_flagged_row_keeps_its_value_and_is_not_sound() {
    let flag = RowMask::from_range(3, 1..2);
    let column = rpm(&[900.0, 60_000.0, f32::NAN]).with_flags(vec![(Flag::OutOfRange, flag)]);
    assert_eq!(column.data().number(1), 60_000.0);
    assert_eq!(column.sound_rows().iter().collect::<Vec<_>>(), [0]);
}

#[test]
fn a_table_refuses_parts_that_do_not_fit() {
    let times = axis(&[0.0, 0.04]);
    let cases = [
        (vec![], vec![], TableError::NoAxis),
        (
            vec![times.clone()],
            vec![rpm(&[1.0])],
            TableError::Length { source_name: "RPM".into(), found: 1, expected: 2 },
        ),
        (
            vec![times.clone()],
            vec![rpm(&[1.0, 2.0]), rpm(&[1.0, 2.0])],
            TableError::DuplicateKey("rpm".into()),
        ),
    ];
    for (axes, columns, expected) in cases {
        assert_eq!(LogTable::new(axes, columns), Err(expected));
    }
}

#[test]
fn a_log_of_several_rates_counts_the_rows_of_the_fastest() {
    let slow =
        Column::new(ChannelId::Coolant.into(), "CLT", Unit::Celsius, 1, ColumnData::F32([80.0].into()));
    let table =
        LogTable::new(vec![axis(&[0.0, 0.04, 0.08]), axis(&[-0.5])], vec![rpm(&[1.0, 2.0, 3.0]), slow])
            .expect("the parts fit");
    assert_eq!(table.rows(), 3);
    assert_eq!((table.start(), table.end()), (-0.5, 0.08));
    assert_eq!(table.channel(ChannelId::Coolant).map(Column::len), Some(1));
}

#[test]
fn a_channel_is_addressed_by_its_slug_or_its_own_name() {
    for spec in CATALOG {
        assert_eq!(spec.slug.parse(), Ok(ChannelKey::Known(spec.id)));
        assert_eq!(spec.id.spec(), spec, "{} stands at its own place", spec.slug);
        assert!(spec.plausible.0 < spec.plausible.1);
    }
    let own = ChannelKey::Custom("Delta: rpm".into());
    assert_eq!(own.to_string().parse(), Ok(own));
    assert!("no_such".parse::<ChannelKey>().is_err());
}

#[test]
fn a_mask_of_values_is_the_same_however_many_blocks_it_takes() {
    let values: Vec<u32> = (0..20_001).map(|row| row * 7919 % 1009).collect();
    let mask = RowMask::of_values(&values, |x| x < 100);
    assert_eq!(mask, RowMask::from_fn(values.len(), |row| values[row] < 100));
    assert_eq!(
        mask.iter().collect::<Vec<_>>(),
        (0..values.len()).filter(|row| values[*row] < 100).collect::<Vec<_>>()
    );
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn rows_are_found_by_time_on_even_and_uneven_steps(
        steps in proptest::collection::vec(prop_oneof![6 => Just(4u32), 1 => 0u32..9, 1 => Just(300u32)], 0..120),
        start in 0u32..50,
        asked in 0u32..900,
    ) {
        let times = steps.iter().scan(start, |at, step| { *at += step; Some(f64::from(*at) / 100.0) });
        let axis = TimeAxis::new(times.collect());
        let seconds = axis.seconds().to_vec();
        for t in [f64::from(asked) / 100.0, f64::from(asked) / 100.0 + 1e-6, f64::NAN, f64::INFINITY, -1.0] {
            let before = seconds.iter().filter(|s| **s < t).count();
            let upto = seconds.iter().filter(|s| **s <= t).count();
            prop_assert_eq!(axis.row_at_or_after(t), before);
            prop_assert_eq!(axis.row_held_at(t), upto.checked_sub(1));
            prop_assert_eq!(axis.rows_within(t, t), before..upto.max(before));
        }
    }

    #[test]
    fn masks_obey_the_algebra_of_sets(a in proptest::collection::vec(any::<bool>(), 0..300), seed in any::<u64>()) {
        let len = a.len();
        let one = RowMask::from_fn(len, |i| a[i]);
        let two = RowMask::from_fn(len, |i| seed >> (i % 64) & 1 == 1);
        prop_assert_eq!(one.not().not(), one.clone());
        prop_assert_eq!(one.and(&two).not(), one.not().or(&two.not()));
        prop_assert_eq!(one.minus(&two), one.and(&two.not()));
        prop_assert_eq!(one.count() + one.not().count(), len);
        prop_assert_eq!(one.iter().collect::<Vec<_>>(), (0..len).filter(|i| a[*i]).collect::<Vec<_>>());
        let mut each = Vec::new();
        one.for_each(|row| each.push(row));
        prop_assert_eq!(each, one.iter().collect::<Vec<_>>());
        for stride in [1, 2, 3, 64, 70] {
            prop_assert_eq!(one.every(stride), one.iter().step_by(stride).collect::<Vec<_>>());
        }
        prop_assert_eq!(RowMask::from_bytes(len, &one.to_bytes()), one.clone());
        let mut again = RowMask::none(len);
        for run in one.runs() {
            again.insert_range(run);
        }
        prop_assert_eq!(again, one.clone());
        let mut grown = RowMask::none(0);
        for inside in &a {
            grown.push(*inside);
        }
        prop_assert_eq!(grown, one);
    }
}
