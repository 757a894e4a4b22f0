//! Ignition advance.
//!
//! ```text
//! advance = factory(rpm) + correction(pressure), held to −10 to 40°
//! correction = factory(pressure) − retard(strategy) + octane + own
//! ```
//! FuelTech's factory values are the start. A strategy only ever takes advance away from them under load, `aggressive`
//! nothing: more than the factory's advance comes from the user's own figure, or from octane where the user asks for it.
//! Knock is a matter of load, so strategy and octane fade in between −0.3 bar and the pressure outside.
//! A table over engine speed alone is the factory's row and the user's figure: what load asks for is in its own table. Over
//! the throttle the pressure is that behind it.

use super::ask::Asker;
use super::assume::Strategy;
use super::corrections::factory;
use super::explain::{Symbol, Work};
use super::propose::{Cellwise, Place, Reference};
use super::{Input, Shape};
use crate::engine::tables::{MapTable, Template};

/// The ECU's own limits of the advance, °.
const LIMITS: (f64, f64) = (-10.0, 40.0);
/// The octane (RON) the factory's advance is taken to be for, and ° for each point of difference.
const OCTANE: f64 = 95.0;
const PER_POINT: f64 = 0.5;
/// ° that octane adds at most.
const MOST_ADDED: f64 = 3.0;
/// What a correction may be, °.
const CORRECTION: f64 = 60.0;

/// What a strategy takes away at the pressure outside, and more of it for each bar of boost, °.
const fn retards(strategy: Strategy) -> (f64, f64) {
    match strategy {
        Strategy::Conservative => (3.0, 1.0),
        Strategy::Economy => (1.5, 0.5),
        Strategy::Balanced => (1.0, 0.5),
        Strategy::Sport => (0.5, 0.25),
        Strategy::Aggressive => (0.0, 0.0),
    }
}

/// What is done to the advance by load.
struct ByLoad {
    strategy: Strategy,
    octane: f64,
    own: f64,
    factory: Option<MapTable>,
}

impl ByLoad {
    fn of(asker: &mut Asker<'_>) -> Self {
        let fuel = asker.fuel();
        asker.needs_spark(&fuel);
        let points = (asker.figure(Input::Octane) - OCTANE) * PER_POINT;
        let most = if asker.with.octane_advance { MOST_ADDED } else { 0.0 };
        Self {
            strategy: asker.with.strategy,
            octane: points.min(most),
            own: asker.figure(Input::OwnAdvance),
            factory: factory(Template::IgnitionByMap),
        }
    }

    /// Its parts as steps, and their sum.
    fn at(&self, map: f64, work: &mut Work) -> f64 {
        let load = ((map + 0.3) / 0.3).clamp(0.0, 1.0);
        let (outside, per_bar) = retards(self.strategy);
        let factory = self.factory.as_ref().and_then(|t| t.lookup(map, 0.0)).unwrap_or(f64::NAN);
        let factory = work.step(Symbol::AdvanceMap, factory);
        let retard = work.step(Symbol::Retard, outside * load + per_bar * map.max(0.0));
        let octane = work.step(Symbol::OctaneAdvance, self.octane * load);
        let own = work.step(Symbol::OwnAdvance, self.own);
        factory - retard + octane + own
    }
}

/// Fills a table of the advance.
pub(super) struct Ignition {
    by_load: Option<(ByLoad, Reference)>,
    own: f64,
    rows: Option<MapTable>,
}

impl Ignition {
    pub fn new(asker: &mut Asker<'_>, shape: Shape) -> Self {
        let by_load = (shape != Shape::Rpm).then(|| (ByLoad::of(asker), Reference::of(asker, shape)));
        let fuel = asker.fuel();
        asker.needs_spark(&fuel);
        Self { by_load, own: asker.figure(Input::OwnAdvance), rows: factory(Template::IgnitionRpm) }
    }
}

impl Cellwise for Ignition {
    fn work(&self, at: &Place) -> Work {
        let mut work = Work::default();
        let (map, rpm) = match &self.by_load {
            Some((_, reference)) => reference.at(at, &mut work),
            None => (0.0, work.step(Symbol::Rpm, at.rpm.unwrap_or(f64::NAN))),
        };
        work.step(Symbol::Map, map);
        let row = self.rows.as_ref().and_then(|t| t.lookup(rpm, 0.0)).unwrap_or(f64::NAN);
        let row = work.step(Symbol::AdvanceRpm, row);
        let correction = if let Some((by_load, _)) = &self.by_load {
            by_load.at(map, &mut work)
        } else {
            for symbol in [Symbol::AdvanceMap, Symbol::Retard, Symbol::OctaneAdvance] {
                work.step(symbol, 0.0);
            }
            work.step(Symbol::OwnAdvance, self.own)
        };
        let advance = work.step(Symbol::Advance, row + correction);
        work.put(advance, LIMITS.0, LIMITS.1);
        work
    }
}

/// Fills a table of the correction by pressure.
pub(super) struct ByMap(ByLoad);

impl ByMap {
    pub fn new(asker: &mut Asker<'_>) -> Self {
        Self(ByLoad::of(asker))
    }
}

impl Cellwise for ByMap {
    fn work(&self, at: &Place) -> Work {
        let map = at.map.unwrap_or(f64::NAN);
        let mut work = Work::default();
        work.step(Symbol::Map, map);
        let correction = self.0.at(map, &mut work);
        work.step(Symbol::MapCorrection, correction);
        work.put(correction, -CORRECTION, CORRECTION);
        work
    }
}
