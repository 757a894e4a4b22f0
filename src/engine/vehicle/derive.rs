//! What follows from a vehicle: injector flow, the power it feeds, the margin, power to weight.
//!
//! ```text
//! flow      = Σ injectors · flow of one · √(Δp / Δp rated), the root held to 0.5 to 2
//! capacity  = flow / BSFC, injectors wide open
//! required  = power as stated, else power without boost · (1 + boost in bar)
//! margin    = (capacity − required) / required; from 20 % safe, from 10 % adequate, below at the limit
//! duty      = required / capacity
//! ```

use super::{Field, Regulator, Tyre, Vehicle};
use crate::engine::fuel::Bsfc;

/// The pressure moves the flow by this much at most: beyond it the root of the ratio says little.
const PRESSURE_FACTOR: (f64, f64) = (0.5, 2.0);
/// Margins from which a supply is safe and adequate, %.
const SAFE_FROM: f64 = 20.0;
const ADEQUATE_FROM: f64 = 10.0;

/// A figure that is known as a span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    pub low: f64,
    pub typical: f64,
    pub high: f64,
}

/// How a margin is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarginBand {
    Limit,
    Adequate,
    Safe,
}

impl MarginBand {
    /// The band of a margin in %.
    pub fn of(percent: f64) -> Self {
        if percent >= SAFE_FROM {
            MarginBand::Safe
        } else if percent >= ADEQUATE_FROM {
            MarginBand::Adequate
        } else {
            MarginBand::Limit
        }
    }

    pub const fn slug(self) -> &'static str {
        match self {
            MarginBand::Limit => "limit",
            MarginBand::Adequate => "adequate",
            MarginBand::Safe => "safe",
        }
    }
}

/// What the injectors can do above what is asked of them, %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    pub percent: Band,
    pub band: MarginBand,
}

/// Where the required power comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RequiredFrom {
    /// As stated.
    Power,
    /// Estimated from the power without boost.
    Boost { natural_kw: f64, boost_bar: f64 },
}

/// The power the injectors have to feed, kW.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Required {
    pub kw: f64,
    pub from: RequiredFrom,
}

/// What one bank adds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BankFlow {
    pub injectors: u32,
    /// Of one injector at its rated pressure, g/s.
    pub each_g_s: f64,
}

impl BankFlow {
    /// g/s at the rated pressure.
    pub fn total_g_s(self) -> f64 {
        f64::from(self.injectors) * self.each_g_s
    }
}

/// See the module. What cannot be told yet is `None`, and the fields it waits for are named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    pub banks: Vec<BankFlow>,
    /// √(Δp / Δp rated); 1 where the pressures are not both known.
    pub pressure_factor: f64,
    /// All injectors wide open, g/s.
    pub flow_g_s: Option<f64>,
    pub flow_needs: Vec<Field>,
    pub bsfc: Option<Bsfc>,
    /// Whether the consumption was entered; else it is what the fuel and the kind of engine let expect.
    pub bsfc_given: bool,
    /// Power the injectors can feed, kW.
    pub capacity_kw: Option<Band>,
    pub capacity_needs: Vec<Field>,
    pub required: Option<Required>,
    /// Power at the boost of every day, kW.
    pub standard_kw: Option<f64>,
    pub margin: Option<Margin>,
    pub margin_needs: Vec<Field>,
    /// Share of the time the injectors are open at the required power, %.
    pub duty_percent: Option<f64>,
    /// kW per kg.
    pub power_to_weight: Option<f64>,
    pub weight_needs: Vec<Field>,
    /// Of a driven wheel, m.
    pub circumference_m: Option<f64>,
}

/// Everything that follows from a vehicle as it stands.
pub fn derive(vehicle: &Vehicle) -> Derived {
    let mut d = Derived { pressure_factor: pressure_factor(vehicle), ..Derived::default() };
    flow(vehicle, &mut d);
    capacity(vehicle, &mut d);
    d.required = required(vehicle);
    d.standard_kw = standard(vehicle);
    margin(&mut d);
    weight(vehicle, &mut d);
    d.circumference_m = Tyre::parse(&vehicle.body.tyre).map(Tyre::circumference_m);
    d
}

/// How much more or less flows than at the rated pressure. With a regulator at fixed pressure the boost works against
/// the fuel.
pub fn pressure_factor(vehicle: &Vehicle) -> f64 {
    let injection = &vehicle.injection;
    let (Some(rated), Some(base)) = (injection.rated_pressure_bar, injection.base_pressure_bar) else {
        return 1.0;
    };
    let against = match injection.regulator {
        Some(Regulator::Fixed) => boost(vehicle).unwrap_or(0.0),
        _ => 0.0,
    };
    let ratio = ((base - against).max(0.0) / rated).sqrt();
    if ratio.is_finite() { ratio.clamp(PRESSURE_FACTOR.0, PRESSURE_FACTOR.1) } else { 1.0 }
}

fn boost(vehicle: &Vehicle) -> Option<f64> {
    let boosted = vehicle.engine.aspiration.is_some_and(super::Aspiration::boosted);
    vehicle.turbo.max_boost_bar.filter(|_| boosted)
}

fn flow(vehicle: &Vehicle, d: &mut Derived) {
    let banks = [
        (&vehicle.injection.bank_a, Field::BankAEnabled, Field::BankAInjectors, Field::BankAFlow),
        (&vehicle.injection.bank_b, Field::BankBEnabled, Field::BankBInjectors, Field::BankBFlow),
    ];
    for (bank, _, injectors, flow) in banks.iter().filter(|(bank, ..)| bank.enabled) {
        if let (Some(count), Some(each)) = (bank.injectors, bank.flow_g_s) {
            d.banks.push(BankFlow { injectors: count, each_g_s: each });
        }
        d.flow_needs.extend(bank.injectors.is_none().then_some(*injectors));
        d.flow_needs.extend(bank.flow_g_s.is_none().then_some(*flow));
    }
    if !banks.iter().any(|(bank, ..)| bank.enabled) {
        d.flow_needs.push(Field::BankAEnabled);
    }
    if d.flow_needs.is_empty() {
        let rated: f64 = d.banks.iter().map(|bank| bank.total_g_s()).sum();
        d.flow_g_s = Some(rated * d.pressure_factor);
    }
}

fn capacity(vehicle: &Vehicle, d: &mut Derived) {
    d.bsfc_given = vehicle.fuel.bsfc_g_kwh.is_some();
    d.bsfc = match (vehicle.fuel.bsfc_g_kwh, vehicle.fuel_properties()) {
        (Some(value), _) => Some(Bsfc::given(value)),
        (None, Some(fuel)) => Some(Bsfc::expected(&fuel, vehicle.engine.aspiration)),
        (None, None) => None,
    };
    d.capacity_needs.clone_from(&d.flow_needs);
    d.capacity_needs.extend(d.bsfc.is_none().then_some(Field::Fuel));
    let (Some(flow), Some(bsfc)) = (d.flow_g_s, d.bsfc) else { return };
    let power = |g_kwh: f64| flow * 3600.0 / g_kwh;
    d.capacity_kw = Some(Band { low: power(bsfc.high), typical: power(bsfc.typical), high: power(bsfc.low) });
}

fn required(vehicle: &Vehicle) -> Option<Required> {
    if let Some(kw) = vehicle.engine.power_kw {
        return Some(Required { kw, from: RequiredFrom::Power });
    }
    let (natural_kw, boost_bar) = (vehicle.turbo.natural_power_kw?, boost(vehicle)?);
    Some(Required { kw: natural_kw * (1.0 + boost_bar), from: RequiredFrom::Boost { natural_kw, boost_bar } })
}

fn standard(vehicle: &Vehicle) -> Option<f64> {
    boost(vehicle)?;
    Some(vehicle.turbo.natural_power_kw? * (1.0 + vehicle.turbo.standard_boost_bar?))
}

fn margin(d: &mut Derived) {
    d.margin_needs.clone_from(&d.capacity_needs);
    let required = d.required.map(|r| r.kw).filter(|kw| *kw > 0.0);
    d.margin_needs.extend(required.is_none().then_some(Field::Power));
    let (Some(capacity), Some(required)) = (d.capacity_kw, required) else { return };
    let share = |kw: f64| (kw - required) / required * 100.0;
    let percent =
        Band { low: share(capacity.low), typical: share(capacity.typical), high: share(capacity.high) };
    d.margin = Some(Margin { percent, band: MarginBand::of(percent.typical) });
    d.duty_percent = Some(required / capacity.typical * 100.0);
}

fn weight(vehicle: &Vehicle, d: &mut Derived) {
    let mass = vehicle.body.mass_kg.filter(|kg| *kg > 0.0);
    d.weight_needs.extend(d.required.is_none().then_some(Field::Power));
    d.weight_needs.extend(mass.is_none().then_some(Field::Mass));
    d.power_to_weight = d.required.zip(mass).map(|(required, kg)| required.kw / kg);
}
