//! Statistics of every channel, each over its own samples, and the aggregates of the session.

mod distribution;

use serde::{Deserialize, Serialize};

use super::evidence::{Ledger, Note, NoteCode};
use super::frame::Frame;
use super::subject::Subject;
use super::{AnalysisError, Params as _};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::Cx;
use crate::engine::stats::Moments;
use crate::engine::stats::rank::sort_f32;
use crate::engine::stats::shape::{Shape, shape, shape_f32};
use crate::engine::stats::sorted::{mad_of_sorted, quantile_of_sorted};
use crate::engine::summary::round_to;
use crate::engine::table::{Column, ColumnData, NO_CODE, RowMask};
use crate::engine::units::{Quantity, Unit};

pub use distribution::Distribution;

crate::params! {
    /// What statistics are made by.
    pub struct Params("statistics") {
        /// Most bins of a distribution.
        bins: Count = 80.0, 5.0 ..= 500.0;
        /// Most states of a channel that are listed, the frequent ones first.
        states: Count = 20.0, 1.0 ..= 500.0;
    }
}

/// Figures of a selection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub aggregates: Aggregates,
    /// In the order of the log.
    pub channels: Vec<ChannelStatistics>,
    pub ledger: Ledger,
    pub notes: Vec<Note>,
}

/// The aggregates with the names and the rounding of the specification; they stand in exports as they are. `None` where
/// there is no sound sample.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Aggregates {
    /// Selected rows of the frame's time base.
    pub point_count: u32,
    /// rpm, one decimal.
    pub avg_rpm: Option<f64>,
    pub min_rpm: Option<f64>,
    pub max_rpm: Option<f64>,
    /// λ, three decimals, of `lambda_channel`.
    pub avg_lambda: Option<f64>,
    /// λ, four decimals; sample standard deviation (n − 1).
    pub lambda_stddev: Option<f64>,
    /// The first with a sound sample of `lambda_1`, `lambda_cl` and `lambda_2`.
    pub lambda_channel: Option<ChannelId>,
    /// Seconds the selected rows cover.
    pub duration_s: f64,
}

/// One channel: counts, and figures or states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelStatistics {
    pub key: ChannelKey,
    /// The base unit of its figures.
    pub unit: Unit,
    /// Sound samples of the selection: neither missing nor flagged. The figures are of these.
    pub count: u32,
    pub missing: u32,
    /// Left out because they are suspicious.
    pub flagged: u32,
    pub figures: Option<Figures>,
    /// Of a channel of states: how often each was, the most frequent first.
    pub states: Vec<StateCount>,
}

/// Figures of a channel in its base unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// None where it is beyond what f64 can hold.
    pub mean: Option<f64>,
    /// Sample standard deviation (n − 1); none below two samples.
    pub sd: Option<f64>,
    pub min: f64,
    /// Percentiles by linear interpolation (type 7).
    pub p1: f64,
    pub p5: f64,
    pub p25: f64,
    pub median: f64,
    pub p75: f64,
    pub p95: f64,
    pub p99: f64,
    pub max: f64,
    /// Median absolute deviation from the median, unscaled.
    pub mad: f64,
    /// Adjusted Fisher-Pearson skewness; none below three samples or without spread.
    pub skewness: Option<f64>,
    /// Excess kurtosis, 0 for a normal distribution; none below four samples or without spread.
    pub kurtosis: Option<f64>,
    pub distribution: Distribution,
}

/// How often a state was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateCount {
    /// As the file wrote it.
    pub label: String,
    pub count: u32,
}

/// Statistics of what is selected. A channel of another rate than the frame's is described by its own samples, those taken
/// while a selected row held.
pub fn run(frame: &Frame, _subject: &Subject, params: &Params, cx: &Cx) -> Result<Report, AnalysisError> {
    params.check()?;
    let table = frame.table();
    let whole = frame.selected().count() == frame.rows();
    let masks: Vec<Option<RowMask>> =
        (0..table.axes().len()).map(|axis| (!whole).then(|| rows_on(frame, axis))).collect();
    let total = table.columns().len() as u64;
    let mut channels = Vec::with_capacity(table.columns().len());
    let mut scratch = Scratch::default();
    for (i, column) in table.columns().iter().enumerate() {
        cx.step(i as u64, total)?;
        channels.push(describe(column, masks[column.axis].as_ref(), params, &mut scratch));
    }
    cx.step(total, total)?;
    let (_, ledger) = frame.ledger().finish();
    let mut notes = Vec::new();
    if ledger.used == 0 {
        notes.push(Note::new(NoteCode::NothingFound));
    }
    Ok(Report { aggregates: aggregates(frame, &channels), channels, ledger, notes })
}

/// Statistics of one channel over what is selected; `None` where the log lacks it.
pub fn of_channel(
    frame: &Frame,
    key: &ChannelKey,
    params: &Params,
) -> Result<Option<ChannelStatistics>, AnalysisError> {
    params.check()?;
    let Some(column) = frame.table().column(key) else { return Ok(None) };
    let whole = frame.selected().count() == frame.rows();
    let rows = (!whole).then(|| rows_on(frame, column.axis));
    Ok(Some(describe(column, rows.as_ref(), params, &mut Scratch::default())))
}

/// The frame's selection on another of the log's time bases: samples taken while a selected row was the last one.
fn rows_on(frame: &Frame, axis: usize) -> RowMask {
    if axis == frame.axis_index() {
        return frame.selected().clone();
    }
    let base = frame.seconds();
    let mut next = 0;
    let held = frame.table().axes()[axis].seconds().iter().map(|t| {
        while next < base.len() && base[next] <= *t {
            next += 1;
        }
        next.checked_sub(1).is_some_and(|row| frame.selected().contains(row))
    });
    let mut rows = RowMask::none(0);
    held.for_each(|inside| rows.push(inside));
    rows
}

/// Room that is used again for each channel.
#[derive(Default)]
struct Scratch {
    narrow: Vec<f32>,
    wide: Vec<f64>,
}

fn describe(
    column: &Column,
    rows: Option<&RowMask>,
    params: &Params,
    scratch: &mut Scratch,
) -> ChannelStatistics {
    let selected = rows.map_or(column.len(), RowMask::count);
    let missing = match (column.gaps(), rows) {
        (None, _) => 0,
        (Some(gaps), None) => gaps.count(),
        (Some(gaps), Some(rows)) => gaps.and(rows).count(),
    };
    let clean = column.gaps().is_none() && column.flags().is_empty();
    let picked = (rows.is_some() || !clean).then(|| {
        let sound = column.sound_rows();
        rows.map_or(sound.clone(), |rows| sound.and(rows))
    });
    let whole_numbers = matches!(column.unit.quantity(), Quantity::Flag | Quantity::Code | Quantity::Count);
    let (count, figures, states) = match column.data() {
        ColumnData::F32(values) => {
            take(&mut scratch.narrow, values, picked.as_ref(), |x| x.is_finite());
            (scratch.narrow.len(), figures_f32(&mut scratch.narrow, whole_numbers, params), Vec::new())
        }
        ColumnData::F64(values) => {
            take(&mut scratch.wide, values, picked.as_ref(), |x| x.is_finite());
            (scratch.wide.len(), figures_f64(&mut scratch.wide, whole_numbers, params), Vec::new())
        }
        ColumnData::Codes { codes, labels } => {
            let mut counts = vec![0u32; labels.len()];
            let all = RowMask::all(column.len());
            for row in picked.as_ref().unwrap_or(&all).iter() {
                let code = codes[row];
                if let Some(count) = counts.get_mut(usize::from(code)).filter(|_| code != NO_CODE) {
                    *count += 1;
                }
            }
            let count = counts.iter().sum::<u32>() as usize;
            let listed = labels.iter().zip(counts).filter(|(_, count)| *count > 0);
            let mut states: Vec<StateCount> =
                listed.map(|(label, count)| StateCount { label: label.to_string(), count }).collect();
            states.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
            states.truncate(params.states as usize);
            (count, None, states)
        }
    };
    ChannelStatistics {
        key: column.key.clone(),
        unit: column.unit,
        count: count as u32,
        missing: missing as u32,
        flagged: (selected - missing - count) as u32,
        figures,
        states,
    }
}

/// Copies what is wanted of a column.
fn take<T: Copy>(to: &mut Vec<T>, values: &[T], rows: Option<&RowMask>, wanted: impl Fn(&T) -> bool) {
    to.clear();
    match rows {
        Some(rows) => to.extend(rows.iter().map(|row| values[row]).filter(wanted)),
        None if values.iter().all(&wanted) => to.extend_from_slice(values),
        None => to.extend(values.iter().copied().filter(wanted)),
    }
}

fn figures_f32(values: &mut [f32], whole_numbers: bool, params: &Params) -> Option<Figures> {
    let moments = Moments::of_f32(values);
    let shape = shape_f32(values, &moments);
    sort_f32(values);
    figures_of_sorted(values, &moments, shape, whole_numbers, params)
}

fn figures_f64(values: &mut [f64], whole_numbers: bool, params: &Params) -> Option<Figures> {
    let moments = Moments::of(values);
    let shape = shape(values, &moments);
    values.sort_unstable_by(f64::total_cmp);
    figures_of_sorted(values, &moments, shape, whole_numbers, params)
}

fn figures_of_sorted<T: Copy + Into<f64>>(
    sorted: &[T],
    moments: &Moments,
    shape: Shape,
    whole_numbers: bool,
    params: &Params,
) -> Option<Figures> {
    let at = |share: f64| quantile_of_sorted(sorted, share);
    let median = at(0.5)?;
    Some(Figures {
        mean: moments.mean().filter(|x| x.is_finite()),
        sd: moments.sd().filter(|x| x.is_finite()),
        min: at(0.0)?,
        p1: at(0.01)?,
        p5: at(0.05)?,
        p25: at(0.25)?,
        median,
        p75: at(0.75)?,
        p95: at(0.95)?,
        p99: at(0.99)?,
        max: at(1.0)?,
        mad: mad_of_sorted(sorted, median)?,
        skewness: shape.skewness,
        kurtosis: shape.kurtosis,
        distribution: Distribution::of_sorted(sorted, whole_numbers, params.bins as u32),
    })
}

fn aggregates(frame: &Frame, channels: &[ChannelStatistics]) -> Aggregates {
    let of = |id: ChannelId| {
        let found = channels.iter().find(|c| c.key == ChannelKey::Known(id));
        found.and_then(|c| c.figures.as_ref())
    };
    let rpm = of(ChannelId::Rpm);
    let lambda = [ChannelId::Lambda1, ChannelId::LambdaCl, ChannelId::Lambda2]
        .into_iter()
        .find_map(|id| of(id).map(|figures| (id, figures)));
    let seconds = frame.seconds();
    let runs = frame.selected().runs();
    Aggregates {
        point_count: frame.selected().count() as u32,
        avg_rpm: rpm.and_then(|f| f.mean).map(|x| round_to(x, 1)),
        min_rpm: rpm.map(|f| f.min),
        max_rpm: rpm.map(|f| f.max),
        avg_lambda: lambda.and_then(|(_, f)| f.mean).map(|x| round_to(x, 3)),
        lambda_stddev: lambda.and_then(|(_, f)| f.sd).map(|x| round_to(x, 4)),
        lambda_channel: lambda.map(|(id, _)| id),
        duration_s: runs.iter().map(|run| seconds[run.end - 1] - seconds[run.start]).sum(),
    }
}
