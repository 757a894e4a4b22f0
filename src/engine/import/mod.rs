//! Bytes to log.
//!
//! A file is pushed through an [`Importer`] in chunks of any size and comes out as a [`LogTable`](super::table::LogTable)
//! with a list of issues; only "this is no log" is an error, and it is known from the first [`HEAD_BYTES`]. A format is
//! recognised by content, never by a file's name. A new brand is one file in `profiles`, usually a table of facts, and a line in its
//! lists.
//!
//! The layers, outside in: [`Importer`] (takes the hash, unpacks gzip, gathers the beginning, chooses the format) → `profiles`
//! (what a brand writes) → `text` (letters, lines, cells, columns) → `finish` (meaning, unit, time, flags). What a
//! reader hands on, a [`RawLog`](raw::RawLog), may have several time bases, and need not come from text.
//!
//! The rows of a text can be read in several places at once, see [`Importer::divide`].

mod division;
mod error;
mod finish;
mod flags;
mod guess;
mod gunzip;
mod importer;
mod issue;
mod meaning;
mod options;
mod packing;
mod preview;
mod profiles;
mod rates;
mod raw;
mod report;
mod signatures;
mod text;
mod time;
mod units;

pub use division::Cutter;
pub use error::{Damage, ImportError, KnownFormat, LooksLike};
pub use importer::{Ending, HEAD_BYTES, Importer};
pub use issue::{ImportIssue, IssueCode, Place, SAMPLE_CHARS, Severity};
pub use options::{
    ColumnChoice, DEFAULT_DENSITY, DEFAULT_STOICH, Decimal, Delimiter, Encoding, ImportOptions, Meaning,
    SourceUnit, TimeUnit,
};
pub use preview::{preview, wants_whole};
pub use profiles::{
    Extra, FormatInfo, FormatKind, FormatState, TunePlace, TuneSlot, formats, known_formats, read_tune,
    read_tune_by, tune_place,
};
pub use report::{
    ColumnDecision, ColumnPreview, Doubt, DoubtCode, FormatReason, Imported, KeyReason, LinePart,
    LinePreview, LogInfo, Marker, Preview, Progress, SessionFacts, TextForm, TimeForm, TimePreview,
    TimeReason, UnitReason,
};

pub use text::join::{PartColumn, PartSamples};
pub use text::part::{Part, PartHead, PartPlan, PartReader};

pub(crate) use meaning::{unique_names, wants_f64};
