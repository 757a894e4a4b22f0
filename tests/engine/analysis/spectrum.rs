//! Planted tones are found with their strength; noise, drifts and what remembers are no tones.

use fueltune_analyzer::engine::analysis::spectrum::{self, Params, Report};
use fueltune_analyzer::engine::analysis::{Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelKey;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{LogTable, TimeAxis};

use super::drives::Dice;
use crate::sample_logs::{custom, log};

const RATE: f64 = 25.0;

fn of(table: &LogTable) -> Report {
    let key = ChannelKey::Custom("x".to_owned());
    let frame = Frame::whole(table);
    spectrum::run(&frame, &Subject::default(), &key, &Params::default(), &Cx::none()).unwrap()
}

fn made(rows: usize, mut value: impl FnMut(f64) -> f64) -> LogTable {
    let values: Vec<f32> = (0..rows).map(|i| value(i as f64 / RATE) as f32).collect();
    log(RATE, vec![custom("x", 0, &values)])
}

fn tone(hz: f64, t: f64) -> f64 {
    (std::f64::consts::TAU * hz * t).sin()
}

#[test]
fn a_planted_tone_is_found_with_its_frequency_strength_and_share() {
    let mut dice = Dice::new(1);
    let report = of(&made(3000, |t| 90.0 + 0.5 * tone(2.3, t) + 0.2 * dice.normal()));
    assert_eq!(report.peaks.len(), 1, "{:?}", report.peaks);
    let peak = report.peaks[0];
    assert!((peak.hz - 2.3).abs() < 0.02, "{peak:?}");
    assert!((peak.amplitude - 0.5 / 2.0_f64.sqrt()).abs() < 0.01, "{peak:?}");
    // An eighth of the tone beside a twenty-fifth of noise.
    assert!((peak.share - 0.125 / 0.165).abs() < 0.03, "{peak:?}");
    // All of the density is the variance.
    let variance: f64 = report.density.iter().sum::<f64>() * report.step_hz;
    assert!((variance - 0.165).abs() < 0.01, "{variance}");
    // Ten seconds are brought to 256 samples, which overlap by half.
    assert!((report.window_s - 10.24).abs() < 1e-6, "{}", report.window_s);
    assert_eq!((report.windows, report.left_out), (22, 0));
}

#[test]
fn two_tones_are_told_apart_the_stronger_first() {
    let mut dice = Dice::new(2);
    let report = of(&made(3000, |t| 0.3 * tone(7.1, t) + 0.6 * tone(1.7, t) + 0.2 * dice.normal()));
    let found: Vec<f64> = report.peaks.iter().map(|p| p.hz).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!((found[0] - 1.7).abs() < 0.02 && (found[1] - 7.1).abs() < 0.02, "{found:?}");
}

#[test]
fn noise_and_what_remembers_have_no_tone() {
    for (rows, memory) in [(3000, 0.0), (3000, 0.95), (3000, 0.995), (300, 0.0), (300, 0.95)] {
        let wrong = (0..60u64).filter(|seed| {
            let mut dice = Dice::new(seed + 50);
            let mut state = dice.normal();
            let table = made(rows, |_| {
                state = memory * state + dice.normal();
                state
            });
            !of(&table).peaks.is_empty()
        });
        let wrong = wrong.count();
        assert!(wrong <= 4, "{rows} rows, memory {memory}: {wrong} of 60");
    }
}

#[test]
fn a_drift_is_no_tone() {
    let mut dice = Dice::new(4);
    let report = of(&made(3000, |t| 20.0 + 0.5 * t + 0.2 * dice.normal()));
    assert_eq!(report.peaks, []);
}

#[test]
fn windows_do_not_reach_across_a_pause() {
    let mut dice = Dice::new(5);
    let seconds = |i: usize| i as f64 / RATE + if i < 400 { 0.0 } else { 100.0 };
    let values: Vec<f32> = (0..800).map(|_| dice.normal() as f32).collect();
    let axis = TimeAxis::new((0..800).map(seconds).collect());
    let report = of(&LogTable::new(vec![axis], vec![custom("x", 0, &values)]).unwrap());
    // Two stretches of 16 s have room for two windows each, not for the five of 32 s.
    assert_eq!(report.windows, 4);
}

#[test]
fn a_log_shorter_than_a_window_has_no_spectrum() {
    let report = of(&made(200, |t| tone(2.0, t)));
    assert_eq!((report.windows, report.density.len(), report.peaks.len()), (0, 0, 0));
}
