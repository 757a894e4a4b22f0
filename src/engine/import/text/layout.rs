//! Where in a text the table is: delimiter, header, units, first row, time column.
//!
//! A header is a line with a cell that names time, mostly other names, and rows below it whose cell in that column is a
//! time. Up to [`MAX_EXTRA`] more rows of names may stand between: units, or the names once more in other words.

use super::cell::{self, Cell};
use super::clock::{self, TimeText};
use super::letters;
use super::lines::HeadLines;
use crate::engine::channels::resolve::{fold, split_groups};
use crate::engine::import::options::{Decimal, Delimiter, Encoding, ImportOptions};
use crate::engine::import::units::{UnitText, read_unit};
use crate::engine::import::{ImportError, LooksLike, wants_f64};

/// More columns than any logger writes; the widest known format has 1,300.
pub(crate) const MAX_COLUMNS: usize = 4096;
/// Rows of names that may follow the header.
const MAX_EXTRA: usize = 3;
/// Lines after the header among which the first row must be.
const MAX_BETWEEN: usize = 12;
/// Rows looked at to judge a header.
const JUDGED: usize = 60;
/// Rows kept for the preview.
pub(crate) const SAMPLE_ROWS: usize = 6;

/// The time column of a table in which no single one tells the time of all others.
pub(crate) const NO_TIME: usize = usize::MAX;

/// A table within a text.
#[derive(Clone, Debug)]
pub(crate) struct TextLayout {
    pub encoding: Encoding,
    pub line_end: u8,
    pub delimiter: Delimiter,
    pub decimal: Decimal,
    /// Whether both kinds of decimals were seen.
    pub decimal_doubtful: bool,
    /// Lines from 0.
    pub header_line: usize,
    pub units_line: Option<usize>,
    pub first_row_line: usize,
    /// Offset of the first row in the text (after the byte order mark, in UTF-8 where the file is UTF-16).
    pub first_row_offset: usize,
    pub columns: Vec<HeaderColumn>,
    pub time: usize,
    pub time_text: TimeText,
    /// Header and further name rows as they stand in the file, to know them when they come again.
    pub header_rows: Vec<Vec<u8>>,
    /// The cells of the first rows.
    pub sample: Vec<Vec<String>>,
}

/// One column's header.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HeaderColumn {
    /// As written, blanks trimmed.
    pub name: String,
    /// The same column in the words of a second name row.
    pub other_name: Option<String>,
    /// Its cell in the units row.
    pub unit: Option<String>,
    /// Digits matter beyond f32.
    pub wide: bool,
}

/// Finds the table, or says what the text looks like instead.
pub(crate) fn find(lines: &HeadLines, options: &ImportOptions) -> Result<TextLayout, ImportError> {
    let delimiters: &[Delimiter] = match &options.delimiter {
        Some(one) => std::slice::from_ref(one),
        None => &Delimiter::ALL,
    };
    let mut best: Option<(f64, TextLayout)> = None;
    let mut refusal = None;
    let mut name_found = false;
    for &delimiter in delimiters {
        let search = Search { lines, options, delimiter };
        // A line of a preamble may name time too: whatever is before the rows is looked at, the wider header wins.
        let mut until = lines.len();
        for line in 0..lines.len() {
            if line >= until {
                break;
            }
            let Some((cells, times)) = search.header_at(line) else { continue };
            name_found = true;
            match search.judge(line, &cells, &times)? {
                Judged::Table(score, layout) => {
                    until = until.min(layout.first_row_line);
                    if best.as_ref().is_none_or(|(s, _)| score > *s) {
                        best = Some((score, *layout));
                    }
                }
                Judged::Refused(why) => refusal = refusal.or(Some(why)),
                Judged::NoTable => {}
            }
        }
    }
    if let Some((_, layout)) = best {
        return Ok(layout);
    }
    if let Some(name) = &options.time_column
        && !name_found
    {
        return Err(ImportError::NoSuchTimeColumn { name: name.clone() });
    }
    Err(ImportError::NotALog {
        looked_like: refusal.unwrap_or_else(|| super::super::signatures::text_without_table(lines)),
    })
}

enum Judged {
    Table(f64, Box<TextLayout>),
    /// A header with a time column, but no log.
    Refused(LooksLike),
    NoTable,
}

struct Search<'a> {
    lines: &'a HeadLines,
    options: &'a ImportOptions,
    delimiter: Delimiter,
}

impl Search<'_> {
    /// The cells of a line that may be a header, and those of them that name time.
    fn header_at(&self, line: usize) -> Option<(Vec<String>, Vec<usize>)> {
        let bytes = self.lines.line(line);
        if !bytes.contains(&self.delimiter.byte()) {
            return None;
        }
        let wanted = self.options.time_column.as_deref();
        let mut found = false;
        cell::split(bytes, self.delimiter.byte(), |c| {
            found |= match wanted {
                Some(name) => self.decode(&c) == name,
                None => {
                    c.len() <= 48
                        && c.first().is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80)
                        && time_rank(&self.decode(&c)).is_some()
                }
            };
            !found
        });
        if !found {
            return None;
        }
        let cells = self.cells(line);
        let times = (0..cells.len())
            .filter(|i| match wanted {
                Some(name) => cells[*i] == name,
                None => time_rank(&cells[*i]).is_some(),
            })
            .collect();
        Some((cells, times))
    }

    fn decode(&self, bytes: &[u8]) -> String {
        letters::decode(bytes, self.lines.encoding).0.into_owned()
    }

    fn cells(&self, line: usize) -> Vec<String> {
        let mut cells = Vec::new();
        cell::split(self.lines.line(line), self.delimiter.byte(), |c| {
            cells.push(self.decode(&c));
            cells.len() <= MAX_COLUMNS
        });
        cells
    }

    fn judge(&self, header: usize, cells: &[String], times: &[usize]) -> Result<Judged, ImportError> {
        if cells.len() < 2 || value_share(cells) > 0.4 {
            return Ok(Judged::NoTable);
        }
        if cells.len() > MAX_COLUMNS {
            let columns = cells.len() as u32;
            return Err(ImportError::TooManyColumns { columns, limit: MAX_COLUMNS as u32 });
        }
        let mut extra = Vec::new();
        let mut first_row = None;
        for line in header + 1..(header + 1 + MAX_BETWEEN).min(self.lines.len()) {
            if !self.lines.line(line).contains(&self.delimiter.byte()) {
                continue;
            }
            let row = self.cells(line);
            if is_row(&row, times) {
                first_row = Some(line);
                break;
            }
            extra.push(line);
            if extra.len() > MAX_EXTRA {
                return Ok(Judged::NoTable);
            }
        }
        let sound = names_share(cells) >= 0.5;
        let Some(first_row) = first_row else {
            // Key and value pairs of a preamble have cells called "Time" too; a header has a table's width.
            let no_rows = sound && cells.len() > 2 && header + 1 + extra.len() >= self.lines.len();
            return Ok(if no_rows { Judged::Refused(LooksLike::NoRows) } else { Judged::NoTable });
        };
        let rows: Vec<Vec<String>> = (first_row..self.lines.len())
            .filter(|l| self.lines.line(*l).contains(&self.delimiter.byte()))
            .take(JUDGED)
            .map(|l| self.cells(l))
            .collect();
        let Some((time, time_text, share)) = choose_time(cells, times, &rows) else {
            return Ok(Judged::NoTable);
        };
        let even = rows.iter().filter(|r| r.len() == rows[0].len()).count() as f64 / rows.len() as f64;
        if share < 0.5 || even < 0.5 || !rises(&rows, time) {
            return Ok(Judged::NoTable);
        }
        if !sound {
            return Ok(Judged::Refused(LooksLike::HeaderNotChannels));
        }
        let score = share * even * (cells.len() as f64).sqrt();
        let layout = self.layout(header, cells, &extra, first_row, &rows, time, time_text);
        Ok(Judged::Table(score, Box::new(layout)))
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one finding, put together in one place")]
    fn layout(
        &self,
        header: usize,
        cells: &[String],
        extra: &[usize],
        first_row: usize,
        rows: &[Vec<String>],
        time: usize,
        time_text: TimeText,
    ) -> TextLayout {
        let lines = self.lines;
        let extra_cells: Vec<(usize, Vec<String>)> = extra.iter().map(|l| (*l, self.cells(*l))).collect();
        let units = extra_cells.iter().find(|(_, c)| is_units_row(c));
        let others = extra_cells.iter().find(|(l, _)| Some(*l) != units.map(|(u, _)| *u));
        let of = |row: Option<&(usize, Vec<String>)>, i: usize| {
            row.and_then(|(_, c)| c.get(i)).filter(|t| !t.is_empty()).cloned()
        };
        let columns = cells
            .iter()
            .enumerate()
            .map(|(i, name)| HeaderColumn {
                name: name.clone(),
                other_name: of(others, i),
                unit: of(units, i),
                wide: wants_f64(name),
            })
            .collect();
        let (decimal, decimal_doubtful) = decimal_of(self.options, rows);
        TextLayout {
            encoding: lines.encoding,
            line_end: lines.line_end,
            delimiter: self.delimiter,
            decimal,
            decimal_doubtful,
            header_line: header,
            units_line: units.map(|(l, _)| *l),
            first_row_line: first_row,
            first_row_offset: lines.offset(first_row),
            columns,
            time,
            time_text,
            header_rows: std::iter::once(header)
                .chain(extra.iter().copied())
                .map(|l| lines.line(l).trim_ascii().to_vec())
                .collect(),
            sample: rows.iter().take(SAMPLE_ROWS).cloned().collect(),
        }
    }
}

/// Decimal comma or point, by the cells; and whether both were seen.
pub(crate) fn decimal_of(options: &ImportOptions, rows: &[Vec<String>]) -> (Decimal, bool) {
    if let Some(chosen) = options.decimal {
        return (chosen, false);
    }
    let (mut commas, mut points) = (0, 0);
    for row in rows {
        for text in row {
            let decimal_by = |c| text.contains(c) && number_with(text, c);
            commas += usize::from(decimal_by(','));
            points += usize::from(decimal_by('.'));
        }
    }
    (if commas > points { Decimal::Comma } else { Decimal::Point }, commas > 0 && points > 0)
}

fn number_with(text: &str, decimal: char) -> bool {
    super::number::parse(text.as_bytes(), decimal as u8).is_some()
}

/// A row has a time, or, where that cell is empty, mostly numbers.
fn is_row(row: &[String], times: &[usize]) -> bool {
    let mut empty = false;
    for &time in times {
        match row.get(time).map(String::as_str) {
            None => {}
            Some(text) if time_text(text).is_some() => return true,
            Some(text) => empty |= matches!(cell::read(text.as_bytes(), b'.'), Cell::Missing),
        }
    }
    empty && numeric_share(row) >= 0.5
}

/// Whether the times of the rows go forward, but for a few.
fn rises(rows: &[Vec<String>], time: usize) -> bool {
    let times: Vec<f64> = rows
        .iter()
        .filter_map(|row| {
            let text = row.get(time)?.as_str();
            let number = || text.replace(',', ".").parse().ok();
            clock::clock(text).or_else(|| clock::date(text).map(|m| m.seconds)).or_else(number)
        })
        .collect();
    let back = times.windows(2).filter(|w| w[1] < w[0]).count();
    back * 10 <= times.len() * 3 + 10
}

/// Names of a time column, the surest first.
const TIME_NAMES: &[&str] = &[
    "time",
    "timestamp",
    "time stamp",
    "tempo",
    "tiempo",
    "zeit",
    "temps",
    "elapsed time",
    "log time",
    "log entry seconds",
    "logtime",
    "time elapsed",
    "session time",
    "offset",
    "duration",
    "device time",
    "datetime",
    "date time",
    "elapsed",
    "tempo decorrido",
    "tempo total",
    "seconds",
    "segundos",
    "sekunden",
    "secs",
    "sec",
    "time s",
    "time sec",
    "time ms",
    "time msec",
    "time us",
    "time seconds",
    "timestamp s",
    "timestamp ms",
    "timestamp us",
    "time min",
    "zeitstempel",
    "hora",
    "uhrzeit",
    "clock",
    "timer",
    "local time",
    "system time",
    "relative time",
    "xtime",
    "lap time total",
    "running time",
    "t",
    "ms",
    "milliseconds",
    "milissegundos",
    "milisegundos",
    "gps time",
    "utc time",
    "utc",
];

/// How surely a header cell names time: 0 is the surest.
pub(crate) fn time_rank(name: &str) -> Option<usize> {
    let folded = fold(split_groups(name).0);
    TIME_NAMES.iter().position(|n| *n == folded)
}

/// How a time cell is written.
fn time_text(text: &str) -> Option<TimeText> {
    if number_with(text, '.') || number_with(text, ',') {
        Some(TimeText::Number)
    } else if clock::clock(text).is_some() {
        Some(TimeText::Clock)
    } else if clock::date(text).is_some() {
        Some(TimeText::Date)
    } else {
        None
    }
}

/// The time column among its candidates: the one most of whose cells are times; the surer name where several are.
fn choose_time(cells: &[String], times: &[usize], rows: &[Vec<String>]) -> Option<(usize, TimeText, f64)> {
    let mut best: Option<(f64, usize, usize, TimeText)> = None;
    for &column in times {
        let mut counts = [0usize; 3];
        for text in rows.iter().filter_map(|r| r.get(column)) {
            match time_text(text) {
                Some(TimeText::Number) => counts[0] += 1,
                Some(TimeText::Clock) => counts[1] += 1,
                Some(TimeText::Date) => counts[2] += 1,
                None => {}
            }
        }
        let (kind, count) = [TimeText::Number, TimeText::Clock, TimeText::Date]
            .into_iter()
            .zip(counts)
            .fold((TimeText::Number, 0), |best, next| if next.1 > best.1 { next } else { best });
        let share = count as f64 / rows.len().max(1) as f64;
        let rank = time_rank(&cells[column]).unwrap_or(0);
        // A tenth of the cells more outweighs any name.
        let better =
            best.as_ref().is_none_or(|(s, r, ..)| share > s + 0.1 || ((share - s).abs() <= 0.1 && rank < *r));
        if better {
            best = Some((share, rank, column, kind));
        }
    }
    best.map(|(share, _, column, kind)| (column, kind, share))
}

/// Share of the cells up to the last filled one that are numbers.
pub(crate) fn numeric_share(cells: &[String]) -> f64 {
    let filled: Vec<&String> = cells.iter().filter(|c| !c.is_empty()).collect();
    let numbers = filled.iter().filter(|c| number_with(c, '.') || number_with(c, ',')).count();
    numbers as f64 / filled.len().max(1) as f64
}

/// Share of the filled cells that are numbers or times: the value beside a key called `Log Time` is one.
fn value_share(cells: &[String]) -> f64 {
    let filled: Vec<&String> = cells.iter().filter(|c| !c.is_empty()).collect();
    let values = filled.iter().filter(|c| time_text(c).is_some()).count();
    values as f64 / filled.len().max(1) as f64
}

/// Share of the cells up to the last filled one that can be a channel's name.
pub(crate) fn names_share(cells: &[String]) -> f64 {
    let used = cells.iter().rposition(|c| !c.is_empty()).map_or(0, |last| last + 1);
    let names = cells[..used].iter().filter(|c| is_name(c)).count();
    names as f64 / used.max(1) as f64
}

/// Whether a text can be a channel's name: letters in it, not too long, no markup, more than one character.
fn is_name(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars() {
        if c.is_control() || matches!(c, '<' | '>' | '=' | '{' | '}' | '"' | '\u{fffd}') {
            return false;
        }
        letters += usize::from(c.is_alphabetic());
    }
    letters >= 1 && text.chars().count() >= 2 && text.len() <= 120
}

/// Whether a row of names is a row of units: most filled cells are units or say that there is none.
fn is_units_row(cells: &[String]) -> bool {
    let filled: Vec<&String> = cells.iter().filter(|c| !c.is_empty()).collect();
    let units = filled.iter().filter(|c| !matches!(read_unit(c), UnitText::Unknown)).count();
    let short = filled.iter().filter(|c| c.chars().count() <= 10).count();
    !filled.is_empty() && units * 2 >= filled.len() && short * 10 >= filled.len() * 8
}
