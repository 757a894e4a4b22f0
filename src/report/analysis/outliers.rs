//! What does not fit.

use super::{Writer, evidence};
use crate::engine::analysis::outliers::{Episode, Finding as Found, FindingKind, Report};
use crate::engine::units::Quantity;
use crate::report::document::{Block, Fact, Finding, Place, Tone};
use crate::t;

/// Seconds shown on either side of what is jumped to.
const AROUND_S: f64 = 1.0;

pub fn blocks(writer: &Writer<'_>, report: &Report) -> Vec<Block> {
    let mut blocks: Vec<Block> =
        report.findings.iter().filter_map(|f| finding(writer, f)).map(Block::Finding).collect();
    if blocks.is_empty() {
        blocks.push(Block::Text(writer.t("analysis-outliers-none")));
    }
    blocks.push(evidence(writer, &report.ledger, &report.notes));
    blocks
}

fn finding(writer: &Writer<'_>, found: &Found) -> Option<Finding> {
    let worst = found.worst()?;
    let names: Vec<String> = found.channels.iter().map(|key| writer.channel(key)).collect();
    let title = format!("{}: {}", writer.t(&format!("finding-{}", found.kind.slug())), names.join(", "));
    let span = crate::engine::analysis::Span::new(worst.span.t0 - AROUND_S, worst.span.t1 + AROUND_S);
    let mut facts =
        vec![Fact::new(writer.t("analysis-episodes"), writer.plain(Some(found.episodes.len() as f64), 0))];
    // A single sample takes no time.
    if found.seconds() >= 0.005 {
        facts.push(Fact::new(writer.t("analysis-time"), writer.seconds(Some(found.seconds()), 2)));
    }
    facts.push(Fact::new(writer.t("analysis-worst-at"), writer.span(worst.span)));
    facts.extend(figures(writer, found, worst));
    Some(Finding {
        tone: if found.kind.is_fault() { Tone::Caution } else { Tone::Plain },
        title,
        text: writer.t(&format!("finding-{}-about", found.kind.slug())),
        evidence: facts,
        place: Some(Place::new(span, found.channels.clone())),
        slug: found.kind.slug(),
    })
}

/// What was found, what was expected, and the bound between.
fn figures(writer: &Writer<'_>, found: &Found, worst: &Episode) -> Vec<Fact> {
    let quantity = found.channels.first().map_or(Quantity::AsLogged, Writer::quantity);
    let (value, bound) = match found.kind {
        FindingKind::Spike | FindingKind::Dropout | FindingKind::Residual => (Some(quantity), Some(quantity)),
        FindingKind::Railed => (Some(quantity), None),
        _ => (None, None),
    };
    // What stood still is told by how often others moved: whole times.
    let digits = if found.kind == FindingKind::Stuck { 0 } else { 2 };
    let text = |figure: Option<f64>, of: Option<Quantity>| match of {
        Some(quantity) => writer.show(figure, quantity),
        None => writer.plain(figure, digits),
    };
    let mut facts = Vec::new();
    if worst.found.is_some() {
        facts.push(Fact::new(writer.t("analysis-found"), text(worst.found, value)));
    }
    if worst.expected.is_some() {
        facts.push(Fact::new(writer.t("analysis-expected"), text(worst.expected, value)));
    }
    let threshold = match bound {
        // A bound is a distance: scaled, never shifted.
        Some(quantity) => writer.units.show_spread(worst.threshold, quantity).to_string(),
        None => writer.plain(Some(worst.threshold), digits),
    };
    facts.push(Fact::new(writer.t("analysis-threshold"), threshold));
    facts.push(Fact::new(
        writer.t("analysis-score"),
        t!(writer.i18n, "analysis-score-times", times = writer.plain(Some(worst.score), 1)).into_owned(),
    ));
    facts
}
