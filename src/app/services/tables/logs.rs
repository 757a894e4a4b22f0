//! What logs say about a table, and which version of it they were driven with.

use super::current;
use super::versions::title;
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::services::analysis::around;
use crate::app::tables::OverLog;
use crate::engine::tables::{Cell, MapTable};
use crate::protocol::{
    CellTimes, CellTimesAnswer, HitsFound, HitsQuestion, Lane, Progress, Sealed, TableHits,
};
use crate::report::analysis::DrivenTable;
use crate::web::marks::Stopwatch;

async fn question(
    cx: &AppCx,
    table: &MapTable,
    over: &OverLog,
    sessions: &[String],
) -> Result<Sealed<HitsQuestion>, AppError> {
    let mut subjects = Vec::with_capacity(sessions.len());
    for session in sessions {
        subjects.push(around(cx, session).await?.subject);
    }
    let value = over.channel.clone().filter(|_| over.figure.is_of_channel());
    let question =
        HitsQuestion { table: table.clone(), value, params: over.params(), rows: over.rows(), subjects };
    Sealed::of(&question).map_err(super::broken)
}

/// What the logs have at each cell. Dropping the future gives the work up.
pub async fn over_log(
    cx: &AppCx,
    table: &MapTable,
    over: &OverLog,
    progress: impl Fn(&Progress) + 'static,
) -> Result<HitsFound, AppError> {
    let question = question(cx, table, over, &over.sessions).await?;
    let watch = Stopwatch::start("table-hits");
    let asked = TableHits { sessions: over.sessions.clone(), question };
    let job = cx.core()?.worker.call(asked, Lane::Interactive);
    let listening = job.progress(progress);
    let answer = job.await?;
    drop(listening);
    watch.stop();
    answer.value.found.open().map_err(super::broken)
}

/// When the log of a session was at a cell.
pub async fn cell_times(
    cx: &AppCx,
    table: &MapTable,
    over: &OverLog,
    session: &str,
    cell: Cell,
) -> Result<CellTimesAnswer, AppError> {
    let of = session.to_owned();
    let question = question(cx, table, over, std::slice::from_ref(&of)).await?;
    let job = cx.core()?.worker.call(CellTimes { session: of, question, cell }, Lane::Interactive);
    Ok(job.await?.value)
}

/// Says which version of a table a session was driven with, or that it is not known. `versions` are those of the table:
/// a session has at most one of each.
pub async fn driven(
    cx: &AppCx,
    session: &str,
    versions: &[String],
    version: Option<String>,
) -> Result<(), AppError> {
    let update = |record: &mut crate::storage::SessionRecord| {
        record.driven_with.retain(|id| !versions.contains(id));
        record.driven_with.extend(version);
    };
    cx.core()?.db.sessions().update(session, update).await?;
    Ok(())
}

/// The tables a session was driven with, as far as their versions are known, each with what it is now. Versions and tables
/// that are gone are not known any more.
pub async fn driven_tables(cx: &AppCx, versions: &[String]) -> Result<Vec<DrivenTable>, AppError> {
    let db = cx.core()?.db;
    let mut found = Vec::with_capacity(versions.len());
    for id in versions {
        let Some(version) = db.snapshots().get_by_id(id).await? else { continue };
        let Some(record) = db.tables().get_by_id(&version.table).await? else { continue };
        if record.deleted_at.is_none() {
            let (record, now) = current(cx, &version.table).await?;
            let name = record.table.info.name;
            found.push(DrivenTable {
                name,
                version: title(cx.i18n(), &version),
                driven: version.snapshot.table,
                now,
            });
        }
    }
    Ok(found)
}
