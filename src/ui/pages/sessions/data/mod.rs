//! Data: every sample of a session in a grid, with a way to a moment, a range of engine speeds and a copy.

mod grid;
mod source;

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{
    AttrValue, Callback, Html, Properties, SubmitEvent, UseStateHandle, component, html, use_memo,
    use_state_eq,
};

use self::grid::{GridView, SourceRef};
use self::source::Source;
use super::explore::channels_of;
use super::math::{FilterField, MathBook, use_filter, use_kept};
use super::with_log::WithLog;
use crate::app::cx::AppCx;
use crate::app::data_grid::selection::{Extent, Selection};
use crate::app::data_grid::{jump, tsv};
use crate::app::error::{AppError, Explain};
use crate::app::explore::model::Channels;
use crate::app::explore::words;
use crate::app::math::SpeedRange;
use crate::app::navigation;
use crate::app::route::{Location, Route, SessionTab};
use crate::app::select::{use_cx, use_i18n, use_select, use_units};
use crate::app::services::view::Opened;
use crate::app::toasts::{Toast, Tone};
use crate::engine::channels::ChannelId;
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::ui::components::feedback::{error_panel, notice};
use crate::ui::components::form::{Button, NumberField, TextField};
use crate::ui::components::icons::Icon;
use crate::web::{clipboard, task};
use crate::{message, t};

/// Most cells copied at once.
const MOST_CELLS: usize = 500_000;

#[derive(Properties, PartialEq)]
pub struct DataTabProps {
    /// Id of the session.
    pub session: AttrValue,
}

/// The tab of a session's page.
#[component]
pub fn DataTab(props: &DataTabProps) -> Html {
    let key = props.session.to_string();
    let view = Callback::from(move |(opened, math)| html! { <DataView key={key.clone()} {opened} {math} /> });
    html! { <WithLog session={props.session.clone()} {view} /> }
}

#[derive(Properties, PartialEq)]
struct DataViewProps {
    opened: Opened,
    math: MathBook,
}

#[component]
fn DataView(props: &DataViewProps) -> Html {
    let (cx, i18n, units) = (use_cx(), use_i18n(), use_units());
    let (version, changed) = use_bump();
    let selection = use_state_eq(|| Option::<Selection>::None);
    let reveal = use_state_eq(Reveal::default);
    let session = AttrValue::from(props.opened.record().id.clone());
    let channels =
        (*use_memo((props.opened.clone(), props.math.clone()), |(opened, math)| channels_of(opened, math)))
            .clone();
    let written = use_select(&cx.location, |location| location.query.get("filter"));
    let filter = use_filter(&props.math, written.as_deref());
    let kept = use_kept(&session, &props.math, filter.as_ref(), (0.0, 0.0));
    let source = use_source(props, &channels, filter.as_ref(), changed);
    let shown = source.0.total();
    let extent = Extent { rows: shown.unwrap_or(usize::MAX), columns: channels.0.len(), page: 1 };
    let selected = selection.and_then(|s| s.clamped(extent));
    let onselect = {
        let selection = selection.setter();
        Callback::from(move |now| selection.set(Some(now)))
    };
    let oncopy = {
        let (cx, source, channels, units) = (cx.clone(), source.clone(), channels.clone(), Rc::clone(&units));
        Callback::from(move |()| copy(&cx, &source, &channels, &units, selected))
    };
    let onjump = jump(&cx, &source, &reveal);
    let has_rpm = channels.get(&ChannelId::Rpm.into()).is_some();
    let onfilter = {
        let (cx, session) = (cx.clone(), session.clone());
        Callback::from(move |now: Option<String>| write_filter(&cx, &session, now))
    };
    let rows = counted(i18n, shown, props.opened.record().rows, filter.is_some());
    html! {
        <section class="panel data-panel" aria-label={t!(i18n, "explore-data-grid")}>
            <div class="data-tools">
                <Jump onjump={onjump} />
                if has_rpm { { speeds(i18n, written.as_deref(), &onfilter) } }
                <FilterField
                    math={props.math.clone()} value={(*written).clone().map(AttrValue::from)} applied={filter.clone()} {kept}
                    onchange={onfilter}
                />
                <span class="count" role="status" data-testid="data-rows" data-rows={shown.map(|n| n.to_string())}>{ rows }</span>
                <span class="grow" />
                { selected.map(|s| chosen(i18n, s)).unwrap_or_default() }
                <Button label={t!(i18n, "explore-data-copy")} icon={Icon::Copy} onclick={oncopy.reform(|_: MouseEvent| ())} />
            </div>
            if props.opened.detail().axes.len() > 1 {
                <p class="data-policy muted" data-testid="data-policy">{ policy(i18n, &props.opened) }</p>
            }
            if let Some(error) = source.0.error() { { error_panel(i18n, &error.user_message(), Html::default()) } }
            if shown == Some(0) {
                <div class="pad">{ notice(Tone::Info, html! { { t!(i18n, "explore-data-none") } }) }</div>
            }
            <GridView
                {session} {channels} {source} {version} selection={selected} {onselect} {oncopy}
                span={props.opened.span()} reveal={*reveal}
            />
        </section>
    }
}

/// The rows, anew for another session, other math channels and another filter.
#[yew::hook]
fn use_source(
    props: &DataViewProps,
    channels: &Channels,
    filter: Option<&AttrValue>,
    changed: Callback<()>,
) -> SourceRef {
    let (cx, channels) = (use_cx(), channels.clone());
    let deps = (props.opened.clone(), props.math.clone(), filter.cloned());
    let source = use_memo(deps, move |(opened, _, filter)| {
        let keys = channels.0.iter().map(|c| c.key.clone()).collect();
        let filter = filter.as_ref().map(ToString::to_string);
        SourceRef(Rc::new(Source::new(&cx, &opened.record().id, keys, filter, changed)))
    });
    (*source).clone()
}

/// How much is selected.
fn chosen(i18n: I18n, selection: Selection) -> Html {
    let (rows, columns) = (selection.rows().count(), selection.columns().count());
    html! { <span class="count">{ t!(i18n, "explore-data-selected", rows = rows, columns = columns) }</span> }
}

/// A place in the grid that is shown, and how often that was asked for.
type Reveal = Option<(usize, u32)>;

/// Shows the row of a moment.
fn jump(cx: &AppCx, source: &SourceRef, reveal: &UseStateHandle<Reveal>) -> Callback<f64> {
    let (cx, source, reveal) = (cx.clone(), source.clone(), reveal.clone());
    Callback::from(move |t: f64| {
        let (cx, source, reveal) = (cx.clone(), source.clone(), reveal.clone());
        task::spawn(async move {
            match source.0.place_of(t).await {
                Ok(place) => reveal.set(Some((place, reveal.map_or(0, |(_, n)| n.wrapping_add(1))))),
                Err(error) => cx.report(&error),
            }
        });
    })
}

/// From which engine speed to which: a filter that is written by itself.
fn speeds(i18n: I18n, written: Option<&str>, onfilter: &Callback<Option<String>>) -> Html {
    let speeds = SpeedRange::of(written.unwrap_or_default());
    let quantity = Some(Quantity::RotationalSpeed);
    let bound = |low: bool| {
        let (speeds, onfilter) = (speeds.clone(), onfilter.clone());
        Callback::from(move |value: Option<f64>| {
            let mut speeds = speeds.clone();
            *(if low { &mut speeds.from } else { &mut speeds.to }) = value;
            onfilter.emit(Some(speeds.text()).filter(|text| !text.is_empty()));
        })
    };
    html! {
        <>
            <NumberField label={t!(i18n, "explore-data-rpm-from")} value={speeds.from} {quantity} onchange={bound(true)} testid="rpm-from" />
            <NumberField label={t!(i18n, "explore-data-rpm-to")} value={speeds.to} {quantity} onchange={bound(false)} testid="rpm-to" />
        </>
    }
}

/// Puts the filter into the address, or takes it out.
fn write_filter(cx: &AppCx, session: &str, filter: Option<String>) {
    let now = cx.location.get();
    let query = now.query.clone().with("filter", filter.unwrap_or_default());
    navigation::replace(cx, Location { route: Route::Session(session.to_owned(), SessionTab::Data), query });
}

/// What stands in a row where channels of several rates meet.
fn policy(i18n: I18n, opened: &Opened) -> String {
    let rate = number::flexible(i18n.lang, opened.record().sample_rate_hz, 0, 2);
    t!(i18n, "explore-data-policy", n = opened.detail().axes.len(), rate = rate).into_owned()
}

/// A number that goes up with every call of the callback.
#[yew::hook]
fn use_bump() -> (u32, Callback<()>) {
    let count = yew::use_mut_ref(|| 0_u32);
    let update = yew::use_force_update();
    let now = *count.borrow();
    let bump = Callback::from(move |()| {
        let next = count.borrow().wrapping_add(1);
        *count.borrow_mut() = next;
        update.force_update();
    });
    (now, bump)
}

fn counted(i18n: I18n, shown: Option<usize>, all: u32, filtered: bool) -> String {
    let figure = |n: f64| number::number(i18n.lang, n, 0);
    match shown {
        None => t!(i18n, "frame-loading").into_owned(),
        Some(n) if filtered => {
            t!(i18n, "explore-data-rows-of", n = figure(n as f64), total = figure(f64::from(all)))
                .into_owned()
        }
        Some(n) => t!(i18n, "explore-data-rows", n = n).into_owned(),
    }
}

#[derive(Properties, PartialEq)]
struct JumpProps {
    onjump: Callback<f64>,
}

#[component]
fn Jump(props: &JumpProps) -> Html {
    let i18n = use_i18n();
    let text = use_state_eq(AttrValue::default);
    let bad = use_state_eq(|| false);
    let go = {
        let (onjump, bad) = (props.onjump.clone(), bad.setter());
        Callback::from(move |typed: String| {
            let moment = jump::parse(&typed);
            bad.set(moment.is_none() && !typed.trim().is_empty());
            if let Some(t) = moment {
                onjump.emit(t);
            }
        })
    };
    let oninput = {
        let text = text.setter();
        Callback::from(move |typed: String| text.set(typed.into()))
    };
    // Enter goes there each time, also to where it was gone before.
    let onsubmit = {
        let (go, text) = (go.clone(), (*text).clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            go.emit(text.to_string());
        })
    };
    html! {
        <form {onsubmit}>
            <TextField
                label={t!(i18n, "explore-data-jump")} value={(*text).clone()} {oninput} onchange={go}
                placeholder={AttrValue::from(t!(i18n, "explore-data-jump-hint"))} testid="jump-to"
                error={bad.then(|| AttrValue::from(t!(i18n, "explore-data-jump-bad")))}
            />
        </form>
    }
}

/// Copies the selected cells as text for a spreadsheet.
fn copy(cx: &AppCx, source: &SourceRef, channels: &Channels, units: &Rc<Units>, selected: Option<Selection>) {
    let warn = |message| cx.toast(Toast::new(Tone::Warn, message));
    let Some(selection) = selected else { return warn(message!("explore-data-copy-none")) };
    if selection.cells() > MOST_CELLS {
        return warn(message!("explore-data-copy-much", most = MOST_CELLS));
    }
    let (cx, source, channels, units) = (cx.clone(), source.clone(), channels.clone(), Rc::clone(units));
    task::spawn(async move {
        let i18n = I18n::new(units.lang);
        let shown = &channels.0[selection.columns()];
        let mut lines = vec![format!("{} (s)", t!(i18n, "explore-data-time"))];
        for channel in shown {
            lines[0].push('\t');
            lines[0].push_str(&tsv::heading(&units, &words::name(i18n, channel), channel.quantity));
        }
        let read = source.0.read(selection.rows(), selection.columns(), |t, cells| {
            let mut line = tsv::time(units.lang, t);
            for (channel, cell) in shown.iter().zip(cells) {
                line.push('\t');
                line.push_str(&match channel.quantity {
                    Quantity::Code => {
                        cell.value.map_or(String::new(), |_| words::value(&units, channel, cell.value))
                    }
                    quantity => tsv::value(&units, cell.value, quantity),
                });
            }
            lines.push(line);
        });
        let outcome = match read.await {
            Ok(()) => clipboard::copy(&lines.join("\n")).await.map_err(AppError::from),
            Err(error) => Err(error),
        };
        match outcome {
            Ok(()) => cx.done(message!("explore-data-copied", n = lines.len() - 1)),
            Err(error) => cx.report(&error),
        }
    });
}
