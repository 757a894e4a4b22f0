//! The name of a channel in its strip, with what it shows at the cursor; it opens what can be done with the channel.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::chart::{Chart, PlanTrace};
use super::value::ValueCell;
use crate::app::explore::model::{Channel, Layout, Place};
use crate::app::explore::state::{Action, Explore};
use crate::app::explore::words;
use crate::app::select::{use_i18n, use_select};
use crate::app::store::Store;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::feedback::Popover;
use crate::ui::components::form::{Button, ButtonTone, Choice, NumberField, Select};
use crate::ui::components::icons::Icon;

#[derive(Properties, PartialEq)]
pub struct ChipProps {
    pub chart: Chart,
    pub store: Store<Explore>,
    pub channel: Channel,
    pub trace: PlanTrace,
    /// Position of its strip, and how many there are.
    pub strip: usize,
    pub strips: usize,
}

/// See the module.
#[component]
pub fn Chip(props: &ChipProps) -> Html {
    let i18n = use_i18n();
    let open = use_state_eq(|| false);
    let name = words::name(i18n, &props.channel);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |now| open.set(now))
    };
    let style = format!("color:var(--t{})", props.trace.colour + 1);
    let dashed = props.trace.dashed.then_some("dashed");
    let trigger = html! {
        <>
            <i class={yew::classes!("swatch", dashed)} style={format!("background:var(--t{})", props.trace.colour + 1)} aria-hidden="true" />
            <span class="name" {style}>{ name.clone() }</span>
        </>
    };
    html! {
        <span class="chip" data-channel={props.channel.key.to_string()}>
            <Popover {trigger} label={t!(i18n, "explore-chip", channel = name)} class="chip-button" open={*open} ontoggle={ontoggle.clone()}>
                <ChipMenu
                    store={props.store.clone()} chart={props.chart.clone()} channel={props.channel.clone()}
                    trace={props.trace.clone()} strip={props.strip} strips={props.strips} close={ontoggle.reform(|()| false)}
                />
            </Popover>
            <ValueCell chart={props.chart.clone()} channel={props.channel.clone()} />
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct ChipMenuProps {
    chart: Chart,
    store: Store<Explore>,
    channel: Channel,
    trace: PlanTrace,
    strip: usize,
    strips: usize,
    close: Callback<()>,
}

const ABOVE: &str = "above";
const BELOW: &str = "below";

/// What is chosen of [`places`].
fn place(to: &str, strip: usize) -> Place {
    match to {
        ABOVE => Place::Own(strip),
        BELOW => Place::Own(strip + 1),
        number => Place::Strip(number.parse().unwrap_or(strip)),
    }
}

/// Where a channel can go: any strip, and one of its own unless it has one.
fn places(i18n: I18n, strips: usize, alone: bool) -> Vec<Choice> {
    let mut places: Vec<Choice> =
        (0..strips).map(|i| Choice::new(i.to_string(), t!(i18n, "explore-strip", n = i + 1))).collect();
    if !alone {
        places.push(Choice::new(ABOVE, t!(i18n, "explore-strip-above")));
        places.push(Choice::new(BELOW, t!(i18n, "explore-strip-below")));
    }
    places
}

#[component]
fn ChipMenu(props: &ChipMenuProps) -> Html {
    let i18n = use_i18n();
    let key = props.channel.key.clone();
    let lock = {
        let key = key.clone();
        use_select(&props.store, move |s: &Explore| s.layout.trace(&key).and_then(|t| t.lock))
    };
    let alone = {
        let strip = props.strip;
        use_select(&props.store, move |s: &Explore| {
            s.layout.strips.get(strip).is_none_or(|s| s.traces.len() < 2)
        })
    };
    let change = {
        let store = props.store.clone();
        move |change: &dyn Fn(&Layout) -> Layout| {
            let layout = change(&store.get().layout);
            store.dispatch(Action::Layout(layout));
        }
    };
    let onplace = {
        let (key, strip, change, close) = (key.clone(), props.strip, change.clone(), props.close.clone());
        Callback::from(move |to: String| {
            change(&|layout| layout.place(&key, place(&to, strip)));
            close.emit(());
        })
    };
    let places = places(i18n, props.strips, *alone);
    let hide = {
        let change = change.clone();
        Callback::from(move |_: MouseEvent| change(&|layout| layout.hide(&key)))
    };
    let move_strip = |to: Option<usize>| {
        let (strip, change) = (props.strip, change.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                change(&|layout| layout.move_strip(strip, to));
            }
        })
    };
    let edge = |blocked: bool| blocked.then(|| AttrValue::from(t!(i18n, "explore-strip-at-edge")));
    let (first, last) = (props.strip == 0, props.strip + 1 >= props.strips);
    html! {
        <div class="chip-menu">
            <Select
                label={t!(i18n, "explore-move-to")} choices={places} value={props.strip.to_string()} onchange={onplace}
            />
            if !props.channel.is_state() { { scale_fields(props, *lock, &change, i18n) } }
            <div class="row">
                <Button
                    label={t!(i18n, "explore-strip-up")} icon={Icon::ChevronUp} tone={ButtonTone::Quiet}
                    onclick={move_strip(props.strip.checked_sub(1))} disabled={edge(first)}
                />
                <Button
                    label={t!(i18n, "explore-strip-down")} icon={Icon::ChevronDown} tone={ButtonTone::Quiet}
                    onclick={move_strip((!last).then_some(props.strip + 1))} disabled={edge(last)}
                />
            </div>
            <Button label={t!(i18n, "explore-hide")} icon={Icon::EyeOff} onclick={hide} />
        </div>
    }
}

/// The ends of the scale: changing one fixes both.
fn scale_fields(
    props: &ChipMenuProps,
    lock: Option<(f64, f64)>,
    change: &(impl Fn(&dyn Fn(&Layout) -> Layout) + Clone + 'static),
    i18n: crate::i18n::I18n,
) -> Html {
    let scale = props.trace.scale;
    let (low, high) = lock.unwrap_or((scale.low, scale.high));
    let fix = |is_low: bool| {
        let (key, change) = (props.channel.key.clone(), change.clone());
        Callback::from(move |value: Option<f64>| {
            let Some(value) = value else { return };
            let range = if is_low { (value, high) } else { (low, value) };
            change(&|layout| layout.lock(&key, Some(range)));
        })
    };
    let free = {
        let (key, change) = (props.channel.key.clone(), change.clone());
        Callback::from(move |_: MouseEvent| change(&|layout| layout.lock(&key, None)))
    };
    let hold = {
        let (key, change) = (props.channel.key.clone(), change.clone());
        Callback::from(move |_: MouseEvent| change(&|layout| layout.lock(&key, Some((low, high)))))
    };
    let quantity = props.channel.quantity;
    html! {
        <>
            <div class="scale-fields">
                <NumberField
                    label={t!(i18n, "explore-scale-low")} value={Some(low)} {quantity} max={high} onchange={fix(true)}
                />
                <NumberField
                    label={t!(i18n, "explore-scale-high")} value={Some(high)} {quantity} min={low} onchange={fix(false)}
                />
            </div>
            if lock.is_some() {
                <Button label={t!(i18n, "explore-scale-free")} onclick={free} />
            } else {
                <Button label={t!(i18n, "explore-scale-lock")} onclick={hold} />
            }
        </>
    }
}
