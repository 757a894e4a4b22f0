//! What could be written next, as a list below the field.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};
use yew::{AttrValue, Callback, Html, classes, html};

use crate::engine::expr::{Function, Suggestion, SuggestionKind};
use crate::i18n::I18n;
use crate::t;
use crate::web::global;

/// Id of an entry.
pub fn option_id(id: &AttrValue, index: usize) -> String {
    format!("{id}-option-{index}")
}

/// The list; it is there, and empty, while it is closed, since the field names it.
pub fn list(
    i18n: I18n,
    id: &AttrValue,
    suggestions: &[Suggestion],
    current: Option<usize>,
    take: &Callback<Suggestion>,
) -> Html {
    let shown = if current.is_some() { suggestions } else { &[] };
    html! {
        <>
            <ul
                class={classes!("expr-list", current.is_some().then_some("open"))} id={format!("{id}-list")} role="listbox"
                aria-label={t!(i18n, "expr-suggestions")} tabindex="-1"
            >
                for (i, suggestion) in shown.iter().enumerate() {
                    { entry(i18n, option_id(id, i), suggestion, current == Some(i), take) }
                }
            </ul>
            <p class="visually-hidden" role="status">
                if current.is_some() { { t!(i18n, "expr-suggestions-count", n = suggestions.len()) } }
            </p>
        </>
    }
}

fn entry(
    i18n: I18n,
    id: String,
    suggestion: &Suggestion,
    current: bool,
    take: &Callback<Suggestion>,
) -> Html {
    let onclick = {
        let suggestion = suggestion.clone();
        take.reform(move |_: MouseEvent| suggestion.clone())
    };
    // The focus stays in the field.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let unit = suggestion.unit.map_or("", crate::engine::units::Unit::symbol);
    html! {
        <li
            key={id.clone()} {id} role="option" class={classes!(current.then_some("current"))}
            aria-selected={if current { "true" } else { "false" }} {onclick} {onmousedown}
        >
            <code>{ &suggestion.label }</code>
            <span class="what">{ what(i18n, suggestion) }</span>
            if !unit.is_empty() { <span class="unit">{ unit }</span> }
        </li>
    }
}

/// What an entry is, in words.
fn what(i18n: I18n, suggestion: &Suggestion) -> AttrValue {
    let key = match suggestion.kind {
        SuggestionKind::Channel => {
            return match &suggestion.source {
                Some(source) if *source != suggestion.label => source.clone().into(),
                _ => t!(i18n, "expr-kind-channel").into(),
            };
        }
        SuggestionKind::Function => {
            let name = suggestion.insert.trim_end_matches('(');
            return match Function::from_name(name) {
                Some(function) => i18n.t(&format!("expr-function-{}", function.slug())).into_owned().into(),
                None => t!(i18n, "expr-kind-function").into(),
            };
        }
        SuggestionKind::Constant => t!(i18n, "expr-kind-constant"),
        SuggestionKind::Operator => t!(i18n, "expr-kind-operator"),
        SuggestionKind::Unit => t!(i18n, "expr-kind-unit"),
        SuggestionKind::Table => t!(i18n, "expr-kind-table"),
        SuggestionKind::State => t!(i18n, "expr-kind-state"),
    };
    key.into()
}

/// Scrolls the list, and nothing else, to the entry that is marked.
pub fn reveal(id: &str, current: usize) {
    let found =
        global::document().and_then(|d| d.get_element_by_id(&option_id(&id.to_owned().into(), current)));
    let Some(entry) = found.and_then(|e| e.dyn_into::<HtmlElement>().ok()) else { return };
    let Some(list) = entry.parent_element() else { return };
    let (top, height) = (entry.offset_top(), entry.offset_height());
    let (from, room) = (list.scroll_top(), list.client_height());
    if top < from {
        list.set_scroll_top(top);
    } else if top + height > from + room {
        list.set_scroll_top(top + height - room);
    }
}
