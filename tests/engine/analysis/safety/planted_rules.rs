//! Every standard rule by itself: what is beyond its limit long enough is an event, what is nearly or too shortly beyond
//! it is none.

use std::collections::BTreeMap;

use fueltune_analyzer::engine::analysis::safety::{Report, RuleSet};
use fueltune_analyzer::engine::channels::ChannelId;
use fueltune_analyzer::engine::fuel::FuelId;
use fueltune_analyzer::engine::table::{Column, Flag, LogTable, RowMask};
use fueltune_analyzer::engine::vehicle::Vehicle;

use super::planted::{Calm, calm, vehicle};
use super::with_patterns;
use crate::analysis::drives::Dice;
use crate::analysis::truth::{Tally, assert_good};
use crate::sample_logs::numbers;

/// What else is at a row.
#[derive(Clone, Copy)]
struct At {
    rpm: f32,
    map: f32,
    target: f32,
    first: bool,
}

/// A channel's value, given what it is, what else is, and how bad it gets (0 to 1).
type Reads = fn(f32, At, f32) -> f32;

struct Plan {
    rule: &'static str,
    id: ChannelId,
    /// In a pull, once its load has lasted; else in a cruise.
    pull: bool,
    /// How long it lasts, at least and at most, and what is too short to be one; seconds.
    lasts: (f64, f64),
    short: Option<f64>,
    bad: Reads,
    /// Nearly, for as long.
    near: Option<Reads>,
}

const CRUISE: bool = false;
const PULL: bool = true;

fn plan(
    rule: &'static str,
    id: ChannelId,
    pull: bool,
    lasts: (f64, f64),
    short: f64,
    bad: Reads,
    near: Reads,
) -> Plan {
    Plan { rule, id, pull, lasts, short: (short > 0.0).then_some(short), bad, near: Some(near) }
}

fn line(points: &[(f32, f32)], x: f32) -> f32 {
    let next = points.iter().position(|p| p.0 >= x).unwrap_or(points.len() - 1).max(1);
    let (a, b) = (points[next - 1], points[next]);
    (a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0)).clamp(a.1.min(b.1), a.1.max(b.1))
}

fn oil_limit(at: At) -> f32 {
    line(&[(1500.0, 0.5), (5000.0, 3.0)], at.rpm)
}

fn gasoline_limit(at: At) -> f32 {
    line(&[(-0.1, 1.03), (0.0, 0.99), (0.2, 0.94), (0.5, 0.90), (1.0, 0.88)], at.map)
}

fn alcohol_limit(at: At) -> f32 {
    line(&[(-0.1, 1.03), (0.0, 0.99), (0.2, 0.95), (0.6, 0.91), (1.0, 0.89)], at.map)
}

#[rustfmt::skip]
fn plans() -> Vec<Plan> {
    use ChannelId as C;
    let mut plans = vec![
        plan("coolant_hot", C::Coolant, CRUISE, (3.0, 6.0), 1.2, |_, _, k| 101.5 + 10.0 * k, |_, _, k| 97.5 + k),
        plan("intake_air_hot", C::IntakeAir, CRUISE, (3.0, 6.0), 1.2, |_, _, k| 66.5 + 20.0 * k, |_, _, k| 61.0 + 2.0 * k),
        plan("oil_hot", C::OilTemp, CRUISE, (3.0, 6.0), 1.2, |_, _, k| 131.5 + 20.0 * k, |_, _, k| 126.0 + 2.0 * k),
        plan("egt_hot", C::Egt1, PULL, (1.5, 2.2), 0.5, |_, _, k| 815.0 + 120.0 * k, |_, _, k| 760.0 + 25.0 * k),
        plan("egt_spread", C::Egt2, PULL, (2.5, 2.9), 0.9, |x, _, k| x - 240.0 - 60.0 * k, |x, _, k| x - 150.0 - 30.0 * k),
        plan("oil_pressure_low", C::OilPressure, PULL, (0.9, 2.0), 0.2, |_, at, k| oil_limit(at) - 0.2 - 0.5 * k, |_, at, k| oil_limit(at) + 0.15 + 0.2 * k),
        plan("oil_pressure_low", C::OilPressure, CRUISE, (0.9, 2.0), 0.2, |_, _, k| 0.1 + 0.25 * k, |_, at, k| oil_limit(at) + 0.15 + 0.2 * k),
        plan("oil_pressure_high", C::OilPressure, PULL, (1.4, 2.2), 0.5, |_, _, k| 10.3 + 2.0 * k, |_, _, k| 9.2 + 0.4 * k),
        plan("fuel_pressure_low", C::FuelPressure, CRUISE, (0.6, 2.5), 0.12, |_, _, k| 0.7 + 0.6 * k, |x, _, k| x - 0.15 * k),
        plan("fuel_pressure_drop", C::FuelPressure, PULL, (0.6, 2.0), 0.12, |x, _, k| x - 0.55 - 0.8 * k, |x, _, k| x - 0.15 - 0.1 * k),
        plan("boost_high", C::MapGauge, PULL, (0.4, 1.0), 0.0, |_, _, k| 1.27 + 0.3 * k, |_, _, k| 1.1 + 0.08 * k),
        plan("boost_over_target", C::BoostTarget, PULL, (0.6, 1.5), 0.15, |_, at, k| at.map - 0.2 - 0.25 * k, |_, at, k| at.map - 0.03 - 0.06 * k),
        plan("over_rev", C::Rpm, PULL, (0.25, 0.8), 0.0, |_, _, k| 7220.0 + 500.0 * k, |_, _, k| 7000.0 + 90.0 * k),
        plan("injector_duty", C::Pw1, PULL, (0.5, 1.5), 0.08, |_, at, k| 1200.0 * (87.5 + 12.0 * k) / at.rpm, |_, at, k| 1200.0 * (78.0 + 4.5 * k) / at.rpm),
        plan("knock_retard", C::KnockRetard, PULL, (0.12, 0.5), 0.0, |_, _, k| 1.5 + 4.0 * k, |_, _, k| 0.3 + 0.4 * k),
        plan("knock_level", C::KnockLevel, PULL, (0.12, 0.5), 0.0, |x, _, k| x * (2.6 + 2.0 * k), |x, _, k| x * (1.05 + 0.1 * k)),
        plan("battery_low", C::Battery, CRUISE, (3.2, 6.0), 1.0, |_, _, k| 11.75 - k, |_, _, k| 12.25 + 0.3 * k),
        plan("battery_high", C::Battery, CRUISE, (1.5, 5.0), 0.4, |_, _, k| 15.5 + 0.9 * k, |_, _, k| 14.9 + 0.2 * k),
        plan("lean_against_target", C::Lambda1, PULL, (0.7, 1.4), 0.12, |_, at, k| at.target * (1.095 + 0.1 * k), |_, at, k| at.target * (1.02 + 0.04 * k)),
        plan("lean_gasoline", C::Lambda1, PULL, (0.7, 1.4), 0.12, |_, at, k| gasoline_limit(at) + 0.02 + 0.08 * k, |_, at, _| gasoline_limit(at) - 0.02),
        plan("lean_alcohol", C::Lambda1, PULL, (0.7, 1.4), 0.12, |_, at, k| alcohol_limit(at) + 0.02 + 0.08 * k, |_, at, _| alcohol_limit(at) - 0.02),
    ];
    let lost = [C::FuelPressure, C::OilPressure, C::Coolant, C::MapGauge, C::KnockLevel, C::Lambda1];
    plans.extend(lost.map(|id| Plan { rule: "sensor_lost", id, pull: PULL, lasts: (0.6, 1.4), short: Some(0.12), bad: |_, _, _| f32::NAN, near: None }));
    plans.push(Plan {
        rule: "knock_count",
        id: C::KnockCount,
        pull: PULL,
        lasts: (0.3, 0.8),
        short: None,
        // A counter: what it gains at once it keeps.
        bad: |x, at, k| x + if at.first { (1.0 + 5.0 * k).round() } else { 0.0 },
        near: None,
    });
    plans
}

/// Rules that rightly tell the same trouble in other words.
fn kin(rule: &str, of: &str) -> bool {
    let lean = |rule: &str| rule.starts_with("lean_");
    rule == of
        || (lean(rule) && lean(of))
        || (of == "fuel_pressure_low" && rule == "fuel_pressure_drop")
        || (of == "egt_hot" && rule == "egt_spread")
        || (of == "egt_spread" && rule == "egt_hot")
}

/// The calm drive with the channels it lacks.
fn fitted(calm: &Calm, plan: &Plan, dice: &mut Dice) -> Vec<(ChannelId, Vec<f32>)> {
    let table = &calm.table;
    let mut all: Vec<(ChannelId, Vec<f32>)> =
        table.columns().iter().map(|c| (c.id().unwrap(), c.f32().unwrap().to_vec())).collect();
    let values = |id: ChannelId| table.channel(id).unwrap().f32().unwrap();
    let mut make = |id: ChannelId, value: &mut dyn FnMut(usize) -> f64| {
        all.push((id, (0..table.rows()).map(|row| value(row) as f32).collect()));
    };
    let (map, egt) = (values(ChannelId::MapGauge), values(ChannelId::Egt1));
    make(ChannelId::IntakeAir, &mut |row| 38.0 + 6.0 * f64::from(map[row]) + 0.2 * dice.normal());
    make(ChannelId::OilTemp, &mut |_| 98.0 + 0.3 * dice.normal());
    make(ChannelId::Egt2, &mut |row| f64::from(egt[row]) + 15.0 + 2.0 * dice.normal());
    make(ChannelId::BoostTarget, &mut |row| f64::from(map[row].max(0.0)) + 0.01 * dice.normal());
    make(ChannelId::KnockCount, &mut |_| 0.0);
    // Without a target only the absolute limit is left.
    let absolute = matches!(plan.rule, "lean_gasoline" | "lean_alcohol");
    all.retain(|(id, _)| !(absolute && *id == ChannelId::LambdaTarget));
    all
}

struct Case {
    table: LogTable,
    planted: Vec<(f64, f64)>,
}

/// In turns: what is bad, nothing, what is nearly, what is too short.
fn spoilt(plan: &Plan, seed: u64, rate: f64, switches: bool) -> Case {
    let calm = calm(seed, rate, switches);
    let mut dice = Dice::new(seed);
    (0..20).for_each(|_| _ = dice.even());
    let mut all = fitted(&calm, plan, &mut dice);
    let read = |all: &[(ChannelId, Vec<f32>)], id: ChannelId, row: usize| {
        all.iter().find(|(own, _)| *own == id).map_or(f32::NAN, |(_, values)| values[row])
    };
    let mut planted = Vec::new();
    for turn in 0..calm.pulls.len() {
        let short = plan.short.filter(|_| turn % 4 == 3);
        let (lasts, reads, counts) = match (turn % 4, short, plan.near) {
            (0, _, _) | (1, _, None) => {
                (plan.lasts.0 + (plan.lasts.1 - plan.lasts.0) * dice.even(), plan.bad, true)
            }
            (2, _, Some(near)) => (plan.lasts.1, near, false),
            (3, Some(short), _) => (short, plan.bad, false),
            _ => continue,
        };
        // A pull is judged once its load has lasted and until the throttle closes.
        let window = if plan.pull {
            (calm.pulls[turn].0 + 2.0, calm.pulls[turn].1 - 0.05)
        } else {
            (calm.cruises[turn].0 + 1.5, calm.cruises[turn].1 - 0.2)
        };
        let from = window.0 + (window.1 - window.0 - lasts).max(0.0) * dice.even();
        let bad = dice.even() as f32;
        let rows = calm.table.main_axis().rows_within(from, from + lasts);
        for row in rows.clone() {
            let at = At {
                rpm: read(&all, ChannelId::Rpm, row),
                map: read(&all, ChannelId::MapGauge, row),
                target: read(&all, ChannelId::LambdaTarget, row),
                first: row == rows.start,
            };
            let value = reads(read(&all, plan.id, row), at, bad);
            set(&mut all, plan, row, value);
        }
        if counts {
            planted.push((from, from + lasts));
        }
    }
    let columns = all.into_iter().map(|(id, values)| flagged(id, &values)).collect();
    Case { table: LogTable::new(calm.table.axes().to_vec(), columns).unwrap(), planted }
}

/// Sets a value and what has to follow it.
fn set(all: &mut [(ChannelId, Vec<f32>)], plan: &Plan, row: usize, value: f32) {
    let column =
        |all: &mut [(ChannelId, Vec<f32>)], id: ChannelId| all.iter().position(|(own, _)| *own == id);
    let Some(own) = column(all, plan.id) else { return };
    let by = value - all[own].1[row];
    match plan.id {
        // The regulator follows the manifold, and so does the target of a boost that is meant.
        ChannelId::MapGauge if by.is_finite() => {
            for id in [ChannelId::FuelPressure, ChannelId::BoostTarget] {
                if let Some(other) = column(all, id) {
                    all[other].1[row] += by;
                }
            }
            all[own].1[row] = value;
        }
        ChannelId::KnockCount => all[own].1[row..].iter_mut().for_each(|x| *x += by),
        _ => all[own].1[row] = value,
    }
}

fn flagged(id: ChannelId, values: &[f32]) -> Column {
    let (low, high) = id.spec().plausible;
    let outside = RowMask::of_values(values, |x| !x.is_nan() && !(low..=high).contains(&f64::from(x)));
    let mut flags = vec![(Flag::OutOfRange, outside)];
    if id == ChannelId::LambdaTarget {
        flags = vec![(Flag::LoopOff, RowMask::of_values(values, |x| x == 0.0))];
    }
    numbers(id, values).with_flags(flags)
}

fn owner(plan: &Plan) -> Vehicle {
    let mut vehicle = vehicle();
    vehicle.fuel.library = Some(if plan.rule == "lean_alcohol" { FuelId::E100 } else { FuelId::Gasoline });
    vehicle
}

fn score(plan: &Plan, case: &Case, report: &Report, step: f64, what: &str, wrong: &mut String) -> Tally {
    let near = 0.3 + step;
    let meets = |a: (f64, f64), b: (f64, f64)| a.0 < b.1 + near && b.0 - near < a.1;
    let spans: Vec<(f64, f64)> = report.of(plan.rule).map(|e| (e.span.t0, e.span.t1)).collect();
    let mut tally = Tally::default();
    for p in &case.planted {
        let met = spans.iter().any(|s| meets(*s, *p));
        tally.add(Tally { planted: 1, met: u64::from(met), ..Tally::default() });
        if !met {
            *wrong += &format!("{what}: missed {p:?}\n");
        }
    }
    for e in &report.events {
        let right = kin(&e.rule, plan.rule) && case.planted.iter().any(|p| meets((e.span.t0, e.span.t1), *p));
        tally.add(Tally { found: 1, right: u64::from(right), ..Tally::default() });
        if !right {
            *wrong += &format!("{what}: {} {:?} worst {}\n", e.rule, e.span, e.worst);
        }
    }
    tally
}

#[test]
fn each_rule_tells_what_is_beyond_its_limit_and_nothing_that_is_nearly() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut wrong = String::new();
    for plan in plans() {
        for (seed, rate, switches) in
            [(41, 10.0, true), (42, 25.0, true), (43, 25.0, false), (44, 100.0, true)]
        {
            let case = spoilt(&plan, seed, rate, switches);
            let report = with_patterns(&case.table, Some(owner(&plan)));
            let what = format!("{} {}, seed {seed}, {rate} Hz", plan.rule, plan.id.slug());
            let tally = score(&plan, &case, &report, 1.0 / rate, &what, &mut wrong);
            tallies.entry(plan.rule.to_owned()).or_default().add(tally);
        }
    }
    let rules: Vec<String> = RuleSet::standard().rules.iter().map(|rule| rule.id.clone()).collect();
    assert!(rules.iter().all(|rule| tallies.contains_key(rule)), "every standard rule is planted: {rules:?}");
    assert_good("safety", &tallies, &wrong);
}
