//! Times between speeds and over distances: by hand, and against a car whose times are known.

use fueltune_analyzer::engine::analysis::performance::{Measure, Params, Report, Stretch, TimedRun};
use fueltune_analyzer::engine::analysis::{NoteCode, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::{LogTable, TimeAxis};
use proptest::prelude::*;

use super::performance_car::{Dice, Drive, Sampling, Truth, column, drag_run, log_of, performance};
use crate::sample_logs::cases;

const FOOT: f64 = 0.3048;

/// A log of a satellite's speed alone, km/h.
fn speeds(rate: f64, kmh: &[f64]) -> LogTable {
    let axis = TimeAxis::new((0..kmh.len()).map(|k| k as f64 / rate).collect());
    let values = kmh.iter().map(|v| *v as f32).collect();
    LogTable::new(vec![axis], vec![column(ChannelId::GpsSpeed, 0, values)]).unwrap()
}

fn times_of(table: &LogTable) -> Report {
    performance(table, &Subject::default(), &[], &Params::default())
}

fn best(report: &Report, measure: Measure) -> &TimedRun {
    let index = report.times.best.iter().find(|k| report.times.runs[**k as usize].measure == measure);
    &report.times.runs[*index.unwrap_or_else(|| panic!("{measure:?} in {:?}", report.times)) as usize]
}

#[test]
fn an_even_acceleration_gives_the_times_of_the_hand() {
    // At rest for 2 s, then 5 m/s² for 13 s, in which 422 m are covered: v = 18 km/h each second.
    let kmh: Vec<f64> = (0..310).map(|k| (f64::from(k) / 20.0 - 2.0).clamp(0.0, 13.0) * 18.0).collect();
    let report = times_of(&speeds(20.0, &kmh));
    let seconds = |measure| best(&report, measure).seconds;
    let close = |a: f64, b: f64| assert!((a - b).abs() < 0.004, "{a} {b}");
    close(seconds(Measure::Kmh0To100), 100.0 / 18.0);
    close(seconds(Measure::Kmh0To60), 60.0 / 18.0);
    close(seconds(Measure::Kmh60To130), 70.0 / 18.0);
    close(seconds(Measure::Kmh80To120), 40.0 / 18.0);
    close(seconds(Measure::Kmh100To200), 100.0 / 18.0);
    close(seconds(Measure::Mph0To60), 60.0 * 1.609_344 / 18.0);
    // s = 2.5 t²: a quarter mile in √(402.336 / 2.5) s; the trap speed is the mean of the last 66 feet.
    close(seconds(Measure::Feet60), (60.0 * FOOT / 2.5f64).sqrt());
    let quarter = best(&report, Measure::QuarterMile);
    let (end, trap_start) = ((402.336f64 / 2.5).sqrt(), ((402.336 - 66.0 * FOOT) / 2.5).sqrt());
    close(quarter.seconds, end);
    assert!((quarter.trap_kmh.unwrap() - 66.0 * FOOT / (end - trap_start) * 3.6).abs() < 0.2);
    assert!((quarter.end_kmh - 18.0 * end).abs() < 0.1);
    // The clock of a drag strip starts a foot later.
    close(quarter.seconds - quarter.rollout_s.unwrap(), (FOOT / 2.5).sqrt());
    assert_eq!(best(&report, Measure::Kmh60To130).rollout_s, None);
    assert_eq!(best(&report, Measure::Kmh0To100).level, None, "no height was logged");
}

#[test]
fn a_crossing_lies_between_samples() {
    // 10 km/h each half second, two samples a second: 60 is met half way between 55 and 65.
    let kmh: Vec<f64> = (0..14).map(|k| 35.0 + 10.0 * f64::from(k)).collect();
    let run = times_of(&speeds(2.0, &kmh));
    let found = best(&run, Measure::Kmh60To100);
    assert!((found.span.t0 - 1.25).abs() < 1e-6 && (found.seconds - 2.0).abs() < 1e-6, "{found:?}");
    // Half a sample at both ends, and 10 km/h of resolution at 20 km/h each second.
    let end = 0.25f64.hypot(0.25);
    assert!((found.doubt_s - end.hypot(end)).abs() < 1e-6, "{}", found.doubt_s);
}

#[test]
fn what_is_no_run_is_not_timed() {
    // Traffic: a minute from 0 to 100.
    let slow: Vec<f64> = (0..1500).map(|k| (f64::from(k) / 25.0 - 2.0).clamp(0.0, 60.0) * 1.7).collect();
    assert!(times_of(&speeds(25.0, &slow)).times.runs.is_empty());
    // A lift of the pedal in between ends the run: 0 to 60, 40 to 110.
    let mut kmh: Vec<f64> = (0..100).map(|k| f64::from(k) * 0.7).collect();
    kmh.extend((0..40).map(|k| 70.0 - f64::from(k)));
    kmh.extend((0..110).map(|k| 30.0 + f64::from(k) * 0.8));
    let report = times_of(&speeds(25.0, &kmh));
    let of = |measure: Measure| report.times.runs.iter().filter(|r| r.measure == measure).count();
    assert_eq!((of(Measure::Kmh0To60), of(Measure::Kmh0To100), of(Measure::Kmh60To100)), (1, 0, 1));
}

#[test]
fn a_run_downhill_is_told_and_never_the_best() {
    let kmh: Vec<f64> = (0..300).map(|k| (f64::from(k) / 25.0).min(10.0) * 15.0).collect();
    let mut both = kmh.clone();
    both.extend((0..100).map(|k| 150.0 - 1.5 * f64::from(k)));
    both.extend(kmh.iter().map(|v| v * 0.9));
    let table = speeds(25.0, &both);
    let axis = table.axes()[0].clone();
    let (mut way, mut height) = (0.0, Vec::new());
    for (k, v) in both.iter().enumerate() {
        way += v / 3.6 / 25.0;
        // The first run falls by 3 %, the second is level.
        height.push(if k < 300 { 100.0 - 0.03 * way } else { 90.0 + f64::from(k as u32 % 2) * 0.01 } as f32);
    }
    let columns = vec![table.columns()[0].clone(), column(ChannelId::GpsAlt, 0, height)];
    let report = times_of(&LogTable::new(vec![axis], columns).unwrap());
    let runs: Vec<&TimedRun> =
        report.times.runs.iter().filter(|r| r.measure == Measure::Kmh60To100).collect();
    assert_eq!(runs.len(), 2);
    assert!((runs[0].slope_percent.unwrap() + 3.0).abs() < 0.2, "{:?}", runs[0]);
    assert_eq!((runs[0].level, runs[1].level), (Some(false), Some(true)));
    assert!(runs[0].seconds < runs[1].seconds);
    assert_eq!(best(&report, Measure::Kmh60To100), runs[1]);
}

#[test]
fn a_quarter_mile_is_met_within_two_hundredths_of_a_second_at_25_hz() {
    let rest = 4.0;
    let drive = drag_run(&Truth::default(), rest);
    let when_way = |metres: f64| Drive::when(&drive.way, metres) - rest;
    let when_speed = |kmh: f64| Drive::when(&drive.speed, kmh / 3.6) - rest;
    for seed in 0..20 {
        let gps = Sampling { rate: 25.0, noise: 0.1, step: 0.01, late: 0.0 };
        let table = log_of(&drive, Sampling::exact(25.0), Some((ChannelId::GpsSpeed, gps)), seed);
        let report = times_of(&table);
        for (measure, wanted, tolerance) in [
            (Measure::QuarterMile, when_way(402.336), 0.02),
            (Measure::EighthMile, when_way(201.168), 0.02),
            (Measure::Feet60, when_way(60.0 * FOOT), 0.02),
            (Measure::Kmh0To100, when_speed(100.0), 0.03),
        ] {
            let found = best(&report, measure);
            let off = (found.seconds - wanted).abs();
            assert!(off <= tolerance, "seed {seed} {measure:?}: {} {wanted}", found.seconds);
            assert!(
                off <= found.doubt_s,
                "seed {seed} {measure:?}: within its own ±: {off} {}",
                found.doubt_s
            );
        }
        let quarter = best(&report, Measure::QuarterMile);
        let trap = 66.0 * FOOT / (when_way(402.336) - when_way(402.336 - 66.0 * FOOT)) * 3.6;
        assert!((quarter.trap_kmh.unwrap() - trap).abs() < 0.5, "{quarter:?} {trap}");
        let rollout = when_way(402.336) - when_way(FOOT);
        assert!((quarter.rollout_s.unwrap() - rollout).abs() < 0.03, "{quarter:?} {rollout}");
    }
}

#[test]
fn slower_and_coarser_speeds_say_how_much_less_they_know() {
    let rest = 4.0;
    let drive = drag_run(&Truth::default(), rest);
    let wanted = Drive::when(&drive.way, 402.336) - rest;
    let (mut before, mut within, mut all) = (0.0, 0u32, 0u32);
    for (rate, step) in [(50.0, 0.01), (10.0, 0.1), (5.0, 1.0)] {
        for seed in 0..8 {
            let gps = Sampling { rate, noise: 0.08, step, late: 0.0 };
            let table = log_of(&drive, Sampling::exact(25.0), Some((ChannelId::GpsSpeed, gps)), seed);
            let found = best(&times_of(&table), Measure::QuarterMile).clone();
            let off = (found.seconds - wanted).abs();
            assert!(off <= 1.5 * found.doubt_s, "{rate} {step} {seed}: {found:?} {wanted}");
            within += u32::from(off <= found.doubt_s);
            all += 1;
            if seed == 0 {
                assert!(found.doubt_s > before);
                before = found.doubt_s;
            }
        }
    }
    assert!(f64::from(within) >= 0.9 * f64::from(all), "{within} of {all} within their doubt");
}

#[test]
fn a_driven_wheel_is_told_and_the_ground_comes_first() {
    let drive = drag_run(&Truth::default(), 3.0);
    let exact = Sampling::exact(25.0);
    let driven = log_of(&drive, exact, Some((ChannelId::SpeedDriven, exact)), 1);
    let report = times_of(&driven);
    assert!(!report.times.over_ground && !report.times.runs.is_empty());
    assert!(report.notes.iter().any(|n| n.code == NoteCode::DrivenSpeed));
    let mut columns = driven.columns().to_vec();
    let ground: Vec<f32> = driven.columns()[1].f32().unwrap().iter().map(|v| v * 0.98).collect();
    columns.push(column(ChannelId::GpsSpeed, 1, ground));
    let both = times_of(&LogTable::new(driven.axes().to_vec(), columns).unwrap());
    assert_eq!(both.times.channel, Some(ChannelId::GpsSpeed));
    assert!(both.times.over_ground && both.notes.iter().all(|n| n.code != NoteCode::DrivenSpeed));
}

#[test]
fn measures_are_told_apart_by_name_and_length() {
    let slugs: std::collections::BTreeSet<&str> = Measure::ALL.iter().map(|m| m.slug()).collect();
    assert_eq!(slugs.len(), Measure::ALL.len());
    let Stretch::Distance { metres, trap } = Measure::QuarterMile.stretch() else { panic!("a distance") };
    assert!((metres - 402.336).abs() < 1e-9 && trap);
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn whatever_the_speed_does_times_are_sane(
        knots in prop::collection::vec(0.0f64..250.0, 2..12),
        rate in 5.0f64..60.0,
        seed in 0u64..1000,
    ) {
        let mut dice = Dice::new(seed);
        let steps = (rate * 3.0) as usize;
        let kmh: Vec<f64> = knots
            .windows(2)
            .flat_map(|w| (0..steps).map(move |k| w[0] + (w[1] - w[0]) * k as f64 / steps as f64))
            .map(|v| (v + 0.2 * dice.normal()).max(0.0))
            .collect();
        let report = times_of(&speeds(rate, &kmh));
        for run in &report.times.runs {
            prop_assert!(run.seconds > 0.0 && run.seconds.is_finite() && run.doubt_s > 0.0);
            prop_assert!((run.span.duration() - run.seconds).abs() < 1e-9);
            if let Some(rollout) = run.rollout_s {
                prop_assert!(rollout > 0.0 && rollout < run.seconds);
            }
            match run.measure.stretch() {
                Stretch::Speed { to, .. } => prop_assert!((run.end_kmh - to * 3.6).abs() < 1e-6),
                Stretch::Distance { metres, .. } => prop_assert!((run.metres - metres).abs() < 1e-9),
            }
        }
    }
}
