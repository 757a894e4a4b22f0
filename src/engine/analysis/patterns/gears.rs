//! Which gear, and when it changed.

use std::ops::Range;

use super::Params;
use super::signals::{Rpm, Signals};
use super::stretch::{passage_of, paused, row_after, row_before};
use crate::engine::analysis::trace;
use crate::engine::passes;
use crate::engine::table::RowMask;

/// Below this a ratio of engine to road speed says little, km/h.
const LEAST_KMH: f32 = 12.0;
/// Ratios are gathered in bins this far apart, as a share.
const BIN: f64 = 0.01;
/// Ratios told apart: rpm per km/h.
const LOWEST: f64 = 5.0;
const HIGHEST: f64 = 600.0;
/// Two gears lie further apart than this share.
const APART: f64 = 0.08;
/// A ratio is a gear's if it stood for this long in all, and for this share of the time the car was driven.
const GEAR_S: f64 = 1.0;
const GEAR_SHARE: f64 = 0.01;
/// Gears must explain this share of the time in which the ratio stands; a belt or a slipping converter has none.
const EXPLAINED: f64 = 0.6;
const MOST_GEARS: usize = 10;
/// The ratio stands if it moves by less than this share within `STANDS_S` to either side.
const STANDS: f32 = 0.025;
const STANDS_S: f64 = 0.25;
/// In the middle of a gear change a ratio belongs to a gear up to this share away from it.
const NEAR: f64 = 0.1;
/// A gear engaged for less than this was passed through.
const ENGAGED_S: f64 = 0.25;
/// From a change seen in the gear channel to where rpm turns.
const TURN_S: f64 = 0.5;
/// Share by which rpm falls when the next gear is taken, at least and at most.
const DROP: Range<f32> = 0.1..0.55;
/// It rose before, and rises again after, for this long, seconds, and at least this fast, rpm per second.
const PULLS_S: f64 = 0.3;
const PULLS_RATE: f32 = 100.0;

/// What is known of the gears.
pub(super) struct Gears {
    /// Gear by row, 0 where none is known.
    pub by_row: Vec<u8>,
    /// Engine over road speed, rpm per km/h, NaN where it says nothing; `None` without a road speed.
    pub ratio: Option<Vec<f32>>,
    /// Whether `by_row` knows any.
    pub known: bool,
    /// Whether `by_row` is as logged, and not found from the ratio.
    pub logged: bool,
}

/// The gear as logged; without it, the ratios of engine and road speed at which the car was driven, counted from 1 up
/// by falling ratio.
pub(super) fn gears(signals: &Signals, rpm: &Rpm) -> Gears {
    let ratio =
        signals.speed.as_ref().map(|speed| {
            let line = trace::unstaired(&rpm.values, signals.seconds, 0.3);
            let running = &signals.running;
            let mut ratio = passes::map(line.len(), |row| {
                if speed[row] >= LEAST_KMH { line[row] / speed[row] } else { f32::NAN }
            });
            for run in running.not().runs() {
                ratio[run].fill(f32::NAN);
            }
            ratio
        });
    let logged = signals.gear.as_ref().filter(|gear| gear.iter().any(|x| *x >= 1.0));
    if let Some(logged) = logged {
        let gear = |row: usize| if logged[row] >= 0.5 { logged[row].round() as u8 } else { 0 };
        let by_row = passes::map(logged.len(), gear);
        return Gears { by_row, ratio, known: true, logged: true };
    }
    let by_row = ratio.as_ref().and_then(|ratio| from_ratio(signals, ratio));
    Gears {
        known: by_row.is_some(),
        by_row: by_row.unwrap_or_else(|| vec![0; signals.rows()]),
        ratio,
        logged: false,
    }
}

fn from_ratio(signals: &Signals, ratio: &[f32]) -> Option<Vec<u8>> {
    let apart = if signals.step > 0.0 { ((STANDS_S / signals.step) as usize).max(1) } else { 1 };
    let bins = ((HIGHEST / LOWEST).ln() / BIN) as usize + 1;
    let bin_of = |x: f32| ((f64::from(x) / LOWEST).ln() / BIN) as usize;
    let mut seconds = vec![0.0; bins];
    passes::each(apart..ratio.len().saturating_sub(apart), |rows| {
        for row in rows {
            let (before, here, after) = (ratio[row - apart], ratio[row], ratio[row + apart]);
            let most = here * STANDS;
            if (before - here).abs() <= most
                && (after - here).abs() <= most
                && (LOWEST..HIGHEST).contains(&f64::from(here))
            {
                seconds[bin_of(here)] += signals.step;
            }
        }
    });
    let centres = peaks(seconds)?;
    let logs: Vec<f64> = centres.iter().map(|c| c.ln()).collect();
    let nearest = |x: f32| -> u8 {
        if !x.is_finite() || x <= 0.0 {
            return 0;
        }
        let log = f64::from(x).ln();
        let off = |i: usize| (logs[i] - log).abs();
        let Some(best) = (0..logs.len()).min_by(|a, b| off(*a).total_cmp(&off(*b))) else { return 0 };
        let neighbour = (0..logs.len()).filter(|i| *i != best).map(off).fold(f64::INFINITY, f64::min);
        if off(best) <= NEAR && 2.0 * off(best) <= neighbour { best as u8 + 1 } else { 0 }
    };
    Some(passes::map(ratio.len(), |row| nearest(ratio[row])))
}

/// The ratios at which time gathers, falling; `None` where it does not gather.
fn peaks(mut seconds: Vec<f64>) -> Option<Vec<f64>> {
    let all: f64 = seconds.iter().sum();
    let width = (APART / 2.0 / BIN) as usize;
    let mut found: Vec<f64> = Vec::new();
    let mut explained = 0.0;
    while found.len() < MOST_GEARS {
        let around = |at: usize| at.saturating_sub(width / 2)..(at + width / 2 + 1).min(seconds.len());
        let mass = |at: usize| seconds[around(at)].iter().sum::<f64>();
        let best = (0..seconds.len()).max_by(|a, b| mass(*a).total_cmp(&mass(*b)).then(b.cmp(a)))?;
        let here = mass(best);
        if here < GEAR_S.max(GEAR_SHARE * all) {
            break;
        }
        let centre = around(best).map(|i| (i as f64 + 0.5) * seconds[i]).sum::<f64>() / here;
        found.push(LOWEST * (centre * BIN).exp());
        explained += here;
        let taken = best.saturating_sub(width)..(best + width + 1).min(seconds.len());
        seconds[taken].fill(0.0);
    }
    found.sort_by(|a, b| b.total_cmp(a));
    (!found.is_empty() && explained >= EXPLAINED * all).then_some(found)
}

/// Rule: one gear gives way to another within the time of a shift, by the gear channel or by the ratio of engine and
/// road speed; without both, rpm under an open throttle falls as far as a gear makes it fall, having risen before and
/// rising again after. The segment lies between the turns of rpm.
pub(super) fn changes(signals: &Signals, rpm: &Rpm, gears: &Gears, params: &Params) -> Vec<Range<usize>> {
    let shift_s = params.shift_ms / 1000.0;
    let found = if gears.known { between(signals, gears, shift_s) } else { drops(signals, rpm, shift_s) };
    let mut rows = RowMask::none(signals.rows());
    for range in &found {
        rows.insert_range(turns(signals, rpm, range));
    }
    signals.stretches(&rows, 0.0, 0.0)
}

/// From the last row of one gear to the first of the next.
fn between(signals: &Signals, gears: &Gears, shift_s: f64) -> Vec<Range<usize>> {
    let seconds = signals.seconds;
    let mut engaged: Vec<(u8, Range<usize>)> = Vec::new();
    let mut start = 0;
    for row in 1..=gears.by_row.len() {
        if row < gears.by_row.len() && gears.by_row[row] == gears.by_row[start] {
            continue;
        }
        let gear = gears.by_row[start];
        if gear > 0 {
            match engaged.last_mut() {
                // The same gear again, after a moment in which none was told.
                Some((last, range))
                    if *last == gear && seconds[start] - seconds[range.end - 1] <= ENGAGED_S =>
                {
                    range.end = row;
                }
                _ => engaged.push((gear, start..row)),
            }
        }
        start = row;
    }
    engaged.retain(|(_, r)| seconds[r.end - 1] - seconds[r.start] + signals.step >= ENGAGED_S);
    let pairs = engaged.windows(2).filter(|pair| {
        let (before, after) = (pair[0].1.end - 1, pair[1].1.start);
        pair[0].0 != pair[1].0
            && seconds[after] - seconds[before] <= shift_s
            && !paused(&signals.pauses, before, after)
            && signals.running.contains(before)
            && signals.running.contains(after)
    });
    pairs.map(|pair| pair[0].1.end - 1..pair[1].1.start + 1).collect()
}

/// Turning points of rpm, each further from the last than `share` of it.
pub(super) fn pivots(values: &[f32], rows: Range<usize>, share: f32) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut rows = rows.filter(|row| values[*row].is_finite());
    let Some(first) = rows.next() else { return found };
    let (mut low, mut high) = (first, first);
    let mut rising: Option<bool> = None;
    for row in rows {
        let x = values[row];
        if rising != Some(false) && x >= values[high] {
            high = row;
        }
        if rising != Some(true) && x <= values[low] {
            low = row;
        }
        if rising != Some(false) && x < values[high] * (1.0 - share) {
            found.push(high);
            (low, rising) = (row, Some(false));
        } else if rising != Some(true) && x * (1.0 - share) > values[low] {
            found.push(low);
            (high, rising) = (row, Some(true));
        }
    }
    found
}

/// Falls of rpm that a higher gear makes.
fn drops(signals: &Signals, rpm: &Rpm, shift_s: f64) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let open = |row: usize| signals.throttle.closed.as_ref().is_some_and(|closed| !closed.contains(row));
    let rate = |from: usize, to: usize| {
        let dt = signals.seconds[to] - signals.seconds[from];
        if dt > 0.0 { (f64::from(rpm.values[to] - rpm.values[from]) / dt) as f32 } else { 0.0 }
    };
    for passage in trace::passages(signals.rows(), &signals.pauses) {
        let turning = pivots(&rpm.values, passage.clone(), DROP.start * 0.8);
        for pair in turning.windows(2) {
            let (high, low) = (pair[0], pair[1]);
            let drop = 1.0 - rpm.values[low] / rpm.values[high];
            if !DROP.contains(&drop) || signals.seconds[low] - signals.seconds[high] > shift_s {
                continue;
            }
            let before = row_before(signals.seconds, high, PULLS_S, passage.start);
            let after = row_after(signals.seconds, low, PULLS_S, passage.end);
            let pulls = rate(before, high) >= PULLS_RATE && rate(low, after) >= PULLS_RATE;
            if pulls && open(before) && open(after) && before < high && after > low {
                found.push(high..low + 1);
            }
        }
    }
    found
}

/// Widens a change to where rpm turns: from the top before to the bottom after where rpm falls, the other way round
/// where it rises.
fn turns(signals: &Signals, rpm: &Rpm, range: &Range<usize>) -> Range<usize> {
    let passage = passage_of(range.start, signals.rows(), &signals.pauses);
    let first = row_before(signals.seconds, range.start, TURN_S, passage.start);
    let last = row_after(signals.seconds, range.end - 1, TURN_S, passage.end);
    let (before, after) = (rpm.values[range.start], rpm.values[range.end - 1]);
    let level = |row: usize| rpm.slope.level[row];
    let falls = if before == after { level(first) > level(last) } else { before > after };
    let sign = if falls { 1.0 } else { -1.0 };
    let best = |rows: &mut dyn Iterator<Item = usize>, sign: f32| {
        rows.filter(|row| rpm.values[*row].is_finite())
            .max_by(|a, b| (sign * rpm.values[*a]).total_cmp(&(sign * rpm.values[*b])))
    };
    // Nearest to the change among equals: `max_by` keeps the last, so the rows after are looked at backwards.
    let start = best(&mut (first..=range.start), sign).unwrap_or(range.start);
    let end = best(&mut (range.end - 1..=last).rev(), -sign).unwrap_or(range.end - 1);
    start..end + 1
}
