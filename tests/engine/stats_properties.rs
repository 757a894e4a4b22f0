//! What numerics must hold for any data, and small cases worked by hand.

use fueltune_analyzer::engine::cx::{Cancelled, Cx};
use fueltune_analyzer::engine::stats::Moments;
use fueltune_analyzer::engine::stats::autocorrelation::{
    Noise, autocorrelation, effective_pairs, variance_inflation,
};
use fueltune_analyzer::engine::stats::bootstrap::{Draws, bootstrap};
use fueltune_analyzer::engine::stats::changepoint::{Cost, pelt};
use fueltune_analyzer::engine::stats::correlation::{Pair, pearson_matrix, spearman_matrix};
use fueltune_analyzer::engine::stats::cross::CrossSums;
use fueltune_analyzer::engine::stats::cusum::{Alarm, Direction, cusum};
use fueltune_analyzer::engine::stats::fft::Fft;
use fueltune_analyzer::engine::stats::multiple::benjamini_hochberg;
use fueltune_analyzer::engine::stats::rank::{mid_ranks, mid_ranks_f32, order_f32, sort_f32};
use fueltune_analyzer::engine::stats::rank_test::{Stratum, mann_whitney, shift, van_elteren};
use fueltune_analyzer::engine::stats::regression::{fit, fit_robust};
use fueltune_analyzer::engine::stats::resample::{Even, resample};
use fueltune_analyzer::engine::stats::rolling::{hampel, rolling_median};
use fueltune_analyzer::engine::stats::shape::{Shape, shape};
use fueltune_analyzer::engine::stats::sorted::{mad_of_sorted, median_and_mad, median_in_place};
use fueltune_analyzer::engine::stats::spectrum::welch;
use fueltune_analyzer::engine::stats::trend::{trend, trend_of};
use proptest::prelude::*;

use crate::sample_logs::cases;
use crate::stats_golden::walk;

fn median(mut values: Vec<f64>) -> Option<f64> {
    median_in_place(&mut values)
}

fn gappy(values: &[f32], every: usize) -> Vec<f32> {
    values.iter().enumerate().map(|(i, x)| if i % every == 1 { f32::NAN } else { *x }).collect()
}

fn plain_rolling_median(values: &[f32], half: usize) -> Vec<f32> {
    (0..values.len())
        .map(|i| {
            let window = &values[i.saturating_sub(half)..(i + half + 1).min(values.len())];
            let finite = window.iter().filter(|x| x.is_finite()).map(|x| f64::from(*x)).collect();
            median(finite).map_or(f32::NAN, |x| x as f32)
        })
        .collect()
}

fn plain_pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let n = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let (mx, my) = (mean(|p| p.0), mean(|p| p.1));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        xx += (x - mx) * (x - mx);
        yy += (y - my) * (y - my);
        xy += (x - mx) * (y - my);
    }
    (xx > 1e-9 && yy > 1e-9).then(|| xy / (xx * yy).sqrt())
}

fn both(x: &[f64], y: &[f64], lag: i64) -> Vec<(f64, f64)> {
    let at = |i: usize| usize::try_from(i as i64 + lag).ok().and_then(|j| y.get(j).copied());
    let pairs = x.iter().enumerate().filter_map(|(i, x)| at(i).map(|y| (*x, y)));
    pairs.filter(|(x, y)| x.is_finite() && y.is_finite()).collect()
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn sorting_and_ranks_are_those_of_a_comparison(
        values in prop_oneof![
            prop::collection::vec(prop_oneof![-1e6f32..1e6, Just(0.0), Just(-0.0), Just(3.5)], 0..200),
            prop::collection::vec(prop_oneof![-1e3f32..1e3, (0i32..40).prop_map(|x| x as f32)], 2048..3000),
        ],
    ) {
        let mut expected = values.clone();
        expected.sort_by(f32::total_cmp);
        let mut found = values.clone();
        sort_f32(&mut found);
        prop_assert!(found.iter().zip(&expected).all(|(a, b)| a.to_bits() == b.to_bits()));
        let order = order_f32(&values);
        prop_assert!(order.iter().zip(&expected).all(|(at, x)| values[*at as usize].to_bits() == x.to_bits()));
        let wide: Vec<f64> = values.iter().map(|x| f64::from(*x)).collect();
        let (ranks, _) = mid_ranks(&wide);
        let narrow: Vec<f64> = mid_ranks_f32(&values).into_iter().map(f64::from).collect();
        prop_assert_eq!(&ranks, &narrow);
        let n = values.len() as f64;
        prop_assert!((ranks.iter().sum::<f64>() - n * (n + 1.0) / 2.0).abs() < 1e-6);
    }

    #[test]
    fn the_deviation_of_sorted_values_is_that_of_unsorted_ones(
        mut values in prop::collection::vec(prop_oneof![-1e3f64..1e3, (0i32..6).prop_map(f64::from)], 1..80),
    ) {
        let (median, mad) = median_and_mad(&mut values.clone()).unwrap();
        values.sort_by(f64::total_cmp);
        prop_assert!((mad_of_sorted(&values, median).unwrap() - mad).abs() < 1e-12);
    }

    #[test]
    fn a_rolling_median_is_the_median_of_each_window(
        values in prop::collection::vec(prop_oneof![-50f32..50.0, (0i32..4).prop_map(|x| x as f32)], 0..300),
        half in 0usize..40,
        every in 2usize..9,
    ) {
        for values in [values.clone(), gappy(&values, every), vec![f32::NAN; 5]] {
            let found: Vec<u32> = rolling_median(&values, half).iter().map(|x| x.to_bits()).collect();
            let expected: Vec<u32> = plain_rolling_median(&values, half).iter().map(|x| x.to_bits()).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn spikes_are_those_of_the_definition(
        values in prop::collection::vec(prop_oneof![8 => -1f32..1.0, 1 => 20f32..90.0], 0..120),
        half in 1usize..9,
        every in 2usize..9,
    ) {
        let values = gappy(&values, every);
        let mut expected = Vec::new();
        for (row, x) in values.iter().enumerate().filter(|(_, x)| x.is_finite()) {
            let window = &values[row.saturating_sub(half)..(row + half + 1).min(values.len())];
            let mut finite: Vec<f64> = window.iter().filter(|x| x.is_finite()).map(|x| f64::from(*x)).collect();
            let (median, mad) = median_and_mad(&mut finite).unwrap();
            if (f64::from(*x) - median).abs() > 3.0 * (mad * 1.482_602_218_505_602).max(0.2) {
                expected.push(row);
            }
        }
        let found: Vec<usize> = hampel(&values, half, 3.0, 0.2).iter().map(|s| s.row).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn every_pair_of_a_matrix_is_pearsons_over_the_rows_both_have(
        columns in prop::collection::vec(prop::collection::vec(-9f32..9.0, 300), 1..7),
        offset in prop_oneof![Just(0f32), Just(1000.0)],
        every in 2usize..50,
    ) {
        let columns: Vec<Vec<f32>> = columns
            .iter()
            .enumerate()
            .map(|(i, c)| {
                let shifted: Vec<f32> = c.iter().map(|x| x + offset).collect();
                if i % 2 == 1 { gappy(&shifted, every + i) } else { shifted }
            })
            .collect();
        let views: Vec<&[f32]> = columns.iter().map(Vec::as_slice).collect();
        let wide: Vec<Vec<f64>> = columns.iter().map(|c| c.iter().map(|x| f64::from(*x)).collect()).collect();
        let matrix = pearson_matrix(&views, &Cx::none()).unwrap();
        let ranked = spearman_matrix(&views, &Cx::none()).unwrap();
        for i in 0..columns.len() {
            for j in i + 1..columns.len() {
                let pairs = both(&wide[i], &wide[j], 0);
                let found = matrix.get(j, i);
                prop_assert_eq!(found.n, pairs.len() as u64);
                prop_assert!((found.r.unwrap() - plain_pearson(&pairs).unwrap()).abs() < 1e-9);
                let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
                let ranks: Vec<_> = mid_ranks(&x).0.into_iter().zip(mid_ranks(&y).0).collect();
                prop_assert!((ranked.get(i, j).r.unwrap() - plain_pearson(&ranks).unwrap()).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_transform_of_two_points_and_more_is_the_sum_it_stands_for(
        bits in 1u32..7,
        seed in 0usize..1000,
    ) {
        let n = 1usize << bits;
        let re = walk(n + seed, 0.3, 0.0)[seed..].to_vec();
        let im = walk(n + seed + 7, 0.5, 0.0)[seed + 7..].to_vec();
        let fft = Fft::new(n);
        let (mut a, mut b) = (re.clone(), im.clone());
        fft.forward(&mut a, &mut b);
        for k in 0..n {
            let (mut x, mut y) = (0.0, 0.0);
            for t in 0..n {
                let angle = -std::f64::consts::TAU * (k * t) as f64 / n as f64;
                x += re[t] * angle.cos() - im[t] * angle.sin();
                y += re[t] * angle.sin() + im[t] * angle.cos();
            }
            prop_assert!((a[k] - x).abs() < 1e-9 && (b[k] - y).abs() < 1e-9);
        }
        fft.inverse(&mut a, &mut b);
        prop_assert!(a.iter().zip(&re).chain(b.iter().zip(&im)).all(|(x, y)| (x - y).abs() < 1e-12));
    }

    #[test]
    fn the_cheapest_cut_is_found(
        values in prop::collection::vec(prop_oneof![-1f64..1.0, 4f64..6.0], 2..26),
        shortest in 1usize..4,
        penalty in 0.5f64..8.0,
    ) {
        for cost in [Cost::Mean { variance: 0.5 }, Cost::MeanAndVariance { least: 1e-4 }] {
            let shortest = if matches!(cost, Cost::Mean { .. }) { shortest } else { shortest.max(2) };
            let cuts = pelt(&values, cost, penalty, shortest);
            let price = price_of(&values, cost, penalty, &cuts);
            let bounds: Vec<usize> = [vec![0], cuts, vec![values.len()]].concat();
            prop_assert!(bounds.len() == 2 || bounds.windows(2).all(|w| w[1] - w[0] >= shortest));
            let best = cheapest(&values, cost, penalty, shortest);
            prop_assert!(price <= best + 1e-9 * best.abs().max(1.0), "{} {}", price, best);
        }
    }

    #[test]
    fn a_shift_moves_with_the_values_and_its_interval_agrees_with_the_test(
        a in prop::collection::vec(-5f64..5.0, 5..30),
        b in prop::collection::vec(-5f64..5.0, 5..30),
        by in -3f64..3.0,
    ) {
        let moved: Vec<f64> = a.iter().map(|x| x + by).collect();
        let before = shift(&a, &b, 1.0, 0.95).unwrap();
        let after = shift(&moved, &b, 1.0, 0.95).unwrap();
        prop_assert!((after.value - before.value - by).abs() < 1e-9);
        let p = mann_whitney(&moved, &b, 1.0).unwrap().p;
        if let Some((low, high)) = after.interval {
            prop_assert!(low <= after.value && after.value <= high);
            // Both are approximations of their own: only clear cases must agree.
            if p < 0.03 { prop_assert!(low > 0.0 || high < 0.0, "{} {:?}", p, after) }
            if p > 0.08 { prop_assert!(low <= 0.0 && 0.0 <= high, "{} {:?}", p, after) }
        }
    }
}

fn price_of(values: &[f64], cost: Cost, penalty: f64, cuts: &[usize]) -> f64 {
    let bounds: Vec<usize> = [vec![0], cuts.to_vec(), vec![values.len()]].concat();
    let stretch = |w: &[usize]| {
        let part = &values[w[0]..w[1]];
        let n = part.len() as f64;
        let mean = part.iter().sum::<f64>() / n;
        let squares: f64 = part.iter().map(|x| (x - mean) * (x - mean)).sum();
        match cost {
            Cost::Mean { variance } => squares / variance,
            Cost::MeanAndVariance { least } => n * (squares / n).max(least).ln(),
        }
    };
    bounds.windows(2).map(stretch).sum::<f64>() + penalty * cuts.len() as f64
}

/// By looking at every cut of every beginning.
fn cheapest(values: &[f64], cost: Cost, penalty: f64, shortest: usize) -> f64 {
    let mut best = vec![f64::INFINITY; values.len() + 1];
    best[0] = -penalty;
    for end in 1..=values.len() {
        for start in 0..end {
            if end - start >= shortest {
                let price = best[start] + price_of(&values[start..end], cost, penalty, &[]) + penalty;
                best[end] = best[end].min(price);
            }
        }
    }
    if best[values.len()].is_finite() { best[values.len()] } else { price_of(values, cost, penalty, &[]) }
}

#[test]
fn correlation_at_every_shift_is_that_of_the_shifted_series_by_either_way() {
    // Short stretches are added up directly, long ones by the transform; both with missing samples.
    for (n, reach, every) in [(60, 9, 7), (9000, 40, 13), (5000, 300, 1000)] {
        let mut x = walk(n, 0.9, 0.0);
        let mut y = walk(n + 31, 0.8, 0.0)[31..].to_vec();
        x.iter_mut().skip(3).step_by(every).for_each(|x| *x = f64::NAN);
        y.iter_mut().skip(5).step_by(every + 2).for_each(|y| *y = f64::NAN);
        let mut sums = CrossSums::new(reach);
        sums.add(&x, &y);
        let found = sums.finish();
        assert_eq!(found.len(), 2 * reach + 1);
        for at in (0..=2 * reach).step_by(5) {
            let pairs = both(&x, &y, at as i64 - reach as i64);
            let Pair { n: counted, r } = found[at];
            assert_eq!(counted, pairs.len() as u64, "{n} rows, shift {at}");
            assert!((r.unwrap() - plain_pearson(&pairs).unwrap()).abs() < 1e-9, "{n} rows, shift {at}");
        }
    }
}

#[test]
fn stretches_are_not_joined_across_a_gap() {
    let mut sums = CrossSums::new(2);
    sums.add(&[1.0, 2.0, 4.0], &[1.0, 2.0, 4.0]);
    sums.add(&[7.0, 5.0], &[7.0, 5.0, 9.0]);
    let counts: Vec<u64> = sums.finish().iter().map(|p| p.n).collect();
    assert_eq!(counts, [1, 3, 5, 3, 1]);
}

#[test]
fn a_constant_has_no_shape_no_correlation_and_no_memory() {
    let constant = vec![0.1; 500];
    assert_eq!(shape(&constant, &Moments::of(&constant)), Shape::default());
    assert!(autocorrelation(&constant, 5).is_empty());
    let narrow = vec![0.1f32; 500];
    let moving: Vec<f32> = (0..500).map(|i| i as f32).collect();
    let pair = pearson_matrix(&[&narrow, &moving], &Cx::none()).unwrap().get(0, 1);
    assert_eq!(pair, Pair { n: 500, r: None });
    assert_eq!(spearman_matrix(&[&narrow, &moving], &Cx::none()).unwrap().get(0, 1).r, None);
}

#[test]
fn odd_input_gives_nothing_instead_of_a_figure() {
    let nothing: [f64; 0] = [];
    assert_eq!(pearson_matrix(&[], &Cx::none()).unwrap().pairs().len(), 0);
    assert_eq!(pearson_matrix(&[&[], &[]], &Cx::none()).unwrap().get(0, 1), Pair::default());
    assert_eq!(pearson_matrix(&[&[1.0]], &Cx::none()).unwrap().get(0, 0), Pair::default());
    assert!(pearson_matrix(&[&[1.0], &[2.0]], &Cx::new(&|_, _| (), &|| true)).is_err_and(|e| e == Cancelled));
    assert!(mann_whitney(&nothing, &[1.0], 1.0).is_none() && shift(&[1.0], &nothing, 1.0, 0.95).is_none());
    assert!(trend(&[], 1.0, 0.95).is_none() && trend_of(&[(0.0, 1.0)], 0.95).is_none());
    assert!(trend(&[vec![(1.0, 1.0), (1.0, 2.0)]], 1.0, 0.95).is_none(), "no two moments differ");
    assert!(fit(&[], 1).is_none() && fit(&[(2.0, 1.0), (2.0, 3.0)], 1).is_none());
    assert_eq!(fit(&[(2.0, 1.0), (2.0, 3.0)], 0).unwrap().value(7.0), 2.0);
    assert!(fit_robust(&[(1.0, 1.0)], 1).is_none());
    assert!(welch(&[vec![1.0; 30]], 25.0, 64).is_none() && welch(&[vec![1.0; 64]], 0.0, 64).is_none());
    assert!(pelt(&nothing, Cost::Mean { variance: 1.0 }, 1.0, 1).is_empty());
    assert!(cusum(&[1.0, 2.0], 0.0, 0.0, 0.5, 5.0).alarms.is_empty());
    assert!(rolling_median(&[], 3).is_empty() && hampel(&[], 3, 3.0, 0.1).is_empty());
    assert!(bootstrap(&[1.0], &DRAWS, |s| s[0]).is_none());
    assert_eq!(Noise::of_steps(&[1.0, 2.0, 1.0]), None);
    assert_eq!(Noise::of_steps(&[2.0; 9]), Some(Noise { sd: 0.0, rho: 0.0 }));
    assert_eq!(Even::between(0.0, 1.0, 0.0).count, 0);
}

/// A first-order autoregression of variance 1 and as many independent figures of variance `fast`, added.
fn remembering(n: usize, rho: f64, fast: f64) -> Vec<f64> {
    let mut state = 88_172_645_463_325_252u64;
    let mut even = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let mut normal = move || (0..12).map(|_| even()).sum::<f64>() - 6.0;
    let mut slow = normal();
    (0..n)
        .map(|_| {
            slow = rho * slow + (1.0 - rho * rho).sqrt() * normal();
            slow + fast.sqrt() * normal()
        })
        .collect()
}

#[test]
fn the_memory_of_a_series_is_what_its_mean_varies_by() {
    // (1 + ρ)/(1 − ρ) of an autoregression; independent figures beside it take their share.
    for (rho, fast, expected) in [(0.0, 0.0, 1.0), (0.5, 0.0, 3.0), (0.8, 0.0, 9.0), (0.9, 1.0, 10.0)] {
        let found = variance_inflation(&remembering(20_000, rho, fast));
        assert!((found / expected - 1.0).abs() < 0.2, "ρ {rho}, fast {fast}: {found} for {expected}");
    }
    // Steps see the fast part alone.
    let steps = Noise::of_steps(&remembering(20_000, 0.9, 1.0)).unwrap().inflation();
    assert!(steps < 2.5, "{steps}");
    let drift: Vec<f64> = (0..50).map(f64::from).collect();
    assert!(variance_inflation(&drift) > 15.0, "a drift is worth a few samples, however many there are");
    assert_eq!(variance_inflation(&[2.0; 30]), 1.0);
    assert_eq!(variance_inflation(&[]), 1.0);
}

#[test]
fn a_line_is_drawn_between_samples_but_not_across_a_gap() {
    let seconds = [0.0, 1.0, 1.0, 2.0, 6.0, 7.0];
    let values = [0.0, 50.0, 10.0, 20.0, 60.0, f32::NAN];
    let even = Even { start: -0.5, step: 0.5, count: 15 };
    let found = resample(&seconds, &values, even, 3.0);
    let expected = [
        f64::NAN,
        0.0,
        25.0,
        10.0,
        15.0,
        20.0,
        f64::NAN,
        f64::NAN,
        f64::NAN,
        f64::NAN,
        f64::NAN,
        f64::NAN,
        f64::NAN,
        60.0,
        f64::NAN,
    ];
    for (i, (a, b)) in found.iter().zip(&expected).enumerate() {
        assert!(a == b || a.is_nan() && b.is_nan(), "{i}: {found:?}");
    }
    assert_eq!(Even::between(0.1, 0.3, 0.1).count, 3);
}

/// Montgomery, Introduction to Statistical Quality Control, table 9.1: the mean goes from 10 to 11 after sample 20.
const MONTGOMERY: [f64; 30] = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40, 10.08, 9.37,
    10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52,
];

#[test]
fn a_cusum_tells_one_shift_once_and_when_it_began() {
    let found = cusum(&MONTGOMERY, 10.0, 1.0, 0.5, 5.0);
    // The book: C⁺ of sample 29 is 5.28 and has been above 0 for seven samples.
    assert!((found.up[28] - 5.28).abs() < 1e-9, "{:?}", found.up);
    assert_eq!(found.alarms, [Alarm { direction: Direction::Up, start: 22, at: 28 }]);
    let mirrored: Vec<f64> = MONTGOMERY.iter().map(|x| 20.0 - x).collect();
    assert_eq!(cusum(&mirrored, 10.0, 1.0, 0.5, 5.0).alarms[0].direction, Direction::Down);
}

const DRAWS: Draws = Draws { number: 400, block: 1, seed: 7, level: 0.95 };

#[test]
fn the_same_seed_draws_the_same_interval() {
    let figure = |sample: &mut [f64]| sample.iter().sum::<f64>() / sample.len() as f64;
    let values = walk(60, 0.0, 0.0);
    let first = bootstrap(&values, &DRAWS, figure);
    assert_eq!(first, bootstrap(&values, &DRAWS, figure));
    assert_ne!(first, bootstrap(&values, &Draws { seed: 8, ..DRAWS }, figure));
}

#[test]
fn what_remembers_is_worth_fewer_samples() {
    // Two first-order autoregressions: (1 − 0.81)/(1 + 0.81) of the samples.
    let memory: Vec<f64> = (0..200).map(|k| 0.9_f64.powi(k)).collect();
    let worth = effective_pairs(20_000.0, 20_000, &memory, &memory);
    assert!((worth / 20_000.0 - 0.19 / 1.81).abs() < 0.001, "{worth}");
    assert_eq!(effective_pairs(100.0, 100, &[1.0, -0.9], &[1.0, 0.9]), 100.0);
}

#[test]
fn one_stratum_is_the_test_of_two_samples() {
    let (a, b) = (walk(30, 0.3, 0.0), walk(70, 0.3, 0.0)[35..].to_vec());
    let (p, found) = van_elteren(&[Stratum::new(&a, &b, 1.0).unwrap()], 0.95).unwrap();
    let alone = shift(&a, &b, 1.0, 0.95).unwrap();
    assert!((found.value - alone.value).abs() < 1e-9);
    let (interval, expected) = (found.interval.unwrap(), alone.interval.unwrap());
    assert!((interval.0 - expected.0).abs() < 0.02 && (interval.1 - expected.1).abs() < 0.02);
    // But for the correction of continuity.
    assert!((p - mann_whitney(&a, &b, 1.0).unwrap().p).abs() < 0.02);
}

#[test]
fn false_claims_of_many_tests_stay_below_the_stated_share() {
    // 200 families of 20 tests without a difference: a family with any claim is a false one.
    let values = walk(200 * 20 * 24, 0.0, 0.0);
    let mut shuffled: Vec<f64> = values.clone();
    // The series of `walk` is a lattice; its order is broken up so that tests are independent of each other.
    let mut state = 12_345u64;
    for i in (1..shuffled.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        shuffled.swap(i, (state >> 33) as usize % (i + 1));
    }
    let family = |part: &[f64]| {
        let p: Vec<f64> = part.chunks(24).map(|c| mann_whitney(&c[..12], &c[12..], 1.0).unwrap().p).collect();
        benjamini_hochberg(&p).iter().any(|q| *q <= 0.05)
    };
    let claims = shuffled.chunks(20 * 24).filter(|part| family(part)).count();
    assert!(claims <= 18, "{claims} of 200 families, 10 are promised on average");
}

#[test]
fn a_curve_says_less_where_its_points_are_few_or_depend_on_each_other() {
    let points: Vec<(f64, f64)> = walk(80, 0.0, 0.0)
        .into_iter()
        .enumerate()
        .map(|(i, e)| (i as f64, 3.0 + 0.5 * i as f64 + e))
        .collect();
    let line = fit(&points, 1).unwrap();
    assert!((line.value(40.0) - 23.0).abs() < 0.2);
    let band = |effective: f64, x: f64| line.half_band(x, effective, 0.95).unwrap();
    assert!(band(80.0, 200.0) > 3.0 * band(80.0, 40.0) && band(20.0, 40.0) > 1.9 * band(80.0, 40.0));
    assert!(line.half_band(40.0, 2.0, 0.95).is_none());
}
