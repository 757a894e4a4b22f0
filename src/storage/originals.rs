//! The files that sessions came from, compressed, so that a better reader can read them again.

use js_sys::{ArrayBuffer, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::db::Db;
use super::error::StorageError;
use super::key::Key;
use super::op::Op;
use super::schema::Store;
use crate::web::gzip::Decompressor;
use crate::web::{JsError, download, global};

/// A kept file.
pub struct Original {
    pub name: String,
    /// Bytes before compression.
    pub bytes: f64,
    compressed: ArrayBuffer,
}

impl Original {
    /// The very bytes that were read.
    pub async fn unpack(&self) -> Result<Blob, StorageError> {
        let packed = download::blob(&js_sys::Array::of1(&self.compressed), "application/gzip")?;
        let mut reader = Decompressor::new(&packed)?;
        let parts = js_sys::Array::new();
        while let Some(piece) = reader.next_piece().await? {
            parts.push(&Uint8Array::from(piece.as_slice()));
        }
        Ok(download::blob(&parts, "application/octet-stream")?)
    }
}

/// Kept files by the `data` of a session.
pub struct Originals {
    db: Db,
}

impl Originals {
    /// The file a session's data came from, if it was kept.
    pub async fn get(&self, data: &str) -> Result<Option<Original>, StorageError> {
        let Some(record) = self.db.get(Store::Originals, &Key::text(data)).await? else { return Ok(None) };
        let compressed = global::get(&record, "body").dyn_into().ok();
        let compressed = compressed.ok_or_else(|| StorageError::Corrupt {
            store: Store::Originals.name(),
            key: data.to_owned(),
            detail: "no body".to_owned(),
        })?;
        Ok(Some(Original {
            name: global::get(&record, "name").as_string().unwrap_or_default(),
            bytes: global::get(&record, "bytes").as_f64().unwrap_or(0.0),
            compressed,
        }))
    }

    /// Keeps a compressed file.
    pub async fn put(&self, data: &str, name: &str, bytes: f64, packed: &Blob) -> Result<(), StorageError> {
        let body: JsValue = JsFuture::from(packed.array_buffer()).await.map_err(JsError::from)?;
        let record = Object::new();
        global::set(&record, "v", &1.into());
        global::set(&record, "data", &data.into());
        global::set(&record, "name", &name.into());
        global::set(&record, "bytes", &bytes.into());
        global::set(&record, "body", &body);
        self.db
            .write_each(&[Store::Originals], Some(packed.size()), {
                let mut op = Some(Op::Put(Store::Originals, record.into()));
                move || op.take().map(Ok)
            })
            .await
    }
}

impl Db {
    /// Kept files.
    pub fn originals(&self) -> Originals {
        Originals { db: self.clone() }
    }
}
