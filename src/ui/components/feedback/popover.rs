//! What opens beside a button: a box, a menu, a list to pick from.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, KeyboardEvent, MouseEvent, Node, NodeList};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, classes, component, html, use_effect_with,
    use_node_ref, use_state_eq,
};

use crate::ui::components::icons::{Icon, icon};
use crate::ui::hooks::{use_document_event, use_id};
use crate::web::{JsError, dom, global};

#[derive(Properties, PartialEq)]
pub struct PopoverProps {
    /// What stands in the button.
    pub trigger: Html,
    /// Name of the button where the trigger is no text.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub class: AttrValue,
    pub open: bool,
    /// The user wants it open or closed.
    pub ontoggle: Callback<bool>,
    /// `menu`, `dialog` or `listbox`.
    #[prop_or(AttrValue::Static("dialog"))]
    pub kind: AttrValue,
    /// Right edges line up instead of left ones.
    #[prop_or_default]
    pub end: bool,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    #[prop_or_default]
    pub children: Html,
}

/// A button and the box that it opens. Escape, a click elsewhere or leaving it with Tab close it.
#[component]
pub fn Popover(props: &PopoverProps) -> Html {
    let id = use_id();
    let root = use_node_ref();
    let button = use_node_ref();
    let shown = use_node_ref();
    let open = props.open;
    {
        let shown = shown.clone();
        use_effect_with(open, move |_| {
            if let Some(shown) = shown.cast::<HtmlElement>() {
                keep_in_sight(&shown);
            }
        });
    }
    {
        let (root, close) = (root.clone(), props.ontoggle.clone());
        use_document_event("pointerdown", move |event: &Event| {
            if open && !holds(&root, event.target().and_then(|t| t.dyn_into::<Node>().ok()).as_ref()) {
                close.emit(false);
            }
        });
    }
    let onkeydown = {
        let (close, button) = (props.ontoggle.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if open && event.key() == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                close.emit(false);
                focus(&button);
            }
        })
    };
    let onfocusout = {
        let (root, close) = (root.clone(), props.ontoggle.clone());
        Callback::from(move |event: FocusEvent| {
            let next = event.related_target().and_then(|t| t.dyn_into::<Node>().ok());
            if open && next.is_some() && !holds(&root, next.as_ref()) {
                close.emit(false);
            }
        })
    };
    html! {
        <div class={classes!("popover", props.end.then_some("end"))} ref={root} {onkeydown} {onfocusout}>
            <button
                type="button" ref={button} class={classes!(props.class.to_string())} aria-label={props.label.clone()}
                title={props.label.clone()} aria-haspopup={props.kind.clone()}
                aria-expanded={if open { "true" } else { "false" }} aria-controls={open.then(|| id.clone())}
                onclick={props.ontoggle.reform(move |_: MouseEvent| !open)} data-testid={props.testid.clone()}
            >
                { props.trigger.clone() }
            </button>
            if open { <div class="popover-box" {id} ref={shown}>{ props.children.clone() }</div> }
        </div>
    }
}

/// Room between a box and the edge of what it has to stay in, px.
const EDGE_PX: f64 = 8.0;

/// Moves a box that would stick out at a side of the window, or lie under the rail.
fn keep_in_sight(shown: &HtmlElement) {
    let Some(document) = global::document() else { return };
    let right = document.document_element().map_or(0.0, |root| f64::from(root.client_width())) - EDGE_PX;
    // What hangs on the bar above or on the rail has the whole window.
    let main = shown.closest("main").ok().flatten();
    let left = main.map_or(0.0, |main| main.get_bounding_client_rect().left()) + EDGE_PX;
    let place = shown.get_bounding_client_rect();
    let by = (left - place.left()).max(0.0) + (right - place.right()).min(0.0);
    if by.abs() >= 1.0
        && let Err(error) = shown.style().set_property("translate", &format!("{by:.0}px"))
    {
        tracing::warn!(error = %JsError::from(error), "a box stays where it sticks out");
    }
}

fn holds(root: &NodeRef, node: Option<&Node>) -> bool {
    root.get().is_some_and(|root| root.contains(node))
}

fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        dom::focus(&element);
    }
}

/// An entry of a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuItem {
    pub label: AttrValue,
    pub icon: Option<Icon>,
    /// Its shortcut, as text.
    pub shortcut: Option<AttrValue>,
    /// Why it cannot be used now.
    pub disabled: Option<AttrValue>,
    pub danger: bool,
    pub onclick: Callback<()>,
}

impl MenuItem {
    pub fn new(label: impl Into<AttrValue>, onclick: impl Into<Callback<()>>) -> Self {
        let onclick = onclick.into();
        Self { label: label.into(), icon: None, shortcut: None, disabled: None, danger: false, onclick }
    }

    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    #[must_use]
    pub fn danger(self) -> Self {
        Self { danger: true, ..self }
    }

    #[must_use]
    pub fn disabled(self, reason: Option<AttrValue>) -> Self {
        Self { disabled: reason, ..self }
    }
}

#[derive(Properties, PartialEq)]
pub struct MenuProps {
    /// Name of the button.
    pub label: AttrValue,
    /// What stands in the button; three dots if nothing is given.
    #[prop_or_default]
    pub trigger: Option<Html>,
    #[prop_or(AttrValue::Static("btn icon quiet"))]
    pub class: AttrValue,
    pub items: Vec<MenuItem>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A button with a menu: arrow keys, Home and End move, Enter chooses.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with(*open, move |open| {
            if *open {
                move_focus(&list, "Home");
            }
        });
    }
    let onkeydown = {
        let list = list.clone();
        Callback::from(move |event: KeyboardEvent| {
            if move_focus(&list, &event.key()) {
                event.prevent_default();
            }
        })
    };
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |now| open.set(now))
    };
    let trigger = props.trigger.clone().unwrap_or_else(|| icon(Icon::More));
    html! {
        <Popover
            {trigger} label={props.label.clone()} class={props.class.clone()} open={*open} ontoggle={ontoggle.clone()}
            kind="menu" end={true} testid={props.testid.clone()}
        >
            <div class="menu" role="menu" aria-label={props.label.clone()} ref={list} {onkeydown}>
                for item in props.items.iter() { { menu_item(item, &ontoggle) } }
            </div>
        </Popover>
    }
}

fn menu_item(item: &MenuItem, ontoggle: &Callback<bool>) -> Html {
    let onclick = {
        let (item, ontoggle) = (item.clone(), ontoggle.clone());
        Callback::from(move |_: MouseEvent| {
            if item.disabled.is_none() {
                ontoggle.emit(false);
                item.onclick.emit(());
            }
        })
    };
    html! {
        <button
            key={item.label.to_string()} type="button" role="menuitem" tabindex="-1"
            class={classes!("menu-item", item.danger.then_some("danger"))}
            aria-disabled={item.disabled.as_ref().map(|_| "true")} title={item.disabled.clone()} {onclick}
        >
            if let Some(sign) = item.icon { { icon(sign) } }
            <span>{ &item.label }</span>
            if let Some(keys) = &item.shortcut { <kbd>{ keys }</kbd> }
        </button>
    }
}

/// Moves the focus among the buttons of a list; true if the key was one of its keys.
fn move_focus(list: &NodeRef, key: &str) -> bool {
    let Some(list) = list.cast::<Element>() else { return false };
    let Ok(items) = list.query_selector_all("[role=menuitem]") else { return false };
    let count = items.length();
    let active = (0..count).find(|i| has_focus(&items, *i));
    let next = match (key, active) {
        ("ArrowDown", Some(i)) => (i + 1) % count.max(1),
        ("ArrowUp", Some(i)) => (i + count - 1) % count.max(1),
        ("Home", _) | ("ArrowDown", None) => 0,
        ("End", _) | ("ArrowUp", None) => count.saturating_sub(1),
        _ => return false,
    };
    if let Some(element) = items.get(next).and_then(|n| n.dyn_into::<HtmlElement>().ok()) {
        dom::focus(&element);
    }
    true
}

fn has_focus(items: &NodeList, index: u32) -> bool {
    let active = crate::web::global::document().and_then(|d| d.active_element());
    match (items.get(index), active) {
        (Some(node), Some(active)) => node.is_same_node(Some(&active)),
        _ => false,
    }
}

/// Whether an event comes from a control that takes its key, so that shortcuts leave it alone: letters are for fields,
/// arrows for fields, radio buttons and sliders.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target_dyn_into::<Element>() else { return false };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => {
            let kind = element.get_attribute("type").unwrap_or_default();
            match kind.as_str() {
                "radio" | "range" => event.key().starts_with("Arrow"),
                kind => !matches!(kind, "checkbox" | "button" | "file"),
            }
        }
        _ => element.get_attribute("contenteditable").is_some_and(|v| v != "false"),
    }
}
