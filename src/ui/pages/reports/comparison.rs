//! The report of a comparison.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, component, html, use_memo};

use super::choices::Choices;
use super::preview::Preview;
use super::{about, actions, print};
use crate::app::comparison::{State, Wanted, chosen, offers};
use crate::app::error::Explain;
use crate::app::navigation;
use crate::app::report::{About, Form, WantedComparison, compose_comparison, part_title};
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::services::files;
use crate::i18n::I18n;
use crate::i18n::units::{GASOLINE_STOICH, Units};
use crate::report::comparison::Part;
use crate::report::document::Author;
use crate::report::html::render;
use crate::t;
use crate::ui::components::feedback::{error_panel, progress_bar};
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{Loaded, use_again};
use crate::ui::pages::compare::{Guests, Of, Picker, question, use_comparison, use_guests};

/// Which sessions, and the report once there are enough of them.
#[component]
pub fn OfComparison() -> Html {
    let (cx, i18n, location) = (use_cx(), use_i18n(), use_location());
    let wanted = WantedComparison::read(&location.query);
    let change = {
        let location = Rc::clone(&location);
        Callback::from(move |wanted: WantedComparison| {
            let query = wanted.write(location.query.clone());
            navigation::replace(&cx, (*location).clone().with_query(query));
        })
    };
    let onpick = {
        let wanted = wanted.clone();
        change.reform(move |of: Wanted| WantedComparison { of, ..wanted.clone() })
    };
    let onform = {
        let wanted = wanted.clone();
        change.reform(move |form: Form<Part>| WantedComparison { form, ..wanted.clone() })
    };
    let parts = Part::ALL.map(|part| (part, part_title(i18n, part).into()));
    html! {
        <>
            <Picker wanted={wanted.of.clone()} onchange={onpick} />
            if wanted.of.is_ready() {
                <Choices<Part> parts={parts.to_vec()} form={wanted.form.clone()} onchange={onform} />
                <Made {wanted} />
            } else {
                <p class="muted" role="status">{ t!(i18n, "compare-too-few") }</p>
            }
        </>
    }
}

#[derive(yew::Properties, PartialEq)]
struct MadeProps {
    wanted: WantedComparison,
}

#[component]
fn Made(props: &MadeProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let wanted = &props.wanted;
    let (again, retry) = use_again();
    let read = use_guests(&wanted.of, again);
    let guests = Guests::of(&read, &wanted.of);
    let measures = use_memo((guests.clone(), wanted.of.clone()), |(guests, of)| {
        let channels: Vec<_> = guests.iter().flat_map(|g| g.0.iter().map(|g| g.channels.clone())).collect();
        chosen(&of.measures, &offers(&channels), of.base)
    });
    let of = Of { guests: guests.clone(), key: question(&wanted.of), again };
    let (state, answer, stop) = use_comparison(of, wanted.of.asked((*measures).clone()));
    let look = use_select(&cx.settings, |s| (s.lang, s.units.clone(), s.tuner.clone(), s.logo.clone()));
    let document = use_memo(
        (guests.clone(), answer.clone(), wanted.clone(), Rc::clone(&look)),
        |(guests, answer, wanted, look)| {
            let (guests, answer) = guests.as_ref().zip(answer.as_ref())?;
            let (lang, prefs, tuner, logo) = &**look;
            let units = Units {
                lang: wanted.form.lang.unwrap_or(*lang),
                prefs: Rc::new(prefs.clone()),
                stoich: GASOLINE_STOICH,
            };
            let author = Author { name: tuner.clone(), logo: logo.clone() };
            let sessions: Vec<About> =
                guests.0.iter().map(|g| about(&g.open, g.subject.vehicle.as_ref())).collect();
            let study = &answer.compared().study;
            (answer.is_of(&question(&wanted.of)) && sessions.len() == study.report.sides as usize)
                .then(|| Rc::new(compose_comparison(&units, &sessions, study, &author, wanted)))
        },
    );
    if let Loaded::Failed(error) = &read {
        let action = html! { <Button label={t!(i18n, "sessions-retry")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} /> };
        return error_panel(i18n, &error.user_message(), action);
    }
    let Some(document) = (*document).clone() else { return waiting(i18n, &state, &stop, &retry) };
    let save = {
        let (cx, document) = (cx.clone(), Rc::clone(&document));
        Callback::from(move |_: MouseEvent| {
            let name = format!("{} {}.html", document.title, document.subtitle);
            files::save_text(&cx, &files::stem(&name), &render(&document), files::HTML);
        })
    };
    let onprint = Callback::from(move |_: MouseEvent| print(&cx));
    html! { <>{ actions(i18n, None, onprint, save) }<Preview {document} /></> }
}

/// How far it is, or why there is nothing.
fn waiting(i18n: I18n, state: &State, stop: &Callback<()>, retry: &Callback<()>) -> Html {
    let again = html! { <Button label={t!(i18n, "compare-again")} icon={Icon::Refresh} onclick={retry.reform(|_: MouseEvent| ())} /> };
    match state {
        State::Failed(error) => error_panel(i18n, &error.user_message(), again),
        State::Cancelled => html! { <p class="muted">{ t!(i18n, "compare-cancelled") }{ " " }{ again }</p> },
        state => {
            let share = if let State::Running { share } = state { *share } else { None };
            html! {
                <section class="panel pad report-wait" aria-busy="true">
                    { progress_bar(t!(i18n, "compare-running"), share) }
                    <Button
                        label={AttrValue::from(t!(i18n, "compare-stop"))} icon={Icon::Close} tone={ButtonTone::Quiet}
                        onclick={stop.reform(|_: MouseEvent| ())} testid="report-stop"
                    />
                </section>
            }
        }
    }
}
