//! What logs say about a table.

use super::analysis::framed;
use super::view::pace;
use crate::engine::analysis::{Frame, Subject};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::Cx;
use crate::engine::tables::{Hits, HitsError, MapAxis, MapTable, TrailPoint, rows_at, trail};
use crate::engine::view::Selected;
use crate::protocol::{
    CellTimes, CellTimesAnswer, ErrorCode, HitsFound, HitsQuestion, LogOutcome, MAX_STAYS, Sealed, Stage,
    Stay, TableHits, TableHitsAnswer, WireError,
};
use crate::worker::cache::Slice;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::server::Server;

/// Moments of the way that are drawn.
const TRAIL_POINTS: usize = 2_000;

/// Answers what logs have at each cell.
pub async fn hits(server: &Server, cx: &JobCx, asked: TableHits) -> Result<TableHitsAnswer, Fault> {
    let q = asked.question.open().map_err(|e| Fault::bad_request(e.to_string()))?;
    if q.subjects.len() != asked.sessions.len() {
        return Err(Fault::bad_request("not as many vehicles as sessions"));
    }
    let mut hits =
        Hits::new(&q.table, q.value.clone(), q.params).map_err(|e| Fault::bad_request(e.to_string()))?;
    let mut found = HitsFound { cells: Vec::new(), logs: Vec::new(), trail: Vec::new() };
    for (session, subject) in asked.sessions.iter().zip(&q.subjects) {
        cx.breathe().await?;
        let (slice, selected) = columns(server, cx, session, &q).await?;
        if slice.keys.is_empty() {
            found.logs.push(lacking(&q.table));
            continue;
        }
        let frame = framed(&slice.table, &q.rows, selected.as_ref())?;
        let progress = |done: u64, total: u64| cx.report(Stage::Analyse, done as f64, total as f64);
        let stop = || cx.check().is_err();
        let outcome = match hits.add(&frame, subject, &Cx::new(&progress, &stop)) {
            Ok(log) => LogOutcome::Taken(log),
            Err(error) => outcome_of(error)?,
        };
        if found.trail.is_empty() && matches!(outcome, LogOutcome::Taken(_)) {
            found.trail = way(&frame, subject, &q.table)?;
        }
        found.logs.push(outcome);
    }
    found.cells = hits.finish();
    Ok(TableHitsAnswer { found: Sealed::of(&found).map_err(|e| Fault::internal(e.to_string()))? })
}

/// Answers when a log was at a cell.
pub async fn times(server: &Server, cx: &JobCx, asked: CellTimes) -> Result<CellTimesAnswer, Fault> {
    let q = asked.question.open().map_err(|e| Fault::bad_request(e.to_string()))?;
    let subject = q.subjects.first().cloned().unwrap_or_default();
    let (slice, selected) = columns(server, cx, &asked.session, &q).await?;
    let nothing = CellTimesAnswer { samples: 0, stays: Vec::new(), count: 0 };
    if slice.keys.is_empty() {
        return Ok(nothing);
    }
    let frame = framed(&slice.table, &q.rows, selected.as_ref())?;
    let rows = match rows_at(&frame, &subject, &q.table, asked.cell, q.params.hold_edges) {
        Ok(rows) => rows,
        Err(error) => return outcome_of(error).map(|_| nothing),
    };
    let value = q.value.as_ref().and_then(|key| frame.values(key));
    let runs = rows.runs();
    let stay = |run: &std::ops::Range<usize>| {
        let sound = value.iter().flat_map(|v| v[run.clone()].iter()).filter(|x| x.is_finite());
        let (n, sum) = sound.fold((0_u32, 0.0), |(n, sum), x| (n + 1, sum + f64::from(*x)));
        Stay { span: frame.span(run), samples: run.len() as u32, mean: (n > 0).then(|| sum / f64::from(n)) }
    };
    Ok(CellTimesAnswer {
        samples: rows.count() as u32,
        stays: runs.iter().take(MAX_STAYS).map(stay).collect(),
        count: runs.len() as u32,
    })
}

/// The columns of a session that a question needs, as far as it has them, and the rows its condition selects.
async fn columns(
    server: &Server,
    cx: &JobCx,
    session: &str,
    q: &HitsQuestion,
) -> Result<(Slice, Option<Selected>), Fault> {
    let db = server.db().await?;
    let filter = q.rows.filter.as_deref();
    server.cache().selected(&db, session, &needed(q), filter, pace(cx)).await
}

/// What moves along the axes or can stand in for it, the time base, and the channel asked for.
fn needed(q: &HitsQuestion) -> Vec<ChannelKey> {
    let axes = [Some(q.table.x()), q.table.y()];
    let moving = axes.into_iter().flatten().filter_map(MapAxis::channel);
    let mut ids: Vec<ChannelId> = moving.collect();
    if ids.iter().any(|id| matches!(id, ChannelId::MapGauge | ChannelId::MapAbs)) {
        ids.extend([ChannelId::MapGauge, ChannelId::MapAbs, ChannelId::Baro]);
    }
    ids.push(ChannelId::Rpm);
    ids.into_iter().map(ChannelKey::from).chain(q.value.clone()).collect()
}

/// Of a log that has nothing of what is needed.
fn lacking(table: &MapTable) -> LogOutcome {
    match table.x().channel() {
        Some(id) => LogOutcome::Lacks(id.into()),
        None => LogOutcome::NoChannel(crate::engine::tables::Side::X),
    }
}

fn way(frame: &Frame, subject: &Subject, table: &MapTable) -> Result<Vec<TrailPoint>, Fault> {
    trail(frame, subject, table, TRAIL_POINTS).or_else(|error| outcome_of(error).map(|_| Vec::new()))
}

/// What an error says of one log; what it says of the question or the job ends both.
fn outcome_of(error: HitsError) -> Result<LogOutcome, Fault> {
    match error {
        HitsError::NoChannel(side) => Ok(LogOutcome::NoChannel(side)),
        HitsError::Missing(key) => Ok(LogOutcome::Lacks(key)),
        HitsError::Cancelled(_) => Err(Fault::Cancelled),
        error => Err(WireError::new(ErrorCode::BadRequest, error.to_string()).into()),
    }
}
