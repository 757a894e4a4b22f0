//! TunerStudio's `.table` files: one table as XML (`tableData`), engine speed along `xAxis`, load along `yAxis`, a line of
//! `zValues` for each load. The file names neither kind nor units.

use super::error::{ExchangeError, check_length, shown};
use super::grid::Grid;
use super::number::{Found, Mark, number, shortest};
use crate::engine::tables::axis::MAX_POINTS;
use crate::engine::tables::model::MapTable;
use crate::engine::tables::rules::axis_rules;
use crate::engine::units::Unit;

/// Before each line of figures, as TunerStudio writes them.
const INDENT: &str = "         ";
const SPACE: &str = "http://www.EFIAnalytics.com/:table";

/// Reads a `.table` file.
pub fn read_table_xml(text: &str) -> Result<Grid, ExchangeError> {
    check_length(text)?;
    if !text.contains("<tableData") {
        return Err(ExchangeError::OtherFormat);
    }
    let (x_name, xs) = numbers(text, "xAxis")?;
    let (y_name, ys) = numbers(text, "yAxis")?;
    let (_, cells) = numbers(text, "zValues")?;
    for points in [&xs, &ys] {
        if points.is_empty() || points.len() > MAX_POINTS {
            return Err(ExchangeError::TooLarge { rows: ys.len(), columns: xs.len(), most: MAX_POINTS });
        }
    }
    let expected = xs.len() * ys.len();
    if cells.len() != expected {
        return Err(ExchangeError::Count { what: "zValues".to_owned(), expected, found: cells.len() });
    }
    Ok(Grid { x_name, xs, y_name, ys, cells })
}

/// Name and figures of an element, as many as its `cols` or `rows` say.
fn numbers(text: &str, element: &str) -> Result<(String, Vec<f64>), ExchangeError> {
    let missing = || ExchangeError::Missing { what: element.to_owned() };
    let open = format!("<{element}");
    let start = text.find(&open).ok_or_else(missing)?;
    let line_of = |at: usize| text[..at].bytes().filter(|b| *b == b'\n').count() + 1;
    let broken = |at: usize| ExchangeError::Syntax { line: line_of(at), detail: element.to_owned() };
    let tag_end = text[start..].find('>').map(|i| start + i).ok_or_else(|| broken(start))?;
    let tag = &text[start + open.len()..tag_end];
    let body_end =
        text[tag_end..].find(&format!("</{element}")).map(|i| tag_end + i).ok_or_else(|| broken(tag_end))?;
    let body = &text[tag_end + 1..body_end];
    let first_line = line_of(tag_end);
    let mut values = Vec::new();
    for (line, content) in (first_line..).zip(body.lines()) {
        for (cell, word) in (1..).zip(content.split_whitespace()) {
            match number(word, Mark::Point) {
                Found::Number(value) => values.push(value),
                _ => return Err(ExchangeError::NotANumber { line, cell, text: shown(word) }),
            }
            if values.len() > MAX_POINTS * MAX_POINTS {
                return Err(ExchangeError::TooLarge { rows: values.len(), columns: 1, most: MAX_POINTS });
            }
        }
    }
    let told = |key: &str| attribute(tag, key).and_then(|n| n.parse::<usize>().ok());
    // An axis tells its own length, the cells both.
    let expected = match (told("cols"), told("rows")) {
        (Some(columns), Some(rows)) => columns.checked_mul(rows),
        (one, other) => one.or(other),
    };
    match expected {
        Some(expected) if expected != values.len() => {
            Err(ExchangeError::Count { what: element.to_owned(), expected, found: values.len() })
        }
        _ => Ok((attribute(tag, "name").unwrap_or_default().to_owned(), values)),
    }
}

fn attribute<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let at = tag.find(&format!(" {key}=\""))? + key.len() + 3;
    let end = tag[at..].find('"')?;
    Some(&tag[at..at + end])
}

/// A `.table` file of the cells in use: engine speed along the columns, `load` the unit of the load, `unit` that of the
/// cells. `None` for a curve, which the format has no place for.
pub fn write_table_xml(table: &MapTable, load: Unit, unit: Unit) -> Option<String> {
    let y_unit = axis_rules(table.y()?).display;
    let lattice = table.lattice();
    let (rpm, loads) = (&lattice.ys, &lattice.xs);
    let figure = |value: f64| shortest(crate::engine::tables::axis::kept(value), Mark::Point);
    let list = |points: &[f64], unit: Unit| {
        let lines = points.iter().map(|p| [INDENT, figure(unit.from_base(*p)).as_str(), " \n"].concat());
        lines.collect::<Vec<String>>().concat()
    };
    let line = |c: usize| {
        let cells = (0..rpm.len()).map(|r| figure(unit.from_base(lattice.cell(r, c))));
        [INDENT, cells.collect::<Vec<String>>().join(" ").as_str(), " \n"].concat()
    };
    let lines = (0..loads.len()).map(line).collect::<Vec<String>>().concat();
    let (columns, rows) = (rpm.len(), loads.len());
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<tableData xmlns=\"{SPACE}\">\n\
         <bibliography author=\"FuelTune Analyzer\"/>\n<versionInfo fileFormat=\"1.0\"/>\n\
         <table cols=\"{columns}\" rows=\"{rows}\">\n<xAxis cols=\"{columns}\" name=\"rpm\">\n{}      </xAxis>\n\
         <yAxis name=\"fuelLoad\" rows=\"{rows}\">\n{}      </yAxis>\n\
         <zValues cols=\"{columns}\" rows=\"{rows}\">\n{lines}      </zValues>\n</table>\n</tableData>\n",
        list(rpm, y_unit),
        list(loads, load),
    ))
}
