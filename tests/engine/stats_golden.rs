//! Numerics against SciPy, statsmodels, pymannkendall and ruptures; see `tests/golden/scipy_numerics.py`.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::stats::Moments;
use fueltune_analyzer::engine::stats::autocorrelation::autocorrelation;
use fueltune_analyzer::engine::stats::changepoint::{Cost, pelt};
use fueltune_analyzer::engine::stats::correlation::{pearson_matrix, spearman_matrix};
use fueltune_analyzer::engine::stats::distributions::{
    correlation_interval, correlation_p, student_quantile, student_two_sided,
};
use fueltune_analyzer::engine::stats::multiple::{benjamini_hochberg, benjamini_hochberg_of};
use fueltune_analyzer::engine::stats::rank::sort_f32;
use fueltune_analyzer::engine::stats::rank_test::mann_whitney;
use fueltune_analyzer::engine::stats::regression::fit_robust;
use fueltune_analyzer::engine::stats::shape::shape_f32;
use fueltune_analyzer::engine::stats::sorted::{mad_of_sorted, quantile_of_sorted};
use fueltune_analyzer::engine::stats::spectrum::welch;
use fueltune_analyzer::engine::stats::trend::{hamed_rao, trend, trend_of};
use serde_json::Value;

use crate::golden::scipy;
use crate::stats::golden_values;

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers_of(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

/// As `even` of the script.
fn even(i: usize) -> f64 {
    (i * 7919 % 10_007) as f64 / 10_007.0 - 0.5
}

/// As `walk` of the script.
pub fn walk(n: usize, memory: f64, slope: f64) -> Vec<f64> {
    let mut x = 0.0;
    (0..n)
        .map(|i| {
            x = memory * x + even(i);
            x + slope * i as f64
        })
        .collect()
}

fn rounded(values: &[f64], step: f64) -> Vec<f64> {
    values.iter().map(|x| (x / step).round_ties_even() * step).collect()
}

fn timed(values: &[f64], time: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    values.iter().enumerate().map(|(i, x)| (time(i as f64), *x)).collect()
}

#[test]
fn shapes_and_percentiles_are_scipys() {
    let golden = scipy();
    for (name, expected) in golden["described"].as_object().unwrap() {
        let mut values = golden_values(name);
        let shape = shape_f32(&values, &Moments::of_f32(&values));
        assert_relative_eq!(shape.skewness.unwrap(), number(&expected["skewness"]), max_relative = 1e-9);
        assert_relative_eq!(shape.kurtosis.unwrap(), number(&expected["kurtosis"]), max_relative = 1e-9);
        sort_f32(&mut values);
        let shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
        for (share, expected) in shares.iter().zip(numbers_of(&expected["percentiles"])) {
            let found = quantile_of_sorted(&values, *share).unwrap();
            assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{name} {share}: {found}");
        }
        let median = quantile_of_sorted(&values, 0.5).unwrap();
        let mad = mad_of_sorted(&values, median).unwrap();
        assert_relative_eq!(mad, number(&expected["mad"]), max_relative = 1e-12);
    }
}

#[test]
fn students_distribution_is_scipys_whatever_its_degrees() {
    for case in scipy()["student"].as_array().unwrap() {
        let (t, degrees) = (number(&case["t"]), number(&case["df"]));
        assert_relative_eq!(student_two_sided(t, degrees), number(&case["p"]), max_relative = 1e-7);
        let quantile = student_quantile(0.975, degrees).unwrap();
        assert_relative_eq!(quantile, number(&case["q"]), max_relative = 1e-7);
    }
}

#[test]
fn correlations_are_scipys_with_and_without_gaps() {
    for (name, expected) in scipy()["pairs"].as_object().unwrap() {
        let (rows, kind) = name.split_once(' ').unwrap();
        let mut x = golden_values(&format!("wave {rows}"));
        let skewed = golden_values(&format!("skewed {rows}"));
        let mut y: Vec<f32> = x.iter().zip(skewed).map(|(a, b)| 0.05 * a + b).collect();
        if kind == "gaps" {
            x.iter_mut().skip(3).step_by(7).for_each(|x| *x = f32::NAN);
            y.iter_mut().skip(5).step_by(11).for_each(|y| *y = f32::INFINITY);
        }
        let pearson = pearson_matrix(&[&x, &y], &Cx::none()).unwrap().get(0, 1);
        let spearman = spearman_matrix(&[&x, &y], &Cx::none()).unwrap().get(1, 0);
        let n = number(&expected["n"]);
        assert_eq!((pearson.n as f64, spearman.n as f64), (n, n), "{name}");
        let (r, rho) = (pearson.r.unwrap(), spearman.r.unwrap());
        assert_relative_eq!(r, number(&expected["pearson"]), max_relative = 1e-10);
        assert_relative_eq!(rho, number(&expected["spearman"]), max_relative = 1e-10);
        assert_relative_eq!(
            correlation_p(r, n).unwrap(),
            number(&expected["pearson_p"]),
            max_relative = 1e-8
        );
        assert_relative_eq!(
            correlation_p(rho, n).unwrap(),
            number(&expected["spearman_p"]),
            max_relative = 1e-8
        );
        let (low, high) = correlation_interval(r, n, 0.95).unwrap();
        assert_relative_eq!(low, number(&expected["low"]), max_relative = 1e-8);
        assert_relative_eq!(high, number(&expected["high"]), max_relative = 1e-8);
    }
}

#[test]
fn adjusted_p_values_are_scipys_in_the_order_asked() {
    let golden = scipy();
    let mut p = numbers_of(&golden["adjusted"]["p"]);
    let mut q = numbers_of(&golden["adjusted"]["q"]);
    p.rotate_left(4);
    q.rotate_left(4);
    for (found, expected) in benjamini_hochberg(&p).iter().zip(&q) {
        assert_relative_eq!(found, expected, max_relative = 1e-12);
    }
    let with_gaps: Vec<Option<f64>> = p.iter().flat_map(|p| [None, Some(*p)]).collect();
    let found: Vec<f64> = benjamini_hochberg_of(&with_gaps).into_iter().flatten().collect();
    assert_eq!(found, benjamini_hochberg(&p));
}

#[test]
fn memory_and_spectra_are_those_of_statsmodels_and_scipy() {
    let golden = scipy();
    for (found, expected) in autocorrelation(&walk(300, 0.8, 0.0), 20).iter().zip(numbers_of(&golden["acf"]))
    {
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }
    let signal: Vec<f64> = golden_values("wave 2000").into_iter().map(f64::from).collect();
    let spectrum = welch(&[signal], 25.0, 256).unwrap();
    let expected = numbers_of(&golden["welch"]["density"]);
    assert_relative_eq!(spectrum.step_hz, number(&golden["welch"]["hz"]), max_relative = 1e-12);
    assert_eq!((spectrum.density.len(), spectrum.windows), (129, 14));
    for (found, expected) in spectrum.density.iter().zip(&expected) {
        assert!((found - expected).abs() <= 1e-9 * expected + 1e-20, "{found} {expected}");
    }
}

#[test]
fn mann_whitney_is_scipys_exact_and_normal() {
    let golden = scipy();
    let second: Vec<f64> = walk(25, 0.5, 0.0)[12..].iter().map(|x| x + 0.2).collect();
    let late: Vec<f64> = walk(90, 0.0, 0.0)[40..].iter().map(|x| x + 0.1).collect();
    let early = walk(40, 0.0, 0.0);
    let cases = [
        ("exact", walk(9, 0.3, 0.0), second, true),
        ("normal", early.clone(), late.clone(), false),
        ("ties", rounded(&early, 0.2), rounded(&late, 0.2), false),
    ];
    for (name, first, second, exact) in cases {
        let test = mann_whitney(&first, &second, 1.0).unwrap();
        let expected = &golden["mann_whitney"][name];
        assert_eq!((test.u, test.exact), (number(&expected["u"]), exact), "{name}");
        assert_relative_eq!(test.p, number(&expected["p"]), max_relative = 1e-10);
    }
}

#[test]
fn slopes_and_their_intervals_are_scipys() {
    let golden = scipy();
    let rising = walk(50, 0.6, 0.01);
    let cases = [
        ("even", timed(&rising, |i| i)),
        ("uneven", timed(&rising, |i| i.powf(1.5))),
        ("ties", timed(&rounded(&rising, 0.25), |i| i)),
    ];
    for (name, moments) in cases {
        let found = trend(&[moments], 1.0, 0.95).unwrap();
        let expected = &golden["theil"][name];
        for (figure, value) in [("slope", found.slope), ("low", found.low), ("high", found.high)] {
            let (value, expected) = (value.unwrap(), number(&expected[figure]));
            assert!((value - expected).abs() < 1e-12, "{name} {figure}: {value} {expected}");
        }
    }
}

#[test]
fn tests_of_trend_are_those_of_scipy_and_pymannkendall() {
    let golden = scipy();
    for (name, memory, slope) in [("12", 0.2, 0.05), ("40", 0.2, 0.005)] {
        let values = walk(name.parse().unwrap(), memory, slope);
        let found = trend(&[timed(&values, |i| i)], 1.0, 0.95).unwrap();
        let expected = &golden["kendall_exact"][name];
        assert!(found.exact);
        assert_relative_eq!(found.tau, number(&expected["tau"]), max_relative = 1e-12);
        assert_relative_eq!(found.p, number(&expected["p"]), max_relative = 1e-10);
    }
    for (name, values) in [("ties", rounded(&walk(50, 0.6, 0.01), 0.25)), ("80", walk(80, 0.2, 0.002))] {
        let found = trend(&[timed(&values, |i| i)], 1.0, 0.95).unwrap();
        let expected = &golden["kendall"][name];
        // Times are never tied: what is taken off is what equal values take.
        assert_eq!((found.s, found.exact), (number(&expected["s"]), false), "{name}");
        assert_relative_eq!(found.variance, number(&expected["variance"]), max_relative = 1e-12);
        assert_relative_eq!(found.p, number(&expected["p"]), max_relative = 1e-9);
    }
    let values = walk(120, 0.3, 0.004);
    let seasons: Vec<Vec<(f64, f64)>> =
        (0..6).map(|season| timed(&values, |i| i).into_iter().skip(season).step_by(6).collect()).collect();
    let found = trend(&seasons, 1.0, 0.95).unwrap();
    let expected = &golden["seasonal"];
    assert_eq!((found.s, found.variance), (number(&expected["s"]), number(&expected["variance"])));
    assert_relative_eq!(found.p, number(&expected["p"]), max_relative = 1e-9);
}

#[test]
fn memory_widens_a_test_of_trend_as_hamed_and_rao_say() {
    let golden = scipy();
    for (name, n, memory, slope) in [("80", 80, 0.9, 0.02), ("200", 200, 0.95, 0.0)] {
        let values = walk(n, memory, slope);
        let found = trend_of(&timed(&values, |i| i), 0.95).unwrap();
        let expected = &golden["hamed_rao"][name];
        assert_relative_eq!(found.slope.unwrap(), number(&expected["slope"]), max_relative = 1e-10);
        assert_relative_eq!(found.inflation, number(&expected["factor"]), max_relative = 1e-9);
        // The factor is known to 1e-9, and so is p; the source took the first from 1, which leaves it no more than 1e-16.
        let p = number(&expected["p"]);
        assert!((found.p - p).abs() < 1e-12 + 1e-9 * p, "{name}: {}", found.p);
    }
    // What swings about its level remembers less than nothing: that is not used to claim more.
    let swinging: Vec<f64> = (0..60).map(|i| if i % 2 == 0 { 1.0 } else { -1.0 } + 0.01 * even(i)).collect();
    assert!(hamed_rao(&swinging) < 1.0);
    assert_eq!(trend_of(&timed(&swinging, |i| i), 0.95).unwrap().inflation, 1.0);
}

#[test]
fn change_points_are_those_of_ruptures() {
    let golden = scipy();
    let places = |name: &str| -> Vec<usize> {
        numbers_of(&golden["pelt"][name]).into_iter().map(|x| x as usize).collect()
    };
    let level = |i: usize| match i {
        0..60 => 0.0,
        60..110 => 1.5,
        110..150 => 0.7,
        _ => 2.4,
    };
    let levels: Vec<f64> = (0..200).map(|i| level(i) + even(i)).collect();
    assert_eq!(pelt(&levels, Cost::Mean { variance: 1.0 }, 3.0, 2), places("mean"));
    let spreads: Vec<f64> =
        (0..200).map(|i| if (80..140).contains(&i) { 3.0 } else { 1.0 } * even(i)).collect();
    assert_eq!(pelt(&spreads, Cost::MeanAndVariance { least: 1e-9 }, 14.0, 5), places("normal"));
}

#[test]
fn robust_curves_are_those_of_statsmodels() {
    let golden = scipy();
    for degree in [1usize, 2] {
        let curve = |x: f64| 1.5 - 0.3 * x + if degree == 2 { 0.02 * x * x } else { 0.0 };
        let points: Vec<(f64, f64)> = (0..60)
            .map(|i| {
                let x = i as f64 / 7.0;
                (x, curve(x) + even(i) + if i % 9 == 0 { 8.0 } else { 0.0 })
            })
            .collect();
        let fit = fit_robust(&points, degree).unwrap();
        let expected = &golden["robust"][degree.to_string()];
        assert_relative_eq!(fit.residual_sd, number(&expected["scale"]), max_relative = 1e-6);
        let (values, errors) = (numbers_of(&expected["terms"]), numbers_of(&expected["errors"]));
        for ((value, error), (a, b)) in fit.terms().into_iter().zip(values.into_iter().zip(errors)) {
            assert_relative_eq!(value, a, max_relative = 1e-6);
            assert_relative_eq!(error, b, max_relative = 1e-6);
        }
    }
}
