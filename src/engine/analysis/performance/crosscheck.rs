//! The same power by another way: by the fuel it took, by the air it took, by what the ECU says.
//!
//! `P = fuel / BSFC`, and from air `fuel = air / (λ · ratio at λ 1)`. Fuel consumption for a power is known as a span
//! only, and so is what follows.

use serde::{Deserialize, Serialize};

use super::curve::Peak;
use super::flows::{AirSource, Flow, FuelSource, mean_of};
use crate::engine::analysis::Frame;
use crate::engine::channels::ChannelId;
use crate::engine::fuel::{Bsfc, FuelProperties};

/// Another way to a power. Translation key: `check-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckMethod {
    FuelFlow,
    AirFlow,
    /// The ECU's own estimate.
    Ecu,
}

impl CheckMethod {
    pub const ALL: [CheckMethod; 3] = [CheckMethod::FuelFlow, CheckMethod::AirFlow, CheckMethod::Ecu];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            CheckMethod::FuelFlow => "fuel_flow",
            CheckMethod::AirFlow => "air_flow",
            CheckMethod::Ecu => "ecu",
        }
    }
}

/// A power by another way, at the peak of a pull, kW.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrossCheck {
    pub method: CheckMethod,
    pub low: f64,
    pub typical: f64,
    pub high: f64,
    /// g/s of fuel it rests on.
    pub fuel_g_s: Option<f64>,
    /// Fuel for the power from acceleration, g/kWh.
    pub bsfc_g_kwh: Option<f64>,
    /// Power from acceleration over this one, less one, %.
    pub off_percent: Option<f64>,
    /// Whether the spans of both meet; `None` where there is no power from acceleration.
    pub agrees: Option<bool>,
}

/// Half the stretch around the peak whose flows are taken together, s.
const AROUND_S: f64 = 0.25;

/// What the checks need.
pub struct Checks<'a> {
    pub frame: &'a Frame<'a>,
    pub fuel: Option<&'a Flow<FuelSource>>,
    pub air: Option<&'a Flow<AirSource>>,
    pub lambda: Option<&'a [f32]>,
    pub properties: Option<FuelProperties>,
    pub bsfc: Option<Bsfc>,
}

impl Checks<'_> {
    /// All that can be told at a moment; `peak` is the power from acceleration, if there is one.
    pub fn at(&self, t: f64, peak: Option<Peak>) -> Vec<CrossCheck> {
        let rows = self.frame.time().rows_within(t - AROUND_S, t + AROUND_S);
        let mut checks = Vec::new();
        if let (Some(fuel), Some(bsfc)) = (self.fuel.and_then(|f| f.mean(rows.clone())), self.bsfc)
            && fuel > 0.0
        {
            checks.push(by_fuel(CheckMethod::FuelFlow, fuel, bsfc, peak));
        }
        let air = self.air.and_then(|a| a.mean(rows.clone()));
        let lambda = self.lambda.and_then(|l| mean_of(l, rows.clone()));
        if let (Some(air), Some(lambda), Some(properties), Some(bsfc)) =
            (air, lambda, self.properties, self.bsfc)
            && lambda > 0.0
            && air > 0.0
        {
            checks.push(by_fuel(CheckMethod::AirFlow, air / (lambda * properties.stoich), bsfc, peak));
        }
        let estimate = self.frame.channel(ChannelId::PowerEst).and_then(|kw| mean_of(&kw, rows));
        if let Some(kw) = estimate.filter(|kw| *kw > 0.0) {
            checks.push(compare(CheckMethod::Ecu, [kw; 3], None, peak));
        }
        checks
    }
}

fn by_fuel(method: CheckMethod, g_s: f64, bsfc: Bsfc, peak: Option<Peak>) -> CrossCheck {
    let power = |g_kwh: f64| g_s * 3600.0 / g_kwh;
    compare(method, [power(bsfc.high), power(bsfc.typical), power(bsfc.low)], Some(g_s), peak)
}

fn compare(
    method: CheckMethod,
    [low, typical, high]: [f64; 3],
    fuel_g_s: Option<f64>,
    peak: Option<Peak>,
) -> CrossCheck {
    let agrees = |peak: Peak| {
        let doubt = peak.random.hypot(peak.systematic);
        peak.value - doubt <= high && peak.value + doubt >= low
    };
    CrossCheck {
        method,
        low,
        typical,
        high,
        fuel_g_s,
        bsfc_g_kwh: peak.filter(|p| p.value > 0.0).and_then(|p| Some(fuel_g_s? * 3600.0 / p.value)),
        off_percent: peak.map(|p| (p.value / typical - 1.0) * 100.0),
        agrees: peak.map(agrees),
    }
}
