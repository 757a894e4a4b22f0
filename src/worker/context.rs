//! What a running job has at hand: whether to go on, and whom to tell how far it is.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::fault::Fault;
use super::wire::{self, Endpoint, Slots};
use crate::protocol::{FromWorker, JobId, Progress, Stage, StageTime};
use crate::web::{clock, macrotask};

/// Progress is told at most so often, milliseconds.
const TELL_EVERY_MS: f64 = 100.0;
/// A background job gives way after so long, milliseconds.
const GIVE_WAY_AFTER_MS: f64 = 8.0;

/// Belongs to one job.
pub struct JobCx {
    id: JobId,
    end: Rc<dyn Endpoint>,
    cancelled: Rc<Cell<bool>>,
    last_way: Cell<f64>,
    meter: RefCell<Meter>,
}

#[derive(Default)]
struct Meter {
    stage: Option<(Stage, f64)>,
    told_ms: f64,
    times: Vec<StageTime>,
}

impl JobCx {
    /// A job whose progress goes down this line.
    pub fn new(id: JobId, end: Rc<dyn Endpoint>, cancelled: Rc<Cell<bool>>) -> Self {
        Self { id, end, cancelled, last_way: Cell::new(clock::ticks_ms()), meter: RefCell::default() }
    }

    /// Whether the job was given up.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }

    /// Fails if the job was given up.
    pub fn check(&self) -> Result<(), Fault> {
        if self.is_cancelled() { Err(Fault::Cancelled) } else { Ok(()) }
    }

    /// Lets messages in if the job has worked for a while, then checks. Never inside a transaction.
    pub async fn breathe(&self) -> Result<(), Fault> {
        if clock::ticks_ms() - self.last_way.get() > GIVE_WAY_AFTER_MS {
            macrotask::give_way().await;
            self.last_way.set(clock::ticks_ms());
        }
        self.check()
    }

    /// Tells how far the job is, if it is worth telling.
    pub fn report(&self, stage: Stage, done: f64, total: f64) {
        let now = clock::ticks_ms();
        let since = {
            let mut meter = self.meter.borrow_mut();
            let since = meter.enter(stage, now);
            let quiet = meter.told_ms > 0.0 && now - meter.told_ms < TELL_EVERY_MS;
            if quiet && since < now && (total <= 0.0 || done < total) {
                return;
            }
            meter.told_ms = now;
            since
        };
        let seconds = (now - since) / 1000.0;
        let rate = if seconds > 0.0 { done / seconds } else { 0.0 };
        let message = FromWorker::Progress { job: self.id, progress: Progress { stage, done, total, rate } };
        if let Err(error) = wire::send(self.end.as_ref(), &message, &Slots::new()) {
            tracing::warn!(%error, "progress");
        }
    }

    /// Times of the stages so far; ends the current one.
    pub fn stage_times(&self) -> Vec<StageTime> {
        let mut meter = self.meter.borrow_mut();
        meter.leave(clock::ticks_ms());
        meter.times.clone()
    }
}

impl Meter {
    /// When the stage began.
    fn enter(&mut self, stage: Stage, now: f64) -> f64 {
        match self.stage {
            Some((current, since)) if current == stage => since,
            _ => {
                self.leave(now);
                self.stage = Some((stage, now));
                now
            }
        }
    }

    fn leave(&mut self, now: f64) {
        if let Some((stage, since)) = self.stage.take() {
            self.times.push(StageTime { stage, took_ms: now - since });
        }
    }
}
