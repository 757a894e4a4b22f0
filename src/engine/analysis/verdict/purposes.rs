//! What each purpose asks of a log. The figures are ours: what the analyses need to say anything, and what they need to
//! say it without a doubt.

use super::{Basis, Purpose, Reason, ReasonCode};
use crate::engine::analysis::Frame;
use crate::engine::analysis::patterns::SegmentKind;
use crate::engine::analysis::safety::{Judgement, RuleKind};
use crate::engine::channels::ChannelId;
use crate::engine::quality::{EvidenceCode, Quality};

/// Score under which a log forbids, and under which it casts doubt.
const QUALITY: (f64, f64) = (40.0, 60.0);
/// Rate at which a pull or a lean moment is seen at all, and well, Hz.
const RATE: (f64, f64) = (4.0, 10.0);
/// Samples of steady mixture, and operating points with enough of them: to say anything, and enough.
const SAMPLES: (f64, f64) = (10.0, 40.0);
const POINTS: (f64, f64) = (1.0, 6.0);
/// Share of the running time that was warm: to say anything, and enough.
const WARM: (f64, f64) = (0.2, 0.7);
/// Seconds under load: to say anything, and enough.
const LOAD_S: (f64, f64) = (1.0, 5.0);
/// Pulls that confirm each other.
pub(super) const PULLS: f64 = 3.0;
/// Power known better than this, %, is clean.
const POWER_DOUBT: f64 = 10.0;
/// Share of a pull's samples that may have slipped.
const SLIP: f64 = 0.1;

/// Any of these says it.
const LAMBDA: [ChannelId; 3] = [ChannelId::Lambda1, ChannelId::LambdaCl, ChannelId::Lambda2];
const LOAD: [ChannelId; 6] = [
    ChannelId::MapGauge,
    ChannelId::MapAbs,
    ChannelId::Load,
    ChannelId::Maf,
    ChannelId::Tps,
    ChannelId::Pedal,
];
const FUEL_PRESSURE: [ChannelId; 2] = [ChannelId::FuelPressure, ChannelId::FuelPressureDiff];
const KNOCK: [ChannelId; 3] = [ChannelId::KnockRetard, ChannelId::KnockLevel, ChannelId::KnockCount];

/// Collects the reasons of one purpose.
struct Reasons<'a> {
    frame: &'a Frame<'a>,
    basis: &'a Basis<'a>,
    all: Vec<Reason>,
}

pub(super) fn reasons(purpose: Purpose, frame: &Frame, basis: &Basis) -> Vec<Reason> {
    let mut reasons = Reasons { frame, basis, all: Vec::new() };
    match purpose {
        Purpose::FuelCorrection => reasons.fuel(),
        Purpose::Power => reasons.power(),
        Purpose::Safety => reasons.safety(),
    }
    reasons.all
}

impl Reasons<'_> {
    fn add(&mut self, code: ReasonCode, args: &[f64], grave: bool) {
        self.all.push(Reason { code, channel: None, args: args.to_vec(), grave });
    }

    /// Where a figure is under what is enough; gravely under what it takes to say anything.
    fn short_of(&mut self, code: ReasonCode, found: f64, (least, enough): (f64, f64)) {
        if found < enough {
            self.add(code, &[found, enough], found < least);
        }
    }

    fn add_of(&mut self, code: ReasonCode, id: ChannelId, grave: bool) {
        self.all.push(Reason { code, channel: Some(id.into()), args: Vec::new(), grave });
    }

    /// Whether one of these channels says something; if not, the one that is there is to blame, else the first is missed.
    fn needs(&mut self, ids: &[ChannelId], grave: bool) -> bool {
        let says = self.frame.first_of(ids).is_some();
        if !says {
            match ids.iter().find(|id| self.frame.table().channel(**id).is_some()) {
                Some(id) => self.add_of(ReasonCode::NoSoundValue, *id, grave),
                None => self.add_of(ReasonCode::NoChannel, ids[0], grave),
            }
        }
        says
    }

    fn log_itself(&mut self) {
        let score = self.basis.quality.score;
        if score < QUALITY.1 {
            self.add(ReasonCode::LowQuality, &[score], score < QUALITY.0);
        }
    }

    fn rate(&mut self) {
        self.short_of(ReasonCode::SlowLog, self.frame.time().sample_rate(), RATE);
    }

    fn fuel(&mut self) {
        self.log_itself();
        let mut able = self.needs(&[ChannelId::Rpm], true);
        able &= self.needs(&LAMBDA, true);
        able &= self.needs(&LOAD, true);
        let fuel = self.basis.fuel;
        if able && !fuel.has_target {
            let logged = self.frame.table().channel(ChannelId::LambdaTarget).is_some();
            let code = if logged { ReasonCode::LoopOff } else { ReasonCode::NoTarget };
            self.add_of(code, ChannelId::LambdaTarget, true);
            able = false;
        }
        if !able {
            return;
        }
        if !fuel.has_trim {
            self.add_of(ReasonCode::NoTrim, ChannelId::TrimCl, false);
        }
        self.short_of(ReasonCode::FewSamples, f64::from(fuel.samples), SAMPLES);
        self.short_of(ReasonCode::FewPoints, f64::from(fuel.points), POINTS);
        match warm_share(self.basis.quality) {
            Some(share) => self.short_of(ReasonCode::Cold, share, WARM),
            None => {
                self.needs(&[ChannelId::Coolant], false);
            }
        }
    }

    fn power(&mut self) {
        self.log_itself();
        if !self.needs(&[ChannelId::Rpm], true) {
            return;
        }
        self.rate();
        let pulls = self.basis.patterns.of(SegmentKind::Pull).count();
        if pulls == 0 {
            self.add(ReasonCode::NoPull, &[], true);
            return;
        }
        if (pulls as f64) < PULLS {
            self.add(ReasonCode::FewPulls, &[pulls as f64], false);
        }
        let performance = self.basis.performance;
        let best = performance.best_pull.and_then(|i| performance.pulls.get(i as usize));
        let Some((pull, peak)) = best.and_then(|pull| Some((pull, pull.peak_power?))) else {
            self.add(ReasonCode::VehicleIncomplete, &[], true);
            return;
        };
        let doubt = 100.0 * peak.random.hypot(peak.systematic) / peak.value.abs().max(1e-6);
        if doubt > POWER_DOUBT {
            self.add(ReasonCode::PowerUncertain, &[doubt], false);
        }
        let rows = f64::from(pull.end_row.saturating_sub(pull.first_row).max(1));
        let slipped = f64::from(pull.slip_samples) / rows;
        if slipped > SLIP {
            self.add(ReasonCode::Wheelspin, &[slipped], false);
        }
    }

    fn safety(&mut self) {
        self.log_itself();
        let mut able = self.needs(&[ChannelId::Rpm], true);
        able &= self.needs(&LAMBDA, true);
        able &= self.needs(&LOAD, true);
        self.needs(&[ChannelId::Coolant], false);
        if self.basis.boosted {
            self.needs(&FUEL_PRESSURE, false);
            self.needs(&KNOCK, false);
        }
        self.rate();
        if !able {
            return;
        }
        self.short_of(ReasonCode::LittleLoad, self.basis.load_s, LOAD_S);
        let judged =
            self.basis.safety.outcomes.iter().any(|o| {
                o.kind == RuleKind::Mixture && o.judgement == Judgement::Judged && o.ledger.used > 0
            });
        if !judged && self.basis.load_s >= LOAD_S.0 {
            self.add(ReasonCode::MixtureUnjudged, &[], true);
        }
    }
}

/// Share of the running time that was warm; `None` where nothing tells.
fn warm_share(quality: &Quality) -> Option<f64> {
    let evidence = quality.parts.iter().flat_map(|p| &p.evidence);
    evidence.filter(|e| e.code == EvidenceCode::Warmth).find_map(|e| e.args.first().copied())
}
