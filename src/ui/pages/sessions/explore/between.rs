//! The two cursors: what changed from A to B, and the figures between them.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::chart::{Chart, Step};
use super::value::CursorTime;
use crate::app::cx::AppCx;
use crate::app::data_grid::tsv;
use crate::app::error::{AppError, Explain};
use crate::app::explore::model::{Channel, Channels};
use crate::app::explore::state::{Action, Explore};
use crate::app::explore::words;
use crate::app::select::{use_cx, use_i18n, use_select, use_units};
use crate::app::services::view;
use crate::app::store::Store;
use crate::engine::channels::ChannelKey;
use crate::engine::view::SpanStats;
use crate::i18n::number::{self, MISSING};
use crate::i18n::units::Units;
use crate::i18n::{I18n, Message};
use crate::protocol::{Span, SpanAnswer};
use crate::t;
use crate::ui::components::feedback::{error_panel, kbd};
use crate::ui::components::form::{Button, ButtonTone, IconButton};
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{Loaded, use_loaded};
use crate::web::{clipboard, task};

#[derive(Properties, PartialEq)]
pub struct BetweenProps {
    pub chart: Chart,
    pub channels: Channels,
    pub store: Store<Explore>,
    pub session: AttrValue,
    /// Only rows at which this is true.
    pub filter: Option<AttrValue>,
}

/// Figures between the cursors, as long as both are set.
#[yew::hook]
fn use_between(
    session: &AttrValue,
    store: &Store<Explore>,
    filter: Option<&AttrValue>,
) -> (Option<(f64, f64)>, Loaded<Option<SpanAnswer>>) {
    let cx = use_cx();
    let between = use_select(store, Explore::between);
    let keys = use_select(store, |s: &Explore| s.layout.keys().cloned().collect::<Vec<ChannelKey>>());
    // Two numbers are compared by their bits: a dependency has to be equal to itself.
    let bits = between.map(|(a, b)| (a.to_bits(), b.to_bits()));
    let deps = (session.clone(), bits, Rc::clone(&keys), filter.cloned());
    let loaded = use_loaded(deps, move |(session, bits, keys, filter)| {
        let (session, keys, bits) = (session.to_string(), keys.to_vec(), *bits);
        let filter = filter.as_ref().map(ToString::to_string);
        async move {
            let Some((a, b)) = bits.map(|(a, b)| (f64::from_bits(a), f64::from_bits(b))) else {
                return Ok(None);
            };
            if keys.is_empty() {
                return Ok(None);
            }
            let question = Span { session, columns: keys, t0: a.min(b), t1: a.max(b), filter };
            Ok(Some(view::ask(&cx, question).await?.value))
        }
    });
    (*between, loaded)
}

/// The line below the strips: the cursors, how far they are apart, and what the first channels did between them.
#[component]
pub fn ReadoutBar(props: &BetweenProps) -> Html {
    let i18n = use_i18n();
    let units = use_units();
    let (between, loaded) = use_between(&props.session, &props.store, props.filter.as_ref());
    let marks = use_select(&props.store, |s: &Explore| (s.a, s.b));
    let step = |step: Step| {
        let chart = props.chart.clone();
        Callback::from(move |_: MouseEvent| chart.step(step))
    };
    let moment = |t: Option<f64>| t.map_or(MISSING.to_owned(), |t| words::moment(&units, t));
    let clear = {
        let store = props.store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::ClearMarks))
    };
    let answer = loaded.value().and_then(|v| v.as_ref().as_ref()).filter(|_| between.is_some());
    html! {
        <div class="readout" role="group" aria-label={t!(i18n, "explore-readout")}>
            <span>{ t!(i18n, "explore-cursor") }{ " " }<CursorTime chart={props.chart.clone()} /></span>
            <span>{ "A " }<b data-testid="mark-a" data-t={marks.0.map(|t| t.to_string())}>{ moment(marks.0) }</b></span>
            <span>{ "B " }<b data-testid="mark-b" data-t={marks.1.map(|t| t.to_string())}>{ moment(marks.1) }</b></span>
            if let Some((a, b)) = between {
                <span>{ "Δt " }<b data-testid="mark-dt" data-value={(b - a).to_string()}>{ words::seconds(&units, b - a) }</b></span>
            }
            if let Some(answer) = answer {
                for stats in first_lines(answer, &props.channels) { { short(i18n, &units, stats, between) } }
            }
            <span class="grow" />
            <button type="button" class="btn small quiet" onclick={step(Step::SetA)}>{ kbd("A") }{ t!(i18n, "explore-set-a") }</button>
            <button type="button" class="btn small quiet" onclick={step(Step::SetB)}>{ kbd("B") }{ t!(i18n, "explore-set-b") }</button>
            if marks.0.is_some() || marks.1.is_some() {
                <IconButton label={t!(i18n, "explore-clear-marks")} icon={Icon::Close} onclick={clear} />
            }
        </div>
    }
}

/// The first two channels that are lines.
fn first_lines<'a>(answer: &'a SpanAnswer, channels: &'a Channels) -> Vec<(&'a Channel, &'a SpanStats)> {
    rows(answer, channels).filter(|(channel, _)| !channel.is_state()).take(2).collect()
}

fn rows<'a>(
    answer: &'a SpanAnswer,
    channels: &'a Channels,
) -> impl Iterator<Item = (&'a Channel, &'a SpanStats)> + 'a {
    answer.columns.iter().zip(&answer.stats).filter_map(|(key, stats)| Some((channels.get(key)?, stats)))
}

/// From A to B where B comes before A: everything that has a direction turns around.
fn direction(between: Option<(f64, f64)>) -> f64 {
    if between.is_some_and(|(a, b)| b < a) { -1.0 } else { 1.0 }
}

fn short(
    i18n: I18n,
    units: &Units,
    (channel, stats): (&Channel, &SpanStats),
    between: Option<(f64, f64)>,
) -> Html {
    let sign = direction(between);
    let name = words::name(i18n, channel);
    let unit = words::unit(units, channel);
    let delta = words::with_unit(words::delta(units, channel, stats.delta.map(|d| d * sign)), unit);
    html! {
        <span class="of-channel" key={channel.key.to_string()}>
            { format!("Δ{name} ") }<b>{ delta }</b>
            { " " }{ t!(i18n, "explore-mean") }{ " " }<b>{ words::value(units, channel, stats.mean) }</b>
            { format!(" ± {}", words::spread(units, channel, stats.sd)) }
        </span>
    }
}

/// The table of all channels that are shown.
#[component]
pub fn BetweenPanel(props: &BetweenProps) -> Html {
    let cx = use_cx();
    let i18n = use_i18n();
    let units = use_units();
    let (between, loaded) = use_between(&props.session, &props.store, props.filter.as_ref());
    let body = match (&loaded, between) {
        (_, None) => html! { <p class="hint">{ t!(i18n, "explore-between-none") }</p> },
        (Loaded::Failed(error), _) => error_panel(i18n, &error.user_message(), Html::default()),
        (loaded, Some(_)) => match loaded.value().and_then(|v| v.as_ref().as_ref()) {
            Some(answer) => table(i18n, &units, answer, &props.channels, between),
            None => html! { <p class="hint" role="status">{ t!(i18n, "frame-loading") }</p> },
        },
    };
    let answer = loaded.value().filter(|_| between.is_some()).cloned();
    let copy = {
        let (channels, units) = (props.channels.clone(), Rc::clone(&units));
        Callback::from(move |_: MouseEvent| {
            if let Some(answer) = answer.as_ref().and_then(|v| v.as_ref().as_ref()) {
                copy_text(&cx, as_tsv(i18n, &units, answer, &channels, between));
            }
        })
    };
    let look = {
        let chart = props.chart.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some((a, b)) = between {
                let room = (b - a).abs() * 0.1;
                chart.look(crate::charts::strips::Span::new(a.min(b) - room, a.max(b) + room));
            }
        })
    };
    html! {
        <section class="panel between" aria-label={t!(i18n, "explore-between")}>
            <header class="panel-head">
                <h2>{ t!(i18n, "explore-between") }</h2>
                if between.is_some() {
                    <div class="aside">
                        <Button label={t!(i18n, "explore-zoom-between")} icon={Icon::ZoomIn} tone={ButtonTone::Quiet} onclick={look} />
                        <Button label={t!(i18n, "explore-copy")} icon={Icon::Copy} tone={ButtonTone::Quiet} onclick={copy} />
                    </div>
                }
            </header>
            { body }
        </section>
    }
}

const HEADS: [&str; 9] = [
    "explore-col-at-a",
    "explore-col-at-b",
    "explore-col-delta",
    "explore-col-slope",
    "explore-col-mean",
    "explore-col-sd",
    "explore-col-n",
    "explore-col-min",
    "explore-col-max",
];

fn table(
    i18n: I18n,
    units: &Units,
    answer: &SpanAnswer,
    channels: &Channels,
    between: Option<(f64, f64)>,
) -> Html {
    html! {
        <div class="table-wrap" tabindex="0" role="group" aria-label={t!(i18n, "explore-between")}>
            <table class="table" data-testid="span-table">
                <thead>
                    <tr>
                        <th scope="col">{ t!(i18n, "explore-col-channel") }</th>
                        for head in HEADS { <th scope="col" class="num" key={head}>{ i18n.t(head) }</th> }
                    </tr>
                </thead>
                <tbody>
                    for (channel, stats) in rows(answer, channels) { { table_row(i18n, units, channel, stats, between) } }
                </tbody>
            </table>
        </div>
    }
}

fn table_row(
    i18n: I18n,
    units: &Units,
    channel: &Channel,
    stats: &SpanStats,
    between: Option<(f64, f64)>,
) -> Html {
    let sign = direction(between);
    let (at_a, at_b) = if sign < 0.0 { (stats.at_t1, stats.at_t0) } else { (stats.at_t0, stats.at_t1) };
    let unit = words::unit(units, channel);
    let figure = |text: String, base: Option<f64>, unit: &str| {
        html! { <td class="num" data-value={base.map(|b| b.to_string())}>{ words::with_unit(text, unit) }</td> }
    };
    let plain = |base: Option<f64>| figure(words::value(units, channel, base), base, unit);
    let delta = stats.delta.map(|d| d * sign);
    // Both the change and the time turn around, so the slope stays.
    let slope = stats.slope_per_s;
    html! {
        <tr key={channel.key.to_string()} data-channel={channel.key.to_string()}>
            <th scope="row">{ words::name(i18n, channel) }</th>
            { plain(at_a) }
            { plain(at_b) }
            { figure(words::delta(units, channel, delta), delta, unit) }
            { figure(words::slope(units, channel, slope), slope, &words::unit_per_second(units, channel)) }
            { plain(stats.mean) }
            { figure(words::spread(units, channel, stats.sd), stats.sd, unit) }
            { figure(number::number(units.lang, f64::from(stats.n), 0), Some(f64::from(stats.n)), "") }
            { plain(stats.min) }
            { plain(stats.max) }
        </tr>
    }
}

/// The table as text for a spreadsheet.
fn as_tsv(
    i18n: I18n,
    units: &Units,
    answer: &SpanAnswer,
    channels: &Channels,
    between: Option<(f64, f64)>,
) -> String {
    let sign = direction(between);
    let mut lines = vec![];
    if let Some((a, b)) = between {
        let times = [a, b, b - a].map(|t| tsv::time(units.lang, t));
        lines.push(format!("A (s)\tB (s)\tΔt (s)\n{}", times.join("\t")));
    }
    let mut head = vec![tsv::clean(&i18n.t("explore-col-channel")), tsv::clean(&i18n.t("explore-col-unit"))];
    head.extend(HEADS.iter().map(|key| tsv::clean(&i18n.t(key))));
    lines.push(head.join("\t"));
    for (channel, stats) in rows(answer, channels) {
        let quantity = channel.quantity;
        let (factor, _) = units.scale_offset(quantity);
        let value = |base: Option<f64>| tsv::value(units, base, quantity);
        // A difference and a spread are scaled but not shifted.
        let scaled = |base: Option<f64>| tsv::plain(units.lang, base.map(|b| b * factor), 6);
        let (at_a, at_b) = if sign < 0.0 { (stats.at_t1, stats.at_t0) } else { (stats.at_t0, stats.at_t1) };
        lines.push(
            [
                tsv::clean(&words::name(i18n, channel)),
                words::unit(units, channel).to_owned(),
                value(at_a),
                value(at_b),
                scaled(stats.delta.map(|d| d * sign)),
                scaled(stats.slope_per_s),
                scaled_mean(units, stats.mean, quantity),
                scaled(stats.sd),
                stats.n.to_string(),
                value(stats.min),
                value(stats.max),
            ]
            .join("\t"),
        );
    }
    lines.join("\n")
}

/// A mean is computed, not logged: six decimals are enough.
fn scaled_mean(units: &Units, mean: Option<f64>, quantity: crate::engine::units::Quantity) -> String {
    tsv::plain(units.lang, mean.map(|m| units.convert(m, quantity)), 6)
}

/// Puts text on the clipboard and says so.
pub fn copy_text(cx: &AppCx, text: String) {
    let cx = cx.clone();
    task::spawn(async move {
        match clipboard::copy(&text).await {
            Ok(()) => cx.done(Message::new("explore-copied")),
            Err(error) => cx.report(&AppError::from(error)),
        }
    });
}
