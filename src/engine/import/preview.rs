//! How a file would be understood, from its beginning.

use super::finish::Finished;
use super::importer::{Body, HEAD_BYTES};
use super::packing::{inside, unpack_head};
use super::profiles::Head;
use super::report::ColumnPreview;
use super::text::layout::TextLayout;
use super::{ImportError, ImportOptions, Preview};
use crate::engine::channels::ChannelKey;
use crate::engine::table::Column;

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
    let (mut body, table) = Body::open(head, of_head >= file_len, options, Some(of_head))?;
    if body.format.whole() {
        head = bytes;
    }
    let complete = head.len() as u64 >= file_len;
    let whole = if complete { head.len() } else { last_line_end(head, table.as_ref()) };
    body.reader.feed(head.get(..whole).unwrap_or(head))?;
    let rows_in_all = body.reader.rows_in(file_len);
    let (log, found) = body.end(options.clone(), !complete)?.done()?;
    let axis = log.table.main_axis();
    let looked_at = axis.len();
    let (rows, duration) = if complete {
        (looked_at as f64, axis.duration())
    } else if let Some(rows) = rows_in_all {
        (rows as f64, axis.duration() * rows as f64 / looked_at as f64)
    } else {
        let first_row = table.as_ref().map_or(0, |t| t.first_row_offset) as f64;
        let factor = (file_len as f64 - first_row).max(0.0) / (whole as f64 - first_row).max(1.0);
        (looked_at as f64 * factor, axis.duration() * factor)
    };
    let columns = log.columns.iter().map(|decision| column_preview(decision, &log, table.as_ref())).collect();
    Ok(Preview {
        format: found.slug.to_owned(),
        confidence: found.claim.confidence,
        format_reason: found.claim.reason,
        text: found.text,
        rate_hz: Some(axis.sample_rate()).filter(|r| *r > 0.0),
        rows: rows.round() as u32,
        duration_s: Some(duration).filter(|d| d.is_finite()),
        estimated: !complete,
        columns,
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

/// The first cells of a column, as written and as understood.
fn column_preview(
    decision: &super::ColumnDecision,
    log: &Finished,
    table: Option<&TextLayout>,
) -> ColumnPreview {
    let place = table.and_then(|t| {
        let names = super::unique_names(t.columns.iter().map(|c| c.name.as_str()));
        names.iter().position(|n| *n == decision.name)
    });
    let column = decision.key.as_ref().and_then(|key: &ChannelKey| log.table.column(key));
    let cells: Vec<String> = match (place, table, column) {
        (Some(place), Some(table), _) => {
            table.sample.iter().map(|row| row.get(place).cloned().unwrap_or_default()).collect()
        }
        (_, None, Some(column)) => {
            (0..column.len().min(SHOWN_CELLS)).map(|row| logged(column, row, decision)).collect()
        }
        _ => Vec::new(),
    };
    let values = match column {
        Some(column) => {
            (0..cells.len()).map(|row| Some(column.data().number(row)).filter(|x| x.is_finite())).collect()
        }
        None => Vec::new(),
    };
    ColumnPreview { decision: decision.clone(), cells, values }
}

/// Cells shown of a file that is no text.
const SHOWN_CELLS: usize = 5;

/// A cell in the unit of the file.
fn logged(column: &Column, row: usize, decision: &super::ColumnDecision) -> String {
    let (scale, offset) = decision.source_unit.scale_offset();
    if (scale, offset) == (1.0, 0.0) {
        return column.cell(row);
    }
    let value = (column.data().number(row) - offset) / scale;
    if value.is_finite() { (value as f32).to_string() } else { String::new() }
}
