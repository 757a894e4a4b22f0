//! Correlation at every shift in time, and power at every frequency.

use serde_json::{Value, json};

use super::{Buffer, Figure, Theme, axis_json, config, escaped, layout_value, plain_axis};
use crate::engine::analysis::{lag, spectrum};
use crate::i18n::Lang;

/// Titles of the two axes.
#[derive(Clone, Debug, PartialEq)]
pub struct LineText {
    pub x: String,
    pub y: String,
    /// What is marked.
    pub mark: String,
}

/// Coefficients over the shift, ms; the best one marked, and the shifts that cannot be told from it.
pub fn lag_curve(report: &lag::Report, text: &LineText, theme: &Theme, lang: Lang, revision: &str) -> Figure {
    let shifts = report.curve.iter().map(|p| p.lag_s * 1000.0).collect();
    let r = report.curve.iter().map(|p| p.r.unwrap_or(f64::NAN)).collect();
    let best = report.best.as_ref();
    let marks = (best.map(|b| b.lag_s * 1000.0), best.map(|b| b.r));
    let mut layout = layout_of(text, theme, lang, revision);
    if let (Some(best), Value::Object(layout)) = (best, &mut layout) {
        let shapes = json!([{
            "type": "rect", "xref": "x", "yref": "paper", "x0": best.low_s * 1000.0, "x1": best.high_s * 1000.0,
            "y0": 0, "y1": 1, "fillcolor": theme.trace_soft, "opacity": 0.5, "line": { "width": 0 }, "layer": "below",
        }]);
        layout.insert("shapes".to_owned(), shapes);
    }
    line(
        shifts,
        r,
        (marks.0.into_iter().collect(), marks.1.into_iter().collect()),
        &layout,
        text,
        theme,
        lang,
    )
}

/// Power over frequency, both on scales of their own: power on a logarithmic one. Peaks are marked.
pub fn spectrum_curve(
    report: &spectrum::Report,
    text: &LineText,
    scale: f64,
    theme: &Theme,
    lang: Lang,
    revision: &str,
) -> Figure {
    // The windows are rid of 0 Hz, and a logarithm has no place for nothing.
    let there = || report.density.iter().enumerate().skip(1).filter(|(_, power)| **power > 0.0);
    let hz = there().map(|(k, _)| k as f64 * report.step_hz).collect();
    let power = there().map(|(_, power)| power * scale * scale).collect();
    let marks = (
        report.peaks.iter().map(|p| p.hz).collect(),
        report.peaks.iter().map(|p| p.density * scale * scale).collect(),
    );
    let mut layout = layout_of(text, theme, lang, revision);
    if let Some(Value::Object(axis)) = layout.get_mut("yaxis") {
        axis.insert("type".to_owned(), "log".into());
        axis.insert("exponentformat".to_owned(), "power".into());
    }
    line(hz, power, marks, &layout, text, theme, lang)
}

fn layout_of(text: &LineText, theme: &Theme, lang: Lang, revision: &str) -> Value {
    let axis = |title: &str| axis_json(&plain_axis(title, theme));
    layout_value(&axis(&text.x), &axis(&text.y), theme, lang, revision)
}

/// A line as trace 0, marks on it as trace 1.
fn line(
    x: Vec<f64>,
    y: Vec<f64>,
    marks: (Vec<f64>, Vec<f64>),
    layout: &Value,
    text: &LineText,
    theme: &Theme,
    lang: Lang,
) -> Figure {
    let hover =
        format!("{}: %{{x:.4~f}}<br>{}: %{{y:.4~g}}<extra></extra>", escaped(&text.x), escaped(&text.y));
    let line = json!({
        "type": "scatter", "mode": "lines", "x": [], "y": [], "line": { "color": theme.trace, "width": 1.6 },
        "hovertemplate": hover,
    });
    let dots = json!({
        "type": "scatter", "mode": "markers", "x": [], "y": [],
        "marker": { "color": theme.outlier, "size": 9, "symbol": "diamond", "line": { "color": theme.text, "width": 1 } },
        "hovertemplate": format!("{}<br>{hover}", escaped(&text.mark)),
    });
    Figure {
        data: json!([line, dots]).to_string(),
        layout: layout.to_string(),
        config: config(lang),
        bufs: vec![
            Buffer::list(0, "x", x),
            Buffer::list(0, "y", y),
            Buffer::list(1, "x", marks.0),
            Buffer::list(1, "y", marks.1),
        ],
    }
}
