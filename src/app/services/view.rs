//! Looking into a session: what an open session is, questions where only the newest one matters, and its notes.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::protocol::{Call, ErrorCode, Lane, WireError};
use crate::storage::{AnnotationRecord, SessionDetail, SessionRecord, Store, ids};
use crate::web::pubsub::Subscription;
use crate::web::{clock, task};
use crate::worker::WorkerEvent;
use crate::worker::job::Canceller;

/// What the worker answers with, and the buffers beside it; the page knows the worker only through these.
pub use crate::worker::{Answer, Slots};

/// What is known of a session without loading a sample. Equal when it is the same reading of it.
#[derive(Clone)]
pub struct Opened(Rc<(SessionRecord, SessionDetail)>);

impl Opened {
    pub fn record(&self) -> &SessionRecord {
        &self.0.0
    }

    pub fn detail(&self) -> &SessionDetail {
        &self.0.1
    }

    /// First and last second of the log. A log of one sample gets a second, so that there is a range to show.
    pub fn span(&self) -> (f64, f64) {
        let start = self.record().start_s;
        let duration = self.record().duration_s;
        (start, start + if duration > 0.0 { duration } else { 1.0 })
    }
}

impl PartialEq for Opened {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Reads what is known of a session.
pub async fn open(cx: &AppCx, session: &str) -> Result<Opened, AppError> {
    let db = cx.core()?.db;
    let missing = || AppError::from(WireError::new(ErrorCode::NoSuchSession, session.to_owned()));
    let record =
        db.sessions().get_by_id(session).await?.filter(|r| r.deleted_at.is_none()).ok_or_else(missing)?;
    let detail = db.details().get_by_id(session).await?.ok_or_else(missing)?;
    Ok(Opened(Rc::new((record, detail))))
}

/// What becomes of a question when a newer one comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Older {
    /// It is answered first: something moves on the screen while the user still drags.
    IsAnswered,
    /// It is given up: its answer would be long in coming and soon out of date.
    IsCancelled,
}

/// Asks one question at a time. Of those that come while one is under way only the newest is kept. Dropping it gives
/// everything up.
pub struct Latest<Q: Call + Clone + 'static>(Rc<Asking<Q>>);

type Heard<Q> = dyn Fn(&Q, Result<Answer<<Q as Call>::Output>, AppError>);

struct Asking<Q: Call + Clone + 'static> {
    cx: AppCx,
    older: Older,
    heard: Box<Heard<Q>>,
    under_way: RefCell<Option<Canceller>>,
    waiting: RefCell<Option<Q>>,
    /// Asked again when the worker is back after a crash.
    interrupted: RefCell<Option<Q>>,
    turn: Cell<u32>,
    back: RefCell<Option<Subscription>>,
}

impl<Q: Call + Clone + 'static> Latest<Q> {
    /// `heard` gets each answer with its question. Failures come too, except those of a worker that will be back: then
    /// the question is asked again.
    pub fn new(
        cx: &AppCx,
        older: Older,
        heard: impl Fn(&Q, Result<Answer<Q::Output>, AppError>) + 'static,
    ) -> Self {
        let asking = Rc::new(Asking {
            cx: cx.clone(),
            older,
            heard: Box::new(heard),
            under_way: RefCell::default(),
            waiting: RefCell::new(None),
            interrupted: RefCell::new(None),
            turn: Cell::new(0),
            back: RefCell::new(None),
        });
        if let Ok(core) = cx.core() {
            let weak = Rc::downgrade(&asking);
            let subscription = core.worker.events().subscribe(move |event| {
                if let (WorkerEvent::Ready { again: true }, Some(asking)) = (event, weak.upgrade()) {
                    let lost = asking.interrupted.borrow_mut().take();
                    if let Some(question) = lost {
                        Asking::ask(&asking, question);
                    }
                }
            });
            *asking.back.borrow_mut() = Some(subscription);
        }
        Self(asking)
    }

    /// Asks, now or after what is under way.
    pub fn ask(&self, question: Q) {
        *self.0.interrupted.borrow_mut() = None;
        Asking::ask(&self.0, question);
    }

    /// Forgets what is under way and what waits.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// Whether an answer is still to come.
    pub fn is_busy(&self) -> bool {
        self.0.under_way.borrow().is_some()
    }
}

impl<Q: Call + Clone + 'static> Asking<Q> {
    fn ask(this: &Rc<Self>, question: Q) {
        if this.under_way.borrow().is_some() {
            if this.older == Older::IsAnswered {
                *this.waiting.borrow_mut() = Some(question);
                return;
            }
            this.stop();
        }
        let core = match this.cx.core() {
            Ok(core) => core,
            Err(error) => return (this.heard)(&question, Err(error)),
        };
        let turn = this.turn.get().wrapping_add(1);
        this.turn.set(turn);
        let job = core.worker.call(question.clone(), Lane::Interactive);
        *this.under_way.borrow_mut() = Some(job.canceller());
        let weak = Rc::downgrade(this);
        task::spawn(async move {
            let outcome = job.await.map_err(AppError::from);
            Self::settle(&weak, turn, &question, outcome);
        });
    }

    fn settle(this: &Weak<Self>, turn: u32, question: &Q, outcome: Result<Answer<Q::Output>, AppError>) {
        let Some(this) = this.upgrade() else { return };
        // A question that was given up has no say any more.
        if this.turn.get() != turn {
            return;
        }
        *this.under_way.borrow_mut() = None;
        match outcome {
            Err(AppError::WorkerCrashed(_) | AppError::WorkerRestarted) => {
                *this.interrupted.borrow_mut() = Some(question.clone());
            }
            Err(AppError::Cancelled) => {}
            outcome => (this.heard)(question, outcome),
        }
        let next = this.waiting.borrow_mut().take();
        if let Some(next) = next {
            Self::ask(&this, next);
        }
    }

    fn stop(&self) {
        self.turn.set(self.turn.get().wrapping_add(1));
        *self.waiting.borrow_mut() = None;
        let canceller = self.under_way.borrow_mut().take();
        if let Some(canceller) = canceller {
            canceller.cancel();
        }
    }
}

impl<Q: Call + Clone + 'static> Drop for Asking<Q> {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A single question and its answer.
pub async fn ask<Q: Call>(cx: &AppCx, question: Q) -> Result<Answer<Q::Output>, AppError> {
    Ok(cx.core()?.worker.call(question, Lane::Interactive).await?)
}

/// The notes of a session, in the order of their time.
pub async fn notes(cx: &AppCx, session: &str) -> Result<Vec<AnnotationRecord>, AppError> {
    Ok(cx.core()?.db.annotations().get_by_session(session).await?)
}

/// Tells whenever notes change, here or in another tab.
pub fn on_notes(cx: &AppCx, changed: impl Fn() + 'static) -> Option<Subscription> {
    let db = cx.core().ok()?.db;
    Some(db.changes().subscribe(move |change| {
        if change.store == Store::Annotations {
            changed();
        }
    }))
}

/// A note at a moment, or from one moment to another.
pub async fn add_note(
    cx: &AppCx,
    session: &str,
    at: (f64, Option<f64>),
    text: String,
) -> Result<AnnotationRecord, AppError> {
    let now = clock::now_ms();
    let (t0, t1) = match at {
        (a, Some(b)) if b < a => (b, Some(a)),
        at => at,
    };
    let record = AnnotationRecord {
        id: ids::new_id(),
        session: session.to_owned(),
        t0,
        t1,
        channel: None,
        text,
        from_file: false,
        created_at: now,
        updated_at: now,
    };
    put_note(cx, &record).await?;
    Ok(record)
}

/// Stores a note as it is: a new one, or one that was taken away and comes back.
pub async fn put_note(cx: &AppCx, note: &AnnotationRecord) -> Result<(), AppError> {
    Ok(cx.core()?.db.annotations().create(note).await?)
}

/// Gives a note another text.
pub async fn edit_note(cx: &AppCx, id: &str, text: String) -> Result<AnnotationRecord, AppError> {
    let now = clock::now_ms();
    let notes = cx.core()?.db.annotations();
    let changed = notes.update(id, |note| {
        // What is written over a remark of the file is the user's.
        note.from_file = false;
        note.text = text;
        note.updated_at = now;
    });
    Ok(changed.await?)
}

/// Takes a note away.
pub async fn delete_note(cx: &AppCx, id: &str) -> Result<(), AppError> {
    Ok(cx.core()?.db.annotations().delete(id).await?)
}

thread_local! {
    static LAST: RefCell<BTreeMap<String, String>> = RefCell::default();
}

/// Remembers how a session was looked at, for when the user comes back to it by another way than the address.
pub fn remember(session: &str, query: String) {
    LAST.with_borrow_mut(|last| last.insert(session.to_owned(), query));
}

/// How a session was looked at last, while this page lives.
pub fn remembered(session: &str) -> Option<String> {
    LAST.with_borrow(|last| last.get(session).cloned())
}
