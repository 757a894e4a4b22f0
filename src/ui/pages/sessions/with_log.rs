//! A session's log for a tab that draws its values: waited for, shown, or told why it is not there.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::math::{MathBook, use_math_book};
use crate::app::error::{AppError, Explain};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::view::{Opened, open};
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::form::Button;
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::ui::pages::analysed::use_math_records;

#[derive(Properties, PartialEq)]
pub struct WithLogProps {
    /// Id of the session.
    pub session: AttrValue,
    /// Draws the tab, with the math channels judged by the session.
    pub view: Callback<(Opened, MathBook), Html>,
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
    let records = use_math_records();
    let book = use_math_book(opened.value().map(|o| (**o).clone()), records.value().cloned());
    let failed = |error: &AppError| {
        error_panel(
            i18n,
            &error.user_message(),
            html! { <Button label={t!(i18n, "sessions-retry")} onclick={ask_again.reform(|_: MouseEvent| ())} /> },
        )
    };
    match (&opened, &records, book) {
        (Loaded::Failed(error), ..) | (_, Loaded::Failed(error), _) => failed(error),
        (Loaded::Ready(opened), _, Some(book)) => props.view.emit(((**opened).clone(), book)),
        _ => skeleton(t!(i18n, "frame-loading"), 8),
    }
}
