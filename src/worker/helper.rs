//! A helper's side: reads the parts of a file that the worker gives it, one after the other.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::columns;
use super::wire::{self, Endpoint, Slots, WorkerEnd};
use crate::build_info::BUILD_ID;
use crate::engine::import::{Part, PartPlan, PartReader};
use crate::protocol::{FromHelper, PROTOCOL, ToHelper};
use crate::web::events::{self, Listener};
use crate::web::{ignore, log};

/// One helper.
pub struct Helper {
    end: Rc<dyn Endpoint>,
    plan: RefCell<Option<PartPlan>>,
    /// Bytes of the part at hand.
    bytes: RefCell<Vec<u8>>,
}

impl Helper {
    /// A helper at this end of a line; it says that it listens.
    pub fn serve(end: Rc<dyn Endpoint>) -> Rc<Helper> {
        let helper = Rc::new(Helper { end, plan: RefCell::default(), bytes: RefCell::default() });
        helper.say(&FromHelper::Ready { protocol: PROTOCOL, build: BUILD_ID.to_owned() }, &Slots::new());
        helper
    }

    /// Takes one message.
    pub fn hear(&self, data: &JsValue) {
        match wire::decode::<ToHelper>(data) {
            Ok((ToHelper::Plan(plan), _)) => *self.plan.borrow_mut() = Some(plan),
            Ok((ToHelper::Read { part, begun, bytes, len }, slots)) => {
                let read =
                    slots.buffer(bytes).and_then(|buffer| Some((buffer, self.read(&begun, buffer, len)?)));
                match read {
                    Some((buffer, Part { head, samples })) => {
                        let mut slots = Slots::new();
                        let samples = slots.push_buffer(columns::pack(&samples));
                        let bytes = slots.push_buffer(buffer.clone());
                        self.say(&FromHelper::Done { part, head, samples, bytes }, &slots);
                    }
                    None => self.say(&FromHelper::Failed { part }, &Slots::new()),
                }
            }
            Err(fault) => tracing::error!(%fault, "message to a helper"),
        }
    }

    fn read(&self, begun: &[u8], buffer: &ArrayBuffer, len: u32) -> Option<Part> {
        if len > buffer.byte_length() {
            return None;
        }
        let plan = self.plan.borrow();
        let mut copy = self.bytes.borrow_mut();
        copy.resize(len as usize, 0);
        Uint8Array::new_with_byte_offset_and_length(buffer, 0, len).copy_to(&mut copy);
        let mut reader = PartReader::new(plan.as_ref()?, (begun.len() + copy.len()) as u64);
        reader.feed(begun);
        reader.feed(&copy);
        reader.finish()
    }

    fn say(&self, message: &FromHelper, slots: &Slots) {
        if let Err(error) = wire::send(self.end.as_ref(), message, slots) {
            tracing::error!(%error, "message from a helper");
        }
    }
}

/// Program and listener, for as long as the thread lives.
#[allow(dead_code, reason = "held so that it goes on listening")]
struct Running(Rc<Helper>, Listener);

thread_local! {
    static HELPER: RefCell<Option<Running>> = const { RefCell::new(None) };
}

/// The helper's program.
pub(super) fn run(scope: &DedicatedWorkerGlobalScope) {
    let end: Rc<dyn Endpoint> = Rc::new(WorkerEnd(scope.clone()));
    let told = Rc::clone(&end);
    log::forward(move |entry| {
        if entry.target == log::PANIC_TARGET {
            let message = FromHelper::Panicked { text: entry.message.clone() };
            // Logging the failure would end up here again.
            ignore(wire::send(told.as_ref(), &message, &Slots::new()));
        }
    });
    let helper = Helper::serve(end);
    let hearing = Rc::clone(&helper);
    let listener = events::on::<MessageEvent>(scope, "message", move |event| hearing.hear(&event.data()));
    HELPER.with_borrow_mut(|slot| *slot = Some(Running(helper, listener)));
}
