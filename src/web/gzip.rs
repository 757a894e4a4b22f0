//! gzip by the browser's own streams: no code of ours, no weight.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, Response, WritableStreamDefaultWriter};

use super::{JsError, global, ignore, task};

/// Takes bytes piece by piece and ends up as one blob, which the browser may keep outside our memory.
pub struct Compressor {
    writer: WritableStreamDefaultWriter,
    result: js_sys::Promise,
}

impl Compressor {
    /// Opens the stream.
    pub fn new() -> Result<Self, JsError> {
        let stream = gzip_stream("CompressionStream")?;
        let writer = global::call(&global::get(&stream, "writable"), "getWriter", &[])?.unchecked_into();
        let readable: ReadableStream = global::get(&stream, "readable").unchecked_into();
        let result = Response::new_with_opt_readable_stream(Some(&readable))?.blob()?;
        Ok(Self { writer, result })
    }

    /// Compresses one piece; resolves when the stream has room for more.
    pub async fn write(&self, piece: &[u8]) -> Result<(), JsError> {
        self.write_js(&Uint8Array::from(piece)).await
    }

    /// The same with a piece that is already the browser's.
    pub async fn write_js(&self, piece: &Uint8Array) -> Result<(), JsError> {
        JsFuture::from(self.writer.ready()).await?;
        JsFuture::from(self.writer.write_with_chunk(piece)).await?;
        Ok(())
    }

    /// Ends the stream and gives the compressed blob.
    pub async fn finish(self) -> Result<Blob, JsError> {
        JsFuture::from(self.writer.close()).await?;
        let blob = JsFuture::from(self.result).await?;
        global::cast(blob, "Blob")
    }

    /// Gives up; what was written is dropped.
    pub fn abort(self) {
        let ended = self.writer.abort();
        let result = self.result;
        task::spawn(async move {
            // Both are rejected by design of an abort.
            ignore(JsFuture::from(ended).await);
            ignore(JsFuture::from(result).await);
        });
    }
}

/// Reads a compressed blob piece by piece.
pub struct Decompressor {
    reader: ReadableStreamDefaultReader,
    rest: Vec<u8>,
    at: usize,
}

impl Decompressor {
    /// Opens the stream.
    pub fn new(blob: &Blob) -> Result<Self, JsError> {
        let stream = gzip_stream("DecompressionStream")?;
        let plain = global::call(&blob.stream(), "pipeThrough", &[stream])?;
        let reader = global::call(&plain, "getReader", &[])?;
        Ok(Self { reader: reader.unchecked_into(), rest: Vec::new(), at: 0 })
    }

    /// The next piece, `None` at the end. Damaged data is an error.
    pub async fn next_piece(&mut self) -> Result<Option<Vec<u8>>, JsError> {
        if self.at < self.rest.len() {
            let piece = self.rest.split_off(self.at);
            self.rest.clear();
            self.at = 0;
            return Ok(Some(piece));
        }
        loop {
            let turn = JsFuture::from(self.reader.read()).await?;
            if Reflect::get(&turn, &"done".into())?.is_truthy() {
                return Ok(None);
            }
            let piece: Uint8Array = global::cast(Reflect::get(&turn, &"value".into())?, "Uint8Array")?;
            if piece.length() > 0 {
                return Ok(Some(piece.to_vec()));
            }
        }
    }

    /// Exactly `len` bytes, `None` where fewer are left.
    pub async fn exactly(&mut self, len: usize) -> Result<Option<Vec<u8>>, JsError> {
        while self.rest.len() - self.at < len {
            let mut kept = self.rest.split_off(self.at);
            self.at = 0;
            self.rest.clear();
            let Some(piece) = self.next_piece().await? else {
                self.rest = kept;
                return Ok(None);
            };
            kept.extend_from_slice(&piece);
            self.rest = kept;
        }
        let bytes = self.rest[self.at..self.at + len].to_vec();
        self.at += len;
        Ok(Some(bytes))
    }
}

/// The bindings know these streams only as unstable, so they are made by name.
fn gzip_stream(kind: &str) -> Result<JsValue, JsError> {
    let make: Function = global::cast(global::global_get(kind), kind)?;
    Ok(Reflect::construct(&make, &Array::of1(&"gzip".into()))?)
}
