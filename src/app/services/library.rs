//! The lists of what is stored, kept in step with the database.

use std::cell::Cell;

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::library::{LibraryAction, SessionItem, VehicleItem};
use crate::i18n::date;
use crate::storage::{Db, SessionRecord, VehicleRecord, migrate};
use crate::web::{clock, task};

/// Changes that come within this time are read together, milliseconds.
const GATHER_MS: u32 = 30;

thread_local! {
    static WAITING: Cell<bool> = const { Cell::new(false) };
}

/// Reads the lists.
pub async fn reload(cx: &AppCx, db: &Db) -> Result<(), AppError> {
    let vehicles = db.vehicles().get_all(None).await?;
    let sessions = db.sessions().get_all(None).await?;
    cx.library.dispatch(LibraryAction::Vehicles(vehicles.into_iter().map(vehicle_item).collect()));
    cx.library.dispatch(LibraryAction::Sessions(sessions.iter().map(item).collect()));
    Ok(())
}

/// Reads the lists after changes, once for many.
pub fn reload_soon(cx: &AppCx, db: &Db) {
    if WAITING.replace(true) {
        return;
    }
    let (cx, db) = (cx.clone(), db.clone());
    task::spawn(async move {
        clock::sleep(GATHER_MS).await;
        WAITING.set(false);
        if let Err(error) = reload(&cx, &db).await {
            cx.report(&error);
        }
    });
}

/// Takes away for good what was deleted so long ago that nobody can undo it any more, and what a crash left behind.
pub async fn sweep(db: &Db) -> Result<(), AppError> {
    migrate::sweep(db).await?;
    Ok(())
}

/// What the lists show of a vehicle.
pub fn vehicle_item(record: VehicleRecord) -> VehicleItem {
    VehicleItem::new(record.id, record.vehicle, record.archived, record.created_at, record.updated_at)
}

/// What the lists show of a session.
pub fn item(record: &SessionRecord) -> SessionItem {
    let started = record.started_at.as_deref().and_then(date::parse_wall);
    let created = record.created_at + f64::from(clock::offset_minutes(record.created_at)) * 60_000.0;
    SessionItem {
        id: record.id.clone(),
        name: record.name.clone(),
        file_name: record.file_name.clone(),
        vehicle: record.vehicle.clone(),
        notes: record.notes.clone(),
        tags: record.tags.clone(),
        format: record.format.clone(),
        wall_ms: started.unwrap_or(created),
        dated: started.is_some(),
        imported_ms: created,
        duration_s: record.duration_s,
        sample_rate_hz: record.sample_rate_hz,
        rows: record.rows,
        channels: record.columns,
        quality: record.quality,
        issue_kinds: record.issue_kinds,
        demo: record.demo,
    }
}
