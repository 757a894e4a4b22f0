//! What `inspect` says of every real file that is at hand: INDEX.tsv tells format, rows and columns, the file's own time
//! column the seconds and the rate, read here without the engine.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::samples::folder;

/// How a file tells its time.
enum Time {
    /// A column of the text: its name, what stands between cells, and how a cell is read.
    Column(&'static str, char, Cell),
    /// The field `Time` of an MLG log's records, or its blocks where that is not there in the first of them.
    Mlg,
    /// Samples and rate of the fastest channel of a MoTeC log.
    MotecLd,
    /// First and last time of the channel with the most samples of a Link log.
    LinkLlg,
    /// So many samples at so many Hz: the lengths of what was decoded elsewhere (`golden/fueltech`), where a channel of
    /// 10 ms has two samples for each of the 20 ms base.
    Samples(usize, f64),
    /// It has no record, which is legal.
    Never,
}

#[derive(Clone, Copy)]
enum Cell {
    /// Numbers, so many to the second.
    Number(f64),
    /// `HH:MM:SS.mmm`.
    Clock,
    /// A date and a clock, all on one day.
    DateAndClock,
}

use Cell::{Clock, DateAndClock, Number};
use Time::{Column, LinkLlg, Mlg, MotecLd, Never, Samples};

/// Rows and columns (time included) that INDEX.tsv counts and that are none.
#[derive(Clone, Copy, Default)]
struct Beside {
    rows: usize,
    columns: usize,
}

const NOTHING: Beside = Beside { rows: 0, columns: 0 };
/// The program's remark at the end of the header.
const REMARK: Beside = Beside { rows: 0, columns: 1 };

const fn rows(rows: usize) -> Beside {
    Beside { rows, columns: 0 }
}

const fn columns(columns: usize) -> Beside {
    Beside { rows: 0, columns }
}

/// Path, format, what INDEX.tsv counts beside rows and columns, and time.
const LOGS: &[(&str, &str, Beside, Time)] = &[
    // Two blank lines, names and units.
    ("aim/zenardi_fuji_0033_head.csv", "aim-csv", rows(4), Column("Time", ',', Number(1.0))),
    ("cobb/accessport_sample.csv", "cobb-accessport", REMARK, Column("Time (sec)", ',', Number(1.0))),
    ("cobb/r5_log.201704070800.csv", "cobb-accessport", REMARK, Column("Time (sec)", ',', Number(1.0))),
    ("ecutek/ProECU-OL-CL-LC-LS-LV.log.csv", "ecutek-proecu", NOTHING, Column("Time", ',', Number(1e3))),
    ("ecuxplot/cobb-ap.csv", "cobb-accessport", REMARK, Column("Time (sec)", ',', Number(1.0))),
    ("ecuxplot/ecux.csv", "ecux", NOTHING, Column("TIME", ',', Number(1e3))),
    // Two pairs of names and values.
    ("ecuxplot/jb4.csv", "jb4", rows(4), Column("timestamp", ',', Number(10.0))),
    ("ecuxplot/logworks.csv", "logworks", NOTHING, Column("time", ',', Number(1.0))),
    ("ecuxplot/me7l-semicolons.csv", "me7logger", NOTHING, Column("TimeStamp", ';', Number(1.0))),
    ("ecuxplot/me7l.csv", "me7logger", NOTHING, Column("TimeStamp", ',', Number(1.0))),
    ("ecuxplot/nyet-1-14-2008_9-38-47_PM.csv", "ecux", NOTHING, Column("TIME", ',', Number(1e3))),
    ("ecuxplot/obdlink.csv", "obdlink", NOTHING, Column("Time (sec)", ',', Number(1.0))),
    ("ecuxplot/simostools.csv", "simostools", REMARK, Column("Time", ',', Number(1.0))),
    ("ecuxplot/swcomm.csv", "swcomm", NOTHING, Column("TimeStamp", ',', Number(1.0))),
    // The marker's column, and the times of two more groups.
    ("ecuxplot/vcds-003-020-026.csv", "vcds", columns(3), Column("TIME", ',', Number(1.0))),
    // Marker, trailing comma, seven times of single channels, and four channels without any value with theirs.
    ("ecuxplot/vcds-IDE-german.csv", "vcds", columns(17), Column("Zeit", ',', Number(1.0))),
    // Marker, trailing comma, and eleven times.
    ("ecuxplot/vcds.csv", "vcds", columns(13), Column("TIME", ',', Number(1.0))),
    ("ecuxplot/winlog.csv", "winlog", NOTHING, Column("TimeStamp", ',', Number(1.0))),
    ("ecuxplot/zeitronix.csv", "zeitronix", NOTHING, Column("Time", ',', Clock)),
    (
        "fueltech/ironracers/IR04_Gorino_TL_26-10-2024.csv",
        "fueltech-csv",
        NOTHING,
        Column("TIME", ',', Number(1.0)),
    ),
    ("fueltech/ironracers/JudahAceleracao.csv", "fueltech-csv", NOTHING, Column("TIME", ',', Number(1.0))),
    ("fueltech/ironracers/JudahAceleracao.ftml", "fueltech-ftml", NOTHING, Samples(2660, 100.0)),
    ("fueltech/ironracers/MunizSkidPad1.csv", "fueltech-csv", NOTHING, Column("TIME", ',', Number(1.0))),
    ("fueltech/ironracers/RESFRIA.csv", "fueltech-csv", NOTHING, Column("TIME", ',', Number(1.0))),
    ("fueltech/leechardes/Log_3_20230522-2043.ftml", "fueltech-ftml", NOTHING, Samples(471, 50.0)),
    (
        "fueltech/leechardes/Log_3_20250815-1033_20250829-1804.ftml",
        "fueltech-ftml",
        NOTHING,
        Samples(2986, 100.0),
    ),
    ("fueltech/lucastor_log_fueltech.csv", "fueltech-csv", NOTHING, Column("TIME", ',', Number(1.0))),
    // No header: the time is the first cell of every row.
    ("haltech/ultralog_2025-07-18_0215pm_Log1118.csv", "haltech-nsp", NOTHING, Column("", ',', Clock)),
    ("hptuners/ky13_small_log.csv", "hptuners-vcm", rows(4), Column("Offset", ',', Number(1.0))),
    ("me7/enginedyno/ME7-Logger-log.csv", "me7logger", NOTHING, Column("TimeStamp", ',', Number(1.0))),
    (
        "mhd/2020-02-25_07_06_10_9E60B_v1.54_Stage_1_93oct_98ron.csv",
        "mhd",
        REMARK,
        Column("Time", ',', Number(1.0)),
    ),
    ("mlg/hypertuner/long.mlg", "mlg", NOTHING, Mlg),
    ("mlg/mlg-converter/blank.mlg", "mlg", NOTHING, Never),
    ("mlg/mlg-converter/markers.mlg", "mlg", NOTHING, Mlg),
    ("mlg/mlg-converter/short.mlg", "mlg", NOTHING, Mlg),
    ("mlg/mlg-converter/v2.mlg", "mlg", NOTHING, Mlg),
    ("mlg/passat-speeduino/2025-11-19_11.29.51.csv", "mlg-csv", NOTHING, Column("Time", ';', Number(1.0))),
    ("mlg/passat-speeduino/2025-11-19_11.29.51.mlg", "mlg", NOTHING, Mlg),
    ("mlg/passat-speeduino/2026-03-07_11.37.31.csv", "mlg-csv", NOTHING, Column("Time", ';', Number(1.0))),
    ("mlg/passat-speeduino/2026-03-07_11.37.31.mlg", "mlg", NOTHING, Mlg),
    ("mlg/sc400/2023-05-04_16.56.51.mlg", "mlg", NOTHING, Mlg),
    ("mlg/setterlee-ms2/2025-09-21_12.41.01.mlg", "mlg", NOTHING, Mlg),
    // Markers are counted as rows.
    (
        "mlg/setterlee-ms2/2025-09-21_12.41.01.msl",
        "tunerstudio-msl",
        rows(1),
        Column("Time", '\t', Number(1.0)),
    ),
    ("motec/Sample1.ld", "motec-ld", NOTHING, MotecLd),
    ("msl/svo2/2014-07-06_13.59.35.msl", "tunerstudio-msl", rows(11), Column("Time", '\t', Number(1.0))),
    ("msl/svo2/2019-10-07_18.11.56.msl", "tunerstudio-msl", NOTHING, Column("Time", '\t', Number(1.0))),
    ("msl/xpbim3/1.msl", "tunerstudio-msl", NOTHING, Column("Time", '\t', Number(1.0))),
    ("other/acloran/Log__2026_03_31__06_03_01.csv", "delimited", NOTHING, Column("Time", ',', Number(1.0))),
    // Sixteen columns without name and values.
    ("other/dragy/dragy_decrypted_with_rpm.csv", "dragy", columns(16), Column("Time", ',', Number(1.0))),
    ("other/moteclog/csv_sample.csv", "delimited", NOTHING, Column("Time", ',', Number(1.0))),
    ("torque/trackLog.csv", "torque-pro", NOTHING, Column("Device Time", ',', DateAndClock)),
    (
        "tunerlog/tuner_log_25-11-16_1653_pulls_and_cruise_v7.csv",
        "projectlambda",
        NOTHING,
        Column("Time (s)", ',', Number(1.0)),
    ),
    ("ultralog/2025_1218_1904.csv", "ecumaster-emu", NOTHING, Column("TIME", ';', Number(1.0))),
    ("ultralog/bluedriver_livedata.csv", "bluedriver", NOTHING, Column("Time(s)", ',', Number(1.0))),
    ("ultralog/linklog.llg", "link-llg", NOTHING, LinkLlg),
    (
        "ultralog/romraiderlog_20251031_170713.csv",
        "romraider",
        NOTHING,
        Column("Time (msec)", ';', Number(1e3)),
    ),
    // Marker, trailing comma, and the times of eleven more channels.
    ("vcds/LogWithSpeed-2022-11-23.CSV", "vcds", columns(13), Column("TIME", ',', Number(1.0))),
];

/// What is no log, and what it is called instead.
const REFUSED: &[(&str, &str)] = &[
    ("awkward/corrupt_export_from_mlg.csv", "header_not_channels"),
    ("awkward/git-lfs-pointer_named.mlg", "git_lfs_pointer"),
    ("awkward/ms2_std_ms2geno2.log", "calibration_table"),
    ("ecutek/polf_table.csv", "tune_table"),
    ("tables/ackoujens/fuel-ve-default.msqpart", "xml"),
    ("tables/ackoujens/ignition-table-default.msqpart", "xml"),
    ("tables/hypertuner/202103.ini", "settings"),
    ("tables/hypertuner/202103.msq", "xml"),
    ("tables/milescook/VE_Table.csv", "tune_table"),
    ("tables/passat-speeduino/CurrentTune.msq", "xml"),
    ("tables/peugeot206_rusefi/CurrentTune.msq", "xml"),
    ("tables/setterlee-ms2/CurrentTune.msq", "xml"),
    ("tables/setterlee-ms2/mainController_MS2Extra.ini", "settings"),
    ("tables/xpbim3/AFR.table", "xml"),
    ("tables/xpbim3/CurrentTune.msq", "xml"),
    ("tables/xpbim3/VE.table", "xml"),
    ("tables/xpbim3/VE_EXPORT_blurred.table", "xml"),
    ("vcds/Empty.csv", "empty"),
    ("vcds/OneSimpleLine.csv", "one_line"),
];

/// The lines of INDEX.tsv by path.
fn index(logs: &Path) -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(logs.join("INDEX.tsv")).unwrap();
    let lines = text.lines().skip(1).map(|l| l.split('\t').map(str::to_owned).collect::<Vec<_>>());
    lines.map(|cells| (cells[0].clone(), cells)).collect()
}

/// What `inspect` says of a file.
fn inspect(path: &Path) -> Value {
    let out = Command::new(env!("CARGO_BIN_EXE_inspect")).arg(path).arg("--json").output().unwrap();
    let said: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(out.status.success(), said["ok"].as_bool().unwrap(), "{}", path.display());
    said
}

fn plain(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\u{feff}'))
}

fn time_of(cell: &str, how: Cell) -> Option<f64> {
    let clock = |text: &str| -> Option<f64> {
        let parts: Vec<f64> = text.split(':').map(str::parse).collect::<Result<_, _>>().ok()?;
        (parts.len() == 3).then(|| parts.iter().fold(0.0, |all, part| all * 60.0 + part))
    };
    match how {
        Number(per_second) => cell.replace(',', ".").parse::<f64>().ok().map(|t| t / per_second),
        Clock => clock(cell),
        DateAndClock => clock(cell.split_once(' ')?.1),
    }
}

/// The times of a text, those of its rows that have one.
fn times_of_text(bytes: &[u8], name: &str, delimiter: char, how: Cell) -> Vec<f64> {
    let text: String = match bytes {
        [0xFF, 0xFE, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|p| u16::from_le_bytes([p[0], p[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    // Lines of some end as they did on old Macintoshes.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let place = |line: &str| line.split(delimiter).position(|cell| plain(cell) == name);
    let (column, rows) = match text.lines().position(|line| place(line).is_some()) {
        Some(header) if !name.is_empty() => (place(text.lines().nth(header).unwrap()).unwrap(), header + 1),
        _ => (0, 0),
    };
    let cells = text.lines().skip(rows).filter_map(|line| line.split(delimiter).nth(column));
    cells.filter_map(|cell| time_of(plain(cell), how)).collect()
}

fn be(bytes: &[u8], at: usize, len: usize) -> usize {
    bytes[at..at + len].iter().fold(0, |all, b| all << 8 | usize::from(*b))
}

fn le(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// The figures of the field `Time` of an MLG log, from its first record that has one.
fn times_of_mlg(bytes: &[u8]) -> Vec<f64> {
    let second = bytes[7] == 2;
    let (begin, size, fields, first, width) = if second {
        (be(bytes, 16, 4), be(bytes, 20, 2), be(bytes, 22, 2), 24, 89)
    } else {
        (be(bytes, 14, 4), be(bytes, 18, 2), be(bytes, 20, 2), 22, 55)
    };
    let widths = [1, 1, 2, 2, 4, 4, 8, 4];
    let mut offset = 0;
    for field in 0..fields {
        let at = first + field * width;
        if bytes[at + 1..].starts_with(b"Time\0") {
            break;
        }
        offset += match bytes[at] {
            code @ 0..8 => widths[usize::from(code)],
            16 => 1,
            17 => 2,
            _ => 4,
        };
    }
    let mut at = begin;
    let mut times = Vec::new();
    while at + size + 5 <= bytes.len() {
        if bytes[at] == 1 {
            at += 54;
            continue;
        }
        let place = at + 4 + offset;
        let time = f32::from_be_bytes(bytes[place..place + 4].try_into().unwrap());
        times.push(f64::from(time));
        at += size + 5;
    }
    // A logger that has just started may not know the time yet.
    times.into_iter().filter(|t| t.is_finite()).collect()
}

/// Samples and rate of the fastest channel of a MoTeC log.
fn samples_of_motec(bytes: &[u8]) -> (usize, f64) {
    let mut at = le(bytes, 8);
    let mut most = (0, 0);
    while at != 0 {
        let rate = u16::from_le_bytes(bytes[at + 22..at + 24].try_into().unwrap());
        most = most.max((le(bytes, at + 12), usize::from(rate)));
        at = le(bytes, at + 4);
    }
    (most.0, most.1 as f64)
}

/// The times of the channel with the most samples of a Link log.
fn times_of_link(bytes: &[u8]) -> Vec<f64> {
    let mut at = 0;
    let mut longest = Vec::new();
    while at + 11 <= bytes.len() {
        let size = le(bytes, at);
        let mut next = at + size;
        if &bytes[at + 4..at + 7] == b"ds3" {
            let count = le(bytes, at + 7);
            let pairs = bytes[next..next + count * 8].chunks_exact(8);
            if count > longest.len() {
                longest = pairs.map(|p| f64::from(f32::from_le_bytes(p[..4].try_into().unwrap()))).collect();
            }
            next += count * 8;
        }
        at = next;
    }
    longest
}

/// Seconds from first to last, and samples a second by the median of the steps.
fn figures(times: &[f64]) -> (f64, f64) {
    let mut steps: Vec<f64> = times.windows(2).map(|w| w[1] - w[0]).filter(|d| *d > 1e-9).collect();
    steps.sort_by(f64::total_cmp);
    (times[times.len() - 1] - times[0], 1.0 / steps[steps.len() / 2])
}

#[test]
fn every_file_of_the_index_is_read_or_refused_here() {
    let Some(logs) = folder("every_file_of_the_index_is_read_or_refused_here", "logs") else { return };
    let known = LOGS.iter().map(|(file, ..)| *file).chain(REFUSED.iter().map(|(file, _)| *file));
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    assert_eq!(known, index(&logs).keys().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn every_log_has_the_format_rows_columns_seconds_and_rate_of_its_file() {
    let test = "every_log_has_the_format_rows_columns_seconds_and_rate_of_its_file";
    let Some(logs) = folder(test, "logs") else { return };
    let index = index(&logs);
    for (file, format, beside, time) in LOGS {
        let bytes = fs::read(logs.join(file)).unwrap();
        let said = inspect(&logs.join(file));
        assert_eq!(said["format"], *format, "{file}: {}", said["error"]);
        let found_rows = said["rows"].as_u64().unwrap() as usize;
        let channels = said["channels"].as_array().unwrap();
        let number = |place: usize| index[*file][place].parse::<usize>().ok();
        if let Some(rows) = number(7) {
            assert_eq!(found_rows, rows - beside.rows, "{file}: rows");
        }
        if let Some(columns) = number(8) {
            // Each bit of a field is a channel; INDEX.tsv counts fields, and the channels alone of FuelTech's own log.
            let bits = channels.iter().filter(|c| c["source"].as_str().unwrap().starts_with("Engine Prot."));
            let extra = if *format == "mlg" { bits.count().saturating_sub(1) } else { 0 };
            let time = usize::from(*format != "fueltech-ftml");
            assert_eq!(channels.len() + time - extra, columns - beside.columns, "{file}: columns");
        }
        let (seconds, rate) = match time {
            Column(name, delimiter, how) => figures(&times_of_text(&bytes, name, *delimiter, *how)),
            Mlg => figures(&times_of_mlg(&bytes)),
            LinkLlg => figures(&times_of_link(&bytes)),
            MotecLd => {
                let (samples, rate) = samples_of_motec(&bytes);
                assert_eq!(found_rows, samples, "{file}: rows");
                ((samples - 1) as f64 / rate, rate)
            }
            Samples(samples, rate) => ((samples - 1) as f64 / rate, *rate),
            Never => {
                assert_eq!(
                    (&said["duration_s"], &said["sample_rate_hz"]),
                    (&0.0.into(), &Value::Null),
                    "{file}"
                );
                continue;
            }
        };
        // Times in f32 are told to the milliseconds they stand for.
        let found = said["duration_s"].as_f64().unwrap();
        assert!((found - seconds).abs() <= 1e-3, "{file}: {found} s, not {seconds}");
        let found = said["sample_rate_hz"].as_f64().unwrap();
        assert!((found - rate).abs() <= 1e-3 * rate, "{file}: {found} Hz, not {rate}");
        let told = said["issues"].as_array().unwrap().iter().any(|i| i["code"] == "implausible_rate");
        assert_eq!(told, !(0.5..=10_000.0).contains(&rate), "{file}: {rate} Hz");
        for channel in channels {
            let count = channel["count"].as_u64().unwrap() + channel["missing"].as_u64().unwrap();
            let bases = said["time_bases"].as_array().unwrap();
            assert!(
                bases.iter().any(|b| b["rows"] == count),
                "{file}, {}: {count} samples",
                channel["source"]
            );
        }
    }
}

#[test]
fn what_is_no_log_is_refused_by_its_name() {
    let Some(logs) = folder("what_is_no_log_is_refused_by_its_name", "logs") else { return };
    for (file, looks_like) in REFUSED {
        let said = inspect(&logs.join(file));
        assert_eq!(said["error"], format!("not a log: looks like {looks_like}"), "{file}");
    }
}
