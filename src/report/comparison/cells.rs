//! Differences cell by cell over engine speed and load.

use super::words::{Speaker, channels_of, letter};
use crate::engine::analysis::comparison::{ApartCell, CellDifference, MetCell};
use crate::engine::analysis::measure::Measure;
use crate::engine::channels::ChannelId;
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::report::analysis::load_slug;
use crate::report::document::{Block, Drawing, Row, Table};
use crate::report::sheet::{Cell, Head};
use crate::report::svg::{Change, Changes};
use crate::t;

/// Maps of a report; those with the most claims.
const MOST_MAPS: usize = 6;
/// Most bands along an axis that are drawn.
const MOST_BANDS: usize = 60;

/// Every map with something to claim, as a report has them.
pub(super) fn all(speaker: &Speaker<'_>) -> Vec<Block> {
    let report = speaker.report();
    let mut maps: Vec<_> = report.measures.iter().filter(|m| m.claimed_cells > 0).collect();
    maps.sort_by_key(|m| std::cmp::Reverse(m.claimed_cells));
    if maps.is_empty() {
        let key = if report.cells.is_empty() { "compare-no-cells" } else { "compare-no-claimed-cells" };
        return vec![Block::Text(speaker.writer.t(key))];
    }
    maps.into_iter().take(MOST_MAPS).flat_map(|m| of(speaker, &m.measure, m.side)).collect()
}

/// The map of one measure of one session, and its cells one by one.
pub(super) fn of(speaker: &Speaker<'_>, measure: &Measure, side: u32) -> Vec<Block> {
    let report = speaker.report();
    let mut cells: Vec<&CellDifference> =
        report.cells.iter().filter(|c| c.met.is_of(measure, side)).collect();
    let scarce: Vec<&MetCell> = report.scarce.iter().filter(|c| c.is_of(measure, side)).collect();
    let apart: Vec<&ApartCell> = report.apart.iter().filter(|c| c.met.is_of(measure, side)).collect();
    let lacking = report.missing.iter().any(|m| m.measure == *measure);
    if cells.is_empty() && scarce.is_empty() && apart.is_empty() {
        let key = if lacking || report.scarce.is_empty() && report.cells.is_empty() {
            "compare-no-cells"
        } else {
            "compare-is-axis"
        };
        return vec![Block::Text(speaker.writer.t(key))];
    }
    let mut blocks: Vec<Block> =
        map(speaker, measure, side, &cells, &scarce).map(Block::Drawing).into_iter().collect();
    let claimed = cells.iter().filter(|c| c.difference.claimed).count() as u32;
    let i18n = speaker.writer.i18n;
    blocks.push(Block::Note(
        t!(
            i18n,
            "compare-cells-about",
            cells = speaker.count(cells.len() as u32),
            claimed = speaker.count(claimed),
            scarce = speaker.count(scarce.len() as u32)
        )
        .into_owned(),
    ));
    blocks.extend(unlike(speaker, &cells).map(Block::Note));
    blocks.extend(left_apart(speaker, &apart));
    if cells.is_empty() {
        return blocks;
    }
    cells.sort_by(|a, b| {
        let size = |c: &CellDifference| c.difference.value.abs();
        b.difference.claimed.cmp(&a.difference.claimed).then(size(b).total_cmp(&size(a)))
    });
    blocks.push(Block::Table(Table {
        slug: "cells",
        caption: caption(speaker, measure, side),
        heads: heads(speaker, measure),
        rows: cells.iter().map(|c| row(speaker, c)).collect(),
    }));
    blocks
}

/// How many of the cells were met in other air, and how far apart it was at most.
fn unlike(speaker: &Speaker<'_>, cells: &[&CellDifference]) -> Option<String> {
    let apart: Vec<f64> = cells.iter().filter(|c| c.besides.unlike).filter_map(|c| c.besides.air).collect();
    let most = apart.iter().copied().max_by(|a, b| a.abs().total_cmp(&b.abs()))?;
    let cells = speaker.count(apart.len() as u32);
    let most = speaker.delta(most, Quantity::Temperature);
    Some(t!(speaker.writer.i18n, "compare-cells-unlike", cells = cells, most = most).into_owned())
}

/// The cells that are not compared, since the targets are apart there, one by one.
fn left_apart(speaker: &Speaker<'_>, apart: &[&ApartCell]) -> Vec<Block> {
    if apart.is_empty() {
        return Vec::new();
    }
    let about = t!(speaker.writer.i18n, "compare-cells-apart", cells = speaker.count(apart.len() as u32));
    let t = |key: &str| speaker.writer.t(key);
    let (load_name, load_quantity) = load(speaker);
    let heads = vec![
        speaker.writer.head(speaker.writer.channel(&ChannelId::Rpm.into()), Quantity::RotationalSpeed),
        speaker.writer.head(load_name, load_quantity),
        speaker.writer.head(t("compare-col-target-base"), Quantity::Lambda),
        speaker.writer.head(t("compare-col-target"), Quantity::Lambda),
        Head::number(t("compare-col-n-base"), "", 0),
        Head::number(t("compare-col-n"), "", 0),
    ];
    let put = |row: Row, value: Option<f64>, quantity: Quantity| speaker.writer.put(row, value, quantity);
    let row = |cell: &&ApartCell| {
        let row = put(Row::new(), cell.met.rpm, Quantity::RotationalSpeed);
        let row = put(row, cell.met.load, load_quantity);
        let row = put(row, Some(cell.target_reference), Quantity::Lambda);
        let row = put(row, Some(cell.target_other), Quantity::Lambda);
        row.figure(speaker.count(cell.met.samples_reference), Some(f64::from(cell.met.samples_reference)))
            .figure(speaker.count(cell.met.samples), Some(f64::from(cell.met.samples)))
    };
    let rows = apart.iter().map(row).collect();
    let caption = t("compare-apart-caption");
    vec![Block::Note(about.into_owned()), Block::Table(Table { slug: "apart", caption, heads, rows })]
}

fn caption(speaker: &Speaker<'_>, measure: &Measure, side: u32) -> String {
    let (other, base) = (letter(side as usize), letter(speaker.base()));
    t!(
        speaker.writer.i18n,
        "compare-map-caption",
        channel = speaker.measure(measure),
        other = other,
        base = base
    )
    .into_owned()
}

/// What stands for load, and how it is shown.
fn load(speaker: &Speaker<'_>) -> (String, Quantity) {
    let kind = speaker.report().load;
    let quantity = kind.map_or(Quantity::AsLogged, |k| k.channel().spec().quantity);
    let name = kind.map_or_else(|| "load-none".to_owned(), |k| format!("load-{}", load_slug(k)));
    (speaker.writer.t(&name), quantity)
}

fn map(
    speaker: &Speaker<'_>,
    measure: &Measure,
    side: u32,
    cells: &[&CellDifference],
    scarce: &[&MetCell],
) -> Option<Drawing> {
    let units = speaker.writer.units;
    let (load_name, load_quantity) = load(speaker);
    let places = cells.iter().map(|c| (c.met.rpm, c.met.load)).chain(scarce.iter().map(|c| (c.rpm, c.load)));
    let places: Vec<(Option<f64>, Option<f64>)> = places.collect();
    let columns = bands(places.iter().map(|p| p.0.unwrap_or(0.0)))?;
    let rows = bands(places.iter().map(|p| p.1.unwrap_or(0.0)))?;
    let quantity = super::measure_quantity(measure);
    let mut changes = vec![Change::Nowhere; columns.len() * rows.len()];
    let slot =
        |rpm: Option<f64>, load: Option<f64>| Some(at(&rows, load)? * columns.len() + at(&columns, rpm)?);
    for cell in scarce {
        if let Some(i) = slot(cell.rpm, cell.load) {
            changes[i] = Change::Scarce(cell.samples.min(cell.samples_reference));
        }
    }
    for cell in cells {
        if let Some(i) = slot(cell.met.rpm, cell.met.load) {
            let value = cell.difference.value;
            let text = units.show_delta(value, quantity).text;
            changes[i] = Change::Of { value, text, claimed: cell.difference.claimed };
        }
    }
    let shown = |values: &[f64], quantity: Quantity, known: bool| -> Vec<String> {
        values.iter().map(|v| if known { units.show(*v, quantity).text } else { String::new() }).collect()
    };
    let titled = |name: String, quantity: Quantity| match units.symbol(quantity) {
        "" => name,
        unit => format!("{name} ({unit})"),
    };
    let rpm_name = speaker.writer.channel(&ChannelId::Rpm.into());
    let caption = caption(speaker, measure, side);
    let drawing = Changes {
        label: caption.clone(),
        x_title: titled(rpm_name, Quantity::RotationalSpeed),
        y_title: titled(load_name, load_quantity),
        columns: shown(&columns, Quantity::RotationalSpeed, places.iter().any(|p| p.0.is_some())),
        rows: shown(&rows, load_quantity, places.iter().any(|p| p.1.is_some())),
        cells: changes,
    };
    let mut heads = heads(speaker, measure);
    heads.truncate(FIGURE_COLUMNS);
    let mut figures: Vec<Vec<Cell>> =
        cells.iter().map(|c| row(speaker, c).figures.into_iter().take(FIGURE_COLUMNS).collect()).collect();
    figures.extend(scarce.iter().map(|c| scarce_figures(speaker, c)));
    Some(Drawing { slug: "cells", svg: drawing.draw(), caption, heads, figures })
}

/// Middles of the bands from the lowest to the highest that was met, those between them too; none of too many.
fn bands(values: impl Iterator<Item = f64>) -> Option<Vec<f64>> {
    let mut met: Vec<f64> = values.collect();
    met.sort_unstable_by(f64::total_cmp);
    met.dedup_by(|a, b| (*a - *b).abs() < 1e-9);
    let (first, last) = (*met.first()?, *met.last()?);
    let step = met.windows(2).map(|w| w[1] - w[0]).fold(f64::INFINITY, f64::min);
    if !step.is_finite() {
        return Some(met);
    }
    let count = ((last - first) / step).round() as usize + 1;
    Some(if count > MOST_BANDS { met } else { (0..count).map(|i| first + step * i as f64).collect() })
}

fn at(bands: &[f64], value: Option<f64>) -> Option<usize> {
    let value = value.unwrap_or(0.0);
    let step = bands.windows(2).map(|w| w[1] - w[0]).fold(f64::INFINITY, f64::min);
    let near = if step.is_finite() { step / 2.0 } else { 1e-9 };
    bands.iter().position(|band| (band - value).abs() < near)
}

/// Of a cell's row, those that are figures.
const FIGURE_COLUMNS: usize = 7;

fn heads(speaker: &Speaker<'_>, measure: &Measure) -> Vec<Head> {
    let t = |key: &str| speaker.writer.t(key);
    let quantity = super::measure_quantity(measure);
    let (load_name, load_quantity) = load(speaker);
    vec![
        speaker.writer.head(speaker.writer.channel(&ChannelId::Rpm.into()), Quantity::RotationalSpeed),
        speaker.writer.head(load_name, load_quantity),
        speaker.writer.head(t("compare-col-median-base"), quantity),
        speaker.writer.head(t("compare-col-median"), quantity),
        speaker.writer.head(t("compare-col-difference"), quantity),
        Head::number(t("compare-col-n-base"), "", 0),
        Head::number(t("compare-col-n"), "", 0),
        Head::text(t("compare-col-interval")),
        Head::number(t("compare-col-p"), "", 4),
        Head::text(t("compare-col-claim")),
        speaker.writer.head(t("compare-col-target-apart"), Quantity::Lambda),
        speaker.writer.head(t("compare-col-air-apart"), Quantity::Temperature),
        Head::text(t("compare-col-alike")),
    ]
}

fn row(speaker: &Speaker<'_>, cell: &CellDifference) -> Row {
    let quantity = super::measure_quantity(&cell.met.measure);
    let found = &cell.difference;
    let put = |row: Row, value: Option<f64>, quantity: Quantity| speaker.writer.put(row, value, quantity);
    let row = put(Row::new(), cell.met.rpm, Quantity::RotationalSpeed);
    let row = put(row, cell.met.load, load(speaker).1);
    let row = put(row, Some(cell.median_reference), quantity);
    let row = put(row, Some(cell.median), quantity);
    let claim = if found.claimed { "compare-claimed" } else { "compare-not-claimed" };
    let row = row
        .figure(
            speaker.writer.units.show_delta(found.value, quantity).text,
            Some(speaker.delta_figure(found.value, quantity)),
        )
        .figure(speaker.count(cell.met.samples_reference), Some(f64::from(cell.met.samples_reference)))
        .figure(speaker.count(cell.met.samples), Some(f64::from(cell.met.samples)))
        .text(speaker.interval(found, quantity))
        .figure(speaker.p(found.p_adjusted), Some(found.p_adjusted))
        .text(speaker.writer.t(claim));
    let besides = &cell.besides;
    let row = apart(speaker, row, besides.target, Quantity::Lambda);
    let row = apart(speaker, row, besides.air, Quantity::Temperature);
    let alike = match besides.air {
        Some(_) if besides.unlike => speaker.writer.t("compare-unlike"),
        Some(_) => speaker.writer.t("compare-alike"),
        None => number::MISSING.to_owned(),
    };
    let row = row.text(alike);
    match speaker.place(cell.met.side as usize, cell.place, channels_of(&cell.met.measure)) {
        Some(place) => row.at(place),
        None => row,
    }
}

/// A difference that may not be known.
pub(super) fn apart(speaker: &Speaker<'_>, row: Row, value: Option<f64>, quantity: Quantity) -> Row {
    match value {
        Some(value) => row.figure(
            speaker.writer.units.show_delta(value, quantity).text,
            Some(speaker.delta_figure(value, quantity)),
        ),
        None => row.figure(number::MISSING.to_owned(), None),
    }
}

fn scarce_figures(speaker: &Speaker<'_>, cell: &MetCell) -> Vec<Cell> {
    let units = speaker.writer.units;
    let shown =
        |value: Option<f64>, quantity: Quantity| Cell::number(value.map(|v| units.convert(v, quantity)));
    vec![
        shown(cell.rpm, Quantity::RotationalSpeed),
        shown(cell.load, load(speaker).1),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Number(f64::from(cell.samples_reference)),
        Cell::Number(f64::from(cell.samples)),
    ]
}
