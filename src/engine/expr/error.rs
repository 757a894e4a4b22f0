//! What is wrong with an expression, and where.

use serde::{Deserialize, Serialize};

use crate::engine::channels::ChannelId;

/// Characters of an expression (not bytes), from `at` on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub at: u32,
    pub len: u32,
}

impl Place {
    pub(super) fn new(at: usize, end: usize) -> Self {
        Self { at: at as u32, len: end.saturating_sub(at) as u32 }
    }

    /// The character after the last one.
    pub fn end(self) -> u32 {
        self.at + self.len
    }

    /// From the start of this one to the end of the other.
    pub(super) fn to(self, other: Place) -> Self {
        Self { at: self.at, len: other.end().saturating_sub(self.at) }
    }
}

/// What should have stood there. Translation key: `expr-expected-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expectation {
    /// A number, a channel, a function or an opening parenthesis.
    Value,
    /// An operator, or nothing any more.
    Operator,
    /// `)`.
    ClosingParenthesis,
    /// `,` or `)`.
    CommaOrClosing,
    /// `(` after the name of a function.
    OpeningParenthesis,
}

impl Expectation {
    pub const ALL: [Expectation; 5] = [
        Expectation::Value,
        Expectation::Operator,
        Expectation::ClosingParenthesis,
        Expectation::CommaOrClosing,
        Expectation::OpeningParenthesis,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Expectation::Value => "value",
            Expectation::Operator => "operator",
            Expectation::ClosingParenthesis => "closing_parenthesis",
            Expectation::CommaOrClosing => "comma_or_closing",
            Expectation::OpeningParenthesis => "opening_parenthesis",
        }
    }
}

/// Why an expression is refused. Translation key: `expr-error-SLUG`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ExprErrorKind {
    /// Nothing is written.
    Empty,
    /// More characters than are read.
    TooLong { most: u32 },
    /// Nested deeper, or a longer chain of operators, than is read.
    TooDeep { most: u32 },
    /// A character that means nothing here.
    Character { found: char },
    /// Digits that make no number.
    Number,
    /// A comma between digits: decimals are written with a point, a comma parts arguments.
    DecimalComma,
    /// `[` without `]`.
    UnclosedName,
    /// A quotation mark without its other one.
    UnclosedText,
    /// Something else should stand here.
    Expected { what: Expectation },
    /// `a < b < c`: say `a < b and b < c`.
    Chain,
    /// A number is followed by what is no unit.
    UnknownUnit { name: String },
    /// Neither a channel of this log nor anything else; `near` are names like it.
    UnknownName { name: String, near: Vec<String> },
    /// A channel that exists, but not in this log.
    ChannelAbsent { channel: ChannelId },
    /// Several columns are called so.
    AmbiguousName { name: String },
    /// No function is called so; `near` are names like it.
    UnknownFunction { name: String, near: Vec<String> },
    /// So many arguments are none the function takes.
    Arguments { function: String, least: u32, most: u32, found: u32 },
    /// Two quantities that cannot be added or compared. Symbols of their units, empty for a plain number.
    Units { left: String, right: String },
    /// A yes or no is needed: a comparison or a switch.
    NeedsCondition,
    /// A number is needed.
    NeedsNumber,
    /// The name of a table of the calibration is needed.
    NeedsTable,
    /// A text can only be compared for equality with a channel of states.
    NeedsState,
    /// A time that does not change: a number of seconds such as `0.5 s`.
    NeedsTime,
    /// A window looks back and is longer than nothing; to look ahead, shift by `delay` with a negative time.
    Window,
    /// The calibration has no such table; `near` are names like it.
    UnknownTable { name: String, near: Vec<String> },
    /// The log that a table is looked up in lacks what moves along its axes: say it yourself.
    TableAxis { name: String },
    /// A math channel that is worked out from the one in question; the names on the way back to it.
    Circle { through: Vec<String> },
    /// A math channel that cannot be worked out itself.
    Broken { name: String },
}

impl ExprErrorKind {
    /// Stable name, used for translation keys.
    pub const fn slug(&self) -> &'static str {
        match self {
            ExprErrorKind::Empty => "empty",
            ExprErrorKind::TooLong { .. } => "too_long",
            ExprErrorKind::TooDeep { .. } => "too_deep",
            ExprErrorKind::Character { .. } => "character",
            ExprErrorKind::Number => "number",
            ExprErrorKind::DecimalComma => "decimal_comma",
            ExprErrorKind::UnclosedName => "unclosed_name",
            ExprErrorKind::UnclosedText => "unclosed_text",
            ExprErrorKind::Expected { .. } => "expected",
            ExprErrorKind::Chain => "chain",
            ExprErrorKind::UnknownUnit { .. } => "unknown_unit",
            ExprErrorKind::UnknownName { .. } => "unknown_name",
            ExprErrorKind::ChannelAbsent { .. } => "channel_absent",
            ExprErrorKind::AmbiguousName { .. } => "ambiguous_name",
            ExprErrorKind::UnknownFunction { .. } => "unknown_function",
            ExprErrorKind::Arguments { .. } => "arguments",
            ExprErrorKind::Units { .. } => "units",
            ExprErrorKind::NeedsCondition => "needs_condition",
            ExprErrorKind::NeedsNumber => "needs_number",
            ExprErrorKind::NeedsTable => "needs_table",
            ExprErrorKind::NeedsState => "needs_state",
            ExprErrorKind::NeedsTime => "needs_time",
            ExprErrorKind::Window => "window",
            ExprErrorKind::UnknownTable { .. } => "unknown_table",
            ExprErrorKind::TableAxis { .. } => "table_axis",
            ExprErrorKind::Circle { .. } => "circle",
            ExprErrorKind::Broken { .. } => "broken",
        }
    }
}

/// An expression that is refused, with the characters that are at fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{} at character {}", .kind.slug(), .place.at)]
pub struct ExprError {
    pub place: Place,
    pub kind: ExprErrorKind,
}

impl ExprError {
    pub(super) fn new(place: Place, kind: ExprErrorKind) -> Self {
        Self { place, kind }
    }
}
