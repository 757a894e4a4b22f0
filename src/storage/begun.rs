//! Requests made before the outcome of earlier ones is there.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::web::task;

/// A request that the database has got. It must not be dropped before its outcome is there: the browser tells it.
pub(super) enum Begun<T> {
    Over(T),
    UnderWay(Pin<Box<dyn Future<Output = T>>>),
}

impl<T: 'static> Begun<T> {
    /// Makes the request, without waiting for its outcome.
    pub async fn start(request: impl Future<Output = T> + 'static) -> Self {
        let mut request: Pin<Box<dyn Future<Output = T>>> = Box::pin(request);
        let at_once = poll_fn(|cx| Poll::Ready(request.as_mut().poll(cx))).await;
        match at_once {
            Poll::Ready(outcome) => Self::Over(outcome),
            Poll::Pending => Self::UnderWay(request),
        }
    }

    pub async fn end(self) -> T {
        match self {
            Self::Over(outcome) => outcome,
            Self::UnderWay(request) => request.await,
        }
    }
}

/// A request that goes on where whoever asked for it is gone: the browser tells its outcome in any case, and calls what
/// has to be there then.
pub(super) fn kept<T: 'static>(request: impl Future<Output = T> + 'static) -> Kept<T> {
    Kept(Some(Box::pin(request)))
}

/// See [`kept`].
pub(super) struct Kept<T: 'static>(Option<Pin<Box<dyn Future<Output = T>>>>);

impl<T: 'static> Future for Kept<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let Some(request) = self.0.as_mut() else { return Poll::Pending };
        let outcome = request.as_mut().poll(cx);
        if outcome.is_ready() {
            self.0 = None;
        }
        outcome
    }
}

impl<T: 'static> Drop for Kept<T> {
    fn drop(&mut self) {
        if let Some(request) = self.0.take() {
            task::spawn(async move {
                drop(request.await);
            });
        }
    }
}
