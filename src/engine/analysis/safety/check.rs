//! Whether a set of rules makes sense, and where it does not.

use super::rule::{Rule, RuleSet, Side, Threshold, Watch};
use crate::engine::analysis::AnalysisError;
use crate::engine::expr::{Expr, ExprError};

/// Rules of one set.
pub const MAX_RULES: usize = 200;
/// Points of one curve.
pub const MAX_POINTS: usize = 64;
/// Characters of an id, of a name.
pub const MAX_ID: usize = 40;
pub const MAX_RULE_NAME: usize = 100;
/// Characters of what is said about a rule.
pub const MAX_HINT: usize = 400;
/// Longest time a rule may ask for, seconds.
const MAX_SECONDS: f64 = 3600.0;
/// No threshold is larger.
const MAX_VALUE: f64 = 1e9;

/// What is wrong. Translation key: `rules-error-SLUG`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RuleErrorKind {
    /// Something has to stand there.
    Missing,
    /// There is no field of this name.
    UnknownField,
    /// A number is needed.
    NotANumber,
    /// A text is needed.
    NotAText,
    /// `true` or `false` is needed.
    NotABoolean,
    /// A list is needed.
    NotAList,
    /// A group of fields is needed.
    NotAnObject,
    /// None of the words that may stand there.
    UnknownWord {
        found: String,
    },
    OutOfRange {
        least: f64,
        most: f64,
    },
    TooLong {
        most: usize,
    },
    TooMany {
        most: usize,
    },
    /// Other characters than small letters, digits, `_` and `-`.
    NoId,
    /// A rule before it has the same id.
    Repeated,
    /// No threshold, neither its own nor from the vehicle.
    NoThreshold,
    /// The danger threshold lies before the caution threshold.
    Order,
    /// Points that do not ascend.
    NotAscending,
    /// What is watched has its trouble on the other side.
    Side,
    /// The standard rule of this id watches something else.
    OtherWatch,
    /// The expression is not read.
    Expression(ExprError),
}

impl RuleErrorKind {
    /// All names, for whoever has to have a text for each.
    pub const SLUGS: [&'static str; 19] = [
        "missing",
        "unknown_field",
        "not_a_number",
        "not_a_text",
        "not_a_boolean",
        "not_a_list",
        "not_an_object",
        "unknown_word",
        "out_of_range",
        "too_long",
        "too_many",
        "no_id",
        "repeated",
        "no_threshold",
        "order",
        "not_ascending",
        "side",
        "other_watch",
        "expression",
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(&self) -> &'static str {
        match self {
            RuleErrorKind::Missing => "missing",
            RuleErrorKind::UnknownField => "unknown_field",
            RuleErrorKind::NotANumber => "not_a_number",
            RuleErrorKind::NotAText => "not_a_text",
            RuleErrorKind::NotABoolean => "not_a_boolean",
            RuleErrorKind::NotAList => "not_a_list",
            RuleErrorKind::NotAnObject => "not_an_object",
            RuleErrorKind::UnknownWord { .. } => "unknown_word",
            RuleErrorKind::OutOfRange { .. } => "out_of_range",
            RuleErrorKind::TooLong { .. } => "too_long",
            RuleErrorKind::TooMany { .. } => "too_many",
            RuleErrorKind::NoId => "no_id",
            RuleErrorKind::Repeated => "repeated",
            RuleErrorKind::NoThreshold => "no_threshold",
            RuleErrorKind::Order => "order",
            RuleErrorKind::NotAscending => "not_ascending",
            RuleErrorKind::Side => "side",
            RuleErrorKind::OtherWatch => "other_watch",
            RuleErrorKind::Expression(_) => "expression",
        }
    }
}

/// What is wrong and where: `rules[2].caution.points[1]`, counted from 0 as in the file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{path}: {}", .kind.slug())]
pub struct RuleError {
    pub path: String,
    pub kind: RuleErrorKind,
}

impl RuleError {
    pub(super) fn new(path: impl Into<String>, kind: RuleErrorKind) -> Self {
        Self { path: path.into(), kind }
    }
}

impl RuleSet {
    /// Refuses a set that cannot be used.
    pub fn checked(&self) -> Result<(), AnalysisError> {
        let errors = self.check();
        if errors.is_empty() { Ok(()) } else { Err(AnalysisError::Rules(errors)) }
    }

    /// Everything that is wrong with it; nothing if it can be used.
    pub fn check(&self) -> Vec<RuleError> {
        let mut errors = Vec::new();
        if self.rules.len() > MAX_RULES {
            errors.push(RuleError::new("rules", RuleErrorKind::TooMany { most: MAX_RULES }));
        }
        for (i, rule) in self.rules.iter().enumerate().take(MAX_RULES) {
            let path = format!("rules[{i}]");
            if self.rules[..i].iter().any(|before| before.id == rule.id) {
                errors.push(RuleError::new(format!("{path}.id"), RuleErrorKind::Repeated));
            }
            rule.check(&path, &mut errors);
        }
        errors
    }
}

impl Rule {
    /// Adds what is wrong with the rule at `path`.
    fn check(&self, path: &str, errors: &mut Vec<RuleError>) {
        let mut wrong = |field: &str, kind| errors.push(RuleError::new(format!("{path}.{field}"), kind));
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        if self.id.is_empty() {
            wrong("id", RuleErrorKind::Missing);
        } else if self.id.len() > MAX_ID {
            wrong("id", RuleErrorKind::TooLong { most: MAX_ID });
        } else if !self.id.chars().all(letters) {
            wrong("id", RuleErrorKind::NoId);
        }
        if self.name.chars().count() > MAX_RULE_NAME {
            wrong("name", RuleErrorKind::TooLong { most: MAX_RULE_NAME });
        }
        if self.hint.chars().count() > MAX_HINT {
            wrong("hint", RuleErrorKind::TooLong { most: MAX_HINT });
        }
        if let Watch::Expression(text) = &self.watch
            && let Err(error) = text.parse::<Expr>()
        {
            wrong("watch.expression", RuleErrorKind::Expression(error));
        }
        if !self.when.trim().is_empty()
            && let Err(error) = self.when.parse::<Expr>()
        {
            wrong("when", RuleErrorKind::Expression(error));
        }
        if self.watch.side().is_some_and(|side| side != self.side) {
            wrong("side", RuleErrorKind::Side);
        }
        let seconds = RuleErrorKind::OutOfRange { least: 0.0, most: MAX_SECONDS };
        for (field, value) in [("min_s", self.min_s), ("merge_s", self.merge_s)] {
            if !(0.0..=MAX_SECONDS).contains(&value) {
                wrong(field, seconds.clone());
            }
        }
        if !(0.0..=MAX_VALUE).contains(&self.hysteresis) {
            wrong("hysteresis", RuleErrorKind::OutOfRange { least: 0.0, most: MAX_VALUE });
        }
        self.check_thresholds(&mut wrong);
    }

    fn check_thresholds(&self, wrong: &mut impl FnMut(&str, RuleErrorKind)) {
        let own = [("caution", &self.caution), ("danger", &self.danger)];
        for (field, threshold) in own {
            if let Some(threshold) = threshold {
                check_threshold(threshold, field, wrong);
            }
        }
        if let Some(from) = &self.vehicle {
            for (field, offset) in [("vehicle.caution", from.caution), ("vehicle.danger", from.danger)] {
                if offset.is_some_and(|x| x.is_nan() || x.abs() > MAX_VALUE) {
                    wrong(field, RuleErrorKind::OutOfRange { least: -MAX_VALUE, most: MAX_VALUE });
                }
            }
            if from.caution.is_none() && from.danger.is_none() {
                wrong("vehicle", RuleErrorKind::NoThreshold);
            }
            if self.reversed(from.caution, from.danger) {
                wrong("vehicle.danger", RuleErrorKind::Order);
            }
        } else if self.caution.is_none() && self.danger.is_none() {
            wrong("caution", RuleErrorKind::NoThreshold);
        }
        let fixed = |t: &Option<Threshold>| match t {
            Some(Threshold::Fixed(value)) => Some(*value),
            _ => None,
        };
        if self.reversed(fixed(&self.caution), fixed(&self.danger)) {
            wrong("danger", RuleErrorKind::Order);
        }
    }

    /// Whether danger would come before caution.
    fn reversed(&self, caution: Option<f64>, danger: Option<f64>) -> bool {
        let (Some(caution), Some(danger)) = (caution, danger) else { return false };
        match self.side {
            Side::Above => danger < caution,
            Side::Below => danger > caution,
        }
    }
}

fn check_threshold(threshold: &Threshold, field: &str, wrong: &mut impl FnMut(&str, RuleErrorKind)) {
    let range = || RuleErrorKind::OutOfRange { least: -MAX_VALUE, most: MAX_VALUE };
    let sane = |x: f64| x.is_finite() && x.abs() <= MAX_VALUE;
    match threshold {
        Threshold::Fixed(value) => {
            if !sane(*value) {
                wrong(field, range());
            }
        }
        Threshold::Curve { points, .. } => {
            let list = format!("{field}.points");
            if points.is_empty() {
                wrong(&list, RuleErrorKind::Missing);
            }
            if points.len() > MAX_POINTS {
                wrong(&list, RuleErrorKind::TooMany { most: MAX_POINTS });
            }
            for (i, (x, y)) in points.iter().enumerate().take(MAX_POINTS) {
                if !sane(*x) || !sane(*y) {
                    wrong(&format!("{list}[{i}]"), range());
                } else if i > 0 && *x <= points[i - 1].0 {
                    wrong(&format!("{list}[{i}]"), RuleErrorKind::NotAscending);
                }
            }
        }
    }
}
