//! Explore: the channels of a session over time, drawn as strips, with cursors, notes and figures.
//!
//! [`model`], [`address`], [`presets`], [`colours`], [`gesture`] and [`state`] are pure and tested natively; [`chart`]
//! draws and asks; the rest is what is rendered around it.

mod address;
mod between;
mod channels;
mod chart;
mod chip;
mod colours;
mod figures;
mod gesture;
mod model;
mod notes;
mod overview;
mod panel;
mod presets;
mod state;
mod value;
mod view;
pub mod words;

pub use self::model::Channels;
pub use self::value::flag_key;
pub use self::view::channels_of;

use web_sys::MouseEvent;
use yew::{AttrValue, Html, Properties, component, html};

use self::view::ExploreView;
use crate::app::error::Explain;
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::view::open;
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::form::Button;
use crate::ui::hooks::{Loaded, use_again, use_loaded};

#[derive(Properties, PartialEq)]
pub struct ExploreTabProps {
    /// Id of the session.
    pub session: AttrValue,
}

/// The tab of a session's page.
#[component]
pub fn ExploreTab(props: &ExploreTabProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let (again, ask_again) = use_again();
    let opened = use_loaded((props.session.clone(), again), move |(session, _)| {
        let session = session.clone();
        async move { open(&cx, &session).await }
    });
    match opened {
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 8),
        Loaded::Failed(error) => error_panel(
            i18n,
            &error.user_message(),
            html! {
                <Button label={t!(i18n, "explore-retry")} onclick={ask_again.reform(|_: MouseEvent| ())} />
            },
        ),
        Loaded::Ready(opened) => {
            html! { <ExploreView key={props.session.to_string()} opened={(*opened).clone()} /> }
        }
    }
}
