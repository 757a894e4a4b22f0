//! From the events of safety: what was beyond its limit, once for each thing that can be done about it.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::kinds::{ActionCode, ConfirmCode, FindingCode, MethodCode, Risk};
use super::knock;
use super::mixture::Mixture;
use super::{Action, Case, Evidence, MOST_SPANS, Method, Recommendation};
use crate::engine::analysis::performance::boost::SHUT;
use crate::engine::analysis::safety::{Event, Severity, Watch};
use crate::engine::analysis::{AnalysisError, Span};
use crate::engine::channels::ChannelId;

/// Flow that more injector is proposed for at most, %.
const MORE_INJECTOR_MOST: f64 = 50.0;
/// Times its threshold that something is taken to be at most.
const MOST_STRENGTH: f64 = 5.0;

/// What an event is about.
const fn finding(watch: &Watch) -> FindingCode {
    use FindingCode as F;
    match watch {
        Watch::LeanAgainstTarget | Watch::Lean => F::LeanMoments,
        Watch::Coolant => F::CoolantHot,
        Watch::IntakeAir => F::IntakeAirHot,
        Watch::OilTemperature => F::OilHot,
        Watch::Egt => F::ExhaustHot,
        Watch::EgtSpread => F::ExhaustSpread,
        Watch::OilPressureLow => F::OilPressureLow,
        Watch::OilPressureHigh => F::OilPressureHigh,
        Watch::FuelPressureLow | Watch::FuelPressureDrop => F::FuelPressureLow,
        Watch::Boost | Watch::BoostOverTarget => F::BoostOver,
        Watch::Rpm => F::OverRev,
        Watch::InjectorDuty => F::InjectorsAtLimit,
        Watch::KnockRetard | Watch::KnockLevel | Watch::KnockCount => F::Knock,
        Watch::BatteryLow => F::VoltageLow,
        Watch::BatteryHigh => F::VoltageHigh,
        Watch::SensorLost => F::SensorLost,
        Watch::Expression(_) => F::OwnRule,
    }
}

pub(super) fn from_events(
    case: &Case,
    grid: Option<&Grid>,
    mixture: &Mixture,
) -> Result<Vec<Recommendation>, AnalysisError> {
    // Sensors and rules of the user's own are told one by one.
    let mut groups: BTreeMap<(FindingCode, Option<String>), Vec<&Event>> = BTreeMap::new();
    for event in &case.known.safety.events {
        let finding = finding(&event.watch);
        if finding == FindingCode::LeanMoments && mixture.covers(event, grid, case.frame) {
            continue;
        }
        let apart = match finding {
            FindingCode::SensorLost => event.channel.as_ref().map(ToString::to_string),
            FindingCode::OwnRule => Some(event.rule.clone()),
            _ => None,
        };
        groups.entry((finding, apart)).or_default().push(event);
    }
    let mut found = Vec::new();
    for ((finding, _), events) in &groups {
        let mut recommendation = recommendation(case, *finding, events);
        if *finding == FindingCode::Knock
            && let Some(grid) = grid
        {
            knock::by_point(case, grid, events, &mut recommendation)?;
        }
        found.push(recommendation);
    }
    Ok(found)
}

/// How far an event was beyond its limit, in the unit of the finding.
fn beyond(event: &Event) -> f64 {
    let limit = limit(event);
    match event.watch {
        Watch::Lean => (event.worst / limit.max(1e-6) - 1.0) * 100.0,
        Watch::SensorLost => event.beyond_s,
        // What is missing, whatever the limit of it.
        Watch::FuelPressureDrop => event.worst,
        _ => (event.worst - limit).abs(),
    }
}

fn limit(event: &Event) -> f64 {
    event.caution.or(event.danger).unwrap_or(event.worst)
}

/// The same in multiples of what makes a caution a danger, else of a tenth of the limit.
fn strength(event: &Event) -> f64 {
    let (over, limit) = ((event.worst - limit(event)).abs(), limit(event));
    let step = match (event.caution, event.danger) {
        (Some(caution), Some(danger)) if (danger - caution).abs() > 1e-9 => (danger - caution).abs(),
        _ => 0.1 * limit.abs(),
    };
    (1.0 + over / step.max(1e-6)).min(MOST_STRENGTH)
}

fn recommendation(case: &Case, finding: FindingCode, events: &[&Event]) -> Recommendation {
    let mut by_weight = events.to_vec();
    by_weight.sort_by(|a, b| {
        b.severity
            .cmp(&a.severity)
            .then(strength(b).total_cmp(&strength(a)))
            .then(a.span.t0.total_cmp(&b.span.t0))
    });
    let worst = by_weight[0];
    let moments = moments(events);
    let seconds: f64 = moments.iter().map(|(_, seconds)| seconds).sum();
    let n = moments.len() as f64;
    let confidence = (1.0 - 1.0 / ((1.0 + n) * (1.0 + seconds / 2.0))) * case.trust();
    let (action, needed) = action(case, finding, events, moments.len(), worst);
    let risk = if action.code == ActionCode::MoreInjector { Risk::Medium } else { Risk::Low };
    Recommendation {
        kind: finding.kind(),
        finding,
        danger: Some(worst.severity),
        action,
        evidence: Evidence {
            channel: worst.channel.clone(),
            rule: Some(worst.rule.clone()),
            spans: loudest(&moments, &by_weight),
            samples: moments.len() as u32,
            needed,
            rows: events.iter().map(|e| u64::from(e.rows)).sum(),
            effect: beyond(worst),
            ..Evidence::default()
        },
        confidence,
        risk,
        method: Method { code: MethodCode::RuleEvents, args: vec![n, seconds, worst.worst, limit(worst)] },
        confirm: confirm(finding),
        weight: strength(worst) * confidence,
    }
}

/// Events that overlap are one moment, however many rules tell it: its span, and the seconds that one of them lasted.
fn moments(events: &[&Event]) -> Vec<(Span, f64)> {
    let mut sorted = events.to_vec();
    sorted.sort_by(|a, b| a.span.t0.total_cmp(&b.span.t0));
    let mut moments: Vec<(Span, f64)> = Vec::new();
    for event in sorted {
        match moments.last_mut() {
            Some((span, seconds)) if span.overlaps(event.span) => {
                span.t1 = span.t1.max(event.span.t1);
                *seconds = seconds.max(event.beyond_s);
            }
            _ => moments.push((event.span, event.beyond_s)),
        }
    }
    moments
}

/// The moments of the events that say it loudest, in order of time.
fn loudest(moments: &[(Span, f64)], by_weight: &[&Event]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for event in by_weight {
        let Some((span, _)) = moments.iter().find(|(span, _)| span.overlaps(event.span)) else { continue };
        if spans.len() < MOST_SPANS && !spans.contains(span) {
            spans.push(*span);
        }
    }
    spans.sort_by(|a, b| a.t0.total_cmp(&b.t0));
    spans
}

/// What is proposed, and how many events that takes.
fn action(
    case: &Case,
    finding: FindingCode,
    events: &[&Event],
    moments: usize,
    worst: &Event,
) -> (Action, u32) {
    use FindingCode as F;
    let params = case.params;
    let grave = worst.severity == Severity::Danger;
    let enough = |needed: f64| grave || moments as f64 >= needed;
    let needed = |needed: f64| if grave { 1 } else { needed as u32 };
    let plain = |code| (Action::plain(code), 1);
    match finding {
        // So far off, fuel that never came is as likely as a table: more of it is no answer.
        F::LeanMoments if beyond(worst) > params.believed => plain(ActionCode::CheckFuelSupply),
        F::LeanMoments if enough(params.events) => {
            // The worst moment is an extreme: half of it is a step.
            let amount = beyond(worst) / 2.0;
            (Action::sized(ActionCode::AddFuel, amount, params.add_most / 2.0), needed(params.events))
        }
        F::BoostOver if enough(params.events) && valve_is_shut(case, events) => {
            (Action::plain(ActionCode::CheckWastegate), needed(params.events))
        }
        F::BoostOver if enough(params.events) => {
            (Action::sized(ActionCode::LowerBoost, beyond(worst), params.boost_most), needed(params.events))
        }
        F::Knock if enough(params.knock_events) => {
            let action = Action::sized(ActionCode::RetardIgnition, knock::retard(events), params.retard_most);
            (action, needed(params.knock_events))
        }
        F::InjectorsAtLimit => {
            let more = (worst.worst / limit(worst).max(1e-6) - 1.0) * 100.0;
            (Action::sized(ActionCode::MoreInjector, more, MORE_INJECTOR_MOST), 1)
        }
        F::LeanMoments | F::BoostOver | F::Knock => plain(ActionCode::LogAgain),
        F::FuelPressureLow => plain(ActionCode::CheckFuelSupply),
        F::OverRev => plain(ActionCode::CheckLimiter),
        F::CoolantHot => plain(ActionCode::CheckCooling),
        F::IntakeAirHot => plain(ActionCode::CheckChargeCooling),
        F::OilHot => plain(ActionCode::CheckOilCooling),
        F::ExhaustHot => plain(ActionCode::CheckMixtureAndIgnition),
        F::ExhaustSpread => plain(ActionCode::CheckCylinders),
        F::OilPressureLow => plain(ActionCode::CheckOilSupply),
        F::OilPressureHigh => plain(ActionCode::CheckOilValve),
        F::VoltageLow | F::VoltageHigh => plain(ActionCode::CheckCharging),
        F::SensorLost => {
            (Action { channel: worst.channel.clone(), ..Action::plain(ActionCode::CheckSensor) }, 1)
        }
        _ => plain(ActionCode::CheckRule),
    }
}

/// Whether the boost valve was shut all the while: there is no duty left to take, and what lets the boost rise is not in
/// the calibration.
fn valve_is_shut(case: &Case, events: &[&Event]) -> bool {
    let Some(duty) = case.frame.channel(ChannelId::BoostDuty) else { return false };
    events.iter().all(|event| {
        let rows = case.frame.time().rows_within(event.span.t0, event.span.t1);
        let mut sound = duty[rows].iter().filter(|x| x.is_finite()).peekable();
        sound.peek().is_some() && sound.all(|x| f64::from(*x) <= SHUT)
    })
}

const fn confirm(finding: FindingCode) -> ConfirmCode {
    use FindingCode as F;
    match finding {
        F::LeanMoments | F::BoostOver | F::Knock | F::InjectorsAtLimit | F::FuelPressureLow => {
            ConfirmCode::LogSamePull
        }
        F::SensorLost => ConfirmCode::SwapSensor,
        F::OilPressureLow | F::OilPressureHigh | F::ExhaustHot | F::VoltageLow | F::VoltageHigh => {
            ConfirmCode::SecondInstrument
        }
        _ => ConfirmCode::EventGone,
    }
}
