//! A vehicle: what is known about it, what may be entered, what follows from it.
//!
//! Everything but name, make and model may be unknown; nothing is filled in by guessing. Numbers are in base units:
//! pressure bar, power kW, torque N·m, mass kg, time ms, temperature °C, injector flow g/s, consumption g/kWh.

mod choices;
mod derive;
mod examples;
mod exchange;
mod field;
mod sizing;
mod tyre;
mod validate;

use serde::{Deserialize, Serialize};

pub use choices::{
    Aspiration, BankMode, Camshaft, Cooling, Drivetrain, FuelSystem, Impedance, Layout, Regulator,
    Transmission, Wastegate,
};
pub use derive::{
    Band, BankFlow, Derived, Margin, MarginBand, Required, RequiredFrom, derive, pressure_factor,
};
pub use examples::examples;
pub use exchange::{ExchangeError, Exported, read_json, write_json};
pub use field::{BLEND, Field, Kind, Measure, Part};
pub use sizing::{
    BALANCE_TOLERANCE, SIZES_LB_H, Sizing, USUAL_DUTY_LIMIT, flow_curve, next_size, sizing, unevenness,
};
pub use tyre::Tyre;
pub use validate::{
    FieldError, FieldErrorKind, check_field, clean, clean_search, normalise_plate, searched, validate,
};

use super::fuel::{self, FuelId, FuelProperties};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Vehicle {
    /// 1 to 100 characters.
    pub name: String,
    pub nickname: String,
    /// 1 to 50 characters.
    pub make: String,
    /// 1 to 50 characters.
    pub model: String,
    pub year: Option<u32>,
    /// As on the car; Brazilian ones are normalised to `ABC-1234` or `ABC1D23`.
    pub plate: String,
    pub notes: String,
    pub engine: Engine,
    pub fuel: Fuel,
    pub injection: Injection,
    pub turbo: Turbo,
    pub driveline: Driveline,
    pub body: Body,
    pub limits: Limits,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Engine {
    pub displacement_l: Option<f64>,
    pub cylinders: Option<u32>,
    pub layout: Option<Layout>,
    pub aspiration: Option<Aspiration>,
    /// Where the limiter cuts.
    pub max_rpm: Option<f64>,
    pub idle_rpm: Option<f64>,
    /// 10.5 means 10.5:1.
    pub compression_ratio: Option<f64>,
    pub camshaft: Option<Camshaft>,
    pub cooling: Option<Cooling>,
    /// At the crank, as it runs or as it is aimed at.
    pub power_kw: Option<f64>,
    pub torque_nm: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fuel {
    /// From the library; `None` with [`Fuel::ethanol_percent`] is a blend of one's own.
    pub library: Option<FuelId>,
    /// Ethanol by volume in gasoline, for a blend of one's own.
    pub ethanol_percent: Option<f64>,
    pub octane: Option<f64>,
    pub system: Option<FuelSystem>,
    pub bsfc_g_kwh: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Injection {
    pub injector: String,
    pub impedance: Option<Impedance>,
    /// Pressure across the injector at which its flow is stated.
    pub rated_pressure_bar: Option<f64>,
    /// Of the fuel over the air outside, engine at rest.
    pub base_pressure_bar: Option<f64>,
    pub regulator: Option<Regulator>,
    /// Shorter pulses are not repeatable.
    pub min_pulse_ms: Option<f64>,
    pub bank_a: Bank,
    pub bank_b: Bank,
}

/// Injectors that are fired together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bank {
    pub enabled: bool,
    pub mode: Option<BankMode>,
    /// Outputs of the ECU, 1 to 8.
    pub outputs: Vec<u32>,
    pub injectors: Option<u32>,
    /// Of one injector, at the rated pressure.
    pub flow_g_s: Option<f64>,
    pub dead_time_ms: Option<f64>,
    /// Manifold pressure from which a second bank joins in.
    pub start_pressure_bar: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Turbo {
    pub make: String,
    pub model: String,
    pub wastegate: Option<Wastegate>,
    pub max_boost_bar: Option<f64>,
    /// What it is driven with day by day.
    pub standard_boost_bar: Option<f64>,
    /// Of the engine without boost; estimates the power with boost where that is not known.
    pub natural_power_kw: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Driveline {
    pub transmission: Option<Transmission>,
    pub drivetrain: Option<Drivetrain>,
    pub gears: Option<u32>,
    /// First gear first.
    pub gear_ratios: Vec<f64>,
    pub final_drive: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Body {
    /// Ready to drive.
    pub mass_kg: Option<f64>,
    pub drag_coefficient: Option<f64>,
    pub frontal_area_m2: Option<f64>,
    /// As on the sidewall: `195/55 R15`.
    pub tyre: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    pub map_min_bar: Option<f64>,
    pub map_max_bar: Option<f64>,
    pub duty_percent: Option<f64>,
    pub coolant_c: Option<f64>,
    pub intake_air_c: Option<f64>,
    pub egt_c: Option<f64>,
    pub fuel_pressure_min_bar: Option<f64>,
}

/// A figure as it is kept: ten significant digits. What was entered in another unit is not dragged along with the
/// noise of its conversion, and survives a file digit for digit.
pub fn tidy(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let digits = 9 - value.abs().log10().floor() as i32;
    if digits > 22 {
        return value;
    }
    if digits >= 0 {
        let scale = 10f64.powi(digits);
        (value * scale).round() / scale
    } else {
        let scale = 10f64.powi(-digits);
        (value / scale).round() * scale
    }
}

impl Vehicle {
    /// What its fuel is like; `None` where none was chosen.
    pub fn fuel_properties(&self) -> Option<FuelProperties> {
        match (self.fuel.library, self.fuel.ethanol_percent) {
            (Some(id), _) => Some(id.properties()),
            (None, Some(percent)) => Some(fuel::blend(percent)),
            (None, None) => None,
        }
    }

    /// Air-fuel ratio at λ 1 of its fuel; gasoline's where none was chosen.
    pub fn stoich(&self) -> f64 {
        self.fuel_properties().unwrap_or_else(|| FuelId::Gasoline.properties()).stoich
    }

    /// The banks in use.
    pub fn banks(&self) -> impl Iterator<Item = &Bank> {
        [&self.injection.bank_a, &self.injection.bank_b].into_iter().filter(|bank| bank.enabled)
    }
}
