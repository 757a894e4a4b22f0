//! Which sessions are compared, and with which one the others are.

use web_sys::{Event, MouseEvent};
use yew::{AttrValue, Callback, Html, Properties, classes, component, html};

use crate::app::comparison::{MOST, Wanted};
use crate::app::library::SessionItem;
use crate::app::route::{Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::i18n::{I18n, date};
use crate::report::comparison::letter;
use crate::t;
use crate::ui::components::feedback::tag;
use crate::ui::components::form::{Choice, IconButton, Select};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{Link, pad, panel};
use crate::ui::hooks::use_id;

#[derive(Properties, PartialEq)]
pub struct PickerProps {
    pub wanted: Wanted,
    pub onchange: Callback<Wanted>,
}

/// See the module.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let group = use_id();
    let sessions = use_select(&cx.library, |l| l.sessions().to_vec());
    let wanted = &props.wanted;
    let mut choices = vec![Choice::new("", t!(i18n, "compare-add-choose"))];
    choices.extend(
        sessions
            .iter()
            .filter(|s| !wanted.ids.contains(&s.id))
            .map(|s| Choice::new(s.id.clone(), told(i18n, s))),
    );
    let onadd = {
        let (onchange, wanted) = (props.onchange.clone(), wanted.clone());
        Callback::from(move |id: String| {
            if !id.is_empty() {
                onchange.emit(wanted.clone().with_session(&id));
            }
        })
    };
    let row = |(side, id): (usize, &String)| {
        let found = sessions.iter().find(|s| s.id == *id);
        row(i18n, props, &group, side, id, found)
    };
    let body = html! {
        <div class="stack">
            if !wanted.ids.is_empty() {
                <ol class="compare-sessions" aria-label={t!(i18n, "compare-sessions")} data-testid="compare-sessions">
                    { for wanted.ids.iter().enumerate().map(row) }
                </ol>
            }
            if wanted.ids.len() < MOST {
                <Select label={t!(i18n, "compare-add")} value="" {choices} onchange={onadd} testid="compare-add" />
            } else {
                <p class="muted">{ t!(i18n, "compare-full", n = MOST) }</p>
            }
        </div>
    };
    panel(t!(i18n, "compare-sessions"), Html::default(), pad(body))
}

fn told(i18n: I18n, session: &SessionItem) -> String {
    format!("{} · {}", session.name, date::date_time(i18n.lang, session.wall_ms, 0))
}

fn row(
    i18n: I18n,
    props: &PickerProps,
    group: &AttrValue,
    side: usize,
    id: &str,
    session: Option<&SessionItem>,
) -> Html {
    let name = session.map_or_else(|| t!(i18n, "compare-gone").into_owned(), |s| s.name.clone());
    let change = |next: Wanted| {
        let onchange = props.onchange.clone();
        move || onchange.emit(next.clone())
    };
    let base = change(props.wanted.clone().against(id));
    let remove = change(props.wanted.clone().without_session(id));
    html! {
        <li key={id.to_owned()} data-session={id.to_owned()}>
            { tag(None, letter(side)) }
            <span class="who">
                if session.is_some() {
                    <Link to={Route::Session(id.to_owned(), SessionTab::Overview)}>{ &name }</Link>
                } else {
                    <span class="faint">{ &name }</span>
                }
                if let Some(session) = session { <span class="muted">{ date::date_time(i18n.lang, session.wall_ms, 0) }</span> }
            </span>
            <label class={classes!("checkbox")}>
                <input
                    type="radio" name={group.clone()} checked={props.wanted.base == side}
                    aria-label={t!(i18n, "compare-make-base", name = &name)} onchange={Callback::from(move |_: Event| base())}
                />
                <span aria-hidden="true">{ t!(i18n, "compare-baseline") }</span>
            </label>
            <IconButton
                label={t!(i18n, "compare-remove", name = &name)} icon={Icon::Close}
                onclick={Callback::from(move |_: MouseEvent| remove())}
            />
        </li>
    }
}
