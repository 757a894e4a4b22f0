//! Air, fuel, boost, injectors, battery and grip, by hand.

use fueltune_analyzer::engine::analysis::patterns::SegmentKind;
use fueltune_analyzer::engine::analysis::performance::{
    AirSource, CheckMethod, FuelSource, MotionKind, Params, Report, VeSource, air_g_s, duty_percent, ve_of,
};
use fueltune_analyzer::engine::analysis::{NoteCode, Span, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::fuel::FuelId;
use fueltune_analyzer::engine::table::Column;
use fueltune_analyzer::engine::vehicle::{Bank, Vehicle};

use super::performance_car::{performance, subject, vehicle};
use crate::sample_logs::{log, numbers};

const RATE: f64 = 50.0;

fn filled(id: ChannelId, rows: usize, value: impl Fn(f64) -> f64) -> Column {
    let values: Vec<f32> = (0..rows).map(|row| value((row + 1) as f64 / RATE) as f32).collect();
    numbers(id, &values)
}

fn report(columns: Vec<Column>, subject: &Subject, segments: &[(SegmentKind, Span)]) -> Report {
    performance(&log(RATE, columns), subject, segments, &Params::default())
}

fn close(found: f64, wanted: f64, tolerance: f64) {
    assert!((found - wanted).abs() <= tolerance, "{found}, wanted {wanted} within {tolerance}");
}

fn with_bank(bank: Bank) -> Vehicle {
    let mut vehicle = vehicle();
    vehicle.injection.bank_a = Bank { enabled: true, ..bank };
    vehicle
}

/// Four injectors of 8 g/s, 1 ms dead.
fn four() -> Bank {
    Bank { injectors: Some(4), flow_g_s: Some(8.0), dead_time_ms: Some(1.0), ..Bank::default() }
}

#[test]
fn the_check_value_of_volumetric_efficiency_is_met() {
    close(air_g_s(0.9, 1.0, 2.0, 6000.0, 25.0), 105.16, 0.01);
    close(ve_of(105.2, 1.0, 2.0, 6000.0, 25.0), 0.9003, 0.0001);
    close(duty_percent(10.0, 6000.0), 50.0, 1e-12);
}

#[test]
fn volumetric_efficiency_lies_in_the_cell_it_was_measured_in() {
    let rows = 400;
    let steady = [(SegmentKind::Steady, Span::new(0.0, 8.0))];
    let half = |a: f64, b: f64| move |t: f64| if t < 4.0 { a } else { b };
    let columns = || {
        vec![
            filled(ChannelId::Rpm, rows, half(3000.0, 5000.0)),
            filled(ChannelId::MapGauge, rows, half(-0.413_25, 0.0)),
            filled(ChannelId::IntakeAir, rows, |_| 25.0),
        ]
    };
    let ve = |t: f64| if t < 4.0 { 0.8 } else { 0.95 };
    let air = |t: f64| {
        let (rpm, bar) = if t < 4.0 { (3000.0, 0.6) } else { (5000.0, 1.013_25) };
        air_g_s(ve(t), bar, 2.0, rpm, 25.0)
    };
    let mut with_maf = columns();
    with_maf.push(filled(ChannelId::Maf, rows, air));
    let found = report(with_maf, &subject(vehicle()), &steady);
    let map = found.ve.unwrap();
    assert_eq!(map.source, VeSource::Maf);
    let cell = |rpm: f64, load: f64| {
        let i = map.rpm.iter().position(|x| *x == rpm).unwrap();
        let j = map.load.iter().position(|x| (x - load).abs() < 1e-9).unwrap();
        map.cells[i * map.load.len() + j]
    };
    close(cell(3000.0, -0.4).mean.unwrap(), 0.8, 0.001);
    close(cell(5000.0, 0.0).mean.unwrap(), 0.95, 0.001);
    assert_eq!(map.cells.iter().map(|c| u64::from(c.samples)).sum::<u64>(), map.ledger.used);

    // The same from fuel and λ: 14.7 g of air a gram at λ 1.
    let mut by_fuel = columns();
    by_fuel.push(filled(ChannelId::FuelFlow, rows, |t| air(t) / 14.7 / 0.9));
    by_fuel.push(filled(ChannelId::Lambda1, rows, |_| 0.9));
    let map = report(by_fuel, &subject(vehicle()), &steady).ve.unwrap();
    assert_eq!(map.source, VeSource::Fuel);
    let means: Vec<f64> = map.cells.iter().filter_map(|c| c.mean).collect();
    assert_eq!(means.len(), 2);
    close(means[0], 0.8, 0.001);
    close(means[1], 0.95, 0.001);

    let mut unknown = columns();
    unknown.push(filled(ChannelId::Maf, rows, air));
    let nothing = report(unknown, &Subject::default(), &steady);
    assert_eq!(nothing.ve, None);
    assert!(nothing.notes.iter().any(|n| n.code == NoteCode::EnterDisplacement));
}

#[test]
fn duty_dead_time_and_headroom_are_those_of_the_hand() {
    // 12 ms at 6000 rpm is 60 %, without 1 ms of dead time 55 %; 85 % is the limit.
    let rows = 200;
    let columns = vec![
        filled(ChannelId::Rpm, rows, |t| if t < 2.0 { 3000.0 } else { 6000.0 }),
        filled(ChannelId::Pw1, rows, |t| if t < 2.0 { 6.0 } else { 12.0 }),
    ];
    let found = report(columns, &subject(with_bank(four())), &[]);
    let bank = &found.banks[0];
    close(bank.duty_percent, 60.0, 1e-4);
    close(bank.effective_percent.unwrap(), 55.0, 1e-4);
    close(bank.headroom_percent, (1.0 - 55.0 / 85.0) * 100.0, 1e-3);
    assert_eq!((bank.at_rpm, bank.seconds_over_limit), (Some(6000.0), 0.0));

    // One sample is no duty; a second of 97 % is, beyond both limits.
    let spikes = vec![
        filled(ChannelId::Rpm, rows, |_| 6000.0),
        filled(ChannelId::Duty1, rows, |t| if (t - 3.0).abs() < 0.011 { 104.0 } else { 40.0 }),
    ];
    let found = report(spikes, &Subject::default(), &[]);
    close(found.banks[0].duty_percent, 40.0, 1e-4);
    assert_eq!(found.banks[0].effective_percent, None);
    assert!(found.notes.iter().any(|n| n.code == NoteCode::EnterDeadTime));
    let long = vec![
        filled(ChannelId::Rpm, rows, |_| 6000.0),
        filled(ChannelId::Duty1, rows, |t| if (1.0..2.0).contains(&t) { 97.0 } else { 40.0 }),
    ];
    let found = report(long, &Subject::default(), &[]);
    close(found.banks[0].seconds_over_danger, 1.0, 0.03);
    assert!(found.banks[0].headroom_percent < 0.0);
}

#[test]
fn fuel_pressure_is_told_across_the_injectors() {
    let rows = 600;
    let pull = [(SegmentKind::Pull, Span::new(8.0, 12.0))];
    let columns = |rail: fn(f64) -> f64| {
        vec![
            filled(ChannelId::Rpm, rows, |_| 4000.0),
            filled(ChannelId::MapGauge, rows, |t| if t < 8.0 { -0.5 } else { 1.0 }),
            filled(ChannelId::FuelPressure, rows, rail),
        ]
    };
    // A regulator that follows the manifold, and a pump that loses 0.6 bar: 3.0 across, then 2.4.
    let following = report(columns(|t| if t < 8.0 { 2.5 } else { 3.4 }), &Subject::default(), &pull);
    let found = following.fuel_pressure.unwrap();
    close(found.base.value, 3.0, 1e-5);
    close(found.sag_bar, 0.6, 1e-5);
    close(found.lowest_bar, 2.4, 1e-5);
    close(found.flow_lost_percent, (1.0 - 0.8f64.sqrt()) * 100.0, 1e-3);
    close(found.follows.unwrap(), 0.6, 1e-3);
    // A fixed one: boost takes its bar from the injectors.
    let fixed = report(columns(|_| 3.0), &Subject::default(), &pull).fuel_pressure.unwrap();
    close(fixed.base.value, 3.5, 1e-5);
    close(fixed.load_bar, 2.0, 1e-5);
    close(fixed.follows.unwrap(), 0.0, 1e-6);
    // Direct injection does not see the manifold.
    assert_eq!(report(columns(|_| 120.0), &Subject::default(), &pull).fuel_pressure, None);
}

#[test]
fn fuel_air_and_the_ecu_tell_the_power_too() {
    let rows = 300;
    let pull = [(SegmentKind::Pull, Span::new(0.5, 5.5))];
    let columns = vec![
        filled(ChannelId::Rpm, rows, |t| 2500.0 + 700.0 * t),
        filled(ChannelId::MapGauge, rows, |_| 0.8),
        filled(ChannelId::Pw1, rows, |_| 11.0),
        filled(ChannelId::Maf, rows, |_| 170.0),
        filled(ChannelId::Lambda1, rows, |_| 0.8),
        filled(ChannelId::PowerEst, rows, |_| 150.0),
    ];
    let vehicle = with_bank(four());
    let found = report(columns.clone(), &subject(vehicle.clone()), &pull);
    let checks = &found.pulls[0].checks;
    let of = |method| checks.iter().find(|c| c.method == method).unwrap();
    // No gearing: the checks are told at nine tenths of the pull, 5 s in, 6000 rpm: 10 / 20 ms open, 32 g/s wide open.
    let fuel = of(CheckMethod::FuelFlow);
    close(fuel.fuel_g_s.unwrap(), 16.0, 0.05);
    // 0.55 to 0.65 lb/(hp·h) are 334.6 to 395.4 g/kWh.
    close(fuel.low, 16.0 * 3600.0 / 395.38, 0.5);
    close(fuel.high, 16.0 * 3600.0 / 334.55, 0.5);
    assert_eq!((fuel.agrees, fuel.bsfc_g_kwh), (None, None));
    let air = of(CheckMethod::AirFlow);
    close(air.fuel_g_s.unwrap(), 170.0 / 0.8 / 14.7, 0.01);
    close(of(CheckMethod::Ecu).typical, 150.0, 1e-4);
    assert!(found.notes.iter().any(|n| n.code == NoteCode::BsfcExpected));

    let mut given = vehicle;
    given.fuel.bsfc_g_kwh = Some(360.0);
    let params = Params { gear: 3.0, ..Params::default() };
    let found = performance(&log(RATE, columns), &subject(given), &pull, &params);
    let pull = &found.pulls[0];
    let (peak, check) = (pull.peak_power.unwrap(), pull.checks[0]);
    close(check.bsfc_g_kwh.unwrap(), check.fuel_g_s.unwrap() * 3600.0 / peak.value, 1e-9);
    close(check.off_percent.unwrap(), (peak.value / check.typical - 1.0) * 100.0, 1e-9);
    assert!(check.agrees.is_some());
}

#[test]
fn pressure_across_the_injectors_moves_their_flow() {
    let rows = 100;
    let columns = vec![
        filled(ChannelId::Rpm, rows, |_| 6000.0),
        filled(ChannelId::Pw1, rows, |_| 11.0),
        filled(ChannelId::FuelPressureDiff, rows, |_| 2.43),
    ];
    let mut vehicle = with_bank(four());
    vehicle.injection.rated_pressure_bar = Some(3.0);
    let used = report(columns, &subject(vehicle), &[]).consumption.unwrap();
    assert_eq!(used.source, FuelSource::Injectors);
    // 16 g/s times √(2.43 / 3) = 0.9.
    close(used.states[0].fuel_g / used.states[0].seconds, 14.4, 0.01);
}

#[test]
fn an_ecus_own_flow_is_freed_of_dead_time() {
    let rows = 100;
    let columns = |with_pulse: bool| {
        let mut columns =
            vec![filled(ChannelId::Rpm, rows, |_| 900.0), filled(ChannelId::FuelFlowBankA, rows, |_| 1.0)];
        if with_pulse {
            columns.push(filled(ChannelId::Pw1, rows, |_| 2.5));
        }
        columns
    };
    let bank = Bank { dead_time_ms: Some(1.0), ..Bank::default() };
    let mut vehicle = vehicle();
    vehicle.injection.bank_a = bank;
    let used = report(columns(true), &subject(vehicle.clone()), &[]).consumption.unwrap();
    assert_eq!(used.source, FuelSource::Bank);
    close(used.states[0].fuel_g / used.states[0].seconds, 0.6, 1e-3);
    let raw = report(columns(false), &subject(vehicle), &[]);
    close(raw.consumption.unwrap().states[0].fuel_g, 99.0 / RATE, 1e-3);
    assert!(raw.notes.iter().any(|n| n.code == NoteCode::FlowWithDeadTime));
}

#[test]
fn consumption_is_told_by_state_and_range_by_the_tank() {
    // Ten minutes at 72 km/h and 1 g/s of gasoline, 0.745 kg/L; then a minute of idle at 0.2 g/s.
    let rows = 33_000;
    let columns = vec![
        filled(ChannelId::Rpm, rows, |t| if t <= 600.0 { 2500.0 } else { 900.0 }),
        filled(ChannelId::GpsSpeed, rows, |t| if t <= 600.0 { 72.0 } else { 0.0 }),
        filled(ChannelId::FuelFlow, rows, |t| if t <= 600.0 { 1.0 } else { 0.2 }),
        filled(ChannelId::FuelLevel, rows, |_| 50.0),
        filled(ChannelId::ConsumptionTotal, rows, |t| 100.0 + t.min(600.0) / 745.0),
    ];
    let segments =
        [(SegmentKind::Cruise, Span::new(0.0, 600.0)), (SegmentKind::Idle, Span::new(600.01, 660.0))];
    let params = Params { tank: 40.0, ..Params::default() };
    let found = performance(&log(RATE, columns.clone()), &subject(vehicle()), &segments, &params);
    let used = found.consumption.unwrap();
    let of = |kind| used.states.iter().find(|s| s.state == kind).unwrap();
    let cruise = of(Some(SegmentKind::Cruise));
    close(cruise.km.unwrap(), 12.0, 0.01);
    close(cruise.litres.unwrap(), 0.8054, 0.001);
    close(cruise.km_per_litre.unwrap(), 14.9, 0.02);
    close(cruise.range_km.unwrap(), 14.9 * 40.0, 1.0);
    close(cruise.remaining_km.unwrap(), 14.9 * 20.0, 0.5);
    let idle = of(Some(SegmentKind::Idle));
    close(idle.litres_per_hour.unwrap(), 0.2 * 3600.0 / 745.0, 0.001);
    assert_eq!(idle.km_per_litre, None);
    close(of(None).fuel_g, 612.0, 0.1);
    close(used.ecu_litres.unwrap(), 0.8054, 0.001);
    let without = report(columns, &Subject::default(), &segments);
    assert_eq!(without.consumption.unwrap().states[0].litres, None);
    let codes: Vec<NoteCode> = without.notes.iter().map(|n| n.code).collect();
    assert!(codes.contains(&NoteCode::EnterFuel) && codes.contains(&NoteCode::EnterTank));
}

#[test]
fn a_boost_step_is_measured() {
    // From 0 to 1.2 bar in a straight line between 1 and 2 s, 0.15 bar too much for half a second, then 1.05 of 1.0.
    let boost = |t: f64| match t {
        t if t < 1.0 => 0.0,
        t if t < 2.0 => (t - 1.0) * 1.15,
        t if t < 2.5 => 1.15,
        _ => 0.98,
    };
    let rows = 300;
    let columns = |duty: f64| {
        vec![
            filled(ChannelId::Rpm, rows, |t| 2000.0 + 500.0 * t),
            filled(ChannelId::MapGauge, rows, boost),
            filled(ChannelId::BoostTarget, rows, |_| 1.0),
            filled(ChannelId::BoostDuty, rows, move |_| duty),
        ]
    };
    let pull = [(SegmentKind::Pull, Span::new(0.5, 6.0))];
    let found = report(columns(40.0), &Subject::default(), &pull);
    let event = &found.boost[0];
    // 0.1 and 0.9 bar on a rise of 1.15 bar a second.
    close(event.rise_s.unwrap(), 0.8 / 1.15, 0.002);
    close(event.spool_kpa_s.unwrap(), 115.0, 0.5);
    close(event.spool_kpa_1000rpm.unwrap(), 0.8 * 100.0 / (500.0 * 0.8 / 1.15) * 1000.0, 8.0);
    close(event.reached_rpm.unwrap(), 2000.0 + 500.0 * (1.0 + 0.9 / 1.15), 11.0);
    close(event.overshoot_bar, 0.15, 1e-4);
    close(event.overshoot_percent, 15.0, 0.01);
    close(event.settling_s.unwrap(), 2.5 - (1.0 + 0.9 / 1.15), 0.04);
    close(event.steady_error_bar.unwrap(), 0.02, 1e-4);
    close(event.duty_percent.unwrap(), 40.0, 1e-4);
    assert!(!event.beyond_control && !event.out_of_reach && event.oscillation.is_none() && event.has_target);
    // When all that was, for whoever draws it.
    let rise = event.rise.unwrap();
    close(rise.t0, 1.0 + 0.1 / 1.15, 0.002);
    close(rise.t1, 1.0 + 0.9 / 1.15, 0.002);
    assert!((1.9..2.6).contains(&event.peak_t), "{}", event.peak_t);
    close(event.settled_t.unwrap(), 2.5, 0.05);
    assert!((100..=160).contains(&event.course.len()), "{}", event.course.len());
    assert!(event.course.iter().all(|p| p.target_bar == Some(1.0)));
    assert!(event.course.iter().all(|p| (f64::from(boost(p.t) as f32) - p.bar).abs() < 1e-6));

    let natural = report(
        vec![filled(ChannelId::Rpm, rows, |_| 3000.0), filled(ChannelId::MapGauge, rows, |_| -0.02)],
        &Subject::default(),
        &pull,
    );
    assert!(natural.boost.is_empty(), "no boost, no event");
}

#[test]
fn boost_that_hunts_creeps_or_stays_short_is_told() {
    let rows = 350;
    let pull = [(SegmentKind::Pull, Span::new(0.5, 7.0))];
    let event = |boost: fn(f64) -> f64, target: f64, duty: f64| {
        let columns = vec![
            filled(ChannelId::Rpm, rows, |t| 2500.0 + 600.0 * t),
            filled(ChannelId::MapGauge, rows, boost),
            filled(ChannelId::BoostTarget, rows, move |_| target),
            filled(ChannelId::BoostDuty, rows, move |_| duty),
        ];
        report(columns, &Subject::default(), &pull).boost[0].clone()
    };
    let rise = |t: f64| ((t - 0.6) * 2.0).clamp(0.0, 1.0);
    let hunting = event(
        |t| {
            ((t - 0.6) * 2.0).clamp(0.0, 1.0)
                + if t > 1.5 { 0.04 * (t * 1.5 * std::f64::consts::TAU).sin() } else { 0.0 }
        },
        1.0,
        50.0,
    );
    let swing = hunting.oscillation.unwrap();
    close(swing.hz, 1.5, 0.05);
    // What the rise leaves within the window takes a little of the swing away.
    close(swing.amplitude_bar, 0.04, 0.004);
    assert!(rise(3.0) == 1.0 && hunting.settling_s.is_some());

    // Rises on by 0.1 bar in a second of 600 rpm, with the valve shut: the wastegate is too small.
    let creeping =
        event(|t| if t < 1.2 { ((t - 0.6) * 2.0).clamp(0.0, 1.2) } else { 1.2 + 0.1 * (t - 1.2) }, 1.0, 0.0);
    assert!(creeping.beyond_control && !creeping.out_of_reach, "{creeping:?}");
    close(creeping.creep_bar_1000rpm.unwrap(), 0.1 / 0.6, 0.02);
    let short = event(|t| ((t - 0.6) * 2.0).clamp(0.0, 0.8), 1.0, 98.0);
    assert!(short.out_of_reach && !short.beyond_control, "{short:?}");
    close(short.steady_error_bar.unwrap(), 0.2, 1e-3);
}

#[test]
fn a_target_that_was_logged_absolute_is_brought_to_gauge() {
    let rows = 300;
    let columns = vec![
        filled(ChannelId::Rpm, rows, |t| 2500.0 + 600.0 * t),
        filled(ChannelId::MapGauge, rows, |t| ((t - 0.6) * 2.0).clamp(0.0, 1.0)),
        filled(ChannelId::BoostTarget, rows, |_| 2.013_25),
    ];
    let found = report(columns, &subject(vehicle()), &[(SegmentKind::Pull, Span::new(0.5, 6.0))]);
    close(found.boost[0].level_bar, 1.0, 1e-4);
    assert!(found.notes.iter().any(|n| n.code == NoteCode::BoostTargetAbsolute));
}

#[test]
fn implied_mixture_is_held_against_the_sensor() {
    let rows = 400;
    let columns = vec![
        filled(ChannelId::Rpm, rows, |_| 3000.0),
        filled(ChannelId::MapGauge, rows, |t| if t < 4.0 { -0.5 } else { 0.2 }),
        filled(ChannelId::Maf, rows, |_| 100.0),
        filled(ChannelId::FuelFlow, rows, |_| 100.0 / 14.7),
        // Light load as it should be, full load 8 % leaner by air and fuel than the sensor has it.
        filled(ChannelId::Lambda1, rows, |t| if t < 4.0 { 1.0 } else { 1.0 / 1.08 }),
    ];
    let found = report(columns, &subject(vehicle()), &[(SegmentKind::Steady, Span::new(0.0, 8.0))]);
    let implied = found.implied_lambda.unwrap();
    assert_eq!((implied.air, implied.fuel), (AirSource::Maf, FuelSource::Channel));
    close(implied.light.unwrap().median_percent, 0.0, 0.01);
    close(implied.heavy.unwrap().median_percent, 8.0, 0.01);
}

#[test]
fn a_battery_tells_whether_it_is_charged() {
    let rows = 2000;
    let columns = |charged: f64| {
        vec![
            filled(ChannelId::Rpm, rows, |t| match t {
                t if t <= 4.0 => 0.0,
                t if t <= 6.0 => 220.0,
                _ => 900.0,
            }),
            filled(ChannelId::Battery, rows, move |t| match t {
                t if t <= 4.0 => 12.4,
                t if t <= 6.0 => 9.8,
                t if t <= 25.0 => charged,
                _ => charged - 0.3,
            }),
            filled(ChannelId::Fan1, rows, |t| if t > 25.0 { 1.0 } else { 0.0 }),
        ]
    };
    let segments =
        [(SegmentKind::Cranking, Span::new(4.01, 6.0)), (SegmentKind::Idle, Span::new(6.01, 40.0))];
    let good = report(columns(14.1), &Subject::default(), &segments).battery.unwrap();
    close(good.at_rest.unwrap(), 12.4, 1e-5);
    close(good.cranking_least.unwrap(), 9.8, 1e-5);
    close(good.idle_median.unwrap(), 14.1, 1e-5);
    close(good.fan_drop.unwrap(), 0.3, 1e-4);
    assert_eq!((good.charges, good.seconds_low), (Some(true), 0.0));
    let flat = report(columns(12.3), &Subject::default(), &segments).battery.unwrap();
    assert_eq!(flat.charges, Some(false));
    close(flat.seconds_low, 34.0, 0.1);
}

#[test]
fn the_friction_circle_holds_what_was_driven() {
    // Rest, 0.5 g forward for 2 s, 0.9 g braking for 1 s, 0.8 g to the left for 2 s; a sensor mounted 0.1 g askew.
    let rows = 1500;
    let long = |t: f64| match t {
        t if (10.0..12.0).contains(&t) => 0.5,
        t if (14.0..15.0).contains(&t) => -0.9,
        _ => 0.0,
    };
    let lat = |t: f64| if (18.0..20.0).contains(&t) { 0.8 } else { 0.0 };
    let columns =
        vec![filled(ChannelId::GLong, rows, move |t| long(t) + 0.1), filled(ChannelId::GLat, rows, lat)];
    let found = report(columns, &Subject::default(), &[]);
    let motion = found.motion.unwrap();
    close(motion.long_zero.unwrap(), 0.1, 1e-6);
    close(motion.accelerating_g.unwrap(), 0.5, 1e-4);
    close(motion.braking_g.unwrap(), 0.9, 1e-4);
    close(motion.left_g.unwrap(), 0.8, 1e-4);
    close(motion.right_g.unwrap(), 0.0, 1e-4);
    let kinds: Vec<MotionKind> = motion.events.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, [MotionKind::Accelerating, MotionKind::Braking, MotionKind::CorneringLeft]);
    close(motion.events[0].span.duration(), 2.0, 0.25);
    let circle = motion.circle.unwrap();
    assert_eq!(circle.counts.iter().map(|n| u64::from(*n)).sum::<u64>(), rows as u64);
    assert_eq!((circle.counts[(20 + 5) * 41 + 20], circle.counts[(20 - 9) * 41 + 20]), (100, 50));
    close(circle.rim[6].unwrap(), 0.8, 1e-4);
    close(circle.rim[12].unwrap(), 0.9, 1e-4);
    assert_eq!(circle.rim[3], None);
    close(circle.combined_g.unwrap(), 0.9, 1e-4);
    assert!(found.notes.iter().any(|n| n.code == NoteCode::Zeroed));

    // Never zeroed, as some FuelTech logs have it.
    let askew = vec![filled(ChannelId::GLong, rows, |_| -6.5)];
    let found = report(askew, &Subject::default(), &[]);
    assert_eq!(found.motion, None);
    assert!(found.notes.iter().any(|n| n.code == NoteCode::NotZeroed));
}

#[test]
fn ethanol_in_the_log_is_what_burns() {
    let rows = 200;
    let columns = vec![
        filled(ChannelId::Rpm, rows, |_| 3000.0),
        filled(ChannelId::FuelFlow, rows, |_| 2.0),
        filled(ChannelId::Ethanol, rows, |_| 100.0),
    ];
    let found = report(columns, &subject(vehicle()), &[]);
    close(found.consumption.unwrap().density.unwrap(), FuelId::E100.properties().density.unwrap(), 1e-9);
}
