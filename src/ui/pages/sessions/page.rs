//! The page of a session: its head, its tabs, and the tab that is open.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with};

use super::actions::SessionMenu;
use super::load::{Session, use_session};
use super::overview::Overview;
use super::words::format_name;
use crate::app::cx::Overlay;
use crate::app::error::{AppError, Explain};
use crate::app::navigation;
use crate::app::route::{Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::library;
use crate::app::session_words::tab_key;
use crate::app::workspace::WorkspaceAction;
use crate::i18n::{I18n, date, number};
use crate::protocol::ErrorCode;
use crate::t;
use crate::ui::components::feedback::{empty_state, error_panel, skeleton};
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{Link, Tab, page_header, tabs};
use crate::ui::hooks::{Loaded, use_again};
use crate::ui::pages::fetched::{FetchedPage, Part};

#[derive(Properties, PartialEq)]
pub struct SessionPageProps {
    pub id: AttrValue,
    pub tab: SessionTab,
}

/// See the module.
#[component]
pub fn SessionPage(props: &SessionPageProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let (again, retry) = use_again();
    let session = use_session(&props.id, again);
    {
        let found = session.value().map(|open| (open.record.id.clone(), open.record.vehicle.clone()));
        let cx = cx.clone();
        use_effect_with(found, move |found| {
            if let Some((id, vehicle)) = found.clone() {
                cx.workspace.dispatch(WorkspaceAction::SelectSession { session: Some(id), vehicle });
            }
        });
    }
    match session {
        Loaded::Loading => html! { { skeleton(t!(i18n, "sessions-loading"), 8) } },
        Loaded::Failed(AppError::Failed(error)) if error.code == ErrorCode::NoSuchSession => missing(i18n),
        Loaded::Failed(error) => {
            let action = html! { <Button label={t!(i18n, "sessions-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} /> };
            error_panel(i18n, &error.user_message(), action)
        }
        Loaded::Ready(open) => html! {
            <>
                <Head session={Session(open.clone())} />
                { tab_bar(i18n, &props.id, props.tab) }
                { tab_view(&props.id, props.tab, Session(open)) }
            </>
        },
    }
}

fn missing(i18n: I18n) -> Html {
    let action = html! {
        <Link class={yew::classes!("btn", "primary")} to={Route::Sessions}>{ t!(i18n, "sessions-missing-all") }</Link>
    };
    empty_state(Icon::Sessions, t!(i18n, "sessions-missing-title"), t!(i18n, "sessions-missing-text"), action)
}

fn tab_bar(i18n: I18n, id: &AttrValue, now: SessionTab) -> Html {
    let items = SessionTab::ALL
        .into_iter()
        .map(|tab| Tab {
            label: i18n.t(tab_key(tab)).into(),
            to: Route::Session(id.to_string(), tab).into(),
            current: tab == now,
        })
        .collect();
    tabs(t!(i18n, "sessions-tabs"), items)
}

fn tab_view(id: &AttrValue, tab: SessionTab, session: Session) -> Html {
    match tab {
        SessionTab::Overview => html! { <Overview {session} /> },
        SessionTab::Analysis => {
            html! { <FetchedPage part={Part::Analysis} route={Route::Session(id.to_string(), tab)} /> }
        }
        SessionTab::Explore | SessionTab::Data => {
            html! { <FetchedPage part={Part::Rows} route={Route::Session(id.to_string(), tab)} /> }
        }
    }
}

#[derive(Properties, PartialEq)]
struct HeadProps {
    session: Session,
}

/// Name, what it is at a glance, and what can be done to it.
#[component]
fn Head(props: &HeadProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let record = &props.session.record;
    let vehicle = {
        let id = record.vehicle.clone();
        use_select(&cx.library, move |l| id.as_deref().and_then(|id| l.vehicle(id)).map(|v| v.name.clone()))
    };
    let item = library::item(record);
    let export = {
        let (cx, id) = (cx.clone(), record.id.clone());
        Callback::from(move |_: MouseEvent| cx.overlay.set(Overlay::Export(id.clone())))
    };
    let left = {
        let cx = cx.clone();
        Callback::from(move |()| navigation::navigate(&cx, Route::Sessions))
    };
    let lang = i18n.lang;
    let rate = format!("{}\u{a0}Hz", number::flexible(lang, record.sample_rate_hz, 0, 2));
    let length = number::duration(lang, record.duration_s);
    let parts: Vec<String> = [
        vehicle.as_ref().clone(),
        Some(format_name(i18n, &record.format).to_string()),
        Some(t!(i18n, "sessions-sub-rate", duration = length, rate = rate).into_owned()),
        Some(t!(i18n, "sessions-sub-channels", n = record.columns).into_owned()),
        Some(when(i18n, &item)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let actions = html! {
        <>
            <Button label={t!(i18n, "sessions-export")} icon={Icon::Download} onclick={export} />
            <SessionMenu session={item} ondeleted={left} />
        </>
    };
    page_header(record.name.clone(), html! { { parts.join(" · ") } }, actions)
}

/// When it was logged, else when it came in.
fn when(i18n: I18n, item: &crate::app::library::SessionItem) -> String {
    let at = date::date_time(i18n.lang, item.wall_ms, 0);
    if item.dated { at } else { t!(i18n, "sessions-imported-on", date = at).into_owned() }
}
