//! Where engine speed, load, throttle and mixture were held still.

use std::ops::Range;

use super::Params;
use super::signals::{Rpm, Signals};
use crate::engine::analysis::trace::SLACK_S;
use crate::engine::channels::ChannelId;
use crate::engine::passes;
use crate::engine::stats::extremes;
use crate::engine::table::RowMask;

/// Samples are averaged over this time first, so that noise is no movement and the rate of the log does not matter.
const BUCKET_S: f64 = 0.1;
/// Fewer buckets say nothing about a window.
const BUCKETS: usize = 3;
/// Loads that are not pressures: share of the log's range that stands for the tolerance in bar over one bar.
const LOAD_RANGE_BAR: f64 = 1.0;

struct Bucket {
    rows: Range<usize>,
    t: f64,
    means: [f32; CHANNELS],
}

const CHANNELS: usize = 4;

/// Rule: over a window, the means of a tenth of a second of rpm, load, throttle and λ each stay within a tolerance,
/// while the engine runs and nothing cuts in.
pub(super) fn steady(signals: &Signals, rpm: &Rpm, left_out: &RowMask, params: &Params) -> Vec<Range<usize>> {
    let load = signals.frame.load();
    let tolerance = load.as_ref().map_or(0.0, |(id, values)| load_tolerance(*id, values, params)) as f32;
    let channels: [(Option<&[f32]>, f32); CHANNELS] = [
        (Some(&rpm.values), params.steady_rpm as f32),
        (load.as_ref().map(|(_, values)| &**values), tolerance),
        (signals.throttle.values.as_deref(), params.steady_throttle as f32),
        (signals.lambda.as_deref(), params.steady_lambda as f32),
    ];
    let good = signals.running.minus(left_out).and(signals.frame.selected());
    let mut found = Vec::new();
    for stretch in super::stretch::stretches(&good, signals.seconds, &signals.pauses, 0.0, 0.0) {
        let buckets = buckets(stretch, signals.seconds, &channels);
        windows(&buckets, channels.map(|(_, tolerance)| tolerance), params.steady_ms / 1000.0, &mut found);
    }
    found
}

fn load_tolerance(id: ChannelId, values: &[f32], params: &Params) -> f64 {
    if matches!(id, ChannelId::MapGauge | ChannelId::MapAbs) {
        return params.steady_map;
    }
    if matches!(id, ChannelId::Tps | ChannelId::Pedal) {
        return params.steady_throttle;
    }
    let range = extremes(values).map_or(0.0, |(low, high)| high - low);
    f64::from(range) * params.steady_map / LOAD_RANGE_BAR
}

fn buckets(rows: Range<usize>, seconds: &[f64], channels: &[(Option<&[f32]>, f32); CHANNELS]) -> Vec<Bucket> {
    let mut found = Vec::new();
    let all = rows.clone();
    passes::fold(rows.clone(), rows.start, |mut start, rows| {
        while start < rows.end {
            let upto = seconds[start] + BUCKET_S - SLACK_S;
            let mut end = start + 1;
            while end < all.end && seconds[end] < upto {
                end += 1;
            }
            let means = channels.map(|(values, _)| values.map_or(f32::NAN, |x| mean(&x[start..end])));
            found.push(Bucket { rows: start..end, t: seconds[start], means });
            start = end;
        }
        start
    });
    found
}

fn mean(values: &[f32]) -> f32 {
    let (sum, n) = values
        .iter()
        .filter(|x| x.is_finite())
        .fold((0.0, 0.0), |(sum, n), x| (sum + f64::from(*x), n + 1.0));
    if n > 0.0 { (sum / n) as f32 } else { f32::NAN }
}

/// Puts in the rows of every window whose channels stay within their tolerance; windows that share a bucket are one
/// stretch, those that only touch are two: between them something moved. A window that fails is left at the bucket that
/// broke it: no bucket is looked at more often than there are buckets in a window.
fn windows(buckets: &[Bucket], tolerances: [f32; CHANNELS], window_s: f64, found: &mut Vec<Range<usize>>) {
    let mut done: Option<usize> = None;
    for first in 0..buckets.len() {
        let mut low = buckets[first].means;
        let mut high = low;
        let mut last = first;
        let mut reached = false;
        for (at, bucket) in buckets.iter().enumerate().skip(first) {
            let within = (0..CHANNELS).all(|c| {
                low[c] = low[c].min(bucket.means[c]);
                high[c] = high[c].max(bucket.means[c]);
                let apart = high[c] - low[c];
                // Where a channel has no value it does not move either.
                apart.is_nan() || apart <= tolerances[c]
            });
            if !within {
                break;
            }
            last = at;
            if bucket.t - buckets[first].t + SLACK_S >= window_s {
                reached = true;
                break;
            }
        }
        if reached && last + 1 - first >= BUCKETS {
            let end = buckets[last].rows.end;
            match found.last_mut() {
                Some(stretch) if done.is_some_and(|done| first <= done) => stretch.end = end,
                _ => found.push(buckets[first].rows.start..end),
            }
            done = Some(last);
        }
    }
}
