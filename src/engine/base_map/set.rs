//! New tables for a vehicle.

use super::assume::Assumptions;
use super::propose::{Refused, calculate};
use super::{Asked, Calculator, Flag};
use crate::engine::tables::surface::{Beyond, Method};
use crate::engine::tables::{Command, MapAxis};
use crate::engine::tables::{For, MapInfo, MapTable, Point, Side, Template, apply, template};
use crate::engine::tune::{Bank, TableKind};
use crate::engine::vehicle::{Aspiration, Vehicle};

/// What a set can hold, in the order in which it is offered.
pub const SET: [(Template, Calculator); 19] = [
    (Template::MainFuel, Calculator::Fuel),
    (Template::MainFuelMap, Calculator::Fuel),
    (Template::MainFuelTpsRpm, Calculator::Fuel),
    (Template::MainFuelTps, Calculator::Fuel),
    (Template::MainFuelRpm, Calculator::Fuel),
    (Template::Ve, Calculator::Ve),
    (Template::LambdaTarget, Calculator::Lambda),
    (Template::Ignition, Calculator::Ignition),
    (Template::FuelByRpm, Calculator::FuelByRpm),
    (Template::FuelByTps, Calculator::FuelByTps),
    (Template::FuelByEngine, Calculator::FuelByEngine),
    (Template::FuelByAir, Calculator::FuelByAir),
    (Template::IgnitionByEngine, Calculator::IgnitionByEngine),
    (Template::IgnitionByAir, Calculator::IgnitionByAir),
    (Template::DeadTime, Calculator::DeadTime),
    (Template::Dwell, Calculator::Dwell),
    (Template::FirstPulse, Calculator::FirstPulse),
    (Template::Cranking, Calculator::Cranking),
    (Template::AfterStart, Calculator::AfterStart),
];

/// Pressures of a λ table: close together where the target turns from cruise to load.
const LAMBDA_MAP: [f64; 8] = [-1.0, -0.6, -0.3, -0.1, 0.0, 0.5, 1.0, 2.0];
/// Those without boost.
const LAMBDA_NATURAL: usize = 5;

/// Whether a table is part of a set unless the user says otherwise. An ECU has one main fuel table, and one over engine
/// speed and pressure has in it what the correction by engine speed would add once more.
pub fn used_by_default(which: Template) -> bool {
    which == Template::MainFuel || !(which.kind() == TableKind::MainFuel || which == Template::FuelByRpm)
}

/// A new table, and what its cells have to say.
pub struct Made {
    pub table: MapTable,
    /// How many cells have each flag.
    pub flags: Vec<(Flag, usize)>,
}

/// A new table for a vehicle, with the factory's break points. What a cell cannot be reckoned for stays the factory's
/// value and is flagged. Break points out of use hold what stands at the edge of those in use.
pub fn make(
    which: Template,
    bank: Option<Bank>,
    name: &str,
    vehicle: &Vehicle,
    with: &Assumptions,
) -> Result<Made, Refused> {
    let unfit = Refused::Unfit(super::Unfit::Table);
    let (calculator, empty) = begun(which, bank, name, vehicle).ok_or_else(|| unfit.clone())?;
    let proposal = calculate(calculator, &empty, vehicle, with).result?;
    let flags = Flag::ALL.into_iter().map(|flag| (flag, proposal.count(flag))).filter(|f| f.1 > 0).collect();
    let Ok(filled) = proposal.on(&empty) else { return Err(unfit) };
    let table = held_beyond(&filled.table).ok_or(unfit)?;
    Ok(Made { table, flags })
}

/// What a new table asks for, known or not.
pub fn ask(which: Template, bank: Option<Bank>, vehicle: &Vehicle, with: &Assumptions) -> Vec<Asked> {
    let begun = begun(which, bank, "", vehicle);
    begun.map(|(calculator, empty)| calculate(calculator, &empty, vehicle, with).asked).unwrap_or_default()
}

/// The factory's table for a vehicle, and what fills it.
fn begun(
    which: Template,
    bank: Option<Bank>,
    name: &str,
    vehicle: &Vehicle,
) -> Option<(Calculator, MapTable)> {
    let calculator = SET.iter().find(|(template, _)| *template == which).map(|(_, c)| *c)?;
    let boosted = vehicle.engine.aspiration.is_none_or(Aspiration::boosted);
    let mut empty = template(which, name, For { boosted }).ok()?;
    if which == Template::LambdaTarget {
        empty = lambda_axis(&empty, boosted)?;
    }
    empty.info = MapInfo { bank, ..empty.info };
    Some((calculator, empty))
}

fn lambda_axis(table: &MapTable, boosted: bool) -> Option<MapTable> {
    let most = if boosted { LAMBDA_MAP.len() } else { LAMBDA_NATURAL };
    let points = LAMBDA_MAP[..most].iter().map(|at| Point { at: *at, in_use: true }).collect();
    let command = Command::SetAxis { side: Side::X, points, resample: Some(Method::Linear) };
    Some(apply(table, &command).ok()?.table)
}

fn held_beyond(table: &MapTable) -> Option<MapTable> {
    let ys = table.y().map_or_else(|| vec![0.0], |y| y.points().to_vec());
    let all = table.lattice().resampled(table.x().points(), &ys, Method::Linear, Beyond::Hold);
    let y: Option<MapAxis> = table.y().cloned();
    MapTable::new(table.info.clone(), table.x().clone(), y, table.unit(), all.cells).ok()
}
