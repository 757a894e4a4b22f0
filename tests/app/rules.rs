//! The safety rules as the user has them: what lies above what, one rule being edited, files of rules, and their words.

use std::rc::Rc;

use fueltune_analyzer::app::route::Location;
use fueltune_analyzer::app::rules::{
    Change, Entry, FormAction, Level, Measure, Mode, Problem, RuleForm, Shown, Slot, Stored,
    back_to_standard, blank, entries, file_error, limits, names, outcome, place, quantity, rule_error,
    settled, taken_in, title, with,
};
use fueltune_analyzer::engine::analysis::safety::{
    Origin, Rule, RuleErrorKind, RuleSet, Severity, Side, Source, Threshold, VehicleLimit, Watch, write_rules,
};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::expr::MathChannel;
use fueltune_analyzer::engine::fuel::FuelId;
use fueltune_analyzer::engine::units::Quantity;
use fueltune_analyzer::engine::vehicle::Vehicle;
use fueltune_analyzer::i18n::units::{Preset, UnitPrefs, Units};
use fueltune_analyzer::i18n::{I18n, Lang};

/// Keys that are put together from a slug.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = Source::ALL.iter().map(|s| format!("rules-source-{}", s.slug())).collect();
    let errors = RuleErrorKind::SLUGS.into_iter().filter(|slug| *slug != "expression");
    keys.extend(errors.map(|slug| format!("rules-error-{slug}")));
    keys.extend(FuelId::ALL.iter().map(|f| format!("rules-fuel-{}", f.slug())));
    keys.extend(VehicleLimit::ALL.iter().map(|l| format!("rules-follow-{}", l.slug())));
    keys
}

fn units(preset: Preset, lang: Lang) -> Units {
    Units { lang, prefs: Rc::new(UnitPrefs { preset, ..UnitPrefs::default() }), stoich: 14.7 }
}

fn standard(id: &str) -> Rule {
    RuleSet::standard().rule(id).expect("a standard rule").clone()
}

fn coolant(caution: f64) -> Rule {
    Rule { caution: Some(Threshold::Fixed(caution)), ..standard("coolant_hot") }
}

fn own(id: &str) -> Rule {
    Rule {
        name: format!("Rule {id}"),
        danger: Some(Threshold::Fixed(0.5)),
        ..Rule::new(id, Watch::Expression("rpm > 7000".to_owned()))
    }
}

fn general(rule: Rule) -> Stored {
    Stored { vehicle: None, rule }
}

fn of(vehicle: &str, rule: Rule) -> Stored {
    Stored { vehicle: Some(vehicle.to_owned()), rule }
}

fn entry<'a>(all: &'a [Entry], id: &str) -> &'a Entry {
    all.iter().find(|e| e.rule.id == id).expect("a rule of this id")
}

/// The rules an analysis goes by.
fn effective(stored: &[Stored], vehicle: Option<&str>) -> RuleSet {
    let changes: Vec<(Option<&str>, &Rule)> =
        stored.iter().map(|s| (s.vehicle.as_deref(), &s.rule)).collect();
    RuleSet::changed(&changes, vehicle)
}

#[test]
fn every_standard_rule_says_where_its_figures_come_from() {
    for rule in RuleSet::standard().rules {
        assert!(Source::of(&rule.id).is_some(), "{}", rule.id);
        assert_eq!(rule.origin(), Origin::Standard, "{}", rule.id);
    }
    assert_eq!(Source::of("mine"), None);
}

#[test]
fn a_vehicles_rules_lie_above_those_of_all_and_those_above_the_standard() {
    assert_eq!(effective(&[], Some("gol")), RuleSet::standard());
    let stored = [
        general(coolant(97.0)),
        general(own("mine")),
        of("gol", coolant(94.0)),
        of("gol", own("theirs")),
        of("opala", coolant(91.0)),
    ];
    let all = entries(&stored, None);
    assert_eq!(entry(&all, "coolant_hot").rule, coolant(97.0));
    assert_eq!(entry(&all, "coolant_hot").beneath, Some(standard("coolant_hot")));
    assert!(entry(&all, "mine").is_removable() && entry(&all, "mine").here);
    assert!(all.iter().all(|e| e.rule.id != "theirs"));

    let gol = entries(&stored, Some("gol"));
    assert_eq!(entry(&gol, "coolant_hot").rule, coolant(94.0));
    assert_eq!(entry(&gol, "coolant_hot").beneath, Some(coolant(97.0)));
    assert!(!entry(&gol, "mine").is_removable() && !entry(&gol, "mine").here, "it belongs to all vehicles");
    assert!(entry(&gol, "theirs").is_removable());
    assert_eq!(back_to_standard(&gol), [Change::Drop("coolant_hot".to_owned())]);

    let none = entries(&stored, Some("a vehicle without rules of its own"));
    assert_eq!(entry(&none, "coolant_hot").rule, coolant(97.0));
    assert_eq!(back_to_standard(&none), []);
}

#[test]
fn a_rule_that_is_as_it_lies_beneath_is_not_stored() {
    let stored = [general(coolant(97.0)), of("gol", coolant(94.0))];
    let gol = entries(&stored, Some("gol"));
    let put = |rule: Rule| settled(Change::Put(rule), &gol);
    assert_eq!(put(coolant(97.0)), Change::Drop("coolant_hot".to_owned()));
    assert_eq!(
        put(coolant(100.0)),
        Change::Put(coolant(100.0)),
        "the standard again, for this vehicle alone"
    );
    assert_eq!(put(own("new")), Change::Put(own("new")));
}

#[test]
fn a_set_has_one_rule_of_an_id() {
    let all = entries(&[], None);
    let changed = with(&all, &coolant(90.0));
    assert_eq!(changed.rules.len(), all.len());
    assert_eq!(changed.rule("coolant_hot"), Some(&coolant(90.0)));
    assert_eq!(with(&all, &own("mine")).rules.len(), all.len() + 1);
}

#[test]
fn a_file_changes_what_it_names_and_leaves_the_rest() {
    let stored = [general(own("mine")), general(coolant(97.0))];
    let all = entries(&stored, None);
    let file = RuleSet { rules: vec![standard("coolant_hot"), own("mine"), own("new"), standard("egt_hot")] };
    let taken = taken_in(&write_rules(&file), &all).unwrap();
    // The standard rule again needs no record, and two were here just so.
    let back = Change::Drop("coolant_hot".to_owned());
    assert_eq!((taken.changes, taken.same), (vec![back, Change::Put(own("new"))], 2));
    // What was exported brings nothing new.
    let whole = write_rules(&effective(&stored, None));
    assert_eq!(taken_in(&whole, &all).unwrap().changes, []);
}

#[test]
fn a_file_with_a_mistake_is_refused_with_its_place_in_both_languages() {
    let all = entries(&[], None);
    let refused = |rules: &str| {
        let text = format!(r#"{{"format": "fueltune-safety-rules", "version": 1, "rules": {rules}}}"#);
        let error = taken_in(&text, &all).unwrap_err();
        Lang::ALL.map(|lang| {
            let i18n = I18n::new(lang);
            i18n.message(&file_error(i18n, &error).0).into_owned()
        })
    };
    let [en, pt] = refused(r#"[{"id": "coolant_hot", "watch": "rpm", "caution": 1}]"#);
    assert!(en.starts_with("Rule 1, watch: The standard rule of this id watches something else"), "{en}");
    assert!(pt.starts_with("Regra 1, watch: A regra padrão com este id"), "{pt}");
    let [en, _] = refused(r#"[{"id": "a", "watch": {"expression": "rpm > 1"}, "caution": 0.5}]"#);
    assert!(en.starts_with("Rule 1, name: Something has to stand here."), "{en}");
    let [en, pt] = refused(r#"[{"id": "a", "name": "A", "watch": {"expression": "rpm >"}, "caution": 1}]"#);
    assert!(en.contains("Rule 1, watch.expression: From character 6"), "{en}");
    assert!(pt.contains("caractere 6"), "{pt}");
    let many: Vec<String> = (0..200)
        .map(|i| format!(r#"{{"id": "a{i}", "name": "A", "watch": {{"expression": "rpm"}}, "caution": 1}}"#))
        .collect();
    let [en, _] = refused(&format!("[{}]", many.join(",")));
    assert!(en.contains("At most 200."), "{en}");
    let error = taken_in("{\n \"a\": }", &all).unwrap_err();
    let i18n = I18n::new(Lang::En);
    assert!(i18n.message(&file_error(i18n, &error).0).contains("line 2, character 7"));
}

#[test]
fn a_place_of_a_file_is_told_as_people_count() {
    let i18n = I18n::new(Lang::PtBr);
    assert_eq!(place(i18n, "rules[2].caution.points[0]"), "Regra 3, caution.points[0]");
    assert_eq!(place(i18n, "rules[0]"), "Regra 1");
    assert_eq!(place(i18n, "rules"), "rules");
}

#[test]
fn a_difference_is_scaled_and_never_shifted() {
    let imperial = units(Preset::Imperial, Lang::En);
    let (hot, spread) = (Measure::of(Quantity::Temperature), Measure::difference(Quantity::Temperature));
    assert_eq!(
        (hot.editable(&imperial, 100.0), spread.editable(&imperial, 200.0)),
        ("212".into(), "360".into())
    );
    assert_eq!(hot.show(&imperial, 100.0), "212\u{a0}°F");
    assert!((spread.read(&imperial, "360").unwrap() - 200.0).abs() < 1e-9);
    assert!((spread.read(&imperial, "200 °C").unwrap() - 200.0).abs() < 1e-9);
    assert!((hot.read(&imperial, "100 °C").unwrap() - 100.0).abs() < 1e-9);
    assert!(spread.read(&imperial, "200 bar").is_err());
}

fn form(rule: &Rule, preset: Preset, lang: Lang) -> RuleForm {
    RuleForm::new(rule, units(preset, lang), &names(None, &[]))
}

fn typed(form: &RuleForm, slot: Slot, text: &str) -> RuleForm {
    form.after(FormAction::Text(slot, text.to_owned()))
}

#[test]
fn a_rule_that_is_only_looked_at_stays_as_it_is_in_any_unit() {
    for preset in Preset::ALL {
        for lang in Lang::ALL {
            for rule in RuleSet::standard().rules.into_iter().chain([own("mine")]) {
                let form = form(&rule, preset, lang);
                assert_eq!(form.finished(), Ok(rule.clone()), "{} in {preset:?}", rule.id);
                assert!(!form.is_changed());
            }
        }
    }
}

#[test]
fn figures_are_typed_in_the_users_unit() {
    let form = form(&standard("coolant_hot"), Preset::Imperial, Lang::PtBr);
    assert_eq!((form.text(Slot::Caution), form.text(Slot::Hysteresis)), ("212", "1,8"));
    let changed = typed(&typed(&form, Slot::Caution, "203"), Slot::Lasting, "1,5 s");
    let rule = changed.finished().unwrap();
    let Some(Threshold::Fixed(caution)) = rule.caution else { panic!("{rule:?}") };
    assert!((caution - 95.0).abs() < 1e-9, "{caution}");
    assert_eq!((rule.min_s, &rule.danger), (1.5, &standard("coolant_hot").danger));
    assert_eq!(rule.origin(), Origin::Changed);
    assert!(changed.is_changed());
}

#[test]
fn what_is_wrong_stands_at_its_field() {
    let form = form(&standard("coolant_hot"), Preset::Metric, Lang::En);
    let wrong = |form: &RuleForm| {
        form.finished()
            .unwrap_err()
            .into_iter()
            .map(|(place, problem)| {
                let text = fueltune_analyzer::app::rules::problem(I18n::new(Lang::En), &problem);
                format!("{place}: {text}")
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(wrong(&typed(&form, Slot::Danger, "90")), ["danger: Danger would come before caution."]);
    let text = wrong(&typed(&form, Slot::Caution, "hot"));
    assert_eq!(text.len(), 1);
    assert!(text[0].starts_with("caution: This is not a number"), "{text:?}");
    assert_eq!(wrong(&typed(&form, Slot::Lasting, "-1")), ["min_s: Must be between 0 and 3\u{202f}600."]);
    let without = form.after(FormAction::FollowVehicle(false));
    let without = typed(&typed(&without, Slot::Caution, ""), Slot::Danger, "");
    assert_eq!(wrong(&without), ["caution: A limit is needed: for caution, for danger, or for both."]);
    let condition = wrong(&typed(&form, Slot::When, "rpm >"));
    assert!(condition[0].starts_with("when: From character 6"), "{condition:?}");
}

#[test]
fn points_are_moved_added_and_taken_away() {
    let rule = standard("oil_pressure_low");
    let form = form(&rule, Preset::Metric, Lang::En);
    let curve = form.curve(Level::Caution);
    assert_eq!(curve.mode, Mode::Over(ChannelId::Rpm.into()));
    assert_eq!(curve.points, [("1500".to_owned(), "0.5".to_owned()), ("5000".to_owned(), "3".to_owned())]);
    let act = |form: &RuleForm, action| form.after(action);
    let added = act(&form, FormAction::AddPoint(Level::Caution));
    let errors = added.finished().unwrap_err();
    assert!(matches!(errors.get("caution.points[2]"), Some(Problem::Read(_))), "{errors:?}");
    let placed = act(&added, FormAction::Point(Level::Caution, 2, true, "4000".to_owned()));
    let placed = act(&placed, FormAction::Point(Level::Caution, 2, false, "45 psi".to_owned()));
    let errors = placed.finished().unwrap_err();
    assert_eq!(errors.get("caution.points[2]"), Some(&Problem::Rule(RuleErrorKind::NotAscending)));
    let moved = act(&placed, FormAction::Point(Level::Caution, 2, true, "7000".to_owned()));
    let Some(Threshold::Curve { points, .. }) = moved.finished().unwrap().caution else { panic!("no curve") };
    assert_eq!(points[..2], [(1500.0, 0.5), (5000.0, 3.0)]);
    assert!((points[2].1 - 3.1026).abs() < 1e-3);
    let fewer =
        act(&act(&form, FormAction::DropPoint(Level::Danger, 0)), FormAction::DropPoint(Level::Danger, 0));
    assert_eq!(
        fewer.finished().unwrap_err().get("danger.points"),
        Some(&Problem::Rule(RuleErrorKind::Missing))
    );
    let fixed = typed(&act(&form, FormAction::Mode(Level::Danger, Mode::Fixed)), Slot::Danger, "0.4");
    assert_eq!(fixed.finished().unwrap().danger, Some(Threshold::Fixed(0.4)));
}

#[test]
fn a_rule_of_ones_own_is_a_condition_or_a_value_with_limits() {
    let form = form(&blank("own-1"), Preset::Imperial, Lang::En);
    assert!(form.is_condition());
    let places = |form: &RuleForm| form.finished().unwrap_err().into_keys().collect::<Vec<_>>();
    assert_eq!(places(&form), ["name", "watch.expression"]);
    let write = |form: &RuleForm, text: &str| {
        typed(form, Slot::Expression, text).after(FormAction::Measured(outcome(text, &names(None, &[]))))
    };
    let named = typed(&form, Slot::Name, " Oil at speed ");
    let condition = write(&named, "rpm > 3000 and oil_pressure < 2 bar");
    let rule = condition.after(FormAction::Severity(Severity::Caution)).finished().unwrap();
    assert_eq!((rule.name.as_str(), rule.origin()), ("Oil at speed", Origin::Own));
    assert_eq!((rule.caution, rule.danger), (Some(Threshold::Fixed(0.5)), None));

    let value = write(&named, "fuel_pressure - map_gauge");
    assert_eq!(value.measure(), Measure::of(Quantity::Pressure));
    assert_eq!(places(&value), ["caution"], "the half of a condition is no limit of a value");
    let below = typed(&value.after(FormAction::Side(Side::Below)), Slot::Danger, "36.26");
    let rule = below.finished().unwrap();
    let Some(Threshold::Fixed(danger)) = rule.danger else { panic!("{rule:?}") };
    assert!((danger - 2.5).abs() < 1e-3 && rule.side == Side::Below, "{rule:?}");
    assert_eq!(quantity(&rule, &names(None, &[])), Quantity::Pressure);
}

#[test]
fn a_rule_may_name_a_math_channel_without_a_log_at_hand() {
    let math = [("Rail", "fuel_pressure - map_gauge"), ("Wrong", "no_such")]
        .map(|(name, text)| MathChannel { name: name.to_owned(), text: text.to_owned() });
    let names = names(None, &math);
    let of = |text: &str| quantity(&Rule::new("mine", Watch::Expression(text.to_owned())), &names);
    assert_eq!(of("Rail"), Quantity::Pressure);
    assert_eq!(of("Rail < 2 bar"), Quantity::Flag);
    assert_eq!(of("Wrong"), Quantity::AsLogged, "what cannot be worked out has no name");
}

#[test]
fn a_rule_is_told_in_words_for_the_vehicle_it_is_for() {
    let said = |rule: &Rule, preset, lang, vehicle: Option<&Vehicle>| {
        let units = units(preset, lang);
        let limits = limits(&units, rule, rule.watch.quantity(), vehicle);
        limits.into_iter().map(|(s, text)| format!("{}: {text}", s.slug())).collect::<Vec<_>>()
    };
    let coolant = standard("coolant_hot");
    assert_eq!(
        said(&coolant, Preset::Metric, Lang::En, None),
        ["caution: above 100\u{a0}°C", "danger: above 107\u{a0}°C"]
    );
    let mut vehicle = Vehicle::default();
    vehicle.limits.coolant_c = Some(95.0);
    assert_eq!(
        said(&coolant, Preset::MotorsportBr, Lang::PtBr, Some(&vehicle)),
        ["caution: acima de 95\u{a0}°C", "danger: acima de 102\u{a0}°C"]
    );
    let spread = said(&standard("egt_spread"), Preset::Imperial, Lang::En, None);
    assert_eq!(spread, ["caution: above 360\u{a0}°F"]);
    let oil = said(&standard("oil_pressure_low"), Preset::Metric, Lang::En, None);
    assert!(
        oil[0].starts_with(
            "caution: below 0.5\u{a0}bar at 1\u{202f}500\u{a0}rpm · 3\u{a0}bar at 5\u{202f}000\u{a0}rpm"
        ),
        "{oil:?}"
    );
    assert_eq!(said(&standard("over_rev"), Preset::Metric, Lang::En, None), Vec::<String>::new());
    assert_eq!(
        said(&standard("sensor_lost"), Preset::Metric, Lang::En, None),
        ["caution: as soon as it is so"]
    );
    let i18n = I18n::new(Lang::En);
    assert_eq!(title(i18n, &coolant), "Coolant too hot");
    assert_eq!(title(i18n, &own("mine")), "Rule mine");
    assert_eq!(rule_error(i18n, &RuleErrorKind::TooLong { most: 100 }), "At most 100 characters.");
}

#[test]
fn whose_rules_and_the_session_stand_in_the_address() {
    let shown = Shown { vehicle: Some("a b".to_owned()), session: Some("s,1".to_owned()) };
    let address = shown.location().to_string();
    assert_eq!(address, "#/rules?vehicle=a%20b&session=s%2C1");
    assert_eq!(Shown::read(&Location::parse(&address).query), shown);
    assert_eq!(Shown::default().location().to_string(), "#/rules");
}
