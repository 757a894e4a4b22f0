use std::rc::Rc;

use fueltune_analyzer::engine::units::{Quantity, Unit};
use fueltune_analyzer::i18n::Lang::{self, En, PtBr};
use fueltune_analyzer::i18n::number::{self, NumberError};
use fueltune_analyzer::i18n::units::{Mixture, Preset, ReadError, UnitPrefs, Units};

fn units(lang: Lang, prefs: UnitPrefs) -> Units {
    Units { lang, prefs: Rc::new(prefs), stoich: 13.1 }
}

fn preset(preset: Preset) -> UnitPrefs {
    UnitPrefs { preset, ..UnitPrefs::default() }
}

#[test]
fn a_number_has_its_languages_marks() {
    let cases: &[(Lang, f64, u8, &str)] = &[
        (En, 6240.0, 0, "6\u{202F}240"),
        (PtBr, 1_204_017.25, 1, "1\u{202F}204\u{202F}017,2"),
        (En, -6.2, 1, "\u{2212}6.2"),
        (PtBr, 0.861, 3, "0,861"),
        (En, 999.0, 0, "999"),
        (En, -0.004, 2, "0.00"),
        (En, f64::NAN, 2, "–"),
        (En, f64::NEG_INFINITY, 2, "\u{2212}∞"),
    ];
    for &(lang, value, digits, expected) in cases {
        assert_eq!(number::number(lang, value, digits), expected, "{value} with {digits}");
    }
}

#[test]
fn a_difference_always_shows_its_sign_unless_it_rounds_to_nothing() {
    let cases: &[(f64, u8, &str)] = &[
        (3.42, 1, "+3.4"),
        (-3.42, 1, "\u{2212}3.4"),
        (0.0, 1, "0.0"),
        (0.04, 1, "0.0"),
        (f64::NAN, 1, "–"),
    ];
    for &(value, digits, expected) in cases {
        assert_eq!(number::signed(En, value, digits), expected, "{value}");
    }
}

#[test]
fn closing_zeros_go_where_they_say_nothing() {
    let cases: &[(f64, u8, u8, &str)] = &[
        (25.0, 0, 3, "25"),
        (0.04, 0, 3, "0.04"),
        (14.7, 2, 3, "14.70"),
        (1.0 / 3.0, 0, 3, "0.333"),
        (100.0, 0, 3, "100"),
    ];
    for &(value, least, most, expected) in cases {
        assert_eq!(number::flexible(En, value, least, most), expected, "{value}");
    }
}

#[test]
fn what_people_type_is_read() {
    let cases: &[(&str, Result<f64, NumberError>)] = &[
        ("12,5", Ok(12.5)),
        (" 12.5 ", Ok(12.5)),
        ("1.234,5", Ok(1234.5)),
        ("1,234.5", Ok(1234.5)),
        ("1.234.567", Ok(1_234_567.0)),
        ("6\u{202F}240", Ok(6240.0)),
        ("\u{2212}0,85", Ok(-0.85)),
        ("1e3", Ok(1000.0)),
        ("", Err(NumberError::Empty)),
        ("  ", Err(NumberError::Empty)),
        ("rpm", Err(NumberError::Malformed)),
        ("1..2,", Err(NumberError::Malformed)),
        ("--4", Err(NumberError::Malformed)),
        ("1e999", Err(NumberError::Malformed)),
    ];
    for (text, expected) in cases {
        assert_eq!(number::parse(text), *expected, "{text:?}");
    }
}

#[test]
fn bytes_and_durations_take_the_unit_that_fits() {
    let bytes: &[(f64, &str)] = &[
        (0.0, "0\u{A0}B"),
        (999.0, "999\u{A0}B"),
        (1500.0, "1.5\u{A0}kB"),
        (319_000_000.0, "319\u{A0}MB"),
        (999_900_000.0, "1.0\u{A0}GB"),
        (f64::NAN, "–"),
    ];
    for &(count, expected) in bytes {
        assert_eq!(number::bytes(En, count), expected, "{count}");
    }
    let durations: &[(f64, &str)] = &[
        (0.0042, "4,2\u{A0}ms"),
        (0.038, "38\u{A0}ms"),
        (4.25, "4,2\u{A0}s"),
        (59.97, "1\u{A0}min 0\u{A0}s"),
        (212.4, "3\u{A0}min 32\u{A0}s"),
        (3900.0, "1\u{A0}h 05\u{A0}min"),
    ];
    for &(seconds, expected) in durations {
        assert_eq!(number::duration(PtBr, seconds), expected, "{seconds}");
    }
}

#[test]
fn a_place_in_time_reads_as_a_clock() {
    let cases: &[(f64, u8, &str)] = &[
        (4.2, 1, "0:04.2"),
        (59.96, 1, "1:00.0"),
        (212.418, 3, "3:32.418"),
        (3723.0, 0, "1:02:03"),
        (-1.5, 1, "\u{2212}0:01.5"),
        (f64::NAN, 1, "–"),
    ];
    for &(seconds, digits, expected) in cases {
        assert_eq!(number::clock(En, seconds, digits), expected, "{seconds}");
    }
    assert_eq!(number::clock(PtBr, 4.2, 1), "0:04,2");
}

#[test]
fn a_figure_is_shown_in_the_users_unit_with_its_symbol() {
    let cases: &[(Preset, f64, Quantity, &str)] = &[
        (Preset::Metric, 3184.0, Quantity::RotationalSpeed, "3\u{202F}184\u{A0}rpm"),
        (Preset::Metric, -0.212, Quantity::Pressure, "\u{2212}0.21\u{A0}bar"),
        (Preset::Metric, 27.4, Quantity::Angle, "27.4°"),
        (Preset::Metric, f64::NAN, Quantity::Pressure, "–"),
        (Preset::Metric, 1.0, Quantity::Flag, "On"),
        (Preset::Imperial, 1.0, Quantity::Pressure, "14.5\u{A0}psi"),
        (Preset::Imperial, 90.0, Quantity::Temperature, "194\u{A0}°F"),
        (Preset::Imperial, -40.0, Quantity::Temperature, "\u{2212}40\u{A0}°F"),
        (Preset::MotorsportBr, 100.0, Quantity::Power, "136\u{A0}cv"),
        (Preset::MotorsportBr, 9.806_65, Quantity::Torque, "1.0\u{A0}kgf·m"),
    ];
    for &(preset_of, value, quantity, expected) in cases {
        let shown = units(En, preset(preset_of)).show(value, quantity).to_string();
        assert_eq!(shown, expected, "{value} {quantity:?} {preset_of:?}");
    }
}

#[test]
fn a_mixture_is_lambda_or_the_air_fuel_ratio_of_the_fuel() {
    let cases = [
        (Mixture::Lambda, "0.880\u{A0}λ"),
        (Mixture::AfrOfFuel, "11.53\u{A0}AFR"),
        (Mixture::AfrGasoline, "12.94\u{A0}AFR"),
    ];
    for (mixture, expected) in cases {
        let units = units(En, UnitPrefs { mixture, ..UnitPrefs::default() });
        assert_eq!(units.show(0.88, Quantity::Lambda).to_string(), expected);
        let (scale, offset) = units.scale_offset(Quantity::Lambda);
        assert!((units.convert(0.88, Quantity::Lambda) - (0.88 * scale + offset)).abs() < 1e-12);
    }
}

#[test]
fn a_difference_of_temperatures_is_not_shifted() {
    let units = units(En, preset(Preset::Imperial));
    assert_eq!(units.show_delta(10.0, Quantity::Temperature).to_string(), "+18\u{A0}°F");
    assert_eq!(units.show_spread(10.0, Quantity::Temperature).to_string(), "18.0\u{A0}°F");
}

#[test]
fn a_typed_figure_is_read_into_the_base_unit_whatever_unit_stands_behind_it() {
    let units = units(PtBr, preset(Preset::Imperial));
    let cases: &[(&str, Quantity, Result<f64, ReadError>)] = &[
        ("14,5", Quantity::Pressure, Ok(0.999_739_765)),
        ("1 bar", Quantity::Pressure, Ok(1.0)),
        ("100 kPa", Quantity::Pressure, Ok(1.0)),
        ("194", Quantity::Temperature, Ok(90.0)),
        ("90 °C", Quantity::Temperature, Ok(90.0)),
        ("0,88 λ", Quantity::Lambda, Ok(0.88)),
        ("90 °C", Quantity::Pressure, Err(ReadError::Unit)),
        ("muito", Quantity::Pressure, Err(ReadError::Number(NumberError::Malformed))),
        ("", Quantity::Pressure, Err(ReadError::Number(NumberError::Empty))),
    ];
    for (text, quantity, expected) in cases {
        match (units.read(text, *quantity), expected) {
            (Ok(value), Ok(wanted)) => assert!((value - wanted).abs() < 1e-6, "{text:?} gave {value}"),
            (got, wanted) => assert_eq!(got, *wanted, "{text:?}"),
        }
    }
}

#[test]
fn what_a_field_shows_reads_back_as_the_same_figure() {
    for preset_of in Preset::ALL {
        for lang in Lang::ALL {
            let units = units(lang, preset(preset_of));
            for quantity in UnitPrefs::choosable() {
                let text = units.editable(units.read("12.5", quantity).expect("a plain figure"), quantity);
                assert_eq!(number::parse(&text), Ok(12.5), "{quantity:?} as {text}");
            }
        }
    }
}

#[test]
fn a_single_choice_departs_from_the_preset_and_comes_back_to_it() {
    let prefs = preset(Preset::Imperial).with_unit(Unit::Bar);
    assert_eq!((prefs.unit(Quantity::Pressure), prefs.unit(Quantity::Speed)), (Unit::Bar, Unit::Mph));
    assert!(prefs.with_unit(Unit::Psi).overrides.is_empty());
}

#[test]
fn every_preset_names_a_unit_of_the_quantity_it_is_for() {
    for preset in Preset::ALL {
        for quantity in UnitPrefs::choosable() {
            assert_eq!(preset.unit(quantity).quantity(), quantity, "{preset:?}");
        }
    }
}
