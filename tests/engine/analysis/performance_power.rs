//! Power from acceleration against a car whose power is known.

use fueltune_analyzer::engine::analysis::patterns::SegmentKind;
use fueltune_analyzer::engine::analysis::performance::{
    DoubtSource, Doubts, GearingFrom, Params, Pull, Report, Road, rotating_share,
};
use fueltune_analyzer::engine::analysis::{NoteCode, Span, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::table::{LogTable, TimeAxis};

use super::performance_car::{
    Dice, Drive, RATIOS, Sampling, Truth, column, log_of, peak_power, per_ms, performance, power, pull,
    subject, torque, vehicle,
};

/// Engine speed as loggers have it: noise and step, rpm.
const LOGGERS: [(f64, f64); 3] = [(3.0, 1.0), (8.0, 10.0), (4.0, 25.0)];
const RATES: [f64; 4] = [10.0, 25.0, 50.0, 100.0];
/// A satellite's speed: ten a second, a tenth of a km/h, a little late.
const GPS: Sampling = Sampling { rate: 10.0, noise: 0.12, step: 0.1, late: 0.12 };

fn measured(truth: &Truth, gear: usize, rpm: Sampling, seed: u64) -> (Report, Drive) {
    let (drive, span) = pull(truth, gear);
    let table = log_of(&drive, rpm, Some((ChannelId::GpsSpeed, GPS)), seed);
    let report = performance(&table, &subject(vehicle()), &[(SegmentKind::Pull, span)], &Params::default());
    (report, drive)
}

/// Points whose truth lies within the band, and all of them.
fn covered(pull: &Pull, band: impl Fn(f64, f64) -> f64) -> (usize, usize) {
    let inside = pull
        .points
        .iter()
        .filter(|p| (p.engine_kw - power(p.rpm)).abs() <= band(p.engine_random_kw, p.engine_systematic_kw));
    (inside.count(), pull.points.len())
}

#[test]
fn peak_power_is_met_within_two_per_cent_at_any_rate_and_resolution() {
    let mut offs = Vec::new();
    for rate in RATES {
        for (noise, step) in LOGGERS {
            for seed in 0..5 {
                let gear = 2 + (seed as usize % 3);
                let sampling = Sampling { rate, noise, step, late: 0.0 };
                let (report, _) = measured(&Truth::default(), gear, sampling, seed);
                let pull = &report.pulls[0];
                let peak = pull.peak_power.unwrap();
                let off = peak.value / peak_power() - 1.0;
                assert!(off.abs() < 0.02, "{rate} Hz ±{noise} step {step} seed {seed}: {off:.4} {peak:?}");
                assert_eq!(pull.gearing.unwrap().gear, Some(gear as u32));
                let torque_off = pull.peak_torque.unwrap().value / torque(4500.0) - 1.0;
                assert!(
                    torque_off.abs() < 0.03,
                    "{rate} Hz ±{noise} step {step} seed {seed}: {torque_off:.4}"
                );
                offs.push(off);
            }
        }
    }
    let mean = offs.iter().sum::<f64>() / offs.len() as f64;
    assert!(mean.abs() < 0.005, "no bias either way: {mean}");
}

#[test]
fn the_truth_lies_within_the_random_band_nine_times_of_ten() {
    let (mut inside, mut all) = (0, 0);
    for rate in RATES {
        for (noise, step) in LOGGERS {
            for seed in 10..16 {
                // Gearing by the vehicle, which here is exact: what is left is the scatter of the samples.
                let (drive, span) = pull(&Truth::default(), 3);
                let table = log_of(&drive, Sampling { rate, noise, step, late: 0.0 }, None, seed);
                let params = Params { gear: 3.0, ..Params::default() };
                let report = performance(&table, &subject(vehicle()), &[(SegmentKind::Pull, span)], &params);
                let (within, points) = covered(&report.pulls[0], |random, _| random);
                assert!(points > 70, "{points} points");
                inside += within;
                all += points;
            }
        }
    }
    let share = inside as f64 / all as f64;
    assert!((0.90..=0.995).contains(&share), "{share}");
}

#[test]
fn the_truth_lies_within_the_whole_band_when_the_vehicle_is_as_wrong_as_its_doubts_say() {
    let (mut inside, mut all, mut off) = (0, 0, 0.0);
    let sigma = |percent: f64| percent / 100.0 / 1.96;
    let params = Params::default();
    for seed in 0..40 {
        let mut dice = Dice::new(1000 + seed);
        let mut off_by = |percent: f64| 1.0 + sigma(percent) * dice.normal();
        let plain = Truth::default();
        let truth = Truth {
            mass: plain.mass * off_by(params.mass_doubt),
            drag_area: plain.drag_area * off_by(params.drag_doubt),
            rolling: plain.rolling * off_by(params.rolling_doubt),
            loss: plain.loss + sigma(params.loss_doubt) * (off_by(196.0) - 1.0),
            grade: sigma(params.grade_doubt) * (off_by(196.0) - 1.0),
            headwind: params.wind_doubt / 3.6 / 1.96 * (off_by(196.0) - 1.0),
            ..plain
        };
        let (report, _) =
            measured(&truth, 3, Sampling { rate: 25.0, noise: 5.0, step: 1.0, late: 0.0 }, seed);
        let (within, points) = covered(&report.pulls[0], f64::hypot);
        inside += within;
        all += points;
        let peak = report.pulls[0].peak_power.unwrap();
        off += (peak.value / peak_power() - 1.0).abs() / 40.0;
    }
    let share = inside as f64 / all as f64;
    assert!(share >= 0.90, "{share}");
    assert!(off > 0.005, "the vehicle was wrong: {off}");
}

#[test]
fn forces_and_doubts_are_those_of_the_hand() {
    // ε = 0.04 + 0.0025 · 5.6².
    assert!((rotating_share(5.6) - 0.1184).abs() < 1e-12);
    let road = Road {
        mass: 1500.0,
        rotating: 0.1,
        drag_area: 0.7,
        rolling: 0.015,
        grade: 0.0,
        density: 1.2,
        headwind: 0.0,
        loss: 0.15,
    };
    // 1650 · 3 + 1500 · 9.80665 · 0.015 + 0.6 · 0.7 · 900 = 4950 + 220.65 + 378 N.
    assert!((road.force(30.0, 3.0) - 5_548.649_625).abs() < 1e-6);
    assert!((road.wheel(30.0, 3.0) - 166_459.488_75).abs() < 1e-4);
    assert!((road.engine(30.0, 3.0) - 195_834.692_647).abs() < 1e-3);
    // Uphill of 1 %: 1500 g · 0.01 / √1.0001 more, rolling a trace less.
    let uphill = Road { grade: 0.01, ..road };
    assert!((uphill.force(30.0, 3.0) - road.force(30.0, 3.0) - 147.08).abs() < 0.05);
    // A wind of 5 m/s against it: 0.42 · (35² − 30²).
    let windy = Road { headwind: 5.0, ..road };
    assert!((windy.force(30.0, 3.0) - road.force(30.0, 3.0) - 136.5).abs() < 1e-9);
    // 45 kg more: (1.1 · 45 · 3 + 45 g · 0.015) · 30 / 0.85.
    let doubts = Doubts { mass: 45.0, ..Doubts::default() };
    let parts = doubts.parts(&road, 30.0, 3.0);
    let mass = parts.iter().find(|(source, _)| *source == DoubtSource::Mass).unwrap().1;
    assert!((mass - 5_474.805_5).abs() < 0.01, "{mass}");
    assert!(parts.iter().filter(|(source, _)| *source != DoubtSource::Mass).all(|(_, w)| *w == 0.0));
}

#[test]
fn a_late_speed_does_not_move_the_gearing() {
    for late in [0.0, 0.15, 0.4] {
        let (drive, span) = pull(&Truth::default(), 3);
        let gps = Sampling { late, ..GPS };
        let table = log_of(&drive, Sampling::exact(50.0), Some((ChannelId::GpsSpeed, gps)), 3);
        let report =
            performance(&table, &subject(vehicle()), &[(SegmentKind::Pull, span)], &Params::default());
        let gearing = report.pulls[0].gearing.unwrap();
        assert_eq!(gearing.from, GearingFrom::Steady(ChannelId::GpsSpeed), "driven steadily before the pull");
        let off = gearing.rpm_per_kmh.value * 3.6 / per_ms(3) - 1.0;
        assert!(off.abs() < 0.003, "{late} s late: {off}");
        assert!(off.abs() <= gearing.rpm_per_kmh.share(), "{late} s late: {off}");
        // Without the steady part the slope within the pull says it.
        let pull_only = late_pull_only(&drive, span, gps);
        let gearing = pull_only.pulls[0].gearing.unwrap();
        assert_eq!(gearing.from, GearingFrom::Pull(ChannelId::GpsSpeed));
        let off = gearing.rpm_per_kmh.value * 3.6 / per_ms(3) - 1.0;
        assert!(off.abs() < 0.02, "{late} s late: {off}");
    }
}

fn late_pull_only(drive: &Drive, span: Span, gps: Sampling) -> Report {
    let from = (span.t0 * 1000.0) as usize;
    let cut = Drive {
        speed: drive.speed[from..].to_vec(),
        rpm: drive.rpm[from..].to_vec(),
        way: drive.way[from..].to_vec(),
    };
    let span = Span::new(0.0, cut.seconds());
    let table = log_of(&cut, Sampling::exact(50.0), Some((ChannelId::GpsSpeed, gps)), 3);
    performance(&table, &subject(vehicle()), &[(SegmentKind::Pull, span)], &Params::default())
}

#[test]
fn what_is_missing_is_named_and_nothing_is_made_up() {
    let (drive, span) = pull(&Truth::default(), 3);
    let table = log_of(&drive, Sampling::exact(25.0), None, 1);
    let segments = [(SegmentKind::Pull, span)];
    let codes = |report: &Report| report.notes.iter().map(|n| n.code).collect::<Vec<_>>();

    let unknown = Subject { vehicle: None, ..subject(vehicle()) };
    let nobody = performance(&table, &unknown, &segments, &Params::default());
    assert!(codes(&nobody).contains(&NoteCode::NoVehicle) && codes(&nobody).contains(&NoteCode::EnterMass));
    assert!(nobody.pulls[0].points.is_empty() && nobody.pulls[0].peak_power.is_none());
    let window = nobody.pulls[0].window.unwrap();
    let true_time = Drive::when(&drive.rpm, 6500.0) - Drive::when(&drive.rpm, 4200.0);
    assert!((window.seconds - true_time).abs() < 0.01, "{window:?} {true_time}");

    let without_gear = performance(&table, &subject(vehicle()), &segments, &Params::default());
    assert!(codes(&without_gear).contains(&NoteCode::EnterGearing));
    assert!(without_gear.pulls[0].points.is_empty());

    let with_gear = Params { gear: 3.0, ..Params::default() };
    let report = performance(&table, &subject(vehicle()), &segments, &with_gear);
    assert!(codes(&report).contains(&NoteCode::GearAssumed));
    assert_eq!(report.pulls[0].gearing.unwrap().from, GearingFrom::Vehicle);
    assert!((report.pulls[0].peak_power.unwrap().value / peak_power() - 1.0).abs() < 0.02);
    assert_eq!(report.best_pull, Some(0));
    assert_eq!(report.ledger.used, u64::from(report.pulls[0].end_row - report.pulls[0].first_row));
}

#[test]
fn a_held_engine_speed_costs_precision_and_not_truth() {
    // Ten values a second, written fifty times a second.
    let (drive, span) = pull(&Truth::default(), 3);
    let slow = log_of(&drive, Sampling { rate: 10.0, noise: 4.0, step: 1.0, late: 0.0 }, None, 5);
    let slow_rpm = slow.channel(ChannelId::Rpm).unwrap().f32().unwrap().to_vec();
    let first = slow.axes()[0].start();
    let fast: Vec<f64> = (0..slow_rpm.len() * 5).map(|k| first + k as f64 * 0.02).collect();
    let held: Vec<f32> = (0..fast.len()).map(|k| slow_rpm[k / 5]).collect();
    let table = LogTable::new(vec![TimeAxis::new(fast)], vec![column(ChannelId::Rpm, 0, held)]).unwrap();
    let params = Params { gear: 3.0, ..Params::default() };
    let report = performance(&table, &subject(vehicle()), &[(SegmentKind::Pull, span)], &params);
    let pull = &report.pulls[0];
    assert!((pull.smoothing.run - 5.0).abs() < 0.5, "{:?}", pull.smoothing);
    let off = pull.peak_power.unwrap().value / peak_power() - 1.0;
    assert!(off.abs() < 0.02, "{off}");
    let (inside, all) = covered(pull, |random, _| random);
    assert!(inside as f64 >= 0.85 * all as f64, "{inside} of {all}");
}

#[test]
fn a_spinning_wheel_is_masked_and_makes_no_power() {
    let (drive, span) = pull(&Truth::default(), 2);
    // A flare of 700 rpm within four tenths of a second.
    let from = span.t0 + 1.2;
    let mut flared = drive.clone();
    for (k, rpm) in flared.rpm.iter_mut().enumerate() {
        let into = (k as f64 * 0.001 - from) / 0.4;
        if (0.0..1.0).contains(&into) {
            *rpm += 700.0 * (std::f64::consts::PI * into).sin();
        }
    }
    let rpm = Sampling { rate: 50.0, noise: 3.0, step: 1.0, late: 0.0 };
    for speed in [Some((ChannelId::GpsSpeed, GPS)), None] {
        let table = log_of(&flared, rpm, speed, 2);
        let params = Params { gear: 2.0, ..Params::default() };
        let report = performance(&table, &subject(vehicle()), &[(SegmentKind::Pull, span)], &params);
        let pull = &report.pulls[0];
        assert!(
            pull.slips.iter().any(|s| s.overlaps(Span::new(from + 0.05, from + 0.35))),
            "{speed:?}: {:?}",
            pull.slips
        );
        if speed.is_some() {
            assert!(pull.points.iter().any(|p| p.slipping));
            let off = pull.peak_power.unwrap().value / peak_power() - 1.0;
            assert!(off.abs() < 0.03, "{speed:?}: {off}");
        } else {
            // Nothing says how far the flare went: the peak may be that far off, but within its own band.
            let peak = pull.peak_power.unwrap();
            let band = peak.random.hypot(peak.systematic);
            assert!((peak.value - peak_power()).abs() < band, "{peak:?}");
        }
        let calm = performance(
            &log_of(&drive, rpm, speed, 2),
            &subject(vehicle()),
            &[(SegmentKind::Pull, span)],
            &params,
        );
        assert_eq!(calm.pulls[0].slip_samples, 0, "{speed:?}: a pull without a slip");
    }
}

#[test]
fn a_climb_is_taken_from_the_height() {
    let truth = Truth { grade: 0.03, ..Truth::default() };
    let (drive, span) = pull(&truth, 3);
    let flat = log_of(&drive, Sampling::exact(50.0), Some((ChannelId::GpsSpeed, GPS)), 8);
    let axis = flat.axes()[1].clone();
    let height = axis.seconds().iter().map(|t| (500.0 + 0.03 * Drive::at(&drive.way, *t)) as f32).collect();
    let mut columns = flat.columns().to_vec();
    columns.push(column(ChannelId::GpsAlt, 1, height));
    let table = LogTable::new(flat.axes().to_vec(), columns).unwrap();
    let run = |table: &LogTable| {
        performance(table, &subject(vehicle()), &[(SegmentKind::Pull, span)], &Params::default()).pulls[0]
            .clone()
    };
    let (blind, seeing) = (run(&flat), run(&table));
    assert!((seeing.grade.value - 0.03).abs() < 0.002, "{:?}", seeing.grade);
    assert!((seeing.peak_power.unwrap().value / peak_power() - 1.0).abs() < 0.015);
    let blind = blind.peak_power.unwrap();
    assert!(blind.value / peak_power() - 1.0 < -0.03, "a climb that is not known costs power: {blind:?}");
}

#[test]
fn an_open_converter_takes_power_from_the_road_speed() {
    let (drive, span) = pull(&Truth::default(), 3);
    let mut open = drive.clone();
    for (k, rpm) in open.rpm.iter_mut().enumerate() {
        let into = ((k as f64 * 0.001 - span.t0) / span.duration()).clamp(0.0, 1.0);
        *rpm *= 1.3 - 0.25 * into;
    }
    let gps = Sampling { rate: 25.0, noise: 0.05, step: 0.01, late: 0.1 };
    let table = log_of(&open, Sampling::exact(50.0), Some((ChannelId::GpsSpeed, gps)), 4);
    let report = performance(&table, &subject(vehicle()), &[(SegmentKind::Pull, span)], &Params::default());
    let pull = &report.pulls[0];
    assert_eq!(pull.gearing.unwrap().from, GearingFrom::None(ChannelId::GpsSpeed));
    let off = pull.peak_power.unwrap().value / peak_power() - 1.0;
    assert!(off.abs() < 0.04, "{off}");
}

#[test]
fn more_mass_and_a_later_clock_change_what_they_should_and_nothing_else() {
    let (drive, span) = pull(&Truth::default(), RATIOS.len() - 1);
    let rpm = Sampling { rate: 50.0, noise: 4.0, step: 1.0, late: 0.0 };
    let params = Params { gear: 4.0, ..Params::default() };
    let table = log_of(&drive, rpm, None, 6);
    let plain = performance(&table, &subject(vehicle()), &[(SegmentKind::Pull, span)], &params);
    let later = TimeAxis::new(table.axes()[0].seconds().iter().map(|t| t + 3600.0).collect());
    let moved = LogTable::new(vec![later], table.columns().to_vec()).unwrap();
    let span = Span::new(span.t0 + 3600.0, span.t1 + 3600.0);
    let moved = performance(&moved, &subject(vehicle()), &[(SegmentKind::Pull, span)], &params);
    let kw = |report: &Report| report.pulls[0].peak_power.unwrap().value;
    assert!((kw(&plain) - kw(&moved)).abs() < 0.05, "{} {}", kw(&plain), kw(&moved));

    let heavy = Params { extra_mass: 130.0, ..params };
    let moved_heavy = performance(
        &table,
        &subject(vehicle()),
        &[(SegmentKind::Pull, Span::new(span.t0 - 3600.0, span.t1 - 3600.0))],
        &heavy,
    );
    let gain = kw(&moved_heavy) / kw(&plain);
    assert!(gain > 1.05 && gain < 1.10, "a tenth of mass is nearly a tenth of power: {gain}");
}
