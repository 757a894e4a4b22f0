//! The analysis of a session as the page sees it: what is asked, which stages are done, which are waited for, what they
//! found. Pure.

use super::error::AppError;
use super::route::Query;
use crate::engine::analysis::patterns::{self, SegmentKind};
use crate::engine::analysis::pipeline::{Findings, Settings, Stage, StageReport};
use crate::engine::analysis::{RowQuery, Span};
use crate::protocol::{ErrorCode, ResultFrom};

/// Beyond every log: the end of a stretch that is open on this side.
const FAR_S: f64 = 1e12;

/// What is analysed and how. It stands in the address, so that a reload, back and a copied link bring it again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// First and last second; either may be open.
    pub from: Option<f64>,
    pub to: Option<f64>,
    /// Only where the engine did this.
    pub segment: Option<SegmentKind>,
    /// Only where this is true.
    pub filter: Option<String>,
    pub settings: Settings,
}

impl Asked {
    /// As an address asks it. What names nothing, or is beyond its bounds, is as good as absent.
    pub fn read(query: &Query) -> Self {
        let mut asked = Self {
            from: query.number("from"),
            to: query.number("to"),
            segment: query
                .get("segment")
                .and_then(|slug| SegmentKind::ALL.into_iter().find(|kind| kind.slug() == slug)),
            filter: query.get("where").map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
            settings: Settings::default(),
        };
        for item in query.list("set") {
            let parts = item.split_once(':').and_then(|(name, value)| Some((name.split_once('.')?, value)));
            if let Some(((analysis, slug), value)) = parts
                && let Ok(value) = value.parse::<f64>()
            {
                asked.settings.put(analysis, slug, value);
            }
        }
        asked
    }

    /// The same in an address, beside what else stands there.
    #[must_use]
    pub fn write(&self, query: Query) -> Query {
        let number = |v: Option<f64>| v.map(|v| v.to_string()).unwrap_or_default();
        query
            .with("from", number(self.from))
            .with("to", number(self.to))
            .with("segment", self.segment.map_or("", SegmentKind::slug))
            .with("where", self.filter.as_deref().unwrap_or_default())
            .with_list("set", self.settings.changed())
    }

    /// Whether all of the log is looked at.
    pub fn is_whole(&self) -> bool {
        self.from.is_none() && self.to.is_none() && self.segment.is_none() && self.filter.is_none()
    }

    /// The rows within the stretch and the condition, without what the engine did.
    pub fn stretch(&self) -> RowQuery {
        let open = self.from.is_none() && self.to.is_none();
        let span = || Span::new(self.from.unwrap_or(-FAR_S), self.to.unwrap_or(FAR_S));
        RowQuery { spans: if open { Vec::new() } else { vec![span()] }, filter: self.filter.clone() }
    }

    /// The rows that are looked at, where `patterns` tells what the engine did. Where it never did what is asked for, no
    /// row is left.
    pub fn rows(&self, patterns: &patterns::Report) -> RowQuery {
        let stretch = self.stretch();
        let Some(kind) = self.segment else { return stretch };
        let within = stretch.spans.first();
        let segments = patterns.segments.iter().filter(|s| s.kind == kind).map(|s| s.span);
        let mut spans: Vec<Span> = segments
            .filter_map(|span| match within {
                None => Some(span),
                Some(w) => span.overlaps(*w).then(|| Span::new(span.t0.max(w.t0), span.t1.min(w.t1))),
            })
            .collect();
        if spans.is_empty() {
            // No span at all would mean all of the log.
            spans.push(Span::new(FAR_S, FAR_S));
        }
        RowQuery { spans, ..stretch }
    }
}

/// Where a stage is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum StageState {
    #[default]
    Waiting,
    Running,
    /// With the milliseconds it took; `None` where it was kept.
    Done(Option<f64>),
    Failed(AppError),
}

impl StageState {
    /// Stable name, for tests and styles.
    pub const fn slug(&self) -> &'static str {
        match self {
            StageState::Waiting => "waiting",
            StageState::Running => "running",
            StageState::Done(_) => "done",
            StageState::Failed(_) => "failed",
        }
    }
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    stages: [StageState; Stage::ALL.len()],
    pub findings: Findings,
    /// Given up by the user.
    pub cancelled: bool,
    /// Why what is asked for cannot be asked: told once, beside the field it is about.
    pub wrong: Option<AppError>,
}

/// What happens to it.
#[derive(Clone, Debug)]
pub enum AnalysisAction {
    /// From the beginning; what was found stays on screen until it is found anew.
    Restart,
    Started(Stage),
    Finished(Box<StageReport>, ResultFrom, Option<f64>),
    Failed(Stage, AppError),
    /// None of them can be run.
    FailedAll(AppError),
    Cancelled,
}

impl Analysis {
    /// Where a stage is.
    pub fn state(&self, stage: Stage) -> &StageState {
        &self.stages[stage as usize]
    }

    /// Whether one of some stages is being worked on or waited for.
    pub fn is_running(&self, stages: &[Stage]) -> bool {
        let open = |s: &Stage| matches!(self.state(*s), StageState::Waiting | StageState::Running);
        !self.cancelled && self.wrong.is_none() && stages.iter().any(open)
    }

    /// Whether a failure is one of the question and not of a stage.
    pub fn is_wrong_question(error: &AppError) -> bool {
        matches!(error, AppError::Failed(e) if e.code == ErrorCode::SelectionWrong)
    }

    /// Share of some stages that is over.
    pub fn share_of(&self, stages: &[Stage]) -> f64 {
        let over = |s: &&Stage| matches!(self.state(**s), StageState::Done(_) | StageState::Failed(_));
        stages.iter().filter(over).count() as f64 / stages.len().max(1) as f64
    }

    /// The same after an action.
    #[must_use]
    pub fn after(&self, action: AnalysisAction) -> Self {
        let mut next = self.clone();
        match action {
            AnalysisAction::Restart => {
                next.stages = Default::default();
                next.cancelled = false;
                next.wrong = None;
            }
            AnalysisAction::Started(stage) => next.stages[stage as usize] = StageState::Running,
            AnalysisAction::Finished(report, _, took_ms) => {
                next.stages[report.stage() as usize] = StageState::Done(took_ms);
                next.findings.put(*report);
            }
            AnalysisAction::Failed(stage, error) => next.stages[stage as usize] = StageState::Failed(error),
            AnalysisAction::FailedAll(error) => next.wrong = Some(error),
            AnalysisAction::Cancelled => {
                next.cancelled = true;
                for stage in &mut next.stages {
                    if matches!(stage, StageState::Running) {
                        *stage = StageState::Waiting;
                    }
                }
            }
        }
        next
    }
}

#[cfg(feature = "page")]
impl yew::Reducible for Analysis {
    type Action = AnalysisAction;

    fn reduce(self: std::rc::Rc<Self>, action: AnalysisAction) -> std::rc::Rc<Self> {
        std::rc::Rc::new(self.after(action))
    }
}
