//! The file a session came from, and what the user wrote about it.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_state_eq};

use super::actions::{OpenDialog, SessionDialogs, reread};
use super::load::Session;
use super::words::format_name;
use crate::app::formats::FormatFilter;
use crate::app::import_words::{
    decimal_key, delimiter_key, encoding_key, format_reason_key, time_reason_key, time_unit_key,
};
use crate::app::route::{Location, Route};
use crate::app::select::{use_cx, use_i18n, use_select};
use crate::app::services::library;
use crate::app::session_list::SessionFilter;
use crate::i18n::{I18n, date, number};
use crate::t;
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{Link, facts, pad, panel};
use crate::web::clock;

#[derive(Properties, PartialEq)]
pub struct FactsProps {
    pub session: Session,
}

/// How the file was understood.
#[component]
pub fn FileFacts(props: &FactsProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let open = use_state_eq(OpenDialog::default);
    let record = &props.session.record;
    let onclick = {
        let (id, open) = (record.id.clone(), open.setter());
        Callback::from(move |_: MouseEvent| reread(&cx, &id, open.clone()))
    };
    let onclose = {
        let open = open.setter();
        Callback::from(move |()| open.set(OpenDialog::None))
    };
    let aside = html! {
        <Button label={t!(i18n, "import-reread")} icon={Icon::Eye} tone={ButtonTone::Quiet} {onclick} testid="session-reread" />
    };
    let body = html! {
        <>
            { facts(rows(i18n, &props.session)) }
            <SessionDialogs session={library::item(record)} open={*open} {onclose} />
        </>
    };
    panel(t!(i18n, "sessions-facts"), aside, pad(body))
}

/// Of the file: its form, its time, its span and its size, each with its reason where it was found out.
fn rows(i18n: I18n, session: &Session) -> Vec<(AttrValue, Html)> {
    let lang = i18n.lang;
    let (record, info) = (&session.record, &session.detail.info);
    let at = record.created_at;
    let mut rows: Vec<(AttrValue, Html)> = vec![
        (t!(i18n, "sessions-fact-file").into(), html! { record.file_name.clone() }),
        (
            t!(i18n, "sessions-fact-format").into(),
            html! {
                <>
                    <Link to={formats_of(&info.format)}>{ format_name(i18n, &info.format) }</Link>
                    <span class="why">{ t!(i18n, "import-confidence", n = info.confidence) }{ ", " }{ i18n.t(format_reason_key(info.format_reason)) }</span>
                </>
            },
        ),
    ];
    if let Some(form) = info.text {
        let text = t!(
            i18n,
            "sessions-fact-text-value",
            encoding = i18n.t(encoding_key(form.encoding)),
            delimiter = i18n.t(delimiter_key(form.delimiter)),
            decimal = i18n.t(decimal_key(form.decimal))
        );
        rows.push((t!(i18n, "sessions-fact-text").into(), html! { text }));
    }
    rows.push((t!(i18n, "sessions-fact-time").into(), html! {
        <>
            { t!(i18n, "sessions-fact-time-value", column = &info.time.column, unit = i18n.t(time_unit_key(info.time.unit))) }
            <span class="why">{ i18n.t(time_reason_key(info.time.reason)) }</span>
        </>
    }));
    let (from, to) = (record.start_s, record.start_s + record.duration_s);
    let span = format!("{} – {}", number::clock(lang, from, 3), number::clock(lang, to, 3));
    rows.push((t!(i18n, "sessions-fact-span").into(), html! { span }));
    if let Some(logged) = record.started_at.as_deref().and_then(date::parse_wall) {
        rows.push((t!(i18n, "sessions-fact-logged").into(), html! { date::date_time(lang, logged, 0) }));
    }
    rows.push((
        t!(i18n, "sessions-fact-imported").into(),
        html! { date::date_time(lang, at, clock::offset_minutes(at)) },
    ));
    rows.push((t!(i18n, "sessions-fact-size").into(), html! { number::bytes(lang, record.file_bytes) }));
    rows.push((t!(i18n, "sessions-fact-stored").into(), html! { number::bytes(lang, record.stored_bytes) }));
    rows.push((
        t!(i18n, "sessions-fact-hash").into(),
        html! { <code title="XXH3-128">{ &record.source_hash }</code> },
    ));
    rows
}

/// The list of formats with this one.
fn formats_of(slug: &str) -> Location {
    Location { route: Route::Formats, query: FormatFilter { term: slug.to_owned(), state: None }.write() }
}

/// Notes, tags and vehicle, with the way to change them.
#[component]
pub fn NotesPanel(props: &FactsProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let open = use_state_eq(OpenDialog::default);
    let record = &props.session.record;
    let vehicle = {
        let id = record.vehicle.clone();
        use_select(&cx.library, move |l| id.as_deref().and_then(|id| l.vehicle(id)).map(|v| v.name.clone()))
    };
    let show = |what: OpenDialog| {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(what))
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(OpenDialog::None))
    };
    let aside = html! {
        <Button label={t!(i18n, "sessions-notes-edit")} icon={Icon::Edit} tone={ButtonTone::Quiet} onclick={show(OpenDialog::Notes)} testid="notes-edit" />
    };
    let tags = html! {
        if record.tags.is_empty() {
            <span class="faint">{ t!(i18n, "sessions-tags-none") }</span>
        } else {
            <span class="tags">
                for name in record.tags.iter() {
                    <Link
                        key={name.clone()} class={classes!("tag")} label={AttrValue::from(t!(i18n, "sessions-tag-filter", tag = name))}
                        to={Location { route: Route::Sessions, query: SessionFilter { tag: Some(name.clone()), ..SessionFilter::default() }.write() }}
                    >
                        { name }
                    </Link>
                }
            </span>
        }
    };
    let car = html! {
        <>
            if let Some(name) = &*vehicle { { name }{ " " } }
            <Button
                label={if vehicle.is_some() { t!(i18n, "sessions-assign") } else { t!(i18n, "sessions-fact-vehicle-choose") }}
                tone={ButtonTone::Quiet} onclick={show(OpenDialog::Vehicle)}
            />
        </>
    };
    let body = html! {
        <>
            if record.notes.is_empty() {
                <p class="faint">{ t!(i18n, "sessions-notes-none") }</p>
            } else {
                <p class="notes" data-testid="notes">{ &record.notes }</p>
            }
            { facts([
                (AttrValue::from(t!(i18n, "sessions-tags")), tags),
                (AttrValue::from(t!(i18n, "sessions-fact-vehicle")), car),
            ]) }
            <SessionDialogs session={library::item(record)} open={*open} onclose={close} />
        </>
    };
    panel(t!(i18n, "sessions-notes"), aside, pad(body))
}
