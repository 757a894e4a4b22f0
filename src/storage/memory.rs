//! The stand-in where the browser gives no database: the same stores, gone with the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use wasm_bindgen::JsValue;

use super::error::StorageError;
use super::key::Key;
use super::op::Op;
use super::schema::Store;
use crate::web::global;

type Records = BTreeMap<Store, BTreeMap<Key, JsValue>>;

/// Stores in memory. Values are copied in and out, as a database does, so that nobody changes or detaches them.
#[derive(Default)]
pub(super) struct Memory(RefCell<Records>);

impl Memory {
    pub fn get(&self, store: Store, key: &Key) -> Result<Option<JsValue>, StorageError> {
        self.0.borrow().get(&store).and_then(|r| r.get(key)).map(copy).transpose()
    }

    pub fn all(
        &self,
        store: Store,
        pick: impl Fn(&Key) -> bool,
        limit: usize,
    ) -> Result<Vec<JsValue>, StorageError> {
        let records = self.0.borrow();
        let Some(records) = records.get(&store) else { return Ok(Vec::new()) };
        records.iter().filter(|(key, _)| pick(key)).take(limit).map(|(_, value)| copy(value)).collect()
    }

    pub fn keys(&self, store: Store) -> Vec<Key> {
        self.0.borrow().get(&store).map(|r| r.keys().cloned().collect()).unwrap_or_default()
    }

    pub fn by_index(&self, store: Store, field: &str, value: &str) -> Result<Vec<JsValue>, StorageError> {
        let records = self.0.borrow();
        let Some(records) = records.get(&store) else { return Ok(Vec::new()) };
        let of = |record: &JsValue| global::get(record, field).as_string();
        records.values().filter(|r| of(r).as_deref() == Some(value)).map(copy).collect()
    }

    /// All of the writes or, where one cannot be done, none.
    pub fn write(&self, ops: &[Op]) -> Result<(), StorageError> {
        let mut puts = BTreeMap::new();
        for (i, op) in ops.iter().enumerate() {
            if let Op::Put(store, value) = op {
                let key = op.key().ok_or_else(|| StorageError::Corrupt {
                    store: store.name(),
                    key: String::new(),
                    detail: "a record without its key".to_owned(),
                })?;
                puts.insert(i, (key, copy(value)?));
            }
        }
        let mut records = self.0.borrow_mut();
        for (i, op) in ops.iter().enumerate() {
            let store = records.entry(op.store()).or_default();
            match op {
                Op::Put(..) => {
                    if let Some((key, value)) = puts.remove(&i) {
                        store.insert(key, value);
                    }
                }
                Op::Delete(_, key) => {
                    store.remove(key);
                }
                Op::DeleteGroup(_, first) => store.retain(|key, _| !key.starts_with(first)),
                Op::Clear(_) => store.clear(),
            }
        }
        Ok(())
    }

    /// Writes that make another memory like this one, large records left out.
    pub fn small_records(&self) -> Vec<Op> {
        self.0
            .borrow()
            .iter()
            .filter(|(store, _)| !store.is_bulk())
            .flat_map(|(store, records)| records.values().map(|value| Op::Put(*store, value.clone())))
            .collect()
    }
}

fn copy(value: &JsValue) -> Result<JsValue, StorageError> {
    Ok(global::structured_clone(value)?)
}
