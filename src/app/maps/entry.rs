//! A figure that is being typed into the selection.

use super::scale::Scale;
use crate::engine::tables::{Area, Command};
use crate::i18n::number::{self, NumberError};

/// What a typed figure does to the cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntryKind {
    #[default]
    Set,
    Add,
    Subtract,
    Multiply,
    Percent,
}

impl EntryKind {
    /// The sign that stands before the figure.
    pub const fn sign(self) -> &'static str {
        match self {
            EntryKind::Set => "=",
            EntryKind::Add => "+",
            EntryKind::Subtract => "\u{2212}",
            EntryKind::Multiply => "×",
            EntryKind::Percent => "%",
        }
    }
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub kind: EntryKind,
    pub text: String,
    /// What stands there at first is typed over.
    pub over: bool,
}

/// Why a typed figure is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryProblem {
    Empty,
    Malformed,
}

impl Entry {
    /// Begun with a sign, or empty.
    pub fn begun(kind: EntryKind, first: Option<char>) -> Self {
        Self { kind, text: first.map(String::from).unwrap_or_default(), over: false }
    }

    /// The figure: decimals behind a point or a comma.
    pub fn figure(&self) -> Result<f64, EntryProblem> {
        number::parse(&self.text).map_err(|error| match error {
            NumberError::Empty => EntryProblem::Empty,
            NumberError::Malformed => EntryProblem::Malformed,
        })
    }

    /// What it does to the cells of an area. The figure is in the unit shown.
    pub fn command(&self, area: Area, scale: &Scale) -> Result<Command, EntryProblem> {
        let figure = self.figure()?;
        Ok(match self.kind {
            EntryKind::Set => Command::Set { area, value: scale.to_base(figure) },
            EntryKind::Add => Command::Add { area, by: scale.delta_to_base(figure) },
            EntryKind::Subtract => Command::Add { area, by: -scale.delta_to_base(figure) },
            EntryKind::Multiply => Command::Multiply { area, factor: figure },
            EntryKind::Percent => Command::Percent { area, percent: figure },
        })
    }
}
