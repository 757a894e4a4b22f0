//! A channel by what the engine was doing: a box for each.

use serde_json::json;

use super::{AxisSpec, Buffer, Figure, Theme, as_json, config, escaped, layout_value, placed_axis};
use crate::engine::analysis::boxes::BoxFigures;
use crate::i18n::Lang;

/// A box with its name and what it says at the pointer, line by line.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedBox<'a> {
    pub name: String,
    pub about: Vec<String>,
    pub figures: &'a BoxFigures,
}

/// Boxes side by side in the order given. Trace 0 are the boxes, trace 1 their medians, which carry the read-outs.
pub fn boxes(of: &[NamedBox<'_>], axis: &AxisSpec, theme: &Theme, lang: Lang, revision: &str) -> Figure {
    let boxes = json!({
        "type": "box", "x": [], "q1": [], "median": [], "q3": [], "lowerfence": [], "upperfence": [], "mean": [],
        "fillcolor": theme.trace_soft, "line": { "color": theme.trace, "width": 1.5 }, "width": 0.6,
        "hoverinfo": "skip",
    });
    let texts: Vec<String> = of
        .iter()
        .map(|b| {
            std::iter::once(&b.name)
                .chain(&b.about)
                .map(|line| escaped(line))
                .collect::<Vec<_>>()
                .join("<br>")
        })
        .collect();
    let medians = json!({
        "type": "scatter", "mode": "markers", "x": [], "y": [], "text": texts,
        "hovertemplate": "%{text}<extra></extra>", "marker": { "color": theme.text, "size": 6, "symbol": "line-ew-open" },
    });
    let places: Vec<f64> = (0..of.len()).map(|i| i as f64).collect();
    let each = |figure: fn(&BoxFigures) -> f64| {
        of.iter().map(|b| axis.shown(figure(b.figures))).collect::<Vec<f64>>()
    };
    let names: Vec<&str> = of.iter().map(|b| b.name.as_str()).collect();
    let layout = layout_value(
        &as_json(&placed_axis(&names, theme)),
        &as_json(&axis.axis(theme)),
        theme,
        lang,
        revision,
    );
    Figure {
        data: json!([boxes, medians]).to_string(),
        layout: layout.to_string(),
        config: config(lang),
        bufs: vec![
            Buffer::list(0, "x", places.clone()),
            Buffer::list(0, "q1", each(|b| b.q1)),
            Buffer::list(0, "median", each(|b| b.median)),
            Buffer::list(0, "q3", each(|b| b.q3)),
            Buffer::list(0, "lowerfence", each(|b| b.low)),
            Buffer::list(0, "upperfence", each(|b| b.high)),
            Buffer::list(0, "mean", each(|b| b.mean)),
            Buffer::list(1, "x", places),
            Buffer::list(1, "y", each(|b| b.median)),
        ],
    }
}
