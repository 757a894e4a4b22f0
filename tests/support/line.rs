//! Page and worker in one thread, joined by a message channel: every message is serialised, buffers are moved, and
//! answers come in a later turn, as between two threads.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use fueltune_analyzer::protocol::FromHelper;
use fueltune_analyzer::storage::ids;
use fueltune_analyzer::web::JsError;
use fueltune_analyzer::worker::helper::Helper;
use fueltune_analyzer::worker::server::Server;
use fueltune_analyzer::worker::wire::{Endpoint, PortEnd, Slots, send};
use fueltune_analyzer::worker::{Config, Hooks, Spawner, WorkerClient, WorkerError};
use web_sys::MessageChannel;

/// Name of a database that no other test has.
pub fn fresh_name() -> String {
    format!("test-{}", ids::new_id())
}

pub fn config(database: &str) -> Config {
    Config { database: database.to_owned(), memory: false, cache_bytes: 64.0 * 1024.0 * 1024.0, helpers: 0 }
}

/// How the helpers of a worker are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Helpers {
    #[default]
    Sound,
    /// None can be started.
    #[allow(dead_code, reason = "not every suite needs it")]
    Refused,
    /// They start and say nothing.
    #[allow(dead_code, reason = "not every suite needs it")]
    Dumb,
    /// They break with the first thing they are told after they said that they listen.
    #[allow(dead_code, reason = "not every suite needs it")]
    Breaking,
    /// They are of another release.
    #[allow(dead_code, reason = "not every suite needs it")]
    Strange,
}

/// The workers a client has started, and what the last one's client hears.
#[derive(Clone, Default)]
pub struct Workers {
    servers: Rc<RefCell<Vec<Rc<Server>>>>,
    hooks: Rc<RefCell<Option<Hooks>>>,
    starts: Rc<Cell<u32>>,
    helpers: Rc<Cell<Helpers>>,
    helpers_started: Rc<Cell<u32>>,
    helpers_ended: Rc<Cell<u32>>,
}

impl Workers {
    /// From now on the helpers of these workers are so.
    #[allow(dead_code, reason = "not every suite needs it")]
    pub fn set_helpers(&self, helpers: Helpers) {
        self.helpers.set(helpers);
    }

    /// Helpers that were started, and that were ended.
    #[allow(dead_code, reason = "not every suite needs it")]
    pub fn helpers(&self) -> (u32, u32) {
        (self.helpers_started.get(), self.helpers_ended.get())
    }

    fn helper(&self, hooks: &Hooks) -> Result<Box<dyn Endpoint>, WorkerError> {
        let kind = self.helpers.get();
        if kind == Helpers::Refused {
            return Err(WorkerError::Crashed { text: "no more threads".to_owned() });
        }
        let (near, far) = ports();
        let running: Rc<RefCell<Option<Rc<Helper>>>> = Rc::default();
        let (hearing, broke) = (Rc::clone(&running), Rc::clone(&hooks.broke));
        let far = Rc::new(PortEnd::new(far, move |data| match kind {
            Helpers::Breaking => broke("out of memory".to_owned()),
            _ => {
                if let Some(helper) = &*hearing.borrow() {
                    helper.hear(&data);
                }
            }
        }));
        let message = Rc::clone(&hooks.message);
        let near = PortEnd::new(near, move |data| message(data));
        match kind {
            Helpers::Sound | Helpers::Breaking => *running.borrow_mut() = Some(Helper::serve(far)),
            Helpers::Strange => {
                let other = FromHelper::Ready { protocol: 0, build: "of yesterday".to_owned() };
                send(far.as_ref(), &other, &Slots::new()).expect("a message");
            }
            Helpers::Dumb | Helpers::Refused => {}
        }
        self.helpers_started.set(self.helpers_started.get() + 1);
        Ok(Box::new(Counted { near, running, ended: Rc::clone(&self.helpers_ended) }))
    }

    pub fn starts(&self) -> u32 {
        self.starts.get()
    }

    /// As if the last worker's program had broken.
    #[allow(dead_code, reason = "not every suite needs it")]
    pub fn break_down(&self, text: &str) {
        let hooks = self.hooks.borrow().clone().expect("a worker runs");
        (hooks.broke)(text.to_owned());
    }

    /// Starts real servers.
    pub fn spawner(&self) -> Spawner {
        let workers = self.clone();
        Box::new(move |hooks| {
            let (near, far) = ports();
            workers.note(&hooks);
            let server: Rc<RefCell<Weak<Server>>> = Rc::default();
            let hearing = Rc::clone(&server);
            let end = PortEnd::new(far, move |data| {
                if let Some(server) = hearing.borrow().upgrade() {
                    server.hear(&data);
                }
            });
            let message = Rc::clone(&hooks.message);
            let page = PortEnd::new(near, move |data| message(data));
            let helpers = workers.clone();
            let running = Server::serve(Rc::new(end), Some(Box::new(move |hooks| helpers.helper(&hooks))));
            *server.borrow_mut() = Rc::downgrade(&running);
            workers.servers.borrow_mut().push(running);
            Ok(Box::new(page))
        })
    }

    /// Starts what `script` says: it may post to the page.
    #[allow(dead_code, reason = "not every suite needs it")]
    pub fn scripted(&self, script: impl Fn(&dyn Endpoint, u32) + 'static) -> Spawner {
        let workers = self.clone();
        Box::new(move |hooks| {
            let (near, far) = ports();
            workers.note(&hooks);
            let message = Rc::clone(&hooks.message);
            let page = PortEnd::new(near, move |data| message(data));
            let end = PortEnd::new(far, |_| ());
            script(&end, workers.starts());
            Ok(Box::new(Both(page, end)))
        })
    }

    fn note(&self, hooks: &Hooks) {
        *self.hooks.borrow_mut() = Some(hooks.clone());
        self.starts.set(self.starts.get() + 1);
    }
}

/// A helper whose end is counted.
struct Counted {
    near: PortEnd,
    running: Rc<RefCell<Option<Rc<Helper>>>>,
    ended: Rc<Cell<u32>>,
}

impl Endpoint for Counted {
    fn post(&self, message: &wasm_bindgen::JsValue, transfer: &js_sys::Array) -> Result<(), JsError> {
        self.near.post(message, transfer)
    }

    fn close(&self) {
        self.near.close();
        *self.running.borrow_mut() = None;
        self.ended.set(self.ended.get() + 1);
    }
}

/// Keeps the scripted end alive as long as the page's.
#[allow(dead_code, reason = "not every suite needs it")]
struct Both(PortEnd, #[allow(dead_code, reason = "held so that it is not closed")] PortEnd);

impl Endpoint for Both {
    fn post(&self, message: &wasm_bindgen::JsValue, transfer: &js_sys::Array) -> Result<(), JsError> {
        self.0.post(message, transfer)
    }

    fn close(&self) {
        self.0.close();
    }
}

fn ports() -> (web_sys::MessagePort, web_sys::MessagePort) {
    let channel = MessageChannel::new().expect("a channel");
    (channel.port1(), channel.port2())
}

/// A client with a real server behind it, over a database of its own.
pub fn connected(database: &str) -> (WorkerClient, Workers) {
    let workers = Workers::default();
    (WorkerClient::start(config(database), workers.spawner()), workers)
}
