//! Notes on a moment or a span: written in a dialog, listed below the strips, drawn in them.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_effect_with, use_state_eq};

use super::chart::Chart;
use crate::app::cx::AppCx;
use crate::app::error::Explain;
use crate::app::explore::words;
use crate::app::select::{use_cx, use_i18n, use_units};
use crate::app::services::view;
use crate::charts::strips::{Note, Span};
use crate::i18n::Message;
use crate::i18n::units::Units;
use crate::storage::AnnotationRecord;
use crate::t;
use crate::ui::components::feedback::{Dialog, error_panel, kbd};
use crate::ui::components::form::{Button, ButtonTone, IconButton, TextField};
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::web::{dom, task};

/// Longest note, characters.
const MOST: u32 = 2000;
/// Notes listed at once; a file may bring thousands of remarks.
const CHUNK: usize = 200;

/// What the dialog is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// A new note at a moment, or from one to another.
    New {
        t0: f64,
        t1: Option<f64>,
    },
    Edit(Rc<AnnotationRecord>),
}

/// The notes of a session, following what changes here and in other tabs. They are drawn in the strips too.
#[yew::hook]
pub fn use_notes(session: &AttrValue, chart: &Chart, current: Option<&str>) -> Loaded<Vec<AnnotationRecord>> {
    let cx = use_cx();
    let (again, ask_again) = use_again();
    {
        let cx = cx.clone();
        use_effect_with((), move |()| {
            let subscription = view::on_notes(&cx, move || ask_again.emit(()));
            move || drop(subscription)
        });
    }
    let notes = use_loaded((session.clone(), again), move |(session, _)| {
        let session = session.clone();
        async move { view::notes(&cx, &session).await }
    });
    {
        let drawn: Vec<Note> = notes
            .value()
            .map(|notes| {
                let numbered = notes.iter().enumerate();
                numbered
                    .map(|(i, n)| Note { t0: n.t0, t1: n.t1, number: i + 1, current: current == Some(&n.id) })
                    .collect()
            })
            .unwrap_or_default();
        use_effect_with((chart.clone(), drawn), |(chart, drawn)| chart.set_notes(drawn.clone()));
    }
    notes
}

#[derive(Properties, PartialEq)]
pub struct NotesPanelProps {
    pub chart: Chart,
    pub notes: Loaded<Vec<AnnotationRecord>>,
    pub current: Option<AttrValue>,
    pub onselect: Callback<Option<AttrValue>>,
    pub ondraft: Callback<Draft>,
    /// Starts a new note.
    pub onnew: Callback<()>,
}

/// The list.
#[component]
pub fn NotesPanel(props: &NotesPanelProps) -> Html {
    let i18n = use_i18n();
    let limit = use_state_eq(|| CHUNK);
    let more = props.notes.value().map_or(0, |notes| notes.len().saturating_sub(*limit));
    let onmore = {
        let (limit, now) = (limit.setter(), *limit);
        Callback::from(move |_: MouseEvent| limit.set(now + CHUNK))
    };
    let body = match &props.notes {
        Loaded::Loading => html! { <p class="hint" role="status">{ t!(i18n, "frame-loading") }</p> },
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Ready(notes) if notes.is_empty() => {
            html! { <p class="hint">{ t!(i18n, "explore-notes-none") }</p> }
        }
        Loaded::Ready(notes) => html! {
            <ol class="notes" data-testid="notes-list">
                for (i, note) in notes.iter().take(*limit).enumerate() {
                    <NoteRow
                        key={note.id.clone()} chart={props.chart.clone()} note={Rc::new(note.clone())} number={i + 1}
                        current={props.current.as_deref() == Some(note.id.as_str())} onselect={props.onselect.clone()}
                        ondraft={props.ondraft.clone()}
                    />
                }
            </ol>
        },
    };
    html! {
        <section class="panel notes-panel" aria-label={t!(i18n, "explore-notes")}>
            <header class="panel-head">
                <h2>{ t!(i18n, "explore-notes") }</h2>
                <div class="aside">
                    { kbd("M") }
                    <Button
                        label={t!(i18n, "explore-note-new")} icon={Icon::Plus} tone={ButtonTone::Quiet}
                        onclick={props.onnew.reform(|_| ())}
                    />
                </div>
            </header>
            { body }
            if more > 0 {
                <div class="more"><Button label={t!(i18n, "explore-notes-more", n = more.min(CHUNK))} tone={ButtonTone::Quiet} onclick={onmore} /></div>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct NoteRowProps {
    chart: Chart,
    note: Rc<AnnotationRecord>,
    number: usize,
    current: bool,
    onselect: Callback<Option<AttrValue>>,
    ondraft: Callback<Draft>,
}

#[component]
fn NoteRow(props: &NoteRowProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let units = use_units();
    let note = &props.note;
    let jump = {
        let (chart, note, onselect) = (props.chart.clone(), Rc::clone(note), props.onselect.clone());
        Callback::from(move |_: MouseEvent| {
            onselect.emit(Some(note.id.clone().into()));
            match note.t1 {
                Some(t1) => {
                    let room = (t1 - note.t0) * 0.25;
                    chart.look(Span::new(note.t0 - room, t1 + room));
                }
                None => chart.go_to(note.t0),
            }
        })
    };
    let edit = {
        let note = Rc::clone(note);
        props.ondraft.reform(move |_: MouseEvent| Draft::Edit(Rc::clone(&note)))
    };
    let delete = {
        let note = Rc::clone(note);
        Callback::from(move |_: MouseEvent| delete(&cx, &note))
    };
    html! {
        <li class={classes!(props.current.then_some("current"))} data-t0={note.t0.to_string()} data-t1={note.t1.map(|t| t.to_string())}>
            <button type="button" class="jump" onclick={jump} aria-current={props.current.then_some("true")}>
                <span class="number" aria-hidden="true">{ props.number }</span>
                <span class="when">{ when(&units, note.t0, note.t1) }</span>
                <span class="text">{ &note.text }</span>
                if note.from_file { <span class="tag">{ t!(i18n, "sessions-marker-file") }</span> }
            </button>
            <IconButton label={t!(i18n, "explore-note-edit", n = props.number)} icon={Icon::Edit} onclick={edit} />
            <IconButton label={t!(i18n, "explore-note-delete", n = props.number)} icon={Icon::Trash} onclick={delete} />
        </li>
    }
}

fn when(units: &Units, t0: f64, t1: Option<f64>) -> String {
    match t1 {
        Some(t1) => format!("{} – {}", words::moment(units, t0), words::moment(units, t1)),
        None => words::moment(units, t0),
    }
}

/// Takes a note away and offers to bring it back.
fn delete(cx: &AppCx, note: &Rc<AnnotationRecord>) {
    let (cx, note) = (cx.clone(), Rc::clone(note));
    task::spawn(async move {
        if let Err(error) = view::delete_note(&cx, &note.id).await {
            return cx.report(&error);
        }
        let again = cx.clone();
        cx.done_with_undo(Message::new("explore-note-deleted"), move || {
            let (cx, note) = (again.clone(), Rc::clone(&note));
            task::spawn(async move {
                if let Err(error) = view::put_note(&cx, &note).await {
                    cx.report(&error);
                }
            });
        });
    });
}

#[derive(Properties, PartialEq)]
pub struct NoteDialogProps {
    pub session: AttrValue,
    pub draft: Draft,
    pub onclose: Callback<()>,
}

/// Writes a note.
#[component]
pub fn NoteDialog(props: &NoteDialogProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let units = use_units();
    let before = match &props.draft {
        Draft::New { .. } => AttrValue::default(),
        Draft::Edit(note) => AttrValue::from(note.text.clone()),
    };
    let text = use_state_eq(|| before.clone());
    let error = use_state_eq(|| false);
    let field = yew::use_node_ref();
    use_begin_in(&field);
    let (title, t0, t1) = match &props.draft {
        Draft::New { t0, t1 } => (t!(i18n, "explore-note-new"), *t0, *t1),
        Draft::Edit(note) => (t!(i18n, "explore-note-edit-title"), note.t0, note.t1),
    };
    let save = {
        let (text, error, props_) =
            (text.clone(), error.setter(), (props.session.clone(), props.draft.clone()));
        let onclose = props.onclose.clone();
        Callback::from(move |()| {
            let written = text.trim().to_owned();
            if written.is_empty() {
                return error.set(true);
            }
            store(&cx, &props_.0, &props_.1, written);
            onclose.emit(());
        })
    };
    let oninput = {
        let (text, error) = (text.setter(), error.setter());
        Callback::from(move |typed: String| {
            text.set(typed.into());
            error.set(false);
        })
    };
    let onkeydown = saved_by_keys(&save);
    let actions = html! {
        <>
            <Button label={t!(i18n, "frame-cancel")} onclick={props.onclose.reform(|_| ())} />
            <Button label={t!(i18n, "explore-note-save")} tone={ButtonTone::Primary} onclick={save.reform(|_: MouseEvent| ())} />
        </>
    };
    html! {
        <Dialog {title} onclose={props.onclose.clone()} {actions} testid="note-dialog">
            <div class="note-form" {onkeydown}>
                <p class="when">{ when(&units, t0, t1) }</p>
                <TextField
                    label={t!(i18n, "explore-note-text")} value={(*text).clone()} {oninput} multiline={true} maxlength={MOST}
                    required={true} node={field} error={error.then(|| AttrValue::from(t!(i18n, "explore-note-empty")))}
                />
            </div>
        </Dialog>
    }
}

#[yew::hook]
fn use_begin_in(field: &yew::NodeRef) {
    let field = field.clone();
    use_effect_with((), move |()| {
        if let Some(field) = field.cast::<web_sys::HtmlElement>() {
            dom::focus(&field);
        }
    });
}

/// Enter alone begins a new line.
fn saved_by_keys(save: &Callback<()>) -> Callback<web_sys::KeyboardEvent> {
    let save = save.clone();
    Callback::from(move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            save.emit(());
        }
    })
}

fn store(cx: &AppCx, session: &AttrValue, draft: &Draft, text: String) {
    let (cx, session, draft) = (cx.clone(), session.to_string(), draft.clone());
    task::spawn(async move {
        let outcome = match &draft {
            Draft::New { t0, t1 } => view::add_note(&cx, &session, (*t0, *t1), text).await,
            Draft::Edit(note) => view::edit_note(&cx, &note.id, text).await,
        };
        if let Err(error) = outcome {
            cx.report(&error);
        }
    });
}
