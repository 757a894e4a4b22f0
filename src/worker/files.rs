//! Reading a file in slices.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::web::{JsError, global, ignore};

/// Bytes of a slice, and of a part that is read apart from the others: large enough that asking costs nothing, small
/// enough that a cancel is heard, that nobody has to wait long for the last part, and that it stays near the processor.
pub const SLICE_BYTES: usize = 1024 * 1024;

/// Bytes of a slice where the browser cannot fill a buffer of ours: every slice costs as much as some megabytes then.
const PIECE_BYTES: f64 = 4.0 * 1024.0 * 1024.0;

/// Reads a blob from front to end.
///
/// As one stream into buffers that are used again and again: that takes the browser half of the work that slices of the
/// blob take, each of which is opened by itself and lies in memory of its own.
pub struct Slices {
    way: Way,
    slice: usize,
    bytes: Vec<u8>,
}

enum Way {
    Stream(Stream),
    Pieces(Pieces),
}

/// A slice in a buffer outside the program's memory; its first bytes are the slice.
pub struct Lent {
    pub buffer: ArrayBuffer,
    pub len: usize,
}

impl Slices {
    /// Starts at the front.
    pub fn new(blob: Blob) -> Self {
        Self::of(blob, SLICE_BYTES)
    }

    /// Starts at the front, with slices of another size where the browser lets us choose.
    pub fn of(blob: Blob, slice: usize) -> Self {
        let way = match Stream::open(&blob) {
            Ok(stream) => Way::Stream(stream),
            Err(error) => {
                tracing::debug!(%error, "a blob is read in pieces");
                Way::Pieces(Pieces { blob, next_at: 0.0, waiting: None })
            }
        };
        Self { way, slice, bytes: Vec::new() }
    }

    /// The next slice, empty at the end. It is valid until the next call.
    pub async fn next(&mut self) -> Result<&[u8], JsError> {
        let Some(Lent { buffer, len }) = self.fill().await? else { return Ok(&[]) };
        self.take_in(&buffer, len);
        self.give_back(buffer);
        Ok(&self.bytes)
    }

    /// The next slice, and the buffer outside the program's memory that holds the same bytes. Whoever does not pass it on
    /// [gives it back](Self::give_back).
    pub async fn next_and_buffer(&mut self) -> Result<Option<(&[u8], Lent)>, JsError> {
        let Some(lent) = self.fill().await? else { return Ok(None) };
        self.take_in(&lent.buffer, lent.len);
        Ok(Some((&self.bytes, lent)))
    }

    /// A buffer that came from here and is not needed any more.
    pub fn give_back(&mut self, buffer: ArrayBuffer) {
        if let Way::Stream(stream) = &mut self.way
            && buffer.byte_length() as usize == self.slice
        {
            stream.spare.push(buffer);
        }
    }

    async fn fill(&mut self) -> Result<Option<Lent>, JsError> {
        match &mut self.way {
            Way::Stream(stream) => stream.fill(self.slice).await,
            Way::Pieces(pieces) => pieces.next().await,
        }
    }

    fn take_in(&mut self, buffer: &ArrayBuffer, len: usize) {
        self.bytes.resize(len, 0);
        Uint8Array::new_with_byte_offset_and_length(buffer, 0, len as u32).copy_to(&mut self.bytes);
    }
}

/// A blob as a stream that fills the buffers it is given.
struct Stream {
    reader: JsValue,
    ended: bool,
    spare: Vec<ArrayBuffer>,
}

impl Stream {
    /// Asked for by name: not every browser that we run in has it.
    fn open(blob: &Blob) -> Result<Self, JsError> {
        let stream = global::call(blob, "stream", &[])?;
        let options = js_sys::Object::new();
        global::set(&options, "mode", &"byob".into());
        let reader = global::call(&stream, "getReader", &[options.into()])?;
        Ok(Self { reader, ended: false, spare: Vec::new() })
    }

    /// Fills a buffer as far as the stream goes.
    async fn fill(&mut self, size: usize) -> Result<Option<Lent>, JsError> {
        let mut buffer = self.spare.pop().unwrap_or_else(|| ArrayBuffer::new(size as u32));
        let mut len = 0;
        while len < size && !self.ended {
            let room = (size - len) as u32;
            let view = Uint8Array::new_with_byte_offset_and_length(&buffer, len as u32, room);
            let asked = global::call(&self.reader, "read", &[view.into()])?;
            let answer = global::settle(asked).await?;
            self.ended = global::get(&answer, "done").is_truthy();
            // The buffer went with the question, what comes back is the same memory.
            let filled: Uint8Array = global::cast(global::get(&answer, "value"), "a filled view")?;
            buffer = filled.buffer();
            len += filled.length() as usize;
        }
        Ok((len > 0).then_some(Lent { buffer, len }))
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if !self.ended {
            // Nobody is interested any more, least of all in why it cannot be ended.
            ignore(global::call(&self.reader, "cancel", &[]));
        }
    }
}

/// A blob slice by slice, the next one on its way while the last is worked on.
struct Pieces {
    blob: Blob,
    next_at: f64,
    waiting: Option<Promise>,
}

impl Pieces {
    async fn next(&mut self) -> Result<Option<Lent>, JsError> {
        let current = match self.waiting.take() {
            Some(promise) => promise,
            None => match self.ask()? {
                Some(promise) => promise,
                None => return Ok(None),
            },
        };
        self.waiting = self.ask()?;
        let buffer: ArrayBuffer = JsFuture::from(current).await?.unchecked_into();
        let len = buffer.byte_length() as usize;
        Ok(Some(Lent { buffer, len }))
    }

    fn ask(&mut self) -> Result<Option<Promise>, JsError> {
        if self.next_at >= self.blob.size() {
            return Ok(None);
        }
        let end = (self.next_at + PIECE_BYTES).min(self.blob.size());
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
