//! Looking into a session.

use crate::engine::channels::ChannelKey;
use crate::engine::stats::{ColumnStats, describe_column};
use crate::engine::table::RowMask;
use crate::engine::view::{self, DensityQuery, WindowRows};
use crate::protocol::{
    Cursor, CursorAnswer, DensityAnswer, DensityOf, ErrorCode, Grid, GridAnswer, GridFrom, HistogramAnswer,
    HistogramOf, MAX_GRID_ROWS, Response, SeriesAnswer, Span, SpanAnswer, Stage, Statistics,
    StatisticsAnswer, View, ViewAnswer, WireError,
};
use crate::worker::cache::Slice;
use crate::worker::context::JobCx;
use crate::worker::fault::Fault;
use crate::worker::server::{Outcome, Server};
use crate::worker::wire::Slots;

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
    let step = async |done: usize, total: usize| {
        cx.report(Stage::Load, done as f64, total as f64);
        cx.check()
    };
    server.cache().slice(&db, session, keys, step).await
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
    let slice = session_data(server, cx, &q.session, Some(&q.columns)).await?;
    let mut stats = Vec::with_capacity(slice.keys.len());
    for i in 0..slice.keys.len() {
        cx.breathe().await?;
        stats.extend(view::span_stats(&slice.table, &[i], q.t0, q.t1)?);
    }
    Ok(SpanAnswer { t0: q.t0.min(q.t1), t1: q.t0.max(q.t1), columns: slice.keys, stats })
}

pub async fn grid(server: &Server, cx: &JobCx, q: Grid) -> Result<GridAnswer, Fault> {
    let mut asked = q.columns.clone();
    if let Some(filter) = &q.filter
        && !asked.contains(&filter.key)
    {
        asked.push(filter.key.clone());
    }
    let slice = session_data(server, cx, &q.session, Some(&asked)).await?;
    let rows = match &q.filter {
        Some(filter) => Some(
            view::in_range(&slice.table, &filter.key, filter.low, filter.high)
                .ok_or_else(|| no_column(&filter.key))?,
        ),
        None => None,
    };
    let place = match q.from {
        GridFrom::Place(place) => place,
        GridFrom::Time(t) => view::grid_place(&slice.table, rows.as_ref(), t)?,
    };
    // A filter's own column comes last and is shown only if it was asked for.
    let shown: Vec<usize> = (0..slice.keys.len()).filter(|i| q.columns.contains(&slice.keys[*i])).collect();
    let count = q.count.min(MAX_GRID_ROWS) as usize;
    let rows = view::grid_rows(&slice.table, &shown, rows.as_ref(), place as usize, count)?;
    let columns = shown.iter().map(|i| slice.keys[*i].clone()).collect();
    Ok(GridAnswer { columns, rows })
}

pub async fn histogram(server: &Server, cx: &JobCx, q: HistogramOf) -> Result<HistogramAnswer, Fault> {
    let slice = session_data(server, cx, &q.session, Some(std::slice::from_ref(&q.column))).await?;
    let Some(column) = slice.table.columns().first() else { return Err(no_column(&q.column)) };
    let axis = slice.table.axis_of(column);
    let rows =
        q.range.map(|(t0, t1)| RowMask::from_range(axis.len(), axis.rows_within(t0.min(t1), t0.max(t1))));
    Ok(view::histogram(&slice.table, 0, rows.as_ref(), q.bins)?)
}

pub async fn density(server: &Server, cx: &JobCx, q: DensityOf) -> Result<DensityAnswer, Fault> {
    let slice = session_data(server, cx, &q.session, Some(&[q.x.clone(), q.y.clone()])).await?;
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
    Ok(view::density(&slice.table, &query)?)
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
