//! Vehicles: the list, and the form of one.
//!
//! What is typed lives in a store of its own as long as a form is open, so that a field renders again when its own text
//! changes and not when another one's does.

mod derived;
mod editor;
mod exchange;
mod field;
mod fuel;
mod how;
mod injectors;
mod list;
mod parts;
mod row;

use yew::{Html, Properties, classes, component, html};

use crate::app::route::Route;
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::drafts;
use crate::t;
use crate::ui::components::feedback::{empty_state, skeleton};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::Link;
use crate::ui::pages::fetched::{FetchedPage, Part};
use editor::{Editor, head};
use list::VehicleList;

#[derive(Properties, PartialEq)]
pub struct VehiclesPageProps {
    pub route: Route,
}

/// Any address below `#/vehicles`.
#[component]
pub fn VehiclesPage(props: &VehiclesPageProps) -> Html {
    match &props.route {
        Route::Vehicle(id) if id == drafts::NEW => html! { <Editor key={drafts::NEW} /> },
        Route::Vehicle(id) => html! { <OneVehicle key={id.clone()} id={id.clone()} trends=false /> },
        Route::VehicleTrends(id) => html! { <OneVehicle key={id.clone()} id={id.clone()} trends=true /> },
        _ => html! { <VehicleList /> },
    }
}

#[derive(Properties, PartialEq)]
struct OneVehicleProps {
    id: String,
    /// How its figures go, in the place of the form.
    trends: bool,
}

/// The form of a vehicle or its trends, once it is known whether there is one of this identity.
#[component]
fn OneVehicle(props: &OneVehicleProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let item = {
        let id = props.id.clone();
        use_select(&cx.library, move |l| (l.vehicles.is_some(), l.vehicle(&id).cloned()))
    };
    match &*item {
        (false, _) => skeleton(t!(i18n, "frame-loading"), 6),
        (true, Some(item)) if props.trends => html! {
            <>
                { head(&cx, i18n, Some(item), true) }
                <FetchedPage part={Part::Trends} route={Route::VehicleTrends(item.id.clone())} />
            </>
        },
        (true, Some(item)) => html! { <Editor key={item.id.clone()} item={item.clone()} /> },
        (true, None) => {
            let back = html! {
                <Link to={Route::Vehicles} class={classes!("btn", "primary")}>{ t!(i18n, "vehicles-back") }</Link>
            };
            html! {
                <>
                    <h1 class="visually-hidden">{ t!(i18n, "vehicles-missing") }</h1>
                    { empty_state(Icon::Vehicle, t!(i18n, "vehicles-missing"), t!(i18n, "vehicles-missing-text"), back) }
                </>
            }
        }
    }
}
