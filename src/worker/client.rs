//! The page's side: asking, cancelling, and a worker that comes back after a crash.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::error::WorkerError;
use super::job::{Job, Shared};
use super::spawn::{Hooks, Spawner};
use super::wire::{self, Endpoint, Slots};
use crate::build_info::BUILD_ID;
use crate::protocol::{BufRef, Call, FromWorker, JobId, Lane, LogLine, PROTOCOL, Progress, ToWorker};
use crate::web::log::{self, LogEntry};
use crate::web::pubsub::PubSub;
use crate::web::{clock, marks, monitor, task};

/// How long a job may go on after it was cancelled before the worker is ended, milliseconds.
const PATIENCE_MS: u32 = 1000;
/// After so many crashes without a working start in between it stays down.
const MAX_FAILED_STARTS: u32 = 3;

/// What a worker needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Name of the database.
    pub database: String,
    /// There is no database: keep everything in memory.
    pub memory: bool,
    /// Bytes of columns to keep in memory.
    pub cache_bytes: f64,
    /// Helpers that the worker may start for a large file.
    pub helpers: u32,
}

/// What happens to the worker as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkerEvent {
    /// It runs, for the first time or again.
    Ready { again: bool },
    /// Its program ended by itself and starts again; so many jobs failed.
    Crashed { text: String, failed_jobs: u32 },
    /// It was ended on purpose and starts again.
    Restarted,
    /// Page and worker are of different releases: reload.
    VersionMismatch { page: String, worker: String },
    /// It does not start any more.
    Down { error: WorkerError },
}

/// A handle to the worker; cloning gives another handle to the same one.
#[derive(Clone)]
pub struct WorkerClient(Rc<Inner>);

/// Everything behind a handle.
pub struct Inner {
    config: Config,
    spawner: Spawner,
    line: RefCell<Line>,
    open: RefCell<BTreeMap<JobId, OpenJob>>,
    next: Cell<JobId>,
    /// Which start of the worker this is; what an older one says is not heard.
    generation: Cell<u32>,
    failed_starts: Cell<u32>,
    events: PubSub<WorkerEvent>,
    mirrored: PubSub<JsValue>,
}

enum Line {
    /// Started, has not said that it listens.
    Starting(Box<dyn Endpoint>),
    Ready(Box<dyn Endpoint>),
    Down(WorkerError),
}

struct OpenJob {
    kind: &'static str,
    message: ToWorker,
    slots: Slots,
    lane: Lane,
    shared: Rc<Shared>,
    since_ms: f64,
    stage: Option<(crate::protocol::Stage, f64)>,
    cancelled: bool,
}

impl WorkerClient {
    /// Starts the worker. Questions may be asked at once; they wait until it listens.
    pub fn start(config: Config, spawner: Spawner) -> Self {
        let inner = Rc::new(Inner {
            config,
            spawner,
            line: RefCell::new(Line::Down(WorkerError::Restarted)),
            open: RefCell::default(),
            next: Cell::new(1),
            generation: Cell::new(0),
            failed_starts: Cell::new(0),
            events: PubSub::new(),
            mirrored: PubSub::new(),
        });
        inner.spawn();
        Self(inner)
    }

    /// What happens to the worker as a whole.
    pub fn events(&self) -> &PubSub<WorkerEvent> {
        &self.0.events
    }

    /// Without a database: what the worker wrote, for `Db::follow`.
    pub fn mirrored(&self) -> &PubSub<JsValue> {
        &self.0.mirrored
    }

    /// Whether it runs.
    pub fn is_ready(&self) -> bool {
        matches!(*self.0.line.borrow(), Line::Ready(_))
    }

    /// Asks a question.
    pub fn call<Q: Call>(&self, question: Q, lane: Lane) -> Job<Q::Output> {
        self.call_with(question, Slots::new(), lane)
    }

    /// Asks a question with something beside it.
    pub fn call_with<Q: Call>(&self, question: Q, slots: Slots, lane: Lane) -> Job<Q::Output> {
        let id = self.0.next.get();
        self.0.next.set(id.wrapping_add(1));
        let shared = Rc::new(Shared::default());
        let job = Job::new(id, Rc::clone(&shared), Rc::downgrade(&self.0), Q::output);
        let message = ToWorker::Start { job: id, lane, request: question.request() };
        let since_ms = clock::ticks_ms();
        let open =
            OpenJob { kind: Q::KIND, message, slots, lane, shared, since_ms, stage: None, cancelled: false };
        self.0.open.borrow_mut().insert(id, open);
        self.0.post_job(id);
        job
    }

    /// Without a database: hands what the page wrote to the worker.
    pub fn mirror(&self, written: &JsValue) {
        let mut slots = Slots::new();
        slots.push_value(written);
        self.0.post(&ToWorker::Mirror, &slots);
    }

    /// Ends the worker and starts a new one: memory once taken is given back only so. Jobs under way start again.
    pub fn restart(&self) {
        self.0.restart();
    }
}

impl Inner {
    fn spawn(self: &Rc<Self>) {
        let generation = self.generation.get() + 1;
        self.generation.set(generation);
        let (hearing, breaking) = (Rc::downgrade(self), Rc::downgrade(self));
        let current = move |inner: &Rc<Inner>| inner.generation.get() == generation;
        let hooks = Hooks {
            message: Rc::new(move |data| {
                if let Some(inner) = hearing.upgrade().filter(current) {
                    inner.hear(&data);
                }
            }),
            broke: Rc::new(move |text| {
                if let Some(inner) = breaking.upgrade().filter(current) {
                    inner.crashed(text);
                }
            }),
        };
        let line = match (self.spawner)(hooks) {
            Ok(end) => Line::Starting(end),
            Err(error) => Line::Down(error),
        };
        let failure = match &line {
            Line::Down(error) => Some(error.clone()),
            _ => None,
        };
        *self.line.borrow_mut() = line;
        if let Some(error) = failure {
            self.fail_all(&error);
            self.events.emit(&WorkerEvent::Down { error });
        }
    }

    fn hear(self: &Rc<Self>, data: &JsValue) {
        match wire::decode::<FromWorker>(data) {
            Ok((message, slots)) => self.take(message, slots),
            Err(fault) => tracing::error!(%fault, "message from the worker"),
        }
    }

    fn take(self: &Rc<Self>, message: FromWorker, slots: Slots) {
        match message {
            FromWorker::Ready { protocol, build } => self.greet(protocol, build),
            FromWorker::Progress { job, progress } => self.progress(job, progress),
            FromWorker::Done { job, response } => self.close(job, Ok((response, slots))),
            FromWorker::Failed { job, error } => self.close(job, Err(WorkerError::Failed(error))),
            FromWorker::Cancelled { job } => self.close(job, Err(WorkerError::Cancelled)),
            FromWorker::Log(line) => log::append(entry(line)),
            FromWorker::Panicked { text } => self.crashed(text),
            FromWorker::Mirror => {
                if let Some(written) = slots.value(BufRef(0)) {
                    self.mirrored.emit(&written);
                }
            }
        }
    }

    /// The worker listens: introduce the page, then send what waited.
    fn greet(self: &Rc<Self>, protocol: u32, build: String) {
        if protocol != PROTOCOL || build != BUILD_ID {
            let error = WorkerError::VersionMismatch { page: BUILD_ID.to_owned(), worker: build.clone() };
            tracing::warn!(%error, "worker refused");
            self.go_down(error);
            self.events.emit(&WorkerEvent::VersionMismatch { page: BUILD_ID.to_owned(), worker: build });
            return;
        }
        {
            let mut line = self.line.borrow_mut();
            let before = std::mem::replace(&mut *line, Line::Down(WorkerError::Restarted));
            *line = match before {
                Line::Starting(end) => Line::Ready(end),
                other => other,
            };
        }
        self.failed_starts.set(0);
        let hello = ToWorker::Hello {
            protocol: PROTOCOL,
            build: BUILD_ID.to_owned(),
            database: self.config.database.clone(),
            memory: self.config.memory,
            cache_bytes: self.config.cache_bytes,
            helpers: self.config.helpers,
        };
        self.post(&hello, &Slots::new());
        // Before the jobs: whoever keeps the worker's memory in step has to come first.
        self.events.emit(&WorkerEvent::Ready { again: self.generation.get() > 1 });
        let waiting: Vec<JobId> = self.open.borrow().keys().copied().collect();
        for job in waiting {
            self.post_job(job);
        }
    }

    fn progress(&self, job: JobId, progress: Progress) {
        let shared = {
            let mut open = self.open.borrow_mut();
            let Some(entry) = open.get_mut(&job) else { return };
            entry.enter(progress.stage);
            Rc::clone(&entry.shared)
        };
        shared.tell(progress);
    }

    fn close(&self, job: JobId, outcome: Result<(crate::protocol::Response, Slots), WorkerError>) {
        // A late answer of a job that is over is nobody's.
        let Some(mut entry) = self.open.borrow_mut().remove(&job) else { return };
        entry.leave_stage();
        let now = clock::ticks_ms();
        if !entry.cancelled {
            marks::measure(entry.kind, entry.since_ms, now);
            monitor::record(entry.kind, clock::now_ms(), now - entry.since_ms, outcome.is_ok());
        }
        if let Err(WorkerError::Failed(error)) = &outcome {
            tracing::warn!(kind = entry.kind, %error, "job failed");
        }
        entry.shared.settle(outcome);
    }

    /// Gives a job up: its future ends at once, the worker has a second to react.
    pub(super) fn cancel(self: &Rc<Self>, job: JobId) {
        let shared = {
            let mut open = self.open.borrow_mut();
            let Some(entry) = open.get_mut(&job) else { return };
            if std::mem::replace(&mut entry.cancelled, true) {
                return;
            }
            Rc::clone(&entry.shared)
        };
        shared.settle(Err(WorkerError::Cancelled));
        if !matches!(*self.line.borrow(), Line::Ready(_)) {
            self.open.borrow_mut().remove(&job);
            return;
        }
        self.post(&ToWorker::Cancel { job }, &Slots::new());
        let (client, generation) = (Rc::downgrade(self), self.generation.get());
        task::spawn(async move {
            clock::sleep(PATIENCE_MS).await;
            let Some(inner) = client.upgrade() else { return };
            let deaf = inner.generation.get() == generation && inner.open.borrow().contains_key(&job);
            if deaf {
                tracing::warn!(job, "the worker does not react to a cancel");
                inner.restart();
            }
        });
    }

    fn restart(self: &Rc<Self>) {
        self.end_line();
        let lost: Vec<JobId> = self
            .open
            .borrow()
            .iter()
            .filter(|(_, entry)| entry.cancelled || !entry.slots.is_resendable())
            .map(|(id, _)| *id)
            .collect();
        for job in lost {
            self.close(job, Err(WorkerError::Restarted));
        }
        self.events.emit(&WorkerEvent::Restarted);
        self.spawn();
    }

    fn crashed(self: &Rc<Self>, text: String) {
        tracing::error!(text, "worker crashed");
        self.end_line();
        let failed = self.fail_all(&WorkerError::Crashed { text: text.clone() });
        self.failed_starts.set(self.failed_starts.get() + 1);
        self.events.emit(&WorkerEvent::Crashed { text: text.clone(), failed_jobs: failed });
        if self.failed_starts.get() < MAX_FAILED_STARTS {
            self.spawn();
        } else {
            let error = WorkerError::Crashed { text };
            self.go_down(error.clone());
            self.events.emit(&WorkerEvent::Down { error });
        }
    }

    fn go_down(&self, error: WorkerError) {
        self.end_line();
        self.fail_all(&error);
        *self.line.borrow_mut() = Line::Down(error);
    }

    /// Ends the worker; from now on nothing it says is heard.
    fn end_line(&self) {
        self.generation.set(self.generation.get() + 1);
        match &*self.line.borrow() {
            Line::Starting(end) | Line::Ready(end) => end.close(),
            Line::Down(_) => {}
        }
    }

    fn fail_all(&self, error: &WorkerError) -> u32 {
        let jobs: Vec<JobId> = self.open.borrow().keys().copied().collect();
        for job in &jobs {
            self.close(*job, Err(error.clone()));
        }
        jobs.len() as u32
    }

    fn post_job(&self, job: JobId) {
        let outcome = {
            let open = self.open.borrow();
            let Some(entry) = open.get(&job) else { return };
            match &*self.line.borrow() {
                Line::Ready(end) => wire::send(end.as_ref(), &entry.message, &entry.slots)
                    .map_err(|e| WorkerError::Protocol(e.to_string())),
                Line::Starting(_) => Ok(()),
                Line::Down(error) => Err(error.clone()),
            }
        };
        if let Err(error) = outcome {
            self.close(job, Err(error));
        }
    }

    fn post(&self, message: &ToWorker, slots: &Slots) {
        if let Line::Ready(end) = &*self.line.borrow()
            && let Err(error) = wire::send(end.as_ref(), message, slots)
        {
            tracing::error!(%error, "message to the worker");
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.end_line();
    }
}

impl OpenJob {
    /// Notes when a stage of a background job starts and ends, for the timeline.
    fn enter(&mut self, stage: crate::protocol::Stage) {
        if self.lane == Lane::Background && self.stage.is_none_or(|(current, _)| current != stage) {
            self.leave_stage();
            self.stage = Some((stage, clock::ticks_ms()));
        }
    }

    fn leave_stage(&mut self) {
        if let Some((stage, since_ms)) = self.stage.take() {
            marks::measure(&format!("{}:{}", self.kind, stage.slug()), since_ms, clock::ticks_ms());
        }
    }
}

fn entry(line: LogLine) -> LogEntry {
    LogEntry {
        at_ms: line.at_ms,
        level: line.level,
        target: line.target,
        message: line.message,
        fields: line.fields,
    }
}
