//! The overview of a session: how far it can be trusted, its figures, what needs attention, what is in it.

use yew::{AttrValue, Html, Properties, component, html};

use super::attention::Attention;
use super::channels::ChannelList;
use super::density::WhereItRan;
use super::facts::{FileFacts, NotesPanel};
use super::figures::{Aggregates, Tiles};
use super::load::{Session, use_statistics};
use super::markers::Markers;
use super::quality::QualityPanel;
use super::stats::StatsTable;
use crate::app::error::Explain;
use crate::app::import_queue::Shared;
use crate::app::select::use_i18n;
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::form::Button;
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{Loaded, use_again};
use crate::ui::pages::import::issues::IssueTable;

#[derive(Properties, PartialEq)]
pub struct OverviewProps {
    pub session: Session,
}

/// See the module.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let i18n = use_i18n();
    let session = &props.session;
    let record = &session.record;
    let (again, retry) = use_again();
    let id = AttrValue::from(record.id.clone());
    let statistics = use_statistics(&id, &AttrValue::from(record.data.clone()), again);
    let issues = yew::use_memo(session.clone(), |s| Shared::new(s.detail.issues.clone()));
    html! {
        <div class="overview stack">
            <QualityPanel session={session.clone()} />
            <Tiles session={session.clone()} statistics={statistics.clone()} />
            <div class="overview-two">
                <Attention session={session.clone()} />
                <WhereItRan session={session.clone()} />
            </div>
            <div class="columns">
                <Aggregates session={session.clone()} statistics={statistics.clone()} />
                <FileFacts session={session.clone()} />
                <NotesPanel session={session.clone()} />
                <Markers session={session.clone()} />
            </div>
            <ChannelList session={session.clone()} />
            { match &statistics {
                Loaded::Ready(_) => html! { <StatsTable session={session.clone()} statistics={statistics.clone()} /> },
                Loaded::Loading => html! { <section class="panel">{ skeleton(t!(i18n, "sessions-computing"), 6) }</section> },
                Loaded::Failed(error) => {
                    let action = html! {
                        <Button label={t!(i18n, "sessions-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: web_sys::MouseEvent| ())} />
                    };
                    error_panel(i18n, &error.user_message(), action)
                }
            } }
            if !issues.is_empty() {
                <section class="panel" id="session-issues">
                    <header class="panel-head"><h2>{ t!(i18n, "import-issues") }</h2></header>
                    <IssueTable name={record.name.clone()} issues={(*issues).clone()} />
                </section>
            }
        </div>
    }
}
