//! What stands on the page after its program has ended. Nothing of the application can be used here: the screen is
//! made with the plainest means, and its button is a form that loads the page anew.

use wasm_bindgen::JsCast;

use crate::app::mirror;
use crate::i18n::I18n;
use crate::t;
use crate::web::global;

/// Shows the screen when the page's program ends.
pub fn install() {
    let before = std::panic::take_hook();
    // By yew's own door: it would put its hook in the place of any other at the first drawing.
    yew::set_custom_panic_hook(Box::new(move |info| {
        before(info);
        show(&info.to_string());
    }));
}

fn show(details: &str) -> Option<()> {
    let i18n = I18n::new(mirror::first_settings().lang);
    let document = global::document()?;
    // What is left of the page may fail again; once is enough.
    if document.query_selector(".crash").ok()?.is_some() {
        return None;
    }
    let make = |tag: &str, class: &str, text: &str| -> Option<web_sys::Element> {
        let element = document.create_element(tag).ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(text));
        Some(element)
    };
    let screen = make("div", "crash", "")?;
    screen.set_attribute("role", "alertdialog").ok()?;
    screen.set_attribute("aria-label", &t!(i18n, "frame-crashed")).ok()?;
    let form = make("form", "panel", "")?;
    form.append_child(&*make("h2", "", &t!(i18n, "frame-crashed"))?).ok()?;
    form.append_child(&*make("p", "", &t!(i18n, "frame-crashed-text"))?).ok()?;
    let reload = make("button", "btn primary", &t!(i18n, "frame-reload"))?;
    form.append_child(&reload).ok()?;
    form.append_child(&*make("pre", "muted", details)?).ok()?;
    screen.append_child(&form).ok()?;
    // Nothing behind it answers any more, so neither a key nor a pointer gets there.
    if let Some(app) = document.query_selector(".app").ok()? {
        app.set_attribute("inert", "").ok()?;
    }
    document.body()?.append_child(&screen).ok()?;
    reload.dyn_into::<web_sys::HtmlElement>().ok()?.focus().ok()
}
