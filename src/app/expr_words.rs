//! What is wrong with an expression, in words. Pure.

use super::error::AppError;
use crate::engine::expr::{ExprError, ExprErrorKind as Kind};
use crate::i18n::{I18n, Message};
use crate::protocol::{Arg, ErrorCode};

/// The expression that was refused, where that is what an error is about.
pub fn refused(error: &AppError) -> Option<ExprError> {
    let AppError::Failed(error) = error else { return None };
    let why = error.args.iter().find(|(name, _)| name == "why").map(|(_, value)| value);
    match (error.code, why) {
        (ErrorCode::SelectionWrong, Some(Arg::Text(text))) => serde_json::from_str(text).ok(),
        _ => None,
    }
}

/// What is wrong, and from which character on.
pub fn expr_error(i18n: I18n, error: &ExprError) -> String {
    let why = i18n.message(&why(i18n, &error.kind)).into_owned();
    // People count from one.
    i18n.message(&Message::new("expr-at").with("at", f64::from(error.place.at + 1)).with("why", why))
        .into_owned()
}

fn why(i18n: I18n, kind: &Kind) -> Message {
    let message = Message { key: format!("expr-error-{}", kind.slug()).into(), args: Vec::new() };
    let near = |near: &[String]| match near {
        [] => String::new(),
        names => format!(" {}", i18n.message(&Message::new("expr-near").with("names", names.join(", ")))),
    };
    match kind {
        Kind::TooLong { most } | Kind::TooDeep { most } => message.with("most", f64::from(*most)),
        Kind::Character { found } => message.with("found", found.to_string()),
        Kind::Expected { what } => {
            message.with("what", i18n.t(&format!("expr-expected-{}", what.slug())).into_owned())
        }
        Kind::UnknownUnit { name }
        | Kind::AmbiguousName { name }
        | Kind::TableAxis { name }
        | Kind::Broken { name } => message.with("name", name.clone()),
        Kind::Circle { through } => {
            let mut way = through.clone();
            way.extend(through.first().cloned());
            message.with("way", way.join(" → "))
        }
        Kind::UnknownName { name, near: names }
        | Kind::UnknownFunction { name, near: names }
        | Kind::UnknownTable { name, near: names } => {
            message.with("name", name.clone()).with("near", near(names))
        }
        Kind::ChannelAbsent { channel } => {
            message.with("channel", i18n.channel(&(*channel).into()).into_owned())
        }
        Kind::Arguments { function, least, most, found } => message
            .with("function", function.clone())
            .with("least", f64::from(*least))
            .with("most", f64::from(*most))
            .with("found", f64::from(*found)),
        Kind::Units { left, right } => {
            let unit = |symbol: &str| {
                if symbol.is_empty() { i18n.t("expr-plain-number").into_owned() } else { symbol.to_owned() }
            };
            message.with("left", unit(left)).with("right", unit(right))
        }
        _ => message,
    }
}
