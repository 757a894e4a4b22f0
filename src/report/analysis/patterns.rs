//! What the engine was doing when.

use std::collections::BTreeMap;

use super::{Writer, evidence};
use crate::engine::analysis::patterns::{OperatingMap, Report, Segment, SegmentKind};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::report::document::{Block, Drawing, Place, Row, Table};
use crate::report::sheet::{Cell, Head};
use crate::report::svg::{Grid, grid};
use crate::report::words;
use crate::t;

/// Segments listed one by one; the rest is in the sums.
const MOST: usize = 200;

pub fn blocks(writer: &Writer<'_>, report: &Report) -> Vec<Block> {
    let mut blocks = Vec::new();
    blocks.extend(operating_map(writer, &report.map));
    blocks.push(Block::Table(sums(writer, report)));
    // What is steady or cruising comes in hundreds of pieces that nobody reads one by one.
    let listed: Vec<&Segment> = report
        .segments
        .iter()
        .filter(|s| !matches!(s.kind, SegmentKind::Steady | SegmentKind::GearChange | SegmentKind::FuelCut))
        .collect();
    if !listed.is_empty() {
        blocks.push(Block::Table(segments(writer, &listed)));
    }
    blocks.push(evidence(writer, &report.ledger, &report.notes));
    blocks
}

/// Seconds over engine speed by load.
fn operating_map(writer: &Writer<'_>, map: &OperatingMap) -> Option<Block> {
    let channel = map.load_channel?;
    let total: f64 = map.cells.iter().map(|c| c.seconds).sum();
    if total <= 0.0 || map.cells.len() != map.rpm.len() * map.load.len() {
        return None;
    }
    let (columns, rows) = (map.rpm.len(), map.load.len());
    let quantity = channel.spec().quantity;
    let load_title = format!("{} ({})", writer.channel(&channel.into()), writer.units.symbol(quantity));
    let rpm_title = format!(
        "{} ({})",
        writer.channel(&ChannelId::Rpm.into()),
        writer.units.symbol(Quantity::RotationalSpeed)
    );
    let mut cells = Vec::with_capacity(columns * rows);
    let mut texts = Vec::with_capacity(columns * rows);
    let mut abouts = Vec::with_capacity(columns * rows);
    let mut figures = Vec::new();
    for j in 0..rows {
        for i in 0..columns {
            let cell = map.cells[i * rows + j];
            let there = cell.samples > 0;
            // The eye compares what differs by a thousand: roots keep the rare visible.
            cells.push(there.then(|| cell.seconds.sqrt()));
            let digits = u8::from(cell.seconds < 10.0);
            texts.push(if there {
                number::number(writer.units.lang, cell.seconds, digits)
            } else {
                String::new()
            });
            let samples = writer.plain(Some(f64::from(cell.samples)), 0);
            let seconds = writer.seconds(Some(cell.seconds), 2);
            abouts.push(if there {
                t!(writer.i18n, "analysis-map-cell", seconds = seconds, samples = samples).into_owned()
            } else {
                String::new()
            });
            if there {
                figures.push(vec![
                    Cell::Number(writer.units.convert(map.rpm[i], Quantity::RotationalSpeed)),
                    Cell::Number(writer.units.convert(map.load[j], quantity)),
                    Cell::Number(cell.seconds),
                    Cell::Number(f64::from(cell.samples)),
                ]);
            }
        }
    }
    let label = t!(writer.i18n, "analysis-map-caption").into_owned();
    let svg = grid(&Grid {
        label: label.clone(),
        x_title: rpm_title.clone(),
        y_title: load_title.clone(),
        columns: map.rpm.iter().map(|v| writer.units.show(*v, Quantity::RotationalSpeed).text).collect(),
        rows: map.load.iter().map(|v| writer.units.show(*v, quantity).text).collect(),
        cells,
        texts,
        abouts,
    });
    let heads = vec![
        Head::number(rpm_title, "", 0),
        Head::number(load_title, "", 2),
        Head::number(writer.t("analysis-seconds"), "s", 2),
        Head::number(writer.t("analysis-samples"), "", 0),
    ];
    Some(Block::Drawing(Drawing { slug: "operating-map", svg, caption: label, heads, figures }))
}

/// Number and time of each kind, with its rule.
fn sums(writer: &Writer<'_>, report: &Report) -> Table {
    let mut by_kind: BTreeMap<SegmentKind, (u32, f64)> = BTreeMap::new();
    for segment in &report.segments {
        let entry = by_kind.entry(segment.kind).or_default();
        entry.0 += 1;
        entry.1 += segment.span.duration();
    }
    let rows = SegmentKind::ALL.into_iter().map(|kind| {
        let (count, seconds) = by_kind.get(&kind).copied().unwrap_or_default();
        Row::new()
            .text(writer.t(&words::segment_key(kind)))
            .figure(writer.plain(Some(f64::from(count)), 0), Some(f64::from(count)))
            .figure(writer.plain(Some(seconds), 1), Some(seconds))
            .text(writer.t(&words::segment_rule_key(kind)))
    });
    Table {
        slug: "segment-sums",
        caption: writer.t("analysis-segments-sums"),
        heads: vec![
            Head::text(writer.t("analysis-segment")),
            Head::number(writer.t("analysis-count"), "", 0),
            Head::number(writer.t("analysis-time"), "s", 1),
            Head::text(writer.t("analysis-rule")),
        ],
        rows: rows.collect(),
    }
}

fn segments(writer: &Writer<'_>, listed: &[&Segment]) -> Table {
    let shown: [ChannelKey; 4] =
        [ChannelId::Rpm.into(), ChannelId::Tps.into(), ChannelId::MapGauge.into(), ChannelId::Lambda1.into()];
    let rows = listed.iter().take(MOST).map(|segment| {
        let row = Row::new()
            .text(writer.t(&words::segment_key(segment.kind)))
            .figure(writer.plain(Some(segment.span.t0), 2), Some(segment.span.t0))
            .figure(writer.plain(Some(segment.span.duration()), 2), Some(segment.span.duration()));
        let row = writer.put(row, segment.rpm_start, Quantity::RotationalSpeed);
        let row = writer.put(row, segment.rpm_end, Quantity::RotationalSpeed);
        let row = writer.put(row, segment.map_max_bar, Quantity::Pressure);
        let row = writer.put(row, segment.tps_mean, Quantity::Percent);
        let row = writer.put(row, segment.lambda_mean, Quantity::Lambda);
        let gear = segment.gear.map(f64::from);
        row.figure(writer.plain(gear, 0), gear).at(Place::new(segment.span, shown.clone()))
    });
    Table {
        slug: "segments",
        caption: if listed.len() > MOST {
            t!(writer.i18n, "analysis-segments-first", shown = MOST, all = listed.len()).into_owned()
        } else {
            writer.t("analysis-segments")
        },
        heads: vec![
            Head::text(writer.t("analysis-segment")),
            Head::number(writer.t("analysis-from"), "s", 2),
            Head::number(writer.t("analysis-duration"), "s", 2),
            writer.head(writer.t("analysis-rpm-start"), Quantity::RotationalSpeed),
            writer.head(writer.t("analysis-rpm-end"), Quantity::RotationalSpeed),
            writer.head(writer.t("analysis-map-max"), Quantity::Pressure),
            writer.head(writer.t("analysis-tps-mean"), Quantity::Percent),
            writer.head(writer.t("analysis-lambda-mean"), Quantity::Lambda),
            Head::number(writer.t("analysis-gear"), "", 0),
        ],
        rows: rows.collect(),
    }
}
