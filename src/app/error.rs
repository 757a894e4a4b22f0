//! Errors as told to people: what happened, what to do, the technical text folded away.
//!
//! Engine, protocol, storage and worker speak in codes. Here, and only here, a code becomes a sentence; it is shown in
//! one place: beside the field, in the place of what could not be shown, or as a notice.

use std::borrow::Cow;

use crate::i18n::{Arg, Message};
use crate::protocol::{self, ErrorCode, WireError};

/// An error ready to be shown. Texts are keys; the page puts them into words.
#[derive(Clone, Debug, PartialEq)]
pub struct UserMessage {
    /// What happened.
    pub title: Message,
    /// What to do about it.
    pub advice: Option<Message>,
    /// Technical text for a report, never needed to understand.
    pub details: Option<String>,
}

impl UserMessage {
    pub fn new(title: Message) -> Self {
        Self { title, advice: None, details: None }
    }

    #[must_use]
    pub fn advice(mut self, advice: Message) -> Self {
        self.advice = Some(advice);
        self
    }

    #[must_use]
    pub fn details(mut self, details: impl Into<String>) -> Self {
        self.details = Some(details.into()).filter(|d: &String| !d.is_empty());
        self
    }
}

/// An error that knows how to tell people about itself.
pub trait Explain {
    fn user_message(&self) -> UserMessage;
}

/// Whatever a use-case can fail with.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AppError {
    /// A job or the database failed.
    #[error(transparent)]
    Failed(#[from] WireError),
    /// The worker's program ended by itself; stored data is safe.
    #[error("the worker crashed: {0}")]
    WorkerCrashed(String),
    /// The worker was ended, and this job with it.
    #[error("the worker was restarted")]
    WorkerRestarted,
    /// The worker does not start.
    #[error("the worker does not start: {0}")]
    WorkerDown(String),
    /// A part of the program could not be fetched.
    #[error("a part of the program could not be fetched: {0}")]
    PartMissing(String),
    /// Page and worker are of different releases.
    #[error("page {page} and worker {worker} are different builds")]
    VersionMismatch { page: String, worker: String },
    /// The user gave it up. Not shown as an error.
    #[error("cancelled")]
    Cancelled,
}

impl AppError {
    /// Whether reloading the page is what helps.
    pub fn wants_reload(&self) -> bool {
        match self {
            AppError::WorkerDown(_) | AppError::VersionMismatch { .. } => true,
            AppError::Failed(error) => {
                matches!(
                    error.code,
                    ErrorCode::StorageClosed | ErrorCode::StorageNewer | ErrorCode::StorageBlocked
                )
            }
            _ => false,
        }
    }
}

impl Explain for AppError {
    fn user_message(&self) -> UserMessage {
        match self {
            AppError::Failed(error) => error.user_message(),
            AppError::WorkerCrashed(text) => UserMessage::new(Message::new("error-worker-crashed"))
                .advice(Message::new("error-worker-crashed-advice"))
                .details(text),
            AppError::WorkerRestarted => UserMessage::new(Message::new("error-worker-restarted"))
                .advice(Message::new("error-worker-restarted-advice")),
            AppError::PartMissing(text) => UserMessage::new(Message::new("error-part-missing"))
                .advice(Message::new("error-part-missing-advice"))
                .details(text.as_str()),
            AppError::WorkerDown(text) => UserMessage::new(Message::new("error-worker-down"))
                .advice(Message::new("error-worker-down-advice"))
                .details(text),
            AppError::VersionMismatch { page, worker } => {
                UserMessage::new(Message::new("error-version-mismatch"))
                    .advice(Message::new("error-version-mismatch-advice"))
                    .details(format!("{page} / {worker}"))
            }
            AppError::Cancelled => UserMessage::new(Message::new("error-cancelled")),
        }
    }
}

impl Explain for WireError {
    fn user_message(&self) -> UserMessage {
        let slug = self.code.slug();
        let advice = match self.code {
            ErrorCode::NotALog => match self.arg("looked_like") {
                Some(protocol::Arg::Text(what)) => format!("error-looks-{what}"),
                _ => "error-looks-text".to_owned(),
            },
            ErrorCode::FormatNotReadable => match self.arg("slug") {
                Some(protocol::Arg::Text(slug)) => way_out(slug).to_owned(),
                _ => format!("error-{slug}-advice"),
            },
            ErrorCode::StorageFull if self.arg("free").is_some() => "error-storage-full-free".to_owned(),
            _ => format!("error-{slug}-advice"),
        };
        let message = |key: String| Message { key: Cow::Owned(key), args: arguments(self) };
        UserMessage::new(message(format!("error-{slug}"))).advice(message(advice)).details(&self.detail)
    }
}

/// How to get a CSV out of the program of a format, by the format's slug.
pub fn way_out(format: &str) -> &'static str {
    match format {
        "aim-xrk" => "error-export-aim-xrk",
        "emu-log" => "error-export-emu-log",
        "aem-daq" => "error-export-aem-daq",
        "emerald-lg1" => "error-export-emerald-lg1",
        _ => "error-format-not-readable-advice",
    }
}

/// The arguments of an error that a text can name.
fn arguments(error: &WireError) -> Vec<(&'static str, Arg)> {
    const NAMES: [&str; 12] = [
        "format",
        "at",
        "damage",
        "name",
        "channels",
        "columns",
        "limit",
        "column",
        "free",
        "needed",
        "interface",
        "found",
    ];
    NAMES
        .into_iter()
        .filter_map(|name| {
            let value = match error.arg(name)? {
                protocol::Arg::Text(keys) if error.code == ErrorCode::AnalysisNeeds => {
                    Arg::Channels(keys.clone())
                }
                protocol::Arg::Text(text) => Arg::from(text),
                protocol::Arg::Number(n) => Arg::Number(*n),
                protocol::Arg::Bytes(n) => Arg::Bytes(*n),
            };
            Some((name, value))
        })
        .collect()
}

#[cfg(feature = "page")]
mod from_web {
    use super::AppError;
    use crate::protocol::{ErrorCode, WireError};
    use crate::storage::StorageError;
    use crate::web::JsError;
    use crate::worker::WorkerError;

    impl From<WorkerError> for AppError {
        fn from(error: WorkerError) -> Self {
            match error {
                WorkerError::Failed(error) => AppError::Failed(error),
                WorkerError::Cancelled => AppError::Cancelled,
                WorkerError::Restarted => AppError::WorkerRestarted,
                WorkerError::Crashed { text } => AppError::WorkerCrashed(text),
                WorkerError::Start(error) => AppError::WorkerDown(error.to_string()),
                WorkerError::VersionMismatch { page, worker } => AppError::VersionMismatch { page, worker },
                other => AppError::Failed(WireError::new(ErrorCode::Internal, other.to_string())),
            }
        }
    }

    impl From<StorageError> for AppError {
        fn from(error: StorageError) -> Self {
            AppError::Failed(error.into())
        }
    }

    impl From<JsError> for AppError {
        fn from(error: JsError) -> Self {
            AppError::Failed(match error.name.as_str() {
                "NotSupportedError" => WireError::new(ErrorCode::BrowserLacks, error.to_string())
                    .with_text("interface", error.message),
                _ => WireError::new(ErrorCode::Internal, error.to_string()),
            })
        }
    }
}
