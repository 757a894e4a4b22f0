//! What to log next, as the verdict asks for it.

use super::kinds::{ActionCode, ConfirmCode, FindingCode, MethodCode, Risk};
use super::{Action, Evidence, Method, Recommendation};
use crate::engine::analysis::verdict::{Next, NextCode, Verdict};

/// After what was found about the engine: what one purpose weighs.
const PURPOSE: f64 = 0.1;

pub(super) fn from_verdict(verdict: &Verdict) -> Vec<Recommendation> {
    let one = |next: &Next| {
        let code = match next.code {
            NextCode::LogChannel => ActionCode::LogChannel,
            NextCode::CheckSensor => ActionCode::CheckSensor,
            NextCode::LogClosedLoop => ActionCode::LogClosedLoop,
            NextCode::LogFaster => ActionCode::LogFaster,
            NextCode::LogWarm => ActionCode::LogWarm,
            NextCode::LogSteady => ActionCode::LogSteady,
            NextCode::LogPulls => ActionCode::LogPulls,
            NextCode::LogLoad => ActionCode::LogLoad,
            NextCode::EnterVehicle => ActionCode::EnterVehicle,
        };
        let purposes = next.purposes.len() as f64;
        Recommendation {
            kind: FindingCode::LogLacks.kind(),
            finding: FindingCode::LogLacks,
            danger: None,
            action: Action { code, amount: next.amount, most: None, channel: next.channel.clone() },
            evidence: Evidence { channel: next.channel.clone(), effect: purposes, ..Evidence::default() },
            confidence: 1.0,
            risk: Risk::Low,
            method: Method { code: MethodCode::Verdict, args: vec![purposes] },
            confirm: ConfirmCode::NextLog,
            weight: PURPOSE * purposes,
        }
    };
    verdict.next.iter().map(one).collect()
}
