//! What the rules are judged by, made ready once: what the engine was doing, and which values can be believed.

use std::ops::Range;
use std::sync::Arc;

use super::params::Params;
use crate::engine::analysis::patterns::{Report as Patterns, SegmentKind};
use crate::engine::analysis::{Frame, Ledger, Note, NoteCode, Reason, Subject};
use crate::engine::channels::ChannelId;
use crate::engine::stats::{extremes, moved};
use crate::engine::table::RowMask;

/// λ under load that stays within this of the highest figure of the log is the end of the sensor's range.
const RAIL_WIDTH: f32 = 0.012;
/// No sensor's range ends below this, and no engine under load runs above the other.
const RAIL_LEAST: f32 = 1.2;
const RAIL_CERTAIN: f32 = 1.45;
/// It is the end of a range if it was there for so long in all; a peak is not.
const RAIL_S: f64 = 1.0;
/// A λ sensor that reads one and the same for so long while rpm moves is not alive.
const DEAD_S: f64 = 4.0;
const DEAD_RPM: f32 = 300.0;
/// Nor one that reads within this before fuel was cut, for so long without load, and still after that: air alone had to
/// reach it.
const DEAD_WIDTH: f32 = 0.02;
const DEAD_CUT_S: f64 = 1.5;
const BEFORE_CUT_S: f64 = 1.0;
/// A switch that is on for nearly all of the log says nothing.
const STUCK_SHARE: f64 = 0.98;
const BOOSTED_BAR: f32 = 0.2;
/// A pulse shorter than this, ms, injects nothing.
const NO_PULSE_MS: f32 = 0.05;

pub(in crate::engine::analysis) struct Signals<'f> {
    pub frame: &'f Frame<'f>,
    pub subject: &'f Subject,
    pub params: &'f Params,
    pub seconds: &'f [f64],
    pub rpm: Option<Arc<[f32]>>,
    pub map: Option<Arc<[f32]>>,
    pub tps: Option<Arc<[f32]>>,
    pub lambda: Option<(ChannelId, Arc<[f32]>)>,
    pub running: RowMask,
    /// Cranking, and shortly after.
    pub starting: RowMask,
    /// Fuel cut, and until the mixture is back.
    pub cut: RowMask,
    /// Fuel cut alone.
    no_fuel: RowMask,
    /// Limiter, two-step, launch, and until the mixture is back.
    pub limited: RowMask,
    pub shifting: RowMask,
    /// Load, whatever just before.
    pub load: RowMask,
    /// The throttle moved just before; `None` without a throttle.
    throttle_moved: Option<RowMask>,
    /// Load that has lasted.
    pub settled: RowMask,
    /// λ at the end of its range, or not alive.
    pub railed: RowMask,
}

impl<'f> Signals<'f> {
    pub(in crate::engine::analysis) fn of(
        frame: &'f Frame<'f>,
        subject: &'f Subject,
        patterns: &Patterns,
        params: &'f Params,
        notes: &mut Vec<Note>,
    ) -> Self {
        let rows = frame.rows();
        let rpm = frame.first_of(&[ChannelId::Rpm]).map(|(_, values)| values);
        let running = if let Some(rpm) = &rpm {
            RowMask::of_values(rpm, |x| f64::from(x) >= params.running_rpm)
        } else {
            notes.push(Note::new(NoteCode::ChannelAbsent).of(ChannelId::Rpm));
            RowMask::all(rows)
        };
        let mut signals = Self {
            frame,
            subject,
            params,
            seconds: frame.seconds(),
            map: frame.map_gauge(subject, notes).filter(|map| moves(map, 0.1)),
            tps: frame.throttle().map(|(_, values)| values).filter(|tps| moves(tps, 5.0)),
            lambda: frame.lambda(),
            rpm,
            running,
            starting: RowMask::none(rows),
            cut: RowMask::none(rows),
            no_fuel: RowMask::none(rows),
            limited: RowMask::none(rows),
            shifting: RowMask::none(rows),
            load: RowMask::none(rows),
            throttle_moved: None,
            settled: RowMask::none(rows),
            railed: RowMask::none(rows),
        };
        signals.mark_states(patterns);
        signals.mark_load();
        signals.railed = signals.rails();
        signals
    }

    /// Whether the manifold was ever over the air outside by more than ram air makes.
    pub(in crate::engine::analysis) fn boosted(&self) -> bool {
        self.map.as_ref().is_some_and(|map| map.iter().any(|x| *x > BOOSTED_BAR))
    }

    pub(super) fn rows(&self) -> usize {
        self.seconds.len()
    }

    fn mark_states(&mut self, patterns: &Patterns) {
        use ChannelId as Id;
        use SegmentKind as Kind;
        let rows = self.rows();
        let (start, recover) = (self.params.start_ms / 1000.0, self.params.recover_ms / 1000.0);
        let of = |kinds: &[Kind]| {
            kinds.iter().fold(RowMask::none(rows), |all, kind| all.or(&patterns.rows(*kind, rows)))
        };
        let starts = of(&[Kind::Cranking])
            .or(&self.switches(&[Id::Cranking, Id::FirstPulse]))
            .or(&self.first_rows_of_running());
        self.starting = self.extended(&starts, 0.0, start).or(&self.switches(&[Id::AfterStartActive]));
        let cuts = of(&[Kind::FuelCut])
            .or(&self.switches(&[Id::FuelCut, Id::DecelCut]))
            .or(&self.not_injecting().and(&self.running));
        self.cut = self.extended(&cuts, 0.0, recover);
        self.no_fuel = cuts;
        let limits = of(&[Kind::Limiter, Kind::Launch]).or(&self.switches(&[
            Id::Limiter,
            Id::TwoStep,
            Id::Launch,
            Id::TractionActive,
        ]));
        self.limited = self.extended(&limits, 0.0, recover);
        let changes = of(&[Kind::GearChange]).or(&self.gear_changes());
        self.shifting = self.extended(&changes, 0.2, recover);
    }

    fn mark_load(&mut self) {
        let (map, tps) = (self.params.load_map as f32, self.params.load_tps as f32);
        let (part, rpm) = (self.params.part_tps as f32, self.params.load_rpm as f32);
        let load = match (&self.map, &self.tps) {
            (Some(values), Some(throttle)) => {
                let closed = RowMask::of_values(throttle, |x| x < part);
                // While the pressure is lost, the throttle says.
                let lost = RowMask::of_values(values, |x| !x.is_finite());
                let open = RowMask::of_values(throttle, |x| x >= tps);
                RowMask::of_values(values, |x| x >= map).minus(&closed).or(&lost.and(&open))
            }
            (Some(values), None) => RowMask::of_values(values, |x| x >= map),
            (None, Some(values)) => RowMask::of_values(values, |x| x >= tps),
            (None, None) => match self.frame.first_of(&[ChannelId::Load]) {
                Some((_, values)) => RowMask::of_values(&values, |x| x >= tps),
                None => RowMask::none(self.rows()),
            },
        };
        let slow = self.rpm.as_ref().map(|values| RowMask::of_values(values, |x| x < rpm));
        self.load = load.and(&self.running).minus(&slow.unwrap_or_else(|| RowMask::none(self.rows())));
        self.throttle_moved = self.tps.as_ref().map(|tps| self.moved(tps, self.params.throttle_step));
        self.settled = self.settled_of(&self.load);
    }

    /// Rows of a load that has lasted, the throttle held meanwhile.
    pub(super) fn settled_of(&self, load: &RowMask) -> RowMask {
        let settle_s = self.params.settle_ms / 1000.0;
        let mut settled = RowMask::none(self.rows());
        for run in self.runs(load) {
            let from = self.seconds[run.start] + settle_s;
            let first = run.start + self.seconds[run.clone()].partition_point(|t| *t < from);
            settled.insert_range(first..run.end);
        }
        match &self.throttle_moved {
            Some(moved) => settled.minus(moved),
            None => settled,
        }
    }

    /// Rows at which a channel spans more than `step` within the time in which the engine settles.
    pub(super) fn moved(&self, values: &[f32], step: f64) -> RowMask {
        moved(values, self.seconds, self.params.settle_ms / 1000.0, step)
    }

    /// Rows at which one of these switches was on, leaving out those that are stuck.
    pub(super) fn switches(&self, ids: &[ChannelId]) -> RowMask {
        let mut all = RowMask::none(self.rows());
        for on in ids.iter().filter_map(|id| self.frame.is_on(*id)) {
            if (on.count() as f64) < STUCK_SHARE * self.rows() as f64 {
                all = all.or(&on);
            }
        }
        all
    }

    /// Where the engine came to run from standing; the first row of a log that begins with a running engine is none.
    fn first_rows_of_running(&self) -> RowMask {
        let mut firsts = RowMask::none(self.rows());
        let Some(rpm) = &self.rpm else { return firsts };
        for run in self.running.runs() {
            if run.start > 0 && rpm[run.start - 1].is_finite() {
                firsts.insert(run.start);
            }
        }
        firsts
    }

    fn not_injecting(&self) -> RowMask {
        let pulse = self.frame.channel(ChannelId::Pw1).filter(|pw| moves(pw, 0.5));
        match pulse {
            Some(pulse) => RowMask::of_values(&pulse, |x| x <= NO_PULSE_MS),
            None => RowMask::none(self.rows()),
        }
    }

    fn gear_changes(&self) -> RowMask {
        let mut rows = RowMask::none(self.rows());
        if let Some(gear) = self.frame.channel(ChannelId::Gear) {
            for (i, pair) in gear.windows(2).enumerate() {
                if pair[0].is_finite() && pair[1].is_finite() && pair[0] != pair[1] {
                    rows.insert(i + 1);
                }
            }
        }
        rows
    }

    /// λ at the end of its range, or standing still while the engine does not.
    fn rails(&self) -> RowMask {
        let mut rows = RowMask::none(self.rows());
        let Some((_, lambda)) = &self.lambda else { return rows };
        let top = extremes(lambda).map_or(0.0, |(_, high)| high);
        if top >= RAIL_LEAST {
            let at_top = RowMask::of_values(lambda, |x| x >= top - RAIL_WIDTH);
            if at_top.count() as f64 * self.frame.time().median_step() >= RAIL_S {
                rows = rows.or(&at_top);
            }
        }
        rows = rows.or(&RowMask::of_values(lambda, |x| x >= RAIL_CERTAIN));
        rows = rows.or(&self.unmoved(lambda));
        let Some(rpm) = &self.rpm else { return rows };
        let mut start = 0;
        for row in 1..=lambda.len() {
            if row < lambda.len() && lambda[row] == lambda[start] {
                continue;
            }
            if self.seconds[row - 1] - self.seconds[start] >= DEAD_S {
                let sound = || rpm[start..row].iter().copied().filter(|x| x.is_finite());
                let (low, high) = (sound().fold(f32::INFINITY, f32::min), sound().fold(0.0, f32::max));
                if high - low >= DEAD_RPM {
                    rows.insert_range(start..row);
                }
            }
            start = row;
        }
        rows
    }

    /// λ that did not answer to air alone: all the while it reads what it read then, whatever noise the logger adds.
    fn unmoved(&self, lambda: &[f32]) -> RowMask {
        let mut rows = RowMask::none(self.rows());
        for cut in self.runs(&self.no_fuel.minus(&self.load)) {
            let lasts = self.seconds[cut.end - 1] - self.seconds[cut.start];
            let middle = lambda[cut.end - 1];
            if lasts < DEAD_CUT_S || !middle.is_finite() || rows.contains(cut.end - 1) {
                continue;
            }
            let same = |row: &usize| (lambda[*row] - middle).abs() <= DEAD_WIDTH;
            let first = (0..cut.end).rev().take_while(same).last().unwrap_or(cut.end - 1);
            let end = (cut.end..lambda.len()).take_while(same).last().map_or(cut.end, |row| row + 1);
            // It read the same before the cut began.
            let before = self.seconds[cut.start] - self.seconds[first];
            if first < cut.start
                && before >= BEFORE_CUT_S
                && self.seconds[end - 1] - self.seconds[first] >= DEAD_S
            {
                rows.insert_range(first..end);
            }
        }
        rows
    }

    /// The rows of a mask and those up to `before_s` earlier and `after_s` later.
    pub(super) fn extended(&self, mask: &RowMask, before_s: f64, after_s: f64) -> RowMask {
        let mut wide = RowMask::none(self.rows());
        for run in mask.runs() {
            let (t0, t1) = (self.seconds[run.start], self.seconds[run.end - 1]);
            wide.insert_range(self.frame.time().rows_within(t0 - before_s, t1 + after_s));
        }
        wide
    }

    /// Runs of a mask, cut where time has a gap.
    pub(super) fn runs(&self, mask: &RowMask) -> Vec<Range<usize>> {
        let gaps = self.frame.time().rows_after_gap();
        let mut found = Vec::new();
        for run in mask.runs() {
            let first = gaps.partition_point(|row| *row as usize <= run.start);
            let mut start = run.start;
            for gap in gaps[first..].iter().map(|row| *row as usize).take_while(|row| *row < run.end) {
                found.push(start..gap);
                start = gap;
            }
            found.push(start..run.end);
        }
        found
    }

    /// The selection less the rows of each reason, in this order, and its account.
    pub(super) fn eligible(&self, without: &[(Reason, &RowMask)]) -> (RowMask, Ledger) {
        let mut ledger = self.frame.ledger();
        for (reason, rows) in without {
            ledger.leave_out(*reason, rows);
        }
        ledger.finish()
    }
}

/// Whether a channel spans at least so much.
pub(in crate::engine::analysis) fn moves(values: &[f32], least: f32) -> bool {
    extremes(values).is_some_and(|(low, high)| high - low >= least)
}
