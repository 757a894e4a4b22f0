//! What a log tells, stage by stage: each stage's section as soon as it is there.

mod driven;
mod look;
mod params;
mod selection;
mod stages;
mod verdict;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_memo};

use self::driven::DrivenCorrections;
use self::look::LookPanel;
use self::params::Parameters;
use self::selection::Selection;
use self::stages::Stages;
use self::verdict::Verdict;
use super::load::{Session, use_session};
use super::quality::QualityPanel;
use crate::app::analysis::{Analysis, Asked, StageState};
use crate::app::error::Explain;
use crate::app::looks::Looks;
use crate::app::navigation;
use crate::app::report::Part;
use crate::app::route::{Location, Query, Route};
use crate::app::rules::Shown;
use crate::app::select::{use_cx, use_i18n, use_location, use_units};
use crate::engine::analysis::pipeline::{Findings, Settings, Stage};
use crate::report::analysis::{below_verdict, made_of};
use crate::storage::SessionRecord;
use crate::t;
use crate::ui::components::feedback::{error_panel, skeleton};
use crate::ui::components::form::Button;
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::{Link, pad, panel};
use crate::ui::hooks::{Loaded, use_again};
use crate::ui::pages::analysed::{Of, use_analysis};
use crate::ui::pages::document::SectionView;

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
        Loaded::Ready(open) => html! { <Analysed session={Session(open)} /> },
    }
}

#[derive(Properties, PartialEq)]
struct AnalysedProps {
    session: Session,
}

#[component]
fn Analysed(props: &AnalysedProps) -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let record = &props.session.record;
    let asked = Asked::read(&location.query);
    let (again, restart) = use_again();
    let of = Of {
        session: AttrValue::from(record.id.clone()),
        data: AttrValue::from(record.data.clone()),
        vehicle: record.vehicle.clone().map(AttrValue::from),
        asked: asked.clone(),
        again,
    };
    let (analysis, oncancel) = use_analysis(of, &Stage::ALL);
    let onchange = {
        let location = Rc::clone(&location);
        Callback::from(move |asked: Asked| {
            let query = asked.write(location.query.clone());
            navigation::replace(&cx, (*location).clone().with_query(query));
        })
    };
    let onsettings = {
        let (onchange, asked) = (onchange.clone(), asked.clone());
        Callback::from(move |settings: Settings| onchange.emit(Asked { settings, ..asked.clone() }))
    };
    let report = Location {
        route: Route::Report(record.id.clone()),
        query: Looks::read(&location.query).write(asked.write(Query::default())),
    };
    html! {
        <div class="analysis stack" data-testid="analysis">
            <Verdict analysis={Rc::clone(&analysis)} session={props.session.clone()} />
            <QualityPanel session={props.session.clone()} />
            <Stages analysis={Rc::clone(&analysis)} {oncancel} onrestart={restart}>
                <Link to={report} class={classes!("btn")}>{ icon(Icon::Report) }<span>{ t!(i18n, "analysis-report") }</span></Link>
            </Stages>
            <Selection asked={asked.clone()} wrong={analysis.wrong.clone()} {onchange} />
            for stage in Part::stages().filter(|stage| *stage != Stage::Statistics) {
                <StageSection key={stage.slug()} {stage} analysis={Rc::clone(&analysis)} session={props.session.clone()} />
            }
            // Beside the figures of all channels: drawings of some.
            if analysis.wrong.is_none() {
                <LookPanel session={AttrValue::from(record.id.clone())} asked={asked.clone()} />
            }
            <StageSection stage={Stage::Statistics} analysis={Rc::clone(&analysis)} session={props.session.clone()} />
            { panel(t!(i18n, "analysis-params"), Html::default(), pad(html! {
                <Parameters settings={asked.settings.clone()} onchange={onsettings} />
            })) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StageSectionProps {
    stage: Stage,
    analysis: Rc<Analysis>,
    session: Session,
}

/// The rules a session was judged by, tried on it.
fn rules_of(record: &SessionRecord) -> Location {
    Shown { vehicle: record.vehicle.clone(), session: Some(record.id.clone()) }.location()
}

/// Compared by identity: a section is made again only of other reports, not with every report that comes.
struct Reports(Findings);

impl PartialEq for Reports {
    fn eq(&self, other: &Self) -> bool {
        self.0.are(&other.0)
    }
}

/// The section of a stage, or why it is not there.
#[component]
fn StageSection(props: &StageSectionProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let record = &props.session.record;
    let reports = Reports(props.analysis.findings.of(made_of(props.stage)));
    let made = use_memo((props.stage, reports, Rc::clone(&units)), |(stage, reports, units)| {
        below_verdict(units, &reports.0, *stage).map(Rc::new)
    });
    if props.analysis.wrong.is_some() {
        // The figures of the question before would be taken for those of this one.
        return Html::default();
    }
    match (props.analysis.state(props.stage), &*made) {
        // The verdict is made of it, and says so above.
        (StageState::Failed(_), _) if props.stage == Stage::Recommendations => Html::default(),
        (StageState::Failed(error), _) => error_panel(i18n, &error.user_message(), Html::default()),
        (state, Some(section)) => html! {
            <>
                <SectionView
                    section={Rc::clone(section)} session={Some(AttrValue::from(record.id.clone()))}
                    name={AttrValue::from(record.name.clone())} stale={!matches!(state, StageState::Done(_))}
                />
                if props.stage == Stage::Recommendations {
                    <DrivenCorrections analysis={Rc::clone(&props.analysis)} session={props.session.clone()} />
                }
                if props.stage == Stage::Safety {
                    <Link to={rules_of(record)} class={classes!("to")} testid="to-rules">{ t!(i18n, "frame-page-rules") }{ " →" }</Link>
                }
            </>
        },
        (StageState::Running, None) => html! {
            <section class="panel">{ skeleton(i18n.t(&crate::report::words::stage_key(props.stage)), 4) }</section>
        },
        _ => Html::default(),
    }
}
