//! The safety rules as the user has them: the standard ones, what was changed of them for every vehicle, what was changed
//! for one, and rules of the user's own. Only what differs is stored, so that a better standard reaches everybody. Pure.

mod form;
mod measure;
mod words;

use super::route::{Location, Query, Route};
use crate::engine::analysis::safety::{
    MAX_RULES, Rule, RuleError, RuleErrorKind, RuleFileError, RuleSet, Threshold, Watch, read_rules,
};
use crate::engine::channels::CATALOG;
use crate::engine::expr::{Book, MathChannel, NamedChannel, Names, ResultKind};
use crate::engine::units::{Quantity, Unit};

pub use form::{Curve, FormAction, Level, Mode, Problem, RuleForm, Slot, outcome, place_measure};
pub use measure::Measure;
pub use words::{file_error, kind_key, limits, place, problem, rule_error, title};

/// What stands in the address: whose rules, and the session they are tried on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    pub vehicle: Option<String>,
    pub session: Option<String>,
}

impl Shown {
    /// As an address asks it.
    pub fn read(query: &Query) -> Self {
        let text = |key| query.get(key).filter(|text| !text.is_empty());
        Self { vehicle: text("vehicle"), session: text("session") }
    }

    /// Its address.
    pub fn location(&self) -> Location {
        let query = Query::default()
            .with("vehicle", self.vehicle.as_deref().unwrap_or_default())
            .with("session", self.session.as_deref().unwrap_or_default());
        Location { route: Route::Rules, query }
    }
}

/// A rule that is stored: changed, or the user's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The vehicle it is for; `None` for all of them.
    pub vehicle: Option<String>,
    pub rule: Rule,
}

/// A rule as it is judged for all vehicles or for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub rule: Rule,
    /// What it goes back to: the standard rule; for one vehicle what all vehicles have. `None` where it is the user's own
    /// and begins here.
    pub beneath: Option<Rule>,
    /// Whether it differs here from what lies beneath, or begins here.
    pub here: bool,
}

impl Entry {
    /// Whether it can be taken away; a standard rule can only be switched off.
    pub fn is_removable(&self) -> bool {
        self.beneath.is_none()
    }
}

/// What happens to a rule.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "there are as many as a user makes by hand")]
pub enum Change {
    Put(Rule),
    /// What is stored of this rule goes: it is again what lies beneath.
    Drop(String),
}

impl Change {
    /// Id of the rule.
    pub fn rule(&self) -> &str {
        match self {
            Change::Put(rule) => &rule.id,
            Change::Drop(id) => id,
        }
    }
}

/// The rules of all vehicles, or of one, in the order in which they are shown.
pub fn entries(stored: &[Stored], vehicle: Option<&str>) -> Vec<Entry> {
    let standard = RuleSet::standard().rules.into_iter();
    let mut all: Vec<Entry> =
        standard.map(|rule| Entry { beneath: Some(rule.clone()), rule, here: false }).collect();
    lay(&mut all, stored.iter().filter(|s| s.vehicle.is_none()));
    if vehicle.is_some() {
        for entry in &mut all {
            entry.beneath = Some(entry.rule.clone());
            entry.here = false;
        }
        lay(&mut all, stored.iter().filter(|s| s.vehicle.as_deref() == vehicle));
    }
    all
}

fn lay<'a>(all: &mut Vec<Entry>, stored: impl Iterator<Item = &'a Stored>) {
    for Stored { rule, .. } in stored {
        match all.iter_mut().find(|entry| entry.rule.id == rule.id) {
            Some(entry) => {
                entry.rule = rule.clone();
                entry.here = true;
            }
            None => all.push(Entry { rule: rule.clone(), beneath: None, here: true }),
        }
    }
}

/// The rules with one more, or another one in the place of the one of its id.
pub fn with(entries: &[Entry], rule: &Rule) -> RuleSet {
    let rules = entries.iter().map(|entry| entry.rule.clone()).collect();
    RuleSet { rules }.with([rule.clone()])
}

/// The change as it is stored: a rule that is as it was beneath needs no record.
pub fn settled(change: Change, entries: &[Entry]) -> Change {
    match change {
        Change::Put(rule) => {
            let beneath = entries.iter().find(|e| e.rule.id == rule.id).and_then(|e| e.beneath.as_ref());
            if beneath == Some(&rule) { Change::Drop(rule.id) } else { Change::Put(rule) }
        }
        drop @ Change::Drop(_) => drop,
    }
}

/// What brings every rule that differs here back to what lies beneath. Rules of the user's own stay.
pub fn back_to_standard(entries: &[Entry]) -> Vec<Change> {
    let changed = entries.iter().filter(|entry| entry.here && entry.beneath.is_some());
    changed.map(|entry| Change::Drop(entry.rule.id.clone())).collect()
}

/// What a file of rules changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    pub changes: Vec<Change>,
    /// Rules of the file that are here already, just so.
    pub same: usize,
}

/// Reads a file of rules. One of the same id takes the place of the one that is here, what the file does not name stays.
/// A file with a mistake changes nothing.
pub fn taken_in(text: &str, entries: &[Entry]) -> Result<Taken, RuleFileError> {
    let file = read_rules(text)?;
    let standard = RuleSet::standard();
    let mut errors = Vec::new();
    let mut taken = Taken::default();
    let mut count = entries.len();
    for (i, rule) in file.rules.into_iter().enumerate() {
        let path = |field: &str| format!("rules[{i}].{field}");
        if standard.rule(&rule.id).is_some_and(|s| s.watch != rule.watch) {
            errors.push(RuleError { path: path("watch"), kind: RuleErrorKind::OtherWatch });
        }
        if standard.rule(&rule.id).is_none() && rule.name.trim().is_empty() {
            errors.push(RuleError { path: path("name"), kind: RuleErrorKind::Missing });
        }
        match entries.iter().find(|entry| entry.rule.id == rule.id) {
            Some(entry) if entry.rule == rule => taken.same += 1,
            found => {
                count += usize::from(found.is_none());
                taken.changes.push(settled(Change::Put(rule), entries));
            }
        }
    }
    if count > MAX_RULES {
        let kind = RuleErrorKind::TooMany { most: MAX_RULES };
        errors.push(RuleError { path: "rules".to_owned(), kind });
    }
    if errors.is_empty() { Ok(taken) } else { Err(RuleFileError::Refused(errors)) }
}

/// A rule of the user's own, before anything is said about it.
pub fn blank(id: &str) -> Rule {
    Rule {
        danger: Some(Threshold::Fixed(TRUE)),
        min_s: 0.5,
        ..Rule::new(id, Watch::Expression(String::new()))
    }
}

/// Half way between no and yes: the threshold of a condition.
const TRUE: f64 = 0.5;

/// What a rule may name: every known channel, the columns of the log it is tried on, and the user's math channels.
pub fn names(log: Option<&Names>, math: &[MathChannel]) -> Names {
    let mut names = log.cloned().unwrap_or_default();
    let known = CATALOG.iter().map(|spec| NamedChannel {
        key: spec.id.into(),
        source: spec.slug.to_owned(),
        unit: Unit::base(spec.quantity),
        axis: 0,
        states: None,
    });
    let absent: Vec<NamedChannel> =
        known.filter(|k| !names.channels.iter().any(|c| c.key == k.key)).collect();
    names.channels.extend(absent);
    Book::new(names, 0, math).names
}

/// What the values of a rule measure, where these names tell.
pub fn quantity(rule: &Rule, names: &Names) -> Quantity {
    let Watch::Expression(text) = &rule.watch else { return rule.watch.quantity() };
    match form::outcome(text, names) {
        Some(ResultKind::Truth) => Quantity::Flag,
        Some(ResultKind::Number { unit, .. }) => unit.quantity(),
        None => Quantity::AsLogged,
    }
}
