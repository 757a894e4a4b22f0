//! A table's cells as a calculator fills them.

use super::ask::{Asked, Asker, Need, Unfit};
use super::assume::Assumptions;
use super::corrections::{ByDensity, ByVe, DeadTime, Dwell, Factory};
use super::explain::{Flag, Step, Symbol, Work};
use super::fuel::Fuel;
use super::ignition::{ByMap, Ignition};
use super::lambda::Lambda;
use super::start::Start;
use super::throttle::Throttle;
use super::ve::Ve;
use super::{Calculator, Input, Shape, calculators};
use crate::engine::channels::ChannelId;
use crate::engine::tables::{Applied, Cell, Command, MapTable, Refusal, WorkedOut, apply};
use crate::engine::tune::Bank;
use crate::engine::vehicle::Vehicle;

/// Where a cell stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub rpm: Option<f64>,
    /// Manifold pressure, bar gauge.
    pub map: Option<f64>,
    /// Opening of the throttle, %.
    pub tps: Option<f64>,
    /// Break points as they are.
    pub x: f64,
    pub y: f64,
}

/// What fills one cell after the other.
pub(super) trait Cellwise {
    fn work(&self, at: &Place) -> Work;
}

/// What a table without one of the axes stands for, and what the throttle tells of the pressure.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    rpm: f64,
    map: f64,
    throttle: Option<Throttle>,
}

impl Reference {
    pub fn of(asker: &mut Asker<'_>, shape: Shape) -> Self {
        let of_one_speed = matches!(shape, Shape::Pressure | Shape::Throttle);
        let rpm = if of_one_speed { asker.figure(Input::ReferenceRpm) } else { f64::NAN };
        let map = if shape == Shape::Rpm { asker.figure(Input::ReferenceMap) } else { f64::NAN };
        let by_throttle = matches!(shape, Shape::Throttle | Shape::ThrottleAndRpm);
        Self { rpm, map, throttle: by_throttle.then(|| Throttle::of(asker)) }
    }

    /// Pressure and engine speed of a cell.
    pub fn at(&self, place: &Place, work: &mut Work) -> (f64, f64) {
        let rpm = work.step(Symbol::Rpm, place.rpm.unwrap_or(self.rpm));
        let map = match (&self.throttle, place.tps) {
            (Some(throttle), Some(tps)) => throttle.behind(tps, rpm, work),
            _ => place.map.unwrap_or(self.map),
        };
        (map, rpm)
    }
}

/// A cell that was reckoned.
#[derive(Clone, Debug, PartialEq)]
pub struct CellValue {
    pub cell: Cell,
    /// `None` where there is none; the table's stays.
    pub value: Option<f64>,
    pub flags: Vec<Flag>,
}

/// Why nothing was reckoned.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    Missing(Vec<Need>),
    Unfit(Unfit),
}

/// What was reckoned, ready to be looked at and taken.
pub struct Proposal {
    /// The cells of the break points in use, row by row.
    pub cells: Vec<CellValue>,
    maker: Box<dyn Cellwise>,
    barometric: f64,
}

/// What came of a calculation.
pub struct Outcome {
    /// Everything that was asked for, in its order, whether it was known or not.
    pub asked: Vec<Asked>,
    pub result: Result<Proposal, Refused>,
}

/// Fills the cells in use of a table.
pub fn calculate(calculator: Calculator, table: &MapTable, vehicle: &Vehicle, with: &Assumptions) -> Outcome {
    let mut asker = Asker::new(vehicle, with);
    let refuse = |asker: Asker<'_>, why| Outcome { asked: asker.asked, result: Err(why) };
    let shape = Shape::of(table).filter(|_| calculators(table).contains(&calculator));
    let Some(shape) = shape else { return refuse(asker, Refused::Unfit(Unfit::Table)) };
    let bank = table.info.bank.unwrap_or(Bank::A);
    let maker = maker(&mut asker, calculator, shape, bank);
    let absolute = table.x().channel() == Some(ChannelId::MapAbs);
    let barometric = if absolute { asker.figure(Input::Barometric) } else { 0.0 };
    if let Some(unfit) = asker.unfit {
        return refuse(asker, Refused::Unfit(unfit));
    }
    if !asker.needs.is_empty() {
        let needs = std::mem::take(&mut asker.needs);
        return refuse(asker, Refused::Missing(needs));
    }
    let columns = table.x().in_use();
    let places = table.rows_in_use().into_iter().flat_map(|r| columns.iter().map(move |c| (r, *c)));
    let cells = places
        .map(|(row, column)| {
            let cell = Cell::at(row as u32, column as u32);
            let work = place(table, cell, barometric).map(|at| maker.work(&at)).unwrap_or_default();
            // What is no number is no value, whatever came in.
            CellValue { cell, value: work.value.filter(|z| z.is_finite()), flags: work.flags }
        })
        .collect();
    Outcome { asked: asker.asked, result: Ok(Proposal { cells, maker, barometric }) }
}

fn maker(asker: &mut Asker<'_>, calculator: Calculator, shape: Shape, bank: Bank) -> Box<dyn Cellwise> {
    let factory = || Factory::new(calculator).map(|f| Box::new(f) as Box<dyn Cellwise>);
    let made: Option<Box<dyn Cellwise>> = match calculator {
        Calculator::Fuel => Some(Box::new(Fuel::new(asker, shape, bank))),
        Calculator::Ve => Some(Box::new(Ve::new(asker, shape))),
        Calculator::Lambda => Some(Box::new(Lambda::new(asker, shape))),
        Calculator::Ignition => Some(Box::new(Ignition::new(asker, shape))),
        Calculator::IgnitionByMap => Some(Box::new(ByMap::new(asker))),
        Calculator::DeadTime => Some(Box::new(DeadTime::new(asker, bank))),
        Calculator::Dwell => Some(Box::new(Dwell::new(asker))),
        Calculator::FirstPulse | Calculator::Cranking => Some(Box::new(Start::new(asker, calculator, bank))),
        Calculator::FuelByRpm => ByVe::new(asker).map(|m| Box::new(m) as Box<dyn Cellwise>).or_else(factory),
        Calculator::FuelByAir => {
            ByDensity::new(asker).map(|m| Box::new(m) as Box<dyn Cellwise>).or_else(factory)
        }
        _ => factory(),
    };
    made.unwrap_or_else(|| Box::new(Nothing))
}

/// What cannot be made has no value.
struct Nothing;

impl Cellwise for Nothing {
    fn work(&self, _: &Place) -> Work {
        Work::default()
    }
}

fn place(table: &MapTable, cell: Cell, barometric: f64) -> Option<Place> {
    let x = *table.x().points().get(cell.column as usize)?;
    let y = table.y().and_then(|y| y.points().get(cell.row as usize).copied());
    let (mut rpm, mut map, mut tps) = (None, None, None);
    for (channel, at) in
        [(table.x().channel(), Some(x)), (table.y().and_then(crate::engine::tables::MapAxis::channel), y)]
    {
        match channel {
            Some(ChannelId::Rpm) => rpm = at,
            Some(ChannelId::MapGauge) => map = at,
            Some(ChannelId::Tps) => tps = at,
            Some(ChannelId::MapAbs) => map = at.map(|p| p - barometric),
            _ => {}
        }
    }
    Some(Place { rpm, map, tps, x, y: y.unwrap_or(0.0) })
}

impl Proposal {
    /// How a cell came about; empty for a cell outside the table.
    pub fn explain(&self, table: &MapTable, cell: Cell) -> Vec<Step> {
        place(table, cell, self.barometric).map(|at| self.maker.work(&at).steps).unwrap_or_default()
    }

    /// How many cells have a flag.
    pub fn count(&self, flag: Flag) -> usize {
        self.flagged(flag).count()
    }

    /// The cells with a flag, row by row.
    pub fn flagged(&self, flag: Flag) -> impl Iterator<Item = Cell> + '_ {
        self.cells.iter().filter(move |c| c.flags.contains(&flag)).map(|c| c.cell)
    }

    /// All of it as one edit.
    pub fn command(&self) -> Command {
        let cells = self.cells.iter().filter_map(|c| Some((c.cell, c.value?))).collect();
        Command::Take { cells, from: WorkedOut::Calculation }
    }

    /// The table with it: locked cells and cells without a value stay.
    pub fn on(&self, table: &MapTable) -> Result<Applied, Refusal> {
        apply(table, &self.command())
    }
}
