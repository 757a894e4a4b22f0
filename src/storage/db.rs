//! The database as the rest of the program sees it, with or without a browser's database behind it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::error::StorageError;
use super::idb::{Idb, explain};
use super::key::Key;
use super::memory::Memory;
use super::migrate;
use super::notices::{Change, Notices};
use super::op::{self, Op, Read};
use super::schema::{DB_VERSION, STORES, Store, StoreSpec};
use crate::web::pubsub::{PubSub, Subscription};

/// How long to wait for another tab to let go of the old version, milliseconds.
const OPEN_WAIT_MS: u32 = 5000;

/// A handle to the open database; cloning gives another handle to the same one.
#[derive(Clone)]
pub struct Db(Rc<Inner>);

struct Inner {
    backend: Backend,
    notices: Notices,
    /// Writes to a database in memory, for whoever keeps another one in step.
    written: PubSub<Vec<Op>>,
    /// Emits once the connection turns out to be closed under us.
    closed: PubSub<()>,
    told_closed: RefCell<bool>,
}

enum Backend {
    Idb(Idb),
    Memory(Memory),
}

impl Db {
    /// Opens the database of this name, bringing it to the newest version.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        Self::open_as(name, DB_VERSION, STORES, OPEN_WAIT_MS).await
    }

    /// Opens with another schema or another patience; for tests of upgrades.
    pub async fn open_as(
        name: &str,
        version: u32,
        stores: &[StoreSpec],
        wait_ms: u32,
    ) -> Result<Self, StorageError> {
        let idb = Idb::open(name, version, stores, wait_ms).await?;
        let db = Self::with(Backend::Idb(idb), Notices::open(name));
        tracing::info!(name, version, "database open");
        Ok(db)
    }

    /// A database in memory: the same stores, gone with the page.
    pub fn in_memory() -> Self {
        Self::with(Backend::Memory(Memory::default()), Notices::local())
    }

    /// The page's start: opens the database and brings its data to this release, or keeps everything in memory where
    /// the browser has none; then the reason comes along. A database that is blocked, too new or full is an error:
    /// something is there that must not be hidden.
    pub async fn open_or_memory(name: &str) -> Result<(Self, Option<StorageError>), StorageError> {
        match Self::open(name).await {
            Ok(db) => {
                migrate::run(&db, migrate::MIGRATIONS).await?;
                Ok((db, None))
            }
            Err(reason @ StorageError::Unavailable(_)) => {
                tracing::warn!(%reason, "no database, keeping everything in memory");
                Ok((Self::in_memory(), Some(reason)))
            }
            Err(error) => Err(error),
        }
    }

    fn with(backend: Backend, notices: Notices) -> Self {
        Self(Rc::new(Inner {
            backend,
            notices,
            written: PubSub::new(),
            closed: PubSub::new(),
            told_closed: RefCell::new(false),
        }))
    }

    /// Whether nothing is kept beyond this page.
    pub fn is_memory(&self) -> bool {
        matches!(self.0.backend, Backend::Memory(_))
    }

    /// Closes the connection; every later call fails with [`StorageError::Closed`].
    pub fn close(&self) {
        if let Backend::Idb(idb) = &self.0.backend {
            idb.close();
        }
    }

    /// What changed, here, in the worker or in another tab.
    pub fn changes(&self) -> &PubSub<Change> {
        self.0.notices.changes()
    }

    /// Told once when another tab has brought the database to a newer version.
    pub fn on_closed(&self, listener: impl Fn() + 'static) -> Subscription {
        self.0.closed.subscribe(move |()| listener())
    }

    /// One record.
    pub async fn get(&self, store: Store, key: &Key) -> Result<Option<JsValue>, StorageError> {
        match &self.0.backend {
            Backend::Idb(idb) => self.seen(idb.get(store, key).await),
            Backend::Memory(memory) => memory.get(store, key),
        }
    }

    /// Records in the order of their keys.
    pub async fn all(&self, store: Store, limit: Option<u32>) -> Result<Vec<JsValue>, StorageError> {
        match &self.0.backend {
            Backend::Idb(idb) => self.seen(idb.all(store, None, limit).await),
            Backend::Memory(memory) => memory.all(store, |_| true, limit.map_or(usize::MAX, |n| n as usize)),
        }
    }

    /// Records whose compound key starts with this text.
    pub async fn group(&self, store: Store, first: &str) -> Result<Vec<JsValue>, StorageError> {
        match &self.0.backend {
            Backend::Idb(idb) => self.seen(idb.all(store, Some(first), None).await),
            Backend::Memory(memory) => memory.all(store, |key| key.starts_with(first), usize::MAX),
        }
    }

    /// Records with this text in an indexed field.
    pub async fn by_index(
        &self,
        store: Store,
        field: &str,
        value: &str,
    ) -> Result<Vec<JsValue>, StorageError> {
        match &self.0.backend {
            Backend::Idb(idb) => self.seen(idb.by_index(store, field, value).await),
            Backend::Memory(memory) => memory.by_index(store, field, value),
        }
    }

    /// Several reads in one go: for each, in the order asked, the records it finds.
    pub async fn read(&self, asked: Vec<Read>) -> Result<Vec<Vec<JsValue>>, StorageError> {
        match &self.0.backend {
            Backend::Idb(idb) => self.seen(idb.read(asked).await),
            Backend::Memory(memory) => {
                let one = |read: &Read| match read {
                    Read::One(store, key) => Ok(memory.get(*store, key)?.into_iter().collect()),
                    Read::Group(store, first) => memory.all(*store, |key| key.starts_with(first), usize::MAX),
                };
                asked.iter().map(one).collect()
            }
        }
    }

    /// The keys of a store.
    pub async fn keys(&self, store: Store) -> Result<Vec<Key>, StorageError> {
        match &self.0.backend {
            Backend::Idb(idb) => self.seen(idb.keys(store).await),
            Backend::Memory(memory) => Ok(memory.keys(store)),
        }
    }

    /// Number of records of a store.
    pub async fn count(&self, store: Store) -> Result<u32, StorageError> {
        match &self.0.backend {
            Backend::Idb(idb) => self.seen(idb.count(store, None).await),
            Backend::Memory(memory) => Ok(memory.keys(store).len() as u32),
        }
    }

    /// Number of records whose compound key starts with this text.
    pub async fn count_group(&self, store: Store, first: &str) -> Result<u32, StorageError> {
        match &self.0.backend {
            Backend::Idb(idb) => self.seen(idb.count(store, Some(first)).await),
            Backend::Memory(memory) => {
                Ok(memory.keys(store).iter().filter(|key| key.starts_with(first)).count() as u32)
            }
        }
    }

    /// Does all of the writes or none.
    pub async fn write(&self, ops: Vec<Op>) -> Result<(), StorageError> {
        let mut stores: Vec<Store> = ops.iter().map(Op::store).collect();
        stores.sort_unstable();
        stores.dedup();
        if stores.is_empty() {
            return Ok(());
        }
        let mut ops = ops.into_iter();
        self.write_each(&stores, None, || ops.next().map(Ok)).await
    }

    /// The same with writes that are made one by one, for records too large to be made ahead. An error from `next`
    /// takes everything back. `needed` is how many bytes it will be, for the message when there is no room.
    pub async fn write_each(
        &self,
        stores: &[Store],
        needed: Option<f64>,
        mut next: impl FnMut() -> Option<Result<Op, StorageError>>,
    ) -> Result<(), StorageError> {
        let mut changes = Vec::new();
        match &self.0.backend {
            Backend::Idb(idb) => {
                let mut noting = || {
                    let op = next()?;
                    changes.extend(op.as_ref().ok().and_then(Change::of));
                    Some(op)
                };
                let outcome = idb.write(stores, &mut noting).await;
                if let Err(error) = self.seen(outcome) {
                    return Err(explain(error, needed).await);
                }
            }
            Backend::Memory(memory) => {
                let ops = std::iter::from_fn(next).collect::<Result<Vec<Op>, _>>()?;
                memory.write(&ops)?;
                changes.extend(ops.iter().filter_map(Change::of));
                self.mirror(ops);
            }
        }
        self.0.notices.tell(changes);
        Ok(())
    }

    /// Reads a record, lets `change` decide what becomes of it, and writes that, nobody coming between; `None` leaves
    /// everything as it was.
    pub async fn modify(
        &self,
        store: Store,
        key: &Key,
        change: impl FnOnce(Option<JsValue>) -> Result<Option<JsValue>, StorageError>,
    ) -> Result<(), StorageError> {
        match &self.0.backend {
            Backend::Idb(idb) => {
                if let Err(error) = self.seen(idb.modify(store, key, change).await) {
                    return Err(explain(error, None).await);
                }
            }
            Backend::Memory(memory) => {
                if let Some(value) = change(memory.get(store, key)?)? {
                    let ops = vec![Op::Put(store, value)];
                    memory.write(&ops)?;
                    self.mirror(ops);
                }
            }
        }
        self.0.notices.tell(vec![Change::new(store, Some(key.to_string()))]);
        Ok(())
    }

    /// Writes to a database in memory as they are done, for the worker's or the page's own one.
    pub fn on_written(&self, listener: impl Fn(&JsValue) + 'static) -> Subscription {
        self.0.written.subscribe(move |ops| listener(&op::to_js(ops)))
    }

    /// Does what another database in memory has done, without telling it back.
    pub fn follow(&self, written: &JsValue) -> Result<(), StorageError> {
        let ops = op::from_js(written);
        if let Backend::Memory(memory) = &self.0.backend {
            memory.write(&ops)?;
        }
        self.0.notices.tell(ops.iter().filter_map(Change::of).collect());
        Ok(())
    }

    /// Everything small in memory, for [`Db::follow`] of a worker that starts again.
    pub fn small_records(&self) -> Option<JsValue> {
        match &self.0.backend {
            Backend::Memory(memory) => Some(op::to_js(&memory.small_records())),
            Backend::Idb(_) => None,
        }
    }

    fn mirror(&self, ops: Vec<Op>) {
        let small: Vec<Op> = ops.into_iter().filter(|op| !op.store().is_bulk()).collect();
        if !small.is_empty() {
            self.0.written.emit(&small);
        }
    }

    /// Tells of a closed connection the first time an error shows it.
    fn seen<T>(&self, outcome: Result<T, StorageError>) -> Result<T, StorageError> {
        if let Err(StorageError::Closed(reason)) = &outcome
            && !self.0.told_closed.replace(true)
        {
            tracing::warn!(reason, "database closed under us");
            self.0.closed.emit(&());
        }
        outcome
    }
}
