//! Giving way: letting the browser deliver waiting messages and events before going on.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use web_sys::{MessageChannel, MessageEvent, MessagePort};

use super::clock;
use super::events::{self, Listener};

type Waiting = Rc<RefCell<VecDeque<Rc<RefCell<Turn>>>>>;

#[derive(Default)]
struct Turn {
    over: bool,
    waker: Option<Waker>,
}

struct Relay {
    port: MessagePort,
    waiting: Waiting,
    _listener: Listener,
}

thread_local! {
    static RELAY: Option<Relay> = relay();
}

fn relay() -> Option<Relay> {
    let channel = MessageChannel::new().ok()?;
    let (near, far) = (channel.port1(), channel.port2());
    let waiting: Waiting = Rc::default();
    let ended = Rc::clone(&waiting);
    let listener = events::on::<MessageEvent>(&near, "message", move |_| {
        let turn = ended.borrow_mut().pop_front();
        if let Some(turn) = turn {
            let waker = {
                let mut turn = turn.borrow_mut();
                turn.over = true;
                turn.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    });
    near.start();
    Some(Relay { port: far, waiting, _listener: listener })
}

/// Ends this turn of the event loop and goes on in a later one. A message to ourselves is used: a timer would be
/// held back to 4 ms, an animation frame does not run in a worker, a promise does not let anybody in.
pub async fn give_way() {
    let turn = RELAY.with(|relay| {
        let relay = relay.as_ref()?;
        let turn = Rc::new(RefCell::new(Turn::default()));
        relay.waiting.borrow_mut().push_back(Rc::clone(&turn));
        if relay.port.post_message(&wasm_bindgen::JsValue::NULL).is_err() {
            relay.waiting.borrow_mut().pop_back();
            return None;
        }
        Some(turn)
    });
    let Some(turn) = turn else { return clock::sleep(0).await };
    poll_fn(|cx| {
        let mut turn = turn.borrow_mut();
        if turn.over {
            return Poll::Ready(());
        }
        turn.waker = Some(cx.waker().clone());
        Poll::Pending
    })
    .await;
}
