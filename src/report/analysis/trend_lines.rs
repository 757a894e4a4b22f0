//! How measures went within the session, block by block.

use super::Writer;
use super::trends::{name, quantity};
use crate::engine::analysis::measure::Measure;
use crate::engine::analysis::trends::{MeasureTrend, Report};
use crate::report::document::Drawing;
use crate::report::sheet::{Cell, Head};
use crate::report::svg::{Axis, Dots, Line, Mark, Plot, Trace};

/// Measures that are drawn, those that changed before the others.
const MOST: usize = 6;
/// Without any change so many tell that there is none.
const QUIET: usize = 2;
/// Fewer blocks make no line.
const LEAST: usize = 4;

pub fn drawings(writer: &Writer<'_>, report: &Report) -> Vec<Drawing> {
    let drawable = || report.measures.iter().filter(|m| m.series.len() >= LEAST);
    let changed: Vec<&MeasureTrend> = drawable().filter(|m| has_changed(m)).collect();
    let chosen = if changed.is_empty() { drawable().take(QUIET).collect() } else { changed };
    chosen.into_iter().take(MOST).map(|m| line(writer, m)).collect()
}

fn has_changed(trend: &MeasureTrend) -> bool {
    trend.drift.as_ref().is_some_and(|d| d.claimed.is_some())
        || !trend.changes.is_empty()
        || trend.creep.as_ref().is_some_and(|c| !c.alarms.is_empty())
}

/// What each block stood at, once its operating points are evened out, with the drift and the changes of level.
fn line(writer: &Writer<'_>, trend: &MeasureTrend) -> Drawing {
    let (units, of) = (writer.units, quantity(&trend.measure));
    let shown = |away: f64| units.convert(trend.level + away, of);
    let points: Vec<(f64, f64)> = trend.series.iter().map(|p| (p.t, shown(p.away))).collect();
    let title = name(writer, &trend.measure);
    let symbol = units.symbol(of);
    let axis = if symbol.is_empty() { title.clone() } else { format!("{title} ({symbol})") };
    let y = Axis::around(axis, points.iter().map(|p| p.1), false).written_in(units.lang);
    let named = |key: &str, mark| Trace { name: writer.t(key), second: false, mark };
    let mut traces = vec![named("trend-block", Mark::Dots(Dots { points: points.clone() }))];
    if let Some(drift) = trend.drift.as_ref().filter(|d| d.claimed.is_some()) {
        traces.push(named(
            "trend-drift",
            Mark::Line(Line { points: slope(trend, drift.slope_per_min, &shown), dashed: false }),
        ));
    }
    for level in levels(trend, &shown) {
        traces.push(named("trend-level", Mark::Line(Line { points: level, dashed: false })));
    }
    for change in &trend.changes {
        let upright = Line { points: vec![(change.t, y.low), (change.t, y.high)], dashed: true };
        traces.push(named("trend-change-at", Mark::Line(upright)));
    }
    let x = Axis::around(format!("{} (s)", writer.t("analysis-time")), points.iter().map(|p| p.0), false)
        .written_in(units.lang);
    let plot = Plot { label: title.clone(), x, y, y2: None, names: Vec::new(), traces };
    Drawing {
        slug: slug(&trend.measure),
        svg: plot.draw(),
        caption: title.clone(),
        heads: vec![Head::number("t", "s", 2), writer.head(title, of)],
        figures: points.iter().map(|(t, value)| vec![Cell::Number(*t), Cell::Number(*value)]).collect(),
    }
}

/// The drift through the middle of the blocks.
fn slope(trend: &MeasureTrend, per_min: f64, shown: &dyn Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let n = trend.series.len() as f64;
    let (t, away) = trend.series.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.t / n, sum.1 + p.away / n));
    let ends = [trend.series.first(), trend.series.last()];
    ends.into_iter().flatten().map(|p| (p.t, shown(away + per_min * (p.t - t) / 60.0))).collect()
}

/// The level between one change and the next.
fn levels(trend: &MeasureTrend, shown: &dyn Fn(f64) -> f64) -> Vec<Vec<(f64, f64)>> {
    let (Some(first), Some(last)) = (trend.series.first(), trend.series.last()) else { return Vec::new() };
    let Some(before) = trend.changes.first() else { return Vec::new() };
    let mut starts = vec![(first.t, before.before)];
    starts.extend(trend.changes.iter().map(|c| (c.t, c.after)));
    let ends = trend.changes.iter().map(|c| c.t).chain([last.t]);
    starts
        .iter()
        .zip(ends)
        .map(|((from, level), to)| vec![(*from, shown(*level)), (to, shown(*level))])
        .collect()
}

/// Files of a session have names of their own as far as a measure is known.
fn slug(measure: &Measure) -> &'static str {
    match measure {
        Measure::LambdaError => "trend-lambda-error",
        Measure::Elapsed => "trend",
        Measure::Channel(key) => key.id().map_or("trend", |id| id.slug()),
    }
}
