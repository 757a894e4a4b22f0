//! Coefficients of all pairs of some channels.

use serde_json::{Value, json};

use super::{Buffer, Figure, Theme, as_json, axis_json, config, escaped, layout_value, placed_axis};
use crate::i18n::Lang;
use crate::i18n::number::number;

/// How two channels go together.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// −1 to 1; none where it is not known.
    pub r: Option<f64>,
    pub significant: bool,
    /// What stands at the pointer, line by line.
    pub about: Vec<String>,
}

/// Behind a coefficient that may be chance.
pub const MAY_BE_CHANCE: &str = "\u{a0}×";

/// Cells row by row from the first channel, as a square of so many as there are names. The first channel stands at the left
/// and at the top; what may be chance carries a cross and is written in the same colour as the rest, never by colour alone.
pub fn matrix(names: &[String], cells: &[MatrixCell], theme: &Theme, lang: Lang, revision: &str) -> Figure {
    let side = names.len();
    let rows = || cells.chunks(side.max(1));
    let written = |cell: &MatrixCell| {
        let r = cell.r.map(|r| number(lang, r, 2)).unwrap_or_default();
        if cell.significant || cell.r.is_none() { r } else { format!("{r}{MAY_BE_CHANCE}") }
    };
    let about =
        |cell: &MatrixCell| cell.about.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>");
    let texts: Vec<Vec<String>> = rows().map(|row| row.iter().map(written).collect()).collect();
    let hovers: Vec<Vec<String>> = rows().map(|row| row.iter().map(about).collect()).collect();
    let map = json!({
        "type": "heatmap", "x": [], "y": [], "z": [], "text": texts, "texttemplate": "%{text}", "hovertext": hovers,
        "hoverinfo": "text", "zmin": -1, "zmax": 1, "xgap": 1, "ygap": 1,
        // Blue below, orange above: apart for every eye.
        "colorscale": [[0, theme.trace], [0.5, theme.surface], [1, theme.outlier]],
        "colorbar": { "thickness": 12, "outlinewidth": 0, "tickfont": { "color": theme.muted } },
    });
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (x, mut y) = (axis_json(&placed_axis(&names, theme)), as_json(&placed_axis(&names, theme)));
    if let Value::Object(axis) = &mut y {
        axis.insert("autorange".to_owned(), "reversed".into());
    }
    let places: Vec<f64> = (0..side).map(|i| i as f64).collect();
    Figure {
        data: json!([map]).to_string(),
        layout: layout_value(&x, &y, theme, lang, revision).to_string(),
        config: config(lang),
        bufs: vec![
            Buffer::list(0, "x", places.clone()),
            Buffer::list(0, "y", places),
            Buffer::rows(0, "z", cells.iter().map(|cell| cell.r.unwrap_or(f64::NAN)).collect(), side),
        ],
    }
}
