//! Moments of a tenth of a second in which a value can be held against its operating point.

use std::ops::Range;

use super::faults::Context;
use super::places::Places;
use crate::engine::analysis::evidence::{Ledger, LedgerBuilder, Reason};
use crate::engine::analysis::patterns::{self, SegmentKind};
use crate::engine::analysis::trace::{self, SLACK_S};
use crate::engine::channels::ChannelId;
use crate::engine::table::RowMask;

/// Length of a moment, seconds; one sample where those are rarer.
const MOMENT_S: f64 = 0.1;
/// After a gear change, seconds.
const AFTER_SHIFT_S: f64 = 0.7;
/// After the throttle or the engine moved fast, seconds.
const SETTLE_S: f64 = 0.6;
/// The throttle moves fast, % per second.
const THROTTLE_PER_S: f32 = 20.0;
/// The engine does, rpm per second: faster than it can pull a car.
const RPM_PER_S: f32 = 3500.0;
const HALF_S: f64 = 0.2;
/// Where no throttle tells, the load does that it moved: by such a share per second. What follows it, and the exhaust that
/// follows that, has come up with it so much later, seconds.
const LOAD_SHARE_PER_S: f64 = 0.3;
const AFTER_LOAD_S: f64 = 1.5;
/// An engine slower than this is dying or catching, whatever it reads.
const DYING_RPM: f32 = 500.0;
/// Below this coolant temperature enrichment, friction and idle are others.
const COLD_C: f32 = 60.0;

/// The moments, with rpm, load and throttle of each.
pub(super) struct Grid {
    pub moments: Vec<Range<usize>>,
    /// First and last time of each.
    pub times: Vec<(f64, f64)>,
    pub rpm: Vec<f32>,
    pub load: Vec<f32>,
    pub load_id: ChannelId,
    pub throttle: Option<Vec<f32>>,
    /// Whether the load had just moved, in a log without a throttle: good enough for a surface, which is made of medians,
    /// but not to be held against one.
    pub unsettled: Vec<bool>,
}

/// Channels that say where the engine is: while one of them is at fault, nothing can be held against its place.
pub(super) const PLACED_BY: [ChannelId; 5] =
    [ChannelId::Rpm, ChannelId::MapGauge, ChannelId::MapAbs, ChannelId::Tps, ChannelId::Pedal];

/// The moments of settled running and the account of the rows; no moment without rpm and load. `misplaced` is where one
/// of [`PLACED_BY`] is at fault.
pub(super) fn grid(
    context: &Context,
    patterns: &patterns::Report,
    misplaced: &Places,
) -> (Option<Grid>, Ledger) {
    let frame = context.frame;
    let mut ledger = frame.ledger();
    let (Some(rpm), Some((load_id, load))) = (frame.channel(ChannelId::Rpm), frame.load()) else {
        ledger.keep(Reason::Missing, &RowMask::none(frame.rows()));
        return (None, ledger.finish().1);
    };
    ledger.keep(Reason::Missing, &RowMask::of_values(&rpm, f32::is_finite));
    ledger.keep(Reason::Missing, &RowMask::of_values(&load, f32::is_finite));
    if let Some(running) = &context.running {
        ledger.keep(Reason::NotRunning, running);
    }
    ledger.leave_out(Reason::NotRunning, &RowMask::of_values(&rpm, |x| x < DYING_RPM));
    ledger.leave_out(Reason::Suspicious, &misplaced.rows(frame.time()));
    leave_out_places(&mut ledger, context, patterns);
    if let Some(coolant) = frame.channel(ChannelId::Coolant) {
        ledger.leave_out(Reason::Cold, &RowMask::of_values(&coolant, |c| c < COLD_C));
    }
    // Whether the engine was settled cannot be seen in a log so slow that it comes and goes between two rows.
    if frame.time().median_step() > SETTLE_S {
        ledger.keep(Reason::Transient, &RowMask::none(frame.rows()));
    }
    let throttle = frame.throttle().map(|(_, values)| values);
    for (values, per_s) in [(throttle.as_deref(), THROTTLE_PER_S), (Some(&*rpm), RPM_PER_S)] {
        if let Some(values) = values {
            let rate = slope(context, values).rate;
            let fast = RowMask::of_values(&rate, |x| x.abs() > per_s);
            ledger.leave_out(Reason::Transient, &and_after(&fast, frame.seconds(), SETTLE_S));
        }
    }
    let moved = throttle.is_none().then(|| after_load(context, load_id, &load));
    let (rows, ledger) = ledger.finish();
    let moments = moments(&rows, frame.seconds(), frame.time().median_step());
    let times = moments.iter().map(|m| (frame.seconds()[m.start], frame.seconds()[m.end - 1])).collect();
    let has_moved =
        |m: &Range<usize>| moved.as_ref().is_some_and(|moved| m.clone().any(|row| moved.contains(row)));
    let grid = Grid {
        unsettled: moments.iter().map(has_moved).collect(),
        times,
        rpm: means(&rpm, &moments),
        load: means(&load, &moments),
        load_id,
        throttle: throttle
            .filter(|_| load_id != ChannelId::Tps && load_id != ChannelId::Pedal)
            .map(|values| means(&values, &moments)),
        moments,
    };
    (Some(grid), ledger)
}

fn slope(context: &Context, values: &[f32]) -> trace::Slope {
    let time = context.frame.time();
    let half = HALF_S.max(1.2 * time.median_step());
    trace::slope(values, time.seconds(), &trace::pauses(time, 0.0), half)
}

/// Rows at which the load moved fast, and until what follows it has come up.
fn after_load(context: &Context, id: ChannelId, load: &[f32]) -> RowMask {
    // Shares are those of the air in the engine, of which a gauge shows what it is above one bar or so.
    let none = if id == ChannelId::MapGauge { -1.0 } else { 0.0 };
    let slope = slope(context, load);
    let fast = RowMask::from_fn(load.len(), |row| {
        let (rate, over) = (f64::from(slope.rate[row].abs()), f64::from(slope.level[row]) - none);
        rate > LOAD_SHARE_PER_S * over.max(0.0)
    });
    and_after(&fast, context.frame.seconds(), AFTER_LOAD_S)
}

fn leave_out_places(ledger: &mut LedgerBuilder, context: &Context, patterns: &patterns::Report) {
    let frame = context.frame;
    let limited = Places::of(patterns, &[SegmentKind::Launch, SegmentKind::Limiter], 0.0, SETTLE_S);
    let shifts = Places::of(patterns, &[SegmentKind::GearChange], 0.0, AFTER_SHIFT_S);
    for (reason, places) in [
        (Reason::Starting, &context.starting),
        (Reason::FuelCut, &context.cut),
        (Reason::Limited, &limited),
        (Reason::GearChange, &shifts),
    ] {
        ledger.leave_out(reason, &places.rows(frame.time()));
    }
}

/// The rows of a mask and those up to `after_s` later.
fn and_after(rows: &RowMask, seconds: &[f64], after_s: f64) -> RowMask {
    let mut longer = rows.clone();
    // The later a run ends, the later does what follows it.
    let mut end = 0;
    for run in rows.runs() {
        let upto = seconds[run.end - 1] + after_s + SLACK_S;
        end = run.end.max(end);
        while end < seconds.len() && seconds[end] <= upto {
            end += 1;
        }
        longer.insert_range(run.end..end);
    }
    longer
}

fn moments(rows: &RowMask, seconds: &[f64], step: f64) -> Vec<Range<usize>> {
    let length = MOMENT_S.max(step) - SLACK_S;
    let mut found = Vec::new();
    for run in rows.runs() {
        let mut start = run.start;
        while start < run.end {
            let mut end = start + 1;
            while end < run.end && seconds[end] - seconds[start] < length {
                end += 1;
            }
            found.push(start..end);
            start = end;
        }
    }
    found
}

/// Mean of the sound values of each moment; NaN where there is none.
pub(super) fn means(values: &[f32], moments: &[Range<usize>]) -> Vec<f32> {
    let mean = |moment: &Range<usize>| {
        let (mut sum, mut n) = (0.0, 0.0);
        for x in &values[moment.clone()] {
            if x.is_finite() {
                sum += f64::from(*x);
                n += 1.0;
            }
        }
        if n > 0.0 { (sum / n) as f32 } else { f32::NAN }
    };
    moments.iter().map(mean).collect()
}
