//! Planted delays are found, and none is claimed where there is none.

use fueltune_analyzer::engine::analysis::lag::{self, BestLag, Params, Report};
use fueltune_analyzer::engine::analysis::{Frame, NoteCode, Subject};
use fueltune_analyzer::engine::channels::ChannelKey;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{LogTable, TimeAxis};

use super::drives::Dice;
use crate::sample_logs::{custom, log};

fn key(name: &str) -> ChannelKey {
    ChannelKey::Custom(name.to_owned())
}

fn of(table: &LogTable, params: &Params) -> Report {
    lag::run(&Frame::whole(table), &Subject::default(), &key("x"), &key("y"), params, &Cx::none()).unwrap()
}

fn best(table: &LogTable) -> BestLag {
    of(table, &Params::default()).best.unwrap()
}

/// Noise that remembers.
fn noise(seed: u64, rows: usize, memory: f64) -> Vec<f64> {
    let mut dice = Dice::new(seed);
    let fresh = (1.0 - memory * memory).sqrt();
    let mut state = dice.normal();
    let mut next = || {
        state = memory * state + fresh * dice.normal();
        state
    };
    (0..rows).map(|_| next()).collect()
}

fn narrow(values: &[f64]) -> Vec<f32> {
    values.iter().map(|x| *x as f32).collect()
}

/// `y` follows `x` by so many rows, `sign` times, with noise of its own.
fn delayed(seed: u64, rows: usize, delay: usize, sign: f64) -> LogTable {
    let x = noise(seed, rows + delay, 0.9);
    let own = noise(seed + 7000, rows, 0.5);
    let y: Vec<f64> = (0..rows).map(|i| sign * x[i] + 0.5 * own[i]).collect();
    log(20.0, vec![custom("x", 0, &narrow(&x[delay..])), custom("y", 0, &narrow(&y))])
}

#[test]
fn a_planted_delay_is_found_within_its_interval_whichever_way_it_turns() {
    for (seed, sign) in [(1, 1.0), (2, -1.0), (3, 1.0), (4, -2.0), (5, 0.5)] {
        let found = best(&delayed(seed, 3000, 7, sign));
        assert!((found.lag_s - 0.35).abs() < 0.04, "seed {seed}: {found:?}");
        assert!(found.low_s < 0.35 + 1e-9 && 0.35 - 1e-9 < found.high_s, "{found:?}");
        assert!(found.r * sign > 0.0 && !found.at_edge);
        assert!(found.p.unwrap() < 1e-6, "{found:?}");
    }
}

#[test]
fn a_channel_that_leads_has_a_negative_lag() {
    let table = delayed(9, 3000, 7, 1.0);
    let (frame, params) = (Frame::whole(&table), Params::default());
    let found = lag::run(&frame, &Subject::default(), &key("y"), &key("x"), &params, &Cx::none()).unwrap();
    assert!((found.best.unwrap().lag_s + 0.35).abs() < 0.04);
    let middle = found.curve.len() / 2;
    assert!(found.curve[middle].lag_s.abs() < 1e-12 && found.curve.len() == 81);
}

#[test]
fn a_delay_of_part_of_a_sample_is_told_from_smooth_signals() {
    let wave = |t: f64| (t * 2.1).sin() + 0.7 * (t * 0.73 + 1.0).sin() + 0.4 * (t * 4.7).cos();
    let at = |shift: f64| (0..2400).map(|i| wave(f64::from(i) / 10.0 - shift) as f32).collect::<Vec<f32>>();
    for delay in [0.03, 0.14, 0.36, -0.22] {
        let table = log(10.0, vec![custom("x", 0, &at(0.0)), custom("y", 0, &at(delay))]);
        let found = best(&table);
        assert!((found.lag_s - delay).abs() < 0.01, "{delay}: {found:?}");
    }
}

#[test]
fn a_pause_in_the_log_is_not_bridged() {
    // After the pause the two have nothing to do with what was before it.
    let (x, seconds) = (noise(3, 2007, 0.8), |i: usize| i as f64 / 20.0 + if i < 1000 { 0.0 } else { 600.0 });
    let axis = TimeAxis::new((0..2000).map(seconds).collect());
    let columns = vec![custom("x", 0, &narrow(&x[7..])), custom("y", 0, &narrow(&x[..2000]))];
    let found = of(&LogTable::new(vec![axis], columns).unwrap(), &Params::default());
    let best = found.best.unwrap();
    assert!((best.lag_s - 0.35).abs() < 0.03 && best.r > 0.999, "{best:?}");
    assert_eq!(best.n, 2 * (1000 - 7));
}

#[test]
fn channels_that_share_nothing_have_a_delay_seldom_claimed() {
    let wrong = (0..100u64).filter(|seed| {
        let (x, y) = (noise(seed + 100, 2000, 0.9), noise(seed + 900, 2000, 0.9));
        let table = log(20.0, vec![custom("x", 0, &narrow(&x)), custom("y", 0, &narrow(&y))]);
        best(&table).p.is_some_and(|p| p < 0.05)
    });
    let wrong = wrong.count();
    assert!(wrong <= 10, "{wrong} of 100, at most 5 are promised on average");
}

#[test]
fn changes_find_the_delay_under_a_common_drift() {
    let x = noise(31, 3010, 0.5);
    let drift = |i: usize| i as f64 * 0.02;
    let first: Vec<f64> = (0..3000).map(|i| x[i + 10] + drift(i)).collect();
    let second: Vec<f64> = (0..3000).map(|i| x[i] + drift(i)).collect();
    let table = log(20.0, vec![custom("x", 0, &narrow(&first)), custom("y", 0, &narrow(&second))]);
    let params = Params { changes: 1.0, ..Params::default() };
    let found = of(&table, &params).best.unwrap();
    assert!((found.lag_s - 0.5).abs() < 0.03 && found.r > 0.9, "{found:?}");
}

#[test]
fn a_delay_beyond_the_reach_is_said_to_be_at_the_edge_and_an_absent_channel_is_noted() {
    let x: Vec<f64> = (0..2400).map(|i| (f64::from(i) / 200.0).sin()).collect();
    let y: Vec<f64> = (0..2400).map(|i| (f64::from(i - 100) / 200.0).sin()).collect();
    let table = log(20.0, vec![custom("x", 0, &narrow(&x)), custom("y", 0, &narrow(&y))]);
    assert!(best(&table).at_edge);
    let alone = of(&log(20.0, vec![custom("x", 0, &[1.0, 2.0])]), &Params::default());
    assert_eq!((alone.best, alone.notes[0].code), (None, NoteCode::ChannelAbsent));
}
