use fueltune_analyzer::app::route::{Location, Query, Route, SessionTab};

#[test]
fn every_page_has_an_address_that_leads_back_to_it() {
    let pages = [
        (Route::Start, "#/"),
        (Route::Vehicles, "#/vehicles"),
        (Route::Vehicle("a1".into()), "#/vehicles/a1"),
        (Route::VehicleTrends("a1".into()), "#/vehicles/a1/trends"),
        (Route::Rules, "#/rules"),
        (Route::Import, "#/import"),
        (Route::Formats, "#/formats"),
        (Route::Sessions, "#/sessions"),
        (Route::Session("a1".into(), SessionTab::Overview), "#/sessions/a1"),
        (Route::Session("a1".into(), SessionTab::Explore), "#/sessions/a1/explore"),
        (Route::Session("a/ b".into(), SessionTab::Data), "#/sessions/a%2F%20b/data"),
        (Route::Tables, "#/tables"),
        (Route::Compare, "#/compare"),
        (Route::Settings, "#/settings"),
        (Route::Diagnostics, "#/diagnostics"),
    ];
    for (route, address) in pages {
        let location = Location::from(route);
        assert_eq!(location.to_string(), address);
        assert_eq!(Location::parse(address), location);
    }
}

#[test]
fn an_address_is_read_kindly() {
    let cases = [
        ("", Route::Start),
        ("#", Route::Start),
        ("#/sessions/", Route::Sessions),
        ("/settings", Route::Settings),
        ("#/sessions/a1/overview", Route::Session("a1".into(), SessionTab::Overview)),
        ("#/sessions/a1/nowhere", Route::Unknown("/sessions/a1/nowhere".into())),
        ("#/no/such/page", Route::Unknown("/no/such/page".into())),
    ];
    for (address, route) in cases {
        assert_eq!(Location::parse(address).route, route, "{address}");
    }
}

#[test]
fn the_state_of_a_view_survives_its_address() {
    let query = Query::default()
        .with_list("ch", ["rpm", "x:Boost, raw 100%"])
        .with_pair("t", 12.5, 30.0)
        .with("q", "pull & 7=?#");
    let address =
        Location::from(Route::Session("a1".into(), SessionTab::Explore)).with_query(query).to_string();
    let back = Location::parse(&address).query;
    assert_eq!(back.list("ch"), ["rpm", "x:Boost, raw 100%"]);
    assert_eq!(back.pair("t"), Some((12.5, 30.0)));
    assert_eq!(back.get("q").as_deref(), Some("pull & 7=?#"));
    assert_eq!((back.get("none"), back.number("q"), back.pair("ch")), (None, None, None));
}

#[test]
fn a_plain_state_makes_a_plain_address() {
    let query = Query::default().with_list("ch", ["rpm", "map_gauge"]).with_pair("t", 12.5, 30.0);
    let location = Location::from(Route::Session("7".into(), SessionTab::Explore)).with_query(query);
    assert_eq!(location.to_string(), "#/sessions/7/explore?ch=rpm,map_gauge&t=12.5,30");
}

#[test]
fn an_empty_value_leaves_the_address() {
    let query = Query::parse("q=turbo&sort=date").with("q", "").with_list("ch", Vec::<String>::new());
    assert_eq!(query.to_string(), "sort=date");
    assert!(query.without("sort").is_empty());
}

#[test]
fn a_broken_escape_is_kept_as_it_stands() {
    assert_eq!(Query::parse("q=100%&r=%zz&s=%C3%A7%").get("q").as_deref(), Some("100%"));
    assert_eq!(Query::parse("s=%C3%A7%").get("s").as_deref(), Some("ç%"));
}

#[test]
fn a_detail_page_belongs_to_its_list() {
    assert_eq!(Route::Vehicle("a".into()).section(), Route::Vehicles);
    assert_eq!(Route::VehicleTrends("a".into()).section(), Route::Vehicles);
    assert_eq!(Route::Session("a".into(), SessionTab::Data).section(), Route::Sessions);
    assert_eq!(Route::Settings.section(), Route::Settings);
}
