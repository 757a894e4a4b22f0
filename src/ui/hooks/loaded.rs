use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use yew::{hook, use_effect_with, use_state};

use crate::app::error::AppError;
use crate::web::task;

/// What became of a question to worker or storage.
#[derive(Debug)]
pub enum Loaded<T> {
    Loading,
    Ready(Rc<T>),
    Failed(AppError),
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        match self {
            Loaded::Loading => Loaded::Loading,
            Loaded::Ready(value) => Loaded::Ready(Rc::clone(value)),
            Loaded::Failed(error) => Loaded::Failed(error.clone()),
        }
    }
}

/// Answers are equal when they are the same answer: comparing what is in them would cost more than drawing it.
impl<T> PartialEq for Loaded<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Loaded::Loading, Loaded::Loading) => true,
            (Loaded::Ready(a), Loaded::Ready(b)) => Rc::ptr_eq(a, b),
            (Loaded::Failed(a), Loaded::Failed(b)) => a == b,
            _ => false,
        }
    }
}

impl<T> Loaded<T> {
    /// The answer, once it is there.
    pub fn value(&self) -> Option<&Rc<T>> {
        match self {
            Loaded::Ready(value) => Some(value),
            _ => None,
        }
    }
}

/// Asks when the component appears and whenever `deps` change. The question before is dropped, and with it a job in
/// the worker; its late answer is not heard. The last answer stays on screen until the next one comes.
///
/// Dependencies are ids, counters and small enums, never figures or lists: what is not equal to itself asks for ever.
#[hook]
pub fn use_loaded<D, T, Q, F>(deps: D, ask: Q) -> Loaded<T>
where
    D: PartialEq + 'static,
    T: 'static,
    Q: FnOnce(&D) -> F + 'static,
    F: Future<Output = Result<T, AppError>> + 'static,
{
    let state = use_state(|| Loaded::Loading);
    let setter = state.setter();
    use_effect_with(deps, move |deps| {
        let question = ask(deps);
        let guard = guarded(async move {
            match question.await {
                Ok(value) => setter.set(Loaded::Ready(Rc::new(value))),
                Err(AppError::Cancelled) => {}
                Err(error) => setter.set(Loaded::Failed(error)),
            }
        });
        move || drop(guard)
    });
    (*state).clone()
}

type Slot = Rc<RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>>>;

/// Drops its future when it is dropped.
#[must_use = "dropping the guard drops the future"]
pub struct Guard {
    slot: Slot,
    ended: Rc<Cell<bool>>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.ended.set(true);
        // While the future itself runs it cannot be dropped; it is when it gives control back.
        if let Ok(mut slot) = self.slot.try_borrow_mut() {
            *slot = None;
        }
    }
}

/// Runs a future as long as the guard lives.
pub fn guarded(future: impl Future<Output = ()> + 'static) -> Guard {
    let slot: Slot = Rc::new(RefCell::new(Some(Box::pin(future))));
    let ended = Rc::new(Cell::new(false));
    task::spawn(Guarded { slot: Rc::clone(&slot), ended: Rc::clone(&ended) });
    Guard { slot, ended }
}

struct Guarded {
    slot: Slot,
    ended: Rc<Cell<bool>>,
}

impl Future for Guarded {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut slot = self.slot.borrow_mut();
        let Some(future) = slot.as_mut().filter(|_| !self.ended.get()) else {
            *slot = None;
            return Poll::Ready(());
        };
        let outcome = future.as_mut().poll(cx);
        if outcome.is_ready() || self.ended.get() {
            *slot = None;
            return Poll::Ready(());
        }
        Poll::Pending
    }
}
