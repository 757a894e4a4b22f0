//! One after the other: of many who want the same, one has its turn and the others wait in the order in which they came.
//! Pure; nobody is woken who has not waited.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

/// A line in front of something that is done for one at a time.
#[derive(Clone, Default)]
pub struct Turns(Rc<RefCell<Line>>);

#[derive(Default)]
struct Line {
    taken: bool,
    waiting: VecDeque<Weak<RefCell<Ticket>>>,
}

#[derive(Default)]
struct Ticket {
    called: bool,
    waker: Option<Waker>,
}

/// A turn; dropping it ends it and calls the next one.
#[must_use = "dropping the turn ends it"]
pub struct Turn(Rc<RefCell<Line>>);

impl Turns {
    /// Waits for a turn.
    pub async fn turn(&self) -> Turn {
        let ticket = {
            let mut line = self.0.borrow_mut();
            if line.taken {
                let ticket = Rc::new(RefCell::new(Ticket::default()));
                line.waiting.push_back(Rc::downgrade(&ticket));
                Some(ticket)
            } else {
                line.taken = true;
                None
            }
        };
        if let Some(ticket) = ticket {
            let waiting = Waiting { line: Rc::clone(&self.0), ticket };
            poll_fn(|cx| waiting.poll(cx.waker())).await;
            // Its turn has come: it is the turn's to end it now.
            waiting.ticket.borrow_mut().called = false;
        }
        Turn(Rc::clone(&self.0))
    }
}

/// Somebody in the line. Given up after being called, the turn goes on to the next one.
struct Waiting {
    line: Rc<RefCell<Line>>,
    ticket: Rc<RefCell<Ticket>>,
}

impl Waiting {
    fn poll(&self, waker: &Waker) -> Poll<()> {
        let mut ticket = self.ticket.borrow_mut();
        if ticket.called {
            return Poll::Ready(());
        }
        ticket.waker = Some(waker.clone());
        Poll::Pending
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if self.ticket.borrow().called {
            call_next(&self.line);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        call_next(&self.0);
    }
}

/// Calls the first one who is still there.
fn call_next(line: &Rc<RefCell<Line>>) {
    let next = {
        let mut line = line.borrow_mut();
        let next = std::iter::from_fn(|| line.waiting.pop_front()).find_map(|ticket| ticket.upgrade());
        line.taken = next.is_some();
        next
    };
    if let Some(ticket) = next {
        let waker = {
            let mut ticket = ticket.borrow_mut();
            ticket.called = true;
            ticket.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
