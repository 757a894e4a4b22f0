//! The user's math channels against a log.

use fueltune_analyzer::engine::channels::ChannelKey;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::expr::{
    Book, Expr, ExprErrorKind, MathChannel, MathError, NameError, Names, derive, with_column,
};
use fueltune_analyzer::engine::table::{Column, LogTable};
use fueltune_analyzer::engine::units::Unit;

use super::drive;
use crate::sample_logs::{custom, log};

fn book(table: &LogTable, channels: &[(&str, &str)]) -> Book {
    let channel = |(name, text): &(&str, &str)| MathChannel { name: (*name).into(), text: (*text).into() };
    let channels: Vec<MathChannel> = channels.iter().map(channel).collect();
    Book::new(Names::of(table, &[]), table.main_axis_index() as u32, &channels)
}

fn math(name: &str) -> ChannelKey {
    ChannelKey::Math(name.to_owned())
}

/// What is wrong with a channel, and from which character on.
fn wrong(book: &Book, name: &str) -> (ExprErrorKind, u32) {
    match book.entries.iter().find(|(channel, _)| channel.name == name) {
        Some((_, Err(MathError::Expr(error)))) => (error.kind.clone(), error.place.at),
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn a_math_channel_has_the_values_that_are_derived() {
    let table = drive();
    let book = book(&table, &[("Boost rate", "derivative(avg(map_gauge, 0.3 s))")]);
    let derived = book.get(&math("Boost rate")).unwrap();
    let made = derived.column(&table, &[], &Cx::none()).unwrap();
    let expr: Expr = "derivative(avg(map_gauge, 0.3 s))".parse().unwrap();
    let expected = derive(&table, &[], "Boost rate", &expr, &Cx::none()).unwrap();
    assert_eq!(made.key, math("Boost rate"));
    let bits = |column: &Column| column.f32().unwrap().iter().map(|x| x.to_bits()).collect::<Vec<_>>();
    assert_eq!((bits(&made), made.axis), (bits(&expected), expected.axis));
    assert_eq!(made.unit_note, expected.unit_note);
    assert_eq!(derived.symbol.as_deref(), Some("bar/s"));
}

#[test]
fn math_channels_are_made_of_each_other_whatever_their_order() {
    let table = drive();
    let channels = [("C", "B * 2"), ("A", "rpm / 1000"), ("B", "[A] + 1")];
    let book = book(&table, &channels);
    let (order, stored) = book.plan(&[math("C")], &|_| false);
    assert_eq!(
        order.iter().map(|d| &d.channel.key).collect::<Vec<_>>(),
        [&math("A"), &math("B"), &math("C")]
    );
    assert_eq!(stored.iter().map(ToString::to_string).collect::<Vec<_>>(), ["rpm"]);
    let mut known = table.clone();
    for derived in order {
        known = with_column(&known, derived.column(&known, &[], &Cx::none()).unwrap()).unwrap();
    }
    let made = known.column(&math("C")).unwrap();
    assert_eq!(made.f32().unwrap()[3], 6.0);
    // What is here already is not worked out again, and neither is what it is made of.
    let (order, stored) = book.plan(&[math("C")], &|d| d.channel.key == math("B"));
    assert_eq!((order.len(), stored.len()), (1, 0));
    assert!(book.get(&math("C")).unwrap().made_of.contains("rpm / 1000"));
}

#[test]
fn a_circle_is_refused_where_it_closes() {
    let table = drive();
    let book =
        book(&table, &[("A", "1 + B"), ("B", "2 * C"), ("C", "A"), ("D", "rpm + A"), ("Me", "me + 1")]);
    let through = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    for (name, place) in [("A", 4), ("B", 4), ("C", 0)] {
        assert_eq!(wrong(&book, name), (ExprErrorKind::Circle { through: through(&["A", "B", "C"]) }, place));
    }
    assert_eq!(wrong(&book, "D"), (ExprErrorKind::Broken { name: "A".into() }, 6));
    assert_eq!(wrong(&book, "Me"), (ExprErrorKind::Circle { through: through(&["Me"]) }, 0));
    assert!(book.get(&math("A")).is_none());
}

#[test]
fn what_cannot_be_worked_out_says_why_and_the_rest_goes_on() {
    let table = drive();
    let channels = [
        ("Good", "rpm"),
        ("Gone", "rpm + nothing"),
        ("On it", "2 * Gone"),
        ("good", "tps"),
        ("rpm", "1"),
        (" ", "1"),
    ];
    let book = book(&table, &channels);
    assert!(book.get(&math("Good")).is_some());
    assert!(
        matches!(wrong(&book, "Gone"), (ExprErrorKind::UnknownName { name, .. }, 6) if name == "nothing")
    );
    assert_eq!(wrong(&book, "On it"), (ExprErrorKind::Broken { name: "Gone".into() }, 4));
    let verdicts: Vec<_> = book.entries[3..].iter().map(|(_, v)| v.as_ref().err().unwrap().clone()).collect();
    let slug = MathError::Name(NameError::Slug);
    assert_eq!(verdicts, [MathError::Taken, slug, MathError::Name(NameError::Text)]);
}

#[test]
fn a_column_of_the_file_comes_before_a_math_channel_of_its_name() {
    let table = log(10.0, vec![custom("Boost", 0, &[1.0, 2.0])]);
    let book = book(&table, &[("Boost", "[Boost] * 10"), ("Twice", "Boost * 2"), ("No circle", "BOOST")]);
    let made = |name: &str| {
        let derived = book.get(&math(name)).unwrap();
        derived.column(&table, &[], &Cx::none()).unwrap().f32().unwrap().to_vec()
    };
    assert_eq!(made("Boost"), [10.0, 20.0]);
    assert_eq!(made("Twice"), [2.0, 4.0]);
    // Both can be asked for: their keys differ.
    let own = ChannelKey::Custom("Boost".to_owned());
    assert_eq!(book.plan(&[own.clone(), math("Boost")], &|_| false).1.into_iter().collect::<Vec<_>>(), [own]);
}

#[test]
fn a_condition_is_a_switch_and_a_constant_lies_on_the_log() {
    let table = drive();
    let book = book(&table, &[("Full", "tps > 90 %"), ("Two", "2")]);
    let full = book.get(&math("Full")).unwrap();
    assert_eq!(full.channel.unit, Unit::OnOff);
    let two = book.get(&math("Two")).unwrap().column(&table, &[], &Cx::none()).unwrap();
    assert_eq!(two.f32().unwrap(), [2.0; 10]);
    let condition: Expr = "Full and rpm > 4500".parse().unwrap();
    let condition = condition.check_condition(&book.names).unwrap();
    let needs = book.needs_of(&condition);
    assert_eq!(needs.iter().map(ToString::to_string).collect::<Vec<_>>(), ["rpm", "m:Full"]);
    let known = with_column(&table, full.column(&table, &[], &Cx::none()).unwrap()).unwrap();
    let selected = book.select(&condition, &known, &[], &Cx::none()).unwrap();
    assert_eq!(selected.rows.iter().collect::<Vec<_>>(), [6, 7]);
}

#[test]
fn keys_of_math_channels_are_none_of_a_file() {
    for text in ["m:Boost", "m:rpm", "m:x:y"] {
        let key: ChannelKey = text.parse().unwrap();
        assert!(key.is_math() && key.id().is_none());
        assert_eq!(key.to_string(), text);
    }
    assert_ne!(math("Boost"), ChannelKey::Custom("Boost".to_owned()));
    assert_ne!(math("rpm").to_string(), ChannelKey::Custom("m:rpm".to_owned()).to_string());
}

#[test]
fn what_was_found_with_a_math_channel_is_told_by_all_it_is_made_of() {
    let table = drive();
    let made_of = |divisor: &str, key: ChannelKey| {
        let inner = format!("rpm / {divisor}");
        book(&table, &[("A", &inner), ("B", "A + 1"), ("C", "tps * 2")]).made_of([&key])
    };
    assert_eq!(made_of("1000", math("B")), made_of("1000", math("B")));
    assert_ne!(made_of("1000", math("B")), made_of("500", math("B")), "what it is made of is another");
    assert_eq!(
        made_of("1000", math("C")),
        made_of("500", math("C")),
        "what it is not made of is none of its business"
    );
    let rpm = fueltune_analyzer::engine::channels::ChannelId::Rpm.into();
    assert!(made_of("1000", rpm).is_empty(), "a channel of the file is as the file has it");
}
