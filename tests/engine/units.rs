//! Units: what a header may call them, and that conversion loses nothing.

use approx::assert_relative_eq;
use fueltune_analyzer::engine::units::{Quantity, Unit};
use proptest::prelude::*;

use crate::sample_logs::cases;

#[test]
fn a_unit_is_known_by_the_spellings_of_real_files() {
    let cases = [
        ("(kPa)", Some(Unit::Kpa)),
        ("[psi]", Some(Unit::Psi)),
        ("° F", Some(Unit::Fahrenheit)),
        ("*C", Some(Unit::Celsius)),
        ("Meters/second", Some(Unit::MPerS)),
        ("λ", Some(Unit::Lambda)),
        ("lb/hr", Some(Unit::LbPerHour)),
        (" /min", Some(Unit::Rpm)),
        ("", None),
        ("()", None),
        ("furlongs", None),
    ];
    for (text, expected) in cases {
        assert_eq!(Unit::parse(text), expected, "{text:?}");
    }
}

#[test]
fn no_spelling_means_two_units() {
    for unit in Unit::ALL {
        let symbol = unit.symbol();
        if symbol.is_empty() || unit.is_of_files() {
            continue;
        }
        assert_eq!(Unit::parse(symbol), Some(*unit), "the symbol {symbol} of {unit:?} reads as itself");
    }
}

#[test]
fn known_conversions_hold() {
    let cases = [
        (Unit::Fahrenheit, 212.0, 100.0),
        (Unit::Fahrenheit, -40.0, -40.0),
        (Unit::Kelvin, 273.15, 0.0),
        (Unit::Kpa, 101.325, 1.013_25),
        (Unit::Psi, 14.503_773_8, 1.0),
        (Unit::InHg, 29.921_26, 1.013_25),
        (Unit::Mph, 60.0, 96.560_64),
        (Unit::LbPerHour, 320.0, 40.319_32),
        (Unit::Horsepower, 100.0, 74.569_99),
        (Unit::MetricHorsepower, 100.0, 73.549_875),
        (Unit::PoundFeet, 100.0, 135.581_79),
        (Unit::Microseconds, 2500.0, 2.5),
        (Unit::Factor, 1.05, 5.0),
        (Unit::PercentOfWhole, 97.5, -2.5),
    ];
    for (unit, value, base) in cases {
        assert_relative_eq!(unit.to_base(value), base, max_relative = 1e-6, epsilon = 1e-9);
    }
    assert_relative_eq!(Unit::Fahrenheit.delta_from_base(10.0), 18.0, max_relative = 1e-12);
}

#[test]
fn every_quantity_has_a_base_unit_that_changes_nothing() {
    for unit in Unit::ALL {
        let base = Unit::base(unit.quantity());
        assert_eq!(base.quantity(), unit.quantity());
        assert_eq!(base.to_base(1.25), 1.25, "{base:?}");
    }
    assert_eq!(Unit::base(Quantity::AsLogged), Unit::Raw);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn there_and_back_is_the_same_value(index in 0..Unit::ALL.len(), value in -1e6f64..1e6) {
        let unit = Unit::ALL[index];
        let back = unit.from_base(unit.to_base(value));
        prop_assert!((back - value).abs() <= 1e-9 * value.abs().max(1000.0), "{unit:?} {value} {back}");
    }
}
