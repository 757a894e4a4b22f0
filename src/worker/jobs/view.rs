//! Looking into a session.

use crate::engine::channels::ChannelKey;
use crate::engine::expr::MathError;
use crate::engine::stats::{ColumnStats, describe_column};
use crate::engine::table::RowMask;
use crate::engine::view::{self, DensityQuery, Selected, WindowRows};
use crate::protocol::{
    Attend, Cursor, CursorAnswer, DensityAnswer, DensityOf, ErrorCode, Grid, GridAnswer, GridFrom,
    HistogramAnswer, HistogramOf, MAX_GRID_ROWS, MAX_STRETCHES, Response, Rows, RowsAnswer, SeriesAnswer,
    Span, SpanAnswer, Stage, Statistics, StatisticsAnswer, TriedExpr, TryExpr, View, ViewAnswer, WireError,
};
use crate::worker::cache::Slice;
use crate::worker::context::JobCx;
use crate::worker::derived::{detail, refusal};
use crate::worker::fault::Fault;
use crate::worker::server::{Outcome, Server};
use crate::worker::wire::Slots;

/// Samples shown of a math channel that is tried.
const FIRST_SAMPLES: usize = 6;
/// Under which the statistics of a session are kept.
const STATISTICS: &str = "statistics";

/// Some columns of a session (`get_session_data`), telling how far the loading is.
pub async fn session_data(
    server: &Server,
    cx: &JobCx,
    session: &str,
    keys: Option<&[ChannelKey]>,
) -> Result<Slice, Fault> {
    let db = server.db().await?;
    server.cache().slice(&db, session, keys, pace(cx)).await
}

/// The same, and the rows at which a condition is true; all of them where there is none.
async fn session_rows(
    server: &Server,
    cx: &JobCx,
    session: &str,
    keys: &[ChannelKey],
    filter: Option<&str>,
) -> Result<(Slice, Option<Selected>), Fault> {
    let db = server.db().await?;
    server.cache().selected(&db, session, keys, filter, pace(cx)).await
}

pub(super) fn pace(cx: &JobCx) -> impl AsyncFnMut(usize, usize) -> Result<(), Fault> + '_ {
    async |done: usize, total: usize| {
        cx.report(Stage::Load, done as f64, total as f64);
        cx.check()
    }
}

/// Makes ready what every look into a session needs: where its columns lie, and its time bases.
pub async fn attend(server: &Server, cx: &JobCx, q: Attend) -> Result<(), Fault> {
    session_data(server, cx, &q.session, Some(&[])).await.map(drop)
}

pub async fn view(server: &Server, cx: &JobCx, q: View) -> Outcome {
    let slice = session_data(server, cx, &q.session, Some(&q.columns)).await?;
    let mut slots = Slots::new();
    let mut rows: Vec<Option<WindowRows>> = slice.table.axes().iter().map(|_| None).collect();
    let mut series = Vec::with_capacity(slice.keys.len());
    let mut window = q.window;
    for (i, key) in slice.keys.iter().enumerate() {
        cx.breathe().await?;
        let column = &slice.table.columns()[i];
        let axis = slice.table.axis_of(column);
        let edges = rows[column.axis].get_or_insert_with(|| WindowRows::new(axis, q.window));
        window = edges.window;
        let line = view::decimate_in(edges, axis, column, &slice.pyramids[i]);
        series.push(SeriesAnswer {
            key: key.clone(),
            meta: line.meta,
            t: slots.push_f32(&line.t),
            y: slots.push_f32(&line.y),
        });
    }
    Ok((Response::View(ViewAnswer { window, series }), slots))
}

pub async fn cursor(server: &Server, cx: &JobCx, q: Cursor) -> Result<CursorAnswer, Fault> {
    let slice = session_data(server, cx, &q.session, Some(&q.columns)).await?;
    Ok(CursorAnswer { t: q.t, values: view::cursor_values(&slice.table, q.t), columns: slice.keys })
}

pub async fn span(server: &Server, cx: &JobCx, q: Span) -> Result<SpanAnswer, Fault> {
    let filter = q.filter.as_deref();
    let (slice, selected) = session_rows(server, cx, &q.session, &q.columns, filter).await?;
    let mut stats = Vec::with_capacity(slice.keys.len());
    for i in 0..slice.keys.len() {
        cx.breathe().await?;
        stats.extend(view::span_stats(&slice.table, &[i], q.t0, q.t1, selected.as_ref())?);
    }
    Ok(SpanAnswer { t0: q.t0.min(q.t1), t1: q.t0.max(q.t1), columns: slice.keys, stats })
}

pub async fn grid(server: &Server, cx: &JobCx, q: Grid) -> Result<GridAnswer, Fault> {
    let filter = q.filter.as_deref();
    let (slice, selected) = session_rows(server, cx, &q.session, &q.columns, filter).await?;
    let rows = selected.map(|s| s.on(&slice.table, slice.table.main_axis_index()));
    let place = match q.from {
        GridFrom::Place(place) => place,
        GridFrom::Time(t) => view::grid_place(&slice.table, rows.as_ref(), t)?,
    };
    let shown: Vec<usize> = (0..slice.keys.len()).collect();
    let count = q.count.min(MAX_GRID_ROWS) as usize;
    let rows = view::grid_rows(&slice.table, &shown, rows.as_ref(), place as usize, count)?;
    Ok(GridAnswer { columns: slice.keys, rows })
}

/// Which rows a condition keeps, and which stretches of time it leaves out.
pub async fn rows(server: &Server, cx: &JobCx, q: Rows) -> Result<RowsAnswer, Fault> {
    let (slice, selected) = session_rows(server, cx, &q.session, &[], Some(&q.filter)).await?;
    let Some(selected) = selected else { return Err(Fault::bad_request("a condition without a word")) };
    let (left_out, exact) = selected.left_out(&slice.table, q.window, MAX_STRETCHES);
    let rows = &selected.rows;
    Ok(RowsAnswer { rows: rows.len() as u32, kept: rows.count() as u32, left_out, exact })
}

/// What comes out of a math channel that need not be stored yet.
pub async fn try_expr(server: &Server, cx: &JobCx, q: TryExpr) -> Result<TriedExpr, Fault> {
    let db = server.db().await?;
    let book = detail(&db, &q.session).await?.book(&q.channels);
    let key = ChannelKey::Math(q.name.trim().to_owned());
    if book.get(&key).is_none() {
        let why = book.entries.iter().find(|(channel, _)| channel.name == q.name).map(|(_, found)| found);
        return Err(match why {
            Some(Err(MathError::Expr(error))) => refusal(error),
            _ => no_column(&key),
        });
    }
    let keys = std::slice::from_ref(&key);
    let slice = server.cache().slice_by(&db, &q.session, keys, &book, false, pace(cx)).await?;
    let Some(column) = slice.table.columns().first() else { return Err(no_column(&key)) };
    let seconds = slice.table.axis_of(column).seconds();
    let sound = column.sound_rows();
    let first = sound.iter().take(FIRST_SAMPLES).map(|row| (seconds[row], column.data().number(row)));
    Ok(TriedExpr { stats: describe_column(column, None), first: first.collect() })
}

pub async fn histogram(server: &Server, cx: &JobCx, q: HistogramOf) -> Result<HistogramAnswer, Fault> {
    let keys = std::slice::from_ref(&q.column);
    let (slice, selected) = session_rows(server, cx, &q.session, keys, q.filter.as_deref()).await?;
    let Some(column) = slice.table.columns().first() else { return Err(no_column(&q.column)) };
    let axis = slice.table.axis_of(column);
    let range =
        q.range.map(|(t0, t1)| RowMask::from_range(axis.len(), axis.rows_within(t0.min(t1), t0.max(t1))));
    let rows = match (range, selected.map(|s| s.on(&slice.table, column.axis))) {
        (Some(range), Some(selected)) => Some(range.and(&selected)),
        (range, selected) => range.or(selected),
    };
    Ok(view::histogram(&slice.table, 0, rows.as_ref(), q.bins)?)
}

pub async fn density(server: &Server, cx: &JobCx, q: DensityOf) -> Result<DensityAnswer, Fault> {
    let keys = [q.x.clone(), q.y.clone()];
    let (slice, selected) = session_rows(server, cx, &q.session, &keys, q.filter.as_deref()).await?;
    let place = |key: &ChannelKey| {
        slice.keys.iter().position(|k| k == key).map(|i| i as u32).ok_or_else(|| no_column(key))
    };
    let query = DensityQuery {
        x: place(&q.x)?,
        y: place(&q.y)?,
        span: q.range,
        cells: q.cells,
        x_range: q.x_range,
        y_range: q.y_range,
        max_points: q.max_points,
        singly: q.singly,
    };
    Ok(view::density(&slice.table, &query, selected.as_ref())?)
}

pub async fn statistics(server: &Server, cx: &JobCx, q: Statistics) -> Result<StatisticsAnswer, Fault> {
    let db = server.db().await?;
    let known = session_data(server, cx, &q.session, Some(&[])).await?;
    if let Some(bytes) = db.results().get(&known.data, STATISTICS).await?
        && let Ok(columns) = postcard::from_bytes::<Vec<ColumnStats>>(&bytes)
    {
        return Ok(StatisticsAnswer { columns, kept: true });
    }
    let slice = session_data(server, cx, &q.session, None).await?;
    let columns = describe(cx, &slice).await?;
    keep_statistics(server, &slice.data, &columns).await;
    Ok(StatisticsAnswer { columns, kept: false })
}

/// Statistics column by column, so that others get their turn.
pub async fn describe(cx: &JobCx, slice: &Slice) -> Result<Vec<ColumnStats>, Fault> {
    let total = slice.table.columns().len();
    let mut columns = Vec::with_capacity(total);
    for (i, column) in slice.table.columns().iter().enumerate() {
        cx.report(Stage::Analyse, i as f64, total as f64);
        cx.breathe().await?;
        columns.push(describe_column(column, None));
    }
    Ok(columns)
}

/// Keeps statistics. That they cannot be kept costs the next one who asks some time, so it is only logged.
pub async fn keep_statistics(server: &Server, data: &str, columns: &[ColumnStats]) {
    let outcome = async {
        let bytes = postcard::to_stdvec(columns).map_err(|e| Fault::internal(e.to_string()))?;
        server.db().await?.results().put(data, STATISTICS, &bytes).await?;
        Ok::<_, Fault>(())
    };
    if let Err(fault) = outcome.await {
        tracing::warn!(?fault, "statistics not kept");
    }
}

fn no_column(key: &ChannelKey) -> Fault {
    WireError::new(ErrorCode::NoSuchColumn, format!("column {key}"))
        .with_text("column", key.to_string())
        .into()
}
