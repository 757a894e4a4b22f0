//! What a user may correct before a file is read, and the words in which a file's form is told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::channels::ChannelId;
use crate::engine::units::{Quantity, Unit};

/// How a file's bytes are letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    Utf8,
    /// UTF-8 that starts with a byte order mark.
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    /// Windows-1252, of which Latin-1 text is a part.
    Windows1252,
}

impl Encoding {
    /// Every encoding that can be chosen.
    pub const ALL: [Encoding; 5] =
        [Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];

    /// Stable name.
    pub const fn slug(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8-bom",
            Encoding::Utf16Le => "utf-16-le",
            Encoding::Utf16Be => "utf-16-be",
            Encoding::Windows1252 => "windows-1252",
        }
    }
}

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Delimiter {
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

impl Delimiter {
    /// Every delimiter that is looked for, the likeliest first.
    pub const ALL: [Delimiter; 4] = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Pipe];

    /// The byte itself.
    pub const fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
        }
    }

    /// The character as text.
    pub const fn text(self) -> &'static str {
        match self {
            Delimiter::Comma => ",",
            Delimiter::Semicolon => ";",
            Delimiter::Tab => "\t",
            Delimiter::Pipe => "|",
        }
    }
}

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Decimal {
    Point,
    Comma,
}

impl Decimal {
    /// The byte itself.
    pub const fn byte(self) -> u8 {
        match self {
            Decimal::Point => b'.',
            Decimal::Comma => b',',
        }
    }

    /// The character as text.
    pub const fn text(self) -> &'static str {
        match self {
            Decimal::Point => ".",
            Decimal::Comma => ",",
        }
    }
}

/// How a file tells its time. Inside, time is always in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TimeUnit {
    Seconds,
    /// Tenths of a second.
    Tenths,
    Milliseconds,
    Microseconds,
    Minutes,
    /// `HH:MM:SS`, with or without decimals.
    Clock,
    /// Date and time of day.
    DateTime,
}

impl TimeUnit {
    /// The units of a time that is written as a plain number: only there is a choice.
    pub const NUMBERS: [TimeUnit; 5] = [
        TimeUnit::Seconds,
        TimeUnit::Tenths,
        TimeUnit::Milliseconds,
        TimeUnit::Microseconds,
        TimeUnit::Minutes,
    ];

    /// Every unit.
    pub const ALL: [TimeUnit; 7] = [
        TimeUnit::Seconds,
        TimeUnit::Tenths,
        TimeUnit::Milliseconds,
        TimeUnit::Microseconds,
        TimeUnit::Minutes,
        TimeUnit::Clock,
        TimeUnit::DateTime,
    ];

    /// Stable name.
    pub const fn slug(self) -> &'static str {
        match self {
            TimeUnit::Seconds => "s",
            TimeUnit::Tenths => "ds",
            TimeUnit::Milliseconds => "ms",
            TimeUnit::Microseconds => "us",
            TimeUnit::Minutes => "min",
            TimeUnit::Clock => "clock",
            TimeUnit::DateTime => "datetime",
        }
    }

    /// `(numerator, denominator)` with `seconds = number * numerator / denominator`. A division by a power of ten
    /// keeps decimal times exact to the last bit. Clock and date are read to seconds directly.
    pub const fn seconds(self) -> (f64, f64) {
        match self {
            TimeUnit::Seconds | TimeUnit::Clock | TimeUnit::DateTime => (1.0, 1.0),
            TimeUnit::Tenths => (1.0, 10.0),
            TimeUnit::Milliseconds => (1.0, 1e3),
            TimeUnit::Microseconds => (1.0, 1e6),
            TimeUnit::Minutes => (60.0, 1.0),
        }
    }
}

/// Stoichiometric air-fuel ratio that turns AFR into λ where nothing says which fuel it was scaled for.
pub const DEFAULT_STOICH: f64 = 14.7;
/// Density of gasoline in g/mL at 15 °C, for volume flows where nothing says which fuel it was.
pub const DEFAULT_DENSITY: f64 = 0.745;

/// The unit in which a column stands in its file: a plain unit, or a figure that needs a property of the fuel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum SourceUnit {
    Plain(Unit),
    /// Air-fuel ratio; λ = AFR / `stoich`.
    Afr {
        stoich: f64,
    },
    /// Volume flow in mL/min; g/s = value * `density` / 60, with the density in g/mL.
    CcPerMinute {
        density: f64,
    },
    /// Volume flow in L/h; g/s = value * `density` / 3.6, with the density in kg/L.
    LitresPerHour {
        density: f64,
    },
}

impl SourceUnit {
    /// What it measures.
    pub const fn quantity(self) -> Quantity {
        match self {
            SourceUnit::Plain(unit) => unit.quantity(),
            SourceUnit::Afr { .. } => Quantity::Lambda,
            SourceUnit::CcPerMinute { .. } | SourceUnit::LitresPerHour { .. } => Quantity::MassFlow,
        }
    }

    /// `(scale, offset)` with `base = value * scale + offset`. A fuel property that is no positive number gives NaN.
    pub fn scale_offset(self) -> (f64, f64) {
        let sound = |x: f64| if x > 0.0 { x } else { f64::NAN };
        match self {
            SourceUnit::Plain(unit) => unit.scale_offset(),
            SourceUnit::Afr { stoich } => (1.0 / sound(stoich), 0.0),
            SourceUnit::CcPerMinute { density } => (sound(density) / 60.0, 0.0),
            SourceUnit::LitresPerHour { density } => (sound(density) / 3.6, 0.0),
        }
    }

    /// The symbol shown beside a figure in this unit.
    pub const fn symbol(self) -> &'static str {
        match self {
            SourceUnit::Plain(unit) => unit.symbol(),
            SourceUnit::Afr { .. } => "AFR",
            SourceUnit::CcPerMinute { .. } => "cc/min",
            SourceUnit::LitresPerHour { .. } => "L/h",
        }
    }
}

impl From<Unit> for SourceUnit {
    fn from(unit: Unit) -> Self {
        SourceUnit::Plain(unit)
    }
}

/// What the user says a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    Channel(ChannelId),
    /// A channel of its own, under the file's name.
    Own,
    /// Not kept.
    Ignored,
}

/// The user's word about one column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ColumnChoice {
    pub meaning: Option<Meaning>,
    pub unit: Option<SourceUnit>,
}

/// The user's corrections; whatever is `None` is found out from the file. Stored per header signature by others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportOptions {
    pub encoding: Option<Encoding>,
    pub delimiter: Option<Delimiter>,
    pub decimal: Option<Decimal>,
    /// Name of the column that holds the time, see [`super::ColumnDecision::name`].
    pub time_column: Option<String>,
    pub time_unit: Option<TimeUnit>,
    /// Choices by column name, see [`super::ColumnDecision::name`].
    pub columns: BTreeMap<String, ColumnChoice>,
}
