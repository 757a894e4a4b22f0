//! Reports: a session on sheets of paper, to be printed or kept as one file.

mod choices;
mod comparison;
mod preview;
mod sheets;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, hook, html, use_memo};

use self::choices::Choices;
use self::comparison::OfComparison;
use self::preview::Preview;
use super::analysed::{Of, looked, use_analysis};
use super::sessions::load::{Session, use_session};
use crate::app::analysis::{Analysis, StageState};
use crate::app::cx::AppCx;
use crate::app::error::{AppError, Explain};
use crate::app::navigation;
use crate::app::report::{About, Form, Looked, Part, Remark, Source, Wanted, WantedComparison, compose};
use crate::app::route::{Location, Query, Route};
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services::analysis::measured;
use crate::app::services::files;
use crate::app::services::sessions::Open;
use crate::engine::analysis::pipeline::Stage;
use crate::engine::vehicle::Vehicle;
use crate::i18n::units::{GASOLINE_STOICH, Units};
use crate::i18n::{I18n, date};
use crate::protocol::ErrorCode;
use crate::report::document::{Author, Document};
use crate::report::html::render;
use crate::t;
use crate::ui::components::feedback::{empty_state, error_panel, progress_bar, skeleton};
use crate::ui::components::form::{Button, ButtonTone, Choice, Select};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{Link, pad, page_header, panel};
use crate::ui::hooks::{Loaded, use_again, use_loaded};
use crate::web::{JsError, global};

#[derive(Properties, PartialEq)]
pub struct ReportsPageProps {
    pub route: Route,
}

/// See the module.
#[component]
pub fn ReportsPage(props: &ReportsPageProps) -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let sessions = use_select(&cx.library, |l| l.sessions.clone());
    let chosen = match &props.route {
        Route::Report(id) => Some(id.clone()),
        _ => None,
    };
    let compared = chosen.is_none() && WantedComparison::is_asked(&location.query);
    let head = page_header(t!(i18n, "reports-title"), html! { { t!(i18n, "reports-sub") } }, Html::default());
    let Some(sessions) = sessions.as_ref() else {
        return html! { <>{ head }{ skeleton(t!(i18n, "frame-loading"), 6) }</> };
    };
    if sessions.is_empty() && chosen.is_none() {
        let action = html! {
            <Link class={classes!("btn", "primary")} to={Route::Start}>{ t!(i18n, "reports-empty-action") }</Link>
        };
        return html! {
            <>{ head }{ empty_state(Icon::Report, t!(i18n, "reports-empty-title"), t!(i18n, "reports-empty-text"), action) }</>
        };
    }
    let mut choices = vec![
        Choice::new("", t!(i18n, "reports-session-choose")),
        Choice::new(COMPARISON, t!(i18n, "reports-comparison-choose")),
    ];
    choices.extend(sessions.iter().map(|s| {
        Choice::new(s.id.clone(), format!("{} · {}", s.name, date::date_time(i18n.lang, s.wall_ms, 0)))
    }));
    let onchange = Callback::from(move |id: String| {
        if id == COMPARISON {
            let wanted = WantedComparison::read(&keep(&cx.location.get().query));
            let query = wanted.write(Query::default());
            return navigation::navigate(&cx, Location { route: Route::Reports, query });
        }
        let route = if id.is_empty() { Route::Reports } else { Route::Report(id) };
        navigation::navigate(&cx, Location { route, query: keep(&cx.location.get().query) });
    });
    let value = if compared { COMPARISON.to_owned() } else { chosen.clone().unwrap_or_default() };
    html! {
        <div class="reports">
            { head }
            <div class="stack">
                { panel(t!(i18n, "reports-session"), Html::default(), pad(html! {
                    <Select
                        label={t!(i18n, "reports-session-label")} value={value} {choices} {onchange}
                        testid="report-session"
                    />
                })) }
                if let Some(id) = chosen {
                    <OfSession key={id.clone()} session={id.clone()} />
                } else if compared {
                    <OfComparison />
                } else {
                    <p class="muted">{ t!(i18n, "reports-none-chosen") }</p>
                }
            </div>
        </div>
    }
}

/// Stands for a comparison among the sessions; no id is that short.
const COMPARISON: &str = "=";

/// What goes along to the report of another session: how it is made, not what of the log it is about.
fn keep(query: &Query) -> Query {
    Form::<Part>::read(query).write(Query::default())
}

#[derive(Properties, PartialEq)]
struct OfSessionProps {
    session: AttrValue,
}

#[component]
fn OfSession(props: &OfSessionProps) -> Html {
    let i18n = use_i18n();
    let (again, retry) = use_again();
    match use_session(&props.session, again) {
        Loaded::Loading => skeleton(t!(i18n, "frame-loading"), 8),
        Loaded::Failed(AppError::Failed(error)) if error.code == ErrorCode::NoSuchSession => {
            error_panel(i18n, &error.user_message(), Html::default())
        }
        Loaded::Failed(error) => error_panel(
            i18n,
            &error.user_message(),
            html! { <Button label={t!(i18n, "sessions-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} /> },
        ),
        Loaded::Ready(open) => html! { <Made session={Session(open)} /> },
    }
}

#[derive(Properties, PartialEq)]
struct MadeProps {
    session: Session,
}

#[component]
fn Made(props: &MadeProps) -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let record = &props.session.record;
    let wanted = Wanted::read(&location.query);
    let of = Of {
        session: AttrValue::from(record.id.clone()),
        data: AttrValue::from(record.data.clone()),
        vehicle: record.vehicle.clone().map(AttrValue::from),
        asked: wanted.asked.clone(),
        again: 0,
    };
    let (analysis, stop) = use_analysis(of, &Stage::ALL);
    let vehicle = {
        let id = record.vehicle.clone();
        use_select(&cx.library, move |l| {
            id.as_deref().and_then(|id| l.vehicle(id)).map(|v| v.vehicle.clone())
        })
    };
    let looked = use_looked(&props.session, &wanted);
    let document = use_document(&props.session, (*vehicle).clone(), &analysis, &wanted, &looked);
    let change = {
        let (cx, location) = (cx.clone(), Rc::clone(&location));
        Callback::from(move |wanted: Wanted| {
            let query = wanted.write(location.query.clone());
            navigation::replace(&cx, (*location).clone().with_query(query));
        })
    };
    let offered = Part::ALL.into_iter().filter(|part| wanted.offers(*part));
    let parts: Vec<(Part, AttrValue)> = offered.map(|part| (part, part.title(i18n).into())).collect();
    let onform = {
        let wanted = wanted.clone();
        change.reform(move |form: Form<Part>| Wanted { form, ..wanted.clone() })
    };
    let running = analysis.is_running(&Stage::ALL) || matches!(looked, Loaded::Loading);
    let save = {
        let (cx, document, name) = (cx.clone(), Rc::clone(&document), record.name.clone());
        Callback::from(move |_: MouseEvent| {
            files::save_text(&cx, &format!("{}.html", files::stem(&name)), &render(&document), files::HTML);
        })
    };
    let onprint = Callback::from(move |_: MouseEvent| print(&cx));
    let wait = running.then(|| AttrValue::from(t!(i18n, "reports-wait")));
    html! {
        <>
            <Choices<Part> {parts} form={wanted.form.clone()} onchange={onform} />
            { actions(i18n, wait, onprint, save) }
            if let Loaded::Failed(error) = &looked { { error_panel(i18n, &error.user_message(), Html::default()) } }
            if let Some(error) = &analysis.wrong { { error_panel(i18n, &error.user_message(), Html::default()) } }
            if running { { waiting(i18n, &analysis, &stop) } } else { <Preview document={document} /> }
        </>
    }
}

/// The report as it is asked for, of what is known by now.
#[hook]
fn use_document(
    session: &Session,
    vehicle: Option<Rc<Vehicle>>,
    analysis: &Rc<Analysis>,
    wanted: &Wanted,
    looked: &Loaded<Option<Looked>>,
) -> Rc<Document> {
    let cx = use_cx();
    let look = use_select(&cx.settings, |s| (s.lang, s.units.clone(), s.tuner.clone(), s.logo.clone()));
    let deps =
        (session.clone(), vehicle, Rc::clone(analysis), wanted.clone(), look, looked.value().map(Rc::as_ptr));
    use_memo(deps, |(session, vehicle, analysis, wanted, look, _)| {
        let (lang, prefs, tuner, logo) = &**look;
        let stoich = vehicle.as_ref().map_or(GASOLINE_STOICH, |v| v.stoich());
        let units = Units { lang: wanted.form.lang.unwrap_or(*lang), prefs: Rc::new(prefs.clone()), stoich };
        let author = Author { name: tuner.clone(), logo: logo.clone() };
        let about = about(session, vehicle.as_deref());
        let failed = failed(I18n::new(units.lang), analysis);
        let look = looked.value().and_then(|found| (**found).as_ref());
        let findings = &analysis.findings;
        let source = Source { about: &about, findings, failed: &failed, author: &author, look };
        compose(&units, &source, wanted)
    })
}

/// How far the analysis is, and a way to stop it.
fn waiting(i18n: I18n, analysis: &Analysis, stop: &Callback<()>) -> Html {
    html! {
        <section class="panel pad report-wait" aria-busy="true">
            { progress_bar(t!(i18n, "reports-working"), Some(analysis.share_of(&Stage::ALL))) }
            <Button label={t!(i18n, "analysis-cancel")} icon={Icon::Close} tone={ButtonTone::Quiet} onclick={stop.reform(|_: MouseEvent| ())} testid="report-stop" />
        </section>
    }
}

/// Printing and saving.
fn actions(
    i18n: I18n,
    wait: Option<AttrValue>,
    onprint: Callback<MouseEvent>,
    onsave: Callback<MouseEvent>,
) -> Html {
    html! {
        <div class="row report-actions">
            <Button
                label={t!(i18n, "reports-print")} icon={Icon::Report} tone={ButtonTone::Primary} disabled={wait.clone()}
                onclick={onprint} testid="report-print"
            />
            <Button label={t!(i18n, "reports-save")} icon={Icon::Download} disabled={wait} onclick={onsave} testid="report-save" />
        </div>
    }
}

/// The drawing of chosen channels, where one is asked for.
#[hook]
fn use_looked(session: &Session, wanted: &Wanted) -> Loaded<Option<Looked>> {
    let cx = use_cx();
    let looks = wanted.looks.clone();
    use_loaded((session.clone(), wanted.asked.clone(), looks), move |(session, asked, looks)| {
        let (id, asked, looks) = (session.record.id.clone(), asked.clone(), looks.clone());
        async move {
            let Some(look) = looks.look() else { return Ok(None) };
            let report = looked(&cx, &id, &asked, &look, &looks.settings).await?;
            Ok(Some(Looked { report, channels: measured(&cx, &id).await? }))
        }
    })
}

/// The browser's own dialog; the rules of the page leave nothing but the sheets.
fn print(cx: &AppCx) {
    if let Some(Err(error)) = global::window().map(|w| w.print()) {
        cx.report(&JsError::from(error).into());
    }
}

/// Stages that failed or were given up, and why.
fn failed(i18n: I18n, analysis: &Analysis) -> Vec<(Stage, String)> {
    let why = |stage: Stage| match analysis.state(stage) {
        StageState::Failed(error) => {
            let message = error.user_message();
            let advice = message.advice.map(|m| format!(" {}", i18n.message(&m))).unwrap_or_default();
            Some(format!("{}.{advice}", i18n.message(&message.title)))
        }
        StageState::Waiting if analysis.cancelled => Some(i18n.t("reports-given-up").into_owned()),
        _ => None,
    };
    Part::stages().filter_map(|stage| Some((stage, why(stage)?))).collect()
}

fn about(open: &Open, vehicle: Option<&Vehicle>) -> About {
    let (record, detail) = (&open.record, &open.detail);
    About {
        name: record.name.clone(),
        file_name: record.file_name.clone(),
        format: record.format.clone(),
        logged_at: record.started_at.as_deref().and_then(date::parse_wall),
        start_s: record.start_s,
        duration_s: record.duration_s,
        sample_rate_hz: record.sample_rate_hz,
        rows: record.rows,
        channels: record.columns,
        source_hash: record.source_hash.clone(),
        tags: record.tags.clone(),
        notes: record.notes.clone(),
        remarks: open
            .annotations
            .iter()
            .map(|a| Remark { t0: a.t0, t1: a.t1, channel: a.channel.clone(), text: a.text.clone() })
            .collect(),
        summary: record.summary.clone(),
        quality: detail.quality.clone(),
        vehicle: vehicle.cloned(),
    }
}
