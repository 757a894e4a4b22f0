//! Why a job gave no answer.

use crate::protocol::WireError;
use crate::web::JsError;

/// A failure of the worker or of a job in it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WorkerError {
    /// The worker cannot be started.
    #[error("the worker does not start: {0}")]
    Start(JsError),
    /// Its program ended by itself; stored data is safe.
    #[error("the worker crashed: {text}")]
    Crashed { text: String },
    /// It was ended, and this job could not be started again.
    #[error("the worker was restarted")]
    Restarted,
    /// Page and worker are of different releases: reload.
    #[error("page {page} and worker {worker} are different builds")]
    VersionMismatch { page: String, worker: String },
    /// The job was given up.
    #[error("cancelled")]
    Cancelled,
    /// The job failed.
    #[error(transparent)]
    Failed(#[from] WireError),
    /// A message cannot be read: a mistake of the program.
    #[error("message: {0}")]
    Protocol(String),
}
