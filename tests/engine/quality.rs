//! The quality score says of a good log that it is good, and why a bad one is bad.

use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::generate::demo_log;
use fueltune_analyzer::engine::import::{ImportOptions, Importer};
use fueltune_analyzer::engine::quality::{EvidenceCode, PartCode, Quality, QualityPart, assess};
use fueltune_analyzer::engine::table::{Column, Flag, LogTable, RowMask, TimeAxis};

use crate::sample_logs::{custom, log, numbers, regular_axis};
use crate::samples;

const ROWS: usize = 2000;

/// A smooth wave of `low..high`, about one turn in eight seconds at 25 Hz.
fn wave(id: ChannelId, low: f32, high: f32) -> Column {
    let values: Vec<f32> = (0..ROWS)
        .map(|i| {
            let turn = (i % 200) as f32 / 100.0;
            low + (high - low) * if turn < 1.0 { turn } else { 2.0 - turn }
        })
        .collect();
    numbers(id, &values)
}

fn level(id: ChannelId, value: f32) -> Column {
    numbers(id, &vec![value; ROWS])
}

fn good_columns() -> Vec<Column> {
    vec![
        wave(ChannelId::Rpm, 900.0, 6500.0),
        wave(ChannelId::Tps, 0.0, 100.0),
        wave(ChannelId::MapGauge, -0.7, 0.9),
        wave(ChannelId::Lambda1, 0.8, 1.1),
        wave(ChannelId::Coolant, 82.0, 90.0),
    ]
}

fn replaced(column: Column) -> Quality {
    let mut columns = good_columns();
    match columns.iter().position(|c| c.key == column.key) {
        Some(at) => columns[at] = column,
        None => columns.push(column),
    }
    assess(&log(25.0, columns))
}

fn part(quality: &Quality, code: PartCode) -> &QualityPart {
    quality.parts.iter().find(|p| p.code == code).unwrap()
}

fn seen(quality: &Quality, code: PartCode) -> Vec<EvidenceCode> {
    part(quality, code).evidence.iter().map(|e| e.code).collect()
}

#[test]
fn a_clean_log_scores_full_marks() {
    let quality = assess(&log(25.0, good_columns()));
    assert_eq!(quality.score, 100.0);
    let codes: Vec<&str> = quality.parts.iter().map(|p| p.code.slug()).collect();
    assert_eq!(codes, ["sampling", "gaps", "sensors", "ranges", "warm_share"]);
    assert!((quality.parts.iter().map(|p| p.weight).sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn what_is_not_fitted_costs_nothing() {
    let sentinel = (Flag::Sentinel, RowMask::all(ROWS));
    for column in [
        level(ChannelId::TwoStep, 0.0),
        level(ChannelId::OilPressure, 0.0),
        level(ChannelId::FuelTemp, -40.0).with_flags(vec![sentinel]),
        level(ChannelId::Ethanol, f32::NAN),
        level(ChannelId::GLong, -6.5).with_flags(vec![(Flag::OutOfRange, RowMask::all(ROWS))]),
        level(ChannelId::LambdaTarget, 0.0).with_flags(vec![(Flag::LoopOff, RowMask::all(ROWS))]),
        custom("Anything", 0, &vec![7.0; ROWS]),
    ] {
        let key = column.key.clone();
        assert_eq!(replaced(column).score, 100.0, "{key}");
    }
}

#[test]
fn an_accelerometer_that_was_never_zeroed_is_a_note() {
    let quality = replaced(level(ChannelId::GLong, -6.5));
    let note = &part(&quality, PartCode::Sensors).evidence[0];
    assert_eq!((note.code, note.cost, &note.args[..]), (EvidenceCode::NotZeroed, 0.0, &[-6.5][..]));
    assert_eq!(note.channel, Some(ChannelKey::Known(ChannelId::GLong)));
}

#[test]
fn the_rate_is_judged_by_what_falls_between_the_samples() {
    for (rate, expected) in
        [(200.0, 100.0), (25.0, 100.0), (20.0, 100.0), (10.0, 80.0), (5.0, 60.0), (1.0, 20.0)]
    {
        let quality = assess(&log(rate, good_columns()));
        assert!((part(&quality, PartCode::Sampling).score - expected).abs() < 1e-9, "{rate} Hz");
    }
}

#[test]
fn uneven_and_repeated_times_are_seen() {
    let seconds: Vec<f64> =
        (0..ROWS).map(|i| (i as f64 + if i % 4 == 0 { 0.7 } else { 0.0 }) * 0.04).collect();
    let uneven = assess(&LogTable::new(vec![TimeAxis::new(seconds)], good_columns()).unwrap());
    assert_eq!(seen(&uneven, PartCode::Sampling)[0], EvidenceCode::UnevenSteps);
    assert_eq!(part(&uneven, PartCode::Sampling).score, 60.0);

    let seconds: Vec<f64> = (0..ROWS).map(|i| (i / 20 * 20 + (i % 20).min(18)) as f64 * 0.04).collect();
    let repeated = assess(&LogTable::new(vec![TimeAxis::new(seconds)], good_columns()).unwrap());
    assert_eq!(seen(&repeated, PartCode::Sampling)[0], EvidenceCode::RepeatedTimes);
}

#[test]
fn a_gap_costs_the_time_it_swallowed() {
    let seconds: Vec<f64> = (0..ROWS).map(|i| i as f64 * 0.04 + if i >= 500 { 5.0 } else { 0.0 }).collect();
    let quality = assess(&LogTable::new(vec![TimeAxis::new(seconds)], good_columns()).unwrap());
    let gap = &part(&quality, PartCode::Gaps).evidence[0];
    assert_eq!((gap.code, gap.args[0]), (EvidenceCode::TimeGaps, 1.0));
    assert!((gap.args[1] - 5.0).abs() < 1e-6 && (gap.cost - (300.0 * 5.0 / 84.96 + 0.5)).abs() < 1e-6);
}

#[test]
fn missing_cells_cost_their_share_of_all_cells() {
    let values: Vec<f32> =
        (0..ROWS).map(|i| if i % 2 == 0 { f32::NAN } else { 1.0 + (i % 100) as f32 / 1e3 }).collect();
    let quality = replaced(numbers(ChannelId::Lambda1, &values));
    let gaps = part(&quality, PartCode::Gaps);
    assert_eq!((gaps.score, gaps.evidence[0].args.clone()), (90.0, vec![1000.0, 0.5]));
}

#[test]
fn the_padding_of_the_exporter_is_noted_only() {
    let tail = || (Flag::ExportTail, RowMask::from_range(ROWS, ROWS - 18..ROWS));
    let columns = good_columns().into_iter().map(|c| c.with_flags(vec![tail()])).collect();
    let quality = assess(&log(25.0, columns));
    assert_eq!(quality.score, 100.0);
    assert_eq!(seen(&quality, PartCode::Gaps), [EvidenceCode::ExportTail]);
}

#[test]
fn a_channel_that_every_analysis_needs_is_missed() {
    for (gone, cost) in [
        (vec![ChannelId::Rpm], 35.0),
        (vec![ChannelId::Lambda1], 20.0),
        (vec![ChannelId::Tps], 0.0),
        (vec![ChannelId::Tps, ChannelId::MapGauge], 20.0),
        (vec![ChannelId::Coolant], 5.0),
    ] {
        let columns =
            good_columns().into_iter().filter(|c| !c.id().is_some_and(|id| gone.contains(&id))).collect();
        let quality = assess(&log(25.0, columns));
        assert_eq!(part(&quality, PartCode::Sensors).score, 100.0 - cost, "{gone:?}");
    }
}

#[test]
fn a_lambda_that_does_not_move_is_stuck_unless_another_does() {
    let quality = replaced(level(ChannelId::Lambda1, 1.0));
    assert_eq!(seen(&quality, PartCode::Sensors), [EvidenceCode::Stuck]);
    let mut columns = good_columns();
    columns.push(level(ChannelId::LambdaCl, 1.0));
    assert_eq!(assess(&log(25.0, columns)).score, 100.0);
}

#[test]
fn a_sensor_that_comes_and_goes_is_told_from_one_that_is_not_there() {
    let column = wave(ChannelId::Coolant, 82.0, 90.0)
        .with_flags(vec![(Flag::Sentinel, RowMask::from_range(ROWS, 100..200))]);
    let quality = replaced(column);
    let evidence = &part(&quality, PartCode::Sensors).evidence[0];
    assert_eq!((evidence.code, evidence.cost), (EvidenceCode::Intermittent, 5.0));
}

#[test]
fn impossible_steps_are_counted() {
    let mut values = vec![88.0f32; ROWS];
    for row in (0..ROWS).step_by(100) {
        values[row] = 120.0;
    }
    let quality = replaced(numbers(ChannelId::Coolant, &values));
    let evidence = &part(&quality, PartCode::Sensors).evidence[0];
    assert_eq!((evidence.code, evidence.args[0]), (EvidenceCode::Jumps, 39.0));
}

#[test]
fn ranges_weigh_what_analyses_lean_on() {
    let outside = |id: ChannelId| {
        let column =
            wave(id, 0.8, 1.1).with_flags(vec![(Flag::OutOfRange, RowMask::from_range(ROWS, 0..ROWS / 8))]);
        part(&replaced(column), PartCode::Ranges).score
    };
    assert_eq!(outside(ChannelId::Lambda1), 90.0);
    assert_eq!(outside(ChannelId::OilPressure), 97.0);
}

#[test]
fn lambda_beside_a_standing_engine_is_not_judged() {
    let mut columns = good_columns();
    columns[0] = level(ChannelId::Rpm, 0.0);
    columns[3] = level(ChannelId::Lambda1, 0.35).with_flags(vec![(Flag::OutOfRange, RowMask::all(ROWS))]);
    assert_eq!(part(&assess(&log(25.0, columns)), PartCode::Ranges).score, 100.0);
}

#[test]
fn warmth_is_of_the_running_engine_and_left_out_where_it_is_not_known() {
    let half = replaced(level(ChannelId::Coolant, 55.0));
    assert!((part(&half, PartCode::WarmShare).score - 50.0).abs() < 1e-9);
    let unknown = assess(&log(25.0, good_columns().into_iter().take(4).collect()));
    assert_eq!(part(&unknown, PartCode::WarmShare).weight, 0.0);
    assert_eq!(unknown.score, (0.2 * 100.0 + 0.25 * 100.0 + 0.25 * 95.0 + 0.2 * 100.0) / 0.9);
}

/// The same numbers in every run: Marsaglia's xorshift.
fn noise(seed: u64, low: f32, high: f32) -> Vec<f32> {
    let mut x = seed;
    (0..ROWS)
        .map(|_| {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            low + (high - low) * ((x >> 40) as f32 / (1u64 << 24) as f32)
        })
        .collect()
}

#[test]
fn noise_in_plausible_ranges_scores_low() {
    let quality = assess(&log(
        25.0,
        vec![
            numbers(ChannelId::Rpm, &noise(1, 0.0, 9000.0)),
            numbers(ChannelId::Tps, &noise(2, 0.0, 100.0)),
            numbers(ChannelId::MapGauge, &noise(3, -0.9, 2.0)),
            numbers(ChannelId::Lambda1, &noise(4, 0.5, 2.0)),
            numbers(ChannelId::Coolant, &noise(5, 0.0, 120.0)),
        ],
    ));
    assert!(quality.score < 45.0, "{}", quality.score);
}

#[test]
fn garbage_scores_next_to_nothing() {
    let outside = |id: ChannelId, seed: u64| {
        numbers(id, &noise(seed, -1e6, 1e6)).with_flags(vec![(Flag::OutOfRange, RowMask::all(ROWS))])
    };
    let columns =
        [ChannelId::Rpm, ChannelId::Tps, ChannelId::MapGauge, ChannelId::Lambda1, ChannelId::Coolant]
            .iter()
            .zip(1..)
            .map(|(id, seed)| outside(*id, seed))
            .collect();
    let times: Vec<f64> = noise(9, 0.0, 1.0)
        .iter()
        .map(|x| f64::from(*x).powi(8))
        .scan(0.0, |t, d| {
            *t += d;
            Some(*t)
        })
        .collect();
    let quality = assess(&LogTable::new(vec![TimeAxis::new(times)], columns).unwrap());
    assert!(quality.score < 25.0, "{}", quality.score);
}

#[test]
fn a_log_of_next_to_nothing_is_judged_without_harm() {
    for (rows, columns) in [(0, 0), (0, 1), (1, 1), (2, 1)] {
        let columns = (0..columns).map(|_| numbers(ChannelId::Rpm, &vec![900.0; rows])).collect();
        let quality = assess(&LogTable::new(vec![regular_axis(rows, 25.0)], columns).unwrap());
        assert!((0.0..60.0).contains(&quality.score), "{rows} rows: {}", quality.score);
        assert!(serde_json::to_string(&quality).unwrap().contains("\"sampling\""));
    }
}

fn imported(bytes: &[u8]) -> Quality {
    let mut importer = Importer::new(ImportOptions::default());
    importer.feed(bytes).unwrap();
    assess(&importer.finish().unwrap().table)
}

#[test]
fn the_demo_log_scores_well_and_tells_what_is_wrong_with_it() {
    let quality = imported(&demo_log());
    assert!((85.0..100.0).contains(&quality.score), "{}", quality.score);
    assert!(seen(&quality, PartCode::Gaps).contains(&EvidenceCode::TimeGaps));
    assert!(seen(&quality, PartCode::Sensors).contains(&EvidenceCode::Jumps), "the rpm spike");
    assert!(seen(&quality, PartCode::Sensors).contains(&EvidenceCode::Intermittent), "the λ sensor at 0");
    assert!(part(&quality, PartCode::WarmShare).score < 95.0, "it starts cold");
}

#[test]
fn real_fueltech_logs_score_as_what_they_are() {
    let Some(folder) = samples::folder("real_fueltech_logs_score_as_what_they_are", "logs/fueltech") else {
        return;
    };
    let logs = samples::files(folder, "csv");
    assert!(logs.len() >= 5);
    let mut scores: Vec<f64> = Vec::new();
    for path in logs {
        let quality = imported(&std::fs::read(&path).unwrap());
        assert!(quality.score >= 60.0, "{}: {} {:?}", path.display(), quality.score, quality.parts);
        scores.push(quality.score);
    }
    assert!(scores.iter().any(|score| *score > 90.0), "{scores:?}");
}
