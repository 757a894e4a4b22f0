//! From a tree to a plan: what each name means, what each value measures, and whether they go together.

use super::ast::{BinaryOp, Node, Sign, Term};
use super::dimension::{Dim, MILLISECONDS, TEMPERATURE};
use super::error::{ExprError, ExprErrorKind, Place};
use super::plan::{PairOp, Plan, UnaryOp};
use super::scope::{NamedChannel, Names};
use crate::engine::channels::ChannelId;
use crate::engine::units::{Quantity, Unit};

/// A plan and what its values measure.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub plan: Plan,
    pub dim: Dim,
    pub place: Place,
    /// A number as it was written with its unit: beside a difference or a time it is taken as one.
    pub literal: Option<(f64, Unit)>,
}

impl Typed {
    pub(super) fn new(plan: Plan, dim: Dim, place: Place) -> Self {
        Self { plan, dim, place, literal: None }
    }

    fn literal(value: f64, unit: Unit, place: Place) -> Self {
        let dim = if unit == Unit::Seconds { Dim::Seconds } else { Dim::of(unit) };
        let base = if unit == Unit::Seconds { value } else { unit.to_base(value) };
        Self { plan: Plan::Const(base), dim, place, literal: Some((value, unit)) }
    }

    /// Whether it is a number that was written as one of this kind.
    fn written_as(&self, quantity: Quantity) -> bool {
        self.literal.is_some_and(|(_, unit)| unit.quantity() == quantity)
    }

    /// A written number as a difference, in seconds or in milliseconds; a time in seconds in milliseconds.
    fn taken_as(mut self, dim: Dim) -> Self {
        match (dim, self.literal) {
            (Dim::Difference, Some((value, unit))) => {
                self.plan = Plan::Const(value * unit.scale_offset().0);
            }
            (Dim::Seconds, Some((value, unit))) => self.plan = Plan::Const(unit.to_base(value) / 1000.0),
            (MILLISECONDS, Some((value, unit))) => self.plan = Plan::Const(unit.to_base(value)),
            (MILLISECONDS, None) => self.plan = self.plan.scaled(1000.0),
            _ => {}
        }
        self.dim = dim;
        self
    }
}

pub(super) type Bound = Result<Typed, ExprError>;

pub(super) struct Binder<'a> {
    pub names: &'a Names,
}

impl Binder<'_> {
    pub(super) fn bind(&self, node: &Node) -> Bound {
        let plain = |plan| Ok(Typed::new(plan, Dim::Plain, node.place));
        match &node.term {
            Term::Number(value, None) => plain(Plan::Const(*value)),
            Term::Number(value, Some(unit)) => Ok(Typed::literal(*value, *unit, node.place)),
            Term::Truth(value) => {
                Ok(Typed::new(Plan::Const(f64::from(u8::from(*value))), Dim::Truth, node.place))
            }
            Term::Pi => plain(Plan::Const(std::f64::consts::PI)),
            Term::Missing => plain(Plan::Const(f64::NAN)),
            Term::Time => Ok(Typed::new(Plan::Time, Dim::Seconds, node.place)),
            Term::Name(_) | Term::Bracketed(_) => self.channel(node),
            Term::Text(_) => Err(ExprError::new(node.place, ExprErrorKind::NeedsState)),
            Term::Negate(of) => self.negated(of, node.place),
            Term::Not(of) => {
                let plan = Plan::unary(UnaryOp::Not, self.condition(of)?);
                Ok(Typed::new(plan, Dim::Truth, node.place))
            }
            Term::Binary(op, sign, left, right) => self.operation(*op, *sign, left, right, node.place),
            Term::Call(function, arguments) => self.call(*function, arguments, node.place),
        }
    }

    /// A yes or no.
    pub(super) fn condition(&self, node: &Node) -> Result<Plan, ExprError> {
        let of = self.bind(node)?;
        match of.dim {
            Dim::Truth => Ok(of.plan),
            Dim::Of(Quantity::Flag) => Ok(Plan::unary(UnaryOp::IsOn, of.plan)),
            _ => Err(ExprError::new(node.place, ExprErrorKind::NeedsCondition)),
        }
    }

    /// The channel a name stands for.
    pub(super) fn named(&self, node: &Node) -> Option<Result<&NamedChannel, ExprError>> {
        match &node.term {
            Term::Name(name) => Some(self.names.bare(name, node.place)),
            Term::Bracketed(name) => Some(self.names.bracketed(name, node.place)),
            _ => None,
        }
    }

    fn channel(&self, node: &Node) -> Bound {
        let found = match self.named(node) {
            Some(Ok(channel)) => channel,
            Some(Err(error)) => return self.manifold(&error).ok_or(error),
            None => return Err(ExprError::new(node.place, ExprErrorKind::NeedsNumber)),
        };
        if found.states.is_some() {
            return Err(ExprError::new(node.place, ExprErrorKind::NeedsNumber));
        }
        Ok(Typed::new(Plan::Channel(found.key.clone()), Dim::of(found.unit), node.place))
    }

    /// Manifold pressure that was logged the other way: brands differ, an expression need not.
    fn manifold(&self, error: &ExprError) -> Option<Typed> {
        let ExprErrorKind::ChannelAbsent { channel } = error.kind else { return None };
        let (gauge, other) = match channel {
            ChannelId::MapGauge => (true, ChannelId::MapAbs),
            ChannelId::MapAbs => (false, ChannelId::MapGauge),
            _ => return None,
        };
        self.names.by_id(other)?;
        Some(Typed::new(Plan::Manifold { gauge }, Dim::Of(Quantity::Pressure), error.place))
    }

    fn negated(&self, of: &Node, place: Place) -> Bound {
        let of = self.bind(of)?;
        if let Some((value, unit)) = of.literal {
            return Ok(Typed::literal(-value, unit, place));
        }
        Ok(Typed::new(Plan::unary(UnaryOp::Negate, of.plan), of.dim.as_number(), place))
    }

    fn operation(&self, op: BinaryOp, sign: Sign, left: &Node, right: &Node, place: Place) -> Bound {
        if matches!(op, BinaryOp::And | BinaryOp::Or) {
            let (a, b) = (self.condition(left)?, self.condition(right)?);
            return Ok(Typed::new(Plan::pair(PairOp::Operator(op), a, b), Dim::Truth, place));
        }
        if let Some(state) = self.state(op, left, right, place) {
            return state;
        }
        let (a, b) = (self.bind(left)?, self.bind(right)?);
        let (a, b, dim) = match op {
            BinaryOp::Add | BinaryOp::Subtract => sum(op, a, b, sign.0)?,
            BinaryOp::Multiply | BinaryOp::Divide => product(op, a, b),
            BinaryOp::Remainder => agreed(a, b, sign.0)?,
            BinaryOp::Power => (a, b, Dim::Plain),
            _ => {
                let (a, b, _) = agreed(a, b, sign.0)?;
                (a, b, Dim::Truth)
            }
        };
        Ok(Typed::new(Plan::pair(PairOp::Operator(op), a.plan, b.plan), dim, place))
    }

    /// `[State] == "Idle"`, either way round.
    fn state(&self, op: BinaryOp, left: &Node, right: &Node, place: Place) -> Option<Bound> {
        let (channel, text, text_place) = match (&left.term, &right.term) {
            (_, Term::Text(text)) => (left, text, right.place),
            (Term::Text(text), _) => (right, text, left.place),
            _ => return None,
        };
        let found = match self.named(channel) {
            Some(Ok(found)) => found,
            Some(Err(error)) => return Some(Err(error)),
            None => return Some(Err(ExprError::new(text_place, ExprErrorKind::NeedsState))),
        };
        let equality = matches!(op, BinaryOp::Equal | BinaryOp::NotEqual);
        let Some(states) = found.states.as_ref().filter(|_| equality) else {
            return Some(Err(ExprError::new(text_place, ExprErrorKind::NeedsState)));
        };
        let wanted = text.trim().to_lowercase();
        let wanted = states.iter().map(|s| s.trim().to_lowercase() == wanted).collect();
        let plan = Plan::State { key: found.key.clone(), wanted, negated: op == BinaryOp::NotEqual };
        Some(Ok(Typed::new(plan, Dim::Truth, place)))
    }
}

fn mismatch(a: &Typed, b: &Typed, sign: Place) -> ExprError {
    let kind = ExprErrorKind::Units { left: a.dim.symbol(), right: b.dim.symbol() };
    ExprError::new(sign, kind)
}

/// Two values of one kind: to be compared, or chosen between.
pub(super) fn agreed(a: Typed, b: Typed, sign: Place) -> Result<(Typed, Typed, Dim), ExprError> {
    let (x, y) = (a.dim.as_number(), b.dim.as_number());
    if x == y || y == Dim::Plain {
        return Ok((a, b, x));
    }
    if x == Dim::Plain {
        return Ok((a, b, y));
    }
    if x.is_time() && y.is_time() {
        // One is in seconds, the other in milliseconds; a number that was written goes along with the other.
        let dim = match (a.literal, b.literal) {
            (_, Some(_)) => x,
            (Some(_), None) => y,
            (None, None) => MILLISECONDS,
        };
        let taken = |t: Typed| if t.dim == dim { t } else { t.taken_as(dim) };
        return Ok((taken(a), taken(b), dim));
    }
    if x == TEMPERATURE && y == Dim::Difference && a.written_as(Quantity::Temperature) {
        return Ok((a.taken_as(Dim::Difference), b, Dim::Difference));
    }
    if x == Dim::Difference && y == TEMPERATURE && b.written_as(Quantity::Temperature) {
        return Ok((a, b.taken_as(Dim::Difference), Dim::Difference));
    }
    Err(mismatch(&a, &b, sign))
}

/// A sum or a difference. A temperature that is written beside a sign is so many degrees more or less.
fn sum(op: BinaryOp, a: Typed, b: Typed, sign: Place) -> Result<(Typed, Typed, Dim), ExprError> {
    let (x, y) = (a.dim.as_number(), b.dim.as_number());
    let warm = |d: Dim| d == TEMPERATURE || d == Dim::Difference;
    if !warm(x) || !warm(y) {
        return agreed(a, b, sign);
    }
    let adds = op == BinaryOp::Add;
    if b.written_as(Quantity::Temperature) {
        return Ok((a, b.taken_as(Dim::Difference), x));
    }
    if adds && a.written_as(Quantity::Temperature) {
        return Ok((a.taken_as(Dim::Difference), b, y));
    }
    match (x, y) {
        (Dim::Difference, Dim::Difference) => Ok((a, b, Dim::Difference)),
        (Dim::Difference, _) if !adds => Err(mismatch(&a, &b, sign)),
        (_, Dim::Difference) => Ok((a, b, TEMPERATURE)),
        _ if adds => Ok((a, b, TEMPERATURE)),
        _ => Ok((a, b, Dim::Difference)),
    }
}

/// A product or a quotient. A time that is written counts in seconds, unless beside another time.
fn product(op: BinaryOp, a: Typed, b: Typed) -> (Typed, Typed, Dim) {
    let (mut a, mut b) = (a, b);
    if a.dim.is_time() && b.dim.is_time() {
        if a.dim != b.dim {
            let taken = |t: Typed| if t.dim == MILLISECONDS { t } else { t.taken_as(MILLISECONDS) };
            (a, b) = (taken(a), taken(b));
        }
    } else {
        let in_seconds = |t: Typed| {
            if t.written_as(Quantity::Duration) && t.dim != Dim::Seconds {
                t.taken_as(Dim::Seconds)
            } else {
                t
            }
        };
        (a, b) = (in_seconds(a), in_seconds(b));
    }
    let dim = if op == BinaryOp::Multiply { a.dim.times(b.dim) } else { a.dim.over(b.dim) };
    (a, b, dim)
}
