//! Use-cases of tables: listed, made, taken out of files, changed, deleted with a way back, written to files.

mod base;
mod draft;
mod editing;
mod logs;
mod take;
mod tune;
mod versions;

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::services::{files, start};
use crate::app::tables::{TableItem, named};
use crate::engine::channels::ChannelId;
use crate::engine::tables::exchange::{Exported, Layout, Mark, write_json, write_table_xml, write_text};
use crate::engine::tables::{
    For, History, MAX_NAME, MapInfo, MapTable, Origin, Template, axis_rules, cell_rules, template,
};
use crate::engine::units::Unit;
use crate::engine::vehicle::clean;
use crate::i18n::{Lang, Message};
use crate::message;
use crate::protocol::{ErrorCode, WireError};
use crate::storage::{Store, TableRecord, ids};
use crate::web::clock;
use crate::web::pubsub::Subscription;

pub use base::{SourceTable, create_set, sources};
pub use editing::{EditState, Editing, Opened};
pub use logs::{cell_times, driven, driven_tables, over_log};
pub use take::{Chosen, ReadFrom, found_in, take_in};
pub use tune::{OpenTune, open_tune, save_into_tune};
pub use versions::title as version_title;

/// Every table that is not deleted, as lists show it.
pub async fn list(cx: &AppCx) -> Result<Vec<TableItem>, AppError> {
    let db = cx.core()?.db;
    let drafts = db.drafts().keys().await?;
    let mut items = Vec::new();
    for record in db.tables().get_all(None).await? {
        // A draft that cannot be read is told where the table is opened.
        let draft = if drafts.contains(&record.id) {
            db.drafts().get_by_id(&record.id).await?.and_then(|d| d.history().ok())
        } else {
            None
        };
        let draft = draft.as_ref().map(History::table);
        items.push(TableItem {
            source: record.source.clone(),
            updated_ms: record.updated_at,
            ..TableItem::new(cx.i18n(), &record.id, record.vehicle.as_deref(), &record.table, draft)
        });
    }
    Ok(items)
}

/// What a table is called; `None` where it is gone.
pub async fn name_of(cx: &AppCx, id: &str) -> Result<Option<String>, AppError> {
    let record = cx.core()?.db.tables().get_by_id(id).await?.filter(|t| t.deleted_at.is_none());
    Ok(record.map(|record| readable(cx, record).table.info.name))
}

/// A table as it is now, its unsaved changes among it, to be compared with.
pub async fn as_it_is(cx: &AppCx, id: &str) -> Result<MapTable, AppError> {
    current(cx, id).await.map(|(_, table)| table)
}

/// Tells whenever tables change, here or in another tab.
pub fn on_change(cx: &AppCx, changed: impl Fn() + 'static) -> Option<Subscription> {
    let db = cx.core().ok()?.db;
    Some(db.changes().subscribe(move |change| {
        // What is being typed is seen where the list is opened next.
        if change.store == Store::Tables || change.store == Store::Drafts && change.elsewhere {
            changed();
        }
    }))
}

/// A name as it is kept; `None` where nothing is left of it.
pub fn clean_name(text: &str) -> Option<String> {
    let name: String = clean(text).chars().take(MAX_NAME).collect();
    (!name.is_empty()).then_some(name)
}

/// A stored table as people see it. One that was taken before its names were known is kept under its program's name.
fn readable(cx: &AppCx, mut record: TableRecord) -> TableRecord {
    record.table.info = named(cx.i18n(), &record.table.info);
    record
}

/// A table that is not stored yet, without a base.
fn record(table: MapTable, vehicle: Option<String>, source: Option<String>) -> TableRecord {
    let now = clock::now_ms();
    TableRecord {
        id: ids::new_id(),
        vehicle,
        table,
        base: None,
        source,
        created_at: now,
        updated_at: now,
        deleted_at: None,
    }
}

/// Stores a new table out of a template. Gives its identity.
pub async fn create(
    cx: &AppCx,
    which: Template,
    name: &str,
    vehicle: Option<String>,
    boosted: bool,
) -> Result<String, AppError> {
    let made = template(which, name, For { boosted }).map_err(broken)?;
    let begun = versions::begin(cx, record(made, vehicle, None), Origin::Auto);
    let id = begun.0.id.clone();
    cx.core()?.db.tables().begin(&[begun]).await?;
    undoable(cx, message!("tables-created", name = name), vec![id.clone()]);
    Ok(id)
}

/// Stores a copy of a table as it is now, its unsaved changes among it. Gives its identity.
pub async fn duplicate(cx: &AppCx, id: &str) -> Result<String, AppError> {
    let (original, mut table) = current(cx, id).await?;
    let suffix = cx.i18n().t("tables-copy-suffix").into_owned();
    let room = MAX_NAME.saturating_sub(suffix.chars().count() + 1);
    let name: String = original.table.info.name.chars().take(room).collect();
    table.info = MapInfo { name: format!("{} {suffix}", name.trim_end()), ..original.table.info };
    let name = table.info.name.clone();
    let begun = versions::begin(cx, record(table, original.vehicle, original.source), Origin::Auto);
    let copy = begun.0.id.clone();
    cx.core()?.db.tables().begin(&[begun]).await?;
    undoable(cx, message!("tables-duplicated", name = name), vec![copy.clone()]);
    Ok(copy)
}

/// A stored table and its content as the user sees it: with what was done since it was saved.
async fn current(cx: &AppCx, id: &str) -> Result<(TableRecord, MapTable), AppError> {
    let db = cx.core()?.db;
    let record = db.tables().get_by_id(id).await?.filter(|t| t.deleted_at.is_none());
    let record = readable(cx, record.ok_or_else(|| gone(id))?);
    let draft = db.drafts().get_by_id(id).await?.and_then(|draft| draft.history().ok());
    let table = draft.map_or_else(|| record.table.clone(), |h| h.called(&record.table.info).table().clone());
    Ok((record, table))
}

/// Deletes a table, with a way back. Its versions and its draft stay as long as it can come back.
pub async fn delete(cx: &AppCx, id: &str) -> Result<(), AppError> {
    let record = readable(cx, cx.core()?.db.tables().delete(id).await?);
    let (undo, id) = (cx.clone(), id.to_owned());
    cx.done_with_undo(message!("tables-deleted", name = record.table.info.name), move || {
        let id = id.clone();
        start(&undo, |cx| async move {
            cx.core()?.db.tables().restore(&id).await?;
            Ok(())
        });
    });
    Ok(())
}

/// Gives a table another name, kind, bank, tags or notes.
pub async fn describe(cx: &AppCx, id: &str, info: MapInfo) -> Result<(), AppError> {
    change(cx, id, move |record| record.table.info = info).await
}

/// Says which vehicle a table is for, or that it is not known.
pub async fn assign(cx: &AppCx, id: &str, vehicle: Option<String>) -> Result<(), AppError> {
    change(cx, id, move |record| record.vehicle = vehicle).await
}

async fn change(cx: &AppCx, id: &str, change: impl FnOnce(&mut TableRecord)) -> Result<(), AppError> {
    let now = clock::now_ms();
    let update = |record: &mut TableRecord| {
        change(record);
        record.updated_at = now;
    };
    cx.core()?.db.tables().update(id, update).await?;
    Ok(())
}

/// What a table is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForm {
    /// Cells with their axes.
    Csv,
    /// TunerStudio's file of one table.
    TunerStudio,
    /// Our own, which keeps everything.
    Json,
}

/// Hands a table to the user as a file, as it is now.
pub async fn export(cx: &AppCx, id: &str, form: FileForm) -> Result<(), AppError> {
    let (record, table) = current(cx, id).await?;
    let stem = files::stem(&table.info.name);
    let mark = if cx.settings.get().lang == Lang::PtBr { Mark::Comma } else { Mark::Point };
    let (text, name, mime) = match form {
        FileForm::Csv => (write_text(&table, Layout::csv(mark)), format!("{stem}.csv"), files::CSV),
        FileForm::TunerStudio => {
            let none = || WireError::new(ErrorCode::NoTables, "a curve has no file of TunerStudio");
            let text = tuner_studio(&table).ok_or_else(none)?;
            (text, format!("{stem}.table"), "application/xml")
        }
        FileForm::Json => {
            let text = write_json(&[Exported { vehicle: vehicle_name(cx, &record), table }]);
            (text, format!("{stem}.fueltune-table.json"), files::JSON)
        }
    };
    files::save_text(cx, &name, &text, mime);
    cx.done(message!("tables-exported", n = 1, file = name));
    Ok(())
}

/// TunerStudio reads absolute pressures in kPa; anything else stands in the unit it is shown in.
fn tuner_studio(table: &MapTable) -> Option<String> {
    let absolute = table.x().channel() == Some(ChannelId::MapAbs);
    let load = if absolute { Unit::Kpa } else { axis_rules(table.x()).display };
    write_table_xml(table, load, cell_rules(table.info.kind, table.unit()).display)
}

/// Hands tables to the user as one file of ours.
pub async fn export_all(cx: &AppCx, ids: &[String]) -> Result<(), AppError> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        let (record, table) = current(cx, id).await?;
        all.push(Exported { vehicle: vehicle_name(cx, &record), table });
    }
    let name = "fueltune-table-set.json";
    files::save_text(cx, name, &write_json(&all), files::JSON);
    cx.done(message!("tables-exported", n = all.len(), file = name));
    Ok(())
}

/// Puts a table on the clipboard as FTManager takes it.
pub async fn copy_for_ftmanager(cx: &AppCx, id: &str) -> Result<(), AppError> {
    let (_, table) = current(cx, id).await?;
    let mark = if cx.settings.get().lang == Lang::PtBr { Mark::Comma } else { Mark::Point };
    files::copy_text(cx, write_text(&table, Layout::ftmanager(mark)));
    Ok(())
}

fn vehicle_name(cx: &AppCx, record: &TableRecord) -> Option<String> {
    let library = cx.library.get();
    record.vehicle.as_deref().and_then(|id| library.vehicle(id)).map(|v| v.name.clone())
}

/// Tells what was added; undoing takes it away again.
fn undoable(cx: &AppCx, title: Message, added: Vec<String>) {
    let undo = cx.clone();
    cx.done_with_undo(title, move || {
        let added = added.clone();
        start(&undo, |cx| async move {
            let db = cx.core()?.db;
            for id in &added {
                db.tables().delete(id).await?;
            }
            Ok(())
        });
    });
}

fn gone(id: &str) -> AppError {
    WireError::new(ErrorCode::StorageMissing, format!("table {id}")).into()
}

/// A message that cannot be written or read, a template that is none: a fault of the program.
fn broken(error: impl std::fmt::Display) -> AppError {
    AppError::Failed(WireError::new(ErrorCode::Internal, error.to_string()))
}
