//! How often a channel took which value.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, component, html, use_memo};

use super::asking::{Answered, use_answer};
use super::frame::{Drawing, Facts, Frame, theme};
use super::{FigureProps, channel_choices};
use crate::app::explore::figure_text;
use crate::app::explore::model::Channels;
use crate::app::explore::state::{Action, Explore};
use crate::app::explore::words;
use crate::app::select::{use_i18n, use_select, use_theme, use_units};
use crate::charts::figure::{HistogramText, histogram};
use crate::charts::host::FigureRef;
use crate::engine::channels::ChannelKey;
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::protocol::HistogramOf;
use crate::t;
use crate::ui::components::form::{Choice, Select};
use crate::ui::hooks::{Loaded, use_again};

/// Numbers of bins to choose from.
const BINS: [u32; 5] = [10, 20, 50, 100, 200];

/// See the module.
#[component]
pub fn HistogramFigure(props: &FigureProps) -> Html {
    let (i18n, units, look) = (use_i18n(), use_units(), use_theme());
    let chosen = use_select(&props.store, |s: &Explore| (s.histogram.clone(), s.bins));
    let (again, ask_again) = use_again();
    let record = props.opened.record();
    let (column, bins) = (*chosen).clone();
    let filter = props.filter.as_ref().map(ToString::to_string);
    let question = column.clone().and_then(|column| {
        props.range.ask(|range| HistogramOf {
            session: record.id.clone(),
            column,
            range,
            filter: filter.clone(),
            bins,
        })
    });
    let loaded = use_answer(question.clone(), again);
    let stale = loaded.value().is_some_and(|found| question.as_ref() != Some(&found.question));
    let channels = props.channels.clone();
    let made =
        use_memo((loaded, Rc::clone(&units), look), move |(loaded, units, _)| made(loaded, units, &channels));
    let (drawing, facts) = (*made).clone();
    let drawing = if column.is_none() { Drawing::Nothing } else { drawing };
    let onchannel = {
        let store = props.store.clone();
        Callback::from(move |key: String| {
            if let Ok(key) = key.parse::<ChannelKey>() {
                store.dispatch(Action::Histogram(key));
            }
        })
    };
    let onbins = {
        let store = props.store.clone();
        Callback::from(move |n: String| store.dispatch(Action::Bins(n.parse().ok())))
    };
    let key = column.as_ref().map_or(String::new(), ToString::to_string);
    let controls = html! {
        <>
            <Select
                label={t!(i18n, "explore-hist-channel")} choices={channel_choices(i18n, &props.channels)}
                value={key} onchange={onchannel} bare={true} testid="histogram-channel"
            />
            <Select
                label={t!(i18n, "explore-hist-bins")} choices={bin_choices(i18n, bins)}
                value={bins.map_or(String::new(), |n| n.to_string())} onchange={onbins} bare={true}
                testid="histogram-bins"
            />
        </>
    };
    let name = column.and_then(|key| Some(words::name(i18n, props.channels.get(&key)?)));
    html! {
        <Frame
            heading={t!(i18n, "explore-hist")} {controls} {drawing} {facts} {stale} retry={ask_again}
            name={format!("{} {}", record.name, name.unwrap_or_default())} testid="histogram"
        />
    }
}

fn bin_choices(i18n: I18n, now: Option<u32>) -> Vec<Choice> {
    let mut numbers = BINS.to_vec();
    numbers.extend(now.filter(|n| !BINS.contains(n)));
    numbers.sort_unstable();
    let automatic = Choice::new("", t!(i18n, "explore-hist-bins-auto"));
    let plain =
        numbers.into_iter().map(|n| Choice::new(n.to_string(), t!(i18n, "explore-hist-bins-n", n = n)));
    std::iter::once(automatic).chain(plain).collect()
}

fn made(loaded: &Loaded<Answered<HistogramOf>>, units: &Units, channels: &Channels) -> (Drawing, Rc<Facts>) {
    let found = match loaded {
        Loaded::Loading => return (Drawing::Waiting, Rc::default()),
        Loaded::Failed(error) => return (Drawing::Failed(error.clone()), Rc::default()),
        Loaded::Ready(found) => found,
    };
    let (question, counts) = (&found.question, &found.answer);
    let Some(channel) = channels.get(&question.column) else { return (Drawing::Nothing, Rc::default()) };
    let facts = Facts {
        channels: question.column.to_string(),
        n: counts.n,
        left_out: counts.left_out,
        missing: Some(counts.missing),
        ends: Some((counts.bins.low, counts.bins.high())),
        bins: Some(counts.bins.count),
        points: None,
        lines: figure_text::of_histogram(units, channel, counts),
    };
    if counts.n == 0 {
        return (Drawing::Nothing, Rc::new(facts));
    }
    let samples = t!(I18n::new(units.lang), "explore-figure-axis").into_owned();
    let figure = histogram(
        counts,
        &figure_text::axis(units, channel),
        &HistogramText { samples },
        &theme(),
        units.lang,
        &format!("{question:?}"),
    );
    let label = AttrValue::from(figure_text::histogram_label(units, channel, counts));
    (Drawing::Figure { figure: FigureRef(Rc::new(figure)), label }, Rc::new(facts))
}
