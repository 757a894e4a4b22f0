//! Search, filters and order of the list. They stand in the address: reload and back bring them again.

use web_sys::MouseEvent;
use yew::{Callback, Html, html};

use crate::app::cx::AppCx;
use crate::app::library::Library;
use crate::app::navigation;
use crate::app::route::{Location, Route};
use crate::app::tables::{Owner, TableFilter, TableItem, kind_key};
use crate::engine::tune::TableKind;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::empty_state;
use crate::ui::components::form::{Button, Choice, SearchField, Select};
use crate::ui::components::icons::Icon;

/// Shows what a filter lets through.
pub fn go(cx: &AppCx, filter: &TableFilter) {
    navigation::replace(cx, Location { route: Route::Tables, query: filter.write() });
}

/// Nothing is let through.
pub fn nothing_fits(cx: &AppCx, i18n: I18n) -> Html {
    let cx = cx.clone();
    let clear = Callback::from(move |_: MouseEvent| go(&cx, &TableFilter::default()));
    let clear = html! { <Button label={t!(i18n, "tables-clear")} onclick={clear} /> };
    empty_state(Icon::Search, t!(i18n, "tables-none-title"), t!(i18n, "tables-none-text"), clear)
}

/// The fields above the list.
pub fn filters(cx: &AppCx, i18n: I18n, items: &[TableItem], library: &Library, filter: &TableFilter) -> Html {
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
