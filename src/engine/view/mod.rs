//! What a page needs to show a log of any length: decimated lines, read-outs at a cursor, statistics of a span, rows
//! of the grid, histograms and 2-D densities. Everything here answers in the time of what is shown, not of what is
//! stored, unless it says otherwise.
//!
//! # Channels on different time bases
//! A log may hold several time bases. Wherever two channels meet (grid rows, filters, densities) the faster one sets
//! the rows and the slower one is **held**: at time `t` it has the value of its last sample at or before `t`,
//! none before its first sample, and none once that sample is older than a gap
//! ([`GAP_STEPS`](super::table::GAP_STEPS) median steps of its time base), where its line breaks too. No value is
//! interpolated: every figure shown was logged.

mod cursor;
mod decimate;
mod density;
mod grid;
mod histogram;
mod hold;
mod pyramid;
mod sheet;
mod window;

pub use cursor::{CursorValue, SpanStats, cursor_values, span_stats};
pub use decimate::{Series, SeriesKind, SeriesMeta, decimate, decimate_in};
pub use density::{Density, DensityQuery, OutlierPoint, density};
pub use grid::{GridCell, GridRows, grid_place, grid_rows};
pub use histogram::{BinRule, Bins, Histogram, MAX_BINS, histogram};
pub use hold::{Selected, ViewError, held_row};
pub(in crate::engine) use hold::{held_rows, held_rows_at};
pub use pyramid::{Extremes, Level, Pyramid};
pub use sheet::{MAX_SHEET_ROWS, Sheet};
pub use window::{MAX_BUCKETS, Window, WindowRows};
