//! What to do next: what was found, what stands behind it, and a bounded proposal.
//!
//! # What holds for every one
//! A proposal names the samples it needs and is not made from fewer. Taking fuel away needs more of them than adding it,
//! a larger excess, and goes less far in one step, least under load. Nothing ever adds advance: that an engine did not
//! knock where it was proves nothing about where it was not. What is only a suspicion proposes to log again.
//!
//! # Confidence and order
//! Of operating points `n/(n + needed) · |effect|/(|effect| + half the interval)`, of events
//! `1 − 1/((1 + n)·(1 + seconds/2))`, both times the log's quality. Danger first, then effect (in multiples of what is
//! worth mentioning) times confidence; see [`Recommendation::weight`].

mod boost;
mod correction;
mod events;
mod grid;
mod kinds;
mod knock;
mod logging;
mod mixture;
mod params;
mod points;
mod sensors;

use serde::{Deserialize, Serialize};

pub use kinds::{ActionCode, ConfirmCode, FindingCode, Kind, MethodCode, Risk};
pub use params::Params;

use super::blocks::LoadKind;
use super::evidence::{Ledger, Note, NoteCode, Span};
use super::safety::{Severity, Signals};
use super::verdict::{self, Verdict};
use super::{AnalysisError, Frame, Params as _, Subject, outliers, patterns, performance, safety};
use crate::engine::channels::ChannelKey;
use crate::engine::cx::Cx;
use crate::engine::quality::Quality;
use grid::Grid;

/// Moments of one recommendation that are told.
const MOST_SPANS: usize = 8;

/// A proposal. Its size is bounded by `most`; both in the unit of [`ActionCode::quantity`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Action {
    pub code: ActionCode,
    pub amount: Option<f64>,
    pub most: Option<f64>,
    /// Of [`ActionCode::LogChannel`] and [`ActionCode::CheckSensor`].
    pub channel: Option<ChannelKey>,
}

impl Action {
    fn plain(code: ActionCode) -> Self {
        Self { code, amount: None, most: None, channel: None }
    }

    fn sized(code: ActionCode, amount: f64, most: f64) -> Self {
        Self { code, amount: Some(amount.min(most)), most: Some(most), channel: None }
    }
}

/// An operating point behind a recommendation: middles of its bands, load in the unit of its channel. Effect, interval
/// and amount as in [`Evidence`] and [`Action`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellEvidence {
    pub rpm: f64,
    pub load: f64,
    pub samples: u32,
    pub rows: u64,
    pub effect: f64,
    pub low: f64,
    pub high: f64,
    pub amount: f64,
}

/// What stands behind a recommendation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub channel: Option<ChannelKey>,
    /// The rule of safety whose events these are, where it is one.
    pub rule: Option<String>,
    /// What stands for load in `cells`.
    pub load: Option<LoadKind>,
    pub cells: Vec<CellEvidence>,
    /// Moments to jump to, in order of time: those that say it loudest.
    pub spans: Vec<Span>,
    /// Samples found and needed: medians of blocks, events, or episodes.
    pub samples: u32,
    pub needed: u32,
    pub rows: u64,
    /// In the unit of [`FindingCode::quantity`], and its interval where there is one.
    pub effect: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// How something was computed: a code and its figures in the order the code tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Method {
    pub code: MethodCode,
    pub args: Vec<f64>,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    pub kind: Kind,
    pub finding: FindingCode,
    /// How dangerous what was found is; `None` where it is not.
    pub danger: Option<Severity>,
    pub action: Action,
    pub evidence: Evidence,
    /// 0 to 1.
    pub confidence: f64,
    /// Of carrying it out.
    pub risk: Risk,
    pub method: Method,
    pub confirm: ConfirmCode,
    /// Effect, in multiples of what is worth mentioning, times confidence.
    pub weight: f64,
}

/// What [`run`] found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The most pressing first.
    pub recommendations: Vec<Recommendation>,
    pub verdict: Verdict,
    /// Of the rows that fuel by operating point rests on.
    pub ledger: Ledger,
    /// [`NoteCode::NothingFound`] where there is nothing to say about the engine.
    pub notes: Vec<Note>,
}

impl Report {
    /// Recommendations of one kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Recommendation> {
        self.recommendations.iter().filter(move |r| r.kind == kind)
    }
}

/// The reports it builds on, of the same frame.
pub struct Known<'a> {
    pub patterns: &'a patterns::Report,
    pub outliers: &'a outliers::Report,
    pub performance: &'a performance::Report,
    pub safety: &'a safety::Report,
    pub quality: &'a Quality,
    /// Those that `safety` was made with.
    pub safety_params: &'a safety::Params,
}

/// What all parts look at.
struct Case<'a> {
    frame: &'a Frame<'a>,
    known: &'a Known<'a>,
    params: &'a Params,
    signals: &'a Signals<'a>,
    cx: &'a Cx<'a>,
}

impl Case<'_> {
    /// How far the log can be trusted, 0 to 1.
    fn trust(&self) -> f64 {
        (self.known.quality.score / 100.0).clamp(0.0, 1.0)
    }
}

const STEPS: u64 = 4;

/// Makes recommendations, and the verdict on the log.
pub fn run(
    frame: &Frame,
    subject: &Subject,
    known: &Known,
    params: &Params,
    cx: &Cx,
) -> Result<Report, AnalysisError> {
    params.check()?;
    cx.step(0, STEPS)?;
    let mut notes = Vec::new();
    let signals = Signals::of(frame, subject, known.patterns, known.safety_params, &mut notes);
    let case = Case { frame, known, params, signals: &signals, cx };
    let grid = Grid::of(frame, subject, params, &mut notes);
    cx.step(1, STEPS)?;
    let mut mixture = mixture::mixture(&case, grid.as_ref(), &mut notes)?;
    cx.step(2, STEPS)?;
    let mut found = std::mem::take(&mut mixture.found);
    found.extend(events::from_events(&case, grid.as_ref(), &mixture)?);
    found.extend(boost::from_boost(&case));
    let sensors = sensors::from_outliers(&case, &found);
    found.extend(sensors);
    cx.step(3, STEPS)?;
    let basis = verdict::Basis {
        patterns: known.patterns,
        performance: known.performance,
        safety: known.safety,
        quality: known.quality,
        fuel: verdict::FuelBasis {
            samples: mixture.samples,
            points: mixture.points,
            has_target: mixture.has_target,
            has_trim: mixture.has_trim,
        },
        load_s: signals.settled.and(frame.selected()).count() as f64 * frame.time().median_step(),
        boosted: signals.boosted(),
    };
    let verdict = verdict::judge(frame, &basis);
    if found.is_empty() {
        notes.push(Note::new(NoteCode::NothingFound));
    }
    found.extend(logging::from_verdict(&verdict));
    found.sort_by(|a, b| {
        b.danger.cmp(&a.danger).then(b.weight.total_cmp(&a.weight)).then(a.finding.cmp(&b.finding))
    });
    cx.step(STEPS, STEPS)?;
    Ok(Report { recommendations: found, verdict, ledger: mixture.ledger, notes })
}
