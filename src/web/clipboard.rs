//! Copying text.

use wasm_bindgen_futures::JsFuture;

use super::{JsError, global};

/// Puts text on the clipboard; the browser may refuse outside a user's action.
pub async fn copy(text: &str) -> Result<(), JsError> {
    let window = global::window().ok_or_else(|| JsError::missing("window"))?;
    let clipboard = global::get(&window.navigator(), "clipboard");
    if clipboard.is_undefined() {
        // Only a secure origin has a clipboard.
        return Err(JsError::missing("clipboard"));
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await?;
    Ok(())
}
