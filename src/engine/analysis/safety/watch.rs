//! What each rule looks at: its values, and the rows at which they mean something.

use std::sync::Arc;

use super::fuel_pressure;
use super::knock;
use super::rule::Watch;
use super::signals::{Signals, moves};
use crate::engine::analysis::{Ledger, Note, NoteCode, Reason};
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::cx::Cx;
use crate::engine::expr::{Expr, ExprError, Names};
use crate::engine::passes;
use crate::engine::table::{Column, Flag, RowMask};

/// A sensor that never reads more than this while the engine runs is not fitted: bar, bar, °C, °C.
const LEAST_OIL_BAR: f32 = 0.7;
const LEAST_FUEL_BAR: f32 = 0.8;
const LEAST_EGT_C: f32 = 150.0;
const EGT_MOVES_C: f32 = 5.0;
const LEAST_C: f32 = 1.0;
/// Boost is held against a target above this, bar, and this throttle.
const TARGET_LEAST: f32 = 0.05;
const TARGET_TPS: f32 = 50.0;
/// λ this many times its target still follows it.
const FOLLOWS: f32 = 1.03;
/// A sensor that is there for less of the log cannot be lost.
const ALIVE_SHARE: f64 = 0.6;

/// Out of the plausible range by no more than this share of it, a sensor is not lost.
const BEYOND_SHARE: f64 = 0.1;

const EGT: [ChannelId; 8] = [
    ChannelId::Egt1,
    ChannelId::Egt2,
    ChannelId::Egt3,
    ChannelId::Egt4,
    ChannelId::Egt5,
    ChannelId::Egt6,
    ChannelId::Egt7,
    ChannelId::Egt8,
];

/// Values of a rule.
pub(super) struct Series {
    /// The channel they are of, where it is one.
    pub channel: Option<ChannelKey>,
    pub values: Arc<[f32]>,
    /// The channels that `values` is the extreme of.
    pub among: Channels,
    /// Rows at which they are judged, and the account of the others.
    pub rows: RowMask,
    pub ledger: Ledger,
}

/// Why there are none.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unjudged {
    NoChannel(Vec<ChannelId>),
    NotFitted(ChannelId),
    Refused(ExprError),
}

/// Channels of one kind, with their values.
pub(super) type Channels = Vec<(ChannelKey, Arc<[f32]>)>;

type Found = Result<Vec<Series>, Unjudged>;

/// With its loop off an ECU logs no target, or nothing.
fn is_target(lambda: f32) -> bool {
    lambda.is_finite() && lambda > 0.3
}

impl Signals<'_> {
    pub(super) fn series(&self, watch: &Watch, notes: &mut Vec<Note>) -> Found {
        match watch {
            Watch::LeanAgainstTarget => self.lean_against_target(),
            Watch::Lean => self.lean(),
            Watch::Coolant => self.plain(&[ChannelId::Coolant], LEAST_C),
            Watch::IntakeAir => self.plain(&[ChannelId::IntakeAir, ChannelId::ChargeAir], LEAST_C),
            Watch::OilTemperature => self.plain(&[ChannelId::OilTemp], LEAST_C),
            Watch::Egt => self.exhaust(),
            Watch::EgtSpread => self.exhaust_spread(),
            Watch::OilPressureLow => self.settled_engine(&[ChannelId::OilPressure], LEAST_OIL_BAR),
            Watch::OilPressureHigh => self.plain(&[ChannelId::OilPressure], LEAST_OIL_BAR),
            Watch::FuelPressureLow => self.settled_engine(&[ChannelId::FuelPressure], LEAST_FUEL_BAR),
            Watch::FuelPressureDrop => fuel_pressure::drop(self, notes),
            Watch::Boost => match &self.map {
                Some(map) => Ok(vec![self.while_running(Some(ChannelId::MapGauge), Arc::clone(map), &[])]),
                None => Err(Unjudged::NoChannel(vec![ChannelId::MapGauge, ChannelId::MapAbs])),
            },
            Watch::BoostOverTarget => self.boost_over_target(),
            Watch::Rpm => match &self.rpm {
                Some(rpm) => Ok(vec![self.while_running(Some(ChannelId::Rpm), Arc::clone(rpm), &[])]),
                None => Err(Unjudged::NoChannel(vec![ChannelId::Rpm])),
            },
            Watch::InjectorDuty => self.duty(),
            Watch::KnockRetard => knock::retard(self),
            Watch::KnockLevel => knock::level(self, notes),
            Watch::KnockCount => knock::count(self),
            Watch::BatteryLow => self.settled_engine(&[ChannelId::Battery], LEAST_C),
            Watch::BatteryHigh => self.plain(&[ChannelId::Battery], LEAST_C),
            Watch::SensorLost => self.sensors_lost(),
            Watch::Expression(text) => self.expression(text),
        }
    }

    /// The first of these channels that is fitted.
    pub(super) fn fitted(&self, ids: &[ChannelId], least: f32) -> Result<(ChannelId, Arc<[f32]>), Unjudged> {
        let Some((id, values)) = self.frame.first_of(ids) else {
            return Err(Unjudged::NoChannel(ids.to_vec()));
        };
        let mut most = 0.0;
        self.running.for_each(|row| {
            if values[row] > most && values[row].is_finite() {
                most = values[row];
            }
        });
        if most >= least { Ok((id, values)) } else { Err(Unjudged::NotFitted(id)) }
    }

    /// Values while the engine runs, without the rows of some more reasons.
    pub(super) fn while_running(
        &self,
        id: Option<ChannelId>,
        values: Arc<[f32]>,
        without: &[(Reason, &RowMask)],
    ) -> Series {
        let missing = RowMask::of_values(&values, |x| !x.is_finite());
        let standing = self.running.not();
        let mut reasons = vec![(Reason::NotRunning, &standing)];
        reasons.extend_from_slice(without);
        reasons.push((Reason::Missing, &missing));
        let (rows, ledger) = self.eligible(&reasons);
        Series { channel: id.map(Into::into), values, among: Vec::new(), rows, ledger }
    }

    fn plain(&self, ids: &[ChannelId], least: f32) -> Found {
        let (id, values) = self.fitted(ids, least)?;
        Ok(vec![self.while_running(Some(id), values, &[])])
    }

    fn settled_engine(&self, ids: &[ChannelId], least: f32) -> Found {
        let (id, values) = self.fitted(ids, least)?;
        Ok(vec![self.while_running(Some(id), values, &[(Reason::Starting, &self.starting)])])
    }

    /// Values of λ under a load that has lasted, where its sensor can be believed.
    fn under_load(
        &self,
        id: ChannelId,
        values: Arc<[f32]>,
        load: &RowMask,
        more: &[(Reason, &RowMask)],
    ) -> Series {
        let no_load = load.not();
        let unsettled = self.settled_of(load).not();
        let mut without = vec![
            (Reason::Starting, &self.starting),
            (Reason::FuelCut, &self.cut),
            (Reason::Limited, &self.limited),
            (Reason::GearChange, &self.shifting),
            (Reason::OutOfWindow, &no_load),
            (Reason::Transient, &unsettled),
        ];
        without.extend_from_slice(more);
        without.push((Reason::SensorRailed, &self.railed));
        self.while_running(Some(id), values, &without)
    }

    fn sensor(&self) -> Result<(ChannelId, Arc<[f32]>), Unjudged> {
        let lambdas = || vec![ChannelId::Lambda1, ChannelId::LambdaCl, ChannelId::Lambda2];
        let (id, values) = self.lambda.clone().ok_or_else(|| Unjudged::NoChannel(lambdas()))?;
        if moves(&values, 0.02) { Ok((id, values)) } else { Err(Unjudged::NotFitted(id)) }
    }

    fn lean_against_target(&self) -> Found {
        let (id, lambda) = self.sensor()?;
        let Some((_, target)) = self.frame.first_of(&[ChannelId::LambdaTarget]) else {
            return Err(Unjudged::NoChannel(vec![ChannelId::LambdaTarget]));
        };
        let off = RowMask::of_values(&target, |x| !is_target(x));
        let moving = self.moved(&target, self.params.target_step);
        let over: Arc<[f32]> =
            passes::map(self.rows(), |row| (lambda[row] / target[row] - 1.0) * 100.0).into();
        let more = [(Reason::LoopOff, &off), (Reason::Transient, &moving)];
        Ok(vec![self.under_load(id, over, &self.load, &more)])
    }

    /// Rows at which λ is no leaner than its target, within what its sensor can tell; `None` where the log has no target.
    pub(super) fn on_target(&self) -> Option<RowMask> {
        let (_, lambda) = self.sensor().ok()?;
        let (_, target) = self.frame.first_of(&[ChannelId::LambdaTarget])?;
        let over = passes::map(self.rows(), |row| lambda[row] / target[row]);
        let known = RowMask::of_values(&target, is_target);
        Some(RowMask::of_values(&over, |x| x <= FOLLOWS).and(&known))
    }

    fn lean(&self) -> Found {
        let (id, lambda) = self.sensor()?;
        if self.map.is_none() {
            return Err(Unjudged::NoChannel(vec![ChannelId::MapGauge, ChannelId::MapAbs]));
        }
        let full = match &self.tps {
            Some(tps) => {
                let least = self.params.full_tps as f32;
                self.load.and(&RowMask::of_values(tps, |x| x >= least))
            }
            None => self.load.clone(),
        };
        Ok(vec![self.under_load(id, lambda, &full, &[])])
    }

    fn exhausts(&self) -> Result<Channels, Unjudged> {
        let present: Vec<ChannelId> =
            EGT.iter().copied().filter(|id| self.frame.first_of(&[*id]).is_some()).collect();
        let Some(first) = present.first().copied() else {
            return Err(Unjudged::NoChannel(vec![ChannelId::Egt1]));
        };
        let fitted: Channels = present
            .iter()
            .filter_map(|id| self.fitted(&[*id], LEAST_EGT_C).ok())
            // An input without a thermocouple stands at one end of its range.
            .filter(|(_, values)| moves(values, EGT_MOVES_C))
            .map(|(id, values)| (id.into(), values))
            .collect();
        if fitted.is_empty() { Err(Unjudged::NotFitted(first)) } else { Ok(fitted) }
    }

    fn exhaust(&self) -> Found {
        let among = self.exhausts()?;
        let hottest: Arc<[f32]> = passes::map(self.rows(), |row| extreme(&among, row, f32::max)).into();
        let mut series = self.while_running(None, hottest, &[]);
        series.among = among;
        Ok(vec![series])
    }

    fn exhaust_spread(&self) -> Found {
        let among = self.exhausts()?;
        if among.len() < 2 {
            return Err(Unjudged::NoChannel(vec![ChannelId::Egt2]));
        }
        let spread = |row| extreme(&among, row, f32::max) - extreme(&among, row, f32::min);
        let values: Arc<[f32]> = passes::map(self.rows(), spread).into();
        let unsettled = self.settled.not();
        Ok(vec![self.while_running(None, values, &[(Reason::OutOfWindow, &unsettled)])])
    }

    fn boost_over_target(&self) -> Found {
        let Some(map) = &self.map else {
            return Err(Unjudged::NoChannel(vec![ChannelId::MapGauge, ChannelId::MapAbs]));
        };
        let Some((_, target)) = self.frame.first_of(&[ChannelId::BoostTarget]) else {
            return Err(Unjudged::NoChannel(vec![ChannelId::BoostTarget]));
        };
        let over: Arc<[f32]> = map.iter().zip(target.iter()).map(|(m, t)| m - t).collect();
        let mut idle = RowMask::of_values(&target, |x| x < TARGET_LEAST);
        if let Some(tps) = &self.tps {
            idle = idle.or(&RowMask::of_values(tps, |x| x < TARGET_TPS));
        }
        let without = [(Reason::OutOfWindow, &idle), (Reason::GearChange, &self.shifting)];
        Ok(vec![self.while_running(Some(ChannelId::MapGauge), over, &without)])
    }

    fn duty(&self) -> Found {
        let banks: Channels = [ChannelId::Duty1, ChannelId::Duty2]
            .iter()
            .filter_map(|id| self.frame.first_of(&[*id]))
            .filter(|(_, values)| moves(values, 1.0))
            .map(|(id, values)| (id.into(), values))
            .collect();
        let (values, among): (Arc<[f32]>, _) = if banks.is_empty() {
            let pulse = self.frame.first_of(&[ChannelId::Pw1]);
            let (Some((_, pulse)), Some(rpm)) = (pulse, &self.rpm) else {
                return Err(Unjudged::NoChannel(vec![ChannelId::Duty1, ChannelId::Pw1]));
            };
            // One opening in two turns: PW · rpm / 1200 %.
            (pulse.iter().zip(rpm.iter()).map(|(pw, rpm)| pw * rpm / 1200.0).collect(), Vec::new())
        } else {
            (passes::map(self.rows(), |row| extreme(&banks, row, f32::max)).into(), banks)
        };
        let without = [(Reason::Starting, &self.starting)];
        let mut series = self.while_running(None, values, &without);
        series.channel = among.is_empty().then(|| ChannelId::Pw1.into());
        series.among = among;
        Ok(vec![series])
    }

    /// Sensors that worked and read nothing under load; λ also where it reads the end of its range.
    fn sensors_lost(&self) -> Found {
        const SENSORS: [ChannelId; 7] = [
            ChannelId::MapGauge,
            ChannelId::MapAbs,
            ChannelId::Tps,
            ChannelId::Coolant,
            ChannelId::OilPressure,
            ChannelId::FuelPressure,
            ChannelId::KnockLevel,
        ];
        let lambda = self.lambda.as_ref().map(|(id, _)| *id);
        let mut found = Vec::new();
        for id in SENSORS.into_iter().chain(lambda) {
            let Some(column) = self.frame.table().channel(id) else { continue };
            let Some(values) = self.frame.channel(id) else { continue };
            let lost = RowMask::of_values(&values, |x| !x.is_finite()).minus(&self.just_beyond(column));
            let all = self.running.count();
            let alive = all - lost.and(&self.running).count();
            if all == 0 || (alive as f64) < ALIVE_SHARE * all as f64 || !moves(&values, 1e-3) {
                continue;
            }
            // A channel that is sampled more seldom than the engine is looked at is not lost between its samples.
            if self.frame.table().axis_of(column).sample_rate() < 1.0 {
                continue;
            }
            let is_lambda = lambda == Some(id);
            let lost = if is_lambda { lost.or(&self.railed) } else { lost };
            // The load is told by another sensor than the one that is lost.
            let load = if matches!(id, ChannelId::MapGauge | ChannelId::MapAbs) {
                self.load_by_throttle()
            } else {
                self.load.clone()
            };
            let unsettled = self.settled_of(&load).not();
            let state: Arc<[f32]> =
                passes::map(self.rows(), |row| f32::from(u8::from(lost.contains(row)))).into();
            let mut without = vec![(Reason::Starting, &self.starting), (Reason::OutOfWindow, &unsettled)];
            if is_lambda {
                without.extend([
                    (Reason::FuelCut, &self.cut),
                    (Reason::Limited, &self.limited),
                    (Reason::GearChange, &self.shifting),
                ]);
            }
            found.push(self.while_running(Some(id), state, &without));
        }
        if found.is_empty() { Err(Unjudged::NoChannel(SENSORS.to_vec())) } else { Ok(found) }
    }

    /// Rows at which a channel reads a little more than is plausible: a throttle of 100.4 % is no lost sensor.
    fn just_beyond(&self, column: &Column) -> RowMask {
        let Some(id) = column.id().filter(|_| column.axis == self.frame.axis_index()) else {
            return RowMask::none(self.rows());
        };
        let (low, high) = id.spec().plausible;
        let slack = BEYOND_SHARE * (high - low);
        let near = |row: usize| (low - slack..=high + slack).contains(&column.data().number(row));
        let flagged = column.flags().iter().filter(|(flag, _)| *flag == Flag::OutOfRange);
        flagged.fold(RowMask::none(self.rows()), |rows, (_, mask)| {
            let mut rows = rows;
            mask.iter().filter(|row| near(*row)).for_each(|row| rows.insert(row));
            rows
        })
    }

    fn load_by_throttle(&self) -> RowMask {
        match &self.tps {
            Some(tps) => {
                let least = self.params.load_tps as f32;
                RowMask::of_values(tps, |x| x >= least).and(&self.running)
            }
            None => RowMask::none(self.rows()),
        }
    }

    fn expression(&self, text: &str) -> Found {
        let names = Names::of(self.frame.table(), &[]);
        let checked = text.parse::<Expr>().and_then(|e| e.check(&names)).map_err(Unjudged::Refused)?;
        let values = checked.values(self.frame, &[], &Cx::none()).unwrap_or_default();
        let missing = RowMask::of_values(&values, |x| !x.is_finite());
        let (rows, ledger) = self.eligible(&[(Reason::Missing, &missing)]);
        let keys = checked.channels();
        let channel = if keys.len() == 1 { keys.into_iter().next() } else { None };
        Ok(vec![Series { channel, values: values.into(), among: Vec::new(), rows, ledger }])
    }
}

/// The extreme of several channels at a row; missing ones left out.
fn extreme(among: &[(ChannelKey, Arc<[f32]>)], row: usize, pick: fn(f32, f32) -> f32) -> f32 {
    // `f32::max` and `f32::min` take the other where one is NaN.
    among.iter().map(|(_, values)| values[row]).fold(f32::NAN, pick)
}

/// Adds a note once.
pub(super) fn note(notes: &mut Vec<Note>, code: NoteCode, channel: ChannelId, args: &[f64]) {
    let note = Note::new(code).of(channel).with(args);
    if !notes.contains(&note) {
        notes.push(note);
    }
}
