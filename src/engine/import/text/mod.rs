//! Delimited text: letters, lines, cells, columns.

pub(crate) mod cell;
pub(crate) mod clock;
mod debt;
pub(crate) mod ended;
pub(crate) mod fast;
pub(crate) mod join;
pub(crate) mod layout;
pub(crate) mod letters;
pub(crate) mod lines;
pub(crate) mod number;
pub(crate) mod part;
pub(crate) mod reader;
pub(crate) mod rows;
mod slow;
pub(crate) mod store;
