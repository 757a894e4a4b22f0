//! A version that is taken.

use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, component, html, use_state_eq};

use crate::app::select::use_i18n;
use crate::app::services::tables::{self as service, Editing};
use crate::t;
use crate::ui::components::feedback::Dialog;
use crate::ui::components::form::{Button, ButtonTone, TextField};

#[derive(Properties, PartialEq)]
pub struct SnapshotDialogProps {
    pub editing: Editing,
    pub onclose: Callback<()>,
}

/// Name and note of a version that is taken.
#[component]
pub fn SnapshotDialog(props: &SnapshotDialogProps) -> Html {
    let i18n = use_i18n();
    let name = use_state_eq(String::new);
    let note = use_state_eq(String::new);
    let take = {
        let (editing, onclose) = (props.editing.clone(), props.onclose.clone());
        let (name, note) = ((*name).clone(), (*note).clone());
        Callback::from(move |()| {
            editing.snapshot(service::clean_name(&name).unwrap_or_default(), note.trim().to_owned());
            onclose.emit(());
        })
    };
    let onsubmit = {
        let take = take.clone();
        Callback::from(move |event: yew::SubmitEvent| {
            event.prevent_default();
            take.emit(());
        })
    };
    let set = |to: &yew::UseStateHandle<String>| {
        let to = to.setter();
        Callback::from(move |text: String| to.set(text))
    };
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <Button label={t!(i18n, "tables-snapshot-take")} tone={ButtonTone::Primary} onclick={take.reform(|_: MouseEvent| ())} testid="snapshot-take" />
        </>
    };
    html! {
        <Dialog title={t!(i18n, "tables-snapshot")} onclose={props.onclose.clone()} {actions} testid="snapshot-dialog">
            <form class="stack" {onsubmit}>
                <p class="muted">{ t!(i18n, "tables-snapshot-text") }</p>
                <TextField label={t!(i18n, "tables-snapshot-name")} value={(*name).clone()} oninput={set(&name)} maxlength={100} testid="snapshot-name" />
                <TextField label={t!(i18n, "tables-snapshot-note")} value={(*note).clone()} oninput={set(&note)} multiline={true} testid="snapshot-note" />
                <input type="submit" hidden={true} />
            </form>
        </Dialog>
    }
}
