//! Banks and injectors at a glance, beside their fields: what each bank brings, the size that is needed, the flow by fuel
//! pressure. What follows for the power stands with the other figures of the vehicle.

use yew::{AttrValue, Html, Properties, component, html};

use super::derived::percent;
use crate::app::select::{use_i18n, use_select, use_units};
use crate::app::store::Store;
use crate::app::vehicle_form::VehicleForm;
use crate::app::vehicle_units::show;
use crate::engine::units::{Quantity, Unit};
use crate::engine::vehicle::{
    BALANCE_TOLERANCE, Bank, Measure, Sizing, Vehicle, derive, flow_curve, sizing, unevenness,
};
use crate::i18n::units::Units;
use crate::i18n::{I18n, number};
use crate::t;
use crate::ui::components::icons::{Icon, icon};
use crate::ui::components::layout::facts;

const FLOW: Measure = Measure::InjectorFlow;
const PRESSURE: Measure = Measure::Of(Quantity::Pressure);
/// The drawing, in its own units, and the room around it.
const SIZE: (f64, f64) = (320.0, 120.0);
const ROOM: f64 = 6.0;

#[derive(Properties, PartialEq)]
pub struct InjectorFiguresProps {
    pub form: Store<VehicleForm>,
}

/// See the module.
#[component]
pub fn InjectorFigures(props: &InjectorFiguresProps) -> Html {
    let (i18n, units) = (use_i18n(), use_units());
    let vehicle = use_select(&props.form, |form| (**form.vehicle()).clone());
    let derived = derive(&vehicle);
    if derived.flow_g_s.is_none() {
        return html! { <p class="muted" data-testid="injector-figures">{ t!(i18n, "vehicles-injectors-waiting") }</p> };
    }
    let mut items: Vec<(AttrValue, Html)> = Vec::new();
    for (name, bank) in
        [("vehicles-bank-a", &vehicle.injection.bank_a), ("vehicles-bank-b", &vehicle.injection.bank_b)]
    {
        if let Some(text) = bank_text(&units, bank) {
            items.push((i18n.t(name).into(), text.into()));
        }
    }
    if let Some(percent) = unevenness(&derived) {
        items.push((t!(i18n, "vehicles-injectors-balance").into(), balance(i18n, percent)));
    }
    if let Some(sizing) = sizing(&vehicle, &derived) {
        items.push((t!(i18n, "vehicles-injectors-size").into(), size(i18n, &units, &sizing)));
    }
    html! {
        <div class="fuel-figures injector-figures" role="group" aria-label={t!(i18n, "vehicles-injectors-figures")} data-testid="injector-figures">
            { facts(items) }
            { curve(i18n, &units, &vehicle, &flow_curve(&vehicle, &derived)) }
        </div>
    }
}

/// `4 × 112 lb/h = 448 lb/h`.
fn bank_text(units: &Units, bank: &Bank) -> Option<String> {
    let (true, Some(n), Some(each)) = (bank.enabled, bank.injectors, bank.flow_g_s) else { return None };
    let total = show(FLOW, f64::from(n) * each, units);
    Some(format!("{n} × {} = {total}", show(FLOW, each, units)))
}

fn balance(i18n: I18n, apart: f64) -> Html {
    let even = apart <= BALANCE_TOLERANCE;
    let limit = percent(i18n, BALANCE_TOLERANCE);
    let text = if even {
        t!(i18n, "vehicles-injectors-even", by = percent(i18n, apart), limit = limit)
    } else {
        t!(i18n, "vehicles-injectors-uneven", by = percent(i18n, apart), limit = limit)
    };
    html! {
        <span class={if even { "good" } else { "warn" }} data-testid="bank-balance" data-even={even.to_string()}>
            { icon(if even { Icon::Good } else { Icon::Warn }) }{ text }
        </span>
    }
}

fn size(i18n: I18n, units: &Units, sizing: &Sizing) -> Html {
    let flow = |g_s: f64| show(FLOW, g_s, units).to_string();
    // Sizes are sold by lb/h, whatever else the user reads.
    let sold = |g_s: f64| {
        format!("{}{}lb/h", number::number(i18n.lang, Unit::LbPerHour.from_base(g_s), 0), number::UNIT_SPACE)
    };
    let needed = t!(
        i18n,
        "vehicles-injectors-needed",
        flow = flow(sizing.needed_g_s),
        duty = percent(i18n, sizing.duty_percent)
    );
    let next = match sizing.next_g_s {
        Some(next) => t!(i18n, "vehicles-injectors-next", size = sold(next)),
        None => t!(i18n, "vehicles-injectors-none"),
    };
    html! {
        <span data-testid="injector-size" data-next={sizing.next_g_s.map(|g| Unit::LbPerHour.from_base(g).round().to_string())}>
            { format!("{needed} · {next}") }
        </span>
    }
}

/// What all of them flow, by the pressure across them.
fn curve(i18n: I18n, units: &Units, vehicle: &Vehicle, points: &[(f64, f64)]) -> Html {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Html::default() };
    let place = |(bar, flow): (f64, f64)| {
        let x = ROOM + (bar - first.0) / (last.0 - first.0) * (SIZE.0 - 2.0 * ROOM);
        (x, SIZE.1 - ROOM - flow / last.1 * (SIZE.1 - 2.0 * ROOM))
    };
    let line: Vec<String> = points.iter().map(|p| place(*p)).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let text = |(bar, flow): (f64, f64)| {
        t!(
            i18n,
            "vehicles-injectors-at",
            pressure = show(PRESSURE, bar, units).to_string(),
            flow = show(FLOW, flow, units).to_string()
        )
    };
    let base = vehicle.injection.base_pressure_bar.filter(|bar| (first.0..=last.0).contains(bar));
    let here = base.and_then(|bar| {
        let rated = points.first().map(|(at, flow)| flow / at.sqrt())?;
        Some((bar, rated * bar.sqrt()))
    });
    let told: Vec<String> =
        [Some(*first), here, Some(*last)].into_iter().flatten().map(|p| text(p).into_owned()).collect();
    html! {
        <figure class="flow-curve">
            <figcaption>{ t!(i18n, "vehicles-injectors-curve") }</figcaption>
            <svg viewBox={format!("0 0 {} {}", SIZE.0, SIZE.1)} aria-hidden="true">
                <polyline points={line.join(" ")} />
                if let Some((x, y)) = here.map(place) { <circle cx={format!("{x:.1}")} cy={format!("{y:.1}")} r="4" /> }
            </svg>
            <p>{ told.join(" · ") }</p>
        </figure>
    }
}
