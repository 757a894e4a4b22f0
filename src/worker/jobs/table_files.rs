//! Tables out of files. A log is read to its end for the calibration in it; nothing of it is stored.

use super::feed::{feed, finish};
use super::import::kept_file;
use super::source::Bytes;
use crate::engine::import::{ImportOptions, Importer};
use crate::engine::tables::exchange::{ExchangeError, FileKind, FileTables, MAX_FILE, read_file_by};
use crate::engine::tune::{Definition, MAX_DEFINITION};
use crate::protocol::{ErrorCode, ReadTables, Sealed, SessionTables, Stage, TablesAnswer, WireError};
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::files;
use crate::worker::server::Server;
use crate::worker::wire::Slots;

/// Bytes by which a file is told.
const HEAD_BYTES: f64 = 65_536.0;

/// The tables of a file that is handed in.
pub async fn read(cx: &JobCx, q: ReadTables, slots: &Slots) -> Result<TablesAnswer, Fault> {
    let source = Bytes::open(q.source, slots).await?;
    let definition = match q.definition {
        Some(source) => definition(Bytes::open(source, slots).await?).await?,
        None => Definition::default(),
    };
    answer(&read_source(cx, source, &q.name, &definition).await?)
}

/// A definition; one that is too long to be one tells nothing.
async fn definition(source: Bytes) -> Result<Definition, Fault> {
    let bytes = match source {
        Bytes::Blob(blob) if blob.size() <= MAX_DEFINITION as f64 => {
            files::head(&blob, MAX_DEFINITION as f64).await?
        }
        Bytes::Text(text) if text.len() <= MAX_DEFINITION => text,
        _ => Vec::new(),
    };
    Ok(Definition::read(&String::from_utf8_lossy(&bytes)))
}

/// The tables of the file a session came from.
pub async fn of_session(server: &Server, cx: &JobCx, q: SessionTables) -> Result<TablesAnswer, Fault> {
    let db = server.db().await?;
    let session = db.sessions().get_by_id(&q.session).await?.filter(|s| s.deleted_at.is_none());
    let session = session.ok_or_else(|| WireError::new(ErrorCode::NoSuchSession, q.session.clone()))?;
    let source = if session.demo {
        Bytes::open(crate::protocol::Source::Demo, &Slots::new()).await?
    } else {
        let file = kept_file(server, &db, &session.data).await?;
        Bytes::Blob(file.ok_or_else(|| WireError::new(ErrorCode::OriginalNotKept, q.session.clone()))?)
    };
    answer(&read_source(cx, source, &session.name, &Definition::default()).await?)
}

async fn read_source(
    cx: &JobCx,
    source: Bytes,
    name: &str,
    definition: &Definition,
) -> Result<FileTables, Fault> {
    cx.report(Stage::Validate, 0.0, source.total());
    let head = match &source {
        Bytes::Blob(blob) => files::head(blob, HEAD_BYTES).await?,
        Bytes::Text(text) => text.get(..HEAD_BYTES as usize).unwrap_or(text).to_vec(),
    };
    let kind = FileKind::of(&head);
    let found = if kind == FileKind::Log {
        of_log(cx, source).await?
    } else {
        if source.total() > MAX_FILE as f64 {
            return Err(refused(&ExchangeError::TooLong { found: source.total() as usize }));
        }
        let bytes = match source {
            Bytes::Blob(blob) => files::head(&blob, MAX_FILE as f64).await?,
            Bytes::Text(text) => text,
        };
        cx.breathe().await?;
        read_file_by(&bytes, kind, name, definition).map_err(|error| refused(&error))?
    };
    if found.offers.is_empty() && found.refused.is_empty() {
        return Err(WireError::new(ErrorCode::NoTables, format!("{kind:?} without a table")).into());
    }
    Ok(found)
}

/// The calibration a log carries.
async fn of_log(cx: &JobCx, source: Bytes) -> Result<FileTables, Fault> {
    let mut importer =
        Importer::new(ImportOptions::default()).empty_too().expect_bytes(source.total() as u64);
    feed(cx, &mut importer, source).await?;
    let log = finish(cx, importer).await?;
    let none = || WireError::new(ErrorCode::NoTables, "a log without a calibration");
    Ok(FileTables::of_calibration(&log.calibration.ok_or_else(none)?, FileKind::Log))
}

/// A text that is no table, for whoever shows where.
fn refused(error: &ExchangeError) -> Fault {
    let wire = WireError::new(ErrorCode::NoTables, error.to_string());
    match serde_json::to_string(error) {
        Ok(why) => wire.with_text("why", why).into(),
        Err(_) => wire.into(),
    }
}

fn answer(found: &FileTables) -> Result<TablesAnswer, Fault> {
    Ok(TablesAnswer { found: Sealed::of(found).map_err(|e| Fault::internal(e.to_string()))? })
}
