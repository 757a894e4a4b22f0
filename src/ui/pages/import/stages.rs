//! The stages of an import as they pass.

use yew::{AttrValue, Html, Properties, classes, component, html};

use crate::app::import_queue::{Running, STAGES, StageState};
use crate::app::import_words::{stage_key, stage_state_key};
use crate::app::select::use_i18n;
use crate::i18n::{I18n, number};
use crate::protocol::{Progress, Stage};
use crate::t;
use crate::ui::components::feedback::progress_bar;
use crate::ui::components::icons::{Icon, icon};

#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// Name of the file.
    pub name: AttrValue,
    /// `None` while the file is only looked at.
    pub running: Option<Running>,
}

/// Five stages, how far the whole is, and how fast.
#[component]
pub fn StageLine(props: &StageProps) -> Html {
    let i18n = use_i18n();
    let idle = Running::default();
    let running = props.running.as_ref().unwrap_or(&idle);
    let share = props.running.as_ref().map(Running::share);
    let stage = running.progress.map_or("validate", |p| p.stage.slug());
    html! {
        <div class="stage-line" data-testid="import-progress" data-stage={stage} data-share={share.map(|s| format!("{s:.3}"))}>
            <ol aria-label={t!(i18n, "import-stages")}>
                for of in STAGES {
                    { step(i18n, of, state(props.running.is_some(), running, of)) }
                }
            </ol>
            { progress_bar(t!(i18n, "import-progress", name = props.name.to_string()), share) }
            <p class="faint">{ figures(i18n, running.progress) }</p>
        </div>
    }
}

/// While a file is looked at, its first stage is under way.
fn state(read: bool, running: &Running, of: Stage) -> StageState {
    if !read && of == Stage::Validate { StageState::Now } else { running.stage_state(of) }
}

fn step(i18n: I18n, stage: Stage, state: StageState) -> Html {
    let (class, sign) = match state {
        StageState::Done => ("done", icon(Icon::Check)),
        StageState::Now => ("now", html! { <span class="dot" /> }),
        StageState::Ahead => ("ahead", html! { <span class="dot" /> }),
    };
    html! {
        <li
            key={stage.slug()} class={classes!(class)} aria-current={(state == StageState::Now).then_some("step")}
            data-stage={stage.slug()} data-state={class}
        >
            { sign }
            <span>{ stage_key(stage).map(|key| i18n.t(key)).unwrap_or_default() }</span>
            <span class="visually-hidden">{ format!(" ({})", i18n.t(stage_state_key(state))) }</span>
        </li>
    }
}

/// `7.7 MB of 12 MB · 45 MB/s`: where the stage counts bytes.
fn figures(i18n: I18n, progress: Option<Progress>) -> String {
    let Some(progress) = progress else { return String::from(number::UNIT_SPACE) };
    let counts_bytes = matches!(progress.stage, Stage::Validate | Stage::Process | Stage::Store);
    if progress.stage == Stage::Queued {
        return t!(i18n, "import-state-waiting").into_owned();
    }
    if !counts_bytes || progress.total <= 0.0 {
        return stage_key(progress.stage).map(|key| i18n.t(key).into_owned()).unwrap_or_default();
    }
    let bytes = |count| number::bytes(i18n.lang, count);
    let mut text =
        t!(i18n, "import-read", done = bytes(progress.done), total = bytes(progress.total)).into_owned();
    if progress.rate > 0.0 {
        text.push_str(" · ");
        text.push_str(&t!(i18n, "import-rate", rate = bytes(progress.rate)));
    }
    text
}
