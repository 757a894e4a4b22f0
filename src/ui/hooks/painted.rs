use yew::{hook, use_effect_with, use_state_eq};

use crate::web::{frame, task};

/// The value as it was when the page was last painted: for what may come a frame later than what the user does.
#[hook]
pub fn use_painted<T: Clone + PartialEq + 'static>(value: T) -> T {
    let shown = use_state_eq(|| value.clone());
    {
        let shown = shown.setter();
        use_effect_with(value, move |value| {
            let value = value.clone();
            task::spawn(async move {
                frame::painted().await;
                shown.set(value);
            });
        });
    }
    (*shown).clone()
}
