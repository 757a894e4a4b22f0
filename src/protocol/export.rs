//! A session as a file for other programs.

use serde::{Deserialize, Serialize};

use super::{BufRef, SessionId};
use crate::engine::channels::ChannelKey;
use crate::i18n::Lang;
use crate::i18n::units::UnitPrefs;
use crate::report::delimited::TextForm;
use crate::report::sheet::{FigureUnits, Names};

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileForm {
    /// Delimited text: a row for every sample of the commonest time base, slower channels held.
    Text(TextForm),
    /// A workbook: one sheet for each time base, nothing held.
    Workbook,
    /// JSON, every channel at its own rate; see [`crate::report::json`].
    Json,
}

/// Writes a session, or a part of it, to a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Export {
    pub session: SessionId,
    /// Empty means all of them.
    pub columns: Vec<ChannelKey>,
    /// First and last second; `None` means all of it.
    pub range: Option<(f64, f64)>,
    /// Rows of a text at this rate instead of the log's own.
    pub rate_hz: Option<f64>,
    pub form: FileForm,
    pub names: Names,
    /// For [`Names::Given`].
    pub titles: Vec<(ChannelKey, String)>,
    pub figures: FigureUnits,
    /// For [`FigureUnits::Shown`].
    pub prefs: UnitPrefs,
    pub stoich: f64,
    pub lang: Lang,
}

impl Export {
    /// All of a session as CSV in base units, as this application reads it back.
    pub fn csv(session: SessionId) -> Self {
        Self {
            session,
            columns: Vec::new(),
            range: None,
            rate_hz: None,
            form: FileForm::Text(TextForm::default()),
            names: Names::default(),
            titles: Vec::new(),
            figures: FigureUnits::default(),
            prefs: UnitPrefs::default(),
            stoich: crate::i18n::units::GASOLINE_STOICH,
            lang: Lang::default(),
        }
    }
}

/// Answer to [`Export`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExportReport {
    /// A `Blob`.
    pub file: BufRef,
    pub name: String,
    /// Rows of the longest sheet.
    pub rows: u32,
}
