//! Real binary logs, where they are at hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fueltune_analyzer::engine::channels::ChannelId::*;
use fueltune_analyzer::engine::import::{Imported, IssueCode};
use fueltune_analyzer::engine::table::Column;
use fueltune_analyzer::engine::tune::TableKind;

use crate::import_real::index;
use crate::imports::{channel, close, count, import, log, values};
use crate::samples::folder;

fn read(path: &Path) -> Imported {
    log(fs::read(path).unwrap())
}

/// Bits come as columns of their own: what that adds to the fields of a file.
fn extra(log: &Imported) -> usize {
    log.columns.iter().filter(|c| c.source.starts_with("Engine Prot.")).count().saturating_sub(1)
}

#[test]
fn every_mlg_has_its_rows_fields_markers_and_gaps() {
    let Some(logs) = folder("every_mlg_has_its_rows_fields_markers_and_gaps", "logs") else { return };
    let files = index(&logs, "mlg/", ".mlg");
    assert!(files.len() >= 8, "{files:?}");
    let remarks = fs::read_to_string(logs.join("INDEX.tsv")).unwrap();
    for (file, rows, fields) in files {
        if rows == 0 {
            assert!(import(fs::read(logs.join(&file)).unwrap()).is_err(), "{file}");
            continue;
        }
        let log = read(&logs.join(&file));
        assert_eq!(log.info.format, "mlg", "{file}");
        assert_eq!((log.table.rows(), log.table.columns().len() + 1 - extra(&log)), (rows, fields), "{file}");
        let line = remarks.lines().find(|l| l.starts_with(&file)).unwrap();
        let told = |what: &str| -> u32 {
            let rest = line.split_once(what).unwrap().1;
            rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
        };
        assert_eq!(log.info.markers.len() as u32, told("markers "), "{file}");
        assert_eq!(count(&log, IssueCode::LostBlocks), told("counter gaps "), "{file}");
        assert_eq!(
            count(&log, IssueCode::BadChecksum) + count(&log, IssueCode::UnreadableBytes),
            0,
            "{file}"
        );
        assert_eq!(log.calibration.is_some(), line.contains("embedded tune"), "{file}");
        assert!(log.info.started_at.is_some(), "{file}");
        for id in [Rpm, MapAbs, Tps, Lambda1, IgnAdvance, Coolant, IntakeAir, Pw1, Battery, Ve] {
            channel(&log, id);
        }
    }
}

#[test]
fn the_tune_in_a_log_has_the_tables_of_its_firmware() {
    let Some(logs) = folder("the_tune_in_a_log_has_the_tables_of_its_firmware", "logs") else { return };
    for (file, ve, cells) in [
        ("mlg/passat-speeduino/2026-03-07_11.37.31.mlg", "veTable", 256),
        ("mlg/mlg-converter/v2.mlg", "veTable", 256),
        ("mlg/setterlee-ms2/2025-09-21_12.41.01.mlg", "veTable1", 256),
    ] {
        let tune = read(&logs.join(file)).calibration.unwrap();
        let table = tune.table(ve).unwrap();
        assert_eq!((table.kind, table.values.len()), (TableKind::Ve, cells), "{file}");
        assert_eq!((table.y.channel, table.x.channel), (Some(Rpm), Some(MapAbs)), "{file}");
        assert!(table.lookup(0.6, 2500.0).is_some_and(|v| (10.0..150.0).contains(&v)), "{file}");
        assert!(tune.tables_of(TableKind::Ignition).next().is_some(), "{file}");
        let target = tune.tables_of(TableKind::LambdaTarget).next().unwrap();
        assert!(target.values.iter().all(|v| (0.6..1.6).contains(v)), "{file}: {:?}", target.values);
    }
}

/// A text beside a binary log: names, and cells by row.
fn cells(text: &str, delimiter: char) -> (Vec<String>, Vec<Vec<String>>) {
    let row = |l: &str| l.split(delimiter).map(|c| c.trim_matches('"').to_owned()).collect::<Vec<_>>();
    let mut lines = text.lines().skip_while(|l| !l.trim_matches('"').starts_with("Time"));
    let names = row(lines.next().unwrap());
    let rows = lines.skip(1).filter(|l| l.contains(delimiter)).map(row).collect();
    (names, rows)
}

/// Compares all cells with the log: equal up to the digits that are printed, and `slack` of them.
fn assert_equal(file: &str, log: &Imported, names: &[String], rows: &[Vec<String>], slack: f64) {
    assert_eq!(log.table.rows(), rows.len(), "{file}");
    let by_name: BTreeMap<&str, _> = log.columns.iter().map(|c| (c.name.as_str(), c)).collect();
    let mut compared = 0;
    for (place, name) in names.iter().enumerate() {
        let Some(decision) = by_name.get(name.as_str()) else { continue };
        let (scale, offset) = decision.source_unit.scale_offset();
        let column = log.table.column(decision.key.as_ref().unwrap()).unwrap();
        let found = values(column);
        for (row, cells) in rows.iter().enumerate() {
            let cell = &cells[place];
            let Ok(printed) = cell.parse::<f64>() else { continue };
            let decimals = cell.split_once('.').map_or(0, |(_, d)| d.len());
            let step = 10f64.powi(-(decimals as i32)) * slack * scale.abs();
            let expected = printed * scale + offset;
            let equal = (found[row] - expected).abs() <= step + expected.abs() * 2e-7
                || (found[row].is_nan() && printed == 0.0);
            assert!(equal, "{file}, {name}, row {row}: {} for {cell}", found[row]);
            compared += 1;
        }
    }
    assert!(compared * 10 > rows.len() * names.len() * 8, "{file}: {compared} cells compared");
}

#[test]
fn an_mlg_is_its_csv_up_to_the_printed_digits() {
    let Some(logs) = folder("an_mlg_is_its_csv_up_to_the_printed_digits", "logs/mlg/passat-speeduino") else {
        return;
    };
    for stem in ["2025-11-19_11.29.51", "2026-03-07_11.37.31"] {
        let log = read(&logs.join(format!("{stem}.mlg")));
        let text = fs::read_to_string(logs.join(format!("{stem}.csv"))).unwrap();
        let (names, rows) = cells(&text, ';');
        assert_equal(stem, &log, &names, &rows, 0.5001);
        let field = names.iter().position(String::is_empty).unwrap();
        let bit = |name: &str| values(crate::imports::own(&log, name));
        let (low, high) = (bit("Engine Prot. RPM"), bit("Engine Prot. CLT"));
        for (row, cells) in rows.iter().enumerate() {
            assert_eq!(cells[field].parse::<f64>().unwrap(), low[row] + 2.0 * high[row], "{stem}, row {row}");
        }
        let at = names.iter().position(|n| n == "Time").unwrap();
        let seconds = log.table.main_axis().seconds();
        for (row, cells) in rows.iter().enumerate().skip(1) {
            let printed: f64 = cells[at].parse().unwrap();
            assert!(
                (seconds[row] - printed).abs() < 0.0006,
                "{stem}, row {row}: {} for {printed}",
                seconds[row]
            );
        }
    }
}

#[test]
fn an_mlg_is_its_msl_up_to_megalogviewers_rounding() {
    let Some(logs) = folder("an_mlg_is_its_msl_up_to_megalogviewers_rounding", "logs/mlg/setterlee-ms2")
    else {
        return;
    };
    let stem = "2025-09-21_12.41.01";
    let log = read(&logs.join(format!("{stem}.mlg")));
    let text = String::from_utf8_lossy(&fs::read(logs.join(format!("{stem}.msl"))).unwrap()).into_owned();
    let (names, rows) = cells(&text, '\t');
    assert_equal(stem, &log, &names, &rows, 1.001);
}

#[test]
fn markers_stand_where_a_converter_has_them() {
    let Some(shared) = folder("markers_stand_where_a_converter_has_them", "") else { return };
    let text = fs::read_to_string(shared.join("golden/markers.json")).unwrap();
    let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
    let log = read(&shared.join("logs/mlg/mlg-converter/markers.mlg"));
    let records = golden["records"].as_array().unwrap();
    let (mut before, mut markers) = (Vec::new(), Vec::new());
    for record in records {
        if record["type"] == "marker" {
            markers.push(before.last().copied().unwrap_or(0.0));
        } else {
            before.push(record["Time"].as_f64().unwrap());
        }
    }
    assert_eq!(log.table.rows(), before.len());
    assert_eq!(log.info.markers.len(), markers.len());
    for (found, expected) in log.info.markers.iter().zip(markers) {
        assert!(close(found.time, expected), "{found:?} for {expected}");
        assert!(found.text.starts_with("MARK"), "{found:?}");
    }
    let speeds = records.iter().filter(|r| r["type"] != "marker").map(|r| r["RPM"].as_f64().unwrap());
    assert_eq!(values(channel(&log, Rpm)), speeds.collect::<Vec<_>>());
}

#[test]
fn the_motec_log_has_its_channels_at_their_rates() {
    let Some(logs) = folder("the_motec_log_has_its_channels_at_their_rates", "logs") else { return };
    let log = read(&logs.join("motec/Sample1.ld"));
    assert_eq!((log.info.format.as_str(), log.table.columns().len()), ("motec-ld", 78));
    assert_eq!(log.info.started_at.as_deref(), Some("2005-11-23T09:53:00"));
    assert!((453.0..454.1).contains(&log.table.main_axis().duration()));
    let mut rates: Vec<u32> = log.table.axes().iter().map(|a| a.sample_rate().round() as u32).collect();
    rates.sort_unstable();
    assert_eq!(rates, [1, 2, 5, 10, 20, 50, 100]);
    let rpm = values(channel(&log, Rpm));
    assert_eq!(rpm.len(), 4540);
    assert!(rpm.iter().all(|x| (0.0..9000.0).contains(x)) && rpm.iter().any(|x| *x > 5000.0));
    for id in [MapAbs, Tps, Coolant, IntakeAir, OilTemp, OilPressure, Lambda1, IgnAdvance, Gear, Speed, GLat]
    {
        channel(&log, id);
    }
    let battery = values(channel(&log, Battery));
    let mean = battery.iter().sum::<f64>() / battery.len() as f64;
    assert!((13.5..14.2).contains(&mean), "{mean}");
    assert_eq!(count(&log, IssueCode::DamagedFile), 0);
}

#[test]
fn the_link_log_has_its_channels_and_markers() {
    let Some(logs) = folder("the_link_log_has_its_channels_and_markers", "logs") else { return };
    let log = read(&logs.join("ultralog/linklog.llg"));
    assert_eq!((log.info.format.as_str(), log.table.columns().len()), ("link-llg", 485));
    let samples: usize = log.table.columns().iter().map(Column::len).sum();
    assert_eq!(samples, 12_363);
    assert!(close(log.table.start(), 0.0) && (22.9..23.0).contains(&log.table.end()));
    let texts: Vec<&str> = log.info.markers.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(texts, ["History", "PC Logged Data", "ECU Reconnected", "EOL"]);
    let map = values(channel(&log, MapAbs));
    assert!(map.iter().all(|x| (0.2..1.2).contains(x)), "bar");
    for id in [Rpm, Tps, Pedal, Coolant, IntakeAir, IgnAdvance, Pw1, Battery, LambdaTarget, Baro] {
        channel(&log, id);
    }
    assert_eq!(count(&log, IssueCode::ImplausibleRate), 0);
    assert_eq!(count(&log, IssueCode::UnreadableBytes) + count(&log, IssueCode::DamagedFile), 0);
}
