//! How files and texts come in: dropped anywhere, picked, pasted. What happens with them is the import's business;
//! where there is none, none of this is shown.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent, Event, File, FileList, HtmlElement, HtmlInputElement};
use yew::{
    Callback, Html, Properties, TargetCast, classes, component, hook, html, use_effect_with, use_node_ref,
    use_state_eq,
};

use super::commands::Command;
use super::components::feedback::is_typing;
use super::components::form::Button;
use super::components::icons::{Icon, icon};
use super::components::layout::Link;
use super::hooks::{use_id, use_window_event};
use crate::app::cx::{AppCx, Incoming, Intake, Overlay};
use crate::app::import_batch::{MOST_FILES, is_in_litter, is_litter};
use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::toasts::{Toast, Tone};
use crate::i18n::Message;
use crate::web::folders::{self, FoundFile, Walk};
use crate::web::{global, ignore, task};
use crate::{message, t};

const INPUT: &str = "[data-testid=drop-zone] input[type=file]";

/// Opens the browser's dialog to pick files.
pub fn pick_files() {
    let input = global::document().and_then(|d| d.query_selector(INPUT).ok().flatten());
    if let Some(input) = input.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        input.click();
    }
}

/// Hands over to the import. It is there: only then is anything shown that leads here.
fn hand_over(cx: &AppCx, incoming: Incoming) {
    // Another page, or a dialog of this one, is shown next; nothing stays open above it.
    cx.overlay.set(Overlay::Nothing);
    let own: Option<Rc<Intake>> = (*cx.page_intake.get()).clone();
    match own {
        Some(own) => own(incoming),
        None => import(cx, incoming),
    }
}

/// Hands over to the import what a page with an intake of its own does not take.
pub fn import(cx: &AppCx, incoming: Incoming) {
    let intake: Option<Rc<Intake>> = (*cx.intake.get()).clone();
    if let Some(intake) = intake {
        intake(incoming);
    }
}

/// Takes what is dropped, picked or pasted while the component is shown, in the place of the import.
#[hook]
pub fn use_page_intake(take: Callback<Incoming>) {
    let cx = use_cx();
    use_effect_with(take, move |take| {
        let take = take.clone();
        let intake: Option<Rc<Intake>> = Some(Rc::new(move |incoming| take.emit(incoming)));
        cx.page_intake.set(intake.clone());
        move || {
            // The next page may have put its own there already.
            let ours = matches!((&*cx.page_intake.get(), &intake), (Some(a), Some(b)) if Rc::ptr_eq(a, b));
            if ours {
                cx.page_intake.set(None);
            }
        }
    });
}

fn files(list: Option<FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|i| list.get(i)).collect()).unwrap_or_default()
}

fn alone(files: Vec<File>) -> Incoming {
    Incoming::Files(files.into_iter().map(FoundFile::alone).collect())
}

/// Hands over the files of a folder, as far as they can be the user's, and says what was left behind.
fn hand_over_folder(cx: &AppCx, walk: Walk) {
    if walk.more {
        let toast = Toast::new(Tone::Warn, message!("frame-folder-many", most = MOST_FILES));
        cx.toast(toast.advice(Message::new("frame-folder-many-advice")));
    }
    if walk.unreadable > 0 {
        cx.toast(Toast::new(Tone::Warn, message!("frame-folder-unreadable", n = walk.unreadable)));
    }
    if walk.files.is_empty() {
        if walk.unreadable == 0 {
            cx.toast(Toast::new(Tone::Warn, Message::new("frame-folder-empty")));
        }
        return;
    }
    hand_over(cx, Incoming::Files(walk.files));
}

/// The files of a folder that was chosen in the browser's dialog; it hands out all of them, however many.
fn chosen_folder(files: Vec<File>) -> Walk {
    let found = files.into_iter().map(FoundFile::chosen);
    let mut files: Vec<FoundFile> = found.filter(|f| !is_in_litter(&f.folder, &f.file.name())).collect();
    let more = files.len() > MOST_FILES;
    files.truncate(MOST_FILES);
    Walk { files, unreadable: 0, more }
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
}

/// The file input; the label around it is the drop zone.
/// With `apart` it is none of the page's stops for the Tab key: its button stands elsewhere.
fn file_input(cx: &AppCx, id: &str, label: String, apart: bool) -> Html {
    let cx = cx.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let picked = files(input.files());
        // Emptied, so that the same file can be picked again.
        input.set_value("");
        if !picked.is_empty() {
            hand_over(&cx, alone(picked));
        }
    });
    html! {
        <input
            type="file" multiple=true class="visually-hidden" id={id.to_owned()} aria-label={label} {onchange}
            tabindex={apart.then_some("-1")}
        />
    }
}

/// The button that lets a folder be chosen, where the browser can: every file in it and below comes in.
#[component]
fn FolderButton() -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let input = use_node_ref();
    if !folders::can_be_chosen() {
        return Html::default();
    }
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let chosen = files(input.files());
        input.set_value("");
        hand_over_folder(&cx, chosen_folder(chosen));
    });
    let onclick = {
        let input = input.clone();
        Callback::from(move |_: web_sys::MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        })
    };
    html! {
        <>
            // Its button stands beside it: no stop for the Tab key, nothing to be read out.
            <input
                type="file" webkitdirectory=true class="visually-hidden" tabindex="-1" aria-hidden="true" ref={input}
                {onchange} data-testid="folder-input"
            />
            <Button label={t!(i18n, "frame-drop-folder")} icon={Icon::Folder} {onclick} testid="folder-pick" />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct DropZoneProps {
    /// Takes a line instead of a field.
    #[prop_or_default]
    pub small: bool,
    /// What stands below: a line about privacy.
    #[prop_or_default]
    pub children: Html,
}

/// The place to drop logs or to pick them from. Pages without one have the hidden one of [`GlobalIntake`].
#[component]
pub fn DropZone(props: &DropZoneProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let id = use_id();
    let ready = use_select(&cx.intake, Option::is_some);
    if !*ready {
        return Html::default();
    }
    html! {
        <div class={classes!("drop-zone", props.small.then_some("small"))} data-testid="drop-zone">
            { file_input(&cx, &id, t!(i18n, "frame-drop-pick").into_owned(), false) }
            <label class="area" for={id.clone()}>
                { icon(Icon::Import) }
                <strong>{ t!(i18n, "frame-drop-here") }</strong>
                <span class="muted">{ t!(i18n, "frame-drop-formats") }</span>
            </label>
            <Link to={Route::Formats}>{ t!(i18n, "frame-formats-all") }</Link>
            <div class="row">
                <label class="btn primary" for={id.clone()}>{ t!(i18n, "frame-drop-pick") }</label>
                <FolderButton />
                <DemoButton />
            </div>
            { props.children.clone() }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct GlobalIntakeProps {
    /// The page shows a [`DropZone`] of its own.
    pub page_has_zone: bool,
}

/// Makes the whole window a place to drop and paste logs.
#[component]
pub fn GlobalIntake(props: &GlobalIntakeProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let id = use_id();
    let over = use_state_eq(|| false);
    let ready = use_select(&cx.intake, Option::is_some);
    let ready = *ready;
    {
        let over = over.setter();
        use_window_event("dragover", move |event: &DragEvent| {
            if ready && carries_files(event) {
                event.prevent_default();
                over.set(true);
            }
        });
    }
    {
        let over = over.setter();
        use_window_event("dragleave", move |event: &DragEvent| {
            // Between elements there is always another one; without one the pointer left the window.
            if event.related_target().is_none() {
                over.set(false);
            }
        });
    }
    {
        let (over, cx) = (over.setter(), cx.clone());
        use_window_event("drop", move |event: &DragEvent| {
            over.set(false);
            if ready {
                take_dropped(&cx, event);
            }
        });
    }
    {
        let cx = cx.clone();
        use_window_event("paste", move |event: &Event| {
            if ready && let Some(incoming) = pasted(event) {
                event.prevent_default();
                hand_over(&cx, incoming);
            }
        });
    }
    html! {
        <>
            if ready && !props.page_has_zone {
                <div class="visually-hidden" data-testid="drop-zone">
                    { file_input(&cx, &id, t!(i18n, "frame-drop-pick").into_owned(), true) }
                </div>
            }
            if ready && *over {
                <DropOverlay />
            }
        </>
    }
}

/// Hands over what was let go: a folder once it has been walked through, files at once.
fn take_dropped(cx: &AppCx, event: &DragEvent) {
    let Some(data) = event.data_transfer() else { return };
    if let Some(entries) = folders::dropped(&data) {
        event.prevent_default();
        let cx = cx.clone();
        task::spawn(async move {
            let walk = folders::walk(entries, |name| !is_litter(name), MOST_FILES).await;
            hand_over_folder(&cx, walk);
        });
        return;
    }
    let dropped = files(data.files());
    if !dropped.is_empty() {
        event.prevent_default();
        hand_over(cx, alone(dropped));
    }
}

/// Says that the file may be let go, above everything: an open dialog too.
#[component]
fn DropOverlay() -> Html {
    let i18n = use_i18n();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(element) = node.cast::<HtmlElement>() {
                // A browser without popovers shows it below an open dialog; the drop works all the same.
                ignore(element.show_popover());
            }
        });
    }
    html! {
        <div class="drop-overlay" popover="manual" ref={node} data-testid="drop-overlay">
            <div>{ icon(Icon::Import) }<span>{ t!(i18n, "frame-drop-release") }</span></div>
        </div>
    }
}

/// Files or a table of text on the clipboard; a word or a line is no log, and a field takes its own text.
fn pasted(event: &Event) -> Option<Incoming> {
    let typing = event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(is_typing) || in_field(event);
    let data: DataTransfer = global::get(event, "clipboardData").dyn_into().ok()?;
    if typing {
        return None;
    }
    let files = files(data.files());
    if !files.is_empty() {
        return Some(alone(files));
    }
    let text = data.get_data("text/plain").ok()?;
    (text.trim().lines().nth(2).is_some()).then_some(Incoming::Text(text))
}

fn in_field(event: &Event) -> bool {
    event
        .target_dyn_into::<web_sys::Element>()
        .is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}

/// The button that opens the demo log, where there is one.
#[component]
pub fn DemoButton() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let there = use_select(&cx.open_demo, Option::is_some);
    if !*there {
        return Html::default();
    }
    let onclick = {
        let cx = cx.clone();
        Callback::from(move |_| Command::OpenDemo.run(&cx))
    };
    html! {
        <Button label={t!(i18n, "frame-command-demo")} icon={Icon::Play} {onclick} />
    }
}
