//! A session about to be stored: all of it in one transaction, and read back.

use std::cell::Cell;
use std::rc::Rc;

use super::parts::{axis_info, column_bytes, column_info, stored_bytes};
use crate::engine::import::Imported;
use crate::engine::quality::Quality;
use crate::engine::summary;
use crate::engine::table::LogTable;
use crate::engine::view::Pyramid;
use crate::protocol::{Import, Source, Stage};
use crate::storage::{
    AnnotationRecord, Db, Key, Op, SessionDetail, SessionRecord, StorageError, Store, columns, delete_data,
    ids, records,
};
use crate::web::clock;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;

/// The file as the session remembers it.
pub struct Origin {
    pub name: String,
    pub bytes: f64,
}

/// Everything that is going to be written but the samples.
pub struct Draft {
    pub session: SessionRecord,
    pub detail: SessionDetail,
    /// What lies under the session's id until now, if it is read anew.
    pub replaced: Option<SessionRecord>,
    /// The remarks of the file as notes.
    notes: Vec<AnnotationRecord>,
    /// Remarks of the reading before that this one does not have.
    gone: Vec<String>,
}

impl Draft {
    pub fn new(
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
            driven_with: old.map(|s| s.driven_with.clone()).unwrap_or_default(),
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
            options: q.options.clone(),
        };
        let notes = AnnotationRecord::of_markers(&session.id, &info.markers, now);
        Self { session, detail, replaced, notes, gone: Vec::new() }
    }

    /// Of a session that is read anew the user's notes stay, and what the user wrote over a remark of the file.
    pub fn keep_notes(&mut self, before: Vec<AnnotationRecord>) {
        for old in before {
            match self.notes.iter_mut().find(|note| note.id == old.id) {
                Some(note) if !old.from_file => *note = AnnotationRecord { t0: note.t0, ..old },
                None if old.from_file => self.gone.push(old.id),
                Some(_) | None => {}
            }
        }
    }

    /// One transaction: samples first, the record that makes them visible last.
    pub async fn store(
        &self,
        db: &Db,
        cx: &JobCx,
        table: &LogTable,
        pyramids: &[Rc<Pyramid>],
    ) -> Result<(), Fault> {
        let stores = [
            Store::Sessions,
            Store::Details,
            Store::Axes,
            Store::Columns,
            Store::Originals,
            Store::Results,
            Store::Annotations,
        ];
        let data = &self.session.data;
        let axes = table.axes().iter().enumerate();
        let columns_ = table.columns().iter().zip(pyramids).enumerate();
        let total = self.session.stored_bytes;
        let written = Cell::new(0.0);
        let weighed = |put: Result<columns::Weighed, StorageError>| {
            let (op, bytes) = put?;
            written.set(written.get() + bytes);
            Ok(op)
        };
        let mut done = 0.0;
        let old = self.replaced.as_ref().map(|old| delete_data(&old.data)).unwrap_or_default();
        let mut ops = old
            .into_iter()
            .map(Ok)
            .chain(axes.map(|(i, axis)| weighed(columns::put_axis(data, i, axis))))
            .chain(columns_.map(|(i, (column, pyramid))| {
                done += column_bytes(column, pyramid);
                cx.report(Stage::Store, done, total);
                weighed(columns::put_column(data, i, column, pyramid))
            }))
            .chain(self.gone.iter().map(|id| Ok(Op::Delete(Store::Annotations, Key::text(id)))))
            .chain(self.notes.iter().map(|note| Ok(Op::Put(Store::Annotations, records::to_js(note)?))))
            .chain(std::iter::once_with(|| Ok(Op::Put(Store::Details, records::to_js(&self.detail)?))))
            .chain(std::iter::once_with(|| {
                // How much it has become is known only now.
                let session = SessionRecord { stored_bytes: written.get(), ..self.session.clone() };
                Ok(Op::Put(Store::Sessions, records::to_js(&session)?))
            }));
        cx.report(Stage::Store, 0.0, total);
        let next = || if cx.is_cancelled() { Some(Err(StorageError::Cancelled)) } else { ops.next() };
        db.write_each(&stores, Some(total), next).await?;
        Ok(())
    }

    /// Reads back what makes the session, and counts its parts.
    pub async fn confirm(&self, db: &Db, cx: &JobCx) -> Result<SessionRecord, Fault> {
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
