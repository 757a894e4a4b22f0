//! How a block of text lies on a table: which way round, in which order, in which units.

use serde::{Deserialize, Serialize};

use super::read::TextBlock;
use super::write::Layout;
use crate::engine::tables::axis::{MAX_POINTS, MapAxis, kept};
use crate::engine::tables::cells::{Cell, Side};
use crate::engine::tables::edit::Block;
use crate::engine::tables::model::MapTable;
use crate::engine::tables::surface::{Beyond, Lattice, Method};
use crate::engine::units::{Quantity, Unit};

/// Share of the axis' points that has to be met, or of its span, before an axis in the text is taken for it.
const MET: f64 = 0.2;

/// Which way round a text lies on the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// Its lines are the table's rows.
    AsIs,
    /// Its lines are the table's columns: rows and columns changed places.
    Turned,
}

/// Which way break points run in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    Ascending,
    Descending,
}

/// How a text lies on a table; shown before anything is applied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    pub way: Way,
    /// Order of the text's lines, top to bottom.
    pub lines: Order,
    /// Order of its columns, left to right.
    pub columns: Order,
    /// Way and order follow from axes in the text that match the table's; else from the layout that was assumed and from
    /// what fits.
    pub by_axes: bool,
    /// Units the axes were read in, where the text has axes.
    pub x_unit: Option<Unit>,
    pub y_unit: Option<Unit>,
    /// The axes of the text are those in use in the table, from the first to the last.
    pub same_axes: bool,
    /// Break points of the text in base units, ascending, where it has them.
    pub xs: Option<Vec<f64>>,
    pub ys: Option<Vec<f64>>,
    /// The cells as the table has them: engine speed in rows, everything ascending; in the unit the text has them in.
    pub block: Block,
}

/// Why a text does not lie on a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum FitError {
    #[error("{rows} by {columns} do not fit where there is room for {room_rows} by {room_columns}")]
    DoesNotFit { rows: u32, columns: u32, room_rows: u32, room_columns: u32 },
    /// Break points in the text that go up and down, or repeat.
    #[error("the break points of the text are in no order")]
    Unordered { side: Side },
    /// A blank cell between cells that are to be re-sampled.
    #[error("a cell in between is blank")]
    Blank(Cell),
    /// Re-sampling asks for break points.
    #[error("the text has no break points")]
    NoAxes,
    #[error("the block is larger than a table")]
    TooLarge,
}

/// Lays a text on the cells in use of a table from `at` on. `assumed` decides what the text does not tell.
pub fn fit(text: &TextBlock, table: &MapTable, at: Cell, assumed: &Layout) -> Result<Fit, FitError> {
    let headed = curve_with_axis(text, table);
    let text = headed.as_ref().unwrap_or(text);
    let found = by_axes(text, table);
    let (rows, columns) = (text.rows.len(), text.columns());
    if rows > MAX_POINTS || columns > MAX_POINTS {
        return Err(FitError::TooLarge);
    }
    let way = match found {
        Some((way, ..)) => way,
        None => by_room(text, table, at, *assumed)?,
    };
    let (line_side, column_side) = if way == Way::AsIs { (Side::Y, Side::X) } else { (Side::X, Side::Y) };
    // The layout's order is that of its own lines: engine speeds or loads.
    let as_assumed = !table.is_curve() && (way == Way::Turned) == assumed.lines_are_loads;
    let descend = assumed.lines_descend && as_assumed;
    let assumed_lines = if descend { Order::Descending } else { Order::Ascending };
    let lines = order_of(text.left.as_deref(), line_side)?.unwrap_or(assumed_lines);
    let across = order_of(text.top.as_deref(), column_side)?.unwrap_or(Order::Ascending);
    let (x_text, y_text) = if way == Way::AsIs { (&text.top, &text.left) } else { (&text.left, &text.top) };
    let (x_unit, y_unit) = match found {
        Some((_, x, y)) => (Some(x), y),
        None => (x_text.as_ref().map(|_| table.x().unit()), table.y().map(MapAxis::unit)),
    };
    let xs = x_text.as_ref().map(|p| ascending(p, x_unit.unwrap_or(Unit::Raw)));
    let ys = y_text.as_ref().map(|p| ascending(p, y_unit.unwrap_or(Unit::Raw)));
    let same = |points: &Option<Vec<f64>>, axis: Option<&MapAxis>| match (points, axis) {
        (Some(points), Some(axis)) => met(points, &axis.active()).0 && points.len() == axis.in_use().len(),
        (None, None) => true,
        _ => false,
    };
    let same_axes = same(&xs, Some(table.x())) && same(&ys, table.y());
    let y_unit = ys.as_ref().and(y_unit);
    let block = laid(text, lines, across, way);
    let by_axes = found.is_some();
    Ok(Fit { way, lines, columns: across, by_axes, x_unit, y_unit, same_axes, xs, ys, block })
}

impl Fit {
    /// The cells in base units: `unit` is what they stand in in the text.
    #[must_use]
    pub fn in_unit(&self, unit: Unit) -> Block {
        let cells = self.block.cells.iter().map(|z| z.map(|z| unit.to_base(z))).collect();
        Block { cells, ..self.block.clone() }
    }

    /// The cells read at the break points in use of a table, for a text with other axes: `None` where the text does not
    /// reach, so that a paste leaves those cells as they are. In base units, as [`Fit::in_unit`].
    pub fn onto(&self, table: &MapTable, unit: Unit, method: Method) -> Result<Block, FitError> {
        let xs = self.xs.clone().ok_or(FitError::NoAxes)?;
        let ys = match (&self.ys, table.y()) {
            (Some(ys), Some(_)) => ys.clone(),
            (None, None) => vec![0.0],
            _ => return Err(FitError::NoAxes),
        };
        let block = self.in_unit(unit);
        let columns = block.columns.max(1) as usize;
        if let Some(i) = block.cells.iter().position(Option::is_none) {
            return Err(FitError::Blank(Cell::at((i / columns) as u32, (i % columns) as u32)));
        }
        let cells = block.cells.iter().copied().flatten().collect();
        let lattice = Lattice { xs, ys, cells };
        if lattice.xs.len() * lattice.ys.len() != lattice.cells.len() {
            return Err(FitError::NoAxes);
        }
        let own = table.lattice();
        let read = lattice.resampled(&own.xs, &own.ys, method, Beyond::Hold);
        let width = own.xs.len();
        let reached = |i: usize| !lattice.beyond(own.xs[i % width], own.ys[i / width]);
        let cells = read.cells.iter().enumerate().map(|(i, z)| reached(i).then_some(*z)).collect();
        Ok(Block { rows: own.ys.len() as u32, columns: width as u32, cells })
    }
}

/// Which way break points run; `None` where there are none.
fn order_of(points: Option<&[f64]>, side: Side) -> Result<Option<Order>, FitError> {
    match points {
        None => Ok(None),
        Some(points) if points.windows(2).all(|w| w[0] < w[1]) => Ok(Some(Order::Ascending)),
        Some(points) if points.windows(2).all(|w| w[0] > w[1]) => Ok(Some(Order::Descending)),
        Some(_) => Err(FitError::Unordered { side }),
    }
}

/// The cells of a text as the table has them.
fn laid(text: &TextBlock, lines: Order, columns: Order, way: Way) -> Block {
    let mut block = Block {
        rows: text.rows.len() as u32,
        columns: text.columns() as u32,
        cells: text.rows.iter().flatten().copied().collect(),
    };
    if lines == Order::Descending {
        block = block.upside_down();
    }
    if columns == Order::Descending {
        block = block.mirrored();
    }
    if way == Way::Turned { block.transposed() } else { block }
}

fn ascending(points: &[f64], unit: Unit) -> Vec<f64> {
    let mut points: Vec<f64> = points.iter().map(|p| kept(unit.to_base(*p))).collect();
    points.sort_by(f64::total_cmp);
    points
}

/// A curve's text of two lines, or of two columns, of which the first is the table's axis: nothing else tells so.
fn curve_with_axis(text: &TextBlock, table: &MapTable) -> Option<TextBlock> {
    if !table.is_curve() || text.top.is_some() || text.left.is_some() {
        return None;
    }
    let is_axis = |points: &[f64]| best_unit(points, table.x()).is_some_and(|(score, _)| score >= 0.5);
    if let [first, second] = text.rows.as_slice() {
        let points: Option<Vec<f64>> = first.iter().copied().collect();
        if let Some(points) = points.filter(|points| is_axis(points)) {
            return Some(TextBlock { top: Some(points), rows: vec![second.clone()], ..text.clone() });
        }
    }
    if text.columns() == 2 {
        let points: Option<Vec<f64>> = text.rows.iter().map(|row| row[0]).collect();
        if let Some(points) = points.filter(|points| is_axis(points)) {
            let rows = text.rows.iter().map(|row| vec![row[1]]).collect();
            return Some(TextBlock { left: Some(points), rows, ..text.clone() });
        }
    }
    None
}

/// Which way round a text is, the unit along `x`, and that along `y`.
type Meant = (Way, Unit, Option<Unit>);

/// Which way round the axes of a text are the table's, and in which units they stand.
fn by_axes(text: &TextBlock, table: &MapTable) -> Option<Meant> {
    let score = |points: Option<&Vec<f64>>, axis: Option<&MapAxis>| match (points, axis) {
        (Some(points), Some(axis)) => best_unit(points, axis),
        (None, None) => Some((1.0, Unit::Raw)),
        _ => None,
    };
    let ways = [(Way::AsIs, &text.top, &text.left), (Way::Turned, &text.left, &text.top)];
    let mut best: Option<(f64, Meant)> = None;
    for (way, x, y) in ways {
        let (Some((x_met, x_unit)), Some((y_met, y_unit))) =
            (score(x.as_ref(), Some(table.x())), score(y.as_ref(), table.y()))
        else {
            continue;
        };
        let worst = x_met.min(y_met);
        if worst >= MET && best.as_ref().is_none_or(|(score, _)| worst > *score) {
            best = Some((worst, (way, x_unit, table.y().map(|_| y_unit))));
        }
    }
    best.map(|(_, found)| found)
}

/// The unit in which points meet an axis best, and how well: the share of the points met exactly, or half the share of
/// the span that both cover.
fn best_unit(points: &[f64], axis: &MapAxis) -> Option<(f64, Unit)> {
    let quantity = axis.unit().quantity();
    let fits = |unit: &&Unit| match quantity {
        Quantity::AsLogged => **unit == Unit::Raw,
        _ => unit.quantity() == quantity,
    };
    let own = axis.active();
    let mut best: Option<(f64, Unit)> = None;
    // The base unit comes first and wins where another is no better.
    for unit in Unit::ALL.iter().filter(fits) {
        let there = ascending(points, *unit);
        let score = met(&there, &own).1;
        if best.is_none_or(|(most, _)| score > most + 1e-9) {
            best = Some((score, *unit));
        }
    }
    best
}

/// Whether all points are the axis' own, and how well they meet it.
fn met(points: &[f64], own: &[f64]) -> (bool, f64) {
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return (false, 0.0) };
    let span = last - first;
    let near = |p: &f64| own.iter().any(|o| (o - p).abs() <= span * 1e-6);
    let exact = points.iter().filter(|p| near(p)).count();
    let (low, high) = (points.first().copied().unwrap_or(0.0), points.last().copied().unwrap_or(0.0));
    let both = (high.min(*last) - low.max(*first)).max(0.0);
    let either = high.max(*last) - low.min(*first);
    let overlap = if either > 0.0 { both / either } else { 0.0 };
    let share = exact as f64 / points.len().max(1) as f64;
    (exact == points.len(), share.max(overlap / 2.0))
}

/// Without axes: the way that was assumed if the block fits so, else the other one if it fits so.
fn by_room(text: &TextBlock, table: &MapTable, at: Cell, assumed: Layout) -> Result<Way, FitError> {
    let room = |used: Vec<usize>, from: u32| used.into_iter().filter(|i| *i >= from as usize).count();
    let room_rows = room(table.rows_in_use(), at.row);
    let room_columns = room(table.x().in_use(), at.column);
    let (rows, columns) = (text.rows.len(), text.columns());
    let has_axes = text.top.is_some() || text.left.is_some();
    let fits = |way: Way| {
        let (rows, columns) = if way == Way::AsIs { (rows, columns) } else { (columns, rows) };
        rows <= room_rows && columns <= room_columns
    };
    let first = if assumed.lines_are_loads && !table.is_curve() { Way::Turned } else { Way::AsIs };
    let second = if first == Way::AsIs { Way::Turned } else { Way::AsIs };
    // A text with axes of its own may be re-sampled, whatever its size.
    [first, second].into_iter().find(|way| fits(*way)).or(has_axes.then_some(first)).ok_or(
        FitError::DoesNotFit {
            rows: rows as u32,
            columns: columns as u32,
            room_rows: room_rows as u32,
            room_columns: room_columns as u32,
        },
    )
}
