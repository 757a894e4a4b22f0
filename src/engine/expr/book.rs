//! The user's math channels against a log: which of them can be worked out, in which order, and why the others cannot.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ast::{Node, Term};
use super::derive::{check_name, column, unit_of};
use super::functions::Function;
use super::{Checked, Expr, ExprError, ExprErrorKind, NameError, NamedChannel, Names, Place};
use crate::engine::analysis::Frame;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::{Cancelled, Cx};
use crate::engine::table::{Column, LogTable};
use crate::engine::tune::TuneTable;
use crate::engine::units::Unit;
use crate::engine::view::Selected;

/// A math channel as the user wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MathChannel {
    pub name: String,
    /// The expression.
    pub text: String,
}

/// Why a math channel cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MathError {
    Expr(ExprError),
    Name(NameError),
    /// One before it in the list is called so.
    Taken,
}

impl From<ExprError> for MathError {
    fn from(error: ExprError) -> Self {
        MathError::Expr(error)
    }
}

/// A math channel that can be worked out.
#[derive(Clone, Debug)]
pub struct Derived {
    pub channel: NamedChannel,
    /// Symbol of its unit where no unit is known.
    pub symbol: Option<String>,
    /// Everything it is made of in one text: what was made of another one is out of date.
    pub made_of: String,
    checked: Checked,
}

impl Derived {
    /// The channels of the log, and other math channels, that have to be there first.
    pub fn needs(&self) -> BTreeSet<ChannelKey> {
        self.checked.needs()
    }

    /// Its values. The table has to hold what it [needs](Self::needs), as far as the log has it, and every time base.
    pub fn column(&self, table: &LogTable, tables: &[TuneTable], cx: &Cx) -> Result<Column, Cancelled> {
        let frame = Frame::on_axis(table, self.channel.axis as usize);
        let values = self.checked.values(&frame, tables, cx)?;
        Ok(column(self.channel.key.clone(), &self.channel.source, &self.checked, frame.axis_index(), values))
    }
}

/// Every math channel of the user, judged by what a log has.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The names of the log and of the math channels that can be worked out for it.
    pub names: Names,
    /// In the order given, whatever became of each.
    pub entries: Vec<(MathChannel, Result<Derived, MathError>)>,
    /// The time base with the most samples.
    main_axis: u32,
}

impl Book {
    /// Judges `channels` by the names of a log. `main_axis` is its time base with the most samples, for what has none
    /// of its own.
    pub fn new(names: Names, main_axis: u32, channels: &[MathChannel]) -> Self {
        let mut all = names.clone();
        all.channels.extend(channels.iter().map(|c| placeholder(c.name.trim())));
        let judging =
            channels.iter().map(|channel| Judged { parsed: channel.text.parse::<Expr>(), verdict: None });
        let judged = judging.collect();
        let mut judge = Judge { channels, all, names, main_axis, judged, stack: Vec::new() };
        for index in 0..channels.len() {
            judge.judge(index);
        }
        let verdicts = judge.judged.into_iter().map(|j| j.verdict.unwrap_or(Err(MathError::Taken)));
        Self { names: judge.names, entries: channels.iter().cloned().zip(verdicts).collect(), main_axis }
    }

    /// A math channel that can be worked out.
    pub fn get(&self, key: &ChannelKey) -> Option<&Derived> {
        self.entries.iter().filter_map(|(_, found)| found.as_ref().ok()).find(|d| d.channel.key == *key)
    }

    /// Every math channel that can be worked out.
    pub fn keys(&self) -> impl Iterator<Item = &ChannelKey> {
        self.entries.iter().filter_map(|(_, found)| Some(&found.as_ref().ok()?.channel.key))
    }

    /// What those of these channels that are math channels are made of, each behind its key: what was found with them is
    /// out of date once this is another.
    pub fn made_of<'a>(&self, keys: impl IntoIterator<Item = &'a ChannelKey>) -> BTreeSet<String> {
        let derived = keys.into_iter().filter_map(|key| self.get(key));
        derived.map(|derived| format!("{} = {}", derived.channel.key, derived.made_of)).collect()
    }

    /// What has to be worked out for these channels, each after what it is made of, and the channels of the log that
    /// are needed for that or asked for. What is `here` need not be worked out.
    pub fn plan(
        &self,
        keys: &[ChannelKey],
        here: &dyn Fn(&Derived) -> bool,
    ) -> (Vec<&Derived>, BTreeSet<ChannelKey>) {
        let mut plan = (Vec::new(), BTreeSet::new());
        for key in keys {
            self.visit(key, here, &mut plan);
        }
        plan
    }

    fn visit<'a>(
        &'a self,
        key: &ChannelKey,
        here: &dyn Fn(&Derived) -> bool,
        plan: &mut (Vec<&'a Derived>, BTreeSet<ChannelKey>),
    ) {
        match self.get(key) {
            Some(derived) if plan.0.iter().all(|d| d.channel.key != *key) && !here(derived) => {
                // No circle is in the book.
                for need in derived.needs() {
                    self.visit(&need, here, plan);
                }
                plan.0.push(derived);
            }
            None if !key.is_math() => {
                plan.1.insert(key.clone());
            }
            _ => {}
        }
    }

    /// The channels that have to be there to see where a condition is true.
    pub fn needs_of(&self, condition: &Checked) -> Vec<ChannelKey> {
        let mut keys = condition.needs();
        keys.insert(ChannelId::Rpm.into());
        keys.into_iter().filter(|key| self.names.axis_of(key).is_some()).collect()
    }

    /// Rows at which a condition is true, on the time base of an analysis; the table has to hold what it
    /// [needs](Self::needs_of).
    pub fn select(
        &self,
        condition: &Checked,
        table: &LogTable,
        tables: &[TuneTable],
        cx: &Cx,
    ) -> Result<Selected, Cancelled> {
        let axis = self.names.axis_of(&ChannelId::Rpm.into()).unwrap_or(self.main_axis as usize);
        let frame = Frame::on_axis(table, axis);
        Ok(Selected { axis, rows: condition.rows(&frame, tables, cx)? })
    }
}

/// Stands for a math channel while it is not known what comes out of it.
fn placeholder(name: &str) -> NamedChannel {
    NamedChannel {
        key: ChannelKey::Math(name.to_owned()),
        source: name.to_owned(),
        unit: Unit::Raw,
        axis: 0,
        states: None,
    }
}

struct Judged {
    parsed: Result<Expr, ExprError>,
    verdict: Option<Result<Derived, MathError>>,
}

struct Judge<'a> {
    channels: &'a [MathChannel],
    /// Every name there is, of the log and of the list.
    all: Names,
    /// Those that mean something.
    names: Names,
    main_axis: u32,
    judged: Vec<Judged>,
    /// Those that are being judged, each used by the one before: whoever comes back here goes in a circle.
    stack: Vec<usize>,
}

impl Judge<'_> {
    fn judge(&mut self, index: usize) {
        if self.judged[index].verdict.is_some() {
            return;
        }
        self.stack.push(index);
        let verdict = self.verdict(index);
        self.stack.pop();
        if let Ok(derived) = &verdict {
            self.names.channels.push(derived.channel.clone());
        }
        self.judged[index].verdict = Some(verdict);
    }

    fn verdict(&mut self, index: usize) -> Result<Derived, MathError> {
        let name = check_name(&self.channels[index].name).map_err(MathError::Name)?.to_owned();
        if self.first_called(&name) != Some(index) {
            return Err(MathError::Taken);
        }
        let expr = self.judged[index].parsed.clone()?;
        let mut made_of = expr.to_string();
        for (used, place) in self.uses(&expr) {
            let part = self.part(index, used, place)?;
            made_of = format!("{made_of}\n{} = ({part})", self.name(used));
        }
        let checked = expr.check(&self.names)?;
        let axis = checked
            .plan
            .own_axis(&|key| self.names.axis_of(key))
            .or_else(|| self.names.axis_of(&ChannelId::Rpm.into()))
            .map_or(self.main_axis, |axis| axis as u32);
        let (unit, symbol) = unit_of(&checked);
        let channel = NamedChannel { unit, axis, ..placeholder(&name) };
        Ok(Derived { channel, symbol, made_of, checked })
    }

    /// The first of the list that is called so, whatever the case.
    fn first_called(&self, name: &str) -> Option<usize> {
        let wanted = name.to_lowercase();
        self.channels.iter().position(|c| c.name.trim().to_lowercase() == wanted)
    }

    /// Math channels that an expression names, and where.
    fn uses(&self, expr: &Expr) -> Vec<(usize, Place)> {
        let mut found = Vec::new();
        visit_names(&expr.root, &mut |term, place| {
            let named = match term {
                Term::Name(name) => self.all.bare(name, place),
                Term::Bracketed(name) => self.all.bracketed(name, place),
                _ => return,
            };
            if let Ok(NamedChannel { key: ChannelKey::Math(name), .. }) = named {
                found.extend(self.first_called(name).map(|index| (index, place)));
            }
        });
        found
    }

    /// What a math channel that another one names is made of.
    fn part(&mut self, index: usize, used: usize, place: Place) -> Result<String, ExprError> {
        if let Some(start) = self.stack.iter().position(|open| *open == used) {
            let through = self.stack[start..].iter().map(|open| self.name(*open).to_owned()).collect();
            return Err(ExprError::new(place, ExprErrorKind::Circle { through }));
        }
        self.judge(used);
        let name = || self.name(used).to_owned();
        let broken = || ExprErrorKind::Broken { name: name() };
        let kind = match &self.judged[used].verdict {
            Some(Ok(derived)) => return Ok(derived.made_of.clone()),
            // The circle that was found there leads back to here.
            Some(Err(MathError::Expr(ExprError {
                kind: circle @ ExprErrorKind::Circle { through },
                ..
            }))) if through.iter().any(|n| n == self.name(index)) => circle.clone(),
            _ => broken(),
        };
        Err(ExprError::new(place, kind))
    }

    fn name(&self, index: usize) -> &str {
        self.channels[index].name.trim()
    }
}

/// Hands on every name of a channel; the first argument of a lookup is a table's.
fn visit_names(node: &Node, take: &mut impl FnMut(&Term, Place)) {
    match &node.term {
        Term::Name(_) | Term::Bracketed(_) => take(&node.term, node.place),
        Term::Negate(of) | Term::Not(of) => visit_names(of, take),
        Term::Binary(_, _, left, right) => {
            visit_names(left, take);
            visit_names(right, take);
        }
        Term::Call(function, arguments) => {
            let tables = usize::from(*function == Function::Lookup);
            for argument in arguments.iter().skip(tables) {
                visit_names(argument, take);
            }
        }
        Term::Number(..) | Term::Truth(_) | Term::Pi | Term::Missing | Term::Time | Term::Text(_) => {}
    }
}
