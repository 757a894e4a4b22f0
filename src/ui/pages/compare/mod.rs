//! Sessions side by side: the verdict first, then key figures, channels, cells and aligned courses.

mod asking;
mod closer;
mod courses;
mod how;
mod params;
mod picker;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_memo};

pub use self::asking::{Answer, Guests, Of, use_comparison, use_guests};
use self::closer::Closer;
use self::how::{How, Offers};
use self::params::Parameters;
pub use self::picker::Picker;
use crate::app::comparison::{State, Wanted, chosen, measure_slug, offers};
use crate::app::error::Explain;
use crate::app::navigation;
use crate::app::report::WantedComparison;
use crate::app::route::{Location, Query, Route};
use crate::app::select::{use_cx, use_i18n, use_location, use_select, use_units};
use crate::engine::analysis::comparison::study::Settings;
use crate::engine::analysis::measure::Measure;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::report::comparison::{Part, measure_name, section};
use crate::t;
use crate::ui::components::feedback::{empty_state, error_panel, progress_bar, skeleton};
use crate::ui::components::form::{Button, ButtonTone, Choice};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::{Link, page_header};
use crate::ui::hooks::{Loaded, use_again};
use crate::ui::pages::document::SectionView;

/// What the page shows of a comparison as it stands in a report; the rest is looked at closer.
const SHOWN: [Part; 3] = [Part::Verdict, Part::Figures, Part::Channels];

/// The page.
#[component]
pub fn ComparePage() -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let stored = use_select(&cx.library, |l| l.sessions.as_ref().map(Vec::len));
    let wanted = Wanted::read(&location.query);
    let onchange = {
        let location = Rc::clone(&location);
        Callback::from(move |wanted: Wanted| {
            let query = wanted.write(location.query.clone());
            navigation::replace(&cx, (*location).clone().with_query(query));
        })
    };
    let head = page_header(t!(i18n, "compare-title"), html! { { t!(i18n, "compare-sub") } }, Html::default());
    let Some(stored) = *stored else {
        return html! { <>{ head }{ skeleton(t!(i18n, "frame-loading"), 6) }</> };
    };
    if stored < 2 && wanted.ids.is_empty() {
        let action = html! {
            <Link class={classes!("btn", "primary")} to={Route::Import}>{ t!(i18n, "compare-empty-action") }</Link>
        };
        return html! {
            <>{ head }{ empty_state(Icon::Swap, t!(i18n, "compare-empty-title"), t!(i18n, "compare-empty-text"), action) }</>
        };
    }
    html! {
        <div class="compare stack" data-testid="compare">
            { head }
            <Picker wanted={wanted.clone()} onchange={onchange.clone()} />
            if wanted.is_ready() {
                <Side {wanted} {onchange} />
            } else {
                <p class="muted" role="status">{ t!(i18n, "compare-too-few") }</p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SideProps {
    wanted: Wanted,
    onchange: Callback<Wanted>,
}

/// Sessions that are chosen, side by side.
#[component]
fn Side(props: &SideProps) -> Html {
    let i18n = use_i18n();
    let wanted = &props.wanted;
    let (read_again, retry) = use_again();
    let (again, restart) = use_again();
    let guests = use_guests(wanted, read_again);
    let ready = Guests::of(&guests, wanted);
    let offered = use_memo(ready.clone(), |guests| {
        let channels = guests.as_ref().map(|g| g.0.iter().map(|g| g.channels.clone()).collect::<Vec<_>>());
        Offers(Rc::new(offers(&channels.unwrap_or_default())))
    });
    let measures = chosen(&wanted.measures, &offered.0, wanted.base);
    let key = question(wanted);
    let of = Of { guests: ready.clone(), key: key.clone(), again };
    let (state, answer, stop) = use_comparison(of, wanted.asked(measures.clone()));
    if let Loaded::Failed(error) = &guests {
        let action = html! { <Button label={t!(i18n, "compare-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} /> };
        return error_panel(i18n, &error.user_message(), action);
    }
    let Some(guests) = ready else { return skeleton(t!(i18n, "frame-loading"), 8) };
    let onsettings = {
        let wanted = wanted.clone();
        props.onchange.reform(move |settings: Settings| Wanted { settings, ..wanted.clone() })
    };
    let stale = !matches!(state, State::Done { .. }) || answer.as_ref().is_none_or(|a| !a.is_of(&key));
    html! {
        <>
            { progress(i18n, wanted, &state, &stop, &restart) }
            if let (Some(answer), false) = (&answer, matches!(state, State::Failed(_))) {
                <Found answer={answer.clone()} {stale} />
            }
            <How
                wanted={wanted.clone()} {guests} offers={(*offered).clone()} measures={measures.clone()} answer={answer.clone()}
                onchange={props.onchange.clone()}
            />
            if let (Some(answer), false) = (answer, matches!(state, State::Failed(_))) {
                <Closer {answer} wanted={wanted.clone()} {measures} {stale} onchange={props.onchange.clone()} />
            }
            <Parameters settings={wanted.settings.clone()} onchange={onsettings} />
        </>
    }
}

/// What the worker's answer depends on, as one text: what is only looked at is no part of it.
pub fn question(wanted: &Wanted) -> String {
    Wanted { shown: None, of: None, ..wanted.clone() }.write(Query::default()).to_string()
}

/// How far the comparison is, and what can be done with it.
fn progress(i18n: I18n, wanted: &Wanted, state: &State, stop: &Callback<()>, restart: &Callback<()>) -> Html {
    let running = matches!(state, State::Running { .. } | State::Idle);
    let told = match state {
        State::Done { took_ms: Some(ms) } => t!(i18n, "compare-took", ms = number::number(i18n.lang, *ms, 0)),
        State::Done { took_ms: None } => t!(i18n, "compare-kept"),
        State::Cancelled => t!(i18n, "compare-cancelled"),
        State::Failed(_) => t!(i18n, "compare-failed"),
        State::Running { .. } | State::Idle => t!(i18n, "compare-running"),
    };
    let of = Wanted { shown: None, of: None, ..wanted.clone() };
    let query = WantedComparison { of, ..WantedComparison::default() }.write(Query::default());
    let report = Location { route: Route::Reports, query };
    html! {
        <>
            <section class="panel stages" aria-label={t!(i18n, "compare-state")} aria-busy={running.to_string()} data-testid="compare-state" data-state={state.slug()}>
                <p role="status" class="muted">{ told }</p>
                if let State::Running { share } = state { { progress_bar(t!(i18n, "compare-running"), *share) } }
                if running {
                    <Button label={t!(i18n, "compare-stop")} icon={Icon::Close} tone={ButtonTone::Quiet} onclick={stop.reform(|_: MouseEvent| ())} testid="compare-stop" />
                } else {
                    <Button label={t!(i18n, "compare-again")} icon={Icon::Refresh} tone={ButtonTone::Quiet} onclick={restart.reform(|_: MouseEvent| ())} testid="compare-again" />
                }
                <Link to={report} class={classes!("btn")}>{ icon(Icon::Report) }<span>{ t!(i18n, "compare-report") }</span></Link>
            </section>
            if let State::Failed(error) = state { { error_panel(i18n, &error.user_message(), Html::default()) } }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    answer: Answer,
    stale: bool,
}

/// Verdict, key figures and channels.
#[component]
fn Found(props: &FoundProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let sections = use_memo((props.answer.clone(), Rc::clone(&units)), |(answer, units)| {
        SHOWN.map(|part| Rc::new(section(units, answer.told(), part))).to_vec()
    });
    html! {
        <>
            for section in sections.iter() {
                <SectionView
                    key={section.slug} section={Rc::clone(section)} name={AttrValue::from(t!(i18n, "compare-title"))} stale={props.stale}
                />
            }
        </>
    }
}

/// Measures to choose one from.
fn measure_choices(units: &Units, measures: &[Measure]) -> Vec<Choice> {
    measures.iter().map(|m| Choice::new(measure_slug(m), measure_name(units, m))).collect()
}
