//! From the boost events of performance: a control that swings, a target out of reach, a wastegate that passes too
//! little. What was over its target or limit is told by the events of safety.

use super::kinds::{ActionCode, ConfirmCode, FindingCode, MethodCode, Risk};
use super::{Action, Case, Evidence, MOST_SPANS, Method, Recommendation};
use crate::engine::analysis::performance::BoostEvent;
use crate::engine::channels::ChannelId;
use crate::engine::stats::sorted::median_in_place;

/// Boost that is worth mentioning, bar.
const WORTH_BAR: f64 = 0.05;

type Shows = fn(&BoostEvent) -> Option<f64>;

/// What an event shows, by how many bar, and what is to be done about it.
const SIGNS: [(FindingCode, ActionCode, Shows); 3] = [
    (FindingCode::BoostHunts, ActionCode::CalmBoostControl, |e| e.oscillation.map(|o| o.amplitude_bar)),
    (FindingCode::BoostOutOfReach, ActionCode::CheckForLeaks, |e| {
        e.steady_error_bar.filter(|_| e.out_of_reach)
    }),
    (FindingCode::BoostUncontrolled, ActionCode::CheckWastegate, |e| {
        e.steady_error_bar.filter(|_| e.beyond_control).map(f64::abs)
    }),
];

pub(super) fn from_boost(case: &Case) -> Vec<Recommendation> {
    let all = &case.known.performance.boost;
    let needed = case.params.events;
    let mut found = Vec::new();
    for (finding, code, shows) in SIGNS {
        let those: Vec<(&BoostEvent, f64)> = all.iter().filter_map(|e| shows(e).map(|x| (e, x))).collect();
        let n = those.len() as f64;
        // Once may be the road; most of the time is the control.
        if n < needed || 2.0 * n < all.len() as f64 {
            continue;
        }
        let Some(effect) = median_in_place(&mut those.iter().map(|(_, x)| *x).collect::<Vec<f64>>()) else {
            continue;
        };
        let confidence = n / (n + needed) * case.trust();
        found.push(Recommendation {
            kind: finding.kind(),
            finding,
            danger: None,
            action: Action::plain(code),
            evidence: Evidence {
                channel: Some(ChannelId::MapGauge.into()),
                spans: those.iter().take(MOST_SPANS).map(|(e, _)| e.span).collect(),
                samples: those.len() as u32,
                needed: needed as u32,
                rows: those.iter().map(|(e, _)| u64::from(e.end_row - e.first_row)).sum(),
                effect,
                ..Evidence::default()
            },
            confidence,
            risk: Risk::Low,
            method: Method { code: MethodCode::BoostEvents, args: vec![n, all.len() as f64] },
            confirm: ConfirmCode::LogSamePull,
            weight: effect / WORTH_BAR * confidence,
        });
    }
    found
}
