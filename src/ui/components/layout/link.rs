use web_sys::MouseEvent;
use yew::html::IntoPropValue;
use yew::{AttrValue, Callback, Classes, Html, Properties, component, html};

use crate::app::navigation;
use crate::app::route::{Location, Route};
use crate::app::select::use_cx;

impl IntoPropValue<Location> for Route {
    fn into_prop_value(self) -> Location {
        self.into()
    }
}

#[derive(Properties, PartialEq)]
pub struct LinkProps {
    pub to: Location,
    #[prop_or_default]
    pub class: Classes,
    /// This is where the user is: `page` for a page, `true` for a tab.
    #[prop_or_default]
    pub current: Option<AttrValue>,
    /// Its name where the content is no text.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub title: Option<AttrValue>,
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    #[prop_or_default]
    pub children: Html,
}

/// A link to a page of the application; opens in a new tab like any link.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let cx = use_cx();
    let onclick = {
        let to = props.to.clone();
        Callback::from(move |event: MouseEvent| {
            let elsewhere = event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key();
            if !elsewhere {
                event.prevent_default();
                navigation::navigate(&cx, to.clone());
            }
        })
    };
    html! {
        <a
            href={props.to.to_string()} class={props.class.clone()} {onclick} aria-current={props.current.clone()}
            aria-label={props.label.clone()} title={props.title.clone()} data-testid={props.testid.clone()}
        >
            { props.children.clone() }
        </a>
    }
}
