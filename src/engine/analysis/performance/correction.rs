//! Power as it would be in the air a standard prescribes.
//!
//! | standard | factor | reference |
//! | --- | --- | --- |
//! | SAE J1349 | `1.180 (990 / p_d) √((t + 273) / 298) − 0.18` | 990 hPa dry, 25 °C |
//! | SAE J607 ("STD") | `(1013.25 / p_d) √((t + 273.15) / 288.71)` | 29.92 inHg dry, 60 °F |
//! | DIN 70020 | `(1013.25 / p) √((t + 273) / 293)` | 1013.25 hPa, 20 °C |
//! | ECE R85, ISO 1585 | `(99 / p_d)^1.2 ((t + 273) / 298)^0.6` | 99 kPa dry, 25 °C |
//!
//! with `p` the pressure of the air, `p_d` that without its vapour and `t` its temperature. J1349 and R85 hold from 15 to
//! 35 °C, 900 to 1050 hPa and 800 to 1100 hPa dry, for factors of 0.93 to 1.07, and for spark ignition. None of them
//! means anything where boost is controlled: the wastegate has made up for the air already, a factor would do it twice
//! (R85 says so since its supplement 7). A figure that means nothing is not given.

use serde::{Deserialize, Serialize};

use super::atmosphere::Atmosphere;

/// A standard of correction. Translation key: `correction-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standard {
    SaeJ1349,
    Din70020,
    EceR85,
    Std,
}

impl Standard {
    pub const ALL: [Standard; 4] = [Standard::SaeJ1349, Standard::Din70020, Standard::EceR85, Standard::Std];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            Standard::SaeJ1349 => "sae_j1349",
            Standard::Din70020 => "din_70020",
            Standard::EceR85 => "ece_r85",
            Standard::Std => "std",
        }
    }

    /// What the power is multiplied with; pressures in hPa, temperature in °C.
    pub fn factor(self, pressure_hpa: f64, dry_hpa: f64, celsius: f64) -> f64 {
        match self {
            Standard::SaeJ1349 => 1.180 * (990.0 / dry_hpa) * ((celsius + 273.0) / 298.0).sqrt() - 0.18,
            Standard::Din70020 => 1013.25 / pressure_hpa * ((celsius + 273.0) / 293.0).sqrt(),
            Standard::EceR85 => (990.0 / dry_hpa).powf(1.2) * ((celsius + 273.0) / 298.0).powf(0.6),
            Standard::Std => 1013.25 / dry_hpa * ((celsius + 273.15) / 288.71).sqrt(),
        }
    }

    /// Dry pressure in hPa, temperature in °C and factor within which the standard holds; the older two say nothing,
    /// and are held to what the newer ones allow but for the factor, which their reference air alone moves by 4 %.
    const fn limits(self) -> Limits {
        match self {
            Standard::SaeJ1349 => {
                Limits { dry_hpa: (900.0, 1050.0), celsius: (15.0, 35.0), factor: (0.93, 1.07) }
            }
            Standard::EceR85 => {
                Limits { dry_hpa: (800.0, 1100.0), celsius: (15.0, 35.0), factor: (0.93, 1.07) }
            }
            Standard::Din70020 | Standard::Std => {
                Limits { dry_hpa: (800.0, 1100.0), celsius: (0.0, 45.0), factor: (0.90, 1.12) }
            }
        }
    }
}

struct Limits {
    dry_hpa: (f64, f64),
    celsius: (f64, f64),
    factor: (f64, f64),
}

/// Whether a corrected figure means something. Translation key: `validity-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    Valid,
    /// The boost is controlled: it does not follow the air outside.
    Boosted,
    /// Not an engine with spark ignition.
    Diesel,
    /// The air is out of the range the standard is made for.
    OutsideAir,
    /// The factor is beyond what the standard allows.
    OutsideFactor,
}

impl Validity {
    pub const ALL: [Validity; 5] =
        [Validity::Valid, Validity::Boosted, Validity::Diesel, Validity::OutsideAir, Validity::OutsideFactor];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            Validity::Valid => "valid",
            Validity::Boosted => "boosted",
            Validity::Diesel => "diesel",
            Validity::OutsideAir => "outside_air",
            Validity::OutsideFactor => "outside_factor",
        }
    }
}

/// What one standard makes of a peak.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    pub standard: Standard,
    pub factor: f64,
    pub validity: Validity,
    /// Of the engine; `None` where it would mean nothing.
    pub power_kw: Option<f64>,
    pub torque_nm: Option<f64>,
}

/// What kind of engine is corrected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EngineKind {
    pub boosted: bool,
    pub diesel: bool,
}

/// One standard, applied to the peaks of an engine.
pub fn correct(
    standard: Standard,
    air: &Atmosphere,
    kind: EngineKind,
    power_kw: Option<f64>,
    torque_nm: Option<f64>,
) -> Correction {
    let (pressure, dry) = (air.pressure.value * 1000.0, air.dry_bar * 1000.0);
    let celsius = air.temperature.value;
    let factor = standard.factor(pressure, dry, celsius);
    let limits = standard.limits();
    let within = |x: f64, (low, high): (f64, f64)| (low..=high).contains(&x);
    let validity = if kind.boosted {
        Validity::Boosted
    } else if kind.diesel {
        Validity::Diesel
    } else if !within(dry, limits.dry_hpa) || !within(celsius, limits.celsius) {
        Validity::OutsideAir
    } else if !within(factor, limits.factor) {
        Validity::OutsideFactor
    } else {
        Validity::Valid
    };
    let apply = |x: Option<f64>| x.filter(|_| validity == Validity::Valid).map(|x| x * factor);
    Correction { standard, factor, validity, power_kw: apply(power_kw), torque_nm: apply(torque_nm) }
}
