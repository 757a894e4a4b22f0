//! Where everything begins: bring a log in, or go on with one that is there.

use yew::{Html, classes, component, html};

use crate::app::library::SessionItem;
use crate::app::route::{Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::device;
use crate::app::session_list::Grade;
use crate::app::toasts::Tone;
use crate::i18n::{I18n, date, number};
use crate::t;
use crate::ui::components::feedback::{empty_state, progress_bar, tag};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::{Link, page_header, panel};
use crate::ui::hooks::{Loaded, use_loaded};
use crate::ui::intake::DropZone;
use crate::ui::pages::{self, sessions::words::grade_tone};

/// Sessions shown.
const RECENT: usize = 6;

#[component]
pub fn StartPage() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let sessions = use_select(&cx.library, |l| l.sessions.clone());
    let takes_logs = use_select(&cx.intake, Option::is_some);
    let count = sessions.as_ref().as_ref().map_or(0, Vec::len);
    html! {
        <>
            { page_header(t!(i18n, "start-title"), html! { { t!(i18n, "start-sub") } }, Html::default()) }
            <div class="stack">
                <DropZone>
                    <p class="private">{ icon(Icon::Good) }<span>{ t!(i18n, "start-private") }</span></p>
                </DropZone>
                if *takes_logs && sessions.as_ref().as_ref().is_some_and(Vec::is_empty) { { first_steps(i18n) } }
                if let Some(sessions) = sessions.as_ref().as_ref().filter(|s| !s.is_empty()) {
                    { recent(i18n, sessions) }
                }
                <StorageUsed sessions={count} />
            </div>
        </>
    }
}

fn first_steps(i18n: I18n) -> Html {
    empty_state(Icon::Sessions, t!(i18n, "start-empty-title"), t!(i18n, "start-empty-text"), Html::default())
}

fn recent(i18n: I18n, sessions: &[SessionItem]) -> Html {
    let listed = pages::of(&Route::Sessions).is_some();
    let all = if listed && sessions.len() > RECENT {
        html! {
            <Link to={Route::Sessions}>
                { t!(i18n, "start-all-sessions", n = sessions.len()) }
            </Link>
        }
    } else {
        Html::default()
    };
    let rows = html! {
        <ul class="recent">
            for session in sessions.iter().take(RECENT) { { row(i18n, session, listed) } }
        </ul>
    };
    panel(t!(i18n, "start-recent"), all, rows)
}

fn row(i18n: I18n, session: &SessionItem, link: bool) -> Html {
    let name = if link {
        html! {
            <Link to={Route::Session(session.id.clone(), SessionTab::Overview)} class={classes!("name")}>
                { session.name.clone() }
            </Link>
        }
    } else {
        html! { <span class="name">{ session.name.clone() }</span> }
    };
    let quality = session.quality.map(|q| {
        let tone = grade_tone(Grade::of(f64::from(q)));
        tag(Some(tone), t!(i18n, "start-quality", score = q))
    });
    html! {
        <li key={session.id.clone()}>
            { name }
            <span class="muted">{ date::date_time(i18n.lang, session.wall_ms, 0) }</span>
            <span class="muted num">{ number::duration(i18n.lang, session.duration_s) }</span>
            <span class="row">{ quality.unwrap_or_default() }</span>
            <span class="row">
                if session.issue_kinds > 0 {
                    { tag(Some(Tone::Warn), t!(i18n, "start-issues", n = session.issue_kinds)) }
                }
            </span>
        </li>
    }
}

#[derive(yew::Properties, PartialEq)]
struct StorageUsedProps {
    /// Asked again when their number changes.
    sessions: usize,
}

#[component]
fn StorageUsed(props: &StorageUsedProps) -> Html {
    let i18n = use_i18n();
    let storage = use_loaded(props.sessions, |_| device::storage());
    // A browser that does not tell is no error here; Diagnostics says so.
    let Loaded::Ready(storage) = storage else { return Html::default() };
    let estimate = storage.estimate;
    let text = t!(
        i18n,
        "start-storage",
        used = number::bytes(i18n.lang, estimate.used_bytes),
        quota = number::bytes(i18n.lang, estimate.quota_bytes)
    );
    let share = (estimate.quota_bytes > 0.0).then(|| estimate.used_bytes / estimate.quota_bytes);
    html! {
        <div class="storage-used muted">
            <Link to={Route::Diagnostics}>{ text.clone() }</Link>
            { progress_bar(text, share) }
        </div>
    }
}
