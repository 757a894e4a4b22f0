//! How a cell came about: its figures, one after the other, each with what it is made of.

use super::ask::Source;
use crate::engine::units::Quantity;
use crate::engine::vehicle::Measure;

/// What a cell has to say besides its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flag {
    /// The manifold pushes back as hard as the fuel pushes: nothing flows, and the cell has no value.
    NoPressureDifference,
    /// The injectors would be open for longer than the limit allows.
    OverDuty,
    /// The pulse was shorter than the injectors repeat, and was raised to that.
    BelowMinimumPulse,
    /// λ above 0.95 from the pressure outside on.
    LeanUnderLoad,
    /// The value was beyond what can be, and was held there.
    HeldAtLimit,
    /// The throttle does not tell the boost, and the value has none in it.
    WithoutBoost,
}

impl Flag {
    /// Every flag, the worst first.
    pub const ALL: [Flag; 6] = [
        Flag::NoPressureDifference,
        Flag::OverDuty,
        Flag::WithoutBoost,
        Flag::LeanUnderLoad,
        Flag::BelowMinimumPulse,
        Flag::HeldAtLimit,
    ];

    /// Stable name: translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Flag::NoPressureDifference => "no-pressure-difference",
            Flag::OverDuty => "over-duty",
            Flag::BelowMinimumPulse => "below-minimum-pulse",
            Flag::LeanUnderLoad => "lean-under-load",
            Flag::HeldAtLimit => "held-at-limit",
            Flag::WithoutBoost => "without-boost",
        }
    }
}

/// How a figure of a step is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolUnit {
    /// As the user has chosen for the measure.
    Of(Measure),
    Milligrams,
    Kelvin,
    /// A bare number with so many decimals.
    Plain(u8),
}

macro_rules! symbols {
    ($( $id:ident = $slug:literal, $unit:expr, $sum:literal; )*) => {
        /// A figure of a step.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Symbol { $( $id ),* }

        impl Symbol {
            /// Every symbol, for translations.
            pub const ALL: &'static [Symbol] = &[ $( Symbol::$id ),* ];
            /// Stable name: translation keys, and the argument of the sums it stands in.
            pub const fn slug(self) -> &'static str { match self { $( Symbol::$id => $slug ),* } }
            /// How it is written.
            pub const fn unit(self) -> SymbolUnit { match self { $( Symbol::$id => $unit ),* } }
            /// Whether it is reckoned from those before it; a text tells how.
            pub const fn is_sum(self) -> bool { match self { $( Symbol::$id => $sum ),* } }
        }
    };
}

const PRESSURE: SymbolUnit = SymbolUnit::Of(Measure::Of(Quantity::Pressure));
const TEMPERATURE: SymbolUnit = SymbolUnit::Of(Measure::Of(Quantity::Temperature));
const TIME: SymbolUnit = SymbolUnit::Of(Measure::Of(Quantity::Duration));
const SPEED: SymbolUnit = SymbolUnit::Of(Measure::Of(Quantity::RotationalSpeed));
const PERCENT: SymbolUnit = SymbolUnit::Of(Measure::Of(Quantity::Percent));
const LAMBDA: SymbolUnit = SymbolUnit::Plain(3);
const ANGLE: SymbolUnit = SymbolUnit::Of(Measure::Of(Quantity::Angle));
const FLOW: SymbolUnit = SymbolUnit::Of(Measure::InjectorFlow);

symbols! {
    Rpm = "rpm", SPEED, false;
    Throttle = "throttle", PERCENT, false;
    Opening = "opening", SymbolUnit::Plain(3), true;
    Behind = "behind", PRESSURE, true;
    Map = "map", PRESSURE, false;
    Barometric = "barometric", PRESSURE, false;
    Pressure = "pressure", PRESSURE, true;
    Charge = "charge", SymbolUnit::Kelvin, false;
    Volume = "volume", SymbolUnit::Of(Measure::Displacement), false;
    Ve = "ve", SymbolUnit::Plain(3), false;
    Air = "air", SymbolUnit::Milligrams, true;
    Stoich = "stoich", SymbolUnit::Plain(2), false;
    LambdaAim = "lambda-aim", LAMBDA, false;
    Safety = "safety", SymbolUnit::Plain(2), false;
    Lambda = "lambda", LAMBDA, true;
    Fuel = "fuel", SymbolUnit::Milligrams, true;
    Flow = "flow", FLOW, false;
    Rated = "rated", PRESSURE, false;
    Difference = "difference", PRESSURE, false;
    FlowHere = "flow-here", FLOW, true;
    Openings = "openings", SymbolUnit::Plain(0), false;
    Pulse = "pulse", TIME, true;
    Dead = "dead", TIME, false;
    Commanded = "commanded", TIME, true;
    Cycle = "cycle", TIME, true;
    Duty = "duty", PERCENT, true;
    BaseVe = "base-ve", SymbolUnit::Plain(3), false;
    Gain = "gain", SymbolUnit::Plain(3), false;
    VeMade = "ve-made", SymbolUnit::Plain(3), true;
    LambdaBase = "lambda-base", LAMBDA, false;
    Taper = "taper", SymbolUnit::Plain(3), false;
    LambdaMade = "lambda-made", LAMBDA, true;
    AdvanceRpm = "advance-rpm", ANGLE, false;
    AdvanceMap = "advance-map", ANGLE, false;
    Retard = "retard", ANGLE, false;
    OctaneAdvance = "octane-advance", ANGLE, false;
    OwnAdvance = "own-advance", ANGLE, false;
    Advance = "advance", ANGLE, true;
    MapCorrection = "map-correction", ANGLE, true;
    Temperature = "temperature", TEMPERATURE, false;
    Factory = "factory", SymbolUnit::Plain(2), false;
    VeReference = "ve-reference", SymbolUnit::Plain(3), false;
    ByVe = "by-ve", PERCENT, true;
    ChargeC = "charge-c", TEMPERATURE, false;
    ByDensity = "by-density", PERCENT, true;
    DeadFactory = "dead-factory", TIME, false;
    DeadHere = "dead-here", TIME, true;
    DwellFactory = "dwell-factory", TIME, false;
    DwellReference = "dwell-reference", TIME, false;
    Coil = "coil", TIME, false;
    DwellHere = "dwell-here", TIME, true;
    StartFactory = "start-factory", TIME, false;
    StartScale = "start-scale", SymbolUnit::Plain(3), false;
    StartHere = "start-here", TIME, true;
}

/// One figure on the way to a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub symbol: Symbol,
    /// Base unit of what it measures; K for [`SymbolUnit::Kelvin`].
    pub value: f64,
    /// Where it came from, where it was asked for.
    pub from: Option<Source>,
}

/// What a calculator makes of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Work {
    /// `None` where there is none.
    pub value: Option<f64>,
    pub flags: Vec<Flag>,
    pub steps: Vec<Step>,
}

impl Work {
    /// Notes a figure and hands it back.
    pub fn step(&mut self, symbol: Symbol, value: f64) -> f64 {
        self.steps.push(Step { symbol, value, from: None });
        value
    }

    /// The value, held between two ends; where that changes it, it says so.
    pub fn put(&mut self, value: f64, least: f64, most: f64) {
        let held = value.clamp(least, most);
        // A rounding of the last digit is no holding.
        if (held - value).abs() > 1e-9 * value.abs().max(1.0) {
            self.flags.push(Flag::HeldAtLimit);
        }
        self.value = Some(held);
    }
}
