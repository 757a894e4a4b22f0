//! Every channel of the session: what it shows at the cursor, and whether it is in a strip.

use std::rc::Rc;

use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, UseStateHandle, classes, component, html,
    use_effect_with, use_state_eq,
};

use super::chart::{Chart, Figures};
use super::value::ValueCell;
use crate::app::explore::colours;
use crate::app::explore::model::{Channel, Channels, Layout};
use crate::app::explore::state::{Action, Explore};
use crate::app::explore::words;
use crate::app::select::{use_i18n, use_select, use_units};
use crate::app::store::Store;
use crate::engine::channels::{ChannelKey, Group};
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::t;
use crate::ui::components::feedback::kbd;
use crate::ui::components::form::SearchField;
use crate::ui::pages::sessions::math::{Editing, MathBook, MathGroup};
use crate::web::dom;

#[derive(Properties, PartialEq)]
pub struct ChannelListProps {
    pub chart: Chart,
    pub channels: Channels,
    pub store: Store<Explore>,
    /// The search field.
    pub search: NodeRef,
    pub math: MathBook,
    /// Opens the editor of a math channel.
    pub onedit: Callback<Editing>,
}

/// See the module.
#[component]
pub fn ChannelList(props: &ChannelListProps) -> Html {
    let i18n = use_i18n();
    let units = use_units();
    let query = use_state_eq(String::new);
    let layout = use_select(&props.store, |s: &Explore| s.layout.clone());
    let figures = use_figures(&props.chart, &layout);
    let full = (!layout.has_room()).then(|| AttrValue::from(t!(i18n, "explore-channels-full")));

    let fitting = || props.channels.0.iter().filter(|c| fits(i18n, c, &query));
    let math_found = fitting().find(|c| c.key.is_math()).map(|c| c.key.clone());
    // Math channels stand in a group of their own, whether they are shown or not.
    let found: Vec<&Channel> = fitting().filter(|c| !c.key.is_math()).collect();
    let (shown, hidden): (Vec<&Channel>, Vec<&Channel>) =
        found.iter().partition(|c| layout.find(&c.key).is_some());
    let toggle = {
        let (store, channels) = (props.store.clone(), props.channels.clone());
        Callback::from(move |key: ChannelKey| {
            let layout = store.get().layout.toggle(&key, &channels);
            store.dispatch(Action::Layout(layout));
        })
    };
    let row = rows(props, &layout, figures, full, &toggle);
    let math_row = {
        let (row, channels) = (row.clone(), props.channels.clone());
        Callback::from(move |(key, menu): (ChannelKey, Html)| {
            channels.get(&key).map_or_else(Html::default, |channel| row(channel, menu))
        })
    };
    let first = hidden.first().or(shown.first()).map(|c| c.key.clone()).or(math_found.clone());
    let onkeydown = search_keys(&query, first, &toggle);
    let oninput = {
        let query = query.setter();
        Callback::from(move |text: String| query.set(text))
    };
    html! {
        <aside class="panel channels" aria-label={t!(i18n, "explore-channels")} data-testid="channel-list">
            <header class="panel-head">
                <h2>{ t!(i18n, "explore-channels") }</h2>
                <div class="aside">{ kbd("C") }</div>
            </header>
            <div class="find-channel">
                <SearchField
                    label={t!(i18n, "explore-find")} placeholder={AttrValue::from(t!(i18n, "explore-find"))} value={(*query).clone()}
                    {oninput} {onkeydown} node={props.search.clone()}
                />
            </div>
            <div class="scroll" tabindex="-1">
                { groups(i18n, &shown, &row) }
                if !hidden.is_empty() {
                    <h3 class="apart">{ t!(i18n, "explore-not-shown", n = hidden.len()) }</h3>
                    { groups(i18n, &hidden, &row) }
                }
                <MathGroup math={props.math.clone()} query={(*query).clone()} row={math_row} onedit={props.onedit.clone()} />
                if found.is_empty() && math_found.is_none() { <p class="none" role="status">{ t!(i18n, "explore-none-found") }</p> }
            </div>
            <Legend {units} />
        </aside>
    }
}

/// Makes the row of a channel, with what more stands in it. Where the strips are full, those not shown are blocked.
fn rows(
    props: &ChannelListProps,
    layout: &Layout,
    figures: Rc<Found>,
    full: Option<AttrValue>,
    toggle: &Callback<ChannelKey>,
) -> impl Fn(&Channel, Html) -> Html + Clone + use<> {
    let colours = colours::assign(layout);
    let (chart, toggle) = (props.chart.clone(), toggle.clone());
    move |channel: &Channel, more: Html| {
        let colour = colours.get(&channel.key).copied();
        let figures =
            colour.and_then(|_| figures.iter().find(|(key, _)| *key == channel.key).map(|(_, f)| *f));
        let blocked = full.clone().filter(|_| colour.is_none());
        html! {
            <Row
                key={channel.key.to_string()} chart={chart.clone()} channel={channel.clone()} {colour} {figures}
                {blocked} toggle={toggle.clone()} {more}
            />
        }
    }
}

/// Enter takes the first that was found, Escape leaves.
fn search_keys(
    query: &UseStateHandle<String>,
    first: Option<ChannelKey>,
    toggle: &Callback<ChannelKey>,
) -> Callback<KeyboardEvent> {
    let (toggle, query, typed) = (toggle.clone(), query.setter(), !query.is_empty());
    Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if typed => {
            if let Some(key) = &first {
                toggle.emit(key.clone());
                query.set(String::new());
            }
        }
        "Escape" => {
            query.set(String::new());
            if let Some(field) = yew::TargetCast::target_dyn_into::<HtmlElement>(&event) {
                dom::blur(&field);
            }
        }
        _ => {}
    })
}

#[derive(Properties, PartialEq)]
struct LegendProps {
    units: Rc<Units>,
}

/// What the second line of a channel that is shown means.
#[component]
fn Legend(props: &LegendProps) -> Html {
    let i18n = I18n::new(props.units.lang);
    html! { <p class="channels-foot">{ t!(i18n, "explore-figures-of-view") }</p> }
}

fn groups(i18n: I18n, channels: &[&Channel], row: &impl Fn(&Channel, Html) -> Html) -> Html {
    let of = |group: Option<Group>| channels.iter().filter(move |c| c.group == group).copied();
    let section = |group: Option<Group>| {
        if of(group).next().is_none() {
            return Html::default();
        }
        let title = match group {
            Some(group) => i18n.group(group),
            None => t!(i18n, "explore-group-other"),
        };
        html! {
            <section key={title.to_string()}>
                <h3>{ title.clone() }</h3>
                <ul aria-label={title}>for channel in of(group) { { row(channel, Html::default()) } }</ul>
            </section>
        }
    };
    html! {
        <>
            for group in Group::ALL { { section(Some(group)) } }
            { section(None) }
        </>
    }
}

fn fits(i18n: I18n, channel: &Channel, query: &str) -> bool {
    let query = query.trim().to_lowercase();
    if query.is_empty() {
        return true;
    }
    let name = i18n.channel(&channel.key).to_lowercase();
    let source = channel.source.to_lowercase();
    query.split_whitespace().all(|word| name.contains(word) || source.contains(word))
}

type Found = Vec<(ChannelKey, Figures)>;

/// Figures of what is in view, following what comes from the worker.
#[yew::hook]
fn use_figures(chart: &Chart, layout: &Layout) -> Rc<Found> {
    let state = yew::use_state(|| Rc::new(Found::new()));
    let setter = state.setter();
    use_effect_with((chart.clone(), layout.clone()), move |(chart, layout)| {
        let read = {
            let (chart, layout) = (chart.clone(), layout.clone());
            move || {
                layout.keys().filter_map(|key| Some((key.clone(), chart.figures(key)?))).collect::<Found>()
            }
        };
        setter.set(Rc::new(read()));
        let subscription = chart.told().figures.subscribe(move |()| setter.set(Rc::new(read())));
        move || drop(subscription)
    });
    (*state).clone()
}

#[derive(Properties, PartialEq)]
struct RowProps {
    chart: Chart,
    channel: Channel,
    /// Its colour, if it is shown.
    colour: Option<u8>,
    figures: Option<Figures>,
    /// Why it cannot be shown.
    blocked: Option<AttrValue>,
    toggle: Callback<ChannelKey>,
    /// What else can be done with it.
    more: Html,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let i18n = use_i18n();
    let units = use_units();
    let channel = &props.channel;
    let name = words::name(i18n, channel);
    let shown = props.colour.is_some();
    let onclick = {
        let (key, toggle, blocked) = (channel.key.clone(), props.toggle.clone(), props.blocked.is_some());
        Callback::from(move |_: MouseEvent| {
            if !blocked {
                toggle.emit(key.clone());
            }
        })
    };
    let swatch = props.colour.map(|c| format!("background:var(--t{})", c + 1));
    let number = |x: Option<f64>| x.map(|x| x.to_string());
    let figures = props.figures.unwrap_or_default();
    html! {
        <li
            class={classes!("channel", shown.then_some("shown"), channel.key.is_math().then_some("math"))} data-channel={channel.key.to_string()}
            data-min={number(figures.min)} data-max={number(figures.max)} data-mean={number(figures.mean)}
        >
            <button
                type="button" aria-pressed={if shown { "true" } else { "false" }} {onclick}
                aria-disabled={props.blocked.as_ref().map(|_| "true")}
                title={props.blocked.clone().unwrap_or_else(|| AttrValue::from(channel.source.clone()))}
            >
                <i class="swatch" style={swatch} aria-hidden="true" />
                <span class="name">{ name }</span>
            </button>
            <ValueCell chart={props.chart.clone()} channel={channel.clone()} />
            { props.more.clone() }
            if let Some(line) = range_line(i18n, &units, channel, props.figures) { <p class="range">{ line }</p> }
        </li>
    }
}

/// `880 to 6 240 · ⌀ 2 310`
fn range_line(i18n: I18n, units: &Units, channel: &Channel, figures: Option<Figures>) -> Option<String> {
    let figures = figures.filter(|_| !channel.is_state())?;
    let value = |x: Option<f64>| words::value(units, channel, x);
    let text = t!(
        i18n,
        "explore-range-line",
        min = value(figures.min),
        max = value(figures.max),
        mean = value(figures.mean)
    );
    figures.min.map(|_| text.into_owned())
}
