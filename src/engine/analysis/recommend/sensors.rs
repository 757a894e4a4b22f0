//! From the faults that the outliers tell: which sensor to look at.

use super::kinds::{ActionCode, ConfirmCode, FindingCode, MethodCode, Risk};
use super::{Action, Case, Evidence, MOST_SPANS, Method, Recommendation};
use crate::engine::analysis::Span;
use crate::engine::analysis::outliers::{Finding, FindingKind};

/// Episodes of a fault are weighed as at most so many.
const MOST_EPISODES: f64 = 10.0;

/// `told` are the recommendations there are already: a sensor that was lost under load is not told twice.
pub(super) fn from_outliers(case: &Case, told: &[Recommendation]) -> Vec<Recommendation> {
    let findings = case.known.outliers.findings.iter();
    findings.filter_map(|finding| recommendation(case, finding, told)).collect()
}

fn recommendation(case: &Case, fault: &Finding, told: &[Recommendation]) -> Option<Recommendation> {
    let (finding, needed) = match fault.kind {
        FindingKind::Spike => (FindingCode::SensorSpikes, case.params.spikes),
        FindingKind::Dropout => (FindingCode::SensorDropouts, 1.0),
        FindingKind::Stuck => (FindingCode::SensorStuck, 1.0),
        FindingKind::Railed => (FindingCode::SensorRailed, 1.0),
        // What does not fit its operating point is no fault of a sensor by itself.
        FindingKind::Residual | FindingKind::Joint | FindingKind::Rare => return None,
    };
    let channel = fault.channels.first()?;
    let n = fault.episodes.len() as f64;
    let again = told
        .iter()
        .any(|r| r.finding == FindingCode::SensorLost && r.evidence.channel.as_ref() == Some(channel));
    if n < needed || again {
        return None;
    }
    let mut loudest: Vec<_> = fault.episodes.iter().collect();
    loudest.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.span.t0.total_cmp(&b.span.t0)));
    let mut spans: Vec<Span> = loudest.iter().take(MOST_SPANS).map(|e| e.span).collect();
    spans.sort_by(|a, b| a.t0.total_cmp(&b.t0));
    let confidence = n / (n + needed) * case.trust();
    Some(Recommendation {
        kind: finding.kind(),
        finding,
        danger: None,
        action: Action { channel: Some(channel.clone()), ..Action::plain(ActionCode::CheckSensor) },
        evidence: Evidence {
            channel: Some(channel.clone()),
            spans,
            samples: fault.episodes.len() as u32,
            needed: needed as u32,
            rows: fault.episodes.iter().map(|e| u64::from(e.samples)).sum(),
            effect: n,
            ..Evidence::default()
        },
        confidence,
        risk: Risk::Low,
        method: Method { code: MethodCode::FaultEpisodes, args: vec![n, fault.seconds()] },
        confirm: ConfirmCode::SwapSensor,
        weight: (n / needed).min(MOST_EPISODES).sqrt() * confidence,
    })
}
