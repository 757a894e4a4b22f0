use yew::{Callback, Html, classes, component, html, use_node_ref};

use super::exchange::{VehicleFile, choose};
use super::row::VehicleRow;
use crate::app::cx::AppCx;
use crate::app::library::VehicleItem;
use crate::app::navigation;
use crate::app::route::{Location, Route};
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services::{self, drafts, vehicles};
use crate::app::vehicle_list::{VehicleFilter, listed};
use crate::i18n::{I18n, Message};
use crate::t;
use crate::ui::commands::{PageCommand, use_page_commands};
use crate::ui::components::feedback::{Menu, MenuItem, empty_state, skeleton};
use crate::ui::components::form::{Button, SearchField, Switch};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::{Link, page_header};

/// Every vehicle, searched and narrowed.
#[component]
pub fn VehicleList() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let location = use_location();
    let filter = VehicleFilter::from_query(&location.query);
    let file = use_node_ref();
    let shown = {
        let filter = filter.clone();
        use_select(&cx.library, move |l| Shown {
            loaded: l.vehicles.is_some(),
            all: l.vehicles().len(),
            hidden: l.vehicles().iter().filter(|v| v.archived && !filter.archived).count(),
            items: listed(l, &filter).into_iter().cloned().collect(),
        })
    };

    let import = Callback::from({
        let file = file.clone();
        move |()| choose(&file)
    });
    let new = action(&cx, |cx| navigation::navigate(cx, Route::Vehicle(drafts::NEW.to_owned())));
    let examples =
        action(&cx, |cx| services::start(cx, |cx| async move { vehicles::add_examples(&cx).await }));
    let export = action(&cx, |cx| {
        if let Err(error) = vehicles::export(cx, None) {
            cx.report(&error);
        }
    });
    let nothing = (shown.all == 0).then(|| Message::new("vehicles-empty-title"));
    use_page_commands(vec![
        PageCommand::new("new-vehicle", Message::new("vehicles-new"), new.clone()).icon(Icon::Plus),
        PageCommand::new("import-vehicles", Message::new("vehicles-import-command"), import.clone())
            .icon(Icon::Upload),
        PageCommand::new("export-vehicles", Message::new("vehicles-export-command"), export.clone())
            .icon(Icon::Download)
            .disabled(nothing),
        PageCommand::new("example-vehicles", Message::new("vehicles-add-examples"), examples.clone())
            .icon(Icon::Vehicle),
    ]);

    let new_link = new_link(i18n);
    let input = html! { <VehicleFile node={file} /> };
    if !shown.loaded {
        return skeleton(t!(i18n, "frame-loading"), 6);
    }
    if shown.all == 0 {
        return html! { <>{ nothing_yet(i18n, new_link, &examples, &import) }{ input }</> };
    }
    let menu = menu(i18n, import, export, examples);
    let actions = html! { <>{ new_link }<Menu label={t!(i18n, "vehicles-more-actions")} items={menu} class="btn icon" /></> };
    html! {
        <>
            { page_header(t!(i18n, "frame-page-vehicles"), t!(i18n, "vehicles-sub", n = shown.all).into(), actions) }
            { filters(&cx, i18n, &filter, &shown) }
            { rows(&cx, i18n, &filter, &shown) }
            { input }
        </>
    }
}

/// The way to a new vehicle, or to the one that was begun.
fn new_link(i18n: I18n) -> Html {
    let label = if drafts::exists(drafts::NEW) { "vehicles-new-continue" } else { "vehicles-new" };
    html! {
        <Link to={Route::Vehicle(drafts::NEW.to_owned())} class={classes!("btn", "primary")}>
            { icon(Icon::Plus) }<span>{ i18n.t(label) }</span>
        </Link>
    }
}

fn menu(i18n: I18n, import: Callback<()>, export: Callback<()>, examples: Callback<()>) -> Vec<MenuItem> {
    vec![
        MenuItem::new(t!(i18n, "vehicles-import-command"), import).icon(Icon::Upload),
        MenuItem::new(t!(i18n, "vehicles-export-command"), export).icon(Icon::Download),
        MenuItem::new(t!(i18n, "vehicles-add-examples"), examples).icon(Icon::Vehicle),
    ]
}

#[derive(PartialEq)]
struct Shown {
    loaded: bool,
    all: usize,
    /// Archived ones that are not listed for that reason.
    hidden: usize,
    items: Vec<VehicleItem>,
}

fn action(cx: &AppCx, run: impl Fn(&AppCx) + 'static) -> Callback<()> {
    let cx = cx.clone();
    Callback::from(move |()| run(&cx))
}

fn nothing_yet(i18n: I18n, new: Html, examples: &Callback<()>, import: &Callback<()>) -> Html {
    let actions = html! {
        <>
            { new }
            <Button label={t!(i18n, "vehicles-add-examples")} icon={Icon::Vehicle} onclick={examples.reform(|_| ())} />
            <Button label={t!(i18n, "vehicles-import")} icon={Icon::Upload} onclick={import.reform(|_| ())} />
        </>
    };
    html! {
        <>
            <h1 class="visually-hidden">{ t!(i18n, "frame-page-vehicles") }</h1>
            { empty_state(Icon::Vehicle, t!(i18n, "vehicles-empty-title"), t!(i18n, "vehicles-empty-text"), actions) }
        </>
    }
}

/// Search and archive stand in the address: reload and back bring them again.
fn go(cx: &AppCx, filter: &VehicleFilter) {
    navigation::replace(cx, Location::from(Route::Vehicles).with_query(filter.to_query()));
}

fn filters(cx: &AppCx, i18n: I18n, filter: &VehicleFilter, shown: &Shown) -> Html {
    let oninput = {
        let (cx, filter) = (cx.clone(), filter.clone());
        Callback::from(move |term| go(&cx, &VehicleFilter { term, ..filter.clone() }))
    };
    let onchange = {
        let (cx, filter) = (cx.clone(), filter.clone());
        Callback::from(move |archived| go(&cx, &VehicleFilter { archived, ..filter.clone() }))
    };
    let any_archived = shown.hidden > 0 || filter.archived;
    html! {
        <div class="vehicle-filters" role="search">
            <SearchField
                label={t!(i18n, "vehicles-search")} placeholder={t!(i18n, "vehicles-search-placeholder")}
                value={filter.term.clone()} {oninput}
            />
            if any_archived {
                <Switch label={t!(i18n, "vehicles-show-archived")} on={filter.archived} {onchange} />
            }
        </div>
    }
}

fn rows(cx: &AppCx, i18n: I18n, filter: &VehicleFilter, shown: &Shown) -> Html {
    if shown.items.is_empty() && !filter.term.trim().is_empty() {
        let clear = {
            let (cx, filter) = (cx.clone(), filter.clone());
            Callback::from(move |_| go(&cx, &VehicleFilter { term: String::new(), ..filter.clone() }))
        };
        let clear = html! { <Button label={t!(i18n, "vehicles-clear-search")} onclick={clear} /> };
        let (title, text) = (t!(i18n, "vehicles-nothing-found"), t!(i18n, "vehicles-nothing-found-text"));
        return empty_state(Icon::Search, title, text, clear);
    }
    html! {
        <>
            <ul class="vehicle-list" aria-label={t!(i18n, "vehicles-list")}>
                for item in shown.items.iter() { <VehicleRow key={item.id.clone()} item={item.clone()} /> }
            </ul>
            if shown.hidden > 0 {
                <p class="muted vehicle-hidden">{ t!(i18n, "vehicles-hidden-archived", n = shown.hidden) }</p>
            }
        </>
    }
}
