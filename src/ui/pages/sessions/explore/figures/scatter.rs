//! One channel against another: few pairs as points, many as a map of how many fell where.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, component, html, use_memo};

use super::asking::{Answered, use_answer};
use super::frame::{Drawing, Facts, Frame, theme};
use super::{FigureProps, channel_choices};
use crate::app::explore::figure_text;
use crate::app::explore::model::Channels;
use crate::app::explore::state::{Action, Explore};
use crate::app::explore::words;
use crate::app::select::{use_i18n, use_select, use_theme, use_units};
use crate::charts::figure::{DensityText, density};
use crate::charts::host::FigureRef;
use crate::engine::channels::ChannelKey;
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::protocol::DensityOf;
use crate::t;
use crate::ui::components::form::{IconButton, Select};
use crate::ui::components::icons::Icon;
use crate::ui::hooks::{Loaded, use_again};

/// Cells across and up.
const CELLS: (u32, u32) = (60, 40);
/// Up to so many pairs are drawn as points: what plotly.js draws without being felt.
const SINGLY: u32 = 500;
/// Most points beside the map.
const MOST_OUTSIDE: u32 = 200;

/// See the module.
#[component]
pub fn ScatterFigure(props: &FigureProps) -> Html {
    let (i18n, units, look) = (use_i18n(), use_units(), use_theme());
    let pair = use_select(&props.store, |s: &Explore| s.pair.clone());
    let (again, ask_again) = use_again();
    let record = props.opened.record();
    let pair = (*pair).clone();
    let filter = props.filter.as_ref().map(ToString::to_string);
    let question = pair.clone().and_then(|(x, y)| {
        props.range.ask(|range| DensityOf {
            session: record.id.clone(),
            x,
            y,
            range,
            filter: filter.clone(),
            cells: CELLS,
            x_range: None,
            y_range: None,
            max_points: MOST_OUTSIDE,
            singly: SINGLY,
        })
    });
    let loaded = use_answer(question.clone(), again);
    let stale = loaded.value().is_some_and(|found| question.as_ref() != Some(&found.question));
    let channels = props.channels.clone();
    let made =
        use_memo((loaded, Rc::clone(&units), look), move |(loaded, units, _)| made(loaded, units, &channels));
    let (drawing, facts) = (*made).clone();
    let drawing = if pair.is_none() { Drawing::Nothing } else { drawing };
    let onpoint = {
        let chart = props.chart.clone();
        Callback::from(move |t: f64| chart.go_to(t))
    };
    let hint = facts.points.filter(|n| *n > 0).map(|_| AttrValue::from(t!(i18n, "explore-xy-pick")));
    let named = |key: &ChannelKey| props.channels.get(key).map(|c| words::name(i18n, c)).unwrap_or_default();
    let name = pair.as_ref().map_or(String::new(), |(x, y)| format!("{} {}", named(y), named(x)));
    html! {
        <Frame
            heading={t!(i18n, "explore-xy")} controls={controls(i18n, props, pair.as_ref())} {drawing} {facts} {stale}
            retry={ask_again} {onpoint} {hint} name={format!("{} {name}", record.name)} testid="scatter"
        />
    }
}

fn controls(i18n: I18n, props: &FigureProps, pair: Option<&(ChannelKey, ChannelKey)>) -> Html {
    let choose = |is_x: bool| {
        let (store, pair) = (props.store.clone(), pair.cloned());
        Callback::from(move |key: String| {
            let (Ok(key), Some((x, y))) = (key.parse::<ChannelKey>(), pair.clone()) else { return };
            let (x, y) = if is_x { (key, y) } else { (x, key) };
            store.dispatch(Action::Pair(x, y));
        })
    };
    let swap = {
        let (store, pair) = (props.store.clone(), pair.cloned());
        Callback::from(move |_: MouseEvent| {
            if let Some((x, y)) = pair.clone() {
                store.dispatch(Action::Pair(y, x));
            }
        })
    };
    let choices = channel_choices(i18n, &props.channels);
    let (x, y) = pair.map(|(x, y)| (x.to_string(), y.to_string())).unwrap_or_default();
    html! {
        <>
            <Select
                label={t!(i18n, "explore-xy-y")} choices={choices.clone()} value={y} onchange={choose(false)} bare={true}
                testid="scatter-y"
            />
            <span>{ t!(i18n, "explore-xy-over") }</span>
            <Select
                label={t!(i18n, "explore-xy-x")} {choices} value={x} onchange={choose(true)} bare={true}
                testid="scatter-x"
            />
            <IconButton label={t!(i18n, "explore-xy-swap")} icon={Icon::Swap} onclick={swap} />
        </>
    }
}

fn made(loaded: &Loaded<Answered<DensityOf>>, units: &Units, channels: &Channels) -> (Drawing, Rc<Facts>) {
    let found = match loaded {
        Loaded::Loading => return (Drawing::Waiting, Rc::default()),
        Loaded::Failed(error) => return (Drawing::Failed(error.clone()), Rc::default()),
        Loaded::Ready(found) => found,
    };
    let (question, counts) = (&found.question, &found.answer);
    let (Some(x), Some(y)) = (channels.get(&question.x), channels.get(&question.y)) else {
        return (Drawing::Nothing, Rc::default());
    };
    let facts = Facts {
        channels: format!("{},{}", question.x, question.y),
        n: counts.n,
        left_out: counts.left_out,
        missing: None,
        ends: Some((counts.x.low, counts.x.high())),
        bins: None,
        points: Some(counts.outliers.len() as u32),
        lines: figure_text::of_density(units, counts, channels.meet_held(&question.x, &question.y)),
    };
    if counts.n == 0 {
        return (Drawing::Nothing, Rc::new(facts));
    }
    let i18n = I18n::new(units.lang);
    let words = DensityText {
        samples: t!(i18n, "explore-figure-axis").into_owned(),
        time: t!(i18n, "explore-figure-time").into_owned(),
    };
    let (across, up) = (figure_text::axis(units, x), figure_text::axis(units, y));
    let revision = format!("{question:?}");
    let figure = density(counts, &across, &up, &words, &theme(), units.lang, &revision);
    let label = AttrValue::from(figure_text::density_label(units, x, y, counts));
    (Drawing::Figure { figure: FigureRef(Rc::new(figure)), label }, Rc::new(facts))
}
