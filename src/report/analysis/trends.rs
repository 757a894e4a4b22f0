//! What changed within the session.

use super::{Writer, evidence, trend_lines};
use crate::engine::analysis::Span;
use crate::engine::analysis::measure::Measure;
use crate::engine::analysis::trends::{Change, MeasureTrend, Report, Tendency};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;
use crate::report::document::{Block, Fact, Finding, Place, Row, Table, Tone};
use crate::report::sheet::Head;

pub fn blocks(writer: &Writer<'_>, report: &Report) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for measure in &report.measures {
        blocks.extend(drift(writer, measure).map(Block::Finding));
        blocks.extend(
            measure.changes.iter().map(|c| Block::Finding(change(writer, measure, c, report.block_s))),
        );
        blocks.extend(creep(writer, measure).map(Block::Finding));
    }
    if blocks.is_empty() {
        let tried = report.measures.iter().any(|m| m.drift.is_some());
        blocks.push(Block::Text(writer.t(if tried { "trend-none" } else { "trend-too-short" })));
    }
    blocks.extend(trend_lines::drawings(writer, report).into_iter().map(Block::Drawing));
    let rows: Vec<Row> = report.measures.iter().map(|m| row(writer, m)).collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(Table {
            slug: "trends",
            caption: writer.t("trend-caption"),
            heads: heads(writer),
            rows,
        }));
    }
    blocks.push(evidence(writer, &report.ledger, &report.notes));
    blocks
}

/// What is followed or compared.
pub(in crate::report) fn name(writer: &Writer<'_>, measure: &Measure) -> String {
    match measure {
        Measure::LambdaError => writer.t("trend-lambda_error"),
        Measure::Elapsed => writer.t("analysis-time"),
        Measure::Channel(key) => writer.channel(key),
    }
}

/// The quantity its figures are shown as.
pub(in crate::report) fn quantity(measure: &Measure) -> Quantity {
    match measure {
        Measure::LambdaError => Quantity::Percent,
        Measure::Elapsed => Quantity::AsLogged,
        Measure::Channel(key) => Writer::quantity(key),
    }
}

/// The channels that show it.
pub(in crate::report) fn shown(measure: &Measure) -> Vec<ChannelKey> {
    match measure {
        Measure::Channel(key) => vec![key.clone()],
        Measure::LambdaError => vec![ChannelId::Lambda1.into(), ChannelId::LambdaTarget.into()],
        Measure::Elapsed => Vec::new(),
    }
}

/// From its first block to its last.
fn all_of(trend: &MeasureTrend) -> Option<Place> {
    let (first, last) = (trend.series.first()?, trend.series.last()?);
    Some(Place::new(Span::new(first.t, last.t), shown(&trend.measure)))
}

/// A difference: scaled, never shifted.
fn spread(writer: &Writer<'_>, measure: &Measure, value: f64) -> String {
    writer.units.show_spread(value, quantity(measure)).to_string()
}

fn drift(writer: &Writer<'_>, trend: &MeasureTrend) -> Option<Finding> {
    let drift = trend.drift.as_ref()?;
    let tendency = drift.claimed?;
    let of = &trend.measure;
    Some(Finding {
        tone: Tone::Caution,
        title: format!("{}: {}", name(writer, of), writer.t(&tendency_key("drift", tendency))),
        text: writer.t("trend-drift-about"),
        evidence: vec![
            Fact::new(writer.t("trend-change"), spread(writer, of, drift.change)),
            Fact::new(writer.t("trend-per-minute"), spread(writer, of, drift.slope_per_min)),
            Fact::new(
                writer.t("trend-between"),
                format!("{} … {}", spread(writer, of, drift.low), spread(writer, of, drift.high)),
            ),
            Fact::new(writer.t("analysis-samples"), writer.plain(Some(f64::from(trend.samples)), 0)),
            Fact::new(writer.t("trend-p"), writer.plain(Some(drift.p_adjusted), 4)),
        ],
        place: all_of(trend),
        slug: "drift",
    })
}

fn change(writer: &Writer<'_>, trend: &MeasureTrend, change: &Change, block_s: f64) -> Finding {
    let of = &trend.measure;
    let tendency = if change.difference >= 0.0 { Tendency::Rising } else { Tendency::Falling };
    Finding {
        tone: Tone::Plain,
        title: format!("{}: {}", name(writer, of), writer.t(&tendency_key("level", tendency))),
        text: writer.t("trend-level-about"),
        evidence: vec![
            Fact::new(writer.t("analysis-at"), writer.seconds(Some(change.t), 1)),
            Fact::new(writer.t("trend-change"), spread(writer, of, change.difference)),
            Fact::new(writer.t("trend-in-sd"), writer.plain(Some(change.in_sd.abs()), 1)),
        ],
        place: Some(Place::new(Span::new(change.t - block_s, change.t + block_s), shown(of))),
        slug: "level",
    }
}

fn creep(writer: &Writer<'_>, trend: &MeasureTrend) -> Option<Finding> {
    let creep = trend.creep.as_ref()?;
    let alarm = creep.alarms.first()?;
    let of = &trend.measure;
    Some(Finding {
        tone: Tone::Caution,
        title: format!("{}: {}", name(writer, of), writer.t(&tendency_key("creep", alarm.tendency))),
        text: writer.t("trend-creep-about"),
        evidence: vec![
            Fact::new(writer.t("trend-creep-from"), writer.seconds(Some(alarm.from), 1)),
            Fact::new(writer.t("trend-creep-at"), writer.seconds(Some(alarm.at), 1)),
            Fact::new(writer.t("trend-baseline"), writer.show(Some(creep.baseline), quantity(of))),
        ],
        place: Some(Place::new(Span::new(alarm.from, alarm.at), shown(of))),
        slug: "creep",
    })
}

/// The key of a kind of trend that goes this way.
fn tendency_key(kind: &str, tendency: Tendency) -> String {
    let way = match tendency {
        Tendency::Rising => "rising",
        Tendency::Falling => "falling",
    };
    format!("trend-{kind}-{way}")
}

fn heads(writer: &Writer<'_>) -> Vec<Head> {
    vec![
        Head::text(writer.t("analysis-channel")),
        Head::text(writer.t("analysis-stat-median")),
        Head::text(writer.t("trend-per-minute")),
        Head::text(writer.t("trend-between")),
        Head::text(writer.t("trend-change")),
        Head::number(writer.t("trend-p"), "", 4),
        Head::number(writer.t("analysis-samples"), "", 0),
        Head::number(writer.t("trend-blocks"), "", 0),
        Head::number(writer.t("trend-cells"), "", 0),
    ]
}

fn row(writer: &Writer<'_>, trend: &MeasureTrend) -> Row {
    let of = &trend.measure;
    let drift = trend.drift.as_ref();
    let missing = || crate::i18n::number::MISSING.to_owned();
    let count = |n: u32| (writer.plain(Some(f64::from(n)), 0), Some(f64::from(n)));
    let (samples, blocks, cells) = (count(trend.samples), count(trend.blocks), count(trend.cells));
    Row::new()
        .text(name(writer, of))
        .text(writer.show(Some(trend.level), quantity(of)))
        .text(drift.map_or_else(missing, |d| spread(writer, of, d.slope_per_min)))
        .text(drift.map_or_else(missing, |d| {
            format!("{} … {}", spread(writer, of, d.low), spread(writer, of, d.high))
        }))
        .text(drift.map_or_else(missing, |d| spread(writer, of, d.change)))
        .figure(writer.plain(drift.map(|d| d.p_adjusted), 4), drift.map(|d| d.p_adjusted))
        .figure(samples.0, samples.1)
        .figure(blocks.0, blocks.1)
        .figure(cells.0, cells.1)
}
