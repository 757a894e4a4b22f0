//! Rules in words: what they say, and what is wrong with one.

use super::form::{Problem, place_measure};
use super::measure::Measure;
use crate::app::expr_words::expr_error;
use crate::engine::analysis::safety::{
    Origin, Rule, RuleErrorKind, RuleFileError, RuleKind, Severity, Side, Threshold, Watch,
};
use crate::engine::units::Quantity;
use crate::engine::vehicle::Vehicle;
use crate::i18n::units::Units;
use crate::i18n::{I18n, Message, number};
use crate::t;

/// Errors of a file that are told beside its name; all of them stand in the details.
const TOLD: usize = 3;

/// What a rule is called.
pub fn title(i18n: I18n, rule: &Rule) -> String {
    match rule.origin() {
        Origin::Own if rule.name.trim().is_empty() => t!(i18n, "rules-nameless").into_owned(),
        Origin::Own => rule.name.trim().to_owned(),
        _ => i18n.t(&format!("safety-rule-{}", rule.id)).into_owned(),
    }
}

/// Key of a kind of rules.
pub fn kind_key(kind: RuleKind) -> String {
    format!("safety-kind-{}", kind.slug())
}

/// From where on it is trouble, for a vehicle: a sentence for each severity. `quantity` is what an expression gives.
pub fn limits(
    units: &Units,
    rule: &Rule,
    quantity: Quantity,
    vehicle: Option<&Vehicle>,
) -> Vec<(Severity, String)> {
    let i18n = I18n::new(units.lang);
    let Some((caution, danger)) = rule.thresholds(vehicle) else { return Vec::new() };
    let measure = Measure { quantity, difference: rule.watch.is_difference() };
    let is_condition = matches!(rule.watch, Watch::Expression(_)) && quantity == Quantity::Flag;
    let mut said = Vec::new();
    for (severity, threshold) in [(Severity::Caution, caution), (Severity::Danger, danger)] {
        let Some(threshold) = threshold else { continue };
        let text = if is_condition || rule.watch == Watch::SensorLost {
            t!(i18n, "rules-limit-true").into_owned()
        } else {
            let limit = threshold_text(units, &threshold, measure);
            match rule.side {
                Side::Above => t!(i18n, "rules-limit-above", limit = limit).into_owned(),
                Side::Below => t!(i18n, "rules-limit-below", limit = limit).into_owned(),
            }
        };
        said.push((severity, text));
    }
    said
}

fn threshold_text(units: &Units, threshold: &Threshold, measure: Measure) -> String {
    let i18n = I18n::new(units.lang);
    match threshold {
        Threshold::Fixed(value) => measure.show(units, *value),
        Threshold::Curve { over, points } => {
            let x = place_measure(over);
            let at = |(at, y): &(f64, f64)| {
                t!(i18n, "rules-limit-at", limit = measure.show(units, *y), at = x.show(units, *at))
                    .into_owned()
            };
            let all: Vec<String> = points.iter().map(at).collect();
            format!("{} ({})", all.join(" · "), i18n.channel(over))
        }
    }
}

/// What is wrong with a field.
pub fn problem(i18n: I18n, problem: &Problem) -> String {
    match problem {
        Problem::Read(error) => i18n.t(error.message_key()).into_owned(),
        Problem::Rule(kind) => rule_error(i18n, kind),
    }
}

/// What is wrong with a rule.
pub fn rule_error(i18n: I18n, kind: &RuleErrorKind) -> String {
    let message = Message { key: format!("rules-error-{}", kind.slug()).into(), args: Vec::new() };
    let figure = |value: f64| number::flexible(i18n.lang, value, 0, 3);
    let message = match kind {
        RuleErrorKind::UnknownWord { found } => message.with("found", found.clone()),
        RuleErrorKind::OutOfRange { least, most } => {
            message.with("least", figure(*least)).with("most", figure(*most))
        }
        RuleErrorKind::TooLong { most } | RuleErrorKind::TooMany { most } => {
            message.with("most", figure(*most as f64))
        }
        RuleErrorKind::Expression(error) => return expr_error(i18n, error),
        _ => message,
    };
    i18n.message(&message).into_owned()
}

/// A place of a file for people, who count from one: `rules[2].caution.points[0]` is the third rule's first point.
pub fn place(i18n: I18n, path: &str) -> String {
    let inside = path.strip_prefix("rules[").and_then(|rest| rest.split_once(']'));
    let Some((n, field)) = inside.and_then(|(n, field)| Some((n.parse::<usize>().ok()?, field))) else {
        return path.to_owned();
    };
    let field = field.trim_start_matches('.');
    if field.is_empty() {
        return t!(i18n, "rules-place-rule", n = n + 1).into_owned();
    }
    t!(i18n, "rules-place", n = n + 1, field = field).into_owned()
}

/// Why a file brings nothing, and what to do; everything that is wrong with it as details.
pub fn file_error(i18n: I18n, error: &RuleFileError) -> (Message, Option<String>) {
    let count = |n: usize| number::number(i18n.lang, n as f64, 0);
    match error {
        RuleFileError::Syntax { line, column } => (
            Message::new("rules-file-syntax").with("line", count(*line)).with("column", count(*column)),
            None,
        ),
        RuleFileError::NotRules => (Message::new("rules-file-other"), None),
        RuleFileError::Newer { .. } => (Message::new("rules-file-newer"), None),
        RuleFileError::Refused(errors) => {
            let lines: Vec<String> = errors
                .iter()
                .map(|e| format!("{}: {}", place(i18n, &e.path), rule_error(i18n, &e.kind)))
                .collect();
            let told = lines.iter().take(TOLD).cloned().collect::<Vec<_>>().join(" ");
            let details = (lines.len() > TOLD).then(|| lines.join("\n"));
            (Message::new("rules-file-refused").with("why", told), details)
        }
    }
}
