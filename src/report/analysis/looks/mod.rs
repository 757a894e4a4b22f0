//! Drawings of chosen channels: what they say in figures, what is drawn as a sheet, and the drawings themselves as vectors
//! for paper.

mod draw;
mod sheet;
mod words;

use super::{Writer, evidence};
use crate::engine::analysis::look::{self, Report};
use crate::engine::analysis::{boxes, correlation, lag, scatter, spectrum};
use crate::engine::channels::ChannelKey;
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::report::document::{Block, Drawing, Fact, Row, Table};
use crate::report::sheet::Head;
use crate::report::words::segment_key;
use crate::t;

pub use draw::shift_title;
pub use sheet::sheet;
pub use words::{Named, Names, density_unit};

/// What a drawing says, below it.
pub fn blocks(writer: &Writer<'_>, names: &Names<'_>, report: &Report, by_rank: bool) -> Vec<Block> {
    match report {
        Report::Distribution(r) => distribution(writer, names, r),
        Report::Boxes(r) => boxed(writer, names, r),
        Report::Matrix(r) => matrix(writer, names, r, by_rank),
        Report::Scatter(r) => cloud(writer, names, r),
        Report::Spectrum(r) => swings(writer, names, r),
        Report::Lag(r) => follows(writer, names, r),
    }
}

/// The drawing as vectors; `None` where there is nothing to draw.
pub fn drawing(writer: &Writer<'_>, names: &Names<'_>, report: &Report, by_rank: bool) -> Option<Drawing> {
    let svg = draw::svg(writer, names, report, by_rank)?;
    let (heads, figures) = sheet(writer, names, report);
    Some(Drawing { slug: slug(report), svg, caption: caption(writer, names, report), heads, figures })
}

/// Stable name of a drawing.
const fn slug(report: &Report) -> &'static str {
    match report {
        Report::Distribution(_) => "distribution",
        Report::Boxes(_) => "boxes",
        Report::Matrix(_) => "matrix",
        Report::Scatter(_) => "scatter",
        Report::Spectrum(_) => "spectrum",
        Report::Lag(_) => "lag",
    }
}

/// What is drawn, in words.
pub fn caption(writer: &Writer<'_>, names: &Names<'_>, report: &Report) -> String {
    let kind = writer.t(&format!("analysis-look-{}", slug(report)));
    let of = |keys: &[&ChannelKey]| keys.iter().map(|key| names.of(key).name).collect::<Vec<_>>().join(", ");
    let channels = match report {
        Report::Distribution(r) => r.channel.iter().map(|c| names.of(&c.key).name).collect(),
        Report::Boxes(r) => of(&[&r.channel]),
        Report::Matrix(r) => of(&r.channels.iter().collect::<Vec<_>>()),
        Report::Scatter(r) => {
            let all: Vec<&ChannelKey> = [&r.query.y, &r.query.x].into_iter().chain(&r.query.colour).collect();
            of(&all)
        }
        Report::Spectrum(r) => of(&[&r.channel]),
        Report::Lag(r) => of(&[&r.y, &r.x]),
    };
    format!("{kind}: {channels}")
}

fn count(writer: &Writer<'_>, n: u64) -> String {
    writer.plain(Some(n as f64), 0)
}

fn distribution(writer: &Writer<'_>, names: &Names<'_>, report: &look::Distribution) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(channel) = &report.channel {
        let named = names.of(&channel.key);
        if let Some(f) = &channel.figures {
            let value = |key: &str, v: Option<f64>| {
                Fact::new(writer.t(&format!("analysis-stat-{key}")), named.text(writer.units, v))
            };
            let spread = |key: &str, v: Option<f64>| {
                Fact::new(writer.t(&format!("analysis-stat-{key}")), named.spread(writer.units, v))
            };
            blocks.push(Block::Figures(vec![
                Fact::new(writer.t("analysis-samples"), count(writer, u64::from(channel.count))),
                value("mean", f.mean),
                spread("sd", f.sd),
                value("min", Some(f.min)),
                value("p5", Some(f.p5)),
                value("median", Some(f.median)),
                value("p95", Some(f.p95)),
                value("max", Some(f.max)),
            ]));
        }
        if !channel.states.is_empty() {
            let rows = channel.states.iter().map(|s| {
                Row::new()
                    .text(s.label.clone())
                    .figure(count(writer, u64::from(s.count)), Some(f64::from(s.count)))
            });
            blocks.push(Block::Table(Table {
                slug: "states",
                caption: named.name.clone(),
                heads: vec![
                    Head::text(writer.t("analysis-look-state")),
                    Head::number(writer.t("analysis-samples"), "", 0),
                ],
                rows: rows.collect(),
            }));
        }
    }
    blocks.push(evidence(writer, &report.ledger, &[]));
    blocks
}

/// Name of a box.
pub fn box_name(writer: &Writer<'_>, figures: &boxes::BoxFigures) -> String {
    figures.kind.map_or_else(|| writer.t("analysis-only-all"), |kind| writer.t(&segment_key(kind)))
}

fn boxed(writer: &Writer<'_>, names: &Names<'_>, report: &boxes::Report) -> Vec<Block> {
    let (heads, figures) = sheet::boxes(writer, names, report);
    let named = names.of(&report.channel);
    let rows = report.boxes.iter().zip(figures).map(|(b, figures)| {
        let shown = [b.min, b.low, b.q1, b.median, b.q3, b.high, b.max, b.mean];
        let cells = [box_name(writer, b), count(writer, u64::from(b.n))]
            .into_iter()
            .chain(shown.map(|v| named.bare(writer.units, Some(v))))
            .chain([count(writer, u64::from(b.beyond))]);
        Row { cells: cells.collect(), figures, place: None }
    });
    let table =
        Table { slug: "boxes", caption: caption_of_boxes(writer, &named), heads, rows: rows.collect() };
    vec![Block::Table(table), evidence(writer, &report.ledger, &[])]
}

fn caption_of_boxes(writer: &Writer<'_>, named: &Named) -> String {
    format!("{}: {}", writer.t("analysis-look-boxes"), named.name)
}

/// A coefficient's pair for one of the two ways of reckoning.
pub const fn coefficient(
    pair: &correlation::PairFigures,
    by_rank: bool,
) -> Option<&correlation::Coefficient> {
    if by_rank { pair.spearman.as_ref() } else { pair.pearson.as_ref() }
}

/// A coefficient line by line: itself with its interval, the pairs it rests on, what it is worth.
pub fn about_pair(
    writer: &Writer<'_>,
    names: &Names<'_>,
    report: &correlation::Report,
    pair: &correlation::PairFigures,
    by_rank: bool,
) -> Vec<String> {
    let name = |at: u32| report.channels.get(at as usize).map(|key| names.of(key).name).unwrap_or_default();
    let mut lines = vec![format!("{} – {}", name(pair.a), name(pair.b))];
    let Some(of) = coefficient(pair, by_rank) else {
        lines.push(writer.t("analysis-look-r-none"));
        return lines;
    };
    let r = writer.plain(Some(of.r), 3);
    lines.push(match (of.low, of.high) {
        (Some(low), Some(high)) => {
            format!("r = {r} ({} … {})", writer.plain(Some(low), 2), writer.plain(Some(high), 2))
        }
        _ => format!("r = {r}"),
    });
    let (n, worth) = (count(writer, pair.n), writer.plain(Some(pair.n_effective), 0));
    lines.push(t!(writer.i18n, "analysis-look-worth", n = n, worth = worth).into_owned());
    if let Some(p) = of.p_adjusted {
        lines.push(format!("p = {}", p_text(writer, p)));
    }
    lines.push(writer.t(if of.significant { "analysis-look-significant" } else { "analysis-look-chance" }));
    lines
}

/// A probability; below what can be written it is only less than that.
fn p_text(writer: &Writer<'_>, p: f64) -> String {
    if p < 0.0001 { format!("< {}", writer.plain(Some(0.0001), 4)) } else { writer.plain(Some(p), 4) }
}

fn matrix(writer: &Writer<'_>, names: &Names<'_>, report: &correlation::Report, by_rank: bool) -> Vec<Block> {
    let mut pairs: Vec<&correlation::PairFigures> = report.pairs.iter().collect();
    let strength = |pair: &correlation::PairFigures| coefficient(pair, by_rank).map_or(-1.0, |c| c.r.abs());
    pairs.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    let name = |at: u32| report.channels.get(at as usize).map(|key| names.of(key).name).unwrap_or_default();
    let rows = pairs.into_iter().map(|pair| {
        let of = coefficient(pair, by_rank);
        let figure = |row: Row, v: Option<f64>, digits: u8| row.figure(writer.plain(v, digits), v);
        let row = Row::new().text(name(pair.a)).text(name(pair.b));
        let row = figure(row, of.map(|c| c.r), 3);
        let row = figure(row, of.and_then(|c| c.low), 2);
        let row = figure(row, of.and_then(|c| c.high), 2);
        let row = figure(row, Some(pair.n as f64), 0);
        let row = figure(row, Some(pair.n_effective), 0);
        let p = of.and_then(|c| c.p_adjusted);
        let row = row.figure(p.map_or_else(|| number::MISSING.to_owned(), |p| p_text(writer, p)), p);
        row.text(match of {
            Some(c) if c.significant => writer.t("analysis-look-significant"),
            Some(_) => writer.t("analysis-look-chance"),
            None => writer.t("analysis-look-r-none"),
        })
    });
    let table = Table {
        slug: "pairs",
        caption: writer.t(if by_rank { "analysis-look-pairs-rank" } else { "analysis-look-pairs" }),
        heads: vec![
            Head::text(writer.t("analysis-channel")),
            Head::text(writer.t("analysis-look-with")),
            Head::number("r", "", 3),
            Head::number(writer.t("analysis-low"), "", 2),
            Head::number(writer.t("analysis-high"), "", 2),
            Head::number(writer.t("analysis-samples"), "", 0),
            Head::number(writer.t("analysis-look-effective"), "", 0),
            Head::number("p", "", 4),
            Head::text(writer.t("analysis-verdict")),
        ],
        rows: rows.collect(),
    };
    vec![Block::Table(table), evidence(writer, &report.ledger, &report.notes)]
}

fn cloud(writer: &Writer<'_>, names: &Names<'_>, report: &scatter::Report) -> Vec<Block> {
    let mut facts = vec![Fact::new(writer.t("analysis-samples"), count(writer, report.n))];
    if let Some(curve) = &report.curve {
        let y = names.of(&report.query.y);
        facts.push(Fact::new(writer.t("analysis-look-formula"), formula(writer, names, report, curve)));
        facts.push(Fact::new("R²", writer.plain(curve.r_squared, 3)));
        facts.push(Fact::new(
            writer.t("analysis-look-scatter-sd"),
            y.spread(writer.units, Some(curve.residual_sd)),
        ));
        facts.push(Fact::new(writer.t("analysis-look-effective"), writer.plain(Some(curve.n_effective), 0)));
    }
    vec![Block::Figures(facts), evidence(writer, &report.ledger, &report.notes)]
}

/// The curve in the units shown, with the standard error of each term: `0.91 (±0.02) − 0.1 (±0.01)·x`.
fn formula(
    writer: &Writer<'_>,
    names: &Names<'_>,
    report: &scatter::Report,
    curve: &scatter::Curve,
) -> String {
    let (x, y) = (names.of(&report.query.x), names.of(&report.query.y));
    let terms = words::in_units(&curve.terms, x.scale_offset(writer.units), y.scale_offset(writer.units));
    let mut text = String::from("y = ");
    for (power, (value, error)) in terms.into_iter().enumerate() {
        let sign = match (power, value < 0.0) {
            (0, false) => "",
            (0, true) => "\u{2212}",
            (_, false) => " + ",
            (_, true) => " \u{2212} ",
        };
        let figure = |v: f64| words::significant(writer.units.lang, v, 4);
        text = format!(
            "{text}{sign}{} (±{})",
            figure(value.abs()),
            words::significant(writer.units.lang, error, 2)
        );
        match power {
            0 => {}
            1 => text.push_str("·x"),
            2 => text.push_str("·x²"),
            _ => text.push_str("·x³"),
        }
    }
    text
}

fn swings(writer: &Writer<'_>, names: &Names<'_>, report: &spectrum::Report) -> Vec<Block> {
    let named = names.of(&report.channel);
    let hz = |v: f64| format!("{}{}Hz", number::flexible(writer.units.lang, v, 0, 3), number::UNIT_SPACE);
    let mut blocks = vec![Block::Figures(vec![
        Fact::new(writer.t("analysis-look-rate"), hz(report.rate_hz)),
        Fact::new(writer.t("analysis-look-window"), writer.seconds(Some(report.window_s), 2)),
        Fact::new(writer.t("analysis-look-windows"), count(writer, u64::from(report.windows))),
        Fact::new(writer.t("analysis-look-windows-out"), count(writer, u64::from(report.left_out))),
    ])];
    if report.peaks.is_empty() {
        blocks.push(Block::Text(writer.t("analysis-look-no-peak")));
    } else {
        let rows = report.peaks.iter().map(|p| {
            Row::new()
                .figure(writer.plain(Some(p.hz), 3), Some(p.hz))
                .figure(writer.plain(Some(1.0 / p.hz), 3), Some(1.0 / p.hz))
                .figure(
                    named.bare_spread(writer.units, Some(p.amplitude)),
                    Some(p.amplitude * named.scale_offset(writer.units).0),
                )
                .figure(writer.plain(Some(100.0 * p.share), 1), Some(100.0 * p.share))
                .figure(writer.plain(Some(p.prominence), 1), Some(p.prominence))
        });
        blocks.push(Block::Table(Table {
            slug: "peaks",
            caption: writer.t("analysis-look-peaks"),
            heads: vec![
                Head::number(writer.t("analysis-look-frequency"), "Hz", 3),
                Head::number(writer.t("analysis-look-period"), "s", 3),
                Head::number(writer.t("analysis-stat-sd"), &named.unit(writer.units), 3),
                Head::number(writer.t("analysis-look-share"), "%", 1),
                Head::number(writer.t("analysis-look-prominence"), "", 1),
            ],
            rows: rows.collect(),
        }));
    }
    blocks.push(evidence(writer, &report.ledger, &report.notes));
    blocks
}

fn follows(writer: &Writer<'_>, names: &Names<'_>, report: &lag::Report) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(best) = &report.best {
        let (x, y) = (names.of(&report.x).name, names.of(&report.y).name);
        let ms = |s: f64| writer.show(Some(s * 1000.0), Quantity::Duration);
        let later = best.lag_s >= 0.0;
        let (first, second) = if later { (x, y) } else { (y, x) };
        blocks.push(Block::Text(
            t!(
                writer.i18n,
                "analysis-look-follows",
                second = second,
                first = first,
                lag = ms(best.lag_s.abs()),
                r = writer.plain(Some(best.r), 3)
            )
            .into_owned(),
        ));
        blocks.push(Block::Figures(vec![
            Fact::new(
                writer.t("analysis-look-lag-between"),
                format!("{} … {}", ms(best.low_s), ms(best.high_s)),
            ),
            Fact::new("r", writer.plain(Some(best.r), 3)),
            Fact::new(writer.t("analysis-samples"), count(writer, best.n)),
            Fact::new(writer.t("analysis-look-effective"), writer.plain(Some(best.n_effective), 0)),
            Fact::new("p", best.p.map_or_else(|| number::MISSING.to_owned(), |p| p_text(writer, p))),
        ]));
        if best.at_edge {
            blocks.push(Block::Note(writer.t("analysis-look-at-edge")));
        }
    } else {
        blocks.push(Block::Text(writer.t("analysis-look-no-lag")));
    }
    blocks.push(evidence(writer, &report.ledger, &report.notes));
    blocks
}
