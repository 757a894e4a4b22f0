//! Knock by operating point: how often it knocked of how often the engine was there.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{Bands, Grid};
use super::kinds::MethodCode;
use super::{Case, CellEvidence, Method, Recommendation};
use crate::engine::analysis::AnalysisError;
use crate::engine::analysis::blocks::{Blocks, rows_of};
use crate::engine::analysis::safety::{Event, Severity, Watch};
use crate::engine::stats::distributions::normal_quantile;

/// Where only the sensor tells: degrees for a caution, and for a danger.
const BY_LEVEL: (f64, f64) = (1.0, 2.0);

/// Degrees that what the ECU took, or the sensor heard, speaks for.
pub(super) fn retard(events: &[&Event]) -> f64 {
    let one = |event: &&Event| match (&event.watch, event.severity) {
        (Watch::KnockRetard, _) => event.worst.max(BY_LEVEL.0),
        (_, Severity::Danger) => BY_LEVEL.1,
        (_, Severity::Caution) => BY_LEVEL.0,
    };
    events.iter().map(one).fold(0.0, f64::max)
}

/// Adds the operating points to a recommendation, with Wilson's interval of the share of visits (Wilson 1927), %.
pub(super) fn by_point(
    case: &Case,
    grid: &Grid,
    events: &[&Event],
    recommendation: &mut Recommendation,
) -> Result<(), AnalysisError> {
    let (frame, params) = (case.frame, case.params);
    let block_s = params.block_ms / 1000.0;
    let rows = case.signals.running.and(frame.selected()).and(&grid.present());
    let blocks = Blocks::new(frame, &rows, &grid.axes, block_s, case.cx)?;
    let mut visits: BTreeMap<Bands, u32> = BTreeMap::new();
    for sample in blocks.medians(&grid.axes[0].values, rows_of(frame, params.least_ms / 1000.0)) {
        let [rpm, load, ..] = blocks.cells()[sample.cell as usize].0;
        *visits.entry((rpm, load)).or_default() += 1;
    }
    let mut hits: BTreeMap<Bands, BTreeSet<u64>> = BTreeMap::new();
    for event in events {
        let row = frame.time().rows_within(event.worst_t, event.worst_t).start;
        if let Some(bands) = grid.bands(row) {
            let block = ((event.worst_t - frame.time().start()).max(0.0) / block_s) as u64;
            hits.entry(bands).or_default().insert(block);
        }
    }
    let z = normal_quantile(0.5 + params.confidence / 200.0);
    let amount = recommendation.action.amount.unwrap_or(0.0);
    let (mut all_hits, mut all_visits) = (0, 0);
    for (bands, blocks) in &hits {
        let k = blocks.len() as u32;
        let n = visits.get(bands).copied().unwrap_or(0).max(k);
        (all_hits, all_visits) = (all_hits + k, all_visits + n);
        let (rpm, load) = grid.middles(*bands);
        let (effect, low, high) = wilson(k, n, z);
        recommendation.evidence.cells.push(CellEvidence {
            rpm,
            load,
            samples: n,
            rows: 0,
            effect,
            low,
            high,
            amount,
        });
    }
    if all_visits > 0 {
        let (effect, low, high) = wilson(all_hits, all_visits, z);
        let evidence = &mut recommendation.evidence;
        (evidence.effect, evidence.low, evidence.high) = (effect, Some(low), Some(high));
        evidence.load = Some(grid.kind);
        recommendation.method =
            Method { code: MethodCode::KnockShare, args: vec![f64::from(all_hits), f64::from(all_visits)] };
    }
    Ok(())
}

/// Share of `k` of `n` and its interval, %.
fn wilson(k: u32, n: u32, z: f64) -> (f64, f64, f64) {
    let (k, n) = (f64::from(k), f64::from(n.max(1)));
    let (share, square) = (k / n, z * z);
    let middle = (share + square / (2.0 * n)) / (1.0 + square / n);
    let half = z / (1.0 + square / n) * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    (100.0 * share, 100.0 * (middle - half).max(0.0), 100.0 * (middle + half).min(1.0))
}
