//! One channel against another, coloured by a third, with the curve through it; and what the curve leaves.

use serde_json::{Value, json};

use super::{
    AxisSpec, Buffer, Figure, Theme, axis_json, config, edges, escaped, layout_value, plain_axis, small,
};
use crate::engine::analysis::scatter::{Cloud, Curve, Dot, LinePoint, Report};
use crate::i18n::Lang;

/// Words of a cloud.
#[derive(Clone, Debug, PartialEq)]
pub struct CloudText {
    pub samples: String,
    /// Time of a single point, with its unit.
    pub time: String,
    pub curve: String,
    pub residual: String,
}

/// Axes of a cloud.
#[derive(Clone, Debug, PartialEq)]
pub struct CloudAxes {
    pub x: AxisSpec,
    pub y: AxisSpec,
    pub colour: Option<AxisSpec>,
}

/// The points, or how many were where, under the curve with its band. A trace of points carries the time of each.
pub fn cloud(
    report: &Report,
    axes: &CloudAxes,
    text: &CloudText,
    theme: &Theme,
    lang: Lang,
    revision: &str,
) -> Figure {
    let mut drawn = Drawn::default();
    drawn.grid(&report.cloud, axes, text, theme);
    drawn.dots(&report.cloud, axes, text, theme);
    if let Some(curve) = &report.curve {
        drawn.curve(curve, axes, text, theme);
    }
    drawn.figure(&axes.x, &axis_json(&axes.y.axis(theme)), theme, lang, revision)
}

/// What the curve leaves: of each point over x where they are given one by one, else how often which was left.
pub fn residuals(
    report: &Report,
    axes: &CloudAxes,
    text: &CloudText,
    theme: &Theme,
    lang: Lang,
    revision: &str,
) -> Option<Figure> {
    let curve = report.curve.as_ref()?;
    let title = format!("{}: {}", text.residual, axes.y.title);
    // A difference: scaled, never shifted.
    let left = AxisSpec { title, offset: 0.0, labels: Vec::new(), ..axes.y.clone() };
    if report.cloud.grid.is_some() {
        let bins = &curve.residual_bins;
        let middle = |bin: usize| left.shown(bins.low + bins.width * (bin as f64 + 0.5));
        let bars = json!({
            "type": "bar", "x": [], "y": [], "width": bins.width * left.scale.abs(), "marker": { "color": theme.trace },
            "hovertemplate": format!("{}: %{{x}}<br>{}: %{{y}}<extra></extra>", escaped(&left.title), escaped(&text.samples)),
        });
        let up = plain_axis(&text.samples, theme).hover_format(",d");
        return Some(Figure {
            data: json!([bars]).to_string(),
            layout: layout_value(&axis_json(&left.axis(theme)), &axis_json(&up), theme, lang, revision)
                .to_string(),
            config: config(lang),
            bufs: vec![
                Buffer::list(0, "x", (0..curve.residual_counts.len()).map(middle).collect()),
                Buffer::list(0, "y", curve.residual_counts.iter().map(|n| f64::from(*n)).collect()),
            ],
        });
    }
    let mut drawn = Drawn::default();
    let dots = &report.cloud.dots;
    let trace = json!({
        "type": "scatter", "mode": "markers", "x": [], "y": [], "marker": { "color": theme.trace, "size": 5, "opacity": 0.7 },
        "hovertemplate": hover(&axes.x.title, &left.title, &text.time),
    });
    drawn.push(
        trace,
        [
            ("x", dots.iter().map(|d| axes.x.shown(d.x)).collect()),
            ("y", dots.iter().map(|d| d.residual.map_or(f64::NAN, |r| left.shown(r))).collect()),
            ("customdata", dots.iter().map(|d| d.t).collect()),
        ],
    );
    let ends = curve.line.iter().map(|p| axes.x.shown(p.x)).collect::<Vec<f64>>();
    let zero = json!({
        "type": "scatter", "mode": "lines", "x": [], "y": [], "line": { "color": theme.text, "width": 1.5 }, "hoverinfo": "skip",
    });
    drawn.push(zero, [("y", vec![0.0; ends.len()]), ("x", ends)]);
    Some(drawn.figure(&axes.x, &axis_json(&left.axis(theme)), theme, lang, revision))
}

fn hover(x: &str, y: &str, time: &str) -> String {
    format!(
        "{}: %{{x}}<br>{}: %{{y}}<br>{}: %{{customdata:.3f}}<extra></extra>",
        escaped(x),
        escaped(y),
        escaped(time)
    )
}

/// Traces and their numbers under way.
#[derive(Default)]
struct Drawn {
    traces: Vec<Value>,
    bufs: Vec<Buffer>,
}

impl Drawn {
    fn push<const N: usize>(&mut self, trace: Value, fields: [(&'static str, Vec<f64>); N]) {
        let at = self.traces.len();
        self.traces.push(trace);
        self.bufs.extend(fields.map(|(field, values)| Buffer::list(at, field, values)));
    }

    /// Cells by the mean of their colours, or by the logarithm of their counts.
    fn grid(&mut self, cloud: &Cloud, axes: &CloudAxes, text: &CloudText, theme: &Theme) {
        let Some(grid) = &cloud.grid else { return };
        let coloured = axes.colour.as_ref().filter(|_| !grid.colours.is_empty());
        let (title, scale) = match coloured {
            Some(colour) => (colour.title.as_str(), two_ends(theme)),
            None => (text.samples.as_str(), json!([[0, theme.trace_soft], [1, theme.trace]])),
        };
        let z: Vec<f64> = match coloured {
            Some(colour) => grid.colours.iter().map(|c| c.map_or(f64::NAN, |c| colour.shown(c))).collect(),
            // Nothing is drawn where nothing was: log 0 is no colour.
            None => {
                grid.counts.iter().map(|n| if *n > 0 { f64::from(*n).log10() } else { f64::NAN }).collect()
            }
        };
        let shade =
            if coloured.is_some() { format!("{}: %{{z}}<br>", escaped(title)) } else { String::new() };
        let mut bar = color_bar(title, theme);
        if coloured.is_none()
            && let Value::Object(bar) = &mut bar
        {
            let most = grid.counts.iter().copied().max().unwrap_or(0).max(10).ilog10();
            bar.insert("tickvals".to_owned(), (0..=most).collect::<Vec<u32>>().into());
            bar.insert(
                "ticktext".to_owned(),
                (0..=most).map(|p| 10_u32.pow(p).to_string()).collect::<Vec<_>>().into(),
            );
        }
        let trace = json!({
            "type": "heatmap", "x": [], "y": [], "z": [], "colorscale": scale, "colorbar": bar, "hoverongaps": false,
            "hovertemplate": format!(
                "{}: %{{x}}<br>{}: %{{y}}<br>{shade}{}: %{{customdata:,d}}<extra></extra>",
                escaped(&axes.x.title), escaped(&axes.y.title), escaped(&text.samples)
            ),
        });
        let (at, columns) = (self.traces.len(), grid.x.count as usize);
        self.push(trace, [("x", edges(&grid.x, &axes.x)), ("y", edges(&grid.y, &axes.y))]);
        let counts = grid.counts.iter().map(|n| f64::from(*n)).collect();
        self.bufs
            .extend([Buffer::rows(at, "z", z, columns), Buffer::rows(at, "customdata", counts, columns)]);
    }

    fn dots(&mut self, cloud: &Cloud, axes: &CloudAxes, text: &CloudText, theme: &Theme) {
        let singly = cloud.grid.is_none();
        let coloured =
            axes.colour.as_ref().filter(|_| singly && cloud.dots.iter().any(|d| d.colour.is_some()));
        let size = if singly { 5 } else { 4 };
        let marker = if let Some(colour) = coloured {
            // Numbers of a field within a field have no buffer of their own.
            let colours: Value =
                cloud.dots.iter().map(|d| rounded(d.colour.map(|c| colour.shown(c)))).collect();
            json!({
                "size": size, "opacity": 0.75, "color": colours, "colorscale": two_ends(theme), "showscale": true,
                "colorbar": color_bar(&colour.title, theme),
            })
        } else {
            json!({ "size": size, "opacity": 0.75, "color": if singly { &theme.trace } else { &theme.outlier } })
        };
        let shade =
            coloured.map(|c| format!("{}: %{{marker.color}}<br>", escaped(&c.title))).unwrap_or_default();
        let trace = json!({
            "type": "scatter", "mode": "markers", "x": [], "y": [], "marker": marker,
            "hovertemplate": format!("{shade}{}", hover(&axes.x.title, &axes.y.title, &text.time)),
        });
        let each = |of: &dyn Fn(&Dot) -> f64| cloud.dots.iter().map(of).collect::<Vec<f64>>();
        self.push(
            trace,
            [
                ("x", each(&|d| axes.x.shown(d.x))),
                ("y", each(&|d| axes.y.shown(d.y))),
                ("customdata", each(&|d| d.t)),
            ],
        );
    }

    /// The band as a surface between two lines, and the curve in the colour of text: it lies over every other colour.
    fn curve(&mut self, curve: &Curve, axes: &CloudAxes, text: &CloudText, theme: &Theme) {
        let x = || curve.line.iter().map(|p| axes.x.shown(p.x)).collect::<Vec<f64>>();
        let edge = |fill: &str| {
            json!({
                "type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip", "opacity": 0.4,
                "fill": fill, "fillcolor": theme.muted, "line": { "color": theme.muted, "width": 1 },
            })
        };
        let bound = |of: fn(&LinePoint) -> Option<f64>| {
            curve.line.iter().map(of).map(|y| y.map_or(f64::NAN, |y| axes.y.shown(y))).collect::<Vec<f64>>()
        };
        if curve.line.iter().all(|p| p.low.is_some() && p.high.is_some()) {
            self.push(edge("none"), [("x", x()), ("y", bound(|p| p.low))]);
            self.push(edge("tonexty"), [("x", x()), ("y", bound(|p| p.high))]);
        }
        let line = json!({
            "type": "scatter", "mode": "lines", "x": [], "y": [], "line": { "color": theme.text, "width": 2 },
            "hovertemplate": format!("{}<br>{}: %{{x}}<br>{}: %{{y}}<extra></extra>", escaped(&text.curve), escaped(&axes.x.title), escaped(&axes.y.title)),
        });
        self.push(line, [("x", x()), ("y", curve.line.iter().map(|p| axes.y.shown(p.y)).collect())]);
    }

    fn figure(self, x: &AxisSpec, y: &Value, theme: &Theme, lang: Lang, revision: &str) -> Figure {
        Figure {
            data: Value::Array(self.traces).to_string(),
            layout: layout_value(&axis_json(&x.axis(theme)), y, theme, lang, revision).to_string(),
            config: config(lang),
            bufs: self.bufs,
        }
    }
}

/// From blue to orange over what lies between: apart for every eye.
fn two_ends(theme: &Theme) -> Value {
    json!([[0, theme.trace], [0.5, theme.muted], [1, theme.outlier]])
}

fn color_bar(title: &str, theme: &Theme) -> Value {
    json!({ "title": small(title, theme), "thickness": 12, "outlinewidth": 0, "tickfont": { "color": theme.muted } })
}

/// A colour needs no more than a few digits.
fn rounded(value: Option<f64>) -> Value {
    value.filter(|v| v.is_finite()).map_or(Value::Null, |v| {
        let digits = 10f64.powi(4 - v.abs().max(1e-9).log10().ceil() as i32);
        json!((v * digits).round() / digits)
    })
}
