//! A figure of each session over time, with the line through them and the steepest and flattest that would do.

use plotly::layout::AxisType;
use serde_json::{Value, json};

use super::{AxisSpec, Buffer, Figure, Theme, config, escaped, layout, plain_axis};
use crate::i18n::Lang;

/// A session's figure, base unit.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendDot {
    /// ms on the wall clock of the session.
    pub at_ms: f64,
    pub value: f64,
    /// Its interval, where it has one.
    pub ends: Option<(f64, f64)>,
    /// What a click on it gives.
    pub datum: f64,
    /// What it is called at the pointer.
    pub name: String,
}

/// A straight line, from its first to its last moment, base unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendLine {
    pub from: (f64, f64),
    pub to: (f64, f64),
}

/// The line, and the two between which it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendFit {
    pub line: TrendLine,
    pub low: TrendLine,
    pub high: TrendLine,
}

/// The trace of the points, with how far each may be off.
fn points(dots: &[TrendDot], axis: &AxisSpec, theme: &Theme) -> Value {
    let reach = |pick: fn(&TrendDot, (f64, f64)) -> f64| {
        dots.iter()
            .map(|dot| dot.ends.map_or(0.0, |ends| (pick(dot, ends) * axis.scale.abs()).max(0.0)))
            .collect::<Vec<_>>()
    };
    let names: Vec<String> = dots.iter().map(|dot| escaped(&dot.name)).collect();
    json!({
        "type": "scatter",
        "mode": "markers",
        "x": [],
        "y": [],
        "text": names,
        "marker": { "color": theme.trace, "size": 8 },
        "error_y": {
            "type": "data",
            "symmetric": false,
            "array": reach(|dot, (_, high)| high - dot.value),
            "arrayminus": reach(|dot, (low, _)| dot.value - low),
            "color": theme.muted,
            "thickness": 1,
            "width": 3,
            "visible": dots.iter().any(|dot| dot.ends.is_some()),
        },
        "hovertemplate": format!("%{{text}}<br>%{{x}}<br>{}: %{{y}}<extra></extra>", escaped(&axis.title)),
    })
}

/// Points of sessions; the points are trace 0.
pub fn trend(
    dots: &[TrendDot],
    fit: Option<&TrendFit>,
    axis: &AxisSpec,
    time: &str,
    theme: &Theme,
    lang: Lang,
    revision: &str,
) -> Figure {
    let list = |of: fn(&TrendDot) -> f64| dots.iter().map(of);
    let mut traces = vec![points(dots, axis, theme)];
    let mut bufs = vec![
        Buffer::list(0, "x", list(|d| d.at_ms).collect()),
        Buffer::list(0, "y", list(|d| d.value).map(|v| axis.shown(v)).collect()),
        Buffer::list(0, "customdata", list(|d| d.datum).collect()),
    ];
    if let Some(fit) = fit {
        for (line, dash, width) in [(fit.line, "solid", 2), (fit.low, "dot", 1), (fit.high, "dot", 1)] {
            let trace = traces.len();
            traces.push(json!({
                "type": "scatter",
                "mode": "lines",
                "x": [],
                "y": [],
                "line": { "color": theme.outlier, "dash": dash, "width": width },
                "hoverinfo": "skip",
            }));
            bufs.push(Buffer::list(trace, "x", vec![line.from.0, line.to.0]));
            bufs.push(Buffer::list(trace, "y", vec![axis.shown(line.from.1), axis.shown(line.to.1)]));
        }
    }
    // Names of months would come in plotly.js's own language.
    let day = match lang {
        Lang::En => "%Y-%m-%d",
        Lang::PtBr => "%d/%m/%Y",
    };
    let x =
        plain_axis(time, theme).type_(AxisType::Date).tick_format(day).hover_format(format!("{day} %H:%M"));
    Figure {
        data: Value::Array(traces).to_string(),
        layout: layout(&x, &axis.axis(theme), theme, lang, revision),
        config: config(lang),
        bufs,
    }
}
