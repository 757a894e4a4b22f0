//! What each function asks of its arguments, and what comes out.

use super::ast::{Node, Term};
use super::bind::{Binder, Bound, Typed, agreed};
use super::dimension::Dim;
use super::error::{ExprError, ExprErrorKind, Place};
use super::functions::Function;
use super::plan::{PairOp, Past, Plan, UnaryOp};
use super::scope::NamedTable;
use crate::engine::channels::ChannelId;
use crate::engine::units::Quantity;

/// Times closer together than this are one: no logger's clock is finer, and decimal times are not exact.
pub(super) const TICK: f64 = 1e-6;

/// More decimals than a figure of a log has.
const MOST_DECIMALS: f64 = 12.0;

impl Binder<'_> {
    pub(super) fn call(&self, function: Function, arguments: &[Node], place: Place) -> Bound {
        match function {
            Function::If => self.choose(arguments, place),
            Function::Coalesce => self.coalesce(arguments, place),
            Function::Min | Function::Max => self.extreme(function, arguments, place),
            Function::Clamp => self.clamp(arguments, place),
            Function::Round => self.round(arguments, place),
            Function::Sin | Function::Cos | Function::Tan => self.trigonometric(function, arguments, place),
            Function::Atan2 => self.atan2(arguments, place),
            Function::Lookup => self.lookup(arguments, place),
            Function::Count | Function::Held | Function::Since => {
                self.of_condition(function, arguments, place)
            }
            Function::Avg
            | Function::Lowest
            | Function::Highest
            | Function::Sd
            | Function::Median
            | Function::Slope
            | Function::Delay
            | Function::Prev
            | Function::Derivative
            | Function::Integral => self.of_values(function, arguments, place),
            _ => self.of_number(function, arguments, place),
        }
    }

    fn of_number(&self, function: Function, arguments: &[Node], place: Place) -> Bound {
        let of = self.bind(&arguments[0])?;
        let same = of.dim.as_number();
        let in_degrees = |op, plan| {
            let plan = Plan::unary(op, plan).scaled(180.0 / std::f64::consts::PI);
            Ok(Typed::new(plan, Dim::Of(Quantity::Angle), place))
        };
        let (op, dim) = match function {
            Function::IsNan => (UnaryOp::IsMissing, Dim::Truth),
            Function::Abs => (UnaryOp::Abs, same),
            Function::Floor => (UnaryOp::Floor, same),
            Function::Ceil => (UnaryOp::Ceil, same),
            Function::Sign => (UnaryOp::Sign, Dim::Plain),
            Function::Sqrt => (UnaryOp::Sqrt, Dim::Plain),
            Function::Exp => (UnaryOp::Exp, Dim::Plain),
            Function::Ln => (UnaryOp::Ln, Dim::Plain),
            Function::Log10 => (UnaryOp::Log10, Dim::Plain),
            Function::Log2 => (UnaryOp::Log2, Dim::Plain),
            Function::Asin => return in_degrees(UnaryOp::Asin, of.plan),
            Function::Acos => return in_degrees(UnaryOp::Acos, of.plan),
            _ => return in_degrees(UnaryOp::Atan, of.plan),
        };
        Ok(Typed::new(Plan::unary(op, of.plan), dim, place))
    }

    fn trigonometric(&self, function: Function, arguments: &[Node], place: Place) -> Bound {
        let of = self.bind(&arguments[0])?;
        let radians = match of.dim.as_number() {
            Dim::Plain => of.plan,
            Dim::Of(Quantity::Angle) => of.plan.scaled(std::f64::consts::PI / 180.0),
            other => {
                let kind = ExprErrorKind::Units { left: other.symbol(), right: "°".to_owned() };
                return Err(ExprError::new(of.place, kind));
            }
        };
        let op = match function {
            Function::Sin => UnaryOp::Sin,
            Function::Cos => UnaryOp::Cos,
            _ => UnaryOp::Tan,
        };
        Ok(Typed::new(Plan::unary(op, radians), Dim::Plain, place))
    }

    fn atan2(&self, arguments: &[Node], place: Place) -> Bound {
        let (y, x) = (self.bind(&arguments[0])?, self.bind(&arguments[1])?);
        let (y, x, _) = agreed(y, x, arguments[1].place)?;
        let plan = Plan::pair(PairOp::Atan2, y.plan, x.plan).scaled(180.0 / std::f64::consts::PI);
        Ok(Typed::new(plan, Dim::Of(Quantity::Angle), place))
    }

    fn choose(&self, arguments: &[Node], place: Place) -> Bound {
        let condition = self.condition(&arguments[0])?;
        let (x, y) = (self.bind(&arguments[1])?, self.bind(&arguments[2])?);
        let both = x.dim == Dim::Truth && y.dim == Dim::Truth;
        let (x, y, dim) = agreed(x, y, arguments[2].place)?;
        let dim = if both { Dim::Truth } else { dim };
        // A branch that is never taken stays: the channels that are written decide the time base.
        let plan = match (condition, x.plan, y.plan) {
            (Plan::Const(asked), Plan::Const(yes), Plan::Const(no)) => {
                Plan::Const(if asked >= 0.5 { yes } else { no })
            }
            (asked, yes, no) => Plan::Choose(Box::new(asked), Box::new(yes), Box::new(no)),
        };
        Ok(Typed::new(plan, dim, place))
    }

    fn coalesce(&self, arguments: &[Node], place: Place) -> Bound {
        let mut parts = Vec::new();
        let mut absent = None;
        for argument in arguments {
            match self.bind(argument) {
                Ok(part) => parts.push(part),
                Err(error) if matches!(error.kind, ExprErrorKind::ChannelAbsent { .. }) => {
                    absent = absent.or(Some(error));
                }
                Err(error) => return Err(error),
            }
        }
        match absent {
            Some(error) if parts.is_empty() => Err(error),
            _ => joined(PairOp::Else, parts, place),
        }
    }

    /// Of several values; of one within a window where the second argument is written as a time and the first is none.
    fn extreme(&self, function: Function, arguments: &[Node], place: Place) -> Bound {
        let parts: Vec<Typed> = arguments.iter().map(|a| self.bind(a)).collect::<Result<_, _>>()?;
        if let [of, window] = &parts[..]
            && window.literal.is_some_and(|(_, unit)| unit.quantity() == Quantity::Duration)
            && !of.dim.is_time()
        {
            let function = if function == Function::Min { Function::Lowest } else { Function::Highest };
            return self.of_values(function, arguments, place);
        }
        joined(if function == Function::Min { PairOp::Min } else { PairOp::Max }, parts, place)
    }

    fn clamp(&self, arguments: &[Node], place: Place) -> Bound {
        let of = self.bind(&arguments[0])?;
        let (of, low, dim) = agreed(of, self.bind(&arguments[1])?, arguments[1].place)?;
        let of = Typed::new(Plan::pair(PairOp::Max, of.plan, low.plan), dim, place);
        let (of, high, dim) = agreed(of, self.bind(&arguments[2])?, arguments[2].place)?;
        Ok(Typed::new(Plan::pair(PairOp::Min, of.plan, high.plan), dim, place))
    }

    fn round(&self, arguments: &[Node], place: Place) -> Bound {
        let of = self.bind(&arguments[0])?;
        let decimals = match arguments.get(1) {
            None => 0.0,
            Some(node) => {
                let decimals = self.bind(node)?;
                let value = decimals.plan.constant().filter(|d| d.abs() <= MOST_DECIMALS && d.fract() == 0.0);
                value.ok_or_else(|| ExprError::new(node.place, ExprErrorKind::NeedsNumber))?
            }
        };
        Ok(Typed::new(Plan::unary(UnaryOp::Round(decimals as i32), of.plan), of.dim.as_number(), place))
    }

    /// A time that does not change, seconds.
    fn seconds(&self, node: &Node) -> Result<f64, ExprError> {
        let of = self.bind(node)?;
        let value = match (of.plan.constant(), of.dim) {
            (Some(value), Dim::Plain | Dim::Seconds) => value,
            (Some(value), Dim::Of(Quantity::Duration)) => value / 1000.0,
            _ => return Err(ExprError::new(node.place, ExprErrorKind::NeedsTime)),
        };
        if value.is_finite() { Ok(value) } else { Err(ExprError::new(node.place, ExprErrorKind::NeedsTime)) }
    }

    /// The length of a window, seconds.
    fn window(&self, node: &Node) -> Result<f64, ExprError> {
        let seconds = self.seconds(node)?;
        if seconds > TICK { Ok(seconds) } else { Err(ExprError::new(node.place, ExprErrorKind::Window)) }
    }

    fn of_values(&self, function: Function, arguments: &[Node], place: Place) -> Bound {
        let of = self.bind(&arguments[0])?;
        let window = || self.window(&arguments[1]);
        // A switch stays one: `highest(two_step, 2 s)` says whether it was on.
        let same = if of.dim == Dim::Truth { Dim::Of(Quantity::Flag) } else { of.dim };
        let (past, dim) = match function {
            Function::Avg => (Past::Avg(window()?), same.as_number()),
            Function::Lowest => (Past::Lowest(window()?), same),
            Function::Highest => (Past::Highest(window()?), same),
            Function::Sd => (Past::Sd(window()?), same.spread()),
            Function::Median => (Past::Median(window()?), same.as_number()),
            Function::Slope => (Past::Slope(window()?), same.per_second()),
            Function::Delay => (Past::Delay(self.seconds(&arguments[1])?), same),
            Function::Prev => (Past::Prev, same),
            Function::Derivative => (Past::Derivative, same.per_second()),
            _ => (Past::Integral, same.as_number().over_time()),
        };
        Ok(Typed::new(Plan::Past(past, Box::new(of.plan)), dim, place))
    }

    fn of_condition(&self, function: Function, arguments: &[Node], place: Place) -> Bound {
        let of = Box::new(self.condition(&arguments[0])?);
        let (past, dim) = match function {
            Function::Count => (Past::Count(self.window(&arguments[1])?), Dim::Plain),
            Function::Held => (Past::Held(self.window(&arguments[1])?), Dim::Truth),
            _ => (Past::Since, Dim::Seconds),
        };
        Ok(Typed::new(Plan::Past(past, of), dim, place))
    }

    fn lookup(&self, arguments: &[Node], place: Place) -> Bound {
        let (Term::Name(name) | Term::Bracketed(name) | Term::Text(name)) = &arguments[0].term else {
            return Err(ExprError::new(arguments[0].place, ExprErrorKind::NeedsTable));
        };
        let table = &self.names.tables[self.names.table(name, arguments[0].place)?];
        let needed = if table.is_curve { 2 } else { 3 };
        if arguments.len() != 1 && arguments.len() != needed {
            let (function, needed) = (Function::Lookup.slug().to_owned(), needed as u32);
            let found = arguments.len() as u32;
            let kind = ExprErrorKind::Arguments { function, least: needed, most: needed, found };
            return Err(ExprError::new(place, kind));
        }
        let x = self.along(table, table.x, arguments.get(1), arguments[0].place)?;
        let y = if table.is_curve {
            None
        } else {
            Some(Box::new(self.along(table, table.y, arguments.get(2), arguments[0].place)?))
        };
        let plan = Plan::Lookup { table: table.name.clone(), x: Box::new(x), y };
        Ok(Typed::new(plan, Dim::of(table.unit), place))
    }

    /// What moves along an axis: what is given, else what the log says.
    fn along(
        &self,
        table: &NamedTable,
        (channel, unit): (Option<ChannelId>, crate::engine::units::Unit),
        given: Option<&Node>,
        place: Place,
    ) -> Result<Plan, ExprError> {
        let axis = Typed::new(Plan::Const(0.0), Dim::of(unit), place);
        let of = match (given, channel) {
            (Some(node), _) => self.bind(node)?,
            (None, Some(id)) => self.bind(&Node { place, term: Term::Name(id.slug().to_owned()) })?,
            (None, None) => {
                let name = table.name.clone();
                return Err(ExprError::new(place, ExprErrorKind::TableAxis { name }));
            }
        };
        let at = of.place;
        let (_, of, _) = agreed(axis, of, at)?;
        Ok(of.plan)
    }
}

/// The arguments, joined pair by pair.
fn joined(op: PairOp, parts: Vec<Typed>, place: Place) -> Bound {
    let mut parts = parts.into_iter();
    let Some(mut all) = parts.next() else {
        return Err(ExprError::new(place, ExprErrorKind::NeedsNumber));
    };
    for part in parts {
        let at = part.place;
        let (a, b, dim) = agreed(all, part, at)?;
        all = Typed::new(Plan::pair(op, a.plan, b.plan), dim, place);
    }
    all.dim = all.dim.as_number();
    all.place = place;
    Ok(all)
}
