//! A table, or cells of it, as text for the clipboard.

use super::order::Order;
use super::scale::Scale;
use crate::engine::tables::exchange::{Layout, Mark, write_text};
use crate::engine::tables::{Area, Cell, MapTable};
use crate::engine::vehicle::tidy;

/// Whom a copied table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyAs {
    /// Cells only, engine speed from the highest down, three decimals.
    FtManager,
    /// Cells only, a line for each load, the highest first.
    TunerStudio,
    /// With its break points, for spreadsheets and HP Tuners.
    Spreadsheet,
}

impl CopyAs {
    pub const ALL: [CopyAs; 3] = [CopyAs::FtManager, CopyAs::TunerStudio, CopyAs::Spreadsheet];

    /// Key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            CopyAs::FtManager => "table-editor-copy-ftmanager",
            CopyAs::TunerStudio => "table-editor-copy-tunerstudio",
            CopyAs::Spreadsheet => "table-editor-copy-spreadsheet",
        }
    }
}

/// The cells in use of a whole table; `decimals` of them for FTManager. TunerStudio takes a point whatever the language.
pub fn copied(table: &MapTable, copy: CopyAs, mark: Mark, decimals: u8) -> String {
    write_text(
        table,
        match copy {
            CopyAs::FtManager => Layout { digits: Some(decimals), ..Layout::ftmanager(mark) },
            CopyAs::TunerStudio => Layout::tuner_studio(),
            CopyAs::Spreadsheet => Layout::spreadsheet(mark),
        },
    )
}

/// The selected cells that are in use, as they lie on screen and in the unit shown, with all their digits.
pub fn selection_text(table: &MapTable, area: Area, order: &Order, scale: &Scale, mark: Mark) -> String {
    let rows = order.rows.iter().filter(|r| **r >= area.row && **r - area.row < area.rows);
    let line = |row: &u32| {
        let columns = order.columns.iter().filter(|c| area.contains(Cell::at(*row, **c)));
        let cells = columns.map(|column| Cell::at(*row, *column)).filter(|cell| table.is_active(*cell));
        let figures = cells.filter_map(|cell| table.cell(cell)).map(|z| figure(scale.from_base(z), mark));
        figures.collect::<Vec<_>>().join("\t")
    };
    rows.map(line).filter(|line| !line.is_empty()).map(|line| line + "\n").collect()
}

fn figure(value: f64, mark: Mark) -> String {
    // Ten digits: what a conversion adds behind them is noise. Adding zero makes a negative zero positive.
    let text = (tidy(value) + 0.0).to_string();
    if mark == Mark::Comma { text.replace('.', ",") } else { text }
}
