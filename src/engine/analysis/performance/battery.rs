//! Battery and charging.

use serde::{Deserialize, Serialize};

use super::injectors::seconds_where;
use super::params::Params;
use crate::engine::analysis::Frame;
use crate::engine::analysis::patterns::{self, SegmentKind};
use crate::engine::channels::ChannelId;
use crate::engine::stats::quantiles_f32;
use crate::engine::table::RowMask;

/// Engine speed from which the alternator turns, rpm.
const RUNNING: f32 = 500.0;

/// Voltages, V.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Battery {
    /// Before the engine turned.
    pub at_rest: Option<f64>,
    /// Lowest while the starter turned it.
    pub cranking_least: Option<f64>,
    /// Percentiles with the engine running.
    pub running_p5: Option<f64>,
    pub running_median: Option<f64>,
    pub running_p95: Option<f64>,
    pub idle_median: Option<f64>,
    pub pull_median: Option<f64>,
    /// What a fan takes: median without it less median with it, both at idle.
    pub fan_drop: Option<f64>,
    /// With the engine running, s.
    pub seconds: f64,
    pub seconds_low: f64,
    pub seconds_high: f64,
    /// Charging is judged by the median: `None` without a minute's half of running.
    pub charges: Option<bool>,
}

/// Running time from which charging is judged, s.
const JUDGED: f64 = 10.0;
/// Rows of each kind that a difference needs.
const LEAST: usize = 20;

/// `None` where no voltage was logged.
pub fn battery(frame: &Frame, patterns: &patterns::Report, params: &Params) -> Option<Battery> {
    let (_, volts) = frame.first_of(&[ChannelId::Battery])?;
    let sound = RowMask::of_values(&volts, |v| v.is_finite() && v > 0.0).and(frame.selected());
    let rpm = frame.channel(ChannelId::Rpm);
    let turning = match &rpm {
        Some(rpm) => RowMask::of_values(rpm, |n| n >= RUNNING),
        None => RowMask::all(frame.rows()),
    };
    let share = |rows: &RowMask, p: f64| {
        let values: Vec<f32> = rows.iter().map(|row| volts[row]).collect();
        quantiles_f32(&values, &[p]).map(|q| q[0])
    };
    let of = |kind| sound.and(&patterns.rows(kind, frame.rows()));
    let running = sound.and(&turning);
    let cranking = of(SegmentKind::Cranking);
    let idle = of(SegmentKind::Idle).and(&turning);
    let at_rest = match &rpm {
        Some(rpm) => sound.and(&RowMask::of_values(rpm, |n| n == 0.0)).minus(&cranking),
        None => RowMask::none(frame.rows()),
    };
    let fan_drop = frame.is_on(ChannelId::Fan1).and_then(|fan| {
        let (on, off) = (idle.and(&fan), idle.minus(&fan));
        if on.count() < LEAST || off.count() < LEAST {
            return None;
        }
        Some(share(&off, 0.5)? - share(&on, 0.5)?)
    });
    let seconds = seconds_where(frame, |row| running.contains(row));
    let running_median = share(&running, 0.5);
    Some(Battery {
        at_rest: share(&at_rest, 0.5),
        cranking_least: share(&cranking, 0.0),
        running_p5: share(&running, 0.05),
        running_median,
        running_p95: share(&running, 0.95),
        idle_median: share(&idle, 0.5),
        pull_median: share(&of(SegmentKind::Pull), 0.5),
        fan_drop,
        seconds,
        seconds_low: seconds_where(frame, |row| {
            running.contains(row) && f64::from(volts[row]) < params.battery_low
        }),
        seconds_high: seconds_where(frame, |row| {
            running.contains(row) && f64::from(volts[row]) > params.battery_high
        }),
        charges: running_median
            .filter(|_| seconds >= JUDGED)
            .map(|volts| volts >= params.battery_low && volts <= params.battery_high),
    })
}
