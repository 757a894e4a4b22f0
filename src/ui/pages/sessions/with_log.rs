//! A session's log for a tab that draws its values: waited for, shown, or told why it is not there.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::app::error::Explain;
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::view::{Opened, open};
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::form::Button;
use crate::ui::hooks::{Loaded, use_again, use_loaded};

#[derive(Properties, PartialEq)]
pub struct WithLogProps {
    /// Id of the session.
    pub session: AttrValue,
    /// Draws the tab.
    pub view: Callback<Opened, Html>,
}

/// See the module.
#[component]
pub fn WithLog(props: &WithLogProps) -> Html {
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
            html! { <Button label={t!(i18n, "explore-retry")} onclick={ask_again.reform(|_: MouseEvent| ())} /> },
        ),
        Loaded::Ready(opened) => props.view.emit((*opened).clone()),
    }
}
