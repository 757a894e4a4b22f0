use yew::{AttrValue, Html, Properties, component, html};

use crate::app::select::{use_i18n, use_select, use_units};
use crate::app::store::Store;
use crate::app::vehicle_form::VehicleForm;
use crate::app::vehicle_units::{Span, show};
use crate::engine::fuel::Bsfc;
use crate::engine::vehicle::Measure;
use crate::i18n::number;
use crate::t;
use crate::ui::components::layout::facts;

#[derive(Properties, PartialEq)]
pub struct FuelFiguresProps {
    pub form: Store<VehicleForm>,
}

/// What the chosen fuel is like.
#[component]
pub fn FuelFigures(props: &FuelFiguresProps) -> Html {
    let i18n = use_i18n();
    let units = use_units();
    let fuel = use_select(&props.form, |form| {
        let vehicle = form.vehicle();
        vehicle.fuel_properties().map(|fuel| (fuel, vehicle.engine.aspiration))
    });
    let Some((fuel, aspiration)) = *fuel else { return Html::default() };
    let bsfc = Bsfc::expected(&fuel, aspiration);
    let density = match fuel.density {
        Some(density) => format!("{}{}kg/L", number::number(i18n.lang, density, 3), number::UNIT_SPACE),
        None => t!(i18n, "vehicles-density-gas").into_owned(),
    };
    let span =
        Span { low: show(Measure::Bsfc, bsfc.low, &units), high: show(Measure::Bsfc, bsfc.high, &units) };
    let items: [(AttrValue, Html); 3] = [
        (t!(i18n, "vehicles-stoich").into(), number::number(i18n.lang, fuel.stoich, 2).into()),
        (t!(i18n, "vehicles-density").into(), density.into()),
        (t!(i18n, "vehicles-bsfc-expected").into(), span.to_string().into()),
    ];
    html! {
        <div class="fuel-figures" role="group" aria-label={t!(i18n, "vehicles-fuel-figures")} data-testid="fuel-figures">
            { facts(items) }
        </div>
    }
}
