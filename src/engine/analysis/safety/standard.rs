//! The standard rules.
//!
//! # Where the figures come from
//! Alerts as FuelTech ECUs come with them: engine temperature 100 °C, oil pressure under 3 bar above 3500 rpm and under
//! 0.5 bar at all, over 10 bar; fuel pressure under 1.5 bar; pressure across the injectors off by 0.8 bar; exhaust
//! 800 °C, 200 °C between cylinders; boost 6 bar; injectors open all the time. Over-rev has no figure that fits every
//! engine: it is judged where the vehicle has a limit, or once one is entered.
//!
//! Injector duty 85 and 95 %, knock retard 1 and 4°, boost 0.05 bar over its target and more: what tuners of the field
//! go by; so is 8 % over the target of λ, and that it is dangerous the earlier the more boost there is. The two
//! alerts of oil pressure are joined by a line from 1500 rpm up: a step at 3500 rpm alarms at every engine that passes it.
//! FuelTech only warns there; two thirds of it are a danger here. λ at full load: FuelTech's factory targets for ethanol (0.85 at 0 bar, 0.80 at 0.6, 0.79 at 1) and what is
//! usual for gasoline (0.87, 0.83 at 0.5, 0.81 at 1), plus 10 % for caution and 16 % for danger, a little less on
//! gasoline under boost, which knocks. The rest (oil and air temperature, battery) are our own, and wide.

use super::rule::{FromVehicle, Rule, RuleSet, Threshold, VehicleLimit, Watch, over_map};
use crate::engine::channels::ChannelId;
use crate::engine::fuel::FuelId;

const GASOLINE: [FuelId; 5] = [FuelId::Gasoline, FuelId::E10, FuelId::E22, FuelId::E27, FuelId::E30];
const ALCOHOL: [FuelId; 4] = [FuelId::E85, FuelId::E100, FuelId::E100Hydrous, FuelId::Methanol];

fn at(value: f64) -> Threshold {
    Threshold::Fixed(value)
}

fn from(limit: VehicleLimit, caution: Option<f64>, danger: Option<f64>) -> FromVehicle {
    FromVehicle { limit, caution, danger }
}

/// Where the figures of a standard rule come from. Translation key: `rules-source-SLUG`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An alert as FuelTech ECUs come with it.
    FuelTech,
    /// FuelTech's factory targets of λ with room above them.
    FuelTechTargets,
    /// A limit that only the vehicle can have.
    Vehicle,
    /// What tuners of the field go by.
    Field,
    /// This project's own, and wide.
    Project,
}

impl Source {
    pub const ALL: [Source; 5] =
        [Source::FuelTech, Source::FuelTechTargets, Source::Vehicle, Source::Field, Source::Project];

    /// Stable name, used for translation keys.
    pub const fn slug(self) -> &'static str {
        match self {
            Source::FuelTech => "fueltech",
            Source::FuelTechTargets => "fueltech_targets",
            Source::Vehicle => "vehicle",
            Source::Field => "field",
            Source::Project => "project",
        }
    }

    /// Of a standard rule; `None` if there is none of this id.
    pub fn of(id: &str) -> Option<Self> {
        Some(match id {
            "coolant_hot" | "egt_hot" | "egt_spread" | "oil_pressure_low" | "oil_pressure_high"
            | "fuel_pressure_low" | "fuel_pressure_drop" | "boost_high" => Source::FuelTech,
            "lean_gasoline" | "lean_alcohol" => Source::FuelTechTargets,
            "over_rev" => Source::Vehicle,
            "lean_against_target" | "boost_over_target" | "injector_duty" | "knock_retard" => Source::Field,
            "intake_air_hot" | "oil_hot" | "knock_level" | "knock_count" | "battery_low" | "battery_high"
            | "sensor_lost" => Source::Project,
            _ => return None,
        })
    }
}

impl RuleSet {
    /// The rules a user starts with.
    pub fn standard() -> Self {
        let mut rules = mixture();
        rules.extend(temperatures());
        rules.extend(pressures());
        rules.extend(engine());
        Self { rules }
    }

    /// The standard rules with what a user changed: for every vehicle, and then for this one. A change says for which
    /// vehicle it is.
    pub fn changed(changes: &[(Option<&str>, &Rule)], vehicle: Option<&str>) -> Self {
        let of = |whose: Option<&str>| -> Vec<Rule> {
            changes.iter().filter(|(of, _)| *of == whose).map(|(_, rule)| (*rule).clone()).collect()
        };
        let of_all = Self::standard().with(of(None));
        if vehicle.is_some() { of_all.with(of(vehicle)) } else { of_all }
    }

    /// The same with others laid over it: each takes the place of the one of its id, or stands behind all of them.
    #[must_use]
    pub fn with(mut self, others: impl IntoIterator<Item = Rule>) -> Self {
        for rule in others {
            match self.rules.iter_mut().find(|own| own.id == rule.id) {
                Some(own) => *own = rule,
                None => self.rules.push(rule),
            }
        }
        self
    }
}

fn mixture() -> Vec<Rule> {
    let lean = |id: &str, fuels: &[FuelId], any_fuel, caution: &[(f64, f64)], danger: &[(f64, f64)]| Rule {
        fuels: fuels.to_vec(),
        any_fuel,
        caution: Some(over_map(caution)),
        danger: Some(over_map(danger)),
        min_s: 0.3,
        merge_s: 3.0,
        hysteresis: 0.01,
        ..Rule::new(id, Watch::Lean)
    };
    vec![
        Rule {
            caution: Some(at(8.0)),
            danger: Some(over_map(&[(-0.1, 25.0), (0.0, 20.0), (0.3, 13.0)])),
            min_s: 0.3,
            merge_s: 3.0,
            hysteresis: 1.0,
            ..Rule::new("lean_against_target", Watch::LeanAgainstTarget)
        },
        lean(
            "lean_gasoline",
            &GASOLINE,
            false,
            &[(-0.1, 1.03), (0.0, 0.99), (0.2, 0.94), (0.5, 0.90), (1.0, 0.88)],
            &[(-0.1, 1.12), (0.0, 1.07), (0.2, 1.0), (0.5, 0.95), (1.0, 0.93)],
        ),
        // The wider limits of alcohol hold where the fuel is not known, the lower one for what is leaner than its target: no
        // alarm for an engine that is well.
        lean(
            "lean_alcohol",
            &ALCOHOL,
            true,
            &[(-0.1, 1.03), (0.0, 0.99), (0.2, 0.95), (0.6, 0.91), (1.0, 0.89)],
            &[(-0.1, 1.12), (0.0, 1.07), (0.2, 1.02), (0.6, 0.97), (1.0, 0.95)],
        ),
    ]
}

fn temperatures() -> Vec<Rule> {
    let hot = |id: &str, watch, caution, danger, limit: Option<FromVehicle>| Rule {
        caution: Some(at(caution)),
        danger: Some(at(danger)),
        vehicle: limit,
        min_s: 2.0,
        merge_s: 10.0,
        hysteresis: 1.0,
        ..Rule::new(id, watch)
    };
    vec![
        hot(
            "coolant_hot",
            Watch::Coolant,
            100.0,
            107.0,
            Some(from(VehicleLimit::Coolant, Some(0.0), Some(7.0))),
        ),
        hot(
            "intake_air_hot",
            Watch::IntakeAir,
            65.0,
            80.0,
            Some(from(VehicleLimit::IntakeAir, Some(0.0), Some(15.0))),
        ),
        hot("oil_hot", Watch::OilTemperature, 130.0, 145.0, None),
        Rule {
            min_s: 1.0,
            hysteresis: 10.0,
            ..hot("egt_hot", Watch::Egt, 800.0, 900.0, Some(from(VehicleLimit::Egt, Some(0.0), Some(50.0))))
        },
        Rule {
            caution: Some(at(200.0)),
            min_s: 2.0,
            merge_s: 5.0,
            hysteresis: 20.0,
            ..Rule::new("egt_spread", Watch::EgtSpread)
        },
    ]
}

fn pressures() -> Vec<Rule> {
    let oil = |points: &[(f64, f64)]| {
        Some(Threshold::Curve { over: ChannelId::Rpm.into(), points: points.to_vec() })
    };
    vec![
        Rule {
            caution: oil(&[(1500.0, 0.5), (5000.0, 3.0)]),
            danger: oil(&[(1500.0, 0.5), (5000.0, 2.0)]),
            min_s: 0.5,
            hysteresis: 0.1,
            ..Rule::new("oil_pressure_low", Watch::OilPressureLow)
        },
        Rule {
            caution: Some(at(10.0)),
            min_s: 1.0,
            hysteresis: 0.2,
            ..Rule::new("oil_pressure_high", Watch::OilPressureHigh)
        },
        Rule {
            danger: Some(at(1.5)),
            vehicle: Some(from(VehicleLimit::FuelPressureMin, None, Some(0.0))),
            min_s: 0.3,
            hysteresis: 0.1,
            ..Rule::new("fuel_pressure_low", Watch::FuelPressureLow)
        },
        Rule {
            caution: Some(at(0.4)),
            danger: Some(at(0.8)),
            min_s: 0.3,
            hysteresis: 0.1,
            ..Rule::new("fuel_pressure_drop", Watch::FuelPressureDrop)
        },
        Rule {
            danger: Some(at(6.0)),
            vehicle: Some(from(VehicleLimit::MaxBoost, Some(0.03), Some(0.2))),
            min_s: 0.15,
            hysteresis: 0.03,
            ..Rule::new("boost_high", Watch::Boost)
        },
        Rule {
            caution: Some(at(0.15)),
            danger: Some(at(0.35)),
            min_s: 0.3,
            hysteresis: 0.05,
            ..Rule::new("boost_over_target", Watch::BoostOverTarget)
        },
    ]
}

fn engine() -> Vec<Rule> {
    vec![
        Rule {
            vehicle: Some(from(VehicleLimit::MaxRpm, Some(150.0), Some(500.0))),
            min_s: 0.06,
            hysteresis: 50.0,
            ..Rule::new("over_rev", Watch::Rpm)
        },
        Rule {
            caution: Some(at(85.0)),
            danger: Some(at(95.0)),
            vehicle: Some(from(VehicleLimit::Duty, Some(0.0), Some(10.0))),
            min_s: 0.2,
            hysteresis: 1.0,
            ..Rule::new("injector_duty", Watch::InjectorDuty)
        },
        Rule {
            caution: Some(at(1.0)),
            danger: Some(at(4.0)),
            hysteresis: 0.5,
            merge_s: 0.5,
            ..Rule::new("knock_retard", Watch::KnockRetard)
        },
        Rule {
            caution: Some(at(6.0)),
            danger: Some(at(12.0)),
            hysteresis: 1.0,
            merge_s: 0.3,
            ..Rule::new("knock_level", Watch::KnockLevel)
        },
        Rule {
            caution: Some(at(0.5)),
            danger: Some(at(4.5)),
            merge_s: 1.0,
            ..Rule::new("knock_count", Watch::KnockCount)
        },
        Rule {
            caution: Some(at(12.0)),
            danger: Some(at(11.0)),
            min_s: 2.0,
            merge_s: 5.0,
            hysteresis: 0.2,
            ..Rule::new("battery_low", Watch::BatteryLow)
        },
        Rule {
            caution: Some(at(15.3)),
            danger: Some(at(16.0)),
            min_s: 1.0,
            merge_s: 5.0,
            hysteresis: 0.2,
            ..Rule::new("battery_high", Watch::BatteryHigh)
        },
        Rule { caution: Some(at(0.5)), min_s: 0.3, ..Rule::new("sensor_lost", Watch::SensorLost) },
    ]
}
