//! The structured log: to the console, and to a ring buffer that Diagnostics exports.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::panic::PanicHookInfo;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};
use wasm_bindgen::JsValue;

use super::{clock, ignore};

/// Target of the entry that a panic leaves.
pub const PANIC_TARGET: &str = "panic";
/// Entries kept.
pub const KEPT: usize = 2000;

/// One entry. Fields are text: they are for reading, not for computing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Milliseconds since 1970.
    pub at_ms: f64,
    pub level: String,
    /// Module that wrote it.
    pub target: String,
    pub message: String,
    pub fields: Vec<(String, String)>,
}

type Forward = Rc<dyn Fn(&LogEntry)>;

thread_local! {
    static RING: RefCell<VecDeque<LogEntry>> = const { RefCell::new(VecDeque::new()) };
    static FORWARD: RefCell<Option<Forward>> = const { RefCell::new(None) };
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
    static INSTALLED: Cell<bool> = const { Cell::new(false) };
}

/// Starts logging in this thread and keeps the text of a panic.
pub fn install() {
    subscribe();
    std::panic::set_hook(Box::new(on_panic));
}

/// Starts logging in this thread, at INFO for our own code and WARN for the rest. A second call changes nothing.
pub fn subscribe() {
    if INSTALLED.replace(true) {
        return;
    }
    if let Err(error) = tracing::subscriber::set_global_default(Sink) {
        web_sys::console::warn_1(&JsValue::from_str(&error.to_string()));
    }
}

/// Also hands each entry of this thread on: the worker sends its own to the page.
pub fn forward(listener: impl Fn(&LogEntry) + 'static) {
    FORWARD.with_borrow_mut(|f| *f = Some(Rc::new(listener)));
}

/// Adds an entry that comes from another thread.
pub fn append(entry: LogEntry) {
    RING.with_borrow_mut(|ring| {
        if ring.len() == KEPT {
            ring.pop_front();
        }
        ring.push_back(entry);
    });
}

/// What is remembered, oldest first.
pub fn entries() -> Vec<LogEntry> {
    RING.with_borrow(|ring| ring.iter().cloned().collect())
}

/// Forgets what is remembered.
pub fn clear() {
    RING.with_borrow_mut(VecDeque::clear);
}

/// The log as JSON, one object an entry, oldest first.
pub fn to_json() -> String {
    // Numbers and strings only: there is nothing that cannot be written.
    serde_json::to_string_pretty(&entries()).unwrap_or_default()
}

/// Text of the panic that ended this thread's program, if one did.
pub fn panic_text() -> Option<String> {
    PANIC.with_borrow(Clone::clone)
}

fn on_panic(info: &PanicHookInfo<'_>) {
    let text = info.to_string();
    let entry = LogEntry {
        at_ms: clock::now_ms(),
        level: "ERROR".to_owned(),
        target: PANIC_TARGET.to_owned(),
        message: text.clone(),
        fields: Vec::new(),
    };
    // The panic may have come while one of these was borrowed; then that part of the report is lost, not the page.
    PANIC.with(|p| p.try_borrow_mut().map(|mut p| *p = Some(text)).unwrap_or_default());
    let listener = FORWARD.with(|f| f.try_borrow().ok().and_then(|f| f.clone()));
    if let Some(listener) = listener {
        listener(&entry);
    }
    RING.with(|ring| ring.try_borrow_mut().map(|mut ring| ring.push_back(entry)).unwrap_or_default());
    console_error_panic_hook::hook(info);
}

/// Takes events. Nothing of ours opens a span, so it keeps none: a registry of them would weigh more than the log.
struct Sink;

impl Subscriber for Sink {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let ours = metadata.target().starts_with(env!("CARGO_CRATE_NAME"))
            || metadata.target() == "fueltune_analyzer";
        *metadata.level() <= if ours { Level::INFO } else { Level::WARN }
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut reader = Reader::default();
        event.record(&mut reader);
        let entry = LogEntry {
            at_ms: clock::now_ms(),
            level: event.metadata().level().to_string(),
            target: event.metadata().target().to_owned(),
            message: reader.message,
            fields: reader.fields,
        };
        print(*event.metadata().level(), &entry);
        let listener = FORWARD.with_borrow(Clone::clone);
        if let Some(listener) = listener {
            listener(&entry);
        }
        append(entry);
    }
}

fn print(level: Level, entry: &LogEntry) {
    let mut line = format!("{} {}: {}", entry.level, entry.target, entry.message);
    for (name, value) in &entry.fields {
        // Writing to a String does not fail.
        ignore(write!(line, " {name}={value}"));
    }
    let line = JsValue::from_str(&line);
    match level {
        Level::ERROR => web_sys::console::error_1(&line),
        Level::WARN => web_sys::console::warn_1(&line),
        Level::INFO => web_sys::console::info_1(&line),
        _ => web_sys::console::debug_1(&line),
    }
}

#[derive(Default)]
struct Reader {
    message: String,
    fields: Vec<(String, String)>,
}

impl Reader {
    fn take(&mut self, field: &Field, value: String) {
        if field.name() == "message" {
            self.message = value;
        } else {
            self.fields.push((field.name().to_owned(), value));
        }
    }
}

impl Visit for Reader {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.take(field, value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.take(field, format!("{value:?}"));
    }
}
