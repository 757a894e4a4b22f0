//! Entries in the browser's performance timeline, so that speed can be measured from outside.

use wasm_bindgen::JsValue;

use super::{clock, global, ignore};

/// Prefix of every entry.
pub const PREFIX: &str = "fueltune:";

/// Notes a moment.
pub fn mark(operation: &str) {
    let name = JsValue::from_str(&format!("{PREFIX}{operation}"));
    // A browser without a timeline loses a measurement, nothing else.
    ignore(global::call(&global::global_get("performance"), "mark", &[name]));
}

/// Notes a stretch between two readings of [`clock::ticks_ms`].
pub fn measure(operation: &str, start_ms: f64, end_ms: f64) {
    let name = JsValue::from_str(&format!("{PREFIX}{operation}"));
    let options = js_sys::Object::new();
    global::set(&options, "start", &start_ms.into());
    global::set(&options, "end", &end_ms.into());
    ignore(global::call(&global::global_get("performance"), "measure", &[name, options.into()]));
}

/// Measures until it is dropped or stopped.
pub struct Stopwatch {
    operation: String,
    start_ms: f64,
}

impl Stopwatch {
    /// Starts now.
    pub fn start(operation: impl Into<String>) -> Self {
        Self { operation: operation.into(), start_ms: clock::ticks_ms() }
    }

    /// Milliseconds so far.
    pub fn elapsed_ms(&self) -> f64 {
        clock::ticks_ms() - self.start_ms
    }

    /// Writes the entry and gives the milliseconds.
    pub fn stop(self) -> f64 {
        self.elapsed_ms()
    }
}

impl Drop for Stopwatch {
    fn drop(&mut self) {
        measure(&self.operation, self.start_ms, clock::ticks_ms());
    }
}
