//! Rules, and what they find.

mod planted;
mod planted_rules;
mod planted_truth;
mod real;
mod robust;
mod rules;
mod single;

use fueltune_analyzer::engine::analysis::patterns::{self, Report as Patterns};
use fueltune_analyzer::engine::analysis::safety::{Params, Report, RuleSet, run};
use fueltune_analyzer::engine::analysis::{Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{Column, LogTable};
use fueltune_analyzer::engine::vehicle::Vehicle;

use crate::sample_logs::{log, numbers};

fn judged(table: &LogTable, vehicle: Option<Vehicle>, rules: &RuleSet) -> Report {
    let subject = Subject { vehicle, ..Subject::default() };
    let frame = Frame::whole(table);
    run(&frame, &subject, &Patterns::default(), rules, &Params::default(), &Cx::none()).unwrap()
}

fn standard(table: &LogTable) -> Report {
    judged(table, None, &RuleSet::standard())
}

/// As the pipeline does it.
fn with_patterns(table: &LogTable, vehicle: Option<Vehicle>) -> Report {
    let frame = Frame::whole(table);
    let subject = Subject { vehicle, ..Subject::default() };
    let patterns = patterns::run(&frame, &subject, &patterns::Params::default(), &Cx::none()).unwrap();
    run(&frame, &subject, &patterns, &RuleSet::standard(), &Params::default(), &Cx::none()).unwrap()
}

/// Channels by what they read at a time, at 25 Hz.
fn made(seconds: f64, channels: &[(ChannelId, &dyn Fn(f64) -> f64)]) -> LogTable {
    let rows = (seconds * 25.0) as usize;
    let column = |(id, read): &(ChannelId, &dyn Fn(f64) -> f64)| -> Column {
        let values: Vec<f32> = (0..rows).map(|row| read((row + 1) as f64 / 25.0) as f32).collect();
        numbers(*id, &values)
    };
    log(25.0, channels.iter().map(column).collect())
}

fn within(t: f64, t0: f64, t1: f64) -> bool {
    t > t0 - 1e-9 && t < t1 - 1e-9
}
