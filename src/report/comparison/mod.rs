//! A comparison of sessions, as sections of a document: the page shows them, reports print them. Sessions are called by
//! letters in the order in which they were chosen.

mod cells;
mod channels;
mod courses;
mod figures;
mod verdict;
mod words;

use self::words::Speaker;
use super::analysis::Writer;
use super::document::{Block, Drawing, Section, Table};
use crate::engine::analysis::comparison::study::Study;
use crate::engine::analysis::measure::Measure;
use crate::i18n::units::Units;

pub use words::{letter, measure_name, measure_quantity};

/// A session that is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// For ways to its places.
    pub id: String,
    pub name: String,
}

/// A comparison with the names of its sessions.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    pub sessions: &'a [Named],
    pub study: &'a Study,
}

/// What stands in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Verdict,
    Figures,
    Channels,
    Cells,
    Courses,
    Basis,
}

impl Part {
    /// In the order in which they stand, what matters most first.
    pub const ALL: [Part; 6] =
        [Part::Verdict, Part::Figures, Part::Channels, Part::Cells, Part::Courses, Part::Basis];

    /// Stable name, used in addresses and translation keys and as the anchor in a page.
    pub const fn slug(self) -> &'static str {
        match self {
            Part::Verdict => "verdict",
            Part::Figures => "figures",
            Part::Channels => "channels",
            Part::Cells => "cells",
            Part::Courses => "courses",
            Part::Basis => "basis",
        }
    }
}

/// A part in full, as a report has it.
pub fn section(units: &Units, compared: Compared<'_>, part: Part) -> Section {
    let speaker = Speaker { writer: Writer::new(units), compared };
    let blocks = match part {
        Part::Verdict => verdict::blocks(&speaker),
        Part::Figures => figures::blocks(&speaker),
        Part::Channels => channels::blocks(&speaker),
        Part::Cells => cells::all(&speaker),
        Part::Courses => courses::all(&speaker),
        Part::Basis => channels::basis(&speaker),
    };
    made(&speaker, part, blocks)
}

/// The cells of one measure of one session against the baseline.
pub fn cells_of(units: &Units, compared: Compared<'_>, measure: &Measure, side: usize) -> Section {
    let speaker = Speaker { writer: Writer::new(units), compared };
    let blocks = cells::of(&speaker, measure, side as u32);
    made(&speaker, Part::Cells, blocks)
}

/// What the aligned courses come to, without the drawings: a page has its own, to look closer at.
pub fn course_tables(units: &Units, compared: Compared<'_>) -> Section {
    let speaker = Speaker { writer: Writer::new(units), compared };
    let blocks = courses::tables(&speaker);
    made(&speaker, Part::Courses, blocks)
}

/// The courses of one measure and what they differ by, as pictures and figures.
pub fn course_drawings(units: &Units, compared: Compared<'_>, measure: &Measure) -> Vec<Drawing> {
    courses::drawings(&Speaker { writer: Writer::new(units), compared }, measure)
}

fn made(speaker: &Speaker<'_>, part: Part, blocks: Vec<Block>) -> Section {
    let blocks = blocks.into_iter().map(|block| match block {
        Block::Table(table) => Block::Table(Table::lean(table)),
        other => other,
    });
    let title = speaker.writer.t(&format!("compare-part-{}", part.slug()));
    Section { slug: part.slug(), title, blocks: blocks.collect(), new_page: false }
}
