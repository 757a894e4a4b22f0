use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::{Callback, hook, use_callback, use_effect_with, use_mut_ref};

/// A callback that hands on the last value once nothing new has come for `wait_ms`. Leaving the page drops what waits.
#[hook]
pub fn use_debounced<T: 'static>(wait_ms: u32, then: Callback<T>) -> Callback<T> {
    let timer: Rc<RefCell<Option<Timeout>>> = use_mut_ref(|| None);
    {
        let timer = Rc::clone(&timer);
        use_effect_with((), move |()| move || drop(timer.borrow_mut().take()));
    }
    use_callback((wait_ms, then), move |value: T, (wait_ms, then)| {
        let then = then.clone();
        // Putting the new timer in place drops, and so stops, the old one.
        *timer.borrow_mut() = Some(Timeout::new(*wait_ms, move || then.emit(value)));
    })
}
