//! Knock on sensors of any loudness: the floor is learned from the log, knocks stand above it, and a loud engine does not
//! knock.

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::patterns;
use fueltune_analyzer::engine::analysis::safety::{Params, RuleSet, run};
use fueltune_analyzer::engine::analysis::{Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::LogTable;

use super::{Tally, assert_good};
use crate::analysis::drives::Dice;
use crate::sample_logs::{log, numbers};

/// Pulls up and cruises between, and the moments at which it knocked.
fn drive(seed: u64, rate: f64) -> (LogTable, Vec<(f64, f64)>) {
    let mut dice = Dice::new(seed);
    (0..20).for_each(|_| _ = dice.even());
    // Volts or counts; growing with engine speed as a power; noise as a share of the floor.
    let scale = 10f64.powf(-1.0 + 3.0 * dice.even());
    let (power, noise, offset) = (0.5 + 1.5 * dice.even(), 0.05 + 0.1 * dice.even(), 0.5 * dice.even());
    let rows = (600.0 * rate) as usize;
    let mut columns: [Vec<f32>; 4] = Default::default();
    let mut knocks: Vec<(f64, f64)> = Vec::new();
    for round in 0..40 {
        // Of each quarter of a minute five seconds are a pull; every other one knocks where it is loaded most.
        let from = f64::from(round) * 15.0 + 10.0 + 2.0 + 2.0 * dice.even();
        if round % 2 == 1 {
            knocks.push((from, from + 0.1 + 0.25 * dice.even()));
        }
    }
    for row in 0..rows {
        let t = (row + 1) as f64 / rate;
        let into = t % 15.0 - 10.0;
        let pull = into >= 0.0;
        let rpm = if pull { 2500.0 + 780.0 * into } else { 2500.0 - 40.0 * (t % 15.0) };
        let map = if pull { (0.8 * (into / 1.0).min(1.0)).max(-0.3) } else { -0.4 };
        let floor = scale * (offset + (rpm / 3000.0).powf(power)) * if pull { 1.25 } else { 1.0 };
        let bad = knocks.iter().find(|k| t >= k.0 && t < k.1);
        let times = if bad.is_some() { 2.6 + 1.5 * dice.even() } else { 1.0 };
        let level = floor * times * (1.0 + noise * dice.normal());
        for (column, x) in columns.iter_mut().zip([rpm, map, if pull { 100.0 } else { 20.0 }, level]) {
            column.push(x as f32);
        }
    }
    let ids = [ChannelId::Rpm, ChannelId::MapGauge, ChannelId::Tps, ChannelId::KnockLevel];
    let columns = ids.iter().zip(&columns).map(|(id, values)| numbers(*id, values)).collect();
    (log(rate, columns), knocks)
}

#[test]
fn knocks_are_found_above_any_floor_and_a_loud_engine_is_none() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut wrong = String::new();
    for rate in [10.0, 25.0, 50.0, 200.0] {
        for seed in 0..(if rate > 100.0 { 3 } else { 8 }) {
            let (table, knocks) = drive(3000 + seed, rate);
            let frame = Frame::whole(&table);
            let subject = Subject::default();
            let patterns =
                patterns::run(&frame, &subject, &patterns::Params::default(), &Cx::none()).unwrap();
            let report =
                run(&frame, &subject, &patterns, &RuleSet::standard(), &Params::default(), &Cx::none())
                    .unwrap();
            let near = 0.2 + 1.0 / rate;
            let events: Vec<_> = report.of("knock_level").collect();
            let meets = |e: &fueltune_analyzer::engine::analysis::safety::Event, k: &(f64, f64)| {
                e.span.t0 < k.1 + near && k.0 - near < e.span.t1
            };
            let seen = knocks.iter().filter(|k| table.main_axis().rows_within(k.0, k.1).len() > 1);
            let seen: Vec<&(f64, f64)> = seen.collect();
            let met = seen.iter().filter(|k| events.iter().any(|e| meets(e, k))).count();
            let right = events.iter().filter(|e| knocks.iter().any(|k| meets(e, k))).count();
            for e in events.iter().filter(|e| !knocks.iter().any(|k| meets(e, k))) {
                wrong += &format!("{rate} Hz, seed {seed}: {e:?}\n");
            }
            for k in seen.iter().filter(|k| !events.iter().any(|e| meets(e, k))) {
                wrong += &format!("{rate} Hz, seed {seed}: missed {k:?}\n");
            }
            let tally = Tally {
                planted: seen.len() as u64,
                met: met as u64,
                found: events.len() as u64,
                right: right as u64,
            };
            tallies.entry(format!("{rate} Hz")).or_default().add(tally);
        }
    }
    assert_good("knock over its floor", &tallies, &wrong);
}
