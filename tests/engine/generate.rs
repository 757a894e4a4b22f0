//! The demo log and the files of benchmarks: the same bytes everywhere, and what they promise is in them.

use std::sync::LazyLock;

use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::generate::{COLUMNS, DEMO_RATE_HZ, DEMO_SECONDS, FtKind, Spec, demo_log};
use fueltune_analyzer::engine::import::{ImportOptions, Importer};
use fueltune_analyzer::engine::table::Flag;
use xxhash_rust::xxh3::xxh3_128;

struct Demo {
    bytes: Vec<u8>,
    rows: Vec<Vec<String>>,
}

static DEMO: LazyLock<Demo> = LazyLock::new(|| {
    let bytes = demo_log();
    let text = std::str::from_utf8(&bytes).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect();
    Demo { bytes, rows }
});

/// Rows before the padding.
fn real_rows() -> &'static [Vec<String>] {
    &DEMO.rows[..DEMO.rows.len() - 4]
}

fn cell(row: &[String], header: &str) -> f64 {
    let at = COLUMNS.iter().position(|c| c.header == header).unwrap();
    match row[at].as_str() {
        "ON" => 1.0,
        "OFF" => 0.0,
        number => number.parse().unwrap(),
    }
}

fn values(header: &str, from: f64, to: f64) -> Vec<f64> {
    let rows = real_rows().iter().filter(|r| (from..to).contains(&cell(r, "TIME")));
    rows.map(|r| cell(r, header)).collect()
}

fn highest(header: &str, from: f64, to: f64) -> f64 {
    values(header, from, to).into_iter().fold(f64::NEG_INFINITY, f64::max)
}

fn lowest(header: &str, from: f64, to: f64) -> f64 {
    values(header, from, to).into_iter().fold(f64::INFINITY, f64::min)
}

const ALL: (f64, f64) = (0.0, 600.0);

#[test]
fn the_bytes_are_the_same_on_every_machine() {
    assert_eq!(format!("{:032x}", xxh3_128(&DEMO.bytes)), "9d05df62bded65d4533a5463f9702844");
    let small = Spec { columns: 70, rows: 2000, rate_hz: 100.0, seed: 7 };
    assert_eq!(format!("{:032x}", xxh3_128(&small.to_bytes())), "8465c04e1038017fc28dbb818eab893c");
}

#[test]
fn the_demo_has_the_64_columns_of_ftmanager() {
    let header = std::str::from_utf8(&DEMO.bytes).unwrap().lines().next().unwrap();
    let names: Vec<&str> = header.split(',').collect();
    assert_eq!(names.len(), 64);
    assert_eq!((names[0], names[5], names[63]), ("TIME", "MAP", "Botão_de_partida_-_Alternar"));
    let unique: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(unique.len(), 64);
    assert!(DEMO.rows.iter().all(|row| row.len() == 64));
}

#[test]
fn ten_minutes_at_25_hz_with_one_gap() {
    let times: Vec<f64> = DEMO.rows.iter().map(|row| cell(row, "TIME")).collect();
    assert_eq!((times[0], times[1]), (0.02, 0.06));
    let steps: Vec<f64> = times.windows(2).map(|w| w[1] - w[0]).collect();
    let gaps: Vec<f64> = steps.iter().copied().filter(|d| (d - 0.04).abs() > 1e-9).collect();
    assert_eq!(gaps.len(), 1);
    assert!((gaps[0] - 2.44).abs() < 1e-9);
    assert_eq!(times.len(), (DEMO_SECONDS * DEMO_RATE_HZ) as usize - 60);
    assert!((times[times.len() - 1] - 599.98).abs() < 1e-9);
}

#[test]
fn cells_look_as_ftmanager_writes_them() {
    for row in real_rows() {
        for (column, text) in COLUMNS.iter().zip(row) {
            let good = match column.kind {
                FtKind::Switch => text == "ON" || text == "OFF",
                FtKind::Integer(..) => text.parse::<i64>().is_ok(),
                FtKind::Number(..) => {
                    text.parse::<f64>().is_ok_and(f64::is_finite)
                        && text.split('.').nth(1).is_some_and(|d| d.len() == 3)
                }
            };
            assert!(good, "{}: {text}", column.header);
        }
    }
}

#[test]
fn the_tail_is_padded_as_the_exporter_does() {
    for row in &DEMO.rows[DEMO.rows.len() - 4..] {
        assert_eq!((row[1].as_str(), row[32].as_str()), ("0", "Inf"));
        let switches = COLUMNS.iter().zip(row).filter(|(c, _)| c.kind == FtKind::Switch);
        assert!(switches.clone().count() == 15 && switches.clone().all(|(_, text)| text == "ON"));
    }
}

#[test]
fn the_engine_warms_up_idles_pulls_and_overruns() {
    assert!(lowest("Temp._do_motor", 0.0, 10.0) < 26.0);
    assert!(lowest("Temp._do_motor", 200.0, 500.0) > 80.0);
    assert!(values("RPM", 30.0, 55.0).iter().all(|rpm| (1000.0..1500.0).contains(rpm)), "fast idle");
    assert!(values("RPM", 540.0, 590.0).iter().all(|rpm| (850.0..1050.0).contains(rpm)), "warm idle");
    for (from, to) in [(215.0, 221.0), (263.0, 272.0), (357.0, 364.0), (433.0, 441.0), (483.0, 495.0)] {
        assert!(highest("MAP", from, to) > 1.1 && highest("TPS", from, to) == 100.0, "{from}");
        assert!(highest("RPM", from, to) > 6000.0, "{from}");
    }
    let overrun = values("Corte_na_desaceleração_(cutoff)", 222.0, 227.0);
    assert!(overrun.iter().all(|cut| *cut == 1.0));
    assert!(values("Alvo_do_malha_fechada", 222.0, 227.0).iter().all(|target| *target == 0.0));
    assert!(lowest("Sonda_Geral", 223.0, 227.0) > 1.3);
    let gears: std::collections::BTreeSet<i64> =
        values("Marcha", ALL.0, ALL.1).iter().map(|g| *g as i64).collect();
    assert_eq!(gears.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    assert!(highest("2-step", 478.0, 483.0) == 1.0 && highest("Largada_validada", 483.0, 490.0) == 1.0);
    assert!(highest("Controle_de_tração_-_Slip", 483.0, 490.0) > 10.0);
}

#[test]
fn every_fault_is_there_to_be_found() {
    // A lean pull with falling fuel pressure, beside a healthy one in the same gear.
    let healthy = highest("Sonda_Geral", 216.5, 219.0);
    let lean = highest("Sonda_Geral", 358.0, 360.5);
    assert!(healthy < 0.84 && lean > 0.9, "{healthy} {lean}");
    assert!(
        lowest("Pressão_de_Combustível", 359.0, 360.5) < lowest("Pressão_de_Combustível", 217.0, 219.0) - 0.8
    );
    assert!(lowest("Tensão_da_Bateria", 331.0, 333.0) < 11.4);
    assert_eq!(values("RPM", ALL.0, ALL.1).iter().filter(|rpm| **rpm > 9000.0).count(), 1);
    assert!(highest("Temp._do_motor", 505.0, 570.0) > 104.0);
    assert!(highest("Eletroventilador_1", 505.0, 566.0) == 0.0);
    let dropout = values("Sonda_Geral", 411.2, 412.7);
    assert!(dropout.len() == 37 && dropout.iter().all(|lambda| *lambda == 0.0));
}

#[test]
fn closed_loop_and_injection_agree_with_each_other() {
    for row in real_rows().iter().filter(|r| cell(r, "RPM") > 600.0 && cell(r, "RPM") < 9000.0) {
        let duty = cell(row, "Tempo_de_Injeção_Banco_A") * cell(row, "RPM") / 1200.0;
        assert!((duty - cell(row, "Abertura_bicos_A")).abs() < 0.4, "duty at {} s", cell(row, "TIME"));
        let flow = cell(row, "Abertura_bicos_A") / 100.0 * 440.0;
        assert!((flow - cell(row, "Vazão_da_bancada_A")).abs() < 0.01);
    }
    let trims = values("Correção_do_malha_fechada", ALL.0, ALL.1);
    assert!(trims.iter().any(|t| *t < -3.0) && trims.iter().any(|t| *t > 1.0));
}

#[test]
fn the_demo_imports_as_the_log_it_plays() {
    let mut importer = Importer::new(ImportOptions::default());
    for chunk in DEMO.bytes.chunks(100_000) {
        importer.feed(chunk).unwrap();
    }
    let log = importer.finish().unwrap();
    assert_eq!(log.info.format, "fueltech-csv");
    assert_eq!((log.table.rows(), log.table.columns().len()), (14_940, 63));
    assert!(log.table.columns().iter().all(|c| c.id().is_some()), "every channel is a canonical one");
    assert_eq!(log.table.main_axis().sample_rate(), 25.0);
    assert_eq!(log.table.main_axis().rows_after_gap().len(), 1);
    let flagged = |id: ChannelId, flag: Flag| {
        let flags = log.table.channel(id).unwrap().flags();
        flags.iter().filter(|(f, _)| *f == flag).map(|(_, rows)| rows.count()).sum::<usize>()
    };
    assert_eq!(flagged(ChannelId::Rpm, Flag::ExportTail), 4);
    assert_eq!(flagged(ChannelId::Lambda1, Flag::Sentinel), 37);
    assert!(flagged(ChannelId::LambdaTarget, Flag::LoopOff) > 1000);
    assert!(flagged(ChannelId::FuelTemp, Flag::Sentinel) > 14_000);
    assert!(log.doubts.is_empty(), "{:?}", log.doubts);
}

#[test]
fn a_spec_gives_its_rows_and_columns_whole_line_by_whole_line() {
    for (columns, rows) in [(1, 3), (2, 0), (16, 2500), (64, 700), (70, 10)] {
        let spec = Spec { columns, rows, rate_hz: 200.0, seed: 5 };
        let chunks: Vec<Vec<u8>> = spec.writer().collect();
        assert!(chunks.iter().all(|chunk| chunk.ends_with(b"\r\n") && chunk.len() < 80_000));
        let text = String::from_utf8(spec.to_bytes()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), if rows == 0 { 0 } else { rows as usize + 1 });
        assert!(lines.iter().all(|line| line.split(',').count() == columns as usize));
    }
}

#[test]
fn generated_values_stay_in_their_bounds_and_move() {
    let text =
        String::from_utf8(Spec { columns: 16, rows: 3000, rate_hz: 200.0, seed: 1 }.to_bytes()).unwrap();
    let lines: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    for (i, column) in COLUMNS.iter().enumerate().take(16).skip(1) {
        let distinct: std::collections::BTreeSet<&str> = lines.iter().map(|line| line[i]).collect();
        match column.kind {
            FtKind::Switch => assert!(distinct.iter().all(|text| ["ON", "OFF"].contains(text))),
            FtKind::Number(low, high) | FtKind::Integer(low, high) => {
                assert!(distinct.len() > 3, "{}", column.header);
                let inside = |text: &&str| (low - 0.5..=high + 0.5).contains(&text.parse::<f64>().unwrap());
                assert!(distinct.iter().all(inside), "{}", column.header);
            }
        }
    }
    assert_eq!((lines[0][0], lines[1][0], lines[200][0]), ("0.003", "0.008", "1.003"));
}
