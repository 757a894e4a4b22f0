//! Asks for figures: the user's own, else the vehicle's, else the usual ones, and keeps a list of what it got from where.

use super::assume::Assumptions;
use super::input::Input;
use crate::engine::fuel::{FuelId, FuelProperties};
use crate::engine::tune::Bank;
use crate::engine::vehicle::{BankMode, Field, Layout, Regulator, Vehicle};

/// Where a figure came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The user's own.
    Own,
    Vehicle,
    /// Nobody said it: what is usual was taken.
    Usual,
}

impl Source {
    /// Stable name: translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Source::Own => "own",
            Source::Vehicle => "vehicle",
            Source::Usual => "usual",
        }
    }
}

/// A figure with where it came from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Given {
    pub value: f64,
    pub from: Source,
}

/// What was asked for, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// `None` where the figure is missing, or cannot be.
    Figure(Input, Option<Given>),
    Fuel(Option<Source>),
    Regulator(Regulator, Source),
    /// How the injectors of the table's bank are fired: openings in a cycle of 720°.
    Openings(u32, Source),
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Figure(Input),
    Fuel,
}

/// Why a table cannot be reckoned, whatever is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The table is of another kind, or what moves along its axes is not known.
    Table,
    /// A diesel has neither a spark nor a λ to aim at.
    Diesel,
    /// The flow of a gas does not go by the root of the pressure.
    Gas,
    /// The VE or λ table has other axes or another unit.
    SourceTable,
}

impl Unfit {
    /// Every reason, for translations.
    pub const ALL: [Unfit; 4] = [Unfit::Table, Unfit::Diesel, Unfit::Gas, Unfit::SourceTable];

    /// Stable name: translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Unfit::Table => "table",
            Unfit::Diesel => "diesel",
            Unfit::Gas => "gas",
            Unfit::SourceTable => "source-table",
        }
    }
}

/// See the module.
pub(super) struct Asker<'a> {
    pub vehicle: &'a Vehicle,
    pub with: &'a Assumptions,
    pub asked: Vec<Asked>,
    pub needs: Vec<Need>,
    pub unfit: Option<Unfit>,
}

impl<'a> Asker<'a> {
    pub fn new(vehicle: &'a Vehicle, with: &'a Assumptions) -> Self {
        Self { vehicle, with, asked: Vec::new(), needs: Vec::new(), unfit: None }
    }

    /// A figure; NaN where it is missing, which is noted, so that nothing of it gets out.
    pub fn figure(&mut self, input: Input) -> f64 {
        if let Some(known) = self.asked.iter().find_map(|a| match a {
            Asked::Figure(i, given) if *i == input => Some(*given),
            _ => None,
        }) {
            return known.map_or(f64::NAN, |given| given.value);
        }
        let given = self.given(input);
        self.asked.push(Asked::Figure(input, given));
        if given.is_none() {
            self.needs.push(Need::Figure(input));
        }
        given.map_or(f64::NAN, |given| given.value)
    }

    fn given(&self, input: Input) -> Option<Given> {
        let (least, most) = input.range();
        let can_be = |v: f64| v.is_finite() && v >= least && v <= most;
        // A figure of one's own that cannot be is not passed over in silence: it is missing.
        if let Some(own) = self.with.own.get(&input) {
            return can_be(*own).then_some(Given { value: *own, from: Source::Own });
        }
        if let Some(value) = input.field().and_then(|field| known(self.vehicle, field)) {
            return can_be(value).then_some(Given { value, from: Source::Vehicle });
        }
        input.usual().map(|value| Given { value, from: Source::Usual })
    }

    /// What burns. Where it is not known, gasoline's figures stand in until the need is met: nothing of it gets out.
    pub fn fuel(&mut self) -> FuelProperties {
        let (fuel, from) = match (self.with.fuel, self.vehicle.fuel_properties()) {
            (Some(own), _) => (own.properties(), Some(Source::Own)),
            (None, Some(fuel)) => (fuel, Some(Source::Vehicle)),
            (None, None) => (FuelId::Gasoline.properties(), None),
        };
        if !self.asked.iter().any(|a| matches!(a, Asked::Fuel(_))) {
            self.asked.push(Asked::Fuel(from));
            self.needs.extend(from.is_none().then_some(Need::Fuel));
        }
        fuel
    }

    /// Whether it is a diesel that burns; noted as what cannot be.
    pub fn needs_spark(&mut self, fuel: &FuelProperties) {
        if !fuel.enriched {
            self.unfit = Some(Unfit::Diesel);
        }
    }

    pub fn regulator(&mut self) -> Regulator {
        let (regulator, from) = match (self.with.regulator, self.vehicle.injection.regulator) {
            (Some(own), _) => (own, Source::Own),
            (None, Some(regulator)) => (regulator, Source::Vehicle),
            (None, None) => (Regulator::OneToOne, Source::Usual),
        };
        self.asked.push(Asked::Regulator(regulator, from));
        regulator
    }

    /// Openings of an injector in a cycle: one, but one in each turn of the crank where all are fired at once.
    pub fn openings(&mut self, bank: Bank) -> f64 {
        let injection = &self.vehicle.injection;
        let mode = match bank {
            Bank::A => injection.bank_a.mode,
            Bank::B => injection.bank_b.mode,
        };
        let openings = if mode == Some(BankMode::Batch) { 2 } else { 1 };
        let from = if mode.is_some() { Source::Vehicle } else { Source::Usual };
        self.asked.push(Asked::Openings(openings, from));
        f64::from(openings)
    }
}

/// A field's figure. Cylinders follow from the layout.
fn known(vehicle: &Vehicle, field: Field) -> Option<f64> {
    if field == Field::Cylinders {
        let layout = vehicle.engine.layout.map(Layout::cylinders);
        return vehicle.engine.cylinders.or(layout).map(f64::from);
    }
    match vehicle.number(field) {
        Some(value) => value,
        None => vehicle.count(field).flatten().map(f64::from),
    }
}
