//! A file back into the library.

use std::collections::{BTreeMap, BTreeSet};

use js_sys::{JSON, Uint8Array};
use serde::Deserialize;
use wasm_bindgen::JsValue;
use web_sys::Blob;
use xxhash_rust::xxh3::Xxh3;

use super::{
    BACKUP_VERSION, Counts, END, End, Head, LARGE, MAGIC, MANIFEST, MAX_HEAD, Manifest, Mode, RECORD,
    Restored, SMALL,
};
use crate::storage::records::{
    self, AnnotationRecord, MappingRecord, MathChannelRecord, Record, RuleRecord, SessionDetail,
    SessionRecord, VehicleRecord,
};
use crate::storage::{
    Db, DraftRecord, Key, Op, SnapshotRecord, StorageError, Store, TableRecord, delete_data, ids,
};
use crate::web::gzip::Decompressor;
use crate::web::{JsError, global};

/// Reads a backup back. `step(done, total)` as in [`write`].
pub async fn read(
    db: &Db,
    file: &Blob,
    mode: Mode,
    mut step: impl AsyncFnMut(f64, f64) -> Result<(), StorageError>,
) -> Result<Restored, StorageError> {
    let mut reader = Reader::open(file).await?;
    let manifest = reader.manifest().await?;
    let mut plan = Plan::new(db, mode).await?;
    let outcome = async {
        let mut done = 0.0;
        while let Some((store, record, bytes)) = reader.record().await? {
            if store.is_bulk() {
                if let Some(op) = plan.large(store, &record)? {
                    let mut op = Some(op);
                    db.write_each(&[store], Some(bytes), || op.take().map(Ok)).await?;
                }
                done += bytes;
                step(done.min(manifest.bytes), manifest.bytes).await?;
            } else {
                plan.small(store, record)?;
            }
        }
        plan.check(&manifest)?;
        db.write(plan.publish()).await
    };
    if let Err(error) = outcome.await {
        // What cannot be taken away now is swept up at the next start.
        let staged = plan.staged();
        if let Err(second) = db.write(staged).await {
            tracing::warn!(%second, "staged records left behind");
        }
        return Err(error);
    }
    Ok(Restored { manifest, added: plan.added, kept: plan.kept, removed: plan.removed })
}

/// The front of a backup, without reading the rest.
pub async fn inspect(file: &Blob) -> Result<Manifest, StorageError> {
    Reader::open(file).await?.manifest().await
}

struct Reader {
    stream: Decompressor,
    hash: Xxh3,
}

impl Reader {
    async fn open(file: &Blob) -> Result<Self, StorageError> {
        let mut reader = Self { stream: Decompressor::new(file)?, hash: Xxh3::new() };
        let front = reader.stream.exactly(MAGIC.len() + 4).await;
        let Ok(Some(front)) = front else {
            return Err(StorageError::NotABackup("no gzip stream of ours".to_owned()));
        };
        let (magic, version) = front.split_at(MAGIC.len());
        if magic != MAGIC {
            return Err(StorageError::NotABackup("another beginning".to_owned()));
        }
        let found = u32_of(version);
        if found > BACKUP_VERSION {
            return Err(StorageError::NewerBackup { found, known: BACKUP_VERSION });
        }
        reader.hash.update(&front);
        Ok(reader)
    }

    async fn manifest(&mut self) -> Result<Manifest, StorageError> {
        let (kind, head, _) = self.chunk().await?;
        if kind != MANIFEST {
            return Err(damaged("no manifest"));
        }
        parse(&head)
    }

    /// The next record with the bytes of its body; `None` after the end chunk, if the checksum is right.
    async fn record(&mut self) -> Result<Option<(Store, JsValue, f64)>, StorageError> {
        let so_far = format!("{:032x}", self.hash.digest128());
        let (kind, head, body) = self.chunk().await?;
        match kind {
            RECORD => {
                let head: Head = parse(&head)?;
                let store = Store::from_name(&head.store).ok_or_else(|| damaged("an unknown store"))?;
                let record = JSON::parse(&head.record).map_err(|e| damaged(&JsError::from(e).message))?;
                restore_parts(store, &record, &head.parts, &body)?;
                Ok(Some((store, record, body.len() as f64)))
            }
            END => {
                let end: End = parse(&head)?;
                if end.checksum == so_far { Ok(None) } else { Err(damaged("the checksum is another")) }
            }
            _ => Err(damaged("an unknown chunk")),
        }
    }

    async fn chunk(&mut self) -> Result<(u8, Vec<u8>, Vec<u8>), StorageError> {
        let front = self.take(9).await?;
        let (head, body) = (u32_of(&front[1..5]) as usize, u32_of(&front[5..9]) as usize);
        if head > MAX_HEAD {
            return Err(damaged("a head without end"));
        }
        Ok((front[0], self.take(head).await?, self.take(body).await?))
    }

    async fn take(&mut self, length: usize) -> Result<Vec<u8>, StorageError> {
        let bytes = self.stream.exactly(length).await.map_err(|e| damaged(&e.to_string()))?;
        let bytes = bytes.ok_or_else(|| damaged("it ends in the middle"))?;
        self.hash.update(&bytes);
        Ok(bytes)
    }
}

fn restore_parts(store: Store, record: &JsValue, parts: &[u32], body: &[u8]) -> Result<(), StorageError> {
    let fields = LARGE.iter().find(|(large, _)| *large == store).map_or(&[][..], |(_, fields)| *fields);
    let length: usize = parts.iter().map(|p| *p as usize).sum();
    if fields.len() != parts.len() || length != body.len() {
        return Err(damaged("a record's bytes do not fit"));
    }
    let mut rest = body;
    for (field, length) in fields.iter().zip(parts) {
        let (part, tail) = rest.split_at(*length as usize);
        global::set(record, field, &Uint8Array::from(part).buffer());
        rest = tail;
    }
    Ok(())
}

fn parse<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Result<T, StorageError> {
    serde_json::from_slice(bytes).map_err(|e| damaged(&e.to_string()))
}

fn u32_of(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |n, byte| n << 8 | u32::from(*byte))
}

fn damaged(detail: &str) -> StorageError {
    StorageError::DamagedBackup(detail.to_owned())
}

/// What a restore is going to do, while it is read.
struct Plan {
    mode: Mode,
    /// Keys that are there now, by store.
    here: BTreeMap<Store, BTreeSet<String>>,
    /// `data` of the sessions that are there now.
    data_here: Vec<String>,
    /// Sessions that come in, tables, and what else does.
    sessions: BTreeSet<String>,
    tables: BTreeSet<String>,
    puts: Vec<Op>,
    /// From the `data` in the file to the fresh one.
    fresh: BTreeMap<String, String>,
    added: Counts,
    kept: Counts,
    removed: Counts,
    read: Counts,
}

impl Plan {
    async fn new(db: &Db, mode: Mode) -> Result<Self, StorageError> {
        let mut here = BTreeMap::new();
        let mut data_here = Vec::new();
        let mut removed = Counts::default();
        for store in SMALL {
            let keys: BTreeSet<String> = db.keys(store).await?.iter().map(ToString::to_string).collect();
            if mode == Mode::Replace {
                for _ in &keys {
                    removed.add(store);
                }
            }
            here.insert(store, keys);
        }
        for record in db.all(Store::Sessions, None).await? {
            data_here.extend(global::get(&record, "data").as_string());
        }
        Ok(Self {
            mode,
            here,
            data_here,
            sessions: BTreeSet::new(),
            tables: BTreeSet::new(),
            puts: Vec::new(),
            fresh: BTreeMap::new(),
            added: Counts::default(),
            kept: Counts::default(),
            removed,
            read: Counts::default(),
        })
    }

    /// Takes a small record in, or leaves it out for the one that is here.
    fn small(&mut self, store: Store, record: JsValue) -> Result<(), StorageError> {
        check_shape(store, &record)?;
        self.read.add(store);
        let key =
            Key::of_record(&record, store.spec().key).ok_or_else(|| damaged("a record without a key"))?;
        let is_here = self.here.get(&store).is_some_and(|keys| keys.contains(&key.to_string()));
        let (owners, field) = match store {
            Store::Details => (Some(&self.sessions), "id"),
            Store::Annotations => (Some(&self.sessions), "session"),
            Store::Snapshots => (Some(&self.tables), "table"),
            Store::Drafts => (Some(&self.tables), "id"),
            _ => (None, ""),
        };
        // A session or a table that stays as it is keeps what belongs to it.
        let owner = global::get(&record, field).as_string();
        let not_taken = owners.zip(owner).is_some_and(|(owners, id)| !owners.contains(&id));
        if self.mode == Mode::Merge && (is_here || not_taken) {
            self.kept.add(store);
            return Ok(());
        }
        if store == Store::Sessions {
            let old =
                global::get(&record, "data").as_string().ok_or_else(|| damaged("a session without data"))?;
            let new = ids::new_id();
            global::set(&record, "data", &new.as_str().into());
            self.fresh.insert(old, new);
            self.sessions.insert(key.to_string());
        }
        if store == Store::Tables {
            self.tables.insert(key.to_string());
        }
        self.added.add(store);
        self.puts.push(Op::Put(store, record));
        Ok(())
    }

    /// The write of a large record under its fresh identity; `None` if its session is not taken.
    fn large(&self, store: Store, record: &JsValue) -> Result<Option<Op>, StorageError> {
        let old = global::get(record, "data").as_string().ok_or_else(|| damaged("bytes of nothing"))?;
        let Some(new) = self.fresh.get(&old) else { return Ok(None) };
        global::set(record, "data", &new.as_str().into());
        Ok(Some(Op::Put(store, record.clone())))
    }

    fn check(&self, manifest: &Manifest) -> Result<(), StorageError> {
        if self.read == manifest.counts { Ok(()) } else { Err(damaged("records are missing")) }
    }

    /// The one transaction that makes everything visible.
    fn publish(&mut self) -> Vec<Op> {
        let mut ops = Vec::new();
        if self.mode == Mode::Replace {
            ops.extend(SMALL.iter().map(|store| Op::Clear(*store)));
            ops.extend(self.data_here.iter().flat_map(|data| delete_data(data)));
        }
        ops.append(&mut self.puts);
        ops
    }

    fn staged(&self) -> Vec<Op> {
        self.fresh.values().flat_map(|data| delete_data(data)).collect()
    }
}

/// Whether a record can be read by this release.
fn check_shape(store: Store, record: &JsValue) -> Result<(), StorageError> {
    fn readable<T: Record>(record: &JsValue) -> Result<(), StorageError> {
        records::from_js::<T>(record.clone()).map(|_| ())
    }
    match store {
        Store::Sessions => readable::<SessionRecord>(record),
        Store::Details => readable::<SessionDetail>(record),
        Store::Annotations => readable::<AnnotationRecord>(record),
        Store::Mappings => readable::<MappingRecord>(record),
        Store::Vehicles => readable::<VehicleRecord>(record),
        Store::Channels => readable::<MathChannelRecord>(record),
        Store::Rules => readable::<RuleRecord>(record),
        Store::Tables => readable::<TableRecord>(record),
        Store::Snapshots => readable::<SnapshotRecord>(record),
        Store::Drafts => readable::<DraftRecord>(record),
        Store::Settings => Ok(()),
        _ => Err(damaged("a store that is in no backup")),
    }
}
