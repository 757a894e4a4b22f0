//! Channels with a rate of their own.
//!
//! Some programs write a row whenever any channel has a new sample and leave the other cells empty. Such a channel gets
//! a time base of the rows in which it has a value: nothing is carried forward that was not logged, and an empty cell is
//! no gap.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::raw::{LineMap, RawColumn};
use super::text::store::Ended;
use super::time::Settled;
use crate::engine::table::{NO_CODE, TimeAxis};

/// Share of a column's rows that have to be empty for it to be a channel of another rate.
const EMPTY: f64 = 0.05;

/// From the rows of a time base to those of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileRows(Option<Arc<[u32]>>);

impl FileRows {
    /// These rows of the file, one for each row.
    pub fn of(rows: &[u32]) -> Self {
        Self(Some(rows.into()))
    }

    /// The row of the file.
    pub fn row(&self, row: u32) -> u32 {
        match &self.0 {
            None => row,
            Some(rows) => rows.get(row as usize).copied().unwrap_or(row),
        }
    }

    /// The row of the time base that a row of the file is, if it is one.
    pub fn position(&self, row: u32) -> Option<usize> {
        match &self.0 {
            None => Some(row as usize),
            Some(rows) => rows.binary_search(&row).ok(),
        }
    }

    /// The line of the file, from 1; 0 where there are no lines.
    pub fn line(&self, row: u32, lines: &LineMap) -> u32 {
        lines.line(self.row(row))
    }
}

/// Moves the channels that are empty in some rows to time bases of their own; channels with the same rows share one.
/// The rows of the file are told
/// for every time base.
pub(crate) fn split(columns: &mut [RawColumn], axes: &mut Vec<Settled>, rows_of: &mut Vec<FileRows>) {
    let mut known: BTreeMap<(usize, Arc<[u32]>), usize> = BTreeMap::new();
    for column in columns {
        let Some(seconds) = axes.get(column.axis).map(|a| a.axis.seconds()) else { continue };
        let rows = filled(&column.data.samples);
        let empty = seconds.len().saturating_sub(rows.len());
        if rows.len() < 2 || (empty as f64) < EMPTY * seconds.len() as f64 {
            continue;
        }
        pick(&mut column.data.samples, &rows);
        // They were told in rows of the file and matter only where an exporter pads its end.
        column.data.absurd_rows = Vec::new();
        let key = (column.axis, Arc::from(rows));
        if let Some(axis) = known.get(&key) {
            column.axis = *axis;
            continue;
        }
        let own: Vec<f64> = key.1.iter().filter_map(|row| seconds.get(*row as usize).copied()).collect();
        let Some(from) = axes.get(column.axis) else { continue };
        axes.push(Settled {
            axis: TimeAxis::new(own),
            form: from.form.clone(),
            started_at: from.started_at.clone(),
            first_clock: from.first_clock,
        });
        rows_of.push(FileRows(Some(Arc::clone(&key.1))));
        column.axis = axes.len() - 1;
        known.insert(key, column.axis);
    }
}

/// The rows that have a value.
fn filled(samples: &Ended) -> Vec<u32> {
    let pick =
        |len: usize, is: &dyn Fn(usize) -> bool| (0..len).filter(|i| is(*i)).map(|i| i as u32).collect();
    match samples {
        Ended::F32(v) | Ended::Switch(v) => pick(v.len(), &|i| !v[i].is_nan()),
        Ended::F64(v) => pick(v.len(), &|i| !v[i].is_nan()),
        Ended::Codes { codes, .. } => pick(codes.len(), &|i| codes[i] != NO_CODE),
        Ended::Dropped => Vec::new(),
    }
}

/// Keeps the values of these rows.
pub(crate) fn pick(samples: &mut Ended, rows: &[u32]) {
    fn of<T: Copy>(v: &mut Vec<T>, rows: &[u32]) {
        *v = rows.iter().filter_map(|row| v.get(*row as usize).copied()).collect();
    }
    match samples {
        Ended::F32(v) | Ended::Switch(v) => of(v, rows),
        Ended::F64(v) => of(v, rows),
        Ended::Codes { codes, .. } => of(codes, rows),
        Ended::Dropped => {}
    }
}
