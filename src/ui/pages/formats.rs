//! The formats: what is read, what comes of it, how far that is shown by real logs, and what to do about the others.

use yew::{AttrValue, Callback, Html, classes, component, html};

use crate::app::formats::{
    FormatFilter, count, extra_key, found, note_key, state_from_slug, state_key, state_text_key,
};
use crate::app::navigation;
use crate::app::route::{Location, Route};
use crate::app::select::{use_cx, use_i18n, use_location};
use crate::app::toasts::Tone;
use crate::engine::import::{Extra, FormatInfo, FormatKind, FormatState};
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::{empty_state, tag};
use crate::ui::components::form::{Button, Choice, SearchField, Segmented};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{Link, page_header};

/// The value of "every state".
const ALL: &str = "all";

/// The page.
#[component]
pub fn FormatsPage() -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let filter = FormatFilter::read(&use_location().query);
    let change = Callback::from(move |filter: FormatFilter| {
        navigation::replace(&cx, Location { route: Route::Formats, query: filter.write() });
    });
    let list = found(&filter);
    let sub = t!(
        i18n,
        "formats-count",
        verified = count(FormatState::Verified),
        unverified = count(FormatState::Unverified),
        refused = count(FormatState::Refused)
    );
    let actions =
        html! { <Link class={classes!("btn")} to={Route::Import}>{ t!(i18n, "frame-page-import") }</Link> };
    html! {
        <>
            { page_header(t!(i18n, "formats-title"), html! { { sub } }, actions) }
            <div class="stack formats">
                <p class="muted lead">{ t!(i18n, "formats-lead") }{ " " }{ t!(i18n, "formats-gzip") }</p>
                { tools(i18n, &filter, &change) }
                if list.is_empty() {
                    { nothing(i18n, &change) }
                } else {
                    { table(i18n, &list) }
                }
                <ul class="legend">
                    for state in FormatState::ALL {
                        <li key={state.slug()}>{ state_tag(i18n, state) }<span class="muted">{ i18n.t(state_text_key(state)) }</span></li>
                    }
                </ul>
            </div>
        </>
    }
}

fn tools(i18n: I18n, filter: &FormatFilter, change: &Callback<FormatFilter>) -> Html {
    let oninput = {
        let (filter, change) = (filter.clone(), change.clone());
        Callback::from(move |term: String| change.emit(FormatFilter { term, ..filter.clone() }))
    };
    let onchange = {
        let (filter, change) = (filter.clone(), change.clone());
        Callback::from(move |slug: String| {
            change.emit(FormatFilter { state: state_from_slug(&slug), ..filter.clone() });
        })
    };
    let mut choices = vec![Choice::new(ALL, t!(i18n, "formats-filter-all"))];
    choices.extend(FormatState::ALL.map(|state| Choice::new(state.slug(), i18n.t(state_key(state)))));
    html! {
        <div class="formats-tools">
            <SearchField
                label={t!(i18n, "formats-search")} placeholder={AttrValue::from(t!(i18n, "formats-search-hint"))}
                value={filter.term.clone()} {oninput} testid="formats-search"
            />
            <Segmented
                label={t!(i18n, "formats-filter")} {choices} value={filter.state.map_or(ALL, FormatState::slug)} {onchange}
                testid="formats-state"
            />
        </div>
    }
}

fn nothing(i18n: I18n, change: &Callback<FormatFilter>) -> Html {
    let clear = change.reform(|_: web_sys::MouseEvent| FormatFilter::default());
    let actions = html! {
        <>
            <Button label={t!(i18n, "formats-none-clear")} onclick={clear} />
            <Link class={classes!("btn", "primary")} to={Route::Import}>{ t!(i18n, "frame-page-import") }</Link>
        </>
    };
    empty_state(Icon::Search, t!(i18n, "formats-none-title"), t!(i18n, "formats-none-text"), actions)
}

fn table(i18n: I18n, list: &[FormatInfo]) -> Html {
    let head =
        |text: std::borrow::Cow<'static, str>| html! { <th role="columnheader" scope="col">{ text }</th> };
    html! {
        <div class="panel">
            <div class="table-wrap">
                <table class="table cards" role="table" aria-label={t!(i18n, "formats-list")} data-testid="formats-list">
                    <thead role="rowgroup">
                        <tr role="row">
                            { head(t!(i18n, "formats-col-brand")) }
                            { head(t!(i18n, "formats-col-files")) }
                            { head(t!(i18n, "formats-col-state")) }
                            { head(t!(i18n, "formats-col-reads")) }
                            { head(t!(i18n, "formats-col-note")) }
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        for info in list { { row(i18n, info) } }
                    </tbody>
                </table>
            </div>
        </div>
    }
}

fn row(i18n: I18n, info: &FormatInfo) -> Html {
    let extras: Vec<&str> = info.extras.iter().map(|e| e.slug()).collect();
    html! {
        <tr
            role="row" key={info.slug} data-testid="format-row" data-format={info.slug} data-state={info.state.slug()}
            data-extras={extras.join(" ")}
        >
            <td role="cell" class="brand"><strong>{ info.brand }</strong></td>
            <td role="cell" data-label={t!(i18n, "formats-col-files")}>
                <span class="files">
                    for ending in info.extensions { <code key={*ending}>{ format!(".{ending}") }</code> }
                    if info.kind == FormatKind::Binary { <span class="faint">{ t!(i18n, "formats-binary") }</span> }
                </span>
            </td>
            <td role="cell" data-label={t!(i18n, "formats-col-state")}>{ state_tag(i18n, info.state) }</td>
            <td role="cell" data-label={t!(i18n, "formats-col-reads")}>{ reads(i18n, info) }</td>
            <td role="cell" class="muted" data-label={t!(i18n, "formats-col-note")}>
                if let Some(key) = note_key(info) { <span>{ i18n.t(key) }</span> }
            </td>
        </tr>
    }
}

fn reads(i18n: I18n, info: &FormatInfo) -> Html {
    if info.state == FormatState::Refused {
        return html! { <span class="faint">{ crate::i18n::number::MISSING }</span> };
    }
    let extra = |extra: &Extra| i18n.t(extra_key(*extra)).into_owned();
    let parts: Vec<String> = std::iter::once(t!(i18n, "formats-channels").into_owned())
        .chain(info.extras.iter().map(extra))
        .collect();
    html! { <span>{ parts.join(", ") }</span> }
}

fn state_tag(i18n: I18n, state: FormatState) -> Html {
    let tone = match state {
        FormatState::Verified => Tone::Good,
        FormatState::Unverified => Tone::Warn,
        FormatState::Refused => Tone::Info,
    };
    tag(Some(tone), i18n.t(state_key(state)))
}
