//! The tab as a whole: channels on the left, strips beside them, what belongs to them below.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::HtmlElement;
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, UseStateHandle, classes, component, html,
    use_effect_with, use_memo, use_mut_ref, use_node_ref, use_state_eq,
};

use super::between::{BetweenPanel, ReadoutBar};
use super::channels::ChannelList;
use super::chart::Step;
use super::figures::FiguresPanel;
use super::notes::{Draft, NoteDialog, NotesPanel, use_notes};
use super::panel::StripPanel;
use super::parts::{Parts, show};
use super::toolbar::{Toolbar, apply, save_picture, toggle_figures, toggle_fit};
use crate::app::cx::AppCx;
use crate::app::explore::address::Shared;
use crate::app::explore::presets::Preset;
use crate::app::explore::state::{Action, Explore};
use crate::app::navigation;
use crate::app::route::{Location, Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::view::{self, Opened};
use crate::app::shortcut::Shortcut;
use crate::app::store::Store;
use crate::engine::channels::ChannelKey;
use crate::i18n::Message;
use crate::t;
use crate::ui::commands::{PageCommand, use_page_commands};
use crate::ui::components::icons::Icon;
use crate::ui::pages::sessions::math::{
    Editing, FilterField, Kept, MathBook, MathEditor, left_out, use_filter, use_kept,
};
use crate::web::dom;

/// After the last change the address is written, milliseconds.
const ADDRESS_MS: u32 = 200;

#[derive(Properties, PartialEq)]
pub struct ExploreViewProps {
    pub opened: Opened,
    pub math: MathBook,
}

/// See the module.
#[component]
pub fn ExploreView(props: &ExploreViewProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let session = AttrValue::from(props.opened.record().id.clone());
    let parts = use_parts(&cx, &props.opened, &props.math);
    let Parts { channels, store, chart, number, .. } = &*parts;
    use_address(&session, &parts);
    let search = use_node_ref();
    let figures = use_select(store, |s: &Explore| s.figures);
    let draft = use_state_eq(|| Option::<Draft>::None);
    let current = use_state_eq(|| Option::<AttrValue>::None);
    let editing = use_state_eq(|| Option::<Editing>::None);
    let written = use_select(store, |s: &Explore| s.filter.clone());
    let filtering = use_state_eq(|| written.is_some());
    let filter = use_filter(&props.math, written.as_deref());
    let kept = use_left_out(&session, &parts, filter.as_ref());
    let notes = use_notes(&session, chart, current.as_deref());
    let onselect = {
        let current = current.setter();
        Callback::from(move |id| current.set(id))
    };
    let (ondraft, onedit) = (opens(&draft), opens(&editing));
    let new_note = {
        let chart = chart.clone();
        ondraft.reform(move |()| Draft::New { t0: chart.here(), t1: None })
    };
    let with_filter = *filtering || written.is_some();
    let togglefilter = toggle_filter(&filtering, store, with_filter);
    let pick = focus(&search);
    let can = commands(&parts, &cx, &props.opened, &ondraft, &new_note, &pick).into_iter();
    use_page_commands(can.chain(fields(&onedit, &togglefilter)).collect());
    html! {
        <div class={classes!("explore", figures.then_some("with-figures"))}>
            <ChannelList
                chart={chart.clone()} channels={channels.clone()} store={store.clone()} {search} math={props.math.clone()}
                onedit={onedit.clone()}
            />
            <section class="panel strips-panel" aria-label={t!(i18n, "explore-strips")}>
                <Toolbar parts={Rc::clone(&parts)} opened={props.opened.clone()} onnote={new_note.clone()} filtering={with_filter} {togglefilter} />
                if with_filter { { filter_field(props, store, (*written).clone(), filter.as_ref(), kept) } }
                <StripPanel chart={chart.clone()} channels={channels.clone()} store={store.clone()} {pick} />
                <ReadoutBar key={format!("readout-{number}")} filter={filter.clone()} chart={chart.clone()} channels={channels.clone()} store={store.clone()} session={session.clone()} />
            </section>
            if *figures {
                <FiguresPanel
                    key={format!("figures-{number}")} filter={filter.clone()} chart={chart.clone()} channels={channels.clone()} store={store.clone()} opened={props.opened.clone()}
                />
            }
            <div class="explore-below">
                <BetweenPanel key={format!("between-{number}")} {filter} chart={chart.clone()} channels={channels.clone()} store={store.clone()} session={session.clone()} />
                <NotesPanel
                    chart={chart.clone()} {notes} current={(*current).clone()} {onselect} ondraft={ondraft.clone()}
                    onnew={new_note}
                />
            </div>
            { math_editor(props, &parts, &editing) }
            { note_dialog(session, &draft) }
        </div>
    }
}

/// Opens what a state holds while it is open.
fn opens<T: 'static>(state: &UseStateHandle<Option<T>>) -> Callback<T> {
    let state = state.setter();
    Callback::from(move |now| state.set(Some(now)))
}

/// Shows the field of the filter, or takes it and what is filtered away.
fn toggle_filter(
    filtering: &UseStateHandle<bool>,
    store: &Store<Explore>,
    with_filter: bool,
) -> Callback<()> {
    let (filtering, store) = (filtering.setter(), store.clone());
    Callback::from(move |()| {
        if with_filter {
            store.dispatch(Action::Filter(None));
        }
        filtering.set(!with_filter);
    })
}

fn filter_field(
    props: &ExploreViewProps,
    store: &Store<Explore>,
    written: Option<String>,
    applied: Option<&AttrValue>,
    kept: Kept,
) -> Html {
    let store = store.clone();
    let onchange = Callback::from(move |now: Option<String>| store.dispatch(Action::Filter(now)));
    html! {
        <div class="strips-filter">
            <FilterField
                math={props.math.clone()} value={written.map(AttrValue::from)} applied={applied.cloned()} {kept} {onchange}
            />
        </div>
    }
}

/// The editor of a math channel, while one is open. A new channel gets a strip when it is stored.
fn math_editor(
    props: &ExploreViewProps,
    parts: &Rc<Parts>,
    editing: &UseStateHandle<Option<Editing>>,
) -> Html {
    let Some(open) = (**editing).clone() else { return Html::default() };
    let onclose = {
        let editing = editing.setter();
        Callback::from(move |()| editing.set(None))
    };
    let onsaved = {
        let (parts, is_new) = (Rc::clone(parts), open == Editing::New);
        Callback::from(move |key: ChannelKey| {
            if is_new {
                show(&parts.store, &parts.channels, &key);
            }
        })
    };
    html! { <MathEditor opened={props.opened.clone()} math={props.math.clone()} editing={open} {onclose} {onsaved} /> }
}

fn note_dialog(session: AttrValue, draft: &UseStateHandle<Option<Draft>>) -> Html {
    let Some(open) = (**draft).clone() else { return Html::default() };
    let draft = draft.setter();
    html! { <NoteDialog {session} draft={open} onclose={Callback::from(move |()| draft.set(None))} /> }
}

/// The parts of the session, made anew when it or the math channels change.
#[yew::hook]
fn use_parts(cx: &AppCx, opened: &Opened, math: &MathBook) -> Rc<Parts> {
    let last = use_mut_ref(|| Option::<(Opened, Rc<Parts>)>::None);
    let cx = cx.clone();
    let parts = use_memo((opened.clone(), math.clone()), move |(opened, math)| {
        let before = last.borrow_mut().take().filter(|(of, _)| of.record().id == opened.record().id);
        let parts = Rc::new(Parts::new(&cx, opened, math, before.as_ref().map(|(_, parts)| &**parts)));
        *last.borrow_mut() = Some((opened.clone(), Rc::clone(&parts)));
        parts
    });
    Rc::clone(&parts)
}

/// What the filter keeps; what it leaves out is shaded in the strips.
#[yew::hook]
fn use_left_out(session: &AttrValue, parts: &Rc<Parts>, filter: Option<&AttrValue>) -> Kept {
    let limits = parts.chart.limits().all();
    let range = use_select(&parts.store, |s: &Explore| s.range);
    // A log with more stretches than are told at once is asked about anew for what is in view.
    let close = use_state_eq(|| false);
    let window = range.filter(|_| *close).unwrap_or((limits.t0, limits.t1));
    let kept = use_kept(session, &parts.math, filter, window);
    let exact = kept.value().and_then(|rows| rows.as_ref().as_ref().map(|rows| rows.exact));
    {
        let close = close.setter();
        use_effect_with(exact, move |exact| {
            if *exact == Some(false) {
                close.set(true);
            }
        });
    }
    let drawn = (Rc::clone(parts), kept.clone(), filter.cloned());
    use_effect_with(drawn, |(parts, kept, filter)| {
        parts.chart.set_left_out(filter.as_ref().map(|_| left_out(kept)));
    });
    kept
}

/// Keeps address and state in step. What changes here replaces the address a moment later; an address that changes by
/// itself (back, forward, a link) changes the state.
#[yew::hook]
fn use_address(session: &AttrValue, parts: &Rc<Parts>) {
    let cx = use_cx();
    use_effect_with((session.clone(), Rc::clone(parts)), move |(session, parts)| {
        let route = Route::Session(session.to_string(), SessionTab::Explore);
        let written = Rc::new(RefCell::new(cx.location.get().query.clone()));
        let timer: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let write = {
            let (cx, route, written, session) =
                (cx.clone(), route.clone(), Rc::clone(&written), session.clone());
            move |state: &Explore| {
                let now = cx.location.get();
                let query = state.shared().write(now.query.clone());
                view::remember(&session, query.to_string());
                if now.route == route && now.query != query {
                    *written.borrow_mut() = query.clone();
                    navigation::replace(&cx, Location { route: route.clone(), query });
                }
            }
        };
        let leaving = (parts.store.clone(), write.clone());
        let changed = {
            let timer = Rc::clone(&timer);
            parts.store.subscribe(move |state| {
                let (state, write) = (Rc::clone(state), write.clone());
                *timer.borrow_mut() = Some(Timeout::new(ADDRESS_MS, move || write(&state)));
            })
        };
        let moved = {
            let parts = Rc::clone(parts);
            cx.location.subscribe(move |location| {
                if location.route == route && location.query != *written.borrow() {
                    *written.borrow_mut() = location.query.clone();
                    let state = Explore::new(&Shared::read(&location.query), &parts.channels);
                    parts.store.dispatch(Action::Restore(Box::new(state)));
                }
            })
        };
        move || {
            // Leaving at once keeps what was not written yet.
            if timer.borrow_mut().take().is_some() {
                (leaving.1)(&leaving.0.get());
            }
            drop((changed, moved));
        }
    });
}

fn focus(node: &NodeRef) -> Callback<()> {
    let node = node.clone();
    Callback::from(move |()| {
        if let Some(element) = node.cast::<HtmlElement>() {
            dom::focus(&element);
        }
    })
}

/// Steps over the log.
fn steps(parts: &Parts) -> Vec<PageCommand> {
    let step = |id: &'static str, label: &'static str, shortcut: Shortcut, step: Step| {
        let chart = parts.chart.clone();
        PageCommand::new(id, Message::new(label), move |()| chart.step(step)).shortcut(shortcut)
    };
    let key = Shortcut::key;
    vec![
        step("back", "explore-key-back", key("ArrowLeft"), Step::Back),
        step("forth", "explore-key-forth", key("ArrowRight"), Step::Forth),
        step("zoom-in", "explore-zoom-in", key("+"), Step::ZoomIn),
        step("zoom-out", "explore-zoom-out", key("-"), Step::ZoomOut),
        step("zoom-in-arrow", "explore-zoom-in", key("ArrowRight").shift(), Step::ZoomIn),
        step("zoom-out-arrow", "explore-zoom-out", key("ArrowLeft").shift(), Step::ZoomOut),
        step("page-back", "explore-key-page-back", key("PageUp"), Step::PageBack),
        step("page-forth", "explore-key-page-forth", key("PageDown"), Step::PageForth),
        step("start", "explore-key-start", key("Home"), Step::Start),
        step("end", "explore-key-end", key("End"), Step::End),
        step("reset", "explore-reset", key("0"), Step::Reset),
        step("set-a", "explore-set-a-long", key("a"), Step::SetA),
        step("set-b", "explore-set-b-long", key("b"), Step::SetB),
        step("clear", "explore-key-clear", key("Escape"), Step::Clear),
    ]
}

/// What opens the fields for expressions.
fn fields(onedit: &Callback<Editing>, togglefilter: &Callback<()>) -> [PageCommand; 2] {
    let new = onedit.reform(|()| Editing::New);
    [
        PageCommand::new("math", Message::new("explore-math-new"), new).icon(Icon::Plus),
        PageCommand::new("filter", Message::new("explore-filter"), togglefilter.clone()).icon(Icon::Filter),
    ]
}

/// Channels that are looked at together, where the log has them.
fn presets(parts: &Rc<Parts>) -> impl Iterator<Item = PageCommand> {
    Preset::ALL.into_iter().filter(move |p| p.fits(&parts.channels)).map(move |preset| {
        let parts = Rc::clone(parts);
        PageCommand::new(preset.slug(), Message::new(preset.label_key()), move |()| apply(&parts, preset))
            .icon(Icon::Columns)
    })
}

/// What can be done here, for the palette, the key legend and the keys themselves.
fn commands(
    parts: &Rc<Parts>,
    cx: &AppCx,
    opened: &Opened,
    ondraft: &Callback<Draft>,
    new_note: &Callback<()>,
    pick: &Callback<()>,
) -> Vec<PageCommand> {
    let key = Shortcut::key;
    let between = parts.store.get().between();
    let span_note = {
        let ondraft = ondraft.clone();
        move |()| {
            if let Some((a, b)) = between {
                ondraft.emit(Draft::New { t0: a.min(b), t1: Some(a.max(b)) });
            }
        }
    };
    let fit = {
        let store = parts.store.clone();
        move |()| toggle_fit(&store)
    };
    let figures = {
        let store = parts.store.clone();
        move |()| toggle_figures(&store)
    };
    let picture = {
        let (cx, chart, opened) = (cx.clone(), parts.chart.clone(), opened.clone());
        move |()| save_picture(&cx, &chart, &opened)
    };
    let mut all = steps(parts);
    all.extend([
        PageCommand::new("note", Message::new("explore-note-new"), new_note.clone())
            .icon(Icon::Note)
            .shortcut(key("m")),
        PageCommand::new("note-span", Message::new("explore-note-span"), span_note)
            .icon(Icon::Note)
            .shortcut(key("m").shift())
            .disabled(between.is_none().then(|| Message::new("explore-between-none"))),
        PageCommand::new("pick", Message::new("explore-pick"), pick.clone())
            .icon(Icon::Search)
            .shortcut(key("c")),
        PageCommand::new("fit", Message::new("explore-fit"), fit).shortcut(key("f")),
        PageCommand::new("figures", Message::new("explore-figures"), figures)
            .icon(Icon::Analysis)
            .shortcut(key("g")),
        PageCommand::new("picture", Message::new("explore-picture"), picture)
            .icon(Icon::Download)
            .shortcut(key("s").alt()),
    ]);
    all.extend(presets(parts));
    all
}
