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
