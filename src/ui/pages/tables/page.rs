//! One table: its head, its editor with what logs say, its history.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{
    AttrValue, Callback, Html, Properties, component, html, use_callback, use_effect_with, use_memo,
    use_node_ref, use_state_eq,
};

use super::TableRef;
use super::actions::TableMenu;
use super::base::BasePanel;
use super::details::{Details, RecordRef};
use super::edit_tab::EditTab;
use super::history::History;
use super::snapshot::SnapshotDialog;
use super::take::read_or_import;
use crate::app::cx::Incoming;
use crate::app::error::Explain;
use crate::app::route::{Location, Route, TableTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services;
use crate::app::services::tables::{self as service, EditState, Editing, Opened};
use crate::app::shortcut::Shortcut;
use crate::app::tables::{bank_key, kind_key, size_text, tab_key};
use crate::app::toasts::{Toast, Tone};
use crate::engine::base_map::calculators;
use crate::engine::tables::MapInfo;
use crate::i18n::{I18n, Message};
use crate::t;
use crate::ui::commands::{PageCommand, shortcut_label, use_page_commands};
use crate::ui::components::feedback::{MenuItem, error_panel, notice, skeleton, tag};
use crate::ui::components::form::{Button, ButtonTone, IconButton, TextField};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{Link, Tab, tabs};
use crate::ui::intake::use_page_intake;
use crate::web::dom;

/// Saves the table that has the focus.
pub const SAVE: Shortcut = Shortcut::ctrl("s");

#[derive(Properties, PartialEq)]
pub struct TablePageProps {
    pub id: AttrValue,
    pub tab: TableTab,
}

/// See the module.
#[component]
pub fn TablePage(props: &TablePageProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let editing = {
        let cx = cx.clone();
        use_memo(props.id.clone(), move |id| Editing::open(&cx, id))
    };
    let state = use_select(editing.state(), Clone::clone);
    let taken = {
        let cx = cx.clone();
        // A file is for the list; text goes into the cells, by their own way.
        use_callback((), move |incoming: Incoming, ()| {
            if let Incoming::Files(files) = incoming {
                let told = cx.clone();
                let tell =
                    move |_, _| told.toast(Toast::new(Tone::Info, Message::new("tables-drop-in-list")));
                read_or_import(&cx, files, tell, || ());
            }
        })
    };
    use_page_intake(taken);
    let crumb =
        html! { <nav class="crumb"><Link to={Route::Tables}>{ t!(i18n, "tables-back") }</Link></nav> };
    match &*state {
        EditState::Opening => html! { <>{ crumb }{ skeleton(t!(i18n, "frame-loading"), 8) }</> },
        EditState::Failed(error) => {
            let again = {
                let editing = Rc::clone(&editing);
                Callback::from(move |_: MouseEvent| editing.load())
            };
            let action =
                html! { <Button label={t!(i18n, "tables-retry")} icon={Icon::Refresh} onclick={again} /> };
            html! {
                <>
                    { crumb }
                    <h1 class="visually-hidden">{ t!(i18n, "tables-title") }</h1>
                    { error_panel(i18n, &error.user_message(), action) }
                </>
            }
        }
        EditState::Open(opened) => html! {
            <>
                { crumb }
                <Shell editing={(*editing).clone()} opened={opened.clone()} tab={props.tab} />
            </>
        },
    }
}

#[derive(Properties, PartialEq)]
struct ShellProps {
    editing: Editing,
    opened: Opened,
    tab: TableTab,
}

/// What is open above the page.
#[derive(Clone, Copy, PartialEq)]
enum Above {
    Nothing,
    Details,
    Snapshot,
    Base,
}

/// The page of a table that is there.
#[component]
fn Shell(props: &ShellProps) -> Html {
    let i18n = use_i18n();
    let (editing, opened) = (&props.editing, &props.opened);
    let above = use_state_eq(|| Above::Nothing);
    let open = |what: Above| {
        let above = above.setter();
        Callback::from(move |()| above.set(what))
    };
    let changed = opened.is_changed();
    let save = {
        let editing = editing.clone();
        Callback::from(move |()| editing.save())
    };
    use_page_commands(commands(opened, &save, &open));
    let id = opened.record.id.clone();
    let tab_items = TableTab::ALL
        .into_iter()
        .map(|tab| Tab {
            label: i18n.t(tab_key(tab)).into(),
            to: Location::from(Route::Table(id.clone(), tab)),
            current: tab == props.tab,
        })
        .collect();
    let close = open(Above::Nothing);
    html! {
        <div class="table-page stack" data-testid="table-page" data-id={id.clone()} data-changed={changed.to_string()} data-kept={opened.kept.to_string()}>
            <Head
                editing={editing.clone()} opened={opened.clone()} onsave={save} ondetails={open(Above::Details)}
                onsnapshot={open(Above::Snapshot)} onbase={open(Above::Base)}
            />
            if opened.draft_lost { { notice(Tone::Warn, html! { { t!(i18n, "tables-draft-lost") } }) } }
            { tabs(t!(i18n, "tables-tabs"), tab_items) }
            {
                match props.tab {
                    TableTab::Edit => html! { <EditTab editing={editing.clone()} opened={opened.clone()} /> },
                    TableTab::History => html! { <History editing={editing.clone()} opened={opened.clone()} /> },
                }
            }
            {
                match *above {
                    Above::Nothing => Html::default(),
                    Above::Details => html! { <Details record={RecordRef(Rc::clone(&opened.record))} onclose={close} /> },
                    Above::Snapshot => html! { <SnapshotDialog editing={editing.clone()} onclose={close} /> },
                    Above::Base => html! {
                        <BasePanel
                            editing={editing.clone()} table={TableRef(Rc::new(opened.history.table().clone()))}
                            vehicle={opened.record.vehicle.clone()} onclose={close}
                        />
                    },
                }
            }
        </div>
    }
}

/// What the palette offers on the page.
fn commands(opened: &Opened, save: &Callback<()>, open: &impl Fn(Above) -> Callback<()>) -> Vec<PageCommand> {
    let nothing = (!opened.is_changed()).then(|| Message::new("tables-save-nothing"));
    let calculator = (!calculators(opened.history.table()).is_empty()).then(|| {
        PageCommand::new("calculate-table", Message::new("tables-calculate"), open(Above::Base))
            .icon(Icon::Calculator)
    });
    let always = [
        PageCommand::new("save-table", Message::new("tables-save"), save.clone())
            .icon(Icon::Check)
            .shortcut(SAVE)
            .disabled(nothing),
        PageCommand::new("snapshot-table", Message::new("tables-snapshot"), open(Above::Snapshot))
            .icon(Icon::Archive),
        PageCommand::new("table-details", Message::new("tables-details"), open(Above::Details))
            .icon(Icon::Edit),
    ];
    always.into_iter().chain(calculator).collect()
}

#[derive(Properties, PartialEq)]
struct HeadProps {
    editing: Editing,
    opened: Opened,
    onsave: Callback<()>,
    ondetails: Callback<()>,
    onsnapshot: Callback<()>,
    onbase: Callback<()>,
}

/// Name, what it is at a glance, and what can be done to it.
#[component]
fn Head(props: &HeadProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let opened = &props.opened;
    let record = &opened.record;
    let info = &record.table.info;
    let vehicle = {
        let id = record.vehicle.clone();
        use_select(&cx.library, move |l| id.as_deref().and_then(|id| l.vehicle(id)).map(|v| v.name.clone()))
    };
    let table = opened.history.table();
    let size = size_text(i18n, table.rows_in_use().len(), table.x().in_use().len());
    let parts: Vec<String> = [
        Some(i18n.t(&kind_key(info.kind)).into_owned()),
        Some((*vehicle).clone().unwrap_or_else(|| t!(i18n, "tables-vehicle-none").into_owned())),
        info.bank.map(|bank| i18n.t(bank_key(bank)).into_owned()),
        info.map_slot.map(|n| t!(i18n, "tables-tag-slot", n = n).into_owned()),
        Some(size),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        <header class="page-head">
            <div>
                <Name record={RecordRef(Rc::clone(record))} />
                <div class="sub">
                    { parts.join(" · ") }
                    <span class="tags">for name in info.tags.iter() { { tag(None, name.clone()) } }</span>
                </div>
                if let Some(inner) = info.inner.as_ref().filter(|inner| **inner != info.name) {
                    <p class="faint" data-testid="table-inner">{ inner.clone() }</p>
                }
                if !info.notes.is_empty() { <p class="muted table-notes">{ info.notes.clone() }</p> }
                { state_line(i18n, opened) }
            </div>
            { actions(i18n, props) }
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct NameProps {
    record: RecordRef,
}

/// The name, and where it is changed.
#[component]
fn Name(props: &NameProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let record = &props.record.0;
    let info = &record.table.info;
    let renaming = use_state_eq(|| false);
    let rename = |on: bool| {
        let renaming = renaming.setter();
        Callback::from(move |_: MouseEvent| renaming.set(on))
    };
    let onname = {
        let (id, info, renaming) = (record.id.clone(), info.clone(), renaming.setter());
        Callback::from(move |text: String| {
            renaming.set(false);
            let Some(name) = service::clean_name(&text) else { return };
            let (id, info) = (id.clone(), MapInfo { name, ..info.clone() });
            services::start(&cx, |cx| async move { service::describe(&cx, &id, info).await });
        })
    };
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with(*renaming, move |renaming| {
            if let Some(input) = field.cast::<web_sys::HtmlElement>().filter(|_| *renaming) {
                dom::focus(&input);
            }
        });
    }
    if *renaming {
        return html! {
            <>
                <h1 class="visually-hidden">{ info.name.clone() }</h1>
                <div class="row">
                    <TextField label={t!(i18n, "tables-name")} value={info.name.clone()} onchange={onname} node={field} testid="table-rename" />
                    <IconButton label={t!(i18n, "frame-cancel")} icon={Icon::Close} onclick={rename(false)} />
                </div>
            </>
        };
    }
    html! {
        <div class="table-title">
            <h1>{ info.name.clone() }</h1>
            <IconButton label={t!(i18n, "tables-rename")} icon={Icon::Edit} onclick={rename(true)} testid="table-rename-start" />
        </div>
    }
}

/// The menu and the buttons of the head.
fn actions(i18n: I18n, props: &HeadProps) -> Html {
    let opened = &props.opened;
    let (record, table) = (&opened.record, opened.history.table());
    let nothing = (!opened.is_changed()).then(|| AttrValue::from(t!(i18n, "tables-save-nothing")));
    let discard = {
        let editing = props.editing.clone();
        Callback::from(move |()| editing.discard())
    };
    let more = vec![
        MenuItem::new(t!(i18n, "tables-details"), props.ondetails.clone()).icon(Icon::Edit),
        MenuItem::new(t!(i18n, "tables-discard"), discard).icon(Icon::Undo).disabled(nothing.clone()),
    ];
    html! {
        <div class="actions">
            <TableMenu id={record.id.clone()} name={record.table.info.name.clone()} curve={table.is_curve()} {more} class="btn icon" />
            if !calculators(table).is_empty() {
                <Button label={t!(i18n, "tables-calculate")} icon={Icon::Calculator} onclick={props.onbase.reform(|_: MouseEvent| ())} testid="base-map" />
            }
            <Button label={t!(i18n, "tables-snapshot")} icon={Icon::Archive} onclick={props.onsnapshot.reform(|_: MouseEvent| ())} testid="table-snapshot" />
            <Button
                label={t!(i18n, "tables-save")} icon={Icon::Check} tone={ButtonTone::Primary} shortcut={shortcut_label(Some(SAVE))}
                disabled={nothing} onclick={props.onsave.reform(|_: MouseEvent| ())} testid="table-save"
            />
        </div>
    }
}

/// Whether everything is saved, or kept as a draft at least.
pub fn state_line(i18n: I18n, opened: &Opened) -> Html {
    let text = match (opened.is_changed(), opened.kept) {
        (false, _) => t!(i18n, "tables-state-saved"),
        (true, true) => t!(i18n, "tables-state-draft"),
        (true, false) => t!(i18n, "tables-state-keeping"),
    };
    html! { <p class="muted" role="status" data-testid="table-state">{ text }</p> }
}
