//! What a log is good for: clean, usable or inconclusive for each purpose, with the reasons, and what to log next.
//!
//! A purpose is inconclusive where one reason alone forbids a conclusion, usable where there are doubts, clean where
//! there is none. Sensors that are not fitted and figures that no purpose needs count for nothing.

mod purposes;

use serde::{Deserialize, Serialize};

use super::evidence::codes;
use super::{Frame, patterns, performance, safety};
use crate::engine::channels::ChannelKey;
use crate::engine::quality::Quality;

codes! {
    /// What a log may be wanted for. Translation key: `verdict-purpose-SLUG`.
    Purpose {
        /// Correcting fuel tables.
        FuelCorrection => "fuel_correction",
        /// Power and torque.
        Power => "power",
        /// Whether the engine is in danger.
        Safety => "safety",
    }
}

codes! {
    /// Translation key: `verdict-standing-SLUG`.
    Standing {
        Clean => "clean",
        Usable => "usable",
        Inconclusive => "inconclusive",
    }
}

codes! {
    /// Why a purpose stands where it does; the arguments are told here. Translation key: `verdict-reason-SLUG`.
    ReasonCode {
        /// A channel it needs is not in the log.
        NoChannel => "no_channel",
        /// It is there, but none of its values can be believed.
        NoSoundValue => "no_sound_value",
        /// The log as a whole is poor: its score.
        LowQuality => "low_quality",
        /// Samples are too far apart: Hz, wanted Hz.
        SlowLog => "slow_log",
        /// The engine was cold for most of it: share that was warm.
        Cold => "cold",
        /// Too few samples of steady mixture: found, wanted.
        FewSamples => "few_samples",
        /// Too few operating points with enough of them: found, wanted.
        FewPoints => "few_points",
        /// No target of λ is logged: nothing to compare with.
        NoTarget => "no_target",
        /// It is logged, but the loop was off throughout.
        LoopOff => "loop_off",
        /// No trim is logged: the loop may hide what is missing.
        NoTrim => "no_trim",
        /// No pull at full throttle in one gear.
        NoPull => "no_pull",
        /// So few pulls that they do not confirm each other: found.
        FewPulls => "few_pulls",
        /// The vehicle lacks what power rests on.
        VehicleIncomplete => "vehicle_incomplete",
        /// Power is known no better than ± so many %.
        PowerUncertain => "power_uncertain",
        /// A driven wheel slipped: share of the samples.
        Wheelspin => "wheelspin",
        /// Never, or hardly, under load: seconds, wanted.
        LittleLoad => "little_load",
        /// The mixture under load could not be judged.
        MixtureUnjudged => "mixture_unjudged",
    }
}

/// Why a purpose stands where it does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub code: ReasonCode,
    pub channel: Option<ChannelKey>,
    pub args: Vec<f64>,
    /// It alone forbids a conclusion.
    pub grave: bool,
}

/// How a log stands for one purpose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PurposeVerdict {
    pub purpose: Purpose,
    pub standing: Standing,
    /// Grave ones first; none where it is clean.
    pub reasons: Vec<Reason>,
}

codes! {
    /// What would make the next log better. Translation key: `verdict-next-SLUG`.
    NextCode {
        LogChannel => "log_channel",
        /// The sensor of this channel, first.
        CheckSensor => "check_sensor",
        /// With the closed loop on.
        LogClosedLoop => "log_closed_loop",
        /// At so many Hz.
        LogFaster => "log_faster",
        LogWarm => "log_warm",
        /// So many more samples of steady mixture, each at least a second long.
        LogSteady => "log_steady",
        /// So many pulls.
        LogPulls => "log_pulls",
        /// So many seconds under load.
        LogLoad => "log_load",
        EnterVehicle => "enter_vehicle",
    }
}

/// What to log next, and which purposes want it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Next {
    pub code: NextCode,
    pub channel: Option<ChannelKey>,
    pub amount: Option<f64>,
    pub purposes: Vec<Purpose>,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// In the order of [`Purpose::ALL`].
    pub purposes: Vec<PurposeVerdict>,
    /// What most purposes want first.
    pub next: Vec<Next>,
}

impl Verdict {
    /// How the log stands for a purpose.
    pub fn of(&self, purpose: Purpose) -> Option<&PurposeVerdict> {
        self.purposes.iter().find(|p| p.purpose == purpose)
    }
}

/// What the mixture of the log gives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FuelBasis {
    /// Samples, and operating points with enough of them.
    pub samples: u32,
    pub points: u32,
    pub has_target: bool,
    pub has_trim: bool,
}

/// What a verdict rests on, of the same frame.
pub struct Basis<'a> {
    pub patterns: &'a patterns::Report,
    pub performance: &'a performance::Report,
    pub safety: &'a safety::Report,
    pub quality: &'a Quality,
    pub fuel: FuelBasis,
    /// Seconds under a load that had lasted.
    pub load_s: f64,
    /// Whether the manifold was ever over the air outside.
    pub boosted: bool,
}

/// Judges what a log is good for.
pub fn judge(frame: &Frame, basis: &Basis) -> Verdict {
    let purposes: Vec<PurposeVerdict> = Purpose::ALL
        .iter()
        .map(|purpose| {
            let mut reasons = purposes::reasons(*purpose, frame, basis);
            reasons.sort_by_key(|reason| !reason.grave);
            let standing = match reasons.first() {
                None => Standing::Clean,
                Some(first) if first.grave => Standing::Inconclusive,
                Some(_) => Standing::Usable,
            };
            PurposeVerdict { purpose: *purpose, standing, reasons }
        })
        .collect();
    let next = next(&purposes);
    Verdict { purposes, next }
}

/// What answers the reasons, each once.
fn next(purposes: &[PurposeVerdict]) -> Vec<Next> {
    let mut all: Vec<Next> = Vec::new();
    for verdict in purposes {
        for reason in &verdict.reasons {
            let Some((code, amount)) = answer(reason) else { continue };
            let same = all.iter_mut().find(|n| n.code == code && n.channel == reason.channel);
            let wanted = if let Some(same) = same {
                same
            } else {
                all.push(Next { code, channel: reason.channel.clone(), amount, purposes: Vec::new() });
                let last = all.len() - 1;
                &mut all[last]
            };
            wanted.amount = match (wanted.amount, amount) {
                (Some(a), Some(b)) => Some(a.max(b)),
                (a, b) => a.or(b),
            };
            if !wanted.purposes.contains(&verdict.purpose) {
                wanted.purposes.push(verdict.purpose);
            }
        }
    }
    all.sort_by_key(|n| std::cmp::Reverse(n.purposes.len()));
    all
}

/// What a reason calls for, and how much of it.
fn answer(reason: &Reason) -> Option<(NextCode, Option<f64>)> {
    let short = || match reason.args[..] {
        [found, wanted] => Some((wanted - found).max(0.0)),
        _ => None,
    };
    Some(match reason.code {
        ReasonCode::NoChannel | ReasonCode::NoTarget | ReasonCode::NoTrim => (NextCode::LogChannel, None),
        ReasonCode::NoSoundValue => (NextCode::CheckSensor, None),
        ReasonCode::LoopOff => (NextCode::LogClosedLoop, None),
        ReasonCode::SlowLog => (NextCode::LogFaster, reason.args.get(1).copied()),
        ReasonCode::Cold => (NextCode::LogWarm, None),
        ReasonCode::FewSamples => (NextCode::LogSteady, short()),
        ReasonCode::FewPoints => (NextCode::LogSteady, None),
        ReasonCode::NoPull | ReasonCode::FewPulls => (NextCode::LogPulls, Some(purposes::PULLS)),
        ReasonCode::LittleLoad => (NextCode::LogLoad, short()),
        ReasonCode::VehicleIncomplete => (NextCode::EnterVehicle, None),
        ReasonCode::LowQuality
        | ReasonCode::PowerUncertain
        | ReasonCode::Wheelspin
        | ReasonCode::MixtureUnjudged => return None,
    })
}
