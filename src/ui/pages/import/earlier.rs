//! What came in before this visit: the stored sessions, the latest import first.

use yew::{Html, Properties, classes, component, html};

use crate::app::import_queue::{ImportQueue, ItemState};
use crate::app::library::SessionItem;
use crate::app::route::{Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::session_list::latest_imports;
use crate::app::toasts::Tone;
use crate::i18n::{I18n, date};
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::layout::{Link, panel};
use crate::ui::pages::sessions::words::{format_name, quality_badge};

/// Sessions shown.
const SHOWN: usize = 8;

#[derive(Properties, PartialEq)]
pub struct EarlierProps {
    /// What became a session in this visit is told by the queue.
    pub queue: ImportQueue,
}

/// See the module; nothing where nothing is stored.
#[component]
pub fn Earlier(props: &EarlierProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let library = use_select(&cx.library, Clone::clone);
    let told = |id: &str| {
        let done =
            |state: &ItemState| matches!(state, ItemState::Done(outcome) if outcome.report.session == id);
        props.queue.items.iter().any(|item| done(&item.state))
    };
    let earlier: Vec<&SessionItem> =
        latest_imports(&library).into_iter().filter(|s| !told(&s.id)).take(SHOWN).collect();
    if earlier.is_empty() {
        return Html::default();
    }
    let all = html! {
        <Link to={Route::Sessions}>{ t!(i18n, "start-all-sessions", n = library.sessions().len()) }</Link>
    };
    let list = html! {
        <ul class="recent earlier" data-testid="earlier-imports">
            for session in earlier { { row(i18n, session) } }
        </ul>
    };
    panel(t!(i18n, "import-earlier"), all, list)
}

fn row(i18n: I18n, session: &SessionItem) -> Html {
    let imported = date::date_time(i18n.lang, session.imported_ms, 0);
    html! {
        <li key={session.id.clone()} data-session={session.id.clone()}>
            <span class="who">
                <Link to={Route::Session(session.id.clone(), SessionTab::Overview)} class={classes!("name")}>
                    { session.name.clone() }
                </Link>
                <span class="faint">{ format!("{} · {}", session.file_name, format_name(i18n, &session.format)) }</span>
            </span>
            <span class="muted">{ imported }</span>
            <span class="muted num">{ t!(i18n, "import-result-rows", n = session.rows) }</span>
            <span class="row">{ quality_badge(i18n, session.quality.map(f64::from)) }</span>
            <span class="row">
                if session.issue_kinds > 0 {
                    { tag(Some(Tone::Warn), t!(i18n, "start-issues", n = session.issue_kinds)) }
                }
            </span>
        </li>
    }
}
