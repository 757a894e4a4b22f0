//! How a figure was computed: formula, inputs, result, what to keep in mind.

use yew::{
    AttrValue, Callback, Html, Properties, component, html, use_effect_with, use_node_ref, use_state_eq,
};

use super::derived::View;
use super::exchange;
use crate::app::select::use_i18n;
use crate::app::vehicle_units::{Span, show};
use crate::app::vehicle_words::{fuel_name, label_key_of};
use crate::engine::units::Quantity;
use crate::engine::vehicle::{Field, Measure, Required, RequiredFrom};
use crate::i18n::number;
use crate::t;
use crate::ui::components::feedback::Popover;
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::facts;

const POWER: Measure = Measure::Of(Quantity::Power);
const PRESSURE: Measure = Measure::Of(Quantity::Pressure);
const MASS: Measure = Measure::Of(Quantity::Mass);

/// See the module. Everything is in words already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explained {
    pub formula: Option<AttrValue>,
    pub inputs: Vec<(AttrValue, AttrValue)>,
    pub note: Option<AttrValue>,
}

#[derive(Properties, PartialEq)]
pub struct HowProps {
    /// The figure's name.
    pub what: AttrValue,
    pub explained: Explained,
}

/// The button beside a figure and the box that it opens.
#[component]
pub fn How(props: &HowProps) -> Html {
    let i18n = use_i18n();
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |now| open.set(now))
    };
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(*open, move |open| {
            if *open {
                exchange::reveal(&node);
            }
        });
    }
    let explained = &props.explained;
    html! {
        <Popover
            trigger={icon(Icon::Info)} label={t!(i18n, "vehicles-how-of", what = props.what.to_string())}
            class="btn icon quiet small" open={*open} {ontoggle} end={true}
        >
            <div class="how-box" role="dialog" ref={node} aria-label={t!(i18n, "vehicles-how")}>
                <h3>{ &props.what }</h3>
                if let Some(formula) = &explained.formula { <p class="formula">{ formula }</p> }
                if !explained.inputs.is_empty() {
                    { facts(explained.inputs.iter().map(|(name, value)| (name.clone(), html! { value }))) }
                }
                if let Some(note) = &explained.note { <p class="muted">{ note }</p> }
            </div>
        </Popover>
    }
}

impl View<'_> {
    fn word(&self, key: &'static str) -> AttrValue {
        self.i18n.t(key).into()
    }

    fn label(&self, field: Field) -> AttrValue {
        self.i18n.t(&label_key_of(field)).into()
    }

    fn figure(&self, measure: Measure, value: f64) -> AttrValue {
        show(measure, value, self.units).to_string().into()
    }

    fn explained(
        &self,
        formula: &'static str,
        inputs: Vec<(AttrValue, AttrValue)>,
        note: Option<&'static str>,
    ) -> Explained {
        Explained { formula: Some(self.word(formula)), inputs, note: note.map(|key| self.word(key)) }
    }

    fn capacity_input(&self) -> Option<(AttrValue, AttrValue)> {
        let kw = self.figures.capacity_kw?.typical;
        Some((self.word("vehicles-derived-capacity"), self.figure(POWER, kw)))
    }

    fn required_input(&self) -> Option<(AttrValue, AttrValue)> {
        let kw = self.figures.required?.kw;
        Some((self.word("vehicles-derived-required"), self.figure(POWER, kw)))
    }
}

pub fn of_flow(view: &View<'_>) -> Explained {
    let injection = &view.vehicle.injection;
    let names =
        [(injection.bank_a.enabled, "vehicles-bank-a"), (injection.bank_b.enabled, "vehicles-bank-b")];
    let used = names.iter().filter(|(enabled, _)| *enabled).map(|(_, name)| *name);
    let mut inputs: Vec<(AttrValue, AttrValue)> = used
        .zip(&view.figures.banks)
        .map(|(name, bank)| {
            let each = view.figure(Measure::InjectorFlow, bank.each_g_s);
            (view.word(name), AttrValue::from(format!("{} × {each}", bank.injectors)))
        })
        .collect();
    for (field, pressure) in [
        (Field::BasePressure, injection.base_pressure_bar),
        (Field::RatedPressure, injection.rated_pressure_bar),
    ] {
        inputs.extend(pressure.map(|bar| (view.label(field), view.figure(PRESSURE, bar))));
    }
    let factor = number::number(view.i18n.lang, view.figures.pressure_factor, 3);
    inputs.push((view.word("vehicles-how-flow-root"), factor.into()));
    view.explained("vehicles-how-flow-formula", inputs, Some("vehicles-how-flow-note"))
}

pub fn of_capacity(view: &View<'_>) -> Explained {
    let mut inputs = Vec::new();
    let flow = view.figures.flow_g_s.map(|flow| view.figure(Measure::InjectorFlow, flow));
    inputs.extend(flow.map(|flow| (view.word("vehicles-derived-flow"), flow)));
    if let Some(bsfc) = view.figures.bsfc {
        let span = Span {
            low: show(Measure::Bsfc, bsfc.low, view.units),
            high: show(Measure::Bsfc, bsfc.high, view.units),
        };
        let name = if view.figures.bsfc_given { "vehicles-bsfc-given" } else { "vehicles-bsfc-expected" };
        inputs.push((view.word(name), span.to_string().into()));
    }
    let fuel = fuel_name(view.vehicle, view.i18n);
    if !fuel.is_empty() && !view.figures.bsfc_given {
        inputs.push((view.label(Field::Fuel), fuel.into()));
    }
    view.explained("vehicles-how-capacity-formula", inputs, Some("vehicles-how-capacity-note"))
}

pub fn of_margin(view: &View<'_>) -> Explained {
    let inputs = view.capacity_input().into_iter().chain(view.required_input()).collect();
    view.explained("vehicles-how-margin-formula", inputs, Some("vehicles-how-margin-note"))
}

pub fn of_duty(view: &View<'_>) -> Explained {
    let inputs = view.required_input().into_iter().chain(view.capacity_input()).collect();
    view.explained("vehicles-how-duty-formula", inputs, Some("vehicles-how-duty-note"))
}

pub fn of_required(view: &View<'_>, required: &Required) -> Explained {
    match required.from {
        RequiredFrom::Power => Explained {
            inputs: vec![(view.label(Field::Power), view.figure(POWER, required.kw))],
            ..Explained::default()
        },
        RequiredFrom::Boost { natural_kw, boost_bar } => {
            let inputs = vec![
                (view.label(Field::NaturalPower), view.figure(POWER, natural_kw)),
                (view.label(Field::MaxBoost), view.figure(PRESSURE, boost_bar)),
            ];
            view.explained("vehicles-how-required-formula", inputs, None)
        }
    }
}

pub fn of_weight(view: &View<'_>) -> Explained {
    let mass = view.vehicle.body.mass_kg.map(|kg| (view.label(Field::Mass), view.figure(MASS, kg)));
    let inputs = view.required_input().into_iter().chain(mass).collect();
    view.explained("vehicles-how-weight-formula", inputs, Some("vehicles-how-weight-note"))
}

pub fn of_circumference(view: &View<'_>) -> Explained {
    let inputs = vec![(view.label(Field::Tyre), AttrValue::from(view.vehicle.body.tyre.clone()))];
    view.explained("vehicles-how-circumference-formula", inputs, Some("vehicles-how-circumference-note"))
}
