//! Listeners that go when their handle goes.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget};

/// A listener; dropping it removes it.
#[must_use = "dropping the listener removes it"]
pub struct Listener(#[allow(dead_code, reason = "held for its Drop")] EventListener);

/// Listens without the right to prevent the browser's own reaction.
pub fn on<E: JsCast>(
    target: &EventTarget,
    name: &'static str,
    mut handle: impl FnMut(&E) + 'static,
) -> Listener {
    Listener(EventListener::new(target, name, move |event| handle(event.unchecked_ref())))
}

/// Listens with the right to call `preventDefault`, before the listeners further in if `capture` is set.
pub fn on_active<E: JsCast>(
    target: &EventTarget,
    name: &'static str,
    capture: bool,
    mut handle: impl FnMut(&E) + 'static,
) -> Listener {
    let mut options = EventListenerOptions::enable_prevent_default();
    if capture {
        options.phase = gloo::events::EventListenerPhase::Capture;
    }
    Listener(EventListener::new_with_options(target, name, options, move |event: &Event| {
        handle(event.unchecked_ref());
    }))
}
