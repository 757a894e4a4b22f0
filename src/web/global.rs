//! The global object, be it a window or a worker, and what both have.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{JsError, ignore};

/// The window, where there is one.
pub fn window() -> Option<web_sys::Window> {
    js_sys::global().dyn_into().ok()
}

/// The document, where there is one.
pub fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// The scope of a dedicated worker, where this is one.
pub fn worker_scope() -> Option<web_sys::DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// A property of an object; undefined where it has none.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A property of the global object; undefined where it has none.
pub fn global_get(name: &str) -> JsValue {
    get(&js_sys::global(), name)
}

/// Sets a property of a plain object made here.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Only a frozen or foreign object can refuse; ours are neither.
    ignore(Reflect::set(object, &name.into(), value));
}

/// A value as what it has to be; anything else is an interface that the browser lacks.
pub fn cast<T: JsCast>(value: JsValue, what: &str) -> Result<T, JsError> {
    value.dyn_into().map_err(|other: JsValue| JsError::missing(&format!("{what} (found {other:?})")))
}

/// Calls a method by name, for interfaces that few browsers have.
pub fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsError> {
    let function: Function = cast(get(object, method), method)?;
    Ok(function.apply(object, &arguments.iter().collect())?)
}

/// Awaits what may be a promise.
pub async fn settle(value: JsValue) -> Result<JsValue, JsError> {
    Ok(JsFuture::from(Promise::resolve(&value)).await?)
}

/// A deep copy of a value, as the browser makes it for messages and databases.
pub fn structured_clone(value: &JsValue) -> Result<JsValue, JsError> {
    call(&js_sys::global(), "structuredClone", std::slice::from_ref(value))
}

/// Absolute address of a file of this application, wherever it is hosted.
pub fn resolve(relative: &str) -> Result<String, JsError> {
    let base = match document() {
        Some(document) => document.base_uri().map_err(JsError::from)?.unwrap_or_default(),
        None => get(&global_get("location"), "href").as_string().unwrap_or_default(),
    };
    Ok(web_sys::Url::new_with_base(relative, &base)?.href())
}
