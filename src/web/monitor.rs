//! How long operations take: the last thousand, the last hundred of each kind, and what was slow.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

/// Operations remembered in order.
pub const KEPT: usize = 1000;
/// Durations remembered per kind.
pub const KEPT_PER_KIND: usize = 100;
/// An operation above this is slow, milliseconds.
pub const SLOW_MS: f64 = 1000.0;

/// One finished operation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Operation {
    pub kind: String,
    pub at_ms: f64,
    pub took_ms: f64,
    pub ok: bool,
}

/// Figures of one kind over its last [`KEPT_PER_KIND`] operations; `count` counts those.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KindStats {
    pub kind: String,
    pub count: usize,
    pub avg_ms: f64,
    pub min_ms: f64,
    pub max_ms: f64,
    pub p95_ms: f64,
}

/// The operations seen so far.
#[derive(Clone, Debug, Default)]
pub struct Monitor {
    operations: VecDeque<Operation>,
    kinds: BTreeMap<String, VecDeque<f64>>,
}

impl Monitor {
    /// Takes one operation in and lets the oldest go.
    pub fn record(&mut self, operation: Operation) {
        let kind = self.kinds.entry(operation.kind.clone()).or_default();
        push_capped(kind, operation.took_ms, KEPT_PER_KIND);
        push_capped(&mut self.operations, operation, KEPT);
    }

    /// Figures per kind, by name. The 95th percentile is the element at ⌊0.95 n⌋ of the sorted durations.
    pub fn stats(&self) -> Vec<KindStats> {
        self.kinds
            .iter()
            .filter(|(_, took)| !took.is_empty())
            .map(|(kind, took)| {
                let mut sorted: Vec<f64> = took.iter().copied().collect();
                sorted.sort_by(f64::total_cmp);
                let count = sorted.len();
                let p95 = ((count as f64 * 0.95) as usize).min(count - 1);
                KindStats {
                    kind: kind.clone(),
                    count,
                    avg_ms: sorted.iter().sum::<f64>() / count as f64,
                    min_ms: sorted[0],
                    max_ms: sorted[count - 1],
                    p95_ms: sorted[p95],
                }
            })
            .collect()
    }

    /// Operations that took longer than the limit, oldest first.
    pub fn slower_than(&self, limit_ms: f64) -> Vec<Operation> {
        self.operations.iter().filter(|o| o.took_ms > limit_ms).cloned().collect()
    }

    /// Everything remembered, oldest first.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter()
    }
}

fn push_capped<T>(queue: &mut VecDeque<T>, item: T, cap: usize) {
    if queue.len() == cap {
        queue.pop_front();
    }
    queue.push_back(item);
}

thread_local! {
    static MONITOR: RefCell<Monitor> = RefCell::default();
}

/// Notes an operation of this thread.
pub fn record(kind: &str, at_ms: f64, took_ms: f64, ok: bool) {
    if took_ms > SLOW_MS {
        tracing::info!(kind, took_ms, "slow operation");
    }
    MONITOR.with_borrow_mut(|m| m.record(Operation { kind: kind.to_owned(), at_ms, took_ms, ok }));
}

/// What this thread has seen.
pub fn snapshot() -> Monitor {
    MONITOR.with_borrow(Monitor::clone)
}
