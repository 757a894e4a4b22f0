//! What the list of sessions shows, and that all of it stands in the address.

use std::rc::Rc;

use fueltune_analyzer::app::library::{Library, LibraryAction, SessionItem, VehicleItem};
use fueltune_analyzer::app::route::Query;
use fueltune_analyzer::app::session_list::{
    Grade, Order, SessionFilter, SortKey, VehicleFilter, formats_of, latest_imports, tags_of,
};
use fueltune_analyzer::app::store::Store;
use fueltune_analyzer::engine::vehicle::Vehicle;

/// ms since 1970 of a day of March 2026 at noon.
fn march(day: u32) -> f64 {
    1_772_280_000_000.0 + f64::from(day) * 86_400_000.0
}

fn session(id: &str) -> SessionItem {
    SessionItem {
        id: id.into(),
        name: format!("Session {id}"),
        file_name: format!("{id}.csv"),
        vehicle: None,
        notes: String::new(),
        tags: Vec::new(),
        format: "delimited".into(),
        wall_ms: march(1),
        dated: true,
        imported_ms: march(9),
        duration_s: 60.0,
        sample_rate_hz: 25.0,
        rows: 1500,
        channels: 10,
        quality: None,
        issue_kinds: 0,
        demo: false,
    }
}

/// Three sessions that differ in everything, as they come from the store.
fn library() -> Rc<Library> {
    let store = Store::new(Library::default());
    let car = |id: &str, name: &str| {
        VehicleItem::new(id, Vehicle { name: name.into(), ..Vehicle::default() }, false, 0.0, 0.0)
    };
    store.dispatch(LibraryAction::Vehicles(vec![car("v1", "Gol Turbo"), car("v2", "arrancada")]));
    store.dispatch(LibraryAction::Sessions(vec![
        SessionItem {
            name: "Pull_7 100%".into(),
            vehicle: Some("v1".into()),
            tags: vec!["E85".into(), "dyno".into()],
            format: "fueltech-csv".into(),
            quality: Some(92),
            channels: 7,
            imported_ms: march(12),
            ..session("a")
        },
        SessionItem {
            notes: "chuva\nboost leak after second gear".into(),
            vehicle: Some("v2".into()),
            tags: vec!["rua".into()],
            wall_ms: march(5),
            duration_s: 600.0,
            sample_rate_hz: 10.0,
            quality: Some(60),
            channels: 31,
            ..session("b")
        },
        SessionItem {
            wall_ms: march(3),
            duration_s: 5.0,
            quality: Some(20),
            imported_ms: march(10),
            ..session("c")
        },
        SessionItem { wall_ms: march(2), file_name: "Track Day.csv".into(), ..session("d") },
    ]));
    store.get()
}

fn ids(filter: &SessionFilter) -> String {
    filter.apply(&library()).iter().map(|s| s.id.as_str()).collect()
}

fn address(text: &str) -> SessionFilter {
    SessionFilter::read(&Query::parse(text))
}

#[test]
fn each_filter_lets_through_what_it_names() {
    let cases = [
        ("", "bcda"),
        ("vehicle=v1", "a"),
        ("vehicle=-", "cd"),
        ("vehicle=gone", ""),
        ("format=fueltech-csv", "a"),
        ("format=delimited", "bcd"),
        ("tag=dyno", "a"),
        ("tag=dyn", ""),
        ("quality=good", "a"),
        ("quality=fair", "b"),
        ("quality=poor", "c"),
        ("from=2026-03-02", "bcd"),
        ("to=2026-03-02", "da"),
        ("from=2026-03-02&to=2026-03-03", "cd"),
        ("vehicle=v1&quality=poor", ""),
        // What cannot be read narrows nothing.
        ("quality=best&from=soon&sort=colour", "bcda"),
    ];
    for (query, expected) in cases {
        assert_eq!(ids(&address(query)), expected, "{query}");
    }
}

#[test]
fn each_word_of_a_search_stands_somewhere() {
    let cases = [
        ("gol", "a"),
        ("GOL e85", "a"),
        ("gol rua", ""),
        ("boost", "b"),
        ("track day", "d"),
        ("fueltech", "a"),
        ("arrancada chuva", "b"),
        // The signs that a search is stripped of are not needed to find what has them.
        ("pull7", "a"),
        ("pull_7", "a"),
        ("100%", "a"),
        ("100% \\", "a"),
        ("   ", "bcda"),
        ("nothing like it", ""),
    ];
    for (term, expected) in cases {
        let filter = SessionFilter::read(&Query::default().with("q", term));
        assert_eq!(ids(&filter), expected, "{term:?}");
    }
}

#[test]
fn a_search_is_cleaned_and_cut_at_a_hundred_characters() {
    let filter = SessionFilter::read(&Query::default().with("q", format!(" %_\\{}", "é".repeat(120))));
    assert_eq!(filter.search, "é".repeat(100));
}

#[test]
fn the_list_is_ordered_by_any_column_in_both_directions() {
    let cases = [
        (SortKey::Date, "bcda", "adcb"),
        (SortKey::Name, "dcba", "abcd"),
        (SortKey::Duration, "bdac", "cdab"),
        (SortKey::Channels, "bcda", "acdb"),
        (SortKey::Rate, "cdab", "bcda"),
        (SortKey::Format, "abcd", "bcda"),
        // What has no vehicle or no score stands last in both directions.
        (SortKey::Vehicle, "abcd", "bacd"),
        (SortKey::Quality, "abcd", "cbad"),
    ];
    for (key, falling, rising) in cases {
        let by = |falling| SessionFilter { order: Order { key, falling }, ..SessionFilter::default() };
        assert_eq!((ids(&by(true)).as_str(), ids(&by(false)).as_str()), (falling, rising), "{}", key.slug());
    }
}

#[test]
fn a_click_on_a_head_orders_by_it_and_a_second_one_turns_it_round() {
    let first = Order::default().clicked(SortKey::Quality);
    assert_eq!((first.key, first.falling), (SortKey::Quality, true));
    assert_eq!(first.clicked(SortKey::Quality), Order { falling: false, ..first });
    // Names rise, figures and dates fall, where nobody says otherwise.
    let rising: Vec<&str> =
        SortKey::ALL.into_iter().filter(|k| !Order::by(*k).falling).map(SortKey::slug).collect();
    assert_eq!(rising, ["name", "vehicle", "format"]);
}

#[test]
fn everything_stands_in_the_address_and_comes_back_from_it() {
    let full = SessionFilter {
        search: "boost leak".into(),
        vehicle: Some(VehicleFilter::Id("v 1/ü".into())),
        format: Some("fueltech-csv".into()),
        tag: Some("E85, dyno".into()),
        grade: Some(Grade::Poor),
        from: Some("2026-03-01".into()),
        to: Some("2026-03-31".into()),
        order: Order { key: SortKey::Name, falling: true },
    };
    let nobody = SessionFilter { vehicle: Some(VehicleFilter::None), ..SessionFilter::default() };
    let turned =
        SessionFilter { order: Order { key: SortKey::Date, falling: false }, ..SessionFilter::default() };
    for filter in [full, nobody, turned, SessionFilter::default()] {
        let text = filter.write().to_string();
        assert_eq!(SessionFilter::read(&Query::parse(&text)), filter, "{text}");
    }
    assert_eq!(SessionFilter::default().write().to_string(), "", "what is as usual does not stand in it");
}

#[test]
fn filters_are_counted_and_cleared_and_the_order_stays() {
    let mut filter = address("q=gol&tag=dyno&from=2026-03-01&sort=name");
    assert_eq!((filter.active(), filter.narrows()), (2, true));
    filter.to = Some("2026-03-02".into());
    assert_eq!(filter.active(), 3);
    let cleared = filter.cleared();
    assert_eq!((cleared.active(), cleared.narrows(), cleared.order.key), (0, false, SortKey::Name));
    assert!(address("q=gol").narrows() && address("q=gol").active() == 0);
}

#[test]
fn a_score_is_judged_as_it_is_shown() {
    let cases = [
        (100.0, Grade::Good),
        (75.0, Grade::Good),
        (74.6, Grade::Good),
        (74.4, Grade::Fair),
        (50.0, Grade::Fair),
        (49.4, Grade::Poor),
        (0.0, Grade::Poor),
    ];
    for (score, expected) in cases {
        assert_eq!(Grade::of(score), expected, "{score}");
    }
    for grade in Grade::ALL {
        assert_eq!(Grade::from_slug(grade.slug()), Some(grade));
    }
}

#[test]
fn what_can_be_chosen_is_what_the_sessions_have() {
    let library = library();
    assert_eq!(tags_of(&library), ["E85", "dyno", "rua"]);
    assert_eq!(formats_of(&library), ["delimited", "fueltech-csv"]);
}

#[test]
fn the_last_import_leads_whenever_it_was_logged() {
    let library = library();
    let order: String = latest_imports(&library).iter().map(|s| s.id.as_str()).collect();
    assert_eq!(order, "acdb");
}
