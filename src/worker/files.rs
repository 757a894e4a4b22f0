//! Reading a file in slices, the next one on its way while the last is worked on.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::web::JsError;

/// Bytes of a slice: large enough that asking costs nothing, small enough that a cancel is heard.
pub const SLICE_BYTES: f64 = 4.0 * 1024.0 * 1024.0;

/// Bytes of a slice where helpers read most of the file: taking the bytes in is the worker's alone, and in large pieces it
/// costs least.
pub const JOINT_SLICE_BYTES: f64 = 8.0 * 1024.0 * 1024.0;

/// Bytes that are read apart from the others: few enough that nobody has to wait long for the last ones.
pub const PART_BYTES: usize = 2 * 1024 * 1024;

/// Reads a blob from front to end.
pub struct Slices {
    blob: Blob,
    slice: f64,
    next_at: f64,
    waiting: Option<Promise>,
    buffer: Vec<u8>,
}

impl Slices {
    /// Starts at the front.
    pub fn new(blob: Blob) -> Self {
        Self::of(blob, SLICE_BYTES)
    }

    /// Starts at the front, with slices of another size.
    pub fn of(blob: Blob, slice: f64) -> Self {
        Self { blob, slice, next_at: 0.0, waiting: None, buffer: Vec::new() }
    }

    /// Size of the whole.
    pub fn total(&self) -> f64 {
        self.blob.size()
    }

    /// The next slice, empty at the end. It is valid until the next call.
    pub async fn next(&mut self) -> Result<&[u8], JsError> {
        Ok(self.next_and_buffer().await?.map_or(&[], |(bytes, _)| bytes))
    }

    /// The next slice, and the buffer outside the program's memory that holds the same bytes.
    pub async fn next_and_buffer(&mut self) -> Result<Option<(&[u8], ArrayBuffer)>, JsError> {
        let current = match self.waiting.take() {
            Some(promise) => promise,
            None => match self.ask()? {
                Some(promise) => promise,
                None => return Ok(None),
            },
        };
        self.waiting = self.ask()?;
        let buffer: ArrayBuffer = JsFuture::from(current).await?.unchecked_into();
        let bytes = Uint8Array::new(&buffer);
        self.buffer.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.buffer);
        Ok(Some((&self.buffer, buffer)))
    }

    fn ask(&mut self) -> Result<Option<Promise>, JsError> {
        if self.next_at >= self.total() {
            return Ok(None);
        }
        let end = (self.next_at + self.slice).min(self.total());
        let part = self.blob.slice_with_f64_and_f64(self.next_at, end)?;
        self.next_at = end;
        Ok(Some(part.array_buffer()))
    }
}

/// The first bytes of a blob.
pub async fn head(blob: &Blob, bytes: f64) -> Result<Vec<u8>, JsError> {
    stretch(blob, 0.0, bytes).await
}

/// The bytes of a blob between two places.
pub async fn stretch(blob: &Blob, from: f64, to: f64) -> Result<Vec<u8>, JsError> {
    let part = blob.slice_with_f64_and_f64(from, to.min(blob.size()))?;
    let buffer: ArrayBuffer = JsFuture::from(part.array_buffer()).await?.unchecked_into();
    Ok(Uint8Array::new(&buffer).to_vec())
}
