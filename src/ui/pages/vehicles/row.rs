use yew::{Callback, Html, Properties, classes, component, html};

use super::derived::margin_tag;
use crate::app::cx::AppCx;
use crate::app::library::VehicleItem;
use crate::app::navigation;
use crate::app::route::{Location, Query, Route};
use crate::app::select::{use_cx, use_i18n, use_select, use_units};
use crate::app::services::{self, drafts, vehicles};
use crate::app::vehicle_words::{car_line, engine_line};
use crate::engine::vehicle::derive;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{Menu, MenuItem, tag};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::Link;
use crate::ui::pages;

#[derive(Properties, PartialEq)]
pub struct VehicleRowProps {
    pub item: VehicleItem,
}

/// A vehicle in the list.
#[component]
pub fn VehicleRow(props: &VehicleRowProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let units = use_units();
    let item = &props.item;
    let selected = {
        let id = item.id.clone();
        use_select(&cx.workspace, move |w| w.vehicle.as_deref() == Some(&id))
    };
    let sessions = {
        let id = item.id.clone();
        use_select(&cx.library, move |l| l.sessions_of(&id))
    };
    let vehicle = &item.vehicle;
    let (car, engine) = (car_line(vehicle), engine_line(vehicle, &units));
    let margin = derive(vehicle).margin;
    let draft = drafts::exists(&item.id);
    html! {
        <li class={classes!("vehicle-row", "panel", selected.then_some("selected"), item.archived.then_some("archived"))}
            data-testid="vehicle-row" data-id={item.id.clone()}>
            <div class="who">
                <h2>
                    <Link to={Route::Vehicle(item.id.clone())} class={classes!("name")}>{ item.name.clone() }</Link>
                    if !vehicle.nickname.is_empty() { <span class="muted">{ format!(" “{}”", vehicle.nickname) }</span> }
                </h2>
                <p class="muted">{ car }</p>
            </div>
            <div class="what">
                if engine.is_empty() {
                    <p class="faint">{ t!(i18n, "vehicles-no-engine") }</p>
                } else {
                    <p>{ engine }</p>
                }
                <p class="tags">
                    if let Some(margin) = margin { { margin_tag(i18n, &margin) } }
                    if item.archived { { tag(None, t!(i18n, "vehicles-tag-archived")) } }
                    if draft { { tag(None, t!(i18n, "vehicles-tag-draft")) } }
                    { session_count(i18n, &item.id, *sessions) }
                </p>
            </div>
            <div class="actions">
                { select_button(&cx, i18n, item, *selected) }
                <Menu label={t!(i18n, "vehicles-more", name = &item.name)} items={menu(&cx, i18n, item)} />
            </div>
        </li>
    }
}

/// The sessions of a vehicle; a link where there is a page of sessions.
fn session_count(i18n: I18n, id: &str, n: usize) -> Html {
    let text = t!(i18n, "vehicles-sessions", n = n);
    if n == 0 || pages::of(&Route::Sessions).is_none() {
        return html! { <span class="muted">{ text }</span> };
    }
    let to = Location::from(Route::Sessions).with_query(Query::default().with("vehicle", id));
    html! { <Link {to}>{ text }</Link> }
}

/// Selects a vehicle for the whole application, or says that it is the one.
pub fn select_button(cx: &AppCx, i18n: I18n, item: &VehicleItem, selected: bool) -> Html {
    if selected {
        return html! {
            <span class="selected-mark" title={t!(i18n, "vehicles-selected-hint")}>
                { icon(Icon::Check) }{ t!(i18n, "vehicles-selected") }
            </span>
        };
    }
    if item.archived {
        return Html::default();
    }
    let onclick = {
        let (cx, id) = (cx.clone(), item.id.clone());
        Callback::from(move |_| vehicles::select(&cx, Some(&id)))
    };
    // Read out with the vehicle's name: there are many of these.
    html! {
        <button type="button" class="btn" {onclick} title={t!(i18n, "vehicles-selected-hint")}>
            <span>{ t!(i18n, "vehicles-select") }</span><span class="visually-hidden">{ format!(" {}", item.name) }</span>
        </button>
    }
}

/// What can be done with a stored vehicle beside editing it.
pub fn menu(cx: &AppCx, i18n: I18n, item: &VehicleItem) -> Vec<MenuItem> {
    let run = |work: fn(AppCx, VehicleItem)| {
        let (cx, item) = (cx.clone(), item.clone());
        Callback::from(move |()| work(cx.clone(), item.clone()))
    };
    let duplicate = run(|cx, item| {
        services::start(&cx, |cx| async move {
            let copy = vehicles::duplicate(&cx, &item.id).await?;
            // From the form of one the copy is opened; in the list it is seen.
            if matches!(cx.location.get().route, Route::Vehicle(_) | Route::VehicleTrends(_)) {
                navigation::navigate(&cx, Route::Vehicle(copy));
            }
            Ok(())
        });
    });
    let archive = run(|cx, item| {
        services::start(&cx, |cx| async move { vehicles::archive(&cx, &item.id, !item.archived).await });
    });
    let export = run(|cx, item| {
        if let Err(error) = vehicles::export(&cx, Some(&item.id)) {
            cx.report(&error);
        }
    });
    let delete = run(|cx, item| {
        services::start(&cx, |cx| async move {
            vehicles::delete(&cx, &item.id).await?;
            let route = cx.location.get().route.clone();
            if matches!(route, Route::Vehicle(id) | Route::VehicleTrends(id) if id == item.id) {
                navigation::replace(&cx, Route::Vehicles);
            }
            Ok(())
        });
    });
    let archive_label = if item.archived { "vehicles-unarchive" } else { "vehicles-archive" };
    vec![
        MenuItem::new(t!(i18n, "vehicles-duplicate"), duplicate).icon(Icon::Copy),
        MenuItem::new(i18n.t(archive_label), archive).icon(Icon::Archive),
        MenuItem::new(t!(i18n, "vehicles-export"), export).icon(Icon::Download),
        MenuItem::new(t!(i18n, "vehicles-delete"), delete).icon(Icon::Trash).danger(),
    ]
}
