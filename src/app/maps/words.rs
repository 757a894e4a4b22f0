//! Steps, refusals and findings of the engine in words.

use super::pasting::PasteRefused;
use super::scale::Scale;
use crate::engine::tables::exchange::{ExchangeError, FitError};
use crate::engine::tables::{AxisError, Cell, Finding, MapAxis, MapTable, Refusal, Side, StepKey};
use crate::i18n::units::Units;
use crate::i18n::{I18n, Message};
use crate::{message, t};

/// Key of the name of a step.
pub fn step_key_of(step: StepKey) -> String {
    format!("table-editor-step-{}", step.slug())
}

/// Key of what a finding says.
pub fn finding_key_of(finding: &Finding) -> String {
    format!("table-editor-finding-{}", finding.code.slug())
}

/// The scales and the language in which a table is spoken of.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub i18n: I18n,
    pub cells: Scale,
    pub rows: Scale,
    pub columns: Scale,
}

impl Words {
    /// Those of a table in the user's units.
    pub fn of(table: &MapTable, units: &Units) -> Self {
        Self {
            i18n: I18n::new(units.lang),
            cells: Scale::of_cells(table, units),
            rows: Scale::of_axis(table.y().unwrap_or(table.x()), units),
            columns: Scale::of_axis(table.x(), units),
        }
    }

    /// The scale of an axis.
    pub fn axis(&self, side: Side) -> &Scale {
        match side {
            Side::X => &self.columns,
            Side::Y => &self.rows,
        }
    }

    /// What moves along an axis: `RPM`, or nothing known.
    pub fn axis_name(&self, axis: &MapAxis) -> String {
        match axis.channel() {
            Some(channel) => self.i18n.channel(&channel.into()).into_owned(),
            None => self.i18n.quantity(axis.unit().quantity()).into_owned(),
        }
    }

    /// What stands in the corner for an axis: its unit, or its name where it has none.
    pub fn corner(&self, axis: &MapAxis, scale: &Scale) -> String {
        match (scale.symbol, axis.channel()) {
            ("", Some(_)) => self.axis_name(axis),
            (symbol, _) => symbol.to_owned(),
        }
    }

    /// Where a cell stands: `3 000 rpm, −0.1 bar`.
    pub fn place(&self, table: &MapTable, cell: Cell) -> String {
        let point = |axis: &MapAxis, scale: &Scale, at: u32| {
            let Some(text) = axis.points().get(at as usize).map(|p| scale.with_unit(*p)) else {
                return String::new();
            };
            // A gear has no unit: it is told by its name.
            match axis.channel().filter(|_| scale.symbol.is_empty()) {
                Some(_) => format!("{} {text}", self.axis_name(axis)),
                None => text,
            }
        };
        let column = point(table.x(), &self.columns, cell.column);
        match table.y() {
            Some(y) => format!("{}, {column}", point(y, &self.rows, cell.row)),
            None => column,
        }
    }

    /// Why a command was refused.
    pub fn refusal(&self, table: &MapTable, refusal: &Refusal) -> String {
        self.i18n.message(&self.refusal_message(table, refusal)).into_owned()
    }

    /// The same before it is put into words.
    pub fn refusal_message(&self, table: &MapTable, refusal: &Refusal) -> Message {
        let point = |side: Side, at: f64| self.axis(side).with_unit(at);
        match refusal {
            Refusal::Outside(_) => message!("table-editor-refused-outside"),
            Refusal::NothingToChange { locked: 0 } => message!("table-editor-refused-nothing"),
            Refusal::NothingToChange { locked } => message!("table-editor-refused-locked", n = *locked),
            Refusal::NotFinite => message!("table-editor-refused-number"),
            Refusal::BeyondLimits { cell, value, low, high, count } => message!(
                "table-editor-refused-limits",
                place = self.place(table, *cell),
                value = self.cells.with_unit(*value),
                low = self.cells.text(*low),
                high = self.cells.with_unit(*high),
                n = *count
            ),
            Refusal::NoSuchAxis => message!("table-editor-refused-no-axis"),
            Refusal::Axis { side, error } => self.axis_error(*side, error),
            Refusal::PointBeyondLimits { side, at, low, high } => message!(
                "table-editor-refused-point-limits",
                at = point(*side, *at),
                low = self.axis(*side).text(*low),
                high = point(*side, *high)
            ),
            Refusal::NoSuchPoint { .. } => message!("table-editor-refused-no-point"),
            Refusal::PointTaken { side, at } => {
                message!("table-editor-refused-taken", at = point(*side, *at))
            }
            Refusal::TooFewPoints { .. } => message!("table-editor-refused-two-points"),
            Refusal::PointCount { expected, found, .. } => {
                message!("table-editor-refused-point-count", expected = *expected, found = *found)
            }
            Refusal::LockedPoint(cell) => {
                message!("table-editor-refused-locked-point", place = self.place(table, *cell))
            }
            Refusal::DoesNotFit { rows, columns, room_rows, room_columns } => {
                does_not_fit((*rows, *columns), (*room_rows, *room_columns))
            }
            Refusal::Block => message!("table-editor-refused-block"),
            Refusal::TooFewKnown { found, needed } => {
                message!("table-editor-refused-few-known", found = *found, needed = *needed)
            }
            Refusal::TooManyKnown { found, most } => {
                message!("table-editor-refused-many-known", found = *found, most = *most)
            }
            Refusal::NoSurface => message!("table-editor-refused-no-surface"),
            Refusal::OtherQuantity => message!("table-editor-refused-quantity"),
            _ => message!("table-editor-refused-parameter"),
        }
    }

    fn axis_error(&self, side: Side, error: &AxisError) -> Message {
        match error {
            AxisError::NoneInUse => message!("table-editor-refused-two-points"),
            AxisError::TooMany { found } => message!("table-editor-refused-many-points", found = *found),
            AxisError::NotAscending { index } => {
                let axis = self.i18n.t(side_key(side));
                message!("table-editor-refused-ascending", axis = axis, n = *index + 1)
            }
            AxisError::NotFinite { index } => message!("table-editor-refused-point", n = *index + 1),
            _ => message!("table-editor-refused-parameter"),
        }
    }

    /// Why a text is not pasted.
    pub fn paste(&self, table: &MapTable, refused: &PasteRefused) -> String {
        match refused {
            PasteRefused::Text(error) => self.i18n.message(&text_message(error)).into_owned(),
            PasteRefused::Fit(error) => self.i18n.message(&self.fit_message(table, error)).into_owned(),
            PasteRefused::Edit(refusal) => self.refusal(table, refusal),
        }
    }

    fn fit_message(&self, table: &MapTable, error: &FitError) -> Message {
        match error {
            FitError::DoesNotFit { rows, columns, room_rows, room_columns } => {
                does_not_fit((*rows, *columns), (*room_rows, *room_columns))
            }
            FitError::Unordered { side } => {
                let name = table.axis(*side).map(|axis| self.axis_name(axis)).unwrap_or_default();
                message!("table-editor-paste-unordered", axis = name)
            }
            FitError::Blank(cell) => {
                message!("table-editor-paste-blank", row = cell.row + 1, column = cell.column + 1)
            }
            FitError::NoAxes => message!("table-editor-paste-no-axes"),
            _ => message!("table-editor-paste-too-large"),
        }
    }

    /// What was found, in words, with how many places.
    pub fn finding(&self, table: &MapTable, finding: &Finding) -> String {
        let what = self.i18n.t(&finding_key_of(finding));
        match &finding.axis {
            Some((side, points)) => {
                let axis = table.axis(*side);
                let name = axis.map(|axis| self.axis_name(axis)).unwrap_or_default();
                let at = |i: &u32| Some(self.axis(*side).with_unit(*axis?.points().get(*i as usize)?));
                let places = points.iter().filter_map(at).collect::<Vec<_>>().join(", ");
                if places.is_empty() {
                    t!(self.i18n, "table-editor-finding-on-axis", what = what, axis = name).into_owned()
                } else {
                    t!(self.i18n, "table-editor-finding-at-points", what = what, axis = name, places = places)
                        .into_owned()
                }
            }
            None => {
                t!(self.i18n, "table-editor-finding-in-cells", what = what, n = finding.count).into_owned()
            }
        }
    }
}

/// Key of the name of an axis by its side.
pub const fn side_key(side: Side) -> &'static str {
    match side {
        Side::X => "table-editor-columns",
        Side::Y => "table-editor-rows",
    }
}

fn does_not_fit((rows, columns): (u32, u32), (room_rows, room_columns): (u32, u32)) -> Message {
    message!(
        "table-editor-paste-does-not-fit",
        rows = rows,
        columns = columns,
        room_rows = room_rows,
        room_columns = room_columns
    )
}

fn text_message(error: &ExchangeError) -> Message {
    match error {
        ExchangeError::Empty => message!("table-editor-paste-empty"),
        ExchangeError::TooLong { .. } => message!("table-editor-paste-too-large"),
        ExchangeError::TooLarge { rows, columns, most } => {
            message!("table-editor-paste-too-many", rows = *rows, columns = *columns, most = *most)
        }
        ExchangeError::NotANumber { line, cell, text } => {
            message!("table-editor-paste-not-a-number", line = *line, cell = *cell, text = text.as_str())
        }
        ExchangeError::Ambiguous { line, cell, text } => {
            message!("table-editor-paste-ambiguous", line = *line, cell = *cell, text = text.as_str())
        }
        ExchangeError::Ragged { line, expected, found } => {
            message!("table-editor-paste-ragged", line = *line, expected = *expected, found = *found)
        }
        _ => message!("table-editor-paste-no-table"),
    }
}
