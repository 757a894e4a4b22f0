//! The rows of the list.

use std::collections::BTreeSet;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html};

use super::filters::go;
use crate::app::cx::AppCx;
use crate::app::library::Library;
use crate::app::route::{Route, TableTab};
use crate::app::select::use_i18n;
use crate::app::tables::{
    GROUPS_FROM, SortKey, TableFilter, TableGroup, TableItem, bank_key, group_key, grouped, kind_key,
    size_text, sort_key,
};
use crate::app::toasts::Tone;
use crate::i18n::{I18n, date};
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::Link;
use crate::ui::pages::tables::actions::TableMenu;
use crate::web::clock;

/// Which groups of a long list are open.
pub struct Folds {
    pub open: BTreeSet<TableGroup>,
    pub toggle: Callback<TableGroup>,
}

/// The rows under their heads; a long list stands in groups, of which only the open ones are drawn.
pub fn rows(
    cx: &AppCx,
    i18n: I18n,
    found: &[&TableItem],
    library: &Library,
    filter: &TableFilter,
    folds: &Folds,
) -> Html {
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
                    if found.len() < GROUPS_FROM {
                        <tbody role="rowgroup">for item in found.iter() { { row(item, library) } }</tbody>
                    } else {
                        for (group, places) in grouped(found, |item| item.kind) {
                            { group_rows(i18n, (group, &places), found, library, (folds, !filter.term.trim().is_empty())) }
                        }
                    }
                </table>
            </div>
        </div>
    }
}

fn row(item: &TableItem, library: &Library) -> Html {
    let vehicle = item.vehicle.as_deref().and_then(|id| library.vehicle(id));
    html! {
        <Row key={item.id.clone()} item={item.clone()} vehicle={vehicle.map(|v| AttrValue::from(v.name.clone()))} />
    }
}

/// The head of a group, and its rows where it is open. What is searched for is never folded away.
fn group_rows(
    i18n: I18n,
    (group, places): (TableGroup, &[usize]),
    found: &[&TableItem],
    library: &Library,
    (folds, searching): (&Folds, bool),
) -> Html {
    let open = searching || folds.open.contains(&group);
    let onclick = folds.toggle.reform(move |_: MouseEvent| group);
    let sign = classes!("fold-sign", (!open).then_some("folded"));
    html! {
        <tbody role="rowgroup" key={group.slug()} class="table-group" data-testid="table-group" data-group={group.slug()}>
            <tr role="row" class="group-head">
                <th role="rowheader" scope="rowgroup" colspan="7">
                    <button type="button" aria-expanded={if open { "true" } else { "false" }} disabled={searching} {onclick}>
                        <span class={sign}>{ icon(Icon::ChevronDown) }</span>
                        { i18n.t(&group_key(group)) }
                        <span class="muted">{ t!(i18n, "tables-count", n = places.len()) }</span>
                    </button>
                </th>
            </tr>
            if open { for i in places.iter() { { row(found[*i], library) } } }
        </tbody>
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
                if let Some(inner) = &item.inner { <span class="note faint">{ inner }</span> }
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
