//! A session as a file for other programs.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

use super::view::session_data;
use crate::engine::channels::ChannelKey;
use crate::engine::table::LogTable;
use crate::engine::view::MAX_SHEET_ROWS;
use crate::i18n::units::Units;
use crate::protocol::{ErrorCode, Export, ExportReport, FileForm, Response, Stage, WireError};
use crate::report::delimited::{TextForm, Writer};
use crate::report::file_name::file_stem;
use crate::report::json::{self, Pieces};
use crate::report::sheet::{Cell, Form, LogSheet, by_time_base};
use crate::report::xlsx::Workbook;
use crate::storage::SessionRecord;
use crate::web::download;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::server::{Outcome, Server};
use crate::worker::wire::Slots;

/// Rows written before others get their turn.
const ROWS_AT_ONCE: usize = 1000;
/// Rows of a text that become one piece of the file.
const ROWS_A_PIECE: usize = 20_000;

/// The file under way: its pieces, its kind, its ending, and the rows of its longest sheet.
struct Made {
    parts: Array,
    mime: &'static str,
    ending: &'static str,
    rows: usize,
}

pub async fn export(server: &Server, cx: &JobCx, q: Export) -> Outcome {
    let db = server.db().await?;
    let keys: Option<&[ChannelKey]> = if q.columns.is_empty() { None } else { Some(&q.columns) };
    let slice = session_data(server, cx, &q.session, keys).await?;
    let record = db.sessions().get_by_id(&q.session).await?;
    let units = Units { lang: q.lang, prefs: Rc::new(q.prefs.clone()), stoich: q.stoich };
    let form = Form { names: q.names, titles: &q.titles, figures: q.figures, units: &units };
    let made = match q.form {
        FileForm::Text(text) => delimited(cx, &slice.table, &q, text, &form).await?,
        FileForm::Workbook => workbook(cx, &slice.table, &q, &form).await?,
        FileForm::Json => json(cx, &slice.table, &q, &form, record.as_ref()).await?,
    };
    let name = record.map(|r| r.name).unwrap_or_default();
    let mut slots = Slots::new();
    let file = slots.push_blob(&download::blob(&made.parts, made.mime)?);
    let name = format!("{}.{}", file_stem(&name), made.ending);
    Ok((Response::Export(ExportReport { file, name, rows: made.rows as u32 }), slots))
}

async fn delimited(
    cx: &JobCx,
    table: &LogTable,
    q: &Export,
    text: TextForm,
    form: &Form<'_>,
) -> Result<Made, Fault> {
    let sheet = LogSheet::new(table, q.range, q.rate_hz, form).ok_or_else(too_many_rows)?;
    let parts = Array::new();
    let mut writer = Writer::new(text, &sheet.heads)?;
    for row in 0..sheet.len() {
        if row % ROWS_AT_ONCE == 0 {
            cx.report(Stage::Write, row as f64, sheet.len() as f64);
            cx.breathe().await?;
        }
        if row > 0 && row % ROWS_A_PIECE == 0 {
            parts.push(&Uint8Array::from(writer.take()?.as_slice()));
        }
        let mut outcome = Ok(());
        sheet.cells(row, |cell| {
            if outcome.is_ok() {
                outcome = writer.cell(&cell);
            }
        });
        outcome.and_then(|()| writer.end_row())?;
    }
    parts.push(&Uint8Array::from(writer.finish()?.as_slice()));
    let (mime, ending) = match text.separator {
        crate::report::delimited::Separator::Tab => ("text/tab-separated-values", "tsv"),
        _ => ("text/csv", "csv"),
    };
    Ok(Made { parts, mime, ending, rows: sheet.len() })
}

async fn workbook(cx: &JobCx, table: &LogTable, q: &Export, form: &Form<'_>) -> Result<Made, Fault> {
    let bases = by_time_base(table);
    let sheets: Vec<LogSheet<'_>> =
        bases.iter().filter_map(|base| LogSheet::new(base, q.range, None, form)).collect();
    let total: usize = sheets.iter().map(LogSheet::len).sum();
    let mut book = Workbook::new();
    let mut done = 0;
    let mut cells: Vec<Cell> = Vec::new();
    for (base, sheet) in bases.iter().zip(&sheets) {
        let rate = base.main_axis().sample_rate();
        // A sheet is called by its rate, to the tenth of a hertz.
        let name = format!("{} Hz", (rate * 10.0).round() / 10.0);
        book.start_sheet(&name, &sheet.heads)?;
        for row in 0..sheet.len() {
            if done % ROWS_AT_ONCE == 0 {
                cx.report(Stage::Write, done as f64, total as f64);
                cx.breathe().await?;
            }
            if book.room() == 0 {
                book.start_sheet(&name, &sheet.heads)?;
            }
            cells.clear();
            sheet.cells(row, |cell| cells.push(cell));
            book.row(&cells);
            done += 1;
        }
    }
    let bytes = book.finish()?;
    Ok(Made {
        parts: Array::of1(&Uint8Array::from(bytes.as_slice())),
        mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ending: "xlsx",
        rows: sheets.iter().map(LogSheet::len).max().unwrap_or(0),
    })
}

async fn json(
    cx: &JobCx,
    table: &LogTable,
    q: &Export,
    form: &Form<'_>,
    record: Option<&SessionRecord>,
) -> Result<Made, Fault> {
    let facts = json::Facts {
        name: record.map_or("", |r| &r.name),
        format: record.map_or("", |r| &r.format),
        started_at: record.and_then(|r| r.started_at.as_deref()),
    };
    let mut pieces = Pieces::new(table, q.range, form, facts);
    let total = pieces.samples();
    let parts = Array::new();
    let mut done = 0;
    while let Some(piece) = pieces.next_piece() {
        cx.report(Stage::Write, (done as f64).min(total as f64), total as f64);
        cx.breathe().await?;
        done += json::PIECE;
        parts.push(&JsValue::from_str(&piece));
    }
    let rows =
        q.range.map_or(table.rows(), |(t0, t1)| table.main_axis().rows_within(t0.min(t1), t0.max(t1)).len());
    Ok(Made { parts, mime: "application/json", ending: "json", rows })
}

fn too_many_rows() -> Fault {
    WireError::new(ErrorCode::TooManyRows, "the rate makes too many rows")
        .with_number("limit", MAX_SHEET_ROWS as f64)
        .into()
}
