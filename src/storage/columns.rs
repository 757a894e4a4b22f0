//! Time bases and columns: one record each, so that a chart loads two channels and not two hundred.

use js_sys::{ArrayBuffer, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use super::db::Db;
use super::error::StorageError;
use super::key::Key;
use super::op::Op;
use super::records;
use super::schema::Store;
use crate::engine::codec::{self, CodecError, ColumnHead};
use crate::engine::table::{Column, TimeAxis};
use crate::engine::view::Pyramid;
use crate::web::global;

/// Version of the shape of these records.
const V: u32 = 1;

#[derive(Serialize, Deserialize)]
struct ColumnFields {
    v: u32,
    data: String,
    index: u32,
    head: ColumnHead,
}

#[derive(Serialize, Deserialize)]
struct AxisFields {
    v: u32,
    data: String,
    index: u32,
    rows: u32,
}

/// The form in which bytes lie in the database, decided here and nowhere else. A buffer: the browser compresses it
/// to about a third and every browser stores it soundly; a blob would be read in half the time at thrice the size.
fn to_stored(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).buffer().into()
}

/// The inverse of [`to_stored`].
fn from_stored(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<ArrayBuffer>().map(|buffer| Uint8Array::new(buffer).to_vec())
}

/// The write of a time base. `data` is that of the session.
pub fn put_axis(data: &str, index: usize, axis: &TimeAxis) -> Result<Op, StorageError> {
    let fields = AxisFields { v: V, data: data.to_owned(), index: index as u32, rows: axis.len() as u32 };
    let record = plain(Store::Axes, &fields, index)?;
    global::set(&record, "body", &to_stored(&codec::encode_axis(axis)));
    Ok(Op::Put(Store::Axes, record))
}

/// The write of a column with its pyramid.
pub fn put_column(data: &str, index: usize, column: &Column, pyramid: &Pyramid) -> Result<Op, StorageError> {
    let (head, body) = codec::encode_column(column);
    let fields = ColumnFields { v: V, data: data.to_owned(), index: index as u32, head };
    let record = plain(Store::Columns, &fields, index)?;
    global::set(&record, "body", &to_stored(&body));
    global::set(&record, "pyramid", &to_stored(&codec::encode_pyramid(pyramid)));
    Ok(Op::Put(Store::Columns, record))
}

/// The time bases of a session.
pub async fn load_axes(db: &Db, data: &str) -> Result<Vec<TimeAxis>, StorageError> {
    let records = db.group(Store::Axes, data).await?;
    if records.is_empty() {
        return Err(StorageError::NotFound { store: Store::Axes.name(), key: data.to_owned() });
    }
    records
        .iter()
        .enumerate()
        .map(|(i, record)| {
            let place = Key::numbered(data, i as u32);
            let body = bytes(record, "body").ok_or_else(|| corrupt(Store::Axes, &place, "no body"))?;
            codec::decode_axis(&body).map_err(|e| damaged(Store::Axes, &place, &e))
        })
        .collect()
}

/// One column of a session with its pyramid.
pub async fn load_column(db: &Db, data: &str, index: u32) -> Result<(Column, Pyramid), StorageError> {
    let key = Key::numbered(data, index);
    let missing = || StorageError::NotFound { store: Store::Columns.name(), key: key.to_string() };
    let record = db.get(Store::Columns, &key).await?.ok_or_else(missing)?;
    let fields: ColumnFields = serde_wasm_bindgen::from_value(record.clone())
        .map_err(|e| corrupt(Store::Columns, &key, &e.to_string()))?;
    if fields.v > V {
        return Err(StorageError::NewerVersion { found: fields.v, known: V });
    }
    let body = bytes(&record, "body").ok_or_else(|| corrupt(Store::Columns, &key, "no body"))?;
    let column = codec::decode_column(&fields.head, &body).map_err(|e| damaged(Store::Columns, &key, &e))?;
    let stored = bytes(&record, "pyramid").ok_or_else(|| corrupt(Store::Columns, &key, "no pyramid"))?;
    let pyramid =
        codec::decode_pyramid(column.len(), &stored).map_err(|e| damaged(Store::Columns, &key, &e))?;
    Ok((column, pyramid))
}

fn plain<T: Serialize>(store: Store, fields: &T, index: usize) -> Result<JsValue, StorageError> {
    records::plain(fields).map_err(|detail| StorageError::Corrupt {
        store: store.name(),
        key: index.to_string(),
        detail,
    })
}

fn bytes(record: &JsValue, field: &str) -> Option<Vec<u8>> {
    from_stored(&global::get(record, field))
}

fn corrupt(store: Store, key: &Key, detail: &str) -> StorageError {
    StorageError::Corrupt { store: store.name(), key: key.to_string(), detail: detail.to_owned() }
}

fn damaged(store: Store, key: &Key, error: &CodecError) -> StorageError {
    corrupt(store, key, &error.to_string())
}
