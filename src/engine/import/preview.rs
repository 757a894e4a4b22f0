//! How a file would be understood, from its beginning.

use super::finish::Finished;
use super::guess::conversion;
use super::importer::{Body, HEAD_BYTES, Rest, TextHead};
use super::packing::{inside, unpack_head};
use super::profiles::Head;
use super::report::{ColumnPreview, LinePart, LinePreview, TimePreview};
use super::text::cell;
use super::text::layout::TextLayout;
use super::text::lines::HeadLines;
use super::{ColumnDecision, ImportError, ImportOptions, Preview};
use crate::engine::channels::ChannelKey;
use crate::engine::table::{Column, ColumnData};

/// Rows shown.
const SHOWN_ROWS: usize = 5;
/// Lines shown before the names, and between them and the rows.
const SHOWN_BEFORE: usize = 3;
/// Characters shown of a cell.
const SHOWN_CHARS: usize = 80;
/// Characters shown of a line that is no row.
const SHOWN_LINE: usize = 200;
/// Labels told of a column of states.
const SHOWN_LABELS: usize = 64;

/// Whether a preview of a file that begins so needs all of its bytes: some formats begin with what tells nothing of the
/// log.
pub fn wants_whole(head: &[u8]) -> bool {
    let head = head.get(..HEAD_BYTES).unwrap_or(head);
    Head::new(head, false, &ImportOptions::default()).format().is_ok_and(|(format, _)| format.whole())
}

/// How a file would be understood, from its first bytes (as many as there are, at most [`HEAD_BYTES`] are looked at),
/// or from all of them where [`wants_whole`] says so. `file_len` is the size of the whole file. Nothing is kept.
pub fn preview(bytes: &[u8], file_len: u64, options: &ImportOptions) -> Result<Preview, ImportError> {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    if let Some(unpacked) = unpack_head(head, head.len() as u64 >= file_len)? {
        let size = unpacked.size(file_len);
        return preview_of(&unpacked.head, size, options).map_err(|error| inside(error, &unpacked.packed));
    }
    preview_of(bytes, file_len, options)
}

/// The same for a log that is not packed, or no longer.
fn preview_of(bytes: &[u8], file_len: u64, options: &ImportOptions) -> Result<Preview, ImportError> {
    let mut head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let of_head = head.len() as u64;
    let (mut body, text) = Body::open(head, of_head >= file_len, options, Some(of_head))?;
    let table = text.as_ref().map(|t| &t.table);
    if body.format.whole() {
        head = bytes;
    }
    let complete = head.len() as u64 >= file_len;
    let whole = if complete { head.len() } else { last_line_end(head, table) };
    body.reader.feed(head.get(..whole).unwrap_or(head))?;
    let rows_in_all = body.reader.rows_in(file_len);
    let rest = if complete { Rest::Nothing } else { Rest::Unread };
    let (log, found) = body.end(options.clone(), rest)?.done()?;
    let axis = log.table.main_axis();
    let looked_at = axis.len();
    let (rows, duration) = if complete {
        (looked_at as f64, axis.duration())
    } else if let Some(rows) = rows_in_all {
        (rows as f64, axis.duration() * rows as f64 / looked_at as f64)
    } else {
        let first_row = table.map_or(0, |t| t.first_row_offset) as f64;
        let factor = (file_len as f64 - first_row).max(0.0) / (whole as f64 - first_row).max(1.0);
        (looked_at as f64 * factor, axis.duration() * factor)
    };
    let sample = Sample::of(&log, text.as_ref());
    Ok(Preview {
        format: found.slug.to_owned(),
        confidence: found.claim.confidence,
        format_reason: found.claim.reason,
        text: found.text,
        rate_hz: Some(axis.sample_rate()).filter(|r| *r > 0.0),
        rows: rows.round() as u32,
        duration_s: Some(duration).filter(|d| d.is_finite()),
        estimated: !complete,
        time_bases: log.table.axes().len() as u32,
        markers: log.markers.len() as u32,
        tables: log.calibration.as_ref().map_or(0, |c| c.tables.len()) as u32,
        lines: sample.lines(),
        times: sample.times(),
        columns: log.columns.iter().map(|decision| sample.column(decision)).collect(),
        time: log.time,
        started_at: log.started_at,
        header_signature: log.header_signature,
        doubts: log.doubts,
        issues: log.issues,
    })
}

/// Where the last whole line ends; all of it where there are no lines.
fn last_line_end(head: &[u8], table: Option<&TextLayout>) -> usize {
    let Some(table) = table else { return head.len() };
    let wide = super::text::letters::Utf16::of(table.encoding).is_some();
    let end = head.iter().rposition(|c| *c == table.line_end).map_or(head.len(), |at| at + 1);
    // The other half of a line end of two bytes, where it comes second.
    if wide && end % 2 == 1 { end + 1 } else { end }
}

/// The first rows of a file, as they stand in it and as they were understood.
struct Sample<'a> {
    log: &'a Finished,
    text: Option<TextSample<'a>>,
}

/// What only a text has.
struct TextSample<'a> {
    table: &'a TextLayout,
    lines: &'a HeadLines,
    /// The columns' names as choices of the user go by them, time included.
    names: Vec<String>,
    /// Number of the line, from 1, and cells of each shown row.
    rows: Vec<(u32, Vec<String>)>,
}

impl<'a> Sample<'a> {
    fn of(log: &'a Finished, text: Option<&'a TextHead>) -> Self {
        let text = text.map(|TextHead { table, lines }| {
            let rows = (0..SHOWN_ROWS as u32).map_while(|row| {
                let number = log.rows.lines.line(row);
                let at = (number as usize).checked_sub(1).filter(|at| *at < lines.len())?;
                Some((number, cell::texts(&lines.letters(at), table.delimiter.byte())))
            });
            let names = super::unique_names(table.columns.iter().map(|c| c.name.as_str()));
            TextSample { table, lines, names, rows: rows.collect() }
        });
        Self { log, text }
    }

    fn lines(&self) -> Vec<LinePreview> {
        self.text.as_ref().map(TextSample::lines).unwrap_or_default()
    }

    fn times(&self) -> Vec<TimePreview> {
        let Some(text) = &self.text else {
            let first = self.log.table.main_axis().seconds().iter().take(SHOWN_ROWS);
            return first.map(|t| TimePreview { cell: t.to_string(), seconds: Some(*t) }).collect();
        };
        // Where no single column tells the time of all others, the first one stands for them.
        let named = || text.names.iter().position(|name| *name == self.log.time.column);
        let place = if text.table.time < text.names.len() { Some(text.table.time) } else { named() };
        let seconds = |row: usize| {
            let at = self.log.rows.position(0, row as u32)?;
            self.log.table.axes().first()?.seconds().get(at).copied()
        };
        let rows = text.rows.iter().enumerate();
        rows.map(|(row, (_, cells))| TimePreview {
            cell: place
                .and_then(|place| cells.get(place))
                .map(|c| clipped(c, SHOWN_CHARS))
                .unwrap_or_default(),
            seconds: seconds(row),
        })
        .collect()
    }

    /// The first cells of a column.
    fn column(&self, decision: &ColumnDecision) -> ColumnPreview {
        let table = &self.log.table;
        let column = decision.key.as_ref().and_then(|key: &ChannelKey| table.column(key));
        let number = |column: &Column, at: usize| Some(column.data().number(at)).filter(|x| x.is_finite());
        let (cells, values) = match (&self.text, column) {
            (Some(text), column) => {
                let cells = text.cells_of(&decision.name);
                let value = |column: &Column, row: usize| {
                    let at = self.log.rows.position(column.axis, row as u32)?;
                    (at < column.len()).then(|| number(column, at)).flatten()
                };
                let values = column.map(|c| (0..cells.len()).map(|row| value(c, row)).collect());
                (cells, values.unwrap_or_default())
            }
            (None, Some(column)) => {
                let rows = 0..column.len().min(SHOWN_ROWS);
                let cells = rows.clone().map(|at| clipped(&logged(column, at, decision), SHOWN_CHARS));
                (cells.collect(), rows.map(|at| number(column, at)).collect())
            }
            (None, None) => (Vec::new(), Vec::new()),
        };
        let labels = match column.map(Column::data) {
            Some(ColumnData::Codes { labels, .. }) => {
                labels.iter().take(SHOWN_LABELS).map(|l| clipped(l, SHOWN_CHARS)).collect()
            }
            _ => Vec::new(),
        };
        ColumnPreview {
            decision: decision.clone(),
            cells,
            values,
            in_rows: self.text.is_some() || column.is_some_and(|c| c.axis == table.main_axis_index()),
            rate_hz: column.map(|c| table.axis_of(c).sample_rate()).filter(|r| *r > 0.0),
            labels,
        }
    }
}

impl TextSample<'_> {
    /// The beginning of the text: some lines before the names, the names with what belongs to them, and the rows.
    fn lines(&self) -> Vec<LinePreview> {
        let table = self.table;
        let delimiter = table.delimiter.byte();
        let header = table.header_line;
        let line = |at: usize, part| LinePreview {
            number: at as u32 + 1,
            part,
            cells: match part {
                LinePart::Before => vec![clipped(&self.lines.letters(at), SHOWN_LINE)],
                _ => clipped_all(&cell::texts(&self.lines.letters(at), delimiter)),
            },
        };
        let before = (0..header).filter(|at| !self.lines.is_blank(*at)).take(SHOWN_BEFORE);
        let names = (header..table.first_row_line).filter(|at| !self.lines.is_blank(*at));
        let part = |at: usize| match at {
            _ if Some(at) == table.units_line => LinePart::Units,
            _ if at == header => LinePart::Names,
            _ => LinePart::MoreNames,
        };
        let rows = self.rows.iter().map(|(number, cells)| LinePreview {
            number: *number,
            part: LinePart::Row,
            cells: clipped_all(cells),
        });
        before
            .map(|at| line(at, LinePart::Before))
            .chain(names.take(1 + SHOWN_BEFORE).map(|at| line(at, part(at))))
            .chain(rows)
            .collect()
    }

    fn cells_of(&self, name: &str) -> Vec<String> {
        let Some(place) = self.names.iter().position(|n| n == name) else { return Vec::new() };
        let cell = |(_, cells): &(u32, Vec<String>)| {
            cells.get(place).map(|c| clipped(c, SHOWN_CHARS)).unwrap_or_default()
        };
        self.rows.iter().map(cell).collect()
    }
}

fn clipped_all(cells: &[String]) -> Vec<String> {
    cells.iter().map(|c| clipped(c, SHOWN_CHARS)).collect()
}

/// The first characters of a text, with an ellipsis where there are more.
fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A cell in the unit of the file.
fn logged(column: &Column, row: usize, decision: &ColumnDecision) -> String {
    let turned = conversion(decision.source_unit, decision.unit.quantity());
    let (scale, offset) = turned.unwrap_or((1.0, 0.0));
    if (scale, offset) == (1.0, 0.0) {
        return column.cell(row);
    }
    let value = (column.data().number(row) - offset) / scale;
    if value.is_finite() { (value as f32).to_string() } else { String::new() }
}
