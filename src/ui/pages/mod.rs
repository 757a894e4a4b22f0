//! The pages. One stands in [`PAGES`] when it works; the navigation, the palette and the addresses follow from that.

mod diagnostics;
mod import;
mod not_found;
mod sessions;
mod settings;
mod start;
mod vehicles;

use yew::{Html, html};

use super::components::icons::Icon;
use crate::app::library::Library;
use crate::app::route::Route;

/// A page of the navigation with the pages that belong to it.
pub struct Page {
    /// Its own address; see [`Route::section`].
    pub section: Route,
    pub icon: Icon,
    /// Stands at the foot of the navigation.
    pub foot: bool,
    /// A figure beside its name.
    pub count: Option<fn(&Library) -> usize>,
    /// Draws any address of the section.
    pub view: fn(&Route) -> Html,
}

impl Page {
    /// Key of its name.
    pub fn label_key(&self) -> &'static str {
        match self.section {
            Route::Vehicles => "frame-page-vehicles",
            Route::Import => "frame-page-import",
            Route::Sessions => "frame-page-sessions",
            Route::Settings => "frame-page-settings",
            Route::Diagnostics => "frame-page-diagnostics",
            _ => "frame-page-start",
        }
    }
}

/// Every page that works, in the order of the navigation.
pub const PAGES: &[Page] = &[
    Page {
        section: Route::Start,
        icon: Icon::Start,
        foot: false,
        count: None,
        view: |_| html! { <start::StartPage /> },
    },
    Page {
        section: Route::Vehicles,
        icon: Icon::Vehicle,
        foot: false,
        count: Some(|library| library.vehicles().iter().filter(|v| !v.archived).count()),
        view: |route| html! { <vehicles::VehiclesPage route={route.clone()} /> },
    },
    Page {
        section: Route::Import,
        icon: Icon::Import,
        foot: false,
        count: None,
        view: |_| html! { <import::ImportPage /> },
    },
    Page {
        section: Route::Sessions,
        icon: Icon::Sessions,
        foot: false,
        count: Some(|library| library.sessions().len()),
        view: sessions::view,
    },
    Page {
        section: Route::Settings,
        icon: Icon::Settings,
        foot: true,
        count: None,
        view: |_| html! { <settings::SettingsPage /> },
    },
    Page {
        section: Route::Diagnostics,
        icon: Icon::Diagnostics,
        foot: true,
        count: None,
        view: |_| html! { <diagnostics::DiagnosticsPage /> },
    },
];

/// The page that an address belongs to.
pub fn of(route: &Route) -> Option<&'static Page> {
    let section = route.section();
    PAGES.iter().find(|page| page.section == section)
}

/// Draws an address.
pub fn view(route: &Route) -> Html {
    match of(route) {
        Some(page) => (page.view)(route),
        None => html! { <not_found::NotFoundPage /> },
    }
}
