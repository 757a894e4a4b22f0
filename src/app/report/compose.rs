//! The document of a report. It names no clock: the same session and choices give the same document.

use super::facts::{self, About};
use super::{Part, Wanted};
use crate::app::analysis::Asked;
use crate::app::vehicle_words::car_line;
use crate::build_info;
use crate::engine::analysis::look::Report;
use crate::engine::analysis::pipeline::{Findings, Stage};
use crate::engine::channels::ChannelKey;
use crate::engine::units::Quantity;
use crate::i18n::date;
use crate::i18n::units::Units;
use crate::report::analysis::looks::{self, Named, Names, drawing};
use crate::report::analysis::{self, Writer, brief};
use crate::report::document::{Author, Block, Document, Section, Table};
use crate::report::words::segment_key;
use crate::t;

/// Rows of a table on paper: nobody reads more of them, and files of the analysis have all.
const MOST_ROWS: usize = 40;

/// A drawing of chosen channels, and how they are called and measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    pub report: Report,
    pub channels: Vec<Measured>,
}

/// A channel with its unit, and its symbol where no unit is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    pub key: ChannelKey,
    pub quantity: Quantity,
    pub symbol: Option<String>,
}

/// What a report is made of.
pub struct Source<'a> {
    pub about: &'a About,
    pub findings: &'a Findings,
    /// Stages without a report, and why in words.
    pub failed: &'a [(Stage, String)],
    pub author: &'a Author,
    pub look: Option<&'a Looked>,
}

/// The document, in the language and the units of `units`.
pub fn compose(units: &Units, source: &Source<'_>, wanted: &Wanted) -> Document {
    let writer = Writer::new(units);
    let about = source.about;
    let parts = Part::ALL.into_iter().filter(|part| wanted.form.has(*part));
    let sections = parts.filter_map(|part| section(&writer, source, wanted, part)).collect();
    let car = about.vehicle.as_ref().map(|v| {
        let line = car_line(v);
        if line.is_empty() { v.name.clone() } else { line }
    });
    let when = about.logged_at.map(|at| date::date_time(units.lang, at, 0));
    let subtitle: Vec<String> = [car, when].into_iter().flatten().filter(|s| !s.is_empty()).collect();
    Document {
        lang: units.lang,
        paper: wanted.form.paper,
        title: about.name.clone(),
        subtitle: subtitle.join(" · "),
        author: source.author.clone(),
        sections,
        footer: format!("{} {} · {}", build_info::NAME, build_info::VERSION, about.file_name),
        contents: writer.t("reports-contents"),
    }
}

fn section(writer: &Writer<'_>, source: &Source<'_>, wanted: &Wanted, part: Part) -> Option<Section> {
    let about = source.about;
    let blocks = match part {
        Part::Session => {
            let mut blocks = facts::session(writer, about);
            blocks.extend(looked_at(writer, &wanted.asked).map(Block::Note));
            blocks
        }
        Part::Vehicle => facts::vehicle(writer, about.vehicle.as_ref()),
        Part::Quality => facts::quality(writer, about.quality.as_ref()),
        Part::Stage(stage) => return stage_section(writer, source, stage),
        Part::Look => look(writer, source.look?, wanted.looks.by_rank),
        Part::Notes => facts::notes(writer, about),
    };
    Some(Section { slug: part.slug(), title: part.title(writer.i18n), blocks, new_page: false })
}

/// The section of a stage as it goes on paper; where there is none, why.
fn stage_section(writer: &Writer<'_>, source: &Source<'_>, stage: Stage) -> Option<Section> {
    if let Some((_, why)) = source.failed.iter().find(|(of, _)| *of == stage) {
        let title = Part::Stage(stage).title(writer.i18n);
        let blocks = vec![Block::Note(why.clone())];
        return Some(Section { slug: stage.slug(), title, blocks, new_page: false });
    }
    Some(on_paper(writer, analysis::section(writer.units, source.findings, stage)?))
}

/// The same with tables that are not longer and wider than paper takes.
pub(super) fn on_paper(writer: &Writer<'_>, mut section: Section) -> Section {
    let blocks = std::mem::take(&mut section.blocks);
    for block in blocks {
        let Block::Table(table) = block else {
            section.blocks.push(block);
            continue;
        };
        let all = table.rows.len();
        section.blocks.push(Block::Table(shortened(brief(table))));
        if all > MOST_ROWS {
            let text = t!(writer.i18n, "reports-rows-first", shown = MOST_ROWS, all = all);
            section.blocks.push(Block::Note(text.into_owned()));
        }
    }
    section
}

/// A drawing of chosen channels as vectors, and what it says.
fn look(writer: &Writer<'_>, looked: &Looked, by_rank: bool) -> Vec<Block> {
    let tell = |key: &ChannelKey| {
        let known = looked.channels.iter().find(|c| c.key == *key);
        Named {
            name: writer.channel(key),
            quantity: known.map_or(Quantity::AsLogged, |c| c.quantity),
            symbol: known.and_then(|c| c.symbol.clone()),
        }
    };
    let names = Names::new(&tell);
    let mut blocks: Vec<Block> =
        drawing(writer, &names, &looked.report, by_rank).map(Block::Drawing).into_iter().collect();
    for block in looks::blocks(writer, &names, &looked.report, by_rank) {
        blocks.push(match block {
            Block::Table(table) => Block::Table(shortened(table)),
            other => other,
        });
    }
    blocks
}

fn shortened(mut table: Table) -> Table {
    table.rows.truncate(MOST_ROWS);
    table
}

/// What of the log the stages looked at, where that is not all of it at the standard parameters.
fn looked_at(writer: &Writer<'_>, asked: &Asked) -> Option<String> {
    let mut parts = Vec::new();
    let seconds = |v: f64| writer.seconds(Some(v), 2);
    parts.extend(asked.from.map(|v| format!("{} {}", writer.t("analysis-from"), seconds(v))));
    parts.extend(asked.to.map(|v| format!("{} {}", writer.t("analysis-to"), seconds(v))));
    parts.extend(
        asked.segment.map(|kind| format!("{} {}", writer.t("analysis-only"), writer.t(&segment_key(kind)))),
    );
    parts.extend(asked.filter.clone());
    let changed = asked.settings.changed();
    let mut text = Vec::new();
    if !parts.is_empty() {
        text.push(format!("{}: {}.", writer.t("analysis-selection"), parts.join(" · ")));
    }
    if !changed.is_empty() {
        text.push(format!("{} {}.", writer.t("analysis-params-changed"), changed.join(", ")));
    }
    (!text.is_empty()).then(|| text.join(" "))
}
