//! Power, torque and times of many cars: light and heavy, weak and strong, in any gear, from loggers of every kind. The
//! pulls are found in the log, not handed in.

use fueltune_analyzer::engine::analysis::patterns;
use fueltune_analyzer::engine::analysis::performance::{Measure, Params, Pull, Report, run};
use fueltune_analyzer::engine::analysis::{Frame, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::table::LogTable;

use crate::analysis::performance_car::{
    Dice, Drive, Sampling, Truth, column, drag_run, log_of, peak_power, power, pull, subject, torque, vehicle,
};

/// A car, the gear it is pulled in, and how it is logged.
struct Case {
    truth: Truth,
    gear: usize,
    rpm: Sampling,
    speed: Sampling,
    seed: u64,
}

impl Case {
    fn of(seed: u64, rate: f64) -> Self {
        let mut dice = Dice::new(seed);
        let mut between = |low: f64, high: f64| low + (high - low) * dice.even();
        let mass = between(850.0, 2300.0);
        let truth = Truth {
            mass,
            // Strong cars are heavy: from 90 to 210 W for each kilogram.
            strength: mass * between(90.0, 210.0) / (peak_power() * 1000.0),
            drag_area: between(0.5, 0.9),
            rolling: between(0.010, 0.018),
            loss: between(0.08, 0.2),
            ..Truth::default()
        };
        let gear = 2 + (between(0.0, 3.0) as usize).min(2);
        let step = [0.0, 1.0, 10.0, 25.0][(between(0.0, 4.0) as usize).min(3)];
        let rpm = Sampling { rate, noise: between(1.0, 9.0), step, late: 0.0 };
        let speed = Sampling { rate: 10.0, noise: 0.12, step: 0.1, late: between(0.0, 0.2) };
        Self { truth, gear, rpm, speed, seed }
    }

    /// The vehicle as its owner entered it: right.
    fn subject(&self) -> Subject {
        let mut vehicle = vehicle();
        vehicle.body.mass_kg = Some(self.truth.mass);
        vehicle.body.frontal_area_m2 = Some(self.truth.drag_area / 0.325);
        subject(vehicle)
    }

    fn params(&self) -> Params {
        Params { rolling: self.truth.rolling, loss_front: 100.0 * self.truth.loss, ..Params::default() }
    }

    fn power(&self, rpm: f64) -> f64 {
        self.truth.strength * power(rpm)
    }

    fn log(&self) -> LogTable {
        let (drive, span) = pull(&self.truth, self.gear);
        let table = log_of(&drive, self.rpm, Some((ChannelId::GpsSpeed, self.speed)), self.seed);
        let opened = |t: f64| if t >= span.t0 - 1e-9 { 100.0 } else { 18.0 };
        let throttle = table.axes()[0].seconds().iter().map(|t| opened(*t) as f32).collect();
        let mut columns = table.columns().to_vec();
        columns.push(column(ChannelId::Tps, 0, throttle));
        LogTable::new(table.axes().to_vec(), columns).unwrap()
    }

    fn report(&self) -> Report {
        let (table, subject) = (self.log(), self.subject());
        let frame = Frame::whole(&table);
        let patterns = patterns::run(&frame, &subject, &patterns::Params::default(), &Cx::none()).unwrap();
        run(&frame, &subject, &patterns, &self.params(), &Cx::none()).unwrap()
    }
}

fn only(report: &Report, what: &str) -> Pull {
    match &report.pulls[..] {
        [one] => one.clone(),
        other => panic!("{what}: {} pulls", other.len()),
    }
}

#[test]
fn peak_power_of_any_car_is_met_within_two_per_cent_and_lies_within_its_band() {
    let (mut offs, mut within, mut curves, mut bad) = (Vec::new(), 0, Vec::new(), Vec::new());
    for rate in [10.0, 25.0, 50.0, 100.0] {
        for seed in 0..30 {
            let case = Case::of(7000 + seed, rate);
            let what = format!(
                "{rate} Hz, seed {seed}, {} kg, gear {}, step {}",
                case.truth.mass as u32, case.gear, case.rpm.step
            );
            let pull = only(&case.report(), &what);
            let peak = pull.peak_power.unwrap();
            let wanted = case.truth.strength * peak_power();
            let off = peak.value / wanted - 1.0;
            offs.push(off);
            if off.abs() >= 0.02 {
                assert!(rate < 25.0, "{what}: {off:.4}, {peak:?}");
                bad.push(format!("{what}: {off:.4}, {peak:?}"));
            }
            within += u32::from((peak.value - wanted).abs() <= peak.random.hypot(peak.systematic));
            let torque_off = pull.peak_torque.unwrap().value / (case.truth.strength * torque(4500.0)) - 1.0;
            assert!(torque_off.abs() < 0.04, "{what}: torque {torque_off:.4}");
            let inside = pull.points.iter().filter(|p| {
                (p.engine_kw - case.power(p.rpm)).abs() <= p.engine_random_kw.hypot(p.engine_systematic_kw)
            });
            curves.push(inside.count() as f64 / pull.points.len() as f64);
        }
    }
    let number = offs.len() as f64;
    let worst = offs.iter().fold(0.0f64, |worst, off| worst.max(off.abs()));
    let mean = offs.iter().sum::<f64>() / number;
    let curve = curves.iter().sum::<f64>() / number;
    println!(
        "peak power: worst {worst:.4}, mean {mean:.4}, within its band {:.3}; curve within its band {curve:.3} of {number}",
        f64::from(within) / number
    );
    // In second gear a strong car passes through its power in three seconds: thirty samples of a slow logger.
    assert!(bad.len() as f64 <= 0.05 * 30.0, "{bad:#?}");
    assert!(mean.abs() < 0.004, "no bias either way: {mean}");
    assert!(f64::from(within) >= 0.9 * number, "{within} of {number} peaks within their band");
    assert!(curve >= 0.9, "{curve} of the curve within its band");
}

#[test]
fn the_scatter_of_the_samples_alone_holds_the_true_curve_nine_times_of_ten() {
    let mut by_rate = Vec::new();
    for rate in [10.0, 25.0, 50.0, 100.0, 200.0] {
        let (mut inside, mut all) = (0, 0);
        for seed in 0..20 {
            let case = Case::of(9000 + seed, rate);
            // The gearing from the vehicle, which is exact: what is left is scatter.
            let params = Params { gear: case.gear as f64, ..case.params() };
            let (drive, span) = pull(&case.truth, case.gear);
            let table = log_of(&drive, case.rpm, None, case.seed);
            let frame = Frame::whole(&table);
            let segment =
                crate::analysis::performance_car::segment(&frame, patterns::SegmentKind::Pull, span);
            let patterns = patterns::Report { segments: vec![segment], ..Default::default() };
            let report = run(&frame, &case.subject(), &patterns, &params, &Cx::none()).unwrap();
            let points = &report.pulls[0].points;
            inside += points
                .iter()
                .filter(|p| (p.engine_kw - case.power(p.rpm)).abs() <= p.engine_random_kw)
                .count();
            all += points.len();
        }
        let share = inside as f64 / all as f64;
        println!("{rate} Hz: {share:.3} of {all} points within the random band");
        by_rate.push((rate, share));
    }
    assert!(by_rate.iter().all(|(_, share)| *share >= 0.9), "{by_rate:?}");
}

#[test]
fn times_of_any_car_are_met_at_25_hz() {
    let rest = 4.0;
    let mut worst: Vec<(Measure, f64, u32, u32)> = Vec::new();
    for seed in 0..25 {
        let mut case = Case::of(5000 + seed, 25.0);
        // A quarter mile is driven by what can do 100 mph.
        case.truth.strength = case.truth.mass * (130.0 + 3.0 * seed as f64) / (peak_power() * 1000.0);
        let drive = drag_run(&case.truth, rest);
        let gps = Sampling { rate: 25.0, noise: 0.1, step: 0.01, late: 0.0 };
        let table = log_of(&drive, Sampling::exact(25.0), Some((ChannelId::GpsSpeed, gps)), seed);
        let frame = Frame::whole(&table);
        let patterns =
            patterns::run(&frame, &Subject::default(), &patterns::Params::default(), &Cx::none()).unwrap();
        let report = run(&frame, &Subject::default(), &patterns, &Params::default(), &Cx::none()).unwrap();
        let way = |metres: f64| Drive::when(&drive.way, metres);
        let kmh = |kmh: f64| Drive::when(&drive.speed, kmh / 3.6);
        for (measure, wanted, most) in [
            (Measure::Feet60, way(60.0 * 0.3048) - rest, 0.02),
            (Measure::EighthMile, way(201.168) - rest, 0.02),
            (Measure::QuarterMile, way(402.336) - rest, 0.02),
            (Measure::Kmh0To60, kmh(60.0) - rest, 0.03),
            (Measure::Kmh0To100, kmh(100.0) - rest, 0.03),
            (Measure::Kmh60To130, kmh(130.0) - kmh(60.0), 0.04),
            (Measure::Kmh80To120, kmh(120.0) - kmh(80.0), 0.04),
        ] {
            let best = report.times.best.iter().map(|k| &report.times.runs[*k as usize]);
            let found = best.clone().find(|r| r.measure == measure);
            let found = found.unwrap_or_else(|| panic!("seed {seed}: no {measure:?}"));
            let off = (found.seconds - wanted).abs();
            assert!(off <= most, "seed {seed}: {measure:?} {} and not {wanted}", found.seconds);
            let at = worst.iter().position(|w| w.0 == measure).unwrap_or_else(|| {
                worst.push((measure, 0.0, 0, 0));
                worst.len() - 1
            });
            let w = &mut worst[at];
            (w.1, w.2, w.3) = (w.1.max(off), w.2 + u32::from(off <= found.doubt_s), w.3 + 1);
        }
    }
    for (measure, off, within, all) in &worst {
        println!("{}: at most {off:.4} s off, {within} of {all} within their own ±", measure.slug());
        assert!(f64::from(*within) >= 0.9 * f64::from(*all), "{measure:?}: {within} of {all}");
    }
}
