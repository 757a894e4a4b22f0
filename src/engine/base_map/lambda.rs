//! The λ to aim at.
//!
//! ```text
//! λ = aim(pressure, strategy) · taper(rpm) ÷ safety factor, held to 0.6 to 1.5
//! ```
//! # Gasoline
//! Monotone cubics through the points of [`aims`]. Under load a strategy is richer than best power (λ 0.86 to 0.90) by what
//! it wants as a reserve against knock and heat; `balanced` is the field's usual curve (0.87 at the pressure outside, 0.81 at
//! 1 bar of boost), `conservative` and `economy` lie below it, `sport` and `aggressive` above, each by a hundredth or half of
//! one. At cruise there is no knock to fear: `economy` goes to 1.04, where an engine with port injection still burns evenly,
//! `sport` stays below 1 so that a quick foot finds no lean hole, the others lie at 0.98 to 1.01.
//!
//! # Ethanol
//! FuelTech's factory table for ethanol, over engine speed and pressure; another strategy departs from it by the same share
//! as it departs from `balanced` on gasoline. Blends between E30 and E85 lie between both.
//!
//! # Engine speed
//! Under load gasoline is taken richer towards the limiter, by 4 % there: more heat in the same time. Ethanol's table has
//! that in its rows.

use super::ask::Asker;
use super::assume::Strategy;
use super::corrections::factory;
use super::explain::{Flag, Symbol, Work};
use super::propose::{Cellwise, Place, Reference};
use super::ve::Reading;
use super::{Input, Shape};
use crate::engine::tables::surface::{Beyond, Line, Method};
use crate::engine::tables::{MapTable, Template};
use crate::engine::units::Unit;

/// Gauge, bar.
const MAP: [f64; 6] = [-1.0, -0.3, 0.0, 0.5, 1.0, 2.0];
const LIMITS: (f64, f64) = (0.6, 1.5);
/// Richer at the limiter by this share.
const TAPER: f64 = 0.04;
const TAPER_FROM: f64 = 1000.0;
/// Ethanol by volume at which gasoline's curve ends and ethanol's begins, %.
const BLEND: (f64, f64) = (30.0, 85.0);
/// From the pressure outside on nothing is meant to be leaner.
pub(super) const LEAN_UNDER_LOAD: f64 = 0.95;

/// See the module.
const fn aims(strategy: Strategy) -> [f64; 6] {
    match strategy {
        Strategy::Conservative => [1.00, 0.98, 0.86, 0.82, 0.80, 0.78],
        Strategy::Economy => [1.06, 1.04, 0.865, 0.825, 0.805, 0.785],
        Strategy::Balanced => [1.02, 1.00, 0.87, 0.83, 0.81, 0.79],
        Strategy::Sport => [1.00, 0.97, 0.88, 0.84, 0.82, 0.80],
        Strategy::Aggressive => [1.04, 1.01, 0.89, 0.85, 0.83, 0.81],
    }
}

fn aim(strategy: Strategy, map: f64) -> f64 {
    Line::new(&MAP, &aims(strategy), Method::Monotone).at(map, Beyond::Hold)
}

/// The strategy's target before the safety factor, in its parts.
struct Made {
    base: f64,
    taper: f64,
}

/// Makes λ of pressure and engine speed.
#[derive(Clone, Debug)]
struct Curves {
    strategy: Strategy,
    /// 0 gasoline, 1 ethanol.
    ethanol: f64,
    factory: Option<MapTable>,
    max_rpm: f64,
}

impl Curves {
    fn of(asker: &mut Asker<'_>) -> Self {
        let fuel = asker.fuel();
        asker.needs_spark(&fuel);
        let max_rpm = asker.figure(Input::MaxRpm);
        let ethanol = match fuel.ethanol_percent {
            Some(percent) => ((percent - BLEND.0) / (BLEND.1 - BLEND.0)).clamp(0.0, 1.0),
            // Hydrous ethanol and methanol say no share: what takes half as much again as gasoline is an alcohol.
            None if fuel.consumption > 1.4 => 1.0,
            None => 0.0,
        };
        let factory = (ethanol > 0.0).then(|| factory(Template::LambdaTarget)).flatten();
        Self { strategy: asker.with.strategy, ethanol, factory, max_rpm }
    }

    fn at(&self, map: f64, rpm: f64) -> Made {
        let gasoline = aim(self.strategy, map);
        let along = ((rpm - TAPER_FROM) / (self.max_rpm - TAPER_FROM).max(1.0)).clamp(0.0, 1.0);
        let load = ((map + 0.3) / 0.3).clamp(0.0, 1.0);
        let taper = 1.0 - TAPER * along * load * (1.0 - self.ethanol);
        let pure = self.factory.as_ref().and_then(|table| table.lookup(map, rpm));
        let ethanol = pure.map_or(gasoline, |z| z * gasoline / aim(Strategy::Balanced, map));
        Made { base: gasoline + (ethanol - gasoline) * self.ethanol, taper }
    }
}

/// The user's table, or the strategy's curves; what fuel is reckoned with.
#[derive(Clone, Debug)]
pub(super) struct Target {
    curves: Option<Curves>,
    reading: Option<Reading>,
    pub safety: f64,
}

impl Target {
    pub fn of(asker: &mut Asker<'_>) -> Self {
        let reading = Reading::of(asker, asker.with.lambda.as_ref(), Unit::Lambda);
        let curves = reading.is_none().then(|| Curves::of(asker));
        Self { curves, reading, safety: asker.with.safety() }
    }

    /// Before the safety factor.
    pub fn aim(&self, map: f64, rpm: f64) -> f64 {
        match (&self.reading, &self.curves) {
            (Some(reading), _) => reading.at(map, rpm),
            (None, Some(curves)) => {
                let made = curves.at(map, rpm);
                made.base * made.taper
            }
            (None, None) => f64::NAN,
        }
    }
}

/// Fills a table of λ targets.
pub(super) struct Lambda {
    curves: Curves,
    safety: f64,
    reference: Reference,
}

impl Lambda {
    pub fn new(asker: &mut Asker<'_>, shape: Shape) -> Self {
        Self {
            curves: Curves::of(asker),
            safety: asker.with.safety(),
            reference: Reference::of(asker, shape),
        }
    }
}

impl Cellwise for Lambda {
    fn work(&self, at: &Place) -> Work {
        let mut work = Work::default();
        let (map, rpm) = self.reference.at(at, &mut work);
        work.step(Symbol::Map, map);
        let made = self.curves.at(map, rpm);
        work.step(Symbol::LambdaBase, made.base);
        work.step(Symbol::Taper, made.taper);
        work.step(Symbol::Safety, self.safety);
        let lambda = work.step(Symbol::LambdaMade, made.base * made.taper / self.safety);
        if map >= 0.0 && lambda > LEAN_UNDER_LOAD {
            work.flags.push(Flag::LeanUnderLoad);
        }
        work.put(lambda, LIMITS.0, LIMITS.1);
        work
    }
}
