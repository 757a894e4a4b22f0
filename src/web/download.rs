//! Making files, and handing them to the user.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use super::{JsError, clock, global, task};

/// How long the address of a download stays alive: some browsers fetch it only after asking where to save.
const KEEP_MS: u32 = 60_000;

/// A blob of some parts (strings, buffers, blobs).
pub fn blob(parts: &Array, mime: &str) -> Result<Blob, JsError> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Ok(Blob::new_with_buffer_source_sequence_and_options(parts, &options)?)
}

/// A blob of text.
pub fn text_blob(text: &str, mime: &str) -> Result<Blob, JsError> {
    blob(&Array::of1(&JsValue::from_str(text)), mime)
}

/// A blob of bytes.
pub fn bytes_blob(bytes: &[u8], mime: &str) -> Result<Blob, JsError> {
    blob(&Array::of1(&Uint8Array::from(bytes)), mime)
}

/// A blob as a file with a name, as if the user had chosen it.
pub fn named(blob: &Blob, name: &str) -> Result<File, JsError> {
    Ok(File::new_with_blob_sequence(&Array::of1(blob), name)?)
}

/// Saves a blob under a name, as if a link to it were clicked.
pub fn save(name: &str, blob: &Blob) -> Result<(), JsError> {
    let document = global::document().ok_or_else(|| JsError::missing("document"))?;
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = global::cast(document.create_element("a")?.into(), "a")?;
    link.set_href(&address);
    link.set_download(name);
    let body = document.body().ok_or_else(|| JsError::missing("body"))?;
    body.append_child(&link)?;
    link.click();
    link.remove();
    task::spawn_logged("release download", async move {
        clock::sleep(KEEP_MS).await;
        Url::revoke_object_url(&address).map_err(JsError::from)
    });
    Ok(())
}
