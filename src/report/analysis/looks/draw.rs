//! The drawings as vectors, for paper.

use super::words::Names;
use super::{Writer, box_name, caption, coefficient};
use crate::engine::analysis::look::Report;
use crate::engine::analysis::{boxes, correlation, lag, scatter, spectrum, statistics};
use crate::report::svg::{Axis, Band, Bars, Boxes, Dots, Five, Grid, Line, Mark, Plot, Trace, grid};

/// `None` where there is nothing to draw.
pub fn svg(writer: &Writer<'_>, names: &Names<'_>, report: &Report, by_rank: bool) -> Option<String> {
    let label = caption(writer, names, report);
    match report {
        Report::Distribution(r) => distribution(writer, names, r.channel.as_ref()?, label),
        Report::Boxes(r) => boxed(writer, names, r, label),
        Report::Matrix(r) => matrix(writer, names, r, by_rank, label),
        Report::Scatter(r) => cloud(writer, names, r, label),
        Report::Spectrum(r) => swings(writer, names, r, label),
        Report::Lag(r) => follows(writer, names, r, label),
    }
}

fn trace(name: String, mark: Mark) -> Trace {
    Trace { name, second: false, mark }
}

fn plot(label: String, x: Axis, y: Axis, traces: Vec<Trace>) -> String {
    Plot { label, x, y, y2: None, names: Vec::new(), traces }.draw()
}

fn distribution(
    writer: &Writer<'_>,
    names: &Names<'_>,
    channel: &statistics::ChannelStatistics,
    label: String,
) -> Option<String> {
    let counts = &channel.figures.as_ref()?.distribution;
    let named = names.of(&channel.key);
    let lang = writer.units.lang;
    let edge = |i: usize| named.shown(writer.units, counts.bins.low + counts.bins.width * i as f64);
    let bars: Vec<(f64, f64, f64)> =
        counts.counts.iter().enumerate().map(|(i, n)| (edge(i), edge(i + 1), f64::from(*n))).collect();
    let x =
        Axis::around(named.title(writer.units), [edge(0), edge(counts.counts.len())], false).written_in(lang);
    let y = Axis::around(writer.t("analysis-samples"), bars.iter().map(|b| b.2), true).written_in(lang);
    Some(plot(label, x, y, vec![trace(String::new(), Mark::Bars(Bars { bars }))]))
}

fn boxed(writer: &Writer<'_>, names: &Names<'_>, report: &boxes::Report, label: String) -> Option<String> {
    if report.boxes.is_empty() {
        return None;
    }
    let named = names.of(&report.channel);
    let shown = |v: f64| named.shown(writer.units, v);
    let boxes: Vec<(f64, Five)> = report
        .boxes
        .iter()
        .enumerate()
        .map(|(i, b)| {
            let five = Five {
                low: shown(b.low),
                q1: shown(b.q1),
                median: shown(b.median),
                q3: shown(b.q3),
                high: shown(b.high),
            };
            (i as f64, five)
        })
        .collect();
    let heights = boxes.iter().flat_map(|(_, five)| [five.low, five.high]);
    let y = Axis::around(named.title(writer.units), heights, false).written_in(writer.units.lang);
    let x = Axis::between(String::new(), -0.6, report.boxes.len() as f64 - 0.4).written_in(writer.units.lang);
    let places = report.boxes.iter().enumerate().map(|(i, b)| (i as f64, box_name(writer, b))).collect();
    let traces = vec![trace(String::new(), Mark::Boxes(Boxes { boxes, width: 0.55 }))];
    Some(Plot { label, x, y, y2: None, names: places, traces }.draw())
}

/// The strength by the depth of a cell, the sign and what may be chance by its text.
fn matrix(
    writer: &Writer<'_>,
    names: &Names<'_>,
    report: &correlation::Report,
    by_rank: bool,
    label: String,
) -> Option<String> {
    let side = report.channels.len();
    if side < 2 {
        return None;
    }
    let mut cells = vec![None; side * side];
    let mut texts = vec![String::new(); side * side];
    for pair in &report.pairs {
        let Some(of) = coefficient(pair, by_rank) else { continue };
        let text = writer.plain(Some(of.r), 2);
        let text = if of.significant { text } else { format!("{text}\u{a0}×") };
        for (row, column) in [(pair.a, pair.b), (pair.b, pair.a)] {
            // Rows are told from below.
            let at = (side - 1 - row as usize) * side + column as usize;
            cells[at] = Some(of.r.abs());
            texts[at].clone_from(&text);
        }
    }
    let numbers: Vec<String> = (1..=side).map(|i| i.to_string()).collect();
    let list = report.channels.iter().zip(&numbers).map(|(key, n)| format!("{n} {}", names.of(key).name));
    Some(grid(&Grid {
        label,
        x_title: list.collect::<Vec<_>>().join(" · "),
        y_title: String::new(),
        columns: numbers.clone(),
        rows: numbers.into_iter().rev().collect(),
        cells,
        texts,
        abouts: Vec::new(),
    }))
}

fn cloud(writer: &Writer<'_>, names: &Names<'_>, report: &scatter::Report, label: String) -> Option<String> {
    let units = writer.units;
    let (x, y) = (names.of(&report.query.x), names.of(&report.query.y));
    let at = |a: f64, b: f64| (x.shown(units, a), y.shown(units, b));
    let mut points: Vec<(f64, f64)> = report.cloud.dots.iter().map(|d| at(d.x, d.y)).collect();
    if let Some(grid) = &report.cloud.grid {
        let columns = grid.x.count as usize;
        let there = grid.counts.iter().enumerate().filter(|(_, n)| **n > 0);
        points.extend(there.map(|(i, _)| {
            at(
                grid.x.low + grid.x.width * ((i % columns) as f64 + 0.5),
                grid.y.low + grid.y.width * ((i / columns) as f64 + 0.5),
            )
        }));
    }
    if points.is_empty() {
        return None;
    }
    let across = Axis::around(x.title(units), points.iter().map(|p| p.0), false).written_in(units.lang);
    let up = Axis::around(y.title(units), points.iter().map(|p| p.1), false).written_in(units.lang);
    let mut traces = vec![trace(String::new(), Mark::Dots(Dots { points }))];
    if let Some(curve) = &report.curve {
        let name = writer.t("analysis-look-curve");
        let band = curve.line.iter().map(|p| (x.shown(units, p.x), p.low, p.high));
        let band: Option<Vec<(f64, f64, f64)>> =
            band.map(|(x, low, high)| Some((x, y.shown(units, low?), y.shown(units, high?)))).collect();
        traces.extend(band.map(|points| trace(name.clone(), Mark::Band(Band { points }))));
        let points = curve.line.iter().map(|p| at(p.x, p.y)).collect();
        traces.push(trace(name, Mark::Line(Line { points, dashed: false })));
    }
    Some(plot(label, across, up, traces))
}

/// Power in powers of ten: the axis says so.
fn swings(
    writer: &Writer<'_>,
    names: &Names<'_>,
    report: &spectrum::Report,
    label: String,
) -> Option<String> {
    let named = names.of(&report.channel);
    let scale = named.scale_offset(writer.units).0;
    let log = |power: f64| (power * scale * scale).log10();
    let there = report.density.iter().enumerate().skip(1).filter(|(_, power)| **power > 0.0);
    let points: Vec<(f64, f64)> = there.map(|(k, power)| (k as f64 * report.step_hz, log(*power))).collect();
    if points.len() < 2 {
        return None;
    }
    let title = format!(
        "log₁₀ {} ({})",
        writer.t("analysis-look-density"),
        super::words::density_unit(&named, writer.units)
    );
    let lang = writer.units.lang;
    let x = Axis::around(
        format!("{} (Hz)", writer.t("analysis-look-frequency")),
        points.iter().map(|p| p.0),
        true,
    )
    .written_in(lang);
    let y = Axis::around(title, points.iter().map(|p| p.1), false).written_in(lang);
    let peaks = report.peaks.iter().map(|p| (p.hz, log(p.density))).collect();
    let traces = vec![
        trace(String::new(), Mark::Line(Line { points, dashed: false })),
        trace(writer.t("analysis-look-peak"), Mark::Dots(Dots { points: peaks })),
    ];
    Some(plot(label, x, y, traces))
}

fn follows(writer: &Writer<'_>, names: &Names<'_>, report: &lag::Report, label: String) -> Option<String> {
    let points: Vec<(f64, f64)> =
        report.curve.iter().map(|p| (p.lag_s * 1000.0, p.r.unwrap_or(f64::NAN))).collect();
    if points.iter().all(|p| p.1.is_nan()) {
        return None;
    }
    let lang = writer.units.lang;
    let x =
        Axis::around(shift_title(writer, names, report), points.iter().map(|p| p.0), false).written_in(lang);
    let y = Axis::around("r", points.iter().map(|p| p.1), true).written_in(lang);
    let mut traces = vec![trace(String::new(), Mark::Line(Line { points, dashed: false }))];
    if let Some(best) = &report.best {
        let at = best.lag_s * 1000.0;
        let upright = Line { points: vec![(at, y.low), (at, y.high)], dashed: true };
        traces.push(trace(writer.t("analysis-look-best"), Mark::Line(upright)));
    }
    Some(plot(label, x, y, traces))
}

/// Which way a shift is counted.
pub fn shift_title(writer: &Writer<'_>, names: &Names<'_>, report: &lag::Report) -> String {
    let (x, y) = (names.of(&report.x).name, names.of(&report.y).name);
    crate::t!(writer.i18n, "analysis-look-shift-axis", x = x, y = y).into_owned()
}
