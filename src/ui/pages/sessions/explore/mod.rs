//! Explore: the channels of a session over time, drawn as strips, with cursors, notes and figures.
//!
//! What needs no browser is in `app::explore`; [`chart`] draws and asks; the rest is what is rendered around it.

mod between;
mod channels;
mod chart;
mod chip;
mod figures;
mod notes;
mod overview;
mod panel;
mod parts;
mod toolbar;
mod value;
mod view;

pub use self::parts::{channels_of, math_channel};
pub use self::value::flag_key;

use yew::{AttrValue, Callback, Html, Properties, component, html};

use self::view::ExploreView;
use super::with_log::WithLog;

#[derive(Properties, PartialEq)]
pub struct ExploreTabProps {
    /// Id of the session.
    pub session: AttrValue,
}

/// The tab of a session's page.
#[component]
pub fn ExploreTab(props: &ExploreTabProps) -> Html {
    let key = props.session.to_string();
    let view =
        Callback::from(move |(opened, math)| html! { <ExploreView key={key.clone()} {opened} {math} /> });
    html! { <WithLog session={props.session.clone()} {view} /> }
}
