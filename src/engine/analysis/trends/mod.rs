//! What changes with time: within a session, drifts, changes of level and creeping trims at comparable operating points; over
//! the sessions of a vehicle, its key figures.
//!
//! # Within a session
//! Rows are gathered in blocks of time and, within these, by operating point (bands of engine speed and load). The median of a
//! channel over such a group is one sample. A drift is the median slope between samples of the same operating point; a change
//! of level is looked for in what is left of each block once its operating points' medians are taken away. Both reckon with
//! the memory of the blocks and with their operating points sharing one disturbance.

pub mod across;
mod drift;
pub mod figures;
mod levels;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::blocks::{Axis, Blocks, LoadKind, LoadWidths, Sample, around_cells, rows_of};
use super::evidence::{Ledger, Note, NoteCode, Reason};
use super::frame::Frame;
use super::measure::{Measure, leave_out_odd_states};
use super::patterns;
use super::subject::Subject;
use super::{AnalysisError, Params as _};
use crate::engine::channels::ChannelId;
use crate::engine::cx::Cx;
use crate::engine::stats::multiple::benjamini_hochberg_of;
use crate::engine::stats::sorted::median_in_place;
use crate::engine::table::RowMask;

pub use drift::Drift;
pub use levels::{Change, Creep, CreepAlarm};

crate::params! {
    /// What trends within a session are found by.
    pub struct Params("trends") {
        /// Length of a block of time.
        block: Duration = 20_000.0, 1000.0 ..= 600_000.0;
        /// Most blocks: longer sessions have longer blocks.
        most_blocks: Count = 400.0, 20.0 ..= 2000.0;
        /// Shortest time at an operating point that makes a sample.
        least: Duration = 1000.0, 20.0 ..= 60_000.0;
        /// Widths of the bands of an operating point.
        rpm_width: RotationalSpeed = 500.0, 50.0 ..= 5000.0;
        pressure_width: Pressure = 0.2, 0.02 ..= 2.0;
        percent_width: Percent = 10.0, 1.0 ..= 100.0;
        flow_width: MassFlow = 15.0, 1.0 ..= 500.0;
        /// Above it the engine runs.
        running_rpm: RotationalSpeed = 400.0, 50.0 ..= 2000.0;
        /// Fewest blocks a claim is made from.
        least_blocks: Count = 12.0, 6.0 ..= 500.0;
        /// Confidence of the intervals.
        confidence: Percent = 95.0, 50.0 ..= 99.9;
        /// Share of false claims that is accepted among all claims of drift.
        false_claims: Percent = 5.0, 0.1 ..= 50.0;
        /// Price of a change of level, in units of the variance and of the logarithm of the number of blocks.
        penalty: AsLogged = 3.0, 0.5 ..= 50.0;
        /// Fewest blocks of a level.
        shortest: Count = 4.0, 1.0 ..= 100.0;
        /// Share of the session, from its start, that tells where a trim stands.
        baseline: Percent = 30.0, 10.0 ..= 80.0;
        /// What a trim's sum allows for, and where it alarms, in standard deviations.
        allowance: AsLogged = 0.5, 0.1 ..= 3.0;
        limit: AsLogged = 7.0, 2.0 ..= 20.0;
    }
}

/// What changed within a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Seconds of a block.
    pub block_s: f64,
    /// What stood for load; none where all rows are one operating point or only engine speed tells them apart.
    pub load: Option<LoadKind>,
    /// In a fixed order; those the log has.
    pub measures: Vec<MeasureTrend>,
    /// Rows used are those that belong to an operating point.
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

/// How one measure went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureTrend {
    pub measure: Measure,
    /// Median of all samples, in the base unit.
    pub level: f64,
    /// Samples, and the blocks and operating points they are of.
    pub samples: u32,
    pub blocks: u32,
    pub cells: u32,
    /// Rows behind the samples.
    pub rows: u64,
    /// What is left of each block when its operating points' medians are taken away.
    pub series: Vec<SeriesPoint>,
    /// None below the fewest blocks.
    pub drift: Option<Drift>,
    pub changes: Vec<Change>,
    /// Of trims only.
    pub creep: Option<Creep>,
}

/// A block of time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesPoint {
    /// Seconds.
    pub t: f64,
    pub away: f64,
}

/// Which way something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tendency {
    Rising,
    Falling,
}

impl Tendency {
    fn of(slope: f64) -> Option<Self> {
        match slope.partial_cmp(&0.0)? {
            std::cmp::Ordering::Greater => Some(Tendency::Rising),
            std::cmp::Ordering::Less => Some(Tendency::Falling),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// Channels that are followed beside the error of λ.
const FOLLOWED: [ChannelId; 20] = [
    ChannelId::TrimShort,
    ChannelId::TrimLong,
    ChannelId::TrimCl,
    ChannelId::OilPressure,
    ChannelId::FuelPressure,
    ChannelId::FuelPressureDiff,
    ChannelId::Coolant,
    ChannelId::OilTemp,
    ChannelId::IntakeAir,
    ChannelId::ChargeAir,
    ChannelId::FuelTemp,
    ChannelId::Egt1,
    ChannelId::Egt2,
    ChannelId::Egt3,
    ChannelId::Egt4,
    ChannelId::Egt5,
    ChannelId::Egt6,
    ChannelId::Egt7,
    ChannelId::Egt8,
    ChannelId::Battery,
];
const TRIMS: [ChannelId; 3] = [ChannelId::TrimShort, ChannelId::TrimLong, ChannelId::TrimCl];

/// Trends of the selection. Rows at which the engine was off, starting, cold, without fuel, limited or between gears are left
/// out: what warms up or is cut changes for other reasons.
pub fn run(
    frame: &Frame,
    subject: &Subject,
    patterns: &patterns::Report,
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    let mut notes = Vec::new();
    let mut ledger = frame.ledger();
    leave_out_odd_states(&mut ledger, frame, patterns, params.running_rpm);
    let (axes, load) = axes(frame, subject, params, &mut notes);
    for axis in &axes {
        ledger.keep(Reason::Missing, &RowMask::of_values(&axis.values, f32::is_finite));
    }
    let (rows, ledger) = ledger.finish();
    let block_s = block_seconds(frame, params, &mut notes);
    let blocks = Blocks::new(frame, &rows, &axes, block_s, cx)?;
    let least = rows_of(frame, params.least / 1000.0);

    let followed = followed(frame);
    if followed.iter().all(|(measure, _)| *measure != Measure::LambdaError) {
        notes.push(Note::new(NoteCode::NoLambdaTarget));
    }
    let mut measures = Vec::new();
    for (i, (measure, values)) in followed.iter().enumerate() {
        cx.step(i as u64, followed.len() as u64)?;
        measures.extend(measure_trend(measure, &blocks.medians(values, least), params));
    }
    adjust(&mut measures, params);
    if measures.is_empty() {
        notes.push(Note::new(NoteCode::NothingFound));
    }
    Ok(Report { block_s, load, measures, ledger, notes })
}

/// What tells operating points apart in this log.
fn axes(
    frame: &Frame,
    subject: &Subject,
    params: &Params,
    notes: &mut Vec<Note>,
) -> (Vec<Axis>, Option<LoadKind>) {
    let widths = LoadWidths {
        pressure_bar: params.pressure_width,
        percent: params.percent_width,
        flow_gs: params.flow_width,
    };
    let mut axes = Vec::new();
    if let Some((_, values)) = frame.first_of(&[ChannelId::Rpm]) {
        axes.push(Axis { values, width: params.rpm_width });
    }
    let load = LoadKind::ALL
        .into_iter()
        .find_map(|kind| kind.values(frame, subject, notes).map(|values| (kind, values)));
    let kind = load.as_ref().map(|(kind, _)| *kind);
    axes.extend(load.map(|(kind, values)| Axis { values, width: kind.width(&widths) }));
    if axes.is_empty() {
        notes.push(Note::new(NoteCode::OneOperatingPoint));
    }
    (axes, kind)
}

fn block_seconds(frame: &Frame, params: &Params, notes: &mut Vec<Note>) -> f64 {
    let asked = params.block / 1000.0;
    let least = frame.time().duration() / params.most_blocks;
    if least > asked && least.is_finite() {
        notes.push(Note::new(NoteCode::LongerBlocks).with(&[least]));
        least
    } else {
        asked
    }
}

fn followed(frame: &Frame) -> Vec<(Measure, Arc<[f32]>)> {
    std::iter::once(Measure::LambdaError)
        .chain(FOLLOWED.into_iter().map(Measure::from))
        .filter_map(|measure| measure.values(frame).map(|values| (measure, values)))
        .collect()
}

fn measure_trend(measure: &Measure, samples: &[Sample], params: &Params) -> Option<MeasureTrend> {
    let level = median_in_place(&mut samples.iter().map(|s| s.value).collect::<Vec<_>>())?;
    let series = around_cells(samples, LEAST_OF_A_CELL);
    let mut blocks: Vec<u32> = samples.iter().map(|s| s.block).collect();
    blocks.dedup();
    let mut cells: Vec<u32> = samples.iter().map(|s| s.cell).collect();
    cells.sort_unstable();
    cells.dedup();
    let enough = series.len() >= params.least_blocks as usize;
    let trim = TRIMS.iter().any(|id| *measure == Measure::from(*id));
    Some(MeasureTrend {
        measure: measure.clone(),
        level,
        samples: samples.len() as u32,
        blocks: blocks.len() as u32,
        cells: cells.len() as u32,
        rows: samples.iter().map(|s| u64::from(s.rows)).sum(),
        drift: if enough { drift::drift(samples, &series, params) } else { None },
        changes: if enough { levels::changes(&series, params) } else { Vec::new() },
        creep: if enough && trim { levels::creep(&series, params) } else { None },
        series: series.into_iter().map(|(t, away)| SeriesPoint { t, away }).collect(),
    })
}

/// An operating point met in fewer blocks tells no change.
const LEAST_OF_A_CELL: usize = 3;

fn adjust(measures: &mut [MeasureTrend], params: &Params) {
    let p: Vec<Option<f64>> = measures.iter().map(|m| m.drift.as_ref().map(|d| d.p)).collect();
    for (measure, adjusted) in measures.iter_mut().zip(benjamini_hochberg_of(&p)) {
        if let (Some(drift), Some(adjusted)) = (&mut measure.drift, adjusted) {
            drift.p_adjusted = adjusted;
            if adjusted <= params.false_claims / 100.0 {
                drift.claimed = Tendency::of(drift.slope_per_min);
            }
        }
    }
}
