//! The menu of a session and the dialogs it opens: name, notes and tags, vehicle.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use crate::app::library::SessionItem;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::sessions::{self, MAX_NAME};
use crate::t;
use crate::ui::components::feedback::{Dialog, Entry, Menu, MenuItem, SearchList};
use crate::ui::components::form::{Button, ButtonTone, TextField};
use crate::ui::components::icons::Icon;

/// What is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OpenDialog {
    #[default]
    None,
    Rename,
    Notes,
    Vehicle,
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
    let export = {
        let (id, name) = (session.id.clone(), session.name.clone());
        Callback::from(move |()| sessions::export_csv(&cx, id.clone(), name.clone()))
    };
    let items = vec![
        MenuItem::new(t!(i18n, "sessions-rename"), show(OpenDialog::Rename)).icon(Icon::Edit),
        MenuItem::new(t!(i18n, "sessions-notes-edit"), show(OpenDialog::Notes)).icon(Icon::Note),
        MenuItem::new(t!(i18n, "sessions-assign"), show(OpenDialog::Vehicle)).icon(Icon::Vehicle),
        MenuItem::new(t!(i18n, "sessions-export-csv"), export).icon(Icon::Download),
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
