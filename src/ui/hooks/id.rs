use std::cell::Cell;

use yew::{AttrValue, hook, use_memo};

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// An id for this component's element, for `for`, `aria-labelledby` and the like.
#[hook]
pub fn use_id() -> AttrValue {
    (*use_memo((), |()| {
        let n = NEXT.with(|next| next.replace(next.get() + 1));
        AttrValue::from(format!("ft{n}"))
    }))
    .clone()
}
