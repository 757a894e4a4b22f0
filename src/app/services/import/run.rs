//! A file on its way: looked at, read, stored.

use std::rc::Rc;

use super::{Imports, Show};
use crate::app::error::{AppError, Explain};
use crate::app::import_failure::Failure;
use crate::app::import_queue::{
    Analysed, Duplicate, ImportItem, ItemId, ItemState, Origin, Outcome, QueueAction, Review, Running, Shared,
};
use crate::app::import_words::stage_key;
use crate::app::jobs::{Cancel, JobState, JobsAction};
use crate::app::services::files::stem;
use crate::app::settings::Review as When;
use crate::app::toasts::Tone;
use crate::engine::import::{ImportOptions, Preview};
use crate::i18n::Message;
use crate::message;
use crate::protocol::{Import, ImportAnswer, ImportReport, Lane, OnDuplicate, PreviewFile, Progress, Source};
use crate::web::{clock, storage_quota, task};
use crate::worker::WorkerError;
use crate::worker::job::Canceller;

/// Bytes of one megabyte as the settings count them.
const MB: f64 = 1e6;

impl Imports {
    /// Finds out what a file is once it is its turn, and goes on to reading it where nothing is to be asked.
    pub(super) fn look(&self, id: ItemId, show: Show) {
        let imports = self.clone();
        task::spawn(async move {
            let turn = imports.0.looking.turn().await;
            let item = imports.0.queue.get().get(id).cloned();
            // It may have been given up while it waited.
            let Some(item) = item.filter(|i| i.state == ItemState::Waiting) else { return };
            if item.origin == Origin::Demo && item.session.is_none() {
                drop(turn);
                return imports.run(id, ImportOptions::default(), OnDuplicate::Ask).await;
            }
            imports.move_to(id, ItemState::Looking);
            let found = imports.understand(&item).await;
            drop(turn);
            let shown = show == Show::Always || item.session.is_some();
            match found {
                Ok(review) if shown || imports.must_ask(&review) => {
                    imports.move_to(id, ItemState::Review(review));
                    imports.tell_elsewhere(id, Tone::Warn, "import-announce-review", None);
                }
                Ok(review) => imports.run(id, review.options, OnDuplicate::Ask).await,
                Err(error) => imports.fail(id, &error.into(), ImportOptions::default()),
            }
        });
    }

    /// Looks at a file that was refused with the user's word about its form, and always shows what came of it.
    pub(super) fn look_with(&self, id: ItemId, options: ImportOptions) {
        let imports = self.clone();
        task::spawn(async move {
            match imports.preview(id, &options).await {
                Ok(preview) => {
                    imports
                        .move_to(id, ItemState::Review(Review { options, forced: true, ..plain(preview) }));
                }
                Err(error) => imports.fail(id, &error.into(), options),
            }
        });
    }

    /// How a file is understood: a session's own as it was read last, any other with the choices of an earlier file of
    /// these columns where there are any.
    async fn understand(&self, item: &ImportItem) -> Result<Review, WorkerError> {
        let id = item.id;
        if let Some(session) = &item.session
            && let Some(review) = self.as_before(id, session).await?
        {
            return Ok(review);
        }
        let first = self.preview(id, &ImportOptions::default()).await?;
        let known = match self.0.core.db.mappings().get_by_id(&first.header_signature).await {
            Ok(known) => known,
            Err(error) => {
                // Without the choices the file is asked about, as if it were the first of its kind.
                tracing::warn!(%error, "kept choices cannot be read");
                None
            }
        };
        let Some(mapping) = known else { return Ok(plain(first)) };
        match self.preview(id, &mapping.options).await {
            Ok(preview) => Ok(Review { options: mapping.options, remembered: true, ..plain(preview) }),
            Err(WorkerError::Cancelled) => Err(WorkerError::Cancelled),
            Err(error) => {
                tracing::warn!(%error, "kept choices do not fit this file");
                Ok(plain(first))
            }
        }
    }

    /// As a session was read last, where the user had a say in it.
    async fn as_before(&self, id: ItemId, session: &str) -> Result<Option<Review>, WorkerError> {
        let options = match self.0.core.db.details().get_by_id(session).await {
            Ok(detail) => detail.map(|d| d.options).unwrap_or_default(),
            Err(error) => {
                tracing::warn!(%error, "how a session was read cannot be read");
                return Ok(None);
            }
        };
        if options == ImportOptions::default() {
            return Ok(None);
        }
        let forced = match self.preview(id, &ImportOptions::default()).await {
            Err(WorkerError::Cancelled) => return Err(WorkerError::Cancelled),
            plainly => plainly.is_err(),
        };
        let preview = match self.preview(id, &options).await {
            Ok(preview) => preview,
            Err(WorkerError::Cancelled) => return Err(WorkerError::Cancelled),
            Err(error) => {
                tracing::warn!(%error, "a session's own choices do not fit its file");
                return Ok(None);
            }
        };
        let kept = self.0.core.db.mappings().get_by_id(&preview.header_signature).await;
        let remembered = kept.is_ok_and(|kept| kept.is_some_and(|mapping| mapping.options == options));
        Ok(Some(Review { options, remembered, forced, ..plain(preview) }))
    }

    pub(super) async fn preview(&self, id: ItemId, options: &ImportOptions) -> Result<Preview, WorkerError> {
        let payload = self.payload(id).ok_or(WorkerError::Cancelled)?;
        let (source, slots) = payload.attach();
        let question = PreviewFile { source, options: options.clone() };
        let job = self.0.core.worker.call_with(question, slots, Lane::Interactive);
        self.watch(id, job.canceller());
        let answer = job.await?;
        Ok(*answer.value.preview)
    }

    fn must_ask(&self, review: &Review) -> bool {
        match self.0.cx.settings.get().review {
            When::Always => true,
            When::WhenDoubtful => !review.remembered && !review.preview.doubts.is_empty(),
        }
    }

    /// Reads and stores a file; it stands in line from now on.
    pub(super) fn read(&self, id: ItemId, options: ImportOptions, on_duplicate: OnDuplicate) {
        self.move_to(id, ItemState::Running(Running::default()));
        let imports = self.clone();
        task::spawn(async move { imports.run(id, options, on_duplicate).await });
    }

    /// Reads and stores a file once it is its turn.
    pub(super) async fn run(&self, id: ItemId, options: ImportOptions, on_duplicate: OnDuplicate) {
        let item = self.0.queue.get().get(id).cloned();
        let (Some(item), Some(payload)) = (item, self.payload(id)) else { return };
        self.move_to(id, ItemState::Running(Running::default()));
        let _turn = self.0.reading.turn().await;
        if !self.0.queue.get().get(id).is_some_and(|i| i.state.is_busy()) {
            // Cancelled while it was looked at or waited.
            return;
        }
        let (source, slots) = payload.attach();
        let question = self.question(&item, source, options.clone(), on_duplicate);
        let since = clock::ticks_ms();
        let job = self.0.core.worker.call_with(question, slots, Lane::Background);
        self.watch(id, job.canceller());
        let shown = u64::from(job.id());
        self.show_job(shown, &item);
        let listener = self.clone();
        let listening = job.progress(move |progress| listener.progress(id, shown, progress));
        let outcome = job.await;
        drop(listening);
        match outcome {
            Ok(answer) => match answer.value {
                ImportAnswer::Stored(report) => {
                    self.end_job(shown, JobState::Done);
                    self.stored(id, report, clock::ticks_ms() - since).await;
                }
                ImportAnswer::Duplicate { existing, name, imported_at_ms } => {
                    self.end_job(shown, JobState::Cancelled);
                    let twin = Duplicate { session: existing, name, imported_at_ms, options };
                    self.found_twin(&item, twin);
                }
            },
            Err(WorkerError::Cancelled) => {
                self.end_job(shown, JobState::Cancelled);
                self.move_to(id, ItemState::Cancelled);
            }
            Err(error) => {
                let error = AppError::from(error);
                self.end_job(shown, JobState::Failed(error.user_message().title));
                self.fail(id, &error, options);
            }
        }
    }

    fn question(
        &self,
        item: &ImportItem,
        source: Source,
        options: ImportOptions,
        twin: OnDuplicate,
    ) -> Import {
        let settings = self.0.cx.settings.get();
        let vehicle = self.0.cx.workspace.get().vehicle.clone();
        let keep = settings.keep_originals && item.origin != Origin::Demo;
        Import {
            source,
            // The file keeps its ending, a session needs none.
            name: stem(&item.name),
            options,
            vehicle: vehicle.filter(|_| settings.assign_selected_vehicle && item.origin != Origin::Demo),
            on_duplicate: twin,
            keep_original_bytes: if keep { f64::from(settings.keep_originals_mb) * MB } else { 0.0 },
        }
    }

    async fn stored(&self, id: ItemId, report: ImportReport, took_ms: f64) {
        let session = report.session.clone();
        let issues = match self.0.core.db.details().get_by_id(&session).await {
            Ok(detail) => detail.map(|d| d.issues).unwrap_or_default(),
            Err(error) => {
                self.0.cx.report(&error.into());
                Vec::new()
            }
        };
        task::spawn(ask_to_keep());
        let (report, issues) = (Shared::new(report), Shared::new(issues));
        let outcome = Outcome { report, issues, took_ms, analysis: Analysed::default() };
        self.move_to(id, ItemState::Done(outcome));
        self.analyse(id, session.clone());
        let opens = self.0.opens_when_done.borrow().contains(&id);
        if opens && self.on_import_page() {
            self.0.opens_when_done.borrow_mut().retain(|other| *other != id);
            self.go_to(session);
        } else {
            self.tell_elsewhere(id, Tone::Good, "import-announce-done", Some(session));
        }
    }

    fn found_twin(&self, item: &ImportItem, twin: Duplicate) {
        if item.origin == Origin::Demo {
            let session = twin.session.clone();
            self.move_to(item.id, ItemState::Cancelled);
            self.remove(item.id);
            return self.go_to(session);
        }
        self.move_to(item.id, ItemState::Duplicate(twin));
        self.tell_elsewhere(item.id, Tone::Warn, "import-announce-review", None);
    }

    fn fail(&self, id: ItemId, error: &AppError, options: ImportOptions) {
        if *error == AppError::Cancelled {
            return self.move_to(id, ItemState::Cancelled);
        }
        self.move_to(id, ItemState::Failed(Failure::new(error, options)));
        self.tell_elsewhere(id, Tone::Bad, "import-announce-failed", None);
    }

    fn move_to(&self, id: ItemId, state: ItemState) {
        if !matches!(state, ItemState::Running(_)) {
            self.0.cancellers.borrow_mut().remove(&id);
        }
        self.0.queue.dispatch(QueueAction::Move(id, state));
        self.tell_of_batch(id);
    }

    /// Only one question about a file is under way: a new one takes the place of the one before.
    fn watch(&self, id: ItemId, canceller: Canceller) {
        let before = self.0.cancellers.borrow_mut().insert(id, canceller);
        if let Some(before) = before {
            before.cancel();
        }
    }

    fn progress(&self, id: ItemId, job: u64, progress: &Progress) {
        self.0.queue.dispatch(QueueAction::Progress(id, *progress));
        let share = match self.0.queue.get().get(id).map(|i| i.state.clone()) {
            Some(ItemState::Running(running)) => Some(running.share()),
            _ => None,
        };
        let stage = stage_key(progress.stage).map(Message::new);
        self.0.cx.jobs.dispatch(JobsAction::Progress { id: job, stage, share });
    }

    fn show_job(&self, job: u64, item: &ImportItem) {
        let (imports, id) = (self.clone(), item.id);
        let cancel = Cancel(Rc::new(move || imports.cancel(id)));
        let title = message!("import-job", name = &item.name);
        self.0.cx.jobs.dispatch(JobsAction::Start { id: job, title, cancel: Some(cancel) });
    }

    fn end_job(&self, job: u64, state: JobState) {
        self.0.cx.jobs.dispatch(JobsAction::End { id: job, state });
    }
}

/// A file as it is understood without anybody's word.
fn plain(preview: Preview) -> Review {
    Review {
        preview: Shared::new(preview),
        options: ImportOptions::default(),
        remembered: false,
        forced: false,
        updating: false,
        error: None,
    }
}

/// The browser may throw data away that it was not asked to keep; a first log is the moment to ask.
async fn ask_to_keep() {
    let kept = match storage_quota::persisted().await {
        Ok(false) => storage_quota::persist().await,
        other => other,
    };
    match kept {
        Ok(kept) => tracing::info!(kept, "persistent storage"),
        Err(error) => tracing::debug!(%error, "persistent storage cannot be asked for"),
    }
}
