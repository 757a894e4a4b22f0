use web_sys::{Event, HtmlInputElement, HtmlSelectElement, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, TargetCast, component, html};

use super::field::field_frame;
use crate::ui::hooks::use_id;

/// One thing to choose: what it is called in code and for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub value: AttrValue,
    pub label: AttrValue,
}

impl Choice {
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    pub label: AttrValue,
    pub choices: Vec<Choice>,
    /// The `value` of the choice that stands.
    pub value: AttrValue,
    pub onchange: Callback<String>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The label is read out but not shown.
    #[prop_or_default]
    pub bare: bool,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// A list to choose one from, closed.
#[component]
pub fn Select(props: &ChoiceProps) -> Html {
    let id = use_id();
    let onchange = props
        .onchange
        .reform(|e: Event| e.target_dyn_into::<HtmlSelectElement>().map(|s| s.value()).unwrap_or_default());
    let control = |id: Option<AttrValue>, described: Option<AttrValue>| {
        html! {
            <select
                {id} class="input" {onchange} aria-describedby={described}
                aria-label={props.bare.then(|| props.label.clone())}
                aria-invalid={props.error.as_ref().map(|_| "true")} data-testid={props.testid.clone()}
            >
                for choice in props.choices.iter() {
                    <option key={choice.value.to_string()} value={choice.value.clone()} selected={choice.value == props.value}>
                        { &choice.label }
                    </option>
                }
            </select>
        }
    };
    if props.bare {
        return control(None, None);
    }
    field_frame(&id, &props.label, props.hint.as_ref(), props.error.as_ref(), |id, described| {
        control(Some(id), described)
    })
}

/// A few things to choose one from, side by side.
#[component]
pub fn Segmented(props: &ChoiceProps) -> Html {
    let name = use_id();
    let legend = AttrValue::from(format!("{name}-label"));
    html! {
        <div class="field">
            <span class="legend" id={legend.clone()}>{ &props.label }</span>
            <div class="segmented" role="radiogroup" aria-labelledby={legend} data-testid={props.testid.clone()}>
                for choice in props.choices.iter() {
                    <label key={choice.value.to_string()}>
                        <input
                            type="radio" name={name.clone()} value={choice.value.clone()}
                            checked={choice.value == props.value}
                            onchange={props.onchange.reform({
                                let value = choice.value.clone();
                                move |_: Event| value.to_string()
                            })}
                        />
                        <span>{ &choice.label }</span>
                    </label>
                }
            </div>
            if let Some(hint) = &props.hint { <p class="hint">{ hint }</p> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct SwitchProps {
    pub label: AttrValue,
    pub on: bool,
    pub onchange: Callback<bool>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
}

/// On or off, at once.
#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let id = use_id();
    let hint_id = props.hint.as_ref().map(|_| AttrValue::from(format!("{id}-hint")));
    let onchange = props
        .onchange
        .reform(|e: Event| e.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked()));
    html! {
        <div class="field switch">
            <input
                type="checkbox" role="switch" id={id.clone()} checked={props.on} {onchange}
                aria-describedby={hint_id.clone()} data-testid={props.testid.clone()}
            />
            <label for={id}>{ &props.label }</label>
            if let Some(hint) = &props.hint { <p class="hint" id={hint_id}>{ hint }</p> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct CheckboxProps {
    pub label: AttrValue,
    pub on: bool,
    /// The new state, and the click it came from (for ranges with Shift).
    pub onclick: Callback<(bool, MouseEvent)>,
    /// The label is read out but not shown.
    #[prop_or_default]
    pub bare: bool,
}

/// Part of a set.
#[component]
pub fn Checkbox(props: &CheckboxProps) -> Html {
    let onclick = props.onclick.reform(|e: MouseEvent| {
        let on = e.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
        (on, e)
    });
    if props.bare {
        return html! { <input type="checkbox" class="check" aria-label={props.label.clone()} checked={props.on} {onclick} /> };
    }
    html! {
        <label class="checkbox">
            <input type="checkbox" class="check" checked={props.on} {onclick} />
            <span>{ &props.label }</span>
        </label>
    }
}
