//! A question under way.

use std::cell::RefCell;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use super::client::Inner;
use super::error::WorkerError;
use super::wire::Slots;
use crate::protocol::{JobId, Progress, Response};
use crate::web::pubsub::{PubSub, Subscription};

/// An answer and what came beside it.
#[derive(Debug)]
pub struct Answer<T> {
    pub value: T,
    pub slots: Slots,
}

impl<T> Deref for Answer<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// What client and job share.
#[derive(Default)]
pub(super) struct Shared {
    state: RefCell<State>,
    progress: PubSub<Progress>,
}

#[derive(Default)]
struct State {
    outcome: Option<Result<(Response, Slots), WorkerError>>,
    over: bool,
    last: Option<Progress>,
    waker: Option<Waker>,
}

impl Shared {
    pub fn settle(&self, outcome: Result<(Response, Slots), WorkerError>) {
        let waker = {
            let mut state = self.state.borrow_mut();
            if state.over {
                return;
            }
            state.over = true;
            state.outcome = Some(outcome);
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    pub fn tell(&self, progress: Progress) {
        self.state.borrow_mut().last = Some(progress);
        self.progress.emit(&progress);
    }
}

/// A future of the answer. Dropping it before it is over cancels the job.
#[must_use = "dropping the job cancels it"]
pub struct Job<T> {
    id: JobId,
    shared: Rc<Shared>,
    client: Weak<Inner>,
    output: fn(Response) -> Option<T>,
}

impl<T> Job<T> {
    pub(super) fn new(
        id: JobId,
        shared: Rc<Shared>,
        client: Weak<Inner>,
        output: fn(Response) -> Option<T>,
    ) -> Self {
        Self { id, shared, client, output }
    }

    /// Its number.
    pub fn id(&self) -> JobId {
        self.id
    }

    /// The last progress told, if any.
    pub fn last_progress(&self) -> Option<Progress> {
        self.shared.state.borrow().last
    }

    /// Listens to progress until the subscription is dropped.
    pub fn progress(&self, listener: impl Fn(&Progress) + 'static) -> Subscription {
        self.shared.progress.subscribe(listener)
    }

    /// Something that cancels the job from elsewhere; the future then gives [`WorkerError::Cancelled`].
    pub fn canceller(&self) -> Canceller {
        Canceller { id: self.id, client: Weak::clone(&self.client) }
    }
}

impl<T> Future for Job<T> {
    type Output = Result<Answer<T>, WorkerError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.shared.state.borrow_mut();
        let Some(outcome) = state.outcome.take() else {
            state.waker = Some(cx.waker().clone());
            return Poll::Pending;
        };
        Poll::Ready(outcome.and_then(|(response, slots)| match (self.output)(response) {
            Some(value) => Ok(Answer { value, slots }),
            None => Err(WorkerError::Protocol("the answer is another question's".to_owned())),
        }))
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        let over = self.shared.state.borrow().over;
        if let (false, Some(client)) = (over, self.client.upgrade()) {
            client.cancel(self.id);
        }
    }
}

/// Cancels a job from wherever it is shown.
#[derive(Clone)]
pub struct Canceller {
    id: JobId,
    client: Weak<Inner>,
}

impl Canceller {
    /// Gives the job up; one that is over stays over.
    pub fn cancel(&self) {
        if let Some(client) = self.client.upgrade() {
            client.cancel(self.id);
        }
    }
}
