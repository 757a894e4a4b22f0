//! A checked expression, ready to be worked out: names resolved, units converted, constants folded.

use std::collections::BTreeSet;

use super::ast::BinaryOp;
use super::eval::{binary, unary};
use super::scope::Names;
use crate::engine::channels::ChannelKey;

/// One operand in, one out. A truth is 1 or 0, never missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum UnaryOp {
    Negate,
    Not,
    /// Missing, as a truth.
    IsMissing,
    /// A switch as a truth: at least one half; missing is no.
    IsOn,
    Abs,
    Sign,
    Sqrt,
    Exp,
    Ln,
    Log10,
    Log2,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Floor,
    Ceil,
    /// To ten to the power of minus this.
    Round(i32),
}

/// Two operands in, one out, beyond what has an operator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum PairOp {
    Operator(BinaryOp),
    Min,
    Max,
    /// The first, or the second where the first is missing.
    Else,
    Atan2,
}

/// What looks at other moments. Times are seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Past {
    Avg(f64),
    Lowest(f64),
    Highest(f64),
    Sd(f64),
    Median(f64),
    Slope(f64),
    Count(f64),
    Held(f64),
    Delay(f64),
    Prev,
    Derivative,
    Integral,
    Since,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Plan {
    Const(f64),
    /// Seconds of the row.
    Time,
    /// Sound values of a channel.
    Channel(ChannelKey),
    /// Manifold pressure of the other kind than the one that was logged: over the air outside, or absolute.
    Manifold {
        gauge: bool,
    },
    /// Whether a channel holds one of these states, by their codes.
    State {
        key: ChannelKey,
        wanted: Vec<bool>,
        negated: bool,
    },
    Unary(UnaryOp, Box<Plan>),
    Pair(PairOp, Box<Plan>, Box<Plan>),
    Choose(Box<Plan>, Box<Plan>, Box<Plan>),
    /// In a table by its name, along its columns and its rows (where it has several).
    Lookup {
        table: String,
        x: Box<Plan>,
        y: Option<Box<Plan>>,
    },
    Past(Past, Box<Plan>),
}

impl Plan {
    pub(super) fn constant(&self) -> Option<f64> {
        if let Plan::Const(value) = self { Some(*value) } else { None }
    }

    pub(super) fn unary(op: UnaryOp, of: Plan) -> Plan {
        if let Plan::Const(value) = of {
            let mut one = [value];
            unary(op, &mut one);
            return Plan::Const(one[0]);
        }
        Plan::Unary(op, Box::new(of))
    }

    pub(super) fn pair(op: PairOp, left: Plan, right: Plan) -> Plan {
        if let (Plan::Const(a), Plan::Const(b)) = (&left, &right) {
            let mut one = [*a];
            binary(op, &mut one, &[*b]);
            return Plan::Const(one[0]);
        }
        Plan::Pair(op, Box::new(left), Box::new(right))
    }

    /// This many times as much.
    pub(super) fn scaled(self, factor: f64) -> Plan {
        Plan::pair(PairOp::Operator(BinaryOp::Multiply), self, Plan::Const(factor))
    }

    /// Channels that are looked at.
    pub(super) fn channels(&self, into: &mut BTreeSet<ChannelKey>) {
        match self {
            Plan::Const(_) | Plan::Time => {}
            Plan::Channel(key) | Plan::State { key, .. } => {
                into.insert(key.clone());
            }
            Plan::Manifold { gauge } => {
                use crate::engine::channels::ChannelId::{MapAbs, MapGauge};
                into.insert(if *gauge { MapAbs } else { MapGauge }.into());
            }
            Plan::Unary(_, of) | Plan::Past(_, of) => of.channels(into),
            Plan::Pair(_, a, b) => {
                a.channels(into);
                b.channels(into);
            }
            Plan::Choose(a, b, c) => {
                a.channels(into);
                b.channels(into);
                c.channels(into);
            }
            Plan::Lookup { x, y, .. } => {
                x.channels(into);
                if let Some(y) = y {
                    y.channels(into);
                }
            }
        }
    }

    /// Channels that have to be there for it to be worked out: those it looks at, and the air outside where pressures
    /// of two kinds meet.
    pub(super) fn needs(&self) -> BTreeSet<ChannelKey> {
        use crate::engine::channels::ChannelId::{Baro, MapAbs, MapGauge};
        let mut keys = BTreeSet::new();
        self.channels(&mut keys);
        if keys.contains(&MapAbs.into()) || keys.contains(&MapGauge.into()) {
            keys.insert(Baro.into());
        }
        keys
    }

    /// The one time base all its channels are on; `None` where there are several, or none.
    pub(super) fn own_axis(&self, axis_of: &dyn Fn(&ChannelKey) -> Option<usize>) -> Option<usize> {
        let mut keys = BTreeSet::new();
        self.channels(&mut keys);
        let mut axes = keys.iter().map(axis_of);
        let first = axes.next()??;
        axes.all(|axis| axis == Some(first)).then_some(first)
    }
}

impl Names {
    pub(super) fn axis_of(&self, key: &ChannelKey) -> Option<usize> {
        self.channels.iter().find(|c| c.key == *key).map(|c| c.axis as usize)
    }
}
