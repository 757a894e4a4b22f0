//! Decimated lines show what is in the log.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, GAP_STEPS, RowMask, TimeAxis};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::view::{Pyramid, Series, SeriesKind, Window, WindowRows, decimate};
use proptest::prelude::*;

use crate::sample_logs::{cases, custom, numbers, regular_axis, states};

fn view(axis: &TimeAxis, column: &Column, window: Window) -> Series {
    decimate(axis, column, &Pyramid::build(column), window)
}

/// Times and values without the breaks.
fn points(series: &Series) -> Vec<(f64, f32)> {
    let t0 = series.meta.t0;
    series.t.iter().zip(&series.y).filter(|p| !p.1.is_nan()).map(|p| (t0 + f64::from(*p.0), *p.1)).collect()
}

fn breaks(series: &Series) -> usize {
    series.y.iter().filter(|y| y.is_nan()).count()
}

/// What is drawn, in the plainest way.
fn is_drawn(column: &Column, row: usize) -> bool {
    (column.data().number(row) as f32).is_finite()
        && !column
            .flags()
            .iter()
            .any(|(f, m)| matches!(f, Flag::LoopOff | Flag::ExportTail) && m.contains(row))
}

#[derive(Debug, Clone)]
struct Case {
    axis: TimeAxis,
    column: Column,
    window: Window,
}

fn sample() -> impl Strategy<Value = f32> {
    prop_oneof![
        20 => -100f32..100.0,
        4 => Just(7.0f32),
        1 => Just(f32::NAN),
        1 => Just(f32::INFINITY),
        1 => 1e5f32..2e5
    ]
}

fn step() -> impl Strategy<Value = f64> {
    prop_oneof![30 => Just(0.04), 5 => 0.0f64..0.1, 1 => 1.0f64..9.0]
}

fn case() -> impl Strategy<Value = Case> {
    let samples = prop_oneof![
        prop::collection::vec((sample(), step(), prop::bool::weighted(0.02)), 0..60),
        prop::collection::vec((sample(), step(), prop::bool::weighted(0.02)), 1000..6000),
        // Long stretches without a hole, so that the coarse levels are used.
        prop::collection::vec((-9f32..9.0, Just(0.04), Just(false)), 5000..14_000),
    ];
    (samples, -0.2f64..1.1, -0.2f64..1.1, 1u32..60).prop_map(|(samples, a, b, buckets)| {
        let mut now = 5.0;
        let seconds = samples
            .iter()
            .map(|s| {
                now += s.1;
                now
            })
            .collect();
        let axis = TimeAxis::new(seconds);
        let values: Vec<f32> = samples.iter().map(|s| s.0).collect();
        let off = RowMask::from_fn(values.len(), |r| samples[r].2);
        let column = numbers(ChannelId::LambdaTarget, &values).with_flags(vec![(Flag::LoopOff, off)]);
        let at = |share: f64| axis.start() + share * axis.duration();
        let window = Window::new(at(a), at(b), buckets).and_mean();
        Case { axis, column, window }
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn every_bucket_keeps_its_extremes(case in case()) {
        let Case { axis, column, window } = case;
        let series = view(&axis, &column, window);
        let points = points(&series);
        let rows = WindowRows::new(&axis, window);
        for bucket in rows.buckets().filter(|b| !b.is_empty()) {
            let drawn: Vec<f32> =
                bucket.clone().filter(|r| is_drawn(&column, *r)).map(|r| column.data().number(r) as f32).collect();
            let Some(low) = drawn.iter().copied().min_by(f32::total_cmp) else { continue };
            let high = drawn.iter().copied().max_by(f32::total_cmp).unwrap();
            // Times are f32: half a microsecond of slack in the few hundred seconds of these logs is plenty.
            let (from, to) = (axis.seconds()[bucket.start] - 1e-4, axis.seconds()[bucket.end - 1] + 1e-4);
            for extreme in [low, high] {
                let spanned = points.windows(2).any(|w| w[0].0 <= from + 2e-4 && w[1].0 >= to - 2e-4
                    && w[0].1 == extreme && w[1].1 == extreme);
                let hit = points.iter().any(|p| p.1 == extreme && p.0 >= from && p.0 <= to);
                prop_assert!(hit || spanned, "{extreme} of rows {bucket:?} is lost");
            }
        }
    }

    #[test]
    fn figures_of_the_view_are_those_of_its_samples(case in case()) {
        let Case { axis, column, window } = case;
        let series = view(&axis, &column, window);
        let rows = axis.rows_within(window.t0, window.t1);
        let drawn: Vec<f64> =
            rows.clone().filter(|r| is_drawn(&column, *r)).map(|r| column.data().number(r)).collect();
        prop_assert_eq!(series.meta.rows as usize, rows.len());
        prop_assert_eq!(series.meta.drawn as usize, drawn.len());
        prop_assert_eq!(series.meta.missing as usize, rows.filter(|r| column.data().number(*r).is_nan()).count());
        prop_assert_eq!(series.meta.min.map(f64::from), drawn.iter().copied().min_by(f64::total_cmp));
        prop_assert_eq!(series.meta.max.map(f64::from), drawn.iter().copied().max_by(f64::total_cmp));
        let mean = (!drawn.is_empty()).then(|| drawn.iter().sum::<f64>() / drawn.len() as f64);
        match (series.meta.mean, mean) {
            (Some(a), Some(b)) => prop_assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0)),
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn every_point_is_a_sample_and_time_never_goes_back(case in case()) {
        let Case { axis, column, window } = case;
        let series = view(&axis, &column, window);
        let logged: std::collections::BTreeSet<u32> = (0..column.len())
            .filter(|r| is_drawn(&column, *r))
            .map(|r| (column.data().number(r) as f32).to_bits())
            .collect();
        prop_assert!(series.t.windows(2).all(|w| w[0] <= w[1]));
        for (_, y) in points(&series) {
            prop_assert!(logged.contains(&y.to_bits()));
        }
    }

    #[test]
    fn a_hole_or_a_gap_in_time_breaks_the_line(case in case()) {
        let Case { axis, column, window } = case;
        let series = view(&axis, &column, window);
        let limit = axis.median_step() * GAP_STEPS;
        let rows = WindowRows::new(&axis, window);
        let seconds = axis.seconds();
        let t0 = series.meta.t0;
        for bucket in rows.buckets().filter(|b| !b.is_empty()) {
            let drawn = bucket.clone().any(|r| is_drawn(&column, r));
            let hole = bucket.clone().any(|r| !is_drawn(&column, r));
            let gap = bucket.clone().any(|r| r > bucket.start && limit > 0.0 && seconds[r] - seconds[r - 1] > limit);
            if !drawn || !(hole || gap) {
                continue;
            }
            let (from, to) = (seconds[bucket.start] - 1e-4, seconds[bucket.end - 1] + 1e-4);
            let time = |i: usize| t0 + f64::from(series.t[i]);
            let shown = |i: &usize| !series.y[*i].is_nan();
            let first = (0..series.y.len()).filter(shown).find(|i| time(*i) >= from).unwrap();
            let last = (0..series.y.len()).filter(shown).rfind(|i| time(*i) <= to).unwrap();
            let around = first.saturating_sub(1).min(last)..(last.max(first) + 2).min(series.y.len());
            let broken = series.y[around].iter().any(|y| y.is_nan());
            let at_an_end = first == 0 || last + 1 == series.y.len();
            prop_assert!(broken || at_an_end, "no break in rows {bucket:?}");
        }
    }

    #[test]
    fn the_number_of_points_follows_the_buckets(case in case()) {
        let Case { axis, column, window } = case;
        let series = view(&axis, &column, window);
        prop_assert!(series.t.len() <= 8 * window.buckets as usize + 8);
        prop_assert_eq!(series.t.len(), series.y.len());
    }

    #[test]
    fn the_edges_found_by_galloping_are_those_of_plain_search(case in case()) {
        let Case { axis, window, .. } = case;
        let width = (window.t1 - window.t0) / f64::from(window.buckets);
        for (i, bucket) in WindowRows::new(&axis, window).buckets().enumerate().skip(1) {
            let start = axis.row_at_or_after(window.t0 + width * i as f64);
            let end = axis.rows_within(window.t0, window.t1).end;
            prop_assert_eq!(bucket.start, start.min(end).max(axis.row_at_or_after(window.t0)));
        }
    }
}

#[test]
fn one_sample_of_a_million_is_seen_at_any_zoom() {
    let mut values = vec![1.0f32; 1_000_000];
    values[654_321] = 42.0;
    let axis = regular_axis(values.len(), 200.0);
    let column = custom("knock", 0, &values);
    let pyramid = Pyramid::build(&column);
    let spike = axis.seconds()[654_321];
    for span in [5000.0, 1000.0, 100.0, 10.0, 1.0, 0.1, 0.02] {
        let series = decimate(&axis, &column, &pyramid, Window::new(spike - span / 3.0, spike + span, 1200));
        assert_eq!(series.meta.max, Some(42.0), "{span} s");
        assert!(series.y.contains(&42.0), "{span} s");
        assert!(series.y.len() <= 3000, "{span} s: {} points", series.y.len());
    }
}

#[test]
fn few_samples_are_shown_as_they_are_with_a_neighbour_at_each_side() {
    let axis = regular_axis(100, 10.0);
    let values: Vec<f32> = (0..100).map(|i| (i * i) as f32).collect();
    let series = view(&axis, &custom("x", 0, &values), Window::new(2.0, 2.5, 100));
    assert!(series.meta.raw);
    assert_eq!(series.y, (18..=25).map(|i| (i * i) as f32).collect::<Vec<_>>());
    assert!((f64::from(series.t[0]) - -0.1).abs() < 1e-6);
    assert_eq!(series.meta.rows, 6);
}

#[test]
fn between_two_samples_the_line_crosses_the_view() {
    let axis = regular_axis(10, 1.0);
    let series =
        view(&axis, &custom("x", 0, &[0., 1., 2., 3., 4., 5., 6., 7., 8., 9.]), Window::new(3.2, 3.6, 500));
    assert_eq!(series.y, [2.0, 3.0]);
    assert_eq!(series.meta.drawn, 0);
    assert_eq!(series.meta.min, None);
}

#[test]
fn a_neighbour_beyond_a_gap_is_not_joined() {
    let mut seconds: Vec<f64> = (0..20).map(f64::from).collect();
    seconds.extend((0..20).map(|i| f64::from(i) + 100.0));
    let axis = TimeAxis::new(seconds);
    let column = custom("x", 0, &[1.0; 40]);
    let inside_gap = view(&axis, &column, Window::new(30.0, 40.0, 100));
    assert_eq!(breaks(&inside_gap), 1);
    assert!(inside_gap.y[1].is_nan());
}

#[test]
fn a_missing_cell_breaks_the_line_at_its_place() {
    let axis = regular_axis(6, 1.0);
    let series =
        view(&axis, &custom("x", 0, &[1.0, 2.0, f32::NAN, f32::NAN, 3.0, 4.0]), Window::new(0.0, 9.0, 50));
    let shown: Vec<String> = series.y.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["1", "2", "NaN", "3", "4"]);
    assert_eq!(series.meta.missing, 2);
}

#[test]
fn a_loop_that_is_off_and_the_exporters_tail_are_not_drawn() {
    let axis = regular_axis(5, 25.0);
    let off = RowMask::from_fn(5, |r| r == 1);
    let tail = RowMask::from_fn(5, |r| r == 4);
    let column = numbers(ChannelId::LambdaTarget, &[0.9, 0.0, 0.91, 5.0, 0.0])
        .with_flags(vec![(Flag::LoopOff, off), (Flag::ExportTail, tail)]);
    let series = view(&axis, &column, Window::new(0.0, 1.0, 50));
    assert_eq!((series.meta.min, series.meta.max), (Some(0.9), Some(5.0)));
    assert_eq!(breaks(&series), 2);
}

#[test]
fn flags_states_and_gears_are_steps_and_figures_are_lines() {
    let axis = regular_axis(2, 1.0);
    let window = Window::new(0.0, 3.0, 10);
    let kind = |column: &Column| view(&axis, column, window).meta.kind;
    assert_eq!(kind(&numbers(ChannelId::Fan1, &[0.0, 1.0])), SeriesKind::Step);
    assert_eq!(kind(&numbers(ChannelId::Gear, &[1.0, 2.0])), SeriesKind::Step);
    assert_eq!(kind(&states("mode", &["a", "b"], &[0, 1])), SeriesKind::Step);
    assert_eq!(kind(&numbers(ChannelId::Rpm, &[900.0, 950.0])), SeriesKind::Line);
}

#[test]
fn odd_windows_and_empty_logs_give_an_empty_line() {
    let nothing = custom("x", 0, &[]);
    let empty = TimeAxis::new(Vec::new());
    for window in
        [Window::new(0.0, 1.0, 0), Window::new(f64::NAN, f64::INFINITY, 7), Window::new(3.0, 3.0, 5)]
    {
        assert!(view(&empty, &nothing, window).t.is_empty());
    }
    let axis = regular_axis(5000, 100.0);
    let column = custom("x", 0, &vec![f32::NAN; 5000]);
    let series = view(&axis, &column, Window::new(50.0, 0.0, 20).and_mean());
    assert!(series.t.is_empty());
    assert_eq!((series.meta.missing, series.meta.mean), (5000, None));
}

#[test]
fn positions_are_drawn_from_f64() {
    let axis = regular_axis(3, 1.0);
    let data = ColumnData::F64([-23.55, -23.56, 1e300].into());
    let column = Column::new(ChannelId::GpsLat.into(), "lat", Unit::Degrees, 0, data);
    let series = view(&axis, &column, Window::new(0.0, 4.0, 10));
    assert_eq!(points(&series).len(), 2);
    assert_eq!(breaks(&series), 1);
}
