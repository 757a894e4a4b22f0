//! What there is to see in a log that was just stored.

use std::rc::Rc;

use super::Imports;
use crate::app::error::{AppError, Explain};
use crate::app::import_queue::{Analysed, ItemId, QueueAction};
use crate::app::jobs::{Cancel, JobId, JobState, JobsAction};
use crate::message;
use crate::protocol::SessionId;
use crate::web::task;
use crate::worker::WorkerError;

/// Jobs of another worker than the page's are counted from here.
const OTHERS_FROM: JobId = 1 << 32;

impl Imports {
    /// Has a new session analysed. Files that are still to be read come first.
    pub(super) fn analyse(&self, id: ItemId, session: SessionId) {
        let imports = self.clone();
        task::spawn(async move {
            drop(imports.0.reading.turn().await);
            let analysed = imports.analysed(id, session).await;
            imports.0.queue.dispatch(QueueAction::Analysed(id, analysed));
        });
    }

    async fn analysed(&self, id: ItemId, session: SessionId) -> Analysed {
        // Taken off the list meanwhile: nobody reads what would be said of it, but who opens it has it at once.
        let name = self.0.queue.get().get(id).map(|item| item.name.clone()).unwrap_or_default();
        let (mut shown, mut listening) = (None, None);
        let jobs = &self.0.cx.jobs;
        let outcome = self
            .0
            .core
            .analyst
            .analyse(session, |job| {
                let number = OTHERS_FROM + JobId::from(job.id());
                let canceller = job.canceller();
                let cancel = Cancel(Rc::new(move || canceller.cancel()));
                let title = message!("import-analysis-job", name = name);
                jobs.dispatch(JobsAction::Start { id: number, title, cancel: Some(cancel) });
                let cx = self.0.cx.clone();
                listening = Some(job.progress(move |progress| {
                    let share = (progress.total > 0.0).then(|| progress.done / progress.total);
                    cx.jobs.dispatch(JobsAction::Progress { id: number, stage: None, share });
                }));
                shown = Some(number);
            })
            .await;
        drop(listening);
        let (state, analysed) = match outcome {
            Ok(glance) => (JobState::Done, Analysed::Found(glance)),
            Err(WorkerError::Cancelled) => (JobState::Cancelled, Analysed::Not),
            Err(error) => {
                tracing::warn!(%error, "a new session is not analysed");
                (JobState::Failed(AppError::from(error).user_message().title), Analysed::Not)
            }
        };
        if let Some(id) = shown {
            jobs.dispatch(JobsAction::End { id, state });
        }
        analysed
    }
}
