//! A log of several time bases as one sheet of rows: what an export or a table of all channels needs.
//!
//! Policy: hold. A cell is the last sample at or before the row's time; it is empty where that is longer ago than a gap
//! ([`GAP_STEPS`](crate::engine::table::GAP_STEPS) median steps of the channel's time base) and before the first sample.
//! Nothing is averaged or interpolated.

use super::hold::held_rows;
use crate::engine::table::{Column, LogTable, TimeAxis};

/// Most rows of a sheet.
pub const MAX_SHEET_ROWS: usize = 50_000_000;

/// Rows of a sheet, each with its time, and for every time base the sample that holds then.
pub struct Sheet<'a> {
    table: &'a LogTable,
    times: TimeAxis,
    held: Vec<Vec<Option<usize>>>,
}

impl<'a> Sheet<'a> {
    /// Rows at the samples of the time base that most columns are on; of several the one with most samples.
    pub fn on_commonest_base(table: &'a LogTable) -> Self {
        let columns = |axis: usize| table.columns().iter().filter(|c| c.axis == axis).count();
        let best =
            (0..table.axes().len()).max_by_key(|a| (columns(*a), table.axes()[*a].len(), usize::MAX - a));
        Self::at(table, best.map_or_else(|| table.main_axis().clone(), |a| table.axes()[a].clone()))
    }

    /// Rows at a rate in Hz, from the first sample of the log to the last one. `None` where the rate is no rate or makes
    /// more than [`MAX_SHEET_ROWS`] rows.
    pub fn at_rate(table: &'a LogTable, rate: f64) -> Option<Self> {
        let (start, end) = (table.start(), table.end());
        let steps = ((end - start) * rate + 1e-6).floor();
        if !(rate > 0.0 && rate.is_finite() && (0.0..MAX_SHEET_ROWS as f64).contains(&steps)) {
            return None;
        }
        // Rounded to nanoseconds, as the times of samples are exact decimals: a row on a sample is on it.
        let time = |k: usize| ((start + k as f64 / rate) * 1e9).round() / 1e9;
        Some(Self::at(table, TimeAxis::new((0..=steps as usize).map(time).collect())))
    }

    fn at(table: &'a LogTable, times: TimeAxis) -> Self {
        let held = table.axes().iter().map(|axis| held_rows(&times, axis).collect()).collect();
        Self { table, times, held }
    }

    /// Time of each row, seconds.
    pub fn times(&self) -> &[f64] {
        self.times.seconds()
    }

    /// Sample of a column that holds in a row.
    pub fn sample(&self, column: &Column, row: usize) -> Option<usize> {
        self.held.get(column.axis)?.get(row).copied().flatten()
    }

    /// Cells of a row as text, in the columns' order; empty where nothing holds.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = String> + '_ {
        self.table
            .columns()
            .iter()
            .map(move |column| self.sample(column, row).map(|sample| column.cell(sample)).unwrap_or_default())
    }
}
