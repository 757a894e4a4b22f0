//! Injection time: a cell by hand, what moves it which way, what cannot be fed.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::base_map::{
    Asked, Assumptions, Calculator, Flag, Input, Need, Refused, Source, Symbol, Unfit, calculate,
};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::fuel::FuelId;
use fueltune_analyzer::engine::tables::{Area, Cell, Command, MapAxis, MapTable, apply};
use fueltune_analyzer::engine::tune::{Bank as MapBank, TableKind};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::vehicle::{Bank, BankMode, Regulator, Vehicle};
use proptest::prelude::*;

use super::{cell, curve, flat, fuel, jeep, over, step};
use crate::sample_logs::cases;

fn at_40() -> Assumptions {
    let mut with = flat();
    with.own.insert(Input::ChargeTemperature, 39.85);
    with
}

#[test]
fn the_worked_example_comes_out_by_hand() {
    let (jeep, with) = (jeep(), at_40());
    let of = |symbol| step(&jeep, &with, 0.0, 3000.0, symbol);
    assert_relative_eq!(of(Symbol::Pressure), 1.0);
    assert_relative_eq!(of(Symbol::Volume), 0.475);
    // 1 bar · 0.475 L · 0.9 / (287.05 · 313 K) = 475.8 mg; ÷ (9.0 · 0.85) = 62.2 mg; ÷ 14.112 mg/ms = 4.41 ms.
    assert_relative_eq!(of(Symbol::Air), 475.8, epsilon = 0.1);
    assert_relative_eq!(of(Symbol::Fuel), 62.2, epsilon = 0.05);
    assert_relative_eq!(of(Symbol::FlowHere), 14.112, epsilon = 0.001);
    assert_relative_eq!(of(Symbol::Pulse), 4.41, epsilon = 0.005);
    assert_relative_eq!(of(Symbol::Commanded), 5.41, epsilon = 0.005);
    // 5.41 ms of the 40 ms of a cycle at 3000 rpm.
    assert_relative_eq!(of(Symbol::Duty), 13.52, epsilon = 0.01);
    let found = cell(&jeep, &with, 0.0, 3000.0);
    assert_relative_eq!(found.value.unwrap(), 5.41, epsilon = 0.005);
    assert_eq!(found.flags, []);
}

#[test]
fn the_pulse_of_a_table_without_dead_time_is_the_effective_one() {
    let with = Assumptions { with_dead_time: false, ..at_40() };
    assert_relative_eq!(cell(&jeep(), &with, 0.0, 3000.0).value.unwrap(), 4.41, epsilon = 0.005);
}

#[test]
fn an_axis_of_absolute_pressures_gives_what_the_gauge_gives() {
    let gauge = over(TableKind::MainFuel, Unit::Milliseconds, &[2000.0, 5000.0], &[-0.5, 0.0, 1.0]);
    let x = MapAxis::of(Some(ChannelId::MapAbs), Unit::Bar, vec![0.5, 1.0, 2.0]).unwrap();
    let absolute =
        MapTable::new(gauge.info.clone(), x, gauge.y().cloned(), gauge.unit(), gauge.cells().to_vec())
            .unwrap();
    let values = |t: &MapTable| -> Vec<f64> {
        fuel(t, &jeep(), &at_40()).cells.iter().map(|c| c.value.unwrap()).collect()
    };
    for (a, b) in values(&gauge).into_iter().zip(values(&absolute)) {
        assert_relative_eq!(a, b, epsilon = 1e-9);
    }
}

#[test]
fn what_is_missing_is_named_and_nothing_is_reckoned() {
    let table = over(TableKind::MainFuel, Unit::Milliseconds, &[1000.0, 2000.0], &[-0.5, 0.0]);
    let outcome = calculate(Calculator::Fuel, &table, &Vehicle::default(), &Assumptions::default());
    let needs = match outcome.result {
        Err(Refused::Missing(needs)) => needs,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("nothing is known of this engine"),
    };
    let expected = [
        Need::Figure(Input::Displacement),
        Need::Figure(Input::Cylinders),
        Need::Fuel,
        Need::Figure(Input::InjectorsA),
        Need::Figure(Input::FlowA),
    ];
    assert_eq!(needs, expected);
    // What was taken because it is usual is said to be.
    let usual = |input| {
        outcome
            .asked
            .iter()
            .any(|a| matches!(a, Asked::Figure(i, Some(given)) if *i == input && given.from == Source::Usual))
    };
    assert!(usual(Input::DeadTimeA) && usual(Input::Barometric) && usual(Input::MinPulse));
}

#[test]
fn a_figure_of_ones_own_stands_above_the_vehicles_and_one_that_cannot_be_is_missing() {
    let mut with = at_40();
    with.own.insert(Input::FlowA, Unit::LbPerHour.to_base(224.0));
    assert_relative_eq!(step(&jeep(), &with, 0.0, 3000.0, Symbol::Pulse), 2.2, epsilon = 0.01);
    with.own.insert(Input::FlowA, f64::NAN);
    let table = over(TableKind::MainFuel, Unit::Milliseconds, &[1000.0, 2000.0], &[-0.5, 0.0]);
    let result = calculate(Calculator::Fuel, &table, &jeep(), &with).result;
    assert_eq!(result.err(), Some(Refused::Missing(vec![Need::Figure(Input::FlowA)])));
}

#[test]
fn a_gas_and_a_diesel_are_refused_where_the_sums_do_not_hold() {
    let table = over(TableKind::MainFuel, Unit::Milliseconds, &[1000.0, 2000.0], &[-0.5, 0.0]);
    let with = |fuel| Assumptions { fuel: Some(fuel), ..Assumptions::default() };
    let why = |fuel| calculate(Calculator::Fuel, &table, &jeep(), &with(fuel)).result.err();
    assert_eq!(why(FuelId::Cng), Some(Refused::Unfit(Unfit::Gas)));
    assert_eq!(why(FuelId::Diesel), Some(Refused::Unfit(Unfit::Diesel)));
    assert_eq!(why(FuelId::E85), None);
    // A λ table in the place of one of VE.
    let wrong = Assumptions { ve: at_40().lambda, ..Assumptions::default() };
    let result = calculate(Calculator::Fuel, &table, &jeep(), &wrong).result;
    assert_eq!(result.err(), Some(Refused::Unfit(Unfit::SourceTable)));
}

#[test]
fn without_a_pressure_difference_a_cell_is_flagged_and_left() {
    let mut v = jeep();
    v.injection.regulator = Some(Regulator::Fixed);
    v.injection.base_pressure_bar = Some(2.0);
    let table = over(TableKind::MainFuel, Unit::Milliseconds, &[3000.0, 4000.0], &[1.0, 1.9, 2.0, 2.5]);
    let proposal = fuel(&table, &v, &at_40());
    assert_eq!(proposal.count(Flag::NoPressureDifference), 4);
    let places: Vec<Cell> = proposal.flagged(Flag::NoPressureDifference).collect();
    assert_eq!(places, [Cell::at(0, 2), Cell::at(0, 3), Cell::at(1, 2), Cell::at(1, 3)]);
    assert!(
        proposal.cells.iter().all(|c| c.value.is_none() == c.flags.contains(&Flag::NoPressureDifference))
    );
    let after = proposal.on(&table).unwrap().table;
    assert_eq!(after.cell(Cell::at(0, 2)), table.cell(Cell::at(0, 2)));
    assert_ne!(after.cell(Cell::at(0, 1)), table.cell(Cell::at(0, 1)));
    // The step before it stands all the same.
    let steps = proposal.explain(&table, Cell::at(0, 3));
    assert!(steps.iter().any(|s| s.symbol == Symbol::Difference && s.value < 0.0));
}

#[test]
fn a_duty_above_the_limit_is_flagged_and_kept() {
    let mut v = jeep();
    v.limits.duty_percent = Some(80.0);
    let slow = cell(&v, &at_40(), 2.0, 3000.0);
    let fast = cell(&v, &at_40(), 2.0, 7000.0);
    // The pulse is the same, 14.2 ms: 35 % of a cycle at 3000 rpm, 83 % at 7000.
    assert_eq!(slow.value, fast.value);
    assert_eq!((slow.flags, fast.flags), (vec![], vec![Flag::OverDuty]));
    // A curve over pressure is judged at the limiter.
    let table = curve(TableKind::MainFuel, Unit::Milliseconds, ChannelId::MapGauge, &[0.0, 2.0]);
    let flags: Vec<Vec<Flag>> = fuel(&table, &v, &at_40()).cells.into_iter().map(|c| c.flags).collect();
    assert_eq!(flags, [vec![], vec![Flag::OverDuty]]);
}

#[test]
fn a_pulse_too_short_to_repeat_is_raised_and_flagged() {
    let mut v = jeep();
    v.injection.min_pulse_ms = Some(1.6);
    let found = cell(&v, &at_40(), -0.95, 1000.0);
    assert_eq!((found.value, found.flags), (Some(1.6), vec![Flag::BelowMinimumPulse]));
}

fn two_banks(start: f64) -> Vehicle {
    let mut v = jeep();
    v.injection.bank_b = Bank {
        enabled: true,
        injectors: Some(4),
        flow_g_s: Some(Unit::LbPerHour.to_base(336.0)),
        dead_time_ms: Some(0.8),
        start_pressure_bar: Some(start),
        ..Bank::default()
    };
    v
}

#[test]
fn bank_b_joins_in_at_its_pressure_and_brings_its_share() {
    let (alone, both, with) = (jeep(), two_banks(0.5), at_40());
    // Below its pressure bank A feeds the engine by itself.
    assert_eq!(cell(&alone, &with, 0.2, 3000.0).value, cell(&both, &with, 0.2, 3000.0).value);
    // Above it four times the flow is open.
    let pulse = |v: &Vehicle| step(v, &with, 0.5, 3000.0, Symbol::Pulse);
    assert_relative_eq!(pulse(&alone) / pulse(&both), 4.0, epsilon = 1e-9);
    let mut table = over(TableKind::MainFuel, Unit::Milliseconds, &[3000.0, 4000.0], &[0.2, 0.5, 1.0]);
    table.info.bank = Some(MapBank::B);
    let b: Vec<f64> = fuel(&table, &both, &with).cells[..3].iter().map(|c| c.value.unwrap()).collect();
    assert_eq!(b[0], 0.0);
    assert_relative_eq!(b[1], pulse(&both) + 0.8, epsilon = 1e-9);
    assert!(b[2] > b[1]);
}

#[test]
fn a_bank_without_its_initial_pressure_is_asked_for_it() {
    let mut v = two_banks(0.5);
    v.injection.bank_b.start_pressure_bar = None;
    let table = over(TableKind::MainFuel, Unit::Milliseconds, &[1000.0, 2000.0], &[-0.5, 0.0]);
    let result = calculate(Calculator::Fuel, &table, &v, &at_40()).result;
    assert_eq!(result.err(), Some(Refused::Missing(vec![Need::Figure(Input::StartB)])));
}

#[test]
fn a_batch_opens_once_in_each_turn() {
    let mut v = jeep();
    let once = step(&v, &at_40(), 0.0, 3000.0, Symbol::Pulse);
    v.injection.bank_a.mode = Some(BankMode::Batch);
    assert_relative_eq!(step(&v, &at_40(), 0.0, 3000.0, Symbol::Pulse), once / 2.0);
    // Two openings of half the fuel, each with a dead time.
    let duty = step(&v, &at_40(), 0.0, 3000.0, Symbol::Duty);
    assert_relative_eq!(duty, (once / 2.0 + 1.0) * 2.0 / 40.0 * 100.0, epsilon = 1e-9);
}

#[test]
fn locked_cells_stay() {
    let table = over(TableKind::MainFuel, Unit::Milliseconds, &[1000.0, 2000.0], &[-0.5, 0.0]);
    let lock = Command::Lock { area: Area::cell(Cell::at(0, 1)), locked: true };
    let table = apply(&table, &lock).unwrap().table;
    let applied = fuel(&table, &jeep(), &at_40()).on(&table).unwrap();
    assert_eq!((applied.changed, applied.locked), (3, 1));
    assert_eq!(applied.table.cell(Cell::at(0, 1)), Some(1.0));
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn leaner_is_shorter_and_boost_longer(map in -0.9f64..1.9, rpm in 800.0f64..7000.0, safety in 0.8f64..1.15) {
        let (v, mut with) = (jeep(), Assumptions::default());
        with.safety_factor = safety;
        let pulse = |with: &Assumptions, map| step(&v, with, map, rpm, Symbol::Pulse);
        let richer = Assumptions { safety_factor: safety + 0.05, ..with.clone() };
        prop_assert!(pulse(&richer, map) > pulse(&with, map));
        prop_assert!(pulse(&with, map + 0.1) > pulse(&with, map));
    }

    #[test]
    fn less_air_outside_is_less_fuel(map in -0.5f64..1.9, rpm in 800.0f64..7000.0, baro in 0.6f64..1.05) {
        let v = jeep();
        let pulse = |bar: f64| {
            let mut with = Assumptions::default();
            with.own.insert(Input::Barometric, bar);
            step(&v, &with, map, rpm, Symbol::Pulse)
        };
        prop_assert!(pulse(baro - 0.05) < pulse(baro));
    }

    #[test]
    fn hotter_air_is_less_fuel(map in -0.5f64..1.9, t in -20.0f64..100.0) {
        let v = jeep();
        let pulse = |t: f64| {
            let mut with = Assumptions::default();
            with.own.insert(Input::ChargeTemperature, t);
            step(&v, &with, map, 3000.0, Symbol::Pulse)
        };
        let ratio = pulse(t) / pulse(t + 10.0);
        prop_assert!((ratio - (t + 283.15) / (t + 273.15)).abs() < 1e-9);
    }

    #[test]
    fn twice_the_flow_is_half_the_effective_pulse(map in -0.9f64..2.0, rpm in 800.0f64..7000.0) {
        let (v, mut large) = (jeep(), jeep());
        large.injection.bank_a.flow_g_s = v.injection.bank_a.flow_g_s.map(|f| f * 2.0);
        let with = Assumptions::default();
        let ratio = step(&v, &with, map, rpm, Symbol::Pulse) / step(&large, &with, map, rpm, Symbol::Pulse);
        prop_assert!((ratio - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_fixed_regulator_gives_less_under_boost_and_more_in_vacuum(map in -0.9f64..2.5, rpm in 800.0f64..7000.0) {
        let (one, mut fixed) = (jeep(), jeep());
        fixed.injection.regulator = Some(Regulator::Fixed);
        let with = Assumptions::default();
        let (one, fixed) = (step(&one, &with, map, rpm, Symbol::Pulse), step(&fixed, &with, map, rpm, Symbol::Pulse));
        // √(3 ÷ (3 − boost)) of the time.
        prop_assert!((fixed / one / (3.0 / (3.0 - map)).sqrt() - 1.0).abs() < 1e-6);
        prop_assert_eq!(fixed > one, map > 0.0);
    }

    #[test]
    fn nothing_that_comes_out_is_no_number(
        displacement in 0.1f64..10.0, cylinders in 1u32..17, flow in 1.3f64..252.0, base in 0.0f64..10.0,
        map in -1.1f64..6.0, rpm in 0.0f64..32_000.0, fixed in any::<bool>(), baro in 0.5f64..1.1,
    ) {
        let mut v = jeep();
        v.engine.displacement_l = Some(displacement);
        v.engine.cylinders = Some(cylinders);
        v.injection.bank_a.flow_g_s = Some(flow);
        v.injection.base_pressure_bar = Some(base);
        v.injection.regulator = fixed.then_some(Regulator::Fixed);
        let mut with = Assumptions::default();
        with.own.insert(Input::Barometric, baro);
        let found = cell(&v, &with, map, rpm);
        match found.value {
            Some(z) => prop_assert!(z.is_finite() && (0.0..=100.0).contains(&z)),
            None => prop_assert!(found.flags.contains(&Flag::NoPressureDifference)),
        }
    }
}
