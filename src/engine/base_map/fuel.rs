//! Injection time from the mass of air.
//!
//! ```text
//! p         = barometric + manifold (gauge)                                  bar, absolute
//! m_air     = VE · p · V_cylinder ÷ (R · T)                                   mg
//! m_fuel    = m_air ÷ (stoichiometric ratio · λ)                              mg
//! Δp        = base pressure, less the manifold's with a regulator at fixed pressure
//! flow      = Σ injectors · flow of one ÷ cylinders · √(Δp ÷ Δp rated)        g/s = mg/ms
//! effective = m_fuel ÷ flow ÷ openings in a cycle                             ms
//! commanded = effective + dead time, at least the shortest pulse              ms
//! duty      = commanded · openings ÷ cycle, with a cycle of 120 000 ÷ rpm ms  (pulse · rpm ÷ 1200 % for one opening)
//! ```
//! Both banks open for the same time, so that each brings its share of the capacity. Bank B opens from its initial pressure
//! on and is shut below it. The flow is never held within bounds: without a pressure difference there is none.

use super::ask::{Asker, Unfit};
use super::explain::{Flag, Symbol, Work};
use super::lambda::{LEAN_UNDER_LOAD, Target};
use super::propose::{Cellwise, Place, Reference};
use super::ve::Filling;
use super::{Input, Shape};
use crate::engine::tables::{Rules, cell_rules};
use crate::engine::tune::{Bank, TableKind};
use crate::engine::units::Unit;
use crate::engine::vehicle::Regulator;

/// J/(kg·K) of dry air.
const GAS_CONSTANT: f64 = 287.05;
const ZERO_CELSIUS: f64 = 273.15;
/// ms of a cycle of two turns, times rpm.
const CYCLE: f64 = 120_000.0;

/// A bank's part.
#[derive(Clone, Copy, Debug)]
struct Injectors {
    /// All of the bank at the rated pressure, g/s.
    total: f64,
    /// Manifold pressure from which it opens, bar gauge.
    from: f64,
}

/// See the module.
pub(super) struct Fuel {
    bank: Bank,
    banks: Vec<(Bank, Injectors)>,
    volume_l: f64,
    cylinders: f64,
    charge_k: f64,
    barometric: f64,
    rated: f64,
    base: f64,
    regulator: Regulator,
    dead: f64,
    with_dead: bool,
    min_pulse: f64,
    duty_limit: f64,
    openings: f64,
    stoich: f64,
    filling: Filling,
    target: Target,
    reference: Reference,
    /// Engine speed the duty is told at where the table has none.
    max_rpm: f64,
    rules: Rules,
}

impl Fuel {
    pub fn new(asker: &mut Asker<'_>, shape: Shape, bank: Bank) -> Self {
        let displacement = asker.figure(Input::Displacement);
        let cylinders = asker.figure(Input::Cylinders);
        let fuel = asker.fuel();
        if fuel.density.is_none() {
            asker.unfit = Some(Unfit::Gas);
        }
        let banks = banks(asker, bank);
        let dead_of = if bank == Bank::A { Input::DeadTimeA } else { Input::DeadTimeB };
        Self {
            bank,
            banks,
            volume_l: displacement / cylinders,
            cylinders,
            rated: asker.figure(Input::RatedPressure),
            base: asker.figure(Input::BasePressure),
            regulator: asker.regulator(),
            openings: asker.openings(bank),
            dead: asker.figure(dead_of),
            with_dead: asker.with.with_dead_time,
            min_pulse: asker.figure(Input::MinPulse),
            duty_limit: asker.figure(Input::DutyLimit),
            charge_k: asker.figure(Input::ChargeTemperature) + ZERO_CELSIUS,
            barometric: asker.figure(Input::Barometric),
            stoich: fuel.stoich,
            filling: Filling::of(asker),
            target: Target::of(asker),
            reference: Reference::of(asker, shape),
            max_rpm: asker.figure(Input::MaxRpm),
            rules: cell_rules(TableKind::MainFuel, Unit::Milliseconds),
        }
    }

    /// Effective pulse at a place, ms: what flows, not what is commanded.
    pub fn effective(&self, map: f64, rpm: f64) -> f64 {
        self.pulse(map, rpm, &mut Work::default()).unwrap_or(f64::NAN)
    }

    /// What the bank's dead time is, ms.
    pub fn dead(&self) -> f64 {
        self.dead
    }

    fn pulse(&self, map: f64, rpm: f64, work: &mut Work) -> Option<f64> {
        work.step(Symbol::Map, map);
        work.step(Symbol::Barometric, self.barometric);
        // Nothing is emptier than empty, whatever the axis says.
        let p = work.step(Symbol::Pressure, (self.barometric + map).max(0.0));
        let t = work.step(Symbol::Charge, self.charge_k);
        let v = work.step(Symbol::Volume, self.volume_l);
        let ve = work.step(Symbol::Ve, self.filling.at(map, rpm));
        // bar · L = 100 J, and a kilogram is a million mg.
        let air = work.step(Symbol::Air, ve * p * v * 100.0 / (GAS_CONSTANT * t) * 1e6);
        let stoich = work.step(Symbol::Stoich, self.stoich);
        let aim = work.step(Symbol::LambdaAim, self.target.aim(map, rpm));
        let safety = work.step(Symbol::Safety, self.target.safety);
        let lambda = work.step(Symbol::Lambda, aim / safety);
        if map >= 0.0 && lambda > LEAN_UNDER_LOAD {
            work.flags.push(Flag::LeanUnderLoad);
        }
        let fuel = work.step(Symbol::Fuel, air / (stoich * lambda));
        let open: f64 = self.banks.iter().filter(|(_, b)| map >= b.from).map(|(_, b)| b.total).sum();
        let flow = work.step(Symbol::Flow, open / self.cylinders);
        let rated = work.step(Symbol::Rated, self.rated);
        let against = if self.regulator == Regulator::Fixed { map } else { 0.0 };
        let difference = work.step(Symbol::Difference, self.base - against);
        if difference <= 0.0 {
            work.flags.push(Flag::NoPressureDifference);
            return None;
        }
        let flow = work.step(Symbol::FlowHere, flow * (difference / rated).sqrt());
        let openings = work.step(Symbol::Openings, self.openings);
        Some(work.step(Symbol::Pulse, fuel / flow / openings))
    }

    fn is_shut(&self, map: f64) -> bool {
        self.banks.iter().any(|(bank, b)| *bank == self.bank && map < b.from)
    }
}

impl Cellwise for Fuel {
    fn work(&self, at: &Place) -> Work {
        let mut work = Work::default();
        let (map, rpm) = self.reference.at(at, &mut work);
        if self.is_shut(map) {
            work.step(Symbol::Map, map);
            work.value = Some(0.0);
            return work;
        }
        let Some(pulse) = self.pulse(map, rpm, &mut work) else { return work };
        let dead = work.step(Symbol::Dead, self.dead);
        let mut commanded = work.step(Symbol::Commanded, pulse + dead);
        if commanded < self.min_pulse {
            work.flags.push(Flag::BelowMinimumPulse);
            commanded = self.min_pulse;
        }
        // A curve over pressure is driven at every engine speed: the highest one decides.
        let fastest = if at.rpm.is_some() { rpm } else { self.max_rpm };
        let cycle = work.step(Symbol::Cycle, CYCLE / fastest.max(1.0));
        let duty = work.step(Symbol::Duty, commanded * self.openings / cycle * 100.0);
        if duty > self.duty_limit {
            work.flags.push(Flag::OverDuty);
        }
        let value = if self.with_dead { commanded } else { (commanded - self.dead).max(0.0) };
        work.put(value, self.rules.low, self.rules.high);
        work
    }
}

/// The banks that feed the engine: A, and B where the vehicle has it or the table is of it.
fn banks(asker: &mut Asker<'_>, bank: Bank) -> Vec<(Bank, Injectors)> {
    let total = |asker: &mut Asker<'_>, n: Input, each: Input| asker.figure(n) * asker.figure(each);
    let a = Injectors {
        total: total(asker, Input::InjectorsA, Input::FlowA),
        // From any vacuum on.
        from: f64::NEG_INFINITY,
    };
    let mut banks = vec![(Bank::A, a)];
    if bank == Bank::B || asker.vehicle.injection.bank_b.enabled {
        let b = Injectors {
            total: total(asker, Input::InjectorsB, Input::FlowB),
            from: asker.figure(Input::StartB),
        };
        banks.push((Bank::B, b));
    }
    banks
}
