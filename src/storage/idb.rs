//! The browser's database.
//!
//! Inside a transaction only the database is awaited: anything else lets the browser commit it under us.

use std::cell::RefCell;
use std::collections::VecDeque;

use rexie::{KeyRange, Rexie, Transaction, TransactionMode};
use wasm_bindgen::JsValue;

use super::begun::{Begun, kept};
use super::error::StorageError;
use super::key::Key;
use super::op::{Op, Read};
use super::schema::{self, Store, StoreSpec};
use crate::web::{ignore, storage_quota, task};

/// An open connection; closed when dropped, so that it never blocks another tab.
pub(super) struct Idb(RefCell<Option<Rexie>>);

impl Idb {
    /// Waits at most `wait_ms` for another tab to let go of the old version.
    pub async fn open(
        name: &str,
        version: u32,
        stores: &[StoreSpec],
        wait_ms: u32,
    ) -> Result<Self, StorageError> {
        let builder = schema::object_stores(stores)
            .fold(Rexie::builder(name).version(version), rexie::RexieBuilder::add_object_store);
        // A connection that comes too late is dropped, and with it closed.
        let opening = async move { builder.build().await.map(|rexie| Idb(RefCell::new(Some(rexie)))) };
        match task::within(wait_ms, opening).await {
            None => Err(StorageError::Blocked),
            Some(Ok(idb)) => Ok(idb),
            Some(Err(error)) => Err(open_error(&error, version)),
        }
    }

    pub fn close(&self) {
        if let Some(rexie) = self.0.borrow_mut().take() {
            rexie.close();
        }
    }

    fn transaction(&self, stores: &[Store], mode: TransactionMode) -> Result<Transaction, StorageError> {
        let names: Vec<&str> = stores.iter().map(|s| s.name()).collect();
        match self.0.borrow().as_ref() {
            Some(rexie) => Ok(rexie.transaction(&names, mode)?),
            None => Err(StorageError::Closed("closed by this tab".to_owned())),
        }
    }

    fn reading(&self, store: Store) -> Result<rexie::Store, StorageError> {
        Ok(self.transaction(&[store], TransactionMode::ReadOnly)?.store(store.name())?)
    }

    pub async fn get(&self, store: Store, key: &Key) -> Result<Option<JsValue>, StorageError> {
        let (records, key) = (self.reading(store)?, key.to_js());
        let found = kept(async move { records.get(key).await }).await?;
        Ok(found.filter(|value| !value.is_undefined()))
    }

    pub async fn all(
        &self,
        store: Store,
        group: Option<&str>,
        limit: Option<u32>,
    ) -> Result<Vec<JsValue>, StorageError> {
        let range = group.map(group_range).transpose()?;
        let records = self.reading(store)?;
        Ok(kept(async move { records.get_all(range, limit).await }).await?)
    }

    pub async fn keys(&self, store: Store) -> Result<Vec<Key>, StorageError> {
        let records = self.reading(store)?;
        let keys = kept(async move { records.get_all_keys(None, None).await }).await?;
        Ok(keys.iter().filter_map(Key::from_js).collect())
    }

    pub async fn count(&self, store: Store, group: Option<&str>) -> Result<u32, StorageError> {
        let range = group.map(group_range).transpose()?;
        let records = self.reading(store)?;
        Ok(kept(async move { records.count(range).await }).await?)
    }

    pub async fn by_index(
        &self,
        store: Store,
        field: &str,
        value: &str,
    ) -> Result<Vec<JsValue>, StorageError> {
        let only = KeyRange::only(&value.into()).map_err(rexie::Error::from)?;
        let index = self.reading(store)?.index(field)?;
        Ok(kept(async move { index.get_all(Some(only), None).await }).await?)
    }

    /// Several reads in one transaction, asked together and answered in their order.
    pub async fn read(&self, asked: Vec<Read>) -> Result<Vec<Vec<JsValue>>, StorageError> {
        let mut stores: Vec<Store> = asked.iter().map(Read::store).collect();
        stores.sort_unstable();
        stores.dedup();
        let transaction = self.transaction(&stores, TransactionMode::ReadOnly)?;
        let records = asked.iter().map(|one| transaction.store(one.store().name()));
        let records = records.collect::<Result<Vec<_>, _>>()?;
        kept(async move {
            let mut under_way = Vec::with_capacity(asked.len());
            for (records, one) in records.into_iter().zip(asked) {
                under_way.push(Begun::start(answer(records, one)).await);
            }
            let mut answers = Vec::with_capacity(under_way.len());
            for one in under_way {
                answers.push(one.end().await);
            }
            answers.into_iter().collect()
        })
        .await
    }

    /// One transaction. `next` gives the writes one by one. While one is made the database is at work on the few before
    /// it, and no more than these, so that large records never pile up; an error of it takes everything back.
    pub async fn write(
        &self,
        stores: &[Store],
        next: &mut dyn FnMut() -> Option<Result<Op, StorageError>>,
    ) -> Result<(), StorageError> {
        let transaction = self.transaction(stores, TransactionMode::ReadWrite)?;
        let mut under_way = VecDeque::with_capacity(UNDER_WAY + 1);
        if let Err(error) = write_each(&transaction, next, &mut under_way).await {
            // Those under way come to their end first: an abort would tell each of them with an event of its own, and
            // the database layer hears one.
            for one in under_way {
                ignore(one.end().await);
            }
            // What was written before must not stay. The reason is known; that the browser obeys an abort, or has
            // given the transaction up before, adds nothing to it.
            ignore(transaction.abort().await);
            return Err(error);
        }
        finish(transaction).await
    }

    /// Reads a record, lets `change` decide, and writes the outcome, nobody coming between.
    pub async fn modify(
        &self,
        store: Store,
        key: &Key,
        change: impl FnOnce(Option<JsValue>) -> Result<Option<JsValue>, StorageError>,
    ) -> Result<(), StorageError> {
        let transaction = self.transaction(&[store], TransactionMode::ReadWrite)?;
        let records = transaction.store(store.name())?;
        let found = records.get(key.to_js()).await?.filter(|value| !value.is_undefined());
        match change(found) {
            Ok(Some(value)) => {
                records.put(&value, None).await?;
                finish(transaction).await
            }
            Ok(None) => Ok(()),
            Err(error) => {
                ignore(transaction.abort().await);
                Err(error)
            }
        }
    }
}

impl Drop for Idb {
    fn drop(&mut self) {
        self.close();
    }
}

/// Writes that the database may be at work on while the next one is made.
const UNDER_WAY: usize = 3;

type Written = Begun<Result<(), StorageError>>;

async fn write_each(
    transaction: &Transaction,
    next: &mut dyn FnMut() -> Option<Result<Op, StorageError>>,
    under_way: &mut VecDeque<Written>,
) -> Result<(), StorageError> {
    while let Some(op) = next() {
        let op = op?;
        let records = transaction.store(op.store().name()).map_err(StorageError::from).map_err(given_up)?;
        under_way.push_back(Begun::start(apply(records, op)).await);
        if under_way.len() > UNDER_WAY {
            oldest(under_way).await?;
        }
    }
    while !under_way.is_empty() {
        oldest(under_way).await?;
    }
    Ok(())
}

async fn oldest(under_way: &mut VecDeque<Written>) -> Result<(), StorageError> {
    match under_way.pop_front() {
        Some(one) => one.end().await.map_err(given_up),
        None => Ok(()),
    }
}

async fn answer(records: rexie::Store, asked: Read) -> Result<Vec<JsValue>, StorageError> {
    match asked {
        Read::One(_, key) => {
            let found = records.get(key.to_js()).await?;
            Ok(found.filter(|value| !value.is_undefined()).into_iter().collect())
        }
        Read::Group(_, first) => Ok(records.get_all(Some(group_range(&first)?), None).await?),
    }
}

async fn apply(records: rexie::Store, op: Op) -> Result<(), StorageError> {
    match op {
        Op::Put(_, value) => {
            records.put(&value, None).await?;
        }
        Op::Delete(_, key) => records.delete(key.to_js()).await?,
        Op::DeleteGroup(_, first) => records.delete(group_range(&first)?.into()).await?,
        Op::Clear(_) => records.clear().await?,
    }
    Ok(())
}

/// A write that comes too late: the browser gave the transaction up under our hands. That the database itself is closed
/// is told when a transaction is opened.
fn given_up(error: StorageError) -> StorageError {
    match error {
        StorageError::Closed(_) => StorageError::Aborted,
        other => other,
    }
}

/// Waits until the writes are safe. Without this a full disk would go unnoticed.
async fn finish(transaction: Transaction) -> Result<(), StorageError> {
    if transaction.done().await?.is_committed() { Ok(()) } else { Err(StorageError::Aborted) }
}

/// Every compound key with this first part: lists sort by their parts, and a list comes after every text and number.
fn group_range(first: &str) -> Result<KeyRange, StorageError> {
    let low = js_sys::Array::of1(&first.into());
    let high = js_sys::Array::of2(&first.into(), &js_sys::Array::new());
    Ok(KeyRange::bound(&low, &high, None, None).map_err(rexie::Error::from)?)
}

fn open_error(error: &rexie::Error, known: u32) -> StorageError {
    let text = match error {
        rexie::Error::IdbError(inner) => inner.to_string(),
        other => other.to_string(),
    };
    if text.contains("VersionError") {
        // "The requested version (1) is less than the existing version (2)."
        let found = text.split(['(', ')']).filter_map(|part| part.parse().ok()).next_back();
        return StorageError::NewerVersion { found: found.unwrap_or(known + 1), known };
    }
    match StorageError::from_text(&text) {
        full @ StorageError::QuotaExceeded { .. } => full,
        _ => StorageError::Unavailable(text),
    }
}

/// Adds what is known about room to an error that is, or is likely to be, about room. A browser that finds no room
/// while it commits aborts, and the database layer does not pass on why.
pub(super) async fn explain(error: StorageError, needed: Option<f64>) -> StorageError {
    let full = matches!(error, StorageError::QuotaExceeded { .. });
    if !full && error != StorageError::Aborted {
        return error;
    }
    let free = storage_quota::estimate().await.ok().map(|e| e.free_bytes());
    let too_much = needed.zip(free).is_some_and(|(needed, free)| needed > free);
    if full || too_much { StorageError::QuotaExceeded { needed, free } } else { error }
}
