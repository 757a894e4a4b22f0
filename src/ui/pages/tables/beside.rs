//! A table beside another one: opened, edited and saved by itself, with a history of its own.

use std::rc::Rc;

use web_sys::{KeyboardEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo};

use super::Same;
use super::editor::TableEditor;
use super::page::{SAVE, state_line};
use super::reference::use_base;
use super::use_table_changes;
use crate::app::error::Explain;
use crate::app::route::{Route, TableTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::tables::{self as service, EditState, Editing, Opened};
use crate::app::tables::kind_key;
use crate::app::toasts::Tone;
use crate::engine::tables::Pointing;
use crate::i18n::I18n;
use crate::t;
use crate::ui::commands::pressed;
use crate::ui::components::feedback::{Dialog, Entry, SearchList, error_panel, notice, skeleton};
use crate::ui::components::form::{Button, IconButton};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::Link;
use crate::ui::hooks::{Loaded, use_loaded};

#[derive(Properties, PartialEq)]
pub struct AddBesideProps {
    pub id: AttrValue,
    pub others: Vec<String>,
    pub onadd: Callback<String>,
    pub onclose: Callback<()>,
}

/// Chooses the table that comes beside.
#[component]
pub fn AddBeside(props: &AddBesideProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let items = {
        let cx = cx.clone();
        use_loaded((), move |()| async move { service::list(&cx).await })
    };
    let body = match &items {
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 4),
        Loaded::Failed(error) => error_panel(i18n, &error.user_message(), Html::default()),
        Loaded::Ready(items) => {
            let here = |id: &str| *props.id == *id || props.others.iter().any(|other| other == id);
            let entries = items.iter().filter(|item| !here(&item.id)).map(|item| Entry {
                hint: Some(i18n.t(&kind_key(item.kind)).into_owned().into()),
                ..Entry::new(item.id.clone(), item.name.clone())
            });
            let onchoose = props.onadd.reform(|id: AttrValue| id.to_string());
            html! {
                <SearchList
                    label={t!(i18n, "tables-search")} placeholder={t!(i18n, "tables-search-placeholder")}
                    entries={entries.collect::<Vec<_>>()} empty={t!(i18n, "frame-nothing-found")} {onchoose}
                />
            }
        }
    };
    html! {
        <Dialog title={t!(i18n, "tables-beside-add")} onclose={props.onclose.clone()} testid="beside-dialog">
            <p class="muted">{ t!(i18n, "tables-beside-text") }</p>
            { body }
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
pub struct TableNameProps {
    pub id: AttrValue,
}

/// The name of a table by its identity.
#[component]
pub fn TableName(props: &TableNameProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let changes = use_table_changes();
    let name = {
        let cx = cx.clone();
        use_loaded((changes, props.id.clone()), move |(_, id)| {
            let id = id.clone();
            async move { service::name_of(&cx, &id).await }
        })
    };
    match name.value().and_then(|name| (**name).clone()) {
        Some(name) => html! { { name } },
        None => html! { { t!(i18n, "tables-title") } },
    }
}

#[derive(Properties, PartialEq)]
pub struct BesideTableProps {
    pub id: AttrValue,
    pub active: bool,
    pub onpointing: Callback<Pointing>,
    pub pointing: Option<Pointing>,
    pub onclose: Callback<()>,
}

/// See the module.
#[component]
pub fn BesideTable(props: &BesideTableProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let editing = {
        let cx = cx.clone();
        use_memo(props.id.clone(), move |id| Editing::open(&cx, id))
    };
    let state = use_select(editing.state(), Clone::clone);
    match &*state {
        EditState::Opening => skeleton(t!(i18n, "frame-loading"), 6),
        EditState::Failed(error) => {
            let close = html! {
                <Button label={t!(i18n, "tables-beside-close")} onclick={props.onclose.reform(|_: MouseEvent| ())} />
            };
            error_panel(i18n, &error.user_message(), close)
        }
        EditState::Open(opened) => html! {
            <OpenBeside
                editing={(*editing).clone()} opened={opened.clone()} active={props.active} onpointing={props.onpointing.clone()}
                pointing={props.pointing.clone()} onclose={props.onclose.clone()}
            />
        },
    }
}

#[derive(Properties, PartialEq)]
struct OpenBesideProps {
    editing: Editing,
    opened: Opened,
    active: bool,
    onpointing: Callback<Pointing>,
    pointing: Option<Pointing>,
    onclose: Callback<()>,
}

/// Its head and its editor. Saving by the keys is meant for the table that has the focus.
#[component]
fn OpenBeside(props: &OpenBesideProps) -> Html {
    let i18n = use_i18n();
    let opened = &props.opened;
    let table = use_memo(Same(Rc::clone(&opened.history)), |_| Rc::new(opened.history.table().clone()));
    let reference = use_base(opened, &table);
    let onhistory = {
        let editing = props.editing.clone();
        Callback::from(move |history| editing.edit(history))
    };
    let changed = opened.is_changed();
    let onkeydown = {
        let editing = props.editing.clone();
        Callback::from(move |event: KeyboardEvent| {
            if SAVE.matches(&pressed(&event)) {
                event.prevent_default();
                event.stop_propagation();
                if changed {
                    editing.save();
                }
            }
        })
    };
    html! {
        <div
            class="beside-table" data-testid="beside-table" data-id={opened.record.id.clone()} data-changed={changed.to_string()}
            data-kept={opened.kept.to_string()} {onkeydown}
        >
            { head(i18n, props, changed) }
            if opened.draft_lost { { notice(Tone::Warn, html! { { t!(i18n, "tables-draft-lost") } }) } }
            <TableEditor
                history={Rc::clone(&opened.history)} {onhistory} {reference} active={props.active}
                onpointing={props.onpointing.clone()} pointing={props.pointing.clone()}
            />
        </div>
    }
}

fn head(i18n: I18n, props: &OpenBesideProps, changed: bool) -> Html {
    let record = &props.opened.record;
    let name = record.table.info.name.clone();
    let save = {
        let editing = props.editing.clone();
        Callback::from(move |_: MouseEvent| editing.save())
    };
    let nothing = (!changed).then(|| AttrValue::from(t!(i18n, "tables-save-nothing")));
    html! {
        <div class="beside-head">
            <Link to={Route::Table(record.id.clone(), TableTab::Edit)}>{ name.clone() }</Link>
            { state_line(i18n, &props.opened) }
            <Button
                label={t!(i18n, "tables-save")} icon={Icon::Check} onclick={save} disabled={nothing}
                describe={AttrValue::from(t!(i18n, "tables-beside-save", name = &name))} testid="beside-save"
            />
            <IconButton
                label={t!(i18n, "tables-beside-close-named", name = &name)} icon={Icon::Close}
                onclick={props.onclose.reform(|_: MouseEvent| ())} testid="beside-close"
            />
        </div>
    }
}
