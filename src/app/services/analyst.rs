//! The standard analysis of what was just stored, by a worker of its own: whoever looks at the log meanwhile waits for
//! nothing. The worker lives while there is something to analyse.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::app::turns::Turns;
use crate::protocol::{AnalyseAll, Glance, Lane, SessionId};
use crate::worker::job::Job;
use crate::worker::{Config, WorkerClient, WorkerError, dedicated};

/// A handle to it; cloning gives another handle to the same one.
#[derive(Clone)]
pub struct Analyst(Rc<Inner>);

struct Inner {
    by: By,
    turns: Turns,
    /// Sessions that have their turn or wait for it.
    ahead: Cell<u32>,
    own: RefCell<Option<WorkerClient>>,
    at: RefCell<Option<SessionId>>,
}

/// Who does the work.
enum By {
    /// A worker that is started for it.
    Own(Config),
    /// The page's worker: where there is no database nobody else knows the sessions.
    Pages(WorkerClient),
}

impl Analyst {
    /// Beside the page's worker, which was started with this.
    pub fn beside(worker: &WorkerClient, config: Config) -> Self {
        let by = if config.memory {
            By::Pages(worker.clone())
        } else {
            // It reads no files.
            By::Own(Config { helpers: 0, ..config })
        };
        Self(Rc::new(Inner {
            by,
            turns: Turns::default(),
            ahead: Cell::new(0),
            own: RefCell::default(),
            at: RefCell::default(),
        }))
    }

    /// The worker that is at this session just now: it has its columns, and some of the reports.
    pub fn at(&self, session: &str) -> Option<WorkerClient> {
        let here = self.0.at.borrow().as_deref() == Some(session);
        self.0.own.borrow().clone().filter(|_| here)
    }

    /// Analyses a session once it is its turn; `begun` is told of the job.
    pub async fn analyse(
        &self,
        session: SessionId,
        begun: impl FnOnce(&Job<Glance>),
    ) -> Result<Glance, WorkerError> {
        self.0.ahead.set(self.0.ahead.get() + 1);
        let turn = self.0.turns.turn().await;
        let job = self.worker().call(AnalyseAll { session: session.clone() }, Lane::Background);
        *self.0.at.borrow_mut() = Some(session);
        begun(&job);
        let outcome = job.await;
        *self.0.at.borrow_mut() = None;
        self.0.ahead.set(self.0.ahead.get() - 1);
        if self.0.ahead.get() == 0 {
            drop(self.0.own.borrow_mut().take());
        }
        drop(turn);
        Ok(outcome?.value)
    }

    fn worker(&self) -> WorkerClient {
        match &self.0.by {
            By::Pages(worker) => worker.clone(),
            By::Own(config) => {
                let start = || WorkerClient::start(config.clone(), dedicated());
                self.0.own.borrow_mut().get_or_insert_with(start).clone()
            }
        }
    }
}
