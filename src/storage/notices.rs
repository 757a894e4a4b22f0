//! Telling the other tabs, and the other half of this one, what changed.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::op::Op;
use super::schema::Store;
use crate::web::channel::Channel;
use crate::web::pubsub::PubSub;

/// Something changed in a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub store: Store,
    /// The record, or `None` for many.
    pub key: Option<String>,
    /// Whether the worker or another tab did it.
    pub elsewhere: bool,
}

impl Change {
    pub(super) fn new(store: Store, key: Option<String>) -> Self {
        Self { store, key, elsewhere: false }
    }

    /// What a write means to others; nothing for records that only the worker reads.
    pub(super) fn of(op: &Op) -> Option<Self> {
        (!op.store().is_bulk()).then(|| Self::new(op.store(), op.key().map(|k| k.to_string())))
    }
}

pub(super) struct Notices {
    changes: PubSub<Change>,
    channel: Option<Channel>,
}

impl Notices {
    /// Talks to everybody who has the database of this name open.
    pub fn open(name: &str) -> Self {
        let changes = PubSub::new();
        let heard = changes.clone();
        let channel = Channel::open(name, move |message| {
            for change in read(&message) {
                heard.emit(&change);
            }
        });
        if let Err(error) = &channel {
            tracing::warn!(%error, "cannot talk to other tabs");
        }
        Self { changes, channel: channel.ok() }
    }

    /// Talks to nobody else.
    pub fn local() -> Self {
        Self { changes: PubSub::new(), channel: None }
    }

    pub fn changes(&self) -> &PubSub<Change> {
        &self.changes
    }

    pub fn tell(&self, mut changes: Vec<Change>) {
        changes.dedup();
        if changes.is_empty() {
            return;
        }
        if let Some(channel) = &self.channel
            && let Err(error) = channel.say(&write(&changes))
        {
            tracing::warn!(%error, "cannot tell other tabs");
        }
        for change in &changes {
            self.changes.emit(change);
        }
    }
}

fn write(changes: &[Change]) -> JsValue {
    let one = |change: &Change| {
        let key = change.key.as_deref().map_or(JsValue::NULL, JsValue::from_str);
        Array::of2(&change.store.name().into(), &key)
    };
    changes.iter().map(one).collect::<Array>().into()
}

fn read(message: &JsValue) -> Vec<Change> {
    let Some(list) = message.dyn_ref::<Array>() else { return Vec::new() };
    list.iter()
        .filter_map(|entry| {
            let entry: Array = entry.dyn_into().ok()?;
            let store = Store::from_name(&entry.get(0).as_string()?)?;
            Some(Change { store, key: entry.get(1).as_string(), elsewhere: true })
        })
        .collect()
}
