//! What is drawn, as a sheet: a row a point, a cell or a box.

use super::words::Names;
use super::{Writer, box_name};
use crate::engine::analysis::look::Report;
use crate::engine::analysis::{boxes as boxed, correlation, lag, scatter, spectrum};
use crate::report::sheet::{Cell, Head};

type Sheet = (Vec<Head>, Vec<Vec<Cell>>);

/// See the module.
pub fn sheet(writer: &Writer<'_>, names: &Names<'_>, report: &Report) -> Sheet {
    match report {
        Report::Distribution(r) => {
            let Some(channel) = &r.channel else { return Sheet::default() };
            let named = names.of(&channel.key);
            let unit = named.unit(writer.units);
            let digits = named.digits(writer.units);
            let heads = vec![
                Head::number(writer.t("analysis-from"), &unit, digits),
                Head::number(writer.t("analysis-to"), &unit, digits),
                Head::number(writer.t("analysis-samples"), "", 0),
            ];
            let Some(figures) = &channel.figures else { return (heads, Vec::new()) };
            let counts = &figures.distribution;
            let edge = |i: usize| {
                Cell::Number(named.shown(writer.units, counts.bins.low + counts.bins.width * i as f64))
            };
            let rows = counts.counts.iter().enumerate();
            (heads, rows.map(|(i, n)| vec![edge(i), edge(i + 1), Cell::Number(f64::from(*n))]).collect())
        }
        Report::Boxes(r) => boxes(writer, names, r),
        Report::Matrix(r) => matrix(writer, names, r),
        Report::Scatter(r) => cloud(writer, names, r),
        Report::Spectrum(r) => swings(writer, names, r),
        Report::Lag(r) => follows(writer, r),
    }
}

pub(super) fn boxes(writer: &Writer<'_>, names: &Names<'_>, report: &boxed::Report) -> Sheet {
    let named = names.of(&report.channel);
    let (unit, digits) = (named.unit(writer.units), named.digits(writer.units));
    let keys = [
        "analysis-stat-min",
        "analysis-look-whisker-low",
        "analysis-stat-p25",
        "analysis-stat-median",
        "analysis-stat-p75",
        "analysis-look-whisker-high",
        "analysis-stat-max",
        "analysis-stat-mean",
    ];
    let mut heads =
        vec![Head::text(writer.t("analysis-segment")), Head::number(writer.t("analysis-samples"), "", 0)];
    heads.extend(keys.map(|key| Head::number(writer.t(key), &unit, digits)));
    heads.push(Head::number(writer.t("analysis-look-beyond"), "", 0));
    let row = |b: &boxed::BoxFigures| {
        let shown = [b.min, b.low, b.q1, b.median, b.q3, b.high, b.max, b.mean];
        let mut row = vec![Cell::Text(box_name(writer, b)), Cell::Number(f64::from(b.n))];
        row.extend(shown.map(|v| Cell::Number(named.shown(writer.units, v))));
        row.push(Cell::Number(f64::from(b.beyond)));
        row
    };
    (heads, report.boxes.iter().map(row).collect())
}

fn matrix(writer: &Writer<'_>, names: &Names<'_>, report: &correlation::Report) -> Sheet {
    let name = |at: u32| {
        Cell::Text(report.channels.get(at as usize).map(|key| names.of(key).name).unwrap_or_default())
    };
    let heads = vec![
        Head::text(writer.t("analysis-channel")),
        Head::text(writer.t("analysis-look-with")),
        Head::number("Pearson", "", 4),
        Head::number("p", "", 6),
        Head::number("Spearman", "", 4),
        Head::number("p", "", 6),
        Head::number(writer.t("analysis-samples"), "", 0),
        Head::number(writer.t("analysis-look-effective"), "", 0),
    ];
    let row = |pair: &correlation::PairFigures| {
        vec![
            name(pair.a),
            name(pair.b),
            Cell::number(pair.pearson.map(|c| c.r)),
            Cell::number(pair.pearson.and_then(|c| c.p_adjusted)),
            Cell::number(pair.spearman.map(|c| c.r)),
            Cell::number(pair.spearman.and_then(|c| c.p_adjusted)),
            Cell::Number(pair.n as f64),
            Cell::Number(pair.n_effective),
        ]
    };
    (heads, report.pairs.iter().map(row).collect())
}

/// Points one by one; where they were counted, cell by cell.
fn cloud(writer: &Writer<'_>, names: &Names<'_>, report: &scatter::Report) -> Sheet {
    let units = writer.units;
    let (x, y) = (names.of(&report.query.x), names.of(&report.query.y));
    let colour = report.query.colour.as_ref().map(|key| names.of(key));
    let head =
        |named: &super::Named| Head::number(named.name.clone(), &named.unit(units), named.digits(units));
    let mut heads = vec![head(&x), head(&y)];
    heads.extend(colour.iter().map(head));
    let shown = |value: Option<f64>| colour.as_ref().map(|c| Cell::number(value.map(|v| c.shown(units, v))));
    if let Some(grid) = &report.cloud.grid {
        heads.push(Head::number(writer.t("analysis-samples"), "", 0));
        let columns = grid.x.count as usize;
        let cells = grid.counts.iter().enumerate().filter(|(_, n)| **n > 0).map(|(i, n)| {
            let middle =
                |bins: &crate::engine::view::Bins, at: usize| bins.low + bins.width * (at as f64 + 0.5);
            let mut row = vec![
                Cell::Number(x.shown(units, middle(&grid.x, i % columns))),
                Cell::Number(y.shown(units, middle(&grid.y, i / columns))),
            ];
            row.extend(shown(grid.colours.get(i).copied().flatten()));
            row.push(Cell::Number(f64::from(*n)));
            row
        });
        return (heads, cells.collect());
    }
    heads.insert(0, Head::number("t", "s", 3));
    heads.push(Head::number(writer.t("analysis-look-residual"), &y.unit(units), y.digits(units)));
    let scale = y.scale_offset(units).0;
    let rows = report.cloud.dots.iter().map(|dot| {
        let mut row = vec![
            Cell::Number(dot.t),
            Cell::Number(x.shown(units, dot.x)),
            Cell::Number(y.shown(units, dot.y)),
        ];
        row.extend(shown(dot.colour));
        row.push(Cell::number(dot.residual.map(|r| r * scale)));
        row
    });
    (heads, rows.collect())
}

fn swings(writer: &Writer<'_>, names: &Names<'_>, report: &spectrum::Report) -> Sheet {
    let named = names.of(&report.channel);
    let scale = named.scale_offset(writer.units).0;
    let heads = vec![
        Head::number(writer.t("analysis-look-frequency"), "Hz", 4),
        Head::number(writer.t("analysis-look-density"), &super::words::density_unit(&named, writer.units), 6),
    ];
    let rows = report.density.iter().enumerate();
    let row = |(k, power): (usize, &f64)| {
        vec![Cell::Number(k as f64 * report.step_hz), Cell::Number(power * scale * scale)]
    };
    (heads, rows.map(row).collect())
}

fn follows(writer: &Writer<'_>, report: &lag::Report) -> Sheet {
    let heads = vec![
        Head::number(writer.t("analysis-look-shift"), "ms", 1),
        Head::number("r", "", 4),
        Head::number(writer.t("analysis-samples"), "", 0),
    ];
    let row =
        |p: &lag::LagPoint| vec![Cell::Number(p.lag_s * 1000.0), Cell::number(p.r), Cell::Number(p.n as f64)];
    (heads, report.curve.iter().map(row).collect())
}
