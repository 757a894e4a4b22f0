//! The log as an analysis sees it: sound values of its channels on one time base, within a selection.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::evidence::{LedgerBuilder, Note, NoteCode, Reason, Span};
use super::subject::{SEA_LEVEL_BAR, Subject};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::expr::{ExprError, filter};
use crate::engine::passes;
use crate::engine::stats::any_infinite;
use crate::engine::table::{Column, ColumnData, Flag, LogTable, RowMask, TimeAxis};
use crate::engine::tune::TuneTable;
use crate::engine::view::held_rows;

/// A throttle this far beyond its stops, as a share of its travel, is at them.
const BEYOND_STOPS: f64 = 0.1;

/// What of a log is looked at, as it travels and as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowQuery {
    /// Only within these stretches of time; empty for all of it.
    pub spans: Vec<Span>,
    /// Only rows at which this expression is true; see the engine's expressions.
    pub filter: Option<String>,
}

/// A selection that cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FrameError {
    /// The mask of a filter was made on another time base.
    #[error("a selection of {found} rows does not fit a time base of {expected}")]
    Selection { expected: usize, found: usize },
    /// The filter is no condition on this log.
    #[error(transparent)]
    Filter(#[from] ExprError),
}

/// Sound values (neither missing nor flagged) of a log's channels on one time base: that of rpm, else the one with the
/// most samples. A channel of another rate is held: its last sample stands, unless that is longer ago than three of
/// its steps. Nothing is interpolated.
pub struct Frame<'a> {
    table: &'a LogTable,
    axis: usize,
    selected: RowMask,
    columns: RefCell<BTreeMap<ChannelKey, Option<Arc<[f32]>>>>,
}

impl<'a> Frame<'a> {
    /// All of a log.
    pub fn whole(table: &'a LogTable) -> Self {
        let axis = table.channel(ChannelId::Rpm).map_or_else(|| table.main_axis_index(), |rpm| rpm.axis);
        Self::on_axis(table, axis)
    }

    /// All of a log on a time base of one's choice, an index into the table's.
    pub(in crate::engine) fn on_axis(table: &'a LogTable, axis: usize) -> Self {
        let selected = RowMask::all(table.axes()[axis].len());
        Self { table, axis, selected, columns: RefCell::default() }
    }

    /// What of a log is asked for.
    pub fn query(table: &'a LogTable, query: &RowQuery) -> Result<Self, FrameError> {
        Self::query_with(table, &[], query)
    }

    /// The same where the filter may look up in tables of a calibration.
    pub fn query_with(
        table: &'a LogTable,
        tables: &[TuneTable],
        query: &RowQuery,
    ) -> Result<Self, FrameError> {
        let frame = Self::whole(table);
        let rows = match query.filter.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Some(filter(text, &frame, tables)?),
            None => None,
        };
        frame.select(&query.spans, rows.as_ref())
    }

    /// Only what lies within the spans (all of it where there is none) and, with a mask on the frame's own time base,
    /// at its rows.
    pub fn select(mut self, spans: &[Span], filter: Option<&RowMask>) -> Result<Self, FrameError> {
        let rows = self.rows();
        if !spans.is_empty() {
            let mut within = RowMask::none(rows);
            for span in spans {
                within.insert_range(self.time().rows_within(span.t0, span.t1));
            }
            self.selected = self.selected.and(&within);
        }
        if let Some(mask) = filter {
            if mask.len() != rows {
                return Err(FrameError::Selection { expected: rows, found: mask.len() });
            }
            self.selected = self.selected.and(mask);
        }
        Ok(self)
    }

    /// The log itself.
    pub fn table(&self) -> &'a LogTable {
        self.table
    }

    /// The time base.
    pub fn time(&self) -> &'a TimeAxis {
        &self.table.axes()[self.axis]
    }

    /// Index of the time base in the log.
    pub fn axis_index(&self) -> usize {
        self.axis
    }

    /// Rows of the time base, selected or not. All masks and columns of a frame have this length.
    pub fn rows(&self) -> usize {
        self.time().len()
    }

    /// Sample times, seconds.
    pub fn seconds(&self) -> &'a [f64] {
        self.time().seconds()
    }

    /// The selection.
    pub fn selected(&self) -> &RowMask {
        &self.selected
    }

    /// A ledger with what is not selected left out.
    pub fn ledger(&self) -> LedgerBuilder {
        let mut ledger = LedgerBuilder::new(self.rows());
        ledger.keep(Reason::NotSelected, &self.selected);
        ledger
    }

    /// Sound values of a channel in its base unit, NaN where there is none; `None` if the log has no such channel or
    /// it holds text. Not cut to the selection: rolling figures need what lies beside it.
    pub fn values(&self, key: &ChannelKey) -> Option<Arc<[f32]>> {
        if let Some(found) = self.columns.borrow().get(key) {
            return found.clone();
        }
        let made = self.table.column(key).and_then(|column| self.bring(column));
        self.columns.borrow_mut().insert(key.clone(), made.clone());
        made
    }

    /// The same by meaning.
    pub fn channel(&self, id: ChannelId) -> Option<Arc<[f32]>> {
        self.values(&ChannelKey::Known(id))
    }

    /// The first of these channels that has a sound value at a selected row.
    pub fn first_of(&self, ids: &[ChannelId]) -> Option<(ChannelId, Arc<[f32]>)> {
        ids.iter().find_map(|id| {
            let values = self.channel(*id)?;
            self.selected.iter().any(|row| values[row].is_finite()).then_some((*id, values))
        })
    }

    /// Rows at which a switch was on; `None` if the log has no such channel.
    pub fn is_on(&self, id: ChannelId) -> Option<RowMask> {
        let values = self.channel(id)?;
        Some(RowMask::of_values(&values, |x| x >= 0.5))
    }

    /// Rows with a sound value of a channel; none where the log lacks it.
    pub fn present(&self, id: ChannelId) -> RowMask {
        match self.channel(id) {
            Some(values) => RowMask::of_values(&values, f32::is_finite),
            None => RowMask::none(self.rows()),
        }
    }

    /// Stretch of time of consecutive rows.
    pub fn span(&self, rows: &std::ops::Range<usize>) -> Span {
        let seconds = self.seconds();
        let last = rows.end.saturating_sub(1).min(seconds.len().saturating_sub(1));
        Span {
            t0: seconds.get(rows.start).copied().unwrap_or(0.0),
            t1: seconds.get(last).copied().unwrap_or(0.0),
        }
    }

    /// Measured λ: the first of λ 1, λ of the closed loop and λ 2 with a sound value.
    pub fn lambda(&self) -> Option<(ChannelId, Arc<[f32]>)> {
        self.first_of(&[ChannelId::Lambda1, ChannelId::LambdaCl, ChannelId::Lambda2])
    }

    /// What stands for the driver's demand: throttle, else pedal.
    pub fn throttle(&self) -> Option<(ChannelId, Arc<[f32]>)> {
        [ChannelId::Tps, ChannelId::Pedal].into_iter().find_map(|id| {
            let values = self.opening(id)?;
            self.selected.iter().any(|row| values[row].is_finite()).then_some((id, values))
        })
    }

    /// A throttle or pedal, %: as [`Frame::channel`], but one that reads a little beyond its stops stands at them. Sensors
    /// are set by hand: 100.4 % is full throttle and no fault.
    pub fn opening(&self, id: ChannelId) -> Option<Arc<[f32]>> {
        let values = self.channel(id)?;
        let column = self.table.channel(id)?;
        if column.flags().iter().all(|(flag, _)| *flag != Flag::OutOfRange) {
            return Some(values);
        }
        let (low, high) = id.spec().plausible;
        let slack = BEYOND_STOPS * (high - low);
        let others = column.flags().iter().filter(|(flag, _)| *flag != Flag::OutOfRange);
        let doubted = others.fold(RowMask::none(column.len()), |rows, (_, flagged)| rows.or(flagged));
        Some(self.laid(column, |row| {
            let x = column.data().number(row);
            let near = (low - slack..=high + slack).contains(&x);
            if near && !doubted.contains(row) { x.clamp(low, high) as f32 } else { f32::NAN }
        }))
    }

    /// What stands for load, best first: manifold pressure, air mass, load, throttle.
    pub fn load(&self) -> Option<(ChannelId, Arc<[f32]>)> {
        self.first_of(&[
            ChannelId::MapGauge,
            ChannelId::MapAbs,
            ChannelId::Load,
            ChannelId::Maf,
            ChannelId::Tps,
            ChannelId::Pedal,
        ])
    }

    /// Pressure outside, bar absolute: the median of the barometer, else what the subject says, else sea level, which
    /// is noted.
    pub fn baro(&self, subject: &Subject, notes: &mut Vec<Note>) -> f64 {
        if let Some(values) = self.channel(ChannelId::Baro) {
            let mut sound: Vec<f32> = values.iter().copied().filter(|x| x.is_finite()).collect();
            if !sound.is_empty() {
                let middle = sound.len() / 2;
                return f64::from(*sound.select_nth_unstable_by(middle, f32::total_cmp).1);
            }
        }
        let bar = subject.baro_bar.unwrap_or(SEA_LEVEL_BAR);
        let note = Note::new(NoteCode::BaroAssumed).with(&[bar]);
        if !notes.contains(&note) {
            notes.push(note);
        }
        bar
    }

    /// Manifold pressure over the air outside, bar; absolute pressure less the barometer where that is what was logged.
    pub fn map_gauge(&self, subject: &Subject, notes: &mut Vec<Note>) -> Option<Arc<[f32]>> {
        if let Some((_, gauge)) = self.first_of(&[ChannelId::MapGauge]) {
            return Some(gauge);
        }
        let (_, absolute) = self.first_of(&[ChannelId::MapAbs])?;
        let baro = self.baro(subject, notes);
        Some(absolute.iter().map(|x| (f64::from(*x) - baro) as f32).collect())
    }

    /// Manifold pressure, bar absolute.
    pub fn map_absolute(&self, subject: &Subject, notes: &mut Vec<Note>) -> Option<Arc<[f32]>> {
        if let Some((_, absolute)) = self.first_of(&[ChannelId::MapAbs]) {
            return Some(absolute);
        }
        let (_, gauge) = self.first_of(&[ChannelId::MapGauge])?;
        let baro = self.baro(subject, notes);
        Some(gauge.iter().map(|x| (f64::from(*x) + baro) as f32).collect())
    }

    fn bring(&self, column: &Column) -> Option<Arc<[f32]>> {
        if matches!(column.data(), ColumnData::Codes { .. }) {
            return None;
        }
        let clean = column.flags().is_empty();
        if let (ColumnData::F32(values), true) = (column.data(), clean && column.axis == self.axis)
            && !any_infinite(values)
        {
            return Some(Arc::clone(values));
        }
        let sound = column.sound_rows();
        let value = |row: usize| {
            let x = column.data().number(row) as f32;
            if sound.contains(row) && x.is_finite() { x } else { f32::NAN }
        };
        Some(self.laid(column, value))
    }

    /// Values of a column's samples, each held until the next, on the frame's time base.
    fn laid(&self, column: &Column, value: impl Fn(usize) -> f32) -> Arc<[f32]> {
        if column.axis == self.axis {
            return passes::map(self.rows(), value).into();
        }
        let held = held_rows(self.time(), self.table.axis_of(column));
        held.map(|row| row.map_or(f32::NAN, &value)).collect()
    }
}
