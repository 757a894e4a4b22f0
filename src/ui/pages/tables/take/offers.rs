//! The tables of a file: searched, in groups where they are many, picked one by one or by the group.

use std::collections::BTreeSet;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, classes, component, html, use_state_eq};

use super::choosing::Found;
use crate::app::select::use_i18n;
use crate::app::tables::{GROUPS_FROM, TableGroup, group_key, grouped, kind_key, named, size_text};
use crate::engine::tables::exchange::{FileTables, Offered};
use crate::engine::tune::TableKind;
use crate::engine::vehicle::clean_search;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::form::{Button, Checkbox, SearchField};
use crate::ui::components::icons::{Icon, icon};

#[derive(Properties, PartialEq)]
pub struct OffersProps {
    pub found: Found,
    /// What each is called, and what its program calls it where that is another name.
    pub names: Vec<(String, Option<String>)>,
    pub picked: BTreeSet<usize>,
    pub onpick: Callback<BTreeSet<usize>>,
}

/// The names under which tables are offered.
pub fn shown_names(i18n: I18n, found: &FileTables, said: &str) -> Vec<(String, Option<String>)> {
    let name = |offer: &Offered| match offer {
        Offered::Whole(converted) => {
            let info = named(i18n, &converted.table.info);
            let inner = info.inner.filter(|inner| *inner != info.name);
            (info.name, inner)
        }
        Offered::Bare(_) => (said.to_owned(), None),
    };
    found.offers.iter().map(name).collect()
}

fn kind(offer: &Offered) -> TableKind {
    match offer {
        Offered::Whole(converted) => converted.table.info.kind,
        Offered::Bare(_) => TableKind::Other,
    }
}

/// See the module.
#[component]
pub fn Offers(props: &OffersProps) -> Html {
    let i18n = use_i18n();
    let term = use_state_eq(String::new);
    let open = use_state_eq(BTreeSet::<TableGroup>::new);
    let offers = &props.found.0.offers;
    let all: BTreeSet<usize> = (0..offers.len()).collect();
    let words: Vec<String> =
        clean_search(&term).to_lowercase().split_whitespace().map(str::to_owned).collect();
    let fits = |i: &usize| {
        let (name, inner) = &props.names[*i];
        let kind = i18n.t(&kind_key(kind(&offers[*i])));
        let text = format!("{name}\n{}\n{kind}", inner.as_deref().unwrap_or_default()).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let shown: Vec<usize> = all.iter().copied().filter(fits).collect();
    let long = offers.len() >= GROUPS_FROM;
    let set = |to: BTreeSet<usize>| props.onpick.reform(move |_: MouseEvent| to.clone());
    let list = match (long, shown.is_empty()) {
        (false, _) => offer_list(i18n, props, &shown),
        (true, true) => html! { <p class="muted" role="status">{ t!(i18n, "tables-take-none-found") }</p> },
        (true, false) => offer_groups(i18n, props, &shown, &open, !words.is_empty()),
    };
    let onterm = {
        let term = term.setter();
        Callback::from(move |text: String| term.set(text))
    };
    html! {
        <>
            if long {
                <SearchField
                    label={t!(i18n, "tables-take-search")} placeholder={t!(i18n, "tables-take-search-placeholder")} value={(*term).clone()}
                    oninput={onterm} testid="take-search"
                />
            }
            if offers.len() > 1 {
                <div class="row">
                    <Button label={t!(i18n, "tables-take-all")} onclick={set(all)} />
                    <Button label={t!(i18n, "tables-take-nothing")} onclick={set(BTreeSet::new())} testid="take-nothing" />
                </div>
            }
            { list }
        </>
    }
}

/// Everything that is shown, group by group; what is searched for is never folded away.
fn offer_groups(
    i18n: I18n,
    props: &OffersProps,
    shown: &[usize],
    open: &UseStateHandle<BTreeSet<TableGroup>>,
    searching: bool,
) -> Html {
    let offers = &props.found.0.offers;
    let group = |(group, places): (TableGroup, Vec<usize>)| {
        let places: Vec<usize> = places.into_iter().map(|i| shown[i]).collect();
        let toggle = {
            let open = open.clone();
            Callback::from(move |_: MouseEvent| {
                let mut next = (*open).clone();
                if !next.remove(&group) {
                    next.insert(group);
                }
                open.set(next);
            })
        };
        offer_group(i18n, props, group, &places, (searching || open.contains(&group), toggle))
    };
    let groups = grouped(shown, |i| kind(&offers[*i])).into_iter().map(group);
    html! { <div class="take-groups">{ for groups }</div> }
}

/// A group with its own tick: all of it, or none.
fn offer_group(
    i18n: I18n,
    props: &OffersProps,
    group: TableGroup,
    places: &[usize],
    (open, toggle): (bool, Callback<MouseEvent>),
) -> Html {
    let name = i18n.t(&group_key(group)).into_owned();
    let on = places.iter().filter(|i| props.picked.contains(i)).count();
    let onall = {
        let (picked, places) = (props.picked.clone(), places.to_vec());
        props.onpick.reform(move |(on, _): (bool, MouseEvent)| {
            let mut next = picked.clone();
            for i in &places {
                if on {
                    next.insert(*i);
                } else {
                    next.remove(i);
                }
            }
            next
        })
    };
    let count = t!(i18n, "tables-take-of", n = on, all = places.len());
    html! {
        <section key={group.slug()} data-testid="take-group" data-group={group.slug()} data-picked={on.to_string()}>
            <div class="row">
                <Checkbox label={t!(i18n, "tables-take-group", name = &name)} bare={true} on={on == places.len()} onclick={onall} />
                <button type="button" class="fold" aria-expanded={if open { "true" } else { "false" }} onclick={toggle}>
                    <span class={classes!("fold-sign", (!open).then_some("folded"))}>{ icon(Icon::ChevronDown) }</span>
                    <strong>{ name }</strong>
                    <span class="muted">{ count }</span>
                </button>
            </div>
            if open { { offer_list(i18n, props, places) } }
        </section>
    }
}

fn offer_list(i18n: I18n, props: &OffersProps, places: &[usize]) -> Html {
    html! {
        <ul class="take-list" aria-label={t!(i18n, "tables-take-list")}>
            for i in places.iter() { { offered(i18n, props, *i) } }
        </ul>
    }
}

fn offered(i18n: I18n, props: &OffersProps, i: usize) -> Html {
    let offer = &props.found.0.offers[i];
    let (name, inner) = props.names[i].clone();
    let onclick = {
        let picked = props.picked.clone();
        props.onpick.reform(move |(on, _): (bool, MouseEvent)| {
            let mut next = picked.clone();
            if on {
                next.insert(i);
            } else {
                next.remove(&i);
            }
            next
        })
    };
    let what = match offer {
        Offered::Whole(c) => {
            let (rows, columns) = (c.table.rows_in_use().len(), c.table.x().in_use().len());
            let kind = i18n.t(&kind_key(c.table.info.kind)).into_owned();
            format!("{kind} · {}", size_text(i18n, rows, columns))
        }
        Offered::Bare(grid) => size_text(i18n, grid.ys.len().max(1), grid.xs.len()),
    };
    let (turned, padding) = match offer {
        Offered::Whole(c) => (c.turned, c.padding),
        Offered::Bare(grid) => (grid.rpm_in_columns() && !grid.is_curve(), 0),
    };
    html! {
        <li key={i} data-testid="table-offer" data-inner={inner.clone().map(AttrValue::from)}>
            <Checkbox label={name} on={props.picked.contains(&i)} {onclick} />
            <span class="muted">{ what }</span>
            if let Some(inner) = inner { <span class="faint">{ inner }</span> }
            if turned { { tag(None, t!(i18n, "tables-take-turned")) } }
            if padding > 0 { { tag(None, t!(i18n, "tables-take-padding", n = padding)) } }
        </li>
    }
}
