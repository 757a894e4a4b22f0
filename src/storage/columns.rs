//! Time bases and columns: one record each, so that a chart loads two channels and not two hundred.

use js_sys::{ArrayBuffer, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use super::db::Db;
use super::error::StorageError;
use super::key::Key;
use super::op::{Op, Read};
use super::records;
use super::schema::Store;
use crate::engine::codec::{self, CodecError, ColumnHead, Ticks};
use crate::engine::table::{Column, TimeAxis};
use crate::engine::view::Pyramid;
use crate::web::global;

/// Version of the shape of these records. The second keeps times as ticks and figures as integers where they are such;
/// those of the first are read as they are.
const V: u32 = 2;

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
    #[serde(default)]
    ticks: Option<Ticks>,
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

/// A write, and how many bytes of numbers are in it before the browser compresses them.
pub type Weighed = (Op, f64);

/// The write of a time base. `data` is that of the session.
pub fn put_axis(data: &str, index: usize, axis: &TimeAxis) -> Result<Weighed, StorageError> {
    let (ticks, body) = codec::encode_axis(axis);
    let rows = axis.len() as u32;
    let fields = AxisFields { v: V, data: data.to_owned(), index: index as u32, rows, ticks };
    let record = plain(Store::Axes, &fields, index)?;
    global::set(&record, "body", &to_stored(&body));
    Ok((Op::Put(Store::Axes, record), body.len() as f64))
}

/// The write of a column with its pyramid.
pub fn put_column(
    data: &str,
    index: usize,
    column: &Column,
    pyramid: &Pyramid,
) -> Result<Weighed, StorageError> {
    let (head, body) = codec::encode_column(column);
    let fields = ColumnFields { v: V, data: data.to_owned(), index: index as u32, head };
    let record = plain(Store::Columns, &fields, index)?;
    global::set(&record, "body", &to_stored(&body));
    let levels = codec::encode_pyramid(pyramid);
    global::set(&record, "pyramid", &to_stored(&levels));
    Ok((Op::Put(Store::Columns, record), (body.len() + levels.len()) as f64))
}

/// What is loaded of a session at once.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every time base, if they were asked for.
    pub axes: Vec<TimeAxis>,
    /// The columns asked for, in that order, each with its pyramid.
    pub columns: Vec<(Column, Pyramid)>,
}

/// Columns of a session by their places, and its time bases if these are wanted too, in one transaction.
pub async fn load(db: &Db, data: &str, axes: bool, places: &[u32]) -> Result<Loaded, StorageError> {
    let keys = places.iter().map(|place| Key::numbered(data, *place));
    let mut asked: Vec<Read> = keys.clone().map(|key| Read::One(Store::Columns, key)).collect();
    if axes {
        asked.push(Read::Group(Store::Axes, data.to_owned()));
    }
    let mut found = db.read(asked).await?;
    let axes = match if axes { found.pop() } else { None } {
        Some(records) => read_axes(data, &records)?,
        None => Vec::new(),
    };
    let mut columns = Vec::with_capacity(places.len());
    for (key, records) in keys.zip(found) {
        let missing = || StorageError::NotFound { store: Store::Columns.name(), key: key.to_string() };
        columns.push(read_column(&key, records.first().ok_or_else(missing)?)?);
    }
    Ok(Loaded { axes, columns })
}

fn read_axes(data: &str, records: &[JsValue]) -> Result<Vec<TimeAxis>, StorageError> {
    if records.is_empty() {
        return Err(StorageError::NotFound { store: Store::Axes.name(), key: data.to_owned() });
    }
    let one = |(i, record): (usize, &JsValue)| {
        let key = Key::numbered(data, i as u32);
        let fields: AxisFields = fields(Store::Axes, &key, record)?;
        known(fields.v)?;
        let body = bytes(record, "body").ok_or_else(|| corrupt(Store::Axes, &key, "no body"))?;
        codec::decode_axis(fields.rows as usize, fields.ticks.as_ref(), &body)
            .map_err(|e| damaged(Store::Axes, &key, &e))
    };
    records.iter().enumerate().map(one).collect()
}

fn read_column(key: &Key, record: &JsValue) -> Result<(Column, Pyramid), StorageError> {
    let fields: ColumnFields = fields(Store::Columns, key, record)?;
    known(fields.v)?;
    let body = bytes(record, "body").ok_or_else(|| corrupt(Store::Columns, key, "no body"))?;
    let column = codec::decode_column(&fields.head, &body).map_err(|e| damaged(Store::Columns, key, &e))?;
    let stored = bytes(record, "pyramid").ok_or_else(|| corrupt(Store::Columns, key, "no pyramid"))?;
    let pyramid =
        codec::decode_pyramid(column.len(), &stored).map_err(|e| damaged(Store::Columns, key, &e))?;
    Ok((column, pyramid))
}

fn plain<T: Serialize>(store: Store, fields: &T, index: usize) -> Result<JsValue, StorageError> {
    records::plain(fields).map_err(|detail| StorageError::Corrupt {
        store: store.name(),
        key: index.to_string(),
        detail,
    })
}

fn fields<T: DeserializeOwned>(store: Store, key: &Key, record: &JsValue) -> Result<T, StorageError> {
    serde_wasm_bindgen::from_value(record.clone()).map_err(|e| corrupt(store, key, &e.to_string()))
}

fn known(found: u32) -> Result<(), StorageError> {
    if found > V { Err(StorageError::NewerVersion { found, known: V }) } else { Ok(()) }
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
