//! Starting the worker's program.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, Event, HtmlMetaElement, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::error::WorkerError;
use super::wire::{Endpoint, PageEnd};
use crate::web::{events, global};

/// What a line tells its client.
#[derive(Clone)]
pub struct Hooks {
    /// A message came.
    pub message: Rc<dyn Fn(JsValue)>,
    /// The program at the other end broke.
    pub broke: Rc<dyn Fn(String)>,
}

/// Starts a program and gives the line to it. Called again after a crash.
pub type Spawner = Box<dyn Fn(Hooks) -> Result<Box<dyn Endpoint>, WorkerError>>;

/// Where the page says which file the worker is.
const META: &str = "meta[name='fueltune-worker']";
/// Where it lies if the page does not say.
const FALLBACK: &str = "./worker_loader.js";

/// The name by which the worker's program knows that it is the worker.
const WORKER: &str = "fueltune";
/// The name by which the same program knows that it is a helper of the worker.
pub(super) const HELPER: &str = "fueltune-helper";

/// Starts the application's own worker, a module from our own origin.
pub fn dedicated() -> Spawner {
    Box::new(|hooks| start(global::resolve(&address()).map_err(WorkerError::Start)?, WORKER, hooks))
}

/// Starts the program of this worker once more, as a helper of it.
pub(super) fn nested() -> Spawner {
    Box::new(|hooks| start(global::resolve("").map_err(WorkerError::Start)?, HELPER, hooks))
}

fn start(address: String, name: &str, hooks: Hooks) -> Result<Box<dyn Endpoint>, WorkerError> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(name);
    let worker = Worker::new_with_options(&address, &options).map_err(|e| WorkerError::Start(e.into()))?;
    let Hooks { message, broke } = hooks;
    let unreadable = Rc::clone(&broke);
    let listeners = vec![
        events::on::<MessageEvent>(&worker, "message", move |event| message(event.data())),
        events::on::<Event>(&worker, "error", move |event| {
            // A script that cannot be loaded gives a plain event without a message.
            let text = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            broke(if text.is_empty() { format!("cannot load {address}") } else { text });
        }),
        events::on::<MessageEvent>(&worker, "messageerror", move |_| {
            unreadable("a message cannot be read".to_owned());
        }),
    ];
    Ok(Box::new(PageEnd::new(worker, listeners)))
}

fn address() -> String {
    global::document()
        .and_then(|document| document.query_selector(META).ok().flatten())
        .and_then(|element| element.dyn_into::<HtmlMetaElement>().ok())
        .map(|meta| meta.content())
        .filter(|content| !content.is_empty())
        .unwrap_or_else(|| FALLBACK.to_owned())
}
