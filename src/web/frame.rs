//! Frames of the screen.

use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;

use super::{clock, global, ignore};

/// Waits until what is on the page now has been painted.
pub async fn painted() {
    let next = Promise::new(&mut |resolve: Function, _reject: Function| {
        let asked = global::call(&js_sys::global(), "requestAnimationFrame", &[resolve.clone().into()]);
        if asked.is_err() {
            // A scope without a screen paints nothing.
            ignore(resolve.call0(&wasm_bindgen::JsValue::UNDEFINED));
        }
    });
    // The promise is never rejected.
    ignore(JsFuture::from(next).await);
    // The callback comes before the painting, the next task after it.
    clock::sleep(0).await;
}

/// How long to wait where the browser does not tell when it is idle, and how long at most where it does, milliseconds.
const IDLE_SOON_MS: u32 = 200;
const IDLE_AT_LAST_MS: f64 = 2000.0;

/// Waits until the browser has nothing else to do.
pub async fn idle() {
    let asked = std::cell::Cell::new(false);
    let next = Promise::new(&mut |resolve: Function, _reject: Function| {
        let options = js_sys::Object::new();
        global::set(&options, "timeout", &IDLE_AT_LAST_MS.into());
        let begun = global::call(&js_sys::global(), "requestIdleCallback", &[resolve.into(), options.into()]);
        asked.set(begun.is_ok());
    });
    if asked.get() {
        // The promise is never rejected.
        ignore(JsFuture::from(next).await);
    } else {
        clock::sleep(IDLE_SOON_MS).await;
    }
}
