//! Why a file is not read.

use serde::{Deserialize, Serialize};

/// A file gives no log. Everything else is an issue of a log that was read.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ImportError {
    /// It is something else.
    #[error("not a log: looks like {looked_like}")]
    NotALog { looked_like: LooksLike },
    /// It is a log of a known format for which there is no reader.
    #[error("a {} log: this format cannot be read yet", format.name())]
    NotReadable { format: KnownFormat },
    /// It is a file of a known format, but nothing of it can be used.
    #[error("a damaged {} file: {} at byte {at}", format.name(), damage.text())]
    Damaged {
        format: KnownFormat,
        /// Where reading stopped, in bytes of the file.
        at: u64,
        damage: Damage,
    },
    /// A format that has to be held whole, in a file too large for it.
    #[error("a {} log of more than {limit} bytes", format.name())]
    TooLarge { format: KnownFormat, limit: u64 },
    /// The user named a time column that the header does not have.
    #[error("the header has no column called {name}")]
    NoSuchTimeColumn { name: String },
    /// More columns than any logger writes.
    #[error("{columns} columns, at most {limit} can be read")]
    TooManyColumns { columns: u32, limit: u32 },
    /// More rows than a table can number.
    #[error("more than {limit} rows")]
    TooManyRows { limit: u32 },
    /// The importer was fed after it had failed, or its parts do not fit: a mistake of the program.
    #[error("the importer was misused: {reason}")]
    Misused { reason: String },
}

/// What a file that is no log looked like instead.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LooksLike {
    Empty,
    /// Nothing but zero bytes.
    Zeros,
    OneLine,
    GitLfsPointer,
    Image,
    Pdf,
    Zip,
    Gzip,
    /// A gzip of bytes without a known signature.
    GzipBinary,
    OtherArchive,
    Audio,
    Program,
    /// Bytes without a known signature that are no text.
    Binary,
    /// A tune or a table in XML, or another XML or HTML document.
    Xml,
    Json,
    /// A file of settings such as a TunerStudio definition.
    Settings,
    /// Frames of a CAN bus as text.
    CanFrames,
    /// Rows of figures under no header, such as a calibration table sent to a controller.
    CalibrationTable,
    /// A tuning table: the header is an axis of figures.
    TuneTable,
    /// Text that is no table.
    Text,
    /// A table without a column that tells the time.
    NoTimeColumn,
    /// A table whose header cells are mostly no channel names.
    HeaderNotChannels,
    /// A table whose rows have far fewer cells than its header has names.
    RaggedRows,
    /// A header without any row of data.
    NoRows,
}

impl LooksLike {
    /// Every kind, for translations.
    pub const ALL: [LooksLike; 24] = [
        LooksLike::Empty,
        LooksLike::Zeros,
        LooksLike::OneLine,
        LooksLike::GitLfsPointer,
        LooksLike::Image,
        LooksLike::Pdf,
        LooksLike::Zip,
        LooksLike::Gzip,
        LooksLike::GzipBinary,
        LooksLike::OtherArchive,
        LooksLike::Audio,
        LooksLike::Program,
        LooksLike::Binary,
        LooksLike::Xml,
        LooksLike::Json,
        LooksLike::Settings,
        LooksLike::CanFrames,
        LooksLike::CalibrationTable,
        LooksLike::TuneTable,
        LooksLike::Text,
        LooksLike::NoTimeColumn,
        LooksLike::HeaderNotChannels,
        LooksLike::RaggedRows,
        LooksLike::NoRows,
    ];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            LooksLike::Empty => "empty",
            LooksLike::Zeros => "zeros",
            LooksLike::OneLine => "one_line",
            LooksLike::GitLfsPointer => "git_lfs_pointer",
            LooksLike::Image => "image",
            LooksLike::Pdf => "pdf",
            LooksLike::Zip => "zip",
            LooksLike::Gzip => "gzip",
            LooksLike::GzipBinary => "gzip_binary",
            LooksLike::OtherArchive => "archive",
            LooksLike::Audio => "audio",
            LooksLike::Program => "program",
            LooksLike::Binary => "binary",
            LooksLike::Xml => "xml",
            LooksLike::Json => "json",
            LooksLike::Settings => "settings",
            LooksLike::CanFrames => "can_frames",
            LooksLike::CalibrationTable => "calibration_table",
            LooksLike::TuneTable => "tune_table",
            LooksLike::Text => "text",
            LooksLike::NoTimeColumn => "no_time_column",
            LooksLike::HeaderNotChannels => "header_not_channels",
            LooksLike::RaggedRows => "ragged_rows",
            LooksLike::NoRows => "no_rows",
        }
    }
}

impl std::fmt::Display for LooksLike {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.slug())
    }
}

/// What is wrong with a file of a known format.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Damage {
    /// It ends in the middle.
    CutShort,
    /// The compressed data cannot be unpacked.
    Compression,
    /// It grows beyond what any log of its size grows to.
    Expansion,
    /// The records inside are not what the format has.
    Structure,
    /// It has more parts, or parts deeper inside each other, than any log has.
    Limit,
}

impl Damage {
    /// Every kind, for translations.
    pub const ALL: [Damage; 5] =
        [Damage::CutShort, Damage::Compression, Damage::Expansion, Damage::Structure, Damage::Limit];

    /// Stable name, used for translations.
    pub const fn slug(self) -> &'static str {
        match self {
            Damage::CutShort => "cut_short",
            Damage::Compression => "compression",
            Damage::Expansion => "expansion",
            Damage::Structure => "structure",
            Damage::Limit => "limit",
        }
    }

    /// The same for the error's own text.
    const fn text(self) -> &'static str {
        match self {
            Damage::CutShort => "the file ends in the middle",
            Damage::Compression => "the compressed data cannot be unpacked",
            Damage::Expansion => "the data grows beyond what a log grows to",
            Damage::Structure => "a record that the format does not have",
            Damage::Limit => "more parts, or deeper, than a log has",
        }
    }
}

/// Formats with a name of their own: those that are recognised without being read, and those whose files can be
/// damaged.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum KnownFormat {
    FuelTechFtml,
    Mlg,
    MotecLd,
    LinkLlg,
    AimXrk,
    AemDaq,
    EmeraldLg1,
    /// The logs of ECUMaster's EMU: a gzip of records that are not described.
    EmuLog,
    DucatiJson,
    /// What is around a log, not a log itself.
    Gzip,
}

impl KnownFormat {
    /// Every format, for translations and lists.
    pub const ALL: [KnownFormat; 10] = [
        KnownFormat::FuelTechFtml,
        KnownFormat::Mlg,
        KnownFormat::MotecLd,
        KnownFormat::LinkLlg,
        KnownFormat::AimXrk,
        KnownFormat::AemDaq,
        KnownFormat::EmeraldLg1,
        KnownFormat::EmuLog,
        KnownFormat::DucatiJson,
        KnownFormat::Gzip,
    ];

    /// Stable name.
    pub const fn slug(self) -> &'static str {
        match self {
            KnownFormat::FuelTechFtml => "fueltech-ftml",
            KnownFormat::Mlg => "mlg",
            KnownFormat::MotecLd => "motec-ld",
            KnownFormat::LinkLlg => "link-llg",
            KnownFormat::AimXrk => "aim-xrk",
            KnownFormat::AemDaq => "aem-daq",
            KnownFormat::EmeraldLg1 => "emerald-lg1",
            KnownFormat::EmuLog => "emu-log",
            KnownFormat::DucatiJson => "ducati-3ds",
            KnownFormat::Gzip => "gzip-file",
        }
    }

    /// The format's own name; it is the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            KnownFormat::FuelTechFtml => "FuelTech FTManager .ftml",
            KnownFormat::Mlg => "EFI Analytics MLG",
            KnownFormat::MotecLd => "MoTeC .ld",
            KnownFormat::LinkLlg => "Link .llg",
            KnownFormat::AimXrk => "AiM .xrk/.drk",
            KnownFormat::AemDaq => "AEM .daq",
            KnownFormat::EmeraldLg1 => "Emerald .lg1",
            KnownFormat::EmuLog => "ECUMaster EMU",
            KnownFormat::DucatiJson => "Ducati .3ds",
            KnownFormat::Gzip => "gzip",
        }
    }
}
