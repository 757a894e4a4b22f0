//! What somebody is at and others wait for instead of doing it again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Pieces of work by name, and who waits for their end.
#[derive(Default)]
pub struct UnderWay(RefCell<BTreeMap<String, Vec<Waker>>>);

/// One of them, until this is dropped.
pub struct Begun<'a> {
    all: &'a UnderWay,
    name: &'a str,
}

impl UnderWay {
    /// Waits until nobody is at it.
    pub async fn wait(&self, name: &str) {
        poll_fn(|cx| match self.0.borrow_mut().get_mut(name) {
            Some(waiting) => {
                waiting.push(cx.waker().clone());
                Poll::Pending
            }
            None => Poll::Ready(()),
        })
        .await;
    }

    /// Begins it; nobody is at it.
    pub fn begin<'a>(&'a self, name: &'a str) -> Begun<'a> {
        self.0.borrow_mut().insert(name.to_owned(), Vec::new());
        Begun { all: self, name }
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        let waiting = self.all.0.borrow_mut().remove(self.name);
        waiting.into_iter().flatten().for_each(Waker::wake);
    }
}
