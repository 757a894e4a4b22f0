//! Differences at the same operating points.

use std::collections::{BTreeMap, BTreeSet};

use super::super::AnalysisError;
use super::super::blocks::{Axis, Blocks, Cell, LoadKind, LoadWidths, Sample, rows_of};
use super::super::evidence::{Ledger, Note, NoteCode, Reason, Span};
use super::super::measure::{Measure, leave_out_odd_states};
use super::alike::{self, Surroundings};
use super::memory::{Few, Memory};
use super::{
    ApartCell, Besides, CellDifference, Difference, MeasureDifference, MetCell, Missing, Params, Query, Side,
};
use crate::engine::channels::ChannelId;
use crate::engine::cx::Cx;
use crate::engine::stats::rank_test::{Shift, Stratum, mann_whitney, shift, van_elteren};
use crate::engine::stats::sorted::median_in_place;
use crate::engine::table::RowMask;

/// Targets are logged in steps: those just as far apart as allowed are not further.
const TARGET_SLACK: f64 = 1e-6;

pub(super) struct Found {
    pub load: Option<LoadKind>,
    pub measures: Vec<MeasureDifference>,
    pub cells: Vec<CellDifference>,
    pub scarce: Vec<MetCell>,
    pub apart: Vec<ApartCell>,
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
    let (blocks, ledgers) = plan.blocks(sides, params, notes, cx)?;
    let mut found = Found {
        load: plan.load,
        measures: Vec::new(),
        cells: Vec::new(),
        scarce: Vec::new(),
        apart: Vec::new(),
        missing: Vec::new(),
        ledgers,
    };
    let air = alike::air_of(sides);
    let around: Vec<Surroundings> =
        sides.iter().zip(&blocks).map(|(side, blocks)| Surroundings::of(side, blocks, air, params)).collect();
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
                let pair =
                    Pair { side: i as u32, measure, base, other, around: (&around[reference], &around[i]) };
                plan.difference(&pair, params, &mut found);
            }
        }
    }
    Ok(found)
}

/// A measure of the reference and of another session, and what was around it.
struct Pair<'a> {
    side: u32,
    measure: &'a Measure,
    base: &'a Gathered,
    other: &'a Gathered,
    around: (&'a Surroundings, &'a Surroundings),
}

impl Pair<'_> {
    /// The targets at an operating point where they are too far apart for the measure to be compared.
    fn apart(&self, cell: Cell, params: &Params) -> Option<(f64, f64)> {
        let targets = self.around.0.targets(self.around.1, cell)?;
        let apart = (targets.1 - targets.0).abs() > params.target_apart + TARGET_SLACK;
        (apart && alike::follows_target(self.measure)).then_some(targets)
    }
}

/// Samples of a measure by operating point.
pub(super) struct Gathered {
    cells: BTreeMap<Cell, Taken>,
    memory: Memory,
}

/// Samples of one operating point, and when each was taken, seconds.
#[derive(Default)]
struct Taken {
    values: Vec<f64>,
    times: Vec<f64>,
}

impl Gathered {
    pub(super) fn medians(&self) -> BTreeMap<Cell, f64> {
        self.cells.iter().map(|(cell, taken)| (*cell, taken.median())).collect()
    }
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

pub(super) fn gather(side: &Side, blocks: &Blocks, measure: &Measure, params: &Params) -> Option<Gathered> {
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
        // λ against λ, without knowing what was asked for.
        let absent = Note::new(NoteCode::ChannelAbsent).of(ChannelId::LambdaTarget);
        let blind = query.measures.iter().any(alike::follows_target) && !all_have(ChannelId::LambdaTarget);
        if blind && !notes.contains(&absent) {
            notes.push(absent);
        }
        plan
    }

    /// The blocks of each session, and the account of its rows.
    fn blocks(
        &self,
        sides: &[Side],
        params: &Params,
        notes: &mut Vec<Note>,
        cx: &Cx,
    ) -> Result<(Vec<Blocks>, Vec<Ledger>), AnalysisError> {
        let (mut blocks, mut ledgers) = (Vec::new(), Vec::new());
        for (i, side) in sides.iter().enumerate() {
            cx.step(i as u64, sides.len() as u64)?;
            let mut ledger = side.frame.ledger();
            leave_out_odd_states(&mut ledger, side.frame, side.patterns, params.running_rpm);
            let axes = self.axes(side, params, notes);
            for axis in &axes {
                ledger.keep(Reason::Missing, &RowMask::of_values(&axis.values, f32::is_finite));
            }
            let (rows, ledger) = ledger.finish();
            blocks.push(Blocks::new(side.frame, &rows, &axes, params.block / 1000.0, cx)?);
            ledgers.push(ledger);
        }
        Ok((blocks, ledgers))
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

    fn difference(&self, pair: &Pair, params: &Params, found: &mut Found) {
        let memory = pair.base.memory.or(pair.other.memory);
        let level = params.confidence / 100.0;
        let mut strata = Vec::new();
        let (mut samples_reference, mut samples) = (0, 0);
        let (first_cell, first_apart) = (found.cells.len(), found.apart.len());
        let nothing = Taken::default();
        let met: BTreeSet<Cell> = pair.base.cells.keys().chain(pair.other.cells.keys()).copied().collect();
        for cell in met {
            let ours = pair.base.cells.get(&cell).unwrap_or(&nothing);
            let theirs = pair.other.cells.get(&cell).unwrap_or(&nothing);
            if self.cell(pair, cell, ours, theirs, params, found) {
                strata.extend(Stratum::new(&theirs.values, &ours.values, memory.all));
                samples_reference += ours.values.len() as u32;
                samples += theirs.values.len() as u32;
            }
        }
        let few = Few::of(samples_reference as usize, samples as usize, memory.all);
        let besides: Vec<Besides> = found.cells[first_cell..].iter().map(|cell| cell.besides).collect();
        if let Some((p, shift)) = van_elteren(&strata, few.level(level).unwrap_or(level)) {
            found.measures.push(MeasureDifference {
                side: pair.side,
                measure: pair.measure.clone(),
                cells: (found.cells.len() - first_cell) as u32,
                claimed_cells: 0,
                apart_cells: (found.apart.len() - first_apart) as u32,
                unlike_cells: besides.iter().filter(|b| b.unlike).count() as u32,
                air_apart: alike::air_apart(besides.iter()),
                samples_reference,
                samples,
                difference: Difference::new(p, shift, memory.all, few, level),
            });
        }
    }

    /// Puts one operating point where it belongs; whether it is compared.
    fn cell(
        &self,
        pair: &Pair,
        cell: Cell,
        ours: &Taken,
        theirs: &Taken,
        params: &Params,
        found: &mut Found,
    ) -> bool {
        let [rpm, load, target, air] = self.middles(cell, params);
        let met = MetCell {
            side: pair.side,
            measure: pair.measure.clone(),
            rpm,
            load,
            target,
            air,
            samples_reference: ours.values.len() as u32,
            samples: theirs.values.len() as u32,
        };
        let enough = met.samples_reference.min(met.samples) >= params.least_samples as u32;
        if let Some((target_reference, target_other)) = pair.apart(cell, params).filter(|_| enough) {
            found.apart.push(ApartCell { met, target_reference, target_other });
            return false;
        }
        let inflation = pair.base.memory.or(pair.other.memory).one;
        let test = || difference(&theirs.values, &ours.values, inflation, params.confidence / 100.0);
        let Some(difference) = enough.then(test).flatten() else {
            found.scarce.push(met);
            return false;
        };
        let block_s = params.block / 1000.0;
        found.cells.push(CellDifference {
            met,
            median_reference: ours.median(),
            median: theirs.median(),
            place_reference: ours.typical(block_s),
            place: theirs.typical(block_s),
            besides: pair.around.0.besides(pair.around.1, cell, params),
            difference,
        });
        true
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
