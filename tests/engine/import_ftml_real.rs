//! Real native FuelTech logs against what was decoded of them elsewhere, and FuelTech's own arithmetic on them.

use std::fs;
use std::path::Path;

use fueltune_analyzer::engine::channels::ChannelId::{self, *};
use fueltune_analyzer::engine::import::Imported;
use fueltune_analyzer::engine::table::Column;
use fueltune_analyzer::engine::tune::{Calibration, TableKind};
use fueltune_analyzer::engine::units::Unit;

use crate::imports::{channel, import, log};
use crate::samples::{files, folder};

const FT450: &str = "Log_3_20230522-2043";
const FT550: &str = "Log_3_20250815-1033_20250829-1804";

fn read(samples: &Path, name: &str) -> Imported {
    import(fs::read(samples.join(format!("logs/fueltech/leechardes/{name}.ftml"))).unwrap()).unwrap()
}

/// A column as the file has it: flows are kept in another unit.
fn logged(column: &Column, row: usize) -> f64 {
    let value = column.data().number(row);
    match column.id() {
        Some(FuelFlow | FuelFlowBankA) => Unit::LbPerHour.from_base(value),
        _ => value,
    }
}

/// Rows of a CSV as texts.
fn csv(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new().from_path(path).unwrap();
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
    (header, rows)
}

/// Asserts that a CSV's columns are the log's, row `k` being sample `k` of the time base with this period (s), to the
/// digits that are printed.
fn assert_equals_csv(log: &Imported, path: &Path, period: f64) {
    let (header, rows) = csv(path);
    for (place, name) in header.iter().enumerate().skip(1) {
        let column =
            log.table.columns().iter().find(|c| *c.source == **name).unwrap_or_else(|| panic!("no {name}"));
        let ratio = (period / log.table.axis_of(column).median_step()).round() as usize;
        let mut compared = 0;
        for (row, cells) in rows.iter().enumerate() {
            let sample = row * ratio;
            // The decoder repeated the last sample of lists that are one shorter.
            if sample >= column.len() {
                continue;
            }
            let text = cells[place].as_str();
            let expected: f64 = match text {
                "ON" => 1.0,
                "OFF" => 0.0,
                _ => match text.parse() {
                    Ok(value) => value,
                    Err(_) => continue,
                },
            };
            let digits = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let found = logged(column, sample);
            let half = 0.5 * 10f64.powi(-(digits as i32));
            assert!(
                (found - expected).abs() <= half + 1e-6 * expected.abs(),
                "{name} {row}: {found} for {text}"
            );
            compared += 1;
        }
        assert!(compared + 2 >= rows.len(), "{name}: {compared} of {} compared", rows.len());
    }
}

#[test]
fn channels_equal_what_was_decoded_to_the_printed_digits() {
    let Some(samples) = folder("channels_equal_what_was_decoded_to_the_printed_digits", "") else { return };
    for name in [FT450, FT550] {
        let log = read(&samples, name);
        assert!(log.issues.iter().all(|i| i.code.slug() != "damaged_file"), "{:?}", log.issues);
        assert_equals_csv(&log, &samples.join(format!("golden/fueltech/{name}.50Hz.csv")), 0.02);
    }
    let judah = samples.join("logs/fueltech/ironracers/JudahAceleracao.ftml");
    let log = import(fs::read(judah).unwrap()).unwrap();
    assert_equals_csv(&log, &samples.join("golden/fueltech/JudahAceleracao.from_ftml.csv"), 0.01);
}

#[test]
fn tables_equal_what_was_decoded() {
    let Some(samples) = folder("tables_equal_what_was_decoded", "") else { return };
    for (name, count) in [(FT450, 355), (FT550, 370)] {
        let log = read(&samples, name);
        let tables = log.calibration.unwrap().tables;
        let text = fs::read_to_string(samples.join(format!("golden/fueltech/{name}.tables.json"))).unwrap();
        let golden: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        assert_eq!((tables.len(), golden.len()), (count, count));
        for table in &tables {
            let expected = &golden[&table.name];
            let numbers = |of: &serde_json::Value| -> Vec<f64> {
                of.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
            };
            let cells: Vec<f64> = expected["values"].as_array().unwrap().iter().flat_map(numbers).collect();
            for (found, expected) in [
                (&table.y.values, numbers(&expected["rows"])),
                (&table.x.values, numbers(&expected["cols"])),
                (&table.values, cells),
            ] {
                // The reader of JSON may be off by the last bit of a number.
                let same = |(a, b): (&f64, &f64)| (a - b).abs() <= 4.0 * f64::EPSILON * b.abs();
                assert_eq!(found.len(), expected.len(), "{}", table.name);
                assert!(found.iter().zip(&expected).all(same), "{}: {found:?} {expected:?}", table.name);
            }
        }
    }
}

#[test]
fn facts_of_the_calibration_are_those_of_its_file() {
    let Some(samples) = folder("facts_of_the_calibration_are_those_of_its_file", "") else { return };
    let cases = [
        (FT450, "FT450 SFI", "5.01.00", "2023-05-22T20:23:31"),
        (FT550, "FT550 SFI", "5.40.00", "2025-08-15T10:32:03"),
    ];
    for (name, model, firmware, started_at) in cases {
        let log = read(&samples, name);
        let calibration = log.calibration.unwrap();
        assert_eq!(calibration.ecu_model.as_deref(), Some(model));
        assert_eq!(calibration.firmware.as_deref(), Some(firmware));
        assert_eq!(calibration.map_slot, Some(3));
        assert_eq!(calibration.setting("InjDeadTime_A"), Some(1.0));
        assert_eq!(log.info.started_at.as_deref(), Some(started_at));
        for kind in [
            TableKind::MainFuel,
            TableKind::Ignition,
            TableKind::LambdaTarget,
            TableKind::FuelCompensation,
            TableKind::Idle,
            TableKind::Boost,
        ] {
            assert!(calibration.tables_of(kind).count() > 0, "{name}: no {}", kind.slug());
        }
    }
}

#[test]
fn the_columns_of_ftmanagers_own_export_are_those_it_lists() {
    let test = "the_columns_of_ftmanagers_own_export_are_those_it_lists";
    let Some(logs) = folder(test, "logs/fueltech/ironracers") else { return };
    let native = import(fs::read(logs.join("JudahAceleracao.ftml")).unwrap()).unwrap();
    let (header, _) = csv(&logs.join("JudahAceleracao.csv"));
    assert_eq!(native.session.unwrap().listed, header[1..]);
    let export = log(fs::read(logs.join("JudahAceleracao.csv")).unwrap());
    for column in export.table.columns() {
        let same = native.table.columns().iter().find(|c| c.source == column.source).unwrap();
        assert_eq!(same.key, column.key, "{}", column.source);
    }
}

#[test]
fn no_word_about_persons_or_devices_is_kept_of_real_files() {
    let Some(logs) = folder("no_word_about_persons_or_devices_is_kept_of_real_files", "logs/fueltech") else {
        return;
    };
    for path in files(logs, "ftml") {
        let log = import(fs::read(&path).unwrap()).unwrap();
        let all = format!("{log:?}");
        for word in ["Users", "C:\\\\", ".ftml", "Desktop", "Dropbox", "="] {
            assert!(!all.contains(word), "{word} of {}", path.display());
        }
    }
}

/// Mean of the differences between what the calibration says and what was logged, over the rows that `ask` gives.
fn mean(differences: &[f64]) -> f64 {
    differences.iter().sum::<f64>() / differences.len() as f64
}

/// Figures of channels on the main rows of the log, by index: all of them are on the 20 ms base.
struct Rows<'a>(&'a Imported);

impl Rows<'_> {
    fn at(&self, id: ChannelId, row: usize) -> f64 {
        channel(self.0, id).data().number(row)
    }

    fn len(&self) -> usize {
        channel(self.0, Rpm).len() - 1
    }
}

fn curve(calibration: &Calibration, name: &str, at: f64) -> f64 {
    calibration.table(name).unwrap_or_else(|| panic!("no {name}")).lookup_curve(at).unwrap()
}

#[test]
fn the_lambda_target_is_the_table_at_pressure_and_speed() {
    let Some(samples) = folder("the_lambda_target_is_the_table_at_pressure_and_speed", "") else { return };
    for (name, rows) in [(FT450, 191), (FT550, 1354)] {
        let log = read(&samples, name);
        let table = log.calibration.as_ref().unwrap().table("InjTables.Inj_MapLambda_Table").unwrap();
        let of = Rows(&log);
        let off: Vec<f64> = (0..of.len())
            .filter(|row| of.at(LambdaTarget, *row) > 0.0)
            .map(|row| {
                (table.lookup(of.at(MapGauge, row), of.at(Rpm, row)).unwrap() - of.at(LambdaTarget, row))
                    .abs()
            })
            .collect();
        assert!(off.len() >= rows, "{name}: {} rows", off.len());
        assert!(mean(&off) <= 0.001, "{name}: {}", mean(&off));
    }
}

#[test]
fn the_ignition_is_the_sum_of_its_curves() {
    let Some(samples) = folder("the_ignition_is_the_sum_of_its_curves", "") else { return };
    let log = read(&samples, FT550);
    let calibration = log.calibration.as_ref().unwrap();
    let of = Rows(&log);
    let off: Vec<f64> = (0..of.len())
        .filter(|row| of.at(Rpm, *row) > 1500.0)
        .map(|row| {
            let sum = curve(calibration, "IgnTables.Ign_MainRpmTable_Legacy", of.at(Rpm, row))
                + curve(calibration, "IgnTables.Ign_AuxMapTable_Legacy", of.at(MapGauge, row))
                + curve(calibration, "IgnTables.Ign_AuxEngTemp_Table", of.at(Coolant, row))
                + curve(calibration, "IgnTables.Ign_AuxAirTemp_Table", of.at(IntakeAir, row));
            (sum - of.at(IgnAdvance, row)).abs()
        })
        .collect();
    assert!(off.len() > 600, "{} rows", off.len());
    assert!(mean(&off) <= 0.1, "{}", mean(&off));
}

/// The main fuel holds the base dead time; only what is above it is scaled, and the dead time by voltage is added.
#[test]
fn the_pulse_is_the_main_fuel_scaled_above_the_dead_time() {
    let Some(samples) = folder("the_pulse_is_the_main_fuel_scaled_above_the_dead_time", "") else { return };
    for name in [FT450, FT550] {
        let log = read(&samples, name);
        let calibration = log.calibration.as_ref().unwrap();
        let dead = calibration.setting("InjDeadTime_A").unwrap();
        let of = Rows(&log);
        let share = |table: &str, at: f64| 1.0 + curve(calibration, table, at) / 100.0;
        let mut off: Vec<f64> = (0..of.len())
            .filter(|row| {
                let steady = of.at(AccelEnrich, *row) == 0.0 && of.at(TpsRate, *row).abs() <= 1.0;
                steady && of.at(Pw1, *row) > 0.0 && of.at(Rpm, *row) >= 400.0
            })
            .map(|row| {
                let main = curve(calibration, "InjTables.Inj_MainMapTable_A_Legacy", of.at(MapGauge, row));
                let scaled = (main - dead)
                    * share("InjTables.Inj_AuxRpmTable_Legacy", of.at(Rpm, row))
                    * share("InjTables.Inj_AuxEngTemp_Table", of.at(Coolant, row))
                    * share("InjTables.Inj_AuxAirTemp_Table", of.at(IntakeAir, row))
                    * (1.0 + of.at(TrimCl, row) / 100.0);
                let volts = curve(calibration, "InjTables.Inj_DeadTime_A_Table", of.at(Battery, row));
                (scaled + dead + volts - of.at(Pw1, row)).abs() / of.at(Pw1, row)
            })
            .collect();
        assert!(off.len() > 200, "{name}: {} rows", off.len());
        off.sort_by(f64::total_cmp);
        let median = off[off.len() / 2];
        assert!(median <= 0.03, "{name}: {median}");
    }
}
