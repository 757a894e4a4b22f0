//! Recommended corrections told of the tables a session was driven with.

use std::rc::Rc;

use fueltune_analyzer::engine::analysis::blocks::LoadKind;
use fueltune_analyzer::engine::analysis::pipeline::Findings;
use fueltune_analyzer::engine::analysis::recommend::{
    Action, ActionCode, CellEvidence, ConfirmCode, Evidence, FindingCode, Method, MethodCode, Recommendation,
    Report, Risk,
};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::{
    Cell, Command, For, MapAxis, MapInfo, MapTable, Template, apply, template,
};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;
use fueltune_analyzer::i18n::Lang;
use fueltune_analyzer::report::analysis::{DrivenTable, below_recommendations};
use fueltune_analyzer::report::document::{Block, Section, Table};
use fueltune_analyzer::report::sheet;

use crate::analysis::units;

fn recommended(code: ActionCode, amount: f64) -> Recommendation {
    let cell = CellEvidence {
        rpm: 2000.0,
        load: 0.0,
        samples: 40,
        rows: 400,
        effect: amount,
        low: amount - 1.0,
        high: amount + 1.0,
        amount,
    };
    let finding = FindingCode::Lean;
    Recommendation {
        kind: finding.kind(),
        finding,
        danger: None,
        action: Action { code, amount: Some(amount), most: Some(10.0), channel: None },
        evidence: Evidence { load: Some(LoadKind::Manifold), cells: vec![cell], ..Evidence::default() },
        confidence: 0.9,
        risk: Risk::Low,
        method: Method { code: MethodCode::OperatingPoints, args: Vec::new() },
        confirm: ConfirmCode::LogSamePoints,
        weight: 1.0,
    }
}

fn told(lang: Lang, recommendations: Vec<Recommendation>, tables: &[DrivenTable]) -> Option<Section> {
    let report = Report { recommendations, ..Report::default() };
    let findings = Findings { recommendations: Some(Rc::new(report)), ..Findings::default() };
    below_recommendations(&units(lang), &findings, tables)
}

/// Four operating points at 5 ms.
fn fuel() -> MapTable {
    let x = MapAxis::of(Some(ChannelId::MapGauge), Unit::Bar, vec![-0.5, 0.5]).expect("a sound table");
    let y = MapAxis::of(Some(ChannelId::Rpm), Unit::Rpm, vec![1000.0, 3000.0]).expect("a sound table");
    let info = MapInfo::new("Main fuel", TableKind::MainFuel);
    MapTable::new(info, x, Some(y), Unit::Milliseconds, vec![5.0; 4]).expect("a sound table")
}

fn raised(table: &MapTable, percent: f64) -> MapTable {
    apply(table, &Command::Percent { area: table.whole(), percent }).expect("a sound table").table
}

fn driven(driven: MapTable, now: MapTable) -> DrivenTable {
    let name = now.info.name.clone();
    DrivenTable { name, version: "street".to_owned(), driven, now }
}

fn table_of(section: &Section) -> &Table {
    let mut tables = section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.next().expect("a table stands there")
}

fn texts(section: &Section) -> Vec<String> {
    let one = |block: &Block| match block {
        Block::Text(text) | Block::Note(text) => vec![text.clone()],
        Block::Facts(facts) => facts.iter().map(|f| format!("{}: {}", f.label, f.value)).collect(),
        _ => Vec::new(),
    };
    section.blocks.iter().flat_map(one).collect()
}

fn last(table: &Table) -> Vec<(String, f64)> {
    let of = |figure: &sheet::Cell| match figure {
        sheet::Cell::Number(value) => *value,
        other => panic!("no number: {other:?}"),
    };
    table
        .rows
        .iter()
        .map(|row| (row.cells.last().expect("cells").clone(), of(row.figures.last().expect("cells"))))
        .collect()
}

#[test]
fn a_change_that_was_made_since_is_not_left_to_do() {
    let tables = [driven(fuel(), raised(&fuel(), 5.0))];
    let section = told(Lang::En, vec![recommended(ActionCode::AddFuel, 5.0)], &tables).unwrap();
    let table = table_of(&section);
    assert_eq!(table.caption, "Main fuel");
    assert_eq!(table.rows[0].cells, ["2\u{202F}000", "0.00", "+5.0", "5.000", "5.250", "5.250", "0.0"]);
    assert!(last(table)[0].1.abs() < 1e-9);
    let facts = "Main fuel: driven with “street”; 4 cells have been changed since";
    assert!(texts(&section).iter().any(|t| t == facts), "{:?}", texts(&section));
}

#[test]
fn fuel_to_be_taken_away_and_added_has_its_sign() {
    let tables = [driven(fuel(), fuel())];
    let both = vec![recommended(ActionCode::AddFuel, 4.0), recommended(ActionCode::TakeFuel, 3.0)];
    let section = told(Lang::PtBr, both, &tables).unwrap();
    let left: Vec<String> = last(table_of(&section)).into_iter().map(|(text, _)| text).collect();
    assert_eq!(left, ["+4,0", "-3,0"].map(|t| t.replace('-', "\u{2212}")));
    let unchanged = "Main fuel: andou com “street”, sem mudança desde então";
    assert!(texts(&section).iter().any(|t| t == unchanged), "{:?}", texts(&section));
}

#[test]
fn where_no_version_is_known_the_assumption_is_said() {
    for (lang, words) in
        [(Lang::En, "changes of the table as it is today"), (Lang::PtBr, "da tabela como está hoje")]
    {
        let section = told(lang, vec![recommended(ActionCode::AddFuel, 5.0)], &[]).unwrap();
        assert!(texts(&section)[0].contains(words), "{:?}", texts(&section));
        assert!(
            !section.blocks.iter().any(|b| matches!(b, Block::Table(_))),
            "there is nothing to reckon with"
        );
    }
}

#[test]
fn an_ignition_table_says_nothing_of_fuel() {
    let ignition = template(Template::Ignition, "Ignition", For { boosted: false }).unwrap();
    let tables = [driven(ignition.clone(), ignition)];
    let both = vec![recommended(ActionCode::AddFuel, 5.0), recommended(ActionCode::RetardIgnition, 2.0)];
    let section = told(Lang::En, both, &tables).unwrap();
    assert!(texts(&section)[0].contains("a fuel table"), "{:?}", texts(&section));
    assert_eq!(table_of(&section).caption, "Ignition");
    assert!((last(table_of(&section))[0].1 + 2.0).abs() < 1e-9);
}

#[test]
fn nothing_is_said_where_no_table_is_to_be_changed() {
    assert_eq!(told(Lang::En, vec![recommended(ActionCode::CheckSensor, 5.0)], &[]), None);
    assert_eq!(told(Lang::En, Vec::new(), &[driven(fuel(), fuel())]), None);
}

#[test]
fn a_compensation_that_no_operating_point_reaches_is_named() {
    let x = MapAxis::of(Some(ChannelId::Coolant), Unit::Celsius, vec![20.0, 80.0]).unwrap();
    let info = MapInfo::new("By engine temperature", TableKind::FuelCompensation);
    let warm = MapTable::new(info, x, None, Unit::Percent, vec![30.0, 0.0]).unwrap();
    let colder = apply(&warm, &Command::SetCells { cells: vec![(Cell::at(0, 0), 25.0)] }).unwrap().table;
    let add = || vec![recommended(ActionCode::AddFuel, 5.0)];
    let named = |now: &MapTable| {
        let tables = [driven(fuel(), fuel()), driven(warm.clone(), now.clone())];
        texts(&told(Lang::En, add(), &tables).unwrap())
            .iter()
            .any(|t| t.starts_with("Changed since, and not counted"))
    };
    assert!(named(&colder), "it was edited, and the result does not know");
    assert!(!named(&warm), "it is as it was");
}
