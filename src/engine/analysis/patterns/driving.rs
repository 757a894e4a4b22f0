//! Idling, cruising, accelerating, running on with the throttle closed, and injection cut.

use std::ops::Range;

use super::Params;
use super::signals::{Rpm, Signals};
use crate::engine::channels::ChannelId;
use crate::engine::table::RowMask;

/// rpm of an idling engine changes more slowly than this, rpm per second.
const IDLE_RATE: f32 = 600.0;
/// Slower than this it counts for where the idle speed lies.
const LEARN_RATE: f32 = 200.0;
/// Time of idling that says where the idle speed lies, seconds.
const LEARN_S: f64 = 1.0;
const BIN_RPM: f64 = 25.0;
/// Idle speed rises by this much for each °C short of warm.
const COLD_RPM_C: f64 = 12.0;
/// Idling is within this share of the idle speed and at least so many rpm of it.
const ABOVE: f64 = 0.22;
const ABOVE_RPM: f64 = 250.0;
const BELOW: f64 = 0.6;
/// Without a throttle at its stop, nothing says that an engine this fast is not idling.
const IDLE_UNKNOWN_RPM: f64 = 1500.0;
/// A moment in which a rule is not met and which ends nothing.
const MOMENT_S: f64 = 0.25;
/// An engine that falls faster is not held by the wheels, rpm per second.
const FREE_FALL: f32 = -4000.0;
/// On overrun rpm does not rise by more, rpm per second.
const OVERRUN_RISE: f32 = 60.0;
const CUT_S: f64 = 0.08;
/// Pulses below this are no injection, ms.
const NO_PULSE_MS: f32 = 0.05;
const NO_DUTY: f32 = 0.02;
/// λ at or above this with the throttle closed: nothing is burnt.
const NOTHING_BURNT: f32 = 1.5;
const BURNT_S: f64 = 0.4;

/// Where the engine idles: the band of rpm, by row.
pub(super) struct IdleBand {
    /// Speed of the warm engine; `None` where it never idled.
    pub rpm: Option<f64>,
    /// Rows within the band.
    pub rows: RowMask,
    /// Rows above it.
    pub above: RowMask,
}

/// The most frequent speed of the running engine with its throttle closed, standing as far as is known, changing
/// slowly.
pub(super) fn idle_band(signals: &Signals, rpm: &Rpm, params: &Params) -> IdleBand {
    let slow = RowMask::of_values(&rpm.slope.rate, |x| x.abs() <= LEARN_RATE);
    let low = RowMask::of_values(&rpm.values, |x| f64::from(x) <= params.idle_rpm_most);
    let mut rows = signals.running.and(&slow).and(&low).minus(&moves(signals));
    if let Some(closed) = at_stop(signals) {
        rows = rows.and(&closed);
    } else if signals.throttle.values.is_some() {
        rows = RowMask::none(signals.rows());
    }
    let bins = (params.idle_rpm_most / BIN_RPM) as usize + 1;
    let mut seconds = vec![0.0; bins];
    rows.for_each(|row| {
        seconds[((f64::from(rpm.slope.level[row]) / BIN_RPM) as usize).min(bins - 1)] += signals.step;
    });
    let around = |bin: usize| seconds[bin.saturating_sub(2)..(bin + 3).min(bins)].iter().sum::<f64>();
    let most = (0..bins).max_by(|a, b| around(*a).total_cmp(&around(*b)).then(b.cmp(a)));
    let idle = most.filter(|bin| around(*bin) >= LEARN_S).map(|bin| (bin as f64 + 0.5) * BIN_RPM);

    let upper = idle.map_or(IDLE_UNKNOWN_RPM, |idle| idle + (idle * ABOVE).max(ABOVE_RPM));
    let lower = idle.map_or(params.running_rpm, |idle| idle * BELOW);
    let limit = |row: usize| {
        let cold = signals.coolant.as_ref().map_or(0.0, |coolant| params.warm_c - f64::from(coolant[row]));
        let more = if cold > 0.0 { (COLD_RPM_C * cold).min(upper * 0.6) } else { 0.0 };
        (upper + more).min(params.idle_rpm_most) as f32
    };
    let above = RowMask::from_fn(signals.rows(), |row| rpm.values[row] > limit(row));
    let rows = RowMask::of_values(&rpm.values, |x| f64::from(x) >= lower).minus(&above);
    IdleBand { rpm: idle, rows, above }
}

/// Rows at which the car is known to move.
fn moves(signals: &Signals) -> RowMask {
    match &signals.speed {
        Some(_) => signals.may_move(),
        None => RowMask::none(signals.rows()),
    }
}

/// Rows at which the throttle is at its stop: by the ECU's idle switch, which says nothing else, or by where it
/// stands.
fn at_stop(signals: &Signals) -> Option<RowMask> {
    match (signals.switch(ChannelId::IdleActive), &signals.throttle.closed) {
        (Some(on), Some(closed)) => Some(on.or(closed)),
        (Some(on), None) => Some(on),
        (None, closed) => closed.clone(),
    }
}

/// Rule: throttle at its stop (the ECU's idle switch, else its place), rpm within the idle band and not running away,
/// the car not known to move.
pub(super) fn idle(signals: &Signals, rpm: &Rpm, band: &IdleBand, params: &Params) -> Vec<Range<usize>> {
    let calm = RowMask::of_values(&rpm.slope.rate, |x| x.abs() <= IDLE_RATE);
    let mut rows = signals.running.and(&band.rows).and(&calm).minus(&moves(signals));
    match at_stop(signals) {
        Some(closed) => rows = rows.and(&closed),
        None if band.rpm.is_none() || signals.throttle.values.is_some() => return Vec::new(),
        None => (),
    }
    signals.stretches(&rows, MOMENT_S, params.idle_ms / 1000.0)
}

/// Rule: throttle at its stop, rpm above the idle band and not rising, the car not known to stand.
pub(super) fn overrun(signals: &Signals, rpm: &Rpm, band: &IdleBand, params: &Params) -> Vec<Range<usize>> {
    let Some(closed) = at_stop(signals) else { return Vec::new() };
    let falling = RowMask::of_values(&rpm.slope.rate, |x| (FREE_FALL..=OVERRUN_RISE).contains(&x));
    let rows = signals
        .running
        .and(&closed)
        .and(&band.above)
        .and(&falling)
        .and(&signals.may_move())
        .minus(&signals.neutral());
    signals.stretches(&rows, MOMENT_S, params.overrun_ms / 1000.0)
}

/// Rule: the ECU's cut switches; without one, a pulse or duty of nothing while the engine runs; without those, λ at
/// the lean end for a while on overrun.
pub(super) fn fuel_cut(signals: &Signals, overrun: &[Range<usize>]) -> Vec<Range<usize>> {
    let switches = [ChannelId::FuelCut, ChannelId::DecelCut].map(|id| signals.switch(id));
    let switched = switches.into_iter().flatten().reduce(|a, b| a.or(&b));
    if let Some(on) = switched {
        return signals.stretches(&on.and(&signals.running), 0.0, CUT_S);
    }
    for (id, nothing) in [
        (ChannelId::Pw1, NO_PULSE_MS),
        (ChannelId::Duty1, NO_DUTY),
        (ChannelId::FuelFlow, 0.0),
        (ChannelId::FuelFlowBankA, 0.0),
    ] {
        // A channel that reads nothing all the time is not injection.
        if let Some((_, values)) = signals.frame.first_of(&[id])
            && signals.running.iter().any(|row| values[row] > nothing)
        {
            let off = RowMask::of_values(&values, |x| x <= nothing);
            return signals.stretches(&off.and(&signals.running), 0.0, CUT_S);
        }
    }
    let Some(lambda) = &signals.lambda else { return Vec::new() };
    let mut rows = RowMask::none(signals.rows());
    for range in overrun {
        rows.insert_range(range.clone());
    }
    let lean = RowMask::of_values(lambda, |x| x >= NOTHING_BURNT);
    signals.stretches(&rows.and(&lean), MOMENT_S, BURNT_S)
}

/// Rule: throttle open, rpm rising at least so fast and over at least such a range, the car not known to stand, and
/// not so fast that the engine drives nothing.
pub(super) fn acceleration(signals: &Signals, rpm: &Rpm, params: &Params) -> Vec<Range<usize>> {
    let (least, most) = (params.acceleration_rate as f32, params.free_rate as f32);
    let mut rows = RowMask::of_values(&rpm.slope.rate, |x| (least..=most).contains(&x))
        .and(&signals.running)
        .and(&signals.may_move())
        .minus(&signals.neutral());
    if let Some(closed) = at_stop(signals) {
        rows = rows.minus(&closed);
    }
    let mut found = signals.stretches(&rows, MOMENT_S / 2.0, MOMENT_S);
    found.retain(|r| {
        f64::from(rpm.slope.level[r.end - 1] - rpm.slope.level[r.start]) >= params.acceleration_range
    });
    found
}

/// Rule: throttle open but not full, rpm above idle and nearly level, the car not known to stand.
pub(super) fn cruise(signals: &Signals, rpm: &Rpm, band: &IdleBand, params: &Params) -> Vec<Range<usize>> {
    let Some(closed) = at_stop(signals) else { return Vec::new() };
    let most = params.cruise_rate as f32;
    let level = RowMask::of_values(&rpm.slope.rate, |x| x.abs() <= most);
    let mut rows = signals
        .running
        .and(&level)
        .and(&band.above)
        .and(&signals.may_move())
        .minus(&closed)
        .minus(&signals.neutral());
    if let Some(full) = &signals.throttle.full {
        rows = rows.minus(full);
    }
    signals.stretches(&rows, MOMENT_S * 2.0, params.cruise_ms / 1000.0)
}
