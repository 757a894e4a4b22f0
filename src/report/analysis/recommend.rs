//! What the log is good for, what to do next, and what to log next.

use super::safety::{rule_name, tone};
use super::{Writer, advice, evidence};
use crate::engine::analysis::Span;
use crate::engine::analysis::blocks::LoadKind;
use crate::engine::analysis::recommend::{Action, CellEvidence, Method, Recommendation, Report};
use crate::engine::analysis::safety;
use crate::engine::analysis::verdict::{Next, PurposeVerdict, Reason, ReasonCode, Standing};
use crate::engine::channels::ChannelKey;
use crate::engine::units::Quantity;
use crate::i18n::{Message, number};
use crate::report::document::{Block, Fact, Finding, Place, Row, Table, Tone};
use crate::report::sheet::Head;
use crate::t;

/// Seconds shown on either side of what is jumped to.
const AROUND_S: f64 = 2.0;

/// All of it, as it stands in a report; see [`proposals`].
pub fn blocks(writer: &Writer<'_>, report: &Report, safety: Option<&safety::Report>) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(writer.t("verdict-heading"))];
    blocks.extend(verdict(writer, report));
    blocks.push(Block::Heading(writer.t("recommend-heading")));
    blocks.extend(proposals(writer, report, safety));
    blocks
}

/// What the log is good for.
pub fn verdict(writer: &Writer<'_>, report: &Report) -> Vec<Block> {
    report.verdict.purposes.iter().map(|p| Block::Finding(purpose(writer, p))).collect()
}

/// What to do, and what to log next. `safety` tells what rules of the user's own are called.
pub fn proposals(writer: &Writer<'_>, report: &Report, safety: Option<&safety::Report>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (next, found): (Vec<&Recommendation>, Vec<&Recommendation>) =
        report.recommendations.iter().partition(|r| r.finding.slug() == "log_lacks");
    if found.is_empty() {
        blocks.push(Block::Text(writer.t("recommend-none")));
    }
    for one in found {
        blocks.push(Block::Finding(finding(writer, one, safety)));
        if !one.evidence.cells.is_empty() {
            blocks.push(Block::Table(cells(writer, one)));
        }
    }
    if !next.is_empty() {
        blocks.push(Block::Heading(writer.t("verdict-next-heading")));
        blocks.push(Block::Advice(report.verdict.next.iter().map(|n| next_step(writer, n)).collect()));
    }
    blocks.extend(advice(writer, &report.notes));
    blocks.push(evidence(writer, &report.ledger, &report.notes));
    blocks
}

fn purpose(writer: &Writer<'_>, verdict: &PurposeVerdict) -> Finding {
    let reasons: Vec<String> = verdict.reasons.iter().map(|r| reason(writer, r)).collect();
    let standing = writer.t(&format!("verdict-standing-{}", verdict.standing.slug()));
    let name = writer.t(&format!("verdict-purpose-{}", verdict.purpose.slug()));
    Finding {
        tone: match verdict.standing {
            Standing::Clean => Tone::Good,
            Standing::Usable => Tone::Plain,
            Standing::Inconclusive => Tone::Caution,
        },
        title: format!("{name}: {standing}"),
        text: if reasons.is_empty() { writer.t("verdict-no-doubt") } else { reasons.join(" ") },
        evidence: Vec::new(),
        place: None,
        slug: verdict.purpose.slug(),
    }
}

/// A message with a channel and up to three figures as they are.
fn said(
    writer: &Writer<'_>,
    key: String,
    channel: Option<&ChannelKey>,
    figures: impl IntoIterator<Item = String>,
) -> String {
    let mut message = Message { key: key.into(), args: Vec::new() };
    if let Some(channel) = channel {
        message = message.with("channel", writer.channel(channel));
    }
    for (name, text) in ["a", "b", "c", "d", "e"].into_iter().zip(figures) {
        message = message.with(name, text);
    }
    writer.i18n.message(&message).into_owned()
}

fn reason(writer: &Writer<'_>, reason: &Reason) -> String {
    // Shares are told in percent.
    let share = matches!(reason.code, ReasonCode::Cold | ReasonCode::Wheelspin);
    let figures = reason.args.iter().map(|value| {
        let value = if share { value * 100.0 } else { *value };
        number::flexible(writer.units.lang, value, 0, 1)
    });
    let key = format!("verdict-reason-{}", reason.code.slug());
    said(writer, key, reason.channel.as_ref(), figures.collect::<Vec<_>>())
}

fn next_step(writer: &Writer<'_>, next: &Next) -> String {
    let key = format!("verdict-next-{}", next.code.slug());
    let amount = next.amount.map(|a| number::flexible(writer.units.lang, a.ceil(), 0, 0));
    let what = said(writer, key, next.channel.as_ref(), [amount.unwrap_or_default()]);
    let purposes: Vec<String> =
        next.purposes.iter().map(|p| writer.t(&format!("verdict-purpose-{}", p.slug()))).collect();
    t!(writer.i18n, "verdict-next-for", what = what, purposes = purposes.join(", ")).into_owned()
}

fn finding(writer: &Writer<'_>, one: &Recommendation, safety: Option<&safety::Report>) -> Finding {
    let quantity = one.finding.quantity();
    let mut title = writer.t(&format!("recommend-finding-{}", one.finding.slug()));
    if let Some(channel) = &one.evidence.channel {
        title = format!("{title}: {}", writer.channel(channel));
    } else if let Some(rule) = &one.evidence.rule
        && one.finding.slug() == "own_rule"
    {
        title = format!("{title}: {}", rule_name(writer, rule, safety));
    }
    let evidence = &one.evidence;
    let mut facts =
        vec![Fact::new(writer.t("recommend-kind"), writer.t(&format!("recommend-kind-{}", one.kind.slug())))];
    facts.push(Fact::new(writer.t("recommend-effect"), effect(writer, one, quantity)));
    facts.push(Fact::new(
        writer.t("recommend-samples"),
        t!(
            writer.i18n,
            "recommend-samples-of",
            found = writer.plain(Some(f64::from(evidence.samples)), 0),
            needed = writer.plain(Some(f64::from(evidence.needed)), 0)
        )
        .into_owned(),
    ));
    facts.push(Fact::new(
        writer.t("recommend-confidence"),
        format!("{}{}%", writer.plain(Some(100.0 * one.confidence), 0), number::UNIT_SPACE),
    ));
    facts.push(Fact::new(
        writer.t("recommend-risk"),
        writer.t(&format!("recommend-risk-{}", one.risk.slug())),
    ));
    facts.push(Fact::new(writer.t("recommend-method"), method(writer, &one.method)));
    facts.push(Fact::new(
        writer.t("recommend-confirm"),
        writer.t(&format!("recommend-confirm-{}", one.confirm.slug())),
    ));
    let place = evidence.spans.first().map(|span| {
        let around = Span::new(span.t0 - AROUND_S, span.t1 + AROUND_S);
        Place::new(around, evidence.channel.clone())
    });
    Finding {
        tone: one.danger.map_or(Tone::Plain, tone),
        title,
        text: action(writer, &one.action),
        evidence: facts,
        place,
        slug: one.finding.slug(),
    }
}

/// A difference in the user's unit, or a bare figure where it has none.
fn amount(writer: &Writer<'_>, value: f64, quantity: Quantity) -> String {
    match quantity {
        Quantity::AsLogged | Quantity::Count => number::flexible(writer.units.lang, value, 0, 1),
        quantity => writer.units.show_spread(value, quantity).to_string(),
    }
}

fn effect(writer: &Writer<'_>, one: &Recommendation, quantity: Quantity) -> String {
    let evidence = &one.evidence;
    let middle = amount(writer, evidence.effect, quantity);
    match (evidence.low, evidence.high) {
        (Some(low), Some(high)) => t!(
            writer.i18n,
            "recommend-effect-between",
            effect = middle,
            low = amount(writer, low, quantity),
            high = amount(writer, high, quantity)
        )
        .into_owned(),
        _ => middle,
    }
}

fn action(writer: &Writer<'_>, action: &Action) -> String {
    let quantity = action.code.quantity();
    let figures = [action.amount, action.most].map(|f| f.map(|f| amount(writer, f, quantity)));
    let key = format!("recommend-action-{}", action.code.slug());
    said(writer, key, action.channel.as_ref(), figures.into_iter().flatten())
}

fn method(writer: &Writer<'_>, method: &Method) -> String {
    let figures: Vec<String> =
        method.args.iter().map(|value| number::flexible(writer.units.lang, *value, 0, 2)).collect();
    said(writer, format!("recommend-method-{}", method.code.slug()), None, figures)
}

/// The operating points behind a proposal.
fn cells(writer: &Writer<'_>, one: &Recommendation) -> Table {
    let load = one.evidence.load.map_or(Quantity::AsLogged, load_quantity);
    let load_name = match one.evidence.load {
        Some(kind) => writer.t(&format!("load-{}", load_slug(kind))),
        None => writer.t("load-none"),
    };
    let effect = one.finding.quantity();
    let heads = vec![
        writer.head(writer.t("analysis-rpm"), Quantity::RotationalSpeed),
        writer.head(load_name, load),
        Head::number(writer.t("analysis-samples"), "", 0),
        writer.head(writer.t("recommend-effect"), effect),
        writer.head(writer.t("analysis-low"), effect),
        writer.head(writer.t("analysis-high"), effect),
        writer.head(writer.t("recommend-change"), one.action.code.quantity()),
    ];
    let row = |cell: &CellEvidence| {
        let row = writer.put(Row::new(), Some(cell.rpm), Quantity::RotationalSpeed);
        let row = writer.put(row, Some(cell.load), load);
        let row = row.figure(writer.plain(Some(f64::from(cell.samples)), 0), Some(f64::from(cell.samples)));
        let row = writer.put(row, Some(cell.effect), effect);
        let row = writer.put(row, Some(cell.low), effect);
        let row = writer.put(row, Some(cell.high), effect);
        writer.put(row, Some(cell.amount), one.action.code.quantity())
    };
    Table {
        slug: "recommend_cells",
        caption: writer.t("recommend-cells"),
        heads,
        rows: one.evidence.cells.iter().map(row).collect(),
    }
}

const fn load_quantity(kind: LoadKind) -> Quantity {
    match kind {
        LoadKind::Manifold => Quantity::Pressure,
        LoadKind::AirMass => Quantity::MassFlow,
        LoadKind::Load | LoadKind::Throttle | LoadKind::Pedal => Quantity::Percent,
    }
}

/// As it stands in translation keys, `load-SLUG`.
pub const fn load_slug(kind: LoadKind) -> &'static str {
    match kind {
        LoadKind::Manifold => "manifold",
        LoadKind::Load => "load",
        LoadKind::AirMass => "air_mass",
        LoadKind::Throttle => "throttle",
        LoadKind::Pedal => "pedal",
    }
}
