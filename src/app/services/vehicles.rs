//! Use-cases of vehicles. Each change is in the database before it is told, and can be undone where it takes something
//! away.

use web_sys::File;

use super::{drafts, library, start};
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::library::VehicleItem;
use crate::app::toasts::{Toast, Tone};
use crate::app::vehicle_words::refusal;
use crate::app::workspace::WorkspaceAction;
use crate::engine::vehicle::{ExchangeError, Exported, Vehicle, examples, read_json, write_json};
use crate::i18n::Message;
use crate::message;
use crate::storage::{Db, VehicleRecord, ids};
use crate::web::{clock, download, global};

/// A file of vehicles is a few kilobytes; this much is something else.
const LARGEST_FILE: f64 = 20e6;
/// Longest name, as the validator has it.
const LONGEST_NAME: usize = 100;

fn record(vehicle: Vehicle) -> VehicleRecord {
    let now = clock::now_ms();
    VehicleRecord {
        id: ids::new_id(),
        name: vehicle.name.clone(),
        vehicle,
        archived: false,
        created_at: now,
        updated_at: now,
        deleted_at: None,
    }
}

/// Stores a new vehicle and selects it. Gives its identity.
pub async fn create(cx: &AppCx, vehicle: Vehicle) -> Result<String, AppError> {
    let db = cx.core()?.db;
    let record = record(vehicle);
    db.vehicles().create(&record).await?;
    drafts::forget(drafts::NEW);
    library::reload(cx, &db).await?;
    select(cx, Some(&record.id));
    cx.done(message!("vehicles-created", name = &record.name));
    Ok(record.id)
}

/// Stores a vehicle that was there before.
pub async fn update(cx: &AppCx, id: &str, vehicle: Vehicle) -> Result<(), AppError> {
    let db = cx.core()?.db;
    let record = db
        .vehicles()
        .update(id, |record| {
            record.name.clone_from(&vehicle.name);
            record.vehicle = vehicle;
            record.updated_at = clock::now_ms();
        })
        .await?;
    drafts::forget(id);
    library::reload(cx, &db).await?;
    cx.done(message!("vehicles-saved", name = &record.name));
    Ok(())
}

/// Stores a copy under its own name. Gives its identity.
pub async fn duplicate(cx: &AppCx, id: &str) -> Result<String, AppError> {
    let db = cx.core()?.db;
    let original = db.vehicles().get_by_id(id).await?.ok_or_else(|| gone(id))?;
    let mut copy = original.vehicle;
    let suffix = cx.i18n().t("vehicles-copy-suffix").into_owned();
    let room = LONGEST_NAME.saturating_sub(suffix.chars().count() + 1);
    copy.name = format!("{} {suffix}", copy.name.chars().take(room).collect::<String>().trim_end());
    let copy = record(copy);
    db.vehicles().create(&copy).await?;
    library::reload(cx, &db).await?;
    undoable(cx, message!("vehicles-duplicated", name = &copy.name), vec![copy.id.clone()], None);
    Ok(copy.id)
}

/// Puts a vehicle out of the way, or back.
pub async fn archive(cx: &AppCx, id: &str, archived: bool) -> Result<(), AppError> {
    let was_selected = is_selected(cx, id);
    let name = set_archived(cx, id, archived).await?;
    let title = if archived {
        message!("vehicles-archived", name = name)
    } else {
        message!("vehicles-unarchived", name = name)
    };
    let (undo, id) = (cx.clone(), id.to_owned());
    cx.done_with_undo(title, move || {
        let id = id.clone();
        start(&undo, |cx| async move {
            set_archived(&cx, &id, !archived).await?;
            if was_selected {
                select(&cx, Some(&id));
            }
            Ok(())
        });
    });
    Ok(())
}

async fn set_archived(cx: &AppCx, id: &str, archived: bool) -> Result<String, AppError> {
    let db = cx.core()?.db;
    let record = db.vehicles().update(id, |record| record.archived = archived).await?;
    if archived {
        cx.workspace.dispatch(WorkspaceAction::Forget(id.to_owned()));
    }
    library::reload(cx, &db).await?;
    Ok(record.name)
}

/// Deletes a vehicle. Its sessions stay; they have it again when the deletion is undone.
pub async fn delete(cx: &AppCx, id: &str) -> Result<(), AppError> {
    let db = cx.core()?.db;
    let was_selected = is_selected(cx, id);
    let record = db.vehicles().delete(id).await?;
    cx.workspace.dispatch(WorkspaceAction::Forget(id.to_owned()));
    library::reload(cx, &db).await?;
    let (undo, id) = (cx.clone(), id.to_owned());
    cx.done_with_undo(message!("vehicles-deleted", name = record.name), move || {
        let id = id.clone();
        start(&undo, |cx| async move {
            let db = cx.core()?.db;
            db.vehicles().restore(&id).await?;
            library::reload(&cx, &db).await?;
            if was_selected {
                select(&cx, Some(&id));
            }
            Ok(())
        });
    });
    Ok(())
}

/// Stores the three examples, and selects the first one where nothing is selected.
pub async fn add_examples(cx: &AppCx) -> Result<(), AppError> {
    let db = cx.core()?.db;
    let notes = cx.i18n().t("vehicles-example-note").into_owned();
    let records: Vec<VehicleRecord> =
        examples().into_iter().map(|vehicle| record(Vehicle { notes: notes.clone(), ..vehicle })).collect();
    db.vehicles().create_all(&records).await?;
    library::reload(cx, &db).await?;
    let first = records.first().map(|r| r.id.clone());
    let selected = cx.workspace.get().vehicle.is_none().then_some(first).flatten();
    if let Some(id) = &selected {
        select(cx, Some(id));
    }
    let count = records.len();
    undoable(
        cx,
        message!("vehicles-examples-added", n = count),
        records.into_iter().map(|r| r.id).collect(),
        selected,
    );
    Ok(())
}

/// Hands vehicles to the user as a file: one by its identity, or all of them.
pub fn export(cx: &AppCx, id: Option<&str>) -> Result<(), AppError> {
    let library = cx.library.get();
    let items: Vec<&VehicleItem> =
        library.vehicles().iter().filter(|v| id.is_none_or(|id| v.id == id)).collect();
    let text = write_json(&items.iter().map(|item| exported(item)).collect::<Vec<_>>());
    let name = match (id, items.as_slice()) {
        (Some(_), [one]) => format!("{}.fueltune-vehicle.json", file_stem(&one.name)),
        _ => "vehicles.fueltune-vehicle.json".to_owned(),
    };
    download::save(&name, &download::text_blob(&text, "application/json")?)?;
    cx.done(message!("vehicles-exported", n = items.len(), file = name));
    Ok(())
}

/// Takes the vehicles of a file in. What is here already stays as it is; one of the same identity that differs comes in
/// as another vehicle. A file with a mistake brings nothing, and the mistake is told with its place.
pub async fn import(cx: &AppCx, file: File) -> Result<(), AppError> {
    let name = file.name();
    if file.size() > LARGEST_FILE {
        refuse(cx, message!("vehicles-import-failed", file = &name), &ExchangeError::NotVehicles);
        return Ok(());
    }
    let text = global::settle(file.text().into()).await?.as_string().unwrap_or_default();
    match read_json(&text) {
        Ok(vehicles) => take_in(cx, &name, vehicles).await,
        Err(error) => {
            refuse(cx, message!("vehicles-import-failed", file = &name), &error);
            Ok(())
        }
    }
}

async fn take_in(cx: &AppCx, file: &str, vehicles: Vec<Exported>) -> Result<(), AppError> {
    let db = cx.core()?.db;
    let (mut added, mut same) = (Vec::new(), 0_usize);
    for one in vehicles {
        let here = db.vehicles().get_by_id(&one.id).await?.filter(|r| r.deleted_at.is_none());
        let twice = added.iter().any(|r: &VehicleRecord| r.id == one.id);
        match here {
            Some(here) if here.vehicle == one.vehicle => same += 1,
            here => {
                let fresh = here.is_some() || twice || one.id.is_empty();
                let id = if fresh { ids::new_id() } else { one.id };
                let now = clock::now_ms();
                added.push(VehicleRecord {
                    id,
                    name: one.vehicle.name.clone(),
                    archived: one.archived,
                    created_at: if one.created_at_ms > 0.0 { one.created_at_ms } else { now },
                    updated_at: if one.updated_at_ms > 0.0 { one.updated_at_ms } else { now },
                    deleted_at: None,
                    vehicle: one.vehicle,
                });
            }
        }
    }
    db.vehicles().create_all(&added).await?;
    library::reload(cx, &db).await?;
    if added.is_empty() {
        cx.toast(Toast::new(Tone::Info, message!("vehicles-import-nothing-new", n = same, file = file)));
        return Ok(());
    }
    let title = message!("vehicles-imported", n = added.len(), same = same);
    undoable(cx, title, added.into_iter().map(|r| r.id).collect(), None);
    Ok(())
}

fn refuse(cx: &AppCx, title: Message, error: &ExchangeError) {
    let (advice, details) = refusal(error, &cx.units());
    let mut toast = Toast::new(Tone::Bad, title).advice(advice);
    toast.details = details;
    cx.toast(toast);
}

/// Selects a vehicle for the whole application.
pub fn select(cx: &AppCx, id: Option<&str>) {
    cx.workspace.dispatch(WorkspaceAction::SelectVehicle(id.map(str::to_owned)));
}

fn is_selected(cx: &AppCx, id: &str) -> bool {
    cx.workspace.get().vehicle.as_deref() == Some(id)
}

/// Tells what was added; undoing takes it away again, and the selection where it came with it.
fn undoable(cx: &AppCx, title: Message, added: Vec<String>, selected: Option<String>) {
    let undo = cx.clone();
    cx.done_with_undo(title, move || {
        let (added, selected) = (added.clone(), selected.clone());
        start(&undo, |cx| async move {
            let db = cx.core()?.db;
            take_back(&cx, &db, &added).await?;
            if let Some(id) = selected {
                cx.workspace.dispatch(WorkspaceAction::Forget(id));
            }
            Ok(())
        });
    });
}

async fn take_back(cx: &AppCx, db: &Db, added: &[String]) -> Result<(), AppError> {
    for id in added {
        db.vehicles().delete(id).await?;
        cx.workspace.dispatch(WorkspaceAction::Forget(id.clone()));
    }
    library::reload(cx, db).await
}

fn gone(id: &str) -> AppError {
    use crate::protocol::{ErrorCode, WireError};
    WireError::new(ErrorCode::StorageMissing, format!("vehicle {id}")).into()
}

fn exported(item: &VehicleItem) -> Exported {
    Exported {
        id: item.id.clone(),
        archived: item.archived,
        created_at_ms: item.created_at_ms,
        updated_at_ms: item.updated_at_ms,
        vehicle: (*item.vehicle).clone(),
    }
}

/// A name as the name of a file: letters, digits and hyphens.
fn file_stem(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|p| !p.is_empty()).collect();
    if parts.is_empty() { "vehicle".to_owned() } else { parts.join("-").to_lowercase() }
}
