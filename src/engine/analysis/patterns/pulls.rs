//! Full-throttle pulls: full throttle, one gear, rpm rising.

use std::ops::Range;

use super::Params;
use super::gears::Gears;
use super::signals::{Rpm, Signals};
use super::stretch::length;
use crate::engine::analysis::trace;
use crate::engine::table::RowMask;

/// A throttle that flutters this long is still open, seconds.
const FLUTTER_S: f64 = 0.15;
/// A dip is made good within this time, seconds.
const DIP_S: f64 = 0.35;
/// Steps of the sensor that are no dip.
const DIP_STEPS: f64 = 2.5;
/// To either side of a row for the slope within a pull, seconds.
const HALF_S: f64 = 0.15;
const SAMPLES: usize = 5;
/// Ratios are compared over this time, seconds.
const BLOCK_S: f64 = 0.3;
/// A road speed is worth so much, km/h, and comes so late, seconds.
const SPEED_KMH: f64 = 1.0;
const SPEED_LATE_S: f64 = 0.3;

/// Rule: the throttle as far open as it goes in this log, nothing cutting in, rpm rising (dips that are soon made good
/// and steps of the sensor apart), one gear by the gear channel or by the ratio of engine and road speed, over enough
/// rpm and time.
pub(super) fn pulls(
    signals: &Signals,
    rpm: &Rpm,
    gears: &Gears,
    cut_in: &RowMask,
    params: &Params,
) -> Vec<Range<usize>> {
    let Some(full) = &signals.throttle.full else { return Vec::new() };
    let rows = full.and(&signals.running).and(&signals.may_move()).minus(&signals.neutral()).minus(cut_in);
    let flutter = FLUTTER_S.max(2.2 * signals.step);
    let mut found = Vec::new();
    for open in signals.stretches(&rows, flutter, 0.0) {
        for one_gear in by_gear(open, gears) {
            let values = median_of_three(&rpm.values[one_gear.clone()]);
            let dip = params.pull_dip.max(DIP_STEPS * rpm.quantum) as f32;
            for rising in rising(&values, &signals.seconds[one_gear.clone()], dip) {
                let rows = one_gear.start + rising.start..one_gear.start + rising.end;
                let trimmed = trim_slow(signals, &values[rising], rows, params.pull_rate);
                if let Some(rows) = trimmed.and_then(|rows| in_ratio(signals, gears, rows, params))
                    && is_pull(signals, rpm, &rows, params)
                {
                    found.push(rows);
                }
            }
        }
    }
    found
}

fn is_pull(signals: &Signals, rpm: &Rpm, rows: &Range<usize>, params: &Params) -> bool {
    if rows.len() < SAMPLES {
        return false;
    }
    let seconds = length(rows, signals.seconds);
    let range = f64::from(rpm.values[rows.end - 1] - rpm.values[rows.start]);
    seconds * 1000.0 + 1e-3 >= params.pull_ms
        && range >= params.pull_range
        && (params.pull_rate..=params.free_rate).contains(&(range / seconds))
}

/// Cuts at every change of a logged gear. A gear found from the ratio is told too coarsely to cut by it.
fn by_gear(rows: Range<usize>, gears: &Gears) -> Vec<Range<usize>> {
    if !gears.logged {
        return vec![rows];
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for row in rows {
        match found.last_mut() {
            Some(last) if gears.by_row[row] == gears.by_row[last.start] => last.end = row + 1,
            _ => found.push(row..row + 1),
        }
    }
    found
}

/// Each value, or the middle one of itself and its neighbours: one sample far off is no end of a pull.
fn median_of_three(values: &[f32]) -> Vec<f32> {
    let mut middle = values.to_vec();
    for (at, w) in values.windows(3).enumerate() {
        middle[at + 1] = w[0].max(w[1]).min(w[0].min(w[1]).max(w[2]));
    }
    middle
}

/// Stretches over which the values rise: from a lowest to a highest one, with no fall of more than `dip` between that
/// is not made good within `DIP_S`.
fn rising(values: &[f32], seconds: &[f64], dip: f32) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut low, mut high) = (0, 0);
    let mut row = 1;
    while row < values.len() {
        let x = values[row];
        if !x.is_finite() || !values[high].is_finite() {
            found.push(low..high + 1);
            (low, high) = (row, row);
        } else if x >= values[high] {
            high = row;
        } else if x < values[low] && values[high] - values[low] <= dip {
            (low, high) = (row, row);
        } else if values[high] - x > dip {
            let upto = seconds[row] + DIP_S + trace::SLACK_S;
            let mut ahead = (row + 1..values.len()).take_while(|r| seconds[*r] <= upto);
            if let Some(back) = ahead.find(|r| values[*r] >= values[high]) {
                high = back;
                row = back;
            } else {
                found.push(low..high + 1);
                (low, high) = (row, row);
            }
        }
        row += 1;
    }
    if high > low {
        found.push(low..high + 1);
    }
    found
}

/// Leaves off what hardly rises at either end: the wait for boost, the last of the revs.
fn trim_slow(signals: &Signals, values: &[f32], rows: Range<usize>, least: f64) -> Option<Range<usize>> {
    let half = HALF_S.max(1.5 * signals.step);
    let rate = trace::slope(values, &signals.seconds[rows.clone()], &[], half).rate;
    let rises = |x: &f32| f64::from(*x) >= least;
    let first = rate.iter().position(rises)?;
    let last = rate.iter().rposition(rises)?;
    Some(rows.start + first..rows.start + last + 1)
}

/// Leaves off what is not in the ratio of the gear at either end: a slipping clutch or converter at the start, a shift
/// at the end. The whole, where no road speed is logged.
fn in_ratio(signals: &Signals, gears: &Gears, rows: Range<usize>, params: &Params) -> Option<Range<usize>> {
    let (Some(ratio), Some(speed)) = (&gears.ratio, &signals.speed) else { return Some(rows) };
    let mut known: Vec<f64> =
        ratio[rows.clone()].iter().map(|x| f64::from(*x)).filter(|x| x.is_finite()).collect();
    if known.len() < SAMPLES {
        return Some(rows);
    }
    let middle = known.len() / 2;
    let gear = *known.select_nth_unstable_by(middle, f64::total_cmp).1;
    let seconds = length(&rows, signals.seconds).max(signals.step);
    let gain = f64::from(speed[rows.end - 1] - speed[rows.start]).max(0.0) / seconds;
    let fits = |row: usize| {
        let kmh = f64::from(speed[row]).max(1.0);
        let slack = params.gear_share / 100.0 + (SPEED_KMH + SPEED_LATE_S * gain) / kmh;
        !ratio[row].is_finite() || (f64::from(ratio[row]) / gear - 1.0).abs() <= slack
    };
    // The longest stretch whose misfits are shorter than a block.
    let mut best: Option<Range<usize>> = None;
    let mut current: Option<Range<usize>> = None;
    for row in rows.clone() {
        if !fits(row) {
            continue;
        }
        current = match current.take() {
            Some(run) if signals.seconds[row] - signals.seconds[run.end - 1] <= BLOCK_S => {
                Some(run.start..row + 1)
            }
            _ => Some(row..row + 1),
        };
        if let Some(run) = &current
            && best.as_ref().is_none_or(|b| run.len() > b.len())
        {
            best = Some(run.clone());
        }
    }
    best
}
