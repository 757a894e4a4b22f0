//! Starting futures: the one place that does.

use std::cell::RefCell;
use std::fmt::Display;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::clock;

/// Runs a future to its end, whatever becomes of who started it.
#[allow(clippy::disallowed_methods)]
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

/// Runs a future whose failure nobody waits for: it is logged under the given name.
pub fn spawn_logged<E: Display>(what: &'static str, future: impl Future<Output = Result<(), E>> + 'static) {
    spawn(async move {
        if let Err(error) = future.await {
            tracing::error!(what, %error, "task failed");
        }
    });
}

/// The outcome of a future, or `None` if it takes longer. Then the future goes on and its outcome is dropped.
pub async fn within<T: 'static>(ms: u32, future: impl Future<Output = T> + 'static) -> Option<T> {
    let race = Rc::new(RefCell::new(Race { outcome: None, late: false, waker: None }));
    let runner = Rc::clone(&race);
    spawn(async move {
        let outcome = future.await;
        runner.borrow_mut().settle(Some(outcome));
    });
    let timer = Rc::clone(&race);
    spawn(async move {
        clock::sleep(ms).await;
        timer.borrow_mut().settle(None);
    });
    poll_fn(move |cx| {
        let mut race = race.borrow_mut();
        if race.late || race.outcome.is_some() {
            return Poll::Ready(race.outcome.take());
        }
        race.waker = Some(cx.waker().clone());
        Poll::Pending
    })
    .await
}

struct Race<T> {
    outcome: Option<T>,
    late: bool,
    waker: Option<Waker>,
}

impl<T> Race<T> {
    fn settle(&mut self, outcome: Option<T>) {
        if self.late {
            return;
        }
        self.late = outcome.is_none();
        if self.outcome.is_none() {
            self.outcome = outcome;
        }
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}
