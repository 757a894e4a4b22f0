//! Where a table stands in the bytes of a tune, so that its figures can be replaced and nothing else.

use std::ops::Range;

use super::{Constant, Layout, MAX_CONSTANTS, MAX_TUNE, Tag, layout, letters, scaled, stoich, tags};
use crate::engine::tune::{Definition, TableKind};
use crate::engine::units::Unit;

/// The figures of a constant in the bytes of a tune.
#[derive(Clone, Debug, PartialEq)]
pub struct TuneSlot {
    /// The whole element, from its first sign to its last.
    pub element: Range<usize>,
    /// The figures in it, with the blanks around them.
    pub figures: Range<usize>,
    /// Lines and columns.
    pub rows: usize,
    pub columns: usize,
    /// Decimals that its firmware keeps.
    pub digits: usize,
    /// Base unit of what it measures; `base = figure * scale + offset`.
    pub unit: Unit,
    pub scale: f64,
    pub offset: f64,
}

/// A table in the bytes of a tune.
#[derive(Clone, Debug, PartialEq)]
pub struct TunePlace {
    pub cells: TuneSlot,
    /// Break points over the columns and beside the lines, where they are known.
    pub across: Option<TuneSlot>,
    pub down: Option<TuneSlot>,
    /// Columns of the file are rows of ours.
    pub turned: bool,
    pub curve: bool,
}

/// The place of the table whose cells this constant holds; `None` where the bytes are no tune or have no such table.
pub fn tune_place(bytes: &[u8], constant: &str, definition: &Definition) -> Option<TunePlace> {
    if bytes.len() > MAX_TUNE {
        return None;
    }
    // Letters beyond ASCII may take one byte or more; as marks of one byte each, places in the text are places in the
    // file. Names and figures have none.
    let text: String = bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { '?' }).collect();
    let start = text.find("<msq")?;
    let elements: Vec<Tag<'_>> = tags(&text[start..], "constant").take(MAX_CONSTANTS).collect();
    let constants: Vec<Constant<'_>> = elements.iter().map(Constant::of).collect();
    let at = constants.iter().position(|c| c.name == constant && c.numbers().is_some_and(|v| v.len() > 1))?;
    let Layout { kind, across, down, curve, turned } = layout(&constants[at], &constants, definition)?;
    let stoich = stoich(&constants);
    let slot = |at: usize, kind: TableKind, stoich: Option<f64>| {
        slot(bytes, &text, &elements[at], &constants[at], (kind, stoich))
    };
    let axis = |at: Option<usize>| at.map(|at| slot(at, TableKind::Other, None));
    Some(TunePlace {
        cells: slot(at, kind, stoich)?,
        across: axis(across).flatten(),
        down: axis(down).flatten(),
        turned,
        curve,
    })
}

fn slot(
    bytes: &[u8],
    text: &str,
    tag: &Tag<'_>,
    constant: &Constant<'_>,
    (kind, stoich): (TableKind, Option<f64>),
) -> Option<TuneSlot> {
    let attributes = place_of(text, tag.attributes)?;
    let figures = place_of(text, tag.text)?;
    let begin = text[..attributes.start].rfind('<')?;
    let end = figures.end + text[figures.end..].find('>')? + 1;
    // A unit may have a letter beyond ASCII, such as that of degrees.
    let told = letters(&bytes[attributes]);
    let own = Tag { attributes: &told, text: "" };
    let unit = own.attribute("units").unwrap_or_default();
    let scaled = scaled(&unit, &constant.numbers()?, kind, stoich);
    let digits = own.attribute("digits").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
    Some(TuneSlot {
        element: begin..end,
        figures,
        rows: constant.rows,
        columns: constant.columns,
        digits,
        unit: scaled.unit,
        scale: scaled.scale,
        offset: scaled.offset,
    })
}

/// Where a part of a text stands in it.
fn place_of(text: &str, part: &str) -> Option<Range<usize>> {
    let from = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let to = from + part.len();
    (to <= text.len()).then_some(from..to)
}
