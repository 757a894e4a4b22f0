//! The whole library in one file, and back.
//!
//! A backup is a gzip stream, made and read by the browser's own streams piece by piece, so that a library of any
//! size passes through little memory and no compressor is shipped. Inside:
//!
//! ```text
//! "FUELTUNE-BACKUP\n"  u32 version
//! chunk*               u8 kind, u32 length of head, u32 length of body, head (JSON), body (bytes)
//! ```
//!
//! The first chunk is the manifest, then come the small records, then time bases, columns and originals; the last
//! chunk carries the XXH3-128 of everything before it. All numbers are little-endian.
//!
//! A restore writes the large records under fresh identities first, where nobody sees them, and makes everything
//! visible in one last transaction, after the checksum was found right. If anything fails before, the large records
//! are taken away again; after a crash the next start sweeps them up.

mod read;
mod write;

use serde::{Deserialize, Serialize};

use super::schema::Store;

pub use read::{inspect, read};
pub use write::write;

const MAGIC: &[u8; 16] = b"FUELTUNE-BACKUP\n";
/// Version of the format; a higher one is refused. The second has records of [`super::columns`] in their second shape,
/// the third has math channels, the fourth safety rules, the fifth tables.
pub const BACKUP_VERSION: u32 = 5;
/// Ending of a backup's name.
pub const ENDING: &str = "fueltune-backup";

const MANIFEST: u8 = 1;
const RECORD: u8 = 2;
const END: u8 = 3;
/// A head is a small record; a longer one is damage.
const MAX_HEAD: usize = 64 * 1024 * 1024;
/// Bytes compressed before others get their turn.
const PIECE: usize = 256 * 1024;

/// Small records, in the order in which they stand in a backup.
const SMALL: [Store; 11] = [
    Store::Vehicles,
    Store::Sessions,
    Store::Details,
    Store::Annotations,
    Store::Mappings,
    Store::Channels,
    Store::Rules,
    Store::Tables,
    Store::Snapshots,
    Store::Drafts,
    Store::Settings,
];
/// Large records and their fields of bytes.
const LARGE: [(Store, &[&str]); 3] =
    [(Store::Axes, &["body"]), (Store::Columns, &["body", "pyramid"]), (Store::Originals, &["body"])];

/// How much of each there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub sessions: u32,
    pub vehicles: u32,
    pub annotations: u32,
    pub mappings: u32,
    /// Of an older backup there are none.
    #[serde(default)]
    pub channels: u32,
    /// Likewise.
    #[serde(default)]
    pub rules: u32,
    /// Tables of calibrations; likewise.
    #[serde(default)]
    pub tables: u32,
    /// Versions of tables; likewise.
    #[serde(default)]
    pub snapshots: u32,
    pub settings: u32,
}

/// What stands at the front of a backup.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    pub app_version: String,
    /// Milliseconds since 1970.
    pub created_at: f64,
    pub counts: Counts,
    /// Bytes of large records, for progress.
    pub bytes: f64,
}

/// What became of a restore.
#[derive(Clone, Debug, PartialEq)]
pub struct Restored {
    pub manifest: Manifest,
    pub added: Counts,
    pub kept: Counts,
    pub removed: Counts,
}

/// Head of a record's chunk.
#[derive(Serialize, Deserialize)]
struct Head {
    store: String,
    /// The record as JSON, without its fields of bytes.
    record: String,
    /// Lengths of the fields of bytes, which make up the body in this order.
    parts: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct End {
    checksum: String,
}

impl Counts {
    fn add(&mut self, store: Store) {
        let count = match store {
            Store::Sessions => &mut self.sessions,
            Store::Vehicles => &mut self.vehicles,
            Store::Annotations => &mut self.annotations,
            Store::Mappings => &mut self.mappings,
            Store::Channels => &mut self.channels,
            Store::Rules => &mut self.rules,
            Store::Tables => &mut self.tables,
            Store::Snapshots => &mut self.snapshots,
            Store::Settings => &mut self.settings,
            _ => return,
        };
        *count += 1;
    }
}

/// Whether what is there already stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It stays; of two with the same identity the one here wins.
    Merge,
    /// It goes.
    Replace,
}
