//! Interpolation and smoothing by their laws.

use fueltune_analyzer::engine::tables::surface::{
    Beyond, Known, Lattice, Line, MAX_KNOWN, Method, ScatterError, Smoothing, inverse_distance, smooth,
    thin_plate,
};
use proptest::prelude::*;

use super::points;
use crate::sample_logs::cases;

const METHODS: [Method; 3] = [Method::Linear, Method::Monotone, Method::Cubic];

fn lattice(xs: &[f64], ys: &[f64], z: impl Fn(f64, f64) -> f64) -> Lattice {
    let cells = ys.iter().flat_map(|y| xs.iter().map(|x| z(*x, *y)).collect::<Vec<_>>()).collect();
    Lattice { xs: xs.to_vec(), ys: ys.to_vec(), cells }
}

fn everywhere(lattice: &Lattice) -> Vec<(usize, usize)> {
    (0..lattice.ys.len()).flat_map(|r| (0..lattice.xs.len()).map(move |c| (r, c))).collect()
}

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * (1.0 + expected.abs())
}

#[test]
fn a_monotone_cubic_is_that_of_fritsch_and_carlson() {
    // scipy.interpolate.PchipInterpolator([0, 1, 3, 4], [0, 1, 1.5, 4]) by its own formula, reckoned by hand:
    // secants 1, 0.25, 2.5; slope at 1: (h 1, 2; w 5, 4) 9 / (5 / 1 + 4 / 0.25).
    let (xs, zs) = ([0.0, 1.0, 3.0, 4.0], [0.0, 1.0, 1.5, 4.0]);
    let line = Line::new(&xs, &zs, Method::Monotone);
    let (m1, m2) = (9.0 / (5.0 / 1.0 + 4.0 / 0.25), 9.0 / (4.0 / 0.25 + 5.0 / 2.5));
    // Hermite at the middle of 1 to 3: mean of the values plus h/8 times the difference of the slopes.
    let middle = 1.25 + 2.0 / 8.0 * (m1 - m2);
    assert!(close(line.at(2.0, Beyond::Hold), middle), "{}", line.at(2.0, Beyond::Hold));
}

#[test]
fn beyond_the_edges_a_line_holds_or_goes_straight_on() {
    let (xs, zs) = ([0.0, 1.0, 2.0], [0.0, 2.0, 3.0]);
    let line = Line::new(&xs, &zs, Method::Linear);
    assert_eq!((line.at(-1.0, Beyond::Hold), line.at(9.0, Beyond::Hold)), (0.0, 3.0));
    assert_eq!((line.at(-1.0, Beyond::Extend), line.at(4.0, Beyond::Extend)), (-2.0, 5.0));
    assert!(line.at(f64::NAN, Beyond::Extend).is_nan());
    let single = Line::new(&[1.0], &[7.0], Method::Cubic);
    assert_eq!((single.at(0.0, Beyond::Extend), single.at(1.0, Beyond::Hold)), (7.0, 7.0));
}

#[test]
fn what_lies_beyond_the_break_points_is_told() {
    let plane = lattice(&[0.0, 1.0], &[10.0, 20.0], |x, y| x + y);
    assert!(plane.beyond(1.1, 15.0) && plane.beyond(0.5, 9.0) && plane.beyond(f64::NAN, 15.0));
    assert!(!plane.beyond(0.0, 20.0));
    assert!(!lattice(&[0.0, 1.0], &[0.0], |x, _| x).beyond(0.5, 99.0), "a curve has no other axis");
}

#[test]
fn a_lone_outlier_vanishes_under_the_median_and_an_edge_stays() {
    let xs: Vec<f64> = (0..7).map(f64::from).collect();
    let mut spiked = lattice(&xs, &xs, |_, _| 1.0);
    spiked.cells[24] = 9.0;
    assert_eq!(smooth(&spiked, Smoothing::Median { radius: 1 }, None, &[(3, 3)]), [1.0]);
    let edge = lattice(&xs, &xs, |x, _| if x < 3.0 { 1.0 } else { 5.0 });
    let all = everywhere(&edge);
    assert_eq!(smooth(&edge, Smoothing::Median { radius: 2 }, None, &all), edge.cells);
    let kept = smooth(&edge, Smoothing::EdgePreserving { x: 2.0, y: 2.0, value: 0.2 }, None, &all);
    assert!(kept.iter().zip(&edge.cells).all(|(a, b)| (a - b).abs() < 1e-6));
    let washed = smooth(&edge, Smoothing::Gaussian { x: 2.0, y: 2.0 }, None, &all);
    assert!(washed[2] > 1.5, "a Gaussian does not stop at an edge: {}", washed[2]);
}

#[test]
fn a_reach_is_told_in_the_unit_of_the_axis() {
    // Two neighbours one step to either side: the one ten times as far away weighs nothing.
    let near_and_far = lattice(&[0.0, 1.0, 11.0], &[0.0], |x, _| if x == 1.0 { 0.0 } else { 1.0 + x });
    let found = smooth(&near_and_far, Smoothing::Gaussian { x: 1.0, y: 0.0 }, None, &[(0, 1)])[0];
    let (near, own) = ((-0.5f64).exp() * 0.5, 5.5);
    assert!(close(found, near / (near + own)), "{found}");
}

#[test]
fn a_cell_without_weight_takes_and_does_not_give() {
    let xs = [0.0, 1.0, 2.0];
    let line = lattice(&xs, &[0.0], |x, _| if x == 1.0 { 50.0 } else { 2.0 });
    let weights = [1.0, 0.0, 1.0];
    let all = everywhere(&line);
    let found = smooth(&line, Smoothing::Gaussian { x: 1.0, y: 0.0 }, Some(&weights), &all);
    assert!(found.iter().all(|z| close(*z, 2.0)), "{found:?}");
    let none = smooth(&line, Smoothing::Median { radius: 1 }, Some(&[0.0; 3]), &all);
    assert_eq!(none, line.cells, "where nothing counts, nothing changes");
}

#[test]
fn known_places_have_to_span_a_surface() {
    let at = |x: f64, y: f64| Known { x, y, z: x, weight: 1.0 };
    let diagonal: Vec<Known> = (0..5).map(|i| at(f64::from(i), f64::from(i))).collect();
    assert_eq!(thin_plate(&diagonal, 0.0, [(0.0, 1.0)]), Err(ScatterError::Degenerate));
    let twice = [at(0.0, 0.0), at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0)];
    assert_eq!(thin_plate(&twice, 0.0, [(0.5, 0.5)]), Err(ScatterError::Degenerate));
    assert_eq!(thin_plate(&[], 0.0, [(0.5, 0.5)]), Err(ScatterError::TooFew { found: 0, needed: 1 }));
    let many = vec![at(0.0, 0.0); MAX_KNOWN + 1];
    assert!(matches!(
        thin_plate(&many, 0.0, []),
        Err(ScatterError::TooMany { .. } | ScatterError::Degenerate)
    ));
    assert_eq!(inverse_distance(&[], 2.0, [(0.0, 0.0)]), Err(ScatterError::TooFew { found: 0, needed: 1 }));
}

#[test]
fn places_on_one_line_of_the_grid_give_a_cubic_along_it() {
    let row: Vec<Known> =
        [0.0, 0.3, 1.0].iter().map(|x| Known { x: *x, y: 0.5, z: 2.0 + 3.0 * x, weight: 1.0 }).collect();
    let found = thin_plate(&row, 0.0, [(0.6, 0.5), (0.6, 0.0)]).unwrap();
    assert!(found.iter().all(|z| close(*z, 3.8)), "{found:?}");
}

#[test]
fn a_smoothing_plate_goes_between_values_that_disagree() {
    let mut known: Vec<Known> = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.5, 0.5)]
        .map(|(x, y)| Known { x, y, z: 1.0, weight: 1.0 })
        .to_vec();
    known[4].z = 2.0;
    let exact = thin_plate(&known, 0.0, [(0.5, 0.5)]).unwrap()[0];
    let loose = thin_plate(&known, 1.0, [(0.5, 0.5)]).unwrap()[0];
    known[4].weight = 100.0;
    let trusted = thin_plate(&known, 1.0, [(0.5, 0.5)]).unwrap()[0];
    assert!(close(exact, 2.0) && loose < trusted && trusted < exact, "{exact} {loose} {trusted}");
}

/// Known places spread over the unit square, no two of them the same.
fn scattered() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::btree_set((0u32..12, 0u32..12), 4..20).prop_map(|set| {
        let corners = [(0, 0), (11, 0), (0, 11)];
        let all: std::collections::BTreeSet<(u32, u32)> = set.into_iter().chain(corners).collect();
        all.into_iter().map(|(x, y)| (f64::from(x) / 11.0, f64::from(y) / 11.0)).collect()
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_plane_is_read_off_exactly(
        (xs, ys) in (points(8), points(8)),
        (a, b, c) in (-50.0f64..50.0, -2.0f64..2.0, -2.0f64..2.0),
        (u, v) in (0.0f64..1.0, 0.0f64..1.0),
    ) {
        let plane = lattice(&xs, &ys, |x, y| a + b * x + c * y);
        let within = |points: &[f64], share: f64| {
            points[0] + (points[points.len() - 1] - points[0]) * share
        };
        let (x, y) = (within(&xs, u), within(&ys, v));
        let expected = a + b * x + c * y;
        let found = plane.bilinear(x, y).unwrap();
        prop_assert!((found - expected).abs() < 1e-8, "{found} for {expected}");
        for method in [Method::Linear, Method::Cubic] {
            let found = plane.resampled(&[x], &[y], method, Beyond::Hold).cells[0];
            prop_assert!((found - expected).abs() < 1e-8, "{method:?}: {found} for {expected}");
            let out = plane.resampled(&[x + 1e4], &[y - 1e4], method, Beyond::Extend).cells[0];
            let expected = a + b * (x + 1e4) + c * (y - 1e4);
            prop_assert!((out - expected).abs() < 1e-6, "{method:?}, on beyond: {out} for {expected}");
        }
    }

    #[test]
    fn a_thin_plate_reproduces_a_plane(
        places in scattered(),
        (a, b, c) in (-50.0f64..50.0, -20.0f64..20.0, -20.0f64..20.0),
        (x, y) in (-0.5f64..1.5, -0.5f64..1.5),
        smoothing in prop::sample::select(vec![0.0, 0.5]),
    ) {
        let known: Vec<Known> =
            places.iter().map(|(x, y)| Known { x: *x, y: *y, z: a + b * x + c * y, weight: 1.0 }).collect();
        let found = thin_plate(&known, smoothing, [(x, y)]).unwrap()[0];
        prop_assert!((found - (a + b * x + c * y)).abs() < 1e-6, "{found}");
    }

    #[test]
    fn known_places_keep_their_values(
        places in scattered(),
        seeds in prop::collection::vec(-10.0f64..10.0, 23),
    ) {
        let known: Vec<Known> =
            places.iter().zip(&seeds).map(|((x, y), z)| Known { x: *x, y: *y, z: *z, weight: 2.0 }).collect();
        let at: Vec<(f64, f64)> = known.iter().map(|k| (k.x, k.y)).collect();
        let plate = thin_plate(&known, 0.0, at.clone()).unwrap();
        let distance = inverse_distance(&known, 2.0, at).unwrap();
        for ((plate, distance), k) in plate.iter().zip(distance).zip(&known) {
            prop_assert!((plate - k.z).abs() < 1e-6, "{plate} for {}", k.z);
            prop_assert_eq!(distance, k.z);
        }
    }

    #[test]
    fn inverse_distance_never_leaves_the_known_values(
        places in scattered(),
        seeds in prop::collection::vec(-10.0f64..10.0, 23),
        (x, y) in (-2.0f64..2.0, -2.0f64..2.0),
    ) {
        let known: Vec<Known> =
            places.iter().zip(&seeds).map(|((x, y), z)| Known { x: *x, y: *y, z: *z, weight: 1.0 }).collect();
        let low = known.iter().map(|k| k.z).fold(f64::INFINITY, f64::min);
        let high = known.iter().map(|k| k.z).fold(f64::NEG_INFINITY, f64::max);
        let found = inverse_distance(&known, 2.0, [(x, y)]).unwrap()[0];
        prop_assert!(found >= low - 1e-9 && found <= high + 1e-9);
    }

    #[test]
    fn what_rises_goes_on_rising(xs in points(12), steps in prop::collection::vec(0.0f64..5.0, 12)) {
        let mut z = 0.0;
        let zs: Vec<f64> = xs.iter().zip(&steps).map(|(_, step)| { z += step; z }).collect();
        let line = Line::new(&xs, &zs, Method::Monotone);
        let (first, last) = (xs[0], xs[xs.len() - 1]);
        let fine: Vec<f64> =
            (0..=400).map(|i| line.at(first + (last - first) * f64::from(i) / 400.0, Beyond::Hold)).collect();
        prop_assert!(fine.windows(2).all(|w| w[1] >= w[0] - 1e-9), "{fine:?}");
        let curve = Lattice { xs: xs.clone(), ys: vec![0.0], cells: zs };
        let reach = (last - first) / 5.0;
        for how in [Smoothing::Gaussian { x: reach, y: 0.0 }, Smoothing::Median { radius: 2 }] {
            let smooth = smooth(&curve, how, None, &everywhere(&curve));
            prop_assert!(smooth.windows(2).all(|w| w[1] >= w[0] - 1e-9), "{how:?}: {smooth:?}");
        }
    }

    #[test]
    fn a_constant_stays_what_it_is(
        (xs, ys) in (points(8), points(8)),
        z in -50.0f64..50.0,
        (x, y) in (-100.0f64..3000.0, -100.0f64..3000.0),
    ) {
        let flat = lattice(&xs, &ys, |_, _| z);
        for method in METHODS {
            for beyond in [Beyond::Hold, Beyond::Extend] {
                prop_assert_eq!(flat.resampled(&[x], &[y], method, beyond).cells[0], z);
            }
        }
        let reach = (xs[xs.len() - 1], ys[ys.len() - 1]);
        for how in [
            Smoothing::Gaussian { x: reach.0, y: reach.1 },
            Smoothing::Median { radius: 3 },
            Smoothing::EdgePreserving { x: reach.0, y: reach.1, value: 1.0 },
        ] {
            prop_assert_eq!(smooth(&flat, how, None, &everywhere(&flat)), flat.cells.clone());
        }
        prop_assert_eq!(flat.bilinear(x, y), Some(z));
    }

    #[test]
    fn cells_are_their_own_values_at_their_break_points(
        (xs, ys) in (points(8), points(8)),
        seed in prop::collection::vec(-50.0f64..50.0, 64),
    ) {
        let cells = seed[..xs.len() * ys.len()].to_vec();
        let table = Lattice { xs: xs.clone(), ys: ys.clone(), cells };
        for method in METHODS {
            prop_assert_eq!(&table.resampled(&xs, &ys, method, Beyond::Hold), &table);
        }
    }

    #[test]
    fn lines_that_may_not_overshoot_stay_between_their_cells(
        (xs, ys) in (points(8), points(8)),
        seed in prop::collection::vec(-50.0f64..50.0, 64),
        (x, y) in (0.0f64..3000.0, 0.0f64..3000.0),
    ) {
        let cells = seed[..xs.len() * ys.len()].to_vec();
        let low = cells.iter().copied().fold(f64::INFINITY, f64::min);
        let high = cells.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let table = Lattice { xs, ys, cells };
        for method in [Method::Linear, Method::Monotone] {
            let found = table.resampled(&[x], &[y], method, Beyond::Hold).cells[0];
            prop_assert!(found >= low - 1e-9 && found <= high + 1e-9, "{method:?}: {found}");
        }
        let reach = (200.0, 200.0);
        let smooth = smooth(&table, Smoothing::Gaussian { x: reach.0, y: reach.1 }, None, &everywhere(&table));
        prop_assert!(smooth.iter().all(|z| *z >= low - 1e-9 && *z <= high + 1e-9));
    }
}
