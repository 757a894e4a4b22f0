//! The form of a vehicle: what is typed, what it means, what is told when.

use std::rc::Rc;

use approx::assert_relative_eq;
use fueltune_analyzer::app::store::Store;
use fueltune_analyzer::app::vehicle_form::{
    FormAction, ON, Unsaved, VehicleForm, in_form_order, layout, usual,
};
use fueltune_analyzer::app::vehicle_units::{End, show_limit};
use fueltune_analyzer::engine::fuel::{FuelId, G_PER_KWH};
use fueltune_analyzer::engine::vehicle::{
    BLEND, Field, FieldErrorKind as Kind, Kind as FieldKind, Part, Vehicle, examples,
};
use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::i18n::units::{GASOLINE_STOICH, Preset, UnitPrefs, Units};

fn units(lang: Lang, preset: Preset) -> Units {
    let prefs = Rc::new(UnitPrefs { preset, ..UnitPrefs::default() });
    Units { lang, prefs, stoich: GASOLINE_STOICH }
}

fn new_form(lang: Lang, preset: Preset) -> Store<VehicleForm> {
    Store::new(VehicleForm::new(Rc::new(VehicleForm::blank()), units(lang, preset)))
}

fn form_of(vehicle: &Vehicle, preset: Preset) -> Store<VehicleForm> {
    Store::new(VehicleForm::new(Rc::new(vehicle.clone()), units(Lang::En, preset)))
}

fn fill(form: &Store<VehicleForm>, field: Field, text: &str) {
    form.dispatch(FormAction::Type(field, text.to_owned()));
    form.dispatch(FormAction::Leave(field));
}

fn identified(form: &Store<VehicleForm>) {
    for field in [Field::Name, Field::Make, Field::Model] {
        fill(form, field, "x");
    }
}

#[test]
fn a_new_form_opens_identity_only_and_holds_no_invented_figure() {
    let form = new_form(Lang::En, Preset::Metric).get();
    assert!(form.is_open(Part::Identity));
    assert_eq!(Part::ALL.iter().filter(|p| form.is_open(**p)).count(), 1);
    assert!(Field::ALL.iter().all(|f| *f == Field::BankAEnabled || form.text(*f).is_empty()));
    assert!(form.is_on(Field::BankAEnabled));
    assert!(!form.is_changed());
}

#[test]
fn an_error_waits_until_the_field_is_left() {
    let form = new_form(Lang::En, Preset::Metric);
    form.dispatch(FormAction::Type(Field::Year, "18".into()));
    assert_eq!(form.get().error(Field::Year), None);
    form.dispatch(FormAction::Leave(Field::Year));
    assert_eq!(form.get().error(Field::Year), Some(Kind::OutOfRange { least: 1900.0, most: 2030.0 }));
    // From then on it follows every letter, so that putting it right is seen at once.
    form.dispatch(FormAction::Type(Field::Year, "1998".into()));
    assert_eq!(form.get().error(Field::Year), None);
    assert_eq!(form.get().vehicle().year, Some(1998));
}

#[test]
fn saving_is_refused_at_the_first_error_in_the_order_of_the_form() {
    let form = new_form(Lang::En, Preset::Metric);
    fill(&form, Field::Mass, "12");
    fill(&form, Field::Displacement, "twelve");
    assert_eq!(form.get().finished().unwrap_err(), Field::Name);
    identified(&form);
    assert_eq!(form.get().finished().unwrap_err(), Field::Displacement);
    assert!(!form.get().is_open(Part::Driveline));
    form.dispatch(FormAction::Reveal);
    let shown = form.get();
    assert!(shown.is_open(Part::Driveline) && shown.is_open(Part::Engine) && !shown.is_open(Part::Fuel));
    assert_eq!(shown.errors_in(Part::Driveline), 1);
    assert_eq!(shown.errors_shown(), 2);
    fill(&form, Field::Displacement, "2");
    fill(&form, Field::Mass, "1200");
    assert!(form.get().finished().is_ok());
}

#[test]
fn every_field_is_drawn_once_in_its_own_part() {
    let drawn: Vec<Field> = Part::ALL.iter().flat_map(|part| layout(*part).iter().copied()).collect();
    let mut sorted = drawn.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), drawn.len(), "no field twice");
    assert_eq!(drawn.len(), Field::ALL.len(), "no field forgotten");
    for part in Part::ALL {
        assert!(layout(part).iter().all(|field| field.part() == part), "{part:?}");
    }
    assert_eq!(in_form_order([Field::Mass, Field::Make, Field::Name].into_iter()).next(), Some(Field::Name));
}

#[test]
fn figures_are_read_as_they_are_typed() {
    // (field, text, value in base unit)
    let cases = [
        (Field::Displacement, "1,9", 1.9),
        (Field::Displacement, "1984 cc", 1.984),
        (Field::MaxBoost, "1.4", 1.4),
        (Field::MaxBoost, "20 psi", 1.379),
        (Field::BankAFlow, "112 lb/h", 14.1118),
        (Field::BankAFlow, "550", 6.8292),
        (Field::BankAFlow, "550 cc", 6.8292),
        (Field::Power, "120 hp", 89.484),
        (Field::Bsfc, "0,6 lb/hp·h", 0.6 * G_PER_KWH),
        (Field::Bsfc, "300", 300.0),
        (Field::FrontalArea, "22 ft²", 2.0439),
        (Field::MaxRpm, "7 200", 7200.0),
    ];
    for (field, text, value) in cases {
        let form = new_form(Lang::En, Preset::Metric);
        fill(&form, field, text);
        let found = form.get().vehicle().number(field).flatten();
        assert_relative_eq!(found.unwrap_or_else(|| panic!("{field:?} {text}")), value, max_relative = 1e-4);
        assert_eq!(form.get().error(field), None, "{field:?} {text}");
    }
}

#[test]
fn what_is_no_figure_is_refused_and_stays_to_be_put_right() {
    let cases = [
        (Field::Displacement, "two", Kind::NotANumber),
        (Field::MaxBoost, "1.4 km/h", Kind::Unit),
        (Field::BankAFlow, "40 furlongs", Kind::Unit),
        (Field::Cylinders, "4.5", Kind::NotWhole),
        (Field::Year, "MMXX", Kind::NotANumber),
        (Field::GearRatios, "3,36,2,09", Kind::NotANumber),
        (Field::BankAOutputs, "1 9", Kind::OutOfRange { least: 1.0, most: 8.0 }),
        (Field::BankAOutputs, "2 2", Kind::Repeated { value: 2 }),
        (Field::BankAOutputs, "4-1", Kind::NotANumber),
    ];
    for (field, text, kind) in cases {
        let form = new_form(Lang::En, Preset::Metric);
        fill(&form, field, text);
        assert_eq!(form.get().error(field), Some(kind), "{field:?} {text}");
        assert_eq!(form.get().text(field), text);
        assert!(form.get().finished().is_err());
    }
}

#[test]
fn lists_are_read_with_comma_or_point() {
    let ratios = vec![3.36, 2.09, 1.47];
    for text in [
        "3.36 2.09 1.47",
        "3,36 2,09 1,47",
        "3.36, 2.09, 1.47",
        "3.36,2.09,1.47",
        "3,36; 2,09; 1,47",
        "3.36/2.09/1.47",
    ] {
        let form = new_form(Lang::PtBr, Preset::MotorsportBr);
        fill(&form, Field::GearRatios, text);
        assert_eq!(form.get().vehicle().driveline.gear_ratios, ratios, "{text}");
        assert_eq!(form.get().text(Field::GearRatios), "3,36  2,09  1,47");
    }
    for text in ["1 2 3 4", "1,2,3,4", "1-4", "1-2, 3 4"] {
        let form = new_form(Lang::En, Preset::Metric);
        fill(&form, Field::BankAOutputs, text);
        assert_eq!(form.get().vehicle().injection.bank_a.outputs, [1, 2, 3, 4], "{text}");
    }
}

#[test]
fn leaving_a_field_tidies_what_stands_in_it() {
    let form = new_form(Lang::PtBr, Preset::MotorsportBr);
    fill(&form, Field::Name, " Gol <1.9>; ");
    assert_eq!(form.get().text(Field::Name), "Gol 1.9");
    fill(&form, Field::Plate, "abc1d23");
    assert_eq!(form.get().text(Field::Plate), "ABC1D23");
    fill(&form, Field::Power, "300 hp");
    assert_eq!(form.get().text(Field::Power), "304,161");
    // Rounding would lose what was meant: it stays as typed.
    fill(&form, Field::MaxBoost, "14.5 psi");
    assert_eq!(form.get().text(Field::MaxBoost), "14.5 psi");
    assert_relative_eq!(form.get().vehicle().turbo.max_boost_bar.unwrap(), 0.99974, max_relative = 1e-5);
}

#[test]
fn what_was_not_touched_is_stored_to_the_last_digit() {
    for vehicle in examples() {
        for preset in Preset::ALL {
            let form = form_of(&vehicle, preset);
            assert!(!form.get().is_changed());
            assert_eq!(form.get().finished().unwrap(), vehicle, "{preset:?}");
            fill(&form, Field::Nickname, "b");
            let stored = form.get().finished().unwrap();
            assert_eq!(Vehicle { nickname: String::new(), ..stored }, vehicle, "{preset:?}");
        }
    }
}

#[test]
fn another_unit_changes_the_text_and_not_the_vehicle() {
    let [golf, ..] = examples();
    let form = form_of(&golf, Preset::Metric);
    fill(&form, Field::MaxBoost, "1.5");
    form.dispatch(FormAction::Units(units(Lang::PtBr, Preset::Imperial)));
    let now = form.get();
    assert_eq!(now.text(Field::MaxBoost), "21,756");
    assert_eq!(now.text(Field::Power), "230");
    assert_eq!(now.text(Field::GearRatios), "3,77  2,09  1,47  1,1  0,87  0,72");
    assert_eq!(now.vehicle().engine.power_kw, golf.engine.power_kw);
    assert_relative_eq!(now.vehicle().turbo.max_boost_bar.unwrap(), 1.5, max_relative = 1e-4);
    form.dispatch(FormAction::Units(units(Lang::En, Preset::Metric)));
    assert_eq!(form.get().text(Field::MaxBoost), "1.5");
}

#[test]
fn a_fuel_of_the_library_and_a_blend_of_ones_own_exclude_each_other() {
    let form = new_form(Lang::En, Preset::Metric);
    identified(&form);
    assert!(form.get().is_hidden(Field::Ethanol));
    fill(&form, Field::Fuel, BLEND);
    assert!(!form.get().is_hidden(Field::Ethanol));
    assert_eq!(form.get().finished().unwrap_err(), Field::Ethanol);
    fill(&form, Field::Ethanol, "50");
    let blended = form.get().finished().unwrap();
    assert_eq!((blended.fuel.library, blended.fuel.ethanol_percent), (None, Some(50.0)));
    fill(&form, Field::Fuel, FuelId::E27.slug());
    let named = form.get().finished().unwrap();
    assert_eq!((named.fuel.library, named.fuel.ethanol_percent), (Some(FuelId::E27), None));
}

#[test]
fn what_is_not_drawn_does_not_stand_in_the_way() {
    let form = new_form(Lang::En, Preset::Metric);
    identified(&form);
    fill(&form, Field::BankBEnabled, ON);
    fill(&form, Field::BankBFlow, "1 lb/h");
    fill(&form, Field::BankBInjectors, "none");
    assert!(form.get().finished().is_err());
    fill(&form, Field::BankBEnabled, "");
    let stored = form.get().finished().unwrap();
    assert_eq!(stored.injection.bank_b.flow_g_s, None);
    // Boost of an engine without any is not asked for, and what was entered before stays.
    fill(&form, Field::MaxBoost, "1");
    fill(&form, Field::Aspiration, "natural");
    assert!(form.get().is_hidden(Field::MaxBoost));
    assert_eq!(form.get().finished().unwrap().turbo.max_boost_bar, Some(1.0));
}

#[test]
fn unsaved_changes_come_back_in_any_language_and_unit() {
    let [golf, ..] = examples();
    let form = form_of(&golf, Preset::Metric);
    assert_eq!(form.get().unsaved(1.0), None);
    fill(&form, Field::Name, "Other");
    fill(&form, Field::MaxBoost, "1.5");
    fill(&form, Field::Mass, "heavy");
    let json = form.get().unsaved(42.0).unwrap().to_json().unwrap();
    let unsaved = Unsaved::from_json(&json).unwrap();
    assert_eq!(unsaved.at_ms, 42.0);

    let later = Store::new(VehicleForm::new(Rc::new(golf), units(Lang::PtBr, Preset::Imperial)));
    later.dispatch(FormAction::Restore(unsaved));
    let now = later.get();
    assert_eq!(now.text(Field::Name), "Other");
    assert_eq!(now.text(Field::MaxBoost), "21,756");
    assert_eq!(now.text(Field::Mass), "heavy");
    assert!(now.is_changed() && now.is_open(Part::Turbo) && now.is_open(Part::Driveline));
    later.dispatch(FormAction::Discard);
    assert!(!later.get().is_changed());
    assert_eq!(later.get().unsaved(43.0), None);

    for broken in ["", "{}", "[1]", "{\"v\":9,\"at_ms\":1,\"lang\":\"en\",\"units\":{},\"texts\":{}}"] {
        assert_eq!(Unsaved::from_json(broken), None, "{broken}");
    }
}

#[test]
fn storing_makes_the_typed_the_stored() {
    let form = new_form(Lang::En, Preset::Metric);
    identified(&form);
    fill(&form, Field::Mass, "1234");
    let stored = Rc::new(form.get().finished().unwrap());
    form.dispatch(FormAction::Stored(Rc::clone(&stored)));
    assert!(!form.get().is_changed());
    assert_eq!(form.get().stored(), &stored);
    assert_eq!(form.get().text(Field::Mass), "1234");
}

#[test]
fn an_example_stands_in_an_empty_field_and_follows_what_is_known() {
    let mut vehicle = Vehicle::default();
    let value = |vehicle: &Vehicle, field| usual(vehicle, field).map(|(_, value)| value);
    assert_eq!(value(&vehicle, Field::MaxRpm), Some(7000.0));
    assert_eq!(value(&vehicle, Field::StandardBoost), None);
    assert_eq!(value(&vehicle, Field::Mass), None);
    vehicle.turbo.max_boost_bar = Some(2.0);
    vehicle.fuel.library = Some(FuelId::Gasoline);
    assert_eq!(value(&vehicle, Field::StandardBoost), Some(1.4));
    assert_relative_eq!(value(&vehicle, Field::Bsfc).unwrap(), 0.55 * G_PER_KWH, max_relative = 1e-9);
    // What is shown as an example is never stored.
    assert_eq!(vehicle.fuel.bsfc_g_kwh, None);
}

#[test]
fn a_limit_of_the_document_holds_in_every_unit() {
    // 2000 lb/h at most, entered in other units.
    for (text, good) in [("2000 lb/h", true), ("2001 lb/h", false), ("10 lb/h", true), ("9,9 lb/h", false)] {
        let form = new_form(Lang::PtBr, Preset::MotorsportBr);
        fill(&form, Field::BankAFlow, text);
        assert_eq!(form.get().error(Field::BankAFlow).is_none(), good, "{text}");
    }
}

#[test]
fn a_limit_as_it_is_told_can_be_typed() {
    for preset in Preset::ALL {
        let units = units(Lang::PtBr, preset);
        for &field in Field::ALL {
            let FieldKind::Number { measure, least, most, .. } = field.kind() else { continue };
            for (limit, end) in [(least, End::Lower), (most, End::Upper)] {
                let told = show_limit(measure, limit, end, &units).to_string();
                let form = new_form(Lang::PtBr, preset);
                fill(&form, Field::BankBEnabled, ON);
                fill(&form, Field::Fuel, BLEND);
                fill(&form, field, &told);
                assert_eq!(form.get().error(field), None, "{field:?} {told}");
            }
        }
    }
}
