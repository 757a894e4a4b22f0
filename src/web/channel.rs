//! Talking to the other tabs of this origin.

use wasm_bindgen::JsValue;
use web_sys::{BroadcastChannel, MessageEvent};

use super::JsError;
use super::events::{self, Listener};

/// An open channel; dropping it closes it. Nobody hears what they say themselves.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Channel {
    /// Joins the channel of this name.
    pub fn open(name: &str, handle: impl Fn(JsValue) + 'static) -> Result<Self, JsError> {
        let channel = BroadcastChannel::new(name)?;
        let listener = events::on::<MessageEvent>(&channel, "message", move |event| handle(event.data()));
        Ok(Self { channel, _listener: listener })
    }

    /// Says something to everybody else.
    pub fn say(&self, message: &JsValue) -> Result<(), JsError> {
        Ok(self.channel.post_message(message)?)
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
