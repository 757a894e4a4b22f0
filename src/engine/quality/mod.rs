//! How far a log can be trusted: a score of 0 to 100 from parts that need no other analysis, each with its evidence.
//!
//! # The score
//! The weighted mean of the parts that could be judged (a part that could not has weight 0), less
//! `0.6 · (50 − w)` where `w`, the worst of sampling, gaps, sensors and ranges, is under 50: one rotten part spoils a
//! log whatever the others say.
//!
//! # What costs nothing
//! Flags that never change, channels that never move and sentinels that stand for a sensor not fitted (fuel
//! temperature −40 °C, oil pressure 0) say what is on the car, not how good the log is. Accelerometers that were
//! never zeroed are noted, not judged. λ target 0 and the padding rows of an exporter are no samples at all.

mod holes;
mod ranges;
mod sampling;
mod sensors;
mod warmth;

use crate::engine::order::sort_by;
use serde::{Deserialize, Serialize};

use super::channels::{ChannelId, ChannelKey};
use super::passes;
use super::stats::{Moments, any_infinite};
use super::table::{Column, ColumnData, Flag, LogTable, RowMask};

/// What a part of the score is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartCode {
    /// Sample rate and its evenness.
    Sampling,
    /// Time without samples, cells without values.
    Gaps,
    /// Channels that should be there, and whether they behave like sensors.
    Sensors,
    /// Values no sound sensor reports.
    Ranges,
    /// How warm the engine was while it ran.
    WarmShare,
}

impl PartCode {
    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            PartCode::Sampling => "sampling",
            PartCode::Gaps => "gaps",
            PartCode::Sensors => "sensors",
            PartCode::Ranges => "ranges",
            PartCode::WarmShare => "warm_share",
        }
    }

    /// Share of the score.
    pub const fn weight(self) -> f64 {
        match self {
            PartCode::Gaps | PartCode::Sensors => 0.25,
            PartCode::Sampling | PartCode::Ranges => 0.2,
            PartCode::WarmShare => 0.1,
        }
    }
}

/// What was seen. The arguments are numbers in the base unit, in the order told here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceCode {
    /// Sample rate, Hz.
    SampleRate,
    /// The log has few rows: rows.
    FewRows,
    /// Uneven steps: share of the steps.
    UnevenSteps,
    /// Times that repeat or go back: rows, share.
    RepeatedTimes,
    /// Gaps in time: number, seconds lost, share of the duration.
    TimeGaps,
    /// Missing cells of a channel: cells, share.
    MissingCells,
    /// No channel of this meaning.
    KeyChannelAbsent,
    /// A channel that should move did not: its value.
    Stuck,
    /// A sensor that comes and goes: samples without it, share.
    Intermittent,
    /// Steps faster than the quantity can change: steps, share.
    Jumps,
    /// A channel that is nothing but noise: von Neumann's ratio.
    Noise,
    /// An accelerometer that was never zeroed: its median.
    NotZeroed,
    /// A sensor that is not fitted: the value that stands for it.
    NotFitted,
    /// Values out of the plausible range: samples, share.
    OutOfRange,
    /// Padding rows of the exporter: rows.
    ExportTail,
    /// Engine warm: share of the running time weighted by temperature, median °C.
    Warmth,
    /// The part could not be judged: nothing to judge it by.
    NotJudged,
}

impl EvidenceCode {
    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            EvidenceCode::SampleRate => "sample_rate",
            EvidenceCode::FewRows => "few_rows",
            EvidenceCode::UnevenSteps => "uneven_steps",
            EvidenceCode::RepeatedTimes => "repeated_times",
            EvidenceCode::TimeGaps => "time_gaps",
            EvidenceCode::MissingCells => "missing_cells",
            EvidenceCode::KeyChannelAbsent => "key_channel_absent",
            EvidenceCode::Stuck => "stuck",
            EvidenceCode::Intermittent => "intermittent",
            EvidenceCode::Jumps => "jumps",
            EvidenceCode::Noise => "noise",
            EvidenceCode::NotZeroed => "not_zeroed",
            EvidenceCode::NotFitted => "not_fitted",
            EvidenceCode::OutOfRange => "out_of_range",
            EvidenceCode::ExportTail => "export_tail",
            EvidenceCode::Warmth => "warmth",
            EvidenceCode::NotJudged => "not_judged",
        }
    }
}

/// One observation behind a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub code: EvidenceCode,
    pub channel: Option<ChannelKey>,
    pub args: Vec<f64>,
    /// Points it took from its part; 0 for a note.
    pub cost: f64,
}

/// One part of the score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QualityPart {
    pub code: PartCode,
    /// 0 to 100.
    pub score: f64,
    /// Share of the whole; 0 where it could not be judged.
    pub weight: f64,
    pub evidence: Vec<Evidence>,
}

/// The quality of a log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// 0 to 100.
    pub score: f64,
    pub parts: Vec<QualityPart>,
}

/// Judges a log.
pub fn assess(table: &LogTable) -> Quality {
    Quality::of(parts(table).collect())
}

/// The parts, each judged when it is asked for: whoever has others waiting lets them in between.
pub fn parts(table: &LogTable) -> impl Iterator<Item = QualityPart> + '_ {
    let judges: [fn(&LogTable) -> QualityPart; 5] =
        [sampling::judge, holes::judge, sensors::judge, ranges::judge, warmth::judge];
    judges.into_iter().map(move |judge| judge(table))
}

impl Quality {
    /// The score that all parts come to.
    pub fn of(parts: Vec<QualityPart>) -> Self {
        Self { score: score_of(&parts), parts }
    }
}

/// Under this a part spoils the whole.
const ROTTEN: f64 = 50.0;
const SPOILS: f64 = 0.6;

fn score_of(parts: &[QualityPart]) -> f64 {
    let weights: f64 = parts.iter().map(|p| p.weight).sum();
    if weights <= 0.0 {
        return 0.0;
    }
    let mean = parts.iter().map(|p| p.score * p.weight).sum::<f64>() / weights;
    let judged = parts.iter().filter(|p| p.weight > 0.0 && p.code != PartCode::WarmShare);
    let worst = judged.map(|p| p.score).fold(100.0, f64::min);
    (mean - SPOILS * (ROTTEN - worst).max(0.0)).clamp(0.0, 100.0)
}

/// A part under judgement: it starts at 100 and loses what its evidence costs.
struct Case {
    code: PartCode,
    evidence: Vec<Evidence>,
}

impl Case {
    fn open(code: PartCode) -> Self {
        Self { code, evidence: Vec::new() }
    }

    fn add(&mut self, code: EvidenceCode, channel: Option<&ChannelKey>, args: &[f64], cost: f64) {
        self.evidence.push(Evidence { code, channel: channel.cloned(), args: args.to_vec(), cost });
    }

    /// What costs most stands first.
    fn close(mut self) -> QualityPart {
        sort_by(&mut self.evidence, |a, b| b.cost.total_cmp(&a.cost));
        let cost: f64 = self.evidence.iter().map(|e| e.cost).sum();
        let score = (100.0 - cost).clamp(0.0, 100.0);
        QualityPart { code: self.code, score, weight: self.code.weight(), evidence: self.evidence }
    }

    fn not_judged(mut self) -> QualityPart {
        self.add(EvidenceCode::NotJudged, None, &[], 0.0);
        QualityPart { code: self.code, score: 0.0, weight: 0.0, evidence: self.evidence }
    }
}

/// Rows of a column carrying a flag.
fn flagged(column: &Column, flag: Flag) -> usize {
    column.flags().iter().filter(|(f, _)| *f == flag).map(|(_, rows)| rows.count()).sum()
}

fn flag_rows(column: &Column, flag: Flag) -> Option<&RowMask> {
    column.flags().iter().find(|(f, _)| *f == flag).map(|(_, rows)| &**rows)
}

/// Finite values that nobody doubts. A text's is its code.
fn sound_values(column: &Column) -> Vec<f64> {
    let mut values = Vec::with_capacity(column.len());
    for run in column.sound_rows().runs() {
        match column.data() {
            ColumnData::F32(v) => passes::each(run, |rows| {
                let some = v[rows].iter();
                if some.clone().fold(true, |all, x| all & x.is_finite()) {
                    values.extend(some.map(|x| f64::from(*x)));
                } else {
                    values.extend(some.map(|x| f64::from(*x)).filter(|x| x.is_finite()));
                }
            }),
            ColumnData::F64(v) => values.extend(v[run].iter().copied().filter(|x| x.is_finite())),
            ColumnData::Codes { codes, .. } => values.extend(codes[run].iter().map(|c| f64::from(*c))),
        }
    }
    values
}

/// Moments of the [`sound_values`].
fn sound_moments(column: &Column) -> Moments {
    match column.data() {
        ColumnData::F32(values) if column.is_clean() && !any_infinite(values) => Moments::of_f32(values),
        _ => Moments::of(&sound_values(column)),
    }
}

/// The engine turned by itself at least this fast.
const RUNNING_RPM: f64 = 300.0;

/// Whether the engine ran at a row of `axis`, by the rpm that held; `None` where the log has no rpm.
fn running(table: &LogTable, axis: usize) -> Option<RowMask> {
    let rpm = table.channel(ChannelId::Rpm)?;
    let runs = |row: usize| rpm.data().number(row) >= RUNNING_RPM;
    let base = &table.axes()[axis];
    if rpm.axis == axis {
        return Some(RowMask::from_fn(base.len(), runs));
    }
    let source = table.axis_of(rpm);
    Some(RowMask::from_fn(base.len(), |row| {
        super::view::held_row(source, base.seconds()[row]).is_some_and(runs)
    }))
}

/// Accelerometers: what they read depends on how they were mounted and zeroed.
fn is_accelerometer(id: ChannelId) -> bool {
    matches!(
        id,
        ChannelId::GLong | ChannelId::GLat | ChannelId::GVert | ChannelId::GLongRaw | ChannelId::GLatRaw
    )
}

fn is_lambda(id: ChannelId) -> bool {
    matches!(id, ChannelId::Lambda1 | ChannelId::Lambda2 | ChannelId::LambdaCl)
}
