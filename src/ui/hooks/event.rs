use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::EventTarget;
use yew::{hook, use_effect_with, use_mut_ref};

use crate::web::{events, global};

type Handler<E> = Rc<RefCell<Box<dyn Fn(&E)>>>;

/// Handles an event of the window as long as the component is there. The handler may call `preventDefault`; the one
/// of the latest render is used.
#[hook]
pub fn use_window_event<E, F>(name: &'static str, handler: F)
where
    E: JsCast + 'static,
    F: Fn(&E) + 'static,
{
    let latest: Handler<E> = use_latest(handler);
    use_effect_with(name, move |name| {
        let target = global::window().map(JsCast::unchecked_into::<EventTarget>);
        let listener = target.map(|t| events::on_active::<E>(&t, name, false, move |e| (latest.borrow())(e)));
        move || drop(listener)
    });
}

/// As [`use_window_event`], at the document and before any element hears of it.
#[hook]
pub fn use_document_event<E, F>(name: &'static str, handler: F)
where
    E: JsCast + 'static,
    F: Fn(&E) + 'static,
{
    let latest: Handler<E> = use_latest(handler);
    use_effect_with(name, move |name| {
        let target = global::document().map(JsCast::unchecked_into::<EventTarget>);
        let listener = target.map(|t| events::on_active::<E>(&t, name, true, move |e| (latest.borrow())(e)));
        move || drop(listener)
    });
}

#[hook]
fn use_latest<E, F>(handler: F) -> Handler<E>
where
    E: 'static,
    F: Fn(&E) + 'static,
{
    let latest: Handler<E> = use_mut_ref(|| Box::new(|_: &E| ()) as Box<dyn Fn(&E)>);
    *latest.borrow_mut() = Box::new(handler);
    latest
}
