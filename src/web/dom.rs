//! Small things done to elements. They fail only where the program is wrong about its own page; then the log says so.

use web_sys::{Element, HtmlElement};

use super::JsError;

/// Moves the focus.
pub fn focus(element: &HtmlElement) {
    log("focus", element.focus());
}

/// Takes the focus away.
pub fn blur(element: &HtmlElement) {
    log("blur", element.blur());
}

/// Sets an attribute.
pub fn set_attribute(element: &Element, name: &str, value: &str) {
    log(name, element.set_attribute(name, value));
}

/// Sets an attribute without a value, or takes it away.
pub fn toggle_attribute(element: &Element, name: &str, on: bool) {
    log(name, element.toggle_attribute_with_force(name, on).map(drop));
}

fn log(what: &str, outcome: Result<(), wasm_bindgen::JsValue>) {
    if let Err(error) = outcome {
        tracing::warn!(what, error = %JsError::from(error), "element");
    }
}
