//! Jobs that are fetched after the start. The release build cuts the worker's program into files along the functions
//! marked here, as it cuts the page's along `ui::pages::fetched`: a log is read and drawn by what is there at once, and
//! helpers fetch nothing else. Without the feature `split-jobs` (a debug build, tests) everything is in one file and the
//! same code runs.

use std::pin::Pin;

use super::context::JobCx;
use super::fault::Fault;
use super::jobs::{analysis, backup, comparison, export, table_files, table_hits, trends as vehicle};
use super::server::{Outcome, Server};
use super::wire::Slots;
use crate::engine::generate;
use crate::protocol::{
    Analyse, AnalyseAll, AnalyseAnswer, CellTimes, CellTimesAnswer, Compare, CompareAnswer, ErrorCode,
    Export, Glance, LookAnswer, LookInto, ReadTables, Restore, RestoreReport, SessionTables, TableHits,
    TableHitsAnswer, TablesAnswer, VehicleTrends, VehicleTrendsAnswer, WireError,
};
use crate::web::task;

type Running<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// What tells what is in logs.
#[derive(Clone, Copy)]
struct Analyst {
    analyse: for<'a> fn(&'a Server, &'a JobCx, Analyse) -> Running<'a, Result<AnalyseAnswer, Fault>>,
    analyse_all: for<'a> fn(&'a Server, &'a JobCx, AnalyseAll) -> Running<'a, Result<Glance, Fault>>,
    look: for<'a> fn(&'a Server, &'a JobCx, LookInto) -> Running<'a, Result<LookAnswer, Fault>>,
    compare: for<'a> fn(&'a Server, &'a JobCx, Compare) -> Running<'a, Result<CompareAnswer, Fault>>,
    hits: for<'a> fn(&'a Server, &'a JobCx, TableHits) -> Running<'a, Result<TableHitsAnswer, Fault>>,
    times: for<'a> fn(&'a Server, &'a JobCx, CellTimes) -> Running<'a, Result<CellTimesAnswer, Fault>>,
    trends:
        for<'a> fn(&'a Server, &'a JobCx, VehicleTrends) -> Running<'a, Result<VehicleTrendsAnswer, Fault>>,
}

type Restoring =
    for<'a> fn(&'a Server, &'a JobCx, Restore, &'a Slots) -> Running<'a, Result<RestoreReport, Fault>>;

type ReadingTables = for<'a> fn(&'a JobCx, ReadTables, &'a Slots) -> Running<'a, Result<TablesAnswer, Fault>>;

/// What writes and reads whole files.
#[derive(Clone, Copy)]
struct Files {
    export: for<'a> fn(&'a Server, &'a JobCx, Export) -> Running<'a, Outcome>,
    backup: for<'a> fn(&'a Server, &'a JobCx) -> Running<'a, Outcome>,
    restore: Restoring,
    tables: ReadingTables,
    session_tables:
        for<'a> fn(&'a Server, &'a JobCx, SessionTables) -> Running<'a, Result<TablesAnswer, Fault>>,
    demo_log: fn() -> Vec<u8>,
}

/// Marks a value as the entry of a file.
macro_rules! entry {
    ($name:ident, $file:ident, $type:ty, $value:expr) => {
        #[cfg(feature = "split-jobs")]
        #[allow(
            unsafe_code,
            improper_ctypes_definitions,
            improper_ctypes,
            reason = "what the splitter's macro makes"
        )]
        #[wasm_split_helpers::wasm_split($file, fallible)]
        fn $name() -> Result<$type, wasm_split_helpers::SplitLoaderError> {
            Ok($value)
        }
        #[cfg(not(feature = "split-jobs"))]
        #[allow(clippy::unused_async, reason = "stands in for a file that is fetched")]
        async fn $name() -> Result<$type, std::convert::Infallible> {
            Ok($value)
        }
    };
}

entry!(
    analyst,
    analysis,
    Analyst,
    Analyst {
        analyse: |server, cx, q| Box::pin(analysis::analyse(server, cx, q)),
        analyse_all: |server, cx, q| Box::pin(analysis::analyse_all(server, cx, q)),
        look: |server, cx, q| Box::pin(analysis::look(server, cx, q)),
        compare: |server, cx, q| Box::pin(comparison::compare(server, cx, q)),
        hits: |server, cx, q| Box::pin(table_hits::hits(server, cx, q)),
        times: |server, cx, q| Box::pin(table_hits::times(server, cx, q)),
        trends: |server, cx, q| Box::pin(vehicle::vehicle_trends(server, cx, q)),
    }
);
entry!(
    files,
    files,
    Files,
    Files {
        export: |server, cx, q| Box::pin(export::export(server, cx, q)),
        backup: |server, cx| Box::pin(backup::write(server, cx)),
        restore: |server, cx, q, slots| Box::pin(async move { backup::read(server, cx, &q, slots).await }),
        tables: |cx, q, slots| Box::pin(table_files::read(cx, q, slots)),
        session_tables: |server, cx, q| Box::pin(table_files::of_session(server, cx, q)),
        demo_log: generate::demo_log,
    }
);

/// Answers one stage of the analysis.
pub async fn analyse(server: &Server, cx: &JobCx, q: Analyse) -> Result<AnalyseAnswer, Fault> {
    let jobs = analyst().await.map_err(missing)?;
    (jobs.analyse)(server, cx, q).await
}

/// Runs every stage of the analysis.
pub async fn analyse_all(server: &Server, cx: &JobCx, q: AnalyseAll) -> Result<Glance, Fault> {
    let jobs = analyst().await.map_err(missing)?;
    (jobs.analyse_all)(server, cx, q).await
}

/// Answers one drawing.
pub async fn look(server: &Server, cx: &JobCx, q: LookInto) -> Result<LookAnswer, Fault> {
    let jobs = analyst().await.map_err(missing)?;
    (jobs.look)(server, cx, q).await
}

/// Answers a comparison.
pub async fn compare(server: &Server, cx: &JobCx, q: Compare) -> Result<CompareAnswer, Fault> {
    let jobs = analyst().await.map_err(missing)?;
    (jobs.compare)(server, cx, q).await
}

/// Answers a look at how a vehicle goes.
pub async fn trends(server: &Server, cx: &JobCx, q: VehicleTrends) -> Result<VehicleTrendsAnswer, Fault> {
    let jobs = analyst().await.map_err(missing)?;
    (jobs.trends)(server, cx, q).await
}

/// Says what logs have at each cell of a table.
pub async fn table_hits(server: &Server, cx: &JobCx, q: TableHits) -> Result<TableHitsAnswer, Fault> {
    let jobs = analyst().await.map_err(missing)?;
    (jobs.hits)(server, cx, q).await
}

/// Says when a log was at a cell.
pub async fn cell_times(server: &Server, cx: &JobCx, q: CellTimes) -> Result<CellTimesAnswer, Fault> {
    let jobs = analyst().await.map_err(missing)?;
    (jobs.times)(server, cx, q).await
}

/// Reads the tables of a file.
pub async fn read_tables(cx: &JobCx, q: ReadTables, slots: &Slots) -> Result<TablesAnswer, Fault> {
    let jobs = files().await.map_err(missing)?;
    (jobs.tables)(cx, q, slots).await
}

/// Reads the tables of the file a session came from.
pub async fn session_tables(server: &Server, cx: &JobCx, q: SessionTables) -> Result<TablesAnswer, Fault> {
    let jobs = files().await.map_err(missing)?;
    (jobs.session_tables)(server, cx, q).await
}

/// The project's own demo log.
pub async fn demo_log() -> Result<Vec<u8>, Fault> {
    let jobs = files().await.map_err(missing)?;
    Ok((jobs.demo_log)())
}

/// Writes a session to a file.
pub async fn export(server: &Server, cx: &JobCx, q: Export) -> Outcome {
    let jobs = files().await.map_err(missing)?;
    (jobs.export)(server, cx, q).await
}

/// Writes everything to a file.
pub async fn backup(server: &Server, cx: &JobCx) -> Outcome {
    let jobs = files().await.map_err(missing)?;
    (jobs.backup)(server, cx).await
}

/// Reads everything from a file.
pub async fn restore(server: &Server, cx: &JobCx, q: Restore, slots: &Slots) -> Result<RestoreReport, Fault> {
    let jobs = files().await.map_err(missing)?;
    (jobs.restore)(server, cx, q, slots).await
}

/// Fetches every part, one after the other: who asks later waits for nothing, and a release that replaces this one on
/// the server takes nothing away.
pub fn fetch_ahead() {
    task::spawn_logged("fetch the jobs", async {
        analyst().await.map_err(missing)?;
        files().await.map_err(missing)?;
        Ok::<(), WireError>(())
    });
}

#[allow(clippy::needless_pass_by_value, reason = "it is what map_err gives")]
fn missing(error: impl std::fmt::Display) -> WireError {
    WireError::new(ErrorCode::PartMissing, error.to_string())
}
