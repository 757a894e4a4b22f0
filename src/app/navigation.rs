//! Addresses and the browser's history.

use web_sys::{Event, Window};

use super::cx::AppCx;
use super::route::Location;
use crate::web::events::{self, Listener};
use crate::web::{JsError, global};

/// The address of the moment.
pub fn current() -> Location {
    let hash = global::window().and_then(|w| w.location().hash().ok()).unwrap_or_default();
    Location::parse(&hash)
}

/// Follows back, forward and addresses typed by hand, as long as the listeners live.
pub fn follow(cx: &AppCx, window: &Window) -> [Listener; 2] {
    let follow = |cx: &AppCx| {
        let cx = cx.clone();
        move |_: &Event| put(&cx, current())
    };
    [events::on(window, "popstate", follow(cx)), events::on(window, "hashchange", follow(cx))]
}

/// Goes to a page; back returns to this one.
pub fn navigate(cx: &AppCx, to: impl Into<Location>) {
    go(cx, to.into(), false);
}

/// Changes the address without a step in the history: for view state that changes often.
pub fn replace(cx: &AppCx, to: impl Into<Location>) {
    go(cx, to.into(), true);
}

fn go(cx: &AppCx, to: Location, in_place: bool) {
    if *cx.location.get() == to {
        return;
    }
    if let Err(error) = write(&to, in_place) {
        // The page still changes; only reload and back are poorer.
        tracing::warn!(%error, "the address could not be changed");
    }
    put(cx, to);
}

fn put(cx: &AppCx, to: Location) {
    if *cx.location.get() != to {
        cx.location.set(to);
    }
}

fn write(to: &Location, in_place: bool) -> Result<(), JsError> {
    let window = global::window().ok_or_else(|| JsError::missing("window"))?;
    let location = window.location();
    // The whole path: a bare `#…` would be taken relative to the document's base.
    let address = format!("{}{}{to}", location.pathname()?, location.search()?);
    let history = window.history()?;
    let nothing = wasm_bindgen::JsValue::NULL;
    if in_place {
        history.replace_state_with_url(&nothing, "", Some(&address))?;
    } else {
        history.push_state_with_url(&nothing, "", Some(&address))?;
    }
    Ok(())
}
