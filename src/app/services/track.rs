//! Work in the worker as the user sees it: in the job list, with stages and a way to stop.

use std::rc::Rc;

use crate::app::cx::AppCx;
use crate::app::error::{AppError, Explain};
use crate::app::jobs::{Cancel, JobState, JobsAction};
use crate::i18n::Message;
use crate::protocol::{Progress, Stage};
use crate::worker::{Answer, Job};

/// The name of a stage.
pub fn stage(stage: Stage) -> Message {
    Message { key: format!("frame-stage-{}", stage.slug()).into(), args: Vec::new() }
}

/// Waits for a job while the job list shows it.
pub async fn track<T>(cx: &AppCx, title: Message, job: Job<T>) -> Result<Answer<T>, AppError> {
    let id = u64::from(job.id());
    let canceller = job.canceller();
    let cancel = Cancel(Rc::new(move || canceller.cancel()));
    cx.jobs.dispatch(JobsAction::Start { id, title, cancel: Some(cancel) });
    let told = cx.clone();
    let _progress = job.progress(move |progress: &Progress| {
        told.jobs.dispatch(JobsAction::Progress {
            id,
            stage: Some(stage(progress.stage)),
            share: progress.fraction(),
        });
    });
    let outcome = job.await.map_err(AppError::from);
    let state = match &outcome {
        Ok(_) => JobState::Done,
        Err(AppError::Cancelled) => JobState::Cancelled,
        Err(error) => JobState::Failed(error.user_message().title),
    };
    cx.jobs.dispatch(JobsAction::End { id, state });
    outcome
}
