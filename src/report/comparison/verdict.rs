//! Whether the other sessions are better than the baseline, and why that may be said.

use super::words::Speaker;
use crate::engine::analysis::comparison::{Difference, FigureVerdict, MeasureDifference, Verdict};
use crate::engine::units::Quantity;
use crate::report::comparison::figures::{name, quantity};
use crate::report::document::{Block, Fact, Finding, Tone};
use crate::t;

/// Channels told in a verdict; the table below has all of them.
const MOST_CHANNELS: usize = 4;

pub(super) fn blocks(speaker: &Speaker<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> =
        speaker.others().map(|side| Block::Finding(finding(speaker, side))).collect();
    blocks.push(Block::Note(claims(speaker)));
    blocks
}

/// How many tests there were, and what share of their claims may be false.
fn claims(speaker: &Speaker<'_>) -> String {
    let report = speaker.report();
    let figures = report.verdicts.iter().filter(|v| v.difference.is_some()).count();
    let tests = report.measures.len() + report.cells.len() + figures;
    let claimed = report.measures.iter().filter(|m| m.difference.claimed).count()
        + report.cells.iter().filter(|c| c.difference.claimed).count()
        + report.verdicts.iter().filter_map(|v| v.difference.as_ref()).filter(|d| d.claimed).count();
    t!(
        speaker.writer.i18n,
        "compare-claims",
        tests = speaker.count(tests as u32),
        claimed = speaker.count(claimed as u32)
    )
    .into_owned()
}

fn finding(speaker: &Speaker<'_>, side: usize) -> Finding {
    let report = speaker.report();
    let verdicts: Vec<&FigureVerdict> = report.verdicts.iter().filter(|v| v.side as usize == side).collect();
    let measures: Vec<&MeasureDifference> =
        report.measures.iter().filter(|m| m.side as usize == side).collect();
    let count = |verdict: Verdict| verdicts.iter().filter(|v| v.verdict == verdict).count() as u32;
    let (better, worse) = (count(Verdict::Better), count(Verdict::Worse));
    let differ: Vec<&&MeasureDifference> = measures.iter().filter(|m| m.difference.claimed).collect();
    let tested = verdicts.iter().any(|v| v.difference.is_some()) || !measures.is_empty();
    let changed = count(Verdict::Changed) > 0 || !differ.is_empty();
    let (tone, slug) = match (better > 0, worse > 0) {
        (true, false) => (Tone::Good, "better"),
        (false, true) => (Tone::Caution, "worse"),
        (true, true) => (Tone::Caution, "mixed"),
        (false, false) if changed => (Tone::Plain, "changed"),
        (false, false) if tested => (Tone::Plain, "same"),
        (false, false) => (Tone::Plain, "untold"),
    };
    let i18n = speaker.writer.i18n;
    let text = t!(
        i18n,
        "compare-verdict-text",
        better = speaker.count(better),
        worse = speaker.count(worse),
        changed = speaker.count(count(Verdict::Changed)),
        same = speaker.count(count(Verdict::NoClaim)),
        few = speaker.count(count(Verdict::TooFew)),
        channels = speaker.count(differ.len() as u32),
        tested = speaker.count(measures.len() as u32)
    );
    let title = format!(
        "{}: {}",
        t!(i18n, "compare-against", other = speaker.session(side), base = speaker.session(speaker.base())),
        speaker.writer.t(&format!("compare-is-{slug}"))
    );
    Finding {
        tone,
        title,
        text: text.into_owned(),
        evidence: evidence(speaker, &verdicts, &differ),
        place: None,
        slug,
    }
}

/// The differences that may be claimed: those with a better way first.
fn evidence(speaker: &Speaker<'_>, verdicts: &[&FigureVerdict], differ: &[&&MeasureDifference]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for verdict in [Verdict::Worse, Verdict::Better, Verdict::Changed] {
        for figure in verdicts.iter().filter(|v| v.verdict == verdict) {
            let Some(difference) = &figure.difference else { continue };
            facts.push(Fact::new(
                name(speaker, figure.kind),
                told(speaker, difference, quantity(figure.kind)),
            ));
        }
    }
    for measure in differ.iter().take(MOST_CHANNELS) {
        let quantity = super::measure_quantity(&measure.measure);
        facts
            .push(Fact::new(speaker.measure(&measure.measure), told(speaker, &measure.difference, quantity)));
    }
    facts
}

/// `+1.2 % (+0.8 … +1.6), p 0.003`
fn told(speaker: &Speaker<'_>, difference: &Difference, quantity: Quantity) -> String {
    format!(
        "{} ({}), p {}",
        speaker.delta(difference.value, quantity),
        speaker.interval(difference, quantity),
        speaker.p(difference.p_adjusted)
    )
}
