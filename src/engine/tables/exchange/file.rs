//! The tables a file brings, whatever program wrote it.

use serde::{Deserialize, Serialize};

use super::error::{ExchangeError, MAX_TEXT};
use super::grid::Grid;
use super::{Reading, read_block, read_json, read_predecessor, read_table_xml};
use crate::engine::import::read_tune_by;
use crate::engine::tables::convert::{Converted, Refused, from_calibration};
use crate::engine::tables::model::{MAX_NAME, MapTable};
use crate::engine::tune::{Calibration, Definition};

/// Bytes of the largest text that is read: a whole tune, or every table of one.
pub const MAX_FILE: usize = 16 << 20;

/// What a file is, as far as its beginning tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// A log, which may carry the calibration it was driven with.
    Log,
    /// A TunerStudio tune, or a part of one.
    Tune,
    /// TunerStudio's file of one table.
    Table,
    /// Our own file, or one of the program this one follows.
    Json,
    /// Cells with separators between.
    Text,
}

impl FileKind {
    /// Tells it by the first bytes of a file: some thousands are enough.
    pub fn of(head: &[u8]) -> Self {
        if head.contains(&0) {
            return FileKind::Log;
        }
        let text = letters(head);
        let begin = text.trim_start_matches('\u{FEFF}').trim_start();
        if begin.starts_with(['{', '[']) {
            FileKind::Json
        } else if text.contains("<msq") {
            FileKind::Tune
        } else if text.contains("<tableData") {
            FileKind::Table
        } else if begin.bytes().any(|b| b < 9) {
            FileKind::Log
        } else {
            FileKind::Text
        }
    }

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            FileKind::Log => "log",
            FileKind::Tune => "tune",
            FileKind::Table => "table",
            FileKind::Json => "json",
            FileKind::Text => "text",
        }
    }
}

/// A table of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Offered {
    /// All of it is known.
    Whole(Box<Converted>),
    /// Its figures are known, not what they measure.
    Bare(Grid),
}

/// What a file brings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileTables {
    pub kind: FileKind,
    pub ecu_model: Option<String>,
    pub firmware: Option<String>,
    pub map_name: Option<String>,
    pub offers: Vec<Offered>,
    /// Tables that cannot be edited, and why.
    pub refused: Vec<Refused>,
}

impl FileTables {
    /// The tables of a calibration.
    pub fn of_calibration(calibration: &Calibration, kind: FileKind) -> Self {
        let (taken, refused) = from_calibration(calibration);
        Self {
            kind,
            ecu_model: calibration.ecu_model.clone(),
            firmware: calibration.firmware.clone(),
            map_name: calibration.map_name.clone(),
            offers: taken.into_iter().map(|c| Offered::Whole(Box::new(c))).collect(),
            refused,
        }
    }

    fn of(kind: FileKind, offers: Vec<Offered>) -> Self {
        Self { kind, ecu_model: None, firmware: None, map_name: None, offers, refused: Vec::new() }
    }
}

/// Reads the tables of a file that is no log. `name` is what the file is called, for a table that has no name.
pub fn read_file(bytes: &[u8], kind: FileKind, name: &str) -> Result<FileTables, ExchangeError> {
    read_file_by(bytes, kind, name, &Definition::default())
}

/// The same with the definition of a tune's firmware: it tells which constants are the axes of a table.
pub fn read_file_by(
    bytes: &[u8],
    kind: FileKind,
    name: &str,
    definition: &Definition,
) -> Result<FileTables, ExchangeError> {
    let most = if kind == FileKind::Text || kind == FileKind::Table { MAX_TEXT } else { MAX_FILE };
    if bytes.len() > most {
        return Err(ExchangeError::TooLong { found: bytes.len() });
    }
    let text = letters(bytes);
    match kind {
        FileKind::Log => Err(ExchangeError::OtherFormat),
        FileKind::Tune => {
            let calibration = read_tune_by(bytes, definition).ok_or(ExchangeError::OtherFormat)?;
            let mut found = FileTables::of_calibration(&calibration, kind);
            found.offers.iter_mut().for_each(|offer| entitle(offer, definition));
            Ok(found)
        }
        FileKind::Table => Ok(FileTables::of(kind, vec![Offered::Bare(read_table_xml(&text)?)])),
        FileKind::Json => {
            let tables = match read_json(&text) {
                Err(ExchangeError::OtherFormat) => {
                    let (mut table, turned) = read_predecessor(&text)?;
                    name.clone_into(&mut table.info.name);
                    vec![Converted { table, turned, padding: 0 }]
                }
                read => read?.into_iter().map(|e| as_it_is(e.table)).collect(),
            };
            Ok(FileTables::of(kind, tables.into_iter().map(|c| Offered::Whole(Box::new(c))).collect()))
        }
        FileKind::Text => {
            let block = read_block(&text, Reading::default())?;
            let grid = match Grid::of_text(&block) {
                Err(ExchangeError::Missing { .. }) if block.top.is_none() => Grid::curve_of_text(&block)?,
                grid => grid?,
            };
            Ok(FileTables::of(kind, vec![Offered::Bare(grid)]))
        }
    }
}

/// A table is called as its program shows it; its constant is the inner name.
fn entitle(offer: &mut Offered, definition: &Definition) {
    let Offered::Whole(converted) = offer else { return };
    let info = &mut converted.table.info;
    let title = definition.of(&info.name).map(|entry| entry.title.trim()).find(|title| !title.is_empty());
    if let Some(title) = title {
        info.name = title.chars().take(MAX_NAME).collect();
    }
}

fn as_it_is(table: MapTable) -> Converted {
    Converted { table, turned: false, padding: 0 }
}

/// Text in UTF-8, or in the letters of western Europe.
fn letters(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|b| char::from(*b)).collect(), str::to_owned)
}
