//! A session as a file for other programs.

use js_sys::{Array, Uint8Array};

use super::view::session_data;
use crate::engine::channels::ChannelKey;
use crate::engine::table::{LogTable, TimeAxis};
use crate::engine::units::Unit;
use crate::engine::view::held_row;
use crate::protocol::{ExportCsv, ExportReport, Response, Stage};
use crate::web::download;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::server::{Outcome, Server};
use crate::worker::wire::Slots;

/// Rows written before others get their turn.
const ROWS_AT_ONCE: usize = 2000;

pub async fn csv(server: &Server, cx: &JobCx, q: ExportCsv) -> Outcome {
    let db = server.db().await?;
    let keys: Option<&[ChannelKey]> = if q.columns.is_empty() { None } else { Some(&q.columns) };
    let slice = session_data(server, cx, &q.session, keys).await?;
    let name = db.sessions().get_by_id(&q.session).await?.map(|s| s.name).unwrap_or_default();
    let axis = slice.table.main_axis();
    let rows = match q.range {
        Some((t0, t1)) => axis.rows_within(t0.min(t1), t0.max(t1)),
        None => 0..axis.len(),
    };
    let parts = Array::new();
    parts.push(&Uint8Array::from(header(&slice.table)?.as_slice()));
    let total = rows.len();
    let mut row = rows.start;
    while row < rows.end {
        cx.report(Stage::Write, (row - rows.start) as f64, total as f64);
        cx.breathe().await?;
        let end = (row + ROWS_AT_ONCE).min(rows.end);
        parts.push(&Uint8Array::from(lines(&slice.table, axis, row..end)?.as_slice()));
        row = end;
    }
    let mut slots = Slots::new();
    let file = slots.push_blob(&download::blob(&parts, "text/csv")?);
    let report = ExportReport { file, name: format!("{}.csv", file_stem(&name)), rows: total as u32 };
    Ok((Response::ExportCsv(report), slots))
}

/// Canonical names, and the file's own where there is none, each with the unit of the figures, so that reading it
/// again finds the same channels.
fn header(table: &LogTable) -> Result<Vec<u8>, Fault> {
    let mut names = vec!["TIME (s)".to_owned()];
    for column in table.columns() {
        let symbol = column.unit.symbol();
        let name = column.id().map_or_else(|| without_unit(&column.source), |id| id.slug());
        names.push(if symbol.is_empty() { name.to_owned() } else { format!("{name} ({symbol})") });
    }
    record(|writer| writer.write_record(&names))
}

/// A header without the unit the file's own figures had.
fn without_unit(source: &str) -> &str {
    let cut = source.strip_suffix([')', ']']).and_then(|open| open.rsplit_once(['(', '[']));
    match cut {
        Some((name, unit)) if Unit::parse(unit).is_some() && !name.trim().is_empty() => name.trim(),
        _ => source,
    }
}

fn lines(table: &LogTable, axis: &TimeAxis, rows: std::ops::Range<usize>) -> Result<Vec<u8>, Fault> {
    record(|writer| {
        for row in rows {
            let t = axis.seconds()[row];
            writer.write_field(format!("{t:.3}"))?;
            for column in table.columns() {
                let own = table.axis_of(column);
                let place = if column.axis == table.main_axis_index() { Some(row) } else { held_row(own, t) };
                writer.write_field(place.map(|p| column.cell(p)).unwrap_or_default())?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    })
}

fn record(write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> Result<(), csv::Error>) -> Result<Vec<u8>, Fault> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    write(&mut writer).map_err(|e| Fault::internal(e.to_string()))?;
    writer.into_inner().map_err(|e| Fault::internal(e.to_string()))
}

/// A name that every file system takes.
pub fn file_stem(name: &str) -> String {
    let stem =
        name.rsplit_once('.').map_or(name, |(stem, ending)| if ending.len() <= 4 { stem } else { name });
    let clean: String = stem
        .chars()
        .map(|c| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '_' } else { c })
        .take(100)
        .collect();
    let trimmed = clean.trim_matches([' ', '.']);
    if trimmed.is_empty() { "log".to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_loses_its_unit_and_nothing_else() {
        let cases = [
            ("MAP (kPa)", "MAP"),
            ("Temp [°F]", "Temp"),
            ("Knock (cyl 3)", "Knock (cyl 3)"),
            ("RPM", "RPM"),
            ("(s)", "(s)"),
        ];
        for (source, expected) in cases {
            assert_eq!(without_unit(source), expected, "{source}");
        }
    }

    #[test]
    fn a_name_becomes_one_that_every_file_system_takes() {
        let cases = [
            ("pull 3ª.csv", "pull 3ª"),
            ("../etc/passwd", "_etc_passwd"),
            ("12:30 <dyno>", "12_30 _dyno_"),
            ("...", "log"),
            ("v1.2 final version", "v1.2 final version"),
        ];
        for (name, expected) in cases {
            assert_eq!(file_stem(name), expected, "{name}");
        }
    }
}
