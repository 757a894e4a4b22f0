//! One danger, or what looks like one.

use fueltune_analyzer::engine::analysis::patterns::Report as Patterns;
use fueltune_analyzer::engine::analysis::safety::{
    FromVehicle, Judgement, Params, Rule, RuleSet, Severity, Threshold, VehicleLimit, Watch, run,
};
use fueltune_analyzer::engine::analysis::{Frame, NoteCode, Reason, Span, Subject};
use fueltune_analyzer::engine::channels::{ChannelId, ChannelKey};
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::fuel::FuelId;
use fueltune_analyzer::engine::table::{Flag, LogTable, RowMask, TimeAxis};
use fueltune_analyzer::engine::vehicle::Vehicle;

use super::{judged, made, standard, within};
use crate::sample_logs::{custom, log, numbers};

const RPM: (ChannelId, &dyn Fn(f64) -> f64) = (ChannelId::Rpm, &|t| 3000.0 + 10.0 * t);

fn only(rule: Rule) -> RuleSet {
    RuleSet { rules: vec![rule] }
}

#[test]
fn an_event_tells_what_when_how_bad_and_what_else_was() {
    let coolant = |t: f64| if within(t, 10.0, 20.0) { 100.0 + (t - 10.0) } else { 90.0 };
    let table = made(
        40.0,
        &[
            RPM,
            (ChannelId::Coolant, &coolant),
            (ChannelId::MapGauge, &|t| -0.5 + t * 0.01),
            (ChannelId::Gear, &|_| 3.0),
        ],
    );
    let report = standard(&table);
    let [event] = &report.events[..] else { panic!("{:?}", report.events) };
    assert_eq!((event.rule.as_str(), event.severity), ("coolant_hot", Severity::Danger));
    assert_eq!(event.channel, Some(ChannelKey::Known(ChannelId::Coolant)));
    assert!((event.span.t0 - 10.04).abs() < 1e-9 && (event.span.t1 - 19.96).abs() < 1e-9, "{:?}", event.span);
    assert!((event.worst - 109.96).abs() < 1e-3 && (event.worst_t - 19.96).abs() < 1e-9);
    assert_eq!((event.caution, event.danger), (Some(100.0), Some(107.0)));
    assert_eq!(event.context.gear, Some(3.0));
    assert!((event.context.rpm.unwrap() - 3199.6).abs() < 0.1);
    assert!((event.context.map_bar.unwrap() + 0.3004).abs() < 1e-3);
    assert_eq!(event.rows, 249);
    assert!((event.beyond_s - 9.96).abs() < 1e-6);
}

#[test]
fn what_lasts_too_short_is_none_and_what_is_near_is_one() {
    let coolant = |t: f64| {
        let hot = within(t, 10.0, 11.0) || within(t, 20.0, 23.0) || within(t, 26.0, 29.0);
        if hot { 103.0 } else { 90.0 }
    };
    let report = standard(&made(60.0, &[RPM, (ChannelId::Coolant, &coolant)]));
    let [event] = &report.events[..] else { panic!("{:?}", report.events) };
    assert_eq!((event.times, event.severity), (2, Severity::Caution));
    assert!(event.span.t0 > 19.9 && event.span.t1 < 29.1);
    assert!((event.beyond_s - 6.0).abs() < 0.1, "the time between is not counted: {}", event.beyond_s);
}

#[test]
fn a_value_that_wavers_about_its_threshold_is_one_event() {
    let coolant = |t: f64| if within(t, 10.0, 30.0) { 100.4 + 0.7 * (t * 3.0).sin() } else { 90.0 };
    let report = standard(&made(60.0, &[RPM, (ChannelId::Coolant, &coolant)]));
    assert_eq!(report.events.len(), 1, "{:?}", report.events);
    assert_eq!(report.events[0].times, 1);
}

#[test]
fn the_vehicle_s_limits_take_the_place_of_the_standard_ones() {
    let table = made(30.0, &[RPM, (ChannelId::Coolant, &|t| if t > 10.0 { 97.0 } else { 85.0 })]);
    assert!(standard(&table).events.is_empty());
    let mut vehicle = Vehicle::default();
    vehicle.limits.coolant_c = Some(95.0);
    let report = judged(&table, Some(vehicle), &RuleSet::standard());
    assert_eq!(report.events[0].caution, Some(95.0));
    assert_eq!(report.events[0].danger, Some(102.0));
}

#[test]
fn revs_are_judged_once_somebody_says_what_the_engine_stands() {
    let table = made(10.0, &[(ChannelId::Rpm, &|t| if within(t, 5.0, 5.4) { 7700.0 } else { 6000.0 })]);
    let rule = "over_rev";
    let report = standard(&table);
    let outcome = report.outcomes.iter().find(|o| o.rule == rule).unwrap();
    assert_eq!((&outcome.judgement, report.of(rule).count()), (&Judgement::NoLimit, 0));
    let mut vehicle = Vehicle::default();
    vehicle.engine.max_rpm = Some(7000.0);
    let report = judged(&table, Some(vehicle), &RuleSet::standard());
    assert_eq!(report.of(rule).map(|e| e.severity).collect::<Vec<_>>(), [Severity::Danger]);
}

/// Full throttle from 10 s on with λ as told.
fn pull(lambda: &dyn Fn(f64) -> f64, target: &dyn Fn(f64) -> f64) -> LogTable {
    made(
        30.0,
        &[
            (ChannelId::Rpm, &|t| if t > 10.0 { 2500.0 + 150.0 * (t - 10.0) } else { 2500.0 }),
            (ChannelId::Tps, &|t| if t > 10.0 { 100.0 } else { 15.0 }),
            (ChannelId::MapGauge, &|t| if t > 10.0 { 0.8 } else { -0.5 }),
            (ChannelId::Lambda1, lambda),
            (ChannelId::LambdaTarget, target),
        ],
    )
}

#[test]
fn lean_under_load_is_told_against_the_target() {
    let report = standard(&pull(
        &|t| if within(t, 15.0, 16.0) { 0.94 } else { 0.83 + 0.01 * (t * 9.0).sin() },
        &|_| 0.82,
    ));
    let event = report.of("lean_against_target").next().expect("a lean event");
    assert_eq!(event.severity, Severity::Danger);
    assert!((event.worst - 14.63).abs() < 0.1, "{}", event.worst);
    assert!(
        report.of("lean_alcohol").all(|e| e.severity == Severity::Caution),
        "0.94 is no danger at 0.8 bar"
    );
}

#[test]
fn lambda_is_no_danger_off_load_at_the_end_of_its_range_or_just_after_the_throttle_was_opened() {
    let target = |t: f64| if t > 10.0 { 0.82 } else { 1.0 };
    let cases: [(&str, &dyn Fn(f64) -> f64); 4] = [
        ("off load", &|t| if within(t, 3.0, 8.0) { 1.2 } else { target(t) }),
        ("the moment the throttle is opened", &|t| if within(t, 9.9, 10.4) { 1.15 } else { target(t) }),
        ("the end of its range", &|t| if within(t, 15.0, 17.0) { 1.36 } else { target(t) }),
        ("a sensor that stands still", &|t| {
            if within(t, 12.0, 29.0) { 1.05 } else { target(t) + 0.01 * t.sin() }
        }),
    ];
    for (what, lambda) in cases {
        let report = standard(&pull(lambda, &target));
        let lean: Vec<_> = report.events.iter().filter(|e| e.rule.starts_with("lean")).collect();
        assert!(lean.is_empty(), "{what}: {lean:?}");
    }
}

#[test]
fn a_peak_is_no_end_of_a_sensor_s_range() {
    let lean = |from: f64, to: f64| {
        let report = standard(&pull(
            &|t| if within(t, from, to) { 1.25 } else { 0.82 + 0.01 * (t * 9.0).sin() },
            &|_| 0.82,
        ));
        report.of("lean_against_target").count()
    };
    assert_eq!(lean(15.0, 15.6), 1);
    assert_eq!(
        lean(15.0, 18.0),
        0,
        "where it stays, that is as far as it reads: see the rule of lost sensors"
    );
}

#[test]
fn a_throttle_nearly_closed_and_an_engine_that_labours_are_no_load() {
    // Throttles for each cylinder: hardly any vacuum even at idle.
    let lean = |tps: f64, rpm: f64| {
        let table = made(
            20.0,
            &[
                (ChannelId::Rpm, &|t| rpm + t),
                (ChannelId::Tps, &|t| if t > 19.0 { 90.0 } else { tps }),
                (ChannelId::MapGauge, &|t| -0.1 - 0.05 * (t * 2.0).sin()),
                (ChannelId::Lambda1, &|t| 1.14 + 0.02 * t.sin()),
                (ChannelId::LambdaTarget, &|_| 0.95),
            ],
        );
        standard(&table).of("lean_against_target").count()
    };
    assert_eq!((lean(5.0, 3000.0), lean(60.0, 1100.0), lean(60.0, 3000.0)), (0, 0, 1));
}

#[test]
fn rows_with_the_loop_off_are_left_out_and_accounted_for() {
    let table = pull(&|t| 0.9 + 0.02 * t.sin(), &|_| 0.82);
    let columns = table
        .columns()
        .iter()
        .map(|c| {
            let off = RowMask::from_range(c.len(), 300..c.len());
            match c.id() {
                Some(ChannelId::LambdaTarget) => c.clone().with_flags(vec![(Flag::LoopOff, off)]),
                _ => c.clone(),
            }
        })
        .collect();
    let table = LogTable::new(table.axes().to_vec(), columns).unwrap();
    let report = standard(&table);
    let outcome = report.outcomes.iter().find(|o| o.rule == "lean_against_target").unwrap();
    let off = outcome.ledger.left_out.iter().find(|l| l.reason == Reason::LoopOff).expect("a reason");
    assert!(off.rows > 400, "{:?}", outcome.ledger);
    assert!(report.of("lean_against_target").all(|e| e.span.t1 < 12.1), "{:?}", report.events);
    let sum: u64 = outcome.ledger.left_out.iter().map(|l| l.rows).sum();
    assert_eq!(outcome.ledger.used + sum, outcome.ledger.rows);
}

#[test]
fn what_lambda_an_engine_stands_depends_on_its_fuel() {
    let table = pull(&|t| if within(t, 15.0, 17.0) { 0.945 } else { 0.8 + 0.01 * t.sin() }, &|_| f64::NAN);
    let with = |fuel: Option<FuelId>| {
        let mut vehicle = Vehicle::default();
        vehicle.fuel.library = fuel;
        let report = judged(&table, Some(vehicle), &RuleSet::standard());
        report.events.iter().map(|e| (e.rule.clone(), e.severity)).collect::<Vec<_>>()
    };
    assert_eq!(with(Some(FuelId::E27)), [("lean_gasoline".to_owned(), Severity::Danger)]);
    assert_eq!(with(Some(FuelId::E100Hydrous)), [("lean_alcohol".to_owned(), Severity::Caution)]);
    assert_eq!(with(None), [("lean_alcohol".to_owned(), Severity::Caution)]);
    assert_eq!(with(Some(FuelId::Diesel)), []);
}

#[test]
fn a_limit_of_an_unknown_fuel_accuses_no_engine_that_does_what_it_was_asked_for() {
    let rules_at = |lambda: f64, target: f64, fuel: Option<FuelId>| {
        let lean = |t: f64| if within(t, 15.0, 17.0) { lambda } else { 0.8 + 0.01 * t.sin() };
        let mut vehicle = Vehicle::default();
        vehicle.fuel.library = fuel;
        let table = pull(&lean, &|t| if within(t, 14.5, 17.5) { target } else { 0.8 });
        let report = judged(&table, Some(vehicle), &RuleSet::standard());
        report.events.iter().map(|e| e.rule.clone()).collect::<Vec<_>>()
    };
    let rules = |target: f64, fuel: Option<FuelId>| rules_at(0.945, target, fuel);
    assert_eq!(rules(0.94, None), Vec::<String>::new());
    // No fuel stands this under boost, whoever asked for it.
    assert_eq!(rules_at(1.1, 1.1, None), ["lean_alcohol"]);
    assert!(rules(0.80, None).contains(&"lean_alcohol".to_owned()));
    // Whoever tells the fuel is told that the target itself is too lean for it.
    assert_eq!(rules(0.94, Some(FuelId::E27)), ["lean_gasoline"]);
}

#[test]
fn a_fuel_pump_that_gives_in_is_told_whatever_the_regulator() {
    let load = |t: f64| if within(t, 20.0, 28.0) { 1.0 } else { -0.6 };
    let sag = |t: f64| if within(t, 24.0, 26.0) { 1.0 } else { 0.0 };
    for follows in [1.0, 0.0] {
        let table = made(
            60.0,
            &[
                RPM,
                (ChannelId::MapGauge, &load),
                (ChannelId::FuelPressure, &|t| 3.5 + follows * load(t) - sag(t) + 0.01 * (t * 7.0).sin()),
            ],
        );
        let report = standard(&table);
        let event = report.of("fuel_pressure_drop").next().unwrap_or_else(|| panic!("{follows}"));
        assert_eq!(event.severity, Severity::Danger);
        assert!(
            (event.worst - 1.0).abs() < 0.05 && event.span.t0 > 23.9 && event.span.t1 < 26.1,
            "{event:?}"
        );
        let fixed = report.notes.iter().any(|n| n.code == NoteCode::RegulatorFixed);
        assert_eq!(fixed, follows == 0.0);
    }
}

#[test]
fn the_noise_floor_of_knock_is_learned_from_the_log() {
    let rpm = |t: f64| 2000.0 + 4000.0 * (t % 10.0) / 10.0;
    // The louder the faster; knock is three times what is usual there.
    let usual = |t: f64| 0.5 + rpm(t) / 4000.0 + 0.05 * (t * 31.0).sin();
    let knocks = |t: f64| within(t, 44.0, 44.2) || within(t, 71.0, 71.12);
    let table = made(
        100.0,
        &[
            (ChannelId::Rpm, &rpm),
            (ChannelId::Tps, &|t| 80.0 + t.sin()),
            (ChannelId::MapGauge, &|t| 0.3 + 0.06 * t.sin()),
            (ChannelId::KnockLevel, &|t| if knocks(t) { 3.0 * usual(t) } else { usual(t) }),
        ],
    );
    let report = standard(&table);
    let found: Vec<Span> = report.of("knock_level").map(|e| e.span).collect();
    assert_eq!(found.len(), 2, "{:?}", report.events);
    assert!((found[0].t0 - 44.0).abs() < 0.05 && (found[1].t0 - 71.0).abs() < 0.05, "{found:?}");
}

#[test]
fn retard_counts_whichever_sign_a_brand_gives_it() {
    for sign in [1.0, -1.0] {
        let table = made(
            20.0,
            &[RPM, (ChannelId::KnockRetard, &|t| if within(t, 8.0, 8.5) { sign * 5.0 } else { 0.0 })],
        );
        let events: Vec<_> = standard(&table).of("knock_retard").map(|e| (e.severity, e.worst)).collect();
        assert_eq!(events, [(Severity::Danger, 5.0)]);
    }
}

#[test]
fn a_counter_of_knocks_tells_how_many_came_within_a_second() {
    let table = made(20.0, &[RPM, (ChannelId::KnockCount, &|t| if t > 8.0 { 7.0 } else { 2.0 })]);
    let events: Vec<_> = standard(&table).of("knock_count").map(|e| (e.severity, e.worst)).collect();
    assert_eq!(events, [(Severity::Danger, 5.0)]);
}

#[test]
fn a_sensor_that_is_not_fitted_is_no_danger() {
    let table = made(
        30.0,
        &[
            (ChannelId::Rpm, &|_| 6000.0),
            (ChannelId::OilPressure, &|_| 0.0),
            (ChannelId::FuelPressure, &|_| 0.0),
            (ChannelId::Egt1, &|_| 20.0),
        ],
    );
    let report = standard(&table);
    assert!(report.events.is_empty(), "{:?}", report.events);
    for rule in ["oil_pressure_low", "fuel_pressure_low", "fuel_pressure_drop", "egt_hot"] {
        let outcome = report.outcomes.iter().find(|o| o.rule == rule).unwrap();
        assert!(matches!(outcome.judgement, Judgement::NotFitted(_)), "{rule}: {:?}", outcome.judgement);
    }
    assert!(report.notes.iter().any(|n| n.code == NoteCode::NothingFound));
}

#[test]
fn a_sensor_that_is_lost_under_load_is_named() {
    let mut coolant = vec![90.0f32; 750];
    coolant.iter_mut().enumerate().for_each(|(i, x)| *x += (i % 7) as f32 * 0.1);
    coolant[500..540].fill(f32::NAN);
    let table = log(
        25.0,
        vec![
            numbers(ChannelId::Rpm, &[4000.0; 750]),
            numbers(
                ChannelId::Tps,
                &(0..750).map(|i| if i > 400 { 100.0 } else { 10.0 }).collect::<Vec<_>>(),
            ),
            numbers(ChannelId::Coolant, &coolant),
        ],
    );
    let report = standard(&table);
    let [event] = &report.events[..] else { panic!("{:?}", report.events) };
    assert_eq!(
        (event.rule.as_str(), event.channel.as_ref()),
        ("sensor_lost", Some(&ChannelId::Coolant.into()))
    );
}

#[test]
fn a_rule_of_one_s_own_is_an_expression_with_thresholds() {
    let table = log(
        10.0,
        vec![
            numbers(ChannelId::Rpm, &[3000.0; 100]),
            custom(
                "Fuel temp",
                0,
                &(0..100).map(|i| if (40..60).contains(&i) { 70.0 } else { 50.0 }).collect::<Vec<_>>(),
            ),
        ],
    );
    let rule = Rule {
        name: "Hot fuel".to_owned(),
        caution: Some(Threshold::Fixed(60.0)),
        danger: Some(Threshold::Fixed(80.0)),
        min_s: 1.0,
        ..Rule::new("hot_fuel", Watch::Expression("avg([Fuel temp], 0.5 s)".to_owned()))
    };
    let report = judged(&table, None, &only(rule.clone()));
    let [event] = &report.events[..] else { panic!("{:?}", report.events) };
    assert_eq!((event.severity, event.worst), (Severity::Caution, 70.0));

    let elsewhere = Rule { when: "time > 7 s".to_owned(), ..rule.clone() };
    assert!(judged(&table, None, &only(elsewhere)).events.is_empty());
    let condition = Rule {
        watch: Watch::Expression("[Fuel temp] > 65".to_owned()),
        caution: Some(Threshold::Fixed(0.5)),
        danger: None,
        ..rule.clone()
    };
    assert_eq!(judged(&table, None, &only(condition)).events.len(), 1);
    let other_log = Rule { watch: Watch::Expression("egt_1".to_owned()), ..rule.clone() };
    let report = judged(&table, None, &only(other_log));
    assert!(matches!(report.outcomes[0].judgement, Judgement::Refused(_)));
    let off = Rule { enabled: false, ..rule };
    assert_eq!(judged(&table, None, &only(off)).outcomes[0].judgement, Judgement::Off);
}

#[test]
fn a_threshold_may_follow_a_channel() {
    let oil = Rule {
        danger: Some(Threshold::Curve {
            over: ChannelId::Rpm.into(),
            points: vec![(1000.0, 1.0), (5000.0, 4.0)],
        }),
        min_s: 0.5,
        ..Rule::new("oil", Watch::OilPressureLow)
    };
    let table = made(
        20.0,
        &[(ChannelId::Rpm, &|t| if t > 10.0 { 5000.0 } else { 1000.0 }), (ChannelId::OilPressure, &|_| 3.0)],
    );
    let report = judged(&table, None, &only(oil));
    let [event] = &report.events[..] else { panic!("{:?}", report.events) };
    assert!(event.span.t0 > 10.0 && event.danger == Some(4.0));
}

#[test]
fn only_the_selection_is_judged() {
    let table = made(40.0, &[RPM, (ChannelId::Coolant, &|t| if t > 20.0 { 110.0 } else { 90.0 })]);
    let frame = Frame::whole(&table).select(&[Span::new(0.0, 19.0)], None).unwrap();
    let report = run(
        &frame,
        &Subject::default(),
        &Patterns::default(),
        &RuleSet::standard(),
        &Params::default(),
        &Cx::none(),
    )
    .unwrap();
    assert!(report.events.is_empty());
    let outcome = report.outcomes.iter().find(|o| o.rule == "coolant_hot").unwrap();
    assert_eq!(outcome.ledger.left_out[0].reason, Reason::NotSelected);
}

#[test]
fn a_gap_in_time_ends_an_event() {
    let mut seconds: Vec<f64> = (0..250).map(|i| f64::from(i) / 25.0).collect();
    seconds.extend((0..250).map(|i| 100.0 + f64::from(i) / 25.0));
    let table = LogTable::new(
        vec![TimeAxis::new(seconds)],
        vec![numbers(ChannelId::Rpm, &[3000.0; 500]), numbers(ChannelId::Coolant, &[110.0; 500])],
    )
    .unwrap();
    let spans: Vec<Span> = standard(&table).events.iter().map(|e| e.span).collect();
    assert_eq!(spans.len(), 2, "{spans:?}");
}

#[test]
fn limits_of_the_vehicle_are_read_where_it_has_them() {
    let mut vehicle = Vehicle::default();
    for limit in VehicleLimit::ALL {
        assert_eq!(limit.of(&vehicle), None);
    }
    vehicle.limits.map_max_bar = Some(1.5);
    assert_eq!(VehicleLimit::MaxBoost.of(&vehicle), Some(1.5));
    let from = FromVehicle { limit: VehicleLimit::MaxBoost, caution: Some(0.1), danger: None };
    let rule = Rule { vehicle: Some(from), ..Rule::new("b", Watch::Boost) };
    assert_eq!(rule.thresholds(Some(&vehicle)), Some((Some(Threshold::Fixed(1.6)), None)));
    assert_eq!(rule.thresholds(None), None);
}
