//! Histogram and scatter of chosen channels beside the strips, of what is in view or of the whole log.

mod asking;
mod frame;
mod histogram;
mod scatter;

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use self::asking::{Range, use_range};
use self::histogram::HistogramFigure;
use self::scatter::ScatterFigure;
use super::chart::Chart;
use crate::app::explore::model::Channels;
use crate::app::explore::state::{Action, Explore};
use crate::app::explore::words;
use crate::app::select::{use_i18n, use_select};
use crate::app::services::view::Opened;
use crate::app::store::Store;
use crate::i18n::I18n;
use crate::t;
use crate::ui::components::form::{Choice, IconButton, Segmented};
use crate::ui::components::icons::Icon;

/// Id of the panel, for the button that opens it.
pub const PANEL_ID: &str = "explore-figures";

#[derive(Properties, PartialEq)]
pub struct FiguresPanelProps {
    pub chart: Chart,
    pub channels: Channels,
    pub store: Store<Explore>,
    pub opened: Opened,
    /// Only rows at which this is true.
    pub filter: Option<AttrValue>,
}

/// What each figure works with.
#[derive(Properties, PartialEq)]
pub struct FigureProps {
    pub chart: Chart,
    pub channels: Channels,
    pub store: Store<Explore>,
    pub opened: Opened,
    pub range: Range,
    pub filter: Option<AttrValue>,
}

/// See the module.
#[component]
pub fn FiguresPanel(props: &FiguresPanelProps) -> Html {
    let i18n = use_i18n();
    let range = use_range(&props.chart, &props.store);
    let whole = use_select(&props.store, |s: &Explore| s.whole);
    let onrange = {
        let store = props.store.clone();
        Callback::from(move |value: String| store.dispatch(Action::Whole(value == WHOLE)))
    };
    let close = {
        let store = props.store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Figures(false)))
    };
    let choices = vec![
        Choice::new(VISIBLE, t!(i18n, "explore-figures-visible")),
        Choice::new(WHOLE, t!(i18n, "explore-figures-whole")),
    ];
    let figure = || {
        yew::props!(FigureProps {
            chart: props.chart.clone(),
            channels: props.channels.clone(),
            store: props.store.clone(),
            opened: props.opened.clone(),
            range,
            filter: props.filter.clone(),
        })
    };
    html! {
        <aside class="panel figures" id={PANEL_ID} aria-label={t!(i18n, "explore-figures")} data-testid="figures">
            <header class="panel-head">
                <h2>{ t!(i18n, "explore-figures") }</h2>
                <div class="aside">
                    <IconButton label={t!(i18n, "explore-figures-close")} icon={Icon::Close} onclick={close} />
                </div>
            </header>
            <div class="scroll">
                <Segmented
                    label={t!(i18n, "explore-figures-of")} {choices} value={if *whole { WHOLE } else { VISIBLE }}
                    onchange={onrange} testid="figures-range"
                />
                <HistogramFigure ..figure() />
                <ScatterFigure ..figure() />
            </div>
        </aside>
    }
}

const VISIBLE: &str = "visible";
const WHOLE: &str = "whole";

/// Every channel, to choose one from.
fn channel_choices(i18n: I18n, channels: &Channels) -> Vec<Choice> {
    channels.0.iter().map(|c| Choice::new(c.key.to_string(), words::name(i18n, c))).collect()
}
