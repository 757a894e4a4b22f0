//! What is found wrong with a table.

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::tables::{
    Cell, Command, Finding, FindingCode, MapAxis, MapInfo, MapTable, Side, apply, check,
};
use fueltune_analyzer::engine::tune::TableKind;
use fueltune_analyzer::engine::units::Unit;

use super::{curve, fuel, small};

fn found(table: &MapTable, code: FindingCode) -> Option<Finding> {
    check(table).into_iter().find(|f| f.code == code)
}

/// An even table over engine speed and pressure that rises with both.
fn even() -> MapTable {
    let rpm: Vec<f64> = (1..=8).map(|i| f64::from(i) * 800.0).collect();
    let map: Vec<f64> = (0..8).map(|i| f64::from(i) * 0.25 - 0.75).collect();
    let cells: Vec<f64> = (0..64).map(|i| 2.0 + f64::from(i % 8) + 0.1 * f64::from(i / 8)).collect();
    fuel(&rpm, &map, &cells)
}

fn with(table: &MapTable, row: u32, column: u32, value: f64) -> MapTable {
    apply(table, &Command::SetCells { cells: vec![(Cell::at(row, column), value)] }).unwrap().table
}

#[test]
fn an_even_table_is_fine() {
    assert_eq!(check(&even()), []);
    assert_eq!(check(&small()).iter().map(|f| f.code).collect::<Vec<_>>(), []);
}

#[test]
fn one_cell_that_stands_out_is_named_alone() {
    let spiked = with(&even(), 3, 4, 8.0);
    assert_eq!(found(&spiked, FindingCode::Outlier).unwrap().cells, [Cell::at(3, 4)]);
}

#[test]
fn fuel_that_falls_with_load_goes_the_wrong_way() {
    let falling = with(&even(), 5, 7, 8.0);
    let finding = found(&falling, FindingCode::WrongWay).unwrap();
    assert_eq!((finding.cells, finding.count), (vec![Cell::at(5, 7)], 1));
    assert_eq!(found(&curve(&[0.6, 0.5, 0.55, 0.2]), FindingCode::WrongWay).unwrap().cells, [Cell::at(0, 2)]);
}

#[test]
fn a_step_far_steeper_than_its_neighbours_is_a_jump() {
    let mut cells: Vec<f64> = (0..8).map(|i| 1.0 + 0.1 * f64::from(i)).collect();
    for z in &mut cells[4..] {
        *z += 2.0;
    }
    let table = fuel(
        &[1000.0, 2000.0],
        &[-0.7, -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0.0],
        &[cells.clone(), cells].concat(),
    );
    let finding = found(&table, FindingCode::Jump).unwrap();
    assert_eq!(finding.cells, [Cell::at(0, 3), Cell::at(0, 4), Cell::at(1, 3), Cell::at(1, 4)]);
}

#[test]
fn four_cells_alike_along_the_load_are_flat() {
    let table = fuel(
        &[1000.0, 2000.0],
        &[-0.8, -0.6, -0.4, -0.2, 0.0],
        &[2.0, 2.0, 2.0, 2.0, 3.0, 2.0, 2.0, 2.0, 2.5, 3.0],
    );
    assert_eq!(found(&table, FindingCode::Flat).unwrap().count, 4);
    let all = fuel(&[1000.0, 2000.0], &[0.0, 0.1], &[5.0; 4]);
    assert_eq!(check(&all).iter().map(|f| f.code).collect::<Vec<_>>(), [FindingCode::AllEqual]);
}

#[test]
fn what_cannot_be_comes_first() {
    let mut table = curve(&[9.0, 0.5, 2.9, 0.1]);
    table.info.kind = TableKind::DeadTime;
    let findings = check(&table);
    assert_eq!(findings[0].code, FindingCode::CellsBeyondLimits);
    assert_eq!(findings[0].cells, [Cell::at(0, 0)]);
}

#[test]
fn cells_out_of_use_are_not_looked_at() {
    let x = MapAxis::new(
        Some(ChannelId::Tps),
        Unit::Percent,
        vec![0.0, 50.0, 400.0, 100.0],
        vec![true, true, false, true],
    );
    let table = MapTable::new(
        MapInfo::new("t", TableKind::MainFuel),
        x.unwrap(),
        None,
        Unit::Milliseconds,
        vec![1.0, 2.0, 5000.0, 4.0],
    );
    assert_eq!(check(&table.unwrap()), []);
}

#[test]
fn axes_are_looked_at_too() {
    let x = MapAxis::new(
        Some(ChannelId::MapGauge),
        Unit::Bar,
        vec![-1.0, -0.9, -0.8, -0.7, -0.6, -0.5, -0.4, 4.0],
        vec![true; 8],
    )
    .unwrap();
    let info = MapInfo::new("t", TableKind::Other);
    let table = MapTable::new(info.clone(), x, None, Unit::Raw, (0..8).map(f64::from).collect()).unwrap();
    assert_eq!(found(&table, FindingCode::AxisGap).unwrap().axis, Some((Side::X, vec![7])));
    assert_eq!(found(&table, FindingCode::PointsUnusual).unwrap().axis, Some((Side::X, vec![7])));
    let single = MapAxis::of(Some(ChannelId::Rpm), Unit::Rpm, vec![90_000.0]).unwrap();
    let table = MapTable::new(info, single, None, Unit::Raw, vec![1.0]).unwrap();
    let codes: Vec<FindingCode> = check(&table).iter().map(|f| f.code).collect();
    assert_eq!(codes, [FindingCode::PointsBeyondLimits, FindingCode::TooFewPoints]);
}

#[test]
fn every_finding_has_its_own_name() {
    let mut slugs: Vec<&str> = FindingCode::ALL.iter().map(|c| c.slug()).collect();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), FindingCode::ALL.len());
}
