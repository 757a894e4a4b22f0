//! How a message looks: a JS array of the serialised message and of what travels beside it.
//!
//! Numbers beside a message are copied once out of the program's memory and then moved. A view into that memory is
//! never sent: it would be cut off as soon as the memory grows.

use js_sys::{Array, ArrayBuffer, Float32Array, Float64Array, Uint8Array, Uint32Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, MessagePort, Worker};

use crate::protocol::BufRef;
use crate::web::JsError;
use crate::web::events::{self, Listener};

/// A message that cannot be written or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireFault {
    #[error("no message: {0}")]
    Shape(&'static str),
    #[error("{0}")]
    Codec(String),
}

/// What travels beside a message.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    values: Vec<JsValue>,
    /// Buffers made here, to be moved.
    moved: Vec<ArrayBuffer>,
}

impl Slots {
    /// Nothing beside the message.
    pub fn new() -> Self {
        Self::default()
    }

    fn push(&mut self, value: JsValue) -> BufRef {
        self.values.push(value);
        BufRef((self.values.len() - 1) as u16)
    }

    fn push_moved(&mut self, buffer: ArrayBuffer) -> BufRef {
        self.moved.push(buffer.clone());
        self.push(buffer.into())
    }

    /// A copy of some numbers.
    pub fn push_f32(&mut self, values: &[f32]) -> BufRef {
        self.push_moved(Float32Array::from(values).buffer())
    }

    /// A copy of some numbers.
    pub fn push_f64(&mut self, values: &[f64]) -> BufRef {
        self.push_moved(Float64Array::from(values).buffer())
    }

    /// A copy of some numbers.
    pub fn push_u32(&mut self, values: &[u32]) -> BufRef {
        self.push_moved(Uint32Array::from(values).buffer())
    }

    /// A copy of some bytes.
    pub fn push_bytes(&mut self, bytes: &[u8]) -> BufRef {
        self.push_moved(Uint8Array::from(bytes).buffer())
    }

    /// Bytes that are outside the program's memory already: they are gone from here once the message is sent.
    pub fn push_buffer(&mut self, buffer: ArrayBuffer) -> BufRef {
        self.push_moved(buffer)
    }

    /// A file or blob: a handle, its bytes stay where they are.
    pub fn push_blob(&mut self, blob: &Blob) -> BufRef {
        self.push(blob.into())
    }

    /// A text.
    pub fn push_text(&mut self, text: &str) -> BufRef {
        self.push(JsValue::from_str(text))
    }

    /// Anything that can be cloned.
    pub fn push_value(&mut self, value: &JsValue) -> BufRef {
        self.push(value.clone())
    }

    fn get(&self, slot: BufRef) -> Option<&JsValue> {
        self.values.get(slot.0 as usize)
    }

    /// Bytes outside the program's memory, whatever they are.
    pub fn buffer(&self, slot: BufRef) -> Option<&ArrayBuffer> {
        self.get(slot)?.dyn_ref()
    }

    /// Numbers for a chart or a canvas; they stay outside the program's memory.
    pub fn f32s(&self, slot: BufRef) -> Option<Float32Array> {
        self.buffer(slot).map(|b| Float32Array::new(b))
    }

    /// Numbers outside the program's memory.
    pub fn f64s(&self, slot: BufRef) -> Option<Float64Array> {
        self.buffer(slot).map(|b| Float64Array::new(b))
    }

    /// Numbers outside the program's memory.
    pub fn u32s(&self, slot: BufRef) -> Option<Uint32Array> {
        self.buffer(slot).map(|b| Uint32Array::new(b))
    }

    /// Bytes outside the program's memory.
    pub fn bytes(&self, slot: BufRef) -> Option<Uint8Array> {
        self.buffer(slot).map(|b| Uint8Array::new(b))
    }

    /// A file or blob.
    pub fn blob(&self, slot: BufRef) -> Option<Blob> {
        self.get(slot)?.dyn_ref().cloned()
    }

    /// A text.
    pub fn text(&self, slot: BufRef) -> Option<String> {
        self.get(slot)?.as_string()
    }

    /// Whatever it is.
    pub fn value(&self, slot: BufRef) -> Option<JsValue> {
        self.get(slot).cloned()
    }

    /// Whether sending it again is possible: moved buffers are gone after the first time.
    pub fn is_resendable(&self) -> bool {
        self.moved.is_empty()
    }
}

/// A message as it is posted, and what of it is to be moved.
pub fn encode<T: Serialize>(message: &T, slots: &Slots) -> Result<(JsValue, Array), WireFault> {
    let bytes = postcard::to_stdvec(message).map_err(|e| WireFault::Codec(e.to_string()))?;
    let envelope = Array::new();
    envelope.push(&Uint8Array::from(bytes.as_slice()));
    for value in &slots.values {
        envelope.push(value);
    }
    let transfer: Array = slots.moved.iter().collect();
    Ok((envelope.into(), transfer))
}

/// The inverse of [`encode`], at the other end.
pub fn decode<T: DeserializeOwned>(data: &JsValue) -> Result<(T, Slots), WireFault> {
    let envelope: &Array = data.dyn_ref().ok_or(WireFault::Shape("not a list"))?;
    let bytes = envelope.get(0).dyn_into::<Uint8Array>().ok().ok_or(WireFault::Shape("no bytes"))?;
    let message = postcard::from_bytes(&bytes.to_vec()).map_err(|e| WireFault::Codec(e.to_string()))?;
    let values = envelope.iter().skip(1).collect();
    Ok((message, Slots { values, moved: Vec::new() }))
}

/// One end of the line.
pub trait Endpoint {
    /// Sends a message.
    fn post(&self, message: &JsValue, transfer: &Array) -> Result<(), JsError>;
    /// Ends the line, and the worker at the other end of it.
    fn close(&self);
}

/// Sends a message and what belongs to it.
pub fn send<T: Serialize>(end: &dyn Endpoint, message: &T, slots: &Slots) -> Result<(), JsError> {
    let (envelope, transfer) =
        encode(message, slots).map_err(|e| JsError::new("DataError", &e.to_string()))?;
    end.post(&envelope, &transfer)
}

/// The end of a worker that whoever started it has.
pub struct PageEnd {
    worker: Worker,
    _listeners: Vec<Listener>,
}

impl PageEnd {
    pub(super) fn new(worker: Worker, listeners: Vec<Listener>) -> Self {
        Self { worker, _listeners: listeners }
    }
}

impl Endpoint for PageEnd {
    fn post(&self, message: &JsValue, transfer: &Array) -> Result<(), JsError> {
        Ok(self.worker.post_message_with_transfer(message, transfer)?)
    }

    fn close(&self) {
        self.worker.terminate();
    }
}

/// The worker's own end.
pub struct WorkerEnd(pub DedicatedWorkerGlobalScope);

impl Endpoint for WorkerEnd {
    fn post(&self, message: &JsValue, transfer: &Array) -> Result<(), JsError> {
        Ok(self.0.post_message_with_transfer(message, transfer)?)
    }

    fn close(&self) {
        self.0.close();
    }
}

/// An end of a channel between two parts of one thread.
pub struct PortEnd {
    port: MessagePort,
    _listener: Listener,
}

impl PortEnd {
    /// Hears messages from now on.
    pub fn new(port: MessagePort, handle: impl Fn(JsValue) + 'static) -> Self {
        let listener = events::on::<MessageEvent>(&port, "message", move |event| handle(event.data()));
        port.start();
        Self { port, _listener: listener }
    }
}

impl Endpoint for PortEnd {
    fn post(&self, message: &JsValue, transfer: &Array) -> Result<(), JsError> {
        Ok(self.port.post_message_with_transferable(message, transfer)?)
    }

    fn close(&self) {
        self.port.close();
    }
}
