//! From a file to a stored session.
//!
//! Nothing is written before everything is read, and everything is written in one transaction: an import that is
//! given up or fails, at whatever moment, leaves the library as it was.

use std::rc::Rc;

use web_sys::Blob;

use super::parts::{axis_info, column_bytes, column_info, stored_bytes};
use super::read::read;
use super::source::Bytes;
use super::view::{describe, keep_statistics};
use crate::engine::import::{self, Imported};
use crate::engine::quality::{self, Quality};
use crate::engine::summary;
use crate::engine::table::LogTable;
use crate::engine::view::Pyramid;
use crate::protocol::{
    ErrorCode, Import, ImportAnswer, ImportReport, OnDuplicate, OriginalAnswer, OriginalFile, PreviewFile,
    PreviewReport, Response, Source, Stage, WireError,
};
use crate::storage::{
    Db, Op, SessionDetail, SessionRecord, StorageError, Store, columns, delete_data, ids, records,
};
use crate::web::gzip::Compressor;
use crate::web::marks::Stopwatch;
use crate::web::{clock, macrotask, task};
use crate::worker::cache::Slice;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::files::{self, Slices};
use crate::worker::server::{Outcome, Server};
use crate::worker::wire::Slots;

/// A kept original is compressed in pieces of this size, and begins when the first charts are likely to be drawn.
const PACK_BYTES: f64 = 256.0 * 1024.0;
const PACK_AFTER_MS: u32 = 1500;

pub async fn preview(slots: &Slots, q: PreviewFile) -> Result<PreviewReport, Fault> {
    let most = import::HEAD_BYTES as f64;
    let source = Bytes::open(q.source, slots)?;
    let bytes = source.total();
    let head = match source {
        Bytes::Blob(blob) => {
            let head = files::head(&blob, most).await?;
            let all = head.len() as f64 >= bytes;
            if !all && import::wants_whole(&head) { files::head(&blob, bytes).await? } else { head }
        }
        Bytes::Text(text) => text,
    };
    let preview = import::preview(&head, bytes as u64, &q.options)?;
    Ok(PreviewReport { preview, bytes })
}

pub async fn original(server: &Server, q: OriginalFile) -> Outcome {
    let db = server.db().await?;
    let session = db.sessions().get_by_id(&q.session).await?;
    let Some(session) = session else {
        return Err(WireError::new(ErrorCode::NoSuchSession, format!("session {}", q.session)).into());
    };
    let mut slots = Slots::new();
    let file = match db.originals().get(&session.data).await? {
        Some(original) => Some(slots.push_blob(&original.unpack().await?)),
        None => None,
    };
    Ok((Response::OriginalFile(OriginalAnswer { file, name: session.file_name }), slots))
}

pub async fn import(server: &Server, cx: &JobCx, q: Import, slots: &Slots) -> Result<ImportAnswer, Fault> {
    let db = server.db().await?;
    let source = Bytes::open(q.source, slots)?;
    let original = source.blob().cloned();
    let origin = Origin { name: source.file_name().unwrap_or_else(|| q.name.clone()), bytes: source.total() };
    let imported = read(server, cx, source, &q).await?;
    if let Some(duplicate) = duplicate_of(&db, &q, &imported.info.source_hash).await? {
        return Ok(duplicate);
    }
    let pyramids = pyramids(cx, &imported.table).await?;
    let replaced = match &q.on_duplicate {
        OnDuplicate::Replace(id) => db.sessions().get_by_id(id).await?,
        _ => None,
    };
    let quality = assess(cx, &imported.table).await?;
    let draft = Draft::new(&q, &imported, replaced, origin, quality, &pyramids);
    cx.breathe().await?;
    draft.store(&db, cx, &imported.table, &pyramids).await?;
    let confirmed = draft.confirm(&db, cx).await?;
    server.cache().insert(&draft.session.id, &draft.session.data, &imported.table, pyramids.clone());
    analyse(server, &db, cx, &draft, imported.table, pyramids).await?;
    if let Some(blob) = original
        && blob.size() <= q.keep_original_bytes
        && !db.is_memory()
    {
        keep_original(server, draft.session.clone(), blob);
    }
    Ok(ImportAnswer::Stored(report(&confirmed, cx)))
}

/// The file as the session remembers it.
struct Origin {
    name: String,
    bytes: f64,
}

/// The answer where the same bytes are stored already and nobody has said what to do about it.
async fn duplicate_of(db: &Db, q: &Import, hash: &str) -> Result<Option<ImportAnswer>, Fault> {
    if q.on_duplicate != OnDuplicate::Ask {
        return Ok(None);
    }
    let existing = db.sessions().get_by_source_hash(hash).await?.into_iter().next();
    Ok(existing.map(|session| ImportAnswer::Duplicate {
        existing: session.id,
        name: session.name,
        imported_at_ms: session.created_at,
    }))
}

async fn pyramids(cx: &JobCx, table: &LogTable) -> Result<Vec<Rc<Pyramid>>, Fault> {
    let _building = Stopwatch::start("import:pyramids");
    let mut pyramids = Vec::with_capacity(table.columns().len());
    for column in table.columns() {
        pyramids.push(Rc::new(Pyramid::build(column)));
        cx.breathe().await?;
    }
    Ok(pyramids)
}

async fn assess(cx: &JobCx, table: &LogTable) -> Result<Quality, Fault> {
    let _judging = Stopwatch::start("import:quality");
    let mut parts = Vec::new();
    for part in quality::parts(table) {
        parts.push(part);
        cx.breathe().await?;
    }
    Ok(Quality::of(parts))
}

/// Everything that is going to be written but the samples.
struct Draft {
    session: SessionRecord,
    detail: SessionDetail,
    /// What lies under the session's id until now, if it is read anew.
    replaced: Option<SessionRecord>,
}

impl Draft {
    fn new(
        q: &Import,
        imported: &Imported,
        replaced: Option<SessionRecord>,
        origin: Origin,
        quality: Quality,
        pyramids: &[Rc<Pyramid>],
    ) -> Self {
        let Imported { table, info, issues, columns, doubts, .. } = imported;
        let now = clock::now_ms();
        let summary = summary::summarize(table);
        let old = replaced.as_ref();
        let session = SessionRecord {
            id: old.map_or_else(ids::new_id, |s| s.id.clone()),
            name: old.map_or_else(|| q.name.clone(), |s| s.name.clone()),
            file_name: origin.name,
            vehicle: old.and_then(|s| s.vehicle.clone()).or_else(|| q.vehicle.clone()),
            notes: old.map(|s| s.notes.clone()).unwrap_or_default(),
            tags: old.map(|s| s.tags.clone()).unwrap_or_default(),
            created_at: old.map_or(now, |s| s.created_at),
            updated_at: now,
            deleted_at: None,
            data: ids::new_id(),
            source_hash: info.source_hash.clone(),
            format: info.format.clone(),
            started_at: info.started_at.clone(),
            rows: table.rows() as u32,
            columns: table.columns().len() as u32,
            start_s: table.start(),
            duration_s: summary.duration_s,
            sample_rate_hz: summary.sample_rate_hz,
            file_bytes: origin.bytes,
            stored_bytes: stored_bytes(table, pyramids),
            issue_kinds: issues.chunk_by(|a, b| a.code == b.code).count() as u32,
            issue_count: issues.iter().fold(0u32, |sum, issue| sum.saturating_add(issue.count)),
            quality: Some(quality.score.round().clamp(0.0, 100.0) as u8),
            summary: Some(summary),
            demo: q.source == Source::Demo,
        };
        let detail = SessionDetail {
            id: session.id.clone(),
            info: info.clone(),
            axes: table.axes().iter().map(axis_info).collect(),
            columns: table.columns().iter().zip(pyramids).map(|(c, p)| column_info(c, p)).collect(),
            decisions: columns.clone(),
            doubts: doubts.clone(),
            issues: issues.clone(),
            quality: Some(quality),
        };
        Self { session, detail, replaced }
    }

    /// One transaction: samples first, the record that makes them visible last.
    async fn store(
        &self,
        db: &Db,
        cx: &JobCx,
        table: &LogTable,
        pyramids: &[Rc<Pyramid>],
    ) -> Result<(), Fault> {
        let stores =
            [Store::Sessions, Store::Details, Store::Axes, Store::Columns, Store::Originals, Store::Results];
        let data = &self.session.data;
        let axes = table.axes().iter().enumerate();
        let columns_ = table.columns().iter().zip(pyramids).enumerate();
        let mut done = 0.0;
        let total = self.session.stored_bytes;
        let old = self.replaced.as_ref().map(|old| delete_data(&old.data)).unwrap_or_default();
        let mut ops = old
            .into_iter()
            .map(Ok)
            .chain(axes.map(|(i, axis)| columns::put_axis(data, i, axis)))
            .chain(columns_.map(|(i, (column, pyramid))| {
                done += column_bytes(column, pyramid);
                cx.report(Stage::Store, done, total);
                columns::put_column(data, i, column, pyramid)
            }))
            .chain(std::iter::once_with(|| Ok(Op::Put(Store::Details, records::to_js(&self.detail)?))))
            .chain(std::iter::once_with(|| Ok(Op::Put(Store::Sessions, records::to_js(&self.session)?))));
        cx.report(Stage::Store, 0.0, total);
        let next = || if cx.is_cancelled() { Some(Err(StorageError::Cancelled)) } else { ops.next() };
        db.write_each(&stores, Some(total), next).await?;
        Ok(())
    }

    /// Reads back what makes the session, and counts its parts.
    async fn confirm(&self, db: &Db, cx: &JobCx) -> Result<SessionRecord, Fault> {
        cx.report(Stage::Confirm, 0.0, 1.0);
        let lost =
            |store: Store| StorageError::NotFound { store: store.name(), key: self.session.id.clone() };
        let session =
            db.sessions().get_by_id(&self.session.id).await?.ok_or_else(|| lost(Store::Sessions))?;
        if session.data != self.session.data {
            return Err(lost(Store::Sessions).into());
        }
        let columns = db.count_group(Store::Columns, &session.data).await?;
        let axes = db.count_group(Store::Axes, &session.data).await?;
        if columns != session.columns || axes as usize != self.detail.axes.len() {
            return Err(lost(Store::Columns).into());
        }
        cx.report(Stage::Confirm, 1.0, 1.0);
        Ok(session)
    }
}

/// The figures that take a while. Given up here, a new session is taken away again; one that was read anew has
/// already replaced the old one and stays.
async fn analyse(
    server: &Server,
    db: &Db,
    cx: &JobCx,
    draft: &Draft,
    table: LogTable,
    pyramids: Vec<Rc<Pyramid>>,
) -> Result<(), Fault> {
    let keys = table.columns().iter().map(|c| c.key.clone()).collect();
    let slice = Slice { table, pyramids, keys, data: draft.session.data.clone() };
    match describe(cx, &slice).await {
        Ok(stats) => {
            keep_statistics(server, &slice.data, &stats).await;
            cx.report(Stage::Analyse, 1.0, 1.0);
        }
        Err(_) if draft.replaced.is_some() => return Ok(()),
        Err(fault) => {
            server.cache().forget(&draft.session.id);
            db.sessions().purge(&draft.session.id).await?;
            return Err(fault);
        }
    }
    if cx.is_cancelled() && draft.replaced.is_none() {
        server.cache().forget(&draft.session.id);
        db.sessions().purge(&draft.session.id).await?;
        return Err(Fault::Cancelled);
    }
    Ok(())
}

/// Compresses and keeps the file after the answer, in small pieces. That it cannot be kept is logged, no more: the
/// session is there.
fn keep_original(server: &Server, session: SessionRecord, blob: Blob) {
    let server = server.handle();
    task::spawn(async move {
        clock::sleep(PACK_AFTER_MS).await;
        let outcome = async {
            let packed = pack(blob.clone()).await?;
            let Some(server) = server.upgrade() else { return Ok(()) };
            let db = server.db().await?;
            let current = db.sessions().get_by_id(&session.id).await?;
            if current.is_some_and(|s| s.data == session.data && s.deleted_at.is_none()) {
                db.originals().put(&session.data, &session.file_name, blob.size(), &packed).await?;
            }
            Ok::<_, Fault>(())
        };
        if let Err(fault) = outcome.await {
            tracing::warn!(?fault, "original file not kept");
        }
    });
}

async fn pack(blob: Blob) -> Result<Blob, Fault> {
    let packer = Compressor::new()?;
    let mut slices = Slices::of(blob, PACK_BYTES);
    loop {
        let slice = slices.next().await?;
        if slice.is_empty() {
            return Ok(packer.finish().await?);
        }
        packer.write(slice).await?;
        macrotask::give_way().await;
    }
}

fn report(session: &SessionRecord, cx: &JobCx) -> ImportReport {
    ImportReport {
        session: session.id.clone(),
        name: session.name.clone(),
        format: session.format.clone(),
        rows: session.rows,
        columns: session.columns,
        duration_s: session.duration_s,
        sample_rate_hz: session.sample_rate_hz,
        issue_kinds: session.issue_kinds,
        issue_count: session.issue_count,
        quality: session.quality,
        file_bytes: session.file_bytes,
        stored_bytes: session.stored_bytes,
        stages: cx.stage_times(),
    }
}
