//! The tree of an expression, and its text in one settled form.

use std::fmt;

use super::error::Place;
use super::functions::Function;
use crate::engine::units::Unit;

/// One operand-to-operand operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BinaryOp {
    Or,
    And,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    /// What is left over by a division, with the sign of the dividend.
    Remainder,
    Power,
}

impl BinaryOp {
    /// How tightly it binds: what has more goes first.
    pub(super) const fn binding(self) -> u8 {
        match self {
            BinaryOp::Or => 1,
            BinaryOp::And => 3,
            BinaryOp::Less
            | BinaryOp::LessEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterEqual
            | BinaryOp::Equal
            | BinaryOp::NotEqual => COMPARISON,
            BinaryOp::Add | BinaryOp::Subtract => 9,
            BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Remainder => 11,
            BinaryOp::Power => 15,
        }
    }

    pub(super) const fn is_comparison(self) -> bool {
        self.binding() == COMPARISON
    }

    const fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Or => "or",
            BinaryOp::And => "and",
            BinaryOp::Less => "<",
            BinaryOp::LessEqual => "<=",
            BinaryOp::Greater => ">",
            BinaryOp::GreaterEqual => ">=",
            BinaryOp::Equal => "==",
            BinaryOp::NotEqual => "!=",
            BinaryOp::Add => "+",
            BinaryOp::Subtract => "-",
            BinaryOp::Multiply => "*",
            BinaryOp::Divide => "/",
            BinaryOp::Remainder => "%",
            BinaryOp::Power => "^",
        }
    }
}

const COMPARISON: u8 = 7;
pub(super) const NOT: u8 = 5;
pub(super) const NEGATE: u8 = 13;
const ATOM: u8 = 17;

/// A part of an expression and where it was written. Two are equal if they say the same, wherever they stand.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub place: Place,
    pub term: Term,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.term == other.term
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Term {
    Number(f64, Option<Unit>),
    Truth(bool),
    Pi,
    Missing,
    Time,
    Name(String),
    Bracketed(String),
    Text(String),
    Negate(Box<Node>),
    Not(Box<Node>),
    Binary(BinaryOp, Sign, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>),
}

/// Where an operator stands. It takes no part in comparing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign(pub Place);

impl PartialEq for Sign {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Node {
    fn binding(&self) -> u8 {
        match &self.term {
            Term::Binary(op, ..) => op.binding(),
            Term::Not(_) => NOT,
            Term::Negate(_) => NEGATE,
            _ => ATOM,
        }
    }

    fn write(&self, least: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.binding() < least {
            f.write_str("(")?;
            self.write_bare(f)?;
            return f.write_str(")");
        }
        self.write_bare(f)
    }

    fn write_bare(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.term {
            Term::Number(value, unit) => write_number(*value, *unit, f),
            Term::Truth(value) => write!(f, "{value}"),
            Term::Pi => f.write_str("pi"),
            Term::Missing => f.write_str("missing"),
            Term::Time => f.write_str("time"),
            Term::Name(name) => f.write_str(name),
            Term::Bracketed(name) => write!(f, "[{}]", name.replace(']', "]]")),
            Term::Text(text) => write!(f, "\"{text}\""),
            Term::Negate(of) => {
                f.write_str("-")?;
                of.write(NEGATE, f)
            }
            Term::Not(of) => {
                f.write_str("not ")?;
                of.write(NOT, f)
            }
            Term::Binary(op, _, left, right) => write_binary(*op, left, right, f),
            Term::Call(function, arguments) => {
                write!(f, "{}(", function.slug())?;
                for (i, argument) in arguments.iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    argument.write(0, f)?;
                }
                f.write_str(")")
            }
        }
    }
}

fn write_binary(op: BinaryOp, left: &Node, right: &Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let bound = op.binding();
    // Equal operators group to the left, powers to the right, comparisons not at all.
    let (before, after) = match op {
        BinaryOp::Power => (bound + 1, bound),
        _ if op.is_comparison() => (bound + 1, bound + 1),
        _ => (bound, bound + 1),
    };
    left.write(before, f)?;
    write!(f, " {} ", op.symbol())?;
    // `50 % -3` would be fifty percent less three.
    let after = if op == BinaryOp::Remainder { ATOM } else { after };
    right.write(after, f)
}

fn write_number(value: f64, unit: Option<Unit>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if value != 0.0 && !(1e-6..1e15).contains(&value) {
        write!(f, "{value:e}")?;
    } else {
        write!(f, "{value}")?;
    }
    match unit {
        Some(unit) => write!(f, " {}", unit.symbol()),
        None => Ok(()),
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(0, f)
    }
}
