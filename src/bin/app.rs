//! The page's program.

use fueltune_analyzer::app::boot;
use fueltune_analyzer::ui::{App, AppProps, install_crash_screen};
use fueltune_analyzer::web::{global, log};

/// The element that holds the application; made where the page has none.
fn root() -> Option<web_sys::Element> {
    const ID: &str = "app";
    let document = global::document()?;
    if let Some(element) = document.get_element_by_id(ID) {
        return Some(element);
    }
    let element = document.create_element("div").ok()?;
    element.set_id(ID);
    document.body()?.append_child(&element).ok()?;
    Some(element)
}

fn main() {
    log::install();
    install_crash_screen();
    let Some(root) = root() else {
        tracing::error!("the page has no body");
        return;
    };
    let cx = boot::prepare();
    boot::start(&cx);
    yew::Renderer::<App>::with_root_and_props(root, AppProps { cx }).render();
}
