//! Changes to data that a new release needs, run once each, in order, after the database is open.
//!
//! A shape of a record alone needs none: reading brings it up to date. Each step is idempotent, since a crash may
//! come between its last write and the note that it is done.

use std::pin::Pin;

use wasm_bindgen::JsValue;

use super::db::Db;
use super::error::StorageError;
use super::ids;
use super::key::Key;
use super::op::Op;
use super::records::AnnotationRecord;
use super::repo::{delete_data, keyed};
use super::schema::Store;
use crate::web::{clock, global};

/// A step under way.
pub type Step<'a> = Pin<Box<dyn Future<Output = Result<(), StorageError>> + 'a>>;

/// One change of data.
pub struct Migration {
    /// Rises by one from step to step.
    pub version: u32,
    pub name: &'static str,
    pub run: for<'a> fn(&'a Db) -> Step<'a>,
}

/// The steps of all releases.
pub const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "markers become notes", run: |db| Box::pin(markers_become_notes(db)) },
    Migration {
        version: 2,
        name: "samples as integers, times as ticks",
        // Nothing to change: records of the first shape are read as they are. The number alone matters, which keeps a
        // program that knows no other shape away from a library that has them.
        run: |_| Box::pin(async { Ok(()) }),
    },
];

const DATA_VERSION: &str = "data_version";
/// Deleted things and leftovers older than this go, milliseconds.
const KEEP_MS: f64 = 24.0 * 3600.0 * 1000.0;

/// Runs the steps that have not run yet and gives their names.
pub async fn run(db: &Db, steps: &[Migration]) -> Result<Vec<&'static str>, StorageError> {
    let newest = steps.last().map_or(0, |step| step.version);
    let found = data_version(db).await?;
    if let Some(found) = found
        && found > newest
    {
        return Err(StorageError::NewerVersion { found, known: newest });
    }
    // A database without a note is new: it was made by this release and has nothing to change.
    let empty = found.is_none() && db.count(Store::Sessions).await? + db.count(Store::Vehicles).await? == 0;
    let done = if empty { newest } else { found.unwrap_or(0) };
    let mut ran = Vec::new();
    for step in steps.iter().filter(|step| step.version > done) {
        (step.run)(db).await?;
        note(db, step.version).await?;
        tracing::info!(step = step.name, "data migrated");
        ran.push(step.name);
    }
    if found.is_none() && ran.is_empty() {
        note(db, newest).await?;
    }
    Ok(ran)
}

async fn data_version(db: &Db) -> Result<Option<u32>, StorageError> {
    let record = db.get(Store::Meta, &Key::text(DATA_VERSION)).await?;
    Ok(record.and_then(|r| global::get(&r, "value").as_f64()).map(|n| n as u32))
}

async fn note(db: &Db, version: u32) -> Result<(), StorageError> {
    db.write(vec![Op::Put(Store::Meta, keyed(DATA_VERSION, &JsValue::from(version)))]).await
}

/// Remarks of files used to stand in the details of a session alone.
async fn markers_become_notes(db: &Db) -> Result<(), StorageError> {
    let now = clock::now_ms();
    for detail in db.details().get_all(None).await? {
        let notes = AnnotationRecord::of_markers(&detail.id, &detail.info.markers, now);
        if !notes.is_empty() {
            db.annotations().create_all(&notes).await?;
        }
    }
    Ok(())
}

/// Takes away what was deleted more than a day ago, and what a crash left behind. Nobody waits for it.
pub async fn sweep(db: &Db) -> Result<u32, StorageError> {
    let now = clock::now_ms();
    let mut gone = 0;
    for vehicle in db.vehicles().get_deleted().await? {
        if vehicle.deleted_at.is_some_and(|at| now - at > KEEP_MS) {
            db.vehicles().purge(&vehicle.id).await?;
            gone += 1;
        }
    }
    for session in db.sessions().get_deleted().await? {
        if session.deleted_at.is_some_and(|at| now - at > KEEP_MS) {
            db.sessions().purge(&session.id).await?;
            gone += 1;
        }
    }
    // Looked at as they lie there: the page's start, which sweeps, need not know what a table is.
    for record in db.all(Store::Tables, None).await? {
        let deleted = global::get(&record, "deleted_at").as_f64();
        let id = global::get(&record, "id").as_string();
        if let (Some(id), true) = (id, deleted.is_some_and(|at| now - at > KEEP_MS)) {
            db.tables().purge(&id).await?;
            gone += 1;
        }
    }
    gone += sweep_orphans(db, now).await?;
    gone += sweep_versions(db, now).await?;
    Ok(gone)
}

/// Versions and drafts of no table. Young ones may belong to one that is being written in another tab. Versions are
/// looked at one by one: all of them at once would hold the page up.
async fn sweep_versions(db: &Db, now: f64) -> Result<u32, StorageError> {
    let keys = db.keys(Store::Tables).await?;
    let tables: std::collections::BTreeSet<&str> = keys.iter().filter_map(Key::first_text).collect();
    let old = |key: &Key| {
        let made = key.first_text().and_then(ids::made_at_ms);
        made.is_none_or(|made| now - made > KEEP_MS)
    };
    let mut ops = Vec::new();
    for key in db.keys(Store::Drafts).await? {
        if old(&key) && key.first_text().is_none_or(|id| !tables.contains(id)) {
            ops.push(Op::Delete(Store::Drafts, key));
        }
    }
    for key in db.keys(Store::Snapshots).await?.into_iter().filter(old) {
        let Some(record) = db.get(Store::Snapshots, &key).await? else { continue };
        if global::get(&record, "table").as_string().is_none_or(|id| !tables.contains(id.as_str())) {
            ops.push(Op::Delete(Store::Snapshots, key));
        }
    }
    let gone = ops.len() as u32;
    db.write(ops).await?;
    Ok(gone)
}

/// Large records of no session, left by a restore that did not come to its end. Young ones may belong to one that is
/// under way in another tab.
async fn sweep_orphans(db: &Db, now: f64) -> Result<u32, StorageError> {
    let mut owned = std::collections::BTreeSet::new();
    let mut found = std::collections::BTreeSet::new();
    for store in [Store::Axes, Store::Columns, Store::Originals, Store::Results] {
        let keys = db.keys(store).await?;
        found.extend(keys.iter().filter_map(Key::first_text).map(str::to_owned));
    }
    for record in db.all(Store::Sessions, None).await? {
        owned.extend(global::get(&record, "data").as_string());
    }
    let orphans: Vec<&String> = found
        .difference(&owned)
        .filter(|data| ids::made_at_ms(data).is_none_or(|made| now - made > KEEP_MS))
        .collect();
    let ops = orphans.iter().flat_map(|data| delete_data(data)).collect();
    db.write(ops).await?;
    Ok(orphans.len() as u32)
}
