//! The browser's small store of texts: there at once, and kept when the page closes. It may be forbidden or full; what
//! lies here is worth having, never worth an error.

use super::{global, ignore};

/// The text under a key.
pub fn read(key: &str) -> Option<String> {
    store()?.get_item(key).ok()?
}

/// Keeps a text.
pub fn write(key: &str, text: &str) {
    if let Some(store) = store() {
        ignore(store.set_item(key, text));
    }
}

/// Takes a text away.
pub fn remove(key: &str) {
    if let Some(store) = store() {
        ignore(store.remove_item(key));
    }
}

fn store() -> Option<web_sys::Storage> {
    global::window()?.local_storage().ok()?
}
