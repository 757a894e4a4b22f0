//! The break points of an axis while they are edited.

use super::scale::Scale;
use crate::engine::tables::surface::Method;
use crate::engine::tables::{Command, MAX_POINTS, MapAxis, MapTable, Point, Side};
use crate::i18n::number;

/// What becomes of the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Each value stays with its break point by its place.
    Values,
    /// Values are read off the table as it was.
    Resample(Method),
}

/// One break point in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointRow {
    /// Stays with the row while others come and go.
    pub key: u32,
    pub text: String,
    pub in_use: bool,
}

/// Why a row is no break point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisProblem {
    /// No number.
    Malformed,
    /// Not above the one before it in use.
    NotAscending,
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisForm {
    pub side: Side,
    pub rows: Vec<PointRow>,
    pub keep: Keep,
    next: u32,
    /// The figures that the texts were made of: a text that was not touched keeps all its digits.
    was: Vec<(u32, String, f64)>,
}

impl AxisForm {
    /// The axis as it is.
    pub fn of(side: Side, axis: &MapAxis, scale: &Scale) -> Self {
        let rows: Vec<PointRow> = axis
            .points()
            .iter()
            .zip(axis.enabled())
            .zip(0..)
            .map(|((at, in_use), key)| PointRow { key, text: scale.editable(*at), in_use: *in_use })
            .collect();
        let was = rows.iter().zip(axis.points()).map(|(row, at)| (row.key, row.text.clone(), *at)).collect();
        Self { side, next: rows.len() as u32, rows, keep: Keep::Resample(Method::Linear), was }
    }

    /// Another text for a break point.
    pub fn typed(&mut self, key: u32, text: String) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.key == key) {
            row.text = text;
        }
    }

    /// Puts a break point in use, or out of use.
    pub fn switch(&mut self, key: u32, in_use: bool) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.key == key) {
            row.in_use = in_use;
        }
    }

    /// One more behind this one, halfway to the next; behind the last it goes on by the last step.
    pub fn insert_after(&mut self, key: u32, scale: &Scale) {
        let Some(place) = self.rows.iter().position(|row| row.key == key) else { return };
        if self.rows.len() >= MAX_POINTS {
            return;
        }
        let figure = |row: Option<&PointRow>| row.and_then(|row| self.value(row, scale));
        let here = figure(self.rows.get(place));
        let next = figure(self.rows[place + 1..].iter().find(|row| row.in_use));
        let before = figure(self.rows[..place].iter().rev().find(|row| row.in_use));
        let at = match (here, next, before) {
            (Some(a), Some(b), _) => Some(f64::midpoint(a, b)),
            (Some(a), None, Some(b)) => Some(a + (a - b)),
            _ => None,
        };
        let row = PointRow {
            key: self.next,
            text: at.map(|at| scale.editable(at)).unwrap_or_default(),
            in_use: true,
        };
        self.next += 1;
        self.rows.insert(place + 1, row);
    }

    /// Without a break point.
    pub fn remove(&mut self, key: u32) {
        if self.rows.len() > 2 {
            self.rows.retain(|row| row.key != key);
        }
    }

    /// Those in use in equal steps from the first to the last.
    pub fn spread(&mut self, scale: &Scale) {
        let used: Vec<usize> = (0..self.rows.len()).filter(|i| self.rows[*i].in_use).collect();
        let (Some(first), Some(last)) = (used.first(), used.last()) else { return };
        let ends = (self.value(&self.rows[*first], scale), self.value(&self.rows[*last], scale));
        let (Some(low), Some(high)) = ends else { return };
        let steps = (used.len().max(2) - 1) as f64;
        for (i, place) in used.iter().enumerate() {
            self.rows[*place].text = scale.editable(low + (high - low) * i as f64 / steps);
        }
    }

    /// What is wrong with each row, by its key.
    pub fn problems(&self, scale: &Scale) -> Vec<(u32, AxisProblem)> {
        let mut last: Option<f64> = None;
        let mut found = Vec::new();
        for row in &self.rows {
            match self.value(row, scale) {
                None => found.push((row.key, AxisProblem::Malformed)),
                Some(at) if row.in_use => {
                    if last.is_some_and(|last| at <= last) {
                        found.push((row.key, AxisProblem::NotAscending));
                    }
                    last = Some(at);
                }
                Some(_) => {}
            }
        }
        found
    }

    /// The command, once every row is a break point.
    pub fn command(&self, scale: &Scale) -> Option<Command> {
        if !self.problems(scale).is_empty() {
            return None;
        }
        let point = |row: &PointRow| Some(Point { at: self.value(row, scale)?, in_use: row.in_use });
        let points: Option<Vec<Point>> = self.rows.iter().map(point).collect();
        let resample = match self.keep {
            Keep::Values => None,
            Keep::Resample(method) => Some(method),
        };
        Some(Command::SetAxis { side: self.side, points: points?, resample })
    }

    /// Whether it is the table's axis as it is.
    pub fn is_same(&self, table: &MapTable, scale: &Scale) -> bool {
        let Some(axis) = table.axis(self.side) else { return false };
        let same = |(row, (at, on)): (&PointRow, (&f64, &bool))| {
            self.value(row, scale) == Some(*at) && row.in_use == *on
        };
        self.rows.len() == axis.len()
            && self.rows.iter().zip(axis.points().iter().zip(axis.enabled())).all(same)
    }

    fn value(&self, row: &PointRow, scale: &Scale) -> Option<f64> {
        if let Some((.., at)) = self.was.iter().find(|(key, text, _)| *key == row.key && *text == row.text) {
            return Some(*at);
        }
        number::parse(&row.text).ok().map(|shown| scale.to_base(shown))
    }
}
