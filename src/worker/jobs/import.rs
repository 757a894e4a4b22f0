//! From a file to a stored session.
//!
//! Nothing is written before everything is read, and everything is written in one transaction: an import that is
//! given up or fails, at whatever moment, leaves the library as it was.

use std::rc::Rc;

use web_sys::Blob;

use super::draft::{Draft, Origin};
use super::read::read;
use super::source::Bytes;
use super::view::{describe, keep_statistics};
use crate::engine::import;
use crate::engine::quality::{self, Quality};
use crate::engine::table::LogTable;
use crate::engine::view::Pyramid;
use crate::protocol::{
    ErrorCode, Import, ImportAnswer, ImportReport, OnDuplicate, OriginalAnswer, OriginalFile, PreviewFile,
    PreviewReport, Response, Stage, WireError,
};
use crate::storage::{Db, SessionRecord};
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
const PACK_BYTES: usize = 256 * 1024;
const PACK_AFTER_MS: u32 = 1500;

pub async fn preview(slots: &Slots, q: PreviewFile) -> Result<PreviewReport, Fault> {
    let most = import::HEAD_BYTES as f64;
    let source = Bytes::open(q.source, slots).await?;
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
    Ok(PreviewReport { preview: Box::new(preview), bytes })
}

pub async fn original(server: &Server, q: OriginalFile) -> Outcome {
    let db = server.db().await?;
    let session = db.sessions().get_by_id(&q.session).await?;
    let Some(session) = session else {
        return Err(WireError::new(ErrorCode::NoSuchSession, format!("session {}", q.session)).into());
    };
    let mut slots = Slots::new();
    let file = kept_file(server, &db, &session.data).await?;
    let file = file.map(|file| slots.push_blob(&file));
    Ok((Response::OriginalFile(OriginalAnswer { file, name: session.file_name }), slots))
}

/// The file under the `data` of a session, where it is kept or about to be.
pub(super) async fn kept_file(server: &Server, db: &Db, data: &str) -> Result<Option<Blob>, Fault> {
    let unkept = server.unkept().borrow().get(data).cloned();
    if unkept.is_some() {
        return Ok(unkept);
    }
    match db.originals().get(data).await? {
        Some(original) => Ok(Some(original.unpack().await?)),
        None => Ok(None),
    }
}

pub async fn import(server: &Server, cx: &JobCx, q: Import, slots: &Slots) -> Result<ImportAnswer, Fault> {
    let db = server.db().await?;
    let source = Bytes::open(q.source, slots).await?;
    let original = source.blob().cloned();
    let origin = Origin { name: source.file_name().unwrap_or_else(|| q.name.clone()), bytes: source.total() };
    let imported = read(server, cx, source, &q).await?;
    if let Some(duplicate) = duplicate_of(&db, &q, &imported.info.source_hash).await? {
        return Ok(duplicate);
    }
    let pyramids = pyramids(cx, &imported.table).await?;
    let replaced = replaced(&db, &q, &imported.info.source_hash).await?;
    let quality = assess(cx, &imported.table).await?;
    let mut draft = Draft::new(&q, &imported, replaced, origin, quality, &pyramids);
    if draft.replaced.is_some() {
        let notes = db.annotations().get_by_session(&draft.session.id).await?;
        draft.keep_notes(notes);
    }
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

/// The session that the file is read into once more.
async fn replaced(db: &Db, q: &Import, hash: &str) -> Result<Option<SessionRecord>, Fault> {
    let OnDuplicate::Replace(id) = &q.on_duplicate else { return Ok(None) };
    let session = db.sessions().get_by_id(id).await?;
    match session {
        Some(session) if session.source_hash != hash => {
            let detail = format!("session {id} was read from another file");
            Err(WireError::new(ErrorCode::OtherFile, detail).with_text("name", session.file_name).into())
        }
        session => Ok(session),
    }
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

/// Compresses and keeps the file after the answer, in small pieces; until then it is handed out as it is. That it cannot
/// be kept is logged, no more: the session is there.
fn keep_original(server: &Server, session: SessionRecord, blob: Blob) {
    server.unkept().borrow_mut().insert(session.data.clone(), blob.clone());
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
        if let Some(server) = server.upgrade() {
            server.unkept().borrow_mut().remove(&session.data);
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
