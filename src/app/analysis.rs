//! The analysis of a session as the page sees it: which stages are done, which are waited for, what they found. Pure.

use super::error::AppError;
use crate::engine::analysis::pipeline::{Findings, Stage, StageReport};
use crate::protocol::ResultFrom;

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
}

/// What happens to it.
#[derive(Clone, Debug)]
pub enum AnalysisAction {
    /// From the beginning; what was found stays on screen until it is found anew.
    Restart,
    Started(Stage),
    Finished(Box<StageReport>, ResultFrom, Option<f64>),
    Failed(Stage, AppError),
    Cancelled,
}

impl Analysis {
    /// Where a stage is.
    pub fn state(&self, stage: Stage) -> &StageState {
        &self.stages[stage as usize]
    }

    /// Whether a stage is being worked on or waited for.
    pub fn is_running(&self) -> bool {
        !self.cancelled && self.stages.iter().any(|s| matches!(s, StageState::Waiting | StageState::Running))
    }

    /// Share of the stages that are over.
    pub fn share(&self) -> f64 {
        let over = |s: &&StageState| matches!(s, StageState::Done(_) | StageState::Failed(_));
        self.stages.iter().filter(over).count() as f64 / self.stages.len() as f64
    }

    /// The same after an action.
    #[must_use]
    pub fn after(&self, action: AnalysisAction) -> Self {
        let mut next = self.clone();
        match action {
            AnalysisAction::Restart => {
                next.stages = Default::default();
                next.cancelled = false;
            }
            AnalysisAction::Started(stage) => next.stages[stage as usize] = StageState::Running,
            AnalysisAction::Finished(report, _, took_ms) => {
                next.stages[report.stage() as usize] = StageState::Done(took_ms);
                next.findings.put(*report);
            }
            AnalysisAction::Failed(stage, error) => next.stages[stage as usize] = StageState::Failed(error),
            AnalysisAction::Cancelled => next.cancelled = true,
        }
        next
    }
}

#[cfg(feature = "web")]
impl yew::Reducible for Analysis {
    type Action = AnalysisAction;

    fn reduce(self: std::rc::Rc<Self>, action: AnalysisAction) -> std::rc::Rc<Self> {
        std::rc::Rc::new(self.after(action))
    }
}
