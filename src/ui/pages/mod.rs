//! The pages. One stands in [`PAGES`] when it works; the navigation, the palette and the addresses follow from that.

mod analysed;
mod compare;
mod diagnostics;
mod document;
mod fetched;
mod formats;
mod import;
mod not_found;
mod reports;
mod rules;
mod sessions;
mod settings;
mod start;
pub mod tables;
mod trends;
mod vehicles;

use yew::{Html, html};

use self::fetched::{FetchedPage, Part};
use super::components::icons::Icon;
use crate::app::library::Library;
use crate::app::route::{Route, SessionTab};
use crate::app::session_words::tab_key;
use crate::build_info;
use crate::i18n::I18n;

pub use self::fetched::fetch_ahead;

/// A page of the navigation with the pages that belong to it.
pub struct Page {
    /// Its own address; see [`Route::section`].
    pub section: Route,
    pub icon: Icon,
    /// The page of the navigation it belongs to, where it does not stand there itself.
    pub under: Option<Route>,
    /// Stands at the foot of the navigation.
    pub foot: bool,
    /// A figure beside its name.
    pub count: Option<fn(&Library) -> usize>,
    /// The part of the program that draws it; none for what is there from the start.
    pub part: Option<Part>,
}

impl Page {
    /// Key of its name.
    pub fn label_key(&self) -> &'static str {
        match self.section {
            Route::Vehicles => "frame-page-vehicles",
            Route::Import => "frame-page-import",
            Route::Formats => "frame-page-formats",
            Route::Sessions => "frame-page-sessions",
            Route::Compare => "frame-page-compare",
            Route::Reports => "frame-page-reports",
            Route::Rules => "frame-page-rules",
            Route::Settings => "frame-page-settings",
            Route::Diagnostics => "frame-page-diagnostics",
            _ => "frame-page-start",
        }
    }
}

/// Every page that works, in the order of the navigation.
pub const PAGES: &[Page] = &[
    Page { section: Route::Start, icon: Icon::Start, under: None, foot: false, count: None, part: None },
    Page {
        section: Route::Vehicles,
        icon: Icon::Vehicle,
        under: None,
        foot: false,
        count: Some(|library| library.vehicles().iter().filter(|v| !v.archived).count()),
        part: Some(Part::Vehicles),
    },
    Page {
        section: Route::Import,
        icon: Icon::Import,
        under: None,
        foot: false,
        count: None,
        part: Some(Part::Import),
    },
    Page {
        section: Route::Formats,
        icon: Icon::Table,
        under: Some(Route::Import),
        foot: false,
        count: None,
        part: Some(Part::Formats),
    },
    Page {
        section: Route::Sessions,
        icon: Icon::Sessions,
        under: None,
        foot: false,
        count: Some(|library| library.sessions().len()),
        part: Some(Part::Sessions),
    },
    Page {
        section: Route::Compare,
        icon: Icon::Swap,
        under: None,
        foot: false,
        count: None,
        part: Some(Part::Compare),
    },
    Page {
        section: Route::Reports,
        icon: Icon::Report,
        under: None,
        foot: false,
        count: None,
        part: Some(Part::Reports),
    },
    Page {
        section: Route::Rules,
        icon: Icon::Rules,
        under: Some(Route::Settings),
        foot: false,
        count: None,
        part: Some(Part::Rules),
    },
    Page {
        section: Route::Settings,
        icon: Icon::Settings,
        under: None,
        foot: true,
        count: None,
        part: Some(Part::Settings),
    },
    Page {
        section: Route::Diagnostics,
        icon: Icon::Diagnostics,
        under: None,
        foot: true,
        count: None,
        part: Some(Part::Diagnostics),
    },
];

/// The page that an address belongs to.
pub fn of(route: &Route) -> Option<&'static Page> {
    let section = route.section();
    PAGES.iter().find(|page| page.section == section)
}

/// The entry of the navigation under which an address stands.
pub fn entry_of(route: &Route) -> Route {
    of(route).and_then(|page| page.under.clone()).unwrap_or_else(|| route.section())
}

/// What the browser's tab says: the record that is open, its part, else the page.
pub fn title(i18n: I18n, route: &Route, library: &Library) -> String {
    let record = match route {
        Route::Session(id, tab) => {
            library.session(id).map(|s| format!("{} · {}", s.name, i18n.t(tab_key(*tab))))
        }
        Route::Vehicle(id) | Route::VehicleTrends(id) => library.vehicle(id).map(|v| v.name.clone()),
        Route::Report(id) => {
            library.session(id).map(|s| format!("{} · {}", s.name, i18n.t("frame-page-reports")))
        }
        _ => None,
    };
    let page = || i18n.t(of(route).map_or("frame-not-found", Page::label_key)).into_owned();
    format!("{} · {}", record.unwrap_or_else(page), build_info::NAME)
}

/// The dialog that writes a session to a file.
pub fn view_export(session: &str) -> Html {
    let route = Route::Session(session.to_owned(), SessionTab::default());
    html! { <FetchedPage part={Part::Export} {route} /> }
}

/// Draws an address.
pub fn view(route: &Route) -> Html {
    let part = match route {
        Route::Session(..) => Some(Some(Part::Session)),
        _ => of(route).map(|page| page.part),
    };
    match part {
        Some(Some(part)) => html! { <FetchedPage {part} route={route.clone()} /> },
        Some(None) => html! { <start::StartPage /> },
        None => html! { <not_found::NotFoundPage /> },
    }
}
