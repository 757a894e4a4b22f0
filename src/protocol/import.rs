//! Reading files.

use serde::{Deserialize, Serialize};

use super::{BufRef, SessionId, Stage, VehicleId};
use crate::engine::import::{ImportOptions, Preview};

/// Where the bytes of a log come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A `File` or `Blob` beside the message.
    File(BufRef),
    /// A string beside the message: pasted text.
    Text(BufRef),
    /// The project's own demo log.
    Demo,
}

/// How would this file be understood?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewFile {
    pub source: Source,
    pub options: ImportOptions,
}

/// Answer to [`PreviewFile`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewReport {
    pub preview: Box<Preview>,
    /// Size of the file.
    pub bytes: f64,
}

/// What to do when the very same file is there already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OnDuplicate {
    /// Store nothing and say so.
    Ask,
    /// Read it anew into that session; its name, notes, tags, vehicle and annotations stay. Only a file of the very
    /// bytes that the session was read from.
    Replace(SessionId),
    /// Keep both.
    Keep,
}

/// Reads a file and stores it as a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Import {
    pub source: Source,
    /// Name of the session, and of the file.
    pub name: String,
    pub options: ImportOptions,
    pub vehicle: Option<VehicleId>,
    pub on_duplicate: OnDuplicate,
    /// The original is kept, compressed, when it is not larger than this; 0 keeps none.
    pub keep_original_bytes: f64,
}

/// Answer to [`Import`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ImportAnswer {
    Stored(ImportReport),
    /// The same bytes are stored already; nothing was changed.
    Duplicate {
        existing: SessionId,
        name: String,
        imported_at_ms: f64,
    },
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    pub session: SessionId,
    pub name: String,
    pub format: String,
    pub rows: u32,
    pub columns: u32,
    pub duration_s: f64,
    pub sample_rate_hz: f64,
    /// Kinds of issues and places counted.
    pub issue_kinds: u32,
    pub issue_count: u32,
    /// Quality score, 0 to 100.
    pub quality: Option<u8>,
    /// Bytes of the file and of the stored columns.
    pub file_bytes: f64,
    pub stored_bytes: f64,
    pub stages: Vec<StageTime>,
}

/// Time one stage took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageTime {
    pub stage: Stage,
    pub took_ms: f64,
}

/// The file a session came from, if it was kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginalFile {
    pub session: SessionId,
}

/// Answer to [`OriginalFile`]; `None` where none was kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OriginalAnswer {
    /// A `Blob` of the very bytes that were read.
    pub file: Option<BufRef>,
    pub name: String,
}
