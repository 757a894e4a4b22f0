//! Band matrices, the penalised spline and local slopes: against dense algebra, SciPy and what must hold for any samples.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::stats::{Banded, Spline, SplineShape, local_slopes, slope_of};
use proptest::prelude::*;

use crate::golden::scipy_spline;
use crate::sample_logs::cases;

/// The same formulas as in `tests/golden/scipy_spline.py`.
fn samples(case: &serde_json::Value) -> (Vec<f64>, Vec<f64>) {
    let of = |name: &str| case[name].as_f64().unwrap();
    (0..of("n") as u64)
        .map(|i| {
            let t = of("step") * (i as f64 + 0.25 * (i * 7 % 3) as f64);
            let noise = (i * 7919 % 101) as f64 / 50.0 - 1.0;
            (t, 2500.0 + of("slope") * t + of("wave") * (1.3 * t).sin() + of("noise") * noise)
        })
        .unzip()
}

fn shape(case: &serde_json::Value) -> SplineShape {
    let of = |name: &str| case[name].as_u64().unwrap() as usize;
    SplineShape { segments: of("segments"), degree: of("degree"), penalty: of("penalty") }
}

#[track_caller]
fn assert_same(
    spline: &Spline,
    expected: &serde_json::Value,
    places: &serde_json::Value,
    tolerance: f64,
    name: &str,
) {
    let of = |key: &str| expected[key].as_f64().unwrap();
    assert_relative_eq!(spline.variance(), of("variance"), max_relative = tolerance);
    assert_relative_eq!(spline.criterion(), of("criterion"), max_relative = tolerance);
    assert_relative_eq!(spline.effective(), of("effective"), max_relative = tolerance * 10.0);
    for (k, place) in places.as_array().unwrap().iter().enumerate() {
        let jet = spline.at(place.as_f64().unwrap());
        let of = |key: &str| expected[key][k].as_f64().unwrap();
        for (key, found) in [
            ("value", jet.value),
            ("slope", jet.slope),
            ("var_value", jet.var_value),
            ("var_slope", jet.var_slope),
        ] {
            let off = (found - of(key)).abs();
            assert!(off <= tolerance * 10.0 * of(key).abs(), "{name} {key} at {place}: {found} {}", of(key));
        }
        let scale = (jet.var_value * jet.var_slope).sqrt();
        assert!((jet.covariance - of("covariance")).abs() <= tolerance * 10.0 * scale, "{name} at {place}");
        assert_eq!(spline.line(place.as_f64().unwrap()), (jet.value, jet.slope));
    }
}

#[test]
fn a_spline_of_given_smoothness_is_that_of_dense_algebra_on_scipys_basis() {
    for (name, case) in scipy_spline()["cases"].as_object().unwrap() {
        let (t, y) = samples(case);
        let lambda = case["given"]["lambda"].as_f64().unwrap();
        let spline = Spline::fit_with(&t, &y, &shape(case), lambda).unwrap();
        assert_same(&spline, &case["given"], &case["places"], 1e-8, name);
    }
}

#[test]
fn the_smoothness_found_is_where_scipy_finds_the_highest_restricted_likelihood() {
    let golden = scipy_spline();
    let cases = golden["cases"].as_object().unwrap();
    assert_eq!(cases.len(), 4);
    for (name, case) in cases {
        let (t, y) = samples(case);
        let spline = Spline::fit(&t, &y, &shape(case)).unwrap();
        assert_relative_eq!(spline.lambda(), case["found"]["lambda"].as_f64().unwrap(), max_relative = 1e-3);
        // The likelihood is flat at its top: both searches stop within the root of what a float can tell.
        assert_same(&spline, &case["found"], &case["places"], 1e-4, name);
    }
}

#[test]
fn what_the_penalty_leaves_alone_is_met_exactly() {
    let t: Vec<f64> = (0..50).map(|i| f64::from(i) * 0.04).collect();
    let y: Vec<f64> = t.iter().map(|t| 6000.0 - 40.0 * t + 300.0 * t * t).collect();
    let spline = Spline::fit(&t, &y, &SplineShape::default()).unwrap();
    for t in [0.0, 0.3, 1.111, 1.96] {
        let jet = spline.at(t);
        assert!((jet.value - (6000.0 - 40.0 * t + 300.0 * t * t)).abs() < 1e-6, "{jet:?}");
        assert!((jet.slope - (600.0 * t - 40.0)).abs() < 1e-5, "{jet:?}");
        assert!(jet.var_slope.sqrt() < 1e-3, "{jet:?}");
    }
}

#[test]
fn samples_that_make_no_line_make_no_spline() {
    let shape = SplineShape::default();
    let cases: [(&str, Vec<f64>, Vec<f64>); 6] = [
        ("none", vec![], vec![]),
        ("too few", vec![0.0, 1.0, 2.0, 3.0], vec![1.0; 4]),
        ("no spread", vec![1.0; 20], vec![1.0; 20]),
        ("missing", vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0], vec![1.0, f64::NAN, 1.0, 1.0, 1.0, 1.0]),
        ("infinite", vec![0.0, 1.0, 2.0, 3.0, 4.0, f64::INFINITY], vec![1.0; 6]),
        ("lengths", vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0], vec![1.0; 5]),
    ];
    for (name, t, y) in cases {
        assert!(Spline::fit(&t, &y, &shape).is_none(), "{name}");
    }
    let t: Vec<f64> = (0..20).map(f64::from).collect();
    let level = Spline::fit(&t, &[1e9; 20], &shape).unwrap();
    assert_eq!(level.at(7.5).value, 1e9);
    assert!(level.at(7.5).slope.abs() < 1e-6);
}

#[test]
fn local_slopes_are_those_of_the_line_within_reach_whatever_the_steps() {
    let t = [0.0, 0.1, 0.25, 0.3, 0.5, 0.6, 2.0];
    let y: Vec<f64> = t.iter().map(|t| 5.0 + 40.0 * t).collect();
    let slopes = local_slopes(&t, &y, 0.26);
    for (k, slope) in slopes.iter().enumerate().take(5) {
        assert!((slope - 40.0).abs() < 1e-9, "{k}: {slope}");
    }
    assert!(slopes[5].is_nan() && slopes[6].is_nan(), "one or two samples make no line");
    // By hand: x −1, 0, 1, y 1, 4, 3: slope (−1·1 + 1·3) / 2.
    assert_eq!(slope_of(&[0.0, 1.0, 2.0], &[1.0, 4.0, 3.0]), Some(1.0));
    assert_eq!(slope_of(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]), None);
}

/// A positive definite band matrix of any figures, and the same in full.
#[allow(clippy::needless_range_loop, reason = "a matrix is written by row and column")]
fn matrix(n: usize, half: usize, figures: &[f64]) -> (Banded, Vec<Vec<f64>>) {
    let mut banded = Banded::zeros(n, half);
    let mut full = vec![vec![0.0; n]; n];
    let mut next = figures.iter().cycle();
    for i in 0..n {
        for j in i.saturating_sub(half)..i {
            let x = *next.next().unwrap();
            banded.add(i, j, x);
            (full[i][j], full[j][i]) = (x, x);
        }
        let diagonal = 2.0 * half as f64 + 1.0;
        banded.add(i, i, diagonal);
        full[i][i] = diagonal;
    }
    (banded, full)
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_band_matrix_is_solved_as_in_full(
        n in 1usize..12,
        half in 0usize..4,
        figures in prop::collection::vec(-1.0f64..1.0, 1..40),
        right in prop::collection::vec(-100.0f64..100.0, 12),
    ) {
        let (banded, full) = matrix(n, half, &figures);
        let factor = banded.cholesky().unwrap();
        let mut x = right[..n].to_vec();
        factor.solve(&mut x);
        for (row, wanted) in full.iter().zip(&right) {
            let found: f64 = row.iter().zip(&x).map(|(a, x)| a * x).sum();
            prop_assert!((found - wanted).abs() < 1e-9);
        }
        // xᵀ A x by the band, and bᵀ A⁻¹ b by the forward half alone.
        let quadratic: f64 = x.iter().zip(&right).map(|(a, b)| a * b).sum();
        prop_assert!((banded.quadratic(&x) - quadratic).abs() < 1e-6);
        let mut half_way = right[..n].to_vec();
        factor.forward(&mut half_way);
        prop_assert!((half_way.iter().map(|a| a * a).sum::<f64>() - quadratic).abs() < 1e-6);
        // The inverse's band: column by column.
        let inverse = factor.inverse_band();
        for j in 0..n {
            let mut column = vec![0.0; n];
            column[j] = 1.0;
            factor.solve(&mut column);
            for (i, x) in column.iter().enumerate().filter(|(i, _)| i.abs_diff(j) <= half) {
                prop_assert!((inverse.get(i, j) - x).abs() < 1e-9);
            }
        }
        // trace(A⁻¹ A) is n.
        prop_assert!((inverse.trace_with(&banded) - n as f64).abs() < 1e-9);
    }

    #[test]
    fn a_matrix_that_is_not_positive_has_no_factor(n in 1usize..8, at in 0usize..8) {
        let (mut banded, _) = matrix(n, 2, &[0.3]);
        banded.add(at % n, at % n, -100.0);
        prop_assert!(banded.cholesky().is_none());
    }
}
