use yew::{Html, classes, component, html};

use crate::app::route::Route;
use crate::app::select::use_i18n;
use crate::t;
use crate::ui::components::feedback::empty_state;
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::Link;

/// Where an address leads nowhere.
#[component]
pub fn NotFoundPage() -> Html {
    let i18n = use_i18n();
    let home = html! {
        <Link to={Route::Start} class={classes!("btn", "primary")}>{ t!(i18n, "frame-not-found-home") }</Link>
    };
    html! {
        <>
            <h1 class="visually-hidden">{ t!(i18n, "frame-not-found") }</h1>
            { empty_state(Icon::Search, t!(i18n, "frame-not-found"), t!(i18n, "frame-not-found-text"), home) }
        </>
    }
}
