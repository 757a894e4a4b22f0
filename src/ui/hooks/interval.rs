use gloo::timers::callback::Interval;
use yew::{hook, use_effect_with, use_reducer};

struct Count(u32);

impl yew::Reducible for Count {
    type Action = ();

    fn reduce(self: std::rc::Rc<Self>, (): ()) -> std::rc::Rc<Self> {
        std::rc::Rc::new(Count(self.0.wrapping_add(1)))
    }
}

/// A counter that rises every so many milliseconds while the component is there and `on` is set.
#[hook]
pub fn use_interval(ms: u32, on: bool) -> u32 {
    let count = use_reducer(|| Count(0));
    let tick = count.dispatcher();
    use_effect_with((ms, on), move |&(ms, on)| {
        let timer = on.then(|| Interval::new(ms, move || tick.dispatch(())));
        move || drop(timer)
    });
    count.0
}

/// A counter and a callback that raises it: a dependency that asks again on request.
#[hook]
pub fn use_again() -> (u32, yew::Callback<()>) {
    let count = use_reducer(|| Count(0));
    let tick = count.dispatcher();
    // Whoever keeps the callback of an early render raises the counter all the same.
    (count.0, yew::Callback::from(move |()| tick.dispatch(())))
}
