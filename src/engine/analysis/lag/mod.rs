//! How long one channel follows another: correlation at every shift in time.

use serde::{Deserialize, Serialize};

use super::evidence::{Ledger, Note, NoteCode, Reason};
use super::frame::Frame;
use super::stretches::{even_pieces, stretches};
use super::subject::Subject;
use super::{AnalysisError, Params as _};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::engine::stats::autocorrelation::{autocorrelation, effective_pairs};
use crate::engine::stats::correlation::Pair;
use crate::engine::stats::cross::CrossSums;
use crate::engine::stats::distributions::{correlation_interval, correlation_p};
use crate::engine::table::RowMask;

crate::params! {
    /// How far and of what a lag is looked for.
    pub struct Params("lag") {
        /// Longest shift either way.
        reach: Duration = 2000.0, 10.0 ..= 60_000.0;
        /// 1 to correlate the changes from sample to sample instead of the values: sharper where both drift together.
        changes: Flag = 0.0, 0.0 ..= 1.0;
        /// Confidence of the interval.
        confidence: Percent = 95.0, 50.0 ..= 99.9;
        /// Fewest pairs of a shift.
        least: Count = 50.0, 3.0 ..= 100_000.0;
        /// Most samples memory is read off; of longer selections every k-th.
        memory_rows: Count = 16_384.0, 256.0 ..= 262_144.0;
    }
}

/// Correlation of `y` with an earlier or later `x`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub x: ChannelKey,
    pub y: ChannelKey,
    /// Even step both are brought to, seconds.
    pub step_s: f64,
    /// From the most negative shift to the most positive; every k-th where there are many.
    pub curve: Vec<LagPoint>,
    pub best: Option<BestLag>,
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

/// One shift. A positive one says that `y` follows `x`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LagPoint {
    pub lag_s: f64,
    pub r: Option<f64>,
    pub n: u64,
}

/// The shift with the strongest correlation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BestLag {
    /// Seconds by which `y` follows `x`, between samples by the parabola through the best shift and its neighbours.
    pub lag_s: f64,
    /// Shifts around it whose correlation cannot be told from the best one.
    pub low_s: f64,
    pub high_s: f64,
    pub r: f64,
    pub n: u64,
    /// How many independent pairs these are worth.
    pub n_effective: f64,
    /// Two-sided, of no relation at any of the shifts (Šidák's correction over all of them).
    pub p: Option<f64>,
    /// The best shift is the farthest looked at: the true one may lie beyond.
    pub at_edge: bool,
}

/// Points of a curve that is sent to a page.
const MOST_POINTS: usize = 1001;

/// Lag of `y` behind `x` over the selection.
pub fn run(
    frame: &Frame,
    _subject: &Subject,
    x: &ChannelKey,
    y: &ChannelKey,
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    let step_s = frame.time().median_step();
    let mut notes = Vec::new();
    let report = |curve, best, ledger, notes| {
        Ok(Report { x: x.clone(), y: y.clone(), step_s, curve, best, ledger, notes })
    };
    let mut ledger = frame.ledger();
    let (Some(a), Some(b)) = (frame.values(x), frame.values(y)) else {
        for key in [x, y] {
            if frame.values(key).is_none() {
                notes.push(Note::new(NoteCode::ChannelAbsent).of(key.clone()));
            }
        }
        ledger.leave_out(Reason::Missing, &RowMask::all(frame.rows()));
        return report(Vec::new(), None, ledger.finish().1, notes);
    };
    for key in [x, y] {
        if frame.table().column(key).is_some_and(|column| column.axis != frame.axis_index()) {
            notes.push(Note::new(NoteCode::Held).of(key.clone()));
        }
    }
    for values in [&a, &b] {
        ledger.keep(Reason::Missing, &RowMask::of_values(values, f32::is_finite));
    }
    notes.push(Note::new(NoteCode::Resampled).with(&[step_s]));
    let rows = stretches(frame);
    let mut first = even_pieces(frame, &a, &rows);
    let mut second = even_pieces(frame, &b, &rows);
    if params.changes >= 0.5 {
        first.iter_mut().chain(&mut second).for_each(|piece| differences(piece));
    }
    centre(&mut first);
    centre(&mut second);
    let pairs = correlate(&first, &second, step_s, params, cx)?;
    let best = best_of(&pairs, &first, &second, step_s, params);
    let curve = curve(&pairs, step_s);
    report(curve, best, ledger.finish().1, notes)
}

fn differences(values: &mut [f64]) {
    for i in (1..values.len()).rev() {
        values[i] -= values[i - 1];
    }
    if let Some(first) = values.first_mut() {
        *first = f64::NAN;
    }
}

fn centre(pieces: &mut [Vec<f64>]) {
    let finite = || pieces.iter().flatten().filter(|x| x.is_finite());
    let n = finite().count();
    if n > 0 {
        let mean = finite().sum::<f64>() / n as f64;
        pieces.iter_mut().flatten().for_each(|x| *x -= mean);
    }
}

fn correlate(
    first: &[Vec<f64>],
    second: &[Vec<f64>],
    step_s: f64,
    params: &Params,
    cx: &Cx,
) -> Result<Vec<Pair>, AnalysisError> {
    let longest = first.iter().map(Vec::len).max().unwrap_or(0);
    let reach = if step_s > 0.0 { (params.reach / 1000.0 / step_s).round() as usize } else { 0 };
    let mut sums = CrossSums::new(reach.min(longest.saturating_sub(1)));
    for (i, (a, b)) in first.iter().zip(second).enumerate() {
        cx.step(i as u64, first.len() as u64)?;
        sums.add(a, b);
    }
    Ok(sums.finish())
}

fn shift_of(at: usize, pairs: &[Pair], step_s: f64) -> f64 {
    (at as f64 - (pairs.len() / 2) as f64) * step_s
}

fn curve(pairs: &[Pair], step_s: f64) -> Vec<LagPoint> {
    let every = pairs.len().div_ceil(MOST_POINTS).max(1);
    // Around shift 0, so that it is among the points.
    let first = (pairs.len() / 2) % every;
    let point =
        |(at, pair): (usize, &Pair)| LagPoint { lag_s: shift_of(at, pairs, step_s), r: pair.r, n: pair.n };
    pairs.iter().enumerate().skip(first).step_by(every).filter(|(_, pair)| pair.n > 0).map(point).collect()
}

fn best_of(
    pairs: &[Pair],
    first: &[Vec<f64>],
    second: &[Vec<f64>],
    step_s: f64,
    params: &Params,
) -> Option<BestLag> {
    let strength = |at: usize| {
        let pair = pairs.get(at)?;
        pair.r.filter(|_| pair.n as f64 >= params.least)
    };
    let known: Vec<(usize, f64)> = (0..pairs.len()).filter_map(|at| strength(at).map(|r| (at, r))).collect();
    let (at, r) = known.iter().copied().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    let (lowest, highest) = (known.first()?.0, known.last()?.0);
    let n_effective = worth(pairs[at].n as f64, first, second, params);
    let beside = |at: Option<usize>| at.and_then(&strength).map(|beside| beside * r.signum());
    let part = match (beside(at.checked_sub(1)), beside(at.checked_add(1))) {
        (Some(before), Some(after)) => vertex(before, r.abs(), after),
        _ => 0.0,
    };
    let (low, high) = like_best(at, r, n_effective, &strength, params);
    let p = correlation_p(r, n_effective).map(|p| -((known.len() as f64) * (-p).ln_1p()).exp_m1());
    Some(BestLag {
        lag_s: shift_of(at, pairs, step_s) + part * step_s,
        low_s: shift_of(low, pairs, step_s),
        high_s: shift_of(high, pairs, step_s),
        r,
        n: pairs[at].n,
        n_effective,
        p: p.map(|p| p.clamp(0.0, 1.0)),
        at_edge: at == lowest || at == highest,
    })
}

/// Place of the vertex of the parabola through three values one step apart, from the middle one; within half a step.
fn vertex(before: f64, middle: f64, after: f64) -> f64 {
    let bend = before - 2.0 * middle + after;
    if bend < 0.0 { ((before - after) / (2.0 * bend)).clamp(-0.5, 0.5) } else { 0.0 }
}

/// The run of shifts around the best whose correlation is within its interval.
fn like_best(
    at: usize,
    r: f64,
    n_effective: f64,
    strength: &impl Fn(usize) -> Option<f64>,
    params: &Params,
) -> (usize, usize) {
    let interval = correlation_interval(r.abs(), n_effective, params.confidence / 100.0);
    let least = interval.map_or(f64::NEG_INFINITY, |(low, _)| low);
    let alike = |at: usize| strength(at).is_some_and(|other| other * r.signum() >= least);
    let (mut low, mut high) = (at, at);
    while low.checked_sub(1).is_some_and(alike) {
        low -= 1;
    }
    while alike(high + 1) {
        high += 1;
    }
    (low, high)
}

fn worth(n: f64, first: &[Vec<f64>], second: &[Vec<f64>], params: &Params) -> f64 {
    let length: usize = first.iter().map(|piece| piece.len() + 1).sum();
    let every = length.div_ceil(params.memory_rows as usize).max(1);
    let memory = |pieces: &[Vec<f64>]| {
        // A missing sample keeps the pieces apart.
        let joined = pieces.iter().flat_map(|piece| piece.iter().copied().chain([f64::NAN]));
        let thinned: Vec<f64> = joined.step_by(every).collect();
        autocorrelation(&thinned, thinned.len() / 5)
    };
    let thinned = length.div_ceil(every);
    effective_pairs(n.min(thinned as f64), thinned, &memory(first), &memory(second))
}
