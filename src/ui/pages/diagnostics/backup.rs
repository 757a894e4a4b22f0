use web_sys::{Event, File, HtmlElement, HtmlInputElement, MouseEvent};
use yew::{Callback, Html, NodeRef, TargetCast, UseStateSetter, component, html, use_node_ref, use_state};

use crate::app::cx::AppCx;
use crate::app::select::{use_cx, use_i18n};
use crate::app::services::backup;
use crate::i18n::I18n;
use crate::protocol::RestoreMode;
use crate::t;
use crate::ui::components::feedback::Dialog;
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{pad, panel};
use crate::ui::hooks::use_id;
use crate::web::task;

/// The whole library to one file, and back. Both go on when the page is left; the job list shows them.
#[component]
pub fn BackupPanel() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let id = use_id();
    let input = use_node_ref();
    let chosen = use_state(|| None::<File>);
    let busy = yew::use_state_eq(|| false);

    let save = {
        let (cx, busy) = (cx.clone(), busy.setter());
        Callback::from(move |_| save(&cx, &busy))
    };
    let pick = pick(&input);
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            chosen.set(input.files().and_then(|files| files.get(0)));
            input.set_value("");
        })
    };
    let close = {
        let chosen = chosen.setter();
        Callback::from(move |()| chosen.set(None))
    };
    let restore = {
        let (busy, close, file) = (busy.setter(), close.clone(), (*chosen).clone());
        Callback::from(move |mode: RestoreMode| {
            if let Some(file) = file.clone() {
                close.emit(());
                restore(&cx, &busy, file, mode);
            }
        })
    };
    let body = html! {
        <>
            <p class="muted">{ t!(i18n, "diagnostics-backup-text") }</p>
            <div class="row">
                <Button
                    label={t!(i18n, "diagnostics-backup-save")} icon={Icon::Download} onclick={save} busy={*busy}
                />
                <Button
                    label={t!(i18n, "diagnostics-backup-restore")} icon={Icon::Upload} onclick={pick} busy={*busy}
                />
                <input
                    type="file" accept=".fueltune,.zip,application/zip,application/octet-stream" class="visually-hidden" tabindex="-1"
                    id={id} ref={input} aria-label={t!(i18n, "diagnostics-backup-file")} {onchange}
                />
            </div>
            if let Some(file) = &*chosen {
                { dialog(i18n, file, &close, &restore) }
            }
        </>
    };
    panel(t!(i18n, "diagnostics-backup"), Html::default(), pad(body))
}

/// Opens the browser's own dialog of files.
fn pick(input: &NodeRef) -> Callback<MouseEvent> {
    let input = input.clone();
    Callback::from(move |_| {
        if let Some(element) = input.cast::<HtmlElement>() {
            element.click();
        }
    })
}

fn save(cx: &AppCx, busy: &UseStateSetter<bool>) {
    let (cx, busy) = (cx.clone(), busy.clone());
    busy.set(true);
    task::spawn(async move {
        if let Err(error) = backup::save(&cx).await {
            cx.report(&error);
        }
        busy.set(false);
    });
}

fn restore(cx: &AppCx, busy: &UseStateSetter<bool>, file: File, mode: RestoreMode) {
    let (cx, busy) = (cx.clone(), busy.clone());
    busy.set(true);
    task::spawn(async move {
        if let Err(error) = backup::restore(&cx, &file, mode).await {
            cx.report(&error);
        }
        busy.set(false);
    });
}

/// Asks whether what is here is replaced or stays.
fn dialog(i18n: I18n, file: &File, close: &Callback<()>, restore: &Callback<RestoreMode>) -> Html {
    let mode = |mode: RestoreMode| restore.reform(move |_: MouseEvent| mode);
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={close.reform(|_| ())} />
            <Button
                label={t!(i18n, "diagnostics-restore-replace")} tone={ButtonTone::Danger}
                onclick={mode(RestoreMode::Replace)}
            />
            <Button
                label={t!(i18n, "diagnostics-restore-merge")} tone={ButtonTone::Primary}
                onclick={mode(RestoreMode::Merge)}
            />
        </>
    };
    html! {
        <Dialog title={t!(i18n, "diagnostics-restore-title")} onclose={close.clone()} {actions}>
            <div class="stack">
                <p>{ t!(i18n, "diagnostics-restore-file", name = file.name()) }</p>
                <p class="muted">{ t!(i18n, "diagnostics-restore-text") }</p>
            </div>
        </Dialog>
    }
}
