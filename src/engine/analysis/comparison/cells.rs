//! Differences at the same operating points.

use std::collections::{BTreeMap, BTreeSet};

use super::super::AnalysisError;
use super::super::blocks::{Axis, Blocks, Cell, LoadKind, LoadWidths, Sample, rows_of};
use super::super::evidence::{Ledger, Note, NoteCode, Reason, Span};
use super::super::measure::{Measure, leave_out_odd_states};
use super::memory::{Few, Memory};
use super::{CellDifference, Difference, MeasureDifference, Missing, Params, Query, ScarceCell, Side};
use crate::engine::channels::ChannelId;
use crate::engine::cx::Cx;
use crate::engine::stats::rank_test::{Shift, Stratum, mann_whitney, shift, van_elteren};
use crate::engine::stats::sorted::median_in_place;
use crate::engine::table::RowMask;

pub(super) struct Found {
    pub load: Option<LoadKind>,
    pub measures: Vec<MeasureDifference>,
    pub cells: Vec<CellDifference>,
    pub scarce: Vec<ScarceCell>,
    pub missing: Vec<Missing>,
    pub ledgers: Vec<Ledger>,
}

/// What an operating point is told by, the same in all sessions.
struct Plan {
    rpm: bool,
    load: Option<LoadKind>,
    target: bool,
    air: bool,
    widths: LoadWidths,
}

pub(super) fn compare(
    sides: &[Side],
    reference: usize,
    query: &Query,
    params: &Params,
    notes: &mut Vec<Note>,
    cx: &Cx,
) -> Result<Found, AnalysisError> {
    let plan = Plan::new(sides, query, params, notes);
    let mut ledgers = Vec::new();
    let mut blocks = Vec::new();
    for (i, side) in sides.iter().enumerate() {
        cx.step(i as u64, sides.len() as u64)?;
        let mut ledger = side.frame.ledger();
        leave_out_odd_states(&mut ledger, side.frame, side.patterns, params.running_rpm);
        let axes = plan.axes(side, params, notes);
        for axis in &axes {
            ledger.keep(Reason::Missing, &RowMask::of_values(&axis.values, f32::is_finite));
        }
        let (rows, ledger) = ledger.finish();
        blocks.push(Blocks::new(side.frame, &rows, &axes, params.block / 1000.0, cx)?);
        ledgers.push(ledger);
    }
    let mut found = Found {
        load: plan.load,
        measures: Vec::new(),
        cells: Vec::new(),
        scarce: Vec::new(),
        missing: Vec::new(),
        ledgers,
    };
    for measure in &query.measures {
        let gives: Vec<bool> =
            sides.iter().map(|side| side.gives(measure) && side.agrees(&sides[reference], measure)).collect();
        let absent = gives.iter().zip(0..).filter(|(gives, _)| !**gives);
        found.missing.extend(absent.map(|(_, side)| Missing { side, measure: measure.clone() }));
        if plan.is_axis(measure) {
            continue;
        }
        let gathered: Vec<Option<Gathered>> = sides
            .iter()
            .zip(&blocks)
            .zip(&gives)
            .map(|((side, blocks), gives)| gives.then(|| gather(side, blocks, measure, params)).flatten())
            .collect();
        let Some(base) = &gathered[reference] else { continue };
        for (i, other) in gathered.iter().enumerate().filter(|(i, _)| *i != reference) {
            cx.step(i as u64, sides.len() as u64)?;
            if let Some(other) = other {
                plan.difference(i as u32, measure, base, other, params, &mut found);
            }
        }
    }
    Ok(found)
}

/// Samples of a measure by operating point.
struct Gathered {
    cells: BTreeMap<Cell, Taken>,
    memory: Memory,
}

/// Samples of one operating point, and when each was taken, seconds.
#[derive(Default)]
struct Taken {
    values: Vec<f64>,
    times: Vec<f64>,
}

impl Taken {
    fn median(&self) -> f64 {
        median_in_place(&mut self.values.clone()).unwrap_or_default()
    }

    /// The block whose sample is nearest to the median: where to look at what is typical.
    fn typical(&self, block_s: f64) -> Span {
        let median = self.median();
        let away = |i: &usize| (self.values[*i] - median).abs();
        let at = (0..self.values.len()).min_by(|a, b| away(a).total_cmp(&away(b)));
        let t = at.map_or(0.0, |at| self.times[at]);
        Span::new(t - block_s / 2.0, t + block_s / 2.0)
    }
}

fn gather(side: &Side, blocks: &Blocks, measure: &Measure, params: &Params) -> Option<Gathered> {
    let values = measure.values(side.frame)?;
    let samples: Vec<Sample> = blocks.medians(&values, rows_of(side.frame, params.least / 1000.0));
    let mut cells: BTreeMap<Cell, Taken> = BTreeMap::new();
    for sample in &samples {
        let taken = cells.entry(blocks.cells()[sample.cell as usize]).or_default();
        taken.values.push(sample.value);
        taken.times.push(sample.t);
    }
    Some(Gathered { cells, memory: Memory::of(&samples) })
}

impl Plan {
    fn new(sides: &[Side], query: &Query, params: &Params, notes: &mut Vec<Note>) -> Self {
        let all_have = |id: ChannelId| sides.iter().all(|side| side.frame.first_of(&[id]).is_some());
        let load = LoadKind::ALL.into_iter().find(|kind| {
            // What is noted on the way is noted again for the kind that is taken.
            let has = |side: &Side| kind.values(side.frame, side.subject, &mut Vec::new()).is_some();
            sides.iter().all(has)
        });
        let plan = Self {
            rpm: all_have(ChannelId::Rpm),
            load,
            target: query.by_target && all_have(ChannelId::LambdaTarget),
            air: query.by_air && all_have(ChannelId::IntakeAir),
            widths: LoadWidths {
                pressure_bar: params.pressure_width,
                percent: params.percent_width,
                flow_gs: params.flow_width,
            },
        };
        if !plan.rpm && plan.load.is_none() {
            notes.push(Note::new(NoteCode::OneOperatingPoint));
        }
        for (asked, taken, id) in [
            (query.by_target, plan.target, ChannelId::LambdaTarget),
            (query.by_air, plan.air, ChannelId::IntakeAir),
        ] {
            if asked && !taken {
                notes.push(Note::new(NoteCode::ChannelAbsent).of(id));
            }
        }
        plan
    }

    /// What operating points are told by does not differ within them.
    fn is_axis(&self, measure: &Measure) -> bool {
        let Measure::Channel(key) = measure else { return false };
        match key.id() {
            Some(ChannelId::Rpm) => self.rpm,
            Some(ChannelId::MapGauge | ChannelId::MapAbs) => self.load == Some(LoadKind::Manifold),
            Some(id) => self.load.is_some_and(|kind| kind.channel() == id),
            None => false,
        }
    }

    /// In the order engine speed, load, λ target, intake temperature.
    fn axes(&self, side: &Side, params: &Params, notes: &mut Vec<Note>) -> Vec<Axis> {
        let channel = |wanted: bool, id: ChannelId, width: f64| {
            let values = wanted.then(|| side.frame.channel(id)).flatten()?;
            Some(Axis { values, width })
        };
        let load = self.load.and_then(|kind| {
            let values = kind.values(side.frame, side.subject, notes)?;
            Some(Axis { values, width: kind.width(&self.widths) })
        });
        [
            channel(self.rpm, ChannelId::Rpm, params.rpm_width),
            load,
            channel(self.target, ChannelId::LambdaTarget, params.target_width),
            channel(self.air, ChannelId::IntakeAir, params.air_width),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Middles of a cell's bands: engine speed, load, λ target, intake temperature.
    fn middles(&self, cell: Cell, params: &Params) -> [Option<f64>; 4] {
        let mut bands = cell.0.into_iter();
        let mut middle = |width: Option<f64>| width.and_then(|width| Some(f64::from(bands.next()?) * width));
        [
            middle(self.rpm.then_some(params.rpm_width)),
            middle(self.load.map(|kind| kind.width(&self.widths))),
            middle(self.target.then_some(params.target_width)),
            middle(self.air.then_some(params.air_width)),
        ]
    }

    fn difference(
        &self,
        side: u32,
        measure: &Measure,
        base: &Gathered,
        other: &Gathered,
        params: &Params,
        found: &mut Found,
    ) {
        let memory = base.memory.or(other.memory);
        let least = params.least_samples as usize;
        let level = params.confidence / 100.0;
        let block_s = params.block / 1000.0;
        let mut strata = Vec::new();
        let (mut samples_reference, mut samples) = (0, 0);
        let first_cell = found.cells.len();
        let nothing = Taken::default();
        let met: BTreeSet<Cell> = base.cells.keys().chain(other.cells.keys()).copied().collect();
        for cell in met {
            let ours = base.cells.get(&cell).unwrap_or(&nothing);
            let theirs = other.cells.get(&cell).unwrap_or(&nothing);
            let (n_ours, n_theirs) = (ours.values.len() as u32, theirs.values.len() as u32);
            let [rpm, load, target, air] = self.middles(cell, params);
            let enough = n_ours.min(n_theirs) as usize >= least;
            let test = || difference(&theirs.values, &ours.values, memory.one, level);
            let Some(difference) = enough.then(test).flatten() else {
                found.scarce.push(ScarceCell {
                    side,
                    measure: measure.clone(),
                    rpm,
                    load,
                    target,
                    air,
                    samples_reference: n_ours,
                    samples: n_theirs,
                });
                continue;
            };
            strata.extend(Stratum::new(&theirs.values, &ours.values, memory.all));
            samples_reference += n_ours;
            samples += n_theirs;
            found.cells.push(CellDifference {
                side,
                measure: measure.clone(),
                rpm,
                load,
                target,
                air,
                samples_reference: n_ours,
                samples: n_theirs,
                median_reference: ours.median(),
                median: theirs.median(),
                place_reference: ours.typical(block_s),
                place: theirs.typical(block_s),
                difference,
            });
        }
        let few = Few::of(samples_reference as usize, samples as usize, memory.all);
        if let Some((p, shift)) = van_elteren(&strata, few.level(level).unwrap_or(level)) {
            found.measures.push(MeasureDifference {
                side,
                measure: measure.clone(),
                cells: (found.cells.len() - first_cell) as u32,
                claimed_cells: 0,
                samples_reference,
                samples,
                difference: Difference::new(p, shift, memory.all, few, level),
            });
        }
    }
}

/// Of one sample of each session.
pub(super) fn difference(other: &[f64], reference: &[f64], inflation: f64, level: f64) -> Option<Difference> {
    let few = Few::of(other.len(), reference.len(), inflation);
    let test = mann_whitney(other, reference, inflation)?;
    let shift = shift(other, reference, inflation, few.level(level).unwrap_or(level))?;
    if test.exact {
        // Counted out: nothing is approximated.
        return Some(Difference {
            p: test.p,
            p_adjusted: test.p,
            ..Difference::new(test.p, shift, inflation, few, level)
        });
    }
    Some(Difference::new(test.p, shift, inflation, few, level))
}

impl Difference {
    fn new(normal_p: f64, shift: Shift, inflation: f64, few: Few, level: f64) -> Self {
        let interval = few.level(level).and(shift.interval);
        let (low, high) = interval.unzip();
        let p = few.p(normal_p);
        Self { value: shift.value, low, high, p, p_adjusted: p, inflation, claimed: false }
    }
}
