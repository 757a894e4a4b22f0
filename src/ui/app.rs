//! The root: the handles for everybody below, and the frame around the pages.

use std::rc::Rc;

use yew::{ContextProvider, Html, Properties, component, html, use_effect_with};

use super::commands::use_shortcuts;
use super::components::feedback::{ToastRegion, error_panel, skeleton};
use super::components::form::{Button, ButtonTone};
use super::intake::GlobalIntake;
use super::pages;
use super::shell::{KeyLegend, Palette, Rail, TopBar};
use crate::app::boot;
use crate::app::cx::{AppCx, Backend, Overlay};
use crate::app::error::{AppError, Explain};
use crate::app::route::{Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_route, use_select};
use crate::t;
use crate::web::{dom, global};

#[derive(Properties, PartialEq)]
pub struct AppProps {
    pub cx: AppCx,
}

/// See the module.
#[component]
pub fn App(props: &AppProps) -> Html {
    html! {
        <ContextProvider<AppCx> context={props.cx.clone()}>
            <Frame />
        </ContextProvider<AppCx>>
    }
}

#[component]
fn Frame() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let route = use_route();
    let overlay = use_select(&cx.overlay, Clone::clone);
    use_shortcuts();
    let page_has_zone = matches!(*route, Route::Start | Route::Import);
    html! {
        <div class="app">
            <a class="skip btn" href="#main" onclick={skip_to_main()}>{ t!(i18n, "frame-skip") }</a>
            <Rail />
            <TopBar />
            <main id="main" tabindex="-1">
                <PageOfRoute />
                <GlobalIntake {page_has_zone} />
            </main>
            <Palette />
            if *overlay == Overlay::Keys { <KeyLegend /> }
            if let Overlay::Export(session) = &*overlay { { pages::view_export(session) } }
            <ToastRegion />
        </div>
    }
}

/// The skip link moves the focus itself: its address would be taken for a page.
fn skip_to_main() -> yew::Callback<web_sys::MouseEvent> {
    yew::Callback::from(|event: web_sys::MouseEvent| {
        event.prevent_default();
        focus_main();
    })
}

fn focus_main() {
    use wasm_bindgen::JsCast;
    let main = global::document().and_then(|d| d.get_element_by_id("main"));
    if let Some(main) = main.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        main.set_scroll_top(0);
        dom::focus(&main);
    }
}

#[component]
fn PageOfRoute() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let route = use_route();
    let backend = use_select(&cx.backend, BackendView::of);
    {
        let first = yew::use_mut_ref(|| true);
        // Another tab of the same session is the same place.
        let place = match &*route {
            Route::Session(id, _) => Route::Session(id.clone(), SessionTab::default()),
            other => other.clone(),
        };
        use_effect_with(place, move |_| {
            // A new page starts at its top, and a screen reader with it; the first one leaves the focus alone.
            if !first.replace(false) {
                focus_main();
            }
        });
    }
    use_effect_with(*backend != BackendView::Starting, |settled| {
        if *settled {
            boot::ready();
            pages::fetch_ahead();
        }
    });
    {
        let route = Rc::clone(&route);
        let title = use_select(&cx.library, move |library| pages::title(i18n, &route, library));
        use_effect_with(title, |title| {
            if let Some(document) = global::document() {
                document.set_title(title);
            }
        });
    }
    match &*backend {
        BackendView::Starting => skeleton(t!(i18n, "frame-starting"), 6),
        BackendView::Ready => pages::view(&route),
        BackendView::Failed(error) => {
            // What needs no database stays in reach.
            let usable = matches!(*route, Route::Formats | Route::Settings | Route::Diagnostics);
            let reload = html! {
                <Button label={t!(i18n, "frame-reload")} tone={ButtonTone::Primary} onclick={|_| boot::reload()} />
            };
            html! {
                <div class="stack">
                    { error_panel(i18n, &error.user_message(), reload) }
                    if usable { { pages::view(&route) } }
                </div>
            }
        }
    }
}

#[derive(Clone, PartialEq)]
enum BackendView {
    Starting,
    Ready,
    Failed(AppError),
}

impl BackendView {
    fn of(backend: &Backend) -> Self {
        match backend {
            Backend::Starting => BackendView::Starting,
            Backend::Ready(_) => BackendView::Ready,
            Backend::Failed(error) => BackendView::Failed(error.clone()),
        }
    }
}
