//! What is asked of one channel's samples again and again: pauses, held values, jumps there and back, steps of its
//! resolution, slope. Windows are in seconds whatever the rate, and every function takes one pass.

use std::ops::Range;

use crate::engine::passes;
use crate::engine::table::TimeAxis;

/// Added to every window: whether a sample belongs to it must not hang on the last bit of a time.
pub const SLACK_S: f64 = 1e-6;

/// Rows that begin anew after a pause: the step to them is a gap of the time base and longer than `least_s`.
pub fn pauses(axis: &TimeAxis, least_s: f64) -> Vec<usize> {
    let seconds = axis.seconds();
    let long = |row: &usize| seconds[*row] - seconds[*row - 1] > least_s + SLACK_S;
    axis.rows_after_gap().iter().map(|row| *row as usize).filter(long).collect()
}

/// Rows between pauses, in order; together all of them.
pub fn passages(rows: usize, pauses: &[usize]) -> impl Iterator<Item = Range<usize>> + '_ {
    let starts = std::iter::once(0).chain(pauses.iter().copied());
    let ends = pauses.iter().copied().chain(std::iter::once(rows));
    starts.zip(ends).map(|(start, end)| start..end).filter(|range| !range.is_empty())
}

/// Missing values take the last one there is, up to `limit_s` later.
pub fn hold(values: &mut [f32], seconds: &[f64], limit_s: f64) {
    passes::fold(0..values.len(), None, |mut last: Option<(f64, f32)>, rows| {
        for (x, t) in values[rows.clone()].iter_mut().zip(&seconds[rows]) {
            if x.is_finite() {
                last = Some((*t, *x));
            } else if let Some((since, value)) = last
                && t - since <= limit_s + SLACK_S
            {
                *x = value;
            }
        }
        last
    });
}

/// How a quantity can move: what leaves and comes back faster than this was not the quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Fastest change there is, base unit per second.
    pub per_s: f64,
    /// A step as large as this says nothing, however short the time.
    pub floor: f64,
}

/// Where a channel jumped away and back again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Excursions {
    /// Rows that are off, in order; none where more than every other step is faster than the quantity can move: such a
    /// channel is noise, and no single excursion says anything.
    pub rows: Vec<Range<usize>>,
}

/// Above this share of impossible steps a channel is noise. A sensor with a loose wire has a quarter of them.
const NOISE: f64 = 0.5;
/// At most so many jumps lie between leaving and coming back.
const JUMPS: usize = 12;
/// Samples further apart than this, seconds, are no neighbours.
const APART_S: f64 = 1.0;
/// What is left of the jump when a channel is back.
const BACK: f64 = 0.35;

/// Finds stretches of at most `longest_s` (or one sample, if the samples are rarer) that the channel reaches by a jump
/// and leaves by another, back to about where it was. A jump is a step between neighbouring samples faster than
/// `pace`; a step of the median time is the least that is looked at. Missing samples are passed over.
pub fn excursions(values: &[f32], axis: &TimeAxis, pace: Pace, longest_s: f64) -> Excursions {
    let seconds = axis.seconds();
    let least = axis.median_step().max(1e-3);
    let reach = longest_s.max(axis.median_step()) + SLACK_S;
    let limit = |dt: f64| pace.floor.max(pace.per_s * dt.max(least));
    let (jumps, steps) = jumps(values, seconds, limit, reach.max(APART_S));
    let noise = if steps == 0 { 0.0 } else { jumps.len() as f64 / steps as f64 };
    if noise > NOISE {
        return Excursions::default();
    }
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(jump) = jumps.get(at) {
        let before = f64::from(values[jump.from]);
        let off = (f64::from(values[jump.to]) - before).abs();
        let back = jumps[at + 1..].iter().take(JUMPS).position(|next| {
            let now = f64::from(values[next.to]);
            (now - before).abs() <= pace.floor.max(BACK * off)
        });
        let back = back.map(|n| at + 1 + n).filter(|n| seconds[jumps[*n].from] - seconds[jump.to] <= reach);
        match back {
            Some(n) => {
                rows.push(jump.to..jumps[n].to);
                at = n + 1;
            }
            None => at += 1,
        }
    }
    Excursions { rows }
}

/// Steps looked at together.
const FEW: usize = 64;

struct Jump {
    from: usize,
    to: usize,
}

/// Steps larger than `limit` of their time, between sound samples at most `apart` seconds apart, and how many steps
/// there are.
fn jumps(values: &[f32], seconds: &[f64], limit: impl Fn(f64) -> f64, apart: f64) -> (Vec<Jump>, usize) {
    let least = limit(0.0) as f32;
    let mut found = Vec::new();
    let mut look = |from: usize, to: usize| {
        let step = (values[to] - values[from]).abs();
        // The division of labour: nearly every step fails the first test, which needs no time.
        if step > least {
            let dt = seconds[to] - seconds[from];
            if dt <= apart && f64::from(step) > limit(dt) {
                found.push(Jump { from, to });
            }
        }
    };
    // And where no sample is missing, that of a few of them none passes it can be told at once.
    let all_small = |rows: Range<usize>| {
        let steps = values[rows.start..rows.end - 1].iter().zip(&values[rows.start + 1..rows.end]);
        steps.fold(true, |small, (from, to)| small & ((to - from).abs() <= least))
    };
    let none = (0, None::<usize>);
    let (steps, _) = passes::fold(0..values.len(), none, |(mut steps, mut last), rows| {
        for start in rows.clone().step_by(FEW) {
            let few = start..(start + FEW).min(rows.end);
            if let Some(from) = last.filter(|last| last + 1 == start)
                && all_small(from..few.end)
            {
                (steps, last) = (steps + few.len(), Some(few.end - 1));
                continue;
            }
            for to in few.filter(|row| values[*row].is_finite()) {
                if let Some(from) = last {
                    steps += 1;
                    look(from, to);
                }
                last = Some(to);
            }
        }
        (steps, last)
    });
    (found, steps)
}

/// Puts a straight line in place of the rows of excursions.
pub fn bridge(values: &mut [f32], seconds: &[f64], excursions: &[Range<usize>]) {
    for rows in excursions {
        let Some(before) = rows.start.checked_sub(1) else { continue };
        if rows.end >= values.len() {
            continue;
        }
        let (t0, t1) = (seconds[before], seconds[rows.end]);
        let (x0, x1) = (values[before], values[rows.end]);
        for row in rows.clone() {
            let share = if t1 > t0 { (seconds[row] - t0) / (t1 - t0) } else { 0.0 };
            values[row] = (f64::from(x0) + f64::from(x1 - x0) * share) as f32;
        }
    }
}

/// Steps looked at for the resolution of a channel.
const STEPS: usize = 20_000;

/// The resolution of a channel: the step that one in twenty of its changes does not exceed. `None` where it never
/// changes.
pub fn quantum(values: &[f32]) -> Option<f64> {
    let stride = (values.len() / STEPS).max(1);
    let mut steps: Vec<f32> = Vec::new();
    for at in (1..values.len()).step_by(stride) {
        let step = (values[at] - values[at - 1]).abs();
        if step > 0.0 && step.is_finite() {
            steps.push(step);
        }
    }
    if steps.is_empty() {
        return None;
    }
    let rank = steps.len() / 20;
    Some(f64::from(*steps.select_nth_unstable_by(rank, f32::total_cmp).1))
}

/// How long a changing channel stays at one value, seconds: the median over its runs of equal values that are shorter
/// than `longest_s`. A sensor read ten times a second in a log of a hundred rows a second gives 0.1.
pub fn dwell(values: &[f32], seconds: &[f64], longest_s: f64) -> f64 {
    let mut runs: Vec<f64> = Vec::new();
    passes::fold(1..values.len(), 0, |mut start, rows| {
        for row in rows {
            if values[row] != values[row - 1] {
                let length = seconds[row] - seconds[start];
                if length <= longest_s && values[row].is_finite() && start > 0 {
                    runs.push(length);
                }
                start = row;
            }
        }
        start
    });
    if runs.is_empty() {
        return 0.0;
    }
    let middle = runs.len() / 2;
    *runs.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// Where a value stands and the way it is going.
pub struct Slope {
    /// Mean over the window around each row; NaN where the row has no value.
    pub level: Vec<f32>,
    /// Change per second there.
    pub rate: Vec<f32>,
}

/// Level and slope over `half_s` to either side: the mean ahead less the mean behind, over the time between the two.
/// Windows stop at pauses and at missing values.
pub fn slope(values: &[f32], seconds: &[f64], pauses: &[usize], half_s: f64) -> Slope {
    let mut level = vec![f32::NAN; values.len()];
    let mut rate = vec![f32::NAN; values.len()];
    for passage in passages(values.len(), pauses) {
        let mut at = passage.start;
        while at < passage.end {
            let length = values[at..passage.end].iter().take_while(|x| x.is_finite()).count();
            let stretch = at..at + length;
            if length > 0 {
                slope_of(
                    &values[stretch.clone()],
                    &seconds[stretch.clone()],
                    half_s + SLACK_S,
                    &mut level[stretch.clone()],
                    &mut rate[stretch.clone()],
                );
            }
            at = stretch.end;
            at += values[at..passage.end].iter().take_while(|x| !x.is_finite()).count();
        }
    }
    Slope { level, rate }
}

/// Sums of a window that moves forward.
#[derive(Default)]
struct Window {
    x: f64,
    t: f64,
    n: f64,
}

impl Window {
    fn take(&mut self, x: f64, t: f64) {
        self.x += x;
        self.t += t;
        self.n += 1.0;
    }

    fn drop(&mut self, x: f64, t: f64) {
        self.x -= x;
        self.t -= t;
        self.n -= 1.0;
    }
}

fn slope_of(values: &[f32], seconds: &[f64], half: f64, level: &mut [f32], rate: &mut [f32]) {
    // Offsets from the first sample keep the sums short of the digits that a time of day would cost.
    let (x0, t0) = (f64::from(values[0]), seconds[0]);
    let x = |i: usize| f64::from(values[i]) - x0;
    let t = |i: usize| seconds[i] - t0;
    let n = values.len();
    // A window and the row at its moving end.
    let (behind, ahead) = ((Window::default(), 0), (Window::default(), 0));
    passes::fold(0..n, (behind, ahead), |((mut behind, mut first), (mut ahead, mut next)), rows| {
        for i in rows {
            // Both windows hold the sample in the middle.
            behind.take(x(i), t(i));
            while t(i) - t(first) > half {
                behind.drop(x(first), t(first));
                first += 1;
            }
            while next < n && t(next) - t(i) <= half {
                ahead.take(x(next), t(next));
                next += 1;
            }
            let apart = ahead.t / ahead.n - behind.t / behind.n;
            let rise = ahead.x / ahead.n - behind.x / behind.n;
            rate[i] = if apart > SLACK_S { (rise / apart) as f32 } else { 0.0 };
            level[i] = (x0 + (ahead.x + behind.x - x(i)) / (ahead.n + behind.n - 1.0)) as f32;
            ahead.drop(x(i), t(i));
        }
        ((behind, first), (ahead, next))
    });
}

/// A staircase made a line: between two changes at most `longest_s` apart the value goes evenly from one to the other.
/// For the ratio of two channels, of which one is coarser or rarer than the other.
pub fn unstaired(values: &[f32], seconds: &[f64], longest_s: f64) -> Vec<f32> {
    let mut line = values.to_vec();
    passes::fold(1..values.len(), 0, |mut since, rows| {
        for row in rows.filter(|row| values[*row] != values[row - 1]) {
            let (t0, t1) = (seconds[since], seconds[row]);
            let (x0, x1) = (values[since], values[row]);
            let near = t1 - t0 <= longest_s + SLACK_S && t1 > t0;
            if row > since + 1 && near && x0.is_finite() && x1.is_finite() {
                for between in since + 1..row {
                    let share = (seconds[between] - t0) / (t1 - t0);
                    line[between] = (f64::from(x0) + f64::from(x1 - x0) * share) as f32;
                }
            }
            since = row;
        }
        since
    });
    line
}
