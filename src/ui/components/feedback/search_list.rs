//! A field and the list that it narrows: the palette and the pickers are made of it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Html, Properties, UseStateHandle, classes, component, hook, html, use_effect_with,
    use_node_ref, use_state_eq,
};

use crate::ui::components::icons::{Icon, icon};
use crate::ui::hooks::use_id;
use crate::web::{dom, global};

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: AttrValue,
    pub label: AttrValue,
    /// Beside the label: a date, a count.
    pub hint: Option<AttrValue>,
    pub shortcut: Option<AttrValue>,
    pub icon: Option<Icon>,
    /// Why it cannot be chosen now.
    pub disabled: Option<AttrValue>,
}

impl Entry {
    pub fn new(id: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { id: id.into(), label: label.into(), hint: None, shortcut: None, icon: None, disabled: None }
    }
}

/// What is typed and where the list stands, in the hands of who shows it.
#[derive(Clone, PartialEq)]
pub struct Typed {
    query: UseStateHandle<AttrValue>,
    active: UseStateHandle<usize>,
}

/// A list in which nothing is typed.
#[hook]
pub fn use_typed() -> Typed {
    Typed { query: use_state_eq(AttrValue::default), active: use_state_eq(|| 0) }
}

impl Typed {
    /// Another text: the list stands at its beginning again.
    pub fn set(&self, text: impl Into<AttrValue>) {
        self.query.set(text.into());
        self.active.set(0);
    }
}

#[derive(Properties, PartialEq, Clone)]
pub struct SearchListProps {
    /// Name of the field and the list.
    pub label: AttrValue,
    pub placeholder: AttrValue,
    pub entries: Vec<Entry>,
    /// The entry that stands now.
    #[prop_or_default]
    pub selected: Option<AttrValue>,
    /// What is said when nothing fits.
    pub empty: AttrValue,
    pub onchoose: Callback<AttrValue>,
    /// Whether the list is on the screen. One that waits takes no focus.
    #[prop_or(true)]
    pub shown: bool,
    /// Of a list that stays when it is not shown: who shows it takes away what was typed.
    #[prop_or_default]
    pub typed: Option<Typed>,
    /// The entries as they are at this moment, where those of the last drawing may lag behind.
    #[prop_or_default]
    pub latest: Option<Callback<(), Vec<Entry>>>,
}

/// Entries shown at once; more would only be scrolled past.
const MOST: usize = 200;

/// See the module. Arrow keys move, Enter chooses; the focus stays in the field.
#[component]
pub fn SearchList(props: &SearchListProps) -> Html {
    let id = use_id();
    let own = use_typed();
    let typed = props.typed.clone().unwrap_or(own);
    let Typed { query, active } = typed.clone();
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(props.shown, move |shown| {
            if let Some(input) = field.cast::<HtmlElement>().filter(|_| *shown) {
                dom::focus(&input);
            }
        });
    }
    let found: Vec<&Entry> = rank(&props.entries, &query).into_iter().take(MOST).collect();
    let current = (*active).min(found.len().saturating_sub(1));
    {
        let row = format!("{id}-{current}");
        use_effect_with((current, found.len()), move |_| {
            let element = global::document().and_then(|d| d.get_element_by_id(&row));
            if let Some(element) = element {
                scroll_into_view(element.unchecked_ref());
            }
        });
    }
    let oninput = Callback::from(move |text: String| typed.set(text));
    let onkeydown = keys(props, &query, &active, (current, found.len()));
    html! {
        <div class="search-list">
            <input
                type="text" role="combobox" class="input search" ref={field} aria-label={props.label.clone()}
                placeholder={props.placeholder.clone()} value={(*query).clone()} autocomplete="off" spellcheck="false"
                aria-expanded="true" aria-autocomplete="list" aria-controls={format!("{id}-list")}
                aria-activedescendant={(!found.is_empty()).then(|| format!("{id}-{current}"))}
                oninput={oninput.reform(|e: web_sys::InputEvent| crate::ui::components::form::typed(&e))} {onkeydown}
            />
            <div class="entries" role="listbox" id={format!("{id}-list")} aria-label={props.label.clone()}>
                for (i, entry) in found.iter().enumerate() {
                    { row(entry, format!("{id}-{i}"), i == current, props.selected.as_ref() == Some(&entry.id), &props.onchoose) }
                }
            </div>
            if found.is_empty() { <p class="none" role="status">{ &props.empty }</p> }
        </div>
    }
}

/// Keys of the field, with the entry that stands now and how many there are.
fn keys(
    props: &SearchListProps,
    query: &UseStateHandle<AttrValue>,
    active: &UseStateHandle<usize>,
    (current, count): (usize, usize),
) -> Callback<KeyboardEvent> {
    let (active, drawn, props) = (active.setter(), query.clone(), props.clone());
    Callback::from(move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" if count > 0 => active.set((current + 1) % count),
            "ArrowUp" if count > 0 => active.set((current + count - 1) % count),
            "PageDown" => active.set((current + 10).min(count.saturating_sub(1))),
            "PageUp" => active.set(current.saturating_sub(10)),
            "Enter" => {
                // Fast fingers are ahead of the drawing: what stands in the field counts.
                let text = crate::ui::components::form::typed(&event);
                let at = if text == **drawn { current } else { 0 };
                if let Some(id) = props.chosen(&text, at) {
                    props.onchoose.emit(id);
                }
            }
            _ => return,
        }
        event.prevent_default();
    })
}

impl SearchListProps {
    /// The entry at this place among those that fit the text, if it can be chosen.
    fn chosen(&self, text: &str, at: usize) -> Option<AttrValue> {
        let latest = self.latest.as_ref().map(|latest| latest.emit(()));
        let found = rank(latest.as_ref().unwrap_or(&self.entries), text);
        let entry = found.get(at).or(found.last())?;
        entry.disabled.is_none().then(|| entry.id.clone())
    }
}

fn row(entry: &Entry, id: String, current: bool, selected: bool, onchoose: &Callback<AttrValue>) -> Html {
    let onclick = {
        let (entry, onchoose) = (entry.clone(), onchoose.clone());
        Callback::from(move |_: MouseEvent| {
            if entry.disabled.is_none() {
                onchoose.emit(entry.id.clone());
            }
        })
    };
    html! {
        <div
            key={entry.id.to_string()} {id} role="option" class={classes!("entry", current.then_some("current"))}
            aria-selected={if selected { "true" } else { "false" }}
            aria-disabled={entry.disabled.as_ref().map(|_| "true")} {onclick}
        >
            if let Some(sign) = entry.icon { { icon(sign) } }
            <span class="name">{ &entry.label }</span>
            if let Some(hint) = entry.disabled.as_ref().or(entry.hint.as_ref()) { <span class="hint">{ hint }</span> }
            if let Some(keys) = &entry.shortcut { <kbd>{ keys }</kbd> }
            if selected { { icon(Icon::Check) } }
        </div>
    }
}

fn scroll_into_view(element: &HtmlElement) {
    let Some(list) = element.offset_parent().and_then(|p| p.dyn_into::<HtmlElement>().ok()) else { return };
    let (top, height) = (element.offset_top(), element.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if top + height > list.scroll_top() + list.client_height() {
        list.set_scroll_top(top + height - list.client_height());
    }
}

/// The entries that hold every word of the query, those whose label begins with it first; else in their order.
fn rank<'a>(entries: &'a [Entry], query: &str) -> Vec<&'a Entry> {
    let query = query.trim().to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(bool, &Entry)> = entries
        .iter()
        .filter_map(|entry| {
            let label = entry.label.to_lowercase();
            let hint = entry.hint.as_ref().map(|h| h.to_lowercase()).unwrap_or_default();
            let fits = words.iter().all(|w| label.contains(w) || hint.contains(w));
            fits.then(|| (!label.starts_with(&query), entry))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, entry)| entry).collect()
}
