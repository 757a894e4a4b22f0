//! Pages that are fetched after the start. The release build cuts the page's program into files along the functions
//! marked here: what only they reach is no part of what has to be there before the application can be used. Without
//! the feature `split` (a debug build, tests) everything is in one file and the same code runs.

use std::cell::Cell;

use yew::{Html, Properties, component, html};

use super::{
    compare, diagnostics, formats, import, reports, rules, sessions, settings, tables, trends, vehicles,
};
use crate::app::error::{AppError, Explain};
use crate::app::route::Route;
use crate::app::select::use_i18n;
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::web::task;

/// Draws an address of a page.
pub type View = fn(&Route) -> Html;

/// What is fetched: pages, and pieces of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Import,
    /// What was understood of a file that is in doubt.
    Review,
    /// Files that came together.
    Batches,
    /// The list of sessions.
    Sessions,
    /// One session.
    Session,
    /// Tabs that show the rows of a session.
    Rows,
    /// What a log tells.
    Analysis,
    /// Sessions side by side.
    Compare,
    /// Tables of calibrations.
    Tables,
    Vehicles,
    /// How a vehicle's key figures go.
    Trends,
    Formats,
    /// The dialog that writes a session to a file.
    Export,
    Reports,
    /// The safety rules.
    Rules,
    Settings,
    Diagnostics,
}

thread_local! {
    /// By [`Part`]: the views that are there.
    static HERE: [Cell<Option<View>>; Part::ALL.len()] = const { [const { Cell::new(None) }; Part::ALL.len()] };
}

/// Marks a view as an entry of a file. Two entries may share one: what is wanted together is fetched together. Texts
/// that nothing else speaks come along.
macro_rules! entry {
    ($name:ident, $file:ident, [$($texts:ident),*], $view:expr) => {
        #[cfg(feature = "split")]
        #[allow(
            unsafe_code,
            improper_ctypes_definitions,
            improper_ctypes,
            reason = "what the splitter's macro makes"
        )]
        #[wasm_split_helpers::wasm_split($file, fallible)]
        fn $name() -> Result<View, wasm_split_helpers::SplitLoaderError> {
            const TEXTS: &[&crate::i18n::catalog::Area] = &[$(&crate::i18n::catalog::$texts),*];
            crate::i18n::catalog::add(TEXTS);
            Ok($view)
        }
        #[cfg(not(feature = "split"))]
        #[allow(clippy::unused_async, reason = "stands in for a file that is fetched")]
        async fn $name() -> Result<View, std::convert::Infallible> {
            Ok($view)
        }
    };
}

// What stands between a dropped file and the first figures of its session: it is held to a budget of its own.
entry!(import_entry, log, [], |_| html! { <import::ImportPage /> });
entry!(session_entry, log, [], sessions::view_session);
entry!(rows_entry, rows, [EXPLORE, EXPR, MATH], sessions::view_rows);
entry!(sessions_entry, library, [], |_| html! { <sessions::SessionsPage /> });
entry!(
    vehicles_entry,
    library,
    [VEHICLES],
    |route| html! { <vehicles::VehiclesPage route={route.clone()} /> }
);
entry!(trends_entry, analysis, [TRENDS], trends::view_trends);
entry!(analysis_entry, analysis, [ANALYSIS, FINDINGS, EXPR], sessions::view_analysis);
entry!(compare_entry, analysis, [ANALYSIS, FINDINGS, COMPARE], |_| html! { <compare::ComparePage /> });
entry!(
    reports_entry,
    analysis,
    [ANALYSIS, FINDINGS, EXPR, VEHICLES, COMPARE, REPORTS],
    |route| html! { <reports::ReportsPage route={route.clone()} /> }
);
entry!(
    tables_entry,
    analysis,
    [ANALYSIS, EXPR, VEHICLES, TABLES, TABLE_EDITOR, TABLE_NAMES, BASE_MAPS],
    |route| html! { <tables::TablesPage route={route.clone()} /> }
);
entry!(export_entry, library, [], sessions::view_export);
entry!(review_entry, other, [MAPPING], |_| html! { <import::ReviewInDoubt /> });
entry!(batches_entry, other, [], |_| html! { <import::Batches /> });
entry!(formats_entry, other, [FORMATS], |_| html! { <formats::FormatsPage /> });
entry!(rules_entry, analysis, [RULES, FINDINGS, EXPR], |_| html! { <rules::RulesPage /> });
entry!(settings_entry, other, [SETTINGS], |_| html! { <settings::SettingsPage /> });
entry!(diagnostics_entry, other, [DIAGNOSTICS], |_| html! { <diagnostics::DiagnosticsPage /> });

impl Part {
    /// Every one, in the order in which they are wanted.
    const ALL: [Part; 17] = [
        Part::Import,
        Part::Session,
        Part::Rows,
        Part::Analysis,
        Part::Compare,
        Part::Sessions,
        Part::Tables,
        Part::Vehicles,
        Part::Trends,
        Part::Export,
        Part::Reports,
        Part::Review,
        Part::Batches,
        Part::Formats,
        Part::Rules,
        Part::Settings,
        Part::Diagnostics,
    ];

    fn here(self) -> Option<View> {
        HERE.with(|here| here[self as usize].get())
    }

    /// Fetches it, unless it is there. A failure is not remembered: the next call tries again.
    async fn fetch(self) -> Result<View, AppError> {
        if let Some(view) = self.here() {
            return Ok(view);
        }
        let fetched = match self {
            Part::Import => import_entry().await.map_err(|e| e.to_string()),
            Part::Review => review_entry().await.map_err(|e| e.to_string()),
            Part::Sessions => sessions_entry().await.map_err(|e| e.to_string()),
            Part::Session => session_entry().await.map_err(|e| e.to_string()),
            Part::Rows => rows_entry().await.map_err(|e| e.to_string()),
            Part::Vehicles => vehicles_entry().await.map_err(|e| e.to_string()),
            Part::Trends => trends_entry().await.map_err(|e| e.to_string()),
            Part::Batches => batches_entry().await.map_err(|e| e.to_string()),
            Part::Formats => formats_entry().await.map_err(|e| e.to_string()),
            Part::Analysis => analysis_entry().await.map_err(|e| e.to_string()),
            Part::Compare => compare_entry().await.map_err(|e| e.to_string()),
            Part::Tables => tables_entry().await.map_err(|e| e.to_string()),
            Part::Export => export_entry().await.map_err(|e| e.to_string()),
            Part::Reports => reports_entry().await.map_err(|e| e.to_string()),
            Part::Rules => rules_entry().await.map_err(|e| e.to_string()),
            Part::Settings => settings_entry().await.map_err(|e| e.to_string()),
            Part::Diagnostics => diagnostics_entry().await.map_err(|e| e.to_string()),
        };
        let view = fetched.map_err(AppError::PartMissing)?;
        HERE.with(|here| here[self as usize].set(Some(view)));
        Ok(view)
    }
}

/// Fetches every part, one after the other, once the application can be used: opening a page then waits for nothing.
pub fn fetch_ahead() {
    task::spawn_logged("fetch the pages", async {
        for part in Part::ALL {
            part.fetch().await?;
        }
        Ok::<(), AppError>(())
    });
}

#[derive(Properties, PartialEq)]
pub struct FetchedPageProps {
    pub part: Part,
    pub route: Route,
}

/// A page as soon as its part is there.
#[component]
pub fn FetchedPage(props: &FetchedPageProps) -> Html {
    let i18n = use_i18n();
    let (again, retry) = use_again();
    let part = props.part;
    let fetched = use_loaded((part, again), move |_| part.fetch());
    match (part.here(), fetched) {
        (Some(view), _) => view(&props.route),
        (None, Loaded::Failed(error)) => {
            let action = html! {
                <Button label={t!(i18n, "frame-part-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: web_sys::MouseEvent| ())} />
            };
            error_panel(i18n, &error.user_message(), action)
        }
        (None, _) => skeleton(t!(i18n, "frame-part-loading"), 6),
    }
}
