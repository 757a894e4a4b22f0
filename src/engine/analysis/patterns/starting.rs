//! Cranking and warming up.

use std::ops::Range;

use super::Params;
use super::signals::Signals;
use super::stretch::passage_of;
use crate::engine::channels::ChannelId;
use crate::engine::table::RowMask;

/// Slower than this is standing: a sensor's noise.
const STANDING_RPM: f32 = 40.0;
/// The ECU's word that it cranks is not believed above this speed.
const CRANKED_RPM: f32 = 1200.0;
const CRANKING_S: f64 = 0.2;
/// Between two turns of the starter.
const BETWEEN_S: f64 = 0.3;
/// An engine that was warm is cold again once it is this much colder, °C.
const COOLED_C: f64 = 8.0;
const WARM_UP_S: f64 = 2.0;
/// A coolant sensor that is out for a moment, or a stall.
const OUT_S: f64 = 3.0;

/// Rule: the ECU's cranking switch; without one, rpm above standing and below running, from a standstill. An engine
/// that runs down is not cranked.
pub(super) fn cranking(signals: &Signals, params: &Params) -> Vec<Range<usize>> {
    if let Some(on) = signals.switch(ChannelId::Cranking) {
        let rows = match &signals.rpm {
            Some(rpm) => on.minus(&RowMask::of_values(&rpm.values, |x| x > CRANKED_RPM)),
            None => on,
        };
        return signals.stretches(&rows, BETWEEN_S, CRANKING_S);
    }
    let Some(rpm) = &signals.rpm else { return Vec::new() };
    let turning = RowMask::of_values(&rpm.values, |x| x >= STANDING_RPM && f64::from(x) < params.running_rpm);
    let mut found = signals.stretches(&turning, BETWEEN_S, CRANKING_S);
    found.retain(|rows| {
        let passage = passage_of(rows.start, signals.rows(), &signals.pauses);
        let before = (rows.start > passage.start).then(|| rpm.values[rows.start - 1]);
        let after = (rows.end < passage.end).then(|| rpm.values[rows.end]);
        match before {
            Some(before) => before < STANDING_RPM,
            None => after.is_some_and(|after| f64::from(after) >= params.running_rpm),
        }
    });
    found
}

/// Rule: the engine runs, and coolant (else oil) has not reached its warm temperature, or has fallen well below again.
pub(super) fn warm_up(signals: &Signals, params: &Params) -> Vec<Range<usize>> {
    let Some(coolant) = &signals.coolant else { return Vec::new() };
    let (warm, cooled) = (params.warm_c as f32, (params.warm_c - COOLED_C) as f32);
    let mut cold = RowMask::none(signals.rows());
    let mut is_warm = false;
    signals.running.for_each(|row| {
        let c = coolant[row];
        if c.is_finite() {
            is_warm = c >= if is_warm { cooled } else { warm };
            if !is_warm {
                cold.insert(row);
            }
        }
    });
    signals.stretches(&cold, OUT_S, WARM_UP_S)
}
