//! The two streams of messages.

use serde::{Deserialize, Serialize};

use super::{Request, Response, WireError};

/// Number of a job, unique while a page lives.
pub type JobId = u32;

/// How urgent a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lane {
    /// Answered at once, between the steps of a background job.
    Interactive,
    /// One after the other.
    Background,
}

/// What a job is doing; the first six are those of an import, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// Waits for the job before it.
    Queued,
    /// Finds out what the file is. Bytes.
    Validate,
    /// Reads the file. Bytes.
    Process,
    /// Writes columns. Bytes.
    Store,
    /// Reads back what was written. Records.
    Confirm,
    /// Computes the session's figures. Columns.
    Analyse,
    /// Reads columns from the database. Columns.
    Load,
    /// Writes a file. Bytes or rows.
    Write,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 8] = [
        Stage::Queued,
        Stage::Validate,
        Stage::Process,
        Stage::Store,
        Stage::Confirm,
        Stage::Analyse,
        Stage::Load,
        Stage::Write,
    ];

    /// Stable name, used for translation keys and performance marks.
    pub const fn slug(self) -> &'static str {
        match self {
            Stage::Queued => "queued",
            Stage::Validate => "validate",
            Stage::Process => "process",
            Stage::Store => "store",
            Stage::Confirm => "confirm",
            Stage::Analyse => "analyse",
            Stage::Load => "load",
            Stage::Write => "write",
        }
    }
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    pub stage: Stage,
    /// Of `total`, in the unit of the stage. A total of 0 is not known.
    pub done: f64,
    pub total: f64,
    /// Per second in this stage; 0 before there is a figure.
    pub rate: f64,
}

impl Progress {
    /// Share done of this stage, 0 to 1, where the total is known.
    pub fn fraction(&self) -> Option<f64> {
        (self.total > 0.0).then(|| (self.done / self.total).clamp(0.0, 1.0))
    }
}

/// An entry of the worker's log, for the page's ring buffer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogLine {
    pub at_ms: f64,
    pub level: String,
    pub target: String,
    pub message: String,
    pub fields: Vec<(String, String)>,
}

/// From page to worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToWorker {
    /// First message, in answer to [`FromWorker::Ready`].
    Hello {
        protocol: u32,
        build: String,
        /// Name of the database; another one in tests.
        database: String,
        /// The page found no database: keep everything in memory.
        memory: bool,
        /// Bytes of columns to keep in memory.
        cache_bytes: f64,
        /// Helpers that may read parts of a large file at the same time.
        helpers: u32,
    },
    Start {
        job: JobId,
        lane: Lane,
        request: Request,
    },
    Cancel {
        job: JobId,
    },
    /// Without a database: records the page wrote, beside the message, so that a backup has them.
    Mirror,
}

/// From worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The program runs and listens.
    Ready {
        protocol: u32,
        build: String,
    },
    Progress {
        job: JobId,
        progress: Progress,
    },
    Done {
        job: JobId,
        response: Response,
    },
    Failed {
        job: JobId,
        error: WireError,
    },
    Cancelled {
        job: JobId,
    },
    Log(LogLine),
    /// The program ends; nothing comes after this.
    Panicked {
        text: String,
    },
    /// Without a database: records the worker wrote, beside the message.
    Mirror,
}
