//! Records as they lie in the database.
//!
//! Each carries the version of its shape. Reading brings an older shape up to date, writing always writes the newest
//! one; a shape of a newer release is refused, never guessed at. Times are milliseconds since 1970.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::error::StorageError;
use super::key::Key;
use super::schema::Store;
use super::tables::{DraftRecord, SnapshotRecord, TableRecord};
use crate::engine::analysis::safety::Rule;
use crate::engine::channels::ChannelKey;
use crate::engine::expr::{Book, MathChannel, NamedChannel, Names};
use crate::engine::import::{ColumnDecision, Doubt, ImportIssue, ImportOptions, LogInfo, Marker};
use crate::engine::quality::Quality;
use crate::engine::summary::SessionSummary;
use crate::engine::units::{Quantity, Unit};
use crate::engine::vehicle::Vehicle;
use crate::web::global;

/// A kind of record.
pub trait Record: Serialize + DeserializeOwned + 'static {
    const STORE: Store;
    /// Version of the shape that is written.
    const V: u32;

    /// Its key.
    fn key(&self) -> Key;

    /// Brings a record of an older shape up to date, in place.
    fn upgrade(_old: &JsValue, _from: u32) -> Result<(), StorageError> {
        Ok(())
    }
}

/// A record that is first marked as deleted, so that it can come back.
pub trait Deletable: Record {
    /// When it was deleted.
    fn deleted_at(&self) -> Option<f64>;
    /// Marks it, or takes the mark away.
    fn set_deleted_at(&mut self, at_ms: Option<f64>);
}

/// A record as a plain object with its version.
pub fn to_js<T: Record>(record: &T) -> Result<JsValue, StorageError> {
    let value = plain(record).map_err(|detail| corrupt::<T>(&record.key().to_string(), detail))?;
    global::set(&value, "v", &T::V.into());
    Ok(value)
}

/// The inverse of [`to_js`], from any version up to the newest.
pub fn from_js<T: Record>(value: JsValue) -> Result<T, StorageError> {
    some_from_js::<T, T>(value)
}

/// Only those fields of a record that `S` has: to read all of a large one takes a while, most of all the first time.
pub fn some_from_js<T: Record, S: DeserializeOwned>(value: JsValue) -> Result<S, StorageError> {
    let found = global::get(&value, "v").as_f64().unwrap_or(0.0) as u32;
    if found > T::V {
        return Err(StorageError::NewerVersion { found, known: T::V });
    }
    if found < T::V {
        T::upgrade(&value, found)?;
    }
    let key = Key::of_record(&value, T::STORE.spec().key).map(|k| k.to_string()).unwrap_or_default();
    serde_wasm_bindgen::from_value(value).map_err(|e| corrupt::<T>(&key, e.to_string()))
}

/// Anything serialisable as a plain object: maps as objects, missing as null.
pub fn plain<T: Serialize>(value: &T) -> Result<JsValue, String> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|e| e.to_string())
}

fn corrupt<T: Record>(key: &str, detail: String) -> StorageError {
    StorageError::Corrupt { store: T::STORE.name(), key: key.to_owned(), detail }
}

/// A vehicle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VehicleRecord {
    pub id: String,
    /// The vehicle's, for the index.
    pub name: String,
    pub vehicle: Vehicle,
    /// Out of the way, but kept.
    pub archived: bool,
    pub created_at: f64,
    pub updated_at: f64,
    pub deleted_at: Option<f64>,
}

/// What the list of sessions shows of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionRecord {
    pub id: String,
    pub name: String,
    /// Name of the file it came from.
    pub file_name: String,
    pub vehicle: Option<String>,
    pub notes: String,
    pub tags: Vec<String>,
    pub created_at: f64,
    pub updated_at: f64,
    pub deleted_at: Option<f64>,
    /// Under which its time bases and columns lie; another one after the file was read anew.
    pub data: String,
    /// XXH3-128 of the file.
    pub source_hash: String,
    /// Stable name of the format.
    pub format: String,
    /// Local date and time of the first sample where the file tells it, `YYYY-MM-DDTHH:MM:SS`.
    pub started_at: Option<String>,
    pub rows: u32,
    pub columns: u32,
    /// First second of the log and its length.
    pub start_s: f64,
    pub duration_s: f64,
    pub sample_rate_hz: f64,
    pub file_bytes: f64,
    pub stored_bytes: f64,
    pub issue_kinds: u32,
    pub issue_count: u32,
    /// Quality score, 0 to 100.
    pub quality: Option<u8>,
    /// The aggregates of the log.
    pub summary: Option<SessionSummary>,
    /// Whether it is the project's own demo log.
    pub demo: bool,
    /// Snapshots of the tables it was driven with, as far as they are known: at most one of each table.
    #[serde(default)]
    pub driven_with: Vec<String>,
}

/// What only an open session shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionDetail {
    /// The session's.
    pub id: String,
    pub info: LogInfo,
    pub axes: Vec<AxisInfo>,
    /// The stored columns, in the order of the file.
    pub columns: Vec<ColumnInfo>,
    pub decisions: Vec<ColumnDecision>,
    pub doubts: Vec<Doubt>,
    pub issues: Vec<ImportIssue>,
    pub quality: Option<Quality>,
    /// The user's corrections it was read with.
    #[serde(default)]
    pub options: ImportOptions,
}

/// What is known of a time base without loading it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AxisInfo {
    pub rows: u32,
    pub start_s: f64,
    pub end_s: f64,
    pub sample_rate_hz: f64,
    pub gaps: u32,
}

/// What is known of a column without loading it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnInfo {
    pub key: ChannelKey,
    pub source: String,
    pub unit: Unit,
    pub unit_note: Option<String>,
    pub axis: u32,
    pub rows: u32,
    pub missing: u32,
    pub flagged: u32,
    /// Lowest and highest drawn sample, base unit.
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// Labels of a column of states.
    pub labels: Vec<String>,
}

/// A note at a moment or over a span of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnnotationRecord {
    pub id: String,
    pub session: String,
    /// Seconds in the log.
    pub t0: f64,
    /// End of a span; `None` for a moment.
    pub t1: Option<f64>,
    /// The channel it is about; `None` for all of them.
    pub channel: Option<ChannelKey>,
    pub text: String,
    /// It stands in the file; a note that the user wrote or changed does not.
    #[serde(default)]
    pub from_file: bool,
    pub created_at: f64,
    pub updated_at: f64,
}

impl AnnotationRecord {
    /// Most remarks of a file that become notes.
    pub const MOST_MARKERS: usize = 2000;

    /// The remarks of a file as notes of its session. A remark keeps its id when the file is read once more.
    pub fn of_markers(session: &str, markers: &[Marker], now_ms: f64) -> Vec<Self> {
        let note = |(i, marker): (usize, &Marker)| Self {
            id: format!("{session}-marker-{i}"),
            session: session.to_owned(),
            t0: marker.time,
            t1: None,
            channel: None,
            text: marker.text.clone(),
            from_file: true,
            created_at: now_ms,
            updated_at: now_ms,
        };
        markers.iter().take(Self::MOST_MARKERS).enumerate().map(note).collect()
    }
}

/// What the user said about the columns of files with this header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappingRecord {
    pub signature: String,
    pub format: String,
    /// Name of the file about which it was said.
    #[serde(default)]
    pub name: String,
    pub options: ImportOptions,
    pub updated_at: f64,
}

/// A channel that the user works out from others, wherever a session has what it takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MathChannelRecord {
    pub id: String,
    pub name: String,
    /// The expression as it was written.
    pub text: String,
    pub created_at: f64,
    pub updated_at: f64,
}

impl MathChannelRecord {
    /// As the engine's expressions know it.
    pub fn channel(&self) -> MathChannel {
        MathChannel { name: self.name.clone(), text: self.text.clone() }
    }
}

/// A safety rule that differs from the standard, or is the user's own. What is not stored is as it was delivered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleRecord {
    /// See [`RuleRecord::id_of`].
    pub id: String,
    /// The vehicle it is for; `None` for all of them.
    pub vehicle: Option<String>,
    pub rule: Rule,
    pub created_at: f64,
    pub updated_at: f64,
}

impl RuleRecord {
    /// Identity of a rule of all vehicles or of one: there is at most one record of each.
    pub fn id_of(vehicle: Option<&str>, rule: &str) -> String {
        format!("{}/{rule}", vehicle.unwrap_or_default())
    }
}

impl SessionDetail {
    /// The user's math channels, judged by what this session has.
    pub fn book(&self, channels: &[MathChannel]) -> Book {
        let named = |column: &ColumnInfo| NamedChannel {
            key: column.key.clone(),
            source: column.source.clone(),
            unit: column.unit,
            axis: column.axis,
            states: holds_states(column).then(|| column.labels.clone()),
        };
        let names = Names { channels: self.columns.iter().map(named).collect(), tables: Vec::new() };
        // The first of those with the most rows, as a log in memory has it.
        let main = self.axes.iter().zip(0_u32..).max_by_key(|(axis, i)| (axis.rows, u32::MAX - i));
        Book::new(names, main.map_or(0, |(_, i)| i), channels)
    }
}

fn holds_states(column: &ColumnInfo) -> bool {
    !column.labels.is_empty() || column.unit.quantity() == Quantity::Code
}

macro_rules! records {
    ($( $record:ident, $store:ident, $v:literal, $key:ident; )*) => { $(
        impl Record for $record {
            const STORE: Store = Store::$store;
            const V: u32 = $v;
            fn key(&self) -> Key { Key::text(&self.$key) }
        }
    )* };
}

records! {
    VehicleRecord, Vehicles, 1, id;
    SessionRecord, Sessions, 1, id;
    SessionDetail, Details, 1, id;
    AnnotationRecord, Annotations, 1, id;
    MappingRecord, Mappings, 1, signature;
    MathChannelRecord, Channels, 1, id;
    RuleRecord, Rules, 1, id;
    TableRecord, Tables, 1, id;
    SnapshotRecord, Snapshots, 1, id;
    DraftRecord, Drafts, 1, id;
}

macro_rules! deletable {
    ($($record:ident),*) => { $(
        impl Deletable for $record {
            fn deleted_at(&self) -> Option<f64> {
                self.deleted_at
            }

            fn set_deleted_at(&mut self, at_ms: Option<f64>) {
                self.deleted_at = at_ms;
            }
        }
    )* };
}

deletable! { VehicleRecord, SessionRecord, TableRecord }
