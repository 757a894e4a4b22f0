//! Every table, searched, narrowed and ordered.

mod filters;
mod rows;

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::{Event, HtmlElement, HtmlInputElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, TargetCast, UseStateHandle, component, hook, html, use_node_ref,
    use_state, use_state_eq,
};

use self::filters::{filters, nothing_fits};
use self::rows::{Folds, rows};
use super::new::NewTable;
use super::take::{FromSession, TakeDialog, Taking, use_taking};
use super::use_table_changes;
use crate::app::cx::AppCx;
use crate::app::error::Explain;
use crate::app::library::Library;
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services;
use crate::app::services::tables::{self as service, ReadFrom};
use crate::app::tables::{TableFilter, TableGroup, TableItem, kind_key, listed};
use crate::i18n::{I18n, Message};
use crate::t;
use crate::ui::commands::{PageCommand, use_page_commands};
use crate::ui::components::feedback::{Menu, MenuItem, empty_state, error_panel, skeleton};
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::page_header;
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::ui::intake::use_page_intake;

/// What is open above the list.
#[derive(Clone)]
enum Above {
    Nothing,
    New,
    Session,
}

/// See the module.
#[component]
pub fn TableList() -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let changes = use_table_changes();
    let (again, retry) = use_again();
    let above = use_state(|| Above::Nothing);
    let input = use_node_ref();
    let library = use_select(&cx.library, Clone::clone);
    let items = {
        let cx = cx.clone();
        // The names of what FTManager calls its own way are in the user's language.
        use_loaded((changes, again, i18n), move |_| async move { service::list(&cx).await })
    };
    let open = |what: Above| {
        let above = above.setter();
        Callback::from(move |()| above.set(what.clone()))
    };
    let taking = use_taking();
    use_page_intake(taking.take.clone());
    let pick = {
        let input = input.clone();
        Callback::from(move |()| {
            if let Some(element) = input.cast::<HtmlElement>() {
                element.click();
            }
        })
    };
    let doing = Doing { new: open(Above::New), session: open(Above::Session), pick };
    let no_session = library.sessions().is_empty().then(|| Message::new("tables-no-session"));
    use_page_commands(commands(&doing, no_session.as_ref()));
    let folds = use_folds();
    let body = match &items {
        Loaded::Loading => html! {
            <>
                { page_header(t!(i18n, "tables-title"), Html::default(), Html::default()) }
                { skeleton(t!(i18n, "frame-loading"), 6) }
            </>
        },
        Loaded::Failed(error) => {
            let again = html! {
                <Button label={t!(i18n, "tables-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} />
            };
            error_panel(i18n, &error.user_message(), again)
        }
        Loaded::Ready(items) => {
            let filter = TableFilter::read(&location.query);
            content(&cx, i18n, items, &library, &filter, (&doing, &folds), no_session)
        }
    };
    html! {
        <div class="tables stack" data-testid="tables">
            { body }
            { dialog(&above, &taking) }
            { file_input(i18n, &input, picked(&taking)) }
        </div>
    }
}

/// What the palette offers on the list.
fn commands(doing: &Doing, no_session: Option<&Message>) -> Vec<PageCommand> {
    vec![
        PageCommand::new("new-table", Message::new("tables-new"), doing.new.clone()).icon(Icon::Plus),
        PageCommand::new("open-table-file", Message::new("tables-from-file"), doing.pick.clone())
            .icon(Icon::Upload),
        PageCommand::new("session-tables", Message::new("tables-from-session"), doing.session.clone())
            .icon(Icon::Sessions)
            .disabled(no_session.cloned()),
    ]
}

/// What is open above the list, or what waits to be taken.
fn dialog(above: &UseStateHandle<Above>, taking: &Taking) -> Html {
    let onclose = {
        let above = above.setter();
        Callback::from(move |()| above.set(Above::Nothing))
    };
    match (&**above, taking.now()) {
        (Above::New, _) => html! { <NewTable {onclose} /> },
        (Above::Session, _) => {
            let onchoose = {
                let (close, taking) = (onclose.clone(), taking.clone());
                Callback::from(move |from: ReadFrom| {
                    close.emit(());
                    taking.add(from);
                })
            };
            html! { <FromSession {onclose} {onchoose} /> }
        }
        (Above::Nothing, Some((of, after, only))) => {
            let taking = taking.clone();
            let key = of.id.clone();
            html! { <TakeDialog {key} {of} {after} {only} onclose={Callback::from(move |()| taking.next())} /> }
        }
        (Above::Nothing, None) => Html::default(),
    }
}

/// Hands on the files that were chosen.
fn picked(taking: &Taking) -> Callback<Event> {
    let taking = taking.clone();
    Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        taking.pick(
            input.files().into_iter().flat_map(|all| (0..all.length()).filter_map(move |i| all.get(i))),
        );
        // The same file may be chosen again after it was put right.
        input.set_value("");
    })
}

/// All groups are folded at first.
#[hook]
fn use_folds() -> Folds {
    let open = use_state_eq(BTreeSet::new);
    let toggle = {
        let open = open.clone();
        Callback::from(move |group: TableGroup| {
            let mut next = (*open).clone();
            if !next.remove(&group) {
                next.insert(group);
            }
            open.set(next);
        })
    };
    Folds { open: (*open).clone(), toggle }
}

/// What leads to a new table.
struct Doing {
    new: Callback<()>,
    session: Callback<()>,
    pick: Callback<()>,
}

fn file_input(i18n: I18n, node: &NodeRef, onchange: Callback<Event>) -> Html {
    html! {
        <input
            type="file" multiple={true} class="visually-hidden" tabindex="-1" ref={node.clone()} {onchange}
            aria-label={t!(i18n, "tables-from-file")} data-testid="table-file"
        />
    }
}

fn content(
    cx: &AppCx,
    i18n: I18n,
    items: &Rc<Vec<TableItem>>,
    library: &Library,
    filter: &TableFilter,
    (doing, folds): (&Doing, &Folds),
    no_session: Option<Message>,
) -> Html {
    let no_session = no_session.map(|m| AttrValue::from(i18n.message(&m)));
    if items.is_empty() {
        return nothing_yet(i18n, doing, no_session);
    }
    let found = listed(items, filter, library, |kind| i18n.t(&kind_key(kind)).into_owned());
    let count = if found.len() == items.len() {
        t!(i18n, "tables-count", n = items.len())
    } else {
        t!(i18n, "tables-count-of", shown = found.len(), n = items.len())
    };
    let export = {
        let (cx, ids) = (cx.clone(), found.iter().map(|t| t.id.clone()).collect::<Vec<_>>());
        move |()| {
            let ids = ids.clone();
            services::start(&cx, |cx| async move { service::export_all(&cx, &ids).await });
        }
    };
    let menu = vec![
        MenuItem::new(t!(i18n, "tables-from-session"), doing.session.clone())
            .icon(Icon::Sessions)
            .disabled(no_session),
        MenuItem::new(t!(i18n, "tables-export-all"), export).icon(Icon::Download),
    ];
    let actions = html! {
        <>
            <Menu label={t!(i18n, "tables-more-actions")} items={menu} class="btn icon" testid="tables-menu" />
            <Button label={t!(i18n, "tables-from-file")} icon={Icon::Upload} onclick={doing.pick.reform(|_: MouseEvent| ())} />
            <Button
                label={t!(i18n, "tables-new")} icon={Icon::Plus} tone={ButtonTone::Primary}
                onclick={doing.new.reform(|_: MouseEvent| ())} testid="tables-new"
            />
        </>
    };
    let sub = html! { <span role="status" data-testid="table-count">{ count }</span> };
    html! {
        <>
            { page_header(t!(i18n, "tables-title"), sub, actions) }
            { filters(cx, i18n, items, library, filter) }
            if found.is_empty() {
                { nothing_fits(cx, i18n) }
            } else {
                { rows(cx, i18n, &found, library, filter, folds) }
            }
        </>
    }
}

/// Before there is any table.
fn nothing_yet(i18n: I18n, doing: &Doing, no_session: Option<AttrValue>) -> Html {
    let actions = html! {
        <>
            <Button
                label={t!(i18n, "tables-from-file")} icon={Icon::Upload} tone={ButtonTone::Primary}
                onclick={doing.pick.reform(|_: MouseEvent| ())}
            />
            <Button label={t!(i18n, "tables-new")} icon={Icon::Plus} onclick={doing.new.reform(|_: MouseEvent| ())} testid="tables-new" />
            <Button
                label={t!(i18n, "tables-from-session")} icon={Icon::Sessions} disabled={no_session}
                onclick={doing.session.reform(|_: MouseEvent| ())}
            />
        </>
    };
    html! {
        <>
            { page_header(t!(i18n, "tables-title"), Html::default(), Html::default()) }
            { empty_state(Icon::Grid, t!(i18n, "tables-empty-title"), t!(i18n, "tables-empty-text"), actions) }
        </>
    }
}
