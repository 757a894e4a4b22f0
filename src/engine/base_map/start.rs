//! Pulses for the start.
//!
//! ```text
//! pulse = (factory(T) − 1 ms) · scale + dead time
//! scale = effective pulse reckoned at the pressure outside ÷ that of the factory's main fuel map there
//! ```
//! The factory's first pulse and cranking pulses go with the factory's main fuel map; an engine whose injectors take twice
//! the time for a filling takes it at the start too.

use super::ask::Asker;
use super::corrections::factory;
use super::explain::{Symbol, Work};
use super::fuel::Fuel;
use super::propose::{Cellwise, Place};
use super::{Calculator, Input, Shape};
use crate::engine::tables::{MapTable, Rules, Template, cell_rules};
use crate::engine::tune::{Bank, TableKind};
use crate::engine::units::Unit;

/// The dead time within the factory's pulses, ms.
const FACTORY_DEAD_TIME: f64 = 1.0;

/// Fills a table of pulses for the start.
pub(super) struct Start {
    table: Option<MapTable>,
    scale: f64,
    dead: f64,
    rules: Rules,
}

impl Start {
    pub fn new(asker: &mut Asker<'_>, calculator: Calculator, bank: Bank) -> Self {
        let fuel = Fuel::new(asker, Shape::Pressure, bank);
        let reference = asker.figure(Input::ReferenceRpm);
        let which =
            if calculator == Calculator::FirstPulse { Template::FirstPulse } else { Template::Cranking };
        let main = factory(Template::MainFuelMap).and_then(|t| t.lookup(0.0, 0.0)).unwrap_or(f64::NAN);
        let scale = fuel.effective(0.0, reference) / (main - FACTORY_DEAD_TIME);
        Self {
            table: factory(which),
            scale,
            dead: fuel.dead(),
            rules: cell_rules(TableKind::Start, Unit::Milliseconds),
        }
    }
}

impl Cellwise for Start {
    fn work(&self, at: &Place) -> Work {
        let mut work = Work::default();
        work.step(Symbol::Temperature, at.x);
        let z = self.table.as_ref().and_then(|t| t.lookup(at.x, at.y)).unwrap_or(f64::NAN);
        let z = work.step(Symbol::StartFactory, z);
        let scale = work.step(Symbol::StartScale, self.scale);
        let dead = work.step(Symbol::Dead, self.dead);
        let pulse = work.step(Symbol::StartHere, (z - FACTORY_DEAD_TIME) * scale + dead);
        if pulse.is_finite() {
            work.put(pulse, self.rules.low, self.rules.high);
        }
        work
    }
}
