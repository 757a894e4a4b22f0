//! The list of sessions.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, UseStateHandle, classes, component, html, use_state_eq};

use super::actions::SessionMenu;
use super::filters::Filters;
use super::words::{format_name, quality_badge};
use crate::app::cx::AppCx;
use crate::app::library::{Library, SessionItem};
use crate::app::navigation;
use crate::app::route::{Location, Query, Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_location, use_select};
use crate::app::session_list::{Order, SessionFilter, SortKey};
use crate::app::session_words::column_key;
use crate::engine::analysis::comparison::SIDES;
use crate::i18n::{I18n, date, number};
use crate::t;
use crate::ui::components::feedback::{empty_state, skeleton, tag};
use crate::ui::components::form::{Button, ButtonTone, Checkbox};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::{Link, page_header};
use crate::ui::intake::{DemoButton, pick_files};

/// Rows drawn at first; the rest comes on request.
const CHUNK: usize = 250;

/// The page.
#[component]
pub fn SessionsPage() -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let location = use_location();
    let library = use_select(&cx.library, Clone::clone);
    let filter = SessionFilter::read(&location.query);
    let change = {
        let cx = cx.clone();
        Callback::from(move |filter: SessionFilter| {
            navigation::replace(&cx, Location { route: Route::Sessions, query: filter.write() });
        })
    };
    let pick = Callback::from(|_: MouseEvent| pick_files());
    let marked = use_state_eq(Vec::<String>::new);
    let Some(all) = &library.sessions else {
        return html! {
            <>
                { page_header(t!(i18n, "sessions-title"), Html::default(), Html::default()) }
                { skeleton(t!(i18n, "sessions-title"), 6) }
            </>
        };
    };
    if all.is_empty() {
        let actions = html! {
            <>
                <Button label={t!(i18n, "sessions-import")} icon={Icon::Import} tone={ButtonTone::Primary} onclick={pick} />
                <DemoButton />
            </>
        };
        return html! {
            <>
                { page_header(t!(i18n, "sessions-title"), Html::default(), Html::default()) }
                { empty_state(Icon::Sessions, t!(i18n, "sessions-empty-title"), t!(i18n, "sessions-empty-text"), actions) }
            </>
        };
    }
    let found: Rc<Vec<SessionItem>> = Rc::new(filter.apply(&library));
    let count = if found.len() == all.len() {
        t!(i18n, "sessions-count", n = all.len())
    } else {
        t!(i18n, "sessions-count-of", shown = found.len(), n = all.len())
    };
    let actions = html! { <Button label={t!(i18n, "sessions-import")} icon={Icon::Import} onclick={pick} /> };
    html! {
        <>
            { page_header(t!(i18n, "sessions-title"), html! { <span role="status" data-testid="session-count">{ count }</span> }, actions) }
            <Filters filter={filter.clone()} onchange={change.clone()} />
            { comparing(&cx, i18n, &marked, &library) }
            if found.is_empty() {
                { nothing_fits(i18n, &filter, &change) }
            } else {
                <Rows sessions={Sessions(found)} filter={filter} onchange={change} marked={(*marked).clone()} onmark={mark(&marked)} />
            }
        </>
    }
}

/// Marks a session to be compared, or no longer.
fn mark(marked: &UseStateHandle<Vec<String>>) -> Callback<(String, bool)> {
    let marked = marked.clone();
    Callback::from(move |(id, on): (String, bool)| {
        let mut next = (*marked).clone();
        next.retain(|other| *other != id);
        if on {
            next.push(id);
        }
        marked.set(next);
    })
}

/// How many sessions are marked, and the way to their comparison.
fn comparing(cx: &AppCx, i18n: I18n, marked: &UseStateHandle<Vec<String>>, library: &Library) -> Html {
    let ids: Vec<String> = marked.iter().filter(|id| library.session(id).is_some()).cloned().collect();
    if ids.is_empty() {
        return Html::default();
    }
    let n = ids.len();
    let wrong = (!SIDES.contains(&n)).then(|| {
        AttrValue::from(t!(i18n, "sessions-compare-how-many", least = *SIDES.start(), most = *SIDES.end()))
    });
    let onclear = {
        let marked = marked.setter();
        Callback::from(move |_: MouseEvent| marked.set(Vec::new()))
    };
    let oncompare = {
        let cx = cx.clone();
        Callback::from(move |_: MouseEvent| {
            let query = Query::default().with_list("ids", ids.clone());
            navigation::navigate(&cx, Location { route: Route::Compare, query });
        })
    };
    html! {
        <div class="row session-marks" data-testid="session-marks">
            <span role="status">{ t!(i18n, "sessions-marked", n = n) }</span>
            <Button
                label={t!(i18n, "sessions-compare")} icon={Icon::Swap} tone={ButtonTone::Primary} disabled={wrong}
                onclick={oncompare} testid="marked-compare"
            />
            <Button label={t!(i18n, "sessions-marked-clear")} tone={ButtonTone::Quiet} onclick={onclear} />
        </div>
    }
}

fn nothing_fits(i18n: I18n, filter: &SessionFilter, change: &Callback<SessionFilter>) -> Html {
    let clear = {
        let (filter, change) = (filter.cleared(), change.clone());
        Callback::from(move |_: MouseEvent| change.emit(filter.clone()))
    };
    let action = html! { <Button label={t!(i18n, "sessions-clear")} onclick={clear} /> };
    empty_state(Icon::Search, t!(i18n, "sessions-none-title"), t!(i18n, "sessions-none-text"), action)
}

/// The sessions shown; equal when they are the same reading.
#[derive(Clone)]
struct Sessions(Rc<Vec<SessionItem>>);

impl PartialEq for Sessions {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

#[derive(Properties, PartialEq)]
struct RowsProps {
    sessions: Sessions,
    filter: SessionFilter,
    onchange: Callback<SessionFilter>,
    /// Ids of those that are to be compared.
    marked: Vec<String>,
    onmark: Callback<(String, bool)>,
}

#[component]
fn Rows(props: &RowsProps) -> Html {
    let i18n = use_i18n();
    let limit = use_state_eq(|| CHUNK);
    let more = props.sessions.0.len().saturating_sub(*limit);
    let onmore = {
        let (limit, now) = (limit.setter(), *limit);
        Callback::from(move |_: MouseEvent| limit.set(now + CHUNK))
    };
    html! {
        <div class="panel">
            <div class="table-wrap">
                <table class="table cards sessions" role="table" aria-label={t!(i18n, "sessions-list")}>
                    { head(i18n, props) }
                    <tbody role="rowgroup">
                        for session in props.sessions.0.iter().take(*limit) {
                            <Row
                                key={session.id.clone()} session={session.clone()} filter={props.filter.clone()}
                                marked={props.marked.contains(&session.id)} onmark={props.onmark.clone()}
                            />
                        }
                    </tbody>
                </table>
            </div>
            if more > 0 {
                <div class="more"><Button label={t!(i18n, "sessions-show-more", n = more)} tone={ButtonTone::Quiet} onclick={onmore} /></div>
            }
        </div>
    }
}

fn head(i18n: I18n, props: &RowsProps) -> Html {
    const COLUMNS: [SortKey; 8] = [
        SortKey::Name,
        SortKey::Vehicle,
        SortKey::Date,
        SortKey::Duration,
        SortKey::Rate,
        SortKey::Channels,
        SortKey::Format,
        SortKey::Quality,
    ];
    html! {
        <thead role="rowgroup">
            <tr role="row">
                for key in COLUMNS { { head_cell(i18n, props, key) } }
                <th role="columnheader" scope="col"><span class="visually-hidden">{ t!(i18n, "sessions-col-actions") }</span></th>
            </tr>
        </thead>
    }
}

const fn is_figure(key: SortKey) -> bool {
    matches!(key, SortKey::Duration | SortKey::Rate | SortKey::Channels)
}

fn head_cell(i18n: I18n, props: &RowsProps, key: SortKey) -> Html {
    let order = props.filter.order;
    let stands = order.key == key;
    let sort = match (stands, order.falling) {
        (false, _) => None,
        (true, true) => Some("descending"),
        (true, false) => Some("ascending"),
    };
    let onclick = {
        let (next, onchange) =
            (SessionFilter { order: order.clicked(key), ..props.filter.clone() }, props.onchange.clone());
        Callback::from(move |_: MouseEvent| onchange.emit(next.clone()))
    };
    html! {
        <th role="columnheader" scope="col" key={key.slug()} aria-sort={sort} class={classes!(is_figure(key).then_some("num"))}>
            <button type="button" {onclick}>
                { i18n.t(column_key(key)) }
                if stands { { sort_sign(order) } }
            </button>
        </th>
    }
}

fn sort_sign(order: Order) -> Html {
    html! { <span class={classes!("sort-sign", order.falling.then_some("falling"))}>{ icon(Icon::ChevronDown) }</span> }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    session: SessionItem,
    filter: SessionFilter,
    marked: bool,
    onmark: Callback<(String, bool)>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let session = &props.session;
    let vehicle = {
        let id = session.vehicle.clone();
        use_select(&cx.library, move |l| id.as_deref().and_then(|id| l.vehicle(id)).map(|v| v.name.clone()))
    };
    let lang = i18n.lang;
    let rate = format!("{}\u{a0}Hz", number::flexible(lang, session.sample_rate_hz, 0, 2));
    let label = |key| AttrValue::from(i18n.t(column_key(key)));
    let onmark = {
        let id = session.id.clone();
        props.onmark.reform(move |(on, _): (bool, MouseEvent)| (id.clone(), on))
    };
    html! {
        <tr
            role="row" data-testid="session-row" data-session={session.id.clone()} data-format={session.format.clone()}
            data-quality={session.quality.map(|q| q.to_string())} data-rows={session.rows.to_string()}
            data-channels={session.channels.to_string()}
        >
            <td role="cell" class="name">
                <Checkbox label={t!(i18n, "sessions-mark", name = &session.name)} on={props.marked} onclick={onmark} bare={true} />
                <Link to={Route::Session(session.id.clone(), SessionTab::Overview)}>{ session.name.clone() }</Link>
                { tags(i18n, props) }
                if let Some(first) = session.notes.lines().next() { <span class="note muted">{ first }</span> }
            </td>
            <td role="cell" data-label={label(SortKey::Vehicle)}>
                if let Some(name) = &*vehicle { { name } } else { <span class="faint">{ t!(i18n, "sessions-no-vehicle") }</span> }
            </td>
            <td role="cell" class="nowrap" data-label={label(SortKey::Date)} title={when(i18n, session)}>{ date::date_time(lang, session.wall_ms, 0) }</td>
            <td role="cell" class="num" data-label={label(SortKey::Duration)}>{ number::duration(lang, session.duration_s) }</td>
            <td role="cell" class="num" data-label={label(SortKey::Rate)}>{ rate }</td>
            <td role="cell" class="num channels" data-label={label(SortKey::Channels)}>{ number::number(lang, f64::from(session.channels), 0) }</td>
            <td role="cell" data-label={label(SortKey::Format)}>{ format_name(i18n, &session.format) }</td>
            <td role="cell" data-label={label(SortKey::Quality)}>{ quality_badge(i18n, session.quality.map(f64::from)) }</td>
            <td role="cell" class="actions"><SessionMenu session={session.clone()} /></td>
        </tr>
    }
}

/// Whether the date is that of the log or of its import.
fn when(i18n: I18n, session: &SessionItem) -> AttrValue {
    if session.dated {
        t!(i18n, "sessions-fact-logged").into()
    } else {
        t!(i18n, "sessions-fact-imported").into()
    }
}

/// Tags of a session; each leads to the sessions that have it.
fn tags(i18n: I18n, props: &RowProps) -> Html {
    let session = &props.session;
    html! {
        <span class="tags">
            if session.demo { { tag(None, t!(i18n, "sessions-demo-tag")) } }
            for name in session.tags.iter() {
                <Link
                    key={name.clone()} class={classes!("tag")} label={AttrValue::from(t!(i18n, "sessions-tag-filter", tag = name))}
                    to={Location { route: Route::Sessions, query: SessionFilter { tag: Some(name.clone()), ..props.filter.clone() }.write() }}
                >
                    { name }
                </Link>
            }
        </span>
    }
}
