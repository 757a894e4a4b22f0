//! The menu of a session and the dialogs it opens: name, notes and tags, vehicle, its file once more.

use web_sys::{Event, HtmlInputElement, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, TargetCast, UseStateSetter, component, html, use_state_eq};

use crate::app::cx::{AppCx, Overlay};
use crate::app::library::SessionItem;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::sessions::{self, MAX_NAME};
use crate::t;
use crate::ui::components::feedback::{Dialog, Entry, Menu, MenuItem, SearchList};
use crate::ui::components::form::{Button, ButtonTone, TextField};
use crate::ui::components::icons::Icon;
use crate::ui::hooks::use_id;
use crate::web::task;

/// What is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OpenDialog {
    #[default]
    None,
    Rename,
    Notes,
    Vehicle,
    /// Its file was not kept; the user may have it.
    OtherReading,
}

#[derive(Properties, PartialEq)]
pub struct SessionMenuProps {
    pub session: SessionItem,
    /// After it was deleted.
    #[prop_or_default]
    pub ondeleted: Callback<()>,
}

/// Everything that can be done to a session.
#[component]
pub fn SessionMenu(props: &SessionMenuProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let open = use_state_eq(OpenDialog::default);
    let show = |what: OpenDialog| {
        let open = open.setter();
        Callback::from(move |()| open.set(what))
    };
    let session = &props.session;
    let delete = {
        let (cx, id, then) = (cx.clone(), session.id.clone(), props.ondeleted.clone());
        Callback::from(move |()| {
            sessions::delete(&cx, &id);
            then.emit(());
        })
    };
    let reread = {
        let (cx, id, open) = (cx.clone(), session.id.clone(), open.setter());
        Callback::from(move |()| reread(&cx, &id, open.clone()))
    };
    let export = {
        let id = session.id.clone();
        Callback::from(move |()| cx.overlay.set(Overlay::Export(id.clone())))
    };
    let items = vec![
        MenuItem::new(t!(i18n, "sessions-rename"), show(OpenDialog::Rename)).icon(Icon::Edit),
        MenuItem::new(t!(i18n, "sessions-notes-edit"), show(OpenDialog::Notes)).icon(Icon::Note),
        MenuItem::new(t!(i18n, "sessions-assign"), show(OpenDialog::Vehicle)).icon(Icon::Vehicle),
        MenuItem::new(t!(i18n, "sessions-reread"), reread).icon(Icon::Eye),
        MenuItem::new(t!(i18n, "sessions-export"), export).icon(Icon::Download),
        MenuItem::new(t!(i18n, "sessions-delete"), delete).icon(Icon::Trash).danger(),
    ];
    html! {
        <>
            <Menu label={t!(i18n, "sessions-more", name = &session.name)} {items} testid="session-menu" />
            <SessionDialogs session={session.clone()} open={*open} onclose={show(OpenDialog::None)} />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct SessionDialogsProps {
    pub session: SessionItem,
    pub open: OpenDialog,
    pub onclose: Callback<()>,
}

/// The dialog that is open, if any.
#[component]
pub fn SessionDialogs(props: &SessionDialogsProps) -> Html {
    let (session, onclose) = (props.session.clone(), props.onclose.clone());
    match props.open {
        OpenDialog::None => Html::default(),
        OpenDialog::Rename => html! { <RenameDialog {session} {onclose} /> },
        OpenDialog::Notes => html! { <NotesDialog {session} {onclose} /> },
        OpenDialog::Vehicle => html! { <VehicleDialog {session} {onclose} /> },
        OpenDialog::OtherReading => html! { <FileDialog {session} {onclose} /> },
    }
}

/// Shows what was understood of the session's file, to be corrected and read again; asks for the file where it was not
/// kept.
pub fn reread(cx: &AppCx, id: &str, open: UseStateSetter<OpenDialog>) {
    let (cx, id) = (cx.clone(), id.to_owned());
    let Some(imports) = (*cx.imports.get()).clone() else { return };
    task::spawn(async move {
        match imports.reread(&id).await {
            Ok(true) => {}
            Ok(false) => open.set(OpenDialog::OtherReading),
            Err(error) => cx.report(&error),
        }
    });
}

/// Asks for the file of a session.
#[component]
fn FileDialog(props: &DialogProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let id = use_id();
    let onchange = {
        let (session, onclose) = (props.session.id.clone(), props.onclose.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let file = input.files().and_then(|files| files.get(0));
            let (Some(file), Some(imports)) = (file, (*cx.imports.get()).clone()) else { return };
            let (cx, session) = (cx.clone(), session.clone());
            task::spawn(async move {
                if let Err(error) = imports.reread_from(&session, file).await {
                    cx.report(&error);
                }
            });
            onclose.emit(());
        })
    };
    let actions = html! {
        <>
            <Button label={t!(i18n, "sessions-cancel")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            <label class="btn primary file-pick">
                <input type="file" class="visually-hidden" id={id} {onchange} data-testid="reread-file" />
                { t!(i18n, "sessions-reread-choose") }
            </label>
        </>
    };
    html! {
        <Dialog title={t!(i18n, "sessions-reread")} onclose={props.onclose.clone()} {actions} testid="reread-dialog">
            <p>{ t!(i18n, "sessions-reread-not-kept", file = &props.session.file_name) }</p>
            <p class="muted">{ t!(i18n, "sessions-reread-keep") }</p>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct DialogProps {
    session: SessionItem,
    onclose: Callback<()>,
}

fn buttons(save: Callback<MouseEvent>, onclose: &Callback<()>, i18n: crate::i18n::I18n) -> Html {
    html! {
        <>
            <Button label={t!(i18n, "sessions-cancel")} onclick={onclose.reform(|_: MouseEvent| ())} />
            <Button label={t!(i18n, "sessions-save")} tone={ButtonTone::Primary} onclick={save} testid="session-save" />
        </>
    }
}

#[component]
fn RenameDialog(props: &DialogProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let draft = use_state_eq(|| props.session.name.clone());
    let error = use_state_eq(|| false);
    let save = {
        let (id, onclose, draft, error) =
            (props.session.id.clone(), props.onclose.clone(), (*draft).clone(), error.setter());
        Callback::from(move |()| match sessions::clean_name(&draft) {
            Some(name) => {
                sessions::rename(&cx, &id, name);
                onclose.emit(());
            }
            None => error.set(true),
        })
    };
    let onsubmit = {
        let save = save.clone();
        Callback::from(move |event: yew::SubmitEvent| {
            event.prevent_default();
            save.emit(());
        })
    };
    let oninput = {
        let (draft, error) = (draft.setter(), error.setter());
        Callback::from(move |text: String| {
            draft.set(text);
            error.set(false);
        })
    };
    html! {
        <Dialog
            title={t!(i18n, "sessions-rename-title")} onclose={props.onclose.clone()}
            actions={buttons(save.reform(|_: MouseEvent| ()), &props.onclose, i18n)}
        >
            <form {onsubmit}>
                <TextField
                    label={t!(i18n, "sessions-name")} value={(*draft).clone()} {oninput} maxlength={MAX_NAME as u32}
                    required={true} error={error.then(|| AttrValue::from(t!(i18n, "sessions-name-empty")))}
                    testid="session-name"
                />
            </form>
        </Dialog>
    }
}

#[component]
fn NotesDialog(props: &DialogProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let notes = use_state_eq(|| props.session.notes.clone());
    let tags = use_state_eq(|| props.session.tags.join(", "));
    let save = {
        let (id, onclose, notes, tags) =
            (props.session.id.clone(), props.onclose.clone(), (*notes).clone(), (*tags).clone());
        Callback::from(move |_: MouseEvent| {
            sessions::annotate(&cx, &id, sessions::clean_notes(&notes), sessions::clean_tags(&tags));
            onclose.emit(());
        })
    };
    let typed = |of: &yew::UseStateHandle<String>| {
        let of = of.setter();
        Callback::from(move |text| of.set(text))
    };
    html! {
        <Dialog
            title={t!(i18n, "sessions-notes-title")} onclose={props.onclose.clone()}
            actions={buttons(save, &props.onclose, i18n)}
        >
            <div class="stack">
                <TextField
                    label={t!(i18n, "sessions-notes")} value={(*notes).clone()} oninput={typed(&notes)} multiline={true}
                    placeholder={AttrValue::from(t!(i18n, "sessions-notes-hint"))} testid="session-notes"
                />
                <TextField
                    label={t!(i18n, "sessions-tags")} value={(*tags).clone()} oninput={typed(&tags)}
                    hint={AttrValue::from(t!(i18n, "sessions-tags-hint"))} testid="session-tags"
                />
            </div>
        </Dialog>
    }
}

/// The id of "no vehicle" in the list.
const NOBODY: &str = "-";

#[component]
fn VehicleDialog(props: &DialogProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let vehicles = use_select(&cx.library, |l| l.vehicles().to_vec());
    let mut entries: Vec<Entry> = vec![Entry::new(NOBODY, t!(i18n, "sessions-assign-nobody"))];
    entries.extend(vehicles.iter().filter(|v| !v.archived).map(|v| Entry::new(v.id.clone(), v.name.clone())));
    let selected = AttrValue::from(props.session.vehicle.clone().unwrap_or_else(|| NOBODY.to_owned()));
    let onchoose = {
        let (id, onclose) = (props.session.id.clone(), props.onclose.clone());
        Callback::from(move |vehicle: AttrValue| {
            sessions::assign(&cx, &id, (vehicle != NOBODY).then(|| vehicle.to_string()));
            onclose.emit(());
        })
    };
    html! {
        <Dialog title={t!(i18n, "sessions-assign-title", name = &props.session.name)} onclose={props.onclose.clone()}>
            <SearchList
                label={t!(i18n, "sessions-assign")} placeholder={t!(i18n, "sessions-assign-search")} {entries} {selected}
                empty={t!(i18n, "sessions-assign-none")} {onchoose}
            />
        </Dialog>
    }
}
