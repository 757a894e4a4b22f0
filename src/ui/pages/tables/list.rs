//! Every table, searched, narrowed and ordered.

use std::rc::Rc;

use web_sys::{Event, HtmlElement, HtmlInputElement, MouseEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, classes, component, html, use_callback,
    use_node_ref, use_state,
};

use super::actions::TableMenu;
use super::new::NewTable;
use super::take::{FromSession, TakeDialog, take_or_import};
use super::use_table_changes;
use crate::app::cx::{AppCx, Incoming};
use crate::app::error::Explain;
use crate::app::library::Library;
use crate::app::navigation;
use crate::app::route::{Location, Route, TableTab};
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services;
use crate::app::services::tables::{self as service, ReadFrom};
use crate::app::tables::{
    Owner, SortKey, TableFilter, TableItem, bank_key, kind_key, listed, size_text, sort_key,
};
use crate::app::toasts::Tone;
use crate::engine::tune::TableKind;
use crate::i18n::{I18n, Message, date};
use crate::storage::ids;
use crate::t;
use crate::ui::commands::{PageCommand, use_page_commands};
use crate::ui::components::feedback::{Menu, MenuItem, empty_state, error_panel, skeleton, tag};
use crate::ui::components::form::{Button, ButtonTone, Choice, SearchField, Select};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::{Link, page_header};
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::ui::intake::use_page_intake;
use crate::web::clock;

/// What is open above the list.
#[derive(Clone)]
enum Above {
    Nothing,
    New,
    Session,
    /// Told apart from the one before, so that it is read anew.
    Take(String, ReadFrom),
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
        use_loaded((changes, again), move |_| async move { service::list(&cx).await })
    };
    let open = |what: Above| {
        let above = above.setter();
        Callback::from(move |()| above.set(what.clone()))
    };
    let taken = {
        let (cx, above) = (cx.clone(), above.setter());
        use_callback((), move |incoming: Incoming, ()| match incoming {
            Incoming::Text(text) => above.set(Above::Take(ids::new_id(), ReadFrom::Text(text))),
            Incoming::Files(files) => {
                let above = above.clone();
                // One after the other: what comes with the first is asked about first.
                take_or_import(&cx, files, move |file| {
                    above.set(Above::Take(ids::new_id(), ReadFrom::File(file)));
                });
            }
        })
    };
    use_page_intake(taken);
    let pick = {
        let input = input.clone();
        Callback::from(move |()| {
            if let Some(element) = input.cast::<HtmlElement>() {
                element.click();
            }
        })
    };
    let onfile = {
        let above = above.setter();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                above.set(Above::Take(ids::new_id(), ReadFrom::File(file)));
            }
            // The same file may be chosen again after it was put right.
            input.set_value("");
        })
    };
    let doing = Doing { new: open(Above::New), session: open(Above::Session), pick: pick.clone() };
    let no_session = library.sessions().is_empty().then(|| Message::new("tables-no-session"));
    use_page_commands(vec![
        PageCommand::new("new-table", Message::new("tables-new"), doing.new.clone()).icon(Icon::Plus),
        PageCommand::new("open-table-file", Message::new("tables-from-file"), pick).icon(Icon::Upload),
        PageCommand::new("session-tables", Message::new("tables-from-session"), doing.session.clone())
            .icon(Icon::Sessions)
            .disabled(no_session.clone()),
    ]);
    let close = open(Above::Nothing);
    let onfrom = {
        let above = above.setter();
        Callback::from(move |from: ReadFrom| above.set(Above::Take(ids::new_id(), from)))
    };
    let dialog = match &*above {
        Above::Nothing => Html::default(),
        Above::New => html! { <NewTable onclose={close.clone()} /> },
        Above::Session => html! { <FromSession onclose={close.clone()} onchoose={onfrom} /> },
        Above::Take(id, from) => {
            html! { <TakeDialog key={id.clone()} from={from.clone()} onclose={close.clone()} /> }
        }
    };
    let body = match &items {
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 6),
        Loaded::Failed(error) => {
            let again = html! {
                <Button label={t!(i18n, "tables-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} />
            };
            error_panel(i18n, &error.user_message(), again)
        }
        Loaded::Ready(items) => {
            let filter = TableFilter::read(&location.query);
            content(&cx, i18n, items, &library, &filter, &doing, no_session)
        }
    };
    html! {
        <div class="tables stack" data-testid="tables">
            { body }
            { dialog }
            { file_input(i18n, &input, onfile) }
        </div>
    }
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
            type="file" class="visually-hidden" tabindex="-1" ref={node.clone()} {onchange}
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
    doing: &Doing,
    no_session: Option<Message>,
) -> Html {
    let no_session = no_session.map(|m| AttrValue::from(i18n.message(&m)));
    if items.is_empty() {
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
        return html! {
            <>
                { page_header(t!(i18n, "tables-title"), Html::default(), Html::default()) }
                { empty_state(Icon::Grid, t!(i18n, "tables-empty-title"), t!(i18n, "tables-empty-text"), actions) }
            </>
        };
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
                { rows(cx, i18n, &found, library, filter) }
            }
        </>
    }
}

/// Search, filters and order stand in the address: reload and back bring them again.
fn go(cx: &AppCx, filter: &TableFilter) {
    navigation::replace(cx, Location { route: Route::Tables, query: filter.write() });
}

fn nothing_fits(cx: &AppCx, i18n: I18n) -> Html {
    let cx = cx.clone();
    let clear = Callback::from(move |_: MouseEvent| go(&cx, &TableFilter::default()));
    let clear = html! { <Button label={t!(i18n, "tables-clear")} onclick={clear} /> };
    empty_state(Icon::Search, t!(i18n, "tables-none-title"), t!(i18n, "tables-none-text"), clear)
}

fn filters(cx: &AppCx, i18n: I18n, items: &[TableItem], library: &Library, filter: &TableFilter) -> Html {
    let change = |put: fn(&TableFilter, String) -> TableFilter| {
        let (cx, filter) = (cx.clone(), filter.clone());
        Callback::from(move |value: String| go(&cx, &put(&filter, value)))
    };
    let mut kinds = vec![Choice::new("", t!(i18n, "tables-kind-all"))];
    let here = TableKind::ALL.into_iter().filter(|kind| items.iter().any(|item| item.kind == *kind));
    kinds.extend(here.map(|kind| Choice::new(kind.slug(), i18n.t(&kind_key(kind)))));
    let mut owners = vec![
        Choice::new("", t!(i18n, "tables-vehicle-all")),
        Choice::new("-", t!(i18n, "tables-vehicle-none")),
    ];
    owners.extend(library.vehicles().iter().map(|v| Choice::new(v.id.clone(), v.name.clone())));
    let owner = match &filter.owner {
        Owner::All => String::new(),
        Owner::None => "-".to_owned(),
        Owner::Vehicle(id) => id.clone(),
    };
    let onterm = change(|filter, term| TableFilter { term, ..filter.clone() });
    let onkind = change(|filter, slug| {
        let kind = TableKind::ALL.into_iter().find(|k| k.slug() == slug);
        TableFilter { kind, ..filter.clone() }
    });
    let onowner = change(|filter, id| {
        let owner = match id.as_str() {
            "" => Owner::All,
            "-" => Owner::None,
            _ => Owner::Vehicle(id),
        };
        TableFilter { owner, ..filter.clone() }
    });
    html! {
        <div class="table-filters" role="search">
            <SearchField
                label={t!(i18n, "tables-search")} placeholder={t!(i18n, "tables-search-placeholder")} value={filter.term.clone()}
                oninput={onterm} testid="table-search"
            />
            <Select
                label={t!(i18n, "tables-col-kind")} choices={kinds} value={filter.kind.map_or("", TableKind::slug)} onchange={onkind}
                testid="table-kind-filter"
            />
            <Select label={t!(i18n, "tables-col-vehicle")} choices={owners} value={owner} onchange={onowner} testid="table-vehicle-filter" />
        </div>
    }
}

fn rows(cx: &AppCx, i18n: I18n, found: &[&TableItem], library: &Library, filter: &TableFilter) -> Html {
    let head = |key: SortKey| {
        let stands = filter.key == key;
        let sort = stands.then_some(if filter.falling { "descending" } else { "ascending" });
        let onclick = {
            let (cx, next) = (cx.clone(), filter.clicked(key));
            Callback::from(move |_: MouseEvent| go(&cx, &next))
        };
        html! {
            <th role="columnheader" scope="col" key={key.slug()} aria-sort={sort}>
                <button type="button" {onclick}>
                    { i18n.t(&sort_key(key)) }
                    if stands {
                        <span class={classes!("sort-sign", filter.falling.then_some("falling"))}>{ icon(Icon::ChevronDown) }</span>
                    }
                </button>
            </th>
        }
    };
    html! {
        <div class="panel">
            <div class="table-wrap">
                <table class="table cards sessions" role="table" aria-label={t!(i18n, "tables-list")}>
                    <thead role="rowgroup">
                        <tr role="row">
                            { head(SortKey::Name) }
                            { head(SortKey::Kind) }
                            { head(SortKey::Vehicle) }
                            <th role="columnheader" scope="col">{ t!(i18n, "tables-col-size") }</th>
                            <th role="columnheader" scope="col">{ t!(i18n, "tables-col-findings") }</th>
                            { head(SortKey::Changed) }
                            <th role="columnheader" scope="col"><span class="visually-hidden">{ t!(i18n, "tables-col-actions") }</span></th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        for item in found.iter() {
                            <Row
                                key={item.id.clone()} item={(*item).clone()}
                                vehicle={item.vehicle.as_deref().and_then(|id| library.vehicle(id)).map(|v| AttrValue::from(v.name.clone()))}
                            />
                        }
                    </tbody>
                </table>
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    item: TableItem,
    vehicle: Option<AttrValue>,
}

/// A table of the list.
#[component]
fn Row(props: &RowProps) -> Html {
    let i18n = use_i18n();
    let item = &props.item;
    let label = |key: SortKey| AttrValue::from(i18n.t(&sort_key(key)));
    let changed = date::date_time(i18n.lang, item.updated_ms, clock::offset_minutes(item.updated_ms));
    html! {
        <tr role="row" data-testid="table-row" data-id={item.id.clone()} data-kind={item.kind.slug()}>
            <td role="cell" class="name">
                <Link to={Route::Table(item.id.clone(), TableTab::Edit)}>{ item.name.clone() }</Link>
                <span class="tags">
                    if item.unsaved { { tag(Some(Tone::Info), t!(i18n, "tables-tag-draft")) } }
                    if let Some(bank) = item.bank { { tag(None, i18n.t(bank_key(bank)).into_owned()) } }
                    if let Some(slot) = item.slot { { tag(None, t!(i18n, "tables-tag-slot", n = slot)) } }
                    for name in item.tags.iter() { { tag(None, name.clone()) } }
                </span>
                if let Some(first) = item.notes.lines().next() { <span class="note muted">{ first }</span> }
            </td>
            <td role="cell" data-label={label(SortKey::Kind)}>{ i18n.t(&kind_key(item.kind)) }</td>
            <td role="cell" data-label={label(SortKey::Vehicle)}>
                if let Some(name) = &props.vehicle { { name } } else { <span class="faint">{ t!(i18n, "tables-vehicle-none") }</span> }
            </td>
            <td role="cell" class="nowrap" data-label={t!(i18n, "tables-col-size")}>{ size_text(i18n, item.rows, item.columns) }</td>
            <td role="cell" data-label={t!(i18n, "tables-col-findings")} data-wrong={item.wrong.to_string()} data-doubtful={item.doubtful.to_string()}>
                { findings(i18n, item) }
            </td>
            <td role="cell" class="nowrap" data-label={label(SortKey::Changed)}>{ changed }</td>
            <td role="cell" class="actions"><TableMenu id={item.id.clone()} name={item.name.clone()} curve={item.rows == 1} /></td>
        </tr>
    }
}

/// How many things are wrong with a table, and how many look so.
fn findings(i18n: I18n, item: &TableItem) -> Html {
    if item.wrong + item.doubtful == 0 {
        return html! { <span class="faint">{ t!(i18n, "tables-findings-none") }</span> };
    }
    html! {
        <span class="tags">
            if item.wrong > 0 { { tag(Some(Tone::Bad), t!(i18n, "tables-findings-wrong", n = item.wrong)) } }
            if item.doubtful > 0 { { tag(Some(Tone::Warn), t!(i18n, "tables-findings-doubtful", n = item.doubtful)) } }
        </span>
    }
}
