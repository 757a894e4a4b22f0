//! What the analysis found, as sections of a document: the page shows them, reports print them, workbooks hold their
//! tables. One function a stage; what was not found is said, never left blank.

mod driven;
pub mod looks;
mod outliers;
mod patterns;
mod performance;
mod recommend;
mod safety;
mod statistics;
mod trend_lines;
pub(in crate::report) mod trends;
mod write;

use super::document::{Block, Section, Table};
use super::words;
use crate::engine::analysis::pipeline::{Findings, Stage};
use crate::engine::analysis::{Ledger, Note, NoteCode};
use crate::i18n::I18n;
use crate::i18n::units::Units;

pub use driven::DrivenTable;
pub use recommend::load_slug;
pub use safety::judgement;
pub use write::Writer;

/// The section of a stage; `None` where its report is not there.
pub fn section(units: &Units, findings: &Findings, stage: Stage) -> Option<Section> {
    let writer = Writer::new(units);
    let blocks = match stage {
        // The quality score has a place of its own.
        Stage::Validation => return None,
        Stage::Statistics => statistics::blocks(&writer, findings.statistics.as_deref()?),
        Stage::Patterns => patterns::blocks(&writer, findings.patterns.as_deref()?),
        Stage::Outliers => outliers::blocks(&writer, findings.outliers.as_deref()?),
        Stage::Trends => trends::blocks(&writer, findings.trends.as_deref()?),
        Stage::Performance => performance::blocks(&writer, findings.performance.as_deref()?),
        Stage::Safety => safety::blocks(&writer, findings.safety.as_deref()?),
        Stage::Recommendations => {
            recommend::blocks(&writer, findings.recommendations.as_deref()?, findings.safety.as_deref())
        }
    };
    let title = I18n::new(units.lang).t(&words::stage_key(stage)).into_owned();
    Some(Section { slug: stage.slug(), title, blocks: lean(blocks), new_page: false })
}

/// The stages whose reports the section of a stage is made of.
pub const fn made_of(stage: Stage) -> &'static [Stage] {
    match stage {
        Stage::Validation => &[Stage::Validation],
        Stage::Statistics => &[Stage::Statistics],
        Stage::Patterns => &[Stage::Patterns],
        Stage::Outliers => &[Stage::Outliers],
        Stage::Trends => &[Stage::Trends],
        Stage::Performance => &[Stage::Performance],
        Stage::Safety => &[Stage::Safety],
        Stage::Recommendations => &[Stage::Recommendations, Stage::Safety],
    }
}

/// What the log is good for, where a page tells it apart from the rest.
pub fn verdict(units: &Units, findings: &Findings) -> Option<Section> {
    let writer = Writer::new(units);
    let blocks = recommend::verdict(&writer, findings.recommendations.as_deref()?);
    Some(Section { slug: "verdict", title: writer.t("verdict-heading"), blocks, new_page: false })
}

/// The section of a stage as it stands below the verdict.
pub fn below_verdict(units: &Units, findings: &Findings, stage: Stage) -> Option<Section> {
    if stage != Stage::Recommendations {
        return section(units, findings, stage);
    }
    let writer = Writer::new(units);
    let report = findings.recommendations.as_deref()?;
    let blocks = lean(recommend::proposals(&writer, report, findings.safety.as_deref()));
    let title = writer.t(&words::stage_key(stage));
    Some(Section { slug: stage.slug(), title, blocks, new_page: false })
}

/// What the recommended corrections come to in today's tables, told of the versions the session was driven with. `None`
/// where nothing is recommended that a table could be changed by.
pub fn below_recommendations(units: &Units, findings: &Findings, tables: &[DrivenTable]) -> Option<Section> {
    driven::section(&Writer::new(units), findings.recommendations.as_deref()?, tables)
}

fn lean(blocks: Vec<Block>) -> Vec<Block> {
    let one = |block| match block {
        Block::Table(table) => Block::Table(table.lean()),
        other => other,
    };
    blocks.into_iter().map(one).collect()
}

/// A table as it goes on paper: one that is too wide keeps the columns that are asked for most.
#[must_use]
pub fn brief(table: Table) -> Table {
    match table.slug {
        "statistics" => statistics::brief(table),
        _ => table,
    }
}

/// What a report rests on: rows used and left out, what was assumed.
fn evidence(writer: &Writer<'_>, ledger: &Ledger, notes: &[Note]) -> Block {
    let mut lines = vec![writer.rows_used(ledger)];
    lines.extend(words::left_out(writer.i18n, ledger));
    lines.extend(notes.iter().filter(|n| !is_advice(n)).map(|n| told(writer, n)));
    Block::Basis(lines)
}

/// What would show more.
fn advice(writer: &Writer<'_>, notes: &[Note]) -> Option<Block> {
    let lines: Vec<String> = notes.iter().filter(|n| is_advice(n)).map(|n| told(writer, n)).collect();
    (!lines.is_empty()).then_some(Block::Advice(lines))
}

/// A note in words.
pub(in crate::report) fn told(writer: &Writer<'_>, note: &Note) -> String {
    writer.i18n.message(&words::note(writer.units, note)).into_owned()
}

fn is_advice(note: &Note) -> bool {
    use NoteCode as N;
    matches!(
        note.code,
        N::NoVehicle
            | N::EnterMass
            | N::EnterGearing
            | N::EnterDisplacement
            | N::EnterInjectors
            | N::EnterDeadTime
            | N::EnterFuel
            | N::EnterTank
    )
}
