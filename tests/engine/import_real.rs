//! The real logs, where they are at hand.

use std::fs;
use std::path::Path;

use fueltune_analyzer::engine::channels::ChannelId::{self, *};
use fueltune_analyzer::engine::import::{DoubtCode, ImportError, Imported, IssueCode, LooksLike};

use fueltune_analyzer::engine::table::TimeAxis;

use crate::imports::{channel, close, count, import, values};
use crate::samples::folder;

fn read(path: &Path) -> Result<Imported, ImportError> {
    import(fs::read(path).unwrap())
}

/// Path, rows and columns (time included) of INDEX.tsv for the files whose path begins so.
pub fn index(logs: &Path, folder: &str, ending: &str) -> Vec<(String, usize, usize)> {
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

/// A real file of a program: format, rows, columns, seconds from first to last row as its time column tells them, and
/// figures in the base unit, turned by hand from the cells of a row.
type Case = (&'static str, &'static str, usize, usize, f64, &'static [(ChannelId, usize, f64)]);

const REAL: &[Case] = &[
    (
        "aim/zenardi_fuji_0033_head.csv",
        "aim-csv",
        11,
        33,
        1.35,
        &[(GpsLat, 0, 35.372_532_68), (BrakePressure, 5, -0.11)],
    ),
    // The remark of the Accessport is no column: one less than the header has.
    (
        "cobb/accessport_sample.csv",
        "cobb-accessport",
        18_033,
        15,
        1352.76,
        &[(Rpm, 1000, 1676.0), (MapGauge, 9000, -0.3034), (Speed, 1000, 14.0), (Coolant, 9000, 88.0)],
    ),
    (
        "cobb/r5_log.201704070800.csv",
        "cobb-accessport",
        13_867,
        21,
        1478.241,
        &[(Lambda1, 9000, 14.47 / 14.7), (Coolant, 9000, 82.2222), (BoostTarget, 0, -9.77 * 0.068_947_57)],
    ),
    ("ecuxplot/cobb-ap.csv", "cobb-accessport", 3, 48, 0.042, &[(Coolant, 0, (115.0 - 32.0) / 1.8)]),
    (
        "ecutek/ProECU-OL-CL-LC-LS-LV.log.csv",
        "ecutek-proecu",
        37_948,
        24,
        3198.094,
        &[(Rpm, 20_000, 1167.0), (Lambda1, 20_000, 19.29 / 14.7), (MapAbs, 0, 0.37), (Maf, 0, 2.81)],
    ),
    ("ecuxplot/ecux.csv", "ecux", 4, 31, 0.21, &[(Rpm, 0, 3749.0), (MapAbs, 0, 1.547_343_75)]),
    (
        "ecuxplot/nyet-1-14-2008_9-38-47_PM.csv",
        "ecux",
        450,
        36,
        31.706,
        &[(Rpm, 200, 2971.75), (MapAbs, 200, 1.041_562_5), (BoostTarget, 200, 0.991_875 - 1.013_25)],
    ),
    (
        "ecuxplot/jb4.csv",
        "jb4",
        3,
        36,
        0.475,
        &[(IntakeAir, 0, 23.8889), (Speed, 0, 42.196_078_43 * 1.609_344)],
    ),
    (
        "ecuxplot/logworks.csv",
        "logworks",
        8,
        5,
        0.573_44,
        &[(OilPressure, 0, 62.0 * 0.068_947_57), (Egt1, 0, 440.0)],
    ),
    (
        "ecuxplot/me7l.csv",
        "me7logger",
        3,
        75,
        0.1,
        &[(Rpm, 0, 2533.0), (MapAbs, 0, 1.042_73), (Tps, 0, 9.411_77)],
    ),
    ("ecuxplot/me7l-semicolons.csv", "me7logger", 3, 75, 0.1, &[(Rpm, 1, 2528.0), (Gear, 0, 4.0)]),
    (
        "me7/enginedyno/ME7-Logger-log.csv",
        "me7logger",
        388,
        42,
        19.35,
        &[(Rpm, 200, 5057.75), (MapAbs, 200, 2.028_32), (BoostTarget, 200, 1.027_84), (Pedal, 200, 99.9999)],
    ),
    ("ecuxplot/obdlink.csv", "obdlink", 7, 22, 28.49, &[(Coolant, 3, 70.0)]),
    (
        "ecuxplot/simostools.csv",
        "simostools",
        4,
        88,
        0.1,
        &[(Lambda1, 0, 1.025_390_6), (TrimLong, 0, 1.5625)],
    ),
    (
        "ecuxplot/swcomm.csv",
        "swcomm",
        2,
        40,
        0.0781,
        &[(Rpm, 0, 1988.0), (Speed, 0, 45.0), (Baro, 0, 0.977_929)],
    ),
    ("ecuxplot/winlog.csv", "winlog", 2, 44, 0.06, &[(Rpm, 0, 1706.75), (MapAbs, 0, 1.056_05)]),
    (
        "ecuxplot/zeitronix.csv",
        "zeitronix",
        6,
        9,
        0.08,
        &[(Rpm, 0, 1855.8), (MapGauge, 0, -21.799 * 0.033_863_89)],
    ),
    (
        "ecuxplot/vcds-003-020-026.csv",
        "vcds",
        45,
        12,
        40.96,
        &[(Rpm, 8, 1280.0), (Maf, 8, 11.89), (Load, 8, 3.1)],
    ),
    ("ecuxplot/vcds.csv", "vcds", 3, 12, 3.02, &[(Rpm, 2, 1726.0), (MapAbs, 1, 0.403_32), (Speed, 0, 16.0)]),
    (
        "ecuxplot/vcds-IDE-german.csv",
        "vcds",
        14,
        8,
        1.65,
        &[(Rpm, 1, 1483.0), (MapAbs, 1, 1.0624), (Egt4, 0, 201.7)],
    ),
    ("vcds/LogWithSpeed-2022-11-23.CSV", "vcds", 8897, 12, 2850.44, &[(Rpm, 8, 115.0), (Ambient, 0, 11.0)]),
    (
        "haltech/ultralog_2025-07-18_0215pm_Log1118.csv",
        "haltech-nsp",
        879,
        114,
        17.56,
        // Counts of a thousandth of a volt, of 0.1 kPa, of a revolution, of a microsecond.
        &[(Battery, 0, 13.042), (MapAbs, 0, 0.767), (Rpm, 0, 1225.0), (Pw1, 0, 11.628)],
    ),
    (
        "hptuners/ky13_small_log.csv",
        "hptuners-vcm",
        3621,
        33,
        90.501,
        &[
            (Rpm, 1000, 654.096_59),
            (MapAbs, 0, 0.42),
            (Maf, 0, 0.603_184_75 * 7.559_872_8),
            (Coolant, 0, 92.0),
        ],
    ),
    (
        "mhd/2020-02-25_07_06_10_9E60B_v1.54_Stage_1_93oct_98ron.csv",
        "mhd",
        18_570,
        25,
        1463.636,
        &[(Rpm, 5000, 1542.0), (OilPressure, 0, 57.99 * 0.068_947_57), (Coolant, 5000, 74.0)],
    ),
    ("mlg/passat-speeduino/2025-11-19_11.29.51.csv", "mlg-csv", 393, 77, 26.071, &[(MapAbs, 0, 0.42)]),
    (
        "mlg/passat-speeduino/2026-03-07_11.37.31.csv",
        "mlg-csv",
        10_826,
        75,
        721.805,
        &[
            (Lambda1, 5000, 1.340),
            (MapAbs, 100, 0.7),
            (MapGauge, 100, -4.2 * 0.068_947_57),
            (Coolant, 5000, 63.0),
        ],
    ),
    (
        "mlg/setterlee-ms2/2025-09-21_12.41.01.msl",
        "tunerstudio-msl",
        2715,
        91,
        181.11,
        &[(Rpm, 1500, 1118.0), (Lambda1, 1500, 12.2 / 14.7), (MapAbs, 0, 0.247), (Coolant, 0, 79.0)],
    ),
    (
        "msl/svo2/2014-07-06_13.59.35.msl",
        "tunerstudio-msl",
        21_053,
        41,
        1627.787,
        &[(Rpm, 0, 1602.0), (Coolant, 0, (76.6 - 32.0) / 1.8), (MapAbs, 100, 0.382)],
    ),
    ("msl/svo2/2019-10-07_18.11.56.msl", "tunerstudio-msl", 113, 43, 8.457, &[(Rpm, 0, 1551.0)]),
    (
        "msl/xpbim3/1.msl",
        "tunerstudio-msl",
        19_320,
        62,
        1334.942,
        &[(Lambda1, 5000, 0.959), (MapAbs, 0, 0.4)],
    ),
    ("other/acloran/Log__2026_03_31__06_03_01.csv", "delimited", 1295, 147, 13.093_001, &[]),
    ("other/moteclog/csv_sample.csv", "delimited", 18_033, 9, 1352.76, &[(MapGauge, 0, -0.5605)]),
    (
        "other/dragy/dragy_decrypted_with_rpm.csv",
        "dragy",
        271,
        10,
        26.9,
        &[(Speed, 100, 105.278), (GLong, 1, 0.135)],
    ),
    ("torque/trackLog.csv", "torque-pro", 2662, 178, 2660.971, &[]),
    (
        "tunerlog/tuner_log_25-11-16_1653_pulls_and_cruise_v7.csv",
        "projectlambda",
        16_077,
        26,
        1253.84,
        &[(Rpm, 9000, 856.0), (MapAbs, 0, 0.69), (BoostTarget, 0, 1.099 - 1.013_25)],
    ),
    (
        "ultralog/2025_1218_1904.csv",
        "ecumaster-emu",
        20_160,
        19,
        403.18,
        &[(Rpm, 1, 1116.0), (IgnAdvance, 0, 10.9)],
    ),
    ("ultralog/bluedriver_livedata.csv", "bluedriver", 995, 4, 397.6, &[]),
    (
        "ultralog/romraiderlog_20251031_170713.csv",
        "romraider",
        4235,
        4,
        827.203,
        &[(Rpm, 4, 841.0), (MapAbs, 4, 0.37), (Lambda1, 0, 0.98)],
    ),
];

#[test]
fn every_brand_has_its_rows_columns_time_and_figures() {
    let Some(logs) = folder("every_brand_has_its_rows_columns_time_and_figures", "logs") else { return };
    for (file, format, rows, columns, seconds, spots) in REAL {
        let log = read(&logs.join(file)).unwrap();
        assert_eq!(log.info.format, *format, "{file}");
        assert_eq!((log.table.rows(), log.table.columns().len()), (*rows, *columns), "{file}");
        let axis = log.table.main_axis();
        assert!((axis.duration() - seconds).abs() < 1e-4, "{file}: {} s", axis.duration());
        for (id, row, expect) in *spots {
            let found = channel(&log, *id).data().number(*row);
            assert!(
                (found - expect).abs() <= 2e-5 * expect.abs().max(1.0),
                "{file}, {} in row {row}: {found}",
                id.slug()
            );
        }
        assert!(
            !log.doubts.iter().any(|d| d.code == DoubtCode::TimeUnit),
            "{file}: the unit of time is known"
        );
    }
}

/// Means over whole files, as they were before the brands were told apart: none of them may have moved.
const MEANS: &[(&str, &[(ChannelId, f64)])] = &[
    ("cobb/accessport_sample.csv", &[(MapGauge, -0.324_88), (Coolant, 88.49), (Speed, 113.92)]),
    ("cobb/r5_log.201704070800.csv", &[(Lambda1, 1.0528), (Coolant, 80.487), (MapGauge, -0.524_27)]),
    ("ecutek/ProECU-OL-CL-LC-LS-LV.log.csv", &[(MapAbs, 0.458), (Lambda1, 1.0521), (Rpm, 2035.4)]),
    ("ecuxplot/nyet-1-14-2008_9-38-47_PM.csv", &[(Rpm, 3375.7), (Baro, 0.991_95)]),
    ("ecuxplot/simostools.csv", &[(Lambda1, 1.0596), (OilTemp, 85.0)]),
    ("hptuners/ky13_small_log.csv", &[(Rpm, 688.31), (Battery, 13.548)]),
    ("me7/enginedyno/ME7-Logger-log.csv", &[(Rpm, 4078.9)]),
    (
        "mhd/2020-02-25_07_06_10_9E60B_v1.54_Stage_1_93oct_98ron.csv",
        &[(Rpm, 1470.5), (Coolant, 83.701), (OilPressure, 3.1495)],
    ),
    ("mlg/passat-speeduino/2026-03-07_11.37.31.csv", &[(MapGauge, -0.553_26)]),
    ("mlg/setterlee-ms2/2025-09-21_12.41.01.msl", &[(Rpm, 1606.1), (Lambda1, 0.869_32)]),
    ("msl/svo2/2014-07-06_13.59.35.msl", &[(Coolant, 79.487), (Pw1, 2.2575)]),
    ("msl/xpbim3/1.msl", &[(Lambda1, 0.994_58), (Rpm, 1550.2)]),
    ("other/dragy/dragy_decrypted_with_rpm.csv", &[(Speed, 53.914)]),
    ("other/moteclog/csv_sample.csv", &[(MapAbs, 0.675_61), (MapGauge, -0.324_88)]),
    ("torque/trackLog.csv", &[(Rpm, 1693.7), (Battery, 13.549)]),
    ("tunerlog/tuner_log_25-11-16_1653_pulls_and_cruise_v7.csv", &[(Lambda1, 1.0705), (Rpm, 2829.5)]),
    ("ultralog/2025_1218_1904.csv", &[(Rpm, 1059.3), (Tps, 3.8186)]),
    ("ultralog/romraiderlog_20251031_170713.csv", &[(Rpm, 1970.3), (Lambda1, 1.0262), (MapAbs, 0.430_65)]),
];

#[test]
fn means_over_whole_files_are_those_of_the_files() {
    let Some(logs) = folder("means_over_whole_files_are_those_of_the_files", "logs") else { return };
    for (file, channels) in MEANS {
        let log = read(&logs.join(file)).unwrap();
        for (id, mean) in *channels {
            let values: Vec<f64> = values(channel(&log, *id)).into_iter().filter(|x| x.is_finite()).collect();
            let found = values.iter().sum::<f64>() / values.len() as f64;
            assert!((found - mean).abs() <= 2e-4 * mean.abs().max(0.1), "{file}, {}: {found}", id.slug());
        }
    }
}

#[test]
fn channels_of_another_rate_have_a_time_base_of_their_own() {
    let Some(logs) = folder("channels_of_another_rate_have_a_time_base_of_their_own", "logs") else { return };
    let log = read(&logs.join("ultralog/2025_1218_1904.csv")).unwrap();
    assert!(log.table.axes().len() > 1);
    for column in log.table.columns() {
        assert_eq!(column.missing(), 0, "{}", column.source);
        assert!(close(log.table.axes()[0].start(), 0.0));
    }
    assert!(!log.issues.iter().any(|i| i.code == IssueCode::MissingCell), "{:?}", log.issues);
    // Three groups that were read one after the other, each with its own moments.
    let log = read(&logs.join("ecuxplot/vcds-003-020-026.csv")).unwrap();
    let starts: Vec<f64> = log.table.axes().iter().map(TimeAxis::start).collect();
    assert_eq!(starts, [0.60, 0.01, 0.30]);
    assert_eq!(log.info.started_at.as_deref(), Some("2006-11-03T22:07:14"));
    let marks: Vec<&str> = log.info.markers.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(marks, ["2", "3"]);
    assert!(close(log.info.markers[0].time, 25.94));
}

#[test]
fn the_start_of_a_log_is_read_from_its_preamble() {
    let Some(logs) = folder("the_start_of_a_log_is_read_from_its_preamble", "logs") else { return };
    let cases = [
        ("me7/enginedyno/ME7-Logger-log.csv", Some("2025-06-07T13:32:24")),
        ("msl/svo2/2014-07-06_13.59.35.msl", Some("2014-07-06T13:59:38")),
        ("mlg/setterlee-ms2/2025-09-21_12.41.01.msl", Some("2025-09-21T12:41:02")),
        ("haltech/ultralog_2025-07-18_0215pm_Log1118.csv", Some("2025-07-18T14:15:46")),
        ("ecuxplot/obdlink.csv", Some("2023-05-05T16:17:36")),
        ("vcds/LogWithSpeed-2022-11-23.CSV", Some("2022-11-23T15:39:00")),
        ("ecuxplot/vcds-IDE-german.csv", Some("2025-11-30T10:53:42")),
        // Day and month may be swapped: not told.
        ("hptuners/ky13_small_log.csv", None),
    ];
    for (file, expect) in cases {
        assert_eq!(read(&logs.join(file)).unwrap().info.started_at.as_deref(), expect, "{file}");
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
