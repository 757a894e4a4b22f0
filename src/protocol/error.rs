//! Errors as codes and arguments; people's words for them are in `i18n`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::engine::import::ImportError;

macro_rules! codes {
    ($( $(#[$doc:meta])* $name:ident = $slug:literal; )*) => {
        /// What went wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum ErrorCode { $( $(#[$doc])* $name ),* }

        impl ErrorCode {
            /// Every code, for translations.
            pub const ALL: &'static [ErrorCode] = &[ $( ErrorCode::$name ),* ];

            /// Stable name, used for translation keys.
            pub const fn slug(self) -> &'static str {
                match self { $( ErrorCode::$name => $slug ),* }
            }
        }
    };
}

codes! {
    /// The file is no log. `looked_like`: slug.
    NotALog = "not-a-log";
    /// A known format without a reader. `format`: name, `slug`: its stable name.
    FormatNotReadable = "format-not-readable";
    /// A file of a known format of which nothing can be used. `format`: name, `at`: byte, `damage`: slug.
    FileDamaged = "file-damaged";
    /// A format that has to be held whole, in a file too large for it. `format`: name, `limit`: bytes.
    FileTooLarge = "file-too-large";
    /// `name`: the missing time column.
    NoSuchTimeColumn = "no-such-time-column";
    /// `columns`, `limit`.
    TooManyColumns = "too-many-columns";
    /// `limit`.
    TooManyRows = "too-many-rows";
    /// The browser cannot read the file: it was moved, changed or taken away.
    FileUnreadable = "file-unreadable";
    /// A session is to be read once more from a file that is not its own.
    OtherFile = "other-file";
    /// There is no session of this id, or it was deleted.
    NoSuchSession = "no-such-session";
    /// A stored session lacks this column. `column`.
    NoSuchColumn = "no-such-column";
    /// An analysis cannot be without one of some channels. `channels`: their slugs.
    AnalysisNeeds = "analysis-needs";
    /// Too little is selected. `needed`, `found`.
    AnalysisTooFew = "analysis-too-few";
    /// The selection cannot be made. `why`: the refusal of its expression, as JSON, where that is the reason.
    SelectionWrong = "selection-wrong";
    /// A file that was to bring tables brings none. `why`: the refusal, as JSON, where its text was read as a table.
    NoTables = "no-tables";
    /// The file a session came from was not kept.
    OriginalNotKept = "original-not-kept";
    /// The browser has no database, or forbids it.
    StorageUnavailable = "storage-unavailable";
    /// Another tab holds the old version open.
    StorageBlocked = "storage-blocked";
    /// Another tab brought the database to a newer version: reload.
    StorageClosed = "storage-closed";
    /// The database is of a newer release. `found`, `known`.
    StorageNewer = "storage-newer";
    /// No room. `needed`, `free`: bytes, where known.
    StorageFull = "storage-full";
    /// A record cannot be read. `store`, `key`.
    StorageCorrupt = "storage-corrupt";
    /// A record is not there. `store`, `key`.
    StorageMissing = "storage-missing";
    /// The browser gave the transaction up without a reason, as it does when a disk is full.
    StorageAborted = "storage-aborted";
    /// Anything else the database said.
    StorageFailed = "storage-failed";
    /// The file is no backup.
    BackupNotOne = "backup-not-one";
    /// The backup is of a newer release. `found`, `known`.
    BackupNewer = "backup-newer";
    /// The backup is incomplete or changed.
    BackupDamaged = "backup-damaged";
    /// A part of the worker's program could not be fetched.
    PartMissing = "part-missing";
    /// The browser lacks something that is needed. `interface`.
    BrowserLacks = "browser-lacks";
    /// The request makes no sense: a mistake of the program.
    BadRequest = "bad-request";
    /// Anything else: a mistake of the program.
    Internal = "internal";
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

/// A value of an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Arg {
    Text(String),
    Number(f64),
    Bytes(f64),
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Arg::Text(text) => f.write_str(text),
            Arg::Number(n) | Arg::Bytes(n) => write!(f, "{n}"),
        }
    }
}

/// A failure as it crosses the boundary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct WireError {
    pub code: ErrorCode,
    /// Values for the sentence, by name.
    pub args: Vec<(String, Arg)>,
    /// For diagnostics; never shown as the message.
    pub detail: String,
}

impl WireError {
    /// An error without arguments.
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { code, args: Vec::new(), detail: detail.into() }
    }

    /// With a text.
    #[must_use]
    pub fn with_text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.push((name.to_owned(), Arg::Text(value.into())));
        self
    }

    /// With a number.
    #[must_use]
    pub fn with_number(mut self, name: &str, value: f64) -> Self {
        self.args.push((name.to_owned(), Arg::Number(value)));
        self
    }

    /// With a size in bytes, if it is known.
    #[must_use]
    pub fn with_bytes(mut self, name: &str, value: Option<f64>) -> Self {
        self.args.extend(value.map(|bytes| (name.to_owned(), Arg::Bytes(bytes))));
        self
    }

    /// The value of an argument.
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(n, _)| n == name).map(|(_, value)| value)
    }
}

impl From<ImportError> for WireError {
    fn from(error: ImportError) -> Self {
        let wire = |code| WireError::new(code, error.to_string());
        match &error {
            ImportError::NotALog { looked_like } => {
                wire(ErrorCode::NotALog).with_text("looked_like", looked_like.slug())
            }
            ImportError::NotReadable { format } => wire(ErrorCode::FormatNotReadable)
                .with_text("format", format.name())
                .with_text("slug", format.slug()),
            ImportError::TooLarge { format, limit } => wire(ErrorCode::FileTooLarge)
                .with_text("format", format.name())
                .with_bytes("limit", Some(*limit as f64)),
            ImportError::Damaged { format, at, damage } => wire(ErrorCode::FileDamaged)
                .with_text("format", format.name())
                .with_number("at", *at as f64)
                .with_text("damage", damage.slug()),
            ImportError::NoSuchTimeColumn { name } => {
                wire(ErrorCode::NoSuchTimeColumn).with_text("name", name.clone())
            }
            ImportError::TooManyColumns { columns, limit } => wire(ErrorCode::TooManyColumns)
                .with_number("columns", f64::from(*columns))
                .with_number("limit", f64::from(*limit)),
            ImportError::TooManyRows { limit } => {
                wire(ErrorCode::TooManyRows).with_number("limit", f64::from(*limit))
            }
            ImportError::Misused { .. } => wire(ErrorCode::Internal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_name() {
        let mut slugs: Vec<_> = ErrorCode::ALL.iter().map(|c| c.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), ErrorCode::ALL.len());
    }
}
