//! Ignition, boost, sensors and what else can be done about an engine.

use fueltune_analyzer::engine::analysis::performance::{self, BoostEvent, Oscillation};
use fueltune_analyzer::engine::analysis::pipeline::Settings;
use fueltune_analyzer::engine::analysis::recommend::{
    ActionCode, FindingCode, Kind, Known, Params, Recommendation, Report, run,
};
use fueltune_analyzer::engine::analysis::safety::Severity;
use fueltune_analyzer::engine::analysis::{Frame, Params as _, Span, Subject};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::cx::Cx;
use fueltune_analyzer::engine::generate::demo_log;
use fueltune_analyzer::engine::table::{Column, LogTable};

use super::{CRUISE, Held, LOADED, found, holding, recommended};
use crate::imports;
use crate::sample_logs::numbers;

/// A drive between two points with another channel.
fn with(id: ChannelId, value: impl Fn(usize) -> f32) -> LogTable {
    let table = holding(&[CRUISE, LOADED, CRUISE, LOADED], 10.0, Some(0.0), |_, _| 1.0);
    let extra = numbers(id, &(0..table.rows()).map(value).collect::<Vec<f32>>());
    let columns: Vec<Column> = table.columns().iter().cloned().chain([extra]).collect();
    LogTable::new(table.axes().to_vec(), columns).unwrap()
}

fn only(report: &Report, finding: FindingCode) -> &Recommendation {
    let found: Vec<&Recommendation> =
        report.recommendations.iter().filter(|r| r.finding == finding).collect();
    let [one] = found[..] else { panic!("{} of {finding:?}: {:?}", found.len(), report.recommendations) };
    one
}

/// Knocks under load at these rows, each for a fifth of a second.
fn knocks(rows: &[usize], degrees: f32) -> LogTable {
    let rows = rows.to_vec();
    with(
        ChannelId::KnockRetard,
        move |row| {
            if rows.iter().any(|r| (*r..*r + 5).contains(&row)) { degrees } else { 0.0 }
        },
    )
}

#[test]
fn where_it_knocks_less_advance_is_proposed_a_step_at_a_time() {
    let report = recommended(&knocks(&[300, 350, 400, 800], 2.5));
    let knock = only(&report, FindingCode::Knock);
    assert_eq!((knock.kind, knock.action.code), (Kind::Ignition, ActionCode::RetardIgnition));
    assert_eq!((knock.action.amount, knock.action.most), (Some(2.5), Some(3.0)));
    assert_eq!((knock.evidence.samples, knock.evidence.needed), (4, 2));
    let [cell] = knock.evidence.cells[..] else { panic!("{:?}", knock.evidence) };
    assert_eq!(cell.rpm, 3500.0);
    // Four of the twenty seconds there; Wilson's 95 % of that are 8.07 to 41.60 %.
    assert!((cell.effect - 20.0).abs() < 1.5 && (cell.low - 8.07).abs() < 1.0, "{cell:?}");
    assert!((cell.high - 41.6).abs() < 2.5, "{cell:?}");
    let far = recommended(&knocks(&[300, 350, 400], 9.0));
    let far = only(&far, FindingCode::Knock);
    assert_eq!((far.action.amount, far.danger), (Some(3.0), Some(Severity::Danger)));
}

#[test]
fn one_knock_is_to_be_logged_again() {
    let report = recommended(&knocks(&[300], 2.0));
    let knock = only(&report, FindingCode::Knock);
    assert_eq!((knock.action.code, knock.action.amount), (ActionCode::LogAgain, None));
}

#[test]
fn no_knock_is_no_reason_for_advance() {
    let report = recommended(&knocks(&[], 0.0));
    assert_eq!(report.of(Kind::Ignition).count(), 0);
    // There is not even a word for it.
    let ignition: Vec<&str> =
        ActionCode::ALL.iter().map(|a| a.slug()).filter(|slug| slug.contains("ignition")).collect();
    assert_eq!(ignition, ["retard_ignition", "check_mixture_and_ignition"]);
}

#[test]
fn a_hot_engine_and_a_flat_battery_are_looked_into() {
    let cases: [(ChannelId, f32, f32, FindingCode, ActionCode, f64); 4] = [
        (ChannelId::OilTemp, 95.0, 140.0, FindingCode::OilHot, ActionCode::CheckOilCooling, 10.0),
        (ChannelId::IntakeAir, 35.0, 70.0, FindingCode::IntakeAirHot, ActionCode::CheckChargeCooling, 5.0),
        (ChannelId::Battery, 13.8, 11.5, FindingCode::VoltageLow, ActionCode::CheckCharging, 0.5),
        (ChannelId::Duty1, 40.0, 90.0, FindingCode::InjectorsAtLimit, ActionCode::MoreInjector, 5.0),
    ];
    for (id, usual, odd, finding, action, effect) in cases {
        let report = recommended(&with(id, |row| if (400..500).contains(&row) { odd } else { usual }));
        let told = only(&report, finding);
        assert_eq!(told.action.code, action, "{id:?}");
        assert!((told.evidence.effect - effect).abs() < 0.05, "{id:?}: {:?}", told.evidence);
        assert_eq!(told.evidence.channel, Some(id.into()));
        assert!(told.evidence.spans[0].t0 > 15.9 && told.evidence.spans[0].t1 < 20.1);
    }
}

#[test]
fn a_sensor_that_comes_and_goes_is_named_once() {
    let report = recommended(&with(ChannelId::OilPressure, |row| {
        if (650..670).contains(&row) { f32::NAN } else { 3.5 + (row * 5 % 11) as f32 * 0.02 }
    }));
    let told: Vec<_> = report.of(Kind::Sensor).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].action.code, ActionCode::CheckSensor);
    assert_eq!(told[0].action.channel, Some(ChannelId::OilPressure.into()));
}

#[test]
fn boost_over_its_target_is_lowered_but_where_the_valve_is_shut_the_wastegate_is_checked() {
    let over = |duty: Option<f32>| {
        let boost = Held { map: 0.8, ..LOADED };
        let table = holding(&[CRUISE, boost, CRUISE, boost], 10.0, Some(0.0), |_, _| 1.0);
        let map = table.column(&ChannelId::MapGauge.into()).unwrap().f32().unwrap();
        let target: Vec<f32> = map.iter().map(|x| if *x > 0.0 { x - 0.25 } else { *x }).collect();
        let duty = duty.map(|duty| numbers(ChannelId::BoostDuty, &vec![duty; map.len()]));
        let extra = [numbers(ChannelId::BoostTarget, &target)].into_iter().chain(duty);
        let columns: Vec<Column> = table.columns().iter().cloned().chain(extra).collect();
        let report = recommended(&LogTable::new(table.axes().to_vec(), columns).unwrap());
        let told = only(&report, FindingCode::BoostOver);
        assert_eq!(told.evidence.samples, 2);
        (told.action.code, told.action.amount.map(|bar| (bar * 100.0).round()))
    };
    assert_eq!(over(None), (ActionCode::LowerBoost, Some(10.0)));
    assert_eq!(over(Some(35.0)), (ActionCode::LowerBoost, Some(10.0)));
    assert_eq!(over(Some(0.0)), (ActionCode::CheckWastegate, None));
}

/// With these events of boost control, nothing else being wrong.
fn boosted(events: Vec<BoostEvent>) -> Report {
    let table = holding(&[CRUISE, LOADED], 10.0, Some(0.0), |_, _| 1.0);
    let findings = found(&table, &Settings::default());
    let performance = performance::Report { boost: events, ..performance::Report::default() };
    let known = Known {
        patterns: findings.patterns.as_ref().unwrap(),
        outliers: findings.outliers.as_ref().unwrap(),
        performance: &performance,
        safety: findings.safety.as_ref().unwrap(),
        quality: findings.validation.as_ref().unwrap(),
        safety_params: &Settings::default().safety,
    };
    run(&Frame::whole(&table), &Subject::default(), &known, &Params::default(), &Cx::none()).unwrap()
}

#[test]
fn boost_control_is_spoken_of_once_it_does_it_again() {
    let event = |i: u32| BoostEvent {
        span: Span::new(f64::from(i), f64::from(i) + 0.9),
        first_row: i * 25,
        end_row: i * 25 + 22,
        level_bar: 1.0,
        ..BoostEvent::default()
    };
    let hunts =
        |i| BoostEvent { oscillation: Some(Oscillation { hz: 2.0, amplitude_bar: 0.08 }), ..event(i) };
    let weak = |i| BoostEvent { out_of_reach: true, steady_error_bar: Some(0.2), ..event(i) };
    let creeps = |i| BoostEvent { beyond_control: true, steady_error_bar: Some(-0.15), ..event(i) };
    assert_eq!(boosted(vec![hunts(0)]).of(Kind::Boost).count(), 0, "once");
    assert_eq!(boosted(vec![hunts(0), event(1), event(2), hunts(3), event(4)]).of(Kind::Boost).count(), 0);
    let cases = [
        (vec![hunts(0), hunts(2), event(4)], FindingCode::BoostHunts, ActionCode::CalmBoostControl, 0.08),
        (vec![weak(0), weak(2)], FindingCode::BoostOutOfReach, ActionCode::CheckForLeaks, 0.2),
        (vec![creeps(0), creeps(2)], FindingCode::BoostUncontrolled, ActionCode::CheckWastegate, 0.15),
    ];
    for (events, finding, action, effect) in cases {
        let report = boosted(events);
        let told = only(&report, finding);
        assert_eq!((told.action.code, told.evidence.samples), (action, 2));
        assert!((told.evidence.effect - effect).abs() < 1e-9);
    }
}

#[test]
fn what_goes_wrong_in_the_demo_log_is_recommended_against() {
    let report = recommended(&imports::log(demo_log()).table);
    let pump = only(&report, FindingCode::FuelPressureLow);
    assert_eq!(pump.action.code, ActionCode::CheckFuelSupply);
    assert!(pump.evidence.spans.iter().all(|s| s.t0 > 356.0 && s.t1 < 367.0), "{pump:?}");
    let lean = only(&report, FindingCode::LeanMoments);
    assert_eq!((lean.danger, lean.evidence.samples), (Some(Severity::Danger), 1), "one moment by two rules");
    assert!(lean.action.amount.unwrap() <= 5.0);
    let hot = only(&report, FindingCode::CoolantHot);
    assert!(hot.evidence.spans.iter().all(|s| s.t0 > 505.0), "{hot:?}");
    assert_eq!(report.recommendations[0].danger, Some(Severity::Danger));
}

#[test]
fn the_user_s_figures_decide() {
    let mut settings = Settings::default();
    assert!(settings.recommendations.set("add_from", 8.0) && settings.recommendations.set("add_most", 4.0));
    let table = |k: f32| holding(&[CRUISE], 12.0, Some(0.0), move |_, _| k);
    let of = |k: f32| found(&table(k), &settings).recommendations.unwrap();
    assert_eq!(of(1.06).of(Kind::Fuel).count(), 0);
    assert_eq!(of(1.12).of(Kind::Fuel).next().unwrap().action.amount, Some(4.0));
}
