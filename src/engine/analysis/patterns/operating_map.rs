//! How long the engine was where.

use super::signals::{Rpm, Signals};
use super::{OperatingMap, PointTime};
use crate::engine::analysis::evidence::{Ledger, Reason};
use crate::engine::channels::ChannelId;
use crate::engine::table::{GAP_STEPS, RowMask};

/// rpm breakpoints lie this far apart, up to an engine this fast, and further above.
const FINE_RPM: f64 = 250.0;
const FINE_UPTO_RPM: f64 = 5000.0;
const COARSE_RPM: f64 = 500.0;
/// Pressure breakpoints, bar: fine under the air outside, coarse over it, as the tables of ECUs are.
const FINE_BAR: f64 = 0.1;
const COARSE_BAR: f64 = 0.2;
/// Other loads get about so many breakpoints, at round figures.
const BREAKPOINTS: f64 = 16.0;
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];
/// No axis is longer.
const MOST: usize = 64;

/// Time and samples of the running engine over rpm and load, and the account of the rows.
pub(super) fn operating_map(signals: &Signals, rpm: Option<&Rpm>) -> (OperatingMap, Ledger) {
    let mut ledger = signals.frame.ledger();
    let (Some(rpm), Some((channel, load))) = (rpm, signals.frame.load()) else {
        ledger.keep(Reason::Missing, &RowMask::none(signals.rows()));
        return (OperatingMap::default(), ledger.finish().1);
    };
    ledger.keep(Reason::Missing, &RowMask::of_values(&rpm.values, f32::is_finite));
    ledger.keep(Reason::Missing, &RowMask::of_values(&load, f32::is_finite));
    ledger.keep(Reason::NotRunning, &signals.running);
    let (rows, ledger) = ledger.finish();
    let Some((rpm_low, rpm_high)) = extremes(&rpm.values, &rows) else {
        return (OperatingMap::default(), ledger);
    };
    let (low, high) = extremes(&load, &rows).unwrap_or((0.0, 0.0));
    let rpm_step = if rpm_high <= FINE_UPTO_RPM { FINE_RPM } else { COARSE_RPM };
    let rpm_axis = even(rpm_low, rpm_high, rpm_step);
    let load_axis = match channel {
        ChannelId::MapGauge => pressures(low, high, 0.0),
        ChannelId::MapAbs => pressures(low, high, 1.0),
        _ => even(low, high, round_step(high - low)),
    };
    let mut cells = vec![PointTime::default(); rpm_axis.len() * load_axis.len()];
    let longest = GAP_STEPS * signals.step;
    let (rpm_places, load_places) = (Places::of(&rpm_axis), Places::of(&load_axis));
    rows.for_each(|row| {
        // A sample stands until the next one, unless a gap follows.
        let next = signals.seconds.get(row + 1).map_or(signals.step, |t| t - signals.seconds[row]);
        let i = rpm_places.nearest(&rpm_axis, f64::from(rpm.values[row]));
        let j = load_places.nearest(&load_axis, f64::from(load[row]));
        let cell = &mut cells[i * load_axis.len() + j];
        cell.seconds += if next <= longest { next } else { signals.step };
        cell.samples += 1;
    });
    (OperatingMap { rpm: rpm_axis, load: load_axis, load_channel: Some(channel), cells }, ledger)
}

fn extremes(values: &[f32], rows: &RowMask) -> Option<(f64, f64)> {
    let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
    rows.for_each(|row| {
        low = if values[row] < low { values[row] } else { low };
        high = if values[row] > high { values[row] } else { high };
    });
    (low <= high).then_some((f64::from(low), f64::from(high)))
}

/// Multiples of `step` that hold `low..=high` between them, coarser where there would be too many.
fn even(low: f64, high: f64, step: f64) -> Vec<f64> {
    let step = if (high - low) / step > (MOST - 2) as f64 { round_step(high - low) } else { step };
    let (first, last) = ((low / step).floor(), (high / step).ceil());
    let number = (last - first).clamp(0.0, MOST as f64) as usize;
    (0..=number).map(|i| (first + i as f64) * step).collect()
}

/// Breakpoints fine under `air` and coarse over it.
fn pressures(low: f64, high: f64, air: f64) -> Vec<f64> {
    if high - low > MOST as f64 * FINE_BAR {
        return even(low, high, round_step(high - low));
    }
    let mut axis: Vec<f64> = Vec::new();
    let first = ((low - air) / FINE_BAR + 1e-6).floor();
    let mut i = first;
    while i < 0.0 && axis.last().is_none_or(|last| *last < high) {
        axis.push(air + i * FINE_BAR);
        i += 1.0;
    }
    let mut over = ((low - air) / COARSE_BAR).floor().max(0.0);
    while axis.is_empty() || axis.last().is_some_and(|last| *last < high - 1e-6) {
        axis.push(air + over * COARSE_BAR);
        over += 1.0;
    }
    // Tenths of a bar, not what sums of them come to.
    axis.iter().map(|x| (x * 1e6).round() / 1e6).collect()
}

/// A round figure of which about `BREAKPOINTS` make `range`.
fn round_step(range: f64) -> f64 {
    let wanted = range / BREAKPOINTS;
    if !wanted.is_finite() || wanted <= 0.0 {
        return 1.0;
    }
    let decade = 10f64.powf(wanted.log10().floor());
    STEPS.into_iter().map(|s| s * decade).find(|s| *s >= wanted).unwrap_or(10.0 * decade)
}

/// Finds the nearest breakpoint in a step: for each of many narrow slots the first one that can be it.
struct Places {
    from: f64,
    per: f64,
    first: Vec<u16>,
}

const SLOTS: usize = 256;

impl Places {
    fn of(axis: &[f64]) -> Self {
        let (from, to) = (axis.first().copied().unwrap_or(0.0), axis.last().copied().unwrap_or(0.0));
        let per = if to > from { SLOTS as f64 / (to - from) } else { 0.0 };
        let start = |slot: usize| if per > 0.0 { from + slot as f64 / per } else { from };
        let first = (0..SLOTS).map(|slot| nearest_from(axis, 0, start(slot)) as u16).collect();
        Self { from, per, first }
    }

    fn nearest(&self, axis: &[f64], x: f64) -> usize {
        let slot = (((x - self.from) * self.per).max(0.0) as usize).min(SLOTS - 1);
        nearest_from(axis, usize::from(self.first[slot]), x)
    }
}

/// The breakpoint nearest to `x` among those from `at` on; halfway counts for the upper one.
fn nearest_from(axis: &[f64], mut at: usize, x: f64) -> usize {
    while at + 1 < axis.len() && x >= f64::midpoint(axis[at], axis[at + 1]) {
        at += 1;
    }
    at
}
