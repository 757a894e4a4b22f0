//! Files that came together: what became of them, in figures. Pure.

use super::import_queue::{ImportItem, ItemState};

/// Most files taken of one drop or folder.
pub const MOST_FILES: usize = 5000;

/// How many files of a batch stand where. They add up to `files`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    pub files: usize,
    /// In line, looked at or being read.
    pub open: usize,
    /// Wait for the user's eye.
    pub review: usize,
    /// Are stored already; wait for a decision.
    pub duplicate: usize,
    pub done: usize,
    /// Are no logs, or of a format that is not read.
    pub refused: usize,
    /// Could not be read or stored, and may be tried again.
    pub failed: usize,
    pub cancelled: usize,
    /// Rows and seconds of those that are done.
    pub rows: f64,
    pub seconds: f64,
}

impl Tally {
    /// Counts files.
    pub fn of<'a>(items: impl IntoIterator<Item = &'a ImportItem>) -> Self {
        let mut tally = Self::default();
        for item in items {
            tally.files += 1;
            match &item.state {
                ItemState::Waiting | ItemState::Looking | ItemState::Running(_) => tally.open += 1,
                ItemState::Review(_) => tally.review += 1,
                ItemState::Duplicate(_) => tally.duplicate += 1,
                ItemState::Done(outcome) => {
                    tally.done += 1;
                    tally.rows += f64::from(outcome.report.rows);
                    tally.seconds += outcome.report.duration_s;
                }
                ItemState::Failed(failure) if failure.is_refusal() => tally.refused += 1,
                ItemState::Failed(_) => tally.failed += 1,
                ItemState::Cancelled => tally.cancelled += 1,
            }
        }
        tally
    }

    /// Whether nothing more happens without the user's word.
    pub const fn is_settled(&self) -> bool {
        self.open == 0
    }

    /// Share of the files that were worked through, 0 to 1.
    pub fn share(&self) -> f64 {
        if self.files == 0 { 1.0 } else { (self.files - self.open) as f64 / self.files as f64 }
    }

    /// Files that wait for the user.
    pub const fn asking(&self) -> usize {
        self.review + self.duplicate
    }
}

/// Whether a file or folder of this name is the system's own business and never a log: left behind by file managers,
/// archives and version control.
pub fn is_litter(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "Thumbs.db" | "desktop.ini" | "__MACOSX" | "$RECYCLE.BIN")
}

/// Whether a file or one of its folders is [litter](is_litter).
pub fn is_in_litter(folder: &str, name: &str) -> bool {
    is_litter(name) || folder.split('/').any(is_litter)
}
