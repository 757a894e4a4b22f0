//! How an expression is written, and what is said where it is written wrong.

use fueltune_analyzer::engine::expr::{
    Expectation, Expr, ExprErrorKind, Function, MAX_CHARACTERS, MAX_DEPTH,
};
use fueltune_analyzer::engine::units::{Quantity, Unit};

use super::{fault, first, refused, values};

#[test]
fn operators_bind_as_in_arithmetic() {
    let cases = [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("10 - 4 - 3", 3.0),
        ("100 / 10 / 5", 2.0),
        ("2 ^ 3 ^ 2", 512.0),
        ("-2 ^ 2", -4.0),
        ("2 ^ -1", 0.5),
        ("2 ^ -1 * 4", 2.0),
        ("7 % 4", 3.0),
        ("-7 % 4", -3.0),
        ("17 % 5 % 2", 0.0),
        ("1 + 1 == 2", 1.0),
        ("true or false and false", 1.0),
        ("not false and false", 0.0),
        ("not 1 > 2", 1.0),
        ("!(1 > 2) && 3 ≥ 3 || false", 1.0),
        ("1 <> 2 AND 1 != 2 and 1 ≠ 2", 1.0),
        ("2 × 3 ÷ 6 − 1", 0.0),
        (".5 + 1. + 1e2 + 2.5E-1", 101.75),
        ("--3", 3.0),
    ];
    for (text, expected) in cases {
        assert_eq!(first(text), expected, "{text}");
    }
}

#[test]
fn a_channel_goes_by_its_slug_its_header_or_its_name_in_brackets() {
    for text in ["rpm", "RPM", "[rpm]", "Rpm + 0"] {
        assert_eq!(first(text), 900.0, "{text}");
    }
    for text in ["[Força (kg)]", "[forca (KG)]", "[Forca_kg]"] {
        assert_eq!(first(text), 1.0, "{text}");
    }
}

#[test]
fn percent_right_behind_a_number_is_a_unit_unless_a_value_follows() {
    assert_eq!(first("50 % > 49"), 1.0);
    assert_eq!(first("50 % - 3"), 47.0);
    assert_eq!(first("(50 %)"), 50.0);
}

#[test]
fn an_error_points_at_the_characters_that_are_wrong() {
    let cases = [
        ("", "", "empty"),
        ("   ", "   ", "empty"),
        ("rpm >", "", "expected"),
        ("rpm > > 3", ">", "expected"),
        ("(rpm + 1", "", "expected"),
        ("rpm + 1)", ")", "expected"),
        ("rpm tps", "tps", "expected"),
        ("avg(rpm 0.5 s)", "0.5 s", "expected"),
        ("avg + 1", "+", "expected"),
        ("1 < rpm < 3", "<", "chain"),
        ("rpm > 3.5.2", "3.5.", "number"),
        ("rpm # 3", "#", "character"),
        ("rpm > 3 rpms", "rpms", "unknown_unit"),
        ("max(rpm, 5 bars_of)", "bars_of", "unknown_unit"),
        ("[Força", "[Força", "unclosed_name"),
        ("Modo == \"Run", "\"Run", "unclosed_text"),
        ("rpm + tqs", "tqs", "unknown_name"),
        ("egt_1 > 800", "egt_1", "channel_absent"),
        ("averge(rpm, 1 s)", "averge", "unknown_function"),
        ("avg(rpm)", "avg(rpm)", "arguments"),
        ("abs(rpm, 2)", "abs(rpm, 2)", "arguments"),
        ("if(rpm, 1, 2)", "rpm", "needs_condition"),
        ("rpm and tps > 3", "rpm", "needs_condition"),
        ("Modo + 1", "Modo", "needs_number"),
        ("rpm == \"Run\"", "\"Run\"", "needs_state"),
        ("Modo > \"Run\"", "\"Run\"", "needs_state"),
        ("avg(rpm, tps)", "tps", "needs_time"),
        ("avg(rpm, 5 bar)", "5 bar", "needs_time"),
        ("avg(rpm, -0.5 s)", "-0.5 s", "window"),
        ("avg(rpm, 0)", "0", "window"),
        ("lookup(mainfuel2, 1, 2)", "mainfuel2", "unknown_table"),
        ("lookup(3, 1, 2)", "3", "needs_table"),
        ("lookup(dead)", "dead", "channel_absent"),
        ("lookup(dead, 12, 3)", "lookup(dead, 12, 3)", "arguments"),
    ];
    for (text, place, slug) in cases {
        assert_eq!(fault(text), (place.to_owned(), slug.to_owned()), "{text}");
    }
}

#[test]
fn places_count_characters_and_not_bytes() {
    let error = refused("[Força (kg)] + bár");
    assert_eq!((error.place.at, error.place.len), (15, 3));
}

#[test]
fn a_decimal_comma_is_refused_kindly() {
    for (text, at) in
        [("rpm > 0,5", 7), ("avg(tps, 0,5 s) > 3", 10), ("(1,5 + rpm)", 2), ("min(tps, 0,5 s)", 10)]
    {
        let error = refused(text);
        assert_eq!((error.kind, error.place.at), (ExprErrorKind::DecimalComma, at), "{text}");
    }
    assert_eq!(first("clamp(rpm, 0,500)"), 500.0, "three arguments are three arguments");
    assert_eq!(refused("1, 5").kind, ExprErrorKind::Expected { what: Expectation::Operator });
}

#[test]
fn a_mistyped_name_gets_the_names_like_it() {
    let ExprErrorKind::UnknownName { near, .. } = refused("cooolant").kind else { panic!("no unknown name") };
    assert_eq!(near, ["coolant"]);
    let ExprErrorKind::UnknownFunction { near, .. } = refused("derivativ(rpm)").kind else {
        panic!("no unknown function")
    };
    assert_eq!(near, ["derivative"]);
    let ExprErrorKind::UnknownTable { near, .. } = refused("lookup(fuel, 1, 2)").kind else {
        panic!("no unknown table")
    };
    assert_eq!(near, ["Main fuel"]);
}

#[test]
fn length_and_depth_are_bounded() {
    let long = "1".repeat(MAX_CHARACTERS + 1);
    assert_eq!(refused(&long).kind, ExprErrorKind::TooLong { most: MAX_CHARACTERS as u32 });
    let deep = ExprErrorKind::TooDeep { most: MAX_DEPTH };
    assert_eq!(refused(&"(".repeat(2000)).kind, deep);
    assert_eq!(refused(&"-".repeat(2000)).kind, deep);
    assert_eq!(refused(&vec!["1"; 500].join("+")).kind, deep);
    assert_eq!(refused(&vec!["1"; 500].join("^")).kind, deep);
    let within = vec!["1"; 90].join(" + ");
    assert_eq!(values(&within)[0], 90.0);
}

#[test]
fn what_is_read_is_printed_in_one_form_that_reads_back() {
    let cases = [
        ("RPM>3000&&!two_step", "RPM > 3000 and not two_step"),
        ("((rpm))+((1))", "rpm + 1"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "a - b - c"),
        ("(2^3)^2", "(2 ^ 3) ^ 2"),
        ("2^(3^2)", "2 ^ 3 ^ 2"),
        ("(-2)^2", "(-2) ^ 2"),
        ("50 % (-3)", "50 % (-3)"),
        ("50 %- 3", "50 % - 3"),
        ("(a<b)==(c<d)", "(a < b) == (c < d)"),
        ("MEAN(tps,500ms)>50%", "avg(tps, 500 ms) > 50 %"),
        ("[a]]b]<>1e20", "[a]]b] != 1e20"),
        ("not (a and b)", "not (a and b)"),
        ("Modo='x' ", ""),
    ];
    for (text, expected) in cases {
        match text.parse::<Expr>() {
            Ok(expr) => {
                assert_eq!(expr.to_string(), expected, "{text}");
                assert_eq!(expected.parse::<Expr>().as_ref(), Ok(&expr), "{text}");
            }
            Err(_) => assert_eq!(expected, "", "{text}"),
        }
    }
}

#[test]
fn every_unit_a_number_may_carry_reads_back_as_it_is_shown() {
    let plain = [Quantity::AsLogged, Quantity::Flag, Quantity::Code, Quantity::Count];
    for unit in Unit::ALL.iter().filter(|u| !u.is_of_files() && !plain.contains(&u.quantity())) {
        let text = format!("3 {}", unit.symbol());
        assert_eq!(text.parse::<Expr>().map(|e| e.to_string()), Ok(text.clone()));
    }
}

#[test]
fn functions_are_called_as_their_signature_says() {
    for function in Function::ALL {
        let (name, rest) = function.signature().split_once('(').unwrap();
        assert_eq!(name, function.slug());
        let written = rest.trim_end_matches(')').split(',').count();
        let (least, most) = function.arguments();
        assert!((least..=most).contains(&written), "{name}");
        assert_eq!(Function::from_name(&name.to_uppercase()), Some(*function));
    }
}
