//! The list of vehicles and the words about them.

use std::rc::Rc;

use fueltune_analyzer::app::library::{Library, LibraryAction, VehicleItem};
use fueltune_analyzer::app::route::Query;
use fueltune_analyzer::app::store::Store;
use fueltune_analyzer::app::vehicle_list::{VehicleFilter, listed};
use fueltune_analyzer::app::vehicle_words::{car_line, engine_line, field_error, refusal};
use fueltune_analyzer::engine::vehicle::{
    ExchangeError, Field, FieldError, FieldErrorKind, Vehicle, examples,
};
use fueltune_analyzer::i18n::units::{GASOLINE_STOICH, Preset, UnitPrefs, Units};
use fueltune_analyzer::i18n::{I18n, Lang};

fn units(lang: Lang, preset: Preset) -> Units {
    Units { lang, prefs: Rc::new(UnitPrefs { preset, ..UnitPrefs::default() }), stoich: GASOLINE_STOICH }
}

fn library() -> Store<Library> {
    let car = |name: &str, make: &str, year: u32, archived: bool| {
        let vehicle = Vehicle {
            name: name.into(),
            make: make.into(),
            model: "Modelo".into(),
            year: Some(year),
            plate: "ABC-1234".into(),
            ..Vehicle::default()
        };
        VehicleItem::new(name, vehicle, archived, 0.0, 0.0)
    };
    let store = Store::new(Library::default());
    store.dispatch(LibraryAction::Vehicles(vec![
        car("Picasso", "Citroën", 2008, false),
        car("Alcapone", "Volkswagen", 1994, true),
        car("Zeca", "Volkswagen", 1998, false),
    ]));
    store
}

fn names(term: &str, archived: bool) -> Vec<String> {
    let library = library().get();
    let filter = VehicleFilter { term: term.into(), archived };
    listed(&library, &filter).into_iter().map(|v| v.name.clone()).collect()
}

#[test]
fn archived_vehicles_are_hidden_until_they_are_asked_for_and_stand_last() {
    assert_eq!(names("", false), ["Picasso", "Zeca"]);
    assert_eq!(names("", true), ["Picasso", "Zeca", "Alcapone"]);
}

#[test]
fn a_search_finds_every_word_somewhere_whatever_case_and_accents() {
    let cases = [
        ("citroen", vec!["Picasso"]),
        ("VOLKS 1998", vec!["Zeca"]),
        ("volkswagen", vec!["Zeca"]),
        ("abc1234", vec!["Picasso", "Zeca"]),
        (r"%ze_c\a", vec!["Zeca"]),
        ("zeca 2008", vec![]),
        ("  ", vec!["Picasso", "Zeca"]),
    ];
    for (term, found) in cases {
        assert_eq!(names(term, false), found, "{term}");
    }
    assert_eq!(names("volkswagen", true), ["Zeca", "Alcapone"]);
}

#[test]
fn search_and_archive_survive_in_the_address() {
    let filter = VehicleFilter { term: "gol & cia".into(), archived: true };
    let query = Query::parse(&filter.to_query().to_string());
    assert_eq!(VehicleFilter::from_query(&query), filter);
    assert!(VehicleFilter::default().to_query().is_empty());
}

#[test]
fn a_vehicle_is_told_in_two_lines_in_both_languages() {
    let [golf, _, wrx] = examples();
    assert_eq!(car_line(&golf), "Volkswagen Golf GTI 2018");
    let line = |v: &Vehicle, lang, preset| engine_line(v, &units(lang, preset)).replace('\u{A0}', " ");
    assert_eq!(line(&golf, Lang::En, Preset::Metric), "2.0 L I4 turbo · 1.3 bar · Gasoline E27");
    assert_eq!(line(&golf, Lang::PtBr, Preset::MotorsportBr), "2,0 L I4 turbo · 1,3 bar · Gasolina E27");
    assert_eq!(line(&wrx, Lang::En, Preset::Imperial), "2.5 L H4 turbo · 27.6 psi · E85");
    assert_eq!(engine_line(&Vehicle::default(), &units(Lang::En, Preset::Metric)), "");
}

#[test]
fn an_error_names_its_limits_in_the_users_units() {
    let said = |field, kind, lang, preset| {
        let message = field_error(field, kind, &units(lang, preset));
        I18n::new(lang).message(&message).replace(['\u{A0}', '\u{202F}'], " ")
    };
    let boost = FieldErrorKind::OutOfRange { least: 0.0, most: 5.0 };
    let cases = [
        (Field::MaxBoost, boost, Lang::En, Preset::Metric, "Must be between 0 bar and 5 bar."),
        (Field::MaxBoost, boost, Lang::PtBr, Preset::Imperial, "Deve ficar entre 0 psi e 72,5 psi."),
        (
            Field::Year,
            FieldErrorKind::OutOfRange { least: 1900.0, most: 2030.0 },
            Lang::En,
            Preset::Metric,
            "Must be between 1900 and 2030.",
        ),
        (Field::Name, FieldErrorKind::Required, Lang::PtBr, Preset::Metric, "Obrigatório."),
        (
            Field::Name,
            FieldErrorKind::TooLong { most: 100 },
            Lang::En,
            Preset::Metric,
            "At most 100 characters.",
        ),
        (
            Field::StandardBoost,
            FieldErrorKind::Above { bound: Field::MaxBoost },
            Lang::En,
            Preset::Metric,
            "Must not be above “Highest boost”.",
        ),
    ];
    for (field, kind, lang, preset, expected) in cases {
        assert_eq!(said(field, kind, lang, preset), expected);
    }
}

#[test]
fn a_refused_file_is_told_with_its_place() {
    let units = units(Lang::En, Preset::Metric);
    let say = |error: &ExchangeError| {
        let (message, details) = refusal(error, &units);
        (I18n::new(Lang::En).message(&message).into_owned(), details)
    };
    let (text, details) =
        say(&ExchangeError::Syntax { line: 12, column: 5, detail: "unknown field `x`".into() });
    assert!(text.contains("line 12, column 5"), "{text}");
    assert_eq!(details.as_deref(), Some("unknown field `x`"));
    let kind = FieldErrorKind::OutOfRange { least: 1900.0, most: 2030.0 };
    let error = FieldError { field: Field::Year, kind };
    let (text, _) = say(&ExchangeError::Refused { number: 2, name: "Old".into(), error });
    assert_eq!(text, "Vehicle 2 (Old), field “Year”: Must be between 1900 and 2030. Nothing was imported.");
}
