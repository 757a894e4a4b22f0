//! Why a job ended without an answer, and how the layers' errors become codes.

use crate::engine::cx;
use crate::engine::import::ImportError;
use crate::engine::view::ViewError;
use crate::protocol::{ErrorCode, WireError};
use crate::report::xlsx::TooLarge;
use crate::storage::StorageError;
use crate::web::JsError;

/// A job's end without an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// It was given up.
    Cancelled,
    Failed(WireError),
}

impl Fault {
    /// A mistake of the program.
    pub fn internal(detail: impl Into<String>) -> Self {
        Fault::Failed(WireError::new(ErrorCode::Internal, detail))
    }

    /// A request that makes no sense.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Fault::Failed(WireError::new(ErrorCode::BadRequest, detail))
    }
}

impl From<WireError> for Fault {
    fn from(error: WireError) -> Self {
        Fault::Failed(error)
    }
}

impl From<cx::Cancelled> for Fault {
    fn from(_: cx::Cancelled) -> Self {
        Fault::Cancelled
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Cancelled => Fault::Cancelled,
            error => Fault::Failed(error.into()),
        }
    }
}

impl From<ImportError> for Fault {
    fn from(error: ImportError) -> Self {
        Fault::Failed(error.into())
    }
}

impl From<ViewError> for Fault {
    fn from(error: ViewError) -> Self {
        let code = match error {
            ViewError::NoSuchColumn { .. } => ErrorCode::NoSuchColumn,
            ViewError::Selection { .. } => ErrorCode::Internal,
        };
        Fault::Failed(WireError::new(code, error.to_string()))
    }
}

impl From<csv::Error> for Fault {
    fn from(error: csv::Error) -> Self {
        Fault::internal(error.to_string())
    }
}

impl From<TooLarge> for Fault {
    fn from(error: TooLarge) -> Self {
        Fault::internal(error.to_string())
    }
}

impl From<JsError> for Fault {
    fn from(error: JsError) -> Self {
        Fault::Failed(wire_error_of(&error))
    }
}

/// A browser's exception outside the database.
pub fn wire_error_of(error: &JsError) -> WireError {
    match error.name.as_str() {
        // A file that was moved, changed or taken away since it was chosen.
        "NotFoundError" | "NotReadableError" | "SecurityError" => {
            WireError::new(ErrorCode::FileUnreadable, error.to_string())
        }
        "NotSupportedError" => WireError::new(ErrorCode::BrowserLacks, error.to_string())
            .with_text("interface", error.message.clone()),
        "QuotaExceededError" => WireError::new(ErrorCode::StorageFull, error.to_string()),
        _ => WireError::new(ErrorCode::Internal, error.to_string()),
    }
}

impl From<StorageError> for WireError {
    fn from(error: StorageError) -> Self {
        let wire = |code| WireError::new(code, error.to_string());
        match &error {
            StorageError::Unavailable(_) => wire(ErrorCode::StorageUnavailable),
            StorageError::Blocked => wire(ErrorCode::StorageBlocked),
            StorageError::Closed(_) => wire(ErrorCode::StorageClosed),
            StorageError::NewerVersion { found, known } => wire(ErrorCode::StorageNewer)
                .with_number("found", f64::from(*found))
                .with_number("known", f64::from(*known)),
            StorageError::QuotaExceeded { needed, free } => {
                wire(ErrorCode::StorageFull).with_bytes("needed", *needed).with_bytes("free", *free)
            }
            StorageError::Aborted | StorageError::Cancelled => wire(ErrorCode::StorageAborted),
            StorageError::Corrupt { store, key, .. } => {
                wire(ErrorCode::StorageCorrupt).with_text("store", *store).with_text("key", key.clone())
            }
            StorageError::NotFound { store, key } => {
                wire(ErrorCode::StorageMissing).with_text("store", *store).with_text("key", key.clone())
            }
            StorageError::NotABackup(_) => wire(ErrorCode::BackupNotOne),
            StorageError::NewerBackup { found, known } => wire(ErrorCode::BackupNewer)
                .with_number("found", f64::from(*found))
                .with_number("known", f64::from(*known)),
            StorageError::DamagedBackup(_) => wire(ErrorCode::BackupDamaged),
            StorageError::Lacks(interface) => {
                wire(ErrorCode::BrowserLacks).with_text("interface", interface.clone())
            }
            StorageError::Backend(_) => wire(ErrorCode::StorageFailed),
        }
    }
}
