//! What is proposed for operating points whose mixture is off.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{Bands, Grid};
use super::kinds::{ActionCode, ConfirmCode, FindingCode, MethodCode, Risk};
use super::points::{Point, Scatter};
use super::{Action, Case, CellEvidence, Evidence, MOST_SPANS, Method, Params, Recommendation};
use crate::engine::analysis::Span;
use crate::engine::analysis::blocks::{LoadKind, Sample};
use crate::engine::analysis::safety::{Event, RuleKind, Severity};
use crate::engine::channels::ChannelId;

/// Without a trim the loop may hide what is missing.
const NO_TRIM_TRUST: f64 = 0.85;
/// Fuel missing under load from which it is dangerous: %, and from which boost on, bar.
const LEAN_CAUTION: f64 = 8.0;
const LEAN_DANGER: (f64, f64) = (13.0, 0.2);

/// What a recommendation is made of.
pub(super) struct Judged<'a> {
    pub case: &'a Case<'a>,
    pub grid: &'a Grid,
    pub samples: &'a BTreeMap<Bands, Vec<Sample>>,
    pub scatter: &'a Scatter,
    pub lambda: ChannelId,
    pub has_trim: bool,
}

fn count(region: &[Point]) -> u32 {
    region.iter().map(|p| p.n).sum()
}

/// Mean over the samples of a region.
fn weighted(region: &[Point], of: impl Fn(&Point) -> f64) -> f64 {
    region.iter().map(|p| f64::from(p.n) * of(p)).sum::<f64>() / f64::from(count(region).max(1))
}

impl Judged<'_> {
    fn loaded(&self, point: &Point) -> bool {
        self.grid.is_load(self.grid.middles(point.bands).1, self.case.known.safety_params)
    }

    /// The most at a point in one step, and what is proposed there, %.
    fn size(&self, point: &Point, add: bool) -> (f64, f64) {
        let params = self.case.params;
        let (most, share) = match (add, self.loaded(point)) {
            (true, _) => (params.add_most, 100.0),
            (false, true) => (params.take_most_load, params.take_share),
            (false, false) => (params.take_most, params.take_share),
        };
        (most, (point.effect.abs() * share / 100.0).min(most))
    }

    fn evidence(&self, region: &[Point], needed: f64, amount: impl Fn(&Point) -> f64) -> Evidence {
        let cells = region.iter().map(|p| {
            let (rpm, load) = self.grid.middles(p.bands);
            let (low, high) = (p.effect - p.half, p.effect + p.half);
            let amount = amount(p);
            CellEvidence { rpm, load, samples: p.n, rows: p.rows, effect: p.effect, low, high, amount }
        });
        let (effect, half) = (weighted(region, |p| p.effect), self.scatter.half(count(region)));
        Evidence {
            channel: Some(self.lambda.into()),
            load: Some(self.grid.kind),
            cells: cells.collect(),
            spans: spans(region, self.samples, self.case.params),
            samples: count(region),
            needed: needed as u32,
            rows: region.iter().map(|p| p.rows).sum(),
            effect,
            low: Some(effect - half),
            high: Some(effect + half),
            ..Evidence::default()
        }
    }

    /// See the module of recommendations.
    fn confidence(&self, evidence: &Evidence, needed: f64) -> f64 {
        let (found, size) = (f64::from(evidence.samples), evidence.effect.abs());
        let half = self.scatter.half(evidence.samples);
        let trust = self.case.trust() * if self.has_trim { 1.0 } else { NO_TRIM_TRUST };
        found / (found + needed) * size / (size + half).max(1e-9) * trust
    }

    fn method(&self) -> Method {
        let (params, scatter) = (self.case.params, self.scatter);
        let args =
            vec![params.block_ms / 1000.0, scatter.sd, scatter.inflation, scatter.doubt, params.confidence];
        Method { code: MethodCode::OperatingPoints, args }
    }

    pub(super) fn correction(&self, region: &[Point], add: bool) -> Recommendation {
        let params = self.case.params;
        let (from, needed) =
            if add { (params.add_from, params.add_samples) } else { (params.take_from, params.take_samples) };
        let evidence = self.evidence(region, needed, |p| self.size(p, add).1);
        let confidence = self.confidence(&evidence, needed);
        Recommendation {
            kind: FindingCode::Lean.kind(),
            finding: if add { FindingCode::Lean } else { FindingCode::Rich },
            danger: if add { danger(self.case, self.grid, region) } else { None },
            action: Action {
                code: if add { ActionCode::AddFuel } else { ActionCode::TakeFuel },
                amount: Some(weighted(region, |p| self.size(p, add).1)),
                most: Some(region.iter().map(|p| self.size(p, add).0).fold(0.0, f64::max)),
                channel: None,
            },
            confidence,
            risk: match (add, region.iter().any(|p| self.loaded(p))) {
                (true, _) => Risk::Low,
                (false, false) => Risk::Medium,
                (false, true) => Risk::High,
            },
            method: self.method(),
            confirm: ConfirmCode::LogSamePoints,
            weight: evidence.effect.abs() / from * confidence,
            evidence,
        }
    }

    /// A misfire, air drawn in before the sensor, or the sensor itself: not to be answered with fuel.
    pub(super) fn unbelievable(&self, region: &[Point]) -> Recommendation {
        let params = self.case.params;
        let evidence = self.evidence(region, params.add_samples, |_| 0.0);
        let confidence = self.confidence(&evidence, params.add_samples);
        Recommendation {
            kind: FindingCode::MixtureUnbelievable.kind(),
            finding: FindingCode::MixtureUnbelievable,
            danger: None,
            action: Action { channel: evidence.channel.clone(), ..Action::plain(ActionCode::CheckSensor) },
            confidence,
            risk: Risk::Low,
            method: self.method(),
            confirm: ConfirmCode::SecondInstrument,
            weight: evidence.effect.abs() / params.believed * confidence,
            evidence,
        }
    }
}

/// Lean under load, by how much and by what the rules of safety found there.
fn danger(case: &Case, grid: &Grid, region: &[Point]) -> Option<Severity> {
    let bands: BTreeSet<Bands> = region.iter().map(|p| p.bands).collect();
    let there = |event: &&Event| {
        let row = case.frame.time().rows_within(event.worst_t, event.worst_t).start;
        event.kind == RuleKind::Mixture && grid.bands(row).is_some_and(|b| bands.contains(&b))
    };
    let told = case.known.safety.events.iter().filter(there).map(|e| e.severity).max();
    let measured = region.iter().filter_map(|p| {
        let load = grid.middles(p.bands).1;
        let boosted = grid.kind == LoadKind::Manifold && load >= LEAN_DANGER.1;
        match p.effect {
            x if boosted && x >= LEAN_DANGER.0 => Some(Severity::Danger),
            x if x >= LEAN_CAUTION && grid.is_load(load, case.known.safety_params) => Some(Severity::Caution),
            _ => None,
        }
    });
    told.max(measured.max())
}

/// Where the samples are that say it loudest, in order of time.
fn spans(region: &[Point], samples: &BTreeMap<Bands, Vec<Sample>>, params: &Params) -> Vec<Span> {
    let mut all: Vec<&Sample> = region.iter().filter_map(|p| samples.get(&p.bands)).flatten().collect();
    all.sort_by(|a, b| b.value.abs().total_cmp(&a.value.abs()).then(a.t.total_cmp(&b.t)));
    let half = params.block_ms / 2000.0;
    let mut spans: Vec<Span> =
        all.iter().take(MOST_SPANS).map(|s| Span::new((s.t - half).max(0.0), s.t + half)).collect();
    spans.sort_by(|a, b| a.t0.total_cmp(&b.t0));
    spans
}
