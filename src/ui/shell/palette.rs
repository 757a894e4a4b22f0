use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, HtmlInputElement};
use yew::{AttrValue, Callback, Html, NodeRef, component, hook, html, use_effect_with, use_node_ref};

use crate::app::cx::{AppCx, Overlay};
use crate::app::navigation;
use crate::app::route::{Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::i18n::{I18n, date};
use crate::t;
use crate::ui::commands::{Command, page_commands, shortcut_label};
use crate::ui::components::feedback::{Entry, SearchList, Typed, on_backdrop, on_cancel, use_typed};
use crate::ui::components::icons::Icon;
use crate::ui::pages;
use crate::web::{JsError, dom, global};

const PAGE: &str = "page:";
const SESSION: &str = "session:";

/// Every command and every session, narrowed by typing. It waits closed and opens within the key press that asks for it:
/// what is typed right behind the shortcut has to find the field, not the keys of the page.
#[component]
pub fn Palette() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let node = use_node_ref();
    let open = *use_select(&cx.overlay, |overlay| *overlay == Overlay::Palette);
    let typed = use_typed();
    use_at_once(&cx, &node, &typed);
    let onclose = {
        let cx = cx.clone();
        Callback::from(move |()| cx.overlay.set(Overlay::Nothing))
    };
    let onchoose = {
        let cx = cx.clone();
        Callback::from(move |id: AttrValue| {
            cx.overlay.set(Overlay::Nothing);
            choose(&cx, &id);
        })
    };
    let latest = {
        let cx = cx.clone();
        Callback::from(move |()| entries(&cx, i18n))
    };
    html! {
        <dialog
            ref={node} class="dialog palette" aria-label={t!(i18n, "frame-command-palette")}
            oncancel={on_cancel(&onclose)} onclick={on_backdrop(&onclose)}
        >
            <SearchList
                label={t!(i18n, "frame-command-palette")} placeholder={t!(i18n, "frame-search")}
                entries={if open { entries(&cx, i18n) } else { Vec::new() }} shown={open} {typed} {latest} empty={t!(i18n, "frame-nothing-found")} {onchoose}
            />
        </dialog>
    }
}

/// Opens and closes the dialog with the state, before anything is drawn. It opens with an empty field: of a palette that is
/// closed and opened within one task no drawing ever sees that it was closed.
#[hook]
fn use_at_once(cx: &AppCx, node: &NodeRef, typed: &Typed) {
    let (node, typed) = (node.clone(), typed.clone());
    use_effect_with(cx.overlay.clone(), move |overlay| {
        let before: RefCell<Option<HtmlElement>> = RefCell::default();
        let subscription = overlay.subscribe(move |state| {
            let Some(dialog) = node.cast::<HtmlDialogElement>() else { return };
            let open = **state == Overlay::Palette;
            if open && !dialog.open() {
                *before.borrow_mut() = global::document().and_then(|d| d.active_element()?.dyn_into().ok());
                typed.set("");
                show(&dialog);
            } else if !open && dialog.open() {
                dialog.close();
                // The element that had the focus may be gone by now.
                if let Some(element) = before.borrow_mut().take().filter(|e| e.is_connected()) {
                    dom::focus(&element);
                }
            }
        });
        move || drop(subscription)
    });
}

fn show(dialog: &HtmlDialogElement) {
    if let Err(error) = dialog.show_modal() {
        tracing::warn!(error = %JsError::from(error), "the palette did not open");
    }
    let field = dialog.query_selector("input").ok().flatten();
    if let Some(field) = field.and_then(|f| f.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value("");
        dom::focus(&field);
    }
}

fn entries(cx: &AppCx, i18n: I18n) -> Vec<Entry> {
    let mut entries: Vec<Entry> = page_commands()
        .into_iter()
        .filter(|command| !command.told_only)
        .map(|command| Entry {
            shortcut: shortcut_label(command.shortcut),
            icon: command.icon,
            disabled: command.disabled.as_ref().map(|reason| i18n.message(reason).into()),
            ..Entry::new(format!("{PAGE}{}", command.id), i18n.message(&command.label))
        })
        .collect();
    entries.extend(Command::all(cx).into_iter().filter(|c| *c != Command::Palette).map(|command| Entry {
        shortcut: shortcut_label(command.shortcut()),
        icon: Some(command.icon()),
        disabled: command.enabled(cx).err().map(|reason| i18n.message(&reason).into()),
        ..Entry::new(command.id(), command.label(i18n))
    }));
    if pages::of(&Route::Sessions).is_some() {
        entries.extend(cx.library.get().sessions().iter().map(|session| Entry {
            hint: Some(date::date_time(i18n.lang, session.wall_ms, 0).into()),
            icon: Some(Icon::Sessions),
            ..Entry::new(format!("{SESSION}{}", session.id), session.name.clone())
        }));
    }
    entries
}

fn choose(cx: &AppCx, id: &str) {
    if let Some(name) = id.strip_prefix(PAGE) {
        if let Some(command) = page_commands().into_iter().find(|c| c.id == name) {
            command.run.emit(());
        }
    } else if let Some(session) = id.strip_prefix(SESSION) {
        navigation::navigate(cx, Route::Session(session.to_owned(), SessionTab::default()));
    } else if let Some(command) = Command::all(cx).into_iter().find(|c| c.id() == id) {
        command.run(cx);
    }
}
