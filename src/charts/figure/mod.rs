//! What plotly.js is given: traces without their numbers, a layout, a configuration, and the numbers beside them.
//!
//! The numbers never become text: the bridge puts each [`Buffer`] as a typed array into the parsed traces. Values are
//! converted to the display's units here, on what is already as small as the screen. Colours and words come from the
//! caller: a builder knows neither the style sheet nor the catalogue of texts.

mod boxes;
mod cloud;
mod courses;
mod density;
mod histogram;
mod lines;
mod matrix;
mod trend;

use plotly::common::{Font, TickMode, Title};
use plotly::layout::Axis;
use serde::Serialize;
use serde_json::{Value, json};

pub use boxes::{NamedBox, boxes};
pub use cloud::{CloudAxes, CloudText, cloud, residuals};
pub use courses::{CourseLine, CoursesAxes, courses};
pub use density::{DensityText, density};
pub use histogram::{HistogramText, histogram};
pub use lines::{LineText, lag_curve, spectrum_curve};
pub use matrix::{MAY_BE_CHANCE, MatrixCell, matrix};
pub use trend::{TrendDot, TrendFit, TrendLine, trend};

use crate::engine::view::Bins;
use crate::i18n::Lang;

/// A figure, ready but for its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Array of traces (JSON); the fields named by `bufs` are empty arrays.
    pub data: String,
    /// Layout (JSON).
    pub layout: String,
    /// Configuration (JSON).
    pub config: String,
    pub bufs: Vec<Buffer>,
}

/// Numbers of one field of one trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Buffer {
    /// Position of the trace.
    pub trace: usize,
    pub field: &'static str,
    /// NaN where there is nothing to draw.
    pub values: Vec<f64>,
    /// Cells in a row where plotly.js wants an array of rows, such as `z` of a heat map.
    pub row_len: Option<usize>,
}

impl Buffer {
    fn list(trace: usize, field: &'static str, values: Vec<f64>) -> Self {
        Self { trace, field, values, row_len: None }
    }

    fn rows(trace: usize, field: &'static str, values: Vec<f64>, row_len: usize) -> Self {
        Self { trace, field, values, row_len: Some(row_len) }
    }
}

/// Colours and type of a figure, as the style sheet gives them.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    pub surface: String,
    /// Behind a read-out at the pointer.
    pub raised: String,
    pub text: String,
    pub muted: String,
    pub line: String,
    /// Bars, and the most populated cells.
    pub trace: String,
    /// Cells with a single sample.
    pub trace_soft: String,
    /// Points outside the grid.
    pub outlier: String,
    pub font: String,
    /// px.
    pub font_size: usize,
}

/// How an axis is labelled, and how its values become the display's.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisSpec {
    /// Name and unit.
    pub title: String,
    /// The display's figure is `base * scale + offset`.
    pub scale: f64,
    pub offset: f64,
    /// Decimals of a read-out.
    pub digits: u8,
    /// Words at values (base unit) of a channel of states or of a flag; empty for figures.
    pub labels: Vec<(f64, String)>,
}

impl AxisSpec {
    fn shown(&self, base: f64) -> f64 {
        base * self.scale + self.offset
    }

    fn axis(&self, theme: &Theme) -> Axis {
        let axis = plain_axis(&self.title, theme).hover_format(format!(",.{}f", self.digits));
        if self.labels.is_empty() {
            return axis;
        }
        axis.tick_mode(TickMode::Array)
            .tick_values(self.labels.iter().map(|(value, _)| self.shown(*value)).collect())
            .tick_text(self.labels.iter().map(|(_, word)| escaped(word)).collect())
    }
}

fn plain_axis(title: &str, theme: &Theme) -> Axis {
    Axis::new()
        .title(small_title(title, theme))
        .auto_margin(true)
        .grid_color(theme.line.clone())
        .line_color(theme.line.clone())
        .tick_color(theme.line.clone())
        .tick_font(Font::new().color(theme.muted.clone()))
        .zero_line(false)
        .separate_thousands(true)
}

/// A title no larger than the rest: plotly.js makes it louder than the figures.
fn small_title(title: &str, theme: &Theme) -> Title {
    let font = Font::new().size(theme.font_size).color(theme.muted.clone());
    Title::with_text(escaped(title)).font(font)
}

/// Between the title of an axis and its figures, px.
const TITLE_PX: u32 = 6;

/// What all figures share. `revision` names what is shown: as long as it stays, plotly.js keeps the reader's zoom.
fn layout(x: &Axis, y: &Axis, theme: &Theme, lang: Lang, revision: &str) -> String {
    layout_value(&axis_json(x), &axis_json(y), theme, lang, revision).to_string()
}

fn layout_value(x: &Value, y: &Value, theme: &Theme, lang: Lang, revision: &str) -> Value {
    // Composed by hand: the crate's `Layout` knows maps, scenes and menus, which would all go into the program.
    json!({
        "xaxis": x,
        "yaxis": y,
        "font": { "family": theme.font, "size": theme.font_size, "color": theme.text },
        "hoverlabel": {
            "bgcolor": theme.raised,
            "bordercolor": theme.line,
            "font": { "family": theme.font, "size": theme.font_size, "color": theme.text },
        },
        "paper_bgcolor": theme.surface,
        "plot_bgcolor": theme.surface,
        "margin": { "l": 44, "r": 12, "t": 8, "b": 36 },
        "showlegend": false,
        "hovermode": "closest",
        "dragmode": "zoom",
        // Decimal mark and a narrow blank between thousands, as everywhere else.
        "separators": format!("{}\u{202f}", lang.decimal_mark()),
        "uirevision": revision,
    })
}

/// An axis of names at 0, 1, 2, ….
fn placed_axis(names: &[&str], theme: &Theme) -> Axis {
    plain_axis("", theme)
        .tick_mode(TickMode::Array)
        .tick_values((0..names.len()).map(|i| i as f64).collect())
        .tick_text(names.iter().map(|name| escaped(name)).collect())
}

/// A title as JSON, no louder than the figures.
fn small(title: &str, theme: &Theme) -> Value {
    json!({ "text": escaped(title), "font": { "size": theme.font_size, "color": theme.muted } })
}

/// Edges of cells: one more than there are cells, which is how plotly.js tells them from middles.
fn edges(bins: &Bins, axis: &AxisSpec) -> Vec<f64> {
    (0..=bins.count).map(|i| axis.shown(bins.low + bins.width * f64::from(i))).collect()
}

/// An axis whose title keeps its distance from the figures; the crate does not know that word.
fn axis_json(axis: &Axis) -> Value {
    let mut value = as_json(axis);
    if let Some(Value::Object(title)) = value.get_mut("title") {
        title.insert("standoff".to_owned(), TITLE_PX.into());
    }
    value
}

/// No logo, no bar of buttons (its words are not ours), sized by the host.
fn config(lang: Lang) -> String {
    let locale = match lang {
        Lang::En => "en",
        Lang::PtBr => "pt-br",
    };
    json!({
        "displaylogo": false,
        "displayModeBar": false,
        "responsive": false,
        "doubleClick": "reset",
        "scrollZoom": false,
        "showTips": false,
        "locale": locale,
    })
    .to_string()
}

/// Every part goes through one serialiser: a second one would double what it weighs in the program.
fn as_json(part: &impl Serialize) -> Value {
    serde_json::to_value(part).unwrap_or(Value::Null)
}

/// A word for plotly.js: it reads tags, entities and `%{…}` in the texts it is given.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace("%{", "% {")
}
