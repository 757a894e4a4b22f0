//! Versions of tables: taken, named, taken away.

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::tables::origin_key;
use crate::engine::tables::{History, MapTable, Origin, Snapshot, stands_on};
use crate::i18n::{I18n, date};
use crate::storage::{SnapshotRecord, TableRecord, ids};
use crate::web::clock;

/// Versions a table keeps of those that come about by themselves; older ones go, unless a session was driven with them.
const AUTO_KEPT: usize = 50;

/// A table with the version it begins with.
pub fn begin(cx: &AppCx, record: TableRecord, origin: Origin) -> (TableRecord, SnapshotRecord) {
    let mut snapshot = Snapshot::of(ids::new_id(), record.table.clone(), origin, clock::now_ms());
    snapshot.author.clone_from(&cx.settings.get().tuner);
    let record = TableRecord { base: Some(snapshot.id.clone()), ..record };
    let version = SnapshotRecord::new(&record.id, snapshot);
    (record, version)
}

/// A name and a note that a version is given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    pub name: String,
    pub note: String,
}

/// What a version is called in a list: its name, else how it came about, and when.
pub fn title(i18n: I18n, version: &SnapshotRecord) -> String {
    let at = version.snapshot.at_ms;
    let when = date::date_time(i18n.lang, at, clock::offset_minutes(at));
    let name = if version.snapshot.name.is_empty() {
        i18n.t(&origin_key(version.snapshot.origin)).into_owned()
    } else {
        version.snapshot.name.clone()
    };
    format!("{name} · {when}")
}

/// Takes a version of a table with this content, which the next one descends from. One that came about by itself is only
/// taken where no version has the content already.
pub async fn take(
    cx: &AppCx,
    id: &str,
    content: &MapTable,
    origin: Origin,
    label: Label,
) -> Result<Option<SnapshotRecord>, AppError> {
    let db = cx.core()?.db;
    let record = db.tables().get_by_id(id).await?.ok_or_else(|| super::gone(id))?;
    let versions = db.snapshots().of_table(id).await?;
    let hash = content.content_hash();
    let by_itself = matches!(origin, Origin::Auto | Origin::BeforeApply);
    if by_itself && versions.last().is_some_and(|v| *v.snapshot.hash() == hash) {
        return Ok(None);
    }
    let mut snapshot = Snapshot::of(ids::new_id(), content.clone(), origin, clock::now_ms());
    snapshot.parent.clone_from(&record.base);
    snapshot.author.clone_from(&cx.settings.get().tuner);
    (snapshot.name, snapshot.note) = (label.name, label.note);
    let version = SnapshotRecord::new(id, snapshot);
    let record = TableRecord { base: Some(version.id.clone()), ..record };
    let gone = if origin == Origin::Auto { outdated(cx, &versions).await? } else { Vec::new() };
    db.snapshots().take(&record, &version, &gone).await?;
    Ok(Some(version))
}

/// Says which version a table stands on after a step over a restored one.
pub async fn stand_on(cx: &AppCx, id: &str, before: &History, after: &History) -> Result<(), AppError> {
    let db = cx.core()?.db;
    let all: Vec<Snapshot> = db.snapshots().of_table(id).await?.into_iter().map(|v| v.snapshot).collect();
    if let Some(version) = stands_on(&all, before, after) {
        let version = version.id.clone();
        db.tables().update(id, |record| record.base = Some(version)).await?;
    }
    Ok(())
}

/// Versions that came about by themselves and are too many.
async fn outdated(cx: &AppCx, versions: &[SnapshotRecord]) -> Result<Vec<String>, AppError> {
    let plain = |v: &&SnapshotRecord| {
        v.snapshot.origin == Origin::Auto && v.snapshot.name.is_empty() && v.snapshot.note.is_empty()
    };
    let auto: Vec<&SnapshotRecord> = versions.iter().filter(plain).collect();
    if auto.len() < AUTO_KEPT {
        return Ok(Vec::new());
    }
    let mut driven = Vec::new();
    for session in cx.core()?.db.sessions().get_all(None).await? {
        driven.extend(session.driven_with);
    }
    let old = auto[..=auto.len() - AUTO_KEPT].iter().map(|v| v.id.clone());
    Ok(old.filter(|id| !driven.contains(id)).collect())
}

/// Gives a version another name and note.
pub async fn label(cx: &AppCx, version: &str, label: Label) -> Result<(), AppError> {
    let update = |record: &mut SnapshotRecord| {
        (record.snapshot.name, record.snapshot.note) = (label.name, label.note);
    };
    cx.core()?.db.snapshots().update(version, update).await?;
    Ok(())
}
