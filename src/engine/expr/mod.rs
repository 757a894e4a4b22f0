//! Expressions over the channels of a log: math channels and filters.
//!
//! # The language
//! | what | how |
//! |---|---|
//! | number | `0.5`, `1e-3`; decimals with a point, since a comma parts arguments |
//! | number with unit | `5 psi`, `80 °C`, `500 ms`, `50 %`: converted to the base unit |
//! | channel | by its slug (`rpm`, `map_gauge`), by its header (`MAP`), or `[Name as in the file]` with `]]` for a bracket |
//! | arithmetic | `+ - * / % ^` and parentheses; `%` is the remainder, right behind a number and before no value percent |
//! | comparison | `< <= > >= == !=` (also `=`, `<>`, `≤`, `≥`, `≠`); at the precision of a log, so that 0.9 equals 0.9 |
//! | logic | `and`, `or`, `not` (also `&&`, `\|\|`, `!`); a switch is a condition by itself |
//! | state | `[State] == "Idle"`, whatever the case |
//! | constants | `pi`, `true`, `false`, `missing`; `time` is the seconds of the row |
//! | functions | see [`Function`]; `avg(tps, 0.5 s) > 50` |
//!
//! From loose to tight: `or`, `and`, `not`, comparisons (one, no chain), `+ -`, `* / %`, the sign, `^` (groups to the
//! right). [`Expr`] prints in one settled form that reads back as the same expression.
//!
//! # Time
//! Windows and shifts are in seconds, never in samples: `avg(x, 0.5 s)`, or a plain number of seconds. **A window looks
//! back**: it holds the samples with `t − w < time ≤ t`. A negative window is refused, because one tool's negative
//! window looks back and another's ahead; to look ahead, shift: `delay(highest(tps, 2 s), -2 s)`. A gap in time ends a
//! window. `min` and `max` are of a window if their second argument is written as a time and the first is none.
//! What looks at other moments does so at the rate of its own channels (see [`history`](self::history)).
//!
//! # Missing values
//! A value that is missing or flagged makes what is reckoned with it missing, as does a result that is not finite. A
//! comparison with a missing value is false, `!=` too; `isnan(x)` asks. A window leaves missing samples out.
//!
//! # Units
//! Adding or comparing two quantities that differ is an error at the operator; a plain number goes with everything and
//! is in the base unit. A product has a unit where one is known (a rate times seconds, a quantity times a plain number),
//! else none. λ times a number is no λ. A temperature written beside a sign is so many degrees more or less.
//!
//! # Where it is worked out
//! A filter on the [`Frame`]'s time base; a derived channel on that of its channels if they share one, else on the
//! frame's, with channels of another rate held.

mod ast;
mod bind;
mod book;
mod calls;
mod complete;
mod derive;
mod dimension;
mod error;
mod eval;
mod functions;
mod history;
mod median;
mod parse;
mod plan;
mod scope;
mod token;
mod window;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

pub use book::{Book, Derived, MathChannel, MathError};
pub use complete::{CallHelp, Completion, Suggestion, SuggestionKind, complete};
pub use derive::{DeriveError, MAX_NAME, NameError, check_name, derive, with_column};
pub use error::{Expectation, ExprError, ExprErrorKind, Place};
pub use functions::{Function, FunctionGroup};
pub use parse::MAX_DEPTH;
pub use scope::{NamedChannel, NamedTable, Names};
pub use token::MAX_CHARACTERS;

use ast::Node;
use bind::{Binder, Typed};
use dimension::Dim;
use eval::Machine;
use plan::Plan;

use super::analysis::Frame;
use super::channels::ChannelKey;
use super::cx::{Cancelled, Cx};
use super::table::RowMask;
use super::tune::TuneTable;
use super::units::{Quantity, Unit};

/// An expression that reads well; whether it makes sense for a log, [`Expr::check`] tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    root: Node,
}

impl FromStr for Expr {
    type Err = ExprError;

    fn from_str(text: &str) -> Result<Self, ExprError> {
        parse::parse(text).map(|root| Self { root })
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

/// What the values of an expression are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// Yes or no.
    Truth,
    /// Numbers in the base unit of a quantity. Where no unit is known but a symbol (`bar/s`), it stands beside.
    Number { unit: Unit, symbol: Option<String> },
}

/// An expression that makes sense for a log.
#[derive(Clone, Debug)]
pub struct Checked {
    plan: Plan,
    dim: Dim,
}

impl Expr {
    /// Whether names, arguments and units go together.
    pub fn check(&self, names: &Names) -> Result<Checked, ExprError> {
        let Typed { plan, dim, .. } = Binder { names }.bind(&self.root)?;
        Ok(Checked { plan, dim })
    }

    /// Likewise, and whether it is a yes or no.
    pub fn check_condition(&self, names: &Names) -> Result<Checked, ExprError> {
        let plan = Binder { names }.condition(&self.root)?;
        Ok(Checked { plan, dim: Dim::Truth })
    }
}

impl Checked {
    /// What comes out.
    pub fn kind(&self) -> ResultKind {
        let number = |unit, symbol| ResultKind::Number { unit, symbol };
        match self.dim {
            Dim::Truth => ResultKind::Truth,
            Dim::Of(quantity) => number(Unit::base(quantity), None),
            Dim::Plain => number(Unit::Raw, None),
            other => number(Unit::Raw, Some(other.symbol())),
        }
    }

    /// Whether it can be a filter.
    pub fn is_condition(&self) -> bool {
        matches!(self.dim, Dim::Truth | Dim::Of(Quantity::Flag))
    }

    /// The channels it looks at.
    pub fn channels(&self) -> BTreeSet<ChannelKey> {
        let mut keys = BTreeSet::new();
        self.plan.channels(&mut keys);
        keys
    }

    /// The channels that have to be loaded for it: those it looks at, and what these are reckoned with.
    pub fn needs(&self) -> BTreeSet<ChannelKey> {
        self.plan.needs()
    }

    /// Its values on a frame's time base, selected or not: in the unit of [`Checked::kind`], a yes as 1, a no as 0,
    /// what is missing as NaN.
    pub fn values(&self, frame: &Frame, tables: &[TuneTable], cx: &Cx) -> Result<Vec<f32>, Cancelled> {
        Machine::new(frame, tables, cx).values(&self.plan)
    }

    /// Rows of a frame's time base, selected or not, at which it is at least one half: for a condition, where it is true.
    pub fn rows(&self, frame: &Frame, tables: &[TuneTable], cx: &Cx) -> Result<RowMask, Cancelled> {
        Machine::new(frame, tables, cx).rows(&self.plan)
    }
}

/// Rows of a frame's time base at which a condition is true.
pub fn filter(text: &str, frame: &Frame, tables: &[TuneTable]) -> Result<RowMask, ExprError> {
    let checked = text.parse::<Expr>()?.check_condition(&Names::of(frame.table(), tables))?;
    // Nobody asks it to stop.
    Ok(checked.rows(frame, tables, &Cx::none()).unwrap_or_else(|Cancelled| RowMask::none(frame.rows())))
}
