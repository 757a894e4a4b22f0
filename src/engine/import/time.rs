//! Time: from what the file writes to seconds that never go back.

use super::issue::{IssueCode, IssueLog};
use super::options::{ImportOptions, SourceUnit, TimeUnit};
use super::raw::{LineMap, RawAxis};
use super::report::{Doubt, DoubtCode, TimeForm, TimeReason};
use super::text::clock::{self, TimeText};
use super::units::{UnitText, of_name, read_unit};
use crate::engine::channels::resolve::{fold, split_groups};
use crate::engine::table::TimeAxis;
use crate::engine::units::Unit;

/// Rates a logger can have, in samples per second.
pub(crate) const PLAUSIBLE_RATE: (f64, f64) = (0.5, 10_000.0);
/// Rates at which the unit that a format always writes is believed, in samples per second: a slow log of a known format
/// is likelier than another unit, and no text is written a thousand times a second.
const BELIEVED_RATE: (f64, f64) = (0.025, 1000.0);
/// Times a log can have, in seconds.
const PLAUSIBLE_TIME: (f64, f64) = (0.0, 999_999.0);
/// Steps looked at to find the unit.
const STEPS: usize = 4096;
pub(crate) const DAY: f64 = 86_400.0;

/// A time base that is settled.
pub(crate) struct Settled {
    pub axis: TimeAxis,
    pub form: TimeForm,
    pub started_at: Option<String>,
    /// The time of day of the first sample in seconds, where rows tell the time of day.
    pub first_clock: Option<f64>,
}

/// Finds the unit, turns the times into seconds, mends what cannot be, and notes all of it.
pub(crate) fn settle(
    raw: RawAxis,
    format_unit: Option<TimeUnit>,
    options: &ImportOptions,
    lines: &LineMap,
    issues: &mut IssueLog,
    doubts: &mut Vec<Doubt>,
) -> Settled {
    let mut times = raw.times;
    let (unit, reason) = match raw.text {
        TimeText::Clock => (TimeUnit::Clock, TimeReason::Cells),
        TimeText::Date => (TimeUnit::DateTime, TimeReason::Cells),
        TimeText::Number => number_unit(&raw.name, raw.unit_text.as_deref(), format_unit, options, &times),
    };
    if reason == TimeReason::Steps && (unit != TimeUnit::Seconds || whole_numbers(&times)) {
        doubts.push(Doubt { code: DoubtCode::TimeUnit, column: None, chosen: unit.slug().to_owned() });
    }
    let (scale, divisor) = unit.seconds();
    if (scale, divisor) != (1.0, 1.0) {
        for t in &mut times {
            *t = *t * scale / divisor;
        }
    }
    let first = times.iter().copied().find(|t| t.is_finite()).unwrap_or(0.0);
    let is_text = raw.text != TimeText::Number;
    let origin = if is_text || first > PLAUSIBLE_TIME.1 { first } else { 0.0 };
    if origin != 0.0 {
        for t in &mut times {
            *t -= origin;
        }
    }
    let started_at = match raw.text {
        TimeText::Date if raw.dates_certain => clock::iso(first),
        // Unix times of this century.
        TimeText::Number if (946_684_800.0..4_102_444_800.0).contains(&first) => clock::iso(first),
        _ => None,
    };
    mend(&mut times, raw.text == TimeText::Clock, lines, issues);
    let axis = TimeAxis::new(times);
    let first_clock = (raw.text == TimeText::Clock && first < DAY).then_some(first);
    Settled { axis, form: TimeForm { column: raw.name, unit, reason }, started_at, first_clock }
}

/// The unit of a numeric time: the user's word, the file's, the format's, or the only plausible one by its steps.
fn number_unit(
    name: &str,
    unit_text: Option<&str>,
    format_unit: Option<TimeUnit>,
    options: &ImportOptions,
    times: &[f64],
) -> (TimeUnit, TimeReason) {
    if let Some(unit) = options.time_unit.filter(|u| !matches!(u, TimeUnit::Clock | TimeUnit::DateTime)) {
        return (unit, TimeReason::User);
    }
    if let Some(unit) = unit_text.and_then(unit_of).or_else(|| unit_of_name(name)) {
        return (unit, TimeReason::Header);
    }
    // A format may write otherwise one day: what gives no rate a logger can have is not its unit.
    if let Some(unit) = format_unit.filter(|u| suits(*u, times)) {
        return (unit, TimeReason::Format);
    }
    (unit_of_steps(times), TimeReason::Steps)
}

fn unit_of(text: &str) -> Option<TimeUnit> {
    match read_unit(text) {
        UnitText::Known(SourceUnit::Plain(Unit::Seconds)) => Some(TimeUnit::Seconds),
        UnitText::Known(SourceUnit::Plain(Unit::Milliseconds)) => Some(TimeUnit::Milliseconds),
        UnitText::Known(SourceUnit::Plain(Unit::Microseconds)) => Some(TimeUnit::Microseconds),
        _ => match text.trim().trim_matches(|c| matches!(c, '(' | ')' | '[' | ']')).to_lowercase().as_str() {
            "min" | "mins" | "minutes" | "minutos" => Some(TimeUnit::Minutes),
            _ => None,
        },
    }
}

fn unit_of_name(name: &str) -> Option<TimeUnit> {
    let (_, groups) = split_groups(name);
    if let Some(unit) = groups.iter().find_map(|g| unit_of(g)) {
        return Some(unit);
    }
    let folded = fold(&of_name(name).0);
    match folded.rsplit(' ').next().unwrap_or_default() {
        "s" | "sec" | "secs" | "seconds" | "segundos" | "sekunden" => Some(TimeUnit::Seconds),
        "ms" | "msec" | "milliseconds" | "milissegundos" | "milisegundos" => Some(TimeUnit::Milliseconds),
        "us" | "usec" | "microseconds" => Some(TimeUnit::Microseconds),
        "min" | "minutes" | "minutos" => Some(TimeUnit::Minutes),
        _ => None,
    }
}

/// The unit in which the median step gives a plausible rate; seconds where several do. Steps of 2 to 5 are tenths of a
/// second where they are no whole numbers, milliseconds where they are.
fn unit_of_steps(times: &[f64]) -> TimeUnit {
    let Some(step) = median_step(times) else { return TimeUnit::Seconds };
    if step <= 1.0 / PLAUSIBLE_RATE.1 * 0.999 {
        TimeUnit::Minutes
    } else if step <= 1.0 / PLAUSIBLE_RATE.0 {
        TimeUnit::Seconds
    } else if step < 5.0 && !whole_numbers(times) {
        TimeUnit::Tenths
    } else if step <= 1000.0 / PLAUSIBLE_RATE.0 {
        TimeUnit::Milliseconds
    } else {
        TimeUnit::Microseconds
    }
}

/// Whether the median step can be in the unit of a format, as far as there is one.
fn suits(unit: TimeUnit, times: &[f64]) -> bool {
    let (scale, divisor) = unit.seconds();
    median_step(times).is_none_or(|step| {
        let rate = divisor / (step * scale);
        (BELIEVED_RATE.0..=BELIEVED_RATE.1 * 1.001).contains(&rate)
    })
}

fn median_step(times: &[f64]) -> Option<f64> {
    let mut steps: Vec<f64> = times
        .iter()
        .zip(times.iter().skip(1))
        .map(|(a, b)| b - a)
        .filter(|d| *d > 0.0 && d.is_finite())
        .take(STEPS)
        .collect();
    if steps.is_empty() {
        return None;
    }
    let middle = steps.len() / 2;
    Some(*steps.select_nth_unstable_by(middle, f64::total_cmp).1)
}

fn whole_numbers(times: &[f64]) -> bool {
    times.iter().filter(|t| t.is_finite()).take(STEPS).all(|t| t.fract() == 0.0)
}

/// Makes the times finite and never decreasing, and notes where they were not.
///
/// A clock that passes midnight goes on. A single time far ahead is replaced by the middle of its neighbours. A clock
/// that starts again goes on one step after it stopped. Any other step back takes the time before it.
fn mend(times: &mut [f64], clock: bool, lines: &LineMap, issues: &mut IssueLog) {
    let step = median_step(times).unwrap_or(0.0);
    let Some(first) = times.iter().copied().find(|t| t.is_finite()) else { return };
    let mut note = |code, row: usize, sample: f64| {
        let row = row as u32;
        issues.add(code, None, lines.line(row), Some(row), &format!("{sample}"));
    };
    let mut offset = 0.0;
    let mut before = first;
    for i in 0..times.len() {
        let raw = times[i];
        if !raw.is_finite() {
            times[i] = before;
            continue;
        }
        let mut t = raw + offset;
        if t < before {
            let next = times.get(i + 1).copied().filter(|n| n.is_finite()).map(|n| n + offset);
            let earlier = i.checked_sub(2).and_then(|e| times.get(e)).copied();
            if clock && before - t > DAY / 2.0 {
                offset += DAY;
                t += DAY;
            } else if let Some(earlier) =
                earlier.filter(|e| *e <= t && before - *e > 100.0 * step && t - *e <= 100.0 * step)
            {
                note(IssueCode::BadTime, i - 1, before);
                times[i - 1] = f64::midpoint(earlier, t);
            } else if before - t > 5.0 * step && next.is_some_and(|n| n >= t && n < before) {
                note(IssueCode::TimeRestart, i, raw);
                offset += before - t + step;
                t = before + step;
            } else {
                note(IssueCode::TimeBackwards, i, raw);
                t = before;
            }
        } else if t == before && i > 0 {
            note(IssueCode::RepeatedTime, i, raw);
        }
        if !(PLAUSIBLE_TIME.0..=PLAUSIBLE_TIME.1).contains(&t) {
            note(IssueCode::TimeOutOfRange, i, raw);
        }
        times[i] = t;
        before = t;
    }
}

/// Notes a rate that no logger has.
pub(crate) fn check_rate(axis: &TimeAxis, issues: &mut IssueLog, doubts: &mut Vec<Doubt>) {
    let rate = axis.sample_rate();
    if axis.len() < 2 || (PLAUSIBLE_RATE.0..=PLAUSIBLE_RATE.1).contains(&rate) {
        return;
    }
    let text = format!("{} Hz", (rate * 1000.0).round() / 1000.0);
    issues.add(IssueCode::ImplausibleRate, None, 0, None, &text);
    doubts.push(Doubt { code: DoubtCode::Rate, column: None, chosen: text });
}
