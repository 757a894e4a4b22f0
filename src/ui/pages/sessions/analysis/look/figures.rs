//! What came back, as figures for plotly.js.

use std::rc::Rc;

use crate::charts::figure::{
    self, AxisSpec, CloudAxes, CloudText, Figure, HistogramText, LineText, MatrixCell, NamedBox, boxes,
    cloud, histogram, lag_curve, matrix, residuals, spectrum_curve,
};
use crate::charts::host::FigureRef;
use crate::charts::theme::Theme;
use crate::engine::analysis::look::Report;
use crate::engine::analysis::{boxes as boxed, correlation, scatter, statistics};
use crate::engine::units::Quantity;
use crate::engine::view::Histogram;
use crate::report::analysis::Writer;
use crate::report::analysis::looks::{
    Named, Names, about_pair, box_name, coefficient, density_unit, shift_title,
};
use crate::web::global;

/// A figure with what it is called.
#[derive(Clone, PartialEq)]
pub struct One {
    pub slug: &'static str,
    pub caption: String,
    pub figure: FigureRef,
    /// Points of it tell their moment.
    pub has_points: bool,
}

fn one(slug: &'static str, caption: String, figure: Figure, has_points: bool) -> One {
    One { slug, caption, figure: FigureRef(Rc::new(figure)), has_points }
}

/// How a channel is labelled along an axis.
fn axis(writer: &Writer<'_>, named: &Named) -> AxisSpec {
    let (scale, offset) = named.scale_offset(writer.units);
    AxisSpec {
        title: named.title(writer.units),
        scale,
        offset,
        digits: named.digits(writer.units),
        labels: match named.quantity {
            Quantity::Flag => [0.0, 1.0].map(|v| (v, writer.units.show(v, Quantity::Flag).text)).to_vec(),
            _ => Vec::new(),
        },
    }
}

const fn slug(report: &Report) -> &'static str {
    match report {
        Report::Distribution(_) => "look-distribution",
        Report::Boxes(_) => "look-boxes",
        Report::Matrix(_) => "look-matrix",
        Report::Scatter(_) => SCATTER,
        Report::Spectrum(_) => "look-spectrum",
        Report::Lag(_) => "look-lag",
    }
}

const SCATTER: &str = "look-scatter";

/// The pairs, and what a line through them leaves over.
fn scattered(writer: &Writer<'_>, names: &Names<'_>, r: &scatter::Report, theme: &figure::Theme) -> Vec<One> {
    let (lang, revision) = (writer.units.lang, format!("{:?}", r.query));
    let (axes, text) = (axes(writer, names, r), cloud_text(writer));
    let figure = cloud(r, &axes, &text, theme, lang, &revision);
    let singly = r.cloud.grid.is_none();
    let mut all = vec![one(SCATTER, String::new(), figure, !r.cloud.dots.is_empty())];
    let left = residuals(r, &axes, &text, theme, lang, &revision);
    all.extend(left.map(|figure| one("look-residuals", writer.t("analysis-look-residuals"), figure, singly)));
    all
}

/// See the module. The first is the drawing itself; nothing where there is nothing to draw.
pub fn figures(writer: &Writer<'_>, names: &Names<'_>, report: &Report, by_rank: bool) -> Vec<One> {
    let root = global::document().and_then(|d| d.document_element());
    let theme = root.map_or_else(Theme::default, |root| Theme::read(&root)).figure();
    let lang = writer.units.lang;
    let slug = slug(report);
    match report {
        Report::Distribution(r) => {
            let Some(counts) = r.channel.as_ref().and_then(counts_of) else { return Vec::new() };
            let Some(channel) = &r.channel else { return Vec::new() };
            let text = HistogramText { samples: writer.t("analysis-samples") };
            let axis = axis(writer, &names.of(&channel.key));
            let figure = histogram(&counts, &axis, &text, &theme, lang, &channel.key.to_string());
            vec![one(slug, String::new(), figure, false)]
        }
        Report::Boxes(r) if r.boxes.is_empty() => Vec::new(),
        Report::Boxes(r) => {
            let named = names.of(&r.channel);
            let of: Vec<NamedBox<'_>> = r.boxes.iter().map(|b| named_box(writer, &named, b)).collect();
            let figure = boxes(&of, &axis(writer, &named), &theme, lang, &r.channel.to_string());
            vec![one(slug, String::new(), figure, false)]
        }
        Report::Matrix(r) if r.channels.len() < 2 => Vec::new(),
        Report::Matrix(r) => {
            let shown: Vec<String> = r.channels.iter().map(|key| names.of(key).name).collect();
            let cells = cells(writer, names, r, by_rank);
            let figure = matrix(&shown, &cells, &theme, lang, &shown.join(","));
            vec![one(slug, String::new(), figure, false)]
        }
        Report::Scatter(r) if r.n == 0 => Vec::new(),
        Report::Scatter(r) => scattered(writer, names, r, &theme),
        Report::Spectrum(r) if r.density.len() < 2 => Vec::new(),
        Report::Spectrum(r) => {
            let named = names.of(&r.channel);
            let text = LineText {
                x: format!("{} (Hz)", writer.t("analysis-look-frequency")),
                y: format!("{} ({})", writer.t("analysis-look-density"), density_unit(&named, writer.units)),
                mark: writer.t("analysis-look-peak"),
            };
            let scale = named.scale_offset(writer.units).0;
            let figure = spectrum_curve(r, &text, scale, &theme, lang, &r.channel.to_string());
            vec![one(slug, String::new(), figure, false)]
        }
        Report::Lag(r) if r.curve.iter().all(|p| p.r.is_none()) => Vec::new(),
        Report::Lag(r) => {
            let text = LineText {
                x: shift_title(writer, names, r),
                y: "r".to_owned(),
                mark: writer.t("analysis-look-best"),
            };
            let figure = lag_curve(r, &text, &theme, lang, &format!("{}{}", r.x, r.y));
            vec![one(slug, String::new(), figure, false)]
        }
    }
}

fn counts_of(channel: &statistics::ChannelStatistics) -> Option<Histogram> {
    let counts = &channel.figures.as_ref()?.distribution;
    Some(Histogram {
        column: 0,
        bins: counts.bins,
        counts: counts.counts.clone(),
        n: channel.count,
        left_out: channel.missing + channel.flagged,
        missing: channel.missing,
        rule: counts.rule,
    })
}

fn named_box<'a>(writer: &Writer<'_>, named: &Named, figures: &'a boxed::BoxFigures) -> NamedBox<'a> {
    let line = |key: &str, value: f64| {
        format!("{}: {}", writer.t(&format!("analysis-stat-{key}")), named.text(writer.units, Some(value)))
    };
    let about = vec![
        format!("n = {}", writer.plain(Some(f64::from(figures.n)), 0)),
        line("max", figures.max),
        line("p75", figures.q3),
        line("median", figures.median),
        line("p25", figures.q1),
        line("min", figures.min),
    ];
    NamedBox { name: box_name(writer, figures), about, figures }
}

/// Row by row; on the diagonal is each channel with itself.
fn cells(
    writer: &Writer<'_>,
    names: &Names<'_>,
    report: &correlation::Report,
    by_rank: bool,
) -> Vec<MatrixCell> {
    let side = report.channels.len();
    let empty = MatrixCell { r: None, significant: true, about: Vec::new() };
    let mut cells = vec![empty; side * side];
    for (i, key) in report.channels.iter().enumerate() {
        cells[i * side + i].about = vec![names.of(key).name];
    }
    for pair in &report.pairs {
        let of = coefficient(pair, by_rank);
        let cell = MatrixCell {
            r: of.map(|c| c.r),
            significant: of.is_some_and(|c| c.significant),
            about: about_pair(writer, names, report, pair, by_rank),
        };
        let (a, b) = (pair.a as usize, pair.b as usize);
        cells[a * side + b] = cell.clone();
        cells[b * side + a] = cell;
    }
    cells
}

fn axes(writer: &Writer<'_>, names: &Names<'_>, report: &scatter::Report) -> CloudAxes {
    let of = |key| axis(writer, &names.of(key));
    CloudAxes { x: of(&report.query.x), y: of(&report.query.y), colour: report.query.colour.as_ref().map(of) }
}

fn cloud_text(writer: &Writer<'_>) -> CloudText {
    CloudText {
        samples: writer.t("analysis-samples"),
        time: format!("{} (s)", writer.t("analysis-time")),
        curve: writer.t("analysis-look-curve"),
        residual: writer.t("analysis-look-residual"),
    }
}
