//! How often a channel took which value: bars.

use plotly::Bar;
use plotly::common::Marker;
use plotly::layout::RangeMode;
use serde_json::json;

use super::{AxisSpec, Buffer, Figure, Theme, as_json, config, escaped, layout, plain_axis};
use crate::engine::view::Histogram;
use crate::i18n::Lang;

/// Words of a histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramText {
    /// Title of the counts.
    pub samples: String,
}

/// Bars over the values of a channel.
pub fn histogram(
    counts: &Histogram,
    axis: &AxisSpec,
    text: &HistogramText,
    theme: &Theme,
    lang: Lang,
    revision: &str,
) -> Figure {
    let bins = &counts.bins;
    let middle = |bin: usize| axis.shown(bins.low + bins.width * (bin as f64 + 0.5));
    let bar = Bar::<f64, f64>::new(Vec::new(), Vec::new())
        .marker(Marker::new().color(theme.trace.clone()))
        .width(bins.width * axis.scale.abs())
        .hover_template(format!(
            "{}: %{{x}}<br>{}: %{{y}}<extra></extra>",
            escaped(&axis.title),
            escaped(&text.samples)
        ));
    let y = plain_axis(&text.samples, theme).range_mode(RangeMode::ToZero).hover_format(",d");
    Figure {
        data: json!([as_json(&bar)]).to_string(),
        layout: layout(&axis.axis(theme), &y, theme, lang, revision),
        config: config(lang),
        bufs: vec![
            Buffer::list(0, "x", (0..counts.counts.len()).map(middle).collect()),
            Buffer::list(0, "y", counts.counts.iter().map(|n| f64::from(*n)).collect()),
        ],
    }
}
