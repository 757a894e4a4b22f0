//! Tables of calibrations: out of files, and what logs say about them.

use serde::{Deserialize, Serialize};

use super::{Sealed, SessionId, Source};
use crate::engine::analysis::{RowQuery, Span, Subject};
use crate::engine::channels::ChannelKey;
use crate::engine::tables::exchange::FileTables;
use crate::engine::tables::{Cell, CellHits, HitsParams, LogHits, MapTable, Side, TrailPoint};

/// Reads the tables a file brings: a log with its calibration, a tune, a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadTables {
    pub source: Source,
    /// Name of the file, without its ending: for a table that has none.
    pub name: String,
    /// TunerStudio's definition of the firmware (`.ini`), which says what the axes of a tune's tables are.
    pub definition: Option<Source>,
}

/// Reads the tables of the file a session came from, where it was kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionTables {
    pub session: SessionId,
}

/// Answer to [`ReadTables`] and [`SessionTables`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TablesAnswer {
    pub found: Sealed<FileTables>,
}

/// What logs are asked about a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HitsQuestion {
    pub table: MapTable,
    /// The channel whose figures are asked for; without one only hits and time are.
    pub value: Option<ChannelKey>,
    pub params: HitsParams,
    pub rows: RowQuery,
    /// What is known beside the log, session by session.
    pub subjects: Vec<Subject>,
}

/// What logs say of each cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableHits {
    pub sessions: Vec<SessionId>,
    pub question: Sealed<HitsQuestion>,
}

/// Answer to [`TableHits`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableHitsAnswer {
    pub found: Sealed<HitsFound>,
}

/// What was found of each cell, and what became of each log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HitsFound {
    /// Row by row over all break points.
    pub cells: Vec<CellHits>,
    /// In the order asked.
    pub logs: Vec<LogOutcome>,
    /// The way of the first log that has one.
    pub trail: Vec<TrailPoint>,
}

/// What became of one log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LogOutcome {
    Taken(LogHits),
    /// It has no such channel, or holds text there.
    Lacks(ChannelKey),
    /// What moves along an axis of the table is not known.
    NoChannel(Side),
}

/// When a log was at a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellTimes {
    pub session: SessionId,
    /// [`HitsQuestion::subjects`] holds this session's alone.
    pub question: Sealed<HitsQuestion>,
    pub cell: Cell,
}

/// Answer to [`CellTimes`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellTimesAnswer {
    /// Samples at the cell.
    pub samples: u32,
    /// Stretches in which it was there without leaving, in their order; at most [`MAX_STAYS`].
    pub stays: Vec<Stay>,
    /// How many there are.
    pub count: u32,
}

/// Stretches that are named of one cell.
pub const MAX_STAYS: usize = 200;

/// A stretch of time at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stay {
    pub span: Span,
    pub samples: u32,
    /// Mean of the channel asked for, base unit.
    pub mean: Option<f64>,
}
