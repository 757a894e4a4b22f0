//! The hidden input behind "Import", and moving focus and view to an element.

use web_sys::{Event, HtmlElement, HtmlInputElement};
use yew::{Callback, Html, NodeRef, Properties, TargetCast, component, html};

use crate::app::select::{use_cx, use_i18n};
use crate::app::services::{self, vehicles};
use crate::t;
use crate::web::{dom, global, ignore};

#[derive(Properties, PartialEq)]
pub struct VehicleFileProps {
    pub node: NodeRef,
}

/// Takes a file of vehicles. It is opened by [`choose`].
#[component]
pub fn VehicleFile(props: &VehicleFileProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            services::start(&cx, |cx| async move { vehicles::import(&cx, file).await });
        }
        // The same file may be chosen again after it was put right.
        input.set_value("");
    });
    html! {
        <input
            type="file" accept=".json,application/json" class="visually-hidden" tabindex="-1" ref={props.node.clone()}
            aria-label={t!(i18n, "vehicles-import-input")} data-testid="vehicle-file" {onchange}
        />
    }
}

/// Asks the user for a file.
pub fn choose(node: &NodeRef) {
    if let Some(input) = node.cast::<HtmlElement>() {
        input.click();
    }
}

/// Moves the focus to an element, where it is on the page.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = global::document().and_then(|d| d.get_element_by_id(id));
    if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        dom::focus(&element);
    }
}

/// Brings an element into view, where it is not there already.
pub fn reveal(node: &NodeRef) {
    let Some(element) = node.get() else { return };
    let options = js_sys::Object::new();
    global::set(&options, "block", &"nearest".into());
    // A browser that knows no options still scrolls.
    ignore(global::call(&element, "scrollIntoView", &[options.into()]));
}
