//! Requests made before the outcome of earlier ones is there.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

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
