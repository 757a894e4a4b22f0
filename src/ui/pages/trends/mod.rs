//! How a vehicle's key figures go from session to session.

mod card;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{
    AttrValue, Callback, Html, Properties, UseStateHandle, classes, component, hook, html, use_state_eq,
};

use self::card::Card;
use crate::app::error::{AppError, Explain};
use crate::app::navigation;
use crate::app::route::{Query, Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services::trends as service;
use crate::engine::analysis::trends::across::Params;
use crate::i18n::I18n;
use crate::protocol::{LeftOutSession, TrendsFound, WhyLeftOut};
use crate::t;
use crate::ui::components::feedback::{empty_state, error_panel, progress_bar};
use crate::ui::components::form::{Button, ButtonTone, Switch};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{Link, pad, panel};
use crate::ui::hooks::{Loaded, use_again, use_loaded};

/// The key of the address under which sessions without a date count.
const UNDATED: &str = "undated";

/// What was found as a property: equal when it is the same answer.
#[derive(Clone)]
pub struct FoundRef(pub Rc<TrendsFound>);

impl PartialEq for FoundRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Draws the trends of a vehicle; no other address leads here.
pub fn view_trends(route: &Route) -> Html {
    match route {
        Route::VehicleTrends(id) => html! { <TrendsPage key={id.clone()} vehicle={id.clone()} /> },
        _ => Html::default(),
    }
}

/// What was found, and whether sessions without a date were asked for.
struct Answered {
    undated: bool,
    found: FoundRef,
}

#[derive(Properties, PartialEq)]
pub struct TrendsPageProps {
    pub vehicle: AttrValue,
}

/// See the module.
#[component]
pub fn TrendsPage(props: &TrendsPageProps) -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let undated = location.query.get(UNDATED).is_some();
    let (again, retry) = use_again();
    let stopped = use_state_eq(|| false);
    let share = use_state_eq(|| 0.0_f64);
    let found = use_found(&props.vehicle, undated, *stopped, again, &share);
    let ondated = {
        let (cx, location) = (cx, Rc::clone(&location));
        Callback::from(move |on: bool| {
            let query = Query::default().with(UNDATED, if on { "1" } else { "" });
            navigation::replace(&cx, (*location).clone().with_query(query));
        })
    };
    let stop = {
        let stopped = stopped.setter();
        Callback::from(move |_: MouseEvent| stopped.set(true))
    };
    let go_on = {
        let stopped = stopped.setter();
        Callback::from(move |_: MouseEvent| stopped.set(false))
    };
    let answer = found.value().and_then(|answer| answer.as_ref().as_ref());
    let body = match (&found, answer) {
        (Loaded::Failed(error), _) => {
            let action = html! {
                <Button label={t!(i18n, "trends-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} />
            };
            error_panel(i18n, &error.user_message(), action)
        }
        _ if *stopped => html! {
            <section class="panel pad">
                <p>{ t!(i18n, "trends-stopped") }</p>
                <Button label={t!(i18n, "trends-go-on")} icon={Icon::Play} onclick={go_on} />
            </section>
        },
        // Those of another question would be taken for these.
        (_, Some(answer)) if answer.undated == undated => shown(i18n, &answer.found, undated, &ondated),
        _ => html! {
            <section class="panel pad trends-wait" aria-busy="true">
                { progress_bar(t!(i18n, "trends-working"), Some(*share)) }
                <p class="muted">{ t!(i18n, "trends-working-text") }</p>
                <Button label={t!(i18n, "trends-stop")} icon={Icon::Close} tone={ButtonTone::Quiet} onclick={stop} testid="trends-stop" />
            </section>
        },
    };
    html! { <div class="trends stack" data-testid="trends">{ body }</div> }
}

/// What the sessions of a vehicle say together; nothing where that was stopped. Anew when there are other sessions, and
/// when something else is known of the vehicle.
#[hook]
fn use_found(
    vehicle: &AttrValue,
    undated: bool,
    stopped: bool,
    again: u32,
    share: &UseStateHandle<f64>,
) -> Loaded<Option<Answered>> {
    let cx = use_cx();
    let of = {
        let id = vehicle.clone();
        use_select(&cx.library, move |l| {
            let sessions: Vec<(String, String)> = l
                .sessions()
                .iter()
                .filter(|s| s.vehicle.as_deref() == Some(&*id))
                .map(|s| (s.id.clone(), s.name.clone()))
                .collect();
            (sessions, l.vehicle(&id).map(|v| Rc::clone(&v.vehicle)))
        })
    };
    let share = share.setter();
    let deps = (vehicle.clone(), undated, stopped, again, of);
    use_loaded(deps, move |(vehicle, undated, stopped, ..)| {
        let (vehicle, undated, stopped) = (vehicle.clone(), *undated, *stopped);
        async move {
            if stopped {
                return Ok(None);
            }
            share.set(0.0);
            let told = move |now| share.set(now);
            let found = service::of_vehicle(&cx, &vehicle, undated, told).await?;
            Ok::<_, AppError>(Some(Answered { undated, found: FoundRef(Rc::new(found)) }))
        }
    })
}

fn shown(i18n: I18n, found: &FoundRef, undated: bool, ondated: &Callback<bool>) -> Html {
    let all = &found.0;
    let has_undated = undated || all.left_out.iter().any(|s| s.why == WhyLeftOut::NoDate);
    let params = Params::default();
    let least = params.least_sessions as usize;
    if all.sessions.is_empty() && all.left_out.is_empty() {
        let action = html! {
            <Link class={classes!("btn", "primary")} to={Route::Import}>{ t!(i18n, "trends-empty-action") }</Link>
        };
        return empty_state(Icon::Analysis, t!(i18n, "trends-empty"), t!(i18n, "trends-empty-text"), action);
    }
    html! {
        <>
            <p class="muted" data-testid="trends-summary" data-sessions={all.sessions.len().to_string()} data-left-out={all.left_out.len().to_string()}>
                { t!(i18n, "trends-summary", n = all.sessions.len(), left = all.left_out.len(), read = all.read) }
            </p>
            if all.sessions.len() < least {
                <p role="status" data-testid="trends-few">{ t!(i18n, "trends-few", n = all.sessions.len(), least = least) }</p>
            }
            if has_undated {
                <Switch
                    label={t!(i18n, "trends-undated")} on={undated} onchange={ondated.clone()} hint={AttrValue::from(t!(i18n, "trends-undated-hint"))}
                    testid="trends-undated"
                />
            }
            <div class="trend-cards">
                for figure in all.report.figures.iter() {
                    <Card key={figure.kind.slug()} found={found.clone()} kind={figure.kind} />
                }
            </div>
            { left_out(i18n, &all.left_out) }
            <details class="how">
                <summary>{ t!(i18n, "trends-how") }</summary>
                <p>{ t!(i18n, "trends-how-text", confidence = params.confidence, share = params.false_claims) }</p>
            </details>
        </>
    }
}

fn left_out(i18n: I18n, sessions: &[LeftOutSession]) -> Html {
    if sessions.is_empty() {
        return Html::default();
    }
    panel(
        t!(i18n, "trends-left-out"),
        Html::default(),
        pad(html! {
            <ul data-testid="trends-left-out">
                for session in sessions {
                    <li key={session.id.clone()}>
                        <Link to={Route::Session(session.id.clone(), SessionTab::default())}>{ &session.name }</Link>
                        { ": " }{ i18n.t(&format!("trends-why-{}", session.why.slug())) }
                    </li>
                }
            </ul>
        }),
    )
}
