//! The list of math channels as a file, names of copies, ranges of engine speeds, and what is wrong in words.

use fueltune_analyzer::app::expr_words::expr_error;
use fueltune_analyzer::app::math::{FileError, MOST, SpeedRange, free_name, from_json, is_same, to_json};
use fueltune_analyzer::engine::expr::{ExprError, ExprErrorKind, MathChannel, Place};
use fueltune_analyzer::i18n::{I18n, Lang};

fn channel(name: &str, text: &str) -> MathChannel {
    MathChannel { name: name.to_owned(), text: text.to_owned() }
}

#[test]
fn a_list_comes_back_from_its_file() {
    let channels = vec![channel("Boost \"rate\"", "derivative([MAP, 1])"), channel("Ré", "rpm\n/ 2")];
    assert_eq!(from_json(&to_json(&channels)).unwrap(), channels);
    assert_eq!(from_json(&to_json(&[])).unwrap(), []);
}

#[test]
fn a_file_that_is_none_says_why() {
    let file = |format: &str, version: u32, channels: &str| {
        format!(r#"{{"format":"{format}","version":{version},"channels":[{channels}]}}"#)
    };
    let one = r#"{"name":"A","text":"rpm"}"#;
    let many = vec![one; MOST + 1].join(",");
    let cases = [
        ("nothing".to_owned(), FileError::NotOne),
        (file("vehicles", 1, one), FileError::NotOne),
        (file("fueltune-math-channels", 2, one), FileError::Newer),
        (file("fueltune-math-channels", 1, &many), FileError::Many),
        (
            file("fueltune-math-channels", 1, r#"{"name":"A","text":"1"},{"name":" ","text":"1"}"#),
            FileError::Name(2),
        ),
        (file("fueltune-math-channels", 1, r#"{"name":"rpm","text":"1"}"#), FileError::Name(1)),
    ];
    for (text, expected) in cases {
        assert_eq!(from_json(&text), Err(expected), "{text:.80}");
    }
}

#[test]
fn a_copy_has_a_name_of_its_own() {
    let taken = ["Boost".to_owned(), "boost 2".to_owned(), "x".repeat(64)];
    assert_eq!(free_name("Slip", &taken), "Slip");
    assert_eq!(free_name("Boost", &taken), "Boost 3");
    assert_eq!(free_name(&"x".repeat(64), &taken), format!("{} 2", "x".repeat(62)));
    assert!(is_same(" Boost", "boost "));
}

#[test]
fn a_range_of_engine_speeds_is_a_way_of_writing_a_condition() {
    let cases = [
        ("", "", None, None),
        ("rpm >= 3000", "", Some(3000.0), None),
        ("rpm<=5000.5", "", None, Some(5000.5)),
        ("rpm >= 3000 and rpm <= 5000", "", Some(3000.0), Some(5000.0)),
        ("tps > 50 and rpm >= 3000 and rpm <= 5000", "tps > 50", Some(3000.0), Some(5000.0)),
        ("(tps > 50 or gear == 2) and rpm >= 3000", "(tps > 50 or gear == 2)", Some(3000.0), None),
        ("tps > 50 or gear == 2 and rpm >= 3000", "tps > 50 or gear == 2 and rpm >= 3000", None, None),
        ("rpm > 3000", "rpm > 3000", None, None),
        ("rpm >=", "rpm >=", None, None),
    ];
    for (text, rest, from, to) in cases {
        let found = SpeedRange::of(text);
        assert_eq!(found, SpeedRange { rest: rest.to_owned(), from, to }, "{text}");
    }
    let mut speeds = SpeedRange::of("tps > 50 or gear == 2");
    speeds.from = Some(3000.0);
    assert_eq!(speeds.text(), "(tps > 50 or gear == 2) and rpm >= 3000");
    // Taken away again, the rest is what it was.
    speeds = SpeedRange::of(&speeds.text());
    speeds.from = None;
    assert_eq!(speeds.text(), "(tps > 50 or gear == 2)");
    assert_eq!(SpeedRange::default().text(), "");
}

#[test]
fn a_circle_is_told_with_the_way_back() {
    let kind = ExprErrorKind::Circle { through: vec!["A".to_owned(), "B".to_owned()] };
    let error = ExprError { place: Place { at: 4, len: 1 }, kind };
    assert_eq!(
        expr_error(I18n::new(Lang::En), &error),
        "From character 5: the channel is made of itself: A → B → A."
    );
    let error = ExprError { kind: ExprErrorKind::Broken { name: "A".to_owned() }, ..error };
    assert!(expr_error(I18n::new(Lang::PtBr), &error).contains("“A”"));
}
