//! The stages of the analysis: what is done, what is being worked on, what it took.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::app::analysis::{Analysis, StageState};
use crate::app::select::use_i18n;
use crate::engine::analysis::pipeline::Stage;
use crate::i18n::{I18n, number};
use crate::report::words::stage_key;
use crate::t;
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::{Icon, icon};

#[derive(Properties, PartialEq)]
pub struct StagesProps {
    pub analysis: Rc<Analysis>,
    pub oncancel: Callback<()>,
    pub onrestart: Callback<()>,
    /// What else can be done with it.
    #[prop_or_default]
    pub children: Html,
}

/// See the module.
#[component]
pub fn Stages(props: &StagesProps) -> Html {
    let i18n = use_i18n();
    let running = props.analysis.is_running(&Stage::ALL);
    html! {
        <section class="panel stages" aria-label={t!(i18n, "analysis-stages")} aria-busy={running.to_string()}>
            <ol>
                for stage in Stage::ALL { { item(i18n, stage, props.analysis.state(stage)) } }
            </ol>
            if running {
                <Button
                    label={t!(i18n, "analysis-cancel")} icon={Icon::Close} tone={ButtonTone::Quiet}
                    onclick={props.oncancel.reform(|_: MouseEvent| ())}
                />
            } else {
                <Button
                    label={t!(i18n, "analysis-again")} icon={Icon::Refresh} tone={ButtonTone::Quiet}
                    onclick={props.onrestart.reform(|_: MouseEvent| ())} testid="analysis-again"
                />
            }
            { props.children.clone() }
        </section>
    }
}

fn item(i18n: I18n, stage: Stage, state: &StageState) -> Html {
    let (sign, text) = match state {
        StageState::Waiting => (None, t!(i18n, "analysis-waiting").into_owned()),
        StageState::Running => (None, t!(i18n, "analysis-running").into_owned()),
        StageState::Done(Some(ms)) => {
            (Some(Icon::Good), t!(i18n, "analysis-took", ms = number::number(i18n.lang, *ms, 0)).into_owned())
        }
        StageState::Done(None) => (Some(Icon::Good), t!(i18n, "analysis-kept").into_owned()),
        StageState::Failed(_) => (Some(Icon::Bad), t!(i18n, "analysis-failed").into_owned()),
    };
    html! {
        <li key={stage.slug()} class={classes!(state.slug())} data-testid="analysis-stage" data-stage={stage.slug()} data-state={state.slug()}>
            if let Some(sign) = sign { { icon(sign) } } else { <span class="dot" aria-hidden="true" /> }
            <strong>{ i18n.t(&stage_key(stage)) }</strong>
            <span class="faint">{ text }</span>
        </li>
    }
}
