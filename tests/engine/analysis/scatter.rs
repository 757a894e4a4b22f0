//! The curve through a scatter against cases worked out by hand, and what is shown of many points.

use fueltune_analyzer::engine::analysis::scatter::{self, Params, Query, Report};
use fueltune_analyzer::engine::analysis::{Frame, NoteCode, Subject};
use fueltune_analyzer::engine::channels::ChannelKey;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::LogTable;

use super::drives::Dice;
use crate::sample_logs::{custom, log};

fn key(name: &str) -> ChannelKey {
    ChannelKey::Custom(name.to_owned())
}

fn of(table: &LogTable, params: &Params) -> Report {
    let query = Query { x: key("x"), y: key("y"), colour: Some(key("z")) };
    scatter::run(&Frame::whole(table), &Subject::default(), &query, params, &Cx::none()).unwrap()
}

fn made(x: &[f32], y: &[f32]) -> LogTable {
    let z: Vec<f32> = (0..x.len()).map(|i| i as f32).collect();
    log(10.0, vec![custom("x", 0, x), custom("y", 0, y), custom("z", 0, &z)])
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "{found}, not {expected}");
}

#[test]
fn a_line_by_least_squares_is_the_one_worked_out_by_hand() {
    let params = Params { robust: 0.0, ..Params::default() };
    let report = of(&made(&[1., 2., 3., 4., 5.], &[2., 1., 4., 3., 5.]), &params);
    let curve = report.curve.unwrap();
    near(curve.terms[0].value, 0.6);
    near(curve.terms[1].value, 0.8);
    // Σe² = 3.6 with three degrees of freedom, Σ(x − x̄)² = 10; neighbours swing against each other, which widens nothing.
    near(curve.residual_sd, 1.2_f64.sqrt());
    near(curve.terms[1].error, 0.12_f64.sqrt());
    near(curve.terms[0].error, (1.2 * (0.2 + 0.9_f64)).sqrt());
    near(curve.r_squared.unwrap(), 0.64);
    near(curve.n_effective, 5.0);
    // At either end the variance of the line is 1/5 + 2²/10 that of a point; t is 3.182 with three degrees of freedom.
    let (first, last) = (curve.line[0], curve.line[63]);
    near(first.y, 1.4);
    near(last.y, 4.6);
    near(last.high.unwrap() - last.y, 3.182_446_305 * (1.2_f64 * 0.6).sqrt());
    assert_eq!(curve.residual_counts.iter().sum::<u32>(), 5);
    near(report.cloud.dots[1].residual.unwrap(), -1.2);
    near(report.cloud.dots[1].colour.unwrap(), 1.0);
}

#[test]
fn a_few_wild_points_do_not_bend_the_robust_line() {
    let mut dice = Dice::new(3);
    let x: Vec<f32> = (0..500).map(|i| (i % 50) as f32).collect();
    let y: Vec<f32> = x
        .iter()
        .enumerate()
        .map(|(i, x)| 2.0 + 3.0 * x + 0.5 * dice.normal() as f32 + if i % 50 == 49 { 400.0 } else { 0.0 })
        .collect();
    let table = made(&x, &y);
    let slope =
        |robust: f64| of(&table, &Params { robust, ..Params::default() }).curve.unwrap().terms[1].value;
    assert!((slope(1.0) - 3.0).abs() < 0.02, "{}", slope(1.0));
    assert!(slope(0.0) > 3.5);
}

#[test]
fn a_parabola_is_found_and_the_band_holds_a_slope_of_noise_that_remembers() {
    let x: Vec<f32> = (0..100).map(|i| i as f32 / 10.0 - 3.0).collect();
    let y: Vec<f32> = x.iter().map(|x| 1.0 - 2.0 * x + 0.5 * x * x).collect();
    let curve = of(&made(&x, &y), &Params { degree: 2.0, ..Params::default() }).curve.unwrap();
    for (term, expected) in curve.terms.iter().zip([1.0, -2.0, 0.5]) {
        assert!((term.value - expected).abs() < 1e-4, "{term:?}");
    }
    let held = (0..100u64).filter(|seed| {
        let mut dice = Dice::new(seed + 40);
        let mut state = dice.normal();
        let x: Vec<f32> = (0..2000).map(|i| i as f32 / 100.0).collect();
        let mut noise = || {
            state = 0.9 * state + dice.normal();
            state as f32
        };
        let y: Vec<f32> = x.iter().map(|x| 5.0 + 2.0 * x + noise()).collect();
        let curve = of(&made(&x, &y), &Params::default()).curve.unwrap();
        curve.line[63].low.unwrap() <= 44.98 && 44.98 <= curve.line[63].high.unwrap()
    });
    let held = held.count();
    assert!(held >= 88, "{held} of 100 bands of 95 % hold the truth");
}

#[test]
fn many_points_are_counted_on_a_grid_and_none_is_lost() {
    let mut dice = Dice::new(8);
    let x: Vec<f32> = (0..20_000).map(|_| dice.normal() as f32).collect();
    let y: Vec<f32> = x.iter().map(|x| x + dice.normal() as f32).collect();
    let few = of(&made(&x[..2000], &y[..2000]), &Params::default()).cloud;
    assert_eq!((few.dots.len(), few.dots_total, few.grid), (2000, 2000, None));
    let cloud = of(&made(&x, &y), &Params::default()).cloud;
    let grid = cloud.grid.unwrap();
    assert_eq!(u64::from(cloud.dots_total) + grid.counts.iter().map(|c| u64::from(*c)).sum::<u64>(), 20_000);
    assert!(cloud.dots.len() <= 300 && cloud.dots_total < 400, "{}", cloud.dots_total);
    assert_eq!(grid.counts.len(), 64 * 64);
    for (count, colour) in grid.counts.iter().zip(&grid.colours) {
        assert_eq!(*count > 0, colour.is_some());
    }
}

#[test]
fn an_absent_channel_is_noted_and_a_single_x_has_no_curve() {
    let alone = of(&log(10.0, vec![custom("x", 0, &[1.0, 2.0])]), &Params::default());
    let absent: Vec<&ChannelKey> = alone.notes.iter().filter_map(|note| note.channel.as_ref()).collect();
    assert_eq!(absent, [&key("y"), &key("z")]);
    assert!(alone.notes.iter().all(|note| note.code == NoteCode::ChannelAbsent));
    assert_eq!((alone.n, alone.ledger.used), (0, 0));
    let upright = of(&made(&[2.0; 20], &[1.0; 20]), &Params::default());
    assert_eq!((upright.n, upright.curve), (20, None));
}
