//! Laying the blocks of a document on sheets of paper, by what they measure one below the other.

use std::ops::Range;

/// A block as it stands in one long column: places from the column's top, in any unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    pub top: f64,
    pub bottom: f64,
    /// Stays with the next one: a title.
    pub keep: bool,
    /// Begins a sheet.
    pub new_sheet: bool,
    /// A table that may be parted between its rows.
    pub rows: Vec<(f64, f64)>,
}

/// What of a block stands on a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub block: usize,
    /// Rows of a table that is parted; its head is repeated above them.
    pub rows: Option<Range<usize>>,
}

/// Rows that a table has at least before it is parted.
const LEAST_ROWS: usize = 2;

/// Sheet by sheet what stands on it. What is higher than a sheet and cannot be parted has one of its own.
pub fn place(blocks: &[Measured], height: f64) -> Vec<Vec<Piece>> {
    let mut sheets: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut start = blocks.first().map_or(0.0, |b| b.top);
    let mut first = 0;
    while first < blocks.len() {
        // Titles and what they are the titles of.
        let titles = blocks[first..].iter().take_while(|b| b.keep).count();
        let last = (first + titles).min(blocks.len() - 1);
        let block = &blocks[last];
        let needed = block.rows.get(LEAST_ROWS - 1).map_or(block.bottom, |row| row.1);
        let is_empty = sheets.last().is_none_or(Vec::is_empty);
        if !is_empty && (blocks[first].new_sheet || needed - start > height) {
            sheets.push(Vec::new());
            start = blocks[first].top;
        }
        let whole = (first..last).map(|block| Piece { block, rows: None });
        sheets.last_mut().into_iter().for_each(|sheet| sheet.extend(whole.clone()));
        if block.rows.is_empty() || block.bottom - start <= height {
            sheets.last_mut().into_iter().for_each(|sheet| sheet.push(Piece { block: last, rows: None }));
        } else {
            start = part(&mut sheets, last, block, start, height);
        }
        first = last + 1;
    }
    sheets
}

/// Parts a table; gives the top of the sheet it ends on.
fn part(sheets: &mut Vec<Vec<Piece>>, block: usize, of: &Measured, mut start: f64, height: f64) -> f64 {
    let head = of.rows[0].0 - of.top;
    let mut from = 0;
    loop {
        let fit = of.rows[from..].iter().take_while(|row| row.1 - start <= height).count().max(1);
        let to = from + fit;
        if let Some(sheet) = sheets.last_mut() {
            sheet.push(Piece { block, rows: Some(from..to) });
        }
        if to == of.rows.len() {
            return start;
        }
        sheets.push(Vec::new());
        start = of.rows[to].0 - head;
        from = to;
    }
}
