//! Channels that are worked out from others.

use std::sync::Arc;

use super::{Checked, Expr, ExprError, Names, ResultKind};
use crate::engine::analysis::Frame;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::{Cancelled, Cx};
use crate::engine::table::{Column, ColumnData, LogTable, TableError};
use crate::engine::tune::TuneTable;
use crate::engine::units::Unit;

/// Characters of the longest name of a derived channel.
pub const MAX_NAME: usize = 64;

/// A channel that cannot be derived.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DeriveError {
    #[error(transparent)]
    Expr(#[from] ExprError),
    /// A name is 1 to [`MAX_NAME`] characters without line breaks.
    #[error("no name for a channel: {0:?}")]
    Name(String),
    /// A column of the log is called so already.
    #[error("there is a channel called {0}")]
    Taken(String),
    #[error(transparent)]
    Table(#[from] TableError),
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// A channel of one's own: the values of an expression under a new name. It lies on the time base its channels share,
/// else on that of a [`Frame`] of the whole log.
pub fn derive(
    table: &LogTable,
    tables: &[TuneTable],
    name: &str,
    expr: &Expr,
    cx: &Cx,
) -> Result<Column, DeriveError> {
    let name = checked_name(table, name)?;
    let key = ChannelKey::Custom(name.to_owned());
    let names = Names::of(table, tables);
    let checked = expr.check(&names)?;
    let frame = match checked.plan.own_axis(&|key| names.axis_of(key)) {
        Some(axis) => Frame::on_axis(table, axis),
        None => Frame::whole(table),
    };
    let values = checked.values(&frame, tables, cx)?;
    Ok(column(key, name, &checked, frame.axis_index(), values))
}

pub(super) fn column(
    key: ChannelKey,
    name: &str,
    checked: &Checked,
    axis: usize,
    values: Vec<f32>,
) -> Column {
    let (unit, symbol) = unit_of(checked);
    let mut column = Column::new(key, name, unit, axis, ColumnData::F32(values.into()));
    column.unit_note = symbol.map(Arc::from);
    column
}

/// Unit of what comes out, and its symbol where no unit is known.
pub(super) fn unit_of(checked: &Checked) -> (Unit, Option<String>) {
    match checked.kind() {
        ResultKind::Truth => (Unit::OnOff, None),
        ResultKind::Number { unit, symbol } => (unit, symbol),
    }
}

/// What is no name for a channel of one's own, whatever the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// A name is 1 to [`MAX_NAME`] characters without line breaks.
    Text,
    /// A slug would be hidden by its channel wherever it is named.
    Slug,
}

/// The name without blanks around it, if it is one.
pub fn check_name(name: &str) -> Result<&str, NameError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME || name.chars().any(char::is_control) {
        return Err(NameError::Text);
    }
    match ChannelId::from_slug(&name.to_lowercase()) {
        Some(_) => Err(NameError::Slug),
        None => Ok(name),
    }
}

fn checked_name<'a>(table: &LogTable, name: &'a str) -> Result<&'a str, DeriveError> {
    let checked = check_name(name).map_err(|error| match error {
        NameError::Text => DeriveError::Name(name.trim().to_owned()),
        NameError::Slug => DeriveError::Taken(name.trim().to_owned()),
    })?;
    let same = |c: &Column| *c.source == *checked || c.key == ChannelKey::Custom(checked.to_owned());
    if table.columns().iter().any(same) {
        return Err(DeriveError::Taken(checked.to_owned()));
    }
    Ok(checked)
}

/// A log with one more column; the others are shared, not copied.
pub fn with_column(table: &LogTable, column: Column) -> Result<LogTable, TableError> {
    let mut columns = table.columns().to_vec();
    columns.push(column);
    LogTable::new(table.axes().to_vec(), columns)
}
