//! Base maps: tables reckoned from the vehicle.

mod curves;
mod fuel;
mod sets;
mod throttle;

use fueltune_analyzer::engine::base_map::{
    Assumptions, Calculator, CellValue, Input, Outcome, Proposal, Symbol, calculate,
};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::fuel::FuelId;
use fueltune_analyzer::engine::tables::{Cell, MapAxis, MapInfo, MapTable};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::vehicle::{Aspiration, Bank, BankMode, Regulator, Vehicle};

/// The worked example of the field: 1.9 L, 4 cylinders, ethanol of 9.0, 4 × 112 lb/h at 3 bar.
pub fn jeep() -> Vehicle {
    let mut v = Vehicle { name: "A".into(), make: "B".into(), model: "C".into(), ..Vehicle::default() };
    v.engine.displacement_l = Some(1.9);
    v.engine.cylinders = Some(4);
    v.engine.aspiration = Some(Aspiration::Turbo);
    v.engine.max_rpm = Some(7000.0);
    v.fuel.library = Some(FuelId::E100);
    v.fuel.octane = Some(95.0);
    v.injection.rated_pressure_bar = Some(3.0);
    v.injection.base_pressure_bar = Some(3.0);
    v.injection.regulator = Some(Regulator::OneToOne);
    v.injection.min_pulse_ms = Some(0.5);
    v.injection.bank_a = Bank {
        enabled: true,
        mode: Some(BankMode::Sequential),
        injectors: Some(4),
        flow_g_s: Some(Unit::LbPerHour.to_base(112.0)),
        dead_time_ms: Some(1.0),
        ..Bank::default()
    };
    v
}

/// A table over pressure and engine speed.
pub fn over(kind: TableKind, unit: Unit, rpm: &[f64], map: &[f64]) -> MapTable {
    let x = MapAxis::of(Some(ChannelId::MapGauge), Unit::Bar, map.to_vec()).unwrap();
    let y = MapAxis::of(Some(ChannelId::Rpm), Unit::Rpm, rpm.to_vec()).unwrap();
    MapTable::new(MapInfo::new("t", kind), x, Some(y), unit, vec![1.0; rpm.len() * map.len()]).unwrap()
}

pub fn curve(kind: TableKind, unit: Unit, channel: ChannelId, points: &[f64]) -> MapTable {
    let x = MapAxis::of(Some(channel), channel.base_unit(), points.to_vec()).unwrap();
    MapTable::new(MapInfo::new("c", kind), x, None, unit, vec![0.0; points.len()]).unwrap()
}

/// Tables of VE 90 % and of λ 0.85 everywhere.
pub fn flat() -> Assumptions {
    let fill = |kind, unit, value: f64| {
        let table = over(kind, unit, &[1000.0, 7000.0], &[-1.0, 2.0]);
        let (x, y) = (table.x().clone(), table.y().cloned());
        MapTable::new(table.info, x, y, unit, vec![value; 4]).unwrap()
    };
    let mut with = Assumptions {
        ve: Some(fill(TableKind::Ve, Unit::Percent, 90.0)),
        lambda: Some(fill(TableKind::LambdaTarget, Unit::Lambda, 0.85)),
        ..Assumptions::default()
    };
    with.own.insert(Input::Barometric, 1.0);
    with
}

pub fn made(outcome: Outcome) -> Proposal {
    outcome.result.unwrap_or_else(|why| panic!("{why:?}"))
}

pub fn fuel(table: &MapTable, vehicle: &Vehicle, with: &Assumptions) -> Proposal {
    made(calculate(Calculator::Fuel, table, vehicle, with))
}

/// One cell of injection time at a pressure and an engine speed.
pub fn cell(vehicle: &Vehicle, with: &Assumptions, map: f64, rpm: f64) -> CellValue {
    let table = over(TableKind::MainFuel, Unit::Milliseconds, &[rpm, rpm + 100.0], &[map, map + 0.01]);
    fuel(&table, vehicle, with).cells[0].clone()
}

/// A figure on the way to that cell.
pub fn step(vehicle: &Vehicle, with: &Assumptions, map: f64, rpm: f64, symbol: Symbol) -> f64 {
    let table = over(TableKind::MainFuel, Unit::Milliseconds, &[rpm, rpm + 100.0], &[map, map + 0.01]);
    let steps = fuel(&table, vehicle, with).explain(&table, Cell::at(0, 0));
    steps.iter().find(|s| s.symbol == symbol).unwrap_or_else(|| panic!("{symbol:?}")).value
}
