//! What a rule is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::engine::channels::{ChannelId, ChannelKey};
use crate::engine::expr::{Expr, Names};
use crate::engine::fuel::FuelId;
use crate::engine::units::Quantity;
use crate::engine::vehicle::Vehicle;

/// How bad it is. Translation key: `safety-severity-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look before going on.
    Caution,
    /// Stop and see to it.
    Danger,
}

impl Severity {
    pub const ALL: [Severity; 2] = [Severity::Caution, Severity::Danger];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            Severity::Caution => "caution",
            Severity::Danger => "danger",
        }
    }
}

/// What a rule is about. Translation key: `safety-kind-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    Mixture,
    Temperature,
    Oil,
    FuelPressure,
    Boost,
    Revs,
    Injector,
    Knock,
    Battery,
    Sensor,
    /// A rule of the user's own.
    Own,
}

impl RuleKind {
    pub const ALL: [RuleKind; 11] = [
        RuleKind::Mixture,
        RuleKind::Temperature,
        RuleKind::Oil,
        RuleKind::FuelPressure,
        RuleKind::Boost,
        RuleKind::Revs,
        RuleKind::Injector,
        RuleKind::Knock,
        RuleKind::Battery,
        RuleKind::Sensor,
        RuleKind::Own,
    ];

    /// Stable name, used for translation keys and exports.
    pub const fn slug(self) -> &'static str {
        match self {
            RuleKind::Mixture => "mixture",
            RuleKind::Temperature => "temperature",
            RuleKind::Oil => "oil",
            RuleKind::FuelPressure => "fuel_pressure",
            RuleKind::Boost => "boost",
            RuleKind::Revs => "revs",
            RuleKind::Injector => "injector",
            RuleKind::Knock => "knock",
            RuleKind::Battery => "battery",
            RuleKind::Sensor => "sensor",
            RuleKind::Own => "own",
        }
    }
}

macro_rules! watches {
    ($( $(#[$doc:meta])* $name:ident = $slug:literal $kind:ident $quantity:ident $side:ident; )*) => {
        /// What is watched, made of the channels of the log. Translation key: `safety-watch-SLUG`.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Watch {
            $( $(#[$doc])* $name, )*
            /// The value of an expression, or its truth as 1 and 0.
            Expression(String),
        }

        impl Watch {
            /// Every one that is built in.
            pub const BUILT_IN: &'static [Watch] = &[ $( Watch::$name ),* ];

            /// Stable name, used for translation keys and exports.
            pub const fn slug(&self) -> &'static str {
                match self { $( Watch::$name => $slug, )* Watch::Expression(_) => "expression" }
            }

            /// What it is about.
            pub const fn kind(&self) -> RuleKind {
                match self { $( Watch::$name => RuleKind::$kind, )* Watch::Expression(_) => RuleKind::Own }
            }

            /// Decides the unit its thresholds are shown in; thresholds are in the base unit.
            pub const fn quantity(&self) -> Quantity {
                match self { $( Watch::$name => Quantity::$quantity, )* Watch::Expression(_) => Quantity::AsLogged }
            }

            /// On which side of a threshold the trouble is; `None` where the rule says.
            pub const fn side(&self) -> Option<Side> {
                match self { $( Watch::$name => Some(Side::$side), )* Watch::Expression(_) => None }
            }
        }
    };
}

watches! {
    /// λ over its target under load, % of the target.
    LeanAgainstTarget = "lean_against_target" Mixture Percent Above;
    /// λ at full load.
    Lean = "lean" Mixture Lambda Above;
    Coolant = "coolant" Temperature Temperature Above;
    /// Air before the engine: intake air, else charge air.
    IntakeAir = "intake_air" Temperature Temperature Above;
    OilTemperature = "oil_temperature" Temperature Temperature Above;
    /// The hottest exhaust.
    Egt = "egt" Temperature Temperature Above;
    /// Hottest less coldest exhaust under load; a difference.
    EgtSpread = "egt_spread" Temperature Temperature Above;
    OilPressureLow = "oil_pressure_low" Oil Pressure Below;
    OilPressureHigh = "oil_pressure_high" Oil Pressure Above;
    FuelPressureLow = "fuel_pressure_low" FuelPressure Pressure Below;
    /// What is missing of the pressure across the injectors (or of the rail, where the regulator is fixed).
    FuelPressureDrop = "fuel_pressure_drop" FuelPressure Pressure Above;
    /// Manifold pressure over the air outside.
    Boost = "boost" Boost Pressure Above;
    /// Manifold pressure over its target.
    BoostOverTarget = "boost_over_target" Boost Pressure Above;
    Rpm = "rpm" Revs RotationalSpeed Above;
    InjectorDuty = "injector_duty" Injector Percent Above;
    KnockRetard = "knock_retard" Knock Angle Above;
    /// Knock sensor over the noise floor that is learned per engine speed from the log, in standard deviations of it.
    KnockLevel = "knock_level" Knock AsLogged Above;
    /// Knocks counted within a second.
    KnockCount = "knock_count" Knock Count Above;
    BatteryLow = "battery_low" Battery Voltage Below;
    BatteryHigh = "battery_high" Battery Voltage Above;
    /// A sensor that worked reads nothing under load.
    SensorLost = "sensor_lost" Sensor Flag Above;
}

impl Watch {
    /// Whether thresholds are differences: 10 °C of them are 18 °F.
    pub const fn is_difference(&self) -> bool {
        matches!(
            self,
            Watch::LeanAgainstTarget | Watch::EgtSpread | Watch::FuelPressureDrop | Watch::BoostOverTarget
        )
    }
}

/// On which side of a threshold the trouble is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Above,
    Below,
}

/// Where trouble begins, base unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    Fixed(f64),
    /// Straight lines between points `(value of the channel, threshold)`, level beyond the ends.
    Curve {
        over: ChannelKey,
        points: Vec<(f64, f64)>,
    },
}

impl Threshold {
    /// At a value of its channel.
    pub fn at(&self, x: f64) -> f64 {
        match self {
            Threshold::Fixed(value) => *value,
            Threshold::Curve { points, .. } => along(points, x),
        }
    }
}

/// NaN where `x` is, or where there is no point.
fn along(points: &[(f64, f64)], x: f64) -> f64 {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return f64::NAN };
    if x.is_nan() {
        return f64::NAN;
    }
    if x <= first.0 {
        return first.1;
    }
    let between = points.windows(2).find(|pair| x <= pair[1].0);
    between.map_or(last.1, |pair| {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        if x1 > x0 { y0 + (y1 - y0) * (x - x0) / (x1 - x0) } else { y1 }
    })
}

/// A limit of the vehicle, and where the thresholds lie from it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FromVehicle {
    pub limit: VehicleLimit,
    /// Added to the limit; `None` for no such threshold.
    pub caution: Option<f64>,
    pub danger: Option<f64>,
}

macro_rules! limits {
    ($( $name:ident = $slug:literal: |$vehicle:ident| $value:expr; )*) => {
        /// A limit that a vehicle may have, base unit. Translation key: `safety-limit-SLUG`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum VehicleLimit { $( $name ),* }

        impl VehicleLimit {
            pub const ALL: &'static [VehicleLimit] = &[ $( VehicleLimit::$name ),* ];

            /// Stable name, used for translation keys and exports.
            pub const fn slug(self) -> &'static str {
                match self { $( VehicleLimit::$name => $slug ),* }
            }

            /// What the vehicle says.
            pub fn of(self, vehicle: &Vehicle) -> Option<f64> {
                match self { $( VehicleLimit::$name => { let $vehicle = vehicle; $value } ),* }
            }
        }
    };
}

limits! {
    MaxRpm = "max_rpm": |v| v.engine.max_rpm;
    MaxBoost = "max_boost": |v| v.turbo.max_boost_bar.or(v.limits.map_max_bar);
    Duty = "duty": |v| v.limits.duty_percent;
    Coolant = "coolant": |v| v.limits.coolant_c;
    IntakeAir = "intake_air": |v| v.limits.intake_air_c;
    Egt = "egt": |v| v.limits.egt_c;
    FuelPressureMin = "fuel_pressure_min": |v| v.limits.fuel_pressure_min_bar;
}

/// For caution, and for danger.
pub type Thresholds = (Option<Threshold>, Option<Threshold>);

/// One rule: what is watched, from where on it is trouble, and for how long it must last.
///
/// An event begins where the value is beyond the caution threshold (or the danger threshold where there is no other)
/// and ends where it is back by `hysteresis`. What is shorter than `min_s`, or a single sample where that is not 0, is
/// none; events at most `merge_s` apart are one. It is a danger if the value was beyond the danger threshold for `min_s` without a break.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Unique within the set: small letters, digits, `_` and `-`. Translation key of a standard rule: `safety-rule-ID`.
    pub id: String,
    /// Of the user's own; empty for a standard rule.
    pub name: String,
    /// What the user's own says about it: what it means, what to do.
    #[serde(default)]
    pub hint: String,
    pub enabled: bool,
    pub watch: Watch,
    pub side: Side,
    pub caution: Option<Threshold>,
    pub danger: Option<Threshold>,
    /// Takes the place of both thresholds where the vehicle has the limit.
    pub vehicle: Option<FromVehicle>,
    /// Only with these fuels; empty for any.
    pub fuels: Vec<FuelId>,
    /// Whether it is judged where the fuel is not known.
    pub any_fuel: bool,
    /// Only where this condition is true; empty for everywhere.
    pub when: String,
    /// Seconds.
    pub min_s: f64,
    /// Seconds.
    pub merge_s: f64,
    /// In the unit of what is watched.
    pub hysteresis: f64,
}

/// The fuel of a vehicle. A blend of one's own counts as E85 from half ethanol on, else as E27.
fn fuel_of(vehicle: Option<&Vehicle>) -> Option<FuelId> {
    const MOSTLY_ETHANOL: f64 = 50.0;
    vehicle.and_then(|v| match (v.fuel.library, v.fuel.ethanol_percent) {
        (Some(id), _) => Some(id),
        (None, Some(percent)) => Some(if percent >= MOSTLY_ETHANOL { FuelId::E85 } else { FuelId::E27 }),
        (None, None) => None,
    })
}

impl Rule {
    /// A rule without thresholds.
    pub fn new(id: &str, watch: Watch) -> Self {
        let side = watch.side().unwrap_or(Side::Above);
        Self {
            id: id.to_owned(),
            name: String::new(),
            hint: String::new(),
            enabled: true,
            watch,
            side,
            caution: None,
            danger: None,
            vehicle: None,
            fuels: Vec::new(),
            any_fuel: true,
            when: String::new(),
            min_s: 0.0,
            merge_s: 1.0,
            hysteresis: 0.0,
        }
    }

    /// What it is about.
    pub fn kind(&self) -> RuleKind {
        self.watch.kind()
    }

    /// Whether it is as it was delivered.
    pub fn origin(&self) -> Origin {
        match RuleSet::standard().rule(&self.id) {
            None => Origin::Own,
            Some(standard) if standard == self => Origin::Standard,
            Some(_) => Origin::Changed,
        }
    }

    /// Its thresholds for a vehicle: those of its limits, else the rule's own. `None` where there are none.
    pub fn thresholds(&self, vehicle: Option<&Vehicle>) -> Option<Thresholds> {
        if let Some(from) = self.vehicle
            && let Some(limit) = vehicle.and_then(|v| from.limit.of(v))
        {
            let at = |offset: Option<f64>| offset.map(|by| Threshold::Fixed(limit + by));
            return Some((at(from.caution), at(from.danger)));
        }
        (self.caution.is_some() || self.danger.is_some()).then(|| (self.caution.clone(), self.danger.clone()))
    }

    /// Whether it is for the fuel of a vehicle.
    pub fn is_for(&self, vehicle: Option<&Vehicle>) -> bool {
        self.fuels.is_empty() || fuel_of(vehicle).map_or(self.any_fuel, |fuel| self.fuels.contains(&fuel))
    }

    /// Whether it is of some fuels, and nobody knows whether the vehicle runs on one of them.
    pub fn guesses_fuel(&self, vehicle: Option<&Vehicle>) -> bool {
        !self.fuels.is_empty() && fuel_of(vehicle).is_none()
    }
}

/// Whether a rule is as it was delivered. Translation key: `safety-origin-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Standard,
    /// A standard rule that the user changed or switched off.
    Changed,
    /// The user's own.
    Own,
}

impl Origin {
    pub const ALL: [Origin; 3] = [Origin::Standard, Origin::Changed, Origin::Own];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Origin::Standard => "standard",
            Origin::Changed => "changed",
            Origin::Own => "own",
        }
    }
}

/// Rules in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleSet {
    pub rules: Vec<Rule>,
}

/// The rules a user starts with.
impl Default for RuleSet {
    fn default() -> Self {
        Self::standard()
    }
}

impl RuleSet {
    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }

    /// The math channels among `names` that a rule in use names, in what it watches or in its condition. What `names`
    /// does not let a rule say is no matter here: judging the log tells it.
    pub fn math_channels(&self, names: &Names) -> BTreeSet<ChannelKey> {
        let texts = self.rules.iter().filter(|rule| rule.enabled).flat_map(|rule| {
            let watched = if let Watch::Expression(text) = &rule.watch { text.as_str() } else { "" };
            [watched, rule.when.as_str()]
        });
        let checked = texts.filter_map(|text| text.parse::<Expr>().ok()?.check(names).ok());
        checked.flat_map(|checked| checked.channels()).filter(ChannelKey::is_math).collect()
    }
}

/// A curve over manifold pressure, bar over the air outside.
pub(super) fn over_map(points: &[(f64, f64)]) -> Threshold {
    Threshold::Curve { over: ChannelId::MapGauge.into(), points: points.to_vec() }
}
