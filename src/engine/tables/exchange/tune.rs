//! A table into a TunerStudio tune (`.msq`) that is given: its figures are replaced and every other byte stays. Or out of
//! it as a part (`.msqpart`), which TunerStudio loads into a project and which holds this table alone.

use serde::{Deserialize, Serialize};

use crate::engine::import::{TunePlace, TuneSlot, read_tune_by, tune_place};
use crate::engine::tables::axis::MapAxis;
use crate::engine::tables::convert::from_tune;
use crate::engine::tables::model::MapTable;
use crate::engine::tune::Definition;

/// Why a table does not go into a tune.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum IntoTuneError {
    #[error("no tune of TunerStudio")]
    NotATune,
    #[error("no table {name} in the tune")]
    NoSuchTable { name: String },
    #[error("{rows} x {columns} do not go into {room_rows} x {room_columns}")]
    Shape { rows: usize, columns: usize, room_rows: usize, room_columns: usize },
    /// Cells or an axis measure something else there.
    #[error("another quantity")]
    Quantity,
    /// The tune's axes are not known, and the table's are not plain numbers.
    #[error("the axes of the table are not known in the tune")]
    NoAxes,
}

/// A table of a tune into which another may go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The constant that holds its cells.
    pub name: String,
    /// As ours has them: engine speed in rows.
    pub rows: usize,
    pub columns: usize,
}

/// The tables of a tune into which this one may go by its shape and what it measures.
pub fn slots_for(
    bytes: &[u8],
    definition: &Definition,
    table: &MapTable,
) -> Result<Vec<Slot>, IntoTuneError> {
    let calibration = read_tune_by(bytes, definition).ok_or(IntoTuneError::NotATune)?;
    let slot = |name: &str, there: &MapTable| {
        let fits = there.rows() == table.rows()
            && there.columns() == table.columns()
            && there.is_curve() == table.is_curve()
            && there.unit() == table.unit();
        fits.then(|| Slot { name: name.to_owned(), rows: there.rows(), columns: there.columns() })
    };
    let tables = calibration.tables.iter();
    Ok(tables.filter_map(|source| slot(&source.name, &from_tune(source).ok()?.table)).collect())
}

/// The tune with this table's figures in the place of those of `constant` and of its axes.
pub fn write_into_tune(
    bytes: &[u8],
    constant: &str,
    definition: &Definition,
    table: &MapTable,
) -> Result<Vec<u8>, IntoTuneError> {
    let place = place(bytes, constant, definition, table)?;
    let mut changes = changes(bytes, &place, table)?;
    changes.sort_by_key(|change| change.0.start);
    let mut out = Vec::with_capacity(bytes.len() + 1024);
    let mut from = 0;
    for (range, figures) in changes {
        out.extend(&bytes[from..range.start]);
        out.extend(figures);
        from = range.end;
    }
    out.extend(&bytes[from..]);
    Ok(out)
}

/// A part of the tune that holds this table and its axes, and nothing else.
pub fn part_of_tune(
    bytes: &[u8],
    constant: &str,
    definition: &Definition,
    table: &MapTable,
) -> Result<Vec<u8>, IntoTuneError> {
    let changed = write_into_tune(bytes, constant, definition, table)?;
    // Figures may take other room than before: places are looked up again.
    let place = place(&changed, constant, definition, table)?;
    let find = |what: &[u8], upto: usize| {
        changed[..upto].windows(what.len()).rposition(|w| w.eq_ignore_ascii_case(what))
    };
    let first_page = changed.windows(5).position(|w| w == b"<page").unwrap_or(place.cells.element.start);
    let mut out = changed[..first_page].to_vec();
    let mut slots: Vec<&TuneSlot> = vec![&place.cells];
    slots.extend(place.across.iter().chain(&place.down));
    slots.sort_by_key(|slot| slot.element.start);
    let mut open: Option<usize> = None;
    for slot in slots {
        let page = find(b"<page", slot.element.start);
        if page.is_some() && page != open {
            if open.is_some() {
                out.extend(b"</page>\n");
            }
            if let Some(at) = page {
                let end = changed[at..].iter().position(|b| *b == b'>').map_or(at, |n| at + n + 1);
                out.extend(&changed[at..end]);
                out.push(b'\n');
            }
            open = page;
        }
        out.extend(&changed[slot.element.clone()]);
        out.push(b'\n');
    }
    if open.is_some() {
        out.extend(b"</page>\n");
    }
    out.extend(b"</msq>\n");
    Ok(out)
}

/// Where the table goes, where it fits there.
fn place(
    bytes: &[u8],
    constant: &str,
    definition: &Definition,
    table: &MapTable,
) -> Result<TunePlace, IntoTuneError> {
    let missing = || match read_tune_by(bytes, definition) {
        Some(_) => IntoTuneError::NoSuchTable { name: constant.to_owned() },
        None => IntoTuneError::NotATune,
    };
    let place = tune_place(bytes, constant, definition).ok_or_else(missing)?;
    let (lines, columns) = (place.cells.rows, place.cells.columns);
    let (room_rows, room_columns) = match (place.curve, place.turned) {
        (true, _) => (1, lines * columns),
        (false, true) => (columns, lines),
        (false, false) => (lines, columns),
    };
    if (room_rows, room_columns) != (table.rows(), table.columns()) || place.curve != table.is_curve() {
        let (rows, columns) = (table.rows(), table.columns());
        return Err(IntoTuneError::Shape { rows, columns, room_rows, room_columns });
    }
    if place.cells.unit != table.unit() {
        return Err(IntoTuneError::Quantity);
    }
    Ok(place)
}

type Replaced = (std::ops::Range<usize>, Vec<u8>);

/// The figures of the cells and of each axis, as they stand in the file.
fn changes(bytes: &[u8], place: &TunePlace, table: &MapTable) -> Result<Vec<Replaced>, IntoTuneError> {
    let (lines, columns) = (place.cells.rows, place.cells.columns);
    let cells = table.cells();
    let figures: Vec<f64> = if place.turned {
        (0..lines * columns).map(|i| cells[(i % columns) * lines + i / columns]).collect()
    } else {
        cells.to_vec()
    };
    let (x, y) = (Some(table.x()), table.y());
    let (across, down) = if place.turned { (y, x) } else { (x, y) };
    let mut changes = vec![replaced(bytes, &place.cells, &figures)];
    for (slot, axis) in [(&place.across, across), (&place.down, down)] {
        match (slot, axis) {
            (Some(slot), Some(axis)) => {
                if slot.unit.quantity() != axis.unit().quantity() && !is_plain(slot, axis) {
                    return Err(IntoTuneError::Quantity);
                }
                changes.push(replaced(bytes, slot, axis.points()));
            }
            // Counted break points are not in the file.
            (None, Some(axis)) if axis.channel().is_none() => {}
            (None, Some(_)) => return Err(IntoTuneError::NoAxes),
            (_, None) => {}
        }
    }
    Ok(changes)
}

/// Engine speed stands in some tunes without its unit.
fn is_plain(slot: &TuneSlot, axis: &MapAxis) -> bool {
    slot.unit == crate::engine::units::Unit::Raw && axis.unit() == crate::engine::units::Unit::Rpm
}

/// The figures of a slot with others in their place. Blanks and lines stay, and a figure that says the same stays as it
/// is written.
fn replaced(bytes: &[u8], slot: &TuneSlot, base: &[f64]) -> Replaced {
    let body = &bytes[slot.figures.clone()];
    let mut out = Vec::with_capacity(body.len());
    let mut wanted = base.iter().map(|value| (value - slot.offset) / slot.scale);
    for word in body.chunk_by(|a, b| a.is_ascii_whitespace() == b.is_ascii_whitespace()) {
        if word.first().is_none_or(u8::is_ascii_whitespace) {
            out.extend(word);
            continue;
        }
        let Some(value) = wanted.next() else { break };
        // Java, in which TunerStudio is written, shows a whole figure with one decimal.
        let text = format!("{value:.*}", slot.digits.clamp(1, 9));
        let before = std::str::from_utf8(word).ok().and_then(|w| w.parse::<f64>().ok());
        let same = before.is_some_and(|before| {
            text.parse() == Ok(before) || (before - value).abs() <= 1e-9 * before.abs().max(1e-3)
        });
        if same { out.extend(word) } else { out.extend(text.bytes()) }
    }
    (slot.figures.clone(), out)
}
