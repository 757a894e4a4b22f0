//! Key figures side by side, and whether they got better.

use serde::{Deserialize, Serialize};

use super::super::AnalysisError;
use super::super::evidence::Note;
use super::super::trends::figures::{
    self, FigureKind, FigureSamples, Goodness, KeyFigure, figures_of, samples,
};
use super::{Difference, Params, Side, cells, memory};
use crate::engine::analysis::Span;
use crate::engine::cx::Cx;

/// What may be said of a key figure, the other session against the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Better,
    Worse,
    /// It changed, and neither way is better as such.
    Changed,
    /// No change survives, or it is too small to matter.
    NoClaim,
    /// One of the two has too few samples to tell.
    TooFew,
}

/// One key figure of two sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureVerdict {
    pub side: u32,
    pub kind: FigureKind,
    pub reference: f64,
    pub value: f64,
    /// A stretch of the other session where it is typical; none of what the whole log is judged by.
    pub place: Option<Span>,
    /// Of the figure; where near zero is good, of its distance from zero. None with too few samples.
    pub difference: Option<Difference>,
    pub verdict: Verdict,
}

type Table = (Vec<Vec<KeyFigure>>, Vec<FigureVerdict>);

/// Key figures of every session and what differs, the claims still open.
pub(super) fn figures(
    sides: &[Side],
    reference: usize,
    params: &Params,
    figure_params: &figures::Params,
    notes: &mut Vec<Note>,
    cx: &Cx,
) -> Result<Table, AnalysisError> {
    let mut table = Vec::new();
    let mut all = Vec::new();
    for side in sides {
        let samples = samples(side.frame, side.subject, side.patterns, figure_params, notes, cx)?;
        table.push(figures_of(&samples, side.quality, side.frame, figure_params));
        all.push(samples);
    }
    let mut verdicts = Vec::new();
    for kind in FigureKind::ALL {
        for side in (0..sides.len()).filter(|side| *side != reference) {
            let value =
                |side: usize| table[side].iter().find(|f: &&KeyFigure| f.kind == *kind).map(|f| f.value);
            let (Some(before), Some(after)) = (value(reference), value(side)) else { continue };
            let of = |side: usize| all[side].iter().find(|s| s.kind == *kind);
            verdicts.push(FigureVerdict {
                side: side as u32,
                kind: *kind,
                reference: before,
                value: after,
                place: of(side).and_then(|samples| samples.near(after, figure_params)),
                difference: test(*kind, of(side), of(reference), params),
                verdict: Verdict::TooFew,
            });
        }
    }
    Ok((table, verdicts))
}

fn test(
    kind: FigureKind,
    other: Option<&FigureSamples>,
    reference: Option<&FigureSamples>,
    params: &Params,
) -> Option<Difference> {
    let (other, reference) = (other?, reference?);
    if other.values.len().min(reference.values.len()) < params.least_samples as usize {
        return None;
    }
    let judged = |samples: &FigureSamples| -> Vec<f64> {
        match kind.goodness() {
            Goodness::NearZero => samples.values.iter().map(|x| x.abs()).collect(),
            _ => samples.values.clone(),
        }
    };
    let (theirs, ours) = (judged(other), judged(reference));
    let inflation = [&other.values, &reference.values, &theirs, &ours]
        .into_iter()
        .map(|series| memory::inflation(series))
        .fold(1.0, f64::max);
    cells::difference(&theirs, &ours, inflation, params.confidence / 100.0)
}

/// Turns what survived into verdicts.
pub(super) fn judge(verdicts: &mut [FigureVerdict], params: &Params) {
    for verdict in verdicts {
        let Some(difference) = &verdict.difference else { continue };
        let matters = difference.value.abs() >= relevant(verdict.kind, params);
        verdict.verdict = if !difference.claimed || !matters || difference.value == 0.0 {
            Verdict::NoClaim
        } else {
            let up = difference.value > 0.0;
            match (verdict.kind.goodness(), up) {
                (Goodness::Higher, true) | (Goodness::Lower | Goodness::NearZero, false) => Verdict::Better,
                (Goodness::Higher, false) | (Goodness::Lower | Goodness::NearZero, true) => Verdict::Worse,
                (Goodness::Neutral, _) => Verdict::Changed,
            }
        };
    }
}

fn relevant(kind: FigureKind, params: &Params) -> f64 {
    match kind {
        FigureKind::LambdaErrorLoad
        | FigureKind::LambdaErrorCruise
        | FigureKind::LambdaErrorIdle
        | FigureKind::TrimShort
        | FigureKind::TrimLong
        | FigureKind::TrimClosedLoop => params.relevant_percent,
        FigureKind::OilPressureIdle | FigureKind::OilPressureRunning => params.relevant_pressure,
        FigureKind::ChargeTempRise | FigureKind::CoolantPlateau => params.relevant_kelvin,
        FigureKind::BatteryCharging => params.relevant_voltage,
        FigureKind::Quality => params.relevant_quality,
    }
}
