//! How much the browser lets us keep, and whether it promises to keep it.

use wasm_bindgen::JsValue;

use super::{JsError, global};

/// What the origin uses and may use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub used_bytes: f64,
    pub quota_bytes: f64,
}

impl Estimate {
    /// Bytes left.
    pub fn free_bytes(&self) -> f64 {
        (self.quota_bytes - self.used_bytes).max(0.0)
    }
}

fn manager() -> Result<JsValue, JsError> {
    let storage = global::get(&global::global_get("navigator"), "storage");
    if storage.is_undefined() { Err(JsError::missing("navigator.storage")) } else { Ok(storage) }
}

async fn ask(method: &str) -> Result<JsValue, JsError> {
    global::settle(global::call(&manager()?, method, &[])?).await
}

/// Use and quota; browsers round both.
pub async fn estimate() -> Result<Estimate, JsError> {
    let answer = ask("estimate").await?;
    let number = |name| global::get(&answer, name).as_f64().unwrap_or(0.0);
    Ok(Estimate { used_bytes: number("usage"), quota_bytes: number("quota") })
}

/// Asks the browser not to evict our data; it may ask the user.
pub async fn persist() -> Result<bool, JsError> {
    Ok(ask("persist").await?.is_truthy())
}

/// Whether the browser promised not to evict our data.
pub async fn persisted() -> Result<bool, JsError> {
    Ok(ask("persisted").await?.is_truthy())
}
