//! Generated logs of which everything is known: of what was planted, how much is found; of what is found, how much was
//! planted.

mod faults;
mod knock;
mod planted;
mod power;
mod segments;
mod sensors;
mod tables;
mod trends;
mod untold;

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::Span;
use fueltune_analyzer::engine::table::{LogTable, RowMask};

/// What both shares have to reach.
pub const LEAST: f64 = 0.95;

/// Things planted and met, found and right.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    pub planted: u64,
    pub met: u64,
    pub found: u64,
    pub right: u64,
}

impl Tally {
    /// Of rows: both masks are of the same log; rows of which the truth does not say are left out.
    pub fn of_rows(planted: &RowMask, found: &RowMask, unsure: &RowMask) -> Self {
        let (planted, found) = (planted.minus(unsure), found.minus(unsure));
        let both = planted.and(&found).count() as u64;
        Self { planted: planted.count() as u64, met: both, found: found.count() as u64, right: both }
    }

    pub fn add(&mut self, other: Self) {
        self.planted += other.planted;
        self.met += other.met;
        self.found += other.found;
        self.right += other.right;
    }

    /// Share of what was found that was planted.
    pub fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }

    /// Share of what was planted that was found.
    pub fn recall(self) -> f64 {
        if self.planted == 0 { 1.0 } else { self.met as f64 / self.planted as f64 }
    }
}

/// Prints the figures of each kind and refuses those below [`LEAST`].
pub fn assert_good(what: &str, tallies: &BTreeMap<String, Tally>, wrong: &str) {
    let mut bad = Vec::new();
    for (name, tally) in tallies {
        let line = format!(
            "{what}, {name}: precision {:.3} of {}, recall {:.3} of {}",
            tally.precision(),
            tally.found,
            tally.recall(),
            tally.planted
        );
        println!("{line}");
        if tally.precision() < LEAST || tally.recall() < LEAST {
            bad.push(line);
        }
    }
    assert!(bad.is_empty(), "{bad:#?}\n{wrong}");
}

/// Rows of a log within some spans.
pub fn rows_of(table: &LogTable, spans: impl Iterator<Item = Span>) -> RowMask {
    let mut rows = RowMask::none(table.rows());
    for span in spans {
        rows.insert_range(table.main_axis().rows_within(span.t0, span.t1));
    }
    rows
}

/// Rows within so many seconds of the beginning or the end of some spans.
pub fn edges(table: &LogTable, spans: impl Iterator<Item = Span>, reach_s: f64) -> RowMask {
    let around = |t: f64| Span::new(t - reach_s, t + reach_s);
    rows_of(table, spans.flat_map(|span| [around(span.t0), around(span.t1)]))
}
