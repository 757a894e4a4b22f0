//! What goes together and what comes out.

use fueltune_analyzer::engine::expr::{ExprErrorKind, ResultKind};
use fueltune_analyzer::engine::units::Unit;

use super::{assert_values, fault, first, kind, refused, values};

fn number(unit: Unit) -> ResultKind {
    ResultKind::Number { unit, symbol: None }
}

fn symbol(symbol: &str) -> ResultKind {
    ResultKind::Number { unit: Unit::Raw, symbol: Some(symbol.to_owned()) }
}

#[test]
fn a_result_has_the_unit_of_what_it_is_made_of() {
    let cases = [
        ("rpm", number(Unit::Rpm)),
        ("rpm * 2", number(Unit::Rpm)),
        ("map_gauge + 5 psi", number(Unit::Bar)),
        ("max(map_gauge, 0)", number(Unit::Bar)),
        ("if(tps > 50, map_gauge, missing)", number(Unit::Bar)),
        ("map_gauge / map_gauge", number(Unit::Raw)),
        ("rpm / map_gauge", number(Unit::Raw)),
        ("lambda_1", number(Unit::Lambda)),
        ("lambda_1 * 14.7", number(Unit::Raw)),
        ("lambda_1 / lambda_target", number(Unit::Raw)),
        ("coolant - intake_air", symbol("°C")),
        ("sd(coolant, 1 s)", symbol("°C")),
        ("coolant - 10 °C", number(Unit::Celsius)),
        ("(coolant + intake_air) / 2", number(Unit::Celsius)),
        ("derivative(map_gauge)", symbol("bar/s")),
        ("derivative(map_gauge) * 2 s", number(Unit::Bar)),
        ("integral(yaw_rate)", number(Unit::Degrees)),
        ("slope(coolant, 1 s)", symbol("°C/s")),
        ("since(two_step)", symbol("s")),
        ("time", symbol("s")),
        ("pw_1", number(Unit::Milliseconds)),
        ("asin(1)", number(Unit::Degrees)),
        ("lookup([Main fuel], 0, 1000)", number(Unit::Milliseconds)),
        ("[Força (kg)]", number(Unit::Raw)),
        ("two_step", number(Unit::OnOff)),
        ("highest(rpm > 5000, 1 s)", number(Unit::OnOff)),
        ("rpm > 3000", ResultKind::Truth),
        ("if(two_step, rpm > 1, false)", ResultKind::Truth),
    ];
    for (text, expected) in cases {
        assert_eq!(kind(text), expected, "{text}");
    }
}

#[test]
fn quantities_that_differ_are_an_error_at_the_operator() {
    let cases = [
        ("map_gauge + coolant", "+"),
        ("map_gauge > 80 °C", ">"),
        ("rpm - tps", "-"),
        ("pw_1 == rpm", "=="),
        ("rpm % tps", "%"),
        ("min(rpm, tps)", "tps"),
        ("clamp(rpm, 0, 1 bar)", "1 bar"),
        ("coalesce(rpm, map_gauge)", "map_gauge"),
        ("if(two_step, rpm, tps)", "tps"),
        ("sin(rpm)", "rpm"),
        ("lookup([Main fuel], rpm, map_gauge)", "rpm"),
        ("(coolant - intake_air) > coolant", ">"),
    ];
    for (text, place) in cases {
        assert_eq!(fault(text), (place.to_owned(), "units".to_owned()), "{text}");
    }
    let expected = ExprErrorKind::Units { left: "bar".to_owned(), right: "°C".to_owned() };
    assert_eq!(refused("map_gauge + coolant").kind, expected);
}

#[test]
fn a_number_with_a_unit_is_converted() {
    assert!((first("0 bar + 14.503774 psi") - 1.0).abs() < 1e-6);
    assert_eq!(values("map_gauge > 7 psi"), [0., 0., 0., 0., 0., 1., 1., 1., 0., 0.]);
    assert_eq!(values("coolant >= 185 °F"), [0., 0., 0., 0., 0., 0., 0., 1., 1., 1.]);
    assert_eq!(first("-40 °F == -40 °C"), 1.0);
}

#[test]
fn a_temperature_beside_a_sign_is_so_many_degrees() {
    assert_eq!(first("coolant + 18 °F"), 90.0);
    assert_eq!(first("coolant - 10 K"), 70.0);
    assert_eq!(first("18 °F + coolant"), 90.0);
    assert_eq!(first("coolant - intake_air == 90 °F"), 1.0);
    assert_eq!(first("90 °C - coolant"), 10.0);
    assert_eq!(first("coolant - 158 °F > 9 °F"), 1.0, "176 °F less 158 °F is more than 9 °F");
    assert_eq!(first("coolant - 158 °F > 27 °F"), 0.0);
}

#[test]
fn times_are_seconds_unless_beside_milliseconds() {
    assert_eq!(first("pw_1 == 0.002 s"), 1.0);
    assert_eq!(first("pw_1 / 0.5 ms"), 4.0);
    assert_values("time * 2", &[0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0]);
    assert_values("time > 500 ms", &[0., 0., 0., 0., 0., 1., 1., 1., 1., 1.]);
    assert_values("(rpm - delay(rpm, 0.2 s)) / 200 ms", &{
        let rpm = values("rpm");
        let mut expected = vec![f32::NAN; 10];
        for row in 2..10 {
            expected[row] = (rpm[row] - rpm[row - 2]) / 0.2;
        }
        expected
    });
    assert_eq!(values("avg(rpm, 500 ms)"), values("avg(rpm, 0.5)"));
}

#[test]
fn angles_are_degrees_where_they_have_the_unit() {
    assert!((first("sin(30 °)") - 0.5).abs() < 1e-6);
    assert!((first("sin(pi / 6)") - 0.5).abs() < 1e-6);
    assert!((first("atan2(1, 1)") - 45.0).abs() < 1e-5);
    assert!((first("cos(acos(0.25))") - 0.25).abs() < 1e-6);
}
