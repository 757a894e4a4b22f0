//! The real logs, where they are at hand.

use std::fs;
use std::path::Path;

use fueltune_analyzer::engine::channels::ChannelId::{self, *};
use fueltune_analyzer::engine::import::{ImportError, Imported, IssueCode, KnownFormat, LooksLike};

use crate::imports::{channel, close, count, import, values};
use crate::samples::folder;

fn read(path: &Path) -> Result<Imported, ImportError> {
    import(fs::read(path).unwrap())
}

/// Path, rows and columns (time included) of INDEX.tsv for the files whose path begins so.
fn index(logs: &Path, folder: &str, ending: &str) -> Vec<(String, usize, usize)> {
    let text = fs::read_to_string(logs.join("INDEX.tsv")).unwrap();
    let rows = text.lines().skip(1).map(|l| l.split('\t').collect::<Vec<_>>());
    rows.filter(|c| c[0].starts_with(folder) && c[0].ends_with(ending))
        .map(|c| (c[0].to_owned(), c[7].parse().unwrap_or(0), c[8].parse().unwrap_or(0)))
        .collect()
}

#[test]
fn every_fueltech_csv_has_its_rows_columns_and_rate() {
    let Some(logs) = folder("every_fueltech_csv_has_its_rows_columns_and_rate", "logs") else { return };
    let files = index(&logs, "fueltech/", ".csv");
    assert!(files.len() >= 5, "{files:?}");
    for (file, rows, columns) in files {
        let log = read(&logs.join(&file)).unwrap();
        assert_eq!(log.info.format, "fueltech-csv", "{file}");
        assert_eq!((log.table.rows(), log.table.columns().len() + 1), (rows, columns), "{file}");
        assert!(close(log.table.main_axis().sample_rate(), 25.0), "{file}");
        assert!(log.doubts.is_empty(), "{file}: {:?}", log.doubts);
        let unknown: Vec<&str> =
            log.table.columns().iter().filter(|c| c.id().is_none()).map(|c| &*c.source).collect();
        let own = ["Blip/Punta_taco", "Controle_de_lenta", "Corte_-_Modo_de_Segurança"];
        assert!(unknown.iter().all(|name| own.contains(name)), "{file}: {unknown:?}");
    }
}

#[test]
fn the_padding_of_real_exports_is_counted_and_kept() {
    let Some(logs) = folder("the_padding_of_real_exports_is_counted_and_kept", "logs") else { return };
    for (file, padding) in [("MunizSkidPad1.csv", 14), ("RESFRIA.csv", 18), ("JudahAceleracao.csv", 0)] {
        let log = read(&logs.join("fueltech/ironracers").join(file)).unwrap();
        assert_eq!(count(&log, IssueCode::ExportTail), padding, "{file}");
        assert_eq!(channel(&log, Rpm).missing(), padding as usize, "{file}");
        assert_eq!(count(&log, IssueCode::NotFinite), 0, "{file}");
    }
}

/// A real file of another program: rows, rate where it is even, and some channels with their mean in the base unit.
type Case = (&'static str, usize, Option<f64>, &'static [(ChannelId, f64)]);

const GENERIC: &[Case] = &[
    ("cobb/accessport_sample.csv", 18_033, None, &[(MapGauge, -0.324_88), (Coolant, 88.49), (Speed, 113.92)]),
    (
        "cobb/r5_log.201704070800.csv",
        13_867,
        None,
        &[(Lambda1, 1.0528), (Coolant, 80.487), (MapGauge, -0.524_27)],
    ),
    (
        "ecutek/ProECU-OL-CL-LC-LS-LV.log.csv",
        37_948,
        None,
        &[(MapAbs, 0.458), (Lambda1, 1.0521), (Rpm, 2035.4)],
    ),
    ("ecuxplot/nyet-1-14-2008_9-38-47_PM.csv", 450, None, &[(Rpm, 3375.7), (Baro, 0.991_95)]),
    ("ecuxplot/zeitronix.csv", 6, None, &[(Rpm, 1855.73)]),
    ("ecuxplot/simostools.csv", 4, None, &[(Lambda1, 1.0596), (OilTemp, 85.0)]),
    ("hptuners/ky13_small_log.csv", 3621, Some(40.0), &[(Rpm, 688.31), (Battery, 13.548)]),
    ("me7/enginedyno/ME7-Logger-log.csv", 388, Some(20.0), &[(Rpm, 4078.9)]),
    (
        "mhd/2020-02-25_07_06_10_9E60B_v1.54_Stage_1_93oct_98ron.csv",
        18_570,
        None,
        &[(Rpm, 1470.5), (Coolant, 83.701), (OilPressure, 3.1495)],
    ),
    ("mlg/passat-speeduino/2025-11-19_11.29.51.csv", 393, None, &[]),
    ("mlg/passat-speeduino/2026-03-07_11.37.31.csv", 10_826, None, &[(MapGauge, -0.553_26)]),
    ("mlg/setterlee-ms2/2025-09-21_12.41.01.msl", 2715, None, &[(Rpm, 1606.1), (Lambda1, 0.869_32)]),
    ("msl/svo2/2014-07-06_13.59.35.msl", 21_053, None, &[(Coolant, 79.487), (Pw1, 2.2575)]),
    ("msl/svo2/2019-10-07_18.11.56.msl", 113, None, &[]),
    ("msl/xpbim3/1.msl", 19_320, None, &[(Lambda1, 0.994_58), (Rpm, 1550.2)]),
    ("other/acloran/Log__2026_03_31__06_03_01.csv", 1295, None, &[]),
    ("other/dragy/dragy_decrypted_with_rpm.csv", 271, Some(10.0), &[(Speed, 53.914)]),
    ("other/moteclog/csv_sample.csv", 18_033, None, &[(MapAbs, 0.675_61), (MapGauge, -0.324_88)]),
    ("torque/trackLog.csv", 2662, None, &[(Rpm, 1693.7), (Battery, 13.549)]),
    (
        "tunerlog/tuner_log_25-11-16_1653_pulls_and_cruise_v7.csv",
        16_077,
        None,
        &[(Lambda1, 1.0705), (Rpm, 2829.5)],
    ),
    ("ultralog/2025_1218_1904.csv", 20_160, Some(50.0), &[(Rpm, 1059.3), (Tps, 3.8186)]),
    ("ultralog/bluedriver_livedata.csv", 995, Some(2.5), &[]),
    (
        "ultralog/romraiderlog_20251031_170713.csv",
        4235,
        None,
        &[(Rpm, 1970.3), (Lambda1, 1.0262), (MapAbs, 0.430_65)],
    ),
];

#[test]
fn generic_files_have_their_rows_and_figures() {
    let Some(logs) = folder("generic_files_have_their_rows_and_figures", "logs") else { return };
    for (file, rows, rate, channels) in GENERIC {
        let log = read(&logs.join(file)).unwrap();
        assert_eq!(log.table.rows(), *rows, "{file}");
        if let Some(rate) = rate {
            assert!(
                close(log.table.main_axis().sample_rate(), *rate),
                "{file}: {}",
                log.table.main_axis().sample_rate()
            );
        }
        for (id, mean) in *channels {
            let values: Vec<f64> = values(channel(&log, *id)).into_iter().filter(|x| x.is_finite()).collect();
            let found = values.iter().sum::<f64>() / values.len() as f64;
            assert!((found - mean).abs() <= 2e-4 * mean.abs().max(0.1), "{file}, {}: {found}", id.slug());
        }
    }
}

#[test]
fn remarks_between_the_rows_become_markers() {
    let Some(logs) = folder("remarks_between_the_rows_become_markers", "logs") else { return };
    for (file, markers) in
        [("msl/svo2/2014-07-06_13.59.35.msl", 11), ("mlg/setterlee-ms2/2025-09-21_12.41.01.msl", 1)]
    {
        let log = read(&logs.join(file)).unwrap();
        assert_eq!(log.info.markers.len(), markers, "{file}");
        let (start, end) = (log.table.start(), log.table.end());
        assert!(
            log.info.markers.iter().all(|m| (start..=end).contains(&m.time) && m.text.starts_with("MARK"))
        );
    }
}

#[test]
fn what_is_no_log_is_refused_for_the_right_reason() {
    let Some(logs) = folder("what_is_no_log_is_refused_for_the_right_reason", "logs") else { return };
    let cases = [
        ("awkward/corrupt_export_from_mlg.csv", LooksLike::HeaderNotChannels),
        ("awkward/git-lfs-pointer_named.mlg", LooksLike::GitLfsPointer),
        ("awkward/ms2_std_ms2geno2.log", LooksLike::CalibrationTable),
        ("ecutek/polf_table.csv", LooksLike::TuneTable),
        ("tables/milescook/VE_Table.csv", LooksLike::TuneTable),
        ("tables/hypertuner/202103.ini", LooksLike::Settings),
        ("tables/hypertuner/202103.msq", LooksLike::Xml),
        ("tables/xpbim3/VE.table", LooksLike::Xml),
        ("vcds/Empty.csv", LooksLike::Empty),
        ("vcds/OneSimpleLine.csv", LooksLike::OneLine),
    ];
    for (file, looked_like) in cases {
        assert_eq!(read(&logs.join(file)).err(), Some(ImportError::NotALog { looked_like }), "{file}");
    }
}

#[test]
fn known_logs_without_a_reader_are_named() {
    let Some(logs) = folder("known_logs_without_a_reader_are_named", "logs") else { return };
    let cases = [
        ("fueltech/ironracers/JudahAceleracao.ftml", KnownFormat::FuelTechFtml),
        ("fueltech/leechardes/Log_3_20230522-2043.ftml", KnownFormat::FuelTechFtml),
        ("mlg/hypertuner/long.mlg", KnownFormat::Mlg),
        ("motec/Sample1.ld", KnownFormat::MotecLd),
        ("ultralog/linklog.llg", KnownFormat::LinkLlg),
        ("haltech/ultralog_2025-07-18_0215pm_Log1118.csv", KnownFormat::HaltechNsp),
        ("vcds/LogWithSpeed-2022-11-23.CSV", KnownFormat::Vcds),
        ("ecuxplot/vcds-IDE-german.csv", KnownFormat::Vcds),
        ("ecuxplot/vcds-003-020-026.csv", KnownFormat::Vcds),
    ];
    for (file, format) in cases {
        assert_eq!(read(&logs.join(file)).err(), Some(ImportError::NotReadable { format }), "{file}");
    }
}
