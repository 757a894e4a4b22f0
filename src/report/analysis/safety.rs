//! What was dangerous: what each rule found, every event, and which rules could not be judged.

use super::{Writer, advice, evidence};
use crate::engine::analysis::Span;
use crate::engine::analysis::safety::{Event, Judgement, Origin, Outcome, Report, RuleSet, Severity, Watch};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::units::Quantity;
use crate::report::document::{Block, Fact, Finding, Place, Row, Table, Tone};
use crate::report::sheet::Head;
use crate::t;

/// Seconds shown on either side of what is jumped to.
const AROUND_S: f64 = 2.0;
/// Events of the table; the findings above tell the worst of each rule.
const MOST_EVENTS: usize = 60;

pub fn blocks(writer: &Writer<'_>, report: &Report) -> Vec<Block> {
    let mut blocks = Vec::new();
    for outcome in by_weight(report) {
        let events: Vec<&Event> = report.of(&outcome.rule).collect();
        blocks.extend(finding(writer, outcome, &events).map(Block::Finding));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(writer.t(if report.ledger.used == 0 {
            "safety-nothing-judged"
        } else {
            "safety-none"
        })));
    } else {
        blocks.push(Block::Table(events_table(writer, report)));
    }
    blocks.push(Block::Table(rules_table(writer, report)));
    blocks.extend(departures(writer, report).map(Block::Note));
    blocks.extend(advice(writer, &report.notes));
    blocks.push(evidence(writer, &report.ledger, &report.notes));
    blocks
}

/// Rules with events: the most dangerous first, then those that were beyond for longest.
fn by_weight(report: &Report) -> Vec<&Outcome> {
    let weight = |outcome: &Outcome| {
        let worst = report.of(&outcome.rule).map(|e| e.severity).max();
        let seconds: f64 = report.of(&outcome.rule).map(|e| e.beyond_s).sum();
        (worst, seconds)
    };
    let mut outcomes: Vec<&Outcome> = report.outcomes.iter().filter(|o| o.events > 0).collect();
    outcomes.sort_by(|a, b| {
        let (a, b) = (weight(a), weight(b));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    outcomes
}

/// Name of a rule: a standard one has its text, one of the user's own its own name.
pub fn rule_name(writer: &Writer<'_>, id: &str, report: Option<&Report>) -> String {
    if RuleSet::standard().rule(id).is_some() {
        return writer.t(&format!("safety-rule-{id}"));
    }
    let own = report.and_then(|r| outcome_of(r, id)).map(|o| o.name.trim()).filter(|name| !name.is_empty());
    own.unwrap_or(id).to_owned()
}

fn outcome_of<'a>(report: &'a Report, id: &str) -> Option<&'a Outcome> {
    report.outcomes.iter().find(|o| o.rule == id)
}

/// Which rules are not as they were delivered: whoever compares two reports has to know.
fn departures(writer: &Writer<'_>, report: &Report) -> Option<String> {
    let names = |origin: Origin| {
        let of = report.outcomes.iter().filter(|o| o.origin == origin);
        let names: Vec<String> = of.map(|o| rule_name(writer, &o.rule, Some(report))).collect();
        names.join(", ")
    };
    let (changed, own) = (names(Origin::Changed), names(Origin::Own));
    let mut said = Vec::new();
    if !changed.is_empty() {
        said.push(t!(writer.i18n, "safety-rules-changed", rules = changed).into_owned());
    }
    if !own.is_empty() {
        said.push(t!(writer.i18n, "safety-rules-own", rules = own).into_owned());
    }
    (!said.is_empty()).then(|| said.join(" "))
}

fn finding(writer: &Writer<'_>, outcome: &Outcome, events: &[&Event]) -> Option<Finding> {
    let worst = *events.iter().max_by(|a, b| {
        let beyond = |e: &Event| excess(e).abs();
        a.severity.cmp(&b.severity).then(beyond(a).total_cmp(&beyond(b)))
    })?;
    let mut title = rule_name(writer, &outcome.rule, None);
    if outcome.origin == Origin::Own && !outcome.name.trim().is_empty() {
        outcome.name.trim().clone_into(&mut title);
    }
    if let Some(channel) = &worst.channel {
        title = format!("{title}: {}", writer.channel(channel));
    }
    let seconds: f64 = events.iter().map(|e| e.beyond_s).sum();
    let mut facts = vec![
        Fact::new(writer.t("safety-events"), writer.plain(Some(events.len() as f64), 0)),
        Fact::new(writer.t("safety-beyond"), writer.seconds(Some(seconds), 2)),
    ];
    // Of a condition there is neither a worst value nor a limit: it is true or it is not.
    if outcome.quantity != Quantity::Flag {
        facts.push(Fact::new(
            writer.t("safety-worst"),
            value(writer, &worst.watch, outcome.quantity, Some(worst.worst)),
        ));
        facts.push(Fact::new(
            writer.t("safety-limit"),
            value(writer, &worst.watch, outcome.quantity, limit(worst)),
        ));
    }
    facts.extend(context(writer, worst));
    let text = match outcome.hint.trim() {
        "" => writer.t(&format!("safety-watch-{}", worst.watch.slug())),
        hint => hint.to_owned(),
    };
    Some(Finding {
        tone: tone(worst.severity),
        title,
        text,
        evidence: facts,
        place: Some(place(worst)),
        slug: worst.watch.slug(),
    })
}

/// The threshold that was passed.
fn limit(event: &Event) -> Option<f64> {
    match event.severity {
        Severity::Danger => event.danger.or(event.caution),
        Severity::Caution => event.caution.or(event.danger),
    }
}

fn excess(event: &Event) -> f64 {
    limit(event).map_or(0.0, |limit| event.worst - limit)
}

pub const fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Caution => Tone::Caution,
        Severity::Danger => Tone::Danger,
    }
}

/// A value of what is watched. A difference has no zero to shift.
fn value(writer: &Writer<'_>, watch: &Watch, quantity: Quantity, value: Option<f64>) -> String {
    match (watch, value) {
        (Watch::Expression(_), value) if quantity == Quantity::AsLogged => writer.plain(value, 3),
        (watch, Some(value)) if watch.is_difference() => {
            writer.units.show_spread(value, quantity).to_string()
        }
        (_, value) => writer.show(value, quantity),
    }
}

/// What else was at the worst moment.
fn context(writer: &Writer<'_>, event: &Event) -> Vec<Fact> {
    let context = event.context;
    let mut facts = vec![Fact::new(writer.t("safety-worst-at"), writer.seconds(Some(event.worst_t), 2))];
    let mut add = |id: ChannelId, value: Option<f64>| {
        if value.is_some() {
            facts.push(Fact::new(writer.channel(&id.into()), writer.show(value, id.spec().quantity)));
        }
    };
    add(ChannelId::Rpm, context.rpm);
    add(ChannelId::MapGauge, context.map_bar);
    add(ChannelId::Tps, context.tps);
    if !matches!(event.watch, Watch::Lean) {
        add(ChannelId::Lambda1, context.lambda);
    }
    add(ChannelId::Gear, context.gear);
    facts
}

fn place(event: &Event) -> Place {
    let span = Span::new(event.span.t0 - AROUND_S, event.span.t1 + AROUND_S);
    let shown: Vec<ChannelKey> =
        event.channel.iter().cloned().chain([ChannelId::Rpm.into(), ChannelId::MapGauge.into()]).collect();
    Place::new(span, shown)
}

fn events_table(writer: &Writer<'_>, report: &Report) -> Table {
    let shown = report.events.len().min(MOST_EVENTS);
    let caption = if shown < report.events.len() {
        t!(writer.i18n, "safety-events-first", shown = shown, all = report.events.len()).into_owned()
    } else {
        writer.t("safety-events-caption")
    };
    let heads = vec![
        Head::text(writer.t("safety-when")),
        Head::text(writer.t("safety-severity")),
        Head::text(writer.t("safety-rule")),
        Head::number(writer.t("safety-beyond"), "s", 2),
        Head::text(writer.t("safety-worst")),
        Head::text(writer.t("safety-limit")),
        writer.head(writer.channel(&ChannelId::Rpm.into()), Quantity::RotationalSpeed),
        writer.head(writer.channel(&ChannelId::MapGauge.into()), Quantity::Pressure),
        writer.head(writer.channel(&ChannelId::Tps.into()), Quantity::Percent),
        writer.head(writer.channel(&ChannelId::Lambda1.into()), Quantity::Lambda),
        Head::number(writer.channel(&ChannelId::Gear.into()), "", 0),
    ];
    let rows = report.events.iter().take(MOST_EVENTS).map(|event| {
        let quantity = outcome_of(report, &event.rule).map_or(event.watch.quantity(), |o| o.quantity);
        let row = Row::new()
            .text(writer.span(event.span))
            .text(writer.t(&format!("safety-severity-{}", event.severity.slug())))
            .text(rule_name(writer, &event.rule, Some(report)))
            .figure(writer.plain(Some(event.beyond_s), 2), Some(event.beyond_s))
            .text(value(writer, &event.watch, quantity, Some(event.worst)))
            .text(value(writer, &event.watch, quantity, limit(event)));
        let row = writer.put(row, event.context.rpm, Quantity::RotationalSpeed);
        let row = writer.put(row, event.context.map_bar, Quantity::Pressure);
        let row = writer.put(row, event.context.tps, Quantity::Percent);
        let row = writer.put(row, event.context.lambda, Quantity::Lambda);
        row.figure(writer.plain(event.context.gear, 0), event.context.gear).at(place(event))
    });
    Table { slug: "safety_events", caption, heads, rows: rows.collect() }
}

/// What became of every rule, and why one was not judged.
fn rules_table(writer: &Writer<'_>, report: &Report) -> Table {
    let heads = vec![
        Head::text(writer.t("safety-rule")),
        Head::text(writer.t("safety-about")),
        Head::text(writer.t("safety-origin")),
        Head::text(writer.t("safety-judgement")),
        Head::number(writer.t("safety-rows"), "", 0),
        Head::number(writer.t("safety-events"), "", 0),
    ];
    let rows = report.outcomes.iter().map(|outcome| {
        let judged = outcome.judgement == Judgement::Judged;
        let rows = judged.then_some(outcome.ledger.used as f64);
        let events = judged.then_some(f64::from(outcome.events));
        Row::new()
            .text(rule_name(writer, &outcome.rule, Some(report)))
            .text(writer.t(&format!("safety-kind-{}", outcome.kind.slug())))
            .text(writer.t(&format!("safety-origin-{}", outcome.origin.slug())))
            .text(judgement(writer, &outcome.judgement))
            .figure(writer.plain(rows, 0), rows)
            .figure(writer.plain(events, 0), events)
    });
    Table { slug: "safety_rules", caption: writer.t("safety-rules-caption"), heads, rows: rows.collect() }
}

/// What became of a rule, in words.
pub fn judgement(writer: &Writer<'_>, judgement: &Judgement) -> String {
    let names = |keys: &[ChannelKey]| {
        let names: Vec<String> = keys.iter().map(|key| writer.channel(key)).collect();
        names.join(", ")
    };
    match judgement {
        Judgement::NoChannel(keys) => {
            t!(writer.i18n, "safety-judgement-no_channel", channels = names(keys)).into_owned()
        }
        Judgement::NotFitted(key) => {
            t!(writer.i18n, "safety-judgement-not_fitted", channel = writer.channel(key)).into_owned()
        }
        Judgement::Refused(error) => {
            t!(writer.i18n, "safety-judgement-refused", at = error.place.at + 1).into_owned()
        }
        plain => writer.t(&format!("safety-judgement-{}", plain.slug())),
    }
}
