//! What holds of every expression: reading never fails badly, what is printed reads back, and what comes out is what
//! the definition says, sample by sample.

use std::fmt;

use fueltune_analyzer::engine::analysis::Frame;
use fueltune_analyzer::engine::channels::ChannelKey;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::expr::{Expr, Names, complete};
use fueltune_analyzer::engine::table::{Column, ColumnData, LogTable, TimeAxis};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::view::held_row;
use proptest::prelude::*;

use super::{drive, tables};
use crate::sample_logs::cases;

/// Times closer than this are one, as the engine says.
const TICK: f64 = 1e-6;

/// An expression as the tests see it. Conditions are expressions too: 1 or 0.
#[derive(Clone, Debug)]
enum E {
    Number(f64),
    Channel(usize),
    Time,
    Missing,
    Negate(Box<E>),
    Not(Box<E>),
    Binary(&'static str, Box<E>, Box<E>),
    Call(&'static str, Vec<E>),
    Window(&'static str, Box<E>, f64),
}

const CHANNELS: [&str; 3] = ["a", "b", "slow"];

impl fmt::Display for E {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            E::Number(x) => write!(f, "{x}"),
            E::Channel(i) => f.write_str(CHANNELS[*i]),
            E::Time => f.write_str("time"),
            E::Missing => f.write_str("missing"),
            E::Negate(e) => write!(f, "(-{e})"),
            E::Not(e) => write!(f, "(not {e})"),
            E::Binary(op, a, b) => write!(f, "({a} {op} {b})"),
            E::Call(name, of) => {
                let of: Vec<String> = of.iter().map(ToString::to_string).collect();
                write!(f, "{name}({})", of.join(", "))
            }
            E::Window(name, e, w) => write!(f, "{name}({e}, {w} s)"),
        }
    }
}

fn finite(x: f64) -> f64 {
    if x.is_finite() { x } else { f64::NAN }
}

fn truth(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

impl E {
    fn axes(&self, table: &LogTable, into: &mut Vec<usize>) {
        match self {
            E::Channel(i) => into.push(column(table, *i).axis),
            E::Negate(e) | E::Not(e) | E::Window(_, e, _) => e.axes(table, into),
            E::Binary(_, a, b) => {
                a.axes(table, into);
                b.axes(table, into);
            }
            E::Call(_, of) => of.iter().for_each(|e| e.axes(table, into)),
            E::Number(_) | E::Time | E::Missing => {}
        }
    }

    /// The value at every row of a time base, each by its definition.
    fn on(&self, table: &LogTable, axis: usize) -> Vec<f64> {
        let base = &table.axes()[axis];
        let rows = base.len();
        match self {
            E::Number(x) => vec![*x; rows],
            E::Missing => vec![f64::NAN; rows],
            E::Time => base.seconds().to_vec(),
            E::Channel(i) => {
                let column = column(table, *i);
                let samples: Vec<f64> = (0..column.len()).map(|row| column.data().number(row)).collect();
                held(&samples, table.axis_of(column), base, f64::NAN)
            }
            E::Negate(e) => e.on(table, axis).into_iter().map(|x| -x).collect(),
            E::Not(e) => e.on(table, axis).into_iter().map(|x| 1.0 - x).collect(),
            E::Binary(op, a, b) => {
                let (a, b) = (a.on(table, axis), b.on(table, axis));
                a.into_iter().zip(b).map(|(a, b)| operation(op, a, b)).collect()
            }
            E::Call(name, of) if matches!(*name, "prev" | "derivative" | "integral" | "since") => {
                self.past(&of[0], table, axis, |values, base, row| past(name, values, base, row))
            }
            E::Call(name, of) => {
                let of: Vec<Vec<f64>> = of.iter().map(|e| e.on(table, axis)).collect();
                (0..rows).map(|row| call(name, &of.iter().map(|v| v[row]).collect::<Vec<_>>())).collect()
            }
            E::Window(name, e, w) => {
                self.past(e, table, axis, |values, base, row| window(name, values, base, row, *w))
            }
        }
    }

    fn past(
        &self,
        of: &E,
        table: &LogTable,
        axis: usize,
        figure: impl Fn(&[f64], &TimeAxis, usize) -> f64,
    ) -> Vec<f64> {
        let mut axes = Vec::new();
        of.axes(table, &mut axes);
        axes.dedup();
        let own = if let [only] = axes[..] { only } else { axis };
        let base = &table.axes()[own];
        let values = of.on(table, own);
        let figures: Vec<f64> = (0..base.len()).map(|row| figure(&values, base, row)).collect();
        let never = if matches!(self, E::Window("held", ..)) { 0.0 } else { f64::NAN };
        held(&figures, base, &table.axes()[axis], never)
    }
}

fn column(table: &LogTable, i: usize) -> &Column {
    table.column(&ChannelKey::Custom(CHANNELS[i].to_owned())).unwrap()
}

fn held(samples: &[f64], from: &TimeAxis, to: &TimeAxis, never: f64) -> Vec<f64> {
    if from == to {
        return samples.to_vec();
    }
    to.seconds().iter().map(|t| held_row(from, *t).map_or(never, |row| samples[row])).collect()
}

fn operation(op: &str, a: f64, b: f64) -> f64 {
    let (x, y) = (a as f32, b as f32);
    match op {
        "+" => finite(a + b),
        "-" => finite(a - b),
        "*" => finite(a * b),
        "/" => finite(a / b),
        "%" => finite(a % b),
        "^" => finite(a.powf(b)),
        "<" => truth(x < y),
        "<=" => truth(x <= y),
        ">" => truth(x > y),
        ">=" => truth(x >= y),
        "==" => truth(x == y),
        "!=" => truth(!x.is_nan() && !y.is_nan() && x != y),
        "and" => truth(a == 1.0 && b == 1.0),
        "or" => truth(a == 1.0 || b == 1.0),
        _ => panic!("{op}"),
    }
}

fn call(name: &str, of: &[f64]) -> f64 {
    let missing = of.iter().any(|x| x.is_nan());
    match (name, of) {
        ("if", [c, a, b]) => {
            if *c == 1.0 {
                *a
            } else {
                *b
            }
        }
        ("isnan", [x]) => truth(x.is_nan()),
        ("coalesce", [a, b]) => {
            if a.is_nan() {
                *b
            } else {
                *a
            }
        }
        _ if missing => f64::NAN,
        ("min", _) => of.iter().copied().fold(f64::INFINITY, f64::min),
        ("max", _) => of.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        ("clamp", [x, low, high]) => x.max(*low).min(*high),
        ("abs", [x]) => x.abs(),
        ("round", [x]) => x.round(),
        ("sqrt", [x]) => x.sqrt(),
        _ => panic!("{name}"),
    }
}

/// The first row of the stretch between two gaps that a row is in.
fn stretch_of(base: &TimeAxis, row: usize) -> usize {
    base.rows_after_gap().iter().map(|r| *r as usize).filter(|r| *r <= row).max().unwrap_or(0)
}

fn window(name: &str, values: &[f64], base: &TimeAxis, row: usize, w: f64) -> f64 {
    let (t, start) = (base.seconds(), stretch_of(base, row));
    if name == "delay" {
        return held_row(base, t[row] - w + TICK).map_or(f64::NAN, |row| values[row]);
    }
    if name == "held" {
        let from = (start..=row).rev().take_while(|r| values[*r] == 1.0).last();
        return truth(from.is_some_and(|from| t[row] - t[from] >= w - TICK));
    }
    let inside = (start..=row).filter(|r| *r == row || t[*r] > t[row] - w + TICK);
    let inside: Vec<(f64, f64)> = inside.map(|r| (t[r], values[r])).filter(|(_, x)| x.is_finite()).collect();
    let mut x: Vec<f64> = inside.iter().map(|p| p.1).collect();
    let n = x.len() as f64;
    let mean = x.iter().sum::<f64>() / n;
    match name {
        "count" => x.iter().filter(|x| **x == 1.0).count() as f64,
        _ if x.is_empty() => f64::NAN,
        "avg" => mean,
        "lowest" => x.iter().copied().fold(f64::INFINITY, f64::min),
        "highest" => x.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        "median" => {
            x.sort_by(f64::total_cmp);
            f64::midpoint(x[(x.len() - 1) / 2], x[x.len() / 2])
        }
        "sd" if x.len() > 1 => (x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt(),
        "slope" => {
            let middle = inside.iter().map(|p| p.0).sum::<f64>() / n;
            let times: f64 = inside.iter().map(|p| (p.0 - middle).powi(2)).sum();
            let products: f64 = inside.iter().map(|p| (p.0 - middle) * (p.1 - mean)).sum();
            if times > TICK * TICK { products / times } else { f64::NAN }
        }
        _ => f64::NAN,
    }
}

fn past(name: &str, values: &[f64], base: &TimeAxis, row: usize) -> f64 {
    let (t, start) = (base.seconds(), stretch_of(base, row));
    match name {
        "prev" if row > start => values[row - 1],
        "derivative" if row > start => finite((values[row] - values[row - 1]) / (t[row] - t[row - 1])),
        "integral" if values[row].is_finite() => (1..=row)
            .filter(|r| stretch_of(base, *r) < *r)
            .map(|r| f64::midpoint(values[r - 1], values[r]) * (t[r] - t[r - 1]))
            .filter(|piece| piece.is_finite())
            .sum(),
        "since" => (start..=row).rev().find(|r| values[*r] == 1.0).map_or(f64::NAN, |r| t[row] - t[r]),
        _ => f64::NAN,
    }
}

fn leaf() -> impl Strategy<Value = E> {
    prop_oneof![
        3 => (0..CHANNELS.len()).prop_map(E::Channel),
        2 => (0..12i32).prop_map(|x| E::Number(f64::from(x) / 4.0)),
        1 => Just(E::Missing),
        1 => Just(E::Time),
    ]
}

fn condition(of: BoxedStrategy<E>) -> BoxedStrategy<E> {
    let compare = (prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="]), of.clone(), of)
        .prop_map(|(op, a, b)| E::Binary(op, a.into(), b.into()));
    compare
        .prop_recursive(2, 6, 2, |inner| {
            prop_oneof![
                inner.clone().prop_map(|e| E::Not(e.into())),
                inner.clone().prop_map(|e| E::Call("isnan", vec![e])),
                (prop::sample::select(vec!["and", "or"]), inner.clone(), inner.clone())
                    .prop_map(|(op, a, b)| E::Binary(op, a.into(), b.into())),
                (inner, seconds()).prop_map(|(e, w)| E::Window("held", e.into(), w)),
            ]
        })
        .boxed()
}

fn seconds() -> impl Strategy<Value = f64> {
    (1..12u32).prop_map(|w| f64::from(w) / 8.0)
}

/// Values that are exact in binary, so that nothing turns on the order of a sum.
fn exact() -> BoxedStrategy<E> {
    let windows = vec!["lowest", "highest", "median", "delay"];
    leaf()
        .prop_recursive(4, 24, 3, move |inner| {
            let inner = inner.boxed();
            let condition = condition(inner.clone());
            prop_oneof![
                inner.clone().prop_map(|e| E::Negate(e.into())),
                (prop::sample::select(vec!["+", "-"]), inner.clone(), inner.clone())
                    .prop_map(|(op, a, b)| E::Binary(op, a.into(), b.into())),
                (prop::sample::select(vec!["min", "max", "coalesce"]), inner.clone(), inner.clone())
                    .prop_map(|(name, a, b)| E::Call(name, vec![a, b])),
                (inner.clone(), inner.clone(), inner.clone())
                    .prop_map(|(a, b, c)| E::Call("clamp", vec![a, b, c])),
                (prop::sample::select(vec!["abs", "round", "prev"]), inner.clone())
                    .prop_map(|(name, a)| E::Call(name, vec![a])),
                (condition.clone(), inner.clone(), inner.clone())
                    .prop_map(|(c, a, b)| E::Call("if", vec![c, a, b])),
                (prop::sample::select(windows.clone()), inner, seconds()).prop_map(|(name, e, w)| E::Window(
                    name,
                    e.into(),
                    w
                )),
                (condition.clone(), seconds()).prop_map(|(c, w)| E::Window("count", c.into(), w)),
                condition.prop_map(|c| E::Call("since", vec![c])),
            ]
        })
        .boxed()
}

/// Any expression. Sums of windows are the last step: their order is free, so that nothing that jumps, such as a
/// remainder, may turn on their last digit.
fn any() -> BoxedStrategy<E> {
    let figures = vec!["avg", "sd", "slope"];
    let reckoned = exact().prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (prop::sample::select(vec!["*", "/", "%"]), inner.clone(), inner.clone())
                .prop_map(|(op, a, b)| E::Binary(op, a.into(), b.into())),
            (prop::sample::select(vec!["sqrt", "derivative", "integral"]), inner)
                .prop_map(|(name, e)| E::Call(name, vec![e])),
        ]
    });
    let reckoned = reckoned.boxed();
    let windowed = (prop::sample::select(figures), reckoned.clone(), seconds())
        .prop_map(|(name, e, w)| E::Window(name, e.into(), w));
    prop_oneof![reckoned, windowed].boxed()
}

/// Steps of an eighth of a second, some of them none, some of them gaps.
fn axis(rows: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(prop_oneof![8 => Just(1u32), 1 => Just(0), 1 => 2..4u32, 1 => 8..20u32], rows)
        .prop_map(|steps| {
            let mut t = 0.0;
            steps
                .into_iter()
                .map(|step| {
                    t += f64::from(step) / 8.0;
                    t
                })
                .collect()
        })
}

fn samples(rows: usize) -> impl Strategy<Value = Vec<f32>> {
    let sample = prop_oneof![6 => (-8..40i32).prop_map(|x| x as f32 / 4.0), 1 => Just(f32::NAN)];
    prop::collection::vec(sample, rows)
}

fn logs() -> impl Strategy<Value = LogTable> {
    (1..40usize).prop_flat_map(|rows| {
        let slow = rows / 2;
        (axis(rows), axis(slow), samples(rows), samples(rows), samples(slow)).prop_map(
            |(fast, slow, a, b, c)| {
                let axes =
                    vec![TimeAxis::new(fast), TimeAxis::new(slow.into_iter().map(|t| t * 2.0).collect())];
                let column = |i: usize, axis, values: Vec<f32>| {
                    let key = ChannelKey::Custom(CHANNELS[i].to_owned());
                    Column::new(key, CHANNELS[i], Unit::Raw, axis, ColumnData::F32(values.into()))
                };
                LogTable::new(axes, vec![column(0, 0, a), column(1, 0, b), column(2, 1, c)]).unwrap()
            },
        )
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn values_are_what_the_definition_says(table in logs(), e in any()) {
        let text = e.to_string();
        let Ok(expr) = text.parse::<Expr>() else {
            prop_assert!(text.len() > 3000, "{} is not read", text);
            return Ok(());
        };
        let checked = match expr.check(&Names::of(&table, &[])) {
            Ok(checked) => checked,
            Err(error) => return Err(TestCaseError::fail(format!("{text}: {error}"))),
        };
        let frame = Frame::whole(&table);
        let found = checked.values(&frame, &[], &Cx::none()).unwrap();
        let expected = e.on(&table, frame.axis_index());
        prop_assert_eq!(found.len(), expected.len());
        for (row, (a, b)) in found.iter().zip(&expected).enumerate() {
            let b = *b as f32;
            let b = if b.is_finite() { b } else { f32::NAN };
            let near = (a - b).abs() <= 1e-5 * b.abs().max(1e-3);
            prop_assert!(near || (a.is_nan() && b.is_nan()), "{}: row {} is {}, not {}", text, row, a, b);
        }
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn what_is_printed_reads_back_as_the_same(e in any()) {
        let Ok(expr) = e.to_string().parse::<Expr>() else { return Ok(()) };
        let printed = expr.to_string();
        let again: Expr = printed.parse().expect("what is printed can be read");
        prop_assert_eq!(&again, &expr);
        prop_assert_eq!(again.to_string(), printed);
    }

    #[test]
    fn reading_any_text_gives_an_expression_or_a_place_within_it(text in "\\PC{0,60}") {
        judge(&text)?;
    }

    #[test]
    fn reading_words_in_any_order_does_too(
        words in prop::collection::vec(prop::sample::select(vec![
            "rpm", "map_gauge", "Modo", "[Força (kg)]", "avg", "if", "lookup", "(", ")", ",", "+", "-", "*", "/", "%",
            "^", "<", ">=", "==", "!=", "and", "or", "not", "!", "5", "0.5 s", "80 °C", "7 psi", "50 %", "\"Run\"",
            "dead", "true", "missing", "time", "1e3", "[", "\"", ",5", "coalesce", "min", "egt_1",
        ]), 0..25)
    ) {
        judge(&words.join(" "))?;
        judge(&words.concat())?;
    }
}

/// Whatever is typed, at every cursor.
fn judge(text: &str) -> Result<(), TestCaseError> {
    let table = drive();
    let tables = tables();
    let names = Names::of(&table, &tables);
    let length = text.chars().count() as u32;
    match text.parse::<Expr>().and_then(|e| e.check(&names)) {
        Ok(checked) => {
            let found = checked.values(&Frame::whole(&table), &tables, &Cx::none()).unwrap();
            prop_assert_eq!(found.len(), table.rows());
        }
        Err(error) => prop_assert!(error.place.end() <= length, "{}: {:?}", text, error),
    }
    for cursor in 0..=length {
        for suggestion in complete(text, cursor as usize, &names).suggestions {
            prop_assert!(
                suggestion.place.at <= cursor && suggestion.place.end() <= length,
                "{}: {:?}",
                text,
                suggestion
            );
        }
    }
    Ok(())
}
