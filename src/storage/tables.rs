//! Tables of calibrations, their versions, and what is being done to them.

use serde::{Deserialize, Serialize};

use super::db::Db;
use super::error::StorageError;
use super::key::Key;
use super::op::Op;
use super::records::{self, Record};
use super::repo::Repo;
use super::schema::Store;
use crate::engine::tables::{History, MapTable, Snapshot};

/// A table as it was saved last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableRecord {
    pub id: String,
    /// The vehicle it is for; `None` where that is not known.
    pub vehicle: Option<String>,
    /// With its name, kind, bank, place in the ECU, tags and notes.
    pub table: MapTable,
    /// Snapshot it was worked on from: the parent of the next one.
    #[serde(default)]
    pub base: Option<String>,
    /// Name of the file it came out of.
    #[serde(default)]
    pub source: Option<String>,
    pub created_at: f64,
    pub updated_at: f64,
    pub deleted_at: Option<f64>,
}

/// A version of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SnapshotRecord {
    /// The snapshot's.
    pub id: String,
    /// Table it is a version of.
    pub table: String,
    pub snapshot: Snapshot,
}

impl SnapshotRecord {
    /// A snapshot of a table.
    pub fn new(table: &str, snapshot: Snapshot) -> Self {
        Self { id: snapshot.id.clone(), table: table.to_owned(), snapshot }
    }
}

/// A table as it is being edited. Its history is one text: hundreds of steps are written with every pause of the user,
/// and a text is written at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftRecord {
    /// The table's.
    pub id: String,
    /// See [`DraftRecord::history`].
    pub history: String,
    pub updated_at: f64,
}

impl DraftRecord {
    /// What is done to a table.
    pub fn of(table: &str, history: &History, now_ms: f64) -> Result<Self, StorageError> {
        let text = serde_json::to_string(history).map_err(|e| corrupt(table, &e))?;
        Ok(Self { id: table.to_owned(), history: text, updated_at: now_ms })
    }

    /// The table with its undo and redo.
    pub fn history(&self) -> Result<History, StorageError> {
        serde_json::from_str(&self.history).map_err(|e| corrupt(&self.id, &e))
    }
}

fn corrupt(key: &str, error: &serde_json::Error) -> StorageError {
    StorageError::Corrupt { store: Store::Drafts.name(), key: key.to_owned(), detail: error.to_string() }
}

impl Repo<TableRecord> {
    /// Adds tables, each with the snapshot it begins with: all of it or nothing.
    pub async fn begin(&self, tables: &[(TableRecord, SnapshotRecord)]) -> Result<(), StorageError> {
        let mut ops = Vec::with_capacity(tables.len() * 2);
        for (table, snapshot) in tables {
            ops.push(Op::Put(Store::Snapshots, records::to_js(snapshot)?));
            ops.push(Op::Put(Store::Tables, records::to_js(table)?));
        }
        self.db().write(ops).await
    }

    /// Takes a table with its versions and its draft away for good.
    pub async fn purge(&self, id: &str) -> Result<(), StorageError> {
        let mut ops =
            vec![Op::Delete(Store::Tables, Key::text(id)), Op::Delete(Store::Drafts, Key::text(id))];
        for record in self.db().by_index(Store::Snapshots, "table", id).await? {
            ops.extend(
                Key::of_record(&record, Store::Snapshots.spec().key).map(|k| Op::Delete(Store::Snapshots, k)),
            );
        }
        self.db().write(ops).await
    }
}

impl Repo<SnapshotRecord> {
    /// Versions of a table, the oldest first.
    pub async fn of_table(&self, table: &str) -> Result<Vec<SnapshotRecord>, StorageError> {
        let found = self.db().by_index(Store::Snapshots, "table", table).await?;
        let mut all: Vec<SnapshotRecord> =
            found.into_iter().map(records::from_js).collect::<Result<_, _>>()?;
        all.sort_by(|a, b| a.snapshot.at_ms.total_cmp(&b.snapshot.at_ms).then_with(|| a.id.cmp(&b.id)));
        Ok(all)
    }

    /// Adds a version and lets go of others, and says from which one its table goes on: all of it or nothing.
    pub async fn take(
        &self,
        table: &TableRecord,
        snapshot: &SnapshotRecord,
        gone: &[String],
    ) -> Result<(), StorageError> {
        let mut ops = vec![
            Op::Put(Store::Snapshots, records::to_js(snapshot)?),
            Op::Put(Store::Tables, records::to_js(table)?),
        ];
        ops.extend(gone.iter().map(|id| Op::Delete(Store::Snapshots, Key::text(id))));
        self.db().write(ops).await
    }

    /// Every version of every table.
    pub async fn get_all(&self) -> Result<Vec<SnapshotRecord>, StorageError> {
        self.db().all(Store::Snapshots, None).await?.into_iter().map(records::from_js).collect()
    }

    /// Takes a version away; [`Repo::create`] with the same record brings it back.
    pub async fn delete(&self, id: &str) -> Result<(), StorageError> {
        self.db().write(vec![Op::Delete(SnapshotRecord::STORE, Key::text(id))]).await
    }
}

impl Repo<DraftRecord> {
    /// Forgets what is being done to a table.
    pub async fn delete(&self, id: &str) -> Result<(), StorageError> {
        self.db().write(vec![Op::Delete(DraftRecord::STORE, Key::text(id))]).await
    }

    /// Tables that have a draft.
    pub async fn keys(&self) -> Result<Vec<String>, StorageError> {
        let keys = self.db().keys(Store::Drafts).await?;
        Ok(keys.iter().filter_map(Key::first_text).map(str::to_owned).collect())
    }
}

impl Db {
    /// Tables of calibrations.
    pub fn tables(&self) -> Repo<TableRecord> {
        Repo::new(self)
    }

    /// Versions of tables.
    pub fn snapshots(&self) -> Repo<SnapshotRecord> {
        Repo::new(self)
    }

    /// Tables as they are being edited.
    pub fn drafts(&self) -> Repo<DraftRecord> {
        Repo::new(self)
    }
}
