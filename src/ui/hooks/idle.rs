use yew::{hook, use_effect_with, use_state_eq};

use crate::web::{frame, task};

/// Whether the browser had nothing else to do since the first drawing: for what may come after everything that is waited
/// for. Nobody asks where it is not `wanted`.
#[hook]
pub fn use_idle(wanted: bool) -> bool {
    let was = use_state_eq(|| false);
    {
        let was = was.setter();
        use_effect_with(wanted, move |wanted| {
            if *wanted {
                task::spawn(async move {
                    frame::idle().await;
                    was.set(true);
                });
            }
        });
    }
    *was
}
