//! Signals that are lost where no jump of the quantity tells it: in a log so slow that anything could have happened between
//! two samples, or where what is read then is read at other times too.

use std::ops::Range;

use super::faults::{Context, Trace, is_speed, sampled_quantiles};
use super::{Episode, Params};
use crate::engine::analysis::Span;
use crate::engine::analysis::trace::SLACK_S;
use crate::engine::channels::ChannelId;

/// A signal comes and goes within this time, seconds, or within two samples.
const EDGE_S: f64 = 0.15;
/// It reads one value, to the bit, for so many samples.
const FLAT: usize = 2;
/// Of the way from nothing to the least that is usual while the engine runs: what is lost reads less than the first, and
/// what is sound on either side more than the second.
const LOST: f64 = 0.45;
const SOUND: f64 = 0.8;
/// Oil may be sucked away in a bend: only nothing at all is a lost signal.
const LOST_OIL: f64 = 0.1;
/// A wheel that turns faster than this stops in no moment, km/h; a braked one may lock.
const ROLLS_KMH: f64 = 20.0;
const STANDS_KMH: f64 = 0.5;
/// A throttle this far from its stop is open, %: nobody brakes.
const OPEN: f64 = 4.0;

/// What is lost and what is sound of a channel.
struct Bounds {
    lost: f64,
    sound: f64,
    /// Only while the throttle is open.
    open: bool,
}

/// Rule: one value for a moment, reached and left at once, while the engine runs: nothing, or nearly, of what an engine
/// cannot stop giving while it turns; a standstill, with the throttle open, of a wheel that rolls before and after. `usual`
/// is the least the channel usually reads.
pub(super) fn lost(trace: &Trace, context: &Context, usual: Option<f64>, params: &Params) -> Vec<Episode> {
    let Some(bounds) = bounds(trace.id, usual) else { return Vec::new() };
    let throttle = context.frame.throttle().map(|(_, values)| values);
    let stop = throttle.as_deref().and_then(|values| sampled_quantiles(values, &[0.01])).map(|q| q[0]);
    let is_open = |t: f64| {
        let row = context.frame.time().row_held_at(t + SLACK_S);
        let at = row.zip(throttle.as_deref()).map(|(row, values)| f64::from(values[row]));
        at.zip(stop).is_some_and(|(x, stop)| x >= stop + OPEN)
    };
    let mut found = Vec::new();
    for run in trace.runs() {
        let value = f64::from(trace.values[run.start]);
        if run.len() < FLAT || value > bounds.lost {
            continue;
        }
        let span = Span { t0: trace.axis.seconds()[run.start], t1: trace.axis.seconds()[run.end - 1] };
        let Some((before, after)) = beside(trace, run) else { continue };
        let lasts = span.duration();
        if before.min(after) < bounds.sound
            || !(EDGE_S / 2.0..=params.dropout_ms / 1000.0).contains(&lasts)
            || !context.counts(span.t0)
            || !context.counts(span.t1)
            || bounds.open && !(is_open(span.t0) && is_open(span.t1))
        {
            continue;
        }
        let expected = f64::midpoint(before, after);
        let threshold = bounds.sound - bounds.lost;
        found.push(Episode {
            span,
            samples: run.len() as u32,
            found: Some(value),
            expected: Some(expected),
            threshold,
            score: ((expected - value) / threshold).max(1.0),
        });
    }
    found
}

fn bounds(id: ChannelId, usual: Option<f64>) -> Option<Bounds> {
    use ChannelId as C;
    let between = |nothing: f64, lost: f64| {
        let least = usual? - nothing;
        (least > 0.0).then_some(Bounds {
            lost: nothing + lost * least,
            sound: nothing + SOUND * least,
            open: false,
        })
    };
    match id {
        C::MapGauge => between(-1.0, LOST),
        C::MapAbs | C::Maf | C::FuelPressure | C::Battery => between(0.0, LOST),
        C::OilPressure => between(0.0, LOST_OIL),
        _ if is_speed(id) => Some(Bounds { lost: STANDS_KMH, sound: ROLLS_KMH, open: true }),
        _ => None,
    }
}

/// The highest value just before a run, and just after it.
pub(super) fn beside(trace: &Trace, run: &Range<usize>) -> Option<(f64, f64)> {
    let seconds = trace.axis.seconds();
    let reach = EDGE_S.max(2.0 * trace.axis.median_step()) + SLACK_S;
    let (t0, t1) = (seconds[run.start], seconds[run.end - 1]);
    let highest = |rows: &mut dyn Iterator<Item = usize>| {
        let sound = rows.map(|row| f64::from(trace.values[row])).filter(|x| x.is_finite());
        sound.reduce(f64::max)
    };
    let before = highest(&mut (0..run.start).rev().take_while(|row| t0 - seconds[*row] <= reach))?;
    let after = highest(&mut (run.end..seconds.len()).take_while(|row| seconds[*row] - t1 <= reach))?;
    Some((before, after))
}
