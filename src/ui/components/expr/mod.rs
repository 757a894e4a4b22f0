//! A field for an expression: what could be written next is offered, what is wrong is marked at its characters.
//!
//! The list opens while a word is being written, with Ctrl and Space, or with an arrow key; arrows move, Enter or Tab
//! take what is marked, Escape closes. By touch an entry is taken where it is tapped.

mod caret;
mod help;
mod suggest;

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Event, FocusEvent, HtmlElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, UseStateHandle, classes, component, html,
    use_effect_with, use_mut_ref, use_node_ref, use_state_eq,
};

pub use self::help::FunctionHelp;
use self::suggest::{list, option_id};
use crate::app::expr_words::expr_error;
use crate::app::select::use_i18n;
use crate::engine::expr::{Completion, Expr, ExprError, Names, Suggestion, complete};
use crate::i18n::I18n;
use crate::ui::hooks::use_id;
use crate::web::dom;

/// The names of a log as a property: equal when it is the same list.
#[derive(Clone)]
pub struct NamesRef(pub Rc<Names>);

impl PartialEq for NamesRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
pub struct ExprFieldProps {
    pub label: AttrValue,
    pub value: AttrValue,
    /// What may be named.
    pub names: NamesRef,
    /// A yes or no is wanted.
    #[prop_or_default]
    pub condition: bool,
    /// When the field is left or Enter is pressed, and something changed.
    #[prop_or_default]
    pub onchange: Callback<String>,
    /// At every letter.
    #[prop_or_default]
    pub oninput: Callback<String>,
    /// What is wrong beyond the expression itself; it comes before that.
    #[prop_or_default]
    pub wrong: Option<ExprError>,
    /// It was to be kept as it stands: what is not written to its end yet is wrong too.
    #[prop_or_default]
    pub insist: bool,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// Lines of the field.
    #[prop_or(1)]
    pub rows: u32,
    /// The field, for whoever moves the focus there.
    #[prop_or_default]
    pub node: Option<NodeRef>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// What is offered, while it is.
#[derive(Clone, Debug, Default, PartialEq)]
struct Offer {
    completion: Completion,
    open: bool,
    current: usize,
}

/// See the module.
#[component]
pub fn ExprField(props: &ExprFieldProps) -> Html {
    let i18n = use_i18n();
    let id = use_id();
    let own = use_node_ref();
    let node = props.node.clone().unwrap_or(own);
    let text = use_state_eq(|| props.value.clone());
    let offer = use_state_eq(Offer::default);
    let focused = use_state_eq(|| false);
    let said = use_said(&props.value, &text);
    let place = use_place(&node, &text, &offer, &props.names);
    use_scroll(id.to_string(), (offer.open && *focused).then_some(offer.current));
    let deeds = Deeds::new(props, &node, &text, &offer, said, place);
    let onkeydown = keys(&offer, &deeds.look, &deeds.take, &deeds.commit);
    let onfocus = {
        let focused = focused.setter();
        Callback::from(move |_: FocusEvent| focused.set(true))
    };
    let (oninput, onselect, onblur) =
        (deeds.oninput(), deeds.onselect(offer.open), deeds.onblur(&focused, &offer));
    let wrong =
        wrong(props, &text).filter(|error| props.insist || !(*focused && is_unfinished(error, &text)));
    let open = *focused && offer.open && !offer.completion.suggestions.is_empty();
    let ids = described(&id, wrong.is_some(), props.hint.is_some());
    html! {
        <div class={classes!("field", "expr", wrong.as_ref().map(|_| "invalid"))}>
            <label for={id.clone()}>{ &props.label }</label>
            <div class="expr-box">
                <textarea
                    id={id.clone()} ref={node} class="input code" rows={props.rows.to_string()} value={(*text).clone()} {oninput} {onkeydown}
                    {onselect} {onfocus} {onblur} placeholder={props.placeholder.clone()} autocomplete="off" autocapitalize="off"
                    spellcheck="false" aria-autocomplete="list" aria-haspopup="listbox"
                    aria-controls={format!("{id}-list")}
                    aria-activedescendant={open.then(|| option_id(&id, offer.current))}
                    aria-invalid={wrong.as_ref().map(|_| "true")} aria-describedby={ids} data-testid={props.testid.clone()}
                />
                { list(i18n, &id, &offer.completion.suggestions, open.then_some(offer.current), &deeds.take) }
            </div>
            if let Some(call) = offer.completion.call.as_ref().filter(|_| *focused) { { help::of_call(i18n, call) } }
            if let Some(error) = &wrong { { marked(i18n, &id, &text, error) } }
            if let Some(hint) = &props.hint { <p class="hint" id={format!("{id}-hint")}>{ hint }</p> }
        </div>
    }
}

/// What was handed on last: leaving the field without a change says nothing.
#[yew::hook]
fn use_said(value: &AttrValue, text: &UseStateHandle<AttrValue>) -> Rc<RefCell<AttrValue>> {
    let said = use_mut_ref(|| value.clone());
    {
        let (text, said) = (text.setter(), Rc::clone(&said));
        use_effect_with(value.clone(), move |value| {
            text.set(value.clone());
            *said.borrow_mut() = value.clone();
        });
    }
    said
}

/// Where the caret is to be once the text that was put in stands there.
#[yew::hook]
fn use_place(
    node: &NodeRef,
    text: &UseStateHandle<AttrValue>,
    offer: &UseStateHandle<Offer>,
    names: &NamesRef,
) -> Rc<RefCell<Option<usize>>> {
    let place = use_mut_ref(|| Option::<usize>::None);
    {
        let (node, place) = (node.clone(), Rc::clone(&place));
        let (offer, names) = (offer.setter(), names.clone());
        use_effect_with((**text).clone(), move |_| {
            let at = place.borrow_mut().take();
            if let (Some(at), Some(area)) = (at, node.cast::<HtmlTextAreaElement>()) {
                caret::put(&area, at);
                // The call that was begun is explained; the list has done its work.
                offer.set(Offer { open: false, ..offered(&area, &names.0, false) });
            }
        });
    }
    place
}

/// What is done in the field.
struct Deeds {
    /// Looks what can be offered at the caret, asked for or by itself.
    look: Callback<(HtmlTextAreaElement, bool)>,
    /// Another text.
    write: Callback<String>,
    /// Hands the text on.
    commit: Callback<AttrValue>,
    /// Takes what is offered.
    take: Callback<Suggestion>,
}

impl Deeds {
    fn new(
        props: &ExprFieldProps,
        node: &NodeRef,
        text: &UseStateHandle<AttrValue>,
        offer: &UseStateHandle<Offer>,
        said: Rc<RefCell<AttrValue>>,
        place: Rc<RefCell<Option<usize>>>,
    ) -> Self {
        let look = {
            let (offer, names) = (offer.setter(), props.names.clone());
            Callback::from(move |(area, asked): (HtmlTextAreaElement, bool)| {
                offer.set(offered(&area, &names.0, asked));
            })
        };
        let write = {
            let (text, oninput) = (text.setter(), props.oninput.clone());
            Callback::from(move |now: String| {
                text.set(now.clone().into());
                oninput.emit(now);
            })
        };
        let commit = {
            let onchange = props.onchange.clone();
            Callback::from(move |now: AttrValue| {
                if *said.borrow() != now {
                    *said.borrow_mut() = now.clone();
                    onchange.emit(now.to_string());
                }
            })
        };
        let take = {
            let (node, offer, write) = (node.clone(), offer.setter(), write.clone());
            Callback::from(move |chosen: Suggestion| {
                if let Some(area) = node.cast::<HtmlTextAreaElement>() {
                    let (now, at) = caret::inserted(&area.value(), &chosen);
                    *place.borrow_mut() = Some(at);
                    dom::focus(&area);
                    write.emit(now);
                    offer.set(Offer::default());
                }
            })
        };
        Self { look, write, commit, take }
    }

    fn oninput(&self) -> Callback<InputEvent> {
        let (write, look) = (self.write.clone(), self.look.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                write.emit(area.value());
                look.emit((area, false));
            }
        })
    }

    /// The caret moved within what is offered.
    fn onselect(&self, open: bool) -> Callback<Event> {
        let look = self.look.clone();
        Callback::from(move |event: Event| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>().filter(|_| open) {
                look.emit((area, true));
            }
        })
    }

    fn onblur(&self, focused: &UseStateHandle<bool>, offer: &UseStateHandle<Offer>) -> Callback<FocusEvent> {
        let (focused, offer, commit) = (focused.setter(), offer.setter(), self.commit.clone());
        Callback::from(move |event: FocusEvent| {
            focused.set(false);
            offer.set(Offer::default());
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                commit.emit(area.value().into());
            }
        })
    }
}

fn described(id: &AttrValue, wrong: bool, hint: bool) -> Option<String> {
    let ids = [wrong.then(|| format!("{id}-error")), hint.then(|| format!("{id}-hint"))];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[yew::hook]
fn use_scroll(id: String, shown: Option<usize>) {
    use_effect_with((id, shown), move |(id, shown)| {
        if let Some(current) = shown {
            suggest::reveal(id, *current);
        }
    });
}

/// What is wrong with what stands there; nothing where nothing is written.
fn wrong(props: &ExprFieldProps, text: &AttrValue) -> Option<ExprError> {
    if text.trim().is_empty() {
        return None;
    }
    let checked = text.parse::<Expr>().and_then(|expr| {
        if props.condition { expr.check_condition(&props.names.0) } else { expr.check(&props.names.0) }
    });
    props.wrong.clone().or(checked.err())
}

/// Whether it is only not written to its end yet.
fn is_unfinished(error: &ExprError, text: &AttrValue) -> bool {
    error.place.at as usize >= text.trim_end().chars().count()
}

/// The expression with the characters at fault marked, and why.
fn marked(i18n: I18n, id: &AttrValue, text: &AttrValue, error: &ExprError) -> Html {
    let characters: Vec<char> = text.chars().collect();
    let start = (error.place.at as usize).min(characters.len());
    let end = (error.place.end() as usize).clamp(start, characters.len());
    let part = |range: std::ops::Range<usize>| characters[range].iter().collect::<String>();
    // Where something is missing there is no character to mark.
    let at_fault = if start == end { "\u{2009}?\u{2009}".to_owned() } else { part(start..end) };
    html! {
        <div
            class="expr-wrong" id={format!("{id}-error")} role="status" data-testid="expr-error" data-at={start.to_string()}
            data-end={end.to_string()} data-code={error.kind.slug()}
        >
            <code aria-hidden="true">{ part(0..start) }<mark>{ at_fault }</mark>{ part(end..characters.len()) }</code>
            <p class="error">{ expr_error(i18n, error) }</p>
        </div>
    }
}

/// What is offered at the caret; the list opens by itself only while a word is being written.
fn offered(area: &HtmlTextAreaElement, names: &Names, asked: bool) -> Offer {
    let text = area.value();
    let completion = complete(&text, caret::of(area), names);
    let writing = completion.suggestions.first().is_some_and(|s| s.place.len > 0);
    Offer { completion, open: asked || writing, current: 0 }
}

fn keys(
    offer: &yew::UseStateHandle<Offer>,
    look: &Callback<(HtmlTextAreaElement, bool)>,
    take: &Callback<Suggestion>,
    commit: &Callback<AttrValue>,
) -> Callback<KeyboardEvent> {
    let (now, set) = ((**offer).clone(), offer.setter());
    let (look, take, commit) = (look.clone(), take.clone(), commit.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() else { return };
        let count = now.completion.suggestions.len();
        let open = now.open && count > 0;
        let mark = |current: usize| set.set(Offer { current, ..now.clone() });
        match event.key().as_str() {
            " " if event.ctrl_key() => look.emit((area, true)),
            "ArrowDown" | "ArrowUp" if !open && event.alt_key() => look.emit((area, true)),
            "ArrowDown" if !open && caret::of(&area) == area.value().chars().count() => {
                look.emit((area, true));
            }
            "ArrowDown" if open => mark((now.current + 1) % count),
            "ArrowUp" if open => mark((now.current + count - 1) % count),
            "Escape" if open => set.set(Offer::default()),
            "Enter" | "Tab" if open && !event.shift_key() => {
                let chosen = &now.completion.suggestions[now.current.min(count - 1)];
                // What stands there already need not be written again.
                if caret::inserted(&area.value(), chosen).0 == area.value() {
                    set.set(Offer::default());
                    if event.key() == "Tab" {
                        return;
                    }
                    commit.emit(area.value().into());
                } else {
                    take.emit(chosen.clone());
                }
            }
            "Enter" => commit.emit(area.value().into()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    })
}

/// Focuses the field.
pub fn focus(node: &NodeRef) {
    if let Some(field) = node.cast::<HtmlElement>() {
        dom::focus(&field);
    }
}
