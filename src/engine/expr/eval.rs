//! Working a plan out: whole columns, a block at a time, so that what passes between two operations stays in the
//! processor's cache. What looks at other moments is worked out first, each on the time base of its own channels.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::ast::BinaryOp;
use super::history;
use super::plan::{PairOp, Past, Plan, UnaryOp};
use crate::engine::analysis::{Frame, Subject};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::{Cancelled, Cx};
use crate::engine::table::{ColumnData, NO_CODE, RowMask, TimeAxis};
use crate::engine::tune::TuneTable;
use crate::engine::view::held_rows;

/// Rows of a block; a multiple of eight.
const BLOCK: usize = 1024;
/// Blocks between two questions whether to go on.
const BLOCKS_PER_STEP: usize = 64;

/// What stands on the right of an operation.
enum Right<'a> {
    One(f64),
    Many(&'a [f64]),
}

/// A figure that is not finite is none.
fn finite(x: f64) -> f64 {
    if x.is_finite() { x } else { f64::NAN }
}

fn truth(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// One operand, in place.
pub(super) fn unary(op: UnaryOp, values: &mut [f64]) {
    fn each(values: &mut [f64], f: impl Fn(f64) -> f64) {
        for x in values {
            *x = f(*x);
        }
    }
    match op {
        UnaryOp::Negate => each(values, |x| -x),
        UnaryOp::Not => each(values, |x| 1.0 - x),
        UnaryOp::IsMissing => each(values, |x| truth(x.is_nan())),
        UnaryOp::IsOn => each(values, |x| truth(x >= 0.5)),
        UnaryOp::Abs => each(values, f64::abs),
        UnaryOp::Sign => each(values, |x| if x == 0.0 || x.is_nan() { x } else { x.signum() }),
        UnaryOp::Sqrt => each(values, f64::sqrt),
        UnaryOp::Exp => each(values, |x| finite(x.exp())),
        UnaryOp::Ln => each(values, |x| finite(x.ln())),
        UnaryOp::Log10 => each(values, |x| finite(x.log10())),
        UnaryOp::Log2 => each(values, |x| finite(x.log2())),
        UnaryOp::Sin => each(values, f64::sin),
        UnaryOp::Cos => each(values, f64::cos),
        UnaryOp::Tan => each(values, |x| finite(x.tan())),
        UnaryOp::Asin => each(values, f64::asin),
        UnaryOp::Acos => each(values, f64::acos),
        UnaryOp::Atan => each(values, f64::atan),
        UnaryOp::Floor => each(values, f64::floor),
        UnaryOp::Ceil => each(values, f64::ceil),
        UnaryOp::Round(decimals) => {
            let scale = 10f64.powi(decimals);
            each(values, |x| finite((x * scale).round() / scale));
        }
    }
}

/// Two operands, into the left one.
pub(super) fn binary(op: PairOp, left: &mut [f64], right: &[f64]) {
    join(op, left, &Right::Many(right));
}

/// Comparisons are made in f32, as channels are kept: 0.9 that was logged has to equal 0.9 that is written.
fn join(op: PairOp, left: &mut [f64], right: &Right<'_>) {
    fn each(left: &mut [f64], right: &Right<'_>, f: impl Fn(f64, f64) -> f64) {
        match right {
            Right::One(b) => left.iter_mut().for_each(|a| *a = f(*a, *b)),
            Right::Many(right) => left.iter_mut().zip(*right).for_each(|(a, b)| *a = f(*a, *b)),
        }
    }
    match op {
        PairOp::Operator(operator) => match operator {
            BinaryOp::Or => each(left, right, |a, b| if a > b { a } else { b }),
            BinaryOp::And => each(left, right, |a, b| a * b),
            BinaryOp::Less => each(left, right, |a, b| truth((a as f32) < b as f32)),
            BinaryOp::LessEqual => each(left, right, |a, b| truth(a as f32 <= b as f32)),
            BinaryOp::Greater => each(left, right, |a, b| truth(a as f32 > b as f32)),
            BinaryOp::GreaterEqual => each(left, right, |a, b| truth(a as f32 >= b as f32)),
            BinaryOp::Equal => each(left, right, |a, b| truth(a as f32 == b as f32)),
            BinaryOp::NotEqual => each(left, right, |a, b| {
                truth((a as f32).partial_cmp(&(b as f32)).is_some_and(Ordering::is_ne))
            }),
            BinaryOp::Add => each(left, right, |a, b| finite(a + b)),
            BinaryOp::Subtract => each(left, right, |a, b| finite(a - b)),
            BinaryOp::Multiply => each(left, right, |a, b| finite(a * b)),
            BinaryOp::Divide => each(left, right, |a, b| finite(a / b)),
            BinaryOp::Remainder => each(left, right, |a, b| finite(a % b)),
            BinaryOp::Power => each(left, right, |a, b| finite(a.powf(b))),
        },
        PairOp::Min => each(left, right, |a, b| {
            if a < b {
                a
            } else if a >= b {
                b
            } else {
                f64::NAN
            }
        }),
        PairOp::Max => each(left, right, |a, b| {
            if a > b {
                a
            } else if a <= b {
                b
            } else {
                f64::NAN
            }
        }),
        PairOp::Else => each(left, right, |a, b| if a.is_nan() { b } else { a }),
        PairOp::Atan2 => each(left, right, f64::atan2),
    }
}

/// A plan on one time base: its channels brought there, what looks at other moments worked out.
enum Op<'a> {
    Const(f64),
    F32(Arc<[f32]>),
    F64(Vec<f64>),
    Seconds(&'a [f64]),
    Unary(UnaryOp, Box<Op<'a>>),
    Pair(PairOp, Box<Op<'a>>, Box<Op<'a>>),
    Choose(Box<Op<'a>>, Box<Op<'a>>, Box<Op<'a>>),
    Lookup(&'a TuneTable, Box<Op<'a>>, Option<Box<Op<'a>>>),
}

/// Works plans out on a frame and, where their channels are elsewhere, beside it.
pub(super) struct Machine<'a> {
    main: &'a Frame<'a>,
    others: RefCell<BTreeMap<usize, Rc<Frame<'a>>>>,
    tables: &'a [TuneTable],
    cx: &'a Cx<'a>,
}

impl<'a> Machine<'a> {
    pub(super) fn new(main: &'a Frame<'a>, tables: &'a [TuneTable], cx: &'a Cx<'a>) -> Self {
        Self { main, others: RefCell::default(), tables, cx }
    }

    /// Values on the frame's time base.
    pub(super) fn values(&self, plan: &Plan) -> Result<Vec<f32>, Cancelled> {
        let op = self.compile(plan, self.main.axis_index())?;
        let mut out = Vec::with_capacity(self.main.rows());
        self.blocks(&op, self.main.rows(), |block| {
            out.extend(block.iter().map(|x| {
                let x = *x as f32;
                if x.is_finite() { x } else { f32::NAN }
            }));
        })?;
        Ok(out)
    }

    /// Rows of the frame's time base at which a truth is one.
    pub(super) fn rows(&self, plan: &Plan) -> Result<RowMask, Cancelled> {
        let op = self.compile(plan, self.main.axis_index())?;
        let mut bytes = Vec::with_capacity(self.main.rows().div_ceil(8));
        self.blocks(&op, self.main.rows(), |block| {
            bytes.extend(block.chunks(8).map(|eight| {
                eight.iter().enumerate().fold(0u8, |byte, (i, x)| byte | u8::from(*x >= 0.5) << i)
            }));
        })?;
        Ok(RowMask::from_bytes(self.main.rows(), &bytes))
    }

    fn axis(&self, axis: usize) -> &'a TimeAxis {
        &self.main.table().axes()[axis]
    }

    fn on_frame<T>(&self, axis: usize, read: impl FnOnce(&Frame<'a>) -> T) -> T {
        if axis == self.main.axis_index() {
            return read(self.main);
        }
        let made = Rc::clone(
            self.others
                .borrow_mut()
                .entry(axis)
                .or_insert_with(|| Rc::new(Frame::on_axis(self.main.table(), axis))),
        );
        read(&made)
    }

    fn axis_of(&self, key: &ChannelKey) -> Option<usize> {
        self.main.table().column(key).map(|column| column.axis)
    }

    fn compile(&self, plan: &Plan, axis: usize) -> Result<Op<'a>, Cancelled> {
        let on = |plan: &Plan| self.compile(plan, axis).map(Box::new);
        let brought = |values: Option<Arc<[f32]>>| values.map_or(Op::Const(f64::NAN), Op::F32);
        Ok(match plan {
            Plan::Const(value) => Op::Const(*value),
            Plan::Time => Op::Seconds(self.axis(axis).seconds()),
            Plan::Channel(key) => brought(self.on_frame(axis, |frame| frame.values(key))),
            Plan::Manifold { gauge } => brought(self.on_frame(axis, |frame| {
                let (subject, mut notes) = (Subject::default(), Vec::new());
                if *gauge {
                    frame.map_gauge(&subject, &mut notes)
                } else {
                    frame.map_absolute(&subject, &mut notes)
                }
            })),
            Plan::State { key, wanted, negated } => self.state(key, wanted, *negated, axis),
            Plan::Unary(op, of) => Op::Unary(*op, on(of)?),
            Plan::Pair(op, a, b) => Op::Pair(*op, on(a)?, on(b)?),
            Plan::Choose(c, a, b) => Op::Choose(on(c)?, on(a)?, on(b)?),
            Plan::Lookup { table, x, y } => {
                let Some(table) = self.tables.iter().find(|t| t.name == *table) else {
                    return Ok(Op::Const(f64::NAN));
                };
                Op::Lookup(table, on(x)?, y.as_deref().map(on).transpose()?)
            }
            Plan::Past(past, of) => Op::F64(self.past(*past, of, axis)?),
        })
    }

    /// What looks at other moments sees its channels as they were sampled: held to a faster time base they would stand
    /// still and jump.
    fn past(&self, past: Past, of: &Plan, axis: usize) -> Result<Vec<f64>, Cancelled> {
        let own = of.own_axis(&|key| self.axis_of(key)).unwrap_or(axis);
        let base = self.axis(own);
        let op = self.compile(of, own)?;
        let mut values = Vec::with_capacity(base.len());
        self.blocks(&op, base.len(), |block| values.extend_from_slice(block))?;
        let figures = history::figures(past, &values, base, self.cx)?;
        if own == axis {
            return Ok(figures);
        }
        let never = if matches!(past, Past::Held(_)) { 0.0 } else { f64::NAN };
        Ok(held_rows(self.axis(axis), base).map(|row| row.map_or(never, |row| figures[row])).collect())
    }

    fn state(&self, key: &ChannelKey, wanted: &[bool], negated: bool, axis: usize) -> Op<'a> {
        let table = self.main.table();
        let Some(column) = table.column(key) else { return Op::Const(0.0) };
        let ColumnData::Codes { codes, .. } = column.data() else { return Op::Const(0.0) };
        let is = |row: usize| {
            let code = codes[row];
            code != NO_CODE && wanted.get(usize::from(code)).is_some_and(|w| *w != negated)
        };
        let of = |yes: bool| f32::from(u8::from(yes));
        if column.axis == axis {
            return Op::F32((0..codes.len()).map(|row| of(is(row))).collect());
        }
        let held = held_rows(self.axis(axis), table.axis_of(column));
        Op::F32(held.map(|row| of(row.is_some_and(is))).collect())
    }

    fn blocks(&self, op: &Op<'_>, rows: usize, mut take: impl FnMut(&[f64])) -> Result<(), Cancelled> {
        let mut block = vec![0.0; BLOCK];
        let mut spare = Vec::new();
        for (i, start) in (0..rows).step_by(BLOCK).enumerate() {
            if i % BLOCKS_PER_STEP == 0 {
                self.cx.step(start as u64, rows as u64)?;
            }
            let range = start..(start + BLOCK).min(rows);
            let block = &mut block[..range.len()];
            fill(op, &range, block, &mut spare);
            take(block);
        }
        Ok(())
    }
}

/// One block of an operation; `spare` keeps buffers that are free.
fn fill(op: &Op<'_>, rows: &Range<usize>, out: &mut [f64], spare: &mut Vec<Vec<f64>>) {
    match op {
        Op::Const(value) => out.fill(*value),
        Op::F32(values) => {
            out.iter_mut().zip(&values[rows.clone()]).for_each(|(out, x)| *out = f64::from(*x));
        }
        Op::F64(values) => out.copy_from_slice(&values[rows.clone()]),
        Op::Seconds(values) => out.copy_from_slice(&values[rows.clone()]),
        Op::Unary(op, of) => {
            fill(of, rows, out, spare);
            unary(*op, out);
        }
        Op::Pair(op, a, b) => {
            fill(a, rows, out, spare);
            if let Op::Const(b) = **b {
                join(*op, out, &Right::One(b));
                return;
            }
            with_buffer(spare, out.len(), |right, spare| {
                fill(b, rows, right, spare);
                join(*op, out, &Right::Many(right));
            });
        }
        Op::Choose(c, a, b) => {
            fill(a, rows, out, spare);
            with_buffer(spare, out.len(), |other, spare| {
                fill(b, rows, other, spare);
                with_buffer(spare, out.len(), |condition, spare| {
                    fill(c, rows, condition, spare);
                    for ((out, other), condition) in out.iter_mut().zip(&*other).zip(&*condition) {
                        *out = if *condition >= 0.5 { *out } else { *other };
                    }
                });
            });
        }
        Op::Lookup(table, x, y) => {
            fill(x, rows, out, spare);
            match y {
                None => out.iter_mut().for_each(|x| *x = table.lookup_curve(*x).unwrap_or(f64::NAN)),
                Some(y) => with_buffer(spare, out.len(), |along, spare| {
                    fill(y, rows, along, spare);
                    for (x, y) in out.iter_mut().zip(&*along) {
                        *x = table.lookup(*x, *y).unwrap_or(f64::NAN);
                    }
                }),
            }
        }
    }
}

fn with_buffer(spare: &mut Vec<Vec<f64>>, length: usize, with: impl FnOnce(&mut [f64], &mut Vec<Vec<f64>>)) {
    let mut buffer = spare.pop().unwrap_or_else(|| vec![0.0; BLOCK]);
    with(&mut buffer[..length], spare);
    spare.push(buffer);
}
