//! Tables out of files or out of the log of a session: what is in them, and which of it is taken.

mod bare;
mod choosing;
mod offers;
mod queue;
mod session;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use self::choosing::{Choosing, Found, TakenFrom};
use self::queue::Waiting;
pub use self::queue::{Taking, read_or_import, use_taking};
pub use self::session::FromSession;
use crate::app::error::{AppError, Explain};
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::tables as service;
use crate::app::tables::{exchange_error, refused_text};
use crate::app::toasts::Tone;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{Dialog, error_panel, notice, progress_bar};
use crate::ui::components::form::Button;
use crate::ui::hooks::{Loaded, use_loaded};

#[derive(Properties, PartialEq)]
pub struct TakeDialogProps {
    pub of: Waiting,
    /// Files after this one.
    pub after: usize,
    /// It is the only one: what is taken alone of it is opened.
    pub only: bool,
    pub onclose: Callback<()>,
}

/// Reads what was not read before, then asks what is taken.
#[component]
pub fn TakeDialog(props: &TakeDialogProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let found = {
        let (cx, of) = (cx.clone(), props.of.clone());
        use_loaded((), move |()| async move {
            match of.found {
                Some(found) => Ok(found),
                None => service::found_in(&cx, &of.from).await.map(Rc::new),
            }
        })
    };
    let name = props.of.from.name();
    match &found {
        Loaded::Ready(found) => html! {
            <Choosing
                found={Found(Rc::clone(found))} from={TakenFrom::of(&props.of.from)} after={props.after} only={props.only}
                onclose={props.onclose.clone()}
            />
        },
        Loaded::Loading => html! {
            <Dialog title={t!(i18n, "tables-take-title")} onclose={props.onclose.clone()}>
                { progress_bar(t!(i18n, "tables-reading", name = name), None) }
            </Dialog>
        },
        Loaded::Failed(error) => {
            let skip = (props.after > 0).then(|| {
                let onclick = props.onclose.reform(|_: MouseEvent| ());
                let label = AttrValue::from(t!(i18n, "tables-take-next", n = props.after));
                html! { <Button {label} {onclick} testid="table-take-next" /> }
            });
            html! {
                <Dialog title={t!(i18n, "tables-take-title")} onclose={props.onclose.clone()} testid="table-take-failed">
                    if !name.is_empty() { <p><strong>{ name }</strong></p> }
                    { failure(i18n, error) }
                    { skip.unwrap_or_default() }
                </Dialog>
            }
        }
    }
}

/// Why nothing came of it: with the line, where a text was read as a table.
fn failure(i18n: I18n, error: &AppError) -> Html {
    let place = refused_text(error);
    html! {
        <>
            { error_panel(i18n, &error.user_message(), Html::default()) }
            if let Some(why) = place { { notice(Tone::Bad, html! { { exchange_error(i18n, &why) } }) } }
        </>
    }
}
