//! Figures that follow the cursor: written straight into the page, no component is rendered for them.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{AttrValue, Html, Properties, classes, component, html, use_effect_with, use_node_ref};

use super::chart::{Chart, Readout};
use crate::app::explore::model::Channel;
use crate::app::explore::words;
use crate::app::select::{use_i18n, use_units};
use crate::engine::table::Flag;
use crate::i18n::I18n;
use crate::i18n::units::Units;
use crate::t;
use crate::web::dom;

#[derive(Properties, PartialEq)]
pub struct ValueCellProps {
    pub chart: Chart,
    pub channel: Channel,
    #[prop_or_default]
    pub class: AttrValue,
}

/// What a channel showed at the cursor. `data-value` holds it in the base unit.
#[component]
pub fn ValueCell(props: &ValueCellProps) -> Html {
    let units = use_units();
    let i18n = use_i18n();
    let node = use_node_ref();
    {
        let (node, chart, channel) = (node.clone(), props.chart.clone(), props.channel.clone());
        use_effect_with((chart, channel, Rc::clone(&units)), move |(chart, channel, units)| {
            let write = {
                let (channel, units) = (channel.clone(), Rc::clone(units));
                move |readout: &Rc<Readout>| {
                    if let Some(element) = node.cast::<Element>() {
                        show(&element, readout, &channel, &units, i18n);
                    }
                }
            };
            write(&chart.readout());
            let subscription = chart.told().readout.subscribe(write);
            move || drop(subscription)
        });
    }
    // The figure is a child that is never rendered again, so that no rendering puts an old one back.
    html! {
        <span class={classes!("value", props.class.to_string())} ref={node}>
            <b>{ "–" }</b><span class="unit">{ words::unit(&units, &props.channel) }</span>
        </span>
    }
}

fn show(element: &Element, readout: &Readout, channel: &Channel, units: &Units, i18n: I18n) {
    let found = readout.values.get(&channel.key).copied().unwrap_or_default();
    if let Some(figure) = element.first_element_child() {
        write_text(&figure, &words::value(units, channel, found.value));
    }
    match found.value {
        Some(value) => dom::set_attribute(element, "data-value", &value.to_string()),
        None => dom::toggle_attribute(element, "data-value", false),
    }
    let title = found.flag.map(|flag| t!(i18n, flag_key(flag)));
    dom::toggle_attribute(element, "data-flagged", title.is_some());
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.set_title(title.as_deref().unwrap_or(""));
    }
}

/// Writes into the text that is there: the node stays the one that was rendered.
fn write_text(element: &Element, text: &str) {
    if let Some(node) = element.first_child() {
        node.set_node_value(Some(text));
    }
}

/// Key of why a sample is suspicious.
pub const fn flag_key(flag: Flag) -> &'static str {
    match flag {
        Flag::OutOfRange => "explore-flag-range",
        Flag::Sentinel => "explore-flag-sentinel",
        Flag::ExportTail => "explore-flag-tail",
        Flag::LoopOff => "explore-flag-loop-off",
    }
}

#[derive(Properties, PartialEq)]
pub struct CursorTimeProps {
    pub chart: Chart,
}

/// The moment of the cursor.
#[component]
pub fn CursorTime(props: &CursorTimeProps) -> Html {
    let units = use_units();
    let node = use_node_ref();
    {
        let (node, chart) = (node.clone(), props.chart.clone());
        use_effect_with((chart, Rc::clone(&units)), move |(chart, units)| {
            let write = {
                let units = Rc::clone(units);
                move |readout: &Rc<Readout>| {
                    if let (Some(element), Some(t)) = (node.cast::<Element>(), readout.t) {
                        write_text(&element, &words::moment(&units, t));
                        dom::set_attribute(&element, "data-t", &t.to_string());
                    }
                }
            };
            write(&chart.readout());
            let subscription = chart.told().readout.subscribe(write);
            move || drop(subscription)
        });
    }
    html! { <b ref={node} data-testid="cursor-time">{ "–" }</b> }
}
