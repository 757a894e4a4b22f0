//! Why a text brings no table.

use serde::{Deserialize, Serialize};

/// Characters of a text that is read: a table of 64 by 64 in any of the formats is far below.
pub const MAX_TEXT: usize = 2 << 20;

/// Why a text brings no table; nothing of it is taken then. Lines and cells count from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    #[error("nothing in it")]
    Empty,
    #[error("{found} characters, at most {MAX_TEXT}")]
    TooLong { found: usize },
    /// More cells than a table has.
    #[error("{rows} rows and {columns} columns, at most {most} of each")]
    TooLarge { rows: usize, columns: usize, most: usize },
    /// What stands there is no number.
    #[error("line {line}, cell {cell}: {text:?} is no number")]
    NotANumber { line: usize, cell: usize, text: String },
    /// A number with several marks: `1,234,5`.
    #[error("line {line}, cell {cell}: {text:?} can be read in two ways")]
    Ambiguous { line: usize, cell: usize, text: String },
    /// A line of another length.
    #[error("line {line}: {found} cells instead of {expected}")]
    Ragged { line: usize, expected: usize, found: usize },
    /// XML or JSON that breaks off or is malformed, from this place on.
    #[error("line {line}: {detail}")]
    Syntax { line: usize, detail: String },
    /// Something else than the format asked for.
    #[error("not a table of this format")]
    OtherFormat,
    /// Written by a newer release.
    #[error("version {found} is newer than what is known")]
    Newer { found: u32 },
    /// A part that has to be there: an element, a list.
    #[error("{what} is missing")]
    Missing { what: String },
    /// A list that is not as long as it says, or as the axes ask for.
    #[error("{what}: {found} figures instead of {expected}")]
    Count { what: String, expected: usize, found: usize },
    /// Parts that make no table: an axis that does not ascend, for instance.
    #[error("no table: {detail}")]
    NoTable { detail: String },
}

/// Refuses a text that is too long to be a table.
pub(super) fn check_length(text: &str) -> Result<(), ExchangeError> {
    if text.len() > MAX_TEXT {
        return Err(ExchangeError::TooLong { found: text.len() });
    }
    Ok(())
}

/// As much of a cell as an error shows.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}
