//! Computed results, kept so that they need not be computed again. Losing one costs time, nothing else.

use js_sys::{ArrayBuffer, Object, Uint8Array};
use wasm_bindgen::JsCast;

use super::db::Db;
use super::error::StorageError;
use super::key::Key;
use super::op::Op;
use super::schema::Store;
use crate::build_info::{BUILD_ID, VERSION};
use crate::web::{clock, global};

/// Results by the `data` of a session and the request; those of another build are not used.
pub struct Results {
    db: Db,
}

impl Results {
    /// The bytes of a result, if this very build computed it.
    pub async fn get(&self, data: &str, request: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let Some(record) = self.db.get(Store::Results, &Key::pair(data, request)).await? else {
            return Ok(None);
        };
        let ours = global::get(&record, "engine").as_string().as_deref() == Some(engine().as_str());
        let body = global::get(&record, "body").dyn_into::<ArrayBuffer>().ok();
        Ok(body.filter(|_| ours).map(|buffer| Uint8Array::new(&buffer).to_vec()))
    }

    /// Keeps a result.
    pub async fn put(&self, data: &str, request: &str, bytes: &[u8]) -> Result<(), StorageError> {
        let record = Object::new();
        global::set(&record, "v", &1.into());
        global::set(&record, "data", &data.into());
        global::set(&record, "request", &request.into());
        global::set(&record, "engine", &engine().into());
        global::set(&record, "created_at", &clock::now_ms().into());
        global::set(&record, "body", &Uint8Array::from(bytes).buffer());
        self.db.write(vec![Op::Put(Store::Results, record.into())]).await
    }

    /// How many are kept.
    pub async fn count(&self) -> Result<u32, StorageError> {
        self.db.count(Store::Results).await
    }

    /// Lets all of them go.
    pub async fn clear(&self) -> Result<(), StorageError> {
        self.db.write(vec![Op::Clear(Store::Results)]).await
    }
}

fn engine() -> String {
    format!("{VERSION}+{BUILD_ID}")
}

impl Db {
    /// Computed results.
    pub fn results(&self) -> Results {
        Results { db: self.clone() }
    }
}
