use yew::{Callback, Html, classes, component, html, use_state_eq};

use crate::app::jobs::{Job, JobState, Jobs, JobsAction};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::toasts::Tone;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{Popover, progress_bar, tag};
use crate::ui::components::form::{Button, ButtonTone, IconButton};
use crate::ui::components::icons::{Icon, icon};

/// What is being worked on, and what was. Not there before the first job.
#[component]
pub fn JobsButton() -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let open = use_state_eq(|| false);
    let jobs = use_select(&cx.jobs, |jobs| jobs.list.clone());
    let share = use_select(&cx.jobs, Jobs::share);
    if jobs.is_empty() {
        return Html::default();
    }
    let running = jobs.iter().filter(|job| job.state == JobState::Running).count();
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |now| open.set(now))
    };
    let label = t!(i18n, "frame-jobs-running", n = running);
    let ring = match (running, *share) {
        (0, _) => icon(Icon::Jobs),
        (_, Some(share)) => html! { <span class="ring" style={format!("--share:{:.0}", share * 100.0)} /> },
        (_, None) => html! { <span class="ring unknown" /> },
    };
    let trigger = html! {
        <span class="jobs-button">
            { ring }
            <span class="visually-hidden">{ label.clone() }</span>
            if running > 0 { <span aria-hidden="true">{ running }</span> }
        </span>
    };
    let clear = {
        let cx = cx.clone();
        Callback::from(move |_| cx.jobs.dispatch(JobsAction::ClearFinished))
    };
    html! {
        <Popover {trigger} class="btn quiet" open={*open} {ontoggle} end=true>
            <div class="job-list" data-testid="job-list" role="group" aria-label={t!(i18n, "frame-jobs")}>
                <ul>
                    for job in jobs.iter().rev() { { row(i18n, job) } }
                </ul>
                if running < jobs.len() {
                    <Button label={t!(i18n, "frame-jobs-clear")} tone={ButtonTone::Quiet} onclick={clear} />
                }
            </div>
        </Popover>
    }
}

fn row(i18n: I18n, job: &Job) -> Html {
    let title = i18n.message(&job.title);
    let state = match &job.state {
        JobState::Running => Html::default(),
        JobState::Done => tag(Some(Tone::Good), t!(i18n, "frame-job-done")),
        JobState::Cancelled => tag(None, t!(i18n, "frame-job-cancelled")),
        JobState::Failed(_) => tag(Some(Tone::Bad), t!(i18n, "frame-job-failed")),
    };
    let below = match &job.state {
        JobState::Running => job.stage.as_ref(),
        JobState::Failed(why) => Some(why),
        _ => None,
    };
    html! {
        <li key={job.id} class={classes!("job")}>
            <strong>{ title.clone() }</strong>
            if let Some(cancel) = job.cancel.clone() {
                <IconButton
                    label={t!(i18n, "frame-job-cancel", job = title.clone())} icon={Icon::Close}
                    onclick={Callback::from(move |_| (cancel.0)())}
                />
            } else { { state } }
            if job.state == JobState::Running { { progress_bar(title, job.share) } }
            if let Some(text) = below { <p>{ i18n.message(text) }</p> }
        </li>
    }
}
