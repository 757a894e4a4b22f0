//! The browser's edges that keep something: who listens, what took how long, how large a drawing is.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use fueltune_analyzer::web::monitor::{KEPT, Monitor, Operation, SLOW_MS};
use fueltune_analyzer::web::picture::size;
use fueltune_analyzer::web::pubsub::{PubSub, Subscription};
use wasm_bindgen_test::wasm_bindgen_test;

fn took(kind: &str, took_ms: f64) -> Operation {
    Operation { kind: kind.to_owned(), at_ms: 0.0, took_ms, ok: true }
}

#[wasm_bindgen_test]
fn the_figures_are_those_of_the_last_hundred_of_a_kind() {
    let mut monitor = Monitor::default();
    for n in 0..150 {
        monitor.record(took("import", f64::from(n)));
    }
    let stats = &monitor.stats()[0];
    // Left are 50 to 149.
    assert_eq!((stats.count, stats.min_ms, stats.max_ms), (100, 50.0, 149.0));
    assert_eq!((stats.avg_ms, stats.p95_ms), (99.5, 145.0));
}

#[wasm_bindgen_test]
fn only_the_last_thousand_are_remembered_and_the_slow_ones_found() {
    let mut monitor = Monitor::default();
    monitor.record(took("old", 5000.0));
    for _ in 0..KEPT - 1 {
        monitor.record(took("view", 3.0));
    }
    assert_eq!(monitor.slower_than(SLOW_MS).len(), 1);
    monitor.record(took("view", 1000.0));
    assert_eq!((monitor.operations().count(), monitor.slower_than(SLOW_MS).len()), (KEPT, 0));
}

#[wasm_bindgen_test]
fn a_dropped_subscription_hears_no_more() {
    let place = PubSub::<u32>::new();
    let sum = Rc::new(Cell::new(0));
    let heard = Rc::clone(&sum);
    let subscription = place.subscribe(move |n| heard.set(heard.get() + n));
    place.emit(&2);
    drop(subscription);
    place.emit(&40);
    assert_eq!((sum.get(), place.listeners()), (2, 0));
}

#[wasm_bindgen_test]
fn a_listener_may_end_another_while_it_is_told() {
    let place = PubSub::<()>::new();
    let other: Rc<RefCell<Option<Subscription>>> = Rc::default();
    let heard = Rc::new(Cell::new(0));
    let first = {
        let other = Rc::clone(&other);
        place.subscribe(move |()| drop(other.borrow_mut().take()))
    };
    let second = {
        let heard = Rc::clone(&heard);
        place.subscribe(move |()| heard.set(heard.get() + 1))
    };
    *other.borrow_mut() = Some(second);
    place.emit(&());
    assert_eq!(heard.get(), 0);
    drop(first);
}

#[wasm_bindgen_test]
fn a_drawings_size_is_that_of_its_view_box() {
    assert_eq!(size("<svg xmlns=\"x\" viewBox=\"0 0 720 320\">"), Some((720.0, 320.0)));
    assert_eq!(size("<svg viewBox=\"0 0 0 320\">"), None);
    assert_eq!(size("<svg>"), None);
}
