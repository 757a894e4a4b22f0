//! One rule while it is edited: what stands in each field, in the user's units, and what is wrong with it. Pure.

use std::collections::BTreeMap;

use super::measure::Measure;
use crate::engine::analysis::safety::{
    FromVehicle, Origin, Rule, RuleErrorKind, RuleSet, Severity, Side, Threshold, Watch,
};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::expr::{Expr, Names, ResultKind};
use crate::engine::fuel::FuelId;
use crate::engine::units::Quantity;
use crate::i18n::number;
use crate::i18n::units::{ReadError, Units};

/// A field for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    Name,
    Hint,
    Expression,
    When,
    Caution,
    Danger,
    /// How far from the vehicle's limit.
    FromLimitCaution,
    FromLimitDanger,
    /// Seconds it must last, and seconds at which two are one.
    Lasting,
    Merged,
    Hysteresis,
}

impl Slot {
    /// Its place, as the errors of a rule name it.
    pub const fn path(self) -> &'static str {
        match self {
            Slot::Name => "name",
            Slot::Hint => "hint",
            Slot::Expression => "watch.expression",
            Slot::When => "when",
            Slot::Caution => "caution",
            Slot::Danger => "danger",
            Slot::FromLimitCaution => "vehicle.caution",
            Slot::FromLimitDanger => "vehicle.danger",
            Slot::Lasting => "min_s",
            Slot::Merged => "merge_s",
            Slot::Hysteresis => "hysteresis",
        }
    }
}

/// Which of the two thresholds.
pub type Level = Severity;

/// How a threshold is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The same everywhere; an empty field is no threshold.
    Fixed,
    /// By points over a channel.
    Over(ChannelKey),
}

/// A threshold as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    pub mode: Mode,
    pub points: Vec<(String, String)>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// It is no figure.
    Read(ReadError),
    /// The rule would make no sense.
    Rule(RuleErrorKind),
}

/// What the user does.
#[derive(Clone, Debug, PartialEq)]
pub enum FormAction {
    Text(Slot, String),
    /// What comes out of the expression, where that can be told.
    Measured(Option<ResultKind>),
    Enabled(bool),
    Side(Side),
    /// Of a condition.
    Severity(Severity),
    FollowVehicle(bool),
    Fuel(FuelId, bool),
    /// Judged where the fuel is not known.
    AnyFuel(bool),
    Mode(Level, Mode),
    /// A point's place (`true`) or threshold.
    Point(Level, usize, bool, String),
    AddPoint(Level),
    DropPoint(Level, usize),
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleForm {
    was: Rule,
    units: Units,
    texts: BTreeMap<Slot, String>,
    curves: [Curve; 2],
    pub enabled: bool,
    pub side: Side,
    pub severity: Severity,
    pub follows_vehicle: bool,
    /// Of one about the mixture: only with these; empty for any.
    pub fuels: Vec<FuelId>,
    pub any_fuel: bool,
    quantity: Quantity,
}

/// Half way between no and yes.
const TRUE: f64 = 0.5;

impl RuleForm {
    /// A rule in the user's units. `names` tell what comes out of its expression.
    pub fn new(rule: &Rule, units: Units, names: &Names) -> Self {
        let mut form = Self {
            quantity: rule.watch.quantity(),
            curves: [curve(rule.caution.as_ref()), curve(rule.danger.as_ref())],
            enabled: rule.enabled,
            side: rule.side,
            severity: if rule.danger.is_some() { Severity::Danger } else { Severity::Caution },
            follows_vehicle: rule.vehicle.is_some(),
            fuels: rule.fuels.clone(),
            any_fuel: rule.any_fuel,
            texts: BTreeMap::new(),
            was: rule.clone(),
            units,
        };
        if let Watch::Expression(text) = &rule.watch {
            form.texts.insert(Slot::Expression, text.clone());
            // A rule that is just being written is a condition until it says otherwise.
            form.quantity = if text.is_empty() { Quantity::Flag } else { Quantity::AsLogged };
            form.measured(outcome(text, names).as_ref());
        }
        form.fill();
        form
    }

    /// What is typed of the rule as it was, in the units of the moment.
    fn fill(&mut self) {
        let rule = self.was.clone();
        let (units, measure) = (self.units.clone(), self.measure());
        let difference = Measure::difference(self.quantity);
        let fixed = |threshold: Option<&Threshold>| match threshold {
            Some(Threshold::Fixed(value)) => measure.editable(&units, *value),
            _ => String::new(),
        };
        let offset = |by: Option<f64>| by.map(|by| difference.editable(&units, by)).unwrap_or_default();
        let seconds = |s: f64| number::editable(units.lang, s, 3);
        let from = rule.vehicle;
        for (slot, text) in [
            (Slot::Name, rule.name.clone()),
            (Slot::Hint, rule.hint.clone()),
            (Slot::When, rule.when.clone()),
            (Slot::Caution, fixed(rule.caution.as_ref())),
            (Slot::Danger, fixed(rule.danger.as_ref())),
            (Slot::FromLimitCaution, offset(from.and_then(|f| f.caution))),
            (Slot::FromLimitDanger, offset(from.and_then(|f| f.danger))),
            (Slot::Lasting, seconds(rule.min_s)),
            (Slot::Merged, seconds(rule.merge_s)),
            (Slot::Hysteresis, difference.editable(&units, rule.hysteresis)),
        ] {
            self.texts.insert(slot, text);
        }
        for (level, threshold) in [(Level::Caution, rule.caution), (Level::Danger, rule.danger)] {
            let Some(Threshold::Curve { over, points }) = threshold else { continue };
            let x = place_measure(&over);
            self.curves[level as usize].points = points
                .iter()
                .map(|(at, y)| (x.editable(&units, *at), measure.editable(&units, *y)))
                .collect();
        }
    }

    /// The rule as it was.
    pub fn was(&self) -> &Rule {
        &self.was
    }

    pub fn text(&self, slot: Slot) -> &str {
        self.texts.get(&slot).map_or("", String::as_str)
    }

    pub fn curve(&self, level: Level) -> &Curve {
        &self.curves[level as usize]
    }

    pub fn units(&self) -> &Units {
        &self.units
    }

    /// What its thresholds measure.
    pub fn measure(&self) -> Measure {
        Measure { quantity: self.quantity, difference: self.was.watch.is_difference() }
    }

    /// Of what is true or not: it has a severity and no thresholds.
    pub fn is_condition(&self) -> bool {
        self.quantity == Quantity::Flag
    }

    /// Whether title and hint are the user's.
    pub fn is_own(&self) -> bool {
        self.was.origin() == Origin::Own
    }

    /// The same after an action.
    #[must_use]
    pub fn after(&self, action: FormAction) -> Self {
        let mut next = self.clone();
        match action {
            FormAction::Text(slot, text) => {
                next.texts.insert(slot, text);
            }
            FormAction::Measured(kind) => next.measured(kind.as_ref()),
            FormAction::Enabled(on) => next.enabled = on,
            FormAction::Side(side) => next.side = side,
            FormAction::Severity(severity) => next.severity = severity,
            FormAction::FollowVehicle(on) => next.follows_vehicle = on,
            FormAction::Fuel(fuel, on) => {
                next.fuels.retain(|other| *other != fuel);
                if on {
                    next.fuels.push(fuel);
                    next.fuels.sort();
                }
            }
            FormAction::AnyFuel(on) => next.any_fuel = on,
            FormAction::Mode(level, mode) => next.curves[level as usize].mode = mode,
            FormAction::Point(level, i, is_place, text) => {
                if let Some(point) = next.curves[level as usize].points.get_mut(i) {
                    *(if is_place { &mut point.0 } else { &mut point.1 }) = text;
                }
            }
            FormAction::AddPoint(level) => {
                next.curves[level as usize].points.push(Default::default());
            }
            FormAction::DropPoint(level, i) => {
                let points = &mut next.curves[level as usize].points;
                if i < points.len() {
                    points.remove(i);
                }
            }
        }
        next
    }

    /// What cannot be told leaves things as they are.
    fn measured(&mut self, kind: Option<&ResultKind>) {
        match kind {
            Some(ResultKind::Truth) => self.quantity = Quantity::Flag,
            Some(ResultKind::Number { unit, .. }) => {
                self.quantity = unit.quantity();
                if self.quantity == Quantity::Flag {
                    return;
                }
                // The half of a condition is no threshold of a value.
                for slot in [Slot::Caution, Slot::Danger] {
                    let was = if slot == Slot::Caution { &self.was.caution } else { &self.was.danger };
                    let empty = matches!(&self.was.watch, Watch::Expression(text) if text.is_empty());
                    let shown = Measure::of(Quantity::Flag).editable(&self.units, TRUE);
                    if empty && was.is_some() && self.text(slot) == shown {
                        self.texts.insert(slot, String::new());
                    }
                }
            }
            None => {}
        }
    }

    /// The rule as it would be stored, else what is wrong, by place.
    pub fn finished(&self) -> Result<Rule, BTreeMap<String, Problem>> {
        let mut reader = Reader { form: self, errors: BTreeMap::new() };
        let rule = reader.rule();
        let mut errors = reader.errors;
        let unread = errors.clone();
        for error in (RuleSet { rules: vec![rule.clone()] }).check() {
            let place = error.path.strip_prefix("rules[0].").unwrap_or(&error.path).to_owned();
            // What could not be read is missing for that reason alone.
            let follows = matches!(error.kind, RuleErrorKind::NoThreshold | RuleErrorKind::Missing)
                && unread.keys().any(|other| other.starts_with(&place) || place == "caution");
            if !follows {
                errors.entry(place).or_insert(Problem::Rule(error.kind));
            }
        }
        if errors.is_empty() { Ok(rule) } else { Err(errors) }
    }

    /// Whether it says something else than the rule it began as.
    pub fn is_changed(&self) -> bool {
        self.finished().map_or(true, |rule| rule != self.was)
    }
}

/// What comes out of an expression, where these names tell.
pub fn outcome(text: &str, names: &Names) -> Option<ResultKind> {
    let checked = text.parse::<Expr>().and_then(|expr| expr.check(names)).ok()?;
    Some(if checked.is_condition() { ResultKind::Truth } else { checked.kind() })
}

/// What the channel measures over which a threshold is drawn.
pub fn place_measure(over: &ChannelKey) -> Measure {
    Measure::of(over.id().map_or(Quantity::AsLogged, |id: ChannelId| id.spec().quantity))
}

fn curve(threshold: Option<&Threshold>) -> Curve {
    let mode = match threshold {
        Some(Threshold::Curve { over, .. }) => Mode::Over(over.clone()),
        _ => Mode::Fixed,
    };
    Curve { mode, points: Vec::new() }
}

struct Reader<'a> {
    form: &'a RuleForm,
    errors: BTreeMap<String, Problem>,
}

impl Reader<'_> {
    fn rule(&mut self) -> Rule {
        let form = self.form;
        let mut rule = form.was.clone();
        rule.enabled = form.enabled;
        rule.any_fuel = form.any_fuel;
        rule.fuels.clone_from(&form.fuels);
        if form.is_own() {
            form.text(Slot::Name).trim().clone_into(&mut rule.name);
            form.text(Slot::Hint).trim().clone_into(&mut rule.hint);
            if rule.name.is_empty() {
                self.wrong(Slot::Name.path(), Problem::Rule(RuleErrorKind::Missing));
            }
        }
        form.text(Slot::When).trim().clone_into(&mut rule.when);
        if matches!(rule.watch, Watch::Expression(_)) {
            let text = form.text(Slot::Expression).trim();
            rule.watch = Watch::Expression(text.to_owned());
            rule.side = form.side;
            if text.is_empty() {
                self.wrong(Slot::Expression.path(), Problem::Rule(RuleErrorKind::Missing));
            }
        }
        rule.min_s = self.seconds(Slot::Lasting, form.was.min_s);
        rule.merge_s = self.seconds(Slot::Merged, form.was.merge_s);
        if form.is_condition() {
            let at = |severity| (form.severity == severity).then_some(Threshold::Fixed(TRUE));
            (rule.caution, rule.danger) = (at(Severity::Caution), at(Severity::Danger));
            (rule.side, rule.hysteresis, rule.vehicle) = (Side::Above, 0.0, None);
            return rule;
        }
        let difference = Measure::difference(form.quantity);
        let back = self.figure(
            Slot::Hysteresis.path(),
            form.text(Slot::Hysteresis),
            difference,
            Some(form.was.hysteresis),
        );
        rule.hysteresis = back.unwrap_or(form.was.hysteresis);
        rule.caution = self.threshold(Level::Caution, Slot::Caution, form.was.caution.as_ref());
        rule.danger = self.threshold(Level::Danger, Slot::Danger, form.was.danger.as_ref());
        rule.vehicle = form.was.vehicle.filter(|_| form.follows_vehicle).map(|from| FromVehicle {
            caution: self.optional(Slot::FromLimitCaution, difference, from.caution),
            danger: self.optional(Slot::FromLimitDanger, difference, from.danger),
            ..from
        });
        rule
    }

    fn wrong(&mut self, place: &str, problem: Problem) {
        self.errors.insert(place.to_owned(), problem);
    }

    /// A figure. What still stands as it was shown is what it was: showing it may have rounded.
    fn figure(&mut self, place: &str, text: &str, measure: Measure, was: Option<f64>) -> Option<f64> {
        if let Some(was) = was.filter(|was| measure.editable(&self.form.units, *was) == text.trim()) {
            return Some(was);
        }
        match measure.read(&self.form.units, text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong(place, Problem::Read(error));
                None
            }
        }
    }

    fn optional(&mut self, slot: Slot, measure: Measure, was: Option<f64>) -> Option<f64> {
        let text = self.form.text(slot);
        if text.trim().is_empty() { None } else { self.figure(slot.path(), text, measure, was) }
    }

    fn seconds(&mut self, slot: Slot, was: f64) -> f64 {
        let text = self.form.text(slot).trim().trim_end_matches('s').trim_end();
        if text == number::editable(self.form.units.lang, was, 3) {
            return was;
        }
        number::parse(text).unwrap_or_else(|error| {
            self.wrong(slot.path(), Problem::Read(error.into()));
            was
        })
    }

    fn threshold(&mut self, level: Level, slot: Slot, was: Option<&Threshold>) -> Option<Threshold> {
        let form = self.form;
        let Curve { mode, points } = form.curve(level);
        let measure = form.measure();
        let Mode::Over(over) = mode else {
            let was = match was {
                Some(Threshold::Fixed(value)) => Some(*value),
                _ => None,
            };
            return self.optional(slot, measure, was).map(Threshold::Fixed);
        };
        let before: &[(f64, f64)] = match was {
            Some(Threshold::Curve { over: before, points }) if before == over => points,
            _ => &[],
        };
        let x = place_measure(over);
        let mut read = Vec::with_capacity(points.len());
        for (i, (at, y)) in points.iter().enumerate() {
            let place = format!("{}.points[{i}]", slot.path());
            // A point keeps its figures wherever it has moved to.
            let known = |text: &str, measure: Measure, pick: fn(&(f64, f64)) -> f64| {
                before.iter().map(pick).find(|v| measure.editable(&form.units, *v) == text.trim())
            };
            let at = self.figure(&place, at, x, known(at, x, |p| p.0));
            let y = self.figure(&place, y, measure, known(y, measure, |p| p.1));
            read.extend(at.zip(y));
        }
        Some(Threshold::Curve { over: over.clone(), points: read })
    }
}
