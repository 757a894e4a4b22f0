//! Tables as they are listed, named, taken out of files, compared and laid over logs.

use std::rc::Rc;

use fueltune_analyzer::app::error::AppError;
use fueltune_analyzer::app::library::Library;
use fueltune_analyzer::app::maps::words::Words;
use fueltune_analyzer::app::maps::{Camera, scene};
use fueltune_analyzer::app::route::{Location, Query, Route, TableTab};
use fueltune_analyzer::app::tables::{
    Compared, Figure, HitsLayer, MOST_BESIDE, Measure, OverLog, OwnAxes, OwnAxis, Owner, Reference, Scale,
    SortKey, TableFilter, TableGroup, TableItem, along_choices, axis_title, beside, by_key, cell_text,
    delta_text, exchange_error, figure_key, file_kind_key, group_key, grouped, guess, kind_key, listed,
    map_refusal, measures, named, origin_key, point_text, readable_name, refused_text, shade, sort_key,
    subject_key, template_key, with_beside,
};
use fueltune_analyzer::engine::channels::{CATALOG, ChannelId};
use fueltune_analyzer::engine::tables::exchange::{
    ExchangeError, FileKind, FileTables, Grid, Offered, read_file,
};
use fueltune_analyzer::engine::tables::surface::Method;
use fueltune_analyzer::engine::tables::{
    Area, AxisError, Cell, CellHits, Command, For, MapAxis, MapInfo, MapRefusal, MapTable, Origin, Side,
    Template, TrailPoint, apply, template,
};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::tune::names::{By, subjects};
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::i18n::units::{GASOLINE_STOICH, Mixture, Preset, UnitPrefs, Units};
use fueltune_analyzer::i18n::{I18n, Lang};
use fueltune_analyzer::protocol::{ErrorCode, WireError};

const ENGLISH: I18n = I18n::new(Lang::En);

/// Keys that the sources put together from a slug.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = TableKind::ALL.map(kind_key).to_vec();
    keys.extend(Template::ALL.iter().map(|t| template_key(*t)));
    keys.extend(Origin::ALL.map(origin_key));
    keys.extend(Figure::ALL.map(figure_key));
    keys.extend(SortKey::ALL.map(sort_key));
    let files = [FileKind::Log, FileKind::Tune, FileKind::Table, FileKind::Json, FileKind::Text];
    keys.extend(files.map(file_kind_key));
    keys.extend(TableGroup::ALL.map(group_key));
    keys.extend(By::ALL.map(by_key));
    keys.extend(subjects().into_iter().map(subject_key));
    keys
}

fn units(lang: Lang, prefs: UnitPrefs) -> Units {
    Units { lang, prefs: Rc::new(prefs), stoich: GASOLINE_STOICH }
}

fn made(which: Template, name: &str) -> MapTable {
    template(which, name, For { boosted: true }).expect("a table")
}

fn item(id: &str, which: Template, name: &str, at: f64) -> TableItem {
    TableItem { updated_ms: at, ..TableItem::new(ENGLISH, id, None, &made(which, name), None) }
}

fn names(items: &[TableItem], filter: &TableFilter) -> Vec<String> {
    let found = listed(items, filter, &Library::default(), |kind| kind.slug().to_owned());
    found.into_iter().map(|t| t.name.clone()).collect()
}

#[test]
fn the_list_is_searched_narrowed_and_ordered_and_the_address_holds_it() {
    let mut items = vec![
        item("1", Template::Ve, "Street VE", 3.0),
        item("2", Template::Ignition, "Ponto pista", 1.0),
        item("3", Template::LambdaTarget, "alvo", 2.0),
    ];
    items[1].vehicle = Some("gol".to_owned());
    items[2].tags = vec!["dyno".to_owned()];
    let all = TableFilter::default();
    assert_eq!(names(&items, &all), ["Street VE", "alvo", "Ponto pista"], "the newest first");
    assert_eq!(names(&items, &all.clicked(SortKey::Changed)), ["Ponto pista", "alvo", "Street VE"]);
    assert_eq!(names(&items, &all.clicked(SortKey::Name)), ["alvo", "Ponto pista", "Street VE"]);
    let term = |term: &str| TableFilter { term: term.to_owned(), ..all.clone() };
    assert_eq!(names(&items, &term("dyno")), ["alvo"]);
    assert_eq!(names(&items, &term("ponto ignition")), ["Ponto pista"], "the kind's name is searched too");
    assert!(names(&items, &term("nothing like it")).is_empty());
    let kind = TableFilter { kind: Some(TableKind::Ve), ..all.clone() };
    assert_eq!(names(&items, &kind), ["Street VE"]);
    let of = |owner: Owner| TableFilter { owner, ..all.clone() };
    assert_eq!(names(&items, &of(Owner::Vehicle("gol".to_owned()))), ["Ponto pista"]);
    assert_eq!(names(&items, &of(Owner::None)).len(), 2);
    for filter in [
        all.clone(),
        kind,
        term("a b"),
        of(Owner::None),
        all.clicked(SortKey::Kind),
        all.clicked(SortKey::Changed),
    ] {
        assert_eq!(TableFilter::read(&filter.write()), filter);
    }
}

#[test]
fn tables_of_ftmanager_have_names_people_read() {
    let name = |lang: Lang, inner: &str| readable_name(I18n::new(lang), inner);
    let cases = [
        (
            "InjTables.Inj_MainMap_A_Table",
            "Main fuel by MAP and rpm, bank A",
            "Injeção principal por MAP e rotação, bancada A",
        ),
        (
            "FuncTables.Func_GearRetard_NEW_Table",
            "Ignition retard by gear and rpm",
            "Atraso de ponto por marcha e rotação",
        ),
        (
            "FuncTables.Boost_Gear3_RPM_Table",
            "Boost duty by rpm, gear 3",
            "Ciclo de trabalho do boost por rotação, marcha 3",
        ),
        (
            "IgnTables.Ign_MainRpmTable_Legacy",
            "Ignition by rpm, older form",
            "Ponto de ignição por rotação, forma antiga",
        ),
        (
            "FuncTables.Nitro2_Time_Ctrl_Table",
            "Nitrous duty 2 by time",
            "Ciclo de trabalho do nitro 2 por tempo",
        ),
    ];
    for (inner, en, pt) in cases {
        assert_eq!(name(Lang::En, inner).as_deref(), Some(en));
        assert_eq!(name(Lang::PtBr, inner).as_deref(), Some(pt));
    }
    assert_eq!(name(Lang::En, "veTable1"), None);
    let english = I18n::new(Lang::En);
    let inner = "InjTables.Inj_DeadTime_B_Table";
    let info = MapInfo { inner: Some(inner.to_owned()), ..MapInfo::new(inner, TableKind::DeadTime) };
    let readable = named(english, &info);
    assert_eq!(readable.name, "Injector dead time by battery voltage, bank B");
    assert_eq!(readable.inner.as_deref(), Some(inner));
    let own = MapInfo { name: "my injectors".to_owned(), ..readable };
    assert_eq!(named(english, &own), own, "a name that somebody gave stays");
    let found = listed_by("deadtime", &own);
    assert_eq!(found, ["my injectors"], "what FTManager calls it is searched too");
    let lockup = MapInfo::new("Lockup", TableKind::Transmission);
    assert_eq!(named(english, &lockup), lockup, "a word of FTManager's alone is somebody's name");
    // Tables stored before the names were known keep the inner one, with or without a place for it.
    for stored in [MapInfo::new(inner, TableKind::DeadTime), info] {
        assert_eq!(listed_by("battery voltage", &stored), ["Injector dead time by battery voltage, bank B"]);
    }
}

/// The names of what a search finds of a dead time table called so.
fn listed_by(term: &str, info: &MapInfo) -> Vec<String> {
    let mut table = made(Template::DeadTime, "x");
    table.info = info.clone();
    let items = [TableItem::new(ENGLISH, "1", None, &table, None), item("2", Template::Ve, "VE", 1.0)];
    names(&items, &TableFilter { term: term.to_owned(), ..TableFilter::default() })
}

#[test]
fn a_long_list_stands_in_groups_that_hold_every_table_once() {
    let kinds = TableKind::ALL;
    let groups = grouped(&kinds, |kind| *kind);
    let order: Vec<TableGroup> = groups.iter().map(|(group, _)| *group).collect();
    assert_eq!(order, TableGroup::ALL, "every group has a kind, in their order");
    let mut all: Vec<TableKind> = groups.iter().flat_map(|(_, of)| of.iter().map(|i| kinds[*i])).collect();
    all.sort();
    assert_eq!(all, kinds);
    let some = [TableKind::Boost, TableKind::MainFuel, TableKind::Ve, TableKind::Boost];
    let groups = grouped(&some, |kind| *kind);
    assert_eq!(groups, [(TableGroup::Fuel, vec![1, 2]), (TableGroup::Boost, vec![0, 3])], "none is empty");
}

#[test]
fn gears_and_stages_are_whole_and_times_are_not() {
    let units = units(Lang::En, UnitPrefs::default());
    let axis = |channel, unit, points: &[f64]| MapAxis::of(channel, unit, points.to_vec()).expect("an axis");
    let rpm = axis(Some(ChannelId::Rpm), Unit::Rpm, &[2000.0, 4000.0]);
    let gear = axis(Some(ChannelId::Gear), Unit::Number, &[1.0, 2.0]);
    let info = || MapInfo::new("t", TableKind::IgnitionCompensation);
    let by_gear =
        MapTable::new(info(), rpm, Some(gear.clone()), Unit::Degrees, vec![0.0; 4]).expect("a table");
    let words = Words::of(&by_gear, &units);
    assert_eq!(words.rows.text(2.0), "2");
    assert_eq!(words.corner(&gear, &words.rows), "Gear");
    assert_eq!(
        words.place(&by_gear, Cell::at(1, 0)).replace(['\u{202f}', '\u{a0}'], " "),
        "Gear 2, 2 000 rpm"
    );
    let time = axis(None, Unit::Milliseconds, &[0.0, 200.0, 1250.0]);
    let stages = axis(None, Unit::Raw, &[1.0, 2.0, 3.0]);
    let by_time =
        MapTable::new(info(), time, Some(stages.clone()), Unit::Degrees, vec![0.0; 9]).expect("a table");
    let words = Words::of(&by_time, &units);
    assert_eq!((words.columns.text(200.0), words.rows.text(3.0)), ("0.20".to_owned(), "3".to_owned()));
    assert_eq!(words.corner(&stages, &words.rows), "", "what is not known has no name");
}

#[test]
fn an_item_tells_findings_and_unsaved_work_of_the_draft() {
    let saved = made(Template::Ve, "VE");
    let clean = TableItem::new(ENGLISH, "1", None, &saved, Some(&saved));
    assert!(!clean.unsaved, "a draft with nothing in it is no change");
    let area = fueltune_analyzer::engine::tables::Area::cell(Cell::at(0, 0));
    let draft = apply(&saved, &Command::Set { area, value: 5.0 }).expect("an edit").table;
    let item = TableItem::new(ENGLISH, "1", Some("gol"), &saved, Some(&draft));
    assert!(item.unsaved);
    assert!(item.doubtful > clean.doubtful, "5 % is no usual VE: {} after {}", item.doubtful, clean.doubtful);
    assert_eq!((item.rows, item.columns), (24, 21), "break points in use");
}

#[test]
fn every_tab_of_a_table_has_an_address() {
    for (tab, address) in [(TableTab::Edit, "#/tables/a%2Fb"), (TableTab::History, "#/tables/a%2Fb/history")]
    {
        let location = Location::from(Route::Table("a/b".into(), tab));
        assert_eq!(location.to_string(), address);
        assert_eq!(Location::parse(address), location);
    }
    assert_eq!(Location::parse("#/tables/a/edit").route, Route::Table("a".into(), TableTab::Edit));
    assert_eq!(Location::parse("#/tables/a/nowhere").route, Route::Unknown("/tables/a/nowhere".into()));
    assert_eq!(Location::parse("#/tables").route, Route::Tables);
}

#[test]
fn tables_beside_a_table_stand_in_the_address() {
    let others = ["b".to_owned(), "c,d".to_owned()];
    let query = with_beside(Query::parse("log=s"), &others);
    assert_eq!(beside(&query, "a"), others);
    assert_eq!(query.get("log").as_deref(), Some("s"), "what else is asked stays");
    assert!(beside(&with_beside(query.clone(), &[]), "a").is_empty());
    assert_eq!(beside(&query, "b"), ["c,d"], "never the table itself");
    let many: Vec<String> = ["a", "b", "b", "c", "d", "e"].map(str::to_owned).to_vec();
    let found = beside(&with_beside(Query::default(), &many), "a");
    assert_eq!(found, ["b", "c", "d"], "each once, and no more than fit");
    assert_eq!(found.len() + 1, MOST_BESIDE);
}

#[test]
fn what_a_table_is_compared_with_stands_in_the_address() {
    let kept = Query::default().with("log", "s");
    for reference in [Reference::Base, Reference::Version("a:b".to_owned()), Reference::Table("c".to_owned())]
    {
        let query = reference.write(kept.clone());
        assert_eq!(Reference::read(&query), reference);
        assert_eq!(query.get("log").as_deref(), Some("s"));
        assert_eq!(query == kept, reference == Reference::Base, "what is usual is not said");
    }
    for nonsense in ["ref=v:", "ref=x:1", "ref=7"] {
        assert_eq!(Reference::read(&Query::parse(nonsense)), Reference::Base, "{nonsense}");
    }
}

#[test]
fn what_is_laid_over_a_table_stands_in_the_address() {
    let plain = OverLog::default();
    assert_eq!(OverLog::read(&plain.write(Query::default())), plain);
    assert!(plain.write(Query::default()).is_empty());
    let asked = OverLog {
        sessions: vec!["a".to_owned(), "b,c".to_owned()],
        channel: Some(ChannelId::Lambda1.into()),
        figure: Figure::Percentile,
        percentile: 95.0,
        min_hits: 10,
        filter: "coolant > 70 and tps > 5".to_owned(),
        range: Some((1.5, 20.0)),
        shared: true,
        hold: true,
        axes: Some(OwnAxes {
            columns: OwnAxis { channel: ChannelId::Coolant, from: -10.0, to: 110.0, points: 13 },
            rows: Some(OwnAxis { channel: ChannelId::Rpm, from: 0.0, to: 7500.5, points: 2 }),
        }),
    };
    let query = asked.write(Query::default().with("other", "kept"));
    assert_eq!(OverLog::read(&query), asked);
    assert_eq!(query.get("other").as_deref(), Some("kept"));
    let rows = asked.rows();
    assert_eq!((rows.spans.len(), rows.filter.as_deref()), (1, Some("coolant > 70 and tps > 5")));
    assert!((asked.params().percentile - 0.95).abs() < 1e-12);
    let axes = ["axes=rpm:5:1:9", "axes=rpm:0:1:65", "axes=rpm:0:1:1", "axes=nothing:0:1:9", "axes=rpm:0:1"];
    for nonsense in ["p=200", "least=0", "show=nothing", "t=5,1"].into_iter().chain(axes) {
        assert_eq!(OverLog::read(&Query::parse(nonsense)), OverLog::default(), "{nonsense}");
    }
}

#[test]
fn a_log_is_gathered_over_axes_of_ones_own_in_equal_steps() {
    let axis = |channel, from, to, points| OwnAxis { channel, from, to, points };
    let columns = axis(ChannelId::Coolant, 20.0, 100.0, 5);
    let table =
        OwnAxes { columns, rows: Some(axis(ChannelId::Battery, 8.0, 16.0, 3)) }.table().expect("a table");
    assert_eq!(table.x().active(), [20.0, 40.0, 60.0, 80.0, 100.0]);
    assert_eq!(table.y().map(MapAxis::active), Some(vec![8.0, 12.0, 16.0]));
    // Engine speed stands in rows, whichever was asked for.
    let rpm = axis(ChannelId::Rpm, 0.0, 8000.0, 3);
    let turned =
        OwnAxes { columns: rpm, rows: Some(OwnAxis::usual(ChannelId::MapGauge)) }.table().expect("a table");
    assert_eq!(turned.y().and_then(MapAxis::channel), Some(ChannelId::Rpm));
    let curve = OwnAxes { columns: rpm, rows: None }.table().expect("a curve");
    assert!(curve.is_curve() && curve.x().channel() == Some(ChannelId::Rpm));
    let backwards = OwnAxes { columns: axis(ChannelId::Rpm, 8000.0, 0.0, 3), rows: None };
    assert!(!backwards.columns.is_sound() && backwards.table().is_err());
}

#[test]
fn axes_of_ones_own_begin_as_those_of_the_table() {
    let table = template(Template::MainFuel, "t", For { boosted: true }).expect("a template");
    let own = OwnAxes::of(&table);
    assert_eq!((own.columns.channel, own.columns.from, own.columns.to), (ChannelId::MapGauge, -1.0, 2.0));
    assert_eq!(own.rows.map(|rows| (rows.channel, rows.points)), Some((ChannelId::Rpm, 20)));
    // Every channel can be an axis from the start.
    for spec in CATALOG {
        let usual = OwnAxis::usual(spec.id);
        assert!(usual.is_sound(), "{usual:?}");
        assert!(OwnAxes { columns: usual, rows: None }.table().is_ok(), "{usual:?}");
    }
}

#[test]
fn a_layer_holds_every_cell_in_the_unit_shown() {
    let some =
        CellHits { samples: 4, seconds: 0.16, mean: Some(0.85), max: Some(0.9), ..CellHits::default() };
    let few = CellHits { samples: 1, seconds: 0.04, ..CellHits::default() };
    let cells = [some, CellHits::default(), few, CellHits::default()];
    let trail = [TrailPoint { t: 0.0, row: 0.5, column: 1.0 }];
    let names = || ("Mean".to_owned(), "AFR".to_owned());
    let layer = HitsLayer::of(names(), &cells, 2, Figure::Mean, |v| v * 10.0, &trail);
    assert_eq!(layer.samples, [4, 0, 1, 0]);
    assert_eq!(layer.values, [Some(8.5), None, None, None], "too few samples give no figure");
    assert_eq!((layer.columns, layer.most(), layer.trail), (2, 4, vec![(0.5, 1.0)]));
    let counts = HitsLayer::of(names(), &cells, 2, Figure::Samples, |v| v, &[]);
    assert_eq!(counts.values, [Some(4.0), None, Some(1.0), None], "nothing is not 0");
}

fn grid(x_name: &str, xs: &[f64], y_name: &str, ys: &[f64], cells: &[f64]) -> Grid {
    let text = str::to_owned;
    Grid {
        x_name: text(x_name),
        xs: xs.to_vec(),
        y_name: text(y_name),
        ys: ys.to_vec(),
        cells: cells.to_vec(),
    }
}

#[test]
fn figures_without_names_are_guessed_and_become_the_table_that_is_said() {
    let afr = grid("rpm", &[1000.0, 4000.0], "fuelLoad", &[40.0, 100.0], &[14.7, 14.0, 12.5, 12.25]);
    let meant = guess(&afr, "my afrTable1");
    assert_eq!((meant.kind, meant.measure), (TableKind::LambdaTarget, Measure::AirFuel));
    assert_eq!((meant.along.channel, meant.along.unit), (Some(ChannelId::MapAbs), Unit::Kpa));
    let table = meant.table(&afr, "AFR", 14.7).expect("a table");
    assert_eq!((table.rows(), table.columns(), table.unit()), (2, 2, Unit::Lambda));
    assert_eq!(table.cell(Cell::at(0, 0)), Some(1.0));
    assert!((table.cell(Cell::at(1, 1)).expect("a cell") - 12.25 / 14.7).abs() < 1e-9);
    assert_eq!(table.x().points(), [0.4, 1.0]);

    let gauge = grid("bar", &[-0.8, 0.0, 1.5], "rpm", &[1000.0, 7000.0], &[2.0, 4.0, 8.0, 2.5, 5.0, 9.0]);
    let meant = guess(&gauge, "injecao");
    assert_eq!((meant.kind, meant.along.slug), (TableKind::MainFuel, "map-bar"));
    assert!(along_choices(&gauge).iter().all(|a| a.slug != "battery"), "a table has engine speed already");

    let curve = grid("", &[8.0, 12.0, 14.0], "", &[], &[9.0, 4.0, 3.0]);
    assert!(curve.is_curve() && along_choices(&curve).iter().any(|a| a.slug == "battery"));
    let said = fueltune_analyzer::app::tables::Meant {
        along: *along_choices(&curve).iter().find(|a| a.slug == "battery").expect("battery"),
        ..guess(&curve, "dwell")
    };
    let table = said.table(&curve, "Dwell", 14.7).expect("a curve");
    assert!(table.is_curve());
    assert_eq!((table.x().channel(), table.unit()), (Some(ChannelId::Battery), Unit::Milliseconds));
    for kind in TableKind::ALL {
        assert!(!measures(kind).is_empty(), "{kind:?}");
    }
}

#[test]
fn a_difference_is_a_surface_of_its_own_that_is_flat_where_nothing_differs() {
    let first = made(Template::MainFuel, "t");
    let area = Area { row: 2, column: 3, rows: 1, columns: 2 };
    let second = apply(&first, &Command::Add { area, by: -0.5 }).expect("a step").table;
    let compared = Compared::of(&first, &second, Method::Linear).expect("alike");
    let relief = compared.relief(&first).expect("a table");
    assert_eq!((relief.x(), relief.y(), relief.unit()), (first.x(), first.y(), first.unit()));
    assert_eq!(relief.cell(Cell::at(2, 3)).map(|z| (z * 1e6).round() / 1e6), Some(-0.5));
    assert_eq!(relief.cells().iter().filter(|z| **z != 0.0).count(), 2);
    let corner = Cell::at(0, 0);
    let seen =
        scene(&relief, Camera::default(), (600.0, 400.0), Area::cell(corner), corner).expect("a surface");
    let lower: Vec<f64> = seen.faces.iter().map(|f| f.mean).filter(|mean| *mean != 0.0).collect();
    // Two cells beside each other touch six pieces.
    assert_eq!(lower.len(), 6);
    assert!(lower.iter().all(|mean| compared.scale.step(*mean) < 0));
}

#[test]
fn a_difference_is_shaded_alike_up_and_down() {
    let scale = Scale::of([0.5, -2.0, 1.0].into_iter());
    let steps: Vec<i8> = [0.0, 0.01, 0.5, 1.0, 2.0, -0.01, -2.0, f64::NAN].map(|v| scale.step(v)).to_vec();
    assert_eq!(steps, [0, 1, 1, 2, 4, -1, -4, 0]);
    assert_eq!([-4, 0, 2].map(shade), [Some("low-4".to_owned()), None, Some("high-2".to_owned())]);
    let first = made(Template::Ve, "VE");
    let area = first.whole();
    let second = apply(&first, &Command::Add { area, by: 3.0 }).expect("an edit").table;
    let compared = Compared::of(&first, &second, Method::Linear).expect("the same quantity");
    assert!(compared.difference.cells.iter().all(|d| compared.step(d) == 4));
    let same = Compared::of(&first, &first, Method::Linear).expect("the same");
    assert!(same.difference.cells.iter().all(|d| same.step(d) == 0));
}

#[test]
fn cells_and_axes_are_shown_in_the_users_units() {
    let metric = units(Lang::PtBr, UnitPrefs::default());
    let fuel = made(Template::MainFuel, "Main");
    assert_eq!(cell_text(&metric, &fuel, 5.55), "5,550");
    assert_eq!(delta_text(&metric, &fuel, 5.0, 4.5), "\u{2212}0,500");
    assert_eq!(point_text(&metric, fuel.x(), -0.4), "\u{2212}0,4");
    assert!(axis_title(&metric, fuel.x()).ends_with("(bar)"), "{}", axis_title(&metric, fuel.x()));
    let imperial = units(Lang::En, UnitPrefs { preset: Preset::Imperial, ..UnitPrefs::default() });
    assert!(axis_title(&imperial, fuel.x()).ends_with("(psi)"));
    assert_eq!(point_text(&imperial, fuel.x(), 1.0), "14.5");
    let lambda = made(Template::LambdaTarget, "λ");
    let afr = units(Lang::En, UnitPrefs { mixture: Mixture::AfrGasoline, ..UnitPrefs::default() });
    assert_eq!(cell_text(&afr, &lambda, 1.0), "14.70");
    let start = made(Template::AfterStart, "after");
    assert_eq!(point_text(&metric, start.x(), 8000.0), "8", "time along an axis is read in seconds");
}

#[test]
fn what_is_refused_says_where_in_both_languages() {
    let wrong = ExchangeError::NotANumber { line: 3, cell: 2, text: "two".to_owned() };
    assert_eq!(exchange_error(I18n::new(Lang::En), &wrong), "Line 3, cell 2: “two” is no number.");
    let why = serde_json::to_string(&wrong).expect("JSON");
    let error: AppError = WireError::new(ErrorCode::NoTables, "text").with_text("why", why).into();
    assert_eq!(refused_text(&error), Some(wrong));
    assert_eq!(refused_text(&WireError::new(ErrorCode::NoTables, "a log").into()), None);
    let axis = MapRefusal::Axis { side: Side::Y, error: AxisError::NotAscending { index: 4 } };
    assert_eq!(map_refusal(I18n::new(Lang::En), &axis), "rows: break point 5 does not ascend");
    assert_eq!(map_refusal(I18n::new(Lang::PtBr), &axis), "linhas: o ponto 5 não é crescente");
    for error in [
        ExchangeError::Empty,
        ExchangeError::TooLong { found: 9 },
        ExchangeError::TooLarge { rows: 90, columns: 2, most: 64 },
        ExchangeError::Ragged { line: 2, expected: 3, found: 4 },
        ExchangeError::Syntax { line: 7, detail: "zValues".to_owned() },
        ExchangeError::OtherFormat,
        ExchangeError::Newer { found: 9 },
        ExchangeError::Missing { what: "top".to_owned() },
        ExchangeError::Missing { what: "xAxis".to_owned() },
        ExchangeError::Count { what: "zValues".to_owned(), expected: 4, found: 5 },
        ExchangeError::NoTable { detail: "axis".to_owned() },
    ] {
        for lang in Lang::ALL {
            let text = exchange_error(I18n::new(lang), &error);
            assert!(!text.is_empty() && !text.starts_with("tables-"), "{error:?}: {text}");
        }
    }
}

#[test]
fn a_file_made_here_is_offered_whole() {
    let table = made(Template::Ignition, "Ponto");
    let exported =
        fueltune_analyzer::engine::tables::exchange::Exported { vehicle: None, table: table.clone() };
    let text = fueltune_analyzer::engine::tables::exchange::write_json(&[exported]);
    let FileTables { kind, offers, .. } =
        read_file(text.as_bytes(), FileKind::of(text.as_bytes()), "x").expect("tables");
    assert_eq!(kind, FileKind::Json);
    let Some(Offered::Whole(found)) = offers.first() else { panic!("{offers:?}") };
    assert_eq!(found.table, table);
}

#[test]
fn axes_of_ones_own_begin_in_round_steps_no_finer_than_those_of_the_table() {
    let axis = |channel: ChannelId, points: Vec<f64>| {
        MapAxis::of(Some(channel), channel.base_unit(), points).expect("an axis")
    };
    let spread = |from: f64, to: f64, n: u32| -> Vec<f64> {
        (0..n).map(|i| from + (to - from) * f64::from(i) / f64::from(n - 1)).collect()
    };
    let cases = [
        // 258 rpm and 0.094 bar a step.
        ((600.0, 8600.0, 32), (-0.9, 2.0, 32), (600.0, 8700.0, 28), (-0.9, 2.0, 30)),
        ((500.0, 8000.0, 16), (-0.6, 1.5, 8), (500.0, 8000.0, 16), (-0.6, 1.5, 8)),
    ];
    for (rows, columns, tall, wide) in cases {
        let y = axis(ChannelId::Rpm, spread(rows.0, rows.1, rows.2));
        let x = axis(ChannelId::MapGauge, spread(columns.0, columns.1, columns.2));
        let cells = vec![1.0; x.len() * y.len()];
        let table = MapTable::new(MapInfo::new("", TableKind::Other), x, Some(y), Unit::Raw, cells);
        let own = OwnAxes::of(&table.expect("a table"));
        let told = |axis: OwnAxis| (axis.from, axis.to, axis.points);
        assert_eq!(own.rows.map(told), Some(tall));
        assert_eq!(told(own.columns), wide);
    }
}
