//! What the browser threw, as plain data.

use wasm_bindgen::{JsCast, JsValue};

/// An exception captured at the edge: its name decides what it means, its message is for diagnostics.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {message}")]
pub struct JsError {
    pub name: String,
    pub message: String,
}

impl JsError {
    /// An error of this edge itself, such as an interface that the browser lacks.
    pub fn new(name: &str, message: &str) -> Self {
        Self { name: name.to_owned(), message: message.to_owned() }
    }

    /// The browser lacks an interface.
    pub fn missing(interface: &str) -> Self {
        Self::new("NotSupportedError", interface)
    }
}

impl From<JsValue> for JsError {
    fn from(value: JsValue) -> Self {
        if let Some(error) = value.dyn_ref::<js_sys::Error>() {
            return Self { name: error.name().into(), message: error.message().into() };
        }
        // A DOMException of another realm is no Error here, but has the same two fields.
        let field = |name: &str| js_sys::Reflect::get(&value, &name.into()).ok().and_then(|v| v.as_string());
        match (field("name"), field("message")) {
            (Some(name), Some(message)) => Self { name, message },
            _ => Self {
                name: "Error".to_owned(),
                message: value.as_string().unwrap_or_else(|| format!("{value:?}")),
            },
        }
    }
}

/// Lets a failure go that changes nothing for anybody. Whoever calls this says why.
pub fn ignore<T, E>(_: Result<T, E>) {}
