//! The list of sessions, and the page of one.

mod actions;
mod analysis;
mod attention;
mod channels;
mod data;
mod density;
mod explore;
mod export;
mod facts;
mod figures;
mod filters;
mod list;
pub mod load;
mod markers;
mod math;
mod overview;
mod page;
mod quality;
mod stats;
mod with_log;
pub mod words;

pub use list::SessionsPage;

use yew::{AttrValue, Html, html};

use crate::app::route::{Route, SessionTab};

/// Draws the tabs of a session that show its rows; no other address leads here.
pub fn view_rows(route: &Route) -> Html {
    match route {
        Route::Session(id, SessionTab::Explore) => html! { <explore::ExploreTab session={id.clone()} /> },
        Route::Session(id, SessionTab::Data) => html! { <data::DataTab session={id.clone()} /> },
        _ => Html::default(),
    }
}

/// Draws the analysis of a session; no other address leads here.
pub fn view_analysis(route: &Route) -> Html {
    match route {
        Route::Session(id, SessionTab::Analysis) => html! { <analysis::AnalysisTab session={id.clone()} /> },
        _ => Html::default(),
    }
}

/// Draws the dialog that writes a session to a file; nothing where the session is gone.
pub fn view_export(route: &Route) -> Html {
    match route {
        Route::Session(id, _) => html! { <export::ExportDialog session={id.clone()} /> },
        _ => Html::default(),
    }
}

/// Draws one session; no other address leads here.
pub fn view_session(route: &Route) -> Html {
    match route {
        Route::Session(id, tab) => {
            html! { <page::SessionPage key={id.clone()} id={AttrValue::from(id.clone())} tab={*tab} /> }
        }
        _ => Html::default(),
    }
}
