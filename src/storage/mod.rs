//! The database of the library: schema, records, repositories, migrations, backup. The only room that knows rexie.
//!
//! Page and worker open the same database. Small records are read and written by both; time bases and columns by the
//! worker alone. Where the browser has no database everything is kept in memory, behind the same interface.

mod around;
pub mod backup;
mod begun;
pub mod columns;
mod db;
mod error;
mod idb;
pub mod ids;
mod key;
mod memory;
pub mod migrate;
mod notices;
mod op;
mod originals;
pub mod records;
mod repo;
mod results;
pub mod schema;
mod tables;

pub use around::Around;
pub use db::Db;
pub use error::StorageError;
pub use key::{Key, Part};
pub use notices::Change;
pub use op::{Op, Read};
pub use originals::{Original, Originals};
pub use records::{
    AnnotationRecord, AxisInfo, ColumnInfo, MappingRecord, MathChannelRecord, RuleRecord, SessionDetail,
    SessionRecord, VehicleRecord,
};
pub use repo::{Repo, Settings, delete_data};
pub use results::Results;
pub use schema::{DB_NAME, DB_VERSION, Store};
pub use tables::{DraftRecord, SnapshotRecord, TableRecord};
