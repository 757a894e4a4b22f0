//! Rules as data.

use std::collections::BTreeSet;

use fueltune_analyzer::engine::analysis::safety::{
    Origin, Rule, RuleErrorKind, RuleFileError, RuleSet, Side, Threshold, Watch, read_rules, write_rules,
};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::expr::{Book, MathChannel, Names};
use fueltune_analyzer::engine::units::Quantity;

#[test]
fn the_standard_rules_are_sound_and_each_watch_is_used() {
    let set = RuleSet::standard();
    assert_eq!(set.check(), []);
    let used: BTreeSet<&str> = set.rules.iter().map(|r| r.watch.slug()).collect();
    let all: BTreeSet<&str> = Watch::BUILT_IN.iter().map(Watch::slug).collect();
    assert_eq!(used, all);
}

#[test]
fn rules_survive_a_file() {
    let mut set = RuleSet::standard();
    set.rules.push(Rule {
        name: "Água quente".to_owned(),
        hint: "Pare e olhe a ventoinha.".to_owned(),
        enabled: false,
        side: Side::Below,
        caution: Some(Threshold::Curve {
            over: ChannelId::Rpm.into(),
            points: vec![(0.0, 1.0), (1000.0, 0.25)],
        }),
        when: "tps > 50 %".to_owned(),
        min_s: 0.1,
        ..Rule::new("mine", Watch::Expression("coolant - intake_air".to_owned()))
    });
    let text = write_rules(&set);
    assert_eq!(read_rules(&text), Ok(set));
}

#[test]
fn a_report_tells_which_rules_are_not_as_they_were_delivered() {
    let mut set = RuleSet::standard();
    set.rules[0].enabled = false;
    let condition = Watch::Expression("rpm > 100000".to_owned());
    set.rules.push(Rule {
        name: "Mine".to_owned(),
        hint: "Look".to_owned(),
        danger: Some(Threshold::Fixed(0.5)),
        ..Rule::new("mine", condition)
    });
    let report = super::judged(&super::made(2.0, &[(ChannelId::Rpm, &|_| 3000.0)]), None, &set);
    let origin = |id: &str| report.outcomes.iter().find(|o| o.rule == id).map(|o| o.origin);
    assert_eq!(origin(&set.rules[0].id), Some(Origin::Changed));
    assert_eq!(origin(&set.rules[1].id), Some(Origin::Standard));
    let mine = report.outcomes.iter().find(|o| o.rule == "mine").unwrap();
    assert_eq!((mine.origin, mine.name.as_str(), mine.hint.as_str()), (Origin::Own, "Mine", "Look"));
    assert_eq!(mine.quantity, Quantity::Flag, "a condition is true or not");
}

#[test]
fn rules_in_use_tell_which_math_channels_they_name() {
    let channels =
        [("Half", "tps / 2"), ("Idle", "rpm < 900"), ("Lost", "no_such / 2"), ("Unused", "rpm * 2")]
            .map(|(name, text)| MathChannel { name: name.to_owned(), text: text.to_owned() });
    let table = super::made(1.0, &[(ChannelId::Rpm, &|_| 3000.0), (ChannelId::Tps, &|_| 50.0)]);
    let names = Book::new(Names::of(&table, &[]), 0, &channels).names;
    let rule = |id: &str, watch: &str, when: &str| Rule {
        when: when.to_owned(),
        ..Rule::new(id, Watch::Expression(watch.to_owned()))
    };
    let off = Rule { enabled: false, ..rule("c", "Unused", "") };
    let set = RuleSet { rules: vec![rule("a", "Half * 2", "Idle"), rule("b", "Lost", ""), off] };
    let named: Vec<String> = set.math_channels(&names).iter().map(ToString::to_string).collect();
    assert_eq!(named, ["m:Half", "m:Idle"]);
    assert!(RuleSet::standard().math_channels(&names).is_empty());
}

fn errors(text: &str) -> Vec<(String, &'static str)> {
    match read_rules(text) {
        Err(RuleFileError::Refused(errors)) => errors.into_iter().map(|e| (e.path, e.kind.slug())).collect(),
        other => panic!("{other:?}"),
    }
}

fn file(rules: &str) -> String {
    format!(r#"{{"format": "fueltune-safety-rules", "version": 1, "rules": {rules}}}"#)
}

#[test]
fn what_is_wrong_in_a_file_is_told_with_its_place() {
    let cases: [(&str, &str, &str); 24] = [
        ("3", "rules", "not_a_list"),
        ("[4]", "rules[0]", "not_an_object"),
        (r#"[{"watch": "rpm", "caution": 1}]"#, "rules[0].id", "missing"),
        (r#"[{"id": "a", "caution": 1}]"#, "rules[0].watch", "missing"),
        (r#"[{"id": "a", "watch": "speedo", "caution": 1}]"#, "rules[0].watch", "unknown_word"),
        (
            r#"[{"id": "a", "watch": {"expression": "rpm", "expr": 1}, "caution": 1}]"#,
            "rules[0].watch.expr",
            "unknown_field",
        ),
        (
            r#"[{"id": "a", "watch": {"expression": "rpm >"}, "caution": 1}]"#,
            "rules[0].watch.expression",
            "expression",
        ),
        (r#"[{"id": "a", "watch": "rpm"}]"#, "rules[0].caution", "no_threshold"),
        (r#"[{"id": "a", "watch": "rpm", "caution": "x"}]"#, "rules[0].caution", "not_a_number"),
        (r#"[{"id": "a", "watch": "rpm", "caution": 9, "danger": 8}]"#, "rules[0].danger", "order"),
        (r#"[{"id": "a", "watch": "battery_low", "caution": 9, "danger": 10}]"#, "rules[0].danger", "order"),
        (
            r#"[{"id": "a", "watch": "rpm", "caution": {"over": "tps", "points": [[1, 2], [1, 3]]}}]"#,
            "rules[0].caution.points[1]",
            "not_ascending",
        ),
        (
            r#"[{"id": "a", "watch": "rpm", "caution": {"over": "tps", "points": [[1, 2], [3]]}}]"#,
            "rules[0].caution.points[1]",
            "not_a_number",
        ),
        (
            r#"[{"id": "a", "watch": "rpm", "caution": {"over": "nothing", "points": [[1, 2]]}}]"#,
            "rules[0].caution.over",
            "unknown_word",
        ),
        (
            r#"[{"id": "a", "watch": "rpm", "caution": {"over": "tps", "points": []}}]"#,
            "rules[0].caution.points",
            "missing",
        ),
        (r#"[{"id": "A b", "watch": "rpm", "caution": 1}]"#, "rules[0].id", "no_id"),
        (
            r#"[{"id": "a", "watch": "rpm", "caution": 1}, {"id": "a", "watch": "rpm", "caution": 1}]"#,
            "rules[1].id",
            "repeated",
        ),
        (r#"[{"id": "a", "watch": "rpm", "caution": 1, "side": "below"}]"#, "rules[0].side", "side"),
        (r#"[{"id": "a", "watch": "rpm", "caution": 1, "min_s": -1}]"#, "rules[0].min_s", "out_of_range"),
        (r#"[{"id": "a", "watch": "rpm", "caution": 1, "when": "rpm,5"}]"#, "rules[0].when", "expression"),
        (
            r#"[{"id": "a", "watch": "rpm", "caution": 1, "fuels": ["e27", "juice"]}]"#,
            "rules[0].fuels[1]",
            "unknown_word",
        ),
        (r#"[{"id": "a", "watch": "rpm", "caution": 1, "enabled": 1}]"#, "rules[0].enabled", "not_a_boolean"),
        (
            r#"[{"id": "a", "watch": "rpm", "vehicle": {"limit": "max_rpm"}}]"#,
            "rules[0].vehicle",
            "no_threshold",
        ),
        (
            r#"[{"id": "a", "watch": "rpm", "caution": 1, "colour": "red"}]"#,
            "rules[0].colour",
            "unknown_field",
        ),
    ];
    for (rules, path, slug) in cases {
        assert_eq!(errors(&file(rules)), [(path.to_owned(), slug)], "{rules}");
    }
}

#[test]
fn a_file_that_is_none_of_ours_is_refused() {
    assert!(matches!(read_rules("{\n  \"a\": }"), Err(RuleFileError::Syntax { line: 2, column: 8 })));
    for text in [
        "[]",
        "{}",
        r#"{"format": "fueltune-vehicles", "version": 1}"#,
        r#"{"format": "fueltune-safety-rules"}"#,
    ] {
        assert_eq!(read_rules(text), Err(RuleFileError::NotRules), "{text}");
    }
    let newer = file("[]").replace("\"version\": 1", "\"version\": 9");
    assert_eq!(read_rules(&newer), Err(RuleFileError::Newer { found: 9 }));
}

#[test]
fn an_error_in_an_expression_keeps_its_place_within_it() {
    let set = RuleSet {
        rules: vec![Rule {
            caution: Some(Threshold::Fixed(1.0)),
            ..Rule::new("a", Watch::Expression("rpm + + 3".to_owned()))
        }],
    };
    let errors = set.check();
    let RuleErrorKind::Expression(error) = &errors[0].kind else { panic!("{errors:?}") };
    assert_eq!(error.place.at, 6);
}
