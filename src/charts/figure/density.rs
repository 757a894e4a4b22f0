//! Two channels against each other: a grid coloured by the logarithm of its counts, and the points outside it.

use plotly::common::{ColorBar, ColorScale, ColorScaleElement, Font, Marker, Mode};
use plotly::{HeatMap, Scatter};
use serde_json::Value;

use super::{AxisSpec, Buffer, Figure, Theme, as_json, config, edges, escaped, layout, small_title};
use crate::engine::view::{Density, OutlierPoint};
use crate::i18n::Lang;
use crate::i18n::number::number;

/// Words of a density.
#[derive(Clone, Debug, PartialEq)]
pub struct DensityText {
    /// Title of the counts.
    pub samples: String,
    /// Title of the time of a single point, with its unit.
    pub time: String,
}

/// Cells by count, and points: those outside the grid, or all where no cell was counted. The grid is trace 0 where
/// there is one, the points are the last trace; the time of each point, in seconds, is its `customdata`, the count of
/// each cell its `customdata`.
pub fn density(
    counts: &Density,
    x: &AxisSpec,
    y: &AxisSpec,
    text: &DensityText,
    theme: &Theme,
    lang: Lang,
    revision: &str,
) -> Figure {
    let singly = counts.counts.is_empty();
    let place = format!("{}: %{{x}}<br>{}: %{{y}}<br>", escaped(&x.title), escaped(&y.title));
    let mut traces = Vec::new();
    let mut bufs = Vec::new();
    if !singly {
        traces.push(as_json(&*grid(counts, &place, text, theme, lang)));
        let columns = counts.x.count as usize;
        let cells: Vec<f64> = counts.counts.iter().map(|n| f64::from(*n)).collect();
        // Nothing is drawn where nothing was: log 0 is no colour.
        let shades = cells.iter().map(|n| if *n > 0.0 { n.log10() } else { f64::NAN }).collect();
        bufs.extend([
            Buffer::list(0, "x", edges(&counts.x, x)),
            Buffer::list(0, "y", edges(&counts.y, y)),
            Buffer::rows(0, "z", shades, columns),
            Buffer::rows(0, "customdata", cells, columns),
        ]);
    }
    let marker = if singly {
        Marker::new().color(theme.trace.clone()).size(5).opacity(0.7)
    } else {
        Marker::new().color(theme.outlier.clone()).size(4)
    };
    let points = Scatter::<f64, f64>::new(Vec::new(), Vec::new())
        .mode(Mode::Markers)
        .marker(marker)
        .hover_template(format!("{place}{}: %{{customdata:.3f}}<extra></extra>", escaped(&text.time)));
    let each = |of: fn(&OutlierPoint) -> f64| counts.outliers.iter().map(of);
    let last = traces.len();
    traces.push(as_json(&points));
    bufs.extend([
        Buffer::list(last, "x", each(|p| p.x).map(|v| x.shown(v)).collect()),
        Buffer::list(last, "y", each(|p| p.y).map(|v| y.shown(v)).collect()),
        Buffer::list(last, "customdata", each(|p| p.t).collect()),
    ]);
    Figure {
        data: Value::Array(traces).to_string(),
        layout: layout(&x.axis(theme), &y.axis(theme), theme, lang, revision),
        config: config(lang),
        bufs,
    }
}

/// Cells in the shade of the logarithm of their count.
fn grid(
    counts: &Density,
    place: &str,
    text: &DensityText,
    theme: &Theme,
    lang: Lang,
) -> Box<HeatMap<f64, f64, Vec<f64>>> {
    let most = counts.counts.iter().copied().max().unwrap_or(0);
    HeatMap::<f64, f64, Vec<f64>>::new(Vec::new(), Vec::new(), Vec::new())
        .zmin(0.0)
        .zmax(f64::from(most.max(10)).log10())
        .color_scale(ColorScale::Vector(vec![
            ColorScaleElement(0.0, theme.trace_soft.clone()),
            ColorScaleElement(1.0, theme.trace.clone()),
        ]))
        .color_bar(color_bar(most, text, theme, lang))
        .hover_on_gaps(false)
        .hover_template(format!("{place}{}: %{{customdata:,d}}<extra></extra>", escaped(&text.samples)))
}

/// Powers of ten, in plain figures.
fn color_bar(most: u32, text: &DensityText, theme: &Theme, lang: Lang) -> ColorBar {
    let powers: Vec<u32> = (0..=most.max(10).ilog10()).collect();
    let words = powers.iter().map(|p| number(lang, 10f64.powi(*p as i32), 0)).collect();
    ColorBar::new()
        .title(small_title(&text.samples, theme))
        .tick_vals(powers.into_iter().map(f64::from).collect())
        .tick_text(words)
        .tick_font(Font::new().color(theme.muted.clone()))
        .outline_width(0)
        .thickness(12)
}
