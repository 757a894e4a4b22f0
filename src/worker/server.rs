//! The worker's side: hears messages, starts jobs, and lets the urgent ones in between.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

use wasm_bindgen::JsValue;
use web_sys::{Blob, MessageEvent};

use super::cache::Cache;
use super::context::JobCx;
use super::fault::Fault;
use super::fetched;
use super::helper;
use super::jobs;
use super::reports::Reports;
use super::spawn::{self, Spawner};
use super::team::{PARTS_FROM, Team};
use super::under_way::UnderWay;
use super::wire::{self, Endpoint, Slots, WorkerEnd};
use crate::build_info::BUILD_ID;
use crate::engine::analysis::comparison::study::Study;
use crate::engine::analysis::look;
use crate::engine::analysis::pipeline::StageReport;
use crate::protocol::{
    BufRef, FromWorker, JobId, Lane, LogLine, PROTOCOL, Request, Response, Stage, ToWorker,
};
use crate::storage::{Db, StorageError, Store};
use crate::web::events::Listener;
use crate::web::log::{self, LogEntry};
use crate::web::pubsub::Subscription;
use crate::web::{events, global, task};

/// Bytes of columns kept before the page says otherwise.
const DEFAULT_CACHE_BYTES: usize = 256 * 1024 * 1024;

/// One worker.
pub struct Server {
    end: Rc<dyn Endpoint>,
    me: Weak<Server>,
    settings: RefCell<Settings>,
    db: RefCell<Option<Db>>,
    opening: Cell<bool>,
    /// Who waits for the database that is being opened.
    for_db: RefCell<Vec<Waker>>,
    watching: RefCell<Vec<Subscription>>,
    cache: Cache,
    reports: Reports<StageReport>,
    looks: Reports<look::Report>,
    comparisons: Reports<Study>,
    /// Data of which a stage is being run: what one needs of another is made once.
    analysing: UnderWay,
    /// Files that are about to be kept, by the `data` of their session.
    unkept: RefCell<BTreeMap<String, Blob>>,
    /// Starts a helper, where that is possible.
    helpers: Option<Spawner>,
    jobs: RefCell<BTreeMap<JobId, Rc<Cell<bool>>>>,
    waiting: RefCell<VecDeque<Waiting>>,
    background: Cell<Option<JobId>>,
    /// The listener of the worker's own scope, where there is one.
    listener: OnceCell<Listener>,
}

#[derive(Clone, Default)]
struct Settings {
    database: String,
    memory: bool,
    helpers: u32,
}

struct Waiting {
    job: JobId,
    request: Request,
    slots: Slots,
}

/// What a job gives: the answer and what travels beside it.
pub type Outcome = Result<(Response, Slots), Fault>;

impl Server {
    /// A server at this end of a line; it says that it listens. `helpers` starts those who read parts of large files.
    pub fn serve(end: Rc<dyn Endpoint>, helpers: Option<Spawner>) -> Rc<Server> {
        let server = Rc::new_cyclic(|me| Server {
            end,
            me: Weak::clone(me),
            settings: RefCell::default(),
            db: RefCell::default(),
            opening: Cell::new(false),
            for_db: RefCell::default(),
            watching: RefCell::default(),
            cache: Cache::new(DEFAULT_CACHE_BYTES),
            reports: Reports::default(),
            looks: Reports::default(),
            comparisons: Reports::default(),
            analysing: UnderWay::default(),
            unkept: RefCell::default(),
            helpers,
            jobs: RefCell::default(),
            waiting: RefCell::default(),
            background: Cell::new(None),
            listener: OnceCell::new(),
        });
        server.say(&FromWorker::Ready { protocol: PROTOCOL, build: BUILD_ID.to_owned() });
        server
    }

    /// Takes one message.
    pub fn hear(&self, data: &JsValue) {
        match wire::decode::<ToWorker>(data) {
            Ok((message, slots)) => self.take(message, slots),
            Err(fault) => tracing::error!(%fault, "message from the page"),
        }
    }

    fn take(&self, message: ToWorker, slots: Slots) {
        match message {
            ToWorker::Hello { database, memory, cache_bytes, helpers, .. } => {
                *self.settings.borrow_mut() = Settings { database, memory, helpers };
                self.cache.set_budget(cache_bytes as usize);
                self.open_ahead();
            }
            ToWorker::Start { job, lane: Lane::Interactive, request } => {
                let cancelled = self.enlist(job);
                self.run(job, cancelled, request, slots);
            }
            ToWorker::Start { job, lane: Lane::Background, request } => {
                let cancelled = self.enlist(job);
                JobCx::new(job, Rc::clone(&self.end), cancelled).report(Stage::Queued, 0.0, 0.0);
                self.waiting.borrow_mut().push_back(Waiting { job, request, slots });
                self.next_in_background();
            }
            ToWorker::Cancel { job } => self.cancel(job),
            ToWorker::Mirror => {
                if let Some(written) = slots.value(BufRef(0)) {
                    self.follow(written);
                }
            }
        }
    }

    fn enlist(&self, job: JobId) -> Rc<Cell<bool>> {
        let cancelled = Rc::new(Cell::new(false));
        self.jobs.borrow_mut().insert(job, Rc::clone(&cancelled));
        cancelled
    }

    fn cancel(&self, job: JobId) {
        let waited = {
            let mut waiting = self.waiting.borrow_mut();
            let before = waiting.len();
            waiting.retain(|w| w.job != job);
            waiting.len() < before
        };
        if waited {
            self.jobs.borrow_mut().remove(&job);
            self.say(&FromWorker::Cancelled { job });
        } else if let Some(cancelled) = self.jobs.borrow().get(&job) {
            cancelled.set(true);
        }
    }

    fn next_in_background(&self) {
        if self.background.get().is_some() {
            return;
        }
        let next = self.waiting.borrow_mut().pop_front();
        let Some(Waiting { job, request, slots }) = next else { return };
        let cancelled = self.jobs.borrow().get(&job).cloned();
        if let Some(cancelled) = cancelled {
            self.background.set(Some(job));
            self.run(job, cancelled, request, slots);
        }
    }

    fn run(&self, job: JobId, cancelled: Rc<Cell<bool>>, request: Request, slots: Slots) {
        let Some(me) = self.me.upgrade() else { return };
        let cx = JobCx::new(job, Rc::clone(&self.end), cancelled);
        task::spawn(async move {
            let outcome = jobs::run(&me, &cx, request, &slots).await;
            me.finish(job, outcome);
        });
    }

    fn finish(&self, job: JobId, outcome: Outcome) {
        self.jobs.borrow_mut().remove(&job);
        match outcome {
            Ok((response, slots)) => self.say_with(&FromWorker::Done { job, response }, &slots),
            Err(Fault::Failed(error)) => self.say(&FromWorker::Failed { job, error }),
            Err(Fault::Cancelled) => self.say(&FromWorker::Cancelled { job }),
        }
        if self.background.get() == Some(job) {
            self.background.set(None);
            self.next_in_background();
        }
    }

    /// Opens the database before anyone asks: the first chart of a stored session would wait for it. Then come the jobs
    /// that are not there yet.
    fn open_ahead(&self) {
        let Some(me) = self.me.upgrade() else { return };
        task::spawn_logged("open the database", async move {
            let opened = me.db().await.map(|_| ());
            fetched::fetch_ahead();
            opened
        });
    }

    /// The database, opened once for all who ask and again when it was closed.
    pub async fn db(&self) -> Result<Db, StorageError> {
        poll_fn(|cx| {
            if self.opening.get() {
                self.for_db.borrow_mut().push(cx.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
        let open = self.db.borrow().clone();
        if let Some(db) = open {
            return Ok(db);
        }
        let _opening = Opening::start(self);
        let settings = self.settings.borrow().clone();
        let db = if settings.memory { Db::in_memory() } else { Db::open(&settings.database).await? };
        self.watch(&db);
        *self.db.borrow_mut() = Some(db.clone());
        Ok(db)
    }

    fn watch(&self, db: &Db) {
        let (changed, written, closed) =
            (Weak::clone(&self.me), Weak::clone(&self.me), Weak::clone(&self.me));
        let watching = vec![
            db.changes().subscribe(move |change| match (changed.upgrade(), change.store) {
                (Some(me), Store::Sessions) => me.cache.doubt(change.key.as_deref()),
                (Some(me), Store::Channels) => me.cache.doubt_math(),
                _ => {}
            }),
            db.on_written(move |ops| {
                if let Some(me) = written.upgrade() {
                    let mut slots = Slots::new();
                    slots.push_value(ops);
                    me.say_with(&FromWorker::Mirror, &slots);
                }
            }),
            db.on_closed(move || {
                if let Some(me) = closed.upgrade() {
                    *me.db.borrow_mut() = None;
                }
            }),
        ];
        *self.watching.borrow_mut() = watching;
    }

    fn follow(&self, written: JsValue) {
        let Some(me) = self.me.upgrade() else { return };
        task::spawn_logged("follow the page", async move { me.db().await?.follow(&written) });
    }

    /// Helpers for a file of so many bytes, if it is worth it and any can be started.
    pub fn team(&self, bytes: f64) -> Option<Team> {
        let count = self.settings.borrow().helpers;
        if count == 0 || bytes < PARTS_FROM {
            return None;
        }
        let team = Team::start(self.helpers.as_ref()?, count);
        (team.len() > 0).then_some(team)
    }

    /// Logs in memory.
    pub fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Reports of analyses in memory.
    pub fn reports(&self) -> &Reports<StageReport> {
        &self.reports
    }

    /// Data of which a stage of the analysis is being run.
    pub fn analysing(&self) -> &UnderWay {
        &self.analysing
    }

    /// Comparisons in memory.
    pub fn comparisons(&self) -> &Reports<Study> {
        &self.comparisons
    }

    /// Files that are about to be kept, by the `data` of their session.
    pub fn unkept(&self) -> &RefCell<BTreeMap<String, Blob>> {
        &self.unkept
    }

    /// Drawings of chosen channels in memory.
    pub fn looks(&self) -> &Reports<look::Report> {
        &self.looks
    }

    /// The server itself, for what goes on after an answer.
    pub fn handle(&self) -> Weak<Server> {
        Weak::clone(&self.me)
    }

    fn say(&self, message: &FromWorker) {
        self.say_with(message, &Slots::new());
    }

    fn say_with(&self, message: &FromWorker, slots: &Slots) {
        if let Err(error) = wire::send(self.end.as_ref(), message, slots) {
            tracing::error!(%error, "message to the page");
        }
    }
}

/// Whoever asks meanwhile waits; a failure is told to the one who opened, the next one tries again.
struct Opening<'a>(&'a Server);

impl<'a> Opening<'a> {
    fn start(server: &'a Server) -> Self {
        server.opening.set(true);
        Self(server)
    }
}

impl Drop for Opening<'_> {
    fn drop(&mut self) {
        self.0.opening.set(false);
        self.0.for_db.take().into_iter().for_each(Waker::wake);
    }
}

thread_local! {
    static SERVER: RefCell<Option<Rc<Server>>> = const { RefCell::new(None) };
}

/// The program of the worker, and of a helper of it: the name under which it was started tells.
pub fn run() {
    log::install();
    let Some(scope) = global::worker_scope() else {
        tracing::error!("this program is for a dedicated worker");
        return;
    };
    if scope.name() == spawn::HELPER {
        return helper::run(&scope);
    }
    let end: Rc<dyn Endpoint> = Rc::new(WorkerEnd(scope.clone()));
    forward_log(Rc::clone(&end));
    let server = Server::serve(end, Some(spawn::nested()));
    let hearing = Rc::downgrade(&server);
    let listener = events::on::<MessageEvent>(&scope, "message", move |event| {
        if let Some(server) = hearing.upgrade() {
            server.hear(&event.data());
        }
    });
    if server.listener.set(listener).is_err() {
        tracing::error!("the worker listens twice");
    }
    SERVER.with_borrow_mut(|slot| *slot = Some(server));
}

/// Log and panics go to the page, which outlives this program.
fn forward_log(end: Rc<dyn Endpoint>) {
    log::forward(move |entry| {
        let message = if entry.target == log::PANIC_TARGET {
            FromWorker::Panicked { text: entry.message.clone() }
        } else {
            FromWorker::Log(line(entry))
        };
        // Logging the failure would end up here again.
        crate::web::ignore(wire::send(end.as_ref(), &message, &Slots::new()));
    });
}

fn line(entry: &LogEntry) -> LogLine {
    LogLine {
        at_ms: entry.at_ms,
        level: entry.level.clone(),
        target: entry.target.clone(),
        message: entry.message.clone(),
        fields: entry.fields.clone(),
    }
}
