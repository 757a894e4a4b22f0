//! Three vehicles to look at: each ends in another band of the injector margin.
//!
//! Typical figures of common cars, not measured ones.

use super::{
    Aspiration, Bank, BankMode, Body, Driveline, Drivetrain, Engine, Fuel, FuelSystem, Impedance, Injection,
    Layout, Limits, Regulator, Transmission, Turbo, Vehicle, Wastegate,
};
use crate::engine::fuel::{FuelId, GASOLINE_DENSITY};
use crate::engine::units::Unit;

fn hp(value: f64) -> f64 {
    super::tidy(Unit::Horsepower.to_base(value))
}

/// g/s of an injector rated in cm³/min of gasoline.
fn cc_min(value: f64) -> f64 {
    super::tidy(value * GASOLINE_DENSITY / 60.0)
}

fn bank(outputs: std::ops::RangeInclusive<u32>, injectors: u32, flow: f64, mode: BankMode) -> Bank {
    Bank {
        enabled: true,
        mode: Some(mode),
        outputs: outputs.collect(),
        injectors: Some(injectors),
        flow_g_s: Some(cc_min(flow)),
        dead_time_ms: Some(1.0),
        start_pressure_bar: None,
    }
}

fn injection(bank_a: Bank, bank_b: Bank) -> Injection {
    Injection {
        impedance: Some(Impedance::High),
        rated_pressure_bar: Some(3.0),
        base_pressure_bar: Some(3.0),
        regulator: Some(Regulator::OneToOne),
        bank_a,
        bank_b,
        ..Injection::default()
    }
}

fn turbo(max_boost: f64, standard_boost: f64) -> Turbo {
    Turbo {
        wastegate: Some(Wastegate::Internal),
        max_boost_bar: Some(max_boost),
        standard_boost_bar: Some(standard_boost),
        ..Turbo::default()
    }
}

fn driveline(drivetrain: Drivetrain, ratios: [f64; 6], final_drive: f64) -> Driveline {
    Driveline {
        transmission: Some(Transmission::Manual),
        drivetrain: Some(drivetrain),
        gears: Some(6),
        gear_ratios: ratios.to_vec(),
        final_drive: Some(final_drive),
    }
}

fn body(mass_kg: f64, drag: f64, area: f64, tyre: &str) -> Body {
    Body {
        mass_kg: Some(mass_kg),
        drag_coefficient: Some(drag),
        frontal_area_m2: Some(area),
        tyre: tyre.to_owned(),
    }
}

/// The examples, in the order in which they are added. Their notes are empty: words are the page's affair.
pub fn examples() -> [Vehicle; 3] {
    [golf(), civic(), wrx()]
}

fn golf() -> Vehicle {
    Vehicle {
        name: "Golf GTI Mk7".to_owned(),
        make: "Volkswagen".to_owned(),
        model: "Golf GTI".to_owned(),
        year: Some(2018),
        engine: Engine {
            displacement_l: Some(2.0),
            cylinders: Some(4),
            layout: Some(Layout::I4),
            aspiration: Some(Aspiration::Turbo),
            max_rpm: Some(6800.0),
            compression_ratio: Some(9.6),
            power_kw: Some(hp(230.0)),
            torque_nm: Some(350.0),
            ..Engine::default()
        },
        fuel: Fuel {
            library: Some(FuelId::E27),
            octane: Some(98.0),
            system: Some(FuelSystem::Port),
            ..Fuel::default()
        },
        injection: injection(bank(1..=4, 4, 550.0, BankMode::Sequential), Bank::default()),
        turbo: turbo(1.3, 1.1),
        driveline: driveline(Drivetrain::Front, [3.77, 2.09, 1.47, 1.10, 0.87, 0.72], 3.94),
        body: body(1365.0, 0.32, 2.19, "225/45 R17"),
        ..Vehicle::default()
    }
}

fn civic() -> Vehicle {
    Vehicle {
        name: "Civic Si".to_owned(),
        make: "Honda".to_owned(),
        model: "Civic Si".to_owned(),
        year: Some(2020),
        engine: Engine {
            displacement_l: Some(1.5),
            cylinders: Some(4),
            layout: Some(Layout::I4),
            aspiration: Some(Aspiration::Turbo),
            max_rpm: Some(6500.0),
            compression_ratio: Some(10.3),
            power_kw: Some(hp(230.0)),
            torque_nm: Some(300.0),
            ..Engine::default()
        },
        fuel: Fuel {
            library: Some(FuelId::E27),
            octane: Some(95.0),
            system: Some(FuelSystem::Port),
            ..Fuel::default()
        },
        injection: injection(bank(1..=4, 4, 450.0, BankMode::Sequential), Bank::default()),
        turbo: turbo(1.5, 1.2),
        driveline: driveline(Drivetrain::Front, [3.64, 2.08, 1.36, 1.02, 0.83, 0.69], 4.11),
        body: body(1362.0, 0.30, 2.20, "235/40 R18"),
        ..Vehicle::default()
    }
}

fn wrx() -> Vehicle {
    Vehicle {
        name: "WRX STI E85".to_owned(),
        make: "Subaru".to_owned(),
        model: "WRX STI".to_owned(),
        year: Some(2019),
        engine: Engine {
            displacement_l: Some(2.5),
            cylinders: Some(4),
            layout: Some(Layout::H4),
            aspiration: Some(Aspiration::Turbo),
            max_rpm: Some(7200.0),
            compression_ratio: Some(8.2),
            power_kw: Some(hp(470.0)),
            torque_nm: Some(580.0),
            ..Engine::default()
        },
        fuel: Fuel { library: Some(FuelId::E85), system: Some(FuelSystem::Port), ..Fuel::default() },
        injection: injection(
            bank(1..=2, 2, 1050.0, BankMode::SemiSequential),
            Bank { start_pressure_bar: Some(0.4), ..bank(3..=4, 2, 1050.0, BankMode::SemiSequential) },
        ),
        turbo: turbo(1.9, 1.5),
        driveline: driveline(Drivetrain::All, [3.64, 2.24, 1.59, 1.14, 0.89, 0.71], 3.90),
        body: body(1568.0, 0.35, 2.26, "245/40 R18"),
        limits: Limits {
            map_max_bar: Some(2.1),
            duty_percent: Some(90.0),
            egt_c: Some(950.0),
            ..Limits::default()
        },
        ..Vehicle::default()
    }
}
