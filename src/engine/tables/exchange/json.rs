//! Our own file: JSON that says what it is, with every figure in its base unit.

use serde::{Deserialize, Serialize};

use super::error::{ExchangeError, check_length};
use crate::engine::tables::model::MapTable;

const FORMAT: &str = "fueltune-tables";
const VERSION: u32 = 1;

/// A table with what is known of its record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exported {
    /// The vehicle's, where the table has one.
    #[serde(default)]
    pub vehicle: Option<String>,
    pub table: MapTable,
}

#[derive(Serialize)]
struct Writing<'a> {
    format: &'a str,
    version: u32,
    tables: &'a [Exported],
}

#[derive(Deserialize)]
struct Reading {
    tables: Vec<Exported>,
}

#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
}

/// The tables as the text of a file.
pub fn write_json(tables: &[Exported]) -> String {
    let file = Writing { format: FORMAT, version: VERSION, tables };
    serde_json::to_string_pretty(&file).expect("invariant: a table is made of texts and finite numbers")
}

/// The tables of a file: all of them, each sound, or an error with its place.
pub fn read_json(text: &str) -> Result<Vec<Exported>, ExchangeError> {
    // A file may hold every table of a calibration.
    if text.len() > super::MAX_TEXT * 8 {
        return Err(ExchangeError::TooLong { found: text.len() });
    }
    let text = text.trim_start_matches('\u{FEFF}');
    let head: Head = serde_json::from_str(text).map_err(|error| place(&error))?;
    if head.format.as_deref() != Some(FORMAT) {
        return Err(ExchangeError::OtherFormat);
    }
    match head.version {
        Some(version) if version > VERSION => return Err(ExchangeError::Newer { found: version }),
        Some(_) => {}
        None => return Err(ExchangeError::OtherFormat),
    }
    let file: Reading = serde_json::from_str(text).map_err(|error| place(&error))?;
    if file.tables.is_empty() {
        return Err(ExchangeError::Empty);
    }
    Ok(file.tables)
}

/// A mistake of JSON with its line.
pub(super) fn place(error: &serde_json::Error) -> ExchangeError {
    let detail = error.to_string();
    let detail = detail.rsplit_once(" at line ").map_or(detail.clone(), |(text, _)| text.to_owned());
    ExchangeError::Syntax { line: error.line(), detail }
}

/// A JSON text of any kind.
pub(super) fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ExchangeError> {
    check_length(text)?;
    serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| place(&error))
}
