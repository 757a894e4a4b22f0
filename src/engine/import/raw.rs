//! What a reader hands on: columns under their file names, times in the file's unit, and what was wrong on the way.

use super::issue::IssueLog;
use super::rates::FileRows;
use super::report::SessionFacts;
use super::text::clock::TimeText;
use super::text::store::EndedColumn;
use crate::engine::tune::Calibration;

/// A log as its file has it. Text has one time base; a binary log may have several.
#[derive(Debug, Default)]
pub(crate) struct RawLog {
    pub axes: Vec<RawAxis>,
    pub columns: Vec<RawColumn>,
    pub markers: Vec<RawMarker>,
    pub issues: IssueLog,
    pub lines: LineMap,
    /// The rows of the file for each time base, where they are not the rows of the time base.
    pub file_rows: Vec<FileRows>,
    /// Samples are written when a value changes: the steps between them tell no rate.
    pub on_change: bool,
    pub calibration: Option<Calibration>,
    /// Local date and time of the first sample, where the file tells it beside its times.
    pub started_at: Option<String>,
    pub session: Option<SessionFacts>,
}

/// One time base.
#[derive(Debug)]
pub(crate) struct RawAxis {
    /// The column it was read from.
    pub name: String,
    /// In the file's unit where it is a number, in seconds where it is a clock or a date; NaN where it was no time.
    pub times: Vec<f64>,
    pub text: TimeText,
    /// Cells that were no time, already an issue.
    pub unit_text: Option<String>,
    /// Whether every date was written so that day and month cannot be mistaken.
    pub dates_certain: bool,
}

/// One column.
#[derive(Debug)]
pub(crate) struct RawColumn {
    pub source: String,
    /// The source made unique within the file.
    pub name: String,
    /// The same column in other words, where the file has a second row of names.
    pub other_name: Option<String>,
    pub unit_text: Option<String>,
    pub axis: usize,
    pub data: EndedColumn,
}

/// A remark before row `row`.
#[derive(Debug)]
pub(crate) struct RawMarker {
    pub axis: usize,
    pub row: u32,
    pub text: String,
}

/// From rows to lines of the file.
#[derive(Debug, Default)]
pub(crate) struct LineMap {
    /// Line of row 0, from 1; 0 where the file has no lines.
    pub first: u32,
    /// Lines that are no rows: before which row, and how many there are up to it.
    skips: Vec<(u32, u32)>,
}

/// Places with skipped lines that are remembered; beyond them lines are told too low.
const MAX_SKIPS: usize = 1 << 16;

impl LineMap {
    /// A map whose row 0 stands in line `first`.
    pub fn new(first: u32) -> Self {
        Self { first, skips: Vec::new() }
    }

    /// Notes a line before `row` that is no row. Rows come in order.
    pub fn skip(&mut self, row: u32) {
        self.skip_many(row, 1);
    }

    fn skip_many(&mut self, row: u32, lines: u32) {
        let all = self.skipped().saturating_add(lines);
        let room = self.skips.len() < MAX_SKIPS;
        match self.skips.last_mut() {
            Some((r, n)) if *r == row => *n = all,
            _ if room => self.skips.push((row, all)),
            _ => {}
        }
    }

    fn skipped(&self) -> u32 {
        self.skips.last().map_or(0, |(_, n)| *n)
    }

    /// Line of a row, from 1; 0 where there are no lines.
    pub fn line(&self, row: u32) -> u32 {
        if self.first == 0 {
            return 0;
        }
        // Asked for every row that has something wrong with it: looked up, not counted anew.
        let before = self.skips.partition_point(|(r, _)| *r <= row);
        let skipped = before.checked_sub(1).and_then(|i| self.skips.get(i)).map_or(0, |(_, n)| *n);
        self.first.saturating_add(row).saturating_add(skipped)
    }

    /// Every place with lines that are no rows: before which row, and how many.
    pub fn skips(&self) -> impl Iterator<Item = (u32, u32)> {
        let before = std::iter::once(0).chain(self.skips.iter().map(|(_, n)| *n));
        self.skips.iter().zip(before).map(|((row, n), before)| (*row, n - before))
    }

    /// Whether so many more places find room.
    pub fn has_room(&self, places: usize) -> bool {
        self.skips.len() + places <= MAX_SKIPS
    }

    /// Adds the places of rows that follow; their row 0 is `row` here.
    pub fn follow(&mut self, row: u32, skips: &[(u32, u32)]) {
        for (at, lines) in skips {
            self.skip_many(row + at, *lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LineMap;

    #[test]
    fn lines_that_are_no_rows_are_counted_up_to_a_row() {
        let mut map = LineMap::new(3);
        for row in [0, 2, 2, 5] {
            map.skip(row);
        }
        let lines: Vec<u32> = (0..7).map(|row| map.line(row)).collect();
        assert_eq!(lines, [4, 5, 8, 9, 10, 12, 13]);
        assert_eq!(LineMap::default().line(7), 0, "a file without lines");
    }
}
