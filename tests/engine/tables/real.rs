//! Real files of tables: taken over whole, and the same after every way out and in.

use std::fs;
use std::path::Path;

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::import::read_tune;
use fueltune_analyzer::engine::tables::exchange::{
    Exported, Grid, Layout, Mark, Reading, fit, read_block, read_json, read_table_xml, write_json,
    write_table_xml, write_text,
};
use fueltune_analyzer::engine::tables::{
    Cell, Command, Converted, MapAxis, MapInfo, MapTable, PasteHow, apply, check, from_calibration,
};
use fueltune_analyzer::engine::tune::names::told;
use fueltune_analyzer::engine::tune::{Calibration, TableKind};
use fueltune_analyzer::engine::units::Unit;

use crate::imports::import;
use crate::samples::{files, folder};

/// Out as text and onto the same table with other values: the same as before.
fn comes_back(table: &MapTable, layout: Layout) {
    let text = write_text(table, layout);
    let reading = Reading { mark: Some(layout.mark), headed: None };
    let block = read_block(&text, reading).unwrap_or_else(|e| panic!("{}: {e}\n{text}", table.info.name));
    let at = Cell::at(table.rows_in_use()[0] as u32, table.x().in_use()[0] as u32);
    let found =
        fit(&block, table, at, &layout).unwrap_or_else(|e| panic!("{}: {e}\n{text}", table.info.name));
    let command = Command::Paste { at, block: found.block, how: PasteHow::Replace, transpose: false };
    // What was there before does not matter: all of it is pasted over.
    let other = apply(table, &Command::Multiply { area: table.whole(), factor: 0.0 });
    let other = other.map_or_else(|_| table.clone(), |applied| applied.table);
    match apply(&other, &command) {
        Ok(applied) => assert_eq!(applied.table.lattice(), table.lattice(), "{}: {text}", table.info.name),
        // Real files hold figures beyond what an edit may bring about.
        Err(refusal) => assert!(!check(table).is_empty(), "{}: {refusal}", table.info.name),
    }
}

fn all_ways(table: &MapTable) {
    let exported = [Exported { vehicle: None, table: table.clone() }];
    assert_eq!(read_json(&write_json(&exported)).unwrap(), exported);
    for mark in [Mark::Point, Mark::Comma] {
        for layout in
            [Layout { digits: None, ..Layout::ftmanager(mark) }, Layout::spreadsheet(mark), Layout::csv(mark)]
        {
            comes_back(table, layout);
        }
    }
    comes_back(table, Layout::tuner_studio());
}

/// All tables that have a cell.
fn taken(calibration: &Calibration, name: &str) -> Vec<Converted> {
    let (taken, refused) = from_calibration(calibration);
    assert_eq!(taken.len() + refused.len(), calibration.tables.len());
    let empty = |name: &str| calibration.table(name).is_some_and(|table| table.values.is_empty());
    assert!(refused.iter().all(|refused| empty(&refused.name)), "{name}: {refused:?}");
    taken
}

#[test]
fn every_table_of_a_fueltech_calibration_can_be_edited_and_exchanged() {
    let test = "every_table_of_a_fueltech_calibration_can_be_edited_and_exchanged";
    let Some(samples) = folder(test, "") else { return };
    for (name, count) in [("Log_3_20230522-2043", 355), ("Log_3_20250815-1033_20250829-1804", 370)] {
        let log = fs::read(samples.join(format!("logs/fueltech/leechardes/{name}.ftml"))).unwrap();
        let calibration = import(log).unwrap().calibration.unwrap();
        let text = fs::read_to_string(samples.join(format!("golden/fueltech/{name}.tables.json"))).unwrap();
        let golden: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        let all = taken(&calibration, name);
        let without_cells = calibration.tables.iter().filter(|t| t.values.is_empty()).count();
        assert_eq!((calibration.tables.len(), all.len()), (count, count - without_cells));
        assert!(without_cells <= 1);
        for converted in &all {
            equals_golden(converted, &golden[&converted.table.info.name]);
        }
        for converted in all.iter().step_by(7) {
            all_ways(&converted.table);
        }
    }
}

/// The cells are those decoded elsewhere, turned where the table was.
fn equals_golden(converted: &Converted, golden: &serde_json::Value) {
    let table = &converted.table;
    let rows: Vec<Vec<f64>> = serde_json::from_value(golden["values"].clone()).unwrap();
    for cell in table.whole().cells() {
        let (r, c) = (cell.row as usize, cell.column as usize);
        let expected = if converted.turned { rows[c][r] } else { rows[r][c] };
        let found = table.cell(cell).unwrap();
        assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{}: {found} {expected}", table.info.name);
    }
    let points: Vec<f64> = serde_json::from_value(golden["cols"].clone()).unwrap();
    let along = if converted.turned { table.y().unwrap() } else { table.x() };
    let scale = if along.unit() == Unit::Milliseconds { 1000.0 } else { 1.0 };
    let same = |(a, b): (&f64, &f64)| (a - b * scale).abs() <= 1e-9 * a.abs();
    assert!(along.points().iter().zip(&points).all(same), "{}", table.info.name);
}

/// Two tables of a file never have the same words.
#[test]
fn every_name_of_a_real_calibration_is_known_and_tells_one_table() {
    let test = "every_name_of_a_real_calibration_is_known_and_tells_one_table";
    let Some(samples) = folder(test, "golden/fueltech") else { return };
    let lists =
        files(samples, "json").into_iter().filter(|path| path.to_string_lossy().ends_with(".tables.json"));
    for path in lists {
        let text = fs::read_to_string(&path).unwrap();
        let golden: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        let mut seen = std::collections::BTreeMap::new();
        for name in golden.keys() {
            let told = told(name).unwrap_or_else(|| panic!("{name} says nothing"));
            let other = seen.insert(format!("{told:?}"), name.clone());
            assert_eq!(other, None, "{name}: {told:?}");
        }
        assert!(seen.len() > 350, "{} tables in {}", seen.len(), path.display());
    }
}

#[test]
fn the_main_fuel_of_a_real_map_copies_as_ftmanager_does() {
    let test = "the_main_fuel_of_a_real_map_copies_as_ftmanager_does";
    let Some(samples) = folder(test, "logs/fueltech/leechardes") else { return };
    let log = fs::read(samples.join("Log_3_20230522-2043.ftml")).unwrap();
    let calibration = import(log).unwrap().calibration.unwrap();
    let all = taken(&calibration, "FT450");
    let main = all.iter().find(|c| c.table.info.name.ends_with("Inj_MainMapTable_A_Legacy")).unwrap();
    let text = write_text(&main.table, Layout::ftmanager(Mark::Comma));
    assert!(text.starts_with("1,453\t1,453\t1,453\t1,453\t1,511\t1,742\t2,110\t"), "{text}");
    assert!(text.ends_with("\t8,516\t9,080\n") && text.lines().count() == 1, "{text}");
}

#[test]
fn tables_of_tuner_studios_tunes_can_be_edited_and_exchanged() {
    let test = "tables_of_tuner_studios_tunes_can_be_edited_and_exchanged";
    let Some(samples) = folder(test, "logs/tables") else { return };
    let mut of_rpm = 0;
    for ending in ["msq", "msqpart"] {
        for path in files(samples.clone(), ending) {
            let calibration = read_tune(&fs::read(&path).unwrap()).unwrap();
            let (taken, refused) = from_calibration(&calibration);
            for refusal in &refused {
                println!("{}: {} {}", path.display(), refusal.name, refusal.why);
            }
            assert!(!taken.is_empty() && refused.len() * 4 <= taken.len(), "{}: {refused:?}", path.display());
            for converted in &taken {
                all_ways(&converted.table);
                let y = converted.table.y().and_then(MapAxis::channel);
                of_rpm += usize::from(y == Some(ChannelId::Rpm));
            }
        }
    }
    assert!(of_rpm > 20, "{of_rpm} tables have engine speed in rows");
    assert_eq!(read_tune(b"no tune"), None);
}

#[test]
fn tuner_studios_table_files_lose_nothing() {
    let Some(samples) = folder("tuner_studios_table_files_lose_nothing", "logs/tables") else { return };
    let found = files(samples, "table");
    assert_eq!(found.len(), 3);
    for path in found {
        let grid = read_table_xml(&fs::read_to_string(&path).unwrap()).unwrap();
        assert!(grid.rpm_in_columns());
        let info = MapInfo::new("ve", TableKind::Ve);
        let load = (Some(ChannelId::MapAbs), Unit::Kpa);
        let table = grid.clone().into_table(info, load, Unit::Percent).unwrap();
        let back = read_table_xml(&write_table_xml(&table, Unit::Kpa, Unit::Percent).unwrap()).unwrap();
        assert_eq!((back.xs, back.ys, back.cells), (grid.xs, grid.ys, grid.cells), "{}", path.display());
        all_ways(&table);
    }
}

fn grid(path: &Path) -> Grid {
    let text = fs::read_to_string(path).unwrap();
    Grid::of_text(&read_block(&text, Reading::default()).unwrap()).unwrap()
}

#[test]
fn tables_in_csv_files_are_read_whichever_way_round() {
    let Some(samples) = folder("tables_in_csv_files_are_read_whichever_way_round", "") else { return };
    let ve = grid(&samples.join("logs/tables/milescook/VE_Table.csv"));
    assert!(ve.rpm_in_columns());
    let load = (Some(ChannelId::MapAbs), Unit::Kpa);
    let ve = ve.into_table(MapInfo::new("ve", TableKind::Ve), load, Unit::Percent).unwrap();
    assert_eq!((ve.rows(), ve.columns()), (16, 16));
    assert_eq!(ve.lookup(1.05, 800.0), Some(64.0));
    assert_eq!(ve.lookup(0.2, 6800.0), Some(18.0));
    all_ways(&ve);
    for case in ["case11", "case12", "case13"] {
        for file in ["base_table.csv", "truth_table.csv"] {
            let grid = grid(&samples.join("golden/correction").join(case).join(file));
            assert!(!grid.rpm_in_columns(), "the corner says that engine speed is in lines");
            let load = (Some(ChannelId::MapGauge), Unit::Bar);
            let table =
                grid.into_table(MapInfo::new(file, TableKind::MainFuel), load, Unit::Milliseconds).unwrap();
            assert_eq!(table.y().unwrap().points()[0], 600.0);
            all_ways(&table);
        }
    }
}
