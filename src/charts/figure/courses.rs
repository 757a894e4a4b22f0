//! Courses of several sessions on one axis, and below them what each differs from the baseline by.

use serde_json::{Value, json};

use super::{AxisSpec, Buffer, Figure, Theme, axis_json, config, escaped, layout_value};
use crate::i18n::Lang;

/// One line; no value where there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseLine {
    /// In the legend.
    pub name: String,
    pub colour: String,
    /// Tells lines apart without colour: `solid`, `dash`, `dot`, `dashdot`.
    pub dash: &'static str,
    pub values: Vec<Option<f64>>,
}

/// The axes of courses. A difference is scaled and not shifted: its offset is not used.
#[derive(Clone, Debug, PartialEq)]
pub struct CoursesAxes {
    pub x: AxisSpec,
    pub y: AxisSpec,
    pub difference: AxisSpec,
}

/// Share of the height that the differences take, and the gap above them.
const BELOW: f64 = 0.36;
const GAP: f64 = 0.07;

/// The courses first, then the differences, both in the order given; the axis below serves both.
pub fn courses(
    axis: &[f64],
    lines: &[CourseLine],
    differences: &[CourseLine],
    axes: &CoursesAxes,
    theme: &Theme,
    lang: Lang,
    revision: &str,
) -> Figure {
    let mut traces = Vec::new();
    let mut bufs = Vec::new();
    let x: Vec<f64> = axis.iter().map(|x| axes.x.shown(*x)).collect();
    let mut put = |line: &CourseLine, lower: bool| {
        let shown = |v: f64| if lower { v * axes.difference.scale } else { axes.y.shown(v) };
        let values = line.values.iter().map(|v| v.map_or(f64::NAN, shown)).collect();
        let place = traces.len();
        traces.push(trace(line, lower, axes, theme));
        bufs.push(Buffer::list(place, "x", x.clone()));
        bufs.push(Buffer::list(place, "y", values));
    };
    for line in lines {
        put(line, false);
    }
    for line in differences {
        put(line, true);
    }
    Figure {
        data: Value::Array(traces).to_string(),
        layout: stacked(axes, !differences.is_empty(), theme, lang, revision).to_string(),
        config: config(lang),
        bufs,
    }
}

fn trace(line: &CourseLine, lower: bool, axes: &CoursesAxes, theme: &Theme) -> Value {
    let y = if lower { &axes.difference } else { &axes.y };
    json!({
        "type": "scatter",
        "mode": "lines",
        "name": escaped(&line.name),
        "legendgroup": escaped(&line.name),
        "showlegend": !lower,
        "connectgaps": false,
        "x": [],
        "y": [],
        "yaxis": if lower { "y2" } else { "y" },
        "line": { "color": line.colour, "width": 1.6, "dash": line.dash },
        "hovertemplate": format!("{}: %{{y:.{}f}}<extra>{}</extra>", escaped(&y.title), y.digits, escaped(&line.name)),
        "hoverlabel": { "bordercolor": theme.line },
    })
}

fn stacked(axes: &CoursesAxes, parted: bool, theme: &Theme, lang: Lang, revision: &str) -> Value {
    let mut x = axis_json(&axes.x.axis(theme));
    let mut y = axis_json(&axes.y.axis(theme));
    if parted {
        x["anchor"] = "y2".into();
        y["domain"] = json!([BELOW + GAP, 1.0]);
    }
    let mut layout = layout_value(&x, &y, theme, lang, revision);
    if parted {
        let mut below = axis_json(&axes.difference.axis(theme));
        below["domain"] = json!([0.0, BELOW]);
        below["zeroline"] = true.into();
        below["zerolinecolor"] = theme.muted.clone().into();
        layout["yaxis2"] = below;
    }
    layout["showlegend"] = true.into();
    layout["legend"] = json!({ "orientation": "h", "x": 0.0, "y": 1.02, "yanchor": "bottom" });
    layout["hovermode"] = "x".into();
    layout["margin"]["t"] = 28.into();
    layout
}
