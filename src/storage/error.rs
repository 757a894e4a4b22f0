//! What can go wrong with storing.

use crate::web::JsError;

/// A failure of the database. Texts are for diagnostics; people get theirs by the kind and its values.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum StorageError {
    /// The browser has no database, or forbids it.
    #[error("no database: {0}")]
    Unavailable(String),
    /// Another tab holds the old version open.
    #[error("another tab holds the database in its old version")]
    Blocked,
    /// Another tab brought the database to a newer version, or the browser closed it.
    #[error("the database was closed: {0}")]
    Closed(String),
    /// The database or a record was written by a newer release.
    #[error("version {found} is newer than {known}")]
    NewerVersion { found: u32, known: u32 },
    /// No room; bytes where they are known.
    #[error("no room: {needed:?} bytes needed, {free:?} free")]
    QuotaExceeded { needed: Option<f64>, free: Option<f64> },
    /// The browser gave the transaction up and did not say why.
    #[error("the browser aborted the transaction")]
    Aborted,
    /// Whoever asked for the writing gave up; nothing was written.
    #[error("cancelled")]
    Cancelled,
    /// A record cannot be read.
    #[error("{store} {key}: {detail}")]
    Corrupt { store: &'static str, key: String, detail: String },
    /// A record that must be there is not.
    #[error("{store} {key} is not there")]
    NotFound { store: &'static str, key: String },
    /// A file is no backup.
    #[error("no backup: {0}")]
    NotABackup(String),
    /// A backup was written by a newer release.
    #[error("backup version {found} is newer than {known}")]
    NewerBackup { found: u32, known: u32 },
    /// A backup is incomplete or was changed.
    #[error("damaged backup: {0}")]
    DamagedBackup(String),
    /// The browser lacks an interface.
    #[error("the browser lacks {0}")]
    Lacks(String),
    /// Anything else the browser said.
    #[error("{0}")]
    Backend(String),
}

impl StorageError {
    /// Sorts an exception by its name.
    pub(super) fn from_name(name: &str, text: String) -> Self {
        match name {
            "QuotaExceededError" => StorageError::QuotaExceeded { needed: None, free: None },
            "InvalidStateError" => StorageError::Closed(text),
            "AbortError" => StorageError::Aborted,
            "SecurityError" => StorageError::Unavailable(text),
            "NotSupportedError" => StorageError::Lacks(text),
            _ => StorageError::Backend(text),
        }
    }

    /// Sorts a text of the form `NameOfError: message`, which is how the database layer prints an exception.
    pub fn from_text(text: &str) -> Self {
        let name = text
            .split([' ', ':'])
            .find(|word| word.ends_with("Error") && word.len() > "Error".len())
            .unwrap_or_default();
        Self::from_name(name, text.to_owned())
    }
}

impl From<JsError> for StorageError {
    fn from(error: JsError) -> Self {
        Self::from_name(&error.name, error.to_string())
    }
}

impl From<rexie::Error> for StorageError {
    fn from(error: rexie::Error) -> Self {
        let text = match &error {
            rexie::Error::IdbError(inner) => inner.to_string(),
            other => other.to_string(),
        };
        Self::from_text(&text)
    }
}
