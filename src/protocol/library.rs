//! The library as a whole, and the worker itself.

use serde::{Deserialize, Serialize};

use super::{BufRef, SessionId};

/// Writes the whole library to one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Backup;

/// Answer to [`Backup`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BackupReport {
    /// A `Blob`.
    pub file: BufRef,
    pub name: String,
    pub bytes: f64,
    pub counts: BackupCounts,
}

/// How much of each is in a backup, or was restored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupCounts {
    pub sessions: u32,
    pub vehicles: u32,
    pub annotations: u32,
    pub mappings: u32,
    /// Math channels.
    pub channels: u32,
    /// Safety rules that are not as they were delivered.
    pub rules: u32,
    /// Tables of calibrations.
    pub tables: u32,
    /// Versions of tables.
    pub snapshots: u32,
    pub settings: u32,
}

/// What becomes of what is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RestoreMode {
    /// Stays; of two with the same identity the one here wins.
    Merge,
    /// Goes.
    Replace,
}

/// Brings a backup back: all of it or nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Restore {
    /// A `File` or `Blob`.
    pub file: BufRef,
    pub mode: RestoreMode,
}

/// Answer to [`Restore`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestoreReport {
    pub added: BackupCounts,
    /// There already, and left as they were.
    pub kept: BackupCounts,
    /// Taken away by [`RestoreMode::Replace`].
    pub removed: BackupCounts,
    pub created_at_ms: f64,
}

/// What does the worker hold?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory;

/// Answer to [`Memory`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MemoryReport {
    /// Memory of the worker's program; it never shrinks.
    pub wasm_bytes: f64,
    /// Columns in memory, and how many they may be.
    pub cache_bytes: f64,
    pub cache_budget_bytes: f64,
    pub cached_sessions: u32,
    pub cached_columns: u32,
    /// Computed results kept in the database.
    pub stored_results: u32,
    /// Whether nothing is kept beyond this page.
    pub memory_only: bool,
}

/// Empties the caches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClearCaches {
    /// Columns in memory.
    pub columns: bool,
    /// Computed results in the database.
    pub results: bool,
}

/// A session is being opened: what every look into it needs is made ready while the page still reads its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attend {
    pub session: SessionId,
}

/// Lets go of what is held of a session, after it was deleted or changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forget {
    pub session: SessionId,
}

/// The user's math channels changed: what was worked out of another definition is made anew. Also learnt from the
/// database's own news, but these may come after the next question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MathChanged;

/// Ends the worker's program by a panic, to show that nothing is lost. The page offers it only in diagnostics opened
/// with a hidden switch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crash;
