//! Page and worker in one thread, joined by a message channel: every message is serialised, buffers are moved, and
//! answers come in a later turn, as between two threads.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use fueltune_analyzer::storage::ids;
use fueltune_analyzer::worker::server::Server;
use fueltune_analyzer::worker::wire::{Endpoint, PortEnd};
use fueltune_analyzer::worker::{Config, Hooks, Spawner, WorkerClient};
use web_sys::MessageChannel;

/// Name of a database that no other test has.
pub fn fresh_name() -> String {
    format!("test-{}", ids::new_id())
}

pub fn config(database: &str) -> Config {
    Config { database: database.to_owned(), memory: false, cache_bytes: 64.0 * 1024.0 * 1024.0 }
}

/// The workers a client has started, and what the last one's client hears.
#[derive(Clone, Default)]
pub struct Workers {
    servers: Rc<RefCell<Vec<Rc<Server>>>>,
    hooks: Rc<RefCell<Option<Hooks>>>,
    starts: Rc<Cell<u32>>,
}

impl Workers {
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
            let running = Server::serve(Rc::new(end));
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

/// Keeps the scripted end alive as long as the page's.
#[allow(dead_code, reason = "not every suite needs it")]
struct Both(PortEnd, #[allow(dead_code, reason = "held so that it is not closed")] PortEnd);

impl Endpoint for Both {
    fn post(
        &self,
        message: &wasm_bindgen::JsValue,
        transfer: &js_sys::Array,
    ) -> Result<(), fueltune_analyzer::web::JsError> {
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
