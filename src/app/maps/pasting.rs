//! A text on its way into a table: what it is, where it would lie, what would come of it. Nothing is applied here.

use super::scale::Scale;
use crate::engine::tables::exchange::{
    ExchangeError, Fit, FitError, Headed, Layout, Mark, Reading, Separator, TextBlock, fit, read_block,
};
use crate::engine::tables::surface::Method;
use crate::engine::tables::{Applied, Area, Block, Cell, Command, MapTable, PasteHow, Refusal, apply};
use crate::engine::units::Unit;
use crate::i18n::Lang;

/// Where the cells of a text with axes of its own go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onto {
    /// Cell by cell from the selection on.
    Place,
    /// Read at the break points of the table.
    Resample(Method),
}

/// What the user decided about a text; the rest is found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PasteChoices {
    pub how: PasteHow,
    pub mark: Option<Mark>,
    pub headed: Option<Headed>,
    /// Engine speeds run down from the highest in the text, where it does not say.
    pub descending: bool,
    /// Rows and columns change places after all.
    pub turned: bool,
    pub onto: Option<Onto>,
    /// Unit of the cells of the text; `None` for the one shown.
    pub unit: Option<Unit>,
}

/// What would come of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct PastePlan {
    pub separator: Separator,
    pub mark: Mark,
    pub headed: Headed,
    pub fit: Fit,
    pub onto: Onto,
    pub command: Command,
    pub applied: Applied,
    /// The cells it lands on.
    pub area: Area,
}

/// Why nothing would come of it.
#[derive(Clone, Debug, PartialEq)]
pub enum PasteRefused {
    Text(ExchangeError),
    Fit(FitError),
    Edit(Refusal),
}

/// Reads a text and lays it on the table, from the selection on.
pub fn plan(
    text: &str,
    table: &MapTable,
    selected: Area,
    scale: &Scale,
    choices: &PasteChoices,
) -> Result<PastePlan, PasteRefused> {
    let mark = choices.mark.or_else(|| lone_comma(text, scale.lang));
    let reading = Reading { mark, headed: choices.headed };
    let block = read_block(text, reading).map_err(PasteRefused::Text)?;
    let headed = Headed { top: block.top.is_some(), left: block.left.is_some() };
    let first = first_in_use(table);
    let at = if fills(&block, table) { first } else { Cell::at(selected.row, selected.column) };
    let assumed = Layout {
        lines_are_loads: choices.turned,
        lines_descend: choices.descending,
        ..Layout::ftmanager(block.mark)
    };
    let fit = fit(&block, table, at, &assumed).map_err(PasteRefused::Fit)?;
    let has_axes = fit.xs.is_some() && (fit.ys.is_some() || table.is_curve());
    let usual = if has_axes && !fit.same_axes { Onto::Resample(Method::Linear) } else { Onto::Place };
    let onto = choices.onto.filter(|_| has_axes).unwrap_or(usual);
    let (at, block_in_text) = match onto {
        Onto::Resample(method) => (first, fit.onto(table, Unit::Raw, method).map_err(PasteRefused::Fit)?),
        // What stands on the table's own axes goes where these are.
        Onto::Place if fit.same_axes => (first, fit.block.clone()),
        Onto::Place => (at, spread(&fit.block, table, selected)),
    };
    let converted = in_base(&block_in_text, *choices, scale);
    let command = Command::Paste { at, block: converted, how: choices.how, transpose: false };
    let applied = apply(table, &command).map_err(PasteRefused::Edit)?;
    let area = landing(table, at, &block_in_text);
    Ok(PastePlan { separator: block.separator, mark: block.mark, headed, fit, onto, command, applied, area })
}

/// A line such as `1,5` is one figure where people write it so, and two elsewhere.
fn lone_comma(text: &str, lang: Lang) -> Option<Mark> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let plain = |line: &str| line.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | '+'));
    let lone = lines().all(|line| plain(line) && line.matches(',').count() <= 1);
    (lang.decimal_mark() == ',' && lone && text.contains(',')).then_some(Mark::Comma)
}

/// The first cell in use.
fn first_in_use(table: &MapTable) -> Cell {
    let first = |used: Vec<usize>| used.first().copied().unwrap_or(0) as u32;
    Cell::at(first(table.rows_in_use()), first(table.x().in_use()))
}

/// Whether a text has as many cells as the table in use, either way round.
fn fills(block: &TextBlock, table: &MapTable) -> bool {
    let (rows, columns) = (table.rows_in_use().len(), table.x().in_use().len());
    let found = (block.rows.len(), block.columns());
    found == (rows, columns) || found == (columns, rows)
}

/// A single figure goes into every selected cell.
fn spread(block: &Block, table: &MapTable, selected: Area) -> Block {
    if block.cells.len() != 1 {
        return block.clone();
    }
    let within = |used: Vec<usize>, from: u32, n: u32| {
        used.into_iter().filter(|i| *i as u32 >= from && (*i as u32) < from.saturating_add(n)).count() as u32
    };
    let rows = within(table.rows_in_use(), selected.row, selected.rows).max(1);
    let columns = within(table.x().in_use(), selected.column, selected.columns).max(1);
    let cells = vec![block.cells[0]; (rows * columns) as usize];
    Block { rows, columns, cells }
}

/// The cells in the base unit: values, differences or bare factors.
fn in_base(block: &Block, choices: PasteChoices, scale: &Scale) -> Block {
    let own = choices.unit.map(|unit| Scale::in_unit(unit, unit.digits(), scale.lang));
    let scale = own.as_ref().unwrap_or(scale);
    let convert = |z: f64| match choices.how {
        PasteHow::Replace | PasteHow::Average => scale.to_base(z),
        PasteHow::Add | PasteHow::Subtract => scale.delta_to_base(z),
        PasteHow::Multiply | PasteHow::Percent => z,
    };
    Block { cells: block.cells.iter().map(|z| z.map(convert)).collect(), ..*block }
}

/// The rectangle between the first and the last cell that a block lands on.
fn landing(table: &MapTable, at: Cell, block: &Block) -> Area {
    let last = |used: Vec<usize>, from: u32, n: u32| {
        let places = used.into_iter().map(|i| i as u32).filter(|i| *i >= from);
        places.take(n.max(1) as usize).last().unwrap_or(from)
    };
    let end = Cell::at(
        last(table.rows_in_use(), at.row, block.rows),
        last(table.x().in_use(), at.column, block.columns),
    );
    Area::between(at, end)
}
