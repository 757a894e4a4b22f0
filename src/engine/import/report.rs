//! What reading a file gives beside its values: how it was understood, and why.

use serde::{Deserialize, Serialize};

use super::ImportIssue;
use super::options::{Decimal, Delimiter, Encoding, SourceUnit, TimeUnit};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::table::LogTable;
use crate::engine::tune::{Calibration, Setting};
use crate::engine::units::Unit;

/// How far an import is. The total is the file's size, known to whoever feeds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Bytes taken so far.
    pub bytes: f64,
    /// Data rows read so far.
    pub rows: u32,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Imported {
    pub table: LogTable,
    pub info: LogInfo,
    pub issues: Vec<ImportIssue>,
    /// One for each column of the file, time and dropped columns left out, in the file's order.
    pub columns: Vec<ColumnDecision>,
    /// What was guessed; empty when nothing was.
    pub doubts: Vec<Doubt>,
    /// The calibration the file carries, where it carries one.
    pub calibration: Option<Calibration>,
    /// What the file tells about its session, where it tells something.
    pub session: Option<SessionFacts>,
}

/// What a logger's own file tells about its session, beside the channels. Nothing about persons, places or devices.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SessionFacts {
    /// Local date and time of the first sample, `YYYY-MM-DDTHH:MM:SS`.
    pub started_at: Option<String>,
    /// The stretch its program showed last, and exports, in seconds; the samples may go on beyond it.
    pub shown: Option<(f64, f64)>,
    /// The columns its program lists, by name and in its order; the other ones are switched off there.
    pub listed: Vec<String>,
    /// Counters, weather and timings under the names of the file.
    pub figures: Vec<Setting>,
}

impl SessionFacts {
    /// The same with the columns its program lists.
    #[must_use]
    pub fn with_listed(mut self, listed: Vec<String>) -> Self {
        self.listed = listed;
        self
    }
}

/// How a file was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogInfo {
    /// Stable name of the format, such as `fueltech-csv`.
    pub format: String,
    /// How sure the format is, 0 to 100.
    pub confidence: u8,
    /// What it was recognised by.
    pub format_reason: FormatReason,
    /// `None` where the file is no text.
    pub text: Option<TextForm>,
    pub time: TimeForm,
    /// Local date and time of the first sample, `YYYY-MM-DDTHH:MM:SS`, where the file tells it.
    pub started_at: Option<String>,
    pub markers: Vec<Marker>,
    /// XXH3-128 of the file's bytes, 32 hexadecimal digits.
    pub source_hash: String,
    /// Size of the file in bytes.
    pub bytes: f64,
    /// XXH3-64 of format and column names, 16 hexadecimal digits: files with the same one have the same columns.
    pub header_signature: String,
}

/// The form of a delimited text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextForm {
    pub encoding: Encoding,
    pub delimiter: Delimiter,
    pub decimal: Decimal,
    /// Line of the column names, from 1.
    pub header_line: u32,
    /// Line of the units, where there is one.
    pub units_line: Option<u32>,
}

/// Where the time comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeForm {
    /// The column as the file calls it.
    pub column: String,
    pub unit: TimeUnit,
    pub reason: TimeReason,
}

/// Why the time is in this unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeReason {
    /// The user said so.
    User,
    /// The format is always so.
    Format,
    /// The header or the units row says so.
    Header,
    /// The cells are written so.
    Cells,
    /// The steps between rows are plausible only so.
    Steps,
}

/// What a format was recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormatReason {
    /// A first line or byte signature only this format has.
    Signature,
    /// The names of the columns.
    ColumnNames,
    /// The names are written in its way and the times are on its grid.
    NamesAndGrid,
    /// A table with a header and a time column.
    TableWithTime,
}

impl FormatReason {
    /// Stable name, used in reports.
    pub const fn slug(self) -> &'static str {
        match self {
            FormatReason::Signature => "signature",
            FormatReason::ColumnNames => "column_names",
            FormatReason::NamesAndGrid => "names_and_grid",
            FormatReason::TableWithTime => "table_with_time",
        }
    }
}

/// A remark that stands between the rows of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Marker {
    /// Seconds, on the log's time.
    pub time: f64,
    pub text: String,
}

/// What a column was taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnDecision {
    /// The header as written in the file.
    pub source: String,
    /// The header made unique within the file; choices of the user go by it.
    pub name: String,
    /// `None` where the user left the column out.
    pub key: Option<ChannelKey>,
    pub key_reason: KeyReason,
    /// The unit of the file's figures.
    pub source_unit: SourceUnit,
    /// The unit of the kept values.
    pub unit: Unit,
    pub unit_reason: UnitReason,
    /// The unit as the file writes it, where it does.
    pub unit_text: Option<String>,
    /// Channels with a similar name, the likeliest first. Never applied by themselves.
    pub suggestions: Vec<ChannelId>,
}

/// Why a column means what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyReason {
    /// The user said so.
    UserOverlay,
    /// The format's own name of the channel.
    Profile,
    /// A name that many programs use.
    Alias,
    /// Nothing known: it stays under its own name.
    Custom,
    /// Another column already is this channel.
    Taken,
    /// The name is a channel's, but unit or content are not.
    Unfit,
}

/// Why a column's figures are in this unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnitReason {
    /// The user said so.
    UserOverlay,
    /// The format always writes it so.
    Profile,
    /// The units row or the header says so.
    Header,
    /// The values are plausible only so.
    Values,
    /// Nothing speaks against the unit in which the channel is kept.
    Assumed,
    /// The figures have no unit.
    None,
}

/// Something that was guessed, for the user to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    pub code: DoubtCode,
    /// The column's name, where it is about one.
    pub column: Option<String>,
    /// What was chosen: a unit's symbol, a slug, a rate.
    pub chosen: String,
}

/// Kinds of guesses, the weightiest first.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DoubtCode {
    /// The unit of time follows from the steps alone.
    TimeUnit,
    /// The rate is implausible.
    Rate,
    /// λ or air-fuel ratio.
    LambdaOrAfr,
    /// Gauge or absolute pressure.
    PressureKind,
    /// A unit chosen by the values, or assumed.
    Unit,
    /// Commas may be decimals.
    Decimal,
    /// A channel is unknown, and there is a likely one.
    Suggestion,
    /// None of the engine's main channels was found.
    NoKnownChannel,
}

impl DoubtCode {
    /// Every kind, for translations.
    pub const ALL: [DoubtCode; 8] = [
        DoubtCode::TimeUnit,
        DoubtCode::Rate,
        DoubtCode::LambdaOrAfr,
        DoubtCode::PressureKind,
        DoubtCode::Unit,
        DoubtCode::Decimal,
        DoubtCode::Suggestion,
        DoubtCode::NoKnownChannel,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            DoubtCode::TimeUnit => "time_unit",
            DoubtCode::Rate => "rate",
            DoubtCode::LambdaOrAfr => "lambda_or_afr",
            DoubtCode::PressureKind => "pressure_kind",
            DoubtCode::Unit => "unit",
            DoubtCode::Decimal => "decimal",
            DoubtCode::Suggestion => "suggestion",
            DoubtCode::NoKnownChannel => "no_known_channel",
        }
    }
}

/// How a file would be understood, from its beginning alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    pub format: String,
    pub confidence: u8,
    pub format_reason: FormatReason,
    pub text: Option<TextForm>,
    pub time: TimeForm,
    pub started_at: Option<String>,
    pub header_signature: String,
    /// Samples per second at the beginning.
    pub rate_hz: Option<f64>,
    /// Rows of the whole file, estimated from its size where it is longer than what was looked at.
    pub rows: u32,
    /// Seconds of the whole file, estimated likewise.
    pub duration_s: Option<f64>,
    /// Whether rows and duration are estimates.
    pub estimated: bool,
    /// Time bases at the beginning.
    pub time_bases: u32,
    /// Remarks met at the beginning.
    pub markers: u32,
    /// Tables of the calibration that the file carries, as far as they were met.
    pub tables: u32,
    /// How a text begins; empty where the file is none.
    pub lines: Vec<LinePreview>,
    /// Time of the first rows; of the fastest time base where the file is no text.
    pub times: Vec<TimePreview>,
    pub columns: Vec<ColumnPreview>,
    /// Doubtful points, the weightiest first; empty when the mapping need not be shown.
    pub doubts: Vec<Doubt>,
    /// Problems met at the beginning of the file.
    pub issues: Vec<ImportIssue>,
}

/// A line of a text as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinePreview {
    /// From 1.
    pub number: u32,
    pub part: LinePart,
    /// Its cells as they are cut; a line before the names is a single one. Long ones end in an ellipsis.
    pub cells: Vec<String>,
}

/// What a line of a text is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinePart {
    /// Before the names.
    Before,
    /// The names of the columns.
    Names,
    /// Between names and rows: the names in other words.
    MoreNames,
    /// The units of the columns.
    Units,
    /// A row.
    Row,
}

impl LinePart {
    /// Every part, for translations.
    pub const ALL: [LinePart; 5] =
        [LinePart::Before, LinePart::Names, LinePart::MoreNames, LinePart::Units, LinePart::Row];

    /// Stable name, used in attributes.
    pub const fn slug(self) -> &'static str {
        match self {
            LinePart::Before => "before",
            LinePart::Names => "names",
            LinePart::MoreNames => "more_names",
            LinePart::Units => "units",
            LinePart::Row => "row",
        }
    }
}

/// The time of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimePreview {
    /// As it stands in the file; empty where the file has no time in its rows.
    pub cell: String,
    /// As understood, in seconds from the start of the log's clock.
    pub seconds: Option<f64>,
}

/// One column in a preview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnPreview {
    pub decision: ColumnDecision,
    /// The first cells as they stand in the file.
    pub cells: Vec<String>,
    /// The same cells as understood, in the kept unit; `None` where missing. Of a column of states the number of its
    /// label. Empty where the column is left out.
    pub values: Vec<Option<f64>>,
    /// Whether the cells are those of the rows in [`Preview::times`]. A channel of another rate in a file that is no
    /// text has samples at times of its own.
    pub in_rows: bool,
    /// Samples per second of its time base.
    pub rate_hz: Option<f64>,
    /// Labels of a column of states, as far as they were met.
    pub labels: Vec<String>,
}
