//! What is said about the columns of a file before it is stored, and what one click does.

use fueltune_analyzer::app::mapping::{
    ColumnState, Fix, Shown, apply, column, column_state, columns_in_rows, counts, fixes, is_chosen, label,
    meanings, rate_in, time_units, twin, units_of, without_choice,
};
use fueltune_analyzer::engine::channels::{CATALOG, ChannelId, ChannelKey};
use fueltune_analyzer::engine::import::{
    ColumnDecision, Decimal, DoubtCode, ImportOptions, Meaning, Preview, SourceUnit, TimeUnit, preview,
};
use fueltune_analyzer::engine::units::{Quantity, Unit};

fn seen_with(header: &str, cells: [&str; 3], options: &ImportOptions) -> Preview {
    let [a, b, c] = cells;
    let text = format!("Time (s),RPM,{header}\n0.0,900,{a}\n0.1,910,{b}\n0.2,920,{c}\n");
    preview(text.as_bytes(), text.len() as u64, options).expect("a table with a time column")
}

fn seen(header: &str, cells: [&str; 3]) -> Preview {
    seen_with(header, cells, &ImportOptions::default())
}

fn decision<'a>(of: &'a Preview, name: &str) -> &'a ColumnDecision {
    &column(of, name).expect("the column is in the file").decision
}

#[test]
fn a_column_stands_where_the_importer_and_the_user_put_it() {
    let choose = |meaning| apply(&ImportOptions::default(), Some("Boost (bar)"), Fix::Meaning(meaning));
    let cases = [
        ("Boost (bar)", ImportOptions::default(), ColumnState::Known),
        ("MAP", ImportOptions::default(), ColumnState::Doubtful),
        ("Thingamajig", ImportOptions::default(), ColumnState::Own),
        ("Boost (bar)", choose(Meaning::Channel(ChannelId::OilPressure)), ColumnState::Chosen),
        ("Boost (bar)", choose(Meaning::Own), ColumnState::Chosen),
        ("Boost (bar)", choose(Meaning::Ignored), ColumnState::Ignored),
    ];
    for (header, options, expected) in cases {
        let preview = seen_with(header, ["-0.6", "0.1", "1.2"], &options);
        let state = column_state(decision(&preview, header), &preview.doubts);
        assert_eq!(state, expected, "{header} with {options:?}");
    }
}

#[test]
fn columns_are_counted_by_what_became_of_them() {
    let text = "Time (s),RPM,Battery,Foo,Bar\n0.0,900,13.8,1,2\n0.1,900,13.8,1,2\n0.2,900,13.8,1,2\n";
    let options = apply(&ImportOptions::default(), Some("Bar"), Fix::Meaning(Meaning::Ignored));
    let preview = preview(text.as_bytes(), text.len() as u64, &options).expect("a table with a time column");
    assert_eq!(counts(&preview), (2, 1, 1));
}

#[test]
fn every_doubt_is_settled_by_a_click_and_what_was_chosen_stands_first() {
    let channel = |id| Fix::Meaning(Meaning::Channel(id));
    let unit = |unit| Fix::Unit(SourceUnit::Plain(unit));
    let cases = [
        (
            "Wideband",
            ["14.7", "12.5", "13.0"],
            DoubtCode::LambdaOrAfr,
            Fix::Unit(SourceUnit::Afr { stoich: 14.7 }),
        ),
        ("AFR", ["1.0", "0.85", "0.9"], DoubtCode::LambdaOrAfr, unit(Unit::Lambda)),
        ("MAP", ["-0.6", "0.0", "1.2"], DoubtCode::PressureKind, channel(ChannelId::MapGauge)),
        ("Boost", ["30", "60", "101"], DoubtCode::PressureKind, channel(ChannelId::MapAbs)),
        ("MAP", ["35", "60", "101"], DoubtCode::Unit, unit(Unit::Kpa)),
        ("Coolant Temprature (C)", ["80", "80", "80"], DoubtCode::Suggestion, channel(ChannelId::Coolant)),
    ];
    for (header, cells, code, first) in cases {
        let preview = seen(header, cells);
        let doubt =
            preview.doubts.iter().find(|d| d.code == code).unwrap_or_else(|| panic!("{header}: {code:?}"));
        let fixes = fixes(doubt, &preview);
        assert_eq!(fixes.first(), Some(&first), "{header}");
        assert!(fixes.len() > 1, "{header} leaves a choice");
        for (i, fix) in fixes.iter().enumerate() {
            assert!(!fixes[..i].contains(fix), "{header} offers {fix:?} twice");
            let options = apply(&ImportOptions::default(), doubt.column.as_deref(), *fix);
            let after = seen_with(header, cells, &options);
            let left = after.doubts.iter().any(|d| d.code == code && d.column == doubt.column);
            assert!(!left, "{header} is still doubtful after {fix:?}");
        }
    }
}

#[test]
fn a_doubt_about_the_whole_file_is_settled_without_a_column() {
    let text = "Time,RPM,TPS\n0,900,10\n40,910,11\n80,920,12\n120,930,13\n160,940,13\n";
    let preview = preview(text.as_bytes(), text.len() as u64, &ImportOptions::default()).expect("a table");
    let doubt =
        preview.doubts.iter().find(|d| d.code == DoubtCode::TimeUnit).expect("the unit of time is a guess");
    let fixes = fixes(doubt, &preview);
    assert_eq!(fixes.first(), Some(&Fix::TimeUnit(TimeUnit::Milliseconds)));
    assert_eq!(fixes.len(), TimeUnit::NUMBERS.len(), "a plain number is no clock");
    let options = apply(&ImportOptions::default(), None, Fix::TimeUnit(TimeUnit::Tenths));
    assert_eq!(options.time_unit, Some(TimeUnit::Tenths));
    let options = apply(&options, None, Fix::Decimal(Decimal::Comma));
    assert_eq!((options.time_unit, options.decimal), (Some(TimeUnit::Tenths), Some(Decimal::Comma)));
}

fn table(text: &str) -> Preview {
    preview(text.as_bytes(), text.len() as u64, &ImportOptions::default()).expect("a table")
}

#[test]
fn a_unit_of_time_is_offered_with_the_rate_it_gives_and_plausible_ones_come_first() {
    let seen = table("Time,RPM,TPS\n0,900,10\n4,910,11\n8,920,12\n12,930,13\n16,940,13\n");
    let doubt =
        seen.doubts.iter().find(|d| d.code == DoubtCode::TimeUnit).expect("the unit of time is a guess");
    let rate = |unit| rate_in(&seen, unit).map(|r| (r * 1000.0).round() / 1000.0);
    assert_eq!(rate(TimeUnit::Milliseconds), Some(250.0));
    assert_eq!(rate(TimeUnit::Tenths), Some(2.5));
    assert_eq!(rate(TimeUnit::Seconds), Some(0.25));
    assert_eq!(rate(TimeUnit::Clock), None);
    let units: Vec<Fix> = fixes(doubt, &seen);
    assert_eq!(units[..2], [TimeUnit::Milliseconds, TimeUnit::Tenths].map(Fix::TimeUnit));
    let clock = table("Time,RPM,TPS\n10:00:00.0,900,1\n10:00:00.1,910,1\n10:00:00.2,920,1\n");
    assert_eq!(time_units(&clock), [TimeUnit::Clock], "a clock says itself what it is");
    assert_eq!(rate_in(&clock, TimeUnit::Seconds), None);
}

#[test]
fn a_column_that_is_often_meant_otherwise_has_its_twin_one_click_away() {
    let other = |header: &str, cells: [&str; 3]| {
        let seen = seen(header, cells);
        twin(decision(&seen, header), &seen)
    };
    let channel = |id| Some(Fix::Meaning(Meaning::Channel(id)));
    let unit = |unit| Some(Fix::Unit(unit));
    assert_eq!(other("MAP (bar)", ["-0.6", "0.1", "1.2"]), channel(ChannelId::MapAbs));
    assert_eq!(other("Boost", ["30", "60", "101"]), channel(ChannelId::MapGauge));
    assert_eq!(other("AFR", ["14.7", "12.5", "13.0"]), unit(SourceUnit::Plain(Unit::Lambda)));
    assert_eq!(other("Lambda", ["1.0", "0.85", "0.9"]), unit(SourceUnit::Afr { stoich: 14.7 }));
    assert_eq!(other("Battery", ["13.8", "13.9", "13.7"]), None);
    let both =
        table("Time (s),RPM,MAP (kPa),Boost (bar)\n0.0,900,101,0.0\n0.1,900,102,0.01\n0.2,900,103,0.02\n");
    assert!(both.columns.iter().all(|c| twin(&c.decision, &both).is_none()), "each is there already");
}

#[test]
fn the_first_rows_show_doubtful_columns_before_all_others_and_states_by_name() {
    let seen =
        table("Time (s),Thing,RPM,State,MAP\n0.0,1,900,Open,30\n0.1,2,910,Closed,60\n0.2,3,920,Open,101\n");
    let names: Vec<&str> = columns_in_rows(&seen).iter().map(|c| c.decision.name.as_str()).collect();
    assert_eq!(names, ["MAP", "RPM", "Thing", "State"]);
    let state = column(&seen, "State").expect("the column is in the file");
    let told: Vec<Option<&str>> = state.values.iter().map(|v| label(state, v.expect("a state"))).collect();
    assert_eq!(told, [Some("Open"), Some("Closed"), Some("Open")]);
    assert_eq!(label(column(&seen, "RPM").expect("the column is in the file"), 900.0), None);
    assert_eq!(label(state, -1.0), None);
}

#[test]
fn a_new_meaning_forgets_a_unit_that_does_not_fit_it() {
    let psi = Fix::Unit(SourceUnit::Plain(Unit::Psi));
    let in_psi = apply(&ImportOptions::default(), Some("P"), psi);
    let oil = apply(&in_psi, Some("P"), Fix::Meaning(Meaning::Channel(ChannelId::OilPressure)));
    assert_eq!(oil.columns["P"].unit, Some(SourceUnit::Plain(Unit::Psi)));
    let coolant = apply(&in_psi, Some("P"), Fix::Meaning(Meaning::Channel(ChannelId::Coolant)));
    assert_eq!((coolant.columns["P"].unit, in_psi.columns["P"].unit.is_some()), (None, true));
}

#[test]
fn a_click_without_its_column_changes_nothing() {
    let before = ImportOptions::default();
    assert_eq!(apply(&before, None, Fix::Meaning(Meaning::Own)), before);
    assert_eq!(apply(&before, None, Fix::Unit(SourceUnit::Plain(Unit::Bar))), before);
}

#[test]
fn a_choice_can_be_taken_back() {
    let chosen = apply(&ImportOptions::default(), Some("P"), Fix::Meaning(Meaning::Own));
    assert!(is_chosen(&chosen, "P") && !is_chosen(&chosen, "Q"));
    let back = without_choice(&chosen, "P");
    assert!(!is_chosen(&back, "P"));
    assert_eq!(back, ImportOptions::default());
}

#[test]
fn a_known_channel_is_offered_the_units_of_its_quantity_and_no_other() {
    let preview = seen("Oil pressure (psi)", ["30", "60", "75"]);
    let units = units_of(decision(&preview, "Oil pressure (psi)"));
    assert!(units.iter().all(|u| u.quantity() == Quantity::Pressure), "{units:?}");
    assert!(units.contains(&SourceUnit::Plain(Unit::Psi)) && units.contains(&SourceUnit::Plain(Unit::Kpa)));
}

#[test]
fn the_fuels_own_figure_takes_the_place_of_the_usual_one() {
    let afr = SourceUnit::Afr { stoich: 9.0 };
    let options = apply(&ImportOptions::default(), Some("AFR"), Fix::Unit(afr));
    let preview = seen_with("AFR", ["9.0", "8.0", "7.5"], &options);
    let units = units_of(decision(&preview, "AFR"));
    let ratios: Vec<&SourceUnit> = units.iter().filter(|u| u.symbol() == "AFR").collect();
    assert_eq!(ratios, [&afr]);
}

#[test]
fn every_channel_can_be_chosen_and_one_that_is_taken_says_by_which_column() {
    let preview = seen("Battery", ["13.8", "13.9", "13.7"]);
    let offered: Vec<(ChannelId, Option<&str>)> = meanings(&preview, "Battery").collect();
    assert_eq!(offered.len(), CATALOG.len());
    let taken = |id| offered.iter().find(|(of, _)| *of == id).expect("every channel is offered").1;
    assert_eq!(
        (taken(ChannelId::Rpm), taken(ChannelId::Battery), taken(ChannelId::Tps)),
        (Some("RPM"), None, None)
    );
    let key = decision(&preview, "Battery").key.as_ref().and_then(ChannelKey::id);
    assert_eq!(key, Some(ChannelId::Battery));
}

#[test]
fn the_filter_of_columns_holds_what_it_says() {
    use ColumnState::{Chosen, Doubtful, Ignored, Known, Own};
    let all = [Known, Doubtful, Own, Chosen, Ignored];
    let held = |shown: Shown| all.into_iter().filter(|s| shown.holds(*s)).collect::<Vec<_>>();
    assert_eq!(held(Shown::All), all);
    assert_eq!(held(Shown::Doubtful), [Doubtful]);
    assert_eq!(held(Shown::Unknown), [Own]);
    for shown in Shown::ALL {
        assert_eq!(Shown::from_slug(shown.slug()), Some(shown));
    }
    assert_eq!(Shown::from_slug("else"), None);
}
