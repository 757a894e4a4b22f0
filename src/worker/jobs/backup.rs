//! The library to one file and back.

use crate::build_info;
use crate::protocol::{BackupCounts, BackupReport, Response, Restore, RestoreMode, RestoreReport, Stage};
use crate::report::file_name::file_stem;
use crate::storage::backup::{self, Counts, ENDING, Mode};
use crate::storage::{StorageError, ids};
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::server::{Outcome, Server};
use crate::worker::wire::Slots;

pub async fn write(server: &Server, cx: &JobCx) -> Outcome {
    let db = server.db().await?;
    let (blob, manifest) = backup::write(&db, pace(cx, Stage::Write)).await?;
    let mut slots = Slots::new();
    let report = BackupReport {
        file: slots.push_blob(&blob),
        name: format!("{}-{}.{ENDING}", file_stem(build_info::NAME), ids::date_of(manifest.created_at)),
        bytes: blob.size(),
        counts: counts(manifest.counts),
    };
    Ok((Response::Backup(report), slots))
}

pub async fn read(server: &Server, cx: &JobCx, q: &Restore, slots: &Slots) -> Result<RestoreReport, Fault> {
    let db = server.db().await?;
    let file = slots.blob(q.file).ok_or_else(|| Fault::bad_request("no file beside the message"))?;
    let mode = match q.mode {
        RestoreMode::Merge => Mode::Merge,
        RestoreMode::Replace => Mode::Replace,
    };
    let restored = backup::read(&db, &file, mode, pace(cx, Stage::Store)).await?;
    server.cache().clear();
    Ok(RestoreReport {
        added: counts(restored.added),
        kept: counts(restored.kept),
        removed: counts(restored.removed),
        created_at_ms: restored.manifest.created_at,
    })
}

/// Tells how far it is and lets others get their turn.
fn pace(cx: &JobCx, stage: Stage) -> impl AsyncFnMut(f64, f64) -> Result<(), StorageError> + '_ {
    async move |done, total| {
        cx.report(stage, done, total);
        if cx.breathe().await.is_err() { Err(StorageError::Cancelled) } else { Ok(()) }
    }
}

fn counts(counts: Counts) -> BackupCounts {
    let Counts { sessions, vehicles, annotations, mappings, channels, rules, tables, snapshots, settings } =
        counts;
    BackupCounts { sessions, vehicles, annotations, mappings, channels, rules, tables, snapshots, settings }
}
