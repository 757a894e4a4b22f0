//! The list of the formats for people: what can be read, what comes of it, and how far that is shown by real files.
//!
//! It stands beside the readers and not in them, so that a page can show it without carrying them.

use crate::engine::import::KnownFormat;

/// A format that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatInfo {
    /// Stable name.
    pub slug: &'static str,
    /// Brand and program, the same in every language.
    pub brand: &'static str,
    /// How its files usually end, without the point. A hint for people: files are recognised by content.
    pub extensions: &'static [&'static str],
    pub kind: FormatKind,
    pub state: FormatState,
    /// What its files give beside channels.
    pub extras: &'static [Extra],
}

/// What the files are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatKind {
    Text,
    Binary,
}

/// How far reading is shown to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatState {
    /// By files that cars wrote.
    Verified,
    /// By public descriptions alone.
    Unverified,
    /// It is recognised and not read: its own program has to export it.
    Refused,
}

impl FormatState {
    /// Every state, for translations.
    pub const ALL: [FormatState; 3] = [FormatState::Verified, FormatState::Unverified, FormatState::Refused];

    /// Stable name, used in addresses and attributes.
    pub const fn slug(self) -> &'static str {
        match self {
            FormatState::Verified => "verified",
            FormatState::Unverified => "unverified",
            FormatState::Refused => "refused",
        }
    }
}

/// Something that a format's files tell beside the values of channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Each channel keeps the rate at which it was logged.
    OwnRates,
    /// Remarks on the time line.
    Markers,
    /// Tables of the calibration.
    Tables,
    /// When the log was made.
    Date,
}

impl Extra {
    /// Every extra, for translations.
    pub const ALL: [Extra; 4] = [Extra::OwnRates, Extra::Markers, Extra::Tables, Extra::Date];

    /// Stable name, used in attributes.
    pub const fn slug(self) -> &'static str {
        match self {
            Extra::OwnRates => "own_rates",
            Extra::Markers => "markers",
            Extra::Tables => "tables",
            Extra::Date => "date",
        }
    }
}

impl FormatInfo {
    /// A text format that was read from real files.
    pub(super) const fn verified(
        slug: &'static str,
        brand: &'static str,
        extensions: &'static [&'static str],
    ) -> Self {
        let (kind, state) = (FormatKind::Text, FormatState::Verified);
        Self { slug, brand, extensions, kind, state, extras: &[] }
    }

    /// A text format known from descriptions.
    pub(super) const fn unverified(
        slug: &'static str,
        brand: &'static str,
        extensions: &'static [&'static str],
    ) -> Self {
        Self { state: FormatState::Unverified, ..Self::verified(slug, brand, extensions) }
    }

    /// A binary format that is not read.
    const fn refused(format: KnownFormat, brand: &'static str, extensions: &'static [&'static str]) -> Self {
        Self { state: FormatState::Refused, ..Self::verified(format.slug(), brand, extensions) }.binary()
    }

    /// The same, of files that are no text.
    pub(super) const fn binary(mut self) -> Self {
        self.kind = FormatKind::Binary;
        self
    }

    /// The same, of files that tell more than channels.
    pub(super) const fn with(mut self, extras: &'static [Extra]) -> Self {
        self.extras = extras;
        self
    }
}

/// Formats that are recognised and not read.
const REFUSED: &[FormatInfo] = &[
    FormatInfo::refused(KnownFormat::AimXrk, "AiM RaceStudio", &["xrk", "drk"]),
    FormatInfo::refused(KnownFormat::EmuLog, "ECUMaster EMU", &["emublog", "emuprolog"]),
    FormatInfo::refused(KnownFormat::AemDaq, "AEM AEMlog", &["daq"]),
    FormatInfo::refused(KnownFormat::EmeraldLg1, "Emerald K3 / K6", &["lg1"]),
    FormatInfo::refused(KnownFormat::DucatiJson, "Ducati Data Analyser", &["3ds"]),
];

/// Every format that can be read, in the order in which they are tried.
pub fn formats() -> impl Iterator<Item = FormatInfo> {
    super::INFOS.iter().copied()
}

/// Every format that is known: those that can be read, and those that are recognised only.
pub fn known_formats() -> impl Iterator<Item = FormatInfo> {
    formats().chain(REFUSED.iter().copied())
}
