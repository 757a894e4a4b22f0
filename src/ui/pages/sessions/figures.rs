//! The figures of a session: tiles at a glance, and the aggregates of the specification with their names.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::load::Session;
use crate::app::csv::summary_json;
use crate::app::select::{use_cx, use_i18n, use_units};
use crate::app::services::files;
use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::stats::ColumnStats;
use crate::engine::summary::SessionSummary;
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::protocol::StatisticsAnswer;
use crate::t;
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::Icon;
use crate::ui::components::layout::{facts, figure, pad, panel};
use crate::ui::hooks::Loaded;

#[derive(Properties, PartialEq)]
pub struct FiguresProps {
    pub session: Session,
    pub statistics: Loaded<StatisticsAnswer>,
}

/// Tiles shown.
const TILES: usize = 6;

/// What a tile shows of a channel.
#[derive(Clone, Copy)]
enum Show {
    /// Lowest and highest, with the mean below.
    Range,
    /// The median, with the quartiles below.
    Median,
    /// The highest, with the mean below.
    Peak,
    /// The mean, with the lowest below.
    Mean,
}

/// The channels that tell most about a session, the best first.
const TOLD: [(ChannelId, Show); 12] = [
    (ChannelId::MapGauge, Show::Peak),
    (ChannelId::TrimCl, Show::Median),
    (ChannelId::Duty1, Show::Peak),
    (ChannelId::Coolant, Show::Range),
    (ChannelId::Battery, Show::Mean),
    (ChannelId::IgnAdvance, Show::Range),
    (ChannelId::FuelPressure, Show::Range),
    (ChannelId::MapAbs, Show::Peak),
    (ChannelId::TrimShort, Show::Median),
    (ChannelId::IntakeAir, Show::Range),
    (ChannelId::Tps, Show::Peak),
    (ChannelId::Speed, Show::Peak),
];

/// The figures at a glance.
#[component]
pub fn Tiles(props: &FiguresProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let record = &props.session.record;
    let columns = props.statistics.value().map(|s| s.columns.as_slice()).unwrap_or_default();
    let of = |id: ChannelId| columns.iter().find(|c| c.key == ChannelKey::Known(id) && c.count > 0);
    let mut tiles: Vec<Html> = record.summary.as_ref().map(|s| aggregates(&units, s)).unwrap_or_default();
    let more = TOLD.iter().filter_map(|(id, show)| of(*id).and_then(|stats| tile(&units, *id, *show, stats)));
    tiles.extend(more.take(TILES.saturating_sub(tiles.len())));
    tiles.extend(general(i18n, props).into_iter().take(TILES.saturating_sub(tiles.len())));
    html! { <div class="kpis">{ for tiles }</div> }
}

/// Engine speed and λ.
fn aggregates(units: &Units, summary: &SessionSummary) -> Vec<Html> {
    let i18n = I18n::new(units.lang);
    let mut tiles = Vec::new();
    if let (Some(min), Some(max), Some(mean)) = (summary.min_rpm, summary.max_rpm, summary.avg_rpm) {
        let unit = units.symbol(Quantity::RotationalSpeed);
        let mean = units.show(mean, Quantity::RotationalSpeed).text;
        tiles.push(figure(
            t!(i18n, "sessions-figure-rpm"),
            span(units, min, max, Quantity::RotationalSpeed),
            html! { t!(i18n, "sessions-figure-rpm-remark", unit = unit, mean = mean) },
        ));
    }
    if let (Some(mean), Some(id)) = (summary.avg_lambda, summary.lambda_channel) {
        let sd = summary.lambda_stddev.map_or_else(
            || number::MISSING.to_owned(),
            |sd| units.show_spread(sd, Quantity::Lambda).to_string(),
        );
        tiles.push(figure(
            t!(i18n, "sessions-figure-lambda", channel = i18n.channel(&id.into())),
            html! { units.show(mean, Quantity::Lambda).to_string() },
            html! { t!(i18n, "sessions-figure-lambda-remark", sd = sd) },
        ));
    }
    tiles
}

fn span(units: &Units, from: f64, to: f64, quantity: Quantity) -> Html {
    let (from, to) = (units.show(from, quantity).text, units.show(to, quantity).text);
    html! { t!(I18n::new(units.lang), "sessions-figure-range", from = from, to = to) }
}

fn tile(units: &Units, id: ChannelId, show: Show, stats: &ColumnStats) -> Option<Html> {
    let i18n = I18n::new(units.lang);
    let quantity = id.spec().quantity;
    let (mean, min, max) = (stats.mean?, stats.min?, stats.max?);
    let text = |value| units.show(value, quantity).to_string();
    let (value, remark) = match show {
        Show::Range => {
            let unit = units.symbol(quantity);
            let remark =
                t!(i18n, "sessions-figure-rpm-remark", unit = unit, mean = units.show(mean, quantity).text);
            (span(units, min, max, quantity), remark)
        }
        Show::Median => {
            let (q1, q3) = (units.show(stats.q1?, quantity).text, text(stats.q3?));
            (html! { text(stats.median?) }, t!(i18n, "sessions-figure-quartiles", q1 = q1, q3 = q3))
        }
        Show::Peak => (html! { text(max) }, t!(i18n, "sessions-figure-peak", mean = text(mean))),
        Show::Mean => (html! { text(mean) }, t!(i18n, "sessions-figure-dip", min = text(min))),
    };
    Some(figure(i18n.channel(&id.into()), value, html! { remark }))
}

/// What every log has.
fn general(i18n: I18n, props: &FiguresProps) -> Vec<Html> {
    let lang = i18n.lang;
    let record = &props.session.record;
    let Some(summary) = &record.summary else { return Vec::new() };
    let rate = number::flexible(lang, summary.sample_rate_hz, 0, 2);
    vec![
        figure(
            t!(i18n, "sessions-figure-duration"),
            html! { number::duration(lang, summary.duration_s) },
            html! { t!(i18n, "sessions-figure-duration-remark", gaps = summary.gaps) },
        ),
        figure(
            t!(i18n, "sessions-figure-rate"),
            html! { format!("{rate}\u{a0}Hz") },
            html! { t!(i18n, "sessions-figure-rate-remark", n = summary.time_bases) },
        ),
        figure(
            t!(i18n, "sessions-figure-points"),
            html! { number::number(lang, f64::from(summary.point_count), 0) },
            html! { t!(i18n, "sessions-figure-points-remark", cells = number::number(lang, f64::from(summary.missing_cells), 0)) },
        ),
        figure(
            t!(i18n, "sessions-figure-channels"),
            html! { number::number(lang, f64::from(summary.channels), 0) },
            html! { t!(i18n, "sessions-figure-channels-remark", known = summary.known_channels) },
        ),
    ]
}

/// The aggregates under the names of the specification, as they stand in exports.
#[component]
pub fn Aggregates(props: &FiguresProps) -> Html {
    let (cx, i18n) = (use_cx(), use_i18n());
    let record = &props.session.record;
    let Some(summary) = &record.summary else { return Html::default() };
    let json = summary_json(summary);
    let copy = {
        let (cx, json) = (cx.clone(), json.clone());
        Callback::from(move |_: MouseEvent| files::copy_text(&cx, json.clone()))
    };
    let save = {
        let (cx, name) = (cx.clone(), format!("{}.json", files::stem(&record.name)));
        Callback::from(move |_: MouseEvent| files::save_text(&cx, &name, &json, files::JSON))
    };
    let aside = html! {
        <>
            <Button label={t!(i18n, "sessions-json-copy")} icon={Icon::Copy} tone={ButtonTone::Quiet} onclick={copy} />
            <Button label={t!(i18n, "sessions-json-save")} icon={Icon::Download} tone={ButtonTone::Quiet} onclick={save} />
        </>
    };
    let lang = i18n.lang;
    let line = |name: &'static str, value: Option<f64>, digits: u8| {
        let shown = html! {
            <span data-testid="aggregate" data-name={name} data-value={value.map(|v| v.to_string())}>
                { number::optional(lang, value, digits) }
            </span>
        };
        (AttrValue::from(name), shown)
    };
    let body = html! {
        <>
            <div class="aggregates">
                { facts([
                    line("point_count", Some(f64::from(summary.point_count)), 0),
                    line("avg_rpm", summary.avg_rpm, 1),
                    line("min_rpm", summary.min_rpm, 0),
                    line("max_rpm", summary.max_rpm, 0),
                    line("avg_lambda", summary.avg_lambda, 3),
                    line("lambda_stddev", summary.lambda_stddev, 4),
                ]) }
            </div>
            <details class="how">
                <summary>{ t!(i18n, "sessions-how") }</summary>
                { how(i18n, summary, &props.statistics) }
            </details>
        </>
    };
    panel(t!(i18n, "sessions-figures"), aside, pad(body))
}

/// How the aggregates were computed: of which samples, and what was left out.
fn how(i18n: I18n, summary: &SessionSummary, statistics: &Loaded<StatisticsAnswer>) -> Html {
    let lang = i18n.lang;
    let count = |n: u32| number::number(lang, f64::from(n), 0);
    let columns = statistics.value().map(|s| s.columns.as_slice()).unwrap_or_default();
    let of = |id: ChannelId| columns.iter().find(|c| c.key == ChannelKey::Known(id));
    let left_out = |stats: &ColumnStats| {
        t!(i18n, "sessions-how-figures-left", missing = count(stats.missing), flagged = count(stats.flagged))
    };
    let rpm = of(ChannelId::Rpm).filter(|c| c.count > 0);
    let lambda = summary.lambda_channel.and_then(of);
    let name = |stats: &ColumnStats| i18n.channel(&stats.key);
    html! {
        <div class="how-text">
            <p>{ t!(i18n, "sessions-how-figures-text", missing = count(summary.missing_cells)) }</p>
            <p>
                if let Some(stats) = rpm {
                    { t!(i18n, "sessions-how-figures-rpm", n = count(stats.count), channel = name(stats)) }{ " " }{ left_out(stats) }
                } else {
                    { "avg_rpm: " }{ t!(i18n, "sessions-how-figures-none") }
                }
            </p>
            <p>
                if let Some(stats) = lambda {
                    { t!(i18n, "sessions-how-figures-lambda", n = count(stats.count), channel = name(stats)) }{ " " }{ left_out(stats) }
                } else {
                    { "avg_lambda: " }{ t!(i18n, "sessions-how-figures-none") }
                }
            </p>
        </div>
    }
}
