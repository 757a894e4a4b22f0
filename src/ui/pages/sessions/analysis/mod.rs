//! What a log tells, stage by stage: each stage's section as soon as it is there.

mod params;
mod stages;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, UseReducerHandle, component, hook, html, use_effect_with};
use yew::{use_memo, use_reducer, use_state_eq};

use self::params::Parameters;
use self::stages::Stages;
use super::load::{Session, use_session};
use super::quality::QualityPanel;
use crate::app::analysis::{Analysis, AnalysisAction, StageState};
use crate::app::error::{AppError, Explain};
use crate::app::select::{use_cx, use_i18n, use_units};
use crate::app::services::analysis as service;
use crate::engine::analysis::pipeline::{Settings, Stage};
use crate::engine::analysis::{RowQuery, Span};
use crate::report::analysis::section;
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::form::{Button, NumberField, TextField};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{pad, panel};
use crate::ui::hooks::{Loaded, guarded, use_again};
use crate::ui::pages::document::SectionView;

/// What is analysed and how; a new one starts the stages anew.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    rows: RowQuery,
    settings: Settings,
}

/// Runs the stages one after the other whenever what is asked changes. What ran before is given up.
#[hook]
fn use_analysis(
    session: &AttrValue,
    data: &AttrValue,
    vehicle: Option<AttrValue>,
    asked: &Asked,
    again: u32,
) -> UseReducerHandle<Analysis> {
    let cx = use_cx();
    let analysis = use_reducer(Analysis::default);
    let tell = analysis.dispatcher();
    let deps = (session.clone(), data.clone(), vehicle, asked.clone(), again);
    use_effect_with(deps, move |(session, _, _, asked, _)| {
        let (session, asked) = (session.clone(), asked.clone());
        tell.dispatch(AnalysisAction::Restart);
        let guard = guarded(async move {
            let subject = match service::subject(&cx, &session).await {
                Ok(subject) => subject,
                Err(error) => {
                    for stage in Stage::ALL {
                        tell.dispatch(AnalysisAction::Failed(stage, error.clone()));
                    }
                    return;
                }
            };
            for stage in Stage::ALL {
                tell.dispatch(AnalysisAction::Started(stage));
                match service::stage(&cx, &session, stage, &asked.rows, &asked.settings, &subject).await {
                    Ok(answer) => {
                        tell.dispatch(AnalysisAction::Finished(answer.report, answer.from, answer.took_ms));
                    }
                    Err(AppError::Cancelled) => return,
                    Err(error) => tell.dispatch(AnalysisAction::Failed(stage, error)),
                }
            }
        });
        move || drop(guard)
    });
    analysis
}

#[derive(Properties, PartialEq)]
pub struct AnalysisTabProps {
    /// Id of the session.
    pub session: AttrValue,
}

/// See the module.
#[component]
pub fn AnalysisTab(props: &AnalysisTabProps) -> Html {
    let i18n = use_i18n();
    let (again, retry) = use_again();
    match use_session(&props.session, again) {
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 8),
        Loaded::Failed(error) => error_panel(
            i18n,
            &error.user_message(),
            html! { <Button label={t!(i18n, "sessions-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} /> },
        ),
        Loaded::Ready(open) => html! { <Of session={Session(open)} /> },
    }
}

#[derive(Properties, PartialEq)]
struct OfProps {
    session: Session,
}

#[component]
fn Of(props: &OfProps) -> Html {
    let i18n = use_i18n();
    let record = &props.session.record;
    let asked = use_state_eq(Asked::default);
    let (again, restart) = use_again();
    let id = AttrValue::from(record.id.clone());
    let vehicle = record.vehicle.clone().map(AttrValue::from);
    let analysis = use_analysis(&id, &AttrValue::from(record.data.clone()), vehicle, &asked, again);
    let oncancel = {
        let tell = analysis.dispatcher();
        Callback::from(move |()| tell.dispatch(AnalysisAction::Cancelled))
    };
    let onrows = {
        let (asked, now) = (asked.setter(), (*asked).clone());
        Callback::from(move |rows: RowQuery| asked.set(Asked { rows, ..now.clone() }))
    };
    let onsettings = {
        let (asked, now) = (asked.setter(), (*asked).clone());
        Callback::from(move |settings: Settings| asked.set(Asked { settings, ..now.clone() }))
    };
    html! {
        <div class="analysis stack" data-testid="analysis">
            <QualityPanel session={props.session.clone()} />
            <Stages analysis={(*analysis).clone()} {oncancel} onrestart={restart} />
            <Selection rows={asked.rows.clone()} onchange={onrows} />
            for stage in Stage::ALL.into_iter().filter(|s| *s != Stage::Validation) {
                <StageSection key={stage.slug()} {stage} analysis={(*analysis).clone()} session={props.session.clone()} />
            }
            { panel(t!(i18n, "analysis-params"), Html::default(), pad(html! {
                <Parameters settings={asked.settings.clone()} onchange={onsettings} />
            })) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StageSectionProps {
    stage: Stage,
    analysis: Analysis,
    session: Session,
}

/// The section of a stage, or why it is not there.
#[component]
fn StageSection(props: &StageSectionProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let record = &props.session.record;
    let made = use_memo(
        (props.stage, props.analysis.findings.clone(), Rc::clone(&units)),
        |(stage, findings, units)| section(units, findings, *stage).map(Rc::new),
    );
    match (props.analysis.state(props.stage), &*made) {
        (StageState::Failed(error), _) => error_panel(i18n, &error.user_message(), Html::default()),
        (_, Some(section)) => html! {
            <SectionView
                section={Rc::clone(section)} session={Some(AttrValue::from(record.id.clone()))}
                name={AttrValue::from(record.name.clone())}
            />
        },
        (StageState::Running, None) => html! {
            <section class="panel">{ skeleton(i18n.t(&crate::report::words::stage_key(props.stage)), 4) }</section>
        },
        _ => Html::default(),
    }
}

#[derive(Properties, PartialEq)]
struct SelectionProps {
    rows: RowQuery,
    onchange: Callback<RowQuery>,
}

/// What of the log is looked at: a stretch of time, a condition.
#[component]
fn Selection(props: &SelectionProps) -> Html {
    let i18n = use_i18n();
    let span = props.rows.spans.first().copied();
    let filter = use_state_eq(|| props.rows.filter.clone().unwrap_or_default());
    let change = |at: fn(Option<Span>, Option<f64>) -> Option<Span>| {
        let (onchange, rows) = (props.onchange.clone(), props.rows.clone());
        Callback::from(move |value: Option<f64>| {
            let spans = at(rows.spans.first().copied(), value).into_iter().collect();
            onchange.emit(RowQuery { spans, ..rows.clone() });
        })
    };
    let from = change(|span, value| whole(value, span.map(|s| s.t1)));
    let to = change(|span, value| whole(span.map(|s| s.t0), value));
    let oninput = {
        let filter = filter.setter();
        Callback::from(move |text: String| filter.set(text))
    };
    let onsubmit = {
        let (onchange, rows, text) = (props.onchange.clone(), props.rows.clone(), (*filter).clone());
        Callback::from(move |event: yew::SubmitEvent| {
            event.prevent_default();
            let filter = Some(text.trim().to_owned()).filter(|t| !t.is_empty());
            onchange.emit(RowQuery { filter, ..rows.clone() });
        })
    };
    let bound = |v: f64| v.is_finite().then_some(v).filter(|v| v.abs() < 1e12);
    let body = html! {
        <div class="stack">
            // Apart from the form: Enter in a field of time must not send the condition along, with the time of before.
            <div class="row">
                <NumberField label={t!(i18n, "analysis-from")} unit="s" value={span.and_then(|s| bound(s.t0))} onchange={from} testid="analysis-from" />
                <NumberField label={t!(i18n, "analysis-to")} unit="s" value={span.and_then(|s| bound(s.t1))} onchange={to} testid="analysis-to" />
            </div>
            <form class="row" {onsubmit}>
                <TextField
                    label={t!(i18n, "analysis-filter")} value={(*filter).clone()} {oninput}
                    hint={AttrValue::from(t!(i18n, "analysis-filter-hint"))} testid="analysis-filter"
                />
                <button type="submit" class="btn">{ t!(i18n, "analysis-apply") }</button>
            </form>
        </div>
    };
    panel(t!(i18n, "analysis-selection"), Html::default(), pad(body))
}

/// A stretch with what is known of its ends; nothing where neither is.
fn whole(from: Option<f64>, to: Option<f64>) -> Option<Span> {
    let far = 1e12;
    let from = from.filter(|v| v.abs() < far);
    let to = to.filter(|v| v.abs() < far);
    (from.is_some() || to.is_some()).then(|| Span::new(from.unwrap_or(-far), to.unwrap_or(far)))
}
