//! Drifts, changes of level and creeping trims, of any size and at any time, among sessions in which nothing changes.

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::measure::Measure;
use fueltune_analyzer::engine::analysis::patterns;
use fueltune_analyzer::engine::analysis::trends::{self, MeasureTrend, Tendency};
use fueltune_analyzer::engine::analysis::{Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;

use super::{Tally, assert_good};
use crate::analysis::drives::{At, Dice, Drive, Signal};

const SESSION_S: f64 = 1800.0;

fn trend(seed: u64, id: ChannelId, value: &dyn Fn(At) -> f64, sd: f64, memory: f64) -> MeasureTrend {
    let signal = Signal { id, value, sd, memory };
    let table = Drive { seconds: SESSION_S, rate_hz: 10.0, seed }.log(&[signal]);
    let frame = Frame::whole(&table);
    let patterns = patterns::Report::default();
    let params = trends::Params::default();
    let report = trends::run(&frame, &Subject::default(), &patterns, &params, &Cx::none()).unwrap();
    report.measures.into_iter().find(|m| m.measure == Measure::from(id)).unwrap()
}

fn dice(seed: u64) -> Dice {
    let mut dice = Dice::new(seed);
    (0..20).for_each(|_| _ = dice.even());
    dice
}

fn oil(at: At) -> f64 {
    1.0 + at.rpm / 1000.0
}

#[test]
fn a_change_of_level_is_found_once_when_it_was_and_as_large_as_it_was() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut wrong = String::new();
    for seed in 0..60 {
        let mut dice = dice(400 + seed);
        let when = SESSION_S * (0.2 + 0.6 * dice.even());
        let step = (0.25 + 0.4 * dice.even()) * if dice.even() < 0.5 { -1.0 } else { 1.0 };
        let planted = seed % 3 != 0;
        let value = |at: At| oil(at) + if planted && at.t >= when { step } else { 0.0 };
        let found = trend(500 + seed, ChannelId::OilPressure, &value, 0.1, 0.95);
        // Blocks are of 20 s: the change lies within one of them or at its edge.
        let right = |c: &&trends::Change| {
            planted && (c.t - when).abs() <= 40.0 && (c.difference - step).abs() <= 0.25 * step.abs()
        };
        let met = found.changes.iter().filter(right).count() as u64;
        let tally = Tally {
            planted: u64::from(planted),
            met: met.min(1),
            found: found.changes.len() as u64,
            right: met,
        };
        if (tally.met, tally.found) != (tally.planted, tally.planted) {
            wrong += &format!("seed {seed}: {step} at {when}: {:?}\n", found.changes);
        }
        tallies.entry("changes of level".to_owned()).or_default().add(tally);
    }
    assert_good("within a session", &tallies, &wrong);
}

#[test]
fn a_drift_is_claimed_with_its_direction_and_lies_within_its_interval() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut within, mut number, mut wrong) = (0, 0, String::new());
    for seed in 0..60 {
        let mut dice = dice(900 + seed);
        let change = (0.3 + 0.5 * dice.even()) * if dice.even() < 0.5 { -1.0 } else { 1.0 };
        let planted = seed % 3 != 0;
        let value = |at: At| oil(at) + if planted { change * at.t / SESSION_S } else { 0.0 };
        let found = trend(700 + seed, ChannelId::OilPressure, &value, 0.1, 0.98).drift.unwrap();
        let truth = if planted { change / (SESSION_S / 60.0) } else { 0.0 };
        number += 1;
        within += u32::from(found.low <= truth && truth <= found.high);
        let side = if change > 0.0 { Tendency::Rising } else { Tendency::Falling };
        let right = planted && found.claimed == Some(side);
        let tally = Tally {
            planted: u64::from(planted),
            met: u64::from(right),
            found: u64::from(found.claimed.is_some()),
            right: u64::from(right),
        };
        if tally.met != tally.planted || tally.found != tally.planted {
            wrong += &format!("seed {seed}: {truth}: {found:?}\n");
        }
        tallies.entry("drifts".to_owned()).or_default().add(tally);
    }
    println!("drifts: {within} of {number} within their interval");
    assert!(f64::from(within) >= 0.9 * f64::from(number), "{within} of {number}\n{wrong}");
    assert_good("within a session", &tallies, &wrong);
}

#[test]
fn a_trim_that_creeps_alarms_soon_after_it_began_and_a_steady_one_does_not() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut wrong = String::new();
    for seed in 0..40 {
        let mut dice = dice(1300 + seed);
        let begins = SESSION_S * (0.4 + 0.2 * dice.even());
        let by = (4.0 + 6.0 * dice.even()) * if dice.even() < 0.5 { -1.0 } else { 1.0 };
        let planted = seed % 2 == 0;
        let creeping = |at: At| {
            let share = ((at.t - begins) / (SESSION_S - begins)).max(0.0);
            3.0 + if planted { by * share } else { 0.0 }
        };
        let trend = trend(1500 + seed, ChannelId::TrimLong, &creeping, 0.5, 0.95);
        let alarms = trend.creep.unwrap().alarms;
        let side = if by > 0.0 { Tendency::Rising } else { Tendency::Falling };
        let right = |a: &&trends::CreepAlarm| {
            planted && a.tendency == side && a.at > begins && a.from > begins - 0.15 * SESSION_S
        };
        let met = alarms.iter().filter(right).count() as u64;
        let tally =
            Tally { planted: u64::from(planted), met: met.min(1), found: alarms.len() as u64, right: met };
        if tally.met != tally.planted || tally.found != tally.right {
            wrong += &format!("seed {seed}: {by} from {begins}, planted {planted}: {alarms:?}\n");
        }
        tallies.entry("creeping trims".to_owned()).or_default().add(tally);
    }
    assert_good("within a session", &tallies, &wrong);
}
