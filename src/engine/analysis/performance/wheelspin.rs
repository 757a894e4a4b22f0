//! Where a driven wheel slipped within a pull.
//!
//! With a speed over ground: engine speed beyond what the gear makes of it. Without: a flare, engine speed that rises far
//! faster than around it and then falls back, or while the manifold loses pressure because the load is gone.

use super::figure::median;
use super::gearing::Speeds;
use super::params::Params;
use super::trace::Trace;
use crate::engine::stats::local_slopes;

/// Looked around this far on each side, s: the slope of a moment, and what is usual there.
const MOMENT: f64 = 0.12;
const AROUND: f64 = 0.8;
/// A flare rises by this factor, and by so many rpm/s, more than is usual.
const FLARE: f64 = 1.5;
const FLARE_RPM_S: f64 = 150.0;
/// And grip is back when it rises by less than this share of the usual, within so long, s.
const GRIP: f64 = 0.4;
const GRIP_WITHIN: f64 = 0.6;
/// Or the manifold loses this much, bar.
const PRESSURE_LOST: f64 = 0.03;
/// Around what slipped, the wheel is not yet or no longer to be trusted, s.
const MARGIN: f64 = 0.08;
/// A speed over ground that comes less often says nothing of single moments, s.
const OFTEN: f64 = 0.26;

/// Which samples of a pull's engine speed were of a slipping wheel. `per_ms` is rpm for each m/s in this gear, if known;
/// `map` gives the manifold pressure at a moment.
pub fn slipping(
    rpm: &Trace,
    per_ms: Option<f64>,
    speeds: Option<&Speeds>,
    map: &dyn Fn(f64) -> Option<f64>,
    params: &Params,
) -> Vec<bool> {
    let mut slips = vec![false; rpm.len()];
    match (per_ms, speeds.filter(|s| s.over_ground && s.trace.step <= OFTEN)) {
        (Some(k), Some(speeds)) => by_ratio(rpm, k, speeds, params, &mut slips),
        _ => by_flare(rpm, map, &mut slips),
    }
    let spans: Vec<f64> = rpm.t.iter().zip(&slips).filter(|(_, s)| **s).map(|(t, _)| *t).collect();
    for (t, slip) in rpm.t.iter().zip(&mut slips) {
        let near = spans.partition_point(|s| *s < t - MARGIN);
        *slip = spans.get(near).is_some_and(|s| *s <= t + MARGIN);
    }
    slips
}

fn by_ratio(rpm: &Trace, k: f64, speeds: &Speeds, params: &Params, slips: &mut [bool]) {
    let road: Vec<Option<f64>> = rpm.t.iter().map(|t| speeds.trace.at(*t)).collect();
    let over: Vec<f64> = rpm.y.iter().zip(&road).filter_map(|(n, v)| Some(n - k * (*v)?)).collect();
    // A speed that is late reads low by the same all along a pull. Slip only adds: what is usual is the lower half.
    let Some(late) = crate::engine::stats::quantiles(over, &[0.3]).map(|q| q[0]) else { return };
    for ((n, v), slip) in rpm.y.iter().zip(&road).zip(slips) {
        let Some(v) = v else { continue };
        let expected = k * v + late;
        let coarse = k * speeds.trace.resolution;
        *slip = n - expected > expected * params.wheelspin / 100.0 + coarse;
    }
}

fn by_flare(rpm: &Trace, map: &dyn Fn(f64) -> Option<f64>, slips: &mut [bool]) {
    let slopes = local_slopes(&rpm.t, &rpm.y, MOMENT.max(1.5 * rpm.step));
    let index = |t: f64| rpm.t.partition_point(|s| *s < t);
    for (i, t) in rpm.t.iter().enumerate() {
        let around: Vec<f64> =
            slopes[index(t - AROUND)..index(t + AROUND)].iter().copied().filter(|s| s.is_finite()).collect();
        let Some(usual) = median(around).filter(|s| *s > 0.0) else { continue };
        if !(slopes[i] > usual * FLARE && slopes[i] > usual + FLARE_RPM_S) {
            continue;
        }
        let after = &slopes[i..index(t + GRIP_WITHIN)];
        let grip = after.iter().any(|s| *s < usual * GRIP);
        let lost = map(t - 0.3).zip(map(t + 0.1)).is_some_and(|(before, now)| before - now > PRESSURE_LOST);
        slips[i] = grip || lost;
    }
}
