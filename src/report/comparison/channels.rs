//! Each channel over all operating points two sessions share, what could not be compared, and what all of it rests on.

use super::words::{Speaker, channels_of};
use crate::engine::analysis::comparison::{CellDifference, MeasureDifference};
use crate::engine::analysis::measure::Measure;
use crate::engine::units::Quantity;
use crate::report::analysis::told;
use crate::report::document::{Block, Row, Table};
use crate::report::sheet::Head;
use crate::report::words::left_out;
use crate::t;

pub(super) fn blocks(speaker: &Speaker<'_>) -> Vec<Block> {
    let report = speaker.report();
    let mut blocks = Vec::new();
    if report.measures.is_empty() {
        blocks.push(Block::Text(speaker.writer.t("compare-no-cells")));
    } else {
        blocks.push(Block::Table(Table {
            slug: "channels",
            caption: speaker.writer.t("compare-part-channels"),
            heads: heads(speaker),
            rows: report.measures.iter().map(|m| row(speaker, m)).collect(),
        }));
    }
    blocks.extend(untested(speaker).into_iter().map(Block::Note));
    blocks.extend(missing(speaker).map(Block::Advice));
    blocks
}

fn heads(speaker: &Speaker<'_>) -> Vec<Head> {
    let t = |key: &str| speaker.writer.t(key);
    vec![
        Head::text(t("compare-col-channel")),
        Head::text(t("compare-col-session")),
        Head::number(t("compare-col-difference"), "", 2),
        Head::text(t("compare-col-interval")),
        Head::number(t("compare-col-p"), "", 4),
        Head::text(t("compare-col-claim")),
        Head::number(t("compare-col-cells"), "", 0),
        Head::number(t("compare-col-claimed"), "", 0),
        Head::number(t("compare-col-n-base"), "", 0),
        Head::number(t("compare-col-n"), "", 0),
        Head::number(t("compare-col-apart"), "", 0),
        Head::number(t("compare-col-unlike"), "", 0),
        speaker.writer.head(t("compare-col-air-apart"), Quantity::Temperature),
    ]
}

fn row(speaker: &Speaker<'_>, measure: &MeasureDifference) -> Row {
    let quantity = super::measure_quantity(&measure.measure);
    let (found, side) = (&measure.difference, measure.side as usize);
    let count = |row: Row, n: u32| row.figure(speaker.count(n), Some(f64::from(n)));
    let claim = if found.claimed { "compare-claimed" } else { "compare-not-claimed" };
    let row = Row::new()
        .text(speaker.measure(&measure.measure))
        .text(speaker.session(side))
        .figure(speaker.delta(found.value, quantity), Some(speaker.delta_figure(found.value, quantity)))
        .text(speaker.interval(found, quantity))
        .figure(speaker.p(found.p_adjusted), Some(found.p_adjusted))
        .text(speaker.writer.t(claim));
    let row = [
        measure.cells,
        measure.claimed_cells,
        measure.samples_reference,
        measure.samples,
        measure.apart_cells,
        measure.unlike_cells,
    ]
    .into_iter()
    .fold(row, count);
    let row = super::cells::apart(speaker, row, measure.air_apart, Quantity::Temperature);
    let widest = speaker
        .report()
        .cells
        .iter()
        .filter(|c| c.met.is_of(&measure.measure, measure.side))
        .max_by(|a, b| weight(a).total_cmp(&weight(b)));
    let place = widest.and_then(|cell| speaker.place(side, cell.place, channels_of(&measure.measure)));
    match place {
        Some(place) => row.at(place),
        None => row,
    }
}

/// What is claimed leads, then what is large.
fn weight(cell: &CellDifference) -> f64 {
    cell.difference.value.abs() * if cell.difference.claimed { 1e6 } else { 1.0 }
}

/// λ that was met by both and nowhere compared, since it was nowhere asked for alike.
fn untested(speaker: &Speaker<'_>) -> Vec<String> {
    let report = speaker.report();
    let mut told: Vec<(u32, &Measure)> = Vec::new();
    for cell in report.apart.iter().map(|cell| &cell.met) {
        let tested = report.measures.iter().any(|m| cell.is_of(&m.measure, m.side));
        if !tested && !told.contains(&(cell.side, &cell.measure)) {
            told.push((cell.side, &cell.measure));
        }
    }
    let line = |(side, measure): (u32, &Measure)| {
        let (channel, session) = (speaker.measure(measure), speaker.session(side as usize));
        t!(speaker.writer.i18n, "compare-nowhere-alike", channel = channel, session = session).into_owned()
    };
    told.into_iter().map(line).collect()
}

/// Which channels are missing where.
fn missing(speaker: &Speaker<'_>) -> Option<Vec<String>> {
    let mut measures: Vec<&Measure> = Vec::new();
    for missing in &speaker.report().missing {
        if !measures.contains(&&missing.measure) {
            measures.push(&missing.measure);
        }
    }
    let line = |measure: &&Measure| {
        let lacking = speaker.report().missing.iter().filter(|m| m.measure == **measure);
        let sessions: Vec<String> = lacking.map(|m| speaker.session(m.side as usize)).collect();
        let channel = speaker.measure(measure);
        t!(speaker.writer.i18n, "compare-missing", channel = channel, sessions = sessions.join(", "))
            .into_owned()
    };
    (!measures.is_empty()).then(|| measures.iter().map(line).collect())
}

/// Rows used and left out of each session, and what was assumed.
pub(super) fn basis(speaker: &Speaker<'_>) -> Vec<Block> {
    let study = speaker.compared.study;
    let mut blocks = Vec::new();
    for (side, ledger) in study.report.ledgers.iter().enumerate() {
        let mut lines = vec![format!("{}: {}", speaker.session(side), speaker.writer.rows_used(ledger))];
        lines.extend(left_out(speaker.writer.i18n, ledger));
        blocks.push(Block::Basis(lines));
    }
    let mut notes: Vec<String> = Vec::new();
    for note in study.report.notes.iter().filter(|n| n.code != crate::engine::analysis::NoteCode::NoSuchEvent)
    {
        let line = told(&speaker.writer, note);
        if !notes.contains(&line) {
            notes.push(line);
        }
    }
    notes.push(speaker.writer.t("compare-method"));
    blocks.extend(notes.into_iter().map(Block::Note));
    blocks
}
