//! Single writes and reads, gathered into one transaction.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::key::Key;
use super::schema::Store;

/// One write.
#[derive(Clone, Debug)]
pub enum Op {
    /// Adds or replaces a record; its key is in it.
    Put(Store, JsValue),
    /// Takes a record away, if it is there.
    Delete(Store, Key),
    /// Takes every record away whose compound key starts with this text.
    DeleteGroup(Store, String),
    /// Empties a store.
    Clear(Store),
}

impl Op {
    /// The store it writes to.
    pub fn store(&self) -> Store {
        match self {
            Op::Put(store, _) | Op::Delete(store, _) | Op::DeleteGroup(store, _) | Op::Clear(store) => *store,
        }
    }

    /// Key of the record it is about, where it is about one.
    pub fn key(&self) -> Option<Key> {
        match self {
            Op::Put(store, value) => Key::of_record(value, store.spec().key),
            Op::Delete(_, key) => Some(key.clone()),
            Op::DeleteGroup(_, first) => Some(Key::text(first)),
            Op::Clear(_) => None,
        }
    }
}

/// What is asked for together with other things.
#[derive(Clone, Debug)]
pub enum Read {
    /// One record, or none.
    One(Store, Key),
    /// Records whose compound key starts with this text.
    Group(Store, String),
}

impl Read {
    /// The store it reads from.
    pub fn store(&self) -> Store {
        match self {
            Read::One(store, _) | Read::Group(store, _) => *store,
        }
    }
}

/// Writes as one value that can be sent to the worker or the page.
pub fn to_js(ops: &[Op]) -> JsValue {
    let one = |op: &Op| {
        let (kind, value) = match op {
            Op::Put(_, value) => ("put", value.clone()),
            Op::Delete(_, key) => ("delete", key.to_js()),
            Op::DeleteGroup(_, first) => ("delete-group", JsValue::from_str(first)),
            Op::Clear(_) => ("clear", JsValue::NULL),
        };
        Array::of3(&kind.into(), &op.store().name().into(), &value)
    };
    ops.iter().map(one).collect::<Array>().into()
}

/// The inverse of [`to_js`]; what is no write is left out.
pub fn from_js(value: &JsValue) -> Vec<Op> {
    let Some(list) = value.dyn_ref::<Array>() else { return Vec::new() };
    let one = |entry: JsValue| {
        let entry: Array = entry.dyn_into().ok()?;
        let store = Store::from_name(&entry.get(1).as_string()?)?;
        match entry.get(0).as_string()?.as_str() {
            "put" => Some(Op::Put(store, entry.get(2))),
            "delete" => Some(Op::Delete(store, Key::from_js(&entry.get(2))?)),
            "delete-group" => Some(Op::DeleteGroup(store, entry.get(2).as_string()?)),
            "clear" => Some(Op::Clear(store)),
            _ => None,
        }
    };
    list.iter().filter_map(one).collect()
}
