//! The only clock and the only timer.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{global, ignore};

/// Milliseconds since 1970, for records that people see.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Milliseconds on a clock that never goes back, for durations.
pub fn ticks_ms() -> f64 {
    global::global_get("performance")
        .dyn_into::<web_sys::Performance>()
        .map_or_else(|_| now_ms(), |p| p.now())
}

/// Minutes that the user's wall clock is ahead of UTC at a moment (summer time included).
pub fn offset_minutes(at_ms: f64) -> i32 {
    -(js_sys::Date::new(&JsValue::from_f64(at_ms)).get_timezone_offset() as i32)
}

/// Waits at least so many milliseconds.
pub async fn sleep(ms: u32) {
    let wait = Promise::new(&mut |resolve: Function, _reject: Function| {
        let arguments = [resolve.clone().into(), JsValue::from(ms)];
        if global::call(&js_sys::global(), "setTimeout", &arguments).is_err() {
            // A scope without timers cannot wait; going on at once is the lesser evil.
            ignore(resolve.call0(&JsValue::UNDEFINED));
        }
    });
    // The promise is never rejected.
    ignore(JsFuture::from(wait).await);
}
