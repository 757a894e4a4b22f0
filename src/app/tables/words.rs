//! The words about tables.

use super::groups::TableGroup;
use super::list::SortKey;
use super::over::Figure;
use crate::app::error::AppError;
use crate::app::route::TableTab;
use crate::engine::channels::ChannelKey;
use crate::engine::tables::exchange::{ExchangeError, FileKind};
use crate::engine::tables::{
    AxisError, DiffError, MapAxis, MapRefusal, MapTable, MergeState, Origin, Side, Template, axis_rules,
    cell_rules,
};
use crate::engine::tune::{Bank, TableKind};
use crate::engine::units::{Quantity, Unit};
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::protocol::{Arg, ErrorCode};
use crate::t;

/// What a table is for.
pub fn kind_key(kind: TableKind) -> String {
    format!("tables-kind-{}", kind.slug())
}

/// A group of kinds.
pub fn group_key(group: TableGroup) -> String {
    format!("tables-group-{}", group.slug())
}

/// A table to start from.
pub fn template_key(template: Template) -> String {
    format!("tables-template-{}", template.slug())
}

/// How a version came about.
pub fn origin_key(origin: Origin) -> String {
    format!("tables-origin-{}", origin.slug())
}

/// A figure of a log.
pub fn figure_key(figure: Figure) -> String {
    format!("tables-figure-{}", figure.slug())
}

/// What a file is.
pub fn file_kind_key(kind: FileKind) -> String {
    format!("tables-file-{}", kind.slug())
}

/// A column of the list.
pub fn sort_key(key: SortKey) -> String {
    format!("tables-col-{}", key.slug())
}

/// A tab of a table's page.
pub const fn tab_key(tab: TableTab) -> &'static str {
    match tab {
        TableTab::Edit => "tables-tab-edit",
        TableTab::History => "tables-tab-history",
    }
}

/// A bank.
pub const fn bank_key(bank: Bank) -> &'static str {
    match bank {
        Bank::A => "tables-bank-a",
        Bank::B => "tables-bank-b",
    }
}

/// Whose edit a cell is.
pub const fn merge_key(state: MergeState) -> &'static str {
    match state {
        MergeState::Same => "tables-merge-same",
        MergeState::Mine => "tables-merge-mine",
        MergeState::Proposed => "tables-merge-proposed",
        MergeState::Agreed => "tables-merge-agreed",
        MergeState::Conflict => "tables-merge-conflict",
    }
}

/// Why two tables have no difference.
pub const fn diff_error_key(error: DiffError) -> &'static str {
    match error {
        DiffError::OtherQuantity => "tables-diff-other-quantity",
        DiffError::OtherShape => "tables-diff-other-shape",
    }
}

/// Rows and columns in use; points of a curve.
pub fn size_text(i18n: I18n, rows: usize, columns: usize) -> String {
    if rows == 1 {
        t!(i18n, "tables-size-curve", n = columns).into_owned()
    } else {
        t!(i18n, "tables-size", rows = rows, columns = columns).into_owned()
    }
}

/// How figures of a table are shown: in the user's unit, unless tuners read them in one of their own.
#[derive(Clone, Copy)]
struct Look<'a> {
    units: &'a Units,
    usual: Unit,
    digits: u8,
}

impl Look<'_> {
    fn quantity(&self) -> Quantity {
        self.usual.quantity()
    }

    /// Whether the user's choice of units decides.
    fn is_users(&self) -> bool {
        self.usual == Unit::base(self.quantity()) && self.quantity() != Quantity::AsLogged
    }

    fn symbol(&self) -> &'static str {
        if self.is_users() { self.units.symbol(self.quantity()) } else { self.usual.symbol() }
    }

    fn shown(&self, value: f64) -> f64 {
        if self.is_users() { self.units.convert(value, self.quantity()) } else { self.usual.from_base(value) }
    }

    fn digits(&self) -> u8 {
        if self.symbol() == self.usual.symbol() { self.digits } else { self.units.digits(self.quantity()) }
    }
}

fn axis_look<'a>(units: &'a Units, axis: &MapAxis) -> Look<'a> {
    let rules = axis_rules(axis);
    Look { units, usual: rules.display, digits: rules.digits }
}

fn cell_look<'a>(units: &'a Units, table: &MapTable) -> Look<'a> {
    let rules = cell_rules(table.info.kind, table.unit());
    Look { units, usual: rules.display, digits: rules.digits }
}

/// What moves along an axis, with its unit.
pub fn axis_title(units: &Units, axis: &MapAxis) -> String {
    let i18n = I18n::new(units.lang);
    let name = match axis.channel() {
        Some(id) => i18n.channel(&ChannelKey::from(id)).into_owned(),
        None => t!(i18n, "tables-axis-unknown").into_owned(),
    };
    let symbol = axis_look(units, axis).symbol();
    if symbol.is_empty() { name } else { format!("{name} ({symbol})") }
}

/// A break point as it is shown.
pub fn point_text(units: &Units, axis: &MapAxis, at: f64) -> String {
    let look = axis_look(units, axis);
    number::flexible(units.lang, look.shown(at), 0, look.digits().max(2))
}

/// A figure of a cell as it is shown, without its unit.
pub fn cell_text(units: &Units, table: &MapTable, value: f64) -> String {
    let look = cell_look(units, table);
    number::number(units.lang, look.shown(value), look.digits())
}

/// By how much a cell differs, with its sign.
pub fn delta_text(units: &Units, table: &MapTable, from: f64, to: f64) -> String {
    let look = cell_look(units, table);
    number::signed(units.lang, look.shown(to) - look.shown(from), look.digits())
}

/// The unit of the cells as it is shown; empty where there is none.
pub fn cell_symbol(units: &Units, table: &MapTable) -> &'static str {
    cell_look(units, table).symbol()
}

fn side(i18n: I18n, side: Side) -> String {
    match side {
        Side::X => t!(i18n, "tables-side-x").into_owned(),
        Side::Y => t!(i18n, "tables-side-y").into_owned(),
    }
}

/// Why a table of a calibration cannot be edited.
pub fn map_refusal(i18n: I18n, why: &MapRefusal) -> String {
    match why {
        MapRefusal::Axis { side: of, error } => {
            let axis = side(i18n, *of);
            match error {
                AxisError::TooMany { found } => t!(i18n, "tables-refused-long", axis = axis, n = *found),
                AxisError::NotAscending { index } => {
                    t!(i18n, "tables-refused-order", axis = axis, n = *index + 1)
                }
                AxisError::NoneInUse => t!(i18n, "tables-refused-unused", axis = axis),
                _ => t!(i18n, "tables-refused-axis", axis = axis),
            }
            .into_owned()
        }
        MapRefusal::NotFinite { row, column } => {
            t!(i18n, "tables-refused-cell", row = *row + 1, column = *column + 1).into_owned()
        }
        _ => t!(i18n, "tables-refused-shape").into_owned(),
    }
}

/// Why a file brings no table, where its text was read as one.
pub fn refused_text(error: &AppError) -> Option<ExchangeError> {
    let AppError::Failed(error) = error else { return None };
    match (error.code, error.arg("why")) {
        (ErrorCode::NoTables, Some(Arg::Text(why))) => serde_json::from_str(why).ok(),
        _ => None,
    }
}

/// Whether a file was read and there is no table in it.
pub fn has_no_tables(error: &AppError) -> bool {
    matches!(error, AppError::Failed(error) if error.code == ErrorCode::NoTables)
}

/// Why a text brings no table, with the place.
pub fn exchange_error(i18n: I18n, error: &ExchangeError) -> String {
    match error {
        ExchangeError::Empty => t!(i18n, "tables-text-empty"),
        ExchangeError::TooLong { .. } => t!(i18n, "tables-text-too-long"),
        ExchangeError::TooLarge { rows, columns, most } => {
            t!(i18n, "tables-text-too-large", rows = *rows, columns = *columns, most = *most)
        }
        ExchangeError::NotANumber { line, cell, text } => {
            t!(i18n, "tables-text-not-a-number", line = *line, cell = *cell, text = text)
        }
        ExchangeError::Ambiguous { line, cell, text } => {
            t!(i18n, "tables-text-ambiguous", line = *line, cell = *cell, text = text)
        }
        ExchangeError::Ragged { line, expected, found } => {
            t!(i18n, "tables-text-ragged", line = *line, expected = *expected, found = *found)
        }
        ExchangeError::Syntax { line, .. } => t!(i18n, "tables-text-syntax", line = *line),
        ExchangeError::OtherFormat => t!(i18n, "tables-text-other"),
        ExchangeError::Newer { .. } => t!(i18n, "tables-text-newer"),
        ExchangeError::Missing { what } if what == "top" || what == "left" => t!(i18n, "tables-text-no-axes"),
        ExchangeError::Missing { what } => t!(i18n, "tables-text-missing", what = what),
        ExchangeError::Count { what, expected, found } => {
            t!(i18n, "tables-text-count", what = what, expected = *expected, found = *found)
        }
        _ => t!(i18n, "tables-text-no-table"),
    }
    .into_owned()
}
