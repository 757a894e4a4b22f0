//! Windows and other moments.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::{LogTable, TimeAxis};

use super::{NAN, assert_values, values, values_in};
use crate::sample_logs::{custom, numbers};

/// Two stretches of 10 Hz with two seconds between them.
fn with_gap() -> LogTable {
    let axis = TimeAxis::new(vec![0.1, 0.2, 0.3, 0.4, 2.4, 2.5, 2.6, 2.7]);
    let columns = vec![
        numbers(ChannelId::Rpm, &[1000.0, 2000.0, 3000.0, 4000.0, 100.0, 200.0, 300.0, 400.0]),
        custom("c", 0, &[0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0]),
    ];
    LogTable::new(vec![axis], columns).unwrap()
}

#[test]
fn a_window_holds_the_samples_of_the_last_seconds() {
    assert_values(
        "avg(tps, 0.3 s)",
        &[0.0, 2.5, 25.0 / 3.0, 85.0 / 3.0, 60.0, 260.0 / 3.0, 100.0, 100.0, 200.0 / 3.0, 100.0 / 3.0],
    );
    assert_values(
        "lowest(rpm, 0.2 s)",
        &[900., 900., 1000., 1500., 2000., 3000., 4000., 5000., 3000., 1000.],
    );
    assert_values("max(rpm, 0.2 s)", &[900., 1000., 1500., 2000., 3000., 4000., 5000., 5500., 5500., 3000.]);
    assert_values("min(rpm, 0.2 s)", &values("lowest(rpm, 0.2 s)"));
    assert_values("median(tps, 0.3 s)", &[0., 2.5, 5., 20., 60., 100., 100., 100., 100., 0.]);
    assert_values("count(two_step, 0.3 s)", &[0., 1., 2., 2., 1., 0., 0., 0., 0., 1.]);
    assert_values(
        "sd(tps, 0.2 s)",
        &[NAN, 3.535_534, 10.606_602, 28.284_271, 28.284_271, 0., 0., 0., 70.710_68, 0.],
    );
    assert_values("slope(time * 3, 0.4 s)", &[NAN, 3., 3., 3., 3., 3., 3., 3., 3., 3.]);
}

#[test]
fn a_window_leaves_missing_samples_out() {
    assert_values("avg(lambda_1, 0.2 s)", &[1.0, 0.99, 0.98, 0.9, 0.875, 0.825, 0.795, 0.795, 0.8, 1.3]);
    assert_values("avg(lambda_1, 0.1 s)", &values("lambda_1"));
}

#[test]
fn min_and_max_of_times_are_no_windows() {
    assert_values("min(pw_1, 3 ms)", &[2.0, 2.2, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 0.0, 2.0]);
    assert_values("max(pw_1, 0.005 s)", &[5.0, 5.0, 5.0, 5.0, 8.0, 10.0, 12.0, 12.0, 5.0, 5.0]);
    assert_values("highest(pw_1, 0.2 s)", &[2.0, 2.2, 3.0, 5.0, 8.0, 10.0, 12.0, 12.0, 12.0, 2.0]);
}

#[test]
fn a_gap_in_time_ends_a_window() {
    let table = with_gap();
    let check = |text: &str, expected: [f32; 8]| {
        for (row, (a, b)) in values_in(&table, text).iter().zip(expected).enumerate() {
            assert!((a - b).abs() < 1e-3 || (a.is_nan() && b.is_nan()), "{text}, row {row}: {a}, not {b}");
        }
    };
    check("avg(rpm, 10 s)", [1000., 1500., 2000., 2500., 100., 150., 200., 250.]);
    check("prev(rpm)", [NAN, 1000., 2000., 3000., NAN, 100., 200., 300.]);
    check("derivative(rpm)", [NAN, 1e4, 1e4, 1e4, NAN, 1e3, 1e3, 1e3]);
    check("since(c > 0)", [NAN, 0.0, 0.1, 0.2, NAN, NAN, 0.0, 0.0]);
    check("integral(rpm)", [0., 150., 400., 750., 750., 765., 790., 825.]);
    check("held(rpm > 50, 0.2 s)", [0., 0., 1., 1., 0., 0., 1., 1.]);
    check("delay(rpm, 0.1 s)", [NAN, 1000., 2000., 3000., NAN, 100., 200., 300.]);
    check("delay(rpm, -0.1 s)", [2000., 3000., 4000., 4000., 200., 300., 400., 400.]);
    check("delay(rpm, 2 s)", [NAN, NAN, NAN, NAN, 4000., 4000., 4000., NAN]);
}

#[test]
fn what_happened_is_told_in_seconds() {
    assert_values("since(two_step)", &[NAN, 0., 0., 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.]);
    assert_values("held(tps > 50, 0.2 s)", &[0., 0., 0., 0., 0., 1., 1., 1., 0., 0.]);
    assert_values("two_step and not prev(two_step)", &[0., 1., 0., 0., 0., 0., 0., 0., 0., 1.]);
    assert_values("since(two_step) < 150 ms", &[0., 1., 1., 1., 0., 0., 0., 0., 0., 1.]);
    assert_values("delay(highest(two_step, 0.2 s), -0.1 s)", &[1., 1., 1., 0., 0., 0., 0., 0., 1., 1.]);
}

#[test]
fn an_area_skips_what_is_missing() {
    let table = crate::sample_logs::log(10.0, vec![custom("a", 0, &[10.0, 10.0, NAN, 10.0, 10.0])]);
    let found = values_in(&table, "integral(a)");
    assert!((found[1] - 1.0).abs() < 1e-6 && found[2].is_nan() && (found[4] - 2.0).abs() < 1e-6, "{found:?}");
}

#[test]
fn figures_of_a_window_keep_their_digits_on_a_huge_offset() {
    let values: Vec<f32> = (0..5000).map(|i| 8_000_000.0 + (i % 4) as f32).collect();
    let table = crate::sample_logs::log(100.0, vec![custom("a", 0, &values)]);
    let sd = values_in(&table, "sd(a, 0.04 s)");
    let expected = (5.0f32 / 3.0).sqrt();
    assert!(sd[10..].iter().all(|x| (x - expected).abs() < 1e-5), "{:?}", &sd[..20]);
}

#[test]
fn a_long_window_has_the_median_of_a_short_one_s_rule() {
    let values: Vec<f32> = (0..3000).map(|i| ((i * 7919) % 1009) as f32).collect();
    let table = crate::sample_logs::log(100.0, vec![custom("a", 0, &values)]);
    let found = values_in(&table, "median(a, 8 s)");
    for row in [0, 5, 799, 800, 2999usize] {
        let mut window: Vec<f32> = values[(row + 1).saturating_sub(800)..=row].to_vec();
        window.sort_by(f32::total_cmp);
        let n = window.len();
        let expected = f32::midpoint(window[(n - 1) / 2], window[n / 2]);
        assert_eq!(found[row], expected, "row {row}");
    }
}
