//! What a log tells, stage by stage.

use serde::{Deserialize, Serialize};

use super::SessionId;
use crate::engine::analysis::pipeline::{Settings, Stage, StageReport};
use crate::engine::analysis::{RowQuery, Subject};

/// Runs one stage of the analysis, or finds its kept report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analyse {
    pub session: SessionId,
    pub stage: Stage,
    /// What of the log is looked at.
    pub rows: RowQuery,
    pub settings: Box<Settings>,
    pub subject: Box<Subject>,
}

/// Answer to [`Analyse`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnalyseAnswer {
    pub report: Box<StageReport>,
    /// Where it came from.
    pub from: ResultFrom,
    /// What computing it took, ms; of a kept one what it took then is not known.
    pub took_ms: Option<f64>,
}

/// Where a report came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResultFrom {
    Computed,
    /// The worker's memory.
    Memory,
    /// The database.
    Stored,
}
