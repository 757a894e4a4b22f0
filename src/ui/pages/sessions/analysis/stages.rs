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
            <details class="how">
                <summary data-testid="analysis-progress">{ summary(i18n, &props.analysis) }</summary>
                <ol>
                    for stage in Stage::ALL { { item(i18n, stage, props.analysis.state(stage)) } }
                </ol>
            </details>
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

/// All stages in one line.
fn summary(i18n: I18n, analysis: &Analysis) -> Html {
    let states = Stage::ALL.map(|stage| (stage, analysis.state(stage)));
    let count = |is: fn(&StageState) -> bool| states.iter().filter(|(_, state)| is(state)).count();
    let done = count(|state| matches!(state, StageState::Done(_)));
    let failed = count(|state| matches!(state, StageState::Failed(_)));
    let all = Stage::ALL.len();
    let running = states.iter().find(|(_, state)| matches!(state, StageState::Running));
    if let Some((stage, _)) = running {
        let name = i18n.t(&stage_key(*stage));
        return html! { <><span class="dot on" aria-hidden="true" />{ t!(i18n, "analysis-progress-running", n = done + failed + 1, all = all, stage = name) }</> };
    }
    if failed > 0 {
        return html! { <><span class="bad">{ icon(Icon::Bad) }</span>{ t!(i18n, "analysis-progress-failed", failed = failed, all = all) }</> };
    }
    if done < all {
        return html! { { t!(i18n, "analysis-progress-open", done = done, all = all) } };
    }
    let took: f64 = states
        .iter()
        .filter_map(|(_, state)| match state {
            StageState::Done(took) => *took,
            _ => None,
        })
        .sum();
    let text = if took > 0.0 {
        t!(i18n, "analysis-progress-took", all = all, ms = number::number(i18n.lang, took, 0))
    } else {
        t!(i18n, "analysis-progress-kept", all = all)
    };
    html! { <><span class="good">{ icon(Icon::Good) }</span>{ text }</> }
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
