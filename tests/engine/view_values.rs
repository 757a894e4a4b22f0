//! Read-outs, spans, grid rows, histograms and densities.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::analysis::{Frame, RowQuery};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, LogTable, RowMask, TimeAxis};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::view::{
    BinRule, Bins, CursorValue, DensityQuery, GridCell, Selected, ViewError, cursor_values, density,
    grid_place, grid_rows, histogram, span_stats,
};
use proptest::prelude::*;

use crate::golden::numpy;
use crate::sample_logs::{cases, custom, log, numbers, regular_axis, states};
use crate::stats::golden_values;

/// RPM at 10 Hz, coolant at 1 Hz that ends early, a map slot.
fn mixed_rates() -> LogTable {
    let rpm: Vec<f32> = (0..100).map(|i| 1000.0 + i as f32 * 10.0).collect();
    let coolant = Column::new(
        ChannelId::Coolant.into(),
        "CLT",
        Unit::Celsius,
        1,
        ColumnData::F32([80., 81., 82., 83.].into()),
    );
    let slow = TimeAxis::new(vec![1.0, 2.0, 3.0, 4.0]);
    let slot = states("slot", &["rua", "pista"], &[1; 100]);
    LogTable::new(vec![regular_axis(100, 10.0), slow], vec![numbers(ChannelId::Rpm, &rpm), coolant, slot])
        .unwrap()
}

fn values_at(t: f64) -> Vec<Option<f64>> {
    cursor_values(&mixed_rates(), t).iter().map(|v| v.value).collect()
}

#[test]
fn the_cursor_reads_the_value_that_held() {
    assert_eq!(values_at(2.05), [Some(1190.0), Some(81.0), Some(1.0)]);
    assert_eq!(values_at(2.0), [Some(1190.0), Some(81.0), Some(1.0)]);
    assert_eq!(values_at(0.5), [Some(1040.0), None, Some(1.0)], "before the first slow sample");
    assert_eq!(values_at(0.0), [None, None, None], "before the log");
    assert_eq!(values_at(7.5), [Some(1740.0), None, Some(1.0)], "past a gap of the slow time base");
}

#[test]
fn the_cursor_tells_missing_from_suspicious() {
    let off = RowMask::from_fn(3, |r| r == 1);
    let target =
        numbers(ChannelId::LambdaTarget, &[0.9, 0.0, f32::NAN]).with_flags(vec![(Flag::LoopOff, off)]);
    let table = log(1.0, vec![target]);
    assert_eq!(cursor_values(&table, 1.0)[0], CursorValue { value: Some(f64::from(0.9f32)), flag: None });
    assert_eq!(cursor_values(&table, 2.0)[0], CursorValue { value: Some(0.0), flag: Some(Flag::LoopOff) });
    assert_eq!(cursor_values(&table, 3.0)[0], CursorValue::default());
}

#[test]
fn a_span_has_its_figures_between_the_two_cursors() {
    let table = mixed_rates();
    // From 1.05 s (1090 rpm held) to 2.05 s (1190 rpm held); samples at 1.1 … 2.0.
    let [rpm, coolant] = span_stats(&table, &[0, 1], 2.05, 1.05, None).unwrap()[..] else {
        panic!("two channels")
    };
    assert_eq!((rpm.n, rpm.missing), (10, 0));
    assert_eq!(
        (rpm.first, rpm.last, rpm.min, rpm.max),
        (Some(1100.0), Some(1190.0), Some(1100.0), Some(1190.0))
    );
    assert_eq!((rpm.mean, rpm.delta), (Some(1145.0), Some(100.0)));
    assert_relative_eq!(rpm.sd.unwrap(), 30.276_503_540_974_915, max_relative = 1e-12);
    assert_relative_eq!(rpm.slope_per_s.unwrap(), 100.0, max_relative = 1e-9);
    assert_eq!((coolant.n, coolant.sd, coolant.delta), (1, None, Some(1.0)));
}

#[test]
fn a_span_without_width_or_samples_has_no_invented_figures() {
    let table = mixed_rates();
    let [at_once] = span_stats(&table, &[0], 2.0, 2.0, None).unwrap()[..] else { panic!("one channel") };
    assert_eq!((at_once.n, at_once.delta, at_once.slope_per_s), (1, Some(0.0), None));
    let [outside] = span_stats(&table, &[0], 90.0, 99.0, None).unwrap()[..] else { panic!("one channel") };
    assert_eq!((outside.n, outside.mean, outside.delta), (0, None, None));
    assert_eq!(
        span_stats(&table, &[9], 0.0, 1.0, None),
        Err(ViewError::NoSuchColumn { index: 9, columns: 3 })
    );
}

fn cell(value: f64, fresh: bool) -> GridCell {
    GridCell { value: Some(value), fresh, flag: None }
}

#[test]
fn the_grid_says_which_samples_are_held() {
    let grid = grid_rows(&mixed_rates(), &[0, 1], None, 8, 4).unwrap();
    assert_eq!((grid.total, grid.first, &grid.rows[..]), (100, 8, &[8, 9, 10, 11][..]));
    assert_relative_eq!(grid.times[1], 1.0);
    let expected = [
        [cell(1080.0, true), GridCell::default()],
        [cell(1090.0, true), cell(80.0, true)],
        [cell(1100.0, true), cell(80.0, false)],
        [cell(1110.0, true), cell(80.0, false)],
    ];
    assert_eq!(grid.cells, expected.concat());
}

#[test]
fn the_grid_scrolls_through_a_filter() {
    let table = mixed_rates();
    let filter = rows(&table, "rpm >= 1200 and rpm <= 1500").rows;
    assert_eq!(filter.count(), 31);
    let grid = grid_rows(&table, &[0], Some(&filter), 29, 10).unwrap();
    assert_eq!((grid.total, &grid.rows[..]), (31, &[49, 50][..]));
    assert!(grid_rows(&table, &[0], Some(&filter), 31, 10).unwrap().rows.is_empty());
    assert_eq!(grid_place(&table, Some(&filter), 4.0).unwrap(), 19);
    assert_eq!(grid_place(&table, Some(&filter), 0.0).unwrap(), 0);
    assert_eq!(grid_place(&table, None, 99.0).unwrap(), 99);
    let wrong = RowMask::all(7);
    assert_eq!(
        grid_rows(&table, &[0], Some(&wrong), 0, 1),
        Err(ViewError::Selection { expected: 100, found: 7 })
    );
}

/// Rows at which a condition holds.
fn rows(table: &LogTable, condition: &str) -> Selected {
    let query = RowQuery { filter: Some(condition.to_owned()), ..RowQuery::default() };
    let frame = Frame::query(table, &query).unwrap();
    Selected { axis: frame.axis_index(), rows: frame.selected().clone() }
}

#[test]
fn a_filter_holds_slower_channels() {
    let table = mixed_rates();
    let warm = rows(&table, "coolant >= 81 and coolant <= 82");
    // Held from 2.0 s to just before 4.0 s.
    assert_eq!((warm.axis, &warm.rows), (0, &RowMask::from_range(100, 19..39)));
    // The same moments on the slower time base.
    let slow = table.column(&ChannelId::Coolant.into()).unwrap();
    assert_eq!(warm.on(&table, slow.axis).iter().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(warm.on(&table, 0), warm.rows);
}

#[test]
fn figures_are_of_the_selected_rows_alone() {
    let table = mixed_rates();
    let warm = rows(&table, "coolant >= 81 and coolant <= 82");
    let [rpm, coolant] = span_stats(&table, &[0, 1], 0.0, 99.0, Some(&warm)).unwrap()[..] else {
        panic!("two channels")
    };
    assert_eq!((rpm.n, rpm.min, rpm.max), (20, Some(1190.0), Some(1380.0)));
    assert_eq!((coolant.n, coolant.min, coolant.max), (2, Some(81.0), Some(82.0)));
    // What held at the moments themselves is no figure of the rows.
    let whole = span_stats(&table, &[0], 0.0, 99.0, None).unwrap();
    assert_eq!((rpm.at_t0, rpm.at_t1), (whole[0].at_t0, whole[0].at_t1));
    let all = density(&table, &query((10, 10)), None).unwrap();
    let some = density(&table, &query((10, 10)), Some(&warm)).unwrap();
    assert_eq!((some.n, some.left_out), (20, 0));
    assert!(all.n > some.n);
}

#[test]
fn what_is_left_out_is_told_as_stretches_of_time() {
    let table = mixed_rates();
    let end = table.axes()[0].end();
    let warm = rows(&table, "coolant >= 81 and coolant <= 82");
    let t = |row: usize| table.axes()[0].seconds()[row];
    assert_eq!(warm.left_out(&table, (0.0, 99.0), 10), (vec![(t(0), t(19)), (t(39), end)], true));
    assert_eq!(warm.left_out(&table, (t(25), t(30)), 10), (vec![], true));
    assert_eq!(warm.left_out(&table, (t(15), t(30)), 10), (vec![(t(15), t(19))], true));
    // Every other row: too many to be told one by one.
    let odd = Selected { axis: 0, rows: RowMask::from_fn(100, |row| row % 2 == 1) };
    assert_eq!(odd.left_out(&table, (0.0, 99.0), 100).0.len(), 50);
    let (joined, exact) = odd.left_out(&table, (0.0, 99.0), 20);
    assert!(!exact && joined.len() <= 20, "{joined:?}");
}

#[test]
fn bins_of_figures_are_numpys() {
    for (name, expected) in numpy()["histogram"].as_object().unwrap() {
        let table = log(25.0, vec![custom("x", 0, &golden_values(name))]);
        let found = histogram(&table, 0, None, None).unwrap();
        let counts: Vec<u64> = found.counts.iter().map(|c| u64::from(*c)).collect();
        let golden: Vec<u64> =
            expected["counts"].as_array().unwrap().iter().map(|c| c.as_u64().unwrap()).collect();
        assert_eq!(counts, golden, "{name}");
        assert_relative_eq!(found.bins.low, expected["low"].as_f64().unwrap());
        assert_relative_eq!(found.bins.high(), expected["high"].as_f64().unwrap(), max_relative = 1e-12);
    }
}

#[test]
fn flags_states_and_gears_get_a_bin_each() {
    let gear = log(1.0, vec![numbers(ChannelId::Gear, &[1.0, 2.0, 2.0, 4.0])]);
    let found = histogram(&gear, 0, None, None).unwrap();
    assert_eq!(found.bins, Bins { low: 0.5, width: 1.0, count: 4 });
    assert_eq!((found.counts, found.rule), (vec![1, 2, 0, 1], BinRule::PerValue));
    let slot = log(1.0, vec![states("slot", &["a", "b"], &[1, u16::MAX, 1])]);
    let found = histogram(&slot, 0, None, None).unwrap();
    assert_eq!((found.counts, found.n, found.left_out), (vec![2], 2, 1));
}

#[test]
fn a_histogram_tells_missing_samples_from_doubtful_ones() {
    let x: Vec<f32> = (0..40).map(|i| if i % 10 == 3 { f32::NAN } else { i as f32 }).collect();
    let doubtful = RowMask::from_range(40, 30..34);
    let column = custom("x", 0, &x).with_flags(vec![(Flag::OutOfRange, doubtful)]);
    let table = log(1.0, vec![column]);
    let all = histogram(&table, 0, None, None).unwrap();
    // Of the doubtful rows one is missing as well.
    assert_eq!((all.n, all.left_out, all.missing, all.rule), (33, 7, 4, BinRule::FreedmanDiaconis));
    let some = histogram(&table, 0, Some(&RowMask::from_range(40, 0..12)), Some(5)).unwrap();
    assert_eq!((some.n, some.left_out, some.missing, some.rule), (11, 1, 1, BinRule::Asked));
}

#[test]
fn odd_histograms_do_no_harm() {
    let constant = log(1.0, vec![custom("x", 0, &[5.0; 40]), custom("y", 0, &[f32::NAN; 40])]);
    let found = histogram(&constant, 0, None, None).unwrap();
    assert_eq!((found.counts, found.bins.low, found.rule), (vec![40], 4.5, BinRule::Sturges));
    assert_eq!(histogram(&constant, 1, None, Some(9)).unwrap().left_out, 40);
    let some = RowMask::from_range(40, 0..3);
    assert_eq!(histogram(&constant, 0, Some(&some), None).unwrap().n, 3);
    assert!(histogram(&constant, 0, Some(&RowMask::all(3)), None).is_err());
}

fn query(cells: (u32, u32)) -> DensityQuery {
    DensityQuery { x: 0, y: 1, span: None, cells, x_range: None, y_range: None, max_points: 100, singly: 0 }
}

#[test]
fn a_density_is_numpys() {
    let table = log(
        25.0,
        vec![custom("x", 0, &golden_values("wave 5000")), custom("y", 0, &golden_values("skewed 5000"))],
    );
    let asked = DensityQuery { x_range: Some((-10.0, 80.0)), y_range: Some((-3.0, 120.0)), ..query((8, 5)) };
    let found = density(&table, &asked, None).unwrap();
    let golden: Vec<u64> =
        numpy()["density"].as_array().unwrap().iter().map(|c| c.as_u64().unwrap()).collect();
    assert_eq!(found.counts.iter().map(|c| u64::from(*c)).collect::<Vec<_>>(), golden);
    assert_eq!(found.outliers_total, 5000 - golden.iter().sum::<u64>() as u32);
}

#[test]
fn a_far_point_is_kept_beside_the_grid() {
    let mut x: Vec<f32> = (0..2000).map(|i| (i % 50) as f32).collect();
    let y: Vec<f32> = (0..2000).map(|i| (i % 40) as f32).collect();
    x[777] = 1e6;
    let found =
        density(&log(25.0, vec![custom("x", 0, &x), custom("y", 0, &y)]), &query((20, 20)), None).unwrap();
    assert!(found.x.high() < 60.0);
    let far = found.outliers.iter().find(|p| p.x == 1e6).unwrap();
    assert_relative_eq!(far.t, 778.0 / 25.0);
}

#[test]
fn few_pairs_are_given_one_by_one_and_many_are_counted() {
    let x: Vec<f32> = (0..300).map(|i| if i == 7 { f32::NAN } else { i as f32 }).collect();
    let y: Vec<f32> = (0..300).map(|i| (i % 40) as f32).collect();
    let table = log(25.0, vec![custom("x", 0, &x), custom("y", 0, &y)]);
    let asked = |singly| density(&table, &DensityQuery { singly, ..query((8, 8)) }, None).unwrap();
    let few = asked(299);
    assert_eq!((few.counts.len(), few.outliers.len(), few.n, few.left_out), (0, 299, 299, 1));
    assert_eq!((few.outliers[7].x, few.outliers[298].y), (8.0, 19.0));
    let many = asked(298);
    assert_eq!(many.counts.iter().sum::<u32>() + many.outliers_total, 299);
}

#[test]
fn pairs_of_two_time_bases_are_held_and_never_stale() {
    let found = density(&mixed_rates(), &query((10, 10)), None).unwrap();
    // Coolant holds from 1.0 s until three seconds after its last sample at 4.0 s.
    assert_eq!((found.n, found.left_out), (61, 39));
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn every_pair_is_in_a_cell_or_outside(
        pairs in prop::collection::vec((prop_oneof![9 => -5f32..5.0, 1 => Just(f32::NAN)], -1e3f32..1e3), 1..500),
        cells in (1u32..30, 1u32..30),
    ) {
        let x: Vec<f32> = pairs.iter().map(|p| p.0).collect();
        let y: Vec<f32> = pairs.iter().map(|p| p.1).collect();
        let found = density(&log(10.0, vec![custom("x", 0, &x), custom("y", 0, &y)]), &query(cells), None).unwrap();
        prop_assert_eq!(found.counts.iter().sum::<u32>() + found.outliers_total, found.n);
        prop_assert_eq!((found.n + found.left_out) as usize, pairs.len());
    }

    #[test]
    fn a_value_falls_between_the_edges_of_its_bin(low in -1e3f64..1e3, span in 1e-3f64..1e3, count in 1u32..400, p in 0.0f64..=1.0) {
        let bins = Bins::between(low, low + span, count);
        let value = low + span * p;
        let edge = |i: u32| bins.low + bins.width * f64::from(i);
        let i = bins.index(value).unwrap();
        prop_assert!(i < count);
        prop_assert!(value >= edge(i) - 1e-9 && (value < edge(i + 1) || i + 1 == count));
    }

    #[test]
    fn picking_rows_of_a_mask_agrees_with_its_list(rows in prop::collection::vec(any::<bool>(), 0..400), k in 0usize..400) {
        let mask = RowMask::from_fn(rows.len(), |r| rows[r]);
        let list: Vec<usize> = (0..rows.len()).filter(|r| rows[*r]).collect();
        prop_assert_eq!(mask.iter().collect::<Vec<_>>(), list.clone());
        prop_assert_eq!(mask.nth(k), list.get(k).copied());
        prop_assert_eq!(mask.iter_from(k).next(), list.iter().copied().find(|r| *r >= k));
        prop_assert_eq!(mask.count_range(k..k + 70), list.iter().filter(|r| (k..k + 70).contains(*r)).count());
        prop_assert_eq!(mask.any_in(k..k + 70), list.iter().any(|r| (k..k + 70).contains(r)));
        let mut filled = RowMask::none(rows.len());
        filled.insert_range(k..k + 70);
        prop_assert_eq!(filled, RowMask::from_fn(rows.len(), |r| (k..k + 70).contains(&r)));
    }
}
