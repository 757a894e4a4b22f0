//! Fuel by operating point: where the log held one again and again, how much more or less it would have taken.
//!
//! Fuel needed over fuel given is `λ / λ_target · (1 + trim)`. Only rows count at which engine speed, load and mixture
//! were held (steady stretches, and load that has lasted, each once λ has followed), warm, with the loop's target there
//! and a sensor that can be believed. The samples are medians of blocks, so that rows which depend on each other do not
//! count as many. Neighbouring operating points that lean the same way are one recommendation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::correction::Judged;
use super::grid::{Bands, Grid};
use super::points::{Point, Way, point, regions, scatter};
use super::{Case, Recommendation};
use crate::engine::analysis::blocks::{Blocks, Sample, around_cells, inflation_of, rows_of};
use crate::engine::analysis::measure::leave_out_odd_states;
use crate::engine::analysis::patterns::SegmentKind;
use crate::engine::analysis::safety::{self, Event};
use crate::engine::analysis::{AnalysisError, Frame, Ledger, Note, NoteCode, Reason};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::passes;
use crate::engine::table::RowMask;

/// A target of λ below this is none.
const TARGET_LEAST: f32 = 0.3;
/// A λ that moves by less over a whole log is none.
const ALIVE: f32 = 0.005;

/// What the mixture tells.
#[derive(Default)]
pub(super) struct Mixture {
    pub found: Vec<Recommendation>,
    pub ledger: Ledger,
    /// Samples, and operating points with enough of them to add fuel by.
    pub samples: u32,
    pub points: u32,
    pub has_target: bool,
    pub has_trim: bool,
    /// Bands that fuel is to be added at.
    lean: BTreeSet<Bands>,
}

impl Mixture {
    /// Whether an event lies where fuel is to be added anyway.
    pub(super) fn covers(&self, event: &Event, grid: Option<&Grid>, frame: &Frame) -> bool {
        let row = frame.time().rows_within(event.worst_t, event.worst_t).start;
        let Some((rpm, load)) = grid.and_then(|grid| grid.bands(row)) else { return false };
        (-1..=1).any(|i: i16| {
            (-1..=1).any(|j: i16| self.lean.contains(&(rpm.saturating_add(i), load.saturating_add(j))))
        })
    }
}

pub(super) fn mixture(
    case: &Case,
    grid: Option<&Grid>,
    notes: &mut Vec<Note>,
) -> Result<Mixture, AnalysisError> {
    let mut result = Mixture::default();
    let (frame, params) = (case.frame, case.params);
    let Some(needed) = fuel_needed(frame, notes, &mut result) else {
        let mut ledger = frame.ledger();
        ledger.keep(Reason::LoopOff, &RowMask::none(frame.rows()));
        result.ledger = ledger.finish().1;
        return Ok(result);
    };
    let Some(grid) = grid else {
        notes.push(Note::new(NoteCode::OneOperatingPoint));
        let mut ledger = frame.ledger();
        ledger.keep(Reason::Missing, &RowMask::none(frame.rows()));
        result.ledger = ledger.finish().1;
        return Ok(result);
    };
    let (rows, ledger) = rows_to_judge(case, grid, &needed);
    result.ledger = ledger;
    let blocks = Blocks::new(frame, &rows, &grid.axes, params.block_ms / 1000.0, case.cx)?;
    let samples = blocks.medians(&needed.values, rows_of(frame, params.least_ms / 1000.0));
    result.samples = samples.len() as u32;
    let mut by_point: BTreeMap<Bands, Vec<Sample>> = BTreeMap::new();
    for sample in &samples {
        let [rpm, load, ..] = blocks.cells()[sample.cell as usize].0;
        by_point.entry((rpm, load)).or_default().push(*sample);
    }
    let enough = |samples: &&Vec<Sample>| samples.len() as f64 >= params.add_samples;
    result.points = by_point.values().filter(enough).count() as u32;
    let Some(scatter) = scatter(&by_point, inflation_of(&around_cells(&samples, 2)), params) else {
        return Ok(result);
    };
    let points: BTreeMap<Bands, Point> =
        by_point.iter().map(|(bands, samples)| (*bands, point(*bands, samples, &scatter))).collect();
    for which in [Way::Add, Way::Take, Way::Unbelievable] {
        for region in regions(&points, which, params) {
            let judged = Judged {
                case,
                grid,
                samples: &by_point,
                scatter: &scatter,
                lambda: needed.lambda,
                has_trim: result.has_trim,
            };
            if which == Way::Add {
                result.lean.extend(region.iter().map(|p| p.bands));
            }
            result.found.push(match which {
                Way::Add | Way::Take => judged.correction(&region, which == Way::Add),
                Way::Unbelievable => judged.unbelievable(&region),
            });
        }
    }
    Ok(result)
}

/// Fuel missing at every row, %.
struct Needed {
    lambda: ChannelId,
    values: Arc<[f32]>,
    off: RowMask,
    missing: RowMask,
}

fn fuel_needed(frame: &Frame, notes: &mut Vec<Note>, result: &mut Mixture) -> Option<Needed> {
    let Some((_, target)) = frame.first_of(&[ChannelId::LambdaTarget]) else {
        notes.push(Note::new(NoteCode::NoLambdaTarget));
        return None;
    };
    result.has_target = true;
    let (id, lambda) = frame.lambda().filter(|(_, values)| safety::moves(values, ALIVE))?;
    let trims: Vec<Arc<[f32]>> = match frame.first_of(&[ChannelId::TrimCl]) {
        Some((_, trim)) => vec![trim],
        None => [ChannelId::TrimShort, ChannelId::TrimLong]
            .iter()
            .filter_map(|trim| frame.first_of(&[*trim]).map(|(_, values)| values))
            .collect(),
    };
    result.has_trim = !trims.is_empty();
    if !result.has_trim {
        notes.push(Note::new(NoteCode::NoTrim));
    }
    notes.push(Note::new(NoteCode::DelayNotCompensated));
    let value = |row: usize| {
        let trim: f32 = trims.iter().map(|trim| 1.0 + trim[row] / 100.0).product();
        let x = (lambda[row] / target[row] * trim - 1.0) * 100.0;
        if x.is_finite() { x } else { f32::NAN }
    };
    let values: Arc<[f32]> = passes::map(frame.rows(), value).into();
    let off = RowMask::of_values(&target, |x| x < TARGET_LEAST || !x.is_finite());
    let missing = RowMask::of_values(&values, |x| !x.is_finite());
    Some(Needed { lambda: id, values, off, missing })
}

fn rows_to_judge(case: &Case, grid: &Grid, needed: &Needed) -> (RowMask, Ledger) {
    let (frame, known) = (case.frame, case.known);
    let mut ledger = frame.ledger();
    leave_out_odd_states(&mut ledger, frame, known.patterns, case.params.running_rpm);
    ledger.leave_out(Reason::LoopOff, &needed.off);
    ledger.keep(Reason::Missing, &grid.present());
    ledger.leave_out(Reason::Missing, &needed.missing);
    let key = ChannelKey::from(needed.lambda);
    ledger.leave_out(Reason::Outlier, &known.outliers.faults(&key, frame.time()));
    ledger.leave_out(Reason::SensorRailed, &case.signals.railed);
    ledger.leave_out(Reason::FuelCut, &case.signals.cut);
    ledger.leave_out(Reason::Limited, &case.signals.limited);
    ledger.leave_out(Reason::GearChange, &case.signals.shifting);
    let mut held = case.signals.settled.clone();
    for segment in known.patterns.of(SegmentKind::Steady) {
        let from = segment.span.t0 + case.params.settle_ms / 1000.0;
        held.insert_range(frame.time().rows_within(from, segment.span.t1));
    }
    ledger.keep(Reason::Transient, &held);
    ledger.finish()
}
