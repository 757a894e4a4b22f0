//! The words between page and worker, and between the worker and its helpers; pure serde.
//!
//! A message is written with postcard, which does not describe itself: no untagged or flattened types, no skipped
//! fields. What is large travels beside the message as a buffer or a file and is named by a [`BufRef`].

mod analysis;
mod bufs;
mod call;
mod comparison;
mod error;
mod export;
mod import;
mod library;
mod message;
mod parts;
mod tables;
mod trends;
mod view;

#[cfg(test)]
mod round_trip;

pub use analysis::{
    Analyse, AnalyseAll, AnalyseAnswer, Glance, LookAnswer, LookInto, LookQuestion, Question, ResultFrom,
    Sealed, figures_of,
};
pub use bufs::BufRef;
pub use call::{Call, Request, Response};
pub use comparison::{Compare, CompareAnswer, Comparison};
pub use error::{Arg, ErrorCode, WireError};
pub use export::{Export, ExportReport, FileForm};
pub use import::{
    Import, ImportAnswer, ImportReport, OnDuplicate, OriginalAnswer, OriginalFile, PreviewFile,
    PreviewReport, Source, StageTime,
};
pub use library::{
    Attend, Backup, BackupCounts, BackupReport, ClearCaches, Crash, Forget, MathChanged, Memory,
    MemoryReport, Restore, RestoreMode, RestoreReport,
};
pub use message::{FromWorker, JobId, Lane, LogLine, Progress, Stage, ToWorker};
pub use parts::{FromHelper, ToHelper};
pub use tables::{
    CellTimes, CellTimesAnswer, HitsFound, HitsQuestion, LogOutcome, MAX_STAYS, ReadTables, SessionTables,
    Stay, TableHits, TableHitsAnswer, TablesAnswer,
};
pub use trends::{
    LeftOutSession, TrendSession, TrendsFound, TrendsQuestion, VehicleTrends, VehicleTrendsAnswer, WhyLeftOut,
};
pub use view::{
    Cursor, CursorAnswer, DensityAnswer, DensityOf, Grid, GridAnswer, GridFrom, HistogramAnswer, HistogramOf,
    MAX_GRID_ROWS, MAX_STRETCHES, Rows, RowsAnswer, SeriesAnswer, Span, SpanAnswer, Statistics,
    StatisticsAnswer, TriedExpr, TryExpr, View, ViewAnswer,
};

/// Version of these words. Page and worker also compare their build: a cache may pair files of two releases.
pub const PROTOCOL: u32 = 1;

/// Identity of a stored session.
pub type SessionId = String;
/// Identity of a stored vehicle.
pub type VehicleId = String;
