//! What the vehicle does not tell: how the tables are meant, and the user's own figures.

use std::collections::BTreeMap;

use super::input::Input;
use crate::engine::fuel::FuelId;
use crate::engine::tables::MapTable;
use crate::engine::vehicle::Regulator;

/// What the safety factor may be.
pub const SAFETY_FACTOR: (f64, f64) = (0.80, 1.20);

/// How an engine is meant to run. Under load (from the pressure outside on) each is leaner and more advanced than the one
/// before it in [`Strategy::BY_LOAD`]; at cruise only economy is lean on purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strategy {
    /// For an engine nobody has measured yet: richest under load, most retarded.
    Conservative,
    #[default]
    Balanced,
    /// For an engine that is watched: leanest under load, and FuelTech's own advance, never more.
    Aggressive,
    /// Lean at cruise, where it saves fuel; rich and retarded under load, where it would cost an engine.
    Economy,
    /// Rich at cruise so that a quick foot finds fuel; a little leaner than balanced under load.
    Sport,
}

impl Strategy {
    /// In the order in which they are offered.
    pub const ALL: [Strategy; 5] = [
        Strategy::Conservative,
        Strategy::Balanced,
        Strategy::Aggressive,
        Strategy::Economy,
        Strategy::Sport,
    ];
    /// From the richest under load to the leanest, and from the least advance to the most.
    pub const BY_LOAD: [Strategy; 5] = [
        Strategy::Conservative,
        Strategy::Economy,
        Strategy::Balanced,
        Strategy::Sport,
        Strategy::Aggressive,
    ];

    /// Stable name: translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Strategy::Conservative => "conservative",
            Strategy::Balanced => "balanced",
            Strategy::Aggressive => "aggressive",
            Strategy::Economy => "economy",
            Strategy::Sport => "sport",
        }
    }

    /// The strategy of this slug.
    pub fn from_slug(slug: &str) -> Option<Strategy> {
        Strategy::ALL.into_iter().find(|s| s.slug() == slug)
    }
}

/// What a correction by engine speed or air temperature is taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// FuelTech's factory curve.
    #[default]
    Factory,
    /// What follows: the VE against that at the reference speed; the density of air against that of the charge.
    Physics,
}

/// See the module. A figure stands above the vehicle's, which stands above the usual one.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumptions {
    /// The user's own figures, base units.
    pub own: BTreeMap<Input, f64>,
    /// Another fuel than the vehicle's.
    pub fuel: Option<FuelId>,
    /// Another regulator than the vehicle's.
    pub regulator: Option<Regulator>,
    pub strategy: Strategy,
    /// Above 1 everything is richer by it, whatever the strategy; see [`SAFETY_FACTOR`].
    pub safety_factor: f64,
    pub basis: Basis,
    /// Whether more octane than the factory's advance reckons with may add advance.
    pub octane_advance: bool,
    /// Whether the pulses of the table hold the injector's dead time, as FuelTech's do.
    pub with_dead_time: bool,
    /// A table of VE (%, over pressure and engine speed) in place of the curves.
    pub ve: Option<MapTable>,
    /// A table of λ targets in place of the strategy's.
    pub lambda: Option<MapTable>,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            own: BTreeMap::new(),
            fuel: None,
            regulator: None,
            strategy: Strategy::default(),
            safety_factor: 1.0,
            basis: Basis::default(),
            octane_advance: false,
            with_dead_time: true,
            ve: None,
            lambda: None,
        }
    }
}

impl Assumptions {
    /// The safety factor, held within what it may be.
    pub(super) fn safety(&self) -> f64 {
        let (least, most) = SAFETY_FACTOR;
        if self.safety_factor.is_finite() { self.safety_factor.clamp(least, most) } else { 1.0 }
    }
}
