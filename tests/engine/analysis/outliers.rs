//! Outliers: each rule on a log made for it, then whole drives whose faults are known, then real logs.

use fueltune_analyzer::engine::analysis::outliers::{Finding, FindingKind, Params, Report, run};
use fueltune_analyzer::engine::analysis::{Frame, Params as _, Subject, patterns};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::{Column, Flag, LogTable, RowMask};

use super::awkward;
use crate::sample_logs::{custom, log, numbers};
use crate::scenario::{Fault, Happened, Logger, drive};
use crate::{imports, samples};

pub(super) fn found(table: &LogTable) -> Report {
    let (frame, subject) = (Frame::whole(table), Subject::default());
    let patterns = patterns::run(&frame, &subject, &patterns::Params::default(), &Cx::none()).unwrap();
    run(&frame, &subject, &patterns, &Params::default(), &Cx::none()).unwrap()
}

pub(super) const ROWS: usize = 3000;

pub(super) fn wave(row: usize, low: f32, high: f32, turn: usize) -> f32 {
    let phase = (row % turn) as f32 / turn as f32;
    low + (high - low) * (1.0 - (2.0 * phase - 1.0).abs())
}

/// Two minutes at 25 Hz, up and down through part load again and again, with a little noise.
pub(super) fn columns() -> Vec<Column> {
    let noise = |row: usize, salt: usize| ((row * 7919 + salt * 104_729) % 997) as f32 / 997.0 - 0.5;
    let make =
        |id: ChannelId, value: &dyn Fn(usize) -> f32| numbers(id, &(0..ROWS).map(value).collect::<Vec<_>>());
    vec![
        make(ChannelId::Rpm, &|row| wave(row, 1500.0, 3500.0, 250) + 20.0 * noise(row, 1)),
        make(ChannelId::MapGauge, &|row| wave(row, -0.6, -0.2, 250) + 0.01 * noise(row, 2)),
        make(ChannelId::Tps, &|row| wave(row, 10.0, 40.0, 250) + 0.2 * noise(row, 3)),
        make(ChannelId::Lambda1, &|row| 1.0 + 0.02 * noise(row, 4)),
        make(ChannelId::FuelPressure, &|row| 3.0 + wave(row, -0.6, -0.2, 250) + 0.03 * noise(row, 5)),
        make(ChannelId::Coolant, &|row| 85.0 + 0.3 * noise(row, 6)),
        make(ChannelId::Battery, &|row| 13.9 + 0.06 * noise(row, 7)),
    ]
}

/// The same log with one channel changed from a row on.
pub(super) fn spoilt(id: ChannelId, rows: std::ops::Range<usize>, value: impl Fn(f32) -> f32) -> LogTable {
    let changed = columns().into_iter().map(|column| {
        if column.id() != Some(id) {
            return column;
        }
        let mut values = column.f32().unwrap().to_vec();
        values[rows.clone()].iter_mut().for_each(|x| *x = value(*x));
        let (low, high) = id.spec().plausible;
        let outside = RowMask::of_values(&values, |x| !(low..=high).contains(&f64::from(x)));
        numbers(id, &values).with_flags(vec![(Flag::OutOfRange, outside)])
    });
    log(25.0, changed.collect())
}

pub(super) fn only(report: &Report) -> &Finding {
    match &report.findings[..] {
        [one] => one,
        other => panic!("{other:#?}"),
    }
}

#[test]
fn a_sound_log_has_no_outlier() {
    let report = found(&log(25.0, columns()));
    assert_eq!(report.findings, []);
    assert!(report.modelled.contains(&ChannelId::FuelPressure.into()));
    assert!(report.ledger.used > 2000);
}

#[test]
fn one_sample_far_off_is_a_spike() {
    for (id, off) in [
        (ChannelId::Rpm, 3000.0),
        (ChannelId::FuelPressure, 2.5),
        (ChannelId::Coolant, -30.0),
        (ChannelId::Battery, -5.0),
        (ChannelId::MapGauge, 2.0),
    ] {
        let table = spoilt(id, 1500..1501, |x| x + off);
        let report = found(&table);
        let finding = only(&report);
        assert_eq!((finding.kind, &finding.channels[..]), (FindingKind::Spike, &[id.into()][..]));
        let episode = finding.worst().unwrap();
        assert_eq!(episode.samples, 1);
        assert!((episode.span.t0 - 1501.0 / 25.0).abs() < 1e-9);
        let off_by = episode.found.unwrap() - episode.expected.unwrap();
        assert!(off_by.abs() > episode.threshold && episode.score > 1.0, "{episode:?}");
        assert_eq!(report.faults(&id.into(), table.main_axis()).iter().collect::<Vec<_>>(), [1500]);
    }
}

#[test]
fn a_signal_that_goes_and_comes_back_is_a_dropout() {
    for (id, reads) in
        [(ChannelId::Lambda1, 0.0), (ChannelId::FuelPressure, 0.0), (ChannelId::Coolant, -40.0)]
    {
        let report = found(&spoilt(id, 1500..1540, |_| reads));
        let finding = only(&report);
        assert_eq!((finding.kind, &finding.channels[..]), (FindingKind::Dropout, &[id.into()][..]));
        assert_eq!(finding.worst().unwrap().samples, 40);
    }
}

#[test]
fn cells_that_are_missing_for_a_while_are_a_dropout() {
    let report = found(&spoilt(ChannelId::Lambda1, 1500..1540, |_| f32::NAN));
    let finding = only(&report);
    assert_eq!(finding.kind, FindingKind::Dropout);
    assert_eq!(finding.worst().unwrap().found, None);
}

#[test]
fn lambda_at_the_end_of_its_range_is_railed() {
    let report = found(&spoilt(ChannelId::Lambda1, 1000..1060, |_| 1.36));
    let railed: Vec<&Finding> = report.of(FindingKind::Railed).collect();
    assert_eq!(railed.len(), 1, "{:#?}", report.findings);
    assert!((railed[0].worst().unwrap().found.unwrap() - 1.36).abs() < 1e-6);
}

#[test]
fn a_value_is_held_against_its_operating_point() {
    // 2.75 bar is what the channel reads at higher load; here it is half a bar too much.
    let report = found(&spoilt(ChannelId::FuelPressure, 1500..1550, |x| x + 0.6));
    let finding = report.of(FindingKind::Residual).next().unwrap();
    assert_eq!(finding.channels, [ChannelKey::from(ChannelId::FuelPressure)]);
    let episode = finding.worst().unwrap();
    let off = episode.found.unwrap() - episode.expected.unwrap();
    assert!((off - 0.6).abs() < 0.1, "{episode:?}");
    assert!(off > episode.threshold);
}

#[test]
fn lambda_that_reads_what_was_asked_for_is_no_outlier() {
    let rich = spoilt(ChannelId::Lambda1, 1500..1550, |x| x - 0.15);
    let with_target = |target: &dyn Fn(usize) -> f32| {
        let target = numbers(ChannelId::LambdaTarget, &(0..ROWS).map(target).collect::<Vec<_>>());
        log(25.0, rich.columns().iter().cloned().chain([target]).collect())
    };
    let asked = found(&with_target(&|row| if (1500..1550).contains(&row) { 0.85 } else { 1.0 }));
    assert_eq!(asked.findings, []);
    let unasked = found(&with_target(&|_| 1.0));
    assert_eq!(
        (only(&unasked).kind, only(&unasked).worst().unwrap().samples > 12),
        (FindingKind::Residual, true)
    );
}

#[test]
fn a_channel_with_two_habits_at_one_place_has_no_outlier_there() {
    // Up and down through the same place again and again; every other time the ECU injects in another way.
    let injects = |rounds: &[usize]| {
        let other = |row: usize| {
            let (round, at) = (row / 250, row % 250);
            rounds.contains(&round) && ((60..85).contains(&at) || (165..190).contains(&at))
        };
        let pulse = |row: usize| if other(row) { 4.5 } else { 3.0 } + (row % 7) as f32 * 0.01;
        let pulse = numbers(ChannelId::Pw1, &(0..ROWS).map(pulse).collect::<Vec<_>>());
        found(&log(25.0, columns().into_iter().chain([pulse]).collect()))
    };
    assert_eq!(injects(&[1, 3, 5, 7, 9]).findings, []);
    let once = injects(&[5]);
    assert_eq!(only(&once).channels, [ChannelKey::from(ChannelId::Pw1)]);
    assert_eq!(only(&once).kind, FindingKind::Residual);
}

#[test]
fn ignition_that_holds_the_idle_is_no_outlier() {
    // The throttle is at its stop around every 250th row.
    let retarded = |rows: std::ops::Range<usize>| {
        let advance = |row: usize| if rows.contains(&row) { 8.0 } else { 20.0 } + (row % 3) as f32 * 0.5;
        let advance = numbers(ChannelId::IgnAdvance, &(0..ROWS).map(advance).collect::<Vec<_>>());
        found(&log(25.0, columns().into_iter().chain([advance]).collect()))
    };
    assert_eq!(retarded(1490..1511).findings, []);
    assert_eq!(only(&retarded(1545..1566)).channels, [ChannelKey::from(ChannelId::IgnAdvance)]);
}

#[test]
fn nothing_is_held_against_its_place_in_a_log_slower_than_the_engine_settles() {
    let table = spoilt(ChannelId::FuelPressure, 1500..1550, |x| x + 0.6);
    let report = found(&log(1.0, table.columns().to_vec()));
    assert_eq!(report.findings, []);
    assert_eq!((report.ledger.used, report.ledger.rows), (0, ROWS as u64));
}

#[test]
fn a_touch_of_the_throttle_between_air_and_air_is_no_lost_lambda() {
    let burning = |exhaust: [f32; 5]| {
        let table = spoilt(ChannelId::Lambda1, 1500..1800, |_| 1.52);
        let changed = table.columns().iter().map(|column| {
            if column.id() != Some(ChannelId::Lambda1) {
                return column.clone();
            }
            let values = column.f32().unwrap().iter().zip(0..);
            let values = values.map(|(x, row): (_, usize)| match row {
                1650..1655 => exhaust[row - 1650],
                _ => *x,
            });
            let (low, high) = ChannelId::Lambda1.spec().plausible;
            let values: Vec<f32> = values.collect();
            let outside = RowMask::of_values(&values, |x| !(low..=high).contains(&f64::from(x)));
            numbers(ChannelId::Lambda1, &values).with_flags(vec![(Flag::OutOfRange, outside)])
        });
        let report = found(&log(25.0, changed.collect()));
        let lost = |f: &Finding| matches!(f.kind, FindingKind::Dropout | FindingKind::Spike);
        report.findings.into_iter().filter(lost).collect::<Vec<_>>()
    };
    assert_eq!(burning([0.6; 5]), []);
    // Richer than a sensor reads, by and by; at once it is the end that an open circuit gives.
    assert_eq!(burning([0.6, 0.53, 0.48, 0.53, 0.6]), []);
    assert_eq!(burning([0.48; 5]).len(), 1);
    assert_eq!(burning([0.0; 5]).len(), 1);
}

#[test]
fn what_two_wheels_do_at_once_is_no_sensors_fault() {
    let wheel = |id: ChannelId, spike: std::ops::Range<usize>| {
        let value = |row: usize| 100.0 + (row % 5) as f32 + if spike.contains(&row) { 40.0 } else { 0.0 };
        numbers(id, &(0..ROWS).map(value).collect::<Vec<_>>())
    };
    let with = |left: std::ops::Range<usize>, right: std::ops::Range<usize>| {
        let wheels = [wheel(ChannelId::WheelRl, left), wheel(ChannelId::WheelRr, right)];
        found(&log(25.0, columns().into_iter().chain(wheels).collect()))
    };
    assert_eq!(with(1500..1502, 1501..1502).findings, []);
    let report = with(1500..1502, 2000..2000);
    let finding = only(&report);
    assert_eq!((finding.kind, &finding.channels[..]), (FindingKind::Spike, &[ChannelId::WheelRl.into()][..]));
}

#[test]
fn what_says_nothing_gives_nothing() {
    let mut all = columns();
    let flip = |row: usize| f32::from(u8::from(row % 500 == 7));
    all.extend([
        numbers(ChannelId::TwoStep, &vec![0.0; ROWS]),
        numbers(ChannelId::Fan1, &(0..ROWS).map(flip).collect::<Vec<_>>()),
        numbers(ChannelId::OilPressure, &vec![0.0; ROWS]),
        numbers(ChannelId::FuelTemp, &vec![-40.0; ROWS])
            .with_flags(vec![(Flag::Sentinel, RowMask::all(ROWS))]),
        numbers(ChannelId::Gear, &(0..ROWS).map(|row| (row / 300 % 5) as f32).collect::<Vec<_>>()),
        custom("Anything", 0, &(0..ROWS).map(|row| flip(row) * 1e6).collect::<Vec<_>>()),
    ]);
    assert_eq!(found(&log(25.0, all)).findings, []);
}

#[test]
fn an_awkward_log_gives_a_report_all_the_same() {
    for (what, table) in awkward::logs() {
        let report = found(&table);
        for finding in &report.findings {
            assert!(finding.worst().is_some_and(|e| e.score >= 1.0), "{what}: {finding:?}");
            assert!(finding.episodes.is_sorted_by(|a, b| a.span.t1 <= b.span.t0), "{what}: {finding:?}");
        }
        let left_out: u64 = report.ledger.left_out.iter().map(|l| l.rows).sum();
        assert_eq!(report.ledger.used + left_out, report.ledger.rows, "{what}: the account");
        let bytes = postcard::to_stdvec(&report).unwrap();
        assert_eq!(postcard::from_bytes::<Report>(&bytes).unwrap(), report, "{what}");
    }
}

#[test]
fn a_figure_out_of_its_bounds_is_refused() {
    let mut params = Params::default();
    assert!(params.set("trees", 0.0));
    let table = log(25.0, columns());
    let frame = Frame::whole(&table);
    let report = patterns::Report::default();
    assert!(run(&frame, &Subject::default(), &report, &params, &Cx::none()).is_err());
    assert!(Params::FIELDS.iter().all(|f| (f.least..=f.most).contains(&f.standard)));
}

#[test]
fn the_same_log_gives_the_same_findings() {
    let table = drive(Logger { faults: true, ..Logger::new(5, 25) }).table;
    assert_eq!(found(&table), found(&table));
}

/// Whether a finding of the fault's kind, on its channel, meets it.
fn told(report: &Report, fault: &Happened<Fault>) -> bool {
    let meets =
        |f: &Finding| f.episodes.iter().any(|e| e.span.t0 <= fault.t1 + 0.5 && e.span.t1 >= fault.t0 - 0.5);
    report.of(fault.kind.kind).any(|f| {
        meets(f) && f.channels.iter().any(|key| key.id().is_some_and(|id| fault.kind.channels.contains(&id)))
    })
}

#[test]
fn a_coolant_sensor_that_fails_on_a_drive_is_found_at_every_rate() {
    for rate_hz in [10, 25, 100] {
        let mut faults = 0;
        for seed in [11, 12, 13, 14, 15, 16] {
            let drive = drive(Logger { faults: true, ..Logger::new(seed, rate_hz) });
            let report = found(&drive.table);
            for fault in drive.faults.iter().filter(|f| f.kind.channels == [ChannelId::Coolant]) {
                assert!(told(&report, fault), "{rate_hz} Hz, {seed}: {fault:?}");
                faults += 1;
            }
        }
        assert!(faults >= 6, "{faults} faults");
    }
}

/// What a person checks against the plot; see the output of the test.
#[test]
fn real_logs_are_not_flooded() {
    let Some(folder) = samples::folder("real_logs_are_not_flooded", "logs") else { return };
    for extension in ["csv", "ftml", "mlg", "msl", "ld", "llg", "CSV"] {
        for path in samples::files(folder.clone(), extension) {
            let Ok(log) = imports::import(std::fs::read(&path).unwrap()) else { continue };
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let report = found(&log.table);
            println!("{name}: {} findings", report.findings.len());
            for finding in &report.findings {
                let channels: Vec<String> = finding.channels.iter().map(ToString::to_string).collect();
                let number = finding.episodes.len();
                println!("  {} {} {number}: {:?}", finding.kind.slug(), channels.join(" "), finding.worst());
            }
            assert!(report.findings.len() <= 12, "{name}: {} findings", report.findings.len());
        }
    }
}
