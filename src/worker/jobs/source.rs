//! Where the bytes of a log come from.

use wasm_bindgen::JsCast;
use web_sys::{Blob, File};

use crate::protocol::Source;
use crate::worker::fault::Fault;
use crate::worker::fetched;
use crate::worker::wire::Slots;

/// The bytes themselves, or a handle to them.
pub enum Bytes {
    Blob(Blob),
    Text(Vec<u8>),
}

impl Bytes {
    /// What a request names.
    pub async fn open(source: Source, slots: &Slots) -> Result<Self, Fault> {
        match source {
            Source::File(slot) => {
                let blob =
                    slots.blob(slot).ok_or_else(|| Fault::bad_request("no file beside the message"))?;
                Ok(Bytes::Blob(blob))
            }
            Source::Text(slot) => {
                let text =
                    slots.text(slot).ok_or_else(|| Fault::bad_request("no text beside the message"))?;
                Ok(Bytes::Text(text.into_bytes()))
            }
            Source::Demo => Ok(Bytes::Text(fetched::demo_log().await?)),
        }
    }

    /// How many there are.
    pub fn total(&self) -> f64 {
        match self {
            Bytes::Blob(blob) => blob.size(),
            Bytes::Text(text) => text.len() as f64,
        }
    }

    /// Its own name, where it has one.
    pub fn file_name(&self) -> Option<String> {
        self.blob()?.dyn_ref::<File>().map(File::name)
    }

    /// The file, where it is one.
    pub fn blob(&self) -> Option<&Blob> {
        match self {
            Bytes::Blob(blob) => Some(blob),
            Bytes::Text(_) => None,
        }
    }
}
