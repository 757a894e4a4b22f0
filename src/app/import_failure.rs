//! Why a file gave no session, and what of this application can help. Pure.

use super::error::{AppError, Explain, UserMessage};
use crate::engine::import::{ImportOptions, LooksLike};
use crate::protocol::{Arg, ErrorCode, WireError};

/// A file that was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub message: UserMessage,
    pub help: Help,
    /// What it was read with.
    pub options: ImportOptions,
}

/// What can be offered for a file that was refused; it can always be taken off the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// The same again: what was in the way may be gone.
    Again,
    /// Another way of reading: it is text that may be a table to somebody who knows its form.
    Otherwise,
    /// Nothing: it is something else, and stays so.
    Nothing,
}

impl Failure {
    /// An error with what helps against it.
    pub fn new(error: &AppError, options: ImportOptions) -> Self {
        Self { message: error.user_message(), help: Help::of(error), options }
    }

    /// Whether the file is something else than a log that can be read, so that trying again changes nothing.
    pub fn is_refusal(&self) -> bool {
        self.help != Help::Again
    }
}

impl Help {
    fn of(error: &AppError) -> Self {
        match error {
            AppError::Failed(error) => Self::of_failed(error),
            AppError::VersionMismatch { .. } | AppError::Cancelled => Help::Nothing,
            AppError::WorkerCrashed(_)
            | AppError::WorkerRestarted
            | AppError::WorkerDown(_)
            | AppError::PartMissing(_) => Help::Again,
        }
    }

    fn of_failed(error: &WireError) -> Self {
        match error.code {
            ErrorCode::NotALog => {
                let is =
                    |kind: LooksLike| error.arg("looked_like") == Some(&Arg::Text(kind.slug().to_owned()));
                if is(LooksLike::Text) || is(LooksLike::NoTimeColumn) || is(LooksLike::CalibrationTable) {
                    Help::Otherwise
                } else {
                    Help::Nothing
                }
            }
            ErrorCode::NoSuchTimeColumn => Help::Otherwise,
            ErrorCode::FormatNotReadable
            | ErrorCode::TooManyColumns
            | ErrorCode::TooManyRows
            | ErrorCode::OtherFile => Help::Nothing,
            _ => Help::Again,
        }
    }
}
