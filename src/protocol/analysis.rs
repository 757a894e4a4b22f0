//! What a log tells, stage by stage.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::SessionId;
use crate::engine::analysis::pipeline::{Settings, Stage, StageReport};
use crate::engine::analysis::{RowQuery, Subject};

/// Which stage of the analysis, of what and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub stage: Stage,
    /// What of the log is looked at.
    pub rows: RowQuery,
    pub settings: Settings,
    pub subject: Subject,
}

/// Runs one stage of the analysis, or finds its kept report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analyse {
    pub session: SessionId,
    pub question: Sealed<Question>,
}

/// A value that only those open who ask for it: whoever hears messages need not know how it is read, and so the page's
/// start does not carry that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Sealed<T> {
    bytes: Vec<u8>,
    of: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned> Sealed<T> {
    /// Of a value.
    pub fn of(value: &T) -> Result<Self, postcard::Error> {
        Ok(Self { bytes: postcard::to_stdvec(value)?, of: PhantomData })
    }

    /// The value.
    pub fn open(&self) -> Result<T, postcard::Error> {
        postcard::from_bytes(&self.bytes)
    }
}

/// Answer to [`Analyse`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnalyseAnswer {
    pub report: Sealed<StageReport>,
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
