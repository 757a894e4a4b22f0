use yew::{AttrValue, Html, Properties, classes, component, html};

use super::how::{How, of_capacity, of_circumference, of_duty, of_flow, of_margin, of_required, of_weight};
use crate::app::select::{use_i18n, use_select, use_units};
use crate::app::store::Store;
use crate::app::vehicle_form::VehicleForm;
use crate::app::vehicle_units::{Span, show};
use crate::app::vehicle_words::label_key_of;
use crate::engine::units::{Quantity, Unit};
use crate::engine::vehicle::{
    self, Derived as Figures, Field, Margin, MarginBand, Measure, RequiredFrom, USUAL_DUTY_LIMIT, Vehicle,
};
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::icons::{Icon, icon};

const FLOW: Measure = Measure::InjectorFlow;
const POWER: Measure = Measure::Of(Quantity::Power);

#[derive(Properties, PartialEq)]
pub struct DerivedProps {
    pub form: Store<VehicleForm>,
}

/// What follows from what stands in the form, at every letter.
#[component]
pub fn Derived(props: &DerivedProps) -> Html {
    let i18n = use_i18n();
    let units = use_units();
    let vehicle = use_select(&props.form, |form| (**form.vehicle()).clone());
    let figures = vehicle::derive(&vehicle);
    let view = View { i18n, units: &units, vehicle: &vehicle, figures: &figures };
    html! {
        <aside class="panel vehicle-derived" aria-labelledby="vehicle-derived-head" data-testid="vehicle-derived">
            <h2 id="vehicle-derived-head">{ t!(i18n, "vehicles-derived") }</h2>
            <dl>
                { view.margin() }
                { view.capacity() }
                { view.required() }
                { view.duty() }
                { view.flow() }
                { view.weight() }
                { view.circumference() }
            </dl>
        </aside>
    }
}

/// Sign, word and figure of a margin: the colour only helps.
pub fn margin_tag(i18n: I18n, margin: &Margin) -> Html {
    let (tone, sign, word) = band_look(margin.band);
    let figure = percent(i18n, margin.percent.typical);
    html! {
        <span class={classes!("tag", tone)} data-band={margin.band.slug()}>
            { icon(sign) }{ format!("{} {figure}", i18n.t(word)) }
        </span>
    }
}

/// The margin beside the save button, where the figures do not stand beside the form.
#[component]
pub fn MarginMark(props: &DerivedProps) -> Html {
    let i18n = use_i18n();
    let margin = use_select(&props.form, |form| vehicle::derive(form.vehicle()).margin);
    match &*margin {
        Some(margin) => html! {
            <span class="margin-mark">
                <span class="faint">{ t!(i18n, "vehicles-derived-margin") }</span>{ margin_tag(i18n, margin) }
            </span>
        },
        None => Html::default(),
    }
}

const fn band_look(band: MarginBand) -> (&'static str, Icon, &'static str) {
    match band {
        MarginBand::Safe => ("good", Icon::Good, "vehicles-margin-safe"),
        MarginBand::Adequate => ("warn", Icon::Warn, "vehicles-margin-adequate"),
        MarginBand::Limit => ("bad", Icon::Bad, "vehicles-margin-limit"),
    }
}

/// A share in %.
pub fn percent(i18n: I18n, value: f64) -> String {
    format!("{}{}%", number::number(i18n.lang, value, 0), number::UNIT_SPACE)
}

/// A vehicle's figures and how to put them.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub i18n: I18n,
    pub units: &'a Units,
    pub vehicle: &'a Vehicle,
    pub figures: &'a Figures,
}

impl View<'_> {
    fn margin(&self) -> Html {
        let i18n = self.i18n;
        let Some(margin) = self.figures.margin else {
            return self.waits("vehicles-derived-margin", &self.figures.margin_needs);
        };
        let span = t!(
            i18n,
            "vehicles-derived-margin-span",
            low = percent(i18n, margin.percent.low),
            high = percent(i18n, margin.percent.high)
        );
        let value = html! {
            <>{ percent(i18n, margin.percent.typical) }{ band_word(i18n, margin.band) }{ scale(i18n, &margin) }</>
        };
        self.entry(
            "vehicles-derived-margin",
            value,
            span.into(),
            of_margin(self),
            Some(margin.percent.typical),
        )
    }

    fn capacity(&self) -> Html {
        let (Some(capacity), Some(bsfc)) = (self.figures.capacity_kw, self.figures.bsfc) else {
            return self.waits("vehicles-derived-capacity", &self.figures.capacity_needs);
        };
        let span =
            Span { low: show(POWER, capacity.low, self.units), high: show(POWER, capacity.high, self.units) };
        let remark = t!(
            self.i18n,
            "vehicles-derived-capacity-remark",
            typical = self.power_and_hp(capacity.typical),
            bsfc = show(Measure::Bsfc, bsfc.typical, self.units).to_string()
        );
        let key = "vehicles-derived-capacity";
        self.entry(key, span.to_string().into(), remark.into(), of_capacity(self), Some(capacity.typical))
    }

    /// A power in the user's unit; injectors are spoken of in hp everywhere, so that stands with it.
    fn power_and_hp(&self, kw: f64) -> String {
        let own = show(POWER, kw, self.units).to_string();
        match self.units.symbol(Quantity::Power) {
            "kW" => format!("{own} ({})", self.units.show_in(kw, Unit::Horsepower)),
            _ => own,
        }
    }

    fn required(&self) -> Html {
        let key = "vehicles-derived-required";
        let Some(required) = self.figures.required else { return self.waits(key, &[Field::Power]) };
        let from = match required.from {
            RequiredFrom::Power => t!(self.i18n, "vehicles-derived-required-stated"),
            RequiredFrom::Boost { .. } => t!(self.i18n, "vehicles-derived-required-boost"),
        };
        let standard = self.figures.standard_kw.map(|kw| {
            t!(self.i18n, "vehicles-derived-standard", power = show(POWER, kw, self.units).to_string())
        });
        let remark = match standard {
            Some(standard) => format!("{from}; {standard}"),
            None => from.into_owned(),
        };
        let value = show(POWER, required.kw, self.units).to_string();
        self.entry(key, value.into(), remark.into(), of_required(self, &required), Some(required.kw))
    }

    fn duty(&self) -> Html {
        let Some(duty) = self.figures.duty_percent else { return Html::default() };
        let limit = self.vehicle.limits.duty_percent.unwrap_or(USUAL_DUTY_LIMIT);
        let limit_text = percent(self.i18n, limit);
        let remark = if duty > limit {
            let text = t!(self.i18n, "vehicles-derived-duty-over", limit = limit_text);
            html! { <span class="warn">{ icon(Icon::Warn) }{ text }</span> }
        } else if self.vehicle.limits.duty_percent.is_some() {
            t!(self.i18n, "vehicles-derived-duty-under", limit = limit_text).into()
        } else {
            Html::default()
        };
        let value = percent(self.i18n, duty);
        self.entry("vehicles-derived-duty", value.into(), remark, of_duty(self), Some(duty))
    }

    fn flow(&self) -> Html {
        let key = "vehicles-derived-flow";
        let Some(flow) = self.figures.flow_g_s else { return self.waits(key, &self.figures.flow_needs) };
        // Tuners speak of lb/h, physics of mass per second: both are told.
        let kg_h = Unit::KgPerHour.from_base(flow);
        let other = format!("{}{}kg/h", number::number(self.i18n.lang, kg_h, 1), number::UNIT_SPACE);
        let remark = t!(self.i18n, "vehicles-derived-flow-remark", flow = other);
        let value = show(FLOW, flow, self.units).to_string();
        self.entry(key, value.into(), remark.into(), of_flow(self), Some(flow))
    }

    fn weight(&self) -> Html {
        let key = "vehicles-derived-weight";
        let Some(kw_kg) = self.figures.power_to_weight else {
            return self.waits(key, &self.figures.weight_needs);
        };
        let (per_tonne, per_power) = self.weight_texts(kw_kg);
        self.entry(key, per_tonne.into(), per_power.into(), of_weight(self), Some(kw_kg))
    }

    /// Power per tonne, and mass per power in the user's units.
    pub fn weight_texts(&self, kw_kg: f64) -> (String, String) {
        let (lang, sp) = (self.i18n.lang, number::UNIT_SPACE);
        let power = self.units.symbol(Quantity::Power);
        let mass = self.units.symbol(Quantity::Mass);
        let per_tonne = self.units.convert(kw_kg * 1000.0, Quantity::Power);
        let per_power = self.units.convert(1.0, Quantity::Mass) / self.units.convert(kw_kg, Quantity::Power);
        (
            format!("{}{sp}{power}/t", number::number(lang, per_tonne, 0)),
            format!("{}{sp}{mass}/{power}", number::number(lang, per_power, 1)),
        )
    }

    fn circumference(&self) -> Html {
        let Some(metres) = self.figures.circumference_m else { return Html::default() };
        let key = "vehicles-derived-circumference";
        let value = format!("{}{}m", number::number(self.i18n.lang, metres, 3), number::UNIT_SPACE);
        self.entry(key, value.into(), Html::default(), of_circumference(self), Some(metres))
    }

    fn entry(
        &self,
        key: &'static str,
        value: Html,
        remark: Html,
        how: super::how::Explained,
        raw: Option<f64>,
    ) -> Html {
        let label = AttrValue::from(self.i18n.t(key));
        html! {
            <div key={key} class="derived-figure" data-figure={key.trim_start_matches("vehicles-derived-")}
                data-value={raw.map(|v| v.to_string())}>
                <dt>{ &label }</dt>
                <dd class="value">{ value }</dd>
                if remark != Html::default() { <dd class="remark">{ remark }</dd> }
                <dd class="how"><How what={label.clone()} explained={how} /></dd>
            </div>
        }
    }

    /// A figure that cannot be told yet, and what it waits for.
    fn waits(&self, key: &'static str, needs: &[Field]) -> Html {
        let names: Vec<_> = needs.iter().map(|f| self.i18n.t(&label_key_of(*f)).into_owned()).collect();
        html! {
            <div key={key} class="derived-figure waiting" data-figure={key.trim_start_matches("vehicles-derived-")}>
                <dt>{ self.i18n.t(key) }</dt>
                <dd class="value">{ number::MISSING }</dd>
                <dd class="remark">{ t!(self.i18n, "vehicles-derived-needs", fields = names.join(", ")) }</dd>
            </div>
        }
    }
}

fn band_word(i18n: I18n, band: MarginBand) -> Html {
    let (tone, sign, word) = band_look(band);
    html! {
        <span class={classes!("tag", tone)} data-testid="margin-band" data-band={band.slug()}>
            { icon(sign) }{ i18n.t(word) }
        </span>
    }
}

/// The three bands side by side, and where the margin stands in them.
fn scale(i18n: I18n, margin: &Margin) -> Html {
    // Each band takes a third: 0 to 10, 10 to 20, 20 to 60 %.
    let percent = margin.percent.typical;
    let thirds = if percent < 20.0 { percent / 10.0 } else { 2.0 + (percent - 20.0) / 40.0 };
    let place = thirds.clamp(0.0, 3.0) / 3.0 * 100.0;
    let band = |band: MarginBand, text: &'static str| {
        let (tone, _, word) = band_look(band);
        let here = band == margin.band;
        html! {
            <li class={classes!(tone, here.then_some("here"))} aria-current={here.then_some("true")}>
                <span>{ i18n.t(word) }</span><small>{ i18n.t(text) }</small>
            </li>
        }
    };
    html! {
        <div class="margin-scale">
            <span class="marker" style={format!("inset-inline-start:{place:.1}%")} aria-hidden="true" />
            <ol>
                { band(MarginBand::Limit, "vehicles-margin-limit-text") }
                { band(MarginBand::Adequate, "vehicles-margin-adequate-text") }
                { band(MarginBand::Safe, "vehicles-margin-safe-text") }
            </ol>
        </div>
    }
}
