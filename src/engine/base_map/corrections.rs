//! Corrections: FuelTech's factory curves, and where it was asked for what physics makes of them.
//!
//! ```text
//! by engine speed, physics   VE(rpm) ÷ VE(reference) − 1
//! by air temperature, physics   T charge ÷ T − 1, held to ±20 %
//! dead time by voltage   factory(V) · dead time ÷ 1 ms
//! dwell by voltage   factory(V) · charge time of the coil at 14 V ÷ factory(14 V)
//! ```
//! The factory's dead times by voltage are what is added to a base of 1 ms; an injector that takes longer takes longer in
//! the same proportion, and so does a coil.

use super::ask::Asker;
use super::assume::Basis;
use super::explain::{Symbol, Work};
use super::propose::{Cellwise, Place};
use super::ve::Filling;
use super::{Calculator, Input};
use crate::engine::tables::{For, MapTable, Rules, Template, cell_rules, template};
use crate::engine::tune::{Bank, TableKind};
use crate::engine::units::Unit;

/// The dead time the factory's curve by voltage is added to, ms.
const FACTORY_DEAD_TIME: f64 = 1.0;
/// The voltage a coil's charge time is told at.
const COIL_VOLTS: f64 = 14.0;
const ZERO_CELSIUS: f64 = 273.15;
const MOST_BY_DENSITY: f64 = 20.0;

/// The factory's table of a template, all of its pressures in use.
pub(super) fn factory(which: Template) -> Option<MapTable> {
    template(which, "", For { boosted: true }).ok()
}

/// The factory's curve, as it is.
pub(super) struct Factory {
    table: Option<MapTable>,
    limits: (f64, f64),
}

impl Factory {
    pub fn new(calculator: Calculator) -> Option<Self> {
        let (which, limits) = match calculator {
            Calculator::IgnitionByEngine => (Template::IgnitionByEngine, (-60.0, 60.0)),
            Calculator::IgnitionByAir => (Template::IgnitionByAir, (-60.0, 60.0)),
            Calculator::FuelByRpm => (Template::FuelByRpm, (-50.0, 100.0)),
            Calculator::FuelByTps => (Template::FuelByTps, (-50.0, 100.0)),
            Calculator::FuelByEngine => (Template::FuelByEngine, (-50.0, 100.0)),
            Calculator::FuelByAir => (Template::FuelByAir, (-50.0, 100.0)),
            Calculator::AfterStart => (Template::AfterStart, (-100.0, 500.0)),
            _ => return None,
        };
        Some(Self { table: factory(which), limits })
    }
}

impl Cellwise for Factory {
    fn work(&self, at: &Place) -> Work {
        let mut work = Work::default();
        let z = self.table.as_ref().and_then(|t| t.lookup(at.x, at.y)).unwrap_or(f64::NAN);
        work.step(Symbol::Factory, z);
        work.put(z, self.limits.0, self.limits.1);
        work
    }
}

/// By engine speed, from the VE.
pub(super) struct ByVe {
    filling: Filling,
    reference: f64,
}

impl ByVe {
    pub fn new(asker: &mut Asker<'_>) -> Option<Self> {
        if asker.with.basis != Basis::Physics {
            return None;
        }
        Some(Self { filling: Filling::of(asker), reference: asker.figure(Input::ReferenceRpm) })
    }
}

impl Cellwise for ByVe {
    fn work(&self, at: &Place) -> Work {
        let rpm = at.rpm.unwrap_or(f64::NAN);
        let mut work = Work::default();
        work.step(Symbol::Rpm, rpm);
        let ve = work.step(Symbol::Ve, self.filling.at(0.0, rpm));
        let reference = work.step(Symbol::VeReference, self.filling.at(0.0, self.reference));
        let z = work.step(Symbol::ByVe, (ve / reference - 1.0) * 100.0);
        work.put(z, -50.0, 100.0);
        work
    }
}

/// By air temperature, from the density.
pub(super) struct ByDensity {
    charge: f64,
}

impl ByDensity {
    pub fn new(asker: &mut Asker<'_>) -> Option<Self> {
        let physics = asker.with.basis == Basis::Physics;
        physics.then(|| Self { charge: asker.figure(Input::ChargeTemperature) })
    }
}

impl Cellwise for ByDensity {
    fn work(&self, at: &Place) -> Work {
        let mut work = Work::default();
        let t = work.step(Symbol::Temperature, at.x);
        let charge = work.step(Symbol::ChargeC, self.charge);
        // Hotter air is thinner and takes less fuel.
        let z = ((charge + ZERO_CELSIUS) / (t + ZERO_CELSIUS).max(1.0) - 1.0) * 100.0;
        let z = work.step(Symbol::ByDensity, z);
        work.put(z, -MOST_BY_DENSITY, MOST_BY_DENSITY);
        work
    }
}

/// Dead time by voltage.
pub(super) struct DeadTime {
    table: Option<MapTable>,
    dead: f64,
}

impl DeadTime {
    pub fn new(asker: &mut Asker<'_>, bank: Bank) -> Self {
        let input = if bank == Bank::A { Input::DeadTimeA } else { Input::DeadTimeB };
        Self { table: factory(Template::DeadTime), dead: asker.figure(input) }
    }
}

impl Cellwise for DeadTime {
    fn work(&self, at: &Place) -> Work {
        let mut work = Work::default();
        let z = self.table.as_ref().and_then(|t| t.lookup(at.x, at.y)).unwrap_or(f64::NAN);
        let z = work.step(Symbol::DeadFactory, z);
        let dead = work.step(Symbol::Dead, self.dead);
        let z = work.step(Symbol::DeadHere, z * dead / FACTORY_DEAD_TIME);
        work.put(z, -5.0, 5.0);
        work
    }
}

/// Charge time of the coils by voltage.
pub(super) struct Dwell {
    table: Option<MapTable>,
    coil: f64,
    rules: Rules,
}

impl Dwell {
    pub fn new(asker: &mut Asker<'_>) -> Self {
        let coil = asker.figure(Input::CoilDwell);
        let rules = cell_rules(TableKind::Dwell, Unit::Milliseconds);
        Self { table: factory(Template::Dwell), coil, rules }
    }
}

impl Cellwise for Dwell {
    fn work(&self, at: &Place) -> Work {
        let mut work = Work::default();
        let read = |volts| self.table.as_ref().and_then(|t| t.lookup(volts, 0.0)).unwrap_or(f64::NAN);
        let here = work.step(Symbol::DwellFactory, read(at.x));
        let reference = work.step(Symbol::DwellReference, read(COIL_VOLTS));
        let coil = work.step(Symbol::Coil, self.coil);
        let dwell = work.step(Symbol::DwellHere, here * coil / reference);
        work.put(dwell, self.rules.low, self.rules.high);
        work
    }
}
