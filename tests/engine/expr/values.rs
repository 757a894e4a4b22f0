//! What comes out, row by row.

use fueltune_analyzer::engine::analysis::{Frame, RowQuery, Span};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::expr::filter;
use fueltune_analyzer::engine::table::{Column, ColumnData, Flag, LogTable, RowMask, TimeAxis};

use super::{NAN, assert_values, drive, fault, first, tables, values, values_in};
use crate::sample_logs::{custom, log, numbers, regular_axis};

#[test]
fn a_missing_value_makes_what_is_reckoned_with_it_missing() {
    assert_values("lambda_1 - 1", &[0.0, -0.02, NAN, -0.1, -0.15, -0.2, -0.21, -0.2, NAN, 0.3]);
    assert_values("isnan(lambda_1)", &[0., 0., 1., 0., 0., 0., 0., 0., 1., 0.]);
    assert_values(
        "coalesce(lambda_1, lambda_target)",
        &[1.0, 0.98, 0.95, 0.9, 0.85, 0.8, 0.79, 0.8, 1.0, 1.3],
    );
    for text in ["1 / 0", "ln(0)", "sqrt(-1)", "10 ^ 400", "missing", "0 / 0", "5 % 0"] {
        assert!(first(text).is_nan(), "{text}");
    }
}

#[test]
fn a_comparison_with_a_missing_value_is_false() {
    for op in ["<", "<=", ">", ">=", "==", "!="] {
        let found = values(&format!("lambda_1 {op} 0.5"));
        assert_eq!((found[2], found[8]), (0.0, 0.0), "{op}");
    }
    assert_eq!(first("missing == missing"), 0.0);
    assert_eq!(first("not missing > 1"), 1.0);
}

#[test]
fn a_figure_that_was_logged_equals_the_one_that_is_written() {
    assert_eq!(values("lambda_target == 0.8"), [0., 0., 0., 0., 0., 1., 1., 1., 0., 0.]);
    assert_eq!(values("lambda_target >= 0.95"), [1., 1., 1., 0., 0., 0., 0., 0., 1., 1.]);
}

#[test]
fn functions_of_one_row() {
    assert_values("if(two_step, rpm, -1)", &[-1., 1000., 1500., -1., -1., -1., -1., -1., -1., 1000.]);
    assert_values("min(tps, 50, tps * 0 + 20)", &[0., 5., 20., 20., 20., 20., 20., 20., 0., 0.]);
    assert_values("max(tps, 50)", &[50., 50., 50., 60., 100., 100., 100., 100., 50., 50.]);
    assert_values("clamp(tps, 5, 60)", &[5., 5., 20., 60., 60., 60., 60., 60., 5., 5.]);
    let cases = [
        ("abs(-3)", 3.0),
        ("sign(-3) + sign(0) + sign(9)", 0.0),
        ("sqrt(16)", 4.0),
        ("round(2.5) + round(-2.5)", 0.0),
        ("round(2.34567, 2)", 2.35),
        ("round(1234, -2)", 1200.0),
        ("floor(-1.5) + ceil(1.2)", 0.0),
        ("log10(1000) + log2(8) + ln(exp(2))", 8.0),
        ("min(3, 1, 2) + max(3, 1, 2)", 4.0),
    ];
    for (text, expected) in cases {
        assert!((first(text) - expected).abs() < 1e-6, "{text}: {}", first(text));
    }
}

#[test]
fn a_switch_is_a_condition_and_a_truth_is_a_number() {
    assert_values("two_step and rpm > 1200", &[0., 0., 1., 0., 0., 0., 0., 0., 0., 0.]);
    assert_values("not two_step", &[1., 0., 0., 1., 1., 1., 1., 1., 1., 0.]);
    assert_values("(tps > 50) * rpm + two_step", &[0., 1., 1., 2000., 3000., 4000., 5000., 5500., 0., 1.]);
    assert_values("two_step == on", &[0., 1., 1., 0., 0., 0., 0., 0., 0., 1.]);
}

#[test]
fn a_state_is_compared_by_its_text() {
    assert_values("Modo == \"idle\"", &[1., 1., 0., 0., 0., 0., 0., 0., 0., 1.]);
    assert_values("\"Run\" != [Modo]", &[1., 1., 0., 0., 0., 0., 0., 0., 0., 1.]);
    assert_values("Modo == \"never seen\"", &[0.; 10]);
}

#[test]
fn a_table_is_looked_up_at_what_the_log_says_or_at_what_is_given() {
    assert_values("lookup([Main fuel], 0.5 bar, 3000)", &[6.0; 10]);
    assert_values("lookup([Main fuel])", &values("lookup(\"main fuel\", map_gauge, rpm)"));
    assert_values("lookup(dead, 12)", &[1.0; 10]);
    assert!((values("lookup([Main fuel])")[3] - 3.75).abs() < 1e-6);
}

#[test]
fn pressure_of_the_other_kind_is_made_of_the_one_that_was_logged() {
    let log = log(10.0, vec![numbers(ChannelId::MapAbs, &[1.0, 2.0]), numbers(ChannelId::Baro, &[0.9, 0.9])]);
    let found = values_in(&log, "map_gauge");
    assert!((found[0] - 0.1).abs() < 1e-6 && (found[1] - 1.1).abs() < 1e-6, "{found:?}");
    let absolute = values("map_abs");
    assert!((absolute[3] - 1.01325).abs() < 1e-6);
}

#[test]
fn coalesce_takes_channels_that_other_logs_have() {
    assert_values("coalesce(lambda_cl, lambda_1, 9)", &[1.0, 0.98, 9.0, 0.9, 0.85, 0.8, 0.79, 0.8, 9.0, 1.3]);
    assert_eq!(fault("coalesce(lambda_cl, lambda_2)"), ("lambda_cl".into(), "channel_absent".into()));
}

#[test]
fn a_flagged_value_is_missing() {
    let coolant = numbers(ChannelId::Coolant, &[80.0, -40.0])
        .with_flags(vec![(Flag::Sentinel, RowMask::from_range(2, 1..2))]);
    assert_eq!(values_in(&log(10.0, vec![coolant]), "coolant < 0"), [0.0, 0.0]);
}

#[test]
fn channels_of_several_rates_meet_on_the_base_of_rpm_each_held() {
    let slow = TimeAxis::new(vec![0.2, 0.4, 0.6, 0.8]);
    let of = |id: ChannelId, axis, v: &[f32]| {
        Column::new(id.into(), id.slug(), id.base_unit(), axis, ColumnData::F32(v.into()))
    };
    let table = LogTable::new(
        vec![regular_axis(8, 10.0), slow],
        vec![of(ChannelId::Rpm, 0, &[1000.0; 8]), of(ChannelId::Coolant, 1, &[80.0, 81.0, 82.0, 84.0])],
    )
    .unwrap();
    let found = values_in(&table, "coolant + 0 * (rpm - rpm) / 1 rpm");
    assert!(found[0].is_nan());
    assert_eq!(&found[1..], [80.0, 80.0, 81.0, 81.0, 82.0, 82.0, 84.0]);
    // Its slope is that of its own samples, not of the steps it makes on the faster base.
    let found = values_in(&table, "derivative(coolant) + 0 * (rpm - rpm) / 1 rpm");
    let expected = [f32::NAN, f32::NAN, f32::NAN, 5.0, 5.0, 5.0, 5.0, 10.0];
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() < 1e-4 || (a.is_nan() && b.is_nan()), "{found:?}");
    }
}

#[test]
fn a_filter_selects_the_rows_of_a_frame() {
    let table = drive();
    let query = RowQuery {
        spans: vec![Span::new(0.5, 1.0)],
        filter: Some(" avg(tps, 0.2 s) > 50 % and not two_step ".to_owned()),
    };
    let frame = Frame::query(&table, &query).unwrap();
    assert_eq!(frame.selected().iter().collect::<Vec<_>>(), [4, 5, 6, 7]);
    let nothing = RowQuery { filter: Some("  ".to_owned()), ..RowQuery::default() };
    assert_eq!(Frame::query(&table, &nothing).unwrap().selected().count(), 10);
    let query = RowQuery { filter: Some("rpm".to_owned()), ..RowQuery::default() };
    assert!(Frame::query(&table, &query).is_err(), "a number is no condition");
    let query = RowQuery { filter: Some("lookup([Main fuel]) > 4 ms".to_owned()), ..RowQuery::default() };
    assert!(Frame::query(&table, &query).is_err(), "there is no such table");
    assert_eq!(Frame::query_with(&table, &tables(), &query).unwrap().selected().count(), 4);
}

#[test]
fn a_switch_by_itself_is_a_filter() {
    let table = drive();
    let rows = filter("two_step", &Frame::whole(&table), &[]).unwrap();
    assert_eq!(rows.iter().collect::<Vec<_>>(), [1, 2, 9]);
}

#[test]
fn an_empty_log_and_one_row_are_no_trouble() {
    for rows in [0, 1] {
        let table =
            log(10.0, vec![numbers(ChannelId::Rpm, &vec![900.0; rows]), custom("a", 0, &vec![1.0; rows])]);
        for text in [
            "rpm + 1",
            "avg(rpm, 1 s)",
            "median(rpm, 1 s)",
            "slope(rpm, 1 s)",
            "sd(rpm, 2 s)",
            "derivative(rpm)",
            "delay(rpm, 1 s)",
            "integral(rpm)",
            "since(rpm > 1)",
            "held(rpm > 1, 1 s)",
            "prev(a)",
            "count(a > 0, 1 s)",
            "time",
        ] {
            assert_eq!(values_in(&table, text).len(), rows, "{text}");
        }
    }
}
