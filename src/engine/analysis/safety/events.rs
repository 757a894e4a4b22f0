//! From values and thresholds to events.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::rule::{Rule, RuleKind, Severity, Side, Threshold, Thresholds, Watch};
use super::signals::Signals;
use super::watch::Series;
use crate::engine::analysis::Span;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::table::RowMask;

/// Added to every length: whether an event is long enough must not hang on the last bit of a time.
const SLACK_S: f64 = 1e-6;

/// What else was at the worst moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Context {
    pub rpm: Option<f64>,
    /// bar over the air outside.
    pub map_bar: Option<f64>,
    pub tps: Option<f64>,
    pub lambda: Option<f64>,
    pub gear: Option<f64>,
}

/// Something that was beyond its limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Id of the rule.
    pub rule: String,
    pub kind: RuleKind,
    /// What was watched: decides what its values mean.
    pub watch: Watch,
    pub severity: Severity,
    /// The channel at the worst moment, where it is one.
    pub channel: Option<ChannelKey>,
    /// From the first to the last sample that was beyond.
    pub span: Span,
    /// First row and the row after the last, on the frame's time base.
    pub first_row: u32,
    pub end_row: u32,
    /// Samples that were beyond, and the seconds they stand for.
    pub rows: u32,
    pub beyond_s: f64,
    /// How often it came back within the event.
    pub times: u32,
    /// The worst value, base unit of what is watched, when it was, and the thresholds at that moment.
    pub worst: f64,
    pub worst_t: f64,
    pub caution: Option<f64>,
    pub danger: Option<f64>,
    /// What else was then.
    pub context: Context,
}

/// Thresholds at every row.
struct Levels {
    caution: Option<Level>,
    danger: Option<Level>,
}

enum Level {
    Fixed(f64),
    Along(Threshold, Option<Arc<[f32]>>),
}

impl Level {
    fn of(threshold: Threshold, signals: &Signals) -> Self {
        match &threshold {
            Threshold::Fixed(value) => Level::Fixed(*value),
            Threshold::Curve { over, .. } => {
                let values = match over.id() {
                    Some(ChannelId::MapGauge) => signals.map.clone(),
                    _ => signals.frame.values(over),
                };
                Level::Along(threshold, values)
            }
        }
    }

    fn at(&self, row: usize) -> f64 {
        match self {
            Level::Fixed(value) => *value,
            Level::Along(threshold, values) => {
                threshold.at(values.as_ref().map_or(f64::NAN, |values| f64::from(values[row])))
            }
        }
    }

    /// Rows beyond it, or not yet back by so much; among `rows`.
    fn beyond(&self, values: &[f32], side: Side, back: f64, rows: &RowMask) -> RowMask {
        let past = |value: f64, level: f64| match side {
            Side::Above => value > level - back,
            Side::Below => value < level + back,
        };
        match self {
            Level::Fixed(level) => {
                // At the precision of the log: 100 °C that was logged is not over 100 °C.
                let (level, back) = (*level as f32, back as f32);
                let mask = match side {
                    Side::Above => RowMask::of_values(values, |x| x > level - back),
                    Side::Below => RowMask::of_values(values, |x| x < level + back),
                };
                mask.and(rows)
            }
            Level::Along(..) => {
                let mut mask = RowMask::none(values.len());
                for row in rows.iter().filter(|row| past(f64::from(values[*row]), self.at(*row))) {
                    mask.insert(row);
                }
                mask
            }
        }
    }
}

/// The events of one series.
pub(super) fn events(
    rule: &Rule,
    thresholds: Thresholds,
    series: &Series,
    rows: &RowMask,
    signals: &Signals,
) -> Vec<Event> {
    let level = |t: Option<Threshold>| t.map(|t| Level::of(t, signals));
    let levels = Levels { caution: level(thresholds.0), danger: level(thresholds.1) };
    let Some(first) = levels.caution.as_ref().or(levels.danger.as_ref()) else { return Vec::new() };
    let begun = first.beyond(&series.values, rule.side, 0.0, rows);
    if !begun.any() {
        return Vec::new();
    }
    let staying = if rule.hysteresis > 0.0 {
        first.beyond(&series.values, rule.side, rule.hysteresis, rows)
    } else {
        begun.clone()
    };
    let step = signals.frame.time().median_step();
    let long = |run: &Range<usize>| {
        let length = signals.seconds[run.end - 1] - signals.seconds[run.start] + step;
        rule.min_s <= 0.0 || (run.len() > 1 && length + SLACK_S >= rule.min_s)
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for run in signals.runs(&staying) {
        // It begins beyond the threshold, not where it is merely not yet back.
        let Some(start) = begun.iter_from(run.start).next().filter(|row| *row < run.end) else { continue };
        let run = start..run.end;
        if long(&run) {
            runs.push(run);
        }
    }
    let danger = levels.danger.as_ref().map(|l| l.beyond(&series.values, rule.side, 0.0, rows));
    let dangerous: Vec<Range<usize>> = match &danger {
        Some(mask) => signals.runs(mask).into_iter().filter(long).collect(),
        None => Vec::new(),
    };
    merged(runs, rule.merge_s, signals.seconds)
        .into_iter()
        .map(|parts| event(rule, &levels, series, &parts, &dangerous, signals))
        .collect()
}

/// Runs at most `merge_s` apart, together.
fn merged(runs: Vec<Range<usize>>, merge_s: f64, seconds: &[f64]) -> Vec<Vec<Range<usize>>> {
    let mut groups: Vec<Vec<Range<usize>>> = Vec::new();
    for run in runs {
        match groups.last_mut() {
            Some(group)
                if group
                    .last()
                    .is_some_and(|last| seconds[run.start] - seconds[last.end - 1] <= merge_s + SLACK_S) =>
            {
                group.push(run);
            }
            _ => groups.push(vec![run]),
        }
    }
    groups
}

fn event(
    rule: &Rule,
    levels: &Levels,
    series: &Series,
    parts: &[Range<usize>],
    dangerous: &[Range<usize>],
    signals: &Signals,
) -> Event {
    let (first, end) = (parts[0].start, parts[parts.len() - 1].end);
    let step = signals.frame.time().median_step();
    let worst = worst_row(series, parts, rule.side);
    let is_danger = dangerous.iter().any(|run| run.start < end && first < run.end)
        || (levels.caution.is_none() && levels.danger.is_some());
    let at = |level: &Option<Level>| level.as_ref().map(|l| l.at(worst)).filter(|x| x.is_finite());
    Event {
        rule: rule.id.clone(),
        kind: rule.kind(),
        watch: rule.watch.clone(),
        severity: if is_danger { Severity::Danger } else { Severity::Caution },
        channel: channel_at(series, worst),
        span: signals.frame.span(&(first..end)),
        first_row: first as u32,
        end_row: end as u32,
        rows: parts.iter().map(|run| run.len() as u32).sum(),
        beyond_s: parts
            .iter()
            .map(|run| signals.seconds[run.end - 1] - signals.seconds[run.start] + step)
            .sum(),
        times: parts.len() as u32,
        worst: f64::from(series.values[worst]),
        worst_t: signals.seconds[worst],
        caution: at(&levels.caution),
        danger: at(&levels.danger),
        context: context(signals, worst),
    }
}

fn worst_row(series: &Series, parts: &[Range<usize>], side: Side) -> usize {
    let rows = parts.iter().cloned().flatten().filter(|row| series.values[*row].is_finite());
    let order = |a: &usize, b: &usize| {
        let (a, b) = (series.values[*a], series.values[*b]);
        if side == Side::Above { a.total_cmp(&b) } else { b.total_cmp(&a) }
    };
    // The first of equals: where it got that bad.
    rows.reduce(|best, row| if order(&row, &best).is_gt() { row } else { best }).unwrap_or(parts[0].start)
}

fn channel_at(series: &Series, row: usize) -> Option<ChannelKey> {
    if series.among.is_empty() {
        return series.channel.clone();
    }
    let hottest = series.among.iter().filter(|(_, values)| values[row].is_finite());
    hottest.max_by(|a, b| a.1[row].total_cmp(&b.1[row])).map(|(key, _)| key.clone())
}

/// What else was at a row.
pub(super) fn context(signals: &Signals, row: usize) -> Context {
    let at = |values: Option<&Arc<[f32]>>| values.map(|v| f64::from(v[row])).filter(|x| x.is_finite());
    Context {
        rpm: at(signals.rpm.as_ref()),
        map_bar: at(signals.map.as_ref()),
        tps: at(signals.tps.as_ref()),
        lambda: at(signals.lambda.as_ref().map(|(_, values)| values)),
        gear: at(signals.frame.channel(ChannelId::Gear).as_ref()),
    }
}
