//! Repositories: records by kind, with the names of the user's document.

use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::db::Db;
use super::error::StorageError;
use super::key::Key;
use super::op::Op;
use super::records::{
    self, AnnotationRecord, Deletable, MappingRecord, MathChannelRecord, Record, RuleRecord, SessionDetail,
    SessionRecord, VehicleRecord,
};
use super::schema::Store;
use crate::web::{clock, global};

/// Records of one kind.
pub struct Repo<T> {
    db: Db,
    kind: PhantomData<T>,
}

impl<T: Record> Repo<T> {
    pub(super) fn new(db: &Db) -> Self {
        Self { db: db.clone(), kind: PhantomData }
    }

    pub(super) fn db(&self) -> &Db {
        &self.db
    }

    /// One record, also a deleted one.
    pub async fn get_by_id(&self, id: &str) -> Result<Option<T>, StorageError> {
        self.db.get(T::STORE, &Key::text(id)).await?.map(records::from_js).transpose()
    }

    /// Adds a record; one with the same key is replaced.
    pub async fn create(&self, record: &T) -> Result<(), StorageError> {
        self.db.write(vec![Op::Put(T::STORE, records::to_js(record)?)]).await
    }

    /// Adds several records, all of them or none; of the same key the new one stays.
    pub async fn create_all(&self, records: &[T]) -> Result<(), StorageError> {
        let puts = records.iter().map(|r| Ok(Op::Put(T::STORE, records::to_js(r)?)));
        self.db.write(puts.collect::<Result<_, StorageError>>()?).await
    }

    /// Changes a record in one go, so that nothing another tab wrote meanwhile is lost. Gives the record as it is now.
    pub async fn update(&self, id: &str, change: impl FnOnce(&mut T)) -> Result<T, StorageError> {
        let key = Key::text(id);
        let mut changed = None;
        let outcome = &mut changed;
        self.db
            .modify(T::STORE, &key, |found| {
                let missing = || StorageError::NotFound { store: T::STORE.name(), key: key.to_string() };
                let mut record: T = records::from_js(found.ok_or_else(missing)?)?;
                change(&mut record);
                let value = records::to_js(&record)?;
                *outcome = Some(record);
                Ok(Some(value))
            })
            .await?;
        changed.ok_or(StorageError::Aborted)
    }

    async fn read_all(&self, limit: Option<u32>) -> Result<Vec<T>, StorageError> {
        self.db.all(T::STORE, limit).await?.into_iter().map(records::from_js).collect()
    }

    async fn remove(&self, id: &str) -> Result<(), StorageError> {
        self.db.write(vec![Op::Delete(T::STORE, Key::text(id))]).await
    }
}

impl<T: Deletable> Repo<T> {
    /// Records that are not deleted, oldest first.
    pub async fn get_all(&self, limit: Option<u32>) -> Result<Vec<T>, StorageError> {
        let mut live = self.read_all(None).await?;
        live.retain(|record| record.deleted_at().is_none());
        live.truncate(limit.map_or(usize::MAX, |n| n as usize));
        Ok(live)
    }

    /// Records that are deleted and not gone yet.
    pub async fn get_deleted(&self) -> Result<Vec<T>, StorageError> {
        let mut deleted = self.read_all(None).await?;
        deleted.retain(|record| record.deleted_at().is_some());
        Ok(deleted)
    }

    /// Marks a record as deleted; [`Repo::restore`] brings it back.
    pub async fn delete(&self, id: &str) -> Result<T, StorageError> {
        let now = clock::now_ms();
        self.update(id, |record| record.set_deleted_at(Some(now))).await
    }

    /// Brings a deleted record back.
    pub async fn restore(&self, id: &str) -> Result<T, StorageError> {
        self.update(id, |record| record.set_deleted_at(None)).await
    }
}

impl Repo<VehicleRecord> {
    /// Takes a vehicle and the safety rules that are its own away for good. Its sessions stay, without a vehicle.
    pub async fn purge(&self, id: &str) -> Result<(), StorageError> {
        let mut ops = vec![Op::Delete(Store::Vehicles, Key::text(id))];
        // Looked at as they lie there: the page's start, which sweeps, need not know what a rule is.
        for record in self.db.all(Store::Rules, None).await? {
            let text = |field| global::get(&record, field).as_string();
            if text("vehicle").as_deref() == Some(id) {
                ops.extend(text("id").map(|rule| Op::Delete(Store::Rules, Key::text(&rule))));
            }
        }
        self.db.write(ops).await
    }
}

impl Repo<SessionRecord> {
    /// Sessions of a vehicle that are not deleted.
    pub async fn get_by_vehicle(&self, vehicle: &str) -> Result<Vec<SessionRecord>, StorageError> {
        self.live_by("vehicle", vehicle).await
    }

    /// Sessions read from a file with these bytes that are not deleted.
    pub async fn get_by_source_hash(&self, hash: &str) -> Result<Vec<SessionRecord>, StorageError> {
        self.live_by("source_hash", hash).await
    }

    async fn live_by(&self, field: &str, value: &str) -> Result<Vec<SessionRecord>, StorageError> {
        let found = self.db.by_index(Store::Sessions, field, value).await?;
        let mut sessions: Vec<SessionRecord> =
            found.into_iter().map(records::from_js).collect::<Result<_, _>>()?;
        sessions.retain(|s| s.deleted_at.is_none());
        Ok(sessions)
    }

    /// Takes a session and all that belongs to it away for good.
    pub async fn purge(&self, id: &str) -> Result<(), StorageError> {
        let Some(session) = self.get_by_id(id).await? else { return Ok(()) };
        let annotations = self.db.annotations().get_by_session(id).await?;
        let mut ops =
            vec![Op::Delete(Store::Sessions, Key::text(id)), Op::Delete(Store::Details, Key::text(id))];
        ops.extend(delete_data(&session.data));
        ops.extend(annotations.iter().map(|a| Op::Delete(Store::Annotations, a.key())));
        self.db.write(ops).await
    }
}

/// Writes that take away what lies under the `data` of a session.
pub fn delete_data(data: &str) -> Vec<Op> {
    vec![
        Op::DeleteGroup(Store::Axes, data.to_owned()),
        Op::DeleteGroup(Store::Columns, data.to_owned()),
        Op::Delete(Store::Originals, Key::text(data)),
        Op::DeleteGroup(Store::Results, data.to_owned()),
    ]
}

impl Repo<SessionDetail> {
    /// Every record, of deleted sessions too.
    pub async fn get_all(&self, limit: Option<u32>) -> Result<Vec<SessionDetail>, StorageError> {
        self.read_all(limit).await
    }
}

impl Repo<AnnotationRecord> {
    /// Notes of a session in the order of their time.
    pub async fn get_by_session(&self, session: &str) -> Result<Vec<AnnotationRecord>, StorageError> {
        let found = self.db.by_index(Store::Annotations, "session", session).await?;
        let mut notes: Vec<AnnotationRecord> =
            found.into_iter().map(records::from_js).collect::<Result<_, _>>()?;
        notes.sort_by(|a, b| a.t0.total_cmp(&b.t0).then_with(|| a.id.cmp(&b.id)));
        Ok(notes)
    }

    /// Every note.
    pub async fn get_all(&self, limit: Option<u32>) -> Result<Vec<AnnotationRecord>, StorageError> {
        self.read_all(limit).await
    }

    /// Takes a note away; [`Repo::create`] with the same record brings it back.
    pub async fn delete(&self, id: &str) -> Result<(), StorageError> {
        self.remove(id).await
    }
}

impl Repo<MappingRecord> {
    /// Every remembered mapping.
    pub async fn get_all(&self, limit: Option<u32>) -> Result<Vec<MappingRecord>, StorageError> {
        self.read_all(limit).await
    }

    /// Forgets what was said about this header.
    pub async fn delete(&self, signature: &str) -> Result<(), StorageError> {
        self.remove(signature).await
    }
}

impl Repo<MathChannelRecord> {
    /// Every math channel, the oldest first: of two that are called alike that one counts.
    pub async fn get_all(&self) -> Result<Vec<MathChannelRecord>, StorageError> {
        let mut all = self.read_all(None).await?;
        all.sort_by(|a, b| a.created_at.total_cmp(&b.created_at).then_with(|| a.id.cmp(&b.id)));
        Ok(all)
    }

    /// Takes a math channel away; [`Repo::create`] with the same record brings it back.
    pub async fn delete(&self, id: &str) -> Result<(), StorageError> {
        self.remove(id).await
    }
}

impl Repo<RuleRecord> {
    /// Every changed and own rule, the oldest first.
    pub async fn get_all(&self) -> Result<Vec<RuleRecord>, StorageError> {
        let mut all = self.read_all(None).await?;
        all.sort_by(|a, b| a.created_at.total_cmp(&b.created_at).then_with(|| a.id.cmp(&b.id)));
        Ok(all)
    }

    /// Stores some and takes others away, all of it or nothing.
    pub async fn replace(&self, put: &[RuleRecord], gone: &[String]) -> Result<(), StorageError> {
        let puts = put.iter().map(|r| Ok(Op::Put(Store::Rules, records::to_js(r)?)));
        let mut ops = puts.collect::<Result<Vec<_>, StorageError>>()?;
        ops.extend(gone.iter().map(|id| Op::Delete(Store::Rules, Key::text(id))));
        self.db.write(ops).await
    }
}

/// Settings by key; each value has its own shape.
pub struct Settings {
    db: Db,
}

impl Settings {
    /// A setting, `None` if it was never written or is of a shape that cannot be read.
    pub async fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, StorageError> {
        let Some(record) = self.db.get(Store::Settings, &Key::text(key)).await? else { return Ok(None) };
        match serde_wasm_bindgen::from_value(global::get(&record, "value")) {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                tracing::warn!(key, %error, "setting cannot be read, using the default");
                Ok(None)
            }
        }
    }

    /// Writes a setting.
    pub async fn put<T: Serialize>(&self, key: &str, value: &T) -> Result<(), StorageError> {
        let value = records::plain(value).map_err(|detail| StorageError::Corrupt {
            store: Store::Settings.name(),
            key: key.to_owned(),
            detail,
        })?;
        self.db.write(vec![Op::Put(Store::Settings, keyed(key, &value))]).await
    }

    /// Takes a setting away.
    pub async fn delete(&self, key: &str) -> Result<(), StorageError> {
        self.db.write(vec![Op::Delete(Store::Settings, Key::text(key))]).await
    }
}

pub(super) fn keyed(key: &str, value: &JsValue) -> JsValue {
    let record = js_sys::Object::new();
    global::set(&record, "v", &1.into());
    global::set(&record, "key", &key.into());
    global::set(&record, "value", value);
    record.into()
}

impl Db {
    /// Vehicles.
    pub fn vehicles(&self) -> Repo<VehicleRecord> {
        Repo::new(self)
    }

    /// Sessions.
    pub fn sessions(&self) -> Repo<SessionRecord> {
        Repo::new(self)
    }

    /// What only an open session shows.
    pub fn details(&self) -> Repo<SessionDetail> {
        Repo::new(self)
    }

    /// Notes.
    pub fn annotations(&self) -> Repo<AnnotationRecord> {
        Repo::new(self)
    }

    /// Remembered mappings of columns.
    pub fn mappings(&self) -> Repo<MappingRecord> {
        Repo::new(self)
    }

    /// Math channels of the user.
    pub fn math_channels(&self) -> Repo<MathChannelRecord> {
        Repo::new(self)
    }

    /// Safety rules that are not as they were delivered.
    pub fn rules(&self) -> Repo<RuleRecord> {
        Repo::new(self)
    }

    /// Settings.
    pub fn settings(&self) -> Settings {
        Settings { db: self.clone() }
    }
}
