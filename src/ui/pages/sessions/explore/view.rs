//! The tab as a whole: channels on the left, strips beside them, what belongs to them below.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use web_sys::{HtmlElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, classes, component, html, use_effect_with, use_memo,
    use_node_ref, use_state_eq,
};

use super::address::Shared;
use super::between::{BetweenPanel, ReadoutBar};
use super::channels::ChannelList;
use super::chart::{Chart, Step};
use super::figures::{FiguresPanel, PANEL_ID};
use super::model::{Channel, Channels};
use super::notes::{Draft, NoteDialog, NotesPanel, use_notes};
use super::panel::StripPanel;
use super::presets::Preset;
use super::state::{Action, Explore};
use crate::app::cx::AppCx;
use crate::app::error::AppError;
use crate::app::navigation;
use crate::app::route::{Location, Query, Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::view::{self, Opened};
use crate::app::shortcut::Shortcut;
use crate::app::store::Store;
use crate::i18n::{I18n, Message};
use crate::t;
use crate::ui::commands::{PageCommand, use_page_commands};
use crate::ui::components::feedback::{Menu, MenuItem};
use crate::ui::components::form::IconButton;
use crate::ui::components::icons::{Icon, icon};
use crate::web::{dom, download, task};

/// After the last change the address is written, milliseconds.
const ADDRESS_MS: u32 = 200;

#[derive(Properties, PartialEq)]
pub struct ExploreViewProps {
    pub opened: Opened,
}

/// See the module.
#[component]
pub fn ExploreView(props: &ExploreViewProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let session = AttrValue::from(props.opened.record().id.clone());
    let parts = {
        let cx = cx.clone();
        use_memo(props.opened.clone(), move |opened| Parts::new(&cx, opened))
    };
    let Parts { channels, store, chart } = &*parts;
    use_address(&session, &parts);
    let search = use_node_ref();
    let figures = use_select(store, |s: &Explore| s.figures);
    let draft = use_state_eq(|| Option::<Draft>::None);
    let current = use_state_eq(|| Option::<AttrValue>::None);
    let notes = use_notes(&session, chart, current.as_deref());
    let onselect = {
        let current = current.setter();
        Callback::from(move |id| current.set(id))
    };
    let ondraft = {
        let draft = draft.setter();
        Callback::from(move |now| draft.set(Some(now)))
    };
    let onclose = {
        let draft = draft.setter();
        Callback::from(move |()| draft.set(None))
    };
    let new_note = {
        let (chart, ondraft) = (chart.clone(), ondraft.clone());
        Callback::from(move |()| ondraft.emit(Draft::New { t0: chart.here(), t1: None }))
    };
    let pick = focus(&search);
    use_page_commands(commands(&parts, &cx, &props.opened, &ondraft, &new_note, &pick));
    html! {
        <div class={classes!("explore", figures.then_some("with-figures"))}>
            <ChannelList chart={chart.clone()} channels={channels.clone()} store={store.clone()} {search} />
            <section class="panel strips-panel" aria-label={t!(i18n, "explore-strips")}>
                <Toolbar parts={Rc::clone(&parts)} opened={props.opened.clone()} onnote={new_note.clone()} />
                <StripPanel chart={chart.clone()} channels={channels.clone()} store={store.clone()} {pick} />
                <ReadoutBar chart={chart.clone()} channels={channels.clone()} store={store.clone()} session={session.clone()} />
            </section>
            if *figures {
                <FiguresPanel
                    chart={chart.clone()} channels={channels.clone()} store={store.clone()} opened={props.opened.clone()}
                />
            }
            <div class="explore-below">
                <BetweenPanel chart={chart.clone()} channels={channels.clone()} store={store.clone()} session={session.clone()} />
                <NotesPanel
                    chart={chart.clone()} {notes} current={(*current).clone()} {onselect} ondraft={ondraft.clone()}
                    onnew={new_note}
                />
            </div>
            if let Some(draft) = (*draft).clone() {
                <NoteDialog {session} {draft} {onclose} />
            }
        </div>
    }
}

/// What lives as long as the session is looked at.
pub struct Parts {
    pub channels: Channels,
    pub store: Store<Explore>,
    pub chart: Chart,
}

impl PartialEq for Parts {
    fn eq(&self, other: &Self) -> bool {
        self.chart == other.chart
    }
}

impl Parts {
    fn new(cx: &AppCx, opened: &Opened) -> Self {
        let channels = channels_of(opened);
        let query = &cx.location.get().query;
        let remembered = view::remembered(&opened.record().id).filter(|_| query.get("ch").is_none());
        let mut shared = Shared::read(query);
        if let Some(last) = remembered {
            // What the address names comes first: a link from the grid names a moment, not the channels.
            shared = shared.over(Shared::read(&Query::parse(&last)));
        }
        let store = Store::new(Explore::new(&shared, &channels));
        let chart = Chart::new(cx, opened, &channels, &store);
        Self { channels, store, chart }
    }
}

/// The channels of an open session.
pub fn channels_of(opened: &Opened) -> Channels {
    let channel = |column: &crate::storage::ColumnInfo| Channel {
        key: column.key.clone(),
        source: column.source.clone(),
        quantity: column.unit.quantity(),
        group: column.key.id().map(|id| id.spec().group),
        labels: column.labels.iter().cloned().collect(),
        extent: column.min.zip(column.max),
    };
    Channels(opened.detail().columns.iter().map(channel).collect())
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

/// What can be done here, for the palette, the key legend and the keys themselves.
fn commands(
    parts: &Rc<Parts>,
    cx: &AppCx,
    opened: &Opened,
    ondraft: &Callback<Draft>,
    new_note: &Callback<()>,
    pick: &Callback<()>,
) -> Vec<PageCommand> {
    let step = |id: &'static str, label: &'static str, shortcut: Shortcut, step: Step| {
        let chart = parts.chart.clone();
        PageCommand::new(id, Message::new(label), move |()| chart.step(step)).shortcut(shortcut)
    };
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
    let mut all = vec![
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
    ];
    all.extend(Preset::ALL.into_iter().filter(|p| p.fits(&parts.channels)).map(|preset| {
        let parts = Rc::clone(parts);
        PageCommand::new(preset.slug(), Message::new(preset.label_key()), move |()| apply(&parts, preset))
            .icon(Icon::Columns)
    }));
    all
}

fn apply(parts: &Parts, preset: Preset) {
    let fit = parts.store.get().layout.fit;
    let mut layout = preset.layout(&parts.channels);
    layout.fit = fit;
    parts.store.dispatch(Action::Layout(layout));
}

fn toggle_fit(store: &Store<Explore>) {
    let mut layout = store.get().layout.clone();
    layout.fit = !layout.fit;
    store.dispatch(Action::Layout(layout));
}

fn toggle_figures(store: &Store<Explore>) {
    let shown = store.get().figures;
    store.dispatch(Action::Figures(!shown));
}

/// Saves the strips as a picture.
fn save_picture(cx: &AppCx, chart: &Chart, opened: &Opened) {
    let (cx, chart) = (cx.clone(), chart.clone());
    let name = format!("{}.png", opened.record().name.replace(['/', '\\', ':'], "-"));
    task::spawn(async move {
        let saved = match chart.picture().await {
            Ok(picture) => download::save(&name, &picture),
            Err(error) => Err(error),
        };
        if let Err(error) = saved {
            cx.report(&AppError::from(error));
        }
    });
}

#[derive(Properties, PartialEq)]
struct ToolbarProps {
    parts: Rc<Parts>,
    opened: Opened,
    onnote: Callback<()>,
}

#[component]
fn Toolbar(props: &ToolbarProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let Parts { channels, store, chart } = &*props.parts;
    let fit = use_select(store, |s: &Explore| s.layout.fit);
    let zoomed = use_select(store, |s: &Explore| s.range.is_some());
    let figures = use_select(store, |s: &Explore| s.figures);
    let step = |step: Step| {
        let chart = chart.clone();
        Callback::from(move |_: MouseEvent| chart.step(step))
    };
    let onfit = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| toggle_fit(&store))
    };
    let onfigures = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| toggle_figures(&store))
    };
    let picture = {
        let (chart, opened) = (chart.clone(), props.opened.clone());
        Callback::from(move |_: MouseEvent| save_picture(&cx, &chart, &opened))
    };
    html! {
        <div class="strips-tools" role="toolbar" aria-label={t!(i18n, "explore-tools")}>
            <Menu
                label={t!(i18n, "explore-presets")} class="btn small" items={presets(i18n, &props.parts, channels)}
                trigger={html! { <>{ icon(Icon::Columns) }<span>{ t!(i18n, "explore-presets") }</span></> }} testid="presets"
            />
            <button type="button" class="btn small" aria-pressed={if *fit { "true" } else { "false" }} title={t!(i18n, "explore-fit-title")} onclick={onfit}>
                { t!(i18n, "explore-fit") }
            </button>
            <button
                type="button" class="btn small" aria-pressed={if *figures { "true" } else { "false" }}
                aria-controls={figures.then_some(PANEL_ID)} title={t!(i18n, "explore-figures")} onclick={onfigures}
                data-testid="toggle-figures"
            >
                { icon(Icon::Analysis) }<span>{ t!(i18n, "explore-figures-short") }</span>
            </button>
            <span class="grow" />
            <IconButton label={t!(i18n, "explore-zoom-out")} icon={Icon::ZoomOut} onclick={step(Step::ZoomOut)} />
            <IconButton label={t!(i18n, "explore-zoom-in")} icon={Icon::ZoomIn} onclick={step(Step::ZoomIn)} />
            <button
                type="button" class="btn small" onclick={step(Step::Reset)} aria-disabled={(!*zoomed).then_some("true")}
                title={(!*zoomed).then(|| t!(i18n, "explore-reset-none"))}
            >
                { t!(i18n, "explore-reset") }
            </button>
            <IconButton label={t!(i18n, "explore-note-new")} icon={Icon::Note} onclick={props.onnote.reform(|_| ())} />
            <IconButton label={t!(i18n, "explore-picture")} icon={Icon::Download} onclick={picture} testid="save-picture" />
        </div>
    }
}

fn presets(i18n: I18n, parts: &Rc<Parts>, channels: &Channels) -> Vec<MenuItem> {
    Preset::ALL
        .into_iter()
        .map(|preset| {
            let lacks = (!preset.fits(channels)).then(|| AttrValue::from(t!(i18n, "explore-preset-lacks")));
            let parts = Rc::clone(parts);
            MenuItem::new(i18n.t(preset.label_key()), move |()| apply(&parts, preset)).disabled(lacks)
        })
        .collect()
}
