//! What was dangerous: rules with thresholds, and the events at which one was passed.
//!
//! # Judged only where it means something
//! λ counts under load that has lasted, with its target where the loop had one: not at overrun, with the loop off, while
//! fuel is cut or a limiter works, nor shortly after; not with a sensor at the end of its range or not alive. Each rule
//! says in its [`Ledger`] how many rows were judged and why others were not. A rule without its channel, its sensor or a
//! limit says so instead of being silent.
//!
//! Rules are data: [`RuleSet::standard`] to start with, the user's own beside them, all of them to be exported and read
//! again ([`write_rules`], [`read_rules`]).

mod check;
mod events;
mod exchange;
mod fuel_pressure;
mod knock;
mod params;
mod rule;
mod signals;
mod standard;
mod watch;

use serde::{Deserialize, Serialize};

pub use check::{MAX_HINT, MAX_ID, MAX_POINTS, MAX_RULE_NAME, MAX_RULES, RuleError, RuleErrorKind};
pub use events::{Context, Event};
pub use exchange::{RuleFileError, read_rules, write_rules};
pub use params::Params;
pub use rule::{
    FromVehicle, Origin, Rule, RuleKind, RuleSet, Severity, Side, Threshold, Thresholds, VehicleLimit, Watch,
};
pub use standard::Source;

use events::events;
pub(in crate::engine::analysis) use signals::{Signals, moves};
use watch::{Series, Unjudged};

use super::patterns::Report as Patterns;
use super::{AnalysisError, Frame, Ledger, Note, NoteCode, Params as _, Subject};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::Cx;
use crate::engine::expr::{Expr, ExprError, Names, ResultKind, filter};
use crate::engine::table::RowMask;
use crate::engine::units::Quantity;

/// What became of a rule. Translation key: `safety-judgement-SLUG`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// It was judged, at the rows its ledger tells.
    Judged,
    /// Switched off.
    Off,
    /// The log has none of these channels.
    NoChannel(Vec<ChannelKey>),
    /// The channel is there, but no sensor behind it that it could be judged by.
    NotFitted(ChannelKey),
    /// Neither the rule nor the vehicle says where trouble begins.
    NoLimit,
    /// It is for other fuels than the vehicle's.
    OtherFuel,
    /// Its expression does not fit the log.
    Refused(ExprError),
}

impl Judgement {
    /// Stable name, used for translation keys.
    pub const fn slug(&self) -> &'static str {
        match self {
            Judgement::Judged => "judged",
            Judgement::Off => "off",
            Judgement::NoChannel(_) => "no_channel",
            Judgement::NotFitted(_) => "not_fitted",
            Judgement::NoLimit => "no_limit",
            Judgement::OtherFuel => "other_fuel",
            Judgement::Refused(_) => "refused",
        }
    }
}

/// One rule and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub rule: String,
    pub kind: RuleKind,
    pub origin: Origin,
    /// Of the user's own; empty for a standard rule.
    pub name: String,
    /// What the user's own says about it.
    pub hint: String,
    /// What its values and thresholds measure.
    pub quantity: Quantity,
    pub judgement: Judgement,
    pub events: u32,
    /// Of the rows it was judged at; of several sensors, those of the one with the most.
    pub ledger: Ledger,
}

/// What [`run`] found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// In order of time.
    pub events: Vec<Event>,
    /// In the order of the rules.
    pub outcomes: Vec<Outcome>,
    /// Rows at which any rule was judged.
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

impl Report {
    /// The worst there is; `None` where nothing was found.
    pub fn worst(&self) -> Option<Severity> {
        self.events.iter().map(|e| e.severity).max()
    }

    /// Events of one rule.
    pub fn of<'a>(&'a self, rule: &'a str) -> impl Iterator<Item = &'a Event> {
        self.events.iter().filter(move |e| e.rule == rule)
    }
}

/// Judges a log by rules. `patterns` tell what the engine was doing beyond what its switches say; an empty report of
/// them is no fault.
pub fn run(
    frame: &Frame,
    subject: &Subject,
    patterns: &Patterns,
    rules: &RuleSet,
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    rules.checked()?;
    let total = rules.rules.len() as u64 + 1;
    cx.step(0, total)?;
    let mut notes = Vec::new();
    let signals = Signals::of(frame, subject, patterns, params, &mut notes);
    let mut report = Report::default();
    let mut judged = RowMask::none(frame.rows());
    let names = Names::of(frame.table(), &[]);
    for (i, rule) in rules.rules.iter().enumerate() {
        cx.step(i as u64 + 1, total)?;
        let (judgement, ledger, found) = match judge(rule, &signals, &mut notes, &mut judged) {
            Ok((ledger, found)) => (Judgement::Judged, ledger, found),
            Err(judgement) => (judgement, Ledger::default(), Vec::new()),
        };
        let events = found.len() as u32;
        report.events.extend(found);
        report.outcomes.push(Outcome {
            rule: rule.id.clone(),
            kind: rule.kind(),
            origin: rule.origin(),
            name: rule.name.clone(),
            hint: rule.hint.clone(),
            quantity: quantity(rule, &names),
            judgement,
            events,
            ledger,
        });
    }
    report.events.sort_by(|a, b| a.span.t0.total_cmp(&b.span.t0).then(b.severity.cmp(&a.severity)));
    let mut ledger = frame.ledger();
    ledger.keep(super::Reason::OutOfWindow, &judged);
    report.ledger = ledger.finish().1;
    if subject.vehicle.is_none() {
        notes.push(Note::new(NoteCode::NoVehicle));
    }
    if report.events.is_empty() {
        notes.push(Note::new(NoteCode::NothingFound));
    }
    report.notes = notes;
    Ok(report)
}

/// What a rule's values measure: of an expression, what comes out of it in this log.
fn quantity(rule: &Rule, names: &Names) -> Quantity {
    let Watch::Expression(text) = &rule.watch else { return rule.watch.quantity() };
    let checked = text.parse::<Expr>().and_then(|expr| expr.check(names));
    checked.map_or(Quantity::AsLogged, |checked| match checked.kind() {
        ResultKind::Truth => Quantity::Flag,
        ResultKind::Number { unit, .. } => unit.quantity(),
    })
}

fn judge(
    rule: &Rule,
    signals: &Signals,
    notes: &mut Vec<Note>,
    judged: &mut RowMask,
) -> Result<(Ledger, Vec<Event>), Judgement> {
    if !rule.enabled {
        return Err(Judgement::Off);
    }
    let vehicle = signals.subject.vehicle.as_ref();
    if !rule.is_for(vehicle) {
        return Err(Judgement::OtherFuel);
    }
    let thresholds = rule.thresholds(vehicle).ok_or(Judgement::NoLimit)?;
    let all = signals.series(&rule.watch, notes).map_err(judgement)?;
    let thresholds = followed(thresholds, signals)?;
    let when = match rule.when.trim() {
        "" => None,
        text => Some(filter(text, signals.frame, &[]).map_err(Judgement::Refused)?),
    };
    // An engine that is no leaner than it was asked to be is not warned by the limit of a fuel that nobody knows of; what
    // no fuel stands is told all the same.
    let guesses = rule.watch == Watch::Lean && rule.guesses_fuel(vehicle);
    let asked = guesses.then(|| signals.on_target()).flatten();
    let mut found = Vec::new();
    let mut most = Ledger::default();
    for series in all {
        let Series { rows, .. } = &series;
        let rows = when.as_ref().map_or_else(|| rows.clone(), |when| rows.and(when));
        *judged = judged.or(&rows);
        let warned = asked.as_ref().map_or_else(|| rows.clone(), |asked| rows.minus(asked));
        found.extend(events(rule, thresholds.clone(), &series, &warned, signals));
        if let Some(asked) = &asked {
            let danger = (None, thresholds.1.clone());
            found.extend(events(rule, danger, &series, &rows.and(asked), signals));
        }
        if series.ledger.used >= most.used {
            most = series.ledger;
        }
    }
    Ok((most, found))
}

/// The thresholds of channels the log has; a refusal where none is left.
fn followed(thresholds: Thresholds, signals: &Signals) -> Result<Thresholds, Judgement> {
    let mut absent = Vec::new();
    let mut keep = |threshold: Option<Threshold>| match threshold {
        Some(Threshold::Curve { over, .. }) if !can_follow(&over, signals) => {
            absent.push(over);
            None
        }
        other => other,
    };
    let kept = (keep(thresholds.0), keep(thresholds.1));
    if kept.0.is_none() && kept.1.is_none() { Err(Judgement::NoChannel(absent)) } else { Ok(kept) }
}

fn can_follow(key: &ChannelKey, signals: &Signals) -> bool {
    match key.id() {
        Some(ChannelId::MapGauge) => signals.map.is_some(),
        _ => signals.frame.values(key).is_some(),
    }
}

fn judgement(why: Unjudged) -> Judgement {
    match why {
        Unjudged::NoChannel(ids) => Judgement::NoChannel(ids.into_iter().map(ChannelKey::Known).collect()),
        Unjudged::NotFitted(id) => Judgement::NotFitted(id.into()),
        Unjudged::Refused(error) => Judgement::Refused(error),
    }
}
