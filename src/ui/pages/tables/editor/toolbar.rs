//! Everything the keys do, as buttons.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::state::{Editor, Opened, Same};
use super::view::{ToolsBox, ViewBox};
use crate::app::maps::words::step_key_of;
use crate::app::maps::{CopyAs, Dialect, DragMode, EntryKind, Intent, TablePrefs, bindings};
use crate::app::select::use_i18n;
use crate::engine::tables::{Direction, History, PasteHow, Side, Step, StepKey};
use crate::i18n::I18n;
use crate::t;
use crate::ui::commands::shortcut_label;
use crate::ui::components::feedback::{Menu, MenuItem};
use crate::ui::components::form::{Button, IconButton};
use crate::ui::components::icons::{Icon, icon};
use crate::web::clock;

/// A step of the buttons that zoom.
const ZOOM: f64 = 1.2;

#[derive(Properties, PartialEq)]
pub struct ToolbarProps {
    pub editor: Editor,
    pub history: Same<History>,
    pub prefs: TablePrefs,
    pub mode: DragMode,
    pub zoom: f64,
    /// There is something to compare with.
    pub reference: bool,
    /// A log lies over the table.
    pub hits: bool,
    /// The log's cursor is somewhere on it.
    pub point: bool,
}

/// See the module. An edit changes the names of the steps and nothing else of it.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let i18n = use_i18n();
    let told = |step: &Step| (step.key, step.cells);
    let history = &props.history;
    html! {
        <div class="map-tools" role="toolbar" aria-label={t!(i18n, "table-editor-tools")}>
            <Steps editor={props.editor.clone()} past={history.past().last().map(Rc::as_ref).map(told)} future={history.future().next().map(told)} />
            <span class="sep" />
            <Buttons
                editor={props.editor.clone()} prefs={props.prefs} mode={props.mode} zoom={props.zoom} reference={props.reference}
                hits={props.hits} point={props.point} axes={1 + usize::from(!history.table().is_curve())}
            />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ButtonsProps {
    editor: Editor,
    prefs: TablePrefs,
    mode: DragMode,
    zoom: f64,
    reference: bool,
    hits: bool,
    point: bool,
    /// How many axes the table has.
    axes: usize,
}

#[component]
fn Buttons(props: &ButtonsProps) -> Html {
    let i18n = use_i18n();
    let bar = Bar { i18n, editor: &props.editor, dialect: props.prefs.dialect };
    html! {
        <>
            { bar.button(Intent::Percent(-1.0), t!(i18n, "table-editor-short-less"), "table-less") }
            { bar.button(Intent::Percent(1.0), t!(i18n, "table-editor-short-more"), "table-more") }
            { bar.button(Intent::Enter(EntryKind::Set), t!(i18n, "table-editor-short-set"), "table-set") }
            <Menu
                label={t!(i18n, "table-editor-change")} class="btn" trigger={html! { <span>{ t!(i18n, "table-editor-short-change") }</span> }}
                testid="table-change-menu"
                items={bar.items(&[
                    Intent::Enter(EntryKind::Add), Intent::Enter(EntryKind::Subtract), Intent::Enter(EntryKind::Multiply),
                    Intent::Enter(EntryKind::Percent), Intent::Nudge(1.0), Intent::Nudge(-1.0), Intent::Round,
                ])}
            />
            <span class="sep" />
            { bar.button(Intent::Interpolate(Direction::Horizontal), t!(i18n, "table-editor-short-horizontal"), "table-horizontal") }
            { bar.button(Intent::Interpolate(Direction::Vertical), t!(i18n, "table-editor-short-vertical"), "table-vertical") }
            { bar.button(Intent::Interpolate(Direction::Both), t!(i18n, "table-editor-short-both"), "table-both") }
            { bar.button(Intent::Smooth, t!(i18n, "table-editor-short-smooth"), "table-smooth") }
            { bar.button(Intent::Fill, t!(i18n, "table-editor-short-fill"), "table-fill") }
            <ToolsBox editor={props.editor.clone()} prefs={props.prefs} />
            { bar.button(Intent::Lock, t!(i18n, "table-editor-short-lock"), "table-lock") }
            <span class="sep" />
            { copying(i18n, props) }
            { bar.button(Intent::Paste, t!(i18n, "table-editor-short-paste"), "table-paste") }
            <Menu
                label={t!(i18n, "table-editor-axes")} class="btn" trigger={html! { <span>{ t!(i18n, "table-editor-short-axes") }</span> }}
                items={axes(i18n, props)} testid="table-axes"
            />
            <span class="grow" />
            { dragging(i18n, props) }
            { zooming(i18n, props) }
            if props.point { { bar.button(Intent::Follow, t!(i18n, "table-editor-short-follow"), "table-follow") } }
            <ViewBox editor={props.editor.clone()} prefs={props.prefs} reference={props.reference} hits={props.hits} />
        </>
    }
}

/// Makes buttons of intents.
struct Bar<'a> {
    i18n: I18n,
    editor: &'a Editor,
    dialect: Dialect,
}

impl Bar<'_> {
    fn run(&self, intent: Intent) -> Callback<()> {
        let editor = self.editor.clone();
        Callback::from(move |()| editor.run(intent, false, clock::ticks_ms()))
    }

    fn name(&self, intent: Intent) -> AttrValue {
        match intent.figure() {
            Some(figure) => self.i18n.t_args(intent.label_key(), &[("n", figure.into())]).into(),
            None => self.i18n.t(intent.label_key()).into(),
        }
    }

    fn keys(&self, intent: Intent) -> Option<AttrValue> {
        shortcut_label(bindings(self.dialect).find(|b| b.intent == intent).map(|b| b.shortcut))
    }

    fn button(&self, intent: Intent, label: impl Into<AttrValue>, testid: &'static str) -> Html {
        let (label, name) = (label.into(), self.name(intent));
        let title = match self.keys(intent) {
            Some(keys) => AttrValue::from(format!("{name} ({keys})")),
            None => name.clone(),
        };
        // The full name begins with what stands on the button, so that it can be asked for by voice.
        let describe = (name != label).then(|| AttrValue::from(format!("{label}: {name}")));
        html! {
            <Button {label} {describe} shortcut={title} onclick={self.run(intent).reform(|_: MouseEvent| ())} {testid} />
        }
    }

    fn items(&self, intents: &[Intent]) -> Vec<MenuItem> {
        let item = |intent: &Intent| {
            let item = MenuItem::new(self.name(*intent), self.run(*intent));
            MenuItem { shortcut: self.keys(*intent), ..item }
        };
        intents.iter().map(item).collect()
    }
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    editor: Editor,
    /// The step that undo takes back and the one that redo does again, and how many cells each changed.
    past: Option<(StepKey, u32)>,
    future: Option<(StepKey, u32)>,
}

/// Undo and redo with the names of their steps.
#[component]
fn Steps(props: &StepsProps) -> Html {
    let i18n = use_i18n();
    let run = |intent: Intent| {
        let editor = props.editor.clone();
        Callback::from(move |_: MouseEvent| editor.run(intent, false, clock::ticks_ms()))
    };
    let back = props.past.map_or_else(
        || i18n.t("table-editor-do-undo"),
        |(key, n)| t!(i18n, "table-editor-undo-step", step = i18n.t(&step_key_of(key)), n = n),
    );
    let forth = props.future.map_or_else(
        || i18n.t("table-editor-do-redo"),
        |(key, n)| t!(i18n, "table-editor-redo-step", step = i18n.t(&step_key_of(key)), n = n),
    );
    let none = |there: bool| (!there).then(|| AttrValue::from(t!(i18n, "table-editor-no-step")));
    html! {
        <>
            // As much of the name as there is room for; the tooltip has all of it.
            <Button
                label={back.clone()} icon={Icon::Undo} onclick={run(Intent::Undo)} disabled={none(props.past.is_some())}
                shortcut={AttrValue::from(back)} testid="undo"
            />
            <IconButton label={forth} icon={Icon::Redo} onclick={run(Intent::Redo)} disabled={none(props.future.is_some())} testid="redo" />
        </>
    }
}

fn copying(i18n: I18n, props: &ButtonsProps) -> Html {
    let selection = {
        let editor = props.editor.clone();
        MenuItem::new(t!(i18n, "table-editor-do-copy"), move |()| editor.copy_selection())
    };
    let shortcut =
        shortcut_label(bindings(props.prefs.dialect).find(|b| b.intent == Intent::Copy).map(|b| b.shortcut));
    let mut items = vec![MenuItem { shortcut, ..selection }];
    items.extend(CopyAs::ALL.into_iter().map(|copy| {
        let editor = props.editor.clone();
        MenuItem::new(t!(i18n, copy.label_key()), move |()| editor.copy_table(copy))
    }));
    html! {
        <Menu
            label={t!(i18n, "table-editor-copy")} class="btn" {items} testid="table-copy"
            trigger={html! { <>{ icon(Icon::Copy) }<span>{ t!(i18n, "table-editor-short-copy") }</span></> }}
        />
    }
}

fn axes(i18n: I18n, props: &ButtonsProps) -> Vec<MenuItem> {
    let open = |opened: Opened| {
        let editor = props.editor.clone();
        move |()| editor.open(opened.clone())
    };
    let mut items = vec![MenuItem::new(t!(i18n, "table-editor-axis-columns"), open(Opened::Axis(Side::X)))];
    if props.axes > 1 {
        items.push(MenuItem::new(t!(i18n, "table-editor-axis-rows"), open(Opened::Axis(Side::Y))));
    }
    let special = open(Opened::Paste(String::new(), PasteHow::Add));
    items.push(MenuItem::new(t!(i18n, "table-editor-do-paste-special"), special));
    items
}

/// What dragging does: for fingers, and for those who draw values with the mouse.
fn dragging(i18n: I18n, props: &ButtonsProps) -> Html {
    let toggle = |mode: DragMode| {
        let editor = props.editor.clone();
        Callback::from(move |_: MouseEvent| {
            editor.change(|live| live.mode = if live.mode == mode { DragMode::Scroll } else { mode });
        })
    };
    html! {
        <>
            <IconButton
                label={t!(i18n, "table-editor-drag-select")} icon={Icon::Columns} onclick={toggle(DragMode::Select)}
                pressed={Some(props.mode == DragMode::Select)} testid="table-drag-select"
            />
            <IconButton
                label={t!(i18n, "table-editor-drag-value")} icon={Icon::Sort} onclick={toggle(DragMode::Value)}
                pressed={Some(props.mode == DragMode::Value)} testid="table-drag-value"
            />
        </>
    }
}

fn zooming(i18n: I18n, props: &ButtonsProps) -> Html {
    let zoom = |factor: f64| {
        let editor = props.editor.clone();
        Callback::from(move |_: MouseEvent| {
            editor.change(|live| live.zoom = crate::app::maps::pinched(live.zoom, 1.0, factor));
        })
    };
    html! {
        <>
            <IconButton label={t!(i18n, "table-editor-zoom-out")} icon={Icon::ZoomOut} onclick={zoom(1.0 / ZOOM)} testid="table-zoom-out" />
            <IconButton label={t!(i18n, "table-editor-zoom-in")} icon={Icon::ZoomIn} onclick={zoom(ZOOM)} testid="table-zoom-in" />
        </>
    }
}
