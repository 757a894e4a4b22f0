use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, NodeRef, Properties, classes, component, html};

use crate::ui::components::icons::{Icon, icon};

/// The weight of a button. One `Primary` a view at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonTone {
    #[default]
    Plain,
    Primary,
    /// Without a frame, for rows and bars.
    Quiet,
    /// What destroys for good.
    Danger,
}

impl ButtonTone {
    const fn class(self) -> Option<&'static str> {
        match self {
            ButtonTone::Plain => None,
            ButtonTone::Primary => Some("primary"),
            ButtonTone::Quiet => Some("quiet"),
            ButtonTone::Danger => Some("danger"),
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    pub label: AttrValue,
    #[prop_or_default]
    pub icon: Option<Icon>,
    #[prop_or_default]
    pub tone: ButtonTone,
    pub onclick: Callback<MouseEvent>,
    /// Why it cannot be used now. It stays focusable and says so.
    #[prop_or_default]
    pub disabled: Option<AttrValue>,
    /// Work that it started is under way.
    #[prop_or_default]
    pub busy: bool,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    #[prop_or_default]
    pub node: NodeRef,
    /// Shown in the tooltip, as text.
    #[prop_or_default]
    pub shortcut: Option<AttrValue>,
    /// Its full name where the label needs its surroundings to be understood. Contains the label.
    #[prop_or_default]
    pub describe: Option<AttrValue>,
    /// For a button that opens and closes a part of the page.
    #[prop_or_default]
    pub expanded: Option<bool>,
}

/// A button with a text.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let blocked = props.disabled.is_some() || props.busy;
    html! {
        <button
            type="button"
            ref={props.node.clone()}
            class={classes!("btn", props.tone.class(), props.busy.then_some("busy"))}
            aria-disabled={blocked.then_some("true")}
            aria-busy={props.busy.then_some("true")}
            aria-label={props.describe.clone()}
            aria-expanded={props.expanded.map(|open| if open { "true" } else { "false" })}
            title={props.disabled.clone().or_else(|| props.shortcut.clone())}
            data-testid={props.testid.clone()}
            onclick={guard(blocked, &props.onclick)}
        >
            if let Some(sign) = props.icon { { icon(sign) } }
            <span>{ &props.label }</span>
            if let Some(reason) = &props.disabled { <span class="visually-hidden">{ format!(" ({reason})") }</span> }
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub struct IconButtonProps {
    /// Its name, for screen readers and the tooltip.
    pub label: AttrValue,
    pub icon: Icon,
    pub onclick: Callback<MouseEvent>,
    #[prop_or_default]
    pub disabled: Option<AttrValue>,
    /// For a button that stays pressed.
    #[prop_or_default]
    pub pressed: Option<bool>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    #[prop_or_default]
    pub node: NodeRef,
}

/// A button with a sign and a name that is read out.
#[component]
pub fn IconButton(props: &IconButtonProps) -> Html {
    let blocked = props.disabled.is_some();
    let title = match &props.disabled {
        Some(reason) => AttrValue::from(format!("{} ({reason})", props.label)),
        None => props.label.clone(),
    };
    html! {
        <button
            type="button"
            ref={props.node.clone()}
            class={classes!("btn", "icon", "quiet")}
            aria-label={title.clone()}
            title={title}
            aria-disabled={blocked.then_some("true")}
            aria-pressed={props.pressed.map(|p| if p { "true" } else { "false" })}
            data-testid={props.testid.clone()}
            onclick={guard(blocked, &props.onclick)}
        >
            { icon(props.icon) }
        </button>
    }
}

/// A blocked button can be focused and read, but does nothing.
fn guard(blocked: bool, onclick: &Callback<MouseEvent>) -> Callback<MouseEvent> {
    if blocked { Callback::noop() } else { onclick.clone() }
}
