//! New tables for a vehicle, and what the checks say of them.

use fueltune_analyzer::engine::base_map::{
    Assumptions, Flag, Need, Refused, SET, Strategy, calculate, calculators, make, used_by_default,
};
use fueltune_analyzer::engine::tables::{For, Severity, Template, check, template};
use fueltune_analyzer::engine::tune::Bank;
use fueltune_analyzer::engine::vehicle::{Vehicle, examples};

use super::jeep;

#[test]
fn every_table_of_a_set_is_made_for_every_example_without_a_wrong_cell() {
    let vehicles = examples().into_iter().chain([jeep()]);
    for vehicle in vehicles {
        for strategy in Strategy::ALL {
            let with = Assumptions { strategy, ..Assumptions::default() };
            for (which, _) in SET {
                let made =
                    make(which, None, "new", &vehicle, &with).unwrap_or_else(|e| panic!("{which:?}: {e:?}"));
                let wrong: Vec<_> =
                    check(&made.table).into_iter().filter(|f| f.code.severity() == Severity::Wrong).collect();
                assert_eq!(wrong, [], "{} {which:?} {strategy:?}", vehicle.name);
                assert!(made.table.cells().iter().all(|z| z.is_finite()));
            }
        }
    }
}

#[test]
fn what_is_out_of_use_holds_the_edges_value() {
    let table = make(Template::MainFuel, None, "new", &jeep(), &Assumptions::default()).unwrap().table;
    let (columns, used) = (table.columns(), table.x().in_use().len());
    let row = &table.cells()[..columns];
    assert!(used < columns && row[used..].iter().all(|z| *z == row[used - 1]));
}

#[test]
fn each_part_of_a_set_is_filled_by_its_own_calculator() {
    for (which, calculator) in SET {
        let table = template(which, "", For { boosted: true }).unwrap();
        assert_eq!(calculators(&table).first(), Some(&calculator), "{which:?}");
        assert!(calculate(calculator, &table, &jeep(), &Assumptions::default()).result.is_ok());
    }
    // An ECU has one main fuel table, and engine speed is not counted twice.
    let left = SET.iter().map(|(which, _)| *which).filter(|which| !used_by_default(*which));
    let expected = [
        Template::MainFuelMap,
        Template::MainFuelTpsRpm,
        Template::MainFuelTps,
        Template::MainFuelRpm,
        Template::FuelByRpm,
    ];
    assert_eq!(left.collect::<Vec<_>>(), expected);
}

#[test]
fn a_set_says_what_is_missing_and_what_cannot_be_fed() {
    let refused = make(Template::MainFuel, None, "new", &Vehicle::default(), &Assumptions::default()).err();
    assert!(matches!(refused, Some(Refused::Missing(needs)) if needs.contains(&Need::Fuel)));
    // What needs nothing of the vehicle is made all the same.
    assert!(make(Template::FuelByEngine, None, "new", &Vehicle::default(), &Assumptions::default()).is_ok());
    let mut small = jeep();
    small.limits.duty_percent = Some(50.0);
    let made = make(Template::MainFuel, Some(Bank::A), "new", &small, &Assumptions::default()).unwrap();
    assert!(made.flags.iter().any(|(flag, n)| *flag == Flag::OverDuty && *n > 0));
    assert_eq!(made.table.info.bank, Some(Bank::A));
}

#[test]
fn without_boost_the_axes_end_outside() {
    let mut v = jeep();
    v.engine.aspiration = Some(fueltune_analyzer::engine::vehicle::Aspiration::Natural);
    for which in [Template::MainFuel, Template::LambdaTarget, Template::Ignition, Template::Ve] {
        let table = make(which, None, "new", &v, &Assumptions::default()).unwrap().table;
        assert_eq!(table.x().active().last(), Some(&0.0), "{which:?}");
    }
}
