//! What became of a file that is now a session.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_state_eq};

use super::glance::glance;
use super::issues::IssueTable;
use crate::app::import_queue::Outcome;
use crate::app::issue_groups::grouped;
use crate::app::route::{Route, SessionTab};
use crate::app::select::use_i18n;
use crate::engine::import::Severity;
use crate::i18n::{I18n, number};
use crate::protocol::ImportReport;
use crate::t;
use crate::ui::components::form::{Button, ButtonTone, IconButton};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::Link;
use crate::ui::pages::sessions::words::{format_name, quality_badge};

#[derive(Properties, PartialEq)]
pub struct ResultProps {
    pub name: AttrValue,
    pub outcome: Outcome,
    /// It was stored before and read once more.
    pub again: bool,
    /// What else can be done with it.
    pub actions: Html,
    pub onremove: Callback<MouseEvent>,
}

/// Facts of the new session, its issues, and the way into it.
#[component]
pub fn ResultCard(props: &ResultProps) -> Html {
    let i18n = use_i18n();
    let open = use_state_eq(|| false);
    let report = &*props.outcome.report;
    let issues = &props.outcome.issues;
    let toggle = {
        let (open, now) = (open.setter(), *open);
        Callback::from(move |_: MouseEvent| open.set(!now))
    };
    let title = if props.again {
        t!(i18n, "import-result-reread", name = props.name.to_string())
    } else {
        t!(i18n, "import-result-title", name = props.name.to_string())
    };
    let remove = t!(i18n, "import-dismiss-file", name = props.name.to_string());
    let to = |tab| Route::Session(report.session.clone(), tab);
    html! {
        <article
            class="panel import-item done" aria-label={props.name.clone()} data-testid="import-result"
            data-rows={report.rows.to_string()} data-channels={report.columns.to_string()}
            data-format={report.format.clone()} data-session={report.session.clone()} data-state="done"
        >
            <header>
                <span class="good">{ icon(Icon::Good) }</span>
                <h3>{ title }</h3>
                <span class="grow" />
                { props.actions.clone() }
                <Link class={classes!("btn", "primary")} to={to(SessionTab::Overview)}>{ t!(i18n, "import-result-open") }</Link>
                <Link class={classes!("btn")} to={to(SessionTab::Explore)}>{ t!(i18n, "import-result-explore") }</Link>
                <IconButton label={remove} icon={Icon::Close} onclick={props.onremove.clone()} />
            </header>
            <ul class="result-facts">{ facts(i18n, report, props.outcome.took_ms) }</ul>
            <div class="said">
                { glance(i18n, props.outcome.analysis, &report.session) }
                if issues.is_empty() {
                    <p class="muted">{ t!(i18n, "import-result-no-issues") }</p>
                } else {
                    <div class="row">
                        <span class={worst_class(issues.iter().map(|i| i.code.severity()).max())}>{ icon(Icon::Warn) }</span>
                        <span>{ t!(i18n, "import-result-issues", n = grouped(issues).len()) }</span>
                        <Button
                            label={if *open { t!(i18n, "import-issues-hide") } else { t!(i18n, "import-issues-show") }}
                            tone={ButtonTone::Quiet} icon={if *open { Icon::ChevronDown } else { Icon::ChevronRight }}
                            onclick={toggle} expanded={*open}
                        />
                    </div>
                }
            </div>
            if *open { <IssueTable name={props.name.clone()} issues={issues.clone()} /> }
        </article>
    }
}

const fn worst_class(worst: Option<Severity>) -> &'static str {
    match worst {
        Some(Severity::Serious) => "bad",
        Some(Severity::Warning) => "warn",
        _ => "info",
    }
}

/// The figures of a new session as entries of a list.
pub fn facts(i18n: I18n, report: &ImportReport, took_ms: f64) -> Html {
    let lang = i18n.lang;
    let rate = number::flexible(lang, report.sample_rate_hz, 0, 2);
    html! {
        <>
            <li>{ t!(i18n, "import-result-rows", n = report.rows) }</li>
            <li>{ t!(i18n, "import-result-channels", n = report.columns) }</li>
            <li><span class="visually-hidden">{ t!(i18n, "import-result-duration") }{ " " }</span>{ number::duration(lang, report.duration_s) }</li>
            <li><span class="visually-hidden">{ t!(i18n, "import-result-rate") }{ " " }</span>{ format!("{rate}\u{a0}Hz") }</li>
            <li>{ format_name(i18n, &report.format) }</li>
            <li>{ quality_badge(i18n, report.quality.map(f64::from)) }</li>
            <li class="faint">{ t!(i18n, "import-result-took", time = number::duration(lang, took_ms / 1000.0)) }</li>
        </>
    }
}
