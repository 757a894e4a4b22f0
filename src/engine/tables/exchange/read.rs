//! Cells out of any text a program puts on the clipboard or into a file.

use serde::{Deserialize, Serialize};

use super::error::{ExchangeError, check_length, shown};
use super::number::{Found, Mark, leading, number};
use crate::engine::tables::axis::MAX_POINTS;
use crate::engine::units::Unit;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    Tab,
    Semicolon,
    Comma,
    Blanks,
    /// A single cell in each line.
    None,
}

impl Separator {
    /// The letter, where it is a single one.
    pub(super) fn letter(self) -> Option<char> {
        match self {
            Separator::Tab => Some('\t'),
            Separator::Semicolon => Some(';'),
            Separator::Comma => Some(','),
            Separator::Blanks | Separator::None => None,
        }
    }
}

/// Where break points stand beside the cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headed {
    /// The first line is the axis of the columns.
    pub top: bool,
    /// The first cell of each line is the axis of the rows.
    pub left: bool,
}

/// What the reader is told, where it is told anything; the rest it finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub mark: Option<Mark>,
    pub headed: Option<Headed>,
}

/// Cells as they stand in a text, not yet turned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextBlock {
    pub separator: Separator,
    pub mark: Mark,
    /// Break points over the columns, left to right.
    pub top: Option<Vec<f64>>,
    /// Break points beside the rows, top to bottom.
    pub left: Option<Vec<f64>>,
    /// What stands in the corner, such as `RPM\MAP`.
    pub corner: Option<String>,
    /// Line by line; `None` where a cell is blank.
    pub rows: Vec<Vec<Option<f64>>>,
}

impl TextBlock {
    /// Columns of cells.
    pub fn columns(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// A unit named in the corner, such as the kPa of `MAP (kPa)`.
    pub fn corner_unit(&self) -> Option<Unit> {
        let corner = self.corner.as_deref()?;
        let inside = corner.split_once(['(', '['])?.1;
        Unit::parse(inside.trim_end_matches([')', ']']))
    }
}

/// Reads a block of cells: separated by TAB, `;`, `,` or blanks, decimals behind a point or a comma, with break points
/// above, beside, both or none. Break points are told from cells by the corner (a word, or nothing), or by what is said.
pub fn read_block(text: &str, reading: Reading) -> Result<TextBlock, ExchangeError> {
    check_length(text)?;
    let text = text.trim_start_matches('\u{FEFF}');
    // The place in the file stays with each line: refusals name it.
    let lines: Vec<(usize, &str)> =
        (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return Err(ExchangeError::Empty);
    }
    let separator = separator_of(&lines, reading.mark);
    let trailing =
        separator.letter().is_some_and(|c| lines.iter().all(|(_, line)| end_of(line).ends_with(c)));
    let cells: Vec<(usize, Vec<&str>)> =
        lines.iter().map(|(at, line)| (*at, split(line, separator, trailing))).collect();
    let columns = cells.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    if cells.len() > MAX_POINTS + 1 || columns > MAX_POINTS + 1 {
        return Err(ExchangeError::TooLarge { rows: cells.len(), columns, most: MAX_POINTS });
    }
    let mark = reading.mark.unwrap_or_else(|| mark_of(&cells, separator));
    let headed = reading.headed.unwrap_or_else(|| headed_of(&cells, mark));
    let (cells, shifted) = with_corner(cells, headed)?;
    block(&cells, separator, mark, headed, shifted)
}

/// A line of cells with its place in the text.
type Line<'a> = (usize, Vec<&'a str>);

/// Adds the corner where the first line of a headed block has none: `0 1 2` over `1000 a b c`.
fn with_corner(mut cells: Vec<Line<'_>>, headed: Headed) -> Result<(Vec<Line<'_>>, bool), ExchangeError> {
    let expected = cells.get(usize::from(headed.top)).or(cells.first()).map_or(0, |(_, row)| row.len());
    let mut shifted = false;
    if headed.top && headed.left && cells.len() > 1 && cells[0].1.len() + 1 == expected {
        cells[0].1.insert(0, "");
        shifted = true;
    }
    match cells.iter().find(|(_, row)| row.len() != expected) {
        Some((line, row)) => Err(ExchangeError::Ragged { line: *line, expected, found: row.len() }),
        None => Ok((cells, shifted)),
    }
}

fn block(
    cells: &[Line<'_>],
    separator: Separator,
    mark: Mark,
    headed: Headed,
    shifted: bool,
) -> Result<TextBlock, ExchangeError> {
    let point = |line: usize, at: usize, text: &str| {
        let no = ExchangeError::NotANumber { line, cell: at + 1, text: shown(text) };
        leading(text, mark).ok_or(no)
    };
    let skip = usize::from(headed.left);
    let mut found = TextBlock { separator, mark, top: None, left: None, corner: None, rows: Vec::new() };
    let mut body = cells;
    if let (true, Some(((line, first), rest))) = (headed.top, cells.split_first()) {
        let points = first.iter().enumerate().skip(skip).map(|(at, text)| point(*line, at, text));
        found.top = Some(points.collect::<Result<_, _>>()?);
        found.corner = (headed.left && !shifted).then(|| shown(first[0].trim().trim_matches('"')));
        body = rest;
    }
    if headed.left {
        let points = body.iter().map(|(line, row)| point(*line, 0, row[0]));
        found.left = Some(points.collect::<Result<_, _>>()?);
    }
    for (line, row) in body {
        let mut values = Vec::with_capacity(row.len());
        for (at, text) in row.iter().enumerate().skip(skip) {
            let (line, cell) = (*line, at + 1);
            values.push(match number(text, mark) {
                Found::Number(value) => Some(value),
                Found::Blank => None,
                Found::No => return Err(ExchangeError::NotANumber { line, cell, text: shown(text) }),
                Found::Ambiguous => return Err(ExchangeError::Ambiguous { line, cell, text: shown(text) }),
            });
        }
        found.rows.push(values);
    }
    if found.columns() == 0 || found.rows.iter().flatten().all(Option::is_none) {
        return Err(ExchangeError::Empty);
    }
    Ok(found)
}

/// A TAB anywhere is one; else `;`; else `,` where it is no decimal mark; else blanks.
fn separator_of(lines: &[(usize, &str)], mark: Option<Mark>) -> Separator {
    let any = |c: char| lines.iter().any(|(_, line)| line.contains(c));
    let blanks = || lines.iter().any(|(_, line)| line.trim().contains(char::is_whitespace));
    if any('\t') {
        return Separator::Tab;
    }
    if any(';') {
        return Separator::Semicolon;
    }
    if any(',') && mark != Some(Mark::Comma) {
        // `1,5 2,5` has blanks between and decimals behind commas; `1,5` alone is one number or two.
        let decimal =
            |word: &str| word.matches(',').count() <= 1 && !word.contains('.') && !word.ends_with(',');
        let words = || lines.iter().flat_map(|(_, line)| line.split_whitespace());
        let spaced = blanks() && words().all(decimal);
        if !spaced {
            return Separator::Comma;
        }
    }
    if blanks() { Separator::Blanks } else { Separator::None }
}

/// A line without the line end and blanks behind it.
fn end_of(line: &str) -> &str {
    line.trim_end_matches(['\r', ' '])
}

/// The cells of a line. Where every line ends with a separator (`trailing`), it stands behind the last cell; a leading
/// one is an empty corner.
fn split(line: &str, separator: Separator, trailing: bool) -> Vec<&str> {
    match separator.letter() {
        Some(c) => {
            let line = end_of(line);
            let line = if trailing { line.strip_suffix(c).unwrap_or(line) } else { line };
            line.split(c).collect()
        }
        None if separator == Separator::Blanks => line.split_whitespace().collect(),
        None => vec![line.trim()],
    }
}

/// A comma where any cell holds one and none holds a point as well.
fn mark_of(cells: &[Line<'_>], separator: Separator) -> Mark {
    let any = |c: char| cells.iter().any(|(_, row)| row.iter().any(|cell| cell.contains(c)));
    if separator != Separator::Comma && any(',') && !any('.') { Mark::Comma } else { Mark::Point }
}

/// Break points stand above and beside where the corner is a word or blank and what follows it are numbers; above only
/// where the first line is numbers under no word and is one shorter than the others.
fn headed_of(cells: &[Line<'_>], mark: Mark) -> Headed {
    let none = Headed::default();
    let Some(((_, first), rest)) = cells.split_first() else { return none };
    if rest.is_empty() {
        return none;
    }
    let both = Headed { top: true, left: true };
    if rest.iter().all(|(_, row)| row.len() == first.len() + 1) {
        return both;
    }
    let is_point = |text: &&str| leading(text, mark).is_some();
    match number(first[0], mark) {
        Found::No | Found::Blank if first.len() > 1 && first[1..].iter().all(is_point) => both,
        _ => none,
    }
}
