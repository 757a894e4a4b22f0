//! Fuels: stoichiometry, density and the consumption to reckon with.
//!
//! Stoichiometric ratios are those in common use, rounded as tuners write them; a test holds the blends of gasoline
//! and ethanol against the blend rule. λ is what is kept; a ratio is only needed to show it as air-fuel ratio.

use serde::{Deserialize, Serialize};

use super::vehicle::Aspiration;

/// kg/L of gasoline without ethanol.
pub const GASOLINE_DENSITY: f64 = 0.745;
/// kg/L of ethanol without water.
pub const ETHANOL_DENSITY: f64 = 0.789;
/// g/kWh of one lb/(hp·h): 453.59237 g over 0.7456999 kWh.
pub const G_PER_KWH: f64 = 453.592_37 / 0.745_699_9;

const GASOLINE_STOICH: f64 = 14.7;
const ETHANOL_STOICH: f64 = 9.0;
/// E85 takes 1.35 to 1.4 times the mass of gasoline for the same power (field practice); the share of ethanol by mass
/// scales everything between gasoline and pure ethanol through the middle of that.
const ETHANOL_CONSUMPTION: f64 = 0.375 / 0.857_17;

macro_rules! fuels {
    ($( $(#[$doc:meta])* $id:ident = $slug:literal: $stoich:expr, $density:expr, $consumption:expr, $ethanol:expr; )*) => {
        /// A fuel of the library.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum FuelId { $( $(#[$doc])* #[serde(rename = $slug)] $id ),* }

        impl FuelId {
            /// Every fuel, in the order in which it is offered.
            pub const ALL: &'static [FuelId] = &[ $( FuelId::$id ),* ];

            /// Stable name: storage, files, translation keys.
            pub const fn slug(self) -> &'static str {
                match self { $( FuelId::$id => $slug ),* }
            }

            /// What the library knows about it.
            pub fn properties(self) -> FuelProperties {
                match self { $( FuelId::$id => FuelProperties {
                    stoich: $stoich,
                    density: $density,
                    consumption: $consumption,
                    ethanol_percent: $ethanol,
                    enriched: !matches!(self, FuelId::Diesel),
                } ),* }
            }
        }
    };
}

// Ratio, density kg/L at 20 °C, mass for the same power against gasoline, ethanol by volume.
// Ratios: Heywood, Internal Combustion Engine Fundamentals, ch. 3, and the trade's rounding. Hydrous ethanol: 93.5 % by
// mass, the middle of what Brazilian pumps may sell; the water burns nothing. Methanol: 1.0 to 1.2 lb/(hp·h) against
// gasoline's 0.5. LPG: half propane, half butane. Gases and diesel: by their heating values.
fuels! {
    Gasoline = "gasoline": 14.7, Some(GASOLINE_DENSITY), 1.0, Some(0.0);
    E10 = "e10": 14.1, Some(blend_density(10.0)), blend_consumption(10.0), Some(10.0);
    E22 = "e22": 13.4, Some(blend_density(22.0)), blend_consumption(22.0), Some(22.0);
    E27 = "e27": 13.1, Some(blend_density(27.0)), blend_consumption(27.0), Some(27.0);
    E30 = "e30": 12.9, Some(blend_density(30.0)), blend_consumption(30.0), Some(30.0);
    E85 = "e85": 9.8, Some(blend_density(85.0)), blend_consumption(85.0), Some(85.0);
    /// Ethanol without water.
    E100 = "e100": 9.0, Some(ETHANOL_DENSITY), blend_consumption(100.0), Some(100.0);
    /// Ethanol as Brazilian pumps sell it, with its water.
    E100Hydrous = "e100-hydrous": 8.4, Some(0.809), blend_consumption(100.0) / 0.935, None;
    Methanol = "methanol": 6.47, Some(0.792), 2.2, None;
    /// Natural gas; a gas has no density to reckon injectors with.
    Cng = "cng": 17.2, None, 0.9, None;
    Lpg = "lpg": 15.6, Some(0.54), 0.95, None;
    Diesel = "diesel": 14.5, Some(0.84), 0.75, None;
}

impl FuelId {
    /// The fuel of this slug.
    pub fn from_slug(slug: &str) -> Option<FuelId> {
        FuelId::ALL.iter().copied().find(|f| f.slug() == slug)
    }
}

/// What follows from what burns.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FuelProperties {
    /// Mass of air for one mass of fuel at λ 1.
    pub stoich: f64,
    /// kg/L as a liquid at 20 °C; `None` for a gas.
    pub density: Option<f64>,
    /// Mass of fuel for the same power, gasoline being 1.
    pub consumption: f64,
    /// Ethanol by volume, 0 to 100 %, where the fuel is a blend with gasoline.
    pub ethanol_percent: Option<f64>,
    /// Whether a boosted engine is run rich on it, which costs fuel. A diesel is not.
    pub enriched: bool,
}

/// A blend of gasoline and ethanol without water.
///
/// `w = v·0.789 / (v·0.789 + (1−v)·0.745)`, `ratio = w·9.0 + (1−w)·14.7`, with `v` the share of ethanol by volume and
/// `w` by mass.
///
/// ```
/// use fueltune_analyzer::engine::fuel::blend;
/// assert!((blend(27.0).stoich - 13.1).abs() < 0.05);
/// ```
pub fn blend(ethanol_percent: f64) -> FuelProperties {
    let mass_share = ethanol_by_mass(ethanol_percent);
    FuelProperties {
        stoich: mass_share * ETHANOL_STOICH + (1.0 - mass_share) * GASOLINE_STOICH,
        density: Some(blend_density(ethanol_percent)),
        consumption: blend_consumption(ethanol_percent),
        ethanol_percent: Some(ethanol_percent.clamp(0.0, 100.0)),
        enriched: true,
    }
}

/// Share of ethanol by mass, 0 to 1, for a share by volume in %.
pub fn ethanol_by_mass(ethanol_percent: f64) -> f64 {
    let v = (ethanol_percent / 100.0).clamp(0.0, 1.0);
    let ethanol = v * ETHANOL_DENSITY;
    ethanol / (ethanol + (1.0 - v) * GASOLINE_DENSITY)
}

fn blend_density(ethanol_percent: f64) -> f64 {
    let v = (ethanol_percent / 100.0).clamp(0.0, 1.0);
    v * ETHANOL_DENSITY + (1.0 - v) * GASOLINE_DENSITY
}

fn blend_consumption(ethanol_percent: f64) -> f64 {
    1.0 + ETHANOL_CONSUMPTION * ethanol_by_mass(ethanol_percent)
}

/// Brake-specific fuel consumption as a span, g/kWh: it is never known to a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bsfc {
    pub low: f64,
    /// What a single figure is reckoned with.
    pub typical: f64,
    pub high: f64,
}

/// Doubt about a figure that somebody measured or chose, as a share of it.
pub const GIVEN_BSFC_DOUBT: f64 = 0.10;

impl Bsfc {
    /// What an engine of this kind takes of this fuel. Gasoline: 0.45 to 0.50 lb/(hp·h) without boost, 0.55 to 0.60
    /// with a compressor on the crank, 0.55 to 0.65 with a turbo; all of that where the kind is not known.
    pub fn expected(fuel: &FuelProperties, aspiration: Option<Aspiration>) -> Bsfc {
        let (low, high) = match aspiration {
            _ if !fuel.enriched => (0.45, 0.50),
            Some(Aspiration::Natural) => (0.45, 0.50),
            Some(Aspiration::Supercharger) => (0.55, 0.60),
            Some(Aspiration::Turbo | Aspiration::TwinTurbo | Aspiration::TurboSupercharger) => (0.55, 0.65),
            None => (0.45, 0.65),
        };
        let scale = fuel.consumption * G_PER_KWH;
        Bsfc { low: low * scale, typical: f64::midpoint(low, high) * scale, high: high * scale }
    }

    /// A figure that is given, g/kWh, and the doubt it keeps.
    pub fn given(value: f64) -> Bsfc {
        Bsfc { low: value * (1.0 - GIVEN_BSFC_DOUBT), typical: value, high: value * (1.0 + GIVEN_BSFC_DOUBT) }
    }
}
