//! Importing from memory.

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::import::{
    ImportError, ImportOptions, Imported, Importer, IssueCode, LooksLike,
};
use fueltune_analyzer::engine::table::{Column, Flag};

/// Imports a whole file at once.
pub fn import(bytes: impl AsRef<[u8]>) -> Result<Imported, ImportError> {
    import_with(bytes, ImportOptions::default())
}

/// Imports a whole file with the user's corrections.
pub fn import_with(bytes: impl AsRef<[u8]>, options: ImportOptions) -> Result<Imported, ImportError> {
    let mut importer = Importer::new(options).expect_bytes(bytes.as_ref().len() as u64);
    importer.feed(bytes.as_ref())?;
    importer.finish()
}

/// Imports what must be a log.
pub fn log(bytes: impl AsRef<[u8]>) -> Imported {
    import(bytes).unwrap()
}

/// What the bytes looked like instead of a log.
pub fn refusal(bytes: impl AsRef<[u8]>) -> LooksLike {
    match import(bytes) {
        Err(ImportError::NotALog { looked_like }) => looked_like,
        Err(other) => panic!("refused for another reason: {other}"),
        Ok(log) => panic!("read as {} with {} rows", log.info.format, log.table.rows()),
    }
}

/// A channel that must be there.
pub fn channel(log: &Imported, id: ChannelId) -> &Column {
    log.table.channel(id).unwrap_or_else(|| panic!("no {}", id.slug()))
}

/// A column under its own name that must be there.
pub fn own<'a>(log: &'a Imported, name: &str) -> &'a Column {
    log.table.column(&ChannelKey::Custom(name.to_owned())).unwrap_or_else(|| panic!("no column {name}"))
}

/// The values of a column; NaN where missing.
pub fn values(column: &Column) -> Vec<f64> {
    (0..column.len()).map(|row| column.data().number(row)).collect()
}

/// Rows of a column with a flag.
pub fn flagged(column: &Column, flag: Flag) -> Vec<usize> {
    column.flags().iter().find(|(f, _)| *f == flag).map(|(_, rows)| rows.iter().collect()).unwrap_or_default()
}

/// Count of an issue over all columns.
pub fn count(log: &Imported, code: IssueCode) -> u32 {
    log.issues.iter().filter(|i| i.code == code).map(|i| i.count).sum()
}

/// Whether two figures are the same but for f32 rounding.
pub fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-5 * b.abs().max(1.0)
}
