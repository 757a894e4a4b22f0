//! The library into a file.

use std::collections::BTreeSet;

use js_sys::{ArrayBuffer, JSON, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;
use xxhash_rust::xxh3::Xxh3;

use super::{BACKUP_VERSION, Counts, END, End, Head, LARGE, MAGIC, MANIFEST, Manifest, PIECE, RECORD, SMALL};
use crate::build_info;
use crate::storage::records::{self, SessionRecord};
use crate::storage::{Db, Key, StorageError, Store};
use crate::web::gzip::Compressor;
use crate::web::{JsError, clock, global};

/// Writes a backup. `step(done, total)` is told how far it is, in bytes, lets others get their turn and may give up.
pub async fn write(
    db: &Db,
    mut step: impl AsyncFnMut(f64, f64) -> Result<(), StorageError>,
) -> Result<(Blob, Manifest), StorageError> {
    let small = live_records(db).await?;
    let mut manifest = Manifest {
        app_version: build_info::VERSION.to_owned(),
        created_at: clock::now_ms(),
        counts: Counts::default(),
        bytes: 0.0,
    };
    let mut data = Vec::new();
    for (store, record) in &small {
        manifest.counts.add(*store);
        if *store == Store::Sessions {
            let session: SessionRecord = records::from_js(record.clone())?;
            manifest.bytes += session.stored_bytes;
            data.push(session.data);
        }
    }
    let mut writer = Writer { packer: Compressor::new()?, hash: Xxh3::new() };
    let outcome = async {
        writer.start(&manifest).await?;
        for (store, record) in &small {
            writer.record(*store, record, &[]).await?;
        }
        let mut done = 0.0;
        for id in &data {
            for (store, fields) in LARGE {
                for key in group_keys(db, store, id).await? {
                    let Some(record) = db.get(store, &key).await? else { continue };
                    done += writer.record(store, &record, fields).await?;
                    step(done.min(manifest.bytes), manifest.bytes).await?;
                }
            }
        }
        writer.end().await
    };
    if let Err(error) = outcome.await {
        writer.packer.abort();
        return Err(error);
    }
    Ok((writer.packer.finish().await?, manifest))
}

/// Everything small that is not deleted; of the belongings of sessions and tables only those of live ones.
async fn live_records(db: &Db) -> Result<Vec<(Store, JsValue)>, StorageError> {
    let mut live = Vec::new();
    let (mut sessions, mut vehicles, mut tables) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for store in SMALL {
        for record in db.all(store, None).await? {
            let text = |field| global::get(&record, field).as_string();
            let deleted = global::get(&record, "deleted_at").as_f64().is_some();
            let orphan = match store {
                Store::Details => text("id").is_some_and(|id| !sessions.contains(&id)),
                Store::Annotations => text("session").is_some_and(|id| !sessions.contains(&id)),
                // Rules of a vehicle that is on its way out go with it.
                Store::Rules => text("vehicle").is_some_and(|id| !vehicles.contains(&id)),
                Store::Snapshots => text("table").is_some_and(|id| !tables.contains(&id)),
                Store::Drafts => text("id").is_some_and(|id| !tables.contains(&id)),
                _ => false,
            };
            if deleted || orphan {
                continue;
            }
            match store {
                Store::Sessions => sessions.extend(text("id")),
                Store::Vehicles => vehicles.extend(text("id")),
                Store::Tables => tables.extend(text("id")),
                _ => {}
            }
            live.push((store, record));
        }
    }
    Ok(live)
}

async fn group_keys(db: &Db, store: Store, data: &str) -> Result<Vec<Key>, StorageError> {
    if store.spec().key.len() == 1 {
        return Ok(vec![Key::text(data)]);
    }
    let count = db.count_group(store, data).await?;
    Ok((0..count).map(|i| Key::numbered(data, i)).collect())
}

struct Writer {
    packer: Compressor,
    hash: Xxh3,
}

impl Writer {
    async fn start(&mut self, manifest: &Manifest) -> Result<(), StorageError> {
        self.put(MAGIC).await?;
        self.put(&BACKUP_VERSION.to_le_bytes()).await?;
        self.chunk(MANIFEST, &json(manifest)?, &[]).await
    }

    /// Writes a record and gives the bytes of its body.
    async fn record(&mut self, store: Store, record: &JsValue, fields: &[&str]) -> Result<f64, StorageError> {
        let (text, parts) = split(store, record, fields)?;
        let head = Head {
            store: store.name().to_owned(),
            record: text,
            parts: parts.iter().map(|p| p.len() as u32).collect(),
        };
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        self.chunk(RECORD, &json(&head)?, &parts).await?;
        Ok(parts.iter().map(|p| p.len() as f64).sum())
    }

    async fn end(&mut self) -> Result<(), StorageError> {
        let checksum = format!("{:032x}", self.hash.digest128());
        self.chunk(END, &json(&End { checksum })?, &[]).await
    }

    async fn chunk(&mut self, kind: u8, head: &[u8], body: &[&[u8]]) -> Result<(), StorageError> {
        let length: usize = body.iter().map(|part| part.len()).sum();
        let mut front = vec![kind];
        front.extend_from_slice(&(head.len() as u32).to_le_bytes());
        front.extend_from_slice(&(length as u32).to_le_bytes());
        front.extend_from_slice(head);
        self.put(&front).await?;
        for part in body {
            self.put(part).await?;
        }
        Ok(())
    }

    async fn put(&mut self, bytes: &[u8]) -> Result<(), StorageError> {
        for piece in bytes.chunks(PIECE) {
            self.hash.update(piece);
            self.packer.write(piece).await?;
        }
        Ok(())
    }
}

/// A record as JSON without its fields of bytes, and those.
fn split(store: Store, record: &JsValue, fields: &[&str]) -> Result<(String, Vec<Vec<u8>>), StorageError> {
    let plain = js_sys::Object::assign(&js_sys::Object::new(), record.unchecked_ref());
    let mut parts = Vec::with_capacity(fields.len());
    for field in fields {
        let buffer = global::get(record, field).dyn_into::<ArrayBuffer>().ok();
        let buffer = buffer.ok_or_else(|| StorageError::Corrupt {
            store: store.name(),
            key: Key::of_record(record, store.spec().key).map(|k| k.to_string()).unwrap_or_default(),
            detail: format!("no {field}"),
        })?;
        parts.push(Uint8Array::new(&buffer).to_vec());
        global::set(&plain, field, &JsValue::NULL);
    }
    let text = JSON::stringify(&plain).map_err(JsError::from)?;
    Ok((text.into(), parts))
}

fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, StorageError> {
    serde_json::to_vec(value).map_err(|e| StorageError::Backend(e.to_string()))
}
