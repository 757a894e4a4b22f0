//! Fields with a label, a hint and an error beside them. A field keeps what is typed to itself and hands it on when
//! the user leaves it or presses Enter, so that undo and storage see values, not letters.

use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, classes, component, html, use_effect_with,
    use_state_eq,
};

use crate::ui::hooks::use_id;
use crate::web::dom;

/// Label, control, hint and error, tied together for screen readers. `control` gets the control's id and the ids
/// that describe it.
pub fn field_frame(
    id: &AttrValue,
    label: &AttrValue,
    hint: Option<&AttrValue>,
    error: Option<&AttrValue>,
    control: impl FnOnce(AttrValue, Option<AttrValue>) -> Html,
) -> Html {
    let hint_id = hint.map(|_| AttrValue::from(format!("{id}-hint")));
    let error_id = error.map(|_| AttrValue::from(format!("{id}-error")));
    let described = match (&error_id, &hint_id) {
        (Some(e), Some(h)) => Some(AttrValue::from(format!("{e} {h}"))),
        (one, other) => one.clone().or_else(|| other.clone()),
    };
    html! {
        <div class={classes!("field", error.map(|_| "invalid"))}>
            <label for={id.clone()}>{ label }</label>
            { control(id.clone(), described) }
            if let Some(error) = error { <p class="error" id={error_id}>{ error }</p> }
            if let Some(hint) = hint { <p class="hint" id={hint_id}>{ hint }</p> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    pub label: AttrValue,
    pub value: AttrValue,
    /// When the field is left or Enter is pressed, and something changed.
    #[prop_or_default]
    pub onchange: Callback<String>,
    /// At every letter: for searches.
    #[prop_or_default]
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub maxlength: Option<u32>,
    #[prop_or_default]
    pub required: bool,
    /// Several lines.
    #[prop_or_default]
    pub multiline: bool,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    #[prop_or_default]
    pub node: NodeRef,
}

/// A field for text.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let id = use_id();
    let oninput = props.oninput.reform(|e: InputEvent| typed(&e));
    let onchange = props.onchange.reform(|e: Event| typed(&e));
    let invalid = props.error.as_ref().map(|_| "true");
    let required = props.required.then_some("true");
    let maxlength = props.maxlength.map(|n| n.to_string());
    field_frame(&id, &props.label, props.hint.as_ref(), props.error.as_ref(), |id, described| {
        if props.multiline {
            return html! {
                <textarea
                    {id} class="input" rows="3" ref={props.node.clone()} value={props.value.clone()} {oninput} {onchange}
                    placeholder={props.placeholder.clone()} {maxlength} aria-required={required}
                    aria-invalid={invalid} aria-describedby={described} data-testid={props.testid.clone()}
                />
            };
        }
        html! {
            <input
                type="text" {id} class="input" ref={props.node.clone()} value={props.value.clone()} {oninput} {onchange}
                placeholder={props.placeholder.clone()} {maxlength} autocomplete="off" aria-required={required}
                aria-invalid={invalid} aria-describedby={described} data-testid={props.testid.clone()}
            />
        }
    })
}

#[derive(Properties, PartialEq)]
pub struct SearchFieldProps {
    /// Its name, not shown.
    pub label: AttrValue,
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    #[prop_or_default]
    pub onkeydown: Callback<KeyboardEvent>,
    #[prop_or_default]
    pub node: NodeRef,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A field for a search term, without a visible label.
#[component]
pub fn SearchField(props: &SearchFieldProps) -> Html {
    html! {
        <input
            type="search" class="input search" aria-label={props.label.clone()} placeholder={props.placeholder.clone()}
            ref={props.node.clone()} value={props.value.clone()} oninput={props.oninput.reform(|e: InputEvent| typed(&e))}
            onkeydown={props.onkeydown.clone()} autocomplete="off" spellcheck="false" data-testid={props.testid.clone()}
        />
    }
}

/// What stands in the input or textarea that an event came from.
pub fn typed<E: TargetCast + AsRef<web_sys::Event>>(event: &E) -> String {
    if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
        return input.value();
    }
    event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
}

/// A draft of a value that is being typed: follows the value from outside until the user types.
#[derive(Clone, PartialEq)]
pub(super) struct Draft {
    pub text: AttrValue,
    pub error: Option<AttrValue>,
}

/// See [`Draft`]. `shown` is the value from outside as text.
#[yew::hook]
pub(super) fn use_draft(shown: AttrValue) -> yew::UseStateHandle<Draft> {
    let draft = use_state_eq(|| Draft { text: shown.clone(), error: None });
    let setter = draft.setter();
    use_effect_with(shown, move |shown| setter.set(Draft { text: shown.clone(), error: None }));
    draft
}

/// Leaves the field, which commits it, when Enter is pressed.
pub(super) fn commit_on_enter() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(element) = event.target_dyn_into::<HtmlElement>()
        {
            dom::blur(&element);
        }
    })
}
