//! VE, λ, ignition and corrections: their curves, their order, their limits.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::base_map::{
    Assumptions, Basis, Calculator, Flag, Input, Refused, Strategy, Unfit, calculate, calculators,
};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::fuel::FuelId;
use fueltune_analyzer::engine::tables::{For, MapTable, Template, template};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::engine::vehicle::{Camshaft, Vehicle};

use super::{curve, jeep, made, over};

fn values(calculator: Calculator, table: &MapTable, vehicle: &Vehicle, with: &Assumptions) -> Vec<f64> {
    made(calculate(calculator, table, vehicle, with)).cells.iter().map(|c| c.value.unwrap()).collect()
}

fn on_gasoline() -> Vehicle {
    let mut v = jeep();
    v.fuel.library = Some(FuelId::E27);
    v
}

fn by(strategy: Strategy) -> Assumptions {
    Assumptions { strategy, ..Assumptions::default() }
}

#[test]
fn ve_goes_through_its_points_and_between_them_without_overshoot() {
    let table = over(TableKind::Ve, Unit::Percent, &[1000.0, 3000.0, 4000.0, 8000.0], &[-1.0, 0.0, 2.0]);
    let z = values(Calculator::Ve, &table, &jeep(), &Assumptions::default());
    assert_relative_eq!(z[1], 70.0, epsilon = 1e-9);
    assert_relative_eq!(z[7], 90.0, epsilon = 1e-9);
    assert_relative_eq!(z[6], 72.0, epsilon = 1e-9);
    assert_relative_eq!(z[8], 100.8, epsilon = 1e-9);
    let fine: Vec<f64> = (0..141).map(|i| 1000.0 + 50.0 * f64::from(i)).collect();
    let table = curve(TableKind::Ve, Unit::Percent, ChannelId::Rpm, &fine[..61]);
    let z = values(Calculator::Ve, &table, &jeep(), &Assumptions::default());
    assert!(z.windows(2).all(|w| w[1] >= w[0]), "it rises all the way to 4000 rpm");
    let peak = |camshaft| {
        let mut v = jeep();
        v.engine.camshaft = camshaft;
        let z = values(
            Calculator::Ve,
            &curve(TableKind::Ve, Unit::Percent, ChannelId::Rpm, &fine[..64]),
            &v,
            &Assumptions::default(),
        );
        z.iter().position(|v| *v == z.iter().copied().fold(0.0, f64::max)).unwrap()
    };
    assert!(peak(Some(Camshaft::Low)) < peak(None));
}

#[test]
fn every_strategy_has_its_own_targets_in_the_order_that_is_told() {
    let v = on_gasoline();
    let table =
        over(TableKind::LambdaTarget, Unit::Lambda, &[1000.0, 4000.0, 7000.0], &[-0.6, 0.0, 0.5, 1.0, 2.0]);
    let all: Vec<Vec<f64>> =
        Strategy::BY_LOAD.iter().map(|s| values(Calculator::Lambda, &table, &v, &by(*s))).collect();
    for pair in all.windows(2) {
        for (i, (richer, leaner)) in pair[0].iter().zip(&pair[1]).enumerate() {
            // At −0.6 bar they are ordered by something else.
            assert!(i % 5 == 0 || richer < leaner, "cell {i}: {richer} and {leaner}");
        }
    }
    let cruise: Vec<f64> =
        Strategy::ALL.iter().map(|s| values(Calculator::Lambda, &table, &v, &by(*s))[5]).collect();
    let [conservative, balanced, aggressive, economy, sport] = cruise[..] else { panic!() };
    assert!(economy > aggressive && aggressive > balanced && balanced > conservative && conservative > sport);
    // The field's usual curve at 1000 rpm.
    let balanced = values(Calculator::Lambda, &table, &v, &by(Strategy::Balanced));
    assert_relative_eq!(balanced[1], 0.87, epsilon = 1e-9);
    assert_relative_eq!(balanced[3], 0.81, epsilon = 1e-9);
    // Richer by 4 % at the limiter, not at cruise.
    assert_relative_eq!(balanced[11], 0.87 * 0.96, epsilon = 1e-9);
    assert_relative_eq!(balanced[10], balanced[0], epsilon = 1e-9);
}

#[test]
fn a_safety_factor_above_one_is_richer_for_all() {
    let table = over(TableKind::LambdaTarget, Unit::Lambda, &[1000.0, 5000.0], &[-0.5, 0.0, 1.0]);
    for fuel in [FuelId::Gasoline, FuelId::E100, FuelId::E85] {
        let mut v = jeep();
        v.fuel.library = Some(fuel);
        for strategy in Strategy::ALL {
            let with = |factor| Assumptions { safety_factor: factor, ..by(strategy) };
            let plain = values(Calculator::Lambda, &table, &v, &with(1.0));
            let safe = values(Calculator::Lambda, &table, &v, &with(1.1));
            for (a, b) in plain.iter().zip(&safe) {
                assert_relative_eq!(a / b, 1.1, epsilon = 1e-9);
            }
        }
    }
}

#[test]
fn ethanol_balanced_is_the_factorys_table() {
    let factory = template(Template::LambdaTarget, "", For { boosted: true }).unwrap();
    let mut table = factory.clone();
    table.info.name = "mine".into();
    let z = values(Calculator::Lambda, &table, &jeep(), &Assumptions::default());
    for (mine, theirs) in z.iter().zip(factory.cells()) {
        assert_relative_eq!(*mine, *theirs, epsilon = 1e-9);
    }
    // Alcohols that say no share of ethanol are alcohols all the same.
    for fuel in [FuelId::E100Hydrous, FuelId::Methanol] {
        let mut v = jeep();
        v.fuel.library = Some(fuel);
        assert_eq!(values(Calculator::Lambda, &table, &v, &Assumptions::default()), z);
    }
}

#[test]
fn a_target_that_is_lean_under_load_is_flagged() {
    let table = over(TableKind::LambdaTarget, Unit::Lambda, &[1000.0, 5000.0], &[-0.5, 0.0]);
    let with = Assumptions { safety_factor: 0.8, ..by(Strategy::Aggressive) };
    let proposal = made(calculate(Calculator::Lambda, &table, &on_gasoline(), &with));
    assert_eq!(proposal.count(Flag::LeanUnderLoad), 2);
    let calm = made(calculate(Calculator::Lambda, &table, &on_gasoline(), &Assumptions::default()));
    assert_eq!(calm.count(Flag::LeanUnderLoad), 0);
}

#[test]
fn no_strategy_gives_more_advance_than_the_factory() {
    let table = template(Template::Ignition, "", For { boosted: true }).unwrap();
    let factory = table.lattice().cells;
    let mut before: Option<Vec<f64>> = None;
    for strategy in Strategy::BY_LOAD {
        let z = values(Calculator::Ignition, &table, &on_gasoline(), &by(strategy));
        assert!(z.iter().zip(&factory).all(|(mine, theirs)| mine <= &(theirs + 1e-9)), "{strategy:?}");
        if let Some(before) = before {
            assert!(z.iter().zip(&before).all(|(now, before)| now >= before) && z != before, "{strategy:?}");
        }
        before = Some(z);
    }
    let aggressive = values(Calculator::Ignition, &table, &on_gasoline(), &by(Strategy::Aggressive));
    for (i, (mine, theirs)) in aggressive.iter().zip(&factory).enumerate() {
        // Above 7000 rpm and 40° the table itself is the factory's.
        assert_relative_eq!(*mine, theirs.clamp(-10.0, 40.0), epsilon = 1e-9);
        assert!(mine.is_finite(), "cell {i}");
    }
}

#[test]
fn octane_takes_advance_by_itself_and_adds_it_only_when_asked() {
    let table = over(TableKind::Ignition, Unit::Degrees, &[3000.0, 4000.0], &[-0.5, 0.0, 1.0]);
    let with_octane = |octane, asked| {
        let mut v = on_gasoline();
        v.fuel.octane = Some(octane);
        values(
            Calculator::Ignition,
            &table,
            &v,
            &Assumptions { octane_advance: asked, ..by(Strategy::Aggressive) },
        )
    };
    let usual = with_octane(95.0, false);
    let poor = with_octane(91.0, false);
    assert_eq!(poor[0], usual[0], "there is no knock to fear in vacuum");
    assert_relative_eq!(usual[1] - poor[1], 2.0, epsilon = 1e-9);
    assert_eq!(with_octane(110.0, false), usual);
    assert_relative_eq!(with_octane(110.0, true)[1] - usual[1], 3.0, epsilon = 1e-9);
    let mut own = by(Strategy::Aggressive);
    own.own.insert(Input::OwnAdvance, 2.0);
    let z = values(Calculator::Ignition, &table, &on_gasoline(), &own);
    assert_relative_eq!(z[1] - usual[1], 2.0, epsilon = 1e-9);
}

#[test]
fn the_rows_and_the_correction_by_pressure_make_the_table() {
    let rpm = [1000.0, 3000.0, 6000.0];
    let map = [-0.8, 0.0, 1.0];
    let with = by(Strategy::Conservative);
    let table =
        values(Calculator::Ignition, &over(TableKind::Ignition, Unit::Degrees, &rpm, &map), &jeep(), &with);
    let rows = values(
        Calculator::Ignition,
        &curve(TableKind::Ignition, Unit::Degrees, ChannelId::Rpm, &rpm),
        &jeep(),
        &with,
    );
    let by_map = values(
        Calculator::IgnitionByMap,
        &curve(TableKind::IgnitionCompensation, Unit::Degrees, ChannelId::MapGauge, &map),
        &jeep(),
        &with,
    );
    for r in 0..3 {
        for c in 0..3 {
            assert_relative_eq!(table[r * 3 + c], rows[r] + by_map[c], epsilon = 1e-9);
        }
    }
}

#[test]
fn a_diesel_has_no_spark() {
    let mut v = jeep();
    v.fuel.library = Some(FuelId::Diesel);
    let table = over(TableKind::Ignition, Unit::Degrees, &[3000.0, 4000.0], &[-0.5, 0.0]);
    let why = calculate(Calculator::Ignition, &table, &v, &Assumptions::default()).result.err();
    assert_eq!(why, Some(Refused::Unfit(Unfit::Diesel)));
}

#[test]
fn corrections_have_no_jumps() {
    let fine = |from: f64, to: f64, step: f64| -> Vec<f64> {
        (0..64).map(|i| from + step * f64::from(i)).take_while(|x| *x <= to).collect()
    };
    // Around 40 °C and around 10 V, where others jump.
    let cases = [
        (
            Calculator::FuelByEngine,
            TableKind::FuelCompensation,
            Unit::Percent,
            ChannelId::Coolant,
            fine(35.0, 45.0, 0.25),
            0.25,
        ),
        (
            Calculator::DeadTime,
            TableKind::DeadTime,
            Unit::Milliseconds,
            ChannelId::Battery,
            fine(9.5, 10.5, 0.02),
            0.003,
        ),
        (
            Calculator::FuelByAir,
            TableKind::FuelCompensation,
            Unit::Percent,
            ChannelId::IntakeAir,
            fine(0.0, 60.0, 1.0),
            0.1,
        ),
    ];
    for (calculator, kind, unit, channel, points, most) in cases {
        let z = values(calculator, &curve(kind, unit, channel, &points), &jeep(), &Assumptions::default());
        assert!(z.windows(2).all(|w| w[0] != w[1] || w[0] == 0.0), "{calculator:?} moves");
        assert!(z.windows(2).all(|w| (w[1] - w[0]).abs() < most), "{calculator:?}: {z:?}");
    }
}

#[test]
fn hotter_air_is_thinner_and_takes_less() {
    let table =
        curve(TableKind::FuelCompensation, Unit::Percent, ChannelId::IntakeAir, &[-10.0, 40.0, 100.0]);
    let with = Assumptions { basis: Basis::Physics, ..Assumptions::default() };
    let z = values(Calculator::FuelByAir, &table, &jeep(), &with);
    assert_relative_eq!(z[0], 50.0 / 263.15 * 100.0, epsilon = 1e-6);
    assert_eq!(z[1], 0.0);
    assert!(z[2] < 0.0);
}

#[test]
fn the_correction_by_engine_speed_is_the_ve_against_the_reference() {
    let table = curve(TableKind::FuelCompensation, Unit::Percent, ChannelId::Rpm, &[1000.0, 2000.0, 4000.0]);
    let with = Assumptions { basis: Basis::Physics, ..Assumptions::default() };
    let z = values(Calculator::FuelByRpm, &table, &jeep(), &with);
    assert_relative_eq!(z[0], (0.70 / 0.78 - 1.0) * 100.0, epsilon = 1e-9);
    assert_eq!(z[1], 0.0);
    let factory = values(Calculator::FuelByRpm, &table, &jeep(), &Assumptions::default());
    assert_eq!(factory, [0.0, 0.0, 11.0]);
}

#[test]
fn dead_time_and_start_go_with_the_injector() {
    let table = curve(TableKind::DeadTime, Unit::Milliseconds, ChannelId::Battery, &[8.0, 13.0, 16.0]);
    let mut v = jeep();
    v.injection.bank_a.dead_time_ms = Some(1.5);
    assert_relative_eq!(
        values(Calculator::DeadTime, &table, &v, &Assumptions::default())[0],
        0.9,
        epsilon = 1e-9
    );
    let table = curve(TableKind::Start, Unit::Milliseconds, ChannelId::Coolant, &[10.0, 20.0, 40.0, 100.0]);
    assert_eq!(calculators(&table), [Calculator::FirstPulse, Calculator::Cranking]);
    let mut large = jeep();
    large.injection.bank_a.flow_g_s = jeep().injection.bank_a.flow_g_s.map(|f| f * 2.0);
    let (small, large) = (
        values(Calculator::FirstPulse, &table, &jeep(), &Assumptions::default()),
        values(Calculator::FirstPulse, &table, &large, &Assumptions::default()),
    );
    for (a, b) in small.iter().zip(&large) {
        assert_relative_eq!((a - 1.0) / (b - 1.0), 2.0, epsilon = 1e-9);
    }
}

#[test]
fn dwell_is_the_factorys_until_the_coil_says_otherwise() {
    let table = curve(TableKind::Dwell, Unit::Milliseconds, ChannelId::Battery, &[8.0, 12.0, 14.0, 16.0]);
    assert_eq!(calculators(&table), [Calculator::Dwell]);
    let mut with = Assumptions::default();
    let whole = values(Calculator::Dwell, &table, &jeep(), &with);
    with.own.insert(Input::CoilDwell, 1.8);
    let half = values(Calculator::Dwell, &table, &jeep(), &with);
    for (i, factory) in [9.0, 4.9, 3.6, 2.8].into_iter().enumerate() {
        assert_relative_eq!(whole[i], factory, epsilon = 1e-9);
        assert_relative_eq!(half[i], factory / 2.0, epsilon = 1e-9);
    }
}

#[test]
fn a_table_of_another_kind_has_no_calculator() {
    let boost = curve(TableKind::Boost, Unit::Bar, ChannelId::Rpm, &[1000.0, 2000.0]);
    assert_eq!(calculators(&boost), []);
    let why = calculate(Calculator::Fuel, &boost, &jeep(), &Assumptions::default()).result.err();
    assert_eq!(why, Some(Refused::Unfit(Unfit::Table)));
    // Milliseconds over nothing known.
    let axis = fueltune_analyzer::engine::tables::MapAxis::of(None, Unit::Raw, vec![0.0, 1.0]).unwrap();
    let info = fueltune_analyzer::engine::tables::MapInfo::new("x", TableKind::MainFuel);
    let unknown = MapTable::new(info, axis, None, Unit::Milliseconds, vec![1.0, 2.0]).unwrap();
    assert_eq!(calculators(&unknown), []);
}
