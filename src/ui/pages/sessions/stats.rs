//! Basic statistics of every channel: sortable, in the user's units, as CSV on request.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, classes, component, html};

use super::load::Session;
use crate::app::csv::stats_csv;
use crate::app::navigation;
use crate::app::select::{use_cx, use_i18n, use_location, use_units};
use crate::app::services::files;
use crate::app::stats_order::{StatsKey, StatsOrder, sorted};
use crate::engine::channels::ChannelKey;
use crate::engine::stats::ColumnStats;
use crate::engine::units::Quantity;
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::protocol::StatisticsAnswer;
use crate::t;
use crate::ui::components::form::{Button, ButtonTone};
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::panel;
use crate::ui::hooks::Loaded;

#[derive(Properties, PartialEq)]
pub struct StatsProps {
    pub session: Session,
    pub statistics: Loaded<StatisticsAnswer>,
}

/// What a column of the session measures; what the user cannot choose a unit for stands as it was logged.
fn quantity(session: &Session, key: &ChannelKey) -> Quantity {
    let column = session.detail.columns.iter().find(|c| c.key == *key);
    column.map_or(Quantity::AsLogged, |c| c.unit.quantity())
}

/// See the module.
#[component]
pub fn StatsTable(props: &StatsProps) -> Html {
    let (cx, i18n, units) = (use_cx(), use_i18n(), use_units());
    let location = use_location();
    let Some(statistics) = props.statistics.value() else { return Html::default() };
    let order = StatsOrder::read(&location.query);
    let name = |key: &ChannelKey| i18n.channel(key).to_lowercase();
    let rows = sorted(&statistics.columns, order, name);
    let choose = {
        let cx = cx.clone();
        Callback::from(move |order: StatsOrder| {
            let now = cx.location.get();
            navigation::replace(&cx, (*now).clone().with_query(order.write(now.query.clone())));
        })
    };
    let download = {
        let (cx, session, statistics) = (cx.clone(), props.session.clone(), statistics.clone());
        Callback::from(move |_: MouseEvent| {
            let text = stats_csv(&cx.units(), &statistics.columns, |key| quantity(&session, key));
            files::save_text(
                &cx,
                &format!("{} statistics.csv", files::stem(&session.record.name)),
                &text,
                files::CSV,
            );
        })
    };
    let aside = html! {
        <Button
            label={t!(i18n, "sessions-stats-csv")} icon={Icon::Download} tone={ButtonTone::Quiet} onclick={download}
            testid="stats-csv"
        />
    };
    let body = html! {
        <>
            <div class="table-wrap stats-wrap" tabindex="0" role="region" aria-label={t!(i18n, "sessions-stats-of")}>
                <table class="table stats" data-testid="stats-table" aria-label={t!(i18n, "sessions-stats-of")}>
                    <thead><tr>for key in StatsKey::ALL { { head(i18n, key, order, &choose) } }</tr></thead>
                    <tbody>
                        for row in rows { { line(&units, &props.session, row) } }
                    </tbody>
                </table>
            </div>
            <p class="stats-note muted">{ t!(i18n, "sessions-stats-note") }</p>
        </>
    };
    panel(t!(i18n, "sessions-stats"), aside, body)
}

fn label(i18n: I18n, key: StatsKey) -> AttrValue {
    match key {
        StatsKey::Channel => t!(i18n, "sessions-stats-channel"),
        StatsKey::Count => t!(i18n, "sessions-stats-count"),
        StatsKey::Missing => t!(i18n, "sessions-stats-missing"),
        StatsKey::Flagged => t!(i18n, "sessions-stats-flagged"),
        StatsKey::Mean => t!(i18n, "sessions-stats-mean"),
        StatsKey::Sd => t!(i18n, "sessions-stats-sd"),
        StatsKey::Min => t!(i18n, "sessions-stats-min"),
        StatsKey::Q1 => t!(i18n, "sessions-stats-q1"),
        StatsKey::Median => t!(i18n, "sessions-stats-median"),
        StatsKey::Q3 => t!(i18n, "sessions-stats-q3"),
        StatsKey::Max => t!(i18n, "sessions-stats-max"),
    }
    .into()
}

fn head(i18n: I18n, key: StatsKey, order: Option<StatsOrder>, choose: &Callback<StatsOrder>) -> Html {
    let stands = order.filter(|o| o.key == key);
    let sort = stands.map(|o| if o.falling { "descending" } else { "ascending" });
    let onclick = {
        let (next, choose) = (StatsOrder::clicked(order, key), choose.clone());
        Callback::from(move |_: MouseEvent| choose.emit(next))
    };
    html! {
        <th key={key.slug()} scope="col" aria-sort={sort} class={classes!((key != StatsKey::Channel).then_some("num"))} data-key={key.slug()}>
            <button type="button" {onclick}>
                { label(i18n, key) }
                if let Some(order) = stands {
                    <span class={classes!("sort-sign", order.falling.then_some("falling"))}>{ icon(Icon::ChevronDown) }</span>
                }
            </button>
        </th>
    }
}

fn line(units: &Units, session: &Session, row: &ColumnStats) -> Html {
    let i18n = I18n::new(units.lang);
    let quantity = quantity(session, &row.key);
    let count = |n: u32| number::number(units.lang, f64::from(n), 0);
    // Means and quartiles of a flag are shares of it: words would hide them.
    let place = |value: Option<f64>| match (value, quantity) {
        (None, _) => number::MISSING.to_owned(),
        (Some(v), Quantity::Flag) => number::flexible(units.lang, v, 0, 3),
        (Some(v), _) => units.show(v, quantity).text,
    };
    let spread = row.sd.map_or_else(|| number::MISSING.to_owned(), |sd| units.show_spread(sd, quantity).text);
    let plain = |value: Option<f64>| value.map(|v| v.to_string());
    let cell = |key: StatsKey, text: String, value: Option<String>| {
        html! { <td key={key.slug()} class="num" data-key={key.slug()} data-value={value}>{ text }</td> }
    };
    html! {
        <tr key={row.key.to_string()} data-channel={row.key.to_string()}>
            <th scope="row">{ i18n.channel(&row.key) }<span class="unit faint">{ units.symbol(quantity) }</span></th>
            { cell(StatsKey::Count, count(row.count), Some(row.count.to_string())) }
            { cell(StatsKey::Missing, count(row.missing), Some(row.missing.to_string())) }
            { cell(StatsKey::Flagged, count(row.flagged), Some(row.flagged.to_string())) }
            { cell(StatsKey::Mean, place(row.mean), plain(row.mean)) }
            { cell(StatsKey::Sd, spread, plain(row.sd)) }
            { cell(StatsKey::Min, place(row.min), plain(row.min)) }
            { cell(StatsKey::Q1, place(row.q1), plain(row.q1)) }
            { cell(StatsKey::Median, place(row.median), plain(row.median)) }
            { cell(StatsKey::Q3, place(row.q3), plain(row.q3)) }
            { cell(StatsKey::Max, place(row.max), plain(row.max)) }
        </tr>
    }
}
