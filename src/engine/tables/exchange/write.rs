//! A table as the text another program takes.

use serde::{Deserialize, Serialize};

use super::number::{Mark, shortest, written};
use super::read::Separator;
use crate::engine::tables::model::MapTable;
use crate::engine::tables::rules::{axis_rules, cell_rules};
use crate::engine::units::Unit;

/// How a table lies in a text. A curve is a single line (under its axis, where there are axes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Break points above and beside the cells.
    pub axes: bool,
    pub separator: Separator,
    pub mark: Mark,
    /// Decimals of the cells; `None` for as many as they have.
    pub digits: Option<u8>,
    /// One line for each load instead of one for each engine speed.
    pub lines_are_loads: bool,
    /// The highest break point in the first line.
    pub lines_descend: bool,
}

impl Layout {
    /// What FTManager copies and pastes: no axes, engine speed from the highest down, pressure from the lowest up, three
    /// decimals; Brazilian Windows wants a comma before them.
    pub const fn ftmanager(mark: Mark) -> Self {
        Self {
            axes: false,
            separator: Separator::Tab,
            mark,
            digits: Some(3),
            lines_are_loads: false,
            lines_descend: true,
        }
    }

    /// As TunerStudio and MegaLogViewer show a table: a line for each load, the highest first, no axes.
    pub const fn tuner_studio() -> Self {
        Self {
            axes: false,
            separator: Separator::Tab,
            mark: Mark::Point,
            digits: None,
            lines_are_loads: true,
            lines_descend: true,
        }
    }

    /// For spreadsheets, and for HP Tuners' copy with axes.
    pub const fn spreadsheet(mark: Mark) -> Self {
        Self {
            axes: true,
            separator: Separator::Tab,
            mark,
            digits: None,
            lines_are_loads: false,
            lines_descend: false,
        }
    }

    /// A CSV file with axes: commas between and points within, or `;` between and commas within.
    pub const fn csv(mark: Mark) -> Self {
        let separator = match mark {
            Mark::Point => Separator::Comma,
            Mark::Comma => Separator::Semicolon,
        };
        Self { axes: true, separator, mark, digits: None, lines_are_loads: false, lines_descend: false }
    }
}

/// The cells in use as text, each in the unit its kind is shown in; ends with a line end. With axes the corner names
/// both units, rows first: `rpm\bar`.
pub fn write_text(table: &MapTable, layout: Layout) -> String {
    let lattice = table.lattice();
    let unit = cell_rules(table.info.kind, table.unit()).display;
    let x_unit = axis_rules(table.x()).display;
    let y_unit = table.y().map(|y| axis_rules(y).display);
    let cell = |row: usize, column: usize| {
        let value = unit.from_base(lattice.cell(row, column));
        match layout.digits {
            Some(digits) => written(value, usize::from(digits), layout.mark),
            None => shortest(tidy(value), layout.mark),
        }
    };
    let points = |points: &[f64], unit: Unit| -> Vec<String> {
        points.iter().map(|p| shortest(tidy(unit.from_base(*p)), layout.mark)).collect()
    };
    let (xs, ys) = (points(&lattice.xs, x_unit), points(&lattice.ys, y_unit.unwrap_or(Unit::Raw)));
    let curve = table.is_curve();
    // A curve has one line whatever the layout says of loads.
    let by_load = layout.lines_are_loads && !curve;
    let (lines, across) = if by_load { (xs.len(), ys.len()) } else { (ys.len(), xs.len()) };
    let mut order: Vec<usize> = (0..lines).collect();
    if layout.lines_descend {
        order.reverse();
    }
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(lines + 1);
    let (top, left) = if by_load { (&ys, &xs) } else { (&xs, &ys) };
    if layout.axes {
        let symbols = (y_unit.map_or("", Unit::symbol), x_unit.symbol());
        let (beside, above) = if by_load { (symbols.1, symbols.0) } else { symbols };
        let corner = (!curve).then(|| format!("{beside}\\{above}"));
        rows.push(corner.into_iter().chain(top.iter().cloned()).collect());
    }
    for line in order {
        let cells = (0..across).map(|at| if by_load { cell(at, line) } else { cell(line, at) });
        let beside = (layout.axes && !curve).then(|| left[line].clone());
        rows.push(beside.into_iter().chain(cells).collect());
    }
    let between = layout.separator.letter().unwrap_or(' ').to_string();
    rows.iter().map(|row| row.join(&between) + "\n").collect()
}

/// Ten digits: what the conversion to another unit adds behind them is noise.
fn tidy(value: f64) -> f64 {
    crate::engine::tables::axis::kept(value)
}
