//! Messages and what travels beside them.

use std::cell::RefCell;
use std::rc::Rc;

use fueltune_analyzer::protocol::{FromWorker, JobId, Progress, Stage, ToWorker};
use fueltune_analyzer::web::{download, macrotask};
use fueltune_analyzer::worker::wire::{self, Endpoint, PortEnd, Slots};
use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::MessageChannel;

const JOB: JobId = 7;

fn message() -> FromWorker {
    FromWorker::Progress {
        job: JOB,
        progress: Progress { stage: Stage::Process, done: 1.0, total: 2.0, rate: 0.5 },
    }
}

/// Sends an envelope through a real channel and gives it as it comes out.
async fn across(envelope: &JsValue, transfer: &Array) -> JsValue {
    let channel = MessageChannel::new().unwrap();
    let arrived: Rc<RefCell<Option<JsValue>>> = Rc::default();
    let arriving = Rc::clone(&arrived);
    let far = PortEnd::new(channel.port2(), move |data| *arriving.borrow_mut() = Some(data));
    let near = PortEnd::new(channel.port1(), |_| ());
    near.post(envelope, transfer).unwrap();
    while arrived.borrow().is_none() {
        macrotask::give_way().await;
    }
    far.close();
    let data = arrived.borrow_mut().take();
    data.unwrap()
}

#[wasm_bindgen_test]
async fn numbers_beside_a_message_are_moved_and_arrive_whole() {
    let mut slots = Slots::new();
    let numbers = slots.push_f32(&[1.5, f32::NAN, -3.0]);
    let (envelope, transfer) = wire::encode(&message(), &slots).unwrap();
    let arrived = across(&envelope, &transfer).await;
    // The sender's buffer is empty: nothing was copied.
    let sent: ArrayBuffer = envelope.unchecked_ref::<Array>().get(1).unchecked_into();
    assert_eq!(sent.byte_length(), 0);
    let (found, slots) = wire::decode::<FromWorker>(&arrived).unwrap();
    assert_eq!(found, message());
    let numbers = slots.f32s(numbers).unwrap().to_vec();
    assert_eq!((numbers.len(), numbers[0], numbers[2]), (3, 1.5, -3.0));
    assert!(numbers[1].is_nan());
}

#[wasm_bindgen_test]
async fn a_file_and_a_text_travel_beside_a_message() {
    let mut slots = Slots::new();
    let file = slots.push_blob(&download::text_blob("TIME,RPM\n", "text/csv").unwrap());
    let text = slots.push_text("colado");
    assert!(slots.is_resendable());
    let (envelope, transfer) = wire::encode(&ToWorker::Cancel { job: JOB }, &slots).unwrap();
    let (found, slots) = wire::decode::<ToWorker>(&across(&envelope, &transfer).await).unwrap();
    assert_eq!(found, ToWorker::Cancel { job: JOB });
    assert_eq!(slots.blob(file).unwrap().size(), 9.0);
    assert_eq!(slots.text(text).as_deref(), Some("colado"));
    assert!(slots.blob(text).is_none() && slots.f32s(file).is_none());
}

#[wasm_bindgen_test]
fn what_is_no_message_is_told_from_one() {
    for wrong in [JsValue::NULL, "hello".into(), Array::new().into(), Array::of1(&"x".into()).into()] {
        assert!(wire::decode::<ToWorker>(&wrong).is_err(), "{wrong:?}");
    }
}
