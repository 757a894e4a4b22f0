//! The words of an import: keys of the texts for everything the importer tells by a code.

use super::import_batch::Tally;
use super::import_queue::{ItemState, StageState};
use super::toasts::Tone;
use crate::engine::import::{
    Decimal, Delimiter, DoubtCode, Encoding, FormatReason, IssueCode, KeyReason, LinePart, Severity,
    TimeReason, TimeUnit, UnitReason, formats,
};
use crate::i18n::{I18n, Message};
use crate::message;
use crate::protocol::Stage;

/// What is wrong.
pub const fn issue_key(of: IssueCode) -> &'static str {
    match of {
        IssueCode::BadNumber => "import-issue-bad_number",
        IssueCode::NotFinite => "import-issue-not_finite",
        IssueCode::MissingCell => "import-issue-missing_cell",
        IssueCode::ShortRow => "import-issue-short_row",
        IssueCode::LongRow => "import-issue-long_row",
        IssueCode::TruncatedLastRow => "import-issue-truncated_last_row",
        IssueCode::LineTooLong => "import-issue-line_too_long",
        IssueCode::RepeatedHeader => "import-issue-repeated_header",
        IssueCode::BadQuote => "import-issue-bad_quote",
        IssueCode::BadEncoding => "import-issue-bad_encoding",
        IssueCode::BadTime => "import-issue-bad_time",
        IssueCode::RepeatedTime => "import-issue-repeated_time",
        IssueCode::TimeBackwards => "import-issue-time_backwards",
        IssueCode::TimeRestart => "import-issue-time_restart",
        IssueCode::TimeOutOfRange => "import-issue-time_out_of_range",
        IssueCode::ImplausibleRate => "import-issue-implausible_rate",
        IssueCode::OutOfRange => "import-issue-out_of_range",
        IssueCode::Sentinel => "import-issue-sentinel",
        IssueCode::LoopOff => "import-issue-loop_off",
        IssueCode::ExportTail => "import-issue-export_tail",
        IssueCode::TooManyLabels => "import-issue-too_many_labels",
        IssueCode::TextInChannel => "import-issue-text_in_channel",
        IssueCode::DamagedFile => "import-issue-damaged_file",
        IssueCode::BadChecksum => "import-issue-bad_checksum",
        IssueCode::LostBlocks => "import-issue-lost_blocks",
        IssueCode::UnreadableBytes => "import-issue-unreadable_bytes",
    }
}

/// What was done about it.
pub const fn issue_done_key(of: IssueCode) -> &'static str {
    match of {
        IssueCode::BadNumber => "import-issue-bad_number-done",
        IssueCode::NotFinite => "import-issue-not_finite-done",
        IssueCode::MissingCell => "import-issue-missing_cell-done",
        IssueCode::ShortRow => "import-issue-short_row-done",
        IssueCode::LongRow => "import-issue-long_row-done",
        IssueCode::TruncatedLastRow => "import-issue-truncated_last_row-done",
        IssueCode::LineTooLong => "import-issue-line_too_long-done",
        IssueCode::RepeatedHeader => "import-issue-repeated_header-done",
        IssueCode::BadQuote => "import-issue-bad_quote-done",
        IssueCode::BadEncoding => "import-issue-bad_encoding-done",
        IssueCode::BadTime => "import-issue-bad_time-done",
        IssueCode::RepeatedTime => "import-issue-repeated_time-done",
        IssueCode::TimeBackwards => "import-issue-time_backwards-done",
        IssueCode::TimeRestart => "import-issue-time_restart-done",
        IssueCode::TimeOutOfRange => "import-issue-time_out_of_range-done",
        IssueCode::ImplausibleRate => "import-issue-implausible_rate-done",
        IssueCode::OutOfRange => "import-issue-out_of_range-done",
        IssueCode::Sentinel => "import-issue-sentinel-done",
        IssueCode::LoopOff => "import-issue-loop_off-done",
        IssueCode::ExportTail => "import-issue-export_tail-done",
        IssueCode::TooManyLabels => "import-issue-too_many_labels-done",
        IssueCode::TextInChannel => "import-issue-text_in_channel-done",
        IssueCode::DamagedFile => "import-issue-damaged_file-done",
        IssueCode::BadChecksum => "import-issue-bad_checksum-done",
        IssueCode::LostBlocks => "import-issue-lost_blocks-done",
        IssueCode::UnreadableBytes => "import-issue-unreadable_bytes-done",
    }
}

/// How much an issue matters.
pub const fn severity_key(of: Severity) -> &'static str {
    match of {
        Severity::Note => "import-issue-severity-note",
        Severity::Warning => "import-issue-severity-warning",
        Severity::Serious => "import-issue-severity-serious",
    }
}

/// What was guessed. Takes `chosen`, and `column` where it is about one.
pub const fn doubt_key(of: DoubtCode) -> &'static str {
    match of {
        DoubtCode::TimeUnit => "import-doubt-time_unit",
        DoubtCode::Rate => "import-doubt-rate",
        DoubtCode::LambdaOrAfr => "import-doubt-lambda_or_afr",
        DoubtCode::PressureKind => "import-doubt-pressure_kind",
        DoubtCode::Unit => "import-doubt-unit",
        DoubtCode::Decimal => "import-doubt-decimal",
        DoubtCode::Suggestion => "import-doubt-suggestion",
        DoubtCode::NoKnownChannel => "import-doubt-no_known_channel",
    }
}

/// Why it is a guess.
pub const fn doubt_text_key(of: DoubtCode) -> &'static str {
    match of {
        DoubtCode::TimeUnit => "import-doubt-time_unit-text",
        DoubtCode::Rate => "import-doubt-rate-text",
        DoubtCode::LambdaOrAfr => "import-doubt-lambda_or_afr-text",
        DoubtCode::PressureKind => "import-doubt-pressure_kind-text",
        DoubtCode::Unit => "import-doubt-unit-text",
        DoubtCode::Decimal => "import-doubt-decimal-text",
        DoubtCode::Suggestion => "import-doubt-suggestion-text",
        DoubtCode::NoKnownChannel => "import-doubt-no_known_channel-text",
    }
}

/// What a format was recognised by.
pub const fn format_reason_key(of: FormatReason) -> &'static str {
    match of {
        FormatReason::Signature => "import-why-format-signature",
        FormatReason::ColumnNames => "import-why-format-names",
        FormatReason::NamesAndGrid => "import-why-format-grid",
        FormatReason::TableWithTime => "import-why-format-table",
    }
}

/// Why the time is in its unit.
pub const fn time_reason_key(of: TimeReason) -> &'static str {
    match of {
        TimeReason::User => "import-why-time-user",
        TimeReason::Format => "import-why-time-format",
        TimeReason::Header => "import-why-time-header",
        TimeReason::Cells => "import-why-time-cells",
        TimeReason::Steps => "import-why-time-steps",
    }
}

/// Why a column means what it means.
pub const fn key_reason_key(of: KeyReason) -> &'static str {
    match of {
        KeyReason::UserOverlay => "import-why-key-user",
        KeyReason::Profile => "import-why-key-profile",
        KeyReason::Alias => "import-why-key-alias",
        KeyReason::Custom => "import-why-key-custom",
        KeyReason::Taken => "import-why-key-taken",
        KeyReason::Unfit => "import-why-key-unfit",
    }
}

/// Why a column is in its unit; the file's own word for it is told apart.
pub const fn unit_reason_key(of: UnitReason) -> &'static str {
    match of {
        UnitReason::UserOverlay => "import-why-unit-user",
        UnitReason::Profile => "import-why-unit-profile",
        UnitReason::Header => "import-why-unit-header-plain",
        UnitReason::Values => "import-why-unit-values",
        UnitReason::Assumed => "import-why-unit-assumed",
        UnitReason::None => "import-why-unit-none",
    }
}

/// A unit of time.
pub const fn time_unit_key(of: TimeUnit) -> &'static str {
    match of {
        TimeUnit::Seconds => "import-time-s",
        TimeUnit::Tenths => "import-time-ds",
        TimeUnit::Milliseconds => "import-time-ms",
        TimeUnit::Microseconds => "import-time-us",
        TimeUnit::Minutes => "import-time-min",
        TimeUnit::Clock => "import-time-clock",
        TimeUnit::DateTime => "import-time-datetime",
    }
}

/// An encoding.
pub const fn encoding_key(of: Encoding) -> &'static str {
    match of {
        Encoding::Utf8 => "import-encoding-utf-8",
        Encoding::Utf8Bom => "import-encoding-utf-8-bom",
        Encoding::Utf16Le => "import-encoding-utf-16-le",
        Encoding::Utf16Be => "import-encoding-utf-16-be",
        Encoding::Windows1252 => "import-encoding-windows-1252",
    }
}

/// What stands between cells.
pub const fn delimiter_key(of: Delimiter) -> &'static str {
    match of {
        Delimiter::Comma => "import-delimiter-comma",
        Delimiter::Semicolon => "import-delimiter-semicolon",
        Delimiter::Tab => "import-delimiter-tab",
        Delimiter::Pipe => "import-delimiter-pipe",
    }
}

/// What stands before decimals.
pub const fn decimal_key(of: Decimal) -> &'static str {
    match of {
        Decimal::Point => "import-decimal-point",
        Decimal::Comma => "import-decimal-comma",
    }
}

/// What a line of a text is taken for.
pub const fn line_part_key(of: LinePart) -> &'static str {
    match of {
        LinePart::Before => "import-line-before",
        LinePart::Names => "import-line-names",
        LinePart::MoreNames => "import-line-more_names",
        LinePart::Units => "import-line-units",
        LinePart::Row => "import-line-row",
    }
}

/// Name of a format by its slug; one that has no name here stands for itself.
pub fn format_key(slug: &str) -> Option<&'static str> {
    FORMATS.iter().find(|(name, _)| *name == slug).map(|(_, key)| *key)
}

/// The name of a format: in the language, or its brand's own; one without a name stands for itself.
pub fn format_name(i18n: I18n, slug: &str) -> String {
    let brand = || formats().find(|f| f.slug == slug).map(|f| f.brand.to_owned());
    match format_key(slug) {
        Some(key) => i18n.t(key).into_owned(),
        None => brand().unwrap_or_else(|| slug.to_owned()),
    }
}

const FORMATS: &[(&str, &str)] = &[
    ("fueltech-csv", "import-format-fueltech-csv"),
    ("fueltech-ftml", "import-format-fueltech-ftml"),
    ("mlg", "import-format-mlg"),
    ("motec-ld", "import-format-motec-ld"),
    ("link-llg", "import-format-link-llg"),
    ("delimited", "import-format-delimited"),
    ("demo", "import-format-demo"),
];

/// How far a file is.
pub const fn state_key(of: &ItemState) -> &'static str {
    match of {
        ItemState::Waiting => "import-state-waiting",
        ItemState::Looking => "import-state-preview",
        ItemState::Review(_) => "import-state-review",
        ItemState::Running(_) => "import-state-running",
        ItemState::Duplicate(_) => "import-state-duplicate",
        ItemState::Done(_) => "import-state-done",
        ItemState::Failed(_) => "import-state-failed",
        ItemState::Cancelled => "import-state-cancelled",
    }
}

/// What became of files that came together, each kind with its tone, what waits for the user first. Kinds without a file
/// are left out.
pub fn tally_words(of: &Tally) -> Vec<(Tone, Message)> {
    let words = [
        (of.review, Tone::Warn, message!("import-tally-review", n = of.review)),
        (of.duplicate, Tone::Warn, message!("import-tally-duplicate", n = of.duplicate)),
        (of.failed, Tone::Bad, message!("import-tally-failed", n = of.failed)),
        (of.open, Tone::Info, message!("import-tally-open", n = of.open)),
        (of.done, Tone::Good, message!("import-tally-done", n = of.done)),
        (of.refused, Tone::Info, message!("import-tally-refused", n = of.refused)),
        (of.cancelled, Tone::Info, message!("import-tally-cancelled", n = of.cancelled)),
    ];
    words.into_iter().filter(|(n, ..)| *n > 0).map(|(_, tone, words)| (tone, words)).collect()
}

/// Where a stage stands.
pub const fn stage_state_key(of: StageState) -> &'static str {
    match of {
        StageState::Done => "import-stage-state-done",
        StageState::Now => "import-stage-state-now",
        StageState::Ahead => "import-stage-state-ahead",
    }
}

/// Name of a stage of an import; the others have none.
pub const fn stage_key(of: Stage) -> Option<&'static str> {
    match of {
        Stage::Queued => Some("import-state-waiting"),
        Stage::Validate => Some("import-stage-validate"),
        Stage::Process => Some("import-stage-process"),
        Stage::Store => Some("import-stage-store"),
        Stage::Confirm => Some("import-stage-confirm"),
        Stage::Analyse => Some("import-stage-analyse"),
        Stage::Load | Stage::Write => None,
    }
}
