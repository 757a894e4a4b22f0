//! Looking into a session. Columns are asked by key; one the session lacks is left out of the answer, and `columns`
//! says which are in it. Where an engine's answer counts columns by position, it is the position in `columns`.

use serde::{Deserialize, Serialize};

use super::{BufRef, SessionId};
use crate::engine::channels::ChannelKey;
use crate::engine::expr::MathChannel;
use crate::engine::stats::ColumnStats;
use crate::engine::view::{CursorValue, Density, GridRows, Histogram, SeriesMeta, SpanStats, Window};

/// Decimated lines of some columns in a window of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    pub session: SessionId,
    pub columns: Vec<ChannelKey>,
    pub window: Window,
}

/// Answer to [`View`], in the order asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ViewAnswer {
    /// The window as it was used: ends in order, buckets within bounds.
    pub window: Window,
    pub series: Vec<SeriesAnswer>,
}

/// One line: points in two buffers of f32, NaN where the line breaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesAnswer {
    pub key: ChannelKey,
    pub meta: SeriesMeta,
    /// Seconds after `meta.t0`.
    pub t: BufRef,
    pub y: BufRef,
}

/// What some columns showed at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    pub session: SessionId,
    pub columns: Vec<ChannelKey>,
    /// Seconds.
    pub t: f64,
}

/// Answer to [`Cursor`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CursorAnswer {
    pub t: f64,
    pub columns: Vec<ChannelKey>,
    pub values: Vec<CursorValue>,
}

/// Figures of some columns between two moments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Span {
    pub session: SessionId,
    pub columns: Vec<ChannelKey>,
    pub t0: f64,
    pub t1: f64,
    /// Only rows at which this expression is true.
    pub filter: Option<String>,
}

/// Answer to [`Span`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpanAnswer {
    pub t0: f64,
    pub t1: f64,
    pub columns: Vec<ChannelKey>,
    pub stats: Vec<SpanStats>,
}

/// Where a stretch of the grid starts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum GridFrom {
    /// At this place among the rows that are shown.
    Place(u32),
    /// At the first row at or after so many seconds.
    Time(f64),
}

/// A stretch of the grid of all rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    pub session: SessionId,
    pub columns: Vec<ChannelKey>,
    /// Only rows at which this expression is true.
    pub filter: Option<String>,
    pub from: GridFrom,
    /// At most [`MAX_GRID_ROWS`].
    pub count: u32,
}

/// Most rows given at once.
pub const MAX_GRID_ROWS: u32 = 10_000;

/// Answer to [`Grid`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridAnswer {
    pub columns: Vec<ChannelKey>,
    pub rows: GridRows,
}

/// How often a column had which values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistogramOf {
    pub session: SessionId,
    pub column: ChannelKey,
    /// Only between these moments, seconds, both included.
    pub range: Option<(f64, f64)>,
    /// Only rows at which this expression is true.
    pub filter: Option<String>,
    /// Number of bins; `None` lets the data decide.
    pub bins: Option<u32>,
}

/// One column against another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DensityOf {
    pub session: SessionId,
    pub x: ChannelKey,
    pub y: ChannelKey,
    /// Only between these moments, seconds, both included.
    pub range: Option<(f64, f64)>,
    /// Only rows at which this expression is true.
    pub filter: Option<String>,
    /// Cells across and up.
    pub cells: (u32, u32),
    /// Ends of the grid where the page asks for them; else they follow the data.
    pub x_range: Option<(f64, f64)>,
    pub y_range: Option<(f64, f64)>,
    /// At most so many points outside the grid are given.
    pub max_points: u32,
    /// Up to so many pairs in all are given one by one instead of being counted.
    pub singly: u32,
}

/// Which rows a condition keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    pub session: SessionId,
    /// The condition.
    pub filter: String,
    /// Between which moments it is told what is left out, seconds.
    pub window: (f64, f64),
}

/// Most stretches of [`RowsAnswer::left_out`].
pub const MAX_STRETCHES: usize = 4096;

/// Answer to [`Rows`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowsAnswer {
    /// Rows of the time base on which the condition was worked out.
    pub rows: u32,
    /// Those at which it is true, in the whole log.
    pub kept: u32,
    /// Stretches of time within the window that are left out, in their order.
    pub left_out: Vec<(f64, f64)>,
    /// Whether these are all of them; else those that lie close together are told as one.
    pub exact: bool,
}

/// What comes out of an expression, which need not be stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TryExpr {
    pub session: SessionId,
    /// The math channels it may name, itself among them.
    pub channels: Vec<MathChannel>,
    /// Which of them.
    pub name: String,
}

/// Answer to [`TryExpr`]. Values are in the base unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TriedExpr {
    pub stats: ColumnStats,
    /// The first samples that are not missing: seconds and value.
    pub first: Vec<(f64, f64)>,
}

/// Basic statistics of every column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    pub session: SessionId,
}

/// Answer to [`Statistics`], in the order of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatisticsAnswer {
    pub columns: Vec<ColumnStats>,
    /// Whether they were computed before and kept.
    pub kept: bool,
}

/// Answer to [`HistogramOf`].
pub type HistogramAnswer = Histogram;
/// Answer to [`DensityOf`].
pub type DensityAnswer = Density;
